/* reader.h — private to `read`: one open input, and what its forms share. */
#ifndef BEDE_READ_READER_H
#define BEDE_READ_READER_H

#include <stdio.h>

#include "base/date.h"
#include "base/strbuf.h"
#include "bede.h"

enum { READER_BLOCK = 1 << 16 };

typedef enum line_result { LINE_READ, LINE_TOO_LONG, LINE_END, LINE_FAILED } line_result;

struct bede_reader {
	FILE *file;
	char *path;                  /* as given, for messages; "stdin" for standard input */
	char *name;                  /* file name without folder and extension: what documents without an id are called */
	bede_form form;              /* never BEDE_FORM_AUTO once open */
	char date[16];               /* for documents that have none; "" */
	bede_warning_function warning;
	void *warning_context;
	char *block;                 /* [READER_BLOCK] bytes read ahead: block[at … filled) */
	size_t at, filled;
	bool end;                    /* the file has no more blocks */
	bool finished;               /* nothing more to give */
	int failure;                 /* errno of a failed read; 0 */
	unsigned long line;          /* of `text`, 1-based */
	unsigned long documents;     /* given or refused so far */
	strbuf text;                 /* the line, or for plain text the file */
	strbuf held;                 /* CoNLL-U: the document so far */
	bool newdoc_waits;           /* CoNLL-U: `text` holds the line that opens the next document */
};

/* A document on the heap, whose strings it owns. */
typedef struct read_document {
	bede_document document;      /* first: bede_document_free gets a pointer to it */
	char *id, *text, *date, *url, *title, *publisher, *language, *conllu;
	bede_pair *pairs;
} read_document;

/* The next line, without its line end, into self->text. LINE_TOO_LONG: it was over DOCUMENT_BYTES and skipped. */
line_result reader_line(bede_reader *self);
/* Reads on for as long as `text` stays within DOCUMENT_BYTES; the rest of the file is skipped. */
line_result reader_rest(bede_reader *self);
/* Makes the bytes valid UTF-8 without NUL: returns how many were replaced. False: out of memory. */
bool reader_repair(strbuf *bytes, size_t *replaced);
/* One warning that bytes were replaced; `line` 0: none. */
void reader_warn_replaced(const bede_reader *self, unsigned long line, size_t replaced);
bool reader_memory_error(const bede_reader *self, bede_error *error);
void reader_failed(const bede_reader *self, bede_error *error);
void reader_too_long(const bede_reader *self, unsigned long line, bede_error *error);

/* Copies a string of the document; false when out of memory. */
bool reader_copy(char **out, const char *bytes, size_t length);
/* Fills in what every form shares (the names of the reader, the public struct's pointers). NULL: out of memory. */
bede_document *reader_finish(bede_reader *self, read_document *document, size_t text_length, bede_error *error);

/* One document of each form; NULL and *error as for bede_reader_next. */
bede_document *read_jsonl(bede_reader *self, bede_error *error);
bede_document *read_conllu(bede_reader *self, bede_error *error);

#endif
