/* file.h — files as bytes: whole ones mapped read-only, and the program's own data folders. */
#ifndef BEDE_BASE_FILE_H
#define BEDE_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "bede.h"

typedef struct file_map {
	const char *bytes;         /* "" for an empty file */
	size_t length;
} file_map;

/* Maps the file; false and *error (code, path, reason) if that fails. */
bool file_map_open(file_map *self, const char *path, bede_error *error);
void file_map_close(file_map *self);
bool file_exists(const char *path);
/* Writes a file: whole under its name, or not at all. */
bool file_replace(const char *path, const void *bytes, size_t length, bede_error *error);

#endif
