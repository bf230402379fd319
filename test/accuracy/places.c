/*
 * places.c — scores toponyms against reports that have each marked with its coordinates, as doc/accuracy.md describes:
 *
 *     build/test/accuracy/places NAME marked.jsonl
 *
 * One report a line: {"id","text","places":[{"start","end","lat","lon"}]}, in code points. Prints a line
 * "NAME.measure,value" for recognition (spans that meet, one to one: precision, recall, f1), acc161 (of the marked ones
 * that have coordinates, those found and put within 161 km, a hundred miles) and resolved161 (of those found only).
 */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline.h"

typedef struct tally {
	unsigned long marked, ours, found, located, placed, near;
} tally;

static void die(const char *what, const char *which)
{
	fprintf(stderr, "places: %s '%s'\n", what, which);
	exit(3);
}

static double radians(double degrees)
{
	return degrees * 3.14159265358979323846 / 180;
}

static double kilometres(double lat, double lon, const place_entry *to)
{
	double a = radians(lat), b = radians(to->lat), half = sin((b - a) / 2), across = sin(radians(to->lon - lon) / 2);
	double square = half * half + cos(a) * cos(b) * across * across;
	return 2 * 6371 * asin(sqrt(square > 1 ? 1 : square));
}

static void score_report(tally *self, bede_coder *coder, const json_t *line)
{
	const char *text = json_string_value(json_object_get(line, "text"));
	bede_document document = {.id = json_string_value(json_object_get(line, "id")), .text = text,
		.text_length = text ? strlen(text) : 0, .date = json_string_value(json_object_get(line, "date"))};
	bede_error error;
	if (!text || !bede_coder_read(coder, &document, &error))
		die("cannot read", document.id ? document.id : "a line without id");
	const reading *read = &coder->reading;
	bool *taken = calloc(read->places.count + 1u, sizeof *taken);
	if (!taken)
		die("out of memory for", "a report");
	self->ours += read->places.count;
	size_t index;
	const json_t *marked;
	json_array_foreach(json_object_get(line, "places"), index, marked) {
		json_int_t start = json_integer_value(json_object_get(marked, "start"));
		json_int_t end = json_integer_value(json_object_get(marked, "end"));
		const json_t *lat = json_object_get(marked, "lat"), *lon = json_object_get(marked, "lon");
		bool located = json_is_number(lat) && json_is_number(lon);
		self->marked++;
		self->located += located;
		for (uint32_t i = 0; i < read->places.count; i++) {
			const toponym *at = &read->places.items[i];
			const token *tokens = read->text.tokens;
			if (taken[i] || bede_coder_point(coder, tokens[at->first].at.start) >= end
					|| bede_coder_point(coder, tokens[at->end - 1].at.end) <= start)
				continue;
			taken[i] = true;
			self->found++;
			self->placed += located;
			self->near += located && at->entry && at->entry->has_coordinates
				&& kilometres(json_number_value(lat), json_number_value(lon), at->entry) <= 161;
			break;
		}
	}
	free(taken);
}

static double share(unsigned long part, unsigned long of)
{
	return of ? (double)part / (double)of : 0;
}

int main(int argc, char **argv)
{
	bede_error error;
	if (argc != 3) {
		fprintf(stderr, "usage: places NAME marked.jsonl\n");
		return 2;
	}
	FILE *file = fopen(argv[2], "r");
	if (!file)
		die("cannot open", argv[2]);
	bede_data *data = bede_data_open(&(bede_data_options){.data_dir = "."}, &error);
	bede_coder *coder = data ? bede_coder_new(data, NULL, &error) : NULL;
	if (!coder)
		die(error.message, error.file);
	tally self = {0};
	json_error_t problem;
	for (json_t *line; (line = json_loadf(file, JSON_DISABLE_EOF_CHECK, &problem)) != NULL;) {
		score_report(&self, coder, line);
		json_decref(line);
	}
	fclose(file);
	bede_coder_free(coder);
	bede_data_close(data);
	if (!self.marked)
		die("no report in", argv[2]);
	printf("%s.precision,%.3f\n%s.recall,%.3f\n", argv[1], share(self.found, self.ours), argv[1],
		share(self.found, self.marked));
	printf("%s.f1,%.3f\n", argv[1], share(2 * self.found, self.ours + self.marked));
	printf("%s.acc161,%.3f\n%s.resolved161,%.3f\n", argv[1], share(self.near, self.located), argv[1],
		share(self.near, self.placed));
	return 0;
}
