/* confidence.c — features of a candidate event and the confidence that they give. */
#include "event/confidence.h"

#include <math.h>
#include <string.h>

static const char *const names_of_features[] = {
#define FEATURE_NAME(name, printed) printed,
	FEATURE_LIST(FEATURE_NAME)
#undef FEATURE_NAME
};

const char *feature_name(feature self)
{
	return names_of_features[self];
}

/* How a side was found; `base` is its first feature (none). */
static void side_features(const reader *self, const event_party *list, uint32_t count, feature base,
	bool present[FEATURE_COUNT])
{
	enum { NONE, UNKNOWN, INFERRED, NAME, DESCRIBED, AGENT, REFERENCE, ALONE, DEFAULT, SEVERAL };

	if (!count) {
		present[base + NONE] = true;
		return;
	}
	if (count > 1)
		present[base + SEVERAL] = true;
	const event_party *first = &list[0];
	for (uint32_t i = 0; i < count && !first->party; i++)
		first = &list[i];
	if (!first->party) {
		present[base + UNKNOWN] = true;
		if (first->mention >= 0 && self->names->mentions[first->mention].pronoun)
			present[FEATURE_QUOTED_SELF] = true;
		return;
	}
	switch (first->party->origin) {
	case PARTY_NAME:
		present[base + NAME] = true;
		break;
	case PARTY_DESCRIBED:
		present[base + DESCRIBED] = true;
		break;
	case PARTY_AGENT:
		present[base + AGENT] = true;
		break;
	case PARTY_SHORT_NAME:
	case PARTY_PRONOUN:
	case PARTY_DEFINITE:
		present[base + REFERENCE] = true;
		break;
	case PARTY_AGENT_ALONE:
		present[base + ALONE] = true;
		break;
	case PARTY_AGENT_DEFAULT:
		present[base + DEFAULT] = true;
		break;
	case PARTY_MEMORY:
	case PARTY_FILLED:
		present[base + INFERRED] = true;
		break;
	}
}

/* Those who act for no state and no armed or organised group: people, firms, schools, hospitals. */
static bool is_civil(const party *self)
{
	static const char civil[] = "CVL BUS EDU MED JRN SOC AGR LAB REL ELI UNK CRM ";

	return self->code.sector[0] && strstr(civil, self->code.sector);
}

/* -1: nobody stated; 0: somebody political among the stated; 1: civil ones only. */
static int civil_side(const event_party *list, uint32_t count)
{
	int found = -1;

	for (uint32_t i = 0; i < count; i++) {
		if (!list[i].party || list[i].mention < 0)
			continue;
		if (!is_civil(list[i].party))
			return 0;
		found = 1;
	}
	return found;
}

static bool stated(const event_party *list, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (list[i].party && list[i].mention >= 0 && !list[i].inferred)
			return true;
	return false;
}

static bool is_press(const event_party *list, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (list[i].party && !list[i].inferred && strcmp(list[i].party->code.sector, "JRN") == 0)
			return true;
	return false;
}

static void clause_features(const reader *self, uint32_t token, bool present[FEATURE_COUNT])
{
	const node *n = node_of(self, token);

	present[FEATURE_INFINITIVE] = has_case(self, token, GRAMMAR_INFINITIVE);
	switch (n->deprel) {
	case DEPREL_ROOT:
		present[FEATURE_ROOT] = true;
		break;
	case DEPREL_CCOMP:
	case DEPREL_PARATAXIS:
		present[FEATURE_CCOMP] = true;
		break;
	case DEPREL_XCOMP:
		present[FEATURE_XCOMP] = true;
		break;
	case DEPREL_ACL_RELCL:
		present[FEATURE_RELATIVE] = true;
		break;
	case DEPREL_ACL:
		present[FEATURE_PARTICIPLE] = true;
		break;
	case DEPREL_ADVCL:
		present[FEATURE_ADVERBIAL] = true;
		break;
	case DEPREL_CONJ:
		present[FEATURE_CONJUNCT] = true;
		break;
	case DEPREL_NSUBJ:
	case DEPREL_NSUBJ_PASS:
		present[FEATURE_NOUN_SUBJECT] = true;
		break;
	case DEPREL_OBJ:
		present[FEATURE_NOUN_OBJECT] = true;
		break;
	case DEPREL_OBL:
	case DEPREL_OBL_AGENT:
		present[FEATURE_NOUN_OBLIQUE] = true;
		break;
	case DEPREL_NMOD:
	case DEPREL_NMOD_POSS:
	case DEPREL_COMPOUND:
		present[FEATURE_NOUN_MODIFIER] = true;
		break;
	default:
		break;
	}
	bool determined = false;
	for (int32_t child = n->first_child; child >= 0; child = node_of(self, (uint32_t)child)->next_sibling) {
		deprel below = node_of(self, (uint32_t)child)->deprel;
		determined |= below == DEPREL_DET || below == DEPREL_NMOD_POSS || below == DEPREL_NUMMOD || below == DEPREL_AUX
			|| below == DEPREL_AUX_PASS || below == DEPREL_COP;
	}
	present[FEATURE_NOUN_BARE] = n->xpos == XPOS_NNS && !determined;
	present[FEATURE_PRESENT] = (n->xpos == XPOS_VBZ || n->xpos == XPOS_VBP) && !determined;
	if (n->upos != UPOS_NOUN)
		return;
	for (int32_t child = n->first_child; child >= 0; child = node_of(self, (uint32_t)child)->next_sibling)
		if (node_of(self, (uint32_t)child)->deprel == DEPREL_DET
			&& (grammar_of(self, (uint32_t)child) & GRAMMAR_DEFINITE))
			present[FEATURE_NOUN_DEFINITE] = true;
	for (int32_t up = n->head, i = 0; up >= 0 && i < 3; up = node_of(self, (uint32_t)up)->head, i++)
		if (self->evaluations[up].type != BEDE_NONE)
			present[FEATURE_UNDER_EVENT] = true;
}

void features_of(const reader *self, uint32_t token, const event *of, bool present[FEATURE_COUNT])
{
	const evaluation *e = &self->evaluations[token];
	const node *n = node_of(self, token);
	const sentence *s = &self->text->sentences[self->text->tokens[token].sentence];
	const rule *typed = e->typed;

	memset(present, 0, FEATURE_COUNT * sizeof *present);
	present[FEATURE_BIAS] = true;
	present[n->upos == UPOS_VERB ? FEATURE_VERB : n->upos == UPOS_ADJ ? FEATURE_ADJECTIVE : FEATURE_NOUN] = true;
	uint32_t constraints = typed->constraint_count + (e->rule != typed ? e->rule->constraint_count : 0);
	present[constraints == 0 ? FEATURE_UNCONSTRAINED : constraints == 1 ? FEATURE_ONE_CONSTRAINT
		: FEATURE_CONSTRAINTS] = true;
	present[FEATURE_WEAK] = typed->weak || e->rule->weak;
	present[FEATURE_COMPOSED] = e->argument >= 0;
	present[FEATURE_BOTH] = of->symmetric;
	side_features(self, of->actors, of->actor_count, FEATURE_ACTOR_NONE, present);
	/* In a reciprocal event the second side stands among the actors. */
	if (!of->symmetric || of->recipient_count)
		side_features(self, of->recipients, of->recipient_count, FEATURE_RECIPIENT_NONE, present);
	else if (of->actor_count < 2)
		present[FEATURE_RECIPIENT_NONE] = true;
	bool actor = stated(of->actors, of->actor_count);
	bool recipient = stated(of->recipients, of->recipient_count) || (of->symmetric && of->actor_count > 1);
	present[FEATURE_NEITHER_STATED] = !actor && !recipient;
	present[FEATURE_BOTH_STATED] = actor && recipient;
	if (of->actor_count && of->recipient_count && of->actors[0].party && of->recipients[0].party) {
		const char *a = of->actors[0].party->code.country, *b = of->recipients[0].party->code.country;
		present[FEATURE_SAME_COUNTRY] = a[0] && strcmp(a, b) == 0;
		present[FEATURE_ACTOR_STATE] = a[0] && !of->actors[0].party->code.sector[0];
	}
	int actors = civil_side(of->actors, of->actor_count), recipients = civil_side(of->recipients, of->recipient_count);
	present[FEATURE_ACTOR_CIVIL] = actors == 1;
	present[FEATURE_RECIPIENT_CIVIL] = recipients == 1;
	present[FEATURE_UNPOLITICAL] = actors != 0 && recipients != 0;
	present[FEATURE_NEGATED] = of->aux & BEDE_NEGATION;
	present[FEATURE_HYPOTHETICAL] = of->aux & BEDE_HYPOTHETICAL;
	present[FEATURE_FUTURE] = of->aux & BEDE_FUTURE;
	present[FEATURE_HISTORICAL] = of->aux & BEDE_HISTORICAL;
	present[FEATURE_ACTOR_THING] = is_done_by_thing(self, token);
	present[FEATURE_PRESS] = is_press(of->actors, of->actor_count) || is_press(of->recipients, of->recipient_count);
	clause_features(self, token, present);
	uint32_t number = (uint32_t)(s - self->text->sentences);
	present[FEATURE_FIRST_SENTENCES] = number < 4;
	present[FEATURE_LATE] = number > 15;
	uint32_t last = s->first + s->count - 1;
	present[FEATURE_SPARSE] = self->sparse;
	present[FEATURE_QUIET] = self->quiet;
	present[FEATURE_QUIET_CIVIL] = self->quiet && present[FEATURE_UNPOLITICAL];
	present[FEATURE_QUIET_VERBAL] = self->quiet && (of->type == BEDE_SUPPORT || of->type == BEDE_REQUEST
		|| of->type == BEDE_ACCUSE || of->type == BEDE_REJECT);
	present[FEATURE_INTERNATIONAL] = self->international;
	present[FEATURE_ARMED] = self->armed;
	present[FEATURE_QUESTION] = s->count && slice_is(text_form(self->text, last), "?");
	present[FEATURE_TYPE_AGREE + (of->type - BEDE_AGREE)] = true;
}

/* A few sentences say nothing of a whole report. */
enum { SENTENCES_LEAST = 5 };

bool report_is_sparse(const reader *self, uint32_t count)
{
	enum { SENTENCES_A_CANDIDATE = 5 };

	return self->text->sentence_count >= SENTENCES_LEAST
		&& count * SENTENCES_A_CANDIDATE < self->text->sentence_count;
}

bool report_is_quiet(const reader *self, const event *events, uint32_t count)
{
	enum { SENTENCES_AN_EVENT = 8 };
	uint32_t political = 0;

	for (uint32_t i = 0; i < count; i++)
		political += civil_side(events[i].actors, events[i].actor_count) == 0
			|| civil_side(events[i].recipients, events[i].recipient_count) == 0;
	return self->text->sentence_count >= SENTENCES_LEAST
		&& political * SENTENCES_AN_EVENT < self->text->sentence_count;
}

static const char *stated_country(const event_party *list, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (list[i].party && list[i].mention >= 0 && !list[i].inferred && list[i].party->code.country[0])
			return list[i].party->code.country;
	return NULL;
}

bool report_is_international(const event *events, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		const event *e = &events[i];
		const char *a = stated_country(e->actors, e->actor_count);
		const char *b = e->symmetric && e->actor_count > 1 && !e->recipient_count
			? stated_country(e->actors + 1, e->actor_count - 1) : stated_country(e->recipients, e->recipient_count);
		if (a && b && strcmp(a, b) != 0)
			return true;
	}
	return false;
}

static bool has_armed(const event_party *list, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (list[i].party && list[i].mention >= 0 && list[i].party->code.sector[0]
			&& strstr("MIL REB PRM UAF", list[i].party->code.sector))
			return true;
	return false;
}

bool report_is_armed(const event *events, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (has_armed(events[i].actors, events[i].actor_count)
			|| has_armed(events[i].recipients, events[i].recipient_count))
			return true;
	return false;
}

double features_confidence(const double weights[FEATURE_COUNT], const bool present[FEATURE_COUNT])
{
	double sum = 0;

	for (unsigned i = 0; i < FEATURE_COUNT; i++)
		if (present[i])
			sum += weights[i];
	return 1 / (1 + exp(-sum));
}
