/* evidence.c — what the report as a whole is about: its main country and the pair of its conflict. */
#include <string.h>

#include "name/naming.h"

/* A country counts more where the report says what it is about: in its headline and its first sentences. */
enum { FIRST_SENTENCES = 2, CODES_MOST = 8 };
static const double FIRST_WEIGHT = 2.0, DATELINE_WEIGHT = 1.5;
/* The main country has to lead by this factor over the next one, and be named at all. */
static const double LEAD = 1.05;
/* With this share of all votes, people of whom only the name is known are supposed to be of the main country. */
static const double DOMESTIC_SHARE = 0.5;

bool code_is_state(const char *code)
{
	static const char others[] = "IGO UNO EUR NGO ISM IMG MNC ";
	return code[0] && !strstr(others, code);
}

static void vote(naming *self, const char *code, double weight, uint32_t token)
{
	slice key = slice_of(arena_copy(self->memory, code, 3));
	uint32_t index = (uint32_t)self->votes.count;
	uint32_t found = table_add(&self->vote_of, self->memory, key, index);
	if (found == index) {
		country_vote *added = VECTOR_PUSH(self->memory, &self->votes);
		*added = (country_vote){.first_token = token};
		memcpy(added->code, code, 4);
	}
	self->votes.items[found].weight += weight;
	self->votes.items[found].mentions++;
}

/* A name that several countries have ("Georgia") is decided by the votes, and has none itself. */
static bool ambiguous(const naming *self, const match *name)
{
	const name_lexicon *lexicon = self->lexicon;
	for (uint32_t l = name->link; l != LINE_NONE; l = lexicon->links[l].next) {
		const actor_line *line = lexicon_line(lexicon, lexicon->links[l].line);
		if (line->kind != KIND_SHORT && line->type != ENTITY_PERSON
				&& strcmp(line->code.country, name->code.country) != 0)
			return true;
	}
	return false;
}

void naming_vote(naming *self, bool persons)
{
	uint32_t bodies = 0, body = UINT32_MAX;
	for (uint32_t m = 0; m < self->matches.count; m++) {
		const match *name = &self->matches.items[m];
		uint32_t s = self->text->tokens[name->first].sentence;
		sentence_kind kind = self->text->sentences[s].kind;
		if (kind == SENTENCE_BODY && s != body) {
			body = s;
			bodies++;
		}
		if (name->line == LINE_NONE || !name->code.country[0] || (name->type == ENTITY_PERSON) != persons
				|| ambiguous(self, name))
			continue;
		double weight = kind == SENTENCE_DATELINE ? DATELINE_WEIGHT
			: kind == SENTENCE_HEADLINE || bodies <= FIRST_SENTENCES ? FIRST_WEIGHT : 1;
		vote(self, name->code.country, weight, name->first);
	}
}

void naming_main_country(naming *self)
{
	const country_vote *best = NULL, *second = NULL;
	double all = 0;
	for (uint32_t i = 0; i < self->votes.count; i++) {
		const country_vote *here = &self->votes.items[i];
		if (!code_is_state(here->code))
			continue;
		all += here->weight;
		if (!best || here->weight > best->weight) {
			second = best;
			best = here;
		} else if (!second || here->weight > second->weight) {
			second = here;
		}
	}
	if (best && (!second || best->weight >= LEAD * second->weight))
		memcpy(self->main_country.country, best->code, 4);
	self->domestic = best && best->weight >= DOMESTIC_SHARE * all;
}

/* ---- the conflict ---- */

typedef struct coupling {
	actor_code a, b;
	double weight;
} coupling;
typedef VECTOR(coupling) couplings;

/* A state is one side, whoever acts for it; other groups are told apart by their sector too. */
static actor_code side_of(actor_code code)
{
	if (code_is_state(code.country) && strcmp(code.sector, "REB") != 0)
		memset(code.sector, 0, sizeof code.sector);
	return code;
}

static int compare(actor_code a, actor_code b)
{
	return memcmp(&a, &b, sizeof a);
}

static void couple(naming *self, table *index, couplings *list, actor_code a, actor_code b, double weight)
{
	if (compare(a, b) > 0) {
		actor_code swapped = a;
		a = b;
		b = swapped;
	}
	coupling key = {a, b, 0};
	slice bytes = {arena_copy(self->memory, (const char *)&key, 2 * sizeof a), 2 * sizeof a};
	uint32_t next = (uint32_t)list->count;
	uint32_t found = table_add(index, self->memory, bytes, next);
	if (found == next)
		*VECTOR_PUSH(self->memory, list) = key;
	list->items[found].weight += weight;
}

void naming_conflict(naming *self)
{
	table index = {0};
	couplings list = {0};
	for (uint32_t i = 0; i < self->nominals.count;) {
		uint32_t sentence = self->nominals.items[i].sentence, count = 0;
		struct { actor_code code; bool subject; } sides[CODES_MOST];
		for (; i < self->nominals.count && self->nominals.items[i].sentence == sentence; i++) {
			const nominal *here = &self->nominals.items[i];
			if (here->place_like || here->form == FORM_PRONOUN)
				continue;
			for (uint32_t p = 0; p < here->party_count && count < CODES_MOST; p++) {
				if (here->parties[p].origin >= PARTY_AGENT_ALONE || !here->parties[p].code.country[0])
					continue;
				actor_code side = side_of(here->parties[p].code);
				bool known = false;
				for (uint32_t k = 0; k < count; k++) {
					known |= compare(sides[k].code, side) == 0;
					if (compare(sides[k].code, side) == 0)
						sides[k].subject |= here->subject;
				}
				if (known)
					continue;
				sides[count].code = side;
				sides[count++].subject = here->subject;
			}
		}
		for (uint32_t a = 0; a < count; a++)
			for (uint32_t b = a + 1; b < count; b++)
				couple(self, &index, &list, sides[a].code, sides[b].code,
					sides[a].subject != sides[b].subject ? 1.5 : 1);
	}
	const coupling *best = NULL, *second = NULL;
	for (uint32_t i = 0; i < list.count; i++) {
		if (!best || list.items[i].weight > best->weight) {
			second = best;
			best = &list.items[i];
		} else if (!second || list.items[i].weight > second->weight) {
			second = &list.items[i];
		}
	}
	if (!best || best->weight < 2 || (second && best->weight < LEAD * second->weight))
		return;
	self->conflict[0] = best->a;
	self->conflict[1] = best->b;
}
