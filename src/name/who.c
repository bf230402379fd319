/* who.c — what the lexicon knows of a name: its actors, their roles through time, and what a report of a day would
 * make of it; for an unknown name, which known ones come near. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "name/naming.h"

typedef struct asking {
	const name_lexicon *lexicon;
	arena *memory;
	naming read;              /* as for a report of that day in which nothing else stands */
	VECTOR(known_actor) actors;
} asking;

/* ---- one actor ---- */

static bool has_name(const known_actor *self, slice name)
{
	for (uint32_t i = 0; i < self->name_count; i++)
		if (slice_equal(self->names[i], name))
			return true;
	return false;
}

/* Column 1; a line that comes from another form of file has its canonical name alone. */
static slice names_of(const name_lexicon *lexicon, const actor_line *line)
{
	return line->names.length ? lexicon_text(lexicon, line->names) : lexicon_actor_name(lexicon, line->actor);
}

/* The next name of column 1, without its star; false behind the last one. */
static bool next_name(slice *rest, slice *name)
{
	while (slice_split(rest, ';', name)) {
		*name = slice_trim(*name);
		name->length -= slice_ends(*name, "*");
		if (name->length)
			return true;
	}
	return false;
}

static size_t count_names(slice names)
{
	size_t count = 0;
	for (slice name; next_name(&names, &name);)
		count++;
	return count;
}

/* Lines of one canonical name that tell of one actor: all lines of a person; else those of one country. */
static bool belongs(const actor_line *line, const actor_line *first)
{
	if (line->type == ENTITY_PERSON || first->type == ENTITY_PERSON)
		return line->type == first->type;
	return memcmp(line->code.country, first->code.country, sizeof line->code.country) == 0;
}

static int compare_roles(const void *a, const void *b)
{
	const known_role *x = a, *y = b;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	/* qsort is not stable, and lines of one file are in the order of their places' numbers. */
	if (x->place.length != y->place.length)
		return x->place.length < y->place.length ? -1 : 1;
	return slice_compare(x->place, y->place);
}

/* The line that counts on the day, and the code with it. */
static uint32_t choose_line(const asking *self, uint32_t first, known_actor *out)
{
	const actor_line *start = lexicon_line(self->lexicon, first);
	if (start->type == ENTITY_PERSON) {
		match found = {0};
		match_person(&self->read, start->actor, &found);
		out->code = found.code;
		out->office = found.office;
		out->in_force = found.in_force;
		return found.line;
	}
	uint32_t best = first;
	for (uint32_t i = first; i != LINE_NONE; i = lexicon_line(self->lexicon, i)->next) {
		const actor_line *line = lexicon_line(self->lexicon, i), *other = lexicon_line(self->lexicon, best);
		if (!belongs(line, start))
			continue;
		if (line->layer > other->layer || (line->layer == other->layer
				&& line_distance(&self->read, line) < line_distance(&self->read, other)))
			best = i;
	}
	out->code = lexicon_line(self->lexicon, best)->code;
	out->in_force = line_distance(&self->read, lexicon_line(self->lexicon, best)) == 0;
	return best;
}

static void put_role(asking *self, uint32_t index, known_role *out)
{
	const actor_line *line = lexicon_line(self->lexicon, index);
	*out = (known_role){
		.code = line->code, .type = lexicon_type_name(line->type), .kind = lexicon_kind_name(line->kind),
		.from = line->from, .to = line->to, .office = lexicon_text(self->lexicon, line->office),
		.source = lexicon_text(self->lexicon, line->source),
		.place = lexicon_place(self->lexicon, line, self->memory),
	};
}

/* The actor that `index` is a line of; `out` stays as it is if it is there already. */
static void add_actor(asking *self, uint32_t index, bool by_short_form)
{
	const name_lexicon *lexicon = self->lexicon;
	const actor_line *line = lexicon_line(lexicon, index);
	uint32_t first = lexicon->actors[line->actor].first;
	while (!belongs(lexicon_line(lexicon, first), line))
		first = lexicon_line(lexicon, first)->next;
	const actor_line *start = lexicon_line(lexicon, first);
	known_actor out = {.name = lexicon_actor_name(lexicon, line->actor), .type = lexicon_type_name(start->type),
		.by_short_form = by_short_form};
	size_t roles = 0, names = 0;
	for (uint32_t i = first; i != LINE_NONE; i = lexicon_line(lexicon, i)->next)
		if (belongs(lexicon_line(lexicon, i), start)) {
			roles++;
			names += count_names(names_of(lexicon, lexicon_line(lexicon, i)));
		}
	out.roles = ARENA_ARRAY(self->memory, roles, known_role);
	out.names = ARENA_ARRAY(self->memory, names, slice);
	uint32_t chosen = choose_line(self, first, &out);
	for (uint32_t i = first; i != LINE_NONE; i = lexicon_line(lexicon, i)->next) {
		if (!belongs(lexicon_line(lexicon, i), start))
			continue;
		put_role(self, i, &out.roles[out.role_count]);
		out.roles[out.role_count++].counts = i == chosen;
		slice rest = names_of(lexicon, lexicon_line(lexicon, i)), name;
		while (next_name(&rest, &name))
			if (!has_name(&out, name))
				out.names[out.name_count++] = name;
	}
	qsort(out.roles, out.role_count, sizeof *out.roles, compare_roles);
	*VECTOR_PUSH(self->memory, &self->actors) = out;
}

/* ---- all actors of a name ---- */

static bool is_there(const asking *self, uint32_t index, const uint32_t *lines, uint32_t count)
{
	const actor_line *line = lexicon_line(self->lexicon, index);
	for (uint32_t i = 0; i < count; i++) {
		const actor_line *other = lexicon_line(self->lexicon, lines[i]);
		if (other->actor == line->actor && belongs(other, line))
			return true;
	}
	return false;
}

static int compare_numbers(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

/* Actors of the lines, in the order of the lexicon but for `preferred` (or LINE_NONE), whose actor comes first. */
static void add_lines(asking *self, uint32_t *lines, uint32_t count, uint32_t preferred, bool by_short_form)
{
	qsort(lines, count, sizeof *lines, compare_numbers);
	if (preferred != LINE_NONE) {
		add_actor(self, preferred, by_short_form);
		self->actors.items[0].preferred = true;
	}
	for (uint32_t i = 0; i < count; i++)
		if (!is_there(self, lines[i], lines, i)
				&& (preferred == LINE_NONE || !is_there(self, lines[i], &preferred, 1)))
			add_actor(self, lines[i], by_short_form);
}

static bool find_name(asking *self, slice folded)
{
	const name_lexicon *lexicon = self->lexicon;
	VECTOR(uint32_t) lines = {0};
	uint32_t first = trie_find(&lexicon->names, folded);
	if (first == TRIE_NONE)
		return false;
	for (uint32_t link = first; link != LINE_NONE; link = lexicon->links[link].next)
		*VECTOR_PUSH(self->memory, &lines) = lexicon->links[link].line;
	match found = {.link = first, .line = LINE_NONE};
	match_choose(&self->read, &found, false);
	add_lines(self, lines.items, (uint32_t)lines.count, found.line, false);
	return true;
}

static bool find_short_form(asking *self, slice folded)
{
	const name_lexicon *lexicon = self->lexicon;
	VECTOR(uint32_t) lines = {0};
	for (uint32_t link = trie_find(&lexicon->short_names, folded); link != LINE_NONE;
			link = lexicon->persons[link].next)
		*VECTOR_PUSH(self->memory, &lines) = lexicon->actors[lexicon->persons[link].actor].first;
	if (!lines.count)
		return false;
	add_lines(self, lines.items, (uint32_t)lines.count, LINE_NONE, true);
	return true;
}

/* ---- names that come near ---- */

enum { BYTES_MOST = 200 };

/* Ways to come near, the nearest first. */
typedef enum nearness { NEAR_CASE, NEAR_SPELLING, NEAR_START, NEAR_PART, NEAR_NOT } nearness;

typedef struct neighbour {
	nearness how;
	unsigned changes;
	slice name;
	uint32_t actor;
} neighbour;

/* Levenshtein's distance in bytes, or `most` + 1 where it is larger. */
static unsigned distance_of(slice a, slice b, unsigned most)
{
	unsigned row[BYTES_MOST + 1];
	if (a.length > BYTES_MOST || b.length > BYTES_MOST || a.length > b.length + most || b.length > a.length + most)
		return most + 1;
	for (unsigned j = 0; j <= b.length; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.length; i++) {
		unsigned before = row[0], least = row[0] = (unsigned)i;
		for (size_t j = 1; j <= b.length; j++) {
			unsigned changed = before + (a.at[i - 1] != b.at[j - 1]);
			before = row[j];
			unsigned shifted = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
			row[j] = changed < shifted ? changed : shifted;
			least = row[j] < least ? row[j] : least;
		}
		if (least > most)
			return most + 1;
	}
	return row[b.length];
}

/* Does `whole` begin or end with the words of `part`? */
static bool holds_words(slice whole, slice part)
{
	if (part.length < 3 || whole.length <= part.length)
		return false;
	size_t rest = whole.length - part.length;
	return (memcmp(whole.at, part.at, part.length) == 0 && whole.at[part.length] == ' ')
		|| (memcmp(whole.at + rest, part.at, part.length) == 0 && whole.at[rest - 1] == ' ');
}

static neighbour compare_names(slice wanted, slice folded)
{
	neighbour out = {.how = NEAR_NOT};
	unsigned most = wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : 2;
	if (slice_equal(wanted, folded)) {
		out.how = NEAR_CASE;
	} else if (most && (out.changes = distance_of(wanted, folded, most)) <= most) {
		out.how = NEAR_SPELLING;
	} else if (wanted.length > 1 && folded.length > wanted.length
			&& memcmp(wanted.at, folded.at, wanted.length) == 0) {
		out.how = NEAR_START;
	} else if (holds_words(wanted, folded) || holds_words(folded, wanted)) {
		out.how = NEAR_PART;
	}
	return out;
}

static bool is_nearer(const neighbour *a, const neighbour *b)
{
	if (a->how != b->how)
		return a->how < b->how;
	if (a->how == NEAR_SPELLING && a->changes != b->changes)
		return a->changes < b->changes;
	if (a->name.length != b->name.length)
		return a->name.length < b->name.length;
	return slice_compare(a->name, b->name) < 0;
}

/* Keeps the nearest ones, one name an actor. */
static void keep(neighbour *best, uint32_t *count, neighbour candidate)
{
	uint32_t at = 0;
	while (at < *count && best[at].actor != candidate.actor)
		at++;
	if (at < *count) {
		if (!is_nearer(&candidate, &best[at]))
			return;
	} else if (*count < NEAREST_MOST) {
		at = (*count)++;
	} else {
		at = *count - 1;
		if (!is_nearer(&candidate, &best[at]))
			return;
	}
	for (; at > 0 && is_nearer(&candidate, &best[at - 1]); at--)
		best[at] = best[at - 1];
	best[at] = candidate;
}

static void find_nearest(asking *self, slice folded, known_actors *out)
{
	neighbour best[NEAREST_MOST];
	slice wanted = utf8_lower(self->memory, folded);
	for (uint32_t i = 0; i < self->lexicon->lines_count; i++) {
		const actor_line *line = lexicon_line(self->lexicon, i);
		slice rest = names_of(self->lexicon, line), name;
		while (next_name(&rest, &name)) {
			neighbour candidate = compare_names(wanted, utf8_lower(self->memory, name_fold(self->memory, name)));
			candidate.name = name;
			candidate.actor = line->actor;
			if (candidate.how != NEAR_NOT)
				keep(best, &out->nearest_count, candidate);
		}
	}
	out->nearest = ARENA_ARRAY(self->memory, NEAREST_MOST, slice);
	for (uint32_t i = 0; i < out->nearest_count; i++)
		out->nearest[i] = best[i].name;
}

void name_lexicon_who(const name_lexicon *self, slice name, date on, arena *memory, known_actors *out)
{
	asking asking = {.lexicon = self, .memory = memory,
		.read = {.lexicon = self, .memory = memory, .dated = date_is_set(on)}};
	if (asking.read.dated)
		asking.read.day = date_to_days(on);
	slice folded = name_fold(memory, slice_trim(name)), bare = folded;
	*out = (known_actors){0};
	/* A leading article is no part of most names. */
	if (slice_starts(folded, "the ") || slice_starts(folded, "The "))
		bare = (slice){folded.at + 4, folded.length - 4};
	if (!find_name(&asking, folded) && !find_name(&asking, bare) && !find_short_form(&asking, bare))
		find_nearest(&asking, bare, out);
	out->items = asking.actors.items;
	out->count = (uint32_t)asking.actors.count;
}
