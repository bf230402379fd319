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
		int32_t head = syntax->nodes[token].head;
		/* "It was Iran that fired": what is said of the noun is the sentence's own. */
		bool cleft = relation == DEPREL_ACL_RELCL && syntax_child(syntax, head, DEPREL_COP) >= 0;
		if (relation == DEPREL_CCOMP || relation == DEPREL_PARATAXIS || (relation == DEPREL_ACL_RELCL && !cleft))
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

/* "threaten", "are threatening": what is so now is not dated by a day that something else is told of. */
static bool is_present(const syntax *syntax, int32_t token)
{
	const node *self = &syntax->nodes[token];
	if (self->deprel == DEPREL_XCOMP && self->head >= 0)
		return is_present(syntax, self->head);
	int32_t aux = syntax_child(syntax, token, DEPREL_AUX);
	uint8_t xpos = aux >= 0 && self->xpos == XPOS_VBG ? syntax->nodes[aux].xpos : self->xpos;
	bool bare = xpos == XPOS_VB && self->deprel == DEPREL_CONJ && aux < 0 && syntax_child(syntax, token, DEPREL_MARK) < 0;
	return xpos == XPOS_VBZ || xpos == XPOS_VBP || bare;
}

/* "— The Gazette (@gazette) January 9, 2020": the day of what is quoted, right behind its author. */
static bool is_stamp(const reading *reading, const timex *when)
{
	return when->first > 0 && slice_is(text_form(&reading->text, when->first - 1), ")");
}

/* The only day that the sentence names, where it belongs to the same happening: "died on Tuesday after being shot". */
static const timex *only_day(const joiner *self, const event *event)
{
	const reading *reading = self->reading;
	const sentence *sentence = &reading->text.sentences[reading->text.tokens[event->trigger].sentence];
	const timex *found = NULL;
	/* A noun in passing ("sent her on Tuesday to end the clashes") may have happened at any time. */
	if (reading->syntax.nodes[event->clause].upos == UPOS_NOUN
			|| is_present(&reading->syntax, (int32_t)event->clause) || event->aux & ~(unsigned)BEDE_NEGATION)
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
	if (!found || !found->resolved || !is_day(found->begin) || is_saying_date(self, found)
			|| is_stamp(reading, found))
		return NULL;
	const syntax *syntax = &reading->syntax;
	int32_t governor = when_governor(found, syntax), happening = governor < 0 ? (int32_t)found->first
		: happening_of(syntax, governor);
	/* "during Monday's session" at the end belongs to the sentence, whatever the parser hangs it on. */
	if (found->host && governor >= 0 && (int32_t)found->first > (int32_t)event->clause)
		while (syntax->nodes[happening].head >= 0 && syntax->nodes[happening].deprel == DEPREL_ACL_RELCL)
			happening = happening_of(syntax, syntax->nodes[happening].head);
	return happening_of(syntax, (int32_t)event->clause) == happening ? found : NULL;
}

/* Is the verb of the event under way, or over and told as such: "shot", "was shot", "were shooting"; no "had shot"? */
static bool is_narrated(const syntax *syntax, uint32_t token)
{
	const node *self = &syntax->nodes[token];
	bool past = false, other = false;
	if (self->xpos == XPOS_VBD)
		return true;
	for (int32_t child = self->first_child; child >= 0; child = syntax->nodes[child].next_sibling) {
		uint8_t relation = syntax->nodes[child].deprel;
		if (!deprel_is(relation, DEPREL_AUX))
			continue;
		bool told = syntax->nodes[child].xpos == XPOS_VBD && (relation == DEPREL_AUX_PASS || self->xpos == XPOS_VBG);
		past = past || told;
		other = other || (!told && relation == DEPREL_AUX);
	}
	return past && !other;
}

/* "Said on Monday its troops were advancing": what is under way when it is said has the date of the saying. */
static const timex *under_way(const joiner *self, const event *event)
{
	uint32_t chain[MOST_VOICES];
	const reading *reading = self->reading;
	const syntax *syntax = &reading->syntax;
	const node *verb = &syntax->nodes[event->clause];
	if (verb->xpos != XPOS_VBG || verb->deprel != DEPREL_CCOMP || syntax_child(syntax, (int32_t)event->clause,
			DEPREL_AUX) < 0)
		return NULL;
	uint32_t voices = source_chain(&reading->attributions, event, chain, MOST_VOICES);
	const attribution *inner = voices ? &reading->attributions.items[chain[voices - 1]] : NULL;
	return inner && (int32_t)inner->cue_head == verb->head ? inner->date : NULL;
}

static event_date own_date(const joiner *self, const event *event)
{
	const reading *reading = self->reading;
	const timex *when = when_of(&reading->times, &reading->text, &reading->syntax, event->trigger);
	if (!when && event->clause != event->trigger)
		when = when_of(&reading->times, &reading->text, &reading->syntax, event->clause);
	const timex *until = when ? when_until(&reading->times, &reading->text, &reading->syntax, event->trigger, when)
		: NULL;
	if (!when)
		when = when_said(self, event);
	if (!when)
		when = under_way(self, event);
	if (!when)
		when = only_day(self, event);
	return (event_date){when, until, false};
}

/* ---- told elsewhere in the report ---- */

enum {
	SCENE_SENTENCES = 3,     /* a scene goes on for so many sentences behind the last one that belongs to it */
	TOLD_SENTENCES = 12,     /* so far back "the attack" speaks of one */
	AHEAD_SENTENCES = 2,     /* so far behind the lead its day may be given */
	LEAD_SENTENCES = 3,
};

static bool is_one_day(const event_date *date)
{
	return date->when && !date->until && date->when->resolved && is_day(date->when->begin)
		&& date_compare(date->when->begin, date->when->finish) == 0;
}

static uint32_t sentence_of(const joiner *self, const event *event)
{
	return self->reading->text.tokens[event->trigger].sentence;
}

static bool same_party(const party *a, const party *b)
{
	return a && b && (a->entity == b->entity || (a->code.country[0] && strcmp(a->code.country, b->code.country) == 0
		&& strcmp(a->code.sector, b->code.sector) == 0));
}

static bool sides_meet(const event_party *a, uint32_t a_count, const event_party *b, uint32_t b_count)
{
	for (uint32_t i = 0; i < a_count; i++)
		for (uint32_t j = 0; j < b_count; j++)
			if (same_party(a[i].party, b[j].party))
				return true;
	return false;
}

/* Are both sides known to be of countries, and none of them the same? */
static bool sides_differ(const event_party *a, uint32_t a_count, const event_party *b, uint32_t b_count)
{
	bool known_a = false, known_b = false;
	for (uint32_t i = 0; i < a_count; i++)
		for (uint32_t j = 0; j < b_count; j++) {
			const party *one = a[i].party, *other = b[j].party;
			if (!one || !other)
				continue;
			known_a = known_a || one->code.country[0];
			known_b = known_b || other->code.country[0];
			if (one->code.country[0] && strcmp(one->code.country, other->code.country) == 0)
				return false;
		}
	return known_a && known_b;
}

static bool shares_party(const event *a, const event *b)
{
	return sides_meet(a->actors, a->actor_count, b->actors, b->actor_count)
		|| sides_meet(a->recipients, a->recipient_count, b->recipients, b->recipient_count)
		|| sides_meet(a->actors, a->actor_count, b->recipients, b->recipient_count)
		|| sides_meet(a->recipients, a->recipient_count, b->actors, b->actor_count);
}

static bool parties_agree(const event *a, const event *b)
{
	return !sides_differ(a->actors, a->actor_count, b->actors, b->actor_count)
		&& !sides_differ(a->recipients, a->recipient_count, b->recipients, b->recipient_count);
}

/* "The attack", "took part in that march": a noun that speaks of what was told before; -1: the event has none. */
static int32_t definite_noun(const joiner *self, const event *event)
{
	const syntax *syntax = &self->reading->syntax;
	bool force = event->type == BEDE_ASSAULT || event->type == BEDE_PROTEST;
	for (uint32_t i = 0; i < event->matched_count; i++) {
		int32_t noun = (int32_t)event->matched[i];
		/* The object of another verb is no telling of it ("left the meeting"). */
		if ((uint32_t)noun != event->trigger && (!force || !self->reading->events.met || !self->reading->events.met[noun]))
			continue;
		if (syntax->nodes[noun].upos == UPOS_NOUN
				&& when_has_sign(&self->reading->times, syntax_child(syntax, noun, DEPREL_DET), SIGN_THE))
			return noun;
	}
	return -1;
}

/* Does such a noun speak of that event? One noun of another ("the conflict" behind "the attack") does not; a plural
 * ("the protests") may mean all that there have been, unless it follows at once. */
static bool speaks_of(const joiner *self, int32_t noun, const event *before, uint32_t gap)
{
	const syntax *syntax = &self->reading->syntax;
	const node *other = &syntax->nodes[before->trigger];
	if (noun < 0 || (syntax->nodes[noun].xpos == XPOS_NNS && gap > 1))
		return false;
	return other->upos != UPOS_NOUN || slice_equal(other->lemma, syntax->nodes[noun].lemma);
}

/* Does another verb of saying or doing hold the noun to a date of its own? */
static bool names_a_date(const joiner *self, uint32_t sentence_number)
{
	const reading *reading = self->reading;
	const sentence *sentence = &reading->text.sentences[sentence_number];
	for (uint32_t i = 0; i < reading->times.count; i++) {
		const timex *item = &reading->times.items[i];
		if (item->first >= sentence->first + sentence->count)
			break;
		if (item->first >= sentence->first && (item->type == TIMEX_DATE || item->type == TIMEX_TIME)
				&& (is_day(item->begin) || !item->resolved || slice_is(item->value, "PAST_REF")))
			return true;
	}
	return false;
}

/* "The attack", told of before on one day, or the same done to the same person: "Khan was shot" a second time. */
static bool told_again(const joiner *self, const event *event, const struct event *before, uint32_t gap, bool dated)
{
	const syntax *syntax = &self->reading->syntax;
	if (event->type != before->type || !parties_agree(event, before))
		return false;
	if (speaks_of(self, definite_noun(self, event), before, gap))
		return true;
	if (dated)
		return false;
	bool one_person = false;
	for (uint32_t i = 0; i < event->recipient_count; i++)
		for (uint32_t j = 0; j < before->recipient_count; j++) {
			const party *a = event->recipients[i].party, *b = before->recipients[j].party;
			int32_t mention = event->recipients[i].mention;
			one_person = one_person || (a && b && a->entity == b->entity && mention != MENTION_NONE
				&& self->reading->names.mentions[mention].type == ENTITY_PERSON
				&& !self->reading->names.mentions[mention].plural);
		}
	return one_person && event->type == BEDE_ASSAULT && is_narrated(syntax, event->trigger);
}

/* What follows in the telling of one scene: force or protest by or against the same, in the narrative past. */
static bool goes_on_from(const joiner *self, const event *event, const struct event *before)
{
	const syntax *syntax = &self->reading->syntax;
	return bede_quad_code(event->type) == 4 && event->type == before->type && is_narrated(syntax, event->clause)
		&& is_narrated(syntax, before->clause) && parties_agree(event, before)
		&& (shares_party(event, before) || event->actor_count == 0);
}

/* "Lam also agreed …": one more thing that the same party does on the same occasion. */
static bool adds_to(const joiner *self, const event *event, const struct event *before)
{
	const syntax *syntax = &self->reading->syntax;
	bool also = false;
	for (int32_t child = syntax->nodes[event->clause].first_child; child >= 0; child = syntax->nodes[child].next_sibling)
		also = also || (syntax->nodes[child].deprel == DEPREL_ADVMOD
			&& when_has_sign(&self->reading->times, child, SIGN_ALSO));
	return also && is_narrated(syntax, event->clause)
		&& sides_meet(event->actors, event->actor_count, before->actors, before->actor_count);
}

static bool may_carry(const event *event)
{
	return !(event->aux & (BEDE_FUTURE | BEDE_HYPOTHETICAL | BEDE_HISTORICAL));
}

static void carry_from(joiner *self, uint32_t to, uint32_t from)
{
	self->dates[to] = self->dates[from];
	self->dates[to].carried = true;
}

/* The date of what goes before in the same clause: "agreed to …, but did not accede to …". */
static bool carry_within(joiner *self, uint32_t number)
{
	const events *events = &self->reading->events;
	const syntax *syntax = &self->reading->syntax;
	const event *event = &events->items[number];
	const node *clause = &syntax->nodes[event->clause];
	if (clause->deprel != DEPREL_CONJ || clause->upos != UPOS_VERB)
		return false;
	for (uint32_t i = 0; i < events->count; i++)
		if (self->dates[i].carried && (int32_t)events->items[i].clause == clause->head && may_carry(&events->items[i])) {
			carry_from(self, number, i);
			return true;
		}
	return false;
}

static void carry(joiner *self, uint32_t number)
{
	const events *events = &self->reading->events;
	const event *event = &events->items[number];
	uint32_t here = sentence_of(self, event);
	if (!may_carry(event) || carry_within(self, number))
		return;
	bool dated = names_a_date(self, here);
	for (uint32_t i = number; i-- > 0;) {
		const struct event *before = &events->items[i];
		uint32_t gap = here - sentence_of(self, before);
		if (gap > TOLD_SENTENCES)
			break;
		if (!is_one_day(&self->dates[i]))
			continue;
		/* What is announced on a day is still to come, but the announcing is not. */
		if (!dated && gap > 0 && gap <= SCENE_SENTENCES && !(before->aux & BEDE_HISTORICAL)
				&& adds_to(self, event, before)) {
			carry_from(self, number, i);
			return;
		}
		if (!may_carry(before))
			continue;
		if (told_again(self, event, before, gap, dated)) {
			carry_from(self, number, i);
			return;
		}
		if (!dated && gap > 0 && gap <= SCENE_SENTENCES && goes_on_from(self, event, before)) {
			carry_from(self, number, i);
			return;
		}
	}
	/* The lead's event whose day the next sentences give. */
	if (here >= LEAD_SENTENCES)
		return;
	for (uint32_t i = number + 1; i < events->count; i++) {
		const struct event *behind = &events->items[i];
		if (sentence_of(self, behind) > here + AHEAD_SENTENCES)
			return;
		if (is_one_day(&self->dates[i]) && !self->dates[i].carried && may_carry(behind)
				&& sentence_of(self, behind) > here && event->type == behind->type && definite_noun(self, behind) >= 0
				&& parties_agree(event, behind)) {
			carry_from(self, number, i);
			return;
		}
	}
}

void join_find_dates(joiner *self)
{
	const events *events = &self->reading->events;
	self->dates = ARENA_ARRAY(self->memory, events->count + 1u, event_date);
	for (uint32_t i = 0; i < events->count; i++)
		self->dates[i] = own_date(self, &events->items[i]);
	for (uint32_t i = 0; i < events->count; i++)
		if (!self->dates[i].when)
			carry(self, i);
}

/* What stands beside the report's events, for who asks for a pair, has its own words' date alone. */
static event_date date_of(const joiner *self, const event *event)
{
	const events *events = &self->reading->events;
	for (uint32_t i = 0; i < events->count; i++)
		if (&events->items[i] == event)
			return self->dates[i];
	return own_date(self, event);
}

void join_date(const joiner *self, const event *event, bede_record *out)
{
	event_date date = date_of(self, event);
	const timex *when = date.when, *until = date.until;
	if (!when)
		return;
	uint32_t end = until ? until->end : when->end;
	out->date_text = join_words(self, when->first, end);
	out->date_span = join_span(self, when->first, end);
	out->date_value = join_string(self, when->value);
	/* A range that is open at one end gives no day; its value still says what is known. */
	struct date finish = until ? until->finish : when->finish;
	if (!is_day(when->begin) || !is_day(finish))
		return;
	out->date = print_date(self, when->begin);
	if (date_compare(when->begin, finish) != 0)
		out->enddate = print_date(self, finish);
	if (until)
		out->date_value = arena_print(self->memory, "%s/%s", out->date, out->enddate);
}
