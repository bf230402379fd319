/*
 * lemma.h — the lemma of a tagged word: a table of exceptions, then the regular endings of its form, of which the
 * first counts that leads to a word the dictionary has in the class.
 */
#ifndef BEDE_SYNTAX_LEMMA_H
#define BEDE_SYNTAX_LEMMA_H

#include "syntax/model.h"

/* Keys of the table of exceptions: of one tag, and of any inflected form of the word class (xpos XPOS_OTHER). */
uint64_t lemma_key(slice lower, upos class, xpos tag);
/* The exception for a key; {NULL,0}: none. */
slice lemma_table_find(const lemma_table *self, uint64_t key);
/* The lemma by rule alone, on the arena or a part of `form`. */
slice lemma_by_rule(const word_classes *classes, arena *memory, slice form, upos class, xpos tag);
/* The lemma: lower case but for proper nouns. Lives on the arena, in the model, or is a part of `form`. */
slice lemma_find(const lemma_table *table, const word_classes *classes, arena *memory, slice form, upos class,
	xpos tag);

#endif
