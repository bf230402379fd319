/* place_map.c — events by place: points for what is known to the district or better, areas for the rest. */
#include <stdlib.h>

#include "view/asking.h"
#include "view/row_pieces.h"

typedef struct place_count {
	uint32_t place;            /* a point: one of its places; an area: the code of its country */
	uint32_t rank;             /* of its name, among those of as many events */
	uint32_t events, quads[4];
} place_count;

static int compare_counts(const void *a, const void *b)
{
	const place_count *x = a, *y = b;
	if (x->events != y->events)
		return x->events > y->events ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

static void count(place_count *into, uint32_t place, uint8_t type)
{
	int quad = bede_quad_code((bede_event_type)type);
	into->place = place;
	into->events++;
	if (quad)
		into->quads[quad - 1]++;
}

static void put_counts(json_writer *json, const place_count *from)
{
	show_number(json, "events", from->events);
	json_put_key(json, "quad");
	json_put_array(json);
	for (int i = 0; i < 4; i++)
		json_put_integer(json, from->quads[i]);
	json_put_array_end(json);
}

/* Those that have events, the most first; returns how many. */
static uint32_t order_counts(place_count *counts, uint32_t room)
{
	uint32_t filled = 0;
	for (uint32_t i = 0; i < room; i++)
		if (counts[i].events)
			counts[filled++] = counts[i];
	qsort(counts, filled, sizeof *counts, compare_counts);
	return filled;
}

static void put_points(asking *self, place_count *points)
{
	const bede_snapshot *of = self->snapshot;
	json_writer *json = &self->json;
	for (uint32_t i = 0; i < of->spot_count; i++) {
		uint32_t name = points[i].events ? of->places[points[i].place].name : NO_NUMBER;
		points[i].rank = name == NO_NUMBER ? NO_NUMBER : of->place_names.rank[name];
	}
	uint32_t filled = order_counts(points, of->spot_count);
	json_put_key(json, "points");
	json_put_array(json);
	for (uint32_t i = 0; i < filled; i++) {
		const view_place *place = &of->places[points[i].place];
		json_put_object(json);
		show_text(json, "name", name_list_get(&of->place_names, place->name));
		show_text(json, "country_code", name_list_get(&of->codes, place->country_code));
		json_put_key(json, "lat");
		json_put_number(json, place->lat, 5);
		json_put_key(json, "lon");
		json_put_number(json, place->lon, 5);
		show_number(json, "resolution", place->resolution);
		put_counts(json, &points[i]);
		json_put_object_end(json);
	}
	json_put_array_end(json);
}

static void put_countries(asking *self, place_count *countries)
{
	const bede_snapshot *of = self->snapshot;
	json_writer *json = &self->json;
	uint32_t codes = (uint32_t)of->codes.names.count;
	for (uint32_t code = 0; code < codes; code++)
		countries[code].rank = of->codes.rank[code];
	uint32_t filled = order_counts(countries, codes);
	json_put_key(json, "countries");
	json_put_array(json);
	for (uint32_t i = 0; i < filled; i++) {
		json_put_object(json);
		show_text(json, "code", name_list_get(&of->codes, countries[i].place));
		put_counts(json, &countries[i]);
		json_put_object_end(json);
	}
	json_put_array_end(json);
}

void answer_map(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	selection rows;
	if (!select_rows(self, true, &rows))
		return;
	place_count *points = ARENA_ARRAY(&self->memory, of->spot_count, place_count);
	place_count *countries = ARENA_ARRAY(&self->memory, of->codes.names.count, place_count);
	uint32_t unplaced = 0, total = 0;
	for (uint32_t row = 0; selection_next(&rows, &row); total++) {
		uint32_t event = of->row_event[row], place_row = of->event_place_row[event];
		uint32_t number = place_row == NO_NUMBER ? NO_NUMBER : of->row_place[place_row];
		const view_place *place = number == NO_NUMBER ? NULL : &of->places[number];
		if (place && place->spot != NO_NUMBER)
			count(&points[place->spot], number, of->row_type[row]);
		else if (place && place->country_code != NO_NUMBER)
			count(&countries[place->country_code], place->country_code, of->row_type[row]);
		else
			unplaced++;
		row = of->event_first[event + 1];
	}
	json_put_object(&self->json);
	put_points(self, points);
	put_countries(self, countries);
	show_number(&self->json, "unplaced", unplaced);
	show_number(&self->json, "total", total);
	json_put_object_end(&self->json);
	self->done = true;
}
