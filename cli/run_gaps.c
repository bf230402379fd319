/* run_gaps.c — `bede lexicon gaps`: every input through one coder, in order, so that the example that stands with a
 * word is the first one that the input has. */
#include <stdio.h>

#include "cli.h"

enum { DEFAULT_TOP = 50 };

typedef struct gathering {
	const settings *settings;
	bede_coder *coder;
	bede_gaps *gaps;
	progress progress;
	int status;
} gathering;

static void hear_reader(void *context, const bede_error *warning)
{
	progress_hide(context);
	message_error(warning);
}

static void tell(gathering *self, const bede_error *error)
{
	progress_hide(&self->progress);
	message_error(error);
	self->status = EXIT_INPUT;
}

/* False after a message: nothing more can be done. */
static bool gather_document(gathering *self, const bede_document *document)
{
	bede_error error = {0};
	if (!bede_coder_read(self->coder, document, &error)) {
		if (!error.file[0])
			snprintf(error.file, sizeof error.file, "%.200s", document->id ? document->id : "");
		tell(self, &error);
	} else if (!bede_gaps_add(self->gaps, self->coder, &error)) {
		tell(self, &error);
		return false;
	}
	progress_step(&self->progress, (double)document->text_length);
	return true;
}

static bool gather_input(gathering *self, const char *path)
{
	bede_error error = {0};
	bede_reader_options options = {
		.form = self->settings->from, .date = self->settings->date,
		.warning = hear_reader, .warning_context = &self->progress,
	};
	bede_reader *reader = bede_reader_open(path, &options, &error);
	if (!reader) {
		tell(self, &error);
		return true;
	}
	bool going = true;
	while (going) {
		error = (bede_error){.code = BEDE_OK};
		bede_document *document = bede_reader_next(reader, &error);
		if (document)
			going = gather_document(self, document);
		else if (error.code == BEDE_OK)
			break;
		else
			tell(self, &error);
		bede_document_free(document);
	}
	bede_reader_close(reader);
	return going;
}

static bool gather(gathering *self)
{
	const settings *settings = self->settings;
	if (settings->file_count == 0)
		return gather_input(self, "-");
	for (int i = 0; i < settings->file_count; i++)
		if (!gather_input(self, settings->files[i]))
			return false;
	return true;
}

static int print_gaps(const gathering *self)
{
	bede_error error = {0};
	bede_buffer out = {0};
	const settings *settings = self->settings;
	bede_write_options write = writing(settings, settings->format_given ? settings->format : BEDE_TABLE);
	int status = self->status;
	if (bede_gaps_write(self->gaps, settings->top ? settings->top : DEFAULT_TOP, &write, &out, &error))
		fwrite(out.bytes, 1, out.length, stdout);
	else
		status = message_fatal(&error);
	bede_buffer_free(&out);
	return status;
}

int run_gaps(const settings *settings)
{
	bede_error error = {0};
	gathering self = {.settings = settings, .status = EXIT_DONE};
	bede_data *data = open_data(settings);
	if (!data)
		return EXIT_ENVIRONMENT;
	self.coder = bede_coder_new(data, NULL, &error);
	self.gaps = self.coder ? bede_gaps_new(&error) : NULL;
	int status;
	if (!self.gaps) {
		status = message_fatal(&error);
	} else {
		progress_start(&self.progress, 0);
		bool done = gather(&self);
		progress_hide(&self.progress);
		status = done ? print_gaps(&self) : EXIT_ENVIRONMENT;
	}
	bede_gaps_free(self.gaps);
	bede_coder_free(self.coder);
	bede_data_close(data);
	return status;
}
