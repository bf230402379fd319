/* test_read.c — documents from text, JSON Lines and CoNLL-U, good and bad, and what document_prepare makes of them. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "read/document.h"

static char path[64];
static bede_error last_warning;
static int warnings;

static void hear(void *context, const bede_error *warning)
{
	(void)context;
	last_warning = *warning;
	warnings++;
}

static void write_file(const char *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	fclose(file);
}

static bede_reader *open_bytes(const char *bytes, size_t length, bede_form form, const char *date)
{
	bede_reader_options options = {.form = form, .date = date, .warning = hear};
	bede_error error;
	write_file(bytes, length);
	warnings = 0;
	bede_reader *reader = bede_reader_open(path, &options, &error);
	assert_non_null(reader);
	return reader;
}

static bede_reader *open_string(const char *bytes)
{
	return open_bytes(bytes, strlen(bytes), BEDE_FORM_AUTO, NULL);
}

/* The next document is one with this text. */
static void assert_document(bede_reader *reader, const char *id, const char *text)
{
	bede_error error;
	bede_document *document = bede_reader_next(reader, &error);
	assert_non_null(document);
	assert_string_equal(document->id, id);
	assert_string_equal(document->text, text);
	assert_int_equal(document->text_length, strlen(text));
	bede_document_free(document);
}

/* The next document is none: at this line, with these words in the message. */
static void assert_problem(bede_reader *reader, unsigned long line, const char *words)
{
	bede_error error;
	assert_null(bede_reader_next(reader, &error));
	assert_int_equal(error.code, BEDE_ERROR_INPUT);
	assert_int_equal(error.line, line);
	assert_string_equal(error.file, path);
	if (!strstr(error.message, words))
		assert_string_equal(error.message, words);
}

static void assert_end(bede_reader *reader)
{
	for (int i = 0; i < 2; i++) {
		bede_error error;
		assert_null(bede_reader_next(reader, &error));
		assert_int_equal(error.code, BEDE_OK);
	}
	bede_reader_close(reader);
}

static void reads_text(void **state)
{
	(void)state;
	bede_reader *reader = open_bytes("\xEF\xBB\xBF" "One.\r\n\r\nTwo.\n", 16, BEDE_FORM_AUTO, "2024-11-21");
	bede_error error;
	bede_document *document = bede_reader_next(reader, &error);
	assert_non_null(document);
	assert_string_equal(document->text, "One.\r\n\r\nTwo.\n");
	assert_string_equal(document->date, "2024-11-21");
	assert_string_equal(document->id, "bede-read");
	bede_document_free(document);
	assert_int_equal(warnings, 0);
	assert_end(reader);
}

static void replaces_what_is_not_utf8(void **state)
{
	(void)state;
	bede_reader *reader = open_bytes("caf\xE9 \0 x\xE2\x82", 10, BEDE_FORM_AUTO, NULL);
	assert_document(reader, "bede-read", "caf\xEF\xBF\xBD \xEF\xBF\xBD x\xEF\xBF\xBD\xEF\xBF\xBD");
	assert_int_equal(warnings, 1);
	assert_non_null(strstr(last_warning.message, "4 bytes"));
	assert_non_null(strstr(last_warning.message, "iconv -f latin1 -t utf-8"));
	assert_end(reader);
}

static void refuses_text_that_is_none(void **state)
{
	(void)state;
	bede_reader *reader = open_string("");
	assert_problem(reader, 0, "is empty");
	assert_end(reader);
	reader = open_string(" \n\t\r\n");
	assert_problem(reader, 0, "white space");
	assert_end(reader);
	reader = open_bytes("\xFF\xFEH\0i\0", 6, BEDE_FORM_AUTO, NULL);
	assert_problem(reader, 1, "UTF-16");
	assert_end(reader);
	for (bede_form form = BEDE_FORM_JSONL; form <= BEDE_FORM_CONLLU; form++) {
		reader = open_bytes("", 0, form, NULL);
		assert_problem(reader, 0, "nothing to code");
		assert_end(reader);
	}
}

static void reads_json_lines(void **state)
{
	(void)state;
	bede_reader *reader = open_string(
		"{\"id\":\"a\",\"text\":\"d\\u00e9j\\u00e0 vu\",\"date\":\"2024-11-21T10:00:00Z\",\"title\":null,"
		"\"pairs\":[{\"actor\":[0,4],\"recipient\":null},{\"recipient\":[5,7]}]}\r\n\n"
		"{\"id\":7,\"text\":\"a\\u0000b\"}\n{\"text\":\"no id\"}");
	bede_error error;
	bede_document *document = bede_reader_next(reader, &error);
	assert_non_null(document);
	assert_string_equal(document->id, "a");
	assert_null(document->title);
	assert_int_equal(document->pair_count, 2);
	assert_int_equal(document->pairs[0].actor.end, 6);
	assert_int_equal(document->pairs[0].recipient.end, 0);
	assert_int_equal(document->pairs[1].recipient.start, 7);
	assert_int_equal(document->pairs[1].recipient.end, 9);
	bede_document_free(document);
	assert_document(reader, "7", "a\xEF\xBF\xBD" "b");
	assert_int_equal(warnings, 1);
	assert_int_equal(last_warning.line, 3);
	assert_document(reader, "bede-read-3", "no id");
	assert_end(reader);
}

static void names_bad_json_lines_and_goes_on(void **state)
{
	(void)state;
	static const struct {
		const char *line, *words;
	} bad[] = {
		{"[1]", "no object"}, {"3", "no object"}, {"{\"text\":5}", "\"text\" is not a string"},
		{"{\"id\":\"x\"}", "no \"text\""},
		{"{bad", "not JSON"}, {"{\"text\":\"x\"} {\"text\":\"y\"}", "not "
			"JSON"}, {"{\"text\":\"\\ud800\"}", "not JSON"},
		{"{\"text\":\"x\",\"date\":\"2024-13-45\"}", "2024-13-45"}, {"{\"text\":\"x\",\"date\":2024}", "\"date\" is not"},
		{"{\"text\":\"x\",\"id\":true}", "\"id\" is not"}, {"{\"text\":\" \"}", "empty"},
		{"{\"text\":\"x\",\"pairs\":1}", "not an array"}, {"{\"text\":\"x\",\"pairs\":[1]}", "pair 1"},
		{"{\"text\":\"x\",\"pairs\":[{\"actor\":[0,2]}]}", "[0,2]"},
		{"{\"text\":\"x\",\"pairs\":[{\"actor\":[1,0]}]}", "[1,0]"},
		{"{\"text\":\"x\",\"pairs\":[{\"actor\":[-1,1]}]}", "[-1,1]"},
		{"{\"text\":\"x\",\"pairs\":[{\"actor\":[0,99999999999999]}]}", "pair 1"},
		{"{\"text\":\"x\",\"pairs\":[{\"actor\":[0]}]}", "pair 1"},
		{"{\"text\":\"x\",\"pairs\":[{\"actor\":\"x\"}]}", "pair 1"},
	};
	char lines[4096] = "{\"text\":\"first\"}\n";
	size_t count = sizeof bad / sizeof *bad;
	for (size_t i = 0; i < count; i++) {
		strcat(lines, bad[i].line);
		strcat(lines, "\n");
	}
	strcat(lines, "{\"text\":\"last\"}");
	bede_reader *reader = open_bytes(lines, strlen(lines), BEDE_FORM_JSONL, NULL);
	assert_document(reader, "bede-read", "first");
	for (size_t i = 0; i < count; i++)
		assert_problem(reader, i + 2, bad[i].words);
	bede_error error;
	bede_document *document = bede_reader_next(reader, &error);
	assert_non_null(document);
	assert_string_equal(document->text, "last");
	bede_document_free(document);
	assert_end(reader);
}

static void reads_conllu(void **state)
{
	(void)state;
	bede_reader *reader = open_string(
		"# newdoc id = a\n# newpar\n# text = Don't  "
		"go!\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tDo\t_\t_\t_\t_\t_\t_\t_\t_\n"
		"2\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n3\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n4\t!\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
		"# text = something else\n1\tHe\t_\t_\t_\t_\t_\t_\t_\t_\n1.1\tis\t_\t_\t_\t_\t_\t_\t_\t_\n\n# newpar\n"
		"1\tHi\t_\t_\t_\t_\t_\t_\t_\t_\n\n# newdoc\n1\tTwo\t_\t_\t_\t_\t_\t_\t_\t_\n");
	assert_document(reader, "a", "Don't  go! He\n\nHi");
	assert_document(reader, "bede-read-2", "Two");
	assert_end(reader);
}

static void names_bad_conllu_and_goes_on(void **state)
{
	(void)state;
	bede_reader *reader = open_string("# newdoc id = a\n1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n2\tonly two\n\n# newdoc "
		"id = b\n"
		"1\tfine\t_\t_\t_\t_\t_\t_\t_\t_\n\n# newdoc id = c\n#\nzero\tx\t_\t_\t_\t_\t_\t_\t_\t_\n");
	assert_problem(reader, 3, "CoNLL-U");
	assert_document(reader, "b", "fine");
	assert_problem(reader, 8, "without words");
	assert_end(reader);
}

static void finds_the_form_out(void **state)
{
	(void)state;
	bede_reader *reader = open_string("{ not json, but prose }");
	assert_document(reader, "bede-read", "{ not json, but prose }");
	assert_end(reader);
	reader = open_string("# A heading\n\n1\tno\ttable\n");
	assert_document(reader, "bede-read", "# A heading\n\n1\tno\ttable\n");
	assert_end(reader);
	reader = open_string("\n { \"text\" : \"x\" }");
	assert_document(reader, "bede-read", "x");
	assert_end(reader);
}

/* A line over the limit is one error, in no form a problem for what stands behind it. */
static void skips_what_is_too_long(void **state)
{
	(void)state;
	enum { LONG = DOCUMENT_BYTES + 100 };
	static const char tail[] = "\n{\"text\":\"behind\"}\n";
	char *bytes = malloc(LONG + sizeof tail);
	assert_non_null(bytes);
	memset(bytes, 'a', LONG);
	memcpy(bytes + LONG, tail, sizeof tail - 1);
	bede_reader *reader = open_bytes(bytes, LONG + sizeof tail - 1, BEDE_FORM_JSONL, NULL);
	assert_problem(reader, 1, "64 MiB");
	assert_document(reader, "bede-read-2", "behind");
	assert_end(reader);
	reader = open_bytes(bytes, LONG, BEDE_FORM_AUTO, NULL);
	assert_problem(reader, 0, "64 MiB");
	assert_end(reader);
	reader = open_bytes(bytes, LONG, BEDE_FORM_CONLLU, NULL);
	assert_problem(reader, 1, "64 MiB");
	assert_end(reader);
	free(bytes);
}

static void refuses_what_cannot_be_opened(void **state)
{
	(void)state;
	bede_error error;
	assert_null(bede_reader_open("/", NULL, &error));
	assert_int_equal(error.code, BEDE_ERROR_FILE);
	assert_non_null(strstr(error.message, "folder"));
	assert_null(bede_reader_open("no/such/file", NULL, &error));
	assert_int_equal(error.code, BEDE_ERROR_FILE);
	assert_string_equal(error.file, "no/such/file");
	assert_null(bede_reader_open(NULL, NULL, &error));
	assert_int_equal(error.code, BEDE_ERROR_USAGE);
	assert_null(bede_reader_open("x", &(bede_reader_options){.date = "2024-02-30"}, &error));
	assert_int_equal(error.code, BEDE_ERROR_USAGE);
	assert_null(bede_reader_open("x", &(bede_reader_options){.form = 99}, &error));
	assert_null(bede_reader_open("no/such/file", NULL, NULL));
	assert_null(bede_reader_next(NULL, NULL));
	bede_reader_close(NULL);
	bede_document_free(NULL);
}

/* ---- document_prepare ---- */

static void prepares_documents(void *context)
{
	arena *memory = context;
	bede_pair pairs[] = {{.actor = {3, 4}, .recipient = {5, 6}}};
	bede_document from = {.text = "\xEF\xBB\xBF" "a\xFF" "b", .text_length = 6, .date = "2024-11-21", .pairs = pairs,
		.pair_count = 1};
	document document;
	bede_error error;
	assert_true(document_prepare(&document, memory, &from, &error));
	assert_slice(document.text, "a\xEF\xBF\xBD" "b");
	assert_int_equal(document.bytes_replaced, 1);
	assert_int_equal(document.date.day, 21);
	assert_int_equal(document.id.length, 16);
	assert_int_equal(document.pairs[0].actor.start, 0);
	assert_int_equal(document.pairs[0].recipient.start, 4);
	assert_int_equal(document.pairs[0].recipient.end, 5);
	slice id = document.id;
	assert_true(document_prepare(&document, memory, &from, &error));
	assert_true(slice_equal(id, document.id));
}

static void assert_refused(arena *memory, const bede_document *from, bede_code code)
{
	document document;
	bede_error error;
	assert_false(document_prepare(&document, memory, from, &error));
	assert_int_equal(error.code, code);
	assert_false(document_prepare(&document, memory, from, NULL));
}

static void refuses_documents(void *context)
{
	arena *memory = context;
	bede_pair outside = {.actor = {0, 9}}, within = {.recipient = {1, 2}}, turned = {.actor = {2, 1}};
	assert_refused(memory, &(bede_document){.text = "", .text_length = 0}, BEDE_ERROR_INPUT);
	assert_refused(memory, &(bede_document){.text_length = 0}, BEDE_ERROR_INPUT);
	assert_refused(memory, &(bede_document){.text_length = 5}, BEDE_ERROR_USAGE);
	assert_refused(memory, &(bede_document){.text = "\xC2\xA0\n", .text_length = 3}, BEDE_ERROR_INPUT);
	assert_refused(memory, &(bede_document){.text = "x", .text_length = 1, .date = "2024-13-45"}, BEDE_ERROR_INPUT);
	assert_refused(memory, &(bede_document){.text = "x", .text_length = DOCUMENT_BYTES + 1u}, BEDE_ERROR_INPUT);
	assert_refused(memory, &(bede_document){.text = "abc", .text_length = 3, .pairs = &outside, .pair_count = 1},
		BEDE_ERROR_INPUT);
	assert_refused(memory, &(bede_document){.text = "abc", .text_length = 3, .pairs = &turned, .pair_count = 1},
		BEDE_ERROR_INPUT);
	assert_refused(memory, &(bede_document){.text = "\xC3\xA9s", .text_length = 3, .pairs = &within, .pair_count = 1},
		BEDE_ERROR_INPUT);
}

static void prepares(void **state)
{
	(void)state;
	with_arena(prepares_documents);
	with_arena(refuses_documents);
}

static int make_path(void **state)
{
	(void)state;
	char folder[] = "/tmp/bede-unit-XXXXXX";
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof path, "%s/bede-read.data", folder);
	return 0;
}

static int remove_path(void **state)
{
	(void)state;
	unlink(path);
	*strrchr(path, '/') = '\0';
	return rmdir(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_text),
		cmocka_unit_test(replaces_what_is_not_utf8),
		cmocka_unit_test(refuses_text_that_is_none),
		cmocka_unit_test(reads_json_lines),
		cmocka_unit_test(names_bad_json_lines_and_goes_on),
		cmocka_unit_test(reads_conllu),
		cmocka_unit_test(names_bad_conllu_and_goes_on),
		cmocka_unit_test(finds_the_form_out),
		cmocka_unit_test(skips_what_is_too_long),
		cmocka_unit_test(refuses_what_cannot_be_opened),
		cmocka_unit_test(prepares),
	};
	return cmocka_run_group_tests(tests, make_path, remove_path);
}
