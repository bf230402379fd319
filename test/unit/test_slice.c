/* test_slice.c — pieces of text. */
#include "unit.h"

#include <limits.h>
#include <stdio.h>

static void compares(void **state)
{
	(void)state;
	slice none = {0};
	assert_true(slice_equal(none, slice_of("")));
	assert_true(slice_is(slice_of(NULL), ""));
	assert_true(slice_is(SLICE("troops"), "troops"));
	assert_false(slice_is(SLICE("troops"), "troop"));
	assert_true(slice_equal_nocase(SLICE("SEOUL"), SLICE("Seoul")));
	assert_false(slice_equal_nocase(SLICE("[eoul"), SLICE("{eoul")));
	assert_false(slice_equal_nocase(SLICE("\xC3\x89"), SLICE("\xC3\xA9")));
	assert_int_equal(slice_compare(none, none), 0);
	assert_true(slice_compare(none, SLICE("a")) < 0);
	assert_true(slice_compare(SLICE("ab"), SLICE("a")) > 0);
	assert_true(slice_compare(SLICE("\xC3"), SLICE("z")) > 0);
}

static void finds_ends(void **state)
{
	(void)state;
	slice none = {0};
	assert_true(slice_starts(none, ""));
	assert_true(slice_ends(none, ""));
	assert_false(slice_starts(none, "a"));
	assert_false(slice_ends(none, "a"));
	assert_true(slice_starts(SLICE("agree.tsv"), "agree"));
	assert_true(slice_ends(SLICE("agree.tsv"), ".tsv"));
	assert_false(slice_ends(SLICE("tsv"), ".tsv"));
}

static void trims(void **state)
{
	(void)state;
	assert_slice(slice_trim(SLICE(" \t a b \r\n")), "a b");
	assert_slice(slice_trim(SLICE(" \v\f ")), "");
	assert_slice(slice_trim((slice){0}), "");
	assert_slice(slice_trim(SLICE("\xC2\xA0x")), "\xC2\xA0x");
}

static void splits(void **state)
{
	(void)state;
	slice rest = SLICE("a,,bc,"), part;
	assert_true(slice_split(&rest, ',', &part));
	assert_slice(part, "a");
	assert_true(slice_split(&rest, ',', &part));
	assert_slice(part, "");
	assert_true(slice_split(&rest, ',', &part));
	assert_slice(part, "bc");
	assert_false(slice_split(&rest, ',', &part));
	rest = (slice){0};
	assert_false(slice_split(&rest, ',', &part));
}

static void reads_numbers(void **state)
{
	(void)state;
	static const char *const bad[] = {"", "-", "+5", "1 ", "0x1", "1.5", "12a", "9223372036854775808", "--1",
		"-9223372036854775809", "99999999999999999999999"};
	long value = 7;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(slice_to_long(slice_of(bad[i]), &value));
	assert_int_equal(value, 7);
	char text[32];
	const long good[] = {0, 1, -1, 42, LONG_MAX, LONG_MIN, LONG_MAX - 1};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		snprintf(text, sizeof text, "%ld", good[i]);
		assert_true(slice_to_long(slice_of(text), &value));
		assert_true(value == good[i]);
	}
	assert_true(slice_to_long(SLICE("-007"), &value));
	assert_int_equal(value, -7);
}

static void reads_figures(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		double number;
	} good[] = {{"12", 12}, {"1,200.5", 1200.5}, {".08", .08}, {"1,00,000", 100000}, {"0", 0},
		{"900719925474099", 900719925474099.0}};
	static const char *const bad[] = {"", ".", ",5", "1.2.3", "1,2", "3.", "1,20", "-1", "1e5", "12a",
		"123456789012345678901"};
	double number = 7;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		assert_true(slice_to_figures(slice_of(good[i].text), &number));
		assert_true(number == good[i].number);
	}
	number = 7;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(slice_to_figures(slice_of(bad[i]), &number));
	assert_true(number == 7);
}

static void relates_spans(void **state)
{
	(void)state;
	assert_true(span_covers((span){2, 9}, (span){2, 9}));
	assert_false(span_covers((span){2, 9}, (span){1, 3}));
	assert_true(span_meets((span){2, 5}, (span){4, 6}));
	assert_false(span_meets((span){2, 5}, (span){5, 6}));
	span joined = span_join((span){4, 6}, (span){1, 2});
	assert_int_equal(joined.start, 1);
	assert_int_equal(joined.end, 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares),
		cmocka_unit_test(finds_ends),
		cmocka_unit_test(trims),
		cmocka_unit_test(splits),
		cmocka_unit_test(reads_numbers),
		cmocka_unit_test(reads_figures),
		cmocka_unit_test(relates_spans),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
