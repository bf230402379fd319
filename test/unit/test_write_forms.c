/* test_write_forms.c — the written forms of a reading that was made by hand. */
#include "unit.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "fixture_reading.h"
#include "record/write.h"

static char *write_as(arena *memory, bede_format format, bool bytes, const reading *reading)
{
	strbuf out;
	bede_write_options options = {.format = format, .byte_offsets = bytes};
	strbuf_init(&out);
	assert_true(write_start(&options, &out));
	assert_true(write_reading(reading, &options, true, &out));
	assert_true(write_end(&options, &out));
	char *copy = arena_copy(memory, out.bytes, out.length);
	strbuf_clear(&out);
	return copy;
}

static void fixture(arena *memory, reading *out)
{
	*out = (reading){0};
	fixture_text(memory, out);
	fixture_record(memory, out);
}

static json_t *parse(const char *text)
{
	json_error_t error;
	json_t *json = json_loads(text, 0, &error);
	if (!json)
		fail_msg("%s in %s", error.text, text);
	return json;
}

static void assert_key(const json_t *object, const char *key, const char *expected)
{
	char *found = json_dumps(json_object_get(object, key),
		JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(6));
	assert_non_null(found);
	assert_string_equal(found, expected);
	free(found);
}

static void record_has_every_key_in_order(void *memory)
{
	static const char *const keys[] = {
		"id", "doc_id", "date", "enddate", "date_text", "date_value", "actor", "recipient", "event", "mode",
		"aux_mode", "context", "quad_code", "event_scale", "cameo", "certainty", "confidence", "attribution", "quantity",
		"event_loc", "event_text", "event_span", "text_info", "rule", "link", "cite_info", "coder", "codebook",
	};
	reading reading;
	fixture(memory, &reading);
	json_t *record = parse(write_as(memory, BEDE_JSONL, false, &reading));
	size_t i = 0;
	const char *key;
	json_t *value;
	json_object_foreach(record, key, value) {
		assert_true(i < sizeof keys / sizeof *keys);
		assert_string_equal(key, keys[i++]);
	}
	assert_int_equal(i, sizeof keys / sizeof *keys);
	assert_key(record, "event", "[\"ASSAULT\"]");
	assert_key(record, "quad_code", "4");
	assert_key(record, "event_scale", "-9.3");
	assert_key(record, "enddate", "null");
	assert_key(record, "aux_mode", "[]");
	assert_key(record, "link", "null");
	assert_key(record, "event_text", "\"shelled\"");
	assert_key(record, "confidence", "0.875");
	assert_key(record, "cite_info", "{\"url\":null,\"title\":\"A \\\"quoted\\\"; title, with a comma\","
		"\"publication\":null,\"date\":\"2024-11-19\",\"language\":null}");
	json_decref(record);
}

static void offsets_are_points_or_bytes(void *memory)
{
	reading reading;
	fixture(memory, &reading);
	json_t *points = parse(write_as(memory, BEDE_JSONL, false, &reading));
	json_t *bytes = parse(write_as(memory, BEDE_JSONL, true, &reading));
	assert_key(points, "event_span", "{\"start\":25,\"end\":32}");
	assert_key(bytes, "event_span", "{\"start\":26,\"end\":33}");
	json_decref(points);
	json_decref(bytes);
}

static void json_is_one_array(void *memory)
{
	reading reading;
	fixture(memory, &reading);
	json_t *array = parse(write_as(memory, BEDE_JSON, false, &reading));
	assert_int_equal(json_array_size(array), 1);
	json_decref(array);
	reading.record_count = 0;
	assert_string_equal(write_as(memory, BEDE_JSON, false, &reading), "[\n]\n");
}

static void pair_without_event_is_empty(void *memory)
{
	static const char *const none[] = {NULL};
	bede_record record = {.id = "0", .modes = none, .contexts = none};
	reading reading;
	fixture(memory, &reading);
	reading.records = &record;
	json_t *written = parse(write_as(memory, BEDE_JSONL, false, &reading));
	assert_key(written, "event", "[]");
	assert_key(written, "quad_code", "null");
	assert_key(written, "event_span", "null");
	assert_key(written, "event_loc", "null");
	json_decref(written);
}

static size_t count_columns(const char *line, char separator)
{
	size_t count = 1;
	bool quoted = false;
	for (; *line && (quoted || (*line != '\n' && *line != '\r')); line++) {
		quoted ^= separator == ',' && *line == '"';
		count += !quoted && *line == separator;
	}
	return count;
}

static void rows_have_as_many_columns_as_the_header(void *memory)
{
	reading reading;
	fixture(memory, &reading);
	const char *csv = write_as(memory, BEDE_CSV, false, &reading);
	const char *tsv = write_as(memory, BEDE_TSV, false, &reading);
	const char *csv_row = strstr(csv, "\r\n") + 2;
	const char *tsv_row = strchr(tsv, '\n') + 1;
	assert_int_equal(count_columns(csv, ','), count_columns(csv_row, ','));
	assert_int_equal(count_columns(tsv, '\t'), count_columns(tsv_row, '\t'));
	assert_non_null(strstr(csv_row, ",\"A \"\"quoted\"\"; title, with a comma\","));
	assert_non_null(strstr(tsv_row, "\tRUSMIL\tRussian troops\t\tUKR\tKyiv\tUkraine\t"));
}

static void rows_escape_what_breaks_them(void *memory)
{
	reading reading;
	fixture(memory, &reading);
	reading.document.title = SLICE("tab\there, line\nthere, back\\slash");
	const char *tsv = write_as(memory, BEDE_TSV, false, &reading);
	const char *csv = write_as(memory, BEDE_CSV, false, &reading);
	assert_non_null(strstr(tsv, "\ttab\\there, line\\nthere, back\\\\slash\t"));
	assert_non_null(strstr(csv, ",\"tab\there, line\nthere, back\\slash\","));
}

static void conllu_has_heads_from_one(void *memory)
{
	reading reading;
	fixture(memory, &reading);
	const char *conllu = write_as(memory, BEDE_CONLLU, false, &reading);
	assert_non_null(strstr(conllu, "# newdoc id = r1\n# newpar\n# sent_id = 1\n# text = René said"));
	assert_non_null(strstr(conllu, "\n2\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_\n"));
	assert_non_null(strstr(conllu, "\n8\tMonday\tMonday\tPROPN\t_\t_\t5\tobl\t_\tSpaceAfter=No\n"));
	assert_string_equal(conllu + strlen(conllu) - 2, "\n\n");
}

static void conllu_source_is_kept(void *memory)
{
	reading reading;
	fixture(memory, &reading);
	reading.document.conllu = SLICE("# sent_id = x-1\n1-2\tRenésaid\t_\t_\t_\t_\t_\t_\t_\t_\n"
		"1\tRené\t_\tX\t_\tCase=Nom\t_\t_\t_\tSpaceAfter=No\n2\tsaid\t_\t_\t_\t_\t_\t_\t_\t_\n");
	assert_string_equal(write_as(memory, BEDE_CONLLU, false, &reading),
		"# sent_id = x-1\n1-2\tRenésaid\t_\t_\t_\t_\t_\t_\t_\t_\n"
		"1\tRené\tRené\tX\t_\tCase=Nom\t2\tnsubj\t_\tSpaceAfter=No\n2\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_\n\n");
}

static void annotation_points_into_the_text(void *memory)
{
	reading reading;
	fixture(memory, &reading);
	json_t *annotation = parse(write_as(memory, BEDE_ANNOTATION, false, &reading));
	assert_key(annotation, "sentences", "[{\"start\":0,\"end\":67}]");
	json_t *tokens = json_object_get(annotation, "tokens");
	assert_int_equal(json_array_size(tokens), FIXTURE_COUNT);
	assert_key(json_array_get(tokens, 1), "start", "5");
	assert_key(json_array_get(tokens, 1), "head", "-1");
	assert_key(json_array_get(tokens, 1), "deprel", "\"root\"");
	assert_int_equal(json_array_size(json_object_get(annotation, "events")), 1);
	json_decref(annotation);
}

static size_t widest_line(const char *text)
{
	size_t widest = 0;
	slice rest = slice_of(text), line;
	while (slice_split(&rest, '\n', &line)) {
		size_t columns = utf8_length(line.at, line.length);
		widest = columns > widest ? columns : widest;
	}
	return widest;
}

static void table_fits_its_width(void *memory)
{
	reading reading;
	fixture(memory, &reading);
	const char *table = write_as(memory, BEDE_TABLE, false, &reading);
	assert_true(widest_line(table) <= 100);
	assert_non_null(strstr(table, "2024-11-18"));
	assert_non_null(strstr(table, "RUS MIL → ASSAULT"));
	assert_non_null(strstr(table, "12 people"));
	assert_non_null(strstr(table, "troops [shelled] Kyiv"));
}

static void table_without_records_is_empty(void *memory)
{
	reading reading;
	fixture(memory, &reading);
	reading.record_count = 0;
	assert_string_equal(write_as(memory, BEDE_TABLE, false, &reading), "");
}

static void explanation_shows_words_and_rule(void *memory)
{
	reading reading;
	fixture(memory, &reading);
	const char *page = write_as(memory, BEDE_EXPLANATION, false, &reading);
	assert_true(widest_line(page) <= 100);
	assert_non_null(strstr(page, "troops [shelled]1 Kyiv"));
	assert_non_null(strstr(page, "88% solid"));
	assert_non_null(strstr(page, "lexicon/en/events/assault.tsv:7 v shell obj=@place"));
	assert_non_null(strstr(page, "as in “Syria shelled Lebanon.”"));
	assert_non_null(strstr(page, "UKR “Kyiv” = Ukraine"));
}

static void escape_sequences_stay_out_of_the_terminal(void *memory)
{
	reading reading;
	fixture(memory, &reading);
	reading.document.title = SLICE("\x1b]0;evil\x07title");
	assert_null(strchr(write_as(memory, BEDE_TABLE, false, &reading), '\x1b'));
	assert_null(strchr(write_as(memory, BEDE_EXPLANATION, false, &reading), '\x1b'));
}

#define TEST(name) \
	static void test_##name(void **state) \
	{ \
		(void)state; \
		with_arena(name); \
	}
TEST(record_has_every_key_in_order)
TEST(offsets_are_points_or_bytes)
TEST(json_is_one_array)
TEST(pair_without_event_is_empty)
TEST(rows_have_as_many_columns_as_the_header)
TEST(rows_escape_what_breaks_them)
TEST(conllu_has_heads_from_one)
TEST(conllu_source_is_kept)
TEST(annotation_points_into_the_text)
TEST(table_fits_its_width)
TEST(table_without_records_is_empty)
TEST(explanation_shows_words_and_rule)
TEST(escape_sequences_stay_out_of_the_terminal)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_record_has_every_key_in_order), cmocka_unit_test(test_offsets_are_points_or_bytes),
		cmocka_unit_test(test_json_is_one_array), cmocka_unit_test(test_pair_without_event_is_empty),
		cmocka_unit_test(test_rows_have_as_many_columns_as_the_header),
		cmocka_unit_test(test_rows_escape_what_breaks_them), cmocka_unit_test(test_conllu_has_heads_from_one),
		cmocka_unit_test(test_conllu_source_is_kept), cmocka_unit_test(test_annotation_points_into_the_text),
		cmocka_unit_test(test_table_fits_its_width), cmocka_unit_test(test_table_without_records_is_empty),
		cmocka_unit_test(test_explanation_shows_words_and_rule),
		cmocka_unit_test(test_escape_sequences_stay_out_of_the_terminal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
