/*
 * replay.c — runs a fuzz target on seeds, where there is no libFuzzer: each seed as it is, cut off at many places, and
 * with bytes changed, the same way every time.
 *
 *     replay_NAME FOLDER|FILE…
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "scratch.h"

enum { CUTS = 40, CHANGES = 60, MOST_BYTES = 16 << 20 };

/* Big seeds cost much: each run reads them whole. */
static unsigned runs_for(size_t length, unsigned most)
{
	return length > 100000 ? most / 4 : length < most ? (unsigned)length : most;
}

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* A copy of its own size, so that AddressSanitizer sees a read behind its end. */
static void run_copy(const uint8_t *bytes, size_t length)
{
	uint8_t *copy = malloc(length ? length : 1);
	if (!copy)
		exit(1);
	memcpy(copy, bytes, length);
	LLVMFuzzerTestOneInput(copy, length);
	free(copy);
}

static void vary(uint8_t *bytes, size_t length)
{
	static const char *const pieces[] = {
		"\xFF", "\xC3", "\0", "\t", "\n", "\"", "9999999999", "\xF0\x9F", "[", "#", "-",
	};
	run_copy(bytes, length);
	unsigned cuts = runs_for(length, CUTS), changes = runs_for(length, CHANGES);
	for (unsigned i = 0; i < cuts; i++)
		run_copy(bytes, length * i / cuts);
	uint32_t state = (uint32_t)length;
	for (unsigned i = 0; i < changes; i++) {
		size_t at = next_random(&state) % length;
		const char *piece = pieces[next_random(&state) % (sizeof pieces / sizeof *pieces)];
		size_t size = *piece ? strlen(piece) : 1;
		uint8_t kept[16];
		if (at + size > length)
			size = length - at;
		memcpy(kept, bytes + at, size);
		memcpy(bytes + at, piece, size);
		run_copy(bytes, length);
		memcpy(bytes + at, kept, size);
	}
}

static void replay_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes = malloc(MOST_BYTES);
	if (!file || !bytes) {
		perror(path);
		exit(1);
	}
	size_t length = fread(bytes, 1, MOST_BYTES, file);
	fclose(file);
	vary(bytes, length);
	free(bytes);
}

static int is_seed(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int replay(const char *path)
{
	struct stat status;
	if (stat(path, &status) != 0) {
		perror(path);
		exit(1);
	}
	if (!S_ISDIR(status.st_mode)) {
		replay_file(path);
		return 1;
	}
	struct dirent **entries;
	int count = scandir(path, &entries, is_seed, alphasort);
	for (int i = 0; i < count; i++) {
		char name[4096];
		snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
		replay_file(name);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return count;
}

int main(int count, char **arguments)
{
	int seeds = 0;
	for (int i = 1; i < count; i++)
		seeds += replay(arguments[i]);
	printf("%d passed, 0 failed\n", seeds);
	return seeds == 0;
}
