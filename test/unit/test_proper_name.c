/* test_proper_name.c — how far unknown names reach, what they name, and who is one entity with whom. */
#include "name_snippet.h"

static snippet doc;

static void read_lines(void **state, const char *lines)
{
	snippet_read(&doc, *state, lines, "2022-04-08");
}

/* The proper name within the mention headed by the word; empty: it has none. */
static slice name_of(const char *word, int nth)
{
	const mention *of = snippet_mention(&doc, word, nth);
	assert_non_null(of);
	if (of->name_end <= of->name_first)
		return (slice){"", 0};
	span at = span_join(doc.text.tokens[of->name_first].at, doc.text.tokens[of->name_end - 1].at);
	return (slice){doc.text.bytes + at.start, at.end - at.start};
}

static uint32_t entity_of(const char *word, int nth)
{
	const mention *of = snippet_mention(&doc, word, nth);
	assert_non_null(of);
	assert_true(of->party_count <= 1);
	return of->party_count ? of->parties[0].entity : of->entity;
}

static void body_reaches_behind_its_of(void **state)
{
	read_lines(state,
		"1 The the DET DT 2 det\n"
		"2 Association Association PROPN NNP 7 nsubj\n"
		"3 of of ADP IN 4 case\n"
		"4 Bakers Bakers PROPN NNPS 2 nmod\n"
		"5 and and CCONJ CC 6 cc\n"
		"6 Millers Millers PROPN NNPS 4 conj\n"
		"7 left leave VERB VBD 0 root\n"
		"8 for for ADP IN 9 case\n"
		"9 Moscow Moscow PROPN NNP 7 obl\n");
	assert_slice(name_of("Association", 0), "Association of Bakers and Millers");
	assert_slice(name_of("Moscow", 0), "Moscow");
	snippet_clear(&doc);
}

static void country_in_a_bodys_name_is_no_name_of_its_own(void **state)
{
	read_lines(state,
		"1 Georgia Georgia PROPN NNP 2 compound\n"
		"2 Charity Charity PROPN NNP 3 nsubj\n"
		"3 left leave VERB VBD 0 root\n"
		"4 Georgia Georgia PROPN NNP 3 obj\n");
	assert_slice(name_of("Charity", 0), "Georgia Charity");
	assert_int_equal(snippet_mention(&doc, "Charity", 0)->type, ENTITY_ORG);
	assert_slice(name_of("Georgia", 0), "");
	assert_slice(name_of("Georgia", 1), "Georgia");
	snippet_clear(&doc);
}

static void last_word_says_what_is_named(void **state)
{
	read_lines(state,
		"1 Moche Moche PROPN NNP 2 compound\n"
		"2 River River PROPN NNP 6 nsubj\n"
		"3 and and CCONJ CC 5 cc\n"
		"4 Iron Iron PROPN NNP 5 compound\n"
		"5 Bridge Bridge PROPN NNP 2 conj\n"
		"6 saw see VERB VBD 0 root\n"
		"7 Lake Lake PROPN NNP 6 obj\n"
		"8 Foo Foo PROPN NNP 7 flat\n"
		"\n"
		"1 The the DET DT 3 det\n"
		"2 Summer Summer PROPN NNP 3 compound\n"
		"3 Cup Cup PROPN NNP 4 nsubj\n"
		"4 began begin VERB VBD 0 root\n"
		"5 in in ADP IN 7 case\n"
		"6 the the DET DT 7 det\n"
		"7 city city NOUN NN 4 obl\n"
		"8 of of ADP IN 9 case\n"
		"9 Barfoo Barfoo PROPN NNP 7 nmod\n");
	assert_int_equal(snippet_mention(&doc, "River", 0)->type, ENTITY_LOC);
	assert_int_equal(snippet_mention(&doc, "Bridge", 0)->type, ENTITY_FAC);
	assert_int_equal(snippet_mention(&doc, "Lake", 0)->type, ENTITY_LOC);
	assert_int_equal(snippet_mention(&doc, "Cup", 0)->type, ENTITY_EVENT);
	assert_int_equal(snippet_mention(&doc, "Barfoo", 0)->type, ENTITY_LOC);
	snippet_clear(&doc);
}

static void rank_is_no_part_of_a_name(void **state)
{
	read_lines(state,
		"1 Gen Gen PROPN NNP 3 nsubj\n"
		"2 Prawit Prawit PROPN NNP 1 flat\n"
		"3 left leave VERB VBD 0 root\n");
	assert_slice(name_of("Gen", 0), "Prawit");
	assert_int_equal(snippet_mention(&doc, "Gen", 0)->type, ENTITY_PERSON);
	snippet_clear(&doc);
}

static void peoples_are_named_but_no_actors(void **state)
{
	read_lines(state,
		"1 Kurdish kurdish ADJ JJ 2 amod\n"
		"2 fighters fighter NOUN NNS 3 nsubj\n"
		"3 met meet VERB VBD 0 root\n"
		"4 Latin latin ADJ JJ 5 amod\n"
		"5 American american ADJ JJ 6 amod\n"
		"6 officials official NOUN NNS 3 obj\n");
	assert_slice(name_of("Kurdish", 0), "Kurdish");
	assert_int_equal(snippet_mention(&doc, "Kurdish", 0)->type, ENTITY_NORP);
	assert_int_equal(snippet_mention(&doc, "Kurdish", 0)->party_count, 0);
	assert_slice(name_of("American", 0), "Latin American");
	assert_string_equal(snippet_codes(&doc, "officials", 0), "GOV");
	snippet_clear(&doc);
}

static void unknown_name_is_one_entity_with_its_pronoun(void **state)
{
	read_lines(state,
		"1 Ulmbrook Ulmbrook PROPN NNP 3 nsubj\n"
		"2 quickly quickly ADV RB 3 advmod\n"
		"3 grew grow VERB VBD 0 root\n"
		"\n"
		"1 It it PRON PRP 3 nsubj\n"
		"2 soon soon ADV RB 3 advmod\n"
		"3 closed close VERB VBD 0 root\n"
		"\n"
		"1 Ulmbrook Ulmbrook PROPN NNP 2 nsubj\n"
		"2 reopened reopen VERB VBD 0 root\n");
	assert_int_not_equal(entity_of("Ulmbrook", 0), ENTITY_UNKNOWN);
	assert_int_equal(entity_of("Ulmbrook", 1), entity_of("Ulmbrook", 0));
	assert_int_equal(entity_of("It", 0), entity_of("Ulmbrook", 0));
	snippet_clear(&doc);
}

static void who_speaks_is_one_and_those_who_speak_another(void **state)
{
	read_lines(state,
		"1 I I PRON PRP 2 nsubj\n"
		"2 left leave VERB VBD 0 root\n"
		"\n"
		"1 We we PRON PRP 2 nsubj\n"
		"2 stayed stay VERB VBD 0 root\n"
		"\n"
		"1 I I PRON PRP 2 nsubj\n"
		"2 slept sleep VERB VBD 0 root\n");
	assert_int_not_equal(entity_of("I", 0), ENTITY_UNKNOWN);
	assert_int_equal(entity_of("I", 1), entity_of("I", 0));
	assert_int_not_equal(entity_of("We", 0), entity_of("I", 0));
	assert_int_equal(snippet_mention(&doc, "I", 0)->party_count, 0);
	snippet_clear(&doc);
}

static void a_soldier_is_another_each_time_but_the_soldier_is_not(void **state)
{
	read_lines(state,
		"1 A a DET DT 3 det\n"
		"2 Russian russian ADJ JJ 3 amod\n"
		"3 soldier soldier NOUN NN 4 nsubj\n"
		"4 met meet VERB VBD 0 root\n"
		"5 a a DET DT 7 det\n"
		"6 Russian russian ADJ JJ 7 amod\n"
		"7 soldier soldier NOUN NN 4 obj\n"
		"\n"
		"1 The the DET DT 2 det\n"
		"2 soldier soldier NOUN NN 3 nsubj\n"
		"3 left leave VERB VBD 0 root\n");
	assert_int_not_equal(entity_of("soldier", 1), entity_of("soldier", 0));
	assert_int_equal(entity_of("soldier", 2), entity_of("soldier", 1));
	snippet_clear(&doc);
}

static void title_in_apposition_is_the_same_person(void **state)
{
	read_lines(state,
		"1 Jane Jane PROPN NNP 8 nsubj\n"
		"2 Noname Noname PROPN NNP 1 flat +\n"
		"3 , , PUNCT , 6 punct\n"
		"4 the the DET DT 6 det\n"
		"5 Russian russian ADJ JJ 6 amod\n"
		"6 minister minister NOUN NN 1 appos +\n"
		"7 , , PUNCT , 1 punct\n"
		"8 left leave VERB VBD 0 root\n");
	assert_string_equal(snippet_codes(&doc, "Jane", 0), "RUSGOV");
	assert_int_equal(entity_of("minister", 0), entity_of("Jane", 0));
	snippet_clear(&doc);
}

/* The parser hangs the name on the nearest noun; it belongs to the title before. */
static void name_behind_a_long_title_is_its_holders(void **state)
{
	read_lines(state,
		"1 The the DET DT 2 det\n"
		"2 commander commander NOUN NN 9 nsubj\n"
		"3 of of ADP IN 4 case\n"
		"4 Hamas Hamas PROPN NNP 2 nmod +\n"
		"5 , , PUNCT , 6 punct\n"
		"6 Mo Mo PROPN NNP 4 appos\n"
		"7 Noname Noname PROPN NNP 6 flat +\n"
		"8 , , PUNCT , 2 punct\n"
		"9 left leave VERB VBD 0 root\n");
	assert_string_equal(snippet_codes(&doc, "Mo", 0), "PSEREB");
	assert_string_equal(snippet_codes(&doc, "commander", 0), "PSEREB");
	assert_int_equal(entity_of("Mo", 0), entity_of("commander", 0));
	assert_slice(snippet_mention(&doc, "commander", 0)->parties[0].identifier, "Mo Noname");
	snippet_clear(&doc);
}

static void the_city_is_the_place_named_last(void **state)
{
	read_lines(state,
		"1 Troops troop NOUN NNS 2 nsubj\n"
		"2 entered enter VERB VBD 0 root\n"
		"3 Kherson Kherson PROPN NNP 2 obj\n"
		"\n"
		"1 The the DET DT 2 det\n"
		"2 city city NOUN NN 3 nsubj\n"
		"3 fell fall VERB VBD 0 root\n"
		"\n"
		"1 A a DET DT 2 det\n"
		"2 city city NOUN NN 3 nsubj\n"
		"3 burned burn VERB VBD 0 root\n");
	assert_string_equal(snippet_codes(&doc, "city", 0), "UKR");
	assert_int_equal(entity_of("city", 0), entity_of("Kherson", 0));
	assert_string_equal(snippet_codes(&doc, "city", 1), "-");
	snippet_clear(&doc);
}

static void official_of_the_un_is_not_the_un(void **state)
{
	read_lines(state,
		"1 A a DET DT 3 det\n"
		"2 UN UN PROPN NNP 3 compound\n"
		"3 official official NOUN NN 4 nsubj\n"
		"4 left leave VERB VBD 0 root\n");
	assert_string_equal(snippet_codes(&doc, "official", 0), "UNOGOV");
	assert_int_not_equal(entity_of("official", 0), entity_of("UN", 0));
	assert_null(snippet_mention(&doc, "official", 0)->parties[0].identifier.at);
	snippet_clear(&doc);
}

static void chairman_of_nobody_known_has_no_code(void **state)
{
	read_lines(state,
		"1 Russia Russia PROPN NNP 2 nsubj\n"
		"2 waited wait VERB VBD 0 root\n"
		"\n"
		"1 Acme Acme PROPN NNP 3 nmod:poss +\n"
		"2 's 's PART POS 1 case\n"
		"3 chairman chairman NOUN NN 4 nsubj\n"
		"4 left leave VERB VBD 0 root\n"
		"\n"
		"1 Acme Acme PROPN NNP 3 nmod:poss +\n"
		"2 's 's PART POS 1 case\n"
		"3 spokesman spokesman NOUN NN 4 nsubj\n"
		"4 left leave VERB VBD 0 root\n"
		"\n"
		"1 A a DET DT 2 det\n"
		"2 spokesman spokesman NOUN NN 3 nsubj\n"
		"3 stayed stay VERB VBD 0 root\n");
	assert_string_equal(snippet_codes(&doc, "chairman", 0), "");
	assert_string_equal(snippet_codes(&doc, "spokesman", 0), "");
	assert_string_equal(snippet_codes(&doc, "spokesman", 1), "RUSGOV");
	snippet_clear(&doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(body_reaches_behind_its_of),
		cmocka_unit_test(country_in_a_bodys_name_is_no_name_of_its_own),
		cmocka_unit_test(last_word_says_what_is_named),
		cmocka_unit_test(rank_is_no_part_of_a_name),
		cmocka_unit_test(peoples_are_named_but_no_actors),
		cmocka_unit_test(unknown_name_is_one_entity_with_its_pronoun),
		cmocka_unit_test(who_speaks_is_one_and_those_who_speak_another),
		cmocka_unit_test(a_soldier_is_another_each_time_but_the_soldier_is_not),
		cmocka_unit_test(title_in_apposition_is_the_same_person),
		cmocka_unit_test(name_behind_a_long_title_is_its_holders),
		cmocka_unit_test(the_city_is_the_place_named_last),
		cmocka_unit_test(official_of_the_un_is_not_the_un),
		cmocka_unit_test(chairman_of_nobody_known_has_no_code),
	};
	return cmocka_run_group_tests(tests, snippet_open, snippet_close);
}
