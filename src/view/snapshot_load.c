/*
 * snapshot_load.c — one pass over a store's tables, into columns.
 *
 * Tables are read in the order of their keys, so that what belongs to a record comes by as its row does. Only then is
 * it known which records tell of one event, and the columns are brought into the order of events (snapshot_order.c).
 */
#include "view/snapshot_load.h"

#include <string.h>

#include "base/date.h"
#include "base/error.h"

/* ---- reading a table ---- */

/* False: it cannot be read, and *error says why. */
static bool open_table(loading *self, const char *sql)
{
	sqlite3_finalize(self->statement);
	self->statement = sql_prepare(self->store->db, self->store->path, sql, self->error);
	self->failed = self->failed || !self->statement;
	return !self->failed;
}

static bool next_row(loading *self)
{
	if (self->failed)
		return false;
	int result = sql_row(self->statement, self->store->path, self->error);
	self->failed = result < 0;
	return result > 0;
}

static size_t count_rows(loading *self, const char *sql)
{
	int64_t count = open_table(self, sql) && next_row(self) ? sqlite3_column_int64(self->statement, 0) : 0;
	if (count >= (int64_t)MOST_ROWS) {
		error_set_at(self->error, BEDE_ERROR_STORE, self->store->path, 0, "the store has more than 1,000,000,000 rows of "
			"one kind, which cannot be shown at once; take a part of it");
		self->failed = true;
		count = 0;
	}
	return (size_t)count;
}

static bool null_at(const loading *self, int column)
{
	return sqlite3_column_type(self->statement, column) == SQLITE_NULL;
}

/* {NULL,0} for NULL; and where memory ran out, which ends the reading. */
static slice text_at(loading *self, int column)
{
	slice text = sql_text(self->statement, column);
	if (!text.at && sqlite3_errcode(self->store->db) == SQLITE_NOMEM && !self->failed) {
		sql_error(self->store->db, self->store->path, self->error);
		self->failed = true;
	}
	return text;
}

static int64_t key_at(const loading *self, int column)
{
	return sqlite3_column_int64(self->statement, column);
}

static uint32_t count_at(const loading *self, int column)
{
	int64_t value = key_at(self, column);
	return value < 0 ? 0 : value > (int64_t)MOST_ROWS ? MOST_ROWS : (uint32_t)value;
}

static int32_t day_at(loading *self, int column)
{
	date date;
	slice text = text_at(self, column);
	return text.at && date_parse(text, &date) && date.day ? date_to_days(date) : NO_DAY;
}

static uint32_t name_at(loading *self, name_list *list, int column)
{
	return name_list_add(list, &self->snapshot->memory, text_at(self, column));
}

uint32_t find_key(const int64_t *keys, uint32_t count, int64_t key)
{
	uint32_t low = 0, high = count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (keys[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && keys[low] == key ? low : NO_NUMBER;
}

/* The same for keys that come in order: `*at` is where the last one was. */
static uint32_t follow_key(const int64_t *keys, uint32_t count, int64_t key, uint32_t *at)
{
	while (*at < count && keys[*at] < key)
		++*at;
	return *at < count && keys[*at] == key ? *at : NO_NUMBER;
}

/* ---- documents and places ---- */

static void load_documents(loading *self)
{
	bede_snapshot *to = self->snapshot;
	arena *memory = &to->memory;
	size_t count = count_rows(self, "SELECT count(*) FROM documents");
	to->document_ids = ARENA_ARRAY(memory, count, int64_t);
	to->document_days = ARENA_ARRAY(memory, count, int32_t);
	to->document_publishers = ARENA_ARRAY(memory, count, uint32_t);
	to->document_reprints = ARENA_ARRAY(memory, count, uint8_t);
	open_table(self, "SELECT document_id, date, publisher FROM documents ORDER BY document_id");
	for (; to->document_count < count && next_row(self); to->document_count++) {
		uint32_t i = to->document_count;
		to->document_ids[i] = key_at(self, 0);
		to->document_days[i] = day_at(self, 1);
		to->document_publishers[i] = name_at(self, &to->publishers, 2);
	}
	open_table(self, "SELECT document_id FROM reprints ORDER BY document_id");
	for (uint32_t at = 0; next_row(self);) {
		uint32_t document = follow_key(to->document_ids, to->document_count, key_at(self, 0), &at);
		if (document != NO_NUMBER)
			to->document_reprints[document] = 1;
		to->reprint_count += document != NO_NUMBER;
	}
}

/* Points of a map are those places that are known to the district or better. Several entries of one name and position
 * (of texts that say more or less about it) are one point. */
static uint32_t spot_of(loading *self, const view_place *place, int64_t geonameid)
{
	arena *memory = &self->scratch;
	if (!place->has_position || place->resolution < 3)
		return NO_NUMBER;
	const char *key = geonameid ? arena_print(memory, "%lld", (long long)geonameid)
		: arena_print(memory, "%.6f %.6f %u", place->lat, place->lon, place->name);
	uint32_t spot = table_add(&self->spots, memory, slice_of(key), self->snapshot->spot_count);
	self->snapshot->spot_count += spot == self->snapshot->spot_count;
	return spot;
}

static void load_places(loading *self)
{
	bede_snapshot *to = self->snapshot;
	size_t count = count_rows(self, "SELECT count(*) FROM places");
	to->places = ARENA_ARRAY(&to->memory, count, view_place);
	self->place_ids = ARENA_ARRAY(&self->scratch, count, int64_t);
	open_table(self, "SELECT place_id, lat, lon, resolution, name, city, province, country, country_code, geonameid"
		" FROM places ORDER BY place_id");
	for (; to->place_count < count && next_row(self); to->place_count++) {
		view_place *place = &to->places[to->place_count];
		int64_t resolution = key_at(self, 3);
		*place = (view_place){
			.place_id = key_at(self, 0), .lat = sqlite3_column_double(self->statement, 1),
			.lon = sqlite3_column_double(self->statement, 2), .has_position = !null_at(self, 1) && !null_at(self, 2),
			.resolution = resolution < 0 || resolution > 5 ? 0 : (int8_t)resolution,
			.name = name_at(self, &to->place_names, 4), .city = name_at(self, &to->place_names, 5),
			.province = name_at(self, &to->place_names, 6), .country = name_at(self, &to->place_names, 7),
			.country_code = name_at(self, &to->codes, 8),
		};
		place->spot = spot_of(self, place, key_at(self, 9));
		self->place_ids[to->place_count] = place->place_id;
	}
}

/* ---- records ---- */

static uint8_t type_of(slice name)
{
	for (int type = BEDE_AGREE; type <= BEDE_ASSAULT; type++)
		if (slice_is(name, bede_event_name((bede_event_type)type)))
			return (uint8_t)type;
	return BEDE_NONE;
}

static uint8_t aux_of(slice list)
{
	slice part;
	uint8_t bits = 0;
	while (list.length && slice_split(&list, ';', &part))
		for (unsigned i = 0; i < 4; i++)
			bits |= slice_is(part, VIEW_AUX[i]) ? (uint8_t)(1u << i) : 0;
	return bits;
}

static uint8_t certainty_of(slice name)
{
	for (uint8_t i = 0; i < 3; i++)
		if (slice_is(name, VIEW_CERTAINTIES[i]))
			return i;
	return 0;
}

/* Ids are hashes in sixteen figures: their order is that of the numbers. Other ids only need some fixed order. */
static uint64_t order_of_id(slice id)
{
	uint64_t value = 0;
	for (size_t i = 0; i < id.length; i++) {
		char c = id.at[i];
		uint64_t figure = c >= '0' && c <= '9' ? (uint64_t)(c - '0') : c >= 'a' && c <= 'f' ? (uint64_t)(c - 'a' + 10) : 16;
		value = figure < 16 && i < 16 ? value << 4 | figure : value * 31 + (unsigned char)c;
	}
	return value;
}

static void make_room(loading *self, size_t count)
{
	bede_snapshot *to = self->snapshot;
	arena *memory = &to->memory;
	to->record_ids = ARENA_ARRAY(memory, count, int64_t);
	to->row_document = ARENA_ARRAY(memory, count, uint32_t);
	to->row_event = ARENA_ARRAY(memory, count, uint32_t);
	to->row_day = ARENA_ARRAY(memory, count, int32_t);
	to->row_last_day = ARENA_ARRAY(memory, count, int32_t);
	to->row_confidence = ARENA_ARRAY(memory, count, double);
	to->row_place = ARENA_ARRAY(memory, count, uint32_t);
	to->row_mode = ARENA_ARRAY(memory, count, uint32_t);
	to->row_context = ARENA_ARRAY(memory, count, uint32_t);
	to->row_type = ARENA_ARRAY(memory, count, uint8_t);
	to->row_aux = ARENA_ARRAY(memory, count, uint8_t);
	to->row_certainty = ARENA_ARRAY(memory, count, uint8_t);
	self->id_order = ARENA_ARRAY(&self->scratch, count, uint64_t);
	self->denied = ARENA_ARRAY(&self->scratch, count, uint8_t);
}

static void load_record(loading *self, uint32_t i, uint32_t *document)
{
	bede_snapshot *to = self->snapshot;
	arena *memory = &to->memory;
	to->record_ids[i] = key_at(self, 0);
	/* Records of a document stand together, most often in the order of the documents. */
	if (*document >= to->document_count || to->document_ids[*document] != key_at(self, 1))
		*document = find_key(to->document_ids, to->document_count, key_at(self, 1));
	to->row_document[i] = *document;
	to->row_place[i] = null_at(self, 2) ? NO_NUMBER : find_key(self->place_ids, to->place_count, key_at(self, 2));
	self->id_order[i] = order_of_id(text_at(self, 3));
	to->row_day[i] = day_at(self, 4);
	to->row_last_day[i] = null_at(self, 5) ? to->row_day[i] : day_at(self, 5);
	to->row_type[i] = type_of(text_at(self, 6));
	to->row_mode[i] = value_lists_add(&to->modes, memory, text_at(self, 7));
	to->row_aux[i] = aux_of(text_at(self, 8));
	to->row_context[i] = value_lists_add(&to->contexts, memory, text_at(self, 9));
	to->row_certainty[i] = certainty_of(text_at(self, 10));
	to->row_confidence[i] = sqlite3_column_double(self->statement, 11);
}

static void load_records(loading *self)
{
	bede_snapshot *to = self->snapshot;
	size_t count = count_rows(self, "SELECT count(*) FROM records");
	uint32_t document = 0;
	make_room(self, count);
	value_lists_init(&to->modes, &to->memory);
	value_lists_init(&to->contexts, &to->memory);
	open_table(self, "SELECT record_id, document_id, place_id, id, day, enddate, event, mode, aux_mode, context,"
		" certainty, confidence FROM records ORDER BY record_id");
	for (; to->row_count < count && next_row(self); to->row_count++)
		load_record(self, to->row_count, &document);
	value_lists_part(&to->modes, &to->memory);
	value_lists_part(&to->contexts, &to->memory);
}

/* ---- parties and voices ---- */

/* How often a code without a sector is somebody of this name. */
static void count_name(loading *self, uint32_t code, slice name)
{
	uint32_t number = name_list_add(&self->party_names, &self->scratch, name);
	struct { uint32_t code, name; } pair = {code, number};
	uint32_t slot = table_get(&self->pair_numbers, (slice){(const char *)&pair, sizeof pair});
	if (slot == TABLE_NONE) {
		const char *key = arena_copy(&self->scratch, (const char *)&pair, sizeof pair);
		slot = table_add(&self->pair_numbers, &self->scratch, (slice){key, sizeof pair}, (uint32_t)self->pairs.count);
		*VECTOR_PUSH(&self->scratch, &self->pairs) = (named_code){code, number, 0};
	}
	self->pairs.items[slot].count++;
}

/* `first` has room for one more than there are rows; rows are passed over that have none. */
static void close_rows(uint32_t *first, uint32_t *filled, uint32_t row, uint32_t count)
{
	for (; *filled <= row; ++*filled)
		first[*filled] = count;
}

static void load_parties(loading *self)
{
	bede_snapshot *to = self->snapshot;
	size_t room = count_rows(self, "SELECT count(*) FROM participants");
	uint32_t at = 0, filled = 0, count = 0;
	self->parties = ARENA_ARRAY(&self->scratch, room, view_party);
	self->party_first = ARENA_ARRAY(&self->scratch, (size_t)to->row_count + 1, uint32_t);
	/* "actor" comes before "recipient". */
	open_table(self, "SELECT record_id, side, code, sector, inferred, CASE WHEN sector IS NULL THEN identifier_text END"
		" FROM participants ORDER BY record_id, side, position");
	while (count < room && next_row(self)) {
		uint32_t row = follow_key(to->record_ids, to->row_count, key_at(self, 0), &at);
		if (row == NO_NUMBER)
			continue;
		close_rows(self->party_first, &filled, row, count);
		uint32_t sector = name_at(self, &to->sectors, 3);
		view_party *party = &self->parties[count++];
		*party = (view_party){
			.code = name_at(self, &to->codes, 2), .sector = sector < NO_SECTOR ? sector : NO_SECTOR,
			.is_recipient = slice_is(text_at(self, 1), "recipient"), .inferred = key_at(self, 4) != 0,
		};
		slice name = text_at(self, 5);
		if (name.length && party->code != NO_NUMBER)
			count_name(self, party->code, name);
	}
	close_rows(self->party_first, &filled, to->row_count, count);
}

/* Whoever is said to deny it, or to say that it did not happen; as link/settle.c counts those of linked events. */
static bool denies(const bede_snapshot *of, uint32_t row, slice kind)
{
	bool says = slice_is(kind, "statement") || slice_is(kind, "claim") || slice_is(kind, "announcement");
	return slice_is(kind, "denial") || (says && (of->row_aux[row] & BEDE_NEGATION));
}

static void load_voices(loading *self)
{
	bede_snapshot *to = self->snapshot;
	size_t room = count_rows(self, "SELECT count(*) FROM attributions");
	uint32_t at = 0, filled = 0, count = 0;
	self->voices = ARENA_ARRAY(&self->scratch, room, view_voice);
	self->voice_first = ARENA_ARRAY(&self->scratch, (size_t)to->row_count + 1, uint32_t);
	open_table(self, "SELECT record_id, code, sector, entity_text, identifier_text, kind FROM attributions"
		" ORDER BY record_id, position");
	while (count < room && next_row(self)) {
		uint32_t row = follow_key(to->record_ids, to->row_count, key_at(self, 0), &at);
		if (row == NO_NUMBER)
			continue;
		close_rows(self->voice_first, &filled, row, count);
		self->voices[count++] = (view_voice){
			.code = name_at(self, &to->codes, 1), .sector = name_at(self, &to->sectors, 2),
			.entity = name_at(self, &to->voice_names, 3), .identifier = name_at(self, &to->voice_names, 4),
		};
		self->denied[row] |= denies(to, row, text_at(self, 5));
	}
	close_rows(self->voice_first, &filled, to->row_count, count);
}

/* ---- events ---- */

static void load_events(loading *self)
{
	bede_snapshot *to = self->snapshot;
	size_t count = count_rows(self, "SELECT count(*) FROM events");
	uint32_t at = 0;
	self->events = ARENA_ARRAY(&self->scratch, count, loaded_event);
	self->event_ids = ARENA_ARRAY(&self->scratch, count, int64_t);
	open_table(self, "SELECT event_id, first_record_id, day, sources, documents, denials FROM events ORDER BY event_id");
	for (; self->event_count < count && next_row(self); self->event_count++) {
		uint32_t first = find_key(to->record_ids, to->row_count, key_at(self, 1));
		self->event_ids[self->event_count] = key_at(self, 0);
		self->events[self->event_count] = (loaded_event){
			.day = day_at(self, 2), .first_row = first, .order = first == NO_NUMBER ? 0 : self->id_order[first],
			.sources = count_at(self, 3), .documents = count_at(self, 4), .denials = count_at(self, 5),
		};
	}
	self->linked_count = self->event_count;
	for (uint32_t row = 0; row < to->row_count; row++)
		to->row_event[row] = NO_NUMBER;
	open_table(self, "SELECT record_id, event_id FROM links ORDER BY record_id");
	while (next_row(self)) {
		uint32_t row = follow_key(to->record_ids, to->row_count, key_at(self, 0), &at);
		if (row != NO_NUMBER)
			to->row_event[row] = find_key(self->event_ids, self->linked_count, key_at(self, 1));
	}
}

static bool stands_alone(const bede_snapshot *of, uint32_t row)
{
	return of->row_event[row] == NO_NUMBER && of->row_type[row] != BEDE_NONE;
}

/* A record that no event has stands for its own. */
static void add_unlinked(loading *self)
{
	bede_snapshot *to = self->snapshot;
	uint32_t count = 0;
	for (uint32_t row = 0; row < to->row_count; row++)
		count += stands_alone(to, row);
	if (!count)
		return;
	loaded_event *events = ARENA_ARRAY(&self->scratch, (size_t)self->event_count + count, loaded_event);
	if (self->event_count)
		memcpy(events, self->events, self->event_count * sizeof *events);
	self->events = events;
	for (uint32_t row = 0; row < to->row_count; row++)
		if (stands_alone(to, row)) {
			to->row_event[row] = self->event_count;
			self->events[self->event_count++] = (loaded_event){
				.day = to->row_day[row], .first_row = row, .order = self->id_order[row], .sources = 1, .documents = 1,
				.denials = self->denied[row],
			};
		}
}

/* ---- on what accounts differ, and the dead ---- */

static void note_dead(loading *self, uint32_t event, double low, double high, uint32_t sources)
{
	loaded_event *it = &self->events[event];
	double value = low;
	if (!it->has_dead || low < it->dead_low)
		it->dead_low = low;
	if (!it->has_dead || high > it->dead_high)
		it->dead_high = high;
	/* What most sources give; of those, the highest. */
	if (!it->has_dead || sources > it->dead_sources || (sources == it->dead_sources && value > it->dead_best)) {
		it->dead_best = value;
		it->dead_sources = sources;
	}
	it->has_dead = true;
}

static void load_differences(loading *self)
{
	bede_snapshot *to = self->snapshot;
	uint32_t at = 0, last = NO_NUMBER;
	strbuf *fields = &self->text;
	value_lists_init(&to->fields, &to->memory);
	open_table(self, "SELECT DISTINCT event_id, field FROM accounts WHERE differs ORDER BY event_id, field");
	while (next_row(self)) {
		uint32_t event = follow_key(self->event_ids, self->linked_count, key_at(self, 0), &at);
		if (event == NO_NUMBER)
			continue;
		if (event != last)
			strbuf_reset(fields);
		else
			strbuf_add_char(fields, ';');
		last = event;
		strbuf_add_slice(fields, text_at(self, 1));
		if (fields->failed)
			break;
		self->events[event].differs = value_lists_add(&to->fields, &to->memory,
			(slice){fields->bytes, fields->length});
	}
	value_lists_part(&to->fields, &to->memory);
}

static void load_dead(loading *self)
{
	bede_snapshot *to = self->snapshot;
	uint32_t at = 0;
	open_table(self, "SELECT event_id, ifnull(low, high), ifnull(high, low), sources FROM accounts WHERE field = 'dead'"
		" AND (low IS NOT NULL OR high IS NOT NULL) ORDER BY event_id");
	while (next_row(self)) {
		uint32_t event = follow_key(self->event_ids, self->linked_count, key_at(self, 0), &at);
		if (event != NO_NUMBER)
			note_dead(self, event, sqlite3_column_double(self->statement, 1), sqlite3_column_double(self->statement, 2),
				count_at(self, 3));
	}
	for (uint32_t i = 0; i < self->event_count; i++)
		self->events[i].has_accounts = self->events[i].has_dead;
	at = 0;
	open_table(self, "SELECT record_id, ifnull(min, max), ifnull(max, min) FROM quantities WHERE role = 'dead'"
		" AND (min IS NOT NULL OR max IS NOT NULL) ORDER BY record_id");
	while (next_row(self)) {
		uint32_t row = follow_key(to->record_ids, to->row_count, key_at(self, 0), &at);
		uint32_t event = row == NO_NUMBER ? NO_NUMBER : to->row_event[row];
		if (event != NO_NUMBER && !self->events[event].has_accounts)
			note_dead(self, event, sqlite3_column_double(self->statement, 1), sqlite3_column_double(self->statement, 2),
				1);
	}
}

static void load_progress(loading *self)
{
	open_table(self, "SELECT (SELECT value FROM progress WHERE name = 'linked') >= max(document_id) FROM documents");
	self->snapshot->linked = next_row(self) && sqlite3_column_int(self->statement, 0) != 0;
}

static void load_all(void *context)
{
	loading *self = context;
	load_documents(self);
	load_places(self);
	load_records(self);
	load_parties(self);
	load_voices(self);
	load_events(self);
	add_unlinked(self);
	load_differences(self);
	load_dead(self);
	load_progress(self);
	if (!self->failed)
		snapshot_order(self);
}

/* Memory may run out in either arena: the scratch one is entered within the other's. */
static void load_within(void *context)
{
	loading *self = context;
	self->complete = arena_run(&self->scratch, load_all, self);
}

bool snapshot_load(bede_snapshot *snapshot, bede_store *store, bede_error *error)
{
	loading self = {.snapshot = snapshot, .store = store, .error = error};
	arena_init(&self.scratch, 0);
	strbuf_init(&self.text);
	bool done = arena_run(&snapshot->memory, load_within, &self) && self.complete && !self.text.failed;
	if (!done)
		error_set_at(error, BEDE_ERROR_MEMORY, store->path, 0, "out of memory for what the store holds");
	sqlite3_finalize(self.statement);
	strbuf_clear(&self.text);
	arena_clear(&self.scratch);
	return done && !self.failed;
}
