/* date.h — days of the proleptic Gregorian calendar. */
#ifndef BEDE_BASE_DATE_H
#define BEDE_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "slice.h"

typedef struct date {
	int16_t year;              /* 0: no date */
	uint8_t month, day;        /* 1-based; 0: unknown (year or month precision) */
} date;

bool date_is_set(date self);
bool date_valid(int year, int month, int day);
/* Reads `YYYY-MM-DD`, or ISO 8601 with a time behind it; false if it is none or no day of the calendar. */
bool date_parse(slice text, date *out);
int32_t date_to_days(date self);            /* days since 1970-01-01; needs a full date */
date date_from_days(int32_t days);
int date_weekday(date self);                /* 1 Monday … 7 Sunday */
int date_compare(date a, date b);           /* by year, month, day; unknown parts are equal to any */
void date_iso_week(date self, int *year, int *week);
int date_month_length(int year, int month);

#endif
