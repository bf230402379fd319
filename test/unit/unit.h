/* unit.h — what every unit test needs: cmocka with the headers that it asks for, and an arena around a test. */
#ifndef BEDE_TEST_UNIT_H
#define BEDE_TEST_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/slice.h"

/* The bytes of `piece` are those of `expected`; both are shown if they are not. */
#define assert_slice(piece, expected) \
	do { \
		slice assert_slice_piece = (piece); \
		char assert_slice_copy[4096]; \
		assert_true(assert_slice_piece.length < sizeof assert_slice_copy); \
		for (size_t assert_slice_i = 0; assert_slice_i < assert_slice_piece.length; assert_slice_i++) \
			assert_slice_copy[assert_slice_i] = assert_slice_piece.at[assert_slice_i]; \
		assert_slice_copy[assert_slice_piece.length] = '\0'; \
		assert_string_equal(assert_slice_copy, (expected)); \
	} while (0)

/* cmocka leaves a failed test by longjmp, which passes through arena_run; the arena is then not cleared. */
static inline void with_arena(void (*body)(void *memory))
{
	arena memory;
	arena_init(&memory, 0);
	assert_true(arena_run(&memory, body, &memory));
	arena_clear(&memory);
}

#endif
