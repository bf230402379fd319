/* profile.c — reports and records as numbers that can be compared quickly. */
#include "link/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "base/utf8.h"
#include "store/sketch.h"

/* ---- sets of hashes ---- */

enum { NAME_WEIGHT = 3 };

uint32_t hashes_shared(hashes a, hashes b, uint32_t *names)
{
	uint32_t shared = 0, of_names = 0, i = 0, j = 0;
	while (i < a.count && j < b.count) {
		uint32_t x = a.items[i], y = b.items[j];
		shared += x == y;
		of_names += x == y && (x & 1);
		i += x <= y;
		j += y <= x;
	}
	*names = of_names;
	return shared;
}

uint32_t hashes_weight(hashes self)
{
	uint32_t weight = self.count;
	for (uint32_t i = 0; i < self.count; i++)
		weight += (NAME_WEIGHT - 1) * (self.items[i] & 1);
	return weight;
}

bool near_words(slice a, slice b)
{
	size_t least = a.length < b.length ? a.length : b.length, shared = 0;
	while (shared < least && a.at[shared] == b.at[shared])
		shared++;
	return shared >= STEM_LENGTH && shared + 1 >= least;
}

/* ---- reading ---- */

typedef struct passage {
	profiles *out;
	bede_store *store;
	int64_t linked;            /* new documents are above it */
	const char *documents;     /* a set in SQL, with the parameter ?1: only they are read; NULL: all are */
	int64_t parameter;
	sqlite3_stmt *reports, *records, *parties, *numbers;
	bede_error *error;
	bool done;
} passage;

static hashes take_hashes(arena *memory, sqlite3_stmt *row, int column)
{
	const unsigned char *bytes = sqlite3_column_blob(row, column);
	uint32_t count = (uint32_t)sqlite3_column_bytes(row, column) / 4;
	uint32_t *items = ARENA_ARRAY(memory, count + 1u, uint32_t);
	for (uint32_t i = 0; i < count; i++)
		items[i] = (uint32_t)bytes[4 * i] | (uint32_t)bytes[4 * i + 1] << 8 | (uint32_t)bytes[4 * i + 2] << 16
			| (uint32_t)bytes[4 * i + 3] << 24;
	return (hashes){items, count};
}

static int32_t day_of(sqlite3_stmt *row, int column)
{
	date day;
	return date_parse(sql_text(row, column), &day) && day.day ? date_to_days(day) : NO_DAY;
}

static uint32_t code_number(slice code)
{
	uint32_t number = 0;
	for (size_t i = 0; i < code.length && i < 4; i++)
		number = number << 8 | (unsigned char)code.at[i];
	return number;
}

static int compare_numbers(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static hashes take_words(arena *memory, slice words)
{
	slice rest = words, word;
	uint32_t count = 1, kept = 0;
	for (size_t i = 0; i < words.length; i++)
		count += words.at[i] == ' ';
	uint32_t *items = ARENA_ARRAY(memory, count, uint32_t);
	while (slice_split(&rest, ' ', &word))
		items[kept++] = sketch_word(word, word.length && word.at[0] >= 'A' && word.at[0] <= 'Z');
	qsort(items, kept, sizeof *items, compare_numbers);
	return (hashes){items, kept};
}

static bool read_reports(passage *self)
{
	VECTOR(report_profile) all = {0};
	arena *memory = &self->out->memory;
	int result;
	while ((result = sql_row(self->reports, self->store->path, self->error)) > 0) {
		slice id = sql_text(self->reports, 4);
		report_profile *report = VECTOR_PUSH(memory, &all);
		*report = (report_profile){
			.document_id = sqlite3_column_int64(self->reports, 0), .day = day_of(self->reports, 1),
			.pairs = take_hashes(memory, self->reports, 2), .topic = take_hashes(memory, self->reports, 3),
			.id = arena_copy(memory, id.at, id.length),
		};
		report->is_new = report->document_id > self->linked;
		report->topic_weight = hashes_weight(report->topic);
	}
	self->out->reports = all.items;
	self->out->report_count = (uint32_t)all.count;
	return result == 0;
}

static bede_event_type type_of(slice name)
{
	for (int type = BEDE_AGREE; type <= BEDE_ASSAULT; type++)
		if (slice_is(name, bede_event_name((bede_event_type)type)))
			return (bede_event_type)type;
	return BEDE_NONE;
}

static uint8_t aux_of(slice names)
{
	static const char *const all[] = {"historical", "future", "hypothetical", "negation"};
	slice part;
	uint8_t bits = 0;
	while (names.length && slice_split(&names, ';', &part))
		for (unsigned bit = 0; bit < 4; bit++)
			bits |= slice_is(part, all[bit]) ? (uint8_t)(1u << bit) : 0;
	return bits;
}

static void read_record(passage *self, record_profile *record)
{
	sqlite3_stmt *row = self->records;
	arena *memory = &self->out->memory;
	slice lemma = sql_text(row, 7), mode = sql_text(row, 15), trigger = {"", 0}, stem;
	if (lemma.at)
		trigger = utf8_lower(memory, lemma);
	stem = (slice){trigger.at, trigger.length < STEM_LENGTH ? trigger.length : STEM_LENGTH};
	*record = (record_profile){
		.record_id = sqlite3_column_int64(row, 0), .position = (uint32_t)sqlite3_column_int(row, 2),
		.first_day = day_of(row, 3), .type = (uint8_t)type_of(sql_text(row, 5)),
		.aux = aux_of(sql_text(row, 6)), .sequence = (uint32_t)sqlite3_column_int(row, 17),
		.is_denied = sqlite3_column_int(row, 18), .trigger = trigger,
		.lemma = trigger.length ? sketch_word(trigger, false) : 0, .stem = stem.length ? sketch_word(stem, false) : 0,
		.mode = mode.length ? sketch_word(mode, false) : 0,
		.event_id = sqlite3_column_int64(row, 9), .place = (uint32_t)sqlite3_column_int64(row, 10),
		.lat = (float)sqlite3_column_double(row, 11), .lon = (float)sqlite3_column_double(row, 12),
		.country = code_number(sql_text(row, 13)), .resolution = (uint8_t)sqlite3_column_int(row, 14),
	};
	int32_t end = day_of(row, 4);
	record->last_day = end == NO_DAY ? record->first_day : end;
	slice province = sql_text(row, 16);
	record->province = province.length ? sketch_word(province, false) : 0;
	record->words = take_words(memory, sql_text(row, 8));
}

/* Reports and records come in the order of their keys, which grow together. */
static bool read_records(passage *self)
{
	VECTOR(record_profile) all = {0};
	uint32_t report = 0;
	int result;
	while ((result = sql_row(self->records, self->store->path, self->error)) > 0) {
		int64_t document_id = sqlite3_column_int64(self->records, 1);
		while (report < self->out->report_count && self->out->reports[report].document_id < document_id)
			report++;
		if (report == self->out->report_count || self->out->reports[report].document_id != document_id)
			continue;
		record_profile *record = VECTOR_PUSH(&self->out->memory, &all);
		read_record(self, record);
		record->report = report;
	}
	self->out->records = all.items;
	self->out->record_count = (uint32_t)all.count;
	return result == 0;
}

static void add_party(party_profile *parties, uint8_t *count, party_profile party)
{
	for (uint8_t i = 0; i < *count; i++)
		if (parties[i].code == party.code && parties[i].sector == party.sector && parties[i].name == party.name)
			return;
	if (*count < MOST_CODES)
		parties[(*count)++] = party;
}

static record_profile *find_record(passage *self, uint32_t *at, int64_t record_id)
{
	profiles *out = self->out;
	while (*at < out->record_count && out->records[*at].record_id < record_id)
		++*at;
	return *at < out->record_count && out->records[*at].record_id == record_id ? &out->records[*at] : NULL;
}

/* Is every word written like a name? One alone at the head of a sentence is written so anyway. */
static bool looks_like_name(slice words, bool is_first)
{
	slice word;
	size_t count = 0;
	for (; words.length && slice_split(&words, ' ', &word); count++)
		if (!word.length || word.at[0] < 'A' || word.at[0] > 'Z')
			return false;
	return count > (is_first ? 1u : 0u);
}

/* By the last word: a family name, where it is a person. */
static uint32_t name_of(slice identifier, slice words, bool is_first)
{
	slice name = identifier.length ? identifier : looks_like_name(words, is_first) ? words : (slice){NULL, 0};
	size_t start = name.length;
	if (!name.length)
		return 0;
	while (start > 0 && name.at[start - 1] != ' ')
		start--;
	return sketch_word((slice){name.at + start, name.length - start}, false);
}

static bool read_parties(passage *self)
{
	uint32_t at = 0;
	int result;
	while ((result = sql_row(self->parties, self->store->path, self->error)) > 0) {
		record_profile *record = find_record(self, &at, sqlite3_column_int64(self->parties, 0));
		party_profile party = {
			.code = code_number(sql_text(self->parties, 2)), .sector = code_number(sql_text(self->parties, 3)),
			.name = name_of(sql_text(self->parties, 4), sql_text(self->parties, 5), sqlite3_column_int(self->parties, 6)),
			.is_told = sqlite3_column_type(self->parties, 5) != SQLITE_NULL,
		};
		if (record && slice_is(sql_text(self->parties, 1), "actor"))
			add_party(record->actors, &record->actor_count, party);
		else if (record)
			add_party(record->recipients, &record->recipient_count, party);
	}
	return result == 0;
}

static bool read_numbers(passage *self)
{
	uint32_t at = 0;
	int result;
	while ((result = sql_row(self->numbers, self->store->path, self->error)) > 0) {
		sqlite3_stmt *row = self->numbers;
		record_profile *record = find_record(self, &at, sqlite3_column_int64(row, 0));
		if (!record || record->number_count == MOST_NUMBERS)
			continue;
		bool has_min = sqlite3_column_type(row, 2) != SQLITE_NULL, has_max = sqlite3_column_type(row, 3) != SQLITE_NULL;
		double min = sqlite3_column_double(row, 2), max = sqlite3_column_double(row, 3);
		slice role = sql_text(row, 1);
		record->numbers[record->number_count++] = (number_profile){
			sketch_word(role.at ? role : SLICE(""), false), has_min ? min : max, has_max ? max : min,
		};
	}
	return result == 0;
}

static void read_all(void *context)
{
	passage *self = context;
	self->done = read_reports(self) && read_records(self) && read_parties(self) && read_numbers(self);
}

/*
 * Which documents can meet one that is new: those of its days, or with records of them, and those without a day. What
 * two days apart can be is less than NEAR_DAYS (candidate.c, reprint.c).
 */
static const char *const NEAR_NEW[] = {
	"CREATE TEMP TABLE IF NOT EXISTS near_days (day TEXT PRIMARY KEY) WITHOUT ROWID",
	"CREATE TEMP TABLE IF NOT EXISTS near_documents (document_id INTEGER PRIMARY KEY)",
	"DELETE FROM near_days",
	"DELETE FROM near_documents",
	"INSERT OR IGNORE INTO near_days WITH RECURSIVE"
	" new_days (day) AS (SELECT date FROM documents WHERE document_id > ?1 AND date IS NOT NULL UNION"
	"  SELECT day FROM records WHERE document_id > ?1 AND day IS NOT NULL),"
	" offsets (n) AS (SELECT -16 UNION ALL SELECT n + 1 FROM offsets WHERE n < 16)"
	" SELECT date(day, n || ' days') FROM new_days, offsets WHERE date(day, n || ' days') IS NOT NULL",
	"INSERT OR IGNORE INTO near_documents SELECT document_id FROM documents WHERE document_id > ?1 OR date IS NULL"
	" OR date IN near_days",
	"INSERT OR IGNORE INTO near_documents SELECT document_id FROM records WHERE day IN near_days",
	NULL,
};

static bool run_each(passage *self, const char *const *statements)
{
	for (; *statements; statements++) {
		sqlite3_stmt *statement = sql_prepare(self->store->db, self->store->path, *statements, self->error);
		if (!statement)
			return false;
		if (sqlite3_bind_parameter_count(statement))
			sqlite3_bind_int64(statement, 1, self->linked);
		bool done = sql_run(statement, self->store->path, self->error);
		sqlite3_finalize(statement);
		if (!done)
			return false;
	}
	return true;
}

/* Of the documents at hand, or of their records. */
static bool prepare(passage *self, sqlite3_stmt **out, const char *select, bool by_record, const char *order)
{
	char sql[1024];
	if (self->documents)
		sqlite3_snprintf(sizeof sql, sql, "%s AND %s IN %s%s %s", select, by_record ? "record_id IN (SELECT record_id FROM"
			" records WHERE document_id" : "document_id", self->documents, by_record ? ")" : "", order);
	else
		sqlite3_snprintf(sizeof sql, sql, "%s %s", select, order);
	*out = sql_prepare(self->store->db, self->store->path, sql, self->error);
	if (*out && sqlite3_bind_parameter_count(*out))
		sqlite3_bind_int64(*out, 1, self->parameter);
	return *out != NULL;
}

static bool read_documents(passage *self)
{
	bede_store *store = self->store;
	*self->out = (profiles){.report_count = 0};
	arena_init(&self->out->memory, 0);
	bool done = prepare(self, &self->reports, "SELECT document_id, date, sketch, topic, id FROM documents WHERE 1",
			false, "ORDER BY document_id")
		&& prepare(self, &self->records, "SELECT r.record_id, r.document_id, position, r.date, enddate, event,"
			" aux_mode, lemma, words, (SELECT event_id FROM links l WHERE l.record_id = r.record_id), geonameid, lat, lon,"
			" country_code, resolution, mode, province, sequence, EXISTS (SELECT 1 FROM attributions a"
			" WHERE a.record_id = r.record_id AND kind = 'denial') FROM records r LEFT JOIN places"
			" USING (place_id) WHERE event IS NOT NULL",
			false, "ORDER BY record_id")
		&& prepare(self, &self->parties, "SELECT record_id, side, code, sector, identifier_text, entity_text,"
			" start_char = (SELECT sentence_start FROM records r WHERE r.record_id = participants.record_id)"
			" FROM participants WHERE (code IS NOT NULL OR entity_text IS NOT NULL)",
			true, "ORDER BY record_id")
		&& prepare(self, &self->numbers, "SELECT record_id, ifnull(role, '') || ' ' || ifnull(unit, '') || ' ' ||"
			" CASE WHEN role IN ('dead', 'injured', 'arrested', 'missing') THEN '' ELSE ifnull(item, '') END, min, max"
			" FROM quantities WHERE 1", true, "ORDER BY record_id, position");
	if (done && !arena_run(&self->out->memory, read_all, self))
		error_set_at(self->error, BEDE_ERROR_MEMORY, store->path, 0, "out of memory while linking");
	sqlite3_finalize(self->reports);
	sqlite3_finalize(self->records);
	sqlite3_finalize(self->parties);
	sqlite3_finalize(self->numbers);
	if (!self->done)
		profiles_clear(self->out);
	return self->done;
}

bool profiles_read(profiles *self, bede_store *store, int64_t linked, bede_error *error)
{
	passage passage = {
		.out = self, .store = store, .linked = linked, .documents = linked ? "near_documents" : NULL, .error = error,
	};
	return (!linked || run_each(&passage, NEAR_NEW)) && read_documents(&passage);
}

bool profiles_read_event(profiles *self, bede_store *store, int64_t event_id, bede_error *error)
{
	passage passage = {
		.out = self, .store = store, .parameter = event_id, .error = error,
		.documents = "(SELECT document_id FROM records JOIN links USING (record_id) WHERE event_id = ?1)",
	};
	return read_documents(&passage);
}

void profiles_clear(profiles *self)
{
	arena_clear(&self->memory);
}
