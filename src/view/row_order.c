/* row_order.c — sorting, as far as the page that is asked for needs it. */
#include "view/row_order.h"

#include <stdlib.h>

/* A key of 32 bits stands above the item's number, which keeps the order of time among equals. */
typedef struct sorting {
	asking *asking;
	uint64_t *keys;
	uint32_t count, room;
	uint32_t type_rank[BEDE_ASSAULT + 1];
} sorting;

/* ---- keys: from 1 on; 0: unknown, which stands last either way ---- */

static uint32_t rank_of(const name_list *names, uint32_t number)
{
	return number == NO_NUMBER ? 0 : names->rank[number] + 1;
}

/* By the first party's code, then its sector. */
static uint32_t side_key(const bede_snapshot *of, uint32_t row, bool recipients)
{
	for (uint32_t i = of->party_first[row]; i < of->party_first[row + 1]; i++) {
		const view_party *party = &of->parties[i];
		if (party->is_recipient != recipients)
			continue;
		uint32_t sector = party->sector == NO_SECTOR ? 0 : of->sectors.rank[party->sector] + 1;
		uint32_t sectors = (uint32_t)of->sectors.names.count + 1;
		/* A sector without a code comes behind all codes. */
		uint32_t code = party->code == NO_NUMBER ? (uint32_t)of->codes.names.count : of->codes.rank[party->code];
		return code * sectors + sector + 1;
	}
	return 0;
}

static uint32_t place_key(const bede_snapshot *of, uint32_t row)
{
	uint32_t place = row == NO_NUMBER ? NO_NUMBER : of->row_place[row];
	return place == NO_NUMBER ? 0 : rank_of(&of->place_names, of->places[place].name);
}

static uint32_t day_key(int32_t day)
{
	return day == NO_DAY ? 0 : (uint32_t)day + 0x80000000u;
}

static uint32_t number_key(double number)
{
	return number < 0 ? 1 : number > 4e9 ? 4000000001u : (uint32_t)number + 1;
}

static uint32_t row_key(const sorting *self, sort_key by, uint32_t row)
{
	const bede_snapshot *of = self->asking->snapshot;
	uint32_t document = of->row_document[row], event = of->row_event[row];
	switch (by) {
	case SORT_DAY:
		return day_key(of->row_day[row]);
	case SORT_CONFIDENCE:
		return (uint32_t)(of->row_confidence[row] * 1e9) + 1;
	case SORT_EVENT:
		return self->type_rank[of->row_type[row]];
	case SORT_ACTOR:
		return side_key(of, row, false);
	case SORT_RECIPIENT:
		return side_key(of, row, true);
	case SORT_PLACE:
		return place_key(of, row);
	case SORT_REPORTED:
		return document == NO_NUMBER ? 0 : day_key(of->document_days[document]);
	case SORT_PUBLISHER:
		return document == NO_NUMBER ? 0 : rank_of(&of->publishers, of->document_publishers[document]);
	case SORT_SOURCES:
		return event == NO_NUMBER ? 0 : of->event_sources[event] + 1;
	case SORT_DOCUMENTS:
		return event == NO_NUMBER ? 0 : of->event_documents[event] + 1;
	case SORT_RECORDS:
		return event == NO_NUMBER ? 0 : of->event_first[event + 1] - of->event_first[event] + 1;
	case SORT_DENIALS:
		return event == NO_NUMBER ? 0 : of->event_denials[event] + 1;
	case SORT_DEAD:
	case SORT_KEYS:
		break;
	}
	return 0;
}

/* An event is sorted by what it is shown with: its first record, but for its own day and place. */
static uint32_t event_key(const sorting *self, sort_key by, uint32_t event)
{
	const bede_snapshot *of = self->asking->snapshot;
	if (by == SORT_DAY)
		return day_key(of->event_day[event]);
	if (by == SORT_PLACE)
		return place_key(of, of->event_place_row[event]);
	return row_key(self, by, of->event_first[event]);
}

/* ---- sorting ---- */

static int compare_keys(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static uint64_t median(uint64_t a, uint64_t b, uint64_t c)
{
	uint64_t low = a < b ? a : b, high = a < b ? b : a;
	return c < low ? low : c > high ? high : c;
}

/* Quicksort that leaves alone what lies outside of [from, to) once all is sorted. Keys differ. */
static void sort_window(uint64_t *keys, size_t count, size_t from, size_t to, int depth)
{
	while (count > 32 && depth-- > 0) {
		uint64_t pivot = median(keys[0], keys[count / 2], keys[count - 1]);
		size_t low = 0, high = count - 1;
		for (;;) {
			while (keys[low] < pivot)
				low++;
			while (keys[high] > pivot)
				high--;
			if (low >= high)
				break;
			uint64_t key = keys[low];
			keys[low++] = keys[high];
			keys[high--] = key;
		}
		/* [0, split) is below all of [split, count). */
		size_t split = low;
		if (from < split)
			sort_window(keys, split, from, to < split ? to : split, depth);
		if (to <= split)
			return;
		keys += split;
		count -= split;
		from = from > split ? from - split : 0;
		to -= split;
	}
	if (from < to)
		qsort(keys, count, sizeof *keys, compare_keys);
}

enum { MOST_DEPTH = 64 };

static void add_key(sorting *self, uint32_t key, uint32_t item)
{
	uint64_t both = (uint64_t)key << 32 | item;
	if (!self->asking->inquiry.descending)
		both = key ? both : (uint64_t)UINT32_MAX << 32 | item;
	else
		both = key ? ~both : UINT64_MAX - item;
	self->keys[self->count++] = both;
}

static ordered finish(sorting *self)
{
	const inquiry *asked = &self->asking->inquiry;
	ordered out = {.count = self->count};
	out.from = asked->offset < self->count ? (uint32_t)asked->offset : self->count;
	out.to = asked->limit < self->count - out.from ? out.from + (uint32_t)asked->limit : self->count;
	sort_window(self->keys, self->count, out.from, out.to, MOST_DEPTH);
	out.items = ARENA_ARRAY(&self->asking->memory, out.to, uint32_t);
	for (uint32_t i = out.from; i < out.to; i++)
		out.items[i] = (uint32_t)(asked->descending ? ~self->keys[i] : self->keys[i]);
	return out;
}

static sorting start(asking *self, uint32_t room)
{
	sorting out = {.asking = self, .keys = ARENA_ARRAY(&self->memory, room, uint64_t), .room = room};
	for (int type = BEDE_AGREE; type <= BEDE_ASSAULT; type++)
		for (int other = BEDE_AGREE; other <= BEDE_ASSAULT; other++)
			out.type_rank[type] += slice_compare(slice_of(bede_event_name((bede_event_type)other)),
				slice_of(bede_event_name((bede_event_type)type))) <= 0;
	return out;
}

static uint32_t count_bits(const selection *rows)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < rows->words; i++)
		count += (uint32_t)__builtin_popcountll(rows->bits[i]);
	return count;
}

ordered events_in_order(asking *self, const selection *rows)
{
	const bede_snapshot *of = self->snapshot;
	sorting sorting = start(self, count_bits(rows));
	uint32_t dead = 0;
	for (uint32_t row = 0; selection_next(rows, &row);) {
		uint32_t event = of->row_event[row], key;
		if (self->inquiry.sort == SORT_DEAD) {
			while (dead < of->dead_count && of->dead[dead].event < event)
				dead++;
			key = dead < of->dead_count && of->dead[dead].event == event ? number_key(of->dead[dead].best) : 0;
		} else {
			key = event_key(&sorting, self->inquiry.sort, event);
		}
		add_key(&sorting, key, event);
		row = of->event_first[event + 1];
	}
	return finish(&sorting);
}

ordered rows_in_order(asking *self, const selection *rows)
{
	sorting sorting = start(self, count_bits(rows));
	for (uint32_t row = 0; selection_next(rows, &row); row++)
		add_key(&sorting, row_key(&sorting, self->inquiry.sort, row), row);
	return finish(&sorting);
}

/* ---- pages ---- */

void answer_rows(asking *self, const ordered *all, const char *columns, bool (*object)(asking *self, uint32_t item),
	bool (*cells)(asking *self, uint32_t item))
{
	answer_form form = self->inquiry.form;
	strbuf *out = &self->sink->buffer;
	json_writer *json = &self->json;
	bool as_object = form == FORM_PAGE || form == FORM_JSON;
	if (form == FORM_CSV)
		strbuf_add_string(out, columns);
	if (as_object) {
		json_put_object(json);
		json_put_key(json, "total");
		json_put_integer(json, all->count);
		json_put_key(json, "rows");
		json_put_array(json);
	}
	for (uint32_t i = all->from; i < all->to && !asking_failed(self); i++) {
		if (form == FORM_JSONL)
			json_writer_init(json, out, 0);
		bool written = form == FORM_CSV ? cells(self, all->items[i]) : object(self, all->items[i]);
		if (written && form == FORM_JSONL)
			strbuf_add_char(out, '\n');
		if (!sink_step(self->sink))
			return;
	}
	if (as_object) {
		json_put_array_end(json);
		json_put_object_end(json);
	}
	self->done = true;
}
