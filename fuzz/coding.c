/* coding.c — a file's way through the public interface, with lexicon and model of the folder that it runs in. */
#include "coding.h"

#include <stdio.h>
#include <stdlib.h>

static bede_data *data;
static bede_coder *coder;

static void close_all(void)
{
	bede_coder_free(coder);
	bede_data_close(data);
}

static void open_all(void)
{
	bede_error error = {0};
	data = bede_data_open(&(bede_data_options){.data_dir = "."}, &error);
	if (data)
		coder = bede_coder_new(data, NULL, &error);
	if (!coder) {
		fprintf(stderr, "run from the top folder: %s\n", error.message);
		exit(1);
	}
	atexit(close_all);
}

/* Every span that a record shows lies within the text. */
static void check_records(void)
{
	const bede_record *records;
	size_t length, count = bede_coder_records(coder, &records);
	bede_coder_text(coder, &length);
	for (size_t i = 0; i < count; i++)
		if (records[i].event_span.start > records[i].event_span.end || records[i].event_span.end > length)
			abort();
}

static void write_as(bede_format format)
{
	bede_write_options options = {.format = format};
	bede_buffer out = {0};
	if (!bede_write_start(&options, &out, NULL) || !bede_write(coder, &options, true, &out, NULL)
			|| !bede_write_end(&options, &out, NULL))
		abort();
	bede_buffer_free(&out);
}

void code_bytes(const uint8_t *bytes, size_t length, bede_form form)
{
	if (!coder)
		open_all();
	bede_reader_options options = {.form = form, .date = "2024-11-21"};
	bede_reader *reader = bede_reader_open(scratch_file("input", bytes, length), &options, NULL);
	if (!reader)
		return;
	for (;;) {
		bede_error error = {0};
		bede_document *document = bede_reader_next(reader, &error);
		if (!document && error.code == BEDE_OK)
			break;
		if (document && bede_coder_read(coder, document, &error)) {
			check_records();
			write_as(BEDE_JSONL);
			write_as(BEDE_ANNOTATION);
			write_as(BEDE_CONLLU);
			write_as(BEDE_EXPLANATION);
		}
		bede_document_free(document);
	}
	bede_reader_close(reader);
}
