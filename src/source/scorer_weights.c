/* scorer_weights.c — reads the scorer's weights: feature, tab, weight, a line each. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/tsv.h"
#include "source/scorer.h"

enum { NAME_ROOM = 96 };

typedef struct loading {
	source_lexicon *lexicon;
	const char *path;
	slice bytes;
	report *problems;
} loading;

/* "-0.125" in thousandths; at most three digits behind the point, so that nothing is rounded. */
static bool read_weight(slice written, int32_t *out)
{
	bool negative = written.length && written.at[0] == '-', point = false;
	int32_t value = 0;
	int decimals = 0, digits = 0;
	for (size_t i = negative; i < written.length; i++) {
		char c = written.at[i];
		if (c == '.' && !point) {
			point = true;
			continue;
		}
		if (c < '0' || c > '9' || digits == 7 || (point && decimals == 3))
			return false;
		value = value * 10 + (c - '0');
		digits++;
		decimals += point;
	}
	for (; decimals < 3; decimals++)
		value *= 10;
	*out = negative ? -value : value;
	return digits > 0;
}

static void load(void *context)
{
	loading *self = context;
	source_lexicon *lexicon = self->lexicon;
	uint32_t count = scorer_feature_count(lexicon);
	table features = {0};
	char room[NAME_ROOM];
	tsv row;

	for (uint32_t i = 0; i < count; i++)
		if (scorer_name(lexicon, i, room, sizeof room)) {
			size_t length = strlen(room);
			table_add(&features, &lexicon->memory, (slice){arena_copy(&lexicon->memory, room, length), length}, i);
		}
	int32_t *weights = ARENA_ARRAY(&lexicon->memory, count, int32_t);
	tsv_init(&row, self->path, self->bytes);
	while (tsv_next(&row)) {
		uint32_t feature = table_get(&features, row.columns[0]);
		int32_t weight;
		if (feature == TABLE_NONE || !read_weight(row.columns[1], &weight)) {
			report_problem(self->problems, BEDE_ERROR_DATA, self->path, row.line,
				"unknown feature or no weight with three decimals: '%.*s'", (int)row.columns[0].length,
				row.columns[0].at);
			continue;
		}
		weights[feature] = weight;
	}
	lexicon->weights = weights;
}

bool source_lexicon_load_weights(source_lexicon *self, const char *path, report *problems, bede_error *error)
{
	file_map file;

	if (!file_map_open(&file, path, error))
		return false;
	loading state = {.lexicon = self, .path = path, .bytes = {file.bytes, file.length}, .problems = problems};
	bool loaded = arena_run(&self->memory, load, &state);
	file_map_close(&file);
	if (!loaded)
		error_set(error, BEDE_ERROR_MEMORY, "out of memory");
	return loaded;
}
