/* filter.h — inside `store`: which records a question is about, as SQL. */
#ifndef BEDE_STORE_FILTER_H
#define BEDE_STORE_FILTER_H

#include "base/strbuf.h"
#include "store/sql.h"

/* A question as SQL with its values. Values never stand in the SQL itself. */
typedef struct question {
	strbuf sql;
	strbuf values;             /* NUL-terminated texts, one behind the other */
	int value_count;
} question;

void question_init(question *self);
void question_clear(question *self);
void question_add(question *self, const char *sql);
/* A "?" with its value. */
void question_value(question *self, slice value);
/* "WHERE …" on the table `records AS r` for all that the filter asks; false and *error for a value that makes no
 * sense. */
bool question_filter(question *self, const bede_filter *filter, bede_error *error);
/* The statement with its values bound; NULL and *error. It lives no longer than the question. */
sqlite3_stmt *question_prepare(const question *self, sqlite3 *db, const char *path, bede_error *error);

#endif
