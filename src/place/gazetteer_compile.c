/* gazetteer_compile.c — the gazetteer's text files (lexicon/<language>/places/) into the form of gazetteer_form.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/table.h"
#include "base/tsv.h"
#include "place/gazetteer.h"

enum { COLUMN_NAME, COLUMN_OTHER, COLUMN_ID, COLUMN_LAT, COLUMN_LON, COLUMN_COUNTRY, COLUMN_ADMIN1, COLUMN_CLASS,
	COLUMN_CODE, COLUMN_POPULATION, COLUMN_ADJECTIVES };
enum { FILE_REGIONS, FILE_COUNTRIES, FILE_DIVISIONS, FILE_PLACES, FILE_TOWNS, FILE_WORDS, FILE_COMMON,
	FILE_COUNT };
enum { MOST_KINDS = 256, LONGEST_REACH = 255 };

/* In the order of reading: the first file that has an id gives its place's fields. */
static const char *const FILE_NAMES[FILE_COUNT] = {
	[FILE_REGIONS] = "regions.tsv", [FILE_COUNTRIES] = "countries.tsv", [FILE_DIVISIONS] = "divisions.tsv",
	[FILE_PLACES] = "places.tsv", [FILE_TOWNS] = "towns.tsv", [FILE_WORDS] = "words.tsv",
	[FILE_COMMON] = "common.tsv",
};

static const struct { const char *name; unsigned bit; } WORD_CLASSES[] = {
	{"at", WORD_AT}, {"upon", WORD_UPON}, {"to", WORD_TO}, {"from", WORD_FROM}, {"of", WORD_OF}, {"move", WORD_MOVE},
	{"head", WORD_HEAD}, {"area", WORD_AREA}, {"town", WORD_TOWN}, {"water", WORD_WATER}, {"part", WORD_PART},
	{"office", WORD_OFFICE}, {"common", WORD_COMMON}, {"person", WORD_PERSON}, {"title", WORD_TITLE},
	{"local", WORD_LOCAL}, {"portion", WORD_PORTION}, {"body", WORD_BODY},
	{"seat", WORD_SEAT}, {"capital", WORD_CAPITAL},
};

/* A name with its places, before they are laid out. */
typedef struct building_name {
	slice folded;
	uint32_t text, bucket, first, last;   /* first, last: in `chain` */
} building_name;

typedef struct chain_link {
	uint32_t link, next;          /* next: ROW_NONE at the end */
} chain_link;

/* The first word of names, or the first two. */
typedef struct first_word {
	uint32_t hash;
	size_t reach;
} first_word;

/* What a row's line says that other lines must be known for, and where it stands. */
typedef struct origin {
	slice province;               /* name of the first-level division */
	int file;
	unsigned line;
} origin;

typedef struct building {
	const gazetteer *below;
	report *problems;
	arena memory;
	file_map maps[FILE_COUNT];
	char paths[FILE_COUNT][4400]; /* as messages name them */
	compiled_writer *writer;
	VECTOR(place_row) rows;
	VECTOR(origin) origins;       /* of rows */
	VECTOR(place_kind) kinds;
	VECTOR(building_name) names;
	VECTOR(chain_link) chain;
	VECTOR(uint32_t) countries;
	VECTOR(place_adjective) adjectives;
	VECTOR(place_word) words;
	VECTOR(first_word) first_words;
	VECTOR(char) text;
	table name_of;                /* folded name → names */
	table text_of;                /* string → offset in `text` */
	table row_of;                 /* GeoNames id → row */
	table division_of;            /* country and name of a first-level division → row */
	table first_word_of;          /* how names begin → first_words */
	table word_of;                /* lemma → words */
} building;

/* ---- strings ---- */

static uint32_t store_text(building *self, slice string)
{
	uint32_t known = table_get(&self->text_of, string);
	if (known != TABLE_NONE)
		return known;
	uint32_t offset = (uint32_t)self->text.count;
	for (size_t i = 0; i < string.length; i++)
		*VECTOR_PUSH(&self->memory, &self->text) = string.at[i];
	*VECTOR_PUSH(&self->memory, &self->text) = '\0';
	table_add(&self->text_of, &self->memory, string, offset);
	return offset;
}

static bool is_folded_by_case(slice name, slice folded)
{
	if (name.length != folded.length)
		return false;
	for (size_t i = 0; i < name.length; i++)
		if (name.at[i] != folded.at[i] && (name.at[i] < 'A' || name.at[i] > 'Z' || name.at[i] + 32 != folded.at[i]))
			return false;
	return true;
}

static bool has_lower_case(slice name)
{
	for (size_t i = 0; i < name.length; i++)
		if ((name.at[i] >= 'a' && name.at[i] <= 'z') || (unsigned char)name.at[i] >= 0x80)
			return true;
	return false;
}

/* ---- names ---- */

static void add_link(building *self, building_name *name, uint32_t link)
{
	for (uint32_t at = name->first; at != ROW_NONE; at = self->chain.items[at].next)
		if ((self->chain.items[at].link & ~LINK_CAPITALS) == (link & ~LINK_CAPITALS))
			return;
	uint32_t number = (uint32_t)self->chain.count;
	*VECTOR_PUSH(&self->memory, &self->chain) = (chain_link){link, ROW_NONE};
	if (name->first == ROW_NONE)
		name->first = number;
	else
		self->chain.items[name->last].next = number;
	name->last = number;
}

static void note_beginning(building *self, slice folded, slice word)
{
	uint32_t number = table_get(&self->first_word_of, word);
	if (number == TABLE_NONE) {
		number = (uint32_t)self->first_words.count;
		*VECTOR_PUSH(&self->memory, &self->first_words) = (first_word){gazetteer_hash(word), 0};
		table_add(&self->first_word_of, &self->memory, word, number);
	}
	if (self->first_words.items[number].reach < folded.length)
		self->first_words.items[number].reach = folded.length;
}

static void add_name(building *self, slice name, uint32_t row)
{
	slice folded = gazetteer_fold(&self->memory, name);
	if (folded.length == 0)
		return;
	uint32_t number = table_get(&self->name_of, folded);
	if (number == TABLE_NONE) {
		number = (uint32_t)self->names.count;
		*VECTOR_PUSH(&self->memory, &self->names) = (building_name){.folded = folded, .first = ROW_NONE,
			.text = store_text(self, is_folded_by_case(name, folded) ? name : folded)};
		table_add(&self->name_of, &self->memory, folded, number);
		note_beginning(self, folded, gazetteer_first_word(folded));
		note_beginning(self, folded, gazetteer_first_words(folded));
	}
	add_link(self, &self->names.items[number], row | (has_lower_case(name) ? 0 : LINK_CAPITALS));
}

static void add_names(building *self, slice list, uint32_t row)
{
	slice part;
	while (slice_split(&list, ';', &part))
		add_name(self, slice_trim(part), row);
}

/* The places below that have this name stay findable by it. */
static void add_links_below(building *self)
{
	for (size_t i = 0; self->below && i < self->names.count; i++) {
		name_places found = gazetteer_find(self->below, self->names.items[i].folded, true);
		for (uint32_t k = 0; k < found.count; k++)
			add_link(self, &self->names.items[i], found.links[k] | LINK_BELOW);
	}
}

/* ---- lines ---- */

/* "-12.345" in 1/100000 degree, whatever the locale; false if it is no such number. */
static bool read_degrees(slice text, int32_t most, int32_t *out)
{
	size_t at = text.length && text.at[0] == '-';
	int64_t value = 0;
	int decimals = -1;
	bool digits = false;
	for (size_t i = at; i < text.length; i++) {
		if (text.at[i] == '.' && decimals < 0) {
			decimals = 0;
		} else if (text.at[i] >= '0' && text.at[i] <= '9') {
			digits = true;
			if (decimals >= 5)
				continue;
			value = value * 10 + (text.at[i] - '0');
			decimals += decimals >= 0;
			if (value > (int64_t)most * 100000)
				return false;
		} else {
			return false;
		}
	}
	for (decimals = decimals < 0 ? 0 : decimals; decimals < 5; decimals++)
		value *= 10;
	*out = (int32_t)(at ? -value : value);
	return digits && value <= (int64_t)most * 100000;
}

static uint32_t kind_number(building *self, slice class, slice code)
{
	place_kind kind = {0};
	memcpy(kind.feature_class, class.at, class.length);
	memcpy(kind.feature_code, code.at, code.length);
	for (size_t i = 0; i < self->kinds.count; i++)
		if (memcmp(&self->kinds.items[i], &kind, sizeof kind) == 0)
			return (uint32_t)i;
	*VECTOR_PUSH(&self->memory, &self->kinds) = kind;
	return (uint32_t)self->kinds.count - 1;
}

static bool is_country_code(slice code)
{
	for (size_t i = 0; i < code.length; i++)
		if (code.at[i] < 'A' || code.at[i] > 'Z')
			return false;
	return code.length == 3 || code.length == 0;
}

static bool read_row(building *self, const tsv *line, place_row *out)
{
	const slice *columns = line->columns;
	long id, population;
	*out = (place_row){.lat = DEGREES_NONE, .lon = DEGREES_NONE, .province = ROW_NONE};
	if (!columns[COLUMN_NAME].length || !slice_to_long(columns[COLUMN_ID], &id) || id < 0 || id > UINT32_MAX
			|| !slice_to_long(columns[COLUMN_POPULATION], &population) || population < 0 || population > UINT32_MAX
			|| columns[COLUMN_CLASS].length != 1 || columns[COLUMN_CODE].length >= sizeof ((place_kind *)0)->feature_code
			|| !is_country_code(columns[COLUMN_COUNTRY])) {
		report_problem(self->problems, BEDE_ERROR_DATA, line->path, line->line, "not a place: needs name, other names, "
			"geonameid, lat, lon, country (three letters), admin1, feature class, feature code, population");
		return false;
	}
	if ((columns[COLUMN_LAT].length || columns[COLUMN_LON].length)
			&& (!read_degrees(columns[COLUMN_LAT], 90, &out->lat) || !read_degrees(columns[COLUMN_LON], 180, &out->lon))) {
		report_problem(self->problems, BEDE_ERROR_DATA, line->path, line->line, "lat and lon must be degrees (-90 to 90, "
			"-180 to 180), or empty: '%.*s', '%.*s'", (int)columns[COLUMN_LAT].length, columns[COLUMN_LAT].at,
			(int)columns[COLUMN_LON].length, columns[COLUMN_LON].at);
		return false;
	}
	uint32_t kind = kind_number(self, columns[COLUMN_CLASS], columns[COLUMN_CODE]);
	if (kind >= MOST_KINDS) {
		report_problem(self->problems, BEDE_ERROR_DATA, line->path, line->line, "too many kinds of places; take a "
			"feature class and code that GeoNames has");
		return false;
	}
	out->geonameid = (uint32_t)id;
	out->population = (uint32_t)population;
	out->kind = (uint8_t)kind;
	memcpy(out->country, columns[COLUMN_COUNTRY].at, columns[COLUMN_COUNTRY].length);
	return true;
}

static slice division_key(building *self, slice country, slice name)
{
	return slice_of(arena_print(&self->memory, "%.*s\t%.*s", (int)country.length, country.at, (int)name.length, name.at));
}

static void add_country(building *self, const tsv *line, uint32_t row)
{
	slice list = line->columns[COLUMN_ADJECTIVES], part;
	*VECTOR_PUSH(&self->memory, &self->countries) = row;
	while (slice_split(&list, ';', &part)) {
		slice folded = gazetteer_fold(&self->memory, slice_trim(part));
		if (folded.length)
			*VECTOR_PUSH(&self->memory, &self->adjectives) = (place_adjective){store_text(self, folded),
				(uint32_t)self->countries.count};
	}
}

/* The row of this line, new or the one that its id has already; ROW_NONE if the line is bad. */
static uint32_t row_of_line(building *self, int file, const tsv *line)
{
	place_row row;
	const slice *columns = line->columns;
	if (!read_row(self, line, &row))
		return ROW_NONE;
	uint32_t number = row.geonameid ? table_get(&self->row_of, columns[COLUMN_ID]) : TABLE_NONE;
	if (number == TABLE_NONE) {
		number = (uint32_t)self->rows.count;
		row.name = store_text(self, columns[COLUMN_NAME]);
		*VECTOR_PUSH(&self->memory, &self->rows) = row;
		*VECTOR_PUSH(&self->memory, &self->origins) = (origin){columns[COLUMN_ADMIN1], file, line->line};
		if (row.geonameid)
			table_add(&self->row_of, &self->memory, columns[COLUMN_ID], number);
		return number;
	}
	const origin *before = &self->origins.items[number];
	if (before->file != file && before->file < FILE_DIVISIONS)
		return number;
	report_problem(self->problems, BEDE_ERROR_DATA, line->path, line->line, "GeoNames id %.*s is a duplicate: it stands "
		"in line %u of %s, too", (int)columns[COLUMN_ID].length, columns[COLUMN_ID].at, before->line,
		FILE_NAMES[before->file]);
	return ROW_NONE;
}

static void load_places(building *self, int file)
{
	tsv line;
	tsv_init(&line, self->paths[file], (slice){self->maps[file].bytes, self->maps[file].length});
	while (tsv_next(&line)) {
		uint32_t row = row_of_line(self, file, &line);
		if (row == ROW_NONE)
			continue;
		if (file == FILE_COUNTRIES)
			add_country(self, &line, row);
		if (slice_is(line.columns[COLUMN_CODE], "ADM1"))
			table_add(&self->division_of, &self->memory,
				division_key(self, line.columns[COLUMN_COUNTRY], line.columns[COLUMN_NAME]), row);
		add_name(self, line.columns[COLUMN_NAME], row);
		add_names(self, line.columns[COLUMN_OTHER], row);
	}
}

static void load_words(building *self, int file)
{
	tsv line;
	tsv_init(&line, self->paths[file], (slice){self->maps[file].bytes, self->maps[file].length});
	while (tsv_next(&line)) {
		unsigned bit = 0;
		for (size_t i = 0; i < sizeof WORD_CLASSES / sizeof *WORD_CLASSES; i++)
			if (slice_is(line.columns[0], WORD_CLASSES[i].name))
				bit = WORD_CLASSES[i].bit;
		if (!bit) {
			report_problem(self->problems, BEDE_ERROR_DATA, self->paths[file], line.line, "no class of words: "
				"'%.*s'", (int)line.columns[0].length, line.columns[0].at);
			continue;
		}
		slice list = line.columns[1], word;
		while (slice_split(&list, ';', &word)) {
			word = slice_trim(word);
			uint32_t number = table_get(&self->word_of, word);
			if (number == TABLE_NONE) {
				number = (uint32_t)self->words.count;
				*VECTOR_PUSH(&self->memory, &self->words) = (place_word){store_text(self, word), 0};
				table_add(&self->word_of, &self->memory, word, number);
			}
			self->words.items[number].classes |= bit;
		}
	}
}

/* A division of the gazetteer below, by its name. */
static uint32_t division_below(const building *self, slice country, slice name, arena *memory)
{
	name_places found = self->below ? gazetteer_find(self->below, gazetteer_fold(memory, name), true) : (name_places){0};
	for (uint32_t i = 0; i < found.count; i++) {
		uint32_t row = found.links[i] & LINK_ROW;
		if (strcmp(gazetteer_kind(self->below, row)->feature_code, "ADM1") == 0
				&& slice_equal((slice){gazetteer_row(self->below, row)->country, 3}, country))
			return row | LINK_BELOW;
	}
	return ROW_NONE;
}

static void find_provinces(building *self)
{
	for (size_t i = 0; i < self->rows.count; i++) {
		const origin *from = &self->origins.items[i];
		slice country = {self->rows.items[i].country, 3};
		if (!from->province.length)
			continue;
		uint32_t row = table_get(&self->division_of, division_key(self, country, from->province));
		if (row == TABLE_NONE)
			row = division_below(self, country, from->province, &self->memory);
		if (row == ROW_NONE)
			report_problem(self->problems, BEDE_ERROR_DATA, self->paths[from->file], from->line, "no first-level division "
				"of %.3s is called '%.*s'", self->rows.items[i].country, (int)from->province.length, from->province.at);
		self->rows.items[i].province = row;
	}
}

/* ---- laying out ---- */

static size_t power_of_two_from(size_t least)
{
	size_t size = 1;
	while (size < least)
		size *= 2;
	return size;
}

static int by_bucket(const void *a, const void *b)
{
	const building_name *x = a, *y = b;
	if (x->bucket != y->bucket)
		return x->bucket < y->bucket ? -1 : 1;
	return slice_compare(x->folded, y->folded);
}

/* Names by bucket, and their links, acronyms last. */
static void write_names(building *self, compiled_writer *writer)
{
	size_t count = self->names.count, bucket_count = power_of_two_from(count / 2);
	place_name *names = ARENA_ARRAY(&self->memory, count + 1, place_name);
	uint32_t *buckets = ARENA_ARRAY(&self->memory, bucket_count + 1, uint32_t);
	uint32_t *links = ARENA_ARRAY(&self->memory, self->chain.count + 1, uint32_t), link_count = 0;
	for (size_t i = 0; i < count; i++)
		self->names.items[i].bucket = gazetteer_hash(self->names.items[i].folded) & (uint32_t)(bucket_count - 1);
	if (count)
		qsort(self->names.items, count, sizeof *self->names.items, by_bucket);
	for (size_t i = 0; i < count; i++) {
		const building_name *name = &self->names.items[i];
		names[i] = (place_name){name->text, link_count};
		buckets[name->bucket + 1] = (uint32_t)i + 1;
		for (uint32_t capitals = 0; capitals < 2; capitals++)
			for (uint32_t at = name->first; at != ROW_NONE; at = self->chain.items[at].next)
				if (!(self->chain.items[at].link & LINK_CAPITALS) == !capitals)
					links[link_count++] = self->chain.items[at].link;
	}
	names[count].links = link_count;
	for (size_t i = 1; i <= bucket_count; i++)
		if (buckets[i] < buckets[i - 1])
			buckets[i] = buckets[i - 1];
	compiled_writer_add(writer, SECTION_NAME, names, sizeof *names, count + 1);
	compiled_writer_add(writer, SECTION_BUCK, buckets, sizeof *buckets, bucket_count + 1);
	compiled_writer_add(writer, SECTION_LINK, links, sizeof *links, link_count);
}

static void write_reach(building *self, compiled_writer *writer)
{
	size_t size = power_of_two_from(4 * self->first_words.count + 1);
	uint8_t *reach = ARENA_ARRAY(&self->memory, size, uint8_t);
	for (size_t i = 0; i < self->first_words.count; i++) {
		const first_word *word = &self->first_words.items[i];
		uint8_t *at = &reach[word->hash & (uint32_t)(size - 1)];
		size_t length = word->reach < LONGEST_REACH ? word->reach : LONGEST_REACH;
		if (*at < length)
			*at = (uint8_t)length;
	}
	compiled_writer_add(writer, SECTION_REAC, reach, sizeof *reach, size);
}

static void compile(void *context)
{
	building *self = context;
	store_text(self, SLICE(""));
	for (int file = 0; file < FILE_WORDS; file++)
		load_places(self, file);
	load_words(self, FILE_WORDS);
	load_words(self, FILE_COMMON);
	find_provinces(self);
	add_links_below(self);
}

/* Apart from `compile`, which may be left at any time: the writer holds memory of its own. */
static void write_sections(void *context)
{
	building *self = context;
	write_names(self, self->writer);
	write_reach(self, self->writer);
	compiled_writer_add(self->writer, SECTION_ROWS, self->rows.items, sizeof *self->rows.items, self->rows.count);
	compiled_writer_add(self->writer, SECTION_KIND, self->kinds.items, sizeof *self->kinds.items, self->kinds.count);
	compiled_writer_add(self->writer, SECTION_CTRY, self->countries.items, sizeof *self->countries.items,
		self->countries.count);
	compiled_writer_add(self->writer, SECTION_ADJV, self->adjectives.items, sizeof *self->adjectives.items,
		self->adjectives.count);
	compiled_writer_add(self->writer, SECTION_WORD, self->words.items, sizeof *self->words.items, self->words.count);
	compiled_writer_add(self->writer, SECTION_TEXT, self->text.items, 1, self->text.count);
}

static bool open_files(building *self, const char *folder, const char *shown, bede_error *error)
{
	char path[4400];
	for (int file = 0; file < FILE_COUNT; file++) {
		if (snprintf(path, sizeof path, "%s/%s", folder, FILE_NAMES[file]) >= (int)sizeof path) {
			error_set_at(error, BEDE_ERROR_FILE, folder, 0, "path too long");
			return false;
		}
		snprintf(self->paths[file], sizeof self->paths[file], "%s/%s", shown, FILE_NAMES[file]);
		if (self->below && !file_exists(path))
			continue;
		if (!file_map_open(&self->maps[file], path, error))
			return false;
	}
	return true;
}

bool gazetteer_compile_on(const gazetteer *below, const char *folder, const char *shown, report *problems, strbuf *out,
	bede_error *error)
{
	compiled_writer writer;
	building *self = calloc(1, sizeof *self);
	if (!self) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory for the gazetteer");
		return false;
	}
	self->below = below;
	self->problems = problems;
	self->writer = &writer;
	arena_init(&self->memory, 0);
	compiled_writer_init(&writer);
	bool done = open_files(self, folder, shown, error);
	if (done && (!arena_run(&self->memory, compile, self) || !arena_run(&self->memory, write_sections, self))) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory for the gazetteer");
		done = false;
	}
	done = done && compiled_writer_finish(&writer, GAZETTEER_MAGIC, GAZETTEER_VERSION, out, error);
	compiled_writer_clear(&writer);
	for (int file = 0; file < FILE_COUNT; file++)
		file_map_close(&self->maps[file]);
	arena_clear(&self->memory);
	free(self);
	return done;
}

bool gazetteer_compile(const char *folder, const char *shown, report *problems, strbuf *out, bede_error *error)
{
	return gazetteer_compile_on(NULL, folder, shown, problems, out, error);
}
