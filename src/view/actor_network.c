/* actor_network.c — who acts on whom, and which codes there are to ask for. */
#include <stdlib.h>

#include "base/utf8.h"
#include "view/asking.h"
#include "view/pair_count.h"
#include "view/row_pieces.h"

typedef struct network {
	pair_counts links;
	uint32_t shown;            /* links */
	uint32_t total, left_out;
	uint8_t *is_node;          /* of each code */
	uint32_t *node_events, *last_event;
} network;

static bool is_known(dyad dyad)
{
	return dyad.actor != NO_NUMBER && dyad.recipient != NO_NUMBER;
}

static void count_node(network *self, uint32_t code, uint32_t event)
{
	if (self->last_event[code] == event + 1)
		return;
	self->last_event[code] = event + 1;
	self->node_events[code]++;
}

static void count_links(asking *self, const selection *rows, network *out)
{
	const bede_snapshot *of = self->snapshot;
	uint32_t last = NO_NUMBER;
	pair_counts_init(&out->links, &self->memory);
	for (uint32_t row = 0; selection_next(rows, &row); row++) {
		uint32_t event = of->row_event[row];
		dyad_walk walk = dyads_of(of, row);
		out->total += event != last;
		last = event;
		for (dyad dyad; dyad_next(&walk, &dyad);)
			if (is_known(dyad)) {
				pair_counts_add(&out->links, dyad.actor, dyad.recipient, event, of->row_type[row]);
				count_node(out, dyad.actor, event);
				count_node(out, dyad.recipient, event);
			}
	}
}

/* Events of which no link is shown: a side is not known, or stronger links have taken the room. */
static void count_left_out(asking *self, const selection *rows, network *out)
{
	const bede_snapshot *of = self->snapshot;
	uint32_t last_shown = NO_NUMBER, shown = 0;
	pair_counts_find_again(&out->links);
	for (uint32_t row = 0; selection_next(rows, &row); row++) {
		dyad_walk walk = dyads_of(of, row);
		if (of->row_event[row] == last_shown)
			continue;
		for (dyad dyad; dyad_next(&walk, &dyad);)
			if (is_known(dyad) && pair_counts_place(&out->links, dyad.actor, dyad.recipient) < out->shown) {
				last_shown = of->row_event[row];
				shown++;
				break;
			}
	}
	out->left_out = out->total - shown;
}

/* ---- written forms ---- */

static double scale_of(const pair_count *link)
{
	double sum = 0;
	for (int type = BEDE_AGREE; type <= BEDE_ASSAULT; type++)
		sum += link->types[type] * bede_event_scale((bede_event_type)type);
	return sum / link->events;
}

static void quads_of(const pair_count *link, uint32_t out[5])
{
	for (int quad = 0; quad < 5; quad++)
		out[quad] = 0;
	for (int type = BEDE_AGREE; type <= BEDE_ASSAULT; type++)
		out[bede_quad_code((bede_event_type)type)] += link->types[type];
}

static void put_link(asking *self, const pair_count *link)
{
	const bede_snapshot *of = self->snapshot;
	json_writer *json = &self->json;
	uint32_t quads[5];
	quads_of(link, quads);
	json_put_object(json);
	show_text(json, "actor", name_list_get(&of->codes, link->actor));
	show_text(json, "recipient", name_list_get(&of->codes, link->recipient));
	show_number(json, "events", link->events);
	json_put_key(json, "scale");
	json_put_number(json, scale_of(link), 2);
	json_put_key(json, "quad");
	json_put_array(json);
	for (int quad = 1; quad < 5; quad++)
		json_put_integer(json, quads[quad]);
	json_put_array_end(json);
	json_put_object_end(json);
}

static void put_link_cells(asking *self, const pair_count *link)
{
	const bede_snapshot *of = self->snapshot;
	uint32_t quads[5];
	row_writer cells;
	quads_of(link, quads);
	row_start(&cells, &self->sink->buffer, false);
	row_put(&cells, name_list_get(&of->codes, link->actor));
	row_put(&cells, name_list_get(&of->codes, link->recipient));
	row_put_integer(&cells, true, link->events);
	row_put_number(&cells, true, scale_of(link), 2);
	for (int quad = 1; quad < 5; quad++)
		row_put_integer(&cells, true, quads[quad]);
	row_end(&cells);
}

typedef struct code_count {
	uint32_t code, rank, events;
} code_count;

static int compare_codes(const void *a, const void *b)
{
	const code_count *x = a, *y = b;
	if (x->events != y->events)
		return x->events > y->events ? -1 : 1;
	return (x->rank > y->rank) - (x->rank < y->rank);
}

static void put_codes(asking *self, code_count *codes, size_t count, size_t most)
{
	const bede_snapshot *of = self->snapshot;
	json_writer *json = &self->json;
	qsort(codes, count, sizeof *codes, compare_codes);
	json_put_array(json);
	for (size_t i = 0; i < count && i < most; i++) {
		json_put_object(json);
		show_text(json, "code", name_list_get(&of->codes, codes[i].code));
		show_text(json, "name", of->code_names[codes[i].code]);
		show_number(json, "events", codes[i].events);
		json_put_object_end(json);
	}
	json_put_array_end(json);
}

static void put_network(asking *self, const network *from)
{
	const bede_snapshot *of = self->snapshot;
	json_writer *json = &self->json;
	code_count *nodes = ARENA_ARRAY(&self->memory, of->codes.names.count, code_count);
	size_t count = 0;
	for (uint32_t code = 0; code < of->codes.names.count; code++)
		if (from->is_node[code])
			nodes[count++] = (code_count){code, of->codes.rank[code], from->node_events[code]};
	json_put_object(json);
	json_put_key(json, "nodes");
	put_codes(self, nodes, count, count);
	json_put_key(json, "links");
	json_put_array(json);
	for (uint32_t i = 0; i < from->shown; i++)
		put_link(self, &from->links.items.items[i]);
	json_put_array_end(json);
	show_number(json, "total", from->total);
	show_number(json, "left_out", from->left_out);
	json_put_object_end(json);
}

static const char LINK_COLUMNS[] =
	"actor,recipient,events,scale,verbal_cooperation,material_cooperation,verbal_conflict,material_conflict\r\n";

void answer_network(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	answer_form form = self->inquiry.form;
	size_t codes = of->codes.names.count;
	selection rows;
	if (!select_rows(self, true, &rows))
		return;
	network all = {
		.is_node = ARENA_ARRAY(&self->memory, codes, uint8_t),
		.node_events = ARENA_ARRAY(&self->memory, codes, uint32_t),
		.last_event = ARENA_ARRAY(&self->memory, codes, uint32_t),
	};
	count_links(self, &rows, &all);
	pair_counts_sort(&all.links, of);
	size_t count = all.links.items.count;
	all.shown = self->inquiry.limit < count ? (uint32_t)self->inquiry.limit : (uint32_t)count;
	for (uint32_t i = 0; i < all.shown; i++)
		all.is_node[all.links.items.items[i].actor] = all.is_node[all.links.items.items[i].recipient] = 1;
	if (form == FORM_PAGE || form == FORM_JSON) {
		count_left_out(self, &rows, &all);
		put_network(self, &all);
	}
	if (form == FORM_CSV)
		strbuf_add_string(&self->sink->buffer, LINK_COLUMNS);
	for (uint32_t i = 0; (form == FORM_CSV || form == FORM_JSONL) && i < all.shown; i++) {
		json_writer_init(&self->json, &self->sink->buffer, 0);
		if (form == FORM_CSV)
			put_link_cells(self, &all.links.items.items[i]);
		else
			put_link(self, &all.links.items.items[i]);
		if (form == FORM_JSONL)
			strbuf_add_char(&self->sink->buffer, '\n');
		if (!sink_step(self->sink))
			return;
	}
	self->done = true;
}

/* ---- codes by what they are called ---- */

/* Does the name, or one of its words, begin with the words? */
static bool begins_with(slice name, slice words)
{
	for (size_t i = 0; i + words.length <= name.length; i++)
		if ((i == 0 || name.at[i - 1] == ' ' || name.at[i - 1] == '-')
				&& slice_equal((slice){name.at + i, words.length}, words))
			return true;
	return false;
}

void answer_actors(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	arena *memory = &self->memory;
	slice words = slice_trim(self->inquiry.words);
	words = words.length ? utf8_lower(memory, utf8_fold(memory, words)) : words;
	code_count *found = ARENA_ARRAY(memory, of->codes.names.count, code_count);
	size_t count = 0;
	for (uint32_t code = 0; code < of->codes.names.count; code++) {
		slice own = utf8_lower(memory, of->codes.names.items[code]);
		bool is_code = own.length >= words.length && slice_equal((slice){own.at, words.length}, words);
		if (of->code_events[code] && (is_code || begins_with(of->code_keys[code], words)))
			found[count++] = (code_count){code, of->codes.rank[code], of->code_events[code]};
	}
	put_codes(self, found, count, (size_t)self->inquiry.limit);
	self->done = true;
}
