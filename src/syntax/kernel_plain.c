/* kernel_plain.c — the kernels in plain C, for every processor, and the choice between the sets. */
#include "syntax/kernel.h"

#define LANES 4
#define SPREAD(x) ((vec){(x), (x), (x), (x)})
#define FUSED(a, b, c) ((a) * (b) + (c))
#define KERNEL kernel_plain
#define KERNEL_NAME "plain"
#include "syntax/kernel_body.h"

const kernel *kernel_choose(void)
{
#ifdef KERNEL_HAS_AVX2
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
		return &kernel_avx2;
#endif
	return &kernel_plain;
}

size_t kernel_packed_size(size_t depth, size_t columns)
{
	return (columns + KERNEL_PANEL - 1) / KERNEL_PANEL * KERNEL_PANEL * depth;
}

void kernel_pack(const float *from, size_t depth, size_t columns, size_t row, size_t step, float *to)
{
	for (size_t first = 0; first < columns; first += KERNEL_PANEL)
		for (size_t k = 0; k < depth; k++)
			for (size_t n = first; n < first + KERNEL_PANEL; n++)
				*to++ = n < columns ? from[k * row + n * step] : 0.0f;
}
