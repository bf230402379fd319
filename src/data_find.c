/* data_find.c — where lexicons and model are: beside the program, where it was installed, or where the caller says. */
#include "data.h"

#include <stdio.h>
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

bool data_find(bede_data *self, const char *root, const char *language, bede_error *error)
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

const char *data_lexicon_path(const bede_data *self, const char *name, data_path *out)
{
	snprintf(out->path, sizeof out->path, "%s/lexicon/%s/%s", self->root, self->language, name);
	snprintf(out->shown, sizeof out->shown, "lexicon/%s/%s", self->language, name);
	return out->path;
}

const char *data_compiled_path(const bede_data *self, unsigned which, const char *name, data_path *out)
{
	/* `make install` puts them beside lexicon/ and model/, `make` into its build folder, where tests and the benchmark lie
	 * deeper than the program. */
	static const char *const above[] = {"", "/..", "/../.."};
	char folder[3900];

	snprintf(out->shown, sizeof out->shown, "compiled/%s/%s", self->language, name);
	if (which == 0) {
		snprintf(out->path, sizeof out->path, "%s/%s", self->root, out->shown);
	} else if (which == 1) {
		snprintf(out->path, sizeof out->path, "%s/build/%s", self->root, out->shown);
	} else if (which < 2 + sizeof above / sizeof *above) {
		program_folder(folder, sizeof folder);
		snprintf(out->path, sizeof out->path, "%s%s/%s", folder, above[which - 2], out->shown);
	} else {
		return NULL;
	}
	return out->path;
}
