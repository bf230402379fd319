/*
 * view.h — what `view` hands on: a store as columns in memory, for questions that a page asks (bede.h, bede_snapshot).
 *
 *     store ─ load ─▶ columns ─ select ─▶ a bit a record ─ count, sort ─▶ answer ◀─ texts of the rows shown ─ store
 *
 * A record is a row of the columns. The rows of an event stand together, events by day, so that whoever walks over the
 * rows that are selected sees each event once, in order of time. What is asked often stands in the columns; texts are
 * fetched from the file for the rows that are shown.
 */
#ifndef BEDE_VIEW_VIEW_H
#define BEDE_VIEW_VIEW_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/table.h"
#include "bede.h"

/* Where there is no number, no day. */
#define NO_NUMBER UINT32_MAX
#define NO_DAY INT32_MIN

/* Different texts, by number. */
typedef struct name_list {
	table numbers;
	VECTOR(slice) names;
	uint32_t *rank;                /* of each in the order of their bytes; NULL before name_list_rank */
} name_list;

/* Lists of texts ("a;b" in the store): each different list has a number, and each different text. List 0 is empty. */
typedef struct value_lists {
	name_list joined, values;
	uint32_t *first, *members;     /* members[first[l]] … members[first[l + 1]] are the values of list l */
} value_lists;

/* One side's party: who is asked for by code and sector. */
typedef struct view_party {
	uint32_t code;                 /* NO_NUMBER: none */
	uint32_t sector : 30;          /* NO_SECTOR: none */
	uint32_t is_recipient : 1, inferred : 1;
} view_party;
#define NO_SECTOR ((1u << 30) - 1)

/* Somebody who says so. */
typedef struct view_voice {
	uint32_t code, sector;         /* NO_NUMBER: none */
	uint32_t entity, identifier;   /* words and full name, in `voice_names` */
} view_voice;

typedef struct view_place {
	int64_t place_id;
	double lat, lon;
	uint32_t name, city, province, country;     /* in `place_names` */
	uint32_t country_code;                      /* in `codes` */
	uint32_t spot;                 /* places that are one point on a map share it; NO_NUMBER: no point */
	int8_t resolution;
	bool has_position;
} view_place;

typedef struct view_dead {
	uint32_t event;
	double low, best, high;
} view_dead;

struct bede_snapshot {
	char *path;
	uint64_t generation;
	struct reader_pool *readers;
	arena memory;

	/* ---- documents, by their key in the store ---- */
	uint32_t document_count;
	int64_t *document_ids;
	int32_t *document_days;
	uint32_t *document_publishers;
	uint8_t *document_reprints;    /* 1: printed before */

	/* ---- records ---- */
	uint32_t row_count;
	int64_t *record_ids;
	uint32_t *rows_by_id;          /* rows in the order of their record_ids */
	uint32_t *row_document;
	uint32_t *row_event;           /* NO_NUMBER: tells of none */
	int32_t *row_day, *row_last_day;
	double *row_confidence;
	uint32_t *row_place;
	uint32_t *row_mode, *row_context;     /* lists of `modes` and `contexts` */
	uint8_t *row_type, *row_aux, *row_certainty;
	uint32_t *party_first, *voice_first;  /* of row r: from …[r] to …[r + 1] */
	view_party *parties;
	view_voice *voices;

	/* ---- events ---- */
	uint32_t event_count;
	uint32_t *event_first;         /* its rows: from event_first[e] to event_first[e + 1]; the first told it first */
	int32_t *event_day, *event_last_day;
	uint32_t *event_place_row;     /* the first row that knows a place; NO_NUMBER */
	uint32_t *event_sources, *event_documents, *event_denials;
	uint32_t *event_differs;       /* a list of `fields` */
	view_dead *dead;               /* of events that have a number of dead, in order */
	uint32_t dead_count;

	/* ---- what the numbers stand for ---- */
	name_list codes, sectors, publishers, place_names, voice_names;
	value_lists modes, contexts, fields;
	slice *code_names;             /* of a code: its full name, or itself */
	slice *code_keys;              /* the same as it is searched */
	uint32_t *code_events;         /* how many events it takes part in */
	name_list sources;             /* names of those who have no code, and of agencies; spellings in one case each */
	uint32_t *source_of_name;      /* of each of voice_names; NO_NUMBER: such a name says less than its code */
	view_place *places;
	uint32_t place_count, spot_count;
	uint32_t reprint_count;
	bool linked;                   /* all reports are */
};

/* Bits of row_aux, and numbers of row_certainty, by name. */
extern const char *const VIEW_AUX[4], *const VIEW_CERTAINTIES[3];

/* The number of a text, which is new or not; {NULL,0} is NO_NUMBER. */
uint32_t name_list_add(name_list *self, arena *memory, slice name);
uint32_t name_list_find(const name_list *self, slice name);
void name_list_rank(name_list *self, arena *memory);
/* {NULL,0} for NO_NUMBER. */
slice name_list_get(const name_list *self, uint32_t number);

bool snapshot_has_document(const bede_snapshot *self, int64_t document_id);

void value_lists_init(value_lists *self, arena *memory);
/* The number of a list as the store writes it. */
uint32_t value_lists_add(value_lists *self, arena *memory, slice joined);
/* Once all lists are there: what stands in each. */
void value_lists_part(value_lists *self, arena *memory);

/* A day as YYYY-MM-DD; `room` holds 16 bytes; {NULL,0} for NO_DAY. */
slice view_day(int32_t day, char *room);

#endif
