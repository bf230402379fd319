/*
 * coder.c — events of a document: evaluates every word that the lexicon knows, drops what is part of a larger event,
 * gives the rest its parties, modality and confidence, and says each event once a sentence.
 */
#include <stdlib.h>
#include <string.h>

#include "event/confidence.h"

enum {
	HISTORICAL_DAYS = 300     /* an event dated longer before the report than this is history, not news */
};

/* "attack helicopter", "wounded soldiers": a modifier tells of no event of its own. */
static bool is_modifier(const reader *self, uint32_t token)
{
	deprel relation = node_of(self, token)->deprel;

	return relation == DEPREL_COMPOUND || relation == DEPREL_AMOD || relation == DEPREL_FLAT;
}

static bool is_candidate(const reader *self, uint32_t token)
{
	const node *n = node_of(self, token);
	int32_t m = self->names->mention_of[token];

	if (is_modifier(self, token))
		return false;
	/* Part of a name: "Strike Force", "the Paris Agreement Secretariat". */
	if (m >= 0 && n->upos == UPOS_PROPN)
		return false;
	/* An agent is who does it, not what is done ("the attackers", "protesters"), unless somebody is called one. */
	if (m >= 0 && !is_predicate_noun(self, token) && self->names->mention_headed[token] == m
			&& self->names->mentions[m].agent_noun)
		return false;
	sentence_kind kind = self->text->sentences[self->text->tokens[token].sentence].kind;
	return kind != SENTENCE_BYLINE && kind != SENTENCE_DATELINE;
}

/* Says why a word with an event of its own is none, for `explain --why-not`. */
static void refuse_candidate(reader *self, uint32_t token)
{
	const char *reason = is_modifier(self, token) ? "it only modifies another word"
		: self->names->mention_of[token] >= 0 ? "it is part of a name, or says who does it, not what is done"
		: "bylines and datelines tell of no event";

	if (self->keep_refusals)
		*VECTOR_PUSH(self->memory, &self->refusals) = (event_refusal){token, &self->evaluations[token].rule->shown,
			{NULL, 0}, reason};
}

static void consume(reader *self, uint32_t token, uint32_t by, const char *reason)
{
	if (token == by || self->consumed[token])
		return;
	self->consumed[token] = true;
	if (self->keep_refusals && self->evaluations[token].type != BEDE_NONE)
		*VECTOR_PUSH(self->memory, &self->refusals) = (event_refusal){token,
			self->evaluations[token].rule ? &self->evaluations[token].rule->shown : NULL, {NULL, 0}, reason};
}

/*
 * Does a clause tell of what is or was: "accusations that soldiers killed civilians"? Then whoever rejects the
 * accusation takes nothing away. "The demand that Israel release prisoners" and "the promise that it will" tell of what
 * may be.
 */
static bool is_told_as_fact(const reader *self, uint32_t verb)
{
	const node *n = node_of(self, verb);
	bool finite = n->xpos == XPOS_VBD || n->xpos == XPOS_VBZ;

	for (int32_t child = n->first_child; child >= 0; child = node_of(self, (uint32_t)child)->next_sibling) {
		const node *part = node_of(self, (uint32_t)child);
		if (part->xpos == XPOS_MD || part->xpos == XPOS_TO)
			return false;
		finite |= (part->deprel == DEPREL_AUX || part->deprel == DEPREL_AUX_PASS) && (part->xpos == XPOS_VBD
			|| part->xpos == XPOS_VBZ || part->xpos == XPOS_VBP);
	}
	return n->upos == UPOS_VERB && finite;
}

/* Marks what is part of the event at `token`. */
static void consume_below(reader *self, uint32_t token)
{
	const evaluation *e = &self->evaluations[token];
	arguments found;

	/* What tells of nothing itself ("escalated conflict") takes nothing away. */
	if (!e->rule || is_modifier(self, token))
		return;
	if (e->rule->operation == OPERATION_NONE)
		for (uint32_t i = 0; i < e->matched_count; i++)
			consume(self, e->matched[i], token, "a rule says that these words are no event");
	if (e->argument >= 0) {
		consume(self, (uint32_t)e->argument, token, "part of a larger event");
		/* "made threats and demands": conjuncts of the governed word that give the same type. */
		for (int32_t child = node_of(self, (uint32_t)e->argument)->first_child; child >= 0;
			child = node_of(self, (uint32_t)child)->next_sibling)
			if (node_of(self, (uint32_t)child)->deprel == DEPREL_CONJ
				&& self->evaluations[child].type == self->evaluations[e->argument].type
				&& node_of(self, (uint32_t)child)->upos == UPOS_NOUN)
				consume(self, (uint32_t)child, token, "told once, with its conjunct");
	}
	if (e->type == BEDE_NONE && e->rule->operation != OPERATION_NONE)
		return;
	/* What is asked for, threatened, promised or refused is told by the asking. */
	if (e->type == BEDE_REQUEST || e->type == BEDE_THREATEN || e->type == BEDE_AGREE || e->type == BEDE_REJECT) {
		complements_of(self, token, &found);
		for (uint32_t i = 0; i < found.count; i++)
			consume(self, found.items[i], token, "part of a larger event");
	}
	/* A demand or denunciation that takes the form of a protest is the protest (PLOVER 3.8.2). */
	if (e->type == BEDE_PROTEST) {
		purposes_of(self, token, &found);
		for (uint32_t i = 0; i < found.count; i++)
			if (is_protested(self->evaluations[found.items[i]].type))
				consume(self, found.items[i], token, "what a protest is for is part of it");
	}
	for (uint32_t i = 0; i < e->matched_count; i++) {
		consume(self, e->matched[i], token, "part of a larger event");
		/* "reached an agreement to cooperate", "made promises to withdraw": its content. */
		if (node_of(self, e->matched[i])->upos != UPOS_NOUN || (e->type != BEDE_SUPPORT && e->type != BEDE_AGREE
			&& e->type != BEDE_REQUEST && e->type != BEDE_THREATEN && e->type != BEDE_REJECT))
			continue;
		complements_of(self, e->matched[i], &found);
		/* "came to an agreement to cooperate": some trees hang the content on the verb. */
		if (!found.count && e->matched[i] > token)
			complements_of(self, token, &found);
		for (uint32_t k = 0; k < found.count; k++)
			if (found.items[k] > e->matched[i] && !is_told_as_fact(self, found.items[k]))
				consume(self, found.items[k], token, "part of a larger event");
	}
	/* "The attack killed 12", "protesters held a march against": a noun of the same type in the verb's own clause. */
	if (node_of(self, token)->upos == UPOS_VERB && e->type != BEDE_NONE)
		for (int32_t child = node_of(self, token)->first_child; child >= 0;
			child = node_of(self, (uint32_t)child)->next_sibling) {
			const node *n = node_of(self, (uint32_t)child);
			if (n->upos == UPOS_NOUN && self->evaluations[child].type == e->type)
				consume(self, (uint32_t)child, token, "told once, by its verb");
		}
}

static int compare_tokens(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static void gather_matched(reader *self, uint32_t token, event *out)
{
	VECTOR(uint32_t) tokens = {0};

	for (unsigned i = 0; i < 16; i++) {
		const evaluation *e = &self->evaluations[token];
		*VECTOR_PUSH(self->memory, &tokens) = token;
		for (uint32_t k = 0; k < e->matched_count; k++)
			*VECTOR_PUSH(self->memory, &tokens) = e->matched[k];
		if (e->argument < 0)
			break;
		token = (uint32_t)e->argument;
	}
	qsort(tokens.items, tokens.count, sizeof *tokens.items, compare_tokens);
	size_t kept = 0;
	for (size_t i = 0; i < tokens.count; i++)
		if (!kept || tokens.items[kept - 1] != tokens.items[i])
			tokens.items[kept++] = tokens.items[i];
	out->matched = tokens.items;
	out->matched_count = (uint32_t)kept;
}

static const char *const *one_mode(reader *self, const char *mode)
{
	const char **modes = ARENA_ARRAY(self->memory, 2, const char *);

	modes[0] = mode;
	return modes;
}

static const char *const *modes_of(reader *self, const evaluation *e)
{
	if (!e->mode)
		return e->typed->modes;
	return one_mode(self, e->mode[0] ? e->mode : NULL);
}

/* An event whose rule leaves open how it was done: the weapons that its clause names say so. */
static const char *const *modes_by_words(reader *self, uint32_t clause, bede_event_type type)
{
	static const char *const none[] = {NULL};

	for (size_t i = 0; i < self->lexicon->modes.count; i++) {
		const mode_row *row = &self->lexicon->modes.items[i];
		if (row->type == type && holds_below(self, &row->words, clause))
			return row->modes;
	}
	return none;
}

/* "years ago", "decades ago": no day, but long enough. */
static bool is_long_past(const reader *self, const timex *t)
{
	if (!slice_is(t->value, "PAST_REF"))
		return false;
	for (uint32_t i = t->first; i < t->end; i++)
		if (grammar_of(self, i) & GRAMMAR_HISTORICAL)
			return true;
	return false;
}

static bool is_historical(const reader *self, uint32_t trigger, uint32_t clause)
{
	const timex *t = when_of(self->times, self->text, self->syntax, trigger);

	if (!t)
		t = when_of(self->times, self->text, self->syntax, clause);
	if (t && is_long_past(self, t))
		return true;
	if (!t || !date_is_set(t->finish) || !t->finish.month || !t->finish.day || !date_is_set(self->document->date))
		return false;
	/* "in 2018": who names no more than an earlier year looks back. */
	if (t->value.length == 4 && t->finish.year < self->document->date.year)
		return true;
	return date_to_days(t->finish) < date_to_days(self->document->date) - HISTORICAL_DAYS;
}

/* Exercises of two countries are cooperation (PLOVER 3.14.1). */
static bool is_joint(const event *self)
{
	const char *first = NULL;

	for (uint32_t i = 0; i < self->actor_count; i++) {
		const party *p = self->actors[i].party;
		if (!p || self->actors[i].inferred || !p->code.country[0])
			continue;
		if (first && strcmp(first, p->code.country) != 0)
			return true;
		first = p->code.country;
	}
	return false;
}

static void build(reader *self, uint32_t token, event *out)
{
	const evaluation *e = &self->evaluations[token];
	static const char *const none[] = {NULL};

	*out = (event){.trigger = e->trigger, .clause = token, .rule = &e->typed->shown,
		.outer = e->rule != e->typed ? &e->rule->shown : NULL, .contexts = none};
	out->aux = e->aux | modality_of(self, token);
	composed result = {BEDE_NONE, NULL, false};
	if (!(out->aux & BEDE_NEGATION) && is_own_intent(self, token))
		result = compose_intent(e->type, modes_of(self, e)[0]);
	if (result.type != BEDE_NONE)
		out->aux &= ~(unsigned)(BEDE_FUTURE | BEDE_HYPOTHETICAL);
	else
		result = compose_modality(e->type, &out->aux);
	out->type = result.type;
	out->modes = result.keep_modes ? modes_of(self, e) : result.mode ? one_mode(self, result.mode) : none;
	if (!out->modes[0])
		out->modes = modes_by_words(self, token, out->type);
	out->cameo = e->type == e->typed->type && out->type == e->type && !e->mode ? e->typed->cameo : (slice){NULL, 0};
	out->contexts = e->typed->contexts;
	if (is_historical(self, out->trigger, token))
		out->aux |= BEDE_HISTORICAL;
	roles_of(self, token, e, out);
	if (e->typed->joint && out->type == e->typed->type && is_joint(out)) {
		out->type = BEDE_COOPERATE;
		out->modes = none;
		out->symmetric = true;
		out->recipient_count = 0;
	}
	gather_matched(self, token, out);
}

static void weigh(reader *self, event *out)
{
	bool present[FEATURE_COUNT];
	features_of(self, out->clause, out, present);
	out->confidence = features_confidence(self->lexicon->weights, present);
	if (self->features) {
		bool *kept = ARENA_ARRAY(self->memory, FEATURE_COUNT, bool);
		memcpy(kept, present, FEATURE_COUNT * sizeof *present);
		out->features = kept;
	}
}

static bool same_side(const event_party *a, uint32_t a_count, const event_party *b, uint32_t b_count)
{
	if (a_count != b_count)
		return false;
	for (uint32_t i = 0; i < a_count; i++) {
		if (!a[i].party || !b[i].party) {
			if (a[i].party != b[i].party)
				return false;
			continue;
		}
		if (memcmp(&a[i].party->code, &b[i].party->code, sizeof a[i].party->code) != 0)
			return false;
	}
	return true;
}

/* "killed and wounded", "attacked … in the attack": the same type between the same parties, in one sentence. */
static bool says_again(const reader *self, const event *a, const event *b)
{
	if (a->type != b->type || self->text->tokens[a->trigger].sentence != self->text->tokens[b->trigger].sentence)
		return false;
	return (same_side(a->actors, a->actor_count, b->actors, b->actor_count)
		&& same_side(a->recipients, a->recipient_count, b->recipients, b->recipient_count))
		|| (node_of(self, a->clause)->upos == UPOS_VERB && node_of(self, b->clause)->upos == UPOS_VERB
			&& node_of(self, b->clause)->deprel == DEPREL_CONJ
			&& node_of(self, b->clause)->head == (int32_t)a->clause
			&& same_side(a->recipients, a->recipient_count, b->recipients, b->recipient_count));
}

typedef VECTOR(event) event_list;

/* Keeps the most certain of events that say the same, and puts the others into `repeats`; events of one sentence stand
 * together. Returns how many are left. */
static size_t say_once(const reader *self, event *items, size_t count, event_list *repeats)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		bool again = false;
		for (size_t k = kept; k-- > 0 && !again;) {
			if (self->text->tokens[items[k].clause].sentence != self->text->tokens[items[i].clause].sentence)
				break;
			again = says_again(self, &items[k], &items[i]);
			if (!again)
				continue;
			event repeat = items[i];
			if (items[i].confidence > items[k].confidence) {
				repeat = items[k];
				items[k] = items[i];
			}
			*VECTOR_PUSH(self->memory, repeats) = repeat;
		}
		if (!again)
			items[kept++] = items[i];
	}
	return kept;
}

static int compare_events(const void *a, const void *b)
{
	const event *x = a, *y = b;

	if (x->trigger != y->trigger)
		return x->trigger < y->trigger ? -1 : 1;
	return x->clause < y->clause ? -1 : x->clause > y->clause;
}

/* Treebanks differ on the lemma of plurals ("troops", "talks"): the lexicon writes the singular. */
static uint32_t word_of(const reader *self, uint32_t token)
{
	slice lemma = node_of(self, token)->lemma;
	uint32_t word = event_lexicon_word(self->lexicon, lemma);

	if (word == TABLE_NONE && node_of(self, token)->upos == UPOS_NOUN && lemma.length > 3
		&& lemma.at[lemma.length - 1] == 's')
		word = event_lexicon_word(self->lexicon, (slice){lemma.at, lemma.length - 1});
	return word;
}

void reader_prepare(reader *self)
{
	uint32_t count = self->text->token_count;

	self->words = ARENA_ARRAY(self->memory, count + 1, uint32_t);
	for (uint32_t t = 0; t < count; t++)
		self->words[t] = word_of(self, t);
	self->in_time = ARENA_ARRAY(self->memory, count + 1, bool);
	for (uint32_t i = 0; i < self->times->count; i++)
		for (uint32_t t = self->times->items[i].first; t < self->times->items[i].end; t++)
			self->in_time[t] = true;
}

/* Is an act of conflict told anywhere in the clause of `token`, in what modifies it too? */
static bool tells_of_conflict(const reader *self, uint32_t token)
{
	for (uint32_t t = token; t < self->text->token_count
		&& self->text->tokens[t].sentence == self->text->tokens[token].sentence; t++)
		if (self->evaluations[t].type >= BEDE_ACCUSE && self->evaluations[t].type <= BEDE_ASSAULT
			&& syntax_below(self->syntax, (int32_t)t, (int32_t)token))
			return true;
	return false;
}

/*
 * "The group said that soldiers had killed farmers": as a record of its own that is the killing, with its source. Who
 * asks what the group has to do with the soldiers is told that it accuses them; if they "must" do something, that it
 * asks them to.
 */
static void read_spoken(reader *self, double confidence, event_list *out)
{
	static const char *const none[] = {NULL};
	uint32_t count = self->text->token_count;

	for (uint32_t t = 0; t < count; t++) {
		const evaluation *e = &self->evaluations[t];
		arguments said;
		if (!e->rule || e->rule->operation != OPERATION_SAY || e->type != BEDE_NONE)
			continue;
		complements_of(self, t, &said);
		for (uint32_t i = 0; i < said.count; i++) {
			bool must = is_obliged(self, said.items[i]);
			if (!must && (is_negated(self, said.items[i]) || !tells_of_conflict(self, said.items[i])))
				continue;
			event found = {.trigger = t, .clause = t, .type = must ? BEDE_REQUEST : BEDE_ACCUSE,
				.modes = one_mode(self, must ? "change" : "allege"), .contexts = none, .rule = &e->rule->shown,
				.confidence = confidence};
			if (speech_roles_of(self, t, said.items[i], &found))
				*VECTOR_PUSH(self->memory, out) = found;
			break;
		}
	}
}

/*
 * Words of which no rule holds, read again with rules that may miss one class of words ("returned a fresco to Italy",
 * where the lexicon lists other treasures). Who asks for a given pair knows both sides, and takes that for want of
 * better; as a record of its own it would be wrong too often.
 */
static void read_relaxed(reader *self, event_list *out)
{
	static const double RELAXED_CONFIDENCE = 0.3;
	uint32_t count = self->text->token_count;
	bool *unread = ARENA_ARRAY(self->memory, count + 1, bool);

	for (uint32_t t = 0; t < count; t++) {
		unread[t] = !self->evaluations[t].rule;
		if (unread[t])
			self->evaluations[t] = (evaluation){.state = EVALUATION_OPEN};
	}
	self->relaxed = true;
	for (uint32_t t = 0; t < count; t++) {
		if (!unread[t] || evaluate(self, t)->type == BEDE_NONE || !is_candidate(self, t))
			continue;
		event *e = VECTOR_PUSH(self->memory, out);
		build(self, t, e);
		weigh(self, e);
		e->confidence *= RELAXED_CONFIDENCE;
	}
	read_spoken(self, RELAXED_CONFIDENCE, out);
}

void event_read(const event_lexicon *lexicon, const document *document, const text *text, const syntax *syntax,
	const names *names, const times *times, const event_options *options, arena *memory, events *out)
{
	reader self = {.lexicon = lexicon, .document = document, .text = text, .syntax = syntax, .names = names,
		.times = times, .memory = memory, .keep_refusals = options && options->refusals,
		.features = options && options->features};
	event_list found = {0}, repeats = {0}, relaxed = {0};

	self.evaluations = ARENA_ARRAY(memory, text->token_count + 1, evaluation);
	self.consumed = ARENA_ARRAY(memory, text->token_count + 1, bool);
	reader_prepare(&self);
	for (uint32_t t = 0; t < text->token_count; t++)
		evaluate(&self, t);
	for (uint32_t t = 0; t < text->token_count; t++)
		consume_below(&self, t);
	for (uint32_t t = 0; t < text->token_count; t++) {
		if (self.evaluations[t].type == BEDE_NONE || self.consumed[t])
			continue;
		if (!is_candidate(&self, t)) {
			refuse_candidate(&self, t);
			continue;
		}
		build(&self, t, VECTOR_PUSH(memory, &found));
	}
	infer_sides(&self, found.items, (uint32_t)found.count);
	self.quiet = report_is_quiet(&self, found.items, (uint32_t)found.count);
	self.sparse = report_is_sparse(&self, (uint32_t)found.count);
	self.international = report_is_international(found.items, (uint32_t)found.count);
	self.armed = report_is_armed(found.items, (uint32_t)found.count);
	for (size_t i = 0; i < found.count; i++)
		weigh(&self, &found.items[i]);
	found.count = say_once(&self, found.items, found.count, &repeats);
	if (found.count)
		qsort(found.items, found.count, sizeof *found.items, compare_events);
	if (document->pair_count)
		read_relaxed(&self, &relaxed);
	for (uint32_t t = 0; t < text->token_count && self.keep_refusals; t++)
		refuse_losers(&self, t);
	const event_rule **met = ARENA_ARRAY(memory, text->token_count + 1, const event_rule *);
	for (uint32_t t = 0; t < text->token_count; t++)
		met[t] = self.evaluations[t].rule ? &self.evaluations[t].rule->shown : NULL;
	*out = (events){found.items, (uint32_t)found.count, repeats.items, (uint32_t)repeats.count, relaxed.items,
		(uint32_t)relaxed.count, self.refusals.items, (uint32_t)self.refusals.count, met};
}
