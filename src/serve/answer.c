/* answer.c — what a request is answered with, and the headers that go with every answer. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/bytes.h"
#include "serve/serve.h"

enum { WORTH_GZIP = 1024 };

void answer_clear(answer *self)
{
	bede_buffer_free(&self->body);
	if (self->flow) {
		outflow_end(self->flow, false);
		outflow_release(self->flow);
	}
	*self = (answer){0};
}

void answer_header(answer *self, const char *name, const char *format, ...)
{
	if (self->header_count == sizeof self->headers / sizeof *self->headers)
		return;
	header *header = &self->headers[self->header_count++];
	va_list arguments;
	header->name = name;
	va_start(arguments, format);
	vsnprintf(header->value, sizeof header->value, format, arguments);
	va_end(arguments);
}

void answer_error(answer *self, unsigned status, const char *code, const char *parameter, const char *format, ...)
{
	char message[512];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	bede_buffer body = {0};
	bool done = bytes_add_string(&body, "{\"error\":{\"code\":") && bytes_add_json(&body, code)
		&& bytes_add_string(&body, ",\"message\":") && bytes_add_json(&body, message)
		&& bytes_add_string(&body, ",\"parameter\":") && bytes_add_json(&body, parameter)
		&& bytes_add_string(&body, "}}\n");
	answer_clear(self);
	self->status = status;
	self->type = "application/json";
	self->body = body;
	if (!done) {
		static const char otherwise[] = "{\"error\":{\"code\":\"memory\",\"message\":\"out of memory\","
			"\"parameter\":null}}\n";
		bede_buffer_free(&self->body);
		self->status = 503;
		self->fixed = otherwise;
		self->fixed_length = sizeof otherwise - 1;
	}
	if (self->status == 503 || status == 429)
		answer_header(self, "Retry-After", "1");
}

void answer_failure(answer *self, const bede_error *error)
{
	switch (error->code) {
	case BEDE_ERROR_USAGE:
		answer_error(self, 400, "bad_parameter", error->file[0] ? error->file : NULL, "%s", error->message);
		break;
	case BEDE_ERROR_INPUT:
		answer_error(self, 404, "not_found", error->file[0] ? error->file : NULL, "%s", error->message);
		break;
	case BEDE_ERROR_MEMORY:
		answer_error(self, 503, "memory", NULL, "%s", error->message);
		break;
	default:
		/* The message may name files of the machine: those are the operator's business, not the client's. */
		answer_error(self, 500, bede_code_name(error->code), NULL, "%s", error->message);
	}
}

/* ---- what the client says of its own copy, and of what it takes ---- */

bool answer_is_known(const request *self, const char *etag)
{
	const char *at = request_header(self, "If-None-Match");
	size_t length = strlen(etag);
	while (*at) {
		at += strspn(at, " \t,");
		if (*at == '*')
			return true;
		/* Weak comparison: W/ says nothing about being the same. */
		if (strncmp(at, "W/", 2) == 0)
			at += 2;
		const char *wanted = strncmp(etag, "W/", 2) == 0 ? etag + 2 : etag;
		length = strlen(wanted);
		if (strncmp(at, wanted, length) == 0)
			return true;
		at += strcspn(at, ",");
	}
	return false;
}

/* ---- sending ---- */

static void add(struct MHD_Response *response, const char *name, const char *value)
{
	MHD_add_response_header(response, name, value);
}

static void add_common(struct MHD_Response *response, const answer *answer)
{
	add(response, "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; "
		"img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'");
	add(response, "X-Content-Type-Options", "nosniff");
	add(response, "Referrer-Policy", "no-referrer");
	add(response, "Cross-Origin-Opener-Policy", "same-origin");
	add(response, "Cross-Origin-Resource-Policy", "same-origin");
	bool cached = false;
	for (size_t i = 0; i < answer->header_count; i++) {
		add(response, answer->headers[i].name, answer->headers[i].value);
		cached = cached || strcmp(answer->headers[i].name, "ETag") == 0;
	}
	/* What has an ETag may be kept, and is asked for again each time. */
	add(response, "Cache-Control", cached ? "private, no-cache" : "no-store");
	add(response, "Vary", "Accept-Encoding");
	if (answer->type)
		add(response, "Content-Type", answer->type);
	if (answer->compressed)
		add(response, "Content-Encoding", "gzip");
}

void answer_compress(request *self)
{
	answer *answer = &self->answer;
	bede_buffer packed = {0};
	if (!self->gzip || answer->compressed || answer->body.length <= WORTH_GZIP)
		return;
	if (!outflow_gzip(&answer->body, &packed))
		return;
	bede_buffer_free(&answer->body);
	answer->body = packed;
	answer->compressed = true;
}

enum MHD_Result answer_send(request *self)
{
	answer *answer = &self->answer;
	struct MHD_Response *response;
	if (answer->flow) {
		response = outflow_response(answer->flow);
		outflow_release(answer->flow);
		answer->flow = NULL;
	} else if (answer->fixed) {
		response = MHD_create_response_from_buffer(answer->fixed_length, (void *)(uintptr_t)answer->fixed,
			MHD_RESPMEM_PERSISTENT);
	} else {
		answer_compress(self);
		response = MHD_create_response_from_buffer_with_free_callback(answer->body.length, answer->body.bytes, free);
		if (response)
			answer->body = (bede_buffer){0};
	}
	if (!response)
		return MHD_NO;
	add_common(response, answer);
	metrics_count(self->server->metrics, self->route, answer->status, bytes_clock() - self->started);
	self->answered = true;
	enum MHD_Result queued = MHD_queue_response(self->connection, answer->status, response);
	MHD_destroy_response(response);
	return queued;
}
