/* test_petrarch.c — dictionaries in PETRARCH2's formats: codes, dates, names, and what a bad file is told. */
#include "name_snippet.h"

#include "name/petrarch.h"

static void expect_code(const char *cameo, cameo_loss loss, const char *country, const char *sector)
{
	actor_code code;
	assert_int_equal(cameo_to_plover(slice_of(cameo), &code), loss);
	assert_string_equal(code.country, country);
	assert_string_equal(code.sector, sector);
}

static void codes_become_plovers(void **state)
{
	(void)state;
	expect_code("USA", CAMEO_WHOLE, "USA", "");
	expect_code("USAGOV", CAMEO_WHOLE, "USA", "GOV");
	expect_code("RUSMIL", CAMEO_WHOLE, "RUS", "MIL");
	expect_code("PSEGOVHAM", CAMEO_WHOLE, "PSE", "GOV");
	expect_code("AFGGOVMED", CAMEO_WHOLE, "AFG", "GOV");
	/* MED was media in CAMEO, HLH health. */
	expect_code("FRAMED", CAMEO_WHOLE, "FRA", "JRN");
	expect_code("FRAHLH", CAMEO_WHOLE, "FRA", "MED");
	expect_code("INDSEP", CAMEO_WHOLE, "IND", "REB");
	expect_code("IRQSHI", CAMEO_WHOLE, "IRQ", "REL");
	expect_code("IRQSHIREB", CAMEO_WHOLE, "IRQ", "REB");
	expect_code("USABUS", CAMEO_WHOLE, "USA", "BUS");
	expect_code("USANGO", CAMEO_WHOLE, "USA", "SOC");
	expect_code("usagov", CAMEO_WHOLE, "USA", "GOV");
	/* A faith of Sunnis, and a state that is gone. */
	expect_code("SUNGOV", CAMEO_WHOLE, "RUS", "GOV");
	expect_code("IRQREBSUN", CAMEO_WHOLE, "IRQ", "REB");
	expect_code("ROMGOV", CAMEO_WHOLE, "ROU", "GOV");
	expect_code("ELI", CAMEO_WHOLE, "", "ELI");
}

static void organisations_keep_no_field_of_work(void **state)
{
	(void)state;
	expect_code("IGO", CAMEO_WHOLE, "IGO", "");
	expect_code("IGOUNO", CAMEO_WHOLE, "UNO", "");
	expect_code("IGOUNOREFHCR", CAMEO_WHOLE, "UNO", "");
	expect_code("IGOUNOHLHWHO", CAMEO_WHOLE, "UNO", "MED");
	expect_code("IGOUNOJUDICJ", CAMEO_WHOLE, "UNO", "JUD");
	expect_code("IGOEUREEC", CAMEO_WHOLE, "EUR", "");
	expect_code("IGOWSTNAT", CAMEO_WHOLE, "IGO", "");
	expect_code("NGOHRI", CAMEO_WHOLE, "NGO", "");
	expect_code("NGM", CAMEO_WHOLE, "NGO", "");
	expect_code("MNC", CAMEO_WHOLE, "MNC", "BUS");
	expect_code("IMGMUSALQ", CAMEO_WHOLE, "IMG", "REB");
	expect_code("INTREB", CAMEO_WHOLE, "IMG", "REB");
}

static void losses_are_known(void **state)
{
	(void)state;
	expect_code("---", CAMEO_NOBODY, "", "");
	expect_code("MEAREB", CAMEO_REGION, "", "REB");
	expect_code("EUR", CAMEO_REGION, "", "");
	expect_code("INT", CAMEO_REGION, "", "");
	expect_code("KKLREB", CAMEO_PART, "", "REB");
	expect_code("XQX", CAMEO_PART, "", "");
	expect_code("", CAMEO_FAULTY, "", "");
	expect_code("US", CAMEO_FAULTY, "", "");
	expect_code("USAGO", CAMEO_FAULTY, "", "");
	expect_code("US~", CAMEO_FAULTY, "", "");
}

static int32_t day_of(const char *text)
{
	int32_t day = -1;
	return petrarch_day(slice_of(text), &day) ? day : INT32_MIN;
}

static void days_have_years_of_two_or_four_digits(void **state)
{
	(void)state;
	assert_int_equal(day_of("700102"), 1);
	assert_int_equal(day_of("19700102"), 1);
	assert_int_equal(day_of("300101"), day_of("20300101"));
	assert_int_equal(day_of("310101"), day_of("19310101"));
	assert_int_equal(day_of("20120229"), day_of("120229"));
	static const char *const none[] = {"", "20110229", "110931", "2004017", "1234567890", "-70102", "abcdef", "000000"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_int_equal(day_of(none[i]), INT32_MIN);
}

/* ---- loading ---- */

typedef struct told {
	char text[32][400];
	size_t count;
} told;

static void hear(void *context, const bede_error *problem)
{
	told *self = context;
	const char *file = strrchr(problem->file, '/');
	assert_non_null(file);
	assert_true(self->count < 32);
	snprintf(self->text[self->count++], sizeof self->text[0], "%s:%lu: %s", file + 1, problem->line, problem->message);
}

/* The lexicon of the snippets with dictionaries on top; NULL: no such file. */
static name_lexicon *load(const char *actors, size_t length, const char *agents, told *problems)
{
	bede_error error = {0};
	report listener = {hear, problems, 0}, none = {0};
	name_builder *builder = name_builder_new();
	assert_non_null(builder);
	assert_true(name_builder_load(builder, snippet_folder, "actors", &none, &error));
	if (actors)
		snippet_file("A.actors.txt", actors, length);
	if (agents)
		snippet_file("B.agents.txt", agents, strlen(agents));
	assert_true(name_builder_load_petrarch(builder, snippet_folder, &listener, &error));
	name_lexicon *lexicon = snippet_finish(builder, &error);
	assert_non_null(lexicon);
	snippet_remove("A.actors.txt");
	snippet_remove("B.agents.txt");
	return lexicon;
}

static bool knows(const name_lexicon *lexicon, const char *name)
{
	return trie_find(&lexicon->names, slice_of(name)) != TRIE_NONE;
}

static void names_take_the_forms_of_texts(void **state)
{
	(void)state;
	static const char actors[] =
		"BAN_KI-ZENDA_ [KORGOV]\n"
		"LEAGUE_OF_THE_FREE_ [RUSREB]\n"
		"URSULA_VAN_DER_O'BRIEN-MCCOY [DEUGOV]\n"
		"AL-ZENDA_FRONT_(AZF)_ [IRQREB]\n"
		"U.N._ENVOY  TO__SPAIN [IGOUNO]\n"
		"PEOPLE'S_PARTY [CHNPTY]\n"
		"ZDF_ [DEUMED]\n"
		"FARG_ [COLREB]\n"
		"UN_ENVOY [IGOUNO]\n"
		"MCHALE_D'ESCOTO [USAGOV]\n"
		"Mixed_McCase [USAGOV]\n"
		"M\xC3\x9CLLER_\xC3\x96ZIL [DEUGOV]\n"
		"2ND_ARMY [CHNMIL]\n";
	static const char *const yes[] = {
		"Ban Ki Zenda", "Ban Ki zenda", "League of the Free", "Ursula van der O'Brien McCoy", "al Zenda Front",
		"Al Zenda Front", "U.N. Envoy To Spain", "People's Party", "ZDF", "FARG", "Farg", "UN Envoy",
		"McHale D'Escoto", "Mixed McCase", "Muller Ozil", "2nd Army",
	};
	static const char *const no[] = {"Zdf", "BAN KI ZENDA", "Al Zenda Front (AZF)", "AZF", "mixed mccase"};
	told problems = {0};
	name_lexicon *lexicon = load(actors, sizeof actors - 1, NULL, &problems);
	assert_int_equal(problems.count, 0);
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		if (!knows(lexicon, yes[i]))
			fail_msg("'%s' is not known", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (knows(lexicon, no[i]))
			fail_msg("'%s' is known", no[i]);
	name_lexicon_free(lexicon);
}

static void dated_codes_hold_on_their_days(void **state)
{
	(void)state;
	static const char actors[] =
		"RUDOLF_RASSENDYLL_  # English\n+RASSENDYLL_\n\t[NORELI]\n\t[NORGOV 20010101-101231]\n\t[NORMIL <001231]\n";
	static const struct { const char *day, *codes; } roles[] = {
		{"1999-06-01", "NORMIL"}, {"2005-06-01", "NORGOV"}, {"2012-06-01", "NORELI"}, {NULL, "NORGOV"},
	};
	told problems = {0};
	name_lexicon *lexicon = load(actors, sizeof actors - 1, NULL, &problems);
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		static snippet doc;
		snippet_read(&doc, lexicon,
			"1 Rassendyll Rassendyll PROPN NNP 2 nsubj\n"
			"2 left leave VERB VBD 0 root\n"
			"3 Russia Russia PROPN NNP 2 obj\n", roles[i].day);
		assert_string_equal(snippet_codes(&doc, "Rassendyll", 0), roles[i].codes);
		assert_slice(snippet_mention(&doc, "Rassendyll", 0)->parties[0].identifier, "Rudolf Rassendyll");
		snippet_clear(&doc);
	}
	name_lexicon_free(lexicon);
}

static void what_is_known_keeps_its_reading(void **state)
{
	(void)state;
	static const char actors[] =
		"RUSSIA_ [RUS]\n+RUSSIAN_\n+MOSCOW_\n+RUSIA_\nHAMAS_ [PSEPTY]\nKHERSON_ [MEAREB]\n";
	told problems = {0};
	name_lexicon *lexicon = load(actors, sizeof actors - 1, NULL, &problems);
	size_t names, actor_count;
	name_lexicon_size(lexicon, &names, &actor_count);
	assert_string_equal(name_lexicon_country(lexicon, SLICE("Rusia")).country, "RUS");
	uint32_t link = trie_find(&lexicon->names, SLICE("Moscow"));
	assert_int_equal(lexicon->links[link].next, LINE_NONE);
	link = trie_find(&lexicon->names, SLICE("Kherson"));
	assert_int_equal(lexicon->links[link].next, LINE_NONE);
	static snippet doc;
	snippet_read(&doc, lexicon, "1 Hamas Hamas PROPN NNP 2 nsubj\n2 left leave VERB VBD 0 root\n", NULL);
	assert_string_equal(snippet_codes(&doc, "Hamas", 0), "PSEPTY");
	snippet_clear(&doc);
	name_lexicon_free(lexicon);
}

static void agents_have_plurals_and_sets(void **state)
{
	(void)state;
	static const char agents[] =
		"TOLL!PERSON! [~COP]\n"
		"!PERSON! = MAN, MEN,  WOMAN\n"
		"ZITHERIST {ZITHERI, ZITHERAE} [~MED] # players\n"
		"MILITIA {} [~REB]\n"
		"RIGHTS_BODY [NGO~]\n"
		"POLICE [~MIL]\n"
		"TAXPAYERS [~CVL]\n";
	static const struct { const char *lemma, *sector, *code; } wanted[] = {
		{"tollman", "COP", ""}, {"tollmen", "COP", ""}, {"tollwoman", "COP", ""}, {"zitherist", "JRN", ""},
		{"zitheri", "JRN", ""}, {"zitherae", "JRN", ""}, {"militia", "REB", ""},
		{"rights body", "", "NGO"}, {"right body", "", "NGO"},
		{"police", "MIL", ""}, {"taxpayer", "CVL", ""}, {"taxpayers", "CVL", ""}, {"army", "MIL", ""},
	};
	told problems = {0};
	name_lexicon *lexicon = load(NULL, 0, agents, &problems);
	assert_int_equal(problems.count, 0);
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		const agent *found = lexicon_agent(lexicon, slice_of(wanted[i].lemma));
		if (!found)
			fail_msg("'%s' is no agent", wanted[i].lemma);
		assert_string_equal(found->sector, wanted[i].sector);
		assert_string_equal(found->code, wanted[i].code);
	}
	assert_int_equal(lexicon_agent(lexicon, SLICE("militia"))->kind, AGENT_GROUP);
	assert_int_equal(lexicon_agent(lexicon, SLICE("police"))->kind, AGENT_PERSON);
	name_lexicon_free(lexicon);
}

static void bad_lines_are_told_and_the_rest_is_read(void **state)
{
	(void)state;
	static const char actors[] =
		"+ALIAS_\n"
		"[NOR]\n"
		"GOOD_ONE_ [NORGOV]\n"
		"BAD_DATE_ [NORGOV 20041301-20050101] [NORMIL]\n"
		"BACKWARDS_ [NORGOV 050101-040101] [NORMIL]\n"
		"NO_CODE_\n"
		"OPEN_CODE_ [NOR\n"
		"BAD_CODE_ [NORR]\n"
		"EMPTY_CODE_ []\n"
		"BAD\xFF_ [NOR]\n"
		"X [NOR]\n"
		"<!-- a comment\n OVER_LINES_ [NOR]\n-->\n"
		"<!-- one --> GOOD_TWO_ [NORGOV] # [XXX]\n"
		"GOOD_THREE_ ; a note [XXX]\n\t[NORGOV]\r\n"
		"MAY_15_ [GRCREB]\n"
		"FRONT_(UKRAINE)_ [UKRREB]\n"
		"NOBODY_ [---]\n"
		"SOMEBODY_ [NORGOV 010101-011231] [---]\n"
		"REGION_ [MEA]\n"
		"GOOD_FOUR_ [NORGOV]";
	static const char agents[] = "LOST\nA {B [~GOV]\nC!D! [~GOV]\nE [GOV]\nF [~XXX]\nG!\n!H! =\n {} [~GOV]\n"
		"FINE [~GOV]\n";
	static const char *const places[] = {
		"A.actors.txt:1: an alias", "A.actors.txt:2: a code before", "A.actors.txt:4: no dates", "A.actors.txt:5: no dates",
		"A.actors.txt:6: a name without", "A.actors.txt:7: no ']'", "A.actors.txt:8: no CAMEO", "A.actors.txt:9: no CAMEO",
		"A.actors.txt:10: bytes", "A.actors.txt:11: a name of less",
		"B.agents.txt:7: no set", "B.agents.txt:1: no code in", "B.agents.txt:2: no '}'", "B.agents.txt:3: a set",
		"B.agents.txt:4: no code as", "B.agents.txt:6: no code in", "B.agents.txt:8: an empty",
		"A.actors.txt:20: '---'", "A.actors.txt:22: a code for a part", "A.actors.txt:19: a name told",
		"A.actors.txt:18: a name that is a date", "B.agents.txt:5: an agent whose",
	};
	told problems = {0};
	name_lexicon *lexicon = load(actors, sizeof actors - 1, agents, &problems);
	for (size_t i = 0; i < problems.count && i < sizeof places / sizeof *places; i++)
		if (strncmp(problems.text[i], places[i], strlen(places[i])) != 0)
			fail_msg("'%s' instead of '%s'", problems.text[i], places[i]);
	assert_int_equal(problems.count, sizeof places / sizeof *places);
	static const char *const good[] = {"Good One", "Good Two", "Good Three", "Good Four", "Bad Date", "Backwards",
		"Somebody"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(knows(lexicon, good[i]));
	assert_false(knows(lexicon, "Nobody"));
	assert_false(knows(lexicon, "Over Lines"));
	assert_false(knows(lexicon, "Front"));
	assert_string_equal(name_lexicon_agent(lexicon, SLICE("fine")), "GOV");
	name_lexicon_free(lexicon);
}

static void a_folder_without_dictionaries_is_an_error(void **state)
{
	(void)state;
	bede_error error = {0};
	report problems = {0};
	name_builder *builder = name_builder_new();
	assert_false(name_builder_load_petrarch(builder, "no-such-folder", &problems, &error));
	assert_int_equal(error.code, BEDE_ERROR_DATA);
	assert_false(name_builder_load_petrarch(builder, snippet_folder, &problems, &error));
	assert_int_equal(error.code, BEDE_ERROR_DATA);
	name_builder_free(builder);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_become_plovers),
		cmocka_unit_test(organisations_keep_no_field_of_work),
		cmocka_unit_test(losses_are_known),
		cmocka_unit_test(days_have_years_of_two_or_four_digits),
		cmocka_unit_test(names_take_the_forms_of_texts),
		cmocka_unit_test(dated_codes_hold_on_their_days),
		cmocka_unit_test(what_is_known_keeps_its_reading),
		cmocka_unit_test(agents_have_plurals_and_sets),
		cmocka_unit_test(bad_lines_are_told_and_the_rest_is_read),
		cmocka_unit_test(a_folder_without_dictionaries_is_an_error),
	};
	return cmocka_run_group_tests(tests, snippet_open, snippet_close);
}
