/* fuzz_actors.c — compiled actor lexicons; then some names are asked for. */
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
	scratch_compiled("actors.bin", bytes, length, open_and_ask);
	return 0;
}
