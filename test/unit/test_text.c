/* test_text.c — sentences and tokens: what the English UD treebanks do, and what newswire looks like. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/text.h"

static text_lexicon *lexicon;

typedef struct splitting {
	arena memory;
	const char *bytes, *conllu;
	size_t length;
	text text;
	bool ready;
} splitting;

static void split(void *context)
{
	splitting *self = context;
	bede_document from = {.text = self->bytes, .text_length = self->length, .conllu = self->conllu};
	document document;
	bede_error error;
	self->ready = document_prepare(&document, &self->memory, &from, &error);
	if (self->ready)
		text_split(lexicon, &document, &self->memory, &self->text);
}

static void split_open(splitting *self, const char *bytes, size_t length, const char *conllu)
{
	*self = (splitting){.bytes = bytes, .length = length, .conllu = conllu};
	arena_init(&self->memory, 0);
	assert_true(arena_run(&self->memory, split, self));
	assert_true(self->ready);
}

/* Tokens with blanks between, sentences with " | ", the kind of a sentence in front of it if it is not the body. */
static void assert_split(const char *bytes, const char *expected)
{
	static const char *const kinds[] = {"", "HEADLINE: ", "BYLINE: ", "DATELINE: "};
	splitting self;
	strbuf shown;
	split_open(&self, bytes, strlen(bytes), NULL);
	strbuf_init(&shown);
	for (uint32_t s = 0; s < self.text.sentence_count; s++) {
		const sentence *sentence = &self.text.sentences[s];
		strbuf_add_string(&shown, s ? " | " : "");
		strbuf_add_string(&shown, kinds[sentence->kind]);
		for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++) {
			strbuf_add_string(&shown, i > sentence->first ? " " : "");
			strbuf_add_slice(&shown, text_form(&self.text, i));
			assert_int_equal(self.text.tokens[i].sentence, s);
		}
	}
	assert_string_equal(shown.bytes, expected);
	strbuf_clear(&shown);
	arena_clear(&self.memory);
}

static void splits_words_as_the_treebanks(void **state)
{
	(void)state;
	assert_split("We don't think he'll go.", "We do n't think he 'll go .");
	assert_split("Putin's and the workers' plans can’t wait.", "Putin 's and the workers ' plans ca n’t wait .");
	assert_split("They cannot, wouldn't've, and it's 5 o'clock.",
		"They can not , would n't 've , and it 's 5 o'clock .");
	assert_split("A US-led, non-violent, well-known anti-war group.",
		"A US - led , non-violent , well - known anti-war group .");
	assert_split("Kim Jong-un met Moon Jae-in in Al-Tanf.", "Kim Jong-un met Moon Jae-in in Al - Tanf .");
	assert_split("Shots were fired and/or heard (twice).", "Shots were fired and / or heard ( twice ) .");
}

static void splits_words_as_people_write_them(void **state)
{
	(void)state;
	assert_split("Its not mine, im sure. Its army left and its done.",
		"It s not mine , i m sure . | Its army left and its done .");
	assert_split("ITS NOT IM who cant go alot b/c of him w/o me.", "ITS NOT IM who ca nt go a lot b/c of him w/o me .");
	assert_split("Lets go! :-) Talks ended ;)X :D.", "Let s go ! :-) | Talks ended ; ) X :D .");
	assert_split("Mail jane12...@example.org or wait...now.", "Mail jane12...@example.org or wait ... now .");
}

static void splits_numbers(void **state)
{
	(void)state;
	assert_split("It cost $1,200.50, or 15% of €3bn.", "It cost $ 1,200.50 , or 15 % of € 3 bn .");
	assert_split("From 2019-2020 and 10–12 May at 7:30pm.", "From 2019 - 2020 and 10 – 12 May at 7:30 pm .");
	assert_split("Call 555-010-9999 on 2024-11-21 or 11/21/2024.", "Call 555-010-9999 on 2024-11-21 or 11/21/2024 .");
	assert_split("US$5 and the 1990s and 1/2 of 9/11.", "US$ 5 and the 1990s and 1/2 of 9/11 .");
	assert_split("On Sept. 3, No. 10 said no. Nobody asked.", "On Sept. 3 , No. 10 said no . | Nobody asked .");
	assert_split("A 20-year-old in an F-16 flew 20km.", "A 20 - year - old in an F - 16 flew 20 km .");
}

static void keeps_abbreviations(void **state)
{
	(void)state;
	assert_split("Gen. J. K. Roe of the U.S. Army met Mr. Poe in the U.S. The talks failed.",
		"Gen. J. K. Roe of the U.S. Army met Mr. Poe in the U.S. | The talks failed .");
	assert_split("Acme Inc. shares fell at 9 a.m. Monday. It said so.",
		"Acme Inc. shares fell at 9 a.m. Monday . | It said so .");
	assert_split("They came from the U.N. He left.", "They came from the U.N. | He left .");
	assert_split("A mass. It was ill. Bad.", "A mass . | It was ill . | Bad .");
	assert_split("GEN. ROE AND MR. POE WENT.", "HEADLINE: GEN. ROE AND MR. POE WENT .");
}

static void keeps_quotes_with_their_sentence(void **state)
{
	(void)state;
	assert_split("“We will fight.” He left.", "“ We will fight . ” | He left .");
	assert_split("\"We won.\" \"They lost.\"", "\" We won . \" | \" They lost . \"");
	assert_split("\"Why?\" he asked.", "\" Why ? \" he asked .");
	assert_split("He said 'no.' Then... nothing!", "He said ' no . ' | Then ... nothing !");
	assert_split("Wait -- what?! Yes—now… Go.", "Wait -- what ?! | Yes — now … | Go .");
	assert_split("In the '90s, rock 'n' roll.", "In the '90s , rock 'n ' roll .");
}

static void keeps_addresses(void **state)
{
	(void)state;
	assert_split("See https://example.org/a-b?c=d, www.example.org. Mail jane.roe@example.org or @jane #now.",
		"See https://example.org/a-b?c=d , www.example.org . | Mail jane.roe@example.org or @jane #now .");
	assert_split("He left.Then AT&T called (R-Ky.).", "He left . | Then AT&T called ( R - Ky. ) .");
}

static void knows_the_parts_of_a_report(void **state)
{
	(void)state;
	assert_split("Troops cross the river\nBy Jane Roe\nKYIV, Ukraine (AP) — Troops crossed. They won.",
		"HEADLINE: Troops cross the river | BYLINE: By Jane Roe | DATELINE: KYIV , Ukraine ( AP ) — | Troops "
		"crossed . | "
		"They won .");
	assert_split("MOSCOW, Nov 3 (Reuters) - Russia said no.", "DATELINE: MOSCOW , Nov 3 ( Reuters ) - | Russia "
		"said no .");
	assert_split("WASHINGTON/SEOUL – Talks began.", "DATELINE: WASHINGTON / SEOUL – | Talks began .");
	assert_split("Geneva (AFP) -- Talks began.", "DATELINE: Geneva ( AFP ) -- | Talks began .");
	assert_split("NATO troops - some 300 - left.", "NATO troops - some 300 - left .");
	assert_split("By Monday they had left.", "By Monday they had left .");
}

static void leaves_out_lists_of_links(void **state)
{
	(void)state;
	assert_split("Sen. Ann Example Ann Lee ExampleMayor attacks governor Town bans dogs MORE (D) slept.",
		"Sen. Ann Example ( D ) slept .");
	assert_split("Bo Doe Bo Doe5 things to know MORE met Al Roe Al RoeHe was hit MORE today.",
		"Bo Doe met Al Roe today .");
	/* No name that is repeated, no word that ends it, or that word in another place. */
	assert_split("Ann McExample wanted MORE.", "Ann McExample wanted MORE .");
	assert_split("Ann Example ExampleMayor attacks more.", "Ann Example ExampleMayor attacks more .");
	assert_split("MORE of Ann Example ExampleMayor.", "MORE of Ann Example ExampleMayor .");
	assert_split("Ann Example ExampleMayor EVERMORE.", "Ann Example ExampleMayor EVERMORE .");
	assert_split("Ann Example’s Ann ExampleMayor fights MORE’s dog.", "Ann Example ’s dog .");
}

static void joins_wrapped_lines(void **state)
{
	(void)state;
	assert_split("Troops crossed the river on Monday and took a small\n"
		"village on the other side, where they met no one at all\r\n"
		"and found the bridge intact. The commander said later\nthat he was glad.\n\nSo were they.",
		"Troops crossed the river on Monday and took a small village on the other side , where they met no one "
		"at all "
		"and found the bridge intact . | The commander said later that he was glad . | So were they .");
	assert_split("Troops crossed the river on Monday and took a small village on the other side, where they met nobody at "
		"all, officials\nsaid. Others left.",
		"Troops crossed the river on Monday and took a small village on the other side , where they met nobody at "
		"all , officials said . | Others left .");
	assert_split("First paragraph ends.\nSecond one starts.\n\nThird.", "First paragraph ends . | Second one "
		"starts . | "
		"Third .");
}

static void numbers_paragraphs_and_places(void **state)
{
	(void)state;
	splitting self;
	const char *bytes = "One é two. Three.\n\n\nFour";
	split_open(&self, bytes, strlen(bytes), NULL);
	assert_int_equal(self.text.sentence_count, 3);
	assert_int_equal(self.text.sentences[1].paragraph, 0);
	assert_int_equal(self.text.sentences[2].paragraph, 1);
	assert_int_equal(self.text.tokens[2].at.start, 7);
	assert_true(self.text.tokens[1].space_after);
	assert_false(self.text.tokens[2].space_after);
	assert_slice(text_form(&self.text, 3), ".");
	assert_int_equal(self.text.sentences[2].at.end, strlen(bytes));
	arena_clear(&self.memory);
}

static void keeps_given_tokens(void **state)
{
	(void)state;
	static const char conllu[] = "# newdoc id = d\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
		"1\tDo\t_\t_\t_\t_\t_\t_\t_\t_\n2\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n3\t!\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
		"1\tU.S.-led\t_\t_\t_\t_\t_\t_\t_\t_\n2.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
	splitting self;
	split_open(&self, "Don't! U.S.-led", 15, conllu);
	assert_int_equal(self.text.token_count, 4);
	assert_int_equal(self.text.sentence_count, 2);
	assert_slice(text_form(&self.text, 0), "Do");
	assert_slice(text_form(&self.text, 1), "n't");
	assert_slice(text_form(&self.text, 3), "U.S.-led");
	arena_clear(&self.memory);
}

/* Rows that don't fit the text still give one token each, within the text. */
static void survives_tokens_that_are_not_there(void **state)
{
	(void)state;
	static const char conllu[] = "1-2\tgonna\t_\n1\tgoing\t_\n2\tto\t_\n3\tlong word that is not there\t_\nx\n\n\n"
		"9999999999999999999999\ty\t_\n4-x\tz\t_\n5\tz\t_\n";
	splitting self;
	split_open(&self, "gonna é", 8, conllu);
	for (uint32_t i = 0; i < self.text.token_count; i++) {
		assert_true(self.text.tokens[i].at.start <= self.text.tokens[i].at.end);
		assert_true(self.text.tokens[i].at.end <= 8);
	}
	arena_clear(&self.memory);
}

/* Long runs of one thing: tokens stay in order, tokens and sentences within their limits, and time linear, which a
 * quadratic slip would turn into minutes. */
static void survives_hostile_text(void **state)
{
	(void)state;
	static const char *const units[] = {
		"a", ".", "'", "-", "1-", "1-a", "a.B", "@a", "http://", "www.", "\xEF\xBF\xBD", "\xE2\x80\x99", "$", "1,", "A.",
		"a\n", "! \" ", "( ", "A. ", "e\xCC\x81", "&A", "''", "x\r\n\r\n",
		"No. ", "\xF0\x9F\x98\x80", "a/", "1:", "--.",
	};
	enum { BYTES = 1 << 18 };
	char *bytes = malloc(BYTES + 8);
	assert_non_null(bytes);
	for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
		size_t size = strlen(units[u]), length = 0;
		while (length + size <= BYTES) {
			memcpy(bytes + length, units[u], size);
			length += size;
		}
		splitting self;
		split_open(&self, bytes, length, NULL);
		uint32_t last = 0;
		for (uint32_t i = 0; i < self.text.token_count; i++) {
			span at = self.text.tokens[i].at;
			assert_true(at.start >= last && at.end > at.start && at.end - at.start <= TOKEN_BYTES);
			last = at.end;
		}
		for (uint32_t i = 0; i < self.text.sentence_count; i++)
			assert_in_range(self.text.sentences[i].count, 1, SENTENCE_TOKENS);
		arena_clear(&self.memory);
	}
	free(bytes);
}

static void names_a_missing_folder(void **state)
{
	(void)state;
	bede_error error;
	assert_null(text_lexicon_open("lexicon/en/nowhere", NULL, &error));
	assert_int_equal(error.code, BEDE_ERROR_FILE);
	assert_non_null(strstr(error.file, "nowhere"));
	text_lexicon_close(NULL);
}

static int open_lexicon(void **state)
{
	(void)state;
	report problems = {0};
	lexicon = text_lexicon_open("lexicon/en/text", &problems, NULL);
	return lexicon && problems.count == 0 ? 0 : -1;
}

static int close_lexicon(void **state)
{
	(void)state;
	text_lexicon_close(lexicon);
	return 0;
}

static void phrases_are_normal_words_with_blanks(void **state)
{
	static const char bytes[] = "The day Before yesterday’s talks.";
	splitting self;
	char joined[40], little[9];
	size_t lengths[5];

	(void)state;
	split_open(&self, bytes, sizeof bytes - 1, NULL);
	assert_int_equal(normal_phrase(&self.text, 1, 5, joined, sizeof joined, lengths), 4);
	assert_int_equal(lengths[4], strlen("day before yesterday 's"));
	assert_memory_equal(joined, "day before yesterday 's", lengths[4]);
	assert_int_equal(lengths[1], strlen("day"));
	assert_int_equal(lengths[2], strlen("day before"));
	/* What does not fit is left out whole; nothing asked for is nothing given. */
	assert_int_equal(normal_phrase(&self.text, 1, 5, little, sizeof little, lengths), 1);
	assert_int_equal(normal_phrase(&self.text, 1, 5, little, 2, lengths), 0);
	assert_int_equal(normal_phrase(&self.text, 3, 3, joined, sizeof joined, lengths), 0);
	arena_clear(&self.memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(splits_words_as_the_treebanks),
		cmocka_unit_test(splits_words_as_people_write_them),
		cmocka_unit_test(splits_numbers),
		cmocka_unit_test(keeps_abbreviations),
		cmocka_unit_test(keeps_quotes_with_their_sentence),
		cmocka_unit_test(keeps_addresses),
		cmocka_unit_test(knows_the_parts_of_a_report),
		cmocka_unit_test(leaves_out_lists_of_links),
		cmocka_unit_test(joins_wrapped_lines),
		cmocka_unit_test(numbers_paragraphs_and_places),
		cmocka_unit_test(keeps_given_tokens),
		cmocka_unit_test(survives_tokens_that_are_not_there),
		cmocka_unit_test(survives_hostile_text),
		cmocka_unit_test(phrases_are_normal_words_with_blanks),
		cmocka_unit_test(names_a_missing_folder),
	};
	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
