/* known_person.c — people of the lexicon whom the report calls by a title and a family name ("President Putin"), or,
 * if they lead a state, by the family name alone. */
#include <string.h>

#include "name/naming.h"

/* Family names are shared by many; this many bearers of one are looked at. */
enum { BEARERS_MOST = 200 };
/* Of a family name in the report: two people of the lexicon have it. */
#define SHARED (TABLE_NONE - 1)

static bool holds(slice office, slice title)
{
	for (size_t i = 0; title.length && i + title.length <= office.length; i++)
		if ((i == 0 || office.at[i - 1] == ' ') && memcmp(office.at + i, title.at, title.length) == 0
				&& (i + title.length == office.length || office.at[i + title.length] == ' '))
			return true;
	return false;
}

/* A line of this person that names the title and has ended: who is "former President Example". */
static bool held_before(const naming *self, uint32_t index, slice title, match *out)
{
	const name_lexicon *lexicon = self->lexicon;
	for (uint32_t i = lexicon->actors[index].first; i != LINE_NONE; i = lexicon_line(lexicon, i)->next) {
		const actor_line *line = lexicon_line(lexicon, i);
		if (!holds(lexicon_text(lexicon, line->office), title) || (self->dated && line->to >= self->day))
			continue;
		out->line = i;
		out->code = line->code;
		out->office = (slice){0};
		memcpy(out->code.sector, "ELI", 4);
		return true;
	}
	return false;
}

/* The country that the phrase itself gives: "Turkish President …"; NULL: none. */
static const char *own_country(const naming *self, const nominal *of)
{
	for (uint32_t t = of->first; t < of->end; t++)
		if (self->match_of[t] >= 0 && self->matches.items[self->match_of[t]].code.country[0])
			return self->matches.items[self->match_of[t]].code.country;
	return NULL;
}

bool known_person(naming *self, uint32_t which)
{
	nominal *of = &self->nominals.items[which];
	slice word = name_fold(self->memory, nominal_name(self, of));
	if (of->type == ENTITY_ORG || of->type == ENTITY_LOC || memchr(word.at, ' ', word.length))
		return false;
	bool titled = of->agent && (of->agent->kind == AGENT_TITLE || of->agent->kind == AGENT_PERSON);
	slice title = titled ? self->lower[of->agent_head] : (slice){0};
	const char *country = own_country(self, of);
	const name_lexicon *lexicon = self->lexicon;
	uint32_t link = trie_find(&lexicon->short_names, word);
	match best = {0};
	double best_votes = -1;
	bool tie = false;
	for (unsigned n = 0; link != LINE_NONE && n < BEARERS_MOST; n++, link = lexicon->persons[link].next) {
		match found = {0};
		uint32_t bearer = lexicon->persons[link].actor;
		if (of->former) {
			if (!titled || !held_before(self, bearer, title, &found))
				continue;
		} else {
			match_person(self, bearer, &found);
			bool fits = titled ? holds(found.office, title) : lexicon_word(lexicon, found.office, WORD_HEAD);
			if (!found.in_force || !fits)
				continue;
		}
		double votes = votes_for(self, found.code.country);
		if ((country && strcmp(country, found.code.country) != 0) || (!titled && votes <= 0))
			continue;
		tie = votes == best_votes;
		if (votes > best_votes) {
			best = found;
			best_votes = votes;
		}
	}
	if (best_votes < 0 || tie)
		return false;
	const actor_line *line = lexicon_line(lexicon, best.line);
	of->parties = ARENA_NEW(self->memory, party);
	of->party_count = 1;
	*of->parties = (party){.code = best.code, .office = best.office, .origin = PARTY_NAME,
		.identifier = lexicon_actor_name(lexicon, line->actor), .source = lexicon_place(lexicon, line, self->memory)};
	of->type = ENTITY_PERSON;
	of->human = true;
	return true;
}

void naming_full_names(naming *self)
{
	for (uint32_t m = 0; m < self->matches.count; m++) {
		const match *name = &self->matches.items[m];
		if (name->line == LINE_NONE || name->type != ENTITY_PERSON || name->end - name->first < 2)
			continue;
		uint32_t actor = lexicon_line(self->lexicon, name->line)->actor;
		slice word = name_fold(self->memory, name_last_word(lexicon_actor_name(self->lexicon, actor)));
		uint32_t known = table_add(&self->full_names, self->memory, word, m);
		if (known != SHARED && lexicon_line(self->lexicon, self->matches.items[known].line)->actor != actor)
			table_set(&self->full_names, self->memory, word, SHARED);
	}
}

bool known_later(naming *self, uint32_t which)
{
	nominal *of = &self->nominals.items[which];
	slice word = name_fold(self->memory, nominal_name(self, of));
	if (of->type == ENTITY_ORG || of->type == ENTITY_LOC || of->type == ENTITY_EVENT || of->place_like
			|| memchr(word.at, ' ', word.length))
		return false;
	uint32_t index = table_get(&self->full_names, word);
	if (index == TABLE_NONE || index == SHARED)
		return false;
	const match *found = &self->matches.items[index];
	if (found->line == LINE_NONE || found->first <= of->head)
		return false;
	const actor_line *line = lexicon_line(self->lexicon, found->line);
	of->parties = ARENA_NEW(self->memory, party);
	of->party_count = 1;
	*of->parties = (party){.code = found->code, .office = found->office, .origin = PARTY_SHORT_NAME,
		.identifier = lexicon_actor_name(self->lexicon, line->actor),
		.source = lexicon_place(self->lexicon, line, self->memory)};
	of->type = ENTITY_PERSON;
	of->human = true;
	return true;
}
