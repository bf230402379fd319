/* test_name_lexicon.c — loading actor files: what is taken, what is refused with its place, whose lines win. */
#include "name_snippet.h"

typedef struct heard {
	unsigned long lines[16];
	char reasons[16][384];
	size_t count;
} heard;

static void hear(void *context, const bede_error *problem)
{
	heard *self = context;
	assert_string_equal(problem->file, "mine/more.tsv");
	assert_true(self->count < 16);
	snprintf(self->reasons[self->count], sizeof self->reasons[0], "%s", problem->message);
	self->lines[self->count++] = problem->line;
}

static name_lexicon *load_more(const char *content, size_t length, heard *problems)
{
	bede_error error = {0};
	report listener = {hear, problems, 0};
	snippet_file("more.tsv", content, length);
	name_builder *builder = name_builder_new();
	assert_non_null(builder);
	assert_true(name_builder_load(builder, snippet_folder, "mine", &listener, &error));
	name_lexicon *lexicon = snippet_finish(builder, &error);
	assert_non_null(lexicon);
	snippet_remove("more.tsv");
	return lexicon;
}

static void bad_lines_are_told_and_left_out(void **state)
{
	(void)state;
	static const char content[] =
		"# a comment\n"
		"Goodland\tFRA\t-\tGPE\n"
		"Badcode\tfra\t-\tGPE\n"
		"Badcode\tXQX\t-\tGPE\n"
		"Badsector\tFRA\tKING\tGPE\n"
		"Badtype\tFRA\t-\tSTATE\n"
		"Baddate\tFRA\tGOV\tPERSON\t2001-13-01\n"
		"Backwards\tFRA\tGOV\tPERSON\t2010\t2009\n"
		"Badkind\tFRA\t-\tGPE\t\t\t\tnickname\n"
		"Nobody\t-\t-\tPERSON\n"
		"Bad\xFF" "bytes\tFRA\t-\tGPE\n"
		"\tFRA\t-\tGPE\n"
		"Goodtown; x\tFRA\t-\tGPE\t\t\t\tcapital\n";
	static const unsigned long expected[] = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};
	heard problems = {0};
	name_lexicon *lexicon = load_more(content, sizeof content - 1, &problems);
	assert_int_equal(problems.count, sizeof expected / sizeof *expected);
	for (size_t i = 0; i < problems.count; i++) {
		assert_int_equal(problems.lines[i], expected[i]);
		assert_true(problems.reasons[i][0] != '\0');
	}
	assert_string_equal(name_lexicon_country(lexicon, SLICE("Goodland")).country, "FRA");
	assert_string_equal(name_lexicon_country(lexicon, SLICE("Goodtown")).country, "FRA");
	assert_string_equal(name_lexicon_country(lexicon, SLICE("Badkind")).country, "");
	name_lexicon_free(lexicon);
}

static void looks_up_countries_and_agents(void **state)
{
	const name_lexicon *lexicon = *state;
	size_t names, actors;
	assert_string_equal(name_lexicon_country(lexicon, SLICE("Russian")).country, "RUS");
	assert_string_equal(name_lexicon_country(lexicon, SLICE("Moscow")).country, "RUS");
	assert_string_equal(name_lexicon_country(lexicon, SLICE("russian")).country, "");
	assert_string_equal(name_lexicon_country(lexicon, SLICE("Vladimir Putin")).country, "");
	assert_slice(name_lexicon_country_name(lexicon, "RUS"), "Russia");
	assert_null(name_lexicon_country_name(lexicon, "ZZZ").at);
	assert_string_equal(name_lexicon_agent(lexicon, SLICE("troop")), "MIL");
	assert_string_equal(name_lexicon_agent(lexicon, SLICE("intelligence agency")), "SPY");
	assert_null(name_lexicon_agent(lexicon, SLICE("spokesman")));
	assert_null(name_lexicon_agent(lexicon, SLICE("cabbage")));
	name_lexicon_size(lexicon, &names, &actors);
	assert_true(names > actors && actors > 10);
}

static void contradictions_are_told(void **state)
{
	static const char content[] =
		"Ann Holder\tFRA\tGOV\tPERSON\t2001\t2004\tmayor\n"
		"Ann Holder\tFRA\tGOV\tPERSON\t2004-06\t2008\tmayor\n"      /* twice in the second half of 2004 */
		"Ann Holder\tFRA\tGOV\tPERSON\t2004-06\t2008\tsenator\n"    /* another office: no contradiction */
		"Bob One; Bobby\tFRA\tGOV\tPERSON\t2001\t2002\n"
		"Bob Two; Bobby\tDEU\tGOV\tPERSON\t2003\t2004\n"            /* on other days */
		"Bob Three; Bobby\tDEU\tGOV\tPERSON\t2004\n"
		"Bordertown\tFRA\t-\tGPE\t\t\t\tregion\n"
		"Bordertown City; Bordertown\tDEU\t-\tGPE\t\t\t\tregion\n";  /* a report decides */
	heard problems = {0};
	name_lexicon *lexicon = load_more(content, sizeof content - 1, &problems);
	assert_int_equal(problems.count, 2);
	assert_int_equal(problems.lines[0], 6);
	assert_string_equal(problems.reasons[0], "'Bob Three' shares a name with 'Bob Two' in line 5 of mine/more.tsv on the "
		"same days");
	assert_int_equal(problems.lines[1], 2);
	assert_string_equal(problems.reasons[1], "'Ann Holder' holds the office of 'Ann Holder' in line 1 of mine/more.tsv on "
		"the same days");
	/* All lines are taken nevertheless. */
	size_t names, actors, others;
	name_lexicon_size(*state, &names, &others);
	name_lexicon_size(lexicon, &names, &actors);
	assert_int_equal(actors, others + 6);
	name_lexicon_free(lexicon);
}

static void the_users_lines_win(void **state)
{
	(void)state;
	static const char user[] = "Hamas\tPSE\tPTY\tORG\nNewland; Russia\tNOR\t-\tGPE\n";
	static snippet doc;
	char folder[] = "bede-mine-XXXXXX", path[64];
	bede_error error = {0};
	report problems = {0};
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/mine.tsv", folder);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(user, file);
	fclose(file);
	name_builder *builder = name_builder_new();
	assert_true(name_builder_load(builder, snippet_folder, "actors", &problems, &error));
	assert_true(name_builder_load(builder, folder, "mine", &problems, &error));
	name_lexicon *lexicon = snippet_finish(builder, &error);
	assert_non_null(lexicon);
	snippet_read(&doc, lexicon,
		"1 Hamas Hamas PROPN NNP 2 nsubj\n"
		"2 left leave VERB VBD 0 root\n"
		"3 Russia Russia PROPN NNP 2 obj\n", NULL);
	assert_string_equal(snippet_codes(&doc, "Hamas", 0), "PSEPTY");
	assert_string_equal(snippet_codes(&doc, "Russia", 0), "NOR");
	assert_slice(snippet_mention(&doc, "Hamas", 0)->parties[0].source, "mine/mine.tsv:1");
	snippet_clear(&doc);
	name_lexicon_free(lexicon);
	unlink(path);
	rmdir(folder);
}

static void a_missing_folder_is_an_error(void **state)
{
	(void)state;
	bede_error error = {0};
	report problems = {0};
	name_builder *builder = name_builder_new();
	assert_false(name_builder_load(builder, "no-such-folder", "x", &problems, &error));
	assert_true(error.code != BEDE_OK && error.message[0]);
	name_builder_free(builder);
	name_builder_free(NULL);
	name_lexicon_free(NULL);
}

static void names_are_compared_without_diacritics_and_hyphens(void **state)
{
	static snippet doc;
	snippet_read(&doc, *state,
		"1 Kim Kim PROPN NNP 4 nsubj\n"
		"2 Jong-un Jong-un PROPN NNP 1 flat\n"
		"3 has have AUX VBZ 4 aux\n"
		"4 met meet VERB VBN 0 root\n"
		"5 Pútin Pútin PROPN NNP 4 obj\n", "2020-01-01");
	assert_string_equal(snippet_codes(&doc, "Kim", 0), "PRKGOV");
	assert_string_equal(snippet_codes(&doc, "Pútin", 0), "RUSGOV");
	assert_slice(snippet_mention(&doc, "Kim", 0)->parties[0].identifier, "Kim Jong Un");
	snippet_clear(&doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(looks_up_countries_and_agents),
		cmocka_unit_test(bad_lines_are_told_and_left_out),
		cmocka_unit_test(contradictions_are_told),
		cmocka_unit_test(the_users_lines_win),
		cmocka_unit_test(a_missing_folder_is_an_error),
		cmocka_unit_test(names_are_compared_without_diacritics_and_hyphens),
	};
	return cmocka_run_group_tests(tests, snippet_open, snippet_close);
}
