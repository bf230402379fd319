/* corpus.c — reports of our own for testing stores. */
#include "corpus.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

unsigned corpus_random(unsigned *state, unsigned limit)
{
	*state = *state * 1664525u + 1013904223u;
	return (unsigned)((unsigned long long)(*state >> 8) * limit >> 24);
}

bool corpus_open(corpus *self, size_t count)
{
	bede_error error = {0};
	*self = (corpus){.data = bede_data_open(&(bede_data_options){.data_dir = "."}, &error), .count = count};
	self->coder = self->data ? bede_coder_new(self->data, NULL, &error) : NULL;
	if (!self->coder)
		printf("cannot code: %s\n", error.message);
	return self->coder != NULL;
}

void corpus_close(corpus *self)
{
	bede_coder_free(self->coder);
	bede_data_close(self->data);
}

static const char *pick(unsigned *state, const char *const *from, unsigned count)
{
	return from[corpus_random(state, count)];
}

/* Two to six sentences of who did what to whom. */
static void write_text(unsigned number, unsigned version, char *out, size_t room)
{
	static const char *const actors[] = {
		"Russian troops", "Ukrainian forces", "The Israeli army", "Iranian officials", "Chinese diplomats",
		"Turkish police", "The French government", "North Korean soldiers", "Protesters in Cairo", "The United Nations",
	};
	static const char *const deeds[] = {
		"attacked", "condemned", "met", "accused", "threatened", "criticized", "shelled", "negotiated with", "praised",
		"imposed sanctions on",
	};
	static const char *const others[] = {
		"Ukrainian soldiers", "the Russian government", "Hamas fighters", "Japanese officials", "the United States",
		"Syrian rebels", "the Indian government", "South Korean diplomats", "Polish officials", "NATO",
	};
	static const char *const places[] = {
		"in Kharkiv", "in Gaza", "in Tehran", "near Kursk", "in Café Orléans", "in Paris",
	};
	static const char *const days[] = {"on Monday", "on Tuesday", "yesterday", "last week", "on Friday", "today"};
	static const char *const voices[] = {
		".", ", officials said.", ", Reuters reported.", ", killing 12 people.", ", according to the Kremlin.",
		", which Moscow denied.",
	};
	unsigned state = number * 7919u + version * 104729u + 1, sentences = 2 + corpus_random(&state, 5);
	size_t length = 0;
	for (unsigned i = 0; i < sentences && length < room; i++)
		length += (size_t)snprintf(out + length, room - length, "%s %s %s %s %s%s ", pick(&state, actors, 10),
			pick(&state, deeds, 10), pick(&state, others, 10), pick(&state, places, 6), pick(&state, days, 6),
			pick(&state, voices, 6));
}

static bool store_document(const corpus *self, bede_store *store, unsigned number, bede_error *error)
{
	char id[32], text[2048], date[16];
	bede_buffer parcel = {0};
	write_text(number, self->version, text, sizeof text);
	/* Some reports come again under an id that was there before, with another text: the last one stays. */
	snprintf(id, sizeof id, "report-%04u", number % 10 == 9 ? number - 5 : number);
	snprintf(date, sizeof date, "2024-%02u-%02u", 1 + number % 12, 1 + number % 28);
	bede_document document = {
		.id = id, .text = text, .text_length = strlen(text), .date = number % 7 ? date : NULL,
		.title = number % 2 ? "A title; \"quoted\"" : NULL, .publisher = number % 3 ? "The Daily Example" : NULL,
	};
	if (!bede_store_wants(store, &document))
		return true;
	bool done = bede_coder_read(self->coder, &document, error)
		&& bede_store_pack(store, self->coder, &document, &parcel, error) && bede_store_add(store, &parcel, error);
	bede_buffer_free(&parcel);
	return done;
}

bool corpus_store(const corpus *self, const char *path, const bede_store_options *options, bede_error *error)
{
	bede_store *store = bede_store_open(path, options, error);
	bool done = store && bede_store_begin(store, self->data, NULL, error);
	for (unsigned i = 0; done && i < self->count; i++)
		done = store_document(self, store, i, error);
	done = done && bede_store_finish(store, error) && (self->unlinked || bede_store_link(store, error));
	bede_store_close(store);
	return done;
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

char *corpus_dump(const char *path, bede_error *error)
{
	bede_buffer out = {0};
	bede_store *store = bede_store_open(path, &(bede_store_options){.mode = BEDE_STORE_READ}, error);
	bool done = store && bede_store_dump(store, gather, &out, error);
	bede_store_close(store);
	if (!done || out.length == 0)
		bede_buffer_free(&out);
	return out.bytes;
}

/* The number of the document that a line of a dump is about; -1: none, or one whose id comes twice. */
static int document_of(const char *line)
{
	static const char mark[] = "\"report-";
	size_t length = strcspn(line, "\n");
	for (size_t i = 0; i + sizeof mark + 4 < length; i++)
		if (memcmp(line + i, mark, sizeof mark - 1) == 0) {
			int number = atoi(line + i + sizeof mark - 1);
			return number % 10 == 4 || number % 10 == 9 ? -1 : number;
		}
	return -1;
}

static const char *next_line(const char *line)
{
	line += strcspn(line, "\n");
	return *line ? line + 1 : line;
}

/* What linking adds to a line follows once all is linked: it is passed over. */
static const char *skip_link(const char *at)
{
	static const char *const keys[] = {"\"link\":", "\"reprint_of\":"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strncmp(at, keys[i], strlen(keys[i])) == 0)
			return at + strlen(keys[i]) + strcspn(at + strlen(keys[i]), ",}");
	return at;
}

static bool same_line(const char *a, const char *b)
{
	for (;; a++, b++) {
		a = skip_link(a);
		b = skip_link(b);
		if (*a != *b)
			return false;
		if (*a == '\n' || !*a)
			return true;
	}
}

bool corpus_is_part(const char *part, const char *whole)
{
	bool there[10000] = {false};
	for (const char *line = part; *line; line = next_line(line))
		if (document_of(line) >= 0)
			there[document_of(line)] = true;
	for (;;) {
		while (*part && document_of(part) < 0)
			part = next_line(part);
		while (*whole && (document_of(whole) < 0 || !there[document_of(whole)]))
			whole = next_line(whole);
		if (!*part || !*whole)
			return *part == *whole;
		if (!same_line(part, whole))
			return false;
		part = next_line(part);
		whole = next_line(whole);
	}
}

void corpus_remove(const char *path)
{
	char beside[512];
	static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		snprintf(beside, sizeof beside, "%s%s", path, endings[i]);
		unlink(beside);
	}
}
