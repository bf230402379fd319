/* utf8.c — decoding, checking and folding UTF-8. */
#include "utf8.h"

#include <string.h>

#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD };

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/*
 * Length of the sequence at `bytes`, 0 if it is invalid: RFC 3629, so no overlong forms, no surrogates, nothing behind
 * U+10FFFF. The second byte's range decides all three.
 */
static size_t decode(const unsigned char *bytes, size_t length, uint32_t *out)
{
	unsigned char first = bytes[0];
	if (first < 0x80) {
		*out = first;
		return 1;
	}
	if (first < 0xC2 || first > 0xF4)
		return 0;
	size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
	if (length < size)
		return 0;
	unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
	unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
	if (bytes[1] < low || bytes[1] > high)
		return 0;
	uint32_t c = first & (0xFFu >> (size + 1));
	for (size_t i = 1; i < size; i++) {
		if ((bytes[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | (bytes[i] & 0x3F);
	}
	*out = c;
	return size;
}

uint32_t utf8_next(const char *bytes, size_t length, size_t *offset)
{
	uint32_t c;
	size_t size = decode((const unsigned char *)bytes + *offset, length - *offset, &c);
	if (size == 0) {
		++*offset;
		return REPLACEMENT;
	}
	*offset += size;
	return c;
}

uint32_t utf8_previous(const char *bytes, size_t *offset)
{
	size_t end = *offset;
	for (size_t back = 1; back <= 4 && back <= end; back++) {
		size_t start = end - back;
		if (is_continuation(bytes[start]))
			continue;
		uint32_t c;
		if (decode((const unsigned char *)bytes + start, back, &c) != back)
			break;
		*offset = start;
		return c;
	}
	*offset = end - 1;
	return REPLACEMENT;
}

size_t utf8_encode(uint32_t c, char *out)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = REPLACEMENT;
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

/* Bytes at the front that are ASCII, eight at a time. */
static size_t ascii_prefix(const char *bytes, size_t length)
{
	size_t i = 0;
	for (uint64_t word; i + 8 <= length; i += 8) {
		memcpy(&word, bytes + i, 8);
		if (word & 0x8080808080808080u)
			break;
	}
	while (i < length && (unsigned char)bytes[i] < 0x80)
		i++;
	return i;
}

/* Length of the valid sequence at `offset`, 0 for an invalid byte or NUL. */
static size_t sequence_at(const char *bytes, size_t length, size_t offset)
{
	uint32_t c;
	size_t size = decode((const unsigned char *)bytes + offset, length - offset, &c);
	return size && c ? size : 0;
}

size_t utf8_count_invalid(const char *bytes, size_t length)
{
	size_t invalid = 0;
	for (size_t i = 0; i < length;) {
		size_t size = sequence_at(bytes, length, i);
		invalid += size == 0;
		i += size ? size : 1;
	}
	return invalid;
}

slice utf8_repair(arena *memory, slice text, size_t *replaced)
{
	size_t invalid = utf8_count_invalid(text.at, text.length);
	if (replaced)
		*replaced = invalid;
	if (invalid == 0)
		return (slice){arena_copy(memory, text.at, text.length), text.length};
	char *out = arena_array(memory, text.length + 2 * invalid + 1, 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length;) {
		size_t size = sequence_at(text.at, text.length, i);
		if (size == 0) {
			length += utf8_encode(REPLACEMENT, out + length);
			i++;
			continue;
		}
		memcpy(out + length, text.at + i, size);
		length += size;
		i += size;
	}
	return (slice){out, length};
}

size_t utf8_length(const char *bytes, size_t length)
{
	size_t points = 0;
	for (size_t i = 0; i < length; points++)
		utf8_next(bytes, length, &i);
	return points;
}

slice utf8_lower(arena *memory, slice text)
{
	if (ascii_prefix(text.at, text.length) == text.length) {
		char *out = arena_copy(memory, text.at, text.length);
		for (size_t i = 0; i < text.length; i++)
			if (out[i] >= 'A' && out[i] <= 'Z')
				out[i] = (char)(out[i] - 'A' + 'a');
		return (slice){out, text.length};
	}
	/* Lower case may be longer (U+023A), an invalid byte becomes three. */
	char *out = arena_array(memory, text.length, 3);
	size_t length = 0;
	for (size_t i = 0; i < text.length;) {
		uint32_t c = utf8_next(text.at, text.length, &i);
		length += utf8_encode((uint32_t)utf8proc_tolower((utf8proc_int32_t)c), out + length);
	}
	return (slice){out, length};
}

/* Latin letters that Unicode doesn't decompose. */
static const struct letter_fold { uint16_t letter; char plain[3]; } letter_folds[] = {
	{0x00C6, "AE"}, {0x00D0, "D"}, {0x00D8, "O"}, {0x00DE, "Th"}, {0x00DF, "ss"}, {0x00E6, "ae"}, {0x00F0, "d"},
	{0x00F8, "o"}, {0x00FE, "th"}, {0x0110, "D"}, {0x0111, "d"}, {0x0126, "H"}, {0x0127, "h"}, {0x0131, "i"},
	{0x0141, "L"}, {0x0142, "l"}, {0x014A, "N"}, {0x014B, "n"}, {0x0152, "OE"}, {0x0153, "oe"}, {0x0166, "T"},
	{0x0167, "t"}, {0x0180, "b"}, {0x018F, "A"}, {0x0197, "I"}, {0x019A, "l"}, {0x01B5, "Z"}, {0x01B6, "z"},
	{0x0259, "a"}, {0x0268, "i"}, {0x1E9E, "SS"},
};

/* Appends the plain form of a letter; false if it is no Latin letter or plain already. */
static bool fold_letter(uint32_t c, char *out, size_t *length)
{
	utf8proc_int32_t parts[8];
	int last_class = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 8, UTF8PROC_DECOMPOSE, &last_class);
	uint32_t base = count > 0 ? (uint32_t)parts[0] : c;
	if (base < 0x80 && base != c) {
		bool is_ascii_letter = (base | 0x20) >= 'a' && (base | 0x20) <= 'z';
		if (is_ascii_letter)
			out[(*length)++] = (char)base;
		return is_ascii_letter;
	}
	for (size_t i = 0; i < sizeof letter_folds / sizeof *letter_folds; i++)
		if (letter_folds[i].letter == base) {
			size_t size = strlen(letter_folds[i].plain);
			memcpy(out + *length, letter_folds[i].plain, size);
			*length += size;
			return true;
		}
	return false;
}

slice utf8_fold(arena *memory, slice text)
{
	if (ascii_prefix(text.at, text.length) == text.length)
		return (slice){arena_copy(memory, text.at, text.length), text.length};
	char *out = arena_array(memory, text.length, 3);
	size_t length = 0;
	bool after_latin = false;
	for (size_t i = 0; i < text.length;) {
		uint32_t c = utf8_next(text.at, text.length, &i);
		bool is_mark = c >= 0x300 && c <= 0x36F;
		if (is_mark && after_latin)
			continue;
		if (c >= 0x80 && fold_letter(c, out, &length)) {
			after_latin = true;
			continue;
		}
		after_latin = c < 0x80 && (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
		length += utf8_encode(c, out + length);
	}
	return (slice){out, length};
}

bool utf8_is_letter(uint32_t c)
{
	if (c < 0x80)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_upper(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
	return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z';
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LL;
}

bool utf8_is_digit(uint32_t c)
{
	if (c < 0x80)
		return c >= '0' && c <= '9';
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_space(uint32_t c)
{
	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r');
	if (c == 0x85)
		return true;
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
	return category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP;
}

bool utf8_is_punctuation(uint32_t c)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
	return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
}

enum { INDEX_STEP = 64 };

void utf8_index_build(utf8_index *self, arena *memory, slice text)
{
	*self = (utf8_index){.bytes = text.at, .length = text.length};
	if (ascii_prefix(text.at, text.length) == text.length)
		return;
	uint32_t *count_at = ARENA_ARRAY(memory, text.length / INDEX_STEP + 1, uint32_t);
	uint32_t points = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (i % INDEX_STEP == 0)
			count_at[i / INDEX_STEP] = points;
		points += !is_continuation(text.at[i]);
	}
	if (text.length % INDEX_STEP == 0)
		count_at[text.length / INDEX_STEP] = points;
	self->count_at = count_at;
}

uint32_t utf8_index_point(const utf8_index *self, uint32_t byte)
{
	size_t end = byte < self->length ? byte : self->length;
	if (!self->count_at)
		return (uint32_t)end;
	uint32_t points = self->count_at[end / INDEX_STEP];
	for (size_t i = end / INDEX_STEP * INDEX_STEP; i < end; i++)
		points += !is_continuation(self->bytes[i]);
	return points;
}

uint32_t utf8_index_byte(const utf8_index *self, uint32_t point)
{
	if (!self->count_at)
		return point < self->length ? point : (uint32_t)self->length;
	/* The last block that begins with no more than `point` code points before it holds the one asked for. */
	size_t low = 0, high = self->length / INDEX_STEP;
	while (low < high) {
		size_t middle = low + (high - low + 1) / 2;
		if (self->count_at[middle] <= point)
			low = middle;
		else
			high = middle - 1;
	}
	uint32_t points = self->count_at[low];
	for (size_t i = low * INDEX_STEP; i < self->length; i++) {
		if (is_continuation(self->bytes[i]))
			continue;
		if (points++ == point)
			return (uint32_t)i;
	}
	return (uint32_t)self->length;
}
