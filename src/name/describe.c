/* describe.c — a party from the words around its head: whose, from where, of which kind; its title, apposition or
 * clause ("…, who serves as …"). */
#include <string.h>

#include "base/utf8.h"
#include "name/naming.h"

/* REACH_MOST: tokens between two words that are looked at together, so that a sentence of a thousand conjuncts stays
 * linear. */
enum { DEPTH_MOST = 12, ORIGINS_MOST = 16, REACH_MOST = 60, FEW_VOTES = 2 };

/* What the modifiers of a noun say: whom it belongs to, and of which kind. */
typedef struct origins {
	party parties[ORIGINS_MOST];
	uint32_t count;
	int strength;                 /* of the relation that gave them: 3 modifier, 2 possessor, 1 phrase behind */
	char sector[4];               /* of an agent noun among the modifiers: "army" in "army spokesman" */
} origins;

static void take_origins(naming *self, uint32_t of, int strength, unsigned depth, origins *out)
{
	nominal_resolve(self, of, depth + 1);
	const nominal *from = &self->nominals.items[of];
	if (from->party_count == 0)
		return;
	if (from->parties[0].origin >= PARTY_AGENT_ALONE && from->form != FORM_PRONOUN) {
		/* A body without a country of its own says only of which kind. */
		if (from->parties[0].code.sector[0])
			memcpy(out->sector, from->parties[0].code.sector, sizeof out->sector);
		return;
	}
	if (strength < out->strength)
		return;
	if (strength > out->strength)
		out->count = 0;
	out->strength = strength;
	for (uint32_t i = 0; i < from->party_count && out->count < ORIGINS_MOST; i++) {
		bool known = false;
		for (uint32_t k = 0; k < out->count; k++)
			known |= memcmp(&out->parties[k].code, &from->parties[i].code, sizeof(actor_code)) == 0;
		if (!known)
			out->parties[out->count++] = from->parties[i];
	}
}

static bool has_case(const naming *self, uint32_t token, word_class class)
{
	for (int32_t c = node_of(self, token)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling)
		if (is_relation(self, (uint32_t)c, DEPREL_CASE) && is_word(self, (uint32_t)c, class))
			return true;
	return false;
}

static bool has_any_case(const naming *self, uint32_t token)
{
	for (int32_t c = node_of(self, token)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling)
		if (is_relation(self, (uint32_t)c, DEPREL_CASE))
			return true;
	return false;
}

/* The nominal of a modifier and those coordinated with it; a noun of its own with modifiers of its own ("from North
 * Korea and a Russian delegation") is not meant. */
static void take_coordinated(naming *self, uint32_t token, int strength, unsigned depth, origins *out)
{
	if (self->nominal_of[token] >= 0)
		take_origins(self, (uint32_t)self->nominal_of[token], strength, depth, out);
	for (int32_t c = node_of(self, token)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling)
		if (is_relation(self, (uint32_t)c, DEPREL_CONJ) && self->nominal_of[c] >= 0
				&& self->nominals.items[self->nominal_of[c]].form == FORM_NAME)
			take_origins(self, (uint32_t)self->nominal_of[c], strength, depth, out);
}

static bool is_one_of(const char *sector, const char *list)
{
	return sector[0] && strstr(list, sector) != NULL;
}

/* "officials in Seoul" are of Seoul; troops are not of the place where they stand, nor are rebels who talk in a seat of
 * government. */
static bool lends_origin(const naming *self, uint32_t token, uint32_t modifier, const nominal *from)
{
	if (has_case(self, modifier, WORD_OF))
		return true;
	if (!has_case(self, modifier, WORD_ORIGIN) || from->form == FORM_PRONOUN)
		return false;
	const agent *noun = self->agent_at[token];
	bool seat = from->match >= 0 && self->matches.items[from->match].kind == KIND_CAPITAL;
	return !from->place_like || !noun || !(strcmp(noun->sector, "MIL") == 0
		|| (seat && is_one_of(noun->sector, "REB PRM ")));
}

/* "forces loyal to X", "a think tank affiliated with X". */
static void gather_aligned(naming *self, uint32_t word, unsigned depth, origins *out)
{
	if (!is_word(self, word, WORD_ALIGNED)
			&& !lexicon_word(self->lexicon, utf8_lower(self->memory, text_form(self->text, word)), WORD_ALIGNED))
		return;
	for (int32_t c = node_of(self, word)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling)
		if (self->nominal_of[c] >= 0 && deprel_is((deprel)node_of(self, (uint32_t)c)->deprel, DEPREL_OBL))
			take_coordinated(self, (uint32_t)c, 1, depth, out);
}

/* "London-based", "British-flagged": what stands before the participle says whose. */
static bool gather_based(naming *self, uint32_t modifier, unsigned depth, origins *out)
{
	if (!lexicon_word(self->lexicon, utf8_lower(self->memory, text_form(self->text, modifier)), WORD_BASED))
		return false;
	for (int32_t c = node_of(self, modifier)->first_child; c >= 0 && (uint32_t)c < modifier;
			c = node_of(self, (uint32_t)c)->next_sibling)
		if (self->nominal_of[c] >= 0)
			take_coordinated(self, (uint32_t)c, 3, depth, out);
	return true;
}

/* "Russian-backed": whose backing it is, not whose forces. */
static bool participle(const naming *self, uint32_t modifier)
{
	if (node_of(self, modifier)->upos == UPOS_VERB)
		return true;
	return modifier > 0 && slice_is(text_form(self->text, modifier - 1), "-");
}

static void gather(naming *self, uint32_t token, unsigned depth, origins *out)
{
	if (depth > DEPTH_MOST)
		return;
	for (int32_t c = node_of(self, token)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling) {
		uint32_t child = (uint32_t)c;
		int32_t n = self->nominal_of[child];
		switch ((deprel)node_of(self, child)->deprel) {
		case DEPREL_AMOD: case DEPREL_COMPOUND: case DEPREL_NMOD_DESC:
			if (child > token) {
				gather_aligned(self, child, depth, out);
			} else if (n >= 0) {
				take_coordinated(self, child, 3, depth, out);
			} else if (!gather_based(self, child, depth, out)) {
				const agent *noun = self->agent_at[child];
				if (noun && noun->sector[0] && noun->sector[0] != '=')
					memcpy(out->sector, noun->sector, sizeof out->sector);
				if (!participle(self, child))
					gather(self, child, depth + 1, out);
				/* "South Korean, American and Ukrainian" may hang on each other, with an unknown word first. */
				if (is_relation(self, child, DEPREL_AMOD) && !participle(self, child))
					take_coordinated(self, child, 3, depth, out);
			}
			break;
		case DEPREL_NMOD_POSS:
			if (n >= 0)
				take_coordinated(self, child, 2, depth, out);
			break;
		case DEPREL_NMOD: case DEPREL_NMOD_UNMARKED: case DEPREL_OBL:
			if (n >= 0 && lends_origin(self, token, child, &self->nominals.items[n]))
				take_coordinated(self, child, 1, depth, out);
			break;
		case DEPREL_ACL:
			gather_aligned(self, child, depth, out);
			break;
		default:
			break;
		}
	}
}

static bool can_leave_office(const char *sector)
{
	return is_one_of(sector, "GOV MIL LEG JUD SPY ");
}

static void leave_office(party *of)
{
	if (!can_leave_office(of->code.sector))
		return;
	memcpy(of->code.sector, "ELI", 4);
	of->office = (slice){0};
}

/* The sector of somebody who is `noun`, belongs to `whom` (NULL: unknown), with an agent noun `kind` as modifier. */
static void join_sector(const agent *noun, const party *whom, const char *kind, char out[4])
{
	const char *given = noun->sector, *of = whom ? whom->code.sector : "";
	const char *chosen = given;
	/* The codes of Table 5.1 say by themselves what body it is. */
	bool body = whom && whom->code.country[0] && !code_is_state(whom->code.country);
	bool office = (given[0] != '=' || strcmp(noun->own, "GOV") == 0)
		&& (noun->kind == AGENT_PERSON || noun->kind == AGENT_TITLE);
	if (body && !kind[0] && (given[0] == '=' || (strcmp(given, "GOV") == 0 && noun->kind != AGENT_BODY)))
		chosen = of[0] || !office || !is_one_of(whom->code.country, "IGO UNO EUR ") ? of : "GOV";
	else if (given[0] == '=')
		chosen = kind[0] ? kind : of[0] && strcmp(of, "ELI") != 0 ? of : noun->own;
	else if (strcmp(given, "MIL") == 0 && is_one_of(kind, "REB PRM CRM UAF OPP "))
		chosen = kind;
	else if (strcmp(given, "MIL") == 0 && is_one_of(of, "REB PRM CRM UAF "))
		chosen = of;
	else if (strcmp(given, "GOV") == 0 && noun->kind == AGENT_TITLE && is_one_of(of, "BUS EDU MED LAB NGO JRN "))
		chosen = of;
	else if (strcmp(given, "GOV") == 0 && noun->kind == AGENT_PERSON && kind[0] && !is_one_of(kind, "GOV CVL "))
		chosen = kind;
	else if (strcmp(given, "GOV") == 0 && noun->kind == AGENT_PERSON && of[0] && !is_one_of(of, "GOV CVL ELI "))
		chosen = of;
	char copy[4] = {0};
	for (int i = 0; i < 3 && chosen[i]; i++)
		copy[i] = chosen[i];
	memcpy(out, copy, sizeof copy);
}

/* ---- offices ---- */

/* "minister of natural resources and ecology": the title's own words and its "of" phrase, without countries. */
static slice office_of(naming *self, uint32_t title, const agent *noun)
{
	if (noun->kind == AGENT_BODY || noun->kind == AGENT_GROUP
			|| !is_one_of(noun->sector, "GOV MIL LEG JUD COP SPY = "))
		return (slice){0};
	uint32_t first = self->agent_first[title], end = self->agent_end[title];
	while (first > 0 && self->text->tokens[first - 1].sentence == self->text->tokens[title].sentence
			&& node_of(self, first - 1)->head == (int32_t)title && self->match_of[first - 1] < 0
			&& (is_relation(self, first - 1, DEPREL_COMPOUND) || is_relation(self, first - 1, DEPREL_AMOD))
			&& self->nominal_of[first - 1] < 0 && !is_word(self, first - 1, WORD_FORMER))
		first--;
	for (int32_t c = node_of(self, title)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling) {
		uint32_t child = (uint32_t)c;
		if (!is_relation(self, child, DEPREL_NMOD) || self->low[child] != end || !has_case(self, child, WORD_OF)
				|| self->high[child] - end > 8)
			continue;
		bool country = false;
		for (uint32_t t = self->low[child]; t < self->high[child]; t++)
			country |= self->match_of[t] >= 0;
		if (!country && self->high[child] - child < 8)
			end = self->high[child];
	}
	span at = span_join(self->text->tokens[first].at, self->text->tokens[end - 1].at);
	return utf8_lower(self->memory, (slice){self->text->bytes + at.start, at.end - at.start});
}

/* ---- the phrase itself ---- */

static party *new_parties(naming *self, nominal *of, uint32_t count)
{
	of->parties = ARENA_ARRAY(self->memory, count, party);
	of->party_count = count;
	return of->parties;
}

/* Coordinated nouns share what stands before the first: "Russian officials and troops". */
static void gather_shared(naming *self, uint32_t token, unsigned depth, origins *out)
{
	int32_t head = node_of(self, token)->head;
	if (!is_relation(self, token, DEPREL_CONJ) || head < 0 || node_of(self, (uint32_t)head)->upos != UPOS_NOUN
			|| node_of(self, token)->upos != UPOS_NOUN || token > (uint32_t)head + REACH_MOST)
		return;
	for (int32_t c = node_of(self, token)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling)
		if (is_relation(self, (uint32_t)c, DEPREL_DET) || is_relation(self, (uint32_t)c, DEPREL_NMOD_POSS))
			return;
	char sector[4];
	memcpy(sector, out->sector, sizeof sector);
	gather(self, (uint32_t)head, depth + 1, out);
	memcpy(out->sector, sector, sizeof sector);
}

/* A country right before the noun, wherever the parser hung it. */
static void gather_before(naming *self, uint32_t token, unsigned depth, origins *out)
{
	uint32_t first = self->agent_first[token];
	int32_t m = first > 0 ? self->match_of[first - 1] : -1;
	if (m < 0 || self->matches.items[m].end != first)
		return;
	int32_t n = self->nominal_of[self->matches.items[m].head];
	if (n >= 0 && self->nominals.items[n].modifier)
		take_origins(self, (uint32_t)n, 3, depth, out);
}

/* "met officials in Washington": a seat of government right behind a noun that nothing else explains, though the
 * parser gives it to the verb. */
static void gather_behind(naming *self, uint32_t token, const agent *noun, unsigned depth, origins *out)
{
	uint32_t next = self->agent_end[token];
	if (next + 1 >= self->tokens || !is_one_of(noun->sector, "GOV LEG COP JUD ") || noun->kind == AGENT_TITLE
			|| !is_word(self, next, WORD_ORIGIN) || self->match_of[next + 1] < 0)
		return;
	const match *seat = &self->matches.items[self->match_of[next + 1]];
	if (seat->kind == KIND_CAPITAL && seat->first == next + 1 && self->nominal_of[seat->head] >= 0)
		take_origins(self, (uint32_t)self->nominal_of[seat->head], 1, depth, out);
}

/* Adjectives that share the noun ("American, South Korean, and Ukrainian officials"), in the order of the text. */
static void gather_run(naming *self, const nominal *of, origins *out)
{
	origins all = {.strength = 3};
	memcpy(all.sector, out->sector, sizeof all.sector);
	for (uint32_t t = of->first; t < of->head && all.count < ORIGINS_MOST; t++) {
		int32_t m = self->match_of[t];
		if (m < 0 || self->matches.items[m].head != t || self->nominal_of[t] < 0)
			continue;
		int32_t shared = self->nominals.items[self->nominal_of[t]].shared;
		if (shared < 0 || self->nominals.items[shared].head != of->head)
			continue;
		all.parties[all.count++] = (party){.code = self->matches.items[m].code, .origin = PARTY_NAME};
	}
	if (all.count == 0)
		return;
	for (uint32_t i = 0; i < out->count && all.count < ORIGINS_MOST; i++)
		all.parties[all.count++] = out->parties[i];
	*out = all;
}

/* "Hong Kong director of Amnesty International", "director of news for AFP": whose sector is that of what they belong
 * to, belongs to the body rather than to the country. */
static void gather_body(naming *self, uint32_t token, unsigned depth, unsigned level, origins *out)
{
	if (depth > DEPTH_MOST)
		return;
	for (int32_t c = node_of(self, token)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling) {
		uint32_t child = (uint32_t)c;
		int32_t n = self->nominal_of[child];
		if (!is_relation(self, child, DEPREL_NMOD) || n < 0
				|| !(has_case(self, child, WORD_OF) || has_case(self, child, WORD_ORIGIN)))
			continue;
		const nominal *body = &self->nominals.items[n];
		if (body->form == FORM_THING && level < 3) {
			gather_body(self, child, depth + 1, level + 1, out);
			continue;
		}
		nominal_resolve(self, (uint32_t)n, depth + 1);
		if (body->party_count == 1 && body->parties[0].origin < PARTY_AGENT_ALONE && body->type == ENTITY_ORG
				&& !(is_country(body->parties[0].code) && code_is_state(body->parties[0].code.country)))
			*out = (origins){.parties = {body->parties[0]}, .count = 1, .strength = 3};
	}
}

/* "Acme's chairman", "a spokesman for Acme": somebody is named to whom the noun belongs, but not who that is. */
static bool owner_unknown(const naming *self, uint32_t noun)
{
	for (int32_t c = node_of(self, noun)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling) {
		uint32_t child = (uint32_t)c;
		int32_t n = self->nominal_of[child];
		bool belongs = is_relation(self, child, DEPREL_NMOD_POSS) || (is_relation(self, child, DEPREL_NMOD)
			&& (has_case(self, child, WORD_OF) || has_case(self, child, WORD_ORIGIN)))
			|| (is_relation(self, child, DEPREL_COMPOUND) && child < noun);
		if (belongs && n >= 0 && self->nominals.items[n].form == FORM_UNKNOWN_NAME
				&& self->nominals.items[n].party_count == 0 && self->nominals.items[n].type != ENTITY_LOC)
			return true;
	}
	return false;
}

/* Parties by an agent noun at `title` (the nominal's head or the title of its name) and all that modifies it. */
static bool by_noun(naming *self, nominal *of, uint32_t title, const agent *noun, uint32_t head, unsigned depth)
{
	origins from = {0};
	gather(self, title, depth, &from);
	if (head != title && from.count == 0)
		gather(self, head, depth, &from);
	if (from.count == 0)
		gather_shared(self, title, depth, &from);
	if (from.count == 0)
		gather_before(self, title, depth, &from);
	if (from.count == 0 && !of->definite)
		gather_behind(self, title, noun, depth, &from);
	gather_run(self, of, &from);
	bool bare = true;
	for (uint32_t i = 0; i < from.count; i++)
		bare &= is_country(from.parties[i].code);
	if (noun->sector[0] == '=' && bare)
		gather_body(self, title, depth, 0, &from);
	bool former = of->former;
	if (from.count == 0) {
		/* A body with nobody behind it ("the unit", "Union" in a name) says nothing by itself. */
		bool body = noun->kind == AGENT_BODY || noun->kind == AGENT_GROUP;
		if ((!noun->code[0] || of->form == FORM_UNKNOWN_NAME) && !noun->sector[0])
			return false;
		if (noun->sector[0] == '=' && body && !from.sector[0])
			return false;
		of->others = noun->sector[0] == '=' && owner_unknown(self, title);
		if (noun->sector[0] == '=' && !from.sector[0] && (of->others || is_word(self, title, WORD_CHAIR)))
			return false;
		party *only = new_parties(self, of, 1);
		join_sector(noun, NULL, from.sector, only->code.sector);
		memcpy(only->code.country, noun->code, sizeof only->code.country);
		only->origin = noun->code[0] ? PARTY_AGENT : PARTY_AGENT_ALONE;
	} else {
		party *list = new_parties(self, of, from.count);
		uint32_t count = 0;
		for (uint32_t i = 0; i < from.count; i++) {
			party *next = &list[count];
			memcpy(next->code.country, from.parties[i].code.country, sizeof next->code.country);
			join_sector(noun, &from.parties[i], from.sector, next->code.sector);
			next->origin = from.parties[i].origin > PARTY_AGENT ? from.parties[i].origin : PARTY_AGENT;
			/* "Russian-based Sputnik news service": the state and its agency are one party here. */
			bool known = false;
			for (uint32_t k = 0; k < count; k++)
				known |= memcmp(&list[k].code, &next->code, sizeof(actor_code)) == 0;
			count += !known;
		}
		of->party_count = count;
	}
	slice office = office_of(self, title, noun);
	for (uint32_t i = 0; i < of->party_count; i++) {
		party *one = &of->parties[i];
		if (former && can_leave_office(one->code.sector))
			memcpy(one->code.sector, "ELI", 4);
		else
			one->office = office;
	}
	return true;
}

/* ---- what else is said of a name ---- */

/* The nominal that a relative clause or a copula gives for `token`: "who serves as X", "who is X", "who leads X". */
static int32_t clause_says(const naming *self, uint32_t token, bool *belongs, bool *past)
{
	*belongs = *past = false;
	for (int32_t c = node_of(self, token)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling) {
		uint32_t clause = (uint32_t)c;
		if (!is_relation(self, clause, DEPREL_ACL_RELCL))
			continue;
		bool copula = false;
		for (int32_t g = node_of(self, clause)->first_child; g >= 0; g = node_of(self, (uint32_t)g)->next_sibling) {
			uint32_t child = (uint32_t)g;
			copula |= is_relation(self, child, DEPREL_COP);
			/* "who was", not "who has been" */
			*past |= is_relation(self, child, DEPREL_COP) && node_of(self, child)->xpos == XPOS_VBD;
			if (self->nominal_of[child] < 0)
				continue;
			if (deprel_is((deprel)node_of(self, child)->deprel, DEPREL_OBL) && has_case(self, child, WORD_AS)
					&& is_word(self, clause, WORD_SERVE)) {
				*past |= node_of(self, clause)->xpos == XPOS_VBD;
				return self->nominal_of[child];
			}
			if (is_relation(self, child, DEPREL_OBJ) && is_word(self, clause, WORD_LEAD)) {
				*belongs = true;
				*past = false;
				return self->nominal_of[child];
			}
		}
		if (copula && self->nominal_of[clause] >= 0)
			return self->nominal_of[clause];
	}
	int32_t head = node_of(self, token)->head;
	if (head >= 0 && deprel_is((deprel)node_of(self, token)->deprel, DEPREL_NSUBJ) && self->nominal_of[head] >= 0
			&& (uint32_t)head < token + REACH_MOST && token < (uint32_t)head + REACH_MOST)
		for (int32_t c = node_of(self, (uint32_t)head)->first_child; c >= 0;
				c = node_of(self, (uint32_t)c)->next_sibling)
			if (is_relation(self, (uint32_t)c, DEPREL_COP) && !has_any_case(self, (uint32_t)head))
				return self->nominal_of[head];
	return -1;
}

static bool take_description(naming *self, nominal *of, uint32_t from, bool belongs, unsigned depth)
{
	nominal_resolve(self, from, depth + 1);
	const nominal *said = &self->nominals.items[from];
	if (said->party_count == 0 || said->form == FORM_PRONOUN)
		return false;
	if (said->form != FORM_AGENT && said->form != FORM_UNKNOWN_NAME && said->form != FORM_QUANTIFIER && !belongs)
		return false;
	party *list = new_parties(self, of, said->party_count);
	for (uint32_t i = 0; i < said->party_count; i++) {
		list[i] = said->parties[i];
		if (list[i].origin != PARTY_AGENT_ALONE && list[i].origin != PARTY_AGENT_DEFAULT)
			list[i].origin = PARTY_DESCRIBED;
		if (belongs) {
			list[i].office = (slice){0};
			if (is_country(list[i].code))
				memcpy(list[i].code.sector, "GOV", 4);
		}
	}
	if (of->type == ENTITY_NONE)
		of->type = said->type;
	return true;
}

/* The words between brackets right behind a name are the same: "Korean Central News Agency (KCNA)". */
static int32_t bracketed(const naming *self, const nominal *of)
{
	uint32_t first = of->head;
	if (first < 2 || first + 1 >= self->tokens || !slice_is(text_form(self->text, first - 1), "(")
			|| !slice_is(text_form(self->text, first + 1), ")"))
		return -1;
	/* "(R-Ga.)" and "(D)" behind a politician's name say where he is elected. */
	slice initials = text_form(self->text, first);
	if (initials.length < 2 || memchr(initials.at, '-', initials.length) || memchr(initials.at, '&', initials.length)
			|| memchr(initials.at, '.', initials.length))
		return -1;
	for (uint32_t t = first - 1; t-- > 0 && first - t < 8;) {
		int32_t n = self->nominal_of[t];
		if (n >= 0 && self->nominals.items[n].end >= first - 1)
			return n;
	}
	return -1;
}

/* "Jane Roe, the mayor of …": a parser that sees no apposition hangs both on the same word. */
static int32_t behind_comma(const naming *self, const nominal *of)
{
	uint32_t t = of->end;
	if (t + 2 >= self->tokens || !slice_is(text_form(self->text, t), ",")
			|| self->text->tokens[t].sentence != self->text->tokens[of->head].sentence)
		return -1;
	for (uint32_t end = t + 6; t + 1 < self->tokens && t < end; t++) {
		int32_t n = self->nominal_of[t + 1];
		if (n < 0)
			continue;
		const nominal *next = &self->nominals.items[n];
		if (next->form != FORM_AGENT || next->first > of->end + 2 || next->plural || next->type != ENTITY_PERSON)
			continue;
		int32_t above = node_of(self, next->head)->head;
		deprel relation = (deprel)node_of(self, next->head)->deprel;
		bool parallel = above == node_of(self, of->head)->head && relation == node_of(self, of->head)->deprel
			&& relation != DEPREL_CONJ;
		bool below = above == (int32_t)of->head && (relation == DEPREL_LIST || relation == DEPREL_PARATAXIS);
		return parallel || below || relation == DEPREL_APPOS ? n : -1;
	}
	return -1;
}

/* "Jane Roe of Reporters Without Borders", "the BBC's Jane Roe": a person whose body the phrase names. */
static bool by_affiliation(naming *self, nominal *of, unsigned depth)
{
	origins from = {0};
	for (int32_t c = node_of(self, of->head)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling)
		if (self->nominal_of[c] >= 0 && ((is_relation(self, (uint32_t)c, DEPREL_NMOD)
				&& (has_case(self, (uint32_t)c, WORD_OF) || has_case(self, (uint32_t)c, WORD_ORIGIN)))
				|| (is_relation(self, (uint32_t)c, DEPREL_NMOD_POSS)
					&& self->nominals.items[self->nominal_of[c]].type == ENTITY_ORG)))
			take_origins(self, (uint32_t)self->nominal_of[c], 1, depth, &from);
	if (from.count != 1)
		return false;
	party *only = new_parties(self, of, 1);
	only->code = from.parties[0].code;
	only->origin = PARTY_DESCRIBED;
	if (is_country(only->code) && strcmp(only->code.country, "NGO") != 0)
		memcpy(only->code.sector, "CVL", 4);
	return true;
}

int32_t apposed_title(const naming *self, const nominal *name)
{
	int32_t above = node_of(self, name->head)->head;
	if (!is_relation(self, name->head, DEPREL_APPOS) || above < 0 || name->form == FORM_AGENT
			|| self->nominal_of[above] < 0 || name->type == ENTITY_ORG || name->type == ENTITY_GPE)
		return -1;
	const nominal *beside = &self->nominals.items[self->nominal_of[above]];
	if (beside->type == ENTITY_PERSON || name->type == ENTITY_LOC)
		return -1;
	for (unsigned up = 0; up < 4; up++) {
		deprel relation = (deprel)node_of(self, (uint32_t)above)->deprel;
		above = node_of(self, (uint32_t)above)->head;
		if (above < 0 || (uint32_t)above >= name->head || (relation != DEPREL_NMOD && relation != DEPREL_NMOD_POSS))
			return -1;
		int32_t n = self->nominal_of[above];
		if (n >= 0 && self->nominals.items[n].form == FORM_AGENT)
			return self->nominals.items[n].type == ENTITY_PERSON && !self->nominals.items[n].plural ? n : -1;
	}
	return -1;
}

static bool by_apposition(naming *self, nominal *of, uint32_t which, unsigned depth)
{
	int32_t same = bracketed(self, of);
	if (same >= 0 && (uint32_t)same != which && take_description(self, of, (uint32_t)same, true, depth)) {
		of->antecedent = same;
		return true;
	}
	for (int32_t c = node_of(self, of->head)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling)
		if ((is_relation(self, (uint32_t)c, DEPREL_APPOS) || is_relation(self, (uint32_t)c, DEPREL_NMOD_UNMARKED))
				&& self->nominal_of[c] >= 0 && (uint32_t)self->nominal_of[c] != which
				&& take_description(self, of, (uint32_t)self->nominal_of[c], false, depth))
			return true;
	int32_t head = node_of(self, of->head)->head, title = apposed_title(self, of);
	if (title >= 0 && (uint32_t)title != which && take_description(self, of, (uint32_t)title, false, depth)) {
		of->antecedent = title;
		of->type = ENTITY_PERSON;
		return true;
	}
	if (is_relation(self, of->head, DEPREL_APPOS) && head >= 0 && self->nominal_of[head] >= 0
			&& take_description(self, of, (uint32_t)self->nominal_of[head], false, depth)) {
		of->antecedent = self->nominal_of[head];
		return true;
	}
	int32_t behind = behind_comma(self, of);
	if (behind >= 0 && take_description(self, of, (uint32_t)behind, false, depth))
		return true;
	bool belongs, past;
	int32_t said = clause_says(self, of->head, &belongs, &past);
	if (said < 0 || (uint32_t)said == which || !take_description(self, of, (uint32_t)said, belongs, depth))
		return false;
	for (uint32_t i = 0; past && i < of->party_count; i++)
		leave_office(&of->parties[i]);
	return true;
}

/* ---- names of the lexicon ---- */

/* "Sociology professor David Wilson" shares the name of somebody who once held an office, in a country that is not
 * spoken of; "Highway Patrol Capt. Ron Johnson" that of a senator. */
static bool is_namesake(const naming *self, const nominal *of, const match *name, actor_code code)
{
	const char *title = of->agent->sector;
	if (title[0] == '=')
		return false;
	if (!name->in_force)
		return strcmp(code.sector, "ELI") == 0 && !can_leave_office(title) && votes_for(self, code.country) <= FEW_VOTES;
	return is_one_of(title, "MIL COP ") && is_one_of(code.sector, "LEG PTY BUS EDU JRN SOC ")
		&& of->agent->kind == AGENT_TITLE;
}

static bool by_match(naming *self, nominal *of)
{
	const match *name = &self->matches.items[of->match];
	if (name->line == LINE_NONE)
		return false;
	const actor_line *line = lexicon_line(self->lexicon, name->line);
	party found = {.code = name->code, .identifier = lexicon_actor_name(self->lexicon, line->actor),
		.office = name->office, .origin = PARTY_NAME};
	/* "Russian" and "Moscow" stand for the state, whose name is the full one. */
	if ((name->kind == KIND_DEMONYM || name->kind == KIND_CAPITAL || name->kind == KIND_SHORT)
			&& !found.code.sector[0]) {
		slice state = name_lexicon_country_name(self->lexicon, found.code.country);
		found.identifier = state.at ? state : found.identifier;
	}
	found.source = lexicon_place(self->lexicon, line, self->memory);
	if (name->type == ENTITY_PERSON && of->agent && of->form == FORM_NAME && is_namesake(self, of, name, found.code)) {
		of->match = -1;
		of->form = FORM_UNKNOWN_NAME;
		return false;
	}
	if (name->type == ENTITY_PERSON && of->agent && of->agent_head < of->end) {
		/* The report's own title decides where the lexicon's dates do not reach. */
		bool unsure = !name->in_force || !found.code.sector[0] || of->then;
		if (of->former && can_leave_office(found.code.sector)) {
			memcpy(found.code.sector, "ELI", 4);
			found.office = (slice){0};
		} else if (!of->former && unsure && can_leave_office(of->agent->sector)) {
			join_sector(of->agent, NULL, "", found.code.sector);
			found.office = office_of(self, of->agent_head, of->agent);
		}
	} else if (of->former && name->type == ENTITY_PERSON && can_leave_office(found.code.sector)) {
		memcpy(found.code.sector, "ELI", 4);
		found.office = (slice){0};
	}
	*new_parties(self, of, 1) = found;
	return true;
}

bool nominal_describe(naming *self, uint32_t which, unsigned depth)
{
	nominal *of = &self->nominals.items[which];
	if (of->match >= 0 && by_match(self, of))
		return true;
	if (of->form == FORM_QUANTIFIER) {
		origins from = {0};
		for (int32_t c = node_of(self, of->head)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling)
			if (self->nominal_of[c] >= 0 && has_case(self, (uint32_t)c, WORD_OF))
				take_coordinated(self, (uint32_t)c, 1, depth, &from);
		if (from.count)
			memcpy(new_parties(self, of, from.count), from.parties, from.count * sizeof(party));
		of->plural = true;
		return from.count > 0;
	}
	bool said = of->agent && by_noun(self, of, of->agent_head, of->agent, of->head, depth);
	bool alone = said && of->parties[0].origin == PARTY_AGENT_ALONE;
	if (of->form == FORM_UNKNOWN_NAME || alone) {
		const party *before = of->parties;
		uint32_t count = of->party_count;
		bool other = by_apposition(self, of, which, depth);
		bool better = other && (!said || of->parties[0].code.country[0]);
		/* "Commander Jane Roe, a Norwegian": the title's sector; "the Committee …, an environmental group": the group's. */
		bool vague = other && (!of->parties[0].code.sector[0] || strcmp(of->parties[0].code.sector, "CVL") == 0
			|| of->agent == NULL || of->agent->kind == AGENT_TITLE || of->agent->kind == AGENT_PERSON);
		if (other && better && said && before[0].code.sector[0] && of->form == FORM_UNKNOWN_NAME && vague)
			memcpy(of->parties[0].code.sector, before[0].code.sector, 4);
		if (said && !better) {
			of->parties = (party *)before;
			of->party_count = count;
		}
		said |= other;
	}
	if (!said && of->form == FORM_UNKNOWN_NAME && of->type == ENTITY_PERSON)
		said = by_affiliation(self, of, depth);
	if (!said && !of->agent) {
		/* "Iran Air", "the Kyiv police": an unknown name or a country noun with a country in it. */
		origins from = {0};
		if (of->form == FORM_UNKNOWN_NAME || of->form == FORM_AGENT)
			gather(self, of->head, depth, &from);
		if (from.count && of->type != ENTITY_PERSON && of->type != ENTITY_LOC && of->type != ENTITY_EVENT) {
			party *list = new_parties(self, of, from.count);
			for (uint32_t i = 0; i < from.count; i++) {
				list[i] = from.parties[i];
				list[i].identifier = list[i].office = list[i].source = (slice){0};
				list[i].origin = PARTY_AGENT;
			}
			said = true;
		}
	}
	if (said && of->form == FORM_UNKNOWN_NAME)
		for (uint32_t i = 0; i < of->party_count; i++) {
			if (!of->parties[i].identifier.at)
				of->parties[i].identifier = nominal_name(self, of);
			if (of->parties[i].origin == PARTY_AGENT)
				of->parties[i].origin = PARTY_DESCRIBED;
		}
	return said;
}
