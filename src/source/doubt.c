/*
 * doubt.c — "The claim could not be independently verified.": the report says that it does not know whether what was
 * said just before is so.
 */
#include "source/finder.h"

/* "it", "that", "the claim", "their reports", "the death toll": what was said. */
static bool is_what_was_said(const finder *self, int32_t token)
{
	const cue_word *noun = finder_noun(self, (uint32_t)token);
	return noun || finder_word(self, token, SOURCE_WORD_SAID);
}

/* "could not be verified", "was unable to confirm": a verb of checking that failed. */
static bool is_failed_check(const finder *self, int32_t verb)
{
	if (!finder_word(self, verb, SOURCE_WORD_CHECK))
		return false;
	return finder_negated(self, (uint32_t)verb);
}

/* What is checked: the subject of a passive, else the object; -1: nothing that was said. */
static int32_t checked(const finder *self, int32_t verb)
{
	int32_t what = verb_is_passive(self, (uint32_t)verb) ? finder_child(self, verb, DEPREL_NSUBJ)
		: syntax_child(self->syntax, verb, DEPREL_OBJ);
	return what >= 0 && is_what_was_said(self, what) ? what : -1;
}

static void doubt(candidate *said)
{
	if (said->voice && !said->dropped && said->certainty < BEDE_PROBABLE)
		said->certainty = BEDE_PROBABLE;
}

/* Candidates from `from` on that stand in `sentence`, before `end`: what the check that failed there is about. */
static bool doubt_those(finder *self, size_t from, uint32_t sentence, uint32_t end, int32_t source)
{
	bool any = false;
	for (size_t c = from; c < self->found.count; c++) {
		candidate *said = &self->found.items[c];
		uint32_t here = self->text->tokens[said->cue_head].sentence;
		if (here > sentence)
			break;
		if (here < sentence || said->cue_head >= end || (source >= 0 && said->source_head != source))
			continue;
		doubt(said);
		any = any || said->voice;
	}
	return any;
}

void doubts_find(finder *self)
{
	size_t from = 0;          /* candidates are in the order of their sentences */
	for (uint32_t i = 0; i < self->text->token_count; i++) {
		const node *at = finder_node(self, (int32_t)i);
		if (at->upos != UPOS_VERB || self->quote_of[i] >= 0 || !is_failed_check(self, (int32_t)i))
			continue;
		uint32_t here = self->text->tokens[i].sentence;
		while (from < self->found.count && self->text->tokens[self->found.items[from].cue_head].sentence + 1 < here)
			from++;
		if (checked(self, (int32_t)i) >= 0) {
			if (!doubt_those(self, from, here, i, -1) && here > 0)
				doubt_those(self, from, here - 1, i, -1);
		} else if (at->deprel == DEPREL_ACL_RELCL) {
			/* "according to reports that could not be confirmed": the source itself */
			doubt_those(self, from, here, i, at->head);
		}
	}
}
