/* scorer.c — the features of a candidate attribution, and the decision whether it stays. */
#include "source/scorer.h"

#include <stdio.h>
#include <string.h>

static const char *const group_names[SCORER_GROUPS] = {
#define GROUP_NAME(name, written) written,
	SCORER_GROUP_LIST(GROUP_NAME)
#undef GROUP_NAME
};

static const char *const value_names[SCORER_GROUPS][SCORER_VALUES_MOST] = {
#define VALUE_NAME(name, written) written,
	{SCORER_WORD_VALUES(VALUE_NAME)}, {SCORER_FRAME_VALUES(VALUE_NAME)}, {SCORER_STANCE_VALUES(VALUE_NAME)},
	{SCORER_KIND_VALUES(VALUE_NAME)}, {SCORER_SOURCE_VALUES(VALUE_NAME)}, {SCORER_SIDE_VALUES(VALUE_NAME)},
	{SCORER_FORM_VALUES(VALUE_NAME)}, {SCORER_RELATION_VALUES(VALUE_NAME)}, {SCORER_SIZE_VALUES(VALUE_NAME)},
	{SCORER_CONTENT_VALUES(VALUE_NAME)}, {SCORER_SITE_VALUES(VALUE_NAME)},
#undef VALUE_NAME
};

static const uint8_t pairs[SCORER_PAIRS][2] = {
#define PAIR_GROUPS(left, right) {SCORER_##left, SCORER_##right},
	SCORER_PAIR_LIST(PAIR_GROUPS)
#undef PAIR_GROUPS
};

static uint8_t frame_value(const candidate *of)
{
	if (of->by_preposition)
		return FRAME_IS_PREP;
	switch (of->frame) {
	case FRAME_THAT: return FRAME_IS_THAT;
	case FRAME_TO: return FRAME_IS_TO;
	case FRAME_ING: return FRAME_IS_ING;
	case FRAME_OBJ: return FRAME_IS_OBJ;
	case FRAME_AS: return FRAME_IS_AS;
	case FRAME_QUOTE: return FRAME_IS_QUOTE;
	case FRAME_PASSIVE: return FRAME_IS_PASSIVE;
	case FRAME_CITES: return FRAME_IS_CITES;
	default: return FRAME_IS_NONE;
	}
}

static uint8_t stance_value(const candidate *of)
{
	if (of->free)
		return STANCE_IS_FREE;
	if (of->turned)
		return STANCE_IS_TURNED;
	return of->voice ? STANCE_IS_VOICE : STANCE_IS_ATTITUDE;
}

static uint8_t source_value(const finder *self, const candidate *of)
{
	int32_t head = of->source_head;
	if (head < 0)
		return SOURCE_IS_NOBODY;
	const node *at = finder_node(self, head);
	if (finder_word(self, head, SOURCE_WORD_SELF))
		return SOURCE_IS_SELF;
	if (at->upos == UPOS_PRON) {
		if (finder_word(self, head, SOURCE_WORD_EXPLETIVE))
			return SOURCE_IS_EXPLETIVE;
		return finder_word(self, head, SOURCE_WORD_RELATIVE) ? SOURCE_IS_RELATIVE : SOURCE_IS_PRONOUN;
	}
	const cue_word *noun = finder_noun(self, (uint32_t)head);
	if (noun && (noun->frames & FRAME_DOCUMENT))
		return SOURCE_IS_DOCUMENT;
	const mention *who = of->mention == MENTION_NONE ? NULL : &self->names->mentions[of->mention];
	if (who && who->party_count) {
		if (strcmp(who->parties[0].code.sector, "JRN") == 0)
			return SOURCE_IS_MEDIA;
		return at->upos == UPOS_NOUN || who->agent_noun ? SOURCE_IS_AGENT : SOURCE_IS_PARTY;
	}
	if (at->upos == UPOS_PROPN || (who && who->type == ENTITY_PERSON))
		return SOURCE_IS_NAME;
	bool agent = (who && who->agent_noun) || finder_word(self, head, SOURCE_WORD_LABEL);
	return agent ? SOURCE_IS_AGENT : SOURCE_IS_THING;
}

static uint8_t side_value(const candidate *of)
{
	enum { NEAR = 3 };
	if (of->source.first == of->source.end)
		return SIDE_IS_NONE;
	if (of->source.first >= of->cue.end)
		return of->source.first - of->cue.end <= NEAR ? SIDE_IS_BEHIND : SIDE_IS_FAR;
	if (of->source.end <= of->cue.first)
		return of->cue.first - of->source.end <= NEAR ? SIDE_IS_BEFORE : SIDE_IS_FAR;
	return SIDE_IS_FAR;
}

static uint8_t form_value(const finder *self, const candidate *of)
{
	int32_t verb = (int32_t)of->cue_head;
	const node *at = finder_node(self, verb);
	if (of->passive)
		return FORM_IS_PASSIVE;
	if (at->upos != UPOS_VERB)
		return FORM_IS_OTHER;
	int32_t auxiliary = finder_child(self, verb, DEPREL_AUX);
	bool modal = auxiliary >= 0 && finder_node(self, auxiliary)->xpos == XPOS_MD;
	if (modal)
		return FORM_IS_MODAL;
	switch (at->xpos) {
	case XPOS_VBD: return FORM_IS_PAST;
	case XPOS_VBZ: case XPOS_VBP: return FORM_IS_PRESENT;
	case XPOS_VBG: return auxiliary >= 0 ? FORM_IS_PROGRESSIVE : FORM_IS_GERUND;
	case XPOS_VBN: return auxiliary >= 0 ? FORM_IS_PERFECT : FORM_IS_PARTICIPLE;
	case XPOS_VB: return FORM_IS_BASE;
	default: return FORM_IS_OTHER;
	}
}

static uint8_t relation_value(const finder *self, const candidate *of)
{
	switch (finder_node(self, (int32_t)of->cue_head)->deprel) {
	case DEPREL_ROOT: return RELATION_IS_ROOT;
	case DEPREL_CCOMP: return RELATION_IS_CCOMP;
	case DEPREL_XCOMP: return RELATION_IS_XCOMP;
	case DEPREL_ADVCL: case DEPREL_ADVCL_RELCL: return RELATION_IS_ADVCL;
	case DEPREL_ACL: return RELATION_IS_ACL;
	case DEPREL_ACL_RELCL: return RELATION_IS_RELATIVE;
	case DEPREL_CONJ: return RELATION_IS_CONJ;
	case DEPREL_PARATAXIS: return RELATION_IS_PARATAXIS;
	case DEPREL_NSUBJ: case DEPREL_NSUBJ_PASS: return RELATION_IS_SUBJECT;
	case DEPREL_OBJ: return RELATION_IS_OBJECT;
	case DEPREL_OBL: return RELATION_IS_OBLIQUE;
	case DEPREL_NMOD: return RELATION_IS_NMOD;
	default: return RELATION_IS_OTHER;
	}
}

static uint8_t size_value(const candidate *of)
{
	uint32_t size = 0;
	for (size_t i = 0; i < of->content.count; i++)
		size += of->content.items[i].end - of->content.items[i].first;
	return size == 0 ? SIZE_IS_NONE : size == 1 ? SIZE_IS_ONE : size == 2 ? SIZE_IS_TWO : size <= 5 ? SIZE_IS_FEW
		: size <= 10 ? SIZE_IS_MEDIUM : size <= 20 ? SIZE_IS_MANY : SIZE_IS_LONG;
}

/* What the content is as a whole: the word of its longest run that hangs on none of that run. */
static uint8_t content_value(const finder *self, const candidate *of)
{
	const token_range *longest = NULL;
	for (size_t i = 0; i < of->content.count; i++)
		if (!longest || of->content.items[i].end - of->content.items[i].first > longest->end - longest->first)
			longest = &of->content.items[i];
	if (!longest)
		return CONTENT_IS_OTHER;
	int32_t quote = self->quote_of[longest->first];
	if (quote >= 0 && self->quotes.items[quote].speech && quote != self->quote_of[of->cue_head])
		return CONTENT_IS_QUOTATION;
	for (uint32_t i = longest->first; i < longest->end; i++) {
		const node *at = finder_node(self, (int32_t)i);
		bool top = at->head < (int32_t)longest->first || at->head >= (int32_t)longest->end;
		if (!top || at->upos == UPOS_PUNCT)
			continue;
		switch (at->upos) {
		case UPOS_VERB: case UPOS_AUX:
			if (finder_is_finite(self, (int32_t)i))
				return CONTENT_IS_FINITE;
			return at->xpos == XPOS_VBG ? CONTENT_IS_GERUND : CONTENT_IS_INFINITIVE;
		case UPOS_PROPN: return CONTENT_IS_NAME;
		case UPOS_PRON: return CONTENT_IS_PRONOUN;
		case UPOS_NOUN: return finder_child(self, (int32_t)i, DEPREL_COP) >= 0 ? CONTENT_IS_FINITE : CONTENT_IS_NOUN;
		default: return finder_child(self, (int32_t)i, DEPREL_COP) >= 0 ? CONTENT_IS_FINITE : CONTENT_IS_OTHER;
		}
	}
	return CONTENT_IS_OTHER;
}

static uint8_t site_value(const finder *self, const candidate *of, bool inside)
{
	int32_t quote = self->quote_of[of->cue_head];
	if (quote >= 0 && self->quotes.items[quote].speech)
		return SITE_IS_SPEECH;
	if (inside)
		return SITE_IS_CONTENT;
	return finder_sentence(self, of->cue_head)->kind == SENTENCE_HEADLINE ? SITE_IS_HEADLINE : SITE_IS_PLAIN;
}

unsigned scorer_features(const finder *self, const candidate *of, bool inside, uint32_t features[SCORER_MOST_FEATURES])
{
	uint8_t values[SCORER_GROUPS] = {
		[SCORER_WORD] = of->sort, [SCORER_FRAME] = frame_value(of),
		[SCORER_STANCE] = stance_value(of),
		[SCORER_KIND] = (uint8_t)of->kind, [SCORER_SOURCE] = source_value(self, of), [SCORER_SIDE] = side_value(of),
		[SCORER_FORM] = form_value(self, of), [SCORER_RELATION] = relation_value(self, of),
		[SCORER_SIZE] = size_value(of), [SCORER_CONTENT] = content_value(self, of),
		[SCORER_SITE] = site_value(self, of, inside)};
	unsigned count = 0;
	features[count++] = 0;
	for (unsigned group = 0; group < SCORER_GROUPS; group++)
		features[count++] = SCORER_FIRST_VALUE + group * SCORER_VALUES_MOST + values[group];
	for (unsigned pair = 0; pair < SCORER_PAIRS; pair++)
		features[count++] = SCORER_FIRST_PAIR + (pair * SCORER_VALUES_MOST + values[pairs[pair][0]])
			* SCORER_VALUES_MOST + values[pairs[pair][1]];
	if (of->word)
		features[count++] = SCORER_FIRST_CUE + (uint32_t)(of->word - self->lexicon->cues.items);
	return count;
}

int32_t scorer_sum(const source_lexicon *lexicon, const uint32_t *features, unsigned count)
{
	int32_t sum = 0;
	for (unsigned i = 0; i < count; i++)
		sum += lexicon->weights[features[i]];
	return sum;
}

uint32_t scorer_feature_count(const source_lexicon *lexicon)
{
	return SCORER_FIRST_CUE + (uint32_t)lexicon->cues.count;
}

bool scorer_name(const source_lexicon *lexicon, uint32_t feature, char *room, size_t size)
{
	if (feature < SCORER_FIRST_VALUE) {
		snprintf(room, size, "bias");
	} else if (feature < SCORER_FIRST_PAIR) {
		uint32_t at = feature - SCORER_FIRST_VALUE;
		const char *value = value_names[at / SCORER_VALUES_MOST][at % SCORER_VALUES_MOST];
		if (!value)
			return false;
		snprintf(room, size, "%s=%s", group_names[at / SCORER_VALUES_MOST], value);
	} else if (feature < SCORER_FIRST_CUE) {
		uint32_t at = feature - SCORER_FIRST_PAIR, pair = at / (SCORER_VALUES_MOST * SCORER_VALUES_MOST);
		const uint8_t *groups = pairs[pair];
		const char *left = value_names[groups[0]][at / SCORER_VALUES_MOST % SCORER_VALUES_MOST];
		const char *right = value_names[groups[1]][at % SCORER_VALUES_MOST];
		if (!left || !right)
			return false;
		snprintf(room, size, "%s=%s&%s=%s", group_names[groups[0]], left, group_names[groups[1]], right);
	} else {
		const cue_word *word = &lexicon->cues.items[feature - SCORER_FIRST_CUE];
		snprintf(room, size, "%s:%.*s", word->noun ? "noun" : "verb", (int)word->lemma.length, word->lemma.at);
	}
	return true;
}

bool scorer_leaves(const finder *self, const candidate *of)
{
	int32_t quote = self->quote_of[of->cue_head];
	if (of->cited_by >= 0)
		return true;
	bool told = of->voice && of->source_head >= 0 && (of->frame == FRAME_THAT || of->sort == CUE_PREPOSITION);
	return told && finder_node(self, of->source_head)->upos != UPOS_PRON && quote >= 0
		&& self->quotes.items[quote].speech && self->quotes.items[quote].owner >= 0;
}

void scorer_decide(finder *self)
{
	if (!self->lexicon->weights || !self->found.count)
		return;
	bool *inside = scorer_inside(self);
	for (size_t i = 0; i < self->found.count; i++) {
		uint32_t features[SCORER_MOST_FEATURES];
		if (scorer_leaves(self, &self->found.items[i]))
			continue;
		unsigned count = scorer_features(self, &self->found.items[i], inside[i], features);
		if (scorer_sum(self->lexicon, features, count) < 0)
			self->found.items[i].dropped = true;
	}
}

bool *scorer_inside(const finder *self)
{
	int32_t *change = ARENA_ARRAY(self->memory, self->text->token_count + 1, int32_t);
	bool *inside = ARENA_ARRAY(self->memory, self->found.count + 1, bool);
	for (size_t i = 0; i < self->found.count; i++)
		for (size_t k = 0; k < self->found.items[i].content.count; k++) {
			change[self->found.items[i].content.items[k].first]++;
			change[self->found.items[i].content.items[k].end]--;
		}
	for (uint32_t i = 1; i < self->text->token_count; i++)
		change[i] += change[i - 1];
	for (size_t i = 0; i < self->found.count; i++)
		inside[i] = change[self->found.items[i].cue_head] > 0;
	return inside;
}
