/* treebank.h — CoNLL-U treebanks in memory, for the trainer. */
#ifndef BEDE_TRAIN_TREEBANK_H
#define BEDE_TRAIN_TREEBANK_H

#include "base/file.h"
#include "syntax/syntax.h"

/* Heads, and tags and relations, that a teacher finds likely. */
#define LIKELY_HEADS 4
#define LIKELY_CLASSES 3

/* Classes, and how likely each is, in 255ths; 0: no more of them. */
typedef struct likely_classes {
	uint8_t class[LIKELY_CLASSES], share[LIKELY_CLASSES];
} likely_classes;

typedef struct bank_token {
	slice form, lemma;
	uint8_t upos, xpos, deprel;
	int32_t head;                    /* within the sentence, -1: root */
	int16_t likely[LIKELY_HEADS];    /* heads as in `head`, and how likely each is, in 255ths; 0: no more of them */
	uint8_t share[LIKELY_HEADS];
	likely_classes likely_upos, likely_xpos, likely_deprel;
	uint32_t type;                   /* set by the trainer: its form's place among the types */
} bank_token;

typedef struct bank_sentence {
	uint32_t first, count;           /* tokens of the bank */
} bank_sentence;

typedef struct treebank {
	VECTOR(bank_token) tokens;
	VECTOR(bank_sentence) sentences;
	size_t gold_tokens, gold_sentences;   /* the first ones; what follows was parsed by a model */
} treebank;

/*
 * Adds the sentences of a CoNLL-U file whose bytes stay mapped. With `genres` (names separated by commas) only
 * documents whose `# newdoc id` holds one of the names between underscores are taken. A sentence with an unknown
 * class or relation, or a head that is no token, is left out. A column MISC with `Heads=3:80,7:20` names likely heads
 * with their probabilities in per cent; `Upos=`, `Xpos=` and `Deprel=` do the same for what their columns hold. Within
 * arena_run. Returns the number of sentences taken.
 */
size_t treebank_read(treebank *self, arena *memory, slice bytes, const char *genres);

#endif
