/* single_pages.c — one event with all of its accounts, and one report with all of its records. */
#include "base/error.h"
#include "view/asking.h"
#include "view/row_pieces.h"

static bool next_row(asking *self, sqlite3_stmt *from)
{
	return from && sql_row(from, self->snapshot->path, self->sink->error) > 0;
}

static sqlite3_stmt *ask_of(asking *self, reader_query query, int64_t key)
{
	sqlite3_stmt *found = reader_ask(self->reader, query, self->sink->error);
	if (found)
		sqlite3_bind_int64(found, 1, key);
	return found;
}

/* The key of what has the id that is asked for; -1: there is none, or an error is set. */
static int64_t find_id(asking *self, reader_query query)
{
	sqlite3_stmt *found = reader_ask(self->reader, query, self->sink->error);
	if (!found)
		return -1;
	sql_bind(found, 1, self->inquiry.id);
	int64_t key = next_row(self, found) ? sqlite3_column_int64(found, 0) : -1;
	sqlite3_reset(found);
	return key;
}

static void not_there(asking *self, const char *what)
{
	if (!asking_failed(self))
		error_set_at(self->sink->error, BEDE_ERROR_INPUT, "id", 0, "the store has no %s of this id", what);
}

/* Keys are read before what they stand for, since that asks the reader anew. */
typedef VECTOR(int64_t) keys;

static keys read_keys(asking *self, reader_query query, int64_t key)
{
	keys out = {0};
	sqlite3_stmt *found = ask_of(self, query, key);
	while (next_row(self, found))
		*VECTOR_PUSH(&self->memory, &out) = sqlite3_column_int64(found, 0);
	return out;
}

/* ---- an event ---- */

static void put_accounts(asking *self, int64_t record_id)
{
	json_writer *json = &self->json;
	sqlite3_stmt *accounts = ask_of(self, READ_ACCOUNTS, record_id);
	json_put_key(json, "accounts");
	json_put_array(json);
	while (next_row(self, accounts)) {
		json_put_object(json);
		show_text(json, "field", asking_text(self, accounts, 0));
		show_text(json, "value", asking_text(self, accounts, 1));
		show_amount(json, "low", accounts, 2);
		show_amount(json, "high", accounts, 3);
		show_number(json, "sources", sqlite3_column_int64(accounts, 4));
		show_text(json, "first_record_id", asking_text(self, accounts, 5));
		json_put_key(json, "differs");
		json_put_bool(json, sqlite3_column_int(accounts, 6));
		json_put_object_end(json);
	}
	json_put_array_end(json);
}

static void put_tellings(asking *self, int64_t first_id)
{
	json_writer *json = &self->json;
	keys records = read_keys(self, READ_TELLINGS, first_id);
	if (!records.count)
		*VECTOR_PUSH(&self->memory, &records) = first_id;
	json_put_key(json, "tellings");
	json_put_array(json);
	for (size_t i = 0; i < records.count && !asking_failed(self); i++) {
		uint32_t row = row_of_record(self->snapshot, records.items[i]);
		if (row != NO_NUMBER && show_record(self, row, false))
			json_put_object_end(json);
		if (!sink_step(self->sink))
			return;
	}
	json_put_array_end(json);
}

void answer_event(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	int64_t key = find_id(self, READ_FIND);
	uint32_t row = key < 0 ? NO_NUMBER : row_of_record(of, key);
	uint32_t event = row == NO_NUMBER ? NO_NUMBER : of->row_event[row];
	if (event == NO_NUMBER || !show_event(self, event)) {
		not_there(self, "event");
		return;
	}
	int64_t first = of->record_ids[of->event_first[event]];
	put_accounts(self, first);
	put_tellings(self, first);
	json_put_object_end(&self->json);
	self->done = true;
}

/* ---- a report ---- */

static void put_sentences(asking *self, int64_t key)
{
	json_writer *json = &self->json;
	sqlite3_stmt *sentences = ask_of(self, READ_SENTENCES, key);
	json_put_key(json, "sentences");
	json_put_array(json);
	while (next_row(self, sentences)) {
		json_put_object(json);
		show_number(json, "start", sqlite3_column_int64(sentences, 0));
		show_number(json, "end", sqlite3_column_int64(sentences, 1));
		json_put_object_end(json);
	}
	json_put_array_end(json);
}

static void put_reprints(asking *self, int64_t key)
{
	json_writer *json = &self->json;
	sqlite3_stmt *original = ask_of(self, READ_ORIGINAL, key);
	json_put_key(json, "reprint_of");
	if (next_row(self, original)) {
		json_put_object(json);
		show_text(json, "id", asking_text(self, original, 0));
		json_put_key(json, "similarity");
		json_put_number(json, sqlite3_column_double(original, 1), 3);
		json_put_object_end(json);
	} else {
		json_put_null(json);
	}
	sqlite3_stmt *reprints = ask_of(self, READ_REPRINTS, key);
	json_put_key(json, "reprints");
	json_put_array(json);
	while (next_row(self, reprints)) {
		json_put_object(json);
		show_text(json, "id", asking_text(self, reprints, 0));
		show_text(json, "publisher", asking_text(self, reprints, 1));
		json_put_key(json, "similarity");
		json_put_number(json, sqlite3_column_double(reprints, 2), 3);
		json_put_object_end(json);
	}
	json_put_array_end(json);
}

static void put_records(asking *self, int64_t key)
{
	json_writer *json = &self->json;
	keys records = read_keys(self, READ_DOCUMENT_RECORDS, key);
	json_put_key(json, "records");
	json_put_array(json);
	for (size_t i = 0; i < records.count && !asking_failed(self); i++) {
		uint32_t row = row_of_record(self->snapshot, records.items[i]);
		if (row != NO_NUMBER && show_record(self, row, true))
			json_put_object_end(json);
		if (!sink_step(self->sink))
			return;
	}
	json_put_array_end(json);
}

void answer_document(asking *self)
{
	json_writer *json = &self->json;
	int64_t key = find_id(self, READ_FIND_DOCUMENT);
	sqlite3_stmt *document = key < 0 ? NULL : ask_of(self, READ_DOCUMENT, key);
	/* Those that came after the snapshot are not in it yet. */
	if (!document || !snapshot_has_document(self->snapshot, key) || !next_row(self, document)) {
		not_there(self, "report");
		return;
	}
	json_put_object(json);
	show_text(json, "id", asking_text(self, document, 0));
	show_text(json, "title", asking_text(self, document, 1));
	show_text(json, "date", asking_text(self, document, 2));
	show_text(json, "publisher", asking_text(self, document, 3));
	show_text(json, "url", asking_text(self, document, 4));
	show_text(json, "text", asking_text(self, document, 5));
	sqlite3_reset(document);
	put_sentences(self, key);
	put_records(self, key);
	put_reprints(self, key);
	json_put_object_end(json);
	self->done = true;
}
