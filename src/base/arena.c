/* arena.c — blocks that double from 64 KiB to 4 MiB; a larger request gets a block of its own size. */
#include "arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = _Alignof(max_align_t), FIRST_ROOM = 64 * 1024, MOST_ROOM = 4 * 1024 * 1024 };

typedef struct arena_block {
	struct arena_block *before;
	size_t used, room;
	_Alignas(max_align_t) char bytes[];
} arena_block;

void arena_init(arena *self, size_t limit)
{
	*self = (arena){.limit = limit};
}

static void free_chain(arena_block *block)
{
	while (block) {
		arena_block *before = block->before;
		free(block);
		block = before;
	}
}

void arena_clear(arena *self)
{
	free_chain(self->last);
	*self = (arena){.limit = self->limit};
}

void arena_reset(arena *self)
{
	self->total = 0;
#ifdef ARENA_PLAIN
	free_chain(self->last);
	self->last = NULL;
#else
	/* The largest one stays: documents of one source are of like size. */
	arena_block *keep = self->last;
	for (arena_block *block = self->last; block; block = block->before)
		if (block->room > keep->room)
			keep = block;
	for (arena_block *block = self->last, *before; block; block = before) {
		before = block->before;
		if (block != keep)
			free(block);
	}
	if (keep) {
		keep->before = NULL;
		keep->used = 0;
	}
	self->last = keep;
#endif
}

bool arena_run(arena *self, void (*body)(void *context), void *context)
{
	jmp_buf here;
	jmp_buf *volatile outer = self->exit;
	bool done = false;
	self->exit = &here;
	if (setjmp(here) == 0) {
		body(context);
		done = true;
	}
	self->exit = outer;
	return done;
}

static _Noreturn void leave(arena *self)
{
	assert(self->exit && "arena memory is asked for within arena_run only");
	longjmp(*self->exit, 1);
}

static arena_block *add_block(arena *self, size_t room)
{
	arena_block *block = malloc(sizeof *block + room);
	if (!block)
		leave(self);
	*block = (arena_block){.before = self->last, .room = room};
	self->last = block;
	return block;
}

#ifdef ARENA_PLAIN
static char *take(arena *self, size_t size)
{
	arena_block *block = add_block(self, size);
	block->used = size;
	return block->bytes;
}
#else
static char *take(arena *self, size_t size)
{
	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	arena_block *block = self->last;
	if (!block || block->room - block->used < size) {
		size_t room = block ? block->room * 2 : FIRST_ROOM;
		if (room > MOST_ROOM)
			room = MOST_ROOM;
		block = add_block(self, room < size ? size : room);
	}
	char *bytes = block->bytes + block->used;
	block->used += size;
	return bytes;
}
#endif

void *arena_alloc(arena *self, size_t size)
{
	if (size == 0)
		size = 1;
	if (size > PTRDIFF_MAX / 2 || (self->limit && (self->total > self->limit || size > self->limit - self->total)))
		leave(self);
	char *bytes = take(self, size);
	self->total += size;
	return memset(bytes, 0, size);
}

void *arena_array(arena *self, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		leave(self);
	return arena_alloc(self, count * size);
}

char *arena_copy(arena *self, const char *bytes, size_t length)
{
	if (length == SIZE_MAX)
		leave(self);
	char *copy = arena_alloc(self, length + 1);
	if (length)
		memcpy(copy, bytes, length);
	return copy;
}

char *arena_print(arena *self, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		leave(self);
	char *out = arena_alloc(self, (size_t)length + 1);
	va_start(arguments, format);
	vsnprintf(out, (size_t)length + 1, format, arguments);
	va_end(arguments);
	return out;
}

void vector_grow(arena *self, void **items, const size_t *count, size_t *room, size_t item_size)
{
	if (*count < *room)
		return;
	size_t more = *room ? *room : 4;
	if (*room > SIZE_MAX - more)
		leave(self);
	void *grown = arena_array(self, *room + more, item_size);
	if (*count)
		memcpy(grown, *items, *count * item_size);
	*items = grown;
	*room += more;
}
