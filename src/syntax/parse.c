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
#include "syntax/repair.h"
#include "syntax/syntax.h"

#define BATCH_TOKENS 512
#define BATCH_ROWS 640
/* Word types that a thread remembers: 3.5 KB each at a width of 128. When they run out the most used are kept. */
#define TYPES 8192
#define TYPES_KEPT 4096
#define TYPE_SLOTS 16384
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
	float *vectors;                  /* [TYPES][width] x of network.h */
	float *first;                    /* [TYPES][3][2 width] their shares of the first layer's gates, by place */
	uint32_t slots[TYPE_SLOTS];      /* open addressing; type + 1, 0: free */
	uint32_t type_count;

	float *nothing;                  /* [2 width] zeros: the share of an empty row */
	float *x;                        /* [BATCH_ROWS][width] */
	float *gates;                    /* [BATCH_ROWS][2 width] */
	float *states;                   /* [BATCH_ROWS][width] */
	float *output;                   /* [BATCH_ROWS][columns] */
	float *hidden;                   /* [BATCH_ROWS][label] */
	float *labels;                   /* [BATCH_ROWS][LABEL_COLUMNS] */
	float *heads;                    /* packed head vectors of one unit */
	float *scores;                   /* [DECODE_TOKENS][DECODE_TOKENS] */
	void *scratch;                   /* of decode_tree */
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
	free(self->vectors);
	free(self->first);
	free(self->nothing);
	free(self->x);
	free(self->gates);
	free(self->states);
	free(self->output);
	free(self->hidden);
	free(self->labels);
	free(self->heads);
	free(self->scores);
	free(self->scratch);
	free(self);
}

syntax_work *syntax_work_new(const syntax_model *model)
{
	const shape *s = &model->shape;
	syntax_work *self = calloc(1, sizeof *self);
	if (!self)
		return NULL;
	self->types = calloc(TYPES, sizeof *self->types);
	self->vectors = calloc((size_t)TYPES * s->width, sizeof(float));
	self->first = calloc((size_t)TYPES * 6 * s->width, sizeof(float));
	self->nothing = calloc(2 * s->width, sizeof(float));
	self->x = calloc((size_t)BATCH_ROWS * s->width, sizeof(float));
	self->gates = calloc((size_t)BATCH_ROWS * 2 * s->width, sizeof(float));
	self->states = calloc((size_t)BATCH_ROWS * s->width, sizeof(float));
	self->output = calloc(BATCH_ROWS * output_columns(s), sizeof(float));
	self->hidden = calloc((size_t)BATCH_ROWS * s->label, sizeof(float));
	self->labels = calloc((size_t)BATCH_ROWS * LABEL_COLUMNS, sizeof(float));
	self->heads = calloc(kernel_packed_size(s->arc, DECODE_TOKENS), sizeof(float));
	self->scores = calloc((size_t)DECODE_TOKENS * DECODE_TOKENS, sizeof(float));
	self->scratch = malloc(decode_scratch_size(DECODE_TOKENS));
	if (!self->types || !self->vectors || !self->first || !self->nothing || !self->x || !self->gates || !self->states ||
			!self->output || !self->hidden || !self->labels || !self->heads || !self->scores || !self->scratch) {
		syntax_work_free(self);
		return NULL;
	}
	for (int distance = -DECODE_TOKENS; distance < DECODE_TOKENS; distance++)
		self->bucket[distance + DECODE_TOKENS] = (uint8_t)place_bucket(distance);
	return self;
}

/* ---- word types ---- */

/* Sums the vectors of the form's keys up. */
static void sum_rows(const syntax_model *model, arena *memory, slice form, float *vector)
{
	uint64_t keys[FEATURE_SLOTS];
	uint32_t rows[FEATURE_SLOTS], width = model->shape.width;
	feature_keys(&model->classes, memory, form, keys);
	size_t count = model_rows_of(model, keys, rows);
	memset(vector, 0, width * sizeof *vector);
	for (size_t i = 0; i < count; i++) {
		const int8_t *row = model->rows + (size_t)rows[i] * width;
		float scale = model->row_scales[rows[i]];
		for (uint32_t j = 0; j < width; j++)
			vector[j] += scale * (float)row[j];
	}
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
		memmove(self->vectors + to * width, self->vectors + i * width, width * sizeof(float));
		memmove(self->first + to * 6 * width, self->first + i * 6 * width, 6 * width * sizeof(float));
		while (self->slots[slot])
			slot = (slot + 1) % TYPE_SLOTS;
		self->slots[slot] = to + 1;
	}
}

/* The word part of the network for the types from `first` on. */
static void finish_types(const syntax_model *model, syntax_work *self, uint32_t first)
{
	size_t width = model->shape.width;
	const kernel *k = model->kernel;
	for (size_t at = first; at < self->type_count; at += BATCH_ROWS) {
		size_t rows = self->type_count - at < BATCH_ROWS ? self->type_count - at : BATCH_ROWS;
		float *vectors = self->vectors + at * width;
		k->multiply(&(kernel_product){.rows = rows, .columns = width, .depth = width, .a = vectors, .a_row = width,
			.a_step = 1, .b = model->type_in, .bias = model->type_bias, .c = self->states, .c_row = width});
		k->rectify(self->states, rows * width);
		k->multiply(&(kernel_product){.rows = rows, .columns = width, .depth = width, .a = self->states,
			.a_row = width, .a_step = 1, .b = model->type_out, .c = vectors, .c_row = width, .add = true});
		k->multiply(&(kernel_product){.rows = rows, .columns = 6 * width, .depth = width, .a = vectors,
			.a_row = width, .a_step = 1, .b = model->first, .c = self->first + at * 6 * width, .c_row = 6 * width});
	}
}

/* ---- layers ---- */

static void scan_units(const syntax_model *model, syntax_work *self)
{
	size_t width = model->shape.width;
	const kernel *k = model->kernel;
	k->activate(self->gates + 2 * width, self->rows - 2, width / 2);
	for (size_t i = 0; i < self->unit_count; i++) {
		const unit *u = &self->units[i];
		float *states = self->states + u->row * width;
		k->scan(self->gates + u->row * 2 * width, u->count, width / 2, states);
		k->add(self->x + u->row * width, states, u->count * width);
	}
}

static void first_layer(const syntax_model *model, syntax_work *self)
{
	size_t width = model->shape.width;
	const kernel *k = model->kernel;
	memset(self->x, 0, self->rows * width * sizeof *self->x);
	for (size_t i = 0; i < self->unit_count; i++) {
		const unit *u = &self->units[i];
		for (size_t row = u->row; row < u->row + u->count; row++) {
			const float *parts[3];
			for (size_t place = 0; place < 3; place++) {
				size_t from = row + place - 1;
				bool within = from >= u->row && from < u->row + u->count;
				parts[place] = within ? self->first + (self->row_type[from] * 3 + place) * 2 * width : self->nothing;
			}
			k->sum(self->gates + row * 2 * width, model->layer_bias[0], parts[0], parts[1], parts[2], 2 * width);
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
		size_t window = layer_window(&model->shape, layer);
		k->multiply(&(kernel_product){.rows = rows, .columns = 2 * width, .depth = window * width,
			.a = self->x + (window == 1 ? width : 0),
			.a_row = width, .a_step = 1, .b = model->layers[layer], .bias = model->layer_bias[layer],
			.c = self->gates + 2 * width, .c_row = 2 * width});
		scan_units(model, self);
	}
	k->multiply(&(kernel_product){.rows = rows, .columns = columns, .depth = width, .a = self->x + width,
		.a_row = width, .a_step = 1, .b = model->output, .bias = model->output_bias, .c = self->output + columns,
		.c_row = columns});
}

/* ---- what the scores say ---- */

static void take_tags(const syntax_model *model, const float *output, node *to)
{
	float best = 0;
	for (uint32_t i = 0; i < model->tag_pair_count; i++) {
		struct tag_pair pair = model->tag_pairs[i];
		float score = output[OUTPUT_UPOS + pair.upos] + output[OUTPUT_XPOS + pair.xpos];
		if (i == 0 || score > best) {
			best = score;
			to->upos = pair.upos;
			to->xpos = pair.xpos;
		}
	}
}

static void take_heads(const syntax_model *model, syntax_work *self, const unit *u)
{
	const shape *s = &model->shape;
	size_t columns = output_columns(s), n = u->count, row = (n + KERNEL_PANEL - 1) / KERNEL_PANEL * KERNEL_PANEL;
	const float *output = self->output + u->row * columns;
	float root[DECODE_TOKENS];
	kernel_pack(output + output_head(s), s->arc, n, 1, columns, self->heads);
	model->kernel->multiply(&(kernel_product){.rows = n, .columns = row, .depth = s->arc,
		.a = output + OUTPUT_DEPENDENT, .a_row = columns, .a_step = 1, .b = self->heads, .c = self->scores,
		.c_row = row});
	const float *place = output + output_place(s), *reach = output + output_reach(s);
	for (size_t i = 0; i < n; i++) {
		const uint8_t *bucket = self->bucket + DECODE_TOKENS - i;
		float *scores = self->scores + i * row;
		for (size_t j = 0; j < n; j++)
			scores[j] += place[i * columns + bucket[j]] + reach[j * columns + bucket[j]];
		root[i] = output[i * columns + OUTPUT_ROOT];
	}
	int32_t *heads = self->row_head + u->row;
	decode_tree(self->scores, row, root, n, self->scratch, heads);
	for (size_t i = 0; i < n; i++)
		if (heads[i] >= 0)
			heads[i] += (int32_t)u->row;
}

/* Fills self->labels for the rows from 1 on. */
static void score_labels(const syntax_model *model, syntax_work *self)
{
	const shape *s = &model->shape;
	size_t columns = output_columns(s), width = s->label;
	const kernel *k = model->kernel;
	for (size_t row = 1; row + 1 < self->rows; row++) {
		float *hidden = self->hidden + row * width;
		int32_t head = self->row_head[row];
		if (head < 0) {
			memset(hidden, 0, width * sizeof *hidden);
			continue;
		}
		memcpy(hidden, self->output + row * columns + output_label_dependent(s), width * sizeof *hidden);
		k->add(hidden, self->output + (size_t)head * columns + output_label_head(s), width);
		k->add(hidden, model->distance + self->bucket[head - (int32_t)row + DECODE_TOKENS] * width, width);
	}
	k->rectify(self->hidden + width, (self->rows - 2) * width);
	k->multiply(&(kernel_product){.rows = self->rows - 2, .columns = LABEL_COLUMNS, .depth = width,
		.a = self->hidden + width, .a_row = width, .a_step = 1, .b = model->label, .bias = model->label_bias,
		.c = self->labels + LABEL_COLUMNS, .c_row = LABEL_COLUMNS});
}

static uint8_t best_label(const float *scores)
{
	unsigned best = DEPREL_ROOT + 1;
	for (unsigned i = best + 1; i < DEPREL_COUNT; i++)
		if (scores[i] > scores[best])
			best = i;
	return (uint8_t)best;
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
