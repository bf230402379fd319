/*
 * record.h — what `record` hands on: PLOVER 1.3 records (bede.h), joined from all layers, and their written forms.
 */
#ifndef BEDE_RECORD_RECORD_H
#define BEDE_RECORD_RECORD_H

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "bede.h"
#include "event/event.h"
#include "name/name.h"
#include "place/place.h"
#include "quantity/quantity.h"
#include "read/document.h"
#include "source/source.h"
#include "syntax/syntax.h"
#include "text/text.h"
#include "when/when.h"

/* Every layer of one document's reading; what pipeline.c fills in, in this order. */
typedef struct reading {
	document document;
	text text;
	syntax syntax;
	names names;
	times times;
	places places;
	quantities quantities;
	events events;
	attributions attributions;
	const bede_record *records;
	uint32_t record_count;
	const char *coder, *codebook;     /* who coded it, by what; NULL: this program */
} reading;

/* Lexicons that the stage itself needs: contexts (lexicon/<language>/contexts.tsv). */
typedef struct record_lexicon record_lexicon;
record_lexicon *record_lexicon_open(const char *folder, const char *shown_as, report *problems, bede_error *error);
void record_lexicon_close(record_lexicon *self);

/* Joins the layers to records: self->records. Leaves out those under `minimum_confidence`. */
void record_join(const record_lexicon *lexicon, const source_lexicon *sources, const name_lexicon *actors,
	double minimum_confidence, arena *memory, reading *self);

/* Written forms (write_*.c): append to `out`; false when memory ran out. */
bool write_start(const bede_write_options *options, strbuf *out);
bool write_end(const bede_write_options *options, strbuf *out);
bool write_reading(const reading *self, const bede_write_options *options, bool first, strbuf *out);
/* What is known of the name `query` on the day `on` (or without one): BEDE_TABLE, else a JSON object an actor. */
void write_who(const known_actors *self, slice query, date on, const bede_write_options *options, strbuf *out);

#endif
