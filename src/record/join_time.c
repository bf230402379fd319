/* join_time.c — when an event of a record happened. */
#include <string.h>

#include "record/join.h"

static const char *print_date(const joiner *self, date day)
{
	return arena_print(self->memory, "%04d-%02d-%02d", day.year, day.month, day.day);
}

static bool is_day(date day)
{
	return date_is_set(day) && day.month && day.day;
}

static bool same_country(const mention *source, const event_party *parties, uint32_t count)
{
	for (uint32_t i = 0; i < source->party_count; i++)
		for (uint32_t j = 0; j < count; j++)
			if (parties[j].party && strcmp(source->parties[i].code.country, parties[j].party->code.country) == 0)
				return true;
	return false;
}

/* What somebody promises, demands or rejects happens when it is said: "On Monday Iran announced that it would free
 * …" */
static const timex *when_said(const joiner *self, const event *event)
{
	uint32_t chain[MOST_VOICES];
	const reading *reading = self->reading;
	bool by_words = bede_quad_code(event->type) == 1 || bede_quad_code(event->type) == 3;
	if (!by_words || event->type == BEDE_CONSULT || event->type == BEDE_SANCTION)
		return NULL;
	uint32_t voices = source_chain(&reading->attributions, event, chain, MOST_VOICES);
	const attribution *inner = voices ? &reading->attributions.items[chain[voices - 1]] : NULL;
	if (!inner || !inner->date || inner->mention == MENTION_NONE)
		return NULL;
	const mention *source = &reading->names.mentions[inner->mention];
	return same_country(source, event->actors, event->actor_count) ? inner->date : NULL;
}

/* Goes up as long as what is said stays one happening: coordination, "after being shot", "as they chanted". */
int32_t happening_of(const syntax *syntax, int32_t token)
{
	for (; syntax->nodes[token].head >= 0; token = syntax->nodes[token].head) {
		uint8_t relation = syntax->nodes[token].deprel;
		if (relation == DEPREL_CCOMP || relation == DEPREL_PARATAXIS || relation == DEPREL_ACL_RELCL)
			break;
	}
	return token;
}

static bool is_saying_date(const joiner *self, const timex *when)
{
	const attributions *all = &self->reading->attributions;
	for (uint32_t i = 0; i < all->count; i++)
		if (all->items[i].date == when)
			return true;
	return false;
}

/* The only day that the sentence names, where it belongs to the same happening: "died on Tuesday after being shot". */
static const timex *only_day(const joiner *self, const event *event)
{
	const reading *reading = self->reading;
	const sentence *sentence = &reading->text.sentences[reading->text.tokens[event->trigger].sentence];
	const timex *found = NULL;
	/* A noun in passing ("sent her on Tuesday to end the clashes") may have happened at any time. */
	if (reading->syntax.nodes[event->clause].upos == UPOS_NOUN || event->aux & ~(unsigned)BEDE_NEGATION)
		return NULL;
	uint32_t low = 0, high = reading->times.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (reading->times.items[middle].first < sentence->first)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < reading->times.count && reading->times.items[low].first < sentence->first + sentence->count; low++) {
		const timex *when = &reading->times.items[low];
		if (when->type != TIMEX_DATE && when->type != TIMEX_TIME)
			continue;
		if (found)
			return NULL;
		found = when;
	}
	if (!found || !found->resolved || !is_day(found->begin) || is_saying_date(self, found))
		return NULL;
	const syntax *syntax = &reading->syntax;
	return happening_of(syntax, (int32_t)event->clause) == happening_of(syntax, (int32_t)found->first) ? found : NULL;
}

void join_date(const joiner *self, const event *event, bede_record *out)
{
	const reading *reading = self->reading;
	const timex *when = when_of(&reading->times, &reading->text, &reading->syntax, event->trigger);
	if (!when && event->clause != event->trigger)
		when = when_of(&reading->times, &reading->text, &reading->syntax, event->clause);
	if (!when)
		when = when_said(self, event);
	if (!when)
		when = only_day(self, event);
	if (!when)
		return;
	out->date_text = join_words(self, when->first, when->end);
	out->date_span = join_span(self, when->first, when->end);
	out->date_value = join_string(self, when->value);
	/* A range that is open at one end gives no day; its value still says what is known. */
	if (!is_day(when->begin) || !is_day(when->finish))
		return;
	out->date = print_date(self, when->begin);
	if (date_compare(when->begin, when->finish) != 0)
		out->enddate = print_date(self, when->finish);
}
