/* name_list.c — texts that stand for themselves by a number, and lists of such texts. */
#include "view/view.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"

const char *const VIEW_AUX[4] = {"historical", "future", "hypothetical", "negation"};
const char *const VIEW_CERTAINTIES[3] = {"certain", "probable", "possible"};

uint32_t name_list_find(const name_list *self, slice name)
{
	uint32_t number = name.at ? table_get(&self->numbers, name) : TABLE_NONE;
	return number == TABLE_NONE ? NO_NUMBER : number;
}

uint32_t name_list_add(name_list *self, arena *memory, slice name)
{
	uint32_t number = name_list_find(self, name);
	if (!name.at || number != NO_NUMBER)
		return number;
	slice kept = {arena_copy(memory, name.at, name.length), name.length};
	*VECTOR_PUSH(memory, &self->names) = kept;
	return table_add(&self->numbers, memory, kept, (uint32_t)self->names.count - 1);
}

typedef struct ranked_name {
	slice name;
	uint32_t number;
} ranked_name;

static int compare_names(const void *a, const void *b)
{
	const ranked_name *x = a, *y = b;
	return slice_compare(x->name, y->name);
}

void name_list_rank(name_list *self, arena *memory)
{
	size_t count = self->names.count;
	ranked_name *all = ARENA_ARRAY(memory, count, ranked_name);
	for (size_t i = 0; i < count; i++)
		all[i] = (ranked_name){self->names.items[i], (uint32_t)i};
	qsort(all, count, sizeof *all, compare_names);
	self->rank = ARENA_ARRAY(memory, count, uint32_t);
	for (size_t i = 0; i < count; i++)
		self->rank[all[i].number] = (uint32_t)i;
}

slice name_list_get(const name_list *self, uint32_t number)
{
	return number < self->names.count ? self->names.items[number] : (slice){NULL, 0};
}

void value_lists_init(value_lists *self, arena *memory)
{
	name_list_add(&self->joined, memory, SLICE(""));
}

uint32_t value_lists_add(value_lists *self, arena *memory, slice joined)
{
	return joined.at ? name_list_add(&self->joined, memory, joined) : 0;
}

void value_lists_part(value_lists *self, arena *memory)
{
	VECTOR(uint32_t) members = {0};
	size_t count = self->joined.names.count;
	self->first = ARENA_ARRAY(memory, count + 1, uint32_t);
	for (size_t i = 0; i < count; i++) {
		slice rest = self->joined.names.items[i], part;
		self->first[i] = (uint32_t)members.count;
		while (rest.length && slice_split(&rest, ';', &part))
			if (part.length)
				*VECTOR_PUSH(memory, &members) = name_list_add(&self->values, memory, part);
	}
	self->first[count] = (uint32_t)members.count;
	self->members = members.items;
}

slice view_day(int32_t day, char *room)
{
	if (day == NO_DAY)
		return (slice){NULL, 0};
	date date = date_from_days(day);
	int length = snprintf(room, 16, "%04d-%02u-%02u", date.year, date.month % 100u, date.day % 100u);
	return (slice){room, (size_t)length};
}
