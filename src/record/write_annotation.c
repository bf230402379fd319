/* write_annotation.c — every layer of one reading as one JSON object a line; keys as doc/formats.md has them. */
#include "record/write.h"

typedef struct annotating {
	json_writer json;
	const reading *reading;
	const bede_write_options *options;
} annotating;

static void put_slice(annotating *self, const char *key, slice value)
{
	json_put_key(&self->json, key);
	json_put_string(&self->json, value);
}

static void put_code(annotating *self, const char *key, const char *code)
{
	put_slice(self, key, code && code[0] ? slice_of(code) : (slice){0});
}

static void put_integer(annotating *self, const char *key, int64_t value)
{
	json_put_key(&self->json, key);
	json_put_integer(&self->json, value);
}

static void put_bytes(annotating *self, uint32_t start, uint32_t end)
{
	put_integer(self, "start", write_offset(self->reading, self->options, start));
	put_integer(self, "end", write_offset(self->reading, self->options, end));
}

/* Half-open token range as start and end of its text. */
static void put_range(annotating *self, uint32_t first, uint32_t end)
{
	const token *tokens = self->reading->text.tokens;
	put_bytes(self, tokens[first].at.start, tokens[end - 1].at.end);
}

/* The same as an array of two. */
static void put_pair(annotating *self, token_range range)
{
	const token *tokens = self->reading->text.tokens;
	json_put_array(&self->json);
	json_put_integer(&self->json, write_offset(self->reading, self->options, tokens[range.first].at.start));
	json_put_integer(&self->json, write_offset(self->reading, self->options, tokens[range.end - 1].at.end));
	json_put_array_end(&self->json);
}

static void open_list(annotating *self, const char *key)
{
	json_put_key(&self->json, key);
	json_put_array(&self->json);
}

static void put_sentences(annotating *self)
{
	const text *text = &self->reading->text;
	open_list(self, "sentences");
	for (uint32_t i = 0; i < text->sentence_count; i++) {
		json_put_object(&self->json);
		put_bytes(self, text->sentences[i].at.start, text->sentences[i].at.end);
		json_put_object_end(&self->json);
	}
	json_put_array_end(&self->json);
}

static void put_tokens(annotating *self)
{
	const text *text = &self->reading->text;
	const syntax *syntax = &self->reading->syntax;
	open_list(self, "tokens");
	for (uint32_t i = 0; i < text->token_count; i++) {
		const node *node = &syntax->nodes[i];
		json_put_object(&self->json);
		put_bytes(self, text->tokens[i].at.start, text->tokens[i].at.end);
		put_slice(self, "lemma", node->lemma);
		put_slice(self, "upos", slice_of(upos_name(node->upos)));
		put_integer(self, "head", node->head);
		put_slice(self, "deprel", slice_of(deprel_name(node->deprel)));
		put_integer(self, "sentence", text->tokens[i].sentence);
		json_put_object_end(&self->json);
	}
	json_put_array_end(&self->json);
}

static const char *entity_name(entity_type type)
{
	static const char *const names[] = {
		[ENTITY_NONE] = NULL, [ENTITY_PERSON] = "PERSON", [ENTITY_ORG] = "ORG", [ENTITY_GPE] = "GPE",
		[ENTITY_LOC] = "LOC", [ENTITY_NORP] = "NORP", [ENTITY_FAC] = "FAC", [ENTITY_EVENT] = "EVENT",
	};
	return names[type];
}

static void put_entity(annotating *self, const mention *mention, const party *party)
{
	json_put_object(&self->json);
	put_range(self, mention->first, mention->end);
	put_code(self, "type", entity_name(mention->type));
	put_code(self, "code", party ? party->code.country : NULL);
	put_code(self, "sector", party ? party->code.sector : NULL);
	put_slice(self, "identifier_text", party ? party->identifier : (slice){0});
	json_put_key(&self->json, "coref");
	if (party || mention->entity != ENTITY_UNKNOWN)
		json_put_integer(&self->json, party ? party->entity : mention->entity);
	else
		json_put_null(&self->json);
	json_put_key(&self->json, "name");
	if (mention->name_end > mention->name_first) {
		json_put_object(&self->json);
		put_range(self, mention->name_first, mention->name_end);
		json_put_object_end(&self->json);
	} else {
		json_put_null(&self->json);
	}
	json_put_object_end(&self->json);
}

/* A mention of several parties ("American and Ukrainian officials") stands once for each. */
static void put_entities(annotating *self)
{
	const names *names = &self->reading->names;
	open_list(self, "entities");
	for (uint32_t i = 0; i < names->count; i++) {
		const mention *mention = &names->mentions[i];
		for (uint32_t j = 0; j < mention->party_count; j++)
			put_entity(self, mention, &mention->parties[j]);
		if (mention->party_count == 0 && (mention->type != ENTITY_NONE || mention->entity != ENTITY_UNKNOWN))
			put_entity(self, mention, NULL);
	}
	json_put_array_end(&self->json);
}

static void put_times(annotating *self)
{
	static const char *const types[] = {
		[TIMEX_DATE] = "DATE", [TIMEX_TIME] = "TIME", [TIMEX_DURATION] = "DURATION", [TIMEX_SET] = "SET",
	};
	const times *times = &self->reading->times;
	open_list(self, "times");
	for (uint32_t i = 0; i < times->count; i++) {
		json_put_object(&self->json);
		put_range(self, times->items[i].first, times->items[i].end);
		put_code(self, "type", types[times->items[i].type]);
		put_slice(self, "value", times->items[i].value);
		put_slice(self, "mod", times->items[i].mod);
		json_put_object_end(&self->json);
	}
	json_put_array_end(&self->json);
}

static void put_degrees(annotating *self, const char *key, const place_entry *entry, double degrees)
{
	json_put_key(&self->json, key);
	if (entry && entry->has_coordinates)
		json_put_number(&self->json, degrees, 6);
	else
		json_put_null(&self->json);
}

static void put_places(annotating *self)
{
	const places *places = &self->reading->places;
	open_list(self, "places");
	for (uint32_t i = 0; i < places->count; i++) {
		const toponym *place = &places->items[i];
		const place_entry *entry = place->entry;
		json_put_object(&self->json);
		put_range(self, place->first, place->end);
		json_put_key(&self->json, "geonameid");
		if (entry && entry->geonameid)
			json_put_integer(&self->json, entry->geonameid);
		else
			json_put_null(&self->json);
		put_slice(self, "name", entry ? entry->name : (slice){0});
		put_degrees(self, "lat", entry, entry ? entry->lat : 0);
		put_degrees(self, "lon", entry, entry ? entry->lon : 0);
		put_code(self, "country_code", entry ? entry->country : NULL);
		put_code(self, "feature_code", entry ? entry->feature_code : NULL);
		json_put_object_end(&self->json);
	}
	json_put_array_end(&self->json);
}

static void put_bound(annotating *self, const char *key, bool known, double value)
{
	json_put_key(&self->json, key);
	if (known)
		json_put_number(&self->json, value, 6);
	else
		json_put_null(&self->json);
}

static void put_quantities(annotating *self)
{
	const token *tokens = self->reading->text.tokens;
	const quantities *quantities = &self->reading->quantities;
	open_list(self, "quantities");
	for (uint32_t i = 0; i < quantities->count; i++) {
		const quantity *from = &quantities->items[i];
		json_put_object(&self->json);
		put_bound(self, "min", from->has_min, from->min);
		put_bound(self, "max", from->has_max, from->max);
		json_put_key(&self->json, "approx");
		json_put_bool(&self->json, from->approx);
		put_slice(self, "unit", from->unit);
		put_slice(self, "per", from->per);
		put_slice(self, "item", from->item);
		if (from->ordinal) {
			json_put_key(&self->json, "ordinal");
			json_put_bool(&self->json, true);
		}
		if (from->measure.length) {
			put_slice(self, "measure", from->measure);
			put_slice(self, "si_unit", from->si_unit);
			put_bound(self, "si_min", from->si_unit.length && from->has_min, quantity_in_si(from, from->min));
			put_bound(self, "si_max", from->si_unit.length && from->has_max, quantity_in_si(from, from->max));
		}
		bede_span at = {tokens[from->first].at.start, tokens[from->end - 1].at.end};
		put_slice(self, "text", write_words(self->reading, at));
		put_bytes(self, at.start, at.end);
		json_put_object_end(&self->json);
	}
	json_put_array_end(&self->json);
}

static void put_attributions(annotating *self)
{
	const attributions *attributions = &self->reading->attributions;
	open_list(self, "attributions");
	for (uint32_t i = 0; i < attributions->count; i++) {
		const attribution *from = &attributions->items[i];
		json_put_object(&self->json);
		json_put_key(&self->json, "source");
		if (from->source.first < from->source.end)
			put_pair(self, from->source);
		else
			json_put_null(&self->json);
		json_put_key(&self->json, "cue");
		put_pair(self, from->cue);
		open_list(self, "content");
		for (uint32_t j = 0; j < from->content_count; j++)
			if (from->content[j].first < from->content[j].end)
				put_pair(self, from->content[j]);
		json_put_array_end(&self->json);
		put_code(self, "kind", write_kind(from->kind));
		json_put_object_end(&self->json);
	}
	json_put_array_end(&self->json);
}

void write_annotation(const reading *self, const bede_write_options *options, strbuf *out)
{
	char date[16];
	annotating annotating = {.reading = self, .options = options};
	json_writer_init(&annotating.json, out, 0);
	json_put_object(&annotating.json);
	put_slice(&annotating, "id", self->document.id);
	put_slice(&annotating, "text", self->document.text);
	put_code(&annotating, "date", write_document_date(self, date));
	put_sentences(&annotating);
	put_tokens(&annotating);
	put_entities(&annotating);
	put_times(&annotating);
	put_places(&annotating);
	put_quantities(&annotating);
	put_attributions(&annotating);
	open_list(&annotating, "events");
	for (uint32_t i = 0; i < self->record_count; i++)
		write_record(&annotating.json, self, options, &self->records[i]);
	json_put_array_end(&annotating.json);
	json_put_object_end(&annotating.json);
	strbuf_add_char(out, '\n');
}
