/*
 * allocation.c — allocations that fail in turn. The linker's --wrap sends the library's calls of malloc and its kin
 * here; SQLite and Jansson are told to come here.
 */
#include "allocation.h"

#include <jansson.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned long spread;

static struct {
	unsigned long count;      /* allocations since it was set to 0 */
	unsigned long fail_at;    /* the one that fails; 0: none */
	bool fail_all_after;      /* and all behind it too */
} fault;

static bool fails(void)
{
	fault.count++;
	return fault.fail_at && (fault.fail_all_after ? fault.count >= fault.fail_at : fault.count == fault.fail_at);
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
char *__real_strdup(const char *string);
char *__real_strndup(const char *string, size_t length);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *string);
char *__wrap_strndup(const char *string, size_t length);

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return fails() ? NULL : __real_realloc(old, size);
}

char *__wrap_strdup(const char *string)
{
	return fails() ? NULL : __real_strdup(string);
}

char *__wrap_strndup(const char *string, size_t length)
{
	return fails() ? NULL : __real_strndup(string, length);
}

/* ---- other libraries ---- */

static sqlite3_mem_methods of_sqlite;

static void *allocate(int size)
{
	return fails() ? NULL : of_sqlite.xMalloc(size);
}

static void *reallocate(void *old, int size)
{
	return fails() ? NULL : of_sqlite.xRealloc(old, size);
}

bool sweep_libraries(void)
{
	if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &of_sqlite) != SQLITE_OK)
		return false;
	sqlite3_mem_methods failing = of_sqlite;
	failing.xMalloc = allocate;
	failing.xRealloc = reallocate;
	json_set_alloc_funcs(__wrap_malloc, free);
	/* Without a store of small pieces for each connection, which would hide most allocations. */
	return sqlite3_config(SQLITE_CONFIG_MALLOC, &failing) == SQLITE_OK
		&& sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK;
}

/* ---- sweeps ---- */

void sweep_spread(int count, char **arguments, unsigned long usual)
{
	spread = usual;
	if (count > 1 && atol(arguments[1]) > 0)
		spread = (unsigned long)atol(arguments[1]);
}

/* Counts what went wrong with `self` when allocation `at` failed. */
static unsigned run_once(const work *self, const work *after, unsigned long at, bool all_after)
{
	bede_error error = {0};
	fault.count = 0;
	fault.fail_at = at;
	fault.fail_all_after = all_after;
	bool done = self->run(self->state, &error);
	fault.fail_at = 0;
	if (!done && error.code == BEDE_OK) {
		printf("%s, allocation %lu: failed without an error: '%s'\n", self->name, at, error.message);
		return 1;
	}
	if (!done && error.message[0] == '\0') {
		printf("%s, allocation %lu: an error without a message\n", self->name, at);
		return 1;
	}
	if (after && !after->run(after->state, &error)) {
		printf("%s, allocation %lu: not usable afterwards: '%s'\n", self->name, at, error.message);
		return 1;
	}
	return 0;
}

bool sweep(const work *self, const work *after)
{
	bede_error error = {0};
	unsigned problems = 0;
	fault.fail_at = 0;
	fault.count = 0;
	if (!self->run(self->state, &error)) {
		printf("%s: failed undisturbed: '%s'\n", self->name, error.message);
		return false;
	}
	unsigned long total = fault.count, runs = 0;
	unsigned long step = total > 2 * spread ? (total - spread) / spread : 1;
	for (unsigned long at = 1; at <= total && problems < 10; at += at < spread ? 1 : step, runs++)
		problems += run_once(self, after, at, runs % 2 == 1);
	printf("%s: %lu allocations, %lu of them failed in turn%s\n", self->name, total, runs, problems ? ": FAILED" : "");
	return problems == 0;
}
