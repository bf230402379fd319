/* question.c — questions to the store, put to a snapshot of it that all threads share. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/bytes.h"
#include "serve/serve.h"

/* A snapshot lives until the last question to it is answered, also when there is a newer one. */
struct view {
	bede_snapshot *snapshot;
	uint64_t generation;
	unsigned holders;                  /* under the server's view_lock */
};

static view *view_new(const char *store, bede_error *error)
{
	view *self = calloc(1, sizeof *self);
	if (!self) {
		*error = (bede_error){.code = BEDE_ERROR_MEMORY, .message = "out of memory"};
		return NULL;
	}
	self->snapshot = bede_snapshot_open(store, error);
	if (!self->snapshot) {
		free(self);
		return NULL;
	}
	self->generation = bede_snapshot_generation(self->snapshot);
	self->holders = 1;
	return self;
}

static view *view_hold(bede_server *server)
{
	pthread_mutex_lock(&server->view_lock);
	view *self = server->view;
	self->holders++;
	pthread_mutex_unlock(&server->view_lock);
	return self;
}

static void view_release(bede_server *server, view *self)
{
	pthread_mutex_lock(&server->view_lock);
	bool last = --self->holders == 0;
	pthread_mutex_unlock(&server->view_lock);
	if (!last)
		return;
	bede_snapshot_free(self->snapshot);
	free(self);
}

bool view_open(bede_server *server, bede_error *error)
{
	server->view = view_new(server->store, error);
	return server->view != NULL;
}

void view_close(bede_server *server)
{
	if (server->view)
		view_release(server, server->view);
	server->view = NULL;
}

bool view_renew(bede_server *server)
{
	bede_error error = {0};
	view *before = view_hold(server), *after = NULL;
	if (!bede_snapshot_is_current(before->snapshot))
		after = view_new(server->store, &error);
	view_release(server, before);
	/* A store that cannot be read at the moment is looked at again in a second; what was read is still served. */
	if (!after)
		return false;
	bool changed = after->generation != before->generation;
	pthread_mutex_lock(&server->view_lock);
	view *old = server->view;
	server->view = after;
	pthread_mutex_unlock(&server->view_lock);
	view_release(server, old);
	return changed;
}

uint64_t view_generation(bede_server *server)
{
	pthread_mutex_lock(&server->view_lock);
	uint64_t generation = server->view->generation;
	pthread_mutex_unlock(&server->view_lock);
	return generation;
}

/* ---- questions ---- */

static void question_etag_of(bede_server *server, const char *target, char *out, size_t room)
{
	uint64_t hash = bytes_hash(server->boot, target, strlen(target));
	snprintf(out, room, "W/\"%" PRIx64 "-%016" PRIx64 "\"", view_generation(server), hash);
}

void question_etag(const request *self, char *out, size_t room)
{
	question_etag_of(self->server, self->target.text, out, room);
}

bool question_ask(bede_server *server, const char *question, const bede_parameter *parameters, size_t count,
	bede_buffer *out, bede_error *error)
{
	view *view = view_hold(server);
	bool done = bede_snapshot_ask(view->snapshot, question, parameters, count, bytes_output, out, error);
	view_release(server, view);
	return done;
}

/* The request's parameters, and those that the server adds; how many. */
static size_t parameters_of(const request *self, bede_parameter *out)
{
	size_t count = self->target.parameter_count;
	memcpy(out, self->target.parameters, count * sizeof *out);
	if (self->id)
		out[count++] = (bede_parameter){"id", self->id};
	if (strcmp(self->route->question, "summary") == 0 && reading_is_possible(self->server->reader))
		out[count++] = (bede_parameter){"coder", "1"};
	return count;
}

void question_answer(request *self)
{
	bede_parameter parameters[TARGET_MOST_PARAMETERS + 2];
	bede_error error = {0};
	answer *answer = &self->answer;
	char etag[80];
	question_etag(self, etag, sizeof etag);
	/* Somebody else may have asked since this request began to wait. */
	if (answer_cache_find(self->server->cache, self, etag))
		return;
	size_t count = parameters_of(self, parameters);
	if (!question_ask(self->server, self->route->question, parameters, count, &answer->body, &error)) {
		answer_failure(answer, &error);
		return;
	}
	answer->type = "application/json";
	answer_header(answer, "ETag", "%s", etag);
	answer->status = 200;
	answer_compress(self);
	answer_cache_keep(self->server->cache, self, etag);
}

/* ---- as a file ---- */

typedef struct file {
	request *request;                  /* NULL once it is answered: it is the connection's then */
	outflow *flow;
	char format[8], etag[80];
} file;

static void name_file(answer *answer, const request *request, const char *format)
{
	static const char *const types[][2] = {
		{"csv", "text/csv; charset=utf-8; header=present"}, {"jsonl", "application/x-ndjson"}, {"json", "application/json"},
	};
	char name[64];
	size_t length = 0;
	/* The store's name as far as it is harmless in a header. */
	static const char harmless[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
	for (const char *at = request->server->name; *at && length < sizeof name - 1; at++)
		if (strchr(harmless, *at))
			name[length++] = *at;
	name[length] = '\0';
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i][0], format) == 0)
			answer->type = types[i][1];
	answer_header(answer, "Content-Disposition", "attachment; filename=\"%s%s%s.%s\"", name, length ? "-" : "",
		request->route->question, format);
}

/* The first bytes say that the question is a good one: the answer begins. */
static bool begin_file(file *self)
{
	request *request = self->request;
	self->flow = outflow_new(request->connection, request->gzip, &request->server->ending);
	if (!self->flow)
		return false;
	name_file(&request->answer, request, self->format);
	answer_header(&request->answer, "ETag", "%s", self->etag);
	request->answer.compressed = request->gzip;
	request->answer.flow = outflow_hold(self->flow);
	request->answer.status = 200;
	self->request = NULL;
	worker_answered(request);
	return true;
}

static bool write_file(void *context, const char *bytes, size_t length)
{
	file *self = context;
	return (!self->request || begin_file(self)) && outflow_write(self->flow, bytes, length);
}

void question_answer_file(request *self)
{
	bede_parameter parameters[TARGET_MOST_PARAMETERS + 2];
	bede_error error = {0};
	file file = {.request = self};
	bede_server *server = self->server;
	size_t count = parameters_of(self, parameters);
	/* Once the answer has begun, the request may be gone while bytes are still on their way. */
	target kept = self->target;
	self->target = (target){0};
	const char *question = self->route->question;
	snprintf(file.format, sizeof file.format, "%s", target_parameter(&kept, "format"));
	question_etag_of(server, kept.text, file.etag, sizeof file.etag);
	view *view = view_hold(server);
	bool done = !server->ending
		&& bede_snapshot_ask(view->snapshot, question, parameters, count, write_file, &file, &error);
	view_release(server, view);
	target_clear(&kept);
	if (file.request) {
		if (done)
			answer_error(&self->answer, 500, "empty", NULL, "the answer is empty");
		else if (server->ending)
			answer_error(&self->answer, 503, "ending", NULL, "the server is being stopped");
		else if (error.code == BEDE_ERROR_FILE)
			answer_error(&self->answer, 503, "memory", NULL, "out of memory");
		else
			answer_failure(&self->answer, &error);
		worker_answered(self);
		return;
	}
	outflow_end(file.flow, done);
	outflow_release(file.flow);
}
