/* settle.h — inside `link`: what was found, as tables. */
#ifndef BEDE_LINK_SETTLE_H
#define BEDE_LINK_SETTLE_H

#include "store/store.h"

/* Before: makes the temporary tables report_groups (document_id, grp) and record_groups (record_id, grp), empty. With
 * `anew`, all that was linked before goes. */
bool settle_prepare(bede_store *store, bool anew, bede_error *error);
/* After they were filled with those who belong together: brings reprints, events, links and accounts up to date.
 * Members of old groups that met a new one join it, whether they are named or not. */
bool settle_finish(bede_store *store, bede_error *error);

#endif
