/* asset.c — the page's files, which the program brings, and the description of the API. */
#include <stdio.h>
#include <string.h>

#include "serve/bytes.h"
#include "serve/serve.h"

/* The file lies beside this one; the assembler puts it in. */
__asm__(".section .rodata\n"
	".hidden serve_openapi\n.global serve_openapi\nserve_openapi:\n.incbin \"src/serve/openapi.json\"\n"
	".hidden serve_openapi_end\n.global serve_openapi_end\nserve_openapi_end:\n.byte 0\n"
	".previous\n");
extern const char serve_openapi[], serve_openapi_end[];

static const char NO_PAGE[] = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
	"<meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">"
	"<title>Bede</title></head>\n<body><main><h1>Bede</h1>"
	"<p>This program was built without the page. The API is there: <a href=\"/api\">/api</a> describes it, "
	"<a href=\"/api/v1/summary\">/api/v1/summary</a> says what the store holds.</p>"
	"<p>To have the page, with Node.js: <code>make web &amp;&amp; make</code>.</p></main></body></html>\n";

static void put_fixed(request *self, const char *type, const char *hash, const void *bytes, size_t length)
{
	char etag[80];
	snprintf(etag, sizeof etag, "W/\"%s\"", hash);
	answer_header(&self->answer, "ETag", "%s", etag);
	if (answer_is_known(self, etag)) {
		self->answer.status = 304;
		return;
	}
	self->answer.status = 200;
	self->answer.type = type;
	self->answer.fixed = bytes;
	self->answer.fixed_length = length;
}

static const bede_asset *find(const request *self)
{
	const bede_server_options *options = &self->server->options;
	size_t length;
	const char *path = target_path(&self->target, &length);
	if (length == 1) {
		path = "/index.html";
		length = strlen(path);
	}
	for (size_t i = 0; i < options->asset_count; i++)
		if (strlen(options->assets[i].path) == length && memcmp(options->assets[i].path, path, length) == 0)
			return &options->assets[i];
	return NULL;
}

void asset_answer(request *self)
{
	const bede_asset *asset = find(self);
	if (!asset && self->target.segment_count) {
		answer_error(&self->answer, 404, "not_found", NULL, "there is nothing at this path; /api lists the routes");
		return;
	}
	if (!asset) {
		self->answer.status = 200;
		self->answer.type = "text/html; charset=utf-8";
		self->answer.fixed = NO_PAGE;
		self->answer.fixed_length = sizeof NO_PAGE - 1;
		return;
	}
	bool packed = self->gzip && asset->gzip;
	put_fixed(self, asset->type, asset->hash, packed ? asset->gzip : asset->bytes,
		packed ? asset->gzip_length : asset->length);
	self->answer.compressed = packed && self->answer.status == 200;
}

void description_answer(request *self)
{
	char hash[24];
	size_t length = (size_t)(serve_openapi_end - serve_openapi);
	snprintf(hash, sizeof hash, "%016llx", (unsigned long long)bytes_hash(0, serve_openapi, length));
	bede_buffer *body = &self->answer.body;
	put_fixed(self, "application/vnd.oai.openapi+json;version=3.1", hash, NULL, 0);
	if (self->answer.status == 200 && !bytes_add(body, serve_openapi, length))
		answer_error(&self->answer, 503, "memory", NULL, "out of memory");
}
