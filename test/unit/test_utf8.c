/* test_utf8.c — Unicode, well formed and not. */
#include "unit.h"

#include <string.h>

#include "base/utf8.h"

/* Each is invalid from its first byte on; `invalid` counts the bytes that are. */
static const struct { const char *bytes; size_t length, invalid; } damaged[] = {
	{"\x80", 1, 1},                      /* a continuation alone */
	{"\xC3", 1, 1},                      /* truncated: 2 bytes */
	{"\xE2\x82", 2, 2},                  /* truncated: 3 bytes */
	{"\xF0\x9F\x98", 3, 3},              /* truncated: 4 bytes */
	{"\xC3(", 2, 1},                     /* no continuation */
	{"\xE2\x82x", 3, 2},
	{"\xC0\xAF", 2, 2},                  /* overlong '/' */
	{"\xE0\x80\xAF", 3, 3},
	{"\xF0\x80\x80\xAF", 4, 4},
	{"\xC1\xBF", 2, 2},
	{"\xE0\x9F\xBF", 3, 3},
	{"\xF0\x8F\xBF\xBF", 4, 4},
	{"\xED\xA0\x80", 3, 3},              /* surrogates */
	{"\xED\xBF\xBF", 3, 3},
	{"\xF4\x90\x80\x80", 4, 4},          /* behind U+10FFFF */
	{"\xF5\x80\x80\x80", 4, 4},
	{"\xFE", 1, 1}, {"\xFF", 1, 1},
};

static void encodes_what_it_decodes(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= 0x10FFFF; c += c < 0x900 ? 1 : 37) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		char bytes[4];
		size_t length = utf8_encode(c, bytes), forwards = 0, backwards = length;
		assert_int_equal(utf8_next(bytes, length, &forwards), c);
		assert_int_equal(forwards, length);
		assert_int_equal(utf8_previous(bytes, &backwards), c);
		assert_int_equal(backwards, 0);
		assert_int_equal(utf8_count_invalid(bytes, length), c == 0);
	}
	char bytes[4];
	assert_int_equal(utf8_encode(0xD800, bytes), 3);
	assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
	assert_int_equal(utf8_encode(0x110000, bytes), 3);
}

static void sees_damage(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
		size_t offset = 0;
		assert_int_equal(utf8_next(damaged[i].bytes, damaged[i].length, &offset), 0xFFFD);
		assert_int_equal(offset, 1);
		assert_int_equal(utf8_count_invalid(damaged[i].bytes, damaged[i].length), damaged[i].invalid);
		size_t steps = 0;
		for (size_t end = damaged[i].length; end > 0; steps++) {
			size_t before = end;
			utf8_previous(damaged[i].bytes, &end);
			assert_true(end < before);
		}
		assert_int_equal(steps, damaged[i].length);
	}
}

static void repair_damage(void *memory)
{
	size_t replaced = 99;
	assert_slice(utf8_repair(memory, SLICE("caf\xC3\xA9"), &replaced), "caf\xC3\xA9");
	assert_int_equal(replaced, 0);
	assert_slice(utf8_repair(memory, SLICE("caf\xE9!"), &replaced), "caf\xEF\xBF\xBD!");
	assert_int_equal(replaced, 1);
	assert_slice(utf8_repair(memory, (slice){"a\0b", 3}, &replaced), "a\xEF\xBF\xBD" "b");
	assert_int_equal(replaced, 1);
	assert_slice(utf8_repair(memory, (slice){0}, NULL), "");
	for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
		slice mended = utf8_repair(memory, (slice){damaged[i].bytes, damaged[i].length}, &replaced);
		assert_int_equal(replaced, damaged[i].invalid);
		assert_int_equal(utf8_count_invalid(mended.at, mended.length), 0);
		assert_int_equal(mended.length, damaged[i].length + 2 * damaged[i].invalid);
	}
}

static void repairs_damage(void **state)
{
	(void)state;
	with_arena(repair_damage);
}

static void change_case(void *memory)
{
	assert_slice(utf8_lower(memory, SLICE("SEOUL, South Korea")), "seoul, south korea");
	assert_slice(utf8_lower(memory, SLICE("ÉCOLE Æ Жуков Σ")), "école æ жуков σ");
	assert_slice(utf8_lower(memory, SLICE("\xC8\xBA")), "\xE2\xB1\xA5");       /* two bytes become three */
	assert_slice(utf8_lower(memory, (slice){0}), "");
	assert_slice(utf8_lower(memory, SLICE("A\xFF" "B")), "a\xEF\xBF\xBD" "b");
}

static void lowers_case(void **state)
{
	(void)state;
	with_arena(change_case);
}

static void fold(void *memory)
{
	assert_slice(utf8_fold(memory, SLICE("plain")), "plain");
	assert_slice(utf8_fold(memory, SLICE("Erdoğan, Łódź, Köln, Øresund, Straße")),
		"Erdogan, Lodz, Koln, Oresund, Strasse");
	assert_slice(utf8_fold(memory, SLICE("Nguyễn Thị Ånge Ǿ")), "Nguyen Thi Ange O");
	assert_slice(utf8_fold(memory, SLICE("e\xCC\x81t")), "et");
	assert_slice(utf8_fold(memory, SLICE("Київ “йод” ≠ 한국")), "Київ “йод” ≠ 한국");
	assert_slice(utf8_fold(memory, (slice){0}), "");
}

static void folds_latin_letters_only(void **state)
{
	(void)state;
	with_arena(fold);
}

static void knows_categories(void **state)
{
	(void)state;
	assert_true(utf8_is_letter('a') && utf8_is_letter(0xE9) && utf8_is_letter(0x4E2D) && utf8_is_letter(0x416));
	assert_false(utf8_is_letter('1') || utf8_is_letter(0x2019) || utf8_is_letter('[') || utf8_is_letter('@'));
	assert_true(utf8_is_upper('A') && utf8_is_upper(0xC9) && utf8_is_upper(0x416));
	assert_false(utf8_is_upper('a') || utf8_is_upper(0xE9) || utf8_is_upper('1'));
	assert_true(utf8_is_lower('z') && utf8_is_lower(0xE9));
	assert_false(utf8_is_lower('Z') || utf8_is_lower(0x4E2D));
	assert_true(utf8_is_digit('7') && utf8_is_digit(0x0663));
	assert_false(utf8_is_digit(0xBD) || utf8_is_digit('x'));
	assert_true(utf8_is_space(' ') && utf8_is_space('\n') && utf8_is_space(0xA0) && utf8_is_space(0x202F)
		&& utf8_is_space(0x3000) && utf8_is_space(0x85) && utf8_is_space(0x2028));
	assert_false(utf8_is_space('x') || utf8_is_space(0x200D) || utf8_is_space(0));
	assert_true(utf8_is_punctuation('.') && utf8_is_punctuation(0x201C) && utf8_is_punctuation(0x2014));
	assert_false(utf8_is_punctuation('$') || utf8_is_punctuation('a') || utf8_is_punctuation(0x20AC));
}

static void check_index(arena *memory, slice text)
{
	utf8_index index;
	utf8_index_build(&index, memory, text);
	uint32_t point = 0;
	for (size_t offset = 0; offset < text.length; point++) {
		assert_int_equal(utf8_index_point(&index, (uint32_t)offset), point);
		assert_int_equal(utf8_index_byte(&index, point), offset);
		utf8_next(text.at, text.length, &offset);
	}
	assert_int_equal(utf8_index_point(&index, (uint32_t)text.length), point);
	assert_int_equal(utf8_index_point(&index, UINT32_MAX), point);
	assert_int_equal(utf8_index_byte(&index, point), text.length);
	assert_int_equal(utf8_index_byte(&index, UINT32_MAX), text.length);
	assert_int_equal(utf8_length(text.at, text.length), point);
}

static void index_texts(void *memory)
{
	check_index(memory, (slice){0});
	check_index(memory, SLICE("plain text"));
	/* Every length around the step of the index, with sequences of each size across its borders. */
	static const char *const letters[] = {"a", "é", "—", "😀"};
	for (size_t length = 1; length < 200; length++) {
		char *bytes = arena_alloc(memory, 4 * length + 1);
		size_t used = 0;
		for (size_t i = 0; i < length; i++) {
			const char *letter = letters[(i * 7 + length) % 4];
			memcpy(bytes + used, letter, strlen(letter));
			used += strlen(letter);
		}
		check_index(memory, (slice){bytes, used});
	}
	char *ascii = arena_alloc(memory, 128);
	memset(ascii, 'x', 128);
	check_index(memory, (slice){ascii, 128});
	memcpy(ascii + 126, "é", 2);
	check_index(memory, (slice){ascii, 128});
}

static void counts_points(void **state)
{
	(void)state;
	with_arena(index_texts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encodes_what_it_decodes),
		cmocka_unit_test(sees_damage),
		cmocka_unit_test(repairs_damage),
		cmocka_unit_test(lowers_case),
		cmocka_unit_test(folds_latin_letters_only),
		cmocka_unit_test(knows_categories),
		cmocka_unit_test(counts_points),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
