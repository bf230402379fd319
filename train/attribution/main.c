/*
 * main.c — learns the weights by which candidate attributions stay or fall (model/<language>/source.tsv).
 *
 *     build/train/attribution --texts reports.jsonl train/attribution/wikinews.jsonl > model/en/source.tsv
 *
 * The marks are stand-off (train/attribution/FORMAT.md); the texts that they speak of are looked up by id in the
 * reports and compared by checksum. Every candidate that the rules propose in these texts is an example: right if it
 * has cue and source of a marked attribution and at least half of its content, as the scorer of attributions judges.
 * Logistic regression with a Gaussian prior. Standard error tells what F1 the threshold gives on texts that were not
 * trained on (--folds, texts kept whole), and which threshold would have been best there; --threshold 0 takes that
 * one. Nothing of the texts is kept: the result is a weight for each feature.
 *
 *     build/train/attribution --check --texts reports.jsonl train/attribution/wikinews.jsonl
 *
 * only checks the marks: checksums, offsets, order.
 */
#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "pipeline.h"
#include "source/scorer.h"
#include "marks.h"

typedef struct example {
	uint32_t features[SCORER_MOST_FEATURES];
	unsigned count;
	unsigned text;
	double label, share, score;
} example;

typedef struct training {
	const source_lexicon *lexicon;
	example *items;
	size_t count, room, marked;
	unsigned texts, folds, rounds;
	double prior;
	uint32_t features;
} training;

static void die(const char *what, const char *which)
{
	fprintf(stderr, "train/attribution: %s '%s'\n", what, which);
	exit(3);
}

/* ---- examples ---- */

typedef struct proposal {
	finder finder;
	bool *inside;
} proposal;

static void propose(void *context)
{
	proposal *self = context;
	finder_propose(&self->finder);
	self->inside = scorer_inside(&self->finder);
}

typedef struct runs {
	mark_range items[MARK_RANGES];
	size_t count;
} runs;

static runs runs_of(const bede_coder *coder, const token_range *ranges, size_t count)
{
	const token *tokens = coder->reading.text.tokens;
	runs out = {.count = 0};
	for (size_t i = 0; i < count && out.count < MARK_RANGES; i++)
		if (ranges[i].first < ranges[i].end)
			out.items[out.count++] = (mark_range){bede_coder_point(coder, tokens[ranges[i].first].at.start),
				bede_coder_point(coder, tokens[ranges[i].end - 1].at.end)};
	return out;
}

static uint32_t shared(const mark_range *a, size_t a_count, const mark_range *b, size_t b_count)
{
	uint32_t sum = 0;
	for (size_t i = 0; i < a_count; i++)
		for (size_t k = 0; k < b_count; k++) {
			uint32_t first = a[i].start > b[k].start ? a[i].start : b[k].start;
			uint32_t end = a[i].end < b[k].end ? a[i].end : b[k].end;
			sum += first < end ? end - first : 0;
		}
	return sum;
}

static uint32_t length_of(const mark_range *ranges, size_t count)
{
	uint32_t sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += ranges[i].end - ranges[i].start;
	return sum;
}

/* How well they agree: content in common over content together; 0: they are not the same attribution. */
static double agreement(const bede_coder *coder, const candidate *found, const mark *gold)
{
	runs source = runs_of(coder, &found->source, 1), cue = runs_of(coder, &found->cue, 1);
	runs content = runs_of(coder, found->content.items, found->content.count);
	uint32_t common = shared(content.items, content.count, gold->content, gold->content_count);
	uint32_t wanted = length_of(gold->content, gold->content_count);
	if (!shared(cue.items, cue.count, gold->cue, gold->cue_count) || common * 2 < wanted
		|| (gold->source_count && !shared(source.items, source.count, gold->source, gold->source_count)))
		return 0;
	return (double)common / (double)(wanted + length_of(content.items, content.count) - common);
}

static void add_examples(training *self, const bede_coder *coder, const proposal *from, const marks *gold)
{
	size_t count = from->finder.found.count;
	bool *taken = calloc(gold->count + 1, sizeof *taken);
	if (self->count + count > self->room) {
		self->room = (self->count + count) * 2;
		self->items = realloc(self->items, self->room * sizeof *self->items);
	}
	if (!taken || !self->items)
		die("out of memory for", gold->id);
	for (size_t i = 0; i < count; i++) {
		const candidate *found = &from->finder.found.items[i];
		example *x = &self->items[self->count];
		if (!found->content.count || scorer_leaves(&from->finder, found))
			continue;
		*x = (example){.text = self->texts, .share = 1};
		x->count = scorer_features(&from->finder, found, from->inside[i], x->features);
		/* the best of the marks that nobody has yet; a second candidate for a mark is neither right nor wrong */
		double best = 0;
		size_t which = 0;
		for (size_t k = 0; k < gold->count; k++) {
			double value = agreement(coder, found, &gold->items[k]);
			if (value > 0 && taken[k])
				x->share = 0;
			else if (value > best)
				best = value, which = k;
		}
		if (best > 0) {
			taken[which] = true;
			x->label = x->share = 1;
		}
		self->count++;
	}
	self->marked += gold->count;
	free(taken);
}

static void collect(training *self, bede_coder *coder, const marks *gold, const bede_document *text)
{
	bede_error error;
	if (!bede_coder_read(coder, text, &error))
		die(error.message, gold->id);
	reading *r = &coder->reading;
	proposal from = {.finder = {.lexicon = self->lexicon, .text = &r->text, .syntax = &r->syntax, .names = &r->names,
		.times = &r->times, .memory = &coder->memory}};
	if (!arena_run(&coder->memory, propose, &from))
		die("out of memory for", gold->id);
	add_examples(self, coder, &from, gold);
	self->texts++;
}

/* ---- learning ---- */

static double probability(const double *weights, const example *x)
{
	double sum = 0;
	for (unsigned i = 0; i < x->count; i++)
		sum += weights[x->features[i]];
	return 1 / (1 + exp(-sum));
}

/*
 * On every text but those of the fold `left_out` (-1: all). Each weight moves by its gradient over a bound of its
 * curvature, so no step is too long however rare the feature.
 */
static void fit(const training *self, int left_out, double *weights)
{
	double *gradient = calloc(self->features, sizeof *gradient), *seen = calloc(self->features, sizeof *seen);
	if (!gradient || !seen)
		die("out of memory for", "weights");
	memset(weights, 0, self->features * sizeof *weights);
	for (unsigned round = 0; round <= self->rounds; round++) {
		memset(gradient, 0, self->features * sizeof *gradient);
		for (size_t i = 0; i < self->count; i++) {
			const example *x = &self->items[i];
			if (x->share == 0 || (left_out >= 0 && x->text % self->folds == (unsigned)left_out))
				continue;
			double miss = x->share * (probability(weights, x) - x->label);
			for (unsigned k = 0; k < x->count; k++) {
				if (round == 0)
					seen[x->features[k]] += x->share * x->count / 4;
				gradient[x->features[k]] += miss;
			}
		}
		for (uint32_t f = 0; f < self->features && round > 0; f++)
			if (seen[f] > 0) {
				double prior = f == 0 ? 0 : self->prior;
				weights[f] -= (gradient[f] + prior * weights[f]) / (seen[f] + prior);
			}
	}
	free(gradient);
	free(seen);
}

static int by_score(const void *left, const void *right)
{
	const example *a = *(const example *const *)left, *b = *(const example *const *)right;
	return a->score > b->score ? -1 : a->score < b->score ? 1 : a < b ? -1 : a > b;
}

/* The probability from which on F1 is best over texts that were not trained on; `asked`: another one to judge. */
static double find_threshold(training *self, double asked)
{
	double *weights = malloc(self->features * sizeof *weights);
	const example **order = malloc((self->count + 1) * sizeof *order);
	size_t kept = 0, right = 0, all_right = 0, judged = 0;
	double best = 0, threshold = 0.5, there = 0;
	if (!weights || !order)
		die("out of memory for", "folds");
	for (unsigned fold = 0; fold < self->folds; fold++) {
		fit(self, (int)fold, weights);
		for (size_t i = 0; i < self->count; i++)
			if (self->items[i].text % self->folds == fold)
				self->items[i].score = probability(weights, &self->items[i]);
	}
	for (size_t i = 0; i < self->count; i++)
		if (self->items[i].share > 0) {
			order[judged++] = &self->items[i];
			all_right += self->items[i].label > 0.5;
		}
	qsort(order, judged, sizeof *order, by_score);
	for (size_t i = 0; i < judged; i++) {
		kept++;
		right += order[i]->label > 0.5;
		double f1 = 2.0 * (double)right / (double)(kept + self->marked);
		there = order[i]->score >= asked ? f1 : there;
		if (f1 > best) {
			best = f1;
			threshold = i + 1 < judged ? (order[i]->score + order[i + 1]->score) / 2 : order[i]->score;
		}
	}
	fprintf(stderr, "%u texts, %zu marked, %zu candidates, %zu of them right\n", self->texts, self->marked, judged,
		all_right);
	fprintf(stderr, "F1 of all candidates %.3f; held out %.3f from a probability of %.2f on, best %.3f from %.2f on\n",
		2.0 * (double)all_right / (double)(judged + self->marked), there, asked, best, threshold);
	free(order);
	free(weights);
	return threshold;
}

static void print_weights(const training *self, const double *weights, char **inputs)
{
	char name[128];
	printf("# Weights of the scorer of attributions, whole thousandths (src/source/scorer.h names the features).\n"
		"# Generated by train/attribution/main.c from");
	for (; *inputs; inputs++)
		printf(" %s", *inputs);
	printf(":\n# %u texts, %zu attributions, %zu candidates, prior %g.\n", self->texts, self->marked, self->count,
		self->prior);
	for (uint32_t f = 0; f < self->features; f++)
		if (fabs(weights[f]) >= 0.0005 && scorer_name(self->lexicon, f, name, sizeof name))
			printf("%s\t%.3f\n", name, weights[f]);
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{"texts", required_argument, NULL, 't'}, {"check", no_argument, NULL, 'c'},
		{"folds", required_argument, NULL, 'f'}, {"prior", required_argument, NULL, 'p'},
		{"threshold", required_argument, NULL, 'q'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0},
	};
	const char *texts = NULL;
	bool check = false;
	double threshold = 0.35;
	training self = {.prior = 20, .rounds = 400, .folds = 8};

	for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
		switch (option) {
		case 't': texts = optarg; break;
		case 'c': check = true; break;
		case 'f': self.folds = (unsigned)strtoul(optarg, NULL, 10); break;
		case 'p': self.prior = strtod(optarg, NULL); break;
		case 'q': threshold = strtod(optarg, NULL); break;
		default:
			fprintf(option == 'h' ? stdout : stderr, "usage: attribution --texts REPORTS.jsonl [--check] [--folds 8] "
				"[--prior 20] [--threshold 0.35] MARKS.jsonl… > model/en/source.tsv\n");
			return option == 'h' ? 0 : 2;
		}
	}
	if (!texts || optind == argc || self.folds < 2) {
		fprintf(stderr, "train/attribution: --texts and the files of marks are missing; see --help\n");
		return 2;
	}
	bede_error error;
	bede_data *data = check ? NULL : bede_data_open(NULL, &error);
	bede_coder *coder = data ? bede_coder_new(data, NULL, &error) : NULL;
	if (!check && !coder)
		die(error.message, error.file);
	if (coder) {
		self.lexicon = coder->data->sources;
		self.features = scorer_feature_count(self.lexicon);
	}
	marks_reader *reader = marks_open(texts);
	size_t read = 0, marked = 0;
	for (char **path = argv + optind; *path; path++) {
		marks gold;
		bede_document text;
		marks_file(reader, *path);
		while (marks_next(reader, &gold, &text)) {
			if (coder)
				collect(&self, coder, &gold, &text);
			read++;
			marked += gold.count;
			marks_clear(&gold);
		}
	}
	unsigned faults = marks_close(reader);
	if (check || faults) {
		printf("%zu texts, %zu attributions, %u faults\n", read, marked, faults);
		return faults ? 1 : 0;
	}
	double *weights = malloc(self.features * sizeof *weights);
	if (!weights)
		die("out of memory for", "weights");
	double best = find_threshold(&self, threshold);
	threshold = threshold > 0 ? threshold : best;
	fit(&self, -1, weights);
	/* 0 is where candidates begin to stay */
	weights[0] -= log(threshold / (1 - threshold));
	print_weights(&self, weights, argv + optind);
	free(weights);
	free(self.items);
	bede_coder_free(coder);
	bede_data_close(data);
	return 0;
}
