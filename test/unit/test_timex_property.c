/* test_timex_property.c — what holds for every time expression: valid values, days of the calendar, dates read back. */
#include "unit.h"

#include <ctype.h>
#include <stdio.h>

#include "tree_snippet.h"
#include "when/time_word.h"
#include "when/timex_value.h"

static when_lexicon *lexicon;

/* ---- the grammar of TIMEX3 values ---- */

/* Matches a pattern: 9 a figure, # a figure or X, anything else itself; *text goes behind it. */
static bool takes(const char **text, const char *pattern)
{
	const char *at = *text;
	for (; *pattern; pattern++, at++)
		if (*pattern == '9' ? !isdigit((unsigned char)*at) : *pattern == '#' ? !isdigit((unsigned char)*at) && *at != 'X'
				: *pattern != *at)
			return false;
	*text = at;
	return true;
}

static bool takes_one_of(const char **text, const char *const *patterns)
{
	for (; *patterns; patterns++)
		if (takes(text, *patterns))
			return true;
	return false;
}

/* A date of any length; where it has no X it is one of the calendar. */
static bool takes_date(const char **text)
{
	static const char *const longer[] = {"####-W##-WE", "####-W##-9", "####-W##", "####-Q#", "####-H9", "####-SP",
		"####-SU", "####-FA", "####-WI", "####-##", "####", "###", "##", NULL};
	const char *at = *text;
	if (takes(text, "####-##-##")) {
		date day;
		return memchr(at, 'X', 10) || date_parse((slice){at, 10}, &day);
	}
	return takes_one_of(text, longer);
}

static bool takes_time(const char **text)
{
	static const char *const parts[] = {"TMO", "TAF", "TEV", "TNI", "T99:99Z", "T99:99", NULL};
	return takes_one_of(text, parts);
}

/* P1Y2M, PT30M, PXW, P2WE, P1.5Y. */
static bool takes_length(const char **text)
{
	static const char *const units[] = {"Y", "M", "WE", "W", "D", "Q", "E", "C", "H", "S", NULL};
	unsigned parts = 0;
	if (!takes(text, "P"))
		return false;
	while (**text) {
		takes(text, "T");
		if (!takes(text, "X")) {
			size_t digits = strspn(*text, "0123456789.");
			if (digits == 0)
				return false;
			*text += digits;
		}
		if (!takes_one_of(text, units))
			return false;
		parts++;
	}
	return parts > 0;
}

static bool is_reference(const char *text)
{
	return strcmp(text, "PAST_REF") == 0 || strcmp(text, "PRESENT_REF") == 0 || strcmp(text, "FUTURE_REF") == 0;
}

static bool is_valid(const char *text, timex_type type)
{
	if (type == TIMEX_DURATION)
		return takes_length(&text) && !*text;
	if (type == TIMEX_SET && *text == 'P')
		return takes_length(&text) && !*text;
	if (type == TIMEX_DATE && is_reference(text))
		return true;
	if (!takes_date(&text))
		return false;
	if (type == TIMEX_DATE && *text == '/') {
		text++;
		return takes_date(&text) && !*text;
	}
	if (type == TIMEX_TIME || (type == TIMEX_SET && *text))
		return takes_time(&text) && !*text;
	return !*text;
}

static void tells_valid_values(void **state)
{
	(void)state;
	assert_true(is_valid("2024-02-29", TIMEX_DATE));
	assert_false(is_valid("2023-02-29", TIMEX_DATE));
	assert_false(is_valid("2024-13-01", TIMEX_DATE));
	assert_false(is_valid("2024-11-20T", TIMEX_TIME));
	assert_false(is_valid("P", TIMEX_DURATION));
	assert_false(is_valid("PD", TIMEX_DURATION));
	assert_false(is_valid("", TIMEX_DATE));
	assert_true(is_valid("XXXX-WXX-3", TIMEX_DATE));
}

/* ---- any words ---- */

static const char *const report_days[] = {NULL, "0001-01-01", "0004-02-29", "1582-10-15", "1899-12-31", "1900-03-01",
	"2000-02-29", "2023-12-31", "2024-01-01", "2024-02-29", "2024-12-30", "9999-12-31"};

/* One word or phrase after the other, as the seed has it. */
static const char *pick(unsigned *seed)
{
	static const char *const words[] = {"on", "in", "the", "of", "to", "and", "from", "between", "until", "a", "about",
		"late", "early", "mid", "last", "next", "this", "first", "second", "third", "two", "three", "twenty", "- first",
		"12", "29", "30", "31", "1999", "2024", "1789", "0300", "GMT", "p.m.", "7:30", "noon", "o'clock", "half", "past",
		"quarter", "Monday", "Friday", "February", "May", "Feb.", "December", "day", "days", "week", "weeks", "weekend",
		"month", "months", "year", "years", "decade", "centuries", "hours", "minutes", "morning", "night", "yesterday",
		"tomorrow", "ago", "later", "before", "after", "earlier", "every", "other", "each", "daily", "Easter", "Ramadan",
		"Passover", "Christmas", "Thanksgiving", "summer", "Q3", "H1", "first half", "fiscal", "1990s", "'80s", "-", ",",
		"end", "beginning", "more than", "29/02/2024", "13.5.2015", "2015/08/12", "1/2", "and a half", "all", "another",
		"the day before", "the following", "same", "ended"};
	*seed = *seed * 1103515245u + 12345u;
	return words[(*seed >> 16) % (sizeof words / sizeof *words)];
}

typedef struct sample {
	unsigned seed;
	arena *memory;
} sample;

static void check_sample(void *context)
{
	sample *self = context;
	char plain[512] = "On";
	for (unsigned i = 0, words = 1 + self->seed % 9; i < words; i++) {
		size_t length = strlen(plain);
		snprintf(plain + length, sizeof plain - length, " %s", pick(&self->seed));
	}
	for (size_t d = 0; d < sizeof report_days / sizeof *report_days; d++) {
		tree_snippet snippet;
		times times;
		snippet_plain(self->memory, plain, report_days[d], &snippet);
		when_read(lexicon, &snippet.document, &snippet.text, &snippet.syntax, self->memory, &times);
		for (uint32_t i = 0; i < times.count; i++) {
			const timex *item = &times.items[i];
			char value[128];
			snprintf(value, sizeof value, "%.*s", (int)item->value.length, item->value.at);
			if (!is_valid(value, item->type))
				fail_msg("'%s' in a report of %s gives '%s' (type %d)", plain, report_days[d] ? report_days[d] : "no date", value,
					(int)item->type);
			/* What is on the calendar begins before it ends, on days that exist. */
			if (item->begin.day) {
				assert_true(date_valid(item->begin.year, item->begin.month, item->begin.day));
				assert_true(date_valid(item->finish.year, item->finish.month, item->finish.day));
				assert_true(date_compare(item->begin, item->finish) <= 0);
			}
		}
	}
}

static void gives_valid_values_for_any_words(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 6000; i++) {
		arena memory;
		arena_init(&memory, 0);
		sample self = {i * 2654435761u + 7, &memory};
		assert_true(arena_run(&memory, check_sample, &self));
		arena_clear(&memory);
	}
}

/* ---- any day ---- */

static void check_days(void *context)
{
	arena *memory = context;
	time_frame frame = {.memory = memory};
	for (int32_t day = date_to_days((date){1, 1, 1}); day <= date_to_days((date){9999, 12, 31}); day += 97) {
		date here = date_from_days(day), back;
		timex item;
		put_day(&frame, &item, here);
		assert_true(date_parse(item.value, &back));
		assert_int_equal(date_to_days(back), day);
		/* as the text writes it: "29 February 2024" */
		if (day % 11 == 0 && here.year >= 1000 && here.year < 2200) {
			static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July",
				"August", "September", "October", "November", "December"};
			tree_snippet snippet;
			times times;
			const char *plain = arena_print(memory, "On %d %s %d", here.day, months[here.month - 1], here.year);
			snippet_plain(memory, plain, "2024-11-21", &snippet);
			when_read(lexicon, &snippet.document, &snippet.text, &snippet.syntax, memory, &times);
			assert_int_equal(times.count, 1);
			assert_int_equal(date_to_days(times.items[0].begin), day);
		}
	}
}

static void reads_every_day_back(void **state)
{
	(void)state;
	with_arena(check_days);
}

static void assert_value(arena *memory, const char *plain, const char *day, const char *value)
{
	tree_snippet snippet;
	times times;
	snippet_plain(memory, plain, day, &snippet);
	when_read(lexicon, &snippet.document, &snippet.text, &snippet.syntax, memory, &times);
	assert_true(times.count > 0);
	char shown[128];
	snprintf(shown, sizeof shown, "%.*s", (int)times.items[0].value.length, times.items[0].value.at);
	assert_string_equal(shown, value);
}

static void check_edges(void *context)
{
	arena *memory = context;
	/* leap years */
	assert_value(memory, "yesterday", "2024-03-01", "2024-02-29");
	assert_value(memory, "yesterday", "2023-03-01", "2023-02-28");
	assert_value(memory, "yesterday", "1900-03-01", "1900-02-28");
	assert_value(memory, "on February 29", "2025-03-05", "2024-02-29");
	assert_value(memory, "on 29 February 2000", "2025-03-05", "2000-02-29");
	/* turns of the year */
	assert_value(memory, "tomorrow", "2023-12-31", "2024-01-01");
	assert_value(memory, "on Dec. 31", "2024-01-02", "2023-12-31");
	assert_value(memory, "on Jan. 2", "2023-12-30", "2024-01-02");
	assert_value(memory, "last week", "2024-01-03", "2023-W52");
	assert_value(memory, "this week", "2024-12-30", "2025-W01");
	assert_value(memory, "on Saturday", "2024-01-01", "2023-12-30");
	/* long ago */
	assert_value(memory, "on July 14 , 1789", "2024-11-21", "1789-07-14");
	assert_value(memory, "yesterday", "1815-06-19", "1815-06-18");
	assert_value(memory, "on Sunday", "1815-06-19", "1815-06-18");
	/* The publisher's day is the report's, whatever the zone. */
	assert_value(memory, "today", "2024-11-21T00:30:00+14:00", "2024-11-21");
	assert_value(memory, "today", "2024-11-21T23:30:00-11:00", "2024-11-21");
	assert_value(memory, "today", "2024-11-21T23:59:59Z", "2024-11-21");
	/* two clocks */
	assert_value(memory, "at noon local time ( 0300 GMT )", "2024-11-21", "2024-11-21T12:00");
	assert_value(memory, "at 0300 GMT", "2024-11-21", "2024-11-21T03:00Z");
}

static void keeps_to_the_calendar(void **state)
{
	(void)state;
	with_arena(check_edges);
}

/* ---- feasts ---- */

static void check_feast(int holiday, int year, int month, int day)
{
	date found = holiday_in(holiday, year);
	assert_int_equal(found.year, year);
	assert_int_equal(found.month, month);
	assert_int_equal(found.day, day);
}

/* Days as they were kept; Islamic ones as reckoned. */
static void finds_feasts(void **state)
{
	(void)state;
	check_feast(HOLIDAY_EASTER, 1818, 3, 22);
	check_feast(HOLIDAY_EASTER, 1943, 4, 25);
	check_feast(HOLIDAY_EASTER, 2024, 3, 31);
	check_feast(HOLIDAY_EASTERN, 2024, 5, 5);
	check_feast(HOLIDAY_EASTERN, 2017, 4, 16);
	check_feast(HOLIDAY_HEBREW, 2023, 9, 16);
	check_feast(HOLIDAY_HEBREW + 9, 1973, 10, 6);
	check_feast(HOLIDAY_HEBREW - 163, 2024, 4, 23);
	check_feast(HOLIDAY_HEBREW - 51, 2024, 8, 13);
	check_feast(HOLIDAY_ISLAMIC + 10 * 50 + 1, 2024, 4, 10);
	check_feast(HOLIDAY_ISLAMIC + 9 * 50, 2024, 3, 11);
	check_feast(HOLIDAY_ISLAMIC + 1 * 50 + 1, 2021, 8, 10);
	check_feast(HOLIDAY_WEEKDAY * 4 + 1122, 2024, 11, 28);
	assert_int_equal(date_to_days(holiday_end(HOLIDAY_ISLAMIC + 9 * 50, (date){2024, 3, 11})),
		date_to_days((date){2024, 4, 9}));
	/* every year has one, on the right weekday */
	for (int year = 1600; year < 2300; year++) {
		assert_int_equal(date_weekday(holiday_in(HOLIDAY_EASTER, year)), 7);
		assert_int_equal(date_weekday(holiday_in(HOLIDAY_EASTERN, year)), 7);
		int new_year = date_weekday(holiday_in(HOLIDAY_HEBREW, year));
		assert_true(new_year != 7 && new_year != 3 && new_year != 5);
		assert_int_equal(holiday_in(HOLIDAY_ISLAMIC + 10 * 50 + 1, year).year, year);
	}
}

static int open_lexicon(void **state)
{
	(void)state;
	report problems = {0};
	lexicon = when_lexicon_open("lexicon/en/time", &problems, NULL);
	return lexicon && problems.count == 0 ? 0 : -1;
}

static int close_lexicon(void **state)
{
	(void)state;
	when_lexicon_close(lexicon);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_valid_values),
		cmocka_unit_test(gives_valid_values_for_any_words),
		cmocka_unit_test(reads_every_day_back),
		cmocka_unit_test(keeps_to_the_calendar),
		cmocka_unit_test(finds_feasts),
	};
	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
