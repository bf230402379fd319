/* speaker.c — who speaks: from a cue to the noun phrase of its source, and to the mention that resolves it. */
#include <stdlib.h>

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

static bool is_nominal(const finder *self, int32_t token)
{
	uint8_t class = finder_node(self, token)->upos;
	return class == UPOS_NOUN || class == UPOS_PROPN || class == UPOS_PRON;
}

/* The subject nearest to the verb, and none from a quotation that the verb stands outside of: parsers reach too far.
 * */
static int32_t subject_of(const finder *self, int32_t verb)
{
	int32_t best = -1, clause = finder_child(self, verb, DEPREL_CCOMP);
	/* "The army said rebels, many of them wounded, had fled": rebels are the complement's */
	int32_t before = clause > verb && finder_child(self, clause, DEPREL_NSUBJ) < 0 ? speaker_before_verb(self, verb) : -1;
	if (before >= 0 && self->quote_of[before] < 0)
		return before;
	for (int32_t child = finder_node(self, verb)->first_child; child >= 0;
		child = finder_node(self, child)->next_sibling) {
		int32_t quote = self->quote_of[child];
		if (!deprel_is((deprel)finder_node(self, child)->deprel, DEPREL_NSUBJ) || finder_is_time(self, child)
			|| (quote >= 0 && quote != self->quote_of[verb] && self->quotes.items[quote].speech))
			continue;
		if (best < 0 || labs((long)child - verb) < labs((long)best - verb))
			best = child;
	}
	return best;
}

int32_t speaker_before_verb(const finder *self, int32_t verb)
{
	int32_t best = -1;
	for (int32_t child = finder_node(self, verb)->first_child; child >= 0 && child < verb;
		child = finder_node(self, child)->next_sibling)
		if (deprel_is((deprel)finder_node(self, child)->deprel, DEPREL_NSUBJ) && !finder_is_time(self, child))
			best = child;
	return best;
}

int32_t speaker_beside(const finder *self, uint32_t verb, uint32_t from, bool behind)
{
	uint32_t end = sentence_end(finder_sentence(self, verb));
	if (behind && verb + 1 < end) {
		int32_t head = (int32_t)verb + 1;
		if (finder_node(self, head)->upos == UPOS_PUNCT || finder_node(self, head)->upos == UPOS_ADP
			|| finder_is_time(self, head))
			return -1;
		while (finder_node(self, head)->head > (int32_t)verb
			&& finder_node(self, finder_node(self, head)->head)->upos != UPOS_VERB)
			head = finder_node(self, head)->head;
		return is_nominal(self, head) ? head : -1;
	}
	int32_t head = (int32_t)verb - 1;
	while (head > (int32_t)from
			&& (finder_node(self, head)->upos == UPOS_AUX || finder_node(self, head)->upos == UPOS_ADV))
		head--;
	if (head < (int32_t)from || !is_nominal(self, head))
		return -1;
	/* up through "people familiar with the matter" */
	for (int32_t up = finder_node(self, head)->head; up >= (int32_t)from && up < (int32_t)verb
		&& (is_nominal(self, up) || finder_node(self, up)->upos == UPOS_ADJ); up = finder_node(self, up)->head)
		if (is_nominal(self, up))
			head = up;
	return head;
}

int32_t speaker_before(const finder *self, uint32_t verb, uint32_t start)
{
	enum { REACH = 15 };
	int32_t head = -1;
	for (uint32_t i = verb; i-- > start && verb - i <= REACH && head < 0; ) {
		if (finder_node(self, (int32_t)i)->upos == UPOS_VERB)
			return -1;
		if (is_nominal(self, (int32_t)i) && !finder_is_time(self, (int32_t)i))
			head = (int32_t)i;
	}
	/* up to where the phrase hangs on a preposition of the sentence ("On Wednesday, …") or leaves it */
	for (int32_t up = head; up >= 0; ) {
		up = finder_node(self, up)->head;
		if (up >= (int32_t)start && up < (int32_t)verb && finder_node(self, up)->upos == UPOS_ADJ)
			continue;
		if (up < (int32_t)start || up >= (int32_t)verb || !is_nominal(self, up))
			break;
		if (syntax_child(self->syntax, up, DEPREL_CASE) >= 0 && finder_node(self, head)->deprel != DEPREL_FLAT)
			break;
		head = up;
	}
	return head >= 0 && syntax_child(self->syntax, head, DEPREL_CASE) < 0 ? head : -1;
}

/* A subject that names nobody: "it was said", "there are reports". */
static bool is_expletive(const finder *self, int32_t verb, int32_t subject)
{
	return finder_node(self, subject)->deprel == DEPREL_EXPL
		|| (verb_is_passive(self, (uint32_t)verb) && finder_word(self, subject, SOURCE_WORD_EXPLETIVE));
}

int32_t speaker_of_verb(const finder *self, uint32_t verb, bool passive)
{
	int32_t at = (int32_t)verb;
	if (passive)
		return agent_of(self, at);
	/* every step goes up the tree */
	for (;;) {
		const node *here = finder_node(self, at);
		int32_t subject = subject_of(self, at);
		if (subject >= 0)
			return is_expletive(self, at, subject) ? -1 : subject;
		if (here->head < 0)
			return -1;
		const node *above = finder_node(self, here->head);
		int32_t particle;
		/* "He said the raid had failed, adding that …": not the raid adds */
		if (finder_is_aside(self, at) && !finder_verb(self, (uint32_t)here->head, &particle)
			&& above->deprel == DEPREL_CCOMP && above->head >= 0
			&& finder_verb(self, (uint32_t)above->head, &particle)) {
			at = above->head;
			continue;
		}
		switch (here->deprel) {
		case DEPREL_XCOMP: case DEPREL_ADVCL: {
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
			/* "the plan to assert": an infinitive is nobody's words */
			return here->xpos == XPOS_VB && !speaker_can_be(self, here->head) ? -1 : here->head;
		case DEPREL_ACL_RELCL:
			return -1;
		default:
			return -1;
		}
		if (above->upos != UPOS_VERB && above->upos != UPOS_ADJ && above->upos != UPOS_AUX
			&& above->upos != UPOS_NOUN)
			return -1;
		at = here->head;
	}
}

static bool names_somebody(const finder *self, int32_t token)
{
	return self->names->mention_headed[token] != MENTION_NONE || finder_node(self, token)->upos == UPOS_PROPN;
}

bool speaker_can_be(const finder *self, int32_t token)
{
	const cue_word *word = finder_noun(self, (uint32_t)token);
	return names_somebody(self, token) || finder_word(self, token, SOURCE_WORD_LABEL)
		|| (word && (word->frames & FRAME_DOCUMENT));
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
	bool object = at->deprel == DEPREL_OBJ;
	int32_t particle;
	const cue_word *above = object ? finder_verb(self, (uint32_t)at->head, &particle) : NULL;
	/* who rejects, confirms or cites a claim has not made it; who issues it has */
	if (above && above->kind != BEDE_ANNOUNCEMENT)
		return -1;
	if (object && finder_node(self, at->head)->upos == UPOS_VERB && !verb_is_passive(self, (uint32_t)at->head))
		return speaker_of_verb(self, (uint32_t)at->head, false);
	return -1;
}

/* The noun that a relative pronoun stands for; of every other word itself. */
static int32_t antecedent(const finder *self, int32_t token)
{
	if (finder_node(self, token)->upos != UPOS_PRON || !finder_word(self, token, SOURCE_WORD_RELATIVE))
		return token;
	for (int32_t at = finder_node(self, token)->head; at >= 0; at = finder_node(self, at)->head)
		if (finder_node(self, at)->deprel == DEPREL_ACL_RELCL && finder_node(self, at)->head < token)
			return finder_node(self, at)->head;
	return token;
}

/* "The communique": its author, from where the report first spoke of one. */
static int32_t author_before(const finder *self, int32_t head)
{
	enum { REACH = 2000 };
	const cue_word *word = finder_noun(self, (uint32_t)head);
	if (!word || !(word->frames & FRAME_DOCUMENT))
		return MENTION_NONE;
	slice lemma = finder_node(self, head)->lemma;
	for (int32_t i = head - 1; i >= 0 && head - i <= REACH; i--) {
		if (finder_node(self, i)->upos != UPOS_NOUN || !slice_equal(finder_node(self, i)->lemma, lemma))
			continue;
		int32_t author = speaker_of_noun(self, (uint32_t)i);
		int32_t mention = author >= 0 ? self->names->mention_headed[author] : MENTION_NONE;
		if (mention == MENTION_NONE || !self->names->mentions[mention].party_count)
			mention = self->names->mention_headed[i];
		if (mention != MENTION_NONE && self->names->mentions[mention].party_count)
			return mention;
	}
	return MENTION_NONE;
}

/* The mention that resolves the phrase; of a document its author's. */
static int32_t mention_of_phrase(const finder *self, int32_t head)
{
	int32_t own = self->names->mention_headed[head];
	if (own != MENTION_NONE && self->names->mentions[own].party_count)
		return own;
	head = antecedent(self, head);
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
			|| relation == DEPREL_NMOD || relation == DEPREL_NMOD_POSS || relation == DEPREL_CONJ;
		int32_t other = part ? self->names->mention_headed[child] : MENTION_NONE;
		if (other != MENTION_NONE && self->names->mentions[other].party_count)
			return other;
	}
	if (found != MENTION_NONE)
		return found;
	int32_t author = author_before(self, head);
	return author != MENTION_NONE ? author : self->names->mention_of[head];
}

void speaker_set(const finder *self, candidate *out, int32_t head, int32_t without)
{
	out->source_head = head;
	out->source = (token_range){0, 0};
	out->mention = MENTION_NONE;
	if (head < 0)
		return;
	if (without >= 0 && !syntax_below(self->syntax, without, head))
		without = -1;
	/* the run of the phrase's words around its head; appositions and relative clauses belong to it */
	const sentence *sentence = finder_sentence(self, (uint32_t)head);
	uint32_t first = (uint32_t)head, end = (uint32_t)head + 1, limit = sentence_end(sentence);
	while (first > sentence->first && syntax_below(self->syntax, (int32_t)first - 1, head)
		&& (without < 0 || !syntax_below(self->syntax, (int32_t)first - 1, without)))
		first--;
	if (first > sentence->first && finder_node(self, (int32_t)first - 1)->upos == UPOS_DET && first == (uint32_t)head)
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
	/* "Yonhap, citing officials, said": what it cites */
	for (uint32_t i = (uint32_t)head + 1; i + 1 < end; i++) {
		int32_t particle;
		const cue_word *word = finder_node(self, (int32_t)i + 1)->xpos == XPOS_VBG
			&& finder_node(self, (int32_t)i)->upos == UPOS_PUNCT ? finder_verb(self, i + 1, &particle) : NULL;
		if (word && (word->frames & FRAME_CITES))
			end = i;
	}
	/* "state media on Thursday": when it was said */
	for (uint32_t i = finder_time_from(self, (uint32_t)head + 1); i < self->times->count; i++) {
		uint32_t start = self->times->items[i].first;
		if (start >= end)
			break;
		if (self->times->items[i].end < end)
			continue;
		bool preposition = finder_node(self, (int32_t)start - 1)->upos == UPOS_ADP && start - 1 > (uint32_t)head;
		end = preposition ? start - 1 : start;
	}
	/* "the ministry's": the mark of the possessive is not the source's */
	if (end > (uint32_t)head + 1 && finder_node(self, (int32_t)end - 1)->deprel == DEPREL_CASE)
		end--;
	out->source = (token_range){first, end};
	out->mention = mention_of_phrase(self, head);
}

/*
 * "…," said the mayor. "…," he added. A pronoun that owns a quotation stands for who owned the one before, not for
 * somebody spoken of in it, unless what it was resolved to is somebody of another number. Quotations are in order.
 */
void speakers_go_on(finder *self)
{
	enum { PARAGRAPHS = 2 };
	const candidate *before = NULL;
	for (size_t q = 0; q < self->quotes.count; q++) {
		int32_t owner = self->quotes.items[q].owner;
		candidate *now = owner >= 0 ? &self->found.items[owner] : NULL;
		if (!now || !self->quotes.items[q].speech || now->mention == MENTION_NONE || now == before
			|| self->quote_of[now->cue_head] >= 0)
			continue;
		const mention *who = &self->names->mentions[now->mention];
		const mention *last = before ? &self->names->mentions[before->mention] : NULL;
		uint32_t here = finder_sentence(self, now->cue_head)->paragraph;
		if (who->pronoun && last && last->party_count && last->plural == who->plural && now->source_head >= 0
			&& !finder_word(self, now->source_head, SOURCE_WORD_SELF)
			&& here <= finder_sentence(self, before->cue_head)->paragraph + PARAGRAPHS)
			now->mention = before->mention;
		before = now;
	}
}
