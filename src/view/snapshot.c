/* snapshot.c — a store as it was at one moment: opening, and whether it still is so. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "view/reader_pool.h"
#include "view/snapshot_load.h"

/* Milliseconds of the last change that the file system knows of `path`; 0: there is no such file, or nothing in it
 * (whoever reads makes an empty log). */
static uint64_t changed_at(const char *path, uint64_t *size)
{
	struct stat status;
	if (stat(path, &status) != 0 || status.st_size == 0)
		return 0;
	*size += (uint64_t)status.st_size;
	return (uint64_t)status.st_mtim.tv_sec * 1000 + (uint64_t)status.st_mtim.tv_nsec / 1000000;
}

/*
 * The store's last change in time, which grows with each, by the file and by SQLite's log beside it. Within one
 * millisecond, the size of the two tells contents apart. It is taken before the content is read: a change in between
 * makes the snapshot out of date, not the number wrong.
 */
static uint64_t generation_of(const char *path)
{
	uint64_t size = 0, log_changed = 0, changed = changed_at(path, &size);
	char *log = malloc(strlen(path) + sizeof "-wal");
	if (log) {
		strcpy(log, path);
		strcat(log, "-wal");
		log_changed = changed_at(log, &size);
		free(log);
	}
	return (changed > log_changed ? changed : log_changed) * 1000 + size / 4096 % 1000;
}

/* One transaction: all tables as of one moment. */
static bool load(bede_snapshot *self, bede_store *store, bede_error *error)
{
	bool done = sql_execute(store->db, store->path, "BEGIN", error);
	/* The moment is that of the first reading, from which on the pool counts changes too. */
	if (done && sql_number(store->db, "SELECT count(*) FROM runs", -1) < 0) {
		sql_error(store->db, store->path, error);
		done = false;
	}
	if (!done) {
		bede_store_close(store);
		return false;
	}
	self->readers = reader_pool_new(store);
	if (!self->readers) {
		error_set_at(error, BEDE_ERROR_MEMORY, self->path, 0, "out of memory for reading the store");
		return false;
	}
	done = snapshot_load(self, store, error);
	return sql_execute(store->db, store->path, "COMMIT", done ? error : NULL) && done;
}

bede_snapshot *bede_snapshot_open(const char *store_path, bede_error *error)
{
	bede_error ignored;
	error = error ? error : &ignored;
	*error = (bede_error){.code = BEDE_OK};
	bede_snapshot *self = calloc(1, sizeof *self);
	if (self)
		self->path = strdup(store_path);
	if (!self || !self->path) {
		free(self);
		error_set_at(error, BEDE_ERROR_MEMORY, store_path, 0, "out of memory for reading the store");
		return NULL;
	}
	arena_init(&self->memory, 0);
	self->generation = generation_of(store_path);
	bede_store *store = reader_open_store(store_path, error);
	if (store && load(self, store, error))
		return self;
	bede_snapshot_free(self);
	return NULL;
}

void bede_snapshot_free(bede_snapshot *self)
{
	if (!self)
		return;
	reader_pool_free(self->readers);
	arena_clear(&self->memory);
	free(self->path);
	free(self);
}

uint64_t bede_snapshot_generation(const bede_snapshot *self)
{
	return self->generation;
}

bool bede_snapshot_is_current(const bede_snapshot *self)
{
	return reader_pool_is_current(self->readers);
}

bool snapshot_has_document(const bede_snapshot *self, int64_t document_id)
{
	return find_key(self->document_ids, self->document_count, document_id) != NO_NUMBER;
}
