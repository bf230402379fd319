/* json_writer.h — JSON text into a strbuf: compact, keys in the order given, UTF-8 kept as it is. The names
 * json_object, json_string … belong to jansson. */
#ifndef BEDE_BASE_JSON_WRITER_H
#define BEDE_BASE_JSON_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "slice.h"
#include "strbuf.h"

typedef struct json_writer {
	strbuf *out;
	bool comma;                       /* a value stands before; the next one needs a comma */
	int indent;                       /* spaces a level; 0: one line */
	int depth;
	bool after_key;                   /* a key stands before; its value follows on the same line */
} json_writer;

void json_writer_init(json_writer *self, strbuf *out, int indent);
void json_put_key(json_writer *self, const char *key);
void json_put_object(json_writer *self);
void json_put_object_end(json_writer *self);
void json_put_array(json_writer *self);
void json_put_array_end(json_writer *self);
void json_put_null(json_writer *self);
void json_put_bool(json_writer *self, bool value);
void json_put_integer(json_writer *self, int64_t value);
/* At most `decimals` digits behind the point, trailing zeros dropped, no locale. */
void json_put_number(json_writer *self, double value, int decimals);
void json_put_string(json_writer *self, slice value);     /* {NULL,0} gives null */

#endif
