/*
 * fault_allocation.c — what happens when memory runs out while reports are coded: each allocation of the library is
 * made to fail in turn while a small report is read, and every one must end in an error or in the right result. Then
 * the same object has to do the same work with the same output. Leaks are the sanitized build's to find.
 *
 *     fault_allocation [SPREAD]       runs from the top folder, where lexicon/ and model/ are
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "allocation.h"

static const char report[] =
	"SEOUL, South Korea — North Korean troops attacked Ukrainian soldiers in Kursk on Wednesday, KCNA reported.\n\n"
	"About 70 people were killed, officials said. Russia denied that its forces had fired missiles at Kyiv.\n";

static const bede_document document = {
	.id = "small", .text = report, .text_length = sizeof report - 1, .date = "2024-11-21", .publisher = "example",
};

static char input_path[512];

typedef struct stand {
	bede_data *data;
	bede_coder *coder;
	bede_format format;
	char *expected;           /* what `format` must give */
	size_t expected_length;
} stand;

static bool open_data(void *state, bede_error *error)
{
	(void)state;
	bede_data *data = bede_data_open(&(bede_data_options){.data_dir = "."}, error);
	bede_data_close(data);
	return data;
}

static bool make_coder(void *state, bede_error *error)
{
	bede_coder *coder = bede_coder_new(((stand *)state)->data, NULL, error);
	bede_coder_free(coder);
	return coder;
}

static bool write_all(const stand *self, bede_buffer *out, bede_error *error)
{
	bede_write_options options = {.format = self->format};
	return bede_write_start(&options, out, error) && bede_write(self->coder, &options, true, out, error)
		&& bede_write_end(&options, out, error);
}

static bool same_as_expected(const stand *self, const bede_buffer *out, bede_error *error)
{
	if (out->length == self->expected_length && memcmp(out->bytes, self->expected, out->length) == 0)
		return true;
	*error = (bede_error){.code = BEDE_OK, .message = "the output is not that of an undisturbed run"};
	return false;
}

static bool read_report(void *state, bede_error *error)
{
	return bede_coder_read(((stand *)state)->coder, &document, error);
}

static bool write_report(void *state, bede_error *error)
{
	bede_buffer out = {0};
	bool done = write_all(state, &out, error) && same_as_expected(state, &out, error);
	bede_buffer_free(&out);
	return done;
}

static bool read_and_write(void *state, bede_error *error)
{
	return read_report(state, error) && write_report(state, error);
}

static bool read_file(void *state, bede_error *error)
{
	(void)state;
	bede_reader *reader = bede_reader_open(input_path, NULL, error);
	if (!reader)
		return false;
	bool done = true;
	for (;;) {
		bede_error problem = {0};
		bede_document *next = bede_reader_next(reader, &problem);
		bede_document_free(next);
		if (next)
			continue;
		if (problem.code == BEDE_OK)
			break;
		done = false;
		*error = problem;
	}
	bede_reader_close(reader);
	return done;
}

/* A name that is known, and one whose neighbours are looked for. */
static bool ask_who(void *state, bede_error *error)
{
	const bede_data *data = ((stand *)state)->data;
	bede_write_options table = {.format = BEDE_TABLE}, json = {.format = BEDE_JSON};
	bede_buffer out = {0};
	bede_error unknown = {0};
	bool done = bede_who(data, "Vladimir Putin", "2010-05-05", &table, &out, error)
		&& bede_who(data, "Hamas", NULL, &json, &out, error);
	if (done && !bede_who(data, "Hammas", NULL, &json, &out, &unknown) && unknown.code != BEDE_ERROR_INPUT) {
		*error = unknown;
		done = false;
	}
	bede_buffer_free(&out);
	return done;
}

static bool count_gaps(void *state, bede_error *error)
{
	bede_buffer out = {0};
	bede_gaps *gaps = bede_gaps_new(error);
	bool done = gaps && bede_gaps_add(gaps, ((stand *)state)->coder, error)
		&& bede_gaps_write(gaps, 0, &(bede_write_options){.format = BEDE_TABLE}, &out, error)
		&& bede_gaps_write(gaps, 0, &(bede_write_options){.format = BEDE_TSV}, &out, error);
	bede_gaps_free(gaps);
	bede_buffer_free(&out);
	return done;
}

static bool keep_expected(stand *self, bede_format format)
{
	bede_error error = {0};
	bede_buffer out = {0};
	self->format = format;
	bool done = write_all(self, &out, &error);
	free(self->expected);
	self->expected = out.bytes;
	self->expected_length = out.length;
	if (!done)
		printf("format %d: failed undisturbed: '%s'\n", (int)format, error.message);
	return done;
}

static bool write_input(void)
{
	const char *folder = getenv("BUILD");
	snprintf(input_path, sizeof input_path, "%s/fault-input.jsonl", folder ? folder : ".");
	FILE *file = fopen(input_path, "w");
	if (!file)
		return false;
	for (int i = 0; i < 3; i++)
		fprintf(file, "{\"id\":\"%d\",\"text\":\"Russia attacked Kyiv.\",\"date\":\"2024-11-21\",\"url\":\"u\","
			"\"pairs\":[{\"actor\":[0,6],\"recipient\":null}]}\n", i);
	return fclose(file) == 0;
}

int main(int count, char **arguments)
{
	bede_error error = {0};
	stand self = {.data = bede_data_open(&(bede_data_options){.data_dir = "."}, &error)};
	if (self.data)
		self.coder = bede_coder_new(self.data, NULL, &error);
	if (!self.coder || !bede_coder_read(self.coder, &document, &error) || !write_input()) {
		printf("cannot set up: %s\n0 passed, 1 failed\n", error.message);
		return 1;
	}
	unsigned passed = 0, failed = 0;
	sweep_spread(count, arguments, 120);
	const work reading = {"read and write", read_and_write, &self};
	const work again[] = {
		{"open data", open_data, &self}, {"new coder", make_coder, &self}, {"read input", read_file, &self},
		{"ask who", ask_who, &self}, {"count gaps", count_gaps, &self},
	};
	for (size_t i = 0; i < sizeof again / sizeof *again; i++)
		*(sweep(&again[i], NULL) ? &passed : &failed) += 1;

	static const struct { bede_format format; const char *name; } formats[] = {
		{BEDE_JSONL, "write jsonl"}, {BEDE_JSON, "write json"}, {BEDE_CSV, "write csv"}, {BEDE_TSV, "write tsv"},
		{BEDE_TABLE, "write table"}, {BEDE_ANNOTATION, "write annotation"}, {BEDE_CONLLU, "write conllu"},
		{BEDE_EXPLANATION, "write explanation"},
	};
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		const work writing = {formats[i].name, write_report, &self};
		bool done = keep_expected(&self, formats[i].format) && sweep(&writing, &writing);
		*(done ? &passed : &failed) += 1;
	}
	const work read_only = {"read report", read_report, &self};
	bool done = keep_expected(&self, BEDE_JSONL) && sweep(&read_only, &reading);
	*(done ? &passed : &failed) += 1;

	free(self.expected);
	bede_coder_free(self.coder);
	bede_data_close(self.data);
	remove(input_path);
	printf("%u passed, %u failed\n", passed, failed);
	return failed != 0;
}
