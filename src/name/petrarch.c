/* petrarch.c — reads a folder of dictionaries in PETRARCH2's formats on top of the actor lexicon. */
#include "name/petrarch.h"

#include <string.h>

#include "base/folder.h"
#include "base/utf8.h"

static const char *const NOTES[NOTE_COUNT] = {
	[NOTE_NOBODY] = "'---' (nobody on these days) is not honoured: the name keeps its other codes",
	[NOTE_REGION] = "a code for a part of the world has no counterpart in PLOVER; only its sector counts",
	[NOTE_PART] = "a code that is no state's, organisation's or role's; only its sector counts",
	[NOTE_PLACE] = "a name told from others by a country in brackets is left out",
	[NOTE_CALENDAR] = "a name that is a date or a number is left out",
	[NOTE_AGENT] = "an agent whose code has no counterpart in PLOVER is left out",
	[NOTE_FILE] = "only files named *actors*.txt and *agents*.txt are read",
};

/* ---- lines ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

/* Takes <!-- … --> out of the line; false: nothing is left. The text in front of a comment that goes on to the next
 * line is kept, the text behind one is what is read if nothing stood in front. */
static bool strip_comment(petrarch_reader *self, slice *line)
{
	for (size_t i = 0; i < line->length; i++) {
		slice rest = {line->at + i, line->length - i};
		if (self->in_comment && slice_starts(rest, "-->")) {
			self->in_comment = false;
			*line = (slice){rest.at + 3, rest.length - 3};
			return strip_comment(self, line);
		}
		if (!self->in_comment && slice_starts(rest, "<!--")) {
			slice before = {line->at, i};
			self->in_comment = true;
			for (size_t k = 4; k + 3 <= rest.length && self->in_comment; k++)
				self->in_comment = memcmp(rest.at + k, "-->", 3) != 0;
			if (self->in_comment || slice_trim(before).length) {
				*line = before;
				return slice_trim(before).length > 0;
			}
			self->in_comment = true;
		}
	}
	return !self->in_comment;
}

bool petrarch_line(petrarch_reader *self, slice *line)
{
	while (slice_split(&self->rest, '\n', line)) {
		self->row++;
		if (!strip_comment(self, line))
			continue;
		for (size_t i = 0; i < line->length; i++)
			if (line->at[i] == '#' || line->at[i] == ';')
				line->length = i;
		*line = slice_trim(*line);
		if (line->length)
			return true;
	}
	return false;
}

bool petrarch_until(slice *rest, char mark, slice *part)
{
	const char *found = rest->length ? memchr(rest->at, mark, rest->length) : NULL;
	if (!found)
		return false;
	*part = (slice){rest->at, (size_t)(found - rest->at)};
	*rest = (slice){found + 1, rest->length - part->length - 1};
	return true;
}

slice petrarch_words(name_builder *lexicon, slice phrase, slice *bracket)
{
	char *out = arena_alloc(&lexicon->memory, phrase.length + 1);
	size_t length = 0;
	slice inside = {0};

	for (size_t i = 0; i < phrase.length; i++) {
		char c = phrase.at[i] == '_' || is_blank(phrase.at[i]) ? ' ' : phrase.at[i];
		if (bracket && c == '(') {
			slice rest = {phrase.at + i + 1, phrase.length - i - 1};
			if (petrarch_until(&rest, ')', &inside)) {
				*bracket = inside;
				i += inside.length + 1;
				c = ' ';
			}
		}
		if (c != ' ' || (length && out[length - 1] != ' '))
			out[length++] = c;
	}
	while (length && out[length - 1] == ' ')
		length--;
	return (slice){out, length};
}

void petrarch_noted(petrarch_reader *self, petrarch_note kind, unsigned row, slice what)
{
	struct petrarch_noted *note = &self->notes[kind];
	if (note->count++ == 0) {
		note->shown = self->shown;
		note->row = row;
		size_t length = what.length < 60 ? what.length : 60;
		note->what = (slice){arena_copy(&self->lexicon->memory, what.at, length), length};
	}
}

void petrarch_wrong(petrarch_reader *self, unsigned row, const char *what, slice at)
{
	int length = at.length < 60 ? (int)at.length : 60;
	report_problem(self->problems, BEDE_ERROR_DATA, self->shown, row, "%s: '%.*s'", what, length, at.at);
}

/* ---- the folder ---- */

typedef struct petrarch_folder {
	petrarch_reader reader;
	const char *folder;
	const char *const *names;
	const char *path;
	size_t count, next;
	file_map map;             /* of the file that is read: outside of the arena, closed behind it */
} petrarch_folder;

static bool holds_word(const char *name, const char *word)
{
	const char *base = strrchr(name, '/');
	return strstr(base ? base + 1 : name, word) != NULL;
}

/* Room for the next file, so that it is not open while the arena may give up. */
static void enter_file(void *context)
{
	petrarch_folder *self = context;
	name_builder *lexicon = self->reader.lexicon;

	self->path = arena_print(&lexicon->memory, "%s/%s", self->folder, self->names[self->next]);
	/* Nothing points into the file once it is read: its place in the list of open files stays empty. */
	*VECTOR_PUSH(&lexicon->memory, &lexicon->maps) = (file_map){0};
	lexicon->maps.count--;
	*VECTOR_PUSH(&lexicon->memory, &lexicon->places) = self->path;
	lexicon->maps.count++;
	self->reader.file = (uint32_t)lexicon->places.count - 1;
	self->reader.shown = self->path;
	self->reader.row = 0;
	self->reader.in_comment = false;
}

static void read_file(void *context)
{
	petrarch_folder *self = context;

	self->reader.rest = (slice){self->map.bytes, self->map.length};
	if (slice_starts(self->reader.rest, "\xEF\xBB\xBF"))
		self->reader.rest = (slice){self->map.bytes + 3, self->map.length - 3};
	if (holds_word(self->path, "agents"))
		petrarch_read_agents(&self->reader);
	else
		petrarch_read_actors(&self->reader);
}

static void note_file(void *context)
{
	petrarch_folder *self = context;

	self->reader.shown = arena_print(&self->reader.lexicon->memory, "%s/%s", self->folder, self->names[self->next]);
	petrarch_noted(&self->reader, NOTE_FILE, 0, slice_of(self->names[self->next]));
}

static bool no_memory(bede_error *error)
{
	error_set(error, BEDE_ERROR_MEMORY, "out of memory for the actor lexicon");
	return false;
}

static bool load_file(petrarch_folder *self, bede_error *error)
{
	name_builder *lexicon = self->reader.lexicon;

	if (!arena_run(&lexicon->memory, enter_file, self))
		return no_memory(error);
	if (!file_map_open(&self->map, self->path, error))
		return false;
	bool enough = arena_run(&lexicon->memory, read_file, self);
	file_map_close(&self->map);
	return enough || no_memory(error);
}

static void tell_notes(petrarch_folder *self)
{
	for (size_t i = 0; i < NOTE_COUNT; i++) {
		const struct petrarch_noted *note = &self->reader.notes[i];
		if (note->count == 1)
			report_problem(self->reader.problems, BEDE_ERROR_DATA, note->shown, note->row, "%s: '%.*s'", NOTES[i],
				(int)note->what.length, note->what.at);
		else if (note->count)
			report_problem(self->reader.problems, BEDE_ERROR_DATA, note->shown, note->row,
				"%s: '%.*s' and %lu more", NOTES[i], (int)note->what.length, note->what.at, note->count - 1);
	}
}

bool name_builder_load_petrarch(name_builder *self, const char *folder, report *problems, bede_error *error)
{
	petrarch_folder state = {.reader = {.lexicon = self, .problems = problems}, .folder = folder};
	size_t read = 0;

	state.names = folder_files(&self->memory, folder, ".txt", &state.count, error);
	if (!state.names)
		return false;
	for (state.next = 0; state.next < state.count; state.next++) {
		const char *name = state.names[state.next];
		if (!holds_word(name, "actors") && !holds_word(name, "agents")) {
			if (!arena_run(&self->memory, note_file, &state))
				return no_memory(error);
			continue;
		}
		if (!load_file(&state, error))
			return false;
		read++;
	}
	if (read == 0) {
		error_set_at(error, BEDE_ERROR_DATA, folder, 0,
			"no dictionaries in PETRARCH2's formats (*actors*.txt or *agents*.txt) here");
		return false;
	}
	tell_notes(&state);
	self->layers++;
	return true;
}
