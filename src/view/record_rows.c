/* record_rows.c — records as rows: what one report says of one event, with the words that say it. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "view/asking.h"
#include "view/row_order.h"
#include "view/row_pieces.h"

/* Columns of READ_RECORD. */
enum {
	COLUMN_ID, COLUMN_SENTENCE, COLUMN_PUBLISHER, COLUMN_PLACE, COLUMN_DOCUMENT, COLUMN_REPORTED, COLUMN_TITLE, COLUMN_URL,
	COLUMN_RULE, COLUMN_SENTENCE_START, COLUMN_SENTENCE_END, COLUMN_EVENT_START, COLUMN_EVENT_END, COLUMN_DATE_START,
	COLUMN_DATE_END, COLUMN_PLACE_START, COLUMN_PLACE_END
};

/* NULL: it has left the store, or an error is set. */
static sqlite3_stmt *read_record(asking *self, uint32_t row)
{
	sqlite3_stmt *texts = reader_ask(self->reader, READ_RECORD, self->sink->error);
	if (!texts)
		return NULL;
	sqlite3_bind_int64(texts, 1, self->snapshot->record_ids[row]);
	sqlite3_bind_int64(texts, 2, document_key(self->snapshot, row));
	return sql_row(texts, self->snapshot->path, self->sink->error) > 0 ? texts : NULL;
}

static sqlite3_stmt *ask_of(asking *self, reader_query query, uint32_t row)
{
	sqlite3_stmt *found = reader_ask(self->reader, query, self->sink->error);
	if (found)
		sqlite3_bind_int64(found, 1, self->snapshot->record_ids[row]);
	return found;
}

static bool next_row(asking *self, sqlite3_stmt *from)
{
	return from && sql_row(from, self->snapshot->path, self->sink->error) > 0;
}

/* ---- marks ---- */

static int compare_marks(const void *a, const void *b)
{
	const mark *x = a, *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	/* What holds others comes before them. */
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return strcmp(x->role, y->role);
}

static void put_marks(json_writer *json, marks *marks, int64_t from, int64_t to)
{
	qsort(marks->items, marks->count, sizeof *marks->items, compare_marks);
	json_put_key(json, "marks");
	json_put_array(json);
	for (size_t i = 0; i < marks->count; i++) {
		const mark *mark = &marks->items[i];
		/* A party may stand in another sentence. */
		if (mark->start < from || mark->end > to || (i && compare_marks(mark, mark - 1) == 0))
			continue;
		json_put_object(json);
		show_number(json, "start", mark->start - from);
		show_number(json, "end", mark->end - from);
		show_text(json, "role", slice_of(mark->role));
		json_put_object_end(json);
	}
	json_put_array_end(json);
}

/* ---- who says so, and how many ---- */

static void put_attributions(asking *self, uint32_t row, marks *marks)
{
	json_writer *json = &self->json;
	sqlite3_stmt *voices = ask_of(self, READ_ATTRIBUTIONS, row);
	json_put_key(json, "attribution");
	json_put_array(json);
	while (next_row(self, voices)) {
		json_put_object(json);
		json_put_key(json, "source");
		show_party(self, asking_text(self, voices, 0), asking_text(self, voices, 1), asking_text(self, voices, 2), false);
		show_text(json, "cue", asking_text(self, voices, 3));
		show_text(json, "kind", asking_text(self, voices, 4));
		json_put_object_end(json);
		marks_add(marks, voices, 5, "source");
		marks_add(marks, voices, 7, "cue");
	}
	json_put_array_end(json);
}

static void put_quantities(asking *self, uint32_t row, marks *marks)
{
	json_writer *json = &self->json;
	sqlite3_stmt *numbers = ask_of(self, READ_QUANTITIES, row);
	if (numbers)
		sqlite3_bind_int64(numbers, 2, document_key(self->snapshot, row));
	json_put_key(json, "quantity");
	json_put_array(json);
	while (next_row(self, numbers)) {
		json_put_object(json);
		show_text(json, "role", asking_text(self, numbers, 0));
		show_text(json, "item", asking_text(self, numbers, 1));
		show_text(json, "text", asking_text(self, numbers, 2));
		show_amount(json, "min", numbers, 3);
		show_amount(json, "max", numbers, 4);
		json_put_object_end(json);
		marks_add(marks, numbers, 5, "how-many");
	}
	json_put_array_end(json);
}

/* An event has the id of the record that told it first. */
static void put_event_id(asking *self, uint32_t row, slice own)
{
	const bede_snapshot *of = self->snapshot;
	uint32_t event = of->row_event[row], first = event == NO_NUMBER ? NO_NUMBER : of->event_first[event];
	if (first == row || first == NO_NUMBER) {
		show_text(&self->json, "event_id", first == row ? own : (slice){NULL, 0});
		return;
	}
	sqlite3_stmt *id = ask_of(self, READ_ID, first);
	show_text(&self->json, "event_id", next_row(self, id) ? asking_text(self, id, 0) : (slice){NULL, 0});
}

/* Whether its report was printed before, and as which. */
static void put_reprint(asking *self, uint32_t row)
{
	const bede_snapshot *of = self->snapshot;
	json_writer *json = &self->json;
	uint32_t document = of->row_document[row];
	bool is_reprint = document != NO_NUMBER && of->document_reprints[document];
	json_put_key(json, "reprint");
	json_put_bool(json, is_reprint);
	sqlite3_stmt *original = is_reprint ? reader_ask(self->reader, READ_ORIGINAL, self->sink->error) : NULL;
	if (original)
		sqlite3_bind_int64(original, 1, of->document_ids[document]);
	show_text(json, "reprint_of", next_row(self, original) ? asking_text(self, original, 0) : (slice){NULL, 0});
}

bool show_record(asking *self, uint32_t row, bool whole_text)
{
	const bede_snapshot *of = self->snapshot;
	json_writer *json = &self->json;
	sqlite3_stmt *texts = read_record(self, row);
	marks marks = {.count = 0};
	if (!texts)
		return false;
	marks_add(&marks, texts, COLUMN_EVENT_START, "action");
	marks_add(&marks, texts, COLUMN_DATE_START, "when");
	marks_add(&marks, texts, COLUMN_PLACE_START, "where");
	json_put_object(json);
	show_text(json, "id", asking_text(self, texts, COLUMN_ID));
	put_event_id(self, row, asking_text(self, texts, COLUMN_ID));
	show_text(json, "document_id", asking_text(self, texts, COLUMN_DOCUMENT));
	show_day(json, "day", of->row_day[row]);
	show_type(self, row);
	show_aux_modes(json, of->row_aux[row]);
	show_list(json, "context", &of->contexts, of->row_context[row]);
	show_parties(self, row, &marks);
	show_place(self, row, asking_text(self, texts, COLUMN_PLACE));
	show_text(json, "certainty", slice_of(VIEW_CERTAINTIES[of->row_certainty[row]]));
	json_put_key(json, "confidence");
	json_put_number(json, of->row_confidence[row], 3);
	put_attributions(self, row, &marks);
	put_quantities(self, row, &marks);
	show_text(json, "sentence", asking_text(self, texts, COLUMN_SENTENCE));
	int64_t start = sqlite3_column_int64(texts, COLUMN_SENTENCE_START);
	int64_t end = sqlite3_column_int64(texts, COLUMN_SENTENCE_END);
	put_marks(json, &marks, whole_text ? 0 : start, whole_text ? INT64_MAX : end);
	show_text(json, "publisher", asking_text(self, texts, COLUMN_PUBLISHER));
	show_text(json, "reported", asking_text(self, texts, COLUMN_REPORTED));
	show_text(json, "title", asking_text(self, texts, COLUMN_TITLE));
	show_text(json, "url", asking_text(self, texts, COLUMN_URL));
	put_reprint(self, row);
	show_text(json, "rule", asking_text(self, texts, COLUMN_RULE));
	if (whole_text) {
		show_number(json, "start", start);
		show_number(json, "end", end);
	}
	sqlite3_reset(texts);
	return !asking_failed(self);
}

static bool put_record_object(asking *self, uint32_t row)
{
	if (!show_record(self, row, false))
		return false;
	json_put_object_end(&self->json);
	return true;
}

/* ---- comma-separated rows ---- */

static const char RECORD_COLUMNS[] =
	"id,document_id,day,event,mode,aux_mode,context,quad_code,event_scale,actor,recipient,place,country_code,lat,lon,"
	"resolution,certainty,confidence,source,kind,quantity,publisher,reported,title,url,reprint,rule,sentence\r\n";

/* The sources of a record, and what kind of saying each is, in two cells. */
static void put_source_cells(asking *self, row_writer *cells, uint32_t row)
{
	sqlite3_stmt *voices = ask_of(self, READ_ATTRIBUTIONS, row);
	strbuf names, kinds;
	strbuf_init(&names);
	strbuf_init(&kinds);
	for (bool begun = false; next_row(self, voices); begun = true) {
		slice code = asking_text(self, voices, 0), sector = asking_text(self, voices, 1), name = asking_text(self, voices, 2);
		strbuf_add_string(&names, begun ? ";" : "");
		strbuf_add_string(&kinds, begun ? ";" : "");
		strbuf_add_slice(&names, code.length ? code : name.length && !sector.length ? name : (slice){"", 0});
		strbuf_add_string(&names, code.length && sector.length ? " " : "");
		strbuf_add_slice(&names, sector);
		strbuf_add_slice(&kinds, asking_text(self, voices, 4));
	}
	row_put(cells, (slice){names.bytes, names.length});
	row_put(cells, (slice){kinds.bytes, kinds.length});
	cells->out->failed = cells->out->failed || names.failed || kinds.failed;
	strbuf_clear(&names);
	strbuf_clear(&kinds);
}

static void put_quantity_cell(asking *self, row_writer *cells, uint32_t row)
{
	sqlite3_stmt *numbers = ask_of(self, READ_QUANTITIES, row);
	strbuf words;
	strbuf_init(&words);
	if (numbers)
		sqlite3_bind_int64(numbers, 2, document_key(self->snapshot, row));
	while (next_row(self, numbers)) {
		slice role = asking_text(self, numbers, 0);
		strbuf_add_string(&words, words.length ? ";" : "");
		strbuf_add_slice(&words, asking_text(self, numbers, 2));
		strbuf_add_string(&words, role.length ? " (" : "");
		strbuf_add_slice(&words, role);
		strbuf_add_string(&words, role.length ? ")" : "");
	}
	row_put(cells, (slice){words.bytes, words.length});
	cells->out->failed = cells->out->failed || words.failed;
	strbuf_clear(&words);
}

static bool put_record_cells(asking *self, uint32_t row)
{
	const bede_snapshot *of = self->snapshot;
	bede_event_type type = (bede_event_type)of->row_type[row];
	uint32_t document = of->row_document[row];
	sqlite3_stmt *texts = read_record(self, row);
	char day[16];
	row_writer cells;
	if (!texts)
		return false;
	row_start(&cells, &self->sink->buffer, false);
	row_put(&cells, asking_text(self, texts, COLUMN_ID));
	row_put(&cells, asking_text(self, texts, COLUMN_DOCUMENT));
	row_put(&cells, view_day(of->row_day[row], day));
	row_put_string(&cells, bede_event_name(type));
	row_put_values(&cells, &of->modes, of->row_mode[row]);
	row_put_aux_modes(&cells, of->row_aux[row]);
	row_put_values(&cells, &of->contexts, of->row_context[row]);
	row_put_integer(&cells, type != BEDE_NONE, bede_quad_code(type));
	row_put_number(&cells, type != BEDE_NONE, bede_event_scale(type), 1);
	row_put_side(self, &cells, row, false);
	row_put_side(self, &cells, row, true);
	row_put_place(self, &cells, row, asking_text(self, texts, COLUMN_PLACE));
	row_put_string(&cells, VIEW_CERTAINTIES[of->row_certainty[row]]);
	row_put_number(&cells, true, of->row_confidence[row], 3);
	put_source_cells(self, &cells, row);
	put_quantity_cell(self, &cells, row);
	row_put(&cells, asking_text(self, texts, COLUMN_PUBLISHER));
	row_put(&cells, asking_text(self, texts, COLUMN_REPORTED));
	row_put(&cells, asking_text(self, texts, COLUMN_TITLE));
	row_put(&cells, asking_text(self, texts, COLUMN_URL));
	row_put_integer(&cells, true, document != NO_NUMBER && of->document_reprints[document]);
	row_put(&cells, asking_text(self, texts, COLUMN_RULE));
	row_put(&cells, asking_text(self, texts, COLUMN_SENTENCE));
	row_end(&cells);
	sqlite3_reset(texts);
	return !asking_failed(self);
}

void answer_records(asking *self)
{
	selection rows;
	if (!select_rows(self, false, &rows))
		return;
	ordered records = rows_in_order(self, &rows);
	answer_rows(self, &records, RECORD_COLUMNS, put_record_object, put_record_cells);
}
