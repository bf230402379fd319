/*
 * argument.c — the arguments of a word over its tree: subjects, objects, obliques, complements, as a rule or a role
 * asks for them. Passives, control, coordination and relative clauses are dealt with here, once, so that no rule needs
 * to know of them.
 */
#include "event/evaluate.h"

enum { DEPTH_MOST = 12 };     /* of inheritance through governors: deeper sentences are no sentences */

static void add(arguments *out, uint32_t token)
{
	for (uint32_t i = 0; i < out->count; i++)
		if (out->items[i] == token)
			return;
	if (out->count < ARGUMENTS_MOST)
		out->items[out->count++] = token;
}

unsigned grammar_of(const reader *self, uint32_t token)
{
	uint32_t word = self->words[token];

	return word == TABLE_NONE ? 0 : self->lexicon->grammar[word];
}

/* Calls for each dependent: for (EACH_CHILD(self, token, child)). */
#define EACH_CHILD(self, token, child) \
	int32_t child = node_of((self), (token))->first_child; child >= 0; \
	child = node_of((self), (uint32_t)child)->next_sibling

/* Of the case and mark children of `token`, is one marked with `bits` or the word itself? `any`: there is one. */
static bool marks(const reader *self, uint32_t token, unsigned bits, uint32_t word, bool *any)
{
	for (EACH_CHILD(self, token, child)) {
		deprel relation = node_of(self, (uint32_t)child)->deprel;
		if (relation != DEPREL_CASE && relation != DEPREL_MARK)
			continue;
		*any = true;
		if ((grammar_of(self, (uint32_t)child) & bits) || (word != TABLE_NONE && self->words[child] == word))
			return true;
	}
	return false;
}

/* "between Israel and Palestinian militants": a phrase without a preposition of its own may have it on its first word,
 * where the parser took that for a modifier. */
static bool marked(const reader *self, uint32_t token, unsigned bits, uint32_t word)
{
	bool any = false, inner = false;

	if (marks(self, token, bits, word, &any))
		return true;
	for (EACH_CHILD(self, token, child)) {
		deprel relation = node_of(self, (uint32_t)child)->deprel;
		if (any || (uint32_t)child > token)
			break;
		if ((relation == DEPREL_AMOD || relation == DEPREL_COMPOUND || relation == DEPREL_NMOD_POSS
			|| relation == DEPREL_NMOD) && marks(self, (uint32_t)child, bits, word, &inner))
			return true;
	}
	return false;
}

bool has_case(const reader *self, uint32_t token, unsigned bits)
{
	return marked(self, token, bits, TABLE_NONE);
}

bool has_preposition(const reader *self, uint32_t token, uint32_t word)
{
	return marked(self, token, 0, word);
}

static bool is_nominal_modifier(deprel relation)
{
	return relation == DEPREL_NMOD || relation == DEPREL_OBL || relation == DEPREL_OBL_AGENT
		|| relation == DEPREL_NMOD_DESC;
}

static void add_phrase_deep(const reader *self, uint32_t token, arguments *out, unsigned depth)
{
	bool replaced = false;

	if (depth > DEPTH_MOST)
		return;
	if (grammar_of(self, token) & GRAMMAR_TRANSPARENT)
		for (EACH_CHILD(self, token, child))
			if (is_nominal_modifier(node_of(self, (uint32_t)child)->deprel)
				&& has_case(self, (uint32_t)child, GRAMMAR_PART)) {
				add_phrase_deep(self, (uint32_t)child, out, depth + 1);
				replaced = true;
			}
	if (!replaced)
		add(out, token);
	for (EACH_CHILD(self, token, child))
		if (node_of(self, (uint32_t)child)->deprel == DEPREL_CONJ)
			add_phrase_deep(self, (uint32_t)child, out, depth + 1);
}

/* What a relative pronoun stands for: the noun that its clause modifies; other words stand for themselves. */
static uint32_t antecedent_of(const reader *self, uint32_t token)
{
	const node *n = node_of(self, token);

	if (!(grammar_of(self, token) & GRAMMAR_RELATIVE) || (n->upos != UPOS_PRON && n->upos != UPOS_DET))
		return token;
	for (int32_t up = n->head, i = 0; up >= 0 && i < DEPTH_MOST; up = node_of(self, (uint32_t)up)->head, i++)
		if (node_of(self, (uint32_t)up)->deprel == DEPREL_ACL_RELCL && node_of(self, (uint32_t)up)->head >= 0)
			return (uint32_t)node_of(self, (uint32_t)up)->head;
	return token;
}

void add_phrase(const reader *self, uint32_t token, arguments *out)
{
	add_phrase_deep(self, antecedent_of(self, token), out, 0);
}

static bool is_noun(const reader *self, uint32_t token)
{
	upos class = node_of(self, token)->upos;

	return class == UPOS_NOUN || class == UPOS_PROPN || class == UPOS_PRON || class == UPOS_NUM || class == UPOS_SYM;
}

static bool is_verb(const reader *self, uint32_t token)
{
	upos class = node_of(self, token)->upos;

	return class == UPOS_VERB || class == UPOS_AUX;
}

bool is_predicate_noun(const reader *self, uint32_t token)
{
	return node_of(self, token)->upos == UPOS_NOUN && syntax_child(self->syntax, (int32_t)token, DEPREL_COP) >= 0;
}

static int32_t child_in(const reader *self, uint32_t token, deprel family)
{
	for (EACH_CHILD(self, token, child))
		if (deprel_is(node_of(self, (uint32_t)child)->deprel, family))
			return child;
	return -1;
}

static bool is_passive_deep(const reader *self, uint32_t token, unsigned depth)
{
	const node *n = node_of(self, token);

	if (n->upos != UPOS_VERB || depth > DEPTH_MOST)
		return false;
	for (EACH_CHILD(self, token, child)) {
		deprel relation = node_of(self, (uint32_t)child)->deprel;
		if (relation == DEPREL_NSUBJ_PASS || relation == DEPREL_AUX_PASS || relation == DEPREL_OBL_AGENT)
			return true;
		if (relation == DEPREL_NSUBJ || relation == DEPREL_OBJ)
			return false;
	}
	if (n->xpos != XPOS_VBN || n->head < 0)
		return false;
	if (n->deprel == DEPREL_ACL || n->deprel == DEPREL_AMOD)
		return true;
	return n->deprel == DEPREL_CONJ && syntax_child(self->syntax, (int32_t)token, DEPREL_AUX) < 0
		&& is_passive_deep(self, (uint32_t)n->head, depth + 1);
}

bool is_passive(const reader *self, uint32_t token)
{
	return is_passive_deep(self, token, 0);
}

static void objects_deep(const reader *self, uint32_t token, arguments *out, unsigned depth);

bool is_speech(const reader *self, uint32_t token)
{
	uint32_t word = self->words[token];

	if (word == TABLE_NONE)
		return false;
	const rule_list *list = &self->lexicon->by_word[WORD_VERB][word];
	for (uint32_t i = 0; i < list->count; i++)
		if (self->lexicon->rules.items[list->items[i]].operation == OPERATION_SAY)
			return true;
	return false;
}

/* The clause that `speech` governs and that stands before `token`; -1: none. */
static int32_t content_before(const reader *self, uint32_t speech, uint32_t token)
{
	int32_t found = -1;

	for (EACH_CHILD(self, speech, child)) {
		deprel relation = node_of(self, (uint32_t)child)->deprel;
		if ((relation == DEPREL_CCOMP || relation == DEPREL_PARATAXIS) && (uint32_t)child < token)
			found = child;
	}
	return found;
}

static void subjects_deep(const reader *self, uint32_t token, arguments *out, unsigned depth)
{
	const node *n = node_of(self, token);
	int32_t child;

	if (depth > DEPTH_MOST)
		return;
	if (is_passive(self, token)) {
		for (EACH_CHILD(self, token, agent)) {
			deprel relation = node_of(self, (uint32_t)agent)->deprel;
			if (relation == DEPREL_OBL_AGENT
				|| (relation == DEPREL_OBL && has_case(self, (uint32_t)agent, GRAMMAR_AGENT)))
				add_phrase(self, (uint32_t)agent, out);
		}
		if (!out->count && n->deprel == DEPREL_CONJ && n->head >= 0 && is_passive(self, (uint32_t)n->head))
			subjects_deep(self, (uint32_t)n->head, out, depth + 1);
		return;
	}
	for (EACH_CHILD(self, token, subject)) {
		deprel relation = node_of(self, (uint32_t)subject)->deprel;
		if (relation == DEPREL_NSUBJ || relation == DEPREL_NSUBJ_OUTER)
			add_phrase(self, (uint32_t)subject, out);
	}
	if (out->count || n->head < 0)
		return;
	uint32_t head = (uint32_t)n->head;
	switch (n->deprel) {
	case DEPREL_XCOMP:
		/* "ordered troops to withdraw": the object does it; without an object the subject does. */
		child = syntax_child(self->syntax, (int32_t)head, DEPREL_OBJ);
		if (child < 0)
			child = syntax_child(self->syntax, (int32_t)head, DEPREL_IOBJ);
		if (child >= 0 && (uint32_t)child < token)
			add_phrase(self, (uint32_t)child, out);
		else if (is_passive(self, head))
			objects_deep(self, head, out, depth + 1);
		else
			subjects_deep(self, head, out, depth + 1);
		break;
	case DEPREL_CONJ:
	case DEPREL_ADVCL:
	case DEPREL_CCOMP:
	case DEPREL_PARATAXIS:
		/* "Troops attacked the town, killing 12, officials said": the speakers did not kill. */
		child = n->deprel == DEPREL_ADVCL && is_speech(self, head) ? content_before(self, head, token) : -1;
		if (child >= 0)
			head = (uint32_t)child;
		/* "accused Ukraine of firing": what the object did, or is to do. */
		child = n->deprel == DEPREL_ADVCL && has_case(self, token, GRAMMAR_OBJECT)
			? syntax_child(self->syntax, (int32_t)head, DEPREL_OBJ) : -1;
		if (child >= 0 && (uint32_t)child < token) {
			add_phrase(self, (uint32_t)child, out);
			break;
		}
		/* A passive above lends what it acts on, its grammatical subject: "was attacked while leaving". */
		if (is_passive(self, head))
			objects_deep(self, head, out, depth + 1);
		else
			subjects_deep(self, head, out, depth + 1);
		break;
	case DEPREL_ACL_RELCL:
		add_phrase(self, head, out);
		break;
	case DEPREL_ACL:
		if (!has_case(self, token, GRAMMAR_INFINITIVE)) {
			add_phrase(self, head, out);
			break;
		}
		/* "Iran's plan to attack", "Iran made an offer to help" */
		possessors_of(self, head, out);
		if (!out->count && node_of(self, head)->head >= 0 && is_verb(self, (uint32_t)node_of(self, head)->head))
			subjects_deep(self, (uint32_t)node_of(self, head)->head, out, depth + 1);
		break;
	default:
		break;
	}
}

void subjects_of(const reader *self, uint32_t token, arguments *out)
{
	out->count = 0;
	if (is_verb(self, token)) {
		subjects_deep(self, token, out, 0);
		return;
	}
	int32_t subject = child_in(self, token, DEPREL_NSUBJ);
	if (node_of(self, token)->upos == UPOS_ADJ) {
		if (subject >= 0)
			add_phrase(self, (uint32_t)subject, out);
		else if (node_of(self, token)->deprel == DEPREL_AMOD && node_of(self, token)->head >= 0)
			add(out, (uint32_t)node_of(self, token)->head);
		else
			subjects_deep(self, token, out, 0);
		return;
	}
	possessors_of(self, token, out);
	for (EACH_CHILD(self, token, child))
		if (is_nominal_modifier(node_of(self, (uint32_t)child)->deprel)
			&& has_case(self, (uint32_t)child, GRAMMAR_AGENT))
			add_phrase(self, (uint32_t)child, out);
	/* "Norway is the largest donor of aid to Sudan": who is said to be it. */
	if (!out->count && subject >= 0 && is_predicate_noun(self, token))
		add_phrase(self, (uint32_t)subject, out);
}

static bool is_object_misread(const reader *self, uint32_t verb, uint32_t oblique)
{
	/* "receive between $320 million and $1.3 billion": a range, not a place between two others. */
	bool amount = node_of(self, oblique)->upos == UPOS_SYM || node_of(self, oblique)->upos == UPOS_NUM
		|| child_in(self, oblique, DEPREL_NUMMOD) >= 0;

	for (EACH_CHILD(self, oblique, child)) {
		unsigned bits = grammar_of(self, (uint32_t)child);
		if (node_of(self, (uint32_t)child)->deprel != DEPREL_CASE)
			continue;
		if ((uint32_t)child != verb + 1
			|| !((bits & GRAMMAR_PARTICLE) || (amount && (bits & GRAMMAR_BETWEEN))))
			return false;
	}
	return true;
}

static void objects_deep(const reader *self, uint32_t token, arguments *out, unsigned depth)
{
	const node *n = node_of(self, token);

	if (depth > DEPTH_MOST)
		return;
	if (is_passive(self, token)) {
		for (EACH_CHILD(self, token, child)) {
			deprel relation = node_of(self, (uint32_t)child)->deprel;
			if (relation == DEPREL_NSUBJ_PASS || relation == DEPREL_NSUBJ)
				add_phrase(self, (uint32_t)child, out);
		}
		if (out->count || n->head < 0)
			return;
		uint32_t head = (uint32_t)n->head;
		if (n->deprel == DEPREL_ACL || n->deprel == DEPREL_ACL_RELCL || n->deprel == DEPREL_AMOD)
			add_phrase(self, head, out);
		else if (n->deprel == DEPREL_CONJ && is_passive(self, head))
			objects_deep(self, head, out, depth + 1);
		else if (n->deprel == DEPREL_CONJ || n->deprel == DEPREL_ADVCL || n->deprel == DEPREL_XCOMP)
			subjects_deep(self, head, out, depth + 1);
		return;
	}
	for (EACH_CHILD(self, token, child))
		if (node_of(self, (uint32_t)child)->deprel == DEPREL_OBJ)
			add_phrase(self, (uint32_t)child, out);
	/* "warned Taiwan that": who is addressed stands alone, and some trees call it an indirect object. */
	for (EACH_CHILD(self, token, child))
		if (!out->count && node_of(self, (uint32_t)child)->deprel == DEPREL_IOBJ)
			add_phrase(self, (uint32_t)child, out);
	/* An oblique without a preposition, or with a particle for one ("broke off talks"), is an object misread. */
	for (EACH_CHILD(self, token, child))
		if (!out->count && node_of(self, (uint32_t)child)->deprel == DEPREL_OBL && (uint32_t)child > token
			&& is_noun(self, (uint32_t)child) && is_object_misread(self, token, (uint32_t)child))
			add_phrase(self, (uint32_t)child, out);
	if (out->count || n->head < 0)
		return;
	if (n->deprel == DEPREL_ACL_RELCL) {
		/* "the man they killed": a subject of its own, and the noun outside is the object. */
		int32_t subject = syntax_child(self->syntax, (int32_t)token, DEPREL_NSUBJ);
		if (subject >= 0 && antecedent_of(self, (uint32_t)subject) == (uint32_t)subject)
			add_phrase(self, (uint32_t)n->head, out);
	} else if (n->deprel == DEPREL_CONJ && is_verb(self, (uint32_t)n->head)) {
		/* "bombed and shelled the city": some trees hang the object on the first verb. */
		int32_t shared = syntax_child(self->syntax, n->head, DEPREL_OBJ);
		if (shared >= 0 && (uint32_t)shared > token)
			add_phrase(self, (uint32_t)shared, out);
	}
}

void objects_of(const reader *self, uint32_t token, arguments *out)
{
	out->count = 0;
	if (is_verb(self, token)) {
		objects_deep(self, token, out, 0);
		return;
	}
	for (EACH_CHILD(self, token, child))
		if (is_nominal_modifier(node_of(self, (uint32_t)child)->deprel)
			&& has_case(self, (uint32_t)child, GRAMMAR_PART))
			add_phrase(self, (uint32_t)child, out);
	for (EACH_CHILD(self, token, child))
		if (node_of(self, (uint32_t)child)->deprel == DEPREL_COMPOUND)
			add_phrase(self, (uint32_t)child, out);
	if (!out->count)
		possessors_of(self, token, out);
}

void indirect_objects_of(const reader *self, uint32_t token, arguments *out)
{
	out->count = 0;
	for (EACH_CHILD(self, token, child))
		if (node_of(self, (uint32_t)child)->deprel == DEPREL_IOBJ)
			add_phrase(self, (uint32_t)child, out);
}

static void obliques_below(const reader *self, uint32_t token, const uint32_t *words, uint32_t count, unsigned bits,
	arguments *out)
{
	for (EACH_CHILD(self, token, child)) {
		deprel relation = node_of(self, (uint32_t)child)->deprel;
		bool met = bits && has_case(self, (uint32_t)child, bits);
		if (!is_nominal_modifier(relation) && relation != DEPREL_ADVCL && relation != DEPREL_ACL
			&& relation != DEPREL_OBJ)
			continue;
		for (uint32_t i = 0; i < count && !met; i++)
			met = has_preposition(self, (uint32_t)child, words[i]);
		if (met)
			add_phrase(self, (uint32_t)child, out);
	}
}

/* "Chinese recognition" */
static bool has_origin(const reader *self, uint32_t token)
{
	for (EACH_CHILD(self, token, child)) {
		int32_t m = self->names->mention_headed[child];
		if (node_of(self, (uint32_t)child)->deprel == DEPREL_AMOD && m >= 0 && self->names->mentions[m].party_count)
			return true;
	}
	return false;
}

/* "protests over the king's recognition of Israel": what hangs on another act, or on what is somebody's own, is said of
 * that, not of the word above it. */
static bool keeps_its_phrases(const reader *self, uint32_t token)
{
	const node *n = node_of(self, token);
	uint32_t word = self->words[token];

	if (n->upos != UPOS_NOUN)
		return false;
	if (child_in(self, token, DEPREL_NMOD_POSS) >= 0)
		return true;
	if (word == TABLE_NONE || !has_origin(self, token))
		return false;
	const rule_list *list = &self->lexicon->by_word[WORD_NOUN][word];
	for (uint32_t i = 0; i < list->count; i++)
		if (self->lexicon->rules.items[list->items[i]].operation == OPERATION_TYPE)
			return true;
	return false;
}

/* "acted as a mediator between", "the violence of the rebels against", "a gift of animals, such as cows, to the zoo":
 * in the phrases further down, since which of them a phrase hangs on is what parsers know least. */
static void obliques_further(const reader *self, uint32_t token, const uint32_t *words, uint32_t count, unsigned bits,
	arguments *out, unsigned depth)
{
	enum { PHRASES_MOST = 3 };

	for (EACH_CHILD(self, token, child)) {
		deprel relation = node_of(self, (uint32_t)child)->deprel;
		bool down = is_nominal_modifier(relation) || (relation == DEPREL_CONJ && depth && is_noun(self, (uint32_t)child));
		if (is_noun(self, token) && keeps_its_phrases(self, (uint32_t)child))
			continue;
		if (down || (relation == DEPREL_XCOMP && !is_verb(self, (uint32_t)child)))
			obliques_below(self, (uint32_t)child, words, count, bits, out);
		if (down && count && !out->count && depth + 1 < PHRASES_MOST)
			obliques_further(self, (uint32_t)child, words, count, bits, out, depth + 1);
	}
}

void obliques_of(const reader *self, uint32_t token, const uint32_t *words, uint32_t count, unsigned bits,
	bool with_objects, arguments *out)
{
	out->count = 0;
	obliques_below(self, token, words, count, bits, out);
	if (with_objects && is_verb(self, token)) {
		arguments objects;
		objects_of(self, token, &objects);
		for (uint32_t i = 0; i < objects.count; i++)
			obliques_below(self, objects.items[i], words, count, bits, out);
	}
	/* "received warnings from Italy": the phrase of an object may hang on its verb. */
	const node *n = node_of(self, token);
	if (!out->count && is_noun(self, token) && n->head >= 0 && is_verb(self, (uint32_t)n->head)
		&& (n->deprel == DEPREL_OBJ || n->deprel == DEPREL_NSUBJ_PASS)) {
		arguments beside = {.count = 0};
		obliques_below(self, (uint32_t)n->head, words, count, bits, &beside);
		for (uint32_t i = 0; i < beside.count; i++)
			if (beside.items[i] > token)
				add(out, beside.items[i]);
	}
	if (!out->count)
		obliques_further(self, token, words, count, bits, out, 0);
}

void complements_of(const reader *self, uint32_t token, arguments *out)
{
	out->count = 0;
	for (EACH_CHILD(self, token, child)) {
		deprel relation = node_of(self, (uint32_t)child)->deprel;
		bool joined = syntax_child(self->syntax, child, DEPREL_MARK) >= 0;
		if (relation == DEPREL_XCOMP || relation == DEPREL_CCOMP
			|| (relation == DEPREL_PARATAXIS && joined && (uint32_t)child > token))
			add_phrase_deep(self, (uint32_t)child, out, 0);
		else if ((relation == DEPREL_ACL || relation == DEPREL_ADVCL)
			&& has_case(self, (uint32_t)child, GRAMMAR_INFINITIVE))
			add_phrase_deep(self, (uint32_t)child, out, 0);
		/* "the demand that Israel release the prisoners": no relative clause, for its "that" only joins it. */
		else if ((relation == DEPREL_ACL || relation == DEPREL_ACL_RELCL) && is_noun(self, token) && joined)
			add_phrase_deep(self, (uint32_t)child, out, 0);
	}
}

void purposes_of(const reader *self, uint32_t token, arguments *out)
{
	complements_of(self, token, out);
	for (EACH_CHILD(self, token, child)) {
		const node *n = node_of(self, (uint32_t)child);
		if ((n->deprel == DEPREL_ADVCL || n->deprel == DEPREL_XCOMP || n->deprel == DEPREL_ACL)
			&& n->xpos == XPOS_VBG && (uint32_t)child > token
			&& syntax_child(self->syntax, child, DEPREL_NSUBJ) < 0
			&& syntax_child(self->syntax, child, DEPREL_MARK) < 0)
			add_phrase_deep(self, (uint32_t)child, out, 0);
	}
}

void modifiers_of(const reader *self, uint32_t token, arguments *out)
{
	out->count = 0;
	for (EACH_CHILD(self, token, child)) {
		deprel relation = node_of(self, (uint32_t)child)->deprel;
		if (relation == DEPREL_AMOD || relation == DEPREL_COMPOUND || relation == DEPREL_ADVMOD
			|| relation == DEPREL_NUMMOD || relation == DEPREL_NMOD_DESC || relation == DEPREL_NMOD_UNMARKED)
			add_phrase_deep(self, (uint32_t)child, out, 0);
	}
}

void particles_of(const reader *self, uint32_t token, arguments *out)
{
	out->count = 0;
	for (EACH_CHILD(self, token, child)) {
		const node *n = node_of(self, (uint32_t)child);
		if (n->deprel == DEPREL_COMPOUND_PRT || (n->deprel == DEPREL_ADVMOD && n->upos != UPOS_PART)
			|| n->upos == UPOS_ADP)
			add(out, (uint32_t)child);
		else if (n->deprel == DEPREL_OBL && token + 1 < self->syntax->count
			&& node_of(self, token + 1)->head == child && (grammar_of(self, token + 1) & GRAMMAR_PARTICLE))
			add(out, token + 1);
	}
}

void possessors_of(const reader *self, uint32_t token, arguments *out)
{
	for (EACH_CHILD(self, token, child))
		if (node_of(self, (uint32_t)child)->deprel == DEPREL_NMOD_POSS && is_noun(self, (uint32_t)child))
			add_phrase(self, (uint32_t)child, out);
}
