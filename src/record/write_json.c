/* write_json.c — records as JSON: keys and their order as doc/formats.md has them; unknown is null or []. */
#include "record/write.h"

/* Degrees to a tenth of a metre. */
enum { DEGREE_DECIMALS = 6 };

static void put(json_writer *json, const char *key, const char *value)
{
	json_put_key(json, key);
	json_put_string(json, slice_of(value));
}

static void put_slice(json_writer *json, const char *key, slice value)
{
	json_put_key(json, key);
	json_put_string(json, value);
}

static void put_list(json_writer *json, const char *key, const char *const *list)
{
	json_put_key(json, key);
	json_put_array(json);
	for (; *list; list++)
		json_put_string(json, slice_of(*list));
	json_put_array_end(json);
}

/* "start" and "end"; null both where no words stand for it. */
static void put_span(json_writer *json, const reading *self, const bede_write_options *options, bede_span at)
{
	bool none = at.start == at.end;
	json_put_key(json, "start");
	if (none)
		json_put_null(json);
	else
		json_put_integer(json, write_offset(self, options, at.start));
	json_put_key(json, "end");
	if (none)
		json_put_null(json);
	else
		json_put_integer(json, write_offset(self, options, at.end));
}

static void put_party(json_writer *json, const reading *self, const bede_write_options *options,
	const bede_party *party)
{
	json_put_object(json);
	put(json, "code", party->code);
	put(json, "sector", party->sector);
	put(json, "entity_text", party->entity_text);
	put(json, "identifier_text", party->identifier_text);
	put(json, "identifier_id", NULL);
	put(json, "office", party->office);
	json_put_key(json, "inferred");
	json_put_bool(json, party->inferred);
	put_span(json, self, options, party->span);
	json_put_object_end(json);
}

static void put_parties(json_writer *json, const reading *self, const bede_write_options *options, const char *key,
	const bede_party *parties, size_t count)
{
	json_put_key(json, key);
	json_put_array(json);
	for (size_t i = 0; i < count; i++)
		put_party(json, self, options, &parties[i]);
	json_put_array_end(json);
}

static void put_attributions(json_writer *json, const reading *self, const bede_write_options *options,
	const bede_record *record)
{
	json_put_key(json, "attribution");
	json_put_array(json);
	for (size_t i = 0; i < record->attribution_count; i++) {
		const bede_attribution *one = &record->attributions[i];
		json_put_object(json);
		json_put_key(json, "source");
		json_put_object(json);
		put(json, "code", one->source.code);
		put(json, "sector", one->source.sector);
		put(json, "entity_text", one->source.entity_text);
		put(json, "identifier_text", one->source.identifier_text);
		put_span(json, self, options, one->source.span);
		json_put_object_end(json);
		put(json, "cue", one->cue);
		put(json, "kind", write_kind(one->kind));
		put(json, "date", one->date);
		put_span(json, self, options, one->span);
		json_put_object_end(json);
	}
	json_put_array_end(json);
}

static void put_bound(json_writer *json, const char *key, bool known, double value)
{
	json_put_key(json, key);
	if (known)
		json_put_number(json, value, 6);
	else
		json_put_null(json);
}

void write_quantity(json_writer *json, const reading *self, const bede_write_options *options,
	const bede_quantity *quantity)
{
	json_put_object(json);
	put_bound(json, "min", quantity->has_min, quantity->min);
	put_bound(json, "max", quantity->has_max, quantity->max);
	json_put_key(json, "approx");
	json_put_bool(json, quantity->approx);
	put(json, "unit", quantity->unit);
	put(json, "per", quantity->per);
	put(json, "item", quantity->item);
	put(json, "role", quantity->role);
	put(json, "actor", quantity->actor);
	if (quantity->measure) {
		put(json, "measure", quantity->measure);
		put(json, "si_unit", quantity->si_unit);
		put_bound(json, "si_min", quantity->si_unit && quantity->has_min, quantity->si_min);
		put_bound(json, "si_max", quantity->si_unit && quantity->has_max, quantity->si_max);
	}
	put_slice(json, "text", write_words(self, quantity->span));
	put_span(json, self, options, quantity->span);
	json_put_object_end(json);
}

static void put_place(json_writer *json, const reading *self, const bede_write_options *options,
	const bede_place *place)
{
	json_put_key(json, "event_loc");
	if (!place->extracted_place) {
		json_put_null(json);
		return;
	}
	json_put_object(json);
	put(json, "extracted_place", place->extracted_place);
	put(json, "resolved_place", place->resolved_place);
	json_put_key(json, "geonameid");
	if (place->geonameid)
		json_put_integer(json, place->geonameid);
	else
		json_put_null(json);
	json_put_key(json, "lat");
	if (place->has_coordinates)
		json_put_number(json, place->lat, DEGREE_DECIMALS);
	else
		json_put_null(json);
	json_put_key(json, "lon");
	if (place->has_coordinates)
		json_put_number(json, place->lon, DEGREE_DECIMALS);
	else
		json_put_null(json);
	put(json, "city", place->city);
	put(json, "province", place->province);
	put(json, "country", place->country);
	put(json, "country_code", place->country_code);
	put(json, "feature_class", place->feature_class);
	put(json, "feature_code", place->feature_code);
	json_put_key(json, "resolution");
	if (place->resolution)
		json_put_integer(json, place->resolution);
	else
		json_put_null(json);
	json_put_key(json, "inferred");
	json_put_bool(json, place->inferred);
	put_span(json, self, options, place->span);
	json_put_object_end(json);
}

static void put_citation(json_writer *json, const reading *self)
{
	char date[16];
	const document *document = &self->document;
	json_put_key(json, "cite_info");
	json_put_object(json);
	put_slice(json, "url", document->url);
	put_slice(json, "title", document->title);
	put_slice(json, "publication", document->publisher);
	put(json, "date", *write_document_date(self, date) ? date : NULL);
	put_slice(json, "language", document->language);
	json_put_object_end(json);
}

static void put_type(json_writer *json, const bede_record *record)
{
	const char *aux[5];
	json_put_key(json, "event");
	json_put_array(json);
	if (record->type != BEDE_NONE)
		json_put_string(json, slice_of(bede_event_name(record->type)));
	json_put_array_end(json);
	put_list(json, "mode", record->modes);
	put_list(json, "aux_mode", write_aux_modes(record->aux_modes, aux));
	put_list(json, "context", record->contexts);
	json_put_key(json, "quad_code");
	if (record->type != BEDE_NONE)
		json_put_integer(json, bede_quad_code(record->type));
	else
		json_put_null(json);
	json_put_key(json, "event_scale");
	if (record->type != BEDE_NONE)
		json_put_number(json, bede_event_scale(record->type), 1);
	else
		json_put_null(json);
	put(json, "cameo", record->cameo);
}

void write_record(json_writer *json, const reading *self, const bede_write_options *options,
	const bede_record *record)
{
	json_put_object(json);
	put(json, "id", record->id);
	put_slice(json, "doc_id", self->document.id);
	put(json, "date", record->date);
	put(json, "enddate", record->enddate);
	put(json, "date_text", record->date_text);
	put(json, "date_value", record->date_value);
	put_parties(json, self, options, "actor", record->actors, record->actor_count);
	put_parties(json, self, options, "recipient", record->recipients, record->recipient_count);
	put_type(json, record);
	put(json, "certainty", write_certainty(record->certainty));
	json_put_key(json, "confidence");
	json_put_number(json, record->confidence, 3);
	put_attributions(json, self, options, record);
	json_put_key(json, "quantity");
	json_put_array(json);
	for (size_t i = 0; i < record->quantity_count; i++)
		write_quantity(json, self, options, &record->quantities[i]);
	json_put_array_end(json);
	put_place(json, self, options, &record->place);
	put_slice(json, "event_text", write_words(self, record->event_span));
	json_put_key(json, "event_span");
	if (record->event_span.start < record->event_span.end) {
		json_put_object(json);
		put_span(json, self, options, record->event_span);
		json_put_object_end(json);
	} else {
		json_put_null(json);
	}
	json_put_key(json, "text_info");
	if (record->sequence) {
		json_put_object(json);
		json_put_key(json, "sequence");
		json_put_integer(json, record->sequence);
		put_span(json, self, options, record->sentence_span);
		json_put_object_end(json);
	} else {
		json_put_null(json);
	}
	put(json, "rule", record->rule);
	put(json, "link", record->link);
	put_citation(json, self);
	put(json, "coder", write_coder(self));
	put(json, "codebook", write_codebook(self));
	json_put_object_end(json);
}

void write_records_json(const reading *self, const bede_write_options *options, bool first, strbuf *out)
{
	for (uint32_t i = 0; i < self->record_count; i++) {
		if (options->format == BEDE_JSON)
			strbuf_add_string(out, first && i == 0 ? "\n" : ",\n");
		json_writer json;
		json_writer_init(&json, out, 0);
		write_record(&json, self, options, &self->records[i]);
		if (options->format == BEDE_JSONL)
			strbuf_add_char(out, '\n');
	}
}
