/* test_record_lexicon.c — the word lists of `record`: what they give, and what is wrong with a line. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record/join.h"

typedef struct heard {
	unsigned count;
	bede_error last;
} heard;

static void hear(void *context, const bede_error *problem)
{
	heard *self = context;
	self->count++;
	self->last = *problem;
}

static void write_file(const char *folder, const char *name, const char *content)
{
	char path[256];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(content, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static record_lexicon *open_with(const char *contexts, const char *roles, heard *heard, bede_error *error)
{
	char folder[] = "/tmp/bede-test-XXXXXX", path[256];
	report problems = {hear, heard, 0};
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/quantity", folder);
	assert_int_equal(mkdir(path, 0700), 0);
	if (contexts)
		write_file(folder, "contexts.tsv", contexts);
	write_file(folder, "quantity/roles.tsv", roles);
	record_lexicon *lexicon = record_lexicon_open(folder, "lexicon/xx", &problems, error);
	snprintf(path, sizeof path, "%s/contexts.tsv", folder);
	unlink(path);
	snprintf(path, sizeof path, "%s/quantity/roles.tsv", folder);
	unlink(path);
	snprintf(path, sizeof path, "%s/quantity", folder);
	rmdir(path);
	rmdir(folder);
	return lexicon;
}

static void test_words_give_contexts_and_roles(void **state)
{
	(void)state;
	heard heard = {0};
	bede_error error;
	record_lexicon *lexicon = open_with("military\tarmy fighter_jet\nhuman_rights\ttorture army\n",
		"dead\tobject\tkill\ndead\tsubject\tdie\nsize\titem\ttroop\n", &heard, &error);
	assert_non_null(lexicon);
	assert_int_equal(heard.count, 0);
	assert_int_equal(record_lexicon_contexts_of(lexicon, SLICE("army")), 3);
	assert_int_equal(record_lexicon_contexts_of(lexicon, SLICE("fighter_jet")), 1);
	assert_int_equal(record_lexicon_contexts_of(lexicon, SLICE("jet")), 0);
	assert_string_equal(record_lexicon_context(lexicon, 1), "human rights");
	assert_null(record_lexicon_context(lexicon, 2));
	assert_int_equal(record_lexicon_context_named(lexicon, SLICE("human_rights")), 1);
	assert_int_equal(record_lexicon_context_named(lexicon, SLICE("human")), TABLE_NONE);
	assert_string_equal(record_lexicon_role(lexicon, ROLE_OBJECT, SLICE("kill")), "dead");
	assert_null(record_lexicon_role(lexicon, ROLE_SUBJECT, SLICE("kill")));
	record_lexicon_close(lexicon);
}

static void test_bad_lines_are_told_and_left_out(void **state)
{
	(void)state;
	heard heard = {0};
	bede_error error;
	record_lexicon *lexicon = open_with("military\tarmy\n", "# a comment\ndead\tabove\tkill\nsize\titem\ttroop\n", &heard,
		&error);
	assert_non_null(lexicon);
	assert_int_equal(heard.count, 1);
	assert_string_equal(heard.last.file, "lexicon/xx/quantity/roles.tsv");
	assert_int_equal(heard.last.line, 2);
	assert_string_equal(record_lexicon_role(lexicon, ROLE_ITEM, SLICE("troop")), "size");
	record_lexicon_close(lexicon);
}

static void test_missing_file_is_an_error(void **state)
{
	(void)state;
	heard heard = {0};
	bede_error error = {0};
	assert_null(open_with(NULL, "size\titem\ttroop\n", &heard, &error));
	assert_int_equal(error.code, BEDE_ERROR_FILE);
	assert_non_null(strstr(error.file, "contexts.tsv"));
	record_lexicon_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_give_contexts_and_roles), cmocka_unit_test(test_bad_lines_are_told_and_left_out),
		cmocka_unit_test(test_missing_file_is_an_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
