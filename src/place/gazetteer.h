/* gazetteer.h — the gazetteer's inside: look-up of names, countries and word classes. */
#ifndef BEDE_PLACE_GAZETTEER_H
#define BEDE_PLACE_GAZETTEER_H

#include "base/strbuf.h"
#include "place/gazetteer_form.h"
#include "place/place.h"

/* Classes of words.tsv, as bits. */
enum word_class {
	WORD_AT = 1, WORD_UPON = 2, WORD_TO = 4, WORD_FROM = 8, WORD_OF = 16, WORD_MOVE = 32, WORD_HEAD = 64,
	WORD_AREA = 128, WORD_TOWN = 256, WORD_WATER = 512, WORD_PART = 1024, WORD_OFFICE = 2048, WORD_COMMON = 4096,
	WORD_PERSON = 8192, WORD_TITLE = 16384, WORD_LOCAL = 32768, WORD_PORTION = 65536, WORD_BODY = 131072,
	WORD_SEAT = 262144, WORD_CAPITAL = 524288
};

/* The places of a name, in the order of the lexicon's files. Two names are one if their `links` are. */
typedef struct name_places {
	const uint32_t *links;        /* NULL: the name is unknown */
	uint32_t count;
	bool above;                   /* of the user's own gazetteer */
} name_places;

/* Names and words stand folded: lower case, no diacritics, one blank between words. */
/* Acronyms ("US") are only found where the text has capitals. */
name_places gazetteer_find(const gazetteer *self, slice folded, bool in_capitals);
/* Number of a name's place, which stands for the place itself: equal numbers, one place. */
uint32_t gazetteer_place(const gazetteer *self, name_places name, uint32_t index);

const place_row *gazetteer_row(const gazetteer *self, uint32_t place);
const place_kind *gazetteer_kind(const gazetteer *self, uint32_t place);
int gazetteer_resolution(const gazetteer *self, uint32_t place);
/* The place's first-level division, or ROW_NONE. */
uint32_t gazetteer_province(const gazetteer *self, uint32_t place);
/* 1-based number of its country, 0: none. */
uint32_t gazetteer_country_of(const gazetteer *self, uint32_t place);
/* The place as it is handed on, in `memory`; strings are the gazetteer's. */
place_entry *gazetteer_entry(const gazetteer *self, uint32_t place, arena *memory);

/* Length in bytes of the longest name that may begin so (gazetteer_first_word, gazetteer_first_words); 0: none does. */
size_t gazetteer_reach(const gazetteer *self, slice beginning);
/* What stands before the first blank or mark; before the second blank. */
slice gazetteer_first_word(slice folded);
slice gazetteer_first_words(slice folded);
/* 1-based number of the country that the folded adjective names; 0: none. */
uint32_t gazetteer_adjective(const gazetteer *self, slice folded);
/* The country itself, by its number, and its capital; ROW_NONE: not known. */
uint32_t gazetteer_country_place(const gazetteer *self, uint32_t country);
uint32_t gazetteer_capital(const gazetteer *self, uint32_t country);
uint32_t gazetteer_country_count(const gazetteer *self);
/* Classes of a lemma. */
unsigned gazetteer_word(const gazetteer *self, slice lemma);
/* A copy as names are compared. */
slice gazetteer_fold(arena *memory, slice text);
/* The same, in the buffer where that is enough: for a look-up. */
#define GAZETTEER_BUFFER 128
slice gazetteer_fold_in(arena *memory, slice text, char buffer[GAZETTEER_BUFFER]);

/* gazetteer_compile (place.h) for a gazetteer that will lie on another one; then each file may be missing. */
bool gazetteer_compile_on(const gazetteer *below, const char *folder, const char *shown, report *problems, strbuf *out,
	bede_error *error);

#endif
