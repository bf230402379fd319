/*
 * schema.c — the tables of a store, as steps from one version to the next. A new store takes all of them, an old one
 * those that it lacks: both ways lead to the same tables. A step that was released is never changed again.
 *
 * doc/store.md explains the tables to those who query them.
 */
#include "store/schema.h"

#include "store/sql.h"

/* Version 1: what was read, and the records that were made of it. Offsets count characters from 0, as records show
 * them, so that substr(text, start + 1, end - start) is the words. */
static const char *const VERSION_1[] = {
	"CREATE TABLE runs ("
	"	run_id INTEGER PRIMARY KEY,"
	"	started TEXT NOT NULL,"
	"	finished TEXT,"
	"	program TEXT NOT NULL,"
	"	codebook TEXT NOT NULL,"
	"	model_checksum TEXT,"
	"	lexicon_checksum TEXT,"
	"	settings TEXT"
	") STRICT;",

	"CREATE TABLE documents ("
	"	document_id INTEGER PRIMARY KEY AUTOINCREMENT,"
	"	run_id INTEGER NOT NULL REFERENCES runs,"
	"	id TEXT NOT NULL UNIQUE,"
	"	fingerprint INTEGER NOT NULL,"
	"	date TEXT,"
	"	publisher TEXT,"
	"	title TEXT,"
	"	url TEXT,"
	"	language TEXT,"
	"	sketch BLOB,"
	"	topic BLOB,"
	"	text TEXT NOT NULL"
	") STRICT;",
	"CREATE INDEX documents_by_date ON documents (date);",

	"CREATE TABLE sentences ("
	"	document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,"
	"	sequence INTEGER NOT NULL,"
	"	start_char INTEGER NOT NULL,"
	"	end_char INTEGER NOT NULL,"
	"	PRIMARY KEY (document_id, sequence)"
	") STRICT, WITHOUT ROWID;",

	"CREATE TABLE places ("
	"	place_id INTEGER PRIMARY KEY,"
	"	fingerprint INTEGER NOT NULL UNIQUE,"
	"	name TEXT,"
	"	geonameid INTEGER,"
	"	lat REAL,"
	"	lon REAL,"
	"	city TEXT,"
	"	province TEXT,"
	"	country TEXT,"
	"	country_code TEXT,"
	"	feature_class TEXT,"
	"	feature_code TEXT,"
	"	resolution INTEGER"
	") STRICT;",
	"CREATE INDEX places_by_name ON places (name);",
	"CREATE INDEX places_by_country ON places (country_code, province);",
	"CREATE INDEX places_by_position ON places (lat, lon);",

	"CREATE TABLE records ("
	"	record_id INTEGER PRIMARY KEY,"
	"	document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,"
	"	place_id INTEGER REFERENCES places,"
	"	position INTEGER NOT NULL,"
	"	id TEXT NOT NULL,"
	"	day TEXT,"
	"	date TEXT,"
	"	enddate TEXT,"
	"	date_text TEXT,"
	"	date_value TEXT,"
	"	date_start INTEGER,"
	"	date_end INTEGER,"
	"	event TEXT,"
	"	mode TEXT,"
	"	aux_mode TEXT,"
	"	context TEXT,"
	"	quad_code INTEGER,"
	"	event_scale REAL,"
	"	cameo TEXT,"
	"	certainty TEXT NOT NULL,"
	"	confidence REAL NOT NULL,"
	"	place_text TEXT,"
	"	place_start INTEGER,"
	"	place_end INTEGER,"
	"	event_text TEXT,"
	"	event_start INTEGER,"
	"	event_end INTEGER,"
	"	sequence INTEGER,"
	"	sentence_start INTEGER,"
	"	sentence_end INTEGER,"
	"	lemma TEXT,"
	"	words TEXT,"
	"	rule TEXT"
	") STRICT;",
	"CREATE INDEX records_by_document ON records (document_id, position);",
	"CREATE INDEX records_by_id ON records (id);",
	"CREATE INDEX records_by_day ON records (day);",
	"CREATE INDEX records_by_event ON records (event, day);",
	"CREATE INDEX records_by_place ON records (place_id, day) WHERE place_id IS NOT NULL;",

	"CREATE TABLE participants ("
	"	record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,"
	"	side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),"
	"	position INTEGER NOT NULL,"
	"	code TEXT,"
	"	sector TEXT,"
	"	entity_text TEXT,"
	"	identifier_text TEXT,"
	"	office TEXT,"
	"	inferred INTEGER NOT NULL,"
	"	start_char INTEGER,"
	"	end_char INTEGER,"
	"	PRIMARY KEY (record_id, side, position)"
	") STRICT, WITHOUT ROWID;",

	/* Who stands against whom, once a record and pair of codes: what a question for a dyad and a time walks along. */
	"CREATE TABLE dyads ("
	"	record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,"
	"	actor TEXT NOT NULL,"
	"	recipient TEXT NOT NULL,"
	"	day TEXT NOT NULL,"
	"	PRIMARY KEY (actor, recipient, day, record_id)"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX dyads_by_recipient ON dyads (recipient, day, record_id);",
	"CREATE INDEX dyads_by_record ON dyads (record_id);",

	"CREATE TABLE attributions ("
	"	record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,"
	"	position INTEGER NOT NULL,"
	"	code TEXT,"
	"	sector TEXT,"
	"	entity_text TEXT,"
	"	identifier_text TEXT,"
	"	source_start INTEGER,"
	"	source_end INTEGER,"
	"	cue TEXT,"
	"	kind TEXT NOT NULL,"
	"	date TEXT,"
	"	cue_start INTEGER,"
	"	cue_end INTEGER,"
	"	PRIMARY KEY (record_id, position)"
	") STRICT, WITHOUT ROWID;",

	"CREATE TABLE quantities ("
	"	record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,"
	"	position INTEGER NOT NULL,"
	"	min REAL,"
	"	max REAL,"
	"	approx INTEGER NOT NULL,"
	"	unit TEXT,"
	"	per TEXT,"
	"	item TEXT,"
	"	role TEXT,"
	"	actor TEXT,"
	"	measure TEXT,"
	"	si_unit TEXT,"
	"	si_min REAL,"
	"	si_max REAL,"
	"	start_char INTEGER,"
	"	end_char INTEGER,"
	"	PRIMARY KEY (record_id, position)"
	") STRICT, WITHOUT ROWID;",

	/* Full text. It is filled a little later than the tables (a coding run ends with it): `progress` says how far. */
	"CREATE TABLE progress (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;",
	"INSERT INTO progress VALUES ('text_indexed', 0);",

	"CREATE VIEW record_sentences AS"
	" SELECT record_id, document_id, event_text,"
	"  substr(text, sentence_start + 1, sentence_end - sentence_start) AS sentence"
	" FROM records JOIN documents USING (document_id);",

	"CREATE VIRTUAL TABLE documents_text USING fts5 (title, text,"
	" content = 'documents', content_rowid = 'document_id');",
	"CREATE VIRTUAL TABLE records_text USING fts5 (event_text, sentence,"
	" content = 'record_sentences', content_rowid = 'record_id');",

	/* A document's words leave the index with it. Only what was indexed may be taken out. */
	"CREATE TRIGGER documents_unindex BEFORE DELETE ON documents"
	" WHEN old.document_id <= (SELECT value FROM progress WHERE name = 'text_indexed') BEGIN"
	" INSERT INTO documents_text (documents_text, rowid, title, text)"
	"  VALUES ('delete', old.document_id, old.title, old.text);"
	" INSERT INTO records_text (records_text, rowid, event_text, sentence)"
	"  SELECT 'delete', record_id, event_text, sentence FROM record_sentences"
	"  WHERE document_id = old.document_id;"
	" END;",

	/* For people: a record in a row, several parties joined by ';'. */
	"CREATE VIEW overview AS"
	" SELECT r.record_id, d.id AS document, r.day,"
	"  (SELECT group_concat(ifnull(code, '') || ifnull(' ' || sector, ''), '; ') FROM participants p"
	"   WHERE p.record_id = r.record_id AND side = 'actor') AS actor,"
	"  r.event, r.mode, r.aux_mode,"
	"  (SELECT group_concat(ifnull(code, '') || ifnull(' ' || sector, ''), '; ') FROM participants p"
	"   WHERE p.record_id = r.record_id AND side = 'recipient') AS recipient,"
	"  ifnull(l.name, r.place_text) AS place, l.country_code,"
	"  (SELECT ifnull(code || ifnull(' ' || sector, ''), entity_text) FROM attributions a"
	"   WHERE a.record_id = r.record_id ORDER BY position DESC LIMIT 1) AS source,"
	"  r.certainty, round(r.confidence, 3) AS confidence,"
	"  substr(d.text, r.sentence_start + 1, r.sentence_end - r.sentence_start) AS sentence"
	" FROM records r JOIN documents d USING (document_id) LEFT JOIN places l USING (place_id);",
	NULL,
};

/* Version 2: records of one event, and reports printed again. All of it follows from version 1's tables: `bede link`
 * can make it anew. */
static const char *const VERSION_2[] = {
	"CREATE TABLE reprints ("
	"	document_id INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,"
	"	original_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,"
	"	similarity REAL NOT NULL"
	") STRICT;",
	"CREATE INDEX reprints_by_original ON reprints (original_id);",

	"CREATE TABLE events ("
	"	event_id INTEGER PRIMARY KEY,"
	"	id TEXT NOT NULL,"
	"	first_record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,"
	"	day TEXT,"
	"	event TEXT NOT NULL,"
	"	records INTEGER NOT NULL,"
	"	documents INTEGER NOT NULL,"
	"	sources INTEGER NOT NULL,"
	"	denials INTEGER NOT NULL"
	") STRICT;",
	"CREATE INDEX events_by_id ON events (id);",
	"CREATE INDEX events_by_day ON events (day);",
	"CREATE INDEX events_by_event ON events (event, day);",
	"CREATE INDEX events_by_first_record ON events (first_record_id);",

	"CREATE TABLE links ("
	"	record_id INTEGER PRIMARY KEY REFERENCES records ON DELETE CASCADE,"
	"	event_id INTEGER NOT NULL REFERENCES events ON DELETE CASCADE"
	") STRICT;",
	"CREATE INDEX links_by_event ON links (event_id);",

	/* What the accounts of an event say: a row for each value of a field, with who stands behind it. More than one
	 * value of a field: they differ. */
	"CREATE TABLE accounts ("
	"	event_id INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,"
	"	field TEXT NOT NULL,"
	"	value TEXT NOT NULL,"
	"	low REAL,"
	"	high REAL,"
	"	sources INTEGER NOT NULL,"
	"	first_record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,"
	"	PRIMARY KEY (event_id, field, value)"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX accounts_by_first_record ON accounts (first_record_id);",

	/* Documents up to this one are linked. Once one of them is gone, what joined through it is not to be known but by
	 * beginning anew. */
	"INSERT INTO progress VALUES ('linked', 0);",
	"CREATE TRIGGER documents_unlink BEFORE DELETE ON documents"
	" WHEN old.document_id <= (SELECT value FROM progress WHERE name = 'linked') BEGIN"
	" UPDATE progress SET value = 0 WHERE name = 'linked';"
	" END;",
	NULL,
};

/* Version 3: what makes a store quick to fill. Dyads lie in the order of records, as they come, and are found by
 * indexes; and while a new store is filled, indexes whose order is not that of the rows wait (index.c). Of an account
 * it is known whether another one contradicts it, for which all is linked anew. */
static const char *const VERSION_3[] = {
	"CREATE TABLE postponed_indexes ("
	"	name TEXT PRIMARY KEY,"
	"	definition TEXT NOT NULL"
	") STRICT, WITHOUT ROWID;",

	"ALTER TABLE dyads RENAME TO old_dyads;",
	"CREATE TABLE dyads ("
	"	record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,"
	"	actor TEXT NOT NULL,"
	"	recipient TEXT NOT NULL,"
	"	day TEXT NOT NULL,"
	"	PRIMARY KEY (record_id, actor, recipient)"
	") STRICT, WITHOUT ROWID;",
	"INSERT OR IGNORE INTO dyads SELECT record_id, actor, recipient, day FROM old_dyads ORDER BY record_id;",
	"DROP TABLE old_dyads;",
	"CREATE INDEX dyads_by_actor ON dyads (actor, recipient, day);",
	"CREATE INDEX dyads_by_recipient ON dyads (recipient, day);",

	"ALTER TABLE accounts ADD COLUMN differs INTEGER NOT NULL DEFAULT 0;",
	"UPDATE progress SET value = 0 WHERE name = 'linked';",
	NULL,
};

static const char *const *const STEPS[] = {VERSION_1, VERSION_2, VERSION_3};

enum { NEWEST = sizeof STEPS / sizeof *STEPS };

int schema_newest(void)
{
	return NEWEST;
}

static int pragma_of(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	int value = -1;
	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
		value = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	return value;
}

schema_state schema_look(sqlite3 *db)
{
	int application = pragma_of(db, "PRAGMA application_id");
	int tables = application < 0 ? -1 : pragma_of(db, "SELECT count(*) FROM sqlite_schema");
	if (application < 0 || tables < 0)
		return SCHEMA_UNREADABLE;
	if (application != SCHEMA_APPLICATION)
		return application == 0 && tables == 0 ? SCHEMA_EMPTY : SCHEMA_FOREIGN;
	int version = pragma_of(db, "PRAGMA user_version");
	return version > NEWEST ? SCHEMA_NEWER : version < NEWEST ? SCHEMA_OLDER : SCHEMA_CURRENT;
}

bool schema_migrate(sqlite3 *db, const char *path, int to, bede_error *error)
{
	if (!sql_execute(db, path, "BEGIN IMMEDIATE", error))
		return false;
	/* Another process may have done it while this one waited for the lock. */
	int version = pragma_of(db, "PRAGMA user_version");
	bool done = version >= 0;
	if (!done)
		sql_error(db, path, error);
	for (; done && version < to && version < NEWEST; version++)
		for (const char *const *statement = STEPS[version]; done && *statement; statement++)
			done = sql_execute(db, path, *statement, error);
	char stamp[96];
	sqlite3_snprintf(sizeof stamp, stamp, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
		SCHEMA_APPLICATION, version);
	done = done && sql_execute(db, path, stamp, error);
	if (!done)
		sql_execute(db, path, "ROLLBACK", NULL);
	return done;
}
