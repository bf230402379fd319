/*
 * event_time.c — which time expression dates an event.
 *
 * An expression hangs in the tree on the word that it dates. So the trigger's own dependents are asked first, then
 * the phrases that depend on it ("in a briefing on Wednesday"), then the words that it shares its time with: the verb
 * that it is an infinitive, a conjunct, or a participle of, or, for a noun, the verb that it is subject or object of.
 * A finite clause under another verb ends the climb: when somebody said it is not when it happened.
 */
#include "when/when.h"

enum { CLIMB_MOST = 6 };

/* The token outside of the expression that it hangs on, -1 for none. */
static int32_t governor_of(const timex *self, const syntax *syntax)
{
	int32_t token = (int32_t)self->end - 1;
	while (token >= (int32_t)self->first && token < (int32_t)self->end)
		token = syntax->nodes[token].head;
	return token;
}

/* Better the more exactly it dates: a day before a longer time, that before "recently"; 0: dates nothing. */
static int exactness(const timex *self)
{
	if ((self->type != TIMEX_DATE && self->type != TIMEX_TIME) || self->limit)
		return 0;
	if (self->begin.day && date_compare(self->begin, self->finish) == 0)
		return 3;
	return self->begin.day || !self->resolved ? 2 : 1;
}

/* The first of the expressions that end behind token `from`. */
static uint32_t first_behind(const times *self, uint32_t from)
{
	uint32_t low = 0, high = self->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (self->items[middle].end <= from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

typedef struct search {
	const times *times;
	const syntax *syntax;
	uint32_t first, end;      /* tokens of the sentence */
	uint32_t trigger;
} search;

/*
 * The word whose time an expression gives by standing at the end of one of its phrases: "sent aid to Kyiv Tuesday",
 * "the ministry on Sunday condemned it", where a parser hangs the day on the noun before. -1: the phrase keeps it.
 */
static int32_t lends_to(const timex *self, const syntax *syntax, int32_t on, int32_t governor)
{
	for (int steps = 0; on >= 0 && steps < CLIMB_MOST; steps++) {
		const node *phrase = &syntax->nodes[on];
		deprel relation = phrase->deprel;
		bool within = deprel_is(relation, DEPREL_OBL) || deprel_is(relation, DEPREL_NMOD) || relation == DEPREL_OBJ
			|| relation == DEPREL_IOBJ || deprel_is(relation, DEPREL_NSUBJ) || relation == DEPREL_CONJ
			|| relation == DEPREL_APPOS || relation == DEPREL_FLAT || relation == DEPREL_COMPOUND;
		/* Before its noun it is the noun's alone: "the October 7 attack". */
		bool before = on > (int32_t)self->first;
		if (!within || relation == DEPREL_NMOD_POSS || phrase->upos == UPOS_VERB
			|| (before && (relation != DEPREL_COMPOUND || phrase->head != governor)))
			return -1;
		on = phrase->head;
		if (on == governor)
			return on;
	}
	return -1;
}

/* The best expression that hangs on `governor`; on one of its phrases, if `phrases`. */
static const timex *hanging_on(const search *self, int32_t governor, bool phrases)
{
	const timex *best = NULL;
	uint32_t best_distance = 0;
	for (uint32_t i = first_behind(self->times, self->first); i < self->times->count; i++) {
		const timex *item = &self->times->items[i];
		if (item->first >= self->end)
			break;
		int32_t on = governor_of(item, self->syntax);
		int exact = exactness(item);
		if (!exact)
			continue;
		if (phrases)
			on = lends_to(item, self->syntax, on, governor);
		else if (item->host && on != governor && on >= 0)
			on = self->syntax->nodes[on].head;
		if (on != governor)
			continue;
		uint32_t distance = item->first > self->trigger ? item->first - self->trigger : self->trigger - item->first;
		if (!best || exact > exactness(best) || (exact == exactness(best) && distance < best_distance)) {
			best = item;
			best_distance = distance;
		}
	}
	return best;
}

/* Is the time of `token` that of the word it hangs on? */
static bool shares_time(const syntax *syntax, int32_t token)
{
	const node *self = &syntax->nodes[token], *head = &syntax->nodes[self->head];
	bool noun = self->upos == UPOS_NOUN || self->upos == UPOS_PROPN;
	int32_t mark;
	switch ((deprel)self->deprel) {
	case DEPREL_XCOMP: case DEPREL_CONJ: case DEPREL_COMPOUND: case DEPREL_FLAT: case DEPREL_FIXED: case DEPREL_AUX:
	case DEPREL_AUX_PASS: case DEPREL_COP: case DEPREL_CSUBJ: case DEPREL_APPOS:
		return true;
	case DEPREL_ADVCL:
		/* "…, killing 12" is part of what it hangs on, as "to kill 12" is; "after killing 12" is not. */
		mark = syntax_child(syntax, token, DEPREL_MARK);
		return mark < 0 || syntax->nodes[mark].upos == UPOS_PART;
	case DEPREL_NSUBJ: case DEPREL_NSUBJ_PASS: case DEPREL_OBJ: case DEPREL_OBL:
		/* What is said or reported is not dated by the saying. */
		return noun && syntax_child(syntax, self->head, DEPREL_CCOMP) < 0 && (head->upos == UPOS_VERB
			|| syntax_child(syntax, self->head, DEPREL_COP) >= 0);
	case DEPREL_NMOD:
		return noun;
	default:
		return false;
	}
}

/* What a bare participle behind the verb says of the same time: "fired at the crowd, killing two on Monday". */
static const timex *in_participle(const search *self, int32_t verb)
{
	const syntax *syntax = self->syntax;
	for (int32_t child = syntax->nodes[verb].first_child; child >= 0; child = syntax->nodes[child].next_sibling) {
		const node *node = &syntax->nodes[child];
		if (node->deprel != DEPREL_ADVCL || node->xpos != XPOS_VBG || node->head >= child)
			continue;
		const timex *found = syntax_child(syntax, child, DEPREL_MARK) < 0 ? hanging_on(self, child, false) : NULL;
		if (found)
			return found;
	}
	return NULL;
}

const timex *when_of(const times *self, const text *text, const syntax *syntax, uint32_t trigger)
{
	if (trigger >= text->token_count || !self->count)
		return NULL;
	const sentence *sentence = &text->sentences[text->tokens[trigger].sentence];
	search search = {self, syntax, sentence->first, sentence->first + sentence->count, trigger};
	int32_t at = (int32_t)trigger;
	for (int steps = 0; at >= 0 && steps < CLIMB_MOST; steps++) {
		const timex *found = hanging_on(&search, at, false);
		if (!found)
			found = hanging_on(&search, at, true);
		if (!found && at == (int32_t)trigger)
			found = in_participle(&search, at);
		if (found)
			return found;
		if (syntax->nodes[at].head < 0 || !shares_time(syntax, at))
			return NULL;
		at = syntax->nodes[at].head;
	}
	return NULL;
}
