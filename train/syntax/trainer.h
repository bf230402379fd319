/* trainer.h — the trainer's other two jobs. */
#ifndef BEDE_TRAIN_TRAINER_H
#define BEDE_TRAIN_TRAINER_H

#include <stdbool.h>

/* Compares the gradient along random directions with differences of the loss, for each matrix. */
bool trainer_check_gradients(void);
/* Parses a CoNLL-U file's words with the model in a folder and prints it. */
bool trainer_parse(const char *model, const char *path);

#endif
