/* text_lexicon.h — private to `text`: the word lists, and the tokenizer's own kinds of token. */
#ifndef BEDE_TEXT_TEXT_LEXICON_H
#define BEDE_TEXT_TEXT_LEXICON_H

#include "base/arena.h"
#include "base/file.h"
#include "base/table.h"
#include "text/text.h"

enum { TEXT_FILES = 9, CLITICS_MAX = 16 };

/* What a token means for where sentences end. */
typedef enum token_kind {
	KIND_WORD,
	KIND_STOP,         /* . ! ? and runs of them */
	KIND_ELLIPSIS,
	KIND_OPEN,         /* opening bracket or quotation mark */
	KIND_CLOSE,
	KIND_QUOTE,        /* " and ', which do both */
	KIND_DASH,
	KIND_PUNCTUATION,  /* , ; : and other marks */
	KIND_TITLE,        /* "Gen.": with its stop, never last in a sentence */
	KIND_ABBREVIATION, /* "U.S.", "Inc.": with its stop, may be last in a sentence */
	KIND_INITIAL       /* "J." */
} token_kind;

typedef enum abbreviation_class { ABBREVIATION_TITLE, ABBREVIATION_NUMBER, ABBREVIATION_OTHER } abbreviation_class;

typedef struct contraction {
	size_t first;                  /* length of the first token */
	slice before;                  /* of these words one must follow, blanks between; empty: any may */
} contraction;

struct text_lexicon {
	arena memory;
	file_map files[TEXT_FILES];
	table abbreviations;           /* with the stop → abbreviation_class */
	table prefixes, units, starters, surnames, words, bylines;      /* lower case → 1 */
	table link_ends;               /* as written → 1 */
	table contractions;            /* lower case → index into contraction_list */
	VECTOR(contraction) contraction_list;
	slice clitics[CLITICS_MAX];    /* lower case, apostrophe as ' */
	size_t clitic_count;
};

typedef VECTOR(token) token_list;
typedef VECTOR(sentence) sentence_list;
typedef VECTOR(uint8_t) kind_list;

/* What one pass over a document builds. */
typedef struct splitter {
	const text_lexicon *lexicon;
	slice text;
	arena *memory;
	token_list tokens;
	kind_list kinds;               /* [tokens.count] token_kind */
	sentence_list sentences;
} splitter;

/* Cuts text[from, end) into tokens; white space parts them, newlines included. */
void tokenize(splitter *self, size_t from, size_t end);
/* The first list of links within text[from, end): from behind the name that it repeats to behind its last word. */
bool find_insertion(const text_lexicon *lexicon, slice text, size_t from, size_t end, size_t *first, size_t *behind);
/* Makes sentences of the tokens from `first` on, all of one paragraph. */
void part_sentences(splitter *self, size_t first, uint32_t paragraph);
/* Makes one sentence of tokens [first, end). */
void add_sentence(splitter *self, size_t first, size_t end, uint32_t paragraph, sentence_kind kind);
/* Tokens and sentences as the document's CoNLL-U gives them. */
void take_given(splitter *self, slice conllu);

/* Length in bytes of the apostrophe at `at` (', ’, ʼ, `), 0 if there is none. */
size_t apostrophe_at(slice text, size_t at, size_t end);

#endif
