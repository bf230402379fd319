/*
 * export.c — records under the columns that users of other event sets expect. doc/export.md says what each column holds
 * and what has no equal. A row is a record and a pair of its parties, but for acled-like, where it is an event.
 */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "store/filter.h"
#include "store/sink.h"
#include "store/store.h"

typedef struct export_form {
	const char *name;
	bool tabs, header;
	const char *select, *rest;         /* before and behind the conditions on records r */
} export_form;

/* Each actor with each recipient; in a reciprocal event, each party with those behind it. Further: places l, the report
 * d, its run. */
#define FROM_PAIRS \
	" FROM records r JOIN documents d USING (document_id) JOIN runs u USING (run_id) LEFT JOIN places l USING (place_id)" \
	" LEFT JOIN links k ON k.record_id = r.record_id LEFT JOIN events e ON e.event_id = k.event_id" \
	" LEFT JOIN participants a ON a.record_id = r.record_id AND a.side = 'actor'" \
	" LEFT JOIN participants b ON b.record_id = r.record_id AND (b.side = 'recipient' OR (b.position > a.position AND" \
	"  NOT EXISTS (SELECT 1 FROM participants c WHERE c.record_id = r.record_id AND c.side = 'recipient')))"
#define ORDER_OF_PAIRS \
	" AND r.event IS NOT NULL AND (b.record_id IS NOT NULL OR a.position IS NULL OR a.position = 1)" \
	" ORDER BY r.day, d.id, r.position, a.position, b.position"

/* Where the rule has no CAMEO code, the root that the PLOVER type comes from. */
#define CAMEO \
	"coalesce(r.cameo, CASE r.event WHEN 'AGREE' THEN '03' WHEN 'CONSULT' THEN '04' WHEN 'SUPPORT' THEN '05'" \
	" WHEN 'COOPERATE' THEN '06' WHEN 'AID' THEN '07' WHEN 'CONCEDE' THEN '08' WHEN 'RETREAT' THEN '087'" \
	" WHEN 'REQUEST' THEN '10' WHEN 'ACCUSE' THEN '11' WHEN 'REJECT' THEN '12' WHEN 'THREATEN' THEN '13'" \
	" WHEN 'PROTEST' THEN '14' WHEN 'MOBILIZE' THEN '15' WHEN 'SANCTION' THEN '16' WHEN 'COERCE' THEN '17'" \
	" ELSE '18' END)"
#define NAME(party) "ifnull(" party ".identifier_text, " party ".entity_text)"
#define ROOT "substr(" CAMEO ", 1, 2)"

static const char POLECAT[] =
	"SELECT r.id || '-' || ifnull(a.position, 0) || '-' || ifnull(b.position, 0) AS [Event ID], r.day AS [Event Date],"
	" r.event AS [Event Type], r.mode AS [Event Mode], r.event_scale AS [Intensity], r.quad_code AS [Quad Code],"
	" r.context AS [Contexts], " NAME("a") " AS [Actor Name], a.code AS [Actor Country], NULL AS [Actor COW],"
	" a.sector AS [Primary Actor Sector], a.sector AS [Actor Sectors], a.office AS [Actor Title],"
	" a.entity_text AS [Actor Name Raw], NULL AS [Wikipedia Actor ID], " NAME("b") " AS [Recipient Name],"
	" b.code AS [Recipient Country], NULL AS [Recipient COW], b.sector AS [Primary Recipient Sector],"
	" b.sector AS [Recipient Sectors], b.office AS [Recipient Title], b.entity_text AS [Recipient Name Raw],"
	" NULL AS [Wikipedia Recipient ID], l.name AS [Placename], l.city AS [City], NULL AS [District],"
	" l.province AS [Province], l.country AS [Country], l.lat AS [Latitude], l.lon AS [Longitude],"
	" l.geonameid AS [GeoNames ID], r.place_text AS [Raw Placename], l.feature_code AS [Feature Type],"
	" d.publisher AS [Source], d.date AS [Publication Date], NULL AS [Story People], NULL AS [Story Organizations],"
	" NULL AS [Story Locations], d.language AS [Language], u.program AS [Version], d.title AS [Headline]" FROM_PAIRS;

static const char ICEWS[] =
	"SELECT r.id || '-' || ifnull(a.position, 0) || '-' || ifnull(b.position, 0) AS [Event ID], r.day AS [Event Date],"
	" " NAME("a") " AS [Source Name], a.sector AS [Source Sectors], a.code AS [Source Country],"
	" r.event || ifnull(' (' || r.mode || ')', '') AS [Event Text], " CAMEO " AS [CAMEO Code],"
	" r.event_scale AS [Intensity], " NAME("b") " AS [Target Name], b.sector AS [Target Sectors],"
	" b.code AS [Target Country], d.id AS [Story ID], r.sequence AS [Sentence Number], d.publisher AS [Publisher],"
	" l.city AS [City], NULL AS [District], l.province AS [Province], l.country AS [Country], l.lat AS [Latitude],"
	" l.lon AS [Longitude]" FROM_PAIRS;

static const char PHOENIX[] =
	"SELECT r.id || '-' || ifnull(a.position, 0) || '-' || ifnull(b.position, 0) AS EventID,"
	" replace(r.day, '-', '') AS Date, substr(r.day, 1, 4) AS Year, substr(r.day, 6, 2) AS Month,"
	" substr(r.day, 9, 2) AS Day, ifnull(a.code, '') || ifnull(a.sector, '') AS SourceActorFull,"
	" a.code AS SourceActorEntity, a.sector AS SourceActorRole, NULL AS SourceActorAttribute,"
	" ifnull(b.code, '') || ifnull(b.sector, '') AS TargetActorFull, b.code AS TargetActorEntity,"
	" b.sector AS TargetActorRole, NULL AS TargetActorAttribute, " CAMEO " AS EventCode, " ROOT " AS EventRootCode,"
	" r.quad_code AS PentaClass, r.event_scale AS GoldsteinScore, r.context AS Issues, l.lat AS Lat, l.lon AS Lon,"
	" ifnull(l.name, r.place_text) AS LocationName, l.province AS StateName, l.country_code AS CountryCode,"
	" d.id || '_' || r.sequence AS SentenceID, d.url AS URLs, d.publisher AS NewsSources" FROM_PAIRS;

#define GDELT_ACTOR(p, n) \
	"nullif(ifnull(" p ".code, '') || ifnull(" p ".sector, ''), '') AS Actor" n "Code," \
	" upper(" NAME(p) ") AS Actor" n "Name, " p ".code AS Actor" n "CountryCode, NULL AS Actor" n "KnownGroupCode," \
	" NULL AS Actor" n "EthnicCode, NULL AS Actor" n "Religion1Code, NULL AS Actor" n "Religion2Code," \
	" " p ".sector AS Actor" n "Type1Code, NULL AS Actor" n "Type2Code, NULL AS Actor" n "Type3Code,"
#define GDELT_NO_PLACE(n) \
	" 0 AS Actor" n "Geo_Type, NULL AS Actor" n "Geo_FullName, NULL AS Actor" n "Geo_CountryCode," \
	" NULL AS Actor" n "Geo_ADM1Code, NULL AS Actor" n "Geo_ADM2Code, NULL AS Actor" n "Geo_Lat," \
	" NULL AS Actor" n "Geo_Long, NULL AS Actor" n "Geo_FeatureID,"

static const char GDELT[] =
	"SELECT r.record_id * 100 + ifnull(a.position, 0) * 10 + ifnull(b.position, 0) AS GLOBALEVENTID,"
	" replace(r.day, '-', '') AS SQLDATE, replace(substr(r.day, 1, 7), '-', '') AS MonthYear,"
	" substr(r.day, 1, 4) AS Year, round(substr(r.day, 1, 4) + (strftime('%j', r.day) - 1) / 365.0, 4) AS FractionDate,"
	" " GDELT_ACTOR("a", "1") " " GDELT_ACTOR("b", "2")
	" r.sequence <= 3 AS IsRootEvent, " CAMEO " AS EventCode, substr(" CAMEO ", 1, 3) AS EventBaseCode,"
	" " ROOT " AS EventRootCode, r.quad_code AS QuadClass, r.event_scale AS GoldsteinScale,"
	" ifnull(e.records, 1) AS NumMentions, ifnull(e.sources, 1) AS NumSources, ifnull(e.documents, 1) AS NumArticles,"
	" NULL AS AvgTone," GDELT_NO_PLACE("1") GDELT_NO_PLACE("2")
	" CASE WHEN l.resolution IS NULL THEN 0 WHEN l.resolution = 1 THEN 1 WHEN l.resolution < 4 THEN 5 ELSE 4 END"
	" AS ActionGeo_Type, ifnull(l.name, r.place_text) || ifnull(', ' || nullif(l.country, l.name), '')"
	" AS ActionGeo_FullName, l.country_code AS ActionGeo_CountryCode, l.province AS ActionGeo_ADM1Code,"
	" NULL AS ActionGeo_ADM2Code, l.lat AS ActionGeo_Lat, l.lon AS ActionGeo_Long, l.geonameid AS ActionGeo_FeatureID,"
	" replace(d.date, '-', '') || '000000' AS DATEADDED, ifnull(d.url, d.id) AS SOURCEURL" FROM_PAIRS;

/* The first account of each linked event of violence or protest. */
static const char ACLED[] =
	"SELECT e.id AS event_id_cnty, e.day AS event_date, substr(e.day, 1, 4) AS year,"
	" CASE WHEN r.date IS NULL THEN 3 WHEN r.enddate IS NULL THEN 1 ELSE 2 END AS time_precision,"
	" CASE WHEN r.event = 'PROTEST' THEN 'Demonstrations' ELSE 'Political violence' END AS disorder_type,"
	" CASE WHEN r.event = 'PROTEST' AND r.mode LIKE '%riot%' THEN 'Riots' WHEN r.event = 'PROTEST' THEN 'Protests'"
	"  WHEN r.mode LIKE '%explosives%' OR r.mode LIKE '%heavy-weapons%' OR r.mode LIKE '%suicide%' OR"
	"   r.mode LIKE '%drone%' OR r.mode LIKE '%aerial%' THEN 'Explosions/Remote violence'"
	"  WHEN a.sector IN ('MIL', 'REB', 'UAF', 'INS') AND b.sector IN ('MIL', 'REB', 'UAF', 'INS') THEN 'Battles'"
	"  ELSE 'Violence against civilians' END AS event_type, r.mode AS sub_event_type,"
	" coalesce(" NAME("a") ", a.code || ifnull(' ' || a.sector, '')) AS actor1, NULL AS assoc_actor_1,"
	" a.sector AS inter1, coalesce(" NAME("b") ", b.code || ifnull(' ' || b.sector, '')) AS actor2,"
	" NULL AS assoc_actor_2, b.sector AS inter2, l.country_code AS iso, l.country AS country, l.province AS admin1,"
	" l.city AS location, l.lat AS latitude, l.lon AS longitude,"
	" CASE WHEN l.resolution >= 4 THEN 1 WHEN l.resolution >= 2 THEN 2 ELSE 3 END AS geo_precision,"
	" d.publisher AS source, e.sources AS sources,"
	" substr(d.text, r.sentence_start + 1, r.sentence_end - r.sentence_start) AS notes,"
	" (SELECT min(ifnull(q.min, q.max)) FROM links n JOIN quantities q USING (record_id) WHERE n.event_id = e.event_id"
	"  AND q.role = 'dead') AS fatalities,"
	" (SELECT max(ifnull(q.max, q.min)) FROM links n JOIN quantities q USING (record_id) WHERE n.event_id = e.event_id"
	"  AND q.role = 'dead') AS fatalities_high, e.denials AS denials"
	" FROM events e JOIN records r ON r.record_id = e.first_record_id JOIN documents d USING (document_id)"
	" LEFT JOIN places l USING (place_id)"
	" LEFT JOIN participants a ON a.record_id = r.record_id AND a.side = 'actor' AND a.position = 1"
	" LEFT JOIN participants b ON b.record_id = r.record_id AND b.side = 'recipient' AND b.position = 1";

static const export_form FORMS[] = {
	{"polecat", true, true, POLECAT, ORDER_OF_PAIRS}, {"icews", true, true, ICEWS, ORDER_OF_PAIRS},
	{"gdelt", true, false, GDELT, ORDER_OF_PAIRS}, {"phoenix", true, true, PHOENIX, ORDER_OF_PAIRS},
	{"acled-like", false, true, ACLED, " AND r.event IN ('ASSAULT', 'PROTEST') AND (r.aux_mode IS NULL"
		" OR (r.aux_mode NOT LIKE '%future%' AND r.aux_mode NOT LIKE '%hypothetical%')) ORDER BY e.day, e.id"},
};

static const export_form *find_form(const char *name)
{
	for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
		if (strcmp(FORMS[i].name, name) == 0)
			return &FORMS[i];
	return NULL;
}

bool bede_store_export(bede_store *store, const bede_filter *filter, const char *as, bede_output_function output,
	void *context, bede_error *error)
{
	static const bede_filter everything = {0};
	const export_form *form = find_form(as);
	question question;
	sink sink;
	if (strcmp(as, "plover") == 0)
		return bede_store_records(store, filter, &(bede_write_options){.format = BEDE_JSONL}, output, context, error);
	sink_open(&sink, store->path, output, context, error);
	question_init(&question);
	bool done = form != NULL;
	if (!done)
		error_set(error, BEDE_ERROR_USAGE, "there is no export as '%.40s'; there is plover, polecat, icews, gdelt, phoenix "
			"and acled-like", as);
	if (done) {
		question_add(&question, form->select);
		done = question_filter(&question, filter ? filter : &everything, error);
		question_add(&question, form->rest);
	}
	done = done && sink_flat(&sink, question_prepare(&question, store->db, store->path, error), form->tabs, form->header);
	question_clear(&question);
	return sink_close(&sink, done);
}
