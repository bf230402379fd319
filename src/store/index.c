/*
 * index.c — what follows from the tables and helps to find things: indexes and full text. A new store is filled without
 * them: rows come in the order of their keys and go to the end of their table, but into the middle of most indexes.
 * Made from all rows at once, sorted, an index costs a fraction of that. Until then questions take longer, and are
 * answered all the same.
 */
#include "base/error.h"
#include "base/strbuf.h"
#include "store/store.h"

/* ---- indexes ---- */

/* Indexes of the tables that grow with records. That by which a removed document's records are found stays. */
static const char POSTPONE[] =
	"INSERT OR IGNORE INTO postponed_indexes SELECT name, sql FROM sqlite_schema WHERE type = 'index'"
	" AND tbl_name IN ('documents', 'records', 'dyads') AND sql IS NOT NULL AND name <> 'records_by_document'";

/* Puts what the query gives in its only row and column behind what `out` has; 0 if it gives none, -1 and *error. */
static int add_answer(bede_store *self, const char *query, strbuf *out, bede_error *error)
{
	sqlite3_stmt *statement = sql_prepare(self->db, self->path, query, error);
	int result = statement ? sql_row(statement, self->path, error) : -1;
	if (result > 0)
		strbuf_add_slice(out, sql_text(statement, 0));
	sqlite3_finalize(statement);
	if (result > 0 && out->failed) {
		error_set_at(error, BEDE_ERROR_MEMORY, self->path, 0, "out of memory while making an index");
		return -1;
	}
	return result;
}

/* Runs the statements that the query gives, as one text; true if there were none. */
static bool run_answer(bede_store *self, const char *query, bede_error *error)
{
	strbuf statements;
	strbuf_init(&statements);
	int result = add_answer(self, query, &statements, error);
	bool done = result == 0 || (result > 0 && sql_execute(self->db, self->path, statements.bytes, error));
	strbuf_clear(&statements);
	return done;
}

static bool end(bede_store *self, bool done, bede_error *error)
{
	if (done && sql_execute(self->db, self->path, "COMMIT", error))
		return true;
	sql_execute(self->db, self->path, "ROLLBACK", NULL);
	return false;
}

bool store_postpone_indexes(bede_store *self, bede_error *error)
{
	static const char is_filled[] = "SELECT EXISTS (SELECT 1 FROM documents)";
	int64_t filled;
	if (!sql_ask(self->db, self->path, is_filled, &filled, error))
		return false;
	if (filled)
		return true;
	if (!sql_execute(self->db, self->path, "BEGIN IMMEDIATE", error))
		return false;
	/* Another process may have put documents there while this one waited for the lock. */
	bool done = sql_ask(self->db, self->path, is_filled, &filled, error) && (filled
		|| (sql_execute(self->db, self->path, POSTPONE, error) && run_answer(self,
			"SELECT group_concat('DROP INDEX IF EXISTS ' || name, ';') FROM postponed_indexes", error)));
	return end(self, done, error);
}

bool store_make_indexes(bede_store *self, bede_error *error)
{
	static const char make_one[] = "SELECT definition || '; DELETE FROM postponed_indexes WHERE name = ' || quote(name)"
		" FROM postponed_indexes ORDER BY name LIMIT 1";
	/* One at a time: what was made stays, should the process end here. */
	for (int64_t left = 1; left > 0;) {
		if (!sql_ask(self->db, self->path, "SELECT count(*) FROM postponed_indexes", &left, error))
			return false;
		if (left && (!sql_execute(self->db, self->path, "BEGIN IMMEDIATE", error)
				|| !end(self, run_answer(self, make_one, error), error)))
			return false;
	}
	return true;
}

/* ---- full text ---- */

enum { INDEX_STEP = 2000 };

bool store_index_text(bede_store *self, bede_error *error)
{
	static const char *const steps[] = {
		"INSERT INTO documents_text (rowid, title, text) SELECT document_id, title, text FROM documents"
		" WHERE document_id > ?1 AND document_id <= ?2",
		"INSERT INTO records_text (rowid, event_text, sentence) SELECT record_id, event_text, sentence"
		" FROM record_sentences WHERE document_id > ?1 AND document_id <= ?2",
		"UPDATE progress SET value = ?2 WHERE name = 'text_indexed' AND ?1 >= 0",
	};
	for (;;) {
		/* Read within the transaction: another process may be at it too. */
		if (!sql_execute(self->db, self->path, "BEGIN IMMEDIATE", error))
			return false;
		int64_t done = 0, last = 0;
		bool sound = sql_ask(self->db, self->path, "SELECT value FROM progress WHERE name = 'text_indexed'", &done, error)
			&& sql_ask(self->db, self->path, "SELECT ifnull(max(document_id), 0) FROM documents", &last, error);
		for (size_t i = 0; sound && done < last && i < sizeof steps / sizeof *steps; i++) {
			sqlite3_stmt *statement = sql_prepare(self->db, self->path, steps[i], error);
			if (statement) {
				sqlite3_bind_int64(statement, 1, done);
				sqlite3_bind_int64(statement, 2, done + INDEX_STEP < last ? done + INDEX_STEP : last);
			}
			sound = statement && sql_run(statement, self->path, error);
			sqlite3_finalize(statement);
		}
		if (!end(self, sound, error))
			return false;
		if (done + INDEX_STEP >= last)
			return true;
	}
}
