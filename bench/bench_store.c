/*
 * bench_store.c — how fast a store takes records, links them and answers, and how large it gets. `make bench
 * RECORDS=N`.
 *
 *     bench_store RECORDS [FILE]        FILE: reports to begin with (default: example/reports.jsonl)
 *     bench_store --check RECORDS       fails where a figure is not what doc/performance.md promises
 *
 * Real reports are coded once, and then put again and again with other ids, days and parties, three of each in a row
 * as three accounts of one event, until there are so many records. What coding threads do (coding, packing) is not
 * timed; what the one writer does is. The store is left behind if KEEP is set in the environment (bench_snapshot.c).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "pipeline.h"
#include "store/store.h"

enum { MOST_REPORTS = 2000, ACCOUNTS = 3, DAYS = 730 };

static double time_of(clockid_t clock)
{
	struct timespec time;
	clock_gettime(clock, &time);
	return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double now(void)
{
	return time_of(CLOCK_MONOTONIC);
}

/* Seconds of this thread's own work: what else the machine does is not counted. */
static double own(void)
{
	return time_of(CLOCK_THREAD_CPUTIME_ID);
}

/* Megabytes that the process had at most so far. */
static double most_memory(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return (double)usage.ru_maxrss / 1024;
}

static void fail(const bede_error *error)
{
	fprintf(stderr, "bench_store: %s\n", error->message);
	exit(1);
}

/* ---- a coded report under another id, with other days and parties ---- */

static const char *const CODES[] = {
	"USA", "RUS", "CHN", "UKR", "ISR", "IRN", "SYR", "TUR", "IND", "PAK", "FRA", "DEU", "GBR", "JPN", "KOR", "PRK", "SAU",
	"EGY", "IRQ", "AFG", "BRA", "VEN", "MEX", "COL", "NGA", "ETH", "SDN", "SOM", "LBY", "YEM",
};
enum { CODE_COUNT = sizeof CODES / sizeof *CODES };

static uint32_t scatter(uint32_t value, uint32_t salt)
{
	uint64_t mixed = ((uint64_t)value << 32 | salt) * 0x9E3779B97F4A7C15u;
	mixed = (mixed ^ mixed >> 29) * 0xBF58476D1CE4E5B9u;
	return (uint32_t)(mixed >> 32);
}

static int compare_hashes(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* Another report on another thing has other words: its hashes are others, as many of them. */
static void change_hashes(slice blob, uint32_t salt, uint32_t keep)
{
	uint32_t *hashes = malloc(blob.length + 4);
	size_t count = blob.length / 4;
	if (!hashes)
		exit(1);
	memcpy(hashes, blob.at, blob.length);
	for (size_t i = 0; i < count; i++)
		hashes[i] = (scatter(hashes[i], salt) & ~keep) | (hashes[i] & keep);
	qsort(hashes, count, sizeof *hashes, compare_hashes);
	memcpy((char *)(uintptr_t)blob.at, hashes, blob.length);
	free(hashes);
}

static void change_sketches(strbuf *parcel, uint32_t group, uint32_t document)
{
	parcel_reader reader = {parcel->bytes, parcel->bytes + parcel->length};
	parcel_value value;
	row_kind kind;
	int blobs = 0;
	if (!parcel_next_row(&reader, &kind))
		return;
	while (parcel_next_value(&reader, &value))
		if (value.tag == VALUE_BLOB && blobs++ == 0)
			change_hashes(value.bytes, document, 0);     /* no reprints */
		else if (value.tag == VALUE_BLOB)
			change_hashes(value.bytes, group, 1);
}

static const bede_party *change_parties(const bede_party *parties, size_t count, uint32_t salt)
{
	bede_party *changed = malloc((count + 1) * sizeof *changed);
	if (!changed)
		exit(1);
	for (size_t i = 0; i < count; i++) {
		changed[i] = parties[i];
		changed[i].code = CODES[scatter((uint32_t)i, salt) % CODE_COUNT];
	}
	return changed;
}

static void write_day(int32_t day, char *out)
{
	date date = date_from_days(day);
	snprintf(out, 16, "%04d-%02u-%02u", date.year, date.month % 100u, date.day % 100u);
}

/* Packs the reading as number `number`; how many records it has. */
static size_t pack(const reading *from, uint32_t number, strbuf *parcel)
{
	reading changed = *from;
	uint32_t group = number / ACCOUNTS;
	char id[32], day[16];
	int32_t start = date_to_days((date){2023, 1, 1}) + (int32_t)(scatter(group, 1) % DAYS);
	bede_record *records = malloc((from->record_count + 1) * sizeof *records);
	if (!records)
		exit(1);
	snprintf(id, sizeof id, "report-%u", number);
	changed.document.id = slice_of(id);
	changed.document.date = date_from_days(start + (int32_t)(number % ACCOUNTS) / 2);
	write_day(start - 1, day);
	for (uint32_t i = 0; i < from->record_count; i++) {
		records[i] = from->records[i];
		records[i].actors = change_parties(records[i].actors, records[i].actor_count, group + i);
		records[i].recipients = change_parties(records[i].recipients, records[i].recipient_count, group * 7 + i);
		if (records[i].date && !records[i].enddate)
			records[i].date = day;
	}
	changed.records = records;
	strbuf_reset(parcel);
	store_pack(&changed, number, parcel);
	change_sketches(parcel, group, number);
	for (uint32_t i = 0; i < from->record_count; i++) {
		free((void *)(uintptr_t)records[i].actors);
		free((void *)(uintptr_t)records[i].recipients);
	}
	free(records);
	return from->record_count;
}

/* ---- */

static size_t read_reports(const bede_data *data, const char *path, bede_coder **coders)
{
	bede_error error = {0};
	bede_reader *reader = bede_reader_open(path, NULL, &error);
	size_t count = 0;
	if (!reader)
		fail(&error);
	for (bede_document *document; count < MOST_REPORTS && (document = bede_reader_next(reader, &error));) {
		bede_coder *coder = bede_coder_new(data, NULL, &error);
		if (coder && bede_coder_read(coder, document, &error) && coder->reading.record_count)
			coders[count++] = coder;
		else
			bede_coder_free(coder);
		bede_document_free(document);
	}
	bede_reader_close(reader);
	return count;
}

static bool swallow(void *context, const char *bytes, size_t length)
{
	size_t *lines = context;
	for (size_t i = 0; i < length; i++)
		*lines += bytes[i] == '\n';
	return true;
}

/* The quickest of some. */
static double time_question(bede_store *store, const bede_filter *filter, const char *by, size_t *lines)
{
	static const bede_write_options jsonl = {.format = BEDE_JSONL};
	double best = 1e9;
	for (int i = 0; i < 5; i++) {
		double start = now();
		*lines = 0;
		if (by)
			bede_store_counts(store, filter, by, &jsonl, swallow, lines, NULL);
		else
			bede_store_records(store, filter, &jsonl, swallow, lines, NULL);
		double time = now() - start;
		best = time < best ? time : best;
	}
	return best * 1e3;
}

/* ---- what is promised ---- */

static bool checked;
static unsigned kept, broken;

static void promise(const char *what, double is, double least, double most)
{
	bool done = is >= least && is <= most;
	if (!checked)
		return;
	if (!done)
		printf("FAILED: %s: %g is not within %g and %g\n", what, is, least, most);
	*(done ? &kept : &broken) += 1;
}

int main(int count, char **arguments)
{
	if (count > 1 && strcmp(arguments[1], "--check") == 0) {
		checked = true;
		count--;
		arguments++;
	}
	static bede_coder *coders[MOST_REPORTS];
	bede_error error = {0};
	size_t wanted = count > 1 ? (size_t)atol(arguments[1]) : 10000, records = 0;
	char path[512];
	const char *build = getenv("BUILD");
	snprintf(path, sizeof path, "%s/bench-%zu.db", build ? build : "build", wanted);
	unlink(path);
	bede_data *data = bede_data_open(&(bede_data_options){.data_dir = "."}, &error);
	if (!data)
		fail(&error);
	size_t reports = read_reports(data, count > 2 ? arguments[2] : "example/reports.jsonl", coders);
	bede_store *store = bede_store_open(path, &(bede_store_options){.mode = BEDE_STORE_CREATE}, &error);
	if (!store || !reports || !bede_store_begin(store, data, NULL, &error))
		fail(&error);
	strbuf parcel;
	strbuf_init(&parcel);
	double putting = 0, putting_own = 0;
	uint32_t documents = 0;
	for (; records < wanted; documents++) {
		records += pack(&coders[documents / ACCOUNTS % reports]->reading, documents, &parcel);
		double start = now(), start_own = own();
		if (!store_put(store, parcel.bytes, parcel.length, store->run_id, &error))
			fail(&error);
		putting += now() - start;
		putting_own += own() - start_own;
	}
	double start = now(), start_own = own();
	if (!store_commit(store, &error) || !store_make_indexes(store, &error))
		fail(&error);
	putting += now() - start;
	putting_own += own() - start_own;
	start = now();
	start_own = own();
	if (!bede_store_finish(store, &error))
		fail(&error);
	double indexing = now() - start, indexing_own = own() - start_own, memory = most_memory();
	start = now();
	start_own = own();
	if (!bede_store_link(store, &error))
		fail(&error);
	double linking = now() - start, linking_own = own() - start_own;
	bede_store_close(store);
	store = bede_store_open(path, &(bede_store_options){.mode = BEDE_STORE_READ}, &error);
	if (!store)
		fail(&error);
	struct stat status;
	stat(path, &status);
	int64_t text = sql_number(store->db, "SELECT sum(length(CAST(text AS BLOB))) FROM documents", 0);
	int64_t words = sql_number(store->db,
		"SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%\\_text\\_%' ESCAPE '\\'", 0);
	int64_t events = sql_number(store->db, "SELECT count(*) FROM events", 0);
	size_t lines, groups;
	bede_filter month = {.actor = "USA", .recipient = "RUS", .since = "2023-05", .until = "2023-05"};
	double asking = time_question(store, &month, NULL, &lines), counting = time_question(store, &month, "day", &groups);
	printf("%zu records of %u reports          own time   by the clock\n", records, documents);
	printf("written, records/s            %12.0f %12.0f\n", (double)records / putting_own, (double)records / putting);
	printf("words indexed, s              %12.1f %12.1f\n", indexing_own, indexing);
	printf("linked to %8lld events, s   %12.1f %12.1f\n", (long long)events, linking_own, linking);
	printf("memory: %.0f MB before linking, %.0f MB at most\n", memory, most_memory());
	printf("the file has %.2f KB a record, without text and its index %.2f KB\n",
		(double)status.st_size / (double)records / 1e3,
		(double)(status.st_size - text - words) / (double)records / 1e3);
	printf("one dyad in one month: its %zu records printed in %.1f ms, counted by day in %.1f ms\n", lines, asking,
		counting);
	/* By the thread's own time: what else the machine does shall fail no test. */
	promise("records written a second", (double)records / putting_own, 30000, 1e9);
	promise("seconds for linking, a million records", linking_own * 1e6 / (double)records, 0, 300);
	promise("megabytes of memory", most_memory(), 0, 2048);
	promise("kilobytes a record without text", (double)(status.st_size - text - words) / (double)records / 1e3, 0, 1.5);
	promise("milliseconds for a dyad's month", asking, 0, 50);
	if (checked)
		printf("%u passed, %u failed\n", kept, broken);
	bede_store_close(store);
	strbuf_clear(&parcel);
	for (size_t i = 0; i < reports; i++)
		bede_coder_free(coders[i]);
	bede_data_close(data);
	if (!getenv("KEEP"))
		unlink(path);
	return broken != 0;
}
