/* timex_match.c — finds time expressions: at each token the longest of the patterns below and of those for days. */
#include <string.h>

#include "when/time_match.h"

/* ---- longer times ---- */

/*
 * Is the month's name at `at` one, and not a person's or another word? A month that people are called after is no
 * month behind another name ("Theresa May"), nor, from then on in the report, where no word says that it is.
 */
static bool names_month(matcher *self, uint32_t at, int month)
{
	const node *node = &self->syntax->nodes[at];
	if (node->upos != UPOS_PROPN && node->upos != UPOS_NOUN)
		return false;
	if (!is(self, at, TIME_NAME))
		return true;
	bool marked = at > self->start && (is(self, at - 1, TIME_YEAR_SIGN) || is(self, at - 1, TIME_SHADE)
		|| is(self, at - 1, TIME_WEEKDAY) || is(self, at - 1, TIME_ANCHORED));
	if (!marked && at > self->start && self->syntax->nodes[at - 1].upos == UPOS_PROPN
		&& is_capital(self, at - 1))
		self->person_months |= 1u << month;
	bool person = self->person_months >> month & 1 || deprel_is(node->deprel, DEPREL_NSUBJ);
	return marked || (value(self, at, TIME_NAME) == 1 && !person);
}

static uint32_t match_month(matcher *self, uint32_t at)
{
	int relative, year;
	uint32_t start = match_relative(self, at, &relative);
	start = start ? start : at;
	int month = month_at(self, start);
	if (!month)
		return 0;
	uint32_t end = start + 1, of = end + is(self, end, TIME_OF);
	uint32_t behind = match_year_behind(self, of, &year);
	if (year && relative == RELATIVE_NONE) {
		put_month(&self->frame, self->out, year, month);
		return behind;
	}
	/* "June last year" */
	int years;
	uint32_t unit = match_relative(self, of, &years);
	if (unit && is(self, unit, TIME_UNIT) && value(self, unit, TIME_UNIT) == UNIT_YEAR
		&& date_is_set(self->frame.report)) {
		put_month(&self->frame, self->out, self->frame.report.year + years, month);
		return unit + 1;
	}
	if (relative == RELATIVE_NONE && !names_month(self, start, month))
		return 0;
	/* "That September": of the year that was named before */
	if (at > self->start && is(self, at - 1, TIME_ANCHORED) && value(self, at - 1, TIME_ANCHORED) == 0
		&& date_is_set(self->frame.anchor)) {
		put_month(&self->frame, self->out, self->frame.anchor.year, month);
		return end;
	}
	resolve_month(&self->frame, self->out, month, relative, tense_of(self, start));
	if (is(self, start, TIME_SHADE))
		self->out->mod = word(self, start)->name[TIME_SHADE];
	return end;
}

/* "1990s", "the '90s", "the nineties", "20th century", "2019" where a word before says that it is a year. */
static uint32_t match_years(matcher *self, uint32_t at)
{
	slice word = form(self, at);
	long number;
	/* "the 1970's" */
	char plain[8];
	if ((word.length == 6 && word.at[4] == '\'') || (word.length == 4 && word.at[2] == '\'')) {
		memcpy(plain, word.at, word.length - 2);
		plain[word.length - 2] = 's';
		word = (slice){plain, word.length - 1};
	}
	if (word.length == 5 && word.at[4] == 's' && slice_to_long((slice){word.at, 4}, &number) && number % 10 == 0
		&& number >= 1000 && number < 2200) {
		put_years(&self->frame, self->out, (int)number / 10, 10);
		return at + 1;
	}
	bool behind_the = at > self->start && is_the(self, at - 1);
	if (word.length >= 4 && word.length <= 6 && slice_ends(word, "0s")
		&& slice_to_long((slice){word.at + word.length - 3, 2}, &number) && (word.at[0] < '0' || word.at[0] > '9')) {
		put_years(&self->frame, self->out, number < 30 ? 200 + (int)number / 10 : 190 + (int)number / 10, 10);
		return at + 1;
	}
	if (behind_the && word.length == 3 && slice_ends(word, "0s") && slice_to_long((slice){word.at, 2}, &number)) {
		put_years(&self->frame, self->out, number < 30 ? 200 + (int)number / 10 : 190 + (int)number / 10, 10);
		return at + 1;
	}
	if (is(self, at, TIME_DECADE) && behind_the) {
		put_years(&self->frame, self->out, 190 + value(self, at, TIME_DECADE), 10);
		return at + 1;
	}
	if (is(self, at, TIME_ORDINAL) && is(self, at + 1, TIME_UNIT) && value(self, at + 1, TIME_UNIT) == UNIT_CENTURY) {
		put_years(&self->frame, self->out, value(self, at, TIME_ORDINAL) - 1, 100);
		return at + 2;
	}
	int year;
	uint32_t spelled = spelled_year(self, at, &year);
	if (spelled) {
		put_year(&self->frame, self->out, year);
		return spelled;
	}
	year = year_number(self, at);
	if (!year || is(self, at + 1, TIME_UNITS))
		return 0;
	bool sign = at > self->start && (is(self, at - 1, TIME_SHADE) || is_hyphen(form(self, at - 1))
		|| (is(self, at - 1, TIME_YEAR_SIGN) && value(self, at - 1, TIME_YEAR_SIGN) == 1));
	bool alone = at > self->start && form_is(self, at - 1, "(") && (form_is(self, at + 1, ")")
		|| is_hyphen(form(self, at + 1)));
	bool modern = year >= 1900 && year <= 2050;
	/* "the 2019 elections", "his 1996 campaign", but not "his 1996 soldiers" */
	bool modifies = modern && at > self->start && (is_the(self, at - 1) || (is(self, at - 1, TIME_YEAR_SIGN)
		&& (at + 1 >= self->end || self->syntax->nodes[at + 1].xpos != XPOS_NNS)));
	/* "in 1994, 1995 and 1997" */
	bool listed = modern && at > self->start + 1 && year_number(self, at - 2)
		&& (form_is(self, at - 1, ",") || deprel_is(self->syntax->nodes[at - 1].deprel, DEPREL_CC));
	/* "2014-2018" */
	bool ranged = modern && (is_hyphen(form(self, at + 1)) || is(self, at + 1, TIME_TO))
		&& year_number(self, at + 2) > year;
	/* "his unsuccessful 1996 campaign" */
	int32_t noun = self->syntax->nodes[at].head;
	bool described = modern && noun > (int32_t)at && self->syntax->nodes[noun].xpos == XPOS_NN
		&& (syntax_child(self->syntax, noun, DEPREL_DET) >= 0
		|| syntax_child(self->syntax, noun, DEPREL_NMOD_POSS) >= 0);
	if (!(sign && year >= 1400) && !alone && !modifies && !listed && !described && !ranged)
		return 0;
	put_year(&self->frame, self->out, year);
	return at + 1;
}

/* "mid-2019", "mid-1980s": one token with its prefix. */
static uint32_t match_prefixed_year(matcher *self, uint32_t at)
{
	slice word = form(self, at), prefix;
	char room[16];
	slice normal;
	long year;
	if (!slice_split(&word, '-', &prefix) || !normal_word(prefix, room, sizeof room, &normal))
		return 0;
	const time_word *shade = time_word_find(self->lexicon, normal);
	bool decade = word.length == 5 && word.at[4] == 's';
	word.length -= decade;
	if (!time_is(shade, TIME_SHADE) || word.length != 4 || !slice_to_long(word, &year) || year < 1000 || year > 2200)
		return 0;
	if (decade)
		put_years(&self->frame, self->out, (int)year / 10, 10);
	else
		put_year(&self->frame, self->out, (int)year);
	self->out->mod = shade->name[TIME_SHADE];
	return at + 1;
}

static uint32_t match_season(matcher *self, uint32_t at)
{
	int relative, year;
	uint32_t start = match_relative(self, at, &relative);
	bool marked = start > 0 || (at > self->start && is_the(self, at - 1));
	start = start ? start : at;
	if (!is(self, start, TIME_SEASON))
		return 0;
	uint32_t of = start + 1 + is(self, start + 1, TIME_OF);
	uint32_t end = match_year_behind(self, of, &year);
	if ((!year && !marked) || self->syntax->nodes[start].upos == UPOS_VERB)
		return 0;
	resolve_season(&self->frame, self->out, word(self, start)->name[TIME_SEASON], year, relative);
	return year ? end : start + 1;
}

/* "last week", "this year", "that day", "the following month", "the weekend". */
static uint32_t match_unit(matcher *self, uint32_t at)
{
	int relative;
	uint32_t end;
	const time_word *anchored = phrase_at(self, at, TIME_ANCHORED, &end);
	if (anchored && is(self, end, TIME_UNIT) && date_is_set(self->frame.anchor)
		&& value(self, end, TIME_UNIT) >= UNIT_DAY) {
		resolve_unit(&self->frame, self->out, self->frame.anchor, (time_unit)value(self, end, TIME_UNIT),
			anchored->value[TIME_ANCHORED], TENSE_NONE);
		return end + 1;
	}
	/* "the day before", "the year after" */
	if (is_the(self, at) && is(self, at + 1, TIME_UNIT) && value(self, at + 1, TIME_UNIT) >= UNIT_DAY
		&& date_is_set(self->frame.anchor) && at + 2 < self->end && self->syntax->nodes[at + 2].upos == UPOS_ADV
		&& (is(self, at + 2, TIME_EARLIER) || is(self, at + 2, TIME_HENCE))) {
		resolve_unit(&self->frame, self->out, self->frame.anchor, (time_unit)value(self, at + 1, TIME_UNIT),
			is(self, at + 2, TIME_HENCE) ? 1 : -1, TENSE_NONE);
		return at + 3;
	}
	/* "that evening", "the next morning" */
	if (anchored && is(self, end, TIME_PART) && date_is_set(self->frame.anchor)) {
		resolve_unit(&self->frame, self->out, self->frame.anchor, UNIT_DAY, anchored->value[TIME_ANCHORED],
			TENSE_NONE);
		return match_part(self, end);
	}
	if (is_the(self, at) && is(self, at + 1, TIME_UNIT) && value(self, at + 1, TIME_UNIT) == UNIT_WEEKEND) {
		resolve_unit(&self->frame, self->out, self->frame.report, UNIT_WEEKEND, RELATIVE_NONE,
			tense_of(self, at + 1));
		return at + 2;
	}
	uint32_t from = at + is_the(self, at);
	/* "the week of March 6" */
	if (from > at && is(self, from, TIME_UNIT) && value(self, from, TIME_UNIT) == UNIT_WEEK
		&& is(self, from + 1, TIME_OF) && (end = match_day(self, from + 2)) && self->out->begin.day) {
		put_week(&self->frame, self->out, self->out->begin, false);
		return end;
	}
	end = match_relative(self, from, &relative);
	end += end && is(self, end, TIME_FISCAL);
	if (!end || !is(self, end, TIME_UNIT) || value(self, end, TIME_UNIT) < UNIT_DAY)
		return 0;
	time_unit unit = (time_unit)value(self, end, TIME_UNIT);
	resolve_unit(&self->frame, self->out, self->frame.report, unit, relative, TENSE_NONE);
	return end + 1;
}

/* A date of any length, with "late" or "the end of" before it. */
static uint32_t match_date(matcher *self, uint32_t at);

/* "the year", "the month": only where "later in" or "the end of" stands before. */
static uint32_t match_bare_unit(matcher *self, uint32_t at)
{
	if (!is_the(self, at) || !is(self, at + 1, TIME_UNIT) || value(self, at + 1, TIME_UNIT) < UNIT_DAY)
		return 0;
	int relative = value(self, at + 1, TIME_UNIT) == UNIT_WEEKEND ? RELATIVE_NONE : 0;
	resolve_unit(&self->frame, self->out, self->frame.report, (time_unit)value(self, at + 1, TIME_UNIT), relative,
		TENSE_NONE);
	return at + 2;
}

/* "the end of May", "the last week of July" */
static uint32_t match_edge(matcher *self, uint32_t at)
{
	uint32_t end;
	const time_word *edge = phrase_at(self, at + is_the(self, at), TIME_EDGE, &end);
	if (!edge || !is(self, end, TIME_OF))
		return 0;
	uint32_t behind = match_date(self, end + 1);
	behind = behind ? behind : match_bare_unit(self, end + 1);
	if (behind)
		self->out->mod = edge->name[TIME_EDGE];
	return behind;
}

static uint32_t match_shaded(matcher *self, uint32_t at)
{
	uint32_t from = at + is_the(self, at), end, behind;
	const time_word *shade = phrase_at(self, from, TIME_SHADE, &end);
	if (!shade)
		return 0;
	end += is_hyphen(form(self, end)) && end == from + 1;
	behind = match_date(self, end);
	if (!behind && end > from + 1)
		behind = match_bare_unit(self, end);
	if (!behind && is(self, end, TIME_PART) && end > from + 1) {
		resolve_unit(&self->frame, self->out, self->frame.report, UNIT_DAY, 0, TENSE_NONE);
		behind = match_part(self, end);
	}
	if (behind)
		self->out->mod = shade->name[TIME_SHADE];
	return behind;
}

static uint32_t match_date(matcher *self, uint32_t at)
{
	uint32_t from = at + (is_the(self, at) && (is(self, at + 1, TIME_DECADE) || is(self, at + 1, TIME_ORDINAL)
		|| is(self, at + 1, TIME_SEASON) || year_number(self, at + 1) || form(self, at + 1).length >= 4));
	uint32_t end = match_part_of_year(self, at);
	end = end ? end : match_edge(self, at);
	end = end ? end : match_day(self, at);
	/* As half of a compound they leave the article to its noun: "the third-quarter loss". */
	end = end ? end : match_quarter(self, is_hyphen(form(self, from + 1)) ? at : from);
	end = end ? end : match_unit(self, at);
	end = end ? end : match_month(self, at);
	end = end ? end : match_season(self, from);
	end = end ? end : match_business_period(self, at);
	end = end ? end : match_prefixed_year(self, at);
	/* "the 2019 elections": the article is the noun's. */
	end = end || (from > at && year_number(self, from)) ? end : match_years(self, from);
	return end ? end : match_shaded(self, at);
}

/* ---- durations, sets, references ---- */

/* "500", "500 million", "700 seats" */
static bool is_amount(const matcher *self, uint32_t at)
{
	const node *node = &self->syntax->nodes[at];
	return node->upos == UPOS_NUM || (node->upos == UPOS_NOUN && !self->words[at]
		&& syntax_child(self->syntax, (int32_t)at, DEPREL_NUMMOD) >= 0);
}

/* "three days", "two-year", "the last four months", "weeks"; with "ago" or "later" a date. */
static uint32_t match_duration(matcher *self, uint32_t at)
{
	double count = -1, other;
	int relative = RELATIVE_NONE;
	uint32_t from = at + is_the(self, at), end;
	bool first = from > at && is(self, from, TIME_ORDINAL) && value(self, from, TIME_ORDINAL) == 1;
	uint32_t behind = first ? from + 1 : match_relative(self, from, &relative);
	from = behind ? behind : from;
	if (phrase_at(self, at, TIME_RECENT, &end) && is(self, end, TIME_UNITS)) {
		put_reference(self->out, SLICE("PAST_REF"));
		return end + 1;
	}
	/* "half an hour" */
	if (is(self, at, TIME_HALF_OF) && is(self, at + 1, TIME_ARTICLE) && is(self, at + 2, TIME_UNIT)
		&& value(self, at + 2, TIME_UNIT) != UNIT_SECOND) {
		put_duration(&self->frame, self->out, .5, (time_unit)value(self, at + 2, TIME_UNIT));
		return at + 3;
	}
	/* "another week", "all day", "the whole month" */
	uint32_t whole = at + is_the(self, at);
	if ((is(self, whole, TIME_ANOTHER) || is(self, whole, TIME_WHOLE)) && whole + 1 < self->end) {
		uint32_t unit = whole + 1 + (is_hyphen(form(self, whole + 1)) && is(self, whole, TIME_WHOLE));
		if (is(self, unit, TIME_UNIT) && value(self, unit, TIME_UNIT) >= UNIT_HOUR) {
			put_duration(&self->frame, self->out, 1, (time_unit)value(self, unit, TIME_UNIT));
			return unit + 1;
		}
	}
	/* "half hour", "half-year" */
	uint32_t half_unit = at + 1 + is_hyphen(form(self, at + 1));
	if (is(self, at, TIME_HALF_OF) && is(self, half_unit, TIME_UNIT) && (value(self, half_unit, TIME_UNIT) == UNIT_HOUR
		|| value(self, half_unit, TIME_UNIT) == UNIT_YEAR)) {
		put_duration(&self->frame, self->out, .5, (time_unit)value(self, half_unit, TIME_UNIT));
		return half_unit + 1;
	}
	uint32_t number = match_number(self, from, &count);
	if (number && from > at && is(self, from, TIME_ARTICLE))
		return 0;
	if (!number)
		count = -1;
	uint32_t unit = number ? number : from;
	/* A rate: "$500 million a year", "700 seats a week". */
	if (number == from + 1 && from == at && is(self, from, TIME_ARTICLE) && at > self->start
		&& is_amount(self, at - 1) && is(self, unit, TIME_UNIT) && !is(self, unit + 1, TIME_AGO)
		&& !is(self, unit + 1, TIME_EARLIER) && !is(self, unit + 1, TIME_HENCE))
		return 0;
	bool hyphen = number && is_hyphen(form(self, unit));
	/* "the eight-year war": the article is the noun's */
	if (hyphen && relative == RELATIVE_NONE && is_the(self, at))
		return 0;
	/* "12 to 18 months", "two-to-three weeks": the longer of the two decides the unit only. */
	if (number && (is(self, unit, TIME_TO) || hyphen)) {
		uint32_t second = match_number(self, unit + 1, &other);
		if (second && (is(self, second, TIME_UNITS))) {
			unit = second;
			count = -1;
			hyphen = false;
		}
	}
	uint32_t half;
	if (number && !hyphen && count > 0 && phrase_at(self, unit, TIME_HALF_MORE, &half)) {
		count += .5;
		unit = half;
	}
	unit += hyphen;
	unit += number && !hyphen && is(self, unit, TIME_FILL);
	time_class plural = is(self, unit, TIME_UNITS) ? TIME_UNITS : TIME_UNIT;
	if (!is(self, unit, plural) || self->syntax->nodes[unit].upos == UPOS_VERB)
		return 0;
	/* "second" and "quarter" are other words too: "a second", "third quarter". */
	int kind = value(self, unit, plural);
	/* "three-quarters of its food", "a year-earlier loss" */
	if (plural == TIME_UNITS && kind == UNIT_QUARTER && (hyphen || is(self, unit + 1, TIME_OF)))
		return 0;
	if (is(self, from, TIME_ARTICLE) && is_hyphen(form(self, unit + 1)) && (is(self, unit + 2, TIME_AGO)
		|| is(self, unit + 2, TIME_EARLIER)))
		return 0;
	if (plural == TIME_UNIT && (!number || kind == UNIT_QUARTER || (kind == UNIT_SECOND && !hyphen)))
		return 0;
	if (!number && (from > at || kind == UNIT_WEEKEND || kind == UNIT_SECOND || kind == UNIT_QUARTER) && !first
		&& relative == RELATIVE_NONE)
		return 0;
	end = unit + 1;
	/* An age: "20-year-old", "42 years old". */
	if (is(self, hyphen && is_hyphen(form(self, end)) ? end + 1 : end, TIME_AGE))
		return 0;
	uint32_t shift = 0;
	if (count > 0 && phrase_at(self, end, TIME_HALF_MORE, &shift)) {
		count += .5;
		end = shift;
	}
	bool shifts = relative == RELATIVE_NONE && !hyphen;
	bool ago = shifts && phrase_at(self, end, TIME_AGO, &shift);
	bool earlier = shifts && !ago && phrase_at(self, end, TIME_EARLIER, &shift);
	bool hence = shifts && !ago && !earlier && phrase_at(self, end, TIME_HENCE, &shift);
	/* As a preposition or conjunction "before" counts from an event, not from a date. */
	uint8_t upos = end < self->end ? self->syntax->nodes[end].upos : UPOS_X;
	if (shift == end + 1 && (upos == UPOS_SCONJ || upos == UPOS_ADP))
		earlier = hence = false;
	if (ago || earlier || hence) {
		date start = ago || !date_is_set(self->frame.anchor) ? self->frame.report : self->frame.anchor;
		if (count < 0 || from > at)
			put_reference(self->out, hence ? SLICE("FUTURE_REF") : SLICE("PAST_REF"));
		else if (count > 1 || kind != UNIT_YEAR || hence || !put_year_before(self))
			resolve_shift(&self->frame, self->out, start, hence ? count : -count, (time_unit)kind);
		return shift;
	}
	put_duration(&self->frame, self->out, count, (time_unit)kind);
	return end;
}

/* "every week", "each Thursday", "annually", "twice a month". */
static uint32_t match_set(matcher *self, uint32_t at)
{
	timex *out = self->out;
	bool adverb = is(self, at, TIME_SET_ADVERB) && self->syntax->nodes[at].upos == UPOS_ADV;
	if (is(self, at, TIME_SET) || adverb) {
		put_duration(&self->frame, out, 1, (time_unit)value(self, at, adverb ? TIME_SET_ADVERB : TIME_SET));
		out->type = TIMEX_SET;
		return at + 1;
	}
	uint32_t end = at + 1, after;
	double count = 1;
	if (is(self, at, TIME_TIMES) && is(self, end, TIME_ARTICLE) && is(self, end + 1, TIME_UNIT)) {
		put_duration(&self->frame, out, 1, (time_unit)value(self, end + 1, TIME_UNIT));
		out->type = TIMEX_SET;
		return end + 2;
	}
	if (!is(self, at, TIME_EVERY))
		return 0;
	/* "every other day" */
	bool other_one = is(self, end, TIME_EACH_OTHER);
	end += other_one;
	if (is(self, end, TIME_WEEKDAY)) {
		put_open(out, slice_of(arena_print(self->frame.memory, "XXXX-WXX-%d", value(self, end, TIME_WEEKDAY))));
	} else if (month_at(self, end)) {
		put_open(out, slice_of(arena_print(self->frame.memory, "XXXX-%02d", month_at(self, end))));
	} else if (is(self, end, TIME_UNIT)) {
		put_duration(&self->frame, out, other_one ? 2 : 1, (time_unit)value(self, end, TIME_UNIT));
	} else if (is(self, end, TIME_PART)) {
		slice part = word(self, end)->name[TIME_PART];
		put_open(out, slice_of(arena_print(self->frame.memory, "XXXX-XX-XXT%.*s", (int)part.length, part.at)));
	} else if ((after = match_number(self, end, &count)) && is(self, after, TIME_UNITS)) {
		put_duration(&self->frame, out, count, (time_unit)value(self, after, TIME_UNITS));
		end = after;
	} else {
		return 0;
	}
	out->type = TIMEX_SET;
	out->resolved = true;
	return end + 1;
}

static uint32_t match_reference(matcher *self, uint32_t at)
{
	uint32_t end;
	const time_word *found = phrase_at(self, at, TIME_REFERENCE, &end);
	if (!found)
		return 0;
	put_reference(self->out, found->name[TIME_REFERENCE]);
	return end;
}

/* ---- the longest ---- */

static uint32_t match_any(matcher *self, uint32_t at)
{
	static uint32_t (*const patterns[])(matcher *, uint32_t) = {
		match_clock, match_date, match_reference, match_compound_length, match_duration, match_set,
	};
	timex best = {0}, *out = self->out;
	uint32_t end = 0;
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		timex found = {0};
		self->out = &found;
		uint32_t reached = patterns[i](self, at);
		if (reached > end) {
			end = reached;
			best = found;
		}
	}
	self->out = out;
	*out = best;
	return end;
}

/* Classes that no expression begins with: words around it and within it. */
static const uint64_t INNER = (uint64_t)1 << TIME_YEAR_SIGN | (uint64_t)1 << TIME_FUTURE | (uint64_t)1 << TIME_OF
	| (uint64_t)1 << TIME_TO | (uint64_t)1 << TIME_FILL | (uint64_t)1 << TIME_AGE | (uint64_t)1 << TIME_HALF_MORE
	| (uint64_t)1 << TIME_NAME | (uint64_t)1 << TIME_LIMIT | (uint64_t)1 << TIME_ENDED | (uint64_t)1 << TIME_AHEAD
	| (uint64_t)1 << TIME_DEFER | (uint64_t)1 << TIME_FROM | (uint64_t)1 << TIME_WITHIN | (uint64_t)1 << TIME_PORTION
	| (uint64_t)1 << TIME_PRIOR | (uint64_t)1 << TIME_BEGIN | (uint64_t)1 << TIME_FINISH | (uint64_t)1 << TIME_ALSO
	| (uint64_t)1 << TIME_COMMIT | (uint64_t)1 << TIME_ON | (uint64_t)1 << TIME_CLOCK | (uint64_t)1 << TIME_PAST_HOUR
	| (uint64_t)1 << TIME_ZONE | (uint64_t)1 << TIME_AGO | (uint64_t)1 << TIME_HENCE | (uint64_t)1 << TIME_HALF;

static bool has_figure(slice word)
{
	for (size_t i = 0; i < word.length; i++)
		if (word.at[i] >= '0' && word.at[i] <= '9')
			return true;
	return false;
}

/* Every expression begins with a word of the lexicon or with figures ("mid-2019" has them behind its prefix), and goes
 * on so behind an article. */
static bool may_begin(const matcher *self, uint32_t at)
{
	const time_word *here = self->words[at];
	if (!here)
		return has_figure(form(self, at));
	if (!(here->classes & ~INNER) && !here->begins)
		return has_figure(form(self, at));
	if (time_is(here, TIME_THE) || time_is(here, TIME_ARTICLE))
		return at + 1 < self->end && (self->words[at + 1] || has_figure(form(self, at + 1)));
	return true;
}

/* The same with "about", "more than" before what is counted or clocked. */
static uint32_t match_bounded(matcher *self, uint32_t at)
{
	uint32_t end;
	const time_word *bound = phrase_at(self, at, TIME_BOUND, &end);
	double number;
	if (bound && !is_the(self, end)) {
		bool counted = match_number(self, end, &number) > 0 && number > 0;
		uint32_t reached = match_any(self, end);
		bool fits = self->out->type == TIMEX_DURATION ? counted : slice_is(bound->name[TIME_BOUND], "APPROX")
			&& (self->out->type == TIMEX_TIME || counted || month_at(self, end));
		if (reached && fits) {
			if (!self->out->mod.length)
				self->out->mod = bound->name[TIME_BOUND];
			return reached;
		}
	}
	return match_any(self, at);
}

/* "during Monday's session", "at last week's summit": does an event within what is dated share its date? */
static bool is_host(const matcher *self, const timex *item)
{
	const syntax *syntax = self->syntax;
	const node *last = &syntax->nodes[item->end - 1];
	if (last->deprel != DEPREL_NMOD_POSS || last->head < (int32_t)item->end)
		return false;
	int32_t preposition = syntax_child(syntax, last->head, DEPREL_CASE);
	return deprel_is(syntax->nodes[last->head].deprel, DEPREL_OBL) && preposition >= 0
		&& time_is(self->words[preposition], TIME_WITHIN);
}

/* Does the expression name a month? */
static bool month_of(const matcher *self, const timex *item)
{
	for (uint32_t i = item->first; i < item->end; i++)
		if (is(self, i, TIME_MONTH))
			return true;
	return false;
}

static bool names_year(const matcher *self, const timex *item)
{
	for (uint32_t i = item->first; i < item->end; i++)
		if (year_number(self, i) || is(self, i, TIME_RELATIVE))
			return true;
	return false;
}

/* "from May to October 2020", "June 26 to July 3, 2019": the year behind the second holds for the first. */
static void share_year(const matcher *self, timex *first, const timex *second)
{
	bool month = first->value.length == 7 && first->value.at[4] == '-' && first->value.at[5] <= '1';
	bool day = first->value.length == 10 && month_of(self, first);
	if (first->type != TIMEX_DATE || second->type != TIMEX_DATE || (!month && !day) || names_year(self, first)
		|| !first->begin.day || !second->begin.day || !month_of(self, first) || !month_of(self, second))
		return;
	int year = second->begin.year - (first->begin.month > second->begin.month || (first->begin.month
		== second->begin.month && first->begin.day > second->begin.day));
	slice mod = first->mod;
	uint32_t from = first->first, end = first->end;
	if (year < 2 || year == first->begin.year || (day && !date_valid(year, first->begin.month, first->begin.day)))
		return;
	if (month)
		put_month(&self->frame, first, year, first->begin.month);
	else
		put_day(&self->frame, first, (date){(int16_t)year, first->begin.month, first->begin.day});
	first->mod = mod;
	first->first = from;
	first->end = end;
}

/*
 * "from Sunday to Wednesday", "between Oct. 5 and Oct. 9": what the first of the two dates lasts from one to the
 * other, and the second is its end.
 */
static void close_range(const matcher *self, timex *first, timex *second)
{
	uint32_t gap = first->end;
	bool opened = first->first > self->start && is(self, first->first - 1, TIME_FROM);
	bool closes = gap + 1 == second->first && (is_hyphen(form(self, gap)) || is(self, gap, TIME_LIMIT)
		|| (is(self, gap, TIME_TO) && opened) || (opened && value(self, first->first - 1, TIME_FROM) == 2
		&& deprel_is(self->syntax->nodes[gap].deprel, DEPREL_CC)));
	if (closes)
		share_year(self, first, second);
	if (!closes || second->type != first->type || !first->begin.day || !second->finish.day
		|| date_compare(first->finish, second->begin) >= 0)
		return;
	first->finish = second->finish;
	second->limit = true;
}

static uint8_t signs_of(const time_word *word)
{
	return (uint8_t)((time_is(word, TIME_WITHIN) ? SIGN_WITHIN : 0) | (time_is(word, TIME_PRIOR) ? SIGN_PRIOR : 0)
		| (time_is(word, TIME_BEGIN) ? SIGN_BEGIN : 0) | (time_is(word, TIME_FINISH) ? SIGN_FINISH : 0)
		| (time_is(word, TIME_ALSO) ? SIGN_ALSO : 0) | (time_is(word, TIME_THE) || (time_is(word, TIME_ANCHORED)
		&& word->value[TIME_ANCHORED] == 0) ? SIGN_THE : 0));
}

void when_read(const when_lexicon *lexicon, const document *document, const text *text, const syntax *syntax,
	arena *memory, times *out)
{
	matcher self = {
		.lexicon = lexicon, .text = text, .syntax = syntax, .frame = {.memory = memory, .report = document->date},
		.words = ARENA_ARRAY(memory, text->token_count + 1, const time_word *),
	};
	VECTOR(timex) found = {0};
	uint8_t *signs = ARENA_ARRAY(memory, text->token_count + 1, uint8_t);
	*out = (times){.signs = signs};
	for (uint32_t i = 0; i < text->token_count; i++) {
		char room[32];
		slice normal;
		if (normal_word(text_form(text, i), room, sizeof room, &normal))
			self.words[i] = time_word_find(lexicon, normal);
		if (self.words[i])
			signs[i] = signs_of(self.words[i]);
	}
	for (uint32_t s = 0; s < text->sentence_count; s++) {
		uint32_t at = text->sentences[s].first;
		self.start = at;
		self.sentence = s;
		self.day = (date){0};
		self.end = at + text->sentences[s].count;
		while (at < self.end) {
			timex item = {0};
			self.out = &item;
			uint32_t end = may_begin(&self, at) ? match_bounded(&self, at) : 0;
			if (!end) {
				at++;
				continue;
			}
			item.first = at;
			item.end = end;
			item.host = is_host(&self, &item);
			item.limit = at > self.start && is(&self, at - 1, TIME_LIMIT);
			if (item.begin.day && (item.type == TIMEX_DATE || item.type == TIMEX_TIME))
				self.frame.anchor = item.begin;
			if (item.begin.day && date_compare(item.begin, item.finish) == 0)
				self.day = item.begin;
			if (date_is_set(self.day) && (!date_is_set(self.frame.report)
				|| date_compare(self.day, self.frame.report) <= 0)) {
				self.told = self.day;
				self.told_sentence = s;
			}
			note_quarter(&self, &item, s);
			out->underspecified |= !item.resolved;
			if (found.count && found.items[found.count - 1].first >= self.start)
				close_range(&self, &found.items[found.count - 1], &item);
			*VECTOR_PUSH(memory, &found) = item;
			at = end;
		}
	}
	out->items = found.items;
	out->count = (uint32_t)found.count;
}
