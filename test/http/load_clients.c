/*
 * load_clients.c — many clients at once, each with a connection that it keeps, asking what the page asks.
 *
 *     load_clients CLIENTS SECONDS REQUESTS      for so long, or until so many were answered (0: no end)
 *
 * Prints requests, errors, answers a second and their times; exit status 1 if one was not answered with 200. The memory
 * that the server has at the end is compared with what it had after the first tenth.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "harness.h"

static const char *const TARGETS[] = {
	"/api/v1/summary", "/api/v1/events?limit=50&offset=%u", "/api/v1/events?actor=RUS&limit=50&sort=-sources&offset=%u",
	"/api/v1/timeline?by=month&split=quad", "/api/v1/map?since=19%02u", "/api/v1/network?limit=%u",
	"/api/v1/facets?confidence=0.%u", "/api/v1/records?limit=20&text=troops&offset=%u", "/api/v1/actors?q=r&limit=%u",
	"/healthz", "/", "/api", "/api/v1/records?format=csv&limit=%u",
};
enum { TARGET_COUNT = sizeof TARGETS / sizeof *TARGETS, MOST_TIMES = 4000000, SHOWN = 5 };

static unsigned port;
static double until;
static unsigned long most;
static atomic_ulong answered, errors;
static float *times;

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void *client(void *context)
{
	unsigned which = (unsigned)(uintptr_t)context;
	int socket = client_open(port);
	while (now() < until && (!most || answered < most)) {
		char request[256], target[128];
		/* Half of the questions are new, half were asked before. */
		snprintf(target, sizeof target, TARGETS[which % TARGET_COUNT], which % 2 ? which % 97 : 10);
		which++;
		int length = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n", target,
			which % 3 ? "Accept-Encoding: gzip\r\n" : "");
		double begun = now();
		bool sent = client_send(socket, request, (size_t)length);
		reply reply = client_receive(socket, false, 30);
		bool good = sent && reply.status == 200 && reply.whole;
		if (!good && errors++ < SHOWN)
			fprintf(stderr, "%s: status %d%s\n", target, reply.status, reply.whole ? "" : ", cut");
		unsigned long count = answered++;
		if (count < MOST_TIMES)
			times[count] = (float)(now() - begun);
		reply_free(&reply);
		if (!good || which % 64 == 0) {
			close(socket);
			socket = client_open(port);
		}
	}
	close(socket);
	return NULL;
}

static int by_length(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;
	return (x > y) - (x < y);
}

/* MiB that this process has in memory: the server's and, little, the clients'. */
static double memory(void)
{
	unsigned long whole, resident = 0;
	FILE *file = fopen("/proc/self/statm", "r");
	if (file && fscanf(file, "%lu %lu", &whole, &resident) != 2)
		resident = 0;
	if (file)
		fclose(file);
	return (double)resident * (double)sysconf(_SC_PAGESIZE) / 1048576;
}

int main(int count, char **arguments)
{
	unsigned clients = count > 1 ? (unsigned)atoi(arguments[1]) : 200;
	double seconds = count > 2 ? atof(arguments[2]) : 30;
	most = count > 3 ? strtoul(arguments[3], NULL, 10) : 0;
	bede_server_options options = {.rate = 1e6};
	const char *given = getenv("STORE");
	const char *store = given ? given : harness_store();
	bede_server *server = harness_start(store, &options);
	port = harness_port(server);
	times = calloc(MOST_TIMES, sizeof *times);
	pthread_t *threads = calloc(clients, sizeof *threads);
	double begun = now(), early = 0;
	until = begun + seconds;
	for (unsigned i = 0; i < clients; i++)
		pthread_create(&threads[i], NULL, client, (void *)(uintptr_t)i);
	while (now() < until && (!most || answered < most)) {
		nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
		if (early == 0 && (now() > begun + seconds / 10 || (most && answered > most / 10)))
			early = memory();
	}
	double late = memory(), took = now() - begun;
	for (unsigned i = 0; i < clients; i++)
		pthread_join(threads[i], NULL);
	bede_server_stop(server);
	if (!given)
		harness_leave();
	unsigned long done = answered < MOST_TIMES ? answered : MOST_TIMES;
	qsort(times, done, sizeof *times, by_length);
	printf("%u clients, %.1f s: %lu answers, %.0f a second, %lu errors\n", clients, took, (unsigned long)answered,
		(double)answered / took, (unsigned long)errors);
	printf("milliseconds: median %.1f, 99 of 100 %.1f, longest %.1f\n", times[done / 2] * 1e3,
		times[done * 99 / 100] * 1e3, times[done - 1] * 1e3);
	printf("memory: %.1f MiB early, %.1f MiB late\n", early, late);
	free(times);
	free(threads);
	return errors != 0 || done == 0;
}
