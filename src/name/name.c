/* name.c — who is meant: finds the mentions of a document and resolves them, in two passes. The first collects all
 * names of the lexicon and what the report is about; the second goes through the phrases in reading order. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "name/naming.h"

/* Votes for a country that the report speaks of more than once. */
enum { OFTEN = 2 };
enum { DEPTH_MOST = 12, BACK_MOST = 30, SAME_BACK_MOST = 150, APPOSED_MOST = 8, CLIMB_MOST = 4 };

/* The word that governs the phrase a noun stands in: "joined" of "thousands of people joined"; -1. */
static int32_t clause_around(const naming *self, uint32_t token)
{
	for (unsigned up = 0; up < CLIMB_MOST; up++) {
		deprel relation = (deprel)node_of(self, token)->deprel;
		int32_t head = node_of(self, token)->head;
		if (head < 0 || (relation != DEPREL_NMOD && relation != DEPREL_NMOD_POSS && relation != DEPREL_CONJ
				&& relation != DEPREL_APPOS))
			return head;
		token = (uint32_t)head;
	}
	return -1;
}

/* The country of a nominal that is a place in a place phrase, or NULL. */
static const char *country_of_spot(const naming *self, const nominal *here)
{
	if (!here->place_like || here->match < 0 || node_of(self, here->head)->head < 0)
		return NULL;
	const match *name = &self->matches.items[here->match];
	return name->line != LINE_NONE && code_is_state(name->code.country) ? name->code.country : NULL;
}

/* The country of the place where people act: "students marched in Oslo", "students protesting in Oslo", "in Oslo,
 * students marched"; or NULL. */
static const char *country_of_place(const naming *self, const nominal *of)
{
	int32_t verb = node_of(self, of->head)->head, clause = clause_around(self, of->head);
	uint32_t own = (uint32_t)self->nominal_of[of->head];
	for (uint32_t i = own + 1; i < self->nominals.count && i <= own + BACK_MOST; i++) {
		const nominal *here = &self->nominals.items[i];
		if (here->sentence != of->sentence)
			break;
		const char *country = country_of_spot(self, here);
		if (!country)
			continue;
		uint32_t above = (uint32_t)node_of(self, here->head)->head;
		bool relative = is_relation(self, above, DEPREL_ACL) || is_relation(self, above, DEPREL_ACL_RELCL);
		if ((int32_t)above == verb || (relative && node_of(self, above)->head == (int32_t)of->head))
			return country;
	}
	for (uint32_t i = own, back = 0; clause >= 0 && i-- > 0 && back < BACK_MOST; back++) {
		const nominal *here = &self->nominals.items[i];
		if (here->sentence != of->sentence)
			break;
		const char *country = country_of_spot(self, here);
		if (country && node_of(self, here->head)->head == clause
				&& deprel_is((deprel)node_of(self, here->head)->deprel, DEPREL_OBL))
			return country;
	}
	return NULL;
}

/* Whose support a participle names: "U.S.-trained rebels", who are of another country; NULL. */
static const char *backer_of(const naming *self, const nominal *of)
{
	for (uint32_t t = of->first; t < of->head; t++) {
		int32_t m = self->match_of[t], above = node_of(self, t)->head;
		if (m >= 0 && above > (int32_t)t && above < (int32_t)of->head && node_of(self, (uint32_t)above)->upos == UPOS_VERB)
			return self->matches.items[m].code.country;
	}
	return NULL;
}

/* "The Malian army attacked rebels": they are its own country's, if no other is named. */
static const char *country_of_soldiers(const naming *self, const nominal *of)
{
	int32_t verb = node_of(self, of->head)->head;
	if (verb < 0 || !is_relation(self, of->head, DEPREL_OBJ))
		return NULL;
	for (int32_t c = node_of(self, (uint32_t)verb)->first_child; c >= 0 && (uint32_t)c < of->head;
			c = node_of(self, (uint32_t)c)->next_sibling) {
		int32_t n = deprel_is((deprel)node_of(self, (uint32_t)c)->deprel, DEPREL_NSUBJ) ? self->nominal_of[c] : -1;
		if (n < 0 || self->nominals.items[n].party_count != 1)
			continue;
		const party *who = self->nominals.items[n].parties;
		if (who->origin < PARTY_AGENT_ALONE && code_is_state(who->code.country) && who->code.sector[0]
				&& strstr("MIL COP ", who->code.sector))
			return who->code.country;
	}
	return NULL;
}

/* "The rebels" and "protesters" are mostly those of whom the report has told before whose they are: "Syrian rebels". */
static const char *country_of_same(const naming *self, const nominal *of, const char *sector)
{
	bool armed = strstr("REB PRM UAF ", sector) != NULL;
	if (!of->agent || of->form != FORM_AGENT)
		return NULL;
	const char *against = armed && !backer_of(self, of) ? country_of_soldiers(self, of) : NULL;
	if (against)
		return against;
	for (uint32_t i = (uint32_t)self->nominal_of[of->head], back = 0; i-- > 0 && back < SAME_BACK_MOST; back++) {
		const nominal *here = &self->nominals.items[i];
		if (here->party_count != 1 || here->parties[0].origin >= PARTY_AGENT_ALONE
				|| !code_is_state(here->parties[0].code.country))
			continue;
		/* Where rebels fight, "the opposition" is mostly theirs. */
		const char *theirs = here->parties[0].code.sector;
		if (of->definite && strcmp(sector, "OPP") == 0 && theirs[0] && strstr("OPP REB ", theirs))
			return here->parties[0].code.country;
		if (strcmp(theirs, sector) != 0)
			continue;
		bool noun = here->form == FORM_AGENT && here->agent
			&& slice_equal(self->lower[here->agent_head], self->lower[of->agent_head]);
		if (noun || (armed && votes_for(self, here->parties[0].code.country) >= OFTEN))
			return here->parties[0].code.country;
	}
	return NULL;
}

/* Whose a bare "lawmakers" may be: the country of the nearest subject before it in the sentence ("the regime": of
 * anybody named before), else the report's. Victims and attackers are as often of the other side; but "the military"
 * that a government acts on is its own. */
static const char *default_country(const naming *self, const nominal *of, const char *sector)
{
	bool organ = strstr("GOV LEG JUD OPP PTY SPY ", sector) != NULL;
	bool body = of->definite && of->agent && of->agent->kind == AGENT_BODY;
	bool forces = body && strstr("MIL COP ", sector) && is_relation(self, of->head, DEPREL_OBJ);
	for (uint32_t i = (uint32_t)self->nominal_of[of->head], back = 0; (organ || forces) && i-- > 0 && back < BACK_MOST;
			back++) {
		const nominal *here = &self->nominals.items[i];
		if (here->sentence != of->sentence)
			break;
		if (forces && (!here->subject || here->party_count != 1 || strcmp(here->parties[0].code.sector, "GOV") != 0
				|| node_of(self, here->head)->head != node_of(self, of->head)->head))
			continue;
		if (here->party_count != 1 || here->place_like || !(here->subject || body)
				|| here->parties[0].origin >= PARTY_AGENT_ALONE || !code_is_state(here->parties[0].code.country))
			continue;
		return here->parties[0].code.country;
	}
	/* Diplomats and ministers meet abroad; governments and courts sit at home. */
	bool travels = organ && strstr("GOV SPY ", sector) && !body;
	const char *place = travels ? NULL : country_of_place(self, of);
	const char *same = place ? NULL : country_of_same(self, of, sector);
	if (same)
		return same;
	/* A name alone says nothing of its country, unless the report is about one country above all. */
	if (!place && of->form == FORM_UNKNOWN_NAME && !of->agent && !self->domestic)
		return "";
	return place ? place : self->main_country.country;
}

/* "foreign fighters", "world leaders": not of the report's own country. The foreign minister and officials of the
 * foreign ministry are. */
static bool is_foreign(const naming *self, const nominal *of)
{
	for (uint32_t t = of->first; of->form == FORM_AGENT && t < of->head; t++) {
		bool apart = !of->agent || t < of->agent_first || (t + 1 == of->agent_head
			&& (of->agent->kind == AGENT_PERSON || of->agent->kind == AGENT_GROUP));
		if (apart && is_word(self, t, WORD_FOREIGN))
			return true;
	}
	return false;
}

/* "clerics in the Middle East", "leaders of Africa": of a part of the earth, not of the report's own country. */
static bool is_of_continent(const naming *self, const nominal *of)
{
	for (int32_t c = node_of(self, of->head)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling) {
		uint32_t child = (uint32_t)c;
		if (child < of->head || !is_relation(self, child, DEPREL_NMOD) || node_of(self, child)->upos != UPOS_PROPN)
			continue;
		if (is_word(self, child, WORD_EARTH)
				|| (is_word(self, child, WORD_COMPASS) && is_word(self, child - 1, WORD_COMPASS)))
			return true;
	}
	return false;
}

/* A bare "police" belongs to the report's main country; marked as inferred by its origin. */
static void take_default(naming *self, nominal *of)
{
	if (of->others || is_foreign(self, of) || is_of_continent(self, of))
		return;
	for (uint32_t i = 0; i < of->party_count; i++) {
		party *one = &of->parties[i];
		if (one->origin != PARTY_AGENT_ALONE || !one->code.sector[0] || one->code.country[0])
			continue;
		const char *country = default_country(self, of, one->code.sector);
		const char *backer = backer_of(self, of);
		if (!country[0] || (backer && strcmp(backer, country) == 0))
			continue;
		memcpy(one->code.country, country, 4);
		one->origin = PARTY_AGENT_DEFAULT;
	}
}

/* A "spokesman" with nobody named beside him speaks for the body that was named last; not for the
 * news agency that he told it. */
static void take_body(naming *self, uint32_t which)
{
	nominal *of = &self->nominals.items[which];
	bool chair = of->party_count == 0 && of->form == FORM_AGENT && of->definite && is_word(self, of->head, WORD_CHAIR);
	if (!of->agent || of->agent->sector[0] != '=' || of->agent->kind != AGENT_PERSON || of->others || of->plural
			|| !(chair || (of->party_count == 1 && of->parties[0].origin == PARTY_AGENT_ALONE)))
		return;
	for (uint32_t i = which, back = 0; i-- > 0 && back < BACK_MOST; back++) {
		const nominal *here = &self->nominals.items[i];
		if (here->sentence + 2 < of->sentence)
			return;
		if (here->type != ENTITY_ORG || here->party_count != 1 || here->place_like || here->plural
				|| here->parties[0].origin >= PARTY_AGENT_ALONE || !here->parties[0].code.country[0]
				|| is_country(here->parties[0].code) || here->form == FORM_PRONOUN
				|| strcmp(here->parties[0].code.sector, "JRN") == 0)
			continue;
		if (chair)
			of->parties = ARENA_NEW(self->memory, party);
		of->party_count = 1;
		of->parties[0].code = here->parties[0].code;
		of->parties[0].origin = PARTY_AGENT_DEFAULT;
		return;
	}
}

/* Somebody of whom the report says nothing but the name is a private person of its main country. */
static void take_person(naming *self, nominal *of)
{
	of->parties = ARENA_NEW(self->memory, party);
	of->party_count = 1;
	*of->parties = (party){.identifier = nominal_name(self, of), .origin = PARTY_AGENT_ALONE};
	memcpy(of->parties->code.sector, "CVL", 4);
	take_default(self, of);
}

/* "others", "12 were killed": people, if a verb says so. */
static void take_some(naming *self, nominal *of)
{
	deprel relation = (deprel)node_of(self, of->head)->deprel;
	int32_t head = node_of(self, of->head)->head;
	if (relation == DEPREL_CONJ && head >= 0)
		relation = (deprel)node_of(self, (uint32_t)head)->deprel;
	if (!deprel_is(relation, DEPREL_NSUBJ) && !deprel_is(relation, DEPREL_OBJ))
		return;
	bool number = node_of(self, of->head)->upos == UPOS_NUM && !is_word(self, of->head, WORD_PART);
	if (!number && !is_word(self, of->head, WORD_PLURAL)
			&& !lexicon_word(self->lexicon, utf8_lower(self->memory, text_form(self->text, of->head)), WORD_PLURAL))
		return;
	of->parties = ARENA_NEW(self->memory, party);
	of->party_count = 1;
	*of->parties = (party){.origin = PARTY_AGENT_ALONE};
	memcpy(of->parties->code.sector, "CVL", 4);
}

/* An unknown name that the report has explained before. */
static bool take_known(naming *self, nominal *of)
{
	slice name = nominal_name(self, of);
	const char *key = arena_print(self->memory, "N%.*s", (int)(name.length % 512), name.at);
	uint32_t index = table_get(&self->entity_of, slice_of(key));
	if (index == TABLE_NONE)
		return false;
	of->antecedent = self->entities.items[index].last;
	if (has_code(&self->entities.items[index].first)) {
		of->parties = ARENA_NEW(self->memory, party);
		of->party_count = 1;
		*of->parties = self->entities.items[index].first;
	}
	if (of->type == ENTITY_NONE)
		of->type = self->entities.items[index].type;
	if (of->gender == GENDER_UNKNOWN)
		of->gender = self->entities.items[index].gender;
	return of->party_count > 0;
}

static bool without_country(const nominal *of)
{
	return of->party_count == 0 || (!of->parties[0].code.country[0] && of->parties[0].origin == PARTY_AGENT_ALONE);
}

/* An adjective that shares a noun with others stands for what the noun stands for. */
static void take_shared(naming *self, nominal *of, unsigned depth)
{
	nominal_resolve(self, (uint32_t)of->shared, depth + 1);
	const nominal *noun = &self->nominals.items[of->shared];
	of->parties = ARENA_ARRAY(self->memory, noun->party_count + 1, party);
	of->party_count = noun->party_count;
	if (noun->party_count)
		memcpy(of->parties, noun->parties, noun->party_count * sizeof(party));
	of->type = noun->type;
	of->plural = noun->plural;
}

/* "its minister", "their leader" */
static bool of_pronoun(const naming *self, const nominal *of)
{
	for (int32_t c = node_of(self, of->head)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling)
		if (is_relation(self, (uint32_t)c, DEPREL_NMOD_POSS) && node_of(self, (uint32_t)c)->upos == UPOS_PRON)
			return true;
	return false;
}

/* "The French president, Emmanuel Macron, …": the title says what he is, the name who. */
static void take_apposed_name(naming *self, nominal *of, unsigned depth)
{
	if (of->form != FORM_AGENT || of->type != ENTITY_PERSON || of->plural || of->party_count != 1)
		return;
	uint32_t own = (uint32_t)self->nominal_of[of->head];
	for (uint32_t i = own + 1; i < self->nominals.count && i < own + APPOSED_MOST; i++) {
		const nominal *name = &self->nominals.items[i];
		if (name->head >= self->high[of->head] || !is_relation(self, name->head, DEPREL_APPOS)
				|| (node_of(self, name->head)->head != (int32_t)of->head && apposed_title(self, name) != (int32_t)own))
			continue;
		nominal_resolve(self, i, depth + 1);
		if ((name->form != FORM_NAME && name->form != FORM_UNKNOWN_NAME) || name->type != ENTITY_PERSON
				|| name->party_count != 1 || !name->parties->identifier.at)
			continue;
		if (strcmp(name->parties->code.country, of->parties->code.country) != 0) {
			/* Whose minister "its minister" is, a name of the lexicon knows best. */
			if (name->parties->origin != PARTY_NAME || !name->parties->code.country[0] || !of_pronoun(self, of))
				continue;
			*of->parties = *name->parties;
			return;
		}
		of->parties->identifier = name->parties->identifier;
		of->parties->source = name->parties->source;
		if (!of->parties->office.at)
			of->parties->office = name->parties->office;
		return;
	}
}

void nominal_resolve(naming *self, uint32_t which, unsigned depth)
{
	nominal *of = &self->nominals.items[which];
	if (of->progress != TO_DO || depth > DEPTH_MOST)
		return;
	of->progress = DOING;
	switch (of->form) {
	case FORM_PRONOUN:
		refer_pronoun(self, which, depth);
		break;
	case FORM_UNKNOWN_NAME:
		if (refer_short(self, which) || known_person(self, which) || known_later(self, which))
			break;
		nominal_describe(self, which, depth);
		if (without_country(of) && !take_known(self, of) && of->party_count == 0 && of->type == ENTITY_PERSON
				&& !of->modifier)
			take_person(self, of);
		break;
	case FORM_NAME: case FORM_AGENT: case FORM_QUANTIFIER:
		if (of->shared >= 0) {
			take_shared(self, of, depth);
			break;
		}
		nominal_describe(self, which, depth);
		if (without_country(of))
			refer_definite(self, which);
		if (of->form == FORM_QUANTIFIER && of->party_count == 0 && !refer_part(self, which))
			take_some(self, of);
		break;
	case FORM_THING:
		refer_spot(self, which);
		break;
	}
	take_body(self, which);
	take_default(self, of);
	/* Done but for the name, so that the name may ask for the title's code. */
	of->progress = DONE;
	take_apposed_name(self, of, depth);
}

/* ---- the result ---- */

static bool is_mention(const nominal *of)
{
	if (of->form == FORM_THING || (of->form == FORM_UNKNOWN_NAME && of->modifier && of->party_count == 0
			&& of->type == ENTITY_NONE))
		return false;
	return of->form != FORM_AGENT || of->agent || of->party_count || of->entity != ENTITY_UNKNOWN;
}

static int by_place(const void *a, const void *b)
{
	const mention *left = a, *right = b;
	if (left->first != right->first)
		return left->first < right->first ? -1 : 1;
	if (left->end != right->end)
		return left->end > right->end ? -1 : 1;
	return left->head < right->head ? -1 : left->head > right->head;
}

/* A name of which nothing was known when it was read, but is now. */
static void take_later(naming *self, nominal *of)
{
	if (of->party_count || of->entity == ENTITY_UNKNOWN || of->form != FORM_UNKNOWN_NAME || of->modifier)
		return;
	const entity *whom = &self->entities.items[of->entity];
	if (of->type == ENTITY_NONE)
		of->type = whom->type;
	if (!has_code(&whom->first) && of->type == ENTITY_PERSON) {
		take_person(self, of);
		of->parties->entity = of->entity;
		return;
	}
	if (!has_code(&whom->first) || whom->first.origin >= PARTY_AGENT_ALONE)
		return;
	of->parties = ARENA_NEW(self->memory, party);
	of->party_count = 1;
	*of->parties = whom->first;
	of->parties->origin = PARTY_DESCRIBED;
}

/* Later descriptions of somebody who was a mere name before, and names for those who were only described. */
static void complete(naming *self)
{
	for (uint32_t i = 0; i < self->nominals.count; i++) {
		nominal *here = &self->nominals.items[i];
		take_later(self, here);
		for (uint32_t p = 0; p < here->party_count; p++) {
			party *one = &here->parties[p];
			const party *best = &self->entities.items[one->entity].first;
			if (one->origin >= PARTY_AGENT_ALONE && best->origin < PARTY_AGENT_ALONE && here->form != FORM_AGENT) {
				one->code = best->code;
				one->office = best->office;
				one->origin = PARTY_DESCRIBED;
			}
			/* "the leaders" are nobody in particular, whoever is known for one of them. */
			bool many = here->plural && here->form == FORM_AGENT;
			if (!one->identifier.at && here->party_count == 1 && !many)
				one->identifier = best->identifier;
		}
	}
}

/* The lexicon's name for a seat of government or a part of a state, not for the state. */
static bool is_city(const naming *self, const nominal *of)
{
	if (of->match < 0)
		return false;
	name_kind kind = self->matches.items[of->match].kind;
	return kind == KIND_CAPITAL || kind == KIND_REGION;
}

/* "Arab" before a noun: the name of a people that is no actor by itself. */
static bool alone_people(const naming *self, uint32_t token)
{
	return self->nominal_of[token] < 0 && self->match_of[token] < 0 && proper_name_peoples(self, token);
}

static void find_name(const naming *self, const nominal *of, mention *out)
{
	if (of->match >= 0) {
		out->name_first = self->matches.items[of->match].first;
		out->name_end = self->matches.items[of->match].end;
		while (out->name_first + 1 < out->name_end && !proper_name_starts(self, out->name_first, of->type))
			out->name_first++;
		if (of->type == ENTITY_GPE || of->type == ENTITY_LOC || of->type == ENTITY_NORP)
			out->name_first = proper_name_quarter(self, out->name_first);
	} else if (of->form == FORM_UNKNOWN_NAME) {
		nominal_name_tokens(self, of, &out->name_first, &out->name_end);
		/* "The Office" alone is a noun in capitals. */
		if (out->name_end - out->name_first == 1 && proper_name_common(self, out->name_first))
			out->name_first = out->name_end;
	} else if (of->form == FORM_AGENT && proper_name_peoples(self, of->head)) {
		out->name_first = of->head;
		out->name_end = of->head + 1;
		out->type = ENTITY_NORP;
	}
}

/* "Qatar" in "Qatar Charity" is a party, but no name of its own. */
static void drop_names_within(const naming *self, names *out)
{
	uint32_t *longest = ARENA_ARRAY(self->memory, self->tokens + 1, uint32_t);
	for (uint32_t m = 0; m < out->count; m++) {
		const mention *of = &out->mentions[m];
		uint32_t length = of->name_end - of->name_first;
		for (uint32_t t = of->name_first; t < of->name_end && of->type != ENTITY_PERSON; t++)
			longest[t] = longest[t] < length ? length : longest[t];
	}
	for (uint32_t m = 0; m < out->count; m++) {
		mention *of = &out->mentions[m];
		if (of->name_end > of->name_first && longest[of->name_first] > of->name_end - of->name_first)
			of->name_first = of->name_end;
	}
}

static void write_mentions(naming *self, names *out)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < self->nominals.count; i++)
		count += is_mention(&self->nominals.items[i]);
	for (uint32_t t = 0; t < self->tokens; t++)
		count += alone_people(self, t);
	out->mentions = ARENA_ARRAY(self->memory, count + 1, mention);
	for (uint32_t i = 0; i < self->nominals.count; i++) {
		const nominal *here = &self->nominals.items[i];
		if (!is_mention(here))
			continue;
		mention *written = &out->mentions[out->count++];
		*written = (mention){.head = here->head, .first = here->first, .end = here->end, .type = here->type,
			.parties = here->parties, .party_count = here->party_count,
			.pronoun = here->form == FORM_PRONOUN,
			.speaker = here->form == FORM_PRONOUN && is_word(self, here->head, WORD_SPEAKER),
			.plural = here->plural, .possessive = here->possessive,
			.adjective = here->modifier, .place_like = here->place_like, .city = is_city(self, here),
			.agent_noun = here->form == FORM_AGENT && here->agent, .antecedent = -1,
			.entity = here->party_count ? ENTITY_UNKNOWN : here->entity};
		find_name(self, here, written);
	}
	for (uint32_t t = 0; t < self->tokens; t++)
		if (alone_people(self, t))
			out->mentions[out->count++] = (mention){.head = t, .first = t, .end = t + 1, .type = ENTITY_NORP,
				.name_first = proper_name_quarter(self, t), .name_end = t + 1, .adjective = true, .antecedent = -1,
				.entity = ENTITY_UNKNOWN};
	drop_names_within(self, out);
	qsort(out->mentions, out->count, sizeof *out->mentions, by_place);
	out->mention_of = ARENA_ARRAY(self->memory, self->tokens + 1, int32_t);
	out->mention_headed = ARENA_ARRAY(self->memory, self->tokens + 1, int32_t);
	for (uint32_t t = 0; t < self->tokens; t++)
		out->mention_of[t] = out->mention_headed[t] = MENTION_NONE;
	for (uint32_t m = 0; m < out->count; m++)
		out->mention_headed[out->mentions[m].head] = (int32_t)m;
	/* A parse may leave a name two heads. */
	for (uint32_t t = 0; t < self->tokens; t++)
		if (self->nominal_of[t] >= 0 && out->mention_headed[t] == MENTION_NONE)
			out->mention_headed[t] = out->mention_headed[self->nominals.items[self->nominal_of[t]].head];
}

/* Mentions nest; in the order of their first tokens with the longer one first, the last one that covers a token is
 * the innermost. A stack of those still open keeps it linear. */
static void cover_tokens(naming *self, names *out)
{
	uint32_t *open = ARENA_ARRAY(self->memory, out->count + 1, uint32_t);
	uint32_t depth = 0, next = 0;
	for (uint32_t t = 0; t < self->tokens; t++) {
		while (next < out->count && out->mentions[next].first == t)
			open[depth++] = next++;
		while (depth && out->mentions[open[depth - 1]].end <= t)
			depth--;
		if (depth)
			out->mention_of[t] = (int32_t)open[depth - 1];
	}
}

static void link_antecedents(naming *self, names *out)
{
	for (uint32_t i = 0; i < self->nominals.count; i++) {
		const nominal *here = &self->nominals.items[i];
		int32_t from = out->mention_headed[here->head];
		if (from >= 0 && here->antecedent >= 0)
			out->mentions[from].antecedent = out->mention_headed[self->nominals.items[here->antecedent].head];
	}
}

/* "ex-minister": a minister, and a former one. */
static void split_ex(naming *self)
{
	self->ex = ARENA_ARRAY(self->memory, self->tokens + 1, bool);
	for (uint32_t t = 0; t < self->tokens; t++) {
		slice word = self->lower[t], prefix;
		if (!slice_split(&word, ' ', &prefix) || !word.length
				|| !lexicon_word(self->lexicon, prefix, WORD_FORMER))
			continue;
		self->lower[t] = word;
		self->ex[t] = true;
	}
}

void name_read(const name_lexicon *lexicon, const document *document, const text *text, const syntax *syntax,
	arena *memory, names *out)
{
	naming self = {.lexicon = lexicon, .document = document, .text = text, .syntax = syntax, .memory = memory,
		.last_country = -1, .duo = {-1, -1}};
	*out = (names){0};
	naming_prepare(&self);
	naming_match(&self);
	split_ex(&self);
	naming_agents(&self);
	naming_drop_parts(&self);
	naming_vote(&self, false);
	for (uint32_t m = 0; m < self.matches.count; m++)
		match_choose(&self, &self.matches.items[m], true);
	naming_full_names(&self);
	naming_vote(&self, true);
	naming_main_country(&self);
	naming_nominals(&self);
	for (uint32_t i = 0; i < self.nominals.count; i++) {
		nominal_resolve(&self, i, 0);
		refer_remember(&self, i);
	}
	naming_conflict(&self);
	complete(&self);
	write_mentions(&self, out);
	cover_tokens(&self, out);
	link_antecedents(&self, out);
	out->main_country = self.main_country;
	memcpy(out->conflict, self.conflict, sizeof out->conflict);
	out->entity_count = (uint32_t)self.entities.count;
}
