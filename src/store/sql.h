/* sql.h — inside `store` and `link`: SQLite's calls with errors as this library gives them. */
#ifndef BEDE_STORE_SQL_H
#define BEDE_STORE_SQL_H

#include <sqlite3.h>

#include "base/slice.h"
#include "bede.h"

/* What SQLite's last error means and what to do about it, as BEDE_ERROR_STORE (or _MEMORY). */
void sql_error(sqlite3 *db, const char *path, bede_error *error);

/* Runs statements without a result. */
bool sql_execute(sqlite3 *db, const char *path, const char *sql, bede_error *error);
/* One that is to be run often. NULL and *error. */
sqlite3_stmt *sql_prepare(sqlite3 *db, const char *path, const char *sql, bede_error *error);
/* Runs a statement without a result, and makes it ready for the next time. */
bool sql_run(sqlite3_stmt *statement, const char *path, bede_error *error);
/* The next row: 1; the end: 0, and the statement is ready for the next time; an error: -1. */
int sql_row(sqlite3_stmt *statement, const char *path, bede_error *error);
/* The only number that a query gives, or 0 where it gives none. */
bool sql_ask(sqlite3 *db, const char *path, const char *sql, int64_t *out, bede_error *error);
/* The same for what only a message or a test needs: `otherwise` where there is none, or it cannot be had. */
int64_t sql_number(sqlite3 *db, const char *sql, int64_t otherwise);

/* {NULL,0} is NULL. The bytes must live until the statement has run. */
void sql_bind(sqlite3_stmt *statement, int index, slice value);
void sql_bind_string(sqlite3_stmt *statement, int index, const char *value);
/* A column of the row at hand; {NULL,0} for NULL. It lives until the next row. */
slice sql_text(sqlite3_stmt *statement, int column);

#endif
