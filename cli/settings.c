/* settings.c — the options: one table for reading them and for --help, which the man pages are compared with. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli.h"

enum { MOST_THREADS = 256, MOST_PORT = 65535, DEFAULT_WIDTH = 100, HELP_COLUMN = 26 };

static const struct {
	const char *name, *argument, *help;
	char letter;
} OPTIONS[OPTION_COUNT] = {
	[OPTION_HELP] = {"help", NULL, "print this help", 'h'},
	[OPTION_DATE] = {"date", "YYYY-MM-DD", "publication date of reports that have none", 'd'},
	[OPTION_FROM] = {"from", "FORM", "form of the input: text, jsonl or conllu (default: found out)", 'f'},
	[OPTION_FORMAT] = {"format", "FORMAT", "form of the output: ", 'o'},
	[OPTION_THREADS] = {"threads", "N", "threads to use (default: all cores); the output is the same", 'j'},
	[OPTION_LEXICON] = {"lexicon", "DIR", "a lexicon of your own on top of the built-in one", 'l'},
	[OPTION_PETRARCH] = {"petrarch", "DIR", "actor and agent dictionaries in PETRARCH2's formats", 0},
	[OPTION_OFFSETS] = {"offsets", "UNIT", "count offsets in points (Unicode, default) or bytes", 0},
	[OPTION_COLOR] = {"color", "WHEN", "colours: auto (on a terminal, default), always or never", 0},
	[OPTION_MIN_CONFIDENCE] = {"min-confidence", "P", "leave out records below P, 0 to 1; 0 keeps all", 0},
	[OPTION_DATA] = {"data", "DIR", "folder with lexicon/ and model/ (default: found)", 0},
	[OPTION_WHY_NOT] = {"why-not", "WORDS", "say for these words of the report why they gave no event", 0},
	[OPTION_DAY] = {"date", "YYYY-MM-DD", "the day whose roles count (default: as in a report without a date)", 'd'},
	[OPTION_STORE] = {"store", "FILE", "put the records into a store instead of printing them", 's'},
	[OPTION_NO_LINK] = {"no-link", NULL, "look for no reprints and no records of one event in the store", 0},
	[OPTION_ACTOR] = {"actor", "CODE", "who acts: a code, code and sector, or sector: RUS, RUS:MIL, :MIL", 'a'},
	[OPTION_RECIPIENT] = {"recipient", "CODE", "to whom, in the same form", 'r'},
	[OPTION_BOTH_WAYS] = {"both-ways", NULL, "the two may have changed sides", 'b'},
	[OPTION_SECTOR] = {"sector", "SECTOR", "sector of anybody on either side", 0},
	[OPTION_EVENT] = {"event", "TYPES", "PLOVER's types: ASSAULT,COERCE", 'e'},
	[OPTION_QUAD] = {"quad", "N", "quad code: 1 and 2 cooperation, 3 and 4 conflict, by words and deeds", 'q'},
	[OPTION_MODE] = {"mode", "MODES", "PLOVER's modes, any of A,B", 0},
	[OPTION_AUX_MODE] = {"aux-mode", "MODES", "any of historical,future,hypothetical,negation", 0},
	[OPTION_CONTEXT] = {"context", "CONTEXTS", "PLOVER's contexts, any of A,B", 0},
	[OPTION_PLACE] = {"place", "NAME", "a place, province or country, or a country's code", 'p'},
	[OPTION_BOX] = {"box", "S,W,N,E", "places between these degrees", 0},
	[OPTION_SINCE] = {"since", "DAY", "first day: YYYY-MM-DD, or a whole month or year", 0},
	[OPTION_UNTIL] = {"until", "DAY", "last day, in the same form", 0},
	[OPTION_SOURCE] = {"source", "WHO", "who says so: a code, or a name", 0},
	[OPTION_CERTAINTY] = {"certainty", "WORDS", "any of certain,probable,possible", 0},
	[OPTION_TEXT] = {"text", "WORDS", "words of the sentence, all of them", 't'},
	[OPTION_EVENTS] = {"events", NULL, "a row for each event, however many reports tell of it", 0},
	[OPTION_RECORDS] = {"records", NULL, "the records, as bede code prints them (the default)", 0},
	[OPTION_BY] = {"by", "WHAT", "count by day, week, month, year, dyad, actor, recipient, event, quad, ...", 0},
	[OPTION_SQL] = {"sql", "SELECT", "the rows of a query of yours", 0},
	[OPTION_DUMP] = {"dump", NULL, "all of the store, in one order: for comparing two", 0},
	[OPTION_EXPLAIN] = {"explain", "EVENT", "show the accounts of an event, where they differ, and why they are one", 0},
	[OPTION_AS] = {"as", "SET", "plover (the default), polecat, icews, gdelt, phoenix or acled-like", 0},
	[OPTION_PORT] = {"port", "N", "the port to listen at (default: 8735, or the next that is free)", 0},
	[OPTION_LISTEN] = {"listen", "ADDRESS", "address, or address and port: 0.0.0.0:8735 (default: 127.0.0.1)", 0},
	[OPTION_TOKEN_FILE] = {"token-file", "FILE", "who asks must know the token in the file's first line", 0},
	[OPTION_RATE] = {"rate", "N", "requests a second of one address (default: 50; on loopback 20000)", 0},
	[OPTION_TOP] = {"top", "N", "print the N most frequent words (default: 50)", 'n'},
};

/* ---- help ---- */

static void print_formats(const format_name *formats)
{
	for (const format_name *format = formats; format->name; format++)
		printf("%s%s", format == formats ? "" : format[1].name ? ", " : " or ", format->name);
}

static void print_option(option_key key, const command *command)
{
	int column = OPTIONS[key].letter ? printf("  -%c, --%s", OPTIONS[key].letter, OPTIONS[key].name)
		: printf("      --%s", OPTIONS[key].name);
	if (OPTIONS[key].argument)
		column += printf(" %s", OPTIONS[key].argument);
	printf("%*s%s", column < HELP_COLUMN ? HELP_COLUMN - column + 1 : 1, "", OPTIONS[key].help);
	if (key == OPTION_FORMAT) {
		print_formats(command->formats);
		printf("%s", command->formats[0].format == BEDE_JSONL ? "\n                             (default: table on a "
			"terminal, else jsonl)" : command->formats[0].format == BEDE_TABLE ? " (default: table)" : "");
	}
	putchar('\n');
}

void help_command(const command *command)
{
	bool is_last = command->options[1] == 0;
	printf("usage: bede %s%s%s%s\n\n%s\n\n", command->name, is_last ? "" : " [OPTION...]",
		*command->arguments ? " " : "", command->arguments, command->description);
	for (const option_key *key = command->options; *key; key++)
		print_option(*key, command);
	printf("\nExit status: 0 done, 1 some input could not be coded, 2 wrong usage, 3 no data or no way to write.\n");
}

void help_program(void)
{
	printf("usage: bede COMMAND [OPTION...] [ARGUMENT...]\n\n"
		"Reads news reports and writes who did what to whom, when, where, according to whom.\n\n");
	for (const command *command = COMMANDS; command->name; command++)
		printf("  %-12s%s\n", command->name, command->summary);
	printf("\n  bede COMMAND --help tells more of a command; bede --version prints the version.\n\n"
		"Example: bede code --date 2024-11-21 report.txt\n");
}

/* ---- reading ---- */

static int bad_value(option_key key, const char *value, const char *wanted)
{
	message("--%s takes %s, not '%s'", OPTIONS[key].name, wanted, value);
	return EXIT_USAGE;
}

static bool is_date(const char *text)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	for (int i = 0; i < 10; i++) {
		bool dash = i == 4 || i == 7;
		if (dash ? text[i] != '-' : text[i] < '0' || text[i] > '9')
			return false;
	}
	int year = atoi(text), month = atoi(text + 5), day = atoi(text + 8);
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return text[10] == '\0' && year > 0 && month >= 1 && month <= 12 && day >= 1
		&& day <= lengths[month - 1] + (leap && month == 2);
}

static int index_of(const char *value, const char *const *names)
{
	for (int i = 0; names[i]; i++)
		if (strcmp(names[i], value) == 0)
			return i;
	return -1;
}

static int read_format(settings *self, const command *command, const char *value)
{
	for (const format_name *format = command->formats; format->name; format++)
		if (strcmp(format->name, value) == 0) {
			self->format = format->format;
			self->format_given = true;
			return EXIT_DONE;
		}
	message("bede %s has no format '%s'; bede %s --help lists them", command->name, value, command->name);
	return EXIT_USAGE;
}

static int read_threads(settings *self, const char *value)
{
	char *end;
	errno = 0;
	unsigned long threads = strtoul(value, &end, 10);
	if (errno || *value < '0' || *value > '9' || *end || threads == 0 || threads > MOST_THREADS)
		return bad_value(OPTION_THREADS, value, "a number from 1 to 256");
	self->threads = (unsigned)threads;
	return EXIT_DONE;
}

static int read_top(settings *self, const char *value)
{
	char *end;
	errno = 0;
	unsigned long top = strtoul(value, &end, 10);
	if (errno || *value < '0' || *value > '9' || *end || top == 0)
		return bad_value(OPTION_TOP, value, "a number from 1");
	self->top = top;
	return EXIT_DONE;
}

static int read_port(settings *self, const char *value)
{
	char *end;
	unsigned long port = strtoul(value, &end, 10);
	if (*value < '0' || *value > '9' || *end || port == 0 || port > MOST_PORT)
		return bad_value(OPTION_PORT, value, "a number from 1 to 65535");
	self->port = (unsigned)port;
	return EXIT_DONE;
}

static int read_rate(settings *self, const char *value)
{
	char *end;
	self->rate = strtod(value, &end);
	return end != value && !*end && self->rate > 0 && self->rate <= 1e9 ? EXIT_DONE
		: bad_value(OPTION_RATE, value, "a number above 0");
}

static int read_confidence(settings *self, const char *value)
{
	char *end;
	double confidence = strtod(value, &end);
	if (end == value || *end || !(confidence >= 0 && confidence <= 1))
		return bad_value(OPTION_MIN_CONFIDENCE, value, "a number from 0 to 1");
	/* The library takes 0 for "the default". */
	self->minimum_confidence = confidence == 0 ? -1 : confidence;
	return EXIT_DONE;
}

static int read_quad(settings *self, const char *value)
{
	self->filter.quad = value[0] - '0';
	return value[0] >= '1' && value[0] <= '4' && !value[1] ? EXIT_DONE : bad_value(OPTION_QUAD, value, "1, 2, 3 or 4");
}

/* "48,30,50,34": degrees of the south, west, north and east. */
static int read_box(settings *self, const char *value)
{
	double *const sides[] = {&self->filter.south, &self->filter.west, &self->filter.north, &self->filter.east};
	const char *at = value;
	for (int i = 0; i < 4; i++) {
		char *end;
		double most = i % 2 ? 180 : 90;
		*sides[i] = strtod(at, &end);
		if (end == at || *end != (i < 3 ? ',' : '\0') || !(*sides[i] >= -most && *sides[i] <= most))
			return bad_value(OPTION_BOX, value, "degrees south,west,north,east");
		at = end + 1;
	}
	self->filter.has_box = true;
	return self->filter.south <= self->filter.north ? EXIT_DONE
		: bad_value(OPTION_BOX, value, "degrees south,west,north,east");
}

/* A day, a month or a year. */
static int read_time(option_key key, const char *value, const char **out)
{
	static const char *const rests[] = {"", "-01", "-01-01"};
	size_t length = strlen(value);
	char day[16] = "";
	if (length == 4 || length == 7 || length == 10)
		snprintf(day, sizeof day, "%s%s", value, rests[(10 - length) / 3]);
	*out = value;
	return is_date(day) ? EXIT_DONE : bad_value(key, value, "YYYY-MM-DD, YYYY-MM or YYYY");
}

/* Options that are a condition of a question. */
static int read_condition(settings *self, option_key key, const char *value)
{
	bede_filter *filter = &self->filter;
	const char **texts[OPTION_COUNT] = {
		[OPTION_ACTOR] = &filter->actor, [OPTION_RECIPIENT] = &filter->recipient, [OPTION_SECTOR] = &filter->sector,
		[OPTION_EVENT] = &filter->event, [OPTION_MODE] = &filter->mode, [OPTION_AUX_MODE] = &filter->aux_mode,
		[OPTION_CONTEXT] = &filter->context, [OPTION_PLACE] = &filter->place, [OPTION_SOURCE] = &filter->source,
		[OPTION_CERTAINTY] = &filter->certainty, [OPTION_TEXT] = &filter->text,
	};
	switch (key) {
	case OPTION_QUAD:
		return read_quad(self, value);
	case OPTION_BOX:
		return read_box(self, value);
	case OPTION_SINCE:
		return read_time(key, value, &filter->since);
	case OPTION_UNTIL:
		return read_time(key, value, &filter->until);
	case OPTION_BOTH_WAYS:
		filter->both_ways = true;
		return EXIT_DONE;
	default:
		*texts[key] = value;
		return EXIT_DONE;
	}
}

static int read_option(settings *self, const command *command, option_key key, const char *value)
{
	static const char *const forms[] = {"text", "jsonl", "conllu", NULL};
	static const char *const offsets[] = {"points", "bytes", NULL};
	static const char *const colors[] = {"auto", "always", "never", NULL};
	int choice;
	switch (key) {
	case OPTION_HELP:
		self->helped = true;
		return EXIT_DONE;
	case OPTION_DATE:
	case OPTION_DAY:
		self->date = value;
		return is_date(value) ? EXIT_DONE : bad_value(key, value, "a day of the calendar as YYYY-MM-DD");
	case OPTION_FROM:
		choice = index_of(value, forms);
		if (choice < 0)
			return bad_value(key, value, "text, jsonl or conllu");
		self->from = (bede_form[]){BEDE_FORM_TEXT, BEDE_FORM_JSONL, BEDE_FORM_CONLLU}[choice];
		return EXIT_DONE;
	case OPTION_FORMAT:
		return read_format(self, command, value);
	case OPTION_THREADS:
		return read_threads(self, value);
	case OPTION_LEXICON:
		self->lexicon = value;
		return EXIT_DONE;
	case OPTION_PETRARCH:
		self->petrarch = value;
		return EXIT_DONE;
	case OPTION_OFFSETS:
		choice = index_of(value, offsets);
		self->byte_offsets = choice == 1;
		return choice < 0 ? bad_value(key, value, "points or bytes") : EXIT_DONE;
	case OPTION_COLOR:
		choice = index_of(value, colors);
		self->color = choice == 1 ? COLOR_ALWAYS : choice == 2 ? COLOR_NEVER : COLOR_AUTO;
		return choice < 0 ? bad_value(key, value, "auto, always or never") : EXIT_DONE;
	case OPTION_MIN_CONFIDENCE:
		return read_confidence(self, value);
	case OPTION_DATA:
		self->data = value;
		return EXIT_DONE;
	case OPTION_WHY_NOT:
		self->why_not = value;
		return EXIT_DONE;
	case OPTION_TOP:
		return read_top(self, value);
	case OPTION_STORE:
		self->store = value;
		return *value ? EXIT_DONE : bad_value(key, value, "a file");
	case OPTION_NO_LINK:
		self->no_link = true;
		return EXIT_DONE;
	case OPTION_EVENTS:
		self->events = true;
		return EXIT_DONE;
	case OPTION_RECORDS:
		self->records = true;
		return EXIT_DONE;
	case OPTION_DUMP:
		self->dump = true;
		return EXIT_DONE;
	case OPTION_AS:
		self->as = value;
		return EXIT_DONE;
	case OPTION_EXPLAIN:
		self->explain = value;
		return EXIT_DONE;
	case OPTION_BY:
		self->by = value;
		return EXIT_DONE;
	case OPTION_SQL:
		self->sql = value;
		return EXIT_DONE;
	case OPTION_ACTOR:
	case OPTION_RECIPIENT:
	case OPTION_BOTH_WAYS:
	case OPTION_SECTOR:
	case OPTION_EVENT:
	case OPTION_QUAD:
	case OPTION_MODE:
	case OPTION_AUX_MODE:
	case OPTION_CONTEXT:
	case OPTION_PLACE:
	case OPTION_BOX:
	case OPTION_SINCE:
	case OPTION_UNTIL:
	case OPTION_SOURCE:
	case OPTION_CERTAINTY:
	case OPTION_TEXT:
		return read_condition(self, key, value);
	case OPTION_PORT:
		return read_port(self, value);
	case OPTION_RATE:
		return read_rate(self, value);
	case OPTION_LISTEN:
		self->listen = value;
		return EXIT_DONE;
	case OPTION_TOKEN_FILE:
		self->token_file = value;
		return EXIT_DONE;
	case OPTION_COUNT:
		break;
	}
	return EXIT_USAGE;
}

/* getopt has no say in the message: this one names the option and what to do. */
static int unknown_option(const command *command, char **arguments, int result)
{
	const char *given = arguments[optind - 1];
	char letter[3] = {'-', (char)optopt, '\0'};
	/* A letter is its own character; a long option its key, or 0 if it is unknown. */
	bool is_long = optopt < OPTION_COUNT;
	if (result == ':')
		message("%s needs a value; see bede %s --help", is_long ? given : letter, command->name);
	else if (is_long && optopt != 0)
		message("%s takes no value; see bede %s --help", given, command->name);
	else
		message("bede %s has no option '%s'; see bede %s --help", command->name, is_long ? given : letter,
			command->name);
	return EXIT_USAGE;
}

int settings_read(settings *self, const command *command, int argument_count, char **arguments)
{
	struct option options[OPTION_COUNT + 1] = {0};
	char letters[2 * OPTION_COUNT + 2] = ":";
	size_t count = 0, length = 1;
	for (const option_key *key = command->options; *key; key++) {
		int needs = OPTIONS[*key].argument ? required_argument : no_argument;
		options[count++] = (struct option){OPTIONS[*key].name, needs, NULL, *key};
		if (OPTIONS[*key].letter)
			letters[length++] = OPTIONS[*key].letter;
		if (OPTIONS[*key].letter && needs == required_argument)
			letters[length++] = ':';
	}
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	*self = (settings){.threads = cores < 1 ? 1 : cores > MOST_THREADS ? MOST_THREADS : (unsigned)cores};
	opterr = 0;
	int result;
	while ((result = getopt_long(argument_count, arguments, letters, options, NULL)) != -1) {
		if (result == '?' || result == ':')
			return unknown_option(command, arguments, result);
		option_key key = (option_key)result;
		for (const option_key *each = command->options; *each; each++)
			if (OPTIONS[*each].letter && OPTIONS[*each].letter == result)
				key = *each;
		int status = read_option(self, command, key, optarg);
		if (status != EXIT_DONE)
			return status;
	}
	self->files = arguments + optind;
	self->file_count = argument_count - optind;
	if (self->helped)
		help_command(command);
	return EXIT_DONE;
}

/* ---- what follows from them ---- */

static unsigned terminal_width(void)
{
	struct winsize size;
	if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return DEFAULT_WIDTH;
}

bede_write_options writing(const settings *settings, bede_format format)
{
	const char *no_color = getenv("NO_COLOR");
	bool plain = no_color && *no_color;
	return (bede_write_options){
		.format = format,
		.byte_offsets = settings->byte_offsets,
		.color = settings->color == COLOR_ALWAYS
			|| (settings->color == COLOR_AUTO && isatty(STDOUT_FILENO) && !plain),
		.width = terminal_width(),
		.why_not = settings->why_not,
	};
}
