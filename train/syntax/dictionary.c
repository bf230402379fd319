/* dictionary.c — WordNet's word classes and the language's endings. */
#include "dictionary.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/table.h"
#include "base/tsv.h"

/* Uses of a word by class in WordNet's concordance, enough of which make it "mostly" one class. */
typedef struct entry {
	uint32_t key;
	uint16_t mask;
	uint32_t uses[4];
} entry;

typedef struct builder {
	dictionary *to;
	arena *memory;
	table places;                    /* word → entries */
	VECTOR(entry) entries;
} builder;

static const char *const class_names[4] = {"noun", "verb", "adj", "adv"};
static const uint8_t class_upos[4] = {UPOS_NOUN, UPOS_VERB, UPOS_ADJ, UPOS_ADV};

static bool map_file(builder *self, const char *folder, const char *stem, const char *name, slice *bytes,
	bede_error *error)
{
	file_map map;
	if (!file_map_open(&map, arena_print(self->memory, "%s/%s%s", folder, stem, name), error))
		return false;
	/* stays mapped: the trainer ends with the process */
	*bytes = (slice){map.bytes, map.length};
	return true;
}

static entry *find_entry(builder *self, slice word)
{
	uint32_t place = table_add(&self->places, self->memory, word, (uint32_t)self->entries.count);
	if (place == self->entries.count)
		*VECTOR_PUSH(self->memory, &self->entries) = (entry){.key = word_classes_key(word)};
	return &self->entries.items[place];
}

static void read_index(builder *self, slice bytes, unsigned class)
{
	slice line, word;
	while (slice_split(&bytes, '\n', &line))
		/* the licence stands at the top, indented */
		if (line.length > 0 && line.at[0] != ' ' && slice_split(&line, ' ', &word) &&
				!memchr(word.at, '_', word.length))
			find_entry(self, word)->mask |= (uint16_t)(CLASS_NOUN << class);
}

static void read_exceptions(builder *self, slice bytes, unsigned class)
{
	slice line, form, base;
	while (slice_split(&bytes, '\n', &line)) {
		slice rest = slice_trim(line);
		if (!slice_split(&rest, ' ', &form) || !slice_split(&rest, ' ', &base) || memchr(form.at, '_', form.length))
			continue;
		if (class < 2)
			find_entry(self, form)->mask |= class ? CLASS_IRREGULAR_VERB : CLASS_IRREGULAR_NOUN;
		*VECTOR_PUSH(self->memory, &self->to->irregulars) = (irregular){form, base, class_upos[class]};
	}
}

/* Lines "zoom%2:38:00:: 1 2": word, class (5: adjective too), …, sense number, uses. */
static void read_counts(builder *self, slice bytes)
{
	slice line, sense, number, uses;
	while (slice_split(&bytes, '\n', &line)) {
		slice word, rest = slice_trim(line);
		long count;
		if (!slice_split(&rest, ' ', &sense) || !slice_split(&rest, ' ', &number) || !slice_split(&rest, ' ', &uses))
			continue;
		if (!slice_split(&sense, '%', &word) || sense.length == 0 || !slice_to_long(uses, &count) || count < 0)
			continue;
		unsigned class = (unsigned)(sense.at[0] - '1');
		class = class == 4 ? 2 : class;
		if (class < 4 && !memchr(word.at, '_', word.length))
			find_entry(self, word)->uses[class] += (uint32_t)count;
	}
}

static uint16_t named_bit(slice name)
{
	static const struct { const char *name; uint16_t bit; } bits[] = {
		{"NOUN", CLASS_NOUN}, {"VERB", CLASS_VERB}, {"ADJ", CLASS_ADJECTIVE}, {"ADV", CLASS_ADVERB},
		{"NNS", CLASS_NNS}, {"VBZ", CLASS_VBZ}, {"VBD", CLASS_VBD}, {"VBG", CLASS_VBG}, {"JJR", CLASS_JJR},
		{"JJS", CLASS_JJS},
	};
	for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
		if (slice_is(name, bits[i].name))
			return bits[i].bit;
	return 0;
}

static bool read_endings(builder *self, const char *path, bede_error *error)
{
	VECTOR(ending) endings = {0};
	file_map map;
	tsv rows;
	if (!file_map_open(&map, path, error))
		return false;
	tsv_init(&rows, path, (slice){map.bytes, map.length});
	while (tsv_next(&rows)) {
		slice text = rows.columns[2], base = rows.columns[3];
		ending e = {.form = named_bit(rows.columns[0]), .of = named_bit(rows.columns[1])};
		if (slice_is(base, "-"))
			base.length = 0;
		if (!e.form || !e.of || text.length == 0 || text.length > sizeof e.text || base.length > sizeof e.base) {
			error_set_at(error, BEDE_ERROR_DATA, path, rows.line, "no ending: form, class, ending, base are wanted");
			return false;
		}
		memcpy(e.text, text.at, text.length);
		memcpy(e.base, base.at, base.length);
		e.text_length = (uint8_t)text.length;
		e.base_length = (uint8_t)base.length;
		e.fallback = slice_is(rows.columns[4], "default");
		*VECTOR_PUSH(self->memory, &endings) = e;
	}
	file_map_close(&map);
	self->to->classes.endings = endings.items;
	self->to->classes.ending_count = (uint32_t)endings.count;
	return true;
}

static int compare_entries(const void *a, const void *b)
{
	uint32_t x = ((const entry *)a)->key, y = ((const entry *)b)->key;
	return x < y ? -1 : x > y;
}

static void finish(builder *self)
{
	size_t count = self->entries.count, kept = 0;
	entry *entries = self->entries.items;
	for (size_t i = 0; i < count; i++) {
		uint32_t total = 0;
		for (unsigned c = 0; c < 4; c++)
			total += entries[i].uses[c];
		for (unsigned c = 0; c < 4; c++)
			if (total >= 2 && entries[i].uses[c] * 10 >= total * 6)
				entries[i].mask |= (uint16_t)(CLASS_MOSTLY_NOUN << c);
	}
	qsort(entries, count, sizeof *entries, compare_entries);
	uint32_t *keys = ARENA_ARRAY(self->memory, count, uint32_t);
	uint16_t *masks = ARENA_ARRAY(self->memory, count, uint16_t);
	for (size_t i = 0; i < count; i++) {
		/* words whose hashes are the same share their classes */
		if (kept > 0 && keys[kept - 1] == entries[i].key) {
			masks[kept - 1] |= entries[i].mask;
			continue;
		}
		keys[kept] = entries[i].key;
		masks[kept++] = entries[i].mask;
	}
	self->to->classes.keys = keys;
	self->to->classes.masks = masks;
	self->to->classes.count = (uint32_t)kept;
}

bool dictionary_read(dictionary *self, arena *memory, const char *wordnet, const char *endings, bede_error *error)
{
	builder b = {.to = self, .memory = memory};
	slice bytes;
	*self = (dictionary){0};
	for (unsigned class = 0; class < 4; class++) {
		if (!map_file(&b, wordnet, "index.", class_names[class], &bytes, error))
			return false;
		read_index(&b, bytes, class);
	}
	for (unsigned class = 0; class < 4; class++) {
		if (!map_file(&b, wordnet, class_names[class], ".exc", &bytes, error))
			return false;
		read_exceptions(&b, bytes, class);
	}
	if (!map_file(&b, wordnet, "cntlist", ".rev", &bytes, error))
		return false;
	read_counts(&b, bytes);
	if (!read_endings(&b, endings, error))
		return false;
	finish(&b);
	return true;
}
