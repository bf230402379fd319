/* data.h — everything that is opened once and shared by threads: lexicons and model (private to src/). */
#ifndef BEDE_DATA_H
#define BEDE_DATA_H

#include "bede.h"
#include "event/event.h"
#include "name/name.h"
#include "place/place.h"
#include "quantity/quantity.h"
#include "record/record.h"
#include "source/source.h"
#include "syntax/syntax.h"
#include "text/text.h"
#include "when/when.h"

struct bede_data {
	char root[4096];          /* the folder that holds lexicon/ and model/ */
	char language[16];
	char user_lexicon[4096], petrarch[4096];   /* "": none */
	text_lexicon *text;
	syntax_model *syntax;
	name_lexicon *names;
	when_lexicon *when;
	gazetteer *places;
	quantity_lexicon *quantities;
	event_lexicon *events;
	source_lexicon *sources;
	record_lexicon *records;
};

/* A file or folder of the data, and how messages and rules cite it: "lexicon/en/actors". */
typedef struct data_path {
	char path[4400], shown[64];
} data_path;

/* data_find.c: fills in root and language. `root` NULL: looked for. */
bool data_find(bede_data *self, const char *root, const char *language, bede_error *error);
const char *data_lexicon_path(const bede_data *self, const char *name, data_path *out);
/* The places where a compiled lexicon may be, by number from 0; NULL behind the last one. */
const char *data_compiled_path(const bede_data *self, unsigned which, const char *name, data_path *out);

/* compile.c: NULL if no compiled lexicon was made from the text files of `folder`; damaged ones are told of. */
name_lexicon *data_open_compiled_actors(const bede_data *self, const char *folder, report *problems);
gazetteer *data_open_compiled_places(const bede_data *self, bede_error *error);
/* Compiles the text files of places again, where there are any: their problems, and a compiled gazetteer that is older,
 * go to `problems`. False and *error if that could not be done. */
bool data_check_compiled(const bede_data *self, report *problems, bede_error *error);

/* data.c: fills in the actors from text; petrarch and user_lexicon may be NULL. */
bool data_build_actors(bede_data *self, const char *petrarch, const char *user_lexicon, report *problems,
	bede_error *error);
/* Opens all of it; problems go to `problems`. The root of an open bede_data may be reused by passing it. `from_text`:
 * compiled lexicons are not used, so that all problems of the text files are told. */
bede_data *data_open(const char *root, const char *language, const char *petrarch, const char *user_lexicon,
	bool from_text, report *problems, bede_error *error);

#endif
