/* document.h — what `read` hands on: one report. All strings live on the document's arena. */
#ifndef BEDE_READ_DOCUMENT_H
#define BEDE_READ_DOCUMENT_H

#include "base/arena.h"
#include "base/date.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "bede.h"

/* Most bytes that one document may have. A report has some thousands; what is larger is a file of something else. */
#define DOCUMENT_BYTES (64u << 20)

typedef struct document {
	slice id;               /* never empty: without one, 16 hexadecimal digits of the text's hash */
	slice text;             /* valid UTF-8, without NUL */
	date date;              /* publication date; year 0: unknown */
	slice url, title, publisher, language;   /* {NULL,0}: unknown */
	const bede_pair *pairs;
	size_t pair_count;
	slice conllu;           /* CoNLL-U source whose tokens are to be kept; empty: none */
	utf8_index points;      /* of text */
	size_t bytes_replaced;  /* invalid bytes that became U+FFFD */
} document;

/* Takes over what the caller gave: copies, repairs UTF-8, checks the date (an invalid one is BEDE_ERROR_INPUT). */
bool document_prepare(document *self, arena *memory, const bede_document *from, bede_error *error);

#endif
