/*
 * petrarch_name.c — names of PETRARCH2's dictionaries, which are written in capitals, as texts write them.
 *
 * Texts are compared letter by letter, so a name gets each form that is usual: words of class `small` (reference.tsv)
 * within it in small letters or not, the first one too, the part behind a hyphen in small letters or not, initials in
 * capitals. What initials are is known from the lexicon on which the dictionary is laid: a word that stands there in
 * capitals.
 */
#include <string.h>

#include "base/utf8.h"
#include "name/petrarch.h"

/* A single word of up to so many letters is taken for initials: "Who" at the start of a sentence is not the WHO. */
enum { INITIALS_SURE = 3, INITIALS_LIKELY = 6 };

enum {
	FORM_TITLE = 0,
	FORM_SMALL = 1,           /* small words in small letters, but for the first one */
	FORM_FIRST_SMALL = 2,     /* that one as well */
	FORM_HYPHEN = 4,          /* small letters behind a hyphen: "Ki-moon" */
	FORM_NO_INITIALS = 8      /* no word is taken for initials unless it has dots: "St Mary" */
};

static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return is_capital(c) || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80; }
static char lowered(char c) { return is_capital(c) ? (char)(c - 'A' + 'a') : c; }

static bool has_small_letter(slice name)
{
	for (size_t i = 0; i < name.length; i++)
		if (name.at[i] >= 'a' && name.at[i] <= 'z')
			return true;
	return false;
}

/* A word of the lexicon's reference words, whatever its case. */
static bool is_class(const name_builder *lexicon, slice word, word_class class)
{
	char lower[24];

	if (word.length >= sizeof lower)
		return false;
	for (size_t i = 0; i < word.length; i++)
		lower[i] = lowered(word.at[i]);
	return builder_word(lexicon, (slice){lower, word.length}, class);
}

static slice titled(const char *word, size_t length, char *out)
{
	for (size_t i = 0; i < length; i++)
		out[i] = i ? lowered(word[i]) : word[i];
	return (slice){out, length};
}

/* Letters that are read one by one: single ones, those without a vowel, those that the lexicon has in capitals. */
static bool is_initials(const name_builder *lexicon, slice part)
{
	char title[24];

	if (part.length <= 1)
		return true;
	if (part.length > sizeof title || is_class(lexicon, part, WORD_HONORIFIC))
		return false;
	bool vowel = false;
	for (size_t i = 0; i < part.length; i++)
		vowel = vowel || strchr("AEIOUY", part.at[i]) || (unsigned char)part.at[i] >= 0x80;
	if (!vowel)
		return true;
	return table_get(&lexicon->names, part) != TABLE_NONE
		&& table_get(&lexicon->names, titled(part.at, part.length, title)) == TABLE_NONE;
}

/* One run of letters and digits of a word. `before`: the mark in front of it, '\0' for none; `first`: letters of the
 * word in front of that mark. */
static void write_part(const name_builder *lexicon, slice part, char before, size_t first, int form, char *out)
{
	memcpy(out, part.at, part.length);
	bool lower = is_digit(part.at[0]);
	if (before == '\'')
		lower = part.length < 3 || first > 2;
	else if (before == '-')
		lower = lower || (form & FORM_HYPHEN);
	if (!lower && (part.length <= 1 || (!(form & FORM_NO_INITIALS) && is_initials(lexicon, part))))
		return;
	for (size_t i = lower ? 0 : 1; i < part.length; i++)
		out[i] = lowered(out[i]);
	if (!lower && part.length > 4 && part.at[0] == 'M' && part.at[1] == 'C')
		out[2] = part.at[2];
}

static void write_word(const name_builder *lexicon, slice word, int form, char *out)
{
	char before = '\0';
	size_t first = 0;

	for (size_t i = 0; i < word.length;) {
		size_t end = i;
		while (end < word.length && (is_letter(word.at[end]) || is_digit(word.at[end])))
			end++;
		if (end == i) {
			before = out[i] = word.at[i];
			i++;
			continue;
		}
		write_part(lexicon, (slice){word.at + i, end - i}, before, first, form, out + i);
		first = end - i;
		i = end;
	}
}

static slice write_form(name_builder *lexicon, slice name, int form)
{
	char *out = arena_copy(&lexicon->memory, name.at, name.length);
	slice rest = name, word;

	while (slice_split(&rest, ' ', &word)) {
		size_t at = (size_t)(word.at - name.at);
		bool small = is_class(lexicon, word, WORD_SMALL) && (form & (at ? FORM_SMALL : FORM_FIRST_SMALL));
		for (size_t i = 0; small && i < word.length; i++)
			out[at + i] = lowered(word.at[i]);
		if (small)
			continue;
		/* "AL-QAEDA": a small word may be joined to the next by a hyphen. */
		size_t joined = 0;
		while (joined < word.length && word.at[joined] != '-')
			joined++;
		bool particle = joined && joined < word.length && is_class(lexicon, (slice){word.at, joined}, WORD_SMALL);
		write_word(lexicon, word, particle ? form & ~FORM_HYPHEN : form, out + at);
		if (particle && (form & (at ? FORM_SMALL : FORM_FIRST_SMALL)))
			for (size_t i = 0; i < joined; i++)
				out[at + i] = lowered(word.at[i]);
	}
	return (slice){out, name.length};
}

static size_t add_form(slice *out, size_t count, slice form)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(out[i], form))
			return count;
	if (count < PETRARCH_FORMS)
		out[count++] = form;
	return count;
}

size_t petrarch_forms(name_builder *lexicon, slice name, slice out[PETRARCH_FORMS])
{
	static const int forms[] = {
		FORM_SMALL, FORM_SMALL | FORM_FIRST_SMALL, FORM_SMALL | FORM_HYPHEN, FORM_TITLE, FORM_SMALL | FORM_NO_INITIALS,
	};
	size_t count = 0, letters = 0;

	if (has_small_letter(name)) {
		out[0] = name;
		return 1;
	}
	slice plain = utf8_fold(&lexicon->memory, name);
	while (letters < plain.length && is_capital(plain.at[letters]))
		letters++;
	bool one_word = letters == plain.length;
	if (one_word && letters <= INITIALS_SURE) {
		out[0] = plain;
		return 1;
	}
	/* A common noun in capitals is one only where a text writes it so. */
	char lower[INITIALS_LIKELY + 1];
	for (size_t i = 0; i < letters && i < sizeof lower; i++)
		lower[i] = lowered(plain.at[i]);
	bool noun = one_word && letters <= INITIALS_LIKELY && builder_agent(lexicon, (slice){lower, letters});
	for (size_t i = 0; !noun && i < sizeof forms / sizeof *forms; i++)
		count = add_form(out, count, write_form(lexicon, plain, forms[i]));
	if (one_word && letters <= INITIALS_LIKELY)
		count = add_form(out, count, plain);
	return count;
}
