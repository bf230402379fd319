/* timeline.c — events in steps of time, without gaps. */
#include "base/date.h"
#include "base/error.h"
#include "view/asking.h"
#include "view/row_pieces.h"

enum { TYPES = BEDE_ASSAULT + 1, QUADS = 5, MOST_STEPS = 50000 };

static const char *const STEP_NAMES[] = {"day", "week", "month", "year"};

/* The number of the step that a day is in. Weeks begin on Monday; day 0 is a Thursday. */
static int32_t step_of(time_step by, int32_t day)
{
	if (by == STEP_DAY)
		return day;
	if (by == STEP_WEEK)
		return (day + 3) / 7 - ((day + 3) % 7 < 0);
	date date = date_from_days(day);
	return by == STEP_YEAR ? date.year : date.year * 12 + date.month - 1;
}

static int32_t first_day(time_step by, int32_t step)
{
	if (by == STEP_DAY)
		return step;
	if (by == STEP_WEEK)
		return step * 7 - 3;
	int year = by == STEP_YEAR ? step : step / 12, month = by == STEP_YEAR ? 1 : step % 12 + 1;
	return date_to_days((date){(int16_t)year, (uint8_t)month, 1});
}

/* Events of one kind within the steps. */
typedef struct timeline {
	time_step by;
	int32_t first;             /* step */
	uint32_t steps, total, left_out;
	uint32_t (*counts)[TYPES];
} timeline;

/* The days of an event. Where its own lie outside of those asked for, those of the record that is asked for. */
static void days_of(const asking *self, uint32_t event, uint32_t row, int32_t *from, int32_t *to)
{
	const bede_snapshot *of = self->snapshot;
	const inquiry *asked = &self->inquiry;
	*from = of->event_day[event];
	*to = of->event_last_day[event];
	if ((asked->since != NO_DAY && *from < asked->since) || (asked->until != NO_DAY && *from > asked->until)) {
		*from = of->row_day[row];
		*to = of->row_last_day[row];
	}
}

/* Days up to a quarter, weeks up to two years, months up to twenty: as many as one can look at. */
static time_step fitting_step(int32_t first, int32_t last)
{
	int64_t days = (int64_t)last - first;
	return days <= 92 ? STEP_DAY : days <= 2 * 366 ? STEP_WEEK : days <= 20 * 366 ? STEP_MONTH : STEP_YEAR;
}

typedef struct dated_event {
	int32_t from, to;
	uint8_t type;
} dated_event;

static bool count_events(asking *self, const selection *rows, timeline *out)
{
	const bede_snapshot *of = self->snapshot;
	dated_event *events = ARENA_ARRAY(&self->memory, of->event_count, dated_event);
	int32_t first = INT32_MAX, last = INT32_MIN;
	*out = (timeline){.by = self->inquiry.by};
	for (uint32_t row = 0; selection_next(rows, &row);) {
		uint32_t event = of->row_event[row];
		dated_event *it = &events[out->total++];
		days_of(self, event, row, &it->from, &it->to);
		it->type = of->row_type[row];
		if (it->from != NO_DAY && it->to != NO_DAY) {
			first = it->from < first ? it->from : first;
			last = it->from > last ? it->from : last;
		}
		row = of->event_first[event + 1];
	}
	if (out->by == STEP_FITTING)
		out->by = first <= last ? fitting_step(first, last) : STEP_MONTH;
	if (first <= last) {
		int64_t steps = (int64_t)step_of(out->by, last) - step_of(out->by, first) + 1;
		if (steps > MOST_STEPS) {
			error_set_at(self->sink->error, BEDE_ERROR_USAGE, "by", 0, "%lld steps are too many; ask for a longer step, or "
				"with since and until for a shorter time", (long long)steps);
			return false;
		}
		out->first = step_of(out->by, first);
		out->steps = (uint32_t)steps;
	}
	out->counts = arena_array(&self->memory, out->steps, sizeof *out->counts);
	for (uint32_t i = 0; i < out->total; i++) {
		const dated_event *it = &events[i];
		bool known = it->from != NO_DAY && it->to != NO_DAY && (it->to == it->from
			|| step_of(out->by, it->from) == step_of(out->by, it->to));
		if (known)
			out->counts[step_of(out->by, it->from) - out->first][it->type]++;
		out->left_out += !known;
	}
	return true;
}

/* ---- sums over types ---- */

static uint32_t count_at(const timeline *self, uint32_t step, bool by_event, unsigned key)
{
	uint32_t count = 0;
	if (by_event)
		return self->counts[step][key];
	for (unsigned type = BEDE_AGREE; type < TYPES; type++)
		count += bede_quad_code((bede_event_type)type) == (int)key ? self->counts[step][type] : 0;
	return count;
}

static uint32_t events_at(const timeline *self, uint32_t step, double *scale)
{
	uint32_t count = 0;
	double sum = 0;
	for (unsigned type = BEDE_AGREE; type < TYPES; type++) {
		count += self->counts[step][type];
		sum += self->counts[step][type] * bede_event_scale((bede_event_type)type);
	}
	*scale = count ? sum / count : 0;
	return count;
}

/* All four quads; of the types, those that there are. */
static bool is_shown(const timeline *self, bool by_event, unsigned key)
{
	if (!by_event)
		return key >= 1 && key < QUADS;
	for (uint32_t step = 0; step < self->steps; step++)
		if (self->counts[step][key])
			return true;
	return false;
}

static const char *key_name(bool by_event, unsigned key)
{
	static const char *const quads[QUADS] = {"0", "1", "2", "3", "4"};
	return by_event ? bede_event_name((bede_event_type)key) : quads[key];
}

/* ---- written forms ---- */

static void put_series(asking *self, const timeline *line)
{
	json_writer *json = &self->json;
	bool by_event = self->inquiry.split_by_event;
	json_put_key(json, "series");
	json_put_array(json);
	for (unsigned key = 0; key < (by_event ? TYPES : QUADS); key++) {
		if (!is_shown(line, by_event, key))
			continue;
		json_put_object(json);
		show_text(json, "key", slice_of(key_name(by_event, key)));
		json_put_key(json, "counts");
		json_put_array(json);
		for (uint32_t step = 0; step < line->steps; step++)
			json_put_integer(json, count_at(line, step, by_event, key));
		json_put_array_end(json);
		json_put_object_end(json);
	}
	json_put_array_end(json);
}

static void put_scale(json_writer *json, const timeline *line, uint32_t step)
{
	double scale;
	if (events_at(line, step, &scale))
		json_put_number(json, scale, 2);
	else
		json_put_null(json);
}

static void put_whole(asking *self, const timeline *line)
{
	json_writer *json = &self->json;
	char room[16];
	json_put_object(json);
	show_text(json, "by", slice_of(STEP_NAMES[line->by]));
	json_put_key(json, "steps");
	json_put_array(json);
	for (uint32_t step = 0; step < line->steps; step++)
		json_put_string(json, view_day(first_day(line->by, line->first + (int32_t)step), room));
	json_put_array_end(json);
	put_series(self, line);
	json_put_key(json, "scale");
	json_put_array(json);
	for (uint32_t step = 0; step < line->steps; step++)
		put_scale(json, line, step);
	json_put_array_end(json);
	show_number(json, "total", line->total);
	show_number(json, "left_out", line->left_out);
	json_put_object_end(json);
}

static void put_step_object(asking *self, const timeline *line, uint32_t step)
{
	json_writer *json = &self->json;
	bool by_event = self->inquiry.split_by_event;
	double scale;
	json_writer_init(json, &self->sink->buffer, 0);
	json_put_object(json);
	show_day(json, "step", first_day(line->by, line->first + (int32_t)step));
	show_number(json, "events", events_at(line, step, &scale));
	json_put_key(json, "scale");
	put_scale(json, line, step);
	for (unsigned key = 0; key < (by_event ? TYPES : QUADS); key++)
		if (is_shown(line, by_event, key))
			show_number(json, key_name(by_event, key), count_at(line, step, by_event, key));
	json_put_object_end(json);
	strbuf_add_char(&self->sink->buffer, '\n');
}

static void put_step_cells(asking *self, const timeline *line, uint32_t step)
{
	bool by_event = self->inquiry.split_by_event;
	char room[16];
	double scale;
	row_writer cells;
	row_start(&cells, &self->sink->buffer, false);
	row_put(&cells, view_day(first_day(line->by, line->first + (int32_t)step), room));
	uint32_t events = events_at(line, step, &scale);
	row_put_integer(&cells, true, events);
	row_put_number(&cells, events > 0, scale, 2);
	for (unsigned key = 0; key < (by_event ? TYPES : QUADS); key++)
		if (is_shown(line, by_event, key))
			row_put_integer(&cells, true, count_at(line, step, by_event, key));
	row_end(&cells);
}

static void put_columns(asking *self, const timeline *line)
{
	bool by_event = self->inquiry.split_by_event;
	row_writer cells;
	row_start(&cells, &self->sink->buffer, false);
	row_put_string(&cells, "step");
	row_put_string(&cells, "events");
	row_put_string(&cells, "scale");
	for (unsigned key = 0; key < (by_event ? TYPES : QUADS); key++)
		if (is_shown(line, by_event, key))
			row_put_string(&cells, key_name(by_event, key));
	row_end(&cells);
}

void answer_timeline(asking *self)
{
	answer_form form = self->inquiry.form;
	selection rows;
	timeline line;
	if (!select_rows(self, true, &rows) || !count_events(self, &rows, &line))
		return;
	if (form == FORM_PAGE || form == FORM_JSON)
		put_whole(self, &line);
	if (form == FORM_CSV)
		put_columns(self, &line);
	for (uint32_t step = 0; (form == FORM_CSV || form == FORM_JSONL) && step < line.steps; step++) {
		if (form == FORM_CSV)
			put_step_cells(self, &line, step);
		else
			put_step_object(self, &line, step);
		if (!sink_step(self->sink))
			return;
	}
	self->done = true;
}
