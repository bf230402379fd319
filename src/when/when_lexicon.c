/* when_lexicon.c — loads lexicon/<language>/time/words.tsv. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tsv.h"
#include "when/time_word.h"

static const char *const class_names[TIME_CLASS_COUNT] = {
#define TIME_NAME(id, name) name,
	TIME_CLASSES(TIME_NAME)
#undef TIME_NAME
};

static const char *const unit_names[UNIT_COUNT] = {
	"S", "TM", "H", "D", "W", "WE", "2W", "M", "Q", "Y", "10Y", "100Y",
};

/* "+3" or "-3" behind a name: days from the day that the name stands for. */
static bool read_offset(slice text, const char *name, int from, int16_t *value)
{
	long days;
	if (!slice_starts(text, name))
		return false;
	text = (slice){text.at + strlen(name), text.length - strlen(name)};
	if (slice_starts(text, "+"))
		text = (slice){text.at + 1, text.length - 1};
	if (!slice_to_long(text, &days) || days < -HOLIDAY_REACH || days > HOLIDAY_REACH)
		return false;
	*value = (int16_t)(from + days);
	return true;
}

/* "12-25", "11-22/4" (the first Thursday from then on), "easter-2", "eastern+0", "hebrew+9", "islamic 10-1",
 * "islamic 9-0" (a whole month). */
static bool read_holiday(slice text, int16_t *value)
{
	slice month, day;
	long numbers[2], weekday = 0;
	if (read_offset(text, "eastern", HOLIDAY_EASTERN, value) || read_offset(text, "easter", HOLIDAY_EASTER, value)
		|| read_offset(text, "hebrew", HOLIDAY_HEBREW, value))
		return true;
	if (slice_starts(text, "islamic ")) {
		text = (slice){text.at + 8, text.length - 8};
		if (!slice_split(&text, '-', &month) || !slice_to_long(month, &numbers[0]) || !slice_to_long(text, &numbers[1])
			|| numbers[0] < 1 || numbers[0] > 12 || numbers[1] < 0 || numbers[1] > 30)
			return false;
		*value = (int16_t)(HOLIDAY_ISLAMIC + numbers[0] * 50 + numbers[1]);
		return true;
	}
	if (!slice_split(&text, '-', &month) || !slice_split(&text, '/', &day) || !slice_to_long(month, &numbers[0])
		|| !slice_to_long(day, &numbers[1]) || !date_valid(2000, (int)numbers[0], (int)numbers[1]))
		return false;
	if (text.length && (!slice_to_long(text, &weekday) || weekday < 1 || weekday > 7))
		return false;
	*value = (int16_t)(HOLIDAY_WEEKDAY * weekday + numbers[0] * 100 + numbers[1]);
	return true;
}

/* "2001-09-11/2": a day, and how many of the words name it; without a number, all do. */
static bool read_named_day(slice text, int16_t *words)
{
	slice day;
	date parsed;
	long number = 0;
	if (!slice_split(&text, '/', &day) || day.length != NAMED_DAY_BYTES || !date_parse(day, &parsed)
		|| (text.length && (!slice_to_long(text, &number) || number < 1 || number > PHRASE_WORDS)))
		return false;
	*words = (int16_t)number;
	return true;
}

/* Reads the value of a class: a unit, a day of the year, a name, or a number. */
static bool read_value(time_class class, slice text, int16_t *value)
{
	long number;
	switch (class) {
	case TIME_UNIT: case TIME_UNITS: case TIME_SET: case TIME_SET_ADVERB:
		for (int16_t unit = 0; unit < UNIT_COUNT; unit++)
			if (slice_is(text, unit_names[unit])) {
				*value = unit;
				return true;
			}
		return false;
	case TIME_SEASON: case TIME_PART: case TIME_SHADE: case TIME_EDGE: case TIME_BOUND: case TIME_REFERENCE:
		return text.length > 0;
	case TIME_HOLIDAY:
		return read_holiday(text, value);
	case TIME_NAMED_DAY:
		return read_named_day(text, value);
	default:
		if (!slice_to_long(text, &number) || number < -1000 || number > 1000)
			return false;
		*value = (int16_t)number;
		return true;
	}
}

static time_word *item_of(when_lexicon *self, slice words)
{
	uint32_t number = table_add(&self->index, &self->memory, words, (uint32_t)self->items.count);
	if (number == self->items.count)
		*VECTOR_PUSH(&self->memory, &self->items) = (time_word){0};
	return &self->items.items[number];
}

static bool take_row(when_lexicon *self, const tsv *row)
{
	slice words = row->columns[0], value = row->columns[2];
	int class = 0;
	while (class < TIME_CLASS_COUNT && !slice_is(row->columns[1], class_names[class]))
		class++;
	int16_t number = 0;
	if (row->count < 3 || class == TIME_CLASS_COUNT || !read_value((time_class)class, value, &number))
		return false;
	size_t spaces = 0;
	for (size_t i = 0; i < words.length; i++)
		spaces += words.at[i] == ' ';
	if (spaces >= PHRASE_WORDS)
		return false;
	time_word *item = item_of(self, words);
	item->classes |= (uint64_t)1 << class;
	item->value[class] = number;
	item->name[class] = value;
	/* Every word of a phrase has an entry, so that a reader sees where none can go on. */
	slice first;
	for (uint64_t begins = (uint64_t)1 << class; spaces && slice_split(&words, ' ', &first); begins = 0)
		item_of(self, first)->begins |= begins;
	if (spaces)
		item_of(self, words);
	return true;
}

typedef struct loading {
	when_lexicon *self;
	const char *path;
	report *problems;
} loading;

static void load(void *context)
{
	loading *loading = context;
	tsv rows;
	tsv_init(&rows, loading->path, (slice){loading->self->file.bytes, loading->self->file.length});
	while (tsv_next(&rows))
		if (!take_row(loading->self, &rows))
			report_problem(loading->problems, BEDE_ERROR_DATA, loading->path, rows.line, "'%.*s' needs a class and a "
				"value of it; see FORMAT.md", (int)rows.columns[0].length, rows.columns[0].at);
}

when_lexicon *when_lexicon_open(const char *folder, report *problems, bede_error *error)
{
	char path[4096];
	int length = snprintf(path, sizeof path, "%s/words.tsv", folder);
	if (length < 0 || (size_t)length >= sizeof path) {
		error_set(error, BEDE_ERROR_FILE, "the path of the time words is too long");
		return NULL;
	}
	when_lexicon *self = calloc(1, sizeof *self);
	if (!self) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while loading the time words");
		return NULL;
	}
	arena_init(&self->memory, 0);
	loading loading = {self, path, problems};
	if (!file_map_open(&self->file, path, error)) {
		when_lexicon_close(self);
		return NULL;
	}
	if (!arena_run(&self->memory, load, &loading)) {
		error_set_at(error, BEDE_ERROR_MEMORY, path, 0, "out of memory while loading the time words");
		when_lexicon_close(self);
		return NULL;
	}
	return self;
}

void when_lexicon_close(when_lexicon *self)
{
	if (!self)
		return;
	arena_clear(&self->memory);
	file_map_close(&self->file);
	free(self);
}

const time_word *time_word_find(const when_lexicon *self, slice words)
{
	uint32_t number = table_get(&self->index, words);
	return number == TABLE_NONE ? NULL : &self->items.items[number];
}
