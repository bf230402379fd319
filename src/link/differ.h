/* differ.h — inside `link`: on which values the accounts of an event contradict each other. */
#ifndef BEDE_LINK_DIFFER_H
#define BEDE_LINK_DIFFER_H

#include "store/store.h"

/* The text of a value in `accounts`, in SQL: of a record, of one with its place, of a participant, of a quantity. */
#define ACCOUNT_DAY "date || ifnull('/' || enddate, '')"
#define ACCOUNT_PLACE "ifnull(name, place_text)"
#define ACCOUNT_PARTY "trim(ifnull(code, '') || ' ' || ifnull(sector, ''))"
#define ACCOUNT_NUMBER \
	"CASE WHEN min = max THEN format('%g', min) WHEN max IS NULL THEN 'at least ' || format('%g', min)" \
	" WHEN min IS NULL THEN 'at most ' || format('%g', max) ELSE format('%g to %g', min, max) END" \
	" || ifnull(' ' || unit, '') || CASE WHEN role IN ('size', 'amount') THEN ifnull(' ' || item, '') ELSE '' END"
/* A party that no words stand for is a guess of ours, not what an account gives. */
#define ACCOUNT_IS_TOLD "(entity_text IS NOT NULL OR NOT inferred)"

typedef enum told_kind { TOLD_DAY, TOLD_PLACE, TOLD_PARTY, TOLD_NUMBER } told_kind;

/* A value that an account gives for a field. */
typedef struct told_value {
	told_kind kind;
	uint64_t field, teller;    /* hashes; a teller is a report, or whoever it quotes */
	int64_t report;            /* a reprint stands for its original */
	bool is_quoted;
	uint64_t value;            /* a hash of its text in `accounts` */
	double low, high;          /* day or number: from, to */
	uint32_t code, sector;     /* of a party, as numbers; 0: unknown */
	uint32_t item;             /* what a number counts, with its unit */
	bool of_long_time;         /* a number of several days, not of one */
	bool is_about;             /* "about 70" */
	uint32_t place, province, country;
	int resolution;            /* of a place: 1 a country … 4 a town */
	double lat, lon;
} told_value;

/* Can both be true? What is less specific ("RUS" of "RUS MIL", Iraq of Baghdad) is. */
bool values_contradict(const told_value *a, const told_value *b);
/* Marks those of the values (of one event) that contradict all that another teller gives for their field. */
void values_mark(const told_value *values, size_t count, bool *differs);

/* Sets accounts.differs of the events of temp.members, after accounts were put there. */
bool differ_mark(bede_store *store, bede_error *error);

#endif
