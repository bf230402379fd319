/* test_trie.c — strings to numbers as an automaton. */
#include "unit.h"

#include <string.h>

#include "base/trie.h"

static void find_strings(void *memory)
{
	trie_entry entries[] = {
		{SLICE("Kim"), 1}, {SLICE("Kim Jong Un"), 2}, {SLICE("Ki"), 3}, {SLICE("\xC3\xA9lys\xC3\xA9" "e"), 4},
		{SLICE("a\0b"), 5},
	};
	trie names = trie_build(memory, entries, sizeof entries / sizeof *entries);
	assert_true(trie_is_sound(&names, 6));
	assert_int_equal(trie_find(&names, SLICE("Kim")), 1);
	assert_int_equal(trie_find(&names, SLICE("Kim Jong Un")), 2);
	assert_int_equal(trie_find(&names, SLICE("Ki")), 3);
	assert_int_equal(trie_find(&names, SLICE("\xC3\xA9lys\xC3\xA9" "e")), 4);
	assert_int_equal(trie_find(&names, SLICE("a\0b")), 5);
	assert_int_equal(trie_find(&names, SLICE("Kim ")), TRIE_NONE);
	assert_int_equal(trie_find(&names, SLICE("Kim Jong Una")), TRIE_NONE);
	assert_int_equal(trie_find(&names, SLICE("a")), TRIE_NONE);
	assert_int_equal(trie_find(&names, (slice){0}), TRIE_NONE);
}

static void take_edges(void *memory)
{
	trie none = {0}, empty = trie_build(memory, NULL, 0);
	assert_int_equal(trie_find(&none, SLICE("x")), TRIE_NONE);
	assert_int_equal(trie_find(&empty, SLICE("x")), TRIE_NONE);
	assert_int_equal(trie_find(&empty, SLICE("")), TRIE_NONE);
	assert_true(trie_is_sound(&none, 0) && trie_is_sound(&empty, 0));
	trie_entry twice[] = {{SLICE("x"), 7}, {SLICE(""), 9}, {SLICE("x"), 2}};
	trie found = trie_build(memory, twice, 3);
	assert_int_equal(trie_find(&found, SLICE("x")), 2);
	assert_int_equal(trie_find(&found, SLICE("")), 9);
}

/* Every byte may follow every other. */
static void take_all_bytes(void *memory)
{
	trie_entry *entries = ARENA_ARRAY(memory, 65536, trie_entry);
	for (uint32_t i = 0; i < 65536; i++) {
		char bytes[2] = {(char)(i >> 8), (char)i};
		entries[i] = (trie_entry){{arena_copy(memory, bytes, 2), 2}, i};
	}
	trie all = trie_build(memory, entries, 65536);
	assert_int_equal(all.count, 1 + 256 + 65536);
	assert_true(trie_is_sound(&all, 65536));
	for (uint32_t i = 0; i < 65536; i++) {
		char bytes[2] = {(char)(i >> 8), (char)i};
		assert_int_equal(trie_find(&all, (slice){bytes, 2}), i);
	}
}

/* What a damaged file may say must be seen before it is followed. */
static void see_damage(void *memory)
{
	trie_entry entries[] = {{SLICE("abc"), 0}, {SLICE("abd"), 1}};
	trie sound = trie_build(memory, entries, 2);
	trie_node nodes[8];
	assert_true(sound.count <= 8);
	memcpy(nodes, sound.nodes, sound.count * sizeof *nodes);
	trie damaged = {nodes, sound.count};
	assert_true(trie_is_sound(&damaged, 2));
	assert_false(trie_is_sound(&damaged, 1));
	nodes[0].first = 0;
	assert_false(trie_is_sound(&damaged, 2));
	nodes[0].first = sound.count;
	assert_false(trie_is_sound(&damaged, 2));
	nodes[0].first = 1;
	nodes[2].count = 60000;
	assert_false(trie_is_sound(&damaged, 2));
}

static void finds_whole_strings_only(void **state)
{
	(void)state;
	with_arena(find_strings);
}

static void takes_empty_and_equal_strings(void **state)
{
	(void)state;
	with_arena(take_edges);
}

static void takes_every_byte(void **state)
{
	(void)state;
	with_arena(take_all_bytes);
}

static void sees_damaged_nodes(void **state)
{
	(void)state;
	with_arena(see_damage);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_whole_strings_only),
		cmocka_unit_test(takes_empty_and_equal_strings),
		cmocka_unit_test(takes_every_byte),
		cmocka_unit_test(sees_damaged_nodes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
