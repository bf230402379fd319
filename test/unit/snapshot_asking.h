/* snapshot_asking.h — a store of made-up records in memory, and asking it in the way of an address: "name=value&…". */
#ifndef BEDE_TEST_SNAPSHOT_ASKING_H
#define BEDE_TEST_SNAPSHOT_ASKING_H

#include <jansson.h>

#include "base/strbuf.h"
#include "fixture_store.h"
#include "unit.h"

enum { REPORTS = 400 };

typedef struct fixture {
	char path[64];
	bede_snapshot *snapshot;
} fixture;

static inline void new_path(char *path)
{
	strcpy(path, "/tmp/bede-test-snapshot-XXXXXX");
	close(mkstemp(path));
	unlink(path);
}

static inline int set_up(void **state)
{
	static fixture self;
	bede_error error = {0};
	new_path(self.path);
	fixture_store(self.path, REPORTS, true);
	self.snapshot = bede_snapshot_open(self.path, &error);
	if (!self.snapshot)
		fail_msg("%s", error.message);
	*state = &self;
	return 0;
}

static inline int tear_down(void **state)
{
	fixture *self = *state;
	bede_snapshot_free(self->snapshot);
	fixture_store_remove(self->path);
	return 0;
}

static inline bool gather(void *context, const char *bytes, size_t length)
{
	strbuf_add(context, bytes, length);
	return true;
}

/* ---- asking with "name=value&name=value", whose values hold no '&' ---- */

enum { MOST_PARAMETERS = 32 };

static inline size_t split_parameters(char *query, bede_parameter *out)
{
	size_t count = 0;
	for (char *at = query; at && *at; count++) {
		char *next = strchr(at, '&'), *equals = strchr(at, '=');
		if (next)
			*next++ = '\0';
		*equals = '\0';
		out[count] = (bede_parameter){at, equals + 1};
		at = next;
	}
	return count;
}

static inline bool ask_text(const bede_snapshot *snapshot, const char *question, const char *query, strbuf *out,
	bede_error *error)
{
	char copy[1024];
	bede_parameter parameters[MOST_PARAMETERS];
	snprintf(copy, sizeof copy, "%s", query);
	size_t count = split_parameters(copy, parameters);
	return bede_snapshot_ask(snapshot, question, parameters, count, gather, out, error);
}

static inline json_t *ask(const bede_snapshot *snapshot, const char *question, const char *query)
{
	bede_error error = {0};
	json_error_t problem;
	strbuf out;
	strbuf_init(&out);
	if (!ask_text(snapshot, question, query, &out, &error))
		fail_msg("%s?%s: %s", question, query, error.message);
	json_t *answer = json_loadb(out.bytes, out.length, 0, &problem);
	if (!answer)
		fail_msg("%s?%s: %s in %.2000s", question, query, problem.text, out.bytes);
	strbuf_clear(&out);
	return answer;
}

static inline size_t count_lines(const bede_snapshot *snapshot, const char *question, const char *query)
{
	bede_error error = {0};
	strbuf out;
	strbuf_init(&out);
	if (!ask_text(snapshot, question, query, &out, &error))
		fail_msg("%s?%s: %s", question, query, error.message);
	size_t count = 0;
	for (size_t i = 0; i < out.length; i++)
		count += out.bytes[i] == '\n';
	strbuf_clear(&out);
	return count;
}

static inline json_int_t number_of(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

static const char *string_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static inline json_int_t total(const bede_snapshot *snapshot, const char *question, const char *query)
{
	json_t *answer = ask(snapshot, question, query);
	json_int_t count = number_of(answer, "total");
	json_decref(answer);
	return count;
}

#endif
