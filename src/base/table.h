/*
 * table.h — strings to numbers, on an arena: open addressing, XXH3, grows at 60 % load. Keys are borrowed: they must
 * live as long as the table. Iteration order is not defined; nothing that is printed may depend on it.
 */
#ifndef BEDE_BASE_TABLE_H
#define BEDE_BASE_TABLE_H

#include <stdint.h>

#include "arena.h"
#include "slice.h"

#define TABLE_NONE UINT32_MAX

typedef struct table {
	struct table_slot { const char *key; uint32_t length, hash, value; } *slots;
	uint32_t count, mask;      /* mask + 1 slots; 0 slots when new */
} table;

/* The value of `key`, or TABLE_NONE. A zeroed table is empty. */
uint32_t table_get(const table *self, slice key);

/* Sets `key` to `value` (not TABLE_NONE) unless it is there; returns the value that it has now. */
uint32_t table_add(table *self, arena *memory, slice key, uint32_t value);

/* Sets `key` to `value`, new or not. */
void table_set(table *self, arena *memory, slice key, uint32_t value);

#endif
