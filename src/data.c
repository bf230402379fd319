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
	self->events = event_lexicon_new();
	if (!self->events) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while opening the lexicons");
		return false;
	}
	if (!event_lexicon_load(self->events, lexicon_path(self, "events", &at), at.shown, problems, error))
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

/* ---- actors: compiled, or from text where the user brings lines of their own ---- */

#define COMPILED_ACTORS "actors.lexicon"

/* The compiled lexicon that `make install` put with the data, or `make` beside the program. NULL if there is none that
 * was made from these very text files: they are what counts, and say the same, only slower. */
static name_lexicon *open_compiled_actors(const bede_data *self, const char *folder, report *problems)
{
	char beside[3900], path[4400];
	program_folder(beside, sizeof beside);
	/* Tests and the benchmark lie deeper in the build folder than the program. */
	static const char *const above[] = {"", "/..", "/../.."};

	for (unsigned i = 0; i <= sizeof above / sizeof *above; i++) {
		bede_error error = {0};
		bool stale;
		snprintf(path, sizeof path, "%s%s/compiled/%s/%s", i ? beside : self->root, i ? above[i - 1] : "",
			self->language, COMPILED_ACTORS);
		if (!file_exists(path))
			continue;
		name_lexicon *opened = name_lexicon_open(path, folder, &stale, &error);
		if (opened)
			return opened;
		if (!stale)
			report_problem(problems, error.code, path, 0, "%s; it is not used", error.message);
	}
	return NULL;
}

static bool build_actors(bede_data *self, const char *petrarch, const char *user_lexicon, report *problems,
	bede_error *error)
{
	data_path at;
	char mine[4300];
	name_builder *builder = name_builder_new();

	if (!builder) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while opening the lexicons");
		return false;
	}
	if (name_builder_load(builder, lexicon_path(self, "actors", &at), at.shown, problems, error)
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
		self->names = open_compiled_actors(self, lexicon_path(self, "actors", &at), problems);
	return self->names || build_actors(self, petrarch, user_lexicon, problems, error);
}

static bool open_user_events(bede_data *self, const char *user_lexicon, report *problems, bede_error *error)
{
	char mine[4300];

	return !user_lexicon || !user_part(user_lexicon, "events", mine, sizeof mine)
		|| event_lexicon_load(self->events, mine, mine, problems, error);
}

/* Fills in where the data are. */
static bool find_data(bede_data *self, const char *root, const char *language, bede_error *error)
{
	snprintf(self->language, sizeof self->language, "%s", language ? language : "en");
	if (!root)
		return find_root(self->language, self->root, sizeof self->root, error);
	snprintf(self->root, sizeof self->root, "%s", root);
	if (holds_data(self->root, self->language))
		return true;
	error_set_at(error, BEDE_ERROR_DATA, root, 0, "the folder holds no lexicon/%s and model/%s", self->language,
		self->language);
	return false;
}

bool bede_lexicon_compile(const bede_data_options *options, const char *folder, bede_error *error)
{
	static const bede_data_options defaults = {0};
	const bede_data_options *given = options ? options : &defaults;
	report problems = {given->warning, given->warning_context, 0};
	bede_data *self = calloc(1, sizeof *self);
	char path[4400];

	if (error)
		*error = (bede_error){.code = BEDE_OK};
	if (!self) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while compiling the lexicons");
		return false;
	}
	snprintf(path, sizeof path, "%s/%s", folder, COMPILED_ACTORS);
	bool done = find_data(self, given->data_dir, given->language, error)
		&& build_actors(self, NULL, NULL, &problems, error) && name_lexicon_save(self->names, path, error);
	bede_data_close(self);
	return done;
}

bede_data *data_open(const char *root, const char *language, const char *petrarch, const char *user_lexicon,
	bool from_text, report *problems, bede_error *error)
{
	bede_data *self = calloc(1, sizeof *self);

	if (!self) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while opening the lexicons");
		return NULL;
	}
	if (find_data(self, root, language, error) && user_folder_readable(user_lexicon, error)
		&& open_all(self, problems, error)
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
