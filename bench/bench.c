/*
 * bench.c — tokens a second, on one core, of each stage and of the whole way. `make bench` runs it on example/;
 * `make bench BENCH=FILE` on a text or JSON Lines file of yours.
 *
 *     bench [FILE…]
 *
 * The documents are read again and again for some seconds, three times at least; of a stage's processor time the least
 * of all readings counts, which what else the machine does disturbs least. The stages are called as src/pipeline.c
 * calls them. Then syntax alone is run with each kernel that the processor has.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "name/naming.h"
#include "pipeline.h"
#include "syntax/kernel.h"

static const double SECONDS = 3;
enum { READINGS = 3 };

typedef enum stage {
	STAGE_READ, STAGE_TEXT, STAGE_SYNTAX, STAGE_NAME, STAGE_WHEN, STAGE_PLACE, STAGE_QUANTITY, STAGE_SOURCE,
	STAGE_EVENT, STAGE_RECORD, STAGE_WRITE, STAGE_COUNT,
	PART_MATCHING = STAGE_COUNT,      /* finding the lexicon's names, a part of STAGE_NAME done again */
	PART_COUNT
} stage;

static const char *const stage_names[STAGE_COUNT] = {
	"read", "text", "syntax", "name", "when", "place", "quantity", "source", "event", "record", "write jsonl",
};

typedef struct bench {
	const bede_data *data;
	bede_coder *coder;
	bede_document **documents;
	size_t document_count;
	const bede_document *document;    /* the one that is read */
	double seconds[PART_COUNT];       /* of the reading under way */
	double best[PART_COUNT];
	unsigned long tokens, sentences, records, read, bytes;    /* of the last reading */
	unsigned long readings;
} bench;

static double time_of(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Seconds of this thread's own work: what else the machine does is not counted. */
static double now(void)
{
	return time_of(CLOCK_THREAD_CPUTIME_ID);
}

static double lap(bench *self, stage which, double since)
{
	double time = now();
	self->seconds[which] += time - since;
	return time;
}

/* The names of the lexicon alone, without what they stand for. */
static void match_names(bench *self, const reading *r, arena *memory)
{
	naming state = {.lexicon = self->data->names, .document = &r->document, .text = &r->text, .syntax = &r->syntax,
		.memory = memory};
	naming_prepare(&state);
	double t = now();
	naming_match(&state);
	lap(self, PART_MATCHING, t);
	self->bytes += r->document.text.length;
}

static void read_once(void *context)
{
	bench *self = context;
	const bede_data *d = self->data;
	arena *memory = &self->coder->memory;
	reading *r = &self->coder->reading;

	double t = now();
	if (!document_prepare(&r->document, memory, self->document, NULL))
		return;
	t = lap(self, STAGE_READ, t);
	text_split(d->text, &r->document, memory, &r->text);
	t = lap(self, STAGE_TEXT, t);
	syntax_parse(d->syntax, self->coder->work, &r->text, memory, &r->syntax);
	t = lap(self, STAGE_SYNTAX, t);
	name_read(d->names, &r->document, &r->text, &r->syntax, memory, &r->names);
	t = lap(self, STAGE_NAME, t);
	when_read(d->when, &r->document, &r->text, &r->syntax, memory, &r->times);
	t = lap(self, STAGE_WHEN, t);
	place_read(d->places, &r->document, &r->text, &r->syntax, memory, &r->places);
	t = lap(self, STAGE_PLACE, t);
	quantity_read(d->quantities, &r->document, &r->text, &r->syntax, memory, &r->quantities);
	t = lap(self, STAGE_QUANTITY, t);
	source_read(d->sources, &r->document, &r->text, &r->syntax, &r->names, &r->times, memory, &r->attributions);
	source_speakers(&r->attributions, memory, &r->names);
	t = lap(self, STAGE_SOURCE, t);
	event_read(d->events, &r->document, &r->text, &r->syntax, &r->names, &r->times, &self->coder->events, memory,
		&r->events);
	t = lap(self, STAGE_EVENT, t);
	record_join(d->records, d->sources, d->names, -1, memory, r);
	lap(self, STAGE_RECORD, t);
	match_names(self, r, memory);
	self->coder->filled = true;
}

static void read_and_write(bench *self, const bede_document *document, bede_buffer *out)
{
	static const bede_write_options options = {.format = BEDE_JSONL};
	self->document = document;
	arena_reset(&self->coder->memory);
	self->coder->reading = (reading){0};
	self->coder->filled = false;
	if (!arena_run(&self->coder->memory, read_once, self))
		return;
	double t = now();
	out->length = 0;
	bede_write(self->coder, &options, true, out, NULL);
	lap(self, STAGE_WRITE, t);
	self->tokens += self->coder->reading.text.token_count;
	self->sentences += self->coder->reading.text.sentence_count;
	self->records += self->coder->reading.record_count;
	self->read++;
}

static void take_documents(bench *self, const char *path)
{
	bede_error error = {0};
	bede_reader *reader = bede_reader_open(path, NULL, &error);
	while (reader) {
		bede_document *next = bede_reader_next(reader, &error);
		if (!next && error.code == BEDE_OK)
			break;
		if (!next) {
			fprintf(stderr, "bench: %s\n", error.message);
			continue;
		}
		bede_document **grown = realloc(self->documents, (self->document_count + 1) * sizeof *grown);
		if (!grown)
			exit(1);
		self->documents = grown;
		self->documents[self->document_count++] = next;
	}
	if (!reader)
		fprintf(stderr, "bench: %s\n", error.message);
	bede_reader_close(reader);
}

static void read_all(bench *self, bede_buffer *out)
{
	self->tokens = self->sentences = self->records = self->read = self->bytes = 0;
	for (int i = 0; i < PART_COUNT; i++)
		self->seconds[i] = 0;
	for (size_t i = 0; i < self->document_count; i++)
		read_and_write(self, self->documents[i], out);
	for (int i = 0; i < PART_COUNT; i++)
		if (!self->readings || self->seconds[i] < self->best[i])
			self->best[i] = self->seconds[i];
	self->readings++;
}

static void show(const bench *self, double opening)
{
	double all = 0;
	for (int i = 0; i < STAGE_COUNT; i++)
		all += self->best[i];
	printf("%zu documents: %lu tokens, %lu sentences, %lu records; read %lu times, the fastest counts\n",
		self->document_count, self->tokens, self->sentences, self->records, self->readings);
	printf("opening lexicons and model: %.1f ms\n\n", opening * 1e3);
	printf("%-12s %14s %8s\n", "stage", "tokens/s", "share");
	for (int i = 0; i < STAGE_COUNT; i++)
		printf("%-12s %14.0f %7.1f%%\n", stage_names[i], (double)self->tokens / self->best[i], 100 * self->best[i] / all);
	printf("%-12s %14.0f %7.1f%%\n\n", "all", (double)self->tokens / all, 100.0);
	printf("%.0f sentences a second\n", (double)self->sentences / all);
	printf("names of the lexicon: found in %.0f MB of text a second (a part of name)\n",
		(double)self->bytes / self->best[PART_MATCHING] * 1e-6);
}

/* ---- syntax by kernel ---- */

static void parse_once(void *context)
{
	bench *self = context;
	reading *r = &self->coder->reading;
	if (!document_prepare(&r->document, &self->coder->memory, self->document, NULL))
		return;
	text_split(self->data->text, &r->document, &self->coder->memory, &r->text);
	double t = now();
	syntax_parse(self->data->syntax, self->coder->work, &r->text, &self->coder->memory, &r->syntax);
	lap(self, STAGE_SYNTAX, t);
	self->tokens += r->text.token_count;
}

/* Tokens a second of syntax with this kernel; 0: it cannot be opened. */
static double kernel_speed(const bench *with, const char *name)
{
	bede_error error = {0};
	bench self = {.documents = with->documents, .document_count = with->document_count};
	setenv("BEDE_KERNEL", name, 1);
	bede_data *data = bede_data_open(NULL, &error);
	unsetenv("BEDE_KERNEL");
	double best = 0;
	self.data = data;
	self.coder = data ? bede_coder_new(data, NULL, &error) : NULL;
	double start = now();
	for (; self.coder && self.readings < READINGS && (!self.readings || now() - start < SECONDS); self.readings++) {
		self.tokens = 0;
		self.seconds[STAGE_SYNTAX] = 0;
		for (size_t i = 0; i < self.document_count; i++) {
			self.document = self.documents[i];
			arena_reset(&self.coder->memory);
			self.coder->reading = (reading){0};
			arena_run(&self.coder->memory, parse_once, &self);
		}
		double speed = (double)self.tokens / self.seconds[STAGE_SYNTAX];
		best = speed > best ? speed : best;
	}
	bede_coder_free(self.coder);
	bede_data_close(data);
	return best;
}

static void show_kernels(const bench *self)
{
	const kernel *list[KERNELS_MOST + 1];
	kernel_list(list);
	printf("\n%-12s %14s\n", "kernel", "syntax, tokens/s");
	for (size_t i = 0; list[i]; i++)
		printf("%-12s %14.0f\n", list[i]->name, kernel_speed(self, list[i]->name));
}

int main(int count, char **arguments)
{
	bede_error error = {0};
	bench self = {0};
	double start = now();
	bede_data *data = bede_data_open(NULL, &error);
	double opening = now() - start;
	self.data = data;
	if (data)
		self.coder = bede_coder_new(data, NULL, &error);
	if (!self.coder) {
		fprintf(stderr, "bench: %s\n", error.message);
		return 1;
	}
	for (int i = 1; i < count; i++)
		take_documents(&self, arguments[i]);
	if (count == 1)
		take_documents(&self, "example/reports.jsonl");
	if (self.document_count == 0) {
		fprintf(stderr, "bench: no document to read\n");
		return 1;
	}
	bede_buffer out = {0};
	do
		read_all(&self, &out);
	while (self.read && (self.readings < READINGS || now() - start < SECONDS));
	if (self.read) {
		show(&self, opening);
		show_kernels(&self);
	}

	for (size_t i = 0; i < self.document_count; i++)
		bede_document_free(self.documents[i]);
	free(self.documents);
	bede_buffer_free(&out);
	bede_coder_free(self.coder);
	bede_data_close(data);
	return self.read ? 0 : 1;
}
