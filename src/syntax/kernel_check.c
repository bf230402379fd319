/*
 * kernel_check.c — does a kernel compute here what plain C computes? The unit tests hold this for the processors that
 * tests run on; this short trial, some microseconds when a model is opened, holds it for the one at hand: a processor,
 * an emulator or a compiler that gets an instruction wrong costs speed, not records.
 */
#include <string.h>

#include "syntax/kernel.h"

enum { ROWS = 5, DEPTH = 64, COLUMNS = 64, PARTS = 9 };

typedef struct trial {
	_Alignas(64) int16_t values[ROWS * DEPTH], gates[ROWS * 2 * DEPTH], state[ROWS * DEPTH], product[ROWS * COLUMNS];
	int16_t sum[ROWS * DEPTH], vector[DEPTH];
	uint8_t bytes[2][ROWS * DEPTH];
	float scale[2][ROWS];
	int32_t scores[ROWS * COLUMNS], best[COLUMNS], at[COLUMNS];
} trial;

static int32_t next_below(uint32_t *seed, uint32_t limit)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (int32_t)((uint64_t)(*seed >> 4) * limit >> 28);
}

/* Rows of usual values, of small ones, and of those that reach both ends. */
static void fill(int16_t *to, size_t rows, size_t width, uint32_t *seed)
{
	static const int32_t ranges[] = {8000, 65536, 600, 3};
	for (size_t i = 0; i < rows; i++)
		for (size_t j = 0; j < width; j++)
			to[i * width + j] = (int16_t)(next_below(seed, (uint32_t)ranges[i % 4]) - ranges[i % 4] / 2);
}

static void run(const kernel *with, const kernel_matrix *matrix, trial *out)
{
	static const uint32_t list[] = {0, 3, 1, 2, 3};
	static const float scales[] = {0.01f, 0.5f, 0.002f, 0.03f, 0.7f};
	_Alignas(64) int16_t heads[DEPTH * COLUMNS];
	int8_t vectors[4 * DEPTH];
	int32_t left[COLUMNS * (PARTS + 1)], right[COLUMNS * (PARTS + 1)];
	uint32_t seed = 11;

	memset(out, 0, sizeof *out);
	fill(out->values, ROWS, DEPTH, &seed);
	fill(out->gates, ROWS, 2 * DEPTH, &seed);
	fill(out->state, ROWS, DEPTH, &seed);
	fill(heads, DEPTH, COLUMNS, &seed);
	for (size_t i = 0; i < sizeof vectors; i++)
		vectors[i] = (int8_t)(next_below(&seed, 255) - 127);
	for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
		left[i] = next_below(&seed, 2000) - 1000;
		right[i] = next_below(&seed, 2000) - 1000;
	}
	for (int rectify = 0; rectify < 2; rectify++)
		with->quantize(out->values, ROWS, DEPTH, rectify, out->bytes[rectify], out->scale[rectify]);
	for (int add = 0; add < 2; add++)
		with->multiply(&(kernel_product){.matrix = matrix, .rows = ROWS, .a = out->bytes[0], .a_scale = out->scale[0],
			.c = out->product, .c_row = COLUMNS, .add = add});
	with->activate(out->gates, ROWS, DEPTH);
	with->scan(out->gates, ROWS, DEPTH, out->state);
	with->sum(out->sum, out->values, out->state, out->values, ROWS * DEPTH);
	for (size_t i = 0; i < ROWS * DEPTH; i++)
		out->values[i] /= 8;
	for (size_t i = 0; i < DEPTH * COLUMNS; i++)
		heads[i] /= 8;
	with->arcs(out->values, ROWS, DEPTH, DEPTH, heads, COLUMNS, out->scores);
	with->add_vectors(vectors, DEPTH, list, scales, sizeof list / sizeof *list, out->vector);
	with->join(left, right + COLUMNS * PARTS, COLUMNS, COLUMNS - KERNEL_PLACES, PARTS, out->best, out->at);
}

bool kernel_agrees(const kernel *self)
{
	_Alignas(64) char memory[COLUMNS * (DEPTH + sizeof(float) + sizeof(int32_t) + sizeof(int16_t))];
	float weights[DEPTH * COLUMNS], bias[COLUMNS];
	kernel_matrix matrix;
	trial here, plain;
	uint32_t seed = 5;

	for (size_t i = 0; i < DEPTH * COLUMNS; i++)
		weights[i] = (float)(next_below(&seed, 2000) - 1000) / (float)(1000 * (1 + i % 7));
	for (size_t i = 0; i < COLUMNS; i++)
		bias[i] = (float)(next_below(&seed, 80) - 40) / 10;
	kernel_matrix_fill(&matrix, DEPTH, COLUMNS, weights, COLUMNS, bias, false, FIXED_LAYER, FIXED_LAYER, memory);
	run(self, &matrix, &here);
	run(&kernel_plain, &matrix, &plain);
	return memcmp(&here, &plain, sizeof here) == 0;
}
