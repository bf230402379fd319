/* write_csv.c — records as rows, comma- or tab-separated. Columns are listed in doc/formats.md; several values in one
 * column are separated by ';'. */
#include <stdio.h>
#include <string.h>

#include "base/row_writer.h"
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
	"url", "title", "publication", "publication_date", "language", "coder", "codebook", "link",
};

/* Codes are joined without a blank in rows: "RUSGOV". */
static void item_code(row_writer *self, const bede_party *party)
{
	char code[16];
	snprintf(code, sizeof code, "%s%s", party->code ? party->code : "", party->sector ? party->sector : "");
	row_add_item(self, slice_of(code));
}

/* Quotes are always allowed, so cells with several values have them. */
static void cell_parties(row_writer *self, const bede_party *parties, size_t count)
{
	row_put_list(self, false);
	for (size_t i = 0; i < count; i++)
		item_code(self, &parties[i]);
	row_put_list_end(self);
	row_put_list(self, count > 0);
	for (size_t i = 0; i < count; i++)
		row_add_item(self, slice_of(parties[i].entity_text));
	row_put_list_end(self);
	row_put_list(self, count > 0);
	for (size_t i = 0; i < count; i++)
		row_add_item(self, slice_of(parties[i].identifier_text));
	row_put_list_end(self);
}

static void cell_list(row_writer *self, const char *const *list)
{
	row_put_list(self, false);
	for (; *list; list++)
		row_add_item(self, slice_of(*list));
	row_put_list_end(self);
}

static bool any_inferred(const bede_party *parties, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (parties[i].inferred)
			return true;
	return false;
}

static void cell_inferred(row_writer *self, const bede_record *record)
{
	row_put_list(self, false);
	if (any_inferred(record->actors, record->actor_count))
		row_add_item(self, SLICE("actor"));
	if (any_inferred(record->recipients, record->recipient_count))
		row_add_item(self, SLICE("recipient"));
	if (record->place.inferred)
		row_add_item(self, SLICE("place"));
	row_put_list_end(self);
}

static void cells_of_sources(row_writer *self, const bede_record *record)
{
	const bede_attribution *all = record->attributions;
	size_t count = record->attribution_count;
	row_put_list(self, false);
	for (size_t i = 0; i < count; i++)
		item_code(self, &all[i].source);
	row_put_list_end(self);
	row_put_list(self, count > 0);
	for (size_t i = 0; i < count; i++)
		row_add_item(self, slice_of(all[i].source.entity_text));
	row_put_list_end(self);
	row_put_list(self, count > 0);
	for (size_t i = 0; i < count; i++)
		row_add_item(self, slice_of(all[i].cue));
	row_put_list_end(self);
	row_put_list(self, false);
	for (size_t i = 0; i < count; i++)
		row_add_item(self, slice_of(write_kind(all[i].kind)));
	row_put_list_end(self);
	row_put_list(self, false);
	for (size_t i = 0; i < count; i++)
		row_add_item(self, slice_of(all[i].date));
	row_put_list_end(self);
}

/* The first number of each role. */
static void cells_of_quantities(row_writer *self, const reading *reading, const bede_record *record)
{
	static const char *const roles[] = {"dead", "injured", "arrested", "size", "amount"};
	const bede_quantity *found = NULL;
	for (size_t r = 0; r < sizeof roles / sizeof *roles; r++) {
		found = NULL;
		for (size_t i = 0; i < record->quantity_count && !found; i++)
			if (record->quantities[i].role && strcmp(record->quantities[i].role, roles[r]) == 0)
				found = &record->quantities[i];
		row_put_number(self, found && found->has_min, found ? found->min : 0, 6);
		row_put_number(self, found && found->has_max, found ? found->max : 0, 6);
	}
	row_put_string(self, found ? found->unit : NULL);
	row_put_list(self, record->quantity_count > 0);
	for (size_t i = 0; i < record->quantity_count; i++)
		row_add_item(self, write_words(reading, record->quantities[i].span));
	row_put_list_end(self);
}

static void cells_of_place(row_writer *self, const bede_place *place)
{
	row_put_string(self, place->extracted_place);
	row_put_string(self, place->resolved_place);
	row_put_integer(self, place->geonameid != 0, place->geonameid);
	row_put_number(self, place->has_coordinates, place->lat, 6);
	row_put_number(self, place->has_coordinates, place->lon, 6);
	row_put_string(self, place->city);
	row_put_string(self, place->province);
	row_put_string(self, place->country);
	row_put_string(self, place->country_code);
	row_put_string(self, place->feature_code);
	row_put_integer(self, place->resolution > 0, place->resolution);
}

static void write_row(const reading *self, const bede_write_options *options, const bede_record *record, strbuf *out)
{
	row_writer row;
	const char *aux[5];
	char date[16];
	bool is_event = record->type != BEDE_NONE;
	bool has_words = record->event_span.start < record->event_span.end;
	row_start(&row, out, options->format == BEDE_TSV);
	row_put_string(&row, record->id);
	row_put(&row, self->document.id);
	row_put_string(&row, record->date);
	row_put_string(&row, record->enddate);
	row_put_string(&row, record->date_text);
	row_put_string(&row, record->date_value);
	cell_parties(&row, record->actors, record->actor_count);
	cell_parties(&row, record->recipients, record->recipient_count);
	cell_inferred(&row, record);
	row_put_string(&row, bede_event_name(record->type));
	cell_list(&row, record->modes);
	cell_list(&row, write_aux_modes(record->aux_modes, aux));
	cell_list(&row, record->contexts);
	row_put_integer(&row, is_event, bede_quad_code(record->type));
	row_put_number(&row, is_event, bede_event_scale(record->type), 1);
	row_put_string(&row, record->cameo);
	row_put_string(&row, write_certainty(record->certainty));
	row_put_number(&row, true, record->confidence, 3);
	cells_of_sources(&row, record);
	cells_of_quantities(&row, self, record);
	cells_of_place(&row, &record->place);
	row_put(&row, write_words(self, record->event_span));
	row_put_integer(&row, has_words, write_offset(self, options, record->event_span.start));
	row_put_integer(&row, has_words, write_offset(self, options, record->event_span.end));
	row_put_integer(&row, record->sequence > 0, record->sequence);
	row_put_integer(&row, record->sequence > 0, write_offset(self, options, record->sentence_span.start));
	row_put_integer(&row, record->sequence > 0, write_offset(self, options, record->sentence_span.end));
	row_put_string(&row, record->rule);
	row_put(&row, self->document.url);
	row_put(&row, self->document.title);
	row_put(&row, self->document.publisher);
	row_put_string(&row, write_document_date(self, date));
	row_put(&row, self->document.language);
	row_put_string(&row, write_coder(self));
	row_put_string(&row, write_codebook(self));
	row_put_string(&row, record->link);
	row_end(&row);
}

void write_flat_header(const bede_write_options *options, strbuf *out)
{
	row_writer row;
	row_start(&row, out, options->format == BEDE_TSV);
	for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++)
		row_put_string(&row, COLUMNS[i]);
	row_end(&row);
}

void write_records_flat(const reading *self, const bede_write_options *options, strbuf *out)
{
	for (uint32_t i = 0; i < self->record_count; i++)
		write_row(self, options, &self->records[i], out);
}
