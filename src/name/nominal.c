/* nominal.c — the noun phrases and pronouns of a document, with what their own words show. */
#include <string.h>

#include "base/utf8.h"
#include "name/naming.h"

static slice form_lower(const naming *self, uint32_t token)
{
	return utf8_lower(self->memory, text_form(self->text, token));
}

static bool capitalised(const naming *self, uint32_t token)
{
	slice form = text_form(self->text, token);
	size_t offset = 0;
	return form.length && utf8_is_upper(utf8_next(form.at, form.length, &offset));
}

static const sentence *sentence_of(const naming *self, uint32_t token)
{
	return &self->text->sentences[self->text->tokens[token].sentence];
}

/* ---- what belongs to a phrase ---- */

static bool belongs_left(const naming *self, uint32_t child)
{
	switch ((deprel)node_of(self, child)->deprel) {
	case DEPREL_DET:
		return !is_word(self, child, WORD_ARTICLE);
	case DEPREL_DET_PREDET: case DEPREL_AMOD: case DEPREL_COMPOUND: case DEPREL_NUMMOD: case DEPREL_NMOD_POSS:
	case DEPREL_NMOD_DESC: case DEPREL_NMOD_UNMARKED: case DEPREL_FLAT: case DEPREL_GOESWITH:
		return true;
	case DEPREL_PUNCT: {
		slice form = text_form(self->text, child);
		return slice_is(form, "-") || slice_is(form, "\xE2\x80\x90");
	}
	default:
		return false;
	}
}

static bool belongs_right(const naming *self, uint32_t child)
{
	deprel relation = (deprel)node_of(self, child)->deprel;
	return relation == DEPREL_FLAT || relation == DEPREL_FIXED || relation == DEPREL_GOESWITH
		|| (relation == DEPREL_COMPOUND && node_of(self, child)->upos == UPOS_PROPN);
}

/* No dependents but commas and the like. */
static bool bare(const naming *self, uint32_t token)
{
	for (int32_t c = node_of(self, token)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling)
		if (!is_relation(self, (uint32_t)c, DEPREL_PUNCT))
			return false;
	return true;
}

/* "Won-soon" behind "Park", whatever a parser makes of it: a capitalised word without dependents that hangs on the
 * name right before it. */
static bool loose_part(const naming *self, uint32_t token)
{
	upos class = (upos)node_of(self, token)->upos;
	return bare(self, token) && capitalised(self, token) && !self->agent_at[token]
		&& self->match_of[token] < 0 && (class == UPOS_PROPN || class == UPOS_ADV || class == UPOS_X)
		&& node_of(self, token - 1)->upos == UPOS_PROPN && self->text->tokens[token - 1].space_after
		&& !is_relation(self, token, DEPREL_CONJ) && !is_word(self, token, WORD_CALENDAR);
}

/* Where a name that starts with `head` ends: its flat parts, one behind the other, hyphens between them included. */
static uint32_t name_end(const naming *self, uint32_t head)
{
	const sentence *within = sentence_of(self, head);
	uint32_t end = head + 1, stop = within->first + within->count;
	while (end < stop) {
		uint32_t part = end;
		slice form = text_form(self->text, end);
		bool hyphen = end + 1 < stop && (slice_is(form, "-") || slice_is(form, "\xE2\x80\x90"));
		if (hyphen)
			part = end + 1;
		int32_t above = node_of(self, part)->head;
		/* "Cho Yu-na": what hangs on the name by a hyphen is part of it, as whatever. */
		bool tied = hyphen && node_of(self, end - 1)->upos == UPOS_PROPN && !is_relation(self, part, DEPREL_CONJ)
			&& !is_relation(self, part, DEPREL_APPOS) && self->match_of[part] < 0 && !self->agent_at[part];
		if (above < (int32_t)head || above >= (int32_t)part
				|| !(tied || belongs_right(self, part) || loose_part(self, part)))
			break;
		end = part + 1;
	}
	return end;
}

/* Articles, and what a parse may have drawn in from before the phrase. */
static bool stays_outside(const naming *self, uint32_t token)
{
	upos class = (upos)node_of(self, token)->upos;
	return class == UPOS_CCONJ || class == UPOS_PUNCT || class == UPOS_ADP || class == UPOS_SCONJ
		|| (class == UPOS_DET && is_word(self, token, WORD_ARTICLE));
}

static void find_core(const naming *self, nominal *of)
{
	uint32_t head = of->head, first = head, end = name_end(self, head);
	bool run = false;
	for (int32_t c = node_of(self, head)->first_child; c >= 0 && (uint32_t)c < head;
			c = node_of(self, (uint32_t)c)->next_sibling) {
		bool belongs = belongs_left(self, (uint32_t)c);
		if (!belongs)
			first = head;
		else if (!run)
			first = self->low[c];
		run = belongs;
	}
	const sentence *within = sentence_of(self, head);
	of->first = first < within->first ? within->first : first > head ? head : first;
	of->end = end;
	if (of->match >= 0) {
		const match *name = &self->matches.items[of->match];
		if (name->first < of->first)
			of->first = name->first;
		if (name->end > of->end)
			of->end = name->end;
	}
	if (of->agent && of->agent_first < of->first)
		of->first = of->agent_first;
	if (of->agent && of->agent_end > of->end)
		of->end = of->agent_end;
	if (of->name_end > of->end)
		of->end = of->name_end;
	while (of->first < head && stays_outside(self, of->first)) {
		/* "At least 39 people": what the preposition before the number stands to goes with it. */
		uint32_t above = (uint32_t)node_of(self, of->first)->head;
		bool bound = node_of(self, of->first)->upos == UPOS_ADP && above == of->first + 1 && above + 1 < head
			&& node_of(self, above)->upos != UPOS_NUM && node_of(self, above + 1)->upos == UPOS_NUM;
		of->first += 1 + bound;
	}
}

/* ---- names that are parts of longer ones ---- */

static bool title_word(const naming *self, uint32_t token)
{
	return self->agent_at[token] || is_word(self, token, WORD_HONORIFIC) || is_word(self, token, WORD_FORMER);
}

/*
 * "Jordan" in "Michael Jordan" and "Paris" in "Paris Hilton" are no countries: a one-word name of the lexicon beside
 * an unknown word of the same flat name is taken back.
 */
static bool part_of_longer(const naming *self, const match *name)
{
	if (name->end - name->first > 1)
		return false;
	uint32_t token = name->head;
	int32_t head = node_of(self, token)->head;
	/* "Mayor of London Jane Roe": the place ends before the name. */
	if (head >= 0 && self->agent_at[head] && self->agent_at[head]->kind == AGENT_TITLE && token > (uint32_t)head
			&& is_relation(self, token, DEPREL_NMOD))
		return false;
	if (is_relation(self, token, DEPREL_FLAT) && head >= 0 && node_of(self, (uint32_t)head)->upos == UPOS_PROPN
			&& self->match_of[head] < 0 && !title_word(self, (uint32_t)head)) {
		return capitalised(self, (uint32_t)head);
	}
	for (int32_t c = node_of(self, token)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling) {
		uint32_t child = (uint32_t)c;
		bool joined = is_relation(self, child, DEPREL_FLAT)
			|| (is_relation(self, child, DEPREL_COMPOUND) && child + 1 == token && name->kind != KIND_DEMONYM);
		if (joined && node_of(self, child)->upos == UPOS_PROPN && self->match_of[child] < 0
				&& capitalised(self, child) && !title_word(self, child) && !is_word(self, child, WORD_CALENDAR))
			return true;
	}
	return false;
}

/* "Labour" and "Congress" in "Nigeria Labour Congress" are no bodies of other countries. */
static bool of_other_country(const naming *self, const match *name)
{
	uint32_t t = name->first;
	while (t > 0 && name->first - t < 3 && self->match_of[t - 1] < 0 && node_of(self, t - 1)->upos == UPOS_PROPN
			&& capitalised(self, t - 1))
		t--;
	if (name->type != ENTITY_ORG || name->end - name->first > 1 || t == 0 || self->match_of[t - 1] < 0)
		return false;
	const match *before = &self->matches.items[self->match_of[t - 1]];
	return (before->type == ENTITY_GPE || before->type == ENTITY_NORP) && code_is_state(before->code.country)
		&& code_is_state(name->code.country) && strcmp(before->code.country, name->code.country) != 0
		&& self->text->tokens[before->first].sentence == self->text->tokens[name->first].sentence;
}

static void drop(naming *self, match *name)
{
	name->line = LINE_NONE;
	name->link = LINE_NONE;
	for (uint32_t t = name->first; t < name->end; t++)
		self->match_of[t] = -1;
}

void naming_drop_parts(naming *self)
{
	for (uint32_t m = 0; m < self->matches.count; m++) {
		match *name = &self->matches.items[m];
		bool continent = is_word(self, name->first, WORD_CONTINENT) && proper_name_quarter(self, name->first) < name->first;
		if (continent || part_of_longer(self, name) || of_other_country(self, name))
			drop(self, name);
	}
}

/* Takes back short forms of countries that are not spoken of. */
static void drop_undecided(naming *self)
{
	for (uint32_t m = 0; m < self->matches.count; m++)
		if (self->matches.items[m].line == LINE_NONE)
			drop(self, &self->matches.items[m]);
}

/* ---- one nominal ---- */

static word_class pronoun_class(const naming *self, uint32_t token)
{
	static const word_class classes[] = {WORD_HE, WORD_SHE, WORD_IT, WORD_THEY, WORD_WE, WORD_RELATIVE};
	slice form = form_lower(self, token);
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (lexicon_word(self->lexicon, form, classes[i]))
			return classes[i];
	return WORD_CLASS_COUNT;
}

static bool inside_name(const naming *self, uint32_t token)
{
	int32_t m = self->match_of[token];
	return m >= 0 && self->matches.items[m].head != token;
}

/* The title of a name: "President" before it, or the head noun that the name follows flatly or without a comma. */
static void find_title(const naming *self, nominal *of)
{
	for (int32_t c = node_of(self, of->head)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling) {
		uint32_t child = (uint32_t)c;
		deprel relation = (deprel)node_of(self, child)->deprel;
		const agent *noun = self->agent_at[child];
		if (child > of->head || !noun)
			continue;
		/* "National" in a body's name is no title, "Major" before a general's is. */
		bool title = relation == DEPREL_NMOD_DESC || (relation == DEPREL_AMOD && noun->kind == AGENT_TITLE)
			|| (relation == DEPREL_COMPOUND && (noun->kind == AGENT_TITLE || noun->kind == AGENT_PERSON));
		if (!title)
			continue;
		of->agent = self->agent_at[child];
		of->agent_first = self->agent_first[child];
		of->agent_end = self->agent_end[child];
		of->agent_head = child;
	}
}

/* A name that hangs on its own title ("Minister" ← "Jane Roe"), or on the title's last word ("Secretary of State",
 * "Mayor of London" ← "Jane Roe"); its token, or -1. */
static int32_t name_under(const naming *self, uint32_t title)
{
	if (self->agent_at[title]->kind != AGENT_TITLE && self->agent_at[title]->kind != AGENT_PERSON)
		return -1;
	uint32_t next = self->agent_end[title];
	/* "of London", "to the United Nations": a name of the lexicon between title and name. */
	for (uint32_t t = next; t < next + 3 && t < self->tokens; t++)
		if (self->match_of[t] >= 0 && self->matches.items[self->match_of[t]].first == t
				&& is_relation(self, self->matches.items[self->match_of[t]].head, DEPREL_NMOD)) {
			next = self->matches.items[self->match_of[t]].end;
			break;
		}
	if (next >= self->tokens || self->text->tokens[next].sentence != self->text->tokens[title].sentence)
		return -1;
	uint32_t name = self->match_of[next] >= 0 ? self->matches.items[self->match_of[next]].head : next;
	const node *word = node_of(self, name);
	bool named = word->deprel == DEPREL_FLAT || word->deprel == DEPREL_APPOS
		|| (word->deprel == DEPREL_NMOD && capitalised(self, name));
	bool hangs = named && word->head >= (int32_t)self->agent_first[title] && word->head < (int32_t)next;
	return hangs && word->upos == UPOS_PROPN && !self->agent_at[name] && self->low[name] >= self->agent_first[title]
		? (int32_t)name : -1;
}

/* "former", "ousted": the lemma of the latter may be a verb's. */
static bool is_former(const naming *self, uint32_t token)
{
	return is_word(self, token, WORD_FORMER) || lexicon_word(self->lexicon, form_lower(self, token), WORD_FORMER);
}

static void find_flags(naming *self, nominal *of)
{
	const node *head = node_of(self, of->head);
	deprel relation = (deprel)head->deprel;
	const sentence *within = sentence_of(self, of->head);
	of->sentence = self->text->tokens[of->head].sentence;
	of->possessive = relation == DEPREL_NMOD_POSS;
	of->modifier = relation == DEPREL_AMOD || relation == DEPREL_COMPOUND || relation == DEPREL_NMOD_DESC;
	of->subject = deprel_is(relation, DEPREL_NSUBJ);
	if (head->xpos == XPOS_OTHER)
		of->plural = head->upos == UPOS_NOUN && slice_ends(text_form(self->text, of->head), "s")
			&& !slice_ends(self->lower[of->head], "s");
	else
		of->plural = head->xpos == XPOS_NNS || head->xpos == XPOS_NNPS;
	of->plural |= is_word(self, of->head, WORD_PLURAL);
	if (of->match >= 0 && self->matches.items[of->match].type != ENTITY_NORP)
		of->plural = false;
	bool place = false;
	for (int32_t c = head->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling) {
		uint32_t child = (uint32_t)c;
		deprel kind = (deprel)node_of(self, child)->deprel;
		if (kind == DEPREL_DET && is_word(self, child, WORD_DEFINITE))
			of->definite = true;
		if ((kind == DEPREL_AMOD || kind == DEPREL_COMPOUND || kind == DEPREL_ADVMOD) && is_former(self, child))
			of->former = true;
		if (kind == DEPREL_CASE && is_word(self, child, WORD_PLACE))
			place = true;
	}
	for (uint32_t t = of->agent_first; of->agent && t > of->first && t + 3 > of->agent_first; t--)
		of->former |= is_former(self, t - 1);
	for (uint32_t t = of->agent_first; of->agent && t < of->agent_end; t++)
		of->former |= self->ex[t];
	for (uint32_t t = of->agent_first; of->agent && t > within->first && t + 4 > of->agent_first; t--)
		of->then |= is_word(self, t - 1, WORD_THEN);
	if (of->agent && of->agent_head != of->head)
		for (int32_t c = node_of(self, of->agent_head)->first_child; c >= 0;
				c = node_of(self, (uint32_t)c)->next_sibling)
			if (is_former(self, (uint32_t)c))
				of->former = true;
	of->place_like = place && (deprel_is(relation, DEPREL_OBL) || deprel_is(relation, DEPREL_NMOD)
		|| relation == DEPREL_ROOT || relation == DEPREL_CONJ);
	if (self->text->sentences[of->sentence].kind == SENTENCE_DATELINE)
		of->place_like = true;
}

static gender gender_of(const naming *self, const nominal *of)
{
	gender found = GENDER_UNKNOWN;
	for (uint32_t t = of->first; t < of->end && found == GENDER_UNKNOWN; t++) {
		found = word_gender(self, self->lower[t]);
		if (found == GENDER_UNKNOWN)
			found = word_gender(self, form_lower(self, t));
	}
	return found;
}

static nominal *add_nominal(naming *self, uint32_t head, nominal_form form)
{
	self->nominal_of[head] = (int32_t)self->nominals.count;
	nominal *added = VECTOR_PUSH(self->memory, &self->nominals);
	*added = (nominal){.head = head, .form = form, .match = -1, .antecedent = -1, .shared = -1,
		.pronoun = WORD_CLASS_COUNT, .entity = ENTITY_UNKNOWN};
	return added;
}

/* "Bahrain, Oman and Salalah": what is listed with places is one, and so with people. */
static entity_type type_of_conjunct(const naming *self, const nominal *of)
{
	int32_t head = node_of(self, of->head)->head;
	if (!is_relation(self, of->head, DEPREL_CONJ) || head < 0 || self->nominal_of[head] < 0)
		return ENTITY_NONE;
	const nominal *with = &self->nominals.items[self->nominal_of[head]];
	if (with->form != FORM_NAME && with->form != FORM_UNKNOWN_NAME)
		return ENTITY_NONE;
	return with->type == ENTITY_GPE ? ENTITY_LOC : with->type;
}

static void finish_nominal(naming *self, nominal *added)
{
	if (!added->agent && added->form != FORM_PRONOUN)
		find_title(self, added);
	find_core(self, added);
	find_flags(self, added);
	if (added->form == FORM_UNKNOWN_NAME)
		added->type = proper_name_type(self, added);
	if (added->form == FORM_UNKNOWN_NAME && added->type == ENTITY_NONE)
		added->type = type_of_conjunct(self, added);
	else if (added->match >= 0)
		added->type = self->matches.items[added->match].type;
	else if (added->form == FORM_AGENT)
		added->type = added->agent && !proper_name_body(self, added->agent_head) ? ENTITY_PERSON : ENTITY_ORG;
	added->gender = gender_of(self, added);
	added->human = added->type == ENTITY_PERSON;
	if (added->match >= 0 && self->matches.items[added->match].kind == KIND_REGION)
		added->place_like = true;
}

static void take_agent(const naming *self, nominal *of, uint32_t token)
{
	of->agent = self->agent_at[token];
	of->agent_first = self->agent_first[token];
	of->agent_end = self->agent_end[token];
	of->agent_head = token;
}

/* The end of a name that may hang in parts on a word before it. */
static uint32_t own_end(const naming *self, uint32_t name)
{
	uint32_t end = name_end(self, name);
	while (end < self->tokens && is_relation(self, end, DEPREL_FLAT)
			&& node_of(self, end)->head == node_of(self, name)->head)
		end = name_end(self, end);
	return end;
}

/* "Qatar Computing Research Institute": more than the noun is capitalised. */
static bool names_more(const naming *self, uint32_t token)
{
	uint32_t before = self->agent_first[token];
	return capitalised(self, token) && before > 0 && capitalised(self, before - 1)
		&& self->text->tokens[before - 1].sentence == self->text->tokens[token].sentence
		&& (node_of(self, before - 1)->upos == UPOS_PROPN || node_of(self, before - 1)->upos == UPOS_ADJ)
		&& node_of(self, before - 1)->head == (int32_t)token;
}

/* The nominal of a noun or a proper noun. */
static void add_noun(naming *self, uint32_t token)
{
	const node *here = node_of(self, token);
	bool proper = here->upos == UPOS_PROPN;
	int32_t m = self->match_of[token];
	deprel relation = (deprel)here->deprel;
	if (m >= 0) {
		nominal *added = add_nominal(self, token, FORM_NAME);
		added->match = m;
		finish_nominal(self, added);
		return;
	}
	bool part = relation == DEPREL_COMPOUND || relation == DEPREL_AMOD || relation == DEPREL_NMOD_DESC;
	if (self->agent_at[token]) {
		/* "State Department officials": a body named before another noun; "police violence": who acts. Before another
		 * agent a common noun only says of which kind. */
		int32_t above = here->head;
		bool body = proper && proper_name_body(self, token) && self->agent_first[token] != token;
		bool acts = relation == DEPREL_COMPOUND && above >= 0 && !self->agent_at[above] && self->match_of[above] < 0
			&& node_of(self, (uint32_t)above)->upos == UPOS_NOUN;
		if (part && !body && !acts)
			return;
		int32_t name = name_under(self, token);
		nominal *added = add_nominal(self, token, proper ? FORM_UNKNOWN_NAME : FORM_AGENT);
		take_agent(self, added, token);
		if (name >= 0) {
			added->match = self->match_of[name];
			added->form = added->match >= 0 ? FORM_NAME : FORM_UNKNOWN_NAME;
			self->nominal_of[name] = self->nominal_of[token];
			added->name = (uint32_t)name;
			added->name_end = added->match < 0 ? own_end(self, (uint32_t)name)
				: self->matches.items[added->match].end;
		} else if (proper && (added->agent->kind == AGENT_TITLE || added->agent->kind == AGENT_PERSON)
				&& !(proper_name_body(self, token) && names_more(self, token))) {
			added->form = FORM_AGENT;
		}
		finish_nominal(self, added);
		return;
	}
	if (part && !proper)
		return;
	/* May is a month but where she acts. */
	if (proper && is_word(self, token, WORD_CALENDAR) && !deprel_is(relation, DEPREL_NSUBJ)
			&& relation != DEPREL_NMOD_POSS)
		return;
	nominal_form form = proper ? FORM_UNKNOWN_NAME
		: is_word(self, token, WORD_PART) ? FORM_QUANTIFIER
		: is_word(self, token, WORD_COUNTRY) || is_word(self, token, WORD_SIDE) ? FORM_AGENT : FORM_THING;
	finish_nominal(self, add_nominal(self, token, form));
}

static bool heads_phrase(deprel relation)
{
	return deprel_is(relation, DEPREL_NSUBJ) || deprel_is(relation, DEPREL_OBJ) || deprel_is(relation, DEPREL_IOBJ)
		|| deprel_is(relation, DEPREL_OBL) || deprel_is(relation, DEPREL_NMOD) || relation == DEPREL_CONJ
		|| relation == DEPREL_APPOS;
}

/* "12 were killed", "killing 12", not "May 8" or "in 2009". */
static bool counts_somebody(const naming *self, uint32_t token)
{
	deprel relation = (deprel)node_of(self, token)->deprel;
	int32_t head = node_of(self, token)->head;
	if (token + 1 < self->tokens && slice_is(text_form(self->text, token + 1), "-"))
		return false;
	return (deprel_is(relation, DEPREL_NSUBJ) || relation == DEPREL_OBJ || relation == DEPREL_IOBJ
		|| relation == DEPREL_OBL_AGENT) && head >= 0 && node_of(self, (uint32_t)head)->upos == UPOS_VERB;
}

/* A parser may hang the two halves of a name on the same verb; they stand side by side. */
static bool join_before(naming *self, uint32_t token)
{
	if (token == 0 || self->nominal_of[token - 1] < 0 || !self->text->tokens[token - 1].space_after)
		return false;
	nominal *before = &self->nominals.items[self->nominal_of[token - 1]];
	const node *here = node_of(self, token), *there = node_of(self, token - 1);
	if (before->form != FORM_UNKNOWN_NAME || before->agent || before->end != token || here->upos != UPOS_PROPN
			|| here->head != there->head || here->deprel != there->deprel || self->match_of[token] >= 0
			|| !bare(self, token) || !capitalised(self, token) || here->deprel == DEPREL_COMPOUND)
		return false;
	before->end = token + 1;
	before->type = ENTITY_PERSON;
	before->human = true;
	self->nominal_of[token] = self->nominal_of[token - 1];
	return true;
}

static void add_token(naming *self, uint32_t token)
{
	const node *here = node_of(self, token);
	deprel relation = (deprel)here->deprel;
	int32_t m = self->match_of[token];
	if (self->nominal_of[token] >= 0 || inside_name(self, token))
		return;
	if (m >= 0 && relation != DEPREL_FLAT) {
		add_noun(self, token);
		return;
	}
	if (relation == DEPREL_FLAT || relation == DEPREL_FIXED || relation == DEPREL_GOESWITH
			|| relation == DEPREL_CASE || relation == DEPREL_EXPL || relation == DEPREL_CC || relation == DEPREL_MARK)
		return;
	switch ((upos)here->upos) {
	case UPOS_NOUN: case UPOS_PROPN: case UPOS_X: case UPOS_SYM:
		if (!join_before(self, token))
			add_noun(self, token);
		break;
	case UPOS_PRON: {
		word_class class = pronoun_class(self, token);
		if (class != WORD_CLASS_COUNT) {
			nominal *added = add_nominal(self, token, FORM_PRONOUN);
			added->pronoun = class;
			finish_nominal(self, added);
			added->plural = class == WORD_THEY || class == WORD_WE;
			added->type = class == WORD_HE || class == WORD_SHE ? ENTITY_PERSON : ENTITY_NONE;
			added->gender = class == WORD_HE ? GENDER_MALE : class == WORD_SHE ? GENDER_FEMALE : GENDER_UNKNOWN;
		} else if (is_word(self, token, WORD_PART) && heads_phrase(relation)) {
			finish_nominal(self, add_nominal(self, token, FORM_QUANTIFIER));
		}
		break;
	}
	case UPOS_ADJ: case UPOS_NUM: case UPOS_DET:
		if (!heads_phrase(relation) || relation == DEPREL_NMOD_POSS)
			break;
		if (self->agent_at[token])
			add_noun(self, token);
		else if ((here->upos == UPOS_NUM && counts_somebody(self, token)) || is_word(self, token, WORD_PART)
				|| is_word(self, token, WORD_PAIR))
			finish_nominal(self, add_nominal(self, token, FORM_QUANTIFIER));
		break;
	default:
		break;
	}
}

/* May this match stand before a noun as an adjective: "Ukrainian", "U.S."? */
static bool stands_as_adjective(const naming *self, const match *name)
{
	if (name->type == ENTITY_PERSON || name->type == ENTITY_ORG)
		return false;
	if (name->kind == KIND_DEMONYM)
		return node_of(self, name->head)->upos == UPOS_ADJ || node_of(self, name->end - 1)->upos == UPOS_ADJ;
	slice form = text_form(self->text, name->first);
	for (size_t i = 0; i < form.length; i++)
		if (form.at[i] >= 'a' && form.at[i] <= 'z')
			return false;
	return name->end - name->first == 1;
}

/* "American, South Korean, and Ukrainian officials": parsers seldom see that all three belong to the noun. */
static void share_noun(naming *self, uint32_t which)
{
	nominal *noun = &self->nominals.items[which];
	int32_t first = self->match_of[noun->first];
	if (!noun->agent || noun->form != FORM_AGENT || first < 0
			|| !stands_as_adjective(self, &self->matches.items[first]))
		return;
	/* Of "South Korean", "South" may hang on the adjective before. */
	const match *nearest = &self->matches.items[first];
	int32_t own = self->nominal_of[nearest->head];
	uint32_t start = nearest->first;
	if (own >= 0 && is_relation(self, nearest->head, DEPREL_CONJ))
		self->nominals.items[own].shared = (int32_t)which;
	bool separated = false;
	for (uint32_t t = start; t-- > 0 && self->text->tokens[t].sentence == noun->sentence;) {
		int32_t m = self->match_of[t];
		if (m >= 0 && separated && stands_as_adjective(self, &self->matches.items[m])) {
			int32_t of = self->nominal_of[self->matches.items[m].head];
			if (of < 0 || self->nominals.items[of].possessive)
				break;
			self->nominals.items[of].shared = (int32_t)which;
			start = t = self->matches.items[m].first;
			separated = false;
		} else if (m < 0 && (node_of(self, t)->upos == UPOS_CCONJ || slice_is(text_form(self->text, t), ","))) {
			separated = true;
		} else {
			break;
		}
	}
	noun->first = start;
}

/* "President Bashar al-Assad", however the parser hangs the two: the title becomes the name's, and its own nominal
 * stands for the same person. */
static void share_title(naming *self, uint32_t which)
{
	nominal *of = &self->nominals.items[which];
	bool person = of->form == FORM_NAME ? of->type == ENTITY_PERSON
		: of->form == FORM_UNKNOWN_NAME && of->type != ENTITY_ORG;
	uint32_t first = of->match >= 0 ? self->matches.items[of->match].first : of->first;
	if (!person || of->agent || first == 0)
		return;
	for (uint32_t t = first; t-- > 0 && t + 4 > first && self->text->tokens[t].sentence == of->sentence;) {
		if (!self->agent_at[t] || self->agent_end[t] != first)
			continue;
		int32_t n = self->nominal_of[t];
		bool person = self->agent_at[t]->kind == AGENT_TITLE || self->agent_at[t]->kind == AGENT_PERSON;
		if (!person || n < 0 || self->nominals.items[n].plural || self->nominals.items[n].form != FORM_AGENT
				|| self->nominals.items[n].end != first || (uint32_t)n == which)
			return;
		nominal *title = &self->nominals.items[n];
		take_agent(self, of, t);
		of->former |= title->former;
		of->type = ENTITY_PERSON;
		of->first = title->first;
		title->shared = (int32_t)which;
		title->end = of->end;
		return;
	}
}

void naming_nominals(naming *self)
{
	drop_undecided(self);
	for (uint32_t i = 0; i < self->tokens; i++)
		add_token(self, i);
	for (uint32_t i = 0; i < self->nominals.count; i++) {
		share_noun(self, i);
		share_title(self, i);
	}
	/* "Ukraine President …", whatever the parser hangs the country on. */
	for (uint32_t i = 1; i < self->tokens; i++) {
		if (!self->agent_at[i] || self->agent_first[i] == 0)
			continue;
		int32_t m = self->match_of[self->agent_first[i] - 1];
		if (m < 0 || self->matches.items[m].end != self->agent_first[i]
				|| self->text->tokens[self->agent_first[i]].sentence != self->text->tokens[i].sentence)
			continue;
		int32_t before = self->nominal_of[self->matches.items[m].head];
		if (before >= 0 && !self->nominals.items[before].possessive && self->matches.items[m].type != ENTITY_PERSON)
			self->nominals.items[before].modifier = true;
	}
	/* "Sydney, Australia": what stands beside a place is one. */
	for (uint32_t i = 0; i < self->nominals.count; i++) {
		nominal *here = &self->nominals.items[i];
		deprel relation = (deprel)node_of(self, here->head)->deprel;
		int32_t head = node_of(self, here->head)->head;
		if (head < 0 || self->nominal_of[head] < 0 || here->type == ENTITY_PERSON || here->type == ENTITY_ORG)
			continue;
		if (relation == DEPREL_APPOS || relation == DEPREL_NMOD_UNMARKED || relation == DEPREL_LIST)
			here->place_like |= self->nominals.items[self->nominal_of[head]].place_like;
	}
}
