/* answer_cache.c — the answers that were asked for last, until the store changes: pages that are opened again, and many
 * pages that hear of a change at once, ask the same. */
#include <stdlib.h>
#include <string.h>

#include "serve/bytes.h"
#include "serve/serve.h"

enum { ENTRIES = 128, MOST_BYTES_OF_ONE = 512 * 1024, MOST_BYTES_OF_ALL = 12 * 1024 * 1024 };

/* The ETag stands for generation and question. */
typedef struct entry {
	char etag[80];
	char *target;                      /* NULL: free */
	bool gzip;                         /* for clients that take it */
	bool compressed;
	bede_buffer body;
	unsigned long used;                /* the higher, the later */
} entry;

struct answer_cache {
	pthread_mutex_t lock;
	entry entries[ENTRIES];
	unsigned long uses;
	size_t bytes;
};

answer_cache *answer_cache_new(void)
{
	answer_cache *self = calloc(1, sizeof *self);
	if (self)
		pthread_mutex_init(&self->lock, NULL);
	return self;
}

static void drop(answer_cache *self, entry *entry)
{
	self->bytes -= entry->body.length;
	bede_buffer_free(&entry->body);
	free(entry->target);
	*entry = (struct entry){0};
}

void answer_cache_free(answer_cache *self)
{
	if (!self)
		return;
	for (size_t i = 0; i < ENTRIES; i++)
		drop(self, &self->entries[i]);
	pthread_mutex_destroy(&self->lock);
	free(self);
}

static bool is_same(const entry *entry, const request *request, const char *etag)
{
	return entry->target && entry->gzip == request->gzip && strcmp(entry->etag, etag) == 0
		&& strcmp(entry->target, request->target.text) == 0;
}

bool answer_cache_find(answer_cache *self, request *request, const char *etag)
{
	answer *answer = &request->answer;
	bool found = false;
	pthread_mutex_lock(&self->lock);
	for (size_t i = 0; i < ENTRIES && !found; i++) {
		entry *entry = &self->entries[i];
		if (!is_same(entry, request, etag))
			continue;
		if (!bytes_add(&answer->body, entry->body.bytes, entry->body.length))
			break;
		entry->used = ++self->uses;
		answer->compressed = entry->compressed;
		found = true;
	}
	pthread_mutex_unlock(&self->lock);
	if (!found)
		return false;
	answer->status = 200;
	answer->type = "application/json";
	answer_header(answer, "ETag", "%s", etag);
	return true;
}

/* The one that was not used for longest; a free one before all. */
static entry *oldest_of(answer_cache *self)
{
	entry *oldest = self->entries;
	for (size_t i = 1; i < ENTRIES; i++)
		if (self->entries[i].used < oldest->used)
			oldest = &self->entries[i];
	return oldest;
}

static entry *oldest_taken(answer_cache *self)
{
	entry *oldest = NULL;
	for (size_t i = 0; i < ENTRIES; i++)
		if (self->entries[i].target && (!oldest || self->entries[i].used < oldest->used))
			oldest = &self->entries[i];
	return oldest;
}

void answer_cache_keep(answer_cache *self, const request *request, const char *etag)
{
	const answer *answer = &request->answer;
	entry new = {.gzip = request->gzip, .compressed = answer->compressed};
	if (answer->status != 200 || answer->body.length > MOST_BYTES_OF_ONE)
		return;
	new.target = strdup(request->target.text);
	if (!new.target || !bytes_add(&new.body, answer->body.bytes, answer->body.length)) {
		free(new.target);
		return;
	}
	memcpy(new.etag, etag, strlen(etag) + 1);
	pthread_mutex_lock(&self->lock);
	entry *place = oldest_of(self);
	for (size_t i = 0; i < ENTRIES; i++)
		if (is_same(&self->entries[i], request, etag))
			place = &self->entries[i];
	drop(self, place);
	while (self->bytes + new.body.length > MOST_BYTES_OF_ALL)
		drop(self, oldest_taken(self));
	new.used = ++self->uses;
	self->bytes += new.body.length;
	*place = new;
	pthread_mutex_unlock(&self->lock);
}
