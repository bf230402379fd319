/*
 * word_vectors.h — what words are like, learned from plain news text: vectors by skip-gram with negative sampling in
 * which each place around a word has output vectors of its own (Ling et al. 2015), since place matters to syntax.
 * Only words and their vectors are kept, no text.
 */
#ifndef BEDE_TRAIN_WORD_VECTORS_H
#define BEDE_TRAIN_WORD_VECTORS_H

#include "base/arena.h"
#include "bede.h"
#include "learner.h"

typedef struct word_vectors {
	uint64_t *keys;                  /* feature_key of FEATURE_WORD, sorted */
	float *values;                   /* [count][GIVEN_SIZE], each value's variance is about 1 */
	uint32_t count;
} word_vectors;

/*
 * Reads documents as the program does (text or JSON Lines), tokenizes them with the lexicon in `lexicon`, and learns
 * vectors for at most `most` words that are used at least five times. Within arena_run.
 */
bool word_vectors_learn(word_vectors *self, arena *memory, const char *path, const char *lexicon, uint32_t most,
	uint64_t seed, bede_error *error);
/* Keeps them in a file of this machine's own, so that several trainings can share them; and takes them from there. */
bool word_vectors_save(const word_vectors *self, const char *path, bede_error *error);
bool word_vectors_load(word_vectors *self, arena *memory, const char *path, bede_error *error);
/* The vector of a key, or NULL. */
const float *word_vectors_find(const word_vectors *self, uint64_t key);

#endif
