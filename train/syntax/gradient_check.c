/* gradient_check.c — is the backward pass the derivative of the forward pass? */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "learner.h"
#include "trainer.h"

#define SMALL_ROWS 14
#define VECTORS 12

static double total(learner *network, const batch_row *batch, bool learn)
{
	loss sum = {0};
	learner_run(network, batch, SMALL_ROWS, learn, &sum);
	const learner_options *o = &network->options;
	return (sum.upos + sum.xpos * (double)o->xpos_weight + sum.head * (double)o->head_weight +
		sum.label * (double)o->label_weight) / (double)sum.tokens;
}

/* Two sentences of four and seven words with made-up tags and trees; one word of each has
 * two likely heads, tags and relations. */
static void make_batch(batch_row *batch, word_rows *words, uint64_t *random)
{
	static const bank_token unsure = {.likely = {-1, 2}, .share = {70, 185}, .likely_upos = {{3, 5}, {100, 155}},
		.likely_xpos = {{0, 2, 4}, {50, 60, 145}}, .likely_deprel = {{DEPREL_OBJ, DEPREL_OBL}, {200, 55}}};
	memset(batch, 0, SMALL_ROWS * sizeof *batch);
	for (uint32_t i = 1; i < SMALL_ROWS; i++) {
		uint32_t first = i < 6 ? 1 : 6, count = i < 6 ? 4 : 7;
		if (i == 5 || i == SMALL_ROWS - 1)
			continue;
		words[i].count = 3;
		words[i].words = 1;
		for (unsigned j = 0; j < 3; j++)
			words[i].rows[j] = 1 + (uint32_t)(learner_random(random) * (VECTORS - 1));
		batch[i] = (batch_row){.words = &words[i], .unknown = i % 4 == 0, .first = first, .count = count};
		batch[i].upos = (uint8_t)(learner_random(random) * UPOS_COUNT);
		batch[i].xpos = (uint8_t)(learner_random(random) * XPOS_COUNT);
		batch[i].deprel = (uint8_t)(1 + learner_random(random) * (DEPREL_COUNT - 1));
		batch[i].head = i == first ? -1 : (int32_t)(first + (i - first) / 2);
		if (i == first + 1)
			batch[i].likely = &unsure;
	}
}

/* The slope along a random direction within one matrix, twice: from the gradient and from two losses. */
static bool check_part(learner *network, const batch_row *batch, const char *name, parameters *p, size_t at,
	size_t count)
{
	float direction[4096], step = 2e-3f;
	double expected = 0, length = 0;
	for (size_t i = 0; i < count; i++) {
		direction[i] = learner_random(&network->random) - 0.5f;
		/* mostly along the gradient, so that rounding stays small beside the difference */
		direction[i] += p->gradient[at + i] > 0 ? 0.5f : p->gradient[at + i] < 0 ? -0.5f : 0.0f;
		expected += (double)direction[i] * (double)p->gradient[at + i];
		length += (double)direction[i] * (double)direction[i];
	}
	float unit = step / (float)(length > 0 ? sqrt(length) : 1);
	expected *= (double)unit / (double)step;
	double loss_at[2];
	for (int side = 0; side < 2; side++) {
		float kept[4096];
		memcpy(kept, p->value + at, count * sizeof *kept);
		for (size_t i = 0; i < count; i++)
			p->value[at + i] += (side ? unit : -unit) * direction[i];
		loss_at[side] = total(network, batch, false);
		memcpy(p->value + at, kept, count * sizeof *kept);
	}
	double measured = (loss_at[1] - loss_at[0]) / (2 * (double)step);
	bool good = fabs(measured - expected) <= 0.02 * fabs(expected) + 2e-4;
	fprintf(stderr, "%-10s gradient %9.5f difference %9.5f  %s\n", name, expected, measured, good ? "ok" : "WRONG");
	return good;
}

bool trainer_check_gradients(void)
{
	static const char *const names[] = {"type in", "type bias", "type out", "output", "bias", "distance", "label",
		"bias", "layer 1", "bias", "layer 2", "bias"};
	shape small = {16, 2, 1, 16, 16};
	learner network;
	batch_row batch[SMALL_ROWS];
	word_rows words[SMALL_ROWS] = {{.count = 0}};
	float given[GIVEN_SIZE];
	bool good = learner_init(&network, &small, VECTORS, 0, 7);
	if (good) {
		network.options = (learner_options){0, 1.0f, 1.0f, 0.5f};
		for (size_t i = 0; i < network.weights.count; i++)
			network.weights.value[i] += 0.1f * (learner_random(&network.random) - 0.5f);
		make_batch(batch, words, &network.random);
		for (size_t i = 0; i < GIVEN_SIZE; i++)
			given[i] = learner_random(&network.random) - 0.5f;
		words[2].given = words[7].given = given;
		total(&network, batch, true);
		for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
			matrix m = network.matrices[i];
			size_t count = m.rows * m.columns < 4096 ? m.rows * m.columns : 4096;
			good = check_part(&network, batch, names[i], &network.weights, m.at, count) && good;
		}
		good = check_part(&network, batch, "vectors", &network.vectors, 0, network.vectors.count) && good;
		good = check_part(&network, batch, "bridge", &network.bridge, 0, network.bridge.count) && good;
	}
	learner_clear(&network);
	return good;
}
