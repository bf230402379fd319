/* repair.h — mends what the parser is known to get wrong (private to syntax/). */
#ifndef BEDE_SYNTAX_REPAIR_H
#define BEDE_SYNTAX_REPAIR_H

#include "syntax/syntax.h"

/* Mends the heads and relations of one sentence; `nodes` are the document's. Children are linked later. */
void syntax_repair(const sentence *s, node *nodes);

#endif
