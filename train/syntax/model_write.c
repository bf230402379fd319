/* model_write.c — writing the model file (syntax/model.h). */
#include "model_write.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "syntax/model.h"

/* A row as the program wants it: the given vector added, and the unknown word's where nothing was learned. */
static void finish_row(const learner *network, const vocabulary *words, uint32_t row, float *out)
{
	size_t width = network->shape.width;
	const float *given = word_vectors_find(words->given, words->keys[row]);
	const float *own = network->vectors.value + (words->learned[row] ? row : words->unknown_row) * width;
	memset(out, 0, width * sizeof *out);
	if (given)
		learner_bridge(network, given, out);
	for (size_t i = 0; i < width; i++)
		out[i] += own[i];
}

static void put_vectors(const learner *network, const vocabulary *words, float *scales, int8_t *rows)
{
	float v[512];
	size_t width = network->shape.width;
	for (uint32_t i = 0; i < network->row_count; i++) {
		finish_row(network, words, i, v);
		float most = 0;
		for (size_t j = 0; j < width; j++)
			most = fabsf(v[j]) > most ? fabsf(v[j]) : most;
		float scale = most > 0 ? most / 127.0f : 1.0f;
		scales[i] = scale;
		for (size_t j = 0; j < width; j++)
			rows[i * width + j] = (int8_t)lrintf(v[j] / scale);
	}
}

static void put_lemmas(const lemma_list *lemmas, uint64_t *keys, uint32_t *starts, char *bytes)
{
	uint32_t at = 0;
	for (size_t i = 0; i < lemmas->entries.count; i++) {
		const lemma_entry *e = &lemmas->entries.items[i];
		keys[i] = e->key;
		starts[i] = at;
		memcpy(bytes + at, e->lemma.at, e->lemma.length);
		at += (uint32_t)e->lemma.length;
	}
	starts[lemmas->entries.count] = at;
}

/* Tags go together that do so at least three times; each class has its most frequent tag in any case. */
static void put_tag_pairs(const treebank *bank, uint8_t *together)
{
	unsigned counts[UPOS_COUNT][XPOS_COUNT] = {{0}};
	for (size_t i = 0; i < bank->gold_tokens; i++)
		counts[bank->tokens.items[i].upos][bank->tokens.items[i].xpos]++;
	for (unsigned u = 0; u < UPOS_COUNT; u++) {
		unsigned best = 0;
		for (unsigned x = 0; x < XPOS_COUNT; x++) {
			together[u * XPOS_COUNT + x] = counts[u][x] >= 3;
			best = counts[u][x] > counts[u][best] ? x : best;
		}
		together[u * XPOS_COUNT + best] = 1;
	}
}

static bool put_file(const char *path, const char *bytes, size_t length, bede_error *error)
{
	FILE *file = fopen(path, "wb");
	bool good = file && fwrite(bytes, 1, length, file) == length;
	if (file && fclose(file) != 0)
		good = false;
	if (!good)
		error_set_at(error, BEDE_ERROR_FILE, path, 0, "cannot write '%s': %s", path, strerror(errno));
	return good;
}

bool model_write(const char *path, arena *memory, const learner *network, const vocabulary *words,
	const dictionary *from, const lemma_list *lemmas, const treebank *bank, bede_error *error)
{
	model_header h = {.magic = MODEL_MAGIC, .version = MODEL_VERSION, .order = 0x01020304, .shape = network->shape,
		.upos_count = UPOS_COUNT, .xpos_count = XPOS_COUNT, .deprel_count = DEPREL_COUNT, .class_bits = CLASS_BITS,
		.rows = words->key_count, .classes = from->classes.count, .endings = from->classes.ending_count,
		.lemmas = (uint32_t)lemmas->entries.count};
	for (size_t i = 0; i < lemmas->entries.count; i++)
		h.lemma_bytes += (uint32_t)lemmas->entries.items[i].lemma.length;
	uint64_t starts[SECTION_COUNT + 1];
	model_sections(&h, starts);
	h.size = starts[SECTION_COUNT];
	char *bytes = arena_alloc(memory, h.size);
#define SECTION(type, number) ((type *)(void *)(bytes + starts[number]))
	memcpy(bytes + starts[SECTION_ROW_KEYS], words->keys, words->key_count * sizeof *words->keys);
	put_vectors(network, words, SECTION(float, SECTION_ROW_SCALES), SECTION(int8_t, SECTION_ROWS));
	memcpy(bytes + starts[SECTION_CLASS_KEYS], from->classes.keys, h.classes * sizeof(uint32_t));
	memcpy(bytes + starts[SECTION_CLASS_MASKS], from->classes.masks, h.classes * sizeof(uint16_t));
	memcpy(bytes + starts[SECTION_ENDINGS], from->classes.endings, h.endings * sizeof(ending));
	put_lemmas(lemmas, SECTION(uint64_t, SECTION_LEMMA_KEYS), SECTION(uint32_t, SECTION_LEMMA_STARTS),
		SECTION(char, SECTION_LEMMA_BYTES));
	put_tag_pairs(bank, SECTION(uint8_t, SECTION_TAG_PAIRS));
	memcpy(bytes + starts[SECTION_WEIGHTS], network->weights.value, network->weights.count * sizeof(float));
#undef SECTION
	memcpy(bytes, &h, sizeof h);
	h.checksum = model_checksum(bytes, h.size);
	memcpy(bytes, &h, sizeof h);
	return put_file(path, bytes, h.size, error);
}
