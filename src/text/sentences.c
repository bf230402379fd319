/* sentences.c — where sentences end, and which are headline, byline and dateline. */
#include <string.h>

#include "base/utf8.h"
#include "text/text_lexicon.h"

static slice form(const splitter *self, size_t token)
{
	span at = self->tokens.items[token].at;
	return (slice){self->text.at + at.start, at.end - at.start};
}

static uint32_t first_letter(const splitter *self, size_t token)
{
	size_t at = 0;
	slice word = form(self, token);
	return utf8_next(word.at, word.length, &at);
}

static bool touches(const splitter *self, size_t token)
{
	return self->tokens.items[token].at.start == self->tokens.items[token - 1].at.end;
}

void add_sentence(splitter *self, size_t first, size_t end, uint32_t paragraph, sentence_kind kind)
{
	while (first < end) {
		size_t last = end - first > SENTENCE_TOKENS ? first + SENTENCE_TOKENS : end;
		uint32_t number = (uint32_t)self->sentences.count;
		for (size_t i = first; i < last; i++)
			self->tokens.items[i].sentence = number;
		*VECTOR_PUSH(self->memory, &self->sentences) = (sentence){
			.at = {self->tokens.items[first].at.start, self->tokens.items[last - 1].at.end},
			.first = (uint32_t)first, .count = (uint32_t)(last - first), .paragraph = paragraph, .kind = kind,
		};
		first = last;
	}
}

static bool is_starter(const splitter *self, size_t token)
{
	char room[32];
	slice normal;
	return utf8_is_upper(first_letter(self, token)) && normal_word(form(self, token), room, sizeof room, &normal)
		&& table_get(&self->lexicon->starters, normal) != TABLE_NONE;
}

/*
 * Does a sentence end between the token of kind `kind` (with `closed`: and a closing quote or bracket behind it) and
 * `next`? Opening marks at `next` are looked through.
 */
static bool ends_before(const splitter *self, token_kind kind, bool closed, size_t next, size_t end)
{
	bool glued = touches(self, next);
	size_t word = next;
	while (word < end && (self->kinds.items[word] == KIND_OPEN || self->kinds.items[word] == KIND_QUOTE
		|| self->kinds.items[word] == KIND_DASH))
		word++;
	if (word == end)
		return false;
	uint32_t c = first_letter(self, word);
	switch (kind) {
	case KIND_ABBREVIATION:
	case KIND_INITIAL:
		return !glued && is_starter(self, word);
	case KIND_ELLIPSIS:
		return !glued && (utf8_is_upper(c) || word > next);
	default:
		break;
	}
	if (self->kinds.items[next] == KIND_PUNCTUATION && (c == ',' || c == ';' || c == ':'))
		return false;
	if (glued)
		return utf8_is_upper(c);
	if (utf8_is_lower(c))
		return false;
	return !(self->kinds.items[next] == KIND_DASH && closed);
}

/* The token behind what closes with the stop at `token`: brackets and quotes that touch it, or end an open quote. */
static size_t behind_closers(const splitter *self, size_t token, size_t end, bool quote_open)
{
	size_t next = token + 1;
	while (next < end) {
		token_kind kind = self->kinds.items[next];
		bool closes = kind == KIND_CLOSE || (kind == KIND_QUOTE && (touches(self, next) || quote_open));
		if (!closes && !(touches(self, next) && (kind == KIND_STOP || kind == KIND_ELLIPSIS)))
			break;
		/* A quote that touches what follows but not what stands before opens the next sentence. */
		if (kind == KIND_QUOTE && !touches(self, next) && next + 1 < end && touches(self, next + 1))
			break;
		if (kind == KIND_QUOTE)
			quote_open = false;
		next++;
	}
	return next;
}

static void part_body(splitter *self, size_t first, size_t end, uint32_t paragraph)
{
	bool quote_open = false;
	for (size_t i = first; i < end; i++) {
		token_kind kind = self->kinds.items[i];
		if (kind == KIND_QUOTE && form(self, i).at[0] == '"')
			quote_open = !quote_open;
		if (kind != KIND_STOP && kind != KIND_ELLIPSIS && kind != KIND_ABBREVIATION && kind != KIND_INITIAL)
			continue;
		size_t next = behind_closers(self, i, end, quote_open);
		if (next >= end || !ends_before(self, kind, next > i + 1, next, end))
			continue;
		add_sentence(self, first, next, paragraph, SENTENCE_BODY);
		first = next;
		i = next - 1;
		quote_open = false;
	}
	add_sentence(self, first, end, paragraph, SENTENCE_BODY);
}

/* ---- datelines, bylines, headlines ---- */

enum { DATELINE_TOKENS = 24, HEADLINE_TOKENS = 40, BYLINE_TOKENS = 16 };

static bool is_capitals(slice word)
{
	size_t letters = 0;
	for (size_t at = 0; at < word.length;) {
		uint32_t c = utf8_next(word.at, word.length, &at);
		if (utf8_is_lower(c))
			return false;
		letters += utf8_is_letter(c);
	}
	return letters > 1;
}

/*
 * End of the dateline at the front of a paragraph, its dash included, or `first`. It is a place in capitals, or any
 * place with an agency in brackets before the dash: "MOSCOW, Nov 3 (Reuters) –", "Geneva (AP) —".
 */
static size_t dateline_end(const splitter *self, size_t first, size_t end)
{
	bool capitals = is_capitals(form(self, first)), agency = false;
	size_t limit = end - first > DATELINE_TOKENS ? first + DATELINE_TOKENS : end;
	for (size_t i = first; i < limit; i++) {
		token_kind kind = self->kinds.items[i];
		uint32_t c = first_letter(self, i);
		if (kind == KIND_DASH) {
			bool hyphen = form(self, i).length == 1;
			bool spaced = i > first && i + 1 < end && !touches(self, i) && !touches(self, i + 1);
			bool joined = i > first && i + 1 < end && (touches(self, i) || touches(self, i + 1));
			if (hyphen && joined)
				continue;           /* within a name: "TEL-AVIV" */
			bool place = i > first && (agency || (capitals && i - first <= 12));
			bool opens = i + 1 < end && !utf8_is_lower(first_letter(self, i + 1));
			return place && opens && (spaced || !hyphen) ? i + 1 : first;
		}
		if (kind == KIND_CLOSE) {
			agency = true;
			continue;
		}
		if (kind == KIND_STOP || (agency && kind != KIND_PUNCTUATION) || kind == KIND_QUOTE)
			return first;
		if (utf8_is_lower(c) && i == first)
			return first;
		if (utf8_is_lower(c) && form(self, i).length > 3)
			return first;
	}
	return first;
}

static bool has_final_stop(const splitter *self, size_t first, size_t end)
{
	while (end > first && (self->kinds.items[end - 1] == KIND_CLOSE || self->kinds.items[end - 1] == KIND_QUOTE))
		end--;
	if (end == first)
		return false;
	token_kind kind = self->kinds.items[end - 1];
	return kind == KIND_STOP || kind == KIND_ELLIPSIS || kind == KIND_ABBREVIATION
		|| slice_is(form(self, end - 1), ":");
}

static bool all_capitals(const splitter *self, size_t first, size_t end)
{
	bool any = false;
	for (size_t i = first; i < end; i++) {
		slice word = form(self, i);
		for (size_t at = 0; at < word.length;)
			if (utf8_is_lower(utf8_next(word.at, word.length, &at)))
				return false;
		any |= is_capitals(word);
	}
	return any;
}

static bool is_byline(const splitter *self, size_t first, size_t end)
{
	char room[32];
	slice normal;
	return end - first >= 2 && end - first <= BYLINE_TOKENS && !has_final_stop(self, first, end)
		&& normal_word(form(self, first), room, sizeof room, &normal)
		&& table_get(&self->lexicon->bylines, normal) != TABLE_NONE && utf8_is_upper(first_letter(self, first + 1));
}

void part_sentences(splitter *self, size_t first, uint32_t paragraph)
{
	size_t end = self->tokens.count;
	if (first == end)
		return;
	if (paragraph < 6 && is_byline(self, first, end)) {
		add_sentence(self, first, end, paragraph, SENTENCE_BYLINE);
		return;
	}
	size_t dateline = dateline_end(self, first, end);
	if (dateline > first) {
		add_sentence(self, first, dateline, paragraph, SENTENCE_DATELINE);
		first = dateline;
	} else if (paragraph < 3 && end - first > 1 && end - first <= HEADLINE_TOKENS
		&& (all_capitals(self, first, end) || (paragraph == 0 && !has_final_stop(self, first, end)))) {
		add_sentence(self, first, end, paragraph, SENTENCE_HEADLINE);
		return;
	}
	part_body(self, first, end, paragraph);
}
