/*
 * match.c — which rule a word meets, and what it then gives. Each word is evaluated once; a constraint on an argument's
 * own type (`#ASSAULT`) and every operator evaluate the argument first, so the type of the whole comes from its parts.
 */
#include <string.h>

#include "event/evaluate.h"

enum { DEPTH_MOST = 24 };

typedef struct match {
	uint32_t tokens[ARGUMENTS_MOST];
	uint32_t count;
} match;

static void match_add(match *self, uint32_t token)
{
	if (self->count < ARGUMENTS_MOST)
		self->tokens[self->count++] = token;
}

static bool has_type(const reader *self, uint32_t token, entity_type a, entity_type b)
{
	int32_t m = self->names->mention_headed[token];

	return m >= 0 && (self->names->mentions[m].type == a || self->names->mentions[m].type == b);
}

static bool has_number(const reader *self, uint32_t token)
{
	return node_of(self, token)->upos == UPOS_NUM || syntax_child(self->syntax, (int32_t)token, DEPREL_NUMMOD) >= 0;
}

static bool is_money(const reader *self, uint32_t token)
{
	if (node_of(self, token)->upos == UPOS_SYM)
		return true;
	for (int32_t child = node_of(self, token)->first_child; child >= 0;
		child = node_of(self, (uint32_t)child)->next_sibling)
		if (node_of(self, (uint32_t)child)->upos == UPOS_SYM)
			return true;
	return false;
}

/* "the House Republican Conference", "Congress": a group by its name, whatever a conference or a congress is. */
static bool is_body(const reader *self, int32_t number)
{
	const mention *m = number >= 0 ? &self->names->mentions[number] : NULL;

	return m && m->type == ENTITY_ORG && m->party_count && m->name_end > m->name_first;
}

static bool value_holds(reader *self, const value *v, uint32_t token)
{
	const node *n = node_of(self, token);
	uint32_t words[ARGUMENTS_MOST];
	arguments modifiers = {.count = 0};
	int32_t m = self->names->mention_headed[token];

	switch (v->kind) {
	case VALUE_ANYTHING:
		return !self->in_time[token];     /* "fired on Tuesday" is fired on nothing */
	case VALUE_LEMMA:
		if (self->words[token] != v->word)
			return false;
		if (v->modifier == TABLE_NONE)
			return true;
		modifiers_of(self, token, &modifiers);
		for (uint32_t i = 0; i < modifiers.count; i++)
			if (self->words[modifiers.items[i]] == v->modifier)
				return true;
		return false;
	case VALUE_CLASS: {
		const word_class *c = &self->lexicon->class_list.items[v->word];
		if (c->pairs.count) {
			modifiers_of(self, token, &modifiers);
			for (uint32_t i = 0; i < modifiers.count; i++)
				words[i] = self->words[modifiers.items[i]];
		}
		return word_class_has(c, self->words[token], words, modifiers.count);
	}
	case VALUE_TYPE:
		return evaluate(self, token)->type == (bede_event_type)v->word;
	case VALUE_ACTOR:
		/* A name or pronoun that nobody resolved may be an actor: the confidence will tell, the rule must not. */
		return !self->in_time[token] && (m >= 0 || n->upos == UPOS_PRON || n->upos == UPOS_PROPN);
	case VALUE_PERSON:
		return has_type(self, token, ENTITY_PERSON, ENTITY_PERSON)
			|| (n->upos == UPOS_PRON && m >= 0 && self->names->mentions[m].party_count > 0);
	case VALUE_BODY:
		return is_body(self, m);
	case VALUE_PLACE:
		return has_type(self, token, ENTITY_GPE, ENTITY_LOC) || has_type(self, token, ENTITY_FAC, ENTITY_FAC);
	case VALUE_MONEY:
		return is_money(self, token);
	case VALUE_NUMBER:
		return has_number(self, token);
	case VALUE_CLAUSE:
		return n->deprel == DEPREL_XCOMP || n->deprel == DEPREL_CCOMP || n->deprel == DEPREL_ADVCL
			|| n->deprel == DEPREL_ACL;
	}
	return false;
}

static bool any_value_holds(reader *self, const constraint *c, uint32_t token)
{
	for (uint32_t i = 0; i < c->value_count; i++)
		if (value_holds(self, &c->values[i], token))
			return true;
	return false;
}

/* Any word below `token`, itself excluded, other clauses' subjects included: the loosest of the constraints. */
static int32_t find_below(reader *self, const constraint *c, uint32_t token, unsigned depth)
{
	if (depth > DEPTH_MOST)
		return -1;
	for (int32_t child = node_of(self, token)->first_child; child >= 0;
		child = node_of(self, (uint32_t)child)->next_sibling) {
		if (any_value_holds(self, c, (uint32_t)child))
			return child;
		int32_t found = find_below(self, c, (uint32_t)child, depth + 1);
		if (found >= 0)
			return found;
	}
	return -1;
}

bool holds_below(reader *self, const constraint *c, uint32_t token)
{
	return find_below(self, c, token, 0) >= 0;
}

static void arguments_for(reader *self, const constraint *c, uint32_t token, arguments *out)
{
	arguments objects;

	switch (c->key) {
	case KEY_OBJ:
		objects_of(self, token, out);
		break;
	case KEY_SUBJ:
		subjects_of(self, token, out);
		break;
	case KEY_IOBJ:
		indirect_objects_of(self, token, out);
		break;
	case KEY_PREP:
		obliques_of(self, token, c->prepositions, c->preposition_count, 0, true, out);
		break;
	case KEY_PRT:
		particles_of(self, token, out);
		break;
	case KEY_COMP:
		complements_of(self, token, out);
		break;
	case KEY_MOD:
		modifiers_of(self, token, out);
		break;
	case KEY_OBJMOD:
		out->count = 0;
		objects_of(self, token, &objects);
		for (uint32_t i = 0; i < objects.count; i++) {
			arguments modifiers;
			modifiers_of(self, objects.items[i], &modifiers);
			for (uint32_t k = 0; k < modifiers.count && out->count < ARGUMENTS_MOST; k++)
				out->items[out->count++] = modifiers.items[k];
		}
		break;
	case KEY_ANY:
		out->count = 0;
		break;
	}
}

static bool constraint_holds(reader *self, const constraint *c, uint32_t token, match *found)
{
	arguments candidates;

	if (c->key == KEY_ANY) {
		int32_t below = find_below(self, c, token, 0);
		if (below >= 0 && !c->negated)
			match_add(found, (uint32_t)below);
		return (below >= 0) != c->negated;
	}
	arguments_for(self, c, token, &candidates);
	for (uint32_t i = 0; i < candidates.count; i++)
		if (any_value_holds(self, c, candidates.items[i])) {
			/* Who does it is no part of what is done, but an event that begins or ends is. */
			if (!c->negated && (c->key != KEY_SUBJ || self->evaluations[candidates.items[i]].type != BEDE_NONE))
				match_add(found, candidates.items[i]);
			return !c->negated;
		}
	/* A subject that the clause leaves unsaid may be an actor. */
	if (c->key == KEY_SUBJ && !candidates.count && !c->negated)
		for (uint32_t i = 0; i < c->value_count; i++)
			if (c->values[i].kind == VALUE_ACTOR || c->values[i].kind == VALUE_ANYTHING)
				return true;
	return c->negated;
}

/* The constraints that tell by an open class of words what the thing or person is; particles, complements and what must
 * not be say which sense of the word is meant, and so do a few words. */
static bool may_miss(const constraint *c)
{
	enum { OPEN_LEAST = 6 };
	bool open = c->value_count >= OPEN_LEAST;

	for (uint32_t i = 0; i < c->value_count; i++)
		open |= c->values[i].kind == VALUE_CLASS;
	return open && !c->negated
		&& (c->key == KEY_OBJ || c->key == KEY_SUBJ || c->key == KEY_PREP || c->key == KEY_OBJMOD);
}

/* `failed`: which constraint is not met, if the rule does not hold. */
static bool rule_holds(reader *self, const rule *r, uint32_t token, match *found, uint32_t *failed)
{
	uint32_t missed = 0, met = 0;

	found->count = 0;
	for (uint32_t i = 0; i < r->constraint_count; i++) {
		if (constraint_holds(self, &r->constraints[i], token, found)) {
			met += !r->constraints[i].negated;
			continue;
		}
		*failed = i;
		if (!self->relaxed || r->operation != OPERATION_TYPE || !may_miss(&r->constraints[i]) || missed++)
			return false;
	}
	return !missed || met;
}

static void refuse(reader *self, uint32_t token, const rule *r, const char *reason)
{
	if (self->keep_refusals)
		*VECTOR_PUSH(self->memory, &self->refusals) = (event_refusal){token, r ? &r->shown : NULL, {NULL, 0}, reason};
}

/* The first argument that an operator governs and that is an event; -1: none. */
static int32_t governed_event(reader *self, operation operation, uint32_t token, const match *met)
{
	arguments first, second;

	if (operation == OPERATION_LIGHT || operation == OPERATION_STOP) {
		objects_of(self, token, &first);
		complements_of(self, token, &second);
	} else {
		complements_of(self, token, &first);
		objects_of(self, token, &second);
	}
	for (uint32_t i = 0; i < first.count; i++)
		if (first.items[i] != token && evaluate(self, first.items[i])->type != BEDE_NONE)
			return (int32_t)first.items[i];
	for (uint32_t i = 0; i < second.count; i++)
		if (second.items[i] != token && evaluate(self, second.items[i])->type != BEDE_NONE)
			return (int32_t)second.items[i];
	/* "engaged in talks with", "talks began": what the rule's own constraints name. */
	for (uint32_t i = 0; i < met->count; i++)
		if (met->tokens[i] != token && evaluate(self, met->tokens[i])->type != BEDE_NONE)
			return (int32_t)met->tokens[i];
	return -1;
}

/* Only what is still to come can be promised or planned: "indicated that it would help", not "indicated that it
 * helped". */
static bool is_ahead(const reader *self, operation operation, uint32_t argument)
{
	if ((operation != OPERATION_PROMISE && operation != OPERATION_AGREE && operation != OPERATION_PLAN)
		|| node_of(self, argument)->deprel != DEPREL_CCOMP)
		return true;
	return modality_of(self, argument) & (BEDE_FUTURE | BEDE_HYPOTHETICAL);
}

/* Takes what an operator's default or a typed rule gives on its own. */
static void take_type(evaluation *e, const rule *r, uint32_t token)
{
	e->type = r->type;
	e->typed = r;
	e->trigger = token;
	e->aux = r->aux;
}

static void take_composed(reader *self, evaluation *e, const rule *r, int32_t argument, composed result)
{
	const evaluation *below = evaluate(self, (uint32_t)argument);

	e->type = result.type;
	e->typed = below->typed;
	e->mode = result.mode ? result.mode : result.keep_modes ? below->mode : "";
	e->trigger = below->trigger;
	e->argument = argument;
	e->aux = r->aux | (result.keep_modes ? below->aux : 0);
	if (r->operation == OPERATION_PLAN && (result.type == BEDE_PROTEST || result.type == BEDE_MOBILIZE))
		e->aux |= BEDE_FUTURE;
}

/* Tries one rule; true if it decides the word. `defaults`: an operator may fall back on what its brackets say. */
static bool try_rule(reader *self, evaluation *e, const rule *r, uint32_t token, bool defaults)
{
	match found;
	uint32_t failed;

	if (!rule_holds(self, r, token, &found, &failed))
		return false;     /* refuse_losers says so */
	if (r->operation == OPERATION_TYPE) {
		take_type(e, r, token);
	} else if (r->operation == OPERATION_NONE) {
		e->type = BEDE_NONE;
		refuse(self, token, r, "this rule says that the words are no event");
	} else {
		int32_t argument = governed_event(self, r->operation, token, &found);
		composed result = {BEDE_NONE, NULL, false};
		if (argument >= 0 && is_ahead(self, r->operation, (uint32_t)argument))
			result = compose(r->operation, evaluate(self, (uint32_t)argument)->type,
				is_negated(self, (uint32_t)argument));
		/* "agreed to exchange prisoners": what both sides give is an agreement, no concession. */
		if (result.type == BEDE_CONCEDE && r->operation == OPERATION_PROMISE
			&& evaluate(self, (uint32_t)argument)->typed->both)
			result = (composed){BEDE_AGREE, NULL, false};
		if (result.type != BEDE_NONE)
			take_composed(self, e, r, argument, result);
		else if (defaults && r->type != BEDE_NONE)
			take_type(e, r, token);
		else if (!defaults || r->operation != OPERATION_SAY) {
			refuse(self, token, r, "the operator governs no event");
			return false;
		}
	}
	e->rule = r;
	uint32_t *tokens = ARENA_ARRAY(self->memory, found.count + 1, uint32_t);
	memcpy(tokens, found.tokens, found.count * sizeof *tokens);
	e->matched = tokens;
	e->matched_count = found.count;
	return true;
}

static const rule_list *rules_for(const reader *self, uint32_t token)
{
	static const rule_list none = {NULL, 0};
	const node *n = node_of(self, token);
	uint32_t word = self->words[token];

	if (word == TABLE_NONE)
		return &none;
	switch (n->upos) {
	case UPOS_VERB:
		return &self->lexicon->by_word[WORD_VERB][word];
	case UPOS_NOUN:
	case UPOS_PROPN:
		return &self->lexicon->by_word[WORD_NOUN][word];
	case UPOS_ADJ:
		return &self->lexicon->by_word[WORD_ADJECTIVE][word];
	default:
		return &none;
	}
}

/* Does any rule stand on the word, as whatever part of speech? */
static bool has_rules(const reader *self, uint32_t token)
{
	uint32_t word = self->words[token];

	for (unsigned kind = 0; word != TABLE_NONE && kind < WORD_CLASSES; kind++)
		if (self->lexicon->by_word[kind][word].count)
			return true;
	return false;
}

static bool is_capital(const reader *self, uint32_t token)
{
	slice form = text_form(self->text, token);

	return form.length > 1 && form.at[0] >= 'A' && form.at[0] <= 'Z' && form.at[1] >= 'a' && form.at[1] <= 'z';
}

/* "the Salute to America", "the Violence Against Women Act": a noun in capitals amid words that are not is part of a
 * name, even if nobody knows what the name means. */
static bool is_titled(const reader *self, uint32_t token)
{
	const sentence *s = &self->text->sentences[self->text->tokens[token].sentence];
	upos class = node_of(self, token)->upos;
	uint32_t words = 0, capitals = 0;

	if ((class != UPOS_NOUN && class != UPOS_PROPN) || s->kind != SENTENCE_BODY || token == s->first
		|| !is_capital(self, token) || node_of(self, token - 1)->upos == UPOS_PUNCT)
		return false;
	for (uint32_t t = s->first; t < s->first + s->count; t++) {
		upos other = node_of(self, t)->upos;
		if (other != UPOS_NOUN && other != UPOS_VERB && other != UPOS_ADJ)
			continue;
		words++;
		capitals += is_capital(self, t);
	}
	return words > 2 && 2 * capitals < words;
}

/*
 * Order of choice (event study, lesson 5): rules with constraints, the most specific first; then an operator that
 * governs an event; then typed rules without constraints; then what an operator gives on its own.
 */
static void choose(reader *self, evaluation *e, uint32_t token)
{
	const rule_list *list = rules_for(self, token);
	const rule *rules = self->lexicon->rules.items;

	if (!list->count && has_rules(self, token))
		refuse(self, token, NULL, "the lexicon has rules for this word, but not as this part of speech");
	if (list->count && is_titled(self, token)) {
		refuse(self, token, NULL, "it is part of a name");
		return;
	}

	for (uint32_t i = 0; i < list->count; i++)
		if (rules[list->items[i]].constraint_count && try_rule(self, e, &rules[list->items[i]], token, true))
			return;
	for (uint32_t i = 0; i < list->count; i++) {
		const rule *r = &rules[list->items[i]];
		if (!r->constraint_count && r->operation > OPERATION_NONE && try_rule(self, e, r, token, false))
			return;
	}
	for (uint32_t i = 0; i < list->count; i++)
		if (!rules[list->items[i]].constraint_count && try_rule(self, e, &rules[list->items[i]], token, true))
			return;
}

const evaluation *evaluate(reader *self, uint32_t token)
{
	static const evaluation nothing = {.state = EVALUATION_DONE, .argument = -1};
	evaluation *e = &self->evaluations[token];

	if (e->state == EVALUATION_DONE)
		return e;
	if (e->state == EVALUATION_RUNNING || self->depth >= DEPTH_MOST)
		return &nothing;
	*e = (evaluation){.state = EVALUATION_RUNNING, .argument = -1, .trigger = token};
	self->depth++;
	choose(self, e, token);
	self->depth--;
	e->state = EVALUATION_DONE;
	return e;
}

/* The constraint with this number, as it stands in the file: the second of the rule's columns, split at blanks. */
static slice constraint_text(const rule *r, uint32_t number)
{
	slice words = r->shown.words, column = {NULL, 0}, part;

	for (unsigned i = 0; i < 2; i++)
		if (!slice_split(&words, '\t', &column))
			return (slice){NULL, 0};
	while (slice_split(&column, ' ', &part))
		if (part.length && !number--)
			return part;
	/* "n gas_attack": the first of two words, which the rule asks for without saying so. */
	return slice_of("its first word");
}

static bool was_refused(const reader *self, uint32_t token, const rule *r, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (self->refusals.items[i].token == token && self->refusals.items[i].rule == &r->shown)
			return true;
	return false;
}

void refuse_losers(reader *self, uint32_t token)
{
	const rule_list *list = rules_for(self, token);
	const evaluation *e = &self->evaluations[token];
	size_t before = self->refusals.count;
	match found;
	uint32_t failed;

	for (uint32_t i = 0; i < list->count; i++) {
		const rule *r = &self->lexicon->rules.items[list->items[i]];
		if (r == e->rule || was_refused(self, token, r, before))
			continue;
		if (!rule_holds(self, r, token, &found, &failed))
			*VECTOR_PUSH(self->memory, &self->refusals) = (event_refusal){token, &r->shown,
				constraint_text(r, failed), "is not met"};
		else if (e->rule)
			refuse(self, token, r, "a more specific rule, or one before it, decided");
	}
}
