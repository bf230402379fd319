/* join_context.c — in what context. */
#include <string.h>

#include "record/join.h"

enum {
	CONTEXTS = 64,           /* bits of a set of contexts */
	REPORT_WORDS = 3,        /* so often must a context's words stand in a report to hold for all of it */
	MOST_REPORT_CONTEXTS = 2,
	MOST_RECORD_CONTEXTS = 5,
	MOST_WORDS = 3,          /* words of the longest entry of contexts.tsv */
};

/* Contexts of the entry that begins at `token`: one lemma, or several joined by '_'. */
static uint64_t contexts_at(const joiner *self, uint32_t token)
{
	const reading *reading = self->reading;
	const sentence *sentence = &reading->text.sentences[reading->text.tokens[token].sentence];
	uint32_t end = sentence->first + sentence->count;
	char words[96];
	size_t length = 0;
	uint64_t found = 0;
	for (uint32_t i = token; i < end && i < token + MOST_WORDS; i++) {
		slice lemma = reading->syntax.nodes[i].lemma;
		if (length + lemma.length + 1 > sizeof words)
			break;
		if (i > token)
			words[length++] = '_';
		for (size_t j = 0; j < lemma.length; j++) {
			char c = lemma.at[j];
			words[length++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		}
		found |= record_lexicon_contexts_of(self->lexicon, (slice){words, length});
	}
	return found;
}

void join_find_contexts(joiner *self)
{
	const text *text = &self->reading->text;
	self->sentence_contexts = ARENA_ARRAY(self->memory, text->sentence_count + 1u, uint64_t);
	uint32_t counts[CONTEXTS] = {0}, most = 0;
	for (uint32_t i = 0; i < text->token_count; i++) {
		uint64_t found = contexts_at(self, i);
		self->sentence_contexts[text->tokens[i].sentence] |= found;
		for (unsigned bit = 0; found; bit++, found >>= 1)
			if (found & 1 && ++counts[bit] > most)
				most = counts[bit];
	}
	/* What a report is about is what it speaks of most; two contexts at most, the first of equals. */
	for (unsigned chosen = 0; chosen < MOST_REPORT_CONTEXTS; chosen++) {
		unsigned best = CONTEXTS;
		for (unsigned bit = 0; bit < CONTEXTS; bit++)
			if (!(self->report_contexts >> bit & 1) && counts[bit] >= REPORT_WORDS
					&& 3 * (uint64_t)counts[bit] >= 2 * (uint64_t)most && (best == CONTEXTS || counts[bit] > counts[best]))
				best = bit;
		if (best < CONTEXTS)
			self->report_contexts |= (uint64_t)1 << best;
	}
}

/* What the rule's own words say: its attribute `context=military,cbrn`. */
static uint64_t rule_contexts(const joiner *self, const event_rule *rule)
{
	static const char key[] = "context=";
	uint64_t found = 0;
	if (!rule)
		return 0;
	for (size_t i = 0; i + sizeof key <= rule->words.length; i++) {
		if (memcmp(rule->words.at + i, key, sizeof key - 1) != 0)
			continue;
		slice rest = {rule->words.at + i + sizeof key - 1, rule->words.length - i - (sizeof key - 1)}, name;
		size_t end = 0;
		while (end < rest.length && rest.at[end] != ' ' && rest.at[end] != '\t')
			end++;
		rest.length = end;
		while (slice_split(&rest, ',', &name)) {
			uint32_t context = record_lexicon_context_named(self->lexicon, name);
			if (context != TABLE_NONE)
				found |= (uint64_t)1 << context;
		}
	}
	return found;
}

/* The surest first, until there are enough: the rule's, the sentence's, the report's. The codebook's order is kept. */
const char *const *join_contexts(const joiner *self, const event *event)
{
	uint64_t tiers[] = {
		rule_contexts(self, event->rule) | rule_contexts(self, event->outer),
		self->sentence_contexts[self->reading->text.tokens[event->trigger].sentence],
		self->report_contexts,
	};
	uint64_t chosen = 0;
	unsigned count = 0;
	for (size_t i = 0; i < sizeof tiers / sizeof *tiers; i++)
		for (uint32_t bit = 0; bit < 64 && count < MOST_RECORD_CONTEXTS; bit++)
			if (tiers[i] >> bit & 1 && !(chosen >> bit & 1)) {
				chosen |= (uint64_t)1 << bit;
				count++;
			}
	const char **names = ARENA_ARRAY(self->memory, count + 1u, const char *);
	count = 0;
	for (uint32_t bit = 0; bit < 64; bit++)
		if (chosen >> bit & 1)
			names[count++] = record_lexicon_context(self->lexicon, bit);
	return names;
}
