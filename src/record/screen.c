/* screen.c — text for people on a terminal. Reports may hold escape sequences: no control character passes. */
#include "record/screen.h"

#include <string.h>

#include <utf8proc.h>

#include "base/utf8.h"

static const char *const COLORS[] = {
	[STYLE_PLAIN] = "", [STYLE_BOLD] = "\x1b[1m", [STYLE_DIM] = "\x1b[2m", [STYLE_TRIGGER] = "\x1b[1;4;33m",
	[STYLE_MATCHED] = "\x1b[33m", [STYLE_WARNING] = "\x1b[31m",
};

unsigned screen_width(unsigned asked)
{
	return asked == 0 ? 100 : asked < 60 ? 60 : asked;
}

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

static size_t width_of(uint32_t c)
{
	int width = is_control(c) ? 0 : utf8proc_charwidth((utf8proc_int32_t)c);
	return width > 0 ? (size_t)width : 0;
}

size_t screen_columns(slice text)
{
	size_t columns = 0;
	for (size_t i = 0; i < text.length;)
		columns += width_of(utf8_next(text.at, text.length, &i));
	return columns;
}

slice screen_take_line(slice *rest, size_t columns)
{
	size_t taken = 0, used = 0, blank = 0;
	if (rest->length == 0)
		return *rest;
	while (taken < rest->length) {
		size_t next = taken;
		uint32_t c = utf8_next(rest->at, rest->length, &next);
		used += width_of(c);
		if (used > columns && taken > 0)
			break;
		taken = next;
		if (taken < rest->length && rest->at[taken] == ' ')
			blank = taken;
	}
	if (taken < rest->length && blank > 0)
		taken = blank;
	slice line = {rest->at, taken};
	while (taken < rest->length && rest->at[taken] == ' ')
		taken++;
	*rest = (slice){rest->at + taken, rest->length - taken};
	return line;
}

static void begin_style(screen *self, style style)
{
	if (self->color)
		strbuf_add_string(self->out, COLORS[style]);
}

static void end_style(screen *self, style style)
{
	if (self->color && style != STYLE_PLAIN)
		strbuf_add_string(self->out, "\x1b[0m");
}

static void put_plain(screen *self, slice text)
{
	for (size_t i = 0; i < text.length;) {
		size_t start = i;
		uint32_t c = utf8_next(text.at, text.length, &i);
		if (is_control(c))
			continue;
		strbuf_add(self->out, text.at + start, i - start);
		self->column += (unsigned)width_of(c);
	}
}

void screen_put(screen *self, slice text, style style)
{
	begin_style(self, style);
	put_plain(self, text);
	end_style(self, style);
}

void screen_put_string(screen *self, const char *text, style style)
{
	screen_put(self, slice_of(text), style);
}

void screen_spaces(screen *self, unsigned count)
{
	for (; count > 0; count--, self->column++)
		strbuf_add_char(self->out, ' ');
}

void screen_end_line(screen *self)
{
	while (self->out->length > 0 && self->out->bytes[self->out->length - 1] == ' ')
		self->out->bytes[--self->out->length] = '\0';
	strbuf_add_char(self->out, '\n');
	self->column = 0;
}

/* Goes to a new line unless `columns` more fit on this one. */
static void make_room(screen *self, size_t columns)
{
	if (self->column > self->indent && self->column + columns > self->width) {
		screen_end_line(self);
		screen_spaces(self, self->indent);
	}
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

void screen_flow(screen *self, slice text, style style)
{
	screen_flow_marked(self, text.at, (span){0, (uint32_t)text.length},
		&(mark){{0, (uint32_t)text.length}, style, 0}, style == STYLE_PLAIN ? 0 : 1);
}

/* Brackets, where there are no colours; a warning or bold text needs none. */
static bool has_brackets(const screen *self, const mark *mark)
{
	return !self->color && (mark->style == STYLE_TRIGGER || mark->style == STYLE_MATCHED);
}

static void open_mark(screen *self, const mark *mark)
{
	begin_style(self, mark->style);
	if (has_brackets(self, mark)) {
		strbuf_add_char(self->out, mark->style == STYLE_TRIGGER ? '[' : '(');
		self->column++;
	}
}

static void close_mark(screen *self, const mark *mark)
{
	if (has_brackets(self, mark)) {
		strbuf_add_char(self->out, mark->style == STYLE_TRIGGER ? ']' : ')');
		self->column++;
	}
	end_style(self, mark->style);
	if (mark->number) {
		size_t before = self->out->length;
		strbuf_print(self->out, "%u", mark->number);
		self->column += (unsigned)(self->out->length - before);
	}
}

/* One word, bytes [start, end), which may hold starts and ends of marks; *at is the mark at hand. */
static void flow_word(screen *self, const char *bytes, uint32_t start, uint32_t end, const mark *marks, size_t count,
	size_t *at)
{
	uint32_t here = start;
	while (here < end) {
		const mark *mark = *at < count ? &marks[*at] : NULL;
		uint32_t stop = end;
		if (mark && here == mark->at.start)
			open_mark(self, mark);
		if (mark && here < mark->at.start && mark->at.start < end)
			stop = mark->at.start;
		else if (mark && here >= mark->at.start && mark->at.end < end)
			stop = mark->at.end;
		put_plain(self, (slice){bytes + here, stop - here});
		here = stop;
		if (mark && here >= mark->at.end) {
			close_mark(self, mark);
			(*at)++;
		}
	}
}

void screen_flow_marked(screen *self, const char *bytes, span at, const mark *marks, size_t count)
{
	uint32_t here = at.start;
	size_t next = 0;
	bool begun = false;
	while (here < at.end) {
		while (here < at.end && is_blank(bytes[here]))
			here++;
		uint32_t end = here;
		while (end < at.end && !is_blank(bytes[end]))
			end++;
		if (end == here)
			break;
		/* Marks that end before this word (in blanks between words) are behind us. */
		while (next < count && marks[next].at.end <= here)
			next++;
		const mark *open = next < count && marks[next].at.start < here ? &marks[next] : NULL;
		size_t columns = screen_columns((slice){bytes + here, end - here});
		/* A mark adds a bracket at either side, and its number. */
		if (next < count && marks[next].at.start < end)
			columns += 3;
		if (begun) {
			bool breaks = self->column + 1 + columns > self->width && self->column > self->indent;
			if (breaks && open)
				end_style(self, open->style);
			if (breaks)
				make_room(self, self->width);
			else
				screen_spaces(self, 1);
			if (breaks && open)
				begin_style(self, open->style);
		} else {
			make_room(self, columns);
		}
		flow_word(self, bytes, here, end, marks, count, &next);
		begun = true;
		here = end;
	}
}
