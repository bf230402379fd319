/* facets.c — how many events have each value of a field. A field does not see its own condition, so that other values
 * of it can be chosen. */
#include <stdlib.h>

#include "view/asking.h"
#include "view/row_pieces.h"

/* Events of each value, each event once a value: events come one after the other. */
typedef struct tally {
	uint32_t *events, *last_event;
	uint32_t count;            /* of values */
} tally;

static inline void tally_add(tally *self, uint32_t value, uint32_t event)
{
	if (value == NO_NUMBER || self->last_event[value] == event + 1)
		return;
	self->last_event[value] = event + 1;
	self->events[value]++;
}

#define EACH_ROW(of_, rows_, row_, event_) \
	for (uint32_t row_ = 0, event_; selection_next_event((rows_), (of_), &row_, &event_); row_++)

typedef struct facet {
	const char *name;
	condition own;
	uint32_t (*count)(const bede_snapshot *of);
	/* Counts the values of the rows. Each has its own loop: there are many rows. */
	void (*add)(const asking *self, const selection *rows, tally *into);
	/* A value as a filter asks for it, and what people call it ({NULL,0}: just that). */
	slice (*value)(const bede_snapshot *of, uint32_t number, slice *name);
	uint32_t (*rank)(const bede_snapshot *of, uint32_t number);
} facet;

/* ---- fields of few values ---- */

static uint32_t own_rank(const bede_snapshot *of, uint32_t number)
{
	(void)of;
	return number;
}

static uint32_t type_count(const bede_snapshot *of)
{
	(void)of;
	return BEDE_ASSAULT + 1;
}

static void add_type(const asking *self, const selection *rows, tally *into)
{
	const bede_snapshot *of = self->snapshot;
	EACH_ROW(of, rows, row, event)
		tally_add(into, of->row_type[row], event);
}

static slice type_value(const bede_snapshot *of, uint32_t number, slice *name)
{
	(void)of;
	(void)name;
	return slice_of(bede_event_name((bede_event_type)number));
}

static uint32_t quad_count(const bede_snapshot *of)
{
	(void)of;
	return 5;
}

static void add_quad(const asking *self, const selection *rows, tally *into)
{
	const bede_snapshot *of = self->snapshot;
	uint32_t quads[BEDE_ASSAULT + 1];
	for (int type = BEDE_NONE; type <= BEDE_ASSAULT; type++)
		quads[type] = (uint32_t)bede_quad_code((bede_event_type)type);
	EACH_ROW(of, rows, row, event)
		tally_add(into, quads[of->row_type[row]], event);
}

static slice quad_value(const bede_snapshot *of, uint32_t number, slice *name)
{
	static const char digits[] = "01234";
	(void)of;
	(void)name;
	return (slice){digits + number, 1};
}

static uint32_t certainty_count(const bede_snapshot *of)
{
	(void)of;
	return 3;
}

static void add_certainty(const asking *self, const selection *rows, tally *into)
{
	const bede_snapshot *of = self->snapshot;
	EACH_ROW(of, rows, row, event)
		tally_add(into, of->row_certainty[row], event);
}

static slice certainty_value(const bede_snapshot *of, uint32_t number, slice *name)
{
	(void)of;
	(void)name;
	return slice_of(VIEW_CERTAINTIES[number]);
}

static uint32_t aux_count(const bede_snapshot *of)
{
	(void)of;
	return 4;
}

static void add_aux(const asking *self, const selection *rows, tally *into)
{
	const bede_snapshot *of = self->snapshot;
	EACH_ROW(of, rows, row, event)
		for (uint32_t i = 0; of->row_aux[row] >> i; i++)
			if (of->row_aux[row] >> i & 1)
				tally_add(into, i, event);
}

static slice aux_value(const bede_snapshot *of, uint32_t number, slice *name)
{
	(void)of;
	(void)name;
	return slice_of(VIEW_AUX[number]);
}

/* ---- codes ---- */

static uint32_t code_count(const bede_snapshot *of)
{
	return (uint32_t)of->codes.names.count;
}

static slice code_value(const bede_snapshot *of, uint32_t number, slice *name)
{
	*name = of->code_names[number];
	return of->codes.names.items[number];
}

static uint32_t code_rank(const bede_snapshot *of, uint32_t number)
{
	return of->codes.rank[number];
}

static bool wants_code(const bede_snapshot *of, const party_wishes *wishes, uint32_t code)
{
	for (size_t i = 0; i < wishes->count; i++)
		if (!wishes->items[i].code.at || (code != NO_NUMBER
				&& slice_equal(of->codes.names.items[code], wishes->items[i].code)))
			return true;
	return wishes->count == 0;
}

/* Where nothing is asked of the other side, all of this one are meant: in a reciprocal event, everybody. */
static void add_anybody(const bede_snapshot *of, uint32_t row, uint32_t event, tally *into, bool recipients, bool both)
{
	uint32_t first = of->party_first[row], end = of->party_first[row + 1];
	bool reciprocal = end - first > 1 && !of->parties[end - 1].is_recipient;
	for (uint32_t i = first; i < end; i++)
		if (both || reciprocal || of->parties[i].is_recipient == recipients)
			tally_add(into, of->parties[i].code, event);
}

/* Those on one side of the dyads, where the other side is as asked for: who could be asked for besides. */
static void add_side(const asking *self, const selection *rows, tally *into, bool recipients)
{
	const bede_snapshot *of = self->snapshot;
	const party_wishes *others = recipients ? &self->inquiry.actors : &self->inquiry.recipients;
	EACH_ROW(of, rows, row, event) {
		if (!others->count) {
			add_anybody(of, row, event, into, recipients, self->inquiry.both_ways);
			continue;
		}
		dyad_walk walk = dyads_of(of, row);
		for (dyad dyad; dyad_next(&walk, &dyad);) {
			uint32_t own = recipients ? dyad.recipient : dyad.actor, other = recipients ? dyad.actor : dyad.recipient;
			if (wants_code(of, others, other))
				tally_add(into, own, event);
			if (self->inquiry.both_ways && wants_code(of, others, own))
				tally_add(into, other, event);
		}
	}
}

static void add_actor(const asking *self, const selection *rows, tally *into)
{
	add_side(self, rows, into, false);
}

static void add_recipient(const asking *self, const selection *rows, tally *into)
{
	add_side(self, rows, into, true);
}

static void add_country(const asking *self, const selection *rows, tally *into)
{
	const bede_snapshot *of = self->snapshot;
	EACH_ROW(of, rows, row, event)
		if (of->row_place[row] != NO_NUMBER)
			tally_add(into, of->places[of->row_place[row]].country_code, event);
}

/* ---- lists of names ---- */

#define NAMED_FACET(facet_, list_) \
	static uint32_t facet_##_count(const bede_snapshot *of) \
	{ \
		return (uint32_t)of->list_.names.count; \
	} \
	static slice facet_##_value(const bede_snapshot *of, uint32_t number, slice *name) \
	{ \
		(void)name; \
		return of->list_.names.items[number]; \
	} \
	static uint32_t facet_##_rank(const bede_snapshot *of, uint32_t number) \
	{ \
		return of->list_.rank[number]; \
	}
NAMED_FACET(sector, sectors)
NAMED_FACET(publisher, publishers)
NAMED_FACET(mode, modes.values)
NAMED_FACET(context, contexts.values)

static void add_sector(const asking *self, const selection *rows, tally *into)
{
	const bede_snapshot *of = self->snapshot;
	EACH_ROW(of, rows, row, event)
		for (uint32_t i = of->party_first[row]; i < of->party_first[row + 1]; i++)
			if (of->parties[i].sector != NO_SECTOR)
				tally_add(into, of->parties[i].sector, event);
}

static void add_publisher(const asking *self, const selection *rows, tally *into)
{
	const bede_snapshot *of = self->snapshot;
	EACH_ROW(of, rows, row, event)
		if (of->row_document[row] != NO_NUMBER)
			tally_add(into, of->document_publishers[of->row_document[row]], event);
}

static void add_members(const value_lists *lists, uint32_t list, uint32_t event, tally *into)
{
	for (uint32_t i = lists->first[list]; i < lists->first[list + 1]; i++)
		tally_add(into, lists->members[i], event);
}

static void add_mode(const asking *self, const selection *rows, tally *into)
{
	const bede_snapshot *of = self->snapshot;
	EACH_ROW(of, rows, row, event)
		add_members(&of->modes, of->row_mode[row], event, into);
}

static void add_context(const asking *self, const selection *rows, tally *into)
{
	const bede_snapshot *of = self->snapshot;
	EACH_ROW(of, rows, row, event)
		add_members(&of->contexts, of->row_context[row], event, into);
}

/* ---- sources: codes, and behind them names ---- */

static uint32_t source_count(const bede_snapshot *of)
{
	return (uint32_t)(of->codes.names.count + of->sources.names.count);
}

static slice source_value(const bede_snapshot *of, uint32_t number, slice *name)
{
	uint32_t codes = code_count(of);
	return number < codes ? code_value(of, number, name) : of->sources.names.items[number - codes];
}

static uint32_t source_rank(const bede_snapshot *of, uint32_t number)
{
	uint32_t codes = code_count(of);
	return number < codes ? of->codes.rank[number] : codes + of->sources.rank[number - codes];
}

static void add_source_name(const bede_snapshot *of, uint32_t name, uint32_t event, tally *into)
{
	if (name != NO_NUMBER && of->source_of_name[name] != NO_NUMBER)
		tally_add(into, code_count(of) + of->source_of_name[name], event);
}

static void add_source(const asking *self, const selection *rows, tally *into)
{
	const bede_snapshot *of = self->snapshot;
	EACH_ROW(of, rows, row, event)
		for (uint32_t i = of->voice_first[row]; i < of->voice_first[row + 1]; i++) {
			tally_add(into, of->voices[i].code, event);
			add_source_name(of, of->voices[i].entity, event, into);
			add_source_name(of, of->voices[i].identifier, event, into);
		}
}

/* ---- the answer ---- */

static const facet FACETS[] = {
	{"event", BY_EVENT, type_count, add_type, type_value, own_rank},
	{"quad", BY_QUAD, quad_count, add_quad, quad_value, own_rank},
	{"sector", BY_SECTOR, sector_count, add_sector, sector_value, sector_rank},
	{"country", BY_PLACE, code_count, add_country, code_value, code_rank},
	{"certainty", BY_CERTAINTY, certainty_count, add_certainty, certainty_value, own_rank},
	{"aux_mode", BY_AUX_MODE, aux_count, add_aux, aux_value, own_rank},
	{"publisher", BY_PUBLISHER, publisher_count, add_publisher, publisher_value, publisher_rank},
	{"actor", BY_ACTOR, code_count, add_actor, code_value, code_rank},
	{"recipient", BY_RECIPIENT, code_count, add_recipient, code_value, code_rank},
	{"source", BY_SOURCE, source_count, add_source, source_value, source_rank},
	{"mode", BY_MODE, mode_count, add_mode, mode_value, mode_rank},
	{"context", BY_CONTEXT, context_count, add_context, context_value, context_rank},
};
enum { FACET_COUNT = sizeof FACETS / sizeof *FACETS };

typedef struct ranked_value {
	uint32_t number, rank, events;
} ranked_value;

static int compare_values(const void *a, const void *b)
{
	const ranked_value *x = a, *y = b;
	if (x->events != y->events)
		return x->events > y->events ? -1 : 1;
	return (x->rank > y->rank) - (x->rank < y->rank);
}

static tally count_values(asking *self, const facet *facet, const selection *rows)
{
	uint32_t count = facet->count(self->snapshot);
	tally out = {ARENA_ARRAY(&self->memory, count, uint32_t), ARENA_ARRAY(&self->memory, count, uint32_t), count};
	facet->add(self, rows, &out);
	return out;
}

static void put_values(asking *self, const facet *facet, const tally *from)
{
	const bede_snapshot *of = self->snapshot;
	json_writer *json = &self->json;
	ranked_value *values = ARENA_ARRAY(&self->memory, from->count, ranked_value);
	size_t count = 0;
	for (uint32_t i = 0; i < from->count; i++)
		if (from->events[i])
			values[count++] = (ranked_value){i, facet->rank(of, i), from->events[i]};
	qsort(values, count, sizeof *values, compare_values);
	json_put_key(json, facet->name);
	json_put_array(json);
	for (size_t i = 0; i < count && i < self->inquiry.limit; i++) {
		slice name = {NULL, 0}, value = facet->value(of, values[i].number, &name);
		json_put_object(json);
		show_text(json, "value", value);
		show_text(json, "name", name);
		show_number(json, "events", values[i].events);
		json_put_object_end(json);
	}
	json_put_array_end(json);
}

void answer_facets(asking *self)
{
	conditions conditions;
	if (!conditions_select(self, &conditions))
		return;
	selection all = conditions_join(self, &conditions, CONDITIONS, true);
	json_put_object(&self->json);
	for (int i = 0; i < FACET_COUNT; i++) {
		const facet *facet = &FACETS[i];
		selection rows = conditions.each[facet->own] ? conditions_join(self, &conditions, facet->own, true) : all;
		tally counts = count_values(self, facet, &rows);
		put_values(self, facet, &counts);
	}
	json_put_object_end(&self->json);
	self->done = true;
}
