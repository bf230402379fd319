/*
 * pipeline.c — the way of a report through the stages. Read this first; then src/README.md, which lists the folders in
 * the same order.
 *
 *     read ─ text ─ syntax ─┬ name     ┐
 *                           ├ when     ├─ event ─ source ─ record
 *                           ├ place    │
 *                           └ quantity ┘
 */
#include "pipeline.h"

#include <stdlib.h>

#include "base/error.h"

/* Records under this confidence are left out unless the caller says otherwise: where dyads were found best on the
 * hand-coded development reports. */
static const double DEFAULT_CONFIDENCE = 0.30;

double pipeline_cut(double minimum_confidence)
{
	return minimum_confidence == 0 ? DEFAULT_CONFIDENCE : minimum_confidence;
}

static const size_t DEFAULT_MEMORY_LIMIT = (size_t)2 << 30;

typedef struct passage {
	bede_coder *coder;
	const bede_document *document;
	bede_error *error;
	bool readable;
} passage;

/* Every stage in order; leaves through arena_run when memory runs out. */
static void read_document(void *context)
{
	passage *self = context;
	bede_coder *coder = self->coder;
	const bede_data *data = coder->data;
	arena *memory = &coder->memory;
	reading *r = &coder->reading;

	self->readable = document_prepare(&r->document, memory, self->document, self->error);
	if (!self->readable)
		return;
	text_split(data->text, &r->document, memory, &r->text);
	if (r->document.conllu.length)
		syntax_from_conllu(data->syntax, coder->work, &r->document, &r->text, memory, &r->syntax);
	else
		syntax_parse(data->syntax, coder->work, &r->text, memory, &r->syntax);

	name_read(data->names, &r->document, &r->text, &r->syntax, memory, &r->names);
	when_read(data->when, &r->document, &r->text, &r->syntax, memory, &r->times);
	place_read(data->places, &r->document, &r->text, &r->syntax, memory, &r->places);
	quantity_read(data->quantities, &r->document, &r->text, &r->syntax, memory, &r->quantities);

	/* Who says what is read before the events, since "we" is whoever speaks; which voices tell of an event is asked
	 * when the record is joined. */
	source_read(data->sources, &r->document, &r->text, &r->syntax, &r->names, &r->times, memory, &r->attributions);
	source_speakers(&r->attributions, memory, &r->names);
	event_read(data->events, &r->document, &r->text, &r->syntax, &r->names, &r->times, &coder->events, memory,
		&r->events);
	record_join(data->records, data->sources, data->names, pipeline_cut(coder->options.minimum_confidence), memory, r);
}

static void tell(const bede_coder *coder, const bede_error *warning)
{
	if (coder->options.warning)
		coder->options.warning(coder->options.warning_context, warning);
}

static void tell_warnings(bede_coder *coder, const char *id)
{
	bede_error warning;

	if (coder->reading.document.bytes_replaced) {
		error_set_at(&warning, BEDE_ERROR_INPUT, id, 0, "%zu bytes are not valid UTF-8 and were replaced; if the text "
			"is Latin-1, convert it with: iconv -f latin1 -t utf-8", coder->reading.document.bytes_replaced);
		tell(coder, &warning);
	}
	if (coder->reading.times.underspecified && !coder->underspecified_told) {
		coder->underspecified_told = true;
		error_set_at(&warning, BEDE_ERROR_INPUT, id, 0, "the report has no date, so relative dates stay open (like "
			"XXXX-WXX-3); give the date of publication with --date");
		tell(coder, &warning);
	}
}

bool bede_coder_read(bede_coder *coder, const bede_document *document, bede_error *error)
{
	passage self = {coder, document, error, false};

	if (error)
		*error = (bede_error){.code = BEDE_OK};
	arena_reset(&coder->memory);
	coder->reading = (reading){0};
	coder->filled = false;
	if (!arena_run(&coder->memory, read_document, &self)) {
		coder->reading = (reading){0};
		error_set(error, BEDE_ERROR_MEMORY, "the document '%.80s' needs more memory than there is or than the limit "
			"allows; split it into single reports", document->id ? document->id : "");
		return false;
	}
	if (!self.readable)
		return false;
	coder->filled = true;
	tell_warnings(coder, document->id ? document->id : "");
	return true;
}

bede_coder *bede_coder_new(const bede_data *data, const bede_coder_options *options, bede_error *error)
{
	bede_coder *self = calloc(1, sizeof *self);

	if (error)
		*error = (bede_error){.code = BEDE_OK};
	if (self)
		self->work = syntax_work_new(data->syntax);
	if (!self || !self->work) {
		free(self);
		error_set(error, BEDE_ERROR_MEMORY, "out of memory for a new coder");
		return NULL;
	}
	self->data = data;
	if (options)
		self->options = *options;
	arena_init(&self->memory, self->options.memory_limit ? self->options.memory_limit : DEFAULT_MEMORY_LIMIT);
	self->events.refusals = self->options.explain;
	return self;
}

void bede_coder_free(bede_coder *coder)
{
	if (!coder)
		return;
	arena_clear(&coder->memory);
	syntax_work_free(coder->work);
	free(coder);
}

size_t bede_coder_records(const bede_coder *coder, const bede_record **records)
{
	*records = coder->filled ? coder->reading.records : NULL;
	return coder->filled ? coder->reading.record_count : 0;
}

const char *bede_coder_text(const bede_coder *coder, size_t *length)
{
	if (length)
		*length = coder->filled ? coder->reading.document.text.length : 0;
	return coder->filled ? coder->reading.document.text.at : "";
}

uint32_t bede_coder_point(const bede_coder *coder, uint32_t byte)
{
	return coder->filled ? utf8_index_point(&coder->reading.document.points, byte) : 0;
}

/* ---- writing: the public buffer around the stages' strbuf ---- */

bool writing_finish(strbuf *written, bede_buffer *out, bede_error *error)
{
	bool done = !written->failed;

	*out = (bede_buffer){written->bytes, written->length, written->room};
	if (!done)
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while writing");
	return done;
}

strbuf writing_continue(const bede_buffer *out)
{
	return (strbuf){.bytes = out->bytes, .length = out->length, .room = out->room};
}

bool bede_write_start(const bede_write_options *options, bede_buffer *out, bede_error *error)
{
	strbuf buffer = writing_continue(out);

	write_start(options, &buffer);
	return writing_finish(&buffer, out, error);
}

bool bede_write_end(const bede_write_options *options, bede_buffer *out, bede_error *error)
{
	strbuf buffer = writing_continue(out);

	write_end(options, &buffer);
	return writing_finish(&buffer, out, error);
}

bool bede_write(const bede_coder *coder, const bede_write_options *options, bool first, bede_buffer *out,
	bede_error *error)
{
	strbuf buffer = writing_continue(out);

	if (coder->filled)
		write_reading(&coder->reading, options, first, &buffer);
	return writing_finish(&buffer, out, error);
}

void bede_buffer_free(bede_buffer *buffer)
{
	if (!buffer)
		return;
	free(buffer->bytes);
	*buffer = (bede_buffer){0};
}

const char *bede_version(void)
{
	return BEDE_VERSION;
}
