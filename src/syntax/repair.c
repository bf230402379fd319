/*
 * repair.c — mistakes of the parser that cost events.
 *
 * A finite verb before a bare object read as a participle that modifies it ("Japan on Friday lifted sanctions on
 * Iran": a sentence about sanctions that were lifted). A clause whose head is a noun with no copula, with a participle
 * directly modifying that noun and a name or noun further to the left that hangs on either, is read again as subject,
 * verb, object.
 *
 * A subject behind a fronted phrase read as an apposition to it ("Following talks in Pyongyang, Russia and China have
 * agreed"), as joined to the last word of the clause before ("Cuba left on Monday and Peru stayed"), or as the object
 * of the verb that governs the clause ("adding troops had fled"). A finite verb that has no subject takes the nominal
 * that ends right before it.
 *
 * The object of a second verb read as joined to that of the first ("killed five soldiers and wounded 11 others").
 *
 * The subject of a clause that is interrupted by who says it ("Troops, officials said, attacked") given to the saying.
 *
 * The particle of a verb read as a preposition before its object ("called off the attack"): an object has none.
 *
 * A verb that is spelt like an adjective or noun, read as one although a modal stands before it ("it would free them"),
 * or although it ends a clause that a conjunction opens and that has a subject and no copula ("if the army attacks").
 */
#include "syntax/repair.h"

static bool heads_clause(deprel relation)
{
	return relation == DEPREL_ROOT || relation == DEPREL_CCOMP || relation == DEPREL_PARATAXIS
		|| relation == DEPREL_ADVCL || relation == DEPREL_ACL_RELCL;
}

static bool is_nominal(upos class)
{
	return class == UPOS_PROPN || class == UPOS_NOUN || class == UPOS_PRON;
}

static bool has_child(const sentence *s, const node *nodes, uint32_t token, deprel relation)
{
	for (uint32_t i = s->first; i < s->first + s->count; i++)
		if (nodes[i].head == (int32_t)token && nodes[i].deprel == relation)
			return true;
	return false;
}

/* The word that is the subject, if this is such a clause: the last nominal before the verb that hangs on it or on the
 * noun, by a relation that a subject misread gets. -1: it is no such clause. */
static int32_t find_subject(const sentence *s, const node *nodes, uint32_t verb, uint32_t noun)
{
	int32_t found = -1;

	for (uint32_t i = s->first; i < verb; i++) {
		const node *n = &nodes[i];
		bool on_either = n->head == (int32_t)noun || n->head == (int32_t)verb;
		if (!on_either)
			continue;
		if (n->deprel == DEPREL_NSUBJ_PASS || n->deprel == DEPREL_AUX || n->deprel == DEPREL_AUX_PASS)
			return -1;
		if (is_nominal((upos)n->upos) && (n->deprel == DEPREL_NSUBJ || n->deprel == DEPREL_COMPOUND
			|| n->deprel == DEPREL_NMOD || n->deprel == DEPREL_NMOD_UNMARKED || n->deprel == DEPREL_AMOD
			|| n->deprel == DEPREL_DEP))
			found = (int32_t)i;
		else if (found >= 0 && (n->deprel == DEPREL_DET || n->deprel == DEPREL_NMOD_POSS
			|| n->deprel == DEPREL_NUMMOD))
			return -1;     /* "Japan the lifted sanctions": a noun phrase begins behind it */
	}
	/* A possessive or a preposition before it: no subject. */
	return found >= 0 && !has_child(s, nodes, (uint32_t)found, DEPREL_CASE) ? found : -1;
}

static void rebuild(const sentence *s, node *nodes, uint32_t verb, uint32_t noun, uint32_t subject)
{
	nodes[verb].head = nodes[noun].head;
	nodes[verb].deprel = nodes[noun].deprel;
	if (nodes[verb].xpos == XPOS_VBN)
		nodes[verb].xpos = XPOS_VBD;
	for (uint32_t i = s->first; i < s->first + s->count; i++) {
		node *n = &nodes[i];
		if (n->head != (int32_t)noun || i == verb)
			continue;
		bool of_subject = i < subject && (n->deprel == DEPREL_DET || n->deprel == DEPREL_AMOD
			|| n->deprel == DEPREL_COMPOUND || n->deprel == DEPREL_NUMMOD);
		bool of_verb = i < verb || n->deprel == DEPREL_PUNCT || n->deprel == DEPREL_ADVCL
			|| n->deprel == DEPREL_OBL || n->deprel == DEPREL_ADVMOD || n->deprel == DEPREL_NSUBJ
			|| n->deprel == DEPREL_MARK || (n->deprel == DEPREL_CONJ && n->upos == UPOS_VERB);
		if (of_subject)
			n->head = (int32_t)subject;
		else if (of_verb)
			n->head = (int32_t)verb;
	}
	nodes[subject].head = (int32_t)verb;
	nodes[subject].deprel = DEPREL_NSUBJ;
	nodes[noun].head = (int32_t)verb;
	nodes[noun].deprel = DEPREL_OBJ;
}

static bool is_finite(const sentence *s, const node *nodes, uint32_t verb)
{
	if (nodes[verb].xpos == XPOS_VBD || nodes[verb].xpos == XPOS_VBZ || nodes[verb].xpos == XPOS_VBP)
		return true;
	for (uint32_t i = s->first; i < verb; i++)
		if (nodes[i].head == (int32_t)verb && nodes[i].deprel == DEPREL_AUX && nodes[i].xpos != XPOS_VB
			&& nodes[i].xpos != XPOS_VBG && nodes[i].xpos != XPOS_VBN)
			return true;
	return false;
}

static bool has_subject(const sentence *s, const node *nodes, uint32_t verb)
{
	for (uint32_t i = s->first; i < s->first + s->count; i++)
		if (nodes[i].head == (int32_t)verb && (deprel_is((deprel)nodes[i].deprel, DEPREL_NSUBJ)
			|| deprel_is((deprel)nodes[i].deprel, DEPREL_CSUBJ) || nodes[i].deprel == DEPREL_EXPL))
			return true;
	return false;
}

/* Steps to the left over what hangs on the verb itself: auxiliaries, adverbs, commas. */
static uint32_t left_edge(const sentence *s, const node *nodes, uint32_t verb)
{
	uint32_t edge = verb;

	while (edge > s->first && nodes[edge - 1].head == (int32_t)verb && (nodes[edge - 1].deprel == DEPREL_AUX
		|| nodes[edge - 1].deprel == DEPREL_AUX_PASS || nodes[edge - 1].deprel == DEPREL_ADVMOD))
		edge--;
	return edge;
}

/* Is it the object of the verb whose clause complement the verb is? */
static bool is_object_before(const node *nodes, int32_t token, uint32_t verb)
{
	return nodes[token].deprel == DEPREL_OBJ && nodes[verb].deprel == DEPREL_CCOMP
		&& nodes[token].head == nodes[verb].head;
}

/* An apposition, conjunct or such an object whose last word stands right before the verb. */
static int32_t find_misread(const sentence *s, const node *nodes, uint32_t verb)
{
	uint32_t edge = left_edge(s, nodes, verb);

	if (edge == s->first)
		return -1;
	/* Climb from the word before the verb to the head of its phrase. */
	for (int32_t up = (int32_t)edge - 1; up >= (int32_t)s->first && up < (int32_t)verb; up = nodes[up].head)
		if ((nodes[up].deprel == DEPREL_APPOS || nodes[up].deprel == DEPREL_CONJ || is_object_before(nodes, up, verb))
			&& is_nominal((upos)nodes[up].upos) && !has_child(s, nodes, (uint32_t)up, DEPREL_CASE))
			return up;
	return -1;
}

static void repair_subject(const sentence *s, node *nodes, uint32_t verb)
{
	const node *v = &nodes[verb];

	if (v->upos != UPOS_VERB || v->deprel == DEPREL_ACL_RELCL
		|| (!heads_clause((deprel)v->deprel) && v->deprel != DEPREL_CONJ)
		|| !is_finite(s, nodes, verb) || has_subject(s, nodes, verb))
		return;
	int32_t subject = find_misread(s, nodes, verb);
	if (subject < 0)
		return;
	/* Only what hangs on a phrase of this verb ("After talks in Cairo, Egypt agreed") or of the verb that it is joined to
	 * ("Cuba left on Monday and Peru stayed"). */
	int32_t joined = v->deprel == DEPREL_CONJ ? v->head : (int32_t)verb;
	if (joined < 0 || (joined != (int32_t)verb && !is_finite(s, nodes, (uint32_t)joined)))
		return;
	if (is_object_before(nodes, subject, verb))
		joined = v->head;
	for (int32_t up = nodes[subject].head, i = 0; up >= 0 && i < 8; up = nodes[up].head, i++)
		if (up == (int32_t)verb || up == joined) {
			nodes[subject].head = (int32_t)verb;
			nodes[subject].deprel = has_child(s, nodes, verb, DEPREL_AUX_PASS) ? DEPREL_NSUBJ_PASS : DEPREL_NSUBJ;
			for (uint32_t k = s->first; k < (uint32_t)subject; k++)
				if (nodes[k].head == subject && nodes[k].deprel == DEPREL_CC)
					nodes[k].head = (int32_t)verb;
			return;
		}
}

/* "killed five soldiers and wounded 11 others": what begins right behind a joined verb that has no object is one. */
static void repair_conjunct(const sentence *s, node *nodes, uint32_t token)
{
	const node *n = &nodes[token];
	uint32_t edge = token;

	if (n->deprel != DEPREL_CONJ || !is_nominal((upos)n->upos) || n->head < 0 || n->head >= (int32_t)token)
		return;
	while (edge > s->first && nodes[edge - 1].head == (int32_t)token)
		if (nodes[--edge].deprel == DEPREL_CC || nodes[edge].deprel == DEPREL_CASE || nodes[edge].deprel == DEPREL_PUNCT)
			return;
	int32_t verb = (int32_t)edge - 1;
	if (verb <= n->head || nodes[verb].upos != UPOS_VERB || nodes[verb].deprel != DEPREL_CONJ
		|| nodes[verb].head != nodes[n->head].head || has_child(s, nodes, (uint32_t)verb, DEPREL_OBJ)
		|| has_child(s, nodes, (uint32_t)verb, DEPREL_AUX_PASS))
		return;
	nodes[token].head = verb;
	nodes[token].deprel = DEPREL_OBJ;
}

/* "Troops, officials said, attacked": of two subjects of a verb of saying, the first is that of what is said. */
static void repair_parenthesis(const sentence *s, node *nodes, uint32_t verb)
{
	int32_t first = -1, second = -1, content = -1;

	if (nodes[verb].upos != UPOS_VERB)
		return;
	for (uint32_t i = s->first; i < s->first + s->count; i++) {
		if (nodes[i].head != (int32_t)verb)
			continue;
		if (i < verb && nodes[i].deprel == DEPREL_NSUBJ && first < 0)
			first = (int32_t)i;
		else if (i < verb && nodes[i].deprel == DEPREL_NSUBJ && second < 0)
			second = (int32_t)i;
		else if (i > verb && nodes[i].deprel == DEPREL_CCOMP && content < 0)
			content = (int32_t)i;
	}
	if (second >= 0 && content >= 0 && nodes[content].upos == UPOS_VERB && !has_subject(s, nodes, (uint32_t)content)) {
		nodes[first].head = content;
		if (has_child(s, nodes, (uint32_t)content, DEPREL_AUX_PASS))
			nodes[first].deprel = DEPREL_NSUBJ_PASS;
	}
}

/* "called off the attack": what stands between a verb and its object, as a preposition, is the verb's particle. */
static void repair_particle(const sentence *s, node *nodes, uint32_t particle)
{
	int32_t object = nodes[particle].head, verb = (int32_t)particle - 1;

	if (nodes[particle].deprel != DEPREL_CASE || nodes[particle].upos != UPOS_ADP || particle == s->first
		|| object <= (int32_t)particle || nodes[object].deprel != DEPREL_OBJ || nodes[object].head != verb
		|| nodes[verb].upos != UPOS_VERB)
		return;
	nodes[particle].head = verb;
	nodes[particle].deprel = DEPREL_COMPOUND_PRT;
	nodes[particle].xpos = XPOS_RP;
}

/* "said no to Germany": what is said to whom hangs on the verb, not on the interjection. */
static void repair_interjection(node *nodes, uint32_t token)
{
	int32_t head = nodes[token].head;

	if (nodes[token].deprel != DEPREL_NMOD || head < 0 || nodes[head].upos != UPOS_INTJ
		|| nodes[head].deprel != DEPREL_DISCOURSE || nodes[head].head < 0 || nodes[nodes[head].head].upos != UPOS_VERB)
		return;
	nodes[token].head = nodes[head].head;
	nodes[token].deprel = DEPREL_OBL;
}

/* "would free the prisoners": a modal, an object and no copula make a verb, whatever else the word may be. */
static void repair_class(const sentence *s, node *nodes, uint32_t modal)
{
	int32_t head = nodes[modal].head;

	if (nodes[modal].xpos != XPOS_MD || nodes[modal].deprel != DEPREL_AUX || head < 0
		|| (nodes[head].upos != UPOS_ADJ && nodes[head].upos != UPOS_NOUN)
		|| !has_child(s, nodes, (uint32_t)head, DEPREL_OBJ) || has_child(s, nodes, (uint32_t)head, DEPREL_COP))
		return;
	nodes[head].upos = UPOS_VERB;
	nodes[head].xpos = XPOS_VB;
}

/* "if the army attacks": a subordinate clause with its conjunction and subject, and no copula, has a verb. */
static void repair_subordinate(const sentence *s, node *nodes, uint32_t head)
{
	if (nodes[head].upos != UPOS_NOUN || nodes[head].deprel != DEPREL_ADVCL || has_child(s, nodes, head, DEPREL_COP)
			|| has_child(s, nodes, head, DEPREL_DET) || has_child(s, nodes, head, DEPREL_AMOD)
			|| has_child(s, nodes, head, DEPREL_CASE) || has_child(s, nodes, head, DEPREL_NMOD_POSS))
		return;
	bool opened = false, subject = false;
	for (uint32_t i = s->first; i < head; i++) {
		opened |= nodes[i].head == (int32_t)head && nodes[i].deprel == DEPREL_MARK && nodes[i].upos == UPOS_SCONJ;
		subject |= nodes[i].head == (int32_t)head && nodes[i].deprel == DEPREL_NSUBJ && is_nominal((upos)nodes[i].upos);
	}
	if (!opened || !subject)
		return;
	nodes[head].xpos = nodes[head].xpos == XPOS_NNS ? XPOS_VBZ : XPOS_VBP;
	nodes[head].upos = UPOS_VERB;
}

void syntax_repair(const sentence *s, node *nodes)
{
	for (uint32_t head = s->first; head < s->first + s->count; head++)
		repair_subordinate(s, nodes, head);
	for (uint32_t token = s->first; token < s->first + s->count; token++) {
		repair_class(s, nodes, token);
		repair_particle(s, nodes, token);
		repair_conjunct(s, nodes, token);
		repair_interjection(nodes, token);
	}
	for (uint32_t verb = s->first; verb < s->first + s->count; verb++) {
		const node *v = &nodes[verb];
		if (v->upos != UPOS_VERB || v->deprel != DEPREL_AMOD || v->head <= (int32_t)verb
			|| (v->xpos != XPOS_VBN && v->xpos != XPOS_VBD))
			continue;
		uint32_t noun = (uint32_t)v->head;
		if (!is_nominal((upos)nodes[noun].upos) || !heads_clause((deprel)nodes[noun].deprel)
			|| has_child(s, nodes, noun, DEPREL_COP) || has_child(s, nodes, noun, DEPREL_CASE)
			|| has_child(s, nodes, verb, DEPREL_OBJ))
			continue;
		int32_t subject = find_subject(s, nodes, verb, noun);
		if (subject >= 0)
			rebuild(s, nodes, verb, noun, (uint32_t)subject);
	}
	for (uint32_t verb = s->first; verb < s->first + s->count; verb++)
		repair_subject(s, nodes, verb);
	for (uint32_t verb = s->first; verb < s->first + s->count; verb++)
		repair_parenthesis(s, nodes, verb);
}
