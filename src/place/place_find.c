/* place_find.c — candidates: names of the gazetteer that stand as names of places, not of persons and bodies. */
#include <string.h>

#include "base/utf8.h"
#include "place/place_reading.h"

enum {
	SPAN_MOST = 8,
	SHORT_ACRONYM = 4,
	SIZE_ALONE = 300000           /* a smaller place needs a word beside it that makes it one */
};

static bool has_capital(const place_reading *self, uint32_t token)
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

slice words_between(const place_reading *self, uint32_t first, uint32_t end)
{
	span from = self->text->tokens[first].at, to = self->text->tokens[end - 1].at;
	return (slice){self->text->bytes + from.start, to.end - from.start};
}

/* The token of [first, end) that hangs on something outside. */
static int32_t head_within(const place_reading *self, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		int32_t head = node_at(self, (int32_t)i)->head;
		if (head < (int32_t)first || head >= (int32_t)end)
			return (int32_t)i;
	}
	return (int32_t)first;
}

unsigned case_classes(const place_reading *self, int32_t token)
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

static bool is_name(const place_reading *self, int32_t token)
{
	return node_at(self, token)->upos == UPOS_PROPN;
}

/* The longest name that begins at `first`; its end, or 0. */
static uint32_t longest_name(place_reading *self, uint32_t first, uint32_t limit, name_places *names)
{
	char buffer[GAZETTEER_BUFFER];
	slice word = gazetteer_first_word(gazetteer_fold_in(self->memory, text_form(self->text, first), buffer));
	size_t reach = gazetteer_reach(self->gazetteer, word);
	uint32_t found = 0;
	for (uint32_t end = first + 1; reach && end <= limit && end <= first + SPAN_MOST; end++) {
		slice words = words_between(self, first, end);
		if (words.length > reach + reach + SPAN_MOST)
			break;
		slice folded = gazetteer_fold_in(self->memory, words, buffer);
		slice beginning = gazetteer_first_words(folded);
		if (beginning.length < folded.length && gazetteer_reach(self->gazetteer, beginning) == 0)
			break;
		name_places here = gazetteer_find(self->gazetteer, folded, is_capitals(words));
		if (!here.links)
			continue;
		found = end;
		*names = here;
	}
	return found;
}

static uint32_t longest_adjective(place_reading *self, uint32_t first, uint32_t limit, uint32_t *country)
{
	uint32_t found = 0;
	for (uint32_t end = first + 1; end <= limit && end <= first + 3; end++) {
		char buffer[GAZETTEER_BUFFER];
		slice words = gazetteer_fold_in(self->memory, words_between(self, first, end), buffer);
		uint32_t number = gazetteer_adjective(self->gazetteer, words);
		if (number) {
			found = end;
			*country = number;
		}
	}
	return found;
}

static uint32_t first_country(const place_reading *self, name_places names)
{
	for (uint32_t i = 0; i < names.count; i++) {
		uint32_t place = gazetteer_place(self->gazetteer, names, i);
		if (gazetteer_resolution(self->gazetteer, place) == 1)
			return place;
	}
	return ROW_NONE;
}

/* Is one of the names big enough, or of a kind, to be known without a word beside it? Counties and districts are by
 * names of several words ("Harris County"). */
static bool is_prominent(const place_reading *self, name_places names, uint32_t words)
{
	for (uint32_t i = 0; i < names.count; i++) {
		uint32_t place = gazetteer_place(self->gazetteer, names, i);
		if (gazetteer_resolution(self->gazetteer, place) == 3 && words == 1)
			continue;
		if (!is_populated(self, place) || gazetteer_row(self->gazetteer, place)->population >= SIZE_ALONE
				|| strcmp(gazetteer_kind(self->gazetteer, place)->feature_code, "PPLC") == 0)
			return true;
	}
	return false;
}

bool is_before_comma(const place_reading *self, const candidate *at)
{
	const node *head = node_at(self, at->head);
	if (head->deprel != DEPREL_COMPOUND || head->head <= (int32_t)at->end)
		return false;
	slice mark = text_form(self->text, at->end);
	return slice_is(mark, ",") || slice_is(mark, "(");
}

/* "President Lincoln", "Mr. Perry" */
static bool has_title(const place_reading *self, const candidate *at)
{
	for (int32_t child = node_at(self, at->head)->first_child; child >= 0; child = node_at(self, child)->next_sibling) {
		deprel relation = (deprel)node_at(self, child)->deprel;
		if (child < (int32_t)at->first && (self->words[child] & WORD_TITLE) && (relation == DEPREL_NMOD_DESC
				|| relation == DEPREL_COMPOUND || relation == DEPREL_FLAT))
			return true;
	}
	return false;
}

/* Part of a longer name, of a person ("Paris Hilton") or of a body ("Washington Post", "University of Texas")? */
static bool in_longer_name(const place_reading *self, const candidate *at)
{
	const unsigned kinds = WORD_AREA | WORD_TOWN | WORD_WATER | WORD_OFFICE | WORD_HEAD;
	const node *head = node_at(self, at->head);
	if (head->deprel == DEPREL_FLAT || has_title(self, at))
		return true;
	if (head->deprel == DEPREL_COMPOUND && head->head >= 0 && is_name(self, head->head) && !is_before_comma(self, at)
			&& !(head->head == (int32_t)at->end && (self->words[head->head] & kinds)
				&& !(self->words[head->head] & WORD_BODY)))
		return true;
	if (head->deprel == DEPREL_NMOD && head->head >= 0 && head->head < (int32_t)at->first && is_name(self, head->head)
			&& (case_classes(self, at->head) & WORD_OF) && !(self->words[head->head] & kinds))
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
static bool is_in_flat_name(const place_reading *self, const candidate *at)
{
	if (node_at(self, at->head)->deprel == DEPREL_FLAT || has_title(self, at))
		return true;
	for (int32_t child = node_at(self, at->head)->first_child; child >= 0; child = node_at(self, child)->next_sibling)
		if (node_at(self, child)->deprel == DEPREL_FLAT && !is_inside(at, child))
			return true;
	return false;
}

/* "Paris" alone, in a report that has a Valeska Paris. */
static bool is_person_here(const place_reading *self, const candidate *at)
{
	for (size_t i = 0; i < self->people.count; i++)
		if (self->people.items[i] == at->names.links)
			return true;
	return false;
}

/* Does it hang on a person's name ("John Nale of Chattanooga")? */
static bool is_of_person(const place_reading *self, const candidate *at)
{
	const node *head = node_at(self, at->head);
	return head->deprel == DEPREL_NMOD && head->head >= 0 && head->head < (int32_t)at->first
		&& (case_classes(self, at->head) & WORD_OF) && is_name(self, head->head)
		&& syntax_child(self->syntax, head->head, DEPREL_FLAT) >= 0;
}

/* A preposition of place, its own or that of the state behind a comma. */
static unsigned place_case(const place_reading *self, const candidate *at)
{
	unsigned by = case_classes(self, at->head);
	return is_before_comma(self, at) ? by | case_classes(self, node_at(self, at->head)->head) : by;
}

/* A word beside it that says that a place is meant. */
static bool in_place_phrase(const place_reading *self, const candidate *at)
{
	const node *head = node_at(self, at->head);
	const unsigned places = WORD_AT | WORD_UPON | WORD_TO | WORD_FROM;
	unsigned by = place_case(self, at);
	if (at->doubtful)
		return (by & WORD_AT) && !(at->doubtful & WORD_COMMON);
	if (at->kind || (by & places) || is_of_person(self, at))
		return true;
	if (head->head < 0)
		return false;
	const node *governor = node_at(self, head->head);
	unsigned class = self->words[head->head];
	if (head->deprel == DEPREL_COMPOUND && (class & (WORD_LOCAL | WORD_OFFICE)))
		return true;
	if (head->deprel == DEPREL_CONJ && (case_classes(self, head->head) & places) && is_name(self, head->head))
		return true;
	bool part = head->deprel == DEPREL_COMPOUND || head->deprel == DEPREL_APPOS || head->deprel == DEPREL_NMOD;
	return part && governor->upos != UPOS_VERB && (class & (WORD_AREA | WORD_TOWN | WORD_HEAD));
}

/* "Kursk region": the word behind joins the toponym. "city of Kursk", "city Kursk": it only says which kind. */
static void find_kind(const place_reading *self, candidate *at, uint32_t limit)
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
			&& ((case_classes(self, at->head) & WORD_OF) || governor + 1 == (int32_t)at->first))
		at->kind = self->words[governor] & kinds;
}

/* The country that a possessive, an adjective or a phrase beside the toponym gives. */
static uint32_t country_beside(const place_reading *self, const candidate *at)
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

static void vote(place_reading *self, uint32_t first, uint32_t end, uint32_t country, uint32_t weight)
{
	self->votes[country] += weight;
	self->votes[0] += weight;
	for (uint32_t i = first; i < end; i++)
		self->country_at[i] = country;
}

/* WORD_COMMON, WORD_PERSON: the name is a common word, a person's name, and no place of it is well known. */
static unsigned doubt_about(const place_reading *self, const candidate *at, bool prominent)
{
	char buffer[GAZETTEER_BUFFER];
	slice words = words_between(self, at->first, at->end);
	unsigned doubt = gazetteer_word(self->gazetteer, gazetteer_fold_in(self->memory, words, buffer))
		& (WORD_COMMON | WORD_PERSON);
	if (prominent && doubt)
		return doubt & WORD_COMMON ? WORD_PERSON : 0;
	/* "EU", "ABS": an acronym of something else. */
	if (!doubt && words.length <= SHORT_ACRONYM && words.length > 1 && is_capitals(words) && !prominent)
		return WORD_COMMON;
	return doubt;
}

/* "in the Ukrainian capital", "outside the Swedish Parliament": the capital, and the country in which the body sits.
 * Not where the noun has a name of its own ("the Ukrainian capital of Kyiv"). */
static bool find_seat(place_reading *self, uint32_t first, uint32_t end, uint32_t country)
{
	int32_t noun = node_at(self, (int32_t)end - 1)->head;
	if (noun != (int32_t)end || !(self->words[noun] & (WORD_SEAT | WORD_CAPITAL))
			|| !(case_classes(self, noun) & (WORD_AT | WORD_UPON | WORD_TO)))
		return false;
	for (int32_t child = node_at(self, noun)->first_child; child >= 0; child = node_at(self, child)->next_sibling) {
		deprel relation = (deprel)node_at(self, child)->deprel;
		if (relation == DEPREL_APPOS || relation == DEPREL_FLAT || relation == DEPREL_NMOD || relation == DEPREL_NMOD_DESC)
			return false;
	}
	uint32_t place = self->words[noun] & WORD_CAPITAL ? gazetteer_capital(self->gazetteer, country)
		: gazetteer_country_place(self->gazetteer, country);
	if (place == ROW_NONE)
		return false;
	*VECTOR_PUSH(self->memory, &self->candidates) = (candidate){.first = first, .end = (uint32_t)noun + 1, .head = noun,
		.sure = true, .place = place};
	return true;
}

static void find_in(place_reading *self, const sentence *sentence)
{
	uint32_t limit = sentence->first + sentence->count;
	bool dateline = sentence->kind == SENTENCE_DATELINE;
	for (uint32_t i = sentence->first; i < limit;) {
		uint32_t country = 0, start = i++;
		name_places names = {0};
		if (!has_capital(self, start))
			continue;
		uint32_t end = longest_name(self, start, limit, &names);
		uint32_t adjective_end = longest_adjective(self, start, limit, &country);
		if (adjective_end > end || (adjective_end && node_at(self, (int32_t)start)->upos == UPOS_ADJ)) {
			vote(self, start, adjective_end, country, 1);
			i = adjective_end;
			if (find_seat(self, start, adjective_end, country))
				i++;
			continue;
		}
		if (!end)
			continue;
		i = end;
		candidate at = {.first = start, .end = end, .names = names, .dateline = dateline, .place = ROW_NONE,
			.head = head_within(self, start, end)};
		uint32_t state = first_country(self, names);
		bool proper = false;
		for (uint32_t k = start; k < end; k++)
			proper |= is_name(self, (int32_t)k);
		if (!proper && !dateline && !(end > start + 1) && !(case_classes(self, at.head) & (WORD_AT | WORD_TO | WORD_FROM)))
			continue;
		if (state != ROW_NONE && names.count == 1)
			vote(self, start, end, gazetteer_country_of(self->gazetteer, state), 2);
		if (!dateline && in_longer_name(self, &at)) {
			if (is_in_flat_name(self, &at))
				*VECTOR_PUSH(self->memory, &self->people) = names.links;
			continue;
		}
		bool prominent = is_prominent(self, names, end - start);
		at.doubtful = doubt_about(self, &at, prominent);
		find_kind(self, &at, limit);
		at.sure = dateline || (prominent && !at.doubtful) || in_place_phrase(self, &at);
		if (at.end > i)
			i = at.end;
		*VECTOR_PUSH(self->memory, &self->candidates) = at;
	}
}

void place_find(place_reading *self)
{
	for (uint32_t i = 0; i < self->text->sentence_count; i++)
		if (self->text->sentences[i].kind != SENTENCE_BYLINE)
			find_in(self, &self->text->sentences[i]);
	for (size_t i = 0; i < self->candidates.count; i++) {
		candidate *at = &self->candidates.items[i];
		at->country = country_beside(self, at);
		if (!at->dateline && !at->doubtful && is_person_here(self, at)) {
			at->doubtful = WORD_PERSON;
			at->sure = in_place_phrase(self, at);
		}
	}
}
