/* test_error.c — errors as values. */
#include "unit.h"

#include <string.h>

#include "base/error.h"

static void fills_in(void **state)
{
	(void)state;
	bede_error error;
	memset(&error, 'x', sizeof error);
	error_set(&error, BEDE_ERROR_USAGE, "no such form: '%s'", "pdf");
	assert_int_equal(error.code, BEDE_ERROR_USAGE);
	assert_string_equal(error.message, "no such form: 'pdf'");
	assert_string_equal(error.file, "");
	assert_int_equal(error.line, 0);
	error_set_at(&error, BEDE_ERROR_DATA, "agree.tsv", 41, "unknown type");
	assert_string_equal(error.file, "agree.tsv");
	assert_int_equal(error.line, 41);
	error_set_at(&error, BEDE_ERROR_DATA, NULL, 0, "x");
	assert_string_equal(error.file, "");
	error_set(NULL, BEDE_ERROR_DATA, "nobody asks");
	error_set_at(NULL, BEDE_ERROR_DATA, "f", 1, "nobody asks");
}

/* A message that is cut ends with a whole character. */
static void cuts_between_characters(void **state)
{
	(void)state;
	static const char *const letters[] = {"é", "—", "😀"};
	for (size_t kind = 0; kind < 3; kind++)
		for (size_t lead = 0; lead < 4; lead++) {
			char text[1200] = "xxxx";
			text[lead] = '\0';
			while (strlen(text) < sizeof text - 8)
				strcat(text, letters[kind]);
			bede_error error;
			error_set_at(&error, BEDE_ERROR_DATA, text, 1, "%s", text);
			size_t size = strlen(letters[kind]);
			assert_int_equal((strlen(error.message) - lead) % size, 0);
			assert_true(strlen(error.message) + size >= sizeof error.message);
			assert_int_equal((strlen(error.file) - lead) % size, 0);
		}
}

static void note(void *context, const bede_error *problem)
{
	*(bede_error *)context = *problem;
}

static void reports(void **state)
{
	(void)state;
	bede_error last = {0};
	report problems = {.function = note, .context = &last};
	report_problem(&problems, BEDE_ERROR_DATA, "a.tsv", 3, "column %d is missing", 2);
	assert_int_equal(problems.count, 1);
	assert_string_equal(last.message, "column 2 is missing");
	assert_int_equal(last.line, 3);
	report silent = {0};
	report_problem(&silent, BEDE_ERROR_DATA, "a.tsv", 3, "x");
	assert_int_equal(silent.count, 1);
	report_problem(NULL, BEDE_ERROR_DATA, "a.tsv", 3, "x");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fills_in),
		cmocka_unit_test(cuts_between_characters),
		cmocka_unit_test(reports),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
