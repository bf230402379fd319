/* name_compile.c — from the builder's tables to the compiled form of the actor lexicon. */
#include <string.h>

#include "name/name_builder.h"

typedef struct compiling {
	name_builder *from;
	compiled_writer writer;   /* this and the next two are on the heap: builder_compile empties them, whatever happens */
	strbuf bytes, text;
	bede_error *error;
	bool written;
	table texts;              /* text → where it stands; offices and sources repeat */
	VECTOR(text_ref) refs;
} compiling;

static text_ref put_text(compiling *self, slice text)
{
	arena *memory = &self->from->memory;
	if (text.length == 0)
		return (text_ref){0};
	uint32_t next = (uint32_t)self->refs.count, known = table_add(&self->texts, memory, text, next);
	if (known != next)
		return self->refs.items[known];
	text_ref at = {(uint32_t)self->text.length, (uint32_t)text.length};
	strbuf_add_slice(&self->text, text);
	*VECTOR_PUSH(memory, &self->refs) = at;
	return at;
}

/* A table as a trie; XXH3's order of slots does not show, since the trie sorts. */
static trie trie_of(compiling *self, const table *from)
{
	arena *memory = &self->from->memory;
	trie_entry *entries = ARENA_ARRAY(memory, from->count + 1, trie_entry);
	size_t count = 0;
	for (size_t i = 0; from->slots && i <= from->mask; i++)
		if (from->slots[i].key)
			entries[count++] = (trie_entry){{from->slots[i].key, from->slots[i].length}, from->slots[i].value};
	return trie_build(memory, entries, count);
}

/* Chains of bearers of a family name were built from their end; turned round, all links lead onwards. */
static void turn_persons(name_builder *from)
{
	uint32_t count = (uint32_t)from->persons.count;
	for (uint32_t i = 0; i < count / 2; i++) {
		person_link other = from->persons.items[i];
		from->persons.items[i] = from->persons.items[count - 1 - i];
		from->persons.items[count - 1 - i] = other;
	}
	for (uint32_t i = 0; i < count; i++)
		if (from->persons.items[i].next != TABLE_NONE)
			from->persons.items[i].next = count - 1 - from->persons.items[i].next;
	for (size_t i = 0; from->short_names.slots && i <= from->short_names.mask; i++)
		if (from->short_names.slots[i].key)
			from->short_names.slots[i].value = count - 1 - from->short_names.slots[i].value;
}

static void compile(void *context)
{
	compiling *self = context;
	name_builder *from = self->from;
	arena *memory = &from->memory;
	actor_line *lines = ARENA_ARRAY(memory, from->lines.count + 1, actor_line);
	actor *actors = ARENA_ARRAY(memory, from->actors.count + 1, actor);
	text_ref *files = ARENA_ARRAY(memory, from->places.count + 1, text_ref);

	for (size_t i = 0; i < from->places.count; i++)
		files[i] = put_text(self, slice_of(from->places.items[i]));
	for (size_t i = 0; i < from->actors.count; i++)
		actors[i] = (actor){put_text(self, from->actors.items[i].name), from->actors.items[i].first,
			from->actors.items[i].last};
	for (size_t i = 0; i < from->lines.count; i++) {
		const source_line *line = &from->lines.items[i];
		lines[i] = (actor_line){.code = line->code, .from = line->from, .to = line->to,
			.office = put_text(self, line->office), .shorts = put_text(self, line->shorts),
			.names = put_text(self, line->names), .source = put_text(self, line->source), .actor = line->actor,
			.next = line->next, .file = line->file, .row = line->row, .layer = line->layer,
			.type = (uint16_t)line->type, .kind = (uint16_t)line->kind};
	}
	turn_persons(from);
	trie names = trie_of(self, &from->names), short_names = trie_of(self, &from->short_names);
	trie agents = trie_of(self, &from->agent_of), words = trie_of(self, &from->words);
	trie countries = trie_of(self, &from->country_of);

	struct { const void *items; size_t count; } sections[] = {
		{&from->digest, 1}, {self->text.bytes, self->text.length}, {files, from->places.count},
		{lines, from->lines.count}, {actors, from->actors.count}, {from->links.items, from->links.count},
		{from->persons.items, from->persons.count}, {from->agents.items, from->agents.count},
		{from->classes.items, from->classes.count}, {from->countries.items, from->countries.count},
		{names.nodes, names.count}, {short_names.nodes, short_names.count}, {agents.nodes, agents.count},
		{words.nodes, words.count}, {countries.nodes, countries.count},
	};
	size_t next = 0;
#define NAME_SECTION_ADD(member, type, tag) \
	compiled_writer_add(&self->writer, tag, sections[next].items, sizeof(type), sections[next].count); \
	next++;
	NAME_SECTIONS(NAME_SECTION_ADD)
#undef NAME_SECTION_ADD
	self->written = !self->text.failed
		&& compiled_writer_finish(&self->writer, NAME_MAGIC, NAME_VERSION, &self->bytes, self->error);
}

name_lexicon *builder_compile(name_builder *from, bede_error *error)
{
	compiling self = {.from = from, .error = error};

	compiled_writer_init(&self.writer);
	strbuf_init(&self.bytes);
	strbuf_init(&self.text);
	bool enough = arena_run(&from->memory, compile, &self);
	compiled_writer_clear(&self.writer);
	strbuf_clear(&self.text);
	if (enough && self.written)
		return lexicon_attach(&self.bytes, error);
	strbuf_clear(&self.bytes);
	error_set(error, BEDE_ERROR_MEMORY, "out of memory for the actor lexicon");
	return NULL;
}
