/* pair_count.h — inside `view`: how many events there are of each pair of codes. */
#ifndef BEDE_VIEW_PAIR_COUNT_H
#define BEDE_VIEW_PAIR_COUNT_H

#include "view/view.h"

typedef struct pair_count {
	uint32_t actor, recipient;
	uint32_t last_event;           /* that was counted; events come one after the other */
	uint32_t events;
	uint32_t types[BEDE_ASSAULT + 1];
} pair_count;

typedef struct pair_counts {
	arena *memory;
	uint32_t *slots;               /* open addressing: 1 + the place in items, 0: free */
	uint32_t mask;
	VECTOR(pair_count) items;
} pair_counts;

/* Within arena_run of `memory`, as all of it. */
void pair_counts_init(pair_counts *self, arena *memory);
/* Counts the event for the pair, once however often it comes in a row. */
void pair_counts_add(pair_counts *self, uint32_t actor, uint32_t recipient, uint32_t event, uint8_t type);
/* Those of most events first, then by codes. Nothing can be added any more. */
void pair_counts_sort(pair_counts *self, const bede_snapshot *of);
/* Once they are sorted: makes them to be found, and where a pair stands; NO_NUMBER. */
void pair_counts_find_again(pair_counts *self);
uint32_t pair_counts_place(const pair_counts *self, uint32_t actor, uint32_t recipient);

#endif
