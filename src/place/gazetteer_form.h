/*
 * gazetteer_form.h — the compiled gazetteer: a compiled_file (base/compiled_file.h) of these sections.
 *
 *     ROWS  place_row          the places
 *     KIND  place_kind         GeoNames' classes and codes that rows have
 *     NAME  place_name         names, by bucket, within a bucket by their folded form; one more behind the last
 *     BUCK  uint32_t           [buckets + 1] first name of each bucket; a name's bucket is gazetteer_hash of its folded
 *                              form, modulo the number of buckets, which is a power of two
 *     LINK  uint32_t           rows that have a name, in the order of the text files, those by an acronym last
 *     REAC  uint8_t            [power of two] by gazetteer_hash of how names begin, their first word and what stands
 *                              before the second blank: length in bytes of the longest name that begins so (255: that
 *                              or longer), 0: there is none
 *     CTRY  uint32_t           rows of countries; a country's number is its place here, from 1
 *     ADJV  place_adjective    adjectives of countries
 *     WORD  place_word         words that show places (words.tsv)
 *     TEXT  char               strings, each with a NUL behind it
 *
 * A name's text is its folded form, or what becomes that by writing ASCII capitals small: "Kyiv" stands once for the
 * name that is shown and for the one that is looked up.
 */
#ifndef BEDE_PLACE_GAZETTEER_FORM_H
#define BEDE_PLACE_GAZETTEER_FORM_H

#include <stdint.h>

#include "base/compiled_file.h"
#include "base/slice.h"

#define GAZETTEER_MAGIC "BEDEPLAC"
enum { GAZETTEER_VERSION = 2 };

#define SECTION_ROWS COMPILED_TAG('R', 'O', 'W', 'S')
#define SECTION_KIND COMPILED_TAG('K', 'I', 'N', 'D')
#define SECTION_NAME COMPILED_TAG('N', 'A', 'M', 'E')
#define SECTION_BUCK COMPILED_TAG('B', 'U', 'C', 'K')
#define SECTION_LINK COMPILED_TAG('L', 'I', 'N', 'K')
#define SECTION_REAC COMPILED_TAG('R', 'E', 'A', 'C')
#define SECTION_CTRY COMPILED_TAG('C', 'T', 'R', 'Y')
#define SECTION_ADJV COMPILED_TAG('A', 'D', 'J', 'V')
#define SECTION_WORD COMPILED_TAG('W', 'O', 'R', 'D')
#define SECTION_TEXT COMPILED_TAG('T', 'E', 'X', 'T')

#define ROW_NONE UINT32_MAX
#define DEGREES_NONE INT32_MIN
/* Flags of a link. A row of the gazetteer below is numbered there: a user's own gazetteer lies on the built-in one. */
#define LINK_CAPITALS 0x80000000u     /* an acronym: counts only in capitals */
#define LINK_BELOW 0x40000000u
#define LINK_ROW 0x3fffffffu

typedef struct place_row {
	uint32_t name;                /* in TEXT */
	uint32_t geonameid;           /* 0: unknown */
	int32_t lat, lon;             /* in 1/100000 degree; DEGREES_NONE: unknown */
	uint32_t population;
	uint32_t province;            /* row of the first-level division, may have LINK_BELOW; ROW_NONE */
	char country[3];              /* NULs: none */
	uint8_t kind;
} place_row;

typedef struct place_kind {
	char feature_class[2], feature_code[6];   /* NUL-terminated */
} place_kind;

typedef struct place_name {
	uint32_t text;                /* in TEXT */
	uint32_t links;               /* the first; they end where those of the next name begin */
} place_name;

typedef struct place_adjective {
	uint32_t text, country;       /* number of the country */
} place_adjective;

typedef struct place_word {
	uint32_t text, classes;
} place_word;

_Static_assert(sizeof(place_row) == 28 && sizeof(place_kind) == 8 && sizeof(place_name) == 8, "no gaps in the file");

/* Of a folded name or word; the same on every machine. */
uint32_t gazetteer_hash(slice folded);

#endif
