/* quantity_match.h — private to `quantity`: what reads a sentence for quantities, and the amounts in it. */
#ifndef BEDE_QUANTITY_QUANTITY_MATCH_H
#define BEDE_QUANTITY_QUANTITY_MATCH_H

#include "quantity/quantity_word.h"

typedef struct matcher {
	const quantity_lexicon *lexicon;
	const text *text;
	const syntax *syntax;
	const quantity_word **words;   /* [token_count] entry of each token, NULL for most */
	uint32_t start, end;           /* of the sentence being read */
} matcher;

/* One amount as it is read. */
typedef struct amount {
	double value;
	double scale;                  /* of the scale words behind it, 1 if none */
	bool open;                     /* "dozens": at least the value */
	bool word;                     /* spelt out */
	bool fraction;                 /* "two-thirds", "1/4": a part of what is counted */
	uint32_t number;               /* token of its first number */
	uint32_t last;                 /* token of its last number word: what the tree counts with */
	slice currency;
	double unit;                   /* of the currency: .01 for cents */
	uint32_t end;
} amount;

static inline const quantity_word *word(const matcher *self, uint32_t at)
{
	return at < self->end ? self->words[at] : NULL;
}

static inline slice form(const matcher *self, uint32_t at)
{
	return at < self->end ? text_form(self->text, at) : (slice){"", 0};
}

static inline bool is(const matcher *self, uint32_t at, quantity_class class)
{
	return quantity_is(word(self, at), class);
}

static inline bool is_hyphen(slice word)
{
	return slice_is(word, "-") || slice_is(word, "–") || slice_is(word, "‐") || slice_is(word, "‑");
}

/* Does the token stand right against the one before it? */
static inline bool touches(const matcher *self, uint32_t at)
{
	return at > self->start && at < self->end
		&& self->text->tokens[at].at.start == self->text->tokens[at - 1].at.end;
}

/* The longest words from `at` that have the class: their entry and end, or NULL. */
const quantity_word *phrase(const matcher *self, uint32_t at, quantity_class class, uint32_t *end);

/* "12", "two hundred and fifty", "dozens", "two-thirds", "$1.5 billion", "5 million euros". */
bool read_amount(const matcher *self, uint32_t at, amount *out);

#endif
