/*
 * event.h — what `event` hands on: what happened, as composed from the words over the tree.
 *
 * The lexicon (lexicon/<language>/events/, FORMAT.md there) has typed predicates, typed nouns and operators. Reading
 * starts at each verb, event noun or adjective that no other word governs as its argument, and evaluates downwards:
 * the type of the whole comes from its parts ("refused to end the strikes" is refuse(stop(ASSAULT))).
 */
#ifndef BEDE_EVENT_EVENT_H
#define BEDE_EVENT_EVENT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"
#include "bede.h"
#include "name/name.h"
#include "syntax/syntax.h"
#include "text/text.h"
#include "when/when.h"

typedef struct event_lexicon event_lexicon;

/* A line of the lexicon, as far as later stages and people look at it. */
typedef struct event_rule {
	slice place;              /* "lexicon/en/events/agree.tsv:41" */
	slice words;              /* the rule's columns but for its examples, as they stand in the file */
	slice example;            /* its example sentence */
	slice expect;             /* what the example must give: "RUS ASSAULT UKR" */
	slice must_not;           /* a sentence that this rule must give nothing for; {NULL,0}: none */
	bool operates;            /* an operator: its type comes from what it governs */
} event_rule;

typedef struct event_party {
	int32_t mention;          /* the mention of this clause that names it; MENTION_NONE: nobody does */
	const party *party;       /* NULL: a mention that nothing is known of */
	bool inferred;            /* not named by the clause */
} event_party;

typedef struct event {
	uint32_t trigger;         /* the token that the innermost typed rule stands on */
	uint32_t clause;          /* the predicate that carries tense and modality: outermost of the composition */
	const uint32_t *matched;  /* tokens that rules and constraints matched, ascending, trigger among them */
	uint32_t matched_count;
	bede_event_type type;
	const char *const *modes; /* NULL-terminated */
	unsigned aux;             /* BEDE_HISTORICAL | … */
	const char *const *contexts; /* that the words themselves give; NULL-terminated */
	slice cameo;              /* {NULL,0}: none */
	const event_rule *rule;   /* the rule that gave the type */
	const event_rule *outer;  /* the outermost operator that changed it; NULL: none did */
	event_party *actors, *recipients;
	uint32_t actor_count, recipient_count;
	bool symmetric;           /* both sides do it */
	double confidence;
	const bool *features;     /* for the trainer (confidence.h); NULL unless they were asked for */
} event;

/* Why a rule or a candidate was not taken; for `explain --why-not`. */
typedef struct event_refusal {
	uint32_t token;
	const event_rule *rule;   /* NULL: no rule for this word */
	slice constraint;         /* the rule's constraint that was not met, as it stands in the file; {NULL,0}: none */
	const char *reason;       /* static text: "constraint not met", "more specific rule", "no party", … */
} event_refusal;

typedef struct events {
	event *items;             /* in the order of their triggers */
	uint32_t count;
	const event *repeats;     /* what another event of the sentence says better; for who asks for a given pair */
	uint32_t repeat_count;
	const event *relaxed;     /* by rules that hold but for one class of words; only where a pair was asked for */
	uint32_t relaxed_count;
	event_refusal *refusals;  /* by token; only if they were asked for */
	uint32_t refusal_count;
	const event_rule *const *met;   /* [token_count] the rule that each word met, NULL for none */
} events;

/* Loads the rules of `folder`; call again with a user's folder, whose rules win. Bad lines go to `problems`. */
event_lexicon *event_lexicon_new(void);
bool event_lexicon_load(event_lexicon *self, const char *folder, const char *shown_as, report *problems,
	bede_error *error);
bool event_lexicon_finish(event_lexicon *self, report *problems, bede_error *error);
/* Weights of the features that make `confidence` (model/<language>/event.tsv). */
bool event_lexicon_load_weights(event_lexicon *self, const char *path, report *problems, bede_error *error);
void event_lexicon_free(event_lexicon *self);
/* All rules, for the checker. */
uint32_t event_lexicon_rules(const event_lexicon *self, const event_rule **rules);

typedef struct event_lexicon_size {
	uint32_t entries;         /* pairs of a word and a rule that stands on it */
	uint32_t classes;
} event_lexicon_size;

event_lexicon_size event_lexicon_measure(const event_lexicon *self);

typedef struct event_options {
	bool refusals;            /* keep why candidates were refused */
	bool features;            /* keep each event's features */
} event_options;

void event_read(const event_lexicon *lexicon, const document *document, const text *text, const syntax *syntax,
	const names *names, const times *times, const event_options *options, arena *memory, events *out);

/* ---- what the lexicon lacks (gap.c) ---- */

/* A verb or noun that may tell of an event between actors, and that no rule stands on. */
typedef struct event_gap {
	uint32_t token;
	bool noun;
} event_gap;

typedef struct event_gaps {
	event_gap *items;         /* by token */
	uint32_t count;
} event_gaps;

void event_gaps_find(const event_lexicon *lexicon, const text *text, const syntax *syntax, const names *names,
	const times *times, arena *memory, event_gaps *out);

#endif
