/* pair_count.c — events of each pair of codes, counted in a table of pairs. */
#include "view/pair_count.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1024 };

void pair_counts_init(pair_counts *self, arena *memory)
{
	*self = (pair_counts){.memory = memory, .mask = FIRST_SLOTS - 1};
	self->slots = ARENA_ARRAY(memory, FIRST_SLOTS, uint32_t);
}

static uint32_t slot_of(const pair_counts *self, uint32_t actor, uint32_t recipient)
{
	uint64_t mixed = ((uint64_t)actor << 32 | recipient) * 0x9E3779B97F4A7C15u;
	uint32_t slot = (uint32_t)(mixed >> 32) & self->mask;
	for (;; slot = (slot + 1) & self->mask) {
		uint32_t item = self->slots[slot];
		if (!item || (self->items.items[item - 1].actor == actor && self->items.items[item - 1].recipient == recipient))
			return slot;
	}
}

/* Fills the table, which is as large as the mask says. */
static void fill_slots(pair_counts *self)
{
	self->slots = ARENA_ARRAY(self->memory, (size_t)self->mask + 1, uint32_t);
	for (size_t i = 0; i < self->items.count; i++)
		self->slots[slot_of(self, self->items.items[i].actor, self->items.items[i].recipient)] = (uint32_t)i + 1;
}

void pair_counts_add(pair_counts *self, uint32_t actor, uint32_t recipient, uint32_t event, uint8_t type)
{
	uint32_t slot = slot_of(self, actor, recipient);
	if (!self->slots[slot]) {
		if (self->items.count * 2 > self->mask) {
			self->mask = self->mask * 4 + 3;
			fill_slots(self);
			slot = slot_of(self, actor, recipient);
		}
		*VECTOR_PUSH(self->memory, &self->items) = (pair_count){actor, recipient, NO_NUMBER, 0, {0}};
		self->slots[slot] = (uint32_t)self->items.count;
	}
	pair_count *pair = &self->items.items[self->slots[slot] - 1];
	if (pair->last_event == event)
		return;
	pair->last_event = event;
	pair->events++;
	pair->types[type]++;
}

typedef struct ranked_pair {
	pair_count pair;
	uint32_t actor, recipient;     /* ranks */
} ranked_pair;

static int compare_pairs(const void *a, const void *b)
{
	const ranked_pair *x = a, *y = b;
	if (x->pair.events != y->pair.events)
		return x->pair.events > y->pair.events ? -1 : 1;
	if (x->actor != y->actor)
		return x->actor < y->actor ? -1 : 1;
	return (x->recipient > y->recipient) - (x->recipient < y->recipient);
}

void pair_counts_sort(pair_counts *self, const bede_snapshot *of)
{
	ranked_pair *all = ARENA_ARRAY(self->memory, self->items.count, ranked_pair);
	for (size_t i = 0; i < self->items.count; i++)
		all[i] = (ranked_pair){
			self->items.items[i], of->codes.rank[self->items.items[i].actor],
			of->codes.rank[self->items.items[i].recipient],
		};
	qsort(all, self->items.count, sizeof *all, compare_pairs);
	for (size_t i = 0; i < self->items.count; i++)
		self->items.items[i] = all[i].pair;
}

void pair_counts_find_again(pair_counts *self)
{
	fill_slots(self);
}

uint32_t pair_counts_place(const pair_counts *self, uint32_t actor, uint32_t recipient)
{
	uint32_t slot = slot_of(self, actor, recipient);
	return self->slots[slot] ? self->slots[slot] - 1 : NO_NUMBER;
}
