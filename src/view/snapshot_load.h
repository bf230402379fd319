/* snapshot_load.h — inside `view`: a store's tables on their way into columns. */
#ifndef BEDE_VIEW_SNAPSHOT_LOAD_H
#define BEDE_VIEW_SNAPSHOT_LOAD_H

#include "base/strbuf.h"
#include "store/store.h"
#include "view/view.h"

#define MOST_ROWS 1000000000u

typedef struct loaded_event {
	int32_t day;
	uint32_t first_row;            /* of the record that told it first */
	uint64_t order;                /* of its id */
	uint32_t sources, documents, denials, differs;
	double dead_low, dead_best, dead_high;
	uint32_t dead_sources;
	bool has_dead, has_accounts;   /* of the dead */
} loaded_event;

typedef struct named_code {
	uint32_t code, name, count;
} named_code;

/* What is needed only while it is read. Rows stand in the order of record_id here. */
typedef struct loading {
	bede_snapshot *snapshot;
	bede_store *store;
	bede_error *error;
	arena scratch;
	sqlite3_stmt *statement;       /* the table at hand */
	strbuf text;
	bool failed, complete;

	int64_t *place_ids;
	table spots;
	uint64_t *id_order;
	uint8_t *denied;
	view_party *parties;
	view_voice *voices;
	uint32_t *party_first, *voice_first;
	loaded_event *events;          /* linked ones by their key, then records that stand for themselves */
	int64_t *event_ids;
	uint32_t event_count, linked_count;

	name_list party_names;         /* full names of codes, counted */
	table pair_numbers;
	VECTOR(named_code) pairs;
} loading;

/* The row of a key in ascending ones; NO_NUMBER. */
uint32_t find_key(const int64_t *keys, uint32_t count, int64_t key);

/* Brings rows into the order of events, and events into that of their days. */
void snapshot_order(loading *self);

/* Fills a new snapshot; false and *error. The store must stand in a transaction: all is read as of one moment. */
bool snapshot_load(bede_snapshot *self, bede_store *store, bede_error *error);

#endif
