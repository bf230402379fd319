/*
 * main.c — learns the weights that turn the features of a record into its confidence (model/<language>/event.tsv).
 *
 *     build/train/event --docs reports.jsonl --gold gold.jsonl --quiet wikinews.jsonl > model/en/event.tsv
 *
 * A candidate counts as right when a gold row of its sentence has its type and its two sides, as the scorer of event
 * records judges it; rows that are optional are left out. The lexicon's own examples are candidates too, with less
 * weight: right where the rule must give a record, wrong in sentences for which it must give none; and so are the
 * candidates of reports that tell of nothing political (--quiet, and quiet_reports.txt beside this file, which are our
 * own), all of them wrong. Logistic regression with a Gaussian prior, by full-batch gradient descent; --folds N prints
 * on standard error how candidates of reports that were not trained on are judged, documents kept whole. Nothing of the
 * texts is kept: the result is a weight for each feature.
 */
#include <errno.h>
#include <getopt.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "event/confidence.h"
#include "pipeline.h"

/* Weight of the lexicon's examples beside the reports' candidates: short sentences made up for one rule each. */
static const double NEGATIVE_SHARE = 0.3, POSITIVE_SHARE = 0.02;

/* Weight of an optional row's bare noun, as a candidate that is wrong. */
static const double BARE_SHARE = 0.5;

/* Weight of a candidate in a report that tells of nothing political: there are few of them, while most of a day's news
 * is of that kind. */
static const double QUIET_SHARE = 2;

/* … and in one of our own, which has many more such words than a day's news. */
static const double OWN_QUIET_SHARE = 0.15;

typedef struct example {
	bool features[FEATURE_COUNT];
	double label;             /* 1: type and both sides right */
	double share;             /* weight in the loss */
	bool coded;               /* from a report with gold rows */
	unsigned document;
} example;

typedef struct training {
	example *items;
	size_t count, room;
	unsigned documents;
	double prior;             /* strength of the pull to zero */
	unsigned rounds;
} training;

static void die(const char *what, const char *which)
{
	fprintf(stderr, "train/event: %s '%s'\n", what, which);
	exit(3);
}

static bool has_code(const json_t *list, const char *code, bool country_only)
{
	size_t i;
	json_t *item;

	json_array_foreach(list, i, item) {
		const char *gold = json_string_value(item);
		if (gold && (country_only ? strncmp(gold, code, 3) == 0 : strcmp(gold, code) == 0))
			return true;
	}
	return false;
}

/* One side as the scorer judges it: some party of a right country, and no stated party of a wrong one. */
static bool side_right(const json_t *gold, const event_party *parties, uint32_t count)
{
	bool found = false;

	for (uint32_t i = 0; i < count; i++) {
		const party *p = parties[i].party;
		if (!p)
			continue;
		const char *country = p->code.country[0] ? p->code.country : p->code.sector;
		bool right = has_code(gold, country, true);
		if (!right && !parties[i].inferred && country[0])
			return false;
		found |= right;
	}
	return json_array_size(gold) == 0 || found;
}

/* All parties of both gold sides in one list: for reciprocal events. */
static bool both_right(const json_t *a, const json_t *b, const event *e)
{
	bool first = json_array_size(a) == 0, second = json_array_size(b) == 0;

	for (uint32_t i = 0; i < e->actor_count; i++) {
		const party *p = e->actors[i].party;
		if (!p)
			continue;
		const char *country = p->code.country[0] ? p->code.country : p->code.sector;
		bool in_a = has_code(a, country, true), in_b = has_code(b, country, true);
		if (!in_a && !in_b && !e->actors[i].inferred)
			return false;
		first |= in_a;
		second |= in_b;
	}
	return first && second;
}

static bool sides_right(const json_t *row, const event *e)
{
	const json_t *a = json_object_get(row, "actor"), *b = json_object_get(row, "recipient");

	if (side_right(a, e->actors, e->actor_count) && side_right(b, e->recipients, e->recipient_count))
		return true;
	if (!json_is_true(json_object_get(row, "symmetric")))
		return false;
	if (side_right(b, e->actors, e->actor_count) && side_right(a, e->recipients, e->recipient_count))
		return true;
	return !e->recipient_count && e->actor_count > 1 && both_right(a, b, e);
}

static void add_example(training *self, const event *e, double label, double share, bool coded)
{
	if (self->count == self->room) {
		self->room = self->room ? self->room * 2 : 1024;
		self->items = realloc(self->items, self->room * sizeof *self->items);
		if (!self->items)
			die("out of memory for", "examples");
	}
	example *x = &self->items[self->count++];
	*x = (example){.label = label, .share = share, .coded = coded, .document = self->documents};
	memcpy(x->features, e->features, sizeof x->features);
}

static void judge(training *self, const reading *reading, json_t *rows, const char *text)
{
	for (uint32_t k = 0; k < reading->events.count; k++) {
		const event *e = &reading->events.items[k];
		span sentence = reading->text.sentences[reading->text.tokens[e->trigger].sentence].at;
		double label = 0, share = 1;
		size_t i;
		json_t *row;
		json_array_foreach(rows, i, row) {
			const char *anchor = json_string_value(json_object_get(row, "anchor"));
			const char *trigger = json_string_value(json_object_get(row, "trigger"));
			const char *at = anchor ? strstr(text, anchor) : NULL;
			if (!at)
				continue;
			if (trigger && strstr(anchor, trigger))
				at += strstr(anchor, trigger) - anchor;
			uint32_t offset = (uint32_t)(at - text);
			if (offset < sentence.start || offset >= sentence.end
				|| !has_code(json_object_get(row, "event"), bede_event_name(e->type), false))
				continue;
			bool required = json_is_true(json_object_get(row, "required"));
			bool right = sides_right(row, e);
			if (right && required) {
				label = 1;
				share = 1;
				break;
			}
			if (!required || right)
				share = 0;
		}
		/* "the attacks", with nobody named: a mention of what was told before, which a coder may leave out. */
		if (share == 0 && e->features[FEATURE_NOUN] && e->features[FEATURE_NEITHER_STATED])
			share = BARE_SHARE;
		add_example(self, e, label, share, true);
	}
}

/* The events of one example of the lexicon; `rule`: only those that it made. */
static void take_sentence(training *self, bede_coder *coder, slice sentence, const event_rule *rule, double label,
	double share)
{
	bede_document input = {.id = "example", .text = sentence.at, .text_length = sentence.length,
		.date = "2024-11-21"};

	if (!sentence.length || !bede_coder_read(coder, &input, NULL))
		return;
	for (uint32_t i = 0; i < coder->reading.events.count; i++)
		if (!rule || slice_equal(coder->reading.events.items[i].rule->place, rule->place))
			add_example(self, &coder->reading.events.items[i], label, share, false);
}

static void take_lexicon(training *self, const bede_data *data, bede_coder *coder)
{
	const event_rule *rules;
	uint32_t count = event_lexicon_rules(data->events, &rules);

	for (uint32_t i = 0; i < count; i++) {
		bool none = slice_is(rules[i].expect, "none");
		take_sentence(self, coder, rules[i].example, none ? NULL : &rules[i], none ? 0 : 1,
			none ? NEGATIVE_SHARE : POSITIVE_SHARE);
		take_sentence(self, coder, rules[i].must_not, NULL, 0, NEGATIVE_SHARE);
		self->documents += i % 32 == 31;
	}
}

static json_t *load_lines(const char *path)
{
	FILE *file = fopen(path, "r");
	json_t *list = json_array();
	json_error_t problem;

	if (!file)
		die(strerror(errno), path);
	for (json_t *item; (item = json_loadf(file, JSON_DISABLE_EOF_CHECK, &problem)) != NULL;)
		json_array_append_new(list, item);
	fclose(file);
	return list;
}

static bool is_listed(const char *list, const char *id)
{
	size_t length = strlen(id);

	for (const char *at = strstr(list, id); at; at = strstr(at + 1, id))
		if ((at == list || at[-1] == '\n') && (at[length] == '\n' || !at[length]))
			return true;
	return false;
}

/* Reports named in `ids`, a line each: every candidate in them is wrong. */
static void take_quiet(training *self, bede_coder *coder, const char *reports, const char *ids)
{
	file_map list;
	bede_error error;

	if (!file_map_open(&list, ids, &error))
		die(error.message, ids);
	char *names = strndup(list.bytes, list.length);
	json_t *documents = load_lines(reports), *document;
	size_t i;
	json_array_foreach(documents, i, document) {
		const char *id = json_string_value(json_object_get(document, "id"));
		const char *text = json_string_value(json_object_get(document, "text"));
		bede_document input = {.id = id, .text = text, .text_length = strlen(text),
			.date = json_string_value(json_object_get(document, "date"))};
		if (!names || !is_listed(names, id) || !bede_coder_read(coder, &input, &error))
			continue;
		for (uint32_t k = 0; k < coder->reading.events.count; k++)
			add_example(self, &coder->reading.events.items[k], 0, QUIET_SHARE, false);
		self->documents++;
	}
	free(names);
	json_decref(documents);
	file_map_close(&list);
}

/* Reports of our own that tell of nothing political: blank lines between them, comments at the top. */
static void take_own_quiet(training *self, bede_coder *coder, const char *path)
{
	FILE *file = fopen(path, "r");
	char line[512], report[8192] = "";
	bool more = true;

	if (!file)
		die(strerror(errno), path);
	while (more) {
		more = fgets(line, sizeof line, file) != NULL;
		if (more && line[0] == '#')
			continue;
		if (more && line[0] != '\n') {
			if (strlen(report) + strlen(line) + 2 > sizeof report)
				die("a report is too long in", path);
			line[strcspn(line, "\n")] = ' ';
			strcat(report, line);
			continue;
		}
		bede_document input = {.id = "own", .text = report, .text_length = strlen(report), .date = "2024-11-21"};
		if (report[0] && bede_coder_read(coder, &input, NULL)) {
			for (uint32_t k = 0; k < coder->reading.events.count; k++)
				add_example(self, &coder->reading.events.items[k], 0, OWN_QUIET_SHARE, false);
			self->documents++;
		}
		report[0] = '\0';
	}
	fclose(file);
}

static void collect(training *self, const char *docs, const char *gold, const char *quiet, const char *ids)
{
	bede_error error;
	bede_data *data = bede_data_open(NULL, &error);
	bede_coder_options options = {.minimum_confidence = -1};
	bede_coder *coder = data ? bede_coder_new(data, &options, &error) : NULL;
	json_t *documents = load_lines(docs), *rows = load_lines(gold), *document;
	size_t i;

	if (!coder)
		die(error.message, error.file);
	coder->events.features = true;
	json_array_foreach(documents, i, document) {
		const char *text = json_string_value(json_object_get(document, "text"));
		const char *id = json_string_value(json_object_get(document, "id"));
		bede_document input = {.id = id, .text = text, .text_length = strlen(text),
			.date = json_string_value(json_object_get(document, "date"))};
		json_t *own = json_array(), *row;
		size_t k;
		json_array_foreach(rows, k, row)
			if (strcmp(json_string_value(json_object_get(row, "doc")), id) == 0)
				json_array_append(own, row);
		if (!bede_coder_read(coder, &input, &error))
			die(error.message, id);
		judge(self, &coder->reading, own, text);
		json_decref(own);
		self->documents++;
	}
	take_lexicon(self, data, coder);
	take_own_quiet(self, coder, "train/event/quiet_reports.txt");
	if (quiet)
		take_quiet(self, coder, quiet, ids);
	json_decref(documents);
	json_decref(rows);
	bede_coder_free(coder);
	bede_data_close(data);
}

/* Fits on every document but those of `left_out` (-1: all). */
static void fit(const training *self, unsigned folds, int left_out, double weights[FEATURE_COUNT])
{
	memset(weights, 0, FEATURE_COUNT * sizeof *weights);
	for (unsigned round = 0; round < self->rounds; round++) {
		double gradient[FEATURE_COUNT] = {0}, total = 0;
		for (size_t i = 0; i < self->count; i++) {
			const example *x = &self->items[i];
			if (x->share == 0 || (left_out >= 0 && x->document % folds == (unsigned)left_out))
				continue;
			double miss = x->share * (features_confidence(weights, x->features) - x->label);
			total += x->share;
			for (unsigned f = 0; f < FEATURE_COUNT; f++)
				if (x->features[f])
					gradient[f] += miss;
		}
		for (unsigned f = 0; f < FEATURE_COUNT; f++)
			weights[f] -= 2.0 / total * (gradient[f] + self->prior * (f == FEATURE_BIAS ? 0 : weights[f]));
	}
}

static void cross_validate(const training *self, unsigned folds)
{
	double loss = 0, total = 0;
	size_t bins[10] = {0}, right[10] = {0};

	for (unsigned fold = 0; fold < folds; fold++) {
		double weights[FEATURE_COUNT];
		fit(self, folds, (int)fold, weights);
		for (size_t i = 0; i < self->count; i++) {
			const example *x = &self->items[i];
			/* The table is about coded reports and what counts in them. */
			if (!x->coded || x->share < 1 || x->document % folds != fold)
				continue;
			double p = features_confidence(weights, x->features);
			loss -= log(x->label > 0.5 ? p : 1 - p);
			total++;
			unsigned bin = p >= 1 ? 9 : (unsigned)(p * 10);
			bins[bin]++;
			right[bin] += x->label > 0.5;
		}
	}
	fprintf(stderr, "%zu candidates, %.0f judged; log loss %.3f, held out\nconfidence  candidates  right\n", self->count,
		total, total ? loss / total : 0);
	for (unsigned i = 0; i < 10; i++)
		fprintf(stderr, "%.1f to %.1f %10zu %8.2f\n", i / 10.0, (i + 1) / 10.0, bins[i],
			bins[i] ? (double)right[i] / (double)bins[i] : 0);
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{"docs", required_argument, NULL, 'd'}, {"gold", required_argument, NULL, 'g'},
		{"quiet", required_argument, NULL, 'q'}, {"quiet-ids", required_argument, NULL, 'i'},
		{"folds", required_argument, NULL, 'f'}, {"prior", required_argument, NULL, 'p'},
		{"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0},
	};
	const char *docs = NULL, *gold = NULL, *quiet = NULL, *ids = "train/event/unpolitical.txt";
	training self = {.prior = 3, .rounds = 3000};
	unsigned folds = 8;
	double weights[FEATURE_COUNT];

	for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
		switch (option) {
		case 'd':
			docs = optarg;
			break;
		case 'g':
			gold = optarg;
			break;
		case 'q':
			quiet = optarg;
			break;
		case 'i':
			ids = optarg;
			break;
		case 'f':
			folds = (unsigned)strtoul(optarg, NULL, 10);
			break;
		case 'p':
			self.prior = strtod(optarg, NULL);
			break;
		default:
			fprintf(option == 'h' ? stdout : stderr, "usage: event --docs REPORTS.jsonl --gold ROWS.jsonl "
				"[--quiet REPORTS.jsonl [--quiet-ids FILE]] [--folds 8] [--prior 3] > model/en/event.tsv\n");
			return option == 'h' ? 0 : 2;
		}
	}
	if (!docs || !gold || folds < 2) {
		fprintf(stderr, "train/event: --docs and --gold name the reports and their rows; see --help\n");
		return 2;
	}
	collect(&self, docs, gold, quiet, ids);
	cross_validate(&self, folds);
	fit(&self, folds, -1, weights);
	printf("# Weights of the features that make a record's confidence: logistic regression (src/event/confidence.h names\n"
		"# the features). Generated by train/event/main.c from hand-coded reports and the lexicon's examples:\n"
		"# %zu candidates, prior %g.\n",
		self.count, self.prior);
	for (unsigned f = 0; f < FEATURE_COUNT; f++)
		printf("%s\t%.3f\n", feature_name((feature)f), weights[f]);
	free(self.items);
	return 0;
}
