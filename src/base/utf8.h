/* utf8.h — Unicode text as UTF-8 bytes. Categories and case come from utf8proc. */
#ifndef BEDE_BASE_UTF8_H
#define BEDE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "slice.h"

/* The code point at bytes[*offset] (offset < length); moves *offset behind it. Invalid bytes give U+FFFD, one byte. */
uint32_t utf8_next(const char *bytes, size_t length, size_t *offset);
/* The code point that ends at *offset (> 0); moves *offset before it. */
uint32_t utf8_previous(const char *bytes, size_t *offset);
/* Writes `c` to out (room for 4 bytes); the number of bytes. */
size_t utf8_encode(uint32_t c, char *out);
/* How many invalid bytes `bytes` has (0: valid UTF-8 without NUL). */
size_t utf8_count_invalid(const char *bytes, size_t length);
/* A copy in which every invalid byte (and NUL) is U+FFFD. */
slice utf8_repair(arena *memory, slice text, size_t *replaced);
/* Number of code points. */
size_t utf8_length(const char *bytes, size_t length);
/* Lower case, by code point (not locale), on the arena; ASCII fast. */
slice utf8_lower(arena *memory, slice text);
/* Latin letters without their diacritics (é → e, ø → o, ß → ss), other characters kept. */
slice utf8_fold(arena *memory, slice text);
bool utf8_is_letter(uint32_t c);
bool utf8_is_upper(uint32_t c);
bool utf8_is_lower(uint32_t c);
bool utf8_is_digit(uint32_t c);     /* decimal digits of any script */
bool utf8_is_space(uint32_t c);     /* white space, no-break spaces included */
bool utf8_is_punctuation(uint32_t c);

/* Byte offsets to code-point offsets for one text: a count at every 64 bytes; ASCII text needs none. */
typedef struct utf8_index {
	const char *bytes;
	size_t length;
	const uint32_t *count_at;   /* [length / 64 + 1] code points before byte 64·i; NULL: all ASCII */
} utf8_index;
void utf8_index_build(utf8_index *self, arena *memory, slice text);
uint32_t utf8_index_point(const utf8_index *self, uint32_t byte);   /* byte offset → code points before it */
uint32_t utf8_index_byte(const utf8_index *self, uint32_t point);   /* the other way; past the end gives the length */

#endif
