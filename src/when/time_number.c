/* time_number.c — phrases of the lexicon and numbers, as time expressions write them. */
#include <math.h>
#include <string.h>

#include "when/time_match.h"

/* The longest words from `at` that have the class: their entry and end, or NULL. */
const time_word *phrase_at(const matcher *self, uint32_t at, time_class class, uint32_t *end)
{
	const time_word *first = word(self, at);
	if (!first)
		return NULL;
	if (first->begins >> class & 1) {
		char joined[128];
		size_t lengths[PHRASE_WORDS + 1];
		uint32_t last = at + PHRASE_WORDS < self->end ? at + PHRASE_WORDS : self->end;
		uint32_t count = normal_phrase(self->text, at, last, joined, sizeof joined, lengths);
		for (; count > 1; count--) {
			const time_word *found = time_word_find(self->lexicon, (slice){joined, lengths[count]});
			if (time_is(found, class)) {
				*end = at + count;
				return found;
			}
		}
	}
	*end = at + 1;
	return time_is(first, class) ? first : NULL;
}

/* ---- numbers ---- */

/* "12", "twenty-one", "two hundred", "a", "a few" (−1), "2 1/2". */
uint32_t match_number(const matcher *self, uint32_t at, double *number)
{
	uint32_t end;
	const time_word *vague = phrase_at(self, at, TIME_VAGUE, &end);
	if (vague && (end > at + 1 || !is(self, at, TIME_NUMBER))) {
		*number = vague->value[TIME_VAGUE] > 0 ? vague->value[TIME_VAGUE] : -1;
		return end;
	}
	if (slice_to_figures(form(self, at), number)) {
		if (form_is(self, at + 1, "1/2")) {
			*number += .5;
			return at + 2;
		}
		return at + 1;
	}
	if (is(self, at, TIME_ARTICLE) && is(self, at + 1, TIME_NUMBER) && value(self, at + 1, TIME_NUMBER) >= 12) {
		*number = value(self, at + 1, TIME_NUMBER);
		return at + 2;
	}
	if (!is(self, at, TIME_NUMBER)) {
		*number = 1;
		return is(self, at, TIME_ARTICLE) ? at + 1 : 0;
	}
	double sum = value(self, at, TIME_NUMBER);
	for (at++; at < self->end; at++) {
		uint32_t next = is_hyphen(form(self, at)) && sum >= 20 && sum < 100 ? at + 1 : at;
		if (!is(self, next, TIME_NUMBER))
			break;
		int part = value(self, next, TIME_NUMBER);
		if (part >= 100)
			sum *= part;
		else if (sum >= 20 && fmod(sum, 10) == 0 && part < 10)
			sum += part;
		else if (sum >= 100)
			sum += part;
		else
			break;
		at = next;
	}
	*number = sum;
	return at;
}

int day_number(const matcher *self, uint32_t at)
{
	double number;
	slice word = form(self, at);
	if (word.length && word.length <= 2 && slice_to_figures(word, &number))
		return number >= 1 && number <= 31 ? (int)number : 0;
	/* "04th" */
	if (word.length > 3 && word.at[0] == '0') {
		const time_word *found = time_word_find(self->lexicon, (slice){word.at + 1, word.length - 1});
		return time_is(found, TIME_ORDINAL) ? found->value[TIME_ORDINAL] : 0;
	}
	return is(self, at, TIME_ORDINAL) ? value(self, at, TIME_ORDINAL) : 0;
}

int match_day_number(const matcher *self, uint32_t at, uint32_t *end)
{
	int tens = is(self, at, TIME_NUMBER) ? value(self, at, TIME_NUMBER) : 0;
	*end = at + 1;
	if (tens == 20 || tens == 30) {
		uint32_t next = at + 1 + is_hyphen(form(self, at + 1));
		int part = is(self, next, TIME_ORDINAL) ? value(self, next, TIME_ORDINAL)
			: is(self, next, TIME_NUMBER) ? value(self, next, TIME_NUMBER) : 0;
		*end = next + 1;
		return part >= 1 && part <= 9 && tens + part <= 31 ? tens + part : 0;
	}
	return day_number(self, at);
}

int year_number(const matcher *self, uint32_t at)
{
	long year;
	slice word = form(self, at);
	return word.length == 4 && slice_to_long(word, &year) && year >= 1000 && year < 2200 ? (int)year : 0;
}

/* "nineteen ninety-seven": a century in words and two figures in words; the end, 0 if it is none. */
uint32_t spelled_year(const matcher *self, uint32_t at, int *year)
{
	double rest;
	if (!is(self, at, TIME_NUMBER) || !is(self, at + 1, TIME_NUMBER))
		return 0;
	int century = value(self, at, TIME_NUMBER);
	uint32_t end = match_number(self, at + 1, &rest);
	if (century < 15 || century > 20 || !end || rest < 10 || rest > 99)
		return 0;
	*year = century * 100 + (int)rest;
	return end;
}
