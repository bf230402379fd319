/* kernel_avx512.c — the kernels for processors with AVX-512 and its VNNI; the build compiles *_avx512.c for them. */
#include "syntax/kernel.h"

#ifdef KERNEL_HAS_X86
#include "syntax/kernel_body.h"

/* Rows of one tile: enough sums that the next need not wait for the one before. */
#define ROWS 12
/* Rows that stay in the first-level cache while the panels of weights pass by. */
#define ROWS_NEAR 48

/* Rows that are missing compute the last one again and are not stored. */
static inline void multiply_tile(const kernel_product *p, size_t row, size_t rows, size_t column)
{
	const kernel_matrix *m = p->matrix;
	const uint8_t *a[ROWS];
	const int8_t *w = m->weights + column * m->depth;
	__m512i sums[ROWS];
	for (size_t i = 0; i < ROWS; i++) {
		a[i] = p->a + (row + (i < rows ? i : rows - 1)) * m->depth;
		sums[i] = _mm512_loadu_si512(m->start + column);
	}
	for (size_t k = 0; k < m->depth; k += 4, w += 4 * KERNEL_PANEL) {
		__m512i weights = _mm512_loadu_si512(w);
		for (size_t i = 0; i < ROWS; i++) {
			int32_t bytes;
			memcpy(&bytes, a[i] + k, sizeof bytes);
			sums[i] = _mm512_dpbusd_epi32(sums[i], _mm512_set1_epi32(bytes), weights);
		}
	}
	for (size_t i = 0; i < rows && i < ROWS; i++)
		finish_panel(p, row + i, column, _mm512_castsi512_si256(sums[i]), _mm512_extracti64x4_epi64(sums[i], 1));
}

static void multiply(const kernel_product *p)
{
	for (size_t first = 0; first < p->rows; first += ROWS_NEAR) {
		size_t end = p->rows - first < ROWS_NEAR ? p->rows : first + ROWS_NEAR;
		for (size_t column = 0; column < p->matrix->columns; column += KERNEL_PANEL)
			for (size_t row = first; row < end; row += ROWS)
				multiply_tile(p, row, end - row, column);
	}
}

const kernel kernel_avx512 = {"avx512", quantize, multiply, activate, scan, sum, arcs, add_vectors, join};
#endif
