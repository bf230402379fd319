/* test_compiled_file.c — compiled lexicons: what is written is read, and nothing else is. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/compiled_file.h"

#define MAGIC "BEDETEST"
enum { VERSION = 3, HEADER = 40, ENTRY = 24 };
static const uint32_t NUMB = COMPILED_TAG('N', 'U', 'M', 'B'), NAME = COMPILED_TAG('N', 'A', 'M', 'E'),
	NONE = COMPILED_TAG('N', 'O', 'N', 'E');

static void write_sample(strbuf *out)
{
	static const uint64_t numbers[3] = {1, 2, UINT64_MAX};
	compiled_writer writer;
	compiled_writer_init(&writer);
	compiled_writer_add(&writer, NUMB, numbers, sizeof *numbers, 3);
	compiled_writer_add(&writer, NAME, "Bede", 1, 4);
	compiled_writer_add(&writer, NONE, NULL, 4, 0);
	strbuf_init(out);
	assert_true(compiled_writer_finish(&writer, MAGIC, VERSION, out, NULL));
	compiled_writer_clear(&writer);
}

static bool attach(const strbuf *bytes, compiled_file *file, bede_error *error)
{
	return compiled_attach(file, bytes->bytes, bytes->length, "sample", MAGIC, VERSION, error);
}

static void check_sample(const compiled_file *file)
{
	size_t count;
	const uint64_t *numbers = compiled_section(file, NUMB, sizeof *numbers, &count);
	assert_int_equal(count, 3);
	assert_true(numbers[2] == UINT64_MAX);
	const char *name = compiled_section(file, NAME, 1, &count);
	assert_int_equal(count, 4);
	assert_memory_equal(name, "Bede", 4);
	assert_int_equal((size_t)(name - file->bytes) % COMPILED_ALIGNMENT, 0);
	assert_non_null(compiled_section(file, NONE, 4, &count));
	assert_int_equal(count, 0);
}

static void reads_what_was_written(void **state)
{
	(void)state;
	strbuf bytes;
	compiled_file file;
	write_sample(&bytes);
	assert_true(attach(&bytes, &file, NULL));
	check_sample(&file);
	compiled_close(&file);
	strbuf_clear(&bytes);
}

static void gives_no_other_section(void **state)
{
	(void)state;
	strbuf bytes;
	compiled_file file;
	size_t count = 7;
	write_sample(&bytes);
	assert_true(attach(&bytes, &file, NULL));
	assert_null(compiled_section(&file, COMPILED_TAG('N', 'O', 'N', 'O'), 1, &count));
	assert_int_equal(count, 0);
	assert_null(compiled_section(&file, NUMB, sizeof(uint32_t), &count));
	compiled_close(&file);
	assert_null(compiled_section(&file, NUMB, sizeof(uint64_t), &count));
	strbuf_clear(&bytes);
}

static void goes_through_a_file(void **state)
{
	(void)state;
	char folder[] = "bede-test-XXXXXX", path[64];
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/sample.bin", folder);
	compiled_writer writer;
	compiled_writer_init(&writer);
	static const uint64_t numbers[3] = {1, 2, UINT64_MAX};
	compiled_writer_add(&writer, NUMB, numbers, sizeof *numbers, 3);
	compiled_writer_add(&writer, NAME, "Bede", 1, 4);
	compiled_writer_add(&writer, NONE, NULL, 4, 0);
	assert_true(compiled_writer_save(&writer, path, MAGIC, VERSION, NULL));
	compiled_file file;
	bede_error error = {0};
	assert_true(compiled_open(&file, path, MAGIC, VERSION, &error));
	check_sample(&file);
	compiled_close(&file);
	assert_false(compiled_open(&file, path, "BEDEELSE", VERSION, &error));
	assert_non_null(strstr(error.message, "'BEDEELSE'"));
	assert_string_equal(error.file, path);
	assert_int_equal(truncate(path, 0), 0);
	assert_false(compiled_open(&file, path, MAGIC, VERSION, &error));
	assert_non_null(strstr(error.message, "empty"));
	assert_int_equal(unlink(path), 0);
	assert_false(compiled_open(&file, path, MAGIC, VERSION, &error));
	assert_int_equal(error.code, BEDE_ERROR_FILE);
	/* Where nothing can be written, nothing is left behind either. */
	snprintf(path, sizeof path, "%s/none/sample.bin", folder);
	assert_false(compiled_writer_save(&writer, path, MAGIC, VERSION, &error));
	assert_int_equal(error.code, BEDE_ERROR_FILE);
	assert_int_equal(rmdir(folder), 0);
	compiled_writer_clear(&writer);
}

/* A damaged file is told from a whole one, whichever byte it is. */
static void finds_each_damaged_byte(void **state)
{
	(void)state;
	strbuf bytes;
	compiled_file file;
	write_sample(&bytes);
	for (size_t i = 0; i < bytes.length; i++) {
		bytes.bytes[i] ^= 0x20;
		bede_error error = {0};
		assert_false(attach(&bytes, &file, &error));
		assert_int_equal(error.code, BEDE_ERROR_DATA);
		bytes.bytes[i] ^= 0x20;
	}
	assert_true(attach(&bytes, &file, NULL));
	compiled_close(&file);
	strbuf_clear(&bytes);
}

static void finds_a_missing_end(void **state)
{
	(void)state;
	strbuf bytes;
	compiled_file file;
	write_sample(&bytes);
	for (size_t length = 0; length < bytes.length; length++) {
		/* On the heap, at its exact size, where the sanitizers see its bounds. */
		char *part = malloc(length ? length : 1);
		assert_non_null(part);
		memcpy(part, bytes.bytes, length);
		assert_false(compiled_attach(&file, part, length, "sample", MAGIC, VERSION, NULL));
		free(part);
	}
	strbuf_add(&bytes, "more", 4);
	bede_error error = {0};
	assert_false(attach(&bytes, &file, &error));
	assert_non_null(strstr(error.message, "behind its end"));
	strbuf_clear(&bytes);
}

static void tells_newer_from_older(void **state)
{
	(void)state;
	strbuf bytes;
	compiled_file file;
	bede_error error = {0};
	write_sample(&bytes);
	assert_false(compiled_attach(&file, bytes.bytes, bytes.length, "sample", MAGIC, VERSION - 1, &error));
	assert_non_null(strstr(error.message, "needs a newer program"));
	assert_false(compiled_attach(&file, bytes.bytes, bytes.length, "sample", MAGIC, VERSION + 1, &error));
	assert_non_null(strstr(error.message, "build or install it again"));
	strbuf_clear(&bytes);
}

/* Tables that lead outside the file are refused even under a right checksum. */
static void refuses_bad_tables(void **state)
{
	(void)state;
	static const struct { size_t at; uint64_t value; size_t size; const char *message; } faults[] = {
		{32, 1u << 30, 4, "does not fit"},                     /* the number of sections */
		{32, 2, 4, "do not fill"},
		{HEADER + 4, 0, 4, "whole number"},                    /* the first section's item size, offset, size */
		{HEADER + 4, 5, 4, "whole number"},
		{HEADER + 8, 0, 8, "does not lie"},
		{HEADER + 8, UINT64_MAX, 8, "does not lie"},
		{HEADER + 16, UINT64_MAX - 7, 8, "does not lie"},
		{HEADER + 16, 1 << 20, 8, "does not lie"},
		{HEADER + ENTRY, COMPILED_TAG('N', 'U', 'M', 'B'), 4, "one tag"},
	};
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		strbuf bytes;
		compiled_file file;
		bede_error error = {0};
		write_sample(&bytes);
		memcpy(bytes.bytes + faults[i].at, &faults[i].value, faults[i].size);
		uint64_t checksum = compiled_checksum(bytes.bytes, bytes.length);
		memcpy(bytes.bytes + offsetof(compiled_header, checksum), &checksum, sizeof checksum);
		assert_false(attach(&bytes, &file, &error));
		assert_non_null(strstr(error.message, faults[i].message));
		strbuf_clear(&bytes);
	}
}

static void takes_no_sections(void **state)
{
	(void)state;
	compiled_writer writer;
	compiled_file file;
	strbuf bytes;
	strbuf_init(&bytes);
	compiled_writer_init(&writer);
	assert_true(compiled_writer_finish(&writer, MAGIC, VERSION, &bytes, NULL));
	assert_int_equal(bytes.length, HEADER);
	assert_true(attach(&bytes, &file, NULL));
	compiled_close(&file);
	for (uint32_t i = 0; i <= COMPILED_SECTIONS; i++)
		compiled_writer_add(&writer, i, "x", 1, 1);
	bede_error error = {0};
	assert_false(compiled_writer_finish(&writer, MAGIC, VERSION, &bytes, &error));
	assert_int_equal(error.code, BEDE_ERROR_MEMORY);
	compiled_writer_clear(&writer);
	strbuf_clear(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_was_written),
		cmocka_unit_test(gives_no_other_section),
		cmocka_unit_test(goes_through_a_file),
		cmocka_unit_test(finds_each_damaged_byte),
		cmocka_unit_test(finds_a_missing_end),
		cmocka_unit_test(tells_newer_from_older),
		cmocka_unit_test(refuses_bad_tables),
		cmocka_unit_test(takes_no_sections),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
