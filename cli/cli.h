/* cli.h — inside the program: commands, their options, messages. Everything below stands on bede.h alone. */
#ifndef BEDE_CLI_H
#define BEDE_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "bede.h"

/* Exit status, the same for every command. */
enum { EXIT_DONE = 0, EXIT_INPUT = 1, EXIT_USAGE = 2, EXIT_ENVIRONMENT = 3 };

/* Options that commands share; each command names those that it takes. */
typedef enum option_key {
	OPTION_HELP = 1, OPTION_DATE, OPTION_FROM, OPTION_FORMAT, OPTION_THREADS, OPTION_LEXICON, OPTION_OFFSETS,
	OPTION_COLOR, OPTION_MIN_CONFIDENCE, OPTION_DATA, OPTION_WHY_NOT, OPTION_DAY, OPTION_TOP, OPTION_PETRARCH,
	OPTION_STORE, OPTION_NO_LINK,
	OPTION_ACTOR, OPTION_RECIPIENT, OPTION_BOTH_WAYS, OPTION_SECTOR, OPTION_EVENT, OPTION_QUAD, OPTION_MODE,
	OPTION_AUX_MODE, OPTION_CONTEXT, OPTION_PLACE, OPTION_BOX, OPTION_SINCE, OPTION_UNTIL, OPTION_SOURCE,
	OPTION_CERTAINTY, OPTION_TEXT, OPTION_EVENTS, OPTION_RECORDS, OPTION_BY, OPTION_SQL, OPTION_DUMP,
	OPTION_EXPLAIN, OPTION_AS, OPTION_LISTEN, OPTION_PORT, OPTION_TOKEN_FILE, OPTION_RATE,
	OPTION_COUNT
} option_key;

typedef struct format_name {
	const char *name;
	bede_format format;
} format_name;

typedef struct command {
	const char *name;
	const char *arguments;             /* "[FILE…]" */
	const char *summary;               /* one line, for the list of commands */
	const char *description;           /* paragraphs, for --help */
	const option_key *options;         /* ends with 0 */
	const format_name *formats;        /* what --format takes, ends with NULL; NULL: none */
	int (*run)(const struct command *self, int argument_count, char **arguments);
} command;

extern const command COMMANDS[];       /* ends with a name of NULL */

typedef enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color_choice;

/* What the options said. */
typedef struct settings {
	const char *date;                  /* of publication, or asked for; NULL: none given */
	bede_form from;
	bool format_given;
	bede_format format;
	unsigned threads;
	const char *lexicon, *petrarch, *data;  /* folders; NULL: none given */
	bool byte_offsets;
	color_choice color;
	double minimum_confidence;         /* as bede_coder_options has it */
	const char *why_not;
	size_t top;                        /* 0: none given */
	const char *store;                 /* records go there; NULL: to standard output */
	bool no_link;
	bede_filter filter;                /* of a question to a store */
	bool events, records, dump;
	const char *by, *sql, *explain, *as;
	const char *listen, *token_file;   /* of a server */
	unsigned port;                     /* 0: none given */
	double rate;
	char **files;                      /* what is left over */
	int file_count;
	bool helped;                       /* --help was given and printed: nothing more to do */
} settings;

/* Reads the options of a command; EXIT_DONE, or EXIT_USAGE after a message. */
int settings_read(settings *self, const command *command, int argument_count, char **arguments);

/* Help on standard output. */
void help_program(void);
void help_command(const command *command);
const command *command_find(const char *name);

/* "bede: FILE:LINE: what" on standard error. */
void message_error(const bede_error *error);
void message(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same message as text, with a newline, added to `out`; false if memory ran out (the message is cut off then). */
bool message_add(bede_buffer *out, const bede_error *error);
/* A failed call of the library that leaves nothing to go on with: message and exit status. */
int message_fatal(const bede_error *error);

/* Opens data with the settings' folders; NULL after a message. */
bede_data *open_data(const settings *settings);
/* How to write: colours and width as the terminal has them. */
bede_write_options writing(const settings *settings, bede_format format);
/* Codes every input of the settings in order and writes it to standard output; the exit status. */
int run_inputs(const settings *settings, const bede_write_options *write);
/* Codes every input into the store of the settings; the exit status. */
int run_into_store(const settings *settings);
/* Counts over every input the words that no rule has, and writes them; the exit status. */
int run_gaps(const settings *settings);
/* EXIT_ENVIRONMENT, after a message that says what errno says of standard output. */
int output_failed(void);
/* Writes out what standard output still holds; EXIT_ENVIRONMENT after a message if that fails. */
int flush_output(int status);

/* Progress on a terminal: inputs of `total` bytes (0: unknown). */
typedef struct progress {
	bool shown;
	unsigned long documents;
	double done, total;                /* bytes */
	double started, printed;           /* seconds of a clock that only goes forward */
} progress;
void progress_start(progress *self, double total);
void progress_step(progress *self, double bytes);
/* Takes the line away: before a message, and at the end. */
void progress_hide(progress *self);

/* The files of the page, as the build put them into the program: none without the page. */
extern const bede_asset WEB_ASSETS[];
extern const size_t WEB_ASSET_COUNT;

int run_code(const command *self, int argument_count, char **arguments);
int run_annotate(const command *self, int argument_count, char **arguments);
int run_explain(const command *self, int argument_count, char **arguments);
int run_lexicon(const command *self, int argument_count, char **arguments);
int run_who(const command *self, int argument_count, char **arguments);
int run_export(const command *self, int argument_count, char **arguments);
int run_import(const command *self, int argument_count, char **arguments);
int run_link(const command *self, int argument_count, char **arguments);
int run_query(const command *self, int argument_count, char **arguments);
int run_series(const command *self, int argument_count, char **arguments);
int run_serve(const command *self, int argument_count, char **arguments);
int run_help(const command *self, int argument_count, char **arguments);
int run_version(const command *self, int argument_count, char **arguments);

#endif
