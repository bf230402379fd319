/*
 * fault_snapshot.c — what happens when memory runs out while a store is read into memory, or asked there: each
 * allocation fails in turn, those of SQLite too. Every run must end in an error or in the right answers, and the
 * snapshot must go on answering. Leaks are the sanitized build's to find.
 *
 *     fault_snapshot [SPREAD]       runs from the top folder, where lexicon/ and model/ are
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../store/corpus.h"
#include "allocation.h"

enum { DOCUMENTS = 12, MOST_PARAMETERS = 8 };

typedef struct question {
	const char *name;
	bede_parameter parameters[MOST_PARAMETERS];
	size_t count;
} question;

static const question QUESTIONS[] = {
	{"summary", {{"coder", "1"}}, 1},
	{"events", {{"actor", "RUS,:GOV"}, {"both_ways", "1"}, {"sort", "-sources"}, {"place", "UKR"}}, 4},
	{"records", {{"text", "officials"}, {"mode", "visit"}, {"source", "RUS,AFP"}, {"sector", "GOV"}}, 4},
	{"records", {{"since", "2024"}, {"box", "0,0,90,90"}, {"format", "csv"}}, 3},
	{"events", {{"format", "jsonl"}, {"publisher", "example"}}, 2},
	{"timeline", {{"by", "month"}, {"split", "event"}}, 2},
	{"map", {{"quad", "3,4"}}, 1}, {"network", {{"limit", "2"}}, 1}, {"facets", {{"event", "ASSAULT"}}, 1},
	{"actors", {{"q", "u"}}, 1},
};
enum { QUESTION_COUNT = sizeof QUESTIONS / sizeof *QUESTIONS };

typedef struct stand {
	char path[512], event[17], document[64];
	bede_snapshot *snapshot;   /* held through a sweep; NULL: each run opens its own */
	char *expected;            /* all answers, one behind the other */
} stand;

static bool gather(void *context, const char *bytes, size_t length)
{
	bede_buffer *out = context;
	char *grown = realloc(out->bytes, out->length + length + 1);
	if (!grown)
		return false;
	memcpy(grown + out->length, bytes, length);
	out->bytes = grown;
	out->length += length;
	grown[out->length] = '\0';
	return true;
}

static bool ask_all(const stand *self, const bede_snapshot *snapshot, bede_buffer *out, bede_error *error)
{
	bede_parameter event = {"id", self->event}, document = {"id", self->document};
	for (int i = 0; i < QUESTION_COUNT; i++)
		if (!bede_snapshot_ask(snapshot, QUESTIONS[i].name, QUESTIONS[i].parameters, QUESTIONS[i].count, gather, out, error))
			return false;
	return bede_snapshot_ask(snapshot, "event", &event, 1, gather, out, error)
		&& bede_snapshot_ask(snapshot, "document", &document, 1, gather, out, error);
}

static bool ask(void *state, bede_error *error)
{
	stand *self = state;
	bede_buffer out = {0};
	bede_snapshot *opened = self->snapshot ? NULL : bede_snapshot_open(self->path, error);
	const bede_snapshot *snapshot = self->snapshot ? self->snapshot : opened;
	bool done = snapshot && ask_all(self, snapshot, &out, error);
	bede_snapshot_free(opened);
	if (done && self->expected && strcmp(out.bytes, self->expected) != 0) {
		*error = (bede_error){.code = BEDE_OK, .message = "the answers are not those of an undisturbed run"};
		done = false;
	}
	if (done && !self->expected) {
		self->expected = out.bytes;
		return true;
	}
	bede_buffer_free(&out);
	return done;
}

static bool take_line(void *context, const char *bytes, size_t length)
{
	const char *line = memchr(bytes, '\n', length);
	snprintf(context, 17, "%.*s", line ? (int)strcspn(line + 1, "\n") : 0, line ? line + 1 : "");
	return true;
}

static bool set_up(stand *self, bede_error *error)
{
	static const bede_write_options tsv = {.format = BEDE_TSV};
	const char *build = getenv("BUILD"), *folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : build ? build : "build";
	corpus corpus;
	snprintf(self->path, sizeof self->path, "%s/bede-fault-snapshot-%ld.db", folder, (long)getpid());
	if (!corpus_open(&corpus, DOCUMENTS))
		return false;
	bool done = corpus_store(&corpus, self->path, &(bede_store_options){.mode = BEDE_STORE_CREATE}, error);
	corpus_close(&corpus);
	bede_store *store = done ? bede_store_open(self->path, NULL, error) : NULL;
	done = store && bede_store_sql(store, "SELECT id FROM events ORDER BY records DESC, id LIMIT 1", &tsv, take_line,
			self->event, error)
		&& bede_store_sql(store, "SELECT id FROM documents ORDER BY length(text) DESC, id LIMIT 1", &tsv, take_line,
			self->document, error);
	bede_store_close(store);
	return done;
}

int main(int count, char **arguments)
{
	stand self = {.snapshot = NULL};
	bede_error error = {0};
	unsigned passed = 0, failed = 0;
	const work opening = {"open a snapshot and ask", ask, &self}, asking = {"ask a snapshot", ask, &self};
	sweep_spread(count, arguments, 120);
	if (!sweep_libraries() || !set_up(&self, &error)) {
		printf("cannot set up: %s\n0 passed, 1 failed\n", error.message);
		corpus_remove(self.path);
		return 1;
	}
	*(sweep(&opening, &opening) ? &passed : &failed) += 1;
	self.snapshot = bede_snapshot_open(self.path, &error);
	*(self.snapshot && sweep(&asking, &asking) ? &passed : &failed) += 1;
	bede_snapshot_free(self.snapshot);
	free(self.expected);
	corpus_remove(self.path);
	printf("%u passed, %u failed\n", passed, failed);
	return failed != 0;
}
