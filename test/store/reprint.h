/* reprint.h — a report as others print it again: words changed, sentences cut or reordered, a new lead. */
#ifndef BEDE_TEST_REPRINT_H
#define BEDE_TEST_REPRINT_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum reprint_kind {
	REPRINT_WHOLE, REPRINT_CUT, REPRINT_REORDERED, REPRINT_NEW_LEAD, REPRINT_KINDS
} reprint_kind;

static inline unsigned reprint_random(unsigned *state, unsigned limit)
{
	*state = *state * 1664525u + 1013904223u;
	return (unsigned)((unsigned long long)(*state >> 8) * limit >> 24);
}

/* Starts of the sentences of `text`, as far as a full stop and a blank tell; how many. */
static inline size_t reprint_sentences(const char *text, size_t *starts, size_t most)
{
	size_t count = 0, length = strlen(text);
	for (size_t i = 0; i < length && count < most; i++)
		if (i == 0 || (i > 1 && strchr(" \n", text[i - 1]) && strchr(".\n", text[i - 2])))
			starts[count++] = i;
	return count;
}

/* Adds `piece` with `percent` of its words taken from anywhere in `others` instead. */
static inline void reprint_words(char *out, size_t *length, size_t room, const char *piece, size_t piece_length,
	const char *others, unsigned percent, unsigned *state)
{
	size_t others_length = strlen(others);
	for (size_t i = 0; i < piece_length;) {
		size_t word = strcspn(piece + i, " \n");
		if (word > piece_length - i)
			word = piece_length - i;
		const char *from = piece + i;
		i += word;
		if (reprint_random(state, 100) < percent && word > 0 && others_length > 100) {
			from = others + reprint_random(state, (unsigned)others_length - 50);
			from += strcspn(from, " \n");
			from += strspn(from, " \n");
			word = strcspn(from, " \n");
		}
		if (*length + word + 3 > room)
			return;
		memcpy(out + *length, from, word);
		*length += word;
		for (; i < piece_length && (piece[i] == ' ' || piece[i] == '\n') && *length + 2 < room; i++)
			out[(*length)++] = piece[i];
		if (i < piece_length && (piece[i] == ' ' || piece[i] == '\n'))
			return;
	}
}

/* A reprint of `text`, which the caller frees; `others` is what new words and a new lead are taken from. */
static inline char *reprint_text(const char *text, const char *others, reprint_kind kind, unsigned percent,
	unsigned *state)
{
	enum { MOST = 400 };
	size_t starts[MOST + 1], order[MOST];
	size_t count = reprint_sentences(text, starts, MOST), room = 2 * strlen(text) + 4096, length = 0;
	char *out = calloc(1, room);
	if (!out)
		return NULL;
	starts[count] = strlen(text);
	for (size_t i = 0; i < count; i++)
		order[i] = i;
	if (kind == REPRINT_REORDERED)
		for (size_t i = count; i > 1; i--) {
			size_t other = reprint_random(state, (unsigned)i), swap = order[i - 1];
			order[i - 1] = order[other];
			order[other] = swap;
		}
	if (kind == REPRINT_CUT)
		count = (count + 1) / 2;
	if (kind == REPRINT_NEW_LEAD) {
		size_t lead = strlen(others) < 200 ? strlen(others) : 200;
		reprint_words(out, &length, room, others, lead, others, 0, state);
		length += (size_t)snprintf(out + length, room - length, ".\n\n");
	}
	for (size_t i = 0; i < count; i++) {
		reprint_words(out, &length, room, text + starts[order[i]], starts[order[i] + 1] - starts[order[i]], others,
			percent, state);
		if (length + 2 < room && length > 0 && out[length - 1] != ' ' && out[length - 1] != '\n')
			out[length++] = ' ';
	}
	return out;
}

#endif
