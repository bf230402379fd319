/* checkpoint.h — a training's state between two passes, so that one that was stopped goes on to the same model. */
#ifndef BEDE_TRAIN_CHECKPOINT_H
#define BEDE_TRAIN_CHECKPOINT_H

#include "bede.h"
#include "learner.h"

/* Writes what has been learned and how many passes it took, in place of what the file held. */
bool checkpoint_save(const learner *self, const char *path, uint32_t passes, bede_error *error);
/*
 * Takes it back into a learner of the same shape and vectors; *passes stays as it is where there is no file. False with
 * *error: the file is of another training, or damaged.
 */
bool checkpoint_load(learner *self, const char *path, uint32_t *passes, bede_error *error);

#endif
