/* outflow.h — bytes on their way from a thread that makes them to a connection that takes them at its own pace. */
#ifndef BEDE_SERVE_OUTFLOW_H
#define BEDE_SERVE_OUTFLOW_H

#include <microhttpd.h>
#include <stdatomic.h>

#include "bede.h"

/*
 * One thread writes, the connection reads; whoever lets go of it last frees it. While there is nothing to read the
 * connection sleeps (MHD_suspend_connection), and costs no thread.
 */
typedef struct outflow outflow;

/* With `gzip`, what is written is compressed. Nobody waits any more once *ending. NULL when out of memory. */
outflow *outflow_new(struct MHD_Connection *connection, bool gzip, const atomic_bool *ending);
/* One more who holds it. */
outflow *outflow_hold(outflow *self);
/* Waits until there is room; false: nobody reads any more, or nobody did for half a minute. */
bool outflow_write(outflow *self, const char *bytes, size_t length);
/* Never waits; false: there is no room, which ends it. */
bool outflow_offer(outflow *self, const char *bytes, size_t length);
/* The writer's last word. Not `whole`: the connection is cut, so that the client sees that something is missing. */
void outflow_end(outflow *self, bool whole);
/* A response that reads from it, and lets go of it when the connection ends. */
struct MHD_Response *outflow_response(outflow *self);
/* Somebody who holds it lets go. */
void outflow_release(outflow *self);
/* Nobody reads any more. */
bool outflow_is_abandoned(outflow *self);

/* The whole of `in` compressed into `out`, which is empty; false when out of memory. */
bool outflow_gzip(const bede_buffer *in, bede_buffer *out);

#endif
