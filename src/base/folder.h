/* folder.h — the files of a folder. */
#ifndef BEDE_BASE_FOLDER_H
#define BEDE_BASE_FOLDER_H

#include <stdint.h>

#include "arena.h"
#include "bede.h"

/*
 * Names (without the folder) of the regular files in `path` that end in `suffix`, in byte order; *count of them, on
 * the arena. NULL and *error if the folder cannot be read or memory runs out. Not to be called within arena_run.
 */
const char *const *folder_files(arena *memory, const char *path, const char *suffix, size_t *count,
	bede_error *error);

/* A number that changes with the names and the contents of those files (XXH3). */
bool folder_digest(const char *path, const char *suffix, uint64_t *digest, bede_error *error);

#endif
