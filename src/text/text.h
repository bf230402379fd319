/* text.h — what `text` hands on: sentences and tokens, as places in the document's text. Tokenisation follows the
 * English Universal Dependencies treebanks ("don't" → "do" "n't", "Putin's" → "Putin" "'s"). */
#ifndef BEDE_TEXT_TEXT_H
#define BEDE_TEXT_TEXT_H

#include "base/arena.h"
#include "base/error.h"
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

/* `word` in lower case (ASCII) with every apostrophe as ', in `out`, for looking up in word lists; false if that has
 * more than `room` bytes. */
bool normal_word(slice word, char *out, size_t room, slice *normal);

/* The tokens from `from` on as normal words joined by blanks, for looking up phrases: the first n of them are the first
 * lengths[n] bytes of `out`. Returns how many there are: at most end - from, fewer if `room` is short. `lengths` has
 * end - from + 1 places, the first of which stays as it was. */
uint32_t normal_phrase(const text *self, uint32_t from, uint32_t end, char *out, size_t room, size_t *lengths);

/* ---- lexicon: abbreviations, prefixes, clitics (lexicon/<language>/text/, FORMAT.md there) ---- */

typedef struct text_lexicon text_lexicon;

/* Opens `folder`; NULL and *error if a file is missing or memory ran out. Bad lines go to `problems` and are left
 * out. Read-only from then on; threads may share it. */
text_lexicon *text_lexicon_open(const char *folder, report *problems, bede_error *error);
void text_lexicon_close(text_lexicon *self);

/* Most tokens of a sentence and bytes of a token: what is longer is no prose, and is cut so that time stays linear. */
enum { SENTENCE_TOKENS = 600, TOKEN_BYTES = 1000 };

/* Finds sentences and tokens; where the document brings CoNLL-U, keeps its own (one token a word, multiword tokens
 * split as its words spell them). Takes time linear in the text. */
void text_split(const text_lexicon *lexicon, const document *from, arena *memory, text *out);

#endif
