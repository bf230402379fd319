/* row_order.h — inside `view`: what is selected, in the order in which it is asked for, and a page of it. */
#ifndef BEDE_VIEW_ROW_ORDER_H
#define BEDE_VIEW_ROW_ORDER_H

#include "view/asking.h"

/* Events or rows: all that are selected are counted, those of the page are in order. */
typedef struct ordered {
	uint32_t *items;
	uint32_t count;            /* of all */
	uint32_t from, to;         /* the page */
} ordered;

ordered events_in_order(asking *self, const selection *rows);
ordered rows_in_order(asking *self, const selection *rows);

/* Writes the page in the form that is asked for. `object` and `cells` write one of them; false: it has left the store,
 * or an error is set. */
void answer_rows(asking *self, const ordered *all, const char *columns, bool (*object)(asking *self, uint32_t item),
	bool (*cells)(asking *self, uint32_t item));

#endif
