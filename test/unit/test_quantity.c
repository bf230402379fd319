/* test_quantity.c — quantities with their bounds, units and items, and the numbers that are none. */
#include "unit.h"

#include <stdio.h>

#include "base/strbuf.h"
#include "quantity/quantity.h"
#include "tree_snippet.h"

static quantity_lexicon *lexicon;

typedef struct counting {
	const char *words, *expected;
	arena *memory;
} counting;

/* "over 70 animals: 70.. animal"; "$5 a year: 5..5 USD/year"; "~" behind the numbers: approximate. */
static void show_quantities(const tree_snippet *snippet, const quantities *found, strbuf *out)
{
	for (uint32_t i = 0; i < found->count; i++) {
		const quantity *item = &found->items[i];
		slice words = snippet_words(snippet, item->first, item->end);
		strbuf_print(out, "%s%.*s: ", i ? ", " : "", (int)words.length, words.at);
		if (item->has_min)
			strbuf_print(out, "%.10g", item->min);
		strbuf_add_string(out, "..");
		if (item->has_max)
			strbuf_print(out, "%.10g", item->max);
		strbuf_print(out, "%s %.*s%.*s", item->approx ? "~" : "", (int)item->unit.length, item->unit.at,
			(int)item->item.length, item->item.at);
		if (item->per.length)
			strbuf_print(out, "/%.*s", (int)item->per.length, item->per.at);
		if (item->measure.length)
			strbuf_print(out, " [%.*s", (int)item->measure.length, item->measure.at);
		if (item->si_unit.length)
			strbuf_print(out, " = %.6g %.*s", quantity_in_si(item, item->min), (int)item->si_unit.length,
				item->si_unit.at);
		strbuf_print(out, "%s%s%s%s", item->measure.length ? "]" : "", item->bare ? "bare" : "",
			item->ordinal ? " ordinal" : "", item->besides ? " besides" : "");
	}
}

static void check_counting(void *context)
{
	counting *self = context;
	tree_snippet snippet;
	quantities found;
	read_snippet(self->memory, self->words, NULL, &snippet);
	quantity_read(lexicon, &snippet.document, &snippet.text, &snippet.syntax, self->memory, &found);
	strbuf out;
	strbuf_init(&out);
	show_quantities(&snippet, &found, &out);
	char *shown = arena_copy(self->memory, out.length ? out.bytes : "", out.length);
	strbuf_clear(&out);
	assert_string_equal(shown, self->expected);
}

static void assert_counted(const char *words, const char *expected)
{
	arena memory;
	arena_init(&memory, 0);
	counting self = {words, expected, &memory};
	assert_true(arena_run(&memory, check_counting, &self));
	arena_clear(&memory);
}

static void counts_items(void **state)
{
	(void)state;
	assert_counted("approximately/ADV/2/advmod 11,000/NUM/5/nummod North/PROPN/4/amod Korean/ADJ/5/amod "
		"troops/NOUN/6/nsubj "
		"left/VERB/0/root", "approximately 11,000 North Korean troops: 11000..11000~ troop");
	assert_counted("over/ADP/2/case 70/NUM/3/nummod animals/NOUN/0/root", "over 70 animals: 70.. animal");
	assert_counted("up/ADP/3/case to/ADP/1/fixed 5,000/NUM/4/nummod people/NOUN/0/root", "up to 5,000 people: "
		"..5000 people");
	assert_counted("twenty/NUM/3/compound -/PUNCT/3/punct five/NUM/4/nummod soldiers/NOUN/0/root",
		"twenty - five soldiers: 25..25 soldier");
	assert_counted("20/NUM/4/nummod to/ADP/3/case 30/NUM/1/nmod tanks/NOUN/0/root", "20 to 30 tanks: 20..30 tank");
	assert_counted("1.5/NUM/2/compound million/NUM/3/nummod shells/NOUN/0/root", "1.5 million shells: "
		"1500000..1500000 shell");
	assert_counted("two/NUM/2/compound hundred/NUM/5/nummod and/CCONJ/4/cc fifty/NUM/2/conj people/NOUN/0/root",
		"two hundred and fifty people: 250..250 people");
	assert_counted("a/DET/2/det dozen/NUM/3/nummod men/NOUN/0/root", "a dozen men: 12..12 men");
	assert_counted("five/NUM/4/nummod or/CCONJ/3/cc more/ADJ/1/conj people/NOUN/0/root", "five or more people: "
		"5.. people");
}

static void counts_people_without_a_noun(void **state)
{
	(void)state;
	assert_counted("killed/VERB/0/root 12/NUM/1/obj", "12: 12..12 person");
	assert_counted("at/ADP/3/case least/ADJ/1/fixed 30/NUM/5/nsubj:pass were/AUX/5/aux:pass hurt/VERB/0/root",
		"at least 30: 30.. person");
	assert_counted("one/NUM/2/nsubj knows/VERB/0/root", "");
}

static void counts_roughly(void **state)
{
	(void)state;
	assert_counted("dozens/NOUN/0/root of/ADP/3/case people/NOUN/1/nmod", "dozens of people: 24..~ people");
	assert_counted("tens/NOUN/0/root of/ADP/3/case thousands/NOUN/1/nmod of/ADP/5/case men/NOUN/3/nmod",
		"tens of thousands of men: 10000..~ men");
	assert_counted("several/ADJ/2/amod hundred/NUM/3/nummod men/NOUN/0/root", "several hundred men: 200..~ men");
}

static void counts_money(void **state)
{
	(void)state;
	assert_counted("between/ADP/4/case $/SYM/4/nmod 320/NUM/4/compound million/NUM/0/root and/CCONJ/8/cc "
		"$/SYM/8/nmod "
		"1.3/NUM/8/compound billion/NUM/4/conj annually/ADV/4/advmod",
		"between $ 320 million and $ 1.3 billion annually: 320000000..1300000000 USD/year");
	assert_counted("€/SYM/0/root _2.5/NUM/1/nummod _bn/NUM/2/flat a/DET/5/det year/NOUN/1/nmod:unmarked",
		"€2.5bn a year: 2500000000..2500000000 EUR/year");
	assert_counted("$/SYM/0/root _5/NUM/1/nummod _-/PUNCT/5/punct _10/NUM/5/compound million/NUM/2/nmod",
		"$5-10 million: 5000000..10000000 USD");
	assert_counted("3/NUM/2/compound million/NUM/3/nummod yuan/NOUN/0/root", "3 million yuan: 3000000..3000000 CNY");
	assert_counted("5/NUM/3/nummod Canadian/ADJ/3/amod dollars/NOUN/0/root", "5 Canadian dollars: 5..5 CAD");
	assert_counted("45/NUM/2/nummod percent/NOUN/0/root", "45 percent: 45..45 percent");
}

static void leaves_other_numbers_alone(void **state)
{
	(void)state;
	assert_counted("the/DET/4/det No./NOUN/4/compound 2/NUM/4/nummod leader/NOUN/0/root", "");
	assert_counted("on/ADP/2/case October/PROPN/0/root 3/NUM/2/nummod", "");
	assert_counted("3/NUM/2/nummod October/PROPN/NNP/0/root", "");
	assert_counted("Resolution/PROPN/0/root 1701/NUM/1/nummod", "");
	assert_counted("the/DET/3/det 2019/NUM/3/nummod elections/NOUN/NNS/0/root", "");
	assert_counted("in/ADP/2/case 2019/NUM/3/obl left/VERB/0/root", "");
	assert_counted("a/DET/7/det 20/NUM/5/nummod _-/PUNCT/5/punct _year/NOUN/7/compound _-/PUNCT/7/punct "
		"_old/ADJ/7/amod "
		"man/NOUN/0/root", "");
	assert_counted("three/NUM/2/nummod days/NOUN/0/root", "");
	assert_counted("42/NUM/2/nummod years/NOUN/3/obl old/ADJ/0/root", "");
	assert_counted("a/DET/4/det 15/NUM/4/nummod _-/PUNCT/4/punct _member/NOUN/5/compound council/NOUN/0/root", "");
	assert_counted("Aug./PROPN/4/compound 21/NUM/4/nummod chemical/ADJ/4/amod attacks/NOUN/NNS/0/root", "");
	assert_counted("12/NUM/2/nummod October/PROPN/NNP/0/root", "");
}

static void reads_numbers_in_words(void **state)
{
	(void)state;
	assert_counted("four/NUM/2/compound thousand/NUM/7/nummod three/NUM/4/compound hundred/NUM/2/flat and/CCONJ/6/cc "
		"21/NUM/2/conj men/NOUN/0/root", "four thousand three hundred and 21 men: 4321..4321 men");
	assert_counted("three/NUM/2/compound lakh/NUM/3/compound crore/NUM/4/nummod voters/NOUN/0/root",
		"three lakh crore voters: 3e+12..3e+12 voter");
	assert_counted("five/NUM/5/nummod and/CCONJ/4/cc a/DET/4/det half/NOUN/1/conj million/NUM/6/nummod people/NOUN/0/root",
		"five and a half million people: 5500000..5500000 people");
	assert_counted("a/DET/2/det million/NUM/6/nummod and/CCONJ/5/cc a/DET/5/det half/NOUN/2/conj men/NOUN/0/root",
		"a million and a half men: 1500000..1500000 men");
	assert_counted("half/DET/3/det a/DET/3/det million/NUM/4/nummod men/NOUN/0/root",
		"half a million men: 500000..500000 men");
	assert_counted("a/DET/2/det couple/NOUN/0/root of/ADP/4/case soldiers/NOUN/2/nmod",
		"a couple of soldiers: 2..2 soldier");
	assert_counted("2/NUM/3/nummod 1/4/NUM/3/nummod miles/NOUN/0/root",
		"2 1/4 miles: 2.25..2.25 mile [mi = 3621.02 m]");
	/* figures are not added up */
	assert_counted("50,000/NUM/2/nummod men/NOUN/0/root and/CCONJ/5/cc 20/NUM/5/nummod tanks/NOUN/2/conj",
		"50,000 men: 50000..50000 men, 20 tanks: 20..20 tank");
}

static void reads_parts(void **state)
{
	(void)state;
	assert_counted("two/NUM/3/nummod _-/PUNCT/3/punct _thirds/NOUN/0/root of/ADP/5/case voters/NOUN/3/nmod",
		"two-thirds of voters: 0.6666666667..0.6666666667 voter");
	assert_counted("minus/CCONJ/2/cc 5/NUM/3/nummod degrees/NOUN/0/root Fahrenheit/NOUN/3/flat",
		"minus 5 degrees Fahrenheit: -5..-5 fahrenheit [°F = 252.594 K]");
	assert_counted("one/NUM/2/nummod second/NOUN/0/root", "");
}

static void measures(void **state)
{
	(void)state;
	assert_counted("500/NUM/2/nummod tonnes/NOUN/0/root of/ADP/4/case rice/NOUN/2/nmod",
		"500 tonnes of rice: 500..500 rice [t = 500000 kg]");
	assert_counted("a/DET/5/det three/NUM/4/nummod _-/PUNCT/4/punct _ton/NOUN/5/compound bomb/NOUN/0/root",
		"three-ton: 3..3 ton [ton = 2721.55 kg]");
	assert_counted("60/NUM/2/nummod miles/NOUN/0/root an/DET/4/det hour/NOUN/2/nmod:unmarked",
		"60 miles an hour: 60..60 mile/hour [mi = 96560.6 m]");
	assert_counted("20/NUM/2/nummod decibels/NOUN/0/root", "20 decibels: 20..20 decibel [dB]");
	assert_counted("50/NUM/2/nummod cents/NOUN/0/root", "50 cents: 0.5..0.5 USD");
}

static void counts_nobody(void **state)
{
	(void)state;
	assert_counted("no/DET/2/det one/PRON/4/nsubj:pass was/AUX/4/aux:pass hurt/VERB/0/root", "no one: 0..0 person");
	assert_counted("no/DET/2/det soldiers/NOUN/NNS/4/nsubj:pass were/AUX/4/aux:pass hurt/VERB/0/root",
		"no soldiers: 0..0 soldier");
	assert_counted("no/DET/2/det agreement/NOUN/NN/0/root", "");
	assert_counted("none/NOUN/0/root of/ADP/3/case them/PRON/1/nmod", "");
}

static void tells_parts_from_wholes(void **state)
{
	(void)state;
	assert_counted("six/NUM/0/root of/ADP/5/case the/DET/5/det 28/NUM/5/nummod boats/NOUN/1/nmod",
		"six: 6..6 boat, 28 boats: 28..28 boat");
	assert_counted("two/NUM/2/nummod others/NOUN/0/root", "two others: 2..2 other besides");
	assert_counted("the/DET/3/det third/ADJ/3/amod attack/NOUN/0/root", "third: 3..3 attack ordinal");
	assert_counted("the/DET/3/det 11th/ADJ/3/amod attack/NOUN/0/root", "11th: 11..11 attack ordinal");
	assert_counted("protesters/NOUN/0/root numbering/VERB/1/acl in/ADP/5/case the/DET/5/det millions/NOUN/2/obl",
		"millions: 1000000..~ protester");
	assert_counted("by/ADP/2/case 12/NUM/3/obl left/VERB/0/root", "12: 12..12 bare");
}

static void survives_hostile_words(void *context)
{
	arena *memory = context;
	static const char *const words[] = {
		"dozens/NOUN", "of/ADP", "hundred/NUM", "two/NUM", "$/SYM", "9999999999999999999/NUM", "between/ADP", "and/CCONJ",
		"1,1,1/NUM", "1./NUM", "a/DET", "-/PUNCT", "million/NUM", "over/ADP", "trillion/NUM",
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		for (size_t j = 0; j < sizeof words / sizeof *words; j++) {
			strbuf many;
			strbuf_init(&many);
			for (int n = 0; n < 40; n++)
				strbuf_print(&many, "%s%s/%d/%s", n ? " " : "", words[n % 2 ? i : j], n, n ? "nummod" : "root");
			char *copy = arena_copy(memory, many.bytes, many.length);
			strbuf_clear(&many);
			tree_snippet snippet;
			quantities found;
			read_snippet(memory, copy, NULL, &snippet);
			quantity_read(lexicon, &snippet.document, &snippet.text, &snippet.syntax, memory, &found);
			uint32_t last = 0;
			for (uint32_t q = 0; q < found.count; q++) {
				assert_true(found.items[q].first >= last && found.items[q].end > found.items[q].first);
				assert_true(found.items[q].end <= snippet.text.token_count);
				last = found.items[q].end;
			}
		}
}

static void survives(void **state)
{
	(void)state;
	with_arena(survives_hostile_words);
}

static int open_lexicon(void **state)
{
	(void)state;
	report problems = {0};
	bede_error error;
	if (quantity_lexicon_open("lexicon/en/nowhere", NULL, &error) || error.code != BEDE_ERROR_FILE)
		return -1;
	lexicon = quantity_lexicon_open("lexicon/en/quantity", &problems, NULL);
	return lexicon && problems.count == 0 ? 0 : -1;
}

static int close_lexicon(void **state)
{
	(void)state;
	quantity_lexicon_close(lexicon);
	quantity_lexicon_close(NULL);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_items),
		cmocka_unit_test(counts_people_without_a_noun),
		cmocka_unit_test(counts_roughly),
		cmocka_unit_test(counts_money),
		cmocka_unit_test(leaves_other_numbers_alone),
		cmocka_unit_test(reads_numbers_in_words),
		cmocka_unit_test(reads_parts),
		cmocka_unit_test(measures),
		cmocka_unit_test(counts_nobody),
		cmocka_unit_test(tells_parts_from_wholes),
		cmocka_unit_test(survives),
	};
	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
