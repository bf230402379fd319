/* asking.h — inside `view`: a question on its way to an answer. */
#ifndef BEDE_VIEW_ASKING_H
#define BEDE_VIEW_ASKING_H

#include "base/json_writer.h"
#include "base/row_writer.h"
#include "store/sink.h"
#include "view/inquiry.h"
#include "view/reader_pool.h"

typedef struct asking {
	const bede_snapshot *snapshot;
	inquiry inquiry;
	reader *reader;
	sink *sink;
	arena memory;              /* of this question */
	json_writer json;
	bool done;
} asking;

/* ---- which rows (selection.c) ---- */

/* A bit a row. */
typedef struct selection {
	uint64_t *bits;
	uint32_t words;
} selection;

/* What each condition selects on its own. NULL: it asks for nothing. */
typedef struct conditions {
	uint64_t *each[CONDITIONS];
	uint64_t *actor_alone, *recipient_alone;       /* of BY_ACTOR and BY_RECIPIENT, which hold together otherwise */
} conditions;

/* False and *error: the text is no query. */
bool conditions_select(asking *self, conditions *out);
/* All conditions but one (CONDITIONS: all), for rows that tell of an event or for all rows. */
selection conditions_join(asking *self, const conditions *from, condition but, bool events_only);
/* Both at once. */
bool select_rows(asking *self, bool events_only, selection *out);

/* The next row from *row on; false: there is none. */
static inline bool selection_next(const selection *self, uint32_t *row)
{
	uint32_t word = *row / 64;
	if (word >= self->words)
		return false;
	uint64_t bits = self->bits[word] >> (*row % 64);
	if (bits) {
		*row += (uint32_t)__builtin_ctzll(bits);
		return true;
	}
	while (++word < self->words)
		if (self->bits[word]) {
			*row = word * 64 + (uint32_t)__builtin_ctzll(self->bits[word]);
			return true;
		}
	return false;
}

/* The next event that has a selected row from *row on, which is then that row. */
static inline bool selection_next_event(const selection *self, const bede_snapshot *of, uint32_t *row, uint32_t *event)
{
	if (!selection_next(self, row))
		return false;
	*event = of->row_event[*row];
	return true;
}

/* ---- dyads of a row, as the store's table has them ---- */

typedef struct dyad {
	uint32_t actor, recipient;     /* codes; NO_NUMBER: nobody known */
} dyad;
typedef struct dyad_walk {
	const view_party *first, *middle, *end;        /* actors up to the middle, recipients behind it */
	const view_party *others, *actor, *other;
	bool reciprocal, any;
} dyad_walk;
dyad_walk dyads_of(const bede_snapshot *self, uint32_t row);
/* The next pair; one may come more than once. */
bool dyad_next(dyad_walk *self, dyad *out);

/* ---- numbers of texts ---- */

/* Which of the names are meant by a value: that name itself, or any of several joined by commas; ASCII case does not
 * count. A flag for each name; NULL: none is. */
uint8_t *match_names(asking *self, const name_list *names, slice value);

/* ---- answers; each sets self->done ---- */

void answer_summary(asking *self);
void answer_events(asking *self);
void answer_event(asking *self);
void answer_records(asking *self);
void answer_document(asking *self);
void answer_timeline(asking *self);
void answer_map(asking *self);
void answer_network(asking *self);
void answer_facets(asking *self);
void answer_actors(asking *self);

/* ---- rows as they are shown (event_rows.c, record_rows.c, row_pieces.c) ---- */

/* An EventRow as an object that is left open for more members; a RecordRow the same, with the offsets of its marks into
 * its sentence or into the text of its document. False: it has left the store, and nothing is written, or an error is
 * set. */
bool show_event(asking *self, uint32_t event);
bool show_record(asking *self, uint32_t row, bool whole_text);
bool asking_failed(const asking *self);
/* A column of the row at hand. Where memory ran out it is {NULL,0}, and the error is set. */
slice asking_text(asking *self, sqlite3_stmt *row, int column);

/* The row of a record; NO_NUMBER: the snapshot has none. */
uint32_t row_of_record(const bede_snapshot *self, int64_t record_id);
/* The key of its document. */
int64_t document_key(const bede_snapshot *self, uint32_t row);

#endif
