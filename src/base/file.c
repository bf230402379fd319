/* file.c — files as bytes. */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"

static bool fail(bede_error *error, const char *path, const char *what, int number)
{
	char reason[128];
	if (strerror_r(number, reason, sizeof reason) != 0)
		strcpy(reason, "unknown reason");
	error_set_at(error, BEDE_ERROR_FILE, path, 0, "cannot %s '%s': %s", what, path, reason);
	return false;
}

static bool map(file_map *self, int descriptor, const char *path, bede_error *error)
{
	struct stat status;
	if (fstat(descriptor, &status) != 0)
		return fail(error, path, "read", errno);
	if (S_ISDIR(status.st_mode))
		return fail(error, path, "read", EISDIR);
	if (!S_ISREG(status.st_mode)) {
		error_set_at(error, BEDE_ERROR_FILE, path, 0, "cannot map '%s': it is no regular file", path);
		return false;
	}
	if (status.st_size == 0) {
		self->bytes = "";
		return true;
	}
	if ((uintmax_t)status.st_size > PTRDIFF_MAX)
		return fail(error, path, "read", EFBIG);
	void *bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
	if (bytes == MAP_FAILED)
		return fail(error, path, "map", errno);
	*self = (file_map){bytes, (size_t)status.st_size};
	return true;
}

bool file_map_open(file_map *self, const char *path, bede_error *error)
{
	*self = (file_map){0};
	int descriptor = open(path, O_RDONLY | O_CLOEXEC);
	if (descriptor < 0)
		return fail(error, path, "open", errno);
	bool done = map(self, descriptor, path, error);
	close(descriptor);
	return done;
}

void file_map_close(file_map *self)
{
	if (self->length)
		munmap((void *)(uintptr_t)self->bytes, self->length);
	*self = (file_map){0};
}

bool file_exists(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0;
}

static bool write_bytes(const char *path, const void *bytes, size_t length, bede_error *error)
{
	FILE *file = fopen(path, "wb");
	if (!file)
		return fail(error, path, "write", errno);
	if (fwrite(bytes, 1, length, file) != length) {
		int number = errno;
		fclose(file);
		return fail(error, path, "write", number);
	}
	return fclose(file) == 0 || fail(error, path, "write", errno);
}

bool file_replace(const char *path, const void *bytes, size_t length, bede_error *error)
{
	char unfinished[4400];

	/* Beside it, since a file can only be renamed within its file system. */
	if (snprintf(unfinished, sizeof unfinished, "%s.new", path) >= (int)sizeof unfinished) {
		error_set_at(error, BEDE_ERROR_FILE, path, 0, "the path is too long");
		return false;
	}
	bool done = write_bytes(unfinished, bytes, length, error);
	if (done && rename(unfinished, path) != 0)
		done = fail(error, path, "write", errno);
	if (!done)
		remove(unfinished);
	return done;
}
