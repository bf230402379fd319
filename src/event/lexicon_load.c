/*
 * lexicon_load.c — reads the event lexicon: classes.tsv, grammar.tsv, modes.tsv and the rule files of a folder
 * (FORMAT.md there).
 *
 * A line that makes no sense is reported with its place and left out; the rest still loads. Everything lives on the
 * lexicon's arena; strings are slices into copies of the files, so the files need not stay mapped.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "event/rule.h"

typedef struct loading {
	event_lexicon *lexicon;
	report *problems;
	slice bytes;              /* of the file at hand, on the arena */
	const char *shown_as;     /* its path as rules show it */
} loading;

static const char *const operation_names[] = {
	[OPERATION_LIGHT] = "light", [OPERATION_STOP] = "stop", [OPERATION_REFUSE] = "refuse",
	[OPERATION_DEMAND] = "demand", [OPERATION_PROMISE] = "promise", [OPERATION_AGREE] = "agree", [OPERATION_PLAN] = "plan",
	[OPERATION_THREATEN] = "threaten", [OPERATION_ALLOW] = "allow", [OPERATION_FORCE] = "force",
	[OPERATION_SAY] = "say",
};

static void problem(loading *self, const tsv *row, const char *what, slice which)
{
	report_problem(self->problems, BEDE_ERROR_DATA, self->shown_as, row->line, "%s '%.*s'", what,
		(int)(which.length > 80 ? 80 : which.length), which.at ? which.at : "");
}

static bede_event_type type_from(slice name)
{
	static const char *const names[] = {
		"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
		"THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"
	};

	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		if (slice_is(name, names[i]))
			return (bede_event_type)(BEDE_AGREE + i);
	return BEDE_NONE;
}

static uint32_t intern(event_lexicon *lexicon, slice lemma)
{
	slice lower = utf8_lower(&lexicon->memory, lemma);
	uint32_t number = table_add(&lexicon->words, &lexicon->memory, lower, lexicon->word_count);

	if (number == lexicon->word_count)
		lexicon->word_count++;
	return number;
}

static uint32_t intern_class(event_lexicon *lexicon, slice name)
{
	uint32_t number = table_add(&lexicon->classes, &lexicon->memory, name, (uint32_t)lexicon->class_list.count);

	if (number == lexicon->class_list.count)
		*VECTOR_PUSH(&lexicon->memory, &lexicon->class_list) = (word_class){.name = name};
	return number;
}

/* Takes the next word off the front of a list separated by blanks or commas. */
static bool next_word(slice *rest, slice *word)
{
	size_t start = 0, end;

	while (start < rest->length && (rest->at[start] == ' ' || rest->at[start] == ','))
		start++;
	for (end = start; end < rest->length && rest->at[end] != ' ' && rest->at[end] != ','; end++)
		;
	*word = (slice){rest->at + start, end - start};
	*rest = (slice){rest->at + end, rest->length - end};
	return word->length > 0;
}

/* A lemma, "modifier_lemma", or %class. */
static value word_value(event_lexicon *lexicon, slice word)
{
	if (word.at[0] == '%')
		return (value){VALUE_CLASS, intern_class(lexicon, (slice){word.at + 1, word.length - 1}), TABLE_NONE};
	for (size_t i = word.length; i-- > 1;)
		if (word.at[i] == '_' && i + 1 < word.length)
			return (value){VALUE_LEMMA, intern(lexicon, (slice){word.at + i + 1, word.length - i - 1}),
				intern(lexicon, (slice){word.at, i})};
	return (value){VALUE_LEMMA, intern(lexicon, word), TABLE_NONE};
}

/* "high-level" is one token in some texts and three in others: the word without its hyphen, as modifier and head.
 * False: the word has no hyphen. */
static bool hyphenated_value(event_lexicon *lexicon, slice word, value *out)
{
	const char *hyphen = word.at[0] == '%' ? NULL : memchr(word.at, '-', word.length);

	if (!hyphen || hyphen == word.at || hyphen + 1 == word.at + word.length)
		return false;
	size_t before = (size_t)(hyphen - word.at);
	*out = (value){VALUE_LEMMA, intern(lexicon, (slice){hyphen + 1, word.length - before - 1}),
		intern(lexicon, (slice){word.at, before})};
	return true;
}

static bool parse_value(loading *self, const tsv *row, slice word, value *out)
{
	static const struct { const char *name; value_kind kind; } kinds[] = {
		{"*", VALUE_ANYTHING}, {"@actor", VALUE_ACTOR}, {"@person", VALUE_PERSON}, {"@place", VALUE_PLACE},
		{"@money", VALUE_MONEY}, {"@number", VALUE_NUMBER}, {"@clause", VALUE_CLAUSE},
		{"@body", VALUE_BODY},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (slice_is(word, kinds[i].name)) {
			*out = (value){kinds[i].kind, 0, TABLE_NONE};
			return true;
		}
	if (word.at[0] == '#') {
		bede_event_type type = type_from((slice){word.at + 1, word.length - 1});
		*out = (value){VALUE_TYPE, (uint32_t)type, TABLE_NONE};
		if (type == BEDE_NONE)
			problem(self, row, "no PLOVER type stands behind '#': write #ASSAULT or the like, not", word);
		return type != BEDE_NONE;
	}
	if (word.at[0] == '@') {
		problem(self, row, "unknown kind of argument; FORMAT.md lists @actor, @person and the others:", word);
		return false;
	}
	*out = word_value(self->lexicon, word);
	return true;
}

static bool parse_constraint(loading *self, const tsv *row, slice text, constraint *out)
{
	static const struct { const char *name; constraint_key key; } keys[] = {
		{"obj", KEY_OBJ}, {"subj", KEY_SUBJ}, {"iobj", KEY_IOBJ}, {"prt", KEY_PRT}, {"comp", KEY_COMP},
		{"mod", KEY_MOD}, {"objmod", KEY_OBJMOD}, {"any", KEY_ANY},
	};
	arena *memory = &self->lexicon->memory;
	slice rest = text, key, part;
	VECTOR(uint32_t) prepositions = {0};
	VECTOR(value) values = {0};

	*out = (constraint){.key = KEY_ANY};
	if (rest.at[0] == '!') {
		out->negated = true;
		rest = (slice){rest.at + 1, rest.length - 1};
	}
	const char *equals = memchr(rest.at, '=', rest.length);
	if (!equals || equals == rest.at || equals + 1 == rest.at + rest.length) {
		problem(self, row, "a constraint is written key=value, not", text);
		return false;
	}
	key = (slice){rest.at, (size_t)(equals - rest.at)};
	rest = (slice){equals + 1, rest.length - key.length - 1};
	if (slice_starts(key, "prep.")) {
		out->key = KEY_PREP;
		key = (slice){key.at + 5, key.length - 5};
		while (slice_split(&key, '|', &part))
			if (part.length)
				*VECTOR_PUSH(memory, &prepositions) = intern(self->lexicon, part);
	} else {
		size_t i = 0;
		while (i < sizeof keys / sizeof *keys && !slice_is(key, keys[i].name))
			i++;
		if (i == sizeof keys / sizeof *keys) {
			problem(self, row, "unknown key of a constraint; FORMAT.md lists them:", key);
			return false;
		}
		out->key = keys[i].key;
	}
	while (slice_split(&rest, '|', &part)) {
		value v;
		if (!part.length || !parse_value(self, row, part, &v))
			return false;
		*VECTOR_PUSH(memory, &values) = v;
		if (hyphenated_value(self->lexicon, part, &v))
			*VECTOR_PUSH(memory, &values) = v;
	}
	out->prepositions = prepositions.items;
	out->preposition_count = (uint32_t)prepositions.count;
	out->values = values.items;
	out->value_count = (uint32_t)values.count;
	return true;
}

static bool parse_role(loading *self, const tsv *row, slice text, const role_path **paths, uint32_t *count)
{
	static const struct { const char *name; role_kind kind; } kinds[] = {
		{"none", ROLE_NONE}, {"subj", ROLE_SUBJ}, {"obj", ROLE_OBJ}, {"iobj", ROLE_IOBJ}, {"poss", ROLE_POSS},
		{"mod", ROLE_MOD}, {"objposs", ROLE_OBJPOSS}, {"objmod", ROLE_OBJMOD}, {"comp", ROLE_COMP},
		{"compobj", ROLE_COMPOBJ},
	};
	VECTOR(role_path) list = {0};
	slice part;

	while (slice_split(&text, '|', &part)) {
		role_path path = {ROLE_NONE, TABLE_NONE};
		size_t i = 0;
		if (slice_starts(part, "prep.") && part.length > 5) {
			path = (role_path){ROLE_PREP, intern(self->lexicon, (slice){part.at + 5, part.length - 5})};
		} else if (slice_starts(part, "objprep.") && part.length > 8) {
			path = (role_path){ROLE_OBJPREP, intern(self->lexicon, (slice){part.at + 8, part.length - 8})};
		} else {
			while (i < sizeof kinds / sizeof *kinds && !slice_is(part, kinds[i].name))
				i++;
			if (i == sizeof kinds / sizeof *kinds) {
				problem(self, row, "unknown place of a party; FORMAT.md lists them:", part);
				return false;
			}
			path.kind = kinds[i].kind;
		}
		*VECTOR_PUSH(&self->lexicon->memory, &list) = path;
	}
	*paths = list.items;
	*count = (uint32_t)list.count;
	return true;
}

/* A NULL-terminated list of strings from "a,b", behind what `before` holds. */
static const char *const *parse_list(arena *memory, slice text, const char *const *before)
{
	VECTOR(const char *) list = {0};
	slice part;

	for (; before && *before; before++)
		*VECTOR_PUSH(memory, &list) = *before;
	while (slice_split(&text, ',', &part))
		if (part.length)
			*VECTOR_PUSH(memory, &list) = arena_copy(memory, part.at, part.length);
	*VECTOR_PUSH(memory, &list) = NULL;
	return list.items;
}

/* "TYPE", "TYPE:mode", "NONE", "operator(TYPE:mode)", "operator()". */
static bool parse_result(loading *self, const tsv *row, slice text, rule *out)
{
	arena *memory = &self->lexicon->memory;
	const char *open = memchr(text.at, '(', text.length);
	slice type = text, mode = {NULL, 0};

	out->operation = OPERATION_TYPE;
	if (open && text.at[text.length - 1] == ')') {
		slice name = {text.at, (size_t)(open - text.at)};
		unsigned i = OPERATION_LIGHT;
		while (i <= OPERATION_SAY && !slice_is(name, operation_names[i]))
			i++;
		if (i > OPERATION_SAY) {
			problem(self, row, "unknown operator; FORMAT.md lists them:", text);
			return false;
		}
		out->operation = (operation)i;
		type = (slice){open + 1, text.length - name.length - 2};
	}
	if (slice_is(type, "NONE")) {
		if (out->operation == OPERATION_TYPE)
			out->operation = OPERATION_NONE;
		type = (slice){NULL, 0};
	}
	const char *colon = type.length ? memchr(type.at, ':', type.length) : NULL;
	if (colon) {
		mode = (slice){colon + 1, type.length - (size_t)(colon - type.at) - 1};
		type.length = (size_t)(colon - type.at);
	}
	out->type = type.length ? type_from(type) : BEDE_NONE;
	out->modes = parse_list(memory, mode, NULL);
	if (type.length && out->type == BEDE_NONE) {
		problem(self, row, "no PLOVER type and no operator:", text);
		return false;
	}
	return true;
}

static bool parse_gives(loading *self, const tsv *row, slice text, rule *out)
{
	arena *memory = &self->lexicon->memory;
	slice word;

	if (!next_word(&text, &word)) {
		problem(self, row, "column 3 (gives) is empty for", row->columns[0]);
		return false;
	}
	if (!parse_result(self, row, word, out))
		return false;
	/* Attributes are separated by blanks only: their values may have commas. */
	while (slice_split(&text, ' ', &word)) {
		if (!word.length)
			continue;
		const char *equals = memchr(word.at, '=', word.length);
		slice key = equals ? (slice){word.at, (size_t)(equals - word.at)} : word;
		slice given = equals ? (slice){equals + 1, word.length - key.length - 1} : (slice){NULL, 0};
		if (slice_is(key, "cameo"))
			out->cameo = given;
		else if (slice_is(key, "mode"))
			out->modes = parse_list(memory, given, out->modes);
		else if (slice_is(key, "context"))
			out->contexts = parse_list(memory, given, out->contexts);
		else if (slice_is(key, "actor")) {
			if (!parse_role(self, row, given, &out->actor, &out->actor_count))
				return false;
		} else if (slice_is(key, "recipient")) {
			if (!parse_role(self, row, given, &out->recipient, &out->recipient_count))
				return false;
		} else if (slice_is(word, "both"))
			out->both = true;
		else if (slice_is(word, "weak"))
			out->weak = true;
		else if (slice_is(word, "joint"))
			out->joint = true;
		else if (slice_is(word, "loose"))
			out->loose = true;
		else if (slice_is(word, "future"))
			out->aux |= BEDE_FUTURE;
		else if (slice_is(word, "hypothetical"))
			out->aux |= BEDE_HYPOTHETICAL;
		else if (slice_is(word, "negation"))
			out->aux |= BEDE_NEGATION;
		else if (slice_is(word, "historical"))
			out->aux |= BEDE_HISTORICAL;
		else {
			problem(self, row, "unknown attribute in column 3; FORMAT.md lists them:", word);
			return false;
		}
	}
	return true;
}

static void load_rule(loading *self, const tsv *row)
{
	event_lexicon *lexicon = self->lexicon;
	arena *memory = &lexicon->memory;
	rule new_rule = {.layer = lexicon->layers, .number = (uint32_t)lexicon->rules.count};
	VECTOR(constraint) constraints = {0};
	slice heads = row->columns[0], where = row->columns[1], word;
	uint8_t word_class;

	if (row->count < 5) {
		report_problem(self->problems, BEDE_ERROR_DATA, self->shown_as, row->line,
			"a rule has five columns (words, where, gives, example, expect) separated by tabs; this line has %zu",
			row->count);
		return;
	}
	if (!next_word(&heads, &word) || word.length != 1 || !strchr("vna", word.at[0])) {
		problem(self, row, "column 1 begins with v, n or a and a blank, not", row->columns[0]);
		return;
	}
	word_class = word.at[0] == 'v' ? WORD_VERB : word.at[0] == 'n' ? WORD_NOUN : WORD_ADJECTIVE;
	if (!parse_gives(self, row, row->columns[2], &new_rule))
		return;
	if (!slice_is(where, "-"))
		while (slice_split(&where, ' ', &word)) {
			constraint c;
			if (!word.length)
				continue;
			if (!parse_constraint(self, row, word, &c))
				return;
			*VECTOR_PUSH(memory, &constraints) = c;
		}
	new_rule.constraints = constraints.items;
	new_rule.constraint_count = (uint32_t)constraints.count;
	if (!new_rule.contexts)
		new_rule.contexts = parse_list(memory, (slice){NULL, 0}, NULL);
	new_rule.shown = (event_rule){
		.place = slice_of(arena_print(memory, "%s:%u", self->shown_as, row->line)),
		.words = {row->columns[0].at, (size_t)(row->columns[2].at + row->columns[2].length - row->columns[0].at)},
		.example = row->columns[3], .expect = row->columns[4],
		.must_not = row->count > 5 && row->columns[5].length ? row->columns[5] : (slice){NULL, 0},
		.operates = new_rule.operation > OPERATION_NONE,
	};
	bool any = false;
	while (next_word(&heads, &word)) {
		value v = word_value(lexicon, word);
		*VECTOR_PUSH(memory, &lexicon->heads) = (rule_head){new_rule.number, word_class, v};
		if (hyphenated_value(lexicon, word, &v))
			*VECTOR_PUSH(memory, &lexicon->heads) = (rule_head){new_rule.number, word_class, v};
		any = true;
	}
	if (!any) {
		problem(self, row, "column 1 names no word:", row->columns[0]);
		return;
	}
	*VECTOR_PUSH(memory, &lexicon->rules) = new_rule;
	*VECTOR_PUSH(memory, &lexicon->shown) = new_rule.shown;
}

static void load_class(loading *self, const tsv *row)
{
	event_lexicon *lexicon = self->lexicon;
	slice name = row->columns[0], members = row->columns[1], word;

	if (row->count < 2 || name.length < 2 || name.at[0] != '%') {
		problem(self, row, "a class is written as %name, a tab and its members; this line begins with", name);
		return;
	}
	uint32_t number = intern_class(lexicon, (slice){name.at + 1, name.length - 1});
	while (next_word(&members, &word)) {
		value member = word_value(lexicon, word);
		*VECTOR_PUSH(&lexicon->memory, &lexicon->class_list.items[number].members) = member;
		if (hyphenated_value(lexicon, word, &member))
			*VECTOR_PUSH(&lexicon->memory, &lexicon->class_list.items[number].members) = member;
	}
}

static void load_grammar(loading *self, const tsv *row)
{
	static const struct { const char *does, *relation; uint32_t bits; } rows[] = {
		{"future", "aux", GRAMMAR_FUTURE_AUX}, {"hypothetical", "aux", GRAMMAR_HYPOTHETICAL_AUX},
		{"obligation", "aux", GRAMMAR_OBLIGATION_AUX}, {"hypothetical", "mark", GRAMMAR_HYPOTHETICAL_MARK},
		{"hypothetical", "advmod", GRAMMAR_HYPOTHETICAL_ADVMOD}, {"negation", "advmod", GRAMMAR_NEGATION_ADVMOD},
		{"negation", "det", GRAMMAR_NEGATION_DET}, {"negation", "cc", GRAMMAR_NEGATION_CC},
		{"negation", "case", GRAMMAR_NEGATION_CASE},
		{"negation", "mark", GRAMMAR_NEGATION_MARK}, {"agent", "case", GRAMMAR_AGENT},
		{"part", "case", GRAMMAR_PART}, {"between", "case", GRAMMAR_BETWEEN},
		{"recipient", "case", GRAMMAR_RECIPIENT}, {"possessor", "case", GRAMMAR_POSSESSOR},
		{"transparent", "noun", GRAMMAR_TRANSPARENT}, {"relative", "pron", GRAMMAR_RELATIVE},
		{"infinitive", "mark", GRAMMAR_INFINITIVE}, {"definite", "det", GRAMMAR_DEFINITE},
		{"particle", "case", GRAMMAR_PARTICLE}, {"object", "mark", GRAMMAR_OBJECT},
		{"reported", "aux", GRAMMAR_REPORTED}, {"historical", "noun", GRAMMAR_HISTORICAL},
		{"manner", "case", GRAMMAR_MANNER},
	};
	slice words = row->columns[2], word;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (slice_is(row->columns[0], rows[i].does) && slice_is(row->columns[1], rows[i].relation)) {
			while (next_word(&words, &word)) {
				uint32_t number = intern(self->lexicon, word);
				*VECTOR_PUSH(&self->lexicon->memory, &self->lexicon->grammar_rows) =
					(grammar_row){number, rows[i].bits};
			}
			return;
		}
	problem(self, row, "unknown kind of function word; FORMAT.md lists what may stand here:", row->columns[0]);
}

static void load_mode(loading *self, const tsv *row)
{
	arena *memory = &self->lexicon->memory;
	mode_row mode = {.type = type_from(row->columns[0]), .modes = parse_list(memory, row->columns[1], NULL)};
	slice words = row->columns[2], word;
	VECTOR(value) values = {0};

	if (mode.type == BEDE_NONE || !row->columns[1].length) {
		problem(self, row, "a mode is written as type, mode and words; this is no PLOVER type, or it has no mode:",
			row->columns[0]);
		return;
	}
	while (next_word(&words, &word))
		*VECTOR_PUSH(memory, &values) = word_value(self->lexicon, word);
	mode.words = (constraint){.key = KEY_ANY, .values = values.items, .value_count = (uint32_t)values.count};
	*VECTOR_PUSH(memory, &self->lexicon->modes) = mode;
}

static void load_file(void *context)
{
	loading *self = context;
	slice path = slice_of(self->shown_as);
	tsv row;

	tsv_init(&row, self->shown_as, slice_of(arena_copy(&self->lexicon->memory, self->bytes.at, self->bytes.length)));
	while (tsv_next(&row)) {
		if (slice_ends(path, "/classes.tsv"))
			load_class(self, &row);
		else if (slice_ends(path, "/grammar.tsv"))
			load_grammar(self, &row);
		else if (slice_ends(path, "/modes.tsv"))
			load_mode(self, &row);
		else
			load_rule(self, &row);
	}
}

event_lexicon *event_lexicon_new(void)
{
	event_lexicon *self = calloc(1, sizeof *self);

	if (self)
		arena_init(&self->memory, 0);
	return self;
}

void event_lexicon_free(event_lexicon *self)
{
	if (!self)
		return;
	arena_clear(&self->memory);
	free(self);
}

bool event_lexicon_load(event_lexicon *self, const char *folder, const char *shown_as, report *problems,
	bede_error *error)
{
	arena scratch;
	size_t count;
	bool done = true;

	arena_init(&scratch, 0);
	const char *const *files = folder_files(&scratch, folder, ".tsv", &count, error);
	if (files && count == 0) {
		error_set_at(error, BEDE_ERROR_DATA, folder, 0, "the folder of the event lexicon holds no .tsv file");
		done = false;
	}
	for (size_t i = 0; files && done && i < count; i++) {
		char path[4096], shown[512];
		file_map file;
		if (snprintf(path, sizeof path, "%s/%s", folder, files[i]) >= (int)sizeof path
			|| snprintf(shown, sizeof shown, "%s/%s", shown_as, files[i]) >= (int)sizeof shown) {
			error_set_at(error, BEDE_ERROR_DATA, folder, 0, "the path of '%s' is too long", files[i]);
			done = false;
			break;
		}
		if (!file_map_open(&file, path, error)) {
			done = false;
			break;
		}
		loading context = {self, problems, {file.bytes, file.length}, shown};
		done = arena_run(&self->memory, load_file, &context);
		file_map_close(&file);
		if (!done)
			error_set(error, BEDE_ERROR_MEMORY, "out of memory while loading '%s'", path);
	}
	self->layers++;
	arena_clear(&scratch);
	return files && done;
}

uint32_t event_lexicon_rules(const event_lexicon *self, const event_rule **rules)
{
	*rules = self->shown.items;
	return (uint32_t)self->shown.count;
}
