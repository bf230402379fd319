/* profile.h — inside `link`: what reports and records are compared by, in memory. */
#ifndef BEDE_LINK_PROFILE_H
#define BEDE_LINK_PROFILE_H

#include "base/arena.h"
#include "base/slice.h"
#include "store/store.h"

enum { NO_DAY = INT32_MIN, MOST_CODES = 6, MOST_NUMBERS = 3 };

/* Ascending numbers, each once. */
typedef struct hashes {
	const uint32_t *items;
	uint32_t count;
} hashes;

typedef struct report_profile {
	int64_t document_id;
	int32_t day;               /* of the report; NO_DAY */
	bool is_new;               /* not linked before */
	hashes pairs, topic;       /* sketch.h */
	uint32_t topic_weight;
	const char *id;
} report_profile;

/* A party as the report names it. */
typedef struct party_profile {
	uint32_t code, sector;     /* as numbers; 0: none */
	uint32_t name;             /* a hash of the last word of its name; 0: without one */
	bool is_told;              /* words stand for it */
} party_profile;

typedef struct number_profile {
	uint32_t role;             /* a hash of role and item */
	double min, max;
} number_profile;

typedef struct record_profile {
	int64_t record_id;
	uint32_t report;           /* index of its report */
	uint32_t position;         /* in the report */
	int32_t first_day, last_day;   /* as the words say; NO_DAY */
	int64_t event_id;          /* that it is linked to; 0: none */
	uint32_t sequence;         /* of its sentence; 0: unknown */
	uint8_t type, aux;         /* bede_event_type; BEDE_HISTORICAL | … */
	bool is_denied;            /* by a source that the report names */
	uint8_t actor_count, recipient_count, number_count;
	slice trigger;             /* its lemma in lower case; empty: unknown */
	uint32_t lemma, stem;      /* hashes of it and of its first letters (near_words); 0: unknown */
	uint32_t mode;             /* a hash; 0: none */
	party_profile actors[MOST_CODES], recipients[MOST_CODES];
	number_profile numbers[MOST_NUMBERS];
	uint32_t place, province, country;   /* GeoNames id, a hash, and code as number; 0: unknown */
	uint8_t resolution;        /* 4 and more: a town or part of one */
	float lat, lon;            /* where resolution > 0 */
	hashes words;              /* of its sentence */
} record_profile;

typedef struct profiles {
	arena memory;
	report_profile *reports;
	record_profile *records;
	uint32_t report_count, record_count;
} profiles;

/* Reads reports (all, or those from `first` to `last` and those without a day) and their records, by their keys.
 * Documents above `linked` are new. */
bool profiles_read(profiles *self, bede_store *store, int64_t linked, bede_error *error);
/* The reports of one event, with all of their records. */
bool profiles_read_event(profiles *self, bede_store *store, int64_t event_id, bede_error *error);
void profiles_clear(profiles *self);

/* Words of one act ("kill", "killing"; "demonstrate", "demonstration") have their first STEM_LENGTH bytes in common,
 * and all but the last of the shorter one. */
enum { STEM_LENGTH = 4 };
bool near_words(slice a, slice b);

/* How many two have in common. `names`: how many of those are names (the lowest bit set). */
uint32_t hashes_shared(hashes a, hashes b, uint32_t *names);
/* Names count three times. */
uint32_t hashes_weight(hashes self);

#endif
