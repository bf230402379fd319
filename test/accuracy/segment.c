/*
 * segment.c — token and sentence F1 against CoNLL-U, by spans, as the CoNLL 2018 shared task counts them.
 *
 * usage: segment LEXICON_FOLDER [-v] FILE.conllu [ID_PART]
 *
 * LEXICON_FOLDER is lexicon/en/text. With ID_PART only documents whose id contains it count; -v prints what differs.
 */
#include <stdio.h>
#include <string.h>

#include "read/document.h"
#include "text/text.h"

typedef struct score {
	unsigned long gold, system, same;
} score;

typedef struct job {
	const text_lexicon *lexicon;
	const bede_document *from;
	arena *memory;
	bool verbose;
	score tokens, sentences;
	bede_error error;
} job;

static void print_score(const char *name, const score *self)
{
	double precision = self->system ? 100.0 * (double)self->same / (double)self->system : 0;
	double recall = self->gold ? 100.0 * (double)self->same / (double)self->gold : 0;
	double sum = precision + recall;
	printf("%-9s P %.2f R %.2f F1 %.2f (gold %lu)\n", name, precision, recall,
		sum > 0 ? 2 * precision * recall / sum : 0, self->gold);
}

static void show(const text *self, const char *mark, span at)
{
	size_t from = at.start > 25 ? at.start - 25 : 0;
	printf("%s %.*s  <- %.*s\n", mark, (int)(at.end - at.start), self->bytes + at.start, (int)(at.end - from + 12),
		self->bytes + from);
}

static void count_tokens(job *self, const text *gold, const text *found)
{
	uint32_t i = 0, j = 0;
	self->tokens.gold += gold->token_count;
	self->tokens.system += found->token_count;
	while (i < gold->token_count && j < found->token_count) {
		span a = gold->tokens[i].at, b = found->tokens[j].at;
		if (a.start == b.start && a.end == b.end) {
			self->tokens.same++;
			i++, j++;
			continue;
		}
		if (self->verbose)
			show(gold, a.end <= b.end ? "gold " : "found", a.end <= b.end ? a : b);
		if (a.end <= b.end)
			i++;
		else
			j++;
	}
}

static void count_sentences(job *self, const text *gold, const text *found)
{
	uint32_t i = 0, j = 0;
	self->sentences.gold += gold->sentence_count;
	self->sentences.system += found->sentence_count;
	while (i < gold->sentence_count && j < found->sentence_count) {
		span a = gold->sentences[i].at, b = found->sentences[j].at;
		bool same = a.start == b.start && a.end == b.end;
		self->sentences.same += same;
		if (!same && self->verbose)
			show(gold, a.end <= b.end ? "gold sentence " : "found sentence ", a.end <= b.end ? a : b);
		if (a.end <= b.end)
			i++;
		if (b.end <= a.end)
			j++;
	}
}

static void compare(void *context)
{
	job *self = context;
	document document;
	text gold, found;
	if (!document_prepare(&document, self->memory, self->from, &self->error))
		return;
	text_split(self->lexicon, &document, self->memory, &gold);
	document.conllu = (slice){NULL, 0};
	text_split(self->lexicon, &document, self->memory, &found);
	count_tokens(self, &gold, &found);
	count_sentences(self, &gold, &found);
}

int main(int count, char **arguments)
{
	bool verbose = count > 2 && strcmp(arguments[2], "-v") == 0;
	char **rest = arguments + 2 + verbose;
	if (count < 3 + verbose) {
		fprintf(stderr, "usage: segment LEXICON_FOLDER [-v] FILE.conllu [ID_PART]\n");
		return 2;
	}
	bede_error error = {0};
	bede_reader_options options = {.form = BEDE_FORM_CONLLU};
	text_lexicon *lexicon = text_lexicon_open(arguments[1], NULL, &error);
	bede_reader *reader = lexicon ? bede_reader_open(rest[0], &options, &error) : NULL;
	if (!reader) {
		fprintf(stderr, "%s: %s\n", error.file, error.message);
		text_lexicon_close(lexicon);
		return 3;
	}
	arena memory;
	arena_init(&memory, 0);
	job job = {.lexicon = lexicon, .memory = &memory, .verbose = verbose};
	for (;;) {
		bede_document *from = bede_reader_next(reader, &error);
		if (!from && error.code == BEDE_OK)
			break;
		if (!from) {
			fprintf(stderr, "%s:%lu: %s\n", error.file, error.line, error.message);
			continue;
		}
		if (!rest[1] || strstr(from->id, rest[1])) {
			job.from = from;
			if (!arena_run(&memory, compare, &job))
				fprintf(stderr, "%s: out of memory\n", from->id);
			arena_reset(&memory);
		}
		bede_document_free(from);
	}
	print_score("tokens", &job.tokens);
	print_score("sentences", &job.sentences);
	arena_clear(&memory);
	bede_reader_close(reader);
	text_lexicon_close(lexicon);
	return 0;
}
