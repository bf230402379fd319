/*
 * differ.c — on which values the accounts of an event contradict each other. More than one value does not make a
 * difference yet: one account may only be less specific, say "about", name two parties where another names one of them,
 * or count something else.
 */
#include "link/differ.h"

#include <math.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/date.h"
#include "base/error.h"

/* ---- two values ---- */

#define LETTERS(a, b, c) ((uint32_t)(a) << 16 | (uint32_t)(b) << 8 | (uint32_t)(c))

/* Sectors between which reports choose freely: a president and his army, civilians and journalists. */
typedef enum side_of_things { SIDE_STATE, SIDE_ARMED, SIDE_CIVIL, SIDE_OPEN } side_of_things;

static side_of_things side_of(uint32_t sector)
{
	switch (sector) {
	case LETTERS('G', 'O', 'V'):
	case LETTERS('M', 'I', 'L'):
	case LETTERS('C', 'O', 'P'):
	case LETTERS('J', 'U', 'D'):
	case LETTERS('L', 'E', 'G'):
	case LETTERS('S', 'P', 'Y'):
	case LETTERS('E', 'L', 'I'):
	case LETTERS('P', 'T', 'Y'):
		return SIDE_STATE;
	case LETTERS('R', 'E', 'B'):
	case LETTERS('P', 'R', 'M'):
	case LETTERS('U', 'A', 'F'):
	case LETTERS('C', 'R', 'M'):
		return SIDE_ARMED;
	case LETTERS('C', 'V', 'L'):
	case LETTERS('J', 'R', 'N'):
	case LETTERS('R', 'E', 'L'):
	case LETTERS('B', 'U', 'S'):
	case LETTERS('E', 'D', 'U'):
	case LETTERS('L', 'A', 'B'):
	case LETTERS('M', 'E', 'D'):
	case LETTERS('R', 'E', 'F'):
	case LETTERS('A', 'G', 'R'):
	case LETTERS('S', 'O', 'C'):
		return SIDE_CIVIL;
	default:
		return SIDE_OPEN;
	}
}

/* Codes that stand for no one country (PLOVER's table 5.1). */
static bool is_country(uint32_t code)
{
	switch (code) {
	case LETTERS('I', 'M', 'G'):
	case LETTERS('I', 'S', 'M'):
	case LETTERS('N', 'G', 'O'):
	case LETTERS('M', 'N', 'C'):
	case LETTERS('I', 'G', 'O'):
		return false;
	default:
		return true;
	}
}

static bool parties_contradict(const told_value *a, const told_value *b)
{
	static const uint32_t unknown = LETTERS('U', 'N', 'K');
	if (a->sector == unknown || b->sector == unknown || !a->code || !b->code)
		return false;
	if (a->code != b->code && is_country(a->code) && is_country(b->code))
		return true;
	side_of_things x = side_of(a->sector), y = side_of(b->sector);
	return x != SIDE_OPEN && y != SIDE_OPEN && x != y;
}

static bool is_near(const told_value *a, const told_value *b)
{
	const double degree = 111.2, most = 30;
	double north = (a->lat - b->lat) * degree, east = (a->lon - b->lon) * degree * cos((a->lat + b->lat) * 0.0087266);
	return sqrt(north * north + east * east) < most;
}

static bool places_contradict(const told_value *a, const told_value *b)
{
	enum { PROVINCE = 2, TOWN = 4 };
	if (a->resolution == 0 || b->resolution == 0 || (a->place && a->place == b->place))
		return false;
	if (a->country && b->country && a->country != b->country)
		return true;
	if (a->resolution >= TOWN && b->resolution >= TOWN)
		return !is_near(a, b);
	return a->resolution >= PROVINCE && b->resolution >= PROVINCE && a->province && b->province
		&& a->province != b->province;
}

static bool numbers_contradict(const told_value *a, const told_value *b)
{
	const double about = 0.1;
	if (a->item != b->item || a->of_long_time != b->of_long_time)
		return false;
	double gap = a->low > b->high ? a->low - b->high : b->low - a->high;
	double slack = a->is_about || b->is_about ? about * (a->low > b->high ? a->low : b->low) : 0;
	return gap > slack;
}

bool values_contradict(const told_value *a, const told_value *b)
{
	if (a->kind != b->kind || a->field != b->field || a->value == b->value)
		return false;
	/* A report and whom it quotes speak of different sides of a thing, but for numbers. */
	if (a->kind != TOLD_NUMBER && a->report == b->report && !(a->is_quoted && b->is_quoted))
		return false;
	switch (a->kind) {
	case TOLD_DAY:
		return a->low > b->high || b->low > a->high;
	case TOLD_PLACE:
		return places_contradict(a, b);
	case TOLD_PARTY:
		return parties_contradict(a, b);
	case TOLD_NUMBER:
		return numbers_contradict(a, b);
	}
	return false;
}

/* ---- two tellers ---- */

/* Does the other one say nothing that goes with anything that the teller of `self` says of the field? Of numbers that
 * count other things it says nothing at all. */
static bool contradicts_all(const told_value *values, size_t count, const told_value *self, const told_value *of_other)
{
	bool any = false;
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; values[i].field == self->field && values[i].teller == self->teller && j < count; j++) {
			const told_value *other = &values[j];
			if (other->field != self->field || other->teller != of_other->teller)
				continue;
			if (self->kind == TOLD_NUMBER && values[i].item != other->item)
				continue;
			any = true;
			if (!values_contradict(&values[i], other))
				return false;
		}
	return any;
}

void values_mark(const told_value *values, size_t count, bool *differs)
{
	memset(differs, 0, count * sizeof *differs);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < i; j++) {
			const told_value *a = &values[i], *b = &values[j];
			if ((differs[i] && differs[j]) || a->teller == b->teller || !values_contradict(a, b))
				continue;
			if (contradicts_all(values, count, a, b))
				differs[i] = differs[j] = true;
		}
}

/* ---- from the tables ---- */

/* So many of an event are compared, the first ones. */
enum { MOST_VALUES = 96, LONG_DAYS = 3 };

typedef struct marking {
	bede_store *store;
	sqlite3_stmt *events, *told, *mark;
	told_value values[MOST_VALUES];
	bool differs[MOST_VALUES];
	bede_error *error;
} marking;

/* Events with more than one value for a field, among those that were linked now. */
static const char EVENTS[] =
	"SELECT DISTINCT event_id FROM accounts WHERE event_id IN (SELECT event_id FROM links JOIN members USING (record_id))"
	" AND field NOT IN ('report', 'statement', 'claim', 'denial', 'estimate', 'announcement', 'unacknowledged')"
	" GROUP BY event_id, field HAVING count(*) > 1";

/* The report of a record r, or what it was printed from; and whom it quotes. */
#define REPORT "ifnull((SELECT original_id FROM reprints p WHERE p.document_id = r.document_id), r.document_id)"
#define QUOTED \
	" ifnull((SELECT coalesce(identifier_text, code || ifnull(' ' || sector, ''), sector, lower(entity_text))" \
	"  FROM attributions a WHERE a.record_id = r.record_id ORDER BY position DESC LIMIT 1), '')"

enum {
	KIND, FIELD, OF_REPORT, OF_QUOTED, VALUE, LOW, HIGH, CODE, SECTOR, ITEM, ABOUT, DAYS,
	PLACE, PROVINCE, COUNTRY, RESOLUTION, LAT, LON
};

static const char TOLD[] =
	"WITH r AS (SELECT r.*, " REPORT " AS report, " QUOTED " AS quoted FROM links l JOIN records r USING (record_id)"
	"  WHERE event_id = ?1)"
	" SELECT 0, 'day', report, quoted, " ACCOUNT_DAY " AS value, julianday(date), julianday(ifnull(enddate, date)),"
	"  NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, record_id FROM r WHERE date IS NOT NULL"
	" UNION ALL SELECT 1, 'place', report, quoted, " ACCOUNT_PLACE ", NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
	"  geonameid, province, country_code, resolution, lat, lon, record_id FROM r LEFT JOIN places USING (place_id)"
	"  WHERE place_text IS NOT NULL"
	" UNION ALL SELECT 2, side, report, quoted, " ACCOUNT_PARTY ", NULL, NULL, code, sector, NULL, NULL, NULL, NULL,"
	"  NULL, NULL, NULL, NULL, NULL, record_id FROM r JOIN participants USING (record_id) WHERE " ACCOUNT_IS_TOLD
	" UNION ALL SELECT 3, role, report, quoted, " ACCOUNT_NUMBER ", min, max, NULL, NULL, ifnull(item, '') || '|' ||"
	"  ifnull(unit, ''), approx, julianday(enddate) - julianday(date), NULL, NULL, NULL, NULL, NULL, NULL, record_id"
	"  FROM r JOIN quantities USING (record_id) WHERE role IS NOT NULL"
	" ORDER BY record_id, 1, 2, value LIMIT 96";

static uint64_t hash_text(slice text)
{
	return text.length ? XXH3_64bits(text.at, text.length) : 0;
}

static uint32_t letters_of(slice text)
{
	uint32_t number = 0;
	for (size_t i = 0; i < text.length && i < 4; i++)
		number = number << 8 | (unsigned char)text.at[i];
	return number;
}

static double bound_of(sqlite3_stmt *row, int column, double open)
{
	return sqlite3_column_type(row, column) == SQLITE_NULL ? open : sqlite3_column_double(row, column);
}

/* "At least 39" means 39 and perhaps a few more, not any number. */
static void close_number(told_value *value)
{
	const double more = 1.25, less = 0.75;
	if (isinf(value->high))
		value->high = value->low * more + 1;
	if (isinf(value->low))
		value->low = value->high * less - 1;
}

static told_value value_of(sqlite3_stmt *row)
{
	told_value out = {
		.kind = (told_kind)sqlite3_column_int(row, KIND), .field = hash_text(sql_text(row, FIELD)),
		.report = sqlite3_column_int64(row, OF_REPORT), .is_quoted = sql_text(row, OF_QUOTED).length > 0,
		.teller = hash_text(sql_text(row, OF_QUOTED)) * 31 + (uint64_t)sqlite3_column_int64(row, OF_REPORT),
		.value = hash_text(sql_text(row, VALUE)),
		.low = bound_of(row, LOW, -INFINITY), .high = bound_of(row, HIGH, INFINITY),
		.code = letters_of(sql_text(row, CODE)), .sector = letters_of(sql_text(row, SECTOR)),
		.item = (uint32_t)hash_text(sql_text(row, ITEM)), .is_about = sqlite3_column_int(row, ABOUT),
		.of_long_time = sqlite3_column_double(row, DAYS) > LONG_DAYS,
		.place = (uint32_t)sqlite3_column_int64(row, PLACE), .province = (uint32_t)hash_text(sql_text(row, PROVINCE)),
		.country = letters_of(sql_text(row, COUNTRY)), .resolution = sqlite3_column_int(row, RESOLUTION),
		.lat = sqlite3_column_double(row, LAT), .lon = sqlite3_column_double(row, LON),
	};
	if (out.kind == TOLD_NUMBER)
		close_number(&out);
	return out;
}

static int next(const marking *self, sqlite3_stmt *statement)
{
	return sql_row(statement, self->store->path, self->error);
}

static bool mark_value(const marking *self, int64_t event_id)
{
	sqlite3_bind_int64(self->mark, 1, event_id);
	sql_bind(self->mark, 2, sql_text(self->told, FIELD));
	sql_bind(self->mark, 3, sql_text(self->told, VALUE));
	return sql_run(self->mark, self->store->path, self->error);
}

static bool mark_event(marking *self, int64_t event_id)
{
	size_t count = 0, marked = 0;
	int result;
	sqlite3_bind_int64(self->told, 1, event_id);
	while ((result = next(self, self->told)) > 0 && count < MOST_VALUES)
		self->values[count++] = value_of(self->told);
	sqlite3_reset(self->told);
	if (result < 0)
		return false;
	values_mark(self->values, count, self->differs);
	for (size_t i = 0; i < count; i++)
		marked += self->differs[i];
	/* The same rows again, for their texts. */
	for (size_t i = 0; marked && i < count && (result = next(self, self->told)) > 0; i++)
		if (self->differs[i] && !mark_value(self, event_id))
			result = -1, i = count;
	sqlite3_reset(self->told);
	return result >= 0;
}

bool differ_mark(bede_store *store, bede_error *error)
{
	marking self = {.store = store, .error = error};
	int result = -1;
	self.events = sql_prepare(store->db, store->path, EVENTS, error);
	self.told = self.events ? sql_prepare(store->db, store->path, TOLD, error) : NULL;
	self.mark = self.told ? sql_prepare(store->db, store->path,
		"UPDATE accounts SET differs = 1 WHERE event_id = ?1 AND field = ?2 AND value = ?3", error) : NULL;
	while (self.mark && (result = next(&self, self.events)) > 0)
		if (!mark_event(&self, sqlite3_column_int64(self.events, 0))) {
			result = -1;
			break;
		}
	sqlite3_finalize(self.events);
	sqlite3_finalize(self.told);
	sqlite3_finalize(self.mark);
	return result == 0;
}
