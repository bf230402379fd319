/*
 * place.c — finds toponyms and decides which place each one is.
 *
 *     tokens ─▶ candidates (longest names of the gazetteer that stand as names of places)
 *                   │            each country that the report names gets votes
 *                   ▼
 *            the best entry of each: what stands beside it > countries of the report > size
 */
#include "place/place.h"

#include <string.h>

#include "base/utf8.h"
#include "place/gazetteer.h"

enum { SPAN_MOST = 8 };

/* Weights of resolving; a place of a million people has about 240 by its size. */
enum {
	WEIGHT_QUALIFIER = 1000,      /* "Paris, Texas" */
	WEIGHT_PHRASE = 400,          /* "Russia's Kursk region" */
	WEIGHT_KIND = 300,            /* "Kursk region", "city of Kursk" */
	WEIGHT_BEFORE = 150,          /* what the same name was before in this report */
	WEIGHT_COUNTRY = 420, WEIGHT_REGION = 330, WEIGHT_DIVISION = 200, WEIGHT_CAPITAL = 80, WEIGHT_SEAT = 20,
	WEIGHT_NAMED_DIVISION = 100,  /* "Texas" elsewhere in the report */
	WEIGHT_VOTED = 20, WEIGHT_VOTES = 180, WEIGHT_US_STATE = 60,
	SIZE_ALONE = 300000           /* a smaller place needs a word beside it that makes it one */
};

typedef struct candidate {
	uint32_t first, end;
	uint32_t names;               /* chain of the gazetteer */
	int32_t head;
	uint32_t country;             /* of the phrase: 1-based, 0: none */
	unsigned kind;                /* WORD_AREA, WORD_TOWN, WORD_WATER or 0 */
	bool dateline, sure;
	const place_entry *entry;
} candidate;

typedef struct reading {
	const gazetteer *gazetteer;
	const text *text;
	const syntax *syntax;
	arena *memory;
	uint32_t *votes;              /* [countries + 1] by 1-based number; [0]: of all */
	uint32_t *country_at;         /* [tokens] country that a name or adjective at this token gives, 0: none */
	unsigned *words;              /* [tokens] classes of the lemma */
	VECTOR(candidate) candidates;
	VECTOR(const place_entry *) divisions;  /* that the report may name */
	VECTOR(uint32_t) people;      /* names (chains) that are part of a person's name somewhere in the report */
} reading;

static const node *node_at(const reading *self, int32_t token)
{
	return &self->syntax->nodes[token];
}

static bool has_capital(const reading *self, uint32_t token)
{
	slice form = text_form(self->text, token);
	size_t at = 0;
	if (form.length > 3 && (memcmp(form.at, "al-", 3) == 0 || memcmp(form.at, "el-", 3) == 0))
		at = 3;
	return at < form.length && utf8_is_upper(utf8_next(form.at, form.length, &at));
}

static bool is_capitals(slice words)
{
	for (size_t at = 0; at < words.length;)
		if (utf8_is_lower(utf8_next(words.at, words.length, &at)))
			return false;
	return true;
}

static slice words_of(const reading *self, uint32_t first, uint32_t end)
{
	span from = self->text->tokens[first].at, to = self->text->tokens[end - 1].at;
	return (slice){self->text->bytes + from.start, to.end - from.start};
}

/* The token of [first, end) that hangs on something outside. */
static int32_t head_within(const reading *self, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		int32_t head = node_at(self, (int32_t)i)->head;
		if (head < (int32_t)first || head >= (int32_t)end)
			return (int32_t)i;
	}
	return (int32_t)first;
}

static unsigned case_of(const reading *self, int32_t token)
{
	for (int32_t child = node_at(self, token)->first_child; child >= 0; child = node_at(self, child)->next_sibling)
		if (node_at(self, child)->deprel == DEPREL_CASE)
			return self->words[child];
	return 0;
}

static bool is_inside(const candidate *self, int32_t token)
{
	return token >= (int32_t)self->first && token < (int32_t)self->end;
}

static bool is_name(const reading *self, int32_t token)
{
	return node_at(self, token)->upos == UPOS_PROPN;
}

/* ---- finding ---- */

/* The longest name that begins at `first`; its end, or 0. */
static uint32_t longest_name(reading *self, uint32_t first, uint32_t limit, uint32_t *names)
{
	slice word = gazetteer_first_word(gazetteer_fold(self->memory, text_form(self->text, first)));
	size_t reach = gazetteer_reach(self->gazetteer, word);
	uint32_t found = 0;
	for (uint32_t end = first + 1; reach && end <= limit && end <= first + SPAN_MOST; end++) {
		slice words = words_of(self, first, end);
		if (words.length > reach + reach + SPAN_MOST)
			break;
		uint32_t chain;
		if (gazetteer_names(self->gazetteer, gazetteer_fold(self->memory, words), &chain) == 0)
			continue;
		if (gazetteer_name(self->gazetteer, chain)->capitals && !is_capitals(words))
			continue;
		found = end;
		*names = chain;
	}
	return found;
}

static uint32_t longest_adjective(reading *self, uint32_t first, uint32_t limit, uint32_t *country)
{
	uint32_t found = 0;
	for (uint32_t end = first + 1; end <= limit && end <= first + 3; end++) {
		slice words = gazetteer_fold(self->memory, words_of(self, first, end));
		uint32_t number = gazetteer_adjective(self->gazetteer, words);
		if (number) {
			found = end;
			*country = number;
		}
	}
	return found;
}

static const place_entry *first_country(const reading *self, uint32_t names)
{
	for (uint32_t name = names; name != NAME_NONE; name = gazetteer_name(self->gazetteer, name)->next) {
		const place_entry *entry = gazetteer_entry(self->gazetteer, gazetteer_name(self->gazetteer, name)->entry);
		if (entry->resolution == 1)
			return entry;
	}
	return NULL;
}

/* Is one of the names big enough, or of a kind, to be known without a word beside it? */
static bool is_prominent(const reading *self, uint32_t names)
{
	for (uint32_t name = names; name != NAME_NONE; name = gazetteer_name(self->gazetteer, name)->next) {
		const place_entry *entry = gazetteer_entry(self->gazetteer, gazetteer_name(self->gazetteer, name)->entry);
		if (entry->feature_class[0] != 'P' || entry->population >= SIZE_ALONE
				|| strcmp(entry->feature_code, "PPLC") == 0)
			return true;
	}
	return false;
}

/* "Clearwater, Florida": the treebanks hang the city on the state as a compound, with the comma between. */
static bool before_comma(const reading *self, const candidate *at)
{
	const node *head = node_at(self, at->head);
	if (head->deprel != DEPREL_COMPOUND || head->head <= (int32_t)at->end)
		return false;
	slice mark = text_form(self->text, at->end);
	return slice_is(mark, ",") || slice_is(mark, "(");
}

/* Part of a longer name, of a person ("Paris Hilton") or of a body ("Washington Post", "University of Texas")? */
static bool in_longer_name(const reading *self, const candidate *at)
{
	const unsigned kinds = WORD_AREA | WORD_TOWN | WORD_WATER | WORD_HEAD | WORD_OFFICE;
	const node *head = node_at(self, at->head);
	if (head->deprel == DEPREL_FLAT)
		return true;
	if (head->deprel == DEPREL_COMPOUND && head->head >= 0 && is_name(self, head->head) && !before_comma(self, at)
			&& !(head->head == (int32_t)at->end && (self->words[head->head] & kinds)))
		return true;
	if (head->deprel == DEPREL_NMOD && head->head >= 0 && head->head < (int32_t)at->first && is_name(self, head->head)
			&& (case_of(self, at->head) & WORD_OF) && !(self->words[head->head] & kinds))
		return true;
	for (uint32_t i = at->first; i < at->end; i++) {
		for (int32_t child = node_at(self, (int32_t)i)->first_child; child >= 0;
				child = node_at(self, child)->next_sibling) {
			const node *part = node_at(self, child);
			if (is_inside(at, child) || !is_name(self, child))
				continue;
			if (part->deprel == DEPREL_FLAT)
				return true;
			if (part->deprel == DEPREL_COMPOUND && child + 1 == (int32_t)at->first
					&& !(self->words[child] & WORD_PART) && !self->country_at[child])
				return true;
		}
	}
	return false;
}

/* Persons' names are flat in the tree; bodies' are compounds. */
static bool is_in_flat_name(const reading *self, const candidate *at)
{
	if (node_at(self, at->head)->deprel == DEPREL_FLAT)
		return true;
	for (int32_t child = node_at(self, at->head)->first_child; child >= 0; child = node_at(self, child)->next_sibling)
		if (node_at(self, child)->deprel == DEPREL_FLAT && !is_inside(at, child))
			return true;
	return false;
}

/* "Paris" alone, in a report that has a Valeska Paris. */
static bool is_person_here(const reading *self, const candidate *at)
{
	for (size_t i = 0; i < self->people.count; i++)
		if (self->people.items[i] == at->names)
			return true;
	return false;
}

/* A word beside it that says that a place is meant. */
static bool in_place_phrase(const reading *self, const candidate *at)
{
	const node *head = node_at(self, at->head);
	const unsigned places = WORD_AT | WORD_UPON | WORD_TO | WORD_FROM;
	if (at->kind || (case_of(self, at->head) & places))
		return true;
	if (before_comma(self, at) && (case_of(self, head->head) & places))
		return true;
	if (head->deprel == DEPREL_COMPOUND && head->head >= 0
			&& (node_at(self, head->head)->upos == UPOS_NOUN || (self->words[head->head] & WORD_OFFICE)))
		return true;
	if (head->deprel == DEPREL_CONJ && head->head >= 0 && (case_of(self, head->head) & places))
		return true;
	bool part = head->deprel == DEPREL_COMPOUND || head->deprel == DEPREL_APPOS || head->deprel == DEPREL_NMOD;
	if (part && head->head >= 0 && (self->words[head->head] & (WORD_AREA | WORD_TOWN | WORD_HEAD)))
		return true;
	return false;
}

/* "Kursk region": the word behind joins the toponym. "city of Kursk", "city Kursk": it only says which kind. */
static void find_kind(const reading *self, candidate *at, uint32_t limit)
{
	const unsigned kinds = WORD_AREA | WORD_TOWN | WORD_WATER;
	int32_t governor = node_at(self, at->head)->head;
	if (at->end < limit && governor == (int32_t)at->end && (self->words[at->end] & kinds)
			&& node_at(self, at->head)->deprel != DEPREL_NSUBJ && node_at(self, governor)->upos != UPOS_VERB) {
		at->kind = self->words[at->end] & kinds;
		at->head = governor;
		at->end++;
		return;
	}
	if (governor >= 0 && governor < (int32_t)at->first && (self->words[governor] & kinds)
			&& ((case_of(self, at->head) & WORD_OF) || governor + 1 == (int32_t)at->first))
		at->kind = self->words[governor] & kinds;
}

/* The country that a possessive, an adjective or a phrase beside the toponym gives. */
static uint32_t country_beside(const reading *self, const candidate *at)
{
	int32_t tokens[2] = {at->head, at->kind ? node_at(self, at->head)->head : -1};
	for (int i = 0; i < 2; i++) {
		if (tokens[i] < 0)
			continue;
		for (int32_t child = node_at(self, tokens[i])->first_child; child >= 0;
				child = node_at(self, child)->next_sibling)
			if (!is_inside(at, child) && self->country_at[child])
				return self->country_at[child];
	}
	return 0;
}

static void vote(reading *self, uint32_t first, uint32_t end, uint32_t country, uint32_t weight)
{
	self->votes[country] += weight;
	self->votes[0] += weight;
	for (uint32_t i = first; i < end; i++)
		self->country_at[i] = country;
}

static void find_in(reading *self, const sentence *sentence)
{
	uint32_t limit = sentence->first + sentence->count;
	bool dateline = sentence->kind == SENTENCE_DATELINE;
	for (uint32_t i = sentence->first; i < limit;) {
		uint32_t names = NAME_NONE, country = 0, start = i++;
		if (!has_capital(self, start))
			continue;
		uint32_t end = longest_name(self, start, limit, &names);
		uint32_t adjective_end = longest_adjective(self, start, limit, &country);
		if (adjective_end > end || (adjective_end && node_at(self, (int32_t)start)->upos == UPOS_ADJ)) {
			vote(self, start, adjective_end, country, 1);
			i = adjective_end;
			continue;
		}
		if (!end)
			continue;
		i = end;
		candidate at = {.first = start, .end = end, .names = names, .dateline = dateline,
			.head = head_within(self, start, end)};
		bool alone = gazetteer_name(self->gazetteer, names)->next == NAME_NONE;
		const place_entry *state = first_country(self, names);
		bool proper = false;
		for (uint32_t k = start; k < end; k++)
			proper |= is_name(self, (int32_t)k);
		if (!proper && !dateline && !(end > start + 1) && !(case_of(self, at.head) & (WORD_AT | WORD_TO | WORD_FROM)))
			continue;
		if (state && alone)
			vote(self, start, end, gazetteer_country(self->gazetteer, state->country), 2);
		if (!dateline && in_longer_name(self, &at)) {
			if (is_in_flat_name(self, &at))
				*VECTOR_PUSH(self->memory, &self->people) = names;
			continue;
		}
		find_kind(self, &at, limit);
		at.sure = dateline || is_prominent(self, names) || in_place_phrase(self, &at);
		if (at.end > i)
			i = at.end;
		*VECTOR_PUSH(self->memory, &self->candidates) = at;
	}
}

/* ---- deciding ---- */

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

static int weight_of(const place_entry *entry)
{
	if (entry->resolution == 1)
		return WEIGHT_COUNTRY;
	if (entry->feature_class[0] == 'P')
		return size_weight(entry->population) + (strcmp(entry->feature_code, "PPLC") == 0 ? WEIGHT_CAPITAL
			: strcmp(entry->feature_code, "PPLA") == 0 ? WEIGHT_SEAT : 0);
	if (entry->feature_class[0] == 'A')
		return WEIGHT_DIVISION + (strcmp(entry->country, "USA") == 0 ? WEIGHT_US_STATE : 0);
	return WEIGHT_REGION;
}

static bool is_area(const place_entry *entry)
{
	return entry->feature_class[0] == 'A' || entry->feature_class[0] == 'L';
}

/* Does one of the names of `by` stand for the country or division in which `entry` lies? */
static bool lies_in(const reading *self, const place_entry *entry, const candidate *by)
{
	for (uint32_t name = by->names; name != NAME_NONE; name = gazetteer_name(self->gazetteer, name)->next) {
		const place_entry *outer = gazetteer_entry(self->gazetteer, gazetteer_name(self->gazetteer, name)->entry);
		if (outer == entry || strcmp(outer->country, entry->country) != 0)
			continue;
		if (outer->resolution == 1 && entry->resolution > 1)
			return true;
		if (outer->feature_class[0] == 'A' && entry->province.at && slice_equal(outer->name, entry->province))
			return true;
	}
	return false;
}

static bool is_division_named(const reading *self, const place_entry *entry)
{
	for (size_t i = 0; entry->province.at && i < self->divisions.count; i++) {
		const place_entry *division = self->divisions.items[i];
		if (slice_equal(division->name, entry->province) && strcmp(division->country, entry->country) == 0)
			return true;
	}
	return false;
}

static int score(const reading *self, const candidate *at, const place_entry *entry, const candidate *qualifier,
	const candidate *before)
{
	int points = weight_of(entry);
	uint32_t country = gazetteer_country(self->gazetteer, entry->country);
	if (qualifier && lies_in(self, entry, qualifier))
		points += WEIGHT_QUALIFIER;
	if (at->country && at->country == country)
		points += WEIGHT_PHRASE;
	if (at->kind == WORD_AREA && is_area(entry) && entry->resolution != 1)
		points += WEIGHT_KIND;
	if (at->kind == WORD_TOWN && entry->feature_class[0] == 'P')
		points += WEIGHT_KIND;
	if (at->kind == WORD_WATER && entry->feature_class[0] == 'H')
		points += WEIGHT_KIND;
	/* The country's share of what the report names: all of a local report, little of a world summary. */
	if (country && self->votes[country])
		points += WEIGHT_VOTED + (int)((uint64_t)WEIGHT_VOTES * self->votes[country] / self->votes[0]);
	if (entry->feature_class[0] == 'P' && is_division_named(self, entry))
		points += WEIGHT_NAMED_DIVISION;
	if (before && before->entry == entry)
		points += WEIGHT_BEFORE;
	return points;
}

/* The candidate behind a comma: "Paris, Texas", "SEOUL, South Korea". */
static const candidate *qualifier_of(const reading *self, size_t number)
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
static void note_divisions(reading *self, const candidate *at)
{
	const place_entry *division = NULL;
	for (uint32_t name = at->names; name != NAME_NONE; name = gazetteer_name(self->gazetteer, name)->next) {
		const place_entry *entry = gazetteer_entry(self->gazetteer, gazetteer_name(self->gazetteer, name)->entry);
		if (entry->feature_class[0] == 'A' && entry->resolution > 1)
			division = entry;
		else if (entry->feature_class[0] == 'P' && entry->population >= SIZE_ALONE && at->kind != WORD_AREA)
			return;
	}
	if (division && at->sure)
		*VECTOR_PUSH(self->memory, &self->divisions) = division;
}

/* One country for all that the name may mean: as good as naming the country. */
static void vote_by_place(reading *self, const candidate *at)
{
	const char *country = NULL;
	for (uint32_t name = at->names; name != NAME_NONE; name = gazetteer_name(self->gazetteer, name)->next) {
		const place_entry *entry = gazetteer_entry(self->gazetteer, gazetteer_name(self->gazetteer, name)->entry);
		if (entry->resolution == 1 || !entry->country[0] || (country && strcmp(country, entry->country) != 0))
			return;
		country = entry->country;
	}
	uint32_t number = at->sure && country ? gazetteer_country(self->gazetteer, country) : 0;
	if (number) {
		self->votes[number]++;
		self->votes[0]++;
	}
}

/* What stood in a place phrase once is a place in the whole report. */
static void make_sure(reading *self)
{
	for (size_t i = 0; i < self->candidates.count; i++) {
		candidate *at = &self->candidates.items[i];
		for (size_t k = 0; k < self->candidates.count && !at->sure; k++)
			at->sure = self->candidates.items[k].names == at->names && self->candidates.items[k].sure;
	}
}

static void decide(reading *self, size_t number)
{
	candidate *at = &self->candidates.items[number];
	const candidate *qualifier = qualifier_of(self, number), *before = NULL;
	for (size_t i = number; i-- > 0 && !before;)
		if (self->candidates.items[i].names == at->names && self->candidates.items[i].sure)
			before = &self->candidates.items[i];
	int best = -1;
	for (uint32_t name = at->names; name != NAME_NONE; name = gazetteer_name(self->gazetteer, name)->next) {
		const place_entry *entry = gazetteer_entry(self->gazetteer, gazetteer_name(self->gazetteer, name)->entry);
		int points = score(self, at, entry, qualifier, before);
		if (qualifier && lies_in(self, entry, qualifier))
			at->sure = true;
		/* The chain runs from the last line read to the first: of equals the first line wins. */
		if (points >= best) {
			best = points;
			at->entry = entry;
		}
	}
}

/* "in Paris, Texas" where no Paris of Texas is known: a place of that name there, and nothing else about it. */
static const place_entry *unknown_in(reading *self, const candidate *at, const place_entry *outer)
{
	place_entry *entry = ARENA_NEW(self->memory, place_entry);
	entry->name = words_of(self, at->first, at->end);
	memcpy(entry->country, outer->country, sizeof entry->country);
	entry->country_name = outer->resolution == 1 ? outer->name : outer->country_name;
	if (outer->feature_class[0] == 'A' && outer->resolution > 1)
		entry->province = outer->name;
	memcpy(entry->feature_class, "P", sizeof "P");
	memcpy(entry->feature_code, "PPL", sizeof "PPL");
	entry->resolution = 4;
	return entry;
}

static void check_qualifiers(reading *self)
{
	for (size_t i = 0; i < self->candidates.count; i++) {
		candidate *at = &self->candidates.items[i];
		const candidate *outer = qualifier_of(self, i);
		/* "Walker County": the gazetteer has no counties, and the town of Walker is somewhere else. */
		if (at->kind == WORD_AREA && at->entry->feature_class[0] == 'P' && !at->country)
			at->entry = NULL;
		/* "Central District" says nothing where its country is not named. */
		if (at->entry && at->entry->feature_class[0] == 'A' && (self->words[at->first] & WORD_PART)
				&& at->end == at->first + 2 && (self->words[at->first + 1] & WORD_AREA)
				&& !self->votes[gazetteer_country(self->gazetteer, at->entry->country)])
			at->entry = NULL;
		if (!at->entry || at->entry->feature_class[0] != 'P' || !outer || !outer->entry
				|| outer->entry->feature_class[0] != 'A'
				|| lies_in(self, at->entry, outer))
			continue;
		if (before_comma(self, at) ? node_at(self, at->head)->head == outer->head
				: node_at(self, outer->head)->head == at->head && node_at(self, outer->head)->deprel != DEPREL_CONJ)
			at->entry = unknown_in(self, at, outer->entry);
	}
}

/* ---- handing on ---- */

/* "travelled to", "a trip to", "made a visit to" */
static bool is_movement(const reading *self, int32_t host)
{
	if (self->words[host] & WORD_MOVE)
		return true;
	int32_t object = syntax_child(self->syntax, host, DEPREL_OBJ);
	return object >= 0 && (self->words[object] & WORD_MOVE) && node_at(self, object)->upos == UPOS_NOUN;
}

/* Does `governor` hand the place in its phrase on to what it hangs on itself? Words such as "outskirts" do, a list, and
 * any noun that is itself a place by its preposition ("across the peaks of Kurdistan"). */
static bool passes_on(const reading *self, int32_t token, unsigned by)
{
	const node *here = node_at(self, token), *governor = node_at(self, here->head);
	switch (here->deprel) {
	case DEPREL_CONJ: case DEPREL_APPOS:
		return true;
	case DEPREL_COMPOUND:
		if (here->head > token + 1 && slice_is(text_form(self->text, (uint32_t)token + 1), ","))
			return true;
		break;
	case DEPREL_NMOD: case DEPREL_NMOD_POSS: case DEPREL_NMOD_DESC: case DEPREL_FLAT:
		break;
	default:
		return false;
	}
	if ((self->words[here->head] & (WORD_HEAD | WORD_TOWN | WORD_AREA)) && governor->upos != UPOS_VERB)
		return true;
	return (by & WORD_OF) && governor->upos == UPOS_NOUN && governor->deprel == DEPREL_OBL
		&& (case_of(self, here->head) & WORD_AT);
}

static place_link link_of(const reading *self, int32_t token, unsigned by, bool country)
{
	const node *here = node_at(self, token);
	switch (here->deprel) {
	case DEPREL_OBL: case DEPREL_NMOD: case DEPREL_OBL_UNMARKED: case DEPREL_ADVMOD:
		if (by & WORD_AT)
			return PLACE_AT;
		if (by & (WORD_OF | WORD_UPON))
			return country ? PLACE_UNLINKED : PLACE_OBJECT;
		if (by & WORD_TO)
			return !country || is_movement(self, here->head) ? PLACE_TO : PLACE_UNLINKED;
		return (by & WORD_FROM) && is_movement(self, here->head) ? PLACE_FROM : PLACE_UNLINKED;
	case DEPREL_COMPOUND: case DEPREL_NMOD_POSS:
		return country ? PLACE_UNLINKED : PLACE_NAME;
	case DEPREL_OBJ: case DEPREL_NSUBJ_PASS:
		return country ? PLACE_UNLINKED : PLACE_OBJECT;
	default:
		return PLACE_UNLINKED;
	}
}

/* What the toponym hangs on, and how. */
static void find_host(const reading *self, toponym *out)
{
	int32_t at = out->head;
	bool country = out->entry && out->entry->resolution <= 1, inside = false;
	for (int step = 0; step < 5 && node_at(self, at)->head >= 0; step++) {
		unsigned by = case_of(self, at);
		if (passes_on(self, at, by)) {
			/* "on a building in Gaza": in Gaza, however the building is hit. */
			inside |= (by & WORD_AT) != 0;
			at = node_at(self, at)->head;
			continue;
		}
		out->host = node_at(self, at)->head;
		out->link = link_of(self, at, by, country && !inside);
		if (inside && out->link != PLACE_UNLINKED)
			out->link = PLACE_AT;
		return;
	}
}

static int resolution_of(const toponym *place)
{
	return place->entry ? place->entry->resolution : 0;
}

static void hand_on(reading *self, places *out)
{
	out->items = ARENA_ARRAY(self->memory, self->candidates.count + 1, toponym);
	for (size_t i = 0; i < self->candidates.count; i++) {
		const candidate *at = &self->candidates.items[i];
		if (!at->sure || (!at->dateline && is_person_here(self, at) && !in_place_phrase(self, at)))
			continue;
		toponym *item = &out->items[out->count++];
		*item = (toponym){.first = at->first, .end = at->end, .entry = at->entry, .head = at->head, .host = -1,
			.link = PLACE_UNLINKED, .dateline = at->dateline};
		if (!at->dateline)
			find_host(self, item);
	}
	for (uint32_t i = 0; i < out->count; i++)
		if (out->items[i].dateline && (!out->dateline || (resolution_of(out->dateline) < 4
				&& resolution_of(&out->items[i]) >= 4)))
			out->dateline = &out->items[i];
}

void place_read(const gazetteer *gazetteer, const document *document, const text *text, const syntax *syntax,
	arena *memory, places *out)
{
	(void)document;
	*out = (places){0};
	reading self = {.gazetteer = gazetteer, .text = text, .syntax = syntax, .memory = memory};
	self.votes = ARENA_ARRAY(memory, gazetteer_country_count(gazetteer) + 1, uint32_t);
	self.country_at = ARENA_ARRAY(memory, text->token_count + 1, uint32_t);
	self.words = ARENA_ARRAY(memory, text->token_count + 1, unsigned);
	for (uint32_t i = 0; i < text->token_count; i++) {
		slice lemma = syntax->nodes[i].lemma;
		if (syntax->nodes[i].upos == UPOS_PROPN)
			lemma = utf8_lower(memory, lemma);
		self.words[i] = gazetteer_word(gazetteer, lemma);
	}
	for (uint32_t i = 0; i < text->sentence_count; i++)
		if (text->sentences[i].kind != SENTENCE_BYLINE)
			find_in(&self, &text->sentences[i]);
	for (size_t i = 0; i < self.candidates.count; i++)
		self.candidates.items[i].country = country_beside(&self, &self.candidates.items[i]);
	for (size_t i = 0; i < self.candidates.count; i++) {
		vote_by_place(&self, &self.candidates.items[i]);
		note_divisions(&self, &self.candidates.items[i]);
	}
	for (size_t i = 0; i < self.candidates.count; i++)
		decide(&self, i);
	check_qualifiers(&self);
	make_sure(&self);
	hand_on(&self, out);
}
