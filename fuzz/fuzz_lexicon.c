/* fuzz_lexicon.c — lexicon files. The bytes are loaded as a file of each folder of the lexicon in turn, and as
 * dictionaries in PETRARCH2's formats. */
#include "base/error.h"
#include "event/event.h"
#include "name/name.h"
#include "place/place.h"
#include "scratch.h"
#include "source/source.h"

static void load_events(const char *folder)
{
	report problems = {0};
	event_lexicon *lexicon = event_lexicon_new();
	const event_rule *rules;
	if (lexicon && event_lexicon_load(lexicon, folder, "fuzz", &problems, NULL)
			&& event_lexicon_finish(lexicon, &problems, NULL))
		event_lexicon_rules(lexicon, &rules);
	event_lexicon_free(lexicon);
}

static void finish_names(name_builder *builder)
{
	name_lexicon *lexicon = name_builder_finish(builder, NULL);
	if (lexicon)
		name_lexicon_country(lexicon, SLICE("Korea"));
	name_lexicon_free(lexicon);
}

static void load_names(const char *folder)
{
	report problems = {0};
	name_builder *builder = name_builder_new();
	if (builder && name_builder_load(builder, folder, "fuzz", &problems, NULL))
		finish_names(builder);
	name_builder_free(builder);
}

static void compile_places(report *problems)
{
	strbuf bytes;
	strbuf_init(&bytes);
	gazetteer_compile(scratch_folder(), "fuzz", problems, &bytes, NULL);
	strbuf_clear(&bytes);
}

/* On a lexicon of a few names, which the dictionary's names and agents may meet. */
static void load_dictionary(const char *name, const uint8_t *bytes, size_t length)
{
	static const char base[] = "Russia\tRUS\t-\tGPE\nUN*\tUNO\t-\tORG\nHamas\tPSE\tREB\tORG\n";
	report problems = {0};
	name_builder *builder = name_builder_new();
	scratch_file("actors.tsv", (const uint8_t *)base, sizeof base - 1);
	bool loaded = builder && name_builder_load(builder, scratch_folder(), "fuzz", &problems, NULL);
	scratch_file(name, bytes, length);
	if (loaded && name_builder_load_petrarch(builder, scratch_folder(), &problems, NULL))
		finish_names(builder);
	name_builder_free(builder);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const names[] = {
		"agree.tsv", "classes.tsv", "grammar.tsv", "countries.tsv", "people.tsv", "agents.tsv", "places.tsv",
		"verbs.tsv",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		report problems = {0};
		scratch_file(names[i], bytes, length);
		load_events(scratch_folder());
		load_names(scratch_folder());
		compile_places(&problems);
		source_lexicon_close(source_lexicon_open(scratch_folder(), "fuzz", &problems, NULL));
	}
	load_dictionary("f.actors.txt", bytes, length);
	load_dictionary("f.agents.txt", bytes, length);
	return 0;
}
