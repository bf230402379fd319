/* watch.c — one thread that looks every quarter of a second at clients that are too slow, and once a second at the
 * store; who listens to /stream is told of each change. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "serve/bytes.h"
#include "serve/serve.h"

enum { CHANGE_ROOM = 128 };

typedef struct listener {
	struct listener *next;
	outflow *flow;
} listener;

struct watch {
	bede_server *server;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t ended;
	bool ending;
	client *clients;
	unsigned client_count;
	listener *listeners;
	unsigned listener_count;
};

/* ---- clients that are slow ---- */

void watch_connection(void *context, struct MHD_Connection *connection, void **client_at,
	enum MHD_ConnectionNotificationCode what)
{
	bede_server *server = context;
	watch *self = server->watch;
	client *client = *client_at;
	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
		client = info ? calloc(1, sizeof *client) : NULL;
		*client_at = client;
		if (!client)
			return;
		client->socket = info->connect_fd;
		client->deadline = bytes_clock() + server->options.header_seconds;
		pthread_mutex_lock(&self->lock);
		client->next = self->clients;
		if (client->next)
			client->next->before = client;
		self->clients = client;
		self->client_count++;
		pthread_mutex_unlock(&self->lock);
	} else if (client) {
		/* The socket is still open here: nobody else's can have its number. */
		pthread_mutex_lock(&self->lock);
		if (client->next)
			client->next->before = client->before;
		if (client->before)
			client->before->next = client->next;
		else
			self->clients = client->next;
		self->client_count--;
		pthread_mutex_unlock(&self->lock);
		free(client);
		*client_at = NULL;
	}
}

void watch_deadline(watch *self, client *client, double seconds)
{
	if (!client)
		return;
	pthread_mutex_lock(&self->lock);
	client->deadline = seconds > 0 ? bytes_clock() + seconds : 0;
	pthread_mutex_unlock(&self->lock);
}

/* A socket that was shut down reads as ended: libmicrohttpd then closes it. The lock is held. */
static void cut_slow_clients(watch *self)
{
	double now = bytes_clock();
	for (client *client = self->clients; client; client = client->next)
		if (client->deadline > 0 && client->deadline < now) {
			shutdown(client->socket, SHUT_RDWR);
			client->deadline = 0;
		}
}

unsigned watch_connections(watch *self)
{
	pthread_mutex_lock(&self->lock);
	unsigned count = self->client_count;
	pthread_mutex_unlock(&self->lock);
	return count;
}

/* ---- those who listen ---- */

/* The lock is held. */
static void tell(watch *self, const char *what)
{
	for (listener **at = &self->listeners; *at;) {
		listener *listener = *at;
		if (!outflow_is_abandoned(listener->flow) && outflow_offer(listener->flow, what, strlen(what))) {
			at = &listener->next;
			continue;
		}
		*at = listener->next;
		self->listener_count--;
		outflow_release(listener->flow);
		free(listener);
	}
}

static void write_change(char *out, uint64_t generation)
{
	snprintf(out, CHANGE_ROOM, "event: change\nid: %" PRIu64 "\ndata: {\"generation\":%" PRIu64 "}\n\n", generation,
		generation);
}

/* Whoever begins to listen hears where things stand: what was asked for before may be of an older store. */
static void greet(request *request, outflow *flow)
{
	char text[CHANGE_ROOM + 16] = "retry: 3000\n";
	write_change(text + strlen(text), view_generation(request->server));
	outflow_offer(flow, text, strlen(text));
}

void watch_listen(request *request)
{
	watch *self = request->server->watch;
	listener *listener = calloc(1, sizeof *listener);
	outflow *flow = listener ? outflow_new(request->connection, false, &request->server->ending) : NULL;
	if (!flow) {
		free(listener);
		answer_error(&request->answer, 503, "memory", NULL, "out of memory");
		return;
	}
	greet(request, flow);
	listener->flow = flow;
	pthread_mutex_lock(&self->lock);
	bool taken = !self->ending && self->listener_count < MOST_LISTENERS;
	if (taken) {
		listener->next = self->listeners;
		self->listeners = listener;
		self->listener_count++;
		outflow_hold(flow);
	}
	pthread_mutex_unlock(&self->lock);
	if (!taken) {
		outflow_release(flow);
		free(listener);
		answer_error(&request->answer, 503, "busy", NULL, "%d listen already", MOST_LISTENERS);
		return;
	}
	request->answer.status = 200;
	request->answer.type = "text/event-stream";
	answer_header(&request->answer, "X-Accel-Buffering", "no");
	request->answer.flow = flow;
}

unsigned watch_listeners(watch *self)
{
	pthread_mutex_lock(&self->lock);
	unsigned count = self->listener_count;
	pthread_mutex_unlock(&self->lock);
	return count;
}

/* ---- the thread ---- */

static void *look(void *context)
{
	watch *self = context;
	double renewal = bytes_clock() + 1, heartbeat = bytes_clock() + HEARTBEAT_SECONDS;
	struct timespec until;
	char text[CHANGE_ROOM];
	/* The first who wants a text read, or the summary, need not wait for it; and what is wrong is told soon. */
	reading_is_possible(self->server->reader);
	pthread_mutex_lock(&self->lock);
	while (!self->ending) {
		clock_gettime(CLOCK_MONOTONIC, &until);
		until.tv_nsec += 250000000;
		until.tv_sec += until.tv_nsec / 1000000000;
		until.tv_nsec %= 1000000000;
		pthread_cond_timedwait(&self->ended, &self->lock, &until);
		double now = bytes_clock();
		cut_slow_clients(self);
		if (now >= heartbeat) {
			tell(self, ": still here\n\n");
			heartbeat = now + HEARTBEAT_SECONDS;
		}
		if (now >= renewal && !self->ending) {
			pthread_mutex_unlock(&self->lock);
			bool changed = view_renew(self->server);
			pthread_mutex_lock(&self->lock);
			if (changed) {
				write_change(text, view_generation(self->server));
				tell(self, text);
			}
			/* A large store that is being written to is read a tenth of the time, not all of it. */
			double took = bytes_clock() - now;
			renewal = bytes_clock() + (10 * took > 1 ? 10 * took : 1);
		}
	}
	pthread_mutex_unlock(&self->lock);
	return NULL;
}

watch *watch_start(bede_server *server)
{
	watch *self = calloc(1, sizeof *self);
	if (!self)
		return NULL;
	pthread_condattr_t attributes;
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&self->ended, &attributes);
	pthread_condattr_destroy(&attributes);
	pthread_mutex_init(&self->lock, NULL);
	self->server = server;
	if (pthread_create(&self->thread, NULL, look, self) == 0)
		return self;
	pthread_mutex_destroy(&self->lock);
	pthread_cond_destroy(&self->ended);
	free(self);
	return NULL;
}

void watch_end(watch *self)
{
	pthread_mutex_lock(&self->lock);
	self->ending = true;
	pthread_cond_signal(&self->ended);
	while (self->listeners) {
		listener *listener = self->listeners;
		self->listeners = listener->next;
		outflow_end(listener->flow, true);
		outflow_release(listener->flow);
		free(listener);
	}
	self->listener_count = 0;
	pthread_mutex_unlock(&self->lock);
	pthread_join(self->thread, NULL);
}

void watch_free(watch *self)
{
	if (!self)
		return;
	pthread_mutex_destroy(&self->lock);
	pthread_cond_destroy(&self->ended);
	free(self);
}
