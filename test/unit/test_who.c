/* test_who.c — what is known of a name: roles on a day, several actors of one name, short forms, names that come
 * near, and the written forms. */
#include "name_snippet.h"

#include "pipeline.h"

typedef struct asked {
	arena memory;
	known_actors found;
	const name_lexicon *lexicon;
	const char *name;
	date on;
} asked;

static void ask_inside(void *context)
{
	asked *self = context;
	name_lexicon_who(self->lexicon, slice_of(self->name), self->on, &self->memory, &self->found);
}

static void ask(asked *self, void **state, const char *name, const char *day)
{
	*self = (asked){.lexicon = *state, .name = name};
	if (day)
		assert_true(date_parse(slice_of(day), &self->on));
	arena_init(&self->memory, 0);
	assert_true(arena_run(&self->memory, ask_inside, self));
}

/* "RUS GOV" of the only actor on the day; "-GOV" stands for no country. */
static void assert_code(void **state, const char *name, const char *day, const char *country, const char *sector,
	const char *office)
{
	asked asked;
	ask(&asked, state, name, day);
	assert_int_equal(asked.found.count, 1);
	const known_actor *actor = &asked.found.items[0];
	assert_string_equal(actor->code.country, country);
	assert_string_equal(actor->code.sector, sector);
	assert_slice(actor->office, office ? office : "");
	assert_int_equal(actor->in_force, office != NULL);
	arena_clear(&asked.memory);
}

static void roles_depend_on_the_day(void **state)
{
	assert_code(state, "Ada Example", "2005-06-01", "USA", "GOV", "president");
	assert_code(state, "Ada Example", "2009-01-10", "USA", "GOV", "president");   /* just left */
	assert_code(state, "Ada Example", "2015-06-01", "USA", "ELI", NULL);
	assert_code(state, "Ada Example", "1990-06-01", "USA", "", NULL);
	assert_code(state, "Ada Example", NULL, "USA", "GOV", "president");
	assert_code(state, "Union of Old", "1980-01-01", "RUS", "", "");
	assert_code(state, "Union of Old", "2020-01-01", "RUS", "", NULL);
}

static void each_fact_has_its_place(void **state)
{
	asked asked;
	ask(&asked, state, "Kim Jong-un", "2024-11-21");
	assert_int_equal(asked.found.count, 1);
	const known_actor *actor = &asked.found.items[0];
	assert_slice(actor->name, "Kim Jong Un");
	assert_string_equal(actor->type, "PERSON");
	assert_int_equal(actor->name_count, 2);
	assert_slice(actor->names[1], "Kim Jong-un");
	assert_int_equal(actor->role_count, 1);
	assert_slice(actor->roles[0].source, "own");
	assert_slice(actor->roles[0].place, "actors/actors.tsv:16");
	assert_string_equal(actor->roles[0].kind, "name");
	assert_true(actor->roles[0].counts);
	assert_int_equal(actor->roles[0].to, INT32_MAX);
	assert_false(actor->by_short_form);
	arena_clear(&asked.memory);
}

static void names_are_compared_as_in_reports(void **state)
{
	asked asked;
	static const char *const forms[] = {"Kim Jong\xE2\x80\x91un", " the United Nations ", "Vladimir Pútin", "UN"};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		ask(&asked, state, forms[i], NULL);
		assert_int_equal(asked.found.count, 1);
		arena_clear(&asked.memory);
	}
	ask(&asked, state, "un", NULL);
	assert_int_equal(asked.found.count, 0);
	arena_clear(&asked.memory);
}

static void one_name_may_be_several_actors(void **state)
{
	asked asked;
	ask(&asked, state, "Georgia", NULL);
	assert_int_equal(asked.found.count, 2);
	assert_string_equal(asked.found.items[0].code.country, "GEO");
	assert_true(asked.found.items[0].preferred);
	assert_string_equal(asked.found.items[1].code.country, "USA");
	assert_string_equal(asked.found.items[1].roles[0].kind, "region");
	assert_false(asked.found.items[1].preferred);
	arena_clear(&asked.memory);

	/* Names that depend on the report are preferred by none. */
	ask(&asked, state, "North", NULL);
	assert_int_equal(asked.found.count, 1);
	assert_string_equal(asked.found.items[0].roles[0].kind, "short");
	assert_false(asked.found.items[0].preferred);
	arena_clear(&asked.memory);
}

static void a_family_name_is_a_short_form(void **state)
{
	asked asked;
	ask(&asked, state, "Kim", NULL);
	assert_int_equal(asked.found.count, 1);
	assert_slice(asked.found.items[0].name, "Kim Jong Un");
	assert_true(asked.found.items[0].by_short_form);
	arena_clear(&asked.memory);
}

static void the_users_lines_count(void **state)
{
	(void)state;
	bede_error error;
	static const char first[] = "Ann Xample\tFRA\tGOV\tPERSON\t2001\nHall\tFRA\tGOV\tORG\n";
	static const char second[] = "Ann Xample\tDEU\tMIL\tPERSON\t2002\t\tgeneral\nHall\tFRA\tLEG\tORG\n";
	snippet_file("mine.tsv", first, sizeof first - 1);
	name_builder *builder = name_builder_new();
	assert_true(name_builder_load(builder, snippet_folder, "a", NULL, &error));
	snippet_file("mine.tsv", second, sizeof second - 1);
	assert_true(name_builder_load(builder, snippet_folder, "b", NULL, &error));
	name_lexicon *lexicon = snippet_finish(builder, &error);
	assert_non_null(lexicon);
	snippet_remove("mine.tsv");
	void *own = lexicon;
	assert_code(&own, "Ann Xample", "2010-01-01", "DEU", "MIL", "general");
	assert_code(&own, "Hall", "2010-01-01", "FRA", "LEG", "");
	name_lexicon_free(lexicon);
}

static void unknown_names_have_neighbours(void **state)
{
	static const struct { const char *name, *nearest; uint32_t count; } cases[] = {
		{"hamas", "Hamas", 1}, {"Hammas", "Hamas", 1}, {"Vladimir Puttin", "Vladimir Putin", 1},
		{"President Putin", "Putin", 1}, {"Ukrain", "Ukraine", 2}, {"Uni", "Union of Old", 3}, {"Zzyzzyx", NULL, 0},
		{"", NULL, 0}, {"x", NULL, 0},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		asked asked;
		ask(&asked, state, cases[i].name, NULL);
		assert_int_equal(asked.found.count, 0);
		assert_int_equal(asked.found.nearest_count, cases[i].count);
		if (cases[i].nearest)
			assert_slice(asked.found.nearest[0], cases[i].nearest);
		arena_clear(&asked.memory);
	}
	char long_name[1000];
	memset(long_name, 'a', sizeof long_name - 1);
	long_name[sizeof long_name - 1] = '\0';
	asked asked;
	ask(&asked, state, long_name, NULL);
	assert_int_equal(asked.found.nearest_count, 0);
	arena_clear(&asked.memory);
}

/* ---- written ---- */

static void assert_written(void **state, const char *name, const char *day, bede_format format, const char *expected)
{
	bede_error error;
	bede_buffer out = {0};
	bede_data data = {.names = *state};
	assert_true(bede_who(&data, name, day, &(bede_write_options){.format = format}, &out, &error));
	assert_string_equal(out.bytes, expected);
	bede_buffer_free(&out);
}

static void both_forms_say_the_same(void **state)
{
	assert_written(state, "Ada Example", "2005-06-01", BEDE_TABLE,
		"Ada Example  PERSON\n"
		"  2005-06-01  USA GOV, president\n"
		"  names       Ada Example; Example\n"
		"  from        to          code     office     lexicon (source)\n"
		"* 2001-01-01  2008-12-31  USA GOV  president  actors/actors.tsv:18\n");
	assert_written(state, "Ada Example", "2020-06-01", BEDE_JSON,
		"{\"query\":\"Ada Example\",\"name\":\"Ada Example\",\"type\":\"PERSON\",\"names\":[\"Ada Example\",\"Example\"],"
		"\"preferred\":true,\"short_form\":false,\"date\":\"2020-06-01\",\"code\":\"USA\",\"sector\":\"ELI\","
		"\"office\":null,\"in_force\":false,\"roles\":[{\"from\":\"2001-01-01\",\"to\":\"2008-12-31\",\"code\":\"USA\","
		"\"sector\":\"GOV\",\"office\":\"president\",\"type\":\"PERSON\",\"kind\":\"name\",\"source\":null,"
		"\"lexicon\":\"actors/actors.tsv:18\",\"counts\":true}]}\n");
	assert_written(state, "Georgia", NULL, BEDE_TABLE,
		"Georgia  GPE\n"
		"  undated     GEO\n"
		"  names       Georgia\n"
		"  code  lexicon (source)\n"
		"* GEO   actors/actors.tsv:20\n"
		"\n"
		"Georgia  GPE\n"
		"  undated     USA\n"
		"  names       Georgia\n"
		"  code  office    lexicon (source)\n"
		"* USA   (region)  actors/actors.tsv:22\n");
}

static void what_cannot_be_answered_is_an_error(void **state)
{
	bede_error error;
	bede_buffer out = {0};
	bede_data data = {.names = *state};
	bede_write_options table = {.format = BEDE_TABLE}, csv = {.format = BEDE_CSV};
	assert_false(bede_who(&data, "Hammas", NULL, &table, &out, &error));
	assert_int_equal(error.code, BEDE_ERROR_INPUT);
	assert_non_null(strstr(error.message, "'Hamas'"));
	assert_false(bede_who(&data, "troops", NULL, &table, &out, &error));
	assert_int_equal(error.code, BEDE_ERROR_INPUT);
	assert_non_null(strstr(error.message, "MIL"));
	assert_false(bede_who(&data, "Bad\xFF", NULL, &table, &out, &error));
	assert_int_equal(error.code, BEDE_ERROR_INPUT);
	assert_false(bede_who(&data, "Hamas", "2024-02-30", &table, &out, &error));
	assert_int_equal(error.code, BEDE_ERROR_USAGE);
	assert_false(bede_who(&data, "Hamas", NULL, &csv, &out, &error));
	assert_int_equal(error.code, BEDE_ERROR_USAGE);
	assert_false(bede_who(&data, "Hammas", NULL, &table, &out, NULL));
	assert_null(out.bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(roles_depend_on_the_day),
		cmocka_unit_test(each_fact_has_its_place),
		cmocka_unit_test(names_are_compared_as_in_reports),
		cmocka_unit_test(one_name_may_be_several_actors),
		cmocka_unit_test(a_family_name_is_a_short_form),
		cmocka_unit_test(unknown_names_have_neighbours),
		cmocka_unit_test(both_forms_say_the_same),
		cmocka_unit_test(what_cannot_be_answered_is_an_error),
		cmocka_unit_test(the_users_lines_count),
	};
	return cmocka_run_group_tests(tests, snippet_open, snippet_close);
}
