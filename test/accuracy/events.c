/*
 * events.c — scores event records against hand-coded reports, as doc/accuracy.md describes:
 *
 *     build/test/accuracy/events NAME reports.jsonl gold.jsonl
 *
 * Prints a line "NAME.measure,value" for precision, recall and F1 at three levels (type and sentence right; the country
 * of both sides right too; their whole codes) and for the share of right attributes among the rows found.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bede.h"

enum { LEVELS = 4, MOST = 4096 };    /* nothing, event, dyad, full */

typedef struct row {
	json_t *json;
	uint32_t from, to;        /* of the trigger, in bytes */
	bool required, taken;
} row;

typedef struct pairing {
	size_t row, record;
	int level;
	bool over;                /* the record's trigger meets the row's */
} pairing;

typedef struct tally {
	const char *name;
	unsigned right, all;
} tally;

static tally attributes[] = {{"date", 0, 0}, {"place", 0, 0}, {"quantity", 0, 0}, {"source", 0, 0}, {"mode", 0, 0},
	{"aux", 0, 0}, {"hedged", 0, 0}, {"own-voice", 0, 0}};
static unsigned hits[LEVELS], needed, coded, neutral;

static const char *text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static bool lists(const json_t *list, const char *value)
{
	size_t i;
	json_t *item;

	json_array_foreach(list, i, item)
		if (json_string_value(item) && strcmp(json_string_value(item), value) == 0)
			return true;
	return false;
}

/* Does the list hold the code, or, unless `whole`, one of the same country? */
static bool lists_code(const json_t *list, const char *code, bool whole)
{
	size_t i;
	json_t *item;

	if (whole)
		return lists(list, code);
	json_array_foreach(list, i, item)
		if (json_string_value(item) && strncmp(json_string_value(item), code, 3) == 0)
			return true;
	return false;
}

/* "PRKMIL"; a bare sector counts as its own country. */
static const char *code_of(const bede_party *party, char out[16])
{
	snprintf(out, 16, "%s%s", party->code ? party->code : "", party->sector ? party->sector : "");
	return out;
}

/* A right party, and no stated one from another country; nobody stated with a country where the gold has nobody. */
static bool side_right(const json_t *gold, const bede_party *parties, size_t count, bool whole)
{
	bool found = false;
	char code[16];

	if (json_array_size(gold) == 0) {
		for (size_t i = 0; i < count; i++)
			if (parties[i].code && !parties[i].inferred)
				return false;
		return true;
	}
	for (size_t i = 0; i < count; i++) {
		if (!code_of(&parties[i], code)[0])
			continue;
		found |= lists_code(gold, code, whole);
		if (!parties[i].inferred && !lists_code(gold, code, false))
			return false;
	}
	return found;
}

static bool both_right(const json_t *a, const json_t *b, const bede_record *record, bool whole)
{
	bool first = json_array_size(a) == 0, second = json_array_size(b) == 0;
	char code[16];

	for (size_t i = 0; i < record->actor_count; i++) {
		if (!code_of(&record->actors[i], code)[0])
			continue;
		first |= lists_code(a, code, whole);
		second |= lists_code(b, code, whole);
		if (!record->actors[i].inferred && !lists_code(a, code, false) && !lists_code(b, code, false))
			return false;
	}
	return first && second;
}

static bool roles_right(const json_t *gold, const bede_record *record, bool whole)
{
	const json_t *a = json_object_get(gold, "actor"), *b = json_object_get(gold, "recipient");

	if (side_right(a, record->actors, record->actor_count, whole)
		&& side_right(b, record->recipients, record->recipient_count, whole))
		return true;
	if (!json_is_true(json_object_get(gold, "symmetric")))
		return false;
	if (side_right(a, record->recipients, record->recipient_count, whole)
		&& side_right(b, record->actors, record->actor_count, whole))
		return true;
	return !record->recipient_count && record->actor_count > 1 && both_right(a, b, record, whole);
}

static int level_of(const row *gold, const bede_record *record)
{
	const char *type = bede_event_name(record->type);

	if (gold->from < record->sentence_span.start || gold->from >= record->sentence_span.end || !type
		|| !lists(json_object_get(gold->json, "event"), type))
		return 0;
	if (!roles_right(gold->json, record, false))
		return 1;
	return roles_right(gold->json, record, true) ? 3 : 2;
}

static void note(const char *name, bool right)
{
	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
		if (strcmp(attributes[i].name, name) == 0) {
			attributes[i].right += right;
			attributes[i].all++;
		}
}

static bool date_right(const json_t *dates, const bede_record *record)
{
	char range[64] = "";
	size_t i;
	json_t *item;

	if (record->date && record->enddate)
		snprintf(range, sizeof range, "%s/%s", record->date, record->enddate);
	json_array_foreach(dates, i, item) {
		const char *date = json_string_value(item);
		if ((record->date && strcmp(record->date, date) == 0) || strcmp(range, date) == 0
			|| (record->date_value && strcmp(record->date_value, date) == 0))
			return true;
	}
	return false;
}

/* A bound that the gold names is the record's, "more than 20" (no max, or null) has none. */
static bool bound_right(const json_t *gold, const char *key, bool has, double value)
{
	const json_t *bound = json_object_get(gold, key);
	return !bound || (json_is_null(bound) ? !has : has && json_number_value(bound) == value);
}

static bool text_right(const json_t *gold, const char *key, const char *value)
{
	const json_t *wanted = json_object_get(gold, key);
	return !wanted || (json_is_null(wanted) ? !value : value && strcmp(json_string_value(wanted), value) == 0);
}

static bool quantity_right(const json_t *gold, const bede_record *record)
{
	for (size_t i = 0; i < record->quantity_count; i++) {
		const bede_quantity *found = &record->quantities[i];
		if (bound_right(gold, "min", found->has_min, found->min) && bound_right(gold, "max", found->has_max, found->max)
				&& text_right(gold, "unit", found->unit) && text_right(gold, "per", found->per))
			return true;
	}
	return false;
}

static void judge_attributes(const json_t *gold, const bede_record *record)
{
	static const struct { const char *name; unsigned bit; } aux[] = {{"historical", BEDE_HISTORICAL},
		{"future", BEDE_FUTURE}, {"hypothetical", BEDE_HYPOTHETICAL}, {"negation", BEDE_NEGATION}};
	const json_t *list;
	bool right = false;

	if (json_array_size(list = json_object_get(gold, "date")))
		note("date", date_right(list, record));
	if ((list = json_object_get(gold, "loc")))
		note("place", record->place.country_code && text_of(list, "country")
			&& strcmp(record->place.country_code, text_of(list, "country")) == 0);
	if ((list = json_object_get(gold, "quantity")))
		note("quantity", quantity_right(list, record));
	if (json_array_size(list = json_object_get(gold, "source"))) {
		for (size_t i = 0; i < record->attribution_count; i++) {
			char code[16];
			right |= code_of(&record->attributions[i].source, code)[0] && lists_code(list, code, false);
		}
		note("source", right);
	} else {
		note("own-voice", record->attribution_count == 0);
	}
	if (json_is_true(json_object_get(gold, "hedged")))
		note("hedged", record->certainty != BEDE_CERTAIN);
	if (json_array_size(list = json_object_get(gold, "aux"))) {
		right = false;
		for (size_t i = 0; i < sizeof aux / sizeof *aux; i++)
			right |= (record->aux_modes & aux[i].bit) && lists(list, aux[i].name);
		note("aux", right);
	}
	if (json_array_size(list = json_object_get(gold, "mode"))) {
		right = false;
		for (const char *const *mode = record->modes; *mode; mode++)
			right |= lists(list, *mode);
		note("mode", right);
	}
}

/* Best pairs first: trigger over the anchor, then the level, then required rows, then the order of the text. */
static bool better(const pairing *a, const pairing *b, const row *rows)
{
	if (a->over != b->over)
		return a->over;
	if (a->level != b->level)
		return a->level > b->level;
	return rows[a->row].required && !rows[b->row].required;
}

static void score_report(row *rows, size_t row_count, const bede_record *records, size_t record_count)
{
	static pairing pairs[MOST];
	static bool used[MOST];
	size_t count = 0;

	memset(used, 0, sizeof used);
	coded += (unsigned)record_count;
	for (size_t i = 0; i < row_count; i++) {
		needed += rows[i].required;
		for (size_t k = 0; k < record_count && k < MOST; k++) {
			int level = level_of(&rows[i], &records[k]);
			if (level && count < MOST)
				pairs[count++] = (pairing){i, k, level, records[k].event_span.start < rows[i].to
					&& records[k].event_span.end > rows[i].from};
		}
	}
	for (;;) {
		const pairing *best = NULL;
		for (size_t i = 0; i < count; i++)
			if (!rows[pairs[i].row].taken && !used[pairs[i].record] && (!best || better(&pairs[i], best, rows)))
				best = &pairs[i];
		if (!best)
			return;
		rows[best->row].taken = used[best->record] = true;
		if (!rows[best->row].required) {
			neutral++;
			continue;
		}
		for (int level = 1; level <= best->level; level++)
			hits[level]++;
		judge_attributes(rows[best->row].json, &records[best->record]);
	}
}

static json_t *load_lines(const char *path)
{
	FILE *file = fopen(path, "r");
	json_t *list = json_array();
	json_error_t problem;

	if (!file) {
		fprintf(stderr, "events: cannot open '%s'\n", path);
		exit(3);
	}
	for (json_t *item; (item = json_loadf(file, JSON_DISABLE_EOF_CHECK, &problem)) != NULL;)
		json_array_append_new(list, item);
	fclose(file);
	return list;
}

static size_t rows_of(json_t *gold, const char *id, const char *text, row *rows)
{
	size_t i, count = 0;
	json_t *item;

	json_array_foreach(gold, i, item) {
		const char *anchor = text_of(item, "anchor"), *trigger = text_of(item, "trigger");
		const char *at = strcmp(text_of(item, "doc"), id) == 0 ? strstr(text, anchor) : NULL;
		if (!at || count == MOST)
			continue;
		size_t length = strlen(anchor);
		if (trigger && strstr(anchor, trigger)) {
			at += strstr(anchor, trigger) - anchor;
			length = strlen(trigger);
		}
		rows[count++] = (row){item, (uint32_t)(at - text), (uint32_t)((size_t)(at - text) + length),
			json_is_true(json_object_get(item, "required")), false};
	}
	return count;
}

static void print_score(const char *name, const char *measure, double value)
{
	printf("%s.%s,%.3f\n", name, measure, value);
}

int main(int argc, char **argv)
{
	static const char *const levels[LEVELS] = {"", "event", "dyad", "full"};
	static row rows[MOST];
	bede_error error;

	if (argc != 4) {
		fputs("usage: events NAME reports.jsonl gold.jsonl\n", stderr);
		return 2;
	}
	bede_data *data = bede_data_open(&(bede_data_options){.data_dir = "."}, &error);
	bede_coder *coder = data ? bede_coder_new(data, NULL, &error) : NULL;
	if (!coder) {
		fprintf(stderr, "events: %s\n", error.message);
		return 3;
	}
	json_t *reports = load_lines(argv[2]), *gold = load_lines(argv[3]), *report;
	size_t i;
	json_array_foreach(reports, i, report) {
		const char *text = text_of(report, "text");
		bede_document document = {.id = text_of(report, "id"), .text = text, .text_length = strlen(text),
			.date = text_of(report, "date"), .publisher = text_of(report, "publisher")};
		const bede_record *records;
		if (!bede_coder_read(coder, &document, &error)) {
			fprintf(stderr, "events: %s: %s\n", document.id, error.message);
			return 1;
		}
		size_t count = bede_coder_records(coder, &records);
		score_report(rows, rows_of(gold, document.id, text, rows), records, count);
	}
	for (int level = 1; level < LEVELS; level++) {
		double p = coded > neutral ? (double)hits[level] / (coded - neutral) : 0;
		double r = needed ? (double)hits[level] / needed : 0;
		char measure[32];
		snprintf(measure, sizeof measure, "%s.precision", levels[level]);
		print_score(argv[1], measure, p);
		snprintf(measure, sizeof measure, "%s.recall", levels[level]);
		print_score(argv[1], measure, r);
		snprintf(measure, sizeof measure, "%s.f1", levels[level]);
		print_score(argv[1], measure, p + r > 0 ? 2 * p * r / (p + r) : 0);
	}
	for (i = 0; i < sizeof attributes / sizeof *attributes; i++)
		print_score(argv[1], attributes[i].name,
			attributes[i].all ? (double)attributes[i].right / attributes[i].all : 0);
	json_decref(reports);
	json_decref(gold);
	bede_coder_free(coder);
	bede_data_close(data);
	return 0;
}
