/*
 * scorer.h — what speaks for and against a candidate attribution (private to source/ and its trainer).
 *
 * Rules propose candidates freely; a linear score decides which of them stay. Each candidate has one value of every
 * group below; values, pairs of values and the word of saying have whole-number weights, whose sum is the score. So
 * the same candidate has the same score on every machine. The weights are text, model/<language>/source.tsv;
 * train/attribution/ makes them.
 */
#ifndef BEDE_SOURCE_SCORER_H
#define BEDE_SOURCE_SCORER_H

#include "source/finder.h"

/* The groups with their values, as they are written in the file of weights: "frame=that". */
#define SCORER_WORD_VALUES(V) \
	V(VERB, "verb") V(ADJECTIVE, "adjective") V(NOUN, "noun") V(ADVERB, "adverb") V(PREPOSITION, "preposition") \
	V(MARK, "mark") V(UNLISTED, "unlisted")
#define SCORER_FRAME_VALUES(V) \
	V(NONE, "none") V(THAT, "that") V(TO, "to") V(ING, "ing") V(OBJ, "obj") V(AS, "as") V(QUOTE, "quote") \
	V(PASSIVE, "passive") V(CITES, "cites") V(PREP, "prep")
#define SCORER_STANCE_VALUES(V) V(VOICE, "voice") V(ATTITUDE, "attitude") V(TURNED, "turned") \
	V(FREE, "free")
#define SCORER_KIND_VALUES(V) \
	V(REPORT, "report") V(STATEMENT, "statement") V(CLAIM, "claim") V(DENIAL, "denial") V(ESTIMATE, "estimate") \
	V(ANNOUNCEMENT, "announcement") V(UNACKNOWLEDGED, "unacknowledged")
#define SCORER_SOURCE_VALUES(V) \
	V(NOBODY, "nobody") V(SELF, "self") V(EXPLETIVE, "expletive") V(PRONOUN, "pronoun") V(RELATIVE, "relative") \
	V(PARTY, "party") V(AGENT, "agent") V(MEDIA, "media") V(NAME, "name") V(DOCUMENT, "document") V(THING, "thing")
#define SCORER_SIDE_VALUES(V) V(NONE, "none") V(BEFORE, "before") V(BEHIND, "behind") V(FAR, "far")
#define SCORER_FORM_VALUES(V) \
	V(OTHER, "other") V(PAST, "past") V(PRESENT, "present") V(PERFECT, "perfect") V(PROGRESSIVE, "progressive") \
	V(MODAL, "modal") V(PARTICIPLE, "participle") V(GERUND, "gerund") V(BASE, "base") V(PASSIVE, "passive")
#define SCORER_RELATION_VALUES(V) \
	V(OTHER, "other") V(ROOT, "root") V(CCOMP, "ccomp") V(XCOMP, "xcomp") V(ADVCL, "advcl") V(ACL, "acl") \
	V(RELATIVE, "relative") V(CONJ, "conj") V(PARATAXIS, "parataxis") V(SUBJECT, "subject") V(OBJECT, "object") \
	V(OBLIQUE, "oblique") V(NMOD, "nmod")
#define SCORER_SIZE_VALUES(V) \
	V(NONE, "none") V(ONE, "1") V(TWO, "2") V(FEW, "3-5") V(MEDIUM, "6-10") V(MANY, "11-20") V(LONG, "21-")
#define SCORER_CONTENT_VALUES(V) \
	V(OTHER, "other") V(FINITE, "finite") V(INFINITIVE, "infinitive") V(GERUND, "gerund") V(NOUN, "noun") \
	V(NAME, "name") V(PRONOUN, "pronoun") V(QUOTATION, "quotation")
#define SCORER_SITE_VALUES(V) V(PLAIN, "plain") V(SPEECH, "speech") V(CONTENT, "content") V(HEADLINE, "headline")

#define SCORER_GROUP_LIST(G) \
	G(WORD, "word") G(FRAME, "frame") G(STANCE, "stance") G(KIND, "kind") G(SOURCE, "source") G(SIDE, "side") \
	G(FORM, "form") G(RELATION, "relation") G(SIZE, "size") G(CONTENT, "content") G(SITE, "site")

enum {
#define SCORER_GROUP_ENUM(name, written) SCORER_##name,
	SCORER_GROUP_LIST(SCORER_GROUP_ENUM)
#undef SCORER_GROUP_ENUM
	SCORER_GROUPS
};

/* Values of a group: SOURCE_IS_PRONOUN, … counted from 0 in each group. */
#define SCORER_VALUES(group, list) \
	enum { list(SCORER_VALUE_OF_##group) group##_VALUES };
#define SCORER_VALUE_OF_WORD(name, written) WORD_IS_##name,
#define SCORER_VALUE_OF_FRAME(name, written) FRAME_IS_##name,
#define SCORER_VALUE_OF_STANCE(name, written) STANCE_IS_##name,
#define SCORER_VALUE_OF_SOURCE(name, written) SOURCE_IS_##name,
#define SCORER_VALUE_OF_SIDE(name, written) SIDE_IS_##name,
#define SCORER_VALUE_OF_FORM(name, written) FORM_IS_##name,
#define SCORER_VALUE_OF_RELATION(name, written) RELATION_IS_##name,
#define SCORER_VALUE_OF_SIZE(name, written) SIZE_IS_##name,
#define SCORER_VALUE_OF_CONTENT(name, written) CONTENT_IS_##name,
#define SCORER_VALUE_OF_SITE(name, written) SITE_IS_##name,
SCORER_VALUES(WORD, SCORER_WORD_VALUES)
SCORER_VALUES(FRAME, SCORER_FRAME_VALUES)
SCORER_VALUES(STANCE, SCORER_STANCE_VALUES)
SCORER_VALUES(SOURCE, SCORER_SOURCE_VALUES)
SCORER_VALUES(SIDE, SCORER_SIDE_VALUES)
SCORER_VALUES(FORM, SCORER_FORM_VALUES)
SCORER_VALUES(RELATION, SCORER_RELATION_VALUES)
SCORER_VALUES(SIZE, SCORER_SIZE_VALUES)
SCORER_VALUES(CONTENT, SCORER_CONTENT_VALUES)
SCORER_VALUES(SITE, SCORER_SITE_VALUES)

/* Values that count together: "frame=obj&source=thing". */
#define SCORER_PAIR_LIST(P) \
	P(FRAME, STANCE) P(FRAME, SOURCE) P(FRAME, FORM) P(FRAME, SIZE) P(FRAME, CONTENT) P(FRAME, KIND) \
	P(STANCE, SOURCE) P(STANCE, SITE) P(STANCE, FORM) P(STANCE, RELATION) P(WORD, RELATION) P(WORD, SOURCE) \
	P(SOURCE, SIDE)

enum { SCORER_VALUES_MOST = 13 };

enum {
#define SCORER_PAIR_ENUM(left, right) SCORER_PAIR_##left##_##right,
	SCORER_PAIR_LIST(SCORER_PAIR_ENUM)
#undef SCORER_PAIR_ENUM
	SCORER_PAIRS
};

/* Places of the weights in one array: bias, values of the groups, pairs; behind them one a word of saying. */
enum {
	SCORER_FIRST_VALUE = 1,
	SCORER_FIRST_PAIR = SCORER_FIRST_VALUE + SCORER_GROUPS * SCORER_VALUES_MOST,
	SCORER_FIRST_CUE = SCORER_FIRST_PAIR + SCORER_PAIRS * SCORER_VALUES_MOST * SCORER_VALUES_MOST,
	SCORER_MOST_FEATURES = 1 + SCORER_GROUPS + SCORER_PAIRS + 1
};

/* Writes the places of the candidate's features into `features`; returns how many. `inside`: its cue stands in the
 * content of another candidate. */
unsigned scorer_features(const finder *self, const candidate *of, bool inside, uint32_t features[SCORER_MOST_FEATURES]);

/* Does it stay unasked? "X, citing Y, said …" has one shape only. And the one who is quoted may tell of another voice,
 * "The army told us that …": the marks leave out what stands within speech, so nothing is known of these; an event in
 * their content is told by them. */
bool scorer_leaves(const finder *self, const candidate *of);

/* [candidate] does its cue stand in the content of another one? */
bool *scorer_inside(const finder *self);

/* Weights in thousandths, summed. 0 and more: it stays. */
int32_t scorer_sum(const source_lexicon *lexicon, const uint32_t *features, unsigned count);

/* What a feature is called in the file of weights; false if it is none. */
bool scorer_name(const source_lexicon *lexicon, uint32_t feature, char *room, size_t size);
uint32_t scorer_feature_count(const source_lexicon *lexicon);

/* Marks every candidate that the weights reject as dropped. */
void scorer_decide(finder *self);

#endif
