/* source_lexicon.c — loading lexicon/<language>/sources/. */
#include "source/source_lexicon.h"

#include <stdlib.h>
#include <stdio.h>

#include "base/strbuf.h"
#include "base/tsv.h"

static const char *const file_names[FILE_COUNT] = {"verbs.tsv", "nouns.tsv", "hedges.tsv", "words.tsv"};

static const char *const frame_names[FRAME_COUNT] = {
#define FRAME_NAME(name, written) written,
	FRAME_LIST(FRAME_NAME)
#undef FRAME_NAME
};

static const char *const word_names[SOURCE_WORD_COUNT] = {
#define SOURCE_WORD_NAME(name, written) written,
	SOURCE_WORD_LIST(SOURCE_WORD_NAME)
#undef SOURCE_WORD_NAME
};

static const char *const hedge_names[] = {"modal", "adverb", "adjective", "verb", "noun", "condition"};
static const char *const kind_names[] = {
	"report", "statement", "claim", "denial", "estimate", "announcement", "unacknowledged"};
static const char *const certainty_names[] = {"certain", "probable", "possible"};

#define COUNT_OF(array) (sizeof (array) / sizeof *(array))

/* Index of `name`, or -1. */
static int find_name(const char *const names[], size_t count, slice name)
{
	for (size_t i = 0; i < count; i++)
		if (slice_is(name, names[i]))
			return (int)i;
	return -1;
}

typedef struct loading {
	source_lexicon *self;
	char shown[FILE_COUNT][256];
	report *problems;
} loading;

static void complain(const loading *self, int file, unsigned line, const char *what, slice word)
{
	report_problem(self->problems, BEDE_ERROR_DATA, self->shown[file], line, "%s '%.*s'", what, (int)word.length,
		word.at ? word.at : "");
}

/* `that quote ~to +of`: '~' marks an attitude, '+' a preposition. */
static bool read_frames(slice column, cue_word *out)
{
	slice rest = column, part;
	size_t prepositions = 0;
	while (slice_split(&rest, ' ', &part)) {
		if (!part.length)
			continue;
		bool weak = part.at[0] == '~';
		if (weak)
			part.at++, part.length--;
		if (part.length > 1 && part.at[0] == '+') {
			if (prepositions == CUE_PREPOSITIONS)
				return false;
			out->prepositions[prepositions] = (slice){part.at + 1, part.length - 1};
			out->preposition_weak[prepositions++] = weak;
			continue;
		}
		int frame = find_name(frame_names, FRAME_COUNT, part);
		if (frame < 0)
			return false;
		out->frames |= 1u << frame;
		if (weak)
			out->weak |= 1u << frame;
	}
	return out->frames || prepositions;
}

static void load_cues(loading *self, int file, table *into)
{
	source_lexicon *lexicon = self->self;
	tsv rows;
	tsv_init(&rows, self->shown[file], (slice){lexicon->maps[file].bytes, lexicon->maps[file].length});
	while (tsv_next(&rows)) {
		cue_word word = {0};
		int kind = find_name(kind_names, COUNT_OF(kind_names), rows.columns[1]);
		bool none = slice_is(rows.columns[2], "none");
		int negated = find_name(kind_names, COUNT_OF(kind_names), rows.columns[2]);
		int certainty = find_name(certainty_names, COUNT_OF(certainty_names), rows.columns[3]);
		if (!rows.columns[0].length || kind < 0 || (negated < 0 && !none) || certainty < 0) {
			complain(self, file, rows.line, "a kind or certainty that is none, for", rows.columns[0]);
			continue;
		}
		if (!read_frames(rows.columns[4], &word)) {
			complain(self, file, rows.line, "a frame that is none, for", rows.columns[0]);
			continue;
		}
		if (!rows.columns[5].length) {
			complain(self, file, rows.line, "no example for", rows.columns[0]);
			continue;
		}
		if (table_get(into, rows.columns[0]) != TABLE_NONE) {
			complain(self, file, rows.line, "a second line for", rows.columns[0]);
			continue;
		}
		word.lemma = rows.columns[0];
		word.noun = file == FILE_NOUNS;
		word.kind = (bede_kind)kind;
		word.negated = !none;
		word.negated_kind = none ? word.kind : (bede_kind)negated;
		word.certainty = (bede_certainty)certainty;
		table_add(into, &lexicon->memory, rows.columns[0], (uint32_t)lexicon->cues.count);
		*VECTOR_PUSH(&lexicon->memory, &lexicon->cues) = word;
	}
}

static void load_hedges(loading *self)
{
	source_lexicon *lexicon = self->self;
	tsv rows;
	tsv_init(&rows, self->shown[FILE_HEDGES],
		(slice){lexicon->maps[FILE_HEDGES].bytes, lexicon->maps[FILE_HEDGES].length});
	while (tsv_next(&rows)) {
		hedge found = {0};
		slice rest = rows.columns[1], part;
		bool good = rows.columns[0].length > 0;
		while (slice_split(&rest, ' ', &part)) {
			int class = find_name(hedge_names, COUNT_OF(hedge_names), part);
			good = good && class >= 0;
			if (class >= 0)
				found.classes |= 1u << class;
		}
		int certainty = find_name(certainty_names, COUNT_OF(certainty_names), rows.columns[2]);
		int kind = find_name(kind_names, COUNT_OF(kind_names), rows.columns[3]);
		good = good && certainty >= 0 && (kind >= 0 || slice_is(rows.columns[3], "none")) && rows.columns[4].length;
		if (!good) {
			complain(self, FILE_HEDGES, rows.line, "a class, certainty, kind or example is missing for",
				rows.columns[0]);
			continue;
		}
		found.certainty = (bede_certainty)certainty;
		found.reports = kind >= 0;
		found.kind = kind >= 0 ? (bede_kind)kind : BEDE_REPORT;
		if (table_add(&lexicon->hedge_of, &lexicon->memory, rows.columns[0], (uint32_t)lexicon->hedges.count)
			!= lexicon->hedges.count) {
			complain(self, FILE_HEDGES, rows.line, "a second line for", rows.columns[0]);
			continue;
		}
		*VECTOR_PUSH(&lexicon->memory, &lexicon->hedges) = found;
	}
}

static void load_words(loading *self)
{
	source_lexicon *lexicon = self->self;
	tsv rows;
	tsv_init(&rows, self->shown[FILE_WORDS],
		(slice){lexicon->maps[FILE_WORDS].bytes, lexicon->maps[FILE_WORDS].length});
	while (tsv_next(&rows)) {
		int class = find_name(word_names, SOURCE_WORD_COUNT, rows.columns[0]);
		if (class < 0 || !rows.columns[1].length) {
			complain(self, FILE_WORDS, rows.line, "no class of words:", rows.columns[0]);
			continue;
		}
		uint32_t bits = table_get(&lexicon->words, rows.columns[1]);
		bits = bits == TABLE_NONE ? 0 : bits;
		table_set(&lexicon->words, &lexicon->memory, rows.columns[1], bits | 1u << class);
	}
}

static void load(void *context)
{
	loading *self = context;
	load_cues(self, FILE_VERBS, &self->self->verbs);
	load_cues(self, FILE_NOUNS, &self->self->nouns);
	load_hedges(self);
	load_words(self);
}

source_lexicon *source_lexicon_open(const char *folder, const char *shown_as, report *problems, bede_error *error)
{
	source_lexicon *self = calloc(1, sizeof *self);
	if (!self) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory");
		return NULL;
	}
	arena_init(&self->memory, 0);
	loading state = {.self = self, .problems = problems};
	for (int file = 0; file < FILE_COUNT; file++) {
		strbuf path;
		strbuf_init(&path);
		strbuf_print(&path, "%s/%s", folder, file_names[file]);
		bool opened = false;
		if (path.failed)
			error_set(error, BEDE_ERROR_MEMORY, "out of memory");
		else
			opened = file_map_open(&self->maps[file], path.bytes, error);
		strbuf_clear(&path);
		if (!opened) {
			source_lexicon_close(self);
			return NULL;
		}
		snprintf(state.shown[file], sizeof state.shown[file], "%s/%s", shown_as, file_names[file]);
	}
	if (!arena_run(&self->memory, load, &state)) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory");
		source_lexicon_close(self);
		return NULL;
	}
	return self;
}

void source_lexicon_close(source_lexicon *self)
{
	if (!self)
		return;
	arena_clear(&self->memory);
	for (int file = 0; file < FILE_COUNT; file++)
		file_map_close(&self->maps[file]);
	free(self);
}

const cue_word *source_lexicon_verb(const source_lexicon *self, slice lemma)
{
	uint32_t found = table_get(&self->verbs, lemma);
	return found == TABLE_NONE ? NULL : &self->cues.items[found];
}

const cue_word *source_lexicon_noun(const source_lexicon *self, slice lemma)
{
	uint32_t found = table_get(&self->nouns, lemma);
	return found == TABLE_NONE ? NULL : &self->cues.items[found];
}

const hedge *source_lexicon_hedge(const source_lexicon *self, slice word)
{
	uint32_t found = table_get(&self->hedge_of, word);
	return found == TABLE_NONE ? NULL : &self->hedges.items[found];
}

bool source_lexicon_word(const source_lexicon *self, slice word, unsigned classes)
{
	uint32_t found = table_get(&self->words, word);
	return found != TABLE_NONE && (found & classes);
}
