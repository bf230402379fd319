/*
 * compile.c — lexicons in the form that is mapped instead of parsed: writes them, and opens them.
 *
 * The text files are what people read and edit. Actors are read from these wherever the compiled file was made from
 * others, since that costs little; the gazetteer's are large, so it is an error not to have compiled them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "data.h"

#define ACTORS "actors.bin"
#define PLACES "places.bin"

name_lexicon *data_open_compiled_actors(const bede_data *self, const char *folder, report *problems)
{
	data_path at;

	for (unsigned i = 0; data_compiled_path(self, i, ACTORS, &at); i++) {
		bede_error error = {0};
		bool stale;
		if (!file_exists(at.path))
			continue;
		name_lexicon *opened = name_lexicon_open(at.path, folder, &stale, &error);
		if (opened)
			return opened;
		if (!stale)
			report_problem(problems, error.code, at.path, 0, "%s; it is not used", error.message);
	}
	return NULL;
}

gazetteer *data_open_compiled_places(const bede_data *self, bede_error *error)
{
	data_path at;

	for (unsigned i = 0; data_compiled_path(self, i, PLACES, &at); i++)
		if (file_exists(at.path))
			return gazetteer_open(at.path, error);
	error_set_at(error, BEDE_ERROR_DATA, self->root, 0, "no compiled lexicon '%s' there or beside the program; run make "
		"in the source tree, or install again", at.shown);
	return NULL;
}

/* Text files of places are not installed: then there is nothing to check. */
static bool has_text_of_places(const bede_data *self, data_path *at)
{
	char words[4400];

	snprintf(words, sizeof words, "%s/words.tsv", data_lexicon_path(self, "places", at));
	return file_exists(words);
}

bool data_check_compiled(const bede_data *self, report *problems, bede_error *error)
{
	data_path at;
	strbuf compiled;

	if (!has_text_of_places(self, &at))
		return true;
	strbuf_init(&compiled);
	bool done = gazetteer_compile(at.path, at.shown, problems, &compiled, error);
	if (done && !gazetteer_is(self->places, &compiled))
		report_problem(problems, BEDE_ERROR_DATA, at.shown, 0, "the compiled gazetteer is older than these files; run "
			"make");
	strbuf_clear(&compiled);
	return done;
}

static bool compile_places(const bede_data *self, const char *folder, report *problems, bede_error *error)
{
	data_path at;
	char path[4400];
	strbuf compiled;

	if (!has_text_of_places(self, &at))
		return true;
	snprintf(path, sizeof path, "%s/" PLACES, folder);
	strbuf_init(&compiled);
	bool done = gazetteer_compile(at.path, at.shown, problems, &compiled, error)
		&& file_replace(path, compiled.bytes, compiled.length, error);
	strbuf_clear(&compiled);
	return done;
}

static bool compile_actors(bede_data *self, const char *folder, report *problems, bede_error *error)
{
	char path[4400];

	snprintf(path, sizeof path, "%s/" ACTORS, folder);
	return data_build_actors(self, NULL, NULL, problems, error) && name_lexicon_save(self->names, path, error);
}

bool bede_lexicon_compile(const bede_data_options *options, const char *folder, bede_error *error)
{
	static const bede_data_options defaults = {0};
	const bede_data_options *given = options ? options : &defaults;
	report problems = {given->warning, given->warning_context, 0};
	bede_data *self = calloc(1, sizeof *self);

	if (error)
		*error = (bede_error){.code = BEDE_OK};
	if (!self) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory while compiling the lexicons");
		return false;
	}
	bool done = data_find(self, given->data_dir, given->language, error)
		&& compile_actors(self, folder, &problems, error) && compile_places(self, folder, &problems, error);
	bede_data_close(self);
	return done;
}
