/*
 * arena.h — memory of one lifetime (a document's, a lexicon's), freed all at once.
 *
 * Allocation from an arena never returns NULL. When memory runs out, or a document asks for more than the arena's
 * limit, control leaves through the nearest arena_run(), which returns false; what was built on the arena until then
 * is dropped by the next arena_reset(). So code that builds on an arena needs no checks, and one rule instead: while
 * it allocates from an arena it holds nothing that needs releasing otherwise (no malloc, no open file).
 *
 *     block ─▶ block ─▶ block        each: header | used bytes … | free bytes …
 *                         ▲ allocation goes to the last one
 *
 * Built with -DARENA_PLAIN (the sanitizer builds), each allocation is a malloc of its own, so that AddressSanitizer
 * sees its bounds.
 */
#ifndef BEDE_BASE_ARENA_H
#define BEDE_BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct arena {
	struct arena_block *last;  /* blocks are chained from the last to the first */
	size_t total;              /* bytes handed out since the last reset */
	size_t limit;              /* most bytes to hand out; 0: no limit */
	jmp_buf *exit;             /* where to leave to; set by arena_run */
} arena;

void arena_init(arena *self, size_t limit);
void arena_clear(arena *self);

/* Forgets everything but keeps one block for the next document. */
void arena_reset(arena *self);

/* Calls `body(context)`; false if memory ran out in it. May be nested: the innermost one is left. */
bool arena_run(arena *self, void (*body)(void *context), void *context);

/* `size` bytes, zeroed, aligned for any type. Only within arena_run. */
void *arena_alloc(arena *self, size_t size);

/* Space for `count` things of `size` bytes, zeroed; leaves through arena_run when the product overflows. */
void *arena_array(arena *self, size_t count, size_t size);

/* A copy of `length` bytes with a NUL behind it. */
char *arena_copy(arena *self, const char *bytes, size_t length);

/* printf into the arena. */
char *arena_print(arena *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define ARENA_NEW(arena_, type) ((type *)arena_alloc((arena_), sizeof(type)))
#define ARENA_ARRAY(arena_, count, type) ((type *)arena_array((arena_), (count), sizeof(type)))

/*
 * Growing arrays: any struct with the members `type *items; size_t count, room;` (VECTOR declares one).
 *     VECTOR(span) spans = {0};  *VECTOR_PUSH(arena, &spans) = (span){1, 2};
 */
#define VECTOR(type) struct { type *items; size_t count, room; }
#define VECTOR_PUSH(arena_, vector) \
	(vector_grow((arena_), (void **)&(vector)->items, &(vector)->count, &(vector)->room, sizeof *(vector)->items), \
	 &(vector)->items[(vector)->count++])
void vector_grow(arena *self, void **items, const size_t *count, size_t *room, size_t item_size);

#endif
