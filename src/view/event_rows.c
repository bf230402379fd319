/* event_rows.c — events as rows: sorted, a page of them, or all of them in each written form. */
#include <stdlib.h>

#include "base/error.h"
#include "view/asking.h"
#include "view/row_order.h"
#include "view/row_pieces.h"

static const view_dead *dead_of(const bede_snapshot *of, uint32_t event)
{
	uint32_t low = 0, high = of->dead_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (of->dead[middle].event < event)
			low = middle + 1;
		else
			high = middle;
	}
	return low < of->dead_count && of->dead[low].event == event ? &of->dead[low] : NULL;
}

static void put_dead(asking *self, uint32_t event)
{
	const view_dead *dead = dead_of(self->snapshot, event);
	json_writer *json = &self->json;
	json_put_key(json, "dead");
	if (!dead) {
		json_put_null(json);
		return;
	}
	json_put_object(json);
	json_put_key(json, "low");
	json_put_number(json, dead->low, 3);
	json_put_key(json, "best");
	json_put_number(json, dead->best, 3);
	json_put_key(json, "high");
	json_put_number(json, dead->high, 3);
	json_put_object_end(json);
}

static uint32_t event_records(const bede_snapshot *of, uint32_t event)
{
	return of->event_first[event + 1] - of->event_first[event];
}

/* The texts of the record that an event is shown by; NULL: it has left the store, or an error is set. */
static sqlite3_stmt *read_event(asking *self, uint32_t row)
{
	sqlite3_stmt *texts = reader_ask(self->reader, READ_EVENT, self->sink->error);
	if (!texts)
		return NULL;
	sqlite3_bind_int64(texts, 1, self->snapshot->record_ids[row]);
	sqlite3_bind_int64(texts, 2, document_key(self->snapshot, row));
	return sql_row(texts, self->snapshot->path, self->sink->error) > 0 ? texts : NULL;
}

bool show_event(asking *self, uint32_t event)
{
	const bede_snapshot *of = self->snapshot;
	json_writer *json = &self->json;
	uint32_t row = of->event_first[event];
	sqlite3_stmt *texts = read_event(self, row);
	if (!texts)
		return false;
	json_put_object(json);
	show_text(json, "id", asking_text(self, texts, 0));
	show_day(json, "day", of->event_day[event]);
	show_type(self, row);
	show_parties(self, row, NULL);
	show_place(self, of->event_place_row[event], asking_text(self, texts, 3));
	show_number(json, "records", event_records(of, event));
	show_number(json, "documents", of->event_documents[event]);
	show_number(json, "sources", of->event_sources[event]);
	show_number(json, "denials", of->event_denials[event]);
	show_list(json, "differs", &of->fields, of->event_differs[event]);
	json_put_key(json, "confidence");
	json_put_number(json, of->row_confidence[row], 3);
	show_text(json, "certainty", slice_of(VIEW_CERTAINTIES[of->row_certainty[row]]));
	show_aux_modes(json, of->row_aux[row]);
	put_dead(self, event);
	show_text(json, "sentence", asking_text(self, texts, 1));
	show_text(json, "publisher", asking_text(self, texts, 2));
	sqlite3_reset(texts);
	return !asking_failed(self);
}

/* ---- comma-separated rows ---- */

static const char EVENT_COLUMNS[] =
	"id,day,event,mode,aux_mode,quad_code,event_scale,actor,recipient,place,country_code,lat,lon,resolution,records,"
	"documents,sources,denials,differs,dead_low,dead_best,dead_high,confidence,certainty,publisher,sentence\r\n";

static bool put_event_cells(asking *self, uint32_t event)
{
	const bede_snapshot *of = self->snapshot;
	const view_dead *dead = dead_of(of, event);
	uint32_t row = of->event_first[event];
	bede_event_type type = (bede_event_type)of->row_type[row];
	sqlite3_stmt *texts = read_event(self, row);
	char day[16];
	row_writer cells;
	if (!texts)
		return false;
	row_start(&cells, &self->sink->buffer, false);
	row_put(&cells, asking_text(self, texts, 0));
	row_put(&cells, view_day(of->event_day[event], day));
	row_put_string(&cells, bede_event_name(type));
	row_put_values(&cells, &of->modes, of->row_mode[row]);
	row_put_aux_modes(&cells, of->row_aux[row]);
	row_put_integer(&cells, true, bede_quad_code(type));
	row_put_number(&cells, true, bede_event_scale(type), 1);
	row_put_side(self, &cells, row, false);
	row_put_side(self, &cells, row, true);
	row_put_place(self, &cells, of->event_place_row[event], asking_text(self, texts, 3));
	row_put_integer(&cells, true, event_records(of, event));
	row_put_integer(&cells, true, of->event_documents[event]);
	row_put_integer(&cells, true, of->event_sources[event]);
	row_put_integer(&cells, true, of->event_denials[event]);
	row_put_values(&cells, &of->fields, of->event_differs[event]);
	row_put_number(&cells, dead != NULL, dead ? dead->low : 0, 3);
	row_put_number(&cells, dead != NULL, dead ? dead->best : 0, 3);
	row_put_number(&cells, dead != NULL, dead ? dead->high : 0, 3);
	row_put_number(&cells, true, of->row_confidence[row], 3);
	row_put_string(&cells, VIEW_CERTAINTIES[of->row_certainty[row]]);
	row_put(&cells, asking_text(self, texts, 2));
	row_put(&cells, asking_text(self, texts, 1));
	row_end(&cells);
	sqlite3_reset(texts);
	return !asking_failed(self);
}

/* ---- the answer ---- */

static bool put_event_object(asking *self, uint32_t event)
{
	if (!show_event(self, event))
		return false;
	json_put_object_end(&self->json);
	return true;
}

void answer_events(asking *self)
{
	selection rows;
	if (!select_rows(self, true, &rows))
		return;
	ordered events = events_in_order(self, &rows);
	answer_rows(self, &events, EVENT_COLUMNS, put_event_object, put_event_cells);
}
