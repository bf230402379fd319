/* test_event_lexicon.c — the event lexicon's files: what loads, in which order rules are tried, what bad lines say. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "event/rule.h"

typedef struct complaints {
	unsigned long lines[32];
	char messages[32][sizeof ((bede_error *)0)->message];
	unsigned count;
} complaints;

static void note(void *context, const bede_error *problem)
{
	complaints *self = context;

	if (self->count == 32)
		return;
	self->lines[self->count] = problem->line;
	snprintf(self->messages[self->count++], sizeof self->messages[0], "%s", problem->message);
}

/* Loads a folder that holds one file of rules and one of classes. */
static event_lexicon *load(const char *rules, const char *classes, complaints *found)
{
	char folder[] = "/tmp/bede-events-XXXXXX", path[64];
	report problems = {note, found, 0};
	bede_error error;
	FILE *file;

	found->count = 0;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/classes.tsv", folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(classes, file);
	fclose(file);
	snprintf(path, sizeof path, "%s/rules.tsv", folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(rules, file);
	fclose(file);
	event_lexicon *lexicon = event_lexicon_new();
	assert_non_null(lexicon);
	assert_true(event_lexicon_load(lexicon, folder, "events", &problems, &error));
	assert_true(event_lexicon_finish(lexicon, &problems, &error));
	unlink(path);
	snprintf(path, sizeof path, "%s/classes.tsv", folder);
	unlink(path);
	rmdir(folder);
	return lexicon;
}

static void tries_the_most_specific_rule_first(void **state)
{
	(void)state;
	complaints found;
	event_lexicon *lexicon = load(
		"v hold\t-\tlight()\tx\tnone\n"
		"v hold\tobj=%talks\tCONSULT both\tRussia held talks with China.\tRUS+CHN CONSULT -\n"
		"v hold\tobj=%talks any=peace\tCONSULT both context=peacekeeping\tx\tnone\n", "%talks\ttalk meeting\n", &found);
	assert_int_equal(found.count, 0);
	const rule_list *list = &lexicon->by_word[WORD_VERB][event_lexicon_word(lexicon, SLICE("Hold"))];
	assert_int_equal(list->count, 3);
	assert_slice(lexicon->rules.items[list->items[0]].shown.place, "events/rules.tsv:3");
	assert_slice(lexicon->rules.items[list->items[1]].shown.place, "events/rules.tsv:2");
	assert_int_equal(lexicon->rules.items[list->items[2]].operation, OPERATION_LIGHT);
	assert_string_equal(lexicon->rules.items[list->items[0]].contexts[0], "peacekeeping");
	event_lexicon_free(lexicon);
}

static void classes_hold_classes(void **state)
{
	(void)state;
	complaints found;
	event_lexicon *lexicon = load("n %weapon\t-\tNONE\tx\tnone\n",
		"%weapon\tgun, %explosive\n%explosive\tbomb land_mine %weapon\n", &found);
	assert_int_equal(found.count, 0);
	assert_int_equal(lexicon->by_word[WORD_NOUN][event_lexicon_word(lexicon, SLICE("bomb"))].count, 1);
	/* "land mine" needs its modifier: the rule on "mine" has a constraint of its own. */
	const rule_list *mine = &lexicon->by_word[WORD_NOUN][event_lexicon_word(lexicon, SLICE("mine"))];
	assert_int_equal(mine->count, 1);
	assert_int_equal(lexicon->rules.items[mine->items[0]].constraint_count, 1);
	event_lexicon_free(lexicon);
}

static void bad_lines_say_where_and_the_rest_loads(void **state)
{
	(void)state;
	complaints found;
	event_lexicon *lexicon = load(
		"v attack\tobj=*\tASSAULT\tx\tnone\n"
		"v bomb\t-\tASSALT\tx\tnone\n"                 /* 2: no such type */
		"v shell\tobj\tASSAULT\tx\tnone\n"             /* 3: a constraint without '=' */
		"v raid\tobjekt=base\tASSAULT\tx\tnone\n"      /* 4: no such key */
		"x raid\t-\tASSAULT\tx\tnone\n"                /* 5: no word class */
		"v raid\t-\thalt()\tx\tnone\n"                 /* 6: no such operator */
		"v raid\t-\tASSAULT\n"                         /* 7: columns missing */
		"v raid\t-\tASSAULT actor=subject\tx\tnone\n"  /* 8: no such place of a party */
		"v raid\tobj=#WAR\tASSAULT\tx\tnone\n"         /* 9: no such type in a constraint */
		"v raid\tobj=%nowhere\tASSAULT\tx\tnone\n"     /* a class without members: told at the end */
		"v raid\t-\tASSAULT loud\tx\tnone\n",          /* 11: no such attribute */
		"# no classes\n", &found);
	const unsigned long lines[] = {2, 3, 4, 5, 6, 7, 8, 9, 11, 0};
	assert_int_equal(found.count, sizeof lines / sizeof *lines);
	for (unsigned i = 0; i < found.count; i++)
		assert_int_equal(found.lines[i], lines[i]);
	assert_non_null(strstr(found.messages[9], "nowhere"));
	const event_rule *rules;
	assert_int_equal(event_lexicon_rules(lexicon, &rules), 2);
	event_lexicon_free(lexicon);
}

static void modes_need_a_type(void **state)
{
	(void)state;
	char folder[] = "/tmp/bede-modes-XXXXXX", path[64];
	complaints found = {.count = 0};
	report problems = {note, &found, 0};
	bede_error error;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/modes.tsv", folder);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs("ASSAULT\taerial\twarplane air_strike\nWAR\taerial\tplane\nASSAULT\t\tgun\n", file);
	fclose(file);
	event_lexicon *lexicon = event_lexicon_new();
	assert_true(event_lexicon_load(lexicon, folder, "events", &problems, &error));
	assert_true(event_lexicon_finish(lexicon, &problems, &error));
	assert_int_equal(lexicon->modes.count, 1);
	assert_string_equal(lexicon->modes.items[0].modes[0], "aerial");
	assert_int_equal(lexicon->modes.items[0].words.value_count, 2);
	assert_int_equal(found.count, 2);
	assert_int_equal(found.lines[0], 2);
	assert_int_equal(found.lines[1], 3);
	event_lexicon_free(lexicon);
	unlink(path);
	rmdir(folder);
}

static void a_folder_without_rules_is_an_error(void **state)
{
	(void)state;
	bede_error error;
	event_lexicon *lexicon = event_lexicon_new();
	assert_false(event_lexicon_load(lexicon, "/nowhere/at/all", "events", NULL, &error));
	assert_int_equal(error.code, BEDE_ERROR_DATA);
	assert_string_equal(error.file, "/nowhere/at/all");
	event_lexicon_free(lexicon);
	event_lexicon_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tries_the_most_specific_rule_first),
		cmocka_unit_test(classes_hold_classes),
		cmocka_unit_test(bad_lines_say_where_and_the_rest_loads),
		cmocka_unit_test(modes_need_a_type),
		cmocka_unit_test(a_folder_without_rules_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
