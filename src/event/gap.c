/*
 * gap.c — what the lexicon lacks: words that stand where a rule's word would, between actors, and that no rule has.
 *
 * Verbs count by their subject and objects. Nouns count by a possessor, an adjective of origin, a compound or a phrase
 * with "of" or "by" that names an actor ("Russia's clampdown", "the Iranian clampdown"): many of these tell of no
 * event, which only a reader can say. What people are said to have by a pronoun ("his hands") is left out: it is hardly
 * ever one.
 */
#include "event/evaluate.h"

/* A mention with a code stands at this word. */
static bool is_actor(const reader *self, uint32_t token)
{
	int32_t m = self->names->mention_headed[token];

	/* The tree of a name may be headed by another of its words. */
	if (m < 0 && node_of(self, token)->upos == UPOS_PROPN)
		m = self->names->mention_of[token];
	if (m < 0)
		return false;
	const mention *found = &self->names->mentions[m];
	for (uint32_t i = 0; i < found->party_count; i++)
		if (found->parties[i].code.country[0] || found->parties[i].code.sector[0])
			return true;
	return false;
}

static bool has_actor(const reader *self, const arguments *found, bool named)
{
	for (uint32_t i = 0; i < found->count; i++)
		if (is_actor(self, found->items[i]) && !(named && node_of(self, found->items[i])->upos == UPOS_PRON))
			return true;
	return false;
}

static bool verb_has_actor(const reader *self, uint32_t token)
{
	arguments found;

	subjects_of(self, token, &found);
	if (has_actor(self, &found, false))
		return true;
	objects_of(self, token, &found);
	if (has_actor(self, &found, false))
		return true;
	indirect_objects_of(self, token, &found);
	return has_actor(self, &found, false);
}

static bool noun_has_actor(const reader *self, uint32_t token)
{
	arguments found;

	subjects_of(self, token, &found);
	if (has_actor(self, &found, true))
		return true;
	objects_of(self, token, &found);
	if (has_actor(self, &found, true))
		return true;
	for (int32_t child = node_of(self, token)->first_child; child >= 0;
		child = node_of(self, (uint32_t)child)->next_sibling)
		if (node_of(self, (uint32_t)child)->deprel == DEPREL_AMOD && is_actor(self, (uint32_t)child))
			return true;
	return false;
}

/* Could a rule's word stand here, and does none have it? */
static bool is_open(const reader *self, uint32_t token, int kind)
{
	const node *n = node_of(self, token);
	sentence_kind sentence = self->text->sentences[self->text->tokens[token].sentence].kind;
	uint32_t word = self->words[token];

	if (self->in_time[token] || n->deprel == DEPREL_COMPOUND || n->deprel == DEPREL_AMOD || n->deprel == DEPREL_FLAT
		|| n->deprel == DEPREL_FIXED || n->deprel == DEPREL_CASE || n->deprel == DEPREL_MARK)
		return false;
	if (sentence == SENTENCE_BYLINE || sentence == SENTENCE_DATELINE)
		return false;
	return word == TABLE_NONE || self->lexicon->by_word[kind][word].count == 0;
}

/* Part of somebody's name or description ("officials", "spokesman Example"), or a word for a quantity ("thousands"). */
static bool is_who(const reader *self, uint32_t token)
{
	int32_t m = self->names->mention_of[token];

	if (grammar_of(self, token) & GRAMMAR_TRANSPARENT)
		return true;
	return m >= 0 && (self->names->mention_headed[token] != m || self->names->mentions[m].agent_noun
		|| is_actor(self, token));
}

/* Letters, and perhaps a hyphen: a rule could be written for it. */
static bool is_word(slice lemma)
{
	for (size_t i = 0; i < lemma.length; i++) {
		char c = lemma.at[i];
		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '-' && !((unsigned char)c & 0x80))
			return false;
	}
	return lemma.length > 1;
}

void event_gaps_find(const event_lexicon *lexicon, const text *text, const syntax *syntax, const names *names,
	const times *times, arena *memory, event_gaps *out)
{
	reader self = {.lexicon = lexicon, .text = text, .syntax = syntax, .names = names, .times = times,
		.memory = memory};
	VECTOR(event_gap) found = {0};

	reader_prepare(&self);
	for (uint32_t t = 0; t < text->token_count; t++) {
		const node *n = node_of(&self, t);
		bool noun = n->upos == UPOS_NOUN;
		if ((!noun && n->upos != UPOS_VERB) || !is_word(n->lemma) || !is_open(&self, t, noun ? WORD_NOUN : WORD_VERB))
			continue;
		if (noun ? !is_who(&self, t) && noun_has_actor(&self, t) : verb_has_actor(&self, t))
			*VECTOR_PUSH(memory, &found) = (event_gap){t, noun};
	}
	*out = (event_gaps){found.items, (uint32_t)found.count};
}
