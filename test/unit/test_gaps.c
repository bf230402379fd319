/* test_gaps.c — words that no rule has: which count, how often, and how they are written. */
#include "name_snippet.h"

#include "pipeline.h"

static const char event_rules[] = "v attack\t-\tASSAULT\tx\tnone\nn attack\t-\tASSAULT\tx\tnone\n";
static const char grammar[] =
	"agent\tcase\tby\npart\tcase\tof\ntransparent\tnoun\tdozen\nrelative\tpron\twho\ninfinitive\tmark\tto\n";

/* What a test stands on: actors of the snippet, two rules. */
typedef struct stand {
	void *names;
	event_lexicon *events;
} stand;

static stand shared;

static void write_rules(const char *folder, const char *name, const char *content)
{
	char path[160];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(content, file);
	assert_int_equal(fclose(file), 0);
}

static int open_both(void **state)
{
	char folder[] = "bede-gaps-XXXXXX", path[160];
	bede_error error = {0};
	report problems = {0};
	if (snippet_open(&shared.names) || !mkdtemp(folder))
		return -1;
	write_rules(folder, "rules.tsv", event_rules);
	write_rules(folder, "grammar.tsv", grammar);
	shared.events = event_lexicon_new();
	bool done = event_lexicon_load(shared.events, folder, "events", &problems, &error)
		&& event_lexicon_finish(shared.events, &problems, &error) && problems.count == 0;
	snprintf(path, sizeof path, "%s/rules.tsv", folder);
	unlink(path);
	snprintf(path, sizeof path, "%s/grammar.tsv", folder);
	unlink(path);
	rmdir(folder);
	*state = &shared;
	return !done;
}

static int close_both(void **state)
{
	(void)state;
	event_lexicon_free(shared.events);
	return snippet_close(&shared.names);
}

static void add_report(stand *self, bede_gaps *gaps, const char *lines, const attributions *said)
{
	snippet snippet;
	bede_error error;
	bede_data data = {.names = self->names, .events = self->events};
	snippet_read(&snippet, self->names, lines, "2024-11-21");
	bede_coder coder = {.data = &data, .filled = true, .reading = {.document = snippet.document, .text = snippet.text,
		.syntax = snippet.syntax, .names = snippet.names}};
	if (said)
		coder.reading.attributions = *said;
	assert_true(bede_gaps_add(gaps, &coder, &error));
	snippet_clear(&snippet);
}

static void assert_gaps(const bede_gaps *gaps, size_t most, bede_format format, const char *expected)
{
	bede_error error;
	bede_buffer out = {0};
	assert_true(bede_gaps_write(gaps, most, &(bede_write_options){.format = format}, &out, &error));
	assert_string_equal(out.bytes, expected);
	bede_buffer_free(&out);
}

static const char tickled[] =
	"1 Russia Russia PROPN NNP 2 nsubj\n2 tickled tickle VERB VBD 0 root\n3 Ukraine Ukraine PROPN NNP 2 obj +\n"
	"4 . . PUNCT . 2 punct\n";
static const char attacked[] =
	"1 Russia Russia PROPN NNP 2 nsubj\n2 attacked attack VERB VBD 0 root\n3 Ukraine Ukraine PROPN NNP 2 obj\n";
static const char trees_grew[] = "1 Trees tree NOUN NNS 2 nsubj\n2 grew grow VERB VBD 0 root\n";
static const char by_nobody[] =
	"1 Ukraine Ukraine PROPN NNP 3 nsubj:pass\n2 was be AUX VBD 3 aux:pass\n3 tickled tickle VERB VBN 0 root\n";
static const char nouns[] =
	"1 Russia Russia PROPN NNP 3 nmod:poss +\n2 's 's PART POS 1 case\n3 tickle tickle NOUN NN 5 nsubj\n"
	"4 of of ADP IN 5 case\n5 cats cat NOUN NNS 0 root\n\n"
	"1 Russian russian ADJ JJ 2 amod\n2 hats hat NOUN NNS 0 root\n\n"
	"1 bags bag NOUN NNS 0 root\n2 of of ADP IN 3 case\n3 Ukraine Ukraine PROPN NNP 1 nmod\n\n"
	"1 Russian russian ADJ JJ 2 amod\n2 officials official NOUN NNS 0 root\n\n"
	"1 dozens dozen NOUN NNS 0 root\n2 of of ADP IN 3 case\n3 Russians Russians PROPN NNPS 1 nmod\n";

static void words_between_actors_count(void **state)
{
	bede_gaps *gaps = bede_gaps_new(NULL);
	add_report(*state, gaps, tickled, NULL);
	add_report(*state, gaps, attacked, NULL);
	add_report(*state, gaps, trees_grew, NULL);
	add_report(*state, gaps, by_nobody, NULL);
	assert_gaps(gaps, 0, BEDE_TSV, "count\tclass\tlemma\treports\texample\n"
		"2\tverb\ttickle\t2\tRussia [tickled] Ukraine.\n");
	bede_gaps_free(gaps);
	bede_gaps_free(NULL);
}

static void nouns_need_a_name(void **state)
{
	bede_gaps *gaps = bede_gaps_new(NULL);
	add_report(*state, gaps, nouns, NULL);
	assert_gaps(gaps, 0, BEDE_TSV, "count\tclass\tlemma\treports\texample\n"
		"1\tnoun\tbag\t1\t[bags] of Ukraine\n1\tnoun\that\t1\tRussian [hats]\n"
		"1\tnoun\ttickle\t1\tRussia's [tickle] of cats\n");
	bede_gaps_free(gaps);
}

static void the_most_frequent_come_first(void **state)
{
	bede_gaps *gaps = bede_gaps_new(NULL);
	add_report(*state, gaps, nouns, NULL);
	add_report(*state, gaps, tickled, NULL);
	assert_gaps(gaps, 1, BEDE_TABLE, "  count  class  word    reports  for example\n"
		"      1  verb   tickle        1  Russia [tickled] Ukraine.\n");
	add_report(*state, gaps, nouns, NULL);
	assert_gaps(gaps, 1, BEDE_TABLE, "  count  class  word   reports  for example\n"
		"      2  noun   bag          2  [bags] of Ukraine\n");
	bede_gaps_free(gaps);
}

static void who_says_something_does_nothing(void **state)
{
	attribution cue = {.mention = MENTION_NONE, .cue = {1, 2}, .cue_head = 1, .outer = -1};
	attributions said = {&cue, 1};
	bede_gaps *gaps = bede_gaps_new(NULL);
	add_report(*state, gaps, tickled, &said);
	assert_gaps(gaps, 0, BEDE_TSV, "count\tclass\tlemma\treports\texample\n");
	bede_gaps_free(gaps);
}

static void long_sentences_are_cut(void **state)
{
	char lines[8000] = "1 Russia Russia PROPN NNP 2 nsubj\n2 tickled tickle VERB VBD 0 root\n";
	for (int i = 3; i < 80; i++) {
		size_t length = strlen(lines);
		snprintf(lines + length, sizeof lines - length, "%d slowly slowly ADV RB 2 advmod\n", i);
	}
	bede_error error;
	bede_buffer out = {0};
	bede_gaps *gaps = bede_gaps_new(NULL);
	add_report(*state, gaps, lines, NULL);
	assert_true(bede_gaps_write(gaps, 0, &(bede_write_options){.format = BEDE_TSV}, &out, &error));
	assert_in_range(out.length, 100, 260);
	out.length = 0;
	assert_true(bede_gaps_write(gaps, 0, &(bede_write_options){.format = BEDE_TABLE, .width = 80}, &out, &error));
	for (const char *line = out.bytes; *line; line += strcspn(line, "\n") + 1)
		assert_in_range(strcspn(line, "\n"), 1, 80);
	bede_buffer_free(&out);
	bede_gaps_free(gaps);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_between_actors_count),
		cmocka_unit_test(nouns_need_a_name),
		cmocka_unit_test(the_most_frequent_come_first),
		cmocka_unit_test(who_says_something_does_nothing),
		cmocka_unit_test(long_sentences_are_cut),
	};
	return cmocka_run_group_tests(tests, open_both, close_both);
}
