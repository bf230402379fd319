/* data.c — finds and opens lexicons and model. */
#include "data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "base/file.h"

#ifndef BEDE_DATA_DIR
#define BEDE_DATA_DIR "/usr/local/share/bede"
#endif

/* The folder of the running program's file; "" if the system does not tell. */
static void program_folder(char *out, size_t room)
{
	ssize_t length = readlink("/proc/self/exe", out, room - 1);

	if (length > 0 && (size_t)length < room - 1) {
		out[length] = '\0';
	} else {
		/* Without /proc, as in a bare chroot: the path that the program was started by. */
		const char *started = (const char *)getauxval(AT_EXECFN);
		snprintf(out, room, "%s", started && strlen(started) < room ? started : "");
	}
	char *slash = strrchr(out, '/');
	if (slash)
		*slash = '\0';
}

static bool holds_data(const char *root, const char *language)
{
	char path[4200];

	snprintf(path, sizeof path, "%s/lexicon/%s/events/grammar.tsv", root, language);
	return file_exists(path);
}

/* Beside the program (a build folder in the source tree, or PREFIX/bin), else where it was installed. */
static bool find_root(const char *language, char *out, size_t room, bede_error *error)
{
	static const char *const beside[] = {"/..", "/../share/bede", "/../..", ""};
	char folder[3900];

	program_folder(folder, sizeof folder);
	for (unsigned i = 0; folder[0] && i < sizeof beside / sizeof *beside; i++) {
		snprintf(out, room, "%s%s", folder, beside[i]);
		if (holds_data(out, language))
			return true;
	}
	snprintf(out, room, "%s", BEDE_DATA_DIR);
	if (holds_data(out, language))
		return true;
	error_set(error, BEDE_ERROR_DATA, "no lexicon for language '%s' beside the program or in '%s'; name the folder "
		"that holds lexicon/ and model/ with --data", language, BEDE_DATA_DIR);
	return false;
}

/* One folder of one lexicon: "<root>/lexicon/en/actors" and how rules cite it. */
typedef struct data_path {
	char path[4300], shown[64];
} data_path;

static const char *lexicon_path(const bede_data *self, const char *name, data_path *out)
{
	snprintf(out->path, sizeof out->path, "%s/lexicon/%s/%s", self->root, self->language, name);
	snprintf(out->shown, sizeof out->shown, "lexicon/%s/%s", self->language, name);
	return out->path;
}

static bool open_all(bede_data *self, report *problems, bede_error *error)
{
	data_path at;
	char model[4300];

	snprintf(model, sizeof model, "%s/model/%s", self->root, self->language);
	self->syntax = syntax_model_open(model, error);
	if (!self->syntax)
		return false;
	self->text = text_lexicon_open(lexicon_path(self, "text", &at), problems, error);
	if (!self->text)
		return false;
	self->when = when_lexicon_open(lexicon_path(self, "time", &at), problems, error);
	if (!self->when)
		return false;
	self->places = gazetteer_open(lexicon_path(self, "places", &at), problems, error);
	if (!self->places)
		return false;
	self->quantities = quantity_lexicon_open(lexicon_path(self, "quantity", &at), problems, error);
	if (!self->quantities)
		return false;
	self->sources = source_lexicon_open(lexicon_path(self, "sources", &at), at.shown, problems, error);
	if (!self->sources)
		return false;
	self->records = record_lexicon_open(lexicon_path(self, ".", &at), at.shown, problems, error);
	if (!self->records)
		return false;
	self->names = name_lexicon_new();
	self->events = event_lexicon_new();
	if (!self->names || !self->events) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while opening the lexicons");
		return false;
	}
	if (!name_lexicon_load(self->names, lexicon_path(self, "actors", &at), at.shown, problems, error)
		|| !event_lexicon_load(self->events, lexicon_path(self, "events", &at), at.shown, problems, error))
		return false;
	snprintf(model, sizeof model, "%s/model/%s/event.tsv", self->root, self->language);
	return event_lexicon_load_weights(self->events, model, problems, error);
}

/* A user's folder has the form of lexicon/<language>/; each part may be missing. */
static bool open_user(bede_data *self, const char *folder, report *problems, bede_error *error)
{
	char path[4300];

	if (access(folder, R_OK | X_OK) != 0) {
		error_set_at(error, BEDE_ERROR_DATA, folder, 0, "the lexicon folder given with --lexicon cannot be read");
		return false;
	}
	snprintf(path, sizeof path, "%s/actors", folder);
	if (access(path, F_OK) == 0 && !name_lexicon_load(self->names, path, path, problems, error))
		return false;
	snprintf(path, sizeof path, "%s/events", folder);
	return access(path, F_OK) != 0 || event_lexicon_load(self->events, path, path, problems, error);
}

bede_data *data_open(const char *root, const char *language, const char *petrarch, const char *user_lexicon,
	report *problems, bede_error *error)
{
	bede_data *self = calloc(1, sizeof *self);

	if (!self) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while opening the lexicons");
		return NULL;
	}
	snprintf(self->language, sizeof self->language, "%s", language ? language : "en");
	bool found;
	if (root) {
		snprintf(self->root, sizeof self->root, "%s", root);
		found = holds_data(self->root, self->language);
		if (!found)
			error_set_at(error, BEDE_ERROR_DATA, root, 0, "the folder holds no lexicon/%s and model/%s",
				self->language, self->language);
	} else {
		found = find_root(self->language, self->root, sizeof self->root, error);
	}
	if (found && open_all(self, problems, error)
		&& (!petrarch || name_lexicon_load_petrarch(self->names, petrarch, problems, error))
		&& (!user_lexicon || open_user(self, user_lexicon, problems, error))
		&& name_lexicon_finish(self->names, error) && event_lexicon_finish(self->events, problems, error))
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
	return data_open(given->data_dir, given->language, given->petrarch_dir, given->lexicon_dir, &problems, error);
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
