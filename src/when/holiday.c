/*
 * holiday.c — the day of a holiday in a year: fixed ones, the n-th weekday of a month, and those of calendars that
 * follow the moon. Sources: Easter after J. Meeus, Astronomical Algorithms (1991), chapter 8; the arithmetic Islamic
 * and the Hebrew calendar after E. M. Reingold and N. Dershowitz, Calendrical Calculations (2018), chapters 7 and 8.
 * The Islamic months begin by sight of the moon, which may be a day off the reckoning.
 */
#include "when/timex_value.h"

/* Days of Reingold and Dershowitz count from 1 January 1; ours from 1970. */
enum { DAYS_TO_1970 = 719163, ISLAMIC_EPOCH = 227015, HEBREW_EPOCH = -1373427 };

/* Easter Sunday of the Gregorian calendar. */
static date easter(int year)
{
	int golden = year % 19, century = year / 100, in_century = year % 100;
	int moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
	int sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - moon - in_century % 4) % 7;
	int late = (golden + 11 * moon + 22 * sunday) / 451;
	int day = moon + sunday - 7 * late + 114;
	return (date){(int16_t)year, (uint8_t)(day / 31), (uint8_t)(day % 31 + 1)};
}

/* Easter Sunday of the Eastern churches, reckoned in the Julian calendar. */
static date eastern_easter(int year)
{
	int moon = (19 * (year % 19) + 15) % 30, sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
	int day = moon + sunday + 114, behind = year / 100 - year / 400 - 2;
	date julian = {(int16_t)year, (uint8_t)(day / 31), (uint8_t)(day % 31 + 1)};
	return date_from_days(date_to_days(julian) + behind);
}

/* Days since 1970 of a day of the arithmetic Islamic calendar. */
static int islamic(int year, int month, int day)
{
	return day + 29 * (month - 1) + (6 * month - 1) / 11 + (year - 1) * 354 + (3 + 11 * year) / 30 + ISLAMIC_EPOCH - 1
		- DAYS_TO_1970;
}

/* The first such day that lies in the Gregorian year. */
static date islamic_in(int year, int month, int day)
{
	int from = (int)((year - 622) * 33L / 32) - 1;
	for (int hijri = from < 1 ? 1 : from; hijri <= from + 4; hijri++) {
		date found = date_from_days(islamic(hijri, month, day));
		if (found.year >= year)
			return found;
	}
	return (date){(int16_t)year, 1, 1};
}

/* Days from the epoch of the Hebrew calendar to the first of Tishri of a year. */
static int hebrew_elapsed(int year)
{
	long months = (235L * year - 234) / 19, parts = 12084 + 13753 * months;
	long days = 29 * months + parts / 25920;
	return (int)(days + (3 * (days + 1) % 7 < 3));
}

/* Days since 1970 of Rosh Hashanah in the autumn of a Gregorian year. */
static int hebrew_new_year(int year)
{
	int number = year + 3761, before = hebrew_elapsed(number - 1), here = hebrew_elapsed(number);
	int after = hebrew_elapsed(number + 1);
	int delay = after - here == 356 ? 2 : here - before == 382 ? 1 : 0;
	return HEBREW_EPOCH + here + delay - DAYS_TO_1970;
}

date holiday_in(int holiday, int year)
{
	if (holiday >= HOLIDAY_EASTERN - HOLIDAY_REACH)
		return date_from_days(date_to_days(eastern_easter(year)) + holiday - HOLIDAY_EASTERN);
	if (holiday >= HOLIDAY_HEBREW - HOLIDAY_REACH)
		return date_from_days(hebrew_new_year(year) + holiday - HOLIDAY_HEBREW);
	if (holiday >= HOLIDAY_ISLAMIC) {
		int day = (holiday - HOLIDAY_ISLAMIC) % 50;
		return islamic_in(year, (holiday - HOLIDAY_ISLAMIC) / 50, day ? day : 1);
	}
	if (holiday >= HOLIDAY_EASTER - HOLIDAY_REACH)
		return date_from_days(date_to_days(easter(year)) + holiday - HOLIDAY_EASTER);
	int weekday = holiday / HOLIDAY_WEEKDAY;
	date day = {(int16_t)year, (uint8_t)(holiday % HOLIDAY_WEEKDAY / 100), (uint8_t)(holiday % 100)};
	if (day.month == 2 && day.day > date_month_length(year, 2))
		day.day = (uint8_t)date_month_length(year, 2);
	return weekday ? date_from_days(date_to_days(day) + (weekday - date_weekday(day) + 7) % 7) : day;
}

date holiday_end(int holiday, date first)
{
	bool month = holiday >= HOLIDAY_ISLAMIC && holiday < HOLIDAY_HEBREW - HOLIDAY_REACH
		&& (holiday - HOLIDAY_ISLAMIC) % 50 == 0;
	if (!month)
		return first;
	/* Months of odd number have 30 days, the others 29 but for leap years in the last one. */
	int length = (holiday - HOLIDAY_ISLAMIC) / 50 % 2 ? 30 : 29;
	return date_from_days(date_to_days(first) + length - 1);
}

bool holiday_is_seen(int holiday)
{
	return holiday >= HOLIDAY_ISLAMIC && holiday < HOLIDAY_HEBREW - HOLIDAY_REACH;
}
