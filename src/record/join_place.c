/*
 * join_place.c — where: the place that an event's own clause or sentence gives, else the scene that the report has set.
 *
 *     Rebels shelled Aleppo on Monday.       ASSAULT in Aleppo: the scene is Aleppo
 *     At least 12 people were killed.        ASSAULT, its sentence names no place: in Aleppo, carried over
 *     Fighting went on in Idlib.             the scene is Idlib
 */
#include <string.h>

#include "record/join.h"

/* ---- the event's own place ---- */

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
	bool actor = number != MENTION_NONE && !reading->names.mentions[number].place_like;
	for (uint32_t i = place->first; i < place->end; i++) {
		int32_t head = syntax->nodes[i].head;
		if (head >= (int32_t)place->first && head < (int32_t)place->end)
			continue;
		/* "while both were still in Phnom Penh" */
		bool stays = syntax_child(syntax, (int32_t)i, DEPREL_COP) >= 0;
		return syntax_child(syntax, (int32_t)i, DEPREL_CASE) >= 0 && (stays || (!actor
			&& (deprel_is(syntax->nodes[i].deprel, DEPREL_OBL) || deprel_is(syntax->nodes[i].deprel, DEPREL_NMOD))));
	}
	return false;
}

/* What happens to bodies and crowds happens somewhere; what is said and agreed may be told of from anywhere. */
static bool is_physical(const event *event)
{
	return event->type == BEDE_ASSAULT || event->type == BEDE_PROTEST || event->type == BEDE_COERCE;
}

/* The one toponym of the sentence that stands as an adverbial, or, `loosely`, that anything is put at; NULL: there are
 * none or several. A state behind its city is a part of its name. */
static const toponym *one_place(const joiner *self, const event *event, bool loosely)
{
	const reading *reading = self->reading;
	const sentence *sentence = &reading->text.sentences[reading->text.tokens[event->trigger].sentence];
	const toponym *found = NULL;
	for (uint32_t i = first_toponym(&reading->places, sentence->first);
			i < reading->places.count && reading->places.items[i].first < sentence->first + sentence->count; i++) {
		const toponym *place = &reading->places.items[i];
		bool there = loosely ? place->link == PLACE_AT && !is_party(self, event, place) : is_adverbial(reading, place);
		if (place->dateline || !there || (found && place->first <= found->end + 1))
			continue;
		if (found)
			return NULL;
		found = place;
	}
	return found;
}

/* The only place that the sentence puts anything at, where it belongs to the same happening. "around Hong Kong's police
 * headquarters" is no adverbial of its own, and a place all the same. */
static const toponym *only_place(const joiner *self, const event *event)
{
	const syntax *syntax = &self->reading->syntax;
	bool meeting = event->type == BEDE_CONSULT;
	if (!meeting && (bede_quad_code(event->type) != 4 || syntax->nodes[event->clause].upos == UPOS_NOUN))
		return NULL;
	const toponym *found = one_place(self, event, false);
	if (!found && is_physical(event))
		found = one_place(self, event, true);
	if (!found || happening_of(syntax, (int32_t)event->clause) != happening_of(syntax, (int32_t)found->first))
		return NULL;
	return found;
}

static const toponym *own_place(const joiner *self, const event *event)
{
	const toponym *place = place_at(self, event, event->trigger);
	if (!place && event->clause != event->trigger)
		place = place_at(self, event, event->clause);
	if (!place)
		place = place_of_parties(self, event);
	return place ? place : only_place(self, event);
}

/* ---- the scene ---- */

enum { SCENE_SENTENCES = 6, SCENE_DAYS = 10, AHEAD_SENTENCES = 3, LEAD_SENTENCES = 2, SCENE_NEAR = 6 };

static uint32_t sentence_of(const joiner *self, const event *event)
{
	return self->reading->text.tokens[event->trigger].sentence;
}

static const char *country_of_place(const toponym *place)
{
	return place->entry && place->entry->country[0] ? place->entry->country : NULL;
}

/* Does the sentence put anything at a place in another country, or name another place of this one ("the El Paso shop")?
 * Then the scene may have changed. */
static bool leaves_scene(const joiner *self, const event *event, const toponym *scene)
{
	const reading *reading = self->reading;
	const sentence *sentence = &reading->text.sentences[sentence_of(self, event)];
	const char *country = country_of_place(scene);
	for (uint32_t i = first_toponym(&reading->places, sentence->first);
			i < reading->places.count && reading->places.items[i].first < sentence->first + sentence->count; i++) {
		const toponym *place = &reading->places.items[i];
		const char *here = country_of_place(place);
		if (place->dateline)
			continue;
		if (place->link <= PLACE_FROM && (!here || strcmp(here, country) != 0))
			return true;
		/* A part of the place, or what it is a part of, is no other one. */
		if (here && place->entry->resolution > 2 && scene->entry->resolution > 2
				&& !slice_equal(place->entry->name, scene->entry->name)
				&& !slice_equal(place->entry->province, scene->entry->province))
			return true;
	}
	return false;
}

static bool names_country(const event_party *parties, uint32_t count, const char *country)
{
	for (uint32_t i = 0; i < count; i++)
		if (parties[i].party && strcmp(parties[i].party->code.country, country) == 0)
			return true;
	return false;
}

/* Are the parties those of the scene? Nobody may come in who is neither of the place nor took part in what set it. */
static bool are_of_scene(const event_party *parties, uint32_t count, const event *scene, const char *country)
{
	for (uint32_t i = 0; i < count; i++) {
		const char *code = parties[i].party ? parties[i].party->code.country : "";
		if (parties[i].inferred || !code[0] || strcmp(code, country) == 0)
			continue;
		if (!names_country(scene->actors, scene->actor_count, code)
				&& !names_country(scene->recipients, scene->recipient_count, code))
			return false;
	}
	return true;
}

/* Days from the end of the first to the beginning of the second; 0 where the calendar does not tell. */
static int32_t days_between(const timex *first, const timex *second)
{
	date end = first->finish, begin = second->begin;
	if (!date_is_set(end) || !date_is_set(begin))
		return 0;
	return date_to_days((date){begin.year, begin.month ? begin.month : 1, begin.day ? begin.day : 1})
		- date_to_days((date){end.year, end.month ? end.month : 12, end.day ? end.day : 28});
}

/* Do the words give times far from each other? */
static bool are_of_other_times(const joiner *self, const event *a, const event *b)
{
	const event *events = self->reading->events.items;
	const timex *first = self->dates[a - events].when, *second = self->dates[b - events].when;
	return first && second && (days_between(first, second) > SCENE_DAYS || days_between(second, first) > SCENE_DAYS);
}

/* Does event `number` say where it happened, in another sentence or in the same happening? */
static bool sets_scene(const joiner *self, uint32_t number, const event *of)
{
	const event *scene = &self->reading->events.items[number];
	return self->places[number].toponym && !self->places[number].carried && is_physical(scene) && !scene->aux
		&& (sentence_of(self, scene) != sentence_of(self, of) || happening_of(&self->reading->syntax,
			(int32_t)scene->clause) == happening_of(&self->reading->syntax, (int32_t)of->clause));
}

/* The event at `scene` is told again, or goes on. */
static bool takes_scene_of(const joiner *self, const event *event, const struct event *scene, const toponym *place)
{
	const char *country = place ? country_of_place(place) : NULL;
	bool same_sentence = sentence_of(self, event) == sentence_of(self, scene);
	return country && scene->type == event->type && (same_sentence || !leaves_scene(self, event, place))
		&& are_of_scene(event->actors, event->actor_count, scene, country)
		&& are_of_scene(event->recipients, event->recipient_count, scene, country)
		&& !are_of_other_times(self, event, scene);
}

/* The place of an event near by, before or, failing that, behind. */
static const toponym *scene_of_events(const joiner *self, uint32_t number)
{
	const events *events = &self->reading->events;
	const event *event = &events->items[number];
	uint32_t here = sentence_of(self, event);
	for (uint32_t k = number; k-- > 0 && here - sentence_of(self, &events->items[k]) <= SCENE_SENTENCES;)
		if (sets_scene(self, k, event) && takes_scene_of(self, event, &events->items[k], self->places[k].toponym))
			return self->places[k].toponym;
	for (uint32_t k = number + 1; k < events->count && sentence_of(self, &events->items[k]) - here <= AHEAD_SENTENCES; k++)
		if (sets_scene(self, k, event) && takes_scene_of(self, event, &events->items[k], self->places[k].toponym))
			return self->places[k].toponym;
	return NULL;
}

/* Where a sentence puts what it tells of: the most exact place behind "in" and the like; *several: its places are of
 * more than one country, and it puts it nowhere. */
static const toponym *scene_of_sentence(const joiner *self, uint32_t number, bool *several)
{
	const reading *reading = self->reading;
	const sentence *sentence = &reading->text.sentences[number];
	const toponym *found = NULL;
	*several = false;
	for (uint32_t i = first_toponym(&reading->places, sentence->first);
			i < reading->places.count && reading->places.items[i].first < sentence->first + sentence->count; i++) {
		const toponym *place = &reading->places.items[i];
		if (place->dateline || place->link > PLACE_FROM || !country_of_place(place))
			continue;
		if (found && strcmp(country_of_place(found), country_of_place(place)) != 0)
			*several = true;
		bool there = place->link == PLACE_AT || (place->link == PLACE_OBJECT && place->entry->resolution > 2);
		if (there && (!found || place->entry->resolution > found->entry->resolution))
			found = place;
	}
	return *several ? NULL : found;
}

/* Are all parties, as far as the report says, of this country? */
static bool are_of(const event_party *parties, uint32_t count, const char *country)
{
	for (uint32_t i = 0; i < count; i++)
		if (parties[i].party && !parties[i].inferred && parties[i].party->code.country[0]
				&& strcmp(parties[i].party->code.country, country) != 0)
			return false;
	return true;
}

/* Where the report stands when a sentence is over. */
typedef struct scene {
	const toponym *place;         /* NULL: nowhere, or in several places */
	uint32_t since;               /* the sentence that set it */
} scene;

static bool has_physical_event(const joiner *self, uint32_t sentence)
{
	const events *events = &self->reading->events;
	for (uint32_t i = 0; i < events->count && sentence_of(self, &events->items[i]) <= sentence; i++)
		if (sentence_of(self, &events->items[i]) == sentence && is_physical(&events->items[i]) && !events->items[i].aux)
			return true;
	return false;
}

/* The last word of a person's name; nothing for who has none. */
static slice last_name(const joiner *self, const mention *person)
{
	if (person->type != ENTITY_PERSON || person->name_first == person->name_end)
		return (slice){NULL, 0};
	return text_form(&self->reading->text, person->name_end - 1);
}

/* Is somebody who takes part named in the sentence, too? */
static bool shares_person(const joiner *self, const event_party *parties, uint32_t count, uint32_t sentence)
{
	const reading *reading = self->reading;
	for (uint32_t i = 0; i < count; i++) {
		slice name = parties[i].mention == MENTION_NONE ? (slice){NULL, 0}
			: last_name(self, &reading->names.mentions[parties[i].mention]);
		for (uint32_t k = 0; name.length && k < reading->names.count; k++) {
			const mention *other = &reading->names.mentions[k];
			if (reading->text.tokens[other->first].sentence == sentence
					&& slice_equal_nocase(name, last_name(self, other)))
				return true;
		}
	}
	return false;
}

/* The scene that the sentences just before have set, or the next one, where the event opens the report. A noun may
 * stand for something told of long ago, and takes no scene. */
static const toponym *scene_of_report(const joiner *self, const scene *scenes, const event *event)
{
	uint32_t here = sentence_of(self, event);
	scene scene = {NULL, 0};
	if (self->reading->syntax.nodes[event->trigger].upos == UPOS_NOUN)
		return NULL;
	if (here && (here - scenes[here - 1].since <= SCENE_NEAR
			|| shares_person(self, event->actors, event->actor_count, scenes[here - 1].since)
			|| shares_person(self, event->recipients, event->recipient_count, scenes[here - 1].since)))
		scene = scenes[here - 1];
	if (!scene.place && here <= LEAD_SENTENCES && here + 1 < self->reading->text.sentence_count)
		scene = scenes[here + 1];
	const char *country = scene.place ? country_of_place(scene.place) : NULL;
	return country && !leaves_scene(self, event, scene.place) && are_of(event->actors, event->actor_count, country)
		&& are_of(event->recipients, event->recipient_count, country) ? scene.place : NULL;
}

/* Whoever acts in a state that is one city acts in that city: the name of it that stands nearest before. */
static const toponym *city_of_parties(const joiner *self, const event *event)
{
	const places *places = &self->reading->places;
	for (uint32_t i = first_toponym(places, event->trigger); i-- > 0;) {
		const toponym *place = &places->items[i];
		const char *country = place->entry && place->entry->is_city ? country_of_place(place) : NULL;
		if (country && !place->dateline && (names_country(event->actors, event->actor_count, country)
				|| names_country(event->recipients, event->recipient_count, country)))
			return are_of(event->actors, event->actor_count, country)
				&& are_of(event->recipients, event->recipient_count, country)
				&& !leaves_scene(self, event, place) ? place : NULL;
	}
	return NULL;
}

/* [sentences] the scene behind each sentence. What sets one tells of something that happens there, or opens the
 * report. */
static const scene *find_scenes(const joiner *self)
{
	uint32_t count = self->reading->text.sentence_count;
	scene *scenes = ARENA_ARRAY(self->memory, count + 1u, scene), now = {NULL, 0};
	for (uint32_t i = 0; i < count; i++) {
		bool several;
		const toponym *found = scene_of_sentence(self, i, &several);
		if (several)
			now.place = NULL;
		else if (found && (i <= LEAD_SENTENCES || has_physical_event(self, i)))
			now = (scene){found, i};
		else if (found && now.place && strcmp(country_of_place(found), country_of_place(now.place)) != 0)
			now.place = NULL;
		scenes[i] = now;
	}
	return scenes;
}

void join_find_places(joiner *self)
{
	const events *events = &self->reading->events;
	self->places = ARENA_ARRAY(self->memory, events->count + 1u, event_place);
	const scene *scenes = find_scenes(self);
	for (uint32_t i = 0; i < events->count; i++)
		self->places[i].toponym = own_place(self, &events->items[i]);
	for (uint32_t i = 0; i < events->count; i++) {
		const event *event = &events->items[i];
		if (self->places[i].toponym || !is_physical(event) || event->aux)
			continue;
		const toponym *found = scene_of_events(self, i);
		if (!found)
			found = scene_of_report(self, scenes, event);
		if (!found)
			found = city_of_parties(self, event);
		if (found)
			self->places[i] = (event_place){found, true};
	}
}

/* What stands beside the report's events, for who asks for a pair, has its own words' place alone. */
static const toponym *place_of_event(const joiner *self, const event *event)
{
	const events *events = &self->reading->events;
	for (uint32_t i = 0; i < events->count; i++)
		if (&events->items[i] == event)
			return self->places[i].toponym;
	return own_place(self, event);
}

void join_place(const joiner *self, const event *event, bede_place *out)
{
	const toponym *place = place_of_event(self, event);
	if (!place)
		return;
	out->inferred = self->reading->text.tokens[place->first].sentence != sentence_of(self, event);
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

