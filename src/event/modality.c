/* modality.c — future, condition and negation of a clause, from its own function words and from those of the clauses
 * that it hangs on. The words are data (grammar.tsv). */
#include <string.h>

#include "event/evaluate.h"

enum { CLIMB_MOST = 8 };

/* "is to step down": a finite auxiliary before an infinitive says what is to come. */
static bool is_scheduled(const reader *self, uint32_t token)
{
	bool infinitive = has_case(self, token, GRAMMAR_INFINITIVE);

	for (int32_t child = node_of(self, token)->first_child; child >= 0 && infinitive;
		child = node_of(self, (uint32_t)child)->next_sibling) {
		const node *n = node_of(self, (uint32_t)child);
		if ((n->deprel == DEPREL_AUX || n->deprel == DEPREL_COP) && (uint32_t)child < token
			&& (n->xpos == XPOS_VBZ || n->xpos == XPOS_VBP))
			return true;
	}
	return false;
}

/* "they'd rescued": before a participle, and alone, it is "had". */
static bool is_had(const reader *self, uint32_t token)
{
	unsigned count = 0;

	if (node_of(self, token)->xpos != XPOS_VBN)
		return false;
	for (int32_t child = node_of(self, token)->first_child; child >= 0;
		child = node_of(self, (uint32_t)child)->next_sibling)
		count += node_of(self, (uint32_t)child)->upos == UPOS_AUX;
	return count == 1;
}

static unsigned own_modality(const reader *self, uint32_t token)
{
	unsigned aux = is_scheduled(self, token) ? BEDE_FUTURE : 0;

	for (int32_t child = node_of(self, token)->first_child; child >= 0;
		child = node_of(self, (uint32_t)child)->next_sibling) {
		unsigned bits = grammar_of(self, (uint32_t)child);
		if (!bits)
			continue;
		switch (node_of(self, (uint32_t)child)->deprel) {
		case DEPREL_AUX:
			if (bits & GRAMMAR_FUTURE_AUX)
				aux |= BEDE_FUTURE;
			if ((bits & (GRAMMAR_HYPOTHETICAL_AUX | GRAMMAR_OBLIGATION_AUX)) && !is_had(self, token))
				aux |= BEDE_HYPOTHETICAL;
			if (bits & GRAMMAR_NEGATION_ADVMOD)   /* "n't" under some trees */
				aux |= BEDE_NEGATION;
			break;
		case DEPREL_ADVMOD:
			if (bits & GRAMMAR_NEGATION_ADVMOD)
				aux |= BEDE_NEGATION;
			if (bits & GRAMMAR_HYPOTHETICAL_ADVMOD)
				aux |= BEDE_HYPOTHETICAL;
			break;
		case DEPREL_DET:
			if (bits & GRAMMAR_NEGATION_DET)
				aux |= BEDE_NEGATION;
			break;
		case DEPREL_MARK:
			if (bits & GRAMMAR_HYPOTHETICAL_MARK)
				aux |= BEDE_HYPOTHETICAL;
			if (bits & GRAMMAR_NEGATION_MARK)
				aux |= BEDE_NEGATION;
			break;
		case DEPREL_CC:       /* "neither Chad nor Mali signed": on the first of them, or on the second */
		case DEPREL_CC_PRECONJ:
			if (bits & GRAMMAR_NEGATION_CC)
				aux |= BEDE_NEGATION;
			break;
		case DEPREL_CASE:
			if (bits & GRAMMAR_NEGATION_CASE)
				aux |= BEDE_NEGATION;
			break;
		default:
			break;
		}
	}
	return aux;
}

/* "no agreement was signed", "no troops were sent" */
static bool argument_negated(const reader *self, uint32_t token)
{
	arguments found;

	if (node_of(self, token)->upos != UPOS_VERB)
		return false;
	objects_of(self, token, &found);
	for (uint32_t i = 0; i < found.count; i++)
		if (own_modality(self, found.items[i]) & BEDE_NEGATION)
			return true;
	subjects_of(self, token, &found);
	for (uint32_t i = 0; i < found.count; i++)
		if (own_modality(self, found.items[i]) & BEDE_NEGATION)
			return true;
	return false;
}

bool is_negated(const reader *self, uint32_t token)
{
	return (own_modality(self, token) & BEDE_NEGATION) || argument_negated(self, token);
}

/* "announced that it would send tanks": the future, told in the past. */
static bool is_reported_future(const reader *self, uint32_t token)
{
	const node *n = node_of(self, token);

	for (unsigned i = 0; i < CLIMB_MOST && n->deprel == DEPREL_CONJ && n->head >= 0; i++)
		n = node_of(self, (uint32_t)n->head);
	if (n->deprel != DEPREL_CCOMP || n->head < 0 || !is_speech(self, (uint32_t)n->head) || is_had(self, token))
		return false;
	bool reported = false;
	for (int32_t child = node_of(self, token)->first_child; child >= 0;
		child = node_of(self, (uint32_t)child)->next_sibling) {
		if (node_of(self, (uint32_t)child)->deprel != DEPREL_AUX)
			continue;
		reported |= (grammar_of(self, (uint32_t)child) & GRAMMAR_REPORTED) != 0;
		/* "said it would have helped": it didn't. */
		if (reported && node_of(self, token)->xpos == XPOS_VBN && node_of(self, (uint32_t)child)->xpos == XPOS_VB)
			return false;
	}
	return reported;
}

/* Do two phrases name the same party, or is the second a pronoun? */
static bool is_same_speaker(const reader *self, uint32_t speaker, uint32_t subject)
{
	int32_t a = self->names->mention_headed[speaker], b = self->names->mention_headed[subject];

	if (node_of(self, subject)->upos == UPOS_PRON)
		return true;
	if (a < 0 || b < 0 || !self->names->mentions[a].party_count || !self->names->mentions[b].party_count)
		return false;
	const actor_code *x = &self->names->mentions[a].parties[0].code, *y = &self->names->mentions[b].parties[0].code;
	return x->country[0] && strcmp(x->country, y->country) == 0;
}

bool is_obliged(const reader *self, uint32_t token)
{
	for (int32_t child = node_of(self, token)->first_child; child >= 0;
		child = node_of(self, (uint32_t)child)->next_sibling)
		if (node_of(self, (uint32_t)child)->deprel == DEPREL_AUX
			&& (grammar_of(self, (uint32_t)child) & GRAMMAR_OBLIGATION_AUX))
			return true;
	return false;
}

/* "said it could retaliate": what somebody says they may do. "would" and "could have" tell of what is not so. */
static bool is_possible(const reader *self, uint32_t token)
{
	bool possible = false;

	for (int32_t child = node_of(self, token)->first_child; child >= 0;
		child = node_of(self, (uint32_t)child)->next_sibling) {
		unsigned bits = grammar_of(self, (uint32_t)child);
		deprel relation = node_of(self, (uint32_t)child)->deprel;
		if (relation == DEPREL_MARK && (bits & GRAMMAR_HYPOTHETICAL_MARK))
			return false;
		if (relation == DEPREL_AUX && (bits & GRAMMAR_HYPOTHETICAL_AUX))
			possible = !(bits & GRAMMAR_REPORTED);
		else if (relation == DEPREL_AUX)
			return false;
	}
	return possible;
}

bool is_own_intent(const reader *self, uint32_t token)
{
	const node *n = node_of(self, token);
	arguments speakers, subjects;
	bool future = (own_modality(self, token) & BEDE_FUTURE) || is_reported_future(self, token);

	if (n->upos != UPOS_VERB || is_passive(self, token) || is_scheduled(self, token)
		|| (!future && !is_possible(self, token)))
		return false;
	for (unsigned i = 0; i < CLIMB_MOST && n->deprel == DEPREL_CONJ && n->head >= 0; i++)
		n = node_of(self, (uint32_t)n->head);
	if (n->deprel == DEPREL_ROOT)
		return future;
	if (n->deprel != DEPREL_CCOMP || n->head < 0 || !is_speech(self, (uint32_t)n->head))
		return false;
	subjects_of(self, token, &subjects);
	subjects_of(self, (uint32_t)n->head, &speakers);
	return subjects.count && speakers.count && is_same_speaker(self, speakers.items[0], subjects.items[0]);
}

/* "safe havens to launch attacks", "went there to attack": what an infinitive beside a clause is for has not
 * happened. */
static bool is_purpose(const reader *self, uint32_t token)
{
	const node *n = node_of(self, token);

	return n->upos == UPOS_VERB && (n->deprel == DEPREL_ACL || n->deprel == DEPREL_ADVCL)
		&& has_case(self, token, GRAMMAR_INFINITIVE);
}

unsigned modality_of(const reader *self, uint32_t token)
{
	unsigned aux = own_modality(self, token) | (is_purpose(self, token) ? BEDE_HYPOTHETICAL : 0);
	const node *n = node_of(self, token);

	if ((aux & BEDE_HYPOTHETICAL) && is_reported_future(self, token))
		aux = (aux & ~(unsigned)BEDE_HYPOTHETICAL) | BEDE_FUTURE;

	if (argument_negated(self, token))
		aux |= BEDE_NEGATION;
	for (unsigned i = 0; i < CLIMB_MOST && n->head >= 0; i++) {
		uint32_t head = (uint32_t)n->head;
		bool has_subject = syntax_child(self->syntax, (int32_t)token, DEPREL_NSUBJ) >= 0
			|| syntax_child(self->syntax, (int32_t)token, DEPREL_NSUBJ_PASS) >= 0;
		bool has_auxiliary = syntax_child(self->syntax, (int32_t)token, DEPREL_AUX) >= 0;
		if (n->deprel == DEPREL_XCOMP) {
			aux |= own_modality(self, head);
		} else if (n->deprel == DEPREL_ACL && node_of(self, head)->upos == UPOS_NOUN) {
			/* "no plans to attack", "no evidence that it attacked" */
			aux |= own_modality(self, head) & BEDE_NEGATION;
			break;
		} else if (n->deprel == DEPREL_CONJ && !has_subject && !has_auxiliary) {
			/* "will meet and discuss": the auxiliary stands once; a negation stays with the first. */
			aux |= own_modality(self, head) & ~(unsigned)(n->xpos == XPOS_VB ? 0 : BEDE_NEGATION);
		} else if (n->deprel == DEPREL_ADVCL) {
			/* Only the clause's own condition counts, which own_modality saw; the main clause is another matter. */
			break;
		} else if (n->deprel == DEPREL_OBJ || n->deprel == DEPREL_OBL || n->deprel == DEPREL_NSUBJ
			|| n->deprel == DEPREL_NSUBJ_PASS || n->deprel == DEPREL_NMOD) {
			/* A noun shares the condition and the future of its clause, not its negation. */
			aux |= own_modality(self, head) & (BEDE_HYPOTHETICAL | BEDE_FUTURE);
		} else {
			break;
		}
		token = head;
		n = node_of(self, token);
	}
	return aux;
}
