/*
 * timex_clock.c — times of day: by the clock ("7:30 p.m.", "half past seven in the morning", "noon"), the first of two
 * of them ("between 5 and 6 p.m."), and the day that they belong to.
 */
#include <string.h>

#include "when/time_match.h"

enum { TOLD_REACH = 6 };   /* sentences in which a time of day still belongs to the day that was named */

/* A time as it is read; half −1: which half of the day is not said. */
typedef struct clock_time {
	int hour, minute, half;
} clock_time;

/* "7:30", "7:30:15"; "7.30" with that sign. */
static bool clock_of(slice word, char sign, clock_time *out)
{
	const char *colon = word.length ? memchr(word.at, sign, word.length) : NULL;
	long hours, minutes;
	if (!colon || !slice_to_long((slice){word.at, (size_t)(colon - word.at)}, &hours))
		return false;
	slice rest = {colon + 1, word.length - (size_t)(colon + 1 - word.at)};
	if (rest.length < 2 || !slice_to_long((slice){rest.at, 2}, &minutes) || (rest.length != 2 && rest.length != 5))
		return false;
	out->hour = (int)hours;
	out->minute = (int)minutes;
	return hours >= 0 && hours <= 24 && minutes >= 0 && minutes < 60;
}

/* "seven", "7" as an hour; its end, 0 if it is none. */
static uint32_t hour_at(const matcher *self, uint32_t at, int *hour)
{
	double number;
	if (is(self, at, TIME_ARTICLE) && !is(self, at, TIME_NUMBER))
		return 0;
	uint32_t end = match_number(self, at, &number);
	if (end != at + 1 || number < 1 || number > 12 || number != (int)number)
		return 0;
	*hour = (int)number;
	return end;
}

/* "p.m.", "o'clock", "in the morning", "at night": the end, `at` itself if nothing is there. */
static uint32_t read_half(const matcher *self, uint32_t at, clock_time *out)
{
	uint32_t end;
	if (is(self, at, TIME_HALF)) {
		out->half = value(self, at, TIME_HALF);
		return at + 1;
	}
	uint32_t sign = phrase_at(self, at, TIME_CLOCK, &end) ? end : at;
	uint32_t part = sign;
	if (is(self, part, TIME_WITHIN) && is_the(self, part + 1))
		part += 2;
	else if (is(self, part, TIME_WITHIN))
		part++;
	if (part == sign || !is(self, part, TIME_PART))
		return sign;
	slice name = word(self, part)->name[TIME_PART];
	/* "3 at night" is before the morning. */
	out->half = slice_is(name, "MO") || (slice_is(name, "NI") && (out->hour < 6 || out->hour == 12)) ? 0 : 12;
	return part + 1;
}

/* "half past seven", "quarter to eight", "20 minutes past eight". */
static uint32_t read_past(const matcher *self, uint32_t at, clock_time *out)
{
	double minutes;
	bool unit = true;
	uint32_t from = at + (is(self, at, TIME_ARTICLE) && !is(self, at, TIME_NUMBER)), past;
	if (is(self, from, TIME_HALF_OF)) {
		minutes = 30;
		past = from + 1;
	} else if (is(self, from, TIME_UNIT) && value(self, from, TIME_UNIT) == UNIT_QUARTER) {
		minutes = 15;
		past = from + 1;
	} else {
		past = match_number(self, at, &minutes);
		if (!past || minutes < 1 || minutes > 59)
			return 0;
		unit = (is(self, past, TIME_UNITS) && value(self, past, TIME_UNITS) == UNIT_MINUTE)
			|| (is(self, past, TIME_UNIT) && value(self, past, TIME_UNIT) == UNIT_MINUTE);
		past += unit;
	}
	/* "5 to 6 p.m." is two times */
	bool to = unit && is(self, past, TIME_TO);
	uint32_t end = is(self, past, TIME_PAST_HOUR) || to ? hour_at(self, past + 1, &out->hour) : 0;
	if (!end)
		return 0;
	out->minute = to ? 60 - (int)minutes : (int)minutes;
	out->hour = to ? (out->hour + 10) % 12 + 1 : out->hour;
	uint32_t behind = read_half(self, end, out);
	/* "the ten past one hundred": something has to say that it is a time. */
	return behind > end || unit ? behind : 0;
}

/* A time by the clock, with the half of the day where it is said; its end, 0 if none. */
static uint32_t read_clock(const matcher *self, uint32_t at, clock_time *out)
{
	uint32_t end, behind;
	*out = (clock_time){.half = -1};
	if (is(self, at, TIME_HOUR)) {
		out->hour = value(self, at, TIME_HOUR);
		out->half = 0;
		return at + 1;
	}
	if (clock_of(form(self, at), ':', out))
		return read_half(self, at + 1, out);
	/* "0300 GMT" */
	slice digits = form(self, at);
	long number;
	if (digits.length == 4 && slice_to_long(digits, &number) && number / 100 <= 24 && number % 100 < 60
		&& phrase_at(self, at + 1, TIME_ZONE, &end)) {
		*out = (clock_time){.hour = (int)number / 100, .minute = (int)number % 100, .half = -1};
		return at + 1;
	}
	if (is(self, at + 1, TIME_HALF) && clock_of(digits, '.', out))
		return read_half(self, at + 1, out);
	if ((end = read_past(self, at, out)))
		return end;
	*out = (clock_time){.half = -1};
	end = hour_at(self, at, &out->hour);
	behind = end ? read_half(self, end, out) : 0;
	return behind > end ? behind : 0;
}

/* The day that a time of day belongs to in a sentence that names none: of what is told as past the day that the
 * sentences before told of, else the report's. */
static date day_told_of(const matcher *self, uint32_t at)
{
	bool past = date_is_set(self->told) && self->sentence - self->told_sentence <= TOLD_REACH
		&& tense_of(self, at) == TENSE_PAST;
	return past ? self->told : self->frame.report;
}

/* The half of the day that the second of two times gives the first: "between 5 and 6 p.m.", "11 to 2 p.m.". */
static void lend_half(const matcher *self, uint32_t at, uint32_t end, clock_time *first)
{
	clock_time second;
	bool joined = is(self, end, TIME_TO) || is_hyphen(form(self, end)) || is(self, end, TIME_LIMIT)
		|| (at > self->start && is(self, at - 1, TIME_FROM) && value(self, at - 1, TIME_FROM) == 2
		&& deprel_is(self->syntax->nodes[end < self->end ? end : at].deprel, DEPREL_CC));
	if (!joined || !read_clock(self, end + 1, &second) || second.half < 0)
		return;
	first->half = first->hour % 12 * 60 + first->minute < second.hour % 12 * 60 + second.minute ? second.half
		: 12 - second.half;
}

/* "7:30 p.m.", "10 a.m. EST Wednesday", "noon", the 5 of "between 5 and 6 p.m.". */
uint32_t match_clock(matcher *self, uint32_t at)
{
	clock_time time;
	uint32_t zone, end = read_clock(self, at, &time);
	if (!end) {
		/* A bare hour is one only before another time. */
		time = (clock_time){.half = -1};
		end = hour_at(self, at, &time.hour);
		if (!end)
			return 0;
		lend_half(self, at, end, &time);
		if (time.half < 0)
			return 0;
	} else if (time.half < 0) {
		lend_half(self, at, end, &time);
	}
	/* "noon local time (0300 GMT)": the time at the place, and that of the world */
	const time_word *place = phrase_at(self, end, TIME_ZONE, &zone);
	end = place ? zone : end;
	timex *out = self->out;
	/* "5 p.m. EST, Nov. 6", "3 p.m. on Friday" */
	uint32_t comma = form_is(self, end, ",") && month_at(self, end + 1) ? end + 1 : end;
	uint32_t on = comma + (is(self, comma, TIME_ON) && (is(self, comma + 1, TIME_WEEKDAY) || month_at(self, comma + 1)
		|| is_the(self, comma + 1) || day_number(self, comma + 1))), day = match_day(self, on);
	if (day && out->type == TIMEX_DATE) {
		end = day;
	} else if (day && out->type == TIMEX_TIME && (on > comma || time.half < 0) && is(self, day - 1, TIME_PART)) {
		/* "7:00 on Sunday afternoon", "half past five tomorrow morning" */
		slice part = word(self, day - 1)->name[TIME_PART];
		time.half = time.half < 0 ? slice_is(part, "MO") ? 0 : 12 : time.half;
		put_day(&self->frame, out, out->begin);
		end = day;
	} else {
		resolve_unit(&self->frame, out, date_is_set(self->day) ? self->day : day_told_of(self, at), UNIT_DAY, 0,
			TENSE_NONE);
	}
	bool noon = is(self, at, TIME_HOUR);
	put_clock(&self->frame, out, time.half >= 0 && time.hour <= 12 && !noon ? time.hour % 12 + time.half : time.hour,
		time.minute);
	if (place && place->value[TIME_ZONE] == 0 && out->type == TIMEX_TIME)
		out->value = slice_of(arena_print(self->frame.memory, "%.*sZ", (int)out->value.length, out->value.at));
	return end;
}
