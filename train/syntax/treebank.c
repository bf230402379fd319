/* treebank.c — reading CoNLL-U. */
#include "treebank.h"

#include <string.h>

/* Is one of the names in `genres` a part of `id` between underscores? */
static bool genre_wanted(slice id, const char *genres)
{
	slice part, rest = id;
	while (slice_split(&rest, '_', &part)) {
		slice name, names = slice_of(genres);
		while (slice_split(&names, ',', &name))
			if (slice_equal(name, part))
				return true;
	}
	return false;
}

/* "Heads=3:80,7:20", each probability as its part of their sum. */
static bool read_likely(slice misc, bank_token *out)
{
	slice list = {misc.at + strlen("Heads="), misc.length - strlen("Heads=")}, one, head, rest;
	long heads[LIKELY_HEADS], shares[LIKELY_HEADS], sum = 0;
	size_t count = 0;
	while (count < LIKELY_HEADS && slice_split(&list, ',', &one)) {
		rest = one;
		if (!slice_split(&rest, ':', &head) || !slice_to_long(head, &heads[count]) ||
				!slice_to_long(rest, &shares[count]) || shares[count] < 1 || shares[count] > 100 ||
				heads[count] < 0 || heads[count] > INT16_MAX)
			return false;
		sum += shares[count++];
	}
	for (size_t i = 0; i < count; i++) {
		out->likely[i] = (int16_t)(heads[i] - 1);
		out->share[i] = (uint8_t)(shares[i] * 255 / sum);
	}
	return true;
}

static bool read_word(slice line, bank_token *out)
{
	slice columns[10], rest = line;
	size_t count = 0;
	while (count < 10 && slice_split(&rest, '\t', &columns[count]))
		count++;
	long head;
	if (count < 8 || !slice_to_long(columns[6], &head))
		return false;
	*out = (bank_token){.form = columns[1], .lemma = columns[2], .head = (int32_t)head - 1};
	out->upos = (uint8_t)upos_from(columns[3]);
	out->xpos = (uint8_t)xpos_from(columns[4]);
	out->deprel = (uint8_t)deprel_from(columns[7]);
	if (count == 10 && slice_starts(columns[9], "Heads=") && !read_likely(columns[9], out))
		return false;
	return out->upos < UPOS_COUNT && out->deprel < DEPREL_COUNT;
}

static bool heads_good(const bank_token *token, int32_t count)
{
	for (size_t i = 0; i < LIKELY_HEADS && token->share[i]; i++)
		if (token->likely[i] >= count)
			return false;
	return token->head >= -1 && token->head < count;
}

size_t treebank_read(treebank *self, arena *memory, slice bytes, const char *genres)
{
	slice line, rest = bytes;
	size_t before = self->sentences.count, first = self->tokens.count;
	bool wanted = genres == NULL, good = true, more = true;
	while (more) {
		more = slice_split(&rest, '\n', &line);
		if (!more)
			line = (slice){NULL, 0};
		if (line.length > 0 && line.at[line.length - 1] == '\r')
			line.length--;
		if (line.length == 0) {
			size_t count = self->tokens.count - first;
			for (size_t i = first; i < self->tokens.count; i++)
				good = good && heads_good(&self->tokens.items[i], (int32_t)count);
			if (good && count > 0)
				*VECTOR_PUSH(memory, &self->sentences) = (bank_sentence){(uint32_t)first, (uint32_t)count};
			else
				self->tokens.count = first;
			first = self->tokens.count;
			good = true;
		} else if (line.at[0] == '#') {
			if (genres && slice_starts(line, "# newdoc id = "))
				wanted = genre_wanted((slice){line.at + 14, line.length - 14}, genres);
		} else if (wanted) {
			slice number, columns = line;
			slice_split(&columns, '\t', &number);
			/* ranges of multiword tokens and empty nodes are no words */
			if (memchr(number.at, '-', number.length) || memchr(number.at, '.', number.length))
				continue;
			bank_token token;
			good = read_word(line, &token) && good;
			*VECTOR_PUSH(memory, &self->tokens) = token;
		}
	}
	return self->sentences.count - before;
}
