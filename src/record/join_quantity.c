/* join_quantity.c — how many: which numbers belong to an event, and what they say of it. */
#include <string.h>

#include "record/join.h"

static bool is_event_word(const event *event, uint32_t token)
{
	if (token == event->trigger || token == event->clause)
		return true;
	for (uint32_t i = 0; i < event->matched_count; i++)
		if (event->matched[i] == token)
			return true;
	return false;
}

/*
 * Does `token` lead out of a clause that speaks for itself? What is said of the event's own word does not ("an attack
 * that left six dead"), nor does a bare participle behind the verb ("shot down the plane, killing all 176 on board").
 */
static bool leaves_clause(const joiner *self, const event *event, int32_t token)
{
	const syntax *syntax = &self->reading->syntax;
	const node *node = &syntax->nodes[token];
	if (node->deprel == DEPREL_ACL_RELCL || node->deprel == DEPREL_ADVCL_RELCL) {
		/* "the protests, one of which drew two million" */
		int32_t noun = node->head;
		while (noun >= 0 && syntax->nodes[noun].deprel == DEPREL_APPOS)
			noun = syntax->nodes[noun].head;
		return noun < 0 || !is_event_word(event, (uint32_t)noun);
	}
	if (node->deprel == DEPREL_ADVCL)
		return node->xpos != XPOS_VBG || node->head > token || syntax_child(syntax, token, DEPREL_MARK) >= 0;
	return node->deprel == DEPREL_PARATAXIS;
}

/* Is some other event's trigger on the way? Then the number is that event's. */
static bool is_other_trigger(const joiner *self, const event *event, uint32_t token)
{
	const events *events = &self->reading->events;
	uint32_t low = 0, high = events->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (events->items[middle].trigger < token)
			low = middle + 1;
		else
			high = middle;
	}
	return low < events->count && events->items[low].trigger == token && event->trigger != token;
}

static bool party_has(const joiner *self, const event_party *parties, uint32_t count, const quantity *quantity)
{
	for (uint32_t i = 0; i < count; i++) {
		if (parties[i].mention == MENTION_NONE)
			continue;
		const mention *mention = &self->reading->names.mentions[parties[i].mention];
		if (quantity->item_token == (int32_t)mention->head
				|| (quantity->first < mention->end && mention->first < quantity->end))
			return true;
	}
	return false;
}

static bool belongs(const joiner *self, const event *event, const quantity *quantity)
{
	const syntax *syntax = &self->reading->syntax;
	if (party_has(self, event->recipients, event->recipient_count, quantity)
			|| party_has(self, event->actors, event->actor_count, quantity))
		return true;
	int32_t token = quantity->item_token >= 0 ? quantity->item_token : (int32_t)quantity->number;
	while (token >= 0) {
		if (is_event_word(event, (uint32_t)token))
			return true;
		if (is_other_trigger(self, event, (uint32_t)token) || leaves_clause(self, event, token))
			return false;
		token = syntax->nodes[token].head;
	}
	return false;
}

/* Parsers take "at least 20 people" for an oblique: without a preposition of its own it is an object all the same. */
static bool is_object(const syntax *syntax, int32_t token)
{
	uint8_t relation = syntax->nodes[token].deprel;
	if (relation == DEPREL_OBL || relation == DEPREL_OBL_UNMARKED)
		return syntax_child(syntax, token, DEPREL_CASE) < 0;
	return relation == DEPREL_OBJ || relation == DEPREL_NSUBJ_PASS || relation == DEPREL_NMOD
		|| relation == DEPREL_NMOD_POSS;
}

static bool has_object(const syntax *syntax, int32_t verb)
{
	for (int32_t child = syntax->nodes[verb].first_child; child >= 0; child = syntax->nodes[child].next_sibling) {
		uint8_t relation = syntax->nodes[child].deprel;
		if (relation == DEPREL_OBJ || relation == DEPREL_CCOMP || (relation == DEPREL_OBL && is_object(syntax, child)))
			return true;
	}
	return false;
}

/* A participle or adjective at the noun: "12 people killed in the strike", "12 dead". */
static const char *role_below(const joiner *self, int32_t item)
{
	const syntax *syntax = &self->reading->syntax;
	for (int32_t child = syntax->nodes[item].first_child; child >= 0; child = syntax->nodes[child].next_sibling) {
		uint8_t relation = syntax->nodes[child].deprel;
		if (relation != DEPREL_ACL && relation != DEPREL_AMOD)
			continue;
		const char *role = record_lexicon_role(self->lexicon, ROLE_OBJECT, syntax->nodes[child].lemma);
		if (role)
			return role;
	}
	return NULL;
}

/* A word beside the noun says what became of it: "left 12 people dead", "12 people were dead". */
static const char *role_beside(const joiner *self, int32_t item)
{
	const syntax *syntax = &self->reading->syntax;
	int32_t head = syntax->nodes[item].head;
	if (head < 0)
		return NULL;
	for (int32_t child = syntax->nodes[head].first_child; child >= 0; child = syntax->nodes[child].next_sibling) {
		if (child == item || syntax->nodes[child].deprel != DEPREL_XCOMP)
			continue;
		const char *role = record_lexicon_role(self->lexicon, ROLE_ITEM, syntax->nodes[child].lemma);
		if (!role)
			role = record_lexicon_role(self->lexicon, ROLE_OBJECT, syntax->nodes[child].lemma);
		if (role && strcmp(role, "size") != 0)
			return role;
	}
	return NULL;
}

/* The words above the noun, through coordination ("killed at least 12 people and 3 dogs") and the number's own words
 * ("hundreds of Iranians were killed"). */
static const char *role_above(const joiner *self, int32_t item, const quantity *quantity)
{
	const syntax *syntax = &self->reading->syntax;
	int32_t token = item;
	for (int32_t above = syntax->nodes[token].head; above >= 0; above = syntax->nodes[token].head) {
		bool in_phrase = above >= (int32_t)quantity->first && above < (int32_t)quantity->end;
		if (syntax->nodes[token].deprel != DEPREL_CONJ && !in_phrase)
			break;
		token = above;
	}
	int32_t head = syntax->nodes[token].head;
	if (head < 0)
		return NULL;
	if (is_object(syntax, token))
		return record_lexicon_role(self->lexicon, ROLE_OBJECT, syntax->nodes[head].lemma);
	if (syntax->nodes[token].deprel != DEPREL_NSUBJ)
		return NULL;
	const char *role = record_lexicon_role(self->lexicon, ROLE_SUBJECT, syntax->nodes[head].lemma);
	/* "with three civilians killed": a participle without an object is a passive, whatever the parser calls it. */
	if (!role && !has_object(syntax, head))
		role = record_lexicon_role(self->lexicon, ROLE_OBJECT, syntax->nodes[head].lemma);
	return role;
}

static const char *role_of(const joiner *self, const event *event, const quantity *quantity)
{
	if (quantity->unit.at)
		return "amount";
	/* "killed 12": the number stands alone, as the object itself. */
	int32_t item = quantity->item_token >= 0 ? quantity->item_token : (int32_t)quantity->number;
	const char *role = role_below(self, item);
	/* "shot three people dead": what came of it before what was done */
	if (!role)
		role = role_beside(self, item);
	if (!role)
		role = role_above(self, item, quantity);
	if (!role)
		role = record_lexicon_role(self->lexicon, ROLE_ITEM, quantity->item);
	/* Prisoners who are let go are not arrested: they are how many it concerns. */
	if (role && event->type == BEDE_RETREAT && strcmp(role, "arrested") == 0)
		role = "size";
	/* Who takes part is counted, whatever he is called: "1.7 million Hongkongers marched". */
	if (!role && event->type != BEDE_ASSAULT && party_has(self, event->actors, event->actor_count, quantity))
		role = "size";
	return role;
}

/* ---- victims that nobody counted ---- */

/* Roles of a person, not of a thing or a sum. */
static bool befalls(const char *role)
{
	return role && strcmp(role, "size") != 0 && strcmp(role, "amount") != 0;
}

/* The quantity that counts what `token` heads, or NULL. */
static const quantity *counting(const joiner *self, int32_t token)
{
	const quantities *all = &self->reading->quantities;
	for (uint32_t i = 0; i < all->count; i++) {
		const quantity *item = &all->items[i];
		if (item->ordinal)
			continue;
		if (item->item_token == token || ((int32_t)item->first <= token && token < (int32_t)item->end))
			return item;
	}
	return NULL;
}

/* Is the noun, name or pronoun one person: "a soldier", "General Petrov", "him"; or "one" alone? */
static bool is_one_person(const joiner *self, int32_t token)
{
	const reading *reading = self->reading;
	const node *node = &reading->syntax.nodes[token];
	if (counting(self, token))
		return false;
	if (node->upos == UPOS_NUM)
		return node->xpos == XPOS_CD && node->lemma.length && (node->lemma.at[0] < '0' || node->lemma.at[0] > '9');
	int32_t number = reading->names.mention_headed[token];
	if (number == MENTION_NONE)
		return false;
	const mention *mention = &reading->names.mentions[number];
	return mention->type == ENTITY_PERSON && !mention->plural && mention->party_count < 2 && node->xpos != XPOS_NNS
		&& node->xpos != XPOS_NNPS;
}

static bool acts(const joiner *self, const event *event, int32_t token)
{
	for (uint32_t i = 0; i < event->actor_count; i++)
		if (event->actors[i].mention != MENTION_NONE
				&& (int32_t)self->reading->names.mentions[event->actors[i].mention].head == token)
			return true;
	return false;
}

/*
 * The victims that a word of the event has as its object or subject, where one of them is a person that no number
 * counts: "a soldier was killed" is one; "the mayor and two others were wounded" are three. "Two soldiers and a
 * policeman" are two soldiers, which their number tells, and one more.
 */
static bool count_victims(const joiner *self, const event *event, int32_t victim, bede_quantity *out)
{
	const reading *reading = self->reading;
	const syntax *syntax = &reading->syntax;
	const quantity alone = {.first = (uint32_t)victim, .end = (uint32_t)victim + 1, .number = (uint32_t)victim,
		.item_token = victim};
	if (acts(self, event, victim))
		return false;
	const char *role = role_of(self, event, &alone);
	if (!befalls(role))
		return false;
	double more = 0, singles = 0;
	deprel relation = syntax->nodes[victim].deprel;
	uint32_t first = reading->text.token_count, end = 0;
	int32_t item = -1;
	const quantity *besides = NULL;
	/* Parsers hang a further victim beside the first as often as on it. */
	int32_t conjunct = syntax_child(syntax, victim, DEPREL_CONJ);
	int32_t sibling = conjunct < 0 ? syntax_next_same(syntax, victim) : -1;
	if (sibling >= 0 && relation != DEPREL_NMOD && syntax_child(syntax, sibling, DEPREL_CC) >= 0)
		conjunct = sibling;
	for (int32_t member = victim; member >= 0; member = member == victim ? conjunct : syntax_next_same(syntax, member)) {
		const quantity *counted = counting(self, member);
		if (counted && counted->besides && counted->has_min && counted->has_max) {
			besides = counted;
			more = counted->min;
			end = counted->end > end ? counted->end : end;
		} else if (is_one_person(self, member)) {
			int32_t number = reading->names.mention_headed[member];
			uint32_t from = number == MENTION_NONE ? (uint32_t)member : reading->names.mentions[number].first;
			uint32_t to = number == MENTION_NONE ? (uint32_t)member + 1 : reading->names.mentions[number].end;
			first = from < first ? from : first;
			end = to > end ? to : end;
			item = item < 0 ? member : item;
			singles++;
		}
	}
	if (singles == 0)
		return false;
	*out = (bede_quantity){
		.has_min = true, .has_max = true, .min = singles + more, .max = singles + more, .role = role,
		.item = besides || syntax->nodes[item].upos != UPOS_NOUN ? NULL : join_string(self, syntax->nodes[item].lemma),
		.span = join_span(self, first, end),
	};
	return true;
}

/* The one recipient of what is done to people, however the tree puts it: "Petrov, who reportedly was killed". */
static bool count_recipient(const joiner *self, const event *event, bede_quantity *out)
{
	const reading *reading = self->reading;
	const char *role = NULL;
	for (uint32_t i = 0; i < event->matched_count && !role; i++)
		role = record_lexicon_role(self->lexicon, ROLE_OBJECT, reading->syntax.nodes[event->matched[i]].lemma);
	if (!befalls(role) || event->recipient_count != 1 || event->recipients[0].inferred
			|| event->recipients[0].mention == MENTION_NONE)
		return false;
	const mention *mention = &reading->names.mentions[event->recipients[0].mention];
	const node *head = &reading->syntax.nodes[mention->head];
	if (mention->possessive || mention->adjective || !is_one_person(self, (int32_t)mention->head))
		return false;
	*out = (bede_quantity){
		.has_min = true, .has_max = true, .min = 1, .max = 1, .role = role,
		.item = head->upos == UPOS_NOUN ? join_string(self, head->lemma) : NULL,
		.span = join_span(self, mention->first, mention->end),
	};
	return true;
}

/* What hangs on a word of the event and is a victim of it. */
static bool find_victims(const joiner *self, const event *event, bede_quantity *out)
{
	const syntax *syntax = &self->reading->syntax;
	if (event->aux & BEDE_NEGATION)
		return false;
	for (uint32_t i = 0; i < event->matched_count; i++) {
		int32_t word = (int32_t)event->matched[i];
		const node *node = &syntax->nodes[word];
		/* "the soldier killed in the attack" */
		if (node->deprel == DEPREL_ACL && node->xpos == XPOS_VBN && node->head >= 0
				&& count_victims(self, event, node->head, out))
			return true;
		for (int32_t child = node->first_child; child >= 0; child = syntax->nodes[child].next_sibling) {
			uint8_t relation = syntax->nodes[child].deprel;
			/* Before a noun stands who did it as often as who suffered it: "Israel's killing of a journalist". */
			bool argument = relation == DEPREL_OBJ || deprel_is(relation, DEPREL_NSUBJ)
				|| (relation == DEPREL_NMOD && child == syntax_child(syntax, word, DEPREL_NMOD));
			if (argument && count_victims(self, event, child, out))
				return true;
		}
	}
	return count_recipient(self, event, out);
}

/* ---- all of an event ---- */

/* A distance and the like says where or how far, unless it is what is sent, fired or taken. */
static bool is_adjunct(const joiner *self, const quantity *quantity)
{
	const syntax *syntax = &self->reading->syntax;
	if (!quantity->measure.length || quantity->item_token < 0)
		return false;
	uint8_t relation = syntax->nodes[quantity->item_token].deprel;
	return !deprel_is(relation, DEPREL_NSUBJ) && relation != DEPREL_OBJ && relation != DEPREL_CONJ
		&& relation != DEPREL_NMOD;
}

/* The actor that is counted ("11,000 North Korean troops"), as code and sector; NULL if it has none of its own. */
static const char *counted_actor(const joiner *self, const quantity *quantity)
{
	const names *names = &self->reading->names;
	int32_t number = quantity->item_token >= 0 ? names->mention_headed[quantity->item_token] : MENTION_NONE;
	if (number == MENTION_NONE || names->mentions[number].party_count != 1)
		return NULL;
	const actor_code *code = &names->mentions[number].parties[0].code;
	return code->country[0] || code->sector[0] ? arena_print(self->memory, "%s%s", code->country, code->sector) : NULL;
}

static bool has_role(const bede_quantity *quantities, size_t count, const char *role)
{
	for (size_t i = 0; i < count; i++)
		if (quantities[i].role && strcmp(quantities[i].role, role) == 0)
			return true;
	return false;
}

const bede_quantity *join_quantities(const joiner *self, const event *event, size_t *count)
{
	const reading *reading = self->reading;
	const quantities *all = &reading->quantities;
	const sentence *sentence = &reading->text.sentences[reading->text.tokens[event->trigger].sentence];
	uint32_t low = 0, high = all->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (all->items[middle].first < sentence->first)
			low = middle + 1;
		else
			high = middle;
	}
	VECTOR(bede_quantity) out = {0};
	for (; low < all->count && all->items[low].first < sentence->first + sentence->count; low++) {
		const quantity *from = &all->items[low];
		if (from->bare || from->ordinal || is_adjunct(self, from) || !belongs(self, event, from))
			continue;
		bool si = from->si_unit.length > 0;
		*VECTOR_PUSH(self->memory, &out) = (bede_quantity){
			.has_min = from->has_min, .has_max = from->has_max, .min = from->min, .max = from->max,
			.approx = from->approx, .unit = join_string(self, from->unit), .per = join_string(self, from->per),
			.item = join_string(self, from->item), .role = role_of(self, event, from),
			.measure = join_string(self, from->measure), .si_unit = join_string(self, from->si_unit),
			.si_min = si ? quantity_in_si(from, from->min) : 0, .si_max = si ? quantity_in_si(from, from->max) : 0,
			.actor = counted_actor(self, from), .span = join_span(self, from->first, from->end),
		};
		/* "52 people, among them five children": five of the 52 are no other toll. */
		if (from->among && befalls(out.items[out.count - 1].role) && has_role(out.items, out.count - 1,
				out.items[out.count - 1].role)) {
			out.count--;
			continue;
		}
		/* Nobody is what befell them, not that they were few. */
		bede_quantity *last = &out.items[out.count - 1];
		if (from->has_max && from->max == 0 && !befalls(last->role))
			out.count--;
	}
	bede_quantity victims;
	if (find_victims(self, event, &victims)) {
		/* Those besides are counted in. */
		size_t kept = 0;
		for (size_t i = 0; i < out.count; i++)
			if (out.items[i].span.start < victims.span.start || out.items[i].span.end > victims.span.end)
				out.items[kept++] = out.items[i];
		out.count = kept;
		*VECTOR_PUSH(self->memory, &out) = victims;
	}
	*count = out.count;
	return out.items;
}
