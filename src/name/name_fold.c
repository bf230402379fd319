/* name_fold.c — the form in which names are compared: without diacritics, apostrophes straight, hyphens as blanks. */
#include <string.h>

#include "base/utf8.h"
#include "name/actor_lexicon.h"

static bool letter(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

slice name_start(slice folded)
{
	size_t length = 0;
	while (length < folded.length && letter((unsigned char)folded.at[length]))
		length++;
	return (slice){folded.at, length || !folded.length ? length : 1};
}

slice name_last_word(slice name)
{
	size_t start = name.length;
	while (start > 0 && name.at[start - 1] != ' ')
		start--;
	return (slice){name.at + start, name.length - start};
}

/* Length of the apostrophe or hyphen beyond ASCII at `at`, 0 if it is none; *as is what stands for it. */
static size_t mark(const char *at, size_t left, char *as)
{
	if (left < 3 || (unsigned char)at[0] != 0xE2 || (unsigned char)at[1] != 0x80)
		return 0;
	unsigned char last = (unsigned char)at[2];
	if (last == 0x98 || last == 0x99)
		*as = '\'';
	else if (last == 0x90 || last == 0x91)
		*as = ' ';
	else
		return 0;
	return 3;
}

slice name_fold(arena *memory, slice text)
{
	bool plain = true, ascii = true;
	for (size_t i = 0; i < text.length; i++) {
		if ((unsigned char)text.at[i] >= 0x80)
			plain = ascii = false;
		else if (text.at[i] == '-')
			plain = false;
	}
	if (plain)
		return text;
	slice from = ascii ? text : utf8_fold(memory, text);
	char *to = arena_alloc(memory, from.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < from.length;) {
		char as = from.at[i];
		size_t taken = mark(from.at + i, from.length - i, &as);
		if (as == '-')
			as = ' ';
		i += taken ? taken : 1;
		to[length++] = as;
	}
	return (slice){to, length};
}
