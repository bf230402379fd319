/* run_store.c — what is done with a store: bede export, import, link, query and series. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

/* `context` keeps why it failed. */
static bool print(void *context, const char *bytes, size_t length)
{
	int *failure = context;
	errno = 0;
	if (fwrite(bytes, 1, length, stdout) == length)
		return true;
	*failure = errno;
	return false;
}

/* A store that is asked; NULL after a message. */
static bede_store *open_store(const char *path)
{
	bede_error error = {0};
	bede_store *store = bede_store_open(path, &(bede_store_options){.mode = BEDE_STORE_READ}, &error);
	if (!store)
		message_error(&error);
	return store;
}

/* "STORE ACTOR RECIPIENT" */
static int take_arguments(settings *settings, const command *command)
{
	if (settings->file_count == 0) {
		message("which store? bede %s STORE; bede %s --help tells more", command->name, command->name);
		return EXIT_USAGE;
	}
	if (settings->file_count > 3) {
		message("bede %s takes a store, an actor and a recipient; '%s' is one too many", command->name,
			settings->files[3]);
		return EXIT_USAGE;
	}
	if (settings->file_count > 1 && strcmp(settings->files[1], "-") != 0)
		settings->filter.actor = settings->files[1];
	if (settings->file_count > 2 && strcmp(settings->files[2], "-") != 0)
		settings->filter.recipient = settings->files[2];
	settings->filter.minimum_confidence = settings->minimum_confidence;
	return EXIT_DONE;
}

static bool ask(bede_store *store, const settings *settings, const bede_write_options *write, int *failure,
	bede_error *error)
{
	const bede_filter *filter = &settings->filter;
	if (settings->dump)
		return bede_store_dump(store, print, failure, error);
	if (settings->sql)
		return bede_store_sql(store, settings->sql, write, print, failure, error);
	if (settings->by)
		return bede_store_counts(store, filter, settings->by, write, print, failure, error);
	if (settings->events)
		return bede_store_events(store, filter, write, print, failure, error);
	return bede_store_records(store, filter, write, print, failure, error);
}

/* How a call of the library ended. */
static int status_of(bool done, int failure, const bede_error *error)
{
	if (!done && !failure && error->code == BEDE_ERROR_INPUT) {
		message_error(error);
		return EXIT_INPUT;
	}
	if (done || !failure)
		return done ? EXIT_DONE : message_fatal(error);
	errno = failure;
	int status = output_failed();
	clearerr(stdout);        /* it was told */
	return status;
}

static bede_write_options written(const settings *settings)
{
	bede_format fallback = isatty(STDOUT_FILENO) ? BEDE_TABLE : BEDE_JSONL;
	return writing(settings, settings->format_given ? settings->format : fallback);
}

int run_link(const command *self, int argument_count, char **arguments)
{
	settings settings;
	bede_error error = {0};
	int failure = 0;
	int status = settings_read(&settings, self, argument_count, arguments);
	if (status != EXIT_DONE || settings.helped)
		return status;
	if (settings.file_count != 1) {
		message("bede link takes one store; bede link --help tells more");
		return EXIT_USAGE;
	}
	bede_store *store = bede_store_open(settings.files[0], &(bede_store_options){.mode = BEDE_STORE_WRITE}, &error);
	bool done = store && bede_store_link(store, &error);
	if (done && settings.explain) {
		bede_write_options write = writing(&settings, BEDE_TABLE);
		done = bede_store_explain(store, settings.explain, &write, print, &failure, &error);
	}
	status = status_of(done, failure, &error);
	bede_store_close(store);
	return status;
}

int run_query(const command *self, int argument_count, char **arguments)
{
	settings settings;
	bede_error error = {0};
	int failure = 0;
	int status = settings_read(&settings, self, argument_count, arguments);
	if (status != EXIT_DONE || settings.helped || (status = take_arguments(&settings, self)) != EXIT_DONE)
		return status;
	if (settings.records + settings.events + settings.dump + (settings.by != NULL) + (settings.sql != NULL) > 1) {
		message("of --records, --events, --by, --sql and --dump, one at a time");
		return EXIT_USAGE;
	}
	bede_store *store = open_store(settings.files[0]);
	if (!store)
		return EXIT_ENVIRONMENT;
	bede_write_options write = written(&settings);
	bool done = ask(store, &settings, &write, &failure, &error);
	status = status_of(done, failure, &error);
	bede_store_close(store);
	return status;
}

int run_series(const command *self, int argument_count, char **arguments)
{
	settings settings;
	bede_error error = {0};
	unsigned long left_out = 0;
	int failure = 0;
	int status = settings_read(&settings, self, argument_count, arguments);
	if (status != EXIT_DONE || settings.helped || (status = take_arguments(&settings, self)) != EXIT_DONE)
		return status;
	bede_store *store = open_store(settings.files[0]);
	if (!store)
		return EXIT_ENVIRONMENT;
	bede_write_options write = written(&settings);
	const char *by = settings.by ? settings.by : "month";
	bool done = bede_store_series(store, &settings.filter, by, &left_out, &write, print, &failure, &error);
	status = status_of(done, failure, &error);
	if (status == EXIT_DONE && left_out)
		message("%lu records of no known time, or of a time longer than a %s, are in none of the steps", left_out, by);
	bede_store_close(store);
	return status;
}

int run_export(const command *self, int argument_count, char **arguments)
{
	settings settings;
	bede_error error = {0};
	int failure = 0;
	int status = settings_read(&settings, self, argument_count, arguments);
	if (status != EXIT_DONE || settings.helped || (status = take_arguments(&settings, self)) != EXIT_DONE)
		return status;
	bede_store *store = open_store(settings.files[0]);
	if (!store)
		return EXIT_ENVIRONMENT;
	const char *as = settings.as ? settings.as : "plover";
	bool done = bede_store_export(store, &settings.filter, as, print, &failure, &error);
	status = status_of(done, failure, &error);
	bede_store_close(store);
	return status;
}

static void count_warning(void *context, const bede_error *warning)
{
	unsigned long *count = context;
	++*count;
	message_error(warning);
}

int run_import(const command *self, int argument_count, char **arguments)
{
	settings settings;
	bede_error error = {0};
	unsigned long warnings = 0;
	int status = settings_read(&settings, self, argument_count, arguments);
	if (status != EXIT_DONE || settings.helped)
		return status;
	if (settings.file_count < 2) {
		message("bede import takes a store and files of records; bede import --help tells more");
		return EXIT_USAGE;
	}
	bede_store *store = bede_store_open(settings.files[0], &(bede_store_options){.mode = BEDE_STORE_CREATE}, &error);
	bool done = store != NULL;
	for (int i = 1; done && i < settings.file_count; i++)
		done = bede_store_import(store, settings.files[i], count_warning, &warnings, NULL, &error);
	done = done && (settings.no_link || bede_store_link(store, &error));
	status = !done ? message_fatal(&error) : warnings ? EXIT_INPUT : EXIT_DONE;
	bede_store_close(store);
	return status;
}
