/* model.c — opening the model file. */
#include "syntax/model.h"

#include <math.h>
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
	for (unsigned u = 0; u < UPOS_COUNT; u++)
		if (self->tags[u].count == 0)
			return damaged(error, path, "a word class has no tags");
	return true;
}

/* Larger weights no training gives; sums of them are no concern of the kernels. */
static bool weights_valid(const float *weights, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!(weights[i] >= -1e4f && weights[i] <= 1e4f))
			return false;
	return true;
}

static size_t room_of(size_t depth, size_t columns)
{
	return (kernel_matrix_size(depth, columns) + 63) / 64 * 64;
}

static size_t room_of_all(const shape *s)
{
	size_t size = 2 * room_of(s->width, s->width) + room_of(s->width, output_columns(s)) +
		room_of(s->label, LABEL_COLUMNS) + PLACE_BUCKETS * s->label * sizeof(int16_t);
	for (uint32_t i = 0; i < s->layers; i++)
		size += layer_window(s, i) * room_of(s->width, 2 * s->width);
	return size;
}

/* One place of a layer's window. The gates that choose see half of their sums: their logistic function is a tanh. */
static void fill_layer(kernel_matrix *to, size_t width, const float *weights, const float *bias, char **memory)
{
	kernel_matrix_fill(to, width, 2 * width, weights, 2 * width, bias, false, FIXED_LAYER, FIXED_LAYER, *memory);
	for (size_t n = 0; n < width; n++) {
		to->scale[n] *= 0.5f;
		to->bias[n] = bias ? (int16_t)kernel_round(ldexpf(bias[n], FIXED_LAYER - 1)) : 0;
	}
	*memory += room_of(width, 2 * width);
}

/* The weights as the kernels want them. */
static bool pack_weights(syntax_model *self, const float *weights)
{
	matrix m[MATRIX_COUNT];
	const shape *s = &self->shape;
	size_t width = s->width, columns = output_columns(s);
	shape_layout(s, m);
	self->memory = malloc(room_of_all(s) + 63);
	if (!self->memory)
		return false;
	char *to = (char *)self->memory + (63 & -(uintptr_t)self->memory);
	kernel_matrix_fill(&self->type_in, width, width, weights + m[MATRIX_TYPE_IN].at, width,
		weights + m[MATRIX_TYPE_BIAS].at, false, FIXED_LAYER, FIXED_LAYER, to);
	to += room_of(width, width);
	kernel_matrix_fill(&self->type_out, width, width, weights + m[MATRIX_TYPE_OUT].at, width, NULL, true, FIXED_LAYER,
		FIXED_LAYER, to);
	to += room_of(width, width);
	for (uint32_t i = 0; i < s->layers; i++) {
		const float *layer = weights + m[MATRIX_LAYER + 2 * i].at, *bias = weights + m[MATRIX_LAYER + 2 * i + 1].at;
		if (layer_window(s, i) == 1)
			fill_layer(&self->layers[i][1], width, layer, bias, &to);
		else
			for (size_t place = 0; place < 3; place++)
				fill_layer(&self->layers[i][place], width, layer + place * width * 2 * width,
					place == 1 ? bias : NULL, &to);
	}
	kernel_matrix_fill(&self->output, width, columns, weights + m[MATRIX_OUTPUT].at, columns,
		weights + m[MATRIX_OUTPUT_BIAS].at, false, FIXED_LAYER, FIXED_OUTPUT, to);
	to += room_of(width, columns);
	kernel_matrix_fill(&self->label, s->label, LABEL_COLUMNS, weights + m[MATRIX_LABEL].at, LABEL_COLUMNS,
		weights + m[MATRIX_LABEL_BIAS].at, true, FIXED_OUTPUT, FIXED_LABEL, to);
	to += room_of(s->label, LABEL_COLUMNS);
	self->distance = (int16_t *)(void *)to;
	for (size_t i = 0; i < PLACE_BUCKETS * s->label; i++)
		self->distance[i] = (int16_t)kernel_round(ldexpf(weights[m[MATRIX_DISTANCE].at + i], FIXED_OUTPUT));
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
				self->tags[u].xpos[self->tags[u].count++] = (uint8_t)x;
	if (!check_sections(self, h, path, error))
		return false;
	const float *weights = SECTION(float, SECTION_WEIGHTS);
	if (!weights_valid(weights, (starts[SECTION_COUNT] - starts[SECTION_WEIGHTS]) / sizeof(float)) ||
			!weights_valid(self->row_scales, h->rows))
		return damaged(error, path, "a weight is out of range");
	feature_index(self->row_keys, self->row_count, self->row_starts);
	if (!pack_weights(self, weights)) {
		error_set(error, BEDE_ERROR_MEMORY, "out of memory for the syntax model");
		return false;
	}
#undef SECTION
	return true;
}

/* BEDE_KERNEL names one in place of the fastest. */
static bool choose_kernel(syntax_model *self, bede_error *error)
{
	const char *name = getenv("BEDE_KERNEL");
	self->kernel = kernel_find(name);
	if (!self->kernel)
		error_set(error, BEDE_ERROR_USAGE, "BEDE_KERNEL: this processor has no kernel '%s'", name);
	return self->kernel != NULL;
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
	if (!choose_kernel(self, error) || !file_map_open(&self->map, path, error) || !read_model(self, path, error)) {
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
	free(self->memory);
	free(self);
}

uint32_t model_row(const syntax_model *self, uint64_t key)
{
	size_t row = feature_find_by(self->row_starts, self->row_keys, key);
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
