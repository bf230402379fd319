/*
 * source.h — what `source` hands on: who says what, and how sure they are.
 *
 * An attribution has a source (who speaks), a cue (the words of saying) and content (what is said), found over the
 * tree: "KCNA reported that …", "according to …", "…, the agency said". The chain of voices around an event's
 * trigger, outermost first, answers "according to whom".
 */
#ifndef BEDE_SOURCE_SOURCE_H
#define BEDE_SOURCE_SOURCE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"
#include "bede.h"
#include "event/event.h"
#include "name/name.h"
#include "syntax/syntax.h"
#include "text/text.h"
#include "when/when.h"

typedef struct source_lexicon source_lexicon;

typedef struct token_range {
	uint32_t first, end;      /* end exclusive */
} token_range;

typedef struct attribution {
	int32_t mention;          /* mention of the source; MENTION_NONE: not one, or nobody named */
	token_range source;       /* its words; first == end: nobody named ("reportedly") */
	token_range cue;          /* its words; the head of the cue is cue_head */
	uint32_t cue_head;
	const token_range *content;   /* ascending; may be several ("…", he said, "…") and reach over sentences */
	uint32_t content_count;
	bede_kind kind;
	const timex *date;        /* of the saying; NULL: not stated */
	bede_certainty certainty; /* what the cue itself says of its content: "is believed to" */
	bool cited;               /* "citing X": X says it to who says the rest */
	bool voice;               /* false: an attitude ("hopes to"), which is no voice that an event is told by */
	int32_t outer;            /* index of the attribution whose content contains this one; -1: the report's voice */
} attribution;

typedef struct attributions {
	attribution *items;       /* by cue */
	uint32_t count;
} attributions;

/* Loads lexicon/<language>/sources/ (FORMAT.md there): reporting verbs and nouns with their kind, hedges. */
source_lexicon *source_lexicon_open(const char *folder, const char *shown_as, report *problems, bede_error *error);
/* Weights by which candidates stay or fall (model/<language>/source.tsv); without them every candidate of the rules
 * stays. Unknown features are reported and left out. */
bool source_lexicon_load_weights(source_lexicon *self, const char *path, report *problems, bede_error *error);
void source_lexicon_close(source_lexicon *self);

void source_read(const source_lexicon *lexicon, const document *document, const text *text, const syntax *syntax,
	const names *names, const times *times, arena *memory, attributions *out);

/* Gives first-person mentions ("we condemn …") the parties of whoever speaks them: the innermost attribution around.
 * */
void source_speakers(const attributions *self, arena *memory, names *names);

/* The chain of attributions around an event, outermost first, as indexes into self->items; returns how many (at most
 * `most`). The event's own act of speech ("Iran warned …": cue == trigger) is none of them. */
uint32_t source_chain(const attributions *self, const event *event, uint32_t *chain, uint32_t most);

/* How sure the innermost voice is of the event: modals, adverbs, verbs and nouns of its clause within that voice. */
bede_certainty source_certainty(const source_lexicon *lexicon, const attributions *self, const text *text,
	const syntax *syntax, const event *event);

#endif
