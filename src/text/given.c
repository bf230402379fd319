/* given.c — tokens and sentences of a document that brings CoNLL-U: found again in its text, in order. */
#include <string.h>

#include "base/utf8.h"
#include "text/text_lexicon.h"

static size_t skip_space(slice text, size_t at)
{
	while (at < text.length) {
		size_t next = at;
		if (!utf8_is_space(utf8_next(text.at, text.length, &next)))
			break;
		at = next;
	}
	return at;
}

/* Where `form` stands at `at`, or else a place as long as it, so that every word keeps a token of its own. */
static span place_of(slice text, size_t at, slice form)
{
	size_t end = at + form.length < text.length ? at + form.length : text.length;
	while (end < text.length && ((unsigned char)text.at[end] & 0xC0) == 0x80)
		end++;
	return (span){(uint32_t)at, (uint32_t)end};
}

static bool stands_at(slice text, size_t at, slice form)
{
	return text.length - at >= form.length && memcmp(text.at + at, form.at, form.length) == 0;
}

typedef struct given {
	splitter *self;
	size_t at;              /* in the text */
	long range_end;         /* last word of the multiword token that is open; 0: none */
	size_t surface_end;     /* where that ends in the text */
} given;

static void add_token(given *self, span at)
{
	*VECTOR_PUSH(self->self->memory, &self->self->tokens) = (token){.at = at};
	self->at = at.end;
}

static void take_row(given *self, slice row)
{
	slice id, form, first;
	if (!slice_split(&row, '\t', &id) || !slice_split(&row, '\t', &form) || memchr(id.at, '.', id.length))
		return;
	slice text = self->self->text;
	long number, last;
	slice rest = id;
	if (!slice_split(&rest, '-', &first) || !slice_to_long(first, &number))
		return;
	if (rest.length) {
		self->at = skip_space(text, self->at);
		if (slice_to_long(rest, &last)) {
			self->range_end = last;
			self->surface_end = place_of(text, self->at, form).end;
		}
		return;
	}
	if (!self->range_end || number > self->range_end) {
		self->range_end = 0;
		self->at = skip_space(text, self->at);
		add_token(self, place_of(text, self->at, form));
		return;
	}
	/* Words of a multiword token share its letters; the last one takes what is left. */
	span at = place_of(text, self->at, form);
	if (number == self->range_end || at.end > self->surface_end || !stands_at(text, self->at, form))
		at.end = (uint32_t)self->surface_end;
	if (number < self->range_end && at.end == self->surface_end && at.end > at.start)
		at.end = at.start;
	add_token(self, at);
}

void take_given(splitter *self, slice conllu)
{
	given given = {.self = self};
	size_t first = 0;
	uint32_t paragraph = 0;
	slice line;
	for (bool more = true; more;) {
		more = slice_split(&conllu, '\n', &line);
		if (more && line.length && line.at[line.length - 1] == '\r')
			line.length--;
		if (more && line.length && line.at[0] != '#') {
			take_row(&given, line);
		} else if (more && slice_starts(line, "# newpar")) {
			paragraph += first > 0;
		} else if (!more || !line.length) {
			add_sentence(self, first, self->tokens.count, paragraph, SENTENCE_BODY);
			first = self->tokens.count;
			given.range_end = 0;
		}
	}
}
