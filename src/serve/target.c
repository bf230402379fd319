/* target.c — a request's path and parameters, taken apart strictly: each byte is decoded once, after the text was cut
 * at its slashes, question mark and ampersands, so that an encoded one cannot pass for a real one. */
#include "serve/target.h"

#include <stdlib.h>
#include <string.h>

#include "serve/bytes.h"

static void refuse(target *self, unsigned status, const char *problem, const char *parameter)
{
	if (self->status)
		return;
	self->status = status;
	self->problem = problem;
	self->parameter = parameter;
}

static int hex_value(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Decodes in place; false: no percent code, a control character, or no UTF-8. */
static bool decode(char *text, bool plus_is_space)
{
	char *out = text;
	for (const char *at = text; *at; at++) {
		char c = *at;
		if (c == '%') {
			int high = hex_value(at[1]), low = high < 0 ? -1 : hex_value(at[2]);
			if (low < 0)
				return false;
			c = (char)(high << 4 | low);
			at += 2;
		} else if (c == '+' && plus_is_space) {
			c = ' ';
		}
		if ((unsigned char)c < 0x20 || c == 0x7F)
			return false;
		*out++ = c;
	}
	*out = '\0';
	size_t left = (size_t)(out - text), size;
	for (const char *at = text; left; at += size, left -= size)
		if ((size = bytes_utf8(at, left)) == 0)
			return false;
	return true;
}

static void read_path(target *self, char *path)
{
	if (*path != '/') {
		refuse(self, 400, "a path begins with a slash", NULL);
		return;
	}
	/* "/" has no segment; "/a/" has two, of which the second is empty and fits no route. */
	for (char *at = path[1] ? path + 1 : NULL; at;) {
		char *next = strchr(at, '/');
		if (next)
			*next++ = '\0';
		if (!decode(at, false)) {
			refuse(self, 400, "the path holds a bad percent code, a control character or bytes that are no UTF-8", NULL);
			return;
		}
		if (strcmp(at, ".") == 0 || strcmp(at, "..") == 0) {
			refuse(self, 400, "the path has a '.' or '..' in it; paths here go nowhere but down", NULL);
			return;
		}
		if (self->segment_count == TARGET_MOST_SEGMENTS) {
			refuse(self, 404, "no path here is that deep", NULL);
			return;
		}
		self->segments[self->segment_count++] = at;
		at = next;
	}
}

static void read_parameter(target *self, char *text)
{
	char *value = strchr(text, '=');
	if (value)
		*value++ = '\0';
	if (!decode(text, true)) {
		refuse(self, 400, "a parameter's name holds a bad percent code, a control character or bytes that are no UTF-8",
			NULL);
		return;
	}
	if (value && !decode(value, true)) {
		refuse(self, 400, "the value holds a bad percent code, a control character or bytes that are no UTF-8", text);
		return;
	}
	if (!*text || !value || !*value)
		return;
	if (target_parameter(self, text)) {
		refuse(self, 400, "it is given twice; several values are joined by commas", text);
		return;
	}
	if (self->parameter_count == TARGET_MOST_PARAMETERS) {
		refuse(self, 400, "there are more parameters than any route takes", text);
		return;
	}
	self->parameters[self->parameter_count++] = (bede_parameter){text, value};
}

bool target_read(target *self, const char *text)
{
	size_t length = strlen(text);
	*self = (target){0};
	if (length > TARGET_MOST_LENGTH) {
		refuse(self, 414, "the address is longer than 8,000 bytes", NULL);
		length = 0;
	}
	self->text = strndup(text, length);
	self->decoded = strndup(text, length);
	if (!self->text || !self->decoded) {
		target_clear(self);
		return false;
	}
	if (self->status)
		return true;
	char *query = strchr(self->decoded, '?');
	if (query)
		*query++ = '\0';
	read_path(self, self->decoded);
	while (query && *query && !self->status) {
		char *next = strchr(query, '&');
		if (next)
			*next++ = '\0';
		read_parameter(self, query);
		query = next;
	}
	return true;
}

void target_clear(target *self)
{
	free(self->text);
	free(self->decoded);
	*self = (target){0};
}

const char *target_path(const target *self, size_t *length)
{
	*length = strcspn(self->text, "?");
	return self->text;
}

const char *target_parameter(const target *self, const char *name)
{
	for (size_t i = 0; i < self->parameter_count; i++)
		if (strcmp(self->parameters[i].name, name) == 0)
			return self->parameters[i].value;
	return NULL;
}
