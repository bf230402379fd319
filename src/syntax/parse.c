/*
 * parse.c — tags, trees and lemmas of a document.
 *
 *     sentences ─▶ units of ≤ 256 tokens ─▶ batches of ≤ 512 ─▶ layers ─▶ scores ─▶ tags, heads, labels ─▶ lemmas
 *
 * A batch lays its units out row by row with an empty row before, between and behind them, so that the windows of
 * three see nothing of a neighbour:   0 a a a 0 b b 0 c c c c 0
 */
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "syntax/decode.h"
#include "syntax/lemma.h"
#include "syntax/model.h"
#include "syntax/parse.h"
#include "syntax/repair.h"
#include "syntax/syntax.h"

#define BATCH_TOKENS 512
#define BATCH_ROWS 640
/* Word types that a thread remembers: 3.5 KB each at a width of 128. When they run out the most used are kept. */
#define TYPES 16384
#define TYPES_KEPT 8192
#define TYPE_SLOTS 32768
#define FORM_KEPT 32
#define LEMMA_KEPT 22

/* What is remembered of a word type beside its vectors. */
typedef struct word_type {
	uint64_t hash;
	uint32_t length;                 /* of the form */
	char form[FORM_KEPT];            /* as much of it as fits */
	uint32_t uses;                   /* since types were last forgotten; those kept have half theirs left */
	uint8_t lemma_upos, lemma_xpos;  /* the tags that it had last, and the lemma with them */
	uint8_t lemma_length;            /* 0: none kept */
	char lemma[LEMMA_KEPT];
} word_type;

/* A sentence, or a piece of one that is longer than a tree may be. */
typedef struct unit {
	uint32_t first, count;           /* tokens of the document */
	uint32_t row;                    /* of its first token in the batch */
} unit;

struct syntax_work {
	word_type *types;                /* [TYPES] */
	int16_t *vectors;                /* [TYPES][width] x of network.h */
	int16_t *first;                  /* [TYPES][3][2 width] their shares of the first layer's gates, by place */
	uint32_t slots[TYPE_SLOTS];      /* open addressing; type + 1, 0: free */
	uint32_t type_count;

	int16_t *nothing;                /* [2 width] zeros: the share of an empty row */
	int16_t *x;                      /* [BATCH_ROWS][width] */
	int16_t *gates;                  /* [BATCH_ROWS][2 width] */
	int16_t *output;                 /* [BATCH_ROWS][columns] */
	int16_t *hidden;                 /* [BATCH_ROWS][width or label, whichever is more] */
	int16_t *labels;                 /* [BATCH_ROWS][LABEL_COLUMNS] */
	uint8_t *bytes;                  /* [BATCH_ROWS][as hidden] what the kernels multiply */
	float *bytes_scale;              /* [BATCH_ROWS] */
	int16_t *heads;                  /* [arc / 2][DECODE_TOKENS][2] of one unit */
	int32_t *scores;                 /* [DECODE_TOKENS][DECODE_TOKENS] */
	void *scratch;                   /* of decode_tree */
	void *memory;                    /* where all of these stand */
	uint64_t *trace;                 /* parse.h */
	uint32_t row_type[BATCH_ROWS];
	int32_t row_head[BATCH_ROWS];    /* row of the head, -1: root */
	uint8_t bucket[2 * DECODE_TOKENS];   /* place_bucket(distance) at distance + DECODE_TOKENS */
	unit units[BATCH_TOKENS];
	size_t unit_count, rows;
};

void syntax_work_free(syntax_work *self)
{
	if (!self)
		return;
	free(self->types);
	free(self->memory);
	free(self);
}

/* The next `size` bytes of memory, at a cache line's start; only counts them while there is no memory. */
static void *carve(char *memory, size_t *used, size_t size)
{
	void *at = memory ? memory + *used : NULL;
	*used += (size + 63) / 64 * 64;
	return at;
}

static size_t carve_all(syntax_work *self, const shape *s, char *memory)
{
	size_t used = 0, width = s->width, wide = width > s->label ? width : s->label;
	self->vectors = carve(memory, &used, TYPES * width * sizeof(int16_t));
	self->first = carve(memory, &used, TYPES * 6 * width * sizeof(int16_t));
	self->nothing = carve(memory, &used, 2 * width * sizeof(int16_t));
	self->x = carve(memory, &used, BATCH_ROWS * width * sizeof(int16_t));
	self->gates = carve(memory, &used, BATCH_ROWS * 2 * width * sizeof(int16_t));
	self->output = carve(memory, &used, BATCH_ROWS * output_columns(s) * sizeof(int16_t));
	self->hidden = carve(memory, &used, BATCH_ROWS * wide * sizeof(int16_t));
	self->labels = carve(memory, &used, BATCH_ROWS * LABEL_COLUMNS * sizeof(int16_t));
	self->bytes = carve(memory, &used, BATCH_ROWS * wide);
	self->bytes_scale = carve(memory, &used, BATCH_ROWS * sizeof(float));
	self->heads = carve(memory, &used, DECODE_TOKENS * s->arc * sizeof(int16_t));
	self->scores = carve(memory, &used, DECODE_TOKENS * DECODE_TOKENS * sizeof(int32_t));
	self->scratch = carve(memory, &used, decode_scratch_size(DECODE_TOKENS));
	return used;
}

syntax_work *syntax_work_new(const syntax_model *model)
{
	syntax_work *self = calloc(1, sizeof *self);
	if (!self)
		return NULL;
	self->types = calloc(TYPES, sizeof *self->types);
	self->memory = calloc(1, carve_all(self, &model->shape, NULL) + 63);
	if (!self->types || !self->memory) {
		syntax_work_free(self);
		return NULL;
	}
	carve_all(self, &model->shape, (char *)self->memory + (63 & -(uintptr_t)self->memory));
	for (int distance = -DECODE_TOKENS; distance < DECODE_TOKENS; distance++)
		self->bucket[distance + DECODE_TOKENS] = (uint8_t)place_bucket(distance);
	return self;
}

void syntax_work_trace(syntax_work *self, uint64_t *trace)
{
	self->trace = trace;
}

static void note(const syntax_work *self, const void *scores, size_t size)
{
	if (self->trace)
		*self->trace = XXH64(scores, size, *self->trace);
}

/* ---- word types ---- */

/* Sums the vectors of the form's keys up. */
static void sum_rows(const syntax_model *model, arena *memory, slice form, int16_t *vector)
{
	uint64_t keys[FEATURE_SLOTS];
	uint32_t rows[FEATURE_SLOTS];
	feature_keys(&model->classes, memory, form, keys);
	size_t count = model_rows_of(model, keys, rows);
	model->kernel->add_vectors(model->rows, model->shape.width, rows, model->row_scales, count, vector);
}

/* The type of a form; a new one gets its sum of vectors only, the rest follows in finish_types. */
static uint32_t find_type(const syntax_model *model, syntax_work *self, arena *memory, slice form)
{
	uint64_t hash = XXH3_64bits(form.at, form.length);
	size_t kept = form.length < FORM_KEPT ? form.length : FORM_KEPT;
	size_t slot = hash % TYPE_SLOTS;
	for (; self->slots[slot]; slot = (slot + 1) % TYPE_SLOTS) {
		word_type *t = &self->types[self->slots[slot] - 1];
		if (t->hash == hash && t->length == form.length && memcmp(t->form, form.at, kept) == 0) {
			t->uses++;
			return self->slots[slot] - 1;
		}
	}
	uint32_t type = self->type_count;
	sum_rows(model, memory, form, self->vectors + (size_t)type * model->shape.width);
	/* the arena may have left through its exit until here; from here on nothing fails */
	word_type *t = &self->types[type];
	*t = (word_type){.hash = hash, .length = (uint32_t)form.length, .uses = 1};
	memcpy(t->form, form.at, kept);
	self->slots[slot] = ++self->type_count;
	return type;
}

static void forget_types(syntax_work *self)
{
	memset(self->slots, 0, sizeof self->slots);
	self->type_count = 0;
}

/* The least number of uses that at most TYPES_KEPT types have. */
static uint32_t uses_to_keep(const syntax_work *self)
{
	enum { MOST_USES = 256 };
	uint32_t count[MOST_USES] = {0}, kept = 0, uses = MOST_USES;
	for (uint32_t i = 0; i < self->type_count; i++)
		count[self->types[i].uses < MOST_USES ? self->types[i].uses : MOST_USES - 1]++;
	while (uses > 2 && kept + count[uses - 1] <= TYPES_KEPT)
		kept += count[--uses];
	return uses;
}

/* Makes room: keeps the types that are used most, in their order, with what is known of them. */
static void forget_rare_types(syntax_work *self, size_t width)
{
	uint32_t count = self->type_count, least = uses_to_keep(self);
	forget_types(self);
	for (uint32_t i = 0; i < count; i++) {
		if (self->types[i].uses < least)
			continue;
		uint32_t to = self->type_count++;
		size_t slot = self->types[i].hash % TYPE_SLOTS;
		self->types[to] = self->types[i];
		self->types[to].uses /= 2;
		memmove(self->vectors + to * width, self->vectors + i * width, width * sizeof(int16_t));
		memmove(self->first + to * 6 * width, self->first + i * 6 * width, 6 * width * sizeof(int16_t));
		while (self->slots[slot])
			slot = (slot + 1) % TYPE_SLOTS;
		self->slots[slot] = to + 1;
	}
}

/* c = the bytes that quantize left, `first` rows on, times a matrix. */
static void multiply(const syntax_model *model, const syntax_work *self, const kernel_matrix *matrix, size_t first,
	size_t rows, int16_t *c, size_t c_row, bool add)
{
	model->kernel->multiply(&(kernel_product){.matrix = matrix, .rows = rows, .a = self->bytes + first * matrix->depth,
		.a_scale = self->bytes_scale + first, .c = c, .c_row = c_row, .add = add});
}

/* The word part of the network for the types from `first` on. */
static void finish_types(const syntax_model *model, syntax_work *self, uint32_t first)
{
	size_t width = model->shape.width;
	const kernel *k = model->kernel;
	for (size_t at = first; at < self->type_count; at += BATCH_ROWS) {
		size_t rows = self->type_count - at < BATCH_ROWS ? self->type_count - at : BATCH_ROWS;
		int16_t *vectors = self->vectors + at * width;
		k->quantize(vectors, rows, width, false, self->bytes, self->bytes_scale);
		multiply(model, self, &model->type_in, 0, rows, self->hidden, width, false);
		k->quantize(self->hidden, rows, width, true, self->bytes, self->bytes_scale);
		multiply(model, self, &model->type_out, 0, rows, vectors, width, true);
		k->quantize(vectors, rows, width, false, self->bytes, self->bytes_scale);
		for (size_t place = 0; place < 3; place++)
			multiply(model, self, &model->layers[0][place], 0, rows, self->first + (at * 3 + place) * 2 * width,
				6 * width, false);
	}
}

/* ---- layers ---- */

/* The recurrence of every unit, from gates that are there. */
static void scan_units(const syntax_model *model, syntax_work *self)
{
	size_t width = model->shape.width;
	const kernel *k = model->kernel;
	k->activate(self->gates + 2 * width, self->rows - 2, width);
	for (size_t i = 0; i < self->unit_count; i++) {
		const unit *u = &self->units[i];
		k->scan(self->gates + u->row * 2 * width, u->count, width, self->x + u->row * width);
	}
}

static void first_layer(const syntax_model *model, syntax_work *self)
{
	size_t width = model->shape.width;
	const kernel *k = model->kernel;
	memset(self->x, 0, width * sizeof *self->x);
	for (size_t i = 0; i < self->unit_count; i++) {
		const unit *u = &self->units[i];
		memset(self->x + (u->row + u->count) * width, 0, width * sizeof *self->x);
		for (size_t row = u->row; row < u->row + u->count; row++) {
			const int16_t *parts[3];
			for (size_t place = 0; place < 3; place++) {
				size_t from = row + place - 1;
				bool within = from >= u->row && from < u->row + u->count;
				parts[place] = within ? self->first + (self->row_type[from] * 3 + place) * 2 * width : self->nothing;
			}
			k->sum(self->gates + row * 2 * width, parts[0], parts[1], parts[2], 2 * width);
			memcpy(self->x + row * width, self->vectors + self->row_type[row] * width, width * sizeof *self->x);
		}
	}
	scan_units(model, self);
}

static void run_layers(const syntax_model *model, syntax_work *self)
{
	size_t width = model->shape.width, columns = output_columns(&model->shape), rows = self->rows - 2;
	const kernel *k = model->kernel;
	first_layer(model, self);
	for (uint32_t layer = 1; layer < model->shape.layers; layer++) {
		int16_t *gates = self->gates + 2 * width;
		const kernel_matrix *matrices = model->layers[layer];
		k->quantize(self->x, self->rows, width, false, self->bytes, self->bytes_scale);
		multiply(model, self, &matrices[1], 1, rows, gates, 2 * width, false);
		if (layer_window(&model->shape, layer) == 3) {
			multiply(model, self, &matrices[0], 0, rows, gates, 2 * width, true);
			multiply(model, self, &matrices[2], 2, rows, gates, 2 * width, true);
		}
		scan_units(model, self);
	}
	k->quantize(self->x + width, rows, width, false, self->bytes, self->bytes_scale);
	multiply(model, self, &model->output, 0, rows, self->output + columns, columns, false);
	note(self, self->output + columns, rows * columns * sizeof *self->output);
}

/* ---- what the scores say ---- */

/* The best pair of tags of those that go together; of two as good, the one named first. */
static void take_tags(const syntax_model *model, const int16_t *output, node *to)
{
	const int16_t *classes = output + OUTPUT_UPOS, *tags = output + OUTPUT_XPOS;
	int32_t best = INT32_MIN;
	int16_t top = INT16_MIN;
	for (unsigned x = 0; x < XPOS_COUNT; x++)
		top = tags[x] > top ? tags[x] : top;
	for (unsigned u = 0; u < UPOS_COUNT; u++) {
		/* most classes fall short even with the best of all tags */
		if (classes[u] + top <= best)
			continue;
		const struct tag_class *with = &model->tags[u];
		for (unsigned i = 0; i < with->count; i++) {
			int32_t score = classes[u] + tags[with->xpos[i]];
			if (score > best) {
				best = score;
				to->upos = (uint8_t)u;
				to->xpos = with->xpos[i];
			}
		}
	}
}

/*
 * Halves the arc vectors of a unit until no product of two, added up, can leave the int32, and lays the heads out for
 * the kernel. Returns the bits behind the point of such a product.
 */
static int lay_out_arcs(const shape *s, const syntax_work *self, int16_t *output, size_t n, size_t row)
{
	size_t columns = output_columns(s), arc = s->arc;
	int16_t most = 0;
	int32_t limit = (1 << 30) / (int32_t)arc;
	int halvings = 0;
	for (size_t i = 0; i < n; i++) {
		const int16_t *v = output + i * columns + OUTPUT_DEPENDENT;
		for (size_t j = 0; j < 2 * arc; j++) {
			/* the size of a negative number but for one */
			int16_t size = (int16_t)(v[j] ^ v[j] >> 15);
			most = size > most ? size : most;
		}
	}
	while (((most + 1) >> halvings) * ((most + 1) >> halvings) > limit)
		halvings++;
	for (size_t i = 0; i < n && halvings; i++) {
		int16_t *v = output + i * columns + OUTPUT_DEPENDENT;
		for (size_t j = 0; j < 2 * arc; j++)
			v[j] = (int16_t)(v[j] >> halvings);
	}
	for (size_t i = 0; i < n; i++) {
		const int16_t *head = output + i * columns + output_head(s);
		for (size_t k = 0; k < arc; k += 2)
			memcpy(self->heads + k * row + 2 * i, head + k, 2 * sizeof *head);
	}
	return 2 * (FIXED_OUTPUT - halvings);
}

static void take_heads(const syntax_model *model, syntax_work *self, const unit *u)
{
	const shape *s = &model->shape;
	size_t columns = output_columns(s), n = u->count, row = (n + KERNEL_PANEL - 1) / KERNEL_PANEL * KERNEL_PANEL;
	int16_t *output = self->output + u->row * columns;
	int32_t root[DECODE_TOKENS];
	int shift = lay_out_arcs(s, self, output, n, row) - FIXED_OUTPUT, left = shift < 0 ? -shift : 0;
	shift = shift < 0 ? 0 : shift;
	model->kernel->arcs(output + OUTPUT_DEPENDENT, n, columns, s->arc, self->heads, row, self->scores);
	for (size_t i = 0; i < n; i++) {
		const uint8_t *bucket = self->bucket + DECODE_TOKENS - i;
		const int16_t *place = output + i * columns + output_place(s), *reach = output + output_reach(s);
		int32_t *scores = self->scores + i * row;
		for (size_t j = 0; j < n; j++, reach += columns)
			scores[j] = (scores[j] >> shift) * (1 << left) + place[bucket[j]] + reach[bucket[j]];
		root[i] = output[i * columns + OUTPUT_ROOT];
		note(self, scores, n * sizeof *scores);
	}
	int32_t *heads = self->row_head + u->row;
	decode_tree(model->kernel, self->scores, row, root, n, self->scratch, heads);
	for (size_t i = 0; i < n; i++)
		if (heads[i] >= 0)
			heads[i] += (int32_t)u->row;
}

/* Fills self->labels for the rows from 1 on. */
static void score_labels(const syntax_model *model, syntax_work *self)
{
	const shape *s = &model->shape;
	size_t columns = output_columns(s), width = s->label, rows = self->rows - 2;
	const kernel *k = model->kernel;
	for (size_t row = 1; row <= rows; row++) {
		int16_t *hidden = self->hidden + row * width;
		int32_t head = self->row_head[row];
		if (head < 0)
			memset(hidden, 0, width * sizeof *hidden);
		else
			k->sum(hidden, self->output + row * columns + output_label_dependent(s),
				self->output + (size_t)head * columns + output_label_head(s),
				model->distance + self->bucket[head - (int32_t)row + DECODE_TOKENS] * width, width);
	}
	k->quantize(self->hidden + width, rows, width, true, self->bytes, self->bytes_scale);
	multiply(model, self, &model->label, 0, rows, self->labels + LABEL_COLUMNS, LABEL_COLUMNS, false);
	note(self, self->labels + LABEL_COLUMNS, rows * LABEL_COLUMNS * sizeof *self->labels);
}

static uint8_t best_label(const int16_t *scores)
{
	int16_t most = INT16_MIN;
	uint8_t best = DEPREL_ROOT + 1;
	for (unsigned i = DEPREL_ROOT + 1; i < DEPREL_COUNT; i++)
		most = scores[i] > most ? scores[i] : most;
	while (scores[best] != most)
		best++;
	return best;
}

static slice lemma_of(const syntax_model *model, word_type *type, arena *memory, slice form, const node *to)
{
	if (!type->lemma_length || type->lemma_upos != to->upos || type->lemma_xpos != to->xpos) {
		slice lemma = lemma_find(&model->lemmas, &model->classes, memory, form, to->upos, to->xpos);
		if (lemma.length > LEMMA_KEPT)
			return lemma;
		type->lemma_upos = to->upos;
		type->lemma_xpos = to->xpos;
		type->lemma_length = (uint8_t)lemma.length;
		memcpy(type->lemma, lemma.at, lemma.length);
		return lemma;
	}
	if (type->lemma_length <= form.length && memcmp(form.at, type->lemma, type->lemma_length) == 0)
		return (slice){form.at, type->lemma_length};
	return (slice){arena_copy(memory, type->lemma, type->lemma_length), type->lemma_length};
}

/* Runs the units that were laid out and writes their nodes. */
static void run_batch(const syntax_model *model, syntax_work *self, const text *from, arena *memory, node *nodes)
{
	if (self->type_count + BATCH_TOKENS > TYPES)
		forget_rare_types(self, model->shape.width);
	uint32_t known = self->type_count;
	for (size_t i = 0; i < self->unit_count; i++) {
		const unit *u = &self->units[i];
		for (uint32_t j = 0; j < u->count; j++)
			self->row_type[u->row + j] = find_type(model, self, memory, text_form(from, u->first + j));
	}
	finish_types(model, self, known);
	run_layers(model, self);
	for (size_t row = 0; row < self->rows; row++)
		self->row_head[row] = -1;
	for (size_t i = 0; i < self->unit_count; i++)
		take_heads(model, self, &self->units[i]);
	score_labels(model, self);
	size_t columns = output_columns(&model->shape);
	for (size_t i = 0; i < self->unit_count; i++) {
		const unit *u = &self->units[i];
		for (uint32_t j = 0; j < u->count; j++) {
			node *to = &nodes[u->first + j];
			size_t row = u->row + j;
			int32_t head = self->row_head[row];
			take_tags(model, self->output + row * columns, to);
			to->head = head < 0 ? -1 : head - (int32_t)u->row + (int32_t)u->first;
			to->deprel = head < 0 ? DEPREL_ROOT : best_label(self->labels + row * LABEL_COLUMNS);
			to->lemma = lemma_of(model, &self->types[self->row_type[row]], memory, text_form(from, u->first + j), to);
		}
	}
	self->unit_count = 0;
	self->rows = 1;
}

/* Hangs the pieces of a long sentence on the first one's root. */
static void chain_pieces(const sentence *s, node *nodes)
{
	int32_t root = -1;
	for (uint32_t i = s->first; i < s->first + s->count; i++) {
		if (nodes[i].head >= 0)
			continue;
		if (root < 0) {
			root = (int32_t)i;
		} else {
			nodes[i].head = root;
			nodes[i].deprel = DEPREL_PARATAXIS;
		}
	}
}

void syntax_parse(const syntax_model *model, syntax_work *work, const text *from, arena *memory, syntax *out)
{
	out->count = from->token_count;
	out->nodes = ARENA_ARRAY(memory, from->token_count, node);
	/* a document that ended early for want of memory leaves its batch, and types without vectors, behind */
	if (work->unit_count)
		forget_types(work);
	work->unit_count = 0;
	work->rows = 1;
	size_t tokens = 0;
	for (uint32_t i = 0; i < from->sentence_count; i++) {
		const sentence *s = &from->sentences[i];
		for (uint32_t done = 0; done < s->count;) {
			uint32_t count = s->count - done < DECODE_TOKENS ? s->count - done : DECODE_TOKENS;
			if (tokens + count > BATCH_TOKENS || work->rows + count + 1 > BATCH_ROWS) {
				run_batch(model, work, from, memory, out->nodes);
				tokens = 0;
			}
			work->units[work->unit_count++] = (unit){s->first + done, count, (uint32_t)work->rows};
			work->rows += count + 1;
			tokens += count;
			done += count;
		}
	}
	if (work->unit_count)
		run_batch(model, work, from, memory, out->nodes);
	for (uint32_t i = 0; i < from->sentence_count; i++)
		if (from->sentences[i].count > DECODE_TOKENS)
			chain_pieces(&from->sentences[i], out->nodes);
	for (uint32_t i = 0; i < from->sentence_count; i++)
		if (from->sentences[i].count <= DECODE_TOKENS)
			syntax_repair(&from->sentences[i], out->nodes);
	syntax_link(out);
}
