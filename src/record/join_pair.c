/*
 * join_pair.c — the relation between two given mentions. The caller names both sides, so parties that no lexicon
 * knows count here, and where no event has both, one that stands between them in the tree does.
 */
#include "record/join.h"

/* How an event links the two mentions, the higher the better; then the higher confidence wins, then the first. */
enum link {
	LINK_NONE,
	LINK_OPEN,                /* it stands in the sentence of both, and leaves open who does it or to whom */
	LINK_SENTENCE,            /* one of the mentions is on its side, and the clause names nobody on the other's */
	LINK_PATH,                /* its words stand on the way through the tree from one to the other */
	LINK_REVERSED,            /* both are its parties, the other way round */
	LINK_ONE_SIDE,            /* so they do, or govern the other, and one of the mentions is on its side */
	LINK_BOTH                 /* both are its parties as asked */
};

static bool meets(bede_span a, bede_span b)
{
	return a.start < b.end && b.start < a.end;
}

static bool is_named(bede_span at)
{
	return at.start < at.end;
}

/* Does a mention in the span stand for the same entity: "The army says it attacked …"? */
static bool names_entity(const joiner *self, uint32_t entity, bede_span wanted)
{
	const names *names = &self->reading->names;
	for (uint32_t i = 0; i < names->count; i++) {
		const mention *mention = &names->mentions[i];
		if (!meets(join_span(self, mention->first, mention->end), wanted))
			continue;
		for (uint32_t j = 0; j < mention->party_count; j++)
			if (mention->parties[j].entity == entity)
				return true;
	}
	return false;
}

static bool side_meets(const joiner *self, const event_party *parties, uint32_t count, bede_span wanted)
{
	for (uint32_t i = 0; i < count; i++) {
		if (parties[i].mention == MENTION_NONE)
			continue;
		const mention *mention = &self->reading->names.mentions[parties[i].mention];
		if (meets(join_span(self, mention->first, mention->end), wanted))
			return true;
		for (uint32_t j = 0; j < mention->party_count; j++)
			if (names_entity(self, mention->parties[j].entity, wanted))
				return true;
	}
	return false;
}

/* The token of the span whose head lies outside of it; -1 if the span meets none. */
static int32_t head_of(const joiner *self, bede_span wanted)
{
	const text *text = &self->reading->text;
	uint32_t low = 0, high = text->token_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (text->tokens[middle].at.end <= wanted.start)
			low = middle + 1;
		else
			high = middle;
	}
	for (uint32_t i = low; i < text->token_count && text->tokens[i].at.start < wanted.end; i++) {
		int32_t head = self->reading->syntax.nodes[i].head;
		if (head < 0 || !meets((bede_span){text->tokens[head].at.start, text->tokens[head].at.end}, wanted))
			return (int32_t)i;
	}
	return low < text->token_count && text->tokens[low].at.start < wanted.end ? (int32_t)low : -1;
}

/* Is `token` between the two in the tree: above one of them and not above both, or the lowest one above both? */
static bool on_path(const joiner *self, int32_t token, int32_t a, int32_t b)
{
	const syntax *syntax = &self->reading->syntax;
	const struct token *tokens = self->reading->text.tokens;
	if (a < 0 || b < 0 || token == a || token == b || tokens[a].sentence != tokens[b].sentence)
		return false;
	bool above_a = syntax_below(syntax, a, token), above_b = syntax_below(syntax, b, token);
	if (above_a != above_b)
		return true;
	if (!above_a)
		return false;
	for (int32_t child = syntax->nodes[token].first_child; child >= 0; child = syntax->nodes[child].next_sibling)
		if (syntax_below(syntax, a, child) && syntax_below(syntax, b, child))
			return false;
	return true;
}

/* Does the token belong to somebody who only speaks of the event? */
static bool is_its_source(const joiner *self, const event *event, int32_t token)
{
	uint32_t chain[MOST_VOICES];
	const attributions *all = &self->reading->attributions;
	uint32_t voices = source_chain(all, event, chain, MOST_VOICES);
	for (uint32_t i = 0; i < voices; i++)
		if (token >= (int32_t)all->items[chain[i]].source.first && token < (int32_t)all->items[chain[i]].source.end)
			return true;
	return false;
}

typedef struct asked {
	const bede_pair *pair;
	int32_t actor, recipient;     /* their head tokens; -1: nobody named */
} asked;

/* Is the mention among the words that the event's own words govern? */
static bool governs(const joiner *self, const event *event, int32_t token)
{
	const syntax *syntax = &self->reading->syntax;
	return token >= 0 && (syntax_below(syntax, token, (int32_t)event->trigger)
		|| syntax_below(syntax, token, (int32_t)event->clause));
}

/* Does the clause name a party that is known? */
static bool is_stated(const event_party *parties, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (parties[i].party && !parties[i].inferred)
			return true;
	return false;
}

/* "Chad's minister said that they will not end the strike": an event in the sentence of a mention whose parties the
 * words do not both name may be that of who speaks, or of who is spoken of. */
static bool is_open(const joiner *self, const event *event, int32_t token)
{
	const struct token *tokens = self->reading->text.tokens;
	if (token < 0 || tokens[token].sentence != tokens[event->clause].sentence)
		return false;
	return !is_stated(event->actors, event->actor_count)
		|| (!event->symmetric && !is_stated(event->recipients, event->recipient_count));
}

static enum link link_of(const joiner *self, const event *event, const asked *asked)
{
	const bede_pair *pair = asked->pair;
	bool first = is_named(pair->actor), second = is_named(pair->recipient);
	bool actor_acts = first && side_meets(self, event->actors, event->actor_count, pair->actor);
	bool actor_gets = first && side_meets(self, event->recipients, event->recipient_count, pair->actor);
	bool recipient_gets = second && side_meets(self, event->recipients, event->recipient_count, pair->recipient);
	bool recipient_acts = second && side_meets(self, event->actors, event->actor_count, pair->recipient);
	/* In a reciprocal event both are actors. */
	bool gets = recipient_gets || (recipient_acts && event->actor_count > 1) || !second;
	if ((actor_acts || !first) && gets)
		return LINK_BOTH;
	if (first && second && actor_gets && recipient_acts)
		return LINK_REVERSED;
	if (!first || !second)
		return is_open(self, event, first ? asked->actor : asked->recipient) ? LINK_OPEN : LINK_NONE;
	if ((actor_acts && governs(self, event, asked->recipient))
			|| (recipient_gets && governs(self, event, asked->actor)))
		return LINK_ONE_SIDE;
	bool between = on_path(self, (int32_t)event->trigger, asked->actor, asked->recipient)
		|| on_path(self, (int32_t)event->clause, asked->actor, asked->recipient);
	if (between && !is_its_source(self, event, asked->actor) && !is_its_source(self, event, asked->recipient))
		return actor_acts || recipient_gets ? LINK_ONE_SIDE : LINK_PATH;
	if ((actor_acts && !event->symmetric && !is_stated(event->recipients, event->recipient_count))
			|| (recipient_gets && !is_stated(event->actors, event->actor_count)))
		return LINK_SENTENCE;
	return is_open(self, event, asked->actor) && is_open(self, event, asked->recipient) ? LINK_OPEN : LINK_NONE;
}

/* Does the clause of one stand above that of the other? What a sentence says first is what it is about. */
static bool is_above(const joiner *self, const event *a, const event *b)
{
	return a->clause != b->clause && syntax_below(&self->reading->syntax, (int32_t)b->clause, (int32_t)a->clause);
}

typedef struct choice {
	const event *event;
	enum link link;
} choice;

static void choose_among(const joiner *self, const asked *asked, const event *events, uint32_t count, choice *best)
{
	for (uint32_t i = 0; i < count; i++) {
		enum link link = link_of(self, &events[i], asked);
		if (link < best->link || link == LINK_NONE)
			continue;
		if (link > best->link || is_above(self, &events[i], best->event) || (!is_above(self, best->event, &events[i])
				&& events[i].confidence > best->event->confidence))
			*best = (choice){&events[i], link};
	}
}

const event *join_pair_event(const joiner *self, const bede_pair *pair, bool *as_asked)
{
	const events *events = &self->reading->events;
	asked asked = {pair, head_of(self, pair->actor), head_of(self, pair->recipient)};
	choice best = {NULL, LINK_NONE};
	choose_among(self, &asked, events->items, events->count, &best);
	/* What the report says twice may name the asked parties only the time that was dropped. */
	choose_among(self, &asked, events->repeats, events->repeat_count, &best);
	if (best.link <= LINK_OPEN)
		choose_among(self, &asked, events->relaxed, events->relaxed_count, &best);
	*as_asked = best.link == LINK_BOTH;
	return best.event;
}

/* The mention as the caller marked it. */
const bede_party *join_marked_party(const joiner *self, bede_span at, size_t *count)
{
	bede_party *party = ARENA_NEW(self->memory, bede_party);
	*count = 0;
	if (!is_named(at) || at.end > self->reading->document.text.length)
		return party;
	party->entity_text = arena_copy(self->memory, self->reading->text.bytes + at.start, at.end - at.start);
	party->span = at;
	*count = 1;
	return party;
}

int32_t join_pair_token(const joiner *self, const bede_pair *pair)
{
	return head_of(self, is_named(pair->actor) ? pair->actor : pair->recipient);
}
