/* screen.h — inside `record`: text for people on a terminal: columns, wrapping, marks. */
#ifndef BEDE_RECORD_SCREEN_H
#define BEDE_RECORD_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/strbuf.h"

typedef enum style { STYLE_PLAIN, STYLE_BOLD, STYLE_DIM, STYLE_TRIGGER, STYLE_MATCHED, STYLE_WARNING } style;

/* A marked piece of text; without colours, triggers and matched words stand in brackets. */
typedef struct mark {
	span at;
	style style;
	unsigned number;         /* printed behind the mark; 0: none */
} mark;

typedef struct screen {
	strbuf *out;
	bool color;
	unsigned width;          /* columns */
	unsigned column;         /* where the next character goes */
	unsigned indent;         /* of lines that wrapping begins */
} screen;

/* Columns to fill where the caller wants `asked`: 0 is the default, and below 60 nothing would fit. */
unsigned screen_width(unsigned asked);
/* Columns that the text takes; control characters take none, since they are never printed. */
size_t screen_columns(slice text);
/* The longest start of *rest that ends at a blank and fits (or what fits, if one word is too long); moves *rest on. */
slice screen_take_line(slice *rest, size_t columns);
/* A line of its own in one style, without line end; control characters are left out. */
void screen_put(screen *self, slice text, style style);
void screen_put_string(screen *self, const char *text, style style);
void screen_spaces(screen *self, unsigned count);
void screen_end_line(screen *self);
/* Text that wraps at blanks to lines that begin at `indent`. */
void screen_flow(screen *self, slice text, style style);
/* The same for bytes `at` of a document, with marks (ascending, no overlap). */
void screen_flow_marked(screen *self, const char *bytes, span at, const mark *marks, size_t count);

#endif
