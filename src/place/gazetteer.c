/* gazetteer.c — loads lexicon/<language>/places/ into tables. */
#include "place/gazetteer.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/tsv.h"
#include "base/utf8.h"

enum { COLUMN_NAME, COLUMN_OTHER, COLUMN_ID, COLUMN_LAT, COLUMN_LON, COLUMN_COUNTRY, COLUMN_ADMIN1, COLUMN_CLASS,
	COLUMN_CODE, COLUMN_POPULATION, COLUMN_ADJECTIVES };
enum { FILE_REGIONS, FILE_COUNTRIES, FILE_PLACES, FILE_WORDS, FILE_COUNT };

/* In the order of reading: the first file that has an id gives its place's fields. */
static const char *const FILE_NAMES[FILE_COUNT] = {
	[FILE_REGIONS] = "regions.tsv", [FILE_COUNTRIES] = "countries.tsv", [FILE_PLACES] = "places.tsv",
	[FILE_WORDS] = "words.tsv",
};

static const struct { const char *name; unsigned bit; } WORD_CLASSES[] = {
	{"at", WORD_AT}, {"upon", WORD_UPON}, {"to", WORD_TO}, {"from", WORD_FROM}, {"of", WORD_OF}, {"move", WORD_MOVE},
	{"head", WORD_HEAD}, {"area", WORD_AREA}, {"town", WORD_TOWN}, {"water", WORD_WATER}, {"part", WORD_PART},
	{"office", WORD_OFFICE},
};

struct gazetteer {
	arena memory;
	file_map maps[FILE_COUNT];    /* entries borrow their strings from these */
	VECTOR(place_entry) entries;
	VECTOR(place_name) names;
	VECTOR(uint32_t) countries;   /* entries of countries, in the order of their file */
	table name_of;                /* folded name → names */
	table reach_of;               /* first word of names → length of the longest */
	table adjective_of;           /* folded adjective → 1-based country */
	table country_of;             /* code → 1-based country */
	table word_of;                /* lemma → classes */
	table entry_of;               /* GeoNames id of a file before places.tsv → entry */
};

typedef struct opening {
	gazetteer *self;
	report *problems;
	char paths[FILE_COUNT][512];
} opening;

static bool is_mark(char c)
{
	return c == ' ' || c == '-' || c == '\'' || c == '.' || c == ',' || c == '/' || c == '(';
}

slice gazetteer_first_word(slice folded)
{
	size_t end = 0;
	while (end < folded.length && !is_mark(folded.at[end]))
		end++;
	return (slice){folded.at, end};
}

/* Typographic apostrophes are ASCII ones; runs of white space one blank. */
static slice plain_marks(arena *memory, slice text)
{
	char *out = arena_alloc(memory, text.length + 1);
	size_t length = 0;
	for (size_t at = 0; at < text.length;) {
		size_t start = at;
		uint32_t c = utf8_next(text.at, text.length, &at);
		if (c == 0x2018 || c == 0x2019 || c == 0x2bb || c == 0x2bc) {
			out[length++] = '\'';
		} else if (utf8_is_space(c)) {
			if (length && out[length - 1] != ' ')
				out[length++] = ' ';
		} else {
			memcpy(out + length, text.at + start, at - start);
			length += at - start;
		}
	}
	return (slice){out, length};
}

slice gazetteer_fold(arena *memory, slice text)
{
	bool plain = true;
	for (size_t i = 0; i < text.length && plain; i++)
		plain = (unsigned char)text.at[i] < 0x80
			&& (text.at[i] > ' ' || (text.at[i] == ' ' && i + 1 < text.length && text.at[i + 1] != ' '));
	if (!plain)
		text = plain_marks(memory, utf8_lower(memory, utf8_fold(memory, text)));
	char *out = arena_copy(memory, text.at, text.length);
	for (size_t i = 0; i < text.length; i++)
		if (out[i] >= 'A' && out[i] <= 'Z')
			out[i] = (char)(out[i] - 'A' + 'a');
	return (slice){out, text.length};
}

size_t gazetteer_names(const gazetteer *self, slice folded, uint32_t *first)
{
	uint32_t name = table_get(&self->name_of, folded);
	size_t count = 0;
	*first = name;
	for (; name != TABLE_NONE && name != NAME_NONE; name = self->names.items[name].next)
		count++;
	return count;
}

const place_name *gazetteer_name(const gazetteer *self, uint32_t name)
{
	return &self->names.items[name];
}

const place_entry *gazetteer_entry(const gazetteer *self, uint32_t entry)
{
	return &self->entries.items[entry];
}

size_t gazetteer_reach(const gazetteer *self, slice first_word)
{
	uint32_t reach = table_get(&self->reach_of, first_word);
	return reach == TABLE_NONE ? 0 : reach;
}

static uint32_t number_in(const table *table, slice key)
{
	uint32_t number = table_get(table, key);
	return number == TABLE_NONE ? 0 : number;
}

uint32_t gazetteer_adjective(const gazetteer *self, slice folded)
{
	return number_in(&self->adjective_of, folded);
}

uint32_t gazetteer_country(const gazetteer *self, const char *code)
{
	return number_in(&self->country_of, slice_of(code));
}

uint32_t gazetteer_country_count(const gazetteer *self)
{
	return (uint32_t)self->countries.count;
}

unsigned gazetteer_word(const gazetteer *self, slice lemma)
{
	return number_in(&self->word_of, lemma);
}

size_t gazetteer_size(const gazetteer *self)
{
	return self->entries.count;
}

/* "-12.345", whatever the locale; false if it is no such number. */
static bool read_degrees(slice text, double *out)
{
	size_t at = text.length && text.at[0] == '-';
	double value = 0, unit = 1;
	bool digits = false, point = false;
	for (size_t i = at; i < text.length; i++) {
		if (text.at[i] == '.' && !point) {
			point = true;
		} else if (text.at[i] >= '0' && text.at[i] <= '9') {
			value = value * 10 + (text.at[i] - '0');
			unit *= point ? 10 : 1;
			digits = true;
		} else {
			return false;
		}
	}
	*out = (at ? -value : value) / unit;
	return digits;
}

static bool has_lower_case(slice name)
{
	for (size_t i = 0; i < name.length; i++)
		if ((name.at[i] >= 'a' && name.at[i] <= 'z') || (unsigned char)name.at[i] >= 0x80)
			return true;
	return false;
}

static void add_name(gazetteer *self, slice name, uint32_t entry)
{
	slice folded = gazetteer_fold(&self->memory, name);
	if (folded.length == 0)
		return;
	uint32_t number = (uint32_t)self->names.count;
	uint32_t first = table_get(&self->name_of, folded);
	if (first != TABLE_NONE)
		for (uint32_t other = first; other != NAME_NONE; other = self->names.items[other].next)
			if (self->names.items[other].entry == entry)
				return;
	*VECTOR_PUSH(&self->memory, &self->names) = (place_name){
		.entry = entry, .next = first == TABLE_NONE ? NAME_NONE : first, .capitals = !has_lower_case(name)};
	table_set(&self->name_of, &self->memory, folded, number);
	slice word = gazetteer_first_word(folded);
	if (gazetteer_reach(self, word) < folded.length)
		table_set(&self->reach_of, &self->memory, word, (uint32_t)folded.length);
}

static void add_names(gazetteer *self, slice list, uint32_t entry)
{
	slice part;
	while (slice_split(&list, ';', &part))
		add_name(self, slice_trim(part), entry);
}

static int resolution_of(const place_entry *entry)
{
	switch (entry->feature_class[0]) {
	case 'P':
		return strcmp(entry->feature_code, "PPLX") == 0 ? 5 : 4;
	case 'S':
		return 5;
	case 'A':
		return strncmp(entry->feature_code, "PCL", 3) == 0 ? 1 : strcmp(entry->feature_code, "ADM1") == 0 ? 2 : 3;
	default:
		return entry->country[0] ? 2 : 0;
	}
}

static void set_code(char *out, size_t room, slice value)
{
	memcpy(out, value.at, value.length < room ? value.length : room - 1);
}

static bool read_entry(gazetteer *self, const tsv *row, report *problems, place_entry *out)
{
	const slice *columns = row->columns;
	long id, population;
	*out = (place_entry){.name = columns[COLUMN_NAME]};
	if (!slice_to_long(columns[COLUMN_ID], &id) || id < 0 || id > UINT32_MAX
			|| !slice_to_long(columns[COLUMN_POPULATION], &population) || population < 0 || population > UINT32_MAX
			|| columns[COLUMN_CLASS].length != 1 || columns[COLUMN_CODE].length >= sizeof out->feature_code
			|| (columns[COLUMN_COUNTRY].length != 3 && columns[COLUMN_COUNTRY].length != 0)) {
		report_problem(problems, BEDE_ERROR_DATA, row->path, row->line, "not a place: needs name, other names, "
			"geonameid, lat, lon, country (three letters), admin1, feature class, feature code, population");
		return false;
	}
	if (columns[COLUMN_LAT].length || columns[COLUMN_LON].length) {
		out->has_coordinates = read_degrees(columns[COLUMN_LAT], &out->lat)
			&& read_degrees(columns[COLUMN_LON], &out->lon);
		if (!out->has_coordinates || out->lat > 90 || out->lat < -90 || out->lon > 180 || out->lon < -180) {
			report_problem(problems, BEDE_ERROR_DATA, row->path, row->line, "lat and lon must be degrees, or empty");
			return false;
		}
	}
	out->geonameid = (uint32_t)id;
	out->population = (uint32_t)population;
	set_code(out->country, sizeof out->country, columns[COLUMN_COUNTRY]);
	set_code(out->feature_class, sizeof out->feature_class, columns[COLUMN_CLASS]);
	set_code(out->feature_code, sizeof out->feature_code, columns[COLUMN_CODE]);
	if (columns[COLUMN_ADMIN1].length)
		out->province = columns[COLUMN_ADMIN1];
	uint32_t country = number_in(&self->country_of, columns[COLUMN_COUNTRY]);
	if (country)
		out->country_name = self->entries.items[self->countries.items[country - 1]].name;
	out->resolution = resolution_of(out);
	return true;
}

static void load_places(gazetteer *self, int file, const char *path, report *problems)
{
	tsv row;
	tsv_init(&row, path, (slice){self->maps[file].bytes, self->maps[file].length});
	while (tsv_next(&row)) {
		place_entry entry;
		if (!read_entry(self, &row, problems, &entry))
			continue;
		uint32_t number = table_get(&self->entry_of, row.columns[COLUMN_ID]);
		if (number == TABLE_NONE) {
			number = (uint32_t)self->entries.count;
			*VECTOR_PUSH(&self->memory, &self->entries) = entry;
			if (file != FILE_PLACES && entry.geonameid)
				table_add(&self->entry_of, &self->memory, row.columns[COLUMN_ID], number);
		}
		if (file == FILE_COUNTRIES) {
			*VECTOR_PUSH(&self->memory, &self->countries) = number;
			uint32_t country = (uint32_t)self->countries.count;
			table_add(&self->country_of, &self->memory, row.columns[COLUMN_COUNTRY], country);
			slice list = row.columns[COLUMN_ADJECTIVES], part;
			while (slice_split(&list, ';', &part))
				table_add(&self->adjective_of, &self->memory, gazetteer_fold(&self->memory, slice_trim(part)),
					country);
		}
		add_name(self, row.columns[COLUMN_NAME], number);
		add_names(self, row.columns[COLUMN_OTHER], number);
	}
}

static void load_words(gazetteer *self, const char *path, report *problems)
{
	tsv row;
	tsv_init(&row, path, (slice){self->maps[FILE_WORDS].bytes, self->maps[FILE_WORDS].length});
	while (tsv_next(&row)) {
		unsigned bit = 0;
		for (size_t i = 0; i < sizeof WORD_CLASSES / sizeof *WORD_CLASSES; i++)
			if (slice_is(row.columns[0], WORD_CLASSES[i].name))
				bit = WORD_CLASSES[i].bit;
		if (!bit) {
			report_problem(problems, BEDE_ERROR_DATA, path, row.line, "no class of words: '%.*s'",
				(int)row.columns[0].length, row.columns[0].at);
			continue;
		}
		slice list = row.columns[1], word;
		while (slice_split(&list, ';', &word)) {
			word = slice_trim(word);
			table_set(&self->word_of, &self->memory, word, gazetteer_word(self, word) | bit);
		}
	}
}

/* Regions come first in the files and need the countries' names, which are known only behind them. */
static void name_countries(gazetteer *self)
{
	for (size_t i = 0; i < self->entries.count; i++) {
		place_entry *entry = &self->entries.items[i];
		uint32_t country = number_in(&self->country_of, slice_of(entry->country));
		if (country && !entry->country_name.at)
			entry->country_name = self->entries.items[self->countries.items[country - 1]].name;
	}
}

static void load_all(void *context)
{
	opening *opening = context;
	gazetteer *self = opening->self;
	for (int file = FILE_REGIONS; file <= FILE_PLACES; file++)
		load_places(self, file, opening->paths[file], opening->problems);
	load_words(self, opening->paths[FILE_WORDS], opening->problems);
	name_countries(self);
}

gazetteer *gazetteer_open(const char *folder, report *problems, bede_error *error)
{
	opening opening = {.problems = problems};
	gazetteer *self = opening.self = calloc(1, sizeof *self);
	if (!self) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory");
		return NULL;
	}
	arena_init(&self->memory, 0);
	for (int file = 0; file < FILE_COUNT; file++) {
		size_t length = strlen(folder), name = strlen(FILE_NAMES[file]);
		if (length + name + 2 > sizeof opening.paths[file]) {
			error_set_at(error, BEDE_ERROR_FILE, folder, 0, "path too long");
			gazetteer_close(self);
			return NULL;
		}
		memcpy(opening.paths[file], folder, length);
		opening.paths[file][length] = '/';
		memcpy(opening.paths[file] + length + 1, FILE_NAMES[file], name + 1);
		if (!file_map_open(&self->maps[file], opening.paths[file], error)) {
			gazetteer_close(self);
			return NULL;
		}
	}
	if (!arena_run(&self->memory, load_all, &opening)) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory");
		gazetteer_close(self);
		return NULL;
	}
	return self;
}

void gazetteer_close(gazetteer *self)
{
	if (!self)
		return;
	for (int file = 0; file < FILE_COUNT; file++)
		file_map_close(&self->maps[file]);
	arena_clear(&self->memory);
	free(self);
}
