/*
 * tree_snippet.h — little documents for the tests of `when` and `quantity`: sentences with trees by hand, without the
 * tokenizer and the parser. Words part at blanks, sentences at " | "; a word is form/UPOS/head/relation, with
 * form/UPOS/XPOS/head/relation where the Penn tag matters; head is a number in the sentence from 1, 0 for the root.
 * The lemma is the form in lower case without a plural's s.
 */
#ifndef BEDE_TEST_TREE_SNIPPET_H
#define BEDE_TEST_TREE_SNIPPET_H

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "syntax/syntax.h"
#include "text/text.h"

typedef struct tree_snippet {
	document document;
	text text;
	syntax syntax;
} tree_snippet;

/* Takes the part behind the last '/' off the end. */
static inline slice snippet_part(slice *rest)
{
	size_t at = rest->length;
	while (at > 0 && rest->at[at - 1] != '/')
		at--;
	slice part = {rest->at + at, rest->length - at};
	rest->length = at ? at - 1 : 0;
	return part;
}

static inline void snippet_word(arena *memory, slice word, uint32_t base, node *out, slice *form)
{
	long head;
	*out = (node){.deprel = (uint8_t)deprel_from(snippet_part(&word))};
	assert_true(slice_to_long(snippet_part(&word), &head));
	slice tag = snippet_part(&word);
	if (upos_from(tag) == UPOS_COUNT) {
		out->xpos = (uint8_t)xpos_from(tag);
		tag = snippet_part(&word);
	}
	out->upos = (uint8_t)upos_from(tag);
	*form = word;
	assert_in_range(out->upos, 0, UPOS_COUNT - 1);
	assert_in_range(out->deprel, 0, DEPREL_COUNT - 1);
	out->head = head ? (int32_t)(base + (uint32_t)head - 1) : -1;
	out->lemma = utf8_lower(memory, *form);
	if (out->upos == UPOS_NOUN && out->lemma.length > 3 && out->lemma.at[out->lemma.length - 1] == 's')
		out->lemma.length--;
}

static inline void snippet_link(syntax *self)
{
	for (uint32_t i = 0; i < self->count; i++)
		self->nodes[i].first_child = self->nodes[i].next_sibling = -1;
	for (uint32_t i = self->count; i-- > 0;) {
		int32_t head = self->nodes[i].head;
		if (head >= 0) {
			self->nodes[i].next_sibling = self->nodes[head].first_child;
			self->nodes[head].first_child = (int32_t)i;
		}
	}
}

/* Reads `words` as above. Marks that stand against the word before have a '_' in front. */
static inline void read_snippet(arena *memory, const char *words, const char *date_text, tree_snippet *out)
{
	*out = (tree_snippet){0};
	size_t length = strlen(words), at = 0;
	char *bytes = arena_array(memory, length + 1, 1);
	out->text.tokens = ARENA_ARRAY(memory, length, token);
	out->text.sentences = ARENA_ARRAY(memory, length, sentence);
	out->syntax.nodes = ARENA_ARRAY(memory, length, node);
	slice rest = {words, length}, word;
	uint32_t count = 0, base = 0, sentences = 0;
	while (slice_split(&rest, ' ', &word)) {
		if (slice_is(word, "|")) {
			out->text.sentences[sentences++] = (sentence){.first = base, .count = count - base};
			base = count;
			continue;
		}
		slice form;
		bool joined = word.at[0] == '_';
		if (joined)
			word = (slice){word.at + 1, word.length - 1};
		snippet_word(memory, word, base, &out->syntax.nodes[count], &form);
		if (count && !joined)
			bytes[at++] = ' ';
		memcpy(bytes + at, form.at, form.length);
		out->text.tokens[count] = (token){{(uint32_t)at, (uint32_t)(at + form.length)}, sentences, true};
		at += form.length;
		count++;
	}
	out->text.sentences[sentences++] = (sentence){.first = base, .count = count - base};
	out->text.bytes = bytes;
	out->text.token_count = out->syntax.count = count;
	out->text.sentence_count = sentences;
	out->document.text = (slice){bytes, at};
	if (date_text)
		assert_true(date_parse(slice_of(date_text), &out->document.date));
	snippet_link(&out->syntax);
}

/* The words of tokens [first, end). */
static inline slice snippet_words(const tree_snippet *self, uint32_t first, uint32_t end)
{
	uint32_t start = self->text.tokens[first].at.start;
	return (slice){self->text.bytes + start, self->text.tokens[end - 1].at.end - start};
}

/* A tree in which every word hangs on the first: what the patterns see without a parser's help. */
static inline void snippet_plain(arena *memory, const char *plain, const char *day, tree_snippet *out)
{
	strbuf words;
	strbuf_init(&words);
	slice rest = slice_of(plain), word;
	for (size_t i = 0; slice_split(&rest, ' ', &word); i++) {
		bool capital = word.at[0] >= 'A' && word.at[0] <= 'Z';
		strbuf_print(&words, "%s%.*s/%s/%d/%s", i ? " " : "", (int)word.length, word.at, capital ? "PROPN" : "NOUN",
			i > 0, i ? "dep" : "root");
	}
	char *copy = arena_copy(memory, words.bytes, words.length);
	strbuf_clear(&words);
	read_snippet(memory, copy, day, out);
}

#endif
