/* learner.c — forward, backward, Adam. Names of the parts as in syntax/network.h. */
#include "learner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct learner_buffers {
	/* [LEARNER_ROWS] × their widths; d…: gradients */
	float *given;                                /* [rows][GIVEN_SIZE] */
	float *sum, *hidden, *mask;                  /* word vectors, type's hidden part, dropout of the word vectors */
	float *x[MOST_LAYERS + 1], *gates[MOST_LAYERS], *states[MOST_LAYERS], *masks[MOST_LAYERS];
	float *top, *top_mask;                       /* x of the last layer after dropout */
	float *output, *d_output;
	float *dx, *d_states, *d_gates, *other;
	float *label_hidden, *d_label_hidden, *label_mask, *labels, *d_labels;
	float *packed;                               /* of the widest product */
	float *scores;                               /* [LEARNER_TOKENS][LEARNER_TOKENS] */
	float *reversed;                             /* a layer's weights for the way back */
	size_t packed_room;
};

/* xorshift64* (Vigna 2016) */
float learner_random(uint64_t *state)
{
	uint64_t x = *state;
	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	*state = x;
	return (float)((x * 0x2545F4914F6CDD1DULL) >> 40) * (1.0f / 16777216.0f);
}

static float normal(uint64_t *state)
{
	float sum = 0;
	for (int i = 0; i < 12; i++)
		sum += learner_random(state);
	return sum - 6.0f;
}

static bool allocate(float **to, size_t count)
{
	*to = calloc(count + 16, sizeof(float));
	return *to != NULL;
}

static bool parameters_init(parameters *self, size_t count)
{
	self->count = count;
	return allocate(&self->value, count) && allocate(&self->gradient, count) && allocate(&self->mean, count) &&
		allocate(&self->square, count) && allocate(&self->average, count);
}

static void parameters_clear(parameters *self)
{
	free(self->value);
	free(self->gradient);
	free(self->mean);
	free(self->square);
	free(self->average);
}

static bool allocate_buffers(learner *self)
{
	struct learner_buffers *b = self->buffers;
	size_t d = self->shape.width, columns = output_columns(&self->shape), rows = LEARNER_ROWS;
	size_t widest = 3 * d > columns ? 3 * d : columns, deepest = rows;
	bool good = true;
	for (uint32_t i = 0; i < self->shape.layers; i++)
		good = good && allocate(&b->gates[i], rows * 2 * d) && allocate(&b->states[i], rows * d) &&
			allocate(&b->masks[i], rows * d);
	for (uint32_t i = 0; i <= self->shape.layers; i++)
		good = good && allocate(&b->x[i], rows * d);
	/* a layer on the way back is 6·width deep */
	deepest = 6 * d > deepest ? 6 * d : deepest;
	b->packed_room = deepest * (widest + FLOAT_PANEL);
	return good && allocate(&b->given, rows * GIVEN_SIZE) && allocate(&b->sum, rows * d) &&
		allocate(&b->hidden, rows * d) && allocate(&b->mask, rows * d) &&
		allocate(&b->top, rows * d) && allocate(&b->top_mask, rows * d) && allocate(&b->output, rows * columns) &&
		allocate(&b->d_output, rows * columns) && allocate(&b->dx, rows * d) && allocate(&b->d_states, rows * d) &&
		allocate(&b->d_gates, rows * 2 * d) && allocate(&b->other, rows * d) &&
		allocate(&b->label_hidden, rows * self->shape.label) &&
		allocate(&b->d_label_hidden, rows * self->shape.label) &&
		allocate(&b->label_mask, rows * self->shape.label) && allocate(&b->labels, rows * LABEL_COLUMNS) &&
		allocate(&b->d_labels, rows * LABEL_COLUMNS) && allocate(&b->packed, b->packed_room) &&
		allocate(&b->scores, LEARNER_TOKENS * (LEARNER_TOKENS + FLOAT_PANEL)) && allocate(&b->reversed, 6 * d * d);
}

static void fill_matrix(learner *self, unsigned number, float scale)
{
	const matrix *m = &self->matrices[number];
	float deviation = scale / sqrtf((float)m->rows);
	for (size_t i = 0; i < m->rows * m->columns; i++)
		self->weights.value[m->at + i] = deviation * normal(&self->random);
}

bool learner_init(learner *self, const shape *shape, uint32_t rows, uint32_t unknown_row, uint64_t seed)
{
	*self = (learner){.shape = *shape, .row_count = rows, .unknown_row = unknown_row};
	self->random = seed * 0x9E3779B97F4A7C15ULL + 1;
	self->kernel = float_kernel_choose();
	self->buffers = calloc(1, sizeof *self->buffers);
	size_t count = shape_layout(shape, self->matrices);
	self->touched = calloc(rows, sizeof *self->touched);
	self->is_touched = calloc(rows, 1);
	if (!self->buffers || !self->touched || !self->is_touched || !parameters_init(&self->weights, count) ||
			!parameters_init(&self->vectors, (size_t)rows * shape->width) ||
			!parameters_init(&self->bridge, (size_t)GIVEN_SIZE * shape->width) || !allocate_buffers(self))
		return false;
	fill_matrix(self, MATRIX_TYPE_IN, 1.0f);
	fill_matrix(self, MATRIX_TYPE_OUT, 0.5f);
	fill_matrix(self, MATRIX_OUTPUT, 1.0f);
	fill_matrix(self, MATRIX_LABEL, 1.0f);
	for (uint32_t i = 0; i < shape->layers; i++)
		fill_matrix(self, MATRIX_LAYER + 2 * i, 1.0f);
	for (size_t i = 0; i < self->bridge.count; i++)
		self->bridge.value[i] = 0.05f * normal(&self->random);
	/* about twelve vectors make a word */
	for (size_t i = 0; i < self->vectors.count; i++)
		self->vectors.value[i] = 0.15f * normal(&self->random);
	return true;
}

void learner_clear(learner *self)
{
	parameters_clear(&self->weights);
	parameters_clear(&self->vectors);
	parameters_clear(&self->bridge);
	free(self->touched);
	free(self->is_touched);
	struct learner_buffers *b = self->buffers;
	if (!b)
		return;
	for (unsigned i = 0; i <= MOST_LAYERS; i++) {
		free(b->x[i]);
		if (i < MOST_LAYERS) {
			free(b->gates[i]);
			free(b->states[i]);
			free(b->masks[i]);
		}
	}
	float *all[] = {b->given, b->sum, b->hidden, b->mask, b->top, b->top_mask, b->output, b->d_output, b->dx, b->d_states,
		b->d_gates, b->other, b->label_hidden, b->d_label_hidden, b->label_mask, b->labels, b->d_labels, b->packed,
		b->scores, b->reversed};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		free(all[i]);
	free(b);
}

/* ---- products ---- */

static float *weight(learner *self, unsigned number) { return self->weights.value + self->matrices[number].at; }
static float *slope(learner *self, unsigned number) { return self->weights.gradient + self->matrices[number].at; }

/* c = a·b (+ bias); b is [depth][columns]. */
static void forward(learner *self, const float *a, size_t a_row, size_t rows, const float *b, size_t depth,
	size_t columns, const float *bias, float *c, bool add)
{
	float_pack(b, depth, columns, columns, 1, self->buffers->packed);
	self->kernel->multiply(&(float_product){.rows = rows, .columns = columns, .depth = depth, .a = a, .a_row = a_row,
		.a_step = 1, .b = self->buffers->packed, .bias = bias, .c = c, .c_row = columns, .add = add});
}

/* dx += dy·wᵀ; w is [inputs][outputs]. */
static void backward(learner *self, const float *dy, size_t dy_row, size_t rows, const float *w, size_t inputs,
	size_t outputs, float *dx, bool add)
{
	float_pack(w, outputs, inputs, 1, outputs, self->buffers->packed);
	self->kernel->multiply(&(float_product){.rows = rows, .columns = inputs, .depth = outputs, .a = dy,
		.a_row = dy_row, .a_step = 1, .b = self->buffers->packed, .c = dx, .c_row = inputs, .add = add});
}

/* dw += xᵀ·dy over the rows. */
static void collect(learner *self, const float *x, size_t x_row, const float *dy, size_t rows, size_t inputs,
	size_t outputs, float *dw)
{
	float_pack(dy, rows, outputs, outputs, 1, self->buffers->packed);
	self->kernel->multiply(&(float_product){.rows = inputs, .columns = outputs, .depth = rows, .a = x, .a_row = 1,
		.a_step = x_row, .b = self->buffers->packed, .c = dw, .c_row = outputs, .add = true});
}

static void collect_bias(const float *dy, size_t rows, size_t outputs, float *db)
{
	for (size_t i = 0; i < rows; i++)
		for (size_t j = 0; j < outputs; j++)
			db[j] += dy[i * outputs + j];
}

static void scale_by(float *x, const float *mask, size_t count)
{
	for (size_t i = 0; i < count; i++)
		x[i] *= mask[i];
}

/* Draws a dropout mask; all ones when nothing is learned. */
static void draw_mask(learner *self, float *mask, size_t count, bool learn)
{
	float rate = learn ? self->options.dropout : 0, kept = 1.0f / (1.0f - rate);
	if (rate == 0) {
		for (size_t i = 0; i < count; i++)
			mask[i] = 1.0f;
		return;
	}
	/* eight bytes of one draw make eight decisions */
	uint64_t state = self->random;
	unsigned limit = (unsigned)(rate * 256.0f);
	for (size_t i = 0; i < count; i += 8) {
		state ^= state >> 12;
		state ^= state << 25;
		state ^= state >> 27;
		uint64_t bits = state * 0x2545F4914F6CDD1DULL;
		for (size_t j = i; j < i + 8 && j < count; j++, bits >>= 8)
			mask[j] = (bits & 255) < limit ? 0.0f : kept;
	}
	self->random = state;
}

static void clear_empty_rows(const batch_row *batch, size_t rows, float *x, size_t width)
{
	for (size_t i = 0; i < rows; i++)
		if (!batch[i].words)
			memset(x + i * width, 0, width * sizeof *x);
}

/* ---- forward ---- */

static void run_forward(learner *self, const batch_row *batch, size_t rows, bool learn)
{
	struct learner_buffers *b = self->buffers;
	size_t d = self->shape.width, columns = output_columns(&self->shape);
	const float_kernel *k = self->kernel;

	memset(b->given, 0, rows * GIVEN_SIZE * sizeof *b->given);
	for (size_t i = 0; i < rows; i++)
		if (batch[i].words && batch[i].words->given && !batch[i].bare)
			memcpy(b->given + i * GIVEN_SIZE, batch[i].words->given, GIVEN_SIZE * sizeof *b->given);
	forward(self, b->given, GIVEN_SIZE, rows, self->bridge.value, GIVEN_SIZE, d, NULL, b->sum, false);
	for (size_t i = 0; i < rows; i++) {
		const word_rows *w = batch[i].words;
		if (!w)
			continue;
		if (batch[i].unknown)
			k->add(b->sum + i * d, self->vectors.value + (size_t)self->unknown_row * d, d);
		for (uint32_t j = batch[i].unknown ? w->words : 0; j < w->count; j++)
			k->add(b->sum + i * d, self->vectors.value + (size_t)w->rows[j] * d, d);
	}
	draw_mask(self, b->mask, rows * d, learn);
	scale_by(b->sum, b->mask, rows * d);
	forward(self, b->sum, d, rows, weight(self, MATRIX_TYPE_IN), d, d, weight(self, MATRIX_TYPE_BIAS), b->hidden,
		false);
	k->rectify(b->hidden, rows * d);
	memcpy(b->x[0], b->sum, rows * d * sizeof *b->sum);
	forward(self, b->hidden, d, rows, weight(self, MATRIX_TYPE_OUT), d, d, NULL, b->x[0], true);
	clear_empty_rows(batch, rows, b->x[0], d);

	for (uint32_t l = 0; l < self->shape.layers; l++) {
		size_t window = layer_window(&self->shape, l);
		forward(self, b->x[l] + (window == 1 ? d : 0), d, rows - 2, weight(self, MATRIX_LAYER + 2 * l), window * d, 2 * d,
			weight(self, MATRIX_LAYER + 2 * l + 1), b->gates[l] + 2 * d, false);
		k->activate(b->gates[l] + 2 * d, rows - 2, d / 2);
		memset(b->states[l], 0, rows * d * sizeof(float));
		for (size_t i = 1; i + 1 < rows; i++)
			if (batch[i].words && batch[i].first == i)
				k->scan(b->gates[l] + i * 2 * d, batch[i].count, d / 2, b->states[l] + i * d);
		draw_mask(self, b->masks[l], rows * d, learn);
		for (size_t i = 0; i < rows * d; i++)
			b->x[l + 1][i] = b->x[l][i] + b->states[l][i] * b->masks[l][i];
	}
	memcpy(b->top, b->x[self->shape.layers], rows * d * sizeof(float));
	draw_mask(self, b->top_mask, rows * d, learn);
	scale_by(b->top, b->top_mask, rows * d);
	forward(self, b->top, d, rows, weight(self, MATRIX_OUTPUT), d, columns, weight(self, MATRIX_OUTPUT_BIAS),
		b->output, false);
}

/* ---- losses ---- */

/* Scores to what their softmax shares out, before it is divided by its sum; the place of the largest. */
static size_t soften(float *scores, size_t count, float *inverse_sum)
{
	size_t best = 0;
	for (size_t i = 1; i < count; i++)
		if (scores[i] > scores[best])
			best = i;
	float most = scores[best], sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += scores[i] = expf(scores[i] - most);
	*inverse_sum = 1.0f / sum;
	return best;
}

/* What a softmax is to learn: one class, or several with shares that sum to 1. */
typedef struct target {
	size_t right;                    /* the one that counts as right */
	size_t count, place[LIKELY_HEADS];
	float share[LIKELY_HEADS];
} target;

static target one_target(size_t right) { return (target){right, 1, {right}, {1.0f}}; }

static void share_out(target *self, const uint8_t *shares)
{
	float sum = 0;
	for (size_t i = 0; i < self->count; i++)
		sum += shares[i];
	for (size_t i = 0; i < self->count; i++)
		self->share[i] = shares[i] / sum;
}

/* A class, or if a teacher said so several; `shift` is taken off their numbers. */
static target class_target(size_t right, const likely_classes *likely, size_t shift)
{
	target self = {.right = right - shift};
	while (likely && self.count < LIKELY_CLASSES && likely->share[self.count]) {
		self.place[self.count] = likely->class[self.count] - shift;
		self.count++;
	}
	if (self.count == 0)
		return one_target(right - shift);
	share_out(&self, likely->share);
	return self;
}

/* The head of a sentence's token; the root stands where the token itself would. */
static target head_target(size_t token, const batch_row *row, size_t first)
{
	target self = {.right = row->head < 0 ? token : (size_t)row->head - first};
	const bank_token *likely = row->likely;
	while (likely && self.count < LIKELY_HEADS && likely->share[self.count]) {
		self.place[self.count] = likely->likely[self.count] < 0 ? token : (size_t)likely->likely[self.count];
		self.count++;
	}
	if (self.count == 0)
		return one_target(self.right);
	share_out(&self, likely->share);
	return self;
}

/* Takes scores to the gradient of their softmax's loss, times `scale`; returns the loss. */
static double learn_target(float *scores, size_t count, const target *wanted, float scale, bool *is_right)
{
	float inverse;
	double lost = 0;
	*is_right = soften(scores, count, &inverse) == wanted->right;
	for (size_t i = 0; i < wanted->count; i++)
		lost -= (double)wanted->share[i] * log((double)scores[wanted->place[i]] * inverse + 1e-30);
	for (size_t i = 0; i < count; i++)
		scores[i] *= inverse * scale;
	for (size_t i = 0; i < wanted->count; i++)
		scores[wanted->place[i]] -= scale * wanted->share[i];
	return lost;
}

/* Heads of one sentence: scores, loss, and their gradient into d_output. */
static void run_heads(learner *self, const batch_row *batch, size_t first, size_t n, float scale, loss *sum)
{
	struct learner_buffers *b = self->buffers;
	const shape *s = &self->shape;
	size_t columns = output_columns(s), row = (n + 1 + FLOAT_PANEL - 1) / FLOAT_PANEL * FLOAT_PANEL;
	const float *o = b->output + first * columns;
	float *d = b->d_output + first * columns, *scores = b->scores;
	const float_kernel *k = self->kernel;

	float_pack(o + output_head(s), s->arc, n, 1, columns, b->packed);
	k->multiply(&(float_product){.rows = n, .columns = (n + 15) / 16 * 16, .depth = s->arc,
		.a = o + OUTPUT_DEPENDENT, .a_row = columns, .a_step = 1, .b = b->packed, .c = scores, .c_row = row});
	for (size_t i = 0; i < n; i++) {
		float line[LEARNER_TOKENS + 1], *at = scores + i * row;
		/* the root stands where the token itself would */
		for (size_t j = 0; j < n; j++) {
			if (j == i) {
				line[j] = o[i * columns + OUTPUT_ROOT];
				continue;
			}
			unsigned bucket = place_bucket((int)j - (int)i);
			line[j] = at[j] + o[i * columns + output_place(s) + bucket] + o[j * columns + output_reach(s) + bucket];
		}
		bool right;
		target wanted = head_target(i, &batch[first + i], first);
		sum->head += learn_target(line, n, &wanted, scale, &right);
		sum->head_right += right;
		d[i * columns + OUTPUT_ROOT] = line[i];
		line[i] = 0;
		for (size_t j = 0; j < n; j++) {
			if (j == i)
				continue;
			unsigned bucket = place_bucket((int)j - (int)i);
			d[i * columns + output_place(s) + bucket] += line[j];
			d[j * columns + output_reach(s) + bucket] += line[j];
		}
		memcpy(at, line, n * sizeof *line);
	}
	/* d_dependent = d·heads, d_head = dᵀ·dependents */
	float_pack(o + output_head(s), n, s->arc, columns, 1, b->packed);
	k->multiply(&(float_product){.rows = n, .columns = s->arc, .depth = n, .a = scores, .a_row = row, .a_step = 1,
		.b = b->packed, .c = d + OUTPUT_DEPENDENT, .c_row = columns, .add = true});
	float_pack(o + OUTPUT_DEPENDENT, n, s->arc, columns, 1, b->packed);
	k->multiply(&(float_product){.rows = n, .columns = s->arc, .depth = n, .a = scores, .a_row = 1, .a_step = row,
		.b = b->packed, .c = d + output_head(s), .c_row = columns, .add = true});
}

static void run_labels(learner *self, const batch_row *batch, size_t rows, float scale, bool learn, loss *sum)
{
	struct learner_buffers *b = self->buffers;
	const shape *s = &self->shape;
	size_t columns = output_columns(s), width = s->label;
	const float *distance = weight(self, MATRIX_DISTANCE);
	memset(b->label_hidden, 0, rows * width * sizeof(float));
	for (size_t i = 0; i < rows; i++) {
		if (!batch[i].words || batch[i].head < 0)
			continue;
		size_t head = (size_t)batch[i].head;
		float *hidden = b->label_hidden + i * width;
		unsigned bucket = place_bucket((int)head - (int)i);
		for (size_t j = 0; j < width; j++)
			hidden[j] = b->output[i * columns + output_label_dependent(s) + j] +
				b->output[head * columns + output_label_head(s) + j] + distance[bucket * width + j];
	}
	self->kernel->rectify(b->label_hidden, rows * width);
	draw_mask(self, b->label_mask, rows * width, learn);
	scale_by(b->label_hidden, b->label_mask, rows * width);
	forward(self, b->label_hidden, width, rows, weight(self, MATRIX_LABEL), width, LABEL_COLUMNS,
		weight(self, MATRIX_LABEL_BIAS), b->labels, false);
	memset(b->d_labels, 0, rows * LABEL_COLUMNS * sizeof(float));
	for (size_t i = 0; i < rows; i++) {
		bool right;
		if (!batch[i].words || batch[i].head < 0 || batch[i].deprel == DEPREL_ROOT)
			continue;
		float *d = b->d_labels + i * LABEL_COLUMNS;
		memcpy(d, b->labels + i * LABEL_COLUMNS, DEPREL_COUNT * sizeof *d);
		const bank_token *likely = batch[i].likely;
		/* the root's relation is never learned: it goes without saying */
		target wanted = class_target(batch[i].deprel, likely ? &likely->likely_deprel : NULL, 1);
		sum->label += learn_target(d + 1, DEPREL_COUNT - 1, &wanted, scale, &right);
		sum->label_right += right;
		d[0] = 0;
	}
	if (!learn)
		return;
	collect(self, b->label_hidden, width, b->d_labels, rows, width, LABEL_COLUMNS, slope(self, MATRIX_LABEL));
	collect_bias(b->d_labels, rows, LABEL_COLUMNS, slope(self, MATRIX_LABEL_BIAS));
	backward(self, b->d_labels, LABEL_COLUMNS, rows, weight(self, MATRIX_LABEL), width, LABEL_COLUMNS,
		b->d_label_hidden, false);
	float *d_distance = slope(self, MATRIX_DISTANCE);
	for (size_t i = 0; i < rows; i++) {
		if (!batch[i].words || batch[i].head < 0)
			continue;
		size_t head = (size_t)batch[i].head;
		unsigned bucket = place_bucket((int)head - (int)i);
		for (size_t j = 0; j < width; j++) {
			if (!(b->label_hidden[i * width + j] > 0))
				continue;
			float d = b->d_label_hidden[i * width + j] * b->label_mask[i * width + j];
			b->d_output[i * columns + output_label_dependent(s) + j] += d;
			b->d_output[head * columns + output_label_head(s) + j] += d;
			d_distance[bucket * width + j] += d;
		}
	}
}

/* ---- backward ---- */

/* Gradients of a layer's gates before their activation, from those of its states. */
static void scan_back(const float *gates, const float *states, const float *d_states, size_t rows, size_t half,
	float *d_gates)
{
	for (size_t side = 0; side < 2; side++)
		for (size_t j = 0; j < half; j++) {
			size_t column = side * half + j;
			float carry = 0;
			for (size_t n = 0; n < rows; n++) {
				size_t i = side ? n : rows - 1 - n;
				bool start = side ? i + 1 == rows : i == 0;
				float before = start ? 0 : states[(side ? i + 1 : i - 1) * 2 * half + column];
				float z = gates[i * 4 * half + column], c = gates[i * 4 * half + 2 * half + column];
				float d = d_states[i * 2 * half + column] + carry;
				d_gates[i * 4 * half + column] = d * (c - before) * z * (1 - z);
				d_gates[i * 4 * half + 2 * half + column] = d * z * (1 - c * c);
				carry = d * (1 - z);
			}
		}
}

/* Puts a layer's three window places in opposite order, so that the way back is a window of three as well:
 * dx_j = dg_{j-1}·w₂ᵀ + dg_j·w₁ᵀ + dg_{j+1}·w₀ᵀ. */
static void pack_reversed(const float *w, size_t d, float *to)
{
	float *rows = to;
	for (size_t place = 3; place-- > 0;)
		for (size_t output = 0; output < 2 * d; output++)
			for (size_t input = 0; input < d; input++)
				*rows++ = w[(place * d + input) * 2 * d + output];
}

static void touch(learner *self, uint32_t row, const float *d)
{
	if (!self->is_touched[row]) {
		self->is_touched[row] = 1;
		self->touched[self->touched_count++] = row;
	}
	self->kernel->add(self->vectors.gradient + (size_t)row * self->shape.width, d, self->shape.width);
}

static void run_backward(learner *self, const batch_row *batch, size_t rows)
{
	struct learner_buffers *b = self->buffers;
	size_t d = self->shape.width, columns = output_columns(&self->shape);

	collect(self, b->top, d, b->d_output, rows, d, columns, slope(self, MATRIX_OUTPUT));
	collect_bias(b->d_output, rows, columns, slope(self, MATRIX_OUTPUT_BIAS));
	backward(self, b->d_output, columns, rows, weight(self, MATRIX_OUTPUT), d, columns, b->dx, false);
	scale_by(b->dx, b->top_mask, rows * d);
	clear_empty_rows(batch, rows, b->dx, d);

	for (uint32_t l = self->shape.layers; l-- > 0;) {
		memcpy(b->d_states, b->dx, rows * d * sizeof(float));
		scale_by(b->d_states, b->masks[l], rows * d);
		memset(b->d_gates, 0, rows * 2 * d * sizeof(float));
		for (size_t i = 1; i + 1 < rows; i++)
			if (batch[i].words && batch[i].first == i)
				scan_back(b->gates[l] + i * 2 * d, b->states[l] + i * d, b->d_states + i * d, batch[i].count, d / 2,
					b->d_gates + i * 2 * d);
		size_t window = layer_window(&self->shape, l);
		collect(self, b->x[l] + (window == 1 ? d : 0), d, b->d_gates + 2 * d, rows - 2, window * d, 2 * d,
			slope(self, MATRIX_LAYER + 2 * l));
		collect_bias(b->d_gates, rows, 2 * d, slope(self, MATRIX_LAYER + 2 * l + 1));
		if (window == 1) {
			backward(self, b->d_gates, 2 * d, rows, weight(self, MATRIX_LAYER + 2 * l), d, 2 * d, b->dx, true);
		} else {
			pack_reversed(weight(self, MATRIX_LAYER + 2 * l), d, b->reversed);
			forward(self, b->d_gates, 2 * d, rows - 2, b->reversed, 6 * d, d, NULL, b->dx + d, true);
		}
		clear_empty_rows(batch, rows, b->dx, d);
	}
	collect(self, b->hidden, d, b->dx, rows, d, d, slope(self, MATRIX_TYPE_OUT));
	backward(self, b->dx, d, rows, weight(self, MATRIX_TYPE_OUT), d, d, b->other, false);
	for (size_t i = 0; i < rows * d; i++)
		if (!(b->hidden[i] > 0))
			b->other[i] = 0;
	collect(self, b->sum, d, b->other, rows, d, d, slope(self, MATRIX_TYPE_IN));
	collect_bias(b->other, rows, d, slope(self, MATRIX_TYPE_BIAS));
	backward(self, b->other, d, rows, weight(self, MATRIX_TYPE_IN), d, d, b->dx, true);
	scale_by(b->dx, b->mask, rows * d);
	collect(self, b->given, GIVEN_SIZE, b->dx, rows, GIVEN_SIZE, d, self->bridge.gradient);
	for (size_t i = 0; i < rows; i++) {
		const word_rows *w = batch[i].words;
		if (!w)
			continue;
		if (batch[i].unknown)
			touch(self, self->unknown_row, b->dx + i * d);
		for (uint32_t j = batch[i].unknown ? w->words : 0; j < w->count; j++)
			touch(self, w->rows[j], b->dx + i * d);
	}
}

void learner_run(learner *self, const batch_row *batch, size_t rows, bool learn, loss *sum)
{
	struct learner_buffers *b = self->buffers;
	const learner_options *o = &self->options;
	size_t columns = output_columns(&self->shape), tokens = 0;
	for (size_t i = 0; i < rows; i++)
		tokens += batch[i].words != NULL;
	if (tokens == 0)
		return;
	float scale = 1.0f / (float)tokens;
	run_forward(self, batch, rows, learn);
	memset(b->d_output, 0, rows * columns * sizeof(float));
	for (size_t i = 0; i < rows; i++) {
		if (!batch[i].words)
			continue;
		float *d = b->d_output + i * columns;
		bool right;
		memcpy(d, b->output + i * columns, OUTPUT_ROOT * sizeof *d);
		const bank_token *likely = batch[i].likely;
		target upos = class_target(batch[i].upos, likely ? &likely->likely_upos : NULL, 0);
		target xpos = class_target(batch[i].xpos, likely ? &likely->likely_xpos : NULL, 0);
		sum->upos += learn_target(d + OUTPUT_UPOS, UPOS_COUNT, &upos, scale, &right);
		sum->upos_right += right;
		sum->xpos += learn_target(d + OUTPUT_XPOS, XPOS_COUNT, &xpos, scale * o->xpos_weight, &right);
		if (batch[i].first == i)
			run_heads(self, batch, i, batch[i].count, scale * o->head_weight, sum);
	}
	sum->tokens += tokens;
	run_labels(self, batch, rows, scale * o->label_weight, learn, sum);
	if (learn)
		run_backward(self, batch, rows);
}

void learner_bridge(const learner *self, const float *given, float *out)
{
	size_t d = self->shape.width;
	memset(out, 0, d * sizeof *out);
	for (size_t i = 0; i < GIVEN_SIZE; i++)
		for (size_t j = 0; j < d; j++)
			out[j] += given[i] * self->bridge.value[i * d + j];
}

/* ---- Adam ---- */

#define MEAN_KEPT 0.9f
#define SQUARE_KEPT 0.98f

static void adam(parameters *p, size_t first, size_t count, float rate, float scale)
{
	for (size_t i = first; i < first + count; i++) {
		float g = p->gradient[i] * scale;
		p->mean[i] = MEAN_KEPT * p->mean[i] + (1 - MEAN_KEPT) * g;
		p->square[i] = SQUARE_KEPT * p->square[i] + (1 - SQUARE_KEPT) * g * g;
		p->value[i] -= rate * p->mean[i] / (sqrtf(p->square[i]) + 1e-8f);
		p->gradient[i] = 0;
	}
}

void learner_step(learner *self, float rate)
{
	size_t d = self->shape.width;
	double norm = 0;
	for (size_t i = 0; i < self->weights.count; i++)
		norm += (double)self->weights.gradient[i] * (double)self->weights.gradient[i];
	norm = sqrt(norm);
	float scale = norm > 5 ? (float)(5 / norm) : 1.0f;
	self->steps++;
	/* the bias correction of both means */
	float correct = sqrtf(1 - powf(SQUARE_KEPT, (float)self->steps)) / (1 - powf(MEAN_KEPT, (float)self->steps));
	adam(&self->weights, 0, self->weights.count, rate * correct, scale);
	adam(&self->bridge, 0, self->bridge.count, rate * correct, scale);
	for (size_t i = 0; i < self->touched_count; i++) {
		adam(&self->vectors, self->touched[i] * d, d, rate * correct, scale);
		self->is_touched[self->touched[i]] = 0;
	}
	self->touched_count = 0;
}

static void average(parameters *p)
{
	for (size_t i = 0; i < p->count; i++)
		p->average[i] += p->value[i];
}

static void take_average(parameters *p, float share)
{
	for (size_t i = 0; i < p->count; i++)
		p->value[i] = p->average[i] * share;
}

void learner_average(learner *self)
{
	average(&self->weights);
	average(&self->vectors);
	average(&self->bridge);
	self->averaged++;
}

void learner_take_average(learner *self)
{
	if (self->averaged == 0)
		return;
	take_average(&self->weights, 1.0f / (float)self->averaged);
	take_average(&self->vectors, 1.0f / (float)self->averaged);
	take_average(&self->bridge, 1.0f / (float)self->averaged);
}
