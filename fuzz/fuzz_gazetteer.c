/* fuzz_gazetteer.c — compiled gazetteers; then the places of some names are looked at. */
#include <stdlib.h>
#include <string.h>

#include "place/gazetteer.h"
#include "scratch.h"

typedef struct passage {
	const gazetteer *gazetteer;
	arena memory;
} passage;

static void look_up(void *context)
{
	static const char *const names[] = {"kursk", "russia", "paris", "us", "u.s.", "black sea", "sana'a", ""};
	passage *self = context;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		name_places found = gazetteer_find(self->gazetteer, slice_of(names[i]), true);
		for (uint32_t k = 0; k < found.count; k++) {
			uint32_t place = gazetteer_place(self->gazetteer, found, k);
			const place_entry *entry = gazetteer_entry(self->gazetteer, place, &self->memory);
			if (entry->resolution < 0 || entry->resolution > 5 || memchr(entry->name.at, 0, entry->name.length))
				abort();
		}
		gazetteer_reach(self->gazetteer, slice_of(names[i]));
		gazetteer_adjective(self->gazetteer, slice_of(names[i]));
		gazetteer_word(self->gazetteer, slice_of(names[i]));
	}
}

static void open_and_look_up(const char *path)
{
	passage self = {.gazetteer = gazetteer_open(path, NULL)};
	if (!self.gazetteer)
		return;
	arena_init(&self.memory, 0);
	arena_run(&self.memory, look_up, &self);
	arena_clear(&self.memory);
	gazetteer_close((gazetteer *)self.gazetteer);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	scratch_compiled("places.bin", bytes, length, open_and_look_up);
	return 0;
}
