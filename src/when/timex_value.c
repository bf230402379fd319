/* timex_value.c — TIMEX3 values (ISO 8601 with XXXX for what is unknown), resolved against the report's date. News
 * tells what happened: an expression that could be past or future is past unless its verb says otherwise. */
#include "when/timex_value.h"

#include <math.h>

static date month_start(int year, int month) { return (date){(int16_t)year, (uint8_t)month, 1}; }

static date month_end(int year, int month)
{
	return (date){(int16_t)year, (uint8_t)month, (uint8_t)date_month_length(year, month)};
}

static date add_days(date day, int days) { return date_from_days(date_to_days(day) + days); }

/* Years that the calendar of `date` can hold. */
static bool year_in_range(int year) { return year >= 1 && year <= 9999; }

void put_open(timex *out, slice value)
{
	out->type = TIMEX_DATE;
	out->value = value;
	out->begin = out->finish = (date){0};
	out->resolved = false;
}

void put_reference(timex *out, slice name)
{
	put_open(out, name);
	out->resolved = true;
}

/* What lies off the calendar is only past or to come. */
static void put(timex *out, const char *value, date begin, date finish)
{
	if (!year_in_range(begin.year) || !year_in_range(finish.year)) {
		put_reference(out, begin.year < 1 ? SLICE("PAST_REF") : SLICE("FUTURE_REF"));
		return;
	}
	out->type = TIMEX_DATE;
	out->value = slice_of(value);
	out->begin = begin;
	out->finish = finish;
	out->resolved = true;
}

void put_day(const time_frame *self, timex *out, date day)
{
	put(out, arena_print(self->memory, "%04d-%02d-%02d", day.year, day.month, day.day), day, day);
}

void put_days(const time_frame *self, timex *out, date first, int last)
{
	date end = {first.year, first.month, (uint8_t)last};
	put_day(self, out, first);
	if (out->begin.day && last > first.day && last <= date_month_length(first.year, first.month))
		put(out, arena_print(self->memory, "%04d-%02d-%02d/%04d-%02d-%02d", first.year, first.month, first.day,
			end.year, end.month, end.day), first, end);
}

void put_month(const time_frame *self, timex *out, int year, int month)
{
	if (!year_in_range(year)) {
		put_open(out, SLICE("XXXX-XX"));
		return;
	}
	put(out, arena_print(self->memory, "%04d-%02d", year, month), month_start(year, month), month_end(year, month));
}

void put_year(const time_frame *self, timex *out, int year)
{
	if (!year_in_range(year)) {
		put_open(out, SLICE("XXXX"));
		return;
	}
	put(out, arena_print(self->memory, "%04d", year), month_start(year, 1), month_end(year, 12));
}

void put_years(const time_frame *self, timex *out, int first_digits, int span)
{
	int first = first_digits * span;
	if (!year_in_range(first) || !year_in_range(first + span - 1)) {
		put_open(out, SLICE("XXXX"));
		return;
	}
	put(out, arena_print(self->memory, "%0*d", span == 10 ? 3 : 2, first_digits), month_start(first, 1),
		month_end(first + span - 1, 12));
}

void put_week(const time_frame *self, timex *out, date day, bool weekend)
{
	int year, week;
	date monday = add_days(day, 1 - date_weekday(day));
	date_iso_week(day, &year, &week);
	put(out, arena_print(self->memory, weekend ? "%04d-W%02d-WE" : "%04d-W%02d", year, week),
		weekend ? add_days(monday, 5) : monday, add_days(monday, 6));
}

void put_quarter(const time_frame *self, timex *out, int year, int quarter)
{
	if (!year_in_range(year)) {
		put_open(out, slice_of(arena_print(self->memory, "XXXX-Q%d", quarter)));
		return;
	}
	put(out, arena_print(self->memory, "%04d-Q%d", year, quarter), month_start(year, quarter * 3 - 2),
		month_end(year, quarter * 3));
}

void put_half(const time_frame *self, timex *out, int year, int half)
{
	if (!year_in_range(year))
		put_open(out, slice_of(arena_print(self->memory, "XXXX-H%d", half)));
	else
		put(out, arena_print(self->memory, "%04d-H%d", year, half), month_start(year, half * 6 - 5),
			month_end(year, half * 6));
}

void put_season(const time_frame *self, timex *out, int year, slice season)
{
	const char *value = arena_print(self->memory, "%04d-%.*s", year, (int)season.length, season.at);
	/* Meteorological seasons of the northern half: winter runs into the next year. */
	int first = slice_is(season, "SP") ? 3 : slice_is(season, "SU") ? 6 : slice_is(season, "FA") ? 9 : 12;
	bool over = first == 12;
	if (!year_in_range(year) || !year_in_range(year + 1))
		put_open(out, slice_of(value));
	else
		put(out, value, month_start(year, first), month_end(year + over, over ? 2 : first + 2));
}

void put_duration(const time_frame *self, timex *out, double count, time_unit unit)
{
	static const struct {
		const char *prefix, *letter;
		int factor, parts;          /* parts: of the next smaller unit, for a half */
		const char *smaller;
	} forms[UNIT_COUNT] = {
		{"PT", "S", 1, 0, ""}, {"PT", "M", 1, 60, "S"}, {"PT", "H", 1, 60, "M"}, {"P", "D", 1, 24, ""},
		{"P", "W", 1, 0, ""}, {"P", "WE", 1, 0, ""}, {"P", "W", 2, 0, ""}, {"P", "M", 1, 0, ""}, {"P", "Q", 1, 0, ""},
		{"P", "Y", 1, 12, "M"}, {"P", "Y", 10, 0, ""}, {"P", "Y", 100, 0, ""},
	};
	char *value;
	if (unit == UNIT_DAY && count > 0 && count < 1) {
		put_duration(self, out, count * 24, UNIT_HOUR);
		return;
	}
	if (count < 0)
		value = arena_print(self->memory, "%sX%s", forms[unit].prefix, unit == UNIT_DECADE ? "E"
			: unit == UNIT_CENTURY ? "C" : forms[unit].letter);
	else if (count == floor(count) || !forms[unit].smaller[0]) {
		count *= forms[unit].factor;
		value = arena_print(self->memory, count == floor(count) ? "%s%.0f%s" : "%s%.1f%s", forms[unit].prefix, count,
			forms[unit].letter);
	} else if (count < 1)
		value = arena_print(self->memory, "%s%.0f%s", forms[unit].prefix, count * forms[unit].parts,
			forms[unit].smaller);
	else
		value = arena_print(self->memory, "%s%.0f%s%.0f%s", forms[unit].prefix, floor(count), forms[unit].letter,
			(count - floor(count)) * forms[unit].parts, forms[unit].smaller);
	out->type = TIMEX_DURATION;
	out->value = slice_of(value);
	out->begin = out->finish = (date){0};
	out->resolved = true;
}

/* ---- against the report's date ---- */

void resolve_weekday(const time_frame *self, timex *out, int weekday, int relative, tense tense)
{
	if (!date_is_set(self->report)) {
		put_open(out, slice_of(arena_print(self->memory, "XXXX-WXX-%d", weekday)));
		return;
	}
	int today = date_weekday(self->report);
	int back = (today - weekday + 7) % 7, ahead = (weekday - today + 7) % 7;
	int shift;
	if (relative == -1)
		shift = back ? -back : -7;
	else if (relative == 1)
		shift = ahead ? ahead : 7;
	else if (tense == TENSE_FUTURE)
		shift = ahead;
	else if (relative == 0 && tense != TENSE_PAST)
		shift = weekday - today;
	else
		shift = -back;
	put_day(self, out, add_days(self->report, shift));
}

/* The year of a month (and day) that stands without one. `distance`: days or months from the report to it in
 * this year. */
static int year_near(int year, int distance, int soon, tense tense)
{
	/* What was to come at the time told of may be over by now. */
	if (tense == TENSE_FUTURE)
		return distance >= -soon / 2 ? year : year + 1;
	if (distance <= 0)
		return year;
	return distance <= (tense == TENSE_NONE ? soon : soon / 2) ? year : year - 1;
}

void resolve_month(const time_frame *self, timex *out, int month, int relative, tense tense)
{
	if (!date_is_set(self->report)) {
		put_open(out, slice_of(arena_print(self->memory, "XXXX-%02d", month)));
		return;
	}
	int year = self->report.year, now = self->report.month;
	if (relative == -1)
		year -= month >= now;
	else if (relative == 1)
		year += month <= now;
	else if (relative == RELATIVE_NONE)
		year = year_near(year, month - now, 2, tense);   /* next month, even of what was done: else "last May" */
	put_month(self, out, year, month);
}

void resolve_month_day(const time_frame *self, timex *out, int month, int day, tense tense)
{
	if (!date_is_set(self->report)) {
		put_open(out, slice_of(arena_print(self->memory, "XXXX-%02d-%02d", month, day)));
		return;
	}
	int year = self->report.year;
	int here = date_to_days(self->report);
	if (month == 2 && day == 29) {
		while (year > 4 && !date_valid(year, 2, 29))
			year--;
		year = year < 4 ? 4 : year;
		put_day(self, out, (date){(int16_t)year, 2, 29});
		return;
	}
	int distance = date_to_days((date){(int16_t)year, (uint8_t)month, (uint8_t)day}) - here;
	/* A date well ahead in this year is last year's; one far behind may be next year's. */
	if (tense == TENSE_NONE && distance < -290)
		year++;
	else
		year = year_near(year, distance, 75, tense);
	put_day(self, out, (date){(int16_t)year, (uint8_t)month, (uint8_t)day});
}

void put_holiday(const time_frame *self, timex *out, int holiday, int year)
{
	date first = holiday_in(holiday, year), last = holiday_end(holiday, first);
	put_day(self, out, first);
	if (out->begin.day && date_compare(first, last) != 0)
		put(out, arena_print(self->memory, "%04d-%02d-%02d/%04d-%02d-%02d", first.year, first.month, first.day,
			last.year, last.month, last.day), first, last);
	if (holiday_is_seen(holiday))
		out->mod = SLICE("APPROX");
}

void resolve_holiday(const time_frame *self, timex *out, int holiday, int relative, tense tense)
{
	if (!date_is_set(self->report)) {
		put_open(out, SLICE("XXXX-XX-XX"));
		if (holiday < HOLIDAY_WEEKDAY)
			put_open(out, slice_of(arena_print(self->memory, "XXXX-%02d-%02d", holiday / 100, holiday % 100)));
		return;
	}
	int year = self->report.year, here = date_to_days(self->report);
	int distance = date_to_days(holiday_in(holiday, year)) - here;
	if (relative == -1)
		year -= distance >= 0;
	else if (relative == 1)
		year += distance <= 0;
	else if (relative == RELATIVE_NONE)
		year = year_near(year, distance, 75, tense);
	year = year < 1 ? 1 : year > 9999 ? 9999 : year;
	put_holiday(self, out, holiday, year);
}

static void shift_month(date from, int months, int *year, int *month)
{
	int number = from.year * 12 + from.month - 1 + months;
	*year = number / 12;
	*month = number % 12 + 1;
}

static slice open_unit(time_unit unit)
{
	switch (unit) {
	case UNIT_WEEK: return SLICE("XXXX-WXX");
	case UNIT_WEEKEND: return SLICE("XXXX-WXX-WE");
	case UNIT_FORTNIGHT: return SLICE("XXXX-WXX");
	case UNIT_MONTH: return SLICE("XXXX-XX");
	case UNIT_QUARTER: return SLICE("XXXX-QX");
	case UNIT_YEAR: return SLICE("XXXX");
	case UNIT_DECADE: return SLICE("XXX");
	case UNIT_CENTURY: return SLICE("XX");
	default: return SLICE("XXXX-XX-XX");
	}
}

void resolve_unit(const time_frame *self, timex *out, date from, time_unit unit, int relative, tense tense)
{
	if (!date_is_set(from)) {
		put_open(out, open_unit(unit));
		return;
	}
	int year, month;
	switch (unit) {
	case UNIT_WEEK:
		put_week(self, out, add_days(from, 7 * relative), false);
		return;
	case UNIT_WEEKEND:
		/* Before its Saturday "the weekend" is the last one, for what has happened. */
		if (relative == RELATIVE_NONE)
			relative = date_weekday(from) < 6 && tense != TENSE_FUTURE ? -1 : 0;
		put_week(self, out, add_days(from, 7 * relative), true);
		return;
	case UNIT_MONTH:
		shift_month(from, relative, &year, &month);
		put_month(self, out, year, month);
		return;
	case UNIT_QUARTER:
		shift_month(from, 3 * relative, &year, &month);
		put_quarter(self, out, year, (month + 2) / 3);
		return;
	case UNIT_YEAR:
		put_year(self, out, from.year + relative);
		return;
	case UNIT_DECADE:
		put_years(self, out, from.year / 10 + relative, 10);
		return;
	case UNIT_CENTURY:
		put_years(self, out, from.year / 100 + relative, 100);
		return;
	case UNIT_FORTNIGHT:
		put_week(self, out, add_days(from, 14 * relative), false);
		return;
	default:
		put_day(self, out, add_days(from, relative));
		return;
	}
}

void resolve_season(const time_frame *self, timex *out, slice season, int year, int relative)
{
	if (!year && !date_is_set(self->report)) {
		put_open(out, slice_of(arena_print(self->memory, "XXXX-%.*s", (int)season.length, season.at)));
		return;
	}
	if (!year) {
		int first = slice_is(season, "SP") ? 3 : slice_is(season, "SU") ? 6 : slice_is(season, "FA") ? 9 : 12;
		year = self->report.year;
		if (relative == -1)
			year -= self->report.month < first + 3;
		else if (relative == 1)
			year += self->report.month >= first;
		else if (relative == RELATIVE_NONE)
			year -= self->report.month < first;
		else if (first == 12 && self->report.month < 6)
			year--;
	}
	put_season(self, out, year, season);
}

void resolve_quarter(const time_frame *self, timex *out, int quarter, int year)
{
	if (!year && !date_is_set(self->report)) {
		put_open(out, slice_of(arena_print(self->memory, "XXXX-Q%d", quarter)));
		return;
	}
	if (!year) {
		int now = (self->report.month + 2) / 3;
		year = self->report.year - (quarter > now);
	}
	put_quarter(self, out, year, quarter);
}

void resolve_shift(const time_frame *self, timex *out, date from, double count, time_unit unit)
{
	static const int units[UNIT_COUNT] = {0, 0, 0, 1, 7, 7, 14, 1, 3, 1, 10, 100};
	if (!date_is_set(from)) {
		put_open(out, open_unit(unit == UNIT_DECADE || unit == UNIT_CENTURY ? UNIT_YEAR : unit));
		return;
	}
	if (fabs(count) > 9000) {
		put_reference(out, count < 0 ? SLICE("PAST_REF") : SLICE("FUTURE_REF"));
		return;
	}
	int steps = (int)(count * units[unit]), year, month;
	switch (unit) {
	case UNIT_SECOND: case UNIT_MINUTE: case UNIT_HOUR: case UNIT_DAY:
		put_day(self, out, add_days(from, steps));
		return;
	case UNIT_WEEK: case UNIT_FORTNIGHT: case UNIT_WEEKEND:
		put_week(self, out, add_days(from, steps), unit == UNIT_WEEKEND);
		return;
	case UNIT_MONTH: case UNIT_QUARTER:
		if (from.year * 12 + steps < 12) {
			put_reference(out, SLICE("PAST_REF"));
			return;
		}
		shift_month(from, steps, &year, &month);
		put_month(self, out, year, month);
		return;
	default:
		put_year(self, out, from.year + steps);
		return;
	}
}

/* Only a day has parts: no "FUTURE_REF", no month, no days from one to another. */
static bool is_one_day(const timex *self)
{
	if (self->begin.day)
		return date_compare(self->begin, self->finish) == 0;
	return self->value.length == 10 && (self->value.at[0] == 'X' || self->value.at[0] <= '9');
}

void put_part(const time_frame *self, timex *out, slice part)
{
	if (!is_one_day(out))
		return;
	out->type = TIMEX_TIME;
	out->value = slice_of(arena_print(self->memory, "%.*sT%.*s", (int)out->value.length, out->value.at,
		(int)part.length, part.at));
}

void put_clock(const time_frame *self, timex *out, int hour, int minute)
{
	if (!is_one_day(out))
		return;
	out->type = TIMEX_TIME;
	out->value = slice_of(arena_print(self->memory, "%.*sT%02d:%02d", (int)out->value.length, out->value.at, hour,
		minute));
}
