/* test_place.c — toponyms in their context, which place each one is, and which of them is an event's place. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "place/place.h"
#include "tree_snippet.h"

static gazetteer *lexicon;

typedef struct reading_of {
	const char *words, *expected;
	int trigger;              /* place_of is asked for this token (0-based); -1: all toponyms are shown */
	bool dateline;            /* the first sentence is a dateline */
	arena *memory;
} reading_of;

/* "Kursk region=538555/RUS/2" of each toponym, with ", " between; "?" for one that is not known. */
static size_t show(const tree_snippet *snippet, const toponym *place, char *out, size_t room)
{
	slice words = snippet_words(snippet, place->first, place->end);
	if (!place->entry)
		return (size_t)snprintf(out, room, "%.*s=?", (int)words.length, words.at);
	return (size_t)snprintf(out, room, "%.*s=%u/%s/%d", (int)words.length, words.at,
		(unsigned)place->entry->geonameid, place->entry->country, place->entry->resolution);
}

static void check_reading(void *context)
{
	reading_of *self = context;
	tree_snippet snippet;
	places places;
	char shown[512] = "";
	read_snippet(self->memory, self->words, NULL, &snippet);
	if (self->dateline)
		snippet.text.sentences[0].kind = SENTENCE_DATELINE;
	place_read(lexicon, &snippet.document, &snippet.text, &snippet.syntax, self->memory, &places);
	if (self->trigger >= 0) {
		const toponym *place = place_of(&places, &snippet.text, &snippet.syntax, (uint32_t)self->trigger);
		if (place)
			show(&snippet, place, shown, sizeof shown);
		assert_string_equal(shown, self->expected);
		return;
	}
	size_t at = 0;
	for (uint32_t i = 0; i < places.count; i++) {
		at += (size_t)snprintf(shown + at, sizeof shown - at, "%s", i ? ", " : "");
		at += show(&snippet, &places.items[i], shown + at, sizeof shown - at);
		assert_true(at < sizeof shown);
	}
	assert_string_equal(shown, self->expected);
	assert_int_equal(places.dateline != NULL, self->dateline);
}

static void check(reading_of self)
{
	arena memory;
	arena_init(&memory, 0);
	self.memory = &memory;
	assert_true(arena_run(&memory, check_reading, &self));
	arena_clear(&memory);
}

static void reads(const char *words, const char *expected)
{
	check((reading_of){.words = words, .expected = expected, .trigger = -1});
}

static void places_at(const char *words, int trigger, const char *expected)
{
	check((reading_of){.words = words, .expected = expected, .trigger = trigger});
}

static void finds_names(void **state)
{
	(void)state;
	reads("They/PRON/2/nsubj met/VERB/0/root in/ADP/4/case Tbilisi/PROPN/2/obl", "Tbilisi=611717/GEO/4");
	reads("Ships/NOUN/2/nsubj crossed/VERB/0/root the/DET/5/det Red/PROPN/5/compound Sea/PROPN/2/obj",
		"Red Sea=0//0");
	/* Diacritics and case make no difference; an acronym counts in capitals only. */
	reads("Rain/NOUN/2/nsubj fell/VERB/0/root in/ADP/4/case Bogotá/PROPN/2/obl", "Bogotá=3688689/COL/4");
	reads("He/PRON/2/nsubj told/VERB/0/root Us/PRON/2/obj", "");
}

static void takes_the_kind(void **state)
{
	(void)state;
	reads("Troops/NOUN/2/nsubj entered/VERB/0/root Russia/PROPN/6/nmod:poss _'s/PART/3/case Kursk/PROPN/6/compound "
		"region/NOUN/2/obj", "Russia=2017370/RUS/1, Kursk region=538555/RUS/2");
	reads("Troops/NOUN/2/nsubj entered/VERB/0/root the/DET/4/det city/NOUN/2/obj of/ADP/6/case Kursk/PROPN/4/nmod",
		"Kursk=538560/RUS/4");
}

static void decides_by_the_words_beside(void **state)
{
	(void)state;
	reads("He/PRON/2/nsubj died/VERB/0/root in/ADP/4/case Paris/PROPN/2/obl", "Paris=2988507/FRA/4");
	reads("He/PRON/2/nsubj died/VERB/0/root in/ADP/4/case Paris/PROPN/2/obl _,/PUNCT/6/punct Texas/PROPN/4/appos",
		"Paris=4717560/USA/4, Texas=4736286/USA/2");
	/* The other way to hang a city on its state, and a city that the gazetteer does not have there. */
	reads("He/PRON/2/nsubj died/VERB/0/root in/ADP/6/case Tbilisi/PROPN/6/compound _,/PUNCT/4/punct "
		"Texas/PROPN/2/obl",
		"Tbilisi=0/USA/4, Texas=4736286/USA/2");
}

static void leaves_persons_and_bodies(void **state)
{
	(void)state;
	reads("Paris/PROPN/3/nsubj Hilton/PROPN/1/flat spoke/VERB/0/root", "");
	reads("Jack/PROPN/3/nsubj London/PROPN/1/flat wrote/VERB/0/root", "");
	reads("The/DET/3/det Washington/PROPN/3/compound Post/PROPN/4/nsubj wrote/VERB/0/root", "");
	/* The surname alone is the person's, later in the same report. */
	reads("Valeska/PROPN/3/nsubj Paris/PROPN/1/flat left/VERB/0/root | Paris/PROPN/2/nsubj spoke/VERB/0/root", "");
}

/* Names of villages that are more often something else. */
static void leaves_common_words_and_titles(void **state)
{
	(void)state;
	reads("He/PRON/2/nsubj died/VERB/0/root in/ADP/4/case August/PROPN/2/obl", "");
	reads("He/PRON/2/nsubj met/VERB/0/root with/ADP/4/case Reading/PROPN/2/obl", "");
	reads("He/PRON/2/nsubj died/VERB/0/root in/ADP/4/case Reading/PROPN/2/obl _,/PUNCT/6/punct "
		"Pennsylvania/PROPN/4/appos", "Reading=5207728/USA/4, Pennsylvania=6254927/USA/2");
	reads("He/PRON/2/nsubj stood/VERB/0/root near/ADP/5/case President/PROPN/5/nmod:desc Lincoln/PROPN/2/obl", "");
	reads("He/PRON/2/nsubj works/VERB/0/root at/ADP/5/case Stanford/PROPN/5/compound University/PROPN/2/obl", "");
}

/* Each name is in several states; only in Texas are they near each other. */
static void decides_by_what_lies_near(void **state)
{
	(void)state;
	reads("He/PRON/2/nsubj drove/VERB/0/root to/ADP/4/case Denison/PROPN/2/obl and/CCONJ/6/cc Paris/PROPN/2/obl "
		"in/ADP/9/case Lamar/PROPN/9/compound County/PROPN/2/obl",
		"Denison=4685892/USA/4, Paris=4717560/USA/4, Lamar County=4705086/USA/3");
	reads("He/PRON/2/nsubj lives/VERB/0/root in/ADP/4/case California/PROPN/2/obl | He/PRON/2/nsubj works/VERB/0/root "
		"in/ADP/4/case Pittsburgh/PROPN/2/obl",
		"California=5332921/USA/2, Pittsburgh=5206379/USA/4");
}

static void finds_capitals_and_seats(void **state)
{
	(void)state;
	reads("He/PRON/2/nsubj died/VERB/0/root in/ADP/6/case the/DET/6/det Ukrainian/ADJ/6/amod capital/NOUN/2/obl",
		"Ukrainian capital=703448/UKR/4");
	reads("He/PRON/2/nsubj died/VERB/0/root in/ADP/6/case the/DET/6/det Ukrainian/ADJ/6/amod capital/NOUN/2/obl "
		"of/ADP/8/case Kyiv/PROPN/6/nmod", "Kyiv=703448/UKR/4");
	reads("He/PRON/2/nsubj stood/VERB/0/root outside/ADP/6/case the/DET/6/det Swedish/ADJ/6/amod "
		"Parliament/PROPN/2/obl", "Swedish Parliament=2661886/SWE/1");
	reads("The/DET/3/det Swedish/ADJ/3/amod Parliament/PROPN/4/nsubj voted/VERB/0/root", "");
}

static void reads_datelines(void **state)
{
	(void)state;
	check((reading_of){.words = "SEOUL/PROPN/0/root _,/PUNCT/3/punct South/PROPN/4/compound Korea/PROPN/1/appos | "
		"He/PRON/2/nsubj spoke/VERB/0/root",
		.expected = "SEOUL=1835848/KOR/4, South Korea=1835841/KOR/1", .trigger = -1, .dateline = true});
}

static void finds_the_events_place(void **state)
{
	(void)state;
	places_at("Protesters/NOUN/2/nsubj clashed/VERB/0/root with/ADP/4/case police/NOUN/2/obl in/ADP/6/case "
		"Tbilisi/PROPN/4/nmod", 1, "Tbilisi=611717/GEO/4");
	places_at("They/PRON/2/nsubj held/VERB/0/root talks/NOUN/2/obj in/ADP/5/case Cairo/PROPN/2/obl", 2,
		"Cairo=360630/EGY/4");
	places_at("They/PRON/2/nsubj shelled/VERB/0/root a/DET/4/det village/NOUN/2/obj near/ADP/6/case "
		"Kherson/PROPN/4/nmod", 1, "Kherson=706448/UKR/4");
	places_at("They/PRON/2/nsubj bombed/VERB/0/root Beirut/PROPN/2/obj", 1, "Beirut=276781/LBN/4");
	places_at("A/DET/2/det bomb/NOUN/3/nsubj exploded/VERB/0/root on/ADP/6/case the/DET/6/det outskirts/NOUN/3/obl "
		"of/ADP/8/case Baghdad/PROPN/6/nmod", 2, "Baghdad=98182/IRQ/4");
	places_at("The/DET/3/det Mosul/PROPN/3/compound offensive/NOUN/4/nsubj began/VERB/0/root", 2,
		"Mosul=99072/IRQ/4");
	places_at("They/PRON/2/nsubj send/VERB/0/root troops/NOUN/2/obj to/ADP/5/case Russia/PROPN/2/obl", 1,
		"Russia=2017370/RUS/1");
}

static void tells_actors_from_places(void **state)
{
	(void)state;
	places_at("Washington/PROPN/2/nsubj condemned/VERB/0/root the/DET/4/det attack/NOUN/2/obj", 1, "");
	places_at("Officials/NOUN/4/nsubj in/ADP/3/case Washington/PROPN/1/nmod accused/VERB/0/root Iran/PROPN/4/obj",
		3, "");
	places_at("It/PRON/2/nsubj sold/VERB/0/root arms/NOUN/2/obj to/ADP/5/case Iran/PROPN/2/obl", 1, "");
}

static void refuses_what_is_missing(void **state)
{
	(void)state;
	bede_error error;
	assert_null(gazetteer_open("lexicon/en/nowhere", &error));
	assert_int_equal(error.code, BEDE_ERROR_FILE);
	gazetteer_close(NULL);
}

static void read_hostile(void *memory)
{
	/* Words and heads at random, by a fixed sequence: no crash, and toponyms in order, within the text. */
	static const char *const words[] = {"Paris", "of", "in", "Kursk", "region", ",", "Texas", "U.S.", "é", "-", "New",
		"York", "to", "Russian", "(", "Sea", "'s"};
	static const char *const relations[] = {
		"obl", "nmod", "case", "compound", "flat", "appos", "conj", "nsubj"};
	uint32_t state = 1;
	for (int round = 0; round < 300; round++) {
		char line[2048];
		size_t at = 0;
		unsigned count = 2 + (unsigned)round % 20;
		for (unsigned i = 1; i <= count; i++) {
			state = state * 1103515245u + 12345u;
			unsigned pick = state >> 16;
			/* Heads stand further left, so that there is no circle. */
			at += (size_t)snprintf(line + at, sizeof line - at, "%s%s/%s/%u/%s", i > 1 ? " " : "", words[pick % 17],
				pick % 3 ? "PROPN" : "ADP", i > 1 ? 1 + (pick / 17) % (i - 1) : 0,
				i > 1 ? relations[(pick / 5) % 8] : "root");
		}
		tree_snippet snippet;
		places places;
		read_snippet(memory, line, NULL, &snippet);
		place_read(lexicon, &snippet.document, &snippet.text, &snippet.syntax, memory, &places);
		uint32_t last = 0;
		for (uint32_t i = 0; i < places.count; i++) {
			assert_true(places.items[i].first >= last && places.items[i].first < places.items[i].end);
			last = places.items[i].end;
			assert_true(last <= snippet.text.token_count);
		}
		for (uint32_t token = 0; token < snippet.text.token_count; token++)
			place_of(&places, &snippet.text, &snippet.syntax, token);
	}
}

static void survives(void **state)
{
	(void)state;
	with_arena(read_hostile);
}

static int open_lexicon(void **state)
{
	(void)state;
	char path[4096];
	snprintf(path, sizeof path, "%s/compiled/en/places.bin", getenv("BUILD") ? getenv("BUILD") : "build");
	lexicon = gazetteer_open(path, NULL);
	return lexicon && gazetteer_size(lexicon) > 100000 ? 0 : -1;
}

static int close_lexicon(void **state)
{
	(void)state;
	gazetteer_close(lexicon);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_names),
		cmocka_unit_test(takes_the_kind),
		cmocka_unit_test(decides_by_the_words_beside),
		cmocka_unit_test(leaves_persons_and_bodies),
		cmocka_unit_test(leaves_common_words_and_titles),
		cmocka_unit_test(decides_by_what_lies_near),
		cmocka_unit_test(finds_capitals_and_seats),
		cmocka_unit_test(reads_datelines),
		cmocka_unit_test(finds_the_events_place),
		cmocka_unit_test(tells_actors_from_places),
		cmocka_unit_test(survives),
		cmocka_unit_test(refuses_what_is_missing),
	};
	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
