/* candidate.h — inside `link`: pairs that are worth comparing, found without looking at all of them. */
#ifndef BEDE_LINK_CANDIDATE_H
#define BEDE_LINK_CANDIDATE_H

#include "link/profile.h"

/* Sets that are joined two by two; the lowest member stands for its set. */
typedef struct union_find {
	uint32_t *parent;
	uint32_t count;
} union_find;

void union_find_init(union_find *self, arena *memory, uint32_t count);
uint32_t union_find_root(union_find *self, uint32_t member);
void union_find_join(union_find *self, uint32_t a, uint32_t b);

/* Joins in `sets` the reports that are one report printed again. */
void find_reprints(const profiles *profiles, arena *memory, union_find *sets);
/* How much of the shorter report is in the other one, 0 to 1. */
double reprint_similarity(const report_profile *a, const report_profile *b);

/* Joins in `sets` the records that tell of one event. */
void find_events(const profiles *profiles, arena *memory, union_find *sets);

#endif
