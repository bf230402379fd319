/* place_reading.h — what the steps of place.c share: a document's candidates on their way to toponyms. */
#ifndef BEDE_PLACE_PLACE_READING_H
#define BEDE_PLACE_PLACE_READING_H

#include "place/gazetteer.h"
#include "place/place.h"

typedef struct candidate {
	uint32_t first, end;
	name_places names;
	int32_t head;
	uint32_t country;             /* of the phrase: 1-based, 0: none */
	unsigned kind;                /* WORD_AREA, WORD_TOWN, WORD_WATER or 0 */
	unsigned doubtful;            /* WORD_COMMON, WORD_PERSON: rather that than a place; 0 */
	bool dateline, sure;
	bool is_country, wide;        /* a country has the name, too; a country, a first-level division or a region has */
	uint32_t place;               /* ROW_NONE: none fits */
	const place_entry *entry;     /* of `place`, or of one that the gazetteer lacks */
} candidate;

typedef struct place_reading {
	const gazetteer *gazetteer;
	const document *document;
	const text *text;
	const syntax *syntax;
	arena *memory;
	uint32_t *votes;              /* [countries + 1] by 1-based number; [0]: of all */
	uint32_t *country_at;         /* [tokens] country that a name or adjective at this token gives, 0: none */
	unsigned *words;              /* [tokens] classes of the lemma */
	VECTOR(candidate) candidates;
	VECTOR(uint32_t) divisions;   /* places that the report may name */
	VECTOR(const uint32_t *) people;  /* names (links) that are part of a person's name somewhere in the report */
} place_reading;

static inline const node *node_at(const place_reading *self, int32_t token)
{
	return &self->syntax->nodes[token];
}

static inline bool is_populated(const place_reading *self, uint32_t place)
{
	return gazetteer_kind(self->gazetteer, place)->feature_class[0] == 'P';
}

static inline bool is_division(const place_reading *self, uint32_t place)
{
	return gazetteer_kind(self->gazetteer, place)->feature_class[0] == 'A'
		&& gazetteer_resolution(self->gazetteer, place) > 1;
}

/* ---- place_find.c ---- */

/* Fills `candidates`, and the votes for countries that names and adjectives are. */
void place_find(place_reading *self);

slice words_between(const place_reading *self, uint32_t first, uint32_t end);
/* Classes of the preposition at a token; 0: none. */
unsigned case_classes(const place_reading *self, int32_t token);
/* "Clearwater, Florida": the treebanks hang the city on the state as a compound, with the comma between. */
bool is_before_comma(const place_reading *self, const candidate *at);

/* ---- place_resolve.c ---- */

/* Which place each candidate is, and whether it is one. */
void place_resolve(place_reading *self);

#endif
