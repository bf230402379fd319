/*
 * test_source.c — attributions over small trees written by hand, so that no model's error hides one of the stage's.
 *
 * A tree is one line a sentence, one word `form/UPOS/head/relation[/lemma[/XPOS]]`; head counts from 1 in its
 * sentence, 0 is the root. What is found is compared as text, one line an attribution: kind, source, cue, content.
 */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "source/source.h"

enum { MOST_TOKENS = 128, MOST_SENTENCES = 8 };

typedef struct tree {
	char bytes[4096];
	token tokens[MOST_TOKENS];
	node nodes[MOST_TOKENS];
	sentence sentences[MOST_SENTENCES];
	int32_t mentions[MOST_TOKENS];
	text text;
	syntax syntax;
	names names;
	times times;
	attributions found;
	arena memory;
	const source_lexicon *lexicon;
} tree;

static const char *const kinds[] = {
	"report", "statement", "claim", "denial", "estimate", "announcement", "unacknowledged"};

static void add_word(tree *self, slice word, sentence *of, uint32_t *length)
{
	slice part[6] = {{0}};
	for (size_t i = 0; i < 6 && slice_split(&word, '/', &part[i]); i++)
		;
	long head = 0;
	assert_true(part[3].length && slice_to_long(part[2], &head));
	uint32_t at = self->text.token_count++;
	assert_true(at < MOST_TOKENS && *length + part[0].length + 1 < sizeof self->bytes);
	memcpy(self->bytes + *length, part[0].at, part[0].length);
	self->tokens[at] = (token){.at = {*length, *length + (uint32_t)part[0].length},
		.sentence = self->text.sentence_count, .space_after = true};
	*length += (uint32_t)part[0].length;
	self->bytes[(*length)++] = ' ';
	self->nodes[at] = (node){.head = head ? (int32_t)of->first + (int32_t)head - 1 : -1, .first_child = -1,
		.next_sibling = -1, .upos = (uint8_t)upos_from(part[1]), .deprel = (uint8_t)deprel_from(part[3]),
		.lemma = part[4].length ? part[4] : part[0],
		.xpos = (uint8_t)(part[5].length ? xpos_from(part[5]) : XPOS_OTHER)};
	assert_true(self->nodes[at].upos < UPOS_COUNT && self->nodes[at].deprel < DEPREL_COUNT);
	of->count++;
}

static void read_tree(void *context)
{
	tree *self = context;
	document document = {0};
	source_read(self->lexicon, &document, &self->text, &self->syntax, &self->names, &self->times, &self->memory,
		&self->found);
}

static void build(tree *self, const char *words)
{
	memset(self, 0, sizeof *self);
	slice rest = slice_of(words), line;
	uint32_t length = 0;
	while (slice_split(&rest, '\n', &line)) {
		sentence *of = &self->sentences[self->text.sentence_count];
		assert_true(self->text.sentence_count < MOST_SENTENCES);
		of->first = self->text.token_count;
		if (slice_starts(line, "# ")) {
			of->kind = SENTENCE_HEADLINE;
			line = (slice){line.at + 2, line.length - 2};
		}
		slice word;
		while (slice_split(&line, ' ', &word))
			add_word(self, word, of, &length);
		self->text.sentence_count++;
	}
	for (int32_t i = (int32_t)self->text.token_count - 1; i >= 0; i--) {
		int32_t head = self->nodes[i].head;
		if (head >= 0) {
			self->nodes[i].next_sibling = self->nodes[head].first_child;
			self->nodes[head].first_child = i;
		}
		self->mentions[i] = MENTION_NONE;
	}
	self->text.bytes = self->bytes;
	self->text.tokens = self->tokens;
	self->text.sentences = self->sentences;
	self->syntax = (syntax){self->nodes, self->text.token_count};
	self->names.mention_of = self->names.mention_headed = self->mentions;
}

static void print_range(const tree *self, token_range range, strbuf *out)
{
	if (range.first == range.end) {
		strbuf_add_char(out, '-');
		return;
	}
	uint32_t start = self->tokens[range.first].at.start;
	strbuf_add(out, self->bytes + start, self->tokens[range.end - 1].at.end - start);
}

static source_lexicon *open_lexicon(void)
{
	bede_error error = {0};
	report problems = {0};
	source_lexicon *lexicon = source_lexicon_open("lexicon/en/sources", "lexicon/en/sources", &problems, &error);
	if (!lexicon)
		fail_msg("%s", error.message);
	assert_int_equal(problems.count, 0);
	return lexicon;
}

static void expect(const char *words, const char *expected)
{
	static tree tree;
	source_lexicon *lexicon = open_lexicon();
	build(&tree, words);
	tree.lexicon = lexicon;
	arena_init(&tree.memory, 0);
	assert_true(arena_run(&tree.memory, read_tree, &tree));
	strbuf got;
	strbuf_init(&got);
	strbuf_add_string(&got, "");
	for (uint32_t i = 0; i < tree.found.count; i++) {
		const attribution *at = &tree.found.items[i];
		strbuf_print(&got, "%s%s%s: ", i ? "\n" : "", at->voice ? "" : "~", kinds[at->kind]);
		print_range(&tree, at->source, &got);
		strbuf_add_string(&got, " | ");
		print_range(&tree, at->cue, &got);
		strbuf_add_string(&got, " | ");
		for (uint32_t k = 0; k < at->content_count; k++) {
			strbuf_add_string(&got, k ? " + " : "");
			print_range(&tree, at->content[k], &got);
		}
	}
	assert_false(got.failed);
	assert_string_equal(got.bytes ? got.bytes : "", expected);
	strbuf_clear(&got);
	arena_clear(&tree.memory);
	source_lexicon_close(lexicon);
}

static void a_clause_is_content(void **state)
{
	(void)state;
	expect("Officials/NOUN/2/nsubj/official said/VERB/0/root/say that/SCONJ/7/mark the/DET/5/det border/NOUN/7/nsubj "
		"was/AUX/7/cop open/ADJ/2/ccomp ./PUNCT/2/punct",
		"statement: Officials | said | that the border was open");
	/* no clause, no content */
	expect("Officials/NOUN/2/nsubj said/VERB/0/root/say no/INTJ/2/obj to/ADP/5/case talks/NOUN/2/obl "
		"./PUNCT/2/punct", "");
	/* one who speaks of himself is a source as any other */
	expect("The/DET/2/det agency/NOUN/3/nsubj said/VERB/0/root/say it/PRON/6/nsubj would/AUX/6/aux "
		"leave/VERB/3/ccomp",
		"statement: The agency | said | it would leave");
}

static void a_parenthesis_speaks_of_what_is_around(void **state)
{
	(void)state;
	expect("Troops/NOUN/2/nsubj left/VERB/0/root/leave ,/PUNCT/6/punct the/DET/5/det ministry/NOUN/6/nsubj "
		"said/VERB/2/parataxis/say ./PUNCT/2/punct",
		"statement: the ministry | said | Troops left");
	expect("As/SCONJ/3/mark Tass/PROPN/3/nsubj reported/VERB/6/advcl/report ,/PUNCT/6/punct troops/NOUN/6/nsubj "
		"left/VERB/0/root/leave ./PUNCT/6/punct",
		"report: Tass | reported | troops left");
	expect("Talks/NOUN/2/nsubj ended/VERB/0/root/end ,/PUNCT/5/punct as/SCONJ/5/mark "
		"reported/VERB/2/advcl/report/VBN "
		"by/ADP/8/case state/NOUN/8/compound media/NOUN/5/obl ./PUNCT/2/punct",
		"report: state media | reported | Talks ended");
}

static void according_to_somebody(void **state)
{
	(void)state;
	expect("According/VERB/4/case/accord/VBG to/ADP/1/fixed the/DET/4/det agency/NOUN/7/obl ,/PUNCT/4/punct "
		"troops/NOUN/7/nsubj left/VERB/0/root/leave ./PUNCT/7/punct",
		"statement: the agency | According to | troops left");
	expect("Troops/NOUN/2/nsubj left/VERB/0/root/leave ,/PUNCT/5/punct per/ADP/5/case Tass/PROPN/2/obl "
		"./PUNCT/2/punct",
		"statement: Tass | per | Troops left");
	/* a rate is no source */
	expect("It/PRON/2/nsubj costs/VERB/0/root/cost five/NUM/4/nummod dollars/NOUN/2/obj "
		"per/ADP/6/case ton/NOUN/4/nmod", "");
}

static void negation_decides_the_kind(void **state)
{
	(void)state;
	expect("Kim/PROPN/4/nsubj has/AUX/4/aux not/PART/4/advmod acknowledged/VERB/0/root/acknowledge that/SCONJ/7/mark "
		"troops/NOUN/7/nsubj left/VERB/4/ccomp/leave",
		"unacknowledged: Kim | has not acknowledged | that troops left");
	expect("Damascus/PROPN/2/nsubj denied/VERB/0/root/deny that/SCONJ/5/mark it/PRON/5/nsubj "
		"attacked/VERB/2/ccomp/attack",
		"denial: Damascus | denied | that it attacked");
	expect("Officials/NOUN/2/nsubj declined/VERB/0/root/decline to/PART/4/mark confirm/VERB/2/xcomp/confirm/VB "
		"that/SCONJ/7/mark troops/NOUN/7/nsubj left/VERB/4/ccomp/leave",
		"unacknowledged: Officials | declined to confirm | that troops left");
	/* nothing is said of the port by one who did not add it */
	expect("He/PRON/4/nsubj did/AUX/4/aux not/PART/4/advmod add/VERB/0/root that/SCONJ/7/mark troops/NOUN/7/nsubj "
		"left/VERB/4/ccomp/leave", "");
}

static void passives_name_their_agent_or_nobody(void **state)
{
	(void)state;
	expect("The/DET/2/det chief/NOUN/4/nsubj:pass is/AUX/4/aux:pass believed/VERB/0/root/believe/VBN to/PART/7/mark "
		"have/AUX/7/aux fled/VERB/4/xcomp/flee",
		"~estimate: - | is believed | The chief + to have fled");
	expect("It/PRON/3/expl was/AUX/3/aux:pass reported/VERB/0/root/report/VBN that/SCONJ/6/mark he/PRON/6/nsubj "
		"fled/VERB/3/ccomp/flee by/ADP/8/case Tass/PROPN/3/obl:agent",
		"report: Tass | was reported | that he fled");
}

static void attitudes_are_no_voices(void **state)
{
	(void)state;
	expect("France/PROPN/2/nsubj hopes/VERB/0/root/hope to/PART/4/mark leave/VERB/2/xcomp/leave/VB",
		"~estimate: France | hopes | to leave");
	expect("Rebels/NOUN/2/nsubj claim/VERB/0/root to/PART/5/mark have/AUX/5/aux won/VERB/2/xcomp/win/VBN",
		"claim: Rebels | claim | to have won");
}

static void participles_have_the_subject_of_their_clause(void **state)
{
	(void)state;
	expect("Troops/NOUN/2/nsubj left/VERB/5/ccomp/leave ,/PUNCT/2/punct he/PRON/5/nsubj "
		"said/VERB/0/root/say ,/PUNCT/7/punct "
		"adding/VERB/5/advcl/add/VBG that/SCONJ/10/mark rebels/NOUN/10/nsubj fled/VERB/7/ccomp/flee ./PUNCT/5/punct",
		"statement: he | said | Troops left\n"
		"statement: he | adding | that rebels fled");
}

static void voices_nest(void **state)
{
	(void)state;
	expect("Yonhap/PROPN/2/nsubj quoted/VERB/0/root/quote the/DET/4/det ministry/NOUN/2/obj as/SCONJ/6/mark "
		"saying/VERB/2/advcl/say/VBG that/SCONJ/9/mark troops/NOUN/9/nsubj left/VERB/6/ccomp/leave",
		"report: Yonhap | quoted | the ministry as saying that troops left\n"
		"statement: the ministry | saying | that troops left");
}

static void nouns_of_saying(void **state)
{
	(void)state;
	expect("He/PRON/2/nsubj rejected/VERB/0/root/reject claims/NOUN/2/obj/claim that/SCONJ/6/mark "
		"troops/NOUN/6/nsubj "
		"left/VERB/3/acl/leave",
		"denial: He | rejected | claims that troops left");
	expect("Reports/NOUN/2/nsubj/report indicate/VERB/0/root that/SCONJ/5/mark "
		"troops/NOUN/5/nsubj left/VERB/2/ccomp/leave",
		"report: Reports | indicate | that troops left");
}

static void a_quotation_grows(void **state)
{
	(void)state;
	expect("“/PUNCT/4/punct They/PRON/4/nsubj all/DET/4/dep left/VERB/0/root/leave ./PUNCT/4/punct\n"
		"We/PRON/2/nsubj stay/VERB/6/ccomp ,/PUNCT/2/punct ”/PUNCT/2/punct he/PRON/6/nsubj said/VERB/0/root/say "
		"./PUNCT/6/punct\n"
		"“/PUNCT/4/punct We/PRON/4/nsubj shall/AUX/4/aux win/VERB/0/root here/ADV/4/advmod ./PUNCT/4/punct "
		"”/PUNCT/4/punct",
		"statement: he | said | “ They all left . We stay , ” + “ We shall win here . ”");
	/* words in scare quotes are nobody's */
	expect("They/PRON/2/nsubj stole/VERB/0/root/steal “/PUNCT/4/punct medals/NOUN/2/obj "
		"”/PUNCT/4/punct ./PUNCT/2/punct", "");
}

static void headlines(void **state)
{
	(void)state;
	expect("# Kim/PROPN/2/nsubj fires/VERB/0/root/fire missile/NOUN/2/obj :/PUNCT/5/punct Seoul/PROPN/2/parataxis",
		"statement: Seoul | : | Kim fires missile");
	expect("# Kim/PROPN/2/nsubj fires/VERB/0/root/fire :/PUNCT/5/punct two/NUM/5/nummod "
		"shots/NOUN/2/parataxis/shot", "");
}

static void adverbs_tell_of_unnamed_voices(void **state)
{
	(void)state;
	expect("Kim/PROPN/3/nsubj reportedly/ADV/3/advmod fled/VERB/0/root/flee ./PUNCT/3/punct",
		"~report: - | reportedly | Kim + fled");
}

/* Certainty of the event that stands on the word `trigger` (from 1), and how many voices are around it. */
static void expect_certainty(const char *words, uint32_t trigger, bede_certainty certainty, uint32_t voices)
{
	static tree tree;
	source_lexicon *lexicon = open_lexicon();
	build(&tree, words);
	tree.lexicon = lexicon;
	arena_init(&tree.memory, 0);
	assert_true(arena_run(&tree.memory, read_tree, &tree));
	uint32_t matched = trigger - 1, chain[4];
	event event = {.trigger = matched, .clause = matched, .matched = &matched, .matched_count = 1};
	assert_int_equal(source_chain(&tree.found, &event, chain, 4), voices);
	assert_int_equal(source_certainty(lexicon, &tree.found, &tree.text, &tree.syntax, &event), certainty);
	arena_clear(&tree.memory);
	source_lexicon_close(lexicon);
}

static void certainty_has_a_scope(void **state)
{
	(void)state;
	const char *may = "Rebels/NOUN/3/nsubj may/AUX/3/aux attack/VERB/0/root Homs/PROPN/3/obj";
	expect_certainty(may, 3, BEDE_POSSIBLE, 0);
	const char *said = "Rebels/NOUN/3/nsubj may/AUX/3/aux say/VERB/0/root they/PRON/5/nsubj "
		"attacked/VERB/3/ccomp/attack";
	expect_certainty(said, 5, BEDE_CERTAIN, 1);
	expect_certainty(said, 3, BEDE_POSSIBLE, 0);
	const char *seems = "It/PRON/2/nsubj seems/VERB/0/root/seem to/PART/5/mark have/AUX/5/aux "
		"attacked/VERB/2/xcomp/attack "
		"rebels/NOUN/5/obj who/PRON/8/nsubj fled/VERB/6/acl:relcl/flee";
	expect_certainty(seems, 5, BEDE_PROBABLE, 0);
	expect_certainty(seems, 8, BEDE_CERTAIN, 0);
	const char *if_so = "If/SCONJ/3/mark rebels/NOUN/3/nsubj attack/VERB/6/advcl ,/PUNCT/3/punct troops/NOUN/6/nsubj "
		"leave/VERB/0/root";
	expect_certainty(if_so, 3, BEDE_POSSIBLE, 0);
	expect_certainty(if_so, 6, BEDE_CERTAIN, 0);
	expect_certainty("An/DET/3/det alleged/ADJ/3/amod attack/NOUN/4/nsubj failed/VERB/0/root/fail", 3,
		BEDE_PROBABLE, 0);
	/* what an estimate holds is probable as such */
	expect_certainty("Police/NOUN/2/nsubj suspect/VERB/0/root rebels/NOUN/4/nsubj attacked/VERB/2/ccomp/attack", 4,
		BEDE_PROBABLE, 1);
}

static void who_cites_stands_around_who_is_cited(void **state)
{
	(void)state;
	static tree tree;
	source_lexicon *lexicon = open_lexicon();
	build(&tree, "An/DET/2/det envoy/NOUN/10/nsubj ,/PUNCT/4/punct citing/VERB/10/advcl/cite/VBG a/DET/6/det "
		"report/NOUN/4/obj by/ADP/8/case Tass/PROPN/6/nmod ,/PUNCT/4/punct said/VERB/0/root/say "
		"troops/NOUN/12/nsubj left/VERB/10/ccomp/leave ./PUNCT/10/punct");
	tree.lexicon = lexicon;
	arena_init(&tree.memory, 0);
	assert_true(arena_run(&tree.memory, read_tree, &tree));
	uint32_t matched = 11, chain[4];
	event event = {.trigger = matched, .clause = matched, .matched = &matched, .matched_count = 1};
	assert_int_equal(source_chain(&tree.found, &event, chain, 4), 2);
	assert_int_equal(tree.found.items[chain[0]].cue_head, 9);
	assert_int_equal(tree.found.items[chain[1]].cue_head, 3);
	arena_clear(&tree.memory);
	source_lexicon_close(lexicon);
}

static void a_verb_taken_for_a_noun_speaks_by_its_place(void **state)
{
	(void)state;
	expect("Troops/NOUN/2/nsubj left/VERB/0/root/leave ,/PUNCT/5/punct Tass/PROPN/5/compound "
		"reports/NOUN/2/obj/report/NNS ./PUNCT/2/punct",
		"report: Tass | reports | Troops left");
	/* in a list it is what it looks like */
	expect("They/PRON/2/nsubj sent/VERB/0/root/send letters/NOUN/2/obj/letter ,/PUNCT/6/punct Tass/PROPN/6/compound "
		"reports/NOUN/3/conj/report/NNS ./PUNCT/2/punct", "");
	expect("Troops/NOUN/2/nsubj left/VERB/0/root/leave ,/PUNCT/6/punct according/ADP/6/case/accord/VBG to/ADP/4/fixed "
		"reports/NOUN/2/obl/report/NNS ./PUNCT/2/punct",
		"report: reports | according to | Troops left");
}

static void who_is_told_does_not_speak(void **state)
{
	(void)state;
	expect("Roe/PROPN/5/nsubj ,/PUNCT/3/punct mayor/NOUN/1/appos ,/PUNCT/1/punct told/VERB/0/root/tell "
		"reporters/NOUN/5/iobj “/PUNCT/9/punct They/PRON/9/nsubj all/DET/10/dep left/VERB/5/ccomp/leave us/PRON/10/obj "
		"./PUNCT/10/punct ”/PUNCT/10/punct",
		"statement: Roe , mayor | told | “ They all left us . ”");
}

static void what_could_not_be_verified_is_less_sure(void **state)
{
	(void)state;
	const char *next = "Rebels/NOUN/2/nsubj said/VERB/0/root/say troops/NOUN/4/nsubj left/VERB/2/ccomp/leave\n"
		"The/DET/2/det claim/NOUN/6/nsubj:pass could/AUX/6/aux not/PART/6/advmod be/AUX/6/aux:pass "
		"verified/VERB/0/root/verify/VBN";
	expect_certainty(next, 4, BEDE_PROBABLE, 1);
	/* what is checked there is something else */
	const char *other = "Rebels/NOUN/2/nsubj said/VERB/0/root/say troops/NOUN/4/nsubj left/VERB/2/ccomp/leave\n"
		"The/DET/2/det man/NOUN/6/nsubj:pass could/AUX/6/aux not/PART/6/advmod be/AUX/6/aux:pass "
		"verified/VERB/0/root/verify/VBN";
	expect_certainty(other, 4, BEDE_CERTAIN, 1);
	/* and what was verified is as sure as it was */
	const char *done = "Rebels/NOUN/2/nsubj said/VERB/0/root/say troops/NOUN/4/nsubj left/VERB/2/ccomp/leave\n"
		"The/DET/2/det claim/NOUN/4/nsubj:pass was/AUX/4/aux:pass verified/VERB/0/root/verify/VBN";
	expect_certainty(done, 4, BEDE_CERTAIN, 1);
	/* two sentences on it speaks of something else */
	const char *far = "Rebels/NOUN/2/nsubj said/VERB/0/root/say troops/NOUN/4/nsubj left/VERB/2/ccomp/leave\n"
		"It/PRON/2/nsubj rained/VERB/0/root\n"
		"The/DET/2/det claim/NOUN/6/nsubj:pass could/AUX/6/aux not/PART/6/advmod be/AUX/6/aux:pass "
		"verified/VERB/0/root/verify/VBN";
	expect_certainty(far, 4, BEDE_CERTAIN, 1);
}

static void a_missing_folder_is_an_error(void **state)
{
	(void)state;
	bede_error error = {0};
	report problems = {0};
	assert_null(source_lexicon_open("lexicon/en/nowhere", "lexicon/en/nowhere", &problems, &error));
	assert_int_equal(error.code, BEDE_ERROR_FILE);
	source_lexicon_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_clause_is_content),
		cmocka_unit_test(a_parenthesis_speaks_of_what_is_around),
		cmocka_unit_test(according_to_somebody),
		cmocka_unit_test(negation_decides_the_kind),
		cmocka_unit_test(passives_name_their_agent_or_nobody),
		cmocka_unit_test(attitudes_are_no_voices),
		cmocka_unit_test(participles_have_the_subject_of_their_clause),
		cmocka_unit_test(voices_nest),
		cmocka_unit_test(nouns_of_saying),
		cmocka_unit_test(a_quotation_grows),
		cmocka_unit_test(headlines),
		cmocka_unit_test(adverbs_tell_of_unnamed_voices),
		cmocka_unit_test(certainty_has_a_scope),
		cmocka_unit_test(who_cites_stands_around_who_is_cited),
		cmocka_unit_test(a_verb_taken_for_a_noun_speaks_by_its_place),
		cmocka_unit_test(who_is_told_does_not_speak),
		cmocka_unit_test(what_could_not_be_verified_is_less_sure),
		cmocka_unit_test(a_missing_folder_is_an_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
