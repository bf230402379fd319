/*
 * allocation.h — allocations that fail in turn: the first one of a piece of work, the second … each alone, or with all
 * behind it. Whatever fails, the work must end in an error that says so, or in the right result.
 */
#ifndef BEDE_TEST_FAULT_ALLOCATION_H
#define BEDE_TEST_FAULT_ALLOCATION_H

#include <stdbool.h>

#include "bede.h"

/* The work of one sweep; `state` is what it keeps from one run to the next. True: done; false: *error says why not. */
typedef struct work {
	const char *name;
	bool (*run)(void *state, bede_error *error);
	void *state;
} work;

/* Lets allocations fail one after the other; `after` (or NULL) must then succeed. True if all went as it must. */
bool sweep(const work *self, const work *after);
/* In each sweep so many of the first allocations fail, each, and then as many more, evenly spread: as many as the
 * program's first argument says, else `usual`. */
void sweep_spread(int count, char **arguments, unsigned long usual);

/* What SQLite and Jansson allocate fails too. To be called before either is used. */
bool sweep_libraries(void);

#endif
