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

/*
 * "Iraq said today its forces had crushed …", "said on Tuesday that troops …": a date right behind the verb of saying
 * and before the subject or conjunction of what is said is that of the saying, wherever a parser hangs it.
 */
static bool dates_the_saying(const timex *self, const syntax *syntax, int32_t governor)
{
	const node *node = &syntax->nodes[governor];
	int32_t above = node->head, at = (int32_t)self->first - 1;
	if (node->deprel != DEPREL_CCOMP || above < 0 || above >= (int32_t)self->first || governor < (int32_t)self->end)
		return false;
	while (at > above && syntax->nodes[at].upos == UPOS_ADP)
		at--;
	if (at != above)
		return false;
	for (int32_t child = node->first_child; child >= 0; child = syntax->nodes[child].next_sibling) {
		uint8_t relation = syntax->nodes[child].deprel;
		if (child >= (int32_t)self->end && (deprel_is(relation, DEPREL_NSUBJ) || relation == DEPREL_MARK))
			return true;
	}
	return false;
}

int32_t when_governor(const timex *self, const syntax *syntax)
{
	int32_t token = (int32_t)self->end - 1;
	while (token >= (int32_t)self->first && token < (int32_t)self->end)
		token = syntax->nodes[token].head;
	return token >= 0 && dates_the_saying(self, syntax, token) ? syntax->nodes[token].head : token;
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
	const text *text;
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
		int32_t on = when_governor(item, self->syntax);
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

/* Does the verb of a clause stand in the present: "continue", "has been detained"? 0: it does not say; −1: past. */
static int present(const syntax *syntax, int32_t token)
{
	const node *self = &syntax->nodes[token];
	for (int32_t child = self->first_child; child >= 0; child = syntax->nodes[child].next_sibling) {
		const node *aux = &syntax->nodes[child];
		if (!deprel_is(aux->deprel, DEPREL_AUX) && aux->deprel != DEPREL_COP)
			continue;
		if (aux->xpos == XPOS_VBZ || aux->xpos == XPOS_VBP)
			return 1;
		if (aux->xpos == XPOS_VBD)
			return -1;
	}
	/* Taggers take a bare "threaten" behind "and" for an infinitive. */
	bool bare = self->xpos == XPOS_VB && self->deprel == DEPREL_CONJ && syntax_child(syntax, token, DEPREL_MARK) < 0;
	return self->xpos == XPOS_VBZ || self->xpos == XPOS_VBP || bare ? 1 : self->xpos == XPOS_VBD ? -1 : 0;
}

/* Do two coordinated verbs stand in one tense? "Breached the wall on Monday and continue to gather" do not. */
static bool same_tense(const syntax *syntax, int32_t one, int32_t other)
{
	return present(syntax, one) * present(syntax, other) >= 0;
}

/* "Which" of "during which he met Kim": the clause happens within what it is said of. */
static bool within_its_noun(const times *times, const syntax *syntax, int32_t token)
{
	for (int32_t child = syntax->nodes[token].first_child; child >= 0 && child < token;
		child = syntax->nodes[child].next_sibling)
		if (syntax->nodes[child].upos == UPOS_PRON && deprel_is(syntax->nodes[child].deprel, DEPREL_OBL)
			&& when_has_sign(times, syntax_child(syntax, child, DEPREL_CASE), SIGN_WITHIN))
			return true;
	return false;
}

/* The clause behind a semicolon goes on in the time that stands first in the sentence. */
static bool goes_on(const syntax *syntax, const text *text, int32_t token)
{
	int32_t mark = syntax_child(syntax, token, DEPREL_PUNCT);
	return mark >= 0 && mark < token && syntax->nodes[token].head < mark
		&& slice_is(text_form(text, (uint32_t)mark), ";");
}

/* Is the time of `token` that of the word it hangs on? */
static bool shares_time(const search *search, int32_t token)
{
	const syntax *syntax = search->syntax;
	const node *self = &syntax->nodes[token], *head = &syntax->nodes[self->head];
	bool noun = self->upos == UPOS_NOUN || self->upos == UPOS_PROPN;
	int32_t mark;
	switch ((deprel)self->deprel) {
	case DEPREL_CONJ:
		return noun || same_tense(syntax, token, self->head);
	case DEPREL_XCOMP: case DEPREL_COMPOUND: case DEPREL_FLAT: case DEPREL_FIXED: case DEPREL_AUX: case DEPREL_AUX_PASS:
	case DEPREL_COP: case DEPREL_CSUBJ: case DEPREL_APPOS:
		return true;
	case DEPREL_ADVCL:
		/* "…, killing 12" is part of what it hangs on, as "to kill 12" is; "after killing 12" and "when he came" are
		 * not. */
		mark = syntax_child(syntax, token, DEPREL_MARK);
		return (mark < 0 || syntax->nodes[mark].upos == UPOS_PART) && syntax_child(syntax, token, DEPREL_NSUBJ) < 0;
	case DEPREL_ACL_RELCL: case DEPREL_ADVCL_RELCL:
		return within_its_noun(search->times, syntax, token);
	case DEPREL_PARATAXIS:
		return goes_on(syntax, search->text, token);
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

/*
 * Where a finite verb is coordinated with an infinitive or a participle that depends on another finite verb ("issued
 * warrants for people said to be involved in it, and demanded …"), it goes on from that verb.
 */
static int32_t above_of(const syntax *syntax, int32_t token)
{
	int32_t head = syntax->nodes[token].head;
	if (syntax->nodes[token].deprel != DEPREL_CONJ || syntax->nodes[token].xpos != XPOS_VBD)
		return head;
	for (int32_t at = head; at >= 0; at = syntax->nodes[at].head) {
		uint8_t xpos = syntax->nodes[at].xpos, relation = syntax->nodes[at].deprel;
		bool bare = syntax->nodes[at].upos == UPOS_VERB && present(syntax, at) == 0 && (relation == DEPREL_XCOMP
			|| relation == DEPREL_ACL || relation == DEPREL_ADVCL);
		if (at == head && !bare)
			return head;
		if (xpos == XPOS_VBD)
			return at;
	}
	return head;
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
	search search = {self, text, syntax, sentence->first, sentence->first + sentence->count, trigger};
	int32_t at = (int32_t)trigger;
	for (int steps = 0; at >= 0 && steps < CLIMB_MOST; steps++) {
		const timex *found = hanging_on(&search, at, false);
		if (!found)
			found = hanging_on(&search, at, true);
		if (!found && at == (int32_t)trigger)
			found = in_participle(&search, at);
		if (found)
			return found;
		if (syntax->nodes[at].head < 0 || !shares_time(&search, at))
			return NULL;
		bool aside = syntax->nodes[at].deprel == DEPREL_PARATAXIS;
		at = above_of(syntax, at);
		/* Only what stands before both clauses holds for both. */
		if (aside) {
			const timex *fronted = hanging_on(&search, at, false);
			return fronted && (int32_t)fronted->end <= at ? fronted : NULL;
		}
	}
	return NULL;
}

/* The date of an end that is told below a verb: "… before departing on Wednesday", "and ended on Friday". */
static const timex *end_below(const search *self, int32_t verb, const timex *from)
{
	const syntax *syntax = self->syntax;
	for (int32_t child = syntax->nodes[verb].first_child; child >= 0; child = syntax->nodes[child].next_sibling) {
		uint8_t relation = syntax->nodes[child].deprel;
		int32_t mark = syntax_child(syntax, child, DEPREL_MARK);
		bool ends = (relation == DEPREL_ADVCL && when_has_sign(self->times, mark, SIGN_PRIOR))
			|| (relation == DEPREL_CONJ && when_has_sign(self->times, child, SIGN_FINISH));
		const timex *found = ends ? hanging_on(self, child, false) : NULL;
		if (found && found->finish.day && date_compare(from->finish, found->begin) < 0)
			return found;
	}
	return NULL;
}

const timex *when_until(const times *self, const text *text, const syntax *syntax, uint32_t trigger,
	const timex *from)
{
	const sentence *sentence = &text->sentences[text->tokens[trigger].sentence];
	search search = {self, text, syntax, sentence->first, sentence->first + sentence->count, trigger};
	int32_t verb = when_governor(from, syntax), both[2] = {verb, (int32_t)trigger};
	if (!when_has_sign(self, verb, SIGN_BEGIN) || from->first < search.first || from->first >= search.end)
		return NULL;
	const timex *found = NULL;
	for (size_t i = 0; i < 2 && !found; i++)
		found = end_below(&search, both[i], from);
	/* "… during which he met Kim before departing on Wednesday" */
	for (int32_t child = syntax->nodes[verb].first_child; child >= 0 && !found; child = syntax->nodes[child].next_sibling)
		if ((syntax->nodes[child].deprel == DEPREL_ADVCL_RELCL || syntax->nodes[child].deprel == DEPREL_ACL_RELCL)
			&& within_its_noun(self, syntax, child))
			found = end_below(&search, child, from);
	return found;
}
