/* strbuf.c — a string that doubles. */
#include "strbuf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void strbuf_init(strbuf *self)
{
	*self = (strbuf){0};
}

void strbuf_clear(strbuf *self)
{
	free(self->bytes);
	*self = (strbuf){0};
}

void strbuf_reset(strbuf *self)
{
	self->length = 0;
	self->failed = false;
	if (self->bytes)
		self->bytes[0] = '\0';
}

/* Makes room for `more` bytes and a NUL. */
static bool reserve(strbuf *self, size_t more)
{
	if (self->failed)
		return false;
	if (more < self->room - self->length)
		return true;
	size_t room = self->room < 256 ? 256 : self->room;
	while (room - self->length <= more) {
		if (room > PTRDIFF_MAX / 2) {
			self->failed = true;
			return false;
		}
		room *= 2;
	}
	char *grown = realloc(self->bytes, room);
	if (!grown) {
		self->failed = true;
		return false;
	}
	self->bytes = grown;
	self->room = room;
	return true;
}

void strbuf_add(strbuf *self, const char *bytes, size_t length)
{
	if (!reserve(self, length))
		return;
	if (length)
		memcpy(self->bytes + self->length, bytes, length);
	self->length += length;
	self->bytes[self->length] = '\0';
}

void strbuf_add_string(strbuf *self, const char *string)
{
	strbuf_add_slice(self, slice_of(string));
}

void strbuf_add_slice(strbuf *self, slice piece)
{
	strbuf_add(self, piece.at, piece.length);
}

void strbuf_add_char(strbuf *self, char c)
{
	strbuf_add(self, &c, 1);
}

void strbuf_print(strbuf *self, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0) {
		self->failed = true;
		return;
	}
	if (!reserve(self, (size_t)length))
		return;
	va_start(arguments, format);
	vsnprintf(self->bytes + self->length, (size_t)length + 1, format, arguments);
	va_end(arguments);
	self->length += (size_t)length;
}
