/* test_syntax_tree.c — labels, walking a tree, and the decoder against trying every tree. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "syntax/decode.h"
#include "syntax/syntax.h"

/* The same numbers on every machine. */
static int32_t next_number(uint64_t *state)
{
	*state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (int32_t)(*state >> 40) % 5000 - 2500;
}

static void labels_have_names(void **state)
{
	(void)state;
	for (unsigned i = 0; i < UPOS_COUNT; i++)
		assert_int_equal(upos_from(slice_of(upos_name((upos)i))), i);
	for (unsigned i = 0; i < DEPREL_COUNT; i++)
		assert_int_equal(deprel_from(slice_of(deprel_name((deprel)i))), i);
	for (unsigned i = 1; i < XPOS_COUNT; i++)
		assert_int_equal(xpos_from(slice_of(xpos_name((xpos)i))), i);
	assert_string_equal(deprel_name(DEPREL_NSUBJ_PASS), "nsubj:pass");
	assert_string_equal(xpos_name(XPOS_OTHER), "_");
	assert_int_equal(deprel_from(SLICE("nsubj:strange")), DEPREL_NSUBJ);
	assert_int_equal(deprel_from(SLICE("strange")), DEPREL_COUNT);
	assert_int_equal(deprel_from(SLICE("")), DEPREL_COUNT);
	assert_int_equal(upos_from(SLICE("noun")), UPOS_COUNT);
	assert_int_equal(xpos_from(SLICE("-LRB-")), XPOS_OTHER);
}

static void families_cover_subtypes(void **state)
{
	(void)state;
	assert_true(deprel_is(DEPREL_NSUBJ_PASS, DEPREL_NSUBJ));
	assert_true(deprel_is(DEPREL_NSUBJ, DEPREL_NSUBJ));
	assert_false(deprel_is(DEPREL_NSUBJ, DEPREL_NSUBJ_PASS));
	assert_false(deprel_is(DEPREL_CCOMP, DEPREL_CC));
	assert_true(deprel_is(DEPREL_CC_PRECONJ, DEPREL_CC));
	assert_false(deprel_is(DEPREL_AUX_PASS, DEPREL_NSUBJ));
}

/* 3 ← 1: "the queen quietly suspended parliament today", and a second sentence of one word. */
static void walks_a_tree(void **state)
{
	(void)state;
	static const int32_t heads[] = {1, 3, 3, -1, 3, 3, -1};
	static const uint8_t relations[] = {DEPREL_DET, DEPREL_NSUBJ, DEPREL_ADVMOD, DEPREL_ROOT, DEPREL_OBJ,
		DEPREL_ADVMOD, DEPREL_ROOT};
	node nodes[7] = {{0}};
	syntax tree = {nodes, 7};
	uint32_t first, end;
	for (int i = 0; i < 7; i++)
		nodes[i] = (node){.head = heads[i], .deprel = relations[i]};
	syntax_link(&tree);
	assert_int_equal(syntax_child(&tree, 3, DEPREL_NSUBJ), 1);
	assert_int_equal(syntax_child(&tree, 3, DEPREL_ADVMOD), 2);
	assert_int_equal(syntax_next_same(&tree, 2), 5);
	assert_int_equal(syntax_next_same(&tree, 5), -1);
	assert_int_equal(syntax_child(&tree, 3, DEPREL_IOBJ), -1);
	assert_int_equal(syntax_child(&tree, -1, DEPREL_OBJ), -1);
	assert_int_equal(syntax_next_same(&tree, -1), -1);
	assert_true(syntax_below(&tree, 0, 3));
	assert_true(syntax_below(&tree, 3, 3));
	assert_false(syntax_below(&tree, 4, 1));
	assert_false(syntax_below(&tree, 6, 3));
	syntax_extent(&tree, 1, &first, &end);
	assert_int_equal(first, 0);
	assert_int_equal(end, 2);
	syntax_extent(&tree, 3, &first, &end);
	assert_int_equal(first, 0);
	assert_int_equal(end, 6);
	syntax_extent(&tree, 6, &first, &end);
	assert_int_equal(first, 6);
	assert_int_equal(end, 7);
}

static bool projective(const int32_t *heads, int count)
{
	for (int i = 0; i < count; i++)
		for (int j = 0; j < count; j++) {
			/* the root's arc comes from the far left */
			int a = heads[i] < i ? heads[i] : i, b = heads[i] < i ? i : heads[i];
			int c = heads[j] < j ? heads[j] : j, d = heads[j] < j ? j : heads[j];
			if (a < c && c < b && b < d)
				return false;
		}
	return true;
}

static int32_t score_of(const int32_t *scores, const int32_t *root, const int32_t *heads, int count)
{
	int32_t sum = 0;
	for (int i = 0; i < count; i++)
		sum += heads[i] < 0 ? root[i] : scores[i * count + heads[i]];
	return sum;
}

static int32_t best_by_trying(const int32_t *scores, const int32_t *root, int count)
{
	int32_t heads[6];
	uint8_t seen[6];
	int32_t best = INT32_MIN;
	long choices = 1;
	for (int i = 0; i < count; i++)
		choices *= count + 1;
	for (long choice = 0; choice < choices; choice++) {
		long rest = choice;
		for (int i = 0; i < count; i++, rest /= count + 1)
			heads[i] = (int32_t)(rest % (count + 1)) - 1;
		if (decode_is_tree(heads, (size_t)count, seen) && projective(heads, count)) {
			int32_t sum = score_of(scores, root, heads, count);
			best = sum > best ? sum : best;
		}
	}
	return best;
}

static void finds_the_best_projective_tree(void **state)
{
	(void)state;
	uint64_t numbers = 11;
	char *scratch = malloc(decode_scratch_size(6));
	assert_non_null(scratch);
	for (int round = 0; round < 60; round++) {
		int count = 1 + round % 5;
		int32_t scores[36], root[6];
		int32_t heads[6];
		uint8_t seen[6];
		for (int i = 0; i < count * count; i++)
			scores[i] = next_number(&numbers);
		for (int i = 0; i < count; i++)
			root[i] = next_number(&numbers);
		decode_projective(kernel_find(NULL), scores, (size_t)count, root, (size_t)count, scratch, heads);
		assert_true(decode_is_tree(heads, (size_t)count, seen));
		assert_true(projective(heads, count));
		assert_int_equal(score_of(scores, root, heads, count), best_by_trying(scores, root, count));
	}
	free(scratch);
}

static void gives_a_tree_for_any_scores(void **state)
{
	(void)state;
	static const int32_t odd[] = {INT32_MIN, INT32_MAX, -1, 0, 1 << 25, -(1 << 25)};
	uint64_t numbers = 5;
	int32_t *scores = malloc(DECODE_TOKENS * DECODE_TOKENS * sizeof *scores), root[DECODE_TOKENS];
	void *scratch = malloc(decode_scratch_size(DECODE_TOKENS));
	int32_t heads[DECODE_TOKENS];
	uint8_t seen[DECODE_TOKENS];
	assert_non_null(scores);
	assert_non_null(scratch);
	for (size_t round = 0; round < 40; round++) {
		size_t count = round < 38 ? 1 + round * 2 : DECODE_TOKENS;
		for (size_t i = 0; i < count * count; i++)
			scores[i] = round % 2 ? odd[i * 7 % 6] : next_number(&numbers);
		for (size_t i = 0; i < count; i++)
			root[i] = round % 4 == 3 ? odd[i % 6] : next_number(&numbers);
		decode_tree(kernel_find(NULL), scores, count, root, count, scratch, heads);
		assert_true(decode_is_tree(heads, count, seen));
	}
	free(scores);
	free(scratch);
}

static void keeps_greedy_heads_that_are_a_tree(void **state)
{
	(void)state;
	/* crossing arcs 0 → 2 and 1 → 3: no projective tree has them */
	int32_t scores[16] = {0}, root[4] = {9, 0, 0, 0};
	int32_t heads[4];
	char *scratch = malloc(decode_scratch_size(4));
	assert_non_null(scratch);
	scores[1 * 4 + 0] = 9;
	scores[2 * 4 + 0] = 9;
	scores[3 * 4 + 1] = 9;
	decode_tree(kernel_find(NULL), scores, 4, root, 4, scratch, heads);
	assert_int_equal(heads[0], -1);
	assert_int_equal(heads[1], 0);
	assert_int_equal(heads[2], 0);
	assert_int_equal(heads[3], 1);
	free(scratch);
}

static void tells_trees_from_others(void **state)
{
	(void)state;
	uint8_t seen[3];
	assert_true(decode_is_tree((const int32_t[]){1, -1, 1}, 3, seen));
	assert_false(decode_is_tree((const int32_t[]){1, 0, -1}, 3, seen));
	assert_false(decode_is_tree((const int32_t[]){-1, -1, 0}, 3, seen));
	assert_false(decode_is_tree((const int32_t[]){1, 2, 0}, 3, seen));
	assert_false(decode_is_tree((const int32_t[]){0, -1, 1}, 3, seen));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labels_have_names),
		cmocka_unit_test(families_cover_subtypes),
		cmocka_unit_test(walks_a_tree),
		cmocka_unit_test(finds_the_best_projective_tree),
		cmocka_unit_test(gives_a_tree_for_any_scores),
		cmocka_unit_test(keeps_greedy_heads_that_are_a_tree),
		cmocka_unit_test(tells_trees_from_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
