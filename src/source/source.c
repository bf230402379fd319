/* source.c — the stage: finds the attributions of a document, orders and nests them, and answers for an event. */
#include "source/source.h"

#include <stdlib.h>
#include <string.h>

#include "source/scorer.h"

static uint32_t content_size(const token_range *content, size_t count)
{
	uint32_t size = 0;
	for (size_t i = 0; i < count; i++)
		size += content[i].end - content[i].first;
	return size;
}

static uint32_t content_shared(const candidate *a, const candidate *b)
{
	uint32_t shared = 0;
	for (size_t i = 0, k = 0; i < a->content.count && k < b->content.count; ) {
		token_range x = a->content.items[i], y = b->content.items[k];
		uint32_t first = x.first > y.first ? x.first : y.first, end = x.end < y.end ? x.end : y.end;
		if (first < end)
			shared += end - first;
		if (x.end < y.end)
			i++;
		else
			k++;
	}
	return shared;
}

/* Which of two near-equal candidates stays: a voice, one with a source, a verb. */
static int worth(const candidate *self)
{
	return (self->voice ? 4 : 0) + (self->source_head >= 0 ? 2 : 0) + (self->noun ? 0 : 1);
}

/*
 * "issued a statement saying that …", "went on to say that …": two cues with one content are one attribution. Cues
 * with sources of their own are nested voices and both stay.
 */
static void drop_doubles(finder *self)
{
	for (size_t i = 0; i < self->found.count; i++) {
		candidate *a = &self->found.items[i];
		if (a->dropped)
			continue;
		uint32_t sentence = self->text->tokens[a->cue_head].sentence;
		for (size_t k = i + 1; k < self->found.count && !a->dropped; k++) {
			candidate *b = &self->found.items[k];
			if (self->text->tokens[b->cue_head].sentence != sentence)
				break;
			if (b->dropped)
				continue;
			/* "declined" of "declined to confirm", the unnamed "claims" of "rejected claims that" */
			if (a->cue_head >= b->cue.first && a->cue_head < b->cue.end) {
				a->dropped = true;
				break;
			}
			int32_t governor = finder_node(self, (int32_t)b->cue_head)->head;
			if (b->noun && b->source_head < 0 && a->voice && governor == (int32_t)a->cue_head) {
				b->dropped = true;
				continue;
			}
			uint32_t size_a = content_size(a->content.items, a->content.count);
			uint32_t size_b = content_size(b->content.items, b->content.count);
			uint32_t shared = content_shared(a, b);
			bool same_source = a->source_head == b->source_head || a->source_head < 0 || b->source_head < 0
				|| (a->noun && (uint32_t)b->source_head == a->cue_head)
				|| (b->noun && (uint32_t)a->source_head == b->cue_head);
			if (shared * 5 < (size_a + size_b - shared) * 4 || !same_source)
				continue;
			if (worth(a) < worth(b))
				a->dropped = true;
			else
				b->dropped = true;
		}
	}
}

/* "X, citing Y, said …": Y's content is what X says, to the word. */
static void cited_share(finder *self)
{
	for (size_t i = 0; i < self->found.count; i++) {
		candidate *cited = &self->found.items[i];
		uint32_t sentence = self->text->tokens[cited->cue_head].sentence;
		/* its verb is a candidate of the same sentence, so near by */
		for (size_t k = i + 1; cited->cited_by >= 0 && k < self->found.count; k++) {
			const candidate *said = &self->found.items[k];
			if (self->text->tokens[said->cue_head].sentence != sentence)
				break;
			if (said->cue_head == (uint32_t)cited->cited_by && !said->dropped && content_shared(cited, said))
				cited->content = said->content;
		}
		for (size_t k = i; cited->cited_by >= 0 && k-- > 0;) {
			const candidate *said = &self->found.items[k];
			if (self->text->tokens[said->cue_head].sentence != sentence)
				break;
			if (said->cue_head == (uint32_t)cited->cited_by && !said->dropped && content_shared(cited, said))
				cited->content = said->content;
		}
	}
}

static bool covers(const token_range *content, size_t count, uint32_t token)
{
	for (size_t i = 0; i < count; i++)
		if (token >= content[i].first && token < content[i].end)
			return true;
	return false;
}

static int by_cue(const void *left, const void *right)
{
	const attribution *a = left, *b = right;
	if (a->cue.first != b->cue.first)
		return a->cue.first < b->cue.first ? -1 : 1;
	return a->cue_head < b->cue_head ? -1 : a->cue_head > b->cue_head;
}

typedef struct sized {
	uint32_t size, cue_head, index;
	bool cited;
} sized;

/* Larger content is the outer one; of equal ones who cites, then the first. So no two can contain each other. */
static int by_size(const void *left, const void *right)
{
	const sized *a = left, *b = right;
	if (a->size != b->size)
		return a->size > b->size ? -1 : 1;
	if (a->cited != b->cited)
		return a->cited ? 1 : -1;
	return a->cue_head < b->cue_head ? -1 : a->cue_head > b->cue_head;
}

static sized size_of(const attribution *self, uint32_t index)
{
	return (sized){content_size(self->content, self->content_count), self->cue_head, index, self->cited};
}

static bool is_around(const attribution *outer, const attribution *inner)
{
	sized a = size_of(outer, 0), b = size_of(inner, 1);
	return by_size(&a, &b) < 0;
}

/*
 * From the largest content to the smallest (is_around's order), each paints its tokens over those before: when an
 * attribution's turn comes, its cue shows the smallest one around it.
 */
static void nest(attributions *self, uint32_t token_count, arena *memory)
{
	sized *order = ARENA_ARRAY(memory, self->count + 1, sized);
	int32_t *paint = ARENA_ARRAY(memory, token_count + 1, int32_t);
	for (uint32_t i = 0; i < token_count; i++)
		paint[i] = -1;
	for (uint32_t i = 0; i < self->count; i++)
		order[i] = size_of(&self->items[i], i);
	if (self->count)
		qsort(order, self->count, sizeof *order, by_size);
	for (uint32_t i = 0; i < self->count; i++) {
		attribution *at = &self->items[order[i].index];
		at->outer = paint[at->cue_head];
		for (uint32_t k = 0; k < at->content_count; k++)
			for (uint32_t token = at->content[k].first; token < at->content[k].end; token++)
				paint[token] = (int32_t)order[i].index;
	}
}

/*
 * The expression that dates the saying: bound to the cue, and no word of what is said. Where the tree binds none, one
 * right behind the source: "state media said on Thursday", "as reported by state media on Thursday".
 */
static const timex *date_of(const finder *self, const candidate *found)
{
	uint32_t sentence = self->text->tokens[found->cue_head].sentence;
	const timex *date = when_of(self->times, self->text, self->syntax, found->cue_head);
	if (date && (when_governor(date, self->syntax) == (int32_t)found->cue_head
		|| !covers(found->content.items, found->content.count, date->first))
		&& self->text->tokens[date->first].sentence == sentence)
		return date;
	uint32_t end = found->source.end > found->cue.end ? found->source.end : found->cue.end;
	for (uint32_t i = finder_time_from(self, end); i < self->times->count; i++) {
		date = &self->times->items[i];
		if (date->first > end + 1)
			break;
		if (self->text->tokens[date->first].sentence == sentence
			&& !covers(found->content.items, found->content.count, date->first))
			return date;
	}
	return NULL;
}

/*
 * "I think" within a quotation is no second voice, and what somebody wants who is spoken of there none that the
 * report tells of.
 */
static void turn_in_speech(finder *self)
{
	for (size_t i = 0; i < self->found.count; i++) {
		candidate *found = &self->found.items[i];
		int32_t quote = self->quote_of[found->cue_head];
		if (quote < 0 || self->quotes.items[quote].owner < 0 || !self->quotes.items[quote].speech)
			continue;
		bool self_named = found->source_head >= 0 && finder_word(self, found->source_head, SOURCE_WORD_SELF);
		if (self_named && found->voice) {
			found->voice = false;
			found->turned = true;
		}
	}
}

/* Media report, others state: "INA said" is a report, "police reported" a statement. */
static bede_kind kind_of(const finder *self, const candidate *found)
{
	if ((found->kind != BEDE_REPORT && found->kind != BEDE_STATEMENT) || found->mention == MENTION_NONE
		|| !self->names->mentions[found->mention].party_count || finder_noun(self, (uint32_t)found->source_head))
		return found->kind;
	const char *sector = self->names->mentions[found->mention].parties[0].code.sector;
	return strcmp(sector, "JRN") == 0 ? BEDE_REPORT : BEDE_STATEMENT;
}

static void read_sentence(finder *self, const sentence *sentence)
{
	uint32_t end = sentence_end(sentence);
	if (sentence->count > SOURCE_SENTENCE_TOKENS || sentence->kind == SENTENCE_BYLINE
		|| sentence->kind == SENTENCE_DATELINE)
		return;
	cue_label(self, sentence);
	for (uint32_t i = sentence->first; i < end; i++) {
		size_t before = self->found.count;
		switch (finder_node(self, (int32_t)i)->upos) {
		case UPOS_VERB: case UPOS_ADJ:
			cue_preposition(self, i);
			if (self->found.count == before)
				cue_verb(self, i);
			break;
		case UPOS_NOUN:
			cue_noun(self, i);
			if (self->found.count == before)
				cue_verb(self, i);
			break;
		case UPOS_ADV:
			cue_adverb(self, i);
			break;
		default:
			cue_preposition(self, i);
			break;
		}
		memset(self->mark + sentence->first, 0, sentence->count);
	}
}

void finder_propose(finder *self)
{
	self->mark = ARENA_ARRAY(self->memory, self->text->token_count + 1, uint8_t);
	self->quote_of = ARENA_ARRAY(self->memory, self->text->token_count + 1, int32_t);
	quotes_find(self);
	for (uint32_t s = 0; s < self->text->sentence_count; s++)
		read_sentence(self, &self->text->sentences[s]);
	for (size_t q = 0; q < self->quotes.count; q++)
		cue_dash(self, (int32_t)q);
	quotes_follow(self);
	turn_in_speech(self);
}

void source_read(const source_lexicon *lexicon, const document *document, const text *text, const syntax *syntax,
	const names *names, const times *times, arena *memory, attributions *out)
{
	(void)document;
	finder self = {.lexicon = lexicon, .text = text, .syntax = syntax, .names = names, .times = times,
		.memory = memory};
	finder_propose(&self);
	scorer_decide(&self);
	cited_share(&self);
	drop_doubles(&self);
	speakers_go_on(&self);
	doubts_find(&self);

	out->items = ARENA_ARRAY(memory, self.found.count + 1, attribution);
	out->count = 0;
	for (size_t i = 0; i < self.found.count; i++) {
		const candidate *found = &self.found.items[i];
		if (found->dropped || !found->content.count)
			continue;
		out->items[out->count++] = (attribution){
			.mention = found->mention, .source = found->source,
			.cue = found->cue, .cue_head = found->cue_head,
			.content = found->content.items, .content_count = (uint32_t)found->content.count,
			.kind = kind_of(&self, found), .certainty = found->certainty,
			.voice = found->voice, .cited = found->cited_by >= 0,
			.date = date_of(&self, found), .outer = -1};
	}
	if (out->count)
		qsort(out->items, out->count, sizeof *out->items, by_cue);
	nest(out, text->token_count, memory);
}

void source_speakers(const attributions *self, arena *memory, names *names)
{
	for (uint32_t m = 0; m < names->count; m++) {
		mention *first_person = &names->mentions[m];
		const attribution *inner = NULL;
		if (!first_person->speaker || first_person->party_count)
			continue;
		for (uint32_t i = 0; i < self->count; i++) {
			const attribution *at = &self->items[i];
			if (at->voice && at->mention != MENTION_NONE && at->mention != (int32_t)m
				&& covers(at->content, at->content_count, first_person->head) && (!inner || is_around(inner, at)))
				inner = at;
		}
		const mention *speaker = inner ? &names->mentions[inner->mention] : NULL;
		if (!speaker || !speaker->party_count)
			continue;
		first_person->parties = ARENA_ARRAY(memory, speaker->party_count, party);
		first_person->party_count = speaker->party_count;
		first_person->antecedent = inner->mention;
		for (uint32_t i = 0; i < speaker->party_count; i++) {
			first_person->parties[i] = speaker->parties[i];
			if (first_person->parties[i].origin < PARTY_AGENT_ALONE)
				first_person->parties[i].origin = PARTY_PRONOUN;
		}
	}
}

/*
 * Can a verb of saying be part of the event: "announced sanctions", "rejected claims"? A deed that a rule reaches
 * through one ("reported a battle") is still told by who says it.
 */
static bool is_done_by_words(bede_event_type type)
{
	switch (type) {
	case BEDE_AGREE: case BEDE_SUPPORT: case BEDE_CONCEDE: case BEDE_REQUEST: case BEDE_ACCUSE: case BEDE_REJECT:
	case BEDE_THREATEN: case BEDE_SANCTION:
		return true;
	default:
		return false;
	}
}

uint32_t source_chain(const attributions *self, const event *event, uint32_t *chain, uint32_t most)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < self->count; i++) {
		const attribution *at = &self->items[i];
		if (!at->voice || !covers(at->content, at->content_count, event->trigger))
			continue;
		bool own = at->cue_head == event->trigger;
		for (uint32_t k = 0; k < event->matched_count && is_done_by_words(event->type) && !own; k++)
			own = event->matched[k] == at->cue_head;
		/* Who denies that something happened is a voice, even where a rule took the word of denial in. */
		if (own && (at->cue_head == event->trigger || (at->kind != BEDE_DENIAL && at->kind != BEDE_UNACKNOWLEDGED)))
			continue;
		uint32_t place = count;
		while (place > 0 && is_around(at, &self->items[chain[place - 1]]))
			place--;
		if (count == most) {
			/* the outermost voices go first: the innermost say most of the event */
			if (place == 0)
				continue;
			memmove(chain, chain + 1, (place - 1) * sizeof *chain);
			chain[place - 1] = i;
			continue;
		}
		memmove(chain + place + 1, chain + place, (count - place) * sizeof *chain);
		chain[place] = i;
		count++;
	}
	return count;
}
