/*
 * fault_store.c — what happens when memory runs out while a store is filled, linked, asked, exported or imported into:
 * each allocation fails in turn, those of SQLite and of the JSON parser too. Every run must end in an error or in the
 * right result; whatever is in the store afterwards must be whole, and the same run begun again must end as if nothing
 * had been. Leaks are the sanitized build's to find.
 *
 *     fault_store [SPREAD [WORK]]       runs from the top folder, where lexicon/ and model/ are
 *
 * WORK: part of the name of what is to be done; all, if there is none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../store/corpus.h"
#include "allocation.h"

enum { DOCUMENTS = 6, BATCH = 2 };

static const bede_store_options CREATE = {.mode = BEDE_STORE_CREATE, .batch = BATCH},
	WRITE = {.mode = BEDE_STORE_WRITE}, READ = {.mode = BEDE_STORE_READ};

typedef struct stand {
	corpus corpus;
	char path[512];            /* of the store at hand */
	char full[512];            /* of one that is filled and linked */
	char loose[512];           /* of one that is filled, and not linked */
	char records[512];         /* records as JSON Lines, for import */
	char *reference;           /* the dump of `full` */
	char *imported;            /* the dump of a store that `records` were imported into */
	char *expected;            /* what the question at hand must give */
	const struct asking *asking;
} stand;

/* ---- files ---- */

static bool copy_file(const char *from, const char *to)
{
	char bytes[1 << 16];
	size_t length;
	corpus_remove(to);
	FILE *in = fopen(from, "rb"), *out = in ? fopen(to, "wb") : NULL;
	bool done = out;
	while (done && (length = fread(bytes, 1, sizeof bytes, in)) > 0)
		done = fwrite(bytes, 1, length, out) == length;
	if (in)
		fclose(in);
	return out && fclose(out) == 0 && done;
}

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

static bool differs(bede_error *error, const char *what)
{
	*error = (bede_error){.code = BEDE_OK};
	snprintf(error->message, sizeof error->message, "%s", what);
	return false;
}

/* ---- filling and linking ---- */

static bool fill(void *state, bede_error *error)
{
	stand *self = state;
	corpus_remove(self->path);
	return corpus_store(&self->corpus, self->path, &CREATE, error);
}

/* What was left of a run that failed is whole, and the run goes on from there to the right end. */
static bool fill_on(void *state, bede_error *error)
{
	stand *self = state;
	char *left = corpus_dump(self->path, error);
	bool whole = !left || corpus_is_part(left, self->reference);
	free(left);
	if (!whole)
		return differs(error, "the store holds half a report");
	if (!corpus_store(&self->corpus, self->path, &CREATE, error))
		return false;
	char *dump = corpus_dump(self->path, error);
	bool same = dump && strcmp(dump, self->reference) == 0;
	free(dump);
	return same || differs(error, "begun again, the run ended in another store");
}

static bool link_store(const stand *self, bede_error *error)
{
	bede_store *store = bede_store_open(self->path, &WRITE, error);
	bool done = store && bede_store_link(store, error);
	bede_store_close(store);
	return done;
}

static bool link_loose(void *state, bede_error *error)
{
	stand *self = state;
	if (!copy_file(self->loose, self->path))
		return differs(error, "the store cannot be copied");
	return link_store(self, error);
}

static bool link_on(void *state, bede_error *error)
{
	stand *self = state;
	if (!link_store(self, error))
		return false;
	char *dump = corpus_dump(self->path, error);
	bool same = dump && strcmp(dump, self->reference) == 0;
	free(dump);
	return same || differs(error, "the store is linked otherwise");
}

/* ---- asking ---- */

typedef struct asking {
	const char *name;
	bool (*ask)(bede_store *store, bede_format format, bede_buffer *out, bede_error *error);
	bede_format format;
} asking;

static const bede_filter SOME = {
	.actor = "RUS", .both_ways = true, .since = "2024", .until = "2024-12", .minimum_confidence = 0.05,
};

static bool ask_records(bede_store *store, bede_format format, bede_buffer *out, bede_error *error)
{
	return bede_store_records(store, &SOME, &(bede_write_options){.format = format}, gather, out, error);
}

static bool ask_words(bede_store *store, bede_format format, bede_buffer *out, bede_error *error)
{
	bede_filter filter = {.text = "officials"};
	return bede_store_records(store, &filter, &(bede_write_options){.format = format}, gather, out, error);
}

static bool ask_events(bede_store *store, bede_format format, bede_buffer *out, bede_error *error)
{
	return bede_store_events(store, &SOME, &(bede_write_options){.format = format}, gather, out, error);
}

static bool ask_counts(bede_store *store, bede_format format, bede_buffer *out, bede_error *error)
{
	return bede_store_counts(store, NULL, "month,dyad", &(bede_write_options){.format = format}, gather, out, error);
}

static bool ask_series(bede_store *store, bede_format format, bede_buffer *out, bede_error *error)
{
	return bede_store_series(store, &SOME, "month", NULL, &(bede_write_options){.format = format}, gather, out, error);
}

static bool ask_sql(bede_store *store, bede_format format, bede_buffer *out, bede_error *error)
{
	return bede_store_sql(store, "SELECT * FROM overview ORDER BY record_id", &(bede_write_options){.format = format},
		gather, out, error);
}

static bool ask_dump(bede_store *store, bede_format format, bede_buffer *out, bede_error *error)
{
	(void)format;
	return bede_store_dump(store, gather, out, error);
}

static bool ask_export(bede_store *store, bede_format format, bede_buffer *out, bede_error *error)
{
	(void)format;
	return bede_store_export(store, NULL, "gdelt", gather, out, error)
		&& bede_store_export(store, NULL, "acled-like", gather, out, error)
		&& bede_store_export(store, NULL, "polecat", gather, out, error);
}

static bool take_id(void *context, const char *bytes, size_t length)
{
	const char *id = memchr(bytes, '\n', length);
	snprintf(context, 17, "%.16s", id ? id + 1 : "");
	return true;
}

/* The event that most reports tell of. */
static bool ask_explanation(bede_store *store, bede_format format, bede_buffer *out, bede_error *error)
{
	char id[17] = "";
	return bede_store_sql(store, "SELECT id FROM events ORDER BY records DESC, id LIMIT 1",
			&(bede_write_options){.format = BEDE_TSV}, take_id, id, error)
		&& bede_store_explain(store, id, &(bede_write_options){.format = format}, gather, out, error);
}

static bool ask(void *state, bede_error *error)
{
	stand *self = state;
	bede_buffer out = {0};
	bede_store *store = bede_store_open(self->full, &READ, error);
	bool done = store && self->asking->ask(store, self->asking->format, &out, error);
	bede_store_close(store);
	if (done && self->expected && (!out.bytes || strcmp(out.bytes, self->expected) != 0))
		done = differs(error, "the answer is not that of an undisturbed run");
	if (self->expected)
		bede_buffer_free(&out);
	else
		self->expected = out.bytes;
	return done;
}

static bool sweep_asking(stand *self, const asking *asking)
{
	const work work = {asking->name, ask, self};
	free(self->expected);
	self->expected = NULL;
	self->asking = asking;
	bool done = sweep(&work, &work);
	free(self->expected);
	self->expected = NULL;
	return done;
}

/* ---- importing ---- */

static bool import_records(const stand *self, bede_error *error)
{
	bede_store *store = bede_store_open(self->path, &CREATE, error);
	bool done = store && bede_store_import(store, self->records, NULL, NULL, NULL, error)
		&& bede_store_link(store, error);
	bede_store_close(store);
	return done;
}

static bool import(void *state, bede_error *error)
{
	stand *self = state;
	corpus_remove(self->path);
	return import_records(self, error);
}

static bool import_on(void *state, bede_error *error)
{
	stand *self = state;
	if (!import_records(self, error))
		return false;
	char *dump = corpus_dump(self->path, error);
	bool same = dump && strcmp(dump, self->imported) == 0;
	free(dump);
	return same || differs(error, "imported again, the store is another one");
}

/* ---- */

static bool write_records(const stand *self, bede_error *error)
{
	bede_buffer out = {0};
	bede_store *store = bede_store_open(self->full, &READ, error);
	bool done = store && bede_store_records(store, NULL, &(bede_write_options){.format = BEDE_JSONL}, gather, &out, error);
	bede_store_close(store);
	FILE *file = done ? fopen(self->records, "w") : NULL;
	done = file && fwrite(out.bytes, 1, out.length, file) == out.length;
	bede_buffer_free(&out);
	return file && fclose(file) == 0 && done;
}

static bool set_up(stand *self, bede_error *error)
{
	/* In memory where that is to be had: thousands of small stores are made. */
	const char *build = getenv("BUILD"), *folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : build ? build : "build";
	snprintf(self->path, sizeof self->path, "%s/bede-fault-%ld.db", folder, (long)getpid());
	snprintf(self->full, sizeof self->full, "%s/bede-fault-%ld-full.db", folder, (long)getpid());
	snprintf(self->loose, sizeof self->loose, "%s/bede-fault-%ld-loose.db", folder, (long)getpid());
	snprintf(self->records, sizeof self->records, "%s/bede-fault-%ld.jsonl", folder, (long)getpid());
	if (!corpus_open(&self->corpus, DOCUMENTS) || !corpus_store(&self->corpus, self->full, &CREATE, error)
			|| !(self->reference = corpus_dump(self->full, error)) || !write_records(self, error))
		return false;
	self->corpus.unlinked = true;
	bool done = corpus_store(&self->corpus, self->loose, &CREATE, error);
	self->corpus.unlinked = false;
	return done && import(self, error) && (self->imported = corpus_dump(self->path, error));
}

static void tear_down(stand *self)
{
	const char *const paths[] = {self->path, self->full, self->loose, self->records};
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		corpus_remove(paths[i]);
	free(self->reference);
	free(self->imported);
	corpus_close(&self->corpus);
}

int main(int count, char **arguments)
{
	static const asking questions[] = {
		{"ask for records", ask_records, BEDE_JSONL}, {"ask for records as a table", ask_records, BEDE_TABLE},
		{"ask for records as CSV", ask_records, BEDE_CSV}, {"ask for words", ask_words, BEDE_JSON},
		{"ask for events", ask_events, BEDE_JSONL}, {"ask for counts", ask_counts, BEDE_TSV},
		{"ask for a series", ask_series, BEDE_TABLE}, {"ask with SQL", ask_sql, BEDE_TABLE},
		{"dump", ask_dump, BEDE_JSONL}, {"export", ask_export, BEDE_TSV},
		{"explain an event", ask_explanation, BEDE_TABLE},
	};
	stand self = {.reference = NULL};
	bede_error error = {0};
	const char *wanted = count > 2 ? arguments[2] : "";
	unsigned passed = 0, failed = 0;
	sweep_spread(count, arguments, 40);
	if (!sweep_libraries() || !set_up(&self, &error)) {
		printf("cannot set up: %s\n0 passed, 1 failed\n", error.message);
		tear_down(&self);
		return 1;
	}
	const work works[][2] = {
		{{"fill a store", fill, &self}, {"fill", fill_on, &self}},
		{{"link a store", link_loose, &self}, {"link", link_on, &self}},
		{{"import", import, &self}, {"import", import_on, &self}},
	};
	for (size_t i = 0; i < sizeof works / sizeof *works; i++)
		if (strstr(works[i][0].name, wanted))
			*(sweep(&works[i][0], &works[i][1]) ? &passed : &failed) += 1;
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
		if (strstr(questions[i].name, wanted))
			*(sweep_asking(&self, &questions[i]) ? &passed : &failed) += 1;
	tear_down(&self);
	printf("%u passed, %u failed\n", passed, failed);
	return failed != 0;
}
