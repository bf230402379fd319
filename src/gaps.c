/*
 * gaps.c — counts over many reports the words that no rule of the event lexicon stands on (event/gap.c finds them in
 * one), so that whoever writes rules sees what costs most.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/table.h"
#include "base/utf8.h"
#include "pipeline.h"
#include "record/screen.h"

enum { EXAMPLE_COLUMNS = 160, GAP = 2, COUNT_COLUMNS = 7, CLASS_COLUMNS = 5, EXAMPLE_LEAST = 30 };

typedef struct gap_word {
	slice lemma;
	bool noun;
	unsigned long count, reports;
	unsigned long last;       /* report that it was counted in last */
	slice example;            /* of one line */
	span word;                /* where it stands in the example */
} gap_word;

struct bede_gaps {
	arena memory, scratch;    /* of the counts; of the report at hand */
	table index;              /* "v" or "n" and lemma → word */
	VECTOR(gap_word) words;
	unsigned long reports;
};

/* ---- examples ---- */

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ' || c == 0x7F;
}

/* The part of a line around `word` that has at most `columns`, from blank to blank: as much before as behind it, where
 * there is as much. */
static span cut_around(slice line, span word, size_t columns)
{
	span out = word;
	bool left = true, right = true;

	while (left || right) {
		if (left) {
			uint32_t start = out.start;
			while (start > 0 && is_blank(line.at[start - 1]))
				start--;
			while (start > 0 && !is_blank(line.at[start - 1]))
				start--;
			left = start < out.start && !is_blank(line.at[start])
				&& screen_columns((slice){line.at + start, out.end - start}) <= columns;
			out.start = left ? start : out.start;
		}
		if (right) {
			uint32_t end = out.end;
			while (end < line.length && is_blank(line.at[end]))
				end++;
			while (end < line.length && !is_blank(line.at[end]))
				end++;
			right = end > out.end && !is_blank(line.at[end - 1])
				&& screen_columns((slice){line.at + out.start, end - out.start}) <= columns;
			out.end = right ? end : out.end;
		}
	}
	return out;
}

/* The sentence around the word on one line, cut where it is long. */
static void take_example(arena *memory, const reading *from, uint32_t token, gap_word *out)
{
	span sentence = from->text.sentences[from->text.tokens[token].sentence].at, at = from->text.tokens[token].at;
	slice line = {from->text.bytes + sentence.start, sentence.end - sentence.start};
	span word = {at.start - sentence.start, at.end - sentence.start};
	span part = cut_around(line, word, EXAMPLE_COLUMNS);
	char *copy = arena_copy(memory, line.at + part.start, part.end - part.start);

	for (uint32_t i = 0; i < part.end - part.start; i++)
		if (is_blank(copy[i]))
			copy[i] = ' ';
	out->example = (slice){copy, part.end - part.start};
	out->word = (span){word.start - part.start, word.end - part.start};
}

/* ---- counting ---- */

typedef struct counting {
	bede_gaps *gaps;
	const bede_coder *coder;
} counting;

/* Who says something is no event, and is told as attribution. */
static bool is_cue(const attributions *self, uint32_t token)
{
	for (uint32_t i = 0; i < self->count; i++)
		if (self->items[i].cue.first <= token && token < self->items[i].cue.end)
			return true;
	return false;
}

static void count_word(bede_gaps *self, const reading *from, event_gap gap)
{
	slice lemma = utf8_lower(&self->scratch, from->syntax.nodes[gap.token].lemma);
	char *key = arena_alloc(&self->scratch, lemma.length + 1);
	key[0] = gap.noun ? 'n' : 'v';
	memcpy(key + 1, lemma.at, lemma.length);
	uint32_t at = table_get(&self->index, (slice){key, lemma.length + 1});

	if (at == TABLE_NONE) {
		at = (uint32_t)self->words.count;
		slice kept = {arena_copy(&self->memory, key, lemma.length + 1), lemma.length + 1};
		gap_word new = {.lemma = {kept.at + 1, kept.length - 1}, .noun = gap.noun};
		take_example(&self->memory, from, gap.token, &new);
		*VECTOR_PUSH(&self->memory, &self->words) = new;
		table_add(&self->index, &self->memory, kept, at);
	}
	gap_word *word = &self->words.items[at];
	word->count++;
	word->reports += word->last != self->reports;
	word->last = self->reports;
}

static void find_gaps(bede_gaps *self, const bede_coder *coder)
{
	const reading *from = &coder->reading;
	event_gaps found;

	event_gaps_find(coder->data->events, &from->text, &from->syntax, &from->names, &from->times, &self->scratch,
		&found);
	for (uint32_t i = 0; i < found.count; i++)
		if (!is_cue(&from->attributions, found.items[i].token))
			count_word(self, from, found.items[i]);
}

/* Memory may run out on either arena: the inner run is the scratch's. */
static void count_with_scratch(void *context)
{
	counting *self = context;

	find_gaps(self->gaps, self->coder);
}

typedef struct attempt {
	counting counting;
	bool done;
} attempt;

static void count_all(void *context)
{
	attempt *self = context;

	self->done = arena_run(&self->counting.gaps->scratch, count_with_scratch, &self->counting);
}

bool bede_gaps_add(bede_gaps *gaps, const bede_coder *coder, bede_error *error)
{
	attempt self = {.counting = {gaps, coder}};

	if (error)
		*error = (bede_error){.code = BEDE_OK};
	if (!coder->filled)
		return true;
	gaps->reports++;
	arena_reset(&gaps->scratch);
	if (arena_run(&gaps->memory, count_all, &self) && self.done)
		return true;
	error_set(error, BEDE_ERROR_MEMORY, "out of memory while counting words");
	return false;
}

bede_gaps *bede_gaps_new(bede_error *error)
{
	bede_gaps *self = calloc(1, sizeof *self);

	if (error)
		*error = (bede_error){.code = BEDE_OK};
	if (!self) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while counting words");
		return NULL;
	}
	arena_init(&self->memory, 0);
	arena_init(&self->scratch, 0);
	return self;
}

void bede_gaps_free(bede_gaps *gaps)
{
	if (!gaps)
		return;
	arena_clear(&gaps->scratch);
	arena_clear(&gaps->memory);
	free(gaps);
}

/* ---- writing ---- */

static int compare_words(const void *a, const void *b)
{
	const gap_word *x = *(const gap_word *const *)a, *y = *(const gap_word *const *)b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	if (x->reports != y->reports)
		return x->reports > y->reports ? -1 : 1;
	if (x->noun != y->noun)
		return x->noun ? 1 : -1;
	return slice_compare(x->lemma, y->lemma);
}

static void put_tsv(strbuf *out, const gap_word *word)
{
	slice e = word->example;

	strbuf_print(out, "%lu\t%s\t", word->count, word->noun ? "noun" : "verb");
	strbuf_add_slice(out, word->lemma);
	strbuf_print(out, "\t%lu\t", word->reports);
	strbuf_add(out, e.at, word->word.start);
	strbuf_add_char(out, '[');
	strbuf_add(out, e.at + word->word.start, word->word.end - word->word.start);
	strbuf_add_char(out, ']');
	strbuf_add(out, e.at + word->word.end, e.length - word->word.end);
	strbuf_add_char(out, '\n');
}

static void put_row(screen *page, const char *const *cells, const unsigned *widths, const gap_word *word)
{
	unsigned start = 0;

	for (size_t i = 0; i < 4; i++) {
		bool number = i == 0 || i == 3;
		unsigned used = (unsigned)screen_columns(slice_of(cells[i]));
		start += i > 0 ? GAP : 0;
		screen_spaces(page, start > page->column ? start - page->column : 0);
		if (number && used < widths[i])
			screen_spaces(page, widths[i] - used);
		screen_put_string(page, cells[i], !word ? STYLE_DIM : i == 2 ? STYLE_BOLD : STYLE_PLAIN);
		start += widths[i];
	}
	screen_spaces(page, start + GAP > page->column ? start + GAP - page->column : GAP);
	if (!word) {
		screen_put_string(page, "for example", STYLE_DIM);
	} else {
		/* The brackets around the word need two columns. */
		size_t columns = page->width > page->column + EXAMPLE_LEAST ? page->width - page->column - 2 : EXAMPLE_LEAST;
		span part = cut_around(word->example, word->word, columns);
		mark at = {word->word, STYLE_TRIGGER, 0};
		unsigned width = page->width;
		page->width = (unsigned)-1;
		screen_flow_marked(page, word->example.at, part, &at, 1);
		page->width = width;
	}
	screen_end_line(page);
}

static void put_table(strbuf *out, gap_word *const *words, size_t count, const bede_write_options *options)
{
	screen page = {.out = out, .color = options->color, .width = screen_width(options->width)};
	unsigned widths[] = {COUNT_COLUMNS, CLASS_COLUMNS, 5, COUNT_COLUMNS};
	strbuf lemma = {0};

	for (size_t i = 0; i < count; i++) {
		unsigned columns = (unsigned)screen_columns(words[i]->lemma);
		widths[2] = columns > widths[2] ? columns : widths[2];
	}
	put_row(&page, (const char *[]){"count", "class", "word", "reports"}, widths, NULL);
	for (size_t i = 0; i < count; i++) {
		char total[24], reports[24];
		snprintf(total, sizeof total, "%lu", words[i]->count);
		snprintf(reports, sizeof reports, "%lu", words[i]->reports);
		strbuf_reset(&lemma);
		strbuf_add_slice(&lemma, words[i]->lemma);
		out->failed = out->failed || lemma.failed;
		put_row(&page, (const char *[]){total, words[i]->noun ? "noun" : "verb", lemma.bytes ? lemma.bytes : "",
			reports}, widths, words[i]);
	}
	strbuf_clear(&lemma);
}

bool bede_gaps_write(const bede_gaps *gaps, size_t most, const bede_write_options *options, bede_buffer *out,
	bede_error *error)
{
	size_t count = gaps->words.count;
	gap_word **words = malloc((count + 1) * sizeof *words);
	strbuf buffer = writing_continue(out);

	if (error)
		*error = (bede_error){.code = BEDE_OK};
	if (!words) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while counting words");
		return false;
	}
	for (size_t i = 0; i < count; i++)
		words[i] = &gaps->words.items[i];
	qsort(words, count, sizeof *words, compare_words);
	if (most && count > most)
		count = most;
	if (options->format == BEDE_TABLE) {
		put_table(&buffer, words, count, options);
	} else {
		strbuf_add_string(&buffer, "count\tclass\tlemma\treports\texample\n");
		for (size_t i = 0; i < count; i++)
			put_tsv(&buffer, words[i]);
	}
	free(words);
	return writing_finish(&buffer, out, error);
}
