/* test_name_compiled.c — the compiled actor lexicon: it says what its text files say, and refuses what is damaged. */
#include "name_snippet.h"

#include "base/file.h"
#include "base/folder.h"
#include "name/actor_lexicon.h"

static const char compiled[] = "bede-compiled.bin";

static name_lexicon *open_it(bool *stale, bede_error *error)
{
	*error = (bede_error){.code = BEDE_OK};
	return name_lexicon_open(compiled, snippet_folder, stale, error);
}

static void says_what_the_text_says(void **state)
{
	bede_error error;
	bool stale;
	static snippet doc;
	assert_true(name_lexicon_save(*state, compiled, &error));
	name_lexicon *mapped = open_it(&stale, &error);
	assert_non_null(mapped);
	snippet_read(&doc, mapped,
		"1 President President PROPN NNP 2 compound\n"
		"2 Putin Putin PROPN NNP 3 nsubj\n"
		"3 left leave VERB VBD 0 root\n"
		"4 South South PROPN NNP 5 compound\n"
		"5 Korea Korea PROPN NNP 3 obj\n", "2020-01-01");
	assert_string_equal(snippet_codes(&doc, "Putin", 0), "RUSGOV");
	assert_string_equal(snippet_codes(&doc, "Korea", 0), "KOR");
	assert_slice(snippet_mention(&doc, "Putin", 0)->parties[0].office, "president");
	assert_slice(snippet_mention(&doc, "Korea", 0)->parties[0].source, "actors/actors.tsv:9");
	snippet_clear(&doc);
	assert_string_equal(name_lexicon_agent(mapped, SLICE("police officer")), "COP");
	assert_slice(name_lexicon_country_name(mapped, "UKR"), "Ukraine");
	name_lexicon_free(mapped);
	unlink(compiled);
}

static void is_stale_when_a_text_file_changes(void **state)
{
	bede_error error;
	bool stale;
	assert_true(name_lexicon_save(*state, compiled, &error));
	snippet_file("more.tsv", "Newland\tNOR\t-\tGPE\n", 19);
	assert_null(open_it(&stale, &error));
	assert_true(stale);
	snippet_remove("more.tsv");
	name_lexicon *mapped = open_it(&stale, &error);
	assert_non_null(mapped);
	assert_false(stale);
	name_lexicon_free(mapped);
	unlink(compiled);
}

/* Every byte of it, one after the other: the checksum guards all of them. */
static void damage_is_told(void **state)
{
	const name_lexicon *lexicon = *state;
	bede_error error;
	bool stale;
	size_t length = lexicon->file.length;
	char *bytes = malloc(length);
	assert_non_null(bytes);
	memcpy(bytes, lexicon->file.bytes, length);
	for (size_t at = 0; at < length; at += at < 400 ? 1 : 997) {
		bytes[at] ^= 0x20;
		assert_true(file_replace(compiled, bytes, length, &error));
		assert_null(open_it(&stale, &error));
		assert_false(stale);
		assert_true(error.code == BEDE_ERROR_DATA && error.message[0]);
		bytes[at] ^= 0x20;
	}
	for (size_t cut = 0; cut < length; cut += 1 + cut / 2) {
		assert_true(file_replace(compiled, bytes, cut, &error));
		assert_null(open_it(&stale, &error));
		assert_int_equal(error.code, BEDE_ERROR_DATA);
	}
	free(bytes);
	unlink(compiled);
	assert_null(open_it(&stale, &error));
	assert_int_equal(error.code, BEDE_ERROR_FILE);
}

static void cannot_be_written_where_there_is_no_folder(void **state)
{
	bede_error error = {0};
	assert_false(name_lexicon_save(*state, "no-such-folder/actors.bin", &error));
	assert_int_equal(error.code, BEDE_ERROR_FILE);
	assert_non_null(strstr(error.message, "no-such-folder"));
}

static void a_folder_is_known_by_its_content(void **state)
{
	(void)state;
	bede_error error;
	uint64_t first, second, third;
	assert_true(folder_digest(snippet_folder, ".tsv", &first, &error));
	snippet_file("more.tsv", "x", 1);
	assert_true(folder_digest(snippet_folder, ".tsv", &second, &error));
	snippet_file("more.tsv", "y", 1);
	assert_true(folder_digest(snippet_folder, ".tsv", &third, &error));
	assert_true(first != second && second != third && first != third);
	snippet_remove("more.tsv");
	assert_true(folder_digest(snippet_folder, ".tsv", &second, &error));
	assert_true(first == second);
	assert_false(folder_digest("no-such-folder", ".tsv", &first, &error));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_what_the_text_says),
		cmocka_unit_test(is_stale_when_a_text_file_changes),
		cmocka_unit_test(damage_is_told),
		cmocka_unit_test(cannot_be_written_where_there_is_no_folder),
		cmocka_unit_test(a_folder_is_known_by_its_content),
	};
	return cmocka_run_group_tests(tests, snippet_open, snippet_close);
}
