/* kernel.c — which kernel runs, weights as bytes, and the table of tanh. */
#include "syntax/kernel.h"

#include <math.h>
#include <string.h>

/* Where each quarter begins, its slope and its bend: through tanh at its ends and its middle. Within 3e-4 of tanh up
 * to 4, from where on it stays. */
const int16_t tanh_start[16] = {
	0, 4013, 7571, 10406, 12478, 13898, 14830, 15423, 15795, 16024, 16165, 16251, 16303, 16335, 16354, 16366
};
const int16_t tanh_slope[16] = {4137, 3875, 3227, 2436, 1704, 1136, 730, 459, 285, 177, 106, 64, 40, 23, 16, 7};
const int8_t tanh_bend[16] = {-31, -79, -98, -91, -71, -51, -34, -22, -14, -9, -5, -3, -2, -1, -1, 0};

void kernel_list(const kernel *list[KERNELS_MOST + 1])
{
	size_t count = 0;
#ifdef KERNEL_HAS_X86
	if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
			__builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni"))
		list[count++] = &kernel_avx512;
	if (__builtin_cpu_supports("avx2"))
		list[count++] = &kernel_avx2;
#endif
	list[count++] = &kernel_plain;
	list[count] = NULL;
}

const kernel *kernel_find(const char *name)
{
	const kernel *list[KERNELS_MOST + 1];
	kernel_list(list);
	for (size_t i = 0; list[i]; i++)
		if (name && *name ? strcmp(list[i]->name, name) == 0 : list[i] == &kernel_plain || kernel_agrees(list[i]))
			return list[i];
	return NULL;
}

size_t kernel_matrix_size(size_t depth, size_t columns)
{
	return columns * (depth + sizeof(float) + sizeof(int32_t) + sizeof(int16_t));
}

/* What one step of a column's bytes stands for: the smallest with which no sum overflows. */
static float step_of(const float *weights, size_t depth, size_t row)
{
	float most = 0, most_sum = 0;
	for (size_t first = 0; first < depth; first += KERNEL_BLOCK) {
		float sums[2] = {0, 0};
		for (size_t k = 0; k < KERNEL_BLOCK; k++) {
			float w = fabsf(weights[(first + k) * row]);
			sums[(k & KERNEL_SUM_BIT) != 0] += w;
			most = w > most ? w : most;
		}
		most_sum = sums[0] > most_sum ? sums[0] : most_sum;
		most_sum = sums[1] > most_sum ? sums[1] : most_sum;
	}
	/* each of eight weights may be rounded up by half a step */
	float step = most_sum / (KERNEL_SUM_MOST - KERNEL_BLOCK / 4 - 1), least = most / KERNEL_TOP;
	step = step > least ? step : least;
	return step > 0 ? step : 1;
}

void kernel_matrix_fill(kernel_matrix *self, size_t depth, size_t columns, const float *weights, size_t row,
	const float *bias, bool rectified, int in_bits, int out_bits, void *memory)
{
	*self = (kernel_matrix){.depth = depth, .columns = columns, .rectified = rectified};
	self->scale = memory;
	self->start = (int32_t *)(self->scale + columns);
	self->bias = (int16_t *)(self->start + columns);
	self->weights = (int8_t *)(self->bias + columns);
	for (size_t n = 0; n < columns; n++) {
		float step = step_of(weights + n, depth, row);
		int8_t *to = self->weights + n / KERNEL_PANEL * KERNEL_PANEL * depth + n % KERNEL_PANEL * 4;
		int32_t sum = 0;
		for (size_t k = 0; k < depth; k++) {
			int8_t w = (int8_t)kernel_round(weights[k * row + n] / step);
			to[k / 4 * 4 * KERNEL_PANEL + k % 4] = w;
			sum += w;
		}
		self->scale[n] = ldexpf(step, out_bits - in_bits);
		self->start[n] = rectified ? 0 : -KERNEL_ZERO * sum;
		self->bias[n] = bias ? (int16_t)kernel_round(ldexpf(bias[n], out_bits)) : 0;
	}
}
