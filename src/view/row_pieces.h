/* row_pieces.h — inside `view`: what events and records have in common when they are shown. */
#ifndef BEDE_VIEW_ROW_PIECES_H
#define BEDE_VIEW_ROW_PIECES_H

#include "view/asking.h"

/* Members of the object at hand. */
void show_text(json_writer *json, const char *key, slice value);
void show_number(json_writer *json, const char *key, int64_t value);
/* The number in a column, null where it is NULL. */
void show_amount(json_writer *json, const char *key, sqlite3_stmt *row, int column);
void show_day(json_writer *json, const char *key, int32_t day);
void show_list(json_writer *json, const char *key, const value_lists *lists, uint32_t list);
void show_aux_modes(json_writer *json, unsigned aux);
/* "event", "mode", "quad_code" and "event_scale" of a row. */
void show_type(asking *self, uint32_t row);
/* The place of a row (NO_NUMBER: of none), or the words for one that is not known. */
void show_place(asking *self, uint32_t row, slice words);

/* Words by what they say of a record, as characters of its document. */
typedef struct mark {
	int64_t start, end;
	const char *role;
} mark;
enum { MOST_MARKS = 128 };
typedef struct marks {
	mark items[MOST_MARKS];
	size_t count;
} marks;
/* Adds what stands in two columns; nothing where they are NULL or there are MOST_MARKS. */
void marks_add(marks *self, sqlite3_stmt *row, int column, const char *role);

/* "actor" and "recipient". `marks`: where they stand; NULL: not wanted. */
void show_parties(asking *self, uint32_t row, marks *marks);
/* One object {code, sector, name, inferred}. */
void show_party(asking *self, slice code, slice sector, slice name, bool inferred);

/* Cells of a row. */
void row_put_place(asking *self, row_writer *cells, uint32_t row, slice words);
void row_put_values(row_writer *cells, const value_lists *lists, uint32_t list);
void row_put_aux_modes(row_writer *cells, unsigned aux);
/* The codes of one side: "RUS MIL;CHN". */
void row_put_side(asking *self, row_writer *cells, uint32_t row, bool recipients);

#endif
