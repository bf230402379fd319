/* join_detail.c — where, and in what context. */
#include <string.h>

#include "record/join.h"

enum {
	CONTEXTS = 64,           /* bits of a set of contexts */
	REPORT_WORDS = 3,        /* so often must a context's words stand in a report to hold for all of it */
	MOST_REPORT_CONTEXTS = 2,
	MOST_RECORD_CONTEXTS = 5,
	MOST_WORDS = 3,          /* words of the longest entry of contexts.tsv */
};

/* ---- where ---- */

/* Index of the first toponym at or behind a token. */
static uint32_t first_toponym(const places *places, uint32_t token)
{
	uint32_t low = 0, high = places->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (places->items[middle].first < token)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const toponym *toponym_within(const joiner *self, uint32_t first, uint32_t end)
{
	const places *places = &self->reading->places;
	for (uint32_t low = first_toponym(places, first); low < places->count && places->items[low].first < end; low++)
		if (places->items[low].end <= end && !places->items[low].dateline)
			return &places->items[low];
	return NULL;
}

/* Force that is aimed at a town or a region happens there: "shelled Kharkiv". */
static bool happens_at_target(bede_event_type type)
{
	return type == BEDE_ASSAULT || type == BEDE_MOBILIZE;
}

/* A state that takes part is no place: "clashes between Israel and Hamas", "Beijing condemned Tokyo". */
static bool is_among(const joiner *self, const event_party *parties, uint32_t count, const toponym *place)
{
	for (uint32_t i = 0; i < count; i++) {
		if (parties[i].mention == MENTION_NONE)
			continue;
		const mention *mention = &self->reading->names.mentions[parties[i].mention];
		if (!mention->place_like && mention->first < place->end && place->first < mention->end)
			return true;
	}
	return false;
}

/* A visit takes place in the country visited, a withdrawal where the troops were. */
static bool moves_there(const event *event)
{
	return event->modes && event->modes[0]
		&& ((event->type == BEDE_CONSULT && strcmp(event->modes[0], "visit") == 0)
			|| (event->type == BEDE_RETREAT && strcmp(event->modes[0], "withdraw") == 0));
}

static bool is_party(const joiner *self, const event *event, const toponym *place)
{
	bool target = place->entry && place->entry->resolution > 1 && happens_at_target(event->type);
	bool moved = place->entry && moves_there(event);
	return !target && !moved && (is_among(self, event->actors, event->actor_count, place)
		|| is_among(self, event->recipients, event->recipient_count, place));
}

static const toponym *place_of_parties(const joiner *self, const event *event)
{
	const reading *reading = self->reading;
	for (uint32_t i = 0; i < event->recipient_count; i++) {
		if (event->recipients[i].mention == MENTION_NONE || event->recipients[i].inferred)
			continue;
		const mention *mention = &reading->names.mentions[event->recipients[i].mention];
		const toponym *place = place_of(&reading->places, &reading->text, &reading->syntax, mention->head);
		if (place && !is_party(self, event, place))
			return place;
		place = happens_at_target(event->type) ? toponym_within(self, mention->first, mention->end) : NULL;
		if (!place && moves_there(event))
			place = toponym_within(self, mention->first, mention->end);
		if (place && place->first <= mention->head && mention->head < place->end && place->entry
				&& (place->entry->resolution > 1 || moves_there(event)))
			return place;
	}
	return NULL;
}

static const toponym *place_at(const joiner *self, const event *event, uint32_t token)
{
	const reading *reading = self->reading;
	const toponym *place = place_of(&reading->places, &reading->text, &reading->syntax, token);
	return place && !is_party(self, event, place) ? place : NULL;
}

/* "in Tel Aviv", not "the U.S. Embassy": the name heads a phrase with a preposition. */
static bool is_adverbial(const reading *reading, const toponym *place)
{
	const syntax *syntax = &reading->syntax;
	int32_t number = reading->names.mention_of[place->first];
	if (number != MENTION_NONE && !reading->names.mentions[number].place_like)
		return false;
	for (uint32_t i = place->first; i < place->end; i++) {
		int32_t head = syntax->nodes[i].head;
		if (head >= (int32_t)place->first && head < (int32_t)place->end)
			continue;
		return syntax_child(syntax, (int32_t)i, DEPREL_CASE) >= 0
			&& (deprel_is(syntax->nodes[i].deprel, DEPREL_OBL) || deprel_is(syntax->nodes[i].deprel, DEPREL_NMOD));
	}
	return false;
}

/* The only place that the sentence puts anything at, where it belongs to the same happening. */
static const toponym *only_place(const joiner *self, const event *event)
{
	const reading *reading = self->reading;
	const syntax *syntax = &reading->syntax;
	const sentence *sentence = &reading->text.sentences[reading->text.tokens[event->trigger].sentence];
	const toponym *found = NULL;
	if (bede_quad_code(event->type) != 4 || syntax->nodes[event->clause].upos == UPOS_NOUN)
		return NULL;
	for (uint32_t i = first_toponym(&reading->places, sentence->first);
			i < reading->places.count && reading->places.items[i].first < sentence->first + sentence->count; i++) {
		const toponym *place = &reading->places.items[i];
		if (place->dateline || !is_adverbial(reading, place))
			continue;
		if (found)
			return NULL;
		found = place;
	}
	if (!found || happening_of(syntax, (int32_t)event->clause) != happening_of(syntax, (int32_t)found->first))
		return NULL;
	return found;
}

void join_place(const joiner *self, const event *event, bede_place *out)
{
	const toponym *place = place_at(self, event, event->trigger);
	if (!place && event->clause != event->trigger)
		place = place_at(self, event, event->clause);
	if (!place)
		place = place_of_parties(self, event);
	if (!place)
		place = only_place(self, event);
	if (!place)
		return;
	out->extracted_place = join_words(self, place->first, place->end);
	out->span = join_span(self, place->first, place->end);
	const place_entry *entry = place->entry;
	if (!entry)
		return;
	out->resolved_place = join_string(self, entry->name);
	out->geonameid = entry->geonameid;
	out->has_coordinates = entry->has_coordinates;
	out->lat = entry->lat;
	out->lon = entry->lon;
	out->resolution = entry->resolution;
	out->country = join_string(self, entry->resolution == 1 && !entry->country_name.at ? entry->name
		: entry->country_name);
	out->province = join_string(self, entry->resolution == 2 ? entry->name : entry->province);
	if (entry->resolution == 4)
		out->city = join_string(self, entry->name);
	out->country_code = entry->country[0] ? arena_copy(self->memory, entry->country, strlen(entry->country)) : NULL;
	if (entry->feature_class[0])
		out->feature_class = arena_copy(self->memory, entry->feature_class, strlen(entry->feature_class));
	if (entry->feature_code[0])
		out->feature_code = arena_copy(self->memory, entry->feature_code, strlen(entry->feature_code));
}

/* ---- in what context ---- */

/* Contexts of the entry that begins at `token`: one lemma, or several joined by '_'. */
static uint64_t contexts_at(const joiner *self, uint32_t token)
{
	const reading *reading = self->reading;
	const sentence *sentence = &reading->text.sentences[reading->text.tokens[token].sentence];
	uint32_t end = sentence->first + sentence->count;
	char words[96];
	size_t length = 0;
	uint64_t found = 0;
	for (uint32_t i = token; i < end && i < token + MOST_WORDS; i++) {
		slice lemma = reading->syntax.nodes[i].lemma;
		if (length + lemma.length + 1 > sizeof words)
			break;
		if (i > token)
			words[length++] = '_';
		for (size_t j = 0; j < lemma.length; j++) {
			char c = lemma.at[j];
			words[length++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		}
		found |= record_lexicon_contexts_of(self->lexicon, (slice){words, length});
	}
	return found;
}

void join_find_contexts(joiner *self)
{
	const text *text = &self->reading->text;
	self->sentence_contexts = ARENA_ARRAY(self->memory, text->sentence_count + 1u, uint64_t);
	uint32_t counts[CONTEXTS] = {0}, most = 0;
	for (uint32_t i = 0; i < text->token_count; i++) {
		uint64_t found = contexts_at(self, i);
		self->sentence_contexts[text->tokens[i].sentence] |= found;
		for (unsigned bit = 0; found; bit++, found >>= 1)
			if (found & 1 && ++counts[bit] > most)
				most = counts[bit];
	}
	/* What a report is about is what it speaks of most; two contexts at most, the first of equals. */
	for (unsigned chosen = 0; chosen < MOST_REPORT_CONTEXTS; chosen++) {
		unsigned best = CONTEXTS;
		for (unsigned bit = 0; bit < CONTEXTS; bit++)
			if (!(self->report_contexts >> bit & 1) && counts[bit] >= REPORT_WORDS
					&& 3 * (uint64_t)counts[bit] >= 2 * (uint64_t)most && (best == CONTEXTS || counts[bit] > counts[best]))
				best = bit;
		if (best < CONTEXTS)
			self->report_contexts |= (uint64_t)1 << best;
	}
}

/* What the rule's own words say: its attribute `context=military,cbrn`. */
static uint64_t rule_contexts(const joiner *self, const event_rule *rule)
{
	static const char key[] = "context=";
	uint64_t found = 0;
	if (!rule)
		return 0;
	for (size_t i = 0; i + sizeof key <= rule->words.length; i++) {
		if (memcmp(rule->words.at + i, key, sizeof key - 1) != 0)
			continue;
		slice rest = {rule->words.at + i + sizeof key - 1, rule->words.length - i - (sizeof key - 1)}, name;
		size_t end = 0;
		while (end < rest.length && rest.at[end] != ' ' && rest.at[end] != '\t')
			end++;
		rest.length = end;
		while (slice_split(&rest, ',', &name)) {
			uint32_t context = record_lexicon_context_named(self->lexicon, name);
			if (context != TABLE_NONE)
				found |= (uint64_t)1 << context;
		}
	}
	return found;
}

/* The surest first, until there are enough: the rule's, the sentence's, the report's. The codebook's order is kept. */
const char *const *join_contexts(const joiner *self, const event *event)
{
	uint64_t tiers[] = {
		rule_contexts(self, event->rule) | rule_contexts(self, event->outer),
		self->sentence_contexts[self->reading->text.tokens[event->trigger].sentence],
		self->report_contexts,
	};
	uint64_t chosen = 0;
	unsigned count = 0;
	for (size_t i = 0; i < sizeof tiers / sizeof *tiers; i++)
		for (uint32_t bit = 0; bit < 64 && count < MOST_RECORD_CONTEXTS; bit++)
			if (tiers[i] >> bit & 1 && !(chosen >> bit & 1)) {
				chosen |= (uint64_t)1 << bit;
				count++;
			}
	const char **names = ARENA_ARRAY(self->memory, count + 1u, const char *);
	count = 0;
	for (uint32_t bit = 0; bit < 64; bit++)
		if (chosen >> bit & 1)
			names[count++] = record_lexicon_context(self->lexicon, bit);
	return names;
}
