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
	case UPOS_X:                 /* foreign words */
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

/* ---- reports of which only records are known: their words are what the records name ---- */

typedef void (*take_word)(void *context, slice word);

static void each_word(slice words, take_word take, void *context)
{
	slice word;
	while (words.length && slice_split(&words, ' ', &word))
		if (word.length && word.length < WORD_ROOM)
			take(context, word);
}

static void each_party_word(const bede_party *party, take_word take, void *context)
{
	each_word(slice_of(party->identifier_text ? party->identifier_text : party->entity_text), take, context);
}

static void each_named_word(const bede_record *record, take_word take, void *context)
{
	for (size_t i = 0; i < record->actor_count; i++)
		each_party_word(&record->actors[i], take, context);
	for (size_t i = 0; i < record->recipient_count; i++)
		each_party_word(&record->recipients[i], take, context);
	for (size_t i = 0; i < record->attribution_count; i++)
		each_party_word(&record->attributions[i].source, take, context);
	each_word(slice_of(record->place.resolved_place ? record->place.resolved_place : record->place.extracted_place),
		take, context);
	for (size_t i = 0; i < record->quantity_count; i++)
		each_word(slice_of(record->quantities[i].item), take, context);
}

/* The last word of the trigger. */
static slice named_trigger(const reading *reading, const bede_record *record)
{
	bede_span at = record->event_span;
	if (at.start >= at.end || at.end > reading->document.text.length)
		return (slice){NULL, 0};
	slice words = {reading->document.text.at + at.start, at.end - at.start};
	size_t start = words.length;
	while (start > 0 && words.at[start - 1] != ' ')
		start--;
	return (slice){words.at + start, words.length - start};
}

typedef struct hash_list {
	uint32_t *items;           /* NULL: they are only counted */
	size_t count;
} hash_list;

static void take_hash(void *context, slice word)
{
	hash_list *self = context;
	if (self->items)
		self->items[self->count] = sketch_word(word, word.at[0] >= 'A' && word.at[0] <= 'Z');
	self->count++;
}

static void take_topic(const reading *reading, hash_list *out)
{
	each_word(reading->document.title, take_hash, out);
	for (uint32_t i = 0; i < reading->record_count; i++) {
		slice trigger = named_trigger(reading, &reading->records[i]);
		each_named_word(&reading->records[i], take_hash, out);
		if (trigger.length)
			take_hash(out, trigger);
	}
}

static void sketch_named_topic(const reading *reading, strbuf *out)
{
	hash_list all = {0};
	take_topic(reading, &all);
	all = (hash_list){.items = malloc((all.count + 1) * sizeof *all.items)};
	if (all.items) {
		take_topic(reading, &all);
		put_hashes(out, all.items, all.count);
	} else {
		out->failed = true;
	}
	free(all.items);
}

/* ---- */

void sketch_topic(const reading *reading, strbuf *out)
{
	if (reading->text.sentence_count == 0) {
		sketch_named_topic(reading, out);
		return;
	}
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

static void add_word(void *context, slice word)
{
	strbuf *words = context;
	if (has_word(words, word))
		return;
	if (words->length)
		strbuf_add_char(words, ' ');
	strbuf_add_slice(words, word);
}

slice sketch_words(const reading *reading, const bede_record *record, strbuf *words)
{
	const text *text = &reading->text;
	slice trigger = {NULL, 0};
	if (text->sentence_count == 0) {
		each_named_word(record, add_word, words);
		return named_trigger(reading, record);
	}
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
