/* quantity.h — what `quantity` hands on: counts, money and ranges with what they count. */
#ifndef BEDE_QUANTITY_QUANTITY_H
#define BEDE_QUANTITY_QUANTITY_H

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"
#include "read/document.h"
#include "syntax/syntax.h"
#include "text/text.h"

typedef struct quantity {
	uint32_t first, end;    /* tokens of the phrase: "approximately 11,000 North Korean troops" */
	uint32_t number;        /* token of the (first) number */
	int32_t item_token;     /* head noun of what is counted; -1: none (money, bare numbers) */
	bool has_min, has_max;  /* "over 70": a minimum and no maximum */
	double min, max;
	bool approx;
	bool bare;              /* counts nothing that is named: a number alone ("the number is 12") */
	bool ordinal;           /* "the third attack": which of a row, no count */
	bool besides;           /* "two others": besides those named before */
	bool among;             /* "12 people, among them five children": counted before already */
	slice unit;             /* ISO 4217 code; {NULL,0}: a count */
	slice measure;          /* symbol of the unit of a measure, "km"; {NULL,0} */
	slice si_unit;          /* SI unit that it converts to: factor * (value + offset); {NULL,0}: to none */
	double si_factor, si_offset;
	slice per;              /* "year", "month", "week", "day"; {NULL,0} */
	slice item;             /* lemma of item_token; {NULL,0} */
} quantity;

/* A value of a measure in its SI unit. */
static inline double quantity_in_si(const quantity *self, double value)
{
	return self->si_factor * (value + self->si_offset);
}

typedef struct quantities {
	quantity *items;        /* by first token; they don't overlap */
	uint32_t count;
} quantities;

/* Words of numbers, bounds and currencies (lexicon/<language>/quantity/, FORMAT.md there). */
typedef struct quantity_lexicon quantity_lexicon;

/* Opens `folder`; NULL and *error if a file is missing or memory ran out; bad lines go to `problems`. */
quantity_lexicon *quantity_lexicon_open(const char *folder, report *problems, bede_error *error);
void quantity_lexicon_close(quantity_lexicon *self);

void quantity_read(const quantity_lexicon *lexicon, const document *document, const text *text, const syntax *syntax,
	arena *memory, quantities *out);

#endif
