/* request.c — libmicrohttpd's callbacks: a request from its first line to its answer. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "serve/bytes.h"
#include "serve/serve.h"

void *request_begin(void *context, const char *uri, struct MHD_Connection *connection)
{
	bede_server *server = context;
	request *self = calloc(1, sizeof *self);
	if (!self)
		return NULL;
	self->server = server;
	self->connection = connection;
	self->started = bytes_clock();
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	self->client = info ? info->socket_context : NULL;
	if (!target_read(&self->target, uri)) {
		free(self);
		return NULL;
	}
	server->requests++;
	return self;
}

void request_end(void *context, struct MHD_Connection *connection, void **request_at,
	enum MHD_RequestTerminationCode how)
{
	bede_server *server = context;
	request *self = *request_at;
	(void)connection;
	(void)how;
	if (!self)
		return;
	*request_at = NULL;
	server->requests--;
	if (self->client)
		watch_deadline(server->watch, self->client, server->options.header_seconds);
	target_clear(&self->target);
	bede_buffer_free(&self->body);
	answer_clear(&self->answer);
	free(self);
}

const char *request_header(const request *self, const char *name)
{
	const char *value = MHD_lookup_connection_value(self->connection, MHD_HEADER_KIND, name);
	return value ? value : "";
}

/* "gzip" or "*" among what is accepted, not with a weight of nothing. */
static bool takes_gzip(const char *accepted)
{
	while (*accepted) {
		accepted += strspn(accepted, " \t,");
		size_t length = strcspn(accepted, ",");
		size_t name = strcspn(accepted, " \t;,");
		bool is_gzip = (name == 4 && strncasecmp(accepted, "gzip", 4) == 0) || (name == 1 && *accepted == '*');
		const char *weight = memchr(accepted, '=', length);
		if (is_gzip)
			return !weight || strtod(weight + 1, NULL) > 0;
		accepted += length;
	}
	return false;
}

static unsigned method_of(const char *name)
{
	if (strcmp(name, "GET") == 0 || strcmp(name, "HEAD") == 0)
		return METHOD_GET;
	return strcmp(name, "POST") == 0 ? METHOD_POST : 0;
}

static bool has_body(const request *self)
{
	return *request_header(self, "Content-Length") || *request_header(self, "Transfer-Encoding");
}

/* True: the length that the client gives is more than is taken. */
static bool is_too_long(const request *self)
{
	const char *length = request_header(self, "Content-Length");
	return *length && strtoull(length, NULL, 10) > MOST_BODY;
}

static void refuse_length(request *self)
{
	answer_error(&self->answer, 413, "too_long", NULL, "a request may have %d bytes, no more", MOST_BODY);
}

static bool check_parameters(request *self)
{
	for (size_t i = 0; i < self->target.parameter_count; i++) {
		const char *name = self->target.parameters[i].name;
		if (route_takes(self->route, name))
			continue;
		answer_error(&self->answer, 400, "unknown_parameter", name, "%s takes no such parameter; /api lists what it takes",
			self->route->path);
		return false;
	}
	return true;
}

/* Everything that can be said against a request before its body has come. True: nothing. */
static bool check(request *self, const char *method)
{
	const target *target = &self->target;
	self->method = method_of(method);
	self->gzip = takes_gzip(request_header(self, "Accept-Encoding"));
	self->route = target->status ? NULL : route_find(target, &self->id);
	if (!admission_check(self))
		return false;
	if (target->status) {
		answer_error(&self->answer, target->status, target->status == 404 ? "not_found" : "bad_request", target->parameter,
			"%s", target->problem);
		return false;
	}
	if (!self->route) {
		answer_error(&self->answer, 404, "not_found", NULL, "there is nothing at this path; /api lists the routes");
		return false;
	}
	if (!(self->method & self->route->methods)) {
		bool get = self->route->methods & METHOD_GET, post = self->route->methods & METHOD_POST;
		const char *allowed = get && post ? "GET, HEAD, POST" : get ? "GET, HEAD" : "POST";
		answer_error(&self->answer, 405, "bad_method", NULL, "this path takes %s only", allowed);
		answer_header(&self->answer, "Allow", "%s", allowed);
		return false;
	}
	if (is_too_long(self)) {
		refuse_length(self);
		return false;
	}
	return check_parameters(self);
}

static bool is_file(const request *self)
{
	return self->route->kind == ROUTE_QUESTION && target_parameter(&self->target, "format");
}

static enum MHD_Result hand_on(request *self)
{
	watch_deadline(self->server->watch, self->client, is_file(self) ? FILE_SECONDS : ANSWER_SECONDS);
	if (is_file(self) ? worker_submit_file(self->server->workers, self) : worker_submit(self->server->workers, self))
		return MHD_YES;
	answer_error(&self->answer, 503, "busy", NULL,
		"more requests wait than the server takes at once; try again in a second");
	return answer_send(self);
}

/* The whole request is there. */
static enum MHD_Result take(request *self)
{
	char etag[80];
	if (self->answer.status)
		return answer_send(self);
	if (self->too_long) {
		refuse_length(self);
		return answer_send(self);
	}
	watch_deadline(self->server->watch, self->client, ANSWER_SECONDS);
	if (admission_exchange(self))
		return answer_send(self);
	switch (self->route->kind) {
	case ROUTE_ASSET:
		asset_answer(self);
		break;
	case ROUTE_DESCRIPTION:
		description_answer(self);
		break;
	case ROUTE_HEALTH:
		self->answer.status = 200;
		self->answer.type = "text/plain; charset=utf-8";
		self->answer.fixed = "ok\n";
		self->answer.fixed_length = 3;
		break;
	case ROUTE_LOGIN:
		admission_login(self);
		break;
	case ROUTE_STREAM:
		watch_deadline(self->server->watch, self->client, 0);
		watch_listen(self);
		break;
	case ROUTE_QUESTION:
	case ROUTE_LAYERS:
		question_etag(self, etag, sizeof etag);
		if (!answer_is_known(self, etag)) {
			if (self->route->kind == ROUTE_LAYERS || !answer_cache_find(self->server->cache, self, etag))
				return hand_on(self);
			break;
		}
		self->answer.status = 304;
		answer_header(&self->answer, "ETag", "%s", etag);
		break;
	case ROUTE_METRICS:
	case ROUTE_CODE:
		return hand_on(self);
	}
	return answer_send(self);
}

enum MHD_Result request_handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
	const char *version, const char *upload, size_t *upload_length, void **request_at)
{
	request *self = *request_at;
	(void)context;
	(void)connection;
	(void)url;
	(void)version;
	if (!self)
		return MHD_NO;
	if (!self->begun) {
		self->begun = true;
		watch_deadline(self->server->watch, self->client, BODY_SECONDS);
		/* The answer to a request whose body is not read ends the connection. */
		return check(self, method) || !has_body(self) ? MHD_YES : answer_send(self);
	}
	if (*upload_length) {
		self->too_long = self->too_long || self->body.length + *upload_length > MOST_BODY;
		if (!self->too_long && !bytes_add(&self->body, upload, *upload_length))
			return MHD_NO;
		*upload_length = 0;
		return MHD_YES;
	}
	/* Called again once a worker has answered. */
	return self->answered ? MHD_YES : take(self);
}
