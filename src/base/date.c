/* date.c — calendar arithmetic. Days are counted in years that begin on 1 March, so that the leap day comes last. */
#include "date.h"

bool date_is_set(date self)
{
	return self.year != 0;
}

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_month_length(int year, int month)
{
	static const uint8_t lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (month < 1 || month > 12)
		return 0;
	return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

bool date_valid(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1
		&& day <= date_month_length(year, month);
}

/* Reads exactly `digits` digits off the front. */
static bool take_number(slice *rest, int digits, int *out)
{
	int value = 0;
	if (rest->length < (size_t)digits)
		return false;
	for (int i = 0; i < digits; i++) {
		char c = rest->at[i];
		if (c < '0' || c > '9')
			return false;
		value = value * 10 + (c - '0');
	}
	*rest = (slice){rest->at + digits, rest->length - (size_t)digits};
	*out = value;
	return true;
}

static bool take_char(slice *rest, char c)
{
	if (rest->length == 0 || rest->at[0] != c)
		return false;
	*rest = (slice){rest->at + 1, rest->length - 1};
	return true;
}

/* hh:mm[:ss[.fff]] and then nothing, Z, or an offset. The date stays as written: it is the publisher's day. */
static bool is_time(slice rest)
{
	int hour, minute, second, ignored;
	if (!take_number(&rest, 2, &hour) || !take_char(&rest, ':') || !take_number(&rest, 2, &minute))
		return false;
	if (hour > 24 || minute > 59)
		return false;
	if (take_char(&rest, ':')) {
		if (!take_number(&rest, 2, &second) || second > 60)
			return false;
		if (take_char(&rest, '.') || take_char(&rest, ','))
			while (take_number(&rest, 1, &ignored))
				;
	}
	take_char(&rest, ' ');
	if (rest.length == 0 || ((rest.at[0] == 'Z' || rest.at[0] == 'z') && rest.length == 1))
		return true;
	if (!take_char(&rest, '+') && !take_char(&rest, '-'))
		return false;
	if (!take_number(&rest, 2, &hour))
		return false;
	take_char(&rest, ':');
	return rest.length == 0 || (take_number(&rest, 2, &minute) && rest.length == 0);
}

bool date_parse(slice text, date *out)
{
	int year, month, day;
	slice rest = slice_trim(text);
	if (!take_number(&rest, 4, &year) || !take_char(&rest, '-') || !take_number(&rest, 2, &month)
			|| !take_char(&rest, '-') || !take_number(&rest, 2, &day) || !date_valid(year, month, day))
		return false;
	if (rest.length && !((take_char(&rest, 'T') || take_char(&rest, 't') || take_char(&rest, ' ')) && is_time(rest)))
		return false;
	*out = (date){(int16_t)year, (uint8_t)month, (uint8_t)day};
	return true;
}

enum {
	DAYS_OF_400_YEARS = 146097,
	EPOCH = 719468          /* days from 0000-03-01 to 1970-01-01 */
};

int32_t date_to_days(date self)
{
	int month = (self.month + 9) % 12;                   /* March is 0 */
	int year = self.year - (self.month <= 2);
	int era = (year >= 0 ? year : year - 399) / 400;
	int year_of_era = year - era * 400;
	int day_of_year = (153 * month + 2) / 5 + self.day - 1;   /* 153 days every five months from March */
	return era * DAYS_OF_400_YEARS + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - EPOCH;
}

date date_from_days(int32_t days)
{
	int64_t since = (int64_t)days + EPOCH;
	int64_t era = (since >= 0 ? since : since - (DAYS_OF_400_YEARS - 1)) / DAYS_OF_400_YEARS;
	int day_of_era = (int)(since - era * DAYS_OF_400_YEARS);
	/* The divisors take out the leap days of 4, 100 and 400 years, so that 365 days a year remain. */
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month = (5 * day_of_year + 2) / 153;
	int day = day_of_year - (153 * month + 2) / 5 + 1;
	int64_t year = year_of_era + era * 400 + (month >= 10);
	month = month < 10 ? month + 3 : month - 9;
	if (year < 1 || year > INT16_MAX)
		return (date){0};
	return (date){(int16_t)year, (uint8_t)month, (uint8_t)day};
}

int date_weekday(date self)
{
	/* 1970-01-01 was a Thursday. */
	int32_t day = (date_to_days(self) + 3) % 7;
	return (day < 0 ? day + 7 : day) + 1;
}

int date_compare(date a, date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month == 0 || b.month == 0)
		return 0;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	if (a.day == 0 || b.day == 0)
		return 0;
	return (a.day > b.day) - (a.day < b.day);
}

void date_iso_week(date self, int *year, int *week)
{
	/* A week belongs to the year that its Thursday is in. */
	int32_t thursday = date_to_days(self) - date_weekday(self) + 4;
	date middle = date_from_days(thursday);
	*year = middle.year;
	*week = (thursday - date_to_days((date){middle.year, 1, 1})) / 7 + 1;
}
