/* join_party.c — who: the parties of an event, and the voices that tell of it. */
#include <string.h>

#include "record/join.h"

static const char *code_string(const joiner *self, const char *code)
{
	return code[0] ? arena_copy(self->memory, code, strlen(code)) : NULL;
}

/* A party that is only supposed, not said: its country comes from the report at large. */
static bool is_inferred(party_origin origin)
{
	return origin == PARTY_AGENT_DEFAULT || origin == PARTY_MEMORY || origin == PARTY_FILLED;
}

/* Who is named by no country belongs to where it happened rather than to the report's main country: "people were killed
 * in Kramatorsk". */
static const char *country_of(const joiner *self, const party *from, const bede_place *place)
{
	bool supposed = from->origin == PARTY_AGENT_DEFAULT || (from->origin == PARTY_FILLED && from->code.sector[0]);
	/* Attackers of whom nothing is known may come from anywhere. */
	bool somebody = from->code.country[0] || strcmp(from->code.sector, "CVL") == 0;
	return supposed && somebody && place && place->country_code ? place->country_code
		: code_string(self, from->code.country);
}

static bede_party make_party(const joiner *self, int32_t mention, const party *from, bool inferred,
	const bede_place *place)
{
	bede_party out = {.inferred = inferred};
	if (from) {
		out.code = country_of(self, from, place);
		out.sector = code_string(self, from->code.sector);
		out.identifier_text = join_string(self, from->identifier);
		out.office = join_string(self, from->office);
		out.inferred = inferred || is_inferred(from->origin);
	}
	if (mention != MENTION_NONE) {
		const struct mention *words = &self->reading->names.mentions[mention];
		out.entity_text = join_words(self, words->first, words->end);
		out.span = join_span(self, words->first, words->end);
	}
	return out;
}

static bool same_string(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool is_repeat(const bede_party *parties, size_t count, const bede_party *party)
{
	for (size_t i = 0; i < count; i++)
		if (same_string(parties[i].code, party->code) && same_string(parties[i].sector, party->sector)
				&& same_string(parties[i].identifier_text, party->identifier_text)
				&& parties[i].span.start == party->span.start)
			return true;
	return false;
}

/* A side names only parties that have a code or a sector: for the others PLOVER has nothing to say. */
const bede_party *join_parties(const joiner *self, const event_party *from, uint32_t from_count,
	const bede_place *place, size_t *count)
{
	bede_party *parties = ARENA_ARRAY(self->memory, from_count + 1u, bede_party);
	size_t n = 0;
	for (uint32_t i = 0; i < from_count; i++) {
		bede_party party = make_party(self, from[i].mention, from[i].party, from[i].inferred, place);
		if ((party.code || party.sector) && !is_repeat(parties, n, &party))
			parties[n++] = party;
	}
	*count = n;
	return parties;
}

/* Day of the saying; NULL if the words give more than one day or none. */
static const char *saying_date(const joiner *self, const timex *date)
{
	if (!date || !date_is_set(date->begin) || date_compare(date->begin, date->finish) != 0 || !date->begin.day)
		return NULL;
	return arena_print(self->memory, "%04d-%02d-%02d", date->begin.year, date->begin.month, date->begin.day);
}

/* A source that no mention stands for keeps its words: "sources close to the talks". */
static bede_party unknown_source(const joiner *self, const attribution *from)
{
	return (bede_party){
		.entity_text = join_words(self, from->source.first, from->source.end),
		.span = join_span(self, from->source.first, from->source.end),
	};
}

/* A source of several parties ("American, South Korean and Ukrainian officials") gives one attribution for each. */
const bede_attribution *join_attributions(const joiner *self, const event *event, size_t *count)
{
	uint32_t chain[MOST_VOICES];
	const reading *reading = self->reading;
	uint32_t voices = source_chain(&reading->attributions, event, chain, MOST_VOICES);
	VECTOR(bede_attribution) out = {0};
	for (uint32_t i = 0; i < voices; i++) {
		const attribution *from = &reading->attributions.items[chain[i]];
		bede_attribution one = {
			.cue = join_words(self, from->cue.first, from->cue.end),
			.kind = from->kind,
			.date = saying_date(self, from->date),
			.span = join_span(self, from->cue.first, from->cue.end),
		};
		const mention *mention = from->mention == MENTION_NONE ? NULL : &reading->names.mentions[from->mention];
		for (uint32_t j = 0; mention && j < mention->party_count; j++) {
			one.source = make_party(self, from->mention, &mention->parties[j], false, NULL);
			*VECTOR_PUSH(self->memory, &out) = one;
		}
		if (!mention || mention->party_count == 0) {
			one.source = unknown_source(self, from);
			*VECTOR_PUSH(self->memory, &out) = one;
		}
	}
	*count = out.count;
	return out.items;
}
