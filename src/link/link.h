/*
 * link.h — what `link` hands on: reports printed again, and records of one event, found in a store and kept there.
 *
 *     documents ─ reprints ┐
 *     records ─ profiles ──┴─ candidates ─ compare ─▶ pairs ─ union ─▶ events, accounts
 *
 * Whether two reports are one, and whether two records tell of one event, depends on the two alone; an event is all
 * that hangs together. So the result is the same in whatever order and portions the reports came, and new reports are
 * compared with those near them in time only.
 */
#ifndef BEDE_LINK_LINK_H
#define BEDE_LINK_LINK_H

#include "base/arena.h"
#include "store/store.h"

/* Links what was added since the last time; all of it anew once a linked document was replaced. One transaction. */
bool link_store(bede_store *store, bede_error *error);

#endif
