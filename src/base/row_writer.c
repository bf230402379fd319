/* row_writer.c — comma- and tab-separated rows. */
#include "row_writer.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "json_writer.h"

void row_start(row_writer *self, strbuf *out, bool tabs)
{
	*self = (row_writer){.out = out, .tabs = tabs};
}

void row_end(row_writer *self)
{
	/* RFC 4180 ends rows with CRLF. */
	strbuf_add_string(self->out, self->tabs ? "\n" : "\r\n");
	self->begun = false;
}

static void begin_cell(row_writer *self, bool quoted)
{
	if (self->begun)
		strbuf_add_char(self->out, self->tabs ? '\t' : ',');
	self->begun = true;
	self->item_begun = false;
	self->quoted = quoted && !self->tabs;
	if (self->quoted)
		strbuf_add_char(self->out, '"');
}

static void add(row_writer *self, slice piece)
{
	for (size_t i = 0; i < piece.length; i++) {
		char c = piece.at[i];
		const char *escaped = NULL;
		if (self->tabs)
			escaped = c == '\t' ? "\\t" : c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\\' ? "\\\\" : NULL;
		else if (c == '"')
			escaped = "\"\"";
		if (escaped)
			strbuf_add_string(self->out, escaped);
		else
			strbuf_add_char(self->out, c);
	}
}

static void end_cell(row_writer *self)
{
	if (self->quoted)
		strbuf_add_char(self->out, '"');
}

static bool needs_quotes(slice value)
{
	for (size_t i = 0; i < value.length; i++)
		if (memchr(",\"\r\n", value.at[i], 4))
			return true;
	return value.length > 0 && (value.at[0] == ' ' || value.at[value.length - 1] == ' ');
}

void row_put(row_writer *self, slice value)
{
	begin_cell(self, needs_quotes(value));
	add(self, value);
	end_cell(self);
}

void row_put_string(row_writer *self, const char *value)
{
	row_put(self, slice_of(value));
}

void row_put_integer(row_writer *self, bool known, int64_t value)
{
	char digits[24];
	snprintf(digits, sizeof digits, "%" PRId64, value);
	row_put_string(self, known ? digits : NULL);
}

void row_put_number(row_writer *self, bool known, double value, int decimals)
{
	strbuf digits;
	strbuf_init(&digits);
	if (known) {
		json_writer json;
		json_writer_init(&json, &digits, 0);
		json_put_number(&json, value, decimals);
	}
	row_put(self, (slice){digits.bytes, digits.length});
	self->out->failed = self->out->failed || digits.failed;
	strbuf_clear(&digits);
}

void row_put_list(row_writer *self, bool quoted)
{
	begin_cell(self, quoted);
}

void row_add_item(row_writer *self, slice value)
{
	if (self->item_begun)
		strbuf_add_char(self->out, ';');
	self->item_begun = true;
	/* A ';' of the words themselves would look like two values. */
	slice part;
	bool again = false;
	while (slice_split(&value, ';', &part)) {
		if (again)
			strbuf_add_char(self->out, ',');
		add(self, part);
		again = true;
	}
}

void row_put_list_end(row_writer *self)
{
	end_cell(self);
}
