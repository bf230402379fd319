/*
 * source_lexicon.h — the words of saying in memory; private to `source`. The files are described in
 * lexicon/<language>/sources/FORMAT.md.
 */
#ifndef BEDE_SOURCE_SOURCE_LEXICON_H
#define BEDE_SOURCE_SOURCE_LEXICON_H

#include "base/arena.h"
#include "base/file.h"
#include "base/table.h"
#include "source/source.h"

/* In which construction a cue attributes; names as written in the files. */
#define FRAME_LIST(X) \
	X(THAT, "that") X(TO, "to") X(ING, "ing") X(OBJ, "obj") X(AS, "as") X(QUOTE, "quote") X(PASSIVE, "passive") \
	X(CITES, "cites") X(DOCUMENT, "document") X(CLOSED, "closed")

enum {
#define FRAME_INDEX(name, written) FRAME_INDEX_##name,
	FRAME_LIST(FRAME_INDEX)
#undef FRAME_INDEX
	FRAME_COUNT
};
enum {
#define FRAME_BIT(name, written) FRAME_##name = 1 << FRAME_INDEX_##name,
	FRAME_LIST(FRAME_BIT)
#undef FRAME_BIT
};

enum { CUE_PREPOSITIONS = 4 };

/* A verb or noun of saying. */
typedef struct cue_word {
	slice lemma;
	bool noun;
	unsigned frames;          /* FRAME_… */
	unsigned weak;            /* those of `frames` in which it tells an attitude, not a voice */
	bede_kind kind;
	bede_kind negated_kind;   /* under negation … */
	bool negated;             /* … if it attributes at all then */
	bede_certainty certainty;
	slice prepositions[CUE_PREPOSITIONS];   /* whose phrase is content: "accuse … of" */
	bool preposition_weak[CUE_PREPOSITIONS];
} cue_word;

/* What a hedge is in its clause: bits. */
enum {
	HEDGE_MODAL = 1, HEDGE_ADVERB = 2, HEDGE_ADJECTIVE = 4, HEDGE_VERB = 8, HEDGE_NOUN = 16, HEDGE_CONDITION = 32
};

typedef struct hedge {
	unsigned classes;
	bede_certainty certainty;
	bede_kind kind;
	bool reports;             /* an adverb that tells of an unnamed voice: "reportedly" */
} hedge;

/* Classes of the small words; the names in words.tsv. */
#define SOURCE_WORD_LIST(X) \
	X(NEGATION, "negation") X(REFUSAL, "refusal") X(PREPOSITION, "preposition") X(AGENT, "agent") \
	X(AUTHOR, "author") \
	X(AS, "as") X(EXPLETIVE, "expletive") X(RELATIVE, "relative") X(LABEL, "label") \
	X(COMPLEMENT, "complement") X(DASH, "dash") X(SELF, "self") X(ASPECT, "aspect") \
	X(CHECK, "check") X(SAID, "said")

enum {
#define SOURCE_WORD_INDEX(name, written) SOURCE_WORD_INDEX_##name,
	SOURCE_WORD_LIST(SOURCE_WORD_INDEX)
#undef SOURCE_WORD_INDEX
	SOURCE_WORD_COUNT
};
enum {
#define SOURCE_WORD_BIT(name, written) SOURCE_WORD_##name = 1 << SOURCE_WORD_INDEX_##name,
	SOURCE_WORD_LIST(SOURCE_WORD_BIT)
#undef SOURCE_WORD_BIT
};

enum { FILE_VERBS, FILE_NOUNS, FILE_HEDGES, FILE_WORDS, FILE_COUNT };

struct source_lexicon {
	arena memory;
	file_map maps[FILE_COUNT];         /* stay mapped: slices point into them */
	VECTOR(cue_word) cues;
	VECTOR(hedge) hedges;
	table verbs, nouns;                /* "say", "point out" → index into cues */
	table hedge_of;                    /* → index into hedges */
	table words;                       /* → SOURCE_WORD_… bits */
	int32_t *weights;                  /* of the scorer's features, in thousandths; NULL: rules alone */
};

/* NULL if the lexicon does not have it. */
const cue_word *source_lexicon_verb(const source_lexicon *self, slice lemma);
const cue_word *source_lexicon_noun(const source_lexicon *self, slice lemma);
const hedge *source_lexicon_hedge(const source_lexicon *self, slice word);
bool source_lexicon_word(const source_lexicon *self, slice word, unsigned classes);

#endif
