/*
 * run.c — every input through the library, on as many threads as asked for, written in the order of the input.
 *
 *     reader thread ─▶ ring of slots ─▶ workers, a coder each ─▶ ring ─▶ this thread: standard output
 *
 * Slots are taken in turn by all three, so the output is the same for any number of threads, and memory is bounded: by
 * the ring, and by the bytes that may be in it. A slot holds a document, or in its place what was wrong with the input.
 *
 * With a store, the workers pack what they read and this thread adds it: one writer, in the order of the input. What
 * the store has already passes through as an empty slot.
 */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

enum { SLOTS_PER_THREAD = 4 };

/* Reading waits while documents with more text than this are on their way. */
static const size_t MOST_BYTES = (size_t)16 << 20;

typedef enum slot_state { SLOT_EMPTY, SLOT_READY, SLOT_DONE } slot_state;

typedef struct slot {
	slot_state state;
	bede_document *document;   /* NULL: none here, `messages` says why */
	bede_buffer messages;      /* for standard error */
	bede_error warning;        /* the coder's */
	bede_buffer output;
	bool failed;               /* this input could not be coded */
	bede_error fatal;          /* nothing more can be done */
	double bytes;              /* of input, for the progress */
	size_t length;             /* of the document's text */
} slot;

typedef struct runner {
	const settings *settings;
	const bede_write_options *write;
	const bede_data *data;
	bede_store *store;         /* NULL: records go to standard output */
	slot *slots;
	size_t slot_count;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	/* Running numbers of slots; number n is in slots[n % slot_count]. All below belongs to `lock`. */
	unsigned long long filled, taken, settled;
	size_t bytes;              /* of text in the ring */
	bool ended;                /* the reader has no more */
	bool any_output;           /* some document before had output */
	unsigned long known;       /* documents that the store had; the reader's until it ended */
} runner;

/* Where a thread's warnings go. */
typedef struct listener {
	slot *slot;
} listener;

static void hear_reader(void *context, const bede_error *warning)
{
	listener *self = context;
	message_add(&self->slot->messages, warning);
}

static void hear_coder(void *context, const bede_error *warning)
{
	listener *self = context;
	self->slot->warning = *warning;
}

/* ---- reading ---- */

static slot *wait_for_empty(runner *self)
{
	pthread_mutex_lock(&self->lock);
	slot *slot = &self->slots[self->filled % self->slot_count];
	while (slot->state != SLOT_EMPTY || self->bytes > MOST_BYTES)
		pthread_cond_wait(&self->changed, &self->lock);
	pthread_mutex_unlock(&self->lock);
	return slot;
}

static void hand_over(runner *self, slot *slot)
{
	pthread_mutex_lock(&self->lock);
	slot->state = SLOT_READY;
	slot->length = slot->document ? slot->document->text_length : 0;
	self->bytes += slot->length;
	self->filled++;
	pthread_cond_broadcast(&self->changed);
	pthread_mutex_unlock(&self->lock);
}

static void put_failure(runner *self, slot *slot, const bede_error *error)
{
	slot->failed = true;
	message_add(&slot->messages, error);
	hand_over(self, slot);
}

static void read_input(runner *self, const char *path)
{
	listener listener;
	bede_error error = {0};
	bede_reader_options options = {
		.form = self->settings->from, .date = self->settings->date,
		.warning = hear_reader, .warning_context = &listener,
	};
	listener.slot = wait_for_empty(self);
	bede_reader *reader = bede_reader_open(path, &options, &error);
	if (!reader) {
		put_failure(self, listener.slot, &error);
		return;
	}
	struct stat status;
	double left = strcmp(path, "-") != 0 && stat(path, &status) == 0 ? (double)status.st_size : 0;
	for (;;) {
		error = (bede_error){.code = BEDE_OK};
		bede_document *document = bede_reader_next(reader, &error);
		if (!document && error.code == BEDE_OK)
			break;
		if (document) {
			double bytes = (double)document->text_length;
			listener.slot->bytes = bytes < left ? bytes : left;
			left -= listener.slot->bytes;
			if (self->store && !bede_store_wants(self->store, document)) {
				self->known++;
				bede_document_free(document);
				document = NULL;
			}
			listener.slot->document = document;
			hand_over(self, listener.slot);
		} else {
			put_failure(self, listener.slot, &error);
		}
		listener.slot = wait_for_empty(self);
	}
	bede_reader_close(reader);
	/* What is left is the form around the texts. */
	listener.slot->bytes += left;
	if (listener.slot->messages.length)
		hand_over(self, listener.slot);
}

static void *read_inputs(void *context)
{
	runner *self = context;
	char *standard_input[] = {"-"};
	bool none = self->settings->file_count == 0;
	char **files = none ? standard_input : self->settings->files;
	int count = none ? 1 : self->settings->file_count;
	for (int i = 0; i < count; i++)
		read_input(self, files[i]);
	pthread_mutex_lock(&self->lock);
	self->ended = true;
	pthread_cond_broadcast(&self->changed);
	pthread_mutex_unlock(&self->lock);
	return NULL;
}

/* ---- coding ---- */

/* The next slot to code, and its number; NULL at the end. */
static slot *take(runner *self, unsigned long long *number)
{
	slot *slot = NULL;
	pthread_mutex_lock(&self->lock);
	while (self->taken == self->filled && !self->ended)
		pthread_cond_wait(&self->changed, &self->lock);
	if (self->taken < self->filled) {
		*number = self->taken++;
		slot = &self->slots[*number % self->slot_count];
	}
	pthread_mutex_unlock(&self->lock);
	return slot;
}

/* Until some document had output, each must know whether it is the first: they wait for those before them. */
static bool is_first(runner *self, unsigned long long number)
{
	pthread_mutex_lock(&self->lock);
	while (!self->any_output && self->settled < number)
		pthread_cond_wait(&self->changed, &self->lock);
	bool first = !self->any_output;
	pthread_mutex_unlock(&self->lock);
	return first;
}

static void finish(runner *self, slot *slot, unsigned long long number)
{
	pthread_mutex_lock(&self->lock);
	if (slot->output.length)
		self->any_output = true;
	if (self->settled == number)
		self->settled++;
	slot->state = SLOT_DONE;
	pthread_cond_broadcast(&self->changed);
	pthread_mutex_unlock(&self->lock);
}

static void code_slot(runner *self, bede_coder *coder, slot *slot, unsigned long long number)
{
	bede_error error = {0};
	bool read = slot->document && bede_coder_read(coder, slot->document, &error);
	if (slot->document && !read) {
		slot->failed = true;
		if (!error.file[0])
			snprintf(error.file, sizeof error.file, "%.200s", slot->document->id ? slot->document->id : "");
		message_add(&slot->messages, &error);
	}
	if (self->store) {
		if (read)
			bede_store_pack(self->store, coder, slot->document, &slot->output, &slot->fatal);
	} else {
		bool first = is_first(self, number);
		if (read)
			bede_write(coder, self->write, first, &slot->output, &slot->fatal);
	}
	bede_document_free(slot->document);
	slot->document = NULL;
	finish(self, slot, number);
}

static void *code_slots(void *context)
{
	runner *self = context;
	listener listener = {0};
	bede_error error = {0};
	bede_coder_options options = {
		.minimum_confidence = self->settings->minimum_confidence,
		.explain = self->write && self->write->format == BEDE_EXPLANATION,
		.warning = hear_coder, .warning_context = &listener,
	};
	bede_coder *coder = bede_coder_new(self->data, &options, &error);
	unsigned long long number;
	slot *slot;
	while ((slot = take(self, &number))) {
		listener.slot = slot;
		if (coder) {
			code_slot(self, coder, slot, number);
		} else {
			slot->fatal = error;
			finish(self, slot, number);
		}
	}
	bede_coder_free(coder);
	return NULL;
}

/* ---- writing ---- */

/* False after a message, but for a reader that went away: it had enough, as `head` does. */
static bool put(const bede_buffer *bytes)
{
	if (bytes->length == 0 || fwrite(bytes->bytes, 1, bytes->length, stdout) == bytes->length)
		return true;
	return false;
}

int output_failed(void)
{
	if (errno != EPIPE)
		message("cannot write to standard output: %s; free some space or write elsewhere", strerror(errno));
	return EXIT_ENVIRONMENT;
}

int flush_output(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	return output_failed();
}

/* What every coder says once (a report has no date) should be said once by the program. */
static void put_messages(const slot *slot, bede_error *last)
{
	if (slot->messages.length)
		fwrite(slot->messages.bytes, 1, slot->messages.length, stderr);
	if (slot->warning.code == BEDE_OK || strcmp(slot->warning.message, last->message) == 0)
		return;
	message_error(&slot->warning);
	*last = slot->warning;
}

static slot *wait_for_done(runner *self, unsigned long long number)
{
	pthread_mutex_lock(&self->lock);
	slot *slot = &self->slots[number % self->slot_count];
	/* What was written so far should be seen while nothing more is ready. */
	if (!(number < self->filled && slot->state == SLOT_DONE)) {
		pthread_mutex_unlock(&self->lock);
		fflush(stdout);
		pthread_mutex_lock(&self->lock);
	}
	while (!(number < self->filled && slot->state == SLOT_DONE) && !(self->ended && number == self->filled))
		pthread_cond_wait(&self->changed, &self->lock);
	bool end = number == self->filled;
	pthread_mutex_unlock(&self->lock);
	return end ? NULL : slot;
}

static void empty(runner *self, slot *slot)
{
	free(slot->messages.bytes);
	bede_buffer_free(&slot->output);
	pthread_mutex_lock(&self->lock);
	self->bytes -= slot->length;
	*slot = (struct slot){.state = SLOT_EMPTY};
	pthread_cond_broadcast(&self->changed);
	pthread_mutex_unlock(&self->lock);
}

static double total_size(const settings *settings)
{
	double total = 0;
	struct stat status;
	for (int i = 0; i < settings->file_count; i++) {
		if (strcmp(settings->files[i], "-") == 0 || stat(settings->files[i], &status) != 0
				|| !S_ISREG(status.st_mode))
			return 0;
		total += (double)status.st_size;
	}
	return total;
}

/* EXIT_ENVIRONMENT leaves the threads as they are: the program ends with it. */
static int write_slots(runner *self)
{
	progress progress;
	bede_error last = {0};
	int status = EXIT_DONE;
	progress_start(&progress, total_size(self->settings));
	for (unsigned long long number = 0;; number++) {
		slot *slot = wait_for_done(self, number);
		if (!slot)
			break;
		if (slot->messages.length || slot->warning.code != BEDE_OK || slot->fatal.code != BEDE_OK)
			progress_hide(&progress);
		put_messages(slot, &last);
		if (slot->fatal.code != BEDE_OK) {
			status = message_fatal(&slot->fatal);
			break;
		}
		if (slot->failed)
			status = EXIT_INPUT;
		if (self->store && slot->output.length && !bede_store_add(self->store, &slot->output, &slot->fatal)) {
			progress_hide(&progress);
			status = message_fatal(&slot->fatal);
			break;
		}
		if (!self->store && !put(&slot->output)) {
			progress_hide(&progress);
			status = output_failed();
			break;
		}
		progress_step(&progress, slot->bytes);
		empty(self, slot);
	}
	progress_hide(&progress);
	return status;
}

/* ---- */

static bool put_end(const bede_write_options *write, bool start)
{
	bede_buffer buffer = {0};
	bool done = (start ? bede_write_start : bede_write_end)(write, &buffer, NULL) && put(&buffer);
	bede_buffer_free(&buffer);
	return done;
}

static int run_threads(runner *self)
{
	unsigned count = self->settings->threads, started = 0;
	pthread_t reader, *workers = calloc(count, sizeof *workers);
	if (!workers || pthread_create(&reader, NULL, read_inputs, self) != 0) {
		free(workers);
		message("no memory for a thread");
		return EXIT_ENVIRONMENT;
	}
	while (started < count && pthread_create(&workers[started], NULL, code_slots, self) == 0)
		started++;
	if (started == 0) {
		message("the system gives no more threads");
		_exit(EXIT_ENVIRONMENT);
	}
	int status = write_slots(self);
	/* The reader may hang in a read that nobody wants any more. */
	if (status == EXIT_ENVIRONMENT) {
		fflush(stdout);
		_exit(status);
	}
	pthread_join(reader, NULL);
	for (unsigned i = 0; i < started; i++)
		pthread_join(workers[i], NULL);
	free(workers);
	return status;
}

/* All inputs, on all threads. */
static int run_all(runner *self)
{
	self->slot_count = (size_t)self->settings->threads * SLOTS_PER_THREAD;
	self->slots = calloc(self->slot_count, sizeof *self->slots);
	if (!self->slots) {
		message("out of memory");
		return EXIT_ENVIRONMENT;
	}
	pthread_mutex_init(&self->lock, NULL);
	pthread_cond_init(&self->changed, NULL);
	int status = run_threads(self);
	pthread_cond_destroy(&self->changed);
	pthread_mutex_destroy(&self->lock);
	free(self->slots);
	return status;
}

int run_inputs(const settings *settings, const bede_write_options *write)
{
	runner self = {.settings = settings, .write = write};
	bede_data *data = open_data(settings);
	if (!data)
		return EXIT_ENVIRONMENT;
	self.data = data;
	int status = put_end(write, true) ? run_all(&self) : output_failed();
	if (status != EXIT_ENVIRONMENT && !put_end(write, false))
		status = output_failed();
	bede_data_close(data);
	return status;
}

/* What is done once all inputs are in the store. */
static int finish_store(const runner *self, int status)
{
	bede_error error = {0};
	if (!bede_store_finish(self->store, &error)
			|| (!self->settings->no_link && !bede_store_link(self->store, &error)))
		return message_fatal(&error);
	if (self->known)
		message("%lu reports were in the store already, read in the same way, and were not read again", self->known);
	return status;
}

int run_into_store(const settings *settings)
{
	bede_error error = {0};
	runner self = {.settings = settings};
	bede_coder_options options = {.minimum_confidence = settings->minimum_confidence};
	bede_data *data = open_data(settings);
	if (!data)
		return EXIT_ENVIRONMENT;
	self.data = data;
	self.store = bede_store_open(settings->store, &(bede_store_options){.mode = BEDE_STORE_CREATE}, &error);
	int status;
	if (!self.store || !bede_store_begin(self.store, data, &options, &error))
		status = message_fatal(&error);
	else if ((status = run_all(&self)) != EXIT_ENVIRONMENT)
		status = finish_store(&self, status);
	bede_store_close(self.store);
	bede_data_close(data);
	return status;
}
