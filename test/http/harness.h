/* harness.h — a store, a server in this process, and a client over plain sockets that can also behave badly. */
#ifndef BEDE_TEST_HARNESS_H
#define BEDE_TEST_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bede.h"

typedef struct reply {
	int status;                /* 0: the connection ended without an answer */
	char *head;                /* the lines of the headers, NUL-terminated */
	char *body;                /* not chunked any more, not decompressed; NUL-terminated */
	size_t length;
	bool whole;                /* it ended as it said that it would */
} reply;
void reply_free(reply *self);
/* The value of a header in a buffer that the next call uses again; "" if there is none. */
const char *reply_header(const reply *self, const char *name);
/* Decompresses the body in place. */
void reply_unpack(reply *self);

/* A fresh folder, and in it a store of the reports in example/. Removed by harness_leave. */
const char *harness_store(void);
/* Codes lines of JSON into the store, by a process of its own. */
void harness_add(const char *store, const char *lines);
void harness_leave(void);

/* Starts a server on a port that is free; fails the test if it cannot. */
bede_server *harness_start(const char *store, const bede_server_options *options);
unsigned harness_port(const bede_server *server);

/* A connection to 127.0.0.1. */
int client_open(unsigned port);
/* False: the other side is gone. */
bool client_send(int socket, const char *bytes, size_t length);
/* One answer; `head_only` for HEAD. Waits at most so many seconds. */
reply client_receive(int socket, bool head_only, double seconds);
/* Bytes as they come, until `wanted` is among them or the time is over; true: it is. */
bool client_await(int socket, const char *wanted, double seconds);
/* Nothing comes any more: the other side has closed within so many seconds. */
bool client_is_cut(int socket, double seconds);

/* A whole request on a connection of its own. `headers` are whole lines, or "". */
reply ask(unsigned port, const char *method, const char *target, const char *headers, const char *body);
reply get(unsigned port, const char *target);
/* Bytes as they are, and the answer to them. */
reply ask_raw(unsigned port, const char *bytes, size_t length);

/* The JSON error of an answer names the code, and the parameter (NULL: none). */
void assert_error(const reply *reply, int status, const char *code, const char *parameter);
bool holds(const char *text, const char *part);

#endif
