/* kernel_avx2.c — the kernels for processors with AVX2; the build compiles *_avx2.c with -mavx2. */
#include "syntax/kernel.h"

#ifdef KERNEL_HAS_X86
#include "syntax/kernel_body.h"

/* Rows of one tile: with more of them compilers run out of registers. */
#define ROWS 2
/* Rows that stay in the first-level cache while the panels of weights pass by. */
#define ROWS_NEAR 48

/* Adds a block of one row to the sums of sixteen columns. Four products share an int16: KERNEL_SUM_MOST. */
static inline void add_block(const uint8_t *a, const int8_t *w, __m256i *low, __m256i *high)
{
	const __m256i ones = spread(1);
	__m256i v = four(a);
	__m256i l = _mm256_maddubs_epi16(v, load(w)), h = _mm256_maddubs_epi16(v, load(w + 32));
	v = four(a + 4);
	l = _mm256_add_epi16(l, _mm256_maddubs_epi16(v, load(w + 64)));
	h = _mm256_add_epi16(h, _mm256_maddubs_epi16(v, load(w + 96)));
	v = four(a + 8);
	l = _mm256_add_epi16(l, _mm256_maddubs_epi16(v, load(w + 128)));
	h = _mm256_add_epi16(h, _mm256_maddubs_epi16(v, load(w + 160)));
	v = four(a + 12);
	l = _mm256_add_epi16(l, _mm256_maddubs_epi16(v, load(w + 192)));
	h = _mm256_add_epi16(h, _mm256_maddubs_epi16(v, load(w + 224)));
	*low = _mm256_add_epi32(*low, _mm256_madd_epi16(l, ones));
	*high = _mm256_add_epi32(*high, _mm256_madd_epi16(h, ones));
}

static inline void multiply_tile(const kernel_product *p, size_t row, size_t rows, size_t column)
{
	const kernel_matrix *m = p->matrix;
	const uint8_t *a = p->a + row * m->depth, *b = rows > 1 ? a + m->depth : a;
	const int8_t *w = m->weights + column * m->depth;
	__m256i low_a = load(m->start + column), high_a = load(m->start + column + 8), low_b = low_a, high_b = high_a;

	for (size_t k = 0; k < m->depth; k += KERNEL_BLOCK, w += KERNEL_BLOCK * KERNEL_PANEL) {
		add_block(a + k, w, &low_a, &high_a);
		add_block(b + k, w, &low_b, &high_b);
	}
	finish_panel(p, row, column, low_a, high_a);
	if (rows > 1)
		finish_panel(p, row + 1, column, low_b, high_b);
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

const kernel kernel_avx2 = {"avx2", quantize, multiply, activate, scan, sum, arcs, add_vectors, join};
#endif
