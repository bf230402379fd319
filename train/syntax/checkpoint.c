/* checkpoint.c — writing and reading what a learner has learned so far. */
#include "checkpoint.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"

#define MAGIC 0x31737361705f6564ULL      /* changes with what follows */

typedef struct header {
	uint64_t magic, random, steps, averaged, counts[3];
	shape shape;
	uint32_t passes;
} header;

enum { PARTS = 3, ARRAYS = 4 };

static void list_arrays(const learner *self, float *arrays[PARTS * ARRAYS], size_t counts[PARTS * ARRAYS])
{
	const parameters *parts[PARTS] = {&self->weights, &self->vectors, &self->bridge};
	for (size_t i = 0; i < PARTS; i++) {
		float *of_part[ARRAYS] = {parts[i]->value, parts[i]->mean, parts[i]->square, parts[i]->average};
		for (size_t j = 0; j < ARRAYS; j++) {
			arrays[i * ARRAYS + j] = of_part[j];
			counts[i * ARRAYS + j] = parts[i]->count;
		}
	}
}

static header header_of(const learner *self, uint32_t passes)
{
	header out;
	memset(&out, 0, sizeof out);
	out.magic = MAGIC;
	out.random = self->random;
	out.steps = self->steps;
	out.averaged = self->averaged;
	out.counts[0] = self->weights.count;
	out.counts[1] = self->vectors.count;
	out.counts[2] = self->bridge.count;
	out.shape = self->shape;
	out.passes = passes;
	return out;
}

bool checkpoint_save(const learner *self, const char *path, uint32_t passes, bede_error *error)
{
	char fresh[4096];
	float *arrays[PARTS * ARRAYS];
	size_t counts[PARTS * ARRAYS];
	header start = header_of(self, passes);
	bool good = snprintf(fresh, sizeof fresh, "%s.new", path) < (int)sizeof fresh;
	FILE *to = good ? fopen(fresh, "wb") : NULL;

	list_arrays(self, arrays, counts);
	good = to && fwrite(&start, sizeof start, 1, to) == 1;
	for (size_t i = 0; good && i < PARTS * ARRAYS; i++)
		good = fwrite(arrays[i], sizeof(float), counts[i], to) == counts[i];
	if (to && fclose(to) != 0)
		good = false;
	if (!good || rename(fresh, path) != 0) {
		error_set_at(error, BEDE_ERROR_FILE, path, 0, "cannot write '%s'", path);
		return false;
	}
	return true;
}

bool checkpoint_load(learner *self, const char *path, uint32_t *passes, bede_error *error)
{
	float *arrays[PARTS * ARRAYS];
	size_t counts[PARTS * ARRAYS], total = 0;
	header start, wanted = header_of(self, 0);
	file_map map;

	if (!file_exists(path))
		return true;
	if (!file_map_open(&map, path, error))
		return false;
	list_arrays(self, arrays, counts);
	for (size_t i = 0; i < PARTS * ARRAYS; i++)
		total += counts[i] * sizeof(float);
	bool good = map.length == sizeof start + total;
	if (good) {
		memcpy(&start, map.bytes, sizeof start);
		good = start.magic == MAGIC && memcmp(start.counts, wanted.counts, sizeof start.counts) == 0 &&
			memcmp(&start.shape, &wanted.shape, sizeof start.shape) == 0;
	}
	if (good) {
		const char *at = map.bytes + sizeof start;
		for (size_t i = 0; i < PARTS * ARRAYS; at += counts[i++] * sizeof(float))
			memcpy(arrays[i], at, counts[i] * sizeof(float));
		self->random = start.random;
		self->steps = (size_t)start.steps;
		self->averaged = (size_t)start.averaged;
		*passes = start.passes;
	} else {
		error_set_at(error, BEDE_ERROR_DATA, path, 0, "'%s' is of another training", path);
	}
	file_map_close(&map);
	return good;
}
