/*
 * trie.h — strings to numbers as an automaton that is read where it lies: in memory or in a mapped file. Following a
 * text byte by byte finds all strings that start at a place, the longest one last, without hashing or copying.
 *
 *     node 0 ─▶ its children, side by side, by label ─▶ theirs …      breadth first: children stand behind their parent
 */
#ifndef BEDE_BASE_TRIE_H
#define BEDE_BASE_TRIE_H

#include <stdint.h>

#include "arena.h"
#include "slice.h"

/* No string ends here; no such string; no such child. */
#define TRIE_NONE UINT32_MAX

typedef struct trie_node {
	uint32_t first;            /* its first child */
	uint32_t value;            /* of the string that ends here, or TRIE_NONE */
	uint16_t count;            /* of children, by rising label */
	uint8_t label;             /* the byte that leads here */
	uint8_t unused;            /* 0: files have no undefined bytes */
} trie_node;

/* Borrowed nodes; none: no strings. */
typedef struct trie {
	const trie_node *nodes;
	uint32_t count;
} trie;

typedef struct trie_entry {
	slice key;
	uint32_t value;            /* not TRIE_NONE */
} trie_entry;

/* The trie of these strings, on the arena; `entries` are put in order. Of equal keys the one of the smallest value
 * counts. */
trie trie_build(arena *memory, trie_entry *entries, size_t count);
/* Does every child lie within the trie and behind its parent, and is every value below `values`? For nodes of a
 * file. */
bool trie_is_sound(const trie *self, uint32_t values);
/* The value of the whole string, or TRIE_NONE. */
uint32_t trie_find(const trie *self, slice key);

/* The child of `node` by `byte`, or TRIE_NONE. Start with node 0 of a trie that has nodes. */
static inline uint32_t trie_step(const trie *self, uint32_t node, char byte)
{
	const trie_node *at = &self->nodes[node];
	uint8_t label = (uint8_t)byte;
	uint32_t low = at->first, high = at->first + at->count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (self->nodes[middle].label <= label)
			low = middle;
		else
			high = middle;
	}
	return low < high && self->nodes[low].label == label ? low : TRIE_NONE;
}

#endif
