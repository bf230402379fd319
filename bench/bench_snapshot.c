/*
 * bench_snapshot.c — how fast a store held in memory opens and answers, and how much memory it takes. `make bench`.
 *
 *     bench_snapshot STORE [ROUNDS]
 *
 * Each question is asked with filters drawn by chance from what the store holds: a party or two, a span of months, a
 * type, a sector, a place, words. Times are those of the whole call, its answer written to nowhere.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "bede.h"

enum { MOST_ROUNDS = 10000, MOST_CODES = 20 };

static double time_of(clockid_t clock)
{
	struct timespec time;
	clock_gettime(clock, &time);
	return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Megabytes that the process has now, and that it had at most. */
static void memory_of(double *now, double *most)
{
	long pages = 0, unused;
	struct rusage usage;
	FILE *file = fopen("/proc/self/statm", "r");
	if (file) {
		if (fscanf(file, "%ld %ld", &unused, &pages) != 2)
			pages = 0;
		fclose(file);
	}
	getrusage(RUSAGE_SELF, &usage);
	*now = (double)pages * (double)sysconf(_SC_PAGESIZE) / 1e6;
	*most = (double)usage.ru_maxrss * 1024 / 1e6;
}

static bool swallow(void *context, const char *bytes, size_t length)
{
	size_t *total = context;
	(void)bytes;
	*total += length;
	return true;
}

/* ---- filters by chance ---- */

static uint32_t state = 2463534242u;

static uint32_t draw(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % below;
}

/* The codes of an answer to "actors": [{"code":"RUS", … */
typedef struct code_list {
	char codes[MOST_CODES][8];
	uint32_t count;
} code_list;

static bool take_codes(void *context, const char *bytes, size_t length)
{
	static const char key[] = "{\"code\":\"";
	code_list *self = context;
	char *copy = calloc(length + 1, 1);
	if (!copy)
		return false;
	memcpy(copy, bytes, length);
	for (char *at = copy; self->count < MOST_CODES && (at = strstr(at, key));) {
		at += sizeof key - 1;
		size_t end = strcspn(at, "\"");
		if (end < sizeof *self->codes) {
			memcpy(self->codes[self->count], at, end);
			self->codes[self->count++][end] = '\0';
		}
	}
	free(copy);
	return true;
}

typedef struct filter {
	bede_parameter parameters[16];
	size_t count;
	char since[16], until[16], party[16];
} filter;

static void add(filter *self, const char *name, const char *value)
{
	self->parameters[self->count++] = (bede_parameter){name, value};
}

static void draw_filter(filter *out, const code_list *codes, bool with_words)
{
	static const char *const types[] = {"ASSAULT", "CONSULT", "ACCUSE,REJECT", "AID", "SUPPORT,AGREE"};
	static const char *const sectors[] = {"MIL", "GOV", "CVL"};
	static const char *const words[] = {"missile", "said", "visited Kyiv", "killed", "\"at least\""};
	static const char *const places[] = {"UKR", "Kyiv", "Kramatorsk", "IRN", "Colombo"};
	out->count = 0;
	uint32_t kind = draw(8);
	if (kind >= 2 && codes->count) {
		snprintf(out->party, sizeof out->party, "%s%s", codes->codes[draw(codes->count)], draw(4) ? "" : ":MIL");
		add(out, draw(2) ? "actor" : "recipient", out->party);
	}
	if (kind >= 4)
		add(out, "both_ways", "1");
	if (draw(2)) {
		uint32_t month = draw(24), last = month + draw(6);
		snprintf(out->since, sizeof out->since, "%u-%02u", 2023 + month / 12, month % 12 + 1);
		snprintf(out->until, sizeof out->until, "%u-%02u", 2023 + last / 12, last % 12 + 1);
		add(out, "since", out->since);
		add(out, "until", out->until);
	}
	if (draw(3) == 0)
		add(out, "event", types[draw(5)]);
	if (draw(4) == 0)
		add(out, "sector", sectors[draw(3)]);
	if (draw(5) == 0)
		add(out, "place", places[draw(5)]);
	if (draw(6) == 0)
		add(out, "confidence", "0.6");
	if (with_words)
		add(out, "text", words[draw(5)]);
}

/* ---- questions ---- */

typedef struct question {
	const char *shown, *name;
	const char *sort;
	bool filtered, with_words;
} question;

static const question QUESTIONS[] = {
	{"summary", "summary", NULL, false, false},
	{"facets, no filter", "facets", NULL, false, false},
	{"facets", "facets", NULL, true, false},
	{"events, latest 50", "events", NULL, true, false},
	{"events, by sources", "events", "-sources", true, false},
	{"events, with words", "events", NULL, true, true},
	{"records, latest 50", "records", NULL, true, false},
	{"timeline", "timeline", NULL, true, false},
	{"map", "map", NULL, true, false},
	{"network", "network", NULL, true, false},
	{"actors", "actors", NULL, false, false},
};
enum { QUESTION_COUNT = sizeof QUESTIONS / sizeof *QUESTIONS };

static int compare_times(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void time_question(const bede_snapshot *snapshot, const question *question, const code_list *codes, int rounds)
{
	static double times[MOST_ROUNDS], own[MOST_ROUNDS];
	size_t bytes = 0;
	for (int i = 0; i < rounds; i++) {
		filter filter = {.count = 0};
		bede_error error = {0};
		if (question->filtered)
			draw_filter(&filter, codes, question->with_words);
		if (question->sort)
			add(&filter, "sort", question->sort);
		double start = time_of(CLOCK_MONOTONIC), start_own = time_of(CLOCK_THREAD_CPUTIME_ID);
		if (!bede_snapshot_ask(snapshot, question->name, filter.parameters, filter.count, swallow, &bytes, &error)) {
			fprintf(stderr, "bench_snapshot: %s: %s\n", question->shown, error.message);
			exit(1);
		}
		own[i] = 1e3 * (time_of(CLOCK_THREAD_CPUTIME_ID) - start_own);
		times[i] = 1e3 * (time_of(CLOCK_MONOTONIC) - start);
	}
	qsort(times, (size_t)rounds, sizeof *times, compare_times);
	qsort(own, (size_t)rounds, sizeof *own, compare_times);
	int last = (rounds * 99 + 99) / 100 - 1;
	printf("%-22s %8.2f %8.2f %8.2f %10.2f %8.1f\n", question->shown, own[rounds / 2], own[last], times[rounds / 2],
		times[last], (double)bytes / rounds / 1e3);
}

int main(int count, char **arguments)
{
	bede_error error = {0};
	int rounds = count > 2 ? atoi(arguments[2]) : 200;
	double best = 1e9, best_own = 1e9, now, most;
	bede_snapshot *snapshot = NULL;
	if (count < 2 || rounds < 1 || rounds > MOST_ROUNDS) {
		fprintf(stderr, "usage: bench_snapshot STORE [ROUNDS]\n");
		return 2;
	}
	for (int i = 0; i < 3; i++) {
		bede_snapshot_free(snapshot);
		double start = time_of(CLOCK_MONOTONIC), start_own = time_of(CLOCK_PROCESS_CPUTIME_ID);
		snapshot = bede_snapshot_open(arguments[1], &error);
		if (!snapshot) {
			fprintf(stderr, "bench_snapshot: %s\n", error.message);
			return 1;
		}
		double time = time_of(CLOCK_MONOTONIC) - start, own = time_of(CLOCK_PROCESS_CPUTIME_ID) - start_own;
		best = time < best ? time : best;
		best_own = own < best_own ? own : best_own;
	}
	code_list codes = {.count = 0};
	bede_snapshot_ask(snapshot, "actors", NULL, 0, take_codes, &codes, &error);
	memory_of(&now, &most);
	printf("opened in %.2f s (%.2f s of its own); memory %.0f MB, %.0f MB at most\n", best, best_own, now, most);
	printf("ms                          own            by the clock           kB\n");
	printf("                            p50      p99      p50        p99\n");
	for (int i = 0; i < QUESTION_COUNT; i++)
		time_question(snapshot, &QUESTIONS[i], &codes, rounds);
	memory_of(&now, &most);
	printf("memory after that: %.0f MB, %.0f MB at most\n", now, most);
	bede_snapshot_free(snapshot);
	return 0;
}
