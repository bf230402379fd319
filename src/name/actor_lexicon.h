/*
 * actor_lexicon.h — the actor lexicon as it is compiled; private to `name`.
 *
 *     names: folded alias ─▶ chain of links ─▶ line (a dated role, one line of a file) ─▶ actor ─▶ all its lines
 *
 * One run of bytes (base/compiled_file.h) holds all of it: mapped from the file that `make` writes, or put together in
 * memory by the builder (name_builder.h) when the user brings lines of their own. Nothing is parsed when it is opened,
 * and nothing points anywhere: records hold numbers of other records and places in the text section.
 *
 * Aliases are folded (name_fold.c): no diacritics, straight apostrophes, hyphens as blanks. A document is folded the
 * same way, so the names are found by following the trie from the start of each token, however it was tokenised.
 */
#ifndef BEDE_NAME_ACTOR_LEXICON_H
#define BEDE_NAME_ACTOR_LEXICON_H

#include "base/compiled_file.h"
#include "base/strbuf.h"
#include "base/trie.h"
#include "name/name.h"

typedef enum name_kind { KIND_NAME, KIND_DEMONYM, KIND_CAPITAL, KIND_METONYM, KIND_REGION, KIND_SHORT } name_kind;

#define LINE_NONE UINT32_MAX

/* A place in the text section; lexicon_text gives the bytes. */
typedef struct text_ref {
	uint32_t start, length;
} text_ref;

/* One line of an actor file. */
typedef struct actor_line {
	actor_code code;
	int32_t from, to;         /* days since 1970, inclusive; INT32_MIN and INT32_MAX: open */
	text_ref office, shorts;
	text_ref names, source;   /* columns 1 and 9 as written: for telling people */
	uint32_t actor;
	uint32_t next;            /* next line of the same actor, in file order; LINE_NONE */
	uint32_t file, row;       /* place in the lexicon */
	uint32_t layer;           /* how many folders were loaded before this one: a user's lines win */
	uint16_t type;            /* entity_type */
	uint16_t kind;            /* name_kind */
} actor_line;

typedef struct actor {
	text_ref name;            /* as written: the first name of its lines */
	uint32_t first, last;     /* its lines */
} actor;

/* One alias of one line. */
typedef struct alias_link {
	uint32_t line, next;
	uint32_t acronym;         /* 1: written with a star */
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
	uint32_t kind;            /* agent_kind */
} agent;

/* Classes of words in reference.tsv; the first column there is the name in quotes. */
#define WORD_CLASSES(X) \
	X(HE, "he") X(SHE, "she") X(IT, "it") X(THEY, "they") X(WE, "we") X(SPEAKER, "speaker") \
	X(RELATIVE, "relative") X(PART, "part") \
	X(COUNTRY, "country") X(SIDE, "side") X(PAIR, "pair") X(DEFINITE, "definite") X(ARTICLE, "article") \
	X(FORMER, "former") X(PLACE, "place") X(ORIGIN, "origin") X(OF, "of") X(HONORIFIC, "honorific") \
	X(SERVE, "serve") X(LEAD, "lead") X(CALENDAR, "calendar") X(MALE, "male") X(FEMALE, "female") X(AS, "as") \
	X(PLURAL, "plural") X(HEAD, "head") X(ALIGNED, "aligned") X(FOREIGN, "foreign") \
	X(OTHER, "other") X(BASED, "based") X(SMALL, "small") \
	X(CHAIR, "chair") X(PARTICLE, "particle") X(FOR, "for") X(AREA, "area") X(LANDFORM, "landform") \
	X(BUILDING, "building") X(INSTITUTION, "institution") X(OCCASION, "occasion") X(PEOPLES, "peoples") \
	X(COMPASS, "compass") X(EARTH, "earth") X(US, "us") X(CONTINENT, "continent") X(SPOT, "spot") \
	X(AGED, "aged") X(THEN, "then")

typedef enum word_class {
#define WORD_CLASS_ENUM(name, written) WORD_##name,
	WORD_CLASSES(WORD_CLASS_ENUM)
#undef WORD_CLASS_ENUM
	WORD_CLASS_COUNT
} word_class;

/* A bit for each class that a word has. */
typedef uint64_t word_classes;
_Static_assert(WORD_CLASS_COUNT <= 64, "a bit a class");

/* Which country has the code: the line of its own name. */
typedef struct country_name {
	char code[4];
	uint32_t line;
} country_name;

/* ---- the compiled form ---- */

#define NAME_MAGIC "BEDENAME"
enum { NAME_VERSION = 1 };

/* X(member, type of an item, tag): the sections of the file, in this order. */
#define NAME_SECTIONS(X) \
	X(digest, uint64_t, COMPILED_TAG('D', 'I', 'G', 'E'))       /* of the text files (folder_digest) */ \
	X(bytes, char, COMPILED_TAG('T', 'E', 'X', 'T')) \
	X(files, text_ref, COMPILED_TAG('F', 'I', 'L', 'E'))        /* paths as shown */ \
	X(lines, actor_line, COMPILED_TAG('L', 'I', 'N', 'E')) \
	X(actors, actor, COMPILED_TAG('A', 'C', 'T', 'R')) \
	X(links, alias_link, COMPILED_TAG('L', 'I', 'N', 'K')) \
	X(persons, person_link, COMPILED_TAG('P', 'E', 'R', 'S')) \
	X(agents, agent, COMPILED_TAG('A', 'G', 'N', 'T')) \
	X(classes, word_classes, COMPILED_TAG('C', 'L', 'A', 'S')) \
	X(countries, country_name, COMPILED_TAG('C', 'T', 'R', 'Y')) \
	X(name_nodes, trie_node, COMPILED_TAG('T', 'N', 'A', 'M'))   /* folded alias → first link */ \
	X(short_nodes, trie_node, COMPILED_TAG('T', 'S', 'H', 'O'))  /* word for a person → first person link */ \
	X(agent_nodes, trie_node, COMPILED_TAG('T', 'A', 'G', 'T'))  /* lemmas, blanks between → agent */ \
	X(word_nodes, trie_node, COMPILED_TAG('T', 'W', 'R', 'D'))   /* word of reference.tsv → classes */ \
	X(country_nodes, trie_node, COMPILED_TAG('T', 'C', 'T', 'R'))/* code → country */

struct name_lexicon {
	compiled_file file;       /* mapped, or lent by `built` */
	strbuf built;             /* put together in memory; empty when mapped */
#define NAME_SECTION_MEMBER(member, type, tag) const type *member;
	NAME_SECTIONS(NAME_SECTION_MEMBER)
#undef NAME_SECTION_MEMBER
	size_t digest_count, bytes_count, files_count, lines_count, actors_count, links_count, persons_count, agents_count,
		classes_count, countries_count, name_nodes_count, short_nodes_count, agent_nodes_count, word_nodes_count,
		country_nodes_count;
	trie names, short_names, agent_names, words, country_codes;
};

/* Takes over bytes of the compiled form, which `built` then owns; frees them and returns NULL if memory ran out. */
name_lexicon *lexicon_attach(strbuf *built, bede_error *error);

/* The bytes as names are compared; `text` itself where there is nothing to change. */
slice name_fold(arena *memory, slice text);
/* What stands behind the last blank. */
slice name_last_word(slice name);

static inline slice lexicon_text(const name_lexicon *self, text_ref at)
{
	return (slice){self->bytes + at.start, at.length};
}
static inline const actor_line *lexicon_line(const name_lexicon *self, uint32_t line)
{
	return &self->lines[line];
}
static inline slice lexicon_actor_name(const name_lexicon *self, uint32_t actor)
{
	return lexicon_text(self, self->actors[actor].name);
}
/* "lexicon/en/actors/people.tsv:863" */
slice lexicon_place(const name_lexicon *self, const actor_line *line, arena *memory);

const agent *lexicon_agent(const name_lexicon *self, slice lemmas);
word_classes lexicon_classes(const name_lexicon *self, slice lemma);
static inline bool lexicon_word(const name_lexicon *self, slice lemma, word_class class)
{
	return lexicon_classes(self, lemma) >> class & 1;
}
/* As the files write them. */
const char *lexicon_type_name(entity_type type);
const char *lexicon_kind_name(name_kind kind);

#endif
