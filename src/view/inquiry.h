/* inquiry.h — inside `view`: a question with its parameters, read and checked. */
#ifndef BEDE_VIEW_INQUIRY_H
#define BEDE_VIEW_INQUIRY_H

#include "base/arena.h"
#include "base/slice.h"
#include "bede.h"

typedef enum question_kind {
	ASK_SUMMARY, ASK_EVENTS, ASK_EVENT, ASK_RECORDS, ASK_DOCUMENT, ASK_TIMELINE, ASK_MAP, ASK_NETWORK, ASK_FACETS,
	ASK_ACTORS, ASK_KINDS
} question_kind;

/* Conditions that can be left out one by one (facets). */
typedef enum condition {
	BY_ACTOR, BY_RECIPIENT, BY_SECTOR, BY_EVENT, BY_QUAD, BY_MODE, BY_CONTEXT, BY_AUX_MODE, BY_CERTAINTY, BY_PLACE, BY_BOX,
	BY_DAY, BY_SOURCE, BY_PUBLISHER, BY_CONFIDENCE, BY_TEXT, BY_DIFFERS, BY_DENIED, CONDITIONS
} condition;

typedef VECTOR(slice) slices;

/* A code, a code and a sector, a sector; {NULL,0}: any. */
typedef struct party_wish {
	slice code, sector;
} party_wish;
typedef VECTOR(party_wish) party_wishes;

typedef enum sort_key {
	SORT_DAY, SORT_SOURCES, SORT_DOCUMENTS, SORT_RECORDS, SORT_DENIALS, SORT_CONFIDENCE, SORT_EVENT, SORT_ACTOR,
	SORT_RECIPIENT, SORT_PLACE, SORT_DEAD, SORT_REPORTED, SORT_PUBLISHER, SORT_KEYS
} sort_key;

typedef enum time_step { STEP_DAY, STEP_WEEK, STEP_MONTH, STEP_YEAR, STEP_FITTING } time_step;
typedef enum answer_form { FORM_PAGE, FORM_JSON, FORM_JSONL, FORM_CSV } answer_form;

typedef struct inquiry {
	question_kind question;

	party_wishes actors, recipients;
	bool both_ways;
	slices sectors, modes, contexts;
	unsigned types, quads, aux_modes, certainties;     /* bits; 0: any */
	slice place, source, publisher;                    /* names or codes, joined by commas */
	bool has_box;
	double west, south, east, north;
	int32_t since, until;                              /* NO_DAY: any */
	double confidence;
	const char *text;
	bool differs, denied;

	sort_key sort;
	bool descending;
	uint64_t limit, offset;                            /* limit UINT64_MAX: all */
	time_step by;
	bool split_by_event;
	answer_form form;
	slice words, id;
	bool coder;
} inquiry;

/* Reads a question; false and *error, with the parameter's name as its file. Within arena_run of `memory`; the values
 * are borrowed from the parameters. */
bool inquiry_read(inquiry *self, arena *memory, const char *question, const bede_parameter *parameters, size_t count,
	bede_error *error);

/* "RUS", "RUS:MIL", "RUSMIL", ":MIL"; false: it is none of them. */
bool party_wish_read(slice text, party_wish *out);

/* A value may hold any bytes; a message that quotes it is one line of UTF-8. */
void inquiry_make_readable(char *message);

#endif
