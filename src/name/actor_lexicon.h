/*
 * actor_lexicon.h — the actor lexicon in memory; private to `name`.
 *
 *     names: folded alias ─▶ chain of links ─▶ line (a dated role, one line of a file) ─▶ actor ─▶ all its lines
 *
 * Aliases are folded (fold.c): no diacritics, straight apostrophes, hyphens as blanks. A document is folded the same
 * way, so one hash look-up for each candidate run of tokens finds a name, whichever way it was tokenised.
 */
#ifndef BEDE_NAME_ACTOR_LEXICON_H
#define BEDE_NAME_ACTOR_LEXICON_H

#include "base/file.h"
#include "base/table.h"
#include "name/name.h"

typedef enum name_kind { KIND_NAME, KIND_DEMONYM, KIND_CAPITAL, KIND_METONYM, KIND_REGION, KIND_SHORT } name_kind;

#define LINE_NONE UINT32_MAX

/* One line of an actor file. */
typedef struct actor_line {
	actor_code code;
	entity_type type;
	name_kind kind;
	int32_t from, to;         /* days since 1970, inclusive; INT32_MIN and INT32_MAX: open */
	slice office, shorts;
	slice names, source;      /* columns 1 and 9 as written: for telling people */
	uint32_t actor;
	uint32_t next;            /* next line of the same actor, in file order; LINE_NONE */
	uint32_t file, row;       /* place in the lexicon */
	uint32_t layer;           /* how many folders were loaded before this one: a user's lines win */
} actor_line;

typedef struct actor {
	slice name;               /* as written: the first name of its lines */
	uint32_t first, last;     /* its lines */
} actor;

/* One alias of one line. */
typedef struct alias_link {
	uint32_t line, next;
	bool acronym;             /* written with a star */
} alias_link;

/* A person whom a word may stand for. */
typedef struct person_link {
	uint32_t actor, next;
} person_link;

typedef enum agent_kind { AGENT_PERSON, AGENT_GROUP, AGENT_BODY, AGENT_TITLE } agent_kind;

typedef struct agent {
	char sector[4];           /* "=": that of what it belongs to; "": none */
	char own[4];              /* with "=": the sector where it belongs to nobody but a state */
	char code[4];             /* brought along; "": none */
	agent_kind kind;
	uint32_t words;
} agent;

/* Classes of words in reference.tsv; the first column there is the name in quotes. */
#define WORD_CLASSES(X) \
	X(HE, "he") X(SHE, "she") X(IT, "it") X(THEY, "they") X(WE, "we") X(SPEAKER, "speaker") \
	X(RELATIVE, "relative") X(PART, "part") \
	X(COUNTRY, "country") X(SIDE, "side") X(PAIR, "pair") X(DEFINITE, "definite") X(ARTICLE, "article") \
	X(FORMER, "former") X(PLACE, "place") X(ORIGIN, "origin") X(OF, "of") X(HONORIFIC, "honorific") \
	X(SERVE, "serve") X(LEAD, "lead") X(CALENDAR, "calendar") X(MALE, "male") X(FEMALE, "female") X(AS, "as") \
	X(PLURAL, "plural") X(HEAD, "head") X(ALIGNED, "aligned") X(FOREIGN, "foreign") \
	X(OTHER, "other") X(BASED, "based") X(SMALL, "small")

typedef enum word_class {
#define WORD_CLASS_ENUM(name, written) WORD_##name,
	WORD_CLASSES(WORD_CLASS_ENUM)
#undef WORD_CLASS_ENUM
	WORD_CLASS_COUNT
} word_class;

struct name_lexicon {
	arena memory;
	VECTOR(file_map) maps;    /* files stay mapped: slices point into them */
	VECTOR(const char *) places;  /* shown path of each file */
	VECTOR(actor_line) lines;
	VECTOR(actor) actors;
	VECTOR(alias_link) links;
	VECTOR(person_link) shorts;
	VECTOR(agent) agents;
	VECTOR(uint64_t) lengths; /* bit n: a name of n bytes starts so; bit 63: of 63 or more */
	VECTOR(uint64_t) spans;   /* bit n: an agent of n words starts with this lemma */
	table names;              /* folded alias → first link */
	table starts;             /* first run of letters of an alias → index into lengths */
	table short_names;        /* word that may stand for a person → first link */
	table actor_of;           /* canonical name → actor */
	table agent_of;           /* lemmas joined by blanks → agent */
	table agent_starts;       /* first lemma → index into spans */
	table words;              /* word of reference.tsv → bit set of classes */
	table countries;          /* code → line of the country's own name */
	uint32_t name_count, layers, longest_name;
};

/* The bytes as names are compared; `text` itself where there is nothing to change. */
slice name_fold(arena *memory, slice text);
/* What stands behind the last blank. */
slice name_last_word(slice name);
/* The first run of letters and digits (bytes beyond ASCII count as letters), at least one byte. */
slice name_start(slice folded);

const agent *lexicon_agent(const name_lexicon *self, slice lemmas);
/* A state's code of ISO 3166-1, or one of PLOVER's for organisations of no state. */
bool lexicon_is_code(slice text);
/* For loaders, within arena_run; what is given must live as long as the lexicon. An actor is made if its name is new,
 * and `line` becomes its last line; a later agent replaces an earlier one of the same lemmas. */
void lexicon_add_alias(name_lexicon *self, slice name, bool acronym, uint32_t line);
uint32_t lexicon_actor_named(name_lexicon *self, slice name, uint32_t line);
void lexicon_add_agent(name_lexicon *self, slice lemmas, agent entry);
bool lexicon_word(const name_lexicon *self, slice lemma, word_class class);
/* As the files write them. */
const char *lexicon_type_name(entity_type type);
const char *lexicon_kind_name(name_kind kind);
static inline const actor_line *lexicon_line(const name_lexicon *self, uint32_t line)
{
	return &self->lines.items[line];
}

#endif
