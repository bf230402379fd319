/*
 * quote.c — quotations of the document: where they are, and who says those that stand without a cue.
 *
 * A quotation may run over sentences; one that is not closed when its paragraph ends goes on if the next paragraph
 * opens with a mark again, as printers do, and ends there otherwise. So one mark too few costs a paragraph, not the
 * rest.
 */
#include <stdlib.h>

#include "source/finder.h"

enum { SPEECH_TOKENS = 6 };

typedef enum quote_mark { MARK_NONE, MARK_OPENS, MARK_CLOSES, MARK_EITHER } quote_mark;

static quote_mark double_mark(const finder *self, uint32_t token)
{
	slice form = text_form(self->text, token);
	if (slice_is(form, "\xE2\x80\x9C") || slice_is(form, "``") || slice_is(form, "\xC2\xAB"))
		return MARK_OPENS;
	if (slice_is(form, "\xE2\x80\x9D") || slice_is(form, "\xC2\xBB"))
		return MARK_CLOSES;
	if (slice_is(form, "\"") || slice_is(form, "''"))
		return MARK_EITHER;
	return MARK_NONE;
}

/* Single marks, as British papers have them; an apostrophe that stands alone is tagged as a particle. */
static quote_mark single_mark(const finder *self, uint32_t token)
{
	slice form = text_form(self->text, token);
	if (finder_node(self, (int32_t)token)->upos != UPOS_PUNCT)
		return MARK_NONE;
	if (slice_is(form, "\xE2\x80\x98"))
		return MARK_OPENS;
	if (slice_is(form, "\xE2\x80\x99"))
		return MARK_CLOSES;
	return slice_is(form, "'") ? MARK_EITHER : MARK_NONE;
}

/* Straight marks: what follows without a blank is what they open. */
static bool opens(const finder *self, uint32_t place, quote_mark mark)
{
	if (mark != MARK_EITHER)
		return mark == MARK_OPENS;
	const token *at = &self->text->tokens[place];
	bool blank_before = place == 0 || at[-1].space_after || at[-1].sentence != at->sentence;
	return blank_before && !at->space_after;
}

static void add_quote(finder *self, uint32_t first, uint32_t end)
{
	bool stop = false, verb = false;
	for (uint32_t i = first; i < end; i++) {
		slice form = text_form(self->text, i);
		stop = stop || slice_is(form, ".") || slice_is(form, "?") || slice_is(form, "!") || slice_is(form, ",");
		uint8_t class = finder_node(self, (int32_t)i)->upos;
		verb = verb || class == UPOS_VERB || class == UPOS_AUX;
		self->quote_of[i] = (int32_t)self->quotes.count;
	}
	bool speech = (verb && end - first >= SPEECH_TOKENS) || (stop && end - first > 3);
	*VECTOR_PUSH(self->memory, &self->quotes) = (quotation){first, end, -1, speech};
}

static void find_double(finder *self)
{
	const text *text = self->text;
	bool open = false;
	uint32_t start = 0, paragraph = 0;
	for (uint32_t s = 0; s < text->sentence_count; s++) {
		const sentence *at = &text->sentences[s];
		uint32_t end = sentence_end(at);
		bool again = false;
		if (open && at->paragraph != paragraph) {
			quote_mark first = at->count ? double_mark(self, at->first) : MARK_NONE;
			again = at->paragraph == paragraph + 1 && first != MARK_NONE && first != MARK_CLOSES;
			if (!again) {
				add_quote(self, start, at->first);
				open = false;
			}
		}
		paragraph = at->paragraph;
		for (uint32_t i = at->first; i < end; i++) {
			quote_mark mark = double_mark(self, i);
			if (mark == MARK_NONE || (again && i == at->first))
				continue;
			if (!open) {
				if (mark != MARK_CLOSES) {
					open = true;
					start = i;
				}
			} else if (mark == MARK_CLOSES || (mark == MARK_EITHER && !opens(self, i, mark))) {
				add_quote(self, start, i + 1);
				open = false;
			} else if (mark == MARK_EITHER) {
				/* a second opening mark: the first one's end was forgotten */
				add_quote(self, start, i);
				start = i;
			}
		}
	}
	if (open)
		add_quote(self, start, text->token_count);
}

/* Only outside of double ones, and only where both marks stand in one paragraph: an apostrophe looks the same. */
static void find_single(finder *self)
{
	const text *text = self->text;
	bool open = false;
	uint32_t start = 0, paragraph = 0;
	for (uint32_t s = 0; s < text->sentence_count; s++) {
		const sentence *at = &text->sentences[s];
		if (at->paragraph != paragraph)
			open = false;
		paragraph = at->paragraph;
		for (uint32_t i = at->first; i < sentence_end(at); i++) {
			if (self->quote_of[i] >= 0) {
				open = false;
				continue;
			}
			quote_mark mark = single_mark(self, i);
			if (mark == MARK_NONE)
				continue;
			if (opens(self, i, mark)) {
				open = true;
				start = i;
			} else if (open) {
				add_quote(self, start, i + 1);
				open = false;
			}
		}
	}
}

static int by_place(const void *left, const void *right)
{
	const quotation *a = left, *b = right;
	return a->first < b->first ? -1 : a->first > b->first;
}

void quotes_find(finder *self)
{
	for (uint32_t i = 0; i < self->text->token_count; i++)
		self->quote_of[i] = -1;
	find_double(self);
	find_single(self);
	if (self->quotes.count)
		qsort(self->quotes.items, self->quotes.count, sizeof *self->quotes.items, by_place);
	for (size_t q = 0; q < self->quotes.count; q++)
		for (uint32_t i = self->quotes.items[q].first; i < self->quotes.items[q].end; i++)
			self->quote_of[i] = (int32_t)q;
}

static bool is_verb(const finder *self, uint32_t token)
{
	return finder_node(self, (int32_t)token)->upos == UPOS_VERB;
}

/* May a quotation start or end at this token: behind a comma, a colon, or the cue itself? */
static bool is_pause(const finder *self, uint32_t token)
{
	slice form = text_form(self->text, token);
	return slice_is(form, ",") || slice_is(form, ":") || slice_is(form, "-") || slice_is(form, "\xE2\x80\x94")
		|| slice_is(form, "\xE2\x80\x93");
}

/* "…, adding, “…”": the participle of saying right before a quotation, which is its own; -1: none. */
static int32_t introduced_by(const finder *self, const quotation *quote)
{
	uint32_t start = finder_sentence(self, quote->first)->first;
	if (quote->first < start + 2)
		return -1;
	uint32_t before = quote->first - 1;
	if (is_pause(self, before) && before > start)
		before--;
	return finder_node(self, (int32_t)before)->xpos == XPOS_VBG && finder_is_aside(self, (int32_t)before)
		? (int32_t)before : -1;
}

/* "“…?” Roe asked.": speech that ends a sentence by its own mark, and the cue has one for itself. */
static int32_t quote_of_sentence_before(const finder *self, uint32_t verb)
{
	const sentence *here = finder_sentence(self, verb);
	int32_t quote = here->first > 0 ? self->quote_of[here->first - 1] : -1;
	if (quote < 0 || self->quotes.items[quote].end != here->first || !self->quotes.items[quote].speech
		|| self->text->sentences[self->text->tokens[verb].sentence - 1].paragraph != here->paragraph)
		return -1;
	slice mark = here->first > 1 ? text_form(self->text, here->first - 2) : (slice){0};
	if (!slice_is(mark, "?") && !slice_is(mark, "!"))
		return -1;
	for (uint32_t i = here->first; i < verb; i++)
		if (self->quote_of[i] >= 0 || is_verb(self, i) || is_pause(self, i))
			return -1;
	return quote;
}

int32_t quote_beside(const finder *self, uint32_t verb, bool known)
{
	const sentence *sentence = finder_sentence(self, verb);
	uint32_t end = sentence_end(sentence);
	if (self->quote_of[verb] >= 0)
		return -1;
	/* before it: only the speaker and adverbs between */
	for (uint32_t i = verb; i-- > sentence->first; ) {
		int32_t quote = self->quote_of[i];
		if (quote >= 0) {
			const quotation *found = &self->quotes.items[quote];
			uint32_t last = found->end - 1;
			slice before = last > found->first ? text_form(self->text, last - 1) : (slice){0};
			bool pause = slice_is(before, ",") || slice_is(before, "?") || slice_is(before, "!")
				|| (last + 1 < end && is_pause(self, last + 1));
			if (found->speech && pause)
				return quote;
			break;
		}
		if (is_verb(self, i))
			break;
	}
	/* behind it */
	for (uint32_t i = verb + 1; i < end; i++) {
		int32_t quote = self->quote_of[i];
		if (quote >= 0) {
			bool near = (known && i == verb + 1) || is_pause(self, i - 1) || finder_marked(self, (int32_t)verb, SOURCE_WORD_AS);
			int32_t own = introduced_by(self, &self->quotes.items[quote]);
			return near && self->quotes.items[quote].speech && (own < 0 || own == (int32_t)verb) ? quote : -1;
		}
		if (is_verb(self, i) && !syntax_below(self->syntax, (int32_t)i, (int32_t)verb))
			break;
	}
	return known ? quote_of_sentence_before(self, verb) : -1;
}

void quote_give(finder *self, int32_t quote, int32_t owner)
{
	quotation *given = &self->quotes.items[quote];
	candidate *to = &self->found.items[owner];
	given->owner = owner;
	/* words quoted within a phrase ("the “so-called” talks") make no voice of an attitude */
	to->voice = to->voice || !(to->frame & (FRAME_OBJ | FRAME_AS)) || given->end - given->first > SPEECH_TOKENS;
	/* ranges that the quotation covers go up in it */
	size_t kept = 0;
	for (size_t i = 0; i < to->content.count; i++) {
		token_range range = to->content.items[i];
		if (range.first >= given->first && range.end <= given->end)
			continue;
		if (range.first < given->end && range.end > given->first) {
			if (range.first < given->first)
				to->content.items[kept++] = (token_range){range.first, given->first};
			if (range.end > given->end && kept <= i)
				to->content.items[kept++] = (token_range){given->end, range.end};
			continue;
		}
		to->content.items[kept++] = range;
	}
	to->content.count = kept;
	size_t place = kept;
	VECTOR_PUSH(self->memory, &to->content);
	while (place > 0 && to->content.items[place - 1].first > given->first) {
		to->content.items[place] = to->content.items[place - 1];
		place--;
	}
	to->content.items[place] = (token_range){given->first, given->end};
	to->waits = false;
}

void quotes_grow(finder *self, int32_t owner)
{
	const candidate *of = &self->found.items[owner];
	if (of->content.count == 0)
		return;
	uint32_t first = of->content.items[0].first, end = of->content.items[of->content.count - 1].end;
	int32_t last = -1;
	for (uint32_t i = first; i < end; i++) {
		int32_t quote = self->quote_of[i];
		if (quote < 0 || quote == last || quote == self->quote_of[of->cue_head])
			continue;
		last = quote;
		bool meets = false;
		for (size_t k = 0; k < of->content.count && !meets; k++)
			meets = i >= of->content.items[k].first && i < of->content.items[k].end;
		int32_t own = introduced_by(self, &self->quotes.items[quote]);
		if (!meets || !self->quotes.items[quote].speech || (own >= 0 && own != (int32_t)of->cue_head))
			continue;
		quote_give(self, quote, owner);
		of = &self->found.items[owner];
	}
}

/* Nothing but this quotation stands in the sentence before it. */
static bool starts_sentence(const finder *self, const quotation *quote)
{
	return finder_sentence(self, quote->first)->first == quote->first;
}

void quotes_follow(finder *self)
{
	const text *text = self->text;
	int32_t speaker = -1;          /* who spoke last */
	uint32_t last_sentence = 0;    /* the last one that he or his cue stands in */
	int32_t *waits_in = ARENA_ARRAY(self->memory, text->sentence_count + 1, int32_t);
	for (uint32_t i = 0; i < text->sentence_count; i++)
		waits_in[i] = -1;
	for (size_t c = 0; c < self->found.count; c++)
		if (self->found.items[c].waits)
			waits_in[text->tokens[self->found.items[c].cue_head].sentence] = (int32_t)c;
	for (size_t q = 0; q < self->quotes.count; q++) {
		quotation *quote = &self->quotes.items[q];
		uint32_t here = text->tokens[quote->first].sentence;
		uint32_t there = text->tokens[quote->end - 1].sentence;
		if (quote->owner < 0 && quote->speech && starts_sentence(self, quote)) {
			/* a cue with a colon that ends the sentence before; else who spoke in it */
			int32_t waiting = here > 0 ? waits_in[here - 1] : -1;
			if (waiting >= 0 && !self->found.items[waiting].waits)
				waiting = -1;
			if (waiting >= 0)
				quote_give(self, (int32_t)q, waiting);
			else if (speaker >= 0 && here <= last_sentence + 1
				&& text->sentences[here].paragraph <= text->sentences[last_sentence].paragraph + 1)
				quote_give(self, (int32_t)q, speaker);
		}
		if (quote->owner >= 0 && quote->speech) {
			speaker = quote->owner;
			uint32_t cue = text->tokens[self->found.items[speaker].cue_head].sentence;
			last_sentence = cue > there ? cue : there;
			if (cue > there + 1)
				last_sentence = there;
		}
	}
}
