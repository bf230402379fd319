/* conllu.c — taking tags and trees over from a document's CoNLL-U, whose words text_split kept in order. */
#include <string.h>

#include "syntax/decode.h"
#include "syntax/syntax.h"

/* The columns of one word; a column that says nothing is {NULL,0}. */
typedef struct given_word {
	slice lemma, xpos;
	uint8_t upos, deprel;        /* …_COUNT: not given */
	int32_t head;                /* within the sentence, -1: root, -2: not given */
} given_word;

/* The words of a block. */
typedef struct given_block {
	VECTOR(given_word) words;
} given_block;

static slice column(slice *row)
{
	slice part;
	if (!slice_split(row, '\t', &part))
		return (slice){NULL, 0};
	return part;
}

static slice unless_blank(slice value)
{
	return slice_is(value, "_") || value.length == 0 ? (slice){NULL, 0} : value;
}

/* False if the row is no word: a range, an empty node. */
static bool read_row(slice row, given_word *out)
{
	long number, head;
	slice id = column(&row), form = column(&row), lemma = column(&row);
	if (!slice_to_long(id, &number))
		return false;
	out->lemma = slice_is(form, "_") ? lemma : unless_blank(lemma);
	out->upos = (uint8_t)upos_from(column(&row));
	out->xpos = unless_blank(column(&row));
	column(&row);
	out->head = slice_to_long(column(&row), &head) && head >= 0 && head < INT32_MAX ? (int32_t)head - 1 : -2;
	out->deprel = (uint8_t)deprel_from(column(&row));
	return true;
}

/* Has every word of the block its class and relation, and do the heads make a tree? */
static bool tree_given(const given_block *block, arena *memory)
{
	size_t count = block->words.count;
	int32_t *heads = ARENA_ARRAY(memory, count, int32_t);
	for (size_t i = 0; i < count; i++) {
		const given_word *w = &block->words.items[i];
		if (w->upos == UPOS_COUNT || w->deprel == DEPREL_COUNT || w->head < -1 || w->head >= (int32_t)count)
			return false;
		heads[i] = w->head;
	}
	return decode_is_tree(heads, count, ARENA_ARRAY(memory, count, uint8_t));
}

static void take_block(const given_block *block, uint32_t first, arena *memory, node *nodes)
{
	if (!tree_given(block, memory))
		return;
	for (uint32_t i = 0; i < block->words.count; i++) {
		const given_word *w = &block->words.items[i];
		node *to = &nodes[first + i];
		to->head = w->head < 0 ? -1 : w->head + (int32_t)first;
		to->upos = w->upos;
		to->deprel = w->deprel;
		if (w->xpos.at)
			to->xpos = (uint8_t)xpos_from(w->xpos);
		if (w->lemma.at)
			to->lemma = w->lemma;
	}
}

/*
 * Everything is parsed first: that fills in what the columns leave out, and costs little beside what it saves in
 * cases.
 */
void syntax_from_conllu(const syntax_model *model, syntax_work *work, const document *document, const text *from,
	arena *memory, syntax *out)
{
	given_block block = {{0}};
	slice line, rest = document->conllu;
	uint32_t first = 0;
	syntax_parse(model, work, from, memory, out);
	for (bool more = true; more;) {
		more = slice_split(&rest, '\n', &line);
		given_word word;
		if (more && line.length > 0 && line.at[line.length - 1] == '\r')
			line.length--;
		if (more && line.length > 0) {
			if (line.at[0] != '#' && read_row(line, &word))
				*VECTOR_PUSH(memory, &block.words) = word;
			continue;
		}
		/* the text may have fewer tokens only if it was not made from this source */
		if (block.words.count > out->count - first)
			break;
		take_block(&block, first, memory, out->nodes);
		first += (uint32_t)block.words.count;
		block.words.count = 0;
	}
	syntax_link(out);
}
