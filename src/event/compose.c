/*
 * compose.c — the algebra of event types: what stopping, refusing, demanding, promising, planning, threatening and
 * allowing make of what they govern, and what the future makes of cooperation. It follows PLOVER 1.3, chapter 3
 * (3.1.1, 3.4, 3.7.2, 3.8.2, 3.11, 3.13.2), and is the same for every language.
 */
#include <string.h>

#include "event/evaluate.h"

static bool is_cooperation(bede_event_type type)
{
	return type >= BEDE_AGREE && type <= BEDE_RETREAT;
}

/* The modes that REQUEST and REJECT share (tables 3.3 and 3.5): of what is asked for or refused. */
static const char *wanted_mode(bede_event_type type)
{
	switch (type) {
	case BEDE_CONSULT:
		return "meet";
	case BEDE_AID:
	case BEDE_COOPERATE:
	case BEDE_SUPPORT:
		return "assist";
	case BEDE_CONCEDE:
	case BEDE_RETREAT:
		return "yield";
	default:
		return "change";
	}
}

static composed stopped(bede_event_type type)
{
	switch (type) {
	case BEDE_ASSAULT:
		return (composed){BEDE_RETREAT, "ceasefire", false};
	case BEDE_MOBILIZE:
		return (composed){BEDE_RETREAT, "withdraw", false};
	case BEDE_PROTEST:
	case BEDE_COERCE:
	case BEDE_SANCTION:
	case BEDE_THREATEN:
	case BEDE_REQUEST:
	case BEDE_ACCUSE:
		return (composed){BEDE_CONCEDE, NULL, false};
	case BEDE_AID:
	case BEDE_COOPERATE:
	case BEDE_CONSULT:
	case BEDE_SUPPORT:
		return (composed){BEDE_SANCTION, "discontinue", false};
	case BEDE_AGREE:
	case BEDE_CONCEDE:
	case BEDE_RETREAT:
		return (composed){BEDE_REJECT, NULL, false};
	default:
		return (composed){BEDE_NONE, NULL, false};
	}
}

/* Table 3.6: the mode of a threat is what is threatened. */
static const char *threat_mode(bede_event_type type)
{
	switch (type) {
	case BEDE_ASSAULT:
		return "violence";
	case BEDE_SANCTION:
	case BEDE_REJECT:
		return "relations";
	case BEDE_COERCE:
	case BEDE_PROTEST:
		return "restrict";
	default:
		return NULL;
	}
}

static composed promised(bede_event_type type, bool negated)
{
	/* "vowed not to release them", "said it plans no talks": what is promised is a refusal. */
	if (negated && is_cooperation(type))
		return (composed){BEDE_REJECT, wanted_mode(type), false};
	if (type == BEDE_CONCEDE || type == BEDE_RETREAT)
		return (composed){BEDE_CONCEDE, NULL, type == BEDE_CONCEDE};
	if (is_cooperation(type) || negated)
		return (composed){BEDE_AGREE, NULL, false};
	if (type == BEDE_REQUEST || type == BEDE_ACCUSE || type == BEDE_THREATEN)
		return (composed){type, NULL, true};
	return (composed){BEDE_THREATEN, threat_mode(type), false};
}

composed compose(operation operation, bede_event_type argument, bool negated)
{
	if (argument == BEDE_NONE)
		return (composed){BEDE_NONE, NULL, false};
	switch (operation) {
	case OPERATION_LIGHT:
		return (composed){argument, NULL, true};
	case OPERATION_STOP:
		return stopped(argument);
	case OPERATION_REFUSE:
		return (composed){BEDE_REJECT, wanted_mode(argument), false};
	case OPERATION_DEMAND:
		return (composed){BEDE_REQUEST, wanted_mode(argument), false};
	case OPERATION_AGREE:
		/* Who agrees or is willing to yield has not yet conceded anything (3.1; CAMEO's 035). */
		if (is_cooperation(argument))
			return (composed){BEDE_AGREE, NULL, false};
		return promised(argument, negated);
	case OPERATION_PROMISE:
		return promised(argument, negated);
	case OPERATION_PLAN:
		if (argument == BEDE_PROTEST || argument == BEDE_MOBILIZE)
			return (composed){argument, NULL, true};
		/* "planned no strikes" tells of nothing; only who agrees not to strike tells of something. */
		if (negated && !is_cooperation(argument))
			return (composed){BEDE_NONE, NULL, false};
		return promised(argument, negated);
	case OPERATION_THREATEN:
		return (composed){BEDE_THREATEN, threat_mode(argument), false};
	case OPERATION_ALLOW:
		return (composed){BEDE_CONCEDE, NULL, false};
	case OPERATION_FORCE:
		return (composed){BEDE_COERCE, NULL, false};
	case OPERATION_SAY:
	case OPERATION_TYPE:
	case OPERATION_NONE:
		break;
	}
	return (composed){BEDE_NONE, NULL, false};
}

bede_event_type compose_future(bede_event_type type, unsigned *aux)
{
	if (!(*aux & BEDE_FUTURE))
		return type;
	if (type == BEDE_CONSULT || type == BEDE_SUPPORT || type == BEDE_COOPERATE || type == BEDE_AID) {
		*aux &= ~(unsigned)BEDE_FUTURE;
		return BEDE_AGREE;
	}
	if (type == BEDE_RETREAT) {
		*aux &= ~(unsigned)BEDE_FUTURE;
		return BEDE_CONCEDE;
	}
	if (type == BEDE_AGREE || type == BEDE_THREATEN)
		*aux &= ~(unsigned)BEDE_FUTURE;
	return type;
}

composed compose_intent(bede_event_type type, const char *mode)
{
	/* A march to come is a march; a strike or boycott is announced in order to press (3.11, mode restrict). */
	bool presses = mode && (strcmp(mode, "boycott") == 0 || strcmp(mode, "strike") == 0
		|| strcmp(mode, "obstruct") == 0);

	if (type == BEDE_ASSAULT || type == BEDE_SANCTION || type == BEDE_COERCE || (type == BEDE_PROTEST && presses))
		return (composed){BEDE_THREATEN, threat_mode(type), false};
	return (composed){BEDE_NONE, NULL, false};
}

composed compose_modality(bede_event_type type, unsigned *aux)
{
	/* "will not release", "would not consider talks": who says what they will not do rejects it. */
	bool answers = type == BEDE_AGREE || type == BEDE_CONCEDE;     /* "did not accede" refuses in any tense */
	if ((*aux & BEDE_NEGATION) && is_cooperation(type) && (answers || (*aux & (BEDE_FUTURE | BEDE_HYPOTHETICAL)))) {
		*aux &= ~(unsigned)(BEDE_NEGATION | BEDE_FUTURE | BEDE_HYPOTHETICAL);
		return (composed){BEDE_REJECT, wanted_mode(type), false};
	}
	bede_event_type later = compose_future(type, aux);
	return (composed){later, NULL, later == type};
}
