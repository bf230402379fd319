/* test_folder.c — the files of a folder. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"

static char folder[] = "bede-folder-XXXXXX";
static const char *const names[] = {"b.tsv", "a.tsv", "B.tsv", "a.tsv.bak", ".tsv", "é.tsv"};

static const char *path_of(const char *name)
{
	static char path[256];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static int make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		FILE *file = fopen(path_of(names[i]), "w");
		if (!file || fclose(file) != 0)
			return -1;
	}
	return mkdir(path_of("inner.tsv"), 0700);
}

static int remove_folder(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unlink(path_of(names[i]));
	return rmdir(path_of("inner.tsv")) || rmdir(folder);
}

static void lists_files_in_byte_order(void **state)
{
	(void)state;
	arena memory;
	size_t count = 0;
	bede_error error = {0};
	arena_init(&memory, 0);
	const char *const *files = folder_files(&memory, folder, ".tsv", &count, &error);
	assert_non_null(files);
	const char *last = "";
	for (size_t i = 0; i < count; i++) {
		assert_true(strcmp(last, files[i]) < 0);
		assert_string_not_equal(files[i], "inner.tsv");
		last = files[i];
	}
	assert_true(count >= 4);
	assert_string_equal(last, "é.tsv");
	files = folder_files(&memory, folder, ".none", &count, &error);
	assert_non_null(files);
	assert_int_equal(count, 0);
	arena_clear(&memory);
}

static void says_what_is_wrong(void **state)
{
	(void)state;
	arena memory;
	size_t count = 0;
	bede_error error = {0};
	arena_init(&memory, 0);
	assert_null(folder_files(&memory, "no/such/folder", ".tsv", &count, &error));
	assert_int_equal(error.code, BEDE_ERROR_DATA);
	assert_non_null(strstr(error.file, "no/such/folder"));
	arena_clear(&memory);
	arena_init(&memory, 8);
	assert_null(folder_files(&memory, folder, ".tsv", &count, &error));
	assert_int_equal(error.code, BEDE_ERROR_MEMORY);
	arena_clear(&memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_files_in_byte_order),
		cmocka_unit_test(says_what_is_wrong),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
