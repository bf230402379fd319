/* confidence_weights.c — reads the weights of the features: feature, tab, weight, a line each. */
#include <assert.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/tsv.h"
#include "event/confidence.h"

static_assert(FEATURE_COUNT <= sizeof(((event_lexicon *)0)->weights) / sizeof(double), "room for every weight");

bool event_lexicon_load_weights(event_lexicon *self, const char *path, report *problems, bede_error *error)
{
	file_map file;
	tsv row;

	if (!file_map_open(&file, path, error))
		return false;
	tsv_init(&row, path, (slice){file.bytes, file.length});
	while (tsv_next(&row)) {
		char number[40];
		unsigned i = 0;
		while (i < FEATURE_COUNT && !slice_is(row.columns[0], feature_name((feature)i)))
			i++;
		if (i == FEATURE_COUNT || row.columns[1].length == 0 || row.columns[1].length >= sizeof number) {
			report_problem(problems, BEDE_ERROR_DATA, path, row.line, "unknown feature or no weight: '%.*s'",
				(int)row.columns[0].length, row.columns[0].at);
			continue;
		}
		for (size_t k = 0; k < row.columns[1].length; k++)
			number[k] = row.columns[1].at[k];
		number[row.columns[1].length] = '\0';
		self->weights[i] = strtod(number, NULL);
	}
	file_map_close(&file);
	return true;
}
