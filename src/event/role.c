/*
 * role.c — who did it to whom: parties for the sides of an event, from its rule's own paths or from the defaults of
 * FORMAT.md. What the clause doesn't name is left to infer.c.
 */
#include <string.h>

#include "event/evaluate.h"

enum { CHAIN_MOST = 16, NESTING_MOST = 4 };

/* The composition from its outermost word to the word of the typed rule. */
typedef struct chain {
	uint32_t tokens[CHAIN_MOST];
	uint32_t count;
} chain;

static void chain_build(reader *self, uint32_t token, chain *out)
{
	out->count = 0;
	while (out->count < CHAIN_MOST) {
		out->tokens[out->count++] = token;
		const evaluation *e = evaluate(self, token);
		if (e->argument < 0)
			break;
		token = (uint32_t)e->argument;
	}
}

static bool in_chain(const chain *self, uint32_t token)
{
	for (uint32_t i = 0; i < self->count; i++)
		if (self->tokens[i] == token)
			return true;
	return false;
}

static bool same_party(const event_party *a, const event_party *b)
{
	if (a->party && b->party)
		return a->party == b->party || (a->party->entity == b->party->entity
			&& memcmp(&a->party->code, &b->party->code, sizeof a->party->code) == 0);
	return !a->party && !b->party && a->mention == b->mention;
}

static void list_add(reader *self, party_list *list, event_party party)
{
	for (size_t i = 0; i < list->count; i++)
		if (same_party(&list->items[i], &party))
			return;
	*VECTOR_PUSH(self->memory, list) = party;
}

static void add_all(reader *self, party_list *list, const party_list *more)
{
	for (size_t i = 0; i < more->count; i++)
		list_add(self, list, more->items[i]);
}

static void add_mention(reader *self, int32_t number, party_list *out)
{
	const mention *m = &self->names->mentions[number];

	for (uint32_t i = 0; i < m->party_count; i++)
		list_add(self, out, (event_party){number, &m->parties[i], m->parties[i].origin >= PARTY_AGENT_DEFAULT});
	if (!m->party_count)
		list_add(self, out, (event_party){number, NULL, false});
}

static int32_t mention_at(const reader *self, uint32_t token)
{
	int32_t m = self->names->mention_headed[token];

	if (m >= 0)
		return m;
	m = self->names->mention_of[token];
	/* A name whose tree is headed by another of its words. */
	if (m >= 0 && !self->names->mentions[m].adjective && !self->names->mentions[m].possessive) {
		const node *n = node_of(self, token);
		const mention *name = &self->names->mentions[m];
		if (n->head < (int32_t)name->first || n->head >= (int32_t)name->end)
			return m;
	}
	return MENTION_NONE;
}

static bool has_known(const party_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].party)
			return true;
	return false;
}

static bool happens_somewhere(const evaluation *self)
{
	return self->type == BEDE_ASSAULT || self->type == BEDE_PROTEST || self->type == BEDE_COERCE;
}

/* Countries and names that modify a noun: "Russian attack", "Israel-Hamas talks". */
static void modifier_parties(reader *self, uint32_t token, party_list *out)
{
	for (int32_t child = node_of(self, token)->first_child; child >= 0;
		child = node_of(self, (uint32_t)child)->next_sibling) {
		deprel relation = node_of(self, (uint32_t)child)->deprel;
		if (relation != DEPREL_AMOD && relation != DEPREL_COMPOUND && relation != DEPREL_NMOD_UNMARKED)
			continue;
		arguments all = {.count = 0};
		add_phrase(self, (uint32_t)child, &all);
		for (uint32_t i = 0; i < all.count; i++) {
			int32_t m = mention_at(self, all.items[i]);
			/* "the Paris attack": a city before an event of force is where it happened. */
			if (m >= 0 && self->names->mentions[m].city && happens_somewhere(&self->evaluations[token]))
				continue;
			if (m >= 0 && self->names->mentions[m].party_count)
				add_mention(self, m, out);
			/* "Israel-Hamas talks", "Israeli air strike": the first word hangs on the second. */
			for (int32_t inner = node_of(self, all.items[i])->first_child; inner >= 0;
				inner = node_of(self, (uint32_t)inner)->next_sibling) {
				int32_t k = mention_at(self, (uint32_t)inner);
				deprel below = node_of(self, (uint32_t)inner)->deprel;
				/* "the Paris terror attack" happened in Paris. */
				if ((below == DEPREL_COMPOUND || below == DEPREL_AMOD) && k >= 0 && k != m
					&& self->names->mentions[k].party_count
					&& !(self->names->mentions[k].city && happens_somewhere(&self->evaluations[token])))
					add_mention(self, k, out);
			}
		}
	}
}

/* The parties that a noun phrase names: itself, or whose it is ("Russia's base", "the city of Aleppo"). */
static void parties_at(reader *self, uint32_t token, party_list *out, unsigned depth)
{
	int32_t m = mention_at(self, token);

	if (m >= 0 && (self->names->mentions[m].party_count || depth >= NESTING_MOST)) {
		add_mention(self, m, out);
		return;
	}
	if (depth >= NESTING_MOST)
		return;
	size_t before = out->count;
	for (int32_t child = node_of(self, token)->first_child; child >= 0;
		child = node_of(self, (uint32_t)child)->next_sibling) {
		deprel relation = node_of(self, (uint32_t)child)->deprel;
		int32_t inner = mention_at(self, (uint32_t)child);
		if ((relation == DEPREL_NMOD_POSS || relation == DEPREL_NMOD_DESC) && inner >= 0
			&& self->names->mentions[inner].party_count)
			add_mention(self, inner, out);
	}
	if (out->count == before)
		modifier_parties(self, token, out);
	if (out->count == before)
		for (int32_t child = node_of(self, token)->first_child; child >= 0 && out->count == before;
			child = node_of(self, (uint32_t)child)->next_sibling) {
			deprel relation = node_of(self, (uint32_t)child)->deprel;
			if ((relation == DEPREL_NMOD || relation == DEPREL_NMOD_POSS)
				&& (relation == DEPREL_NMOD_POSS || has_case(self, (uint32_t)child, GRAMMAR_POSSESSOR)))
				parties_at(self, (uint32_t)child, out, depth + 1);
		}
	if (out->count == before && m >= 0)
		add_mention(self, m, out);
}

static void parties_of(reader *self, const arguments *tokens, const chain *except, party_list *out)
{
	for (uint32_t i = 0; i < tokens->count; i++)
		if (!except || !in_chain(except, tokens->items[i]))
			parties_at(self, tokens->items[i], out, 0);
}

static void parties_on_path(reader *self, uint32_t token, const role_path *path, const chain *line, party_list *out)
{
	arguments found = {.count = 0}, objects;

	switch (path->kind) {
	case ROLE_NONE:
		return;
	case ROLE_SUBJ:
		subjects_of(self, token, &found);
		break;
	case ROLE_OBJ:
		objects_of(self, token, &found);
		break;
	case ROLE_IOBJ:
		indirect_objects_of(self, token, &found);
		break;
	case ROLE_PREP:
		obliques_of(self, token, &path->preposition, 1, 0, true, &found);
		break;
	case ROLE_POSS:
		possessors_of(self, token, &found);
		break;
	case ROLE_MOD:
		modifier_parties(self, token, out);
		return;
	case ROLE_OBJPOSS:
	case ROLE_OBJMOD:
	case ROLE_OBJPREP:
		objects_of(self, token, &objects);
		for (uint32_t i = 0; i < objects.count; i++) {
			if (path->kind == ROLE_OBJPOSS) {
				possessors_of(self, objects.items[i], &found);
			} else if (path->kind == ROLE_OBJMOD) {
				modifier_parties(self, objects.items[i], out);
			} else {
				obliques_of(self, objects.items[i], &path->preposition, 1, 0, false, &found);
			}
		}
		break;
	case ROLE_COMP:
	case ROLE_COMPOBJ: {
		arguments complements;
		complements_of(self, token, &complements);
		for (uint32_t i = 0; i < complements.count && !found.count; i++) {
			if (path->kind == ROLE_COMP)
				subjects_of(self, complements.items[i], &found);
			else
				objects_of(self, complements.items[i], &found);
		}
		break;
	}
	}
	/* Which of the two a phrase hangs on is the parser's weakest point: "recalled its ambassador to Canada". */
	if (path->kind == ROLE_OBJPREP && !found.count)
		obliques_of(self, token, &path->preposition, 1, 0, false, &found);
	parties_of(self, &found, line, out);
}

static bool rule_paths(reader *self, uint32_t token, const role_path *paths, uint32_t count, const chain *line,
	party_list *out)
{
	for (uint32_t i = 0; i < count; i++) {
		parties_on_path(self, token, &paths[i], line, out);
		if (out->count)
			return true;
	}
	return false;
}

static bool is_predicate(const reader *self, uint32_t token)
{
	upos class = node_of(self, token)->upos;

	return class == UPOS_VERB || class == UPOS_ADJ;
}

/* An event noun as a subject lends its own actor: "a Russian attack killed …". */
static void actors_of_noun(reader *self, uint32_t token, party_list *out)
{
	arguments found = {.count = 0};

	possessors_of(self, token, &found);
	parties_of(self, &found, NULL, out);
	if (!out->count) {
		obliques_of(self, token, NULL, 0, GRAMMAR_AGENT | GRAMMAR_BETWEEN, false, &found);
		parties_of(self, &found, NULL, out);
	}
	if (!out->count)
		modifier_parties(self, token, out);
}

/* "Officers signed a document calling on …": what a thing says is said by those whose act brings it about. */
static void author_of(reader *self, uint32_t thing, const chain *line, party_list *out)
{
	const node *n = node_of(self, thing);
	arguments found;

	if (n->upos != UPOS_NOUN || n->deprel != DEPREL_OBJ || n->head < 0 || mention_at(self, thing) >= 0
		|| in_chain(line, (uint32_t)n->head))
		return;
	subjects_of(self, (uint32_t)n->head, &found);
	parties_of(self, &found, line, out);
	for (size_t i = 0; i < out->count; i++)
		out->items[i].inferred = true;
}

static void default_actors(reader *self, uint32_t token, const chain *line, party_list *out)
{
	arguments found;

	if (is_predicate(self, token)) {
		subjects_of(self, token, &found);
		for (uint32_t i = 0; i < found.count; i++) {
			if (in_chain(line, found.items[i]))
				continue;
			if (mention_at(self, found.items[i]) < 0 && evaluate(self, found.items[i])->type != BEDE_NONE)
				actors_of_noun(self, found.items[i], out);
			else
				parties_at(self, found.items[i], out, 0);
			if (!out->count)
				author_of(self, found.items[i], line, out);
		}
		return;
	}
	actors_of_noun(self, token, out);
}

bool is_done_by_thing(const reader *self, uint32_t token)
{
	arguments found;

	if (node_of(self, token)->upos != UPOS_VERB || is_passive(self, token))
		return false;
	subjects_of(self, token, &found);
	for (uint32_t i = 0; i < found.count; i++)
		if (node_of(self, found.items[i])->upos != UPOS_NOUN || mention_at(self, found.items[i]) >= 0
			|| self->evaluations[found.items[i]].type != BEDE_NONE)
			return false;
	return found.count > 0;
}

static bool has_own_subject(const reader *self, uint32_t token)
{
	const node *n = node_of(self, token);

	return n->deprel == DEPREL_CCOMP && (syntax_child(self->syntax, (int32_t)token, DEPREL_NSUBJ) >= 0
		|| syntax_child(self->syntax, (int32_t)token, DEPREL_NSUBJ_PASS) >= 0);
}

static void find_actors(reader *self, const chain *line, party_list *out)
{
	for (uint32_t i = 0; i < line->count && !out->count; i++) {
		const evaluation *e = evaluate(self, line->tokens[i]);
		/* "denied that its troops had attacked": where the type stays, who does it is the inner clause's subject. */
		if (i + 1 < line->count && e->type == evaluate(self, line->tokens[i + 1])->type
			&& has_own_subject(self, line->tokens[i + 1]))
			continue;
		if (!e->rule || !e->rule->actor_count) {
			default_actors(self, line->tokens[i], line, out);
			continue;
		}
		rule_paths(self, line->tokens[i], e->rule->actor, e->rule->actor_count, line, out);
		if (e->rule->actor[e->rule->actor_count - 1].kind == ROLE_NONE)
			return;
	}
}

static bool moves_its_object(operation operation)
{
	return operation == OPERATION_DEMAND || operation == OPERATION_FORCE || operation == OPERATION_ALLOW
		|| operation == OPERATION_THREATEN || operation == OPERATION_PROMISE
		|| operation == OPERATION_AGREE;
}

static void without(party_list *list, const party_list *taken)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++) {
		bool drop = false;
		for (size_t k = 0; k < taken->count && !drop; k++)
			drop = same_party(&list->items[i], &taken->items[k]);
		if (!drop)
			list->items[kept++] = list->items[i];
	}
	list->count = kept;
}

/* Direct and indirect objects that are parties themselves. */
static void object_parties(reader *self, uint32_t token, const chain *line, party_list *out)
{
	arguments found;

	indirect_objects_of(self, token, &found);
	parties_of(self, &found, line, out);
	if (has_known(out))
		return;
	objects_of(self, token, &found);
	for (uint32_t i = 0; i < found.count; i++)
		if (!in_chain(line, found.items[i]) && mention_at(self, found.items[i]) >= 0)
			parties_at(self, found.items[i], out, 0);
}

static void oblique_parties(reader *self, uint32_t token, const chain *line, const party_list *actors, party_list *out)
{
	arguments found;

	obliques_of(self, token, NULL, 0, GRAMMAR_RECIPIENT, true, &found);
	for (uint32_t i = 0; i < found.count && !has_known(out); i++) {
		arguments one = {.items = {found.items[i]}, .count = 1};
		out->count = 0;
		parties_of(self, &one, line, out);
		/* "came to an agreement with Libya": the phrase behind a noun that is no party. */
		if (!out->count) {
			arguments below;
			obliques_of(self, found.items[i], NULL, 0, GRAMMAR_RECIPIENT, false, &below);
			parties_of(self, &below, line, out);
		}
		/* Its conjuncts follow it in the list; take those that hang on it. */
		while (i + 1 < found.count && node_of(self, found.items[i + 1])->deprel == DEPREL_CONJ) {
			one.items[0] = found.items[++i];
			parties_of(self, &one, line, out);
		}
		without(out, actors);
	}
}

static void find_recipients(reader *self, const chain *line, const party_list *actors, party_list *out)
{
	/* The words that move their object first, from outside: "urged Iran to free …". */
	for (uint32_t i = 0; i < line->count && !has_known(out); i++) {
		uint32_t token = line->tokens[i];
		const evaluation *e = evaluate(self, token);
		if (e->rule && e->rule->recipient_count) {
			out->count = 0;
			/* "…|none": if none of the paths leads to a party, nobody is acted on. */
			if (rule_paths(self, token, e->rule->recipient, e->rule->recipient_count, line, out)
				|| e->rule->recipient[e->rule->recipient_count - 1].kind == ROLE_NONE) {
				without(out, actors);
				return;
			}
			continue;
		}
		if (!e->rule || !moves_its_object(e->rule->operation) || e->argument < 0)
			continue;
		object_parties(self, token, line, out);
		without(out, actors);
		if (!has_known(out)) {
			arguments subject;
			subjects_of(self, (uint32_t)e->argument, &subject);
			out->count = 0;
			if (is_predicate(self, (uint32_t)e->argument))
				parties_of(self, &subject, line, out);
		}
		without(out, actors);
	}
	/* Then from inside out. */
	for (uint32_t i = line->count; i-- > 0 && !has_known(out);) {
		uint32_t token = line->tokens[i];
		arguments found;
		out->count = 0;
		if (is_predicate(self, token))
			object_parties(self, token, line, out);
		without(out, actors);
		if (has_known(out))
			return;
		party_list unknown = *out;
		memset(out, 0, sizeof *out);
		if (!is_predicate(self, token)) {
			oblique_parties(self, token, line, actors, out);
			if (has_known(out))
				return;
			objects_of(self, token, &found);
			parties_of(self, &found, line, out);
		} else {
			objects_of(self, token, &found);
			parties_of(self, &found, line, out);
			/* "condemned the attack by the troops": who did what is condemned. */
			for (uint32_t k = 0; k < found.count && !has_known(out); k++)
				if (!in_chain(line, found.items[k]) && evaluate(self, found.items[k])->type != BEDE_NONE)
					actors_of_noun(self, found.items[k], out);
			without(out, actors);
			if (has_known(out))
				return;
			oblique_parties(self, token, line, actors, out);
		}
		without(out, actors);
		if (!out->count)
			*out = unknown;
	}
}

/* "between envoys from Cuba and a Russian delegation": what stands between two stands between two; if a parser hung the
 * second on a phrase of the first, it is found there. */
static void second_between(reader *self, uint32_t first, const chain *line, party_list *out)
{
	for (int32_t child = node_of(self, first)->first_child; child >= 0;
		child = node_of(self, (uint32_t)child)->next_sibling) {
		if (node_of(self, (uint32_t)child)->deprel != DEPREL_NMOD)
			continue;
		for (int32_t inner = node_of(self, (uint32_t)child)->first_child; inner >= 0;
			inner = node_of(self, (uint32_t)inner)->next_sibling) {
			arguments second = {.items = {(uint32_t)inner}, .count = 1};
			if (node_of(self, (uint32_t)inner)->deprel == DEPREL_CONJ)
				parties_of(self, &second, line, out);
		}
	}
}

/* All that take part in what both sides do: those that do it, and with whom. */
static void find_both(reader *self, const chain *line, party_list *out, party_list *partners)
{
	static const role_path own[] = {{ROLE_POSS, 0}, {ROLE_MOD, 0}};

	for (uint32_t i = 0; i < line->count; i++) {
		uint32_t token = line->tokens[i];
		const evaluation *e = evaluate(self, token);
		arguments found;
		if (e->rule && e->rule->actor_count)
			rule_paths(self, token, e->rule->actor, e->rule->actor_count, line, out);
		else if (is_predicate(self, token))
			default_actors(self, token, line, out);
		else
			for (unsigned k = 0; k < sizeof own / sizeof *own; k++)
				parties_on_path(self, token, &own[k], line, out);
		if (e->rule && e->rule->recipient_count) {
			party_list named = {0};
			rule_paths(self, token, e->rule->recipient, e->rule->recipient_count, line, &named);
			add_all(self, partners, &named);
			continue;
		}
		obliques_of(self, token, NULL, 0, GRAMMAR_BETWEEN, true, &found);
		parties_of(self, &found, line, out);
		if (found.count == 1)
			second_between(self, found.items[0], line, out);
		party_list none = {0}, object = {0}, oblique = {0};
		if (is_predicate(self, token))
			object_parties(self, token, line, &object);
		add_all(self, partners, &object);
		oblique_parties(self, token, line, &none, &oblique);
		add_all(self, partners, &oblique);
	}
	/* "Cooperation between India and Japan was strengthened": a rule's own paths may lead past them. */
	for (uint32_t i = 0; i < line->count && !has_known(out) && !has_known(partners); i++) {
		arguments found;
		obliques_of(self, line->tokens[i], NULL, 0, GRAMMAR_BETWEEN, true, &found);
		parties_of(self, &found, line, out);
	}
	without(partners, out);
}

/* Troops that were sent or integrated act themselves, whoever gave the order. */
static bool moves_itself(bede_event_type type)
{
	return type == BEDE_MOBILIZE || type == BEDE_COOPERATE;
}

static void moved_actors(reader *self, const chain *line, party_list *out)
{
	for (uint32_t i = 0; i < line->count && !has_known(out); i++) {
		arguments found;
		if (!is_passive(self, line->tokens[i]))
			continue;
		objects_of(self, line->tokens[i], &found);
		out->count = 0;
		parties_of(self, &found, line, out);
	}
}

/* "Israel deployed forces in Jerusalem": a place in the actor's own country is where it happens, and nobody to whom. */
static void without_own_places(const reader *self, party_list *list, const party_list *actors)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++) {
		const event_party *one = &list->items[i];
		const mention *m = one->mention >= 0 ? &self->names->mentions[one->mention] : NULL;
		bool own = false;
		for (size_t k = 0; k < actors->count && m && one->party && !one->party->code.sector[0]; k++)
			own |= actors->items[k].party && (m->type == ENTITY_GPE || m->type == ENTITY_LOC)
				&& strcmp(actors->items[k].party->code.country, one->party->code.country) == 0;
		if (!own)
			list->items[kept++] = *one;
	}
	list->count = kept;
}

/* Who is visited, or where troops are sent; what is done by force to a place is done to those who live there. */
static bool goes_to_places(bede_event_type type)
{
	return type == BEDE_CONSULT || type == BEDE_MOBILIZE || type == BEDE_RETREAT || type == BEDE_AGREE;
}

bool is_protested(bede_event_type type)
{
	return type == BEDE_REQUEST || type == BEDE_ACCUSE || type == BEDE_REJECT;
}

/* "rallied to denounce Chad", "marched, demanding that the president resign": whom they denounce or press. */
static void protested_parties(reader *self, uint32_t token, const party_list *actors, party_list *out)
{
	arguments purposes;

	purposes_of(self, token, &purposes);
	for (uint32_t i = 0; i < purposes.count && !has_known(out); i++) {
		chain line;
		if (!is_protested(evaluate(self, purposes.items[i])->type))
			continue;
		out->count = 0;
		chain_build(self, purposes.items[i], &line);
		find_recipients(self, &line, actors, out);
	}
}

void roles_of(reader *self, uint32_t token, const evaluation *of, event *out)
{
	chain line;
	party_list actors = {0}, recipients = {0};

	chain_build(self, token, &line);
	out->symmetric = of->typed && of->typed->both
		&& (of->type == of->typed->type || of->type == BEDE_AGREE);
	if (out->symmetric) {
		find_both(self, &line, &actors, &recipients);
		/* PLOVER 2.4.2: all who meet or fight are actors. In other things that two do, who does them with whom is told
		 * apart where the words do ("signed a treaty with"). */
		if (of->type == BEDE_CONSULT || of->type == BEDE_ASSAULT || !has_known(&actors)) {
			add_all(self, &actors, &recipients);
			recipients.count = 0;
		}
	} else {
		find_actors(self, &line, &actors);
		if (!has_known(&actors) && moves_itself(of->type))
			moved_actors(self, &line, &actors);
		find_recipients(self, &line, &actors, &recipients);
		if (of->type == BEDE_PROTEST && !has_known(&recipients))
			protested_parties(self, token, &actors, &recipients);
		if (goes_to_places(of->type))
			without_own_places(self, &recipients, &actors);
	}
	out->actors = actors.items;
	out->actor_count = (uint32_t)actors.count;
	out->recipients = recipients.items;
	out->recipient_count = (uint32_t)recipients.count;
}

bool speech_roles_of(reader *self, uint32_t speech, uint32_t said, event *out)
{
	party_list actors = {0}, recipients = {0};
	arguments speakers, subjects;

	subjects_of(self, speech, &speakers);
	parties_of(self, &speakers, NULL, &actors);
	subjects_of(self, said, &subjects);
	if (!speakers.count || !subjects.count || node_of(self, subjects.items[0])->upos == UPOS_PRON)
		return false;
	parties_of(self, &subjects, NULL, &recipients);
	size_t count = recipients.count;
	without(&recipients, &actors);
	out->actors = actors.items;
	out->actor_count = (uint32_t)actors.count;
	out->recipients = recipients.items;
	out->recipient_count = (uint32_t)recipients.count;
	return recipients.count && recipients.count == count;
}
