/*
 * decode.h — from arc scores to a tree: each token's best head where that gives a tree with one root, otherwise the
 * best projective tree (Eisner 1996, with one root).
 */
#ifndef BEDE_SYNTAX_DECODE_H
#define BEDE_SYNTAX_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "syntax/kernel.h"

/* Most tokens of a tree; the scratch memory grows with its square. */
#define DECODE_TOKENS 256
/* Bytes of scratch memory for `count` tokens. */
size_t decode_scratch_size(size_t count);

/*
 * scores[i · row + j]: how well j is head of i; the diagonal is not looked at. root[i]: how well i is the root.
 * Fills heads[count] (-1: root). 0 < count ≤ DECODE_TOKENS; any numbers will do.
 */
void decode_tree(const kernel *with, const int32_t *scores, size_t row, const int32_t *root, size_t count,
	void *scratch, int32_t *heads);

/* The two steps of it. */
void decode_greedy(const int32_t *scores, size_t row, const int32_t *root, size_t count, int32_t *heads);
void decode_projective(const kernel *with, const int32_t *scores, size_t row, const int32_t *root, size_t count,
	void *scratch, int32_t *heads);
/* Do the heads (< count; -1: root) form one tree with one root? `seen` is scratch memory for `count` bytes. */
bool decode_is_tree(const int32_t *heads, size_t count, uint8_t *seen);

#endif
