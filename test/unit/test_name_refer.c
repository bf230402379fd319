/* test_name_refer.c — mentions that lean on earlier ones: short names, descriptions, pronouns; and long documents. */
#include "name_snippet.h"

#include <time.h>

static snippet doc;

static const char two_kims[] =
	"1 Kim Kim PROPN NNP 5 nsubj\n"
	"2 Jong Jong PROPN NNP 1 flat\n"
	"3 Un Un PROPN NNP 1 flat\n"
	"4 has have AUX VBZ 5 aux\n"
	"5 met meet VERB VBN 0 root\n"
	"6 South south ADJ JJ 7 amod\n"
	"7 Korean korean ADJ JJ 8 amod\n"
	"8 minister minister NOUN NN 9 nmod:desc\n"
	"9 Kim Kim PROPN NNP 5 obj\n"
	"10 Noname Noname PROPN NNP 9 flat\n"
	"\n";

static void short_name_is_that_of_the_latest_full_name(void **state)
{
	char lines[2048];
	snprintf(lines, sizeof lines, "%s%s", two_kims,
		"1 Noname Noname PROPN NNP 2 nsubj\n"
		"2 told tell VERB VBD 0 root\n"
		"3 Kim Kim PROPN NNP 2 obj\n");
	snippet_read(&doc, *state, lines, "2020-01-01");
	assert_string_equal(snippet_codes(&doc, "Noname", 1), "KORGOV");
	const mention *told = snippet_mention(&doc, "Noname", 1);
	assert_int_equal(told->parties[0].origin, PARTY_SHORT_NAME);
	assert_slice(told->parties[0].identifier, "Kim Noname");
	assert_int_equal(told->parties[0].entity, snippet_mention(&doc, "Kim", 1)->parties[0].entity);
	assert_int_not_equal(told->parties[0].entity, snippet_mention(&doc, "Kim", 0)->parties[0].entity);
	snippet_clear(&doc);
}

static void title_tells_people_of_one_family_name_apart(void **state)
{
	char lines[2048];
	snprintf(lines, sizeof lines, "%s%s", two_kims,
		"1 Minister minister PROPN NNP 2 nmod:desc\n"
		"2 Kim Kim PROPN NNP 3 nsubj\n"
		"3 spoke speak VERB VBD 0 root\n");
	snippet_read(&doc, *state, lines, "2020-01-01");
	assert_string_equal(snippet_codes(&doc, "Kim", 2), "KORGOV");
	snippet_clear(&doc);
}

static const char two_countries[] =
	"1 North north ADJ JJ 2 amod\n"
	"2 Korea Korea PROPN NNP 5 nsubj\n"
	"3 and and CCONJ CC 4 cc\n"
	"4 Russia Russia PROPN NNP 2 conj\n"
	"5 met meet VERB VBD 0 root\n"
	"6 in in ADP IN 7 case\n"
	"7 Seoul Seoul PROPN NNP 5 obl\n"
	"\n";

static void two_countries_are_the_latest_pair(void **state)
{
	char lines[2048];
	snprintf(lines, sizeof lines, "%s%s", two_countries,
		"1 the the DET DT 3 det\n"
		"2 two two NUM CD 3 nummod\n"
		"3 countries country NOUN NNS 4 nsubj\n"
		"4 agreed agree VERB VBD 0 root\n"
		"\n"
		"1 both both DET DT 2 det\n"
		"2 sides side NOUN NNS 3 nsubj\n"
		"3 agreed agree VERB VBD 0 root\n"
		"\n"
		"1 the the DET DT 2 det\n"
		"2 North North PROPN NNP 3 nsubj\n"
		"3 agreed agree VERB VBD 0 root\n");
	snippet_read(&doc, *state, lines, NULL);
	assert_string_equal(snippet_codes(&doc, "countries", 0), "PRK RUS");
	assert_string_equal(snippet_codes(&doc, "sides", 0), "PRK RUS");
	assert_string_equal(snippet_codes(&doc, "North", 1), "PRK");
	assert_int_equal(snippet_mention(&doc, "countries", 0)->parties[0].origin, PARTY_DEFINITE);
	snippet_clear(&doc);
}

static void the_north_needs_its_country(void **state)
{
	snippet_read(&doc, *state,
		"1 the the DET DT 2 det\n"
		"2 North North PROPN NNP 3 nsubj\n"
		"3 left leave VERB VBD 0 root\n"
		"4 Ukraine Ukraine PROPN NNP 3 obj\n", NULL);
	assert_string_not_equal(snippet_codes(&doc, "North", 0), "PRK");
	snippet_clear(&doc);
}

static void pronouns_take_compatible_antecedents(void **state)
{
	snippet_read(&doc, *state,
		"1 Putin Putin PROPN NNP 2 nsubj\n"
		"2 visited visit VERB VBD 0 root\n"
		"3 North north ADJ JJ 4 amod\n"
		"4 Korea Korea PROPN NNP 2 obj\n"
		"\n"
		"1 He he PRON PRP 2 nsubj\n"
		"2 praised praise VERB VBD 0 root\n"
		"3 its its PRON PRP$ 4 nmod:poss\n"
		"4 troops troop NOUN NNS 2 obj\n"
		"\n"
		"1 They they PRON PRP 2 nsubj\n"
		"2 marched march VERB VBD 0 root\n"
		"\n"
		"1 She she PRON PRP 2 nsubj\n"
		"2 left leave VERB VBD 0 root\n", "2020-01-01");
	assert_string_equal(snippet_codes(&doc, "He", 0), "RUSGOV");
	assert_string_equal(snippet_codes(&doc, "its", 0), "PRK");
	assert_string_equal(snippet_codes(&doc, "troops", 0), "PRKMIL");
	assert_string_equal(snippet_codes(&doc, "They", 0), "PRKMIL");
	assert_string_equal(snippet_codes(&doc, "She", 0), "");
	const mention *he = snippet_mention(&doc, "He", 0);
	assert_true(he->pronoun && he->antecedent >= 0);
	assert_int_equal(he->antecedent, doc.names.mention_headed[0]);
	assert_slice(he->parties[0].identifier, "Vladimir Putin");
	snippet_clear(&doc);
}

static void two_arguments_of_a_verb_are_two_people(void **state)
{
	snippet_read(&doc, *state,
		"1 a a DET DT 2 det\n"
		"2 man man NOUN NN 3 nsubj\n"
		"3 hit hit VERB VBD 0 root\n"
		"4 him he PRON PRP 3 obj\n", NULL);
	assert_int_equal(snippet_mention(&doc, "him", 0)->antecedent, MENTION_NONE);
	snippet_clear(&doc);
}

static void definite_body_is_the_one_of_its_kind(void **state)
{
	snippet_read(&doc, *state,
		"1 South south ADJ JJ 2 amod\n"
		"2 Korea Korea PROPN NNP 5 nmod:poss +\n"
		"3 's 's PART POS 2 case\n"
		"4 Intelligence intelligence PROPN NNP 5 compound\n"
		"5 Service Service PROPN NNP 6 nsubj\n"
		"6 met meet VERB VBD 0 root\n"
		"7 Ukrainian ukrainian ADJ JJ 8 amod\n"
		"8 police police NOUN NNS 6 obj\n"
		"\n"
		"1 the the DET DT 3 det\n"
		"2 intelligence intelligence NOUN NN 3 compound\n"
		"3 agency agency NOUN NN 4 nsubj\n"
		"4 spoke speak VERB VBD 0 root\n"
		"\n"
		"1 the the DET DT 2 det\n"
		"2 police police NOUN NNS 3 nsubj\n"
		"3 spoke speak VERB VBD 0 root\n", NULL);
	assert_string_equal(snippet_codes(&doc, "Service", 0), "KORSPY");
	assert_string_equal(snippet_codes(&doc, "agency", 0), "KORSPY");
	assert_string_equal(snippet_codes(&doc, "police", 1), "UKRCOP");
	snippet_clear(&doc);
}

static void lone_spokesman_speaks_for_the_last_body(void **state)
{
	snippet_read(&doc, *state,
		"1 Hamas Hamas PROPN NNP 2 nsubj\n"
		"2 met meet VERB VBD 0 root\n"
		"3 Ukraine Ukraine PROPN NNP 2 obj\n"
		"\n"
		"1 a a DET DT 2 det\n"
		"2 spokesman spokesman NOUN NN 3 nsubj\n"
		"3 spoke speak VERB VBD 0 root\n", NULL);
	assert_string_equal(snippet_codes(&doc, "spokesman", 0), "PSEREB");
	assert_int_equal(snippet_mention(&doc, "spokesman", 0)->parties[0].origin, PARTY_AGENT_DEFAULT);
	snippet_clear(&doc);
}

static void they_are_all_that_and_joins(void **state)
{
	char lines[1024];
	snprintf(lines, sizeof lines, "%s%s", two_countries,
		"1 They they PRON PRP 2 nsubj\n"
		"2 left leave VERB VBD 0 root\n");
	snippet_read(&doc, *state, lines, NULL);
	assert_string_equal(snippet_codes(&doc, "They", 0), "PRK RUS");
	snippet_clear(&doc);
}

static void some_are_of_those_named_before(void **state)
{
	snippet_read(&doc, *state,
		"1 Ukrainian ukrainian ADJ JJ 2 amod\n"
		"2 soldiers soldier NOUN NNS 3 nsubj\n"
		"3 left leave VERB VBD 0 root\n"
		"4 and and CCONJ CC 6 cc\n"
		"5 some some PRON DT 6 nsubj\n"
		"6 stayed stay VERB VBD 3 conj\n"
		"\n"
		"1 some some PRON DT 2 nsubj\n"
		"2 slept sleep VERB VBD 0 root\n", NULL);
	assert_string_equal(snippet_codes(&doc, "some", 0), "UKRMIL");
	assert_string_not_equal(snippet_codes(&doc, "some", 1), "UKRMIL");
	snippet_clear(&doc);
}

static void family_name_with_title_is_known(void **state)
{
	snippet_read(&doc, *state,
		"1 President president PROPN NNP 2 nmod:desc\n"
		"2 Example Example PROPN NNP 3 nsubj\n"
		"3 spoke speak VERB VBD 0 root\n", "2005-01-01");
	assert_string_equal(snippet_codes(&doc, "Example", 0), "USAGOV");
	assert_slice(snippet_mention(&doc, "Example", 0)->parties[0].identifier, "Ada Example");
	snippet_clear(&doc);
	snippet_read(&doc, *state,
		"1 Example Example PROPN NNP 2 nsubj\n"
		"2 spoke speak VERB VBD 0 root\n", "2015-01-01");
	assert_string_not_equal(snippet_codes(&doc, "Example", 0), "USAGOV");
	snippet_clear(&doc);
}

static void conflict_is_the_pair_most_often_coupled(void **state)
{
	static const char sentence[] =
		"1 Russia Russia PROPN NNP 2 nsubj\n"
		"2 attacked attack VERB VBD 0 root\n"
		"3 Ukraine Ukraine PROPN NNP 2 obj\n\n";
	char lines[1024];
	snprintf(lines, sizeof lines, "%s%s", sentence, sentence);
	snippet_read(&doc, *state, lines, NULL);
	assert_string_equal(doc.names.conflict[0].country, "RUS");
	assert_string_equal(doc.names.conflict[1].country, "UKR");
	snippet_clear(&doc);
}

/* `count` sentences of `unit`, or one sentence of `count` conjuncts, in seconds of processor time. */
static double time_of(const name_lexicon *lexicon, const char *unit, int count)
{
	strbuf lines = {0};
	for (int i = 0; i < count; i++)
		strbuf_add_string(&lines, unit);
	clock_t start = clock();
	snippet_read(&doc, lexicon, lines.bytes, "2020-01-01");
	double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	snippet_clear(&doc);
	strbuf_clear(&lines);
	return seconds;
}

static void long_documents_take_linear_time(void **state)
{
	static const char unit[] =
		"1 Kim Kim PROPN NNP 2 nsubj\n2 told tell VERB VBD 0 root\n3 the the DET DT 4 det\n"
		"4 government government NOUN NN 2 obj\n5 he he PRON PRP 6 nsubj\n6 left leave VERB VBD 2 ccomp\n"
		"7 their their PRON PRP$ 8 nmod:poss\n8 country country NOUN NN 6 obj\n\n";
	time_of(*state, unit, 100);
	double small = time_of(*state, unit, 1000), large = time_of(*state, unit, 8000);
	assert_true(large < 8 * 4 * (small + 0.005));
}

static void long_sentences_take_linear_time(void **state)
{
	enum { CONJUNCTS = 20000 };
	strbuf lines = {0};
	strbuf_add_string(&lines, "1 men man NOUN NNS 0 root\n");
	for (int i = 2; i < CONJUNCTS; i++)
		strbuf_print(&lines, i % 2 ? "%d Ukraine Ukraine PROPN NNP 1 conj\n" : "%d men man NOUN NNS %d conj\n", i,
			i % 4 ? 1 : i - 1);
	clock_t start = clock();
	snippet_read(&doc, *state, lines.bytes, NULL);
	assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 5);
	snippet_clear(&doc);
	strbuf_clear(&lines);
}

static const char president_by_name[] =
	"1 %s %s %s 2 %s\n"
	"2 president president NOUN NN 7 nsubj\n"
	"3 , , PUNCT _ 4 punct\n"
	"4 %s Name PROPN NNP 2 appos\n"
	"5 %s Name PROPN NNP 4 flat\n"
	"6 , , PUNCT _ 2 punct\n"
	"7 spoke speak VERB VBD 0 root\n";

static void title_takes_the_name_behind_it(void **state)
{
	char lines[2048];
	snprintf(lines, sizeof lines, president_by_name, "Russian", "russian", "ADJ JJ", "amod", "Vladimir", "Putin");
	snippet_read(&doc, *state, lines, "2020-01-01");
	const mention *president = snippet_mention(&doc, "president", 0);
	assert_string_equal(snippet_codes(&doc, "president", 0), "RUSGOV");
	assert_slice(president->parties[0].identifier, "Vladimir Putin");
	assert_int_equal(president->parties[0].entity, snippet_mention(&doc, "Vladimir", 0)->parties[0].entity);
	snippet_clear(&doc);

	snprintf(lines, sizeof lines, president_by_name, "Russian", "russian", "ADJ JJ", "amod", "Pavel", "Noone");
	snippet_read(&doc, *state, lines, "2020-01-01");
	assert_slice(snippet_mention(&doc, "president", 0)->parties[0].identifier, "Pavel Noone");
	assert_string_equal(snippet_codes(&doc, "Pavel", 0), "RUSGOV");
	snippet_clear(&doc);
}

static void name_behind_a_title_tells_whose_it_is(void **state)
{
	char lines[2048];
	size_t length = (size_t)snprintf(lines, sizeof lines,
		"1 Ukraine Ukraine PROPN NNP 2 nsubj\n2 waited wait VERB VBD 0 root\n\n");
	snprintf(lines + length, sizeof lines - length, president_by_name, "Its", "its", "PRON PRP$", "nmod:poss",
		"Vladimir", "Putin");
	snippet_read(&doc, *state, lines, "2020-01-01");
	assert_string_equal(snippet_codes(&doc, "president", 0), "RUSGOV");
	snippet_clear(&doc);

	/* A stated country is believed; the name behind it is then somebody else's. */
	snprintf(lines, sizeof lines, president_by_name, "Ukrainian", "ukrainian", "ADJ JJ", "amod", "Vladimir", "Putin");
	snippet_read(&doc, *state, lines, "2020-01-01");
	assert_string_equal(snippet_codes(&doc, "president", 0), "UKRGOV");
	assert_null(snippet_mention(&doc, "president", 0)->parties[0].identifier.at);
	snippet_clear(&doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(short_name_is_that_of_the_latest_full_name),
		cmocka_unit_test(title_tells_people_of_one_family_name_apart),
		cmocka_unit_test(two_countries_are_the_latest_pair),
		cmocka_unit_test(the_north_needs_its_country),
		cmocka_unit_test(pronouns_take_compatible_antecedents),
		cmocka_unit_test(two_arguments_of_a_verb_are_two_people),
		cmocka_unit_test(definite_body_is_the_one_of_its_kind),
		cmocka_unit_test(lone_spokesman_speaks_for_the_last_body),
		cmocka_unit_test(they_are_all_that_and_joins),
		cmocka_unit_test(some_are_of_those_named_before),
		cmocka_unit_test(family_name_with_title_is_known),
		cmocka_unit_test(title_takes_the_name_behind_it),
		cmocka_unit_test(name_behind_a_title_tells_whose_it_is),
		cmocka_unit_test(conflict_is_the_pair_most_often_coupled),
		cmocka_unit_test(long_documents_take_linear_time),
		cmocka_unit_test(long_sentences_take_linear_time),
	};
	return cmocka_run_group_tests(tests, snippet_open, snippet_close);
}
