/* kernel_plain.c — the kernels in plain C: what the others are held against, and what other processors run. */
#include "syntax/kernel.h"

#include <string.h>

static int16_t saturate(int32_t value)
{
	return (int16_t)(value > INT16_MAX ? INT16_MAX : value < INT16_MIN ? INT16_MIN : value);
}

/* a·b / 2^15, rounded */
static int32_t times(int32_t a, int32_t b)
{
	return (a * b + (1 << 14)) >> 15;
}

static void quantize(const int16_t *x, size_t rows, size_t width, bool rectify, uint8_t *to, float *scale)
{
	int32_t zero = rectify ? 0 : KERNEL_ZERO, top = rectify ? KERNEL_TOP : KERNEL_ZERO - 1;
	for (size_t i = 0; i < rows; i++, x += width, to += width) {
		int32_t most = top + 1;
		for (size_t j = 0; j < width; j++) {
			int32_t size = x[j] < 0 ? rectify ? 0 : -x[j] : x[j];
			most = size > most ? size : most;
		}
		int32_t factor = top * 32768 / most;
		scale[i] = 32768.0f / (float)factor;
		for (size_t j = 0; j < width; j++)
			to[j] = (uint8_t)(rectify && x[j] < 0 ? 0 : times(x[j], factor) + zero);
	}
}

/* The panel's weights as int16, place by place: how compilers know to multiply a vector of columns by one number. */
static void widen(const kernel_matrix *m, size_t column, int16_t (*wide)[KERNEL_PANEL])
{
	const int8_t *w = m->weights + column * m->depth;
	for (size_t k = 0; k < m->depth; k++)
		for (size_t n = 0; n < KERNEL_PANEL; n++)
			wide[k][n] = w[k / 4 * 4 * KERNEL_PANEL + 4 * n + k % 4];
}

/* Adds eight places of a block, which cannot overflow: KERNEL_SUM_MOST. */
static inline void add_eight(const uint8_t *a, int16_t (*wide)[KERNEL_PANEL], int32_t sums[KERNEL_PANEL])
{
	int16_t part[KERNEL_PANEL] = {0};
	for (size_t k = 0; k < KERNEL_BLOCK; k += 4)
		for (size_t n = 0; n < KERNEL_PANEL; n++)
			part[n] = (int16_t)(part[n] + a[k] * wide[k][n] + a[k + 1] * wide[k + 1][n]);
	for (size_t n = 0; n < KERNEL_PANEL; n++)
		sums[n] += part[n];
}

static void multiply(const kernel_product *p)
{
	const kernel_matrix *m = p->matrix;
	int16_t wide[KERNEL_DEPTH][KERNEL_PANEL];
	for (size_t column = 0; column < m->columns; column += KERNEL_PANEL) {
		widen(m, column, wide);
		for (size_t row = 0; row < p->rows; row++) {
			const uint8_t *a = p->a + row * m->depth;
			int16_t *c = p->c + row * p->c_row + column;
			int32_t sums[KERNEL_PANEL];
			memcpy(sums, m->start + column, sizeof sums);
			for (size_t k = 0; k < m->depth; k += KERNEL_BLOCK) {
				add_eight(a + k, wide + k, sums);
				add_eight(a + k + KERNEL_SUM_BIT, wide + k + KERNEL_SUM_BIT, sums);
			}
			for (size_t n = 0; n < KERNEL_PANEL; n++) {
				float value = (float)sums[n] * m->scale[column + n] * p->a_scale[row];
				int16_t sum = saturate(kernel_round(value) + m->bias[column + n]);
				c[n] = p->add ? saturate(c[n] + sum) : sum;
			}
		}
	}
}

static int32_t tanh_of(int32_t v)
{
	int32_t size = v < 0 ? -v : v;
	size = size < 4095 ? size : 4095;
	int32_t i = size >> 8, f = size & 255;
	int32_t y = tanh_start[i] + times(f << 7, tanh_slope[i] + times(f << 1, tanh_bend[i] * 256));
	return v < 0 ? -y : y;
}

static void activate(int16_t *gates, size_t rows, size_t width)
{
	for (size_t i = 0; i < rows; i++, gates += 2 * width) {
		for (size_t j = 0; j < width; j++)
			gates[j] = (int16_t)(tanh_of(gates[j]) + (1 << FIXED_STATE));
		for (size_t j = width; j < 2 * width; j++)
			gates[j] = (int16_t)tanh_of(gates[j]);
	}
}

static void scan(const int16_t *gates, size_t rows, size_t width, int16_t *x)
{
	for (size_t j = 0; j < width; j++) {
		bool right = j < width / 2;
		int32_t state = 0;
		for (size_t i = 0; i < rows; i++) {
			size_t row = right ? i : rows - 1 - i;
			const int16_t *g = gates + row * 2 * width + j;
			state += times(g[0], g[width] - state);
			x[row * width + j] = saturate(x[row * width + j] + times(state, 1 << (15 - FIXED_STATE + FIXED_LAYER)));
		}
	}
}

static void sum(int16_t *to, const int16_t *a, const int16_t *b, const int16_t *c, size_t count)
{
	for (size_t i = 0; i < count; i++)
		to[i] = saturate(saturate(a[i] + b[i]) + c[i]);
}

static void arcs(const int16_t *dependents, size_t rows, size_t row, size_t depth, const int16_t *heads,
	size_t columns, int32_t *scores)
{
	for (size_t i = 0; i < rows; i++, dependents += row, scores += columns) {
		memset(scores, 0, columns * sizeof *scores);
		for (size_t k = 0; k < depth; k += 2) {
			const int16_t *h = heads + k * columns;
			for (size_t j = 0; j < columns; j++)
				scores[j] += dependents[k] * h[2 * j] + dependents[k + 1] * h[2 * j + 1];
		}
	}
}

static void add_vectors(const int8_t *vectors, size_t width, const uint32_t *list, const float *scales, size_t count,
	int16_t *to)
{
	float sums[KERNEL_DEPTH] = {0};
	for (size_t i = 0; i < count; i++) {
		const int8_t *v = vectors + list[i] * width;
		float scale = scales[list[i]] * (1 << FIXED_LAYER);
		for (size_t j = 0; j < width; j++)
			sums[j] += scale * (float)v[j];
	}
	for (size_t j = 0; j < width; j++)
		to[j] = (int16_t)kernel_round(sums[j]);
}

static void join(const int32_t *a, const int32_t *b, size_t row, size_t places, size_t parts, int32_t *restrict best,
	int32_t *restrict at)
{
	for (size_t i = 0; i < places; i++)
		best[i] = INT32_MIN;
	for (size_t p = 0; p < parts; p++) {
		const int32_t *x = a + p * row, *y = b - p * (row - 1);
		for (size_t i = 0; i < places; i++) {
			int32_t sum = x[i] + y[i];
			at[i] = sum > best[i] ? (int32_t)p : at[i];
			best[i] = sum > best[i] ? sum : best[i];
		}
	}
}

const kernel kernel_plain = {"plain", quantize, multiply, activate, scan, sum, arcs, add_vectors, join};
