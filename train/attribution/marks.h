/*
 * marks.h — attributions marked by hand, stand-off: ranges of a text that is kept elsewhere (FORMAT.md).
 */
#ifndef BEDE_TRAIN_MARKS_H
#define BEDE_TRAIN_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bede.h"

enum { MARK_RANGES = 16 };

typedef struct mark_range {
	uint32_t start, end;      /* code points of the text, end exclusive */
} mark_range;

typedef struct mark {
	mark_range source[MARK_RANGES], cue[MARK_RANGES], content[MARK_RANGES];
	size_t source_count, cue_count, content_count;   /* no source: nobody is named */
} mark;

typedef struct marks {
	const char *id;
	mark *items;
	size_t count;
} marks;

typedef struct marks_reader marks_reader;

/* Reads the reports (JSON Lines with id and text) that marks are about. Ends the program if it cannot. */
marks_reader *marks_open(const char *texts);
/* Goes on with this file of marks. */
void marks_file(marks_reader *self, const char *path);
/* The next text with its marks; says on standard error what is wrong with one and skips it. False at the file's end.
 * What is pointed to lives until marks_close. */
bool marks_next(marks_reader *self, marks *out, bede_document *text);
void marks_clear(marks *self);
/* How many faults were found. */
unsigned marks_close(marks_reader *self);

#endif
