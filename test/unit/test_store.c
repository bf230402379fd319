/* test_store.c — stores: what goes in comes out as it was, and files that are none, or not to be had, are told. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "fixture_reading.h"
#include "store/filter.h"
#include "store/schema.h"
#include "store/sketch.h"
#include "store/store.h"

static const bede_store_options CREATE = {.mode = BEDE_STORE_CREATE}, READ = {.mode = BEDE_STORE_READ};

/* ---- a store of its own for each test ---- */

typedef struct fixture {
	char path[64];
	arena memory;
	reading reading;
} fixture;

static void fill(void *context)
{
	fixture *self = context;
	fixture_text(&self->memory, &self->reading);
	fixture_record(&self->memory, &self->reading);
}

static int set_up(void **state)
{
	fixture *self = calloc(1, sizeof *self);
	snprintf(self->path, sizeof self->path, "/tmp/bede-test-store-XXXXXX");
	int file = mkstemp(self->path);
	close(file);
	unlink(self->path);
	arena_init(&self->memory, 0);
	assert_true(arena_run(&self->memory, fill, self));
	*state = self;
	return 0;
}

static int tear_down(void **state)
{
	fixture *self = *state;
	char beside[80];
	unlink(self->path);
	snprintf(beside, sizeof beside, "%s-wal", self->path);
	unlink(beside);
	snprintf(beside, sizeof beside, "%s-shm", self->path);
	unlink(beside);
	arena_clear(&self->memory);
	free(self);
	return 0;
}

static void put_reading(const fixture *self, bede_store *store, uint64_t fingerprint)
{
	bede_error error = {0};
	strbuf parcel;
	strbuf_init(&parcel);
	store_pack(&self->reading, fingerprint, &parcel);
	assert_false(parcel.failed);
	assert_true(store_put(store, parcel.bytes, parcel.length, store->run_id, &error));
	strbuf_clear(&parcel);
}

/* A store with the fixture's report in it. */
static bede_store *filled_store(const fixture *self)
{
	bede_error error = {0};
	bede_store *store = bede_store_open(self->path, &CREATE, &error);
	assert_non_null(store);
	assert_true(store_begin_run(store, "bede " BEDE_VERSION, BEDE_CODEBOOK, "m", "l", "{}", &error));
	put_reading(self, store, 7);
	assert_true(bede_store_finish(store, &error));
	return store;
}

static bool gather(void *context, const char *bytes, size_t length)
{
	strbuf_add(context, bytes, length);
	return true;
}

static bool refuse(void *context, const char *bytes, size_t length)
{
	(void)context;
	(void)bytes;
	(void)length;
	return false;
}

static void assert_sql(bede_store *store, const char *sql, const char *wanted)
{
	static const bede_write_options tsv = {.format = BEDE_TSV};
	bede_error error = {0};
	strbuf out;
	strbuf_init(&out);
	if (!bede_store_sql(store, sql, &tsv, gather, &out, &error))
		fail_msg("%s", error.message);
	assert_string_equal(strchr(out.bytes, '\n') + 1, wanted);
	strbuf_clear(&out);
}

/* ---- what goes in comes out ---- */

static void test_records_come_back_as_they_were_printed(void **state)
{
	fixture *self = *state;
	bede_store *store = filled_store(self);
	static const bede_format formats[] = {BEDE_JSONL, BEDE_JSON, BEDE_CSV, BEDE_TSV, BEDE_TABLE};
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		bede_write_options options = {.format = formats[i]};
		bede_error error = {0};
		strbuf printed, stored;
		strbuf_init(&printed);
		strbuf_init(&stored);
		write_start(&options, &printed);
		write_reading(&self->reading, &options, true, &printed);
		write_end(&options, &printed);
		assert_true(bede_store_records(store, NULL, &options, gather, &stored, &error));
		assert_string_equal(stored.bytes, printed.bytes);
		strbuf_clear(&printed);
		strbuf_clear(&stored);
	}
	bede_store_close(store);
}

static void test_offsets_are_characters(void **state)
{
	bede_store *store = filled_store(*state);
	assert_sql(store, "SELECT substr(text, event_start + 1, event_end - event_start) FROM records"
		" JOIN documents USING (document_id)", "shelled\n");
	assert_sql(store, "SELECT day, lemma, words FROM records",
		"2024-11-18\tshell\tRené say russian troop shell Kyiv Monday kill 12 person\n");
	bede_store_close(store);
}

static void test_a_report_of_the_same_id_is_replaced(void **state)
{
	fixture *self = *state;
	bede_store *store = filled_store(self);
	bede_error error = {0};
	assert_sql(store, "SELECT count(*) FROM records_text WHERE records_text MATCH 'shelled'", "1\n");
	put_reading(self, store, 8);
	assert_true(bede_store_finish(store, &error));
	assert_sql(store, "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM records),"
		" (SELECT count(*) FROM participants), (SELECT count(*) FROM dyads), (SELECT count(*) FROM places),"
		" (SELECT count(*) FROM records_text WHERE records_text MATCH 'shelled'),"
		" (SELECT count(*) FROM documents_text WHERE documents_text MATCH 'kyiv')", "1\t1\t2\t1\t1\t1\t1\n");
	/* Its last record gone, a place goes too. */
	self->reading.record_count = 0;
	put_reading(self, store, 9);
	assert_true(bede_store_finish(store, &error));
	assert_sql(store, "SELECT (SELECT count(*) FROM records), (SELECT count(*) FROM places),"
		" (SELECT count(*) FROM records_text WHERE records_text MATCH 'shelled')", "0\t0\t0\n");
	bede_store_close(store);
}

static void test_what_was_not_finished_is_dropped(void **state)
{
	fixture *self = *state;
	bede_error error = {0};
	bede_store *store = bede_store_open(self->path, &CREATE, &error);
	assert_true(store_begin_run(store, "p", "c", NULL, NULL, NULL, &error));
	put_reading(self, store, 7);
	bede_store_close(store);
	store = bede_store_open(self->path, &READ, &error);
	assert_sql(store, "SELECT count(*) FROM documents", "0\n");
	bede_store_close(store);
}

static void test_a_known_report_is_not_wanted(void **state)
{
	fixture *self = *state;
	bede_error error = {0};
	bede_document one = {.id = "r1", .text = "A text.", .text_length = 7, .date = "2024-11-19"}, other = one;
	other.text = "B text.";
	bede_store *store = bede_store_open(self->path, &CREATE, &error);
	assert_true(store_begin_run(store, "p", "c", NULL, NULL, NULL, &error));
	assert_true(bede_store_wants(store, &one));
	put_reading(self, store, store_fingerprint(store, &one));
	assert_true(bede_store_finish(store, &error));
	assert_true(store_begin_run(store, "p", "c", NULL, NULL, NULL, &error));
	assert_false(bede_store_wants(store, &one));
	/* Another text of the same id, then the first again: the last one is to stay. */
	assert_true(bede_store_wants(store, &other));
	assert_true(bede_store_wants(store, &one));
	/* Another program reads it anew. */
	assert_true(store_begin_run(store, "q", "c", NULL, NULL, NULL, &error));
	assert_true(bede_store_wants(store, &one));
	bede_store_close(store);
}

/* ---- indexes that wait until a new store is filled ---- */

static const char WAITING[] = "SELECT count(*) FROM postponed_indexes";

static void test_a_new_store_is_filled_without_indexes_and_ends_with_all_of_them(void **state)
{
	static const char list[] = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE type = 'index'"
		" ORDER BY name)";
	fixture *self = *state;
	bede_error error = {0};
	bede_store *store = bede_store_open(self->path, &CREATE, &error);
	sqlite3_stmt *indexes = sql_prepare(store->db, store->path, list, &error);
	assert_int_equal(sql_row(indexes, store->path, &error), 1);
	slice found = sql_text(indexes, 0);
	char *all = strndup(found.at, found.length);
	sqlite3_reset(indexes);
	assert_true(store_begin_run(store, "p", "c", NULL, NULL, NULL, &error));
	assert_true(sql_number(store->db, WAITING, 0) >= 6);
	assert_sql(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'dyads_by_actor'", "0\n");
	put_reading(self, store, 7);
	assert_true(bede_store_finish(store, &error));
	assert_sql(store, WAITING, "0\n");
	assert_int_equal(sql_row(indexes, store->path, &error), 1);
	assert_true(slice_is(sql_text(indexes, 0), all));
	sqlite3_finalize(indexes);
	free(all);
	/* From now on rows go into them one by one. */
	assert_true(store_begin_run(store, "p", "c", NULL, NULL, NULL, &error));
	assert_sql(store, WAITING, "0\n");
	bede_store_close(store);
}

static void test_a_run_that_ended_early_leaves_the_indexes_to_the_next(void **state)
{
	fixture *self = *state;
	bede_error error = {0};
	for (int by_linking = 0; by_linking < 2; by_linking++) {
		bede_store *store = bede_store_open(self->path, &CREATE, &error);
		assert_true(store_begin_run(store, "p", "c", NULL, NULL, NULL, &error));
		put_reading(self, store, 7);
		assert_true(store_commit(store, &error));
		bede_store_close(store);
		store = bede_store_open(self->path, &CREATE, &error);
		assert_true(sql_number(store->db, WAITING, 0) >= 6);
		/* Questions are answered meanwhile. */
		assert_sql(store, "SELECT count(*) FROM dyads WHERE actor = 'RUS' AND recipient = 'UKR'", "1\n");
		assert_true(by_linking || store_begin_run(store, "p", "c", NULL, NULL, NULL, &error));
		assert_true(by_linking ? bede_store_link(store, &error) : bede_store_finish(store, &error));
		assert_sql(store, WAITING, "0\n");
		assert_sql(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'dyads_by_actor'", "1\n");
		bede_store_close(store);
		unlink(self->path);
	}
}

/* ---- files that are no store, or not to be had ---- */

static void assert_not_opened(const char *path, const bede_store_options *options, const char *part)
{
	bede_error error = {0};
	assert_null(bede_store_open(path, options, &error));
	assert_int_equal(error.code, BEDE_ERROR_STORE);
	if (!strstr(error.message, part))
		fail_msg("%s", error.message);
}

static void execute(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
}

static void write_file(const char *path, const char *bytes)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(bytes, file);
	fclose(file);
}

static void test_other_files_are_told(void **state)
{
	fixture *self = *state;
	assert_not_opened(self->path, &READ, "no such store");
	assert_not_opened("/nowhere/at/all.db", &CREATE, "cannot be opened");
	write_file(self->path, "");
	assert_not_opened(self->path, &READ, "is empty");
	write_file(self->path, "Just a text, and long enough to be taken for something else, if anybody looked at it with "
		"half an eye only.\n");
	assert_not_opened(self->path, &CREATE, "no store");
	unlink(self->path);
	execute(self->path, "CREATE TABLE cookies (name)");
	assert_not_opened(self->path, &CREATE, "another program");
}

static void test_a_newer_store_is_left_alone(void **state)
{
	fixture *self = *state;
	bede_store_close(filled_store(self));
	execute(self->path, "PRAGMA user_version = 99");
	assert_not_opened(self->path, &CREATE, "newer version");
	assert_not_opened(self->path, &READ, "newer version");
	execute(self->path, "SELECT count(*) FROM records");
}

static void test_a_locked_store_is_told(void **state)
{
	fixture *self = *state;
	bede_error error = {0};
	bede_store_close(filled_store(self));
	sqlite3 *other = NULL;
	assert_int_equal(sqlite3_open(self->path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	bede_store *store = bede_store_open(self->path, &(bede_store_options){.mode = BEDE_STORE_WRITE, .wait = 1}, &error);
	assert_non_null(store);
	assert_false(store_begin_run(store, "p", "c", NULL, NULL, NULL, &error));
	assert_int_equal(error.code, BEDE_ERROR_STORE);
	assert_non_null(strstr(error.message, "locked"));
	/* Reading goes on meanwhile. */
	assert_sql(store, "SELECT count(*) FROM records", "1\n");
	sqlite3_close(other);
	assert_true(store_begin_run(store, "p", "c", NULL, NULL, NULL, &error));
	bede_store_close(store);
}

static void test_a_store_that_is_read_is_not_changed(void **state)
{
	fixture *self = *state;
	bede_error error = {0};
	bede_store_close(filled_store(self));
	bede_store *store = bede_store_open(self->path, &READ, &error);
	assert_false(store_begin_run(store, "p", "c", NULL, NULL, NULL, &error));
	assert_non_null(strstr(error.message, "cannot be written to"));
	static const bede_write_options tsv = {.format = BEDE_TSV};
	static const char *const refused[] = {
		"DELETE FROM documents", "SELECT 1; DELETE FROM documents", "", "PRAGMA user_version = 3", "SELEC",
		"ATTACH 'x' AS y", "SELECT * FROM nowhere",
	};
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		assert_false(bede_store_sql(store, refused[i], &tsv, refuse, NULL, &error));
		assert_int_equal(error.code, BEDE_ERROR_USAGE);
	}
	bede_store_close(store);
}

static void test_nobody_takes_the_output(void **state)
{
	bede_error error = {0};
	bede_store *store = filled_store(*state);
	assert_false(bede_store_records(store, NULL, &(bede_write_options){.format = BEDE_JSONL}, refuse, NULL, &error));
	assert_int_equal(error.code, BEDE_ERROR_FILE);
	bede_store_close(store);
}

/* ---- versions ---- */

static void test_an_old_store_is_brought_up_to_date(void **state)
{
	fixture *self = *state;
	bede_error error = {0};
	file_map old;
	assert_true(file_map_open(&old, "test/store/version_1.sql", &error));
	char *sql = strndup(old.bytes, old.length);
	execute(self->path, sql);
	free(sql);
	file_map_close(&old);
	assert_not_opened(self->path, &READ, "older version");
	bede_store *store = bede_store_open(self->path, &(bede_store_options){.mode = BEDE_STORE_WRITE}, &error);
	assert_non_null(store);
	assert_int_equal(sql_number(store->db, "PRAGMA user_version", 0), schema_newest());
	assert_sql(store, "SELECT document, actor, event, recipient FROM overview", "r1\tRUS\tASSAULT\tUKR\n");
	assert_sql(store, "SELECT record_id, actor, recipient, day FROM dyads", "1\tRUS\tUKR\t2024-11-21\n");
	assert_true(store_begin_run(store, "p", "c", NULL, NULL, NULL, &error));
	put_reading(self, store, 7);
	assert_true(bede_store_finish(store, &error));
	assert_sql(store, "SELECT count(*) FROM records_text WHERE records_text MATCH 'shelled'", "1\n");
	/* It has what a new store has. */
	strbuf fresh, migrated;
	strbuf_init(&fresh);
	strbuf_init(&migrated);
	static const bede_write_options tsv = {.format = BEDE_TSV};
	static const char tables[] = "SELECT name, replace(replace(sql, char(10), ''), char(9), '') FROM sqlite_schema"
		" ORDER BY name";
	assert_true(bede_store_sql(store, tables, &tsv, gather, &migrated, &error));
	bede_store_close(store);
	unlink(self->path);
	store = bede_store_open(self->path, &CREATE, &error);
	assert_true(bede_store_sql(store, tables, &tsv, gather, &fresh, &error));
	bede_store_close(store);
	assert_string_equal(fresh.bytes, migrated.bytes);
	strbuf_clear(&fresh);
	strbuf_clear(&migrated);
}

/* ---- questions ---- */

static void assert_count(bede_store *store, const bede_filter *filter, unsigned wanted)
{
	bede_error error = {0};
	strbuf out;
	strbuf_init(&out);
	if (!bede_store_records(store, filter, &(bede_write_options){.format = BEDE_JSONL}, gather, &out, &error))
		fail_msg("%s", error.message);
	unsigned lines = 0;
	for (size_t i = 0; i < out.length; i++)
		lines += out.bytes[i] == '\n';
	assert_int_equal(lines, wanted);
	strbuf_clear(&out);
}

static void test_each_condition_finds_and_leaves_out(void **state)
{
	/* The record is RUS MIL → ASSAULT (heavy-weapons) → UKR, Kyiv, 2024-11-18, says René, 0.875, military. */
	static const struct {
		bede_filter filter;
		unsigned count;
	} cases[] = {
		{{.actor = "RUS"}, 1}, {{.actor = "UKR"}, 0}, {{.actor = "RUS:MIL"}, 1}, {{.actor = "RUSGOV"}, 0},
		{{.actor = ":MIL"}, 1}, {{.actor = ":GOV"}, 0}, {{.recipient = "UKR"}, 1}, {{.recipient = "RUS"}, 0},
		{{.actor = "RUS", .recipient = "UKR"}, 1}, {{.actor = "UKR", .recipient = "RUS"}, 0},
		{{.actor = "UKR", .recipient = "RUS", .both_ways = true}, 1}, {{.sector = "MIL"}, 1}, {{.sector = "GOV"}, 0},
		{{.event = "ASSAULT"}, 1}, {{.event = "AID, ASSAULT"}, 1}, {{.event = "AID"}, 0}, {{.quad = 4}, 1},
		{{.quad = 1}, 0}, {{.mode = "heavy-weapons"}, 1}, {{.mode = "weapons"}, 0}, {{.context = "military"}, 1},
		{{.context = "economic"}, 0}, {{.aux_mode = "future"}, 0}, {{.certainty = "certain"}, 1},
		{{.certainty = "probable,possible"}, 0}, {{.place = "kyiv"}, 1}, {{.place = "UKR"}, 1}, {{.place = "Lviv"}, 0},
		{{.has_box = true, .south = 50, .north = 51, .west = 30, .east = 31}, 1},
		{{.has_box = true, .south = 50, .north = 51, .west = 31, .east = 30}, 0},
		{{.has_box = true, .south = 50, .north = 51, .west = 170, .east = 31}, 1},
		{{.since = "2024-11-18", .until = "2024-11-18"}, 1}, {{.since = "2024-11", .until = "2024-11"}, 1},
		{{.since = "2024-11-19"}, 0}, {{.until = "2024-10"}, 0}, {{.until = "2024"}, 1},
		{{.actor = "RUS", .since = "2025"}, 0}, {{.source = "rené"}, 1}, {{.source = "Ren"}, 0},
		{{.source = "USA"}, 0}, {{.minimum_confidence = 0.8}, 1}, {{.minimum_confidence = 0.9}, 0},
		{{.text = "shelled monday"}, 1},
		{{.text = "shelled tuesday"}, 0}, {{.text = "\"russian troops\" AND kyiv"}, 1},
		{{.text = "don't (x* U.S."}, 0},
	};
	bede_store *store = filled_store(*state);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_count(store, &cases[i].filter, cases[i].count);
	bede_store_close(store);
}

static void test_conditions_that_make_no_sense_are_told(void **state)
{
	static const bede_filter senseless[] = {
		{.actor = "Russia"}, {.actor = ""}, {.recipient = "RU"}, {.actor = "RUS:"}, {.actor = "rus"},
		{.event = "WAR"}, {.event = ",AID"}, {.actor = "RUS'; --"},
	};
	static const bede_write_options jsonl = {.format = BEDE_JSONL};
	bede_error error = {0};
	bede_store *store = filled_store(*state);
	for (size_t i = 0; i < sizeof senseless / sizeof *senseless; i++) {
		assert_false(bede_store_records(store, &senseless[i], &jsonl, refuse, NULL, &error));
		assert_int_equal(error.code, BEDE_ERROR_USAGE);
	}
	assert_false(bede_store_counts(store, NULL, "decade", &jsonl, refuse, NULL, &error));
	assert_int_equal(error.code, BEDE_ERROR_USAGE);
	assert_false(bede_store_series(store, NULL, "decade", NULL, &jsonl, refuse, NULL, &error));
	assert_int_equal(error.code, BEDE_ERROR_USAGE);
	bede_store_close(store);
}

static void test_counts_and_series(void **state)
{
	static const bede_write_options csv = {.format = BEDE_CSV};
	bede_error error = {0};
	strbuf out;
	unsigned long left_out = 9;
	bede_store *store = filled_store(*state);
	strbuf_init(&out);
	assert_true(bede_store_counts(store, NULL, "month,dyad,event", &csv, gather, &out, &error));
	assert_string_equal(out.bytes, "month,actor,recipient,event,records,events,documents,mean_score,cooperation,"
		"conflict\r\n"
		"2024-11,RUS,UKR,ASSAULT,1,1,1,-9.3,0,-9.3\r\n");
	strbuf_reset(&out);
	assert_true(bede_store_series(store, NULL, "week", &left_out, &csv, gather, &out, &error));
	assert_string_equal(out.bytes, "period,records,events,mean_score,cooperation,conflict\r\n"
		"2024-11-18,1,1,-9.3,0,-9.3\r\n");
	assert_int_equal(left_out, 0);
	strbuf_clear(&out);
	bede_store_close(store);
}

/* ---- small parts ---- */

static void test_parcels_keep_every_kind_of_value(void **state)
{
	(void)state;
	strbuf parcel;
	parcel_value value;
	row_kind kind;
	strbuf_init(&parcel);
	parcel_row(&parcel, ROW_PLACE);
	parcel_integer(&parcel, INT64_MIN);
	parcel_number(&parcel, -0.5);
	parcel_string(&parcel, "");
	parcel_string(&parcel, NULL);
	parcel_blob(&parcel, (slice){"\0\1", 2});
	parcel_end(&parcel);
	parcel_reader reader = {parcel.bytes, parcel.bytes + parcel.length};
	assert_true(parcel_next_row(&reader, &kind));
	assert_int_equal(kind, ROW_PLACE);
	assert_true(parcel_next_value(&reader, &value) && value.integer == INT64_MIN);
	assert_true(parcel_next_value(&reader, &value) && value.number == -0.5);
	assert_true(parcel_next_value(&reader, &value) && value.tag == VALUE_TEXT && value.bytes.length == 0);
	assert_true(parcel_next_value(&reader, &value) && value.tag == VALUE_NULL);
	assert_true(parcel_next_value(&reader, &value) && value.tag == VALUE_BLOB && value.bytes.length == 2);
	assert_false(parcel_next_value(&reader, &value));
	assert_false(parcel_next_row(&reader, &kind));
	/* Cut anywhere, it ends there. */
	for (size_t length = 0; length < parcel.length; length++) {
		reader = (parcel_reader){parcel.bytes, parcel.bytes + length};
		if (parcel_next_row(&reader, &kind))
			while (parcel_next_value(&reader, &value))
				assert_true(value.bytes.length <= length);
	}
	strbuf_clear(&parcel);
}

static void test_number_sets_hold_what_was_added(void **state)
{
	(void)state;
	number_set set = {0};
	assert_false(number_set_has(&set, 5));
	for (uint64_t i = 0; i < 5000; i++)
		assert_true(number_set_add(&set, i * i * 977));
	assert_int_equal(set.count, 5000);
	for (uint64_t i = 0; i < 5000; i++)
		assert_true(number_set_has(&set, i * i * 977));
	assert_false(number_set_has(&set, 978));
	number_set_clear(&set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_records_come_back_as_they_were_printed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_offsets_are_characters, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_a_report_of_the_same_id_is_replaced, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_what_was_not_finished_is_dropped, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_a_known_report_is_not_wanted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_a_new_store_is_filled_without_indexes_and_ends_with_all_of_them, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(test_a_run_that_ended_early_leaves_the_indexes_to_the_next, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_other_files_are_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_a_newer_store_is_left_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_a_locked_store_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_a_store_that_is_read_is_not_changed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_nobody_takes_the_output, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_an_old_store_is_brought_up_to_date, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_each_condition_finds_and_leaves_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_conditions_that_make_no_sense_are_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_counts_and_series, set_up, tear_down),
		cmocka_unit_test(test_parcels_keep_every_kind_of_value),
		cmocka_unit_test(test_number_sets_hold_what_was_added),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
