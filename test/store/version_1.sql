-- A store as version 1 of its tables had it, with a report in it. test/unit/test_store.c brings it up to date. Like
-- the step in src/store/schema.c that made it, it is never changed.

CREATE TABLE runs (
	run_id INTEGER PRIMARY KEY,
	started TEXT NOT NULL,
	finished TEXT,
	program TEXT NOT NULL,
	codebook TEXT NOT NULL,
	model_checksum TEXT,
	lexicon_checksum TEXT,
	settings TEXT) STRICT;
CREATE TABLE documents (
	document_id INTEGER PRIMARY KEY AUTOINCREMENT,
	run_id INTEGER NOT NULL REFERENCES runs,
	id TEXT NOT NULL UNIQUE,
	fingerprint INTEGER NOT NULL,
	date TEXT,
	publisher TEXT,
	title TEXT,
	url TEXT,
	language TEXT,
	sketch BLOB,
	topic BLOB,
	text TEXT NOT NULL) STRICT;
CREATE INDEX documents_by_date ON documents (date);
CREATE TABLE sentences (
	document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
	sequence INTEGER NOT NULL,
	start_char INTEGER NOT NULL,
	end_char INTEGER NOT NULL,
	PRIMARY KEY (document_id, sequence)) STRICT, WITHOUT ROWID;
CREATE TABLE places (
	place_id INTEGER PRIMARY KEY,
	fingerprint INTEGER NOT NULL UNIQUE,
	name TEXT,
	geonameid INTEGER,
	lat REAL,
	lon REAL,
	city TEXT,
	province TEXT,
	country TEXT,
	country_code TEXT,
	feature_class TEXT,
	feature_code TEXT,
	resolution INTEGER) STRICT;
CREATE INDEX places_by_name ON places (name);
CREATE INDEX places_by_country ON places (country_code, province);
CREATE INDEX places_by_position ON places (lat, lon);
CREATE TABLE records (
	record_id INTEGER PRIMARY KEY,
	document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
	place_id INTEGER REFERENCES places,
	position INTEGER NOT NULL,
	id TEXT NOT NULL,
	day TEXT,
	date TEXT,
	enddate TEXT,
	date_text TEXT,
	date_value TEXT,
	date_start INTEGER,
	date_end INTEGER,
	event TEXT,
	mode TEXT,
	aux_mode TEXT,
	context TEXT,
	quad_code INTEGER,
	event_scale REAL,
	cameo TEXT,
	certainty TEXT NOT NULL,
	confidence REAL NOT NULL,
	place_text TEXT,
	place_start INTEGER,
	place_end INTEGER,
	event_text TEXT,
	event_start INTEGER,
	event_end INTEGER,
	sequence INTEGER,
	sentence_start INTEGER,
	sentence_end INTEGER,
	lemma TEXT,
	words TEXT,
	rule TEXT) STRICT;
CREATE INDEX records_by_document ON records (document_id, position);
CREATE INDEX records_by_id ON records (id);
CREATE INDEX records_by_day ON records (day);
CREATE INDEX records_by_event ON records (event, day);
CREATE INDEX records_by_place ON records (place_id, day) WHERE place_id IS NOT NULL;
CREATE TABLE participants (
	record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
	side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
	position INTEGER NOT NULL,
	code TEXT,
	sector TEXT,
	entity_text TEXT,
	identifier_text TEXT,
	office TEXT,
	inferred INTEGER NOT NULL,
	start_char INTEGER,
	end_char INTEGER,
	PRIMARY KEY (record_id, side, position)) STRICT, WITHOUT ROWID;
CREATE TABLE dyads (
	record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
	actor TEXT NOT NULL,
	recipient TEXT NOT NULL,
	day TEXT NOT NULL,
	PRIMARY KEY (actor, recipient, day, record_id)) STRICT, WITHOUT ROWID;
CREATE INDEX dyads_by_recipient ON dyads (recipient, day, record_id);
CREATE INDEX dyads_by_record ON dyads (record_id);
CREATE TABLE attributions (
	record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
	position INTEGER NOT NULL,
	code TEXT,
	sector TEXT,
	entity_text TEXT,
	identifier_text TEXT,
	source_start INTEGER,
	source_end INTEGER,
	cue TEXT,
	kind TEXT NOT NULL,
	date TEXT,
	cue_start INTEGER,
	cue_end INTEGER,
	PRIMARY KEY (record_id, position)) STRICT, WITHOUT ROWID;
CREATE TABLE quantities (
	record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
	position INTEGER NOT NULL,
	min REAL,
	max REAL,
	approx INTEGER NOT NULL,
	unit TEXT,
	per TEXT,
	item TEXT,
	role TEXT,
	actor TEXT,
	measure TEXT,
	si_unit TEXT,
	si_min REAL,
	si_max REAL,
	start_char INTEGER,
	end_char INTEGER,
	PRIMARY KEY (record_id, position)) STRICT, WITHOUT ROWID;
CREATE TABLE progress (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO progress VALUES ('text_indexed', 0);
CREATE VIEW record_sentences AS SELECT record_id, document_id, event_text,  substr(text, sentence_start + 1, sentence_end - sentence_start) AS sentence FROM records JOIN documents USING (document_id);
CREATE VIRTUAL TABLE documents_text USING fts5 (title, text, content = 'documents', content_rowid = 'document_id');
CREATE VIRTUAL TABLE records_text USING fts5 (event_text, sentence, content = 'record_sentences', content_rowid = 'record_id');
CREATE TRIGGER documents_unindex BEFORE DELETE ON documents WHEN old.document_id <= (SELECT value FROM progress WHERE name = 'text_indexed') BEGIN INSERT INTO documents_text (documents_text, rowid, title, text)  VALUES ('delete', old.document_id, old.title, old.text); INSERT INTO records_text (records_text, rowid, event_text, sentence)  SELECT 'delete', record_id, event_text, sentence FROM record_sentences  WHERE document_id = old.document_id; END;
CREATE VIEW overview AS SELECT r.record_id, d.id AS document, r.day,  (SELECT group_concat(ifnull(code, '') || ifnull(' ' || sector, ''), '; ') FROM participants p   WHERE p.record_id = r.record_id AND side = 'actor') AS actor,  r.event, r.mode, r.aux_mode,  (SELECT group_concat(ifnull(code, '') || ifnull(' ' || sector, ''), '; ') FROM participants p   WHERE p.record_id = r.record_id AND side = 'recipient') AS recipient,  ifnull(l.name, r.place_text) AS place, l.country_code,  (SELECT ifnull(code || ifnull(' ' || sector, ''), entity_text) FROM attributions a   WHERE a.record_id = r.record_id ORDER BY position DESC LIMIT 1) AS source,  r.certainty, round(r.confidence, 3) AS confidence,  substr(d.text, r.sentence_start + 1, r.sentence_end - r.sentence_start) AS sentence FROM records r JOIN documents d USING (document_id) LEFT JOIN places l USING (place_id);

INSERT INTO runs VALUES (1, '2026-11-23T12:00:00Z', '2026-11-23T12:00:01Z', 'bede 0.1.0', 'plover-1.3', 'm', 'l', '{}');
INSERT INTO documents VALUES (1, 1, 'r1', 42, '2024-11-21', 'The Daily Example', NULL, NULL, 'en', NULL, NULL,
	'Russia attacked Ukraine.');
INSERT INTO sentences VALUES (1, 1, 0, 24);
INSERT INTO records (record_id, document_id, position, id, day, event, quad_code, event_scale, certainty, confidence,
	event_text, event_start, event_end, sequence, sentence_start, sentence_end, lemma, words, rule)
	VALUES (1, 1, 1, '0123456789abcdef', '2024-11-21', 'ASSAULT', 4, -9.3, 'certain', 0.9, 'attacked', 7, 15, 1, 0, 24,
	'attack', 'russia attack ukraine', 'lexicon/en/events/assault.tsv:4');
INSERT INTO participants VALUES (1, 'actor', 1, 'RUS', NULL, 'Russia', 'Russia', NULL, 0, 0, 6);
INSERT INTO participants VALUES (1, 'recipient', 1, 'UKR', NULL, 'Ukraine', 'Ukraine', NULL, 0, 16, 23);
INSERT INTO dyads VALUES (1, 'RUS', 'UKR', '2024-11-21');
PRAGMA application_id = 1650812005;
PRAGMA user_version = 1;
