/* sketch.c — what reports and records are compared by. */
#include "store/sketch.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { WORD_ROOM = 64, MOST_WORDS = 48 };

static bool is_content(const reading *reading, uint32_t token)
{
	switch (reading->syntax.nodes[token].upos) {
	case UPOS_NOUN:
	case UPOS_PROPN:
	case UPOS_VERB:
	case UPOS_ADJ:
	case UPOS_NUM:
		return true;
	default:
		return false;
	}
}

static int compare_hashes(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* The same number on every machine (the finalizer of SplitMix64). */
static uint32_t hash_pair(uint64_t first, uint64_t second)
{
	uint64_t mixed = first * 0x9E3779B97F4A7C15u + second;
	mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9u;
	mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
	return (uint32_t)(mixed >> 32);
}

/* Hashes of the kept pairs, in the order of the text; how many. */
static size_t hash_pairs(const reading *reading, uint32_t *hashes)
{
	const text *text = &reading->text;
	size_t count = 0;
	for (uint32_t s = 0; s < text->sentence_count; s++) {
		const sentence *sentence = &text->sentences[s];
		uint64_t before = 0;
		for (uint32_t token = sentence->first; token < sentence->first + sentence->count; token++) {
			char room[WORD_ROOM];
			slice word;
			if (!is_content(reading, token) || !normal_word(text_form(text, token), room, sizeof room, &word))
				continue;
			uint64_t at_hand = XXH3_64bits(word.at, word.length);
			uint32_t hash = hash_pair(before, at_hand);
			if (before && hash < UINT32_MAX / SKETCH_SHARE)
				hashes[count++] = hash;
			before = at_hand;
		}
	}
	return count;
}

/* Ascending, each once. */
static void put_hashes(strbuf *out, uint32_t *hashes, size_t count)
{
	qsort(hashes, count, sizeof *hashes, compare_hashes);
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && hashes[i] == hashes[i - 1])
			continue;
		for (unsigned byte = 0; byte < 4; byte++)
			strbuf_add_char(out, (char)(hashes[i] >> 8 * byte & 0xFF));
	}
}

void sketch_pairs(const reading *reading, strbuf *out)
{
	uint32_t *hashes = malloc((reading->text.token_count + 1u) * sizeof *hashes);
	if (hashes)
		put_hashes(out, hashes, hash_pairs(reading, hashes));
	else
		out->failed = true;
	free(hashes);
}

uint32_t sketch_word(slice lemma, bool is_name)
{
	return ((uint32_t)(XXH3_64bits(lemma.at, lemma.length) >> 32) & ~1u) | is_name;
}

void sketch_topic(const reading *reading, strbuf *out)
{
	uint32_t *hashes = malloc((reading->text.token_count + 1u) * sizeof *hashes);
	size_t count = 0;
	if (!hashes) {
		out->failed = true;
		return;
	}
	for (uint32_t token = 0; token < reading->text.token_count; token++) {
		const node *node = &reading->syntax.nodes[token];
		bool is_name = node->upos == UPOS_PROPN;
		if (is_name || node->upos == UPOS_NOUN || node->upos == UPOS_VERB)
			hashes[count++] = sketch_word(node->lemma, is_name);
	}
	put_hashes(out, hashes, count);
	free(hashes);
}

/* Does a word of this spelling stand in `words` already? */
static bool has_word(const strbuf *words, slice word)
{
	for (size_t at = 0; at + word.length <= words->length;) {
		const char *end = memchr(words->bytes + at, ' ', words->length - at);
		size_t length = end ? (size_t)(end - words->bytes) - at : words->length - at;
		if (length == word.length && memcmp(words->bytes + at, word.at, length) == 0)
			return true;
		at += length + 1;
	}
	return false;
}

slice sketch_words(const reading *reading, const bede_record *record, strbuf *words)
{
	const text *text = &reading->text;
	slice trigger = {NULL, 0};
	if (record->sequence == 0 || record->sequence > text->sentence_count)
		return trigger;
	const sentence *sentence = &text->sentences[record->sequence - 1];
	size_t count = 0;
	for (uint32_t token = sentence->first; token < sentence->first + sentence->count; token++) {
		slice lemma = reading->syntax.nodes[token].lemma;
		if (text->tokens[token].at.start == record->event_span.start)
			trigger = lemma;
		if (count >= MOST_WORDS || !is_content(reading, token) || lemma.length >= WORD_ROOM
				|| memchr(lemma.at, ' ', lemma.length) || has_word(words, lemma))
			continue;
		if (count++)
			strbuf_add_char(words, ' ');
		strbuf_add_slice(words, lemma);
	}
	return trigger;
}
