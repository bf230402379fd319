/*
 * snapshot_order.c — rows into the order of events, and events into that of their days: who walks over rows sees each
 * event once, the earliest first, and what belongs together lies together in memory.
 */
#include "view/snapshot_load.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

typedef struct placing {
	int32_t day;
	uint32_t event;                /* in the order of loading */
	uint64_t order;
} placing;

static int compare_placings(const void *a, const void *b)
{
	const placing *x = a, *y = b;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return (x->event > y->event) - (x->event < y->event);
}

/* Events by day, then by id. placed[i]: the i-th event in the order of loading. */
static uint32_t *place_events(loading *self, const loaded_event **sorted)
{
	placing *all = ARENA_ARRAY(&self->scratch, self->event_count, placing);
	uint32_t *placed = ARENA_ARRAY(&self->scratch, self->event_count, uint32_t);
	for (uint32_t i = 0; i < self->event_count; i++)
		all[i] = (placing){self->events[i].day, i, self->events[i].order};
	qsort(all, self->event_count, sizeof *all, compare_placings);
	for (uint32_t i = 0; i < self->event_count; i++) {
		placed[all[i].event] = i;
		sorted[i] = &self->events[all[i].event];
	}
	return placed;
}

/* Where each row goes: those of an event together, the one that told it first in front; rows of no event last. */
static uint32_t *place_rows(loading *self, const uint32_t *placed, const loaded_event **sorted)
{
	bede_snapshot *to = self->snapshot;
	uint32_t *moved = ARENA_ARRAY(&to->memory, to->row_count, uint32_t);
	uint32_t *next = ARENA_ARRAY(&self->scratch, (size_t)self->event_count + 2, uint32_t);
	for (uint32_t row = 0; row < to->row_count; row++) {
		if (to->row_event[row] != NO_NUMBER)
			to->row_event[row] = placed[to->row_event[row]];
		next[(to->row_event[row] == NO_NUMBER ? self->event_count : to->row_event[row]) + 1]++;
	}
	for (uint32_t event = 0; event <= self->event_count; event++)
		next[event + 1] += next[event];
	to->event_first = ARENA_ARRAY(&to->memory, (size_t)self->event_count + 1, uint32_t);
	for (uint32_t event = 0; event <= self->event_count; event++)
		to->event_first[event] = next[event];
	for (uint32_t event = 0; event < self->event_count; event++) {
		uint32_t first = sorted[event]->first_row;
		if (first != NO_NUMBER && to->row_event[first] == event)
			moved[first] = next[event]++;
	}
	for (uint32_t row = 0; row < to->row_count; row++) {
		uint32_t event = to->row_event[row];
		if (event == NO_NUMBER)
			moved[row] = next[self->event_count]++;
		else if (sorted[event]->first_row != row)
			moved[row] = next[event]++;
	}
	return moved;
}

static void move_column(void *column, size_t size, const uint32_t *moved, uint32_t count, char *room)
{
	const char *from = column;
	for (uint32_t row = 0; row < count; row++)
		memcpy(room + moved[row] * size, from + row * size, size);
	memcpy(column, room, count * size);
}

/* Parties and voices: `from` and `first` in the old order of rows give the new ones. */
static uint32_t *move_lists(bede_snapshot *to, const void *from, const uint32_t *first, size_t size,
	const uint32_t *moved, void **out)
{
	uint32_t count = to->row_count;
	uint32_t *firsts = ARENA_ARRAY(&to->memory, (size_t)count + 1, uint32_t);
	char *items = arena_array(&to->memory, first[count], size);
	for (uint32_t row = 0; row < count; row++)
		firsts[moved[row] + 1] = first[row + 1] - first[row];
	for (uint32_t row = 0; row < count; row++)
		firsts[row + 1] += firsts[row];
	for (uint32_t row = 0; row < count; row++)
		memcpy(items + firsts[moved[row]] * size, (const char *)from + first[row] * size,
			(first[row + 1] - first[row]) * size);
	*out = items;
	return firsts;
}

static void move_rows(loading *self, const uint32_t *moved)
{
	bede_snapshot *to = self->snapshot;
	uint32_t count = to->row_count;
	void *items;
	char *room = arena_array(&self->scratch, count, sizeof(int64_t));
	move_column(to->record_ids, sizeof *to->record_ids, moved, count, room);
	move_column(to->row_document, sizeof *to->row_document, moved, count, room);
	move_column(to->row_event, sizeof *to->row_event, moved, count, room);
	move_column(to->row_day, sizeof *to->row_day, moved, count, room);
	move_column(to->row_last_day, sizeof *to->row_last_day, moved, count, room);
	move_column(to->row_confidence, sizeof *to->row_confidence, moved, count, room);
	move_column(to->row_place, sizeof *to->row_place, moved, count, room);
	move_column(to->row_mode, sizeof *to->row_mode, moved, count, room);
	move_column(to->row_context, sizeof *to->row_context, moved, count, room);
	move_column(to->row_type, sizeof *to->row_type, moved, count, room);
	move_column(to->row_aux, sizeof *to->row_aux, moved, count, room);
	move_column(to->row_certainty, sizeof *to->row_certainty, moved, count, room);
	to->party_first = move_lists(to, self->parties, self->party_first, sizeof *to->parties, moved, &items);
	to->parties = items;
	to->voice_first = move_lists(to, self->voices, self->voice_first, sizeof *to->voices, moved, &items);
	to->voices = items;
}

/* An event's last day is that of the first account that has its first day; its place, that of the first account that
 * names one. */
static void fill_event(bede_snapshot *to, uint32_t event, const loaded_event *from)
{
	uint32_t first = to->event_first[event], end = to->event_first[event + 1];
	to->event_day[event] = to->event_last_day[event] = from->day;
	to->event_sources[event] = from->sources;
	to->event_documents[event] = from->documents;
	to->event_denials[event] = from->denials;
	to->event_differs[event] = from->differs;
	to->event_place_row[event] = NO_NUMBER;
	for (uint32_t row = end; row-- > first;) {
		if (to->row_day[row] == from->day)
			to->event_last_day[event] = to->row_last_day[row];
		if (to->row_place[row] != NO_NUMBER)
			to->event_place_row[event] = row;
	}
	if (from->has_dead)
		to->dead[to->dead_count++] = (view_dead){event, from->dead_low, from->dead_best, from->dead_high};
}

static void fill_events(loading *self, const loaded_event **sorted)
{
	bede_snapshot *to = self->snapshot;
	uint32_t count = self->event_count, dead = 0;
	to->event_day = ARENA_ARRAY(&to->memory, count, int32_t);
	to->event_last_day = ARENA_ARRAY(&to->memory, count, int32_t);
	to->event_place_row = ARENA_ARRAY(&to->memory, count, uint32_t);
	to->event_sources = ARENA_ARRAY(&to->memory, count, uint32_t);
	to->event_documents = ARENA_ARRAY(&to->memory, count, uint32_t);
	to->event_denials = ARENA_ARRAY(&to->memory, count, uint32_t);
	to->event_differs = ARENA_ARRAY(&to->memory, count, uint32_t);
	for (uint32_t i = 0; i < count; i++)
		dead += self->events[i].has_dead;
	to->dead = ARENA_ARRAY(&to->memory, dead, view_dead);
	for (uint32_t event = 0; event < count; event++)
		fill_event(to, event, sorted[event]);
	to->event_count = count;
}

/* ---- what codes are called ---- */

typedef struct best_name {
	slice name;
	uint32_t count;
} best_name;

static void offer_name(best_name *best, slice name, uint32_t count)
{
	if (name.length && (count > best->count || (count == best->count && slice_compare(name, best->name) < 0)))
		*best = (best_name){name, count};
}

/* A country is called as its places say; any other code, as reports call it most often where it stands alone. */
static void name_codes(loading *self)
{
	bede_snapshot *to = self->snapshot;
	size_t count = to->codes.names.count;
	best_name *by_place = ARENA_ARRAY(&self->scratch, count, best_name);
	best_name *by_party = ARENA_ARRAY(&self->scratch, count, best_name);
	to->code_names = ARENA_ARRAY(&to->memory, count, slice);
	to->code_keys = ARENA_ARRAY(&to->memory, count, slice);
	for (uint32_t i = 0; i < to->place_count; i++)
		if (to->places[i].country_code != NO_NUMBER)
			offer_name(&by_place[to->places[i].country_code], name_list_get(&to->place_names, to->places[i].country), 1);
	for (size_t i = 0; i < self->pairs.count; i++)
		offer_name(&by_party[self->pairs.items[i].code],
			name_list_get(&self->party_names, self->pairs.items[i].name), self->pairs.items[i].count);
	for (size_t code = 0; code < count; code++) {
		slice name = by_place[code].count ? by_place[code].name : by_party[code].name;
		if (!name.at)
			name = to->codes.names.items[code];
		to->code_names[code] = (slice){arena_copy(&to->memory, name.at, name.length), name.length};
		to->code_keys[code] = utf8_lower(&to->memory, utf8_fold(&self->scratch, to->code_names[code]));
	}
}

/* Names that sources are counted by: of agencies, and of those who have no code. Case does not tell them apart, as it
 * does not in a filter. */
static void name_sources(loading *self)
{
	bede_snapshot *to = self->snapshot;
	size_t count = to->voice_names.names.count;
	uint32_t agency = name_list_find(&to->sectors, SLICE("JRN"));
	table spellings = {0};
	uint32_t *spelling = ARENA_ARRAY(&self->scratch, count, uint32_t);
	uint32_t *source = ARENA_ARRAY(&self->scratch, count, uint32_t);
	for (size_t i = 0; i < count; i++) {
		slice folded = to->voice_names.names.items[i];
		char *copy = arena_copy(&self->scratch, folded.at, folded.length);
		for (size_t j = 0; j < folded.length; j++)
			copy[j] = copy[j] >= 'A' && copy[j] <= 'Z' ? (char)(copy[j] - 'A' + 'a') : copy[j];
		spelling[i] = table_add(&spellings, &self->scratch, (slice){copy, folded.length}, (uint32_t)i);
		source[i] = NO_NUMBER;
	}
	for (uint32_t i = 0; i < to->voice_first[to->row_count]; i++) {
		const view_voice *voice = &to->voices[i];
		uint32_t name = voice->identifier != NO_NUMBER ? voice->identifier : voice->entity;
		if (name != NO_NUMBER && (voice->code == NO_NUMBER || voice->sector == agency)
				&& source[spelling[name]] == NO_NUMBER)
			source[spelling[name]] = name_list_add(&to->sources, &to->memory, to->voice_names.names.items[name]);
	}
	to->source_of_name = ARENA_ARRAY(&to->memory, count, uint32_t);
	for (size_t i = 0; i < count; i++)
		to->source_of_name[i] = source[spelling[i]];
}

/* In how many events each code takes part. */
static void count_codes(loading *self)
{
	bede_snapshot *to = self->snapshot;
	uint32_t *last = ARENA_ARRAY(&self->scratch, to->codes.names.count, uint32_t);
	to->code_events = ARENA_ARRAY(&to->memory, to->codes.names.count, uint32_t);
	for (uint32_t row = 0; row < to->event_first[to->event_count]; row++)
		for (uint32_t i = to->party_first[row]; i < to->party_first[row + 1]; i++) {
			uint32_t code = to->parties[i].code, event = to->row_event[row];
			if (code == NO_NUMBER || last[code] == event + 1)
				continue;
			last[code] = event + 1;
			to->code_events[code]++;
		}
}

void snapshot_order(loading *self)
{
	const loaded_event **sorted = ARENA_ARRAY(&self->scratch, self->event_count, const loaded_event *);
	const uint32_t *placed = place_events(self, sorted);
	self->snapshot->rows_by_id = place_rows(self, placed, sorted);
	move_rows(self, self->snapshot->rows_by_id);
	fill_events(self, sorted);
	name_codes(self);
	count_codes(self);
	name_sources(self);
	name_list_rank(&self->snapshot->sources, &self->snapshot->memory);
	name_list_rank(&self->snapshot->modes.values, &self->snapshot->memory);
	name_list_rank(&self->snapshot->contexts.values, &self->snapshot->memory);
	name_list_rank(&self->snapshot->codes, &self->snapshot->memory);
	name_list_rank(&self->snapshot->sectors, &self->snapshot->memory);
	name_list_rank(&self->snapshot->publishers, &self->snapshot->memory);
	name_list_rank(&self->snapshot->place_names, &self->snapshot->memory);
}
