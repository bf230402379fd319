/* join.h — inside `record`: the word lists, and the parts of joining. */
#ifndef BEDE_RECORD_JOIN_H
#define BEDE_RECORD_JOIN_H

#include "base/table.h"
#include "record/record.h"

/* How a word that gives a number its role stands to what is counted. */
typedef enum role_where {
	ROLE_OBJECT,          /* "killed 12 people", "12 people were killed", "the killing of 12 people" */
	ROLE_SUBJECT,         /* "12 people died" */
	ROLE_ITEM,            /* "12 deaths": the word is what is counted */
	ROLE_WHERE_COUNT
} role_where;

/* Bits of the contexts that a lemma tells of; 0: none. */
uint64_t record_lexicon_contexts_of(const record_lexicon *self, slice lemma);
/* Name of the context with this bit, in the codebook's order; NULL behind the last. */
const char *record_lexicon_context(const record_lexicon *self, uint32_t context);
/* Bit number of a context, TABLE_NONE if there is none of that name. */
uint32_t record_lexicon_context_named(const record_lexicon *self, slice name);
/* Role that a lemma gives, NULL for none. */
const char *record_lexicon_role(const record_lexicon *self, role_where where, slice lemma);

/* Most voices around one event: "A says that B says that C says". */
enum { MOST_VOICES = 8 };

/* When an event happened. */
typedef struct event_date {
	const timex *when;       /* NULL: not known */
	const timex *until;      /* the end of what began then; NULL: `when` has both */
	bool carried;            /* told elsewhere in the report */
} event_date;

/* Where an event happened. */
typedef struct event_place {
	const toponym *toponym;  /* NULL: not known */
	bool carried;            /* told elsewhere in the report */
} event_place;

/* What the parts of joining share, for one document. */
typedef struct joiner {
	const record_lexicon *lexicon;
	const source_lexicon *sources;
	const name_lexicon *actors;
	arena *memory;
	const reading *reading;
	uint64_t *sentence_contexts;     /* [sentence_count] contexts that the sentence's own words tell of */
	uint64_t report_contexts;        /* what the report speaks of most */
	event_date *dates;               /* [events.count] */
	event_place *places;             /* [events.count] */
} joiner;

/* Words [first, end) as a place in the text. */
bede_span join_span(const joiner *self, uint32_t first, uint32_t end);
/* Those words, on one line. */
const char *join_words(const joiner *self, uint32_t first, uint32_t end);
/* A slice as a string, NULL for none. */
const char *join_string(const joiner *self, slice text);

/* One side of an event, which happened at `place`; *count is how many. */
const bede_party *join_parties(const joiner *self, const event_party *from, uint32_t from_count,
	const bede_place *place, size_t *count);
/* Puts the offices of people of the lexicon back to the day of the event; call it when date and parties are there. */
void join_roles(const joiner *self, bede_record *out);
const bede_attribution *join_attributions(const joiner *self, const event *event, size_t *count);

void join_find_contexts(joiner *self);
const char *const *join_contexts(const joiner *self, const event *event);
const bede_quantity *join_quantities(const joiner *self, const event *event, size_t *count);
/* Goes up as long as what is said stays one happening; its topmost token. */
int32_t happening_of(const syntax *syntax, int32_t token);
/* When each event happened: by its sentence, else by what the report tells of the same happening elsewhere. */
void join_find_dates(joiner *self);
/* Where each event happened: by its sentence, else by the scene that the report has set. Needs the dates. */
void join_find_places(joiner *self);
/* Date and place. */
void join_date(const joiner *self, const event *event, bede_record *out);
void join_place(const joiner *self, const event *event, bede_place *out);


/* The event that links a pair best, NULL if none does. *as_asked: both mentions are its parties, in this order. */
const event *join_pair_event(const joiner *self, const bede_pair *pair, bool *as_asked);
const bede_party *join_marked_party(const joiner *self, bede_span at, size_t *count);
/* A token of the pair's first mention, -1 if it names none. */
int32_t join_pair_token(const joiner *self, const bede_pair *pair);

#endif
