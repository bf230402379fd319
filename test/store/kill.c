/*
 * kill.c — a run that is killed with SIGKILL at 100 (or KILLS) random points, each time begun again where it was, must
 * end with the store of a run that nothing disturbed, byte for byte in a dump; and whatever is in the store in between
 * must be whole: each document with all of its records.
 *
 *     kill [SEED [KILLS [DOCUMENTS]]]       runs from the top folder, where lexicon/ and model/ are
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "corpus.h"

/* Few documents in small batches: as many places to be killed at as with many in large ones, in less time. */
enum { DOCUMENTS = 40, KILLS = 100, BATCH = 2 };

static char path[512];

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static bool store_all(const corpus *corpus)
{
	bede_error error = {0};
	bool done = corpus_store(corpus, path, &(bede_store_options){.mode = BEDE_STORE_CREATE, .batch = BATCH}, &error);
	if (!done)
		printf("the run failed: %s\n", error.message);
	return done;
}

/* Runs in a process of its own, which is killed after so many seconds. True: it was done before. */
static bool run_for(const corpus *corpus, double seconds)
{
	fflush(stdout);
	pid_t child = fork();
	if (child == 0)
		_exit(store_all(corpus) ? 0 : 1);
	struct timespec wait = {(time_t)seconds, (long)(1e9 * (seconds - (double)(time_t)seconds))};
	nanosleep(&wait, NULL);
	kill(child, SIGKILL);
	int status = 0;
	waitpid(child, &status, 0);
	if (WIFEXITED(status) && WEXITSTATUS(status) != 0) {
		printf("FAILED: a run did not go on where it was\n");
		exit(1);
	}
	return WIFEXITED(status);
}

static bool take_answer(void *context, const char *bytes, size_t length)
{
	bool *sound = context;
	static const char nothing_wrong[] = "faults\n0\n";
	*sound = length == sizeof nothing_wrong - 1 && memcmp(bytes, nothing_wrong, length) == 0;
	return true;
}

/* SQLite's own checks of the file. */
static bool is_sound(void)
{
	bede_error error = {0};
	bool sound = false;
	bede_store *store = bede_store_open(path, &(bede_store_options){.mode = BEDE_STORE_READ}, &error);
	bool done = store && bede_store_sql(store, "SELECT (SELECT count(*) FROM pragma_integrity_check WHERE"
		" integrity_check <> 'ok') + (SELECT count(*) FROM pragma_foreign_key_check) AS faults",
		&(bede_write_options){.format = BEDE_TSV}, take_answer, &sound, &error);
	bede_store_close(store);
	return done && sound;
}

/* What a killed run left: nothing, or a sound file whose documents have all that they should. */
static bool is_whole(const char *reference)
{
	bede_error error = {0};
	if (access(path, F_OK) != 0)
		return true;
	char *dump = corpus_dump(path, &error);
	/* Killed before there was a table, or a document. */
	bool whole = dump ? is_sound() && corpus_is_part(dump, reference)
		: error.code == BEDE_OK || strstr(error.message, "is empty") || strstr(error.message, "older version");
	if (!whole)
		printf("%s\n", error.message);
	free(dump);
	return whole;
}

int main(int count, char **arguments)
{
	corpus corpus;
	bede_error error = {0};
	unsigned state = count > 1 ? (unsigned)atoi(arguments[1]) : 8, kills = 0, runs = 0, failed = 0;
	unsigned since = 0, ends = 0;
	unsigned wanted = count > 2 ? (unsigned)atoi(arguments[2]) : KILLS;
	size_t documents = count > 3 ? (size_t)atol(arguments[3]) : DOCUMENTS;
	const char *build = getenv("BUILD");
	snprintf(path, sizeof path, "%s/check-kill.db", build ? build : "build");
	if (!corpus_open(&corpus, documents))
		return 1;
	corpus_remove(path);
	double start = now();
	if (!store_all(&corpus))
		return 1;
	double duration = now() - start;
	char *reference = corpus_dump(path, &error);
	if (!reference) {
		printf("no dump: %s\n", error.message);
		return 1;
	}
	corpus_remove(path);
	while (kills < wanted) {
		/* What is left of a run gets shorter with each kill, so short times are drawn more often. */
		unsigned share = corpus_random(&state, 1000);
		bool ended = run_for(&corpus, duration * share * share / 1e6);
		kills += !ended;
		/* How long a run takes changes with what else the machine does: after many kills without an end in between,
		 * and after ends without a kill, the times are others. */
		since = ended ? 0 : since + 1;
		duration *= since && since % 8 == 0 ? 1.5 : ended && ++ends % 4 == 0 ? 0.9 : 1;
		if (!is_whole(reference)) {
			printf("FAILED: after kill %u the store is not whole\n", kills);
			failed++;
		}
		if (!ended)
			continue;
		char *dump = corpus_dump(path, &error);
		if (!dump || strcmp(dump, reference) != 0) {
			printf("FAILED: a run that was killed and begun again ended in another store\n");
			failed++;
		}
		free(dump);
		corpus_remove(path);
		runs++;
	}
	bool done = store_all(&corpus);
	char *dump = corpus_dump(path, &error);
	if (!done || !dump || strcmp(dump, reference) != 0) {
		printf("FAILED: the last run ended in another store\n");
		failed++;
	}
	free(dump);
	printf("%u kills, %u runs to their end in between\n", kills, runs);
	printf("%u passed, %u failed\n", kills + 1 - (failed < kills ? failed : kills), failed);
	free(reference);
	corpus_remove(path);
	corpus_close(&corpus);
	return failed != 0;
}
