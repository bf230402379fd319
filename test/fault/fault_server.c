/*
 * fault_server.c — what happens when memory runs out while a server is started, asked and stopped: each allocation of
 * the library fails in turn. A server that starts must answer every request rightly, with an error, or by ending the
 * connection, must never leave a client waiting, and must stop. Leaks are the sanitized build's to find.
 *
 *     fault_server [SPREAD]       runs from the top folder, where lexicon/, model/ and example/ are
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "allocation.h"

enum { PATIENCE = 5 };

/* The client allocates nothing. */
static const struct {
	const char *request, *wanted;          /* what the answer begins with */
	const char *until;                     /* what it ends with; NULL: the connection's end */
} EXCHANGES[] = {
	{"GET /api/v1/summary HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "HTTP/1.1 200 OK\r\n", NULL},
	{"GET /api/v1/records?limit=20 HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n",
		"HTTP/1.1 200 OK\r\n", NULL},
	{"GET /api/v1/records?limit=20 HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n",
		"HTTP/1.1 200 OK\r\n", NULL},
	{"GET /api/v1/events?format=csv HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "HTTP/1.1 200 OK\r\n",
		NULL},
	{"GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 200 OK\r\n", "\"generation\":"},
	{"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "HTTP/1.1 200 OK\r\n", NULL},
	{"GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "HTTP/1.1 404 Not Found\r\n", NULL},
	{"POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 12\r\n"
		"Connection: close\r\n\r\n{\"text\":\"x\"}", "HTTP/1.1 503 Service Unavailable\r\n", NULL},
};
enum { EXCHANGE_COUNT = sizeof EXCHANGES / sizeof *EXCHANGES };

static char store_path[128];

typedef enum outcome { AS_WANTED, AN_ERROR, CUT, WAITED, WRONG } outcome;

static outcome exchange(unsigned port, int which)
{
	static char bytes[1 << 20];
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	struct timeval patience = {.tv_sec = PATIENCE};
	size_t length = 0;
	ssize_t count = 0;
	bool over = false;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int client = socket(AF_INET, SOCK_STREAM, 0);
	setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	if (client < 0 || connect(client, (struct sockaddr *)&address, sizeof address) != 0)
		return WRONG;
	const char *request = EXCHANGES[which].request, *until = EXCHANGES[which].until;
	if (send(client, request, strlen(request), MSG_NOSIGNAL) < 0)
		over = true;
	while (!over && length < sizeof bytes - 1
			&& (count = recv(client, bytes + length, sizeof bytes - 1 - length, 0)) > 0) {
		length += (size_t)count;
		bytes[length] = '\0';
		over = until && strstr(bytes, until);
	}
	bytes[length] = '\0';
	close(client);
	if (count < 0 && length == 0)
		return WAITED;
	if (length == 0)
		return CUT;
	if (strncmp(bytes, EXCHANGES[which].wanted, strlen(EXCHANGES[which].wanted)) == 0)
		return AS_WANTED;
	return strncmp(bytes, "HTTP/1.1 50", 11) == 0 ? AN_ERROR : WRONG;
}

/* Starts, asks, stops. `strict`: everything must be as wanted. */
static bool serve(bool strict, bede_error *error)
{
	bede_server_options options = {.data = {.data_dir = "/nonexistent"}, .threads = 1};
	bede_server *server = bede_server_start(store_path, &options, error);
	if (!server)
		return false;
	unsigned port = (unsigned)strtoul(strrchr(bede_server_address(server), ':') + 1, NULL, 10);
	bool done = true;
	for (int i = 0; i < EXCHANGE_COUNT && done; i++) {
		outcome outcome = exchange(port, i);
		done = outcome == AS_WANTED || (!strict && (outcome == AN_ERROR || outcome == CUT));
		if (!done) {
			/* An error without a code: the sweep counts it as a fault. */
			*error = (bede_error){.code = BEDE_OK};
			snprintf(error->message, sizeof error->message, "request %d: %s", i,
				outcome == WAITED ? "no answer" : "a wrong answer");
		}
	}
	bede_server_stop(server);
	return done;
}

static bool serve_disturbed(void *state, bede_error *error)
{
	(void)state;
	return serve(false, error);
}

static bool serve_undisturbed(void *state, bede_error *error)
{
	(void)state;
	return serve(true, error);
}

static bool make_store(void)
{
	const char *program = getenv("BEDE");
	char command[512], folder[] = "/tmp/bede-fault-XXXXXX";
	if (!mkdtemp(folder))
		return false;
	snprintf(store_path, sizeof store_path, "%s/events.db", folder);
	snprintf(command, sizeof command, "'%s' code --store '%s' example/reports.jsonl", program ? program : "build/bede",
		store_path);
	return system(command) == 0;
}

static void remove_store(void)
{
	char command[160];
	*strrchr(store_path, '/') = '\0';
	snprintf(command, sizeof command, "rm -rf '%s'", store_path);
	if (system(command) != 0)
		printf("%s is left behind\n", store_path);
}

int main(int count, char **arguments)
{
	work disturbed = {"start, ask and stop a server", serve_disturbed, NULL};
	work undisturbed = {"the same undisturbed", serve_undisturbed, NULL};
	sweep_spread(count, arguments, 120);
	if (!make_store())
		return 1;
	bool good = sweep(&disturbed, &undisturbed);
	remove_store();
	printf("%d passed, %d failed\n", good, !good);
	return !good;
}
