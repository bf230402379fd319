/* name_builder.c — reads the files of lexicon/<language>/actors/ (FORMAT.md there). */
#include "name/name_builder.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/folder.h"
#include "base/tsv.h"
#include "base/utf8.h"

enum { COLUMN_NAMES, COLUMN_CODE, COLUMN_SECTOR, COLUMN_TYPE, COLUMN_FROM, COLUMN_TO, COLUMN_OFFICE, COLUMN_KIND,
	COLUMN_SOURCE, COLUMN_SHORT, ACTOR_COLUMNS };
enum { AGENT_LEMMAS, AGENT_SECTOR, AGENT_KIND, AGENT_CODE, AGENT_EXAMPLE, AGENT_COLUMNS };
enum { NAME_LENGTH_MOST = 200 };

/* ISO 3166-1 alpha-3, with the user-assigned XKX for Kosovo. */
static const char ISO_CODES[] =
	"ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH "
	"BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB "
	"CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO "
	"GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN "
	"IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA "
	"MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER "
	"NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU "
	"RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA "
	"TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT "
	"WLF WSM XKX YEM ZAF ZMB ZWE IGO UNO EUR NGO ISM IMG MNC ";

/* PLOVER 1.3, table 5.2. */
static const char SECTORS[] =
	"GOV MIL LEG JUD COP OPP REB SPY PTY PRM UAF UNK CVL JRN REL CRM BUS EDU LAB MED REF ELI AGR SOC ";

static const char *const AGENT_KINDS[] = {"person", "group", "body", "title"};
static const char *const CLASS_NAMES[] = {
#define WORD_CLASS_WRITTEN(name, written) written,
	WORD_CLASSES(WORD_CLASS_WRITTEN)
#undef WORD_CLASS_WRITTEN
};

/* Index of `word` in `list`, or -1. */
static int word_in(slice word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] && slice_is(word, list[i]))
			return (int)i;
	return -1;
}
#define WORD_IN(word, list) word_in((word), (list), sizeof(list) / sizeof *(list))

static entity_type type_named(slice word)
{
	for (entity_type type = ENTITY_PERSON; type < ENTITY_EVENT; type++)
		if (slice_is(word, lexicon_type_name(type)))
			return type;
	return ENTITY_NONE;
}

/* -1: none. */
static int kind_named(slice word)
{
	for (int kind = KIND_NAME; kind <= KIND_SHORT; kind++)
		if (slice_is(word, lexicon_kind_name((name_kind)kind)))
			return kind;
	return -1;
}

/* Takes a code over if `list` has it; "-" and nothing are none. */
static bool take_code(slice text, const char *list, char out[4])
{
	memset(out, 0, 4);
	if (text.length == 0 || slice_is(text, "-"))
		return true;
	if (text.length != 3)
		return false;
	for (const char *code = list; *code; code += 4)
		if (memcmp(code, text.at, 3) == 0) {
			memcpy(out, text.at, 3);
			return true;
		}
	return false;
}

bool lexicon_is_code(slice text)
{
	char code[4];
	return text.length == 3 && take_code(text, ISO_CODES, code);
}

/* Days of `YYYY[-MM[-DD]]`: the first day that it covers, or the last one. */
static bool take_day(slice text, bool last, int32_t *out)
{
	if (text.length == 0) {
		*out = last ? INT32_MAX : INT32_MIN;
		return true;
	}
	slice part, rest = text;
	long numbers[3] = {0, last ? 12 : 1, 0};
	int count = 0;
	while (slice_split(&rest, '-', &part)) {
		if (count == 3 || part.length != (count ? 2u : 4u) || !slice_to_long(part, &numbers[count]))
			return false;
		count++;
	}
	if (numbers[0] < 1 || numbers[1] < 1 || numbers[1] > 12)
		return false;
	if (count < 3)
		numbers[2] = last ? date_month_length((int)numbers[0], (int)numbers[1]) : 1;
	if (!date_valid((int)numbers[0], (int)numbers[1], (int)numbers[2]))
		return false;
	*out = date_to_days((date){(int16_t)numbers[0], (uint8_t)numbers[1], (uint8_t)numbers[2]});
	return true;
}

void builder_add_alias(name_builder *self, slice name, bool acronym, uint32_t line)
{
	slice folded = name_fold(&self->memory, name);
	uint32_t link = (uint32_t)self->links.count;
	*VECTOR_PUSH(&self->memory, &self->links) = (alias_link){line, LINE_NONE, acronym};
	if (table_add(&self->names, &self->memory, folded, link) != link)
		self->links.items[table_get(&self->last_links, folded)].next = link;
	table_set(&self->last_links, &self->memory, folded, link);
}

/* The actor with this canonical name, made if it is new. */
uint32_t builder_actor_named(name_builder *self, slice name, uint32_t line)
{
	uint32_t next = (uint32_t)self->actors.count;
	uint32_t index = table_add(&self->actor_of, &self->memory, name, next);
	if (index == next)
		*VECTOR_PUSH(&self->memory, &self->actors) = (source_actor){name, line, line};
	source_actor *found = &self->actors.items[index];
	if (found->last != line) {
		self->lines.items[found->last].next = line;
		found->last = line;
	}
	return index;
}

static bool name_usable(slice name)
{
	return name.length > 1 && name.length <= NAME_LENGTH_MOST;
}

/* What is wrong with the line's columns; NULL: nothing, and *line is filled in. */
static const char *take_line(const tsv *rows, source_line *line)
{
	if (rows->count > ACTOR_COLUMNS)
		return "more columns than the format has";
	if (!take_code(rows->columns[COLUMN_CODE], ISO_CODES, line->code.country))
		return "no ISO 3166-1 alpha-3 or non-state code in column 2";
	if (!take_code(rows->columns[COLUMN_SECTOR], SECTORS, line->code.sector))
		return "no PLOVER sector in column 3";
	entity_type type = type_named(rows->columns[COLUMN_TYPE]);
	if (type == ENTITY_NONE)
		return "no type in column 4: PERSON, ORG, GPE, LOC, NORP or FAC";
	line->type = type;
	if (!take_day(rows->columns[COLUMN_FROM], false, &line->from)
			|| !take_day(rows->columns[COLUMN_TO], true, &line->to))
		return "no date in column 5 or 6: YYYY, YYYY-MM or YYYY-MM-DD";
	if (line->from > line->to)
		return "the first day lies behind the last one";
	int kind = rows->columns[COLUMN_KIND].length ? kind_named(rows->columns[COLUMN_KIND]) : KIND_NAME;
	if (kind < 0)
		return "no kind in column 8: name, demonym, capital, metonym, region or short";
	line->kind = (name_kind)kind;
	if (!line->code.country[0] && !line->code.sector[0] && line->type != ENTITY_LOC && line->type != ENTITY_FAC)
		return "neither a code nor a sector";
	return NULL;
}

static bool readable(const tsv *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		if (utf8_count_invalid(rows->columns[i].at, rows->columns[i].length))
			return false;
	return true;
}

/* `clean`: the file as a whole was seen to be UTF-8, so its rows need no look. */
static void load_actors(name_builder *self, tsv *rows, uint32_t file, bool clean, report *problems)
{
	const char *shown = self->places.items[file];
	while (tsv_next(rows)) {
		source_line line = {.next = LINE_NONE, .file = file, .row = rows->line, .layer = self->layers};
		const char *wrong = clean || readable(rows) ? take_line(rows, &line) : "bytes that are not UTF-8";
		slice rest = rows->columns[COLUMN_NAMES], name, canonical = {0};
		while (!wrong && slice_split(&rest, ';', &name)) {
			name = slice_trim(name);
			bool acronym = slice_ends(name, "*");
			name.length -= acronym;
			if (!name_usable(name)) {
				report_problem(problems, BEDE_ERROR_DATA, shown, rows->line,
					"a name of %zu bytes; between 2 and %d are taken", name.length, NAME_LENGTH_MOST);
				continue;
			}
			if (!canonical.at) {
				canonical = name;
				line.office = rows->columns[COLUMN_OFFICE];
				line.shorts = rows->columns[COLUMN_SHORT];
				line.names = rows->columns[COLUMN_NAMES];
				line.source = rows->columns[COLUMN_SOURCE];
				*VECTOR_PUSH(&self->memory, &self->lines) = line;
				uint32_t index = (uint32_t)self->lines.count - 1;
				uint32_t owner = builder_actor_named(self, canonical, index);
				self->lines.items[index].actor = owner;
			}
			builder_add_alias(self, name, acronym, (uint32_t)self->lines.count - 1);
		}
		if (!wrong && !canonical.at)
			wrong = "no name";
		if (wrong)
			report_problem(problems, BEDE_ERROR_DATA, shown, rows->line, "%s; the line is left out", wrong);
	}
}

/* Adds one entry of agents.tsv under `lemmas`; a later folder's entry replaces an earlier one. */
void builder_add_agent(name_builder *self, slice lemmas, agent entry)
{
	*VECTOR_PUSH(&self->memory, &self->agents) = entry;
	table_set(&self->agent_of, &self->memory, name_fold(&self->memory, lemmas), (uint32_t)self->agents.count - 1);
}

/* "MIL"; "=", "=MIL": see the fields of an agent. */
static bool take_agent_sector(slice sector, agent *out)
{
	if (!slice_starts(sector, "="))
		return take_code(sector, SECTORS, out->sector);
	out->sector[0] = '=';
	memcpy(out->own, "GOV", sizeof out->own);
	return sector.length == 1 || take_code((slice){sector.at + 1, sector.length - 1}, SECTORS, out->own);
}

static void load_agents(name_builder *self, tsv *rows, uint32_t file, report *problems)
{
	const char *shown = self->places.items[file];
	while (tsv_next(rows)) {
		agent entry = {0};
		const char *wrong = NULL;
		slice sector = rows->columns[AGENT_SECTOR];
		int kind = WORD_IN(rows->columns[AGENT_KIND], AGENT_KINDS);
		if (rows->count > AGENT_COLUMNS)
			wrong = "more columns than the format has";
		else if (!take_agent_sector(sector, &entry))
			wrong = "no PLOVER sector, '=' with or without one, or '-' in column 2";
		if (!wrong && kind < 0)
			wrong = "no kind in column 3: person, group, body or title";
		if (!wrong && !take_code(rows->columns[AGENT_CODE], ISO_CODES, entry.code))
			wrong = "no code in column 4";
		if (wrong) {
			report_problem(problems, BEDE_ERROR_DATA, shown, rows->line, "%s; the line is left out", wrong);
			continue;
		}
		entry.kind = (uint32_t)kind;
		slice rest = rows->columns[AGENT_LEMMAS], lemmas;
		while (slice_split(&rest, ';', &lemmas)) {
			lemmas = slice_trim(lemmas);
			if (lemmas.length && lemmas.length <= NAME_LENGTH_MOST
					&& utf8_count_invalid(lemmas.at, lemmas.length) == 0)
				builder_add_agent(self, lemmas, entry);
			else
				report_problem(problems, BEDE_ERROR_DATA, shown, rows->line, "an empty or unreadable lemma");
		}
	}
}

static void load_words(name_builder *self, tsv *rows, uint32_t file, report *problems)
{
	while (tsv_next(rows)) {
		int class = WORD_IN(rows->columns[0], CLASS_NAMES);
		if (class < 0) {
			report_problem(problems, BEDE_ERROR_DATA, self->places.items[file], rows->line,
				"no class of words in column 1; the line is left out");
			continue;
		}
		slice rest = rows->columns[1], word;
		while (slice_split(&rest, ';', &word)) {
			word = slice_trim(word);
			uint32_t next = (uint32_t)self->classes.count, known = table_add(&self->words, &self->memory, word, next);
			if (known == next)
				*VECTOR_PUSH(&self->memory, &self->classes) = 0;
			self->classes.items[known] |= (word_classes)1 << class;
		}
	}
}

/* ---- loading ---- */

typedef struct loading {
	name_builder *self;
	report *problems;
	uint32_t first_file, first_line, first_link;
} loading;

static bool is_named(const char *path, const char *name)
{
	const char *base = strrchr(path, '/');
	return strcmp(base ? base + 1 : path, name) == 0;
}

static void load_all(void *context)
{
	loading *self = context;
	name_builder *lexicon = self->self;
	for (uint32_t file = self->first_file; file < lexicon->maps.count; file++) {
		const file_map *map = &lexicon->maps.items[file];
		const char *shown = lexicon->places.items[file];
		tsv rows;
		tsv_init(&rows, shown, (slice){map->bytes, map->length});
		if (is_named(shown, "agents.tsv"))
			load_agents(lexicon, &rows, file, self->problems);
		else if (is_named(shown, "reference.tsv"))
			load_words(lexicon, &rows, file, self->problems);
		else
			load_actors(lexicon, &rows, file, utf8_count_invalid(map->bytes, map->length) == 0, self->problems);
	}
}

/* Room for `count` more files, so that an open file is never held while the arena may give up. */
typedef struct room {
	name_builder *self;
	const char *folder, *shown_as;
	const char *const *names;
	const char **paths;
	size_t count;
} room;

static void make_room(void *context)
{
	room *self = context;
	name_builder *lexicon = self->self;
	self->paths = ARENA_ARRAY(&lexicon->memory, self->count, const char *);
	for (size_t i = 0; i < self->count; i++) {
		self->paths[i] = arena_print(&lexicon->memory, "%s/%s", self->folder, self->names[i]);
		*VECTOR_PUSH(&lexicon->memory, &lexicon->maps) = (file_map){0};
		*VECTOR_PUSH(&lexicon->memory, &lexicon->places) =
			arena_print(&lexicon->memory, "%s/%s", self->shown_as, self->names[i]);
	}
}

name_builder *name_builder_new(void)
{
	name_builder *self = calloc(1, sizeof *self);
	if (self)
		arena_init(&self->memory, 0);
	return self;
}

static bool no_memory(bede_error *error)
{
	error_set(error, BEDE_ERROR_MEMORY, "out of memory for the actor lexicon");
	return false;
}

bool name_builder_load(name_builder *self, const char *folder, const char *shown_as, report *problems,
	bede_error *error)
{
	room wanted = {.self = self, .folder = folder, .shown_as = shown_as};
	wanted.names = folder_files(&self->memory, folder, ".tsv", &wanted.count, error);
	if (!wanted.names)
		return false;
	if (wanted.count == 0) {
		error_set_at(error, BEDE_ERROR_DATA, folder, 0, "no actor files (*.tsv) here");
		return false;
	}
	if (self->layers == 0 && !folder_digest(folder, ".tsv", &self->digest, error))
		return false;
	loading context = {self, problems, (uint32_t)self->maps.count, (uint32_t)self->lines.count,
		(uint32_t)self->links.count};
	if (!arena_run(&self->memory, make_room, &wanted)) {
		self->maps.count = self->places.count = context.first_file;
		return no_memory(error);
	}
	for (size_t i = 0; i < wanted.count; i++)
		if (!file_map_open(&self->maps.items[context.first_file + i], wanted.paths[i], error))
			return false;
	if (!arena_run(&self->memory, load_all, &context))
		return no_memory(error);
	builder_tell_conflicts(self, context.first_line, context.first_link, problems);
	self->layers++;
	return true;
}

/* Which line gives a code its name: that of the highest layer, the first one there. */
static void finish_countries(void *context)
{
	name_builder *self = context;
	for (uint32_t i = 0; i < self->lines.count; i++) {
		const source_line *line = &self->lines.items[i];
		if (line->type != ENTITY_GPE || line->kind != KIND_NAME || line->code.sector[0] || line->to != INT32_MAX
				|| !line->code.country[0])
			continue;
		uint32_t next = (uint32_t)self->countries.count;
		uint32_t known = table_add(&self->country_of, &self->memory, (slice){line->code.country, 3}, next);
		if (known == next)
			*VECTOR_PUSH(&self->memory, &self->countries) = (country_name){.line = i};
		country_name *named = &self->countries.items[known];
		memcpy(named->code, line->code.country, sizeof named->code);
		if (self->lines.items[named->line].layer < line->layer)
			named->line = i;
	}
}

static void add_person(name_builder *self, slice word, uint32_t actor)
{
	if (word.length < 2)
		return;
	word = name_fold(&self->memory, word);
	uint32_t first = table_get(&self->short_names, word);
	if (first != TABLE_NONE && self->persons.items[first].actor == actor)
		return;
	*VECTOR_PUSH(&self->memory, &self->persons) = (person_link){actor, first};
	table_set(&self->short_names, &self->memory, word, (uint32_t)self->persons.count - 1);
}

/* Which words may stand for a person: column 10, or the last word of the name. */
static void finish_persons(void *context)
{
	name_builder *self = context;
	for (uint32_t i = 0; i < self->actors.count; i++) {
		const source_actor *who = &self->actors.items[i];
		const source_line *line = &self->lines.items[who->first];
		if (line->type != ENTITY_PERSON)
			continue;
		slice rest = line->shorts, word;
		if (rest.length == 0)
			add_person(self, name_last_word(who->name), i);
		while (slice_split(&rest, ';', &word))
			add_person(self, slice_trim(word), i);
	}
}

name_lexicon *name_builder_finish(name_builder *self, bede_error *error)
{
	if (arena_run(&self->memory, finish_countries, self) && arena_run(&self->memory, finish_persons, self))
		return builder_compile(self, error);
	no_memory(error);
	return NULL;
}

void name_builder_free(name_builder *self)
{
	if (!self)
		return;
	for (size_t i = 0; i < self->maps.count; i++)
		file_map_close(&self->maps.items[i]);
	arena_clear(&self->memory);
	free(self);
}

/* ---- look-ups ---- */

actor_code builder_country(const name_builder *self, slice name)
{
	for (uint32_t link = table_get(&self->names, name); link != LINE_NONE; link = self->links.items[link].next) {
		const source_line *line = &self->lines.items[self->links.items[link].line];
		if (line->code.country[0] && !line->code.sector[0] && line->kind <= KIND_CAPITAL
				&& (line->type == ENTITY_GPE || line->type == ENTITY_NORP || line->kind == KIND_DEMONYM))
			return line->code;
	}
	return (actor_code){0};
}

const agent *builder_agent(const name_builder *self, slice lemmas)
{
	uint32_t index = table_get(&self->agent_of, lemmas);
	return index == TABLE_NONE ? NULL : &self->agents.items[index];
}

bool builder_word(const name_builder *self, slice lemma, word_class class)
{
	uint32_t index = table_get(&self->words, lemma);
	return index != TABLE_NONE && self->classes.items[index] >> class & 1;
}
