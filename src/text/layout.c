/* layout.c — paragraphs: which line ends are only wrapping, and the whole splitting of a document. */
#include <string.h>

#include "base/utf8.h"
#include "text/text_lexicon.h"

/* Wrapped text has lines of about this many bytes; longer lines are paragraphs. */
enum { WRAP_LEAST = 40, WRAP_MOST = 110, WRAP_SLACK = 14 };

typedef struct line {
	size_t start, end;        /* without the line end and the blanks before it */
	size_t first_word;        /* length of its first word, 0 for a blank line */
} line;

typedef VECTOR(line) line_list;

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

static void find_lines(slice text, arena *memory, line_list *lines)
{
	for (size_t at = 0; at < text.length;) {
		const char *newline = memchr(text.at + at, '\n', text.length - at);
		size_t end = newline ? (size_t)(newline - text.at) : text.length;
		line found = {at, end, 0};
		while (found.end > found.start && is_blank(text.at[found.end - 1]))
			found.end--;
		while (found.start < found.end && is_blank(text.at[found.start]))
			found.start++;
		while (found.start + found.first_word < found.end && !is_blank(text.at[found.start + found.first_word])
			&& found.first_word < WRAP_MOST)
			found.first_word++;
		*VECTOR_PUSH(memory, lines) = found;
		at = end + 1;
	}
}

/* Would the first word of `next` have had no room behind `self` in lines of `width`? Then it was wrapped. */
static bool breaks_at_width(const line *self, const line *next, size_t width)
{
	return self->end - self->start + 1 + next->first_word + WRAP_SLACK > width;
}

/* Width of the wrapped block lines[first, end), 0 if its line ends mean something. */
static size_t wrap_width(const line_list *lines, size_t first, size_t end)
{
	size_t width = 0, broken = 0;
	for (size_t i = first; i < end; i++) {
		size_t length = lines->items[i].end - lines->items[i].start;
		width = length > width ? length : width;
	}
	if (end - first < 3 || width < WRAP_LEAST || width > WRAP_MOST)
		return 0;
	for (size_t i = first; i + 1 < end; i++)
		broken += breaks_at_width(&lines->items[i], &lines->items[i + 1], width);
	return broken * 5 >= (end - first - 1) * 4 ? width : 0;
}

static size_t block_end(const line_list *lines, size_t first)
{
	while (first < lines->count && lines->items[first].first_word)
		first++;
	return first;
}

/* Is the end of line `i` only wrapping? `width`: of its block, or of the document's wrapped blocks; 0: none is. */
static bool is_wrap(slice text, const line_list *lines, size_t i, size_t width)
{
	const line *self = &lines->items[i], *next = &lines->items[i + 1];
	if (width && self->end - self->start <= width && breaks_at_width(self, next, width))
		return true;
	char last = text.at[self->end - 1], first = text.at[next->start];
	size_t length = self->end - self->start;
	/* However long the lines are: what goes on in lower case behind no mark goes on. */
	return length >= WRAP_LEAST && first >= 'a' && first <= 'z' && !strchr(".!?:\"", last);
}

static void split_paragraphs(splitter *self, const line_list *lines)
{
	size_t document_width = 0;
	for (size_t i = 0; i < lines->count; i++) {
		size_t end = block_end(lines, i), width = wrap_width(lines, i, end);
		document_width = width > document_width ? width : document_width;
		i = end;
	}
	uint32_t paragraph = 0;
	for (size_t i = 0; i < lines->count;) {
		size_t end = block_end(lines, i), width = wrap_width(lines, i, end);
		if (!width)
			width = document_width;
		while (i < end) {
			size_t from = lines->items[i].start;
			while (i + 1 < end && is_wrap(self->text, lines, i, width))
				i++;
			size_t first = self->tokens.count;
			size_t first_left_out, behind;
			while (find_insertion(self->lexicon, self->text, from, lines->items[i].end, &first_left_out, &behind)) {
				tokenize(self, from, first_left_out);
				from = behind;
			}
			tokenize(self, from, lines->items[i].end);
			part_sentences(self, first, paragraph);
			paragraph += self->tokens.count > first;
			i++;
		}
		if (i < lines->count)
			i++;
	}
}

void text_split(const text_lexicon *lexicon, const document *from, arena *memory, text *out)
{
	splitter self = {.lexicon = lexicon, .text = from->text, .memory = memory};
	if (from->conllu.length) {
		take_given(&self, from->conllu);
	} else {
		line_list lines = {0};
		find_lines(from->text, memory, &lines);
		split_paragraphs(&self, &lines);
	}
	for (size_t i = 0; i + 1 < self.tokens.count; i++)
		self.tokens.items[i].space_after = self.tokens.items[i].at.end < self.tokens.items[i + 1].at.start;
	if (self.tokens.count)
		self.tokens.items[self.tokens.count - 1].space_after = true;
	*out = (text){
		.bytes = from->text.at, .tokens = self.tokens.items, .sentences = self.sentences.items,
		.token_count = (uint32_t)self.tokens.count, .sentence_count = (uint32_t)self.sentences.count,
	};
}
