/*
 * compare.c — do two records tell of one event? Points for what speaks for it and against it; from one whole point on
 * they do. The weights of trigger, reports, words and of a town without a day, and from which number on numbers
 * tell, were set on topics 1 to 35 of ECB+ but those that are kept for development; those of mode, day, country and
 * parties, which ECB+ cannot show, by hand.
 */
#include "link/compare.h"

#include <math.h>

/* Two reports on one thing share at least a third of what they are about; more says little more. */
static const float REPORTS_PER_SHARE = 1.667f, MOST_FOR_REPORTS = 0.6f;
/* "Killed" and "shelled" may be one event, but then the day, the town and the numbers or the mode must speak for it. */
static const float SAME_LEMMA = 0.5f, NEAR_LEMMA = 0.45f, SAME_MODE = 0.1f, OTHER_LEMMA = 0;
static const float SAME_DAY = 0.2f, SAME_TOWN = 0.05f, TOWN_AND_DAY = 0.1f, NEAR_TOWN = 0.05f, SAME_NUMBER = 0.1f,
	SAME_SENTENCE = 0.15f, SHARED_NAME = 0.05f;
static const float OTHER_COUNTRY = -0.5f, OTHER_TOWN = -0.4f, OTHER_ACTOR = -0.1f, OTHER_RECIPIENT = -0.2f,
	FAR_NUMBER = -0.2f;
static const float OTHER_ACTOR_NAME = -0.2f, OTHER_SPEAKER = -0.4f, OTHER_RECIPIENT_NAME = -0.3f,
	DID_NOT_HAPPEN = -0.3f, IN_HISTORY = -0.3f, OTHER_NUMBER_OF_ONE_REPORT = -0.2f;
/* A report says many things of one kind: statements in one are one only if more than the word speaks for it. */
static const float STATEMENTS_OF_ONE_REPORT = -0.25f;

/* Reports of an event that do not say when come within so many days of each other. */
enum { REPORT_DAYS = 3, LONG_DAYS = 45 };

float compare_reports(const report_profile *a, const report_profile *b)
{
	uint32_t names;
	if (a == b)
		return 1;
	if (!a->topic_weight || !b->topic_weight)
		return 0;
	uint32_t shared = hashes_shared(a->topic, b->topic, &names);
	return (float)(shared + 2 * names) / sqrtf((float)a->topic_weight * (float)b->topic_weight);
}

static float weigh_trigger(const record_profile *a, const record_profile *b)
{
	if (a->lemma && a->lemma == b->lemma)
		return SAME_LEMMA;
	if (near_words(a->trigger, b->trigger))
		return NEAR_LEMMA;
	return a->mode && a->mode == b->mode ? SAME_MODE : OTHER_LEMMA;
}

/* The words around the trigger. */
static float weigh_words(const record_profile *a, const record_profile *b)
{
	uint32_t names, least = hashes_weight(a->words), other = hashes_weight(b->words);
	uint32_t shared = hashes_shared(a->words, b->words, &names);
	least = other < least ? other : least;
	float share = least ? (float)(shared + 2 * names) / (float)least : 0;
	/* A sentence taken over, perhaps; with a name in both, they are at least about one person or place. */
	return (share >= 0.8f ? SAME_SENTENCE : 0) + (names ? SHARED_NAME : 0);
}

/* ---- days ---- */

static bool is_day(const record_profile *self)
{
	return self->first_day != NO_DAY && self->first_day == self->last_day;
}

/* The days on which the event may have been, as far as the record and its report tell. */
static bool possible_days(const profiles *profiles, const record_profile *self, int32_t *first, int32_t *last)
{
	int32_t day = profiles->reports[self->report].day;
	if (self->first_day != NO_DAY) {
		*first = self->first_day;
		*last = self->last_day;
		return true;
	}
	if (day == NO_DAY)
		return false;
	*first = self->aux & (BEDE_FUTURE | BEDE_HYPOTHETICAL) ? day : day - REPORT_DAYS;
	*last = day + (self->aux & (BEDE_FUTURE | BEDE_HYPOTHETICAL) ? REPORT_DAYS : 0);
	return true;
}

static float weigh_days(const profiles *profiles, const record_profile *a, const record_profile *b, const char **veto)
{
	int32_t a_first, a_last, b_first, b_last;
	if (!possible_days(profiles, a, &a_first, &a_last) || !possible_days(profiles, b, &b_first, &b_last))
		return 0;
	if (a_first > b_last || b_first > a_last) {
		*veto = "their days are apart";
		return 0;
	}
	/* "Since the war began" is no day of it. */
	if ((a_last - a_first > LONG_DAYS) != (b_last - b_first > LONG_DAYS)) {
		*veto = "one is of a long time";
		return 0;
	}
	return is_day(a) && is_day(b) ? SAME_DAY : 0;
}

/* ---- places ---- */

static bool is_town(const record_profile *self)
{
	return self->place && self->resolution >= 4;
}

static float kilometres(const record_profile *a, const record_profile *b)
{
	const float degree = 111.2f;
	float north = (a->lat - b->lat) * degree;
	float east = (a->lon - b->lon) * degree * cosf((a->lat + b->lat) * 0.0087266f);
	return sqrtf(north * north + east * east);
}

static float weigh_places(const record_profile *a, const record_profile *b)
{
	if (!a->resolution || !b->resolution)
		return 0;
	if (a->place && a->place == b->place)
		return !is_town(a) ? 0 : is_day(a) && is_day(b) ? SAME_TOWN + TOWN_AND_DAY : SAME_TOWN;
	if (a->country && b->country && a->country != b->country)
		return OTHER_COUNTRY;
	/* Within a town, or beside it. */
	if (is_town(a) && is_town(b))
		return kilometres(a, b) < 20 ? NEAR_TOWN : OTHER_TOWN;
	/* A town, and a province that is not its own. */
	return a->province && b->province && a->province != b->province ? OTHER_TOWN : 0;
}

/* ---- parties ---- */

/* What somebody says: there is no event apart from it. */
static bool is_statement(const record_profile *self)
{
	switch ((bede_event_type)self->type) {
	case BEDE_SUPPORT:
	case BEDE_REQUEST:
	case BEDE_ACCUSE:
	case BEDE_REJECT:
	case BEDE_THREATEN:
		return true;
	default:
		return false;
	}
}

typedef struct party_list {
	const party_profile *items;
	uint8_t count;
} party_list;

/* What two lists of parties have in common. */
typedef struct party_match {
	bool have_codes, share_code;
	bool clash;                /* all of both are known by name, and none is the same */
	bool other_kind;           /* words stand for all of both, and none is of one code and sector with another */
} party_match;

static party_match match_parties(party_list a, party_list b)
{
	bool a_codes = false, b_codes = false, named = a.count && b.count, told = named, share_name = false, part = false;
	bool share_kind = false;
	party_match out = {0};
	for (uint8_t i = 0; i < a.count; i++) {
		a_codes = a_codes || a.items[i].code;
		named = named && a.items[i].name;
		told = told && a.items[i].is_told && a.items[i].sector;
	}
	for (uint8_t j = 0; j < b.count; j++) {
		b_codes = b_codes || b.items[j].code;
		named = named && b.items[j].name;
		told = told && b.items[j].is_told && b.items[j].sector;
	}
	for (uint8_t i = 0; i < a.count; i++)
		for (uint8_t j = 0; j < b.count; j++) {
			const party_profile *x = &a.items[i], *y = &b.items[j];
			out.share_code = out.share_code || (x->code && x->code == y->code);
			share_kind = share_kind || (x->code == y->code && x->sector == y->sector);
			share_name = share_name || (x->name && x->name == y->name);
			/* "The United States" and its army are not two. */
			part = part || (x->code && x->code == y->code && (!x->sector || !y->sector));
		}
	out.have_codes = a_codes && b_codes;
	out.clash = named && !share_name && !part;
	out.other_kind = told && !share_kind;
	return out;
}

/* Whom it happened to is told more surely than who did it, on which accounts may differ. */
static float weigh_parties(const record_profile *a, const record_profile *b)
{
	party_match actors = match_parties((party_list){a->actors, a->actor_count},
		(party_list){b->actors, b->actor_count});
	party_match recipients = match_parties((party_list){a->recipients, a->recipient_count},
		(party_list){b->recipients, b->recipient_count});
	float points = 0;
	if (actors.have_codes && !actors.share_code)
		points += OTHER_ACTOR;
	if (recipients.have_codes && !recipients.share_code)
		points += OTHER_RECIPIENT;
	/* What somebody said is not what another did; what was done may be told of a commander or of his men. */
	if (actors.clash)
		points += is_statement(a) ? OTHER_SPEAKER : OTHER_ACTOR_NAME;
	if (recipients.clash)
		points += OTHER_RECIPIENT_NAME;
	else if (a->report == b->report && recipients.other_kind)
		points += OTHER_RECIPIENT;
	return points;
}

/* ---- numbers ---- */

/* One, two or three dead are told of many events: only larger numbers show that two are one. */
static const double TELLING_NUMBER = 4;

static float weigh_numbers(const record_profile *a, const record_profile *b)
{
	float points = 0;
	for (uint8_t i = 0; i < a->number_count; i++)
		for (uint8_t j = 0; j < b->number_count; j++) {
			const number_profile *x = &a->numbers[i], *y = &b->numbers[j];
			if (x->role != y->role)
				continue;
			if (x->min <= y->max && y->min <= x->max && x->min >= TELLING_NUMBER && y->min >= TELLING_NUMBER)
				return SAME_NUMBER;
			/* Tolls rise and sources differ, but not tenfold. */
			double low = x->max < y->max ? x->max : y->max, high = x->min > y->min ? x->min : y->min;
			if (low * 10 < high)
				points = FAR_NUMBER;
			else if (a->report == b->report && low < high && points == 0)
				points = OTHER_NUMBER_OF_ONE_REPORT;
		}
	return points;
}

/* ---- whether it happened, and when things of its kind do ---- */

/* Somebody who denies it speaks of the event; a report that says that it did not happen, of none. */
static bool did_not_happen(const record_profile *self)
{
	return self->aux & BEDE_NEGATION && !self->is_denied;
}

static float weigh_kinds(const record_profile *a, const record_profile *b)
{
	float points = 0;
	if (did_not_happen(a) != did_not_happen(b))
		points += DID_NOT_HAPPEN;
	if (!(a->aux & BEDE_HISTORICAL) != !(b->aux & BEDE_HISTORICAL))
		points += IN_HISTORY;
	if (a->report == b->report && a->sequence != b->sequence && is_statement(a))
		points += STATEMENTS_OF_ONE_REPORT;
	return points;
}

/* ---- */

evidence compare_records(const profiles *profiles, const record_profile *a, const record_profile *b)
{
	const unsigned not_yet = BEDE_FUTURE | BEDE_HYPOTHETICAL;
	evidence out = {0};
	if (a->type != b->type) {
		out.veto = "their types differ";
		return out;
	}
	if (!(a->aux & not_yet) != !(b->aux & not_yet)) {
		out.veto = "one has not happened yet";
		return out;
	}
	out.day = weigh_days(profiles, a, b, &out.veto);
	if (out.veto)
		return out;
	out.trigger = weigh_trigger(a, b);
	out.place = weigh_places(a, b);
	out.parties = weigh_parties(a, b);
	out.numbers = weigh_numbers(a, b);
	out.kinds = weigh_kinds(a, b);
	/* A sentence with two triggers tells of two events. */
	out.words = out.trigger >= NEAR_LEMMA ? weigh_words(a, b) : 0;
	out.sum = out.trigger + out.day + out.place + out.parties + out.numbers + out.kinds + out.words;
	/* The dearest comes last. */
	if (out.sum + MOST_FOR_REPORTS >= ENOUGH_EVIDENCE) {
		float points = compare_reports(&profiles->reports[a->report], &profiles->reports[b->report]) * REPORTS_PER_SHARE;
		out.reports = points < MOST_FOR_REPORTS ? points : MOST_FOR_REPORTS;
		out.sum += out.reports;
	}
	return out;
}
