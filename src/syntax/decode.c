/* decode.c — greedy heads and Eisner's algorithm. */
#include "syntax/decode.h"

#include <string.h>

/* Looks whether one of the scores is larger than *best, and keeps the first that is the largest. */
static void keep_largest(const int32_t *scores, size_t first, size_t end, int32_t *best, int32_t *head)
{
	int32_t most = *best;
	for (size_t j = first; j < end; j++)
		most = scores[j] > most ? scores[j] : most;
	if (most == *best)
		return;
	*best = most;
	while (scores[first] != most)
		first++;
	*head = (int32_t)first;
}

void decode_greedy(const int32_t *scores, size_t row, const int32_t *root, size_t count, int32_t *heads)
{
	for (size_t i = 0; i < count; i++) {
		int32_t best = root[i];
		heads[i] = -1;
		keep_largest(scores + i * row, 0, i, &best, &heads[i]);
		keep_largest(scores + i * row, i + 1, count, &best, &heads[i]);
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
 * Eisner's chart: four kinds of span from i to i + width. Complete with its head right, complete with its head left,
 * incomplete with its head right, incomplete with its head left. Spans of one width stand side by side, so that every
 * inner loop runs along memory, over the places where a span begins.
 */
enum { DONE_RIGHT, DONE_LEFT, OPEN_RIGHT, OPEN_LEFT, KINDS };

typedef struct chart {
	int32_t *score[KINDS];           /* [width · row + i] */
	uint16_t *split[KINDS];          /* how far from i the left part reaches */
	int32_t *best, *at;              /* [row] of the width that is being filled in */
	size_t count, row;               /* row: what the kernel may fill up */
} chart;

static size_t row_of(size_t count)
{
	return (count + KERNEL_PLACES - 1) / KERNEL_PLACES * KERNEL_PLACES;
}

size_t decode_scratch_size(size_t count)
{
	/* the kernel reads on behind the last row */
	size_t row = row_of(count);
	return KINDS * count * row * (sizeof(int32_t) + sizeof(uint16_t)) + 4 * row * sizeof(int32_t);
}

static chart chart_in(void *scratch, size_t n)
{
	size_t row = row_of(n), size = n * row;
	chart c = {.count = n, .row = row};
	int32_t *scores = scratch;
	uint16_t *splits = (uint16_t *)(scores + KINDS * size + 4 * row);
	for (size_t kind = 0; kind < KINDS; kind++) {
		c.score[kind] = scores + kind * size;
		c.split[kind] = splits + kind * size;
		memset(c.score[kind], 0, row * sizeof *scores);
	}
	c.best = scores + KINDS * size + 2 * row;
	c.at = c.best + row;
	return c;
}

/* What sums of DECODE_TOKENS arcs have room for. Scores of a parser are far smaller. */
static int32_t bounded(int32_t score)
{
	const int32_t most = 1 << 21;
	return score > -most ? score < most ? score : most : -most;
}

/*
 * The best way to put spans of `width` together from a left part of kind `left`, `narrowest` wide or more, and a right
 * part of kind `right`, which begins `gap` behind the left one's end, in `width` ways; of ways as good, that with the
 * narrowest left part. The width of the left part, less `narrowest`, goes to c->at.
 */
static void join_parts(const chart *c, const kernel *with, size_t width, unsigned left, unsigned right,
	size_t narrowest, size_t gap)
{
	with->join(c->score[left] + narrowest * c->row, c->score[right] + (width - narrowest - gap) * c->row + narrowest + gap,
		c->row, c->count - width, width, c->best, c->at);
}

static void take_heads(const chart *c, size_t i, size_t j, unsigned kind, int32_t *heads)
{
	/* the smaller part is handed down, the larger is gone on with, so that the depth is logarithmic */
	while (i < j) {
		size_t b = i + c->split[kind][(j - i) * c->row + i], p = b;
		unsigned left = DONE_LEFT, right = DONE_RIGHT;
		if (kind == OPEN_LEFT || kind == OPEN_RIGHT) {
			if (kind == OPEN_LEFT)
				heads[j] = (int32_t)i;
			else
				heads[i] = (int32_t)j;
			p = b + 1;
		} else if (kind == DONE_LEFT) {
			left = OPEN_LEFT, right = DONE_LEFT;
		} else {
			left = DONE_RIGHT, right = OPEN_RIGHT;
		}
		if (b - i < j - p) {
			take_heads(c, i, b, left, heads);
			i = p, kind = right;
		} else {
			take_heads(c, p, j, right, heads);
			j = b, kind = left;
		}
	}
}

void decode_projective(const kernel *with, const int32_t *scores, size_t stride, const int32_t *root, size_t count,
	void *scratch, int32_t *heads)
{
	size_t n = count;
	chart c = chart_in(scratch, n);
	for (size_t width = 1; width < n; width++) {
		size_t row = width * c.row;
		join_parts(&c, with, width, DONE_LEFT, DONE_RIGHT, 0, 1);
		for (size_t i = 0, j = width; j < n; i++, j++) {
			c.score[OPEN_RIGHT][row + i] = c.best[i] + bounded(scores[i * stride + j]);
			c.score[OPEN_LEFT][row + i] = c.best[i] + bounded(scores[j * stride + i]);
			c.split[OPEN_RIGHT][row + i] = c.split[OPEN_LEFT][row + i] = (uint16_t)c.at[i];
		}
		join_parts(&c, with, width, DONE_RIGHT, OPEN_RIGHT, 0, 0);
		for (size_t i = 0; i < n - width; i++) {
			c.score[DONE_RIGHT][row + i] = c.best[i];
			c.split[DONE_RIGHT][row + i] = (uint16_t)c.at[i];
		}
		join_parts(&c, with, width, OPEN_LEFT, DONE_LEFT, 1, 0);
		for (size_t i = 0; i < n - width; i++) {
			c.score[DONE_LEFT][row + i] = c.best[i];
			c.split[DONE_LEFT][row + i] = (uint16_t)(c.at[i] + 1);
		}
	}
	/* the root takes all that stands left of it and all that stands right */
	size_t top = 0;
	int32_t best = INT32_MIN;
	for (size_t r = 0; r < n; r++) {
		int32_t s = c.score[DONE_RIGHT][r * c.row] + c.score[DONE_LEFT][(n - 1 - r) * c.row + r] + bounded(root[r]);
		if (s > best)
			best = s, top = r;
	}
	heads[top] = -1;
	take_heads(&c, 0, top, DONE_RIGHT, heads);
	take_heads(&c, top, n - 1, DONE_LEFT, heads);
}

void decode_tree(const kernel *with, const int32_t *scores, size_t row, const int32_t *root, size_t count,
	void *scratch, int32_t *heads)
{
	uint8_t seen[DECODE_TOKENS];
	decode_greedy(scores, row, root, count, heads);
	if (!decode_is_tree(heads, count, seen))
		decode_projective(with, scores, row, root, count, scratch, heads);
}
