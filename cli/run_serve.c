/* run_serve.c — bede serve: a store in the browser. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"

enum { ADDRESS_ROOM = 64, TOKEN_ROOM = 514 };

/* "127.0.0.1:8735", "[::1]:8735", either without a port, "localhost". */
static int take_address(settings *settings, char *address)
{
	const char *text = settings->listen, *end = NULL;
	size_t length = strlen(text);
	if (*text == '[' && (end = strchr(text, ']'))) {
		text++;
		length = (size_t)(end - text);
		end++;
	} else if (strchr(text, ':') == strrchr(text, ':')) {
		/* More than one colon without brackets: an IPv6 address alone. */
		length = strcspn(text, ":");
		end = text + length;
	}
	if (length == 0 || length >= ADDRESS_ROOM || (end && *end && *end != ':')) {
		message("--listen takes an address, or an address and a port: 127.0.0.1:8735, [::1]:8735; not '%s'",
			settings->listen);
		return EXIT_USAGE;
	}
	snprintf(address, ADDRESS_ROOM, "%.*s", (int)length, text);
	if (strcmp(address, "localhost") == 0)
		snprintf(address, ADDRESS_ROOM, "127.0.0.1");
	if (!end || !*end)
		return EXIT_DONE;
	char *rest;
	unsigned long port = strtoul(end + 1, &rest, 10);
	if (end[1] < '0' || end[1] > '9' || *rest || port == 0 || port > 65535) {
		message("--listen: '%s' is no port; it is a number from 1 to 65535", end + 1);
		return EXIT_USAGE;
	}
	if (settings->port && settings->port != port) {
		message("--listen and --port name two ports, %lu and %u", port, settings->port);
		return EXIT_USAGE;
	}
	settings->port = (unsigned)port;
	return EXIT_DONE;
}

/* The first line of the file, without its end. */
static int read_token(const char *path, char *token)
{
	struct stat info;
	FILE *file = fopen(path, "r");
	if (!file) {
		message("%s: the token cannot be read: %s", path, strerror(errno));
		return EXIT_ENVIRONMENT;
	}
	char *line = fgets(token, TOKEN_ROOM, file);
	if (fstat(fileno(file), &info) == 0 && S_ISREG(info.st_mode) && (info.st_mode & (S_IRWXG | S_IRWXO)))
		message("%s: others can read the token; chmod 600 keeps them from it", path);
	fclose(file);
	size_t length = line ? strcspn(token, "\r\n") : 0;
	if (length == 0 || length == TOKEN_ROOM - 1) {
		message("%s: the first line should hold a token of 16 to 512 characters; openssl rand -hex 32 makes one", path);
		return EXIT_USAGE;
	}
	token[length] = '\0';
	return EXIT_DONE;
}

static void print_problem(void *context, const bede_error *problem)
{
	(void)context;
	message_error(problem);
}

static int serve(const settings *settings, const char *address, const char *token)
{
	bede_error error = {0};
	bede_server_options options = {
		.address = address, .port = settings->port, .token = token, .assets = WEB_ASSETS,
		.asset_count = WEB_ASSET_COUNT, .threads = settings->threads, .rate = settings->rate,
		.data = {.data_dir = settings->data, .lexicon_dir = settings->lexicon, .petrarch_dir = settings->petrarch,
			.warning = print_problem},
	};
	/* The signals wait for sigwait below; the server's threads take over that they are blocked. */
	sigset_t signals;
	int which;
	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	bede_server *server = bede_server_start(settings->files[0], &options, &error);
	if (!server)
		return message_fatal(&error);
	fprintf(stderr, "%s\n", bede_server_address(server));
	sigwait(&signals, &which);
	bede_server_stop(server);
	return EXIT_DONE;
}

int run_serve(const command *self, int argument_count, char **arguments)
{
	settings settings;
	char address[ADDRESS_ROOM] = "127.0.0.1", token[TOKEN_ROOM];
	int status = settings_read(&settings, self, argument_count, arguments);
	if (status != EXIT_DONE || settings.helped)
		return status;
	if (settings.file_count != 1) {
		message("bede serve takes one store; bede serve --help tells more");
		return EXIT_USAGE;
	}
	if (settings.listen && (status = take_address(&settings, address)) != EXIT_DONE)
		return status;
	if (settings.token_file && (status = read_token(settings.token_file, token)) != EXIT_DONE)
		return status;
	return serve(&settings, address, settings.token_file ? token : NULL);
}
