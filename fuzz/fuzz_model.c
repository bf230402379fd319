/* fuzz_model.c — model files. Size and checksum are put right, so that what they guard is reached. */
#include <stdlib.h>
#include <string.h>

#include "scratch.h"
#include "syntax/model.h"
#include "syntax/syntax.h"

/* One sentence, cut by hand: the model alone is to be tested. */
static token tokens[] = {
	{{0, 6}, 0, true}, {{7, 15}, 0, true}, {{16, 20}, 0, false}, {{20, 21}, 0, false},
};
static sentence sentences[] = {{.at = {0, 21}, .first = 0, .count = 4}};
static const text words = {
	.bytes = "Russia attacked Kyiv.", .tokens = tokens, .sentences = sentences, .token_count = 4, .sentence_count = 1,
};

typedef struct passage {
	syntax_model *model;
	syntax_work *work;
	arena memory;
} passage;

static void parse(void *context)
{
	passage *self = context;
	syntax tree = {0};
	syntax_parse(self->model, self->work, &words, &self->memory, &tree);
	for (uint32_t i = 0; i < tree.count; i++)
		if (tree.nodes[i].head < -1 || tree.nodes[i].head >= 4)
			abort();
}

static void open_and_parse(void)
{
	passage self = {.model = syntax_model_open(scratch_folder(), NULL)};
	if (!self.model)
		return;
	self.work = syntax_work_new(self.model);
	arena_init(&self.memory, 0);
	if (self.work)
		arena_run(&self.memory, parse, &self);
	arena_clear(&self.memory);
	syntax_work_free(self.work);
	syntax_model_close(self.model);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	scratch_file(MODEL_FILE, bytes, length);
	open_and_parse();
	if (length < sizeof(model_header))
		return 0;
	char *mended = malloc(length);
	if (!mended)
		return 0;
	memcpy(mended, bytes, length);
	model_header header;
	memcpy(&header, mended, sizeof header);
	header.size = length;
	memcpy(mended, &header, sizeof header);
	header.checksum = model_checksum(mended, length);
	memcpy(mended, &header, sizeof header);
	scratch_file(MODEL_FILE, (const uint8_t *)mended, length);
	free(mended);
	open_and_parse();
	return 0;
}
