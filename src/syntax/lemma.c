/* lemma.c — lemmas from exceptions and endings. */
#include "syntax/lemma.h"

#include <string.h>

#include "base/utf8.h"

/* Longer words have no ending taken off. */
#define LONGEST 64
/* Letters of a name that may be an acronym where it is written in capitals, and one more. */
#define NAME_IN_CAPITALS 6

/* The dictionary's bit for an inflected form; 0 for forms that are their own lemma. */
static uint16_t form_of(xpos tag)
{
	switch (tag) {
	case XPOS_NNS:
	case XPOS_NNPS:
		return CLASS_NNS;
	case XPOS_VBZ:
		return CLASS_VBZ;
	case XPOS_VBD:
	case XPOS_VBN:
		return CLASS_VBD;
	case XPOS_VBG:
		return CLASS_VBG;
	case XPOS_JJR:
	case XPOS_RBR:
		return CLASS_JJR;
	case XPOS_JJS:
	case XPOS_RBS:
		return CLASS_JJS;
	default:
		return 0;
	}
}

uint64_t lemma_key(slice lower, upos class, xpos tag)
{
	return feature_key(0x100u + (unsigned)class * XPOS_COUNT + (unsigned)tag, lower);
}

slice lemma_table_find(const lemma_table *self, uint64_t key)
{
	size_t at = feature_find(self->keys, self->count, key);
	if (at == SIZE_MAX)
		return (slice){NULL, 0};
	return (slice){self->bytes + self->starts[at], self->starts[at + 1] - self->starts[at]};
}

/* A part of `form` where the letters are the same, so that most lemmas take no memory. */
static slice keep(arena *memory, slice form, slice lemma)
{
	if (lemma.length <= form.length && memcmp(form.at, lemma.at, lemma.length) == 0)
		return (slice){form.at, lemma.length};
	return (slice){arena_copy(memory, lemma.at, lemma.length), lemma.length};
}

static slice without_commas(arena *memory, slice number)
{
	char *out = arena_copy(memory, number.at, number.length);
	size_t length = 0;
	for (size_t i = 0; i < number.length; i++)
		if (number.at[i] != ',')
			out[length++] = number.at[i];
	return (slice){out, length};
}

/* A name in capitals that is too long for an acronym: "TEHRAN" is Tehran. */
static slice name_in_capitals(arena *memory, slice name)
{
	char *out = arena_copy(memory, name.at, name.length);
	for (size_t i = 0; i < name.length; i++) {
		if (out[i] < 'A' || out[i] > 'Z')
			return name;
		if (i > 0)
			out[i] = (char)(out[i] - 'A' + 'a');
	}
	return (slice){out, name.length};
}

slice lemma_by_rule(const word_classes *classes, arena *memory, slice form, upos class, xpos tag)
{
	uint16_t bit = form_of(tag);
	/* "the Asian Games": an adjective in a name stays as it is written */
	bool name = class == UPOS_PROPN || (class == UPOS_ADJ && tag == XPOS_NNP);
	slice lower = name ? form : utf8_lower(memory, form);
	char room[LONGEST + 8], other[LONGEST + 8];
	slice base, fallback = {NULL, 0};

	if (class == UPOS_NUM && memchr(form.at, ',', form.length))
		return without_commas(memory, lower);
	if (name && form.length >= NAME_IN_CAPITALS && form.length <= LONGEST)
		lower = name_in_capitals(memory, form);
	if (!bit || form.length > LONGEST)
		return keep(memory, form, lower);
	for (uint32_t i = 0; i < classes->ending_count; i++) {
		const ending *e = &classes->endings[i];
		if (!(e->form & bit))
			continue;
		if (class != UPOS_PROPN && ending_strip(e, lower, room, sizeof room, &base) &&
				(word_classes_find(classes, base) & e->of))
			return keep(memory, form, base);
		if (e->fallback && !fallback.at && ending_strip(e, lower, other, sizeof other, &base) && base.length > 2)
			fallback = base;
	}
	/* a form that the dictionary lists as it stands: a plural without singular, "better" */
	if (class != UPOS_PROPN && (word_classes_find(classes, lower) & CLASS_BASES))
		return keep(memory, form, lower);
	return keep(memory, form, fallback.at ? fallback : lower);
}

slice lemma_find(const lemma_table *table, const word_classes *classes, arena *memory, slice form, upos class,
	xpos tag)
{
	slice lower = utf8_lower(memory, form);
	slice found = lemma_table_find(table, lemma_key(lower, class, tag));
	if (!found.at && form_of(tag))
		found = lemma_table_find(table, lemma_key(lower, class, XPOS_OTHER));
	if (found.at)
		return keep(memory, form, found);
	return lemma_by_rule(classes, memory, form, class, tag);
}
