/* test_name.c — mentions found by the lexicon and by the words of their phrase. */
#include "name_snippet.h"

static snippet doc;

static void read_lines(void **state, const char *lines, const char *date)
{
	snippet_read(&doc, *state, lines, date);
}

static const char *codes(const char *word)
{
	return snippet_codes(&doc, word, 0);
}

static void agent_takes_its_adjective(void **state)
{
	read_lines(state,
		"1 North north ADJ JJ 2 amod\n"
		"2 Korean korean ADJ JJ 3 amod\n"
		"3 troops troop NOUN NNS 4 nsubj\n"
		"4 crossed cross VERB VBD 0 root\n"
		"5 into into ADP IN 6 case\n"
		"6 Russia Russia PROPN NNP 4 obl +\n"
		"7 . . PUNCT . 4 punct\n", "2024-11-21");
	assert_string_equal(codes("troops"), "PRKMIL");
	assert_string_equal(codes("Russia"), "RUS");
	const mention *troops = snippet_mention(&doc, "troops", 0);
	assert_true(troops->agent_noun && troops->plural);
	assert_int_equal(troops->parties[0].origin, PARTY_AGENT);
	assert_slice(snippet_words_of(&doc, troops), "North Korean troops");
	assert_true(snippet_mention(&doc, "Korean", 0)->adjective);
	snippet_clear(&doc);
}

/* "At least 39 Sudanese soldiers": neither "at" nor "least" is theirs. */
static void bound_of_a_number_stays_outside(void **state)
{
	read_lines(state,
		"1 At at ADP IN 2 case\n"
		"2 least least ADJ JJS 3 nmod\n"
		"3 39 39 NUM CD 5 nummod\n"
		"4 Korean korean ADJ JJ 5 amod\n"
		"5 troops troop NOUN NNS 7 nsubj:pass\n"
		"6 were be AUX VBD 7 aux:pass\n"
		"7 killed kill VERB VBN 0 root +\n"
		"8 . . PUNCT . 7 punct\n", "2024-11-21");
	assert_slice(snippet_words_of(&doc, snippet_mention(&doc, "troops", 0)), "39 Korean troops");
	snippet_clear(&doc);
}

static void backing_is_no_origin(void **state)
{
	read_lines(state,
		"1 Russian russian ADJ JJ 3 advmod +\n"
		"2 - - PUNCT HYPH 1 punct +\n"
		"3 backed back VERB VBN 4 amod\n"
		"4 forces force NOUN NNS 5 nsubj\n"
		"5 attacked attack VERB VBD 0 root\n"
		"6 Ukraine Ukraine PROPN NNP 5 obj\n", NULL);
	assert_string_not_equal(codes("forces"), "RUSMIL");
	snippet_clear(&doc);
}

static void base_is_an_origin(void **state)
{
	read_lines(state,
		"1 Moscow Moscow PROPN NNP 3 obl +\n"
		"2 - - PUNCT HYPH 3 punct +\n"
		"3 based base VERB VBN 4 amod\n"
		"4 troops troop NOUN NNS 5 nsubj\n"
		"5 attacked attack VERB VBD 0 root\n"
		"6 Ukraine Ukraine PROPN NNP 5 obj\n", NULL);
	assert_string_equal(codes("troops"), "RUSMIL");
	snippet_clear(&doc);
}

/* Sector by sector: of a state, of nobody, of a body. */
static void noun_without_a_body_has_a_sector_of_its_own(void **state)
{
	read_lines(state,
		"1 Russian russian ADJ JJ 2 amod\n"
		"2 commanders commander NOUN NNS 3 nsubj\n"
		"3 met meet VERB VBD 0 root\n"
		"4 Hamas Hamas PROPN NNP 5 compound\n"
		"5 commander commander NOUN NN 3 obj\n"
		"\n"
		"1 Ukrainian ukrainian ADJ JJ 2 amod\n"
		"2 team team NOUN NN 3 nsubj\n"
		"3 won win VERB VBD 0 root\n", NULL);
	assert_string_equal(codes("commanders"), "RUSMIL");
	assert_string_equal(codes("commander"), "PSEREB");
	assert_string_equal(codes("team"), "UKRCVL");
	snippet_clear(&doc);
}

static void coordinated_adjectives_are_several_parties(void **state)
{
	read_lines(state,
		"1 American american ADJ JJ 8 amod +\n"
		"2 , , PUNCT , 4 punct\n"
		"3 South south ADJ JJ 4 amod\n"
		"4 Korean korean ADJ JJ 1 conj +\n"
		"5 , , PUNCT , 7 punct\n"
		"6 and and CCONJ CC 7 cc\n"
		"7 Ukrainian ukrainian ADJ JJ 1 conj\n"
		"8 officials official NOUN NNS 9 nsubj\n"
		"9 agree agree VERB VBP 0 root\n", NULL);
	assert_string_equal(codes("officials"), "USAGOV KORGOV UKRGOV");
	snippet_clear(&doc);
}

/* A tree that tears a two-word adjective apart, the first one taken for the subject. */
static void adjectives_torn_apart_still_share_their_noun(void **state)
{
	read_lines(state,
		"1 American american ADJ JJ 6 nsubj\n"
		"2 and and CCONJ CC 3 cc\n"
		"3 South South PROPN NNP 1 conj\n"
		"4 Korean korean ADJ JJ 5 amod\n"
		"5 officials official NOUN NNS 6 nsubj\n"
		"6 agree agree VERB VBP 0 root\n", NULL);
	assert_string_equal(codes("officials"), "USAGOV KORGOV");
	assert_string_equal(codes("American"), "USAGOV KORGOV");
	assert_slice(snippet_words_of(&doc, snippet_mention(&doc, "officials", 0)), "American and South Korean officials");
	snippet_clear(&doc);
}

static void phrases_behind_the_noun_say_whose(void **state)
{
	read_lines(state,
		"1 officials official NOUN NNS 4 nsubj\n"
		"2 in in ADP IN 3 case\n"
		"3 Seoul Seoul PROPN NNP 1 nmod\n"
		"4 met meet VERB VBD 0 root\n"
		"5 the the DET DT 6 det\n"
		"6 president president NOUN NN 4 obj\n"
		"7 of of ADP IN 8 case\n"
		"8 Ukraine Ukraine PROPN NNP 6 nmod\n", NULL);
	assert_string_equal(codes("officials"), "KORGOV");
	assert_string_equal(codes("president"), "UKRGOV");
	assert_slice(snippet_mention(&doc, "president", 0)->parties[0].office, "president");
	assert_true(snippet_mention(&doc, "Seoul", 0)->place_like);
	snippet_clear(&doc);
}

static void soldiers_are_not_of_the_place_where_they_stand(void **state)
{
	read_lines(state,
		"1 soldiers soldier NOUN NNS 4 nsubj\n"
		"2 in in ADP IN 3 case\n"
		"3 Ukraine Ukraine PROPN NNP 1 nmod\n"
		"4 fled flee VERB VBD 0 root\n", NULL);
	assert_int_not_equal(snippet_mention(&doc, "soldiers", 0)->parties[0].origin, PARTY_AGENT);
	snippet_clear(&doc);
}

static void spokesman_takes_the_sector_of_his_body(void **state)
{
	read_lines(state,
		"1 a a DET DT 2 det\n"
		"2 spokesman spokesman NOUN NN 7 nsubj\n"
		"3 for for ADP IN 6 case\n"
		"4 the the DET DT 6 det\n"
		"5 Ukrainian ukrainian ADJ JJ 6 amod\n"
		"6 army army NOUN NN 2 nmod\n"
		"7 spoke speak VERB VBD 0 root\n"
		"\n"
		"1 Hamas Hamas PROPN NNP 2 compound\n"
		"2 fighters fighter NOUN NNS 3 nsubj\n"
		"3 spoke speak VERB VBD 0 root\n"
		"\n"
		"1 a a DET DT 4 det\n"
		"2 Russian russian ADJ JJ 4 amod\n"
		"3 army army NOUN NN 4 compound\n"
		"4 leader leader NOUN NN 5 nsubj\n"
		"5 spoke speak VERB VBD 0 root\n", NULL);
	assert_string_equal(codes("spokesman"), "UKRMIL");
	assert_string_equal(codes("fighters"), "PSEREB");
	assert_string_equal(codes("leader"), "RUSMIL");
	snippet_clear(&doc);
}

static void unknown_person_is_coded_by_the_clause(void **state)
{
	read_lines(state,
		"1 Ivan Ivan PROPN NNP 13 nsubj\n"
		"2 Unknown Unknown PROPN NNP 1 flat +\n"
		"3 , , PUNCT , 5 punct\n"
		"4 who who PRON WP 5 nsubj\n"
		"5 serves serve VERB VBZ 1 acl:relcl\n"
		"6 as as ADP IN 9 case\n"
		"7 Russia Russia PROPN NNP 9 nmod:poss +\n"
		"8 's 's PART POS 7 case\n"
		"9 minister minister NOUN NN 5 obl\n"
		"10 of of ADP IN 11 case\n"
		"11 forests forest NOUN NNS 9 nmod +\n"
		"12 , , PUNCT , 5 punct\n"
		"13 left leave VERB VBD 0 root\n", NULL);
	const mention *ivan = snippet_mention(&doc, "Ivan", 0);
	assert_string_equal(codes("Ivan"), "RUSGOV");
	assert_slice(ivan->parties[0].identifier, "Ivan Unknown");
	assert_slice(ivan->parties[0].office, "minister of forests");
	assert_int_equal(ivan->type, ENTITY_PERSON);
	assert_string_equal(codes("who"), "RUSGOV");
	snippet_clear(&doc);
}

static void unknown_person_is_coded_by_apposition_and_title(void **state)
{
	read_lines(state,
		"1 Lim Lim PROPN NNP 8 nsubj\n"
		"2 Nobody Nobody PROPN NNP 1 flat +\n"
		"3 , , PUNCT , 6 punct\n"
		"4 a a DET DT 6 det\n"
		"5 Ukrainian ukrainian ADJ JJ 6 amod\n"
		"6 expert expert NOUN NN 1 appos +\n"
		"7 , , PUNCT , 6 punct\n"
		"8 met meet VERB VBD 0 root\n"
		"9 Russian russian ADJ JJ 10 amod\n"
		"10 Premier premier PROPN NNP 11 nmod:desc\n"
		"11 Pavel Pavel PROPN NNP 8 obj\n"
		"12 Noone Noone PROPN NNP 11 flat\n", NULL);
	assert_string_equal(codes("Lim"), "UKREDU");
	assert_string_equal(codes("Pavel"), "RUSGOV");
	assert_slice(snippet_mention(&doc, "Pavel", 0)->parties[0].identifier, "Pavel Noone");
	assert_slice(snippet_words_of(&doc, snippet_mention(&doc, "Pavel", 0)), "Russian Premier Pavel Noone");
	snippet_clear(&doc);
}

static void country_in_a_persons_name_is_none(void **state)
{
	read_lines(state,
		"1 Michael Michael PROPN NNP 3 nsubj\n"
		"2 Jordan Jordan PROPN NNP 1 flat\n"
		"3 visited visit VERB VBD 0 root\n"
		"4 Jordan Jordan PROPN NNP 3 obj\n", NULL);
	assert_string_equal(snippet_codes(&doc, "Jordan", 0), "-");
	assert_string_equal(snippet_codes(&doc, "Jordan", 1), "JOR");
	snippet_clear(&doc);
}

static void acronyms_keep_their_case(void **state)
{
	read_lines(state,
		"1 us we PRON PRP 2 nsubj\n"
		"2 told tell VERB VBD 0 root\n"
		"3 Un Un PROPN NNP 2 obj\n"
		"4 the the DET DT 5 det\n"
		"5 UN UN PROPN NNP 2 obj\n", NULL);
	assert_string_equal(codes("us"), "");
	assert_string_not_equal(codes("Un"), "UNO");
	assert_string_equal(codes("UN"), "UNO");
	snippet_clear(&doc);
}

static const char example_spoke[] =
	"1 Ada Ada PROPN NNP 3 nsubj\n"
	"2 Example Example PROPN NNP 1 flat\n"
	"3 spoke speak VERB VBD 0 root\n";
static const char president_spoke[] =
	"1 former former ADJ JJ 3 amod\n"
	"2 President president PROPN NNP 3 nmod:desc\n"
	"3 Ada Ada PROPN NNP 5 nsubj\n"
	"4 Example Example PROPN NNP 3 flat\n"
	"5 spoke speak VERB VBD 0 root\n";

static void office_holds_on_the_reports_date(void **state)
{
	static const struct { const char *lines, *date, *code; } rows[] = {
		{example_spoke, "2005-06-01", "USAGOV"}, {example_spoke, "2012-06-01", "USAELI"},
		{example_spoke, "1990-06-01", "USA"}, {president_spoke, "2005-06-01", "USAELI"},
		{example_spoke, "2008-12-31", "USAGOV"}, {example_spoke, "2009-01-14", "USAGOV"},
		{example_spoke, "2009-01-15", "USAELI"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		read_lines(state, rows[i].lines, rows[i].date);
		assert_string_equal(codes("Ada"), rows[i].code);
		snippet_clear(&doc);
	}
}

static void bare_agents_belong_to_the_main_country(void **state)
{
	read_lines(state,
		"1 Ukraine Ukraine PROPN NNP 2 nsubj\n"
		"2 voted vote VERB VBD 0 root\n"
		"\n"
		"1 police police NOUN NNS 2 nsubj\n"
		"2 detained detain VERB VBD 0 root\n"
		"3 a a DET DT 4 det\n"
		"4 man man NOUN NN 2 obj\n", NULL);
	assert_string_equal(doc.names.main_country.country, "UKR");
	assert_string_equal(codes("police"), "UKRCOP");
	assert_int_equal(snippet_mention(&doc, "police", 0)->parties[0].origin, PARTY_AGENT_DEFAULT);
	assert_string_equal(codes("man"), "UKRCVL");
	snippet_clear(&doc);

	read_lines(state,
		"1 police police NOUN NNS 2 nsubj\n"
		"2 detained detain VERB VBD 0 root\n"
		"3 a a DET DT 4 det\n"
		"4 man man NOUN NN 2 obj\n", NULL);
	assert_string_equal(codes("police"), "COP");
	assert_int_equal(snippet_mention(&doc, "police", 0)->parties[0].origin, PARTY_AGENT_ALONE);
	snippet_clear(&doc);
}

/* Russia leads in both reports, but only the second is about Russia above all. */
static void mere_name_is_of_a_country_that_has_most_votes(void **state)
{
	static const char person[] =
		"1 Jane Jane PROPN NNP 3 nsubj\n"
		"2 Roe Roe PROPN NNP 1 flat\n"
		"3 visited visit VERB VBD 0 root\n"
		"4 Russia Russia PROPN NNP 3 obj\n"
		"\n"
		"1 Moscow Moscow PROPN NNP 2 nsubj\n"
		"2 thanked thank VERB VBD 0 root\n"
		"3 %s %s PROPN NNP 2 obj\n"
		"4 and and CCONJ CC 5 cc\n"
		"5 %s %s PROPN NNP 3 conj\n"
		"6 and and CCONJ CC 7 cc\n"
		"7 %s %s PROPN NNP 3 conj\n";
	char lines[1024];
	snprintf(lines, sizeof lines, person, "Ukraine", "Ukraine", "Jordan", "Jordan", "Seoul", "Seoul");
	read_lines(state, lines, NULL);
	assert_string_equal(codes("Jane"), "CVL");
	snippet_clear(&doc);
	snprintf(lines, sizeof lines, person, "Ukraine", "Ukraine", "Moscow", "Moscow", "Russia", "Russia");
	read_lines(state, lines, NULL);
	assert_string_equal(codes("Jane"), "RUSCVL");
	snippet_clear(&doc);
}

static void title_beside_a_name_is_the_same_person(void **state)
{
	read_lines(state,
		"1 the the DET DT 2 det\n"
		"2 government government NOUN NN 7 nsubj\n"
		"3 of of ADP IN 4 case\n"
		"4 President president PROPN NNP 2 nmod\n"
		"5 Vladimir Vladimir PROPN NNP 2 nmod\n"
		"6 Putin Putin PROPN NNP 5 flat\n"
		"7 resigned resign VERB VBD 0 root\n", "2020-01-01");
	assert_string_equal(codes("government"), "RUSGOV");
	assert_string_equal(codes("President"), "RUSGOV");
	assert_slice(snippet_mention(&doc, "President", 0)->parties[0].identifier, "Vladimir Putin");
	assert_int_equal(snippet_mention(&doc, "President", 0)->parties[0].entity,
		snippet_mention(&doc, "Vladimir", 0)->parties[0].entity);
	snippet_clear(&doc);
}

static void regions_give_their_country_and_are_places(void **state)
{
	read_lines(state,
		"1 the the DET DT 3 det\n"
		"2 Kherson Kherson PROPN NNP 3 compound\n"
		"3 police police NOUN NNS 4 nsubj\n"
		"4 left leave VERB VBD 0 root\n"
		"5 Kherson Kherson PROPN NNP 4 obj\n", NULL);
	assert_string_equal(codes("police"), "UKRCOP");
	assert_true(snippet_mention(&doc, "Kherson", 1)->place_like);
	snippet_clear(&doc);
}

static void shared_name_is_decided_by_the_others(void **state)
{
	static const char georgia[] =
		"1 Georgia Georgia PROPN NNP 2 nsubj\n"
		"2 left leave VERB VBD 0 root\n"
		"3 %s %s PROPN NNP 2 obj\n";
	char lines[512];
	snprintf(lines, sizeof lines, georgia, "Tbilisi", "Tbilisi");
	read_lines(state, lines, NULL);
	assert_string_equal(codes("Georgia"), "GEO");
	snippet_clear(&doc);
	snprintf(lines, sizeof lines, georgia, "U.S.", "U.S.");
	read_lines(state, lines, NULL);
	assert_string_equal(codes("Georgia"), "USA");
	snippet_clear(&doc);
}

static void loyal_forces_belong_to_whom_they_are_loyal(void **state)
{
	read_lines(state,
		"1 forces force NOUN NNS 5 nsubj\n"
		"2 loyal loyal ADJ JJ 1 amod\n"
		"3 to to ADP IN 4 case\n"
		"4 Hamas Hamas PROPN NNP 2 obl\n"
		"5 left leave VERB VBD 0 root\n"
		"6 Ukraine Ukraine PROPN NNP 5 obj\n"
		"\n"
		"1 foreign foreign ADJ JJ 2 amod\n"
		"2 fighters fighter NOUN NNS 3 nsubj\n"
		"3 left leave VERB VBD 0 root\n", NULL);
	assert_string_equal(codes("forces"), "PSEREB");
	assert_string_equal(codes("fighters"), "REB");
	snippet_clear(&doc);
}

static void part_takes_what_it_is_part_of(void **state)
{
	read_lines(state,
		"1 dozens dozen NOUN NNS 5 nsubj\n"
		"2 of of ADP IN 4 case\n"
		"3 Ukrainian ukrainian ADJ JJ 4 amod\n"
		"4 soldiers soldier NOUN NNS 1 nmod\n"
		"5 fled flee VERB VBD 0 root\n", NULL);
	assert_string_equal(codes("dozens"), "UKRMIL");
	snippet_clear(&doc);
}

static void empty_document_has_no_mentions(void **state)
{
	read_lines(state, "", NULL);
	assert_int_equal(doc.names.count, 0);
	snippet_clear(&doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agent_takes_its_adjective),
		cmocka_unit_test(bound_of_a_number_stays_outside),
		cmocka_unit_test(backing_is_no_origin),
		cmocka_unit_test(base_is_an_origin),
		cmocka_unit_test(noun_without_a_body_has_a_sector_of_its_own),
		cmocka_unit_test(coordinated_adjectives_are_several_parties),
		cmocka_unit_test(adjectives_torn_apart_still_share_their_noun),
		cmocka_unit_test(phrases_behind_the_noun_say_whose),
		cmocka_unit_test(soldiers_are_not_of_the_place_where_they_stand),
		cmocka_unit_test(spokesman_takes_the_sector_of_his_body),
		cmocka_unit_test(unknown_person_is_coded_by_the_clause),
		cmocka_unit_test(unknown_person_is_coded_by_apposition_and_title),
		cmocka_unit_test(country_in_a_persons_name_is_none),
		cmocka_unit_test(acronyms_keep_their_case),
		cmocka_unit_test(office_holds_on_the_reports_date),
		cmocka_unit_test(bare_agents_belong_to_the_main_country),
		cmocka_unit_test(mere_name_is_of_a_country_that_has_most_votes),
		cmocka_unit_test(title_beside_a_name_is_the_same_person),
		cmocka_unit_test(regions_give_their_country_and_are_places),
		cmocka_unit_test(shared_name_is_decided_by_the_others),
		cmocka_unit_test(loyal_forces_belong_to_whom_they_are_loyal),
		cmocka_unit_test(part_takes_what_it_is_part_of),
		cmocka_unit_test(empty_document_has_no_mentions),
	};
	return cmocka_run_group_tests(tests, snippet_open, snippet_close);
}
