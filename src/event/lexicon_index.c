/* lexicon_index.c — makes a loaded event lexicon ready for use: closes classes over their member classes and indexes
 * the rules by the word that they stand on, the most specific first. */
#include <stdlib.h>
#include <string.h>

#include "event/rule.h"

typedef struct finishing {
	event_lexicon *lexicon;
	report *problems;
} finishing;

static bool has_pair(const word_class *self, value pair)
{
	for (size_t i = 0; i < self->pairs.count; i++)
		if (self->pairs.items[i].word == pair.word && self->pairs.items[i].modifier == pair.modifier)
			return true;
	return false;
}

/* Adds to `target` the members of `from` and of the classes in it. `depth` stops circles. */
static void close_class(event_lexicon *lexicon, word_class *target, uint32_t from, unsigned depth)
{
	const word_class *source = &lexicon->class_list.items[from];

	for (size_t i = 0; i < source->members.count; i++) {
		value member = source->members.items[i];
		if (member.kind == VALUE_CLASS) {
			if (depth < 8)
				close_class(lexicon, target, member.word, depth + 1);
		} else if (member.modifier == TABLE_NONE)
			target->single[member.word / 64] |= UINT64_C(1) << (member.word % 64);
		else if (!has_pair(target, member))
			*VECTOR_PUSH(&lexicon->memory, &target->pairs) = member;
	}
}

bool word_class_has(const word_class *self, uint32_t word, const uint32_t *modifiers, uint32_t modifier_count)
{
	if (word == TABLE_NONE)
		return false;
	if (self->single[word / 64] >> (word % 64) & 1)
		return true;
	for (size_t i = 0; i < self->pairs.count; i++)
		if (self->pairs.items[i].word == word)
			for (uint32_t k = 0; k < modifier_count; k++)
				if (modifiers[k] == self->pairs.items[i].modifier)
					return true;
	return false;
}

/*
 * How much a rule says of its word. A constraint on the subject or on an actor of any kind mostly guards against other
 * senses, and says less than one on the words of the object, the particle, a preposition or a complement.
 */
static unsigned specificity(const rule *self)
{
	unsigned sum = 0, guarded = 0;   /* negated constraints count once, however many there are */

	for (uint32_t i = 0; i < self->constraint_count && !self->loose; i++) {
		const constraint *c = &self->constraints[i];
		bool loose = false;
		for (uint32_t k = 0; k < c->value_count; k++)
			loose |= c->values[k].kind == VALUE_ANYTHING || c->values[k].kind == VALUE_ACTOR;
		if (c->negated)
			guarded = 1;
		else
			sum += c->key == KEY_SUBJ ? 1 : loose ? 2 : c->key == KEY_ANY ? 3 : 4;
	}
	return sum + guarded;
}

typedef struct ranked {
	uint32_t rule, layer, number;
	unsigned specificity;
	bool typed;
} ranked;

/* Specific before general, typed before operators, the user's before ours, then the order of loading. */
static int compare_ranked(const void *a, const void *b)
{
	const ranked *x = a, *y = b;

	if (x->specificity != y->specificity)
		return x->specificity > y->specificity ? -1 : 1;
	if (x->typed != y->typed)
		return x->typed ? -1 : 1;
	if (x->layer != y->layer)
		return x->layer > y->layer ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

typedef struct word_rules {
	VECTOR(ranked) rules;
} word_rules;

static void index_word(event_lexicon *lexicon, word_rules *lists, uint32_t word, uint32_t rule_number, unsigned extra)
{
	const rule *r = &lexicon->rules.items[rule_number];

	*VECTOR_PUSH(&lexicon->memory, &lists[word].rules) = (ranked){rule_number, r->layer, r->number,
		specificity(r) + extra, r->operation == OPERATION_TYPE || r->operation == OPERATION_NONE};
}

/* Turns the modifier of a two-word head into a constraint on a copy of the rule. */
static uint32_t with_modifier(event_lexicon *lexicon, uint32_t rule_number, uint32_t modifier)
{
	arena *memory = &lexicon->memory;
	rule copy = lexicon->rules.items[rule_number];
	constraint *constraints = ARENA_ARRAY(memory, copy.constraint_count + 1, constraint);
	value *v = ARENA_NEW(memory, value);

	if (copy.constraint_count)
		memcpy(constraints, copy.constraints, copy.constraint_count * sizeof *constraints);
	*v = (value){VALUE_LEMMA, modifier, TABLE_NONE};
	constraints[copy.constraint_count] = (constraint){.key = KEY_MOD, .values = v, .value_count = 1};
	copy.constraints = constraints;
	copy.constraint_count++;
	*VECTOR_PUSH(memory, &lexicon->rules) = copy;
	return (uint32_t)lexicon->rules.count - 1;
}

static void finish(void *context)
{
	finishing *self = context;
	event_lexicon *lexicon = self->lexicon;
	arena *memory = &lexicon->memory;

	for (size_t i = 0; i < lexicon->class_list.count; i++) {
		word_class *c = &lexicon->class_list.items[i];
		if (c->members.count == 0)
			report_problem(self->problems, BEDE_ERROR_DATA, "", 0,
				"the class '%%%.*s' is used but has no members; name them in classes.tsv",
				(int)c->name.length, c->name.at);
		c->single = ARENA_ARRAY(memory, lexicon->word_count / 64 + 1, uint64_t);
	}
	for (size_t i = 0; i < lexicon->class_list.count; i++)
		close_class(lexicon, &lexicon->class_list.items[i], (uint32_t)i, 0);

	lexicon->grammar = ARENA_ARRAY(memory, lexicon->word_count + 1, uint32_t);
	for (size_t i = 0; i < lexicon->grammar_rows.count; i++)
		lexicon->grammar[lexicon->grammar_rows.items[i].word] |= lexicon->grammar_rows.items[i].bits;

	for (unsigned kind = 0; kind < WORD_CLASSES; kind++) {
		word_rules *lists = ARENA_ARRAY(memory, lexicon->word_count + 1, word_rules);
		lexicon->by_word[kind] = ARENA_ARRAY(memory, lexicon->word_count + 1, rule_list);
		for (size_t i = 0; i < lexicon->heads.count; i++) {
			rule_head head = lexicon->heads.items[i];
			if (head.word_class != kind)
				continue;
			if (head.word.kind == VALUE_LEMMA && head.word.modifier == TABLE_NONE) {
				index_word(lexicon, lists, head.word.word, head.rule, 0);
			} else if (head.word.kind == VALUE_LEMMA) {
				index_word(lexicon, lists, head.word.word,
					with_modifier(lexicon, head.rule, head.word.modifier), 0);
			} else {
				const word_class *c = &lexicon->class_list.items[head.word.word];
				for (uint32_t w = 0; w < lexicon->word_count; w++)
					if (c->single[w / 64] >> (w % 64) & 1)
						index_word(lexicon, lists, w, head.rule, 0);
				for (size_t k = 0; k < c->pairs.count; k++)
					index_word(lexicon, lists, c->pairs.items[k].word,
						with_modifier(lexicon, head.rule, c->pairs.items[k].modifier), 0);
			}
		}
		for (uint32_t w = 0; w < lexicon->word_count; w++) {
			size_t count = lists[w].rules.count;
			if (!count)
				continue;
			qsort(lists[w].rules.items, count, sizeof(ranked), compare_ranked);
			uint32_t *items = ARENA_ARRAY(memory, count, uint32_t);
			for (size_t k = 0; k < count; k++)
				items[k] = lists[w].rules.items[k].rule;
			lexicon->by_word[kind][w] = (rule_list){items, (uint32_t)count};
		}
	}
}

bool event_lexicon_finish(event_lexicon *self, report *problems, bede_error *error)
{
	finishing context = {self, problems};

	if (arena_run(&self->memory, finish, &context))
		return true;
	error_set(error, BEDE_ERROR_MEMORY, "out of memory while indexing the event lexicon");
	return false;
}

event_lexicon_size event_lexicon_measure(const event_lexicon *self)
{
	event_lexicon_size size = {0, (uint32_t)self->class_list.count};

	for (unsigned kind = 0; kind < WORD_CLASSES; kind++)
		for (uint32_t w = 0; w < self->word_count; w++)
			size.entries += self->by_word[kind][w].count;
	return size;
}

uint32_t event_lexicon_word(const event_lexicon *self, slice lemma)
{
	char lower[64];

	if (lemma.length > sizeof lower)
		return TABLE_NONE;
	for (size_t i = 0; i < lemma.length; i++)
		lower[i] = (char)(lemma.at[i] >= 'A' && lemma.at[i] <= 'Z' ? lemma.at[i] + 32 : lemma.at[i]);
	return table_get(&self->words, (slice){lower, lemma.length});
}
