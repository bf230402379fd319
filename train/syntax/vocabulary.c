/* vocabulary.c — choosing the vectors. */
#include "vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

typedef struct key_use {
	uint64_t key;
	uint32_t uses, types;            /* types: in gold trees */
	uint32_t slot;
} key_use;

static slice write_variant(arena *memory, slice form, unsigned written)
{
	if (written == WRITTEN_LOWER)
		return utf8_lower(memory, form);
	/* capitals of ASCII letters are enough: the rest of a word tells as much */
	char *out = arena_copy(memory, form.at, form.length);
	for (size_t i = 0; i < form.length && (written == WRITTEN_UPPER || i == 0); i++)
		if (out[i] >= 'a' && out[i] <= 'z')
			out[i] = (char)(out[i] - 'a' + 'A');
	return (slice){out, form.length};
}

static uint32_t find_word(vocabulary *self, arena *memory, slice form)
{
	uint32_t place = table_add(&self->places, memory, form, (uint32_t)self->words.count);
	if (place == self->words.count)
		*VECTOR_PUSH(memory, &self->words) = (word_entry){.form = form};
	return place;
}

static int compare_uses(const void *a, const void *b)
{
	const key_use *x = a, *y = b;
	return x->key < y->key ? -1 : x->key > y->key;
}

/* Is a key seen often enough for its vector to be worth learning? */
static bool worth_it(const key_use *use)
{
	if (use->slot == FEATURE_WORD)
		return use->uses >= 2 * GOLD_USE;
	if (use->slot == FEATURE_CASED)
		return use->uses >= 3 * GOLD_USE;
	if (use->slot < FEATURE_SHAPE)
		return use->types >= 4;
	return use->types > 0 && use->uses >= 5 * GOLD_USE;
}

static void choose_keys(vocabulary *self, arena *memory, const word_classes *classes)
{
	VECTOR(key_use) uses = {0};
	uint64_t keys[FEATURE_SLOTS];
	for (size_t i = 0; i < self->words.count; i++) {
		const word_entry *w = &self->words.items[i];
		if (w->uses == 0)
			continue;
		feature_keys(classes, memory, w->form, keys);
		for (uint32_t slot = 0; slot < FEATURE_SLOTS; slot++)
			if (keys[slot])
				*VECTOR_PUSH(memory, &uses) = (key_use){keys[slot], w->uses, w->gold, slot};
	}
	for (uint32_t i = 0; i < self->given->count; i++)
		*VECTOR_PUSH(memory, &uses) = (key_use){self->given->keys[i], 0, 0, FEATURE_WORD};
	uint64_t unknown = feature_key(FEATURE_UNKNOWN, (slice){"", 0});
	*VECTOR_PUSH(memory, &uses) = (key_use){unknown, 1u << 30, 1, FEATURE_UNKNOWN};
	qsort(uses.items, uses.count, sizeof *uses.items, compare_uses);
	size_t kept = 0;
	self->keys = ARENA_ARRAY(memory, uses.count, uint64_t);
	self->learned = ARENA_ARRAY(memory, uses.count, bool);
	for (size_t i = 0; i < uses.count;) {
		key_use sum = uses.items[i];
		for (i++; i < uses.count && uses.items[i].key == sum.key; i++) {
			sum.uses += uses.items[i].uses;
			sum.types += uses.items[i].types;
		}
		bool worth = worth_it(&sum);
		if (!worth && !(sum.slot == FEATURE_WORD && word_vectors_find(self->given, sum.key)))
			continue;
		self->learned[kept] = worth;
		self->keys[kept++] = sum.key;
	}
	self->key_count = (uint32_t)kept;
}

static uint32_t find_row(const vocabulary *self, uint64_t key)
{
	size_t row = feature_find(self->keys, self->key_count, key);
	return row == SIZE_MAX ? UINT32_MAX : (uint32_t)row;
}

/* The same rows as model_rows_of gives, the word's own first. */
static void fill_rows(const vocabulary *self, arena *memory, const word_classes *classes, word_entry *word)
{
	uint64_t keys[FEATURE_SLOTS];
	feature_keys(classes, memory, word->form, keys);
	word_rows *to = &word->rows;
	for (uint32_t slot = 0; slot < FEATURE_SLOTS; slot++) {
		uint32_t row = keys[slot] ? find_row(self, keys[slot]) : UINT32_MAX;
		if (slot == FEATURE_WORD)
			to->given = word_vectors_find(self->given, keys[slot]);
		if (slot == FEATURE_WORD && (row == UINT32_MAX || !self->learned[row]))
			row = self->unknown_row;
		if (row == UINT32_MAX)
			continue;
		to->rows[to->count++] = row;
		to->words += slot <= FEATURE_WORD;
	}
}

void vocabulary_build(vocabulary *self, arena *memory, const word_classes *classes, const word_vectors *given,
	treebank *bank)
{
	self->given = given;
	for (size_t i = 0; i < bank->tokens.count; i++) {
		uint32_t word = find_word(self, memory, bank->tokens.items[i].form);
		self->words.items[word].uses += i < bank->gold_tokens ? GOLD_USE : 1;
		self->words.items[word].gold |= i < bank->gold_tokens;
		bank->tokens.items[i].type = word;
	}
	size_t types = self->words.count;
	for (size_t i = 0; i < types; i++)
		for (unsigned written = 0; written < WRITTEN_COUNT; written++) {
			slice form = self->words.items[i].form;
			uint32_t variant = written == WRITTEN_AS_IS ? (uint32_t)i :
				find_word(self, memory, write_variant(memory, form, written));
			self->words.items[i].written[written] = variant;
		}
	choose_keys(self, memory, classes);
	self->unknown_row = find_row(self, feature_key(FEATURE_UNKNOWN, (slice){"", 0}));
	for (size_t i = 0; i < self->words.count; i++)
		fill_rows(self, memory, classes, &self->words.items[i]);
}
