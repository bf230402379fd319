/* message.c — what goes to standard error. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

enum { MESSAGE_ROOM = sizeof((bede_error *)0)->message + sizeof((bede_error *)0)->file + 64 };

/* Names and text of a report may hold escape sequences; a terminal gets none of them. */
static void make_harmless(char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7F)
			*text = '?';
}

static void format_error(char *out, const bede_error *error)
{
	if (error->file[0] && error->line)
		snprintf(out, MESSAGE_ROOM, "bede: %s:%lu: %s", error->file, error->line, error->message);
	else if (error->file[0])
		snprintf(out, MESSAGE_ROOM, "bede: %s: %s", error->file, error->message);
	else
		snprintf(out, MESSAGE_ROOM, "bede: %s", error->message);
	make_harmless(out);
}

void message_error(const bede_error *error)
{
	char text[MESSAGE_ROOM];
	format_error(text, error);
	fprintf(stderr, "%s\n", text);
}

void message(const char *format, ...)
{
	bede_error error = {0};
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(error.message, sizeof error.message, format, arguments);
	va_end(arguments);
	message_error(&error);
}

bool message_add(bede_buffer *out, const bede_error *error)
{
	char text[MESSAGE_ROOM];
	format_error(text, error);
	size_t length = strlen(text) + 1;
	if (out->room - out->length < length + 1) {
		size_t room = 2 * (out->length + length + 1);
		char *grown = realloc(out->bytes, room);
		if (!grown)
			return false;
		out->bytes = grown;
		out->room = room;
	}
	memcpy(out->bytes + out->length, text, length - 1);
	out->bytes[out->length + length - 1] = '\n';
	out->length += length;
	out->bytes[out->length] = '\0';
	return true;
}

int message_fatal(const bede_error *error)
{
	message_error(error);
	return error->code == BEDE_ERROR_USAGE ? EXIT_USAGE : EXIT_ENVIRONMENT;
}
