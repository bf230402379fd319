/* word_vectors.c — reading news and learning word vectors from it. */
#include "word_vectors.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/table.h"
#include "learner.h"
#include "text/text.h"

#define SIZE GIVEN_SIZE
/* Words looked at to either side. */
#define REACH 2
#define PLACES (2 * REACH)
#define NEGATIVES 5
#define PASSES 3
#define SEEN_OFTEN 5
/* A word with a larger share of the text is passed over now and then. */
#define FREQUENT 3e-4
#define DRAWS (1u << 22)
#define NO_WORD UINT32_MAX

typedef struct corpus_word {
	uint64_t key;
	uint32_t uses, rank;
} corpus_word;

typedef struct corpus {
	arena *memory;
	arena document;                  /* of one document */
	const char *path;
	text_lexicon *lexicon;
	table forms;                     /* form → words */
	table keys;                      /* key → words */
	VECTOR(corpus_word) words;
	VECTOR(uint32_t) stream;         /* words; NO_WORD at a sentence's end */
	const bede_document *now;
} corpus;

/* The word of a form; forms that differ in case or digits are one. */
static uint32_t find_word(corpus *self, slice form)
{
	uint32_t found = table_get(&self->forms, form);
	if (found != TABLE_NONE)
		return found;
	word_classes none = {0};
	uint64_t keys[FEATURE_SLOTS];
	feature_keys(&none, &self->document, form, keys);
	char *bytes = arena_copy(self->memory, (const char *)&keys[FEATURE_WORD], sizeof *keys);
	found = table_add(&self->keys, self->memory, (slice){bytes, sizeof *keys}, (uint32_t)self->words.count);
	if (found == self->words.count)
		*VECTOR_PUSH(self->memory, &self->words) = (corpus_word){.key = keys[FEATURE_WORD]};
	slice kept = {arena_copy(self->memory, form.at, form.length), form.length};
	return table_add(&self->forms, self->memory, kept, found);
}

static void read_one(void *context)
{
	corpus *self = context;
	document prepared = {0};
	text split = {0};
	if (!document_prepare(&prepared, &self->document, self->now, NULL))
		return;
	text_split(self->lexicon, &prepared, &self->document, &split);
	for (uint32_t i = 0; i < split.sentence_count; i++) {
		const sentence *s = &split.sentences[i];
		for (uint32_t j = s->first; j < s->first + s->count; j++) {
			uint32_t word = find_word(self, text_form(&split, j));
			self->words.items[word].uses++;
			*VECTOR_PUSH(self->memory, &self->stream) = word;
		}
		*VECTOR_PUSH(self->memory, &self->stream) = NO_WORD;
	}
}

static bool read_corpus(corpus *self, bede_error *error)
{
	bede_document *next;
	bede_error ignored = {0};
	bede_reader *reader = bede_reader_open(self->path, NULL, error);
	if (!reader)
		return false;
	arena_init(&self->document, 0);
	do {
		next = bede_reader_next(reader, &ignored);
		self->now = next;
		if (next && !arena_run(&self->document, read_one, self))
			fprintf(stderr, "a document is too large and left out\n");
		arena_reset(&self->document);
		bede_document_free(next);
	} while (next || ignored.code != BEDE_OK);
	arena_clear(&self->document);
	bede_reader_close(reader);
	return true;
}

static int compare_words(const void *a, const void *b)
{
	const corpus_word *x = a, *y = b;
	if (x->uses != y->uses)
		return x->uses > y->uses ? -1 : 1;
	return x->key < y->key ? -1 : x->key > y->key;
}

/* Ranks the words by use and rewrites the stream by rank, rare words left out; the number of words that stay. */
static uint32_t rank_words(corpus *self, uint32_t most)
{
	size_t count = self->words.count, kept = 0;
	for (uint32_t i = 0; i < count; i++)
		self->words.items[i].rank = i;
	qsort(self->words.items, count, sizeof *self->words.items, compare_words);
	uint32_t *ranks = ARENA_ARRAY(self->memory, count, uint32_t);
	uint32_t words = 0;
	for (uint32_t i = 0; i < count; i++) {
		bool stays = i < most && self->words.items[i].uses >= SEEN_OFTEN;
		words += stays;
		ranks[self->words.items[i].rank] = stays ? i : NO_WORD;
	}
	for (size_t i = 0; i < self->stream.count; i++) {
		uint32_t word = self->stream.items[i];
		if (word == NO_WORD)
			self->stream.items[kept++] = NO_WORD;
		else if (ranks[word] != NO_WORD)
			self->stream.items[kept++] = ranks[word];
	}
	self->stream.count = kept;
	return words;
}

/* Words drawn as often as their uses to the power of 3/4. */
static uint32_t *make_draws(corpus *self, uint32_t words)
{
	uint32_t *draws = ARENA_ARRAY(self->memory, DRAWS, uint32_t);
	double total = 0, sum = 0;
	for (uint32_t i = 0; i < words; i++)
		total += pow(self->words.items[i].uses, 0.75);
	for (uint32_t i = 0, at = 0; i < words; i++) {
		sum += pow(self->words.items[i].uses, 0.75) / total;
		for (; at < DRAWS && (double)at < sum * DRAWS; at++)
			draws[at] = i;
	}
	return draws;
}

/* One prediction: pulls `in` and `out` together (wanted 1) or apart (0). */
static void pull(const float *restrict in, float *restrict out, float wanted, float rate, float *restrict d_in)
{
	float dot = 0, parts[8] = {0};
	for (int i = 0; i < SIZE; i += 8)
		for (int j = 0; j < 8; j++)
			parts[j] += in[i + j] * out[i + j];
	for (int j = 0; j < 8; j++)
		dot += parts[j];
	float g = (wanted - 1.0f / (1.0f + expf(-dot))) * rate;
	for (int i = 0; i < SIZE; i++) {
		d_in[i] += g * out[i];
		out[i] += g * in[i];
	}
}

typedef struct skipgram {
	const corpus *from;
	float *in, *out;                 /* [words][SIZE], [PLACES][words][SIZE] */
	uint32_t words;
	const uint32_t *draws;
	uint64_t random;
} skipgram;

static void learn_at(skipgram *self, size_t at, float rate)
{
	const uint32_t *stream = self->from->stream.items;
	size_t count = self->from->stream.count;
	float *in = self->in + (size_t)stream[at] * SIZE, d_in[SIZE] = {0};
	for (int place = 0; place < PLACES; place++) {
		int step = place < REACH ? -1 : 1, far = place < REACH ? REACH - place : place - REACH + 1;
		uint32_t word = stream[at];
		for (int i = 1; i <= far && word != NO_WORD; i++) {
			size_t to = step < 0 ? at - (size_t)i : at + (size_t)i;
			word = to < count ? stream[to] : NO_WORD;
		}
		if (word == NO_WORD)
			continue;
		float *out = self->out + (size_t)place * self->words * SIZE;
		pull(in, out + (size_t)word * SIZE, 1, rate, d_in);
		for (int i = 0; i < NEGATIVES; i++) {
			uint32_t other = self->draws[(size_t)(learner_random(&self->random) * (float)DRAWS)];
			if (other != word)
				pull(in, out + (size_t)other * SIZE, 0, rate, d_in);
		}
	}
	for (int i = 0; i < SIZE; i++)
		in[i] += d_in[i];
}

static void learn_vectors(skipgram *self)
{
	const corpus *from = self->from;
	size_t count = from->stream.count;
	for (size_t i = 0; i < (size_t)self->words * SIZE; i++)
		self->in[i] = (learner_random(&self->random) - 0.5f) / SIZE;
	for (int pass = 0; pass < PASSES; pass++) {
		for (size_t at = 0; at < count; at++) {
			uint32_t word = from->stream.items[at];
			if (word == NO_WORD)
				continue;
			double share = (double)from->words.items[word].uses / (double)count;
			if (share > FREQUENT && (double)learner_random(&self->random) > sqrt(FREQUENT / share))
				continue;
			double done = ((double)pass + (double)at / (double)count) / PASSES;
			learn_at(self, at, (float)(0.03 * (1 - done) + 1e-4));
		}
		fprintf(stderr, "word vectors: pass %d of %d\n", pass + 1, PASSES);
	}
}

typedef struct keyed {
	uint64_t key;
	uint32_t word;
} keyed;

static int compare_keyed(const void *a, const void *b)
{
	uint64_t x = ((const keyed *)a)->key, y = ((const keyed *)b)->key;
	return x < y ? -1 : x > y;
}

static void keep_vectors(word_vectors *self, const skipgram *from, arena *memory)
{
	keyed *order = ARENA_ARRAY(memory, from->words, keyed);
	double sum = 0;
	for (uint32_t i = 0; i < from->words; i++)
		order[i] = (keyed){from->from->words.items[i].key, i};
	qsort(order, from->words, sizeof *order, compare_keyed);
	for (size_t i = 0; i < (size_t)from->words * SIZE; i++)
		sum += (double)from->in[i] * (double)from->in[i];
	float scale = (float)(1 / sqrt(sum / ((double)from->words * SIZE) + 1e-12));
	self->count = from->words;
	self->keys = ARENA_ARRAY(memory, from->words, uint64_t);
	self->values = ARENA_ARRAY(memory, (size_t)from->words * SIZE, float);
	for (uint32_t i = 0; i < from->words; i++) {
		self->keys[i] = order[i].key;
		for (int j = 0; j < SIZE; j++)
			self->values[i * SIZE + j] = scale * from->in[(size_t)order[i].word * SIZE + j];
	}
}

const float *word_vectors_find(const word_vectors *self, uint64_t key)
{
	size_t at = feature_find(self->keys, self->count, key);
	return at == SIZE_MAX ? NULL : self->values + at * SIZE;
}

bool word_vectors_learn(word_vectors *self, arena *memory, const char *path, const char *lexicon, uint32_t most,
	uint64_t seed, bede_error *error)
{
	corpus from = {.memory = memory, .path = path};
	report problems = {0};
	from.lexicon = text_lexicon_open(lexicon, &problems, error);
	if (!from.lexicon || !read_corpus(&from, error))
		return false;
	uint32_t words = rank_words(&from, most);
	fprintf(stderr, "%s: %zu tokens, vectors for %u words\n", path, from.stream.count, (unsigned)words);
	skipgram net = {.from = &from, .words = words, .draws = make_draws(&from, words)};
	net.in = ARENA_ARRAY(memory, (size_t)words * SIZE, float);
	net.out = ARENA_ARRAY(memory, (size_t)words * SIZE * PLACES, float);
	net.random = seed * 0x9E3779B97F4A7C15ULL + 7;
	learn_vectors(&net);
	keep_vectors(self, &net, memory);
	text_lexicon_close(from.lexicon);
	return true;
}

bool word_vectors_save(const word_vectors *self, const char *path, bede_error *error)
{
	FILE *to = fopen(path, "wb");
	bool good = to && fwrite(&self->count, sizeof self->count, 1, to) == 1 &&
		fwrite(self->keys, sizeof *self->keys, self->count, to) == self->count &&
		fwrite(self->values, SIZE * sizeof *self->values, self->count, to) == self->count;
	if (to && fclose(to) != 0)
		good = false;
	if (!good)
		error_set_at(error, BEDE_ERROR_FILE, path, 0, "cannot write '%s'", path);
	return good;
}

bool word_vectors_load(word_vectors *self, arena *memory, const char *path, bede_error *error)
{
	file_map map;
	if (!file_map_open(&map, path, error))
		return false;
	uint32_t count = 0;
	size_t row = sizeof *self->keys + SIZE * sizeof *self->values;
	if (map.length >= sizeof count)
		memcpy(&count, map.bytes, sizeof count);
	if (map.length != sizeof count + count * row) {
		error_set_at(error, BEDE_ERROR_DATA, path, 0, "'%s' holds no word vectors of %d numbers", path, SIZE);
		return false;
	}
	self->count = count;
	self->keys = ARENA_ARRAY(memory, count, uint64_t);
	self->values = ARENA_ARRAY(memory, (size_t)count * SIZE, float);
	memcpy(self->keys, map.bytes + sizeof count, count * sizeof *self->keys);
	memcpy(self->values, map.bytes + sizeof count + count * sizeof *self->keys, count * SIZE * sizeof *self->values);
	file_map_close(&map);
	return true;
}
