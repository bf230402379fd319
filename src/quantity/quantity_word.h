/* quantity_word.h — private to `quantity`: the classes that words of quantities have. */
#ifndef BEDE_QUANTITY_QUANTITY_WORD_H
#define BEDE_QUANTITY_QUANTITY_WORD_H

#include "base/arena.h"
#include "base/file.h"
#include "base/table.h"
#include "quantity/quantity.h"

/* One list gives the enum and the name in the lexicon; MEASURE comes from units.tsv, what is behind it from
 * currencies.tsv. */
#define QUANTITY_CLASSES(X) \
	X(NUMBER, "number") X(SCALE, "scale") X(PLURAL, "plural") X(VAGUE, "vague") X(ARTICLE, "article") \
	X(LEAST, "least") X(MOST, "most") X(ABOUT, "about") X(BEHIND_LEAST, "behind_least") \
	X(BEHIND_MOST, "behind_most") X(BEHIND_ABOUT, "behind_about") X(TO, "to") X(BETWEEN, "between") X(AND, "and") \
	X(OF, "of") X(EVERY, "every") X(PERIOD, "period") X(RATE, "rate") X(TIME, "time") X(PERCENT, "percent") \
	X(PERSON, "person") X(LABEL, "label") X(PART, "part") X(POINT, "point") X(MINUS, "minus") X(NOBODY, "nobody") \
	X(NO, "no") X(BESIDES, "besides") X(AMONG, "among") X(MONTH, "month") X(ORDINAL, "ordinal") \
	X(MEASURE, "measure") X(MONEY_BEFORE, "before") X(MONEY_AFTER, "after")

typedef enum quantity_class {
#define QUANTITY_ENUM(id, name) QUANTITY_##id,
	QUANTITY_CLASSES(QUANTITY_ENUM)
#undef QUANTITY_ENUM
	QUANTITY_CLASS_COUNT
} quantity_class;

enum { QUANTITY_PHRASE = 4, QUANTITY_FILES = 3 };

typedef struct quantity_word {
	uint64_t classes;           /* bit of each quantity_class */
	double value;               /* of NUMBER, SCALE, PLURAL, VAGUE: a word has one of these at most */
	double part;                /* of PART: 3 for "third"; of ORDINAL */
	slice period;               /* of PERIOD and RATE */
	slice currency;             /* ISO 4217, of MONEY_BEFORE and MONEY_AFTER */
	double unit;                /* of money, in that currency: .01 for cents */
	slice measure;              /* symbol of a unit, of MEASURE: "km" */
	slice si_unit;              /* … the SI unit that it is a multiple of; {NULL,0}: none */
	double si_factor, si_offset;   /* SI value = factor * (value + offset) */
	bool capital;               /* a sign of money only with a capital: "US $5", not "us $5" */
	uint64_t begins;            /* classes of the longer phrases that begin with this word */
} quantity_word;

struct quantity_lexicon {
	arena memory;
	file_map files[QUANTITY_FILES];
	table index;                /* words → items */
	VECTOR(quantity_word) items;
	slice person;               /* the lemma of who is counted when nobody is named */
	slice percent;              /* the lemma of a hundredth */
};

_Static_assert(QUANTITY_CLASS_COUNT <= 64, "quantity_word.classes has a bit for each");

static inline bool quantity_is(const quantity_word *self, quantity_class class)
{
	return self && self->classes >> class & 1;
}

const quantity_word *quantity_word_find(const quantity_lexicon *self, slice words);

#endif
