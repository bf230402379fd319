/* test_file.c — files as bytes. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

static char folder[] = "bede-test-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

static const char *write_file(const char *bytes, size_t length)
{
	static char path[sizeof folder + 16];
	snprintf(path, sizeof path, "%s/file", folder);
	FILE *out = fopen(path, "wb");
	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, length, out), length);
	assert_int_equal(fclose(out), 0);
	return path;
}

static void maps_a_file(void **state)
{
	(void)state;
	const char *path = write_file("a\0b", 3);
	bede_error error = {0};
	file_map file;
	assert_true(file_map_open(&file, path, &error));
	assert_int_equal(file.length, 3);
	assert_memory_equal(file.bytes, "a\0b", 3);
	assert_true(file_exists(path));
	file_map_close(&file);
	file_map_close(&file);
	unlink(path);
	assert_false(file_exists(path));
}

static void maps_an_empty_file(void **state)
{
	(void)state;
	const char *path = write_file("", 0);
	file_map file;
	assert_true(file_map_open(&file, path, NULL));
	assert_string_equal(file.bytes, "");
	assert_int_equal(file.length, 0);
	file_map_close(&file);
	unlink(path);
}

static void says_what_is_wrong(void **state)
{
	(void)state;
	bede_error error = {0};
	file_map file;
	assert_false(file_map_open(&file, "no/such/file", &error));
	assert_int_equal(error.code, BEDE_ERROR_FILE);
	assert_string_equal(error.file, "no/such/file");
	assert_non_null(strstr(error.message, "'no/such/file'"));
	assert_null(file.bytes);
	assert_false(file_map_open(&file, folder, &error));
	assert_non_null(strstr(error.message, "irectory"));
	assert_false(file_map_open(&file, "/dev/null", &error));
	assert_false(file_map_open(&file, "", NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(maps_a_file),
		cmocka_unit_test(maps_an_empty_file),
		cmocka_unit_test(says_what_is_wrong),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
