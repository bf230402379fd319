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

/* Takes "name:probability" off the front of a list. */
static bool take_likely(slice *list, slice *name, long *share)
{
	slice one;
	if (!slice_split(list, ',', &one))
		return false;
	size_t colon = one.length;
	while (colon > 0 && one.at[colon - 1] != ':')
		colon--;
	*name = (slice){one.at, colon > 0 ? colon - 1 : 0};
	if (!slice_to_long((slice){one.at + colon, one.length - colon}, share) || *share < 1 || *share > 100)
		*share = 0;
	return true;
}

/* "3:80,7:20", each probability as its part of their sum. */
static bool read_heads(slice list, bank_token *out)
{
	slice name;
	long head, share, shares[LIKELY_HEADS], sum = 0;
	size_t count = 0;
	while (count < LIKELY_HEADS && take_likely(&list, &name, &share)) {
		if (share == 0 || !slice_to_long(name, &head) || head < 0 || head > INT16_MAX)
			return false;
		out->likely[count] = (int16_t)(head - 1);
		sum += shares[count++] = share;
	}
	for (size_t i = 0; i < count; i++)
		out->share[i] = (uint8_t)(shares[i] * 255 / sum);
	return true;
}

/* "NOUN:80,PROPN:20"; `find` gives a name's class, `most` or more if it is unknown. */
static bool read_classes(slice list, unsigned (*find)(slice), unsigned most, likely_classes *out)
{
	slice name;
	long share, shares[LIKELY_CLASSES], sum = 0;
	size_t count = 0;
	while (count < LIKELY_CLASSES && take_likely(&list, &name, &share)) {
		unsigned class = find(name);
		if (share == 0 || class >= most)
			return false;
		out->class[count] = (uint8_t)class;
		sum += shares[count++] = share;
	}
	for (size_t i = 0; i < count; i++)
		out->share[i] = (uint8_t)(shares[i] * 255 / sum);
	return true;
}

static unsigned find_upos(slice name) { return (unsigned)upos_from(name); }
static unsigned find_xpos(slice name) { return (unsigned)xpos_from(name); }
static unsigned find_deprel(slice name) { return (unsigned)deprel_from(name); }

static bool read_misc(slice misc, bank_token *out)
{
	slice field, name;
	while (slice_split(&misc, '|', &field)) {
		slice list = field;
		if (!slice_split(&list, '=', &name))
			continue;
		if ((slice_is(name, "Heads") && !read_heads(list, out)) ||
				(slice_is(name, "Upos") && !read_classes(list, find_upos, UPOS_COUNT, &out->likely_upos)) ||
				(slice_is(name, "Xpos") && !read_classes(list, find_xpos, XPOS_COUNT, &out->likely_xpos)) ||
				(slice_is(name, "Deprel") && !read_classes(list, find_deprel, DEPREL_COUNT, &out->likely_deprel)))
			return false;
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
	if (count == 10 && !read_misc(columns[9], out))
		return false;
	return out->upos < UPOS_COUNT && out->deprel < DEPREL_COUNT;
}

static bool heads_good(const bank_token *token, int32_t count)
{
	for (size_t i = 0; i < LIKELY_HEADS && token->share[i]; i++)
		if (token->likely[i] >= count)
			return false;
	/* only the root's relation is root */
	for (size_t i = 0; i < LIKELY_CLASSES && token->likely_deprel.share[i]; i++)
		if ((token->likely_deprel.class[i] == DEPREL_ROOT) != (token->head < 0))
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
