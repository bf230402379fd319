/* tsv.c — rows of a lexicon file. */
#include "tsv.h"

void tsv_init(tsv *self, const char *path, slice bytes)
{
	*self = (tsv){.rest = bytes, .path = path};
	/* Some editors put a byte-order mark in front. */
	if (slice_starts(bytes, "\xEF\xBB\xBF"))
		self->rest = (slice){bytes.at + 3, bytes.length - 3};
}

bool tsv_next(tsv *self)
{
	slice line;
	while (slice_split(&self->rest, '\n', &line)) {
		self->line++;
		if (slice_starts(line, "#") || slice_trim(line).length == 0)
			continue;
		for (size_t i = 0; i < TSV_COLUMNS; i++)
			self->columns[i] = (slice){0};
		self->count = 0;
		slice column;
		/* A row with too many columns keeps them all in its last one, where a checker sees the tab. */
		while (self->count < TSV_COLUMNS - 1 && slice_split(&line, '\t', &column))
			self->columns[self->count++] = slice_trim(column);
		if (line.length)
			self->columns[self->count++] = slice_trim(line);
		return true;
	}
	return false;
}
