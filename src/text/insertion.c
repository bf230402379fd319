/*
 * insertion.c — lists of links that a site sets into its sentences and that copying leaves there without marks:
 *
 *     Sen. Ann Example Ann Lee ExampleFirst headline Second headline MORE said on Monday
 *
 * The name of the linked page repeats the name before it and runs into the first headline; a word of the site's own
 * ends the list (layout.tsv). Read as text, the headlines would tell of events in the middle of another sentence.
 */
#include <string.h>

#include "text/text_lexicon.h"

enum {
	NAME_MOST = 90,           /* bytes from the end of the name to where it is repeated */
	LIST_MOST = 900           /* bytes of a list */
};

static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

/* A byte of a letter; those beyond ASCII count as such, but for the first of dashes and quotation marks (U+2000 on). */
static bool is_letter(char c)
{
	return is_lower(c) || (c >= 'A' && c <= 'Z') || ((unsigned char)c >= 0x80 && (unsigned char)c != 0xE2);
}

/* What a headline begins with. */
static bool opens_headline(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/* Where `word` ends as a whole word, the last time within text[from, end); 0: nowhere. */
static size_t last_end_of(slice text, size_t from, size_t end, slice word)
{
	for (size_t at = end; at >= from + word.length && at > 0; at--)
		if (memcmp(text.at + at - word.length, word.at, word.length) == 0 && !is_letter(text.at[at])
			&& (at - word.length == 0 || !is_letter(text.at[at - word.length - 1])))
			return at;
	return 0;
}

/* Behind the word that ends a list which begins at `from`; 0: none does. */
static size_t list_end(const text_lexicon *lexicon, slice text, size_t from, size_t end)
{
	size_t most = end - from > LIST_MOST ? from + LIST_MOST : end;

	for (size_t at = from; at < most;) {
		size_t stop = at;
		while (stop < most && is_letter(text.at[stop]))
			stop++;
		if (stop > at && (stop == end || !is_letter(text.at[stop]))
			&& table_get(&lexicon->link_ends, (slice){text.at + at, stop - at}) != TABLE_NONE)
			return stop;
		at = stop > at ? stop : at + 1;
	}
	return 0;
}

bool find_insertion(const text_lexicon *lexicon, slice text, size_t from, size_t end, size_t *first, size_t *behind)
{
	size_t word = from;

	for (size_t at = from; at + 1 < end; at++) {
		if (!is_letter(text.at[at])) {
			word = at + 1;
			continue;
		}
		if (!is_lower(text.at[at]) || !opens_headline(text.at[at + 1]) || at < word + 1)
			continue;
		size_t reach = word - from > NAME_MOST ? word - NAME_MOST : from;
		size_t named = last_end_of(text, reach, word, (slice){text.at + word, at + 1 - word});
		if (!named)
			continue;
		size_t stop = list_end(lexicon, text, at + 1, end);
		if (!stop)
			continue;
		*first = named;
		*behind = stop;
		return true;
	}
	return false;
}
