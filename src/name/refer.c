/* refer.c — mentions that lean on earlier ones: short names, definite descriptions, pronouns; and the memory of the
 * report that they lean on. */
#include <string.h>

#include "base/utf8.h"
#include "name/naming.h"

/* How far back a search goes: nominals for descriptions, sentences for pronouns. */
enum { BACK_MOST = 150, PRONOUN_BACK_MOST = 60 };

static bool ends_with_word(slice text, slice word)
{
	return text.length >= word.length && memcmp(text.at + text.length - word.length, word.at, word.length) == 0
		&& (text.length == word.length || text.at[text.length - word.length - 1] == ' ');
}

static bool contains_word(slice text, slice word)
{
	for (size_t i = 0; word.length && i + word.length <= text.length; i++)
		if ((i == 0 || text.at[i - 1] == ' ') && memcmp(text.at + i, word.at, word.length) == 0
				&& (i + word.length == text.length || text.at[i + word.length] == ' '))
			return true;
	return false;
}

static void copy_parties(naming *self, nominal *to, const party *from, uint32_t count, party_origin origin)
{
	to->parties = ARENA_ARRAY(self->memory, count, party);
	to->party_count = count;
	for (uint32_t i = 0; i < count; i++) {
		to->parties[i] = from[i];
		to->parties[i].origin = origin;
		/* What was only supposed stays supposed. */
		if (from[i].origin >= PARTY_AGENT_DEFAULT)
			to->parties[i].origin = from[i].origin;
	}
}

/* ---- short names ---- */

static void add_short(naming *self, slice word, uint32_t entity)
{
	if (word.length < 2)
		return;
	word = name_fold(self->memory, word);
	uint32_t index = (uint32_t)self->shorts.count;
	uint32_t before = table_get(&self->short_of, word);
	*VECTOR_PUSH(self->memory, &self->shorts) = (short_name){entity, before};
	table_set(&self->short_of, self->memory, word, index);
}

static slice first_word(slice name)
{
	size_t length = 0;
	while (length < name.length && name.at[length] != ' ')
		length++;
	return (slice){name.at, length};
}

/* "National Intelligence Service": NIS. Fewer than three letters say too little. */
static void add_initials(naming *self, slice name, uint32_t entity)
{
	char letters[12];
	size_t count = 0;
	bool start = true;
	for (size_t i = 0; i < name.length && count < sizeof letters; i++) {
		if (start && name.at[i] >= 'A' && name.at[i] <= 'Z')
			letters[count++] = name.at[i];
		start = name.at[i] == ' ' || name.at[i] == '-';
	}
	if (count >= 3)
		add_short(self, (slice){arena_copy(self->memory, letters, count), count}, entity);
}

static void add_short_names(naming *self, const nominal *of, const party *from, uint32_t entity)
{
	slice name = from->identifier;
	if (!name.at)
		return;
	if (of->type == ENTITY_ORG || of->type == ENTITY_NONE)
		add_initials(self, name, entity);
	/* Of whom nothing is known may be a person. */
	if (of->type != ENTITY_PERSON && of->type != ENTITY_NONE)
		return;
	slice rest = {0}, word;
	if (of->match >= 0 && self->matches.items[of->match].line != LINE_NONE)
		rest = lexicon_text(self->lexicon, lexicon_line(self->lexicon, self->matches.items[of->match].line)->shorts);
	if (rest.length == 0) {
		add_short(self, name_last_word(name_fold(self->memory, name)), entity);
		/* Family names stand in front in much of East Asia; a name of the West is seldom cut to its first part. */
		if (of->match < 0 && first_word(name).length < name.length)
			add_short(self, first_word(name), entity);
	}
	while (slice_split(&rest, ';', &word))
		add_short(self, slice_trim(word), entity);
}

static bool titled_so(const naming *self, const entity *whom, const nominal *by)
{
	if (!by->agent)
		return false;
	slice title = self->lower[by->agent_head];
	return contains_word(whom->first.office, title) || slice_equal(whom->title, title);
}

/* "Al-Quaety" and "bin Laden" by their last word, under which the full name is known. */
static slice without_particle(const naming *self, slice name)
{
	slice rest = name, word;
	while (slice_split(&rest, ' ', &word) && rest.length
			&& lexicon_word(self->lexicon, utf8_lower(self->memory, word), WORD_PARTICLE))
		name = rest;
	return name;
}

bool refer_short(naming *self, uint32_t which)
{
	nominal *of = &self->nominals.items[which];
	slice name = without_particle(self, name_fold(self->memory, nominal_name(self, of)));
	if (memchr(name.at, ' ', name.length))
		return false;
	uint32_t link = table_get(&self->short_of, name);
	const entity *best = NULL;
	double best_score = -1;
	uint32_t found = 0;
	for (unsigned tried = 0; link != TABLE_NONE && tried < 32; link = self->shorts.items[link].next, tried++) {
		const entity *here = &self->entities.items[self->shorts.items[link].entity];
		if (of->gender != GENDER_UNKNOWN && here->gender != GENDER_UNKNOWN && of->gender != here->gender)
			continue;
		/* The latest full name first; one that is named far more often outweighs it. */
		double score = here->mentions + (found ? 0 : 1.5) + (titled_so(self, here, of) ? 1000 : 0);
		found++;
		if (score > best_score) {
			best = here;
			best_score = score;
		}
	}
	/* "in Punjab" is no person of that name. */
	if (!best || best->last < 0 || (of->place_like && best->type == ENTITY_PERSON))
		return false;
	if (has_code(&best->first))
		copy_parties(self, of, &best->first, 1, PARTY_SHORT_NAME);
	of->antecedent = best->last;
	of->type = best->type;
	of->gender = best->gender;
	return of->party_count > 0;
}

/* ---- definite descriptions ---- */

static bool counts_two(const naming *self, const nominal *of)
{
	if (is_word(self, of->head, WORD_PAIR))
		return true;
	for (int32_t c = node_of(self, of->head)->first_child; c >= 0 && (uint32_t)c < of->head;
			c = node_of(self, (uint32_t)c)->next_sibling)
		if (is_word(self, (uint32_t)c, WORD_PAIR))
			return true;
	return false;
}

/* "Barr and McGahn refused. Both …": two people, unless two states were joined since. */
static bool refer_duo(naming *self, nominal *of)
{
	if (of->form != FORM_QUANTIFIER || self->duo[0] < 0)
		return false;
	const nominal *first = &self->nominals.items[self->duo[0]], *second = &self->nominals.items[self->duo[1]];
	if (second->sentence + 2 < of->sentence || second->head > of->head || first->party_count != 1
			|| second->party_count != 1 || (self->pair_joined && self->pair_sentence > second->sentence))
		return false;
	party both[2] = {first->parties[0], second->parties[0]};
	copy_parties(self, of, both, 2, PARTY_DEFINITE);
	of->plural = true;
	of->type = ENTITY_PERSON;
	return true;
}

static bool refer_pair(naming *self, nominal *of)
{
	if (refer_duo(self, of))
		return true;
	if (!self->pair[0].country[0])
		return false;
	party both[2] = {{.code = self->pair[0]}, {.code = self->pair[1]}};
	const char *sector = of->agent && of->agent->sector[0] != '=' ? of->agent->sector : "";
	for (int i = 0; i < 2; i++)
		if (sector[0] && !both[i].code.sector[0])
			memcpy(both[i].code.sector, sector, 4);
	copy_parties(self, of, both, 2, PARTY_DEFINITE);
	of->plural = true;
	return true;
}

static bool refer_country(naming *self, nominal *of)
{
	const nominal *best = NULL;
	double best_score = 0;
	for (uint32_t i = (uint32_t)self->nominal_of[of->head], back = 0; i-- > 0 && back < PRONOUN_BACK_MOST; back++) {
		const nominal *here = &self->nominals.items[i];
		if (here->party_count != 1 || !here->parties[0].code.country[0]
				|| (here->type != ENTITY_GPE && here->type != ENTITY_NORP))
			continue;
		double score = 3 - (double)(of->sentence - here->sentence) + (here->subject ? 1 : 0)
			+ (strcmp(here->parties[0].code.country, self->main_country.country) == 0 ? 1.5 : 0)
			- (here->modifier ? 0.5 : 0);
		if (score > best_score) {
			best = here;
			best_score = score;
		}
	}
	party country = {0};
	if (!best && self->main_country.country[0]) {
		country.code = self->main_country;
		copy_parties(self, of, &country, 1, PARTY_AGENT_DEFAULT);
		return true;
	}
	if (!best)
		return false;
	memcpy(country.code.country, best->parties[0].code.country, 4);
	copy_parties(self, of, &country, 1, PARTY_DEFINITE);
	of->antecedent = self->nominal_of[best->head];
	of->type = ENTITY_GPE;
	return true;
}

static bool is_organ(const char *sector)
{
	return sector[0] && strstr("GOV MIL LEG JUD COP SPY ", sector);
}

/* How well an earlier mention fits the description `of`; 0: not at all. */
static int description_fits(const naming *self, const nominal *of, const nominal *before)
{
	if (before->party_count == 0 || before->place_like || before->modifier
			|| before->parties[0].origin >= PARTY_AGENT_ALONE)
		return 0;
	slice noun = self->lower[of->agent_head];
	/* "the intelligence agency" is no agency of another kind. */
	if (of->agent_end - of->agent_first > 1 && of->agent->sector[0] && of->agent->sector[0] != '='
			&& strcmp(of->agent->sector, before->parties[0].code.sector) != 0)
		return 0;
	bool person = of->agent->kind == AGENT_TITLE || of->agent->kind == AGENT_PERSON;
	bool other_person = before->type == ENTITY_PERSON;
	if (before->agent && slice_equal(self->lower[before->agent_head], noun) && before->plural == of->plural)
		return 4;
	if (person && of->agent->kind == AGENT_TITLE && other_person && contains_word(before->parties[0].office, noun))
		return 3;
	slice name = before->parties[0].identifier;
	if (!person && name.at && !other_person
			&& ends_with_word(utf8_lower(self->memory, name), noun))
		return 3;
	const char *sector = of->agent->sector;
	/* "The militants": those of the group that was named. */
	bool members = person && of->plural && strcmp(sector, "REB") == 0 && before->form == FORM_NAME && !before->plural;
	if (members && before->type == ENTITY_ORG && strcmp(before->parties[0].code.sector, sector) == 0)
		return 1;
	if (person || !sector[0] || other_person)
		return 0;
	/* "the group", "the organisation": a body that is no organ of a state. */
	if (sector[0] == '=')
		return before->type == ENTITY_ORG && !is_country(before->parties[0].code) && !before->plural
			&& before->form != FORM_AGENT && !is_organ(before->parties[0].code.sector) ? 1 : 0;
	return strcmp(sector, "GOV") != 0 && strcmp(sector, "CVL") != 0 && before->type == ENTITY_ORG
		&& strcmp(sector, before->parties[0].code.sector) == 0 ? 2 : 0;
}

bool refer_definite(naming *self, uint32_t which)
{
	nominal *of = &self->nominals.items[which];
	bool country = is_word(self, of->head, WORD_COUNTRY);
	if ((of->form == FORM_QUANTIFIER || is_word(self, of->head, WORD_SIDE) || country) && counts_two(self, of))
		return refer_pair(self, of);
	if (!of->definite || of->form != FORM_AGENT)
		return false;
	if (country && !of->plural)
		return refer_country(self, of);
	if (!of->agent || country)
		return false;
	int32_t best = -1;
	int best_fit = 0;
	for (uint32_t i = which, back = 0; i-- > 0 && back < BACK_MOST && best_fit < 3; back++) {
		int fit = description_fits(self, of, &self->nominals.items[i]);
		if (fit > best_fit) {
			best = (int32_t)i;
			best_fit = fit;
		}
	}
	if (best < 0)
		return false;
	const nominal *before = &self->nominals.items[best];
	copy_parties(self, of, before->parties, before->party_count, PARTY_DEFINITE);
	of->antecedent = best;
	return true;
}

/* How well an earlier place is called by the noun; 0: not at all. A state is none of these. */
static int spot_fits(const naming *self, slice noun, const nominal *before)
{
	bool name = before->form == FORM_NAME || before->form == FORM_UNKNOWN_NAME;
	if (!name || (before->type != ENTITY_GPE && before->type != ENTITY_LOC) || before->party_count > 1)
		return 0;
	slice words = nominal_name(self, before);
	if (words.length > noun.length && ends_with_word(utf8_lower(self->memory, words), noun))
		return 3;
	if (before->match < 0)
		return 2;
	name_kind kind = self->matches.items[before->match].kind;
	return kind == KIND_REGION || (kind == KIND_CAPITAL && before->place_like) ? 2 : 0;
}

bool refer_spot(naming *self, uint32_t which)
{
	nominal *of = &self->nominals.items[which];
	if (!of->definite || of->plural || of->modifier || !is_word(self, of->head, WORD_SPOT))
		return false;
	for (int32_t c = node_of(self, of->head)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling)
		if (is_relation(self, (uint32_t)c, DEPREL_NMOD) || is_relation(self, (uint32_t)c, DEPREL_APPOS)
				|| is_relation(self, (uint32_t)c, DEPREL_COMPOUND) || is_relation(self, (uint32_t)c, DEPREL_ACL_RELCL))
			return false;
	int32_t best = -1;
	int best_fit = 0;
	for (uint32_t i = which, back = 0; i-- > 0 && back < PRONOUN_BACK_MOST && best_fit < 3; back++) {
		int fit = spot_fits(self, self->lower[of->head], &self->nominals.items[i]);
		if (fit > best_fit) {
			best = (int32_t)i;
			best_fit = fit;
		}
	}
	if (best < 0)
		return false;
	const nominal *before = &self->nominals.items[best];
	of->form = FORM_AGENT;
	of->type = before->type;
	of->antecedent = best;
	if (before->party_count)
		copy_parties(self, of, before->parties, before->party_count, PARTY_DEFINITE);
	return true;
}

/* ---- pronouns ---- */

static int32_t clause_of(const naming *self, uint32_t token)
{
	for (unsigned up = 0; up < 12; up++) {
		const node *here = node_of(self, token);
		deprel relation = (deprel)here->deprel;
		if (here->head < 0 || deprel_is(relation, DEPREL_NSUBJ) || deprel_is(relation, DEPREL_OBJ)
				|| deprel_is(relation, DEPREL_IOBJ) || deprel_is(relation, DEPREL_OBL))
			return here->head;
		if (here->upos == UPOS_VERB)
			return (int32_t)token;
		token = (uint32_t)here->head;
	}
	return -1;
}

/* What governs the noun phrase that a modifier stands in. */
static int32_t phrase_of(const naming *self, uint32_t token)
{
	int32_t at = (int32_t)token;
	for (unsigned up = 0; up < 4 && at >= 0; up++) {
		deprel relation = (deprel)node_of(self, (uint32_t)at)->deprel;
		if (relation != DEPREL_AMOD && relation != DEPREL_COMPOUND && relation != DEPREL_NMOD_DESC)
			return node_of(self, (uint32_t)at)->head;
		at = node_of(self, (uint32_t)at)->head;
	}
	return at;
}

static gender known_gender(const naming *self, const nominal *of)
{
	if (of->gender == GENDER_UNKNOWN && of->party_count && of->parties[0].entity < self->entities.count)
		return self->entities.items[of->parties[0].entity].gender;
	return of->gender;
}

static bool agrees(const naming *self, const nominal *of, const nominal *before)
{
	switch (of->pronoun) {
	case WORD_HE: case WORD_SHE: {
		gender known = known_gender(self, before);
		return !before->plural && (before->type == ENTITY_PERSON
				|| (before->type == ENTITY_NONE && before->form == FORM_UNKNOWN_NAME))
			&& (known == GENDER_UNKNOWN || known == of->gender);
	}
	case WORD_IT:
		return !before->plural && before->type != ENTITY_PERSON && !before->human;
	case WORD_THEY:
		return before->plural || before->type == ENTITY_ORG || before->type == ENTITY_NORP || before->party_count > 1;
	default:
		return false;
	}
}

static bool coordinated(const naming *self, uint32_t token)
{
	for (int32_t c = node_of(self, token)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling)
		if (is_relation(self, (uint32_t)c, DEPREL_CONJ))
			return true;
	return false;
}

static double pronoun_score(const naming *self, const nominal *of, const nominal *before)
{
	double score = 6 - 2.0 * (of->sentence - before->sentence);
	deprel relation = (deprel)node_of(self, before->head)->deprel;
	if (before->subject)
		score += 2;
	else if (deprel_is(relation, DEPREL_OBJ) || deprel_is(relation, DEPREL_IOBJ))
		score += 0.7;
	else if (before->modifier)
		score -= 2;
	else if (before->possessive)
		score -= 0.2;
	if (before->form == FORM_PRONOUN)
		score += before->pronoun == of->pronoun ? 1.5 : -3;
	if (before->form == FORM_THING)
		score -= of->pronoun == WORD_THEY ? 1 : 0.5;
	if (before->place_like)
		score -= 1.5;
	if (before->party_count && before->parties[0].entity < self->entities.count) {
		uint32_t mentions = self->entities.items[before->parties[0].entity].mentions;
		score += 0.3 * (mentions < 5 ? mentions : 5);
	}
	if (of->pronoun == WORD_THEY && before->type != ENTITY_PERSON && !before->plural && before->form != FORM_PRONOUN)
		score -= 1.5;
	return score;
}

/* "North Korea and Russia … their": all of them. */
static void join_conjuncts(naming *self, nominal *of, const nominal *before)
{
	enum { CONJUNCTS_MOST = 6 };
	party all[CONJUNCTS_MOST] = {0};
	uint32_t count = 0;
	all[count++] = of->parties[0];
	for (int32_t c = node_of(self, before->head)->first_child; c >= 0 && count < CONJUNCTS_MOST;
			c = node_of(self, (uint32_t)c)->next_sibling) {
		int32_t n = self->nominal_of[c];
		if (!is_relation(self, (uint32_t)c, DEPREL_CONJ) || n < 0 || (uint32_t)c >= of->head)
			continue;
		if (self->nominals.items[n].party_count == 1)
			all[count++] = self->nominals.items[n].parties[0];
	}
	if (count > 1)
		copy_parties(self, of, all, count, PARTY_PRONOUN);
}

static bool take_antecedent(naming *self, nominal *of, uint32_t from, unsigned depth)
{
	nominal_resolve(self, from, depth + 1);
	nominal *before = &self->nominals.items[from];
	/* Whom "she" stands for is a person. */
	bool person = of->pronoun == WORD_HE || of->pronoun == WORD_SHE;
	if (person && before->type == ENTITY_NONE && before->form == FORM_UNKNOWN_NAME) {
		before->type = ENTITY_PERSON;
		if (before->entity != ENTITY_UNKNOWN)
			self->entities.items[before->entity].type = ENTITY_PERSON;
	}
	of->antecedent = (int32_t)from;
	of->type = before->type;
	if (of->gender == GENDER_UNKNOWN)
		of->gender = before->gender;
	if (before->party_count == 0)
		return false;
	copy_parties(self, of, before->parties, before->party_count, PARTY_PRONOUN);
	if (of->pronoun == WORD_THEY && !before->plural)
		join_conjuncts(self, of, before);
	return true;
}

/* "who", "which": the noun that the clause belongs to. */
static bool refer_relative(naming *self, nominal *of, unsigned depth)
{
	uint32_t token = of->head;
	for (unsigned up = 0; up < 8; up++) {
		const node *here = node_of(self, token);
		if (here->head < 0)
			return false;
		if (here->deprel == DEPREL_ACL_RELCL || here->deprel == DEPREL_ACL) {
			int32_t noun = self->nominal_of[here->head];
			if (noun < 0)
				return false;
			of->plural = self->nominals.items[noun].plural;
			return take_antecedent(self, of, (uint32_t)noun, depth);
		}
		token = (uint32_t)here->head;
	}
	return false;
}

bool refer_pronoun(naming *self, uint32_t which, unsigned depth)
{
	nominal *of = &self->nominals.items[which];
	if (of->pronoun == WORD_WE)
		return false;
	if (of->pronoun == WORD_RELATIVE)
		return refer_relative(self, of, depth);
	int32_t clause = of->possessive ? -1 : clause_of(self, of->head), best = -1;
	double best_score = 0;
	uint32_t sentences = of->pronoun == WORD_HE || of->pronoun == WORD_SHE ? 4 : 2;
	slice form = text_form(self->text, of->head);
	bool reflexive = slice_ends(form, "self") || slice_ends(form, "selves");
	for (uint32_t i = which, back = 0; i-- > 0 && back < PRONOUN_BACK_MOST; back++) {
		const nominal *before = &self->nominals.items[i];
		if (before->sentence + sentences < of->sentence)
			break;
		if (!agrees(self, of, before) && !(of->pronoun == WORD_THEY && coordinated(self, before->head)))
			continue;
		if (before->party_count == 0 && before->form != FORM_THING && before->form != FORM_UNKNOWN_NAME)
			continue;
		/* "he hit him": two arguments of one verb are two people, unless it says "himself". */
		if (clause >= 0 && !reflexive && before->sentence == of->sentence && !before->possessive && !before->modifier
				&& clause_of(self, before->head) == clause && node_of(self, before->head)->head == clause)
			continue;
		/* "Thai police denied it": nor is it who they belong to. */
		if (clause >= 0 && before->sentence == of->sentence && before->modifier && phrase_of(self, before->head) == clause)
			continue;
		double score = pronoun_score(self, of, before) - 0.01 * back;
		if (score > best_score) {
			best = (int32_t)i;
			best_score = score;
		}
	}
	return best >= 0 && take_antecedent(self, of, (uint32_t)best, depth);
}

bool refer_part(naming *self, uint32_t which)
{
	nominal *of = &self->nominals.items[which];
	if (!is_word(self, of->head, WORD_PART) || is_word(self, of->head, WORD_OTHER)
			|| !(of->subject || is_relation(self, of->head, DEPREL_OBJ))
			|| syntax_child(self->syntax, (int32_t)of->head, DEPREL_NMOD) >= 0)
		return false;
	int32_t best = -1;
	double best_score = 0;
	for (uint32_t i = which, back = 0; i-- > 0 && back < PRONOUN_BACK_MOST; back++) {
		const nominal *before = &self->nominals.items[i];
		if (before->sentence != of->sentence)
			break;
		if (!before->plural || before->party_count == 0 || before->modifier || before->possessive
				|| before->form == FORM_QUANTIFIER)
			continue;
		double score = 1 + (before->subject ? 2 : 0) - 0.01 * back;
		if (score > best_score) {
			best = (int32_t)i;
			best_score = score;
		}
	}
	return best >= 0 && take_antecedent(self, of, (uint32_t)best, 0);
}

/* ---- memory ---- */

static void remember_pair(naming *self, const nominal *of, const party *now)
{
	actor_code code = now->code;
	if (!code.country[0] || now->origin >= PARTY_AGENT_ALONE || of->form == FORM_PRONOUN
			|| strcmp(code.country, "MNC") == 0 || strcmp(code.country, "NGO") == 0 || strcmp(code.sector, "JRN") == 0)
		return;
	if (strcmp(code.sector, "REB") != 0)
		memset(code.sector, 0, sizeof code.sector);
	bool joined = is_relation(self, of->head, DEPREL_CONJ);
	if (of->place_like && !joined && !(of->type == ENTITY_GPE && coordinated(self, of->head)))
		return;
	int32_t last = self->last_country;
	self->last_country = self->nominal_of[of->head];
	if (last < 0)
		return;
	const nominal *before = &self->nominals.items[last];
	if (before->place_like && !joined)
		return;
	actor_code other = before->parties[0].code;
	if (strcmp(other.sector, "REB") != 0)
		memset(other.sector, 0, sizeof other.sector);
	if (memcmp(&code, &other, sizeof code) == 0 || before->sentence != of->sentence)
		return;
	if (!joined && self->pair_joined && of->sentence - self->pair_sentence < 4)
		return;
	self->pair[0] = other;
	self->pair[1] = code;
	self->pair_sentence = of->sentence;
	self->pair_joined = joined;
}

/* "In Athens" is the city, "Athens said" is Greece. */
static bool names_spot(const naming *self, const nominal *of)
{
	if (of->form != FORM_NAME || of->match < 0)
		return false;
	name_kind kind = self->matches.items[of->match].kind;
	return kind == KIND_REGION || (kind == KIND_CAPITAL && of->place_like);
}

/* "A soldier", "six students" and "people" are others each time; "police" and "officials" seldom are. */
static bool is_new(const naming *self, const nominal *of)
{
	bool determined = of->definite;
	for (int32_t c = node_of(self, of->head)->first_child; c >= 0 && (uint32_t)c < of->head;
			c = node_of(self, (uint32_t)c)->next_sibling) {
		if (is_relation(self, (uint32_t)c, DEPREL_NUMMOD))
			return true;
		determined |= is_relation(self, (uint32_t)c, DEPREL_NMOD_POSS);
	}
	bool alone = of->first == of->head;
	return !determined && !(is_organ(of->agent->sector) && (of->plural || alone));
}

/* What tells the entities of a report apart. */
static slice key_of(naming *self, const nominal *of, const party *from)
{
	const char *key;
	/* "A UN official" is not the UN, though it has no code but that. */
	bool agent = of->form == FORM_AGENT && of->agent && of->agent->sector[0] && !is_word(self, of->head, WORD_COUNTRY);
	if (names_spot(self, of)) {
		slice name = nominal_name(self, of);
		return slice_of(arena_print(self->memory, "G%.*s", (int)(name.length % 512), name.at));
	}
	if (agent && !from->identifier.at && of->party_count == 1 && is_new(self, of))
		key = arena_print(self->memory, "U%u", of->head);
	else if (agent && !from->identifier.at)
		key = arena_print(self->memory, "D%s/%s/%.*s", from->code.country, from->code.sector,
			(int)(self->lower[of->head].length % 512), self->lower[of->head].at);
	else if (from->source.at && from->identifier.at && !is_country(from->code))
		key = arena_print(self->memory, "L%.*s", (int)(from->identifier.length % 512), from->identifier.at);
	else if (is_country(from->code) && (!from->identifier.at || from->source.at))
		key = arena_print(self->memory, "C%s", from->code.country);
	else if (from->identifier.at)
		key = arena_print(self->memory, "N%.*s", (int)(from->identifier.length % 512), from->identifier.at);
	else
		key = arena_print(self->memory, "D%s/%s/%.*s", from->code.country, from->code.sector,
			(int)(self->lower[of->head].length % 512), self->lower[of->head].at);
	return slice_of(key);
}

static bool better_known(const party *now, const party *before)
{
	return before->origin >= PARTY_AGENT_ALONE && now->origin < PARTY_AGENT_ALONE;
}

/* Who speaks and who is spoken to are the same throughout, where no quotation says otherwise. */
static slice key_of_person(naming *self, const nominal *of)
{
	slice form = utf8_lower(self->memory, text_form(self->text, of->head));
	bool speaker = is_word(self, of->head, WORD_SPEAKER) || lexicon_word(self->lexicon, form, WORD_SPEAKER);
	bool plural = lexicon_word(self->lexicon, form, WORD_US);
	return slice_of(speaker ? plural ? "Pwe" : "PI" : "Pyou");
}

/* Somebody of whom no code is known: a name, a person of the conversation, or a pronoun for one of them. */
static void remember_unknown(naming *self, uint32_t which)
{
	nominal *of = &self->nominals.items[which];
	if (of->antecedent >= 0 && of->antecedent < (int32_t)which)
		of->entity = nominal_entity(&self->nominals.items[of->antecedent]);
	bool person = of->form == FORM_PRONOUN && of->pronoun == WORD_WE;
	bool name = of->form == FORM_UNKNOWN_NAME && of->type != ENTITY_EVENT;
	if (of->entity == ENTITY_UNKNOWN && (person || name)) {
		slice identifier = name ? nominal_name(self, of) : (slice){0};
		slice key = person ? key_of_person(self, of) : slice_of(arena_print(self->memory, "N%.*s",
			(int)(identifier.length % 512), identifier.at));
		uint32_t next = (uint32_t)self->entities.count;
		of->entity = table_add(&self->entity_of, self->memory, key, next);
		if (of->entity == next) {
			party nobody = {.identifier = identifier, .origin = PARTY_AGENT_ALONE, .entity = next};
			*VECTOR_PUSH(self->memory, &self->entities) = (entity){.first = nobody, .type = of->type,
				.gender = of->gender, .plural = of->plural, .last = -1};
			add_short_names(self, of, &nobody, next);
		}
	}
	if (of->entity == ENTITY_UNKNOWN)
		return;
	entity *whom = &self->entities.items[of->entity];
	whom->mentions++;
	whom->last = (int32_t)which;
	if (whom->gender == GENDER_UNKNOWN)
		whom->gender = of->gender;
	if (of->type == ENTITY_NONE)
		of->type = whom->type;
}

/* "Lars Hansen, the Danish foreign minister": one person; or -1. */
static int32_t apposed_to(const naming *self, const nominal *of)
{
	int32_t above = node_of(self, of->head)->head;
	if (!is_relation(self, of->head, DEPREL_APPOS) || above < 0 || (uint32_t)above >= of->head
			|| self->nominal_of[above] < 0 || of->plural)
		return -1;
	const nominal *beside = &self->nominals.items[self->nominal_of[above]];
	bool person = of->type == ENTITY_PERSON, other = beside->type == ENTITY_PERSON;
	/* "The Ukrainian president, Vladimir Putin, …" in a list of guests is two. */
	if (of->party_count == 1 && beside->party_count == 1
			&& strcmp(of->parties->code.country, beside->parties->code.country) != 0)
		return -1;
	return beside->plural || person != other || beside->form == FORM_THING || (!person && of->form != FORM_AGENT)
		? -1 : self->nominal_of[above];
}

void refer_remember(naming *self, uint32_t which)
{
	nominal *of = &self->nominals.items[which];
	if (of->antecedent < 0)
		of->antecedent = apposed_to(self, of);
	int32_t above = node_of(self, of->head)->head, joined = above >= 0 ? self->nominal_of[above] : -1;
	if (of->type == ENTITY_PERSON && !of->plural && joined >= 0 && (uint32_t)joined < which
			&& is_relation(self, of->head, DEPREL_CONJ) && self->nominals.items[joined].type == ENTITY_PERSON
			&& !self->nominals.items[joined].plural) {
		self->duo[0] = joined;
		self->duo[1] = (int32_t)which;
	}
	if (of->party_count == 0)
		remember_unknown(self, which);
	for (uint32_t p = 0; p < of->party_count; p++) {
		party *now = &of->parties[p];
		uint32_t index = UINT32_MAX;
		if (of->antecedent >= 0 && of->antecedent < (int32_t)which && of->party_count == 1)
			index = nominal_entity(&self->nominals.items[of->antecedent]);
		bool named = of->form == FORM_NAME || of->form == FORM_UNKNOWN_NAME;
		if (index == UINT32_MAX || (index < self->entities.count && named && of->antecedent >= 0
				&& !self->entities.items[index].first.identifier.at)) {
			uint32_t next = (uint32_t)self->entities.count;
			uint32_t known = table_add(&self->entity_of, self->memory, key_of(self, of, now),
				index == UINT32_MAX ? next : index);
			index = known;
			if (known == next)
				*VECTOR_PUSH(self->memory, &self->entities) = (entity){.first = *now, .type = of->type,
					.gender = of->gender, .plural = of->plural, .last = -1};
			if (self->entities.items[index].last < 0 || !self->entities.items[index].first.identifier.at) {
				if (!self->entities.items[index].first.identifier.at)
					self->entities.items[index].first.identifier = now->identifier;
				add_short_names(self, of, now, index);
			}
		}
		entity *whom = &self->entities.items[index];
		now->entity = index;
		if (better_known(now, &whom->first)) {
			slice name = whom->first.identifier;
			whom->first = *now;
			if (!now->identifier.at)
				whom->first.identifier = name;
		}
		if (whom->type == ENTITY_NONE)
			whom->type = of->type;
		if (whom->gender == GENDER_UNKNOWN)
			whom->gender = of->gender;
		if (whom->gender == GENDER_UNKNOWN && whom->type == ENTITY_PERSON)
			whom->gender = word_gender(self, utf8_lower(self->memory, first_word(whom->first.identifier)));
		if (!whom->title.at && of->agent)
			whom->title = self->lower[of->agent_head];
		whom->mentions++;
		whom->last = (int32_t)which;
		whom->first.entity = index;
		remember_pair(self, of, now);
	}
}
