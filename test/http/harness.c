/* harness.c — a store, a server, and a client. */
#include "harness.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* ---- stores and servers ---- */

static char folder[64], store_path[96];

static const char *program(void)
{
	const char *given = getenv("BEDE");
	return given ? given : "build/bede";
}

static void run(const char *command)
{
	if (system(command) != 0)
		fail_msg("%s", command);
}

const char *harness_store(void)
{
	char command[512];
	snprintf(folder, sizeof folder, "/tmp/bede-http-XXXXXX");
	assert_non_null(mkdtemp(folder));
	snprintf(store_path, sizeof store_path, "%s/events.db", folder);
	snprintf(command, sizeof command, "'%s' code --store '%s' example/reports.jsonl", program(), store_path);
	run(command);
	return store_path;
}

void harness_add(const char *store, const char *lines)
{
	char command[512], input[128];
	snprintf(input, sizeof input, "%s/more.jsonl", folder);
	FILE *file = fopen(input, "w");
	assert_non_null(file);
	fputs(lines, file);
	fclose(file);
	snprintf(command, sizeof command, "'%s' code --store '%s' '%s'", program(), store, input);
	run(command);
}

void harness_leave(void)
{
	char command[128];
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	run(command);
}

bede_server *harness_start(const char *store, const bede_server_options *options)
{
	bede_error error = {0};
	bede_server_options chosen = options ? *options : (bede_server_options){0};
	if (!chosen.data.data_dir)
		chosen.data.data_dir = ".";
	bede_server *server = bede_server_start(store, &chosen, &error);
	if (!server)
		fail_msg("%s: %s", error.file, error.message);
	return server;
}

unsigned harness_port(const bede_server *server)
{
	return (unsigned)strtoul(strrchr(bede_server_address(server), ':') + 1, NULL, 10);
}

/* ---- the client ---- */

int client_open(unsigned port)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int result = socket(AF_INET, SOCK_STREAM, 0);
	assert_true(result >= 0);
	if (connect(result, (struct sockaddr *)&address, sizeof address) != 0)
		fail_msg("cannot connect to port %u: %s", port, strerror(errno));
	return result;
}

bool client_send(int socket, const char *bytes, size_t length)
{
	while (length) {
		ssize_t sent = send(socket, bytes, length, MSG_NOSIGNAL);
		if (sent <= 0)
			return false;
		bytes += sent;
		length -= (size_t)sent;
	}
	return true;
}

typedef struct incoming {
	int socket;
	double until;
	char *bytes;
	size_t length, room, at;
} incoming;

/* One more byte; -1 at the end, or when the time is over. */
static int next(incoming *self)
{
	if (self->at == self->length) {
		double left = self->until - now();
		struct pollfd waiting = {.fd = self->socket, .events = POLLIN};
		if (left <= 0 || poll(&waiting, 1, (int)(left * 1000) + 1) <= 0)
			return -1;
		if (self->room - self->length < 65536)
			self->bytes = realloc(self->bytes, self->room = 2 * self->room + 131072);
		ssize_t count = recv(self->socket, self->bytes + self->length, self->room - self->length - 1, 0);
		if (count <= 0)
			return -1;
		self->length += (size_t)count;
	}
	return (unsigned char)self->bytes[self->at++];
}

static bool read_head(incoming *in, reply *out)
{
	size_t start = in->at;
	int c;
	while ((c = next(in)) >= 0)
		if (c == '\n' && in->at - start >= 4 && memcmp(in->bytes + in->at - 4, "\r\n\r\n", 4) == 0) {
			out->head = strndup(in->bytes + start, in->at - start);
			out->status = atoi(out->head + strcspn(out->head, " "));
			return true;
		}
	return false;
}

static void take(incoming *in, reply *out, size_t count)
{
	out->body = realloc(out->body, out->length + count + 1);
	while (count--) {
		int c = next(in);
		if (c < 0)
			break;
		out->body[out->length++] = (char)c;
		out->whole = count == 0;
	}
	out->body[out->length] = '\0';
}

static void read_chunks(incoming *in, reply *out)
{
	for (;;) {
		char line[32];
		size_t length = 0;
		int c;
		while ((c = next(in)) >= 0 && c != '\n' && length < sizeof line - 1)
			line[length++] = (char)c;
		line[length] = '\0';
		size_t size = strtoul(line, NULL, 16);
		out->whole = false;
		if (c < 0)
			return;
		take(in, out, size);
		if (next(in) != '\r' || next(in) != '\n')
			return;
		if (size == 0) {
			out->whole = true;
			return;
		}
	}
}

reply client_receive(int socket, bool head_only, double seconds)
{
	reply out = {.body = calloc(1, 1)};
	incoming in = {.socket = socket, .until = now() + seconds};
	if (read_head(&in, &out)) {
		const char *length = reply_header(&out, "Content-Length");
		out.whole = head_only || out.status == 304 || strcmp(length, "0") == 0;
		if (!out.whole && strcasecmp(reply_header(&out, "Transfer-Encoding"), "chunked") == 0)
			read_chunks(&in, &out);
		else if (!out.whole && *reply_header(&out, "Content-Length"))
			take(&in, &out, strtoul(reply_header(&out, "Content-Length"), NULL, 10));
		else if (!out.whole)
			take(&in, &out, 1 << 20);
	}
	free(in.bytes);
	return out;
}

bool client_await(int socket, const char *wanted, double seconds)
{
	incoming in = {.socket = socket, .until = now() + seconds};
	bool found = false;
	while (!found && next(&in) >= 0) {
		in.bytes[in.length] = '\0';
		found = strstr(in.bytes, wanted) != NULL;
	}
	free(in.bytes);
	return found;
}

bool client_is_cut(int socket, double seconds)
{
	struct pollfd waiting = {.fd = socket, .events = POLLIN};
	char bytes[4096];
	double until = now() + seconds;
	while (now() < until && poll(&waiting, 1, (int)((until - now()) * 1000) + 1) > 0)
		if (recv(socket, bytes, sizeof bytes, 0) <= 0)
			return true;
	return false;
}

void reply_free(reply *self)
{
	free(self->head);
	free(self->body);
	*self = (reply){0};
}

const char *reply_header(const reply *self, const char *name)
{
	static _Thread_local char value[2048];
	size_t length = strlen(name);
	for (const char *line = self->head; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
		if (strncasecmp(line, name, length) == 0 && line[length] == ':') {
			const char *text = line + length + 1 + strspn(line + length + 1, " ");
			snprintf(value, sizeof value, "%.*s", (int)strcspn(text, "\r\n"), text);
			return value;
		}
	return "";
}

void reply_unpack(reply *self)
{
	size_t room = 64 * self->length + 65536;
	char *out = malloc(room);
	z_stream zip = {.next_in = (unsigned char *)self->body, .avail_in = (unsigned)self->length,
		.next_out = (unsigned char *)out, .avail_out = (unsigned)room - 1};
	assert_int_equal(inflateInit2(&zip, 15 + 16), Z_OK);
	assert_int_equal(inflate(&zip, Z_FINISH), Z_STREAM_END);
	self->length = zip.total_out;
	out[self->length] = '\0';
	inflateEnd(&zip);
	free(self->body);
	self->body = out;
}

reply ask_raw(unsigned port, const char *bytes, size_t length)
{
	int socket = client_open(port);
	client_send(socket, bytes, length);
	reply result = client_receive(socket, false, 10);
	close(socket);
	return result;
}

reply ask(unsigned port, const char *method, const char *target, const char *headers, const char *body)
{
	size_t room = strlen(target) + strlen(headers) + 256, length = body ? strlen(body) : 0;
	char *head = malloc(room);
	int socket = client_open(port);
	bool named = strncasecmp(headers, "Host:", 5) == 0;
	snprintf(head, room, "%s %s HTTP/1.1\r\n%s%s", method, target, named ? "" : "Host: localhost\r\n", headers);
	if (body)
		snprintf(head + strlen(head), room - strlen(head), "Content-Length: %zu\r\n", length);
	strcat(head, "\r\n");
	if (client_send(socket, head, strlen(head)) && body)
		client_send(socket, body, length);
	reply result = client_receive(socket, strcmp(method, "HEAD") == 0, 20);
	close(socket);
	free(head);
	return result;
}

reply get(unsigned port, const char *target)
{
	return ask(port, "GET", target, "", NULL);
}

bool holds(const char *text, const char *part)
{
	return strstr(text, part) != NULL;
}

void assert_error(const reply *reply, int status, const char *code, const char *parameter)
{
	char wanted[128];
	if (reply->status != status)
		fail_msg("status %d instead of %d: %s", reply->status, status, reply->body);
	assert_string_equal(reply_header(reply, "Content-Type"), "application/json");
	snprintf(wanted, sizeof wanted, "{\"error\":{\"code\":\"%s\",\"message\":\"", code);
	if (!holds(reply->body, wanted))
		fail_msg("%s is not in %s", wanted, reply->body);
	snprintf(wanted, sizeof wanted, parameter ? "\",\"parameter\":\"%s\"}}" : "\",\"parameter\":null}}", parameter);
	if (!holds(reply->body, wanted))
		fail_msg("%s is not in %s", wanted, reply->body);
}
