/* test_when.c — time expressions, their values against a report's date, and which of them dates an event. */
#include "unit.h"

#include <stdio.h>

#include "base/strbuf.h"
#include "tree_snippet.h"
#include "when/when.h"

static when_lexicon *lexicon;

typedef struct reading_of {
	const char *plain, *words, *date, *expected;
	arena *memory;
} reading_of;

static const char *const type_names[] = {"DATE", "TIME", "DURATION", "SET"};

/* "Wednesday=DATE:2024-11-20" of each expression, with ", " between. */
static void show_times(arena *memory, const tree_snippet *snippet, const times *times, char *out, size_t room)
{
	size_t at = 0;
	out[0] = '\0';
	for (uint32_t i = 0; i < times->count; i++) {
		const timex *item = &times->items[i];
		slice words = snippet_words(snippet, item->first, item->end);
		at += (size_t)snprintf(out + at, room - at, "%s%.*s=%s:%.*s%s%.*s", i ? ", "
			"" : "", (int)words.length, words.at,
			type_names[item->type], (int)item->value.length, item->value.at, item->mod.length ? "/" : "",
			(int)item->mod.length, item->mod.at);
		assert_true(at < room);
	}
	(void)memory;
}

static void check_reading(void *context)
{
	reading_of *self = context;
	tree_snippet snippet;
	times times;
	char shown[512];
	if (self->plain)
		snippet_plain(self->memory, self->plain, self->date, &snippet);
	else
		read_snippet(self->memory, self->words, self->date, &snippet);
	when_read(lexicon, &snippet.document, &snippet.text, &snippet.syntax, self->memory, &times);
	show_times(self->memory, &snippet, &times, shown, sizeof shown);
	assert_string_equal(shown, self->expected);
}

static void run_reading(reading_of self)
{
	arena memory;
	arena_init(&memory, 0);
	self.memory = &memory;
	assert_true(arena_run(&memory, check_reading, &self));
	arena_clear(&memory);
}

/* Thursday, 21 November 2024, is the report's day. */
static void assert_plain(const char *plain, const char *expected)
{
	run_reading((reading_of){.plain = plain, .date = "2024-11-21", .expected = expected});
}

static void reads_days(void **state)
{
	(void)state;
	assert_plain("on Wednesday", "Wednesday=DATE:2024-11-20");
	assert_plain("on Thursday", "Thursday=DATE:2024-11-21");
	assert_plain("on Friday", "Friday=DATE:2024-11-15");
	assert_plain("last Thursday", "last Thursday=DATE:2024-11-14");
	assert_plain("next Friday", "next Friday=DATE:2024-11-22");
	assert_plain("Monday morning", "Monday morning=TIME:2024-11-18TMO");
	assert_plain("yesterday and tomorrow night", "yesterday=DATE:2024-11-20, tomorrow night=TIME:2024-11-22TNI");
	assert_plain("last night", "last night=TIME:2024-11-20TNI");
	assert_plain("on October 3", "October 3=DATE:2024-10-03");
	assert_plain("on 3 October 2023", "3 October 2023=DATE:2023-10-03");
	assert_plain("on the 3rd of May", "the 3rd of May=DATE:2024-05-03");
	assert_plain("on Sept. 11 , 2001 , and", "Sept. 11 , 2001=DATE:2001-09-11");
	assert_plain("on Monday , Nov. 18 ,", "Monday , Nov. 18=DATE:2024-11-18");
	assert_plain("on Jan. 5", "Jan. 5=DATE:2025-01-05");
	assert_plain("on Dec. 5", "Dec. 5=DATE:2024-12-05");
	assert_plain("on 2024-02-29 and 11/21/2024", "2024-02-29=DATE:2024-02-29, 11/21/2024=DATE:2024-11-21");
	assert_plain("on May 3 - 5 , 2019 ,", "May 3 - 5 , 2019=DATE:2019-05-03/2019-05-05");
	assert_plain("from 5 to 7 June", "5 to 7 June=DATE:2024-06-05/2024-06-07");
	assert_plain("on 05 - Aug - 2016 , on July 4 of 1995",
		"05 - Aug - 2016=DATE:2016-08-05, July 4 of 1995=DATE:1995-07-04");
	assert_plain("Monday of last week", "Monday of last week=DATE:2024-11-11");
	assert_plain("last Oct. 23", "last Oct. 23=DATE:2024-10-23");
	assert_plain("overnight", "overnight=TIME:2024-11-20TNI");
	assert_plain("until 5 p.m. EST , Nov. 25", "5 p.m. EST , Nov. 25=TIME:2024-11-25T17:00");
	assert_plain("at Christmas", "Christmas=DATE:2024-12-25");
}

static void reads_longer_times(void **state)
{
	(void)state;
	assert_plain("this week", "this week=DATE:2024-W47");
	assert_plain("last month and next year", "last month=DATE:2024-10, next year=DATE:2025");
	assert_plain("in late October", "late October=DATE:2024-10/END");
	assert_plain("in October and since March 2022", "October=DATE:2024-10, March 2022=DATE:2022-03");
	assert_plain("in December", "December=DATE:2024-12");
	assert_plain("last May", "last May=DATE:2024-05");
	assert_plain("in 2019 and 2,019 of them", "2019=DATE:2019");
	assert_plain("the 2019 elections", "2019=DATE:2019");
	assert_plain("in the 1990s", "the 1990s=DATE:199");
	assert_plain("the late 1970s", "the late 1970s=DATE:197/END");
	assert_plain("in the 20th century", "the 20th century=DATE:19");
	assert_plain("earlier this year", "earlier this year=DATE:2024/START");
	assert_plain("the end of the month", "the end of the month=DATE:2024-11/END");
	assert_plain("in the first week of October", "the first week of October=DATE:2024-10/START");
	assert_plain("the third quarter", "the third quarter=DATE:2024-Q3");
	assert_plain("last summer", "last summer=DATE:2024-SU");
	assert_plain("the weekend", "the weekend=DATE:2024-W46-WE");
	assert_plain("in recent months", "recent months=DATE:PAST_REF");
	assert_plain("now", "now=DATE:PRESENT_REF");
	assert_plain("mid-November", "mid-November=DATE:2024-11/MID");
	assert_plain("in May , then Theresa May and then May", "May=DATE:2024-05");
	run_reading((reading_of){.words = "in/ADP/2/case 1994/NUM/0/root _,/PUNCT/4/punct 1995/NUM/2/conj and/CCONJ/6/cc "
		"1997/NUM/2/conj", .date = "2024-11-21", .expected = "1994=DATE:1994, 1995=DATE:1995, 1997=DATE:1997"});
	assert_plain("in nineteen ninety - seven", "nineteen ninety - seven=DATE:1997");
	assert_plain("the week of March 6", "the week of March 6=DATE:2024-W10");
	assert_plain("by year - end", "year - end=DATE:2024/END");
	assert_plain("in 2018 that September", "2018=DATE:2018, September=DATE:2018-09");
}

static void reads_quarters(void **state)
{
	(void)state;
	assert_plain("fell in the third quarter from a year ago",
		"the third quarter=DATE:2024-Q3, a year ago=DATE:2023-Q3");
	assert_plain("in this year 's second quarter , and in the year - earlier quarter",
		"this year 's second quarter=DATE:2024-Q2, the year - earlier quarter=DATE:2023-Q2");
	assert_plain("the quarter ended June 30", "the quarter=DATE:2024-Q2, June 30=DATE:2024-06-30");
	assert_plain("the second quarter ; in the latest period , in the 2023 quarter",
		"the second quarter=DATE:2024-Q2, the latest period=DATE:2024-Q2, the 2023 quarter=DATE:2023-Q2");
	assert_plain("for the year ended May 31", "the year=DURATION:P1Y, May 31=DATE:2024-05-31");
	assert_plain("coach of the year , for the rest of the year", "the year=DATE:2024");
	assert_plain("in fiscal 2023 and the year 2000", "fiscal 2023=DATE:2023, the year 2000=DATE:2000");
	assert_plain("the Old City 's quarter , the quarter of it , three - quarters of it", "");
}

static void reads_holidays(void **state)
{
	(void)state;
	assert_plain("on Thanksgiving Day", "Thanksgiving Day=DATE:2024-11-28");
	assert_plain("last Thanksgiving", "last Thanksgiving=DATE:2023-11-23");
	assert_plain("at Easter 2019 , on Good Friday", "Easter 2019=DATE:2019-04-21, Good Friday=DATE:2024-03-29");
	run_reading((reading_of){.words = "Easter/PROPN/2/compound Island/PROPN/0/root", .date = "2024-11-21",
		.expected = ""});
	assert_plain("in Easter week", "Easter week=DATE:2024-W13");
	assert_plain("Ash Wednesday , 2000", "Ash Wednesday , 2000=DATE:2000-03-08");
}

static void reads_lengths_and_shifts(void **state)
{
	(void)state;
	assert_plain("for three days", "three days=DURATION:P3D");
	assert_plain("a two - year term", "two - year=DURATION:P2Y");
	assert_plain("more than four hours", "more than four hours=DURATION:PT4H/MORE_THAN");
	assert_plain("the last six months", "the last six months=DURATION:P6M");
	assert_plain("for weeks", "weeks=DURATION:PXW");
	assert_plain("twenty - one years", "twenty - one years=DURATION:P21Y");
	assert_plain("two decades", "two decades=DURATION:P20Y");
	assert_plain("two days ago", "two days ago=DATE:2024-11-19");
	assert_plain("a year ago", "a year ago=DATE:2023");
	assert_plain("three weeks ago", "three weeks ago=DATE:2024-W44");
	assert_plain("several years ago", "several years ago=DATE:PAST_REF");
	assert_plain("on May 3 , and two days later", "May 3=DATE:2024-05-03, two days later=DATE:2024-05-05");
	assert_plain("on May 3 , and the following day", "May 3=DATE:2024-05-03, the following day=DATE:2024-05-04");
	assert_plain("on May 3 , and that evening", "May 3=DATE:2024-05-03, that evening=TIME:2024-05-03TEV");
	assert_plain("mid-2019 and the mid-1980s", "mid-2019=DATE:2019/MID, mid-1980s=DATE:198/MID");
	assert_plain("every week and annually", "every week=SET:P1W, annually=SET:P1Y");
	assert_plain("each Thursday", "each Thursday=SET:XXXX-WXX-4");
	assert_plain("on Tuesday nights , every morning",
		"Tuesday nights=SET:XXXX-WXX-2TNI, every morning=SET:XXXX-XX-XXTMO");
	assert_plain("half an hour , two and a half years",
		"half an hour=DURATION:PT30M, two and a half years=DURATION:P2Y6M");
	assert_plain("half a century , half a day", "half a century=DURATION:P50Y, half a day=DURATION:PT12H");
	assert_plain("twice a month", "twice a month=SET:P1M");
	assert_plain("a 20 - year - old man , 42 years old", "");
}

static void reads_times_of_day(void **state)
{
	(void)state;
	assert_plain("at 7:30 p.m.", "7:30 p.m.=TIME:2024-11-21T19:30");
	assert_plain("at 10 a.m. GMT Wednesday", "10 a.m. GMT Wednesday=TIME:2024-11-20T10:00Z");
	assert_plain("on Friday at 8.30 p.m.", "Friday=DATE:2024-11-15, 8.30 p.m.=TIME:2024-11-15T20:30");
	assert_plain("at noon yesterday", "noon yesterday=TIME:2024-11-20T12:00");
	assert_plain("around 6 p.m.", "around 6 p.m.=TIME:2024-11-21T18:00/APPROX");
	assert_plain("a score of 99:99", "");
}

static void leaves_other_words_alone(void **state)
{
	(void)state;
	assert_plain("they may march in a fall of Rome", "");
	assert_plain("the second army had 2000 soldiers", "");
	assert_plain("sat with the sun", "");
	assert_plain("February 30 and 2024-13-45", "February=DATE:2024-02");
}

static void leaves_open_what_has_no_date(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{"on Wednesday", "Wednesday=DATE:XXXX-WXX-3"}, {"on October 3", "October 3=DATE:XXXX-10-03"},
		{"yesterday", "yesterday=DATE:XXXX-XX-XX"}, {"last week", "last week=DATE:XXXX-WXX"},
		{"in October", "October=DATE:XXXX-10"}, {"last year", "last year=DATE:XXXX"},
		{"in 2019", "2019=DATE:2019"}, {"Monday morning", "Monday morning=TIME:XXXX-WXX-1TMO"},
		{"two years ago", "two years ago=DATE:XXXX"}, {"last decade", "last decade=DATE:XXX"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		run_reading((reading_of){.plain = cases[i][0], .expected = cases[i][1]});
}

static void says_what_stayed_open(void *context)
{
	arena *memory = context;
	tree_snippet snippet;
	times times;
	snippet_plain(memory, "on Wednesday in 2019", NULL, &snippet);
	when_read(lexicon, &snippet.document, &snippet.text, &snippet.syntax, memory, &times);
	assert_true(times.underspecified);
	assert_false(times.items[0].resolved);
	assert_int_equal(times.items[0].begin.year, 0);
	assert_true(times.items[1].resolved);
	snippet_plain(memory, "late October", "2024-11-21", &snippet);
	when_read(lexicon, &snippet.document, &snippet.text, &snippet.syntax, memory, &times);
	assert_false(times.underspecified);
	assert_int_equal(times.items[0].begin.month, 10);
	assert_int_equal(times.items[0].begin.day, 1);
	assert_int_equal(times.items[0].finish.day, 31);
	/* A date that opens a range lasts until the second, which dates nothing itself. */
	snippet_plain(memory, "from Oct. 5 to Oct. 9", "2024-11-21", &snippet);
	when_read(lexicon, &snippet.document, &snippet.text, &snippet.syntax, memory, &times);
	assert_int_equal(times.count, 2);
	assert_int_equal(times.items[0].begin.day, 5);
	assert_int_equal(times.items[0].finish.day, 9);
	assert_true(times.items[1].limit);
}

static void covers_days(void **state)
{
	(void)state;
	with_arena(says_what_stayed_open);
}

static void follows_the_verb(void **state)
{
	(void)state;
	run_reading((reading_of){.words = "They/PRON/3/nsubj will/AUX/MD/3/aux meet/VERB/VB/0/root on/ADP/5/case "
		"Friday/PROPN/3/obl", .date = "2024-11-21", .expected = "Friday=DATE:2024-11-22"});
	run_reading((reading_of){.words = "Talks/NOUN/3/nsubj:pass are/AUX/VBP/3/aux:pass scheduled/VERB/VBN/0/root "
		"for/ADP/5/case February/PROPN/3/obl", .date = "2024-11-21", .expected = "February=DATE:2025-02"});
	run_reading((reading_of){.words = "They/PRON/2/nsubj met/VERB/VBD/0/root on/ADP/4/case Friday/PROPN/2/obl",
		.date = "2024-11-21", .expected = "Friday=DATE:2024-11-15"});
	run_reading((reading_of){.words = "It/PRON/3/nsubj:pass is/AUX/VBZ/3/aux:pass heard/VERB/VBN/0/root as/ADV/6/advmod "
		"soon/ADV/4/fixed as/ADP/7/case Friday/PROPN/3/obl", .date = "2024-11-21",
		.expected = "Friday=DATE:2024-11-22"});
	run_reading((reading_of){.words = "They/PRON/2/nsubj postponed/VERB/VBD/0/root it/PRON/2/obj until/ADP/5/case "
		"Friday/PROPN/2/obl", .date = "2024-11-21", .expected = "Friday=DATE:2024-11-22"});
}

/* ---- which one dates the event ---- */

typedef struct binding {
	const char *words;
	uint32_t trigger;       /* token */
	const char *expected;   /* the expression's words; NULL: none */
	arena *memory;
} binding;

static void check_binding(void *context)
{
	binding *self = context;
	tree_snippet snippet;
	times times;
	read_snippet(self->memory, self->words, "2024-11-21", &snippet);
	when_read(lexicon, &snippet.document, &snippet.text, &snippet.syntax, self->memory, &times);
	const timex *found = when_of(&times, &snippet.text, &snippet.syntax, self->trigger);
	if (!self->expected) {
		assert_null(found);
		return;
	}
	assert_non_null(found);
	assert_slice(snippet_words(&snippet, found->first, found->end), self->expected);
}

static void assert_dated(const char *words, uint32_t trigger, const char *expected)
{
	arena memory;
	arena_init(&memory, 0);
	binding self = {words, trigger, expected, &memory};
	assert_true(arena_run(&memory, check_binding, &self));
	arena_clear(&memory);
}

static void binds_to_the_clause(void **state)
{
	(void)state;
	/* "told lawmakers on Wednesday that troops moved in late October" */
	static const char told[] = "He/PRON/2/nsubj told/VERB/VBD/0/root lawmakers/NOUN/2/obj on/ADP/5/case "
		"Wednesday/PROPN/2/obl that/SCONJ/8/mark troops/NOUN/8/nsubj moved/VERB/VBD/2/ccomp in/ADP/11/case "
		"late/ADJ/11/amod "
		"October/PROPN/8/obl";
	assert_dated(told, 1, "Wednesday");
	assert_dated(told, 7, "late October");
	/* The saying's date is not the event's. */
	static const char said[] = "He/PRON/2/nsubj said/VERB/VBD/0/root Wednesday/PROPN/2/obl:unmarked "
		"that/SCONJ/6/mark "
		"troops/NOUN/6/nsubj moved/VERB/VBD/2/ccomp";
	assert_dated(said, 1, "Wednesday");
	assert_dated(said, 5, NULL);
	/* "On Sunday they agreed to withdraw, killing hopes": infinitive and participle share the verb's time. */
	static const char agreed[] = "On/ADP/2/case Sunday/PROPN/4/obl they/PRON/4/nsubj agreed/VERB/VBD/0/root "
		"to/PART/6/mark "
		"withdraw/VERB/VB/4/xcomp _,/PUNCT/8/punct killing/VERB/VBG/4/advcl hopes/NOUN/8/obj";
	assert_dated(agreed, 5, "Sunday");
	assert_dated(agreed, 7, "Sunday");
	/* "fired, killing two on Monday" */
	static const char fired[] = "They/PRON/2/nsubj fired/VERB/VBD/0/root killing/VERB/VBG/2/advcl two/NUM/3/obj "
		"on/ADP/6/case Monday/PROPN/3/obl";
	assert_dated(fired, 1, "Monday");
	/* "said at Monday's summit that": what happens within the thing dated, and the thing itself */
	static const char summit[] = "He/PRON/2/nsubj spoke/VERB/VBD/0/root at/ADP/6/case Monday/PROPN/6/nmod:poss "
		"_'s/PART/4/case summit/NOUN/2/obl that/SCONJ/8/mark failed/VERB/VBD/2/ccomp";
	assert_dated(summit, 1, "Monday");
	assert_dated(summit, 5, "Monday");
	/* "protested over Monday's arrest" says nothing of the protest's day. */
	static const char over[] = "They/PRON/2/nsubj protested/VERB/VBD/0/root over/ADP/6/case Monday/PROPN/6/nmod:poss "
		"_'s/PART/4/case arrest/NOUN/2/obl";
	assert_dated(over, 1, NULL);
	/* "fought from Sunday to Wednesday" */
	static const char lasted[] = "They/PRON/2/nsubj fought/VERB/VBD/0/root from/ADP/4/case Sunday/PROPN/2/obl "
		"to/ADP/6/case Wednesday/PROPN/2/obl";
	assert_dated(lasted, 1, "Sunday");
	/* "left on Sunday after signing": what comes after has no date of its own. */
	static const char left[] = "He/PRON/2/nsubj left/VERB/VBD/0/root on/ADP/4/case Sunday/PROPN/2/obl "
		"after/SCONJ/6/mark "
		"signing/VERB/VBG/2/advcl";
	assert_dated(left, 5, NULL);
}

static void binds_nouns(void **state)
{
	(void)state;
	static const char attack[] = "The/DET/2/det attack/NOUN/3/nsubj killed/VERB/VBD/0/root two/NUM/3/obj "
		"on/ADP/6/case "
		"Monday/PROPN/3/obl";
	assert_dated(attack, 1, "Monday");
	static const char own[] = "Monday/PROPN/3/nmod:poss _'s/PART/1/case attack/NOUN/4/nsubj failed/VERB/VBD/0/root "
		"on/ADP/6/case Tuesday/PROPN/4/obl";
	assert_dated(own, 2, "Monday");
	assert_dated(own, 3, "Tuesday");
	/* "informed lawmakers in a briefing on Wednesday" */
	static const char briefing[] = "NIS/PROPN/2/nsubj informed/VERB/VBD/0/root lawmakers/NOUN/2/obj "
		"in/ADP/6/case a/DET/6/det "
		"briefing/NOUN/2/obl on/ADP/8/case Wednesday/PROPN/6/nmod";
	assert_dated(briefing, 1, "Wednesday");
	/* A length of time dates nothing. */
	static const char fought[] = "They/PRON/2/nsubj fought/VERB/VBD/0/root for/ADP/5/case three/NUM/5/nummod "
		"days/NOUN/2/obl";
	assert_dated(fought, 1, NULL);
	/* Nor does a term. */
	static const char due[] = "They/PRON/2/nsubj gave/VERB/VBD/0/root it/PRON/2/obj until/ADP/5/case "
		"Thursday/PROPN/2/obl";
	assert_dated(due, 1, NULL);
	/* A parser hangs the day on the noun before: "The ministry on Sunday condemned it". */
	static const char ministry[] = "The/DET/2/det ministry/NOUN/5/nsubj on/ADP/4/case Sunday/PROPN/2/nmod "
		"condemned/VERB/VBD/0/root it/PRON/5/obj";
	assert_dated(ministry, 4, "Sunday");
	/* "condemned the October 7 attack" */
	static const char condemned[] = "They/PRON/2/nsubj condemned/VERB/VBD/0/root the/DET/6/det October/PROPN/6/compound "
		"7/NUM/4/nummod attack/NOUN/2/obj";
	assert_dated(condemned, 1, NULL);
	assert_dated(condemned, 5, "October 7");
	assert_dated(fought, 99, NULL);
}

static void survives_hostile_words(void *context)
{
	arena *memory = context;
	static const char *const words[] = {
		"early", "the", "end of", "hundred", "two", "May", "last", "a", "99999999999", "9999 years ago", "1", "- 1",
		"late Monday", "every", "12:30", "9999 decades ago", "0 days ago", "last decade", "0001-01-01", "February 29",
		"two weeks later", "the end of the year", "year - ago", "the latest quarter ended June 30", "2 1/2 Easter",
		"last Thanksgiving", "nineteen ninety", "from May 3 to 5 and 7", "half a century later", "the week of Feb. 29",
		"until 5 p.m. overnight", "every night", "the day before",
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		for (int dated = 0; dated < 3; dated++) {
			strbuf many;
			strbuf_init(&many);
			for (int n = 0; n < 200; n++)
				strbuf_print(&many, "%s%s", n ? " " : "", words[i]);
			char *plain = arena_copy(memory, many.bytes, many.length);
			strbuf_clear(&many);
			tree_snippet snippet;
			times times;
			static const char *const days[] = {NULL, "0001-01-01", "9999-12-31"};
			snippet_plain(memory, plain, days[dated], &snippet);
			when_read(lexicon, &snippet.document, &snippet.text, &snippet.syntax, memory, &times);
			uint32_t last = 0;
			for (uint32_t t = 0; t < times.count; t++) {
				assert_true(times.items[t].first >= last && times.items[t].end > times.items[t].first);
				assert_true(times.items[t].end <= snippet.text.token_count);
				last = times.items[t].end;
			}
			for (uint32_t t = 0; t < snippet.text.token_count; t++)
				when_of(&times, &snippet.text, &snippet.syntax, t);
		}
}

static void survives(void **state)
{
	(void)state;
	with_arena(survives_hostile_words);
}

static int open_lexicon(void **state)
{
	(void)state;
	report problems = {0};
	bede_error error;
	if (when_lexicon_open("lexicon/en/nowhere", NULL, &error) || error.code != BEDE_ERROR_FILE)
		return -1;
	lexicon = when_lexicon_open("lexicon/en/time", &problems, NULL);
	return lexicon && problems.count == 0 ? 0 : -1;
}

static int close_lexicon(void **state)
{
	(void)state;
	when_lexicon_close(lexicon);
	when_lexicon_close(NULL);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_days),
		cmocka_unit_test(reads_longer_times), cmocka_unit_test(reads_quarters),
		cmocka_unit_test(reads_holidays),
		cmocka_unit_test(reads_lengths_and_shifts),
		cmocka_unit_test(reads_times_of_day),
		cmocka_unit_test(leaves_other_words_alone),
		cmocka_unit_test(leaves_open_what_has_no_date),
		cmocka_unit_test(covers_days),
		cmocka_unit_test(follows_the_verb),
		cmocka_unit_test(binds_to_the_clause),
		cmocka_unit_test(binds_nouns),
		cmocka_unit_test(survives),
	};
	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
