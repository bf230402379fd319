/* document.c — takes over a report from the caller: bytes made valid, the date checked, pairs moved along. */
#include "read/document.h"

#include <stdio.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/error.h"

static const char BYTE_ORDER_MARK[] = "\xEF\xBB\xBF";

static size_t bom_length(const char *bytes, size_t length)
{
	return length >= 3 && memcmp(bytes, BYTE_ORDER_MARK, 3) == 0 ? 3 : 0;
}

/* Where byte `offset` of the caller's text stands once each invalid byte has become the three of U+FFFD. */
static uint32_t moved_offset(const char *bytes, size_t length, uint32_t offset)
{
	size_t at = bom_length(bytes, length), moved = 0;
	while (at < offset && at < length) {
		size_t before = at;
		uint32_t c = utf8_next(bytes, length, &at);
		moved += c == 0 || (c == 0xFFFD && at - before == 1) ? 3 : at - before;
	}
	return (uint32_t)moved;
}

static bool at_boundary(slice text, uint32_t offset)
{
	return offset == text.length || (offset < text.length && ((unsigned char)text.at[offset] & 0xC0) != 0x80);
}

static bool span_is_sound(slice text, bede_span at)
{
	return at.start <= at.end && at_boundary(text, at.start) && at_boundary(text, at.end);
}

static bool take_pairs(document *self, arena *memory, const bede_document *from, bede_error *error)
{
	if (!from->pair_count)
		return true;
	bool moves = self->bytes_replaced || bom_length(from->text, from->text_length);
	bede_pair *pairs = ARENA_ARRAY(memory, from->pair_count, bede_pair);
	for (size_t i = 0; i < from->pair_count; i++) {
		bede_span *sides[2] = {&pairs[i].actor, &pairs[i].recipient};
		pairs[i] = from->pairs[i];
		for (int side = 0; side < 2; side++) {
			bede_span *at = sides[side];
			if (at->start > from->text_length || at->end > from->text_length || at->start > at->end) {
				error_set(error, BEDE_ERROR_INPUT, "the %s of pair %zu is [%u,%u], outside the text of %zu bytes; "
					"give offsets into the text", side ? "recipient" : "actor", i + 1, at->start, at->end,
					from->text_length);
				return false;
			}
			if (at->start == 0 && at->end == 0)
				continue;
			if (moves) {
				at->start = moved_offset(from->text, from->text_length, at->start);
				at->end = moved_offset(from->text, from->text_length, at->end);
			}
			if (!span_is_sound(self->text, *at)) {
				error_set(error, BEDE_ERROR_INPUT, "the %s of pair %zu starts or ends within a character; give "
					"offsets of whole characters", side ? "recipient" : "actor", i + 1);
				return false;
			}
		}
	}
	self->pairs = pairs;
	self->pair_count = from->pair_count;
	return true;
}

static slice take_string(arena *memory, const char *string)
{
	size_t replaced;
	return string && *string ? utf8_repair(memory, slice_of(string), &replaced) : (slice){NULL, 0};
}

static bool is_blank(slice text)
{
	for (size_t at = 0; at < text.length;)
		if (!utf8_is_space(utf8_next(text.at, text.length, &at)))
			return false;
	return true;
}

bool document_prepare(document *self, arena *memory, const bede_document *from, bede_error *error)
{
	*self = (document){0};
	if (!from->text && from->text_length) {
		error_set(error, BEDE_ERROR_USAGE, "a document without text; set 'text' and 'text_length'");
		return false;
	}
	if (from->text_length > DOCUMENT_BYTES) {
		error_set(error, BEDE_ERROR_INPUT, "the document has %zu bytes, more than the limit of %u MiB; split it into "
			"reports, one a file or one a line of JSON", from->text_length, DOCUMENT_BYTES >> 20);
		return false;
	}
	size_t skip = bom_length(from->text, from->text_length);
	slice given = {from->text ? from->text + skip : "", from->text_length - skip};
	if (is_blank(given)) {
		error_set(error, BEDE_ERROR_INPUT, "the document is empty; give it a text or leave it out");
		return false;
	}
	if (from->date && *from->date && !date_parse(slice_of(from->date), &self->date)) {
		error_set(error, BEDE_ERROR_INPUT, "the date '%.40s' is no day of the calendar; write it as YYYY-MM-DD",
			from->date);
		return false;
	}
	self->text = utf8_repair(memory, given, &self->bytes_replaced);
	self->id = take_string(memory, from->id);
	if (!self->id.length)
		self->id = slice_of(arena_print(memory, "%016llx",
			(unsigned long long)XXH3_64bits(self->text.at, self->text.length)));
	self->url = take_string(memory, from->url);
	self->title = take_string(memory, from->title);
	self->publisher = take_string(memory, from->publisher);
	self->language = take_string(memory, from->language);
	self->conllu = take_string(memory, from->conllu);
	utf8_index_build(&self->points, memory, self->text);
	return take_pairs(self, memory, from, error);
}
