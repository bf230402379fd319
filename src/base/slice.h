/* slice.h — pieces of text: where they stand (span) and what they are (slice). */
#ifndef BEDE_BASE_SLICE_H
#define BEDE_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Half-open place in a document's text, in bytes. {0,0} is "none" where a span may be missing. */
typedef struct span {
	uint32_t start, end;
} span;

/* Borrowed bytes, not NUL-terminated. {NULL,0}: none. */
typedef struct slice {
	const char *at;
	size_t length;
} slice;

#define SLICE(literal) ((slice){(literal), sizeof(literal) - 1})

slice slice_of(const char *string);                     /* NULL gives the empty slice */
bool slice_equal(slice a, slice b);
bool slice_equal_nocase(slice a, slice b);              /* ASCII case only */
/* Most words are not the one asked for, and most of those begin with another letter. */
static inline bool slice_is(slice self, const char *string)
{
	if (!self.length || !string)
		return !self.length && (!string || !*string);
	return self.at[0] == string[0] && strlen(string) == self.length && memcmp(self.at, string, self.length) == 0;
}
int slice_compare(slice a, slice b);                    /* byte order, as memcmp */
bool slice_starts(slice self, const char *prefix);
bool slice_ends(slice self, const char *suffix);
slice slice_trim(slice self);                           /* without ASCII white space at both ends */
/* Takes the part before the next `separator` off the front of *rest; false when *rest is used up. */
bool slice_split(slice *rest, char separator, slice *part);
bool slice_to_long(slice self, long *out);              /* whole slice, decimal, optional '-' */
/* Figures as reports write them, at most 20: "1,200.5", ".08"; at least two behind a comma, as India counts lakhs. */
bool slice_to_figures(slice self, double *out);

static inline bool span_covers(span outer, span inner) { return outer.start <= inner.start && inner.end <= outer.end; }
static inline bool span_meets(span a, span b) { return a.start < b.end && b.start < a.end; }
static inline span span_join(span a, span b)
{
	return (span){a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
}

#endif
