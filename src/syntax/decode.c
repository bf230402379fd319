/* decode.c — greedy heads and Eisner's algorithm. */
#include "syntax/decode.h"

#include <string.h>

void decode_greedy(const int32_t *scores, size_t row, const int32_t *root, size_t count, int32_t *heads)
{
	for (size_t i = 0; i < count; i++) {
		const int32_t *s = scores + i * row;
		int32_t best = root[i];
		int32_t head = -1;
		for (size_t j = 0; j < count; j++)
			if (s[j] > best && j != i) {
				best = s[j];
				head = (int32_t)j;
			}
		heads[i] = head;
	}
}

bool decode_is_tree(const int32_t *heads, size_t count, uint8_t *seen)
{
	/* 0: not seen, 1: on the way up from this token, 2: leads to the root */
	memset(seen, 0, count);
	size_t roots = 0;
	for (size_t i = 0; i < count; i++) {
		roots += heads[i] < 0;
		int32_t at = (int32_t)i;
		while (at >= 0 && !seen[at]) {
			seen[at] = 1;
			at = heads[at];
		}
		if (at >= 0 && seen[at] == 1)
			return false;
		for (at = (int32_t)i; at >= 0 && seen[at] == 1; at = heads[at])
			seen[at] = 2;
	}
	return roots == 1;
}

/*
 * Eisner's chart: four kinds of span i ≤ j. [0] complete with its head right, [1] complete with its head left,
 * [2] incomplete with its head right, [3] incomplete with its head left. A kind that is looked up with its end fixed
 * is kept turned round as well, so that every inner loop runs along memory.
 */
typedef struct chart {
	int32_t *score[4], *turned[3];     /* score[kind][i · count + j], turned[kind][j · count + i] */
	uint16_t *split[4];
	size_t count;
} chart;

enum { CHART_SCORES = 7 };

size_t decode_scratch_size(size_t count)
{
	return count * count * (CHART_SCORES * sizeof(int32_t) + 4 * sizeof(uint16_t));
}

/* What sums of DECODE_TOKENS arcs have room for. Scores of a parser are far smaller. */
static int32_t bounded(int32_t score)
{
	const int32_t most = 1 << 21;
	return score > -most ? score < most ? score : most : -most;
}

static void take_heads(const chart *c, size_t i, size_t j, unsigned kind, int32_t *heads)
{
	/* the smaller part is handed down, the larger is gone on with, so that the depth is logarithmic */
	while (i < j) {
		size_t k = c->split[kind][i * c->count + j];
		size_t a, b, p, q;
		unsigned left, right;
		if (kind >= 2) {
			if (kind == 3)
				heads[j] = (int32_t)i;
			else
				heads[i] = (int32_t)j;
			a = i, b = k, left = 1;
			p = k + 1, q = j, right = 0;
		} else if (kind == 1) {
			a = i, b = k, left = 3;
			p = k, q = j, right = 1;
		} else {
			a = i, b = k, left = 0;
			p = k, q = j, right = 2;
		}
		if (b - a < q - p) {
			take_heads(c, a, b, left, heads);
			i = p, j = q, kind = right;
		} else {
			take_heads(c, p, q, right, heads);
			i = a, j = b, kind = left;
		}
	}
}

void decode_projective(const kernel *kernel, const int32_t *scores, size_t stride, const int32_t *root, size_t count,
	void *scratch, int32_t *heads)
{
	size_t n = count;
	chart c = {.count = n};
	for (size_t k = 0; k < 4; k++) {
		c.score[k] = (int32_t *)scratch + k * n * n;
		c.split[k] = (uint16_t *)((int32_t *)scratch + CHART_SCORES * n * n) + k * n * n;
		if (k < 3)
			c.turned[k] = (int32_t *)scratch + (4 + k) * n * n;
		for (size_t i = 0; i < n; i++)
			c.score[k][i * n + i] = c.turned[k < 3 ? k : 0][i * n + i] = 0;
	}
	for (size_t width = 1; width < n; width++)
		for (size_t i = 0, j = width; j < n; i++, j++) {
			size_t row = i * n + i, column = j * n + i, at = i * n + j, split;
			int32_t best = kernel->best_sum(c.score[1] + row, c.turned[0] + column + 1, width, &split);
			int32_t right = best + bounded(scores[i * stride + j]), left = best + bounded(scores[j * stride + i]);
			c.score[2][at] = c.turned[2][column] = right;
			c.score[3][at] = left;
			c.split[2][at] = c.split[3][at] = (uint16_t)(i + split);
			best = kernel->best_sum(c.score[0] + row, c.turned[2] + column, width, &split);
			c.score[0][at] = c.turned[0][column] = best;
			c.split[0][at] = (uint16_t)(i + split);
			best = kernel->best_sum(c.score[3] + row + 1, c.turned[1] + column + 1, width, &split);
			c.score[1][at] = c.turned[1][column] = best;
			c.split[1][at] = (uint16_t)(i + 1 + split);
		}
	/* the root takes all that stands left of it and all that stands right */
	size_t top = 0;
	int32_t best = INT32_MIN;
	for (size_t r = 0; r < n; r++) {
		int32_t s = c.score[0][r] + c.score[1][r * n + n - 1] + bounded(root[r]);
		if (s > best)
			best = s, top = r;
	}
	heads[top] = -1;
	take_heads(&c, 0, top, 0, heads);
	take_heads(&c, top, n - 1, 1, heads);
}

void decode_tree(const kernel *kernel, const int32_t *scores, size_t row, const int32_t *root, size_t count,
	void *scratch, int32_t *heads)
{
	uint8_t seen[DECODE_TOKENS];
	decode_greedy(scores, row, root, count, heads);
	if (!decode_is_tree(heads, count, seen))
		decode_projective(kernel, scores, row, root, count, scratch, heads);
}
