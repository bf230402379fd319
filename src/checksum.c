/* checksum.c — which lexicons and which model these are: a store keeps it with each run. */
#include "checksum.h"

#include <stdio.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/error.h"
#include "base/file.h"
#include "base/folder.h"

typedef struct summing {
	XXH3_state_t hash;
	arena memory;
} summing;

static bool add_file(summing *self, const char *folder, const char *name, bede_error *error)
{
	char path[4700];
	file_map file;
	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (!file_map_open(&file, path, error))
		return false;
	XXH3_64bits_update(&self->hash, name, strlen(name) + 1);
	XXH3_64bits_update(&self->hash, file.bytes, file.length);
	file_map_close(&file);
	return true;
}

/* A part of a lexicon of the user's own may be missing. */
static bool add_folder(summing *self, const char *folder, const char *suffix, bool may_miss, bede_error *error)
{
	size_t count;
	if (may_miss && !file_exists(folder))
		return true;
	const char *const *names = folder_files(&self->memory, folder, suffix, &count, error);
	bool done = names != NULL;
	for (size_t i = 0; done && i < count; i++)
		done = add_file(self, folder, names[i], error);
	return done;
}

static bool add_lexicon(summing *self, const char *folder, bool may_miss, bede_error *error)
{
	static const char *const parts[] = {
		"", "/actors", "/events", "/places", "/quantity", "/sources", "/syntax", "/text", "/time",
	};
	char path[4400];
	bool done = true;
	for (size_t i = 0; done && i < sizeof parts / sizeof *parts; i++) {
		snprintf(path, sizeof path, "%s%s", folder, parts[i]);
		XXH3_64bits_update(&self->hash, parts[i], strlen(parts[i]) + 1);
		done = add_folder(self, path, ".tsv", may_miss, error);
	}
	return done;
}

static void start(summing *self)
{
	XXH3_64bits_reset(&self->hash);
	arena_init(&self->memory, 0);
}

static void finish(summing *self, char *out)
{
	arena_clear(&self->memory);
	snprintf(out, CHECKSUM_ROOM, "%016llx", (unsigned long long)XXH3_64bits_digest(&self->hash));
}

bool checksum_data(const bede_data *data, data_checksums *out, bede_error *error)
{
	summing self;
	char path[4300];
	start(&self);
	snprintf(path, sizeof path, "%s/model/%s", data->root, data->language);
	bool done = add_folder(&self, path, ".bin", false, error) && add_folder(&self, path, ".tsv", false, error);
	finish(&self, out->model);
	start(&self);
	snprintf(path, sizeof path, "%s/lexicon/%s", data->root, data->language);
	done = done && add_lexicon(&self, path, false, error)
		&& (!data->user_lexicon[0] || add_lexicon(&self, data->user_lexicon, true, error))
		&& (!data->petrarch[0] || add_folder(&self, data->petrarch, ".txt", true, error));
	finish(&self, out->lexicon);
	return done;
}
