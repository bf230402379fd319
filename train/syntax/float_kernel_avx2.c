/* float_kernel_avx2.c — the kernels for processors with AVX2 and FMA; the build compiles *_avx2.c with -mavx2 -mfma. */
#include "float_kernel.h"

#ifdef FLOAT_KERNEL_HAS_AVX2
#include <immintrin.h>

#define LANES 8
#define SPREAD(x) ((vec){(x), (x), (x), (x), (x), (x), (x), (x)})
#define FUSED(a, b, c) ((vec)_mm256_fmadd_ps((a), (b), (c)))
#define KERNEL float_kernel_avx2
#define KERNEL_NAME "avx2"
#include "float_kernel_body.h"
#endif
