/* test_arena.c — memory that is given all at once and taken back all at once. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

typedef struct request {
	arena *memory;
	size_t count, size;
	void *given;
	bool came_back;
} request;

static void ask(void *context)
{
	request *self = context;
	self->given = arena_array(self->memory, self->count, self->size);
	self->came_back = true;
}

static void gives_zeroed_aligned_memory(void **state)
{
	(void)state;
	arena memory;
	arena_init(&memory, 0);
	for (int round = 0; round < 3; round++) {
		for (size_t size = 0; size < 200; size++) {
			request one = {.memory = &memory, .count = 1, .size = size};
			assert_true(arena_run(&memory, ask, &one));
			assert_non_null(one.given);
			assert_int_equal((uintptr_t)one.given % _Alignof(max_align_t), 0);
			for (size_t i = 0; i < size; i++)
				assert_int_equal(((char *)one.given)[i], 0);
			memset(one.given, 0xAB, size);
		}
		arena_reset(&memory);
		assert_int_equal(memory.total, 0);
	}
	arena_clear(&memory);
	arena_clear(&memory);
}

static void keeps_what_it_gave(void **state)
{
	(void)state;
	enum { COUNT = 3000 };
	static char *given[COUNT];
	arena memory;
	arena_init(&memory, 0);
	for (int i = 0; i < COUNT; i++) {
		request one = {.memory = &memory, .count = 1, .size = (size_t)(i * 7 % 500 + 1)};
		assert_true(arena_run(&memory, ask, &one));
		given[i] = one.given;
		memset(given[i], i % 251, one.size);
	}
	for (int i = 0; i < COUNT; i++)
		for (int k = 0; k < i * 7 % 500 + 1; k++)
			assert_int_equal((unsigned char)given[i][k], i % 251);
	arena_clear(&memory);
}

static void refuses_the_impossible(void **state)
{
	(void)state;
	static const struct { size_t count, size; } impossible[] = {
		{1, SIZE_MAX}, {SIZE_MAX, 1}, {SIZE_MAX, SIZE_MAX}, {SIZE_MAX / 2 + 1, 2}, {(size_t)1 << 33, (size_t)1 << 33},
		{1, SIZE_MAX - 8}, {1, PTRDIFF_MAX}, {1, (size_t)1 << 60},
	};
	arena memory;
	arena_init(&memory, 0);
	for (size_t i = 0; i < sizeof impossible / sizeof *impossible; i++) {
		request one = {.memory = &memory, .count = impossible[i].count, .size = impossible[i].size};
		assert_false(arena_run(&memory, ask, &one));
		assert_false(one.came_back);
	}
	request possible = {.memory = &memory, .count = 10, .size = 10};
	assert_true(arena_run(&memory, ask, &possible));
	arena_clear(&memory);
}

static void holds_its_limit(void **state)
{
	(void)state;
	arena memory;
	arena_init(&memory, 1000);
	request half = {.memory = &memory, .count = 1, .size = 500}, more = {.memory = &memory, .count = 1, .size = 501};
	assert_true(arena_run(&memory, ask, &half));
	assert_false(arena_run(&memory, ask, &more));
	assert_false(more.came_back);
	assert_true(arena_run(&memory, ask, &half));
	request last = {.memory = &memory, .count = 1, .size = 1};
	assert_false(arena_run(&memory, ask, &last));
	arena_reset(&memory);
	assert_true(arena_run(&memory, ask, &more));
	arena_clear(&memory);
	assert_int_equal(memory.limit, 1000);
}

static void run_inner(void *context)
{
	request *self = context;
	request too_much = {.memory = self->memory, .count = 1, .size = SIZE_MAX};
	self->came_back = !arena_run(self->memory, ask, &too_much);
	ask(context);
}

static void leaves_the_innermost_run(void **state)
{
	(void)state;
	arena memory;
	arena_init(&memory, 0);
	request outer = {.memory = &memory, .count = 1, .size = 8};
	assert_true(arena_run(&memory, run_inner, &outer));
	assert_true(outer.came_back);
	assert_non_null(outer.given);
	assert_null(memory.exit);
	arena_clear(&memory);
}

static void copy_and_print(void *memory)
{
	assert_string_equal(arena_copy(memory, "Kursk region", 5), "Kursk");
	assert_string_equal(arena_copy(memory, NULL, 0), "");
	assert_string_equal(arena_print(memory, "%s:%d", "agree.tsv", 41), "agree.tsv:41");
	char *wide = arena_print(memory, "%5000d", 1);
	assert_int_equal(strlen(wide), 5000);
}

static void copies_and_prints(void **state)
{
	(void)state;
	with_arena(copy_and_print);
}

static void grow_vector(void *memory)
{
	VECTOR(int) numbers = {0};
	for (int i = 0; i < 10000; i++)
		*VECTOR_PUSH((arena *)memory, &numbers) = i;
	assert_int_equal(numbers.count, 10000);
	for (int i = 0; i < 10000; i++)
		assert_int_equal(numbers.items[i], i);
}

static void grows_vectors(void **state)
{
	(void)state;
	with_arena(grow_vector);
}

static void push_without_end(void *context)
{
	arena *memory = context;
	VECTOR(span) spans = {0};
	for (;;)
		*VECTOR_PUSH(memory, &spans) = (span){1, 2};
}

static void stops_a_vector_at_the_limit(void **state)
{
	(void)state;
	arena memory;
	arena_init(&memory, 100000);
	assert_false(arena_run(&memory, push_without_end, &memory));
	assert_true(memory.total <= 100000);
	arena_clear(&memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_zeroed_aligned_memory),
		cmocka_unit_test(keeps_what_it_gave),
		cmocka_unit_test(refuses_the_impossible),
		cmocka_unit_test(holds_its_limit),
		cmocka_unit_test(leaves_the_innermost_run),
		cmocka_unit_test(copies_and_prints),
		cmocka_unit_test(grows_vectors),
		cmocka_unit_test(stops_a_vector_at_the_limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
