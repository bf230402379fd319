/*
 * float_kernel_body.h — the functions of float_kernel.h, included by each file that compiles them for one
 * instruction set. It defines LANES, the floats of a vector register; SPREAD(x), a vector of one number;
 * FUSED(a, b, c) = a·b + c on vectors; and KERNEL, the name of the table.
 */
typedef float vec __attribute__((vector_size(4 * LANES)));
typedef int vec_bits __attribute__((vector_size(4 * LANES)));
/* the same at any address, and allowed to look at floats */
typedef float vec_any __attribute__((vector_size(4 * LANES), aligned(4), may_alias));

#define LOAD(from) ((vec)*(const vec_any *)(from))
#define STORE(to, value) (*(vec_any *)(to) = (value))
#define CHOOSE(mask, yes, no) ((vec)(((mask) & (vec_bits)(yes)) | (~(mask) & (vec_bits)(no))))

/*
 * One tile of at most six rows and two vectors. Rows that are missing compute the last one again and are not stored,
 * so that there is one order of operations for every row.
 */
static void multiply_tile(const float_product *p, size_t row, size_t rows, size_t column)
{
	const float *a0 = p->a + row * p->a_row;
	const float *a1 = a0 + (rows > 1 ? p->a_row : 0), *a2 = a1 + (rows > 2 ? p->a_row : 0);
	const float *a3 = a2 + (rows > 3 ? p->a_row : 0), *a4 = a3 + (rows > 4 ? p->a_row : 0);
	const float *a5 = a4 + (rows > 5 ? p->a_row : 0);
	size_t panel = column / FLOAT_PANEL * FLOAT_PANEL;
	const float *b = p->b + panel * p->depth + (column - panel);
	vec zero = {0};
	vec l = p->bias ? LOAD(p->bias + column) : zero, r = p->bias ? LOAD(p->bias + column + LANES) : zero;
	vec l0 = l, l1 = l, l2 = l, l3 = l, l4 = l, l5 = l, r0 = r, r1 = r, r2 = r, r3 = r, r4 = r, r5 = r;
	size_t step = p->a_step, depth = p->depth;

	for (size_t k = 0, at = 0; k < depth; k++, at += step, b += FLOAT_PANEL) {
		vec bl = LOAD(b), br = LOAD(b + LANES), x;
		x = SPREAD(a0[at]), l0 = FUSED(x, bl, l0), r0 = FUSED(x, br, r0);
		x = SPREAD(a1[at]), l1 = FUSED(x, bl, l1), r1 = FUSED(x, br, r1);
		x = SPREAD(a2[at]), l2 = FUSED(x, bl, l2), r2 = FUSED(x, br, r2);
		x = SPREAD(a3[at]), l3 = FUSED(x, bl, l3), r3 = FUSED(x, br, r3);
		x = SPREAD(a4[at]), l4 = FUSED(x, bl, l4), r4 = FUSED(x, br, r4);
		x = SPREAD(a5[at]), l5 = FUSED(x, bl, l5), r5 = FUSED(x, br, r5);
	}
	vec left[FLOAT_ROWS] = {l0, l1, l2, l3, l4, l5}, right[FLOAT_ROWS] = {r0, r1, r2, r3, r4, r5};
	for (size_t i = 0; i < rows; i++) {
		float *c = p->c + (row + i) * p->c_row + column;
		if (p->add) {
			STORE(c, LOAD(c) + left[i]);
			STORE(c + LANES, LOAD(c + LANES) + right[i]);
		} else {
			STORE(c, left[i]);
			STORE(c + LANES, right[i]);
		}
	}
}

static void multiply(const float_product *p)
{
	/* a panel of b stays in the first-level cache while the rows pass by */
	for (size_t column = 0; column < p->columns; column += 2 * LANES)
		for (size_t row = 0; row < p->rows; row += FLOAT_ROWS)
			multiply_tile(p, row, p->rows - row < FLOAT_ROWS ? p->rows - row : FLOAT_ROWS, column);
}

/*
 * tanh as the [7/6] Padé approximant, which is within 1e-4 up to where it is cut off.
 */
#define TANH_LIMIT 4.97f
#define TANH(x, out) \
	do { \
		vec limit_ = SPREAD(TANH_LIMIT), v_ = (x); \
		v_ = CHOOSE(v_ > limit_, limit_, v_); \
		v_ = CHOOSE(v_ < -limit_, -limit_, v_); \
		vec t_ = v_ * v_; \
		vec over_ = FUSED(FUSED(t_ + SPREAD(378.0f), t_, SPREAD(17325.0f)), t_, SPREAD(135135.0f)); \
		vec under_ = FUSED(FUSED(FUSED(SPREAD(28.0f), t_, SPREAD(3150.0f)), t_, SPREAD(62370.0f)), t_, \
			SPREAD(135135.0f)); \
		(out) = v_ * over_ / under_; \
	} while (0)

static void activate(float *gates, size_t rows, size_t half)
{
	vec a_half = SPREAD(0.5f);
	for (size_t i = 0; i < rows; i++, gates += 4 * half) {
		for (size_t j = 0; j < 2 * half; j += LANES) {
			vec y;
			TANH(LOAD(gates + j) * a_half, y);
			STORE(gates + j, FUSED(y, a_half, a_half));
		}
		for (size_t j = 2 * half; j < 4 * half; j += LANES) {
			vec y;
			TANH(LOAD(gates + j), y);
			STORE(gates + j, y);
		}
	}
}

static void scan(const float *gates, size_t rows, size_t half, float *states)
{
	for (size_t j = 0; j < half; j += LANES) {
		vec state = {0};
		for (size_t i = 0; i < rows; i++) {
			const float *g = gates + i * 4 * half + j;
			state = FUSED(LOAD(g), LOAD(g + 2 * half) - state, state);
			STORE(states + i * 2 * half + j, state);
		}
		state = (vec){0};
		for (size_t i = rows; i-- > 0;) {
			const float *g = gates + i * 4 * half + half + j;
			state = FUSED(LOAD(g), LOAD(g + 2 * half) - state, state);
			STORE(states + i * 2 * half + half + j, state);
		}
	}
}

static void sum(float *to, const float *bias, const float *a, const float *b, const float *c, size_t count)
{
	for (size_t i = 0; i < count; i += LANES)
		STORE(to + i, ((LOAD(bias + i) + LOAD(a + i)) + LOAD(b + i)) + LOAD(c + i));
}

static void add(float *to, const float *from, size_t count)
{
	for (size_t i = 0; i < count; i += LANES)
		STORE(to + i, LOAD(to + i) + LOAD(from + i));
}

static void rectify(float *to, size_t count)
{
	vec zero = {0};
	for (size_t i = 0; i < count; i += LANES) {
		vec x = LOAD(to + i);
		STORE(to + i, CHOOSE(x > zero, x, zero));
	}
}

const float_kernel KERNEL = {KERNEL_NAME, multiply, activate, scan, sum, add, rectify};
