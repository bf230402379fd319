/* parse.h — looking into the parser, for tests. */
#ifndef BEDE_SYNTAX_PARSE_H
#define BEDE_SYNTAX_PARSE_H

#include <stdint.h>

#include "syntax/syntax.h"

/* From now on *trace becomes a hash of itself and of every score that the network gives; NULL: no longer. */
void syntax_work_trace(syntax_work *self, uint64_t *trace);

#endif
