/* float_kernel_plain.c — the kernels in plain C, for every processor, and the choice between the sets. */
#include "float_kernel.h"

#define LANES 4
#define SPREAD(x) ((vec){(x), (x), (x), (x)})
#define FUSED(a, b, c) ((a) * (b) + (c))
#define KERNEL float_kernel_plain
#define KERNEL_NAME "plain"
#include "float_kernel_body.h"

const float_kernel *float_kernel_choose(void)
{
#ifdef FLOAT_KERNEL_HAS_AVX2
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
		return &float_kernel_avx2;
#endif
	return &float_kernel_plain;
}

size_t float_packed_size(size_t depth, size_t columns)
{
	return (columns + FLOAT_PANEL - 1) / FLOAT_PANEL * FLOAT_PANEL * depth;
}

void float_pack(const float *from, size_t depth, size_t columns, size_t row, size_t step, float *to)
{
	for (size_t first = 0; first < columns; first += FLOAT_PANEL)
		for (size_t k = 0; k < depth; k++)
			for (size_t n = first; n < first + FLOAT_PANEL; n++)
				*to++ = n < columns ? from[k * row + n * step] : 0.0f;
}
