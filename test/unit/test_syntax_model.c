/* test_syntax_model.c — the model as it is shipped: damaged files, batches, kernels, long sentences, lemmas. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "syntax/decode.h"
#include "syntax/lemma.h"
#include "syntax/model.h"
#include "syntax/syntax.h"

#define MODEL "model/en"
#define WORDS 900

static syntax_model *model;
static syntax_work *work;

static int open_model(void **state)
{
	(void)state;
	bede_error error = {0};
	model = syntax_model_open(MODEL, &error);
	work = model ? syntax_work_new(model) : NULL;
	if (!work)
		fprintf(stderr, "%s: %s\n", error.file, error.message);
	return work ? 0 : -1;
}

static int close_model(void **state)
{
	(void)state;
	syntax_work_free(work);
	syntax_model_close(model);
	return 0;
}

/* Words between single blanks, sentences between line ends. */
static void split(const char *bytes, arena *memory, text *out)
{
	size_t length = strlen(bytes);
	*out = (text){.bytes = bytes};
	out->tokens = ARENA_ARRAY(memory, length + 1, token);
	out->sentences = ARENA_ARRAY(memory, length + 1, sentence);
	for (size_t at = 0; at < length;) {
		size_t end = at + strcspn(bytes + at, " \n");
		sentence *s = &out->sentences[out->sentence_count];
		if (s->count++ == 0)
			s->first = out->token_count;
		out->tokens[out->token_count++] =
			(token){.at = {(uint32_t)at, (uint32_t)end}, .sentence = out->sentence_count, .space_after = true};
		if (bytes[end] != ' ')
			out->sentence_count++;
		at = end + (bytes[end] != '\0');
	}
}

static const char *const sentences[] = {
	"The Queen suspended parliament .",
	"Yes",
	"Japan on Friday launched three satellites into orbit , officials in Tokyo said .",
	"PROTESTERS CLASH WITH POLICE IN CAPITAL",
	"He did n't say who had been arrested or when the talks , which began in May , would resume .",
	"x",
	"\" We will not negotiate , \" the minister 's spokeswoman told reporters after meeting her counterpart .",
};
#define SENTENCES (sizeof sentences / sizeof *sentences)

static void parse(const char *bytes, arena *memory, text *words, syntax *out)
{
	split(bytes, memory, words);
	syntax_parse(model, work, words, memory, out);
}

static void assert_same_node(const node *a, const node *b, int32_t shift)
{
	assert_int_equal(a->upos, b->upos);
	assert_int_equal(a->xpos, b->xpos);
	assert_int_equal(a->deprel, b->deprel);
	assert_int_equal(a->head, b->head < 0 ? -1 : b->head + shift);
	assert_true(slice_equal(a->lemma, b->lemma));
}

static void check_batches(void *memory)
{
	/* 140 sentences take several batches; each must be as it is alone */
	char all[16384] = "";
	for (size_t i = 0; i < 140; i++) {
		strcat(all, sentences[i * 5 % SENTENCES]);
		strcat(all, "\n");
	}
	text words, alone_words;
	syntax together, alone;
	parse(all, memory, &words, &together);
	assert_int_equal(words.sentence_count, 140);
	for (size_t i = 0; i < 140; i++) {
		parse(sentences[i * 5 % SENTENCES], memory, &alone_words, &alone);
		uint32_t first = words.sentences[i].first;
		assert_int_equal(alone.count, words.sentences[i].count);
		for (uint32_t j = 0; j < alone.count; j++)
			assert_same_node(&together.nodes[first + j], &alone.nodes[j], (int32_t)first);
	}
}

static void a_sentence_does_not_depend_on_its_batch(void **state)
{
	(void)state;
	with_arena(check_batches);
}

static void check_tree(const syntax *tree, uint32_t first, uint32_t count)
{
	uint32_t roots = 0;
	for (uint32_t i = first; i < first + count; i++) {
		uint32_t steps = 0;
		int32_t at = (int32_t)i;
		roots += tree->nodes[i].head < 0;
		assert_int_equal(tree->nodes[i].head < 0, tree->nodes[i].deprel == DEPREL_ROOT);
		for (; at >= 0 && steps <= count; steps++) {
			assert_true((uint32_t)at >= first && (uint32_t)at < first + count);
			at = tree->nodes[at].head;
		}
		assert_true(steps <= count);
		assert_true(tree->nodes[i].lemma.at != NULL);
	}
	assert_int_equal(roots, 1);
}

static void check_long(void *memory)
{
	char *bytes = arena_alloc(memory, WORDS * 8 + 1);
	for (int i = 0; i < WORDS; i++)
		strcat(bytes, i % 3 ? "troops " : "and ");
	bytes[strlen(bytes) - 1] = '\0';
	text words;
	syntax tree;
	parse(bytes, memory, &words, &tree);
	assert_int_equal(tree.count, WORDS);
	check_tree(&tree, 0, WORDS);
}

static void long_sentences_are_cut(void **state)
{
	(void)state;
	with_arena(check_long);
}

static void check_odd_words(void *memory)
{
	static const char odd[] =
		"\xF0\x9F\x98\x80 \xE6\x97\xA5\xE6\x9C\xAC - -- --- ' .\n\xC3\x84 1 2,000.5 $ % a-b-\n\xC8\xBA";
	text words;
	syntax tree;
	parse(odd, memory, &words, &tree);
	for (uint32_t i = 0; i < words.sentence_count; i++)
		check_tree(&tree, words.sentences[i].first, words.sentences[i].count);
	char *huge = arena_alloc(memory, 100001);
	memset(huge, 'q', 100000);
	parse(huge, memory, &words, &tree);
	check_tree(&tree, 0, 1);
	parse("", memory, &words, &tree);
	assert_int_equal(tree.count, 0);
}

static void odd_words_have_trees(void **state)
{
	(void)state;
	with_arena(check_odd_words);
}

static void check_reading(void *memory)
{
	text words;
	syntax tree;
	parse(sentences[0], memory, &words, &tree);
	assert_int_equal(tree.nodes[2].head, -1);
	assert_int_equal(tree.nodes[2].upos, UPOS_VERB);
	assert_int_equal(tree.nodes[2].xpos, XPOS_VBD);
	assert_slice(tree.nodes[2].lemma, "suspend");
	assert_int_equal(tree.nodes[1].head, 2);
	assert_int_equal(tree.nodes[1].deprel, DEPREL_NSUBJ);
	assert_int_equal(syntax_child(&tree, 2, DEPREL_OBJ), 3);
}

static void reads_a_plain_sentence(void **state)
{
	(void)state;
	with_arena(check_reading);
}

static void check_lemmas(void *memory)
{
	static const struct { const char *form; upos class; xpos tag; const char *lemma; } cases[] = {
		{"talks", UPOS_NOUN, XPOS_NNS, "talk"}, {"Countries", UPOS_NOUN, XPOS_NNS, "country"},
		{"men", UPOS_NOUN, XPOS_NNS, "man"}, {"went", UPOS_VERB, XPOS_VBD, "go"},
		{"found", UPOS_VERB, XPOS_VBD, "find"}, {"found", UPOS_VERB, XPOS_VB, "found"},
		{"stopped", UPOS_VERB, XPOS_VBN, "stop"}, {"filled", UPOS_VERB, XPOS_VBD, "fill"},
		{"hoping", UPOS_VERB, XPOS_VBG, "hope"}, {"denies", UPOS_VERB, XPOS_VBZ, "deny"},
		{"was", UPOS_AUX, XPOS_VBD, "be"}, {"n't", UPOS_PART, XPOS_RB, "not"},
		{"bigger", UPOS_ADJ, XPOS_JJR, "big"}, {"worst", UPOS_ADJ, XPOS_JJS, "bad"},
		{"Tokyo", UPOS_PROPN, XPOS_NNP, "Tokyo"}, {"MISSILES", UPOS_NOUN, XPOS_NNS, "missile"},
		{"drones", UPOS_NOUN, XPOS_NNS, "drone"}, {"", UPOS_NOUN, XPOS_NNS, ""},
		{"12,500,000", UPOS_NUM, XPOS_CD, "12500000"}, {",", UPOS_PUNCT, XPOS_OTHER, ","},
		{"TEHRAN", UPOS_PROPN, XPOS_NNP, "Tehran"}, {"NATO", UPOS_PROPN, XPOS_NNP, "NATO"},
		{"COVID-19", UPOS_PROPN, XPOS_NNP, "COVID-19"}, {"Pacific", UPOS_ADJ, XPOS_NNP, "Pacific"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_slice(lemma_find(&model->lemmas, &model->classes, memory, slice_of(cases[i].form), cases[i].class,
			cases[i].tag), cases[i].lemma);
}

static void finds_lemmas(void **state)
{
	(void)state;
	with_arena(check_lemmas);
}

static void check_conllu(void *memory)
{
	/* a tree no parser would find, a block of words only, one with a cycle */
	static const char given[] =
		"# text = Police cannot\n1\tPolice\tpolis\tADV\tNNS\t_\t0\troot\t_\t_\n2-3\tcannot\t_\t_\t_\t_\t_\t_\t_\t_\n"
		"2\tcan\t_\tNOUN\t_\t_\t1\tnmod:desc\t_\t_\n"
		"2.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n3\tnot\tnot\tX\t_\t_\t2\tstrange:odd\t_\t_\n"
		"\r\n1\tThey\t_\t_\t_\t_\t_\t_\t_\t_\n2\tleft\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
		"1\tThey\t_\tX\t_\t_\t2\tdep\t_\t_\n2\tleft\t_\tX\t_\t_\t1\tdep\t_\t_\n\n"
		"1\tThey\tt\tX\tFW\t_\t0\troot\t_\t_\n2\tleft\tl\tX\tFW\t_\t1\tdep:odd\t_\t_";
	text words;
	syntax tree;
	document from = {.conllu = {given, sizeof given - 1}};
	split("Police can not\nThey left\nThey left\nThey left", memory, &words);
	syntax_from_conllu(model, work, &from, &words, memory, &tree);
	/* its relation "strange" is none, so the first block is parsed */
	check_tree(&tree, 0, 3);
	assert_int_equal(tree.nodes[1].upos, UPOS_AUX);
	for (uint32_t i = 3; i < 7; i += 2) {
		assert_int_equal(tree.nodes[i + 1].head, -1);
		assert_int_equal(tree.nodes[i + 1].upos, UPOS_VERB);
		assert_int_equal(tree.nodes[i].head, i + 1);
		assert_slice(tree.nodes[i].lemma, "they");
	}
	assert_int_equal(tree.nodes[7].head, -1);
	assert_int_equal(tree.nodes[7].upos, UPOS_X);
	assert_int_equal(tree.nodes[7].xpos, XPOS_FW);
	assert_slice(tree.nodes[7].lemma, "t");
	assert_int_equal(tree.nodes[8].head, 7);
	assert_int_equal(tree.nodes[8].deprel, DEPREL_DEP);
	assert_int_equal(tree.nodes[7].first_child, 8);
	/* less text than the source has words */
	split("Police can not\nThey", memory, &words);
	syntax_from_conllu(model, work, &from, &words, memory, &tree);
	check_tree(&tree, 3, 1);
}

static void takes_trees_over(void **state)
{
	(void)state;
	with_arena(check_conllu);
}

/* ---- files ---- */

static char folder[64], file[80];

static void write_model(const char *bytes, size_t length)
{
	FILE *to = fopen(file, "wb");
	assert_non_null(to);
	assert_int_equal(fwrite(bytes, 1, length, to), length);
	assert_int_equal(fclose(to), 0);
}

static void assert_refused(const char *bytes, size_t length, const char *why)
{
	bede_error error = {0};
	write_model(bytes, length);
	assert_null(syntax_model_open(folder, &error));
	assert_int_equal(error.code, BEDE_ERROR_DATA);
	if (!strstr(error.message, why))
		fail_msg("'%s' is not in '%s'", why, error.message);
}

/* Changes one number of the header; the checksum is made right again, as a broken writer would. */
static void assert_number_refused(char *bytes, size_t length, size_t at, uint32_t number)
{
	char kept[128];
	memcpy(kept, bytes, sizeof kept);
	memcpy(bytes + at, &number, sizeof number);
	uint64_t sum = model_checksum(bytes, length);
	memcpy(bytes + offsetof(model_header, checksum), &sum, sizeof sum);
	assert_refused(bytes, length, "");
	memcpy(bytes, kept, sizeof kept);
}

static void refuses_damaged_files(void **state)
{
	(void)state;
	file_map map;
	bede_error error = {0};
	const char *parent = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%.30s/bede_modelXXXXXX", parent ? parent : "/tmp");
	assert_non_null(mkdtemp(folder));
	snprintf(file, sizeof file, "%s/syntax.bin", folder);
	assert_null(syntax_model_open(folder, &error));
	assert_int_equal(error.code, BEDE_ERROR_FILE);
	assert_true(file_map_open(&map, MODEL "/syntax.bin", &error));
	char *bytes = malloc(map.length + 1);
	assert_non_null(bytes);
	memcpy(bytes, map.bytes, map.length);
	bytes[map.length] = 0;

	assert_refused(bytes, 0, "no syntax model");
	assert_refused(bytes, 31, "no syntax model");
	for (size_t length = sizeof(model_header); length < map.length; length = length * 3 + 1)
		assert_refused(bytes, length, "end is missing");
	assert_refused(bytes, map.length - 1, "end is missing");
	assert_refused(bytes, map.length + 1, "goes on");
	bytes[map.length / 2] ^= 16;
	assert_refused(bytes, map.length, "checksum");
	bytes[map.length / 2] ^= 16;
	bytes[0] ^= 1;
	assert_refused(bytes, map.length, "no syntax model");
	bytes[0] ^= 1;
	bytes[offsetof(model_header, version)]++;
	assert_refused(bytes, map.length, "newer program");
	bytes[offsetof(model_header, version)]--;
	for (size_t at = MODEL_CHECKED_FROM; at < offsetof(model_header, spare); at += 4) {
		assert_number_refused(bytes, map.length, at, UINT32_MAX);
		if (at != offsetof(model_header, shape) + offsetof(shape, narrow))
			assert_number_refused(bytes, map.length, at, 0);
	}
	write_model(bytes, map.length);
	syntax_model *whole = syntax_model_open(folder, &error);
	assert_non_null(whole);
	syntax_model_close(whole);
	free(bytes);
	file_map_close(&map);
	unlink(file);
	rmdir(folder);
}

static void closes_nothing(void **state)
{
	(void)state;
	syntax_model_close(NULL);
	syntax_work_free(NULL);
}

/* The trainer's own check, if it is built. */
static void gradients_are_right(void **state)
{
	(void)state;
	const char *build = getenv("BUILD");
	char command[256];
	snprintf(command, sizeof command, "%.180s/train/syntax", build ? build : "build");
	if (access(command, X_OK) != 0)
		skip();
	strcat(command, " --check-gradients 2>/dev/null");
	assert_int_equal(system(command), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sentence_does_not_depend_on_its_batch),
		cmocka_unit_test(long_sentences_are_cut),
		cmocka_unit_test(odd_words_have_trees),
		cmocka_unit_test(reads_a_plain_sentence),
		cmocka_unit_test(finds_lemmas),
		cmocka_unit_test(takes_trees_over),
		cmocka_unit_test(refuses_damaged_files),
		cmocka_unit_test(closes_nothing),
		cmocka_unit_test(gradients_are_right),
	};
	return cmocka_run_group_tests(tests, open_model, close_model);
}
