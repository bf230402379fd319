/*
 * entities.c — scores names of people, organisations, places and peoples against hand-marked news (doc/accuracy.md):
 *
 *     build/test/accuracy/entities NAME [-v] FILE.conllu
 *
 * The file's last column holds NER=B-Person, NER=I-Person …; tokens and sentences are its own, trees are Bede's. A name
 * is found where first token, last token and type are right; "spans" asks for the tokens alone. -v lists what differs.
 *
 * Prints a line "NAME.type.measure,value" for all types together and for each.
 */
#include <stdio.h>
#include <string.h>

#include "pipeline.h"

typedef enum name_class { PERSON, ORGANIZATION, LOCATION, NORP, CLASSES, NO_CLASS = CLASSES } name_class;
enum { NAMES_MOST = 16384 };

typedef struct named {
	uint32_t first, end;      /* tokens */
	name_class class;
	bool taken;
} named;

typedef struct tally {
	unsigned gold, found, same;
} tally;

static const char *const class_names[CLASSES] = {"person", "organization", "location", "norp"};
static named gold[NAMES_MOST], found[NAMES_MOST];
static size_t gold_count, found_count;
static tally tallies[CLASSES + 1], spans;

/* Buildings, roads and the like are places, in the corpus as in Bede. */
static name_class class_of_mark(slice mark)
{
	static const struct { const char *mark; name_class class; } marks[] = {{"Person", PERSON},
		{"Organization", ORGANIZATION}, {"Location", LOCATION}, {"Facility", LOCATION}, {"NORP", NORP}};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (slice_is(mark, marks[i].mark))
			return marks[i].class;
	return NO_CLASS;
}

static name_class class_of_type(entity_type type)
{
	switch (type) {
	case ENTITY_PERSON:
		return PERSON;
	case ENTITY_ORG:
		return ORGANIZATION;
	case ENTITY_GPE: case ENTITY_LOC: case ENTITY_FAC:
		return LOCATION;
	case ENTITY_NORP:
		return NORP;
	default:
		return NO_CLASS;
	}
}

static void read_gold(slice source)
{
	slice line, part, mark;
	uint32_t token = 0;
	gold_count = 0;
	while (slice_split(&source, '\n', &line)) {
		if (!line.length || line.at[0] == '#')
			continue;
		mark = (slice){0};
		while (slice_split(&line, '\t', &part))
			if (slice_starts(part, "NER="))
				mark = (slice){part.at + 4, part.length - 4};
		bool inside = slice_starts(mark, "I-");
		name_class class = mark.length > 2 ? class_of_mark((slice){mark.at + 2, mark.length - 2}) : NO_CLASS;
		if (class != NO_CLASS && inside && gold_count && gold[gold_count - 1].end == token
				&& gold[gold_count - 1].class == class)
			gold[gold_count - 1].end++;
		else if (class != NO_CLASS && gold_count < NAMES_MOST)
			gold[gold_count++] = (named){token, token + 1, class, false};
		token++;
	}
}

/* Mentions that have a proper name, each name once. */
static void read_found(const reading *from)
{
	found_count = 0;
	for (uint32_t i = 0; i < from->names.count && found_count < NAMES_MOST; i++) {
		const mention *m = &from->names.mentions[i];
		name_class class = class_of_type(m->type);
		if (m->name_end <= m->name_first || class == NO_CLASS)
			continue;
		bool again = false;
		for (size_t k = found_count; k-- > 0 && !again;)
			again = found[k].first == m->name_first && found[k].end == m->name_end;
		if (!again)
			found[found_count++] = (named){m->name_first, m->name_end, class, false};
	}
}

static void show(const char *what, const named *name, const reading *from)
{
	span at = span_join(from->text.tokens[name->first].at, from->text.tokens[name->end - 1].at);
	uint32_t start = at.start > 40 ? at.start - 40 : 0, end = at.end + 40;
	if (end > from->document.text.length)
		end = (uint32_t)from->document.text.length;
	printf("%s %s [%.*s] in %.*s\n", what, class_names[name->class], (int)(at.end - at.start),
		from->text.bytes + at.start, (int)(end - start), from->text.bytes + start);
}

static void score(const reading *from, bool verbose)
{
	for (size_t i = 0; i < found_count; i++) {
		named *name = &found[i];
		tallies[name->class].found++;
		for (size_t k = 0; k < gold_count; k++) {
			if (gold[k].first != name->first || gold[k].end != name->end)
				continue;
			spans.same++;
			name->taken = gold[k].taken = gold[k].class == name->class;
			tallies[name->class].same += name->taken;
		}
		if (verbose && !name->taken)
			show("FOUND", name, from);
	}
	for (size_t k = 0; k < gold_count; k++) {
		tallies[gold[k].class].gold++;
		if (verbose && !gold[k].taken)
			show("GOLD", &gold[k], from);
	}
}

static void print_score(const char *name, const char *class, const tally *of)
{
	double p = of->found ? (double)of->same / of->found : 0, r = of->gold ? (double)of->same / of->gold : 0;
	printf("%s.%s.precision,%.3f\n%s.%s.recall,%.3f\n%s.%s.f1,%.3f\n", name, class, p, name, class, r, name, class,
		p + r > 0 ? 2 * p * r / (p + r) : 0);
}

int main(int argc, char **argv)
{
	bede_error error = {0};
	bool verbose = argc == 4 && strcmp(argv[2], "-v") == 0;
	if (argc != 3 + verbose) {
		fputs("usage: entities NAME [-v] FILE.conllu\n", stderr);
		return 2;
	}
	bede_data *data = bede_data_open(&(bede_data_options){.data_dir = "."}, &error);
	bede_coder *coder = data ? bede_coder_new(data, NULL, &error) : NULL;
	bede_reader *reader = coder ? bede_reader_open(argv[2 + verbose],
		&(bede_reader_options){.form = BEDE_FORM_CONLLU}, &error) : NULL;
	if (!reader) {
		fprintf(stderr, "entities: %s\n", error.message);
		return 3;
	}
	for (bede_document *document; (document = bede_reader_next(reader, &error)) != NULL;) {
		if (!bede_coder_read(coder, document, &error)) {
			fprintf(stderr, "entities: %s: %s\n", document->id, error.message);
			return 1;
		}
		read_gold(slice_of(document->conllu));
		read_found(&coder->reading);
		score(&coder->reading, verbose);
		bede_document_free(document);
	}
	for (name_class class = 0; class < CLASSES; class++) {
		tallies[CLASSES].gold += tallies[class].gold;
		tallies[CLASSES].found += tallies[class].found;
		tallies[CLASSES].same += tallies[class].same;
	}
	spans.gold = tallies[CLASSES].gold;
	spans.found = tallies[CLASSES].found;
	print_score(argv[1], "all", &tallies[CLASSES]);
	print_score(argv[1], "spans", &spans);
	for (name_class class = 0; class < CLASSES; class++)
		print_score(argv[1], class_names[class], &tallies[class]);
	bede_reader_close(reader);
	bede_coder_free(coder);
	bede_data_close(data);
	return 0;
}
