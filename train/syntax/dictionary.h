/*
 * dictionary.h — word classes for the model: from WordNet's index, exception and count files (facts of which words
 * are nouns, verbs …), and the endings of the language from its lexicon.
 */
#ifndef BEDE_TRAIN_DICTIONARY_H
#define BEDE_TRAIN_DICTIONARY_H

#include "syntax/feature.h"

/* An irregular form and its base. */
typedef struct irregular {
	slice form, base;
	uint8_t upos;
} irregular;

typedef struct dictionary {
	word_classes classes;
	VECTOR(irregular) irregulars;
} dictionary;

/* Reads DIR/index.noun …; `endings` is the path of endings.tsv. False and *error if a file is missing or wrong. */
bool dictionary_read(dictionary *self, arena *memory, const char *wordnet, const char *endings, bede_error *error);

#endif
