/*
 * timex_match.c — finds time expressions: at each token the longest of the patterns below. A pattern is a function
 * that reads from token `at` and returns the end of what it read, 0 for nothing; what class a word has is said by the
 * lexicon.
 */
#include <math.h>
#include <string.h>

#include "when/timex_value.h"

typedef struct matcher {
	const when_lexicon *lexicon;
	const text *text;
	const syntax *syntax;
	const time_word **words;     /* [token_count] entry of each token, NULL for most */
	time_frame frame;
	uint32_t start, end;         /* of the sentence being read */
	uint32_t person_months;      /* bit of each month that was a person's name in this report */
	timex *out;
} matcher;

static const time_word *word(const matcher *self, uint32_t at)
{
	return at < self->end ? self->words[at] : NULL;
}

static slice form(const matcher *self, uint32_t at)
{
	return at < self->end ? text_form(self->text, at) : (slice){"", 0};
}

static bool is(const matcher *self, uint32_t at, time_class class) { return time_is(word(self, at), class); }
static int value(const matcher *self, uint32_t at, time_class class) { return word(self, at)->value[class]; }
static bool form_is(const matcher *self, uint32_t at, const char *mark) { return slice_is(form(self, at), mark); }

static bool is_capital(const matcher *self, uint32_t at)
{
	slice word = form(self, at);
	return word.length && word.at[0] >= 'A' && word.at[0] <= 'Z';
}

/* The longest words from `at` that have the class: their entry and end, or NULL. */
static const time_word *phrase(const matcher *self, uint32_t at, time_class class, uint32_t *end)
{
	const time_word *first = word(self, at);
	if (!first)
		return NULL;
	if (first->begins) {
		char room[96], joined[128];
		uint32_t last = at + PHRASE_WORDS < self->end ? at + PHRASE_WORDS : self->end;
		size_t lengths[PHRASE_WORDS + 1] = {0}, length = 0;
		uint32_t count = 0;
		for (uint32_t i = at; i < last; i++) {
			slice normal;
			if (!normal_word(form(self, i), room, sizeof room, &normal) || length + normal.length + 1 > sizeof joined)
				break;
			if (count)
				joined[length++] = ' ';
			memcpy(joined + length, normal.at, normal.length);
			length += normal.length;
			lengths[++count] = length;
		}
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

static bool digits_of(slice word, double *number)
{
	double whole = 0, scale = 0;
	if (!word.length || word.length > 12)
		return false;
	for (size_t i = 0; i < word.length; i++) {
		char c = word.at[i];
		if (c >= '0' && c <= '9') {
			whole = whole * 10 + (c - '0');
			scale *= 10;
		} else if (c == '.' && scale == 0 && i > 0 && i + 1 < word.length) {
			scale = 1;
		} else if (c != ',' || i == 0) {
			return false;
		}
	}
	*number = scale > 0 ? whole / scale : whole;
	return true;
}

static bool is_hyphen(slice word) { return slice_is(word, "-") || slice_is(word, "–") || slice_is(word, "‐"); }

/* "12", "twenty-one", "two hundred", "a", "a few" (−1), "2 1/2". */
static uint32_t match_number(const matcher *self, uint32_t at, double *number)
{
	uint32_t end;
	const time_word *vague = phrase(self, at, TIME_VAGUE, &end);
	if (vague && (end > at + 1 || !is(self, at, TIME_NUMBER))) {
		*number = vague->value[TIME_VAGUE] > 0 ? vague->value[TIME_VAGUE] : -1;
		return end;
	}
	if (digits_of(form(self, at), number)) {
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

/* A day of the month: "3", "3rd", "third"; 0 if it is none. */
static int day_number(const matcher *self, uint32_t at)
{
	double number;
	slice word = form(self, at);
	if (word.length && word.length <= 2 && digits_of(word, &number))
		return number >= 1 && number <= 31 ? (int)number : 0;
	return is(self, at, TIME_ORDINAL) ? value(self, at, TIME_ORDINAL) : 0;
}

static int year_number(const matcher *self, uint32_t at)
{
	long year;
	slice word = form(self, at);
	return word.length == 4 && slice_to_long(word, &year) && year >= 1000 && year < 2200 ? (int)year : 0;
}

/* ---- what the verb says ---- */

/* Is the clause of `token` about what is to come? Climbs to the verb that governs it. */
static tense tense_of(const matcher *self, uint32_t token)
{
	const syntax *syntax = self->syntax;
	int32_t verb = (int32_t)token;
	bool infinitive = false;
	for (int steps = 0; verb >= 0 && steps < 8; steps++, verb = syntax->nodes[verb].head) {
		const node *node = &syntax->nodes[verb];
		if (verb != (int32_t)token && time_is(self->words[verb], TIME_FUTURE) && (node->upos == UPOS_VERB
			|| node->upos == UPOS_ADJ))
			return TENSE_FUTURE;
		bool finite = node->upos == UPOS_VERB || node->upos == UPOS_AUX
			|| syntax_child(syntax, verb, DEPREL_COP) >= 0;
		if (!finite)
			continue;
		for (int32_t child = node->first_child; child >= 0; child = syntax->nodes[child].next_sibling) {
			if (syntax->nodes[child].deprel == DEPREL_AUX && time_is(self->words[child], TIME_FUTURE))
				return TENSE_FUTURE;
			if (deprel_is(syntax->nodes[child].deprel, DEPREL_AUX) && (syntax->nodes[child].xpos == XPOS_VBD
				|| syntax->nodes[child].xpos == XPOS_VBZ || syntax->nodes[child].xpos == XPOS_VBP)
				&& node->xpos == XPOS_VBN)
				return TENSE_PAST;
			if (syntax->nodes[child].deprel == DEPREL_COP && syntax->nodes[child].xpos == XPOS_VBD)
				return TENSE_PAST;
		}
		if (node->xpos == XPOS_VBD)
			return TENSE_PAST;
		/* "is ready to meet on Friday" */
		if (node->xpos != XPOS_VB && node->xpos != XPOS_VBG && node->xpos != XPOS_VBN)
			return infinitive ? TENSE_FUTURE : TENSE_NONE;
		infinitive = node->xpos == XPOS_VB;
	}
	return TENSE_NONE;
}

/* ---- days ---- */

/* "last", "this", "next", with "the" before it or not. */
static uint32_t match_relative(const matcher *self, uint32_t at, int *relative)
{
	uint32_t end;
	const time_word *found = phrase(self, at, TIME_RELATIVE, &end);
	*relative = found ? found->value[TIME_RELATIVE] : RELATIVE_NONE;
	return found ? end : 0;
}

static bool is_the(const matcher *self, uint32_t at)
{
	return is(self, at, TIME_THE);
}

/* "morning" behind a day. */
static uint32_t match_part(matcher *self, uint32_t at)
{
	if (!is(self, at, TIME_PART))
		return at;
	put_part(&self->frame, self->out, word(self, at)->name[TIME_PART]);
	return at + 1;
}

static uint32_t match_year_behind(const matcher *self, uint32_t at, int *year)
{
	uint32_t next = form_is(self, at, ",") ? at + 1 : at;
	*year = year_number(self, next);
	return *year ? next + 1 : at;
}

/* A month's name; one that is an ordinary word too ("may", "march") needs a capital. */
static int month_at(const matcher *self, uint32_t at)
{
	bool capital = is_capital(self, at) || is(self, at, TIME_SHADE);
	return is(self, at, TIME_MONTH) && capital ? value(self, at, TIME_MONTH) : 0;
}

/* "October 3", "Oct. 3, 2023", "3 October 2023", "the 3rd of October". */
static uint32_t match_month_day(matcher *self, uint32_t at)
{
	uint32_t end, start = at;
	int year, day, month = month_at(self, at);
	if (month) {
		uint32_t number = is_the(self, at + 1) ? at + 2 : at + 1;
		day = day_number(self, number);
		if (!day || is(self, number + 1, TIME_UNITS))
			return 0;
		end = number + 1;
	} else {
		at += is_the(self, at);
		day = day_number(self, at);
		uint32_t name = at + 1 + is(self, at + 1, TIME_OF);
		month = day ? month_at(self, name) : 0;
		if (!month)
			return 0;
		end = name + 1;
	}
	uint32_t behind = match_year_behind(self, end, &year);
	if (day > date_month_length(year ? year : 2024, month))
		return 0;
	if (year) {
		put_day(&self->frame, self->out, (date){(int16_t)year, (uint8_t)month, (uint8_t)day});
		return behind;
	}
	resolve_month_day(&self->frame, self->out, month, day, tense_of(self, start));
	return end;
}

/* "2024-11-21", "11/21/2024". */
static uint32_t match_numeric(matcher *self, uint32_t at)
{
	slice word = form(self, at), part;
	date day;
	if (word.length == 10 && date_parse(word, &day)) {
		put_day(&self->frame, self->out, day);
		return at + 1;
	}
	long numbers[3];
	int count = 0;
	while (count < 3 && slice_split(&word, '/', &part) && part.length && slice_to_long(part, &numbers[count]))
		count++;
	if (count != 3 || word.length)
		return 0;
	long year = numbers[2] < 100 ? numbers[2] + (numbers[2] < 70 ? 2000 : 1900) : numbers[2];
	if (year < 1000 || !date_valid((int)year, (int)numbers[0], (int)numbers[1]))
		return 0;
	put_day(&self->frame, self->out, (date){(int16_t)year, (uint8_t)numbers[0], (uint8_t)numbers[1]});
	return at + 1;
}

/* "Wednesday", "last Friday night", "Saturday, April 25", "Mondays". */
static uint32_t match_weekday(matcher *self, uint32_t at)
{
	int relative;
	uint32_t start = match_relative(self, at, &relative);
	start = start ? start : at;
	if (!is(self, start, TIME_WEEKDAY) || !is_capital(self, start))
		return 0;
	int weekday = value(self, start, TIME_WEEKDAY);
	uint32_t end = start + 1;
	uint32_t behind = form_is(self, end, ",") ? end + 1 : end;
	uint32_t dated = relative == RELATIVE_NONE ? match_month_day(self, behind) : 0;
	if (dated)
		return match_part(self, dated);
	slice name = form(self, start);
	if (name.at[name.length - 1] == 's') {
		put_open(self->out, slice_of(arena_print(self->frame.memory, "XXXX-WXX-%d", weekday)));
		self->out->resolved = true;
		self->out->type = TIMEX_SET;
		return end;
	}
	resolve_weekday(&self->frame, self->out, weekday, relative, tense_of(self, start));
	return match_part(self, end);
}

/* "yesterday", "tomorrow night", "tonight", "this morning", "last night". */
static uint32_t match_dayword(matcher *self, uint32_t at)
{
	if (is(self, at, TIME_DAY)) {
		resolve_unit(&self->frame, self->out, self->frame.report, UNIT_DAY, value(self, at, TIME_DAY), TENSE_NONE);
		if (is(self, at, TIME_PART))
			return match_part(self, at);
		return match_part(self, at + 1);
	}
	int relative;
	uint32_t end = match_relative(self, at, &relative);
	if (!end || !is(self, end, TIME_PART))
		return 0;
	resolve_unit(&self->frame, self->out, self->frame.report, UNIT_DAY, relative, TENSE_NONE);
	return match_part(self, end);
}

static uint32_t match_holiday(matcher *self, uint32_t at)
{
	uint32_t end, behind;
	int year;
	const time_word *found = is_capital(self, at) || is_the(self, at) ? phrase(self, at, TIME_HOLIDAY, &end) : NULL;
	if (!found)
		return 0;
	int month = found->value[TIME_HOLIDAY] / 100, day = found->value[TIME_HOLIDAY] % 100;
	behind = match_year_behind(self, end, &year);
	if (year) {
		put_day(&self->frame, self->out, (date){(int16_t)year, (uint8_t)month, (uint8_t)day});
		return behind;
	}
	resolve_month_day(&self->frame, self->out, month, day, tense_of(self, at));
	return end;
}

/* Any expression for one day. */
static uint32_t match_day(matcher *self, uint32_t at)
{
	uint32_t end = match_weekday(self, at);
	end = end ? end : match_dayword(self, at);
	end = end ? end : match_month_day(self, at);
	end = end ? end : match_holiday(self, at);
	return end ? end : match_numeric(self, at);
}

/* ---- times of day ---- */

static bool clock_of(slice word, int *hour, int *minute)
{
	const char *colon = memchr(word.at, ':', word.length);
	long hours, minutes;
	if (!colon || !slice_to_long((slice){word.at, (size_t)(colon - word.at)}, &hours))
		return false;
	slice rest = {colon + 1, word.length - (size_t)(colon + 1 - word.at)};
	if (rest.length < 2 || !slice_to_long((slice){rest.at, 2}, &minutes) || (rest.length != 2 && rest.length != 5))
		return false;
	*hour = (int)hours;
	*minute = (int)minutes;
	return hours >= 0 && hours <= 24 && minutes >= 0 && minutes < 60;
}

/* "7:30 p.m.", "10 a.m. EST Wednesday", "noon". */
static uint32_t match_clock(matcher *self, uint32_t at)
{
	int hour, minute = 0;
	double number;
	uint32_t end = at + 1, zone;
	if (is(self, at, TIME_HOUR)) {
		hour = value(self, at, TIME_HOUR);
	} else if (clock_of(form(self, at), &hour, &minute)) {
		if (is(self, end, TIME_HALF) && hour <= 12)
			hour = hour % 12 + value(self, end, TIME_HALF);
		end += is(self, end, TIME_HALF);
	} else if (is(self, end, TIME_HALF) && match_number(self, at, &number) == end && number >= 1 && number <= 12
		&& !is(self, at, TIME_ARTICLE)) {
		hour = (int)number % 12 + value(self, end, TIME_HALF);
		end++;
	} else {
		return 0;
	}
	if (phrase(self, end, TIME_ZONE, &zone))
		end = zone;
	timex *out = self->out;
	uint32_t day = match_day(self, end);
	if (day && self->out->type == TIMEX_DATE)
		end = day;
	else
		resolve_unit(&self->frame, out, self->frame.report, UNIT_DAY, 0, TENSE_NONE);
	put_clock(&self->frame, out, hour, minute);
	return end;
}

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
	bool marked = at > 0 && (is(self, at - 1, TIME_YEAR_SIGN) || is(self, at - 1, TIME_SHADE)
		|| is(self, at - 1, TIME_WEEKDAY) || is(self, at - 1, TIME_ANCHORED));
	if (!marked && at > 0 && at - 1 >= self->start && self->syntax->nodes[at - 1].upos == UPOS_PROPN
		&& is_capital(self, at - 1))
		self->person_months |= 1u << month;
	return marked || (!(self->person_months >> month & 1) && !deprel_is(node->deprel, DEPREL_NSUBJ));
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
	if (at > 0 && is(self, at - 1, TIME_ANCHORED) && value(self, at - 1, TIME_ANCHORED) == 0
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
	if (word.length == 5 && word.at[4] == 's' && slice_to_long((slice){word.at, 4}, &number) && number % 10 == 0
		&& number >= 1000 && number < 2200) {
		put_years(&self->frame, self->out, (int)number / 10, 10);
		return at + 1;
	}
	bool behind_the = at > 0 && at - 1 < self->end && is_the(self, at - 1);
	if (word.length >= 4 && word.length <= 6 && slice_ends(word, "0s")
		&& slice_to_long((slice){word.at + word.length - 3, 2}, &number) && (word.at[0] < '0' || word.at[0] > '9')) {
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
	int year = year_number(self, at);
	if (!year || is(self, at + 1, TIME_UNITS))
		return 0;
	bool sign = at > 0 && (is(self, at - 1, TIME_SHADE) || is_hyphen(form(self, at - 1))
		|| (is(self, at - 1, TIME_YEAR_SIGN) && value(self, at - 1, TIME_YEAR_SIGN) == 1));
	bool alone = at > 0 && form_is(self, at - 1, "(") && (form_is(self, at + 1, ")")
		|| is_hyphen(form(self, at + 1)));
	bool modern = year >= 1900 && year <= 2050;
	/* "the 2019 elections", "his 1996 campaign", but not "his 1996 soldiers" */
	bool modifies = modern && at > 0 && (is_the(self, at - 1) || (is(self, at - 1, TIME_YEAR_SIGN)
		&& (at + 1 >= self->end || self->syntax->nodes[at + 1].xpos != XPOS_NNS)));
	if (!(sign && year >= 1400) && !alone && !modifies)
		return 0;
	put_year(&self->frame, self->out, year);
	return at + 1;
}

static uint32_t match_season(matcher *self, uint32_t at)
{
	int relative, year;
	uint32_t start = match_relative(self, at, &relative);
	bool marked = start > 0 || (at > 0 && is_the(self, at - 1));
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

/* "third quarter", "third-quarter", with its year before or behind. */
static uint32_t match_quarter(matcher *self, uint32_t at)
{
	int year = year_number(self, at), behind, relative;
	uint32_t start = year ? at + 1 : at;
	if (!is(self, start, TIME_ORDINAL) || value(self, start, TIME_ORDINAL) > 4)
		return 0;
	uint32_t unit = start + 1 + is_hyphen(form(self, start + 1));
	if (!is(self, unit, TIME_UNIT) || value(self, unit, TIME_UNIT) != UNIT_QUARTER)
		return 0;
	uint32_t end = unit + 1, of = end + is(self, end, TIME_OF);
	uint32_t after = match_year_behind(self, of, &behind);
	if (!year && behind) {
		year = behind;
		end = after;
	} else if (!year && of > end && (after = match_relative(self, of, &relative)) && is(self, after, TIME_UNIT)
		&& value(self, after, TIME_UNIT) == UNIT_YEAR && date_is_set(self->frame.report)) {
		year = self->frame.report.year + relative;
		end = after + 1;
	}
	resolve_quarter(&self->frame, self->out, value(self, start, TIME_ORDINAL), year);
	return end;
}

/* "last week", "this year", "that day", "the following month", "the weekend". */
static uint32_t match_unit(matcher *self, uint32_t at)
{
	int relative;
	uint32_t end;
	const time_word *anchored = phrase(self, at, TIME_ANCHORED, &end);
	if (anchored && is(self, end, TIME_UNIT) && date_is_set(self->frame.anchor)
		&& value(self, end, TIME_UNIT) >= UNIT_DAY) {
		resolve_unit(&self->frame, self->out, self->frame.anchor, (time_unit)value(self, end, TIME_UNIT),
			anchored->value[TIME_ANCHORED], TENSE_NONE);
		return end + 1;
	}
	if (is_the(self, at) && is(self, at + 1, TIME_UNIT) && value(self, at + 1, TIME_UNIT) == UNIT_WEEKEND) {
		resolve_unit(&self->frame, self->out, self->frame.report, UNIT_WEEKEND, RELATIVE_NONE,
			tense_of(self, at + 1));
		return at + 2;
	}
	uint32_t from = at + is_the(self, at);
	end = match_relative(self, from, &relative);
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

static uint32_t match_shaded(matcher *self, uint32_t at)
{
	uint32_t from = at + is_the(self, at), end, behind;
	const time_word *edge = phrase(self, from, TIME_EDGE, &end);
	if (edge && is(self, end, TIME_OF)) {
		behind = match_date(self, end + 1);
		behind = behind ? behind : match_bare_unit(self, end + 1);
		if (behind)
			self->out->mod = edge->name[TIME_EDGE];
		return behind;
	}
	const time_word *shade = phrase(self, from, TIME_SHADE, &end);
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
	uint32_t end = match_day(self, at);
	end = end ? end : match_unit(self, at);
	end = end ? end : match_month(self, at);
	/* As half of a compound they leave the article to its noun: "the third-quarter loss". */
	end = end ? end : match_quarter(self, is_hyphen(form(self, from + 1)) ? at : from);
	end = end ? end : match_season(self, from);
	/* "the 2019 elections": the article is the noun's. */
	end = end || (from > at && year_number(self, from)) ? end : match_years(self, from);
	return end ? end : match_shaded(self, at);
}

/* ---- durations, sets, references ---- */

/* "three days", "two-year", "the last four months", "weeks"; with "ago" or "later" a date. */
static uint32_t match_duration(matcher *self, uint32_t at)
{
	double count = -1, other;
	int relative = RELATIVE_NONE;
	uint32_t from = at + is_the(self, at), end;
	bool first = from > at && is(self, from, TIME_ORDINAL) && value(self, from, TIME_ORDINAL) == 1;
	uint32_t behind = first ? from + 1 : match_relative(self, from, &relative);
	from = behind ? behind : from;
	if (phrase(self, at, TIME_RECENT, &end) && is(self, end, TIME_UNITS)) {
		put_reference(self->out, SLICE("PAST_REF"));
		return end + 1;
	}
	uint32_t number = match_number(self, from, &count);
	if (number && from > at && is(self, from, TIME_ARTICLE))
		return 0;
	if (!number)
		count = -1;
	uint32_t unit = number ? number : from;
	bool hyphen = number && is_hyphen(form(self, unit));
	/* "12 to 18 months", "two-to-three weeks": the longer of the two decides the unit only. */
	if (number && (is(self, unit, TIME_TO) || hyphen)) {
		uint32_t second = match_number(self, unit + 1, &other);
		if (second && (is(self, second, TIME_UNITS))) {
			unit = second;
			count = -1;
			hyphen = false;
		}
	}
	unit += hyphen;
	unit += number && !hyphen && is(self, unit, TIME_FILL);
	time_class plural = is(self, unit, TIME_UNITS) ? TIME_UNITS : TIME_UNIT;
	if (!is(self, unit, plural) || self->syntax->nodes[unit].upos == UPOS_VERB)
		return 0;
	/* "second" and "quarter" are other words too: "a second", "third quarter". */
	int kind = value(self, unit, plural);
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
	if (count > 0 && phrase(self, end, TIME_HALF_MORE, &shift)) {
		count += .5;
		end = shift;
	}
	bool shifts = relative == RELATIVE_NONE && !hyphen;
	bool ago = shifts && phrase(self, end, TIME_AGO, &shift);
	bool earlier = shifts && !ago && phrase(self, end, TIME_EARLIER, &shift);
	bool hence = shifts && !ago && !earlier && phrase(self, end, TIME_HENCE, &shift);
	/* As a preposition or conjunction "before" counts from an event, not from a date. */
	uint8_t upos = end < self->end ? self->syntax->nodes[end].upos : UPOS_X;
	if (shift == end + 1 && (upos == UPOS_SCONJ || upos == UPOS_ADP))
		earlier = hence = false;
	if (ago || earlier || hence) {
		date start = ago || !date_is_set(self->frame.anchor) ? self->frame.report : self->frame.anchor;
		if (count < 0 || from > at)
			put_reference(self->out, hence ? SLICE("FUTURE_REF") : SLICE("PAST_REF"));
		else
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
	if (is(self, at, TIME_SET)) {
		put_duration(&self->frame, out, 1, (time_unit)value(self, at, TIME_SET));
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
	if (is(self, end, TIME_WEEKDAY)) {
		put_open(out, slice_of(arena_print(self->frame.memory, "XXXX-WXX-%d", value(self, end, TIME_WEEKDAY))));
	} else if (month_at(self, end)) {
		put_open(out, slice_of(arena_print(self->frame.memory, "XXXX-%02d", month_at(self, end))));
	} else if (is(self, end, TIME_UNIT)) {
		put_duration(&self->frame, out, 1, (time_unit)value(self, end, TIME_UNIT));
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
	const time_word *found = phrase(self, at, TIME_REFERENCE, &end);
	if (!found)
		return 0;
	put_reference(self->out, found->name[TIME_REFERENCE]);
	return end;
}

/* ---- the longest ---- */

static uint32_t match_any(matcher *self, uint32_t at)
{
	static uint32_t (*const patterns[])(matcher *, uint32_t) = {
		match_clock, match_date, match_duration, match_set, match_reference,
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

/* The same with "about", "more than" before what is counted or clocked. */
static uint32_t match_bounded(matcher *self, uint32_t at)
{
	uint32_t end;
	const time_word *bound = phrase(self, at, TIME_BOUND, &end);
	double number;
	if (bound && !is_the(self, end)) {
		bool counted = match_number(self, end, &number) > 0;
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

void when_read(const when_lexicon *lexicon, const document *document, const text *text, const syntax *syntax,
	arena *memory, times *out)
{
	matcher self = {
		.lexicon = lexicon, .text = text, .syntax = syntax, .frame = {.memory = memory, .report = document->date},
		.words = ARENA_ARRAY(memory, text->token_count + 1, const time_word *),
	};
	VECTOR(timex) found = {0};
	*out = (times){0};
	for (uint32_t i = 0; i < text->token_count; i++) {
		char room[32];
		slice normal;
		if (normal_word(text_form(text, i), room, sizeof room, &normal))
			self.words[i] = time_word_find(lexicon, normal);
	}
	for (uint32_t s = 0; s < text->sentence_count; s++) {
		uint32_t at = text->sentences[s].first;
		self.start = at;
		self.end = at + text->sentences[s].count;
		while (at < self.end) {
			timex item = {0};
			self.out = &item;
			uint32_t end = match_bounded(&self, at);
			if (!end) {
				at++;
				continue;
			}
			item.first = at;
			item.end = end;
			item.limit = at > self.start && is(&self, at - 1, TIME_LIMIT);
			if (item.begin.day && (item.type == TIMEX_DATE || item.type == TIMEX_TIME))
				self.frame.anchor = item.begin;
			out->underspecified |= !item.resolved;
			*VECTOR_PUSH(memory, &found) = item;
			at = end;
		}
	}
	out->items = found.items;
	out->count = (uint32_t)found.count;
}
