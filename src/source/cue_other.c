/* cue_other.c — cues that are no verbs: "according to", "a report that", "reportedly", "Army moves: Seoul". */
#include "source/finder.h"

enum { LABEL_TOKENS = 5 };

void cue_preposition(finder *self, uint32_t token)
{
	const node *at = finder_node(self, (int32_t)token);
	char room[48];
	bool relation = at->deprel == DEPREL_CASE || at->deprel == DEPREL_MARK;
	if (!relation || at->head < 0
		|| !source_lexicon_word(self->lexicon, finder_phrase(self, (int32_t)token, room, sizeof room),
			SOURCE_WORD_PREPOSITION))
		return;
	int32_t head = at->head;
	if (finder_node(self, head)->upos == UPOS_NUM || finder_node(self, head)->head < 0)
		return;
	const sentence *sentence = finder_sentence(self, token);
	int32_t clause = finder_around(self, head);
	/* one word after which a noun, as in "50 km per hour", is none of it */
	if (finder_node(self, head)->upos == UPOS_NOUN && finder_child(self, (int32_t)token, DEPREL_FIXED) < 0
		&& finder_child(self, head, DEPREL_DET) < 0)
		return;
	finder_mark(self, clause, 1);
	finder_mark(self, head, 0);
	candidate found = finder_candidate(self, token);
	for (int32_t child = at->first_child; child >= 0; child = finder_node(self, child)->next_sibling)
		if (finder_node(self, child)->deprel == DEPREL_FIXED && (uint32_t)child + 1 > found.cue.end)
			found.cue.end = (uint32_t)child + 1;
	found.sort = CUE_PREPOSITION;
	found.kind = BEDE_STATEMENT;
	const cue_word *document = finder_noun(self, (uint32_t)head);
	if (document) {
		found.kind = document->kind;
		found.certainty = document->certainty;
	}
	finder_take(self, sentence, &found);
	speaker_set(self, &found, head, -1);
	int32_t index = finder_add(self, &found);
	if (index >= 0)
		quotes_grow(self, index);
}

void cue_noun(finder *self, uint32_t token)
{
	const cue_word *word = finder_noun(self, token);
	if (!word)
		return;
	candidate found = finder_candidate(self, token);
	unsigned frame = 0;
	bool weak = false;
	for (int32_t child = finder_node(self, (int32_t)token)->first_child; child >= 0 && !frame;
		child = finder_node(self, child)->next_sibling) {
		const node *part = finder_node(self, child);
		if ((uint32_t)child < token)
			continue;
		if (part->deprel == DEPREL_ACL || part->deprel == DEPREL_CCOMP || part->deprel == DEPREL_ACL_RELCL) {
			bool infinitive = part->xpos == XPOS_VB && finder_child(self, child, DEPREL_NSUBJ) < 0
				&& finder_child(self, child, DEPREL_AUX) < 0;
			bool clause = part->deprel == DEPREL_ACL_RELCL ? finder_is_complement(self, child)
				: finder_child(self, child, DEPREL_NSUBJ) >= 0 && finder_child(self, child, DEPREL_MARK) >= 0;
			if (infinitive && (word->frames & FRAME_TO))
				frame = FRAME_TO;
			else if (clause && (word->frames & FRAME_THAT))
				frame = FRAME_THAT;
		} else if (part->deprel == DEPREL_NMOD) {
			for (int32_t mark = part->first_child; mark >= 0; mark = finder_node(self, mark)->next_sibling) {
				if (finder_node(self, mark)->deprel != DEPREL_CASE)
					continue;
				for (int i = 0; i < CUE_PREPOSITIONS && word->prepositions[i].at; i++)
					if (slice_equal(finder_node(self, mark)->lemma, word->prepositions[i])
						&& part->upos == UPOS_NOUN) {
						frame = FRAME_OBJ;
						weak = word->preposition_weak[i];
					}
			}
		}
		if (frame)
			finder_mark(self, child, 1);
	}
	if (!frame)
		return;
	found.word = word;
	found.sort = CUE_NOUN;
	found.frame = frame;
	found.by_preposition = frame == FRAME_OBJ;
	found.kind = word->kind;
	found.certainty = word->certainty;
	found.noun = true;
	found.voice = !(word->weak & frame) && !weak;
	int32_t speaker = speaker_of_noun(self, token);
	if (speaker >= 0)
		for (int32_t at = speaker; at >= 0 && at != (int32_t)token; at = finder_node(self, at)->head)
			if (self->mark[at]) {
				speaker = -1;
				break;
			}
	finder_take(self, finder_sentence(self, token), &found);
	if (frame == FRAME_OBJ)
		finder_take_preposition(self, &found, word);
	speaker_set(self, &found, speaker, speaker >= 0 && syntax_below(self->syntax, (int32_t)token, speaker)
		? (int32_t)token : -1);
	finder_add(self, &found);
}

void cue_adverb(finder *self, uint32_t token)
{
	const node *at = finder_node(self, (int32_t)token);
	if (at->upos != UPOS_ADV || at->head < 0)
		return;
	const hedge *word = source_lexicon_hedge(self->lexicon, at->lemma);
	if (!word || !word->reports)
		return;
	finder_mark(self, at->head, 1);
	finder_mark(self, (int32_t)token, 0);
	candidate found = finder_candidate(self, token);
	found.sort = CUE_ADVERB;
	found.kind = word->kind;
	found.certainty = word->certainty;
	/* it names no voice: an event is hedged by it, not told */
	found.voice = false;
	finder_take(self, finder_sentence(self, token), &found);
	finder_add(self, &found);
}

/* "…" — Jane Roe: a dash behind a quotation and a name that ends the paragraph. */
void cue_dash(finder *self, int32_t quote)
{
	const quotation *said = &self->quotes.items[quote];
	const text *text = self->text;
	if (!said->speech || said->owner >= 0 || said->end + 1 >= text->token_count
		|| !source_lexicon_word(self->lexicon, text_form(text, said->end), SOURCE_WORD_DASH))
		return;
	const sentence *sentence = finder_sentence(self, said->end + 1);
	uint32_t end = sentence_end(sentence), next = text->tokens[said->end + 1].sentence + 1;
	bool ends = end == text->token_count || text->sentences[next].paragraph != sentence->paragraph;
	int32_t head = (int32_t)said->end + 1;
	if (!ends || end - said->end > 2 * LABEL_TOKENS
		|| sentence->paragraph != finder_sentence(self, said->first)->paragraph
		|| finder_node(self, head)->upos != UPOS_PROPN)
		return;
	while (finder_node(self, head)->head > (int32_t)said->end
			&& finder_node(self, finder_node(self, head)->head)->upos == UPOS_PROPN)
		head = finder_node(self, head)->head;
	candidate found = finder_candidate(self, said->end);
	found.cue = (token_range){said->end, said->end + 1};
	found.sort = CUE_MARK;
	found.kind = BEDE_STATEMENT;
	found.waits = true;
	speaker_set(self, &found, head, -1);
	quote_give(self, quote, finder_add(self, &found));
}

/* Is the run a name or a noun like "officials", short and without a verb? Its head, or -1. */
static int32_t label_head(const finder *self, uint32_t first, uint32_t end)
{
	int32_t head = -1;
	if (first >= end || end - first > LABEL_TOKENS)
		return -1;
	for (uint32_t i = first; i < end; i++) {
		const node *at = finder_node(self, (int32_t)i);
		if (at->upos == UPOS_VERB || at->upos == UPOS_AUX || at->upos == UPOS_NUM)
			return -1;
		bool top = at->head < (int32_t)first || at->head >= (int32_t)end;
		if (top && at->upos != UPOS_PUNCT) {
			if (head >= 0)
				return -1;
			head = (int32_t)i;
		}
	}
	if (head < 0)
		return -1;
	bool named = self->names->mention_headed[head] != MENTION_NONE || finder_node(self, head)->upos == UPOS_PROPN;
	return named || finder_word(self, head, SOURCE_WORD_LABEL) ? head : -1;
}

void cue_label(finder *self, const sentence *sentence)
{
	uint32_t end = sentence_end(sentence), colon = 0;
	for (uint32_t i = sentence->first + 1; i + 1 < end; i++)
		if (slice_is(text_form(self->text, i), ":")) {
			if (colon)
				return;
			colon = i;
		}
	if (!colon)
		return;
	uint32_t behind = end;
	while (behind > colon + 1 && finder_node(self, (int32_t)behind - 1)->upos == UPOS_PUNCT)
		behind--;
	bool headline = sentence->kind == SENTENCE_HEADLINE;
	int32_t head = headline ? label_head(self, colon + 1, behind) : -1;
	uint32_t first = sentence->first, last = colon;
	if (head < 0) {
		head = label_head(self, sentence->first, colon);
		first = colon + 1;
		last = end;
		/* in the body a colon after a name may open a list: only speech counts there */
		if (head >= 0 && !headline && self->quote_of[colon + 1] < 0)
			return;
	}
	if (head < 0 || last - first < 3)
		return;
	for (uint32_t i = first; i < last; i++)
		self->mark[i] = 1;
	candidate found = finder_candidate(self, colon);
	found.cue = (token_range){colon, colon + 1};
	found.sort = CUE_MARK;
	found.kind = BEDE_STATEMENT;
	finder_take(self, sentence, &found);
	speaker_set(self, &found, head, -1);
	if (found.source.end > colon && found.source.first < colon)
		found.source.end = colon;
	if (found.source.first <= colon && found.source.end > colon)
		found.source.first = colon + 1;
	int32_t index = finder_add(self, &found);
	if (index >= 0)
		quotes_grow(self, index);
}
