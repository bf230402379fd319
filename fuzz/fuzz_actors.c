/* fuzz_actors.c — compiled actor lexicons. Size and checksum are put right, so that what they guard is reached. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/compiled_file.h"
#include "name/name.h"
#include "scratch.h"

typedef struct asking {
	const name_lexicon *lexicon;
	slice name;
	arena memory;
} asking;

static void ask(void *context)
{
	asking *self = context;
	known_actors found;
	name_lexicon_who(self->lexicon, self->name, (date){2020, 1, 1}, &self->memory, &found);
}

static void open_and_ask(const char *path)
{
	static const char *const names[] = {"Kim", "Kim Jong Un", "the Kremlin", "US", "Georgia", "Xyzzy Plugh"};
	bool stale;
	name_lexicon *lexicon = name_lexicon_open(path, NULL, &stale, NULL);
	if (!lexicon)
		return;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		asking self = {.lexicon = lexicon, .name = slice_of(names[i])};
		arena_init(&self.memory, 0);
		arena_run(&self.memory, ask, &self);
		arena_clear(&self.memory);
		name_lexicon_country(lexicon, self.name);
		name_lexicon_agent(lexicon, self.name);
	}
	name_lexicon_country_name(lexicon, "KOR");
	name_lexicon_free(lexicon);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	char path[4200];
	snprintf(path, sizeof path, "%s/actors.bin", scratch_folder());
	scratch_file("actors.bin", bytes, length);
	open_and_ask(path);
	if (length < sizeof(compiled_header))
		return 0;
	char *mended = malloc(length);
	if (!mended)
		return 0;
	memcpy(mended, bytes, length);
	compiled_header header;
	memcpy(&header, mended, sizeof header);
	header.size = length;
	memcpy(mended, &header, sizeof header);
	header.checksum = compiled_checksum(mended, length);
	memcpy(mended, &header, sizeof header);
	scratch_file("actors.bin", (const uint8_t *)mended, length);
	free(mended);
	open_and_ask(path);
	return 0;
}
