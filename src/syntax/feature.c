/* feature.c — keys of a word's parts. */
#include "syntax/feature.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/utf8.h"

/* Longer words are looked at only so far; no word of a language is. */
#define LONGEST 64

uint64_t feature_key(unsigned slot, slice string)
{
	uint64_t key = XXH3_64bits_withSeed(string.at, string.length, slot + 1);
	return key ? key : 1;
}

size_t feature_find(const uint64_t *keys, size_t count, uint64_t key)
{
	/* hashes are spread evenly: a key stands near its share of the way, and mostly within 512 places of it */
	size_t low = 0, high = count, guess = (size_t)((key >> 32) * count >> 32);
	if (guess > 512 && keys[guess - 512] < key)
		low = guess - 512;
	if (guess + 512 < count && keys[guess + 512] >= key)
		high = guess + 512;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (keys[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && keys[low] == key ? low : SIZE_MAX;
}

enum { FIRST_BITS_BEHIND = 49 };
_Static_assert(FEATURE_STARTS == (uint64_t)1 << (64 - FIRST_BITS_BEHIND), "the index is by a key's first bits");

void feature_index(const uint64_t *keys, uint32_t count, uint32_t starts[FEATURE_STARTS + 1])
{
	uint32_t at = 0;
	for (uint64_t bits = 0; bits <= FEATURE_STARTS; bits++) {
		while (at < count && keys[at] >> FIRST_BITS_BEHIND < bits)
			at++;
		starts[bits] = at;
	}
}

size_t feature_find_by(const uint32_t starts[FEATURE_STARTS + 1], const uint64_t *keys, uint64_t key)
{
	size_t bits = (size_t)(key >> FIRST_BITS_BEHIND);
	for (size_t at = starts[bits]; at < starts[bits + 1]; at++)
		if (keys[at] == key)
			return at;
	return SIZE_MAX;
}

uint32_t word_classes_key(slice lower)
{
	return (uint32_t)XXH3_64bits(lower.at, lower.length);
}

uint16_t word_classes_find(const word_classes *self, slice lower)
{
	uint32_t key = word_classes_key(lower);
	size_t low = 0, high = self->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (self->keys[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < self->count && self->keys[low] == key ? self->masks[low] : 0;
}

bool ending_strip(const ending *self, slice word, char *out, size_t room, slice *base)
{
	size_t stem = word.length - self->text_length;
	if (word.length <= self->text_length || stem + self->base_length > room)
		return false;
	if (memcmp(word.at + stem, self->text, self->text_length) != 0)
		return false;
	memcpy(out, word.at, stem);
	memcpy(out + stem, self->base, self->base_length);
	*base = (slice){out, stem + self->base_length};
	return true;
}

static uint16_t classes_of_part(const word_classes *self, slice lower)
{
	uint16_t mask = word_classes_find(self, lower);
	char room[LONGEST + 8], last = lower.length ? lower.at[lower.length - 1] : '\0';
	for (uint32_t i = 0; i < self->ending_count; i++) {
		const ending *e = &self->endings[i];
		slice base;
		/* most end in another letter */
		if (e->text_length && e->text[e->text_length - 1] != last)
			continue;
		if (!(mask & e->form) && ending_strip(e, lower, room, sizeof room, &base) &&
				(word_classes_find(self, base) & e->of))
			mask |= e->form;
	}
	return mask;
}

uint16_t word_classes_of(const word_classes *self, slice lower)
{
	uint16_t mask = classes_of_part(self, lower);
	if (!mask)
		for (size_t i = lower.length; i-- > 1;)
			if (lower.at[i] == '-')
				return classes_of_part(self, (slice){lower.at + i + 1, lower.length - i - 1});
	return mask;
}

static slice cut_long(slice form)
{
	if (form.length <= LONGEST)
		return form;
	size_t end = LONGEST;
	while (end > 0 && ((unsigned char)form.at[end] & 0xC0) == 0x80)
		end--;
	return (slice){form.at, end};
}

/* Runs of upper case, lower case and digits as at most two letters each. */
static size_t write_shape(slice form, char shape[LONGEST])
{
	size_t length = 0, at = 0;
	while (at < form.length && length < 8) {
		uint32_t c = utf8_next(form.at, form.length, &at);
		char kind = c < 128 ? (char)c : '?';
		if (utf8_is_upper(c))
			kind = 'X';
		else if (utf8_is_lower(c))
			kind = 'x';
		else if (utf8_is_digit(c))
			kind = 'd';
		if (length < 2 || shape[length - 1] != kind || shape[length - 2] != kind)
			shape[length++] = kind;
	}
	return length;
}

void feature_keys(const word_classes *classes, arena *memory, slice form, uint64_t keys[FEATURE_SLOTS])
{
	memset(keys, 0, FEATURE_SLOTS * sizeof *keys);
	form = cut_long(form);
	slice lower = utf8_lower(memory, form);
	char cased[LONGEST], shape[LONGEST], *plain = arena_copy(memory, lower.at, lower.length);

	for (size_t i = 0; i < form.length; i++)
		cased[i] = form.at[i] >= '0' && form.at[i] <= '9' ? '0' : form.at[i];
	for (size_t i = 0; i < lower.length; i++)
		if (plain[i] >= '0' && plain[i] <= '9')
			plain[i] = '0';
	slice word = {plain, lower.length};
	if (!slice_equal(form, lower))
		keys[FEATURE_CASED] = feature_key(FEATURE_CASED, (slice){cased, form.length});
	keys[FEATURE_WORD] = feature_key(FEATURE_WORD, word);

	size_t at = word.length;
	for (unsigned i = 0; i < 4 && at > 0; i++) {
		utf8_previous(word.at, &at);
		keys[FEATURE_SUFFIX + i] = feature_key(FEATURE_SUFFIX + i, (slice){word.at + at, word.length - at});
	}
	at = 0;
	for (unsigned i = 0; i < 3 && at < word.length; i++) {
		utf8_next(word.at, word.length, &at);
		keys[FEATURE_PREFIX + i] = feature_key(FEATURE_PREFIX + i, (slice){word.at, at});
	}
	keys[FEATURE_SHAPE] = feature_key(FEATURE_SHAPE, (slice){shape, write_shape(form, shape)});
	uint16_t mask = word_classes_of(classes, lower);
	char bytes[2] = {(char)(mask & 0xFF), (char)(mask >> 8)};
	keys[FEATURE_CLASSES] = feature_key(FEATURE_CLASSES, (slice){bytes, 2});
	for (unsigned i = 0; i < CLASS_BITS; i++)
		if (mask >> i & 1)
			keys[FEATURE_CLASS + i] = feature_key(FEATURE_CLASS + i, (slice){"", 0});
}
