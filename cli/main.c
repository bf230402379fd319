/* main.c — the table of commands. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"

static const option_key CODE_OPTIONS[] = {
	OPTION_STORE, OPTION_NO_LINK,
	OPTION_DATE, OPTION_FROM, OPTION_FORMAT, OPTION_THREADS, OPTION_LEXICON, OPTION_PETRARCH, OPTION_OFFSETS,
	OPTION_COLOR, OPTION_MIN_CONFIDENCE, OPTION_DATA, OPTION_HELP, 0,
};
static const option_key ANNOTATE_OPTIONS[] = {
	OPTION_DATE, OPTION_FROM, OPTION_FORMAT, OPTION_THREADS, OPTION_LEXICON, OPTION_PETRARCH, OPTION_OFFSETS,
	OPTION_MIN_CONFIDENCE, OPTION_DATA, OPTION_HELP, 0,
};
static const option_key EXPLAIN_OPTIONS[] = {
	OPTION_WHY_NOT, OPTION_DATE, OPTION_FROM, OPTION_THREADS, OPTION_LEXICON, OPTION_PETRARCH, OPTION_COLOR,
	OPTION_MIN_CONFIDENCE, OPTION_DATA, OPTION_HELP, 0,
};
static const option_key WHO_OPTIONS[] = {
	OPTION_DAY, OPTION_FORMAT, OPTION_LEXICON, OPTION_PETRARCH, OPTION_COLOR, OPTION_DATA, OPTION_HELP, 0,
};
static const option_key LEXICON_OPTIONS[] = {
	OPTION_TOP, OPTION_DATE, OPTION_FROM, OPTION_FORMAT, OPTION_LEXICON, OPTION_PETRARCH,
	OPTION_COLOR, OPTION_DATA, OPTION_HELP, 0,
};
#define FILTER_OPTIONS \
	OPTION_ACTOR, OPTION_RECIPIENT, OPTION_BOTH_WAYS, OPTION_SECTOR, OPTION_EVENT, OPTION_QUAD, OPTION_MODE, \
	OPTION_AUX_MODE, OPTION_CONTEXT, OPTION_PLACE, OPTION_BOX, OPTION_SINCE, OPTION_UNTIL, OPTION_SOURCE, \
	OPTION_CERTAINTY, OPTION_MIN_CONFIDENCE, OPTION_TEXT
static const option_key QUERY_OPTIONS[] = {
	FILTER_OPTIONS, OPTION_RECORDS, OPTION_EVENTS, OPTION_BY, OPTION_SQL, OPTION_DUMP, OPTION_FORMAT, OPTION_COLOR,
	OPTION_HELP, 0,
};
static const option_key EXPORT_OPTIONS[] = {OPTION_AS, FILTER_OPTIONS, OPTION_HELP, 0};
static const option_key IMPORT_OPTIONS[] = {OPTION_NO_LINK, OPTION_HELP, 0};
static const option_key LINK_OPTIONS[] = {OPTION_EXPLAIN, OPTION_COLOR, OPTION_HELP, 0};
static const option_key SERIES_OPTIONS[] = {
	OPTION_BY, FILTER_OPTIONS, OPTION_FORMAT, OPTION_COLOR, OPTION_HELP, 0,
};
static const option_key SERVE_OPTIONS[] = {
	OPTION_PORT, OPTION_LISTEN, OPTION_TOKEN_FILE, OPTION_RATE, OPTION_THREADS, OPTION_LEXICON, OPTION_PETRARCH,
	OPTION_DATA, OPTION_HELP, 0,
};
static const option_key HELP_ONLY[] = {OPTION_HELP, 0};

static const format_name CODE_FORMATS[] = {
	{"jsonl", BEDE_JSONL}, {"json", BEDE_JSON}, {"csv", BEDE_CSV}, {"tsv", BEDE_TSV}, {"table", BEDE_TABLE}, {NULL, 0},
};
static const format_name ANNOTATE_FORMATS[] = {{"jsonl", BEDE_ANNOTATION}, {"conllu", BEDE_CONLLU}, {NULL, 0}};
static const format_name WHO_FORMATS[] = {{"table", BEDE_TABLE}, {"json", BEDE_JSON}, {NULL, 0}};
static const format_name LEXICON_FORMATS[] = {{"table", BEDE_TABLE}, {"tsv", BEDE_TSV}, {NULL, 0}};

#define INPUT_TEXT \
	"FILE is a report as plain text, JSON Lines with a report a line, or CoNLL-U; without a FILE, or for '-',\n" \
	"standard input is read. A report that cannot be coded is named on standard error and the others are still done."

const command COMMANDS[] = {
	{
		.name = "code", .arguments = "[FILE...]",
		.summary = "read reports, print event records",
		.description =
			"Reads news reports and prints a PLOVER 1.3 record for each event: who did what to whom, when,\n"
			"where, how many, according to whom, and how sure. With --store, the records go into a store, an SQLite\n"
			"file, where a report of the same id is replaced; a run that was cut short goes on where it was when the\n"
			"same command is given again.\n\n" INPUT_TEXT,
		.options = CODE_OPTIONS, .formats = CODE_FORMATS, .run = run_code,
	},
	{
		.name = "annotate", .arguments = "[FILE...]",
		.summary = "print every layer of the reading",
		.description =
			"Prints sentences, tokens with their trees, entities, times, places, quantities, attributions and\n"
			"events of each report: a JSON object a line, or CoNLL-U.\n\n" INPUT_TEXT,
		.options = ANNOTATE_OPTIONS, .formats = ANNOTATE_FORMATS, .run = run_annotate,
	},
	{
		.name = "explain", .arguments = "[FILE...]",
		.summary = "show each sentence with its events, and why",
		.description =
			"Prints, for people, each sentence with the events that were read from it: the parties in the words\n"
			"of the sentence, what should make you doubt, the rule with its file and line, and its own example.\n"
			"The words that a rule matched are marked; the number behind them is the event's.\n\n" INPUT_TEXT,
		.options = EXPLAIN_OPTIONS, .run = run_explain,
	},
	{
		.name = "who", .arguments = "NAME...",
		.summary = "show what is known of a name",
		.description =
			"Prints the actors that a name stands for: their codes, their roles through time, all their names, and\n"
			"for each fact its place in the lexicon and where it is from. The line that counts on the day is marked\n"
			"with a star; as JSON, each actor is an object on a line. Put a name of several words in quotes.\n"
			"Exit status 1 if nobody is known by a name; names that come near are then shown.",
		.options = WHO_OPTIONS, .formats = WHO_FORMATS, .run = run_who,
	},
	{
		.name = "lexicon", .arguments = "check [DIR] | gaps [FILE...] | compile DIR",
		.summary = "check lexicon files, find words that they lack, compile them",
		.description =
			"`bede lexicon check` reads the lexicon strictly and runs the example that stands with every rule.\n"
			"With DIR, a lexicon of your own is checked on top of the built-in one; with --petrarch, the lines of\n"
			"dictionaries are. Exit status 1 if a line is wrong or an example fails.\n\n"
			"`bede lexicon gaps` reads reports and prints the verbs and nouns that stand with a known actor and that no\n"
			"rule of the event lexicon has, most frequent first: how often, in how many reports, and an example.\n"
			"FILE is as for bede code. All options but --data and --petrarch belong to it alone.\n\n"
			"`bede lexicon compile` writes into DIR what the program maps instead of reading text: `make` does it. A\n"
			"lexicon whose text files have changed since is read from these.",
		.options = LEXICON_OPTIONS, .formats = LEXICON_FORMATS, .run = run_lexicon,
	},
	{
		.name = "link", .arguments = "STORE",
		.summary = "find reprints, and records of one event",
		.description =
			"Finds in a store the reports that were printed again, and the records of several reports that tell of one\n"
			"event, and keeps both there. Only what was added since the last time is compared; the result does not\n"
			"depend on the order in which reports came. bede code --store ends with it unless told not to.",
		.options = LINK_OPTIONS, .run = run_link,
	},
	{
		.name = "query", .arguments = "STORE [ACTOR [RECIPIENT]]",
		.summary = "ask a store: records, events, counts, or SQL",
		.description =
			"Prints the records of a store that meet all conditions, by day: as bede code printed them, or with\n"
			"--events a row for each event, with --by how many there are and their conflict-cooperation scores.\n"
			"ACTOR and RECIPIENT are short for --actor and --recipient; '-' is anybody. Where a condition takes\n"
			"several values, they are joined by commas, and any of them will do. doc/store.md shows the tables.",
		.options = QUERY_OPTIONS, .formats = CODE_FORMATS, .run = run_query,
	},
	{
		.name = "series", .arguments = "STORE [ACTOR [RECIPIENT]]",
		.summary = "counts and scores in time, for analysis",
		.description =
			"Prints for each day, week, month (the default) or year how many records and events there are, their\n"
			"mean score, and the sums of cooperation and conflict, from the first to the last step that has a record.\n"
			"A step without a record has no mean. Records of a longer time than a step are left out, and counted on\n"
			"standard error. ACTOR, RECIPIENT and the conditions are those of bede query.",
		.options = SERIES_OPTIONS, .formats = CODE_FORMATS, .run = run_series,
	},
	{
		.name = "export", .arguments = "STORE [ACTOR [RECIPIENT]]",
		.summary = "print records under the columns of other event sets",
		.description =
			"Prints the records of a store as the users of another event set expect them, a row a record and pair of\n"
			"parties. ACTOR, RECIPIENT and the conditions are those of bede query; doc/export.md says what each column\n"
			"holds, and what has no equal.",
		.options = EXPORT_OPTIONS, .run = run_export,
	},
	{
		.name = "import", .arguments = "STORE FILE...",
		.summary = "put PLOVER records from JSON Lines into a store",
		.description =
			"Reads records as bede code prints them, one a line, those of a report together, and puts them into the\n"
			"store, which is made if it is not there. A report whose id the store has is replaced. '-' is standard\n"
			"input. Exit status 1 if a line is no record; it is named, and the others are put in.",
		.options = IMPORT_OPTIONS, .run = run_import,
	},
	{
		.name = "serve", .arguments = "STORE",
		.summary = "show a store in the browser, and over HTTP",
		.description =
			"Serves a page that shows the store, and a JSON API (described at /api, and in doc/serve.md), until it is\n"
			"stopped by Ctrl-C. The address is printed on standard error. Nothing in the store is changed; what is added\n"
			"to it meanwhile is shown. Only this machine can reach it, unless --listen and --token-file say otherwise.",
		.options = SERVE_OPTIONS, .run = run_serve,
	},
	{
		.name = "help", .arguments = "[COMMAND]",
		.summary = "explain the commands",
		.description = "Prints what --help prints.",
		.options = HELP_ONLY, .run = run_help,
	},
	{
		.name = "version", .arguments = "",
		.summary = "print the version",
		.description = "Prints the version of the program.",
		.options = HELP_ONLY, .run = run_version,
	},
	{.name = NULL},
};

const command *command_find(const char *name)
{
	for (const command *command = COMMANDS; command->name; command++)
		if (strcmp(command->name, name) == 0)
			return command;
	return NULL;
}

int main(int argument_count, char **arguments)
{
	/* A reader that went away is seen as a failed write, so that every exit has a status. */
	signal(SIGPIPE, SIG_IGN);
	if (argument_count < 2) {
		message("no command given; try: bede code REPORT.txt (or bede --help)");
		return EXIT_USAGE;
	}
	const char *first = arguments[1];
	if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0) {
		help_program();
		return flush_output(EXIT_DONE);
	}
	if (strcmp(first, "--version") == 0 || strcmp(first, "-V") == 0)
		first = "version";
	const command *command = command_find(first);
	if (!command) {
		message("there is no %s '%s'; bede --help lists the commands", first[0] == '-' ? "option" : "command", first);
		return EXIT_USAGE;
	}
	return flush_output(command->run(command, argument_count - 1, arguments + 1));
}
