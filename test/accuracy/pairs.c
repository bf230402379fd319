/*
 * pairs.c — the relation between two given mentions, against sentences with one marked pair and its type:
 *
 *     build/test/accuracy/pairs NAME pairs.jsonl [--confusions]
 *
 * Prints a line "NAME.measure,value": the share that got a relation, the share right, the F1 averaged over the types
 * and over the four quad classes. "YIELD" stands for CONCEDE and RETREAT together; no relation is an answer like any
 * other, and wrong. --confusions prints which type was taken for which, most frequent first, and no sentence.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bede.h"

enum { TYPES_MOST = 32, NONE = 0 };

static char types[TYPES_MOST][16] = {"none"};
static unsigned type_count = 1;
static unsigned counts[TYPES_MOST][TYPES_MOST];     /* [gold][answer] */

static unsigned type_number(const char *name)
{
	for (unsigned i = 0; i < type_count; i++)
		if (strcmp(types[i], name) == 0)
			return i;
	if (type_count == TYPES_MOST) {
		fputs("pairs: too many types\n", stderr);
		exit(1);
	}
	snprintf(types[type_count], sizeof types[0], "%s", name);
	return type_count++;
}

static unsigned quad_of(const char *name)
{
	static const char *const quads[] = {" none ", " AGREE CONSULT SUPPORT ", " YIELD COOPERATE AID ",
		" REQUEST ACCUSE REJECT THREATEN ", " PROTEST SANCTION MOBILIZE COERCE ASSAULT "};
	char wanted[24];

	snprintf(wanted, sizeof wanted, " %s ", name);
	for (unsigned i = 1; i < sizeof quads / sizeof *quads; i++)
		if (strstr(quads[i], wanted))
			return i;
	return NONE;
}

static double macro(unsigned size, unsigned table[TYPES_MOST][TYPES_MOST])
{
	double sum = 0;
	unsigned classes = 0;

	for (unsigned t = 0; t < size; t++) {
		unsigned gold = 0, answered = 0;
		for (unsigned k = 0; k < size; k++) {
			gold += table[t][k];
			answered += table[k][t];
		}
		if (!gold)
			continue;
		classes++;
		sum += 2.0 * table[t][t] / (gold + answered);
	}
	return classes ? sum / classes : 0;
}

static double quad_macro(void)
{
	static unsigned table[TYPES_MOST][TYPES_MOST];

	for (unsigned g = 0; g < type_count; g++)
		for (unsigned a = 0; a < type_count; a++)
			table[quad_of(types[g])][quad_of(types[a])] += counts[g][a];
	return macro(5, table);
}

/* The byte that a code point of the text begins at. */
static uint32_t byte_of(const char *text, json_int_t point)
{
	const char *at = text;

	for (; *at && point > 0; point--)
		do
			at++;
		while ((*at & 0xC0) == 0x80);
	return (uint32_t)(at - text);
}

static bede_span span_of(const char *text, const json_t *range)
{
	if (json_array_size(range) != 2)
		return (bede_span){0, 0};
	return (bede_span){byte_of(text, json_integer_value(json_array_get(range, 0))),
		byte_of(text, json_integer_value(json_array_get(range, 1)))};
}

static const char *answer_of(bede_coder *coder, const json_t *item)
{
	const json_t *asked = json_array_get(json_object_get(item, "pairs"), 0);
	const char *text = json_string_value(json_object_get(item, "text"));
	bede_pair pair = {span_of(text, json_object_get(asked, "actor")), span_of(text, json_object_get(asked, "recipient"))};
	bede_document document = {.id = json_string_value(json_object_get(item, "id")), .text = text,
		.text_length = strlen(text), .pairs = &pair, .pair_count = 1};
	const bede_record *records;
	bede_error error;

	if (!bede_coder_read(coder, &document, &error)) {
		fprintf(stderr, "pairs: %s: %s\n", document.id, error.message);
		exit(1);
	}
	if (!bede_coder_records(coder, &records) || records[0].type == BEDE_NONE)
		return "none";
	if (records[0].type == BEDE_CONCEDE || records[0].type == BEDE_RETREAT)
		return "YIELD";
	return bede_event_name(records[0].type);
}

static void print_confusions(void)
{
	for (unsigned most = ~0u;;) {
		unsigned next = 0;
		for (unsigned g = 0; g < type_count; g++)
			for (unsigned a = 0; a < type_count; a++) {
				if (g == a)
					continue;
				if (counts[g][a] == most)
					printf("%4u %s taken for %s\n", most, types[g], types[a]);
				else if (counts[g][a] < most && counts[g][a] > next)
					next = counts[g][a];
			}
		if (!next)
			return;
		most = next;
	}
}

int main(int argc, char **argv)
{
	/* Every answer, however unsure: the cut is another matter. */
	bede_coder_options options = {.minimum_confidence = -1};
	json_error_t problem;
	bede_error error;
	unsigned all = 0, related = 0, right = 0;

	if (argc < 3 || (argc == 4 && strcmp(argv[3], "--confusions") != 0) || argc > 4) {
		fputs("usage: pairs NAME pairs.jsonl [--confusions]\n", stderr);
		return 2;
	}
	bede_data *data = bede_data_open(&(bede_data_options){.data_dir = "."}, &error);
	bede_coder *coder = data ? bede_coder_new(data, &options, &error) : NULL;
	FILE *file = fopen(argv[2], "r");
	if (!coder || !file) {
		fprintf(stderr, "pairs: %s\n", coder ? argv[2] : error.message);
		return 3;
	}
	for (json_t *item; (item = json_loadf(file, JSON_DISABLE_EOF_CHECK, &problem)) != NULL; json_decref(item)) {
		unsigned gold = type_number(json_string_value(json_object_get(item, "gold")));
		unsigned answer = type_number(answer_of(coder, item));
		counts[gold][answer]++;
		all++;
		related += answer != NONE;
		right += answer == gold;
	}
	fclose(file);
	printf("%s.related,%.3f\n%s.accuracy,%.3f\n%s.f1,%.3f\n%s.quad,%.3f\n", argv[1], all ? (double)related / all : 0,
		argv[1], all ? (double)right / all : 0, argv[1], macro(type_count, counts), argv[1], quad_macro());
	if (argc == 4)
		print_confusions();
	bede_coder_free(coder);
	bede_data_close(data);
	return 0;
}
