/*
 * test_source_scorer.c — the weights by which candidate attributions stay or fall: the file as shipped, and small ones
 * with which a decision is known beforehand.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "source/scorer.h"

static source_lexicon *open_lexicon(void)
{
	bede_error error = {0};
	report problems = {0};
	source_lexicon *lexicon = source_lexicon_open("lexicon/en/sources", "lexicon/en/sources", &problems, &error);
	if (!lexicon)
		fail_msg("%s", error.message);
	return lexicon;
}

/* Loads weights written as `content`; returns how many lines were complained of, or -1 if it could not be read. */
static long load(source_lexicon *lexicon, const char *content)
{
	char path[] = "/tmp/bede-weights-XXXXXX";
	bede_error error = {0};
	report problems = {0};
	int handle = mkstemp(path);
	assert_true(handle >= 0);
	assert_int_equal(write(handle, content, strlen(content)), (ssize_t)strlen(content));
	close(handle);
	bool loaded = source_lexicon_load_weights(lexicon, path, &problems, &error);
	remove(path);
	return loaded ? (long)problems.count : -1;
}

static void the_shipped_weights_load(void **state)
{
	(void)state;
	source_lexicon *lexicon = open_lexicon();
	bede_error error = {0};
	report problems = {0};
	assert_true(source_lexicon_load_weights(lexicon, "model/en/source.tsv", &problems, &error));
	assert_int_equal(problems.count, 0);
	uint32_t weighed = 0;
	for (uint32_t i = 0; i < scorer_feature_count(lexicon); i++)
		weighed += lexicon->weights[i] != 0;
	assert_true(weighed > 100);
	source_lexicon_close(lexicon);
}

static void every_feature_has_a_name_of_its_own(void **state)
{
	(void)state;
	source_lexicon *lexicon = open_lexicon();
	table names = {0};
	char room[128];
	arena memory;
	arena_init(&memory, 0);
	uint32_t named = 0;
	for (uint32_t i = 0; i < scorer_feature_count(lexicon); i++) {
		if (!scorer_name(lexicon, i, room, sizeof room))
			continue;
		slice name = {arena_copy(&memory, room, strlen(room)), strlen(room)};
		assert_int_equal(table_get(&names, name), TABLE_NONE);
		table_add(&names, &memory, name, i);
		named++;
	}
	assert_true(named > lexicon->cues.count);
	arena_clear(&memory);
	source_lexicon_close(lexicon);
}

static void weights_are_whole_thousandths(void **state)
{
	(void)state;
	source_lexicon *lexicon = open_lexicon();
	assert_int_equal(load(lexicon, "# a comment\nbias\t-0.125\nframe=that\t2\nframe=to\t0.5\nstance=voice\t-.01\n"), 0);
	uint32_t bias = 0, that = SCORER_FIRST_VALUE + SCORER_FRAME * SCORER_VALUES_MOST + FRAME_IS_THAT;
	uint32_t to = SCORER_FIRST_VALUE + SCORER_FRAME * SCORER_VALUES_MOST + FRAME_IS_TO;
	uint32_t voice = SCORER_FIRST_VALUE + SCORER_STANCE * SCORER_VALUES_MOST + STANCE_IS_VOICE;
	assert_int_equal(lexicon->weights[bias], -125);
	assert_int_equal(lexicon->weights[that], 2000);
	assert_int_equal(lexicon->weights[to], 500);
	assert_int_equal(lexicon->weights[voice], -10);
	const uint32_t features[] = {bias, that, voice};
	assert_int_equal(scorer_sum(lexicon, features, 3), 1865);
	source_lexicon_close(lexicon);
}

static void bad_lines_are_reported_and_left_out(void **state)
{
	(void)state;
	static const char *const bad[] = {"frame=what\t1\n", "bias\n", "bias\t\n", "bias\tone\n", "bias\t1.2345\n",
		"bias\t1e3\n", "bias\t--1\n", "bias\t99999999\n", "bias\t1.2.3\n", "bias\t-\n", "verb:\t1\n"};
	source_lexicon *lexicon = open_lexicon();
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (load(lexicon, bad[i]) != 1)
			fail_msg("not complained of: %s", bad[i]);
		assert_int_equal(lexicon->weights[0], 0);
	}
	assert_int_equal(load(lexicon, ""), 0);
	source_lexicon_close(lexicon);
}

static void a_missing_file_is_an_error(void **state)
{
	(void)state;
	source_lexicon *lexicon = open_lexicon();
	bede_error error = {0};
	report problems = {0};
	assert_false(source_lexicon_load_weights(lexicon, "model/en/nowhere.tsv", &problems, &error));
	assert_int_equal(error.code, BEDE_ERROR_FILE);
	assert_null(lexicon->weights);
	source_lexicon_close(lexicon);
}

/* "Tass said it": one sentence with two candidates, a voice that says and an attitude that wants. */
static void the_sum_decides_who_stays(void **state)
{
	(void)state;
	static const struct {
		const char *weights;
		bool says, wants;
	} cases[] = {
		{"bias\t0\n", true, true}, {"bias\t-0.001\n", false, false}, {"bias\t-1\nstance=voice\t1\n", true, false},
		{"verb:say\t-1\n", false, true}, {"frame=that&stance=attitude\t-1\n", true, true},
		{"frame=to&stance=attitude\t-1\n", true, false},
	};
	source_lexicon *lexicon = open_lexicon();
	static node nodes[4];
	static token tokens[4] = {{.at = {0, 4}}, {.at = {5, 9}}, {.at = {10, 12}}, {.at = {13, 17}}};
	static sentence sentence = {.count = 4};
	static int32_t none[4] = {MENTION_NONE, MENTION_NONE, MENTION_NONE, MENTION_NONE}, unquoted[4] = {-1, -1, -1, -1};
	for (int i = 0; i < 4; i++)
		nodes[i] = (node){.head = -1, .first_child = -1, .next_sibling = -1, .upos = UPOS_NOUN, .lemma = slice_of("x")};
	text text = {.bytes = "Tass said it left", .tokens = tokens, .token_count = 4, .sentences = &sentence,
		.sentence_count = 1};
	syntax syntax = {nodes, 4};
	names names = {.mention_of = none, .mention_headed = none};
	arena memory;
	arena_init(&memory, 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		finder self = {.lexicon = lexicon, .text = &text, .syntax = &syntax, .names = &names, .memory = &memory,
			.quote_of = unquoted};
		token_range content = {2, 4};
		candidate says = {.source_head = -1, .cited_by = -1, .mention = MENTION_NONE, .cue = {1, 2},
			.cue_head = 1, .voice = true,
			.word = source_lexicon_verb(lexicon, slice_of("say")), .frame = FRAME_THAT};
		candidate wants = {.source_head = -1, .cited_by = -1, .mention = MENTION_NONE, .cue = {0, 1}, .cue_head = 0,
			.word = source_lexicon_verb(lexicon, slice_of("want")), .frame = FRAME_TO};
		*VECTOR_PUSH(&memory, &says.content) = content;
		*VECTOR_PUSH(&memory, &wants.content) = content;
		*VECTOR_PUSH(&memory, &self.found) = says;
		*VECTOR_PUSH(&memory, &self.found) = wants;
		assert_int_equal(load(lexicon, cases[i].weights), 0);
		scorer_decide(&self);
		assert_int_equal(!self.found.items[0].dropped, cases[i].says);
		assert_int_equal(!self.found.items[1].dropped, cases[i].wants);
	}
	arena_clear(&memory);
	source_lexicon_close(lexicon);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shipped_weights_load),
		cmocka_unit_test(every_feature_has_a_name_of_its_own),
		cmocka_unit_test(weights_are_whole_thousandths),
		cmocka_unit_test(bad_lines_are_reported_and_left_out),
		cmocka_unit_test(a_missing_file_is_an_error),
		cmocka_unit_test(the_sum_decides_who_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
