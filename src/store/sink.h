/* sink.h — inside `store` and `link`: what is written on its way to the caller, in pieces. */
#ifndef BEDE_STORE_SINK_H
#define BEDE_STORE_SINK_H

#include "base/strbuf.h"
#include "store/sql.h"

typedef struct sink {
	strbuf buffer;             /* what is to be written goes here */
	bede_output_function output;
	void *context;
	const char *path;          /* of the store, for messages */
	bede_error *error;
} sink;

void sink_open(sink *self, const char *path, bede_output_function output, void *context, bede_error *error);
/* Hands over what stands in the buffer if it is much; false: memory ran out, or nobody takes it, after *error. */
bool sink_step(sink *self);
/* Hands over the rest if `done`, and frees the buffer; true if all went well. */
bool sink_close(sink *self, bool done);

/* The rows that a statement gives, under the names of its columns, in any form of records; the statement is finalized.
 * NULL: false (the caller has set *error). */
bool sink_rows(sink *self, sqlite3_stmt *statement, const bede_write_options *options);

/* The same as comma- or tab-separated rows. */
bool sink_flat(sink *self, sqlite3_stmt *statement, bool tabs, bool header);

#endif
