/* trie.c — strings to numbers as an automaton. */
#include "trie.h"

#include <stdlib.h>

/* Entries [low, high) share their first `depth` bytes: the strings below one node. */
typedef struct range {
	size_t low, high, depth;
} range;

static int compare_entries(const void *a, const void *b)
{
	const trie_entry *x = a, *y = b;
	int order = slice_compare(x->key, y->key);
	return order ? order : x->value < y->value ? -1 : x->value > y->value;
}

trie trie_build(arena *memory, trie_entry *entries, size_t count)
{
	VECTOR(trie_node) nodes = {0};
	VECTOR(range) below = {0};

	if (count)
		qsort(entries, count, sizeof *entries, compare_entries);
	*VECTOR_PUSH(memory, &nodes) = (trie_node){.value = TRIE_NONE};
	*VECTOR_PUSH(memory, &below) = (range){0, count, 0};
	for (size_t n = 0; n < nodes.count; n++) {
		range here = below.items[n];
		size_t low = here.low;
		if (low < here.high && entries[low].key.length == here.depth)
			nodes.items[n].value = entries[low].value;
		while (low < here.high && entries[low].key.length == here.depth)
			low++;
		nodes.items[n].first = (uint32_t)nodes.count;
		while (low < here.high) {
			char label = entries[low].key.at[here.depth];
			size_t high = low;
			while (high < here.high && entries[high].key.at[here.depth] == label)
				high++;
			*VECTOR_PUSH(memory, &nodes) = (trie_node){.value = TRIE_NONE, .label = (uint8_t)label};
			*VECTOR_PUSH(memory, &below) = (range){low, high, here.depth + 1};
			nodes.items[n].count++;
			low = high;
		}
	}
	return (trie){nodes.items, (uint32_t)nodes.count};
}

bool trie_is_sound(const trie *self, uint32_t values)
{
	for (uint32_t n = 0; n < self->count; n++) {
		const trie_node *node = &self->nodes[n];
		if (node->count && (node->first <= n || node->first > self->count || node->count > self->count - node->first))
			return false;
		if (node->value != TRIE_NONE && node->value >= values)
			return false;
	}
	return true;
}

uint32_t trie_find(const trie *self, slice key)
{
	uint32_t node = 0;

	if (!self->count)
		return TRIE_NONE;
	for (size_t i = 0; i < key.length && node != TRIE_NONE; i++)
		node = trie_step(self, node, key.at[i]);
	return node == TRIE_NONE ? TRIE_NONE : self->nodes[node].value;
}
