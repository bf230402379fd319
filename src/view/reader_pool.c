/* reader_pool.c — handles on the store's file: as many as threads ask at once, kept for the next who ask. */
#include "view/reader_pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/error.h"

#define SENTENCE "substr(d.text, r.sentence_start + 1, r.sentence_end - r.sentence_start)"

static const char *const QUERIES[READ_QUERIES] = {
	[READ_EVENT] = "SELECT r.id, ifnull(" SENTENCE ", ''), d.publisher, r.place_text FROM records r JOIN documents d"
		" USING (document_id) WHERE record_id = ?1 AND r.document_id = ?2",
	[READ_RECORD] = "SELECT r.id, ifnull(" SENTENCE ", ''), d.publisher, r.place_text, d.id, d.date, d.title, d.url,"
		" ifnull(r.rule, ''),"
		" r.sentence_start, r.sentence_end, r.event_start, r.event_end, r.date_start, r.date_end, r.place_start,"
		" r.place_end FROM records r JOIN documents d USING (document_id) WHERE record_id = ?1 AND r.document_id = ?2",
	[READ_PARTIES] = "SELECT side, code, sector, ifnull(identifier_text, entity_text), inferred, start_char, end_char"
		" FROM participants WHERE record_id = ?1 ORDER BY side, position",
	[READ_ATTRIBUTIONS] = "SELECT code, sector, ifnull(identifier_text, entity_text), cue, kind, source_start,"
		" source_end, cue_start, cue_end FROM attributions WHERE record_id = ?1 ORDER BY position",
	[READ_QUANTITIES] = "SELECT q.role, item, substr(d.text, start_char + 1, end_char - start_char), min, max,"
		" start_char, end_char FROM quantities q, documents d WHERE q.record_id = ?1 AND d.document_id = ?2"
		" ORDER BY q.position",
	[READ_ID] = "SELECT id FROM records WHERE record_id = ?1",
	[READ_FIND] = "SELECT record_id FROM records WHERE id = ?1 ORDER BY record_id LIMIT 1",
	[READ_ACCOUNTS] = "SELECT field, value, low, high, a.sources, r.id, differs FROM events e JOIN accounts a"
		" USING (event_id) JOIN records r ON r.record_id = a.first_record_id WHERE e.first_record_id = ?1"
		" ORDER BY field, a.sources DESC, value",
	[READ_TELLINGS] = "SELECT o.record_id FROM links l JOIN links o USING (event_id) JOIN records r"
		" ON r.record_id = o.record_id JOIN documents d USING (document_id) WHERE l.record_id = ?1"
		" ORDER BY d.date IS NULL, d.date, d.id, r.position",
	[READ_FIND_DOCUMENT] = "SELECT document_id FROM documents WHERE id = ?1",
	[READ_DOCUMENT] = "SELECT id, title, date, publisher, url, text FROM documents WHERE document_id = ?1",
	[READ_SENTENCES] = "SELECT start_char, end_char FROM sentences WHERE document_id = ?1 ORDER BY sequence",
	[READ_DOCUMENT_RECORDS] = "SELECT record_id FROM records WHERE document_id = ?1 ORDER BY position",
	[READ_ORIGINAL] = "SELECT d.id, similarity FROM reprints p JOIN documents d ON d.document_id = p.original_id"
		" WHERE p.document_id = ?1",
	[READ_REPRINTS] = "SELECT d.id, d.publisher, similarity FROM reprints p JOIN documents d USING (document_id)"
		" WHERE p.original_id = ?1 ORDER BY d.date IS NULL, d.date, d.id",
	[READ_WORDS] = "SELECT rowid FROM records_text WHERE records_text MATCH ?1",
};

struct reader_pool {
	pthread_mutex_t lock;
	reader *idle;
	unsigned idle_count;
	bede_store *watch;         /* under the lock too */
	int64_t version;           /* SQLite's number of the content, as this handle counts it */
	dev_t device;
	ino_t file;
};

/* What SQLite may keep of the file for each handle (the system keeps it too), and how many handles wait for the next
 * who ask. */
enum { CACHE_KILOBYTES = 1024, MOST_IDLE = 16 };

bede_store *reader_open_store(const char *path, bede_error *error)
{
	char pragma[64];
	bede_store *store = bede_store_open(path, NULL, error);
	if (!store)
		return NULL;
	sqlite3_snprintf(sizeof pragma, pragma, "PRAGMA cache_size = -%d", CACHE_KILOBYTES);
	if (sql_execute(store->db, store->path, pragma, error))
		return store;
	bede_store_close(store);
	return NULL;
}

reader_pool *reader_pool_new(bede_store *store)
{
	reader_pool *self = calloc(1, sizeof *self);
	struct stat status;
	if (!self || pthread_mutex_init(&self->lock, NULL) != 0) {
		free(self);
		bede_store_close(store);
		return NULL;
	}
	self->watch = store;
	self->version = sql_number(store->db, "PRAGMA data_version", -1);
	if (stat(store->path, &status) == 0) {
		self->device = status.st_dev;
		self->file = status.st_ino;
	}
	return self;
}

static void reader_free(reader *self)
{
	for (int i = 0; i < READ_QUERIES; i++)
		sqlite3_finalize(self->statements[i]);
	bede_store_close(self->store);
	free(self);
}

void reader_pool_free(reader_pool *self)
{
	if (!self)
		return;
	for (reader *reader = self->idle, *next; reader; reader = next) {
		next = reader->next;
		reader_free(reader);
	}
	bede_store_close(self->watch);
	pthread_mutex_destroy(&self->lock);
	free(self);
}

bool reader_pool_is_current(reader_pool *self)
{
	struct stat status;
	if (stat(self->watch->path, &status) != 0 || status.st_dev != self->device || status.st_ino != self->file)
		return false;
	pthread_mutex_lock(&self->lock);
	int64_t version = sql_number(self->watch->db, "PRAGMA data_version", self->version);
	pthread_mutex_unlock(&self->lock);
	return version == self->version;
}

reader *reader_pool_take(reader_pool *self, bede_error *error)
{
	pthread_mutex_lock(&self->lock);
	reader *reader = self->idle;
	if (reader) {
		self->idle = reader->next;
		self->idle_count--;
	}
	pthread_mutex_unlock(&self->lock);
	if (reader)
		return reader;
	reader = calloc(1, sizeof *reader);
	if (!reader) {
		error_set_at(error, BEDE_ERROR_MEMORY, self->watch->path, 0, "out of memory for reading the store");
		return NULL;
	}
	reader->store = reader_open_store(self->watch->path, error);
	if (reader->store)
		return reader;
	free(reader);
	return NULL;
}

void reader_pool_give(reader_pool *self, reader *reader)
{
	if (!reader)
		return;
	/* A statement that is not at its end would keep the file from being tidied up. */
	for (int i = 0; i < READ_QUERIES; i++)
		if (reader->statements[i]) {
			sqlite3_reset(reader->statements[i]);
			sqlite3_clear_bindings(reader->statements[i]);
		}
	pthread_mutex_lock(&self->lock);
	bool kept = self->idle_count < MOST_IDLE;
	if (kept) {
		reader->next = self->idle;
		self->idle = reader;
		self->idle_count++;
	}
	pthread_mutex_unlock(&self->lock);
	if (!kept)
		reader_free(reader);
}

sqlite3_stmt *reader_ask(reader *self, reader_query query, bede_error *error)
{
	if (!self->statements[query])
		self->statements[query] = sql_prepare(self->store->db, self->store->path, QUERIES[query], error);
	else
		sqlite3_reset(self->statements[query]);
	return self->statements[query];
}
