/*
 * learner.h — the network's forward and backward pass and its optimiser (Adam), in floats, one thread. The same
 * weights, batches and seed give the same result.
 */
#ifndef BEDE_TRAIN_LEARNER_H
#define BEDE_TRAIN_LEARNER_H

#include "syntax/feature.h"
#include "float_kernel.h"
#include "syntax/network.h"
#include "treebank.h"

#define LEARNER_ROWS 2048            /* most rows of a batch, empty ones included */
#define LEARNER_TOKENS 256           /* longest sentence */
#define GIVEN_SIZE 64                /* of the word vectors learned from plain text, which stay as they are */

/* The vectors of one word's keys. */
typedef struct word_rows {
	const float *given;              /* its vector from plain text, [GIVEN_SIZE], or NULL */
	uint32_t rows[FEATURE_SLOTS];
	uint32_t count;
	uint32_t words;                  /* how many of them, at the front, are the word itself: word dropout's */
} word_rows;

/* One row of a batch; rows[0] and those between and behind sentences are empty (words NULL). */
typedef struct batch_row {
	const word_rows *words;
	bool unknown;                    /* the word's own vectors are hidden */
	bool bare;                       /* its given vector is hidden */
	uint8_t upos, xpos, deprel;
	int32_t head;                    /* row, -1: root */
	const bank_token *likely;        /* what a teacher finds likely, to be learned in place of the above; NULL: nothing */
	uint32_t first, count;           /* rows of its sentence */
} batch_row;

typedef struct loss {
	double upos, xpos, head, label;
	size_t tokens, upos_right, head_right, label_right;
} loss;

typedef struct learner_options {
	float dropout;
	float head_weight, label_weight, xpos_weight;      /* of the parts of the loss, UPOS has 1 */
} learner_options;

typedef struct parameters {
	float *value, *gradient, *mean, *square, *average;
	size_t count;
} parameters;

typedef struct learner {
	shape shape;
	learner_options options;
	matrix matrices[MATRIX_COUNT];
	parameters weights, vectors;     /* vectors: [row_count][width] */
	parameters bridge;               /* [GIVEN_SIZE][width]: given vectors are taken through it */
	uint32_t row_count, unknown_row;
	uint32_t *touched;               /* vector rows that have a gradient */
	uint8_t *is_touched;
	size_t touched_count;
	size_t steps, averaged;
	uint64_t random;
	const float_kernel *kernel;
	struct learner_buffers *buffers;
} learner;

/* False: out of memory. */
bool learner_init(learner *self, const shape *shape, uint32_t rows, uint32_t unknown_row, uint64_t seed);
void learner_clear(learner *self);
/* Runs a batch, adds its loss up and, when `learn` is set, adds its gradient (of the mean over its tokens). */
void learner_run(learner *self, const batch_row *batch, size_t rows, bool learn, loss *sum);
/* What a given vector adds to a word, [width]. */
void learner_bridge(const learner *self, const float *given, float *out);
/* Takes one step with the gradient and empties it. */
void learner_step(learner *self, float rate);
/* Adds the weights to their average; learner_take_average puts the average in their place. */
void learner_average(learner *self);
void learner_take_average(learner *self);

/* Random numbers: the next, evenly spread in [0, 1). */
float learner_random(uint64_t *state);

#endif
