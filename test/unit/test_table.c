/* test_table.c — strings to numbers. */
#include "unit.h"

#include "base/table.h"

static void use_empty(void *memory)
{
	table words = {0};
	assert_int_equal(table_get(&words, SLICE("x")), TABLE_NONE);
	assert_int_equal(table_get(&words, (slice){0}), TABLE_NONE);
	assert_int_equal(table_add(&words, memory, (slice){0}, 5), 5);
	assert_int_equal(table_get(&words, SLICE("")), 5);
	assert_int_equal(words.count, 1);
}

static void add_and_set(void *memory)
{
	table words = {0};
	assert_int_equal(table_add(&words, memory, SLICE("sign"), 1), 1);
	assert_int_equal(table_add(&words, memory, SLICE("sign"), 2), 1);
	assert_int_equal(table_get(&words, SLICE("sign")), 1);
	table_set(&words, memory, SLICE("sign"), 3);
	assert_int_equal(table_get(&words, SLICE("sign")), 3);
	assert_int_equal(table_get(&words, SLICE("signs")), TABLE_NONE);
	assert_int_equal(table_get(&words, SLICE("sig")), TABLE_NONE);
	table_set(&words, memory, (slice){"a\0b", 3}, 4);
	assert_int_equal(table_get(&words, SLICE("a")), TABLE_NONE);
	assert_int_equal(table_get(&words, (slice){"a\0b", 3}), 4);
	assert_int_equal(words.count, 2);
}

static void grow(void *memory)
{
	enum { COUNT = 50000 };
	table words = {0};
	for (uint32_t i = 0; i < COUNT; i++)
		assert_int_equal(table_add(&words, memory, slice_of(arena_print(memory, "word-%u", i)), i), i);
	assert_int_equal(words.count, COUNT);
	assert_true((uint64_t)words.count * 5 <= ((uint64_t)words.mask + 1) * 3);
	for (uint32_t i = 0; i < COUNT; i++)
		assert_int_equal(table_get(&words, slice_of(arena_print(memory, "word-%u", i))), i);
	for (uint32_t i = 0; i < COUNT; i++)
		assert_int_equal(table_get(&words, slice_of(arena_print(memory, "other-%u", i))), TABLE_NONE);
}

static void answers_when_empty(void **state)
{
	(void)state;
	with_arena(use_empty);
}

static void adds_once_and_sets_always(void **state)
{
	(void)state;
	with_arena(add_and_set);
}

static void finds_everything_after_growing(void **state)
{
	(void)state;
	with_arena(grow);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_when_empty),
		cmocka_unit_test(adds_once_and_sets_always),
		cmocka_unit_test(finds_everything_after_growing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
