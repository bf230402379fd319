/*
 * finder.h — what the parts of `source` share while they read one document; private to `source`.
 *
 *     quotations ─▶ cues, sentence by sentence: verbs, nouns, prepositions, adverbs, headlines ─▶ quotations without a
 *     cue join the speaker before them ─▶ the scorer decides ─▶ near-equal candidates fall ─▶ nesting
 */
#ifndef BEDE_SOURCE_FINDER_H
#define BEDE_SOURCE_FINDER_H

#include "source/source_lexicon.h"

/* A quotation with its marks; may reach over sentences and, opened anew at each, over paragraphs. */
typedef struct quotation {
	uint32_t first, end;
	int32_t owner;            /* candidate that says it; -1: none yet */
	bool speech;              /* long enough, or a sentence; not a word in scare quotes */
} quotation;

enum { CUE_VERB, CUE_ADJECTIVE, CUE_NOUN, CUE_ADVERB, CUE_PREPOSITION, CUE_MARK, CUE_UNLISTED };

typedef struct candidate {
	int32_t source_head;      /* -1: nobody named */
	int32_t mention;
	token_range source, cue;
	uint32_t cue_head;
	const cue_word *word;     /* of the lexicon; NULL: none, as for the colon of a headline */
	uint8_t sort;             /* what the cue is: CUE_… */
	unsigned frame;           /* FRAME_… through which content was found; 0: none */
	bool by_preposition;
	bool passive;
	bool free;                /* in a construction that the lexicon does not give the word: the scorer's to judge */
	bool turned;              /* a voice by its words, but no voice for the report: "I think" in a quotation */
	VECTOR(token_range) content;
	bede_kind kind;
	bede_certainty certainty;
	bool voice, noun;
	int32_t cited_by;         /* "citing X": the verb of who says the rest, which X told him; -1: no such thing */
	bool waits;               /* its content is the quotation or the block that follows the sentence's colon */
	bool dropped;
} candidate;

typedef struct finder {
	const source_lexicon *lexicon;
	const text *text;
	const syntax *syntax;
	const names *names;
	const times *times;
	arena *memory;
	uint8_t *mark;            /* [token_count] content of the candidate at hand; all 0 between two cues */
	VECTOR(quotation) quotes;
	int32_t *quote_of;        /* [token_count] index of the quotation around the token, or -1 */
	VECTOR(candidate) found;
} finder;

/* A longer "sentence" is no sentence (a table, a list without stops); the work on one grows with its square. */
enum { SOURCE_SENTENCE_TOKENS = 600 };

static inline const node *finder_node(const finder *self, int32_t token)
{
	return &self->syntax->nodes[token];
}

static inline const sentence *finder_sentence(const finder *self, uint32_t token)
{
	return &self->text->sentences[self->text->tokens[token].sentence];
}

static inline uint32_t sentence_end(const sentence *self) { return self->first + self->count; }

/* All candidates of the document, with their quotations: what the scorer decides about (source.c). */
void finder_propose(finder *self);

/* ---- words (finder.c) ---- */

bool finder_word(const finder *self, int32_t token, unsigned classes);    /* by lemma or by form */
const cue_word *finder_verb(const finder *self, uint32_t token, int32_t *particle);
const cue_word *finder_noun(const finder *self, uint32_t token);
/* First dependent with this relation or a subtype of it, or -1. */
int32_t finder_child(const finder *self, int32_t token, deprel family);
/* Is a dependent of `token` with relation case or mark one of these words? */
bool finder_marked(const finder *self, int32_t token, unsigned classes);
/* The lower-case words of a case phrase, fixed expressions joined by blanks: "according to". */
slice finder_phrase(const finder *self, int32_t token, char *room, size_t size);
/* A clause with a conjunction and, besides, a subject: a complement even where the parser calls it relative. */
bool finder_is_complement(const finder *self, int32_t clause);
/* A verb form that can have a subject of its own. */
bool finder_is_finite(const finder *self, int32_t verb);
/* A cue as a participle behind a comma: ", adding that …". */
bool finder_is_aside(const finder *self, int32_t verb);
bool finder_negated(const finder *self, uint32_t verb);
/* Index of the first time expression that starts at `token` or behind it. */
uint32_t finder_time_from(const finder *self, uint32_t token);
/* "The statement Sunday said": is the word one of a time? */
bool finder_is_time(const finder *self, int32_t token);
/* The predicate whose clause `token` stands in. */
int32_t finder_clause(const finder *self, int32_t token);

/* The clause that a parenthesis with this head ("according to X", "as X reported", "X said") speaks of. */
int32_t finder_around(const finder *self, int32_t parenthesis);

/* ---- content (finder.c) ---- */

void finder_mark(finder *self, int32_t top, uint8_t value);               /* a whole subtree */
bool finder_any(const finder *self, uint32_t first, uint32_t end);
/* Turns the marks of the sentence into ranges of `into`, and clears them. */
void finder_take(finder *self, const sentence *sentence, candidate *into);
candidate finder_candidate(const finder *self, uint32_t cue_head);
/* "complained about | the raid": the preposition through which a word takes its content stands with the cue; `word`
 * NULL: whichever it is. */
void finder_take_preposition(const finder *self, candidate *into, const cue_word *word);
/* "said: | …" */
void finder_take_colon(const finder *self, candidate *into);
/* Adds it unless it has neither content nor a quotation to wait for. Returns its index or -1. */
int32_t finder_add(finder *self, const candidate *found);

/* ---- who (speaker.c) ---- */

/* Sets source_head, source and mention of `out`; `head` -1: nobody. `without`: a subtree that is no part of it, -1.
 * */
void speaker_set(const finder *self, candidate *out, int32_t head, int32_t without);
/* The subject of a verb, where needed that of the verbs that govern it; the agent of a passive. -1: nobody. */
int32_t speaker_of_verb(const finder *self, uint32_t verb, bool passive);
/* The nearest of its subjects that stand before it, or -1. */
int32_t speaker_before_verb(const finder *self, int32_t verb);
/* By place alone, where the tree has no subject: the phrase right behind the verb, or from `from` on right before
 * it. */
int32_t speaker_beside(const finder *self, uint32_t verb, uint32_t from, bool behind);
/* A phrase before a verb without a subject, set off by commas as it may be: "Jane Roe, the mayor, said". */
int32_t speaker_before(const finder *self, uint32_t verb, uint32_t from);
/* The author of a document or claim: "X's report", "a report by X", "X issued a statement". -1: nobody. */
int32_t speaker_of_noun(const finder *self, uint32_t noun);
/* A person, body or document: somebody known, or a noun of those that speak. */
bool speaker_can_be(const finder *self, int32_t token);
bool verb_is_passive(const finder *self, uint32_t verb);
/* "…," X said. "…," he added: who goes on speaking is who spoke before. */
void speakers_go_on(finder *self);

/* ---- by place (parenthesis.c) ---- */

/* The run between commas, or from a comma to the sentence's end, that a verb of saying and its subject make up. */
bool parenthesis_find(const finder *self, uint32_t verb, token_range *out);
/* The same where the verb was taken for a noun: "…, CNN reports." */
bool parenthesis_of_noun(const finder *self, uint32_t token, token_range *out);
/* Does the tree fail to show it, for it takes the subject from outside? Sets who speaks in it. */
bool parenthesis_is_hidden(const finder *self, uint32_t verb, token_range at, int32_t *speaker);
/* Marks what stands outside of it; false if that is no clause. */
bool parenthesis_content(finder *self, uint32_t verb, token_range at);
/* "…," said Jane Roe; "…," Jane Roe said: beside speech the words' order shows the speaker where the tree does not.
 * */
int32_t speaker_by_place(const finder *self, uint32_t verb, int32_t beside, int32_t speaker);

/* ---- cues (cue_verb.c, cue_other.c) ---- */

void cue_verb(finder *self, uint32_t token);
void cue_noun(finder *self, uint32_t token);
void cue_preposition(finder *self, uint32_t token);
void cue_adverb(finder *self, uint32_t token);
void cue_dash(finder *self, int32_t quote);
void cue_label(finder *self, const sentence *sentence);

/* ---- quotations (quote.c) ---- */

void quotes_find(finder *self);
/* The quotation that `verb` introduces or closes, or -1. A verb that is not `known` needs a pause between, as in
 * "He sighed, …": words quoted within its own clause it does not say. */
int32_t quote_beside(const finder *self, uint32_t verb, bool known);
/* Content that meets a quotation grows to all of it; `owner` says it. */
void quotes_grow(finder *self, int32_t owner);
void quote_give(finder *self, int32_t quote, int32_t owner);
/* Quotations without a cue go to who spoke before. */
void quotes_follow(finder *self);

/* ---- "The claim could not be verified" (doubt.c) ---- */

/* Makes what was said just before less sure. */
void doubts_find(finder *self);

#endif
