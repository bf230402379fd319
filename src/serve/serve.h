/*
 * serve.h — the HTTP server: `bede serve` as library. It stands on bede.h alone (and libmicrohttpd, zlib, jansson).
 *
 * A request passes: request.c (libmicrohttpd's callbacks) → target.c (path and parameters) → route.c (which route)
 * → admission.c (host, token, rate) → on the connection's thread what is quick, else worker.c (a pool of threads;
 * lists as files each have a thread, and flow through outflow.c) → question.c or reading_json.c (the answer)
 * → answer.c (headers, gzip). watch.c looks once a second whether the store changed, tells those who listen, and cuts
 * slow clients.
 */
#ifndef BEDE_SERVE_SERVE_H
#define BEDE_SERVE_SERVE_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "serve/outflow.h"
#include "serve/target.h"

/* ---- limits (doc/serve.md names them) ---- */

enum {
	MOST_BODY = 1024 * 1024,           /* bytes of a posted text */
	MOST_HEADERS = 32 * 1024,          /* bytes of memory for a connection's headers */
	MOST_CONNECTIONS = 512,
	MOST_WAITING_REQUESTS = 448,       /* for a worker */
	MOST_FILES = 4,                    /* lists that are sent as files at once; others wait */
	MOST_LISTENERS = 256,              /* of /stream */
	HEADER_SECONDS = 20,               /* from the connection, or the last answer, to the end of a request's headers … */
	BODY_SECONDS = 30,                 /* … from there to the end of its body … */
	ANSWER_SECONDS = 120,              /* … and from there to the end of its answer … */
	FILE_SECONDS = 1800,               /* … or of a file */
	IDLE_SECONDS = 30,                 /* without a byte */
	HEARTBEAT_SECONDS = 15,
};

/* ---- routes ---- */

enum { METHOD_GET = 1, METHOD_POST = 2 };

typedef enum route_kind {
	ROUTE_ASSET, ROUTE_DESCRIPTION, ROUTE_HEALTH, ROUTE_LOGIN, ROUTE_STREAM,       /* answered at once */
	ROUTE_QUESTION, ROUTE_CODE, ROUTE_LAYERS, ROUTE_METRICS                        /* by a worker */
} route_kind;

typedef struct route {
	const char *path;                  /* "/api/v1/events/{id}" */
	unsigned methods;
	route_kind kind;
	const char *question;              /* of bede_snapshot_ask */
	bool filtered;                     /* takes the parameters of a filter … */
	const char *const *parameters;     /* … and these; NULL-terminated */
} route;

extern const route ROUTES[];           /* ends with a path of NULL */
extern const char *const FILTER_PARAMETERS[];
size_t route_count(void);
/* The route of a path; *id: what stands for {id}. NULL: there is none. */
const route *route_find(const target *target, const char **id);
bool route_takes(const route *self, const char *parameter);

/* ---- answers ---- */

typedef struct header {
	const char *name;
	char value[160];
} header;

typedef struct answer {
	unsigned status;                   /* 0: there is none yet */
	const char *type;
	bede_buffer body;
	const void *fixed;                 /* instead of body: bytes that outlive the server */
	size_t fixed_length;
	bool compressed;                   /* the bytes are gzip */
	outflow *flow;                     /* instead of both */
	header headers[5];
	size_t header_count;
} answer;

void answer_header(answer *self, const char *name, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* An error as JSON; `parameter` NULL: it is not about one. What was there before is dropped. */
void answer_error(answer *self, unsigned status, const char *code, const char *parameter, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
/* What a failed call of the library means for the client. */
void answer_failure(answer *self, const bede_error *error);
void answer_clear(answer *self);

/* ---- requests ---- */

typedef struct bede_server bede_server;

/* A connection: when its client must be done with what it is at. */
typedef struct client {
	struct client *next, *before;
	int socket;
	double deadline;                   /* by bytes_clock; 0: none */
} client;

typedef struct request {
	bede_server *server;
	struct MHD_Connection *connection;
	client *client;
	target target;
	const route *route;                /* NULL: of none */
	const char *id;                    /* of the path, or NULL */
	unsigned method;
	bede_buffer body;
	bool begun, too_long, answered;
	bool gzip;                         /* the client takes it */
	answer answer;
	double started;
	struct request *next;              /* in the workers' queue */
} request;

/* ---- the server ---- */

typedef struct view view;              /* a snapshot that is shared: question.c */
typedef struct worker_pool worker_pool;
typedef struct watch watch;
typedef struct admission admission;
typedef struct metrics metrics;
typedef struct reader_of_texts reader_of_texts;
typedef struct answer_cache answer_cache;

struct bede_server {
	bede_server_options options;
	char *store, *token, *name;
	char *data_dir, *lexicon_dir, *petrarch_dir;
	char address[160];                 /* "http://127.0.0.1:8735/" */
	bool loopback;
	int socket;
	unsigned threads;
	uint64_t boot;                     /* part of every ETag */
	struct MHD_Daemon *daemon;
	worker_pool *workers;
	watch *watch;
	admission *admission;
	metrics *metrics;
	reader_of_texts *reader;
	answer_cache *cache;
	atomic_bool ending;
	atomic_uint requests;              /* begun and not ended */
	pthread_mutex_t view_lock;
	view *view;
};

/* request.c */
enum MHD_Result request_handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
	const char *version, const char *upload, size_t *upload_length, void **request_at);
void *request_begin(void *context, const char *uri, struct MHD_Connection *connection);
void request_end(void *context, struct MHD_Connection *connection, void **request_at,
	enum MHD_RequestTerminationCode how);
/* A header of the request, "" if it has none. */
const char *request_header(const request *self, const char *name);

/* Compresses an answer that is worth it, for a client that takes it. */
void answer_compress(request *self);
/* answer.c: sends the request's answer. */
enum MHD_Result answer_send(request *self);
/* Does If-None-Match name it? */
bool answer_is_known(const request *self, const char *etag);

/* answer_cache.c: answers to questions, by ETag and target. */
answer_cache *answer_cache_new(void);
void answer_cache_free(answer_cache *self);
/* True: the request is answered. */
bool answer_cache_find(answer_cache *self, request *request, const char *etag);
void answer_cache_keep(answer_cache *self, const request *request, const char *etag);

/* worker.c */
worker_pool *worker_start(bede_server *server, unsigned threads, unsigned most_waiting);
/* Answers what waits with 503, and ends. */
void worker_stop(worker_pool *self);
/* The connection sleeps until the request is answered; false: too many wait, or the server ends. */
bool worker_submit(worker_pool *self, request *request);
/* The same by a thread for answers that take as long as the client does. */
bool worker_submit_file(worker_pool *self, request *request);
/* For answers made by other threads: wakes the connection. The request is no longer the caller's. */
void worker_answered(request *request);
unsigned worker_waiting(worker_pool *self);

/* question.c */
bool view_open(bede_server *server, bede_error *error);
void view_close(bede_server *server);
/* Reads the store again if it has changed; true: it is another one now. */
bool view_renew(bede_server *server);
uint64_t view_generation(bede_server *server);
void question_etag(const request *self, char *out, size_t room);
void question_answer(request *self);
/* The same as a file: its first bytes answer the request. */
void question_answer_file(request *self);
/* One question without a request; false and *error as bede_snapshot_ask has it. */
bool question_ask(bede_server *server, const char *question, const bede_parameter *parameters, size_t count,
	bede_buffer *out, bede_error *error);

/* reading_json.c: `coder` is the calling thread's, made when it is needed. */
reader_of_texts *reading_start(bede_server *server);
void reading_stop(reader_of_texts *self);
/* Whether there are lexicons and model; opens them. */
bool reading_is_possible(reader_of_texts *self);
void reading_answer_code(request *self, bede_coder **coder);
void reading_answer_layers(request *self, bede_coder **coder);

/* watch.c */
watch *watch_start(bede_server *server);
/* Ends the thread, and the answers of those who listen; connections are still kept until watch_free. */
void watch_end(watch *self);
void watch_free(watch *self);
void watch_listen(request *request);
unsigned watch_listeners(watch *self);
void watch_connection(void *context, struct MHD_Connection *connection, void **client_at,
	enum MHD_ConnectionNotificationCode what);
/* The client has so many seconds for what it is at. */
void watch_deadline(watch *self, client *client, double seconds);
unsigned watch_connections(watch *self);

/* admission.c */
admission *admission_new(bede_server *server);
void admission_free(admission *self);
/* False: refused, and answered. */
bool admission_check(request *self);
/* GET / with ?token=, GET and POST of /login. True: answered. */
bool admission_exchange(request *self);
void admission_login(request *self);

/* metrics.c */
metrics *metrics_new(void);
void metrics_free(metrics *self);
void metrics_count(metrics *self, const route *route, unsigned status, double seconds);
void metrics_answer(request *self);

/* asset.c */
void asset_answer(request *self);
void description_answer(request *self);

#endif
