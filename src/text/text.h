/* text.h — what `text` hands on: sentences and tokens, as places in the document's text. Tokenisation follows the
 * English Universal Dependencies treebanks ("don't" → "do" "n't", "Putin's" → "Putin" "'s"). */
#ifndef BEDE_TEXT_TEXT_H
#define BEDE_TEXT_TEXT_H

#include "base/arena.h"
#include "base/slice.h"
#include "read/document.h"

typedef enum sentence_kind {
	SENTENCE_BODY,
	SENTENCE_HEADLINE,      /* a first line without a final stop, or all in capitals */
	SENTENCE_BYLINE,        /* "By Jane Roe" */
	SENTENCE_DATELINE       /* "SEOUL, South Korea —": a sentence of its own, before the body's first */
} sentence_kind;

typedef struct token {
	span at;
	uint32_t sentence;
	bool space_after;
} token;

typedef struct sentence {
	span at;
	uint32_t first, count;  /* its tokens: text.tokens[first … first + count) */
	uint32_t paragraph;     /* 0-based */
	sentence_kind kind;
} sentence;

typedef struct text {
	const char *bytes;      /* the document's text */
	token *tokens;
	sentence *sentences;
	uint32_t token_count, sentence_count;
} text;

/* The words of a token. */
static inline slice text_form(const text *self, uint32_t token)
{
	span at = self->tokens[token].at;
	return (slice){self->bytes + at.start, at.end - at.start};
}

/* Finds sentences and tokens; where the document brings CoNLL-U, keeps its own. */
void text_split(const document *from, arena *memory, text *out);

#endif
