/* outflow.c — bytes from a thread that makes them to a connection that takes them at its own pace. */
#include "serve/outflow.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

enum {
	MOST_WAITING = 256 * 1024,     /* bytes that wait for the connection */
	BLOCK = 32 * 1024,             /* what MHD asks for at once */
	MOST_STALL = 30,               /* seconds without a byte taken … */
	TICKS = 4,                     /* … looked at so often in each of them, and whether the server ends */
	GZIP_LEVEL = 5,
	GZIP_WINDOW = 15 + 16,         /* zlib's way to say: gzip, not zlib */
};

struct outflow {
	pthread_mutex_t lock;
	pthread_cond_t taken;
	struct MHD_Connection *connection;
	int holders;
	bool sleeping;                 /* the connection is suspended until something comes */
	bool ended, whole, abandoned;
	char *bytes;                   /* a ring of MOST_WAITING */
	size_t first, length;
	bool compressed;
	z_stream zip;                  /* of the writer */
	const atomic_bool *ending;
};

outflow *outflow_new(struct MHD_Connection *connection, bool gzip, const atomic_bool *ending)
{
	outflow *self = calloc(1, sizeof *self);
	if (!self)
		return NULL;
	self->bytes = malloc(MOST_WAITING);
	if (!self->bytes
			|| (gzip && deflateInit2(&self->zip, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) != Z_OK)) {
		free(self->bytes);
		free(self);
		return NULL;
	}
	pthread_condattr_t attributes;
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&self->taken, &attributes);
	pthread_condattr_destroy(&attributes);
	pthread_mutex_init(&self->lock, NULL);
	self->connection = connection;
	self->compressed = gzip;
	self->ending = ending;
	self->holders = 1;
	return self;
}

outflow *outflow_hold(outflow *self)
{
	pthread_mutex_lock(&self->lock);
	self->holders++;
	pthread_mutex_unlock(&self->lock);
	return self;
}

void outflow_release(outflow *self)
{
	pthread_mutex_lock(&self->lock);
	bool last = --self->holders == 0;
	pthread_mutex_unlock(&self->lock);
	if (!last)
		return;
	if (self->compressed)
		deflateEnd(&self->zip);
	pthread_mutex_destroy(&self->lock);
	pthread_cond_destroy(&self->taken);
	free(self->bytes);
	free(self);
}

/* The lock is held. */
static void wake(outflow *self)
{
	if (!self->sleeping)
		return;
	self->sleeping = false;
	MHD_resume_connection(self->connection);
}

/* Puts what fits into the ring. The lock is held. */
static size_t put(outflow *self, const char *bytes, size_t length)
{
	size_t room = MOST_WAITING - self->length, at = (self->first + self->length) % MOST_WAITING;
	size_t count = length < room ? length : room;
	size_t straight = count < MOST_WAITING - at ? count : MOST_WAITING - at;
	memcpy(self->bytes + at, bytes, straight);
	memcpy(self->bytes, bytes + straight, count - straight);
	self->length += count;
	return count;
}

/* Waits until something was taken, or nothing was for too long. The lock is held. */
static void wait_for_room(outflow *self)
{
	struct timespec until;
	size_t before = self->length;
	for (int tick = 0; !self->abandoned && self->length == before; tick++) {
		self->abandoned = tick == MOST_STALL * TICKS || *self->ending;
		clock_gettime(CLOCK_MONOTONIC, &until);
		until.tv_nsec += 1000000000 / TICKS;
		until.tv_sec += until.tv_nsec / 1000000000;
		until.tv_nsec %= 1000000000;
		if (!self->abandoned)
			pthread_cond_timedwait(&self->taken, &self->lock, &until);
	}
}

static bool write_plain(outflow *self, const char *bytes, size_t length)
{
	pthread_mutex_lock(&self->lock);
	while (length && !self->abandoned) {
		size_t count = put(self, bytes, length);
		bytes += count;
		length -= count;
		/* A connection is woken for a block, not for every row. */
		if (self->length >= BLOCK)
			wake(self);
		if (length == 0)
			break;
		wait_for_room(self);
	}
	bool done = !self->abandoned;
	pthread_mutex_unlock(&self->lock);
	return done;
}

static bool write_compressed(outflow *self, const char *bytes, size_t length, int flush)
{
	unsigned char block[16 * 1024];
	self->zip.next_in = (unsigned char *)(uintptr_t)bytes;
	self->zip.avail_in = (unsigned)length;
	do {
		self->zip.next_out = block;
		self->zip.avail_out = sizeof block;
		if (deflate(&self->zip, flush) == Z_STREAM_ERROR)
			return false;
		if (!write_plain(self, (const char *)block, sizeof block - self->zip.avail_out))
			return false;
	} while (self->zip.avail_out == 0);
	return true;
}

bool outflow_write(outflow *self, const char *bytes, size_t length)
{
	return self->compressed ? write_compressed(self, bytes, length, Z_NO_FLUSH) : write_plain(self, bytes, length);
}

bool outflow_offer(outflow *self, const char *bytes, size_t length)
{
	pthread_mutex_lock(&self->lock);
	if (MOST_WAITING - self->length < length)
		self->ended = true;
	bool done = !self->ended && !self->abandoned;
	if (done)
		put(self, bytes, length);
	wake(self);
	pthread_mutex_unlock(&self->lock);
	return done;
}

void outflow_end(outflow *self, bool whole)
{
	if (whole && self->compressed)
		whole = write_compressed(self, "", 0, Z_FINISH);
	pthread_mutex_lock(&self->lock);
	self->ended = true;
	self->whole = whole;
	wake(self);
	pthread_mutex_unlock(&self->lock);
}

bool outflow_is_abandoned(outflow *self)
{
	pthread_mutex_lock(&self->lock);
	bool abandoned = self->abandoned || self->ended;
	pthread_mutex_unlock(&self->lock);
	return abandoned;
}

static ssize_t read_some(void *context, uint64_t position, char *out, size_t room)
{
	outflow *self = context;
	(void)position;
	pthread_mutex_lock(&self->lock);
	size_t count = self->length < room ? self->length : room;
	size_t straight = count < MOST_WAITING - self->first ? count : MOST_WAITING - self->first;
	ssize_t result = (ssize_t)count;
	memcpy(out, self->bytes + self->first, straight);
	memcpy(out + straight, self->bytes, count - straight);
	self->first = (self->first + count) % MOST_WAITING;
	self->length -= count;
	if (count) {
		pthread_cond_signal(&self->taken);
	} else if (self->ended) {
		result = self->whole ? MHD_CONTENT_READER_END_OF_STREAM : MHD_CONTENT_READER_END_WITH_ERROR;
	} else {
		self->sleeping = true;
		MHD_suspend_connection(self->connection);
	}
	pthread_mutex_unlock(&self->lock);
	return result;
}

static void stop_reading(void *context)
{
	outflow *self = context;
	pthread_mutex_lock(&self->lock);
	self->abandoned = true;
	self->sleeping = false;
	pthread_cond_signal(&self->taken);
	pthread_mutex_unlock(&self->lock);
	outflow_release(self);
}

struct MHD_Response *outflow_response(outflow *self)
{
	struct MHD_Response *response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, read_some,
		outflow_hold(self), stop_reading);
	if (!response)
		stop_reading(self);
	return response;
}

bool outflow_gzip(const bede_buffer *in, bede_buffer *out)
{
	z_stream zip = {0};
	if (deflateInit2(&zip, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	size_t room = deflateBound(&zip, in->length);
	char *bytes = malloc(room);
	zip.next_in = (unsigned char *)in->bytes;
	zip.avail_in = (unsigned)in->length;
	zip.next_out = (unsigned char *)bytes;
	zip.avail_out = (unsigned)room;
	bool done = bytes && deflate(&zip, Z_FINISH) == Z_STREAM_END;
	deflateEnd(&zip);
	if (!done) {
		free(bytes);
		return false;
	}
	*out = (bede_buffer){bytes, room - zip.avail_out, room};
	return true;
}
