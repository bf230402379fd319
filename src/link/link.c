/* link.c — the way of linking: what is near in time, what belongs together, and what follows. */
#include "link/link.h"

#include "base/error.h"
#include "link/candidate.h"
#include "link/settle.h"

typedef struct linking {
	profiles *profiles;
	bede_store *store;
	union_find reports, records;
	arena memory;
	bede_error *error;
	sqlite3_stmt *put_report, *put_record, *originals;
	bool done;
} linking;

/* What was one before stays one. Events have small numbers, so that a list by number will do. */
static void join_old_events(linking *self)
{
	int64_t most = 0;
	const profiles *profiles = self->profiles;
	for (uint32_t i = 0; i < profiles->record_count; i++)
		most = profiles->records[i].event_id > most ? profiles->records[i].event_id : most;
	uint32_t *first = ARENA_ARRAY(&self->memory, (size_t)most + 1, uint32_t);
	for (uint32_t i = 0; i < profiles->record_count; i++) {
		int64_t event_id = profiles->records[i].event_id;
		if (event_id && first[event_id])
			union_find_join(&self->records, first[event_id] - 1, i);
		else if (event_id)
			first[event_id] = i + 1;
	}
}

static uint32_t report_at(const profiles *self, int64_t document_id)
{
	uint32_t low = 0, high = self->report_count;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		if (self->reports[middle].document_id < document_id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < self->report_count && self->reports[low].document_id == document_id ? low : UINT32_MAX;
}

/* The group of an original that is not at hand itself joins through the first of its reprints that is. */
static bool join_old_reprints(linking *self)
{
	uint32_t before = UINT32_MAX;
	int64_t before_original = 0;
	int result;
	while ((result = sql_row(self->originals, self->store->path, self->error)) > 0) {
		int64_t original = sqlite3_column_int64(self->originals, 0);
		uint32_t reprint = report_at(self->profiles, sqlite3_column_int64(self->originals, 1));
		uint32_t at = report_at(self->profiles, original);
		if (reprint == UINT32_MAX)
			continue;
		if (at != UINT32_MAX)
			union_find_join(&self->reports, at, reprint);
		if (original == before_original && before != UINT32_MAX)
			union_find_join(&self->reports, before, reprint);
		before = reprint;
		before_original = original;
	}
	return result == 0;
}

/* Puts down the groups of two and more with somebody new in them. */
static bool put_groups(linking *self, union_find *sets, sqlite3_stmt *put, bool of_records)
{
	const profiles *profiles = self->profiles;
	uint32_t *sizes = ARENA_ARRAY(&self->memory, sets->count + 1u, uint32_t);
	bool *touched = ARENA_ARRAY(&self->memory, sets->count + 1u, bool);
	for (uint32_t i = 0; i < sets->count; i++) {
		uint32_t root = union_find_root(sets, i);
		sizes[root]++;
		touched[root] = touched[root]
			|| profiles->reports[of_records ? profiles->records[i].report : i].is_new;
	}
	for (uint32_t i = 0; i < sets->count; i++) {
		uint32_t root = union_find_root(sets, i);
		if (sizes[root] < 2 || !touched[root])
			continue;
		sqlite3_bind_int64(put, 1, of_records ? profiles->records[i].record_id : profiles->reports[i].document_id);
		sqlite3_bind_int64(put, 2, root);
		if (!sql_run(put, self->store->path, self->error))
			return false;
	}
	return true;
}

static void find_all(void *context)
{
	linking *self = context;
	union_find_init(&self->reports, &self->memory, self->profiles->report_count);
	union_find_init(&self->records, &self->memory, self->profiles->record_count);
	join_old_events(self);
	if (!join_old_reprints(self))
		return;
	find_reprints(self->profiles, &self->memory, &self->reports);
	find_events(self->profiles, &self->memory, &self->records);
	self->done = put_groups(self, &self->reports, self->put_report, false)
		&& put_groups(self, &self->records, self->put_record, true);
}

static bool find_groups(bede_store *store, profiles *profiles, bede_error *error)
{
	linking self = {.profiles = profiles, .store = store, .error = error};
	arena_init(&self.memory, 0);
	self.put_report = sql_prepare(store->db, store->path, "INSERT INTO report_groups VALUES (?, ?)", error);
	self.put_record = self.put_report
		? sql_prepare(store->db, store->path, "INSERT INTO record_groups VALUES (?, ?)", error) : NULL;
	self.originals = self.put_record ? sql_prepare(store->db, store->path,
		"SELECT original_id, document_id FROM reprints ORDER BY original_id, document_id", error) : NULL;
	if (self.originals && !arena_run(&self.memory, find_all, &self))
		error_set_at(error, BEDE_ERROR_MEMORY, store->path, 0, "out of memory while linking");
	sqlite3_finalize(self.put_report);
	sqlite3_finalize(self.put_record);
	sqlite3_finalize(self.originals);
	arena_clear(&self.memory);
	return self.done;
}

static bool link_new(bede_store *store, int64_t linked, bede_error *error)
{
	profiles profiles;
	bool done = settle_prepare(store, linked == 0, error) && profiles_read(&profiles, store, linked, error);
	if (done) {
		done = find_groups(store, &profiles, error);
		profiles_clear(&profiles);
	}
	return done && settle_finish(store, error);
}

bool link_store(bede_store *store, bede_error *error)
{
	/* Linking goes to and fro in the tables: half a gigabyte of them at hand saves most of the reading again. */
	if (!sql_execute(store->db, store->path, "PRAGMA cache_size = -524288; BEGIN IMMEDIATE", error))
		return false;
	int64_t linked, last;
	bool done = sql_ask(store->db, store->path, "SELECT value FROM progress WHERE name = 'linked'", &linked, error)
		&& sql_ask(store->db, store->path, "SELECT max(document_id) FROM documents", &last, error)
		&& (linked >= last || link_new(store, linked, error));
	done = done && sql_execute(store->db, store->path, "COMMIT", error);
	if (!done)
		sql_execute(store->db, store->path, "ROLLBACK", NULL);
	sql_execute(store->db, store->path, "PRAGMA cache_size = -65536", NULL);
	return done;
}

bool bede_store_link(bede_store *store, bede_error *error)
{
	if (error)
		*error = (bede_error){.code = BEDE_OK};
	return store_commit(store, error) && store_make_indexes(store, error) && link_store(store, error);
}
