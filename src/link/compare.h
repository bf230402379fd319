/* compare.h — inside `link`: do two records tell of one event? */
#ifndef BEDE_LINK_COMPARE_H
#define BEDE_LINK_COMPARE_H

#include "link/profile.h"

/* What speaks for and against it; what is not known speaks neither way. */
typedef struct evidence {
	float trigger, reports, words, day, place, parties, numbers, kinds;
	float sum;                 /* of all */
	const char *veto;          /* why they cannot be one; NULL: they can */
} evidence;

/* Records are joined from this sum on. */
#define ENOUGH_EVIDENCE 1.0f

evidence compare_records(const profiles *profiles, const record_profile *a, const record_profile *b);
/* How alike two reports are in what they are about, 0 to 1. */
float compare_reports(const report_profile *a, const report_profile *b);

#endif
