/* overview.c — what the store holds, as the page opens with it. */
#include <stdlib.h>
#include <string.h>

#include "view/asking.h"
#include "view/pair_count.h"
#include "view/row_pieces.h"

enum { MOST_DYADS = 12, MOST_DISPUTED = 8 };

static slice base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slice_of(slash ? slash + 1 : path);
}

/* First and last day of all events. */
static void put_days(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	uint32_t first = 0;
	/* Events stand by day; those without one in front. */
	while (first < of->event_count && of->event_day[first] == NO_DAY)
		first++;
	show_day(&self->json, "first_day", first < of->event_count ? of->event_day[first] : NO_DAY);
	show_day(&self->json, "last_day", first < of->event_count ? of->event_day[of->event_count - 1] : NO_DAY);
}

static void put_dyads(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	json_writer *json = &self->json;
	pair_counts pairs;
	pair_counts_init(&pairs, &self->memory);
	for (uint32_t row = 0; row < of->event_first[of->event_count]; row++) {
		dyad_walk walk = dyads_of(of, row);
		for (dyad dyad; dyad_next(&walk, &dyad);)
			if (dyad.actor != NO_NUMBER && dyad.recipient != NO_NUMBER && dyad.actor != dyad.recipient) {
				bool turned = of->codes.rank[dyad.actor] > of->codes.rank[dyad.recipient];
				pair_counts_add(&pairs, turned ? dyad.recipient : dyad.actor, turned ? dyad.actor : dyad.recipient,
					of->row_event[row], BEDE_NONE);
			}
	}
	pair_counts_sort(&pairs, of);
	json_put_key(json, "dyads");
	json_put_array(json);
	for (size_t i = 0; i < pairs.items.count && i < MOST_DYADS; i++) {
		const pair_count *pair = &pairs.items.items[i];
		json_put_object(json);
		show_text(json, "actor", name_list_get(&of->codes, pair->actor));
		show_text(json, "recipient", name_list_get(&of->codes, pair->recipient));
		show_number(json, "events", pair->events);
		json_put_object_end(json);
	}
	json_put_array_end(json);
}

/* Does `event` come before `other` among the disputed? Those with most sources first, then the latest. */
static bool is_before(const bede_snapshot *of, uint32_t event, uint32_t other)
{
	return of->event_sources[event] != of->event_sources[other] ? of->event_sources[event] > of->event_sources[other]
		: event > other;
}

static void put_disputed(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	uint32_t best[MOST_DISPUTED];
	size_t count = 0;
	for (uint32_t event = 0; event < of->event_count; event++) {
		if ((!of->event_differs[event] && !of->event_denials[event])
				|| (count == MOST_DISPUTED && !is_before(of, event, best[count - 1])))
			continue;
		size_t at = count < MOST_DISPUTED ? count++ : count - 1;
		for (; at > 0 && is_before(of, event, best[at - 1]); at--)
			best[at] = best[at - 1];
		best[at] = event;
	}
	json_put_key(&self->json, "disputed");
	json_put_array(&self->json);
	for (size_t i = 0; i < count; i++)
		if (show_event(self, best[i]))
			json_put_object_end(&self->json);
	json_put_array_end(&self->json);
}

void answer_summary(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	json_writer *json = &self->json;
	json_put_object(json);
	show_text(json, "name", base_name(of->path));
	show_text(json, "program", SLICE("bede " BEDE_VERSION));
	show_number(json, "generation", (int64_t)of->generation);
	show_number(json, "documents", of->document_count);
	show_number(json, "records", of->row_count);
	show_number(json, "events", of->event_count);
	show_number(json, "reprints", of->reprint_count);
	json_put_key(json, "linked");
	json_put_bool(json, of->linked);
	put_days(self);
	show_number(json, "publishers", (int64_t)of->publishers.names.count);
	put_dyads(self);
	put_disputed(self);
	json_put_key(json, "coder");
	json_put_bool(json, self->inquiry.coder);
	json_put_object_end(json);
	self->done = true;
}
