/*
 * times.c — scores time expressions as TempEval-3 does:
 *
 *     build/test/accuracy/times FILE.jsonl…     a report a line: id, text, date, times [{start, end, type, value}]
 *
 * Prints lines "strict P 85.7 R 89.8 F1 87.7": spans that are the same; spans that meet; of those, the ones whose type
 * or value is the same.
 */
#include "annotated.h"

enum { STRICT, RELAXED, TYPE, VALUE, MEASURES, MOST_TIMES = 1024 };

static unsigned hits[MEASURES], in_gold, in_ours;

static bool same(const json_t *a, const json_t *b, const char *key)
{
	return strcmp(string_of(a, key), string_of(b, key)) == 0;
}

/* Each expression of the gold takes the one that has its span, else the first that meets it. */
static void score(const json_t *gold, const json_t *ours)
{
	static bool taken[MOST_TIMES];
	size_t i, k;
	json_t *wanted, *item;
	memset(taken, 0, sizeof taken);
	in_gold += (unsigned)json_array_size(gold);
	in_ours += (unsigned)json_array_size(ours);
	json_array_foreach(gold, i, wanted) {
		const json_t *found = NULL;
		size_t place = 0;
		bool exact = false;
		json_array_foreach(ours, k, item) {
			if (k >= MOST_TIMES || taken[k] || number_of(item, "start") >= number_of(wanted, "end")
					|| number_of(item, "end") <= number_of(wanted, "start"))
				continue;
			bool same_span = number_of(item, "start") == number_of(wanted, "start")
				&& number_of(item, "end") == number_of(wanted, "end");
			if (!found || (same_span && !exact)) {
				found = item;
				place = k;
				exact = same_span;
			}
		}
		if (!found)
			continue;
		taken[place] = true;
		hits[RELAXED]++;
		hits[STRICT] += exact;
		hits[TYPE] += same(found, wanted, "type");
		hits[VALUE] += same(found, wanted, "value");
	}
}

int main(int argc, char **argv)
{
	static const char *const names[MEASURES] = {"strict", "relaxed", "type", "value"};
	if (argc < 2) {
		fputs("usage: times FILE.jsonl…\n", stderr);
		return 2;
	}
	annotator annotator = annotator_open("times");
	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "r");
		json_error_t problem;
		if (!file) {
			fprintf(stderr, "times: cannot open '%s'\n", argv[i]);
			return 3;
		}
		for (json_t *report; (report = json_loadf(file, JSON_DISABLE_EOF_CHECK, &problem)) != NULL;) {
			const char *date = json_string_value(json_object_get(report, "date"));
			json_t *layers = annotate(&annotator, string_of(report, "id"), string_of(report, "text"), date);
			score(json_object_get(report, "times"), json_object_get(layers, "times"));
			json_decref(layers);
			json_decref(report);
		}
		fclose(file);
	}
	for (int i = 0; i < MEASURES; i++) {
		double p = in_ours ? (double)hits[i] / in_ours : 0, r = in_gold ? (double)hits[i] / in_gold : 0;
		printf("%s P %.1f R %.1f F1 %.1f\n", names[i], 100 * p, 100 * r, p + r > 0 ? 200 * p * r / (p + r) : 0);
	}
	annotator_close(&annotator);
	return 0;
}
