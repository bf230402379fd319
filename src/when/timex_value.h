/* timex_value.h — private to `when`: TIMEX3 values and the days that they cover. */
#ifndef BEDE_WHEN_TIMEX_VALUE_H
#define BEDE_WHEN_TIMEX_VALUE_H

#include "when/time_word.h"

/* The days that relative expressions count from. */
typedef struct time_frame {
	arena *memory;
	date report;          /* publication date; year 0: unknown */
	date anchor;          /* first day of the last date named; year 0: none yet */
} time_frame;

typedef enum tense { TENSE_NONE, TENSE_PAST, TENSE_FUTURE } tense;

enum { RELATIVE_NONE = 99 };   /* no "last", "this" or "next" stands with it */

void put_day(const time_frame *self, timex *out, date day);
/* The days from `first` to day `last` of its month, as an interval; 0 or the same: one day. */
void put_days(const time_frame *self, timex *out, date first, int last);
void put_month(const time_frame *self, timex *out, int year, int month);
void put_year(const time_frame *self, timex *out, int year);
/* The 199-: ten or a hundred years. */
void put_years(const time_frame *self, timex *out, int first_digits, int span);
void put_week(const time_frame *self, timex *out, date day_in_week, bool weekend);
void put_quarter(const time_frame *self, timex *out, int year, int quarter);
void put_half(const time_frame *self, timex *out, int year, int half);
void put_season(const time_frame *self, timex *out, int year, slice season);
/* A value that stays open for want of the report's date. */
void put_open(timex *out, slice value);
/* P3D, PT2H, PXW (count < 0: not said). */
void put_duration(const time_frame *self, timex *out, double count, time_unit unit);
void put_reference(timex *out, slice name);

/* "Friday", "last October", "October 3" without a year, resolved against the report's date. */
void resolve_weekday(const time_frame *self, timex *out, int weekday, int relative, tense tense);
void resolve_month(const time_frame *self, timex *out, int month, int relative, tense tense);
void resolve_month_day(const time_frame *self, timex *out, int month, int day, tense tense);
/* A holiday's (first) day in a year. How its number is made is said at HOLIDAY_WEEKDAY in time_word.h. */
date holiday_in(int holiday, int year);
/* The last day of one that began at `first`; the same unless it lasts a month. */
date holiday_end(int holiday, date first);
/* Does it begin when the moon is seen, so that its day is not certain? */
bool holiday_is_seen(int holiday);
void put_holiday(const time_frame *self, timex *out, int holiday, int year);
void resolve_holiday(const time_frame *self, timex *out, int holiday, int relative, tense tense);
/* "last week", "this year": a unit counted from `from`. */
void resolve_unit(const time_frame *self, timex *out, date from, time_unit unit, int relative, tense tense);
void resolve_season(const time_frame *self, timex *out, slice season, int year, int relative);
void resolve_quarter(const time_frame *self, timex *out, int quarter, int year);
/* "two weeks ago" (count < 0), "three days later": counted from `from`, as exact as its unit. */
void resolve_shift(const time_frame *self, timex *out, date from, double count, time_unit unit);
/* Adds "TMO", "T19:30" to a value. */
void put_part(const time_frame *self, timex *out, slice part);
void put_clock(const time_frame *self, timex *out, int hour, int minute);

#endif
