/* quantity_lexicon.c — loads lexicon/<language>/quantity/. */
#include <stdio.h>
#include <stdlib.h>

#include "base/tsv.h"
#include "quantity/quantity_word.h"

static const char *const class_names[QUANTITY_CLASS_COUNT] = {
#define QUANTITY_NAME(id, name) name,
	QUANTITY_CLASSES(QUANTITY_NAME)
#undef QUANTITY_NAME
};

static quantity_word *item_of(quantity_lexicon *self, slice words)
{
	uint32_t number = table_add(&self->index, &self->memory, words, (uint32_t)self->items.count);
	if (number == self->items.count)
		*VECTOR_PUSH(&self->memory, &self->items) = (quantity_word){0};
	return &self->items.items[number];
}

/* Marks the first word of a phrase of these classes, so that a reader knows when to look further; false if the phrase
 * is too long. */
static bool add_phrase(quantity_lexicon *self, slice words, uint64_t classes)
{
	size_t spaces = 0;
	for (size_t i = 0; i < words.length; i++)
		spaces += words.at[i] == ' ';
	slice first;
	if (spaces && slice_split(&words, ' ', &first))
		item_of(self, first)->begins |= classes;
	return spaces < QUANTITY_PHRASE;
}

/* Digits with at most one point, and a sign; the numbers of the lexicon need no more. */
static bool read_value(slice text, double *out)
{
	double number = 0, scale = 0;
	bool minus = slice_starts(text, "-");
	if (minus)
		text = (slice){text.at + 1, text.length - 1};
	for (size_t i = 0; i < text.length; i++) {
		char c = text.at[i];
		if (c == '.' && scale == 0)
			scale = 1;
		else if (c < '0' || c > '9')
			return false;
		else
			number = number * 10 + (c - '0'), scale *= 10;
	}
	*out = (scale > 0 ? number / scale : number) * (minus ? -1 : 1);
	return text.length > 0;
}

static bool take_word(quantity_lexicon *self, const tsv *row)
{
	slice words = row->columns[0], value = row->columns[2];
	int class = 0;
	double number = 0;
	while (class < QUANTITY_MEASURE && !slice_is(row->columns[1], class_names[class]))
		class++;
	bool period = class == QUANTITY_PERIOD || class == QUANTITY_RATE;
	if (class == QUANTITY_MEASURE || !value.length || (!period && !read_value(value, &number))
		|| !add_phrase(self, words, (uint64_t)1 << class))
		return false;
	quantity_word *item = item_of(self, words);
	item->classes |= (uint64_t)1 << class;
	if (period)
		item->period = value;
	if (class <= QUANTITY_VAGUE)
		item->value = number;
	if (class == QUANTITY_PART || class == QUANTITY_ORDINAL)
		item->part = number;
	if (class == QUANTITY_PERSON)
		self->person = words;
	if (class == QUANTITY_PERCENT && !self->percent.length)
		self->percent = words;
	return true;
}

static bool take_currency(quantity_lexicon *self, const tsv *row)
{
	slice words = row->columns[0], place = row->columns[1], code = row->columns[2];
	bool both = slice_is(place, "both"), capital = slice_is(place, "capital");
	bool before = both || capital || slice_is(place, "before");
	bool after = both || slice_is(place, "after");
	uint64_t classes = (before ? (uint64_t)1 << QUANTITY_MONEY_BEFORE : 0)
		| (after ? (uint64_t)1 << QUANTITY_MONEY_AFTER : 0);
	double unit = 1;
	if (code.length != 3 || (!before && !after) || (row->columns[3].length && !read_value(row->columns[3], &unit))
		|| !add_phrase(self, words, classes))
		return false;
	quantity_word *item = item_of(self, words);
	item->classes |= classes;
	item->currency = code;
	item->capital = capital;
	item->unit = unit;
	return true;
}

static bool take_measure(quantity_lexicon *self, const tsv *row)
{
	slice words = row->columns[0], symbol = row->columns[1], si_unit = row->columns[2], one;
	double factor = 1, offset = 0;
	if (!symbol.length || (row->columns[3].length && !read_value(row->columns[3], &factor))
		|| (row->columns[4].length && !read_value(row->columns[4], &offset)) || (!si_unit.length && row->count > 3))
		return false;
	while (words.length) {
		if (!slice_split(&words, ',', &one)) {
			one = words;
			words.length = 0;
		}
		while (one.length && one.at[0] == ' ')
			one = (slice){one.at + 1, one.length - 1};
		if (!one.length || !add_phrase(self, one, (uint64_t)1 << QUANTITY_MEASURE))
			return false;
		quantity_word *item = item_of(self, one);
		item->classes |= (uint64_t)1 << QUANTITY_MEASURE;
		item->measure = symbol;
		item->si_unit = si_unit;
		item->si_factor = factor;
		item->si_offset = offset;
	}
	return true;
}

typedef struct loading {
	quantity_lexicon *self;
	const char *path;
	slice bytes;
	report *problems;
	bool (*take)(quantity_lexicon *self, const tsv *row);
} loading;

static void load(void *context)
{
	loading *loading = context;
	tsv rows;
	tsv_init(&rows, loading->path, loading->bytes);
	while (tsv_next(&rows))
		if (!loading->take(loading->self, &rows))
			report_problem(loading->problems, BEDE_ERROR_DATA, loading->path, rows.line, "'%.*s' does not have the "
				"columns of this file; see FORMAT.md", (int)rows.columns[0].length, rows.columns[0].at);
}

static bool load_file(quantity_lexicon *self, const char *folder, size_t number, report *problems, bede_error *error)
{
	static const char *const names[] = {"words.tsv", "currencies.tsv", "units.tsv"};
	static bool (*const take[])(quantity_lexicon *, const tsv *) = {take_word, take_currency, take_measure};
	char path[4096];
	int length = snprintf(path, sizeof path, "%s/%s", folder, names[number]);
	if (length < 0 || (size_t)length >= sizeof path) {
		error_set(error, BEDE_ERROR_FILE, "the path of the quantity words is too long");
		return false;
	}
	if (!file_map_open(&self->files[number], path, error))
		return false;
	loading loading = {self, path, {self->files[number].bytes, self->files[number].length}, problems,
		take[number]};
	if (arena_run(&self->memory, load, &loading))
		return true;
	error_set_at(error, BEDE_ERROR_MEMORY, path, 0, "out of memory while loading the quantity words");
	return false;
}

quantity_lexicon *quantity_lexicon_open(const char *folder, report *problems, bede_error *error)
{
	quantity_lexicon *self = calloc(1, sizeof *self);
	if (!self) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while loading the quantity words");
		return NULL;
	}
	arena_init(&self->memory, 0);
	for (size_t i = 0; i < QUANTITY_FILES; i++)
		if (!load_file(self, folder, i, problems, error)) {
			quantity_lexicon_close(self);
			return NULL;
		}
	return self;
}

void quantity_lexicon_close(quantity_lexicon *self)
{
	if (!self)
		return;
	arena_clear(&self->memory);
	for (size_t i = 0; i < QUANTITY_FILES; i++)
		file_map_close(&self->files[i]);
	free(self);
}

const quantity_word *quantity_word_find(const quantity_lexicon *self, slice words)
{
	uint32_t number = table_get(&self->index, words);
	return number == TABLE_NONE ? NULL : &self->items.items[number];
}
