/* row_writer.h — rows of cells into a strbuf: comma-separated (RFC 4180), or tab-separated with \t \n \r \\ for what
 * would break it. */
#ifndef BEDE_BASE_ROW_WRITER_H
#define BEDE_BASE_ROW_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "slice.h"
#include "strbuf.h"

typedef struct row_writer {
	strbuf *out;
	bool tabs;
	bool begun;              /* a cell stands before */
	bool quoted;             /* the cell at hand is in quotes */
	bool item_begun;         /* a value stands in the cell at hand */
} row_writer;

void row_start(row_writer *self, strbuf *out, bool tabs);
void row_end(row_writer *self);

/* A cell of one value, in quotes where it needs them; {NULL,0} is empty. */
void row_put(row_writer *self, slice value);
void row_put_string(row_writer *self, const char *value);
void row_put_integer(row_writer *self, bool known, int64_t value);
/* As json_put_number writes it. */
void row_put_number(row_writer *self, bool known, double value, int decimals);

/* A cell of several values, joined by ';' (a ';' of a value becomes ','). */
void row_put_list(row_writer *self, bool quoted);
void row_add_item(row_writer *self, slice value);
void row_put_list_end(row_writer *self);

#endif
