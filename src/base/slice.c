/* slice.c — comparing and cutting borrowed text. */
#include "slice.h"

#include <limits.h>
#include <string.h>

slice slice_of(const char *string)
{
	return string ? (slice){string, strlen(string)} : (slice){NULL, 0};
}

bool slice_equal(slice a, slice b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool slice_equal_nocase(slice a, slice b)
{
	if (a.length != b.length)
		return false;
	for (size_t i = 0; i < a.length; i++)
		if (lower(a.at[i]) != lower(b.at[i]))
			return false;
	return true;
}

int slice_compare(slice a, slice b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
	if (order)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

bool slice_starts(slice self, const char *prefix)
{
	size_t length = strlen(prefix);
	return length == 0 || (self.length >= length && memcmp(self.at, prefix, length) == 0);
}

bool slice_ends(slice self, const char *suffix)
{
	size_t length = strlen(suffix);
	return length == 0 || (self.length >= length && memcmp(self.at + self.length - length, suffix, length) == 0);
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

slice slice_trim(slice self)
{
	while (self.length && is_blank(self.at[self.length - 1]))
		self.length--;
	while (self.length && is_blank(self.at[0])) {
		self.at++;
		self.length--;
	}
	return self;
}

bool slice_split(slice *rest, char separator, slice *part)
{
	if (rest->length == 0)
		return false;
	const char *end = memchr(rest->at, separator, rest->length);
	size_t length = end ? (size_t)(end - rest->at) : rest->length;
	size_t used = end ? length + 1 : length;
	*part = (slice){rest->at, length};
	*rest = (slice){rest->at + used, rest->length - used};
	return true;
}

bool slice_to_long(slice self, long *out)
{
	bool negative = self.length && self.at[0] == '-';
	size_t i = negative;
	if (i == self.length)
		return false;
	/* Counted downwards: LONG_MIN has no positive counterpart. */
	long value = 0;
	for (; i < self.length; i++) {
		if (self.at[i] < '0' || self.at[i] > '9')
			return false;
		int digit = self.at[i] - '0';
		if (value < (LONG_MIN + digit) / 10)
			return false;
		value = value * 10 - digit;
	}
	if (!negative && value == LONG_MIN)
		return false;
	*out = negative ? value : -value;
	return true;
}

bool slice_to_figures(slice self, double *out)
{
	double whole = 0, scale = 0;
	bool digit = false;
	if (!self.length || self.length > 20)
		return false;
	for (size_t i = 0; i < self.length; i++) {
		char c = self.at[i];
		if (c >= '0' && c <= '9') {
			whole = whole * 10 + (c - '0');
			scale *= 10;
			digit = true;
		} else if (c == '.' && scale == 0 && i + 1 < self.length) {
			scale = 1;
		} else if (c != ',' || i == 0 || i + 3 >= self.length) {
			return false;
		}
	}
	*out = scale > 0 ? whole / scale : whole;
	return digit;
}
