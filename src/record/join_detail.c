/* join_detail.c — when, where, how many, and in what context. */
#include <string.h>

#include "record/join.h"

enum {
	CONTEXTS = 64,           /* bits of a set of contexts */
	REPORT_WORDS = 3,        /* so often must a context's words stand in a report to hold for all of it */
	MOST_REPORT_CONTEXTS = 2,
	MOST_RECORD_CONTEXTS = 5,
	MOST_WORDS = 3,          /* words of the longest entry of contexts.tsv */
};

/* ---- when ---- */

static const char *print_date(const joiner *self, date day)
{
	return arena_print(self->memory, "%04d-%02d-%02d", day.year, day.month, day.day);
}

static bool is_day(date day)
{
	return date_is_set(day) && day.month && day.day;
}

static bool same_country(const mention *source, const event_party *parties, uint32_t count)
{
	for (uint32_t i = 0; i < source->party_count; i++)
		for (uint32_t j = 0; j < count; j++)
			if (parties[j].party && strcmp(source->parties[i].code.country, parties[j].party->code.country) == 0)
				return true;
	return false;
}

/* What somebody promises, demands or rejects happens when it is said: "On Monday Iran announced that it would free
 * …" */
static const timex *when_said(const joiner *self, const event *event)
{
	uint32_t chain[MOST_VOICES];
	const reading *reading = self->reading;
	bool by_words = bede_quad_code(event->type) == 1 || bede_quad_code(event->type) == 3;
	if (!by_words || event->type == BEDE_CONSULT || event->type == BEDE_SANCTION)
		return NULL;
	uint32_t voices = source_chain(&reading->attributions, event, chain, MOST_VOICES);
	const attribution *inner = voices ? &reading->attributions.items[chain[voices - 1]] : NULL;
	if (!inner || !inner->date || inner->mention == MENTION_NONE)
		return NULL;
	const mention *source = &reading->names.mentions[inner->mention];
	return same_country(source, event->actors, event->actor_count) ? inner->date : NULL;
}

/* Goes up as long as what is said stays one happening: coordination, "after being shot", "as they chanted". */
static int32_t happening_of(const syntax *syntax, int32_t token)
{
	for (; syntax->nodes[token].head >= 0; token = syntax->nodes[token].head) {
		uint8_t relation = syntax->nodes[token].deprel;
		if (relation == DEPREL_CCOMP || relation == DEPREL_PARATAXIS || relation == DEPREL_ACL_RELCL)
			break;
	}
	return token;
}

static bool is_saying_date(const joiner *self, const timex *when)
{
	const attributions *all = &self->reading->attributions;
	for (uint32_t i = 0; i < all->count; i++)
		if (all->items[i].date == when)
			return true;
	return false;
}

/* The only day that the sentence names, where it belongs to the same happening: "died on Tuesday after being shot". */
static const timex *only_day(const joiner *self, const event *event)
{
	const reading *reading = self->reading;
	const sentence *sentence = &reading->text.sentences[reading->text.tokens[event->trigger].sentence];
	const timex *found = NULL;
	/* A noun in passing ("sent her on Tuesday to end the clashes") may have happened at any time. */
	if (reading->syntax.nodes[event->clause].upos == UPOS_NOUN || event->aux & ~(unsigned)BEDE_NEGATION)
		return NULL;
	uint32_t low = 0, high = reading->times.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (reading->times.items[middle].first < sentence->first)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < reading->times.count && reading->times.items[low].first < sentence->first + sentence->count; low++) {
		const timex *when = &reading->times.items[low];
		if (when->type != TIMEX_DATE && when->type != TIMEX_TIME)
			continue;
		if (found)
			return NULL;
		found = when;
	}
	if (!found || !found->resolved || !is_day(found->begin) || is_saying_date(self, found))
		return NULL;
	const syntax *syntax = &reading->syntax;
	return happening_of(syntax, (int32_t)event->clause) == happening_of(syntax, (int32_t)found->first) ? found : NULL;
}

void join_date(const joiner *self, const event *event, bede_record *out)
{
	const reading *reading = self->reading;
	const timex *when = when_of(&reading->times, &reading->text, &reading->syntax, event->trigger);
	if (!when && event->clause != event->trigger)
		when = when_of(&reading->times, &reading->text, &reading->syntax, event->clause);
	if (!when)
		when = when_said(self, event);
	if (!when)
		when = only_day(self, event);
	if (!when)
		return;
	out->date_text = join_words(self, when->first, when->end);
	out->date_span = join_span(self, when->first, when->end);
	out->date_value = join_string(self, when->value);
	/* A range that is open at one end gives no day; its value still says what is known. */
	if (!is_day(when->begin) || !is_day(when->finish))
		return;
	out->date = print_date(self, when->begin);
	if (date_compare(when->begin, when->finish) != 0)
		out->enddate = print_date(self, when->finish);
}

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

/* ---- how many ---- */

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
