/*
 * petrarch.h — dictionaries in PETRARCH2's formats; private to `name`. doc/petrarch.md says what is honoured.
 *
 *     file ─▶ lines ─▶ block (names, dated codes) ─▶ lines and aliases of the actor lexicon
 *                   └▶ agent (phrase, plural, code) ─▶ agents of the actor lexicon
 */
#ifndef BEDE_NAME_PETRARCH_H
#define BEDE_NAME_PETRARCH_H

#include "name/name_builder.h"

/* What is lost of a CAMEO actor code when it is put into PLOVER's. */
typedef enum cameo_loss {
	CAMEO_WHOLE,              /* nothing that PLOVER has a code for */
	CAMEO_NOBODY,             /* "---": nobody on these days */
	CAMEO_REGION,             /* a part of the world instead of a state: the sector may be left */
	CAMEO_PART,               /* its first code is not known: the sector may be left */
	CAMEO_FAULTY              /* not made of codes of three letters */
} cameo_loss;

/* "PSEGOVHAM" → PSE GOV: the state or kind of organisation, and the first sector that PLOVER knows. */
cameo_loss cameo_to_plover(slice cameo, actor_code *out);

/* A PLOVER code that is a state's, none of the organisations'. */
bool cameo_is_state(const char *code);

/* `YYMMDD` (years to 30 are 20YY) or `YYYYMMDD` as days since 1970; false if it is no day of the calendar. */
bool petrarch_day(slice text, int32_t *out);

enum { PETRARCH_FORMS = 6, PETRARCH_NAME_MOST = 200 };

/* The forms in which a dictionary's name (without '_' and brackets, one blank between words) may stand in a text, on
 * the lexicon's arena, the most usual one first; how many. */
size_t petrarch_forms(name_builder *lexicon, slice name, slice out[PETRARCH_FORMS]);

/* What is well formed but has no counterpart here: told once for each kind, with the first place and how often. */
typedef enum petrarch_note {
	NOTE_NOBODY, NOTE_REGION, NOTE_PART, NOTE_PLACE, NOTE_CALENDAR, NOTE_AGENT, NOTE_FILE, NOTE_COUNT
} petrarch_note;

typedef struct petrarch_reader {
	name_builder *lexicon;
	report *problems;
	const char *shown;        /* path of the file */
	uint32_t file;            /* its number in the lexicon */
	slice rest;
	unsigned row;             /* of the line last read, 1-based */
	bool in_comment;          /* within <!-- … --> */
	struct petrarch_noted {
		const char *shown;
		unsigned row;
		unsigned long count;
		slice what;
	} notes[NOTE_COUNT];
} petrarch_reader;

/* The next line with something on it, without comments and outer white space; false at the end. */
bool petrarch_line(petrarch_reader *self, slice *line);
void petrarch_noted(petrarch_reader *self, petrarch_note kind, unsigned row, slice what);
/* Tells what is wrong with the line last read. */
void petrarch_wrong(petrarch_reader *self, unsigned row, const char *what, slice at);
/* Takes the text before `mark` off the front of *rest, and the mark; false if the mark is not there. */
bool petrarch_until(slice *rest, char mark, slice *part);
/* '_' and runs of white space as one blank, trimmed, on the lexicon's arena; what stands in brackets goes to
 * *bracket, if that is not NULL. */
slice petrarch_words(name_builder *lexicon, slice phrase, slice *bracket);

void petrarch_read_actors(petrarch_reader *self);
void petrarch_read_agents(petrarch_reader *self);

#endif
