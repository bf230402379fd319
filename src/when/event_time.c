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

/* The token of the expression that hangs on a token outside of it; that one in *governor, -1 for none. */
static int32_t head_of(const timex *self, const syntax *syntax, int32_t *governor)
{
	int32_t token = (int32_t)self->end - 1;
	for (int steps = 0; steps < CLIMB_MOST * 4; steps++) {
		int32_t head = syntax->nodes[token].head;
		if (head < (int32_t)self->first || head >= (int32_t)self->end) {
			*governor = head;
			return token;
		}
		token = head;
	}
	*governor = -1;
	return token;
}

/* Better the more exactly it dates: a day before a longer time, that before "recently"; 0: dates nothing. */
static int exactness(const timex *self)
{
	if (self->type != TIMEX_DATE && self->type != TIMEX_TIME)
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

/* The best expression that hangs on `governor`; on one of its phrases, if `phrases`. */
static const timex *hanging_on(const search *self, int32_t governor, bool phrases)
{
	const timex *best = NULL;
	uint32_t best_distance = 0;
	for (uint32_t i = first_behind(self->times, self->first); i < self->times->count; i++) {
		const timex *item = &self->times->items[i];
		if (item->first >= self->end)
			break;
		int32_t on, head = head_of(item, self->syntax, &on);
		int exact = exactness(item);
		if (!exact)
			continue;
		if (phrases && on >= 0) {
			const node *phrase = &self->syntax->nodes[on];
			bool within = deprel_is(phrase->deprel, DEPREL_OBL) || phrase->deprel == DEPREL_OBJ
				|| deprel_is(phrase->deprel, DEPREL_NMOD);
			on = within && phrase->upos != UPOS_VERB && deprel_is(self->syntax->nodes[head].deprel, DEPREL_NMOD)
				? phrase->head : -1;
		}
		/* The expression may be the trigger's own phrase: "Wednesday's" as a noun on which the trigger hangs. */
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
	switch ((deprel)self->deprel) {
	case DEPREL_XCOMP: case DEPREL_CONJ: case DEPREL_COMPOUND: case DEPREL_FLAT: case DEPREL_FIXED: case DEPREL_AUX:
	case DEPREL_AUX_PASS: case DEPREL_COP: case DEPREL_CSUBJ: case DEPREL_APPOS:
		return true;
	case DEPREL_ADVCL:
		/* "…, killing 12" is part of what it hangs on; "after killing 12" is not. */
		return syntax_child(syntax, token, DEPREL_MARK) < 0;
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
		if (found)
			return found;
		if (syntax->nodes[at].head < 0 || !shares_time(syntax, at))
			return NULL;
		at = syntax->nodes[at].head;
	}
	return NULL;
}
