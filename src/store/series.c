/* series.c — counts and scores in equal steps of time, for analysis: a step without a record is shown, as a gap. */
#include <string.h>

#include "base/error.h"
#include "store/filter.h"
#include "store/sink.h"
#include "store/store.h"

/* A step as SQL: the one that a day is in, and the one behind another. */
typedef struct step {
	const char *name, *of_day, *of_last_day, *next;
} step;

static const step STEPS[] = {
	{"day", "r.day", "ifnull(r.enddate, r.day)", "date(period, '+1 day')"},
	{"week", "date(r.day, '-' || ((strftime('%w', r.day) + 6) % 7) || ' days')",
		"date(ifnull(r.enddate, r.day), '-' || ((strftime('%w', ifnull(r.enddate, r.day)) + 6) % 7) || ' days')",
		"date(period, '+7 days')"},
	{"month", "substr(r.day, 1, 7)", "substr(ifnull(r.enddate, r.day), 1, 7)",
		"strftime('%Y-%m', period || '-01', '+1 month')"},
	{"year", "substr(r.day, 1, 4)", "substr(ifnull(r.enddate, r.day), 1, 4)", "format('%04d', period + 1)"},
};

static const step *find_step(const char *name)
{
	for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
		if (strcmp(STEPS[i].name, name) == 0)
			return &STEPS[i];
	return NULL;
}

/* Records of a time that no step holds ("in 1995", by month), or of no known time. */
static bool count_left_out(bede_store *store, const bede_filter *filter, const step *step, unsigned long *out,
	bede_error *error)
{
	question question;
	question_init(&question);
	question_add(&question, "SELECT count(*) FROM records r JOIN documents d USING (document_id)");
	bool done = question_filter(&question, filter, error);
	strbuf_print(&question.sql, " AND (r.day IS NULL OR %s <> %s)", step->of_day, step->of_last_day);
	sqlite3_stmt *statement = done ? question_prepare(&question, store->db, store->path, error) : NULL;
	int result = statement ? sql_row(statement, store->path, error) : -1;
	if (result > 0)
		*out = (unsigned long)sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	question_clear(&question);
	return result > 0;
}

static bool ask(question *self, const bede_filter *filter, const step *step, bede_error *error)
{
	strbuf_print(&self->sql, "WITH RECURSIVE counted AS (SELECT %s AS period, count(*) AS records,"
		" count(DISTINCT ifnull(l.event_id, -r.record_id)) AS events, avg(r.event_scale) AS mean_score,"
		" total(max(r.event_scale, 0)) AS cooperation, total(min(r.event_scale, 0)) AS conflict"
		" FROM records r JOIN documents d USING (document_id) LEFT JOIN links l USING (record_id)", step->of_day);
	if (!question_filter(self, filter, error))
		return false;
	strbuf_print(&self->sql, " AND %s = %s GROUP BY 1),"
		" periods (period) AS (SELECT min(period) FROM counted"
		"  UNION ALL SELECT %s FROM periods WHERE period < (SELECT max(period) FROM counted))"
		" SELECT period, ifnull(records, 0) AS records, ifnull(events, 0) AS events, mean_score,"
		" ifnull(cooperation, 0.0) AS cooperation, ifnull(conflict, 0.0) AS conflict"
		" FROM periods LEFT JOIN counted USING (period) WHERE period IS NOT NULL ORDER BY period", step->of_day,
		step->of_last_day, step->next);
	return true;
}

bool bede_store_series(bede_store *store, const bede_filter *filter, const char *by, unsigned long *left_out,
	const bede_write_options *options, bede_output_function output, void *context, bede_error *error)
{
	static const bede_filter everything = {0};
	const step *step = find_step(by);
	question question;
	sink sink;
	sink_open(&sink, store->path, output, context, error);
	question_init(&question);
	filter = filter ? filter : &everything;
	bool done = step != NULL;
	if (!done)
		error_set(error, BEDE_ERROR_USAGE, "there is no step '%.40s'; a series goes by day, week, month or year", by);
	done = done && (!left_out || count_left_out(store, filter, step, left_out, error))
		&& ask(&question, filter, step, error)
		&& sink_rows(&sink, question_prepare(&question, store->db, store->path, error), options);
	question_clear(&question);
	return sink_close(&sink, done);
}
