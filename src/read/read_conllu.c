/* read_conllu.c — CoNLL-U: documents are parted at `# newdoc`; each document's text is put together again. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "read/document.h"
#include "read/reader.h"

/* Is `line` the comment `# key = …` or `# key`? Gives what stands behind the equals sign. */
static bool is_comment(slice line, const char *key, slice *value)
{
	if (!line.length || line.at[0] != '#')
		return false;
	slice rest = slice_trim((slice){line.at + 1, line.length - 1});
	size_t length = strlen(key);
	if (!slice_starts(rest, key))
		return false;
	rest = slice_trim((slice){rest.at + length, rest.length - length});
	*value = rest;
	if (!rest.length)
		return true;
	if (rest.at[0] != '=')
		return false;
	*value = slice_trim((slice){rest.at + 1, rest.length - 1});
	return true;
}

static bool is_newdoc(slice line, slice *id)
{
	slice value;
	*id = (slice){NULL, 0};
	if (is_comment(line, "newdoc id", &value)) {
		*id = value;
		return true;
	}
	return is_comment(line, "newdoc", &value);
}

/* The text of one sentence as its words spell it, collected beside its `# text` line. */
typedef struct sentence_text {
	strbuf words;
	slice given;          /* `# text`; {NULL,0}: none */
	bool space;           /* the last word has a space behind it */
	unsigned long skip;   /* words up to this number are parts of a multiword token and spelt by it */
} sentence_text;

/* Do both spell the same characters, white space aside? */
static bool spells_same(slice a, slice b)
{
	size_t i = 0, j = 0;
	for (;;) {
		while (i < a.length && (a.at[i] == ' ' || a.at[i] == '\t'))
			i++;
		while (j < b.length && (b.at[j] == ' ' || b.at[j] == '\t'))
			j++;
		if (i == a.length || j == b.length)
			return i == a.length && j == b.length;
		if (a.at[i++] != b.at[j++])
			return false;
	}
}

static void end_sentence(sentence_text *self, strbuf *text, bool paragraph)
{
	slice words = slice_trim((slice){self->words.bytes, self->words.length});
	if (words.length) {
		if (text->length)
			strbuf_add_string(text, paragraph ? "\n\n" : " ");
		strbuf_add_slice(text, self->given.length && spells_same(self->given, words) ? self->given : words);
	}
	strbuf_reset(&self->words);
	self->given = (slice){NULL, 0};
	self->space = false;
	self->skip = 0;
}

/* Reads the range "3-4" or the number "3" of the first column; false for an empty node "3.1" or what is none. */
static bool read_number(slice column, unsigned long *first, unsigned long *last)
{
	slice head;
	long a, b;
	if (!slice_split(&column, '-', &head) || !slice_to_long(head, &a) || a < 1)
		return false;
	b = a;
	if (column.length && (!slice_to_long(column, &b) || b < a))
		return false;
	*first = (unsigned long)a;
	*last = (unsigned long)b;
	return true;
}

static bool add_row(sentence_text *self, slice line)
{
	slice columns[10], rest = line;
	size_t count = 0;
	while (count < 10 && slice_split(&rest, '\t', &columns[count]))
		count++;
	if (count != 10 || rest.length || !columns[1].length)
		return false;
	unsigned long first, last;
	if (!read_number(columns[0], &first, &last))
		return memchr(columns[0].at, '.', columns[0].length) != NULL;
	if (first == last && first <= self->skip)
		return true;
	if (last > first)
		self->skip = last;
	if (self->space)
		strbuf_add_char(&self->words, ' ');
	strbuf_add_slice(&self->words, columns[1]);
	static const slice no_space = {"SpaceAfter=No", 13};
	slice feature;
	self->space = true;
	while (slice_split(&columns[9], '|', &feature))
		if (slice_equal(feature, no_space))
			self->space = false;
	return true;
}

/* Puts the text together; `bad_line`: the first line (from 0) that is no row, or SIZE_MAX. */
static void build_text(slice source, strbuf *text, size_t *bad_line)
{
	sentence_text sentence = {0};
	strbuf_init(&sentence.words);
	slice line, value;
	bool paragraph = false, open = false;
	*bad_line = SIZE_MAX;
	for (size_t number = 0; slice_split(&source, '\n', &line); number++) {
		if (line.length && line.at[line.length - 1] == '\r')
			line.length--;
		if (!line.length) {
			end_sentence(&sentence, text, paragraph);
			if (open)
				paragraph = false;
			open = false;
		} else if (line.at[0] == '#') {
			if (is_comment(line, "text", &value))
				sentence.given = value;
			else if (is_comment(line, "newpar", &value) || is_comment(line, "newpar id", &value)
				|| is_comment(line, "newpar_block", &value))
				paragraph = true;
		} else if (add_row(&sentence, line)) {
			open = true;
		} else if (*bad_line == SIZE_MAX) {
			*bad_line = number;
		}
	}
	end_sentence(&sentence, text, paragraph);
	text->failed |= sentence.words.failed;
	strbuf_clear(&sentence.words);
}

/* Collects the lines up to the next `# newdoc` into self->held. */
static line_result collect(bede_reader *self, unsigned long *first_line, bool *rows)
{
	strbuf_reset(&self->held);
	bool too_long = false;
	*rows = false;
	*first_line = 0;
	for (;;) {
		if (!self->newdoc_waits) {
			line_result got = reader_line(self);
			if (got == LINE_END || got == LINE_FAILED) {
				self->finished = true;
				return got == LINE_END && too_long ? LINE_TOO_LONG : got;
			}
			too_long |= got == LINE_TOO_LONG;
			if (self->text.failed)
				return LINE_READ;
		}
		slice line = {self->text.bytes, self->text.length}, id;
		if (!self->newdoc_waits && (*rows || too_long) && is_newdoc(line, &id)) {
			self->newdoc_waits = true;
			return too_long ? LINE_TOO_LONG : LINE_READ;
		}
		self->newdoc_waits = false;
		if (!*first_line)
			*first_line = self->line;
		*rows |= line.length && line.at[0] != '#';
		too_long |= self->held.length + line.length >= DOCUMENT_BYTES;
		if (!too_long) {
			strbuf_add_slice(&self->held, line);
			strbuf_add_char(&self->held, '\n');
		}
	}
}

static bool take_id(read_document *out, slice source)
{
	slice line, id;
	while (slice_split(&source, '\n', &line) && (!line.length || line.at[0] == '#'))
		if (is_newdoc(line, &id) && id.length)
			return reader_copy(&out->id, id.at, id.length);
	return true;
}

bede_document *read_conllu(bede_reader *self, bede_error *error)
{
	unsigned long first_line;
	bool rows;
	line_result got = collect(self, &first_line, &rows);
	if (got == LINE_FAILED) {
		reader_failed(self, error);
		return NULL;
	}
	if (!rows && got == LINE_END) {
		if (!self->documents)
			error_set_at(error, BEDE_ERROR_INPUT, self->path, 0, "has no rows of CoNLL-U; nothing to code, "
				"leave it out");
		return NULL;
	}
	self->documents++;
	if (got == LINE_TOO_LONG) {
		reader_too_long(self, first_line, error);
		return NULL;
	}
	size_t replaced = 0, bad_line;
	strbuf text;
	strbuf_init(&text);
	read_document *out = NULL;
	if (!self->text.failed && !self->held.failed && reader_repair(&self->held, &replaced)) {
		build_text((slice){self->held.bytes, self->held.length}, &text, &bad_line);
		out = text.failed ? NULL : calloc(1, sizeof *out);
	}
	if (!out) {
		strbuf_clear(&text);
		reader_memory_error(self, error);
		return NULL;
	}
	size_t length = text.length;
	out->text = text.bytes;
	out->conllu = self->held.bytes;           /* handed over; the next document gets a new one */
	strbuf_init(&self->held);
	if (bad_line != SIZE_MAX || !length) {
		error_set_at(error, BEDE_ERROR_INPUT, self->path, first_line + (length ? bad_line : 0), length
			? "not a row of CoNLL-U: it needs a number, a form and ten columns with tabs between them"
			: "a document without words; leave it out");
		bede_document_free(&out->document);
		return NULL;
	}
	if (!take_id(out, slice_of(out->conllu))) {
		bede_document_free(&out->document);
		reader_memory_error(self, error);
		return NULL;
	}
	reader_warn_replaced(self, first_line, replaced);
	return reader_finish(self, out, length, error);
}
