/*
 * tsv.h — the lines of a lexicon file: tab-separated columns, `#` in the first column starts a comment line, empty
 * lines separate. CRLF is taken as LF. Columns are slices into the mapped file.
 */
#ifndef BEDE_BASE_TSV_H
#define BEDE_BASE_TSV_H

#include <stdbool.h>
#include <stddef.h>

#include "slice.h"

#define TSV_COLUMNS 16

typedef struct tsv {
	slice rest;
	const char *path;
	unsigned line;                    /* of the row in `columns`, 1-based */
	size_t count;                     /* columns of this row; missing ones are empty slices */
	slice columns[TSV_COLUMNS];       /* trimmed of blanks */
} tsv;

void tsv_init(tsv *self, const char *path, slice bytes);
/* The next row that is neither empty nor a comment; false at the end. */
bool tsv_next(tsv *self);

#endif
