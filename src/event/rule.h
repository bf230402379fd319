/*
 * rule.h — the event lexicon in memory (private to event/): words and classes as numbers, rules by the word that they
 * stand on.
 */
#ifndef BEDE_EVENT_RULE_H
#define BEDE_EVENT_RULE_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/table.h"
#include "event/event.h"

typedef enum constraint_key {
	KEY_OBJ, KEY_SUBJ, KEY_IOBJ, KEY_PREP, KEY_PRT, KEY_COMP, KEY_MOD, KEY_OBJMOD, KEY_ANY
} constraint_key;

typedef enum value_kind {
	VALUE_LEMMA, VALUE_CLASS, VALUE_ANYTHING, VALUE_TYPE, VALUE_ACTOR, VALUE_PERSON, VALUE_PLACE, VALUE_MONEY,
	VALUE_NUMBER, VALUE_CLAUSE, VALUE_BODY
} value_kind;

/* One alternative of a constraint, or one member of a class. */
typedef struct value {
	value_kind kind;
	uint32_t word;            /* VALUE_LEMMA: lemma; VALUE_CLASS: class; VALUE_TYPE: bede_event_type */
	uint32_t modifier;        /* VALUE_LEMMA: lemma that must modify it, or TABLE_NONE */
} value;

typedef struct constraint {
	constraint_key key;
	bool negated;
	const uint32_t *prepositions;   /* KEY_PREP: lemmas */
	uint32_t preposition_count;
	const value *values;
	uint32_t value_count;
} constraint;

typedef enum operation {
	OPERATION_TYPE, OPERATION_NONE, OPERATION_LIGHT, OPERATION_STOP, OPERATION_REFUSE, OPERATION_DEMAND,
	OPERATION_PROMISE, OPERATION_AGREE, OPERATION_PLAN, OPERATION_THREATEN, OPERATION_ALLOW, OPERATION_FORCE, OPERATION_SAY
} operation;

typedef enum role_kind {
	ROLE_NONE, ROLE_SUBJ, ROLE_OBJ, ROLE_IOBJ, ROLE_PREP, ROLE_POSS, ROLE_MOD, ROLE_OBJPOSS, ROLE_OBJMOD, ROLE_OBJPREP,
	ROLE_COMP, ROLE_COMPOBJ
} role_kind;

typedef struct role_path {
	role_kind kind;
	uint32_t preposition;     /* ROLE_PREP, ROLE_OBJPREP: lemma */
} role_path;

typedef struct rule {
	event_rule shown;
	const constraint *constraints;
	uint32_t constraint_count;
	operation operation;
	bede_event_type type;     /* what it gives, or an operator's result where it governs nothing */
	const char *const *modes, *const *contexts;
	slice cameo;
	unsigned aux;
	bool both, weak;
	bool joint;               /* done by two countries, it is COOPERATE */
	bool loose;               /* tried only after all other rules with constraints */
	const role_path *actor, *recipient;   /* alternatives in order */
	uint32_t actor_count, recipient_count;
	uint32_t layer;           /* 0: built in, 1 …: the user's */
	uint32_t number;          /* order of loading */
} rule;

enum { WORD_VERB, WORD_NOUN, WORD_ADJECTIVE, WORD_CLASSES };

/* The function words of grammar.tsv: bits for each lemma. */
enum {
	GRAMMAR_FUTURE_AUX = 1 << 0, GRAMMAR_HYPOTHETICAL_AUX = 1 << 1, GRAMMAR_OBLIGATION_AUX = 1 << 2,
	GRAMMAR_HYPOTHETICAL_MARK = 1 << 3, GRAMMAR_HYPOTHETICAL_ADVMOD = 1 << 4, GRAMMAR_NEGATION_ADVMOD = 1 << 5,
	GRAMMAR_NEGATION_DET = 1 << 6, GRAMMAR_NEGATION_CASE = 1 << 7, GRAMMAR_NEGATION_MARK = 1 << 8,
	GRAMMAR_AGENT = 1 << 9, GRAMMAR_PART = 1 << 10, GRAMMAR_BETWEEN = 1 << 11, GRAMMAR_RECIPIENT = 1 << 12,
	GRAMMAR_POSSESSOR = 1 << 13, GRAMMAR_TRANSPARENT = 1 << 14, GRAMMAR_RELATIVE = 1 << 15,
	GRAMMAR_INFINITIVE = 1 << 16, GRAMMAR_DEFINITE = 1 << 17, GRAMMAR_PARTICLE = 1 << 18,
	GRAMMAR_OBJECT = 1 << 19, GRAMMAR_REPORTED = 1 << 20, GRAMMAR_HISTORICAL = 1 << 21,
	GRAMMAR_MANNER = 1 << 22, GRAMMAR_NEGATION_CC = 1 << 23
};

typedef struct rule_list {
	const uint32_t *items;    /* rule numbers, the most specific first */
	uint32_t count;
} rule_list;

struct event_lexicon {
	arena memory;
	table words;              /* lemma → number */
	uint32_t word_count;
	table classes;            /* name without '%' → number */
	VECTOR(struct word_class) class_list;
	VECTOR(rule) rules;
	VECTOR(event_rule) shown; /* rules[i].shown, for event_lexicon_rules */
	VECTOR(struct rule_head) heads;
	rule_list *by_word[WORD_CLASSES];   /* [word_count] */
	uint32_t *grammar;        /* [word_count] GRAMMAR_ bits */
	VECTOR(struct grammar_row) grammar_rows;
	VECTOR(struct mode_row) modes;       /* modes.tsv, in its order */
	uint32_t layers;          /* folders loaded so far */
	double weights[128];      /* of the features in confidence.h */
};

/* Words of a class: members as written until event_lexicon_finish, then the closure over member classes. */
typedef struct word_class {
	slice name;
	VECTOR(value) members;
	uint64_t *single;         /* [word_count / 64 + 1] one-word members */
	VECTOR(value) pairs;      /* two-word members */
} word_class;

/* A word that a rule stands on. */
typedef struct rule_head {
	uint32_t rule;
	uint8_t word_class;       /* WORD_VERB … */
	value word;               /* VALUE_LEMMA or VALUE_CLASS */
} rule_head;

/* Words that give events of a type their mode, as a constraint on anything below. */
typedef struct mode_row {
	bede_event_type type;
	const char *const *modes; /* NULL-terminated: one */
	constraint words;
} mode_row;

typedef struct grammar_row {
	uint32_t word, bits;
} grammar_row;

/* The number of a lemma (any case: lower-cased ASCII), or TABLE_NONE. */
uint32_t event_lexicon_word(const event_lexicon *self, slice lemma);

/* Is the word (with one of `modifiers`) a member of the class? */
bool word_class_has(const word_class *self, uint32_t word, const uint32_t *modifiers, uint32_t modifier_count);

#endif
