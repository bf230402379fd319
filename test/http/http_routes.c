/* http_routes.c — every route: what it answers, in which forms, and what it says to wrong questions. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness.h"

static bede_server *server;
static unsigned port;

static const char SCRIPT[] = "console.log('an asset of the page, long enough');";
static const bede_asset ASSETS[] = {
	{"/index.html", "text/html; charset=utf-8", "1a2b", "<!doctype html><title>page</title>", 34, NULL, 0},
	{"/app.js", "text/javascript; charset=utf-8", "3c4d", SCRIPT, sizeof SCRIPT - 1, "packed", 6},
};

static json_t *json_of(const reply *reply)
{
	json_t *value = json_loadb(reply->body, reply->length, JSON_DECODE_ANY, NULL);
	if (!value)
		fail_msg("no JSON: %.200s", reply->body);
	return value;
}

/* The answer as JSON, which must be there. */
static json_t *answer_to(const char *target)
{
	reply reply = get(port, target);
	if (reply.status != 200)
		fail_msg("%s: status %d: %s", target, reply.status, reply.body);
	assert_string_equal(reply_header(&reply, "Content-Type"), "application/json");
	json_t *value = json_of(&reply);
	reply_free(&reply);
	return value;
}

static void assert_keys(json_t *object, const char *keys)
{
	char copy[512];
	snprintf(copy, sizeof copy, "%s", keys);
	for (char *key = strtok(copy, " "); key; key = strtok(NULL, " "))
		if (!json_object_get(object, key))
			fail_msg("there is no %s", key);
}

/* The id of the first row of a list. */
static void first_id(const char *target, const char *key, char *out, size_t room)
{
	json_t *page = answer_to(target);
	json_t *row = json_array_get(json_object_get(page, "rows"), 0);
	assert_non_null(row);
	snprintf(out, room, "%s", json_string_value(json_object_get(row, key)));
	json_decref(page);
}

#define EVENT_KEYS "id day event mode quad_code event_scale actor recipient place records documents sources denials " \
	"differs confidence certainty aux_mode dead sentence publisher"
#define RECORD_KEYS "id event_id document_id day event mode aux_mode context quad_code event_scale actor recipient " \
	"place certainty confidence attribution quantity sentence marks publisher reported title url reprint reprint_of rule"

static void test_the_summary_says_what_the_store_holds(void **state)
{
	(void)state;
	json_t *summary = answer_to("/api/v1/summary");
	assert_keys(summary, "name program generation documents records events reprints linked first_day last_day publishers "
		"dyads disputed coder");
	assert_true(json_integer_value(json_object_get(summary, "documents")) > 3);
	assert_true(json_is_true(json_object_get(summary, "coder")));
	json_decref(summary);
}

static void test_lists_have_rows_and_how_many_there_are(void **state)
{
	(void)state;
	json_t *events = answer_to("/api/v1/events?limit=2&sort=-sources");
	assert_true(json_integer_value(json_object_get(events, "total")) > 2);
	assert_int_equal(json_array_size(json_object_get(events, "rows")), 2);
	assert_keys(json_array_get(json_object_get(events, "rows"), 0), EVENT_KEYS);
	json_decref(events);
	json_t *records = answer_to("/api/v1/records?limit=1&offset=1");
	assert_keys(json_array_get(json_object_get(records, "rows"), 0), RECORD_KEYS);
	json_decref(records);
}

static void test_an_event_is_found_by_its_id_and_by_that_of_a_record(void **state)
{
	char id[64], target[128];
	(void)state;
	first_id("/api/v1/events?limit=1", "id", id, sizeof id);
	snprintf(target, sizeof target, "/api/v1/events/%s", id);
	json_t *event = answer_to(target);
	assert_keys(event, EVENT_KEYS " accounts tellings");
	json_decref(event);
	first_id("/api/v1/records?limit=1", "id", id, sizeof id);
	snprintf(target, sizeof target, "/api/v1/events/%s", id);
	json_decref(answer_to(target));
	reply missing = get(port, "/api/v1/events/0000");
	assert_int_equal(missing.status, 404);
	assert_true(holds(missing.body, "\"code\":\"not_found\""));
	reply_free(&missing);
}

static void test_a_report_has_its_text_and_its_layers(void **state)
{
	char id[64], target[128];
	(void)state;
	first_id("/api/v1/records?limit=1", "document_id", id, sizeof id);
	snprintf(target, sizeof target, "/api/v1/documents/%s", id);
	json_t *document = answer_to(target);
	assert_keys(document, "id title date publisher url text sentences records reprint_of reprints");
	snprintf(target, sizeof target, "/api/v1/documents/%s/layers", id);
	json_t *reading = answer_to(target);
	assert_keys(reading, "layers records why");
	json_t *layers = json_object_get(reading, "layers");
	assert_keys(layers, "text sentences tokens entities times places quantities attributions");
	assert_true(json_equal(json_object_get(layers, "text"), json_object_get(document, "text")));
	assert_true(json_array_size(json_object_get(reading, "records")) > 0);
	json_decref(reading);
	json_decref(document);
}

static void test_charts_have_their_answers(void **state)
{
	(void)state;
	json_t *timeline = answer_to("/api/v1/timeline?by=week&split=event");
	assert_keys(timeline, "by steps series scale total left_out");
	json_decref(timeline);
	json_t *map = answer_to("/api/v1/map?event=ASSAULT");
	assert_keys(map, "points countries unplaced total");
	json_decref(map);
	json_t *network = answer_to("/api/v1/network?limit=5");
	assert_keys(network, "nodes links total left_out");
	assert_true(json_array_size(json_object_get(network, "links")) <= 5);
	json_decref(network);
	json_t *facets = answer_to("/api/v1/facets?since=2020");
	assert_keys(facets, "event quad sector country certainty aux_mode publisher actor recipient source mode context");
	json_decref(facets);
	json_t *actors = answer_to("/api/v1/actors?q=r&limit=3");
	assert_true(json_is_array(actors) && json_array_size(actors) <= 3);
	json_decref(actors);
}

static void test_a_posted_text_is_read(void **state)
{
	(void)state;
	reply reply = ask(port, "POST", "/api/v1/code", "Content-Type: application/json\r\n",
		"{\"text\":\"Zo\xC3\xAB said Russia attacked Ukraine on Wednesday, killing 20 people.\",\"date\":\"2024-11-21\"}");
	assert_int_equal(reply.status, 200);
	json_t *reading = json_of(&reply), *records = json_object_get(reading, "records"), *first = json_array_get(records, 0);
	assert_keys(first, RECORD_KEYS " start end");
	assert_string_equal(json_string_value(json_object_get(first, "event")), "ASSAULT");
	assert_string_equal(json_string_value(json_object_get(first, "day")), "2024-11-20");
	json_t *why = json_array_get(json_object_get(reading, "why"), 0);
	assert_keys(why, "record_id rule rule_words rule_example matched");
	/* Characters, not bytes: the first word has one of two bytes. */
	json_t *matched = json_array_get(json_object_get(why, "matched"), 0);
	assert_int_equal(json_integer_value(json_object_get(matched, "start")), 16);
	json_t *quantity = json_array_get(json_object_get(json_object_get(reading, "layers"), "quantities"), 0);
	assert_string_equal(json_string_value(json_object_get(quantity, "role")), "dead");
	json_decref(reading);
	reply_free(&reply);
}

static void test_a_posted_text_that_is_none_is_refused_by_name(void **state)
{
	static const struct {
		const char *body, *code, *parameter;
		int status;
	} cases[] = {
		{"", "bad_json", NULL, 400},
		{"[]", "bad_json", NULL, 400},
		{"{\"text\":", "bad_json", NULL, 400},
		{"{}", "bad_parameter", "text", 400},
		{"{\"text\":\"\"}", "bad_parameter", "text", 400},
		{"{\"text\":7}", "bad_parameter", "text", 400},
		{"{\"text\":\"x\",\"date\":\"yesterday\"}", "bad_parameter", "date", 400},
		{"{\"text\":\"x\",\"colour\":\"red\"}", "unknown_parameter", "colour", 400},
		{"{\"text\":\"x\",\"text\":\"y\"}", "bad_json", NULL, 400},
		{"{\"text\":\"\xFF\"}", "bad_json", NULL, 400},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		reply reply = ask(port, "POST", "/api/v1/code", "Content-Type: application/json\r\n", cases[i].body);
		assert_error(&reply, cases[i].status, cases[i].code, cases[i].parameter);
		reply_free(&reply);
	}
	reply reply = ask(port, "POST", "/api/v1/code", "Content-Type: text/plain\r\n", "{\"text\":\"x\"}");
	assert_error(&reply, 415, "bad_type", NULL);
	reply_free(&reply);
}

static void test_wrong_parameters_are_named(void **state)
{
	static const struct {
		const char *target, *code, *parameter;
	} cases[] = {
		{"/api/v1/events?colour=red", "unknown_parameter", "colour"},
		{"/api/v1/summary?actor=RUS", "unknown_parameter", "actor"},
		{"/api/v1/events?actor=RUS&actor=UKR", "bad_request", "actor"},
		{"/api/v1/events?event=%FF", "bad_request", "event"},
		{"/api/v1/events?event=%0", "bad_request", "event"},
		{"/api/v1/events?text=a%00b", "bad_request", "text"},
		{"/api/v1/events?limit=-1", "bad_parameter", "limit"},
		{"/api/v1/events?limit=many", "bad_parameter", "limit"},
		{"/api/v1/events?offset=x", "bad_parameter", "offset"},
		{"/api/v1/events?sort=colour", "bad_parameter", "sort"},
		{"/api/v1/events?format=xml", "bad_parameter", "format"},
		{"/api/v1/events?event=KISS", "bad_parameter", "event"},
		{"/api/v1/events?quad=5", "bad_parameter", "quad"},
		{"/api/v1/events?since=yesterday", "bad_parameter", "since"},
		{"/api/v1/events?until=2024-13", "bad_parameter", "until"},
		{"/api/v1/events?confidence=2", "bad_parameter", "confidence"},
		{"/api/v1/events?box=1,2,3", "bad_parameter", "box"},
		{"/api/v1/timeline?by=hour", "bad_parameter", "by"},
		{"/api/v1/timeline?split=colour", "bad_parameter", "split"},
		{"/api/v1/network?limit=x", "bad_parameter", "limit"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		reply reply = get(port, cases[i].target);
		if (reply.status != 400)
			fail_msg("%s: status %d", cases[i].target, reply.status);
		assert_error(&reply, 400, cases[i].code, cases[i].parameter);
		reply_free(&reply);
	}
}

static void test_a_method_that_a_path_does_not_take_is_answered_with_those_that_it_takes(void **state)
{
	static const char *const methods[] = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"};
	(void)state;
	for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
		reply reply = ask(port, methods[i], "/api/v1/events", "", NULL);
		assert_error(&reply, 405, "bad_method", NULL);
		assert_string_equal(reply_header(&reply, "Allow"), "GET, HEAD");
		reply_free(&reply);
	}
	reply posted = get(port, "/api/v1/code");
	assert_error(&posted, 405, "bad_method", NULL);
	assert_string_equal(reply_header(&posted, "Allow"), "POST");
	reply_free(&posted);
}

static void test_head_is_get_without_the_body(void **state)
{
	(void)state;
	reply whole = get(port, "/api/v1/summary"), head = ask(port, "HEAD", "/api/v1/summary", "", NULL);
	char length[32];
	assert_int_equal(head.status, 200);
	snprintf(length, sizeof length, "%s", reply_header(&whole, "Content-Length"));
	assert_string_equal(reply_header(&head, "Content-Length"), length);
	assert_int_equal(head.length, 0);
	reply_free(&whole);
	reply_free(&head);
}

static void test_lists_come_as_files(void **state)
{
	(void)state;
	reply csv = get(port, "/api/v1/events?format=csv&actor=RUS");
	assert_int_equal(csv.status, 200);
	assert_true(csv.whole);
	assert_true(strncmp(reply_header(&csv, "Content-Type"), "text/csv", 8) == 0);
	assert_string_equal(reply_header(&csv, "Content-Disposition"), "attachment; filename=\"events-events.csv\"");
	assert_true(strncmp(csv.body, "id,", 3) == 0);
	reply_free(&csv);
	reply lines = get(port, "/api/v1/records?format=jsonl");
	assert_true(strncmp(reply_header(&lines, "Content-Type"), "application/x-ndjson", 20) == 0);
	size_t count = 0;
	for (char *line = strtok(lines.body, "\n"); line; line = strtok(NULL, "\n"), count++) {
		json_t *row = json_loads(line, 0, NULL);
		assert_true(json_is_object(row));
		json_decref(row);
	}
	assert_true(count > 3);
	reply_free(&lines);
	reply packed = ask(port, "GET", "/api/v1/records?format=csv", "Accept-Encoding: gzip\r\n", NULL);
	reply plain = get(port, "/api/v1/records?format=csv");
	assert_string_equal(reply_header(&packed, "Content-Encoding"), "gzip");
	assert_true(packed.whole && packed.length < plain.length);
	reply_unpack(&packed);
	assert_string_equal(packed.body, plain.body);
	reply_free(&packed);
	reply_free(&plain);
}

static void test_what_the_client_has_is_not_sent_again(void **state)
{
	static const char *const targets[] = {"/api/v1/events?limit=3", "/api/v1/summary", "/api", "/app.js", "/"};
	char header[256];
	(void)state;
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
		reply first = get(port, targets[i]);
		assert_int_equal(first.status, 200);
		snprintf(header, sizeof header, "If-None-Match: \"other\", %s\r\n", reply_header(&first, "ETag"));
		reply again = ask(port, "GET", targets[i], header, NULL);
		assert_int_equal(again.status, 304);
		assert_int_equal(again.length, 0);
		reply changed = ask(port, "GET", targets[i], "If-None-Match: W/\"other\"\r\n", NULL);
		assert_int_equal(changed.status, 200);
		reply_free(&first);
		reply_free(&again);
		reply_free(&changed);
	}
}

static void test_long_answers_are_compressed_where_that_is_taken(void **state)
{
	(void)state;
	reply plain = get(port, "/api/v1/records?limit=20");
	reply packed = ask(port, "GET", "/api/v1/records?limit=20", "Accept-Encoding: br;q=1, gzip;q=0.5\r\n", NULL);
	reply refused = ask(port, "GET", "/api/v1/records?limit=20", "Accept-Encoding: gzip;q=0, br\r\n", NULL);
	assert_string_equal(reply_header(&plain, "Content-Encoding"), "");
	assert_string_equal(reply_header(&plain, "Vary"), "Accept-Encoding");
	assert_string_equal(reply_header(&packed, "Content-Encoding"), "gzip");
	assert_string_equal(reply_header(&refused, "Content-Encoding"), "");
	reply_unpack(&packed);
	assert_string_equal(packed.body, plain.body);
	reply_free(&plain);
	reply_free(&packed);
	reply_free(&refused);
}

static void test_the_page_and_its_files_are_there(void **state)
{
	(void)state;
	reply page = get(port, "/"), named = get(port, "/index.html"), parameters = get(port, "/?view=map&actor=RUS");
	assert_string_equal(page.body, "<!doctype html><title>page</title>");
	assert_string_equal(named.body, page.body);
	assert_string_equal(parameters.body, page.body);
	reply script = get(port, "/app.js"), packed = ask(port, "GET", "/app.js", "Accept-Encoding: gzip\r\n", NULL);
	assert_string_equal(script.body, SCRIPT);
	assert_string_equal(reply_header(&script, "ETag"), "W/\"3c4d\"");
	assert_string_equal(packed.body, "packed");
	assert_string_equal(reply_header(&packed, "Content-Encoding"), "gzip");
	reply_free(&page);
	reply_free(&named);
	reply_free(&parameters);
	reply_free(&script);
	reply_free(&packed);
}

static void test_every_answer_has_the_headers_that_keep_browsers_safe(void **state)
{
	static const char *const targets[] = {"/", "/api", "/api/v1/summary", "/api/v1/nothing", "/api/v1/events?format=csv",
		"/healthz", "/metrics"};
	(void)state;
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
		reply reply = get(port, targets[i]);
		assert_string_equal(reply_header(&reply, "Content-Security-Policy"), "default-src 'none'; script-src 'self'; "
			"style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
			"form-action 'self'");
		assert_string_equal(reply_header(&reply, "X-Content-Type-Options"), "nosniff");
		assert_string_equal(reply_header(&reply, "Referrer-Policy"), "no-referrer");
		assert_string_equal(reply_header(&reply, "Access-Control-Allow-Origin"), "");
		reply_free(&reply);
	}
}

static void test_health_and_metrics_are_for_machines(void **state)
{
	(void)state;
	reply health = get(port, "/healthz");
	assert_string_equal(health.body, "ok\n");
	reply_free(&health);
	reply unknown = get(port, "/api/v1/nothing");
	reply_free(&unknown);
	reply metrics = get(port, "/metrics");
	assert_int_equal(metrics.status, 200);
	assert_true(holds(metrics.body, "bede_http_requests_total{route=\"/healthz\",status=\"200\"} "));
	assert_true(holds(metrics.body, "bede_http_requests_total{route=\"none\",status=\"404\"} "));
	assert_true(holds(metrics.body, "bede_http_request_seconds_bucket{route=\"/healthz\",le=\"+Inf\"} "));
	assert_true(holds(metrics.body, "\nbede_http_connections "));
	assert_true(holds(metrics.body, "bede_store_entries{kind=\"documents\"} "));
	assert_true(holds(metrics.body, "\nprocess_resident_memory_bytes "));
	reply_free(&metrics);
}

/* The examples of doc/serve.md, as they stand there. */
static void test_the_documented_examples_work(void **state)
{
	char line[1024], id[64], target[512];
	int count = 0;
	FILE *file = fopen("doc/serve.md", "r");
	(void)state;
	assert_non_null(file);
	first_id("/api/v1/events?limit=1", "id", id, sizeof id);
	while (fgets(line, sizeof line, file)) {
		const char *at = strstr(line, "$api/");
		if (*line != '|' || !at || strstr(line, "(POST)") || strstr(line, "curl -N"))
			continue;
		at += strlen("$api");
		snprintf(target, sizeof target, "/api/v1%.*s", (int)strcspn(at, "\"` "), at);
		char *name_of_id = strstr(target, "/ID");
		if (name_of_id)
			strcpy(name_of_id + 1, id);
		json_decref(answer_to(target));
		count++;
	}
	fclose(file);
	assert_int_equal(count, 11);
}

static void test_without_the_page_the_server_says_how_to_have_it(void **state)
{
	(void)state;
	bede_server *bare = harness_start(*state, NULL);
	reply page = get(harness_port(bare), "/");
	assert_int_equal(page.status, 200);
	assert_true(holds(page.body, "make web"));
	reply_free(&page);
	bede_server_stop(bare);
}

static void test_without_lexicons_texts_are_not_read(void **state)
{
	bede_server_options options = {.data = {.data_dir = "/nonexistent"}};
	bede_server *bare = harness_start(*state, &options);
	reply summary = get(harness_port(bare), "/api/v1/summary");
	assert_int_equal(summary.status, 200);
	assert_true(holds(summary.body, "\"coder\":false"));
	reply_free(&summary);
	reply code = ask(harness_port(bare), "POST", "/api/v1/code", "Content-Type: application/json\r\n", "{\"text\":\"x\"}");
	assert_error(&code, 503, "no_data", NULL);
	reply_free(&code);
	bede_server_stop(bare);
}

static int begin(void **state)
{
	bede_server_options options = {.assets = ASSETS, .asset_count = sizeof ASSETS / sizeof *ASSETS};
	const char *store = harness_store();
	*state = (void *)(uintptr_t)store;
	server = harness_start(store, &options);
	port = harness_port(server);
	return 0;
}

static int end(void **state)
{
	(void)state;
	bede_server_stop(server);
	harness_leave();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_summary_says_what_the_store_holds),
		cmocka_unit_test(test_lists_have_rows_and_how_many_there_are),
		cmocka_unit_test(test_an_event_is_found_by_its_id_and_by_that_of_a_record),
		cmocka_unit_test(test_a_report_has_its_text_and_its_layers),
		cmocka_unit_test(test_charts_have_their_answers),
		cmocka_unit_test(test_a_posted_text_is_read),
		cmocka_unit_test(test_a_posted_text_that_is_none_is_refused_by_name),
		cmocka_unit_test(test_wrong_parameters_are_named),
		cmocka_unit_test(test_a_method_that_a_path_does_not_take_is_answered_with_those_that_it_takes),
		cmocka_unit_test(test_head_is_get_without_the_body),
		cmocka_unit_test(test_lists_come_as_files),
		cmocka_unit_test(test_what_the_client_has_is_not_sent_again),
		cmocka_unit_test(test_long_answers_are_compressed_where_that_is_taken),
		cmocka_unit_test(test_the_page_and_its_files_are_there),
		cmocka_unit_test(test_every_answer_has_the_headers_that_keep_browsers_safe),
		cmocka_unit_test(test_health_and_metrics_are_for_machines),
		cmocka_unit_test(test_the_documented_examples_work),
		cmocka_unit_test(test_without_the_page_the_server_says_how_to_have_it),
		cmocka_unit_test(test_without_lexicons_texts_are_not_read),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
