/* text_lexicon.c — loads the word lists of lexicon/<language>/text/. */
#include "text/text_lexicon.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/tsv.h"
#include "base/utf8.h"

typedef struct loading {
	text_lexicon *self;
	const char *path;
	slice bytes;
	report *problems;
	bool (*take)(text_lexicon *self, const tsv *row);
} loading;

static bool take_abbreviation(text_lexicon *self, const tsv *row)
{
	static const char *const names[] = {"title", "number", "other"};
	for (uint32_t class = 0; class < 3; class++)
		if (slice_is(row->columns[1], names[class]) && slice_ends(row->columns[0], "."))
			return table_add(&self->abbreviations, &self->memory, row->columns[0], class) == class;
	return false;
}

static bool take_clitic(text_lexicon *self, const tsv *row)
{
	if (self->clitic_count == CLITICS_MAX)
		return false;
	self->clitics[self->clitic_count++] = row->columns[0];
	return true;
}

static bool take_contraction(text_lexicon *self, const tsv *row)
{
	slice whole = row->columns[0], first = row->columns[1];
	if (first.length == 0 || first.length >= whole.length)
		return false;
	table_set(&self->contractions, &self->memory, whole, (uint32_t)self->contraction_list.count);
	*VECTOR_PUSH(&self->memory, &self->contraction_list) = (contraction){first.length, row->columns[2]};
	return true;
}

static bool take_layout(text_lexicon *self, const tsv *row)
{
	if (slice_is(row->columns[1], "byline"))
		table_set(&self->bylines, &self->memory, row->columns[0], 1);
	else if (slice_is(row->columns[1], "links"))
		table_set(&self->link_ends, &self->memory, row->columns[0], 1);
	else
		return false;
	return true;
}

static bool take_prefix(text_lexicon *self, const tsv *row)
{
	table_set(&self->prefixes, &self->memory, row->columns[0], 1);
	return true;
}

static bool take_starter(text_lexicon *self, const tsv *row)
{
	table_set(&self->starters, &self->memory, row->columns[0], 1);
	return true;
}

static bool take_surname(text_lexicon *self, const tsv *row)
{
	table_set(&self->surnames, &self->memory, row->columns[0], 1);
	return true;
}

static bool take_unit(text_lexicon *self, const tsv *row)
{
	table_set(&self->units, &self->memory, row->columns[0], 1);
	return true;
}

static bool take_word(text_lexicon *self, const tsv *row)
{
	table_set(&self->words, &self->memory, row->columns[0], 1);
	return true;
}

static void load_rows(void *context)
{
	loading *loading = context;
	tsv rows;
	tsv_init(&rows, loading->path, loading->bytes);
	while (tsv_next(&rows))
		if (!loading->take(loading->self, &rows))
			report_problem(loading->problems, BEDE_ERROR_DATA, loading->path, rows.line, "'%.*s' is no entry of this "
				"list; see the columns named at its top", (int)rows.columns[0].length, rows.columns[0].at);
}

text_lexicon *text_lexicon_open(const char *folder, report *problems, bede_error *error)
{
	static const struct {
		const char *name;
		bool (*take)(text_lexicon *self, const tsv *row);
	} files[TEXT_FILES] = {
		{"abbreviations.tsv", take_abbreviation}, {"clitics.tsv", take_clitic},
		{"contractions.tsv", take_contraction}, {"layout.tsv", take_layout}, {"prefixes.tsv", take_prefix},
		{"starters.tsv", take_starter}, {"surnames.tsv", take_surname},
		{"units.tsv", take_unit}, {"words.tsv", take_word},
	};
	text_lexicon *self = calloc(1, sizeof *self);
	if (!self) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while loading the word lists");
		return NULL;
	}
	arena_init(&self->memory, 0);
	for (size_t i = 0; i < TEXT_FILES; i++) {
		char path[4096];
		int length = snprintf(path, sizeof path, "%s/%s", folder, files[i].name);
		if (length < 0 || (size_t)length >= sizeof path) {
			error_set(error, BEDE_ERROR_FILE, "the path of the word lists is too long");
			text_lexicon_close(self);
			return NULL;
		}
		if (!file_map_open(&self->files[i], path, error)) {
			text_lexicon_close(self);
			return NULL;
		}
		loading loading = {self, path, {self->files[i].bytes, self->files[i].length}, problems, files[i].take};
		if (!arena_run(&self->memory, load_rows, &loading)) {
			error_set_at(error, BEDE_ERROR_MEMORY, path, 0, "out of memory while loading the word lists");
			text_lexicon_close(self);
			return NULL;
		}
	}
	return self;
}

void text_lexicon_close(text_lexicon *self)
{
	if (!self)
		return;
	arena_clear(&self->memory);
	for (size_t i = 0; i < TEXT_FILES; i++)
		file_map_close(&self->files[i]);
	free(self);
}

size_t apostrophe_at(slice text, size_t at, size_t end)
{
	const unsigned char *bytes = (const unsigned char *)text.at + at;
	if (at < end && (bytes[0] == '\'' || bytes[0] == '`'))
		return 1;
	if (end - at >= 3 && bytes[0] == 0xE2 && bytes[1] == 0x80 && (bytes[2] == 0x99 || bytes[2] == 0x98))
		return 3;
	if (end - at >= 2 && bytes[0] == 0xCA && bytes[1] == 0xBC)
		return 2;
	return 0;
}

bool normal_word(slice word, char *out, size_t room, slice *normal)
{
	size_t length = 0;
	for (size_t at = 0; at < word.length;) {
		if (length == room)
			return false;
		char c = word.at[at];
		/* what apostrophes begin with; letters are by far the most */
		bool mark = c == '`' || c == (char)0xE2 || c == (char)0xCA;
		size_t apostrophe = mark ? apostrophe_at(word, at, word.length) : 0;
		out[length++] = apostrophe ? '\'' : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
		at += apostrophe ? apostrophe : 1;
	}
	*normal = (slice){out, length};
	return true;
}

uint32_t normal_phrase(const text *self, uint32_t from, uint32_t end, char *out, size_t room, size_t *lengths)
{
	uint32_t count = 0;
	size_t length = 0;
	for (uint32_t i = from; i < end; i++) {
		slice normal;
		size_t at = count ? length + 1 : length;
		if (at >= room || !normal_word(text_form(self, i), out + at, room - at, &normal))
			break;
		if (count)
			out[length] = ' ';
		length = at + normal.length;
		lengths[++count] = length;
	}
	return count;
}
