/* vocabulary.h — word types of the training data and which of their keys get a vector. */
#ifndef BEDE_TRAIN_VOCABULARY_H
#define BEDE_TRAIN_VOCABULARY_H

#include "base/table.h"
#include "dictionary.h"
#include "learner.h"
#include "treebank.h"
#include "word_vectors.h"

/* A use of a word in a tree that people drew is worth this many in trees that a model did. */
enum { GOLD_USE = 5 };

/* How a sentence is written: newswire has headlines in capitals, Title Case and plain lower case. */
enum { WRITTEN_AS_IS, WRITTEN_UPPER, WRITTEN_LOWER, WRITTEN_TITLE, WRITTEN_COUNT };

typedef struct word_entry {
	slice form;
	uint32_t uses;                   /* in the training data as it is; one in a gold tree counts GOLD_USE */
	bool gold;                       /* is in a gold tree */
	uint32_t written[WRITTEN_COUNT]; /* entries of its variants; itself at WRITTEN_AS_IS */
	word_rows rows;
} word_entry;

typedef struct vocabulary {
	table places;
	VECTOR(word_entry) words;
	uint64_t *keys;                  /* sorted; row i of the vectors is keys[i]'s */
	bool *learned;                   /* [key_count] false: the key has a given vector only */
	uint32_t key_count, unknown_row;
	const word_vectors *given;
} vocabulary;

/*
 * Gathers the types of the bank (and sets its tokens' type), chooses the keys, and gives each type its rows. The words
 * that `given` has vectors for are keys too.
 */
void vocabulary_build(vocabulary *self, arena *memory, const word_classes *classes, const word_vectors *given,
	treebank *bank);

#endif
