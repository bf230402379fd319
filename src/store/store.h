/*
 * store.h — what `store` hands on: records kept in an SQLite file, written in batches and read back as readings.
 *
 *     reading ─ pack ─▶ parcel ─ put ─▶ tables ─ load ─▶ reading ─ write ─▶ the same bytes that `code` prints
 *
 * Packing needs no database: coding threads do it side by side, and one thread puts the parcels. A store belongs to one
 * thread at a time, but for store_pack, which only looks at what does not change.
 */
#ifndef BEDE_STORE_STORE_H
#define BEDE_STORE_STORE_H

#include <sqlite3.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "bede.h"
#include "record/record.h"
#include "store/parcel.h"
#include "store/sql.h"

/* 64-bit values, open addressing; 0 is kept as 1. */
typedef struct number_set {
	uint64_t *slots;
	size_t count, mask;        /* mask + 1 slots; none when new */
} number_set;
bool number_set_has(const number_set *self, uint64_t value);
bool number_set_add(number_set *self, uint64_t value);    /* false: out of memory */
void number_set_clear(number_set *self);

struct bede_store {
	sqlite3 *db;
	char *path;
	bool read_only;

	/* The run at hand. */
	int64_t run_id;            /* 0: none */
	uint64_t run_fingerprint;  /* of program, lexicon, model and settings */
	number_set known;          /* fingerprints of the documents that the store had when the run began */
	number_set seen;           /* ids of documents that are coded in this run */

	/* The batch at hand: one transaction. */
	bool in_batch;
	size_t batch_limit;        /* documents */
	size_t batch_documents, batch_records, batch_bytes;
	double batch_began;        /* seconds of a clock that only goes forward */
	bool replaced;             /* a document went out for a new one */
	sqlite3_stmt *put[ROW_KINDS], *find_place, *remove;
};

/* What was read of one document, ready to be put: rows with their values (parcel.h). `fingerprint` is of the report as
 * it came and of what read it. */
void store_pack(const reading *reading, uint64_t fingerprint, strbuf *out);
/* Puts a parcel into the batch at hand, as read by the run; the document goes out first if the store has it. */
bool store_put(bede_store *self, const char *parcel, size_t length, int64_t run_id, bede_error *error);
/* The batch at hand becomes part of the store; false: none of it did. */
bool store_commit(bede_store *self, bede_error *error);
void store_rollback(bede_store *self);
/* The number of a new run, which did not read with lexicons of ours where these are NULL; 0 and *error. */
int64_t store_add_run(bede_store *self, const char *program, const char *codebook, const char *model,
	const char *lexicon, const char *settings, bede_error *error);

/* Begins a run of this program: what the store has already is known from here on. */
bool store_begin_run(bede_store *self, const char *program, const char *codebook, const char *model,
	const char *lexicon, const char *settings, bede_error *error);
/* Of the report as it came, and of the run that reads it. */
uint64_t store_fingerprint(const bede_store *self, const bede_document *document);

/* As long as the store has no documents: indexes are left for later. */
bool store_postpone_indexes(bede_store *self, bede_error *error);
/* Makes those that were left. */
bool store_make_indexes(bede_store *self, bede_error *error);
/* Full text of what is not in the index yet. */
bool store_index_text(bede_store *self, bede_error *error);

/* Reads records back, document by document: what written forms show of them. */
typedef struct loader loader;
loader *loader_new(bede_store *store, bede_error *error);
void loader_free(loader *self);
/* The document with the records that are named, in that order, on the loader's memory: it lives until the next call. */
bool loader_read(loader *self, int64_t document_id, const int64_t *record_ids, size_t count, reading *out,
	bede_error *error);

#endif
