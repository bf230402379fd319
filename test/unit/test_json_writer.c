/* test_json_writer.c — JSON text; jansson reads back what we wrote. */
#include "unit.h"

#include <math.h>
#include <string.h>

#include <jansson.h>

#include "base/json_writer.h"

static void write_all(json_writer *json)
{
	json_put_object(json);
	json_put_key(json, "none");
	json_put_null(json);
	json_put_key(json, "yes");
	json_put_bool(json, true);
	json_put_key(json, "list");
	json_put_array(json);
	json_put_integer(json, INT64_MIN);
	json_put_integer(json, 0);
	json_put_object(json);
	json_put_object_end(json);
	json_put_array(json);
	json_put_array_end(json);
	json_put_string(json, SLICE("é"));
	json_put_array_end(json);
	json_put_key(json, "no");
	json_put_bool(json, false);
	json_put_object_end(json);
}

static void writes_one_line(void **state)
{
	(void)state;
	strbuf out;
	json_writer json;
	strbuf_init(&out);
	json_writer_init(&json, &out, 0);
	write_all(&json);
	assert_string_equal(out.bytes,
		"{\"none\":null,\"yes\":true,\"list\":[-9223372036854775808,0,{},[],\"é\"],\"no\":false}");
	strbuf_clear(&out);
}

static void writes_for_people(void **state)
{
	(void)state;
	strbuf out;
	json_writer json;
	strbuf_init(&out);
	json_writer_init(&json, &out, 2);
	write_all(&json);
	assert_string_equal(out.bytes,
		"{\n  \"none\": null,\n  \"yes\": true,\n  \"list\": [\n    -9223372036854775808,\n    0,\n    {},\n    [],\n"
		"    \"é\"\n  ],\n  \"no\": false\n}");
	strbuf_clear(&out);
}

static void escapes(void **state)
{
	(void)state;
	char bytes[0x82];
	size_t length = 0;
	for (int c = 1; c < 0x80; c++)
		bytes[length++] = (char)c;
	strbuf out;
	json_writer json;
	strbuf_init(&out);
	json_writer_init(&json, &out, 0);
	json_put_string(&json, (slice){bytes, length});
	assert_non_null(strstr(out.bytes, "\\u0001"));
	assert_non_null(strstr(out.bytes, "\\b\\t\\n\\u000b\\f\\r"));
	assert_non_null(strstr(out.bytes, "!\\\"#"));
	json_t *read = json_loads(out.bytes, JSON_DECODE_ANY, NULL);
	assert_non_null(read);
	assert_int_equal(json_string_length(read), length);
	assert_memory_equal(json_string_value(read), bytes, length);
	json_decref(read);
	strbuf_reset(&out);
	json_writer_init(&json, &out, 0);
	json_put_array(&json);
	json_put_string(&json, (slice){0});
	json_put_string(&json, (slice){"", 0});
	json_put_string(&json, (slice){"a\0", 2});
	json_put_array_end(&json);
	assert_string_equal(out.bytes, "[null,\"\",\"a\\u0000\"]");
	strbuf_clear(&out);
}

static void writes_numbers(void **state)
{
	(void)state;
	static const struct { double value; int decimals; const char *text; } numbers[] = {
		{0, 2, "0"}, {-0.0, 2, "0"}, {4.6, 1, "4.6"}, {0.87, 2, "0.87"}, {0.5, 4, "0.5"}, {-0.05, 2, "-0.05"},
		{-0.001, 2, "0"}, {51.7, 5, "51.7"}, {11000, 3, "11000"}, {1e6, 0, "1000000"}, {2.5, 0, "3"},
		{0.999, 2, "1"}, {1.05, 3, "1.05"}, {123456.789012, 6, "123456.789012"}, {1e15, 2, "1000000000000000"},
		{1e18, 2, "1000000000000000000"}, {-1e22, 0, "-10000000000000000000000"}, {NAN, 2, "null"},
		{INFINITY, 2, "null"}, {-INFINITY, 2, "null"},
	};
	strbuf out;
	strbuf_init(&out);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		json_writer json;
		strbuf_reset(&out);
		json_writer_init(&json, &out, 0);
		json_put_number(&json, numbers[i].value, numbers[i].decimals);
		assert_string_equal(out.bytes, numbers[i].text);
	}
	strbuf_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_one_line),
		cmocka_unit_test(writes_for_people),
		cmocka_unit_test(escapes),
		cmocka_unit_test(writes_numbers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
