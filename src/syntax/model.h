/*
 * model.h — the model file, syntax.bin, and the model in memory.
 *
 *     offset 0: header | sections, each at a multiple of 64 bytes, sizes from the header's counts | end
 *     row_keys u64[rows], sorted · row_scales f32[rows] · rows i8[rows][width]      word vectors
 *     class_keys u32[classes], sorted · class_masks u16[classes] · endings          the dictionary
 *     lemma_keys u64[lemmas], sorted · lemma_starts u32[lemmas + 1] · lemma_bytes   exceptional lemmas
 *     tag_pairs u8[UPOS_COUNT][XPOS_COUNT]                                          1: the tags go together
 *     weights f32[]                                                                 network.h
 *
 * Little endian. The trainer writes it (train/syntax/model_write.c).
 */
#ifndef BEDE_SYNTAX_MODEL_H
#define BEDE_SYNTAX_MODEL_H

#include "base/file.h"
#include "syntax/feature.h"
#include "syntax/kernel.h"
#include "syntax/network.h"

#define MODEL_MAGIC "BedeSyn"
#define MODEL_VERSION 1
#define MODEL_FILE "syntax.bin"

typedef struct model_header {
	char magic[8];
	uint32_t version;
	uint32_t order;            /* 0x01020304, as this machine writes it */
	uint64_t size;             /* of the file */
	uint64_t checksum;         /* XXH64 of all that follows this member */
	shape shape;
	uint32_t upos_count, xpos_count, deprel_count, class_bits;
	uint32_t rows, classes, endings, lemmas, lemma_bytes;
	uint32_t spare[6];
} model_header;
#define MODEL_CHECKED_FROM 32      /* where the checksum starts */
_Static_assert(sizeof(model_header) == 112, "the header's layout is part of the file format");

enum {
	SECTION_ROW_KEYS, SECTION_ROW_SCALES, SECTION_ROWS, SECTION_CLASS_KEYS, SECTION_CLASS_MASKS, SECTION_ENDINGS,
	SECTION_LEMMA_KEYS, SECTION_LEMMA_STARTS, SECTION_LEMMA_BYTES, SECTION_TAG_PAIRS, SECTION_WEIGHTS, SECTION_COUNT
};

/* Where the sections start by the header's counts; starts[SECTION_COUNT] is the file's size. */
void model_sections(const model_header *header, uint64_t starts[SECTION_COUNT + 1]);
uint64_t model_checksum(const char *bytes, size_t length);

typedef struct lemma_table {
	const uint64_t *keys;
	const uint32_t *starts;
	const char *bytes;
	uint32_t count;
} lemma_table;

struct syntax_model {
	file_map map;
	shape shape;
	const uint64_t *row_keys;
	const float *row_scales;
	const int8_t *rows;
	uint32_t row_count;
	uint32_t row_starts[FEATURE_STARTS + 1];    /* feature_index of row_keys */
	word_classes classes;
	lemma_table lemmas;
	struct tag_class { uint8_t count, xpos[XPOS_COUNT]; } tags[UPOS_COUNT];    /* XPOS that go with a UPOS */
	const kernel *kernel;
	void *memory;                    /* on the heap: what follows */
	kernel_matrix type_in, type_out, output, label;
	kernel_matrix layers[MOST_LAYERS][3];    /* by the place in the window: the word before, its own, the one behind */
	int16_t *distance;               /* [PLACE_BUCKETS][label] */
};

/* The row of a key, or UINT32_MAX. */
uint32_t model_row(const syntax_model *self, uint64_t key);
/* The rows of a word's keys; the unknown word's row where its own is not known. Their number, ≤ FEATURE_SLOTS. */
size_t model_rows_of(const syntax_model *self, const uint64_t keys[FEATURE_SLOTS], uint32_t rows[FEATURE_SLOTS]);

#endif
