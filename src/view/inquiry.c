/*
 * inquiry.c — the parameters of a question, read and checked. They come from outside as text; behind this file nothing
 * needs to doubt them.
 */
#include "view/inquiry.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "base/utf8.h"
#include "view/view.h"

typedef struct reading_inquiry {
	inquiry *out;
	arena *memory;
	const char *name;          /* of the parameter at hand */
	bede_error *error;
} reading_inquiry;

void inquiry_make_readable(char *message)
{
	size_t length = strlen(message);
	for (size_t i = 0; i < length;) {
		size_t start = i;
		if (utf8_next(message, length, &i) == 0xFFFD || (unsigned char)message[start] < ' ')
			memset(message + start, '?', i - start);
	}
}

static bool refuse(reading_inquiry *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Always false. */
static bool refuse(reading_inquiry *self, const char *format, ...)
{
	char message[320];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	inquiry_make_readable(message);
	error_set_at(self->error, BEDE_ERROR_USAGE, self->name, 0, "%s", message);
	return false;
}

/* As much of a value as a message has room for. */
static int shown(slice value)
{
	return value.length < 40 ? (int)value.length : 40;
}

static bool next_value(slice *rest, slice *part)
{
	while (slice_split(rest, ',', part)) {
		*part = slice_trim(*part);
		if (part->length)
			return true;
	}
	return false;
}

/* ---- the filter ---- */

static bool is_code(slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.at[i] < 'A' || text.at[i] > 'Z')
			return false;
	return text.length == 3;
}

bool party_wish_read(slice text, party_wish *out)
{
	const char *colon = text.length ? memchr(text.at, ':', text.length) : NULL;
	slice code = text, sector = {NULL, 0};
	if (colon) {
		code = (slice){text.at, (size_t)(colon - text.at)};
		sector = (slice){colon + 1, text.length - code.length - 1};
	} else if (text.length == 6) {
		code.length = 3;
		sector = (slice){text.at + 3, 3};
	}
	*out = (party_wish){code.length ? code : (slice){NULL, 0}, sector};
	return (!out->code.at || is_code(code)) && (!sector.at || is_code(sector)) && (out->code.at || sector.at);
}

static bool read_parties(reading_inquiry *self, slice value, party_wishes *out)
{
	slice part;
	while (next_value(&value, &part)) {
		party_wish wish;
		if (!party_wish_read(part, &wish))
			return refuse(self, "'%.*s' is no party; write a code, a code and a sector, or a sector: RUS, RUS:MIL, :MIL",
				shown(part), part.at);
		*VECTOR_PUSH(self->memory, out) = wish;
	}
	return true;
}

static bool read_actor(reading_inquiry *self, slice value)
{
	return read_parties(self, value, &self->out->actors);
}

static bool read_recipient(reading_inquiry *self, slice value)
{
	return read_parties(self, value, &self->out->recipients);
}

static bool read_flag(reading_inquiry *self, slice value, bool *out)
{
	*out = slice_is(value, "1");
	return *out || slice_is(value, "0") || refuse(self, "'%.*s' is neither 1 nor 0", shown(value), value.at);
}

static bool read_both_ways(reading_inquiry *self, slice value)
{
	return read_flag(self, value, &self->out->both_ways);
}

static bool read_differs(reading_inquiry *self, slice value)
{
	return read_flag(self, value, &self->out->differs);
}

static bool read_denied(reading_inquiry *self, slice value)
{
	return read_flag(self, value, &self->out->denied);
}

static bool read_coder(reading_inquiry *self, slice value)
{
	return read_flag(self, value, &self->out->coder);
}

static bool read_sector(reading_inquiry *self, slice value)
{
	slice part;
	while (next_value(&value, &part)) {
		if (part.at[0] == ':')
			part = (slice){part.at + 1, part.length - 1};
		if (!is_code(part))
			return refuse(self, "'%.*s' is no sector; they have three letters: MIL, GOV, CVL", shown(part), part.at);
		*VECTOR_PUSH(self->memory, &self->out->sectors) = part;
	}
	return true;
}

static bool read_event(reading_inquiry *self, slice value)
{
	slice part;
	while (next_value(&value, &part)) {
		unsigned bit = 0;
		for (int type = BEDE_AGREE; type <= BEDE_ASSAULT; type++)
			bit |= slice_is(part, bede_event_name((bede_event_type)type)) ? 1u << type : 0;
		if (!bit)
			return refuse(self, "'%.*s' is no event type of PLOVER; they are AGREE CONSULT SUPPORT CONCEDE COOPERATE AID "
				"RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT", shown(part), part.at);
		self->out->types |= bit;
	}
	return true;
}

static bool read_quad(reading_inquiry *self, slice value)
{
	slice part;
	while (next_value(&value, &part)) {
		if (part.length != 1 || part.at[0] < '1' || part.at[0] > '4')
			return refuse(self, "'%.*s' is no quad code; they are 1 verbal cooperation, 2 material cooperation, 3 verbal "
				"conflict, 4 material conflict", shown(part), part.at);
		self->out->quads |= 1u << (part.at[0] - '0');
	}
	return true;
}

static bool read_names(reading_inquiry *self, slice value, const char *const *names, unsigned count, unsigned *bits)
{
	slice part;
	while (next_value(&value, &part)) {
		unsigned bit = 0;
		for (unsigned i = 0; i < count; i++)
			bit |= slice_is(part, names[i]) ? 1u << i : 0;
		if (!bit) {
			char list[160] = "";
			for (unsigned i = 0; i < count; i++)
				snprintf(list + strlen(list), sizeof list - strlen(list), " %s", names[i]);
			return refuse(self, "'%.*s' is none of%s", shown(part), part.at, list);
		}
		*bits |= bit;
	}
	return true;
}

static bool read_aux_mode(reading_inquiry *self, slice value)
{
	return read_names(self, value, VIEW_AUX, 4, &self->out->aux_modes);
}

static bool read_certainty(reading_inquiry *self, slice value)
{
	return read_names(self, value, VIEW_CERTAINTIES, 3, &self->out->certainties);
}

static bool read_list(reading_inquiry *self, slice value, slices *out)
{
	slice part;
	while (next_value(&value, &part))
		*VECTOR_PUSH(self->memory, out) = part;
	return true;
}

static bool read_mode(reading_inquiry *self, slice value)
{
	return read_list(self, value, &self->out->modes);
}

static bool read_context(reading_inquiry *self, slice value)
{
	return read_list(self, value, &self->out->contexts);
}

static bool read_place(reading_inquiry *self, slice value)
{
	self->out->place = value;
	return true;
}

static bool read_source(reading_inquiry *self, slice value)
{
	self->out->source = value;
	return true;
}

static bool read_publisher(reading_inquiry *self, slice value)
{
	self->out->publisher = value;
	return true;
}

/* Digits with at most one sign and one point: what the locale calls a number does not matter. */
static bool read_number(slice text, double *out)
{
	double value = 0, scale = 1;
	size_t i = 0, digits = 0;
	bool minus = text.length && text.at[0] == '-', point = false;
	for (i = minus; i < text.length && i < 32; i++) {
		char c = text.at[i];
		if (c == '.' && !point) {
			point = true;
		} else if (c >= '0' && c <= '9') {
			value = value * 10 + (c - '0');
			scale *= point ? 10 : 1;
			digits++;
		} else {
			return false;
		}
	}
	*out = (minus ? -value : value) / scale;
	return digits > 0 && i == text.length;
}

static bool read_box(reading_inquiry *self, slice value)
{
	double edges[4];
	slice rest = value, part;
	int count = 0;
	while (count <= 4 && slice_split(&rest, ',', &part))
		if (count == 4 || !read_number(slice_trim(part), &edges[count++]))
			count = 5;
	if (count != 4 || fabs(edges[0]) > 180 || fabs(edges[2]) > 180 || fabs(edges[1]) > 90 || fabs(edges[3]) > 90
			|| edges[1] > edges[3])
		return refuse(self, "'%.*s' is no box; write west,south,east,north in degrees: 22,44,40,52", shown(value),
			value.at);
	self->out->has_box = true;
	self->out->west = edges[0];
	self->out->south = edges[1];
	self->out->east = edges[2];
	self->out->north = edges[3];
	return true;
}

static bool digits_at(slice text, size_t from, size_t count, int *out)
{
	*out = 0;
	for (size_t i = from; i < from + count; i++) {
		if (i >= text.length || text.at[i] < '0' || text.at[i] > '9')
			return false;
		*out = *out * 10 + (text.at[i] - '0');
	}
	return true;
}

/* A day, month or year: its first or last day. */
static bool read_day(reading_inquiry *self, slice value, bool last, int32_t *out)
{
	int year, month = last ? 12 : 1, day = 0;
	bool sound = digits_at(value, 0, 4, &year) && (value.length == 4
		|| (value.at[4] == '-' && digits_at(value, 5, 2, &month) && (value.length == 7
			|| (value.length == 10 && value.at[7] == '-' && digits_at(value, 8, 2, &day)))));
	if (sound && value.length < 10 && month >= 1 && month <= 12)
		day = last ? date_month_length(year, month) : 1;
	if (!sound || !date_valid(year, month, day))
		return refuse(self, "'%.*s' is no day, month or year; write 2024-03-01, 2024-03 or 2024", shown(value), value.at);
	*out = date_to_days((date){(int16_t)year, (uint8_t)month, (uint8_t)day});
	return true;
}

static bool read_since(reading_inquiry *self, slice value)
{
	return read_day(self, value, false, &self->out->since);
}

static bool read_until(reading_inquiry *self, slice value)
{
	return read_day(self, value, true, &self->out->until);
}

static bool read_confidence(reading_inquiry *self, slice value)
{
	double *out = &self->out->confidence;
	return (read_number(value, out) && *out >= 0 && *out <= 1)
		|| refuse(self, "'%.*s' is no confidence; it is a number from 0 to 1", shown(value), value.at);
}

static bool read_text(reading_inquiry *self, slice value)
{
	/* The value of a parameter ends with a NUL. */
	self->out->text = value.at;
	return true;
}

/* ---- the rest ---- */

static const char *const SORTS[SORT_KEYS] = {
	"day", "sources", "documents", "records", "denials", "confidence", "event", "actor", "recipient", "place", "dead",
	"reported", "publisher",
};

static bool read_sort(reading_inquiry *self, slice value)
{
	bool descending = value.at[0] == '-';
	slice name = {value.at + descending, value.length - descending};
	for (int key = 0; key < SORT_KEYS; key++)
		if (slice_is(name, SORTS[key])) {
			self->out->sort = (sort_key)key;
			self->out->descending = descending;
			return true;
		}
	return refuse(self, "there is no sorting by '%.*s'; there is by day, sources, documents, records, denials, "
		"confidence, event, actor, recipient, place, dead, reported and publisher, with '-' before it the other way round",
		shown(value), value.at);
}

static bool read_count(slice value, uint64_t most, uint64_t *out)
{
	uint64_t number = 0;
	for (size_t i = 0; i < value.length; i++) {
		if (value.at[i] < '0' || value.at[i] > '9' || number > most)
			return false;
		number = number * 10 + (uint64_t)(value.at[i] - '0');
	}
	*out = number;
	return value.length > 0 && number <= most;
}

#define MOST_SHOWN 1000u
#define MOST_OFFSET 1000000000u

static bool read_limit(reading_inquiry *self, slice value)
{
	uint64_t most = self->out->form == FORM_PAGE ? MOST_SHOWN : MOST_OFFSET;
	return read_count(value, most, &self->out->limit)
		|| refuse(self, "'%.*s' is no limit; it is a whole number from 0 to %llu", shown(value), value.at,
			(unsigned long long)most);
}

static bool read_offset(reading_inquiry *self, slice value)
{
	return read_count(value, MOST_OFFSET, &self->out->offset)
		|| refuse(self, "'%.*s' is no offset; it is a whole number from 0 to %u", shown(value), value.at, MOST_OFFSET);
}

static bool read_by(reading_inquiry *self, slice value)
{
	static const char *const steps[] = {"day", "week", "month", "year"};
	for (int i = 0; i < 4; i++)
		if (slice_is(value, steps[i])) {
			self->out->by = (time_step)i;
			return true;
		}
	return refuse(self, "there is no step '%.*s'; a timeline goes by day, week, month or year", shown(value), value.at);
}

static bool read_split(reading_inquiry *self, slice value)
{
	self->out->split_by_event = slice_is(value, "event");
	return self->out->split_by_event || slice_is(value, "quad")
		|| refuse(self, "a timeline is not split by '%.*s'; it is by quad or event", shown(value), value.at);
}

static bool read_format(reading_inquiry *self, slice value)
{
	static const char *const forms[] = {"", "json", "jsonl", "csv"};
	for (int i = FORM_JSON; i <= FORM_CSV; i++)
		if (slice_is(value, forms[i])) {
			self->out->form = (answer_form)i;
			self->out->limit = UINT64_MAX;
			return true;
		}
	return refuse(self, "there is no format '%.*s'; there are json, jsonl and csv", shown(value), value.at);
}

static bool read_words(reading_inquiry *self, slice value)
{
	self->out->words = value;
	return true;
}

static bool read_id(reading_inquiry *self, slice value)
{
	self->out->id = value;
	return true;
}

/* ---- which question takes what ---- */

enum {
	FILTERED = 1 << ASK_EVENTS | 1 << ASK_RECORDS | 1 << ASK_TIMELINE | 1 << ASK_MAP | 1 << ASK_NETWORK | 1 << ASK_FACETS,
	ROWS = 1 << ASK_EVENTS | 1 << ASK_RECORDS,
	LIMITED = ROWS | 1 << ASK_NETWORK | 1 << ASK_FACETS | 1 << ASK_ACTORS,
	NAMED = 1 << ASK_EVENT | 1 << ASK_DOCUMENT,
};

typedef struct parameter_kind {
	const char *name;
	int questions;             /* bits */
	bool (*read)(reading_inquiry *self, slice value);
} parameter_kind;

/* In the order in which they are read: what a limit may be depends on the format. */
static const parameter_kind KINDS[] = {
	{"format", ROWS | 1 << ASK_TIMELINE | 1 << ASK_NETWORK, read_format},
	{"actor", FILTERED, read_actor}, {"recipient", FILTERED, read_recipient}, {"both_ways", FILTERED, read_both_ways},
	{"sector", FILTERED, read_sector}, {"event", FILTERED, read_event}, {"quad", FILTERED, read_quad},
	{"mode", FILTERED, read_mode}, {"context", FILTERED, read_context}, {"aux_mode", FILTERED, read_aux_mode},
	{"certainty", FILTERED, read_certainty}, {"place", FILTERED, read_place}, {"box", FILTERED, read_box},
	{"since", FILTERED, read_since}, {"until", FILTERED, read_until}, {"source", FILTERED, read_source},
	{"publisher", FILTERED, read_publisher}, {"confidence", FILTERED, read_confidence}, {"text", FILTERED, read_text},
	{"differs", FILTERED, read_differs}, {"denied", FILTERED, read_denied}, {"sort", ROWS, read_sort},
	{"limit", LIMITED, read_limit}, {"offset", ROWS, read_offset}, {"by", 1 << ASK_TIMELINE, read_by},
	{"split", 1 << ASK_TIMELINE, read_split}, {"q", 1 << ASK_ACTORS, read_words}, {"id", NAMED, read_id},
	{"coder", 1 << ASK_SUMMARY, read_coder},
};
enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS };

static const char *const QUESTIONS[ASK_KINDS] = {
	"summary", "events", "event", "records", "document", "timeline", "map", "network", "facets", "actors",
};

static bool read_question(reading_inquiry *self, const char *question)
{
	for (int i = 0; i < ASK_KINDS; i++)
		if (question && strcmp(QUESTIONS[i], question) == 0) {
			self->out->question = (question_kind)i;
			return true;
		}
	return refuse(self, "'%.40s' is no question; they are summary, events, event, records, document, timeline, map, "
		"network, facets and actors", question ? question : "");
}

static bool takes(const reading_inquiry *self, const parameter_kind *kind)
{
	return (kind->questions >> self->out->question & 1) != 0;
}

/* Is it a parameter of the question, and the only one of its name? */
static bool check_name(reading_inquiry *self, const bede_parameter *parameters, size_t i)
{
	char list[256] = "";
	self->name = parameters[i].name ? parameters[i].name : "";
	for (size_t j = 0; j < i; j++)
		if (parameters[j].name && strcmp(parameters[j].name, self->name) == 0)
			return refuse(self, "'%.40s' is given twice; several values go into one, with commas", self->name);
	for (int kind = 0; kind < KIND_COUNT; kind++)
		if (takes(self, &KINDS[kind]) && strcmp(KINDS[kind].name, self->name) == 0)
			return true;
	for (int kind = 0; kind < KIND_COUNT; kind++)
		if (takes(self, &KINDS[kind]))
			snprintf(list + strlen(list), sizeof list - strlen(list), " %s", KINDS[kind].name);
	return refuse(self, "'%.40s' is no parameter of %s; %s%s", self->name, QUESTIONS[self->out->question],
		*list ? "there are" : "it has none", list);
}

static bool read_one(reading_inquiry *self, const parameter_kind *kind, const bede_parameter *parameters, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(parameters[i].name, kind->name) == 0 && parameters[i].value && *parameters[i].value) {
			self->name = kind->name;
			return kind->read(self, slice_of(parameters[i].value));
		}
	return true;
}

static uint64_t usual_limit(question_kind question)
{
	return question == ASK_NETWORK ? 100 : question == ASK_FACETS || question == ASK_ACTORS ? 20 : 50;
}

static bool check_whole(reading_inquiry *self)
{
	self->name = "id";
	if ((1 << self->out->question & NAMED) && !self->out->id.length)
		return refuse(self, "an id is asked for");
	self->name = "sort";
	if (self->out->question == ASK_EVENTS && (self->out->sort == SORT_REPORTED || self->out->sort == SORT_PUBLISHER))
		return refuse(self, "events are not sorted by '%s'; records are", SORTS[self->out->sort]);
	return true;
}

bool inquiry_read(inquiry *self, arena *memory, const char *question, const bede_parameter *parameters, size_t count,
	bede_error *error)
{
	*self = (inquiry){.since = NO_DAY, .until = NO_DAY, .descending = true, .by = STEP_FITTING};
	reading_inquiry reading = {self, memory, "", error};
	if (!read_question(&reading, question))
		return false;
	self->limit = usual_limit(self->question);
	for (size_t i = 0; i < count; i++)
		if (!check_name(&reading, parameters, i))
			return false;
	for (int kind = 0; kind < KIND_COUNT; kind++)
		if (takes(&reading, &KINDS[kind]) && !read_one(&reading, &KINDS[kind], parameters, count))
			return false;
	return check_whole(&reading);
}
