/* commands.c — what each command does with its options. */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static void print_problem(void *context, const bede_error *problem)
{
	(void)context;
	message_error(problem);
}

/* A lexicon with one fault often has many of its kind: a few are shown. */
enum { MOST_PROBLEMS = 3 };

typedef struct problem_count {
	unsigned long count, most;         /* so far, and to be shown */
} problem_count;

static void print_first_problems(void *context, const bede_error *problem)
{
	problem_count *self = context;
	if (self->count++ < self->most)
		message_error(problem);
}

static bede_data *open_counting(const settings *settings, problem_count *problems)
{
	bede_error error = {0};
	bede_data_options options = {
		.data_dir = settings->data, .lexicon_dir = settings->lexicon, .petrarch_dir = settings->petrarch,
		.warning = print_first_problems, .warning_context = problems,
	};
	bede_data *data = bede_data_open(&options, &error);
	if (!data)
		message_fatal(&error);
	return data;
}

bede_data *open_data(const settings *settings)
{
	problem_count problems = {.most = MOST_PROBLEMS};
	bede_data *data = open_counting(settings, &problems);
	if (problems.count > MOST_PROBLEMS)
		message("%lu more lines of the lexicon are wrong or not honoured; bede lexicon check%s lists them",
			problems.count - MOST_PROBLEMS, settings->petrarch ? " --petrarch DIR" : "");
	return data;
}

/* Somebody who types `bede code` alone should know why nothing happens. */
static void tell_of_terminal(const settings *settings)
{
	if (settings->file_count == 0 && isatty(STDIN_FILENO))
		message("reading a report from the terminal; end it with Ctrl-D");
}

static int run_with(const command *self, int argument_count, char **arguments, bede_format fallback)
{
	settings settings;
	int status = settings_read(&settings, self, argument_count, arguments);
	if (status != EXIT_DONE || settings.helped)
		return status;
	tell_of_terminal(&settings);
	bede_write_options write = writing(&settings, settings.format_given ? settings.format : fallback);
	return run_inputs(&settings, &write);
}

static int code(const settings *settings)
{
	tell_of_terminal(settings);
	if (settings->store && settings->format_given) {
		message("--store takes no --format: it keeps records whole; bede query prints them in any format");
		return EXIT_USAGE;
	}
	if (settings->store)
		return run_into_store(settings);
	bede_format fallback = isatty(STDOUT_FILENO) ? BEDE_TABLE : BEDE_JSONL;
	bede_write_options write = writing(settings, settings->format_given ? settings->format : fallback);
	return run_inputs(settings, &write);
}

int run_code(const command *self, int argument_count, char **arguments)
{
	settings settings;
	int status = settings_read(&settings, self, argument_count, arguments);
	return status != EXIT_DONE || settings.helped ? status : code(&settings);
}

int run_annotate(const command *self, int argument_count, char **arguments)
{
	return run_with(self, argument_count, arguments, BEDE_ANNOTATION);
}

int run_explain(const command *self, int argument_count, char **arguments)
{
	return run_with(self, argument_count, arguments, BEDE_EXPLANATION);
}

static int check_lexicon(const settings *settings, const char *folder)
{
	bede_error error = {0};
	bede_check_result result = {0};
	/* The check itself tells what is wrong with the lexicons; of dictionaries, only opening them does. */
	problem_count problems = {.most = settings->petrarch ? ULONG_MAX : 0};
	bede_data *data = open_counting(settings, &problems);
	if (!data)
		return EXIT_ENVIRONMENT;
	bool ran = bede_lexicon_check(data, folder, print_problem, NULL, &result, &error);
	bede_data_close(data);
	if (!ran)
		return message_fatal(&error);
	if (settings->petrarch)
		result.problems += problems.count;
	printf("events: %lu entries, %lu word classes, %lu sentences that must give none\n", result.entries, result.classes,
		result.must_not);
	printf("%lu rules, %lu examples, %lu failures, %lu problems\n", result.rules, result.examples, result.failures,
		result.problems);
	return result.failures || result.problems ? EXIT_INPUT : EXIT_DONE;
}

static int compile_lexicon(const settings *settings)
{
	bede_error error = {0};
	problem_count problems = {.most = MOST_PROBLEMS};
	bede_data_options options = {.data_dir = settings->data, .warning = print_first_problems,
		.warning_context = &problems};
	if (!bede_lexicon_compile(&options, settings->files[0], &error))
		return message_fatal(&error);
	return EXIT_DONE;
}

int run_lexicon(const command *self, int argument_count, char **arguments)
{
	settings settings;
	int status = settings_read(&settings, self, argument_count, arguments);
	if (status != EXIT_DONE || settings.helped)
		return status;
	const char *what = settings.file_count ? settings.files[0] : "";
	bool check = strcmp(what, "check") == 0 && settings.file_count <= 2;
	bool compile = strcmp(what, "compile") == 0 && settings.file_count == 2;
	if (!check && !compile && strcmp(what, "gaps") != 0) {
		message("bede lexicon does three things: bede lexicon check [DIR], bede lexicon compile DIR and bede lexicon gaps "
			"[FILE...]");
		return EXIT_USAGE;
	}
	settings.files++;
	settings.file_count--;
	if (!check && !compile) {
		tell_of_terminal(&settings);
		return run_gaps(&settings);
	}
	if (settings.date || settings.from != BEDE_FORM_AUTO || settings.format_given || settings.lexicon || settings.top
			|| settings.color != COLOR_AUTO || (compile && settings.petrarch)) {
		message(compile ? "bede lexicon compile takes no option but --data"
			: "bede lexicon check takes no option but --data and --petrarch; a lexicon of your own is given as bede "
			"lexicon check DIR");
		return EXIT_USAGE;
	}
	if (compile)
		return compile_lexicon(&settings);
	return check_lexicon(&settings, settings.file_count == 1 ? settings.files[0] : NULL);
}

/* EXIT_INPUT after a message if nobody is known by the name; *shown counts those that are. */
static int print_who(const bede_data *data, const char *name, const settings *settings,
	const bede_write_options *write, unsigned *shown)
{
	bede_error error = {0};
	bede_buffer out = {0};
	int status = EXIT_DONE;
	if (bede_who(data, name, settings->date, write, &out, &error)) {
		if ((*shown)++ && write->format == BEDE_TABLE)
			putchar('\n');
		fwrite(out.bytes, 1, out.length, stdout);
	} else if (error.code == BEDE_ERROR_INPUT) {
		message_error(&error);
		status = EXIT_INPUT;
	} else {
		status = message_fatal(&error);
	}
	bede_buffer_free(&out);
	return status;
}

int run_who(const command *self, int argument_count, char **arguments)
{
	settings settings;
	int status = settings_read(&settings, self, argument_count, arguments);
	if (status != EXIT_DONE || settings.helped)
		return status;
	if (settings.file_count == 0) {
		message("whom? give a name: bede who \"Angela Merkel\"");
		return EXIT_USAGE;
	}
	bede_write_options write = writing(&settings, settings.format_given ? settings.format : BEDE_TABLE);
	bede_data *data = open_data(&settings);
	if (!data)
		return EXIT_ENVIRONMENT;
	unsigned shown = 0;
	for (int i = 0; i < settings.file_count && status <= EXIT_INPUT; i++) {
		int result = print_who(data, settings.files[i], &settings, &write, &shown);
		status = result > status ? result : status;
	}
	bede_data_close(data);
	return status;
}

int run_help(const command *self, int argument_count, char **arguments)
{
	settings settings;
	int status = settings_read(&settings, self, argument_count, arguments);
	if (status != EXIT_DONE || settings.helped)
		return status;
	if (settings.file_count == 0) {
		help_program();
		return EXIT_DONE;
	}
	const command *about = command_find(settings.files[0]);
	if (!about) {
		message("there is no command '%s'; bede --help lists the commands", settings.files[0]);
		return EXIT_USAGE;
	}
	help_command(about);
	return EXIT_DONE;
}

int run_version(const command *self, int argument_count, char **arguments)
{
	settings settings;
	int status = settings_read(&settings, self, argument_count, arguments);
	if (status != EXIT_DONE || settings.helped)
		return status;
	printf("bede %s\n", bede_version());
	return EXIT_DONE;
}
