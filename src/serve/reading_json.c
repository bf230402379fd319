/* reading_json.c — texts read on request: POST /code, and the layers of a report of the store, as JSON. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/bytes.h"
#include "serve/serve.h"

enum { CODER_MEMORY = 512 * 1024 * 1024 };

struct reader_of_texts {
	bede_server *server;
	pthread_mutex_t lock;
	bool tried;
	bede_data *data;                   /* NULL: there are none */
	bede_error error;                  /* why */
};

reader_of_texts *reading_start(bede_server *server)
{
	reader_of_texts *self = calloc(1, sizeof *self);
	if (!self)
		return NULL;
	self->server = server;
	pthread_mutex_init(&self->lock, NULL);
	return self;
}

void reading_stop(reader_of_texts *self)
{
	if (!self)
		return;
	bede_data_close(self->data);
	pthread_mutex_destroy(&self->lock);
	free(self);
}

/* Opened by whoever is first to need them. */
bool reading_is_possible(reader_of_texts *self)
{
	pthread_mutex_lock(&self->lock);
	if (!self->tried) {
		const bede_data_options *options = &self->server->options.data;
		self->data = bede_data_open(options, &self->error);
		self->tried = true;
		if (!self->data && options->warning) {
			bede_error told = self->error;
			snprintf(told.message, sizeof told.message, "texts cannot be read: %s", self->error.message);
			options->warning(options->warning_context, &told);
		}
	}
	bool possible = self->data != NULL;
	pthread_mutex_unlock(&self->lock);
	return possible;
}

static bool make_coder(request *request, bede_coder **coder)
{
	reader_of_texts *self = request->server->reader;
	bede_coder_options options = {.memory_limit = CODER_MEMORY};
	bede_error error = {0};
	if (*coder)
		return true;
	if (!reading_is_possible(self)) {
		answer_error(&request->answer, 503, "no_data", NULL, "texts cannot be read here: %s", self->error.message);
		return false;
	}
	*coder = bede_coder_new(self->data, &options, &error);
	if (!*coder)
		answer_failure(&request->answer, &error);
	return *coder != NULL;
}

/* ---- records, as the page has them ---- */

static json_t *text_of(const char *text)
{
	return text ? json_string(text) : json_null();
}

static json_t *texts_of(const char *const *texts)
{
	json_t *list = json_array();
	for (; texts && *texts; texts++)
		json_array_append_new(list, json_string(*texts));
	return list;
}

static json_t *degrees_of(bool known, double degrees)
{
	return known ? json_real(degrees) : json_null();
}

static void put_span(json_t *out, const bede_coder *coder, bede_span span)
{
	json_object_set_new(out, "start", json_integer(bede_coder_point(coder, span.start)));
	json_object_set_new(out, "end", json_integer(bede_coder_point(coder, span.end)));
}

static json_t *span_of(const bede_coder *coder, bede_span span)
{
	json_t *out = json_object();
	put_span(out, coder, span);
	return out;
}

static json_t *party_of(const bede_party *party)
{
	json_t *out = json_object();
	json_object_set_new(out, "code", text_of(party->code));
	json_object_set_new(out, "sector", text_of(party->sector));
	json_object_set_new(out, "name", text_of(party->identifier_text ? party->identifier_text : party->entity_text));
	json_object_set_new(out, "inferred", json_boolean(party->inferred));
	return out;
}

static json_t *parties_of(const bede_party *parties, size_t count)
{
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, party_of(&parties[i]));
	return list;
}

static json_t *aux_modes_of(unsigned bits)
{
	static const struct {
		unsigned bit;
		const char *name;
	} names[] = {
		{BEDE_HISTORICAL, "historical"}, {BEDE_FUTURE, "future"}, {BEDE_HYPOTHETICAL, "hypothetical"},
		{BEDE_NEGATION, "negation"},
	};
	json_t *list = json_array();
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (bits & names[i].bit)
			json_array_append_new(list, json_string(names[i].name));
	return list;
}

static json_t *place_of_record(const bede_place *place)
{
	if (!place->extracted_place)
		return json_null();
	json_t *out = json_object();
	json_object_set_new(out, "name", text_of(place->resolved_place ? place->resolved_place : place->extracted_place));
	json_object_set_new(out, "country_code", text_of(place->country_code));
	json_object_set_new(out, "lat", degrees_of(place->has_coordinates, place->lat));
	json_object_set_new(out, "lon", degrees_of(place->has_coordinates, place->lon));
	json_object_set_new(out, "resolution", json_integer(place->resolution));
	return out;
}

static json_t *attributions_of(const bede_record *record)
{
	static const char *const kinds[] = {
		[BEDE_REPORT] = "report", [BEDE_STATEMENT] = "statement", [BEDE_CLAIM] = "claim", [BEDE_DENIAL] = "denial",
		[BEDE_ESTIMATE] = "estimate", [BEDE_ANNOUNCEMENT] = "announcement", [BEDE_UNACKNOWLEDGED] = "unacknowledged",
	};
	json_t *list = json_array();
	for (size_t i = 0; i < record->attribution_count; i++) {
		const bede_attribution *from = &record->attributions[i];
		json_t *out = json_object();
		json_object_set_new(out, "source", party_of(&from->source));
		json_object_set_new(out, "cue", text_of(from->cue));
		json_object_set_new(out, "kind", json_string(kinds[from->kind]));
		json_array_append_new(list, out);
	}
	return list;
}

static json_t *words_of(const bede_coder *coder, bede_span span)
{
	size_t length;
	const char *text = bede_coder_text(coder, &length);
	return span.start < span.end && span.end <= length ? json_stringn(text + span.start, span.end - span.start)
		: json_string("");
}

static json_t *quantities_of(const bede_coder *coder, const bede_record *record)
{
	json_t *list = json_array();
	for (size_t i = 0; i < record->quantity_count; i++) {
		const bede_quantity *from = &record->quantities[i];
		json_t *out = json_object();
		json_object_set_new(out, "role", text_of(from->role));
		json_object_set_new(out, "item", text_of(from->item));
		json_object_set_new(out, "text", words_of(coder, from->span));
		json_object_set_new(out, "min", degrees_of(from->has_min, from->min));
		json_object_set_new(out, "max", degrees_of(from->has_max, from->max));
		json_array_append_new(list, out);
	}
	return list;
}

static void put_mark(json_t *list, const bede_coder *coder, bede_span span, const char *role)
{
	if (span.start >= span.end)
		return;
	json_t *out = span_of(coder, span);
	json_object_set_new(out, "role", json_string(role));
	json_array_append_new(list, out);
}

static json_t *marks_of(const bede_coder *coder, const bede_record *record)
{
	json_t *list = json_array();
	for (size_t i = 0; i < record->actor_count; i++)
		put_mark(list, coder, record->actors[i].span, "actor");
	put_mark(list, coder, record->event_span, "action");
	for (size_t i = 0; i < record->recipient_count; i++)
		put_mark(list, coder, record->recipients[i].span, "recipient");
	put_mark(list, coder, record->date_span, "when");
	put_mark(list, coder, record->place.span, "where");
	for (size_t i = 0; i < record->quantity_count; i++)
		put_mark(list, coder, record->quantities[i].span, "how-many");
	for (size_t i = 0; i < record->attribution_count; i++) {
		put_mark(list, coder, record->attributions[i].source.span, "source");
		put_mark(list, coder, record->attributions[i].span, "cue");
	}
	return list;
}

static json_t *record_of(const bede_coder *coder, const bede_record *record, const bede_document *document,
	const char *document_id)
{
	static const char *const certainties[] = {
		[BEDE_CERTAIN] = "certain", [BEDE_PROBABLE] = "probable", [BEDE_POSSIBLE] = "possible",
	};
	json_t *out = json_object();
	json_object_set_new(out, "id", text_of(record->id));
	json_object_set_new(out, "event_id", text_of(record->link ? record->link : record->id));
	json_object_set_new(out, "document_id", text_of(document_id));
	json_object_set_new(out, "day", text_of(record->date ? record->date : document->date));
	json_object_set_new(out, "event", text_of(bede_event_name(record->type)));
	json_object_set_new(out, "mode", texts_of(record->modes));
	json_object_set_new(out, "aux_mode", aux_modes_of(record->aux_modes));
	json_object_set_new(out, "context", texts_of(record->contexts));
	json_object_set_new(out, "quad_code", json_integer(bede_quad_code(record->type)));
	json_object_set_new(out, "event_scale", json_real(bede_event_scale(record->type)));
	json_object_set_new(out, "actor", parties_of(record->actors, record->actor_count));
	json_object_set_new(out, "recipient", parties_of(record->recipients, record->recipient_count));
	json_object_set_new(out, "place", place_of_record(&record->place));
	json_object_set_new(out, "certainty", json_string(certainties[record->certainty]));
	json_object_set_new(out, "confidence", json_real(record->confidence));
	json_object_set_new(out, "attribution", attributions_of(record));
	json_object_set_new(out, "quantity", quantities_of(coder, record));
	json_object_set_new(out, "sentence", words_of(coder, record->sentence_span));
	json_object_set_new(out, "marks", marks_of(coder, record));
	json_object_set_new(out, "publisher", text_of(document->publisher));
	json_object_set_new(out, "reported", text_of(document->date));
	json_object_set_new(out, "title", text_of(document->title));
	json_object_set_new(out, "url", text_of(document->url));
	json_object_set_new(out, "reprint", json_false());
	json_object_set_new(out, "reprint_of", json_null());
	json_object_set_new(out, "rule", text_of(record->rule));
	put_span(out, coder, record->sentence_span);
	return out;
}

static json_t *why_of(const bede_coder *coder, const bede_record *record)
{
	json_t *out = json_object(), *matched = json_array();
	for (size_t i = 0; i < record->matched_count; i++)
		json_array_append_new(matched, span_of(coder, record->matched[i]));
	json_object_set_new(out, "record_id", text_of(record->id));
	json_object_set_new(out, "rule", text_of(record->rule));
	json_object_set_new(out, "rule_words", text_of(record->rule_words));
	json_object_set_new(out, "rule_example", text_of(record->rule_example));
	json_object_set_new(out, "matched", matched);
	return out;
}

/* ---- layers ---- */

/* What a number counts is known to the records that have it. */
static void put_roles(json_t *quantities, const bede_coder *coder)
{
	const bede_record *records;
	size_t count = bede_coder_records(coder, &records), index;
	json_t *quantity;
	json_array_foreach(quantities, index, quantity) {
		json_int_t start = json_integer_value(json_object_get(quantity, "start"));
		const char *role = NULL;
		for (size_t i = 0; i < count && !role; i++)
			for (size_t j = 0; j < records[i].quantity_count && !role; j++)
				if (bede_coder_point(coder, records[i].quantities[j].span.start) == start)
					role = records[i].quantities[j].role;
		json_object_set_new(quantity, "role", text_of(role));
	}
}

static json_t *layers_of(const bede_coder *coder, bede_error *error)
{
	bede_buffer text = {0};
	bede_write_options options = {.format = BEDE_ANNOTATION};
	json_t *layers = NULL;
	if (bede_write(coder, &options, true, &text, error))
		layers = json_loadb(text.bytes, text.length, 0, NULL);
	bede_buffer_free(&text);
	if (!layers)
		return NULL;
	json_object_del(layers, "events");
	put_roles(json_object_get(layers, "quantities"), coder);
	return layers;
}

/* ---- answers ---- */

/* False: an answer says what is wrong. */
static bool read_document(request *request, bede_coder **coder, const bede_document *document)
{
	bede_error error = {0};
	if (!make_coder(request, coder))
		return false;
	if (bede_coder_read(*coder, document, &error))
		return true;
	if (error.code == BEDE_ERROR_INPUT)
		answer_error(&request->answer, 422, "cannot_be_read", "text", "%s", error.message);
	else
		answer_failure(&request->answer, &error);
	return false;
}

static void put_reading(request *request, bede_coder *coder, const bede_document *document)
{
	const bede_record *records;
	bede_error error = {.code = BEDE_ERROR_MEMORY, .message = "out of memory"};
	size_t count = bede_coder_records(coder, &records);
	json_t *layers = layers_of(coder, &error);
	if (!layers) {
		answer_failure(&request->answer, &error);
		return;
	}
	json_t *reading = json_object(), *list = json_array(), *reasons = json_array();
	const char *id = json_string_value(json_object_get(layers, "id"));
	for (size_t i = 0; i < count; i++) {
		json_array_append_new(list, record_of(coder, &records[i], document, id));
		json_array_append_new(reasons, why_of(coder, &records[i]));
	}
	json_object_set_new(reading, "layers", layers);
	json_object_set_new(reading, "records", list);
	json_object_set_new(reading, "why", reasons);
	char *text = json_dumps(reading, JSON_COMPACT | JSON_REAL_PRECISION(15));
	json_decref(reading);
	if (!text) {
		answer_failure(&request->answer, &error);
		return;
	}
	size_t length = strlen(text);
	request->answer.body = (bede_buffer){text, length, length + 1};
	request->answer.type = "application/json";
	request->answer.status = 200;
}

static bool is_day(const char *text)
{
	return strlen(text) == 10 && strspn(text, "0123456789-") == 10 && text[4] == '-' && text[7] == '-';
}

/* Takes the object apart; false: an answer says what is wrong. */
static bool take_fields(request *request, json_t *posted, bede_document *document)
{
	static const char *const names[] = {"text", "date", "title", "publisher", "url", "language", "id"};
	const char **fields[] = {&document->text, &document->date, &document->title, &document->publisher, &document->url,
		&document->language, &document->id};
	const char *name;
	json_t *value;
	json_object_foreach(posted, name, value) {
		size_t i = 0;
		while (i < sizeof names / sizeof *names && strcmp(names[i], name) != 0)
			i++;
		if (i == sizeof names / sizeof *names) {
			answer_error(&request->answer, 400, "unknown_parameter", name,
				"a text comes with date, title, publisher, url, language, id, and nothing else");
			return false;
		}
		if (!json_is_string(value) && !json_is_null(value)) {
			answer_error(&request->answer, 400, "bad_parameter", name, "it is not a string");
			return false;
		}
		*fields[i] = json_string_value(value);
		if (i == 0)
			document->text_length = json_string_length(value);
		if (*fields[i] && !**fields[i] && i > 0)
			*fields[i] = NULL;
	}
	if (!document->text || !*document->text) {
		answer_error(&request->answer, 400, "bad_parameter", "text", "there is no text to read");
		return false;
	}
	if (document->date && !is_day(document->date)) {
		answer_error(&request->answer, 400, "bad_parameter", "date", "it is not a day, YYYY-MM-DD");
		return false;
	}
	return true;
}

void reading_answer_code(request *request, bede_coder **coder)
{
	json_error_t problem;
	bede_document document = {0};
	if (strncmp(request_header(request, "Content-Type"), "application/json", 16) != 0) {
		answer_error(&request->answer, 415, "bad_type", NULL,
			"post a text as JSON: {\"text\":\"...\",\"date\":\"YYYY-MM-DD\"}, with Content-Type: application/json");
		return;
	}
	json_t *posted = json_loadb(request->body.bytes ? request->body.bytes : "", request->body.length,
		JSON_REJECT_DUPLICATES, &problem);
	if (!json_is_object(posted)) {
		answer_error(&request->answer, 400, "bad_json", NULL, "the body is no JSON object: %s",
			posted ? "it is something else" : problem.text);
	} else if (take_fields(request, posted, &document) && read_document(request, coder, &document)) {
		put_reading(request, *coder, &document);
	}
	json_decref(posted);
}

/* The report as the store has it, read with the lexicons of now, which may be others than those of then. */
void reading_answer_layers(request *request, bede_coder **coder)
{
	bede_buffer page = {0};
	bede_error error = {0};
	char etag[80];
	question_etag(request, etag, sizeof etag);
	bede_parameter id = {"id", request->id};
	if (!question_ask(request->server, "document", &id, 1, &page, &error)) {
		answer_failure(&request->answer, &error);
		bede_buffer_free(&page);
		return;
	}
	json_t *found = json_loadb(page.bytes, page.length, 0, NULL);
	bede_buffer_free(&page);
	json_t *text = json_object_get(found, "text");
	if (!json_is_string(text)) {
		answer_error(&request->answer, 404, "no_text", "id", "the store does not have the text of this report");
		json_decref(found);
		return;
	}
	bede_document document = {
		.id = request->id,
		.text = json_string_value(text), .text_length = json_string_length(text),
		.date = json_string_value(json_object_get(found, "date")),
		.url = json_string_value(json_object_get(found, "url")),
		.title = json_string_value(json_object_get(found, "title")),
		.publisher = json_string_value(json_object_get(found, "publisher")),
	};
	if (read_document(request, coder, &document)) {
		put_reading(request, *coder, &document);
		if (request->answer.status == 200)
			answer_header(&request->answer, "ETag", "%s", etag);
	}
	json_decref(found);
}
