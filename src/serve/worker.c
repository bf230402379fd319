/* worker.c — threads that answer what takes its time: a pool with a queue, and some more for lists that are sent as
 * files, which takes as long as the client does. A connection sleeps (MHD_suspend_connection) until its request is
 * answered. */
#include <stdlib.h>

#include "serve/bytes.h"
#include "serve/serve.h"

typedef struct queue {
	request *first, **last;
	unsigned length;
} queue;

struct worker_pool {
	bede_server *server;
	pthread_mutex_t lock;
	pthread_cond_t changed;            /* something waits, a sender has ended, or all ends */
	queue requests, files;             /* that wait */
	unsigned most_waiting, senders;    /* threads that send files */
	bool ending;
	unsigned count;
	pthread_t threads[];
};

void worker_answered(request *request)
{
	struct MHD_Connection *connection = request->connection;
	MHD_resume_connection(connection);
}

static void answer_one(worker_pool *self, request *request, bede_coder **coder)
{
	if (self->server->ending)
		answer_error(&request->answer, 503, "ending", NULL, "the server is being stopped");
	else if (request->route->kind == ROUTE_CODE)
		reading_answer_code(request, coder);
	else if (request->route->kind == ROUTE_LAYERS)
		reading_answer_layers(request, coder);
	else if (request->route->kind == ROUTE_METRICS)
		metrics_answer(request);
	else
		question_answer(request);
	/* Here, not on the thread that all connections share. */
	answer_compress(request);
	worker_answered(request);
}

/* Takes the first of a queue; NULL: it is empty. The lock is held. */
static request *take_first(queue *self)
{
	request *first = self->first;
	if (first)
		self->first = first->next;
	if (!self->first)
		self->last = &self->first;
	self->length -= first != NULL;
	return first;
}

static void append(queue *self, request *request)
{
	MHD_suspend_connection(request->connection);
	request->next = NULL;
	*self->last = request;
	self->last = &request->next;
	self->length++;
}

static void *work(void *context)
{
	worker_pool *self = context;
	bede_coder *coder = NULL;
	pthread_mutex_lock(&self->lock);
	while (self->requests.first || !self->ending) {
		request *request = take_first(&self->requests);
		if (!request) {
			pthread_cond_wait(&self->changed, &self->lock);
			continue;
		}
		pthread_mutex_unlock(&self->lock);
		answer_one(self, request, &coder);
		pthread_mutex_lock(&self->lock);
	}
	pthread_mutex_unlock(&self->lock);
	bede_coder_free(coder);
	return NULL;
}

/* A thread for files lives as long as some wait. */
static void *send_files(void *context)
{
	worker_pool *self = context;
	request *request;
	pthread_mutex_lock(&self->lock);
	while ((request = take_first(&self->files))) {
		pthread_mutex_unlock(&self->lock);
		question_answer_file(request);
		pthread_mutex_lock(&self->lock);
	}
	self->senders--;
	pthread_cond_broadcast(&self->changed);
	pthread_mutex_unlock(&self->lock);
	return NULL;
}

worker_pool *worker_start(bede_server *server, unsigned threads, unsigned most_waiting)
{
	worker_pool *self = calloc(1, sizeof *self + threads * sizeof *self->threads);
	if (!self)
		return NULL;
	self->server = server;
	self->most_waiting = most_waiting;
	self->requests.last = &self->requests.first;
	self->files.last = &self->files.first;
	pthread_mutex_init(&self->lock, NULL);
	pthread_cond_init(&self->changed, NULL);
	while (self->count < threads && pthread_create(&self->threads[self->count], NULL, work, self) == 0)
		self->count++;
	if (self->count)
		return self;
	worker_stop(self);
	return NULL;
}

void worker_stop(worker_pool *self)
{
	if (!self)
		return;
	pthread_mutex_lock(&self->lock);
	self->ending = true;
	pthread_cond_broadcast(&self->changed);
	while (self->senders)
		pthread_cond_wait(&self->changed, &self->lock);
	pthread_mutex_unlock(&self->lock);
	for (unsigned i = 0; i < self->count; i++)
		pthread_join(self->threads[i], NULL);
	pthread_mutex_destroy(&self->lock);
	pthread_cond_destroy(&self->changed);
	free(self);
}

/* The lock is held. */
static bool has_room(const worker_pool *self)
{
	return !self->ending && self->requests.length + self->files.length < self->most_waiting;
}

bool worker_submit(worker_pool *self, request *request)
{
	pthread_mutex_lock(&self->lock);
	bool taken = has_room(self);
	if (taken) {
		append(&self->requests, request);
		pthread_cond_signal(&self->changed);
	}
	pthread_mutex_unlock(&self->lock);
	return taken;
}

/* One more thread for files; true: there is one at least. The lock is held. */
static bool add_sender(worker_pool *self)
{
	pthread_t thread;
	pthread_attr_t attributes;
	if (self->senders == MOST_FILES)
		return true;
	pthread_attr_init(&attributes);
	pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	if (pthread_create(&thread, &attributes, send_files, self) == 0)
		self->senders++;
	pthread_attr_destroy(&attributes);
	return self->senders > 0;
}

bool worker_submit_file(worker_pool *self, request *request)
{
	pthread_mutex_lock(&self->lock);
	bool taken = has_room(self) && add_sender(self);
	if (taken)
		append(&self->files, request);
	pthread_mutex_unlock(&self->lock);
	return taken;
}

unsigned worker_waiting(worker_pool *self)
{
	pthread_mutex_lock(&self->lock);
	unsigned waiting = self->requests.length + self->files.length;
	pthread_mutex_unlock(&self->lock);
	return waiting;
}
