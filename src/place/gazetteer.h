/* gazetteer.h — the gazetteer's inside: look-up of names, countries and word classes. */
#ifndef BEDE_PLACE_GAZETTEER_H
#define BEDE_PLACE_GAZETTEER_H

#include "base/table.h"
#include "place/place.h"

#define NAME_NONE UINT32_MAX

/* Classes of words.tsv, as bits. */
enum word_class {
	WORD_AT = 1, WORD_UPON = 2, WORD_TO = 4, WORD_FROM = 8, WORD_OF = 16, WORD_MOVE = 32, WORD_HEAD = 64,
	WORD_AREA = 128, WORD_TOWN = 256, WORD_WATER = 512, WORD_PART = 1024, WORD_OFFICE = 2048
};

/* A name of a place; names that are spelled alike form a chain. */
typedef struct place_name {
	uint32_t entry, next;         /* next: NAME_NONE at the end */
	bool capitals;                /* an acronym: counts only in capitals */
} place_name;

/* Names and words stand folded: lower case, no diacritics, one blank between words. */
size_t gazetteer_names(const gazetteer *self, slice folded, uint32_t *first);  /* number of names; 0: none */
const place_name *gazetteer_name(const gazetteer *self, uint32_t name);
const place_entry *gazetteer_entry(const gazetteer *self, uint32_t entry);
/* Length in bytes of the longest name that begins with this word (gazetteer_first_word); 0: there is none. */
size_t gazetteer_reach(const gazetteer *self, slice first_word);
/* What stands before the first blank or mark. */
slice gazetteer_first_word(slice folded);
/* 1-based number of the country that the folded adjective names, of the country with this code; 0: none. */
uint32_t gazetteer_adjective(const gazetteer *self, slice folded);
uint32_t gazetteer_country(const gazetteer *self, const char *code);
uint32_t gazetteer_country_count(const gazetteer *self);
/* Classes of a lemma. */
unsigned gazetteer_word(const gazetteer *self, slice lemma);
/* A copy as names are compared. */
slice gazetteer_fold(arena *memory, slice text);

#endif
