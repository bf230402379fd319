/*
 * import.c — PLOVER records as JSON Lines into a store: what `bede code` or `bede query` printed. The report's text is
 * not among them, only the words that records name; these are put at their places, with blanks between.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/error.h"
#include "store/store.h"

/* A report is no longer than this, or than its records make believe: where a place beyond is named, something is
 * wrong, and a few bytes of a hostile file shall not make millions of the store. */
enum { MOST_CHARACTERS = 4 << 20, LEAST_CHARACTERS = 1 << 16, CHARACTERS_A_BYTE = 64 };

typedef struct importing {
	bede_store *store;
	arena memory;
	const char *path;
	unsigned long line, count;
	bede_warning_function warning;
	void *warning_context;
	bede_error *error;
	json_t *group;             /* records of one report */
	size_t group_bytes;        /* of its lines */
	XXH3_state_t hash;         /* of its lines */
	uint32_t *points;          /* its text as far as it is known, a character each */
	size_t length;
	reading reading;
	int64_t run_id;            /* of `coder` */
	char coder[128], codebook[64];
} importing;

static void warn(importing *self, const char *what)
{
	bede_error problem;
	error_set_at(&problem, BEDE_ERROR_INPUT, self->path, self->line, "%s", what);
	if (self->warning)
		self->warning(self->warning_context, &problem);
}

/* ---- members; what is missing or of another kind is unknown ---- */

static const char *text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static bool has_number(const json_t *object, const char *key)
{
	return json_is_number(json_object_get(object, key));
}

static double number_of(const json_t *object, const char *key)
{
	return json_number_value(json_object_get(object, key));
}

/* Characters from start to end; {0,0} where there are none. */
static bede_span points_of(const importing *self, const json_t *object)
{
	size_t most = LEAST_CHARACTERS + CHARACTERS_A_BYTE * self->group_bytes;
	json_int_t start = json_integer_value(json_object_get(object, "start"));
	json_int_t end = json_integer_value(json_object_get(object, "end"));
	if (start < 0 || end <= start || end > MOST_CHARACTERS || (size_t)end > most)
		return (bede_span){0, 0};
	return (bede_span){(uint32_t)start, (uint32_t)end};
}

static bede_span bytes_of(const importing *self, const json_t *object)
{
	bede_span at = points_of(self, object);
	const utf8_index *points = &self->reading.document.points;
	return (bede_span){utf8_index_byte(points, at.start), utf8_index_byte(points, at.end)};
}

/* ---- the text ---- */

static void note_length(importing *self, const json_t *object)
{
	size_t end = points_of(self, object).end;
	self->length = end > self->length ? end : self->length;
}

/* Words at their place, if they are as long as it. */
static void put_words(importing *self, const json_t *object, const char *words)
{
	bede_span at = points_of(self, object);
	size_t length = words ? strlen(words) : 0, offset = 0;
	if (!words || utf8_length(words, length) != at.end - at.start)
		return;
	for (uint32_t i = at.start; i < at.end; i++)
		self->points[i] = utf8_next(words, length, &offset);
}

typedef void (*visit)(importing *self, const json_t *object, const char *words);

/* Every place that a record names, with its words. */
static void visit_places(importing *self, const json_t *record, visit each)
{
	static const char *const sides[] = {"actor", "recipient"};
	size_t i;
	json_t *one;
	for (int side = 0; side < 2; side++)
		json_array_foreach(json_object_get(record, sides[side]), i, one)
			each(self, one, text_of(one, "entity_text"));
	json_array_foreach(json_object_get(record, "attribution"), i, one) {
		const json_t *source = json_object_get(one, "source");
		each(self, source, text_of(source, "entity_text"));
		each(self, one, text_of(one, "cue"));
	}
	json_array_foreach(json_object_get(record, "quantity"), i, one)
		each(self, one, text_of(one, "text"));
	each(self, json_object_get(record, "event_span"), text_of(record, "event_text"));
	each(self, json_object_get(record, "text_info"), NULL);
	one = json_object_get(record, "event_loc");
	each(self, one, text_of(one, "extracted_place"));
}

static void visit_length(importing *self, const json_t *object, const char *words)
{
	(void)words;
	note_length(self, object);
}

static void build_text(importing *self)
{
	size_t i, length = 0;
	json_t *record;
	self->length = 0;
	json_array_foreach(self->group, i, record)
		visit_places(self, record, visit_length);
	self->points = ARENA_ARRAY(&self->memory, self->length + 1, uint32_t);
	for (i = 0; i < self->length; i++)
		self->points[i] = ' ';
	json_array_foreach(self->group, i, record)
		visit_places(self, record, put_words);
	char *text = ARENA_ARRAY(&self->memory, 4 * self->length + 1, char);
	for (i = 0; i < self->length; i++)
		length += utf8_encode(self->points[i], text + length);
	self->reading.document.text = (slice){text, length};
	utf8_index_build(&self->reading.document.points, &self->memory, self->reading.document.text);
}

/* ---- records ---- */

static const char *const *list_of(importing *self, const json_t *array)
{
	const char **list = ARENA_ARRAY(&self->memory, json_array_size(array) + 1, const char *);
	size_t i, count = 0;
	json_t *one;
	json_array_foreach(array, i, one)
		if (json_is_string(one))
			list[count++] = json_string_value(one);
	return list;
}

static int index_in(const char *name, const char *const *names, int count)
{
	for (int i = 0; name && i < count; i++)
		if (strcmp(name, names[i]) == 0)
			return i;
	return -1;
}

static bede_party party_of(const importing *self, const json_t *object)
{
	return (bede_party){
		.code = text_of(object, "code"), .sector = text_of(object, "sector"), .office = text_of(object, "office"),
		.entity_text = text_of(object, "entity_text"), .identifier_text = text_of(object, "identifier_text"),
		.inferred = json_is_true(json_object_get(object, "inferred")), .span = bytes_of(self, object),
	};
}

static const bede_party *parties_of(importing *self, const json_t *array, size_t *count)
{
	bede_party *parties = ARENA_ARRAY(&self->memory, json_array_size(array) + 1, bede_party);
	size_t i;
	json_t *one;
	json_array_foreach(array, i, one)
		parties[i] = party_of(self, one);
	*count = json_array_size(array);
	return parties;
}

static const bede_attribution *attributions_of(importing *self, const json_t *array, size_t *count)
{
	static const char *const kinds[] = {
		"report", "statement", "claim", "denial", "estimate", "announcement", "unacknowledged",
	};
	bede_attribution *all = ARENA_ARRAY(&self->memory, json_array_size(array) + 1, bede_attribution);
	size_t i;
	json_t *one;
	json_array_foreach(array, i, one) {
		int kind = index_in(text_of(one, "kind"), kinds, (int)(sizeof kinds / sizeof *kinds));
		all[i] = (bede_attribution){
			.source = party_of(self, json_object_get(one, "source")), .cue = text_of(one, "cue"),
			.kind = kind < 0 ? BEDE_STATEMENT : (bede_kind)kind, .date = text_of(one, "date"),
			.span = bytes_of(self, one),
		};
	}
	*count = json_array_size(array);
	return all;
}

static const bede_quantity *quantities_of(importing *self, const json_t *array, size_t *count)
{
	bede_quantity *all = ARENA_ARRAY(&self->memory, json_array_size(array) + 1, bede_quantity);
	size_t i;
	json_t *one;
	json_array_foreach(array, i, one)
		all[i] = (bede_quantity){
			.has_min = has_number(one, "min"), .has_max = has_number(one, "max"), .min = number_of(one, "min"),
			.max = number_of(one, "max"), .approx = json_is_true(json_object_get(one, "approx")),
			.unit = text_of(one, "unit"), .per = text_of(one, "per"), .item = text_of(one, "item"),
			.role = text_of(one, "role"), .actor = text_of(one, "actor"), .measure = text_of(one, "measure"),
			.si_unit = text_of(one, "si_unit"), .si_min = number_of(one, "si_min"), .si_max = number_of(one, "si_max"),
			.span = bytes_of(self, one),
		};
	*count = json_array_size(array);
	return all;
}

static bede_place place_of_event(const importing *self, const json_t *object)
{
	return (bede_place){
		.span = bytes_of(self, object),
		.extracted_place = text_of(object, "extracted_place"), .resolved_place = text_of(object, "resolved_place"),
		.geonameid = (uint32_t)json_integer_value(json_object_get(object, "geonameid")),
		.has_coordinates = has_number(object, "lat") && has_number(object, "lon"), .lat = number_of(object, "lat"),
		.lon = number_of(object, "lon"), .city = text_of(object, "city"), .province = text_of(object, "province"),
		.country = text_of(object, "country"), .country_code = text_of(object, "country_code"),
		.feature_class = text_of(object, "feature_class"), .feature_code = text_of(object, "feature_code"),
		.resolution = (int)json_integer_value(json_object_get(object, "resolution")),
	};
}

static bede_event_type type_of(const char *name)
{
	for (int type = BEDE_AGREE; name && type <= BEDE_ASSAULT; type++)
		if (strcmp(name, bede_event_name((bede_event_type)type)) == 0)
			return (bede_event_type)type;
	return BEDE_NONE;
}

static unsigned aux_of(const json_t *array)
{
	static const char *const names[] = {"historical", "future", "hypothetical", "negation"};
	unsigned bits = 0;
	size_t i;
	json_t *one;
	json_array_foreach(array, i, one) {
		int bit = index_in(json_string_value(one), names, 4);
		bits |= bit < 0 ? 0 : 1u << bit;
	}
	return bits;
}

static void take_record(importing *self, const json_t *from, bede_record *out)
{
	static const char *const certainties[] = {"certain", "probable", "possible"};
	const json_t *sentence = json_object_get(from, "text_info");
	json_int_t sequence = json_integer_value(json_object_get(sentence, "sequence"));
	int certainty = index_in(text_of(from, "certainty"), certainties, 3);
	*out = (bede_record){
		.id = text_of(from, "id") ? text_of(from, "id") : "",
		.type = type_of(json_string_value(json_array_get(json_object_get(from, "event"), 0))),
		.modes = list_of(self, json_object_get(from, "mode")), .aux_modes = aux_of(json_object_get(from, "aux_mode")),
		.contexts = list_of(self, json_object_get(from, "context")), .cameo = text_of(from, "cameo"),
		.date = text_of(from, "date"), .enddate = text_of(from, "enddate"), .date_text = text_of(from, "date_text"),
		.date_value = text_of(from, "date_value"), .confidence = number_of(from, "confidence"),
		.certainty = certainty < 0 ? BEDE_CERTAIN : (bede_certainty)certainty,
		.place = place_of_event(self, json_object_get(from, "event_loc")),
		.event_span = bytes_of(self, json_object_get(from, "event_span")), .sentence_span = bytes_of(self, sentence),
		.sequence = sequence > 0 && sequence < MOST_CHARACTERS ? (uint32_t)sequence : 0, .rule = text_of(from, "rule"),
	};
	out->actors = parties_of(self, json_object_get(from, "actor"), &out->actor_count);
	out->recipients = parties_of(self, json_object_get(from, "recipient"), &out->recipient_count);
	out->attributions = attributions_of(self, json_object_get(from, "attribution"), &out->attribution_count);
	out->quantities = quantities_of(self, json_object_get(from, "quantity"), &out->quantity_count);
}

static void build(void *context)
{
	importing *self = context;
	const json_t *first = json_array_get(self->group, 0), *cited = json_object_get(first, "cite_info");
	document *document = &self->reading.document;
	size_t i;
	json_t *record;
	build_text(self);
	document->id = slice_of(text_of(first, "doc_id"));
	document->url = slice_of(text_of(cited, "url"));
	document->title = slice_of(text_of(cited, "title"));
	document->publisher = slice_of(text_of(cited, "publication"));
	document->language = slice_of(text_of(cited, "language"));
	date_parse(slice_of(text_of(cited, "date")), &document->date);
	bede_record *records = ARENA_ARRAY(&self->memory, json_array_size(self->group) + 1, bede_record);
	json_array_foreach(self->group, i, record)
		take_record(self, record, &records[i]);
	self->reading.records = records;
	self->reading.record_count = (uint32_t)json_array_size(self->group);
}

/* ---- reports ---- */

/* Records of one program and codebook belong to one run of it. */
static bool take_run(importing *self, const json_t *record)
{
	const char *coder = text_of(record, "coder"), *codebook = text_of(record, "codebook");
	char program[sizeof self->coder], book[sizeof self->codebook];
	snprintf(program, sizeof program, "%s", coder ? coder : "unknown");
	snprintf(book, sizeof book, "%s", codebook ? codebook : BEDE_CODEBOOK);
	if (self->run_id && strcmp(program, self->coder) == 0 && strcmp(book, self->codebook) == 0)
		return true;
	memcpy(self->coder, program, sizeof program);
	memcpy(self->codebook, book, sizeof book);
	if (!store_commit(self->store, self->error))
		return false;
	self->run_id = store_add_run(self->store, self->coder, self->codebook, NULL, NULL, "{\"imported\":true}", self->error);
	return self->run_id != 0;
}

static bool put_group(importing *self)
{
	strbuf parcel;
	bool done = true;
	size_t count = json_array_size(self->group);
	if (count == 0)
		return true;
	if (!take_run(self, json_array_get(self->group, 0)))
		return false;
	arena_reset(&self->memory);
	self->reading = (reading){0};
	strbuf_init(&parcel);
	if (arena_run(&self->memory, build, self))
		store_pack(&self->reading, XXH3_64bits_digest(&self->hash), &parcel);
	else
		parcel.failed = true;
	if (parcel.failed) {
		error_set_at(self->error, BEDE_ERROR_MEMORY, self->path, self->line, "out of memory while importing");
		done = false;
	}
	done = done && store_put(self->store, parcel.bytes, parcel.length, self->run_id, self->error);
	strbuf_clear(&parcel);
	json_array_clear(self->group);
	self->group_bytes = 0;
	XXH3_64bits_reset(&self->hash);
	self->count += done ? count : 0;
	return done;
}

static bool take_line(importing *self, const char *line, size_t length)
{
	json_error_t problem;
	if (slice_trim((slice){line, length}).length == 0)
		return true;
	json_t *record = json_loadb(line, length, 0, &problem);
	const char *id = text_of(record, "doc_id");
	if (!record && json_error_code(&problem) == json_error_out_of_memory) {
		error_set_at(self->error, BEDE_ERROR_MEMORY, self->path, self->line, "out of memory while importing");
		return false;
	}
	if (!record || !json_is_object(record) || !id || !json_is_array(json_object_get(record, "event"))) {
		warn(self, !record ? "this is no JSON; the line is left out"
			: "a record has at least \"doc_id\" and \"event\"; the line is left out");
		json_decref(record);
		return true;
	}
	const char *before = text_of(json_array_get(self->group, 0), "doc_id");
	bool done = !before || strcmp(before, id) == 0 || put_group(self);
	XXH3_64bits_update(&self->hash, line, length);
	self->group_bytes += length;
	if (json_array_append_new(self->group, record) != 0) {
		error_set_at(self->error, BEDE_ERROR_MEMORY, self->path, self->line, "out of memory while importing");
		done = false;
	}
	return done;
}

static bool take_file(importing *self, FILE *file)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length;
	bool done = true;
	while (done && (length = getline(&line, &room, file)) >= 0) {
		self->line++;
		done = take_line(self, line, (size_t)length);
	}
	free(line);
	if (done && ferror(file)) {
		error_set_at(self->error, BEDE_ERROR_FILE, self->path, self->line, "the file cannot be read to its end");
		done = false;
	}
	return done && put_group(self);
}

bool bede_store_import(bede_store *store, const char *path, bede_warning_function warning, void *warning_context,
	unsigned long *count, bede_error *error)
{
	importing self = {
		.store = store, .path = path, .warning = warning, .warning_context = warning_context, .error = error,
	};
	bool is_input = strcmp(path, "-") == 0, done = false;
	FILE *file = is_input ? stdin : fopen(path, "r");
	if (error)
		*error = (bede_error){.code = BEDE_OK};
	self.group = json_array();
	arena_init(&self.memory, 0);
	XXH3_64bits_reset(&self.hash);
	if (!file)
		error_set_at(error, BEDE_ERROR_FILE, path, 0, "the file cannot be opened; look at its name and its rights");
	else if (!self.group)
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while importing");
	else
		done = store_postpone_indexes(store, error) && take_file(&self, file) && store_commit(store, error)
			&& store_make_indexes(store, error) && store_index_text(store, error);
	if (!done)
		store_rollback(store);
	if (file && !is_input)
		fclose(file);
	json_decref(self.group);
	arena_clear(&self.memory);
	if (count)
		*count = self.count;
	return done;
}
