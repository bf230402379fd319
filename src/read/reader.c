/* reader.c — opens inputs, finds out their form, and reads plain text. */
#include "read/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <sys/stat.h>

#include "base/error.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "read/document.h"

/* ---- bytes ---- */

static bool fill_block(bede_reader *self)
{
	if (self->end)
		return false;
	self->at = 0;
	errno = 0;
	self->filled = fread(self->block, 1, READER_BLOCK, self->file);
	if (self->filled < READER_BLOCK) {
		self->end = true;
		if (ferror(self->file))
			self->failure = errno ? errno : EIO;
	}
	return self->filled > 0;
}

line_result reader_line(bede_reader *self)
{
	strbuf_reset(&self->text);
	if (self->at == self->filled && !fill_block(self))
		return self->failure ? LINE_FAILED : LINE_END;
	self->line++;
	bool too_long = false;
	for (;;) {
		const char *from = self->block + self->at;
		size_t room = self->filled - self->at;
		const char *newline = memchr(from, '\n', room);
		size_t length = newline ? (size_t)(newline - from) : room;
		if (self->text.length + length > DOCUMENT_BYTES)
			too_long = true;
		if (!too_long)
			strbuf_add(&self->text, from, length);
		self->at += length + (newline != NULL);
		if (newline || !fill_block(self))
			break;
	}
	if (self->failure)
		return LINE_FAILED;
	if (too_long)
		return LINE_TOO_LONG;
	if (self->text.length && self->text.bytes[self->text.length - 1] == '\r')
		self->text.bytes[--self->text.length] = '\0';
	return LINE_READ;
}

line_result reader_rest(bede_reader *self)
{
	strbuf_reset(&self->text);
	bool any = false;
	while (self->at < self->filled || fill_block(self)) {
		size_t length = self->filled - self->at;
		if (self->text.length + length > DOCUMENT_BYTES)
			return LINE_TOO_LONG;
		strbuf_add(&self->text, self->block + self->at, length);
		self->at = self->filled;
		any = true;
	}
	return self->failure ? LINE_FAILED : any ? LINE_READ : LINE_END;
}

bool reader_repair(strbuf *bytes, size_t *replaced)
{
	*replaced = bytes->length ? utf8_count_invalid(bytes->bytes, bytes->length) : 0;
	if (!*replaced)
		return true;
	strbuf out;
	strbuf_init(&out);
	for (size_t at = 0; at < bytes->length;) {
		size_t before = at;
		uint32_t c = utf8_next(bytes->bytes, bytes->length, &at);
		if (c == 0 || (c == 0xFFFD && at - before == 1))
			strbuf_add_string(&out, "\xEF\xBF\xBD");
		else
			strbuf_add(&out, bytes->bytes + before, at - before);
	}
	if (out.failed) {
		strbuf_clear(&out);
		return false;
	}
	strbuf_clear(bytes);
	*bytes = out;
	return true;
}

/* ---- messages ---- */

void reader_warn_replaced(const bede_reader *self, unsigned long line, size_t replaced)
{
	if (!replaced || !self->warning)
		return;
	bede_error warning;
	error_set_at(&warning, BEDE_ERROR_INPUT, self->path, line, "%zu byte%s not UTF-8 replaced by U+FFFD; if the text "
		"is in Latin-1, convert it with: iconv -f latin1 -t utf-8", replaced, replaced == 1 ? " that is" : "s that are");
	self->warning(self->warning_context, &warning);
}

bool reader_memory_error(const bede_reader *self, bede_error *error)
{
	error_set_at(error, BEDE_ERROR_MEMORY, self->path, self->line, "out of memory while reading; "
		"split the input or give the program more");
	return false;
}

void reader_too_long(const bede_reader *self, unsigned long line, bede_error *error)
{
	error_set_at(error, BEDE_ERROR_INPUT, self->path, line, "%s is longer than the limit of %u MiB and was skipped; "
		"split it into reports", self->form == BEDE_FORM_JSONL ? "this line" : "this document", DOCUMENT_BYTES >> 20);
}

/* strerror() itself is not for threads. */
static void file_error(bede_error *error, const char *path, const char *what, int number)
{
	char reason[128];
	if (strerror_r(number, reason, sizeof reason) != 0)
		snprintf(reason, sizeof reason, "error %d", number);
	error_set_at(error, BEDE_ERROR_FILE, path, 0, "%s: %s; check the path and who may read it", what, reason);
}

void reader_failed(const bede_reader *self, bede_error *error)
{
	file_error(error, self->path, "cannot be read", self->failure);
}

/* ---- documents ---- */

bool reader_copy(char **out, const char *bytes, size_t length)
{
	*out = malloc(length + 1);
	if (!*out)
		return false;
	if (length)
		memcpy(*out, bytes, length);
	(*out)[length] = '\0';
	return true;
}

bede_document *reader_finish(bede_reader *self, read_document *document, size_t text_length, bede_error *error)
{
	bool stored = true;
	if (!document->id) {
		/* The first of a file is called as the file is, so that a report in a file of its own has a plain name. */
		size_t room = strlen(self->name) + 24;
		document->id = malloc(room);
		stored = document->id != NULL;
		if (stored && self->documents == 1)
			snprintf(document->id, room, "%s", self->name);
		else if (stored)
			snprintf(document->id, room, "%s-%lu", self->name, self->documents);
	}
	if (!document->date && *self->date)
		stored = reader_copy(&document->date, self->date, strlen(self->date)) && stored;
	if (!stored) {
		bede_document_free(&document->document);
		reader_memory_error(self, error);
		return NULL;
	}
	document->document = (bede_document){
		.id = document->id, .text = document->text, .text_length = text_length, .date = document->date,
		.url = document->url, .title = document->title, .publisher = document->publisher,
		.language = document->language, .pairs = document->pairs,
		.pair_count = document->document.pair_count, .conllu = document->conllu,
	};
	return &document->document;
}

void bede_document_free(bede_document *document)
{
	if (!document)
		return;
	read_document *self = (read_document *)document;
	char *strings[] = {self->id, self->text, self->date, self->url, self->title, self->publisher, self->language,
		self->conllu};
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
		free(strings[i]);
	free(self->pairs);
	free(self);
}

static bool is_blank(const strbuf *bytes)
{
	for (size_t at = 0; at < bytes->length;)
		if (!utf8_is_space(utf8_next(bytes->bytes, bytes->length, &at)))
			return false;
	return true;
}

/* UTF-16 has a NUL in every second byte of Western text; to replace them all would give nonsense. */
static bool looks_like_utf16(const strbuf *bytes)
{
	if (bytes->length < 4)
		return false;
	const unsigned char *start = (const unsigned char *)bytes->bytes;
	if ((start[0] == 0xFF && start[1] == 0xFE) || (start[0] == 0xFE && start[1] == 0xFF))
		return true;
	return (!start[0] && start[1] && !start[2] && start[3]) || (start[0] && !start[1] && start[2] && !start[3]);
}

static bede_document *read_text(bede_reader *self, bede_error *error)
{
	line_result got = reader_rest(self);
	self->finished = true;
	self->documents++;
	if (self->text.failed) {
		reader_memory_error(self, error);
	} else if (got == LINE_FAILED) {
		reader_failed(self, error);
	} else if (got == LINE_TOO_LONG) {
		reader_too_long(self, 0, error);
	} else if (is_blank(&self->text)) {
		error_set_at(error, BEDE_ERROR_INPUT, self->path, 0, "%s; nothing to code, leave it out", self->text.length
			? "holds only white space" : "is empty");
	} else if (looks_like_utf16(&self->text)) {
		error_set_at(error, BEDE_ERROR_INPUT, self->path, 1, "looks like UTF-16; convert it with: "
			"iconv -f utf-16 -t utf-8");
	} else {
		size_t replaced;
		read_document *document = NULL;
		if (reader_repair(&self->text, &replaced))
			document = calloc(1, sizeof *document);
		if (!document) {
			reader_memory_error(self, error);
			return NULL;
		}
		size_t length = self->text.length;
		document->text = self->text.bytes;      /* handed over: the reader is done with it */
		strbuf_init(&self->text);
		reader_warn_replaced(self, 0, replaced);
		return reader_finish(self, document, length, error);
	}
	return NULL;
}

/* ---- opening ---- */

/* Is `line` a row of CoNLL-U: an identifier that is a number and ten columns? */
static bool is_conllu_row(slice line)
{
	size_t tabs = 0;
	for (size_t i = 0; i < line.length; i++)
		tabs += line.at[i] == '\t';
	return tabs == 9 && line.at[0] >= '1' && line.at[0] <= '9';
}

/* Looks at the first block only, so that an endless line costs nothing. */
static bede_form find_form(slice block)
{
	static const char blanks[] = " \t\r\n";
	size_t at = 0;
	while (at < block.length && strchr(blanks, block.at[at]))
		at++;
	if (at < block.length && block.at[at] == '{') {
		do
			at++;
		while (at < block.length && strchr(blanks, block.at[at]));
		return at < block.length && (block.at[at] == '"' || block.at[at] == '}') ? BEDE_FORM_JSONL : BEDE_FORM_TEXT;
	}
	slice line;
	while (slice_split(&block, '\n', &line))
		if (line.length && line.at[0] != '#' && line.at[0] != '\r')
			return is_conllu_row(line) ? BEDE_FORM_CONLLU : BEDE_FORM_TEXT;
	return BEDE_FORM_TEXT;
}

static bool take_name(bede_reader *self, const char *path)
{
	bool standard = strcmp(path, "-") == 0;
	const char *shown = standard ? "stdin" : path;
	const char *slash = strrchr(shown, '/');
	const char *name = slash && slash[1] ? slash + 1 : shown;
	const char *dot = strrchr(name, '.');
	size_t length = dot && dot > name ? (size_t)(dot - name) : strlen(name);
	if (!reader_copy(&self->path, shown, strlen(shown)))
		return false;
	strbuf bytes;
	strbuf_init(&bytes);
	strbuf_add(&bytes, name, length);
	/* File names are any bytes; an identifier has to be text. */
	size_t replaced;
	bool stored = !bytes.failed && reader_repair(&bytes, &replaced) && reader_copy(&self->name, bytes.bytes,
		bytes.length);
	strbuf_clear(&bytes);
	return stored;
}

static bool open_file(bede_reader *self, const char *path, bede_error *error)
{
	if (strcmp(path, "-") == 0) {
		self->file = stdin;
		return true;
	}
	struct stat status;
	if (stat(path, &status) != 0) {
		file_error(error, path, "cannot be opened", errno);
		return false;
	}
	if (S_ISDIR(status.st_mode)) {
		error_set_at(error, BEDE_ERROR_FILE, path, 0, "is a folder; name the files in it");
		return false;
	}
	self->file = fopen(path, "rb");
	if (!self->file) {
		file_error(error, path, "cannot be opened", errno);
		return false;
	}
	return true;
}

bede_reader *bede_reader_open(const char *path, const bede_reader_options *options, bede_error *error)
{
	static const bede_reader_options defaults = {0};
	if (!options)
		options = &defaults;
	if (!path || !*path) {
		error_set(error, BEDE_ERROR_USAGE, "no file named; give a path, or '-' for standard input");
		return NULL;
	}
	if (options->form < BEDE_FORM_AUTO || options->form > BEDE_FORM_CONLLU) {
		error_set(error, BEDE_ERROR_USAGE, "no such form of input: %d", (int)options->form);
		return NULL;
	}
	date day;
	if (options->date && *options->date && (strlen(options->date) != 10
		|| !date_parse(slice_of(options->date), &day))) {
		error_set(error, BEDE_ERROR_USAGE, "the date '%.40s' is no day of the calendar; write it as YYYY-MM-DD",
			options->date);
		return NULL;
	}
	bede_reader *self = calloc(1, sizeof *self);
	if (!self) {
		error_set_at(error, BEDE_ERROR_MEMORY, path, 0, "out of memory");
		return NULL;
	}
	strbuf_init(&self->text);
	strbuf_init(&self->held);
	self->form = options->form;
	self->warning = options->warning;
	self->warning_context = options->warning_context;
	if (options->date)
		snprintf(self->date, sizeof self->date, "%s", options->date);
	self->block = malloc(READER_BLOCK);
	if (!self->block || !take_name(self, path)) {
		error_set_at(error, BEDE_ERROR_MEMORY, path, 0, "out of memory");
		bede_reader_close(self);
		return NULL;
	}
	if (!open_file(self, path, error)) {
		bede_reader_close(self);
		return NULL;
	}
	fill_block(self);
	if (self->filled >= 3 && memcmp(self->block, "\xEF\xBB\xBF", 3) == 0)
		self->at = 3;
	if (self->form == BEDE_FORM_AUTO)
		self->form = find_form((slice){self->block + self->at, self->filled - self->at});
	return self;
}

bede_document *bede_reader_next(bede_reader *self, bede_error *error)
{
	bede_error ignored;
	if (!error)
		error = &ignored;
	*error = (bede_error){0};
	if (!self) {
		error_set(error, BEDE_ERROR_USAGE, "no reader");
		return NULL;
	}
	if (self->finished)
		return NULL;
	if (self->form == BEDE_FORM_TEXT)
		return read_text(self, error);
	return self->form == BEDE_FORM_JSONL ? read_jsonl(self, error) : read_conllu(self, error);
}

void bede_reader_close(bede_reader *self)
{
	if (!self)
		return;
	if (self->file && self->file != stdin)
		fclose(self->file);
	strbuf_clear(&self->text);
	strbuf_clear(&self->held);
	free(self->block);
	free(self->name);
	free(self->path);
	free(self);
}
