/* reader_pool.h — inside `view`: handles on the store's file, one for each thread that asks at the moment. */
#ifndef BEDE_VIEW_READER_POOL_H
#define BEDE_VIEW_READER_POOL_H

#include "store/store.h"
#include "view/view.h"

/* Questions for the texts of what is shown. ?1 is a record_id where nothing else is said. */
typedef enum reader_query {
	READ_EVENT,                /* the record that an event is shown by; ?2: its document_id */
	READ_RECORD,               /* the same with all that a record is shown with */
	READ_PARTIES, READ_ATTRIBUTIONS, READ_QUANTITIES,
	READ_ID,                   /* of a record */
	READ_FIND,                 /* ?1: an event's or record's id */
	READ_ACCOUNTS,
	READ_TELLINGS,             /* in the order in which they came */
	READ_FIND_DOCUMENT,        /* ?1: a document's id */
	READ_DOCUMENT, READ_SENTENCES, READ_DOCUMENT_RECORDS, READ_ORIGINAL, READ_REPRINTS,   /* ?1: a document_id */
	READ_WORDS,                /* ?1: a query of FTS5 */
	READ_QUERIES
} reader_query;

typedef struct reader {
	struct reader *next;
	bede_store *store;
	sqlite3_stmt *statements[READ_QUERIES];
} reader;

typedef struct reader_pool reader_pool;

/* Takes the store over, which was opened and read; NULL: out of memory, and the store is closed. */
reader_pool *reader_pool_new(bede_store *store);
void reader_pool_free(reader_pool *self);
/* Has the store's content changed since it was taken over? */
bool reader_pool_is_current(reader_pool *self);

/* A reader for the caller alone until it gives it back; NULL and *error. */
reader *reader_pool_take(reader_pool *self, bede_error *error);
void reader_pool_give(reader_pool *self, reader *reader);

/* The statement, ready for its values; NULL and *error. */
sqlite3_stmt *reader_ask(reader *self, reader_query query, bede_error *error);

/* Opens the store for reading with little memory of its own; NULL and *error. */
bede_store *reader_open_store(const char *path, bede_error *error);

#endif
