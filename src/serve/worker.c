/* worker.c — threads that answer what takes its time: a pool with a queue, and one for each list that is sent as a
 * file. A connection sleeps (MHD_suspend_connection) until its request is answered. */
#include <stdlib.h>

#include "serve/bytes.h"
#include "serve/serve.h"

struct worker_pool {
	bede_server *server;
	pthread_mutex_t lock;
	pthread_cond_t changed;            /* something waits, or all ends */
	request *first, **last;
	unsigned waiting, most_waiting, files;
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
	worker_answered(request);
}

static void *work(void *context)
{
	worker_pool *self = context;
	bede_coder *coder = NULL;
	pthread_mutex_lock(&self->lock);
	while (self->first || !self->ending) {
		request *request = self->first;
		if (!request) {
			pthread_cond_wait(&self->changed, &self->lock);
			continue;
		}
		self->first = request->next;
		if (!self->first)
			self->last = &self->first;
		self->waiting--;
		pthread_mutex_unlock(&self->lock);
		answer_one(self, request, &coder);
		pthread_mutex_lock(&self->lock);
	}
	pthread_mutex_unlock(&self->lock);
	bede_coder_free(coder);
	return NULL;
}

worker_pool *worker_start(bede_server *server, unsigned threads, unsigned most_waiting)
{
	worker_pool *self = calloc(1, sizeof *self + threads * sizeof *self->threads);
	if (!self)
		return NULL;
	self->server = server;
	self->most_waiting = most_waiting;
	self->last = &self->first;
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
	while (self->files)
		pthread_cond_wait(&self->changed, &self->lock);
	pthread_mutex_unlock(&self->lock);
	for (unsigned i = 0; i < self->count; i++)
		pthread_join(self->threads[i], NULL);
	pthread_mutex_destroy(&self->lock);
	pthread_cond_destroy(&self->changed);
	free(self);
}

bool worker_submit(worker_pool *self, request *request)
{
	pthread_mutex_lock(&self->lock);
	bool taken = !self->ending && self->waiting < self->most_waiting;
	if (taken) {
		MHD_suspend_connection(request->connection);
		request->next = NULL;
		*self->last = request;
		self->last = &request->next;
		self->waiting++;
		pthread_cond_signal(&self->changed);
	}
	pthread_mutex_unlock(&self->lock);
	return taken;
}

static void *send_file(void *context)
{
	request *request = context;
	worker_pool *self = request->server->workers;
	question_answer_file(request);
	pthread_mutex_lock(&self->lock);
	self->files--;
	pthread_cond_broadcast(&self->changed);
	pthread_mutex_unlock(&self->lock);
	return NULL;
}

bool worker_submit_file(worker_pool *self, request *request)
{
	pthread_t thread;
	pthread_attr_t attributes;
	pthread_mutex_lock(&self->lock);
	bool taken = !self->ending && self->files < MOST_FILES;
	if (taken) {
		MHD_suspend_connection(request->connection);
		pthread_attr_init(&attributes);
		pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
		self->files++;
		if (pthread_create(&thread, &attributes, send_file, request) != 0) {
			self->files--;
			answer_error(&request->answer, 503, "busy", NULL, "no more threads can be started");
			worker_answered(request);
		}
		pthread_attr_destroy(&attributes);
	}
	pthread_mutex_unlock(&self->lock);
	return taken;
}

unsigned worker_waiting(worker_pool *self)
{
	pthread_mutex_lock(&self->lock);
	unsigned waiting = self->waiting;
	pthread_mutex_unlock(&self->lock);
	return waiting;
}
