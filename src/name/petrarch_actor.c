/*
 * petrarch_actor.c — actors of PETRARCH2's dictionaries.
 *
 *     NAME_OF_ACTOR_  [CODE]             a block: a name, its aliases, its codes in any order, on one line or several
 *     +ALIAS_
 *         [CODE 20010101-20041231]
 *
 * The dictionaries do not tell persons from bodies and places. Whoever has dates or has left office is a person; a
 * code that is a state's alone makes a place that stands for it; others are bodies. What the lexicon below has under
 * the same name knows better.
 */
#include <string.h>

#include "base/utf8.h"
#include "name/petrarch.h"

typedef struct coded {
	actor_code code;
	int32_t from, to;
} coded;

typedef struct block_name {
	slice form;               /* as in texts */
	bool variant;             /* of the name before it in the list that is no variant */
} block_name;

typedef struct block {
	petrarch_reader *reader;
	VECTOR(block_name) names; /* the usual form of the first one first */
	VECTOR(coded) codes;      /* those without dates behind the others */
	slice written;
	unsigned row;             /* of its first name; 0: no block is open */
	bool partial;             /* a code lost its country */
	bool wrong;               /* something of it was told already */
} block;

/* ---- codes ---- */

static bool take_range(slice text, coded *out)
{
	slice first, rest = text;

	if (text.at[0] == '<')
		return petrarch_day((slice){text.at + 1, text.length - 1}, &out->to);
	if (text.at[0] == '>')
		return petrarch_day((slice){text.at + 1, text.length - 1}, &out->from);
	return petrarch_until(&rest, '-', &first) && petrarch_day(first, &out->from) && petrarch_day(rest, &out->to)
		&& out->from <= out->to;
}

/* "CODE", "CODE <DAY", "CODE >DAY", "CODE DAY-DAY". */
static void take_code(block *self, slice text)
{
	coded entry = {.from = INT32_MIN, .to = INT32_MAX};
	slice cameo, range;
	size_t length = 0;

	text = slice_trim(text);
	while (length < text.length && text.at[length] != ' ' && text.at[length] != '\t')
		length++;
	cameo = (slice){text.at, length};
	range = slice_trim((slice){text.at + length, text.length - length});
	cameo_loss loss = cameo_to_plover(cameo, &entry.code);
	if (loss == CAMEO_FAULTY || (range.length && !take_range(range, &entry))) {
		petrarch_wrong(self->reader, self->reader->row, loss == CAMEO_FAULTY ? "no CAMEO code; it is left out"
			: "no dates: <YYMMDD, >YYMMDD or YYMMDD-YYMMDD (years also of four digits); the code is left out", text);
		self->wrong = true;
		return;
	}
	if (loss != CAMEO_WHOLE)
		petrarch_noted(self->reader, loss == CAMEO_NOBODY ? NOTE_NOBODY : loss == CAMEO_REGION ? NOTE_REGION : NOTE_PART,
			self->reader->row, cameo);
	self->partial = self->partial || loss == CAMEO_REGION || loss == CAMEO_PART;
	self->wrong = self->wrong || loss != CAMEO_WHOLE;
	if (!entry.code.country[0] && !entry.code.sector[0])
		return;
	*VECTOR_PUSH(&self->reader->lexicon->memory, &self->codes) = entry;
}

static void take_codes(block *self, slice rest)
{
	slice skipped, text;

	while (petrarch_until(&rest, '[', &skipped)) {
		if (!petrarch_until(&rest, ']', &text)) {
			petrarch_wrong(self->reader, self->reader->row, "no ']' behind the code; it is left out", rest);
			self->wrong = true;
			return;
		}
		take_code(self, text);
	}
}

static bool is_open(const coded *code)
{
	return code->from == INT32_MIN && code->to == INT32_MAX;
}

/* Of several lines in force the first one counts: a code without dates is for the days that the others leave. */
static void sort_codes(block *self)
{
	for (size_t i = 1; i < self->codes.count; i++) {
		coded moved = self->codes.items[i];
		size_t k = i;
		for (; !is_open(&moved) && k > 0 && is_open(&self->codes.items[k - 1]); k--)
			self->codes.items[k] = self->codes.items[k - 1];
		self->codes.items[k] = moved;
	}
}

/* ---- names ---- */

/* "MAY_15_" is a date before it is a name. */
static bool is_calendar(const name_builder *lexicon, slice name)
{
	slice rest = name, word;
	char lower[16];

	while (slice_split(&rest, ' ', &word)) {
		size_t digits = 0;
		if (word.length >= sizeof lower)
			return false;
		for (size_t i = 0; i < word.length; i++) {
			char c = word.at[i];
			digits += c >= '0' && c <= '9';
			lower[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		}
		if (digits == 0 && !builder_word(lexicon, (slice){lower, word.length}, WORD_CALENDAR))
			return false;
		if (digits && digits + 2 < word.length)
			return false;
	}
	return name.length > 0;
}

static void take_name(block *self, slice written)
{
	name_builder *lexicon = self->reader->lexicon;
	slice bracket = {0}, forms[PETRARCH_FORMS];
	unsigned row = self->reader->row;

	if (utf8_count_invalid(written.at, written.length)) {
		petrarch_wrong(self->reader, row, "bytes that are not UTF-8; the name is left out", SLICE(""));
		self->wrong = true;
		return;
	}
	slice name = petrarch_words(lexicon, written, &bracket);
	if (name.length < 2 || name.length > PETRARCH_NAME_MOST) {
		petrarch_wrong(self->reader, row, "a name of less than 2 or more than 200 bytes; it is left out", name);
		self->wrong = true;
		return;
	}
	if (is_calendar(lexicon, name)) {
		petrarch_noted(self->reader, NOTE_CALENDAR, row, name);
		self->wrong = true;
		return;
	}
	if (bracket.length) {
		size_t count = petrarch_forms(lexicon, petrarch_words(lexicon, bracket, NULL), forms);
		if (count && builder_country(lexicon, forms[0]).country[0]) {
			petrarch_noted(self->reader, NOTE_PLACE, row, written);
			self->wrong = true;
			return;
		}
	}
	size_t count = petrarch_forms(lexicon, name, forms);
	for (size_t i = 0; i < count; i++)
		*VECTOR_PUSH(&lexicon->memory, &self->names) = (block_name){forms[i], i > 0};
}

/* ---- into the lexicon ---- */

/* The line that the lexicon below has for a name: one of the same state if there is one; LINE_NONE. */
static uint32_t known_line(const name_builder *lexicon, slice folded, const char *country)
{
	uint32_t found = LINE_NONE;

	for (uint32_t l = table_get(&lexicon->names, folded); l != LINE_NONE; l = lexicon->links.items[l].next) {
		const source_line *line = builder_line(lexicon, lexicon->links.items[l].line);
		if (line->layer == lexicon->layers || line->kind == KIND_SHORT)
			continue;
		bool same = strcmp(line->code.country, country) == 0;
		if (found == LINE_NONE || (same && strcmp(builder_line(lexicon, found)->code.country, country) != 0))
			found = lexicon->links.items[l].line;
	}
	return found;
}

static bool all_capitals(slice name)
{
	for (size_t i = 0; i < name.length; i++)
		if (name.at[i] < 'A' || name.at[i] > 'Z')
			return false;
	return true;
}

/* A kind of line, and the block's lines of that kind. */
typedef struct made {
	entity_type type;
	name_kind kind;
	uint32_t first;
} made;

static void make_lines(block *self, made *wanted)
{
	name_builder *lexicon = self->reader->lexicon;

	wanted->first = (uint32_t)lexicon->lines.count;
	for (size_t i = 0; i < self->codes.count; i++) {
		const coded *code = &self->codes.items[i];
		*VECTOR_PUSH(&lexicon->memory, &lexicon->lines) = (source_line){
			.code = code->code, .type = wanted->type, .kind = wanted->kind, .from = code->from, .to = code->to,
			.names = self->written, .source = SLICE("PETRARCH2 dictionary"), .next = LINE_NONE,
			.file = self->reader->file, .row = self->row, .layer = lexicon->layers,
		};
		uint32_t line = (uint32_t)lexicon->lines.count - 1;
		uint32_t owner = builder_actor_named(lexicon, self->names.items[0].form, line);
		lexicon->lines.items[line].actor = owner;
	}
}

static slice joined_names(const block *self)
{
	name_builder *lexicon = self->reader->lexicon;
	size_t length = 0;

	for (size_t i = 0; i < self->names.count; i++)
		length += self->names.items[i].form.length + 2;
	char *out = arena_alloc(&lexicon->memory, length + 1);
	length = 0;
	for (size_t i = 0; i < self->names.count; i++) {
		if (i) {
			memcpy(out + length, "; ", 2);
			length += 2;
		}
		slice form = self->names.items[i].form;
		memcpy(out + length, form.at, form.length);
		length += form.length;
	}
	return (slice){out, length};
}

enum { KINDS_MOST = 12 };

typedef struct closing {
	made fallback;            /* what the codes alone say */
	bool person;
	made lines[KINDS_MOST];
	size_t count;
} closing;

static void judge_codes(const block *self, closing *out)
{
	bool state = true;

	for (size_t i = 0; i < self->codes.count; i++) {
		const coded *code = &self->codes.items[i];
		out->person = out->person || !is_open(code) || strcmp(code->code.sector, "ELI") == 0;
		state = state && is_open(code) && !code->code.sector[0] && cameo_is_state(code->code.country);
	}
	out->fallback = (made){out->person ? ENTITY_PERSON : state ? ENTITY_GPE : ENTITY_ORG,
		state ? KIND_CAPITAL : KIND_NAME, 0};
}

/* How a name of the block is to be read; false: the lexicon has the same already, or more. */
static bool judge_name(const block *self, const closing *from, slice name, made *out)
{
	name_builder *lexicon = self->reader->lexicon;
	actor_code code = self->codes.items[0].code;
	uint32_t known = known_line(lexicon, name_fold(&lexicon->memory, name), code.country);

	*out = from->fallback;
	if (known == LINE_NONE)
		return true;
	const source_line *line = builder_line(lexicon, known);
	bool same = strcmp(line->code.country, code.country) == 0 && strcmp(line->code.sector, code.sector) == 0;
	if (self->partial || (same && !from->person && line->from == INT32_MIN && line->to == INT32_MAX))
		return false;
	if (!from->person)
		*out = (made){line->type, line->kind, 0};
	return true;
}

static uint32_t lines_of(block *self, closing *from, made wanted)
{
	for (size_t i = 0; i < from->count; i++)
		if (from->lines[i].type == wanted.type && from->lines[i].kind == wanted.kind)
			return from->lines[i].first;
	if (from->count == KINDS_MOST)
		return from->lines[0].first;
	make_lines(self, &wanted);
	from->lines[from->count++] = wanted;
	return wanted.first;
}

/* The block is complete: its names and codes go into the lexicon. */
static void close_block(block *self)
{
	name_builder *lexicon = self->reader->lexicon;
	closing state = {0};
	made wanted = {0};
	bool taken = false;

	if (self->row && self->codes.count == 0 && !self->wrong)
		petrarch_wrong(self->reader, self->row, "a name without a code; it is left out", self->names.count
			? self->names.items[0].form : SLICE(""));
	if (self->codes.count == 0 || self->names.count == 0)
		return;
	sort_codes(self);
	judge_codes(self, &state);
	self->written = joined_names(self);
	for (size_t i = 0; i < self->names.count; i++) {
		slice name = self->names.items[i].form;
		if (!self->names.items[i].variant)
			taken = judge_name(self, &state, name, &wanted);
		if (!taken)
			continue;
		uint32_t first = lines_of(self, &state, wanted);
		for (size_t k = 0; k < self->codes.count; k++)
			builder_add_alias(lexicon, name, all_capitals(name), first + (uint32_t)k);
	}
}

static void open_block(block *self)
{
	close_block(self);
	self->names.count = self->codes.count = 0;
	self->row = self->reader->row;
	self->partial = self->wrong = false;
}

void petrarch_read_actors(petrarch_reader *self)
{
	block open = {.reader = self};
	slice line, name;

	while (petrarch_line(self, &line)) {
		slice codes = line;
		bool coded = petrarch_until(&codes, '[', &name);
		if (!coded)
			name = line;
		name = slice_trim(name);
		bool alias = slice_starts(name, "+");
		if (alias && open.row == 0) {
			petrarch_wrong(self, self->row, "an alias before any name; it is left out", name);
			continue;
		}
		if (name.length && !alias)
			open_block(&open);
		if (name.length)
			take_name(&open, alias ? (slice){name.at + 1, name.length - 1} : name);
		if (coded && open.row == 0)
			petrarch_wrong(self, self->row, "a code before any name; it is left out", line);
		else if (coded)
			take_codes(&open, (slice){line.at + (codes.at - line.at) - 1, codes.length + 1});
	}
	close_block(&open);
}
