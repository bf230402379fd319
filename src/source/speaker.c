/* speaker.c — who speaks: from a cue to the noun phrase of its source, and to the mention that resolves it. */
#include "source/finder.h"

bool verb_is_passive(const finder *self, uint32_t verb)
{
	if (finder_child(self, (int32_t)verb, DEPREL_AUX_PASS) >= 0
		|| syntax_child(self->syntax, (int32_t)verb, DEPREL_NSUBJ_PASS) >= 0)
		return true;
	const node *at = finder_node(self, (int32_t)verb);
	return at->xpos == XPOS_VBN && finder_child(self, (int32_t)verb, DEPREL_AUX) < 0
		&& finder_child(self, (int32_t)verb, DEPREL_NSUBJ) < 0
		&& (at->deprel == DEPREL_ACL || at->deprel == DEPREL_ADVCL || at->deprel == DEPREL_AMOD);
}

static int32_t agent_of(const finder *self, int32_t verb)
{
	for (int32_t child = finder_node(self, verb)->first_child; child >= 0;
		child = finder_node(self, child)->next_sibling) {
		deprel relation = (deprel)finder_node(self, child)->deprel;
		if (relation == DEPREL_OBL_AGENT || (relation == DEPREL_OBL && finder_marked(self, child, SOURCE_WORD_AGENT)))
			return child;
	}
	return -1;
}

/* A subject that names nobody: "it was said", "there are reports". */
static bool is_expletive(const finder *self, int32_t verb, int32_t subject)
{
	return finder_node(self, subject)->deprel == DEPREL_EXPL
		|| (verb_is_passive(self, (uint32_t)verb) && finder_word(self, subject, SOURCE_WORD_EXPLETIVE));
}

/* The noun that a relative pronoun stands for. */
static int32_t antecedent(const finder *self, int32_t verb, int32_t subject)
{
	int32_t clause = verb;
	while (clause >= 0 && finder_node(self, clause)->deprel != DEPREL_ACL_RELCL)
		clause = finder_node(self, clause)->deprel == DEPREL_CONJ || finder_node(self, clause)->deprel == DEPREL_XCOMP
			? finder_node(self, clause)->head : -1;
	return clause >= 0 && finder_word(self, subject, SOURCE_WORD_RELATIVE) ? finder_node(self, clause)->head : subject;
}

int32_t speaker_of_verb(const finder *self, uint32_t verb, bool passive)
{
	int32_t at = (int32_t)verb;
	if (passive)
		return agent_of(self, at);
	/* every step goes up the tree */
	for (;;) {
		const node *here = finder_node(self, at);
		int32_t subject = finder_child(self, at, DEPREL_NSUBJ);
		if (subject >= 0)
			return is_expletive(self, at, subject) ? -1 : antecedent(self, at, subject);
		if (here->head < 0)
			return -1;
		const node *above = finder_node(self, here->head);
		switch (here->deprel) {
		case DEPREL_XCOMP: case DEPREL_ADVCL: {
			int32_t particle;
			const cue_word *word = finder_verb(self, (uint32_t)here->head, &particle);
			/* "quoted X as saying": the one who is quoted says it */
			if (word && (word->frames & FRAME_CITES) && finder_marked(self, at, SOURCE_WORD_AS)) {
				int32_t quoted = finder_child(self, here->head, DEPREL_OBJ);
				return quoted >= 0 ? quoted : finder_child(self, here->head, DEPREL_NSUBJ);
			}
			break;
		}
		case DEPREL_CONJ: case DEPREL_PARATAXIS: case DEPREL_CCOMP:
			break;
		case DEPREL_ACL:
			return here->head;
		case DEPREL_ACL_RELCL:
			return -1;
		default:
			return -1;
		}
		if (above->upos != UPOS_VERB && above->upos != UPOS_ADJ && above->upos != UPOS_AUX && above->upos != UPOS_NOUN)
			return -1;
		at = here->head;
	}
}

static bool names_somebody(const finder *self, int32_t token)
{
	return self->names->mention_headed[token] != MENTION_NONE || finder_node(self, token)->upos == UPOS_PROPN;
}

int32_t speaker_of_noun(const finder *self, uint32_t noun)
{
	int32_t modifier = -1;
	for (int32_t child = finder_node(self, (int32_t)noun)->first_child; child >= 0;
		child = finder_node(self, child)->next_sibling) {
		deprel relation = (deprel)finder_node(self, child)->deprel;
		if (relation == DEPREL_NMOD_POSS)
			return child;
		if (relation == DEPREL_NMOD && finder_marked(self, child, SOURCE_WORD_AUTHOR) && names_somebody(self, child))
			return child;
		if (relation == DEPREL_ACL && verb_is_passive(self, (uint32_t)child) && agent_of(self, child) >= 0)
			return agent_of(self, child);
		if ((relation == DEPREL_COMPOUND || relation == DEPREL_AMOD) && names_somebody(self, child))
			modifier = child;
	}
	if (modifier >= 0)
		return modifier;
	const node *at = finder_node(self, (int32_t)noun);
	bool object = at->deprel == DEPREL_OBJ || at->deprel == DEPREL_OBL;
	int32_t particle;
	const cue_word *above = object ? finder_verb(self, (uint32_t)at->head, &particle) : NULL;
	/* who rejects a claim has not made it */
	if (above && above->kind == BEDE_DENIAL)
		return -1;
	if (object && finder_node(self, at->head)->upos == UPOS_VERB && !verb_is_passive(self, (uint32_t)at->head))
		return speaker_of_verb(self, (uint32_t)at->head, false);
	return -1;
}

/* The mention that resolves the phrase; of a document its author's. */
static int32_t mention_of_phrase(const finder *self, int32_t head)
{
	for (int steps = 0; steps < 4; steps++) {
		const cue_word *word = finder_noun(self, (uint32_t)head);
		if (word && (word->frames & FRAME_DOCUMENT)) {
			int32_t author = speaker_of_noun(self, (uint32_t)head);
			if (author >= 0 && author != head) {
				head = author;
				continue;
			}
		}
		break;
	}
	int32_t found = self->names->mention_headed[head];
	if (found != MENTION_NONE && self->names->mentions[found].party_count)
		return found;
	/* "a spokesman for the ministry", "Interfax news agency": a part of the phrase that is known */
	for (int32_t child = finder_node(self, head)->first_child; child >= 0;
		child = finder_node(self, child)->next_sibling) {
		deprel relation = (deprel)finder_node(self, child)->deprel;
		bool part = relation == DEPREL_APPOS || relation == DEPREL_COMPOUND || relation == DEPREL_FLAT
			|| relation == DEPREL_NMOD || relation == DEPREL_NMOD_POSS;
		int32_t other = part ? self->names->mention_headed[child] : MENTION_NONE;
		if (other != MENTION_NONE && self->names->mentions[other].party_count)
			return other;
	}
	return found != MENTION_NONE ? found : self->names->mention_of[head];
}

void speaker_set(const finder *self, candidate *out, int32_t head, int32_t without)
{
	out->source_head = head;
	out->source = (token_range){0, 0};
	out->mention = MENTION_NONE;
	if (head < 0)
		return;
	/* the run of the phrase's words around its head; appositions and relative clauses belong to it */
	const sentence *sentence = finder_sentence(self, (uint32_t)head);
	uint32_t first = (uint32_t)head, end = (uint32_t)head + 1, limit = sentence_end(sentence);
	while (first > sentence->first && syntax_below(self->syntax, (int32_t)first - 1, head)
		&& (without < 0 || !syntax_below(self->syntax, (int32_t)first - 1, without)))
		first--;
	while (end < limit && syntax_below(self->syntax, (int32_t)end, head)
		&& (without < 0 || !syntax_below(self->syntax, (int32_t)end, without)))
		end++;
	while (end > (uint32_t)head + 1 && finder_node(self, (int32_t)end - 1)->upos == UPOS_PUNCT
		&& !slice_is(text_form(self->text, end - 1), ")"))
		end--;
	while (first < (uint32_t)head) {
		const node *at = finder_node(self, (int32_t)first);
		bool preposition = at->deprel == DEPREL_CASE && at->head == head && first < (uint32_t)head;
		bool part = at->deprel == DEPREL_FIXED && finder_node(self, at->head)->deprel == DEPREL_CASE;
		if (!preposition && !part && at->upos != UPOS_PUNCT)
			break;
		first++;
	}
	/* "the ministry's": the mark of the possessive is not the source's */
	if (end > (uint32_t)head + 1 && finder_node(self, (int32_t)end - 1)->deprel == DEPREL_CASE)
		end--;
	out->source = (token_range){first, end};
	out->mention = mention_of_phrase(self, head);
}
