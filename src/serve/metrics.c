/* metrics.c — counts and times of requests, in the text format of Prometheus. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "serve/bytes.h"
#include "serve/serve.h"

enum { MOST_ROUTES = 32, STATUSES = 18, BUCKETS = 12 };

static const unsigned STATUS[STATUSES] = {
	200, 303, 304, 400, 401, 403, 404, 405, 413, 414, 415, 421, 422, 429, 431, 500, 503, 0,
};
/* Seconds. */
static const double BOUND[BUCKETS] = {.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 5};

struct metrics {
	double started;
	atomic_ullong counts[MOST_ROUTES][STATUSES];       /* the last route is that of what is none */
	atomic_ullong buckets[MOST_ROUTES][BUCKETS];
	atomic_ullong requests[MOST_ROUTES], microseconds[MOST_ROUTES];
};

metrics *metrics_new(void)
{
	metrics *self = calloc(1, sizeof *self);
	if (self)
		self->started = bytes_clock();
	return self;
}

void metrics_free(metrics *self)
{
	free(self);
}

void metrics_count(metrics *self, const route *route, unsigned status, double seconds)
{
	size_t at = route ? (size_t)(route - ROUTES) : MOST_ROUTES - 1, which = 0;
	while (which < STATUSES - 1 && STATUS[which] != status)
		which++;
	self->counts[at][which]++;
	self->requests[at]++;
	self->microseconds[at] += (unsigned long long)(seconds * 1e6);
	for (size_t i = 0; i < BUCKETS; i++)
		if (seconds <= BOUND[i]) {
			self->buckets[at][i]++;
			break;
		}
}

static bool put_head(bede_buffer *out, const char *name, const char *type, const char *help)
{
	return bytes_print(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static bool put_value(bede_buffer *out, const char *name, const char *type, const char *help, double value)
{
	return put_head(out, name, type, help) && bytes_print(out, "%s %.17g\n", name, value);
}

static const char *label_of(size_t route)
{
	return route < route_count() ? ROUTES[route].path : "none";
}

static bool put_requests(const metrics *self, bede_buffer *out)
{
	bool done = put_head(out, "bede_http_requests_total", "counter", "Requests answered, by route and status.");
	for (size_t i = 0; i < MOST_ROUTES; i++)
		for (size_t j = 0; j < STATUSES; j++)
			if (self->counts[i][j])
				done = done && bytes_print(out, "bede_http_requests_total{route=\"%s\",status=\"%u\"} %llu\n", label_of(i),
					STATUS[j], self->counts[i][j]);
	return done;
}

static bool put_times(const metrics *self, bede_buffer *out)
{
	static const char *const name = "bede_http_request_seconds";
	bool done = put_head(out, name, "histogram", "From a request's first line to its answer's, by route.");
	for (size_t i = 0; i < MOST_ROUTES; i++) {
		unsigned long long sum = 0, all = self->requests[i];
		if (all == 0)
			continue;
		for (size_t j = 0; j < BUCKETS; j++) {
			sum += self->buckets[i][j];
			done = done && bytes_print(out, "%s_bucket{route=\"%s\",le=\"%g\"} %llu\n", name, label_of(i), BOUND[j], sum);
		}
		done = done && bytes_print(out, "%s_bucket{route=\"%s\",le=\"+Inf\"} %llu\n%s_sum{route=\"%s\"} %.6f\n"
			"%s_count{route=\"%s\"} %llu\n", name, label_of(i), all, name, label_of(i), (double)self->microseconds[i] / 1e6,
			name, label_of(i), all);
	}
	return done;
}

/* Bytes that are in memory. */
static double memory_used(void)
{
	unsigned long whole, resident = 0;
	FILE *file = fopen("/proc/self/statm", "r");
	if (!file)
		return 0;
	if (fscanf(file, "%lu %lu", &whole, &resident) != 2)
		resident = 0;
	fclose(file);
	return (double)resident * (double)sysconf(_SC_PAGESIZE);
}

static bool put_store(bede_server *server, bede_buffer *out)
{
	static const char *const counts[] = {"documents", "records", "events", "reprints"};
	bede_buffer summary = {0};
	bede_error error = {0};
	bool done = put_head(out, "bede_store_entries", "gauge", "What the store holds.");
	json_t *held = question_ask(server, "summary", NULL, 0, &summary, &error)
		? json_loadb(summary.bytes, summary.length, 0, NULL) : NULL;
	for (size_t i = 0; held && i < sizeof counts / sizeof *counts; i++)
		done = done && bytes_print(out, "bede_store_entries{kind=\"%s\"} %.0f\n", counts[i],
			json_number_value(json_object_get(held, counts[i])));
	json_decref(held);
	bede_buffer_free(&summary);
	return done && put_value(out, "bede_store_generation", "gauge", "Grows with each change of the store.",
		(double)view_generation(server));
}

void metrics_answer(request *request)
{
	bede_server *server = request->server;
	const metrics *self = server->metrics;
	bede_buffer *out = &request->answer.body;
	bool done = put_requests(self, out) && put_times(self, out)
		&& put_value(out, "bede_http_connections", "gauge", "Open connections.", watch_connections(server->watch))
		&& put_value(out, "bede_http_listeners", "gauge", "Open connections to /api/v1/stream.",
			watch_listeners(server->watch))
		&& put_value(out, "bede_http_waiting_requests", "gauge", "Requests that wait for a worker.",
			worker_waiting(server->workers))
		&& put_store(server, out)
		&& put_value(out, "process_resident_memory_bytes", "gauge", "Memory in use.", memory_used())
		&& put_value(out, "bede_uptime_seconds", "gauge", "Since the server was started.", bytes_clock() - self->started)
		&& put_head(out, "bede_info", "gauge", "The program.")
		&& bytes_print(out, "bede_info{version=\"%s\"} 1\n", bede_version());
	if (!done) {
		answer_error(&request->answer, 503, "memory", NULL, "out of memory");
		return;
	}
	request->answer.status = 200;
	request->answer.type = "text/plain; version=0.0.4; charset=utf-8";
}
