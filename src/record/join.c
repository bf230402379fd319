/* join.c — events and what the other layers know of them, as PLOVER records. */
#include <stdio.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "record/join.h"

bede_span join_span(const joiner *self, uint32_t first, uint32_t end)
{
	if (first >= end)
		return (bede_span){0, 0};
	const token *tokens = self->reading->text.tokens;
	return (bede_span){tokens[first].at.start, tokens[end - 1].at.end};
}

const char *join_words(const joiner *self, uint32_t first, uint32_t end)
{
	if (first >= end)
		return NULL;
	bede_span at = join_span(self, first, end);
	char *words = arena_copy(self->memory, self->reading->text.bytes + at.start, at.end - at.start);
	for (char *c = words; *c; c++)
		if (*c == '\n' || *c == '\r' || *c == '\t')
			*c = ' ';
	return words;
}

const char *join_string(const joiner *self, slice text)
{
	return text.length ? arena_copy(self->memory, text.at, text.length) : NULL;
}

/* ---- one record ---- */

static void hash_string(XXH3_state_t *hash, const char *string)
{
	/* The NUL goes in too, so that "a","bc" and "ab","c" differ. */
	XXH3_64bits_update(hash, string ? string : "", string ? strlen(string) + 1 : 1);
}

static void hash_parties(XXH3_state_t *hash, const bede_party *parties, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		hash_string(hash, parties[i].code);
		hash_string(hash, parties[i].sector);
	}
	XXH3_64bits_update(hash, "|", 1);
}

/* Place and content of the record, nothing else: the same on every machine and in every version that reads it so. */
static const char *make_id(const joiner *self, const bede_record *record, bede_span where)
{
	XXH3_state_t hash;
	XXH3_64bits_reset(&hash);
	slice document = self->reading->document.id;
	XXH3_64bits_update(&hash, document.at, document.length);
	char place[64];
	int length = snprintf(place, sizeof place, "|%u-%u|", where.start, where.end);
	XXH3_64bits_update(&hash, place, (size_t)length);
	hash_string(&hash, bede_event_name(record->type));
	hash_parties(&hash, record->actors, record->actor_count);
	hash_parties(&hash, record->recipients, record->recipient_count);
	return arena_print(self->memory, "%016llx", (unsigned long long)XXH3_64bits_digest(&hash));
}

/* A particle belongs to its verb: "called off". Only where it stands beside it, since a span has no gap. */
static bede_span trigger_span(const joiner *self, uint32_t trigger)
{
	const reading *reading = self->reading;
	int32_t particle = syntax_child(&reading->syntax, (int32_t)trigger, DEPREL_COMPOUND_PRT);
	bool beside = particle == (int32_t)trigger + 1;
	return join_span(self, trigger, trigger + (beside ? 2 : 1));
}

static const bede_span *matched_spans(const joiner *self, const event *event)
{
	bede_span *spans = ARENA_ARRAY(self->memory, event->matched_count + 1u, bede_span);
	for (uint32_t i = 0; i < event->matched_count; i++)
		spans[i] = join_span(self, event->matched[i], event->matched[i] + 1);
	return spans;
}

static void set_sentence(const joiner *self, uint32_t token, bede_record *out)
{
	const text *text = &self->reading->text;
	uint32_t number = text->tokens[token].sentence;
	span at = text->sentences[number].at;
	out->sentence_span = (bede_span){at.start, at.end};
	out->sequence = number + 1;
}

/* Force and crowds are where they act; who accuses or meets in Geneva is not Swiss. */
static bool is_of_place(bede_event_type type)
{
	return type == BEDE_ASSAULT || type == BEDE_COERCE || type == BEDE_PROTEST || type == BEDE_MOBILIZE
		|| type == BEDE_RETREAT || type == BEDE_AID;
}

static bede_record make_record(const joiner *self, const event *event)
{
	static const char *const none[] = {NULL};
	const reading *reading = self->reading;
	bede_record out = {
		.type = event->type,
		.modes = event->modes ? event->modes : none,
		.aux_modes = event->aux,
		.contexts = join_contexts(self, event),
		.cameo = join_string(self, event->cameo),
		.confidence = event->confidence,
		.certainty = source_certainty(self->sources, &reading->attributions, &reading->text, &reading->syntax, event),
		.event_span = trigger_span(self, event->trigger),
		.matched = matched_spans(self, event),
		.matched_count = event->matched_count,
	};
	if (event->rule) {
		out.rule = join_string(self, event->rule->place);
		out.rule_words = join_string(self, event->rule->words);
		out.rule_example = join_string(self, event->rule->example);
	}
	join_place(self, event, &out.place);
	const bede_place *place = is_of_place(event->type) ? &out.place : NULL;
	out.actors = join_parties(self, event->actors, event->actor_count, place, &out.actor_count);
	out.recipients = join_parties(self, event->recipients, event->recipient_count, place, &out.recipient_count);
	out.attributions = join_attributions(self, event, &out.attribution_count);
	out.quantities = join_quantities(self, event, &out.quantity_count);
	join_date(self, event, &out);
	join_roles(self, &out);
	set_sentence(self, event->trigger, &out);
	out.id = make_id(self, &out, out.event_span);
	return out;
}

/* ---- repeats ---- */

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool has_party(const bede_party *parties, size_t count, const bede_party *wanted)
{
	for (size_t i = 0; i < count; i++)
		if (same_text(parties[i].code, wanted->code) && same_text(parties[i].sector, wanted->sector))
			return true;
	return false;
}

static bool same_side(const bede_party *a, size_t a_count, const bede_party *b, size_t b_count)
{
	for (size_t i = 0; i < a_count; i++)
		if (!has_party(b, b_count, &a[i]))
			return false;
	for (size_t i = 0; i < b_count; i++)
		if (!has_party(a, a_count, &b[i]))
			return false;
	return true;
}

/* Do both records tell the same event of the same sentence? "killed and wounded", "the attack … struck". */
static bool same_event(const bede_record *a, const bede_record *b)
{
	return a->sequence == b->sequence && a->type == b->type && a->aux_modes == b->aux_modes
		&& same_side(a->actors, a->actor_count, b->actors, b->actor_count)
		&& same_side(a->recipients, a->recipient_count, b->recipients, b->recipient_count);
}

static const bede_quantity *join_both(const joiner *self, const bede_record *a, const bede_record *b, size_t *count)
{
	bede_quantity *both = ARENA_ARRAY(self->memory, a->quantity_count + b->quantity_count + 1, bede_quantity);
	size_t n = 0;
	for (size_t i = 0; i < a->quantity_count; i++)
		both[n++] = a->quantities[i];
	for (size_t i = 0; i < b->quantity_count; i++) {
		bool there = false;
		for (size_t j = 0; j < a->quantity_count; j++)
			there = there || a->quantities[j].span.start == b->quantities[i].span.start;
		if (!there)
			both[n++] = b->quantities[i];
	}
	*count = n;
	return both;
}

/* A sentence tells an event of one type between the same parties once. The record with the higher confidence stays
 * (the first of equals); what only the other one knows (numbers, date, place, mode) goes over to it. */
static void merge(const joiner *self, bede_record *kept, const bede_record *other)
{
	bede_record winner = other->confidence > kept->confidence ? *other : *kept;
	const bede_record *loser = other->confidence > kept->confidence ? kept : other;
	winner.quantities = join_both(self, &winner, loser, &winner.quantity_count);
	if (!winner.date_value) {
		winner.date = loser->date;
		winner.enddate = loser->enddate;
		winner.date_text = loser->date_text;
		winner.date_value = loser->date_value;
		winner.date_span = loser->date_span;
	}
	if (!winner.place.extracted_place || (winner.place.inferred && loser->place.extracted_place
			&& !loser->place.inferred))
		winner.place = loser->place;
	if (!winner.modes[0])
		winner.modes = loser->modes;
	*kept = winner;
}

/* ---- requested pairs ---- */

static bede_record pair_record(const joiner *self, const bede_pair *pair)
{
	static const char *const none[] = {NULL};
	bool as_asked = false;
	const event *event = join_pair_event(self, pair, &as_asked);
	bede_record out = event ? make_record(self, event)
		: (bede_record){.modes = none, .contexts = none, .certainty = BEDE_CERTAIN};
	/* Parties that have no code are left out of records, but not where they were asked for. */
	if (!as_asked || out.actor_count == 0)
		out.actors = join_marked_party(self, pair->actor, &out.actor_count);
	if (!as_asked || out.recipient_count == 0)
		out.recipients = join_marked_party(self, pair->recipient, &out.recipient_count);
	int32_t token = event ? -1 : join_pair_token(self, pair);
	if (token >= 0)
		set_sentence(self, (uint32_t)token, &out);
	bede_span both = {pair->actor.start, pair->recipient.end};
	out.id = make_id(self, &out, event ? out.event_span : both);
	return out;
}

static void join_asked(const joiner *self, reading *out)
{
	size_t count = out->document.pair_count;
	bede_record *asked = ARENA_ARRAY(self->memory, count, bede_record);
	for (size_t i = 0; i < count; i++)
		asked[i] = pair_record(self, &out->document.pairs[i]);
	out->records = asked;
	out->record_count = (uint32_t)count;
}

/* ---- */

void record_join(const record_lexicon *lexicon, const source_lexicon *sources, const name_lexicon *actors,
	double minimum_confidence, arena *memory, reading *self)
{
	joiner joiner = {.lexicon = lexicon, .sources = sources, .actors = actors, .memory = memory, .reading = self};
	join_find_contexts(&joiner);
	join_find_dates(&joiner);
	join_find_places(&joiner);
	if (self->document.pair_count) {
		join_asked(&joiner, self);
		return;
	}
	bede_record *records = ARENA_ARRAY(memory, self->events.count + 1u, bede_record);
	uint32_t count = 0, of_sentence = 0;   /* index of the first record of the sentence at hand */
	for (uint32_t i = 0; i < self->events.count; i++) {
		bede_record record = make_record(&joiner, &self->events.items[i]);
		if (count > 0 && records[count - 1].sequence != record.sequence)
			of_sentence = count;
		uint32_t same = of_sentence;
		while (same < count && !same_event(&records[same], &record))
			same++;
		if (same < count)
			merge(&joiner, &records[same], &record);
		else
			records[count++] = record;
	}
	uint32_t kept = 0;
	for (uint32_t i = 0; i < count; i++)
		if (records[i].confidence >= minimum_confidence)
			records[kept++] = records[i];
	self->records = records;
	self->record_count = kept;
}
