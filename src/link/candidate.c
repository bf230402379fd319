/*
 * candidate.c — pairs that are worth comparing. Each record and each report is put into a few buckets, by features that
 * two of one event share (locality-sensitive hashing); only those of one bucket are compared, and of them only those
 * that are not joined already. Which buckets something is in depends on itself alone.
 */
#include "link/candidate.h"

#include <stdlib.h>
#include <string.h>

#include "link/compare.h"

/* ---- sets ---- */

void union_find_init(union_find *self, arena *memory, uint32_t count)
{
	*self = (union_find){ARENA_ARRAY(memory, count + 1u, uint32_t), count};
	for (uint32_t i = 0; i < count; i++)
		self->parent[i] = i;
}

uint32_t union_find_root(union_find *self, uint32_t member)
{
	while (self->parent[member] != member) {
		self->parent[member] = self->parent[self->parent[member]];
		member = self->parent[member];
	}
	return member;
}

void union_find_join(union_find *self, uint32_t a, uint32_t b)
{
	a = union_find_root(self, a);
	b = union_find_root(self, b);
	if (a < b)
		self->parent[b] = a;
	else
		self->parent[a] = b;
}

/* ---- buckets ---- */

typedef struct bucket_entry {
	uint64_t bucket;
	uint32_t member;
	uint32_t name;             /* that all of the bucket share; 0: none */
} bucket_entry;

typedef struct buckets {
	bucket_entry *entries, *room;   /* as much of each */
	size_t count;
	size_t *starts;
} buckets;

enum { DIGITS = 1 << 16 };

static void buckets_init(buckets *self, arena *memory, size_t most)
{
	*self = (buckets){
		.entries = ARENA_ARRAY(memory, most + 1, bucket_entry), .room = ARENA_ARRAY(memory, most + 1, bucket_entry),
		.starts = ARENA_ARRAY(memory, DIGITS + 1u, size_t),
	};
}

static void put(buckets *self, uint64_t bucket, uint32_t member, uint32_t name)
{
	self->entries[self->count++] = (bucket_entry){bucket, member, name};
}

static uint64_t mix(uint64_t a, uint64_t b)
{
	uint64_t mixed = (a ^ (b + 0x9E3779B97F4A7C15u)) * 0xBF58476D1CE4E5B9u;
	mixed = (mixed ^ mixed >> 29) * 0x94D049BB133111EBu;
	return mixed ^ mixed >> 32;
}

/* Bytes of the bucket from the lowest on: entries of one bucket come to stand together, in the order they were put. */
static void sort_entries(buckets *self)
{
	size_t *starts = self->starts;
	for (unsigned shift = 0; shift < 64; shift += 16) {
		memset(starts, 0, (DIGITS + 1u) * sizeof *starts);
		for (size_t i = 0; i < self->count; i++)
			starts[(self->entries[i].bucket >> shift & 0xFFFF) + 1]++;
		for (size_t i = 1; i <= DIGITS; i++)
			starts[i] += starts[i - 1];
		for (size_t i = 0; i < self->count; i++)
			self->room[starts[self->entries[i].bucket >> shift & 0xFFFF]++] = self->entries[i];
		bucket_entry *swap = self->entries;
		self->entries = self->room;
		self->room = swap;
	}
}

/* ---- reports printed again ---- */

/* A reprint comes within so many days, shares so many pairs of words, and so much of the shorter report's. */
enum { REPRINT_DAYS = 14, LEAST_SHARED = 4 };
static const double LEAST_SIMILARITY = 0.25;

double reprint_similarity(const report_profile *a, const report_profile *b)
{
	uint32_t names, shared = hashes_shared(a->pairs, b->pairs, &names);
	uint32_t least = a->pairs.count < b->pairs.count ? a->pairs.count : b->pairs.count;
	return shared < LEAST_SHARED ? 0 : (double)shared / least;
}

static bool is_reprint(const report_profile *a, const report_profile *b)
{
	if (a->day != NO_DAY && b->day != NO_DAY && abs(a->day - b->day) > REPRINT_DAYS)
		return false;
	return reprint_similarity(a, b) >= LEAST_SIMILARITY;
}

/* Which of two overlapping rows of time spans a day is in; days that are less than `width` apart share one in one of
 * the rows. */
static uint64_t span_of_time(int32_t day, int32_t width, int row)
{
	if (day == NO_DAY)
		return 0;
	return (uint64_t)((int64_t)day + 4000000 + row * width) / (uint64_t)(2 * width) + 1;
}

static void compare_bucket_of_reports(const profiles *profiles, const bucket_entry *entries, size_t count,
	union_find *sets)
{
	for (size_t i = 1; i < count; i++)
		for (size_t j = 0; j < i; j++) {
			const report_profile *a = &profiles->reports[entries[i].member];
			const report_profile *b = &profiles->reports[entries[j].member];
			if ((a->is_new || b->is_new)
					&& union_find_root(sets, entries[i].member) != union_find_root(sets, entries[j].member)
					&& is_reprint(a, b))
				union_find_join(sets, entries[i].member, entries[j].member);
		}
}

void find_reprints(const profiles *profiles, arena *memory, union_find *sets)
{
	size_t most = 0;
	for (uint32_t i = 0; i < profiles->report_count; i++)
		most += profiles->reports[i].pairs.count;
	buckets all;
	buckets_init(&all, memory, most);
	/* Reports without a day are in both rows, and compared twice: no harm. */
	for (int row = 0; row < 2; row++) {
		all.count = 0;
		for (uint32_t i = 0; i < profiles->report_count; i++) {
			const report_profile *report = &profiles->reports[i];
			uint64_t span = span_of_time(report->day, REPRINT_DAYS + 1, row);
			for (uint32_t k = 0; k < report->pairs.count; k++)
				put(&all, mix(report->pairs.items[k], span), i, 0);
		}
		sort_entries(&all);
		for (size_t start = 0, end; start < all.count; start = end) {
			for (end = start + 1; end < all.count && all.entries[end].bucket == all.entries[start].bucket;)
				end++;
			compare_bucket_of_reports(profiles, &all.entries[start], end - start, sets);
		}
	}
}

/* ---- records of one event ---- */

/* Of a report's names, those with the lowest hashes: two reports of a third in common share one of theirs with a
 * probability of more than .999 (MinHash); those that share less, often enough. */
enum { NAMES = 20, IN_TIME = NAMES + 2, EVENT_DAYS = 5 };

static uint64_t scatter(uint32_t hash)
{
	return mix(hash, 1);
}

/* The lowest by another hash, which has nothing to do with the order that they stand in. */
static void lowest_names(hashes topic, uint32_t *out)
{
	size_t count = 0;
	for (uint32_t i = 0; i < topic.count; i++) {
		uint32_t name = topic.items[i];
		if (!(name & 1) || (count == NAMES && scatter(name) >= scatter(out[count - 1])))
			continue;
		size_t at = count < NAMES ? count++ : count - 1;
		for (; at > 0 && scatter(out[at - 1]) > scatter(name); at--)
			out[at] = out[at - 1];
		out[at] = name;
	}
}

/* Under its time, whatever it shares with others whose trigger begins alike. */
static void put_record_in_time(const record_profile *record, uint32_t number, uint64_t time, const uint32_t *names,
	size_t name_count, buckets *out)
{
	uint64_t trigger = mix(mix(time, record->type), record->stem);
	for (size_t i = 0; i < name_count; i++)
		put(out, mix(trigger, names[i]), number, names[i]);
	if (record->actor_count && record->recipient_count)
		put(out, mix(mix(trigger, record->actors[0].code), record->recipients[0].code), number, 0);
	/* Within a report. */
	if (record->lemma)
		put(out, mix(trigger, (uint64_t)record->report << 8 | 3), number, 0);
}

static int32_t day_of(const profiles *profiles, const record_profile *record)
{
	return record->first_day != NO_DAY ? record->first_day : profiles->reports[record->report].day;
}

/* What does not depend on the row stands in the first one. */
static void put_record(const profiles *profiles, uint32_t number, int row, const uint32_t *names, size_t name_count,
	buckets *out)
{
	const record_profile *record = &profiles->records[number];
	int32_t day = day_of(profiles, record);
	if (row == 0 || day != NO_DAY)
		put_record_in_time(record, number, span_of_time(day, EVENT_DAYS, row), names, name_count, out);
	if (row > 0)
		return;
	/* In a report without a day, the event of a stated day meets those without one. */
	if (profiles->reports[record->report].day == NO_DAY && day != NO_DAY)
		put_record_in_time(record, number, span_of_time(NO_DAY, EVENT_DAYS, row), names, name_count, out);
	/* Other words join only where town and day agree (compare.c). */
	if (record->place && record->resolution >= 4 && record->first_day != NO_DAY
			&& record->first_day == record->last_day)
		put(out, mix(mix(mix(record->type, 2), record->place), (uint32_t)record->first_day), number, 0);
}

static bool is_new(const profiles *profiles, uint32_t record)
{
	return profiles->reports[profiles->records[record].report].is_new;
}

/* The lowest names of each report, NAMES to a report; 0 behind the last. */
typedef struct report_names {
	const profiles *profiles;
	uint32_t *names;
} report_names;

/* Two that share many names meet in many buckets: they are compared in that of the first name that both have, and in
 * the first row in which both stand in one span of time. */
static bool is_first_meeting(const report_names *self, const record_profile *a, const record_profile *b, uint32_t name,
	int row)
{
	const uint32_t *x = &self->names[(size_t)a->report * NAMES], *y = &self->names[(size_t)b->report * NAMES];
	if (row > 0 && span_of_time(day_of(self->profiles, a), EVENT_DAYS, 0)
			== span_of_time(day_of(self->profiles, b), EVENT_DAYS, 0))
		return false;
	if (!name)
		return true;
	for (size_t i = 0, j = 0; i < NAMES && j < NAMES && x[i] && y[j];) {
		if (x[i] == y[j])
			return x[i] == name;
		if (scatter(x[i]) < scatter(y[j]))
			i++;
		else
			j++;
	}
	return true;
}

static void compare_bucket_of_records(const report_names *names, const bucket_entry *entries, size_t count, int row,
	union_find *sets)
{
	const profiles *profiles = names->profiles;
	for (size_t i = 1; i < count; i++)
		for (size_t j = 0; j < i; j++) {
			uint32_t a = entries[i].member, b = entries[j].member;
			const record_profile *one = &profiles->records[a], *other = &profiles->records[b];
			if ((!is_new(profiles, a) && !is_new(profiles, b)) || union_find_root(sets, a) == union_find_root(sets, b)
					|| !is_first_meeting(names, one, other, entries[i].name, row))
				continue;
			evidence found = compare_records(profiles, one, other);
			if (!found.veto && found.sum >= ENOUGH_EVIDENCE)
				union_find_join(sets, a, b);
		}
}

/* Into how many buckets records of the type go at most. */
static size_t count_buckets(const profiles *profiles, int type)
{
	size_t most = 0;
	for (uint32_t i = 0; i < profiles->record_count; i++)
		if (profiles->records[i].type == type)
			most += (profiles->reports[profiles->records[i].report].day == NO_DAY ? 2 * IN_TIME : IN_TIME) + 1;
	return most;
}

static void put_records(const report_names *self, int type, int row, buckets *out)
{
	const profiles *profiles = self->profiles;
	for (uint32_t i = 0; i < profiles->record_count; i++) {
		const record_profile *record = &profiles->records[i];
		const uint32_t *names = &self->names[(size_t)record->report * NAMES];
		size_t count = 0;
		if (record->type != type)
			continue;
		while (count < NAMES && names[count])
			count++;
		put_record(profiles, i, row, names, count, out);
	}
}

/* Type by type, which needs a fraction of the memory. */
void find_events(const profiles *profiles, arena *memory, union_find *sets)
{
	size_t most = 0;
	buckets all;
	report_names names = {profiles, ARENA_ARRAY(memory, (size_t)profiles->report_count * NAMES + 1, uint32_t)};
	for (uint32_t i = 0; i < profiles->report_count; i++)
		lowest_names(profiles->reports[i].topic, &names.names[(size_t)i * NAMES]);
	for (int type = BEDE_AGREE; type <= BEDE_ASSAULT; type++) {
		size_t count = count_buckets(profiles, type);
		most = count > most ? count : most;
	}
	buckets_init(&all, memory, most);
	for (int type = BEDE_AGREE; type <= BEDE_ASSAULT; type++)
		for (int row = 0; row < 2; row++) {
			all.count = 0;
			put_records(&names, type, row, &all);
			sort_entries(&all);
			for (size_t start = 0, end; start < all.count; start = end) {
				for (end = start + 1; end < all.count && all.entries[end].bucket == all.entries[start].bucket;)
					end++;
				compare_bucket_of_records(&names, &all.entries[start], end - start, row, sets);
			}
		}
}
