/* http_contract.c — answers against their description: types, required keys and values are those that /api tells. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness.h"

static bede_server *server;
static unsigned port;
static json_t *description;

/* ---- as much of JSON Schema as the description uses ---- */

static json_t *resolve(json_t *schema)
{
	const char *reference = json_string_value(json_object_get(schema, "$ref"));
	if (!reference)
		return schema;
	char path[128], *rest = NULL;
	snprintf(path, sizeof path, "%s", reference + 2);
	json_t *at = description;
	for (char *key = strtok_r(path, "/", &rest); key; key = strtok_r(NULL, "/", &rest))
		at = json_object_get(at, key);
	assert_non_null(at);
	return at;
}

static bool is_of_type(json_t *value, const char *type)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return strcmp(type, "object") == 0;
	case JSON_ARRAY:
		return strcmp(type, "array") == 0;
	case JSON_STRING:
		return strcmp(type, "string") == 0;
	case JSON_INTEGER:
		return strcmp(type, "integer") == 0 || strcmp(type, "number") == 0;
	case JSON_REAL:
		return strcmp(type, "number") == 0;
	case JSON_NULL:
		return strcmp(type, "null") == 0;
	default:
		return strcmp(type, "boolean") == 0;
	}
}

static bool has_type(json_t *value, json_t *types)
{
	size_t i;
	json_t *type;
	if (json_is_string(types))
		return is_of_type(value, json_string_value(types));
	json_array_foreach(types, i, type)
		if (is_of_type(value, json_string_value(type)))
			return true;
	return !types;
}

static void check(json_t *schema, json_t *value, const char *where)
{
	char place[400];
	const char *key;
	size_t i;
	json_t *each, *found;
	schema = resolve(schema);
	json_array_foreach(json_object_get(schema, "allOf"), i, each)
		check(each, value, where);
	if (!has_type(value, json_object_get(schema, "type"))) {
		char *text = json_dumps(value, JSON_ENCODE_ANY);
		fail_msg("%s: %.80s is not of the type that is described", where, text);
	}
	bool listed = !json_object_get(schema, "enum");
	json_array_foreach(json_object_get(schema, "enum"), i, each)
		listed = listed || json_equal(each, value);
	if (!listed)
		fail_msg("%s: '%s' is none of the values that are described", where, json_string_value(value));
	json_array_foreach(value, i, each) {
		snprintf(place, sizeof place, "%s[%zu]", where, i);
		if (json_object_get(schema, "items"))
			check(json_object_get(schema, "items"), each, place);
	}
	if (!json_is_object(value))
		return;
	json_array_foreach(json_object_get(schema, "required"), i, each)
		if (!json_object_get(value, json_string_value(each)))
			fail_msg("%s: there is no %s", where, json_string_value(each));
	json_object_foreach(json_object_get(schema, "properties"), key, each) {
		snprintf(place, sizeof place, "%s.%s", where, key);
		if ((found = json_object_get(value, key)))
			check(each, found, place);
	}
	each = json_object_get(schema, "additionalProperties");
	json_object_foreach(value, key, found) {
		snprintf(place, sizeof place, "%s.%s", where, key);
		if (json_is_object(each))
			check(each, found, place);
	}
}

static json_t *schema_of(const char *path, const char *method, const char *status)
{
	json_t *operation = json_object_get(json_object_get(json_object_get(description, "paths"), path), method);
	json_t *response = resolve(json_object_get(json_object_get(operation, "responses"), status));
	json_t *content = json_object_get(json_object_get(response, "content"), "application/json");
	json_t *schema = json_object_get(content, "schema");
	if (!schema)
		fail_msg("%s %s %s is not described", method, path, status);
	return schema;
}

/* Asks, and checks the answer against the description; the answer is the caller's. */
static json_t *check_answer(const char *path, const char *target, int status)
{
	char number[8];
	reply reply = get(port, target);
	if (reply.status != status)
		fail_msg("%s: status %d: %s", target, reply.status, reply.body);
	json_t *value = json_loadb(reply.body, reply.length, 0, NULL);
	assert_non_null(value);
	snprintf(number, sizeof number, "%d", status);
	check(schema_of(path, "get", number), value, target);
	reply_free(&reply);
	return value;
}

/* ---- the tests ---- */

static void test_lists_and_charts_are_as_described(void **state)
{
	static const struct {
		const char *path, *target;
	} cases[] = {
		{"/api/v1/summary", "/api/v1/summary"}, {"/api/v1/events", "/api/v1/events?limit=1000"},
		{"/api/v1/records", "/api/v1/records?limit=1000"}, {"/api/v1/events", "/api/v1/events?text=nothingofthekind"},
		{"/api/v1/timeline", "/api/v1/timeline"}, {"/api/v1/timeline", "/api/v1/timeline?by=day&split=event&actor=ZZZ"},
		{"/api/v1/map", "/api/v1/map"}, {"/api/v1/network", "/api/v1/network"}, {"/api/v1/facets", "/api/v1/facets"},
		{"/api/v1/actors", "/api/v1/actors?q=u"}, {"/api/v1/actors", "/api/v1/actors"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		json_decref(check_answer(cases[i].path, cases[i].target, 200));
}

static void test_each_event_and_report_is_as_described(void **state)
{
	char target[256];
	size_t i;
	json_t *row;
	(void)state;
	json_t *events = check_answer("/api/v1/events", "/api/v1/events?limit=1000", 200);
	json_array_foreach(json_object_get(events, "rows"), i, row) {
		snprintf(target, sizeof target, "/api/v1/events/%s", json_string_value(json_object_get(row, "id")));
		json_decref(check_answer("/api/v1/events/{id}", target, 200));
	}
	assert_true(i > 10);
	json_decref(events);
	json_t *records = check_answer("/api/v1/records", "/api/v1/records?limit=1000", 200);
	json_array_foreach(json_object_get(records, "rows"), i, row) {
		const char *document = json_string_value(json_object_get(row, "document_id"));
		snprintf(target, sizeof target, "/api/v1/documents/%s", document);
		json_decref(check_answer("/api/v1/documents/{id}", target, 200));
		snprintf(target, sizeof target, "/api/v1/documents/%s/layers", document);
		if (i % 8 == 0)
			json_decref(check_answer("/api/v1/documents/{id}/layers", target, 200));
	}
	json_decref(records);
}

static void test_a_posted_text_is_answered_as_described(void **state)
{
	(void)state;
	reply reply = ask(port, "POST", "/api/v1/code", "Content-Type: application/json\r\n",
		"{\"text\":\"KYIV - Russia denied on Friday that its forces shelled Kharkiv, killing at least 20 people, Reuters "
		"reported. Ukraine and Poland signed a trade agreement.\",\"date\":\"2024-11-21\",\"title\":\"A report\"}");
	assert_int_equal(reply.status, 200);
	json_t *reading = json_loadb(reply.body, reply.length, 0, NULL);
	check(schema_of("/api/v1/code", "post", "200"), reading, "/api/v1/code");
	assert_true(json_array_size(json_object_get(reading, "records")) > 0);
	json_decref(reading);
	reply_free(&reply);
}

static void test_errors_are_as_described(void **state)
{
	(void)state;
	json_decref(check_answer("/api/v1/events", "/api/v1/events?since=x", 400));
	json_decref(check_answer("/api/v1/events/{id}", "/api/v1/events/x", 404));
	json_decref(check_answer("/api/v1/documents/{id}", "/api/v1/documents/x", 404));
	json_decref(check_answer("/api/v1/documents/{id}/layers", "/api/v1/documents/x/layers", 404));
}

static int begin(void **state)
{
	(void)state;
	server = harness_start(harness_store(), NULL);
	port = harness_port(server);
	reply reply = get(port, "/api");
	description = json_loadb(reply.body, reply.length, 0, NULL);
	reply_free(&reply);
	return description ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	json_decref(description);
	bede_server_stop(server);
	harness_leave();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lists_and_charts_are_as_described),
		cmocka_unit_test(test_each_event_and_report_is_as_described),
		cmocka_unit_test(test_a_posted_text_is_answered_as_described),
		cmocka_unit_test(test_errors_are_as_described),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
