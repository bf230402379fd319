/*
 * kernel.h — the arithmetic of the network, in whole numbers: once in plain C, the reference that every processor can
 * run, and once for each instruction set that is faster. All of them give the same bits, so that a report's records
 * are the same on every machine (test/unit/test_syntax_kernel.c).
 *
 *     values     int16, fixed point: what an int16 v stands for is v / 2^b, b being FIXED_… bits; sums saturate
 *     product    a row of values becomes bytes of seven bits with a scale of its own, weights are signed bytes with a
 *                scale for each column; products are added up exactly in int32; each sum is taken through the two
 *                scales in floats, one multiplication each, rounded to the nearest int16 and given its bias
 *     tanh       sixteen parabolas
 *
 * Every value of a row depends on that row alone, so that what a sentence gives never depends on its neighbours.
 */
#ifndef BEDE_SYNTAX_KERNEL_H
#define BEDE_SYNTAX_KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bits behind the point: of word vectors, layers and gates (up to ±32), of the output (±128), of label scores
 * (±1024), of what comes out of tanh (±2). */
enum { FIXED_LAYER = 10, FIXED_OUTPUT = 8, FIXED_LABEL = 5, FIXED_STATE = 14 };

/* Weights stand in panels of this many columns; every width of the network is a multiple of it. */
#define KERNEL_PANEL 16
#define KERNEL_PLACES 8
/* The deepest matrix. */
#define KERNEL_DEPTH 512
/* Seven bits: a byte is 0 to 127, or its value and KERNEL_ZERO where values may be negative. */
#define KERNEL_TOP 127
#define KERNEL_ZERO 64
/*
 * AVX2 multiplies bytes into int16, two products to a sum, and adds four such sums up before they are widened. So of
 * each block of sixteen places of a column, eight share an int16: those whose number has KERNEL_SUM_BIT, and those
 * whose has not. Weights are rounded so that the sizes of eight sum to at most KERNEL_SUM_MOST: 127 · 258 < 2^15.
 */
#define KERNEL_BLOCK 16
#define KERNEL_SUM_BIT 2
#define KERNEL_SUM_MOST 258

/* A matrix of weights, as kernel_matrix_fill lays it out. */
typedef struct kernel_matrix {
	size_t depth, columns;     /* multiples of 16 */
	bool rectified;            /* its input has no negative values */
	int8_t *weights;           /* [columns / 16][depth / 4][16][4] */
	float *scale;              /* [columns] */
	int32_t *start;            /* [columns] what takes KERNEL_ZERO off the input again */
	int16_t *bias;             /* [columns] */
} kernel_matrix;

typedef struct kernel_product {
	const kernel_matrix *matrix;
	size_t rows;
	const uint8_t *a;          /* [rows][depth], from quantize */
	const float *a_scale;      /* [rows] */
	int16_t *c;
	size_t c_row;
	bool add;                  /* to what c holds */
} kernel_product;

typedef struct kernel {
	const char *name;
	/* Rows of values as bytes: x·(KERNEL_TOP or KERNEL_ZERO - 1) / (the row's largest). Negative ones become 0 if
	 * `rectify` is set. width is a multiple of 16. */
	void (*quantize)(const int16_t *x, size_t rows, size_t width, bool rectify, uint8_t *to, float *scale);
	void (*multiply)(const kernel_product *product);
	/* Gates of one layer, in place, [rows][z | c], width each: z becomes the logistic function of twice what it was,
	 * with a bit more behind the point; c its tanh. FIXED_LAYER in, FIXED_STATE out; width is a multiple of 32. */
	void (*activate)(int16_t *gates, size_t rows, size_t width);
	/*
	 * The recurrence of the minimal gated unit, over the rows of one sentence: state = state + z·(c - state), the
	 * first half of the columns from left to right, the others from right to left. gates as activate leaves them;
	 * states are added to x.
	 */
	void (*scan)(const int16_t *gates, size_t rows, size_t width, int16_t *x);
	/* to = a + b + c, count a multiple of 16 */
	void (*sum)(int16_t *to, const int16_t *a, const int16_t *b, const int16_t *c, size_t count);
	/*
	 * scores[i · columns + j] = dependent i · head j, exactly. dependents: [rows], `row` apart; heads:
	 * [depth / 2][columns][2]; columns is a multiple of 16. No sum may leave the int32.
	 */
	void (*arcs)(const int16_t *dependents, size_t rows, size_t row, size_t depth, const int16_t *heads,
		size_t columns, int32_t *scores);
	/* to = the sum of those of `vectors`, [][width], that are listed, each times its scale, as FIXED_LAYER */
	void (*add_vectors)(const int8_t *vectors, size_t width, const uint32_t *list, const float *scales, size_t count,
		int16_t *to);
	/*
	 * best[i] = the largest of a[p · row + i] + b[i - p · (row - 1)], 0 ≤ p < parts, and at[i] the first p that has it,
	 * for i < places. Rounds places up to a multiple of KERNEL_PLACES: there must be memory.
	 */
	void (*join)(const int32_t *a, const int32_t *b, size_t row, size_t places, size_t parts, int32_t *best,
		int32_t *at);
} kernel;

/* tanh(i / 4 + f / 1024) ≈ (start + (f / 256)·(slope + (f / 256)·bend)) / 2^FIXED_STATE, bend being four times this. */
extern const int16_t tanh_start[16], tanh_slope[16];
extern const int8_t tanh_bend[16];

extern const kernel kernel_plain;
#if defined(__x86_64__) && defined(__GNUC__)
#define KERNEL_HAS_X86 1
extern const kernel kernel_avx2, kernel_avx512;
#endif

/* The kernels that this processor can run, the fastest first, the plain one last; ends with NULL. */
enum { KERNELS_MOST = 4 };
void kernel_list(const kernel *list[KERNELS_MOST + 1]);
/* Does it give the bits of the plain one here (kernel_check.c)? */
bool kernel_agrees(const kernel *self);
/* The one of this name; "" or NULL: the fastest that agrees with the plain one. NULL if there is no such one or this
 * processor cannot run it. */
const kernel *kernel_find(const char *name);

/* Bytes that a matrix takes. */
size_t kernel_matrix_size(size_t depth, size_t columns);
/*
 * Lays a matrix out in `memory`, weights rounded to bytes: weights[k·row + n] is what input k gives to column n, bias
 * [columns] or NULL. in_bits and out_bits: FIXED_… of input and output.
 */
void kernel_matrix_fill(kernel_matrix *self, size_t depth, size_t columns, const float *weights, size_t row,
	const float *bias, bool rectified, int in_bits, int out_bits, void *memory);
/* A float to the nearest whole number, halves to the even one, kept within the int16: what a float of the size of
 * `big` has no room for is rounded off. */
static inline int32_t kernel_round(float value)
{
	const union { float value; int32_t bits; } big = {12582912.0f};      /* 1.5 · 2^23 */
	union { float value; int32_t bits; } sum;
	value = value > -32768.0f ? value : -32768.0f;
	value = value < 32767.0f ? value : 32767.0f;
	sum.value = value + big.value;
	return sum.bits - big.bits;
}

#endif
