/* settle.c — groups of reports and records as reprints, events and accounts. In SQL, for all of them at once. */
#include "link/settle.h"

#include <string.h>

#include "link/candidate.h"
#include "link/differ.h"

/* Who denies what a record r tells: whoever is said to deny it, or to say that it did not happen. What a report itself
 * says did not happen, nobody denies. */
#define DENIER \
	"(SELECT coalesce(a.code || ifnull(' ' || a.sector, ''), a.identifier_text, a.entity_text, 'somebody')" \
	"  FROM attributions a WHERE a.record_id = r.record_id AND (kind = 'denial'" \
	"   OR (r.aux_mode LIKE '%negation%' AND kind IN ('statement', 'claim', 'announcement')))" \
	"  ORDER BY kind <> 'denial', position DESC LIMIT 1)"

static const char *const PREPARE[] = {
	"CREATE TEMP TABLE IF NOT EXISTS report_groups (document_id INTEGER PRIMARY KEY, grp INTEGER NOT NULL)",
	"CREATE TEMP TABLE IF NOT EXISTS record_groups (record_id INTEGER PRIMARY KEY, grp INTEGER NOT NULL)",
	"CREATE TEMP TABLE IF NOT EXISTS members (grp INTEGER, rank INTEGER, record_id INTEGER, document_id INTEGER,"
	" voice TEXT, PRIMARY KEY (grp, rank)) WITHOUT ROWID",
	"DELETE FROM report_groups",
	"DELETE FROM record_groups",
	"DELETE FROM members",
	NULL,
};

static const char *const ANEW[] = {
	"DELETE FROM accounts",
	"DELETE FROM links",
	"DELETE FROM events",
	"DELETE FROM reprints",
	NULL,
};

static const char *const FINISH[] = {
	/* ---- reprints: the first of a group is the original ---- */

	/* Reports of old groups that are not at hand: those of the same original, and the original. */
	"INSERT OR IGNORE INTO report_groups SELECT o.document_id, g.grp FROM report_groups g"
	" JOIN reprints p USING (document_id) JOIN reprints o ON o.original_id = p.original_id",
	"INSERT OR IGNORE INTO report_groups SELECT o.document_id, g.grp FROM report_groups g"
	" JOIN reprints o ON o.original_id = g.document_id",
	"INSERT OR IGNORE INTO report_groups SELECT p.original_id, g.grp FROM report_groups g"
	" JOIN reprints p USING (document_id)",
	"DELETE FROM reprints WHERE document_id IN (SELECT document_id FROM report_groups)",
	"INSERT INTO reprints SELECT g.document_id, f.document_id, sketch_similarity(d.sketch, o.sketch)"
	" FROM (SELECT grp, document_id, row_number() OVER (PARTITION BY grp ORDER BY date IS NULL, date, id) AS rank"
	"  FROM report_groups JOIN documents USING (document_id)) f"
	" JOIN report_groups g ON g.grp = f.grp AND g.document_id <> f.document_id"
	" JOIN documents d ON d.document_id = g.document_id JOIN documents o ON o.document_id = f.document_id"
	" WHERE f.rank = 1",

	/* ---- events ---- */

	"INSERT OR IGNORE INTO record_groups SELECT o.record_id, g.grp FROM record_groups g"
	" JOIN links l USING (record_id) JOIN links o USING (event_id)",
	/* An event whose reports turn out to be reprints has fewer sources than it had. */
	"INSERT OR IGNORE INTO record_groups SELECT o.record_id, -l.event_id FROM report_groups"
	" JOIN records r USING (document_id) JOIN links l USING (record_id) JOIN links o USING (event_id)"
	" JOIN events USING (event_id) WHERE events.records > 1",
	"DELETE FROM events WHERE event_id IN (SELECT event_id FROM links JOIN record_groups USING (record_id))",
	/* Who tells it: the agency that the report names, else its publisher (of a reprint, the original's), else itself. */
	"INSERT INTO members SELECT grp, row_number() OVER (PARTITION BY grp"
	"  ORDER BY d.date IS NULL, d.date, d.id, r.position), r.record_id, d.document_id,"
	"  coalesce((SELECT lower(ifnull(identifier_text, entity_text)) FROM attributions a WHERE a.record_id = r.record_id"
	"   AND (kind = 'report' OR sector = 'JRN') ORDER BY position LIMIT 1), lower(o.publisher), 'report ' || o.id)"
	" FROM record_groups JOIN records r USING (record_id) JOIN documents d USING (document_id)"
	" LEFT JOIN reprints p USING (document_id) JOIN documents o ON o.document_id = ifnull(p.original_id, d.document_id)",
	"INSERT INTO events (id, first_record_id, day, event, records, documents, sources, denials)"
	" SELECT r.id, r.record_id, r.day, r.event, n.records, n.documents, n.sources, n.denials"
	" FROM members m JOIN records r USING (record_id)"
	" JOIN (SELECT grp, count(*) AS records, count(DISTINCT document_id) AS documents,"
	"  count(DISTINCT voice) AS sources, count(DISTINCT denier) AS denials"
	"  FROM (SELECT m.*, " DENIER " AS denier FROM members m JOIN records r USING (record_id)) GROUP BY grp) n"
	"  ON n.grp = m.grp"
	" WHERE m.rank = 1",
	"INSERT INTO links SELECT m.record_id, e.event_id FROM members f"
	" JOIN events e ON e.first_record_id = f.record_id JOIN members m ON m.grp = f.grp WHERE f.rank = 1",

	/* ---- what the accounts say ---- */

	"INSERT INTO accounts (event_id, field, value, low, high, sources, first_record_id)"
	" SELECT event_id, field, value, low, high, sources, f.record_id"
	" FROM (SELECT event_id, m.grp, field, value, min(low) AS low, max(high) AS high,"
	"   count(DISTINCT m.voice) AS sources, min(m.rank) AS rank"
	"  FROM members m JOIN links l USING (record_id) JOIN ("
	"   SELECT record_id, 'day' AS field, " ACCOUNT_DAY " AS value, NULL AS low, NULL AS high"
	"    FROM records WHERE date IS NOT NULL AND record_id IN (SELECT record_id FROM members)"
	"   UNION ALL SELECT record_id, 'place', " ACCOUNT_PLACE ", NULL, NULL FROM records"
	"    LEFT JOIN places USING (place_id) WHERE place_text IS NOT NULL"
	"    AND record_id IN (SELECT record_id FROM members)"
	"   UNION ALL SELECT record_id, side, " ACCOUNT_PARTY ", NULL, NULL FROM participants"
	"    WHERE " ACCOUNT_IS_TOLD " AND record_id IN (SELECT record_id FROM members)"
	"   UNION ALL SELECT record_id, role, " ACCOUNT_NUMBER ", ifnull(min, max), ifnull(max, min) FROM quantities"
	"    WHERE role IS NOT NULL AND record_id IN (SELECT record_id FROM members)"
	"   UNION ALL SELECT record_id, kind, coalesce(code || ifnull(' ' || sector, ''), entity_text, sector,"
	"     'nobody named'), NULL, NULL FROM attributions WHERE record_id IN (SELECT record_id FROM members)"
	"  ) USING (record_id) WHERE value <> '' GROUP BY event_id, m.grp, field, value) a"
	" JOIN members f ON f.grp = a.grp AND f.rank = a.rank",
	/* An event's day is the one that most tell, if any tell it. */
	"UPDATE events SET day = ifnull((SELECT substr(value, 1, 10) FROM accounts a WHERE a.event_id = events.event_id"
	" AND field = 'day' ORDER BY sources DESC, value LIMIT 1), day)"
	" WHERE event_id IN (SELECT event_id FROM links JOIN members USING (record_id))",

	/* ---- what nobody else tells is an event too ---- */

	"INSERT INTO events (id, first_record_id, day, event, records, documents, sources, denials)"
	" SELECT id, record_id, day, event, 1, 1, 1, " DENIER " IS NOT NULL FROM records r"
	" WHERE event IS NOT NULL AND document_id > (SELECT value FROM progress WHERE name = 'linked')"
	" AND NOT EXISTS (SELECT 1 FROM links l WHERE l.record_id = r.record_id)",
	"INSERT INTO links SELECT first_record_id, event_id FROM events JOIN records r ON r.record_id = first_record_id"
	" WHERE records = 1 AND document_id > (SELECT value FROM progress WHERE name = 'linked')"
	" AND NOT EXISTS (SELECT 1 FROM links l WHERE l.record_id = first_record_id)",
	"UPDATE progress SET value = (SELECT ifnull(max(document_id), 0) FROM documents) WHERE name = 'linked'",
	NULL,
};

static uint32_t hash_at(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* sketch_similarity(a, b): how many of the hashes of the shorter one the other has, of all of its own. */
static void sketch_similarity(sqlite3_context *context, int count, sqlite3_value **values)
{
	const unsigned char *a = sqlite3_value_blob(values[0]), *b = sqlite3_value_blob(values[1]);
	int a_length = sqlite3_value_bytes(values[0]), b_length = sqlite3_value_bytes(values[1]), shared = 0, i = 0, j = 0;
	int least = a_length < b_length ? a_length : b_length;
	(void)count;
	while (i + 4 <= a_length && j + 4 <= b_length) {
		uint32_t x = hash_at(a + i), y = hash_at(b + j);
		shared += x == y;
		i += x <= y ? 4 : 0;
		j += y <= x ? 4 : 0;
	}
	sqlite3_result_double(context, least ? 4.0 * shared / least : 0);
}

static bool run_all(bede_store *store, const char *const *statements, bede_error *error)
{
	for (; *statements; statements++)
		if (!sql_execute(store->db, store->path, *statements, error))
			return false;
	return true;
}

bool settle_prepare(bede_store *store, bool anew, bede_error *error)
{
	if (sqlite3_create_function(store->db, "sketch_similarity", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
			sketch_similarity, NULL, NULL) != SQLITE_OK) {
		sql_error(store->db, store->path, error);
		return false;
	}
	return run_all(store, PREPARE, error) && (!anew || run_all(store, ANEW, error));
}

bool settle_finish(bede_store *store, bede_error *error)
{
	return run_all(store, FINISH, error) && differ_mark(store, error);
}
