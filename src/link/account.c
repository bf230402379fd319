/* account.c — an event for people: who told it first, who after, what joins their accounts, and where they differ. */
#include <stdarg.h>
#include <stdio.h>

#include "base/error.h"
#include "link/compare.h"
#include "record/screen.h"
#include "store/sink.h"

typedef struct telling {
	bede_store *store;
	const bede_write_options *options;
	sink *sink;
	screen page;
	int64_t event_id;
	profiles profiles;
} telling;

static const char FIND[] =
	"SELECT event_id FROM events WHERE id = ?1 UNION ALL SELECT event_id FROM links JOIN records USING (record_id)"
	" WHERE id = ?1 LIMIT 1";

static const char HEAD[] =
	"SELECT id, ifnull(day, 'no day known'), event, records, documents, sources, denials FROM events WHERE event_id = ?";

static const char ACCOUNTS[] =
	"SELECT r.record_id, ifnull(d.date, 'no date'), coalesce(d.publisher, ''), d.id, r.id,"
	" substr(d.text, r.sentence_start + 1, r.sentence_end - r.sentence_start),"
	" (SELECT o.id FROM reprints p JOIN documents o ON o.document_id = p.original_id"
	"  WHERE p.document_id = d.document_id), lemma,"
	" (SELECT coalesce(a.code || ifnull(' ' || a.sector, ''), a.entity_text, 'somebody') || ' (' || kind || ')'"
	"  FROM attributions a WHERE a.record_id = r.record_id ORDER BY position DESC LIMIT 1)"
	" FROM links JOIN records r USING (record_id) JOIN documents d USING (document_id) WHERE event_id = ?"
	" ORDER BY d.date IS NULL, d.date, d.id, r.position";

static const char VALUES[] =
	"SELECT field, value, sources, max(differs) OVER (PARTITION BY field), d.id FROM accounts JOIN records r ON"
	" r.record_id = accounts.first_record_id JOIN documents d USING (document_id)"
	" WHERE event_id = ?1 ORDER BY field, sources DESC, value";

static sqlite3_stmt *prepare(const telling *self, const char *sql)
{
	sqlite3_stmt *statement = sql_prepare(self->store->db, self->store->path, sql, self->sink->error);
	if (statement)
		sqlite3_bind_int64(statement, 1, self->event_id);
	return statement;
}

static int next(const telling *self, sqlite3_stmt *statement)
{
	return sql_row(statement, self->store->path, self->sink->error);
}

/* -1 after an error, 0 if there is no such event. */
static int64_t find_event(bede_store *store, const char *id, bede_error *error)
{
	sqlite3_stmt *statement = sql_prepare(store->db, store->path, FIND, error);
	if (!statement)
		return -1;
	sql_bind_string(statement, 1, id);
	int result = sql_row(statement, store->path, error);
	int64_t event_id = result > 0 ? sqlite3_column_int64(statement, 0) : result;
	sqlite3_finalize(statement);
	return event_id;
}

static void put(telling *self, style style, const char *format, ...) __attribute__((format(printf, 3, 4)));

static void put(telling *self, style style, const char *format, ...)
{
	char text[512];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	screen_put_string(&self->page, text, style);
}

static bool put_head(telling *self)
{
	sqlite3_stmt *row = prepare(self, HEAD);
	if (!row || next(self, row) <= 0) {
		sqlite3_finalize(row);
		return false;
	}
	put(self, STYLE_BOLD, "%s  %s  %s", sql_text(row, 2).at, sql_text(row, 1).at, sql_text(row, 0).at);
	put(self, STYLE_PLAIN, "  %d records in %d reports of %d independent sources", sqlite3_column_int(row, 3),
		sqlite3_column_int(row, 4), sqlite3_column_int(row, 5));
	if (sqlite3_column_int(row, 6))
		put(self, STYLE_WARNING, ", denied by %d", sqlite3_column_int(row, 6));
	screen_end_line(&self->page);
	sqlite3_finalize(row);
	return true;
}

static const record_profile *profile_of(const telling *self, int64_t record_id)
{
	for (uint32_t i = 0; i < self->profiles.record_count; i++)
		if (self->profiles.records[i].record_id == record_id)
			return &self->profiles.records[i];
	return NULL;
}

static void put_points(telling *self, const char *what, float points)
{
	if (points > 0.005f || points < -0.005f)
		put(self, STYLE_DIM, " %s %+.2f", what, (double)points);
}

/* The one of the other accounts that speaks most for it. */
static void put_reason(telling *self, const record_profile *record, const int64_t *ids, size_t count)
{
	size_t best = count;
	evidence most = {.sum = -1};
	for (size_t i = 0; record && i < count; i++) {
		const record_profile *other = profile_of(self, ids[i]);
		if (!other || other == record)
			continue;
		evidence found = compare_records(&self->profiles, other, record);
		if (!found.veto && found.sum > most.sum) {
			most = found;
			best = i;
		}
	}
	if (best == count)
		return;
	screen_spaces(&self->page, 6);
	put(self, STYLE_DIM, "joined to %zu:", best + 1);
	put_points(self, "trigger", most.trigger);
	put_points(self, "reports alike", most.reports);
	put_points(self, "sentence", most.words);
	put_points(self, "day", most.day);
	put_points(self, "place", most.place);
	put_points(self, "parties", most.parties);
	put_points(self, "numbers", most.numbers);
	put_points(self, "kinds", most.kinds);
	put(self, STYLE_DIM, " = %.2f, of %.2f that are enough", (double)most.sum, (double)ENOUGH_EVIDENCE);
	screen_end_line(&self->page);
}

static void put_account(telling *self, sqlite3_stmt *row, size_t number)
{
	screen *page = &self->page;
	screen_end_line(page);
	put(self, STYLE_BOLD, "  %2zu  %s  ", number, sql_text(row, 1).at);
	screen_put(page, sql_text(row, 2), STYLE_BOLD);
	screen_put_string(page, sql_text(row, 2).length ? "  " : "", STYLE_PLAIN);
	screen_put(page, sql_text(row, 3), STYLE_DIM);
	slice original = sql_text(row, 6), voice = sql_text(row, 8);
	if (original.at) {
		screen_put_string(page, "  a reprint of ", STYLE_DIM);
		screen_put(page, original, STYLE_DIM);
	}
	if (voice.at) {
		screen_put_string(page, "  according to ", STYLE_PLAIN);
		screen_put(page, voice, STYLE_PLAIN);
	}
	screen_end_line(page);
	page->indent = 6;
	screen_spaces(page, 6);
	screen_flow(page, sql_text(row, 5), STYLE_PLAIN);
	screen_end_line(page);
}

enum { MOST_SHOWN = 200 };

static bool put_accounts(telling *self)
{
	int64_t ids[MOST_SHOWN];
	size_t count = 0, number = 0;
	int result;
	sqlite3_stmt *row = prepare(self, ACCOUNTS);
	if (!row)
		return false;
	while ((result = next(self, row)) > 0)
		if (count < MOST_SHOWN)
			ids[count++] = sqlite3_column_int64(row, 0);
	sqlite3_reset(row);
	while (result == 0 && number < count && (result = next(self, row)) > 0) {
		put_account(self, row, ++number);
		put_reason(self, profile_of(self, sqlite3_column_int64(row, 0)), ids, count);
		if (!sink_step(self->sink))
			result = -1;
		else
			result = 0;
	}
	sqlite3_finalize(row);
	return result == 0;
}

static bool put_values(telling *self)
{
	char field[64] = "";
	int result;
	sqlite3_stmt *row = prepare(self, VALUES);
	if (!row)
		return false;
	screen_end_line(&self->page);
	while ((result = next(self, row)) > 0) {
		bool differs = sqlite3_column_int(row, 3), again = slice_is(sql_text(row, 0), field);
		if (!again) {
			snprintf(field, sizeof field, "%.60s", sql_text(row, 0).at);
			put(self, differs ? STYLE_WARNING : STYLE_PLAIN, "  %-14s%s", field, differs ? "differs  " : "         ");
		} else {
			screen_spaces(&self->page, 25);
		}
		screen_put(&self->page, sql_text(row, 1), STYLE_PLAIN);
		put(self, STYLE_DIM, "  %d source%s, first ", sqlite3_column_int(row, 2), sqlite3_column_int(row, 2) == 1 ? ""
			: "s");
		screen_put(&self->page, sql_text(row, 4), STYLE_DIM);
		screen_end_line(&self->page);
	}
	sqlite3_finalize(row);
	return result == 0;
}

static bool tell(telling *self)
{
	if (!profiles_read_event(&self->profiles, self->store, self->event_id, self->sink->error))
		return false;
	bool done = put_head(self) && put_accounts(self) && put_values(self);
	profiles_clear(&self->profiles);
	return done;
}

bool bede_store_explain(bede_store *store, const char *event, const bede_write_options *options,
	bede_output_function output, void *context, bede_error *error)
{
	sink sink;
	sink_open(&sink, store->path, output, context, error);
	telling self = {.store = store, .options = options, .sink = &sink};
	self.page = (screen){.out = &sink.buffer, .color = options->color, .width = screen_width(options->width)};
	self.event_id = find_event(store, event, error);
	if (self.event_id == 0)
		error_set_at(error, BEDE_ERROR_INPUT, store->path, 0, "there is no event '%.40s'; bede query STORE --events lists "
			"them, and bede link STORE links what is new", event);
	return sink_close(&sink, self.event_id > 0 && tell(&self));
}
