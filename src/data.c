/* data.c — opens lexicons and model. */
#include "data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

static bool open_all(bede_data *self, report *problems, bede_error *error)
{
	data_path at;
	char model[4300];

	snprintf(model, sizeof model, "%s/model/%s", self->root, self->language);
	self->syntax = syntax_model_open(model, error);
	if (!self->syntax)
		return false;
	self->text = text_lexicon_open(data_lexicon_path(self, "text", &at), problems, error);
	if (!self->text)
		return false;
	self->when = when_lexicon_open(data_lexicon_path(self, "time", &at), problems, error);
	if (!self->when)
		return false;
	self->quantities = quantity_lexicon_open(data_lexicon_path(self, "quantity", &at), problems, error);
	if (!self->quantities)
		return false;
	self->sources = source_lexicon_open(data_lexicon_path(self, "sources", &at), at.shown, problems, error);
	if (!self->sources)
		return false;
	snprintf(model, sizeof model, "%s/model/%s/source.tsv", self->root, self->language);
	if (!source_lexicon_load_weights(self->sources, model, problems, error))
		return false;
	self->records = record_lexicon_open(data_lexicon_path(self, ".", &at), at.shown, problems, error);
	if (!self->records)
		return false;
	self->events = event_lexicon_new();
	if (!self->events) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while opening the lexicons");
		return false;
	}
	if (!event_lexicon_load(self->events, data_lexicon_path(self, "events", &at), at.shown, problems, error))
		return false;
	snprintf(model, sizeof model, "%s/model/%s/event.tsv", self->root, self->language);
	return event_lexicon_load_weights(self->events, model, problems, error);
}

/* A user's folder has the form of lexicon/<language>/; each part may be missing. */
static bool user_part(const char *folder, const char *part, char *out, size_t room)
{
	snprintf(out, room, "%s/%s", folder, part);
	return access(out, F_OK) == 0;
}

static bool user_folder_readable(const char *folder, bede_error *error)
{
	if (!folder || access(folder, R_OK | X_OK) == 0)
		return true;
	error_set_at(error, BEDE_ERROR_DATA, folder, 0, "the lexicon folder given with --lexicon cannot be read");
	return false;
}

bool data_build_actors(bede_data *self, const char *petrarch, const char *user_lexicon, report *problems,
	bede_error *error)
{
	data_path at;
	char mine[4300];
	name_builder *builder = name_builder_new();

	if (!builder) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while opening the lexicons");
		return false;
	}
	if (name_builder_load(builder, data_lexicon_path(self, "actors", &at), at.shown, problems, error)
		&& (!petrarch || name_builder_load_petrarch(builder, petrarch, problems, error))
		&& (!user_lexicon || !user_part(user_lexicon, "actors", mine, sizeof mine)
			|| name_builder_load(builder, mine, mine, problems, error)))
		self->names = name_builder_finish(builder, error);
	name_builder_free(builder);
	return self->names != NULL;
}

static bool open_actors(bede_data *self, const char *petrarch, const char *user_lexicon, bool from_text,
	report *problems, bede_error *error)
{
	data_path at;
	char mine[4300];
	bool own = petrarch || (user_lexicon && user_part(user_lexicon, "actors", mine, sizeof mine));

	if (!own && !from_text)
		self->names = data_open_compiled_actors(self, data_lexicon_path(self, "actors", &at), problems);
	return self->names || data_build_actors(self, petrarch, user_lexicon, problems, error);
}

static bool open_user_events(bede_data *self, const char *user_lexicon, report *problems, bede_error *error)
{
	char mine[4300];

	return !user_lexicon || !user_part(user_lexicon, "events", mine, sizeof mine)
		|| event_lexicon_load(self->events, mine, mine, problems, error);
}

/* The user's places lie on those of the compiled gazetteer. */
static bool open_places(bede_data *self, const char *user_lexicon, report *problems, bede_error *error)
{
	char mine[4300];

	self->places = data_open_compiled_places(self, error);
	return self->places && (!user_lexicon || !user_part(user_lexicon, "places", mine, sizeof mine)
		|| gazetteer_add(self->places, mine, problems, error));
}

bede_data *data_open(const char *root, const char *language, const char *petrarch, const char *user_lexicon,
	bool from_text, report *problems, bede_error *error)
{
	bede_data *self = calloc(1, sizeof *self);

	if (!self) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while opening the lexicons");
		return NULL;
	}
	snprintf(self->user_lexicon, sizeof self->user_lexicon, "%s", user_lexicon ? user_lexicon : "");
	snprintf(self->petrarch, sizeof self->petrarch, "%s", petrarch ? petrarch : "");
	if (data_find(self, root, language, error) && user_folder_readable(user_lexicon, error)
		&& open_all(self, problems, error)
		&& open_places(self, user_lexicon, problems, error)
		&& open_actors(self, petrarch, user_lexicon, from_text, problems, error)
		&& open_user_events(self, user_lexicon, problems, error)
		&& event_lexicon_finish(self->events, problems, error))
		return self;
	bede_data_close(self);
	return NULL;
}

bede_data *bede_data_open(const bede_data_options *options, bede_error *error)
{
	static const bede_data_options defaults = {0};
	const bede_data_options *given = options ? options : &defaults;
	report problems = {given->warning, given->warning_context, 0};

	if (error)
		*error = (bede_error){.code = BEDE_OK};
	return data_open(given->data_dir, given->language, given->petrarch_dir, given->lexicon_dir, false, &problems,
		error);
}

void bede_data_close(bede_data *data)
{
	if (!data)
		return;
	record_lexicon_close(data->records);
	source_lexicon_close(data->sources);
	event_lexicon_free(data->events);
	quantity_lexicon_close(data->quantities);
	gazetteer_close(data->places);
	when_lexicon_close(data->when);
	name_lexicon_free(data->names);
	syntax_model_close(data->syntax);
	text_lexicon_close(data->text);
	free(data);
}
