/*
 * write_csv.c — records as rows: comma-separated (RFC 4180), or tab-separated (\t \n \r \\ for what would break it).
 * Columns are listed in doc/formats.md; several values in one column are separated by ';'.
 */
#include <stdio.h>
#include <string.h>

#include "record/write.h"

static const char *const COLUMNS[] = {
	"id", "doc_id", "date", "enddate", "date_text", "date_value",
	"actor", "actor_text", "actor_name", "recipient", "recipient_text", "recipient_name", "inferred",
	"event", "mode", "aux_mode", "context", "quad_code", "event_scale", "cameo", "certainty", "confidence",
	"source", "source_text", "source_cue", "source_kind", "source_date",
	"dead_min", "dead_max", "injured_min", "injured_max", "arrested_min", "arrested_max", "size_min", "size_max",
	"amount_min", "amount_max", "amount_unit", "quantity_text",
	"place_text", "place_name", "geonameid", "lat", "lon", "city", "province", "country", "country_code",
	"feature_code", "resolution",
	"event_text", "event_start", "event_end", "sequence", "sentence_start", "sentence_end", "rule",
	"url", "title", "publication", "publication_date", "language", "coder", "codebook",
};

typedef struct row {
	strbuf *out;
	bool tabs;
	bool begun;
	bool quoted;             /* the cell at hand is in quotes */
	bool cell_begun;         /* something stands in the cell at hand */
} row;

static void begin_cell(row *self, bool quoted)
{
	if (self->begun)
		strbuf_add_char(self->out, self->tabs ? '\t' : ',');
	self->begun = true;
	self->cell_begun = false;
	self->quoted = quoted && !self->tabs;
	if (self->quoted)
		strbuf_add_char(self->out, '"');
}

static void add(row *self, slice piece)
{
	for (size_t i = 0; i < piece.length; i++) {
		char c = piece.at[i];
		const char *escaped = NULL;
		if (self->tabs)
			escaped = c == '\t' ? "\\t" : c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\\' ? "\\\\" : NULL;
		else if (c == '"')
			escaped = "\"\"";
		if (escaped)
			strbuf_add_string(self->out, escaped);
		else
			strbuf_add_char(self->out, c);
	}
}

static void end_cell(row *self)
{
	if (self->quoted)
		strbuf_add_char(self->out, '"');
}

static bool needs_quotes(slice value)
{
	for (size_t i = 0; i < value.length; i++)
		if (memchr(",\"\r\n", value.at[i], 4))
			return true;
	return value.length > 0 && (value.at[0] == ' ' || value.at[value.length - 1] == ' ');
}

static void cell(row *self, slice value)
{
	begin_cell(self, needs_quotes(value));
	add(self, value);
	end_cell(self);
}

static void cell_string(row *self, const char *value)
{
	cell(self, slice_of(value));
}

static void cell_integer(row *self, bool known, uint32_t value)
{
	char digits[16];
	snprintf(digits, sizeof digits, "%u", value);
	cell_string(self, known ? digits : NULL);
}

static void cell_number(row *self, bool known, double value, int decimals)
{
	strbuf digits;
	strbuf_init(&digits);
	if (known) {
		json_writer json;
		json_writer_init(&json, &digits, 0);
		json_put_number(&json, value, decimals);
	}
	cell(self, (slice){digits.bytes, digits.length});
	self->out->failed = self->out->failed || digits.failed;
	strbuf_clear(&digits);
}

/* Next value of a cell with several. */
static void item(row *self, slice value)
{
	if (self->cell_begun)
		strbuf_add_char(self->out, ';');
	self->cell_begun = true;
	/* A ';' of the words themselves would look like two values. */
	slice part;
	bool again = false;
	while (slice_split(&value, ';', &part)) {
		if (again)
			strbuf_add_char(self->out, ',');
		add(self, part);
		again = true;
	}
}

/* Codes are joined without a blank in rows: "RUSGOV". */
static void item_code(row *self, const bede_party *party)
{
	char code[16];
	snprintf(code, sizeof code, "%s%s", party->code ? party->code : "", party->sector ? party->sector : "");
	item(self, slice_of(code));
}

/* Quotes are always allowed, so cells with several values have them. */
static void cell_parties(row *self, const bede_party *parties, size_t count)
{
	begin_cell(self, false);
	for (size_t i = 0; i < count; i++)
		item_code(self, &parties[i]);
	end_cell(self);
	begin_cell(self, count > 0);
	for (size_t i = 0; i < count; i++)
		item(self, slice_of(parties[i].entity_text));
	end_cell(self);
	begin_cell(self, count > 0);
	for (size_t i = 0; i < count; i++)
		item(self, slice_of(parties[i].identifier_text));
	end_cell(self);
}

static void cell_list(row *self, const char *const *list)
{
	begin_cell(self, false);
	for (; *list; list++)
		item(self, slice_of(*list));
	end_cell(self);
}

static bool any_inferred(const bede_party *parties, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (parties[i].inferred)
			return true;
	return false;
}

static void cell_inferred(row *self, const bede_record *record)
{
	begin_cell(self, false);
	if (any_inferred(record->actors, record->actor_count))
		item(self, SLICE("actor"));
	if (any_inferred(record->recipients, record->recipient_count))
		item(self, SLICE("recipient"));
	end_cell(self);
}

static void cells_of_sources(row *self, const bede_record *record)
{
	const bede_attribution *all = record->attributions;
	size_t count = record->attribution_count;
	begin_cell(self, false);
	for (size_t i = 0; i < count; i++)
		item_code(self, &all[i].source);
	end_cell(self);
	begin_cell(self, count > 0);
	for (size_t i = 0; i < count; i++)
		item(self, slice_of(all[i].source.entity_text));
	end_cell(self);
	begin_cell(self, count > 0);
	for (size_t i = 0; i < count; i++)
		item(self, slice_of(all[i].cue));
	end_cell(self);
	begin_cell(self, false);
	for (size_t i = 0; i < count; i++)
		item(self, slice_of(write_kind(all[i].kind)));
	end_cell(self);
	begin_cell(self, false);
	for (size_t i = 0; i < count; i++)
		item(self, slice_of(all[i].date));
	end_cell(self);
}

/* The first number of each role. */
static void cells_of_quantities(row *self, const reading *reading, const bede_record *record)
{
	static const char *const roles[] = {"dead", "injured", "arrested", "size", "amount"};
	const bede_quantity *found = NULL;
	for (size_t r = 0; r < sizeof roles / sizeof *roles; r++) {
		found = NULL;
		for (size_t i = 0; i < record->quantity_count && !found; i++)
			if (record->quantities[i].role && strcmp(record->quantities[i].role, roles[r]) == 0)
				found = &record->quantities[i];
		cell_number(self, found && found->has_min, found ? found->min : 0, 6);
		cell_number(self, found && found->has_max, found ? found->max : 0, 6);
	}
	cell_string(self, found ? found->unit : NULL);
	begin_cell(self, record->quantity_count > 0);
	for (size_t i = 0; i < record->quantity_count; i++)
		item(self, write_words(reading, record->quantities[i].span));
	end_cell(self);
}

static void cells_of_place(row *self, const bede_place *place)
{
	cell_string(self, place->extracted_place);
	cell_string(self, place->resolved_place);
	cell_integer(self, place->geonameid != 0, place->geonameid);
	cell_number(self, place->has_coordinates, place->lat, 6);
	cell_number(self, place->has_coordinates, place->lon, 6);
	cell_string(self, place->city);
	cell_string(self, place->province);
	cell_string(self, place->country);
	cell_string(self, place->country_code);
	cell_string(self, place->feature_code);
	cell_integer(self, place->resolution > 0, (uint32_t)place->resolution);
}

static void write_row(const reading *self, const bede_write_options *options, const bede_record *record, strbuf *out)
{
	row row = {.out = out, .tabs = options->format == BEDE_TSV};
	const char *aux[5];
	char date[16];
	bool is_event = record->type != BEDE_NONE;
	bool has_words = record->event_span.start < record->event_span.end;
	cell_string(&row, record->id);
	cell(&row, self->document.id);
	cell_string(&row, record->date);
	cell_string(&row, record->enddate);
	cell_string(&row, record->date_text);
	cell_string(&row, record->date_value);
	cell_parties(&row, record->actors, record->actor_count);
	cell_parties(&row, record->recipients, record->recipient_count);
	cell_inferred(&row, record);
	cell_string(&row, bede_event_name(record->type));
	cell_list(&row, record->modes);
	cell_list(&row, write_aux_modes(record->aux_modes, aux));
	cell_list(&row, record->contexts);
	cell_integer(&row, is_event, (uint32_t)bede_quad_code(record->type));
	cell_number(&row, is_event, bede_event_scale(record->type), 1);
	cell_string(&row, record->cameo);
	cell_string(&row, write_certainty(record->certainty));
	cell_number(&row, true, record->confidence, 3);
	cells_of_sources(&row, record);
	cells_of_quantities(&row, self, record);
	cells_of_place(&row, &record->place);
	cell(&row, write_words(self, record->event_span));
	cell_integer(&row, has_words, write_offset(self, options, record->event_span.start));
	cell_integer(&row, has_words, write_offset(self, options, record->event_span.end));
	cell_integer(&row, record->sequence > 0, record->sequence);
	cell_integer(&row, record->sequence > 0, write_offset(self, options, record->sentence_span.start));
	cell_integer(&row, record->sequence > 0, write_offset(self, options, record->sentence_span.end));
	cell_string(&row, record->rule);
	cell(&row, self->document.url);
	cell(&row, self->document.title);
	cell(&row, self->document.publisher);
	cell_string(&row, write_document_date(self, date));
	cell(&row, self->document.language);
	cell_string(&row, "bede " BEDE_VERSION);
	cell_string(&row, BEDE_CODEBOOK);
	/* RFC 4180 ends rows with CRLF. */
	strbuf_add_string(out, row.tabs ? "\n" : "\r\n");
}

void write_flat_header(const bede_write_options *options, strbuf *out)
{
	row row = {.out = out, .tabs = options->format == BEDE_TSV};
	for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++)
		cell_string(&row, COLUMNS[i]);
	strbuf_add_string(out, row.tabs ? "\n" : "\r\n");
}

void write_records_flat(const reading *self, const bede_write_options *options, strbuf *out)
{
	for (uint32_t i = 0; i < self->record_count; i++)
		write_row(self, options, &self->records[i], out);
}
