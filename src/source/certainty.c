/*
 * certainty.c — how sure the innermost voice is of an event.
 *
 * From the trigger up the tree to where that voice begins to speak: modals, adverbs and adjectives of each word on
 * the way, and the verbs and nouns that govern what hangs below. The way ends where a clause stands on its own: what
 * a main clause hedges says nothing of its relative or adverbial clauses, nor of the next one.
 */
#include <string.h>

#include "source/source_lexicon.h"

typedef struct way {
	const source_lexicon *lexicon;
	const text *text;
	const syntax *syntax;
	bede_certainty certainty;
} way;

static void take(way *self, bede_certainty certainty)
{
	if (certainty > self->certainty)
		self->certainty = certainty;
}

static const hedge *hedge_form(const way *self, int32_t token)
{
	char room[32];
	slice form = text_form(self->text, (uint32_t)token);
	if (form.length >= sizeof room)
		return NULL;
	for (size_t i = 0; i < form.length; i++)
		room[i] = form.at[i] >= 'A' && form.at[i] <= 'Z' ? (char)(form.at[i] + 32) : form.at[i];
	return source_lexicon_hedge(self->lexicon, (slice){room, form.length});
}

static bool has_negation(const way *self, int32_t token)
{
	for (int32_t child = self->syntax->nodes[token].first_child; child >= 0;
		child = self->syntax->nodes[child].next_sibling)
		if (self->syntax->nodes[child].deprel == DEPREL_ADVMOD
			&& source_lexicon_word(self->lexicon, self->syntax->nodes[child].lemma, SOURCE_WORD_NEGATION))
			return true;
	return false;
}

/* Is a dependent an "if" of this clause? */
static bool is_condition(const way *self, int32_t token)
{
	for (int32_t child = self->syntax->nodes[token].first_child; child >= 0;
		child = self->syntax->nodes[child].next_sibling) {
		if (self->syntax->nodes[child].deprel != DEPREL_MARK)
			continue;
		const hedge *word = hedge_form(self, child);
		if (word && (word->classes & HEDGE_CONDITION))
			return true;
	}
	return false;
}

static void look_at_dependents(way *self, int32_t token)
{
	const node *nodes = self->syntax->nodes;
	bool negated = has_negation(self, token);
	for (int32_t child = nodes[token].first_child; child >= 0; child = nodes[child].next_sibling) {
		deprel relation = (deprel)nodes[child].deprel;
		if (relation != DEPREL_AUX && relation != DEPREL_ADVMOD && relation != DEPREL_AMOD && relation != DEPREL_MARK
			&& relation != DEPREL_ADVCL)
			continue;
		const hedge *word = hedge_form(self, child);
		unsigned classes = word ? word->classes : 0;
		switch (relation) {
		case DEPREL_AUX:
			/* "could not", "may not" forbid or fail more often than they doubt */
			if ((classes & HEDGE_MODAL) && !negated)
				take(self, word->certainty);
			if ((classes & HEDGE_CONDITION))
				for (int32_t other = nodes[token].first_child; other >= 0; other = nodes[other].next_sibling)
					if (nodes[other].deprel == DEPREL_ADVCL && is_condition(self, other))
						take(self, word->certainty);
			break;
		case DEPREL_ADVMOD:
			if (classes & HEDGE_ADVERB)
				take(self, word->certainty);
			break;
		case DEPREL_AMOD:
			if (classes & HEDGE_ADJECTIVE)
				take(self, word->certainty);
			break;
		case DEPREL_MARK:
			if (classes & HEDGE_CONDITION)
				take(self, word->certainty);
			break;
		default:
			break;
		}
	}
}

/* Does what `head` says reach into its dependent `token`? */
static bool reaches(const way *self, int32_t token)
{
	const node *at = &self->syntax->nodes[token];
	switch (at->deprel) {
	case DEPREL_ADVCL: case DEPREL_ADVCL_RELCL: case DEPREL_ACL_RELCL: case DEPREL_PARATAXIS: case DEPREL_LIST:
	case DEPREL_DISLOCATED:
		return false;
	case DEPREL_CONJ:
		/* a second clause with its own subject or auxiliary stands for itself */
		return syntax_child(self->syntax, token, DEPREL_NSUBJ) < 0
			&& syntax_child(self->syntax, token, DEPREL_AUX) < 0;
	default:
		return true;
	}
}

/* "I think that …": who is quoted is no voice beside himself, but as sure as he says. */
static void look_at_opinion(way *self, int32_t head)
{
	const node *at = &self->syntax->nodes[head];
	const cue_word *word = at->upos == UPOS_VERB ? source_lexicon_verb(self->lexicon, at->lemma) : NULL;
	int32_t subject = word ? syntax_child(self->syntax, head, DEPREL_NSUBJ) : -1;
	char room[8];
	slice form = subject >= 0 ? text_form(self->text, (uint32_t)subject) : (slice){0};
	if (!form.length || form.length >= sizeof room)
		return;
	for (size_t i = 0; i < form.length; i++)
		room[i] = form.at[i] >= 'A' && form.at[i] <= 'Z' ? (char)(form.at[i] + 32) : form.at[i];
	if (source_lexicon_word(self->lexicon, (slice){room, form.length}, SOURCE_WORD_SELF))
		take(self, word->certainty);
}

/* What `head` itself says of its dependent `token`: "is believed to", "is likely to", "fears of". */
static void look_at_governor(way *self, int32_t head, int32_t token)
{
	const node *nodes = self->syntax->nodes;
	const node *at = &nodes[head];
	deprel relation = (deprel)nodes[token].deprel;
	bool clause = relation == DEPREL_XCOMP || relation == DEPREL_CCOMP || deprel_is(relation, DEPREL_CSUBJ);
	const hedge *word = source_lexicon_hedge(self->lexicon, at->lemma);
	if (!word)
		return;
	if (at->upos == UPOS_VERB && (word->classes & HEDGE_VERB)) {
		bool passive = syntax_child(self->syntax, head, DEPREL_AUX_PASS) >= 0 || at->xpos == XPOS_VBN;
		/* "seem" hedges as it is; the others only where nobody says it: with a subject they are a cue */
		if (clause && (passive || !source_lexicon_verb(self->lexicon, at->lemma)))
			take(self, word->certainty);
		if (!clause && passive && (relation == DEPREL_OBL || relation == DEPREL_ADVCL))
			take(self, word->certainty);
	} else if (at->upos == UPOS_NOUN && (word->classes & HEDGE_NOUN)) {
		if (relation == DEPREL_NMOD || relation == DEPREL_ACL || relation == DEPREL_CCOMP)
			take(self, word->certainty);
	} else if ((word->classes & HEDGE_ADJECTIVE) && at->upos != UPOS_VERB) {
		if (clause)
			take(self, word->certainty);
	}
}

static bool inside(const attribution *voice, uint32_t token)
{
	for (uint32_t i = 0; i < voice->content_count; i++)
		if (token >= voice->content[i].first && token < voice->content[i].end)
			return true;
	return false;
}

bede_certainty source_certainty(const source_lexicon *lexicon, const attributions *self, const text *text,
	const syntax *syntax, const event *event)
{
	enum { MOST_VOICES = 16 };
	uint32_t chain[MOST_VOICES];
	uint32_t count = source_chain(self, event, chain, MOST_VOICES);
	const attribution *voice = count ? &self->items[chain[count - 1]] : NULL;
	way way = {.lexicon = lexicon, .text = text, .syntax = syntax, .certainty = BEDE_CERTAIN};
	if (voice)
		way.certainty = voice->certainty;
	/* every token on the way is looked at once */
	int32_t at = (int32_t)event->trigger;
	look_at_dependents(&way, at);
	/* a noun or adjective as trigger, with its copula and modals */
	while (syntax->nodes[at].head >= 0 && reaches(&way, at)) {
		int32_t head = syntax->nodes[at].head;
		if (voice && ((uint32_t)head == voice->cue_head || (inside(voice, (uint32_t)at)
			&& !inside(voice, (uint32_t)head))))
			break;
		look_at_governor(&way, head, at);
		if (syntax->nodes[at].deprel == DEPREL_CCOMP)
			look_at_opinion(&way, head);
		look_at_dependents(&way, head);
		at = head;
	}
	/* the clause in which the composition ends may lie outside that way: "a deal was likely signed" */
	if (event->clause != event->trigger && (!voice || inside(voice, event->clause)))
		look_at_dependents(&way, (int32_t)event->clause);
	return way.certainty;
}
