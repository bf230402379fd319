/*
 * name_builder.h — the actor lexicon while it is read from text files; private to `name`.
 *
 * Folders are laid one on the other, each a layer: the lexicon that comes with the program, dictionaries in PETRARCH2's
 * formats, the user's own. What is found last wins (FORMAT.md). name_builder_finish compiles all of it.
 */
#ifndef BEDE_NAME_NAME_BUILDER_H
#define BEDE_NAME_NAME_BUILDER_H

#include "base/file.h"
#include "base/table.h"
#include "name/actor_lexicon.h"

/* An actor_line whose texts are still where they were read. */
typedef struct source_line {
	actor_code code;
	entity_type type;
	name_kind kind;
	int32_t from, to;
	slice office, shorts, names, source;
	uint32_t actor, next, file, row, layer;
} source_line;

typedef struct source_actor {
	slice name;
	uint32_t first, last;
} source_actor;

struct name_builder {
	arena memory;
	VECTOR(file_map) maps;    /* files stay mapped: slices point into them */
	VECTOR(const char *) places;  /* shown path of each file */
	VECTOR(source_line) lines;
	VECTOR(source_actor) actors;
	VECTOR(alias_link) links;
	VECTOR(person_link) persons;
	VECTOR(agent) agents;
	VECTOR(word_classes) classes;
	VECTOR(country_name) countries;
	table names;              /* folded alias → first link */
	table last_links;         /* folded alias → last link */
	table short_names;        /* word that may stand for a person → first link */
	table actor_of;           /* canonical name → actor */
	table agent_of;           /* lemmas joined by blanks → agent */
	table words;              /* word of reference.tsv → classes */
	table country_of;         /* code → country */
	uint32_t layers;
	uint64_t digest;          /* of the first folder's files */
};

/* A state's code of ISO 3166-1, or one of PLOVER's for organisations of no state. */
bool lexicon_is_code(slice text);

/* For loaders, within arena_run; what is given must live as long as the builder. An actor is made if its name is new,
 * and `line` becomes its last line; a later agent replaces an earlier one of the same lemmas. */
void builder_add_alias(name_builder *self, slice name, bool acronym, uint32_t line);
uint32_t builder_actor_named(name_builder *self, slice name, uint32_t line);
void builder_add_agent(name_builder *self, slice lemmas, agent entry);

/* Look-ups in what is loaded so far, as their namesakes in the finished lexicon. */
actor_code builder_country(const name_builder *self, slice name);
const agent *builder_agent(const name_builder *self, slice lemmas);
bool builder_word(const name_builder *self, slice lemma, word_class class);
static inline const source_line *builder_line(const name_builder *self, uint32_t line)
{
	return &self->lines.items[line];
}

/* name_conflict.c: tells of lines of the layer loaded last, which begins here, that contradict each other. */
void builder_tell_conflicts(const name_builder *self, uint32_t first_line, uint32_t first_link, report *problems);

/* name_compile.c: all of it in the compiled form. */
name_lexicon *builder_compile(name_builder *self, bede_error *error);

#endif
