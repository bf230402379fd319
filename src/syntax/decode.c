/* decode.c — greedy heads and Eisner's algorithm. */
#include "syntax/decode.h"

#include <math.h>
#include <string.h>

void decode_greedy(const float *scores, size_t row, const float *root, size_t count, int32_t *heads)
{
	for (size_t i = 0; i < count; i++) {
		const float *s = scores + i * row;
		float best = root[i];
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
 * One cell of Eisner's chart for i ≤ j, in four triangles kept as squares: [0] complete with its head right,
 * [1] complete with its head left, [2] incomplete with its head right, [3] incomplete with its head left.
 */
typedef struct chart {
	float *score[4];
	uint16_t *split[4];
	size_t count;
} chart;

size_t decode_scratch_size(size_t count)
{
	return count * count * 4 * (sizeof(float) + sizeof(uint16_t));
}

/* NaN and infinities would leave a chart without a best split. */
static float finite(float score)
{
	return score > -1e9f ? score < 1e9f ? score : 1e9f : -1e9f;
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

void decode_projective(const float *scores, size_t row, const float *root, size_t count, void *scratch,
	int32_t *heads)
{
	size_t n = count;
	chart c = {.count = n};
	for (size_t k = 0; k < 4; k++) {
		c.score[k] = (float *)scratch + k * n * n;
		c.split[k] = (uint16_t *)((float *)scratch + 4 * n * n) + k * n * n;
		for (size_t i = 0; i < n; i++)
			c.score[k][i * n + i] = 0;
	}
	for (size_t width = 1; width < n; width++)
		for (size_t i = 0, j = width; j < n; i++, j++) {
			size_t at = i * n + j, split = i;
			float best = -INFINITY;
			for (size_t k = i; k < j; k++) {
				float s = c.score[1][i * n + k] + c.score[0][(k + 1) * n + j];
				if (s > best)
					best = s, split = k;
			}
			c.score[2][at] = best + finite(scores[i * row + j]);
			c.score[3][at] = best + finite(scores[j * row + i]);
			c.split[2][at] = c.split[3][at] = (uint16_t)split;
			best = -INFINITY, split = i;
			for (size_t k = i; k < j; k++) {
				float s = c.score[0][i * n + k] + c.score[2][k * n + j];
				if (s > best)
					best = s, split = k;
			}
			c.score[0][at] = best, c.split[0][at] = (uint16_t)split;
			best = -INFINITY, split = i + 1;
			for (size_t k = i + 1; k <= j; k++) {
				float s = c.score[3][i * n + k] + c.score[1][k * n + j];
				if (s > best)
					best = s, split = k;
			}
			c.score[1][at] = best, c.split[1][at] = (uint16_t)split;
		}
	/* the root takes all that stands left of it and all that stands right */
	size_t top = 0;
	float best = -INFINITY;
	for (size_t r = 0; r < n; r++) {
		float s = c.score[0][r] + c.score[1][r * n + n - 1] + finite(root[r]);
		if (s > best)
			best = s, top = r;
	}
	heads[top] = -1;
	take_heads(&c, 0, top, 0, heads);
	take_heads(&c, top, n - 1, 1, heads);
}

void decode_tree(const float *scores, size_t row, const float *root, size_t count, void *scratch, int32_t *heads)
{
	uint8_t seen[DECODE_TOKENS];
	decode_greedy(scores, row, root, count, heads);
	if (!decode_is_tree(heads, count, seen))
		decode_projective(scores, row, root, count, scratch, heads);
}
