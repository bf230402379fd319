/* schema.h — inside `store`: which tables a store has, and how an old one comes to them. */
#ifndef BEDE_STORE_SCHEMA_H
#define BEDE_STORE_SCHEMA_H

#include <sqlite3.h>

#include "bede.h"

/* "bede" as a number, in the head of the file (PRAGMA application_id): what tells a store from other databases. */
enum { SCHEMA_APPLICATION = 0x62656465 };

typedef enum schema_state {
	SCHEMA_EMPTY,              /* a new file, or one without a table */
	SCHEMA_OLDER, SCHEMA_CURRENT, SCHEMA_NEWER,
	SCHEMA_FOREIGN,            /* a database of some other program */
	SCHEMA_UNREADABLE          /* no database, or it cannot be read: SQLite says why */
} schema_state;

schema_state schema_look(sqlite3 *db);
int schema_newest(void);
/* Takes the tables to version `to` (0 to schema_newest()), all or nothing; an empty database has version 0. */
bool schema_migrate(sqlite3 *db, const char *path, int to, bede_error *error);

#endif
