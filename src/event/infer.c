/*
 * infer.c — sides that a clause doesn't name ("12 people were killed", "the shelling went on"): the other side of the
 * report's conflict, or the state where arrests, bans and protests happen. Everything here is marked as inferred, so
 * that users can leave it out.
 */
#include <string.h>

#include "event/evaluate.h"

enum { DYADS_MOST = 64 };

/* Two countries or groups between which the report states conflict. */
typedef struct dyad {
	actor_code a, b;
	unsigned count;
} dyad;

/* A state is one side, whoever acts for it. */
static actor_code side_of(const party *self)
{
	actor_code code = {{0}, {0}};

	memcpy(code.country, self->code.country, sizeof code.country);
	return code;
}

static const party *stated(const event_party *list, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (list[i].party && !list[i].inferred && list[i].party->code.country[0])
			return list[i].party;
	return NULL;
}

static bool same_side(actor_code a, actor_code b)
{
	return strcmp(a.country, b.country) == 0;
}

static void count_dyad(dyad *dyads, unsigned *count, actor_code a, actor_code b)
{
	if (same_side(a, b))
		return;
	for (unsigned i = 0; i < *count; i++)
		if ((same_side(dyads[i].a, a) && same_side(dyads[i].b, b))
			|| (same_side(dyads[i].a, b) && same_side(dyads[i].b, a))) {
			dyads[i].count++;
			return;
		}
	if (*count < DYADS_MOST)
		dyads[(*count)++] = (dyad){a, b, 1};
}

/* Demands, refusals and protests pass between friends too, and within a country. */
static bool is_conflict(bede_event_type type)
{
	return type == BEDE_ACCUSE || type == BEDE_THREATEN || type == BEDE_SANCTION || type == BEDE_MOBILIZE
		|| type == BEDE_ASSAULT;
}

/*
 * The pair that the report's conflict is between: the one that most of its conflict events state, if they state it
 * twice, or once and the report's names say the same. False: there is none.
 */
static bool find_conflict(const reader *self, const event *events, uint32_t count, dyad *out)
{
	dyad dyads[DYADS_MOST];
	unsigned found = 0, best = 0;
	const actor_code *named = self->names->conflict;

	for (uint32_t i = 0; i < count; i++) {
		const event *e = &events[i];
		const party *a = stated(e->actors, e->actor_count), *b = stated(e->recipients, e->recipient_count);
		if (e->symmetric && e->actor_count > 1 && !b)
			b = stated(e->actors + 1, e->actor_count - 1);
		if (is_conflict(e->type) && a && b)
			count_dyad(dyads, &found, side_of(a), side_of(b));
	}
	for (unsigned i = 1; i < found; i++)
		if (dyads[i].count > dyads[best].count)
			best = i;
	if (!found)
		return false;
	bool confirmed = (same_side(named[0], dyads[best].a) && same_side(named[1], dyads[best].b))
		|| (same_side(named[0], dyads[best].b) && same_side(named[1], dyads[best].a));
	*out = dyads[best];
	return dyads[best].count > 1 || confirmed;
}

static bool has_known(const event_party *list, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (list[i].party)
			return true;
	return false;
}

static void infer(reader *self, event_party **list, uint32_t *count, actor_code code, party_origin origin)
{
	party *p = ARENA_NEW(self->memory, party);
	event_party *one = ARENA_NEW(self->memory, event_party);

	*p = (party){.code = code, .origin = origin, .entity = UINT32_MAX};
	*one = (event_party){MENTION_NONE, p, true};
	*list = one;
	*count = 1;
}

static bool infer_opponent(reader *self, const dyad *conflict, const event_party *known, uint32_t known_count,
	event_party **missing, uint32_t *missing_count)
{
	const party *p = stated(known, known_count);

	if (!conflict || !p)
		return false;
	actor_code side = side_of(p);
	if (!same_side(side, conflict->a) && !same_side(side, conflict->b))
		return false;
	infer(self, missing, missing_count, same_side(side, conflict->a) ? conflict->b : conflict->a, PARTY_MEMORY);
	return true;
}

static const char *country_of(const reader *self, const event_party *list, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (list[i].party && list[i].party->code.country[0])
			return list[i].party->code.country;
	return self->names->main_country.country;
}

static actor_code code_of(const char *country, const char *sector)
{
	actor_code code = {{0}, {0}};

	memcpy(code.country, country, strlen(country) + 1);
	memcpy(code.sector, sector, strlen(sector) + 1);
	return code;
}

/* A state and its organs, which no government of their own charges or sanctions. */
static bool is_state(const party *of)
{
	return !of->code.sector[0] || strcmp(of->code.sector, "GOV") == 0 || strcmp(of->code.sector, "MIL") == 0;
}

/* Charges and sentences are passed on people at home by their own state, not by the side that it is at odds with:
 * "an aide was convicted" in a report on what another country had done. */
static bool is_at_home(const reader *self, const event *e)
{
	const party *whom = stated(e->recipients, e->recipient_count);

	return (e->type == BEDE_SANCTION || e->type == BEDE_ACCUSE) && whom && !is_state(whom)
		&& strcmp(whom->code.country, self->names->main_country.country) == 0;
}

/* States and armed groups have an opponent; a party, a lawmaker or a court mostly deals with somebody at home whom the
 * clause does not name ("Democrats ridiculed that notion", "a court sentenced him"). */
static bool has_opponent(const event *e)
{
	const party *who = stated(e->actors, e->actor_count);

	return who && (e->type == BEDE_ASSAULT || is_state(who) || strstr("REB PRM UAF SPY ", who->code.sector));
}

/* "The president denounced the attempt": a thing, whoever's it is, is what he denounces. An act may be the
 * opponent's. */
static bool is_done_to_thing(reader *self, const event *e)
{
	arguments found;

	if (e->type != BEDE_ACCUSE || node_of(self, e->clause)->upos != UPOS_VERB || is_passive(self, e->clause))
		return false;
	objects_of(self, e->clause, &found);
	for (uint32_t i = 0; i < found.count; i++)
		if (node_of(self, found.items[i])->upos != UPOS_NOUN || self->evaluations[found.items[i]].type != BEDE_NONE
			|| self->names->mention_headed[found.items[i]] >= 0)
			return false;
	return found.count > 0;
}

static void infer_actor(reader *self, const dyad *conflict, event *e)
{
	const char *country = country_of(self, e->recipients, e->recipient_count), *sector;
	const party *whom = stated(e->recipients, e->recipient_count);

	if (!is_at_home(self, e)
		&& infer_opponent(self, conflict, e->recipients, e->recipient_count, &e->actors, &e->actor_count))
		return;
	/* "The delay forced them to wait": what the clause names is nobody, and nobody else did it. */
	if (e->type != BEDE_ASSAULT && is_done_by_thing(self, e->clause))
		return;
	switch (e->type) {
	case BEDE_COERCE:     /* arrests and bans without an agent are the work of the state where they happen */
		sector = "COP";
		break;
	case BEDE_PROTEST:
		sector = "CVL";
		break;
	case BEDE_ACCUSE:
	case BEDE_SANCTION:
		sector = "GOV";
		break;
	case BEDE_ASSAULT:    /* "was stabbed": by somebody, of whom nothing is known */
		infer(self, &e->actors, &e->actor_count, code_of("", "UNK"), PARTY_FILLED);
		return;
	default:
		return;
	}
	/* No state rebukes itself. */
	bool itself = whom && !whom->code.sector[0] && (e->type == BEDE_ACCUSE || e->type == BEDE_SANCTION);
	if (country[0] && !itself)
		infer(self, &e->actors, &e->actor_count, code_of(country, sector), PARTY_FILLED);
}

static void infer_recipient(reader *self, const dyad *conflict, event *e)
{
	const char *country = country_of(self, e->actors, e->actor_count), *sector;

	if (has_opponent(e) && !is_done_to_thing(self, e)
		&& infer_opponent(self, conflict, e->actors, e->actor_count, &e->recipients, &e->recipient_count))
		return;
	switch (e->type) {
	case BEDE_PROTEST:    /* a demand or a protest that names nobody goes to those who govern */
	case BEDE_REQUEST:
		if (e->type == BEDE_REQUEST && e->recipient_count)
			return;
		sector = "GOV";
		break;
	case BEDE_COERCE:
	case BEDE_ASSAULT:
		sector = "CVL";
		break;
	default:
		return;
	}
	/* Whom a state or its army attacks are not its own people: they are those whom the report is about, or not known. */
	const party *who = stated(e->actors, e->actor_count);
	if (e->type == BEDE_ASSAULT && who && (!who->code.sector[0] || strcmp(who->code.sector, "MIL") == 0)) {
		const char *main = self->names->main_country.country;
		country = strcmp(main, country) == 0 ? "" : main;
	} else if (!country[0]) {
		return;
	}
	infer(self, &e->recipients, &e->recipient_count, code_of(country, sector), PARTY_FILLED);
}

/* "Following talks in Cairo, Egypt and Jordan agreed", "called it unjust, in a rare rebuke of Iran": who meets or
 * rebukes is who the clause around is about. */
static void infer_from_clause(reader *self, event *e)
{
	const node *n = &self->syntax->nodes[e->clause];
	VECTOR(event_party) found = {0};
	arguments subjects;

	if (n->upos != UPOS_NOUN || n->head < 0 || (n->deprel != DEPREL_OBL && n->deprel != DEPREL_OBJ))
		return;
	uint32_t around = (uint32_t)n->head;
	if (!e->symmetric) {
		if (n->deprel != DEPREL_OBL || !has_case(self, e->clause, GRAMMAR_MANNER))
			return;
		/* "called it unjust": the phrase may hang on the adjective. */
		for (int up = 0; up < 2 && self->syntax->nodes[around].deprel == DEPREL_XCOMP; up++)
			around = (uint32_t)self->syntax->nodes[around].head;
		if (is_passive(self, around))
			return;
	}
	subjects_of(self, around, &subjects);
	for (uint32_t i = 0; i < subjects.count; i++) {
		int32_t m = self->names->mention_headed[subjects.items[i]];
		for (uint32_t k = 0; m >= 0 && k < self->names->mentions[m].party_count; k++)
			*VECTOR_PUSH(self->memory, &found) = (event_party){m, &self->names->mentions[m].parties[k], true};
	}
	if (found.count) {
		e->actors = found.items;
		e->actor_count = (uint32_t)found.count;
	}
}

/* What is done by words: whoever does it stands in the clause around, if anywhere. */
static bool is_verbal(bede_event_type type)
{
	return type == BEDE_ACCUSE || type == BEDE_REJECT || type == BEDE_THREATEN || type == BEDE_REQUEST
		|| type == BEDE_SUPPORT;
}

void infer_sides(reader *self, event *events, uint32_t count)
{
	dyad pair;
	bool found = find_conflict(self, events, count, &pair);

	for (uint32_t i = 0; i < count; i++) {
		event *e = &events[i];
		const dyad *conflict = found && is_conflict(e->type) ? &pair : NULL;
		if (((e->symmetric && e->type == BEDE_CONSULT) || (!e->symmetric && is_verbal(e->type)))
				&& !has_known(e->actors, e->actor_count))
			infer_from_clause(self, e);
		if (!has_known(e->actors, e->actor_count))
			infer_actor(self, conflict, e);
		if (!has_known(e->recipients, e->recipient_count) && !(e->symmetric && e->actor_count > 1))
			infer_recipient(self, conflict, e);
	}
}
