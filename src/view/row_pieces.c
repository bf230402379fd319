/* row_pieces.c — what events and records have in common when they are shown. */
#include "view/row_pieces.h"

/* ---- JSON ---- */

void show_text(json_writer *json, const char *key, slice value)
{
	json_put_key(json, key);
	json_put_string(json, value);
}

void show_number(json_writer *json, const char *key, int64_t value)
{
	json_put_key(json, key);
	json_put_integer(json, value);
}

void show_amount(json_writer *json, const char *key, sqlite3_stmt *row, int column)
{
	json_put_key(json, key);
	if (sqlite3_column_type(row, column) == SQLITE_NULL)
		json_put_null(json);
	else
		json_put_number(json, sqlite3_column_double(row, column), 6);
}

void show_day(json_writer *json, const char *key, int32_t day)
{
	char room[16];
	show_text(json, key, view_day(day, room));
}

void show_list(json_writer *json, const char *key, const value_lists *lists, uint32_t list)
{
	json_put_key(json, key);
	json_put_array(json);
	for (uint32_t i = lists->first[list]; i < lists->first[list + 1]; i++)
		json_put_string(json, lists->values.names.items[lists->members[i]]);
	json_put_array_end(json);
}

void show_aux_modes(json_writer *json, unsigned aux)
{
	json_put_key(json, "aux_mode");
	json_put_array(json);
	for (unsigned i = 0; i < 4; i++)
		if (aux >> i & 1)
			json_put_string(json, slice_of(VIEW_AUX[i]));
	json_put_array_end(json);
}

/* What is known no nearer than the province has no point: its middle is nowhere that anything happened. */
static bool has_point(const view_place *place)
{
	return place->has_position && place->resolution >= 3;
}

void show_place(asking *self, uint32_t row, slice words)
{
	const bede_snapshot *of = self->snapshot;
	json_writer *json = &self->json;
	uint32_t number = row == NO_NUMBER ? NO_NUMBER : of->row_place[row];
	json_put_key(json, "place");
	if (number == NO_NUMBER && !words.at) {
		json_put_null(json);
		return;
	}
	static const view_place unresolved = {
		.name = NO_NUMBER, .country_code = NO_NUMBER,
	};
	const view_place *place = number == NO_NUMBER ? &unresolved : &of->places[number];
	slice name = name_list_get(&of->place_names, place->name);
	json_put_object(json);
	show_text(json, "name", name.at ? name : words);
	show_text(json, "country_code", name_list_get(&of->codes, place->country_code));
	json_put_key(json, "lat");
	if (has_point(place))
		json_put_number(json, place->lat, 5);
	else
		json_put_null(json);
	json_put_key(json, "lon");
	if (has_point(place))
		json_put_number(json, place->lon, 5);
	else
		json_put_null(json);
	show_number(json, "resolution", place->resolution);
	json_put_object_end(json);
}

int64_t document_key(const bede_snapshot *self, uint32_t row)
{
	return self->row_document[row] == NO_NUMBER ? -1 : self->document_ids[self->row_document[row]];
}

void show_type(asking *self, uint32_t row)
{
	const bede_snapshot *of = self->snapshot;
	bede_event_type type = (bede_event_type)of->row_type[row];
	show_text(&self->json, "event", slice_of(bede_event_name(type)));
	show_list(&self->json, "mode", &of->modes, of->row_mode[row]);
	show_number(&self->json, "quad_code", bede_quad_code(type));
	json_put_key(&self->json, "event_scale");
	json_put_number(&self->json, bede_event_scale(type), 1);
}

void marks_add(marks *self, sqlite3_stmt *row, int column, const char *role)
{
	if (sqlite3_column_type(row, column) == SQLITE_NULL || self->count == MOST_MARKS)
		return;
	mark mark = {sqlite3_column_int64(row, column), sqlite3_column_int64(row, column + 1), role};
	if (mark.start >= 0 && mark.end > mark.start)
		self->items[self->count++] = mark;
}

/* Whoever stands there without words of his own is called as his country or body is. */
static slice name_of_code(const bede_snapshot *of, slice code)
{
	uint32_t number = name_list_find(&of->codes, code);
	bool named = number != NO_NUMBER && !slice_equal(of->code_names[number], code);
	return named ? of->code_names[number] : (slice){NULL, 0};
}

void show_party(asking *self, slice code, slice sector, slice name, bool inferred)
{
	json_writer *json = &self->json;
	if (!name.at)
		name = name_of_code(self->snapshot, code);
	json_put_object(json);
	show_text(json, "code", code);
	show_text(json, "sector", sector);
	show_text(json, "name", name);
	json_put_key(json, "inferred");
	json_put_bool(json, inferred);
	json_put_object_end(json);
}

void show_parties(asking *self, uint32_t row, marks *marks)
{
	static const char *const sides[] = {"actor", "recipient"};
	json_writer *json = &self->json;
	sqlite3_stmt *parties = reader_ask(self->reader, READ_PARTIES, self->sink->error);
	int side = 0, result = parties ? 1 : -1;
	if (parties)
		sqlite3_bind_int64(parties, 1, self->snapshot->record_ids[row]);
	json_put_key(json, sides[0]);
	json_put_array(json);
	while (result > 0 && (result = sql_row(parties, self->snapshot->path, self->sink->error)) > 0) {
		/* "actor" comes before "recipient". */
		if (side == 0 && slice_is(asking_text(self, parties, 0), sides[1])) {
			json_put_array_end(json);
			json_put_key(json, sides[++side]);
			json_put_array(json);
		}
		show_party(self, asking_text(self, parties, 1), asking_text(self, parties, 2), asking_text(self, parties, 3),
			sqlite3_column_int(parties, 4) != 0);
		if (marks)
			marks_add(marks, parties, 5, sides[side]);
	}
	json_put_array_end(json);
	if (side == 0) {
		json_put_key(json, sides[1]);
		json_put_array(json);
		json_put_array_end(json);
	}
}

/* ---- comma-separated rows ---- */

void row_put_place(asking *self, row_writer *cells, uint32_t row, slice words)
{
	const bede_snapshot *of = self->snapshot;
	uint32_t number = row == NO_NUMBER ? NO_NUMBER : of->row_place[row];
	const view_place *place = number == NO_NUMBER ? NULL : &of->places[number];
	slice name = place ? name_list_get(&of->place_names, place->name) : (slice){NULL, 0};
	row_put(cells, name.at ? name : words);
	row_put(cells, place ? name_list_get(&of->codes, place->country_code) : (slice){NULL, 0});
	row_put_number(cells, place && has_point(place), place ? place->lat : 0, 5);
	row_put_number(cells, place && has_point(place), place ? place->lon : 0, 5);
	row_put_integer(cells, place || words.at, place ? place->resolution : 0);
}

void row_put_values(row_writer *cells, const value_lists *lists, uint32_t list)
{
	slice joined = lists->joined.names.items[list];
	row_put(cells, joined.length ? joined : (slice){NULL, 0});
}

void row_put_aux_modes(row_writer *cells, unsigned aux)
{
	row_put_list(cells, false);
	for (unsigned i = 0; i < 4; i++)
		if (aux >> i & 1)
			row_add_item(cells, slice_of(VIEW_AUX[i]));
	row_put_list_end(cells);
}

void row_put_side(asking *self, row_writer *cells, uint32_t row, bool recipients)
{
	const bede_snapshot *of = self->snapshot;
	strbuf text;
	strbuf_init(&text);
	for (uint32_t i = of->party_first[row]; i < of->party_first[row + 1]; i++) {
		const view_party *party = &of->parties[i];
		slice code = name_list_get(&of->codes, party->code), sector = name_list_get(&of->sectors, party->sector);
		if (party->is_recipient != recipients)
			continue;
		strbuf_add_string(&text, text.length ? ";" : "");
		strbuf_add_slice(&text, code);
		strbuf_add_string(&text, code.length && sector.length ? " " : "");
		strbuf_add_slice(&text, sector);
	}
	row_put(cells, (slice){text.bytes, text.length});
	cells->out->failed = cells->out->failed || text.failed;
	strbuf_clear(&text);
}
