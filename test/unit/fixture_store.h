/* fixture_store.h — stores of made-up records for tests: many reports, some of one event, some printed again. */
#ifndef BEDE_TEST_FIXTURE_STORE_H
#define BEDE_TEST_FIXTURE_STORE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bede.h"
#include "link/settle.h"

/* The same numbers on every machine. */
static inline uint32_t fixture_random(uint32_t *state, uint32_t below)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state % below;
}

static const char *const FIXTURE_CODES[] = {"RUS", "UKR", "USA", "CHN", "TUR", "UNO"};
static const char *const FIXTURE_NAMES[] = {
	"Russia", "Ukraine", "United States", "China", "Turkey", "United Nations",
};
static const char *const FIXTURE_SECTORS[] = {"GOV", "MIL", "CVL", "JRN"};
static const char *const FIXTURE_TYPES[] = {"ASSAULT", "CONSULT", "AID", "ACCUSE", "PROTEST"};
static const char *const FIXTURE_MODES[] = {"", "\"heavy-weapons\"", "\"visit\"", "\"heavy-weapons\",\"troops\""};
static const char *const FIXTURE_CONTEXTS[] = {"", "\"military\"", "\"rights freedoms\",\"economic\""};
static const char *const FIXTURE_AUX[] = {"", "", "\"negation\"", "\"future\"", "\"historical\",\"hypothetical\""};
static const char *const FIXTURE_CERTAINTIES[] = {"certain", "probable", "possible"};
static const char *const FIXTURE_VERBS[] = {"shelled", "visited", "helped", "blamed", "marched"};
static const char *const FIXTURE_PUBLISHERS[] = {"\"Dnipro Wire\"", "\"Post, Courier\"", "\"Harbour News\"", "null"};

/* A place by its number: towns, a province, a country, and one that nobody knows. */
static const char *const FIXTURE_PLACES[] = {
	"null",
	"{\"extracted_place\":\"Kyiv\",\"resolved_place\":\"Kyiv\",\"geonameid\":703448,\"lat\":50.45466,\"lon\":30.5238,"
		"\"city\":\"Kyiv\",\"country\":\"Ukraine\",\"country_code\":\"UKR\",\"resolution\":4}",
	"{\"extracted_place\":\"Suva\",\"resolved_place\":\"Suva\",\"geonameid\":2198148,\"lat\":-18.14161,\"lon\":178.44149,"
		"\"city\":\"Suva\",\"country\":\"Fiji\",\"country_code\":\"FJI\",\"resolution\":4}",
	"{\"extracted_place\":\"Washington\",\"resolved_place\":\"Washington, D.C.\",\"geonameid\":4140963,\"lat\":38.89511,"
		"\"lon\":-77.03637,\"country\":\"United States\",\"country_code\":\"USA\",\"resolution\":4}",
	"{\"extracted_place\":\"Kharkiv region\",\"resolved_place\":\"Kharkiv Oblast\",\"geonameid\":706482,\"lat\":49.5,"
		"\"lon\":36.5,\"province\":\"Kharkiv Oblast\",\"country\":\"Ukraine\",\"country_code\":\"UKR\",\"resolution\":2}",
	"{\"extracted_place\":\"Turkey\",\"resolved_place\":\"Turkey\",\"geonameid\":298795,\"lat\":39,\"lon\":35,"
		"\"country\":\"Turkey\",\"country_code\":\"TUR\",\"resolution\":1}",
	"{\"extracted_place\":\"Nowhere\",\"resolved_place\":null,\"lat\":null,\"lon\":null,\"resolution\":0}",
};

#define FIXTURE_PICK(list, state) ((list)[fixture_random((state), sizeof (list) / sizeof *(list))])

/* The first party stands at the beginning of its sentence; where others stand is not told. */
static inline void fixture_put_party(FILE *out, uint32_t *state, const char *before, uint32_t sentence)
{
	uint32_t code = fixture_random(state, 7), sector = fixture_random(state, 6);
	bool has_code = code < 6 && (code < 5 || sector >= 4);
	fprintf(out, "%s{\"code\":%s%s%s,\"sector\":%s%s%s,\"entity_text\":\"\u00c9mile\",\"identifier_text\":%s%s%s,"
		"\"inferred\":%s", before, has_code ? "\"" : "", has_code ? FIXTURE_CODES[code] : "null", has_code ? "\"" : "",
		sector < 4 || !has_code ? "\"" : "", sector < 4 ? FIXTURE_SECTORS[sector] : has_code ? "null" : "UNK",
		sector < 4 || !has_code ? "\"" : "", has_code && sector >= 4 ? "\"" : "",
		has_code && sector >= 4 ? FIXTURE_NAMES[code] : "null", has_code && sector >= 4 ? "\"" : "",
		fixture_random(state, 4) ? "false" : "true");
	if (*before == '\0')
		fprintf(out, ",\"start\":%u,\"end\":%u", sentence, sentence + 5);
	fputs("}", out);
}

static inline void fixture_put_parties(FILE *out, uint32_t *state, const char *side, uint32_t most,
	uint32_t sentence)
{
	uint32_t count = fixture_random(state, most + 1);
	fprintf(out, ",\"%s\":[", side);
	for (uint32_t i = 0; i < count; i++)
		fixture_put_party(out, state, i ? "," : "", sentence);
	fputs("]", out);
}

static inline void fixture_put_source(FILE *out, uint32_t *state)
{
	static const char *const sources[] = {
		"", "",
		"{\"source\":{\"code\":\"UKR\",\"sector\":\"GOV\",\"entity_text\":\"officials\"},\"cue\":\"said\","
			"\"kind\":\"statement\"}",
		"{\"source\":{\"code\":\"RUS\",\"sector\":\"MIL\",\"entity_text\":\"the army\",\"identifier_text\":"
			"\"Russian army\"},\"cue\":\"denied\",\"kind\":\"denial\"}",
		"{\"source\":{\"code\":null,\"sector\":\"JRN\",\"entity_text\":\"AFP\"},\"cue\":\"reported\",\"kind\":\"report\"}",
		"{\"source\":{\"code\":\"PRK\",\"sector\":\"JRN\",\"entity_text\":\"KCNA, the agency\"},\"cue\":\"reported\","
			"\"kind\":\"report\"},{\"source\":{\"code\":\"RUS\",\"sector\":null,\"entity_text\":\"Moscow\"},\"cue\":null,"
			"\"kind\":\"claim\"}",
	};
	fprintf(out, ",\"attribution\":[%s]", FIXTURE_PICK(sources, state));
}

/* Each record has a sentence of its own, of so many characters: "Émile … <verb> … <number>". */
enum { FIXTURE_SENTENCE = 60, FIXTURE_VERB_AT = 16, FIXTURE_NUMBER_AT = 40 };

static inline void fixture_put_record(FILE *out, uint32_t *state, uint32_t document, uint32_t number)
{
	uint32_t type = fixture_random(state, 5), day = 1 + fixture_random(state, 28), month = 1 + fixture_random(state, 4);
	uint32_t died = fixture_random(state, 30), at = number * FIXTURE_SENTENCE;
	fprintf(out, "{\"id\":\"%08x%08x\",\"doc_id\":\"d%u\"", document * 2654435761u, number, document);
	if (fixture_random(state, 8) == 0)
		fputs(",\"date\":null,\"enddate\":null", out);
	else if (fixture_random(state, 8) == 0)
		fprintf(out, ",\"date\":\"2024-%02u-01\",\"enddate\":\"2024-%02u-28\"", month, month);
	else
		fprintf(out, ",\"date\":\"2024-%02u-%02u\",\"enddate\":null", month, day);
	fixture_put_parties(out, state, "actor", 3, at);
	fixture_put_parties(out, state, "recipient", 2, at);
	fprintf(out, ",\"event\":[\"%s\"],\"mode\":[%s],\"aux_mode\":[%s],\"context\":[%s],\"certainty\":\"%s\","
		"\"confidence\":0.%03u", FIXTURE_TYPES[type], FIXTURE_PICK(FIXTURE_MODES, state),
		FIXTURE_PICK(FIXTURE_AUX, state), FIXTURE_PICK(FIXTURE_CONTEXTS, state),
		FIXTURE_PICK(FIXTURE_CERTAINTIES, state), fixture_random(state, 1000));
	fixture_put_source(out, state);
	if (died % 3 == 0)
		fprintf(out, ",\"quantity\":[{\"min\":%u,\"max\":%u,\"approx\":false,\"item\":\"person\",\"role\":\"dead\","
			"\"text\":\"%u\",\"start\":%u,\"end\":%u}]", died, died, died, at + FIXTURE_NUMBER_AT,
			at + FIXTURE_NUMBER_AT + (died > 9 ? 2 : 1));
	fprintf(out, ",\"event_loc\":%s,\"event_text\":\"%s\",\"event_span\":{\"start\":%u,\"end\":%zu}",
		FIXTURE_PICK(FIXTURE_PLACES, state), FIXTURE_VERBS[type], at + FIXTURE_VERB_AT,
		at + FIXTURE_VERB_AT + strlen(FIXTURE_VERBS[type]));
	fprintf(out, ",\"text_info\":{\"sequence\":%u,\"start\":%u,\"end\":%u},\"rule\":\"lexicon/en/events/x.tsv:%u\"",
		number + 1, at, at + FIXTURE_SENTENCE, number);
	fprintf(out, ",\"cite_info\":{\"url\":null,\"title\":\"Title \\\"%u\\\"\",\"publication\":%s", document,
		FIXTURE_PUBLISHERS[document % 4]);
	/* Some reports have no date. */
	if (document % 11)
		fprintf(out, ",\"date\":\"2024-%02u-%02u\"", 1 + document % 4, 1 + document % 28);
	fputs(",\"language\":\"en\"},\"coder\":\"test\",\"codebook\":\"plover-1.3\"}\n", out);
}

/* Joins what the made-up words would not: records of one type, place and month, and some reports as reprints. */
static inline bool fixture_link(bede_store *store, bede_error *error)
{
	return sql_execute(store->db, store->path, "BEGIN", error) && settle_prepare(store, true, error)
		&& sql_execute(store->db, store->path, "INSERT INTO record_groups SELECT record_id, dense_rank() OVER"
			" (ORDER BY event, place_id, substr(day, 1, 7)) FROM records WHERE event IS NOT NULL AND record_id % 2 = 0;"
			"INSERT INTO report_groups SELECT document_id, document_id / 5 FROM documents WHERE document_id % 5 < 2;"
			"DELETE FROM record_groups WHERE grp IN (SELECT grp FROM record_groups GROUP BY grp HAVING count(*) = 1);"
			"DELETE FROM report_groups WHERE grp IN (SELECT grp FROM report_groups GROUP BY grp HAVING count(*) = 1);"
			"UPDATE progress SET value = 0 WHERE name = 'linked'", error)
		&& settle_finish(store, error) && sql_execute(store->db, store->path, "COMMIT", error);
}

/* A new store of so many reports with one to three records each; linked or not. */
static inline void fixture_store(const char *path, uint32_t documents, bool linked)
{
	bede_error error = {0};
	char records[96];
	uint32_t state = 2463534242u;
	snprintf(records, sizeof records, "%s.jsonl", path);
	FILE *out = fopen(records, "w");
	for (uint32_t document = 0; out && document < documents; document++)
		for (uint32_t i = 0, count = 1 + fixture_random(&state, 3); i < count; i++)
			fixture_put_record(out, &state, document, i);
	if (out)
		fclose(out);
	bede_store *store = bede_store_open(path, &(bede_store_options){.mode = BEDE_STORE_CREATE}, &error);
	bool done = out && store && bede_store_import(store, records, NULL, NULL, NULL, &error)
		&& (!linked || fixture_link(store, &error));
	bede_store_close(store);
	unlink(records);
	if (!done) {
		fprintf(stderr, "the store for the test could not be made: %s\n", error.message);
		exit(1);
	}
}

static inline void fixture_store_remove(const char *path)
{
	char beside[96];
	unlink(path);
	snprintf(beside, sizeof beside, "%s-wal", path);
	unlink(beside);
	snprintf(beside, sizeof beside, "%s-shm", path);
	unlink(beside);
}

#endif
