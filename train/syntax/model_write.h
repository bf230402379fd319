/* model_write.h — the model file, written, and what else goes into it than the network. */
#ifndef BEDE_TRAIN_MODEL_WRITE_H
#define BEDE_TRAIN_MODEL_WRITE_H

#include "dictionary.h"
#include "learner.h"
#include "treebank.h"
#include "vocabulary.h"

typedef struct lemma_entry {
	uint64_t key;
	slice lemma;
} lemma_entry;

typedef struct lemma_list {
	VECTOR(lemma_entry) entries;     /* sorted by key once learned */
} lemma_list;

/* Learns the lemmas that the rules miss: the dictionary's irregular forms and the treebank's. */
void lemma_learn(lemma_list *self, arena *memory, const dictionary *from, const treebank *bank);

/* Writes the file; vectors as 8-bit numbers with a scale a row. False and *error if it cannot be written. */
bool model_write(const char *path, arena *memory, const learner *network, const vocabulary *words,
	const dictionary *from, const lemma_list *lemmas, const treebank *bank, bede_error *error);

#endif
