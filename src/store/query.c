/* query.c — questions to a store, and their answers in each written form. */
#include <string.h>

#include "base/error.h"
#include "store/filter.h"
#include "store/sink.h"
#include "store/store.h"

static const bede_filter EVERYTHING = {0};

/* ---- records ---- */

/* So many records of one document are read at a time. */
enum { GROUP = 512 };

typedef struct printing {
	bede_store *store;
	loader *loader;
	const bede_write_options *options;
	sink *sink;
	int64_t document_id, ids[GROUP];
	size_t count;
	bool first;
} printing;

static bool print_group(printing *self)
{
	reading reading;
	if (self->count == 0)
		return true;
	if (!loader_read(self->loader, self->document_id, self->ids, self->count, &reading, self->sink->error))
		return false;
	write_reading(&reading, self->options, self->first, &self->sink->buffer);
	self->first = false;
	self->count = 0;
	return sink_step(self->sink);
}

static bool print_all(printing *self, sqlite3_stmt *ids)
{
	int result;
	while ((result = sql_row(ids, self->store->path, self->sink->error)) > 0) {
		int64_t document_id = sqlite3_column_int64(ids, 0);
		if ((document_id != self->document_id || self->count == GROUP) && !print_group(self))
			return false;
		self->document_id = document_id;
		self->ids[self->count++] = sqlite3_column_int64(ids, 1);
	}
	return result == 0 && print_group(self);
}

/* `ids` gives document_id and record_id, in the order to print; it is finalized. */
static bool print_records(bede_store *self, sqlite3_stmt *ids, const bede_write_options *options, sink *sink)
{
	printing printing = {.store = self, .options = options, .sink = sink, .first = true};
	printing.loader = ids ? loader_new(self, sink->error) : NULL;
	write_start(options, &sink->buffer);
	bool done = printing.loader && print_all(&printing, ids);
	write_end(options, &sink->buffer);
	sqlite3_finalize(ids);
	loader_free(printing.loader);
	return done;
}

bool bede_store_records(bede_store *store, const bede_filter *filter, const bede_write_options *options,
	bede_output_function output, void *context, bede_error *error)
{
	question question;
	sink sink;
	sink_open(&sink, store->path, output, context, error);
	question_init(&question);
	question_add(&question, "SELECT r.document_id, r.record_id FROM records r JOIN documents d USING (document_id)");
	bool done = question_filter(&question, filter ? filter : &EVERYTHING, error);
	question_add(&question, " ORDER BY r.day, d.id, r.position");
	done = done && print_records(store, question_prepare(&question, store->db, store->path, error), options, &sink);
	question_clear(&question);
	return sink_close(&sink, done);
}

bool bede_store_dump(bede_store *store, bede_output_function output, void *context, bede_error *error)
{
	static const bede_write_options jsonl = {.format = BEDE_JSONL};
	sink sink;
	sink_open(&sink, store->path, output, context, error);
	bool done = sink_rows(&sink, sql_prepare(store->db, store->path,
		"SELECT id, fingerprint, date, publisher, title, url, language, hex(sketch) AS sketch, hex(topic) AS topic, text,"
		" (SELECT count(*) FROM sentences s WHERE s.document_id = d.document_id) AS sentences,"
		" (SELECT o.id FROM reprints p JOIN documents o ON o.document_id = p.original_id"
		"  WHERE p.document_id = d.document_id) AS reprint_of FROM documents d ORDER BY id", error), &jsonl);
	done = done && print_records(store, sql_prepare(store->db, store->path, "SELECT document_id, record_id FROM records"
		" JOIN documents d USING (document_id) ORDER BY d.id, position", error), &jsonl, &sink);
	done = done && sink_rows(&sink, sql_prepare(store->db, store->path,
		"SELECT r.id, d.id AS document, r.position, r.day, lemma, words, place_start, place_end, date_start, date_end,"
		" (SELECT group_concat(actor || '>' || recipient || '@' || day) FROM"
		"  (SELECT * FROM dyads y WHERE y.record_id = r.record_id ORDER BY actor, recipient)) AS dyads"
		" FROM records r JOIN documents d USING (document_id)"
		" ORDER BY d.id, r.position", error), &jsonl);
	done = done && sink_rows(&sink, sql_prepare(store->db, store->path,
		"SELECT e.id, e.day, e.event, e.records, e.documents, e.sources, e.denials, field, value, low, high, a.sources AS"
		" account_sources, differs, r.id AS account_record FROM events e LEFT JOIN accounts a USING (event_id)"
		" LEFT JOIN records r ON r.record_id = a.first_record_id ORDER BY e.id, field, value", error), &jsonl);
	return sink_close(&sink, done);
}

/* ---- events ---- */

/* One row an event: its first account, how many stand behind it, and where they differ. */
static const char EVENTS[] =
	"SELECT e.id, e.day, e.event, o.actor, o.recipient, o.place, o.country_code, e.records, e.documents, e.sources,"
	" e.denials, first.id AS first_report, first.publisher AS first_publisher, first.date AS first_date,"
	" (SELECT group_concat(field) FROM (SELECT DISTINCT field FROM accounts a WHERE a.event_id = e.event_id"
	"  AND differs ORDER BY field)) AS differs,"
	" (SELECT min(low) FROM accounts a WHERE a.event_id = e.event_id AND field = 'dead') AS dead_low,"
	" (SELECT ifnull(low, high) FROM accounts a WHERE a.event_id = e.event_id AND field = 'dead'"
	"  ORDER BY sources DESC, ifnull(low, high) DESC LIMIT 1) AS dead_best,"
	" (SELECT max(high) FROM accounts a WHERE a.event_id = e.event_id AND field = 'dead') AS dead_high,"
	" o.sentence"
	" FROM events e JOIN overview o ON o.record_id = e.first_record_id"
	" JOIN records f ON f.record_id = e.first_record_id JOIN documents first USING (document_id)"
	" WHERE e.event_id IN (SELECT event_id FROM links JOIN records r USING (record_id)"
	"  JOIN documents d USING (document_id)";

bool bede_store_events(bede_store *store, const bede_filter *filter, const bede_write_options *options,
	bede_output_function output, void *context, bede_error *error)
{
	question question;
	sink sink;
	sink_open(&sink, store->path, output, context, error);
	question_init(&question);
	question_add(&question, EVENTS);
	bool done = question_filter(&question, filter ? filter : &EVERYTHING, error);
	question_add(&question, ") ORDER BY e.day, e.id");
	done = done && sink_rows(&sink, question_prepare(&question, store->db, store->path, error), options);
	question_clear(&question);
	return sink_close(&sink, done);
}

/* ---- SQL ---- */

bool bede_store_sql(bede_store *store, const char *sql, const bede_write_options *options, bede_output_function output,
	void *context, bede_error *error)
{
	sqlite3_stmt *statement = NULL;
	const char *rest = NULL;
	sink sink;
	sink_open(&sink, store->path, output, context, error);
	bool done = sqlite3_prepare_v2(store->db, sql, -1, &statement, &rest) == SQLITE_OK;
	if (!done) {
		error_set(error, BEDE_ERROR_USAGE, "the SQL cannot be run: %.300s; doc/store.md shows the tables",
			sqlite3_errmsg(store->db));
	} else if (!statement || !sqlite3_stmt_readonly(statement) || sqlite3_column_count(statement) == 0
			|| strspn(rest, " \t\r\n;") != strlen(rest)) {
		error_set(error, BEDE_ERROR_USAGE, "one SELECT is asked for; nothing else is run on a store");
		sqlite3_finalize(statement);
		done = false;
	} else {
		done = sink_rows(&sink, statement, options);
	}
	return sink_close(&sink, done);
}

/* ---- counts ---- */

typedef struct grouping {
	const char *name, *expression;
	bool by_dyad;
} grouping;

static const grouping GROUPINGS[] = {
	{"day", "r.day", false}, {"month", "substr(r.day, 1, 7)", false}, {"year", "substr(r.day, 1, 4)", false},
	/* The week's Monday. */
	{"week", "date(r.day, '-' || ((strftime('%w', r.day) + 6) % 7) || ' days')", false},
	{"actor", "y.actor", true}, {"recipient", "y.recipient", true}, {"event", "r.event", false},
	{"quad", "r.quad_code", false}, {"country", "(SELECT country_code FROM places l WHERE l.place_id = r.place_id)",
		false},
	{"publisher", "d.publisher", false},
};

static const grouping *find_grouping(slice name)
{
	for (size_t i = 0; i < sizeof GROUPINGS / sizeof *GROUPINGS; i++)
		if (slice_is(name, GROUPINGS[i].name))
			return &GROUPINGS[i];
	return NULL;
}

/* The columns "a AS x, b AS y, " of "x,y"; `dyads` is set if some need the table of dyads. */
static bool add_groupings(question *self, const char *by, bool *dyads, bede_error *error)
{
	slice rest = slice_of(by), part;
	while (slice_split(&rest, ',', &part)) {
		bool both = slice_is(part, "dyad");
		const grouping *one = find_grouping(both ? SLICE("actor") : part);
		if (!one) {
			error_set(error, BEDE_ERROR_USAGE, "there is no counting by '%.*s'; there is by day, week, month, year, "
				"dyad, actor, recipient, event, quad, country and publisher, several joined by commas",
				(int)(part.length < 40 ? part.length : 40), part.at);
			return false;
		}
		question_add(self, one->expression);
		question_add(self, " AS ");
		question_add(self, one->name);
		question_add(self, both ? ", y.recipient AS recipient, " : ", ");
		*dyads = *dyads || one->by_dyad;
	}
	return true;
}

static const char *const SCORES =
	"count(*) AS records, count(DISTINCT ifnull(k.event_id, -r.record_id)) AS events,"
	" count(DISTINCT r.document_id) AS documents, avg(r.event_scale) AS mean_score,"
	" total(max(r.event_scale, 0)) AS cooperation, total(min(r.event_scale, 0)) AS conflict";

bool bede_store_counts(bede_store *store, const bede_filter *filter, const char *by, const bede_write_options *options,
	bede_output_function output, void *context, bede_error *error)
{
	question question;
	sink sink;
	bool dyads = false;
	sink_open(&sink, store->path, output, context, error);
	question_init(&question);
	question_add(&question, "SELECT ");
	bool done = add_groupings(&question, by, &dyads, error);
	question_add(&question, SCORES);
	question_add(&question, " FROM records r JOIN documents d USING (document_id) LEFT JOIN links k USING"
		" (record_id)");
	if (dyads)
		question_add(&question, " JOIN dyads y USING (record_id)");
	done = done && question_filter(&question, filter ? filter : &EVERYTHING, error);
	int columns = 1;
	for (const char *at = by; *at; at++)
		columns += *at == ',';
	columns += strstr(by, "dyad") != NULL;
	for (int i = 1; i <= columns; i++)
		strbuf_print(&question.sql, "%s%d", i == 1 ? " GROUP BY " : ", ", i);
	for (int i = 1; i <= columns; i++)
		strbuf_print(&question.sql, "%s%d", i == 1 ? " ORDER BY " : ", ", i);
	done = done && sink_rows(&sink, question_prepare(&question, store->db, store->path, error), options);
	question_clear(&question);
	return sink_close(&sink, done);
}
