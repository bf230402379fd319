/* lookup.c — bede_who: what the lexicons know of a name. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "pipeline.h"

typedef struct looking {
	const name_lexicon *names;
	slice name;
	date on;
	arena memory;
	known_actors found;
} looking;

static void look(void *context)
{
	looking *self = context;

	name_lexicon_who(self->names, self->name, self->on, &self->memory, &self->found);
}

/* Says which names come near; as many as the message has room for. */
static void set_unknown(const looking *self, bede_error *error)
{
	char near[240] = "";
	size_t length = 0;
	const char *sector = name_lexicon_agent(self->names, self->name);

	for (uint32_t i = 0; i < self->found.nearest_count; i++) {
		slice name = self->found.nearest[i];
		if (length + name.length + 5 > sizeof near)
			break;
		length += (size_t)snprintf(near + length, sizeof near - length, "%s'%.*s'", length ? ", " : "",
			(int)name.length, name.at);
	}
	int shown = self->name.length > 80 ? 80 : (int)self->name.length;
	/* Not within a character. */
	while (shown > 0 && (size_t)shown < self->name.length && ((unsigned char)self->name.at[shown] & 0xC0) == 0x80)
		shown--;
	if (sector)
		error_set(error, BEDE_ERROR_INPUT, "'%.*s' is nobody's name but a common noun (agents.tsv), which has the "
			"sector %s", shown, self->name.at, sector);
	else if (length)
		error_set(error, BEDE_ERROR_INPUT, "nobody is known as '%.*s'; names that come near: %s", shown, self->name.at,
			near);
	else
		error_set(error, BEDE_ERROR_INPUT, "nobody is known as '%.*s', and no name comes near; add a line to a lexicon "
			"of your own (lexicon/en/actors/FORMAT.md)", shown, self->name.at);
}

bool bede_who(const bede_data *data, const char *name, const char *date, const bede_write_options *options,
	bede_buffer *out, bede_error *error)
{
	looking self = {.names = data->names, .name = slice_trim(slice_of(name))};

	if (error)
		*error = (bede_error){.code = BEDE_OK};
	if (options->format != BEDE_TABLE && options->format != BEDE_JSON) {
		error_set(error, BEDE_ERROR_USAGE, "what is known of a name is written as BEDE_TABLE or BEDE_JSON");
		return false;
	}
	if (date && !date_parse(slice_of(date), &self.on)) {
		error_set(error, BEDE_ERROR_USAGE, "'%.40s' is no day of the calendar as YYYY-MM-DD", date);
		return false;
	}
	if (utf8_count_invalid(self.name.at, self.name.length)) {
		error_set(error, BEDE_ERROR_INPUT, "the name is not valid UTF-8");
		return false;
	}
	arena_init(&self.memory, 0);
	bool done = arena_run(&self.memory, look, &self);
	if (!done) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while looking for a name");
	} else if (self.found.count == 0) {
		done = false;
		set_unknown(&self, error);
	} else {
		strbuf buffer = writing_continue(out);
		write_who(&self.found, self.name, self.on, options, &buffer);
		done = writing_finish(&buffer, out, error);
	}
	arena_clear(&self.memory);
	return done;
}
