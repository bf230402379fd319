/*
 * place_of.c — which toponym is the place of an event.
 *
 * Every toponym of the sentence that hangs on the event's words is ranked, first by how near its host is to the
 * trigger in the tree, then by how it hangs there (place_link), then by how exact it is.
 */
#include "place/place.h"

#include <string.h>

enum { NEAR_NONE = 100, DEPTH_MOST = 3, UNKNOWN_COST = 15 };

static bool is_clause_part(deprel relation)
{
	return relation == DEPREL_XCOMP || relation == DEPREL_CONJ;
}

/* Does `token` hang on `top` through noun phrases only ("police in the capital of …")? Steps, or 0. */
static int steps_below(const syntax *syntax, int32_t token, int32_t top)
{
	for (int step = 1; step <= DEPTH_MOST && token >= 0; step++) {
		const node *here = &syntax->nodes[token];
		if (here->head == top)
			return step;
		if (here->deprel != DEPREL_NMOD && here->deprel != DEPREL_APPOS && here->deprel != DEPREL_CONJ
				&& here->deprel != DEPREL_NMOD_POSS)
			return 0;
		token = here->head;
	}
	return 0;
}

/* The relation by which the argument that holds `token` hangs on `top`. */
static deprel argument_of(const syntax *syntax, int32_t token, int32_t top)
{
	while (syntax->nodes[token].head != top)
		token = syntax->nodes[token].head;
	return (deprel)syntax->nodes[token].deprel;
}

/* How far the host is from the event: 0 the trigger itself; NEAR_NONE: the toponym is no place of the event. */
static int nearness(const syntax *syntax, const toponym *place, int32_t trigger)
{
	int32_t host = place->host;
	const node *event = &syntax->nodes[trigger];
	if (host == trigger)
		return 0;
	if (syntax->nodes[host].deprel == DEPREL_AUX || syntax->nodes[host].deprel == DEPREL_COP)
		return NEAR_NONE;
	/* A light verb: "held talks in Geneva" with the trigger "talks". */
	if (event->upos == UPOS_NOUN && event->head == host && place->link != PLACE_OBJECT
			&& (event->deprel == DEPREL_OBJ || event->deprel == DEPREL_NSUBJ_PASS || event->deprel == DEPREL_NSUBJ
				|| event->deprel == DEPREL_OBL))
		return 1;
	if (place->link == PLACE_OBJECT || place->link == PLACE_NAME)
		return NEAR_NONE;
	/* Of a noun beside the verb: "attacked a village near Kursk", "clashed with police in Athens". */
	if (steps_below(syntax, host, trigger)) {
		deprel argument = argument_of(syntax, host, trigger);
		if (argument == DEPREL_OBJ || argument == DEPREL_NSUBJ_PASS || argument == DEPREL_NMOD)
			return 2;
		if (argument == DEPREL_OBL || argument == DEPREL_OBL_AGENT || argument == DEPREL_IOBJ)
			return 3;
		/* "officials in Washington": where somebody sits, not where it happens. */
		if (argument == DEPREL_NSUBJ && place->link == PLACE_AT
				&& !(place->entry && strcmp(place->entry->feature_code, "PPLC") == 0))
			return 5;
		return NEAR_NONE;
	}
	/* "agreed and signed in Minsk", "sent troops to fight in Donbas" */
	if (is_clause_part((deprel)event->deprel) && event->head == host)
		return 4;
	if (is_clause_part((deprel)syntax->nodes[host].deprel) && syntax->nodes[host].head == trigger)
		return 4;
	return NEAR_NONE;
}

const toponym *place_of(const places *self, const text *text, const syntax *syntax, uint32_t trigger)
{
	const toponym *best = NULL;
	int best_cost = 0;
	uint32_t sentence = text->tokens[trigger].sentence;
	for (uint32_t i = 0; i < self->count; i++) {
		const toponym *place = &self->items[i];
		if (text->tokens[place->first].sentence != sentence || place->link == PLACE_UNLINKED || place->dateline
				|| place->host < 0 || (place->first <= trigger && trigger < place->end))
			continue;
		int near = nearness(syntax, place, (int32_t)trigger);
		if (near == NEAR_NONE)
			continue;
		/* Of two places of one event, the one that is known: "from Victoria Park toward the Central district". */
		int exact = place->entry ? place->entry->resolution : -UNKNOWN_COST;
		int cost = near * 100 + (int)place->link * 10 - exact;
		if (!best || cost < best_cost) {
			best = place;
			best_cost = cost;
		}
	}
	return best;
}
