/*
 * timex_quarter.c — quarters and what business news measures by them.
 *
 * A company's report names its quarter once and then speaks of "the quarter", "the latest period" and "a year
 * earlier". So the quarter named last is kept; what refers to it without a number counts from there.
 */
#include "when/time_match.h"

enum { QUARTER_REACH = 6 };   /* sentences in which "a year earlier" still compares with the quarter named */

static void put_numbered(matcher *self, int number)
{
	put_quarter(&self->frame, self->out, number / 4, number % 4 + 1);
}

void note_quarter(matcher *self, const timex *item, uint32_t sentence)
{
	bool quarter = item->type == TIMEX_DATE && item->begin.day == 1 && item->begin.year == item->finish.year
		&& item->begin.month % 3 == 1 && item->finish.month == item->begin.month + 2
		&& item->value.length == 7 && item->value.at[5] == 'Q';
	if (!quarter)
		return;
	/* What a quarter is compared with is not the one that is reported. */
	int number = item->begin.year * 4 + item->begin.month / 3;
	if (self->quarter && number == self->quarter - 4)
		return;
	self->quarter = number;
	self->quarter_sentence = sentence;
}

bool put_year_before(matcher *self)
{
	if (!self->quarter || self->sentence - self->quarter_sentence > QUARTER_REACH)
		return false;
	put_numbered(self, self->quarter - 4);
	return true;
}

static bool is_unit(const matcher *self, uint32_t at, time_unit unit)
{
	return is(self, at, TIME_UNIT) && value(self, at, TIME_UNIT) == (int)unit;
}

/* "year-ago", "year-earlier": its end, 0 if it is none. */
static uint32_t year_ago(const matcher *self, uint32_t at)
{
	return is_unit(self, at, UNIT_YEAR) && is_hyphen(form(self, at + 1)) && (is(self, at + 2, TIME_AGO)
		|| is(self, at + 2, TIME_EARLIER)) ? at + 3 : 0;
}

/* The quarter reported: the one named last, else the last that was over on the report's day. 0: not known. */
static int reported_quarter(const matcher *self)
{
	date report = self->frame.report;
	return self->quarter ? self->quarter : date_is_set(report) ? report.year * 4 + (report.month - 1) / 3 - 1 : 0;
}

/* The year that stands before a quarter: "this year's", "1988", "the year-ago" (−1); its end, `at` itself if none. */
static uint32_t year_before(const matcher *self, uint32_t at, int *year)
{
	int relative;
	uint32_t end = match_relative(self, at, &relative);
	*year = 0;
	if (!date_is_set(self->frame.report))
		end = 0;
	else if (end && is_unit(self, end, UNIT_YEAR) && (form_is(self, end + 1, "'s") || form_is(self, end + 1, "’s"))) {
		*year = self->frame.report.year + relative;
		return end + 2;
	} else if ((end = year_ago(self, at + is_the(self, at)))) {
		*year = -1;
		return end;
	}
	*year = year_number(self, at);
	return at + (*year > 0);
}

/* "third quarter", "third-quarter", "this year's third quarter", with its year before or behind. */
uint32_t match_quarter(matcher *self, uint32_t at)
{
	int year, behind, relative;
	uint32_t start = year_before(self, at, &year);
	start += is(self, start, TIME_FISCAL);
	if (!is(self, start, TIME_ORDINAL) || value(self, start, TIME_ORDINAL) > 4)
		return 0;
	uint32_t unit = start + 1 + is_hyphen(form(self, start + 1));
	if (!is_unit(self, unit, UNIT_QUARTER))
		return 0;
	uint32_t end = unit + 1, of = end + is(self, end, TIME_OF), after = match_year_behind(self, of, &behind);
	if (!year && behind) {
		year = behind;
		end = after;
	} else if (!year && of > end && (after = match_relative(self, of, &relative)) && is_unit(self, after, UNIT_YEAR)
		&& date_is_set(self->frame.report)) {
		year = self->frame.report.year + relative;
		end = after + 1;
	}
	resolve_quarter(&self->frame, self->out, value(self, start, TIME_ORDINAL), year > 0 ? year : 0);
	if (year < 0 && self->out->begin.year > 1)
		put_quarter(&self->frame, self->out, self->out->begin.year - 1, value(self, start, TIME_ORDINAL));
	return end;
}

/* "the quarter ended July 31": the calendar's quarter in which the middle of it lies. 0: no day stands there. */
static int quarter_ended(matcher *self, uint32_t at)
{
	timex found = {0}, *out = self->out;
	self->out = &found;
	uint32_t end = is(self, at, TIME_ENDED) ? match_day(self, at + 1) : 0;
	self->out = out;
	if (!end || !date_is_set(found.begin) || found.begin.year < 2)
		return 0;
	date middle = date_from_days(date_to_days(found.begin) - 45);
	return middle.year * 4 + (middle.month - 1) / 3;
}

/* "year-ago results", "fiscal 1989", "the 1988 quarter". */
static uint32_t match_reported_year(matcher *self, uint32_t at)
{
	uint32_t end = year_ago(self, at), from = at + is_the(self, at);
	if (end && date_is_set(self->frame.report)) {
		if (!put_year_before(self))
			put_year(&self->frame, self->out, self->frame.report.year - 1);
		return end;
	}
	int year = year_number(self, at + 1);
	if (!year || (from == at && !is(self, at, TIME_FISCAL)))
		return 0;
	put_year(&self->frame, self->out, year);
	if (from == at)
		return at + 2;
	if (!is_unit(self, at + 2, UNIT_QUARTER) && !is(self, at + 2, TIME_PERIOD))
		return 0;
	if (self->quarter)
		put_quarter(&self->frame, self->out, year, self->quarter % 4 + 1);
	return at + 3;
}

/* "the year ended June 30", "the year 2000", "the full year". */
static uint32_t match_the_year(matcher *self, uint32_t unit)
{
	/* "coach of the year", "the year it began" */
	bool whose = unit > self->start + 2 && is(self, unit - 2, TIME_OF) && !is(self, unit - 3, TIME_PORTION)
		&& !is(self, unit - 3, TIME_EDGE) && !is(self, unit - 3, TIME_UNIT) && !is(self, unit - 3, TIME_UNITS);
	if (whose || syntax_child(self->syntax, (int32_t)unit, DEPREL_ACL_RELCL) >= 0)
		return 0;
	double spelled;
	int year = year_number(self, unit + 1);
	uint32_t end = year ? unit + 2 : match_number(self, unit + 1, &spelled);
	if (!year && end > unit + 2 && spelled >= 1000 && spelled < 2200)
		year = (int)spelled;
	if (is(self, unit + 1, TIME_ENDED))
		put_duration(&self->frame, self->out, 1, UNIT_YEAR);
	else if (year)
		put_year(&self->frame, self->out, year);
	else
		resolve_unit(&self->frame, self->out, self->frame.report, UNIT_YEAR, 0, TENSE_NONE);
	return year ? end : unit + 1;
}

/* "the latest quarter", "the year-earlier period", "the quarter ended June 30"; the year as above. */
uint32_t match_business_period(matcher *self, uint32_t at)
{
	uint32_t from = at + is_the(self, at), end = from, before = year_ago(self, from);
	/* "year-end", "year's end" */
	if (is_unit(self, at, UNIT_YEAR)) {
		end += 1 + (is_hyphen(form(self, at + 1)) || form_is(self, at + 1, "'s") || form_is(self, at + 1, "’s"));
		if (is(self, end, TIME_EDGE) && slice_is(word(self, end)->name[TIME_EDGE], "END")) {
			resolve_unit(&self->frame, self->out, self->frame.report, UNIT_YEAR, 0, TENSE_NONE);
			self->out->mod = SLICE("END");
			return end + 1;
		}
	}
	bool latest = !before && phrase_at(self, from, TIME_LATEST, &end);
	uint32_t unit = before ? before : latest ? end : from;
	unit += is(self, unit, TIME_FISCAL) && is_unit(self, unit + 1, UNIT_YEAR);
	bool quarter = is_unit(self, unit, UNIT_QUARTER), period = is(self, unit, TIME_PERIOD) && (before || latest);
	if ((from == at && !before) || is_hyphen(form(self, unit + 1)) || is(self, unit + 1, TIME_OF))
		return match_reported_year(self, at);
	if (quarter || period) {
		int ended = quarter_ended(self, unit + 1);
		int number = ended ? ended : reported_quarter(self);
		if (!number || (!before && !self->quarter && !ended))
			return 0;
		put_numbered(self, before ? number - 4 : number);
		return unit + 1;
	}
	return is_unit(self, unit, UNIT_YEAR) && !before ? match_the_year(self, unit) : match_reported_year(self, at);
}
