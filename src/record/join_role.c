/* join_role.c — who held which office on the day of the event: "In 1987 Gorbachev met Reagan" names a general secretary
 * and a president, whatever they are on the day of the report. */
#include <string.h>

#include "record/join.h"

/* News of the last days speaks of people as they are on the report's day. */
enum { DAYS_PAST_LEAST = 14 };

static int32_t day_of(const char *iso)
{
	date day;
	return iso && date_parse(slice_of(iso), &day) ? date_to_days(day) : INT32_MIN;
}

/* The days of an event that lies well before the report; false: it does not, or it has no date. */
static bool past_days(const joiner *self, const bede_record *record, int32_t *first, int32_t *last)
{
	date written = self->reading->document.date;
	*first = day_of(record->date);
	*last = record->enddate ? day_of(record->enddate) : *first;
	if (*first == INT32_MIN || *last < *first)
		return false;
	return !date_is_set(written) || !written.day || *last < date_to_days(written) - DAYS_PAST_LEAST;
}

static const bede_party *with_roles(const joiner *self, const bede_party *parties, size_t count, int32_t first,
	int32_t last)
{
	bede_party *changed = NULL;
	for (size_t i = 0; i < count; i++) {
		actor_code code;
		slice office;
		if (!parties[i].identifier_text || !parties[i].code
				|| !name_lexicon_role(self->actors, slice_of(parties[i].identifier_text), first, last, &code, &office))
			continue;
		if (!changed) {
			changed = ARENA_ARRAY(self->memory, count, bede_party);
			memcpy(changed, parties, count * sizeof *changed);
		}
		changed[i].code = code.country[0] ? join_string(self, slice_of(code.country)) : NULL;
		changed[i].sector = code.sector[0] ? join_string(self, slice_of(code.sector)) : NULL;
		changed[i].office = join_string(self, office);
	}
	return changed ? changed : parties;
}

void join_roles(const joiner *self, bede_record *out)
{
	int32_t first, last;
	if (!past_days(self, out, &first, &last))
		return;
	out->actors = with_roles(self, out->actors, out->actor_count, first, last);
	out->recipients = with_roles(self, out->recipients, out->recipient_count, first, last);
}
