/* server.c — starting and stopping. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "serve/bytes.h"
#include "serve/serve.h"

enum { FIRST_PORT = 8735, PORTS_TRIED = 100, BACKLOG = 511, LEAST_TOKEN = 16, MOST_THREADS = 64, GRACE_SECONDS = 2 };
/* Requests a second of one address: on loopback a program may ask for all it can take. */
static const double RATE = 50, LOOPBACK_RATE = 20000;

static bool fail(bede_error *error, bede_code code, const char *where, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static bool fail(bede_error *error, bede_code code, const char *where, const char *format, ...)
{
	va_list arguments;
	*error = (bede_error){.code = code};
	snprintf(error->file, sizeof error->file, "%s", where);
	va_start(arguments, format);
	vsnprintf(error->message, sizeof error->message, format, arguments);
	va_end(arguments);
	return false;
}

static bool fail_memory(bede_error *error)
{
	return fail(error, BEDE_ERROR_MEMORY, "", "out of memory");
}

/* ---- options ---- */

static bool is_good_token(const char *token)
{
	for (const char *at = token; *at; at++)
		if (*at <= ' ' || *at > '~')
			return false;
	return strlen(token) >= LEAST_TOKEN;
}

/* A copy, unless there is nothing to copy; false: out of memory. */
static bool copy(char **out, const char *text)
{
	*out = text ? strdup(text) : NULL;
	return *out || !text;
}

/* The store's file, without folders and ending. */
static bool copy_name(char **out, const char *store)
{
	const char *slash = strrchr(store, '/'), *name = slash ? slash + 1 : store;
	const char *dot = strrchr(name, '.');
	*out = dot && dot > name ? strndup(name, (size_t)(dot - name)) : strdup(name);
	return *out != NULL;
}

static bool take_options(bede_server *self, const char *store, const bede_server_options *options, bede_error *error)
{
	const bede_data_options *data = &options->data;
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	self->options = *options;
	if (!copy(&self->store, store) || !copy(&self->token, options->token) || !copy_name(&self->name, store)
			|| !copy(&self->data_dir, data->data_dir) || !copy(&self->lexicon_dir, data->lexicon_dir)
			|| !copy(&self->petrarch_dir, data->petrarch_dir))
		return fail_memory(error);
	self->options.data.data_dir = self->data_dir;
	self->options.data.lexicon_dir = self->lexicon_dir;
	self->options.data.petrarch_dir = self->petrarch_dir;
	self->threads = options->threads ? options->threads : cores > 1 ? (unsigned)cores : 1;
	if (self->threads > MOST_THREADS)
		self->threads = MOST_THREADS;
	if (!self->options.connections)
		self->options.connections = MOST_CONNECTIONS;
	if (!self->options.header_seconds)
		self->options.header_seconds = HEADER_SECONDS;
	if (!self->options.waiting)
		self->options.waiting = MOST_WAITING_REQUESTS;
	if (self->token && !is_good_token(self->token))
		return fail(error, BEDE_ERROR_USAGE, "", "a token has at least %d characters, no spaces and nothing outside ASCII",
			LEAST_TOKEN);
	if (getrandom(&self->boot, sizeof self->boot, 0) != sizeof self->boot)
		self->boot = (uint64_t)time(NULL);
	return true;
}

/* ---- the socket ---- */

typedef struct listening {
	struct sockaddr_storage address;
	socklen_t length;
	bool loopback;
} listening;

static bool read_address(const char *text, listening *out)
{
	struct sockaddr_in *four = (struct sockaddr_in *)&out->address;
	struct sockaddr_in6 *six = (struct sockaddr_in6 *)&out->address;
	*out = (listening){0};
	if (inet_pton(AF_INET, text, &four->sin_addr) == 1) {
		out->address.ss_family = AF_INET;
		out->length = sizeof *four;
		out->loopback = ntohl(four->sin_addr.s_addr) >> 24 == 127;
		return true;
	}
	if (inet_pton(AF_INET6, text, &six->sin6_addr) != 1)
		return false;
	out->address.ss_family = AF_INET6;
	out->length = sizeof *six;
	out->loopback = IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
	return true;
}

static void set_port(listening *self, unsigned port)
{
	if (self->address.ss_family == AF_INET)
		((struct sockaddr_in *)&self->address)->sin_port = htons((uint16_t)port);
	else
		((struct sockaddr_in6 *)&self->address)->sin6_port = htons((uint16_t)port);
}

/* A listening socket; -1 with errno. */
static int open_socket(const listening *where)
{
	int on = 1, result = socket(where->address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (result < 0)
		return -1;
	setsockopt(result, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(result, (const struct sockaddr *)&where->address, where->length) == 0 && listen(result, BACKLOG) == 0)
		return result;
	int failure = errno;
	close(result);
	errno = failure;
	return -1;
}

static bool listen_at(bede_server *self, bede_error *error)
{
	const char *text = self->options.address ? self->options.address : "127.0.0.1";
	unsigned port = self->options.port ? self->options.port : FIRST_PORT;
	unsigned last = self->options.port ? port : port + PORTS_TRIED - 1;
	listening where;
	if (!read_address(text, &where))
		return fail(error, BEDE_ERROR_USAGE, text, "this is no numeric address to listen at; 127.0.0.1 and ::1 are local");
	if (!where.loopback && !self->token)
		return fail(error, BEDE_ERROR_USAGE, text, "whoever reaches this address could read the store; give a token");
	self->loopback = where.loopback;
	if (self->options.rate <= 0)
		self->options.rate = where.loopback ? LOOPBACK_RATE : RATE;
	do {
		set_port(&where, port);
		self->socket = open_socket(&where);
	} while (self->socket < 0 && errno == EADDRINUSE && ++port <= last);
	if (self->socket < 0)
		return fail(error, BEDE_ERROR_FILE, text, "cannot listen at port %u: %s", port > last ? last : port, strerror(errno));
	bool six = where.address.ss_family == AF_INET6;
	snprintf(self->address, sizeof self->address, "http://%s%s%s:%u/", six ? "[" : "", text, six ? "]" : "", port);
	return true;
}

/* ---- the daemon ---- */

/* Paths and parameters are decoded by target.c. */
static size_t keep_escaped(void *context, struct MHD_Connection *connection, char *text)
{
	(void)context;
	(void)connection;
	return strlen(text);
}

static void be_quiet(void *context, const char *format, va_list arguments)
{
	(void)context;
	(void)format;
	(void)arguments;
}

static bool start_daemon(bede_server *self, bede_error *error)
{
	/* What waits for connections is quick: a thread of it serves several workers. */
	unsigned pollers = self->threads / 4 > 1 ? self->threads / 4 : 0;
	unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
	self->daemon = MHD_start_daemon(flags, 0, NULL, NULL, request_handle, self,
		MHD_OPTION_EXTERNAL_LOGGER, be_quiet, NULL,
		MHD_OPTION_LISTEN_SOCKET, self->socket,
		MHD_OPTION_CONNECTION_LIMIT, self->options.connections,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MOST_HEADERS,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
		MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 0,
		MHD_OPTION_UNESCAPE_CALLBACK, keep_escaped, NULL,
		MHD_OPTION_URI_LOG_CALLBACK, request_begin, self,
		MHD_OPTION_NOTIFY_COMPLETED, request_end, self,
		MHD_OPTION_NOTIFY_CONNECTION, watch_connection, self,
		MHD_OPTION_THREAD_POOL_SIZE, pollers,
		MHD_OPTION_END);
	return self->daemon || fail(error, BEDE_ERROR_FILE, "", "cannot start to serve: %s", strerror(errno));
}

static bool start(bede_server *self, bede_error *error)
{
	if (!view_open(self, error) || !listen_at(self, error))
		return false;
	self->metrics = metrics_new();
	self->admission = admission_new(self);
	self->reader = reading_start(self);
	self->cache = answer_cache_new();
	if (!self->metrics || !self->admission || !self->reader || !self->cache)
		return fail_memory(error);
	self->watch = watch_start(self);
	self->workers = worker_start(self, self->threads, self->options.waiting);
	if (!self->watch || !self->workers)
		return fail(error, BEDE_ERROR_MEMORY, "", "no more threads can be started");
	return start_daemon(self, error);
}

bede_server *bede_server_start(const char *store, const bede_server_options *options, bede_error *error)
{
	static const bede_server_options defaults = {0};
	bede_error ignored;
	bede_server *self = calloc(1, sizeof *self);
	error = error ? error : &ignored;
	*error = (bede_error){0};
	if (!self) {
		fail_memory(error);
		return NULL;
	}
	self->socket = -1;
	pthread_mutex_init(&self->view_lock, NULL);
	if (take_options(self, store, options ? options : &defaults, error) && start(self, error))
		return self;
	bede_server_stop(self);
	return NULL;
}

const char *bede_server_address(const bede_server *self)
{
	return self->address;
}

/* Answers that are under way are finished, if that is soon. */
static void let_finish(const bede_server *self)
{
	double until = bytes_clock() + GRACE_SECONDS;
	while (self->requests && bytes_clock() < until)
		nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
}

void bede_server_stop(bede_server *self)
{
	if (!self)
		return;
	self->ending = true;
	if (self->daemon)
		MHD_quiesce_daemon(self->daemon);
	if (self->watch)
		watch_end(self->watch);
	worker_stop(self->workers);
	if (self->daemon) {
		let_finish(self);
		MHD_stop_daemon(self->daemon);
	}
	if (self->socket >= 0)
		close(self->socket);
	watch_free(self->watch);
	reading_stop(self->reader);
	answer_cache_free(self->cache);
	admission_free(self->admission);
	metrics_free(self->metrics);
	view_close(self);
	pthread_mutex_destroy(&self->view_lock);
	free(self->store);
	free(self->token);
	free(self->name);
	free(self->data_dir);
	free(self->lexicon_dir);
	free(self->petrarch_dir);
	free(self);
}
