/* model.c — opening the model file. */
#include "syntax/model.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/error.h"

uint64_t model_checksum(const char *bytes, size_t length)
{
	return XXH64(bytes + MODEL_CHECKED_FROM, length - MODEL_CHECKED_FROM, 0);
}

void model_sections(const model_header *h, uint64_t starts[SECTION_COUNT + 1])
{
	matrix matrices[MATRIX_COUNT];
	uint64_t sizes[SECTION_COUNT] = {
		[SECTION_ROW_KEYS] = (uint64_t)h->rows * sizeof(uint64_t),
		[SECTION_ROW_SCALES] = (uint64_t)h->rows * sizeof(float),
		[SECTION_ROWS] = (uint64_t)h->rows * h->shape.width,
		[SECTION_CLASS_KEYS] = (uint64_t)h->classes * sizeof(uint32_t),
		[SECTION_CLASS_MASKS] = (uint64_t)h->classes * sizeof(uint16_t),
		[SECTION_ENDINGS] = (uint64_t)h->endings * sizeof(ending),
		[SECTION_LEMMA_KEYS] = (uint64_t)h->lemmas * sizeof(uint64_t),
		[SECTION_LEMMA_STARTS] = ((uint64_t)h->lemmas + 1) * sizeof(uint32_t),
		[SECTION_LEMMA_BYTES] = h->lemma_bytes,
		[SECTION_TAG_PAIRS] = UPOS_COUNT * XPOS_COUNT,
		[SECTION_WEIGHTS] = shape_layout(&h->shape, matrices) * sizeof(float),
	};
	uint64_t at = sizeof *h;
	for (size_t i = 0; i < SECTION_COUNT; i++) {
		at = (at + 63) / 64 * 64;
		starts[i] = at;
		at += sizes[i];
	}
	starts[SECTION_COUNT] = at;
}

static bool damaged(bede_error *error, const char *path, const char *what)
{
	error_set_at(error, BEDE_ERROR_DATA, path, 0, "the model file is damaged: %s; install it again", what);
	return false;
}

static bool check_header(const model_header *h, size_t length, const char *path, bede_error *error)
{
	if (length < sizeof *h || memcmp(h->magic, MODEL_MAGIC, sizeof h->magic) != 0) {
		error_set_at(error, BEDE_ERROR_DATA, path, 0, "this is no syntax model: its first bytes are not '%s'",
			MODEL_MAGIC);
		return false;
	}
	if (h->order != 0x01020304) {
		error_set_at(error, BEDE_ERROR_DATA, path, 0, "the model was written for processors of another byte order");
		return false;
	}
	if (h->version != MODEL_VERSION) {
		error_set_at(error, BEDE_ERROR_DATA, path, 0, "the model's format is version %u, this program reads %u: %s",
			(unsigned)h->version, MODEL_VERSION, h->version > MODEL_VERSION ?
			"it needs a newer program" : "it needs a newer model");
		return false;
	}
	if (h->size != length)
		return damaged(error, path, h->size > length ? "its end is missing" : "it goes on behind its end");
	if (h->checksum != model_checksum((const char *)h, length))
		return damaged(error, path, "its checksum is wrong");
	if (h->upos_count != UPOS_COUNT || h->xpos_count != XPOS_COUNT || h->deprel_count != DEPREL_COUNT ||
			h->class_bits != CLASS_BITS) {
		error_set_at(error, BEDE_ERROR_DATA, path, 0, "the model has other labels than this program; train it again");
		return false;
	}
	if (!shape_valid(&h->shape) || h->rows == 0)
		return damaged(error, path, "its sizes are out of range");
	uint64_t starts[SECTION_COUNT + 1];
	model_sections(h, starts);
	if (starts[SECTION_COUNT] != length)
		return damaged(error, path, "its sections do not fill it");
	return true;
}

/* What a checksum does not tell: a file whose writer was wrong must not lead outside the map. */
static bool check_sections(const syntax_model *self, const model_header *h, const char *path, bede_error *error)
{
	const lemma_table *l = &self->lemmas;
	for (uint32_t i = 0; i < h->lemmas; i++)
		if (l->starts[i] > l->starts[i + 1])
			return damaged(error, path, "lemmas are out of order");
	if (l->starts[0] != 0 || l->starts[h->lemmas] != h->lemma_bytes)
		return damaged(error, path, "lemmas lead outside the file");
	for (uint32_t i = 0; i < h->endings; i++) {
		const ending *e = &self->classes.endings[i];
		if (e->text_length > sizeof e->text || e->base_length > sizeof e->base)
			return damaged(error, path, "an ending is too long");
	}
	if (self->tag_pair_count == 0)
		return damaged(error, path, "no tags go together");
	return true;
}

static bool pack_weights(syntax_model *self, const float *weights)
{
	matrix m[MATRIX_COUNT];
	const shape *s = &self->shape;
	size_t width = s->width, columns = output_columns(s), layer = 6 * width * width, at = 0;
	shape_layout(s, m);
	self->packed = malloc((2 * width * width + s->layers * layer + width * columns + s->label * LABEL_COLUMNS) *
		sizeof(float));
	if (!self->packed)
		return false;
	float *to = self->packed;
	kernel_pack(weights + m[MATRIX_TYPE_IN].at, width, width, width, 1, to);
	self->type_in = to, to += width * width;
	kernel_pack(weights + m[MATRIX_TYPE_OUT].at, width, width, width, 1, to);
	self->type_out = to, to += width * width;
	self->first = to;
	for (size_t place = 0; place < 3; place++) {
		at = m[MATRIX_LAYER].at + place * width * 2 * width;
		kernel_pack(weights + at, width, 2 * width, 2 * width, 1, to);
		to += 2 * width * width;
	}
	for (uint32_t i = 1; i < s->layers; i++) {
		kernel_pack(weights + m[MATRIX_LAYER + 2 * i].at, m[MATRIX_LAYER + 2 * i].rows, 2 * width, 2 * width, 1, to);
		self->layers[i] = to, to += m[MATRIX_LAYER + 2 * i].rows * 2 * width;
	}
	kernel_pack(weights + m[MATRIX_OUTPUT].at, width, columns, columns, 1, to);
	self->output = to, to += width * columns;
	kernel_pack(weights + m[MATRIX_LABEL].at, s->label, LABEL_COLUMNS, LABEL_COLUMNS, 1, to);
	self->label = to;
	for (size_t i = 0; i < s->layers; i++)
		self->layer_bias[i] = weights + m[MATRIX_LAYER + 2 * i + 1].at;
	self->type_bias = weights + m[MATRIX_TYPE_BIAS].at;
	self->output_bias = weights + m[MATRIX_OUTPUT_BIAS].at;
	self->label_bias = weights + m[MATRIX_LABEL_BIAS].at;
	self->distance = weights + m[MATRIX_DISTANCE].at;
	return true;
}

static bool read_model(syntax_model *self, const char *path, bede_error *error)
{
	const char *bytes = self->map.bytes;
	const model_header *h = (const model_header *)(const void *)bytes;
	if (!check_header(h, self->map.length, path, error))
		return false;
	uint64_t starts[SECTION_COUNT + 1];
	model_sections(h, starts);
#define SECTION(type, number) ((const type *)(const void *)(bytes + starts[number]))
	self->shape = h->shape;
	self->row_count = h->rows;
	self->row_keys = SECTION(uint64_t, SECTION_ROW_KEYS);
	self->row_scales = SECTION(float, SECTION_ROW_SCALES);
	self->rows = SECTION(int8_t, SECTION_ROWS);
	self->classes = (word_classes){
		SECTION(uint32_t, SECTION_CLASS_KEYS), SECTION(uint16_t, SECTION_CLASS_MASKS), h->classes,
		SECTION(ending, SECTION_ENDINGS), h->endings
	};
	self->lemmas = (lemma_table){
		SECTION(uint64_t, SECTION_LEMMA_KEYS), SECTION(uint32_t, SECTION_LEMMA_STARTS),
		SECTION(char, SECTION_LEMMA_BYTES), h->lemmas
	};
	const uint8_t *together = SECTION(uint8_t, SECTION_TAG_PAIRS);
	for (unsigned u = 0; u < UPOS_COUNT; u++)
		for (unsigned x = 0; x < XPOS_COUNT; x++)
			if (together[u * XPOS_COUNT + x])
				self->tag_pairs[self->tag_pair_count++] = (struct tag_pair){(uint8_t)u, (uint8_t)x};
	if (!check_sections(self, h, path, error))
		return false;
	if (!pack_weights(self, SECTION(float, SECTION_WEIGHTS))) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory for the syntax model");
		return false;
	}
#undef SECTION
	return true;
}

syntax_model *syntax_model_open(const char *folder, bede_error *error)
{
	size_t length = strlen(folder);
	char *path = malloc(length + sizeof "/" MODEL_FILE);
	syntax_model *self = calloc(1, sizeof *self);
	if (!self || !path) {
		free(self);
		free(path);
		error_set(error, BEDE_ERROR_MEMORY, "out of memory for the syntax model");
		return NULL;
	}
	memcpy(path, folder, length);
	memcpy(path + length, "/" MODEL_FILE, sizeof "/" MODEL_FILE);
	self->kernel = kernel_choose();
	if (!file_map_open(&self->map, path, error) || !read_model(self, path, error)) {
		syntax_model_close(self);
		self = NULL;
	}
	free(path);
	return self;
}

void syntax_model_close(syntax_model *self)
{
	if (!self)
		return;
	file_map_close(&self->map);
	free(self->packed);
	free(self);
}

uint32_t model_row(const syntax_model *self, uint64_t key)
{
	size_t row = feature_find(self->row_keys, self->row_count, key);
	return row == SIZE_MAX ? UINT32_MAX : (uint32_t)row;
}

size_t model_rows_of(const syntax_model *self, const uint64_t keys[FEATURE_SLOTS], uint32_t rows[FEATURE_SLOTS])
{
	size_t count = 0;
	for (unsigned slot = 0; slot < FEATURE_SLOTS; slot++) {
		uint32_t row = keys[slot] ? model_row(self, keys[slot]) : UINT32_MAX;
		if (row == UINT32_MAX && slot == FEATURE_WORD)
			row = model_row(self, feature_key(FEATURE_UNKNOWN, (slice){"", 0}));
		if (row != UINT32_MAX)
			rows[count++] = row;
	}
	return count;
}
