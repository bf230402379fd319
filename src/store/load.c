/* load.c — records back from the tables, as the reading that they were packed from, as far as written forms show it. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/store.h"

enum { LOAD_DOCUMENT, LOAD_RECORD, LOAD_PARTICIPANTS, LOAD_ATTRIBUTIONS, LOAD_QUANTITIES, LOAD_COUNT };

static const char *const QUERIES[LOAD_COUNT] = {
	[LOAD_DOCUMENT] = "SELECT id, date, publisher, title, url, language, text, program, codebook FROM documents"
		" JOIN runs USING (run_id) WHERE document_id = ?",
	[LOAD_RECORD] = "SELECT r.id, date, enddate, date_text, date_value, date_start, date_end, r.event, mode, aux_mode,"
		" context, cameo, certainty, confidence, event_start, event_end, sequence, sentence_start, sentence_end, rule,"
		" e.id, place_text, place_start, place_end, name, geonameid, lat, lon, city, province, country, country_code,"
		" feature_class, feature_code, resolution"
		" FROM records r LEFT JOIN places USING (place_id) LEFT JOIN links USING (record_id)"
		" LEFT JOIN events e USING (event_id) WHERE record_id = ?",
	[LOAD_PARTICIPANTS] = "SELECT side, code, sector, entity_text, identifier_text, office, inferred, start_char,"
		" end_char FROM participants WHERE record_id = ? ORDER BY side, position",
	[LOAD_ATTRIBUTIONS] = "SELECT code, sector, entity_text, identifier_text, source_start, source_end, cue, kind, date,"
		" cue_start, cue_end FROM attributions WHERE record_id = ? ORDER BY position",
	[LOAD_QUANTITIES] = "SELECT min, max, approx, unit, per, item, role, start_char, end_char, actor, measure,"
		" si_unit, si_min, si_max FROM quantities"
		" WHERE record_id = ? ORDER BY position",
};

struct loader {
	bede_store *store;
	sqlite3_stmt *statements[LOAD_COUNT];
	arena memory;
};

loader *loader_new(bede_store *store, bede_error *error)
{
	loader *self = calloc(1, sizeof *self);
	if (!self) {
		error_set_at(error, BEDE_ERROR_MEMORY, store->path, 0, "out of memory for reading the store");
		return NULL;
	}
	self->store = store;
	arena_init(&self->memory, 0);
	for (int i = 0; i < LOAD_COUNT; i++) {
		self->statements[i] = sql_prepare(store->db, store->path, QUERIES[i], error);
		if (!self->statements[i]) {
			loader_free(self);
			return NULL;
		}
	}
	return self;
}

void loader_free(loader *self)
{
	if (!self)
		return;
	for (int i = 0; i < LOAD_COUNT; i++)
		sqlite3_finalize(self->statements[i]);
	arena_clear(&self->memory);
	free(self);
}

/* ---- columns ---- */

typedef struct passage {
	loader *loader;
	int64_t document_id;
	const int64_t *record_ids;
	size_t count;
	reading *out;
	bede_error *error;
	bool done;
} passage;

static slice copy_slice(passage *self, int which, int column)
{
	slice text = sql_text(self->loader->statements[which], column);
	return text.at ? (slice){arena_copy(&self->loader->memory, text.at, text.length), text.length} : text;
}

static const char *copy_string(passage *self, int which, int column)
{
	return copy_slice(self, which, column).at;
}

static bool is_null(const passage *self, int which, int column)
{
	return sqlite3_column_type(self->loader->statements[which], column) == SQLITE_NULL;
}

static int integer_of(const passage *self, int which, int column)
{
	return sqlite3_column_int(self->loader->statements[which], column);
}

static double number_of(const passage *self, int which, int column)
{
	return sqlite3_column_double(self->loader->statements[which], column);
}

/* Two columns from `column` on: characters, which become bytes. */
static bede_span span_of(const passage *self, int which, int column)
{
	if (is_null(self, which, column))
		return (bede_span){0, 0};
	const utf8_index *points = &self->out->document.points;
	return (bede_span){
		utf8_index_byte(points, (uint32_t)integer_of(self, which, column)),
		utf8_index_byte(points, (uint32_t)integer_of(self, which, column + 1)),
	};
}

/* "a;b" as a list that ends with NULL. */
static const char *const *list_of(passage *self, int which, int column)
{
	slice rest = copy_slice(self, which, column), part;
	size_t count = 0;
	for (size_t i = 0; i < rest.length; i++)
		count += rest.at[i] == ';';
	const char **list = ARENA_ARRAY(&self->loader->memory, count + 2, const char *);
	count = 0;
	while (rest.length && slice_split(&rest, ';', &part))
		list[count++] = arena_copy(&self->loader->memory, part.at, part.length);
	return list;
}

static int index_in(slice name, const char *const *names, int count)
{
	for (int i = 0; i < count; i++)
		if (slice_is(name, names[i]))
			return i;
	return 0;
}

/* ---- rows; each returns false after an error ---- */

static int next(passage *self, int which)
{
	return sql_row(self->loader->statements[which], self->loader->store->path, self->error);
}

static bool start(passage *self, int which, int64_t key)
{
	sqlite3_stmt *statement = self->loader->statements[which];
	sqlite3_reset(statement);
	return sqlite3_bind_int64(statement, 1, key) == SQLITE_OK;
}

static bool load_document(passage *self)
{
	document *document = &self->out->document;
	start(self, LOAD_DOCUMENT, self->document_id);
	if (next(self, LOAD_DOCUMENT) <= 0)
		return false;
	document->id = copy_slice(self, LOAD_DOCUMENT, 0);
	date_parse(copy_slice(self, LOAD_DOCUMENT, 1), &document->date);
	document->publisher = copy_slice(self, LOAD_DOCUMENT, 2);
	document->title = copy_slice(self, LOAD_DOCUMENT, 3);
	document->url = copy_slice(self, LOAD_DOCUMENT, 4);
	document->language = copy_slice(self, LOAD_DOCUMENT, 5);
	document->text = copy_slice(self, LOAD_DOCUMENT, 6);
	self->out->coder = copy_string(self, LOAD_DOCUMENT, 7);
	self->out->codebook = copy_string(self, LOAD_DOCUMENT, 8);
	utf8_index_build(&document->points, &self->loader->memory, document->text);
	return true;
}

static bool load_parties(passage *self, bede_record *record, int64_t key)
{
	VECTOR(bede_party) parties = {0};
	int row;
	start(self, LOAD_PARTICIPANTS, key);
	while ((row = next(self, LOAD_PARTICIPANTS)) > 0) {
		bool is_actor = slice_is(sql_text(self->loader->statements[LOAD_PARTICIPANTS], 0), "actor");
		bede_party *party = VECTOR_PUSH(&self->loader->memory, &parties);
		*party = (bede_party){
			.code = copy_string(self, LOAD_PARTICIPANTS, 1), .sector = copy_string(self, LOAD_PARTICIPANTS, 2),
			.entity_text = copy_string(self, LOAD_PARTICIPANTS, 3),
			.identifier_text = copy_string(self, LOAD_PARTICIPANTS, 4),
			.office = copy_string(self, LOAD_PARTICIPANTS, 5),
			.inferred = integer_of(self, LOAD_PARTICIPANTS, 6) != 0, .span = span_of(self, LOAD_PARTICIPANTS, 7),
		};
		record->actor_count += is_actor;
		record->recipient_count += !is_actor;
	}
	/* "actor" comes before "recipient". */
	record->actors = parties.items;
	record->recipients = record->recipient_count ? parties.items + record->actor_count : NULL;
	return row == 0;
}

static bool load_attributions(passage *self, bede_record *record, int64_t key)
{
	static const char *const kinds[] = {
		"report", "statement", "claim", "denial", "estimate", "announcement", "unacknowledged",
	};
	VECTOR(bede_attribution) all = {0};
	int row;
	start(self, LOAD_ATTRIBUTIONS, key);
	while ((row = next(self, LOAD_ATTRIBUTIONS)) > 0) {
		bede_attribution *one = VECTOR_PUSH(&self->loader->memory, &all);
		slice kind = sql_text(self->loader->statements[LOAD_ATTRIBUTIONS], 7);
		*one = (bede_attribution){
			.source = {
				.code = copy_string(self, LOAD_ATTRIBUTIONS, 0), .sector = copy_string(self, LOAD_ATTRIBUTIONS, 1),
				.entity_text = copy_string(self, LOAD_ATTRIBUTIONS, 2),
				.identifier_text = copy_string(self, LOAD_ATTRIBUTIONS, 3),
				.span = span_of(self, LOAD_ATTRIBUTIONS, 4),
			},
			.cue = copy_string(self, LOAD_ATTRIBUTIONS, 6),
			.kind = (bede_kind)index_in(kind, kinds, (int)(sizeof kinds / sizeof *kinds)),
			.date = copy_string(self, LOAD_ATTRIBUTIONS, 8), .span = span_of(self, LOAD_ATTRIBUTIONS, 9),
		};
	}
	record->attributions = all.items;
	record->attribution_count = all.count;
	return row == 0;
}

static bool load_quantities(passage *self, bede_record *record, int64_t key)
{
	VECTOR(bede_quantity) all = {0};
	int row;
	start(self, LOAD_QUANTITIES, key);
	while ((row = next(self, LOAD_QUANTITIES)) > 0) {
		bede_quantity *one = VECTOR_PUSH(&self->loader->memory, &all);
		*one = (bede_quantity){
			.has_min = !is_null(self, LOAD_QUANTITIES, 0), .has_max = !is_null(self, LOAD_QUANTITIES, 1),
			.min = number_of(self, LOAD_QUANTITIES, 0), .max = number_of(self, LOAD_QUANTITIES, 1),
			.approx = integer_of(self, LOAD_QUANTITIES, 2) != 0, .unit = copy_string(self, LOAD_QUANTITIES, 3),
			.per = copy_string(self, LOAD_QUANTITIES, 4), .item = copy_string(self, LOAD_QUANTITIES, 5),
			.role = copy_string(self, LOAD_QUANTITIES, 6), .span = span_of(self, LOAD_QUANTITIES, 7),
			.actor = copy_string(self, LOAD_QUANTITIES, 9), .measure = copy_string(self, LOAD_QUANTITIES, 10),
			.si_unit = copy_string(self, LOAD_QUANTITIES, 11), .si_min = number_of(self, LOAD_QUANTITIES, 12),
			.si_max = number_of(self, LOAD_QUANTITIES, 13),
		};
	}
	record->quantities = all.items;
	record->quantity_count = all.count;
	return row == 0;
}

static bede_place load_place(passage *self)
{
	return (bede_place){
		.extracted_place = copy_string(self, LOAD_RECORD, 21), .span = span_of(self, LOAD_RECORD, 22),
		.resolved_place = copy_string(self, LOAD_RECORD, 24),
		.geonameid = (uint32_t)sqlite3_column_int64(self->loader->statements[LOAD_RECORD], 25),
		.has_coordinates = !is_null(self, LOAD_RECORD, 26), .lat = number_of(self, LOAD_RECORD, 26),
		.lon = number_of(self, LOAD_RECORD, 27), .city = copy_string(self, LOAD_RECORD, 28),
		.province = copy_string(self, LOAD_RECORD, 29), .country = copy_string(self, LOAD_RECORD, 30),
		.country_code = copy_string(self, LOAD_RECORD, 31), .feature_class = copy_string(self, LOAD_RECORD, 32),
		.feature_code = copy_string(self, LOAD_RECORD, 33), .resolution = integer_of(self, LOAD_RECORD, 34),
	};
}

static unsigned aux_of(const char *const *names)
{
	static const char *const all[] = {"historical", "future", "hypothetical", "negation"};
	unsigned bits = 0;
	for (; *names; names++)
		for (unsigned bit = 0; bit < 4; bit++)
			bits |= strcmp(*names, all[bit]) == 0 ? 1u << bit : 0;
	return bits;
}

static bede_event_type type_of(slice name)
{
	for (int type = BEDE_AGREE; type <= BEDE_ASSAULT; type++)
		if (slice_is(name, bede_event_name((bede_event_type)type)))
			return (bede_event_type)type;
	return BEDE_NONE;
}

static bool load_record(passage *self, int64_t key, bede_record *out)
{
	static const char *const certainties[] = {"certain", "probable", "possible"};
	sqlite3_stmt *row = self->loader->statements[LOAD_RECORD];
	start(self, LOAD_RECORD, key);
	if (next(self, LOAD_RECORD) <= 0)
		return false;
	*out = (bede_record){
		.id = copy_string(self, LOAD_RECORD, 0), .date = copy_string(self, LOAD_RECORD, 1),
		.enddate = copy_string(self, LOAD_RECORD, 2), .date_text = copy_string(self, LOAD_RECORD, 3),
		.date_value = copy_string(self, LOAD_RECORD, 4), .date_span = span_of(self, LOAD_RECORD, 5),
		.type = type_of(sql_text(row, 7)), .modes = list_of(self, LOAD_RECORD, 8),
		.aux_modes = aux_of(list_of(self, LOAD_RECORD, 9)), .contexts = list_of(self, LOAD_RECORD, 10),
		.cameo = copy_string(self, LOAD_RECORD, 11),
		.certainty = (bede_certainty)index_in(sql_text(row, 12), certainties, 3),
		.confidence = number_of(self, LOAD_RECORD, 13), .event_span = span_of(self, LOAD_RECORD, 14),
		.sequence = (uint32_t)integer_of(self, LOAD_RECORD, 16), .sentence_span = span_of(self, LOAD_RECORD, 17),
		.rule = copy_string(self, LOAD_RECORD, 19), .link = copy_string(self, LOAD_RECORD, 20),
		.place = load_place(self),
	};
	/* The store has the words and where they stand; whether that is the event's own sentence follows. */
	bede_span at = out->place.span, own = out->sentence_span;
	out->place.inferred = out->place.extracted_place && (at.start < own.start || at.end > own.end);
	sqlite3_reset(row);
	return load_parties(self, out, key) && load_attributions(self, out, key) && load_quantities(self, out, key);
}

static void load(void *context)
{
	passage *self = context;
	bede_record *records = ARENA_ARRAY(&self->loader->memory, self->count + 1, bede_record);
	self->done = load_document(self);
	sqlite3_reset(self->loader->statements[LOAD_DOCUMENT]);
	for (size_t i = 0; self->done && i < self->count; i++)
		self->done = load_record(self, self->record_ids[i], &records[i]);
	self->out->records = records;
	self->out->record_count = (uint32_t)self->count;
}

bool loader_read(loader *self, int64_t document_id, const int64_t *record_ids, size_t count, reading *out,
	bede_error *error)
{
	bede_error found = {.code = BEDE_OK};
	passage passage = {self, document_id, record_ids, count, out, &found, false};
	*out = (reading){0};
	arena_reset(&self->memory);
	if (!arena_run(&self->memory, load, &passage))
		error_set_at(&found, BEDE_ERROR_MEMORY, self->store->path, 0, "out of memory while reading the store");
	else if (!passage.done && found.code == BEDE_OK)
		error_set_at(&found, BEDE_ERROR_STORE, self->store->path, 0, "a record is gone that was there a moment ago; "
			"ask again");
	for (int i = 0; i < LOAD_COUNT; i++)
		sqlite3_reset(self->statements[i]);
	if (error)
		*error = found;
	return found.code == BEDE_OK;
}
