/* read_jsonl.c — one JSON object a line (INTERFACE.md, "JSON Lines input"). */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/error.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "read/document.h"
#include "read/reader.h"

static bool is_blank(const strbuf *line)
{
	return slice_trim((slice){line->bytes, line->length}).length == 0;
}

/* Reports a member that can't be used; returns false so that callers can pass it on. */
static bool bad_member(const bede_reader *self, bede_error *error, const char *problem)
{
	error_set_at(error, BEDE_ERROR_INPUT, self->path, self->line, "%s", problem);
	return false;
}

/* Copies the string member `key`, if it is there; null counts as missing. */
static bool take_string(const bede_reader *self, const json_t *object, const char *key, char **out, bede_error *error)
{
	const json_t *value = json_object_get(object, key);
	if (!value || json_is_null(value))
		return true;
	if (!json_is_string(value)) {
		error_set_at(error, BEDE_ERROR_INPUT, self->path, self->line, "\"%s\" is not a string; put it in "
			"quotes", key);
		return false;
	}
	return reader_copy(out, json_string_value(value), strlen(json_string_value(value)))
		|| reader_memory_error(self, error);
}

static bool take_id(const bede_reader *self, const json_t *object, char **out, bede_error *error)
{
	const json_t *value = json_object_get(object, "id");
	if (!json_is_integer(value))
		return take_string(self, object, "id", out, error);
	char digits[32];
	int length = snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	return reader_copy(out, digits, (size_t)length) || reader_memory_error(self, error);
}

static bool take_date(const bede_reader *self, const json_t *object, char **out, bede_error *error)
{
	date day;
	if (!take_string(self, object, "date", out, error))
		return false;
	if (*out && !**out) {
		free(*out);
		*out = NULL;
	}
	if (!*out || date_parse(slice_of(*out), &day))
		return true;
	error_set_at(error, BEDE_ERROR_INPUT, self->path, self->line, "the date '%.40s' is no day of the calendar; write "
		"it as YYYY-MM-DD", *out);
	return false;
}

/* The text, with NUL characters replaced as invalid bytes are. */
static bool take_text(bede_reader *self, const json_t *object, char **out, size_t *length, size_t *replaced,
	bede_error *error)
{
	const json_t *value = json_object_get(object, "text");
	if (!value)
		return bad_member(self, error, "no \"text\"; every object needs one");
	if (!json_is_string(value))
		return bad_member(self, error, "\"text\" is not a string; put it in quotes");
	strbuf text;
	size_t count;
	strbuf_init(&text);
	strbuf_add(&text, json_string_value(value), json_string_length(value));
	if (text.failed || !reader_repair(&text, &count)) {
		strbuf_clear(&text);
		return reader_memory_error(self, error);
	}
	if (slice_trim((slice){text.bytes, text.length}).length == 0) {
		strbuf_clear(&text);
		return bad_member(self, error, "\"text\" is empty; leave the document out");
	}
	*out = text.bytes;
	*length = text.length;
	*replaced += count;
	return true;
}

/* Where each 64th code point of the text begins, so that offsets are looked up in short steps. */
typedef struct point_index {
	const char *text;
	size_t length, points;
	uint32_t *byte_at;
} point_index;

static bool index_points(point_index *self, const char *text, size_t length)
{
	*self = (point_index){text, length, utf8_length(text, length), NULL};
	self->byte_at = malloc((self->points / 64 + 1) * sizeof *self->byte_at);
	if (!self->byte_at)
		return false;
	size_t at = 0;
	for (size_t point = 0; at < length; point++) {
		if (point % 64 == 0)
			self->byte_at[point / 64] = (uint32_t)at;
		utf8_next(text, length, &at);
	}
	if (self->points % 64 == 0)
		self->byte_at[self->points / 64] = (uint32_t)length;
	return true;
}

static uint32_t byte_of_point(const point_index *self, size_t point)
{
	size_t at = self->byte_at[point / 64];
	for (size_t i = point % 64; i > 0; i--)
		utf8_next(self->text, self->length, &at);
	return (uint32_t)at;
}

static bool take_side(const bede_reader *self, const point_index *index, const json_t *pair, size_t number,
	const char *key, bede_span *out, bede_error *error)
{
	const json_t *side = json_object_get(pair, key);
	if (!side || json_is_null(side))
		return true;
	const json_t *start = json_array_get(side, 0), *end = json_array_get(side, 1);
	if (json_array_size(side) != 2 || !json_is_integer(start) || !json_is_integer(end)) {
		error_set_at(error, BEDE_ERROR_INPUT, self->path, self->line, "the \"%s\" of pair %zu is not null or "
			"[start, end]", key, number);
		return false;
	}
	json_int_t from = json_integer_value(start), to = json_integer_value(end);
	if (from < 0 || to <= from || (uint64_t)to > index->points) {
		error_set_at(error, BEDE_ERROR_INPUT, self->path, self->line, "the \"%s\" of pair %zu is [%lld,%lld], no "
			"part of a text of %zu characters; count code points, end exclusive", key, number, (long long)from,
			(long long)to, index->points);
		return false;
	}
	*out = (bede_span){byte_of_point(index, (size_t)from), byte_of_point(index, (size_t)to)};
	return true;
}

static bool take_pairs(const bede_reader *self, const json_t *object, read_document *out, size_t text_length,
	bede_error *error)
{
	const json_t *pairs = json_object_get(object, "pairs");
	if (!pairs || json_is_null(pairs))
		return true;
	if (!json_is_array(pairs))
		return bad_member(self, error, "\"pairs\" is not an array");
	size_t count = json_array_size(pairs);
	if (!count)
		return true;
	point_index index;
	out->pairs = calloc(count, sizeof *out->pairs);
	if (!out->pairs || !index_points(&index, out->text, text_length))
		return reader_memory_error(self, error);
	bool sound = true;
	for (size_t i = 0; i < count && sound; i++) {
		const json_t *pair = json_array_get(pairs, i);
		if (!json_is_object(pair)) {
			error_set_at(error, BEDE_ERROR_INPUT, self->path, self->line, "pair %zu is not an object with \"actor\" "
				"and \"recipient\"", i + 1);
			sound = false;
			break;
		}
		sound = take_side(self, &index, pair, i + 1, "actor", &out->pairs[i].actor, error)
			&& take_side(self, &index, pair, i + 1, "recipient", &out->pairs[i].recipient, error);
	}
	free(index.byte_at);
	out->document.pair_count = count;
	return sound;
}

static bede_document *document_of(bede_reader *self, const json_t *object, size_t replaced, bede_error *error)
{
	read_document *out = calloc(1, sizeof *out);
	if (!out) {
		reader_memory_error(self, error);
		return NULL;
	}
	size_t length = 0;
	if (!take_text(self, object, &out->text, &length, &replaced, error) || !take_id(self, object, &out->id, error)
		|| !take_date(self, object, &out->date, error) || !take_string(self, object, "url", &out->url, error)
		|| !take_string(self, object, "title", &out->title, error)
		|| !take_string(self, object, "publisher", &out->publisher, error)
		|| !take_string(self, object, "language", &out->language, error)
		|| !take_pairs(self, object, out, length, error)) {
		bede_document_free(&out->document);
		return NULL;
	}
	reader_warn_replaced(self, self->line, replaced);
	return reader_finish(self, out, length, error);
}

static bede_document *parse_line(bede_reader *self, bede_error *error)
{
	size_t replaced;
	if (!reader_repair(&self->text, &replaced)) {
		reader_memory_error(self, error);
		return NULL;
	}
	json_error_t problem;
	json_t *object = json_loadb(self->text.bytes, self->text.length, JSON_ALLOW_NUL | JSON_DECODE_ANY, &problem);
	bede_document *out = NULL;
	if (!object && json_error_code(&problem) == json_error_out_of_memory)
		reader_memory_error(self, error);
	else if (!object)
		error_set_at(error, BEDE_ERROR_INPUT, self->path, self->line, "not JSON: %.120s at column %d; write one "
			"whole object a line", problem.text, problem.column);
	else if (!json_is_object(object))
		bad_member(self, error, "a JSON value that is no object; write one object a line: {\"text\": \"…\"}");
	else
		out = document_of(self, object, replaced, error);
	json_decref(object);
	return out;
}

bede_document *read_jsonl(bede_reader *self, bede_error *error)
{
	line_result got;
	do
		got = reader_line(self);
	while (got == LINE_READ && !self->text.failed && is_blank(&self->text));
	if (got == LINE_END || got == LINE_FAILED)
		self->finished = true;
	if (got == LINE_END && !self->documents)
		error_set_at(error, BEDE_ERROR_INPUT, self->path, 0, "is empty; nothing to code, leave it out");
	if (got == LINE_FAILED)
		reader_failed(self, error);
	if (self->finished)
		return NULL;
	self->documents++;
	if (self->text.failed) {
		reader_memory_error(self, error);
		return NULL;
	}
	if (got == LINE_TOO_LONG) {
		reader_too_long(self, self->line, error);
		return NULL;
	}
	return parse_line(self, error);
}
