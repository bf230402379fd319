/*
 * timex_special.c — days that are named by where they lie: in figures alone, by their place in a month, beside another
 * day; halves and quarters of a year; and lengths of several units.
 */
#include <stdio.h>
#include <string.h>

#include "when/time_match.h"

/* ---- figures ---- */

/* Up to three numbers with one sign between them ("21/04/2016", "13.5.2015"); how many, 0 if it is something else. */
static int numbers_of(slice word, long numbers[3], size_t lengths[3], char *sign)
{
	int count = 0;
	size_t from = 0;
	*sign = '\0';
	for (size_t i = 0; i <= word.length; i++) {
		char c = i < word.length ? word.at[i] : '\0';
		if (c >= '0' && c <= '9')
			continue;
		if (count == 3 || i == from || i - from > 4 || (i < word.length && c != '/' && c != '-' && c != '.')
			|| (i < word.length && *sign && c != *sign))
			return 0;
		if (i < word.length)
			*sign = c;
		slice_to_long((slice){word.at + from, i - from}, &numbers[count]);
		lengths[count++] = i - from;
		from = i + 1;
	}
	return count;
}

/* "2024-11-21", "2015/08/12", "11/21/2024", "21/11/2024", "13.5.2015". Which of two small figures is the month is the
 * custom of the language: the first, with dots the second; where one cannot be a month, the other is. */
uint32_t match_figures(matcher *self, uint32_t at)
{
	long numbers[3];
	size_t lengths[3];
	char sign;
	slice word = form(self, at);
	if (word.length < 6 || numbers_of(word, numbers, lengths, &sign) != 3)
		return 0;
	long year, month, day;
	if (lengths[0] == 4) {
		year = numbers[0], month = numbers[1], day = numbers[2];
	} else if (lengths[2] == 4 || (lengths[2] == 2 && sign == '/')) {
		bool day_first = numbers[0] > 12 || (sign == '.' && numbers[1] <= 12);
		year = lengths[2] == 4 ? numbers[2] : numbers[2] + (numbers[2] < 70 ? 2000 : 1900);
		month = numbers[day_first], day = numbers[!day_first];
	} else {
		return 0;
	}
	if (year < 1000 || year > 2200 || !date_valid((int)year, (int)month, (int)day))
		return 0;
	put_day(&self->frame, self->out, (date){(int16_t)year, (uint8_t)month, (uint8_t)day});
	return at + 1;
}

/* ---- a day by its place ---- */

/* The month behind "of" or "in": "July", "July 2016", "next month"; its end, 0 if none is there. */
static uint32_t month_behind(const matcher *self, uint32_t at, int *year, int *month)
{
	int relative, named;
	date report = self->frame.report;
	uint32_t from = at + (is(self, at, TIME_OF) || is(self, at, TIME_WITHIN));
	uint32_t unit = match_relative(self, from, &relative);
	if (unit && is(self, unit, TIME_UNIT) && value(self, unit, TIME_UNIT) == UNIT_MONTH && date_is_set(report)) {
		int number = report.year * 12 + report.month - 1 + relative;
		*year = number / 12;
		*month = number % 12 + 1;
		return unit + 1;
	}
	if (from == at || !(*month = month_at(self, from)))
		return 0;
	uint32_t end = match_year_behind(self, from + 1, &named);
	*year = named;
	return end;
}

/* The year of a month that is named without one: the report's, or the one before for what is past. */
static int year_of_month(const matcher *self, uint32_t at, int month)
{
	timex found = {0};
	resolve_month(&self->frame, &found, month, RELATIVE_NONE, tense_of(self, at));
	return found.begin.year;
}

/* "the first Friday of July", "the last Monday in May", "the third Wednesday of last month". */
uint32_t match_nth_weekday(matcher *self, uint32_t at)
{
	uint32_t from = at + is_the(self, at);
	bool last = is(self, from, TIME_RELATIVE) && value(self, from, TIME_RELATIVE) == -1;
	int which = is(self, from, TIME_ORDINAL) ? value(self, from, TIME_ORDINAL) : 0, year, month;
	if ((!which && !last) || which > 5 || !is(self, from + 1, TIME_WEEKDAY) || !is_capital(self, from + 1))
		return 0;
	uint32_t end = month_behind(self, from + 2, &year, &month);
	year = end && !year ? year_of_month(self, from + 2, month) : year;
	if (!end || year < 2)
		return 0;
	int weekday = value(self, from + 1, TIME_WEEKDAY), length = date_month_length(year, month);
	date first = {(int16_t)year, (uint8_t)month, 1};
	int day = 1 + (weekday - date_weekday(first) + 7) % 7 + 7 * (last ? 4 : which - 1);
	if (day > length && last)
		day -= 7;
	if (day > length)
		return 0;
	put_day(&self->frame, self->out, (date){(int16_t)year, (uint8_t)month, (uint8_t)day});
	return end;
}

/* "the 20th of next month", "from 4 to 22 this month". */
uint32_t match_day_of_month(matcher *self, uint32_t at)
{
	uint32_t from = at + is_the(self, at), behind;
	int day = match_day_number(self, from, &behind), last = 0, year, month, relative;
	uint32_t reached = day ? match_last_day(self, behind, at, &last) : 0;
	behind = reached && last > day ? reached : behind;
	bool range = behind == reached;
	uint32_t of = behind + (is(self, behind, TIME_OF) || (range && is(self, behind, TIME_WITHIN)));
	if (!day || (of == behind && !range) || !match_relative(self, of, &relative))
		return 0;
	uint32_t end = month_behind(self, behind, &year, &month);
	if (!end || (range ? last : day) > date_month_length(year, month))
		return 0;
	put_days(&self->frame, self->out, (date){(int16_t)year, (uint8_t)month, (uint8_t)day}, range ? last : 0);
	return end;
}

/* "Friday the 15th", "Tuesday, 3rd": the nearest such day, of those past unless the verb says otherwise. */
uint32_t match_weekday_number(matcher *self, uint32_t at)
{
	if (!is(self, at, TIME_WEEKDAY) || !is_capital(self, at) || !is_the(self, at + 1) || !date_is_set(self->frame.report))
		return 0;
	uint32_t end;
	int day = match_day_number(self, at + 2, &end);
	if (!day || month_at(self, end) || is(self, end, TIME_OF))
		return 0;
	int here = date_to_days(self->frame.report), weekday = value(self, at, TIME_WEEKDAY);
	int step = tense_of(self, at) == TENSE_FUTURE ? 1 : -1;
	for (int distance = 0; distance < 366; distance++)
		for (int way = 0; way < 2; way++) {
			/* Of the other direction only what is near. */
			if (way == 1 && distance > 31)
				continue;
			date found = date_from_days(here + (way ? -step : step) * distance);
			if (found.day == day && date_weekday(found) == weekday) {
				put_day(&self->frame, self->out, found);
				return end;
			}
		}
	return 0;
}

/* "the day before yesterday", "the day after tomorrow", "two days after Christmas" no: that is a length and a date. */
uint32_t match_day_beside(matcher *self, uint32_t at)
{
	uint32_t unit = at + is_the(self, at), end;
	if (!is(self, unit, TIME_UNIT) || value(self, unit, TIME_UNIT) != UNIT_DAY)
		return 0;
	bool before = is(self, unit + 1, TIME_EARLIER), after = is(self, unit + 1, TIME_HENCE);
	if ((!before && !after) || !is(self, unit + 2, TIME_DAY) || is(self, unit + 2, TIME_PART))
		return 0;
	end = unit + 3;
	resolve_unit(&self->frame, self->out, self->frame.report, UNIT_DAY, value(self, unit + 2, TIME_DAY)
		+ (before ? -1 : 1), TENSE_NONE);
	return end;
}

/* ---- parts of a year ---- */

/* "the first half of 2016", "the second half of last year", "H1 2016", "2016 Q3", "Q3". */
uint32_t match_part_of_year(matcher *self, uint32_t at)
{
	int year = 0, relative, half, quarter;
	uint32_t from = at + is_the(self, at), end, behind;
	uint32_t before = year_number(self, from) ? from + 1 + is_hyphen(form(self, from + 1)) : from;
	const time_word *found = phrase_at(self, before, TIME_HALF_YEAR, &end);
	half = found ? found->value[TIME_HALF_YEAR] : 0;
	if (!found)
		found = phrase_at(self, before, TIME_QUARTER_NAME, &end);
	quarter = found && !half ? found->value[TIME_QUARTER_NAME] : 0;
	if (!found || (before > from && end > before + 1))
		return 0;
	/* "in the first half" of a match is none: a half in words needs its year */
	bool words = end > before + 1;
	if (before > from) {
		year = year_number(self, from);
	} else {
		uint32_t of = end + is(self, end, TIME_OF), unit = match_relative(self, of, &relative);
		behind = match_year_behind(self, of, &year);
		if (year) {
			end = behind;
		} else if (unit && is(self, unit, TIME_UNIT) && value(self, unit, TIME_UNIT) == UNIT_YEAR
			&& date_is_set(self->frame.report)) {
			year = self->frame.report.year + relative;
			end = unit + 1;
		} else if (is_the(self, of) && of > end && is(self, of + 1, TIME_UNIT)
			&& value(self, of + 1, TIME_UNIT) == UNIT_YEAR && date_is_set(self->frame.report)) {
			year = self->frame.report.year;
			end = of + 2;
		} else if (half) {
			return 0;
		}
	}
	if (half && (words || year))
		put_half(&self->frame, self->out, year, half);
	else if (quarter)
		resolve_quarter(&self->frame, self->out, quarter, year);
	else
		return 0;
	return end;
}

/* ---- lengths of several units ---- */

/* "1 year", "three weeks": its count and unit; the end, 0 if none is there. */
static uint32_t read_length(const matcher *self, uint32_t at, double *count, time_unit *unit)
{
	uint32_t end = match_number(self, at, count);
	if (!end || *count < 1 || *count != (int)*count || *count > 9999)
		return 0;
	time_class class = is(self, end, TIME_UNITS) ? TIME_UNITS : TIME_UNIT;
	if (!is(self, end, class))
		return 0;
	*unit = (time_unit)value(self, end, class);
	return *unit == UNIT_WEEKEND || *unit == UNIT_FORTNIGHT || *unit == UNIT_QUARTER ? 0 : end + 1;
}

/* A day that lies months and days away; the last of a shorter month. */
static date day_away(date from, int months, int days)
{
	int number = from.year * 12 + from.month - 1 + months, year = number / 12, month = number % 12 + 1;
	if (number < 12 || year > 9990)
		return (date){0};
	int length = date_month_length(year, month), day = from.day < length ? from.day : length;
	return date_from_days(date_to_days((date){(int16_t)year, (uint8_t)month, (uint8_t)day}) + days);
}

/* "1 year and 3 months", "3 hours 30 minutes", "1 month, 21 days ago": lengths of ever smaller units. */
uint32_t match_compound_length(matcher *self, uint32_t at)
{
	double counts[UNIT_COUNT] = {0}, count;
	time_unit unit, least;
	uint32_t end = read_length(self, at, &count, &least), parts = 1, next;
	if (!end)
		return 0;
	counts[least] = count;
	for (;; parts++, end = next) {
		uint32_t from = end + form_is(self, end, ",");
		from += from < self->end && deprel_is(self->syntax->nodes[from].deprel, DEPREL_CC);
		next = read_length(self, from, &count, &unit);
		if (!next || unit >= least)
			break;
		counts[unit] = count;
		least = unit;
	}
	if (parts == 1)
		return 0;
	uint32_t behind;
	bool ago = phrase_at(self, end, TIME_AGO, &behind), hence = !ago && phrase_at(self, end, TIME_HENCE, &behind);
	if ((ago || hence) && date_is_set(self->frame.report) && least >= UNIT_DAY) {
		int sign = ago ? -1 : 1;
		date from = hence && date_is_set(self->frame.anchor) ? self->frame.anchor : self->frame.report;
		date day = day_away(from, sign * (int)(12 * (counts[UNIT_YEAR] + 10 * counts[UNIT_DECADE]
			+ 100 * counts[UNIT_CENTURY]) + counts[UNIT_MONTH]), sign * (int)(7 * counts[UNIT_WEEK] + counts[UNIT_DAY]));
		if (date_is_set(day)) {
			put_day(&self->frame, self->out, day);
			return behind;
		}
	}
	char value[96];
	size_t length = 0;
	static const struct { time_unit unit; const char *letter; } order[] = {
		{UNIT_YEAR, "Y"}, {UNIT_MONTH, "M"}, {UNIT_WEEK, "W"}, {UNIT_DAY, "D"}, {UNIT_HOUR, "H"}, {UNIT_MINUTE, "M"},
		{UNIT_SECOND, "S"},
	};
	counts[UNIT_YEAR] += 10 * counts[UNIT_DECADE] + 100 * counts[UNIT_CENTURY];
	value[length++] = 'P';
	bool timed = false;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (counts[order[i].unit] > 0) {
			length += (size_t)snprintf(value + length, sizeof value - length, "%s%.0f%s",
				order[i].unit <= UNIT_HOUR && !timed ? "T" : "", counts[order[i].unit], order[i].letter);
			timed = timed || order[i].unit <= UNIT_HOUR;
		}
	put_duration(&self->frame, self->out, 1, least);
	self->out->value = slice_of(arena_copy(self->frame.memory, value, length));
	return end;
}
