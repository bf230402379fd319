/* folder.c — the files of a folder, sorted, so that nothing depends on the order in which a file system keeps them. */
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "error.h"
#include "file.h"

typedef struct listing {
	arena *memory;
	DIR *folder;
	const char *suffix;
	VECTOR(const char *) names;
} listing;

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_file(const listing *self, const char *name)
{
	struct stat status;
	return fstatat(dirfd(self->folder), name, &status, 0) == 0 && S_ISREG(status.st_mode);
}

static void list(void *context)
{
	listing *self = context;
	size_t suffix_length = strlen(self->suffix);

	for (struct dirent *entry = readdir(self->folder); entry; entry = readdir(self->folder)) {
		size_t length = strlen(entry->d_name);
		if (entry->d_name[0] == '.' || length <= suffix_length
			|| strcmp(entry->d_name + length - suffix_length, self->suffix) != 0
			|| !is_file(self, entry->d_name))
			continue;
		*VECTOR_PUSH(self->memory, &self->names) = arena_copy(self->memory, entry->d_name, length);
	}
	*VECTOR_PUSH(self->memory, &self->names) = NULL;
	self->names.count--;
	qsort(self->names.items, self->names.count, sizeof *self->names.items, compare_names);
}

const char *const *folder_files(arena *memory, const char *path, const char *suffix, size_t *count,
	bede_error *error)
{
	listing self = {.memory = memory, .suffix = suffix};

	*count = 0;
	self.folder = opendir(path);
	if (!self.folder) {
		error_set_at(error, errno == ENOMEM ? BEDE_ERROR_MEMORY : BEDE_ERROR_DATA, path, 0,
			"the folder cannot be read: %s", strerror(errno));
		return NULL;
	}
	bool enough = arena_run(memory, list, &self);
	closedir(self.folder);
	if (!enough) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory");
		return NULL;
	}
	*count = self.names.count;
	return (const char *const *)self.names.items;
}

static bool digest_file(XXH3_state_t *state, const char *folder, const char *name, bede_error *error)
{
	char path[4400];
	file_map map;

	if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path) {
		error_set_at(error, BEDE_ERROR_FILE, folder, 0, "the path is too long");
		return false;
	}
	if (!file_map_open(&map, path, error))
		return false;
	uint64_t length = map.length;
	XXH3_64bits_update(state, name, strlen(name) + 1);
	XXH3_64bits_update(state, &length, sizeof length);
	XXH3_64bits_update(state, map.bytes, map.length);
	file_map_close(&map);
	return true;
}

bool folder_digest(const char *path, const char *suffix, uint64_t *digest, bede_error *error)
{
	arena memory;
	size_t count;
	XXH3_state_t state;

	arena_init(&memory, 0);
	XXH3_64bits_reset(&state);
	const char *const *names = folder_files(&memory, path, suffix, &count, error);
	bool done = names != NULL;
	for (size_t i = 0; done && i < count; i++)
		done = digest_file(&state, path, names[i], error);
	arena_clear(&memory);
	*digest = XXH3_64bits_digest(&state);
	return done;
}
