/* trainer.h — the trainer's other two jobs. */
#ifndef BEDE_TRAIN_TRAINER_H
#define BEDE_TRAIN_TRAINER_H

#include <stdbool.h>

/* Compares the gradient along random directions with differences of the loss, for each matrix. */
bool trainer_check_gradients(void);
/*
 * Parses a CoNLL-U file's words, or with the tokenizer's lexicon a file of plain documents, with the model in a folder.
 * Prints CoNLL-U (of plain documents only sentences of 4 to 60 words), or with `score` how much of the CoNLL-U file is
 * found again; its path may then end in genres, ":news,court".
 */
bool trainer_parse(const char *model, const char *path, const char *lexicon, bool score);

#endif
