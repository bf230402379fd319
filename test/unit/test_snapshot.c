/*
 * test_snapshot.c — a store held in memory says the same as the store itself, and the same in each answer. Parameters
 * that make no sense are in test_inquiry.c, stores that change in test_snapshot_change.c.
 */
#include "snapshot_asking.h"

/* ---- the same as the store says ---- */

static const char *const CONDITIONS[] = {
	"actor=RUS", "actor=UKR:MIL", "actor=:GOV", "recipient=UKR", "recipient=:CVL", "recipient=USA:GOV", "actor=UNO",
	"sector=MIL", "event=ASSAULT", "event=AID,CONSULT", "quad=4", "quad=1", "mode=troops", "mode=visit,heavy-weapons",
	"context=rights freedoms", "context=economic,military", "aux_mode=negation", "aux_mode=future,historical",
	"certainty=probable", "certainty=certain,possible", "place=Kyiv", "place=UKR", "place=ukraine",
	"place=Washington, D.C.", "place=Kharkiv Oblast", "place=Atlantis", "box=30,50,31,51", "box=170,-30,-70,40",
	"box=-180,-90,180,90", "since=2024-02", "since=2024-03-10", "until=2024-02", "until=2024-04-02", "since=2025",
	"source=UKR", "source=RUS:MIL", "source=:JRN", "source=AFP", "source=afp", "source=Russian army",
	"source=KCNA, the agency", "confidence=0.5", "confidence=0.999", "text=shelled", "text=Emile visited",
	"text=\"émile visited\" OR blamed", "text=nothing", "both_ways=1",
};
enum { CONDITION_COUNT = sizeof CONDITIONS / sizeof *CONDITIONS };

/* The store's own filter for the same conditions; `values` are pieces of `query`. */
static bede_filter filter_of(char *query)
{
	bede_filter filter = {0};
	bede_parameter parameters[MOST_PARAMETERS];
	for (size_t i = 0, count = split_parameters(query, parameters); i < count; i++) {
		const struct { const char *name; const char **to; } texts[] = {
			{"actor", &filter.actor}, {"recipient", &filter.recipient}, {"sector", &filter.sector},
			{"event", &filter.event}, {"mode", &filter.mode}, {"context", &filter.context},
			{"aux_mode", &filter.aux_mode}, {"certainty", &filter.certainty}, {"place", &filter.place},
			{"since", &filter.since}, {"until", &filter.until}, {"source", &filter.source}, {"text", &filter.text},
		};
		const char *name = parameters[i].name, *value = parameters[i].value;
		for (size_t j = 0; j < sizeof texts / sizeof *texts; j++)
			if (strcmp(name, texts[j].name) == 0)
				*texts[j].to = value;
		if (strcmp(name, "quad") == 0)
			filter.quad = atoi(value);
		if (strcmp(name, "both_ways") == 0)
			filter.both_ways = true;
		if (strcmp(name, "confidence") == 0)
			filter.minimum_confidence = atof(value);
		if (strcmp(name, "box") == 0)
			filter.has_box = sscanf(value, "%lf,%lf,%lf,%lf", &filter.west, &filter.south, &filter.east,
				&filter.north) == 4;
	}
	return filter;
}

static json_int_t store_count(bede_store *store, const char *query, bool events)
{
	static const bede_write_options jsonl = {.format = BEDE_JSONL};
	char copy[1024];
	bede_error error = {0};
	strbuf out;
	snprintf(copy, sizeof copy, "%s", query);
	bede_filter filter = filter_of(copy);
	strbuf_init(&out);
	bool done = events ? bede_store_events(store, &filter, &jsonl, gather, &out, &error)
		: bede_store_records(store, &filter, &jsonl, gather, &out, &error);
	if (!done)
		fail_msg("%s: %s", query, error.message);
	json_int_t count = 0;
	for (size_t i = 0; i < out.length; i++)
		count += out.bytes[i] == '\n';
	strbuf_clear(&out);
	return count;
}

static void assert_same_counts(const fixture *self, bede_store *store, const char *query)
{
	json_int_t records = total(self->snapshot, "records", query), events = total(self->snapshot, "events", query);
	if (records != store_count(store, query, false) || events != store_count(store, query, true))
		fail_msg("%s: the snapshot has %d records of %d events, the store %d of %d", query, (int)records, (int)events,
			(int)store_count(store, query, false), (int)store_count(store, query, true));
}

/* Some conditions by chance, each of another parameter. */
static void pick_conditions(uint32_t *state, uint32_t most, char *out, size_t room)
{
	*out = '\0';
	for (uint32_t i = 0, wanted = fixture_random(state, most + 1); i < wanted; i++) {
		const char *one = FIXTURE_PICK(CONDITIONS, state);
		char name[32], found[40];
		snprintf(name, sizeof name, "%.*s=", (int)(strchr(one, '=') - one), one);
		snprintf(found, sizeof found, "&%s", name);
		if (strncmp(out, name, strlen(name)) == 0 || strstr(out, found))
			continue;
		snprintf(out + strlen(out), room - strlen(out), "%s%s", *out ? "&" : "", one);
	}
}

static void test_counts_are_those_of_the_store(void **state)
{
	const fixture *self = *state;
	bede_error error = {0};
	bede_store *store = bede_store_open(self->path, NULL, &error);
	uint32_t chance = 77;
	assert_non_null(store);
	assert_same_counts(self, store, "");
	for (size_t i = 0; i < CONDITION_COUNT; i++)
		assert_same_counts(self, store, CONDITIONS[i]);
	for (int i = 0; i < 400; i++) {
		char query[512];
		pick_conditions(&chance, 4, query, sizeof query);
		assert_same_counts(self, store, query);
	}
	bede_store_close(store);
}

/* ---- what each question says agrees with the others ---- */

static json_int_t sum_of(const json_t *rows, const char *key)
{
	json_int_t sum = 0;
	size_t i;
	json_t *row;
	json_array_foreach(rows, i, row)
		sum += number_of(row, key);
	return sum;
}

static void test_timeline_map_and_network_count_every_event(void **state)
{
	const fixture *self = *state;
	uint32_t chance = 5;
	for (int round = 0; round < 60; round++) {
		char query[512], more[640];
		pick_conditions(&chance, 2, query, sizeof query);
		json_int_t events = total(self->snapshot, "events", query), counted = 0;
		static const char *const steps[] = {"day", "week", "month", "year"};
		snprintf(more, sizeof more, "%s%sby=%s&split=%s", query, *query ? "&" : "", steps[round % 4],
			round % 3 ? "quad" : "event");
		json_t *timeline = ask(self->snapshot, "timeline", more), *series, *count;
		size_t i, j;
		json_array_foreach(json_object_get(timeline, "series"), i, series) {
			assert_int_equal(json_array_size(json_object_get(series, "counts")),
				json_array_size(json_object_get(timeline, "steps")));
			json_array_foreach(json_object_get(series, "counts"), j, count)
				counted += json_integer_value(count);
		}
		assert_int_equal(counted + number_of(timeline, "left_out"), events);
		assert_int_equal(number_of(timeline, "total"), events);
		json_decref(timeline);
		json_t *map = ask(self->snapshot, "map", query);
		assert_int_equal(sum_of(json_object_get(map, "points"), "events")
			+ sum_of(json_object_get(map, "countries"), "events") + number_of(map, "unplaced"), events);
		json_decref(map);
		json_t *network = ask(self->snapshot, "network", query);
		assert_int_equal(number_of(network, "total"), events);
		assert_true(number_of(network, "left_out") <= events);
		json_decref(network);
	}
}

/* Choosing a value adds its own condition to the others. */
static void assert_facet(const fixture *self, const char *query, const char *field, const json_t *value)
{
	static const struct { const char *field, *parameter; } others[] = {{"country", "place"}, {"aux_mode", "aux_mode"}};
	const char *parameter = field;
	char without[640] = "", copy[512], chosen[1024];
	bede_parameter parameters[MOST_PARAMETERS];
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(field, others[i].field) == 0)
			parameter = others[i].parameter;
	snprintf(copy, sizeof copy, "%s", query);
	for (size_t i = 0, count = split_parameters(copy, parameters); i < count; i++)
		if (strcmp(parameters[i].name, parameter) != 0)
			snprintf(without + strlen(without), sizeof without - strlen(without), "%s=%s&", parameters[i].name,
				parameters[i].value);
	snprintf(chosen, sizeof chosen, "%s%s=%s", without, parameter, string_of(value, "value"));
	json_int_t events = total(self->snapshot, "events", chosen);
	if (events != number_of(value, "events"))
		fail_msg("facets?%s: %s %s has %d events, but events?%s %d", query, field, string_of(value, "value"),
			(int)number_of(value, "events"), chosen, (int)events);
}

static void test_a_facet_counts_what_choosing_it_shows(void **state)
{
	const fixture *self = *state;
	uint32_t chance = 13;
	for (int round = 0; round < 40; round++) {
		char query[512];
		const char *field;
		json_t *values, *value;
		size_t i;
		pick_conditions(&chance, 2, query, sizeof query);
		json_t *facets = ask(self->snapshot, "facets", query);
		assert_int_equal(json_object_size(facets), 12);
		json_object_foreach(facets, field, values)
			json_array_foreach(values, i, value)
				assert_facet(self, query, field, value);
		json_decref(facets);
	}
}

/* A code and a sector of one party are asked for together; its facet keeps them so. */
static void test_facets_of_sides_see_the_other_side(void **state)
{
	const fixture *self = *state;
	json_t *facets = ask(self->snapshot, "facets", "actor=RUS&both_ways=1"), *value;
	size_t i;
	assert_true(json_array_size(json_object_get(facets, "recipient")) > 2);
	json_array_foreach(json_object_get(facets, "recipient"), i, value)
		assert_facet(self, "actor=RUS&both_ways=1", "recipient", value);
	json_decref(facets);
}

static void test_every_form_has_the_same_rows(void **state)
{
	const fixture *self = *state;
	static const char *const questions[] = {"events", "records"};
	for (int i = 0; i < 2; i++) {
		json_int_t all = total(self->snapshot, questions[i], "actor=RUS");
		json_t *whole = ask(self->snapshot, questions[i], "actor=RUS&format=json");
		assert_int_equal(json_array_size(json_object_get(whole, "rows")), all);
		json_decref(whole);
		assert_int_equal(count_lines(self->snapshot, questions[i], "actor=RUS&format=jsonl"), all);
		assert_int_equal(count_lines(self->snapshot, questions[i], "actor=RUS&format=csv"), all + 1);
		assert_int_equal(count_lines(self->snapshot, questions[i], "actor=RUS&format=csv&limit=3"), 4);
	}
	assert_true(count_lines(self->snapshot, "network", "format=csv") > 1);
	assert_true(count_lines(self->snapshot, "timeline", "format=jsonl&by=month") >= 4);
	assert_true(count_lines(self->snapshot, "timeline", "format=csv&by=month&split=event") >= 5);
}

/* ---- order and pages ---- */

static json_t *ids_of(const fixture *self, const char *question, const char *query)
{
	json_t *page = ask(self->snapshot, question, query), *ids = json_array(), *row;
	size_t i;
	json_array_foreach(json_object_get(page, "rows"), i, row)
		json_array_append(ids, json_object_get(row, "id"));
	json_decref(page);
	return ids;
}

static void test_pages_follow_one_another(void **state)
{
	const fixture *self = *state;
	static const char *const sorts[] = {
		"day", "-day", "sources", "-sources", "documents", "-records", "denials", "-denials", "confidence", "-confidence",
		"event", "-event", "actor", "-actor", "recipient", "-recipient", "place", "-place", "dead", "-dead",
	};
	for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
		for (int of_events = 0; of_events < 2; of_events++) {
			const char *question = of_events ? "events" : "records";
			char query[128];
			snprintf(query, sizeof query, "sort=%s&format=json", sorts[i]);
			json_t *all = ids_of(self, question, query), *paged = json_array();
			for (size_t offset = 0; offset < json_array_size(all); offset += 37) {
				snprintf(query, sizeof query, "sort=%s&limit=37&offset=%zu", sorts[i], offset);
				json_t *page = ids_of(self, question, query);
				json_array_extend(paged, page);
				json_decref(page);
			}
			if (!json_equal(all, paged))
				fail_msg("%s by %s: pages are not the whole", question, sorts[i]);
			json_decref(all);
			json_decref(paged);
		}
	json_t *none = ids_of(self, "events", "offset=100000");
	assert_int_equal(json_array_size(none), 0);
	json_decref(none);
	assert_true(total(self->snapshot, "events", "limit=0") > 0);
}

static void test_rows_are_in_the_order_asked_for(void **state)
{
	const fixture *self = *state;
	json_t *rows = ask(self->snapshot, "events", "sort=-sources&format=json"), *row;
	json_int_t before = INT32_MAX;
	size_t i;
	json_array_foreach(json_object_get(rows, "rows"), i, row) {
		assert_true(number_of(row, "sources") <= before);
		before = number_of(row, "sources");
	}
	assert_true(before == 1);
	json_decref(rows);
	rows = ask(self->snapshot, "events", "sort=place&format=json");
	const char *last = "";
	bool unknown = false;
	json_array_foreach(json_object_get(rows, "rows"), i, row) {
		const json_t *place = json_object_get(row, "place");
		/* Only named places are in order; the unknown come last, either way. */
		bool known = json_is_object(place) && number_of(place, "resolution") > 0;
		assert_false(known && unknown);
		unknown = unknown || !known;
		if (known) {
			assert_true(strcmp(string_of(place, "name"), last) >= 0);
			last = string_of(place, "name");
		}
	}
	json_decref(rows);
	rows = ask(self->snapshot, "events", "");
	assert_true(strcmp(string_of(json_array_get(json_object_get(rows, "rows"), 0), "day"),
		string_of(json_array_get(json_object_get(rows, "rows"), 9), "day")) >= 0);
	json_decref(rows);
}

/* ---- rows ---- */

static void assert_members(const json_t *object, const char *members)
{
	char copy[512];
	snprintf(copy, sizeof copy, "%s", members);
	size_t count = 0;
	for (char *rest = copy, *name = strtok_r(copy, " ", &rest); name; name = strtok_r(NULL, " ", &rest), count++)
		if (!json_object_get(object, name))
			fail_msg("there is no '%s'", name);
	assert_int_equal(json_object_size(object), count);
}

#define EVENT_MEMBERS "id day event mode quad_code event_scale actor recipient place records documents sources" \
	" denials differs confidence certainty aux_mode dead sentence publisher"
#define RECORD_MEMBERS "id event_id document_id day event mode aux_mode context quad_code event_scale actor recipient" \
	" place certainty confidence attribution quantity sentence marks publisher reported title url reprint" \
	" reprint_of rule"

static void test_an_event_has_all_of_its_accounts(void **state)
{
	const fixture *self = *state;
	json_t *rows = ask(self->snapshot, "events", "sort=-records&limit=5"), *row, *telling, *account;
	size_t i, j;
	json_array_foreach(json_object_get(rows, "rows"), i, row) {
		char query[64];
		assert_members(row, EVENT_MEMBERS);
		snprintf(query, sizeof query, "id=%s", string_of(row, "id"));
		json_t *page = ask(self->snapshot, "event", query);
		assert_members(page, EVENT_MEMBERS " accounts tellings");
		assert_true(number_of(row, "records") > 1);
		assert_int_equal(json_array_size(json_object_get(page, "tellings")), number_of(row, "records"));
		const char *before = "";
		json_array_foreach(json_object_get(page, "tellings"), j, telling) {
			assert_members(telling, RECORD_MEMBERS);
			assert_string_equal(string_of(telling, "event_id"), string_of(row, "id"));
			if (string_of(telling, "reported")) {
				assert_true(strcmp(string_of(telling, "reported"), before) >= 0);
				before = string_of(telling, "reported");
			}
			/* The page of one of its records is that of the event. */
			snprintf(query, sizeof query, "id=%s", string_of(telling, "id"));
			json_t *same = ask(self->snapshot, "event", query);
			assert_true(json_equal(same, page));
			json_decref(same);
		}
		/* What it differs on has more than one account. */
		json_array_foreach(json_object_get(row, "differs"), j, account) {
			size_t k, values = 0;
			json_t *one;
			json_array_foreach(json_object_get(page, "accounts"), k, one)
				values += strcmp(string_of(one, "field"), json_string_value(account)) == 0;
			assert_true(values > 1);
		}
		json_decref(page);
	}
	json_decref(rows);
}

/* Two parties whom every source names are no difference, and neither is who says so. */
static void test_differences_are_those_of_the_store(void **state)
{
	static const bede_write_options jsonl = {.format = BEDE_JSONL};
	const fixture *self = *state;
	bede_error error = {0};
	bede_store *store = bede_store_open(self->path, NULL, &error);
	strbuf out;
	strbuf_init(&out);
	assert_true(bede_store_events(store, NULL, &jsonl, gather, &out, &error));
	size_t differing = 0, several = 0;
	for (char *rest = out.bytes, *line; (line = strtok_r(rest, "\n", &rest));) {
		char query[64], joined[256] = "";
		json_t *event = json_loads(line, 0, NULL), *field, *account;
		size_t i, actors = 0;
		snprintf(query, sizeof query, "id=%s", string_of(event, "id"));
		json_t *page = ask(self->snapshot, "event", query);
		json_array_foreach(json_object_get(page, "differs"), i, field)
			snprintf(joined + strlen(joined), sizeof joined - strlen(joined), "%s%s", *joined ? "," : "",
				json_string_value(field));
		assert_string_equal(joined, string_of(event, "differs") ? string_of(event, "differs") : "");
		assert_null(strstr(joined, "statement"));
		json_array_foreach(json_object_get(page, "accounts"), i, account)
			actors += strcmp(string_of(account, "field"), "actor") == 0;
		differing += *joined != '\0';
		several += actors > 1 && !strstr(joined, "actor");
		json_decref(page);
		json_decref(event);
	}
	assert_true(differing > 5 && several > 0);
	strbuf_clear(&out);
	bede_store_close(store);
}

/* The bytes of a sentence from a character on. */
static const char *at_character(const char *sentence, json_int_t character)
{
	for (; character > 0 && *sentence; character--)
		for (sentence++; (*sentence & 0xC0) == 0x80;)
			sentence++;
	return sentence;
}

static void test_marks_are_the_words(void **state)
{
	const fixture *self = *state;
	static const struct { const char *role, *words; } wanted[] = {{"action", "shelled"}, {"actor", "Émile"}};
	json_t *rows = ask(self->snapshot, "records", "event=ASSAULT&limit=100"), *row, *mark;
	size_t i, j, right[2] = {0}, actors = 0, numbers = 0;
	json_array_foreach(json_object_get(rows, "rows"), i, row) {
		actors += json_array_size(json_object_get(row, "actor")) > 0;
		json_array_foreach(json_object_get(row, "marks"), j, mark) {
			const char *words = at_character(string_of(row, "sentence"), number_of(mark, "start"));
			size_t length = (size_t)(at_character(string_of(row, "sentence"), number_of(mark, "end")) - words);
			for (int k = 0; k < 2; k++)
				right[k] += strcmp(string_of(mark, "role"), wanted[k].role) == 0 && length == strlen(wanted[k].words)
					&& memcmp(words, wanted[k].words, length) == 0;
			if (strcmp(string_of(mark, "role"), "how-many") == 0) {
				const json_t *quantity = json_array_get(json_object_get(row, "quantity"), 0);
				assert_int_equal(atoi(words), (int)json_number_value(json_object_get(quantity, "min")));
				numbers++;
			}
		}
	}
	assert_int_equal(right[0], json_array_size(json_object_get(rows, "rows")));
	assert_int_equal(right[1], actors);
	assert_true(numbers > 5 && actors > 10);
	json_decref(rows);
}

static void test_a_country_is_no_point(void **state)
{
	const fixture *self = *state;
	json_t *map = ask(self->snapshot, "map", ""), *one;
	size_t i;
	assert_int_equal(json_array_size(json_object_get(map, "points")), 3);
	json_array_foreach(json_object_get(map, "points"), i, one)
		assert_true(number_of(one, "resolution") >= 3);
	assert_int_equal(json_array_size(json_object_get(map, "countries")), 2);
	json_decref(map);
	static const char *const areas[] = {"place=Turkey", "place=Kharkiv Oblast"};
	for (int area = 0; area < 2; area++) {
		json_t *rows = ask(self->snapshot, "records", areas[area]);
		assert_true(json_array_size(json_object_get(rows, "rows")) > 0);
		json_array_foreach(json_object_get(rows, "rows"), i, one) {
			const json_t *place = json_object_get(one, "place");
			assert_true(json_is_null(json_object_get(place, "lat")) && json_is_null(json_object_get(place, "lon")));
			assert_true(number_of(place, "resolution") <= 2);
		}
		json_decref(rows);
	}
}

static void test_a_report_has_its_records_and_reprints(void **state)
{
	const fixture *self = *state;
	json_t *page = ask(self->snapshot, "document", "id=d4"), *record;
	size_t i;
	assert_members(page, "id title date publisher url text sentences records reprint_of reprints");
	assert_string_equal(string_of(page, "title"), "Title \"4\"");
	assert_true(json_array_size(json_object_get(page, "records")) > 0);
	json_array_foreach(json_object_get(page, "records"), i, record) {
		assert_members(record, RECORD_MEMBERS " start end");
		assert_string_equal(string_of(record, "document_id"), "d4");
		assert_true(number_of(record, "end") <= (json_int_t)strlen(string_of(page, "text")));
		assert_true(json_equal(json_object_get(record, "reprint_of"),
			json_object_get(json_object_get(page, "reprint_of"), "id")) || !string_of(record, "reprint_of"));
		assert_int_equal(json_is_true(json_object_get(record, "reprint")), string_of(record, "reprint_of") != NULL);
	}
	json_decref(page);
	/* Of two reports of a group, one is the original. */
	json_t *summary = ask(self->snapshot, "summary", "");
	size_t reprints = 0, originals = 0;
	for (int document = 0; document < REPORTS; document++) {
		char query[32];
		snprintf(query, sizeof query, "id=d%d", document);
		page = ask(self->snapshot, "document", query);
		reprints += json_is_object(json_object_get(page, "reprint_of"));
		originals += json_array_size(json_object_get(page, "reprints"));
		json_decref(page);
	}
	assert_true(reprints > 0 && reprints == originals);
	assert_int_equal(number_of(summary, "reprints"), reprints);
	json_decref(summary);
}

static void test_the_summary_says_what_there_is(void **state)
{
	const fixture *self = *state;
	json_t *summary = ask(self->snapshot, "summary", "coder=1"), *event, *dyad;
	size_t i;
	assert_members(summary, "name program generation documents records events reprints linked first_day last_day"
		" publishers dyads disputed coder");
	assert_int_equal(number_of(summary, "documents"), REPORTS);
	assert_int_equal(number_of(summary, "records"), total(self->snapshot, "records", ""));
	assert_int_equal(number_of(summary, "events"), total(self->snapshot, "events", ""));
	assert_int_equal(number_of(summary, "publishers"), 3);
	assert_true(json_is_true(json_object_get(summary, "linked")) && json_is_true(json_object_get(summary, "coder")));
	assert_true(number_of(summary, "generation") == (json_int_t)bede_snapshot_generation(self->snapshot));
	assert_true(json_array_size(json_object_get(summary, "disputed")) > 0);
	json_array_foreach(json_object_get(summary, "disputed"), i, event)
		assert_true(number_of(event, "denials") > 0 || json_array_size(json_object_get(event, "differs")) > 0);
	json_array_foreach(json_object_get(summary, "dyads"), i, dyad) {
		char query[64];
		snprintf(query, sizeof query, "actor=%s&recipient=%s&both_ways=1", string_of(dyad, "actor"),
			string_of(dyad, "recipient"));
		assert_int_equal(number_of(dyad, "events"), total(self->snapshot, "events", query));
	}
	json_decref(summary);
}

static void test_links_count_what_their_filter_shows(void **state)
{
	const fixture *self = *state;
	json_t *network = ask(self->snapshot, "network", "limit=1000"), *link, *node;
	size_t i;
	json_array_foreach(json_object_get(network, "links"), i, link) {
		char query[64];
		snprintf(query, sizeof query, "actor=%s&recipient=%s", string_of(link, "actor"), string_of(link, "recipient"));
		assert_int_equal(number_of(link, "events"), total(self->snapshot, "events", query));
	}
	json_array_foreach(json_object_get(network, "nodes"), i, node)
		if (strcmp(string_of(node, "code"), "UKR") == 0)
			assert_string_equal(string_of(node, "name"), "Ukraine");
	assert_true(i >= 6);
	json_decref(network);
	network = ask(self->snapshot, "network", "limit=1");
	assert_int_equal(json_array_size(json_object_get(network, "links")), 1);
	link = json_array_get(json_object_get(network, "links"), 0);
	assert_int_equal(number_of(network, "left_out") + number_of(link, "events"), number_of(network, "total"));
	json_decref(network);
}

static void test_actors_are_found_by_code_and_name(void **state)
{
	const fixture *self = *state;
	static const char *const asked[][2] = {
		{"q=ukr", "UKR"}, {"q=Ukra", "UKR"}, {"q=states", "USA"}, {"q=united%", NULL}, {"q=Zz", NULL},
	};
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		json_t *found = ask(self->snapshot, "actors", asked[i][0]);
		assert_int_equal(json_array_size(found), asked[i][1] ? 1 : 0);
		if (asked[i][1])
			assert_string_equal(string_of(json_array_get(found, 0), "code"), asked[i][1]);
		json_decref(found);
	}
	json_t *all = ask(self->snapshot, "actors", "limit=4");
	assert_int_equal(json_array_size(all), 4);
	assert_true(number_of(json_array_get(all, 0), "events") >= number_of(json_array_get(all, 3), "events"));
	json_decref(all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counts_are_those_of_the_store),
		cmocka_unit_test(test_timeline_map_and_network_count_every_event),
		cmocka_unit_test(test_a_facet_counts_what_choosing_it_shows),
		cmocka_unit_test(test_facets_of_sides_see_the_other_side),
		cmocka_unit_test(test_every_form_has_the_same_rows),
		cmocka_unit_test(test_pages_follow_one_another),
		cmocka_unit_test(test_rows_are_in_the_order_asked_for),
		cmocka_unit_test(test_an_event_has_all_of_its_accounts),
		cmocka_unit_test(test_differences_are_those_of_the_store),
		cmocka_unit_test(test_marks_are_the_words),
		cmocka_unit_test(test_a_country_is_no_point),
		cmocka_unit_test(test_a_report_has_its_records_and_reprints),
		cmocka_unit_test(test_the_summary_says_what_there_is),
		cmocka_unit_test(test_links_count_what_their_filter_shows),
		cmocka_unit_test(test_actors_are_found_by_code_and_name),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
