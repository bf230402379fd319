/* table.c — open addressing with linear probing; a slot with a NULL key is free, nothing is ever taken out. */
#include "table.h"

#include <assert.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { FIRST_SLOTS = 16 };

/* Keys of length 0 may come with a NULL address, which would read as a free slot. */
static slice key_of(slice key)
{
	return key.length ? key : (slice){"", 0};
}

static uint32_t hash_of(slice key)
{
	return (uint32_t)XXH3_64bits(key.at, key.length);
}

/* The slot that holds `key`, or the free one where it belongs. */
static struct table_slot *find(const table *self, slice key, uint32_t hash)
{
	uint32_t i = hash & self->mask;
	for (;; i = (i + 1) & self->mask) {
		struct table_slot *slot = &self->slots[i];
		if (!slot->key || (slot->hash == hash && slot->length == key.length
				&& memcmp(slot->key, key.at, key.length) == 0))
			return slot;
	}
}

uint32_t table_get(const table *self, slice key)
{
	if (!self->slots)
		return TABLE_NONE;
	key = key_of(key);
	const struct table_slot *slot = find(self, key, hash_of(key));
	return slot->key ? slot->value : TABLE_NONE;
}

static void grow(table *self, arena *memory)
{
	table grown = {.count = self->count};
	grown.mask = self->slots ? self->mask * 2 + 1 : FIRST_SLOTS - 1;
	grown.slots = ARENA_ARRAY(memory, (size_t)grown.mask + 1, struct table_slot);
	for (size_t i = 0; self->slots && i <= self->mask; i++) {
		const struct table_slot *slot = &self->slots[i];
		if (slot->key)
			*find(&grown, (slice){slot->key, slot->length}, slot->hash) = *slot;
	}
	*self = grown;
}

/* The slot of `key`, taken for it with TABLE_NONE if it is new. */
static struct table_slot *slot_for(table *self, arena *memory, slice key)
{
	assert(key.length <= UINT32_MAX);
	if (!self->slots || ((uint64_t)self->count + 1) * 5 > ((uint64_t)self->mask + 1) * 3)
		grow(self, memory);
	key = key_of(key);
	uint32_t hash = hash_of(key);
	struct table_slot *slot = find(self, key, hash);
	if (!slot->key) {
		*slot = (struct table_slot){key.at, (uint32_t)key.length, hash, TABLE_NONE};
		self->count++;
	}
	return slot;
}

uint32_t table_add(table *self, arena *memory, slice key, uint32_t value)
{
	struct table_slot *slot = slot_for(self, memory, key);
	if (slot->value == TABLE_NONE)
		slot->value = value;
	return slot->value;
}

void table_set(table *self, arena *memory, slice key, uint32_t value)
{
	slot_for(self, memory, key)->value = value;
}
