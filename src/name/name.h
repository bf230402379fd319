/*
 * name.h — what `name` hands on: mentions of actors (people, bodies, states, groups), each resolved as far as the
 * report and the lexicon allow.
 *
 * A mention is a noun phrase or a pronoun. It stands for one or more parties ("American and Ukrainian officials": two;
 * "the two countries": two; a bare "he" that could not be resolved: none). How a party was found is kept, since later
 * stages trust some ways more than others.
 */
#ifndef BEDE_NAME_NAME_H
#define BEDE_NAME_NAME_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "base/slice.h"
#include "bede.h"
#include "read/document.h"
#include "syntax/syntax.h"
#include "text/text.h"

/* Country and sector codes are short strings kept inline; "" is "none". */
typedef struct actor_code {
	char country[4];        /* ISO 3166-1 alpha-3 or IGO UNO EUR NGO ISM IMG MNC */
	char sector[4];         /* GOV MIL … */
} actor_code;

typedef enum entity_type {
	ENTITY_NONE, ENTITY_PERSON, ENTITY_ORG, ENTITY_GPE, ENTITY_LOC, ENTITY_NORP, ENTITY_FAC, ENTITY_EVENT
} entity_type;

typedef enum party_origin {
	PARTY_NAME,             /* a name of the lexicon */
	PARTY_DESCRIBED,        /* unknown name, coded by its description or title in the report */
	PARTY_SHORT_NAME,       /* short form of a name of this report ("Kim" after "Kim Jong Un") */
	PARTY_AGENT,            /* agent noun with a country or body in its phrase ("North Korean troops") */
	PARTY_PRONOUN,          /* antecedent in the report */
	PARTY_DEFINITE,         /* "the agency", "the North", "the two countries" */
	PARTY_AGENT_ALONE,      /* agent noun without a country: sector only */
	PARTY_AGENT_DEFAULT,    /* agent noun, country from the report's main country: inferred */
	PARTY_MEMORY,           /* the opponent in the report's conflict: inferred */
	PARTY_FILLED            /* taken over from elsewhere in the clause: inferred */
} party_origin;

typedef struct party {
	actor_code code;
	slice identifier;       /* full name: "Kim Jong Un"; {NULL,0}: none known */
	slice office;           /* held on the report's date; {NULL,0}: unknown */
	slice source;           /* lexicon place, "lexicon/en/actors/countries.tsv:12"; {NULL,0} */
	party_origin origin;
	uint32_t entity;        /* number of the entity in this report; mentions of one entity share it */
} party;

typedef struct mention {
	uint32_t head;          /* token that heads the phrase */
	uint32_t first, end;    /* tokens of its shortest full name phrase, end exclusive; contains head */
	uint32_t name_first, name_end;  /* the proper name within it, without title and modifiers; equal: it has none */
	entity_type type;
	party *parties;
	uint32_t party_count;   /* 0: a mention that stays unknown */
	bool pronoun;
	bool speaker;           /* "we", "my": whoever speaks, which `source` knows */
	bool plural;
	bool possessive;        /* "Russia's", "its" */
	bool adjective;         /* "Russian" before a noun: an origin, no party of its own unless the noun is an event */
	bool place_like;        /* GPE/LOC in a place phrase ("in Washington"): a place more than an actor */
	bool city;              /* names a capital or a part of a state: before an event, where it happens ("Paris attack") */
	bool agent_noun;        /* headed by a noun of the agent lexicon */
	int32_t antecedent;     /* mention that it was resolved to; -1: none */
	uint32_t entity;        /* without a party: number of the entity in this report, or ENTITY_UNKNOWN */
} mention;

#define MENTION_NONE (-1)
#define ENTITY_UNKNOWN UINT32_MAX

typedef struct names {
	mention *mentions;      /* by first token */
	uint32_t count;
	int32_t *mention_of;    /* [token_count] the innermost mention whose phrase covers the token, or MENTION_NONE */
	int32_t *mention_headed;/* [token_count] the mention headed by this token, or MENTION_NONE */
	actor_code main_country;/* of the report, for bare agents ("police"); "" if none stands out */
	actor_code conflict[2]; /* the pair of the report's main conflict or dyad; "" if none */
	uint32_t entity_count;
} names;

/* ---- lexicon: actors and agents (lexicon/<language>/actors/, FORMAT.md there) ---- */

typedef struct name_lexicon name_lexicon;

/* The compiled lexicon, mapped from the file `path`. NULL and *error if it cannot be read or is damaged, and with
 * *stale if the text files of `folder` have changed since it was compiled (NULL: not looked at). */
name_lexicon *name_lexicon_open(const char *path, const char *folder, bool *stale, bede_error *error);
/* Writes the compiled form: the whole file under its name, or none. */
bool name_lexicon_save(const name_lexicon *self, const char *path, bede_error *error);
void name_lexicon_free(name_lexicon *self);

/* The lexicon from its text files, which may be freed once it is finished. */
typedef struct name_builder name_builder;

/* NULL if memory ran out. */
name_builder *name_builder_new(void);
void name_builder_free(name_builder *self);
/* Loads every file of `folder`; a second call with the user's folder adds to it. False and *error if nothing could be
 * read or memory ran out; bad lines go to `problems` and are left out. */
bool name_builder_load(name_builder *self, const char *folder, const char *shown_as, report *problems,
	bede_error *error);
/* The same for a folder of actor and agent dictionaries in PETRARCH2's formats (doc/petrarch.md); call it between the
 * lexicon that they are laid on and the user's own. */
bool name_builder_load_petrarch(name_builder *self, const char *folder, report *problems, bede_error *error);
/* Once, behind the last folder. NULL and *error if memory ran out. */
name_lexicon *name_builder_finish(name_builder *self, bede_error *error);

/* Country code of a country name, demonym, or capital; "" if it is none. */
actor_code name_lexicon_country(const name_lexicon *self, slice name);
/* English short name of a country by its code; {NULL,0} if it has none. */
slice name_lexicon_country_name(const name_lexicon *self, const char *code);
/* The role that the person of this canonical name held for most of the days [first, last], since 1970; false if there
 * is no such person, or no such role. `office` points into the lexicon. */
bool name_lexicon_role(const name_lexicon *self, slice name, int32_t first, int32_t last, actor_code *code,
	slice *office);
/* Sector of an agent noun's lemma ("troop" → MIL); NULL if it is none. */
const char *name_lexicon_agent(const name_lexicon *self, slice lemma);
/* How many names and actors there are. */
void name_lexicon_size(const name_lexicon *self, size_t *names, size_t *actors);

/* ---- what the lexicon knows of a name (who.c) ---- */

/* A line of the lexicon. */
typedef struct known_role {
	actor_code code;
	const char *type, *kind; /* "PERSON", "demonym" …, as in the file */
	int32_t from, to;       /* days since 1970, inclusive; INT32_MIN and INT32_MAX: open */
	slice office, source;   /* columns of the file */
	slice place;            /* "lexicon/en/actors/people.tsv:863" */
	bool counts;            /* the line that a report of the day is read with */
} known_role;

typedef struct known_actor {
	slice name;             /* the canonical one */
	slice *names;           /* all, in the order of the lexicon, the canonical one first */
	known_role *roles;      /* in time, those without dates first */
	uint32_t name_count, role_count;
	const char *type;
	actor_code code;        /* on the day; of somebody who has left office ELI, as in a report */
	slice office;           /* {NULL,0}: none on that day */
	bool in_force;          /* false: the code is what is left before, between or after the dated roles */
	bool by_short_form;     /* the name stands for the actor only in a report that has given the full one */
	bool preferred;         /* of several, the one that a report is read with where nothing else tells */
} known_actor;

typedef struct known_actors {
	known_actor *items;     /* the preferred one first, then in the order of the lexicon */
	uint32_t count;
	slice *nearest;         /* for an unknown name: up to NEAREST_MOST names that come near, nearest first */
	uint32_t nearest_count;
} known_actors;

enum { NEAREST_MOST = 5 };

/* Names are compared as they are in texts. `on` without a day: as for a report that has no date. */
void name_lexicon_who(const name_lexicon *self, slice name, date on, arena *memory, known_actors *out);

/* Finds and resolves the mentions of a document. */
void name_read(const name_lexicon *lexicon, const document *document, const text *text, const syntax *syntax,
	arena *memory, names *out);

#endif
