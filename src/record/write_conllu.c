/*
 * write_conllu.c — sentences and their trees as CoNLL-U. A document that came as CoNLL-U goes back as it came,
 * comments, multiword tokens, empty nodes and all, with the columns filled that were empty.
 */
#include "record/write.h"

enum { COLUMNS = 10, ID = 0, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC };

/* A column may hold neither a tab nor a line end; a value that is empty is "_". */
static void put_column(strbuf *out, slice value)
{
	if (value.length == 0)
		strbuf_add_char(out, '_');
	for (size_t i = 0; i < value.length; i++) {
		char c = value.at[i];
		strbuf_add_char(out, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
	}
}

/* Number of the token's head in its sentence, from 1; 0 for the root. */
static uint32_t head_number(const reading *self, uint32_t token)
{
	int32_t head = self->syntax.nodes[token].head;
	if (head < 0)
		return 0;
	uint32_t first = self->text.sentences[self->text.tokens[token].sentence].first;
	return (uint32_t)head - first + 1;
}

static void put_ours(const reading *self, uint32_t token, int column, strbuf *out)
{
	const node *node = &self->syntax.nodes[token];
	switch (column) {
	case FORM:
		put_column(out, text_form(&self->text, token));
		break;
	case LEMMA:
		put_column(out, node->lemma);
		break;
	case UPOS:
		put_column(out, slice_of(upos_name(node->upos)));
		break;
	case XPOS:
		put_column(out, slice_of(xpos_name(node->xpos)));
		break;
	case HEAD:
		strbuf_print(out, "%u", head_number(self, token));
		break;
	case DEPREL:
		put_column(out, slice_of(deprel_name(node->deprel)));
		break;
	case MISC:
		strbuf_add_string(out, self->text.tokens[token].space_after ? "_" : "SpaceAfter=No");
		break;
	default:
		strbuf_add_char(out, '_');
	}
}

static void put_sentence(const reading *self, uint32_t number, strbuf *out)
{
	const text *text = &self->text;
	const sentence *sentence = &text->sentences[number];
	if (number == 0) {
		strbuf_add_string(out, "# newdoc id = ");
		put_column(out, self->document.id);
		strbuf_add_char(out, '\n');
	}
	if (number == 0 || sentence->paragraph != sentence[-1].paragraph)
		strbuf_add_string(out, "# newpar\n");
	strbuf_print(out, "# sent_id = %u\n# text = ", number + 1);
	put_column(out, (slice){text->bytes + sentence->at.start, sentence->at.end - sentence->at.start});
	strbuf_add_char(out, '\n');
	for (uint32_t i = 0; i < sentence->count; i++) {
		strbuf_print(out, "%u", i + 1);
		for (int column = FORM; column < COLUMNS; column++) {
			strbuf_add_char(out, '\t');
			put_ours(self, sentence->first + i, column, out);
		}
		strbuf_add_char(out, '\n');
	}
	strbuf_add_char(out, '\n');
}

/* A word line has a whole number as its ID; "3-4" is a multiword token and "3.1" an empty node. */
static bool is_word_line(slice line)
{
	slice id;
	long number;
	return slice_split(&line, '\t', &id) && line.at && slice_to_long(id, &number);
}

static void fill_line(const reading *self, slice line, uint32_t token, strbuf *out)
{
	slice value;
	for (int column = ID; column < COLUMNS; column++) {
		bool given = slice_split(&line, '\t', &value) && value.length > 0 && !slice_is(value, "_");
		if (column > ID)
			strbuf_add_char(out, '\t');
		/* Whether a space follows is told by the source alone; "_" says that one does. */
		if (given || column == FORM || column == MISC)
			put_column(out, given || column == FORM ? value : (slice){0});
		else
			put_ours(self, token, column, out);
	}
}

static void put_source(const reading *self, strbuf *out)
{
	slice rest = self->document.conllu, line;
	uint32_t token = 0;
	while (slice_split(&rest, '\n', &line)) {
		if (slice_ends(line, "\r"))
			line.length--;
		if (is_word_line(line) && token < self->text.token_count)
			fill_line(self, line, token++, out);
		else
			strbuf_add_slice(out, line);
		strbuf_add_char(out, '\n');
	}
	/* Sentences end with an empty line, the last one too. */
	if (out->length >= 2 && out->bytes[out->length - 2] != '\n')
		strbuf_add_char(out, '\n');
}

void write_conllu(const reading *self, strbuf *out)
{
	if (self->document.conllu.length) {
		put_source(self, out);
		return;
	}
	for (uint32_t i = 0; i < self->text.sentence_count; i++)
		put_sentence(self, i, out);
}
