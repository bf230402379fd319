/* corpus.h — reports of our own for testing stores: as many as asked for, the same every time. */
#ifndef BEDE_TEST_STORE_CORPUS_H
#define BEDE_TEST_STORE_CORPUS_H

#include <stdbool.h>
#include <stddef.h>

#include "bede.h"

/* A coder that is opened once, and what is done with it. */
typedef struct corpus {
	bede_data *data;
	bede_coder *coder;
	size_t count;              /* of documents */
	unsigned version;          /* another version gives the same ids other texts */
	bool unlinked;             /* is not linked at its end */
} corpus;

bool corpus_open(corpus *self, size_t count);
void corpus_close(corpus *self);

/* Codes all documents into the store `path` as `bede code --store` does; false and *error. */
bool corpus_store(const corpus *self, const char *path, const bede_store_options *options, bede_error *error);
/* The store's dump, which the caller frees; NULL and *error. */
char *corpus_dump(const char *path, bede_error *error);
/* Does the dump `part` say of each document that it has the same as the dump `whole` does, no more and no less? Links,
 * and documents whose id comes twice, are not looked at. */
bool corpus_is_part(const char *part, const char *whole);

/* A random number below `limit`, from a sequence that is the same every time. */
unsigned corpus_random(unsigned *state, unsigned limit);
void corpus_remove(const char *path);

#endif
