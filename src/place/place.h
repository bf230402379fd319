/*
 * place.h — what `place` hands on: toponyms of a document and the places that they name.
 *
 * A toponym also knows what it hangs on in the tree (its host) and how, so that the place of an event can be read off
 * without looking at words again:
 *
 *     shelled a village near Kursk      Kursk: host "village", near ─▶ PLACE_AT
 *     the Kursk offensive               Kursk: host "offensive"     ─▶ PLACE_NAME
 *     on the outskirts of Kyiv          "outskirts" passes it on: host is what the outskirts hang on
 */
#ifndef BEDE_PLACE_PLACE_H
#define BEDE_PLACE_PLACE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "read/document.h"
#include "syntax/syntax.h"
#include "text/text.h"

typedef struct gazetteer gazetteer;

typedef struct place_entry {
	slice name;                   /* GeoNames' main name */
	uint32_t geonameid;           /* 0: unknown */
	double lat, lon;
	bool has_coordinates;
	char country[4];              /* ISO 3166-1 alpha-3 */
	slice country_name, province; /* {NULL,0}: unknown or itself */
	char feature_class[2];
	char feature_code[8];
	uint32_t population;
	int resolution;               /* PLOVER: 5 below city, 4 city, 3 district, 2 province, 1 country */
	bool is_city;                 /* a country or territory that is one city: its name is a place as a city's is */
} place_entry;

/* How a toponym hangs on its host, best place of an event first. */
typedef enum place_link {
	PLACE_AT,                     /* in, at, near … */
	PLACE_NAME,                   /* compound or possessive: "the Kursk offensive" */
	PLACE_OBJECT,                 /* object, "of", "on": what is attacked or taken */
	PLACE_TO,                     /* goal of a movement */
	PLACE_FROM,                   /* origin of a movement */
	PLACE_UNLINKED                /* subject, agent, or nothing that makes it a place of anything */
} place_link;

typedef struct toponym {
	uint32_t first, end;          /* tokens, end exclusive */
	const place_entry *entry;     /* NULL: a place by its context, but not known */
	int32_t head;                 /* token that heads it */
	int32_t host;                 /* token that it hangs on, -1: none */
	place_link link;
	bool dateline;
} toponym;

typedef struct places {
	toponym *items;               /* by first token; they don't overlap */
	uint32_t count;
	const toponym *dateline;      /* where the report was written; NULL */
} places;

/* Opens the compiled gazetteer; *error if that cannot be read, is damaged or of another version, or memory ran out. */
gazetteer *gazetteer_open(const char *path, bede_error *error);
/* Lays a user's own places on it: a folder of text files as in lexicon/<language>/places/ (FORMAT.md there), each of
 * which may be missing. Once, before the gazetteer is shared by threads. Bad lines go to `problems` and are left out;
 * false and *error if a file cannot be read or memory ran out. */
bool gazetteer_add(gazetteer *self, const char *folder, report *problems, bede_error *error);
/* The compiled form of such a folder, in which no file may be missing; `shown` is how problems name the folder. */
bool gazetteer_compile(const char *folder, const char *shown, report *problems, strbuf *out, bede_error *error);
/* Was the built-in gazetteer compiled from what gives these bytes? */
bool gazetteer_is(const gazetteer *self, const strbuf *compiled);
void gazetteer_close(gazetteer *self);
/* How many places there are. */
size_t gazetteer_size(const gazetteer *self);

/* Finds the document's toponyms and decides which place each one is, by the words beside it, the countries that the
 * report names, and the places' sizes. */
void place_read(const gazetteer *gazetteer, const document *document, const text *text, const syntax *syntax,
	arena *memory, places *out);

/* The place of the event at `trigger`: bound through the tree (obl and nmod with in, at, near, to …), or NULL. The
 * dateline is not given here: that somebody writes from a city doesn't put the event there. */
const toponym *place_of(const places *self, const text *text, const syntax *syntax, uint32_t trigger);

#endif
