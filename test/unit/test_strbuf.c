/* test_strbuf.c — the growing string. */
#include "unit.h"

#include <string.h>

#include "base/strbuf.h"

static void starts_empty(void **state)
{
	(void)state;
	strbuf out;
	strbuf_init(&out);
	assert_null(out.bytes);
	strbuf_add(&out, NULL, 0);
	strbuf_add_string(&out, NULL);
	assert_string_equal(out.bytes, "");
	assert_int_equal(out.length, 0);
	strbuf_clear(&out);
	strbuf_clear(&out);
	assert_null(out.bytes);
}

static void adds_in_order(void **state)
{
	(void)state;
	strbuf out;
	strbuf_init(&out);
	strbuf_add_string(&out, "Moscow");
	strbuf_add_char(&out, ' ');
	strbuf_add_slice(&out, SLICE("said"));
	strbuf_print(&out, " %d%s", 3, "x");
	assert_string_equal(out.bytes, "Moscow said 3x");
	assert_int_equal(out.length, 14);
	strbuf_reset(&out);
	assert_string_equal(out.bytes, "");
	strbuf_add(&out, "a\0b", 3);
	assert_int_equal(out.length, 3);
	assert_memory_equal(out.bytes, "a\0b", 4);
	strbuf_clear(&out);
}

static void grows(void **state)
{
	(void)state;
	strbuf out;
	strbuf_init(&out);
	for (int i = 0; i < 100000; i++)
		strbuf_add_char(&out, (char)('a' + i % 26));
	strbuf_print(&out, "%3000s", "end");
	assert_false(out.failed);
	assert_int_equal(out.length, 103000);
	assert_int_equal(strlen(out.bytes), 103000);
	for (int i = 0; i < 100000; i++)
		assert_int_equal(out.bytes[i], 'a' + i % 26);
	strbuf_clear(&out);
}

static void fails_once_and_stays(void **state)
{
	(void)state;
	strbuf out;
	strbuf_init(&out);
	strbuf_add_string(&out, "kept");
	strbuf_add(&out, "", (size_t)PTRDIFF_MAX);
	assert_true(out.failed);
	assert_string_equal(out.bytes, "kept");
	strbuf_add_string(&out, " more");
	strbuf_print(&out, "%d", 1);
	assert_string_equal(out.bytes, "kept");
	strbuf_reset(&out);
	strbuf_add_string(&out, "again");
	assert_false(out.failed);
	assert_string_equal(out.bytes, "again");
	strbuf_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(starts_empty),
		cmocka_unit_test(adds_in_order),
		cmocka_unit_test(grows),
		cmocka_unit_test(fails_once_and_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
