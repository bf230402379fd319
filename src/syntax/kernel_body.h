/*
 * kernel_body.h — what the kernels for AVX2 and for AVX-512 share: registers of 256 bits. Included by each, which
 * defines `multiply` before it with the help of finish_panel, and the name of the table behind it.
 */
#include <immintrin.h>
#include <string.h>

#include "syntax/kernel.h"

static inline __m256i load(const void *from) { return _mm256_loadu_si256((const __m256i *)from); }
static inline void store(void *to, __m256i v) { _mm256_storeu_si256((__m256i *)to, v); }
static inline __m256i spread(int v) { return _mm256_set1_epi16((short)v); }

/* Four bytes of a row, as a register of them. */
static inline __m256i four(const uint8_t *from)
{
	int32_t bytes;
	memcpy(&bytes, from, sizeof bytes);
	return _mm256_set1_epi32(bytes);
}

/* Sums of sixteen columns, through their scales and to their place. */
static inline void finish_panel(const kernel_product *p, size_t row, size_t column, __m256i low, __m256i high)
{
	const kernel_matrix *m = p->matrix;
	__m256 scale = _mm256_set1_ps(p->a_scale[row]), most = _mm256_set1_ps(32767.0f);
	__m256 l = _mm256_mul_ps(_mm256_cvtepi32_ps(low), _mm256_loadu_ps(m->scale + column));
	__m256 h = _mm256_mul_ps(_mm256_cvtepi32_ps(high), _mm256_loadu_ps(m->scale + column + 8));
	l = _mm256_min_ps(_mm256_mul_ps(l, scale), most);
	h = _mm256_min_ps(_mm256_mul_ps(h, scale), most);
	/* packs handles each half of a register for itself */
	__m256i sum = _mm256_packs_epi32(_mm256_cvtps_epi32(l), _mm256_cvtps_epi32(h));
	sum = _mm256_adds_epi16(_mm256_permute4x64_epi64(sum, 0xD8), load(m->bias + column));
	int16_t *c = p->c + row * p->c_row + column;
	store(c, p->add ? _mm256_adds_epi16(load(c), sum) : sum);
}

static void quantize(const int16_t *x, size_t rows, size_t width, bool rectify, uint8_t *to, float *scale)
{
	int top = rectify ? KERNEL_TOP : KERNEL_ZERO - 1;
	__m256i zero = spread(rectify ? 0 : KERNEL_ZERO), least = spread(rectify ? 0 : INT16_MIN);
	for (size_t i = 0; i < rows; i++, x += width, to += width) {
		__m256i largest = spread(top + 1);
		for (size_t j = 0; j < width; j += 16)
			largest = _mm256_max_epu16(largest, _mm256_abs_epi16(_mm256_max_epi16(load(x + j), least)));
		__m128i part = _mm_max_epu16(_mm256_castsi256_si128(largest), _mm256_extracti128_si256(largest, 1));
		/* the instruction finds the least of eight */
		part = _mm_minpos_epu16(_mm_xor_si128(part, _mm_set1_epi16(-1)));
		int most = 0xFFFF - (_mm_cvtsi128_si32(part) & 0xFFFF), factor = top * 32768 / most;
		__m256i factors = spread(factor);
		scale[i] = 32768.0f / (float)factor;
		for (size_t j = 0; j < width; j += 16) {
			__m256i v = _mm256_mulhrs_epi16(_mm256_max_epi16(load(x + j), least), factors);
			v = _mm256_add_epi16(v, zero);
			v = _mm256_permute4x64_epi64(_mm256_packus_epi16(v, v), 0xD8);
			_mm_storeu_si128((__m128i *)(to + j), _mm256_castsi256_si128(v));
		}
	}
}

/* The table of tanh, its numbers as one register of low bytes and one of high ones. */
typedef struct curve {
	__m256i start_low, start_high, slope_low, slope_high, bend;
} curve;

static inline void split_bytes(const int16_t from[16], __m256i *low, __m256i *high)
{
	__m256i v = load(from), l = _mm256_and_si256(v, spread(255)), h = _mm256_srli_epi16(v, 8);
	l = _mm256_permute4x64_epi64(_mm256_packus_epi16(l, l), 0xD8);
	h = _mm256_permute4x64_epi64(_mm256_packus_epi16(h, h), 0xD8);
	*low = _mm256_permute4x64_epi64(l, 0x44);
	*high = _mm256_permute4x64_epi64(h, 0x44);
}

static inline curve curve_load(void)
{
	curve c;
	split_bytes(tanh_start, &c.start_low, &c.start_high);
	split_bytes(tanh_slope, &c.slope_low, &c.slope_high);
	c.bend = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)tanh_bend));
	return c;
}

static inline __m256i tanh_of(const curve *c, __m256i v)
{
	__m256i size = _mm256_min_epu16(_mm256_abs_epi16(v), spread(4095));
	/* the number of the parabola in the low byte of each place, and in the high one; where the top bit of a byte is
	 * set, the shuffle gives 0 */
	__m256i high = _mm256_or_si256(_mm256_and_si256(size, spread(0x0F00)), spread(0x0080));
	__m256i low = _mm256_or_si256(_mm256_srli_epi16(size, 8), spread(INT16_MIN));
	__m256i f = _mm256_and_si256(size, spread(255));
	__m256i bend = _mm256_shuffle_epi8(c->bend, high);
	__m256i slope = _mm256_or_si256(_mm256_shuffle_epi8(c->slope_low, low), _mm256_shuffle_epi8(c->slope_high, high));
	__m256i start = _mm256_or_si256(_mm256_shuffle_epi8(c->start_low, low), _mm256_shuffle_epi8(c->start_high, high));
	slope = _mm256_add_epi16(slope, _mm256_mulhrs_epi16(_mm256_slli_epi16(f, 1), bend));
	start = _mm256_add_epi16(start, _mm256_mulhrs_epi16(_mm256_slli_epi16(f, 7), slope));
	return _mm256_sign_epi16(start, v);
}

static void activate(int16_t *gates, size_t rows, size_t width)
{
	curve c = curve_load();
	for (size_t i = 0; i < rows; i++, gates += 2 * width) {
		for (size_t j = 0; j < width; j += 16)
			store(gates + j, _mm256_add_epi16(tanh_of(&c, load(gates + j)), spread(1 << FIXED_STATE)));
		for (size_t j = width; j < 2 * width; j += 16)
			store(gates + j, tanh_of(&c, load(gates + j)));
	}
}

/* One step of `count` registers of columns. */
static inline void scan_step(__m256i *states, size_t count, const int16_t *gates, size_t width, int16_t *x)
{
	for (size_t j = 0; j < count; j++) {
		__m256i change = _mm256_sub_epi16(load(gates + width + 16 * j), states[j]);
		states[j] = _mm256_add_epi16(states[j], _mm256_mulhrs_epi16(load(gates + 16 * j), change));
		__m256i shown = _mm256_mulhrs_epi16(states[j], spread(1 << (15 - FIXED_STATE + FIXED_LAYER)));
		store(x + 16 * j, _mm256_adds_epi16(load(x + 16 * j), shown));
	}
}

/* Both directions at once, so that one need not wait for the other. */
static inline void scan_columns(const int16_t *gates, size_t rows, size_t width, int16_t *x, size_t count)
{
	__m256i right[4], left[4];
	for (size_t j = 0; j < count; j++)
		right[j] = left[j] = _mm256_setzero_si256();
	for (size_t i = 0; i < rows; i++) {
		size_t back = rows - 1 - i;
		scan_step(right, count, gates + i * 2 * width, width, x + i * width);
		scan_step(left, count, gates + back * 2 * width + width / 2, width, x + back * width + width / 2);
	}
}

static void scan(const int16_t *gates, size_t rows, size_t width, int16_t *x)
{
	size_t j = 0;
	for (; j + 64 <= width / 2; j += 64)
		scan_columns(gates + j, rows, width, x + j, 4);
	for (; j < width / 2; j += 16)
		scan_columns(gates + j, rows, width, x + j, 1);
}

static void sum(int16_t *to, const int16_t *a, const int16_t *b, const int16_t *c, size_t count)
{
	for (size_t i = 0; i < count; i += 16)
		store(to + i, _mm256_adds_epi16(_mm256_adds_epi16(load(a + i), load(b + i)), load(c + i)));
}

/* Two of a row. */
static inline __m256i two(const int16_t *from)
{
	int32_t bytes;
	memcpy(&bytes, from, sizeof bytes);
	return _mm256_set1_epi32(bytes);
}

/* Four rows by sixteen columns; rows that are missing compute the last one again. */
static void arcs_tile(const int16_t *dependents, size_t rows, size_t row, size_t depth, const int16_t *heads,
	size_t columns, int32_t *scores)
{
	const int16_t *a[4];
	__m256i low[4], high[4];
	for (size_t i = 0; i < 4; i++) {
		a[i] = dependents + (i < rows ? i : rows - 1) * row;
		low[i] = high[i] = _mm256_setzero_si256();
	}
	for (size_t k = 0; k < depth; k += 2, heads += 2 * columns) {
		__m256i l = load(heads), h = load(heads + 16);
		for (size_t i = 0; i < 4; i++) {
			__m256i pair = two(a[i] + k);
			low[i] = _mm256_add_epi32(low[i], _mm256_madd_epi16(pair, l));
			high[i] = _mm256_add_epi32(high[i], _mm256_madd_epi16(pair, h));
		}
	}
	for (size_t i = 0; i < rows && i < 4; i++) {
		store(scores + i * columns, low[i]);
		store(scores + i * columns + 8, high[i]);
	}
}

static void arcs(const int16_t *dependents, size_t rows, size_t row, size_t depth, const int16_t *heads,
	size_t columns, int32_t *scores)
{
	for (size_t i = 0; i < rows; i += 4)
		for (size_t j = 0; j < columns; j += 16)
			arcs_tile(dependents + i * row, rows - i, row, depth, heads + 2 * j, columns, scores + i * columns + j);
}

static void add_vectors(const int8_t *vectors, size_t width, const uint32_t *list, const float *scales, size_t count,
	int16_t *to)
{
	const __m256 most = _mm256_set1_ps(32767.0f);
	for (size_t j = 0; j < width; j += 16) {
		__m256 low = _mm256_setzero_ps(), high = low;
		for (size_t i = 0; i < count; i++) {
			__m128i v = _mm_loadu_si128((const __m128i *)(vectors + list[i] * width + j));
			__m256 scale = _mm256_set1_ps(scales[list[i]] * (1 << FIXED_LAYER));
			__m256 l = _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(v));
			__m256 h = _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_srli_si128(v, 8)));
			low = _mm256_add_ps(low, _mm256_mul_ps(scale, l));
			high = _mm256_add_ps(high, _mm256_mul_ps(scale, h));
		}
		__m256i l = _mm256_cvtps_epi32(_mm256_min_ps(low, most)), h = _mm256_cvtps_epi32(_mm256_min_ps(high, most));
		store(to + j, _mm256_permute4x64_epi64(_mm256_packs_epi32(l, h), 0xD8));
	}
}

static void join(const int32_t *a, const int32_t *b, size_t row, size_t places, size_t parts, int32_t *best,
	int32_t *at)
{
	for (size_t i = 0; i < places; i += KERNEL_PLACES) {
		__m256i most = _mm256_set1_epi32(INT32_MIN), from = _mm256_setzero_si256(), place = from;
		for (size_t p = 0; p < parts; p++) {
			__m256i sum = _mm256_add_epi32(load(a + p * row + i), load(b - p * (row - 1) + i));
			from = _mm256_blendv_epi8(from, place, _mm256_cmpgt_epi32(sum, most));
			most = _mm256_max_epi32(most, sum);
			place = _mm256_sub_epi32(place, _mm256_set1_epi32(-1));
		}
		store(best + i, most);
		store(at + i, from);
	}
}
