/* gazetteer.c — the compiled gazetteer, and a user's own on top of it: opening, checking, looking up. */
#include "place/gazetteer.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/table.h"
#include "base/utf8.h"

enum { CODES = 26 * 26 * 26 };

/* A compiled file's sections. */
typedef struct layer {
	compiled_file file;
	const place_row *rows;
	const place_kind *kinds;
	const place_name *names;
	const uint32_t *buckets, *links, *countries;
	const uint8_t *reach;
	const place_adjective *adjectives;
	const place_word *words;
	const char *text;
	size_t row_count, kind_count, name_count, bucket_count, link_count, country_count, reach_count, adjective_count,
		word_count, text_size;
} layer;

/* A place of the built-in gazetteer whose line the user has written anew. */
typedef struct replacement {
	uint32_t below, place;
} replacement;

struct gazetteer {
	arena memory;                 /* of the tables */
	layer base, above;            /* above: the user's, or empty */
	strbuf above_bytes;
	VECTOR(replacement) replaced; /* by `below` */
	uint32_t country_count;
	uint16_t *country_of;         /* [CODES] by code: 1-based country */
	table adjective_of;           /* folded adjective → 1-based country */
	table word_of;                /* lemma → classes */
	VECTOR(uint32_t) countries;   /* places */
	uint32_t *capitals;           /* [countries + 1] places by 1-based number; ROW_NONE */
};

/* ---- names as they are compared ---- */

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

slice gazetteer_first_words(slice folded)
{
	size_t end = 0;
	for (int blanks = 0; end < folded.length; end++)
		if (folded.at[end] == ' ' && ++blanks == 2)
			break;
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

static char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

slice gazetteer_fold_in(arena *memory, slice text, char buffer[GAZETTEER_BUFFER])
{
	bool plain = text.length <= GAZETTEER_BUFFER;
	for (size_t i = 0; i < text.length && plain; i++) {
		plain = (unsigned char)text.at[i] < 0x80
			&& (text.at[i] > ' ' || (text.at[i] == ' ' && i + 1 < text.length && text.at[i + 1] != ' '));
		buffer[i] = ascii_lower(text.at[i]);
	}
	if (plain)
		return (slice){buffer, text.length};
	text = plain_marks(memory, utf8_lower(memory, utf8_fold(memory, text)));
	char *out = arena_copy(memory, text.at, text.length);
	for (size_t i = 0; i < text.length; i++)
		out[i] = ascii_lower(out[i]);
	return (slice){out, text.length};
}

slice gazetteer_fold(arena *memory, slice text)
{
	char buffer[GAZETTEER_BUFFER];
	slice folded = gazetteer_fold_in(memory, text, buffer);
	return folded.at == buffer ? (slice){arena_copy(memory, buffer, folded.length), folded.length} : folded;
}

uint32_t gazetteer_hash(slice folded)
{
	return (uint32_t)XXH3_64bits(folded.length ? folded.at : "", folded.length);
}

/* ---- looking up ---- */

static bool reads_as(const char *stored, slice folded)
{
	for (size_t i = 0; i < folded.length; i++)
		if (ascii_lower(stored[i]) != folded.at[i] || !stored[i])
			return false;
	return stored[folded.length] == '\0';
}

static name_places find_in(const layer *self, slice folded, bool in_capitals)
{
	if (!self->bucket_count)
		return (name_places){0};
	uint32_t bucket = gazetteer_hash(folded) & (uint32_t)(self->bucket_count - 1);
	for (uint32_t i = self->buckets[bucket]; i < self->buckets[bucket + 1]; i++) {
		if (!reads_as(self->text + self->names[i].text, folded))
			continue;
		name_places found = {self->links + self->names[i].links, self->names[i + 1].links - self->names[i].links, false};
		while (!in_capitals && found.count && (found.links[found.count - 1] & LINK_CAPITALS))
			found.count--;
		return found.count ? found : (name_places){0};
	}
	return (name_places){0};
}

/* The user's names carry the places below of the same name. */
name_places gazetteer_find(const gazetteer *self, slice folded, bool in_capitals)
{
	name_places found = find_in(&self->above, folded, in_capitals);
	if (found.links) {
		found.above = true;
		return found;
	}
	return find_in(&self->base, folded, in_capitals);
}

static uint32_t place_of_link(const gazetteer *self, uint32_t link, bool above)
{
	uint32_t row = link & LINK_ROW;
	if (above && !(link & LINK_BELOW))
		return (uint32_t)self->base.row_count + row;
	size_t low = 0, high = self->replaced.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (self->replaced.items[middle].below < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low < self->replaced.count && self->replaced.items[low].below == row ? self->replaced.items[low].place : row;
}

uint32_t gazetteer_place(const gazetteer *self, name_places name, uint32_t index)
{
	return place_of_link(self, name.links[index], name.above);
}

static const layer *layer_of(const gazetteer *self, uint32_t place)
{
	return place < self->base.row_count ? &self->base : &self->above;
}

const place_row *gazetteer_row(const gazetteer *self, uint32_t place)
{
	return place < self->base.row_count ? &self->base.rows[place] : &self->above.rows[place - self->base.row_count];
}

const place_kind *gazetteer_kind(const gazetteer *self, uint32_t place)
{
	return &layer_of(self, place)->kinds[gazetteer_row(self, place)->kind];
}

static slice text_at(const layer *self, uint32_t offset)
{
	return slice_of(self->text + offset);
}

uint32_t gazetteer_province(const gazetteer *self, uint32_t place)
{
	uint32_t province = gazetteer_row(self, place)->province;
	return province == ROW_NONE ? ROW_NONE : place_of_link(self, province, layer_of(self, place) == &self->above);
}

static uint32_t code_number(const char *code)
{
	uint32_t number = 0;
	for (int i = 0; i < 3; i++) {
		if (code[i] < 'A' || code[i] > 'Z')
			return CODES;
		number = number * 26 + (uint32_t)(code[i] - 'A');
	}
	return number;
}

uint32_t gazetteer_country_of(const gazetteer *self, uint32_t place)
{
	uint32_t number = code_number(gazetteer_row(self, place)->country);
	return number < CODES ? self->country_of[number] : 0;
}

int gazetteer_resolution(const gazetteer *self, uint32_t place)
{
	const place_kind *kind = gazetteer_kind(self, place);
	switch (kind->feature_class[0]) {
	case 'P':
		return strcmp(kind->feature_code, "PPLX") == 0 ? 5 : 4;
	case 'S':
		return 5;
	case 'A':
		return strncmp(kind->feature_code, "PCL", 3) == 0 ? 1 : strcmp(kind->feature_code, "ADM1") == 0 ? 2 : 3;
	default:
		return gazetteer_row(self, place)->country[0] ? 2 : 0;
	}
}

place_entry *gazetteer_entry(const gazetteer *self, uint32_t place, arena *memory)
{
	const place_row *row = gazetteer_row(self, place);
	const place_kind *kind = gazetteer_kind(self, place);
	uint32_t country = gazetteer_country_of(self, place), province = gazetteer_province(self, place);
	place_entry *out = ARENA_NEW(memory, place_entry);
	*out = (place_entry){.name = text_at(layer_of(self, place), row->name), .geonameid = row->geonameid,
		.population = row->population, .resolution = gazetteer_resolution(self, place),
		.has_coordinates = row->lat != DEGREES_NONE};
	if (out->has_coordinates) {
		out->lat = row->lat / 1e5;
		out->lon = row->lon / 1e5;
	}
	memcpy(out->country, row->country, sizeof row->country);
	memcpy(out->feature_class, kind->feature_class, sizeof kind->feature_class);
	memcpy(out->feature_code, kind->feature_code, sizeof kind->feature_code);
	if (country) {
		uint32_t at = self->countries.items[country - 1];
		out->country_name = text_at(layer_of(self, at), gazetteer_row(self, at)->name);
	}
	if (province != ROW_NONE)
		out->province = text_at(layer_of(self, province), gazetteer_row(self, province)->name);
	return out;
}

static size_t reach_in(const layer *self, uint32_t hash)
{
	return self->reach_count ? self->reach[hash & (uint32_t)(self->reach_count - 1)] : 0;
}

size_t gazetteer_reach(const gazetteer *self, slice first_word)
{
	uint32_t hash = gazetteer_hash(first_word);
	size_t base = reach_in(&self->base, hash), above = reach_in(&self->above, hash);
	return base > above ? base : above;
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

uint32_t gazetteer_country_place(const gazetteer *self, uint32_t country)
{
	return self->countries.items[country - 1];
}

uint32_t gazetteer_capital(const gazetteer *self, uint32_t country)
{
	return self->capitals[country];
}

uint32_t gazetteer_country_count(const gazetteer *self)
{
	return self->country_count;
}

unsigned gazetteer_word(const gazetteer *self, slice lemma)
{
	return number_in(&self->word_of, lemma);
}

size_t gazetteer_size(const gazetteer *self)
{
	return self->base.row_count + self->above.row_count - self->replaced.count;
}

/* ---- opening ---- */

static bool damaged(bede_error *error, const char *path, const char *what)
{
	error_set_at(error, BEDE_ERROR_DATA, path, 0, "the gazetteer is damaged: %s; build or install it again", what);
	return false;
}

static bool is_power_of_two(size_t number)
{
	return number && !(number & (number - 1));
}

/* What a checksum does not tell: a file whose writer was wrong must not lead outside its sections. `below`: how many
 * rows the gazetteer has on which this one lies. */
static bool check_layer(const layer *self, size_t below, const char *path, bede_error *error)
{
	if (!self->rows || !self->kinds || !self->names || !self->buckets || !self->links || !self->countries || !self->reach
			|| !self->adjectives || !self->words || !self->text)
		return damaged(error, path, "a section is missing");
	if (!self->text_size || self->text[self->text_size - 1] != '\0' || !self->name_count
			|| !is_power_of_two(self->bucket_count) || !is_power_of_two(self->reach_count)
			|| self->row_count + below > LINK_ROW)
		return damaged(error, path, "a section has a wrong size");
	bool right = true;
	for (size_t i = 0; i < self->kind_count; i++)
		right &= !self->kinds[i].feature_class[1] && !self->kinds[i].feature_code[sizeof self->kinds[i].feature_code - 1];
	for (size_t i = 0; i < self->row_count; i++) {
		const place_row *row = &self->rows[i];
		uint32_t province = row->province & LINK_ROW;
		right &= row->name < self->text_size && row->kind < self->kind_count && (row->province == ROW_NONE
			|| province < (row->province & LINK_BELOW ? below : self->row_count));
	}
	for (size_t i = 0; i < self->link_count; i++)
		right &= (self->links[i] & LINK_ROW) < (self->links[i] & LINK_BELOW ? below : self->row_count);
	for (size_t i = 0; i < self->name_count; i++)
		right &= self->names[i].text < self->text_size && self->names[i].links <= self->link_count
			&& (i == 0 || self->names[i - 1].links <= self->names[i].links);
	/* The last name only says where the links of the one before it end. */
	for (size_t i = 0; i <= self->bucket_count; i++)
		right &= self->buckets[i] < self->name_count && (i == 0 || self->buckets[i - 1] <= self->buckets[i]);
	for (size_t i = 0; i < self->country_count; i++)
		right &= self->countries[i] < self->row_count;
	for (size_t i = 0; i < self->adjective_count; i++)
		right &= self->adjectives[i].text < self->text_size && self->adjectives[i].country != 0
			&& self->adjectives[i].country <= self->country_count;
	for (size_t i = 0; i < self->word_count; i++)
		right &= self->words[i].text < self->text_size && self->words[i].classes != TABLE_NONE;
	return right || damaged(error, path, "a number leads outside its section");
}

static bool read_layer(layer *self, size_t below, const char *path, bede_error *error)
{
	const compiled_file *file = &self->file;
	self->rows = compiled_section(file, SECTION_ROWS, sizeof *self->rows, &self->row_count);
	self->kinds = compiled_section(file, SECTION_KIND, sizeof *self->kinds, &self->kind_count);
	self->names = compiled_section(file, SECTION_NAME, sizeof *self->names, &self->name_count);
	self->buckets = compiled_section(file, SECTION_BUCK, sizeof *self->buckets, &self->bucket_count);
	self->links = compiled_section(file, SECTION_LINK, sizeof *self->links, &self->link_count);
	self->reach = compiled_section(file, SECTION_REAC, sizeof *self->reach, &self->reach_count);
	self->countries = compiled_section(file, SECTION_CTRY, sizeof *self->countries, &self->country_count);
	self->adjectives = compiled_section(file, SECTION_ADJV, sizeof *self->adjectives, &self->adjective_count);
	self->words = compiled_section(file, SECTION_WORD, sizeof *self->words, &self->word_count);
	self->text = compiled_section(file, SECTION_TEXT, 1, &self->text_size);
	self->bucket_count -= self->bucket_count > 0;
	return check_layer(self, below, path, error);
}

/* Countries, adjectives and words of a layer go into the tables of the whole. */
static void index_layer(gazetteer *self, const layer *layer, size_t below)
{
	size_t known = self->countries.count;
	for (size_t i = 0; i < layer->country_count; i++) {
		uint32_t code = code_number(layer->rows[layer->countries[i]].country);
		if (code >= CODES || self->countries.count == UINT16_MAX)
			continue;
		*VECTOR_PUSH(&self->memory, &self->countries) = (uint32_t)below + layer->countries[i];
		self->country_of[code] = (uint16_t)self->countries.count;
	}
	self->country_count = (uint32_t)self->countries.count;
	for (size_t i = 0; i < layer->adjective_count; i++) {
		const place_adjective *at = &layer->adjectives[i];
		uint32_t country = self->country_of[code_number(layer->rows[layer->countries[at->country - 1]].country) % CODES];
		if (country > known)
			table_set(&self->adjective_of, &self->memory, text_at(layer, at->text), country);
	}
	for (size_t i = 0; i < layer->word_count; i++)
		table_set(&self->word_of, &self->memory, text_at(layer, layer->words[i].text), layer->words[i].classes
			| number_in(&self->word_of, text_at(layer, layer->words[i].text)));
}

/* A capital is the first place of its country that GeoNames calls so. */
static void find_capitals(gazetteer *self)
{
	const layer *base = &self->base;
	self->capitals = ARENA_ARRAY(&self->memory, self->country_count + 1u, uint32_t);
	for (uint32_t i = 0; i <= self->country_count; i++)
		self->capitals[i] = ROW_NONE;
	size_t kind = 0;
	while (kind < base->kind_count && strcmp(base->kinds[kind].feature_code, "PPLC") != 0)
		kind++;
	for (uint32_t i = 0; i < base->row_count; i++) {
		uint32_t country = base->rows[i].kind == kind ? gazetteer_country_of(self, i) : 0;
		if (country && self->capitals[country] == ROW_NONE)
			self->capitals[country] = i;
	}
}

static void index_base(void *context)
{
	gazetteer *self = context;
	self->country_of = ARENA_ARRAY(&self->memory, CODES, uint16_t);
	index_layer(self, &self->base, 0);
	find_capitals(self);
}

static int by_id(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;
	return x[0] < y[0] ? -1 : x[0] > y[0];
}

/* Lines with an id that is known already replace what is known. */
static void replace_places(gazetteer *self)
{
	uint32_t (*ids)[2] = arena_array(&self->memory, self->above.row_count + 1, sizeof *ids);
	size_t count = 0;
	for (size_t i = 0; i < self->above.row_count; i++) {
		if (!self->above.rows[i].geonameid)
			continue;
		ids[count][0] = self->above.rows[i].geonameid;
		ids[count++][1] = (uint32_t)(self->base.row_count + i);
	}
	qsort(ids, count, sizeof *ids, by_id);
	for (uint32_t i = 0; count && i < self->base.row_count; i++) {
		const uint32_t *found = bsearch(&self->base.rows[i].geonameid, ids, count, sizeof *ids, by_id);
		if (found)
			*VECTOR_PUSH(&self->memory, &self->replaced) = (replacement){i, found[1]};
	}
}

static void index_above(void *context)
{
	gazetteer *self = context;
	replace_places(self);
	index_layer(self, &self->above, self->base.row_count);
	find_capitals(self);
}

gazetteer *gazetteer_open(const char *path, bede_error *error)
{
	gazetteer *self = calloc(1, sizeof *self);
	if (!self) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory for the gazetteer");
		return NULL;
	}
	arena_init(&self->memory, 0);
	if (!compiled_open(&self->base.file, path, GAZETTEER_MAGIC, GAZETTEER_VERSION, error)
			|| !read_layer(&self->base, 0, path, error)) {
		gazetteer_close(self);
		return NULL;
	}
	if (!arena_run(&self->memory, index_base, self)) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory for the gazetteer");
		gazetteer_close(self);
		return NULL;
	}
	return self;
}

bool gazetteer_add(gazetteer *self, const char *folder, report *problems, bede_error *error)
{
	if (!gazetteer_compile_on(self, folder, folder, problems, &self->above_bytes, error)
			|| !compiled_attach(&self->above.file, self->above_bytes.bytes, self->above_bytes.length, folder,
				GAZETTEER_MAGIC, GAZETTEER_VERSION, error)
			|| !read_layer(&self->above, self->base.row_count, folder, error)) {
		self->above = (layer){0};
		return false;
	}
	if (!arena_run(&self->memory, index_above, self)) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory for the gazetteer");
		return false;
	}
	return true;
}

bool gazetteer_is(const gazetteer *self, const strbuf *compiled)
{
	return compiled->length == self->base.file.length
		&& memcmp(compiled->bytes, self->base.file.bytes, compiled->length) == 0;
}

void gazetteer_close(gazetteer *self)
{
	if (!self)
		return;
	compiled_close(&self->above.file);
	compiled_close(&self->base.file);
	strbuf_clear(&self->above_bytes);
	arena_clear(&self->memory);
	free(self);
}
