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

/* Opens all of it; problems go to `problems`. The root of an open bede_data may be reused by passing it. `from_text`:
 * compiled lexicons are not used, so that all problems of the text files are told. */
bede_data *data_open(const char *root, const char *language, const char *petrarch, const char *user_lexicon,
	bool from_text, report *problems, bede_error *error);

#endif
