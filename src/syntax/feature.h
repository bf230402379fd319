/*
 * feature.h — what the network sees of a word: keys of its form, affixes, shape and of the word classes that a
 * dictionary gives it. A key is the hash of a string and its slot; the model has a vector for the keys that it knows,
 * and a word's vector is their sum. So an unknown word still has most of its parts.
 */
#ifndef BEDE_SYNTAX_FEATURE_H
#define BEDE_SYNTAX_FEATURE_H

#include "base/arena.h"
#include "base/slice.h"
#include "syntax/syntax.h"

/* Bits of a word's classes: first what the dictionary lists it as, then as which it is most used, then whose
 * inflected form it can be by its ending, then irregular forms. */
enum {
	CLASS_NOUN = 1, CLASS_VERB = 2, CLASS_ADJECTIVE = 4, CLASS_ADVERB = 8, CLASS_BASES = 15,
	CLASS_MOSTLY_NOUN = 16, CLASS_MOSTLY_VERB = 32, CLASS_MOSTLY_ADJECTIVE = 64, CLASS_MOSTLY_ADVERB = 128,
	CLASS_NNS = 256, CLASS_VBZ = 512, CLASS_VBD = 1024, CLASS_VBG = 2048, CLASS_JJR = 4096, CLASS_JJS = 8192,
	CLASS_IRREGULAR_NOUN = 16384, CLASS_IRREGULAR_VERB = 32768,
	CLASS_BITS = 16
};

/* One regular ending: `text` taken off and `base` put on gives a word of class `of` whose form is `form`. As it
 * stands in the model file. */
typedef struct ending {
	char text[7], base[7];       /* NUL-padded */
	uint8_t text_length, base_length;
	uint16_t of, form;           /* CLASS_… bits, one each */
	uint16_t fallback;           /* not 0: good for words that the dictionary does not know */
	uint16_t spare;
} ending;

/* The dictionary: classes of lower-case words by the low half of their hash. */
typedef struct word_classes {
	const uint32_t *keys;        /* sorted */
	const uint16_t *masks;
	uint32_t count;
	const ending *endings;       /* in order of preference */
	uint32_t ending_count;
} word_classes;

/* Slots of a word's keys. */
enum {
	FEATURE_CASED,               /* the form, where it has capitals; digits are all 0 */
	FEATURE_WORD,                /* its lower case */
	FEATURE_SUFFIX,              /* four: the last 1 … 4 characters */
	FEATURE_PREFIX = FEATURE_SUFFIX + 4,    /* three: the first 1 … 3 */
	FEATURE_SHAPE = FEATURE_PREFIX + 3,     /* "Xx", "dd", "x-x" */
	FEATURE_CLASSES,             /* all bits of its classes at once */
	FEATURE_CLASS,               /* one slot for each bit */
	FEATURE_SLOTS = FEATURE_CLASS + CLASS_BITS,
	FEATURE_UNKNOWN = FEATURE_SLOTS         /* stands in for a word that is not in the vocabulary */
};

/* Fills in the keys of a form; 0: nothing in that slot. */
void feature_keys(const word_classes *classes, arena *memory, slice form, uint64_t keys[FEATURE_SLOTS]);
uint64_t feature_key(unsigned slot, slice string);
/* The place of a key among sorted keys, or SIZE_MAX. */
size_t feature_find(const uint64_t *keys, size_t count, uint64_t key);

/* Where the keys with each value of their first bits begin: one look and a step or two find a key. */
enum { FEATURE_STARTS = 1 << 15 };
void feature_index(const uint64_t *keys, uint32_t count, uint32_t starts[FEATURE_STARTS + 1]);
size_t feature_find_by(const uint32_t starts[FEATURE_STARTS + 1], const uint64_t *keys, uint64_t key);

/* The dictionary's classes of a lower-case word, without looking at endings; 0: not known. */
uint16_t word_classes_find(const word_classes *self, slice lower);
uint32_t word_classes_key(slice lower);
/* The same with endings, and of the last part of a hyphenated word. */
uint16_t word_classes_of(const word_classes *self, slice lower);
/* Takes an ending off; false if the word does not have it or nothing would be left. `out` has `room` bytes. */
bool ending_strip(const ending *self, slice word, char *out, size_t room, slice *base);

#endif
