/* ask.c — a question from its parameters to its answer. */
#include <string.h>

#include "base/error.h"
#include "view/asking.h"

static void (*const ANSWERS[ASK_KINDS])(asking *self) = {
	[ASK_SUMMARY] = answer_summary, [ASK_EVENTS] = answer_events, [ASK_EVENT] = answer_event,
	[ASK_RECORDS] = answer_records, [ASK_DOCUMENT] = answer_document, [ASK_TIMELINE] = answer_timeline,
	[ASK_MAP] = answer_map, [ASK_NETWORK] = answer_network, [ASK_FACETS] = answer_facets, [ASK_ACTORS] = answer_actors,
};

typedef struct whole_question {
	asking asking;
	const char *question;
	const bede_parameter *parameters;
	size_t count;
} whole_question;

static void answer(void *context)
{
	whole_question *self = context;
	asking *asking = &self->asking;
	if (!inquiry_read(&asking->inquiry, &asking->memory, self->question, self->parameters, self->count,
			asking->sink->error))
		return;
	asking->reader = reader_pool_take(asking->snapshot->readers, asking->sink->error);
	if (!asking->reader)
		return;
	ANSWERS[asking->inquiry.question](asking);
	asking->done = asking->done && !asking_failed(asking);
}

bool asking_failed(const asking *self)
{
	return self->sink->error->code != BEDE_OK;
}

slice asking_text(asking *self, sqlite3_stmt *row, int column)
{
	slice text = sql_text(row, column);
	/* SQLite makes an expression NULL for which it has no memory, and only says so when it is looked at. */
	if (!text.at && sqlite3_errcode(sqlite3_db_handle(row)) == SQLITE_NOMEM && !asking_failed(self))
		sql_error(sqlite3_db_handle(row), self->snapshot->path, self->sink->error);
	return text;
}

bool bede_snapshot_ask(const bede_snapshot *snapshot, const char *question, const bede_parameter *parameters,
	size_t count, bede_output_function output, void *context, bede_error *error)
{
	bede_error ignored;
	sink sink;
	whole_question self = {.asking = {.snapshot = snapshot, .sink = &sink}, .question = question,
		.parameters = parameters, .count = count};
	sink_open(&sink, snapshot->path, output, context, error ? error : &ignored);
	arena_init(&self.asking.memory, 0);
	json_writer_init(&self.asking.json, &sink.buffer, 0);
	if (!arena_run(&self.asking.memory, answer, &self)) {
		error_set_at(sink.error, BEDE_ERROR_MEMORY, snapshot->path, 0, "out of memory for the answer");
		self.asking.done = false;
	}
	reader_pool_give(snapshot->readers, self.asking.reader);
	arena_clear(&self.asking.memory);
	return sink_close(&sink, self.asking.done);
}
