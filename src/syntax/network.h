/*
 * network.h — the shape of the network: its matrices and the order in which they stand in the model file.
 *
 *     word type:  e = sum of the vectors of its keys          x = e + relu(e·type_in)·type_out
 *     layer:      gates = [x of the word before, its own, the one behind]·layer    (the last layers: its own only)
 *                 z | c = logistic | tanh of the gates, states = minimal gated recurrence, both directions
 *                 x = x + states
 *     output:     x·output = scores of UPOS, XPOS, being the root | arc vectors as dependent, as head |
 *                 scores of 32 relative positions of the head, of the dependents | label vectors, both sides
 *     arc i ← j:  dependent_i · head_j + place_i[j - i] + reach_j[j - i]
 *     label:      relu(label_dependent_i + label_head_j + distance[j - i])·label
 *
 * The recurrence is Feng et al. 2024's minGRU with a bounded candidate; the arc scorer is Dozat and Manning's (2017)
 * with relative positions.
 */
#ifndef BEDE_SYNTAX_NETWORK_H
#define BEDE_SYNTAX_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "syntax/syntax.h"

/* Buckets of relative position, 16 to either side. */
#define PLACE_BUCKETS 32
/* Columns of the label scores, DEPREL_COUNT rounded up to a panel. */
#define LABEL_COLUMNS 64
#define MOST_LAYERS 6
#define WIDTH_MOST 512     /* of word vectors and label vectors: KERNEL_DEPTH */

/* Sizes; the width a multiple of 32, arc and label vectors of 16. */
typedef struct shape {
	uint32_t width;            /* of word vectors and layers */
	uint32_t layers;
	uint32_t narrow;           /* the last layers, whose window is one word; the others' is three */
	uint32_t arc;              /* of arc vectors */
	uint32_t label;            /* of label vectors */
} shape;

/* Columns of the output. */
enum { OUTPUT_UPOS = 0, OUTPUT_XPOS = UPOS_COUNT, OUTPUT_ROOT = OUTPUT_XPOS + XPOS_COUNT, OUTPUT_DEPENDENT = 64 };
_Static_assert(OUTPUT_ROOT < OUTPUT_DEPENDENT, "tag scores take too many columns");
_Static_assert(DEPREL_COUNT <= LABEL_COLUMNS, "label scores take too many columns");

/* Words that a layer's gates are made from. */
static inline size_t layer_window(const shape *s, uint32_t layer) { return layer + s->narrow < s->layers ? 3 : 1; }

static inline size_t output_head(const shape *s) { return OUTPUT_DEPENDENT + s->arc; }
static inline size_t output_place(const shape *s) { return output_head(s) + s->arc; }
static inline size_t output_reach(const shape *s) { return output_place(s) + PLACE_BUCKETS; }
static inline size_t output_label_dependent(const shape *s) { return output_reach(s) + PLACE_BUCKETS; }
static inline size_t output_label_head(const shape *s) { return output_label_dependent(s) + s->label; }
static inline size_t output_columns(const shape *s) { return output_label_head(s) + s->label; }

/* One matrix: where it starts among the weights (in floats), rows × columns, row by row. */
typedef struct matrix {
	size_t at, rows, columns;
} matrix;

enum {
	MATRIX_TYPE_IN, MATRIX_TYPE_BIAS, MATRIX_TYPE_OUT,
	MATRIX_OUTPUT, MATRIX_OUTPUT_BIAS,
	MATRIX_DISTANCE, MATRIX_LABEL, MATRIX_LABEL_BIAS,
	MATRIX_LAYER,              /* weights and bias, for each layer */
	MATRIX_COUNT = MATRIX_LAYER + 2 * MOST_LAYERS
};

/* Lays the matrices out one after another; the number of floats. Layers that the shape does not have are empty. */
size_t shape_layout(const shape *self, matrix matrices[MATRIX_COUNT]);
/* Are the sizes within what the program is made for? */
bool shape_valid(const shape *self);

/* The bucket of a distance from dependent to head, not 0. */
unsigned place_bucket(int distance);

#endif
