/* timex_day.c — expressions for days. */
#include <string.h>

#include "when/time_match.h"

/* ---- what the verb says ---- */

/* The first token of the time of day that stands before a day: "9 a.m. EST Tuesday". */
static uint32_t clock_before(const matcher *self, uint32_t token)
{
	uint32_t first = token;
	while (first > self->start + 1 && token - first < PHRASE_WORDS && (is(self, first - 1, TIME_HALF)
		|| is(self, first - 1, TIME_ZONE) || is(self, first - 1, TIME_HOUR)
		|| self->syntax->nodes[first - 1].upos == UPOS_NUM))
		first--;
	return first;
}

/* Does a word that looks ahead stand right before: "effective Feb. 1", "as soon as Tuesday"? */
static bool behind_ahead(const matcher *self, uint32_t token)
{
	uint32_t end;
	uint32_t from = token > self->start + PHRASE_WORDS ? token - PHRASE_WORDS : self->start;
	for (; from < token; from++)
		if (phrase_at(self, from, TIME_AHEAD, &end) && end == token)
			return true;
	return false;
}

/* Is the clause of `token` about what is to come? Climbs to the verb that governs it. */
tense tense_of(const matcher *self, uint32_t token)
{
	const syntax *syntax = self->syntax;
	int32_t verb = (int32_t)token;
	bool infinitive = false, term = token > self->start && is(self, clock_before(self, token) - 1, TIME_LIMIT);
	if (behind_ahead(self, token))
		return TENSE_FUTURE;
	for (int steps = 0; verb >= 0 && steps < 8; steps++, verb = syntax->nodes[verb].head) {
		const node *node = &syntax->nodes[verb];
		if (verb != (int32_t)token && time_is(self->words[verb], TIME_FUTURE) && (node->upos == UPOS_VERB
			|| node->upos == UPOS_ADJ))
			return TENSE_FUTURE;
		/* "agreed to meet on Monday", "an agreement to acquire it in January" */
		if (infinitive && time_is(self->words[verb], TIME_COMMIT))
			return TENSE_FUTURE;
		/* "extended its deadline until Tuesday" */
		if (term && verb != (int32_t)token && time_is(self->words[verb], TIME_DEFER))
			return TENSE_FUTURE;
		bool finite = node->upos == UPOS_VERB || node->upos == UPOS_AUX
			|| syntax_child(syntax, verb, DEPREL_COP) >= 0;
		if (!finite)
			continue;
		for (int32_t child = node->first_child; child >= 0; child = syntax->nodes[child].next_sibling) {
			if (syntax->nodes[child].deprel == DEPREL_AUX && time_is(self->words[child], TIME_FUTURE))
				return TENSE_FUTURE;
			/* "has met", "was met", but not "is met" */
			bool present = syntax->nodes[child].xpos == XPOS_VBZ || syntax->nodes[child].xpos == XPOS_VBP;
			/* "is calling for talks on Friday" */
			if (node->xpos == XPOS_VBG && present && syntax->nodes[child].deprel == DEPREL_AUX)
				return TENSE_NONE;
			if (node->xpos == XPOS_VBN && deprel_is(syntax->nodes[child].deprel, DEPREL_AUX)
				&& (syntax->nodes[child].xpos == XPOS_VBD
				|| (present && syntax->nodes[child].deprel != DEPREL_AUX_PASS)))
				return TENSE_PAST;
			if (syntax->nodes[child].deprel == DEPREL_COP && syntax->nodes[child].xpos == XPOS_VBD)
				return TENSE_PAST;
		}
		/* "the injunction issued Thursday" */
		if (node->xpos == XPOS_VBD || (node->xpos == XPOS_VBN && node->deprel == DEPREL_ACL
			&& syntax_child(syntax, verb, DEPREL_AUX_PASS) < 0))
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
uint32_t match_relative(const matcher *self, uint32_t at, int *relative)
{
	uint32_t end;
	const time_word *found = phrase_at(self, at, TIME_RELATIVE, &end);
	*relative = found ? found->value[TIME_RELATIVE] : RELATIVE_NONE;
	return found ? end : 0;
}

/* "morning" behind a day. */
uint32_t match_part(matcher *self, uint32_t at)
{
	/* "Tuesday in the morning", "Tuesday, in the morning" */
	uint32_t in = at + form_is(self, at, ",");
	if (is(self, in, TIME_WITHIN) && is_the(self, in + 1) && is(self, in + 2, TIME_PART) && self->out->type == TIMEX_DATE)
		at = in + 2;
	if (!is(self, at, TIME_PART))
		return at;
	put_part(&self->frame, self->out, word(self, at)->name[TIME_PART]);
	return at + 1;
}

uint32_t match_year_behind(const matcher *self, uint32_t at, int *year)
{
	uint32_t next = form_is(self, at, ",") ? at + 1 : at;
	*year = year_number(self, next);
	uint32_t end = *year ? next + 1 : spelled_year(self, next, year);
	return end ? end : at;
}

/* A month's name; one that is an ordinary word too ("may", "march") needs a capital. */
int month_at(const matcher *self, uint32_t at)
{
	bool capital = is_capital(self, at) || is(self, at, TIME_SHADE);
	return is(self, at, TIME_MONTH) && capital ? value(self, at, TIME_MONTH) : 0;
}

/* Behind a day, the last one of "3-5", "3 to 5", "3 through 5", "between 3 and 5": its end and number, 0 if none. */
uint32_t match_last_day(const matcher *self, uint32_t at, uint32_t first, int *last)
{
	bool between = first > self->start && is(self, first - 1, TIME_FROM) && value(self, first - 1, TIME_FROM) == 2;
	bool joined = is_hyphen(form(self, at)) || is(self, at, TIME_TO) || is(self, at, TIME_LIMIT)
		|| (between && at < self->end && deprel_is(self->syntax->nodes[at].deprel, DEPREL_CC));
	uint32_t end = 0;
	*last = joined ? match_day_number(self, at + 1 + is_the(self, at + 1), &end) : 0;
	return *last && !is(self, end, TIME_UNITS) ? end : 0;
}

/* "October 3", "Oct. 3, 2023", "3 October 2023", "the 3rd of October", "05-Aug-2016", "May 3-5", "5 to 7 June". */
static uint32_t match_month_day(matcher *self, uint32_t at)
{
	int year, day, relative, last = 0;
	uint32_t end, start = match_relative(self, at, &relative);
	start = at = start ? start : at;
	int month = month_at(self, at);
	if (month) {
		uint32_t number = is_the(self, at + 1) ? at + 2 : at + 1;
		number += is(self, number, TIME_FROM) && value(self, number, TIME_FROM) == 2;
		day = match_day_number(self, number, &end);
		if (!day || is(self, end, TIME_UNITS))
			return 0;
		uint32_t reached = match_last_day(self, end, number > at + 1 ? number : at, &last);
		if (reached && last > day && !month_at(self, reached))
			end = reached;
		else
			last = 0;
	} else {
		at += is_the(self, at);
		uint32_t behind = at + 1;
		day = match_day_number(self, at, &behind);
		uint32_t reached = day ? match_last_day(self, behind, start, &last) : 0, name = reached ? reached : behind;
		name += is(self, name, TIME_OF) || (is_hyphen(form(self, name)) && !reached);
		month = day ? month_at(self, name) : 0;
		if (!month || (last && last <= day))
			return 0;
		end = name + 1;
	}
	bool joined = is(self, end, TIME_OF) || is_hyphen(form(self, end));
	uint32_t behind = match_year_behind(self, end + (joined && year_number(self, end + 1)), &year);
	if ((last ? last : day) > date_month_length(year ? year : 2024, month))
		return 0;
	if (year) {
		put_days(&self->frame, self->out, (date){(int16_t)year, (uint8_t)month, (uint8_t)day}, last);
		return behind;
	}
	/* "last Oct. 23" */
	tense tense = relative == -1 ? TENSE_PAST : relative == 1 ? TENSE_FUTURE : tense_of(self, start);
	resolve_month_day(&self->frame, self->out, month, day, tense);
	if (date_is_set(self->out->begin))
		put_days(&self->frame, self->out, self->out->begin, last);
	return end;
}

/* "Wednesday", "last Friday night", "Saturday, April 25", "Mondays". */
static uint32_t match_weekday(matcher *self, uint32_t at)
{
	int relative;
	uint32_t start = match_relative(self, at + is_the(self, at), &relative);
	start = start ? start : at;
	if (!is(self, start, TIME_WEEKDAY) || !is_capital(self, start))
		return 0;
	int weekday = value(self, start, TIME_WEEKDAY);
	uint32_t end = start + 1;
	uint32_t behind = form_is(self, end, ",") ? end + 1 : end;
	uint32_t dated = relative == RELATIVE_NONE ? match_month_day(self, behind) : 0;
	if (dated)
		return match_part(self, dated);
	/* "Mondays", "Tuesday nights" */
	bool parts = is(self, end, TIME_PART) && slice_ends(form(self, end), "s");
	if (slice_ends(form(self, start), "s") || parts) {
		slice part = parts ? word(self, end)->name[TIME_PART] : (slice){"", 0};
		put_open(self->out, slice_of(arena_print(self->frame.memory, "XXXX-WXX-%d%s%.*s", weekday, parts ? "T" : "",
			(int)part.length, part.at)));
		self->out->resolved = true;
		self->out->type = TIMEX_SET;
		return end + parts;
	}
	/* "Monday of last week" */
	int weeks;
	uint32_t unit = relative == RELATIVE_NONE ? match_relative(self, end + is(self, end, TIME_OF), &weeks) : 0;
	if (unit && is(self, unit, TIME_UNIT) && value(self, unit, TIME_UNIT) == UNIT_WEEK
		&& date_is_set(self->frame.report)) {
		int shift = 7 * weeks + weekday - date_weekday(self->frame.report);
		resolve_unit(&self->frame, self->out, self->frame.report, UNIT_DAY, shift, TENSE_NONE);
		return match_part(self, unit + 1);
	}
	resolve_weekday(&self->frame, self->out, weekday, relative, tense_of(self, start));
	return match_part(self, end);
}

/* Part of a longer name: "Easter Island", "Overnight Energy". */
static bool is_named(const matcher *self, uint32_t at)
{
	const node *node = &self->syntax->nodes[at];
	return node->head > (int32_t)at && is_capital(self, at) && is_capital(self, (uint32_t)node->head)
		&& self->syntax->nodes[node->head].upos == UPOS_PROPN && !self->words[node->head]
		&& (deprel_is(node->deprel, DEPREL_COMPOUND) || node->deprel == DEPREL_AMOD);
}

/* "yesterday", "tomorrow night", "tonight", "this morning", "last night". */
static uint32_t match_dayword(matcher *self, uint32_t at)
{
	if (is(self, at, TIME_DAY) && !is_named(self, at)) {
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

/* "9/11", "the Sept. 11 attacks": a day of history, in what was written since. */
static uint32_t match_named_day(matcher *self, uint32_t at)
{
	uint32_t end;
	date day;
	const time_word *found = phrase_at(self, at, TIME_NAMED_DAY, &end);
	if (!found || !date_parse((slice){found->name[TIME_NAMED_DAY].at, NAMED_DAY_BYTES}, &day)
		|| (date_is_set(self->frame.report) && date_compare(self->frame.report, day) <= 0))
		return 0;
	put_day(&self->frame, self->out, day);
	return found->value[TIME_NAMED_DAY] ? at + (uint32_t)found->value[TIME_NAMED_DAY] : end;
}

/* "Christmas Day", "last Thanksgiving", "Easter 2019". */
static uint32_t match_holiday(matcher *self, uint32_t at)
{
	uint32_t end, behind;
	int year, relative;
	uint32_t from = match_relative(self, at, &relative);
	from = from ? from : at;
	const time_word *found = is_capital(self, from) || is_the(self, from) ? phrase_at(self, from, TIME_HOLIDAY, &end)
		: NULL;
	if (!found || is_named(self, end - 1))
		return 0;
	behind = match_year_behind(self, end + is(self, end, TIME_OF), &year);
	if (year) {
		put_holiday(&self->frame, self->out, found->value[TIME_HOLIDAY], year);
		return behind;
	}
	resolve_holiday(&self->frame, self->out, found->value[TIME_HOLIDAY], relative, tense_of(self, from));
	int unit = is(self, end, TIME_UNIT) ? value(self, end, TIME_UNIT) : 0;
	if ((unit == UNIT_WEEK || unit == UNIT_WEEKEND) && self->out->begin.day) {
		put_week(&self->frame, self->out, self->out->begin, unit == UNIT_WEEKEND);
		return end + 1;
	}
	return match_part(self, end);
}

/* The 25 of "April 24 and 25". */
static uint32_t match_listed_day(matcher *self, uint32_t at)
{
	date named = self->frame.anchor;
	int day = at > self->start + 2 ? day_number(self, at) : 0, before = day ? day_number(self, at - 2) : 0;
	if (!before || before >= day || !date_is_set(named) || named.day != before
		|| month_at(self, at - 3) != named.month || day > date_month_length(named.year, named.month)
		|| (!form_is(self, at - 1, ",") && !deprel_is(self->syntax->nodes[at - 1].deprel, DEPREL_CC))
		|| (at + 1 < self->end && self->syntax->nodes[at + 1].upos == UPOS_NOUN))
		return 0;
	put_day(&self->frame, self->out, (date){named.year, named.month, (uint8_t)day});
	return at + 1;
}

/* Any expression for one day. */
uint32_t match_day(matcher *self, uint32_t at)
{
	uint32_t end = match_named_day(self, at);
	end = end ? end : match_weekday_number(self, at);
	end = end ? end : match_weekday(self, at);
	end = end ? end : match_day_beside(self, at);
	end = end ? end : match_nth_weekday(self, at);
	end = end ? end : match_day_of_month(self, at);
	end = end ? end : match_dayword(self, at);
	end = end ? end : match_month_day(self, at);
	end = end ? end : match_holiday(self, at);
	end = end ? end : match_listed_day(self, at);
	return end ? end : match_figures(self, at);
}
