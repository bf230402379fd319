/*
 * time_match.h — private to `when`: what reads a sentence for time expressions. A pattern is a function that reads
 * from token `at` and returns the end of what it read, 0 for nothing; it fills in matcher.out on success. What class
 * a word has is said by the lexicon.
 */
#ifndef BEDE_WHEN_TIME_MATCH_H
#define BEDE_WHEN_TIME_MATCH_H

#include "when/timex_value.h"

typedef struct matcher {
	const when_lexicon *lexicon;
	const text *text;
	const syntax *syntax;
	const time_word **words;     /* [token_count] entry of each token, NULL for most */
	time_frame frame;
	uint32_t sentence, start, end;   /* the sentence being read, and its tokens */
	date day;                    /* the last one named in the sentence; year 0: none yet */
	date told;                   /* the last day named in the report that is not to come; year 0: none yet */
	uint32_t told_sentence;      /* … and where */
	int quarter;                 /* the last one named, year * 4 + 0 to 3; 0: none yet */
	uint32_t quarter_sentence;   /* … and where */
	uint32_t person_months;      /* bit of each month that was a person's name in this report */
	timex *out;
} matcher;

static inline const time_word *word(const matcher *self, uint32_t at)
{
	return at < self->end ? self->words[at] : NULL;
}

static inline slice form(const matcher *self, uint32_t at)
{
	return at < self->end ? text_form(self->text, at) : (slice){"", 0};
}

static inline bool is(const matcher *self, uint32_t at, time_class class) { return time_is(word(self, at), class); }
static inline int value(const matcher *self, uint32_t at, time_class class) { return word(self, at)->value[class]; }
static inline bool form_is(const matcher *self, uint32_t at, const char *mark)
{
	return slice_is(form(self, at), mark);
}

static inline bool is_capital(const matcher *self, uint32_t at)
{
	slice word = form(self, at);
	return word.length && word.at[0] >= 'A' && word.at[0] <= 'Z';
}

static inline bool is_the(const matcher *self, uint32_t at)
{
	return is(self, at, TIME_THE);
}

static inline bool is_hyphen(slice word)
{
	return slice_is(word, "-") || slice_is(word, "–") || slice_is(word, "‐");
}

/* The longest words from `at` that have the class: their entry and end, or NULL. */
const time_word *phrase_at(const matcher *self, uint32_t at, time_class class, uint32_t *end);

/* "12", "twenty-one", "two hundred", "a", "a few" (−1), "2 1/2". */
uint32_t match_number(const matcher *self, uint32_t at, double *number);
/* A day of the month, "3", "3rd", "third", and a year of four figures; 0 if it is none. */
int day_number(const matcher *self, uint32_t at);
/* The same with those of two words, "twenty-first", "twenty one"; its end to *end. */
int match_day_number(const matcher *self, uint32_t at, uint32_t *end);
/* Behind a day, the last one of "3-5", "3 through 5"; `first` is where the first begins. Its end, 0 if none. */
uint32_t match_last_day(const matcher *self, uint32_t at, uint32_t first, int *last);
int year_number(const matcher *self, uint32_t at);
uint32_t spelled_year(const matcher *self, uint32_t at, int *year);
/* The month that is named at `at`, with a capital; 0 if none. */
int month_at(const matcher *self, uint32_t at);

/* Is the clause of `token` about what is to come, or what has been? Climbs to the verb that governs it. */
tense tense_of(const matcher *self, uint32_t token);

/* "last", "this", "next". */
uint32_t match_relative(const matcher *self, uint32_t at, int *relative);
/* A part of the day behind what was read, and a year with a comma before it or not; `at` itself if none is there. */
uint32_t match_part(matcher *self, uint32_t at);
uint32_t match_year_behind(const matcher *self, uint32_t at, int *year);
/* Any expression for one day, and for a time of day. */
uint32_t match_day(matcher *self, uint32_t at);
uint32_t match_clock(matcher *self, uint32_t at);

/* Days by their place (timex_special.c): "13.5.2015", "the first Friday of July", "the 20th of next month", "Friday the
 * 15th", "the day before yesterday"; "the first half of 2016", "Q3". */
uint32_t match_figures(matcher *self, uint32_t at);
uint32_t match_nth_weekday(matcher *self, uint32_t at);
uint32_t match_day_of_month(matcher *self, uint32_t at);
uint32_t match_weekday_number(matcher *self, uint32_t at);
uint32_t match_day_beside(matcher *self, uint32_t at);
uint32_t match_part_of_year(matcher *self, uint32_t at);
/* "1 year and 3 months", "1 month, 21 days ago". */
uint32_t match_compound_length(matcher *self, uint32_t at);

/* "the third quarter"; "the latest period", "the year-earlier quarter", "the year ended June 30". */
uint32_t match_quarter(matcher *self, uint32_t at);
uint32_t match_business_period(matcher *self, uint32_t at);
/* Remembers the quarter that an expression names. */
void note_quarter(matcher *self, const timex *item, uint32_t sentence);
/* "a year earlier" where results of a quarter are told: the same quarter of the year before; false elsewhere. */
bool put_year_before(matcher *self);

#endif
