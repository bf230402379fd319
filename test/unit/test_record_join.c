/* test_record_join.c — layers made by hand, joined to records. */
#include "unit.h"

#include "fixture_reading.h"
#include "record/join.h"

typedef struct lexicons {
	record_lexicon *records;
	source_lexicon *sources;
} lexicons;

static int open_lexicons(void **state)
{
	static lexicons lexicons;
	bede_error error;
	report problems = {0};
	lexicons.records = record_lexicon_open("lexicon/en", "lexicon/en", &problems, &error);
	lexicons.sources = source_lexicon_open("lexicon/en/sources", "lexicon/en/sources", &problems, &error);
	*state = &lexicons;
	return lexicons.records && lexicons.sources && problems.count == 0 ? 0 : -1;
}

static int close_lexicons(void **state)
{
	lexicons *lexicons = *state;
	record_lexicon_close(lexicons->records);
	source_lexicon_close(lexicons->sources);
	return 0;
}

enum { TROOPS = 3, SHELLED = 4, KYIV = 5, KILLING = 9, PEOPLE = 11 };

#define RULE_WORDS "v shell\t-\tASSAULT context=human_rights"
static const event_rule RULE = {
	.place = {"lexicon/en/events/assault.tsv:7", 31}, .words = {RULE_WORDS, sizeof RULE_WORDS - 1},
};

/* The fixture with the mentions, the number and two events: the shelling, and the killing that repeats it. */
static void layers(arena *memory, reading *out)
{
	*out = (reading){0};
	fixture_text(memory, out);
	party *russians = ARENA_NEW(memory, party), *ukraine = ARENA_NEW(memory, party);
	*russians = (party){.code = {"RUS", "MIL"}, .origin = PARTY_AGENT, .entity = 1};
	*ukraine = (party){.code = {"UKR", ""}, .identifier = SLICE("Ukraine"), .entity = 2};
	out->names.mentions = ARENA_ARRAY(memory, 3, mention);
	out->names.count = 3;
	out->names.mentions[0] = (mention){.head = 0, .first = 0, .end = 1, .type = ENTITY_PERSON, .antecedent = -1};
	out->names.mentions[1] = (mention){
		.head = TROOPS, .first = 2, .end = 4, .parties = russians, .party_count = 1, .antecedent = -1,
	};
	out->names.mentions[2] = (mention){
		.head = KYIV, .first = KYIV, .end = 6, .type = ENTITY_GPE, .parties = ukraine, .party_count = 1,
		.antecedent = -1,
	};
	out->names.mention_of = ARENA_ARRAY(memory, FIXTURE_COUNT, int32_t);
	out->names.mention_headed = ARENA_ARRAY(memory, FIXTURE_COUNT, int32_t);
	for (uint32_t i = 0; i < FIXTURE_COUNT; i++)
		out->names.mention_of[i] = out->names.mention_headed[i] = MENTION_NONE;
	out->quantities.items = ARENA_NEW(memory, quantity);
	out->quantities.count = 1;
	out->quantities.items[0] = (quantity){
		.first = 10, .end = 12, .number = 10, .item_token = PEOPLE, .has_min = true, .has_max = true, .min = 12,
		.max = 12, .item = SLICE("person"),
	};
	static const uint32_t matched[] = {SHELLED, KILLING};
	event_party *sides = ARENA_ARRAY(memory, 2, event_party);
	sides[0] = (event_party){1, russians, false};
	sides[1] = (event_party){2, ukraine, false};
	out->events.items = ARENA_ARRAY(memory, 2, event);
	out->events.count = 2;
	out->events.items[0] = (event){
		.trigger = SHELLED, .clause = SHELLED, .matched = matched, .matched_count = 1,
		.type = BEDE_ASSAULT, .rule = &RULE,
		.actors = &sides[0], .actor_count = 1, .recipients = &sides[1], .recipient_count = 1, .confidence = 0.6,
	};
	out->events.items[1] = out->events.items[0];
	out->events.items[1].trigger = out->events.items[1].clause = KILLING;
	out->events.items[1].matched = matched + 1;
	out->events.items[1].confidence = 0.5;
}

typedef struct test {
	lexicons *lexicons;
	arena memory;
	void (*body)(const lexicons *lexicons, arena *memory, reading *reading);
} test;

static void run_body(void *context)
{
	test *self = context;
	reading reading;
	layers(&self->memory, &reading);
	self->body(self->lexicons, &self->memory, &reading);
}

static void join(const lexicons *lexicons, arena *memory, reading *reading, double cut)
{
	record_join(lexicons->records, lexicons->sources, NULL, cut, memory, reading);
}

static void with_layers(void **state, void (*body)(const lexicons *, arena *, reading *))
{
	test test = {.lexicons = *state, .body = body};
	arena_init(&test.memory, 0);
	assert_true(arena_run(&test.memory, run_body, &test));
	arena_clear(&test.memory);
}

static void repeats_are_one_record(const lexicons *lexicons, arena *memory, reading *reading)
{
	join(lexicons, memory, reading, 0);
	assert_int_equal(reading->record_count, 1);
	const bede_record *record = &reading->records[0];
	assert_int_equal(record->event_span.start, 26);
	assert_true(record->confidence == 0.6);
	assert_int_equal(record->quantity_count, 1);
	assert_string_equal(record->quantities[0].role, "dead");
	assert_true(record->quantities[0].min == 12);
	assert_string_equal(record->actors[0].code, "RUS");
	assert_string_equal(record->actors[0].sector, "MIL");
	assert_string_equal(record->actors[0].entity_text, "Russian troops");
	assert_null(record->actors[0].identifier_text);
	assert_false(record->actors[0].inferred);
	assert_null(record->recipients[0].sector);
	assert_int_equal(record->sequence, 1);
	assert_null(record->date);
	assert_null(record->modes[0]);
}

static void other_parties_are_another_record(const lexicons *lexicons, arena *memory, reading *reading)
{
	reading->events.items[1].recipient_count = 0;
	join(lexicons, memory, reading, 0);
	assert_int_equal(reading->record_count, 2);
	assert_int_equal(reading->records[0].quantity_count, 0);
	assert_int_equal(reading->records[1].quantity_count, 1);
}

static void negated_is_another_record(const lexicons *lexicons, arena *memory, reading *reading)
{
	reading->events.items[1].aux = BEDE_NEGATION;
	join(lexicons, memory, reading, 0);
	assert_int_equal(reading->record_count, 2);
}

static void doubtful_records_are_cut(const lexicons *lexicons, arena *memory, reading *reading)
{
	reading->events.items[1].recipient_count = 0;
	join(lexicons, memory, reading, 0.55);
	assert_int_equal(reading->record_count, 1);
	assert_true(reading->records[0].confidence == 0.6);
}

static void contexts_are_of_rule_and_words(const lexicons *lexicons, arena *memory, reading *reading)
{
	join(lexicons, memory, reading, 0);
	assert_string_equal(reading->records[0].contexts[0], "military");
	assert_string_equal(reading->records[0].contexts[1], "human rights");
	assert_null(reading->records[0].contexts[2]);
}

static void ids_depend_on_place_and_content(const lexicons *lexicons, arena *memory, reading *reading)
{
	join(lexicons, memory, reading, 0);
	const char *id = reading->records[0].id;
	assert_int_equal(strlen(id), 16);
	join(lexicons, memory, reading, 0);
	assert_string_equal(reading->records[0].id, id);
	reading->document.id = SLICE("r2");
	join(lexicons, memory, reading, 0);
	assert_string_not_equal(reading->records[0].id, id);
	reading->document.id = SLICE("r1");
	reading->events.items[0].type = BEDE_COERCE;
	join(lexicons, memory, reading, 0);
	assert_string_not_equal(reading->records[0].id, id);
}

static void unknown_parties_are_left_out(const lexicons *lexicons, arena *memory, reading *reading)
{
	reading->events.items[0].actors = &(event_party){0, NULL, false};
	reading->events.count = 1;
	join(lexicons, memory, reading, 0);
	assert_int_equal(reading->records[0].actor_count, 0);
	assert_int_equal(reading->records[0].recipient_count, 1);
}

static void default_country_is_inferred(const lexicons *lexicons, arena *memory, reading *reading)
{
	reading->names.mentions[1].parties[0].origin = PARTY_AGENT_DEFAULT;
	join(lexicons, memory, reading, 0);
	assert_true(reading->records[0].actors[0].inferred);
}

static void pairs_get_a_record_each(const lexicons *lexicons, arena *memory, reading *reading)
{
	static const bede_pair pairs[] = {
		{{11, 25}, {34, 38}}, {{34, 38}, {0, 5}}, {{11, 25}, {0, 0}}, {{34, 38}, {11, 25}},
	};
	static const token_range content = {2, 12};
	reading->attributions.items = &(attribution){
		.mention = 0, .source = {0, 1}, .cue = {1, 2}, .cue_head = 1, .content = &content, .content_count = 1,
		.outer = -1, .voice = true,
	};
	reading->attributions.count = 1;
	reading->document.pairs = pairs;
	reading->document.pair_count = 4;
	join(lexicons, memory, reading, 0.99);
	assert_int_equal(reading->record_count, 4);
	assert_int_equal(reading->records[0].type, BEDE_ASSAULT);
	assert_int_equal(reading->records[1].type, BEDE_NONE);
	assert_int_equal(reading->records[1].sequence, 1);
	assert_string_equal(reading->records[1].actors[0].entity_text, "Kyiv");
	assert_int_equal(reading->records[2].type, BEDE_ASSAULT);
	assert_int_equal(reading->records[3].type, BEDE_ASSAULT);
	assert_string_equal(reading->records[3].actors[0].entity_text, "Kyiv");
	assert_string_not_equal(reading->records[1].id, reading->records[3].id);
}

static void sources_of_several_parties_are_split(const lexicons *lexicons, arena *memory, reading *reading)
{
	static const token_range content = {2, 12};
	party *both = ARENA_ARRAY(memory, 2, party);
	both[0] = (party){.code = {"USA", "GOV"}};
	both[1] = (party){.code = {"KOR", "GOV"}};
	reading->names.mentions[0].parties = both;
	reading->names.mentions[0].party_count = 2;
	reading->attributions.items = ARENA_NEW(memory, attribution);
	reading->attributions.count = 1;
	reading->attributions.items[0] = (attribution){
		.mention = 0, .source = {0, 1}, .cue = {1, 2}, .cue_head = 1, .content = &content, .content_count = 1,
		.kind = BEDE_CLAIM, .outer = -1, .voice = true,
	};
	join(lexicons, memory, reading, 0);
	const bede_record *record = &reading->records[0];
	assert_int_equal(record->attribution_count, 2);
	assert_string_equal(record->attributions[0].source.code, "USA");
	assert_string_equal(record->attributions[1].source.code, "KOR");
	assert_string_equal(record->attributions[1].cue, "said");
	assert_int_equal(record->attributions[1].kind, BEDE_CLAIM);
}

static void add_monday(arena *memory, reading *reading)
{
	reading->times.items = ARENA_NEW(memory, timex);
	reading->times.count = 1;
	reading->times.items[0] = (timex){
		.first = 7, .end = 8, .type = TIMEX_DATE, .value = SLICE("2024-11-18"), .begin = {2024, 11, 18},
		.finish = {2024, 11, 18}, .resolved = true,
	};
	reading->events.items[1].recipient_count = 0;
}

static void one_happening_has_one_day(const lexicons *lexicons, arena *memory, reading *reading)
{
	add_monday(memory, reading);
	join(lexicons, memory, reading, 0);
	assert_string_equal(reading->records[0].date, "2024-11-18");
	assert_string_equal(reading->records[0].date_text, "Monday");
	assert_null(reading->records[0].enddate);
	assert_string_equal(reading->records[1].date, "2024-11-18");
}

static void range_has_two_days(const lexicons *lexicons, arena *memory, reading *reading)
{
	add_monday(memory, reading);
	reading->times.items[0].value = SLICE("2024-11");
	reading->times.items[0].begin.day = 1;
	reading->times.items[0].finish.day = 30;
	join(lexicons, memory, reading, 0);
	assert_string_equal(reading->records[0].date, "2024-11-01");
	assert_string_equal(reading->records[0].enddate, "2024-11-30");
	assert_string_equal(reading->records[0].date_value, "2024-11");
}

static void promise_is_dated_by_its_saying(const lexicons *lexicons, arena *memory, reading *reading)
{
	static const token_range content = {2, 12};
	static const timex tuesday = {
		.value = {"2024-11-19", 10}, .first = 6, .end = 8, .begin = {2024, 11, 19}, .finish = {2024, 11, 19},
		.resolved = true,
	};
	reading->names.mentions[0].parties = ARENA_NEW(memory, party);
	reading->names.mentions[0].parties[0] = (party){.code = {"RUS", "GOV"}};
	reading->names.mentions[0].party_count = 1;
	reading->attributions.items = &(attribution){
		.mention = 0, .source = {0, 1}, .cue = {1, 2}, .cue_head = 1, .content = &content, .content_count = 1,
		.date = &tuesday, .outer = -1, .voice = true,
	};
	reading->attributions.count = 1;
	reading->events.items[0].type = BEDE_AGREE;
	join(lexicons, memory, reading, 0);
	assert_string_equal(reading->records[0].date, "2024-11-19");
	assert_null(reading->records[1].date);
	assert_string_equal(reading->records[1].attributions[0].date, "2024-11-19");
}

#define TEST(name) \
	static void test_##name(void **state) { with_layers(state, name); }
TEST(repeats_are_one_record)
TEST(other_parties_are_another_record)
TEST(negated_is_another_record)
TEST(doubtful_records_are_cut)
TEST(contexts_are_of_rule_and_words)
TEST(ids_depend_on_place_and_content)
TEST(unknown_parties_are_left_out)
TEST(default_country_is_inferred)
TEST(pairs_get_a_record_each)
TEST(sources_of_several_parties_are_split)
TEST(one_happening_has_one_day)
TEST(range_has_two_days)
TEST(promise_is_dated_by_its_saying)

static void test_codebook(void **state)
{
	(void)state;
	assert_string_equal(bede_event_name(BEDE_AGREE), "AGREE");
	assert_null(bede_event_name(BEDE_NONE));
	assert_null(bede_event_name((bede_event_type)99));
	assert_int_equal(bede_quad_code(BEDE_SANCTION), 3);
	assert_int_equal(bede_quad_code(BEDE_MOBILIZE), 4);
	assert_true(bede_event_scale(BEDE_ASSAULT) < -9.2);
	assert_true(bede_event_scale(BEDE_NONE) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_repeats_are_one_record), cmocka_unit_test(test_other_parties_are_another_record),
		cmocka_unit_test(test_negated_is_another_record), cmocka_unit_test(test_doubtful_records_are_cut),
		cmocka_unit_test(test_contexts_are_of_rule_and_words), cmocka_unit_test(test_ids_depend_on_place_and_content),
		cmocka_unit_test(test_unknown_parties_are_left_out), cmocka_unit_test(test_default_country_is_inferred),
		cmocka_unit_test(test_pairs_get_a_record_each), cmocka_unit_test(test_sources_of_several_parties_are_split),
		cmocka_unit_test(test_one_happening_has_one_day),
		cmocka_unit_test(test_range_has_two_days), cmocka_unit_test(test_promise_is_dated_by_its_saying),
		cmocka_unit_test(test_codebook),
	};
	return cmocka_run_group_tests(tests, open_lexicons, close_lexicons);
}
