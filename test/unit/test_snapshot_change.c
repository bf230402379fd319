/* test_snapshot_change.c — snapshots of stores that many ask at once, that change meanwhile, that are empty or none. */
#include <pthread.h>

#include "snapshot_asking.h"

/* ---- many at once ---- */

static const char *const MIXED[][2] = {
	{"summary", ""}, {"events", "actor=RUS&sort=-sources"}, {"records", "text=shelled"}, {"facets", "event=ASSAULT"},
	{"timeline", "by=week"}, {"map", ""}, {"network", ""}, {"events", "format=csv"}, {"actors", "q=u"},
	{"document", "id=d7"}, {"records", "place=Kyiv&format=jsonl"},
};
enum { MIXED_COUNT = sizeof MIXED / sizeof *MIXED, THREADS = 8 };

typedef struct crowd {
	const bede_snapshot *snapshot;
	strbuf wanted[MIXED_COUNT];
	int wrong[THREADS];
} crowd;

typedef struct crowd_member {
	crowd *crowd;
	int number;
} crowd_member;

static void *ask_everything(void *context)
{
	crowd_member *self = context;
	for (int i = 0; i < 4 * MIXED_COUNT; i++) {
		int which = (i + 3 * self->number) % MIXED_COUNT;
		strbuf out;
		strbuf_init(&out);
		bool same = ask_text(self->crowd->snapshot, MIXED[which][0], MIXED[which][1], &out, NULL)
			&& strcmp(out.bytes, self->crowd->wanted[which].bytes) == 0;
		self->crowd->wrong[self->number] += !same;
		strbuf_clear(&out);
	}
	return NULL;
}

static void test_threads_get_the_same_answers(void **state)
{
	const fixture *self = *state;
	crowd crowd = {.snapshot = self->snapshot};
	crowd_member members[THREADS];
	pthread_t threads[THREADS];
	for (int i = 0; i < MIXED_COUNT; i++) {
		strbuf_init(&crowd.wanted[i]);
		assert_true(ask_text(self->snapshot, MIXED[i][0], MIXED[i][1], &crowd.wanted[i], NULL));
	}
	for (int i = 0; i < THREADS; i++) {
		members[i] = (crowd_member){&crowd, i};
		assert_int_equal(pthread_create(&threads[i], NULL, ask_everything, &members[i]), 0);
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(crowd.wrong[i], 0);
	for (int i = 0; i < MIXED_COUNT; i++)
		strbuf_clear(&crowd.wanted[i]);
}

/* ---- a store that changes ---- */

static void test_a_snapshot_stays_while_the_store_changes(void **state)
{
	(void)state;
	char path[64];
	bede_error error = {0};
	new_path(path);
	fixture_store(path, 30, true);
	bede_snapshot *before = bede_snapshot_open(path, &error);
	assert_non_null(before);
	assert_true(bede_snapshot_is_current(before));
	json_t *first = ask(before, "records", "format=json");
	/* Somebody writes: what is written is not seen, and readers are not in the way. */
	bede_store *writer = bede_store_open(path, &(bede_store_options){.mode = BEDE_STORE_WRITE}, &error);
	assert_true(sql_execute(writer->db, path, "BEGIN IMMEDIATE", &error));
	assert_true(sql_execute(writer->db, path, "DELETE FROM documents WHERE id = 'd3'", &error));
	assert_true(bede_snapshot_is_current(before));
	json_t *meanwhile = ask(before, "records", "format=json");
	assert_true(json_equal(first, meanwhile));
	assert_true(sql_execute(writer->db, path, "COMMIT", &error));
	assert_false(bede_snapshot_is_current(before));
	bede_store_close(writer);
	/* A report that has left is left out, whatever was known of it. */
	json_t *after = ask(before, "records", "format=json"), *row;
	size_t i, of_it = 0;
	json_array_foreach(json_object_get(first, "rows"), i, row)
		of_it += strcmp(string_of(row, "document_id"), "d3") == 0;
	assert_true(of_it > 0);
	assert_int_equal(json_array_size(json_object_get(after, "rows")), i - of_it);
	strbuf out;
	strbuf_init(&out);
	assert_false(ask_text(before, "document", "id=d3", &out, &error));
	assert_int_equal(error.code, BEDE_ERROR_INPUT);
	assert_int_equal(out.length, 0);
	strbuf_clear(&out);
	bede_snapshot *now = bede_snapshot_open(path, &error);
	assert_true(bede_snapshot_generation(now) > bede_snapshot_generation(before));
	assert_true(bede_snapshot_generation(now) < (uint64_t)1 << 53);
	assert_int_equal(total(now, "records", ""), i - of_it);
	json_decref(first);
	json_decref(meanwhile);
	json_decref(after);
	bede_snapshot_free(before);
	/* A file that another took the place of is another store. */
	fixture_store_remove(path);
	assert_false(bede_snapshot_is_current(now));
	fixture_store(path, 3, false);
	assert_false(bede_snapshot_is_current(now));
	bede_snapshot_free(now);
	fixture_store_remove(path);
}

/* ---- other stores ---- */

static void test_an_empty_store_has_answers(void **state)
{
	(void)state;
	char path[64];
	bede_error error = {0};
	new_path(path);
	fixture_store(path, 0, false);
	bede_snapshot *snapshot = bede_snapshot_open(path, &error);
	assert_non_null(snapshot);
	static const char *const questions[] = {"summary", "events", "records", "timeline", "map", "network", "facets"};
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		json_t *answer = ask(snapshot, questions[i], "");
		assert_int_equal(number_of(answer, "total"), 0);
		json_decref(answer);
	}
	json_t *summary = ask(snapshot, "summary", "");
	assert_true(json_is_null(json_object_get(summary, "first_day")) && !number_of(summary, "records"));
	json_decref(summary);
	assert_int_equal(total(snapshot, "events", "actor=RUS&place=Kyiv&text=x&since=2024&source=AFP&mode=visit"), 0);
	assert_int_equal(count_lines(snapshot, "events", "format=csv"), 1);
	bede_snapshot_free(snapshot);
	fixture_store_remove(path);
}

static void test_without_links_each_record_is_an_event(void **state)
{
	(void)state;
	char path[64];
	bede_error error = {0};
	new_path(path);
	fixture_store(path, 100, false);
	bede_snapshot *snapshot = bede_snapshot_open(path, &error);
	assert_non_null(snapshot);
	json_int_t records = total(snapshot, "records", "");
	assert_int_equal(total(snapshot, "events", ""), records);
	/* The army denies; of some events, officials say that they did not happen. */
	json_int_t denied = total(snapshot, "events", "denied=1"), army = total(snapshot, "events", "source=Russian army");
	assert_int_equal(denied, army + total(snapshot, "events", "aux_mode=negation&source=UKR:GOV")
		+ total(snapshot, "events", "aux_mode=negation&source=RUS")
		- total(snapshot, "events", "aux_mode=negation&source=Russian army"));
	assert_true(denied > army && army > 0);
	assert_int_equal(total(snapshot, "events", "differs=1"), 0);
	json_t *page = ask(snapshot, "event", "id=0000000000000000"), *summary = ask(snapshot, "summary", "");
	assert_int_equal(json_array_size(json_object_get(page, "tellings")), 1);
	assert_int_equal(json_array_size(json_object_get(page, "accounts")), 0);
	assert_false(json_is_true(json_object_get(summary, "linked")));
	json_decref(page);
	json_decref(summary);
	bede_snapshot_free(snapshot);
	fixture_store_remove(path);
}

static void test_what_is_no_store_is_told(void **state)
{
	(void)state;
	char path[64];
	bede_error error = {0};
	new_path(path);
	assert_null(bede_snapshot_open(path, &error));
	assert_int_equal(error.code, BEDE_ERROR_STORE);
	fixture_store(path, 1, false);
	sqlite3 *db;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 1", NULL, NULL, NULL), SQLITE_OK);
	assert_null(bede_snapshot_open(path, &error));
	assert_non_null(strstr(error.message, "older version"));
	assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 999", NULL, NULL, NULL), SQLITE_OK);
	assert_null(bede_snapshot_open(path, &error));
	assert_non_null(strstr(error.message, "newer version"));
	sqlite3_close(db);
	fixture_store_remove(path);
	FILE *file = fopen(path, "w");
	fputs("This is a letter, and no store at all; it only has to be long enough to be looked at as one.", file);
	fclose(file);
	assert_null(bede_snapshot_open(path, &error));
	assert_int_equal(error.code, BEDE_ERROR_STORE);
	assert_null(bede_snapshot_open(path, NULL));
	unlink(path);
	bede_snapshot_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_threads_get_the_same_answers),
		cmocka_unit_test(test_a_snapshot_stays_while_the_store_changes),
		cmocka_unit_test(test_an_empty_store_has_answers),
		cmocka_unit_test(test_without_links_each_record_is_an_event),
		cmocka_unit_test(test_what_is_no_store_is_told),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
