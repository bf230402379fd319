/* finder.c — looking at words and their clauses, and collecting content. */
#include "source/finder.h"

#include <string.h>

static slice lower_form(const finder *self, int32_t token, char *room, size_t size)
{
	slice form = text_form(self->text, (uint32_t)token);
	if (form.length >= size)
		return (slice){0};
	for (size_t i = 0; i < form.length; i++)
		room[i] = form.at[i] >= 'A' && form.at[i] <= 'Z' ? (char)(form.at[i] + 32) : form.at[i];
	return (slice){room, form.length};
}

bool finder_word(const finder *self, int32_t token, unsigned classes)
{
	char room[32];
	slice form = lower_form(self, token, room, sizeof room);
	return source_lexicon_word(self->lexicon, finder_node(self, token)->lemma, classes)
		|| source_lexicon_word(self->lexicon, form, classes);
}

const cue_word *finder_verb(const finder *self, uint32_t token, int32_t *particle)
{
	const node *verb = finder_node(self, (int32_t)token);
	*particle = -1;
	char room[64];
	if (verb->upos == UPOS_ADJ) {
		/* "is confident that": the lexicon has it with its copula */
		int32_t copula = syntax_child(self->syntax, (int32_t)token, DEPREL_COP);
		slice lemma = copula >= 0 ? finder_node(self, copula)->lemma : (slice){0};
		if (!lemma.length || lemma.length + 1 + verb->lemma.length > sizeof room)
			return NULL;
		memcpy(room, lemma.at, lemma.length);
		room[lemma.length] = ' ';
		memcpy(room + lemma.length + 1, verb->lemma.at, verb->lemma.length);
		return source_lexicon_verb(self->lexicon, (slice){room, lemma.length + 1 + verb->lemma.length});
	}
	if (verb->upos != UPOS_VERB)
		return NULL;
	for (int32_t child = verb->first_child; child >= 0; child = finder_node(self, child)->next_sibling) {
		const node *part = finder_node(self, child);
		bool fits = part->deprel == DEPREL_COMPOUND_PRT
			|| (part->deprel == DEPREL_XCOMP && part->upos == UPOS_ADJ)
			|| (part->deprel == DEPREL_OBJ && part->upos == UPOS_NOUN);
		if (!fits || verb->lemma.length + 1 + part->lemma.length > sizeof room)
			continue;
		memcpy(room, verb->lemma.at, verb->lemma.length);
		room[verb->lemma.length] = ' ';
		memcpy(room + verb->lemma.length + 1, part->lemma.at, part->lemma.length);
		slice joined = {room, verb->lemma.length + 1 + part->lemma.length};
		const cue_word *word = source_lexicon_verb(self->lexicon, joined);
		if (word) {
			*particle = child;
			return word;
		}
	}
	return source_lexicon_verb(self->lexicon, verb->lemma);
}

const cue_word *finder_noun(const finder *self, uint32_t token)
{
	const node *noun = finder_node(self, (int32_t)token);
	if (noun->upos != UPOS_NOUN)
		return NULL;
	return source_lexicon_noun(self->lexicon, noun->lemma);
}

int32_t finder_child(const finder *self, int32_t token, deprel family)
{
	for (int32_t child = finder_node(self, token)->first_child; child >= 0;
		child = finder_node(self, child)->next_sibling)
		if (deprel_is((deprel)finder_node(self, child)->deprel, family))
			return child;
	return -1;
}

bool finder_marked(const finder *self, int32_t token, unsigned classes)
{
	for (int32_t child = finder_node(self, token)->first_child; child >= 0;
		child = finder_node(self, child)->next_sibling) {
		uint8_t relation = finder_node(self, child)->deprel;
		if ((relation == DEPREL_CASE || relation == DEPREL_MARK) && finder_word(self, child, classes))
			return true;
	}
	return false;
}

slice finder_phrase(const finder *self, int32_t token, char *room, size_t size)
{
	slice first = lower_form(self, token, room, size);
	size_t length = first.length;
	for (int32_t child = finder_node(self, token)->first_child; child >= 0;
		child = finder_node(self, child)->next_sibling) {
		if (finder_node(self, child)->deprel != DEPREL_FIXED || length + 1 >= size)
			continue;
		slice next = lower_form(self, child, room + length + 1, size - length - 1);
		if (next.length) {
			room[length] = ' ';
			length += 1 + next.length;
		}
	}
	return (slice){room, length};
}

bool finder_is_complement(const finder *self, int32_t clause)
{
	bool conjunction = false, subject = false;
	for (int32_t child = finder_node(self, clause)->first_child; child >= 0;
		child = finder_node(self, child)->next_sibling) {
		if (source_lexicon_word(self->lexicon, finder_node(self, child)->lemma, SOURCE_WORD_COMPLEMENT))
			conjunction = true;
		else if (deprel_is((deprel)finder_node(self, child)->deprel, DEPREL_NSUBJ))
			subject = true;
	}
	return conjunction && subject;
}

bool finder_is_finite(const finder *self, int32_t verb)
{
	uint8_t tag = finder_node(self, verb)->xpos;
	return tag == XPOS_VBD || tag == XPOS_VBZ || tag == XPOS_VBP || tag == XPOS_OTHER
		|| finder_child(self, verb, DEPREL_AUX) >= 0;
}

bool finder_is_aside(const finder *self, int32_t verb)
{
	int32_t particle;
	const node *at = finder_node(self, verb);
	/* behind a verb of saying parsers hang it anyhow */
	bool loose = (at->deprel == DEPREL_CCOMP || at->deprel == DEPREL_CONJ || at->deprel == DEPREL_PARATAXIS)
		&& at->head >= 0 && at->head < verb && finder_verb(self, (uint32_t)at->head, &particle)
		&& finder_child(self, verb, DEPREL_NSUBJ) < 0 && finder_child(self, verb, DEPREL_AUX) < 0;
	bool clause = at->deprel == DEPREL_ADVCL || loose
		|| (at->deprel == DEPREL_ACL && syntax_child(self->syntax, at->head, DEPREL_COP) >= 0);
	if (!clause || at->xpos != XPOS_VBG || verb == 0 || finder_child(self, verb, DEPREL_MARK) >= 0
		|| !slice_is(text_form(self->text, (uint32_t)verb - 1), ","))
		return false;
	const cue_word *word = finder_verb(self, (uint32_t)verb, &particle);
	return word && (word->frames & FRAME_THAT);
}

bool finder_negated(const finder *self, uint32_t verb)
{
	for (int32_t child = finder_node(self, (int32_t)verb)->first_child; child >= 0;
		child = finder_node(self, child)->next_sibling) {
		const node *part = finder_node(self, child);
		switch (part->deprel) {
		case DEPREL_ADVMOD: case DEPREL_MARK: case DEPREL_CC: case DEPREL_CC_PRECONJ:
			if (finder_word(self, child, SOURCE_WORD_NEGATION))
				return true;
			break;
		case DEPREL_NSUBJ: case DEPREL_NSUBJ_PASS: {
			int32_t determiner = finder_child(self, child, DEPREL_DET);
			if (finder_word(self, child, SOURCE_WORD_NEGATION)
				|| (determiner >= 0 && finder_word(self, determiner, SOURCE_WORD_NEGATION)))
				return true;
			break;
		}
		default:
			break;
		}
	}
	const node *self_node = finder_node(self, (int32_t)verb);
	bool governed = self_node->deprel == DEPREL_XCOMP || self_node->deprel == DEPREL_CCOMP
		|| (self_node->deprel == DEPREL_ADVCL && !finder_is_aside(self, (int32_t)verb));
	if (!governed || self_node->head < 0)
		return false;
	if (self_node->deprel == DEPREL_XCOMP && finder_negated(self, (uint32_t)self_node->head))
		return true;
	return finder_word(self, self_node->head, SOURCE_WORD_REFUSAL);
}

uint32_t finder_time_from(const finder *self, uint32_t token)
{
	uint32_t low = 0, high = self->times->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (self->times->items[middle].first < token)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool finder_is_time(const finder *self, int32_t token)
{
	uint32_t next = finder_time_from(self, (uint32_t)token + 1);
	return next > 0 && self->times->items[next - 1].end > (uint32_t)token;
}

int32_t finder_clause(const finder *self, int32_t token)
{
	for (;;) {
		const node *at = finder_node(self, token);
		if (at->head < 0)
			return token;
		switch (at->deprel) {
		case DEPREL_CCOMP: case DEPREL_ADVCL: case DEPREL_ADVCL_RELCL: case DEPREL_ACL: case DEPREL_ACL_RELCL:
		case DEPREL_PARATAXIS: case DEPREL_CSUBJ: case DEPREL_CSUBJ_PASS:
			return token;
		case DEPREL_CONJ:
			if (at->upos == UPOS_VERB || at->upos == UPOS_AUX || finder_child(self, token, DEPREL_NSUBJ) >= 0)
				return token;
			break;
		default:
			break;
		}
		token = at->head;
	}
}

/* Set off by a comma it speaks of the whole clause around, and at either end of a sentence of all of that, however
 * deep the parser hung it. */
int32_t finder_around(const finder *self, int32_t parenthesis)
{
	const sentence *sentence = finder_sentence(self, (uint32_t)parenthesis);
	uint32_t first, end, limit = sentence_end(sentence);
	syntax_extent(self->syntax, parenthesis, &first, &end);
	while (first < end && finder_node(self, (int32_t)first)->upos == UPOS_PUNCT)
		first++;
	bool aside = first == sentence->first || slice_is(text_form(self->text, first - 1), ",");
	bool at_end = first == sentence->first || end >= limit
		|| (end + 1 == limit && finder_node(self, (int32_t)end)->upos == UPOS_PUNCT);
	int32_t clause = finder_clause(self, finder_node(self, parenthesis)->head);
	while (aside && finder_node(self, clause)->head >= 0
		&& (at_end || finder_node(self, clause)->deprel == DEPREL_CONJ))
		clause = finder_clause(self, finder_node(self, clause)->head);
	return clause;
}

void finder_mark(finder *self, int32_t top, uint8_t value)
{
	const node *nodes = self->syntax->nodes;
	int32_t at = top;
	for (;;) {
		self->mark[at] = value;
		if (nodes[at].first_child >= 0) {
			at = nodes[at].first_child;
			continue;
		}
		while (at != top && nodes[at].next_sibling < 0)
			at = nodes[at].head;
		if (at == top)
			break;
		at = nodes[at].next_sibling;
	}
}

bool finder_any(const finder *self, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if (self->mark[i])
			return true;
	return false;
}

static bool is_stop(const finder *self, uint32_t token)
{
	if (finder_node(self, (int32_t)token)->upos != UPOS_PUNCT || self->quote_of[token] >= 0)
		return false;
	slice form = text_form(self->text, token);
	return form.length && strchr(",.;:-", form.at[0]) != NULL;
}

void finder_take(finder *self, const sentence *sentence, candidate *into)
{
	uint32_t end = sentence_end(sentence);
	for (uint32_t i = sentence->first; i < end; ) {
		if (!self->mark[i]) {
			i++;
			continue;
		}
		uint32_t first = i;
		while (i < end && self->mark[i])
			self->mark[i++] = 0;
		uint32_t last = i;
		while (first < last && is_stop(self, first))
			first++;
		while (last > first && is_stop(self, last - 1))
			last--;
		bool words = false;
		for (uint32_t k = first; k < last; k++)
			words = words || finder_node(self, (int32_t)k)->upos != UPOS_PUNCT;
		if (words)
			*VECTOR_PUSH(self->memory, &into->content) = (token_range){first, last};
	}
}

candidate finder_candidate(const finder *self, uint32_t cue_head)
{
	/* the cue's words: auxiliaries, negation and adverbs that stand together before its head */
	uint32_t first = cue_head, start = finder_sentence(self, cue_head)->first;
	while (first > start) {
		const node *before = finder_node(self, (int32_t)first - 1);
		bool part = before->deprel == DEPREL_AUX || before->deprel == DEPREL_AUX_PASS
			|| before->deprel == DEPREL_COP || (before->deprel == DEPREL_ADVMOD && before->upos != UPOS_SCONJ);
		if (before->head != (int32_t)cue_head || !part)
			break;
		first--;
	}
	/* "has openly acknowledged", "later said"; but not "Meanwhile said", which joins the sentence to the one before */
	if (first == start && first < cue_head && finder_node(self, (int32_t)first)->deprel == DEPREL_ADVMOD
		&& !finder_word(self, (int32_t)first, SOURCE_WORD_NEGATION))
		first++;
	return (candidate){.source_head = -1, .mention = MENTION_NONE, .cue = {first, cue_head + 1}, .cue_head = cue_head,
		.cited_by = -1, .voice = true};
}

void finder_take_preposition(const finder *self, candidate *into, const cue_word *word)
{
	uint32_t next = into->cue.end;
	if (!into->content.count || into->content.items[0].first != next || into->content.items[0].end <= next + 1
		|| finder_node(self, (int32_t)next)->deprel != DEPREL_CASE)
		return;
	bool takes = !word;
	for (int i = 0; word && i < CUE_PREPOSITIONS && word->prepositions[i].at; i++)
		takes = takes || slice_equal(finder_node(self, (int32_t)next)->lemma, word->prepositions[i]);
	if (takes) {
		into->cue.end++;
		into->content.items[0].first++;
	}
}

void finder_take_colon(const finder *self, candidate *into)
{
	if (into->cue.end < sentence_end(finder_sentence(self, into->cue_head))
		&& slice_is(text_form(self->text, into->cue.end), ":"))
		into->cue.end++;
}

int32_t finder_add(finder *self, const candidate *found)
{
	if (!found->content.count && !found->waits)
		return -1;
	*VECTOR_PUSH(self->memory, &self->found) = *found;
	return (int32_t)self->found.count - 1;
}
