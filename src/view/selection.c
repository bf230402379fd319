/* selection.c — the conditions of a question as a bit a row. They mean what store/filter.c says in SQL. */
#include <string.h>

#include "base/error.h"
#include "view/asking.h"

static uint64_t *new_bits(asking *self)
{
	return ARENA_ARRAY(&self->memory, (size_t)self->snapshot->row_count / 64 + 1, uint64_t);
}

static void set_bit(uint64_t *bits, uint32_t row)
{
	bits[row / 64] |= (uint64_t)1 << row % 64;
}

/* Bits of the rows for which `holds` is true; the loop stands where it is used, so that the compiler sees both. */
#define SELECT(self_, row_, holds_) \
	uint64_t *bits = new_bits(self_); \
	for (uint32_t base = 0; base < (self_)->snapshot->row_count; base += 64) { \
		uint32_t end = (self_)->snapshot->row_count - base < 64 ? (self_)->snapshot->row_count - base : 64; \
		uint64_t word = 0; \
		for (uint32_t offset = 0; offset < end; offset++) { \
			uint32_t row_ = base + offset; \
			word |= (uint64_t)((holds_) != 0) << offset; \
		} \
		bits[base / 64] = word; \
	} \
	return bits

/* ---- parties ---- */

/* Codes and sectors by their numbers: what no row has is some other number. */
typedef struct wish {
	uint32_t code, sector;
	bool any_code, any_sector;
} wish;
typedef struct wishes {
	wish *items;
	size_t count;
} wishes;

#define UNKNOWN_NUMBER (NO_NUMBER - 1)

static uint32_t known(const name_list *names, slice name)
{
	uint32_t number = name_list_find(names, name);
	return number == NO_NUMBER ? UNKNOWN_NUMBER : number;
}

static wish wish_of(const bede_snapshot *of, party_wish from)
{
	return (wish){
		.any_code = !from.code.at, .any_sector = !from.sector.at,
		.code = known(&of->codes, from.code), .sector = known(&of->sectors, from.sector),
	};
}

static wishes wishes_of(asking *self, const party_wishes *from)
{
	wishes out = {ARENA_ARRAY(&self->memory, from->count, wish), from->count};
	for (size_t i = 0; i < from->count; i++)
		out.items[i] = wish_of(self->snapshot, from->items[i]);
	return out;
}

/* In a reciprocal event all parties stand on the side of the actors. */
static bool has_sector(const bede_snapshot *of, uint32_t row, const wish *wish, bool recipients, bool either)
{
	const view_party *at = of->parties + of->party_first[row], *end = of->parties + of->party_first[row + 1];
	bool one_side = at == end || !end[-1].is_recipient;
	for (; at < end; at++)
		if (at->sector == wish->sector && (wish->any_code || at->code == wish->code)
				&& (either || one_side || at->is_recipient == recipients))
			return true;
	return false;
}

static bool has_dyad(const bede_snapshot *of, uint32_t row, const wish *actor, const wish *recipient)
{
	dyad_walk walk = dyads_of(of, row);
	for (dyad dyad; dyad_next(&walk, &dyad);)
		if ((actor->any_code || dyad.actor == actor->code) && (recipient->any_code || dyad.recipient == recipient->code))
			return true;
	return false;
}

static bool meets_wishes(const bede_snapshot *of, uint32_t row, const wish *actor, const wish *recipient,
	bool both_ways)
{
	if ((!actor->any_code || !recipient->any_code) && !has_dyad(of, row, actor, recipient)
			&& !(both_ways && has_dyad(of, row, recipient, actor)))
		return false;
	return (actor->any_sector || has_sector(of, row, actor, false, both_ways))
		&& (recipient->any_sector || has_sector(of, row, recipient, true, both_ways));
}

static bool meets_parties(const bede_snapshot *of, uint32_t row, const wishes *actors, const wishes *recipients,
	bool both_ways)
{
	for (size_t i = 0; i < actors->count; i++)
		for (size_t j = 0; j < recipients->count; j++)
			if (meets_wishes(of, row, &actors->items[i], &recipients->items[j], both_ways))
				return true;
	return false;
}

/* Codes and sectors of which one must be among the parties of a row that meets one of the wishes; the last flag of each
 * is for those who have none. */
typedef struct party_flags {
	uint8_t *codes, *sectors;
	uint32_t code_count, sector_count;
} party_flags;

static party_flags flags_of(asking *self, const wishes *wanted)
{
	party_flags out = {
		.code_count = (uint32_t)self->snapshot->codes.names.count,
		.sector_count = (uint32_t)self->snapshot->sectors.names.count,
	};
	out.codes = ARENA_ARRAY(&self->memory, (size_t)out.code_count + 1, uint8_t);
	out.sectors = ARENA_ARRAY(&self->memory, (size_t)out.sector_count + 1, uint8_t);
	for (size_t i = 0; i < wanted->count; i++) {
		const wish *wish = &wanted->items[i];
		if (!wish->any_code && wish->code < out.code_count)
			out.codes[wish->code] = 1;
		if (wish->any_code && wish->sector < out.sector_count)
			out.sectors[wish->sector] = 1;
	}
	return out;
}

static bool has_flagged(const bede_snapshot *of, uint32_t row, const party_flags *flags)
{
	unsigned found = 0;
	for (uint32_t i = of->party_first[row]; i < of->party_first[row + 1]; i++) {
		uint32_t code = of->parties[i].code, sector = of->parties[i].sector;
		found |= flags->codes[code < flags->code_count ? code : flags->code_count];
		found |= flags->sectors[sector < flags->sector_count ? sector : flags->sector_count];
	}
	return found != 0;
}

static uint64_t *select_parties(asking *self, const party_wishes *actors, const party_wishes *recipients)
{
	static wish anybody = {.any_code = true, .any_sector = true};
	const bede_snapshot *of = self->snapshot;
	bool both_ways = self->inquiry.both_ways;
	wishes first = wishes_of(self, actors), second = wishes_of(self, recipients);
	/* Most rows have nobody who is asked for: that is quickly seen. */
	party_flags flags = flags_of(self, first.count ? &first : &second);
	if (!first.count)
		first = (wishes){&anybody, 1};
	if (!second.count)
		second = (wishes){&anybody, 1};
	SELECT(self, row, has_flagged(of, row, &flags) && meets_parties(of, row, &first, &second, both_ways));
}

dyad_walk dyads_of(const bede_snapshot *self, uint32_t row)
{
	dyad_walk out = {.first = self->parties + self->party_first[row], .end = self->parties + self->party_first[row + 1]};
	for (out.middle = out.first; out.middle < out.end && !out.middle->is_recipient;)
		out.middle++;
	out.reciprocal = out.middle == out.end && out.end - out.first > 1;
	out.others = out.other = out.reciprocal ? out.first : out.middle;
	out.actor = out.first;
	return out;
}

bool dyad_next(dyad_walk *self, dyad *out)
{
	for (; self->actor < self->middle || self->actor == self->first; self->actor++, self->other = self->others) {
		uint32_t code = self->actor < self->middle ? self->actor->code : NO_NUMBER;
		while (self->other < self->end) {
			const view_party *other = self->other++;
			if (self->reciprocal && other->code == code)
				continue;
			*out = (dyad){code, other->code};
			return self->any = true;
		}
	}
	/* Parties of one country among themselves stand against each other too; else nobody is on the other side. */
	if (self->any || self->first == self->middle)
		return false;
	*out = (dyad){self->first->code, self->reciprocal ? self->first->code : NO_NUMBER};
	return self->any = true;
}

static bool has_any_sector(const bede_snapshot *of, uint32_t row, const uint32_t *sectors, size_t count)
{
	for (uint32_t i = of->party_first[row]; i < of->party_first[row + 1]; i++)
		for (size_t j = 0; j < count; j++)
			if (of->parties[i].sector == sectors[j])
				return true;
	return false;
}

static uint64_t *select_sectors(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	size_t count = self->inquiry.sectors.count;
	uint32_t *sectors = ARENA_ARRAY(&self->memory, count, uint32_t);
	for (size_t i = 0; i < count; i++)
		sectors[i] = known(&of->sectors, self->inquiry.sectors.items[i]);
	SELECT(self, row, has_any_sector(of, row, sectors, count));
}

/* ---- names ---- */

static bool match_one(const name_list *names, slice value, uint8_t *flags)
{
	bool any = false;
	for (size_t i = 0; i < names->names.count; i++)
		if (slice_equal_nocase(names->names.items[i], value))
			flags[i] = any = true;
	return any;
}

uint8_t *match_names(asking *self, const name_list *names, slice value)
{
	uint8_t *flags = ARENA_ARRAY(&self->memory, names->names.count + 1, uint8_t);
	slice part;
	/* A name may hold a comma itself: "Washington, D.C." */
	bool any = match_one(names, value, flags);
	while (!any && slice_split(&value, ',', &part))
		match_one(names, slice_trim(part), flags);
	return flags;
}

static bool is_flag(const uint8_t *flags, uint32_t number)
{
	return number != NO_NUMBER && flags[number];
}

static uint64_t *select_place(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	const uint8_t *names = match_names(self, &of->place_names, self->inquiry.place);
	const uint8_t *codes = match_names(self, &of->codes, self->inquiry.place);
	uint8_t *meant = ARENA_ARRAY(&self->memory, (size_t)of->place_count + 1, uint8_t);
	for (uint32_t i = 0; i < of->place_count; i++) {
		const view_place *place = &of->places[i];
		meant[i] = is_flag(names, place->name) || is_flag(names, place->city) || is_flag(names, place->province)
			|| is_flag(names, place->country) || is_flag(codes, place->country_code);
	}
	SELECT(self, row, is_flag(meant, of->row_place[row]));
}

static uint64_t *select_box(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	const inquiry *asked = &self->inquiry;
	uint8_t *within = ARENA_ARRAY(&self->memory, (size_t)of->place_count + 1, uint8_t);
	for (uint32_t i = 0; i < of->place_count; i++) {
		const view_place *place = &of->places[i];
		bool after = place->lon >= asked->west, before = place->lon <= asked->east;
		/* A box over the date line has its west in the east. */
		within[i] = place->has_position && place->lat >= asked->south && place->lat <= asked->north
			&& (asked->west <= asked->east ? after && before : after || before);
	}
	SELECT(self, row, is_flag(within, of->row_place[row]));
}

/* ---- sources: codes, or names ---- */

typedef struct source_wish {
	wishes codes;
	const uint8_t *names;
} source_wish;

static bool has_source(const bede_snapshot *of, uint32_t row, const source_wish *wanted)
{
	for (uint32_t i = of->voice_first[row]; i < of->voice_first[row + 1]; i++) {
		const view_voice *voice = &of->voices[i];
		if (is_flag(wanted->names, voice->entity) || is_flag(wanted->names, voice->identifier))
			return true;
		for (size_t j = 0; j < wanted->codes.count; j++) {
			const wish *wish = &wanted->codes.items[j];
			if ((wish->any_code || voice->code == wish->code) && (wish->any_sector || voice->sector == wish->sector))
				return true;
		}
	}
	return false;
}

/* Three capitals, or a colon where it stands in codes. It may be a name besides: those of agencies are as short. */
static bool looks_like_code(slice value, party_wish *out)
{
	bool form = value.length == 3 || (value.length && value.at[0] == ':') || (value.length >= 4 && value.at[3] == ':');
	return form && party_wish_read(value, out);
}

static uint64_t *select_source(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	slice rest = self->inquiry.source, part;
	uint8_t *names = ARENA_ARRAY(&self->memory, of->voice_names.names.count + 1, uint8_t);
	VECTOR(wish) codes = {0};
	party_wish wanted;
	/* A name may hold a comma itself. */
	bool whole = match_one(&of->voice_names, rest, names) && !looks_like_code(rest, &wanted);
	while (!whole && slice_split(&rest, ',', &part)) {
		part = slice_trim(part);
		if (looks_like_code(part, &wanted))
			*VECTOR_PUSH(&self->memory, &codes) = wish_of(of, wanted);
		match_one(&of->voice_names, part, names);
	}
	source_wish source = {{codes.items, codes.count}, names};
	SELECT(self, row, has_source(of, row, &source));
}

/* ---- plain columns ---- */

static uint64_t *select_types(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	unsigned types = self->inquiry.types;
	SELECT(self, row, types >> of->row_type[row] & 1);
}

static uint64_t *select_quads(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	unsigned types = 0;
	for (int type = BEDE_AGREE; type <= BEDE_ASSAULT; type++)
		if (self->inquiry.quads >> bede_quad_code((bede_event_type)type) & 1)
			types |= 1u << type;
	SELECT(self, row, types >> of->row_type[row] & 1);
}

static uint64_t *select_lists(asking *self, const value_lists *lists, const uint32_t *column, const slices *values)
{
	uint8_t *meant = ARENA_ARRAY(&self->memory, lists->joined.names.count + 1, uint8_t);
	for (size_t i = 0; i < values->count; i++) {
		uint32_t value = name_list_find(&lists->values, values->items[i]);
		for (size_t list = 0; value != NO_NUMBER && list < lists->joined.names.count; list++)
			for (uint32_t member = lists->first[list]; member < lists->first[list + 1]; member++)
				meant[list] |= lists->members[member] == value;
	}
	SELECT(self, row, meant[column[row]]);
}

static uint64_t *select_aux_modes(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	unsigned wanted = self->inquiry.aux_modes;
	SELECT(self, row, of->row_aux[row] & wanted);
}

static uint64_t *select_certainties(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	unsigned wanted = self->inquiry.certainties;
	SELECT(self, row, wanted >> of->row_certainty[row] & 1);
}

static uint64_t *select_days(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	int32_t since = self->inquiry.since, until = self->inquiry.until == NO_DAY ? INT32_MAX : self->inquiry.until;
	SELECT(self, row, of->row_day[row] != NO_DAY && of->row_day[row] >= since && of->row_day[row] <= until);
}

static uint64_t *select_publisher(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	const uint8_t *meant = match_names(self, &of->publishers, self->inquiry.publisher);
	SELECT(self, row, of->row_document[row] != NO_NUMBER
		&& is_flag(meant, of->document_publishers[of->row_document[row]]));
}

static uint64_t *select_confidence(asking *self)
{
	const bede_snapshot *of = self->snapshot;
	double least = self->inquiry.confidence;
	SELECT(self, row, of->row_confidence[row] >= least);
}

static uint64_t *select_events(asking *self, const uint32_t *column)
{
	const bede_snapshot *of = self->snapshot;
	SELECT(self, row, of->row_event[row] != NO_NUMBER && column[of->row_event[row]] != 0);
}

/* ---- words ---- */

uint32_t row_of_record(const bede_snapshot *self, int64_t record_id)
{
	uint32_t low = 0, high = self->row_count;
	if (!high || record_id < self->record_ids[self->rows_by_id[0]])
		return NO_NUMBER;
	/* Most stores have all numbers from the first on. */
	int64_t guess = record_id - self->record_ids[self->rows_by_id[0]];
	if (guess < (int64_t)high && self->record_ids[self->rows_by_id[guess]] == record_id)
		return self->rows_by_id[guess];
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (self->record_ids[self->rows_by_id[middle]] < record_id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < self->row_count && self->record_ids[self->rows_by_id[low]] == record_id ? self->rows_by_id[low]
		: NO_NUMBER;
}

/* Each word is looked for as it stands; with a quotation mark in it, the text is FTS5's own language. */
static const char *words_as_query(asking *self, const char *text)
{
	slice rest = slice_of(text), word;
	VECTOR(char) out = {0};
	if (strchr(text, '"'))
		return text;
	while (slice_split(&rest, ' ', &word)) {
		for (size_t i = 0; word.length && i < word.length + 3; i++)
			*VECTOR_PUSH(&self->memory, &out) = i == 0 || i == word.length + 1 ? '"' : i > word.length ? ' '
				: word.at[i - 1];
	}
	*VECTOR_PUSH(&self->memory, &out) = '\0';
	return out.count > 1 ? out.items : "\"\"";
}

static uint64_t *select_words(asking *self)
{
	uint64_t *bits = new_bits(self);
	sqlite3_stmt *found = reader_ask(self->reader, READ_WORDS, self->sink->error);
	if (!found)
		return NULL;
	const char *query = words_as_query(self, self->inquiry.text);
	sql_bind_string(found, 1, query);
	int result;
	while ((result = sqlite3_step(found)) == SQLITE_ROW) {
		uint32_t row = row_of_record(self->snapshot, sqlite3_column_int64(found, 0));
		if (row != NO_NUMBER)
			set_bit(bits, row);
	}
	if (result != SQLITE_DONE && (result & 0xFF) == SQLITE_ERROR) {
		error_set_at(self->sink->error, BEDE_ERROR_USAGE, "text", 0, "the text with its quotation marks is no query: "
			"%.200s; leave them out to look for all of the words", sqlite3_errmsg(sqlite3_db_handle(found)));
		inquiry_make_readable(self->sink->error->message);
	} else if (result != SQLITE_DONE) {
		sql_error(sqlite3_db_handle(found), self->snapshot->path, self->sink->error);
	}
	sqlite3_reset(found);
	return result == SQLITE_DONE ? bits : NULL;
}

/* ---- all of them ---- */

bool conditions_select(asking *self, conditions *out)
{
	const bede_snapshot *of = self->snapshot;
	const inquiry *asked = &self->inquiry;
	static const party_wishes anybody = {0};
	*out = (conditions){0};
	if (asked->text && !(out->each[BY_TEXT] = select_words(self)))
		return false;
	if (asked->actors.count)
		out->each[BY_ACTOR] = out->actor_alone = select_parties(self, &asked->actors, &anybody);
	if (asked->recipients.count)
		out->each[BY_RECIPIENT] = out->recipient_alone = select_parties(self, &anybody, &asked->recipients);
	/* Both hold for one pair of parties; either alone says less. */
	if (asked->actors.count && asked->recipients.count)
		out->each[BY_ACTOR] = out->each[BY_RECIPIENT] = select_parties(self, &asked->actors, &asked->recipients);
	if (asked->sectors.count)
		out->each[BY_SECTOR] = select_sectors(self);
	if (asked->types)
		out->each[BY_EVENT] = select_types(self);
	if (asked->quads)
		out->each[BY_QUAD] = select_quads(self);
	if (asked->modes.count)
		out->each[BY_MODE] = select_lists(self, &of->modes, of->row_mode, &asked->modes);
	if (asked->contexts.count)
		out->each[BY_CONTEXT] = select_lists(self, &of->contexts, of->row_context, &asked->contexts);
	if (asked->aux_modes)
		out->each[BY_AUX_MODE] = select_aux_modes(self);
	if (asked->certainties)
		out->each[BY_CERTAINTY] = select_certainties(self);
	if (asked->place.length)
		out->each[BY_PLACE] = select_place(self);
	if (asked->has_box)
		out->each[BY_BOX] = select_box(self);
	if (asked->since != NO_DAY || asked->until != NO_DAY)
		out->each[BY_DAY] = select_days(self);
	if (asked->source.length)
		out->each[BY_SOURCE] = select_source(self);
	if (asked->publisher.length)
		out->each[BY_PUBLISHER] = select_publisher(self);
	if (asked->confidence > 0)
		out->each[BY_CONFIDENCE] = select_confidence(self);
	if (asked->differs)
		out->each[BY_DIFFERS] = select_events(self, of->event_differs);
	if (asked->denied)
		out->each[BY_DENIED] = select_events(self, of->event_denials);
	return true;
}

static void join_bits(uint64_t *into, const uint64_t *bits, uint32_t words)
{
	for (uint32_t i = 0; bits && i < words; i++)
		into[i] &= bits[i];
}

selection conditions_join(asking *self, const conditions *from, condition but, bool events_only)
{
	const bede_snapshot *of = self->snapshot;
	/* Rows of no event stand behind all others. */
	uint32_t rows = events_only ? of->event_first[of->event_count] : of->row_count;
	selection out = {new_bits(self), of->row_count / 64 + 1};
	memset(out.bits, 0xFF, rows / 64 * sizeof *out.bits);
	if (rows % 64)
		out.bits[rows / 64] = ((uint64_t)1 << rows % 64) - 1;
	for (condition i = 0; i < CONDITIONS; i++)
		if (i != but && !(i == BY_ACTOR && but == BY_RECIPIENT) && !(i == BY_RECIPIENT && but == BY_ACTOR))
			join_bits(out.bits, from->each[i], out.words);
	if (but == BY_ACTOR)
		join_bits(out.bits, from->recipient_alone, out.words);
	if (but == BY_RECIPIENT)
		join_bits(out.bits, from->actor_alone, out.words);
	return out;
}

bool select_rows(asking *self, bool events_only, selection *out)
{
	conditions conditions;
	if (!conditions_select(self, &conditions))
		return false;
	*out = conditions_join(self, &conditions, CONDITIONS, events_only);
	return true;
}
