/* actor_lexicon.c — opens the compiled actor lexicon and answers look-ups. */
#include "name/actor_lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/folder.h"

static const char *const TYPE_NAMES[] = {
	[ENTITY_NONE] = "", [ENTITY_PERSON] = "PERSON", [ENTITY_ORG] = "ORG", [ENTITY_GPE] = "GPE", [ENTITY_LOC] = "LOC",
	[ENTITY_NORP] = "NORP", [ENTITY_FAC] = "FAC", [ENTITY_EVENT] = "EVENT",
};
static const char *const KIND_NAMES[] = {"name", "demonym", "capital", "metonym", "region", "short"};
enum { TYPES = sizeof TYPE_NAMES / sizeof *TYPE_NAMES, KINDS = sizeof KIND_NAMES / sizeof *KIND_NAMES };

/* ---- opening ---- */

static bool find_sections(name_lexicon *self)
{
#define NAME_SECTION_FIND(member, type, tag) \
	self->member = compiled_section(&self->file, tag, sizeof(type), &self->member##_count); \
	if (!self->member || self->member##_count > UINT32_MAX) \
		return false;
	NAME_SECTIONS(NAME_SECTION_FIND)
#undef NAME_SECTION_FIND
	self->names = (trie){self->name_nodes, (uint32_t)self->name_nodes_count};
	self->short_names = (trie){self->short_nodes, (uint32_t)self->short_nodes_count};
	self->agent_names = (trie){self->agent_nodes, (uint32_t)self->agent_nodes_count};
	self->words = (trie){self->word_nodes, (uint32_t)self->word_nodes_count};
	self->country_codes = (trie){self->country_nodes, (uint32_t)self->country_nodes_count};
	return self->digest_count == 1;
}

static bool text_is_sound(const name_lexicon *self, text_ref at)
{
	return at.start <= self->bytes_count && at.length <= self->bytes_count - at.start;
}

/* Chains lead onwards only, so that following one ends. */
static bool next_is_sound(uint32_t next, size_t here, size_t count)
{
	return next == LINE_NONE || (next > here && next < count);
}

static bool line_is_sound(const name_lexicon *self, size_t i)
{
	const actor_line *line = &self->lines[i];
	return line->actor < self->actors_count && next_is_sound(line->next, i, self->lines_count)
		&& line->file < self->files_count && line->type < TYPES && line->kind < KINDS
		&& !line->code.country[3] && !line->code.sector[3]
		&& text_is_sound(self, line->office) && text_is_sound(self, line->shorts)
		&& text_is_sound(self, line->names) && text_is_sound(self, line->source);
}

/* Does every number point to something? A file whose checksum is right may still come from a faulty writer. */
static bool is_sound(const name_lexicon *self)
{
	for (size_t i = 0; i < self->files_count; i++)
		if (!text_is_sound(self, self->files[i]))
			return false;
	for (size_t i = 0; i < self->lines_count; i++)
		if (!line_is_sound(self, i))
			return false;
	for (size_t i = 0; i < self->actors_count; i++)
		if (!text_is_sound(self, self->actors[i].name) || self->actors[i].first >= self->lines_count
				|| self->actors[i].last >= self->lines_count)
			return false;
	for (size_t i = 0; i < self->links_count; i++)
		if (self->links[i].line >= self->lines_count || !next_is_sound(self->links[i].next, i, self->links_count))
			return false;
	for (size_t i = 0; i < self->persons_count; i++)
		if (self->persons[i].actor >= self->actors_count
				|| !next_is_sound(self->persons[i].next, i, self->persons_count))
			return false;
	for (size_t i = 0; i < self->agents_count; i++)
		if (self->agents[i].sector[3] || self->agents[i].own[3] || self->agents[i].code[3]
				|| self->agents[i].kind > AGENT_TITLE)
			return false;
	for (size_t i = 0; i < self->countries_count; i++)
		if (self->countries[i].line >= self->lines_count)
			return false;
	return trie_is_sound(&self->names, (uint32_t)self->links_count)
		&& trie_is_sound(&self->short_names, (uint32_t)self->persons_count)
		&& trie_is_sound(&self->agent_names, (uint32_t)self->agents_count)
		&& trie_is_sound(&self->words, (uint32_t)self->classes_count)
		&& trie_is_sound(&self->country_codes, (uint32_t)self->countries_count);
}

name_lexicon *lexicon_attach(strbuf *built, bede_error *error)
{
	static const char shown[] = "the actor lexicon";
	name_lexicon *self = calloc(1, sizeof *self);
	if (!self) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory for the actor lexicon");
		strbuf_clear(built);
		return NULL;
	}
	self->built = *built;
	if (compiled_attach(&self->file, self->built.bytes, self->built.length, shown, NAME_MAGIC, NAME_VERSION, error)
			&& find_sections(self))
		return self;
	name_lexicon_free(self);
	return NULL;
}

name_lexicon *name_lexicon_open(const char *path, const char *folder, bool *stale, bede_error *error)
{
	uint64_t digest = 0;
	name_lexicon *self = calloc(1, sizeof *self);
	*stale = false;
	if (!self) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory for the actor lexicon");
		return NULL;
	}
	strbuf_init(&self->built);
	bool opened = compiled_open(&self->file, path, NAME_MAGIC, NAME_VERSION, error);
	if (opened && (!find_sections(self) || !is_sound(self))) {
		error_set_at(error, BEDE_ERROR_DATA, path, 0, "the compiled lexicon is damaged: a part of it is missing or points "
			"nowhere; build or install it again");
		opened = false;
	}
	if (opened && folder && folder_digest(folder, ".tsv", &digest, error)) {
		*stale = digest != *self->digest;
		opened = !*stale;
		if (*stale)
			error_set_at(error, BEDE_ERROR_DATA, path, 0, "the lexicon's text files have changed since it was compiled");
	} else if (folder) {
		opened = false;
	}
	if (opened)
		return self;
	name_lexicon_free(self);
	return NULL;
}

bool name_lexicon_save(const name_lexicon *self, const char *path, bede_error *error)
{
	return file_replace(path, self->file.bytes, self->file.length, error);
}

void name_lexicon_free(name_lexicon *self)
{
	if (!self)
		return;
	compiled_close(&self->file);
	strbuf_clear(&self->built);
	free(self);
}

/* ---- look-ups ---- */

actor_code name_lexicon_country(const name_lexicon *self, slice name)
{
	for (uint32_t link = trie_find(&self->names, name); link != LINE_NONE; link = self->links[link].next) {
		const actor_line *line = &self->lines[self->links[link].line];
		if (line->code.country[0] && !line->code.sector[0] && line->kind <= KIND_CAPITAL
				&& (line->type == ENTITY_GPE || line->type == ENTITY_NORP || line->kind == KIND_DEMONYM))
			return line->code;
	}
	return (actor_code){0};
}

slice name_lexicon_country_name(const name_lexicon *self, const char *code)
{
	uint32_t country = trie_find(&self->country_codes, slice_of(code));
	return country == TRIE_NONE ? (slice){0}
		: lexicon_actor_name(self, self->lines[self->countries[country].line].actor);
}

/* How many of the days the line holds. */
static int64_t days_within(const actor_line *line, int32_t first, int32_t last)
{
	int64_t from = line->from > first ? line->from : first, to = line->to < last ? line->to : last;
	return to < from ? 0 : to - from + 1;
}

bool name_lexicon_role(const name_lexicon *self, slice name, int32_t first, int32_t last, actor_code *code,
	slice *office)
{
	const actor_line *best = NULL;
	int64_t most = ((int64_t)last - first) / 2;
	for (uint32_t link = trie_find(&self->names, name); link != LINE_NONE; link = self->links[link].next) {
		const actor_line *line = &self->lines[self->links[link].line];
		if (line->type != ENTITY_PERSON || line->from == INT32_MIN
				|| !slice_equal(lexicon_actor_name(self, line->actor), name))
			continue;
		int64_t days = days_within(line, first, last);
		if (days <= most || (best && line->layer < best->layer))
			continue;
		best = line;
		most = days;
	}
	if (!best)
		return false;
	*code = best->code;
	*office = lexicon_text(self, best->office);
	return true;
}

slice lexicon_place(const name_lexicon *self, const actor_line *line, arena *memory)
{
	slice file = lexicon_text(self, self->files[line->file]);
	return slice_of(arena_print(memory, "%.*s:%u", (int)file.length, file.at, line->row));
}

const agent *lexicon_agent(const name_lexicon *self, slice lemmas)
{
	uint32_t index = trie_find(&self->agent_names, lemmas);
	return index == TRIE_NONE ? NULL : &self->agents[index];
}

const char *name_lexicon_agent(const name_lexicon *self, slice lemma)
{
	const agent *found = lexicon_agent(self, lemma);
	return found && found->sector[0] && found->sector[0] != '=' ? found->sector : NULL;
}

word_classes lexicon_classes(const name_lexicon *self, slice lemma)
{
	uint32_t index = trie_find(&self->words, lemma);
	return index == TRIE_NONE ? 0 : self->classes[index];
}

const char *lexicon_type_name(entity_type type)
{
	return TYPE_NAMES[type];
}

const char *lexicon_kind_name(name_kind kind)
{
	return KIND_NAMES[kind];
}

void name_lexicon_size(const name_lexicon *self, size_t *names, size_t *actors)
{
	*names = 0;
	for (size_t i = 0; i < self->name_nodes_count; i++)
		*names += self->name_nodes[i].value != TRIE_NONE;
	*actors = self->actors_count;
}
