/*
 * parcel.h — inside `store`: a document's rows on their way into the tables, as bytes.
 *
 *     parcel = row …            row = kind, value …, END            value = tag, then its bytes
 *
 * The values stand in the order of the statement's parameters (put.c), without the keys that only the tables know.
 */
#ifndef BEDE_STORE_PARCEL_H
#define BEDE_STORE_PARCEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/strbuf.h"

typedef enum row_kind {
	ROW_DOCUMENT, ROW_SENTENCE, ROW_PLACE, ROW_RECORD, ROW_PARTICIPANT, ROW_DYAD, ROW_ATTRIBUTION, ROW_QUANTITY,
	ROW_KINDS
} row_kind;

typedef enum value_tag { VALUE_END, VALUE_NULL, VALUE_INTEGER, VALUE_NUMBER, VALUE_TEXT, VALUE_BLOB } value_tag;

void parcel_row(strbuf *out, row_kind kind);
void parcel_end(strbuf *out);
void parcel_null(strbuf *out);
void parcel_integer(strbuf *out, int64_t value);
void parcel_number(strbuf *out, double value);
void parcel_text(strbuf *out, slice value);          /* {NULL,0} is NULL */
void parcel_string(strbuf *out, const char *value);  /* NULL is NULL */
void parcel_blob(strbuf *out, slice value);          /* {NULL,0} is NULL */

typedef struct parcel_value {
	value_tag tag;
	int64_t integer;
	double number;
	slice bytes;               /* of text and blob, in the parcel */
} parcel_value;

typedef struct parcel_reader {
	const char *at, *end;
} parcel_reader;

/* False at the end. */
bool parcel_next_row(parcel_reader *self, row_kind *kind);
/* False at the end of the row. */
bool parcel_next_value(parcel_reader *self, parcel_value *value);

#endif
