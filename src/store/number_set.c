/* number_set.c — a set of 64-bit hashes. */
#include <stdlib.h>

#include "store/store.h"

static size_t slot_of(const number_set *self, uint64_t value)
{
	size_t at = (size_t)(value * 0x9E3779B97F4A7C15u >> 20) & self->mask;
	while (self->slots[at] && self->slots[at] != value)
		at = (at + 1) & self->mask;
	return at;
}

static bool grow(number_set *self)
{
	size_t room = self->slots ? 2 * (self->mask + 1) : 1024;
	number_set larger = {calloc(room, sizeof(uint64_t)), self->count, room - 1};
	if (!larger.slots)
		return false;
	for (size_t i = 0; self->slots && i <= self->mask; i++)
		if (self->slots[i])
			larger.slots[slot_of(&larger, self->slots[i])] = self->slots[i];
	free(self->slots);
	*self = larger;
	return true;
}

bool number_set_has(const number_set *self, uint64_t value)
{
	value += !value;
	return self->slots && self->slots[slot_of(self, value)] == value;
}

bool number_set_add(number_set *self, uint64_t value)
{
	value += !value;
	if ((!self->slots || self->count * 10 >= self->mask * 6) && !grow(self))
		return false;
	size_t at = slot_of(self, value);
	self->count += !self->slots[at];
	self->slots[at] = value;
	return true;
}

void number_set_clear(number_set *self)
{
	free(self->slots);
	*self = (number_set){0};
}
