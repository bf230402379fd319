/* when.h — what `when` hands on: the date and time expressions of a document as TIMEX3, resolved against the report's
 * date where it has one. */
#ifndef BEDE_WHEN_WHEN_H
#define BEDE_WHEN_WHEN_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "base/slice.h"
#include "read/document.h"
#include "syntax/syntax.h"
#include "text/text.h"

typedef enum timex_type { TIMEX_DATE, TIMEX_TIME, TIMEX_DURATION, TIMEX_SET } timex_type;

typedef struct timex {
	uint32_t first, end;    /* tokens, end exclusive */
	timex_type type;
	slice value;            /* TIMEX3: "2024-11-20", "2024-10", "2024-W47", "XXXX-WXX-3", "P3D", "PAST_REF" */
	slice mod;              /* "START", "MID", "END", "APPROX" …; {NULL,0}: none */
	date begin, finish;     /* first and last day that it covers; year 0: not on the calendar */
	bool resolved;          /* false: underspecified for want of the report's date */
	bool host;              /* "during Monday's session": dates what happens within the thing that it dates */
	bool limit;             /* "until Thursday", "by May": when something ends or is due, not when it happens */
} timex;

/* What words say of how clauses follow in time; bits of times.signs. */
typedef enum when_sign {
	SIGN_WITHIN = 1,        /* "during", "at": what happens within a thing has the date that the thing has */
	SIGN_PRIOR = 2,         /* "before", "until": its clause is an end */
	SIGN_BEGIN = 4,         /* "began", "opened" */
	SIGN_FINISH = 8,        /* "ended", "left" */
	SIGN_ALSO = 16,         /* "also", "then": on the same occasion */
	SIGN_THE = 32,          /* "the", "that": what is spoken of was named before */
} when_sign;

typedef struct times {
	timex *items;           /* by first token; they don't overlap */
	uint32_t count;
	const uint8_t *signs;   /* [token_count] bits of when_sign; NULL: none known */
	bool underspecified;    /* some expression stayed open for want of a date: worth one warning */
} times;

/* Words of time expressions (lexicon/<language>/time/, FORMAT.md there). */
typedef struct when_lexicon when_lexicon;

/* Opens `folder`; NULL and *error if its file is missing or memory ran out; bad lines go to `problems`. */
when_lexicon *when_lexicon_open(const char *folder, report *problems, bede_error *error);
void when_lexicon_close(when_lexicon *self);

void when_read(const when_lexicon *lexicon, const document *document, const text *text, const syntax *syntax,
	arena *memory, times *out);

/* The expression that dates the event at `trigger`: bound through the tree (its obl:unmarked, obl, advmod, those of
 * the verbs that govern it within the clause), or NULL. */
const timex *when_of(const times *self, const text *text, const syntax *syntax, uint32_t trigger);

/* The token outside of the expression that it hangs on and dates, -1 for none: the verb of saying in "said today its
 * troops had attacked", wherever the parser hangs it. */
int32_t when_governor(const timex *self, const syntax *syntax);

/* The expression for the end of what began at `from`: "began on Sunday … before departing on Wednesday", "opened on
 * Monday and closed on Friday"; NULL if there is none. */
const timex *when_until(const times *self, const text *text, const syntax *syntax, uint32_t trigger,
	const timex *from);

static inline bool when_has_sign(const times *self, int32_t token, when_sign sign)
{
	return self->signs && token >= 0 && self->signs[token] & sign;
}

#endif
