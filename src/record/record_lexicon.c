/*
 * record_lexicon.c — the two word lists that joining needs.
 *
 * contexts.tsv: PLOVER context | lemmas that tell of it, separated by blanks (`two_words`); the rows stand in the
 * codebook's order. quantity/roles.tsv: role | where the words stand (object subject item) | lemmas.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "record/join.h"

/* A bit of a uint64_t is a context. */
enum { MOST_CONTEXTS = 64 };

struct record_lexicon {
	arena memory;
	file_map contexts_file, roles_file;
	const char *contexts[MOST_CONTEXTS];
	uint32_t context_count;
	table context_words;       /* lemma → index into masks */
	VECTOR(uint64_t) masks;
	table role_words[ROLE_WHERE_COUNT];   /* lemma → index into ROLES */
};

static const char *const ROLES[] = {"dead", "injured", "arrested", "missing", "size", "amount"};
static const char *const WHERE[ROLE_WHERE_COUNT] = {"object", "subject", "item"};

typedef struct loading {
	record_lexicon *lexicon;
	const char *contexts_path, *roles_path;   /* as they are shown */
	report *problems;
} loading;

static uint32_t index_of(slice word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slice_is(word, list[i]))
			return (uint32_t)i;
	return TABLE_NONE;
}

/* PLOVER writes "human rights"; where blanks separate words, in a rule or a list, it is human_rights. */
static const char *context_name(arena *memory, slice word)
{
	char *name = arena_copy(memory, word.at, word.length);
	for (char *c = name; *c; c++)
		if (*c == '_')
			*c = ' ';
	return name;
}

static void load_contexts(loading *self)
{
	record_lexicon *lexicon = self->lexicon;
	tsv rows;
	tsv_init(&rows, self->contexts_path, (slice){lexicon->contexts_file.bytes, lexicon->contexts_file.length});
	while (tsv_next(&rows)) {
		if (rows.count < 2 || rows.columns[0].length == 0 || lexicon->context_count == MOST_CONTEXTS) {
			report_problem(self->problems, BEDE_ERROR_DATA, self->contexts_path, rows.line,
				"needs two columns, a context and its words, for at most %d contexts", MOST_CONTEXTS);
			continue;
		}
		uint32_t context = lexicon->context_count++;
		lexicon->contexts[context] = context_name(&lexicon->memory, rows.columns[0]);
		slice rest = rows.columns[1], word;
		while (slice_split(&rest, ' ', &word)) {
			if (word.length == 0)
				continue;
			uint32_t at = table_add(&lexicon->context_words, &lexicon->memory, word,
				(uint32_t)lexicon->masks.count);
			if (at == lexicon->masks.count)
				*VECTOR_PUSH(&lexicon->memory, &lexicon->masks) = 0;
			lexicon->masks.items[at] |= (uint64_t)1 << context;
		}
	}
}

static void load_roles(loading *self)
{
	record_lexicon *lexicon = self->lexicon;
	tsv rows;
	tsv_init(&rows, self->roles_path, (slice){lexicon->roles_file.bytes, lexicon->roles_file.length});
	while (tsv_next(&rows)) {
		uint32_t role = index_of(rows.columns[0], ROLES, sizeof ROLES / sizeof *ROLES);
		uint32_t where = index_of(rows.columns[1], WHERE, ROLE_WHERE_COUNT);
		if (rows.count < 3 || role == TABLE_NONE || where == TABLE_NONE) {
			report_problem(self->problems, BEDE_ERROR_DATA, self->roles_path, rows.line,
				"needs three columns: a role (dead injured arrested size amount), a place (object subject item), "
				"words");
			continue;
		}
		slice rest = rows.columns[2], word;
		while (slice_split(&rest, ' ', &word))
			if (word.length)
				table_add(&lexicon->role_words[where], &lexicon->memory, word, role);
	}
}

static void load(void *context)
{
	load_contexts(context);
	load_roles(context);
}

static bool open_file(file_map *file, const char *folder, const char *name, bede_error *error)
{
	char path[4096];
	if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path) {
		error_set_at(error, BEDE_ERROR_FILE, folder, 0, "the path is too long");
		return false;
	}
	return file_map_open(file, path, error);
}

record_lexicon *record_lexicon_open(const char *folder, const char *shown_as, report *problems, bede_error *error)
{
	record_lexicon *self = calloc(1, sizeof *self);
	if (!self) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory");
		return NULL;
	}
	arena_init(&self->memory, 0);
	char contexts[512], roles[512];
	snprintf(contexts, sizeof contexts, "%s/contexts.tsv", shown_as);
	snprintf(roles, sizeof roles, "%s/quantity/roles.tsv", shown_as);
	loading loading = {self, contexts, roles, problems};
	if (!open_file(&self->contexts_file, folder, "contexts.tsv", error)
			|| !open_file(&self->roles_file, folder, "quantity/roles.tsv", error)) {
		record_lexicon_close(self);
		return NULL;
	}
	if (!arena_run(&self->memory, load, &loading)) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory");
		record_lexicon_close(self);
		return NULL;
	}
	return self;
}

void record_lexicon_close(record_lexicon *self)
{
	if (!self)
		return;
	file_map_close(&self->contexts_file);
	file_map_close(&self->roles_file);
	arena_clear(&self->memory);
	free(self);
}

uint64_t record_lexicon_contexts_of(const record_lexicon *self, slice lemma)
{
	uint32_t at = table_get(&self->context_words, lemma);
	return at == TABLE_NONE ? 0 : self->masks.items[at];
}

const char *record_lexicon_context(const record_lexicon *self, uint32_t context)
{
	return context < self->context_count ? self->contexts[context] : NULL;
}

uint32_t record_lexicon_context_named(const record_lexicon *self, slice name)
{
	for (uint32_t i = 0; i < self->context_count; i++) {
		size_t j = 0;
		while (j < name.length && (self->contexts[i][j] == name.at[j]
				|| (self->contexts[i][j] == ' ' && name.at[j] == '_')))
			j++;
		if (j == name.length && self->contexts[i][j] == '\0')
			return i;
	}
	return TABLE_NONE;
}

const char *record_lexicon_role(const record_lexicon *self, role_where where, slice lemma)
{
	uint32_t role = table_get(&self->role_words[where], lemma);
	return role == TABLE_NONE ? NULL : ROLES[role];
}
