/* json_writer.c — JSON text. */
#include "json_writer.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

void json_writer_init(json_writer *self, strbuf *out, int indent)
{
	*self = (json_writer){.out = out, .indent = indent};
}

static void new_line(json_writer *self)
{
	if (self->indent == 0)
		return;
	strbuf_add_char(self->out, '\n');
	for (int i = 0; i < self->depth * self->indent; i++)
		strbuf_add_char(self->out, ' ');
}

/* What stands between the value before and the next value or key. */
static void separate(json_writer *self)
{
	if (self->after_key) {
		self->after_key = false;
		return;
	}
	if (self->depth == 0)
		return;
	if (self->comma)
		strbuf_add_char(self->out, ',');
	new_line(self);
}

static void write_string(json_writer *self, slice value)
{
	static const char hex[] = "0123456789abcdef";
	strbuf *out = self->out;
	size_t done = 0;
	strbuf_add_char(out, '"');
	for (size_t i = 0; i < value.length; i++) {
		unsigned char c = (unsigned char)value.at[i];
		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		strbuf_add(out, value.at + done, i - done);
		done = i + 1;
		static const char letters[] = "b\bf\fn\nr\rt\t\"\"\\\\";
		const char *letter = NULL;
		for (size_t k = 0; k < sizeof letters - 1; k += 2)
			if ((unsigned char)letters[k + 1] == c)
				letter = &letters[k];
		strbuf_add_char(out, '\\');
		if (letter)
			strbuf_add_char(out, *letter);
		else
			strbuf_add(out, (char[]){'u', '0', '0', hex[c >> 4], hex[c & 15]}, 5);
	}
	strbuf_add(out, value.at ? value.at + done : "", value.length - done);
	strbuf_add_char(out, '"');
}

void json_put_key(json_writer *self, const char *key)
{
	separate(self);
	write_string(self, slice_of(key));
	strbuf_add_char(self->out, ':');
	if (self->indent)
		strbuf_add_char(self->out, ' ');
	self->after_key = true;
}

static void open_with(json_writer *self, char bracket)
{
	separate(self);
	strbuf_add_char(self->out, bracket);
	self->depth++;
	self->comma = false;
}

static void close_with(json_writer *self, char bracket)
{
	self->depth--;
	if (self->comma)
		new_line(self);
	strbuf_add_char(self->out, bracket);
	self->comma = true;
}

void json_put_object(json_writer *self)
{
	open_with(self, '{');
}

void json_put_object_end(json_writer *self)
{
	close_with(self, '}');
}

void json_put_array(json_writer *self)
{
	open_with(self, '[');
}

void json_put_array_end(json_writer *self)
{
	close_with(self, ']');
}

static void write_bare(json_writer *self, const char *text)
{
	separate(self);
	strbuf_add_string(self->out, text);
	self->comma = true;
}

void json_put_null(json_writer *self)
{
	write_bare(self, "null");
}

void json_put_bool(json_writer *self, bool value)
{
	write_bare(self, value ? "true" : "false");
}

void json_put_integer(json_writer *self, int64_t value)
{
	separate(self);
	strbuf_print(self->out, "%" PRId64, value);
	self->comma = true;
}

void json_put_number(json_writer *self, double value, int decimals)
{
	if (!isfinite(value)) {
		json_put_null(self);
		return;
	}
	separate(self);
	self->comma = true;
	int64_t scale = 1;
	for (int i = 0; i < decimals && i < 9; i++)
		scale *= 10;
	double scaled = fabs(value) * (double)scale;
	/* From 2^53 on, a double has no digits behind the point, and %.0f prints none either. */
	if (scaled >= 9007199254740992.0) {
		strbuf_print(self->out, "%.0f", value);
		return;
	}
	/* As integers: printf would take the point from the locale. */
	int64_t units = llround(scaled), whole = units / scale, part = units % scale;
	strbuf_print(self->out, "%s%" PRId64, value < 0 && units ? "-" : "", whole);
	if (part == 0)
		return;
	int digits = 0;
	for (int64_t rest = scale; rest > 1; rest /= 10)
		digits++;
	for (; part % 10 == 0; part /= 10)
		digits--;
	strbuf_print(self->out, ".%0*" PRId64, digits, part);
}

void json_put_string(json_writer *self, slice value)
{
	if (!value.at) {
		json_put_null(self);
		return;
	}
	separate(self);
	write_string(self, value);
	self->comma = true;
}
