/* sql.c — SQLite's calls with errors as this library gives them. */
#include "store/sql.h"

#include "base/error.h"

void sql_error(sqlite3 *db, const char *path, bede_error *error)
{
	int code = db ? sqlite3_errcode(db) : SQLITE_NOMEM;
	const char *said = db ? sqlite3_errmsg(db) : "out of memory";
	switch (code & 0xFF) {
	case SQLITE_NOMEM:
		error_set_at(error, BEDE_ERROR_MEMORY, path, 0, "out of memory while working on the store");
		break;
	case SQLITE_FULL:
		error_set_at(error, BEDE_ERROR_STORE, path, 0, "the disk is full; what was finished before is kept: free "
			"some space and run the same command again, it goes on from there");
		break;
	case SQLITE_READONLY:
	case SQLITE_PERM:
		error_set_at(error, BEDE_ERROR_STORE, path, 0, "the store cannot be written to (%s); give yourself the right "
			"to write to the file and its folder", said);
		break;
	case SQLITE_CANTOPEN:
		error_set_at(error, BEDE_ERROR_STORE, path, 0, "the store cannot be opened; look whether its folder is there "
			"and may be written to");
		break;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		error_set_at(error, BEDE_ERROR_STORE, path, 0, "the store is locked: another process is writing to it; wait "
			"for it to end, then run the same command again");
		break;
	case SQLITE_NOTADB:
		error_set_at(error, BEDE_ERROR_STORE, path, 0, "the file is no store; name a store, or a file that is not "
			"there yet");
		break;
	case SQLITE_CORRUPT:
		error_set_at(error, BEDE_ERROR_STORE, path, 0, "the store is damaged (%s); go back to a copy, or code the "
			"reports into a new one", said);
		break;
	case SQLITE_IOERR:
		error_set_at(error, BEDE_ERROR_STORE, path, 0, "the disk could not be read or written (%s); what was finished "
			"before is kept", said);
		break;
	default:
		error_set_at(error, BEDE_ERROR_STORE, path, 0, "%s", said);
		break;
	}
}

bool sql_execute(sqlite3 *db, const char *path, const char *sql, bede_error *error)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	sql_error(db, path, error);
	return false;
}

sqlite3_stmt *sql_prepare(sqlite3 *db, const char *path, const char *sql, bede_error *error)
{
	sqlite3_stmt *statement = NULL;
	if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) == SQLITE_OK)
		return statement;
	sql_error(db, path, error);
	return NULL;
}

bool sql_run(sqlite3_stmt *statement, const char *path, bede_error *error)
{
	int result = sqlite3_step(statement);
	if (result != SQLITE_DONE && result != SQLITE_ROW)
		sql_error(sqlite3_db_handle(statement), path, error);
	sqlite3_reset(statement);
	return result == SQLITE_DONE || result == SQLITE_ROW;
}

int sql_row(sqlite3_stmt *statement, const char *path, bede_error *error)
{
	int result = sqlite3_step(statement);
	if (result == SQLITE_ROW)
		return 1;
	if (result != SQLITE_DONE)
		sql_error(sqlite3_db_handle(statement), path, error);
	sqlite3_reset(statement);
	return result == SQLITE_DONE ? 0 : -1;
}

bool sql_ask(sqlite3 *db, const char *path, const char *sql, int64_t *out, bede_error *error)
{
	sqlite3_stmt *statement = sql_prepare(db, path, sql, error);
	int result = statement ? sql_row(statement, path, error) : -1;
	*out = result > 0 ? sqlite3_column_int64(statement, 0) : 0;
	sqlite3_finalize(statement);
	return result >= 0;
}

int64_t sql_number(sqlite3 *db, const char *sql, int64_t otherwise)
{
	sqlite3_stmt *statement = NULL;
	int64_t value = otherwise;
	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
		value = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return value;
}

void sql_bind(sqlite3_stmt *statement, int index, slice value)
{
	if (value.at)
		sqlite3_bind_text64(statement, index, value.at, value.length, SQLITE_STATIC, SQLITE_UTF8);
	else
		sqlite3_bind_null(statement, index);
}

void sql_bind_string(sqlite3_stmt *statement, int index, const char *value)
{
	sql_bind(statement, index, slice_of(value));
}

slice sql_text(sqlite3_stmt *statement, int column)
{
	const unsigned char *text = sqlite3_column_text(statement, column);
	return (slice){(const char *)text, text ? (size_t)sqlite3_column_bytes(statement, column) : 0};
}
