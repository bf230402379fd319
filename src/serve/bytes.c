/* bytes.c — buffers that grow, and JSON, UTF-8 and clocks. */
#include "serve/bytes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool make_room(bede_buffer *self, size_t more)
{
	if (self->room - self->length > more)
		return true;
	size_t room = 2 * self->room > self->length + more + 1 ? 2 * self->room : self->length + more + 256;
	char *grown = realloc(self->bytes, room);
	if (!grown)
		return false;
	self->bytes = grown;
	self->room = room;
	return true;
}

bool bytes_add(bede_buffer *self, const char *bytes, size_t length)
{
	if (!make_room(self, length))
		return false;
	if (length)
		memcpy(self->bytes + self->length, bytes, length);
	self->length += length;
	self->bytes[self->length] = '\0';
	return true;
}

bool bytes_add_string(bede_buffer *self, const char *string)
{
	return bytes_add(self, string, strlen(string));
}

bool bytes_print(bede_buffer *self, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0 || !make_room(self, (size_t)length))
		return false;
	va_start(arguments, format);
	vsnprintf(self->bytes + self->length, (size_t)length + 1, format, arguments);
	va_end(arguments);
	self->length += (size_t)length;
	return true;
}

size_t bytes_utf8(const char *bytes, size_t length)
{
	const unsigned char *at = (const unsigned char *)bytes;
	if (length == 0)
		return 0;
	if (at[0] < 0x80)
		return 1;
	size_t size = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
	if (at[0] < 0xC2 || at[0] > 0xF4 || size > length)
		return 0;
	for (size_t i = 1; i < size; i++)
		if ((at[i] & 0xC0) != 0x80)
			return 0;
	bool overlong = (at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xF0 && at[1] < 0x90);
	bool outside = (at[0] == 0xED && at[1] > 0x9F) || (at[0] == 0xF4 && at[1] > 0x8F);
	return overlong || outside ? 0 : size;
}

static bool add_escaped(bede_buffer *self, unsigned char c)
{
	static const char letters[] = "\bb\ff\nn\rr\tt\"\"\\\\";
	for (const char *pair = letters; *pair; pair += 2)
		if (c == (unsigned char)pair[0])
			return bytes_add(self, (char[]){'\\', pair[1]}, 2);
	return bytes_print(self, "\\u%04x", c);
}

bool bytes_add_json(bede_buffer *self, const char *string)
{
	if (!string)
		return bytes_add_string(self, "null");
	bool done = bytes_add(self, "\"", 1);
	size_t left = strlen(string);
	while (done && left) {
		size_t size = bytes_utf8(string, left);
		if (size == 0)
			done = bytes_add_string(self, "\xEF\xBF\xBD");
		else if (size == 1 && ((unsigned char)*string < 0x20 || *string == '"' || *string == '\\' || *string == 0x7F))
			done = add_escaped(self, (unsigned char)*string);
		else
			done = bytes_add(self, string, size);
		size += size == 0;
		string += size;
		left -= size;
	}
	return done && bytes_add(self, "\"", 1);
}

bool bytes_output(void *context, const char *bytes, size_t length)
{
	return bytes_add(context, bytes, length);
}

uint64_t bytes_hash(uint64_t before, const char *bytes, size_t length)
{
	uint64_t hash = before ? before : 0xCBF29CE484222325u;
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001B3u;
	return hash;
}

bool bytes_same_secret(const char *given, const char *secret)
{
	size_t length = strlen(given), wanted = strlen(secret);
	unsigned different = length != wanted;
	for (size_t i = 0; i < length; i++)
		different |= (unsigned char)given[i] ^ (unsigned char)secret[wanted ? i % wanted : 0];
	return different == 0;
}

double bytes_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}
