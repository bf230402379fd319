/* filter.c — which records a question is about, as SQL. */
#include "store/filter.h"

#include <string.h>

#include "base/error.h"

void question_init(question *self)
{
	*self = (question){.value_count = 0};
	strbuf_init(&self->sql);
	strbuf_init(&self->values);
}

void question_clear(question *self)
{
	strbuf_clear(&self->sql);
	strbuf_clear(&self->values);
}

void question_add(question *self, const char *sql)
{
	strbuf_add_string(&self->sql, sql);
}

void question_value(question *self, slice value)
{
	strbuf_add_char(&self->sql, '?');
	strbuf_add_slice(&self->values, value);
	strbuf_add_char(&self->values, '\0');
	self->value_count++;
}

sqlite3_stmt *question_prepare(const question *self, sqlite3 *db, const char *path, bede_error *error)
{
	if (self->sql.failed || self->values.failed) {
		error_set_at(error, BEDE_ERROR_MEMORY, path, 0, "out of memory for the question");
		return NULL;
	}
	sqlite3_stmt *statement = sql_prepare(db, path, self->sql.bytes, error);
	const char *value = self->values.bytes;
	for (int i = 1; statement && i <= self->value_count; i++) {
		sql_bind_string(statement, i, value);
		value += strlen(value) + 1;
	}
	return statement;
}

/* ---- parts of the condition; each begins with " AND " ---- */

/* "RUS", "RUS:MIL", "RUSMIL" or ":MIL". */
typedef struct party_code {
	slice code, sector;        /* {NULL,0}: any */
} party_code;

static bool is_code(slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.at[i] < 'A' || text.at[i] > 'Z')
			return false;
	return text.length == 3;
}

static bool read_party(const char *given, party_code *out, bede_error *error)
{
	slice text = slice_of(given), code = text, sector = {NULL, 0};
	const char *colon = memchr(text.at, ':', text.length);
	if (colon) {
		code = (slice){text.at, (size_t)(colon - text.at)};
		sector = (slice){colon + 1, text.length - code.length - 1};
	} else if (text.length == 6) {
		code.length = 3;
		sector = (slice){text.at + 3, 3};
	}
	*out = (party_code){code.length ? code : (slice){NULL, 0}, sector};
	if ((!out->code.at || is_code(code)) && (!sector.at || is_code(sector)) && (out->code.at || sector.at))
		return true;
	error_set(error, BEDE_ERROR_USAGE, "'%.40s' is no party; write a code, a code and a sector, or a sector: RUS, "
		"RUS:MIL, :MIL", given);
	return false;
}

/* The days of a dyad's rows stand in their key: with them, a question for a month reads that month alone. */
static void add_days(question *self, const bede_filter *filter, const char *column)
{
	if (filter->since) {
		question_add(self, " AND ");
		question_add(self, column);
		question_add(self, " >= ");
		question_value(self, slice_of(filter->since));
	}
	if (filter->until) {
		question_add(self, " AND ");
		question_add(self, column);
		question_add(self, " <= ");
		question_value(self, slice_of(filter->until));
		/* "2024-03" ends with the month's last day. */
		question_add(self, " || '~'");
	}
}

static void add_dyad(question *self, const bede_filter *filter, slice actor, slice recipient)
{
	question_add(self, "SELECT record_id FROM dyads WHERE 1");
	if (actor.at) {
		question_add(self, " AND actor = ");
		question_value(self, actor);
	}
	if (recipient.at) {
		question_add(self, " AND recipient = ");
		question_value(self, recipient);
	}
	add_days(self, filter, "day");
}

/* In a reciprocal event all parties stand on the side of the actors. */
static void add_sector(question *self, const party_code *party, const char *side)
{
	if (!party->sector.at)
		return;
	question_add(self, " AND EXISTS (SELECT 1 FROM participants p WHERE p.record_id = r.record_id AND p.sector = ");
	question_value(self, party->sector);
	if (party->code.at) {
		question_add(self, " AND p.code = ");
		question_value(self, party->code);
	}
	if (side) {
		question_add(self, " AND (p.side = ");
		question_value(self, slice_of(side));
		question_add(self, " OR NOT EXISTS (SELECT 1 FROM participants q WHERE q.record_id = r.record_id"
			" AND q.side = 'recipient'))");
	}
	question_add(self, ")");
}

static bool add_parties(question *self, const bede_filter *filter, bede_error *error)
{
	party_code actor = {{NULL, 0}, {NULL, 0}}, recipient = actor;
	if (filter->actor && !read_party(filter->actor, &actor, error))
		return false;
	if (filter->recipient && !read_party(filter->recipient, &recipient, error))
		return false;
	if (actor.code.at || recipient.code.at) {
		question_add(self, " AND r.record_id IN (");
		add_dyad(self, filter, actor.code, recipient.code);
		if (filter->both_ways) {
			question_add(self, " UNION ");
			add_dyad(self, filter, recipient.code, actor.code);
		}
		question_add(self, ")");
	}
	add_sector(self, &actor, filter->both_ways ? NULL : "actor");
	add_sector(self, &recipient, filter->both_ways ? NULL : "recipient");
	return true;
}

/* Any of "A,B". `around`: the column holds several values joined by ';'. */
static void add_any(question *self, const char *column, const char *values, bool around)
{
	slice rest = slice_of(values), part;
	const char *before = " AND (";
	if (!values)
		return;
	while (slice_split(&rest, ',', &part)) {
		question_add(self, before);
		if (around) {
			question_add(self, "instr(';' || ");
			question_add(self, column);
			question_add(self, " || ';', ';' || ");
			question_value(self, slice_trim(part));
			question_add(self, " || ';')");
		} else {
			question_add(self, column);
			question_add(self, " = ");
			question_value(self, slice_trim(part));
		}
		before = " OR ";
	}
	if (before[1] == 'O')
		question_add(self, ")");
}

static bool check_events(const char *values, bede_error *error)
{
	slice rest = slice_of(values), part;
	while (values && slice_split(&rest, ',', &part)) {
		bool known = false;
		for (int type = BEDE_AGREE; type <= BEDE_ASSAULT; type++)
			known = known || slice_is(slice_trim(part), bede_event_name((bede_event_type)type));
		if (!known) {
			error_set(error, BEDE_ERROR_USAGE, "'%.*s' is no event type of PLOVER; they are AGREE CONSULT SUPPORT "
				"CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE "
				"ASSAULT", (int)(part.length < 40 ? part.length : 40), part.at);
			return false;
		}
	}
	return true;
}

static void add_place(question *self, const bede_filter *filter)
{
	static const char *const columns[] = {"name", "city", "province", "country", "country_code"};
	if (filter->place) {
		question_add(self, " AND r.place_id IN (SELECT place_id FROM places WHERE 0");
		for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
			question_add(self, " OR ");
			question_add(self, columns[i]);
			question_add(self, " = ");
			question_value(self, slice_of(filter->place));
			question_add(self, " COLLATE NOCASE");
		}
		question_add(self, ")");
	}
	if (filter->has_box) {
		char box[192];
		sqlite3_snprintf(sizeof box, box, " AND r.place_id IN (SELECT place_id FROM places WHERE lat BETWEEN %.9g"
			" AND %.9g AND ", filter->south, filter->north);
		question_add(self, box);
		/* A box over the date line has its west in the east. */
		sqlite3_snprintf(sizeof box, box, filter->west <= filter->east ? "lon BETWEEN %.9g AND %.9g)"
			: "(lon >= %.9g OR lon <= %.9g))", filter->west, filter->east);
		question_add(self, box);
	}
}

/* By code or by name: three capitals may be either, RUS or AFP. */
static bool add_source(question *self, const bede_filter *filter, bede_error *error)
{
	party_code party;
	slice given = slice_of(filter->source);
	if (!given.at)
		return true;
	bool by_code = (is_code(given) || given.at[0] == ':' || (given.length >= 4 && given.at[3] == ':'))
		&& read_party(filter->source, &party, error);
	question_add(self, " AND EXISTS (SELECT 1 FROM attributions a WHERE a.record_id = r.record_id AND (");
	if (by_code && party.code.at) {
		question_add(self, "a.code = ");
		question_value(self, party.code);
	}
	if (by_code && party.sector.at) {
		question_add(self, party.code.at ? " AND a.sector = " : "a.sector = ");
		question_value(self, party.sector);
	}
	question_add(self, by_code ? " OR a.entity_text = " : "a.entity_text = ");
	question_value(self, given);
	question_add(self, " COLLATE NOCASE OR a.identifier_text = ");
	question_value(self, given);
	question_add(self, " COLLATE NOCASE))");
	return true;
}

/* Words as people write them: each is looked for as it stands. With a quotation mark in it, the text is FTS5's own
 * language. */
static void add_text(question *self, const char *text)
{
	strbuf match;
	if (!text)
		return;
	strbuf_init(&match);
	if (strchr(text, '"')) {
		strbuf_add_string(&match, text);
	} else {
		slice rest = slice_of(text), word;
		while (slice_split(&rest, ' ', &word)) {
			if (!word.length)
				continue;
			strbuf_add_char(&match, '"');
			strbuf_add_slice(&match, word);
			strbuf_add_string(&match, "\" ");
		}
	}
	question_add(self, " AND r.record_id IN (SELECT rowid FROM records_text WHERE records_text MATCH ");
	question_value(self, (slice){match.length ? match.bytes : "\"\"", match.length ? match.length : 2});
	question_add(self, ")");
	self->sql.failed = self->sql.failed || match.failed;
	strbuf_clear(&match);
}

bool question_filter(question *self, const bede_filter *filter, bede_error *error)
{
	party_code sector = {.sector = slice_of(filter->sector)};
	char number[64];
	question_add(self, " WHERE 1");
	if (!check_events(filter->event, error) || !add_parties(self, filter, error))
		return false;
	add_sector(self, &sector, NULL);
	add_any(self, "r.event", filter->event, false);
	if (filter->quad) {
		sqlite3_snprintf(sizeof number, number, " AND r.quad_code = %d", filter->quad);
		question_add(self, number);
	}
	add_any(self, "r.mode", filter->mode, true);
	add_any(self, "r.aux_mode", filter->aux_mode, true);
	add_any(self, "r.context", filter->context, true);
	add_any(self, "r.certainty", filter->certainty, false);
	if (filter->minimum_confidence > 0) {
		sqlite3_snprintf(sizeof number, number, " AND r.confidence >= %.9g", filter->minimum_confidence);
		question_add(self, number);
	}
	add_place(self, filter);
	add_days(self, filter, "r.day");
	if (!add_source(self, filter, error))
		return false;
	add_text(self, filter->text);
	return true;
}
