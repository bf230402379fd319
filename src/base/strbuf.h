/* strbuf.h — a growing string on the heap. After a failed allocation it stays as it was and `failed` is set; callers
 * check once, at the end. */
#ifndef BEDE_BASE_STRBUF_H
#define BEDE_BASE_STRBUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "slice.h"

typedef struct strbuf {
	char *bytes;    /* NUL-terminated once anything was added */
	size_t length, room;
	bool failed;
} strbuf;

void strbuf_init(strbuf *self);
void strbuf_clear(strbuf *self);                 /* frees */
void strbuf_reset(strbuf *self);                 /* empties, keeps the room; clears `failed` */
void strbuf_add(strbuf *self, const char *bytes, size_t length);
void strbuf_add_string(strbuf *self, const char *string);
void strbuf_add_slice(strbuf *self, slice piece);
void strbuf_add_char(strbuf *self, char c);
void strbuf_print(strbuf *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
