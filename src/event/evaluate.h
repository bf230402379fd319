/*
 * evaluate.h — what the words of one document mean by the lexicon (private to event/): arguments over the tree
 * (argument.c), rules against arguments (match.c), types out of types (compose.c), parties (role.c).
 */
#ifndef BEDE_EVENT_EVALUATE_H
#define BEDE_EVENT_EVALUATE_H

#include "event/rule.h"

/* What a word gives, with all that it governs. */
typedef struct evaluation {
	enum { EVALUATION_OPEN, EVALUATION_RUNNING, EVALUATION_DONE } state;
	bede_event_type type;     /* BEDE_NONE: no event */
	const rule *rule;         /* the rule that this word met; NULL: none */
	const rule *typed;        /* the rule that the type came from, here or below */
	const char *mode;         /* that composition gave ("ceasefire"); NULL: the typed rule's */
	int32_t argument;         /* the word that the operator governs, whose evaluation it turned; -1: none */
	uint32_t trigger;         /* the word of the typed rule */
	unsigned aux;
	const uint32_t *matched;  /* words that met the constraints */
	uint32_t matched_count;
} evaluation;

typedef struct reader {
	const event_lexicon *lexicon;
	const document *document;
	const text *text;
	const syntax *syntax;
	const names *names;
	const times *times;
	arena *memory;
	uint32_t *words;          /* [token_count] number of the lemma in the lexicon, or TABLE_NONE */
	evaluation *evaluations;  /* [token_count] */
	bool *in_time;            /* [token_count] within a time expression: "on Friday" names nobody */
	bool *consumed;           /* [token_count] part of a larger event: none of its own */
	VECTOR(event_refusal) refusals;
	bool keep_refusals, features;
	bool relaxed;             /* a rule may miss one class of words: for pairs whose sentence gives nothing else */
	bool quiet, sparse, international, armed;     /* report_is_quiet … (confidence.h) */
	unsigned depth;
} reader;

/* A few tokens, in the order found; what does not fit is dropped. */
enum { ARGUMENTS_MOST = 24 };
typedef struct arguments {
	uint32_t items[ARGUMENTS_MOST];
	uint32_t count;
} arguments;

/* ---- coder.c ---- */

/* Fills in what each word is to the lexicon, and which are part of a time expression. */
void reader_prepare(reader *self);

/* ---- argument.c ---- */

static inline const node *node_of(const reader *self, uint32_t token) { return &self->syntax->nodes[token]; }
unsigned grammar_of(const reader *self, uint32_t token);
bool is_passive(const reader *self, uint32_t token);
/* "is a donor": a noun with a copula. */
bool is_predicate_noun(const reader *self, uint32_t token);
/* Is it a word of saying by the lexicon? */
bool is_speech(const reader *self, uint32_t token);
/* Does a case or mark child of `token` have one of these GRAMMAR_ bits, or this lemma? */
bool has_case(const reader *self, uint32_t token, unsigned bits);
bool has_preposition(const reader *self, uint32_t token, uint32_t word);
/* Each collects with conjuncts, behind transparent nouns, relative pronouns replaced by what they stand for. */
void subjects_of(const reader *self, uint32_t token, arguments *out);
void objects_of(const reader *self, uint32_t token, arguments *out);
void indirect_objects_of(const reader *self, uint32_t token, arguments *out);
/* Nouns behind a preposition: `words` are lemmas (count 0: any with `bits`); with_objects: also those of the object. */
void obliques_of(const reader *self, uint32_t token, const uint32_t *words, uint32_t count, unsigned bits,
	bool with_objects, arguments *out);
void complements_of(const reader *self, uint32_t token, arguments *out);
/* Complements, infinitives and participles that say what something is done for: "marched to demand", "…, demanding". */
void purposes_of(const reader *self, uint32_t token, arguments *out);
void modifiers_of(const reader *self, uint32_t token, arguments *out);
void particles_of(const reader *self, uint32_t token, arguments *out);
void possessors_of(const reader *self, uint32_t token, arguments *out);
/* Adds `token` with its conjuncts, looking behind transparent nouns. */
void add_phrase(const reader *self, uint32_t token, arguments *out);

/* ---- match.c ---- */

/* Is one of the words of `c` anywhere below `token`? */
bool holds_below(reader *self, const constraint *c, uint32_t token);

/* Keeps why each rule of the word that did not decide it lost: after all words were evaluated. */
void refuse_losers(reader *self, uint32_t token);

/* The evaluation of a word; computed once. */
const evaluation *evaluate(reader *self, uint32_t token);

/* ---- compose.c ---- */

typedef struct composed {
	bede_event_type type;
	const char *mode;         /* static; NULL: keep the argument's */
	bool keep_modes;          /* the argument's modes still hold */
} composed;

/* What `operation` makes of an argument of this type; `negated`: "agreed not to …". BEDE_NONE: nothing. */
composed compose(operation operation, bede_event_type argument, bool negated);

/* PLOVER on what is still to come: cooperation → AGREE, RETREAT → CONCEDE; clears *aux's future where it does. */
bede_event_type compose_future(bede_event_type type, unsigned *aux);

/* What it is to say that one will do it: a threat, if it is conflict; BEDE_NONE: what it is anyway. `mode`: NULL or its
 * first. */
composed compose_intent(bede_event_type type, const char *mode);

/* What a clause's modality makes of its event: the future of it, or its rejection; clears what it has taken into
 * account. */
composed compose_modality(bede_event_type type, unsigned *aux);

/* ---- modality.c ---- */

/* BEDE_ aux bits that the clause of `token` gives (will, would, not, if …), with those of the words that govern it. */
unsigned modality_of(const reader *self, uint32_t token);
bool is_negated(const reader *self, uint32_t token);
/* "must", "should" */
bool is_obliged(const reader *self, uint32_t token);
/* Does the clause of `token` say in the future tense what its subject will do, on its own word or the report's? */
bool is_own_intent(const reader *self, uint32_t token);

/* ---- role.c ---- */

/* Demands, denunciations and refusals: what people protest for, if they protest in order to do it. */
bool is_protested(bede_event_type type);

typedef VECTOR(event_party) party_list;

/* Fills in who did it to whom, as far as the words say. `token` is the outermost word of the composition. */
void roles_of(reader *self, uint32_t token, const evaluation *of, event *out);

/* Who says something, and of whom: the subjects of `speech` and of its clause `said`. False: of themselves, or of what
 * only a pronoun names. */
bool speech_roles_of(reader *self, uint32_t speech, uint32_t said, event *out);

/* Is the subject of an active verb a noun that names no party: "a desire stopped him"? */
bool is_done_by_thing(const reader *self, uint32_t token);

/* ---- infer.c ---- */

/* Fills in sides that are not named, from the report's other events. */
void infer_sides(reader *self, event *events, uint32_t count);

#endif
