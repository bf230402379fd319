/* scratch.c — fuzzed bytes as a file. */
#include "scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/compiled_file.h"

static char folder[512];
static char path[600];

static void remove_all(void)
{
	unlink(path);
	rmdir(folder);
}

const char *scratch_folder(void)
{
	if (folder[0])
		return folder;
	const char *base = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%s/bede-fuzz-XXXXXX", base ? base : "/tmp");
	if (!mkdtemp(folder)) {
		perror(folder);
		exit(1);
	}
	atexit(remove_all);
	return folder;
}

const char *scratch_file(const char *name, const uint8_t *bytes, size_t length)
{
	unlink(path);
	snprintf(path, sizeof path, "%s/%s", scratch_folder(), name);
	FILE *file = fopen(path, "wb");
	if (!file || fwrite(bytes, 1, length, file) != length || fclose(file) != 0) {
		perror(path);
		exit(1);
	}
	return path;
}

void scratch_compiled(const char *name, const uint8_t *bytes, size_t length, void (*read)(const char *path))
{
	compiled_header header;

	read(scratch_file(name, bytes, length));
	if (length < sizeof header)
		return;
	char *mended = malloc(length);
	if (!mended)
		return;
	memcpy(mended, bytes, length);
	memcpy(&header, mended, sizeof header);
	header.size = length;
	memcpy(mended, &header, sizeof header);
	header.checksum = compiled_checksum(mended, length);
	memcpy(mended, &header, sizeof header);
	read(scratch_file(name, (const uint8_t *)mended, length));
	free(mended);
}
