/*
 * parenthesis.c — "…, the source added.", "…," said Jane Roe: what the order of words and the commas tell where the
 * tree does not.
 */
#include "source/finder.h"

/* Most words of "…, the deputy minister of foreign affairs said, …" on one side of the verb. */
enum { PARENTHESIS_TOKENS = 10 };

static bool is_comma(const finder *self, uint32_t token)
{
	return slice_is(text_form(self->text, token), ",");
}

bool parenthesis_find(const finder *self, uint32_t verb, token_range *out)
{
	const sentence *sentence = finder_sentence(self, verb);
	uint32_t first = verb, end = verb + 1, limit = sentence_end(sentence);
	if (!finder_is_finite(self, (int32_t)verb))
		return false;
	while (first > sentence->first && !is_comma(self, first - 1) && verb - first < PARENTHESIS_TOKENS)
		first--;
	while (end < limit && finder_node(self, (int32_t)end)->upos != UPOS_PUNCT && end - verb < PARENTHESIS_TOKENS) {
		if (finder_node(self, (int32_t)end)->upos == UPOS_VERB || finder_node(self, (int32_t)end)->upos == UPOS_AUX)
			return false;
		end++;
	}
	if (first == sentence->first || !is_comma(self, first - 1)
		|| (end < limit && finder_node(self, (int32_t)end)->upos != UPOS_PUNCT))
		return false;
	for (uint32_t i = first; i < verb; i++) {
		uint8_t class = finder_node(self, (int32_t)i)->upos;
		if (class == UPOS_VERB || class == UPOS_CCONJ || class == UPOS_SCONJ
			|| finder_word(self, (int32_t)i, SOURCE_WORD_RELATIVE))
			return false;
	}
	*out = (token_range){first, end};
	return first < verb || speaker_beside(self, verb, sentence->first, true) >= 0;
}

bool parenthesis_of_noun(const finder *self, uint32_t token, token_range *out)
{
	const sentence *sentence = finder_sentence(self, token);
	uint32_t first = token, end = sentence_end(sentence);
	const node *at = finder_node(self, (int32_t)token);
	slice form = text_form(self->text, token);
	if (at->deprel == DEPREL_CONJ || form.at[form.length - 1] == at->lemma.at[at->lemma.length - 1]
		|| token == sentence->first || (token + 1 < end && finder_node(self, (int32_t)token + 1)->upos != UPOS_PUNCT))
		return false;
	for (uint32_t i = token + 1; i < end; i++)
		if (finder_node(self, (int32_t)i)->upos != UPOS_PUNCT)
			return false;
	while (first > sentence->first && !is_comma(self, first - 1) && token - first < PARENTHESIS_TOKENS) {
		uint8_t class = finder_node(self, (int32_t)--first)->upos;
		if (class == UPOS_VERB || class == UPOS_AUX || class == UPOS_ADP || class == UPOS_CCONJ || class == UPOS_NUM)
			return false;
	}
	if (first == sentence->first || first == token || !is_comma(self, first - 1) || !speaker_can_be(self,
		(int32_t)token - 1))
		return false;
	*out = (token_range){first, token + 1};
	return true;
}

bool parenthesis_is_hidden(const finder *self, uint32_t verb, token_range at, int32_t *speaker)
{
	int32_t subject = speaker_of_verb(self, verb, false);
	if (subject >= (int32_t)at.first && subject < (int32_t)at.end)
		return false;
	if (finder_node(self, (int32_t)at.first)->upos == UPOS_ADP)
		return false;
	*speaker = at.first < verb ? speaker_before(self, verb, at.first) : speaker_beside(self, verb, at.first, true);
	/* "Jane Roe, the mayor, told reporters …": the comma closes what is said of her, and reporters listen */
	if (subject >= 0 && *speaker > (int32_t)verb && finder_node(self, *speaker)->head == (int32_t)verb
		&& finder_node(self, subject)->head == (int32_t)verb && (finder_node(self, *speaker)->deprel == DEPREL_IOBJ
		|| finder_node(self, *speaker)->deprel == DEPREL_OBJ))
		return false;
	return *speaker >= (int32_t)at.first && *speaker < (int32_t)at.end;
}

bool parenthesis_content(finder *self, uint32_t verb, token_range at)
{
	const sentence *sentence = finder_sentence(self, verb);
	bool clause = false;
	for (uint32_t i = sentence->first; i < sentence_end(sentence); i++) {
		self->mark[i] = i < at.first || i >= at.end;
		clause = clause || (self->mark[i] && (finder_node(self, (int32_t)i)->upos == UPOS_VERB
			|| finder_node(self, (int32_t)i)->upos == UPOS_AUX));
	}
	return clause;
}

int32_t speaker_by_place(const finder *self, uint32_t verb, int32_t beside, int32_t speaker)
{
	uint32_t start = finder_sentence(self, verb)->first;
	bool behind = beside >= 0 ? self->quotes.items[beside].end <= verb
		: start < verb && finder_any(self, start, verb);
	if (!behind || (speaker >= 0 && finder_node(self, speaker)->head == (int32_t)verb))
		return speaker;
	uint32_t from = verb;
	while (from > start && self->quote_of[from - 1] < 0 && !is_comma(self, from - 1))
		from--;
	int32_t found = from < verb ? speaker_beside(self, verb, from, false) : -1;
	if (found < 0 && from < verb)
		found = speaker_before(self, verb, from);
	if (found < 0)
		found = speaker_beside(self, verb, from, true);
	return found >= 0 ? found : speaker;
}
