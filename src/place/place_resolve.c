/*
 * place_resolve.c — which place each candidate is.
 *
 * Every place that bears the name gets points: for its size, for what stands beside the name ("Paris, Texas", "Kursk
 * region"), for the countries and divisions that the report names, and for lying near what the report's other names
 * may mean. The last is asked of all meanings at once: Paris, Sherman and Lamar County are each in several states, but
 * all three are near each other only in Texas.
 */
#include <string.h>

#include "place/place_reading.h"

/* A place of a million people has about 240 points by its size. */
enum {
	WEIGHT_QUALIFIER = 1000,      /* "Paris, Texas" */
	WEIGHT_PHRASE = 400,          /* "Russia's Kursk region" */
	WEIGHT_KIND = 300,            /* "Kursk region", "city of Kursk" */
	WEIGHT_BEFORE = 150,          /* what the same name was before in this report */
	WEIGHT_COUNTRY = 420, WEIGHT_REGION = 330, WEIGHT_DIVISION = 200, WEIGHT_COUNTY = 60, WEIGHT_CAPITAL = 80,
	WEIGHT_SEAT = 20,
	WEIGHT_NAMED_DIVISION = 100,  /* "Texas" elsewhere in the report */
	WEIGHT_VOTED = 20, WEIGHT_VOTES = 180, WEIGHT_US_STATE = 60,
	WEIGHT_NEAR = 50, WEIGHT_NEAR_MOST = 150,   /* for each other name that may be near by; for all of them */
	SIZE_ALONE = 300000           /* a division is not named by the name of so big a town */
};

enum {
	MOST_OPTIONS = 1500,          /* meanings that are compared with each other */
	NEAR_STEPS = 140              /* so far is near: 1/100 degree of latitude, about 155 km */
};

/* ---- size and kind ---- */

/* About 40 times the decimal logarithm, in integers. */
static int size_weight(uint32_t population)
{
	int weight = 0;
	while (population >= 10) {
		population /= 10;
		weight += 40;
	}
	return weight + (int)population * 4;
}

static int weight_of(const place_reading *self, uint32_t place)
{
	const place_row *row = gazetteer_row(self->gazetteer, place);
	const place_kind *kind = gazetteer_kind(self->gazetteer, place);
	int resolution = gazetteer_resolution(self->gazetteer, place);
	if (resolution == 1)
		return WEIGHT_COUNTRY;
	if (kind->feature_class[0] == 'P')
		return size_weight(row->population) + (strcmp(kind->feature_code, "PPLC") == 0 ? WEIGHT_CAPITAL
			: strcmp(kind->feature_code, "PPLA") == 0 ? WEIGHT_SEAT : 0);
	if (kind->feature_class[0] == 'A')
		return resolution == 3 ? WEIGHT_COUNTY
			: WEIGHT_DIVISION + (memcmp(row->country, "USA", 3) == 0 ? WEIGHT_US_STATE : 0);
	return WEIGHT_REGION;
}

static bool is_area(const place_reading *self, uint32_t place)
{
	char class = gazetteer_kind(self->gazetteer, place)->feature_class[0];
	return class == 'A' || class == 'L';
}

/* Does one of the names of `by` stand for the country or division in which the place lies? */
static bool lies_in(const place_reading *self, uint32_t place, const candidate *by)
{
	const place_row *row = gazetteer_row(self->gazetteer, place);
	for (uint32_t i = 0; i < by->names.count; i++) {
		uint32_t outer = gazetteer_place(self->gazetteer, by->names, i);
		int resolution = gazetteer_resolution(self->gazetteer, outer);
		if (outer == place || memcmp(gazetteer_row(self->gazetteer, outer)->country, row->country, 3) != 0)
			continue;
		if (resolution == 1 && gazetteer_resolution(self->gazetteer, place) > 1)
			return true;
		if (gazetteer_province(self->gazetteer, place) == outer)
			return true;
	}
	return false;
}

static bool is_division_named(const place_reading *self, uint32_t place)
{
	uint32_t province = gazetteer_province(self->gazetteer, place);
	for (size_t i = 0; province != ROW_NONE && i < self->divisions.count; i++)
		if (self->divisions.items[i] == province)
			return true;
	return false;
}

/* ---- the report's other places ---- */

typedef struct option {
	uint32_t place;
	int32_t lat, lon;             /* in 1/100 degree */
	int points;                   /* for what is near */
} option;

/* The meanings of one name. */
typedef struct meanings {
	const uint32_t *links;
	uint32_t first, count;        /* in the table of options */
} meanings;

typedef struct neighbourhood {
	VECTOR(option) options;
	VECTOR(meanings) names;
} neighbourhood;

/* 100 times the cosine of 0, 5, … 90 degrees. */
static int32_t shrink_at(int32_t lat)
{
	static const int8_t cosine[] = {100, 100, 98, 97, 94, 91, 87, 82, 77, 71, 64, 57, 50, 42, 34, 26, 17, 9, 1};
	int32_t step = (lat < 0 ? -lat : lat) / 500;
	return cosine[step > 18 ? 18 : step];
}

/* 0: far; WEIGHT_NEAR: at the same point. */
static int nearness_of(const option *a, const option *b)
{
	int32_t north = a->lat - b->lat, east = a->lon - b->lon;
	if (north > NEAR_STEPS || north < -NEAR_STEPS)
		return 0;
	east = east * shrink_at(a->lat) / 100;
	if (east > NEAR_STEPS || east < -NEAR_STEPS)
		return 0;
	int32_t square = north * north + east * east;
	return square >= NEAR_STEPS * NEAR_STEPS ? 0 : WEIGHT_NEAR - WEIGHT_NEAR * square / (NEAR_STEPS * NEAR_STEPS);
}

static bool is_local(const place_reading *self, uint32_t place)
{
	const place_row *row = gazetteer_row(self->gazetteer, place);
	return row->lat != DEGREES_NONE && gazetteer_resolution(self->gazetteer, place) >= 3;
}

static void add_meanings(place_reading *self, neighbourhood *near, name_places names)
{
	for (size_t i = 0; i < near->names.count; i++)
		if (near->names.items[i].links == names.links)
			return;
	if (near->options.count + names.count > MOST_OPTIONS)
		return;
	uint32_t first = (uint32_t)near->options.count;
	for (uint32_t i = 0; i < names.count; i++) {
		uint32_t place = gazetteer_place(self->gazetteer, names, i);
		const place_row *row = gazetteer_row(self->gazetteer, place);
		if (is_local(self, place))
			*VECTOR_PUSH(self->memory, &near->options) = (option){place, row->lat / 1000, row->lon / 1000, 0};
	}
	*VECTOR_PUSH(self->memory, &near->names) = (meanings){names.links, first, (uint32_t)near->options.count - first};
}

/* Each meaning gets, for each other name, what the nearest of that name's meanings is worth. */
static void weigh_neighbourhood(neighbourhood *near)
{
	for (size_t i = 0; i < near->names.count; i++) {
		const meanings *own = &near->names.items[i];
		for (uint32_t k = own->first; k < own->first + own->count; k++) {
			option *at = &near->options.items[k];
			for (size_t j = 0; j < near->names.count && at->points < WEIGHT_NEAR_MOST; j++) {
				const meanings *other = &near->names.items[j];
				int best = 0;
				for (uint32_t n = other->first; j != i && n < other->first + other->count; n++) {
					int points = nearness_of(at, &near->options.items[n]);
					best = points > best ? points : best;
				}
				at->points += best;
			}
			if (at->points > WEIGHT_NEAR_MOST)
				at->points = WEIGHT_NEAR_MOST;
		}
	}
}

static int neighbourhood_points(const neighbourhood *near, name_places names, uint32_t place)
{
	for (size_t i = 0; i < near->names.count; i++) {
		const meanings *own = &near->names.items[i];
		for (uint32_t k = own->first; own->links == names.links && k < own->first + own->count; k++)
			if (near->options.items[k].place == place)
				return near->options.items[k].points;
	}
	return 0;
}

/* ---- deciding ---- */

static int score(const place_reading *self, const neighbourhood *near, const candidate *at, uint32_t place,
	const candidate *qualifier, const candidate *before)
{
	int points = weight_of(self, place);
	const place_kind *kind = gazetteer_kind(self->gazetteer, place);
	uint32_t country = gazetteer_country_of(self->gazetteer, place);
	/* "Canada, Mexico" and "the U.S.-Mexico border" put no country into another one. */
	if (qualifier && lies_in(self, place, qualifier) && !(at->is_country && qualifier->is_country))
		points += WEIGHT_QUALIFIER;
	if (at->country && at->country == country && !at->is_country)
		points += WEIGHT_PHRASE;
	if (at->kind == WORD_AREA && is_area(self, place) && gazetteer_resolution(self->gazetteer, place) != 1)
		points += WEIGHT_KIND;
	if (at->kind == WORD_TOWN && kind->feature_class[0] == 'P')
		points += WEIGHT_KIND;
	if (at->kind == WORD_WATER && kind->feature_class[0] == 'H')
		points += WEIGHT_KIND;
	/* "California" is not the village of that name because other villages lie near it, nor "Scotland" one of the
	 * United States. */
	bool local = kind->feature_class[0] == 'P' || strcmp(kind->feature_code, "ADM2") == 0;
	bool namesake = local && at->wide && at->kind != WORD_TOWN && !lies_in(self, place, at)
		&& gazetteer_row(self->gazetteer, place)->population < SIZE_ALONE;
	/* The country's share of what the report names: all of a local report, little of a world summary. */
	if (country && self->votes[country] && !namesake)
		points += WEIGHT_VOTED + (int)((uint64_t)WEIGHT_VOTES * self->votes[country] / self->votes[0]);
	if (local && !namesake) {
		if (is_division_named(self, place))
			points += WEIGHT_NAMED_DIVISION;
		points += neighbourhood_points(near, at->names, place);
	}
	if (before && before->place == place)
		points += WEIGHT_BEFORE;
	return points;
}

/* The candidate behind a comma: "Paris, Texas", "SEOUL, South Korea". */
static const candidate *qualifier_of(const place_reading *self, size_t number)
{
	const candidate *at = &self->candidates.items[number], *next = at + 1;
	if (number + 1 >= self->candidates.count || next->first != at->end + 1)
		return NULL;
	if (self->text->tokens[next->first].sentence != self->text->tokens[at->first].sentence)
		return NULL;
	slice mark = text_form(self->text, at->end);
	return slice_is(mark, ",") || slice_is(mark, "(") ? next : NULL;
}

/* Divisions that no city of the same name hides: "Texas", not "New York". */
static void note_divisions(place_reading *self, const candidate *at)
{
	uint32_t division = ROW_NONE;
	for (uint32_t i = 0; i < at->names.count; i++) {
		uint32_t place = gazetteer_place(self->gazetteer, at->names, i);
		if (is_division(self, place) && gazetteer_resolution(self->gazetteer, place) == 2)
			division = division == ROW_NONE ? place : division;
		else if (is_populated(self, place) && gazetteer_row(self->gazetteer, place)->population >= SIZE_ALONE
				&& at->kind != WORD_AREA)
			return;
	}
	if (division != ROW_NONE && at->sure)
		*VECTOR_PUSH(self->memory, &self->divisions) = division;
}

/* "Central District", "Central", which say nothing of their country: many states have one, and a gazetteer knows but a
 * few of them. */
static bool is_common(const place_reading *self, const candidate *at)
{
	return (self->words[at->first] & WORD_PART) && (at->end == at->first + 1
		|| (at->end == at->first + 2 && (self->words[at->first + 1] & WORD_AREA)));
}

/* One country for all that the name may mean: as good as naming the country. */
static void vote_by_place(place_reading *self, const candidate *at)
{
	uint32_t country = 0;
	if (is_common(self, at))
		return;
	for (uint32_t i = 0; i < at->names.count; i++) {
		uint32_t place = gazetteer_place(self->gazetteer, at->names, i);
		uint32_t here = gazetteer_country_of(self->gazetteer, place);
		if (gazetteer_resolution(self->gazetteer, place) == 1 || !here || (country && here != country))
			return;
		country = here;
	}
	if (at->sure && country) {
		self->votes[country]++;
		self->votes[0]++;
	}
}

/* What stood in a place phrase once is a place in the whole report. */
static void make_sure(place_reading *self)
{
	for (size_t i = 0; i < self->candidates.count; i++) {
		candidate *at = &self->candidates.items[i];
		for (size_t k = 0; k < self->candidates.count && !at->sure && !at->doubtful; k++)
			at->sure = self->candidates.items[k].names.links == at->names.links && self->candidates.items[k].sure;
	}
}

/* Do the two hang together ("Reading, Pennsylvania"), or is it chance ("in August, U.S. officials said")? */
static bool is_tied(const place_reading *self, const candidate *at, const candidate *outer)
{
	return is_before_comma(self, at) ? node_at(self, at->head)->head == outer->head
		: node_at(self, outer->head)->head == at->head && node_at(self, outer->head)->deprel != DEPREL_CONJ;
}

static void decide(place_reading *self, const neighbourhood *near, size_t number)
{
	candidate *at = &self->candidates.items[number];
	const candidate *qualifier = qualifier_of(self, number), *before = NULL;
	for (size_t i = number; i-- > 0 && !before;)
		if (self->candidates.items[i].names.links == at->names.links && self->candidates.items[i].sure)
			before = &self->candidates.items[i];
	int best = -1;
	for (uint32_t i = 0; i < at->names.count; i++) {
		uint32_t place = gazetteer_place(self->gazetteer, at->names, i);
		int points = score(self, near, at, place, qualifier, before);
		if (qualifier && lies_in(self, place, qualifier) && (!at->doubtful || is_tied(self, at, qualifier)))
			at->sure = true;
		/* Of equals the first line wins. */
		if (points > best) {
			best = points;
			at->place = place;
		}
	}
}

/* "in Paris, Texas" where no Paris of Texas is known: a place of that name there, and nothing else about it. */
static const place_entry *unknown_in(place_reading *self, const candidate *at, const place_entry *outer)
{
	place_entry *entry = ARENA_NEW(self->memory, place_entry);
	entry->name = words_between(self, at->first, at->end);
	memcpy(entry->country, outer->country, sizeof entry->country);
	entry->country_name = outer->resolution == 1 ? outer->name : outer->country_name;
	if (outer->feature_class[0] == 'A' && outer->resolution > 1)
		entry->province = outer->name;
	memcpy(entry->feature_class, "P", sizeof "P");
	memcpy(entry->feature_code, "PPL", sizeof "PPL");
	entry->resolution = 4;
	return entry;
}

/* Singapore, Hong Kong, Monaco: the country's name is that of a city in it, too. */
static bool has_city(const place_reading *self, name_places names, const char *country)
{
	for (uint32_t i = 0; i < names.count; i++) {
		uint32_t place = gazetteer_place(self->gazetteer, names, i);
		if (strcmp(gazetteer_kind(self->gazetteer, place)->feature_code, "PPLC") == 0
				&& memcmp(gazetteer_row(self->gazetteer, place)->country, country, 3) == 0)
			return true;
	}
	return false;
}

static void check_qualifiers(place_reading *self)
{
	for (size_t i = 0; i < self->candidates.count; i++) {
		candidate *at = &self->candidates.items[i];
		const candidate *outer = qualifier_of(self, i);
		/* "Walker County", of which the gazetteer has none, is not the town of Walker somewhere else. */
		if (at->kind == WORD_AREA && is_populated(self, at->place) && !at->country)
			at->place = ROW_NONE;
		if (at->place != ROW_NONE && is_division(self, at->place) && is_common(self, at)
				&& !self->votes[gazetteer_country_of(self->gazetteer, at->place)])
			at->place = ROW_NONE;
		if (at->place == ROW_NONE)
			continue;
		place_entry *entry = gazetteer_entry(self->gazetteer, at->place, self->memory);
		entry->is_city = entry->resolution == 1 && has_city(self, at->names, entry->country);
		at->entry = entry;
		if (!is_populated(self, at->place) || !outer || outer->place == ROW_NONE
				|| gazetteer_kind(self->gazetteer, outer->place)->feature_class[0] != 'A'
				|| lies_in(self, at->place, outer))
			continue;
		if (is_tied(self, at, outer))
			at->entry = unknown_in(self, at, gazetteer_entry(self->gazetteer, outer->place, self->memory));
	}
}

/* What the name may stand for besides a town. */
static void note_kinds(const place_reading *self, candidate *at)
{
	for (uint32_t i = 0; i < at->names.count; i++) {
		int resolution = gazetteer_resolution(self->gazetteer, gazetteer_place(self->gazetteer, at->names, i));
		at->is_country |= resolution == 1;
		at->wide |= resolution == 1 || resolution == 2;
	}
}

void place_resolve(place_reading *self)
{
	neighbourhood near = {0};
	for (size_t i = 0; i < self->candidates.count; i++) {
		note_kinds(self, &self->candidates.items[i]);
		vote_by_place(self, &self->candidates.items[i]);
		note_divisions(self, &self->candidates.items[i]);
		if (self->candidates.items[i].sure)
			add_meanings(self, &near, self->candidates.items[i].names);
	}
	weigh_neighbourhood(&near);
	for (size_t i = 0; i < self->candidates.count; i++)
		decide(self, &near, i);
	check_qualifiers(self);
	make_sure(self);
}
