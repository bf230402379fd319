/* store.c — opening and closing stores, and the runs that write to them. */
#include "store/store.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/error.h"
#include "store/schema.h"

/* Milliseconds for another process to let go of its lock; documents that are written at once. */
enum { DEFAULT_WAIT = 10000, DEFAULT_BATCH = 1000 };

/* ---- opening ---- */

/* What the state of the file means for the mode; true: it can be worked with, or brought to where it can. */
static bool check_state(bede_store *self, schema_state state, bede_store_mode mode, bede_error *error)
{
	switch (state) {
	case SCHEMA_CURRENT:
		return true;
	case SCHEMA_EMPTY:
		if (mode == BEDE_STORE_CREATE)
			return true;
		error_set_at(error, BEDE_ERROR_STORE, self->path, 0, "the file is empty, not a store; make one with: bede "
			"code --store FILE");
		return false;
	case SCHEMA_OLDER:
		if (mode != BEDE_STORE_READ)
			return true;
		error_set_at(error, BEDE_ERROR_STORE, self->path, 0, "the store was written by an older version of bede; "
			"bring it up to date once with: bede link STORE");
		return false;
	case SCHEMA_NEWER:
		error_set_at(error, BEDE_ERROR_STORE, self->path, 0, "the store was written by a newer version of bede (its "
			"tables are version %d, this program knows %d); use that version", (int)sql_number(self->db,
			"PRAGMA user_version", 0), schema_newest());
		return false;
	case SCHEMA_FOREIGN:
		error_set_at(error, BEDE_ERROR_STORE, self->path, 0, "the file is a database of another program, not a store; "
			"name a store, or a file that is not there yet");
		return false;
	case SCHEMA_UNREADABLE:
		break;
	}
	sql_error(self->db, self->path, error);
	return false;
}

static bool prepare_writing(bede_store *self, schema_state state, bede_error *error)
{
	if (sqlite3_db_readonly(self->db, "main") == 1) {
		error_set_at(error, BEDE_ERROR_STORE, self->path, 0, "the store is read-only; give yourself the right to write "
			"to the file and its folder");
		return false;
	}
	/* A new file gets pages of 8 KB: writing takes a tenth less time than with 4. (Of others the size stays as it is.)
	 * In WAL mode readers go on while a batch is written; with FULL, a batch that was reported survives a power cut. */
	if (!sql_execute(self->db, self->path, "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;"
			"PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 2000; PRAGMA cache_size = -65536;"
			"PRAGMA temp_store = MEMORY", error))
		return false;
	if (state != SCHEMA_CURRENT && !schema_migrate(self->db, self->path, schema_newest(), error))
		return false;
	return sql_execute(self->db, self->path, "PRAGMA foreign_keys = ON", error);
}

static bool open_file(bede_store *self, const bede_store_options *options, bede_error *error)
{
	bede_store_mode mode = options->mode;
	/* Reading may have to clear away what a killed process left, so that it opens the file for writing too, where it
	 * may; the connection then refuses to. */
	int flags = SQLITE_OPEN_READWRITE | (mode == BEDE_STORE_CREATE ? SQLITE_OPEN_CREATE : 0);
	if (mode != BEDE_STORE_CREATE && !options->vfs && access(self->path, F_OK) != 0) {
		error_set_at(error, BEDE_ERROR_STORE, self->path, 0, "there is no such store; make one with: bede code --store "
			"FILE");
		return false;
	}
	if (sqlite3_open_v2(self->path, &self->db, flags | SQLITE_OPEN_NOMUTEX, options->vfs) != SQLITE_OK) {
		sql_error(self->db, self->path, error);
		return false;
	}
	sqlite3_busy_timeout(self->db, options->wait ? (int)options->wait : DEFAULT_WAIT);
	sqlite3_db_config(self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	schema_state state = schema_look(self->db);
	self->read_only = mode == BEDE_STORE_READ;
	self->batch_limit = options->batch ? options->batch : DEFAULT_BATCH;
	if (!check_state(self, state, mode, error))
		return false;
	if (self->read_only)
		return sql_execute(self->db, self->path, "PRAGMA query_only = ON; PRAGMA cache_size = -65536;"
			"PRAGMA temp_store = MEMORY", error);
	return prepare_writing(self, state, error);
}

bede_store *bede_store_open(const char *path, const bede_store_options *options, bede_error *error)
{
	static const bede_store_options defaults = {0};
	bede_store *self = calloc(1, sizeof *self);
	if (error)
		*error = (bede_error){.code = BEDE_OK};
	if (self)
		self->path = strdup(path);
	if (!self || !self->path) {
		free(self);
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while opening the store");
		return NULL;
	}
	if (open_file(self, options ? options : &defaults, error))
		return self;
	bede_store_close(self);
	return NULL;
}

void bede_store_close(bede_store *self)
{
	if (!self)
		return;
	store_rollback(self);
	for (int kind = 0; kind < ROW_KINDS; kind++)
		sqlite3_finalize(self->put[kind]);
	sqlite3_finalize(self->find_place);
	sqlite3_finalize(self->remove);
	sqlite3_close(self->db);
	number_set_clear(&self->known);
	number_set_clear(&self->seen);
	free(self->path);
	free(self);
}

/* ---- runs ---- */

int64_t store_add_run(bede_store *self, const char *program, const char *codebook, const char *model,
	const char *lexicon, const char *settings, bede_error *error)
{
	sqlite3_stmt *statement = sql_prepare(self->db, self->path, "INSERT INTO runs (started, program, codebook, "
		"model_checksum, lexicon_checksum, settings) VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?, ?, ?, ?)",
		error);
	if (!statement)
		return 0;
	const char *values[] = {program, codebook, model, lexicon, settings};
	for (int i = 0; i < 5; i++)
		sql_bind_string(statement, i + 1, values[i]);
	bool done = sql_run(statement, self->path, error);
	sqlite3_finalize(statement);
	return done ? sqlite3_last_insert_rowid(self->db) : 0;
}

static bool know_documents(bede_store *self, bede_error *error)
{
	sqlite3_stmt *statement = sql_prepare(self->db, self->path, "SELECT fingerprint FROM documents", error);
	int result = statement ? 1 : -1;
	number_set_clear(&self->known);
	number_set_clear(&self->seen);
	while (result > 0 && (result = sql_row(statement, self->path, error)) > 0)
		if (!number_set_add(&self->known, (uint64_t)sqlite3_column_int64(statement, 0))) {
			error_set_at(error, BEDE_ERROR_MEMORY, self->path, 0, "out of memory for what the store has");
			result = -1;
		}
	sqlite3_finalize(statement);
	return result == 0;
}

static void hash_field(XXH3_state_t *hash, const char *bytes, size_t length)
{
	uint64_t size = bytes ? length : UINT64_MAX;     /* so that "a","bc" and "ab","c" differ, and "" and NULL */
	XXH3_64bits_update(hash, &size, sizeof size);
	if (bytes)
		XXH3_64bits_update(hash, bytes, length);
}

static void hash_string(XXH3_state_t *hash, const char *string)
{
	hash_field(hash, string, string ? strlen(string) : 0);
}

bool store_begin_run(bede_store *self, const char *program, const char *codebook, const char *model,
	const char *lexicon, const char *settings, bede_error *error)
{
	XXH3_state_t hash;
	XXH3_64bits_reset(&hash);
	const char *values[] = {program, codebook, model, lexicon, settings};
	for (int i = 0; i < 5; i++)
		hash_string(&hash, values[i]);
	self->run_fingerprint = XXH3_64bits_digest(&hash);
	self->run_id = store_postpone_indexes(self, error) && know_documents(self, error)
		? store_add_run(self, program, codebook, model, lexicon, settings, error) : 0;
	return self->run_id != 0;
}

uint64_t store_fingerprint(const bede_store *self, const bede_document *document)
{
	XXH3_state_t hash;
	XXH3_64bits_reset(&hash);
	XXH3_64bits_update(&hash, &self->run_fingerprint, sizeof self->run_fingerprint);
	hash_string(&hash, document->id);
	hash_field(&hash, document->text, document->text_length);
	hash_string(&hash, document->date);
	hash_string(&hash, document->url);
	hash_string(&hash, document->title);
	hash_string(&hash, document->publisher);
	hash_string(&hash, document->language);
	hash_string(&hash, document->conllu);
	for (size_t i = 0; i < document->pair_count; i++)
		XXH3_64bits_update(&hash, &document->pairs[i], sizeof document->pairs[i]);
	return XXH3_64bits_digest(&hash);
}

/*
 * What the store has need not be read again, unless a report of its id is read in this run before it: the later one
 * is what should stay, as in a run that nothing disturbed.
 */
bool bede_store_wants(bede_store *self, const bede_document *document)
{
	uint64_t id = document->id && *document->id ? XXH3_64bits(document->id, strlen(document->id))
		: XXH3_64bits(document->text, document->text_length);
	bool has = number_set_has(&self->known, store_fingerprint(self, document)) && !number_set_has(&self->seen, id);
	if (!has)
		number_set_add(&self->seen, id);
	return !has;
}

bool bede_store_add(bede_store *self, const bede_buffer *parcel, bede_error *error)
{
	if (error)
		*error = (bede_error){.code = BEDE_OK};
	if (!self->run_id) {
		error_set_at(error, BEDE_ERROR_USAGE, self->path, 0, "nothing can be added before bede_store_begin");
		return false;
	}
	return store_put(self, parcel->bytes, parcel->length, self->run_id, error);
}

/* Places that no record names any more, after some were replaced. */
static bool sweep(bede_store *self, bede_error *error)
{
	if (!self->replaced)
		return true;
	self->replaced = false;
	return sql_execute(self->db, self->path, "BEGIN IMMEDIATE;"
		"DELETE FROM places WHERE place_id NOT IN (SELECT place_id FROM records WHERE place_id IS NOT NULL);"
		"COMMIT", error) || (sql_execute(self->db, self->path, "ROLLBACK", NULL), false);
}

bool bede_store_finish(bede_store *self, bede_error *error)
{
	if (error)
		*error = (bede_error){.code = BEDE_OK};
	if (!store_commit(self, error) || !store_make_indexes(self, error) || !sweep(self, error)
			|| !store_index_text(self, error))
		return false;
	sqlite3_stmt *statement = sql_prepare(self->db, self->path,
		"UPDATE runs SET finished = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE run_id = ?", error);
	sqlite3_bind_int64(statement, 1, self->run_id);
	bool done = statement && sql_run(statement, self->path, error);
	sqlite3_finalize(statement);
	return done;
}
