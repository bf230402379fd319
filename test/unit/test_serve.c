/* test_serve.c — targets of requests taken apart, and the table of routes against its description in OpenAPI. */
#include <jansson.h>
#include <string.h>

#include "serve/bytes.h"
#include "serve/serve.h"
#include "unit.h"

static void test_a_target_is_cut_before_it_is_decoded(void **state)
{
	target target;
	(void)state;
	assert_true(target_read(&target, "/api/v1/events/a%2Fb?actor=RUS%3AMIL&text=drone+%26+refinery&place=&x"));
	assert_int_equal(target.status, 0);
	assert_int_equal(target.segment_count, 4);
	assert_string_equal(target.segments[3], "a/b");
	assert_int_equal(target.parameter_count, 2);
	assert_string_equal(target_parameter(&target, "actor"), "RUS:MIL");
	assert_string_equal(target_parameter(&target, "text"), "drone & refinery");
	assert_null(target_parameter(&target, "place"));
	target_clear(&target);
}

static void test_a_target_that_is_none_says_why(void **state)
{
	static const struct {
		const char *text;
		unsigned status;
		const char *parameter;
	} cases[] = {
		{"", 400, NULL}, {"api", 400, NULL}, {"/a%00b", 400, NULL}, {"/%zz", 400, NULL}, {"/%e2%82", 400, NULL},
		{"/..", 400, NULL}, {"/a/./b", 400, NULL}, {"/?a=1&a=2", 400, "a"}, {"/?a=%0a", 400, "a"}, {"/?%ff=1", 400, NULL},
		{"/1/2/3/4/5/6/7/8/9", 404, NULL},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		target target;
		assert_true(target_read(&target, cases[i].text));
		assert_int_equal(target.status, cases[i].status);
		if (cases[i].parameter)
			assert_string_equal(target.parameter, cases[i].parameter);
		else
			assert_null(target.parameter);
		target_clear(&target);
	}
}

static void test_secrets_are_the_same_or_not(void **state)
{
	(void)state;
	assert_true(bytes_same_secret("abc", "abc"));
	assert_false(bytes_same_secret("abd", "abc"));
	assert_false(bytes_same_secret("ab", "abc"));
	assert_false(bytes_same_secret("abcabc", "abc"));
	assert_false(bytes_same_secret("", "abc"));
}

static void test_json_text_is_escaped_and_mended(void **state)
{
	bede_buffer out = {0};
	(void)state;
	assert_true(bytes_add_json(&out, "a\"\\\n\x01\x7F\xC3\xA9\xFF\xED\xA0\x80"));
	assert_string_equal(out.bytes,
		"\"a\\\"\\\\\\n\\u0001\\u007f\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
	bede_buffer_free(&out);
}

/* ---- the description ---- */

static json_t *description(void)
{
	json_t *all = json_load_file("src/serve/openapi.json", JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(all);
	return all;
}

/* What "#/components/…" stands for. */
static json_t *resolve(json_t *all, json_t *value)
{
	const char *reference = json_string_value(json_object_get(value, "$ref"));
	if (!reference)
		return value;
	char path[128];
	snprintf(path, sizeof path, "%s", reference + 2);
	json_t *at = all;
	for (char *key = strtok(path, "/"); key; key = strtok(NULL, "/"))
		at = json_object_get(at, key);
	if (!at)
		fail_msg("%s stands for nothing", reference);
	return at;
}

static bool names_parameter(json_t *all, json_t *operation, const char *name)
{
	size_t i;
	json_t *each;
	json_array_foreach(json_object_get(operation, "parameters"), i, each)
		if (strcmp(json_string_value(json_object_get(resolve(all, each), "name")), name) == 0)
			return true;
	return false;
}

static void check_parameters(json_t *all, const route *route, json_t *operation)
{
	size_t i;
	json_t *each;
	for (i = 0; route->filtered && FILTER_PARAMETERS[i]; i++)
		if (!names_parameter(all, operation, FILTER_PARAMETERS[i]))
			fail_msg("%s: %s is not described", route->path, FILTER_PARAMETERS[i]);
	for (i = 0; route->parameters[i]; i++)
		if (!names_parameter(all, operation, route->parameters[i]))
			fail_msg("%s: %s is not described", route->path, route->parameters[i]);
	json_array_foreach(json_object_get(operation, "parameters"), i, each) {
		json_t *parameter = resolve(all, each);
		const char *name = json_string_value(json_object_get(parameter, "name"));
		bool in_path = strcmp(json_string_value(json_object_get(parameter, "in")), "path") == 0;
		if (in_path ? !strstr(route->path, "{id}") : !route_takes(route, name))
			fail_msg("%s does not take the %s that is described", route->path, name);
	}
}

static void test_every_route_and_parameter_is_described(void **state)
{
	(void)state;
	json_t *all = description(), *paths = json_object_get(all, "paths");
	size_t described = 0;
	for (const route *route = ROUTES; route->path; route++) {
		static const struct {
			unsigned method;
			const char *name;
		} methods[] = {{METHOD_GET, "get"}, {METHOD_POST, "post"}};
		if (route->kind == ROUTE_ASSET)
			continue;
		json_t *path = json_object_get(paths, route->path);
		for (size_t i = 0; i < 2; i++) {
			json_t *operation = json_object_get(path, methods[i].name);
			if (!!operation != !!(route->methods & methods[i].method))
				fail_msg("%s: %s is described, or is there, but not both", route->path, methods[i].name);
			if (operation)
				check_parameters(all, route, operation);
		}
		described++;
	}
	assert_int_equal(json_object_size(paths), described);
	json_decref(all);
}

/* Every reference of the file, at any depth. */
static void check_references(json_t *all, json_t *value)
{
	const char *key;
	size_t i;
	json_t *each;
	if (json_object_get(value, "$ref"))
		resolve(all, value);
	json_object_foreach(value, key, each)
		check_references(all, each);
	json_array_foreach(value, i, each)
		check_references(all, each);
}

static void test_the_description_refers_to_what_is_there(void **state)
{
	(void)state;
	json_t *all = description();
	check_references(all, all);
	json_decref(all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_target_is_cut_before_it_is_decoded),
		cmocka_unit_test(test_a_target_that_is_none_says_why),
		cmocka_unit_test(test_secrets_are_the_same_or_not),
		cmocka_unit_test(test_json_text_is_escaped_and_mended),
		cmocka_unit_test(test_every_route_and_parameter_is_described),
		cmocka_unit_test(test_the_description_refers_to_what_is_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
