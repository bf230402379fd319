/* bytes.h — buffers that grow, and JSON, UTF-8 and clocks as the server needs them: it stands on bede.h alone. */
#ifndef BEDE_SERVE_BYTES_H
#define BEDE_SERVE_BYTES_H

#include "bede.h"

/* Appending; false when memory ran out: the buffer then is as before. */
bool bytes_add(bede_buffer *self, const char *bytes, size_t length);
bool bytes_add_string(bede_buffer *self, const char *string);
bool bytes_print(bede_buffer *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* As a JSON string, quotes and all; what is no UTF-8 becomes U+FFFD. NULL gives null. */
bool bytes_add_json(bede_buffer *self, const char *string);
/* For bede_*'s output functions: `context` is the bede_buffer. */
bool bytes_output(void *context, const char *bytes, size_t length);

/* How many bytes the character at `bytes` has; 0: that is no UTF-8. */
size_t bytes_utf8(const char *bytes, size_t length);

/* FNV-1a, to be continued with what it gave; begin with 0. */
uint64_t bytes_hash(uint64_t before, const char *bytes, size_t length);

/* Compares in a time that depends on the length of `given` only. */
bool bytes_same_secret(const char *given, const char *secret);

/* Seconds of a clock that only goes forward. */
double bytes_clock(void);

#endif
