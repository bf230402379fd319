/*
 * put.c — parcels into tables: prepared statements, many documents to a transaction. A document is in the store with
 * all of its rows or not at all, whatever happens to the process or the machine.
 */
#include <time.h>

#include "base/error.h"
#include "store/store.h"

/* A batch ends with whichever comes first. The last one bounds what a slow stream of reports can lose. */
enum { BATCH_RECORDS = 10000, BATCH_BYTES = 16 << 20, BATCH_SECONDS = 1 };

static const char *const STATEMENTS[ROW_KINDS] = {
	[ROW_DOCUMENT] = "INSERT INTO documents (run_id, id, fingerprint, date, publisher, title, url, language, sketch,"
		" topic, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[ROW_SENTENCE] = "INSERT INTO sentences VALUES (?, ?, ?, ?)",
	[ROW_PLACE] = "INSERT INTO places (fingerprint, name, geonameid, lat, lon, city, province, country,"
		" country_code, feature_class, feature_code, resolution) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[ROW_RECORD] = "INSERT INTO records VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
		" ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[ROW_PARTICIPANT] = "INSERT INTO participants VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[ROW_DYAD] = "INSERT OR IGNORE INTO dyads VALUES (?, ?, ?, ?)",
	[ROW_ATTRIBUTION] = "INSERT INTO attributions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[ROW_QUANTITY] = "INSERT INTO quantities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
};

/* How many parameters each starts with that only the tables know. */
static const int KEYS[ROW_KINDS] = {
	[ROW_DOCUMENT] = 1, [ROW_SENTENCE] = 1, [ROW_PLACE] = 0, [ROW_RECORD] = 2, [ROW_PARTICIPANT] = 1,
	[ROW_DYAD] = 1, [ROW_ATTRIBUTION] = 1, [ROW_QUANTITY] = 1,
};

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* ---- the batch ---- */

static bool prepare_all(bede_store *self, bede_error *error)
{
	for (int kind = 0; kind < ROW_KINDS; kind++)
		if (!self->put[kind] && !(self->put[kind] = sql_prepare(self->db, self->path, STATEMENTS[kind], error)))
			return false;
	if (!self->find_place)
		self->find_place = sql_prepare(self->db, self->path, "SELECT place_id FROM places WHERE fingerprint = ?",
			error);
	if (self->find_place && !self->remove)
		self->remove = sql_prepare(self->db, self->path, "DELETE FROM documents WHERE id = ?", error);
	return self->remove != NULL;
}

static bool begin(bede_store *self, bede_error *error)
{
	if (self->in_batch)
		return true;
	if (!prepare_all(self, error) || !sql_execute(self->db, self->path, "BEGIN IMMEDIATE", error))
		return false;
	self->in_batch = true;
	self->batch_documents = self->batch_records = self->batch_bytes = 0;
	self->batch_began = now();
	return true;
}

void store_rollback(bede_store *self)
{
	if (self->in_batch)
		sql_execute(self->db, self->path, "ROLLBACK", NULL);
	self->in_batch = false;
}

bool store_commit(bede_store *self, bede_error *error)
{
	if (!self->in_batch)
		return true;
	if (!sql_execute(self->db, self->path, "COMMIT", error)) {
		store_rollback(self);
		return false;
	}
	self->in_batch = false;
	return true;
}

static bool is_full(const bede_store *self)
{
	return self->batch_documents >= self->batch_limit || self->batch_records >= BATCH_RECORDS
		|| self->batch_bytes >= BATCH_BYTES || now() - self->batch_began >= BATCH_SECONDS;
}

/* ---- rows ---- */

static void bind_value(sqlite3_stmt *statement, int index, const parcel_value *value)
{
	switch (value->tag) {
	case VALUE_INTEGER:
		sqlite3_bind_int64(statement, index, value->integer);
		break;
	case VALUE_NUMBER:
		sqlite3_bind_double(statement, index, value->number);
		break;
	case VALUE_TEXT:
		sqlite3_bind_text64(statement, index, value->bytes.at, value->bytes.length, SQLITE_STATIC, SQLITE_UTF8);
		break;
	case VALUE_BLOB:
		sqlite3_bind_blob64(statement, index, value->bytes.at, value->bytes.length, SQLITE_STATIC);
		break;
	case VALUE_NULL:
	case VALUE_END:
		sqlite3_bind_null(statement, index);
		break;
	}
}

typedef struct keys {
	int64_t run, document, record;
	int64_t place;             /* of the record that comes next; 0: none */
} keys;

static void bind_keys(sqlite3_stmt *statement, row_kind kind, const keys *keys)
{
	switch (kind) {
	case ROW_DOCUMENT:
		sqlite3_bind_int64(statement, 1, keys->run);
		break;
	case ROW_SENTENCE:
		sqlite3_bind_int64(statement, 1, keys->document);
		break;
	case ROW_RECORD:
		sqlite3_bind_int64(statement, 1, keys->document);
		if (keys->place)
			sqlite3_bind_int64(statement, 2, keys->place);
		else
			sqlite3_bind_null(statement, 2);
		break;
	case ROW_PARTICIPANT:
	case ROW_DYAD:
	case ROW_ATTRIBUTION:
	case ROW_QUANTITY:
		sqlite3_bind_int64(statement, 1, keys->record);
		break;
	case ROW_PLACE:
	case ROW_KINDS:
		break;
	}
}

static void keep_key(bede_store *self, row_kind kind, keys *keys)
{
	if (kind == ROW_DOCUMENT) {
		keys->document = sqlite3_last_insert_rowid(self->db);
		self->batch_documents++;
	} else if (kind == ROW_PLACE) {
		keys->place = sqlite3_last_insert_rowid(self->db);
	} else if (kind == ROW_RECORD) {
		keys->record = sqlite3_last_insert_rowid(self->db);
		keys->place = 0;
		self->batch_records++;
	}
}

/* A place that the store has: its key; 0 if there is none, -1 and *error. */
static int64_t find_place(bede_store *self, int64_t fingerprint, bede_error *error)
{
	sqlite3_bind_int64(self->find_place, 1, fingerprint);
	int result = sql_row(self->find_place, self->path, error);
	int64_t key = result > 0 ? sqlite3_column_int64(self->find_place, 0) : result;
	sqlite3_reset(self->find_place);
	return key;
}

static bool remove_document(bede_store *self, slice id, bede_error *error)
{
	sql_bind(self->remove, 1, id);
	if (!sql_run(self->remove, self->path, error))
		return false;
	self->replaced = self->replaced || sqlite3_changes(self->db) > 0;
	return true;
}

static bool put_row(bede_store *self, row_kind kind, parcel_reader *from, keys *keys, bede_error *error)
{
	sqlite3_stmt *statement = self->put[kind];
	parcel_value value, first = {.tag = VALUE_END};
	int index = KEYS[kind];
	bind_keys(statement, kind, keys);
	while (parcel_next_value(from, &value)) {
		if (first.tag == VALUE_END)
			first = value;
		bind_value(statement, ++index, &value);
	}
	if (kind == ROW_DOCUMENT && !remove_document(self, first.bytes, error))
		return false;
	if (kind == ROW_PLACE) {
		keys->place = find_place(self, first.integer, error);
		if (keys->place)
			return keys->place > 0;
	}
	if (!sql_run(statement, self->path, error))
		return false;
	keep_key(self, kind, keys);
	return true;
}

static bool put_rows(bede_store *self, const char *parcel, size_t length, int64_t run_id, bede_error *error)
{
	parcel_reader reader = {parcel, parcel + length};
	keys keys = {.run = run_id};
	row_kind kind;
	while (parcel_next_row(&reader, &kind))
		if (!put_row(self, kind, &reader, &keys, error))
			return false;
	return true;
}

bool store_put(bede_store *self, const char *parcel, size_t length, int64_t run_id, bede_error *error)
{
	if (!begin(self, error))
		return false;
	if (!put_rows(self, parcel, length, run_id, error)) {
		store_rollback(self);
		return false;
	}
	self->batch_bytes += length;
	return !is_full(self) || store_commit(self, error);
}
