/* test_tsv.c — lexicon lines as people type them. */
#include "unit.h"

#include <string.h>

#include "base/tsv.h"

static void reads_rows(void **state)
{
	(void)state;
	tsv rows;
	tsv_init(&rows, "agree.tsv", SLICE("# a comment\tof two\n\nsign\tAGREE\t\tx\n  \t \nfree\n"));
	assert_true(tsv_next(&rows));
	assert_int_equal(rows.line, 3);
	assert_int_equal(rows.count, 4);
	assert_slice(rows.columns[0], "sign");
	assert_slice(rows.columns[1], "AGREE");
	assert_slice(rows.columns[2], "");
	assert_slice(rows.columns[3], "x");
	assert_true(tsv_next(&rows));
	assert_int_equal(rows.line, 5);
	assert_int_equal(rows.count, 1);
	assert_slice(rows.columns[0], "free");
	assert_slice(rows.columns[1], "");
	assert_false(tsv_next(&rows));
	assert_false(tsv_next(&rows));
}

static void takes_other_line_ends(void **state)
{
	(void)state;
	tsv rows;
	tsv_init(&rows, "x", SLICE("\xEF\xBB\xBFone\ttwo\r\n\r\n# no\r\n three \t four"));
	assert_true(tsv_next(&rows));
	assert_slice(rows.columns[0], "one");
	assert_slice(rows.columns[1], "two");
	assert_true(tsv_next(&rows));
	assert_int_equal(rows.line, 4);
	assert_slice(rows.columns[0], "three");
	assert_slice(rows.columns[1], "four");
	assert_false(tsv_next(&rows));
}

static void takes_hostile_bytes(void **state)
{
	(void)state;
	tsv rows;
	tsv_init(&rows, "x", (slice){0});
	assert_false(tsv_next(&rows));
	tsv_init(&rows, "x", (slice){"a\0b\tc", 5});
	assert_true(tsv_next(&rows));
	assert_int_equal(rows.columns[0].length, 3);
	assert_slice(rows.columns[1], "c");
	tsv_init(&rows, "x", SLICE("\xEF\xBB"));
	assert_true(tsv_next(&rows));
	assert_false(tsv_next(&rows));
}

static void keeps_too_many_columns_in_the_last(void **state)
{
	(void)state;
	char bytes[2 * 40];
	for (size_t i = 0; i < sizeof bytes; i += 2)
		memcpy(bytes + i, "c\t", 2);
	tsv rows;
	tsv_init(&rows, "x", (slice){bytes, sizeof bytes});
	assert_true(tsv_next(&rows));
	assert_int_equal(rows.count, TSV_COLUMNS);
	assert_slice(rows.columns[TSV_COLUMNS - 2], "c");
	assert_non_null(memchr(rows.columns[TSV_COLUMNS - 1].at, '\t', rows.columns[TSV_COLUMNS - 1].length));
	assert_false(tsv_next(&rows));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_rows),
		cmocka_unit_test(takes_other_line_ends),
		cmocka_unit_test(takes_hostile_bytes),
		cmocka_unit_test(keeps_too_many_columns_in_the_last),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
