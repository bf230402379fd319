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

/* Does the relation lead out of a clause that speaks for itself? */
static bool leaves_clause(uint8_t relation)
{
	return relation == DEPREL_PARATAXIS || relation == DEPREL_ADVCL || relation == DEPREL_ADVCL_RELCL
		|| relation == DEPREL_ACL_RELCL;
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
		if (is_other_trigger(self, event, (uint32_t)token) || leaves_clause(syntax->nodes[token].deprel))
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
	if (!role)
		role = role_above(self, item, quantity);
	if (!role)
		role = role_beside(self, item);
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
		if (!belongs(self, event, from))
			continue;
		*VECTOR_PUSH(self->memory, &out) = (bede_quantity){
			.has_min = from->has_min, .has_max = from->has_max, .min = from->min, .max = from->max,
			.approx = from->approx, .unit = join_string(self, from->unit), .per = join_string(self, from->per),
			.item = join_string(self, from->item), .role = role_of(self, event, from),
			.span = join_span(self, from->first, from->end),
		};
	}
	*count = out.count;
	return out.items;
}
