/* error.c — filling in a bede_error. */
#include "error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>


/* Cuts an incomplete UTF-8 sequence off the end of a string that snprintf may have truncated. */
static void trim_sequence(char *string)
{
	size_t length = strlen(string), start = length;
	while (start > 0 && length - start < 4) {
		unsigned char c = (unsigned char)string[--start];
		if ((c & 0xC0) == 0x80)
			continue;
		size_t whole = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
		if (length - start < whole)
			string[start] = '\0';
		return;
	}
}

static void set(bede_error *error, bede_code code, const char *file, unsigned long line, const char *format,
	va_list arguments)
{
	*error = (bede_error){.code = code, .line = line};
	vsnprintf(error->message, sizeof error->message, format, arguments);
	trim_sequence(error->message);
	if (file) {
		snprintf(error->file, sizeof error->file, "%s", file);
		trim_sequence(error->file);
	}
}

void error_set(bede_error *error, bede_code code, const char *format, ...)
{
	if (!error)
		return;
	va_list arguments;
	va_start(arguments, format);
	set(error, code, NULL, 0, format, arguments);
	va_end(arguments);
}

void error_set_at(bede_error *error, bede_code code, const char *file, unsigned long line, const char *format, ...)
{
	if (!error)
		return;
	va_list arguments;
	va_start(arguments, format);
	set(error, code, file, line, format, arguments);
	va_end(arguments);
}

void report_problem(report *self, bede_code code, const char *file, unsigned long line, const char *format, ...)
{
	if (!self)
		return;
	self->count++;
	if (!self->function)
		return;
	bede_error problem;
	va_list arguments;
	va_start(arguments, format);
	set(&problem, code, file, line, format, arguments);
	va_end(arguments);
	self->function(self->context, &problem);
}

const char *bede_code_name(bede_code code)
{
	static const char *const names[] = {
#define NAME_OF(code, name, gloss) [code] = name,
		BEDE_CODES(NAME_OF)
#undef NAME_OF
	};
	return (size_t)code < sizeof names / sizeof *names ? names[code] : "unknown";
}
