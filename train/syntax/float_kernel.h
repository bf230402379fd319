/*
 * float_kernel.h — the trainer's arithmetic, in floats: one source (float_kernel_body.h), compiled for plain C and for
 * AVX2 with FMA, chosen at run time. Both add up in the same order; they differ by the rounding that a fused
 * multiply-add saves. The program itself computes in whole numbers: syntax/kernel.h.
 *
 * Every row of a result is computed in the same order of operations wherever it stands in its batch, so that what a
 * sentence gives never depends on its neighbours.
 */
#ifndef BEDE_TRAIN_FLOAT_KERNEL_H
#define BEDE_TRAIN_FLOAT_KERNEL_H

#include <stdbool.h>
#include <stddef.h>

/* Columns are handled in panels of this many; every width of the network is a multiple of it. */
#define FLOAT_PANEL 16
/* Rows of one register tile. */
#define FLOAT_ROWS 6

/*
 * One product c = a·b (+ bias, or + what c holds). Element (i, k) of a stands at a[i·a_row + k·a_step], so that
 * overlapping windows (a_row less than the depth) and transposed matrices (a_row 1) need no copy. b is packed by
 * float_pack: [columns / 16][depth][16].
 */
typedef struct float_product {
	size_t rows, columns, depth;
	const float *a;
	size_t a_row, a_step;
	const float *b;
	const float *bias;         /* [columns], NULL: none */
	float *c;
	size_t c_row;
	bool add;
} float_product;

typedef struct float_kernel {
	const char *name;
	void (*multiply)(const float_product *product);
	/* Gates of one layer, in place: [rows][z 2h | c 2h], z through the logistic function, c through tanh. */
	void (*activate)(float *gates, size_t rows, size_t half);
	/*
	 * The recurrence of the minimal gated unit, over the rows of one sentence: state = state + z·(c - state), the
	 * first h columns from left to right, the others from right to left. gates as activate leaves them.
	 */
	void (*scan)(const float *gates, size_t rows, size_t half, float *states);
	/* to = ((bias + a) + b) + c; to += from; to = max(to, 0); count is a multiple of 8 */
	void (*sum)(float *to, const float *bias, const float *a, const float *b, const float *c, size_t count);
	void (*add)(float *to, const float *from, size_t count);
	void (*rectify)(float *to, size_t count);
} float_kernel;

extern const float_kernel float_kernel_plain;
#if defined(__x86_64__) && defined(__GNUC__)
#define FLOAT_KERNEL_HAS_AVX2 1
extern const float_kernel float_kernel_avx2;
#endif

/* The fastest one that this processor has. */
const float_kernel *float_kernel_choose(void);

/* Floats that a packed matrix takes. */
size_t float_packed_size(size_t depth, size_t columns);
/* Packs b[k][n] = from[k·row + n·step]; columns beyond `columns` up to the next panel become 0. */
void float_pack(const float *from, size_t depth, size_t columns, size_t row, size_t step, float *to);

#endif
