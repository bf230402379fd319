/* test_link.c — what speaks for two records being one event, and what against it. */
#include "unit.h"

#include <string.h>

#include "link/candidate.h"
#include "link/compare.h"

/* Two reports on one thing, and a third on another; a record of each, the same but for what a test changes. */
typedef struct scene {
	report_profile reports[3];
	record_profile records[3];
	profiles profiles;
} scene;

static const uint32_t KYIV[] = {2, 5, 9, 11, 20}, PARIS[] = {3, 7, 13, 30, 41};

static scene make_scene(void)
{
	scene self = {.reports = {
		{.document_id = 1, .day = 19000, .is_new = true, .topic = {KYIV, 5}, .id = "a"},
		{.document_id = 2, .day = 19001, .is_new = true, .topic = {KYIV, 5}, .id = "b"},
		{.document_id = 3, .day = 19001, .is_new = true, .topic = {PARIS, 5}, .id = "c"},
	}};
	for (uint32_t i = 0; i < 3; i++) {
		self.reports[i].topic_weight = hashes_weight(self.reports[i].topic);
		self.records[i] = (record_profile){
			.record_id = i + 1, .report = i, .first_day = 18999, .last_day = 18999, .type = BEDE_ASSAULT, .lemma = 77,
			.actors = {{.code = 1}}, .actor_count = 1, .recipients = {{.code = 2}}, .recipient_count = 1, .place = 703448,
			.country = 5, .resolution = 4, .lat = 50.45f, .lon = 30.52f, .numbers = {{1, 12, 12}}, .number_count = 1,
		};
	}
	return self;
}

static evidence compare(scene *self, uint32_t a, uint32_t b)
{
	self->profiles = (profiles){
		.reports = self->reports, .records = self->records, .report_count = 3, .record_count = 3,
	};
	return compare_records(&self->profiles, &self->records[a], &self->records[b]);
}

static bool joins(scene *self, uint32_t a, uint32_t b)
{
	evidence one = compare(self, a, b), other = compare(self, b, a);
	assert_true(one.sum == other.sum && !one.veto == !other.veto);
	return !one.veto && one.sum >= ENOUGH_EVIDENCE;
}

static void test_accounts_of_one_event_join(void **state)
{
	(void)state;
	scene self = make_scene();
	assert_true(joins(&self, 0, 1));
	/* Without a stated day, a place or numbers, the words are enough where the reports are alike. */
	self.records[1].first_day = self.records[1].last_day = NO_DAY;
	self.records[1].resolution = 0;
	self.records[1].number_count = 0;
	assert_true(joins(&self, 0, 1));
	self.records[1].report = 2;
	assert_false(joins(&self, 0, 1));
}

static void test_other_words_need_day_place_and_number(void **state)
{
	(void)state;
	scene self = make_scene();
	self.records[1].lemma = 78;
	assert_true(joins(&self, 0, 1));
	/* Another toll: day and town alone are not enough for other words, but they are for the same. */
	self.records[1].numbers[0] = (number_profile){1, 15, 15};
	assert_false(joins(&self, 0, 1));
	self.records[1].lemma = 77;
	assert_true(joins(&self, 0, 1));
}

static void test_words_of_one_stem_are_near(void **state)
{
	(void)state;
	assert_true(near_words(SLICE("kill"), SLICE("killing")));
	assert_true(near_words(SLICE("demonstration"), SLICE("demonstrate")));
	assert_false(near_words(SLICE("arrest"), SLICE("arrive")));
	assert_false(near_words(SLICE("aid"), SLICE("aide")));
	assert_false(near_words(SLICE("conflict"), SLICE("confirm")));
	assert_false(near_words(SLICE(""), SLICE("")));
	scene self = make_scene();
	self.records[0].trigger = SLICE("kill");
	self.records[1].trigger = SLICE("killing");
	self.records[1].lemma = 78;
	self.records[1].number_count = 0;
	self.records[1].resolution = 0;
	assert_true(joins(&self, 0, 1));
	self.records[1].trigger = SLICE("shelling");
	assert_false(joins(&self, 0, 1));
}

static void test_one_mode_helps_other_words(void **state)
{
	(void)state;
	scene self = make_scene();
	self.records[1].lemma = 78;
	self.records[1].number_count = 0;
	assert_false(joins(&self, 0, 1));
	self.records[0].mode = self.records[1].mode = 5;
	assert_true(joins(&self, 0, 1));
	/* Not without the day. */
	self.records[1].first_day = self.records[1].last_day = NO_DAY;
	assert_false(joins(&self, 0, 1));
}

static void test_small_numbers_show_nothing(void **state)
{
	(void)state;
	scene self = make_scene();
	assert_true(compare(&self, 0, 1).numbers > 0);
	self.records[0].numbers[0] = self.records[1].numbers[0] = (number_profile){1, 2, 2};
	assert_true(compare(&self, 0, 1).numbers == 0);
	self.records[1].numbers[0] = (number_profile){1, 40, 40};
	assert_true(compare(&self, 0, 1).numbers < 0);
}

static void test_contradictions_keep_records_apart(void **state)
{
	(void)state;
	scene self = make_scene();
	self.records[1].type = BEDE_COERCE;
	assert_non_null(compare(&self, 0, 1).veto);
	self = make_scene();
	self.records[1].first_day = self.records[1].last_day = 18998;
	assert_non_null(compare(&self, 0, 1).veto);
	self = make_scene();
	self.records[1].aux = BEDE_FUTURE;
	assert_non_null(compare(&self, 0, 1).veto);
	self = make_scene();
	self.records[1].place = 2988507;
	self.records[1].country = 6;
	self.records[1].lat = 48.85f;
	self.records[1].lon = 2.35f;
	self.records[1].recipients[0].code = 3;
	assert_false(joins(&self, 0, 1));
}

static void test_a_denial_is_an_account(void **state)
{
	(void)state;
	scene self = make_scene();
	self.records[1].aux = BEDE_NEGATION;
	self.records[1].is_denied = true;
	assert_true(joins(&self, 0, 1));
}

static void test_what_a_report_says_did_not_happen_is_no_account(void **state)
{
	(void)state;
	scene self = make_scene();
	self.records[1].aux = BEDE_NEGATION;
	assert_true(compare(&self, 0, 1).kinds < 0);
	self.records[0].aux = BEDE_NEGATION;
	assert_true(compare(&self, 0, 1).kinds == 0);
}

static void test_history_is_another_event(void **state)
{
	(void)state;
	scene self = make_scene();
	self.records[1].aux = BEDE_HISTORICAL;
	assert_true(compare(&self, 0, 1).kinds < 0);
}

/* One report with two sentences; nothing but the word and the report speaks for their being one event. */
static scene make_report(void)
{
	scene self = make_scene();
	for (uint32_t i = 0; i < 2; i++) {
		record_profile *record = &self.records[i];
		record->report = 0;
		record->sequence = i + 1;
		record->first_day = record->last_day = NO_DAY;
		record->resolution = record->number_count = 0;
	}
	return self;
}

static void test_statements_of_one_report_are_apart(void **state)
{
	(void)state;
	scene self = make_report();
	assert_true(joins(&self, 0, 1));
	self.records[0].type = self.records[1].type = BEDE_REQUEST;
	assert_false(joins(&self, 0, 1));
	/* Two records of one sentence. */
	self.records[1].sequence = 1;
	assert_true(joins(&self, 0, 1));
}

static void test_other_names_are_other_people(void **state)
{
	(void)state;
	scene self = make_report();
	self.records[0].recipients[0].name = 51;
	self.records[1].recipients[0].name = 52;
	self.records[0].recipients[0].sector = self.records[1].recipients[0].sector = 9;
	assert_false(joins(&self, 0, 1));
	self.records[1].recipients[0].name = 51;
	assert_true(joins(&self, 0, 1));
	/* A country and its president. */
	self.records[1].recipients[0].name = 53;
	self.records[1].recipients[0].sector = 0;
	assert_true(joins(&self, 0, 1));
}

static void test_one_report_counts_one_thing_once(void **state)
{
	(void)state;
	scene self = make_report();
	for (uint32_t i = 0; i < 2; i++) {
		self.records[i].number_count = 1;
		self.records[i].numbers[0] = (number_profile){1, 1 + 2.0 * i, 1 + 2.0 * i};
	}
	assert_false(joins(&self, 0, 1));
}

static void test_officers_and_journalists_are_not_one_recipient(void **state)
{
	(void)state;
	scene self = make_report();
	self.records[0].recipients[0].sector = 9;
	self.records[1].recipients[0].sector = 10;
	assert_true(joins(&self, 0, 1));
	self.records[0].recipients[0].is_told = self.records[1].recipients[0].is_told = true;
	assert_false(joins(&self, 0, 1));
}

static void test_who_did_it_may_differ(void **state)
{
	(void)state;
	scene self = make_scene();
	self.records[1].actors[0].code = 9;
	assert_true(joins(&self, 0, 1));
}

static void test_a_month_meets_its_days(void **state)
{
	(void)state;
	scene self = make_scene();
	self.records[1].first_day = 18990;
	self.records[1].last_day = 19020;
	assert_null(compare(&self, 0, 1).veto);
	assert_true(compare(&self, 0, 1).day == 0);
	/* "Since the war began" does not. */
	self.records[1].first_day = 18900;
	assert_non_null(compare(&self, 0, 1).veto);
}

static void find(void *context)
{
	arena *memory = context;
	scene self = make_scene();
	union_find sets;
	compare(&self, 0, 1);
	union_find_init(&sets, memory, 3);
	find_events(&self.profiles, memory, &sets);
	assert_int_equal(union_find_root(&sets, 0), union_find_root(&sets, 1));
	assert_int_not_equal(union_find_root(&sets, 0), union_find_root(&sets, 2));
	/* What was linked before is not looked at again. */
	for (int i = 0; i < 3; i++)
		self.reports[i].is_new = false;
	union_find_init(&sets, memory, 3);
	find_events(&self.profiles, memory, &sets);
	assert_int_not_equal(union_find_root(&sets, 0), union_find_root(&sets, 1));
}

/* One states the day, the other does not, and their reports have none: they still meet. */
static void find_undated(void *context)
{
	arena *memory = context;
	scene self = make_scene();
	union_find sets;
	for (int i = 0; i < 3; i++)
		self.reports[i].day = NO_DAY;
	self.records[1].first_day = self.records[1].last_day = NO_DAY;
	compare(&self, 0, 1);
	union_find_init(&sets, memory, 3);
	find_events(&self.profiles, memory, &sets);
	assert_int_equal(union_find_root(&sets, 0), union_find_root(&sets, 1));
	assert_int_not_equal(union_find_root(&sets, 0), union_find_root(&sets, 2));
}

static void test_undated_reports_meet(void **state)
{
	(void)state;
	with_arena(find_undated);
}

static void test_candidates_are_found(void **state)
{
	(void)state;
	with_arena(find);
}

static void test_reprints_share_pairs_of_words(void **state)
{
	(void)state;
	static const uint32_t whole[] = {1, 2, 3, 4, 5, 6, 7, 8}, part[] = {2, 3, 4, 5, 90}, other[] = {1, 20, 30, 40, 50};
	report_profile a = {.pairs = {whole, 8}}, b = {.pairs = {part, 5}}, c = {.pairs = {other, 5}};
	assert_true(reprint_similarity(&a, &b) == 0.8);
	assert_true(reprint_similarity(&b, &a) == 0.8);
	assert_true(reprint_similarity(&a, &c) == 0);
}

static void test_hashes_are_compared_as_sets(void **state)
{
	(void)state;
	static const uint32_t one[] = {2, 5, 9}, two[] = {5, 8, 9, 10};
	uint32_t names;
	assert_int_equal(hashes_shared((hashes){one, 3}, (hashes){two, 4}, &names), 2);
	assert_int_equal(names, 2);
	assert_int_equal(hashes_shared((hashes){one, 3}, (hashes){NULL, 0}, &names), 0);
	assert_int_equal(hashes_weight((hashes){two, 4}), 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_accounts_of_one_event_join),
		cmocka_unit_test(test_other_words_need_day_place_and_number),
		cmocka_unit_test(test_words_of_one_stem_are_near),
		cmocka_unit_test(test_one_mode_helps_other_words),
		cmocka_unit_test(test_small_numbers_show_nothing),
		cmocka_unit_test(test_contradictions_keep_records_apart),
		cmocka_unit_test(test_a_denial_is_an_account),
		cmocka_unit_test(test_what_a_report_says_did_not_happen_is_no_account),
		cmocka_unit_test(test_history_is_another_event),
		cmocka_unit_test(test_statements_of_one_report_are_apart),
		cmocka_unit_test(test_other_names_are_other_people),
		cmocka_unit_test(test_one_report_counts_one_thing_once),
		cmocka_unit_test(test_officers_and_journalists_are_not_one_recipient),
		cmocka_unit_test(test_who_did_it_may_differ),
		cmocka_unit_test(test_a_month_meets_its_days),
		cmocka_unit_test(test_candidates_are_found),
		cmocka_unit_test(test_undated_reports_meet),
		cmocka_unit_test(test_reprints_share_pairs_of_words),
		cmocka_unit_test(test_hashes_are_compared_as_sets),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
