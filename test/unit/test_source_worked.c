/*
 * test_source_worked.c — the worked sentences of doc/sources.md, from text to attributions, with the model and the
 * lexicons as they are shipped.
 */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "read/document.h"
#include "source/source.h"

typedef struct worked {
	arena memory;
	text_lexicon *text_lexicon;
	syntax_model *model;
	syntax_work *work;
	name_lexicon *names;
	when_lexicon *when;
	source_lexicon *sources;
	slice sentence;
	strbuf got;
} worked;

static const char *const kinds[] = {
	"report", "statement", "claim", "denial", "estimate", "announcement", "unacknowledged"};

static void print_range(const text *text, token_range range, strbuf *out)
{
	if (range.first == range.end) {
		strbuf_add_char(out, '-');
		return;
	}
	uint32_t start = text->tokens[range.first].at.start;
	strbuf_add(out, text->bytes + start, text->tokens[range.end - 1].at.end - start);
}

static void read_one(void *context)
{
	worked *self = context;
	document document;
	text text;
	syntax syntax;
	names names;
	times times;
	attributions found;
	const char *copy = arena_copy(&self->memory, self->sentence.at, self->sentence.length);
	bede_document given = {.id = "worked", .text = copy, .text_length = self->sentence.length, .date = "2024-05-02"};
	bede_error error = {0};
	if (!document_prepare(&document, &self->memory, &given, &error))
		fail_msg("%s", error.message);
	text_split(self->text_lexicon, &document, &self->memory, &text);
	syntax_parse(self->model, self->work, &text, &self->memory, &syntax);
	name_read(self->names, &document, &text, &syntax, &self->memory, &names);
	when_read(self->when, &document, &text, &syntax, &self->memory, &times);
	source_read(self->sources, &document, &text, &syntax, &names, &times, &self->memory, &found);
	for (uint32_t i = 0; i < found.count; i++) {
		const attribution *at = &found.items[i];
		strbuf_print(&self->got, "%s%s: ", at->voice ? "" : "~", kinds[at->kind]);
		print_range(&text, at->source, &self->got);
		strbuf_add_string(&self->got, " | ");
		print_range(&text, at->cue, &self->got);
		strbuf_add_string(&self->got, " | ");
		for (uint32_t k = 0; k < at->content_count; k++) {
			strbuf_add_string(&self->got, k ? " + " : "");
			print_range(&text, at->content[k], &self->got);
		}
		strbuf_add_char(&self->got, '\n');
	}
}

static int set_up(void **state)
{
	static worked self;
	bede_error error = {0};
	report problems = {0};
	arena_init(&self.memory, 0);
	self.text_lexicon = text_lexicon_open("lexicon/en/text", &problems, &error);
	self.model = syntax_model_open("model/en", &error);
	self.work = self.model ? syntax_work_new(self.model) : NULL;
	name_builder *builder = name_builder_new();
	if (builder && name_builder_load(builder, "lexicon/en/actors", "lexicon/en/actors", &problems, &error))
		self.names = name_builder_finish(builder, &error);
	name_builder_free(builder);
	self.when = when_lexicon_open("lexicon/en/time", &problems, &error);
	self.sources = source_lexicon_open("lexicon/en/sources", "lexicon/en/sources", &problems, &error);
	if (!self.text_lexicon || !self.work || !self.names || !self.when || !self.sources) {
		print_error("%s\n", error.message);
		return -1;
	}
	strbuf_init(&self.got);
	*state = &self;
	return 0;
}

static int tear_down(void **state)
{
	worked *self = *state;
	if (!self)
		return 0;
	strbuf_clear(&self->got);
	source_lexicon_close(self->sources);
	when_lexicon_close(self->when);
	name_lexicon_free(self->names);
	syntax_work_free(self->work);
	syntax_model_close(self->model);
	text_lexicon_close(self->text_lexicon);
	arena_clear(&self->memory);
	return 0;
}

/* Reads the sentence and compares; returns whether it gave what stands under it, and says so if not. */
static bool check_sentence(worked *self, slice sentence, const strbuf *expected)
{
	strbuf_reset(&self->got);
	strbuf_add_string(&self->got, "");
	self->sentence = sentence;
	arena_reset(&self->memory);
	assert_true(arena_run(&self->memory, read_one, self));
	assert_false(self->got.failed);
	const char *got = self->got.bytes ? self->got.bytes : "", *wanted = expected->bytes ? expected->bytes : "";
	if (strcmp(got, wanted) == 0)
		return true;
	print_error("%.*s\n  must give\n%s  gave\n%s", (int)sentence.length, sentence.at, wanted, got);
	return false;
}

static void the_worked_sentences_hold(void **state)
{
	worked *self = *state;
	file_map page;
	bede_error error = {0};
	if (!file_map_open(&page, "doc/sources.md", &error))
		fail_msg("%s", error.message);
	slice rest = {page.bytes, page.length}, line, sentence = {0};
	strbuf expected;
	strbuf_init(&expected);
	int sentences = 0, wrong = 0;
	while (slice_split(&rest, '\n', &line)) {
		bool next = slice_starts(line, "> "), end = slice_starts(line, "## ");
		if ((next || end) && sentence.length) {
			wrong += !check_sentence(self, sentence, &expected);
			sentences++;
			sentence = (slice){0};
		}
		if (next) {
			sentence = (slice){line.at + 2, line.length - 2};
			strbuf_reset(&expected);
			strbuf_add_string(&expected, "");
		} else if (sentence.length && slice_starts(line, "    ")) {
			strbuf_add(&expected, line.at + 4, line.length - 4);
			strbuf_add_char(&expected, '\n');
		}
	}
	strbuf_clear(&expected);
	file_map_close(&page);
	assert_true(sentences >= 20);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(the_worked_sentences_hold)};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
