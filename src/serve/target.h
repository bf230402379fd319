/* target.h — what a request asks for: path and parameters, taken apart before anything else is decided. */
#ifndef BEDE_SERVE_TARGET_H
#define BEDE_SERVE_TARGET_H

#include "bede.h"

enum { TARGET_MOST_SEGMENTS = 8, TARGET_MOST_PARAMETERS = 40, TARGET_MOST_LENGTH = 8000 };

typedef struct target {
	char *text;                                  /* as it came: "/api/v1/events?actor=RUS" */
	char *decoded;                               /* what the pointers below point into */
	const char *segments[TARGET_MOST_SEGMENTS];  /* of the path, decoded: "api", "v1", "events" */
	size_t segment_count;
	bede_parameter parameters[TARGET_MOST_PARAMETERS];   /* decoded, without those that are empty */
	size_t parameter_count;
	unsigned status;                             /* 0, or the HTTP status of what is wrong with it … */
	const char *problem, *parameter;             /* … what that is, and the parameter (NULL: the path) */
} target;

/* False when out of memory. What is wrong with the text is told by `status`. */
bool target_read(target *self, const char *text);
void target_clear(target *self);
/* The path without parameters, as it came; `length` bytes. */
const char *target_path(const target *self, size_t *length);
/* NULL: not given. */
const char *target_parameter(const target *self, const char *name);

#endif
