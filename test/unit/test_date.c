/* test_date.c — the calendar. */
#include "unit.h"

#include "base/date.h"

static void reads_dates(void **state)
{
	(void)state;
	static const char *const good[] = {"2024-11-21", " 2024-11-21\n", "2024-11-21T08:30", "2024-11-21T08:30:59Z",
		"2024-11-21 08:30:59.123+09:00", "2024-11-21T08:30-0500", "2024-11-21 08:30:00 +01"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		date day = {0};
		assert_true(date_parse(slice_of(good[i]), &day));
		assert_int_equal(day.year, 2024);
		assert_int_equal(day.month, 11);
		assert_int_equal(day.day, 21);
	}
	static const char *const bad[] = {"", "2024", "2024-11", "2024-11-2", "2024-13-01", "2024-00-10", "2024-11-00",
		"2024-11-31", "2023-02-29", "1900-02-29", "0000-01-01", "2024/11/21", "21-11-2024", "2024-11-211", "20241121",
		"-024-11-21", "2024-11-21x", "2024-11-21T", "2024-11-21T8:30", "2024-11-21T25:00", "2024-11-21T08:61",
		"2024-11-21T08:30+9", "2024-11-21T08:30ZZ", "yesterday", "٢٠٢٤-11-21"};
	date day = {1, 2, 3};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(date_parse(slice_of(bad[i]), &day));
	assert_false(date_parse((slice){0}, &day));
	assert_int_equal(day.year, 1);
	assert_true(date_parse(SLICE("2000-02-29"), &day));
}

static void counts_days(void **state)
{
	(void)state;
	assert_int_equal(date_to_days((date){1970, 1, 1}), 0);
	assert_int_equal(date_to_days((date){1969, 12, 31}), -1);
	assert_int_equal(date_to_days((date){2000, 3, 1}), 11017);
	assert_int_equal(date_to_days((date){1, 1, 1}), -719162);
	int32_t days = date_to_days((date){1, 1, 1});
	date last = {0};
	for (int year = 1; year <= 3000; year++)
		for (int month = 1; month <= 12; month++)
			for (int day = 1; day <= date_month_length(year, month); day++, days++) {
				last = date_from_days(days);
				assert_true(last.year == year && last.month == month && last.day == day);
				assert_true(date_to_days(last) == days);
			}
	assert_int_equal(last.year, 3000);
}

static void stays_within_its_years(void **state)
{
	(void)state;
	assert_false(date_is_set(date_from_days(INT32_MIN)));
	assert_false(date_is_set(date_from_days(INT32_MAX)));
	assert_false(date_is_set(date_from_days(date_to_days((date){1, 1, 1}) - 1)));
	date last = date_from_days(date_to_days((date){INT16_MAX, 12, 31}));
	assert_int_equal(last.year, INT16_MAX);
	assert_int_equal(last.day, 31);
	assert_false(date_is_set(date_from_days(date_to_days((date){INT16_MAX, 12, 31}) + 1)));
	assert_false(date_valid(0, 1, 1));
	assert_false(date_valid(10000, 1, 1));
	assert_false(date_valid(2024, -1, 1));
	assert_false(date_valid(2024, 1, 32));
	assert_int_equal(date_month_length(2024, 2), 29);
	assert_int_equal(date_month_length(1900, 2), 28);
	assert_int_equal(date_month_length(2024, 0), 0);
	assert_int_equal(date_month_length(2024, 13), 0);
}

static void knows_weekdays(void **state)
{
	(void)state;
	assert_int_equal(date_weekday((date){1970, 1, 1}), 4);
	assert_int_equal(date_weekday((date){2024, 11, 18}), 1);
	assert_int_equal(date_weekday((date){2024, 11, 24}), 7);
	assert_int_equal(date_weekday((date){1900, 1, 1}), 1);
	assert_int_equal(date_weekday((date){1, 1, 1}), 1);
}

/* ISO 8601: week 1 has the year's first Thursday. */
static void knows_weeks(void **state)
{
	(void)state;
	static const struct { date day; int year, week; } weeks[] = {
		{{2024, 11, 21}, 2024, 47}, {{2021, 1, 3}, 2020, 53}, {{2021, 1, 4}, 2021, 1}, {{2024, 12, 30}, 2025, 1},
		{{2024, 12, 29}, 2024, 52}, {{2016, 1, 1}, 2015, 53}, {{2012, 1, 1}, 2011, 52}, {{2026, 12, 31}, 2026, 53},
	};
	for (size_t i = 0; i < sizeof weeks / sizeof *weeks; i++) {
		int year, week;
		date_iso_week(weeks[i].day, &year, &week);
		assert_int_equal(year, weeks[i].year);
		assert_int_equal(week, weeks[i].week);
	}
}

static void compares(void **state)
{
	(void)state;
	assert_true(date_compare((date){2024, 11, 20}, (date){2024, 11, 21}) < 0);
	assert_true(date_compare((date){2024, 11, 20}, (date){2023, 12, 31}) > 0);
	assert_true(date_compare((date){2024, 11, 20}, (date){2024, 12, 1}) < 0);
	assert_int_equal(date_compare((date){2024, 11, 20}, (date){2024, 11, 20}), 0);
	assert_int_equal(date_compare((date){2024, 11, 0}, (date){2024, 11, 20}), 0);
	assert_int_equal(date_compare((date){2024, 0, 0}, (date){2024, 11, 20}), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_dates),
		cmocka_unit_test(counts_days),
		cmocka_unit_test(stays_within_its_years),
		cmocka_unit_test(knows_weekdays),
		cmocka_unit_test(knows_weeks),
		cmocka_unit_test(compares),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
