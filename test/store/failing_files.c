/*
 * failing_files.c — a file layer of SQLite whose calls fail in turn: the first write, the second … the first sync … the
 * first opening … each with the error that a full or a broken disk gives. Every run must end in success or in an error
 * of the store that says what to do; and when the disk is well again, the same run must end with the same store.
 *
 *     failing_files [SPREAD]       runs from the top folder, where lexicon/ and model/ are
 *
 * Of each kind of call the first ones fail, and SPREAD (6) of the others; with a large SPREAD every one.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus.h"

enum { DOCUMENTS = 16, BATCH = 5, FIRST = 10, SPREAD = 6 };

/* ---- the file layer: everything goes through to the system's, unless it is its turn to fail ---- */

typedef enum call { CALL_OPEN, CALL_READ, CALL_WRITE, CALL_SYNC, CALL_TRUNCATE, CALL_SHARED_MEMORY, CALL_KINDS } call;

static const char *const CALL_NAMES[CALL_KINDS] = {"open", "read", "write", "sync", "truncate", "shared memory"};

static struct {
	unsigned long count[CALL_KINDS];
	call kind;
	unsigned long fail_at;     /* 0: never */
	bool fail_all_after;
	int code;
} fault;

static bool fails(call kind)
{
	fault.count[kind]++;
	return fault.fail_at && kind == fault.kind
		&& (fault.fail_all_after ? fault.count[kind] >= fault.fail_at : fault.count[kind] == fault.fail_at);
}

typedef struct failing_file {
	sqlite3_file base;
	sqlite3_file *real;        /* behind this struct */
} failing_file;

static sqlite3_file *real_of(sqlite3_file *file)
{
	return ((failing_file *)file)->real;
}

static int close_file(sqlite3_file *file)
{
	return real_of(file)->pMethods->xClose(real_of(file));
}

static int read_file(sqlite3_file *file, void *out, int size, sqlite3_int64 offset)
{
	return fails(CALL_READ) ? SQLITE_IOERR_READ : real_of(file)->pMethods->xRead(real_of(file), out, size, offset);
}

static int write_file(sqlite3_file *file, const void *from, int size, sqlite3_int64 offset)
{
	return fails(CALL_WRITE) ? fault.code : real_of(file)->pMethods->xWrite(real_of(file), from, size, offset);
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size)
{
	return fails(CALL_TRUNCATE) ? SQLITE_IOERR_TRUNCATE : real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int sync_file(sqlite3_file *file, int flags)
{
	return fails(CALL_SYNC) ? SQLITE_IOERR_FSYNC : real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int size_file(sqlite3_file *file, sqlite3_int64 *size)
{
	return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int lock_file(sqlite3_file *file, int level)
{
	return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int unlock_file(sqlite3_file *file, int level)
{
	return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int check_lock(sqlite3_file *file, int *out)
{
	return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}

static int control_file(sqlite3_file *file, int what, void *argument)
{
	return real_of(file)->pMethods->xFileControl(real_of(file), what, argument);
}

static int sector_size(sqlite3_file *file)
{
	return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int characteristics(sqlite3_file *file)
{
	return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int map_memory(sqlite3_file *file, int region, int size, int extend, void volatile **out)
{
	return fails(CALL_SHARED_MEMORY) ? SQLITE_IOERR_SHMMAP
		: real_of(file)->pMethods->xShmMap(real_of(file), region, size, extend, out);
}

static int lock_memory(sqlite3_file *file, int offset, int count, int flags)
{
	return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void memory_barrier(sqlite3_file *file)
{
	real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int unmap_memory(sqlite3_file *file, int remove)
{
	return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static const sqlite3_io_methods METHODS = {
	.iVersion = 2, .xClose = close_file, .xRead = read_file, .xWrite = write_file, .xTruncate = truncate_file,
	.xSync = sync_file, .xFileSize = size_file, .xLock = lock_file, .xUnlock = unlock_file,
	.xCheckReservedLock = check_lock, .xFileControl = control_file, .xSectorSize = sector_size,
	.xDeviceCharacteristics = characteristics, .xShmMap = map_memory, .xShmLock = lock_memory,
	.xShmBarrier = memory_barrier, .xShmUnmap = unmap_memory,
};

static sqlite3_vfs *system_layer(sqlite3_vfs *self)
{
	return self->pAppData;
}

static int open_path(sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
	failing_file *failing = (failing_file *)file;
	file->pMethods = NULL;
	failing->real = (sqlite3_file *)(failing + 1);
	if (fails(CALL_OPEN))
		return SQLITE_CANTOPEN;
	int result = system_layer(self)->xOpen(system_layer(self), name, failing->real, flags, out_flags);
	if (result == SQLITE_OK)
		file->pMethods = &METHODS;
	return result;
}

static bool register_layer(sqlite3_vfs *self)
{
	sqlite3_vfs *real = sqlite3_vfs_find(NULL);
	*self = *real;
	self->pNext = NULL;
	self->zName = "failing";
	self->szOsFile = real->szOsFile + (int)sizeof(failing_file);
	self->pAppData = real;
	self->xOpen = open_path;
	return sqlite3_vfs_register(self, 0) == SQLITE_OK;
}

/* ---- the test ---- */

typedef struct sweep {
	const corpus *corpus;
	const char *path, *reference;
	unsigned long spread;
	unsigned passed, failed;
} sweep;

static void blame(sweep *self, const char *what, const bede_error *error)
{
	printf("FAILED: %s %lu%s: %s (%s)\n", CALL_NAMES[fault.kind], fault.fail_at,
		fault.fail_all_after ? " and all behind it" : "", what, error ? error->message : "");
	self->failed++;
}

static bool is_reference(const sweep *self)
{
	char *dump = corpus_dump(self->path, NULL);
	bool same = dump && strcmp(dump, self->reference) == 0;
	free(dump);
	return same;
}

static void try_once(sweep *self)
{
	static const bede_store_options failing = {
		.mode = BEDE_STORE_CREATE, .vfs = "failing", .batch = BATCH, .wait = 1,
	};
	static const bede_store_options well = {.mode = BEDE_STORE_CREATE, .batch = BATCH};
	bede_error error = {0};
	unsigned failures = self->failed;
	corpus_remove(self->path);
	memset(fault.count, 0, sizeof fault.count);
	bool done = corpus_store(self->corpus, self->path, &failing, &error);
	unsigned long at = fault.fail_at;
	fault.fail_at = 0;
	if (done && !is_reference(self))
		blame(self, "no error, but another store", &error);
	if (!done && ((error.code != BEDE_ERROR_STORE && error.code != BEDE_ERROR_MEMORY) || !error.message[0]))
		blame(self, "the error is none of the store", &error);
	if (!done && fault.kind == CALL_WRITE && fault.code == SQLITE_FULL && !strstr(error.message, "disk is full"))
		blame(self, "the message does not say that the disk is full", &error);
	if (!corpus_store(self->corpus, self->path, &well, &error) || !is_reference(self))
		blame(self, "the disk is well again, but the run does not end with the same store", &error);
	fault.fail_at = at;
	self->passed += self->failed == failures;
}

static void sweep_calls(sweep *self, call kind, int code, bool all_after)
{
	memset(&fault, 0, sizeof fault);
	fault.kind = kind;
	fault.code = code;
	fault.fail_all_after = all_after;
	/* How often the call is made when nothing fails. */
	bede_error error = {0};
	corpus_remove(self->path);
	if (!corpus_store(self->corpus, self->path, &(bede_store_options){.mode = BEDE_STORE_CREATE, .vfs = "failing",
			.batch = BATCH}, &error)) {
		blame(self, "a run without a fault failed", &error);
		return;
	}
	unsigned long all = fault.count[kind], step = all > FIRST ? 1 + (all - FIRST) / self->spread : 1;
	for (unsigned long at = 1; at <= all; at += at < FIRST ? 1 : step) {
		fault.fail_at = at;
		try_once(self);
	}
	fault.fail_at = 0;
}

int main(int count, char **arguments)
{
	static sqlite3_vfs layer;
	corpus corpus;
	bede_error error = {0};
	char path[512];
	const char *build = getenv("BUILD");
	sweep self = {.corpus = &corpus, .path = path, .spread = SPREAD};
	if (count > 1 && atol(arguments[1]) > 0)
		self.spread = (unsigned long)atol(arguments[1]);
	snprintf(path, sizeof path, "%s/check-failing.db", build ? build : "build");
	corpus_remove(path);
	if (!corpus_open(&corpus, DOCUMENTS) || !register_layer(&layer))
		return 1;
	bool done = corpus_store(&corpus, path, &(bede_store_options){.mode = BEDE_STORE_CREATE, .batch = BATCH}, &error);
	char *reference = done ? corpus_dump(path, &error) : NULL;
	if (!reference) {
		printf("no store: %s\n", error.message);
		return 1;
	}
	self.reference = reference;
	for (int all_after = 0; all_after < 2; all_after++) {
		sweep_calls(&self, CALL_OPEN, SQLITE_CANTOPEN, all_after);
		sweep_calls(&self, CALL_READ, SQLITE_IOERR_READ, all_after);
		sweep_calls(&self, CALL_WRITE, SQLITE_FULL, all_after);
		sweep_calls(&self, CALL_WRITE, SQLITE_IOERR_WRITE, all_after);
		sweep_calls(&self, CALL_SYNC, SQLITE_IOERR_FSYNC, all_after);
		sweep_calls(&self, CALL_TRUNCATE, SQLITE_IOERR_TRUNCATE, all_after);
		sweep_calls(&self, CALL_SHARED_MEMORY, SQLITE_IOERR_SHMMAP, all_after);
	}
	printf("%u passed, %u failed\n", self.passed, self.failed);
	free(reference);
	corpus_remove(path);
	corpus_close(&corpus);
	return self.failed != 0;
}
