/* test_syntax_kernel.c — every kernel that this processor can run gives the bits of the plain one: each function on
 * numbers of all kinds, and trees and scores of 10,000 sentences. */
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "syntax/model.h"
#include "syntax/parse.h"

#define MODEL "model/en"
#define REPORTS "example/reports.jsonl"
/* the build under the sanitizers is twenty times as slow */
#ifdef ARENA_PLAIN
#define SENTENCES 500
#else
#define SENTENCES 10000
#endif
#define CHUNK 400
#define WIDTH 128
#define ROWS 53

static uint64_t seed = 7;

static uint32_t random_below(uint32_t limit)
{
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (uint32_t)((seed >> 32) * limit >> 32);
}

/* Values as they occur, rows of very small ones and rows that reach both ends. */
static void random_values(int16_t *to, size_t rows, size_t width)
{
	static const uint32_t ranges[] = {8000, 600, 3, 65536, 1};
	for (size_t i = 0; i < rows; i++)
		for (size_t j = 0; j < width; j++) {
			uint32_t range = ranges[i % 5];
			to[i * width + j] = (int16_t)((int32_t)random_below(range) - (int32_t)(range / 2));
		}
}

static float random_float(float size)
{
	return ((float)random_below(1 << 20) / (1 << 19) - 1) * size;
}

/* The kernels of this processor but for the plain one. */
static size_t fast_kernels(const kernel *list[KERNELS_MOST + 1])
{
	size_t count = 0;
	kernel_list(list);
	while (list[count] != &kernel_plain)
		count++;
	assert_null(list[count + 1]);
	return count;
}

static void kernels_are_found_by_name(void **state)
{
	(void)state;
	const kernel *list[KERNELS_MOST + 1];
	kernel_list(list);
	for (size_t i = 0; list[i]; i++)
		assert_ptr_equal(kernel_find(list[i]->name), list[i]);
	assert_ptr_equal(kernel_find(NULL), list[0]);
	assert_ptr_equal(kernel_find(""), list[0]);
	assert_ptr_equal(kernel_find("plain"), &kernel_plain);
	assert_null(kernel_find("abacus"));
}

static void add_wrongly(int16_t *to, const int16_t *a, const int16_t *b, const int16_t *c, size_t count)
{
	kernel_plain.sum(to, a, b, c, count);
	to[count - 1]++;
}

static void a_kernel_that_errs_is_seen(void **state)
{
	(void)state;
	const kernel *list[KERNELS_MOST + 1];
	kernel faulty = kernel_plain;
	kernel_list(list);
	for (size_t i = 0; list[i]; i++)
		assert_true(kernel_agrees(list[i]));
	faulty.sum = add_wrongly;
	assert_false(kernel_agrees(&faulty));
}

static void an_unknown_kernel_is_an_error(void **state)
{
	(void)state;
	bede_error error = {0};
	assert_int_equal(setenv("BEDE_KERNEL", "abacus", 1), 0);
	assert_null(syntax_model_open(MODEL, &error));
	unsetenv("BEDE_KERNEL");
	assert_int_equal(error.code, BEDE_ERROR_USAGE);
	assert_non_null(strstr(error.message, "abacus"));
}

static void tanh_is_near(void **state)
{
	(void)state;
	int16_t gates[64];
	for (int32_t v = INT16_MIN; v <= INT16_MAX; v++) {
		gates[0] = gates[32] = (int16_t)v;
		kernel_plain.activate(gates, 1, 32);
		double c = ldexp(gates[32], -FIXED_STATE), z = ldexp(gates[0], -FIXED_STATE - 1), x = ldexp(v, -FIXED_LAYER);
		assert_true(fabs(c - tanh(x)) < 8e-4);
		assert_true(fabs(z - 1 / (1 + exp(-2 * x))) < 4e-4);
	}
}

/* ---- products ---- */

typedef struct product {
	kernel_matrix matrix;
	float *weights, *bias;
	char *memory;
	uint8_t bytes[ROWS * 3 * WIDTH];
	float scale[ROWS];
} product;

static void make_product(product *self, arena *memory, size_t depth, size_t columns, float size, bool rectified)
{
	self->weights = ARENA_ARRAY(memory, depth * columns, float);
	self->bias = ARENA_ARRAY(memory, columns, float);
	self->memory = arena_alloc(memory, kernel_matrix_size(depth, columns));
	/* a column of zeros, one of equal weights, which use up all room for sums, and others of many sizes */
	for (size_t n = 0; n < columns; n++) {
		self->bias[n] = random_float(4);
		for (size_t k = 0; k < depth; k++)
			self->weights[k * columns + n] = n == 0 ? 0 : n == 1 ? -size : random_float(size / (float)(1 + n % 7));
	}
	kernel_matrix_fill(&self->matrix, depth, columns, self->weights, columns, self->bias, rectified, FIXED_LAYER,
		FIXED_LAYER, self->memory);
	int16_t *values = ARENA_ARRAY(memory, ROWS * depth, int16_t);
	random_values(values, ROWS, depth);
	kernel_plain.quantize(values, ROWS, depth, rectified, self->bytes, self->scale);
}

/* The sum as it is written down in kernel.h, one after another. */
static int64_t plain_sum(const product *p, size_t row, size_t column)
{
	const kernel_matrix *m = &p->matrix;
	const int8_t *panel = m->weights + column / KERNEL_PANEL * KERNEL_PANEL * m->depth;
	int64_t sum = m->start[column];
	for (size_t k = 0; k < m->depth; k++)
		sum += (int64_t)p->bytes[row * m->depth + k] *
			panel[(k / 4 * KERNEL_PANEL + column % KERNEL_PANEL) * 4 + k % 4];
	return sum;
}

static void check_sums_fit(const product *p)
{
	const kernel_matrix *m = &p->matrix;
	for (size_t n = 0; n < m->columns; n++)
		for (size_t first = 0; first < m->depth; first += KERNEL_BLOCK) {
			int32_t sums[2] = {0, 0};
			for (size_t k = first; k < first + KERNEL_BLOCK; k++) {
				int32_t w = m->weights[n / KERNEL_PANEL * KERNEL_PANEL * m->depth +
					(k / 4 * KERNEL_PANEL + n % KERNEL_PANEL) * 4 + k % 4];
				sums[(k & KERNEL_SUM_BIT) != 0] += abs(w);
			}
			assert_true(sums[0] <= KERNEL_SUM_MOST && sums[1] <= KERNEL_SUM_MOST);
		}
}

static void check_product(const product *p)
{
	const kernel *list[KERNELS_MOST + 1];
	const kernel_matrix *m = &p->matrix;
	static int16_t plain[ROWS * 3 * WIDTH], fast[ROWS * 3 * WIDTH];
	check_sums_fit(p);
	for (size_t rows = 1; rows <= ROWS; rows += rows < 14 ? 1 : 13)
		for (int add = 0; add < 2; add++) {
			kernel_product call = {.matrix = m, .rows = rows, .a = p->bytes, .a_scale = p->scale, .c = plain,
				.c_row = m->columns, .add = add};
			random_values(plain, ROWS, m->columns);
			memcpy(fast, plain, sizeof plain);
			int16_t before[3] = {plain[0], plain[m->columns - 1], plain[(rows - 1) * m->columns]};
			kernel_plain.multiply(&call);
			size_t places[3][2] = {{0, 0}, {0, m->columns - 1}, {rows - 1, 0}};
			for (size_t i = 0; i < 3; i++) {
				size_t row = places[i][0], n = places[i][1];
				int32_t sum = kernel_round((float)plain_sum(p, row, n) * m->scale[n] * p->scale[row]) + m->bias[n];
				sum = sum > INT16_MAX ? INT16_MAX : sum < INT16_MIN ? INT16_MIN : sum;
				sum += add ? before[i] : 0;
				sum = sum > INT16_MAX ? INT16_MAX : sum < INT16_MIN ? INT16_MIN : sum;
				assert_int_equal(plain[row * m->columns + n], sum);
			}
			call.c = fast;
			for (size_t i = 0, count = fast_kernels(list); i < count; i++) {
				static int16_t kept[ROWS * 3 * WIDTH];
				memcpy(kept, fast, sizeof fast);
				list[i]->multiply(&call);
				assert_memory_equal(fast, plain, sizeof plain);
				memcpy(fast, kept, sizeof fast);
			}
		}
}

static void check_products(void *memory)
{
	static const size_t sizes[][2] = {{16, 16}, {32, 64}, {64, 64}, {128, 256}, {128, 384}, {240, 48}};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		for (int rectified = 0; rectified < 2; rectified++) {
			product *p = ARENA_ARRAY(memory, 1, product);
			make_product(p, memory, sizes[i][0], sizes[i][1], i % 2 ? 0.3f : 500, rectified);
			check_product(p);
		}
}

static void products_are_the_same(void **state)
{
	(void)state;
	with_arena(check_products);
}

static void products_are_near_the_floats(void **state)
{
	(void)state;
	/* one row, one column: 64 inputs of 1/8, weights that grow */
	float weights[64 * 16] = {0};
	int16_t values[64], result[16];
	uint8_t bytes[64];
	char memory[64 * 16 + 16 * 10];
	kernel_matrix m;
	float scale, expected = 0.5f, bias[16] = {0.5f};
	for (size_t k = 0; k < 64; k++) {
		values[k] = (int16_t)((k % 3 ? 1 : -1) * (1 << (FIXED_LAYER - 3)));
		weights[k * 16] = (float)k / 64;
		expected += (k % 3 ? 0.125f : -0.125f) * (float)k / 64;
	}
	kernel_matrix_fill(&m, 64, 16, weights, 16, bias, false, FIXED_LAYER, FIXED_OUTPUT, memory);
	kernel_plain.quantize(values, 1, 64, false, bytes, &scale);
	kernel_plain.multiply(&(kernel_product){.matrix = &m, .rows = 1, .a = bytes, .a_scale = &scale, .c = result,
		.c_row = 16});
	assert_true(fabsf(ldexpf(result[0], -FIXED_OUTPUT) - expected) < 0.02f);
	for (size_t n = 1; n < 16; n++)
		assert_int_equal(result[n], 0);
}

/* ---- the other functions ---- */

static void rows_become_the_same_bytes(void **state)
{
	(void)state;
	static int16_t values[ROWS * WIDTH];
	static uint8_t plain[ROWS * WIDTH], fast[ROWS * WIDTH];
	float plain_scale[ROWS], fast_scale[ROWS];
	const kernel *list[KERNELS_MOST + 1];
	size_t count = fast_kernels(list);
	random_values(values, ROWS, WIDTH);
	values[3 * WIDTH + 5] = INT16_MIN;
	for (int rectify = 0; rectify < 2; rectify++) {
		kernel_plain.quantize(values, ROWS, WIDTH, rectify, plain, plain_scale);
		for (size_t i = 0; i < sizeof plain; i++) {
			assert_true(plain[i] <= KERNEL_TOP);
			if (rectify && values[i] <= 0)
				assert_int_equal(plain[i], 0);
		}
		for (size_t i = 0; i < count; i++) {
			list[i]->quantize(values, ROWS, WIDTH, rectify, fast, fast_scale);
			assert_memory_equal(fast, plain, sizeof plain);
			assert_memory_equal(fast_scale, plain_scale, sizeof plain_scale);
		}
	}
}

static void layers_are_the_same(void **state)
{
	(void)state;
	static const size_t widths[] = {32, 96, 128};
	static int16_t gates[ROWS * 2 * WIDTH], x[ROWS * WIDTH];
	static int16_t plain_gates[ROWS * 2 * WIDTH], plain_x[ROWS * WIDTH], fast_gates[ROWS * 2 * WIDTH];
	static int16_t fast_x[ROWS * WIDTH];
	const kernel *list[KERNELS_MOST + 1];
	size_t count = fast_kernels(list);
	for (size_t w = 0; w < sizeof widths / sizeof *widths; w++)
		for (size_t rows = 1; rows <= ROWS; rows += 26) {
			size_t width = widths[w];
			random_values(gates, ROWS, 2 * WIDTH);
			random_values(x, ROWS, WIDTH);
			memcpy(plain_gates, gates, sizeof gates);
			memcpy(plain_x, x, sizeof x);
			kernel_plain.activate(plain_gates, rows, width);
			kernel_plain.scan(plain_gates, rows, width, plain_x);
			for (size_t i = 0; i < count; i++) {
				memcpy(fast_gates, gates, sizeof gates);
				memcpy(fast_x, x, sizeof x);
				list[i]->activate(fast_gates, rows, width);
				list[i]->scan(fast_gates, rows, width, fast_x);
				assert_memory_equal(fast_gates, plain_gates, sizeof gates);
				assert_memory_equal(fast_x, plain_x, sizeof x);
			}
		}
}

static void sums_and_arcs_are_the_same(void **state)
{
	(void)state;
	enum { DEPTH = 64, COLUMNS = 64, SIZE = ROWS * DEPTH };
	static int16_t a[SIZE], b[SIZE], c[SIZE], plain_to[SIZE], fast_to[SIZE], heads[DEPTH * COLUMNS];
	static int32_t plain[ROWS * COLUMNS], fast[ROWS * COLUMNS];
	const kernel *list[KERNELS_MOST + 1];
	size_t count = fast_kernels(list);
	random_values(a, ROWS, DEPTH);
	random_values(b, ROWS, DEPTH);
	random_values(c, ROWS, DEPTH);
	random_values(heads, DEPTH, COLUMNS);
	kernel_plain.sum(plain_to, a, b, c, SIZE);
	for (size_t i = 0; i < count; i++) {
		list[i]->sum(fast_to, a, b, c, SIZE);
		assert_memory_equal(fast_to, plain_to, sizeof plain_to);
	}
	/* as small as the parser makes them */
	for (size_t i = 0; i < SIZE; i++)
		a[i] /= 8;
	for (size_t i = 0; i < DEPTH * COLUMNS; i++)
		heads[i] /= 8;
	for (size_t rows = 1; rows <= ROWS; rows += 4) {
		kernel_plain.arcs(a, rows, DEPTH, DEPTH, heads, COLUMNS, plain);
		for (size_t i = 0; i < count; i++) {
			list[i]->arcs(a, rows, DEPTH, DEPTH, heads, COLUMNS, fast);
			assert_memory_equal(fast, plain, rows * COLUMNS * sizeof *plain);
		}
	}
}

static void vectors_add_up_the_same(void **state)
{
	(void)state;
	enum { VECTORS = 40 };
	static int8_t vectors[VECTORS * WIDTH];
	float scales[VECTORS];
	uint32_t rows[VECTORS];
	int16_t plain[WIDTH], fast[WIDTH];
	const kernel *list[KERNELS_MOST + 1];
	size_t count = fast_kernels(list);
	for (size_t i = 0; i < sizeof vectors; i++)
		vectors[i] = (int8_t)(random_below(255) - 127);
	for (size_t i = 0; i < VECTORS; i++) {
		scales[i] = random_float(i % 8 ? 0.02f : 1);
		rows[i] = random_below(VECTORS);
	}
	for (size_t added = 0; added < VECTORS; added++) {
		kernel_plain.add_vectors(vectors, WIDTH, rows, scales, added, plain);
		for (size_t i = 0; i < count; i++) {
			list[i]->add_vectors(vectors, WIDTH, rows, scales, added, fast);
			assert_memory_equal(fast, plain, sizeof plain);
		}
	}
}

static void the_first_of_the_best_is_taken(void **state)
{
	(void)state;
	enum { ROW = 40, PARTS = 21 };
	static int32_t a[ROW * PARTS + ROW], b[ROW * PARTS + ROW], best[ROW], at[ROW];
	const kernel *list[KERNELS_MOST + 1];
	kernel_list(list);
	for (size_t places = 1; places <= ROW - KERNEL_PLACES; places += 3)
		for (size_t parts = 1; parts < PARTS; parts += 4)
			for (size_t which = 0; list[which]; which++) {
				/* few numbers, so that many sums are the same; b is gone through from its last row */
				for (size_t i = 0; i < ROW * PARTS + ROW; i++) {
					a[i] = (int32_t)random_below(5) - 2;
					b[i] = (int32_t)random_below(5) - 2000;
				}
				const int32_t *last = b + (parts - 1) * ROW;
				list[which]->join(a, last, ROW, places, parts, best, at);
				for (size_t i = 0; i < places; i++) {
					size_t first = 0;
					for (size_t p = 1; p < parts; p++)
						if (a[p * ROW + i] + last[i + p - p * ROW] > a[first * ROW + i] + last[i + first - first * ROW])
							first = p;
					assert_int_equal(at[i], first);
					assert_int_equal(best[i], a[first * ROW + i] + last[i + first - first * ROW]);
				}
			}
}

/* ---- 10,000 sentences ---- */

typedef struct corpus {
	slice *words;                    /* in order; an empty one ends a sentence */
	size_t count;
} corpus;

static void take_word(corpus *self, size_t room, slice word)
{
	if (self->count < room && (word.length || (self->count && self->words[self->count - 1].length)))
		self->words[self->count++] = word;
}

/* The words of CoNLL-U. */
static void take_treebank(corpus *self, size_t room, slice bytes)
{
	slice line, id;
	while (slice_split(&bytes, '\n', &line)) {
		bool ends = line.length == 0;
		slice_split(&line, '\t', &id);
		if (ends)
			take_word(self, room, (slice){"", 0});
		else if (id.at[0] >= '0' && id.at[0] <= '9' && slice_split(&line, '\t', &id) && id.length)
			take_word(self, room, id);
	}
	take_word(self, room, (slice){"", 0});
}

/* Sentences of words drawn from a text of our own, and some that no vocabulary has. */
static void make_sentences(corpus *self, arena *memory, size_t room, slice bytes)
{
	slice *drawn = ARENA_ARRAY(memory, bytes.length + 1, slice), word;
	size_t count = 0;
	for (size_t i = 0; i < bytes.length;) {
		size_t end = i;
		while (end < bytes.length && !strchr(" \n\t\"{}:,.", bytes.at[end]))
			end++;
		if (end > i)
			drawn[count++] = (slice){bytes.at + i, end - i};
		if (end < bytes.length && strchr(",.\"", bytes.at[end]))
			drawn[count++] = (slice){bytes.at + end, 1};
		i = end + 1;
	}
	assert_true(count > 1000);
	for (size_t i = 0; i < SENTENCES; i++) {
		size_t length = i % 500 == 499 ? 300 : 1 + random_below(1 + random_below(40));
		for (size_t j = 0; j < length; j++) {
			word = drawn[random_below((uint32_t)count)];
			if (random_below(12) == 0) {
				char *made = arena_copy(memory, word.at, word.length);
				made[random_below((uint32_t)word.length)] = (char)('a' + random_below(26));
				word.at = made;
			}
			take_word(self, room, word);
		}
		take_word(self, room, (slice){"", 0});
	}
}

/* The next sentences as a text. */
static size_t next_chunk(const corpus *from, size_t at, arena *memory, text *out)
{
	size_t end = at, length = 0, tokens = 0;
	for (size_t done = 0; end < from->count && done < CHUNK; end++) {
		length += from->words[end].length + 1;
		done += from->words[end].length == 0;
	}
	char *bytes = arena_alloc(memory, length + 1);
	*out = (text){.bytes = bytes};
	out->tokens = ARENA_ARRAY(memory, end - at + 1, token);
	out->sentences = ARENA_ARRAY(memory, CHUNK + 1, sentence);
	for (length = 0; at < end; at++) {
		slice word = from->words[at];
		sentence *s = &out->sentences[out->sentence_count];
		if (word.length == 0) {
			*s = (sentence){.first = (uint32_t)(out->token_count - tokens), .count = (uint32_t)tokens};
			out->sentence_count++;
			tokens = 0;
			continue;
		}
		memcpy(bytes + length, word.at, word.length);
		out->tokens[out->token_count++] =
			(token){.at = {(uint32_t)length, (uint32_t)(length + word.length)}, .sentence = out->sentence_count};
		length += word.length + 1;
		tokens++;
	}
	return end;
}

typedef struct comparison {
	corpus corpus;
	size_t at, sentences;
	syntax_model *model;
	syntax_work *work[KERNELS_MOST];
	arena *chunk;
} comparison;

static void assert_same_trees(const syntax *a, const syntax *b)
{
	for (uint32_t i = 0; i < a->count; i++) {
		const node *x = &a->nodes[i], *y = &b->nodes[i];
		assert_int_equal(x->head, y->head);
		assert_int_equal(x->deprel, y->deprel);
		assert_int_equal(x->upos, y->upos);
		assert_int_equal(x->xpos, y->xpos);
		assert_true(slice_equal(x->lemma, y->lemma));
	}
}

/* Parses a chunk with every kernel. */
static void compare_chunk(void *context)
{
	comparison *self = context;
	const kernel *list[KERNELS_MOST + 1];
	size_t count = fast_kernels(list) + 1;
	text words;
	self->at = next_chunk(&self->corpus, self->at, self->chunk, &words);
	self->sentences += words.sentence_count;
	syntax first = {0};
	uint64_t first_scores = 0;
	for (size_t i = 0; i < count; i++) {
		uint64_t scores = 0;
		syntax tree = {0};
		self->model->kernel = list[i];
		syntax_work_trace(self->work[i], &scores);
		syntax_parse(self->model, self->work[i], &words, self->chunk, &tree);
		syntax_work_trace(self->work[i], NULL);
		if (i == 0) {
			first = tree;
			first_scores = scores;
			assert_true(scores != 0);
		}
		assert_int_equal(scores, first_scores);
		assert_same_trees(&first, &tree);
	}
}

static void fill_corpus(corpus *self, arena *memory, file_map maps[2])
{
	static const char *const names[2] = {"/ud/en_ewt-ud-dev.conllu", "/ud/en_ewt-ud-train.conllu"};
	const char *folder = getenv("BEDE_CORPORA");
	size_t room = SENTENCES * 42;
	bede_error error = {0};
	self->words = ARENA_ARRAY(memory, room, slice);
	for (size_t i = 0; folder && i < 2; i++) {
		char path[4096];
		snprintf(path, sizeof path, "%s%s", folder, names[i]);
		if (file_map_open(&maps[i], path, &error))
			take_treebank(self, room, (slice){maps[i].bytes, maps[i].length});
	}
	if (self->count == 0) {
		assert_true(file_map_open(&maps[0], REPORTS, &error));
		make_sentences(self, memory, room, (slice){maps[0].bytes, maps[0].length});
	}
}

static void compare_sentences(void *memory)
{
	comparison self = {.model = syntax_model_open(MODEL, NULL)};
	const kernel *list[KERNELS_MOST + 1];
	size_t count = fast_kernels(list) + 1;
	file_map maps[2] = {{0}};
	arena chunk;
	assert_non_null(self.model);
	arena_init(&chunk, 0);
	self.chunk = &chunk;
	for (size_t i = 0; i < count; i++)
		assert_non_null(self.work[i] = syntax_work_new(self.model));
	fill_corpus(&self.corpus, memory, maps);
	while (self.at < self.corpus.count && self.sentences < SENTENCES) {
		assert_true(arena_run(&chunk, compare_chunk, &self));
		arena_reset(&chunk);
	}
	assert_true(self.sentences >= SENTENCES);
	for (size_t i = 0; i < count; i++)
		syntax_work_free(self.work[i]);
	arena_clear(&chunk);
	file_map_close(&maps[0]);
	file_map_close(&maps[1]);
	syntax_model_close(self.model);
}

static void ten_thousand_sentences_are_the_same(void **state)
{
	(void)state;
	with_arena(compare_sentences);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kernels_are_found_by_name),
		cmocka_unit_test(a_kernel_that_errs_is_seen),
		cmocka_unit_test(an_unknown_kernel_is_an_error),
		cmocka_unit_test(tanh_is_near),
		cmocka_unit_test(products_are_the_same),
		cmocka_unit_test(products_are_near_the_floats),
		cmocka_unit_test(rows_become_the_same_bytes),
		cmocka_unit_test(layers_are_the_same),
		cmocka_unit_test(sums_and_arcs_are_the_same),
		cmocka_unit_test(vectors_add_up_the_same),
		cmocka_unit_test(the_first_of_the_best_is_taken),
		cmocka_unit_test(ten_thousand_sentences_are_the_same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
