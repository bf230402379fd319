/* pack.c — a reading as rows. Offsets become characters here, lists become text joined by ';'. */
#include <stdio.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "record/write.h"
#include "store/sketch.h"
#include "store/store.h"

/* "a;b"; NULL where the list is empty. */
static void put_list(strbuf *out, const char *const *list)
{
	char joined[512];
	size_t length = 0;
	if (!*list) {
		parcel_null(out);
		return;
	}
	for (; *list && length < sizeof joined - 1; list++) {
		int more = snprintf(joined + length, sizeof joined - length, "%s%s", length ? ";" : "", *list);
		length += more < 0 ? 0 : (size_t)more;
	}
	parcel_text(out, (slice){joined, length < sizeof joined ? length : sizeof joined - 1});
}

/* Start and end in characters; NULL both where no words stand for it. */
static void put_span(strbuf *out, const reading *reading, bede_span at)
{
	if (at.start >= at.end) {
		parcel_null(out);
		parcel_null(out);
		return;
	}
	parcel_integer(out, utf8_index_point(&reading->document.points, at.start));
	parcel_integer(out, utf8_index_point(&reading->document.points, at.end));
}

static void put_flag(strbuf *out, bool value)
{
	parcel_integer(out, value);
}

static void put_optional(strbuf *out, bool known, double value)
{
	if (known)
		parcel_number(out, value);
	else
		parcel_null(out);
}

/* ---- the document ---- */

static void put_document(strbuf *out, const reading *reading, uint64_t fingerprint)
{
	const document *document = &reading->document;
	char date[16];
	strbuf sketch, topic;
	strbuf_init(&sketch);
	strbuf_init(&topic);
	sketch_pairs(reading, &sketch);
	sketch_topic(reading, &topic);
	parcel_row(out, ROW_DOCUMENT);
	parcel_text(out, document->id);
	parcel_integer(out, (int64_t)fingerprint);
	parcel_string(out, *write_document_date(reading, date) ? date : NULL);
	parcel_text(out, document->publisher);
	parcel_text(out, document->title);
	parcel_text(out, document->url);
	parcel_text(out, document->language);
	parcel_blob(out, (slice){sketch.bytes, sketch.length});
	parcel_blob(out, (slice){topic.bytes, topic.length});
	parcel_text(out, document->text);
	parcel_end(out);
	out->failed = out->failed || sketch.failed || topic.failed;
	strbuf_clear(&sketch);
	strbuf_clear(&topic);
}

static void put_sentences(strbuf *out, const reading *reading)
{
	for (uint32_t i = 0; i < reading->text.sentence_count; i++) {
		span at = reading->text.sentences[i].at;
		parcel_row(out, ROW_SENTENCE);
		parcel_integer(out, i + 1);
		put_span(out, reading, (bede_span){at.start, at.end});
		parcel_end(out);
	}
}

/* ---- a record ---- */

static void hash_string(XXH3_state_t *hash, const char *string)
{
	XXH3_64bits_update(hash, string ? string : "", string ? strlen(string) + 1 : 1);
}

/* Places are kept once each, known by all that they say. */
static uint64_t place_fingerprint(const bede_place *place)
{
	XXH3_state_t hash;
	char numbers[96];
	XXH3_64bits_reset(&hash);
	int length = snprintf(numbers, sizeof numbers, "%u|%d|%.9g|%.9g|%d", place->geonameid, place->has_coordinates,
		place->lat, place->lon, place->resolution);
	XXH3_64bits_update(&hash, numbers, (size_t)length);
	hash_string(&hash, place->resolved_place);
	hash_string(&hash, place->city);
	hash_string(&hash, place->province);
	hash_string(&hash, place->country);
	hash_string(&hash, place->country_code);
	hash_string(&hash, place->feature_class);
	hash_string(&hash, place->feature_code);
	return XXH3_64bits_digest(&hash);
}

static bool is_resolved(const bede_place *place)
{
	return place->extracted_place && (place->resolved_place || place->geonameid || place->has_coordinates
		|| place->city || place->province || place->country || place->country_code || place->resolution);
}

static void put_place(strbuf *out, const bede_place *place)
{
	if (!is_resolved(place))
		return;
	parcel_row(out, ROW_PLACE);
	parcel_integer(out, (int64_t)place_fingerprint(place));
	parcel_string(out, place->resolved_place);
	if (place->geonameid)
		parcel_integer(out, place->geonameid);
	else
		parcel_null(out);
	put_optional(out, place->has_coordinates, place->lat);
	put_optional(out, place->has_coordinates, place->lon);
	parcel_string(out, place->city);
	parcel_string(out, place->province);
	parcel_string(out, place->country);
	parcel_string(out, place->country_code);
	parcel_string(out, place->feature_class);
	parcel_string(out, place->feature_code);
	if (place->resolution)
		parcel_integer(out, place->resolution);
	else
		parcel_null(out);
	parcel_end(out);
}

static const char *day_of(const reading *reading, const bede_record *record, char *room)
{
	if (record->date)
		return record->date;
	return *write_document_date(reading, room) ? room : NULL;
}

static void put_type(strbuf *out, const bede_record *record)
{
	const char *aux[5];
	bool is_event = record->type != BEDE_NONE;
	parcel_string(out, bede_event_name(record->type));
	put_list(out, record->modes);
	put_list(out, write_aux_modes(record->aux_modes, aux));
	put_list(out, record->contexts);
	if (is_event)
		parcel_integer(out, bede_quad_code(record->type));
	else
		parcel_null(out);
	put_optional(out, is_event, bede_event_scale(record->type));
	parcel_string(out, record->cameo);
}

static void put_record(strbuf *out, const reading *reading, uint32_t number)
{
	const bede_record *record = &reading->records[number];
	char date[16];
	strbuf words;
	parcel_row(out, ROW_RECORD);
	parcel_integer(out, number + 1);
	parcel_string(out, record->id);
	parcel_string(out, day_of(reading, record, date));
	parcel_string(out, record->date);
	parcel_string(out, record->enddate);
	parcel_string(out, record->date_text);
	parcel_string(out, record->date_value);
	put_span(out, reading, record->date_span);
	put_type(out, record);
	parcel_string(out, write_certainty(record->certainty));
	parcel_number(out, record->confidence);
	parcel_string(out, record->place.extracted_place);
	put_span(out, reading, record->place.span);
	parcel_text(out, write_words(reading, record->event_span));
	put_span(out, reading, record->event_span);
	if (record->sequence)
		parcel_integer(out, record->sequence);
	else
		parcel_null(out);
	put_span(out, reading, record->sentence_span);
	strbuf_init(&words);
	parcel_text(out, sketch_words(reading, record, &words));
	parcel_text(out, (slice){words.bytes, words.length});
	out->failed = out->failed || words.failed;
	strbuf_clear(&words);
	parcel_string(out, record->rule);
	parcel_end(out);
}

static void put_parties(strbuf *out, const reading *reading, const char *side, const bede_party *parties,
	size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const bede_party *party = &parties[i];
		parcel_row(out, ROW_PARTICIPANT);
		parcel_string(out, side);
		parcel_integer(out, (int64_t)i + 1);
		parcel_string(out, party->code);
		parcel_string(out, party->sector);
		parcel_string(out, party->entity_text);
		parcel_string(out, party->identifier_text);
		parcel_string(out, party->office);
		put_flag(out, party->inferred);
		put_span(out, reading, party->span);
		parcel_end(out);
	}
}

static bool same_code(const bede_party *a, const bede_party *b)
{
	return strcmp(a->code ? a->code : "", b->code ? b->code : "") == 0;
}

/* Is the code of parties[i] that of one before it? */
static bool is_repeated(const bede_party *parties, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (same_code(&parties[j], &parties[i]))
			return true;
	return false;
}

static void put_dyad(strbuf *out, const bede_party *actor, const bede_party *recipient, const char *day)
{
	parcel_row(out, ROW_DYAD);
	parcel_string(out, actor && actor->code ? actor->code : "");
	parcel_string(out, recipient && recipient->code ? recipient->code : "");
	parcel_string(out, day ? day : "");
	parcel_end(out);
}

/* Every actor with every recipient. In a reciprocal event, whose parties are all actors, each with each other one:
 * both ways, as PLOVER 2.4.2 reads them. */
static void put_dyads(strbuf *out, const reading *reading, const bede_record *record)
{
	char date[16];
	const char *day = day_of(reading, record, date);
	bool reciprocal = record->recipient_count == 0 && record->actor_count > 1;
	const bede_party *others = reciprocal ? record->actors : record->recipients;
	size_t other_count = reciprocal ? record->actor_count : record->recipient_count;
	bool any = false;
	for (size_t i = 0; i < record->actor_count || i == 0; i++) {
		const bede_party *actor = record->actor_count ? &record->actors[i] : NULL;
		if (actor && is_repeated(record->actors, i))
			continue;
		for (size_t j = 0; j < other_count; j++) {
			if (is_repeated(others, j) || (reciprocal && same_code(actor, &others[j])))
				continue;
			put_dyad(out, actor, &others[j], day);
			any = true;
		}
	}
	/* Parties of one country among themselves stand against each other too; else nobody is on the other side. */
	if (!any && record->actor_count)
		put_dyad(out, &record->actors[0], reciprocal ? &record->actors[0] : NULL, day);
}

static void put_attributions(strbuf *out, const reading *reading, const bede_record *record)
{
	for (size_t i = 0; i < record->attribution_count; i++) {
		const bede_attribution *one = &record->attributions[i];
		parcel_row(out, ROW_ATTRIBUTION);
		parcel_integer(out, (int64_t)i + 1);
		parcel_string(out, one->source.code);
		parcel_string(out, one->source.sector);
		parcel_string(out, one->source.entity_text);
		parcel_string(out, one->source.identifier_text);
		put_span(out, reading, one->source.span);
		parcel_string(out, one->cue);
		parcel_string(out, write_kind(one->kind));
		parcel_string(out, one->date);
		put_span(out, reading, one->span);
		parcel_end(out);
	}
}

static void put_quantities(strbuf *out, const reading *reading, const bede_record *record)
{
	for (size_t i = 0; i < record->quantity_count; i++) {
		const bede_quantity *quantity = &record->quantities[i];
		parcel_row(out, ROW_QUANTITY);
		parcel_integer(out, (int64_t)i + 1);
		put_optional(out, quantity->has_min, quantity->min);
		put_optional(out, quantity->has_max, quantity->max);
		put_flag(out, quantity->approx);
		parcel_string(out, quantity->unit);
		parcel_string(out, quantity->per);
		parcel_string(out, quantity->item);
		parcel_string(out, quantity->role);
		parcel_string(out, quantity->actor);
		parcel_string(out, quantity->measure);
		parcel_string(out, quantity->si_unit);
		put_optional(out, quantity->si_unit && quantity->has_min, quantity->si_min);
		put_optional(out, quantity->si_unit && quantity->has_max, quantity->si_max);
		put_span(out, reading, quantity->span);
		parcel_end(out);
	}
}

void store_pack(const reading *reading, uint64_t fingerprint, strbuf *out)
{
	put_document(out, reading, fingerprint);
	put_sentences(out, reading);
	for (uint32_t i = 0; i < reading->record_count; i++) {
		const bede_record *record = &reading->records[i];
		put_place(out, &record->place);
		put_record(out, reading, i);
		put_parties(out, reading, "actor", record->actors, record->actor_count);
		put_parties(out, reading, "recipient", record->recipients, record->recipient_count);
		put_dyads(out, reading, record);
		put_attributions(out, reading, record);
		put_quantities(out, reading, record);
	}
}
