/*
 * trainer.c — trains the syntax model from CoNLL-U treebanks; --help tells how.
 *
 *     treebanks, WordNet, endings ─▶ vocabulary ─▶ passes over shuffled batches ─▶ syntax.bin
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "checkpoint.h"
#include "model_write.h"
#include "syntax/model.h"
#include "trainer.h"

static const char help[] =
	"usage: syntax --train FILE… --wordnet DIR --endings FILE --out FILE [OPTION…]\n"
	"       syntax --parse FILE | --score FILE[:GENRE,…] --model DIR\n"
	"       syntax --check-gradients\n"
	"\n"
	"Trains the tagger, parser and lemmatizer from CoNLL-U treebanks, one thread, progress on standard error.\n"
	"The same options and seed give the same file on the same kind of processor.\n"
	"\n"
	"  --train FILE[:GENRE,…]  a treebank; with genres, only documents whose id names one of them (GUM_news_…);\n"
	"                          may be given several times\n"
	"  --silver FILE           a CoNLL-U file a model parsed, some of which join in each pass; where its MISC column\n"
	"                          has Heads=3:80,7:20, these heads are learned with their shares; so Upos, Xpos, Deprel\n"
	"  --silver-share X        how many of its tokens join, for each token of the treebanks (5)\n"
	"  --silver-until X        part of the passes until when they do (1)\n"
	"  --wordnet DIR           WordNet's index.*, *.exc and cntlist.rev\n"
	"  --endings FILE          the language's regular endings (lexicon/en/syntax/endings.tsv)\n"
	"  --texts FILE            plain news (text or JSON Lines) to learn word vectors from first\n"
	"  --vectors FILE          where these are kept; taken from there if the file exists\n"
	"  --text-lexicon DIR      the tokenizer's lexicon (lexicon/en/text), for --texts\n"
	"  --words N               most words that get a vector from it (50000)\n"
	"  --out FILE              the model file to write; FILE.pass keeps what was learned after each pass, from where the\n"
	"                          same command goes on when it was stopped\n"
	"  --passes N              passes over the data (10)\n"
	"  --seed N                seed of all random choices (1)\n"
	"  --rate X                Adam's highest step (0.002)\n"
	"  --dropout X             share of values dropped (0)\n"
	"  --word-dropout X        share of words hidden (0.08)\n"
	"  --case-change X         share of sentences in capitals, lower case or Title Case (0.1)\n"
	"  --width N, --layers N, --narrow N, --arc N, --label N\n"
	"                          sizes of the network (128, 4, 3, 64, 64); --narrow: last layers without a window\n"
	"  --batch N               tokens of a batch (200)\n"
	"  --parse FILE            prints the CoNLL-U file with tags, lemmas and trees by the model in --model DIR; with\n"
	"                          --text-lexicon, a file of plain documents, sentences of 4 to 60 words; without --model,\n"
	"                          their words alone\n"
	"  --score FILE[:GENRE,…]  prints how much of the CoNLL-U file's tags, lemmas and trees the model finds, and F1 of\n"
	"                          some relations\n"
	"  --check-gradients       compares the gradients with differences on a small network\n";

typedef struct options {
	const char *train[16];
	size_t train_count;
	const char *silver, *wordnet, *endings, *texts, *vectors, *text_lexicon, *out, *parse, *score, *model;
	long passes, seed, batch, words;
	double rate, word_dropout, case_change, silver_share, silver_until;
	shape shape;
	learner_options learner;
	bool check;
} options;

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool read_options(options *o, int argc, char **argv)
{
	*o = (options){.passes = 10, .seed = 1, .batch = 200, .words = 50000, .rate = 0.002,
		.word_dropout = 0.08, .case_change = 0.1, .silver_share = 5, .silver_until = 1,
		.shape = {128, 4, 3, 64, 64}, .learner = {0.0f, 1.0f, 1.0f, 0.5f}};
	for (int i = 1; i < argc; i++) {
		const char *name = argv[i], *value = i + 1 < argc ? argv[i + 1] : NULL;
		if (strcmp(name, "--help") == 0) {
			fputs(help, stdout);
			exit(0);
		}
		if (strcmp(name, "--check-gradients") == 0) {
			o->check = true;
			continue;
		}
		if (!value) {
			fprintf(stderr, "syntax: '%s' is unknown or wants a value; --help tells more\n", name);
			return false;
		}
		i++;
		if (strcmp(name, "--train") == 0 && o->train_count < sizeof o->train / sizeof *o->train)
			o->train[o->train_count++] = value;
		else if (strcmp(name, "--silver") == 0)
			o->silver = value;
		else if (strcmp(name, "--silver-share") == 0)
			o->silver_share = strtod(value, NULL);
		else if (strcmp(name, "--silver-until") == 0)
			o->silver_until = strtod(value, NULL);
		else if (strcmp(name, "--wordnet") == 0)
			o->wordnet = value;
		else if (strcmp(name, "--endings") == 0)
			o->endings = value;
		else if (strcmp(name, "--texts") == 0)
			o->texts = value;
		else if (strcmp(name, "--vectors") == 0)
			o->vectors = value;
		else if (strcmp(name, "--text-lexicon") == 0)
			o->text_lexicon = value;
		else if (strcmp(name, "--words") == 0)
			o->words = strtol(value, NULL, 10);
		else if (strcmp(name, "--out") == 0)
			o->out = value;
		else if (strcmp(name, "--parse") == 0)
			o->parse = value;
		else if (strcmp(name, "--score") == 0)
			o->score = value;
		else if (strcmp(name, "--model") == 0)
			o->model = value;
		else if (strcmp(name, "--passes") == 0)
			o->passes = strtol(value, NULL, 10);
		else if (strcmp(name, "--seed") == 0)
			o->seed = strtol(value, NULL, 10);
		else if (strcmp(name, "--batch") == 0)
			o->batch = strtol(value, NULL, 10);
		else if (strcmp(name, "--rate") == 0)
			o->rate = strtod(value, NULL);
		else if (strcmp(name, "--dropout") == 0)
			o->learner.dropout = (float)strtod(value, NULL);
		else if (strcmp(name, "--word-dropout") == 0)
			o->word_dropout = strtod(value, NULL);
		else if (strcmp(name, "--case-change") == 0)
			o->case_change = strtod(value, NULL);
		else if (strcmp(name, "--width") == 0)
			o->shape.width = (uint32_t)strtoul(value, NULL, 10);
		else if (strcmp(name, "--layers") == 0)
			o->shape.layers = (uint32_t)strtoul(value, NULL, 10);
		else if (strcmp(name, "--narrow") == 0)
			o->shape.narrow = (uint32_t)strtoul(value, NULL, 10);
		else if (strcmp(name, "--arc") == 0)
			o->shape.arc = (uint32_t)strtoul(value, NULL, 10);
		else if (strcmp(name, "--label") == 0)
			o->shape.label = (uint32_t)strtoul(value, NULL, 10);
		else {
			fprintf(stderr, "syntax: '%s' is unknown; --help tells more\n", name);
			return false;
		}
	}
	if (o->check || ((o->parse || o->score) && o->model) || (o->parse && o->text_lexicon))
		return true;
	if ((o->texts && !o->text_lexicon) || o->words < 1 || !o->train_count || !o->wordnet || !o->endings ||
			!o->out || o->passes < 1 || !shape_valid(&o->shape)) {
		fputs("syntax: --train, --wordnet, --endings and --out are wanted; --help tells more\n", stderr);
		return false;
	}
	return true;
}

typedef struct session {
	const options *options;
	arena memory;
	treebank bank;
	dictionary dictionary;
	word_vectors given;
	vocabulary words;
	lemma_list lemmas;
	learner network;
	bede_error error;
	bool good;
} session;

static bool read_treebanks(session *self)
{
	const options *o = self->options;
	for (size_t i = 0; i < o->train_count; i++) {
		char *path = arena_copy(&self->memory, o->train[i], strlen(o->train[i]));
		char *genres = strrchr(path, ':');
		file_map map;
		if (genres)
			*genres++ = '\0';
		if (!file_map_open(&map, path, &self->error))
			return false;
		size_t count = treebank_read(&self->bank, &self->memory, (slice){map.bytes, map.length}, genres);
		fprintf(stderr, "%s: %zu sentences\n", path, count);
	}
	self->bank.gold_tokens = self->bank.tokens.count;
	self->bank.gold_sentences = self->bank.sentences.count;
	if (o->silver) {
		file_map map;
		if (!file_map_open(&map, o->silver, &self->error))
			return false;
		size_t count = treebank_read(&self->bank, &self->memory, (slice){map.bytes, map.length}, NULL);
		fprintf(stderr, "%s: %zu sentences\n", o->silver, count);
	}
	return self->bank.gold_sentences > 0;
}

/* Lays a sentence out at *rows; the row behind it stays empty. */
static void lay_out(session *self, const bank_sentence *s, batch_row *batch, size_t *rows)
{
	const options *o = self->options;
	uint64_t *random = &self->network.random;
	unsigned written = WRITTEN_AS_IS;
	if (learner_random(random) < (float)o->case_change)
		written = 1 + (unsigned)(learner_random(random) * (WRITTEN_COUNT - 1));
	size_t first = *rows;
	for (uint32_t i = 0; i < s->count; i++) {
		const bank_token *t = &self->bank.tokens.items[s->first + i];
		const word_entry *w = &self->words.words.items[t->type];
		float hidden = learner_random(random);
		batch[(*rows)++] = (batch_row){
			.words = &self->words.words.items[w->written[written]].rows,
			.unknown = hidden < (float)o->word_dropout,
			/* a word of the text alone has its given vector; one that is nowhere has nothing */
			.bare = hidden < (float)o->word_dropout * 0.5f,
			.upos = t->upos, .xpos = t->xpos, .deprel = t->deprel,
			.head = t->head < 0 ? -1 : t->head + (int32_t)first,
			.likely = t->share[0] ? t : NULL,
			.first = (uint32_t)first, .count = s->count
		};
	}
	batch[(*rows)++] = (batch_row){.words = NULL};
}

static void shuffle(uint32_t *order, size_t count, uint64_t *random)
{
	for (size_t i = count; i > 1; i--) {
		size_t j = (size_t)(learner_random(random) * (float)i);
		j = j < i ? j : i - 1;
		uint32_t kept = order[i - 1];
		order[i - 1] = order[j];
		order[j] = kept;
	}
}

/*
 * The sentences of one pass, in random order: all gold ones, and in the first passes silver ones, drawn anew each
 * time. The last word is gold's.
 */
static size_t choose_sentences(session *self, uint32_t *order, double done)
{
	const treebank *bank = &self->bank;
	uint64_t *random = &self->network.random;
	size_t count = bank->gold_sentences, silver = bank->sentences.count - count, tokens = 0;
	for (size_t i = 0; i < count; i++)
		order[i] = (uint32_t)i;
	size_t wanted = (size_t)((double)bank->gold_tokens * self->options->silver_share);
	while (silver > 0 && done < self->options->silver_until && tokens < wanted && count < bank->sentences.count) {
		size_t i = bank->gold_sentences + (size_t)(learner_random(random) * (float)silver);
		i = i < bank->sentences.count ? i : bank->sentences.count - 1;
		order[count++] = (uint32_t)i;
		tokens += bank->sentences.items[i].count;
	}
	shuffle(order, count, random);
	return count;
}

static float rate_at(const options *o, double done, size_t steps)
{
	double warm = steps < 200 ? (double)(steps + 1) / 200 : 1;
	return (float)(o->rate * warm * (0.5 + 0.5 * cos(done * 3.14159265358979)) + 1e-5);
}

static bool train(session *self)
{
	const options *o = self->options;
	size_t rows = 1, tokens = 0;
	uint32_t first = 0;
	uint32_t *order = ARENA_ARRAY(&self->memory, self->bank.sentences.count, uint32_t);
	batch_row *batch = ARENA_ARRAY(&self->memory, LEARNER_ROWS, batch_row);
	char kept[4096];
	snprintf(kept, sizeof kept, "%s.pass", o->out);
	if (!checkpoint_load(&self->network, kept, &first, &self->error))
		return false;
	if (first > 0)
		fprintf(stderr, "goes on after pass %u\n", (unsigned)first);
	double start = now();
	for (long pass = first; pass < o->passes; pass++) {
		loss sum = {0};
		size_t count = choose_sentences(self, order, (double)pass / (double)o->passes);
		for (size_t i = 0; i < count; i++) {
			const bank_sentence *s = &self->bank.sentences.items[order[i]];
			if (s->count > LEARNER_TOKENS)
				continue;
			lay_out(self, s, batch, &rows);
			tokens += s->count;
			if (tokens < (size_t)o->batch && rows + LEARNER_TOKENS + 1 < LEARNER_ROWS && i + 1 < count)
				continue;
			learner_run(&self->network, batch, rows, true, &sum);
			double done = ((double)pass + (double)i / (double)count) / (double)o->passes;
			learner_step(&self->network, rate_at(o, done, self->network.steps));
			/* the average of about the last tenth, taken now and then */
			if (done > 0.9 && self->network.steps % 40 == 0)
				learner_average(&self->network);
			rows = 1;
			tokens = 0;
		}
		if (!checkpoint_save(&self->network, kept, (uint32_t)pass + 1, &self->error))
			return false;
		double spent = now() - start, passes = (double)(pass + 1 - first);
		double left = spent / passes * (double)(o->passes - pass - 1);
		double n = (double)sum.tokens;
		fprintf(stderr, "pass %ld  loss upos %.3f xpos %.3f head %.3f label %.3f  upos %.2f head %.2f label %.2f  "
			"%.0f tokens/s  %.0f s left\n", pass + 1, sum.upos / n, sum.xpos / n, sum.head / n, sum.label / n,
			100 * (double)sum.upos_right / n, 100 * (double)sum.head_right / n, 100 * (double)sum.label_right / n,
			n * passes / spent, left);
	}
	learner_take_average(&self->network);
	return true;
}

/* Word vectors from a file, or from plain text into it. */
static bool get_vectors(session *self)
{
	const options *o = self->options;
	if (o->vectors && file_exists(o->vectors))
		return word_vectors_load(&self->given, &self->memory, o->vectors, &self->error);
	if (!o->texts)
		return true;
	return word_vectors_learn(&self->given, &self->memory, o->texts, o->text_lexicon, (uint32_t)o->words,
		(uint64_t)o->seed, &self->error) &&
		(!o->vectors || word_vectors_save(&self->given, o->vectors, &self->error));
}

static void run_training(void *context)
{
	session *self = context;
	const options *o = self->options;
	if (!dictionary_read(&self->dictionary, &self->memory, o->wordnet, o->endings, &self->error) ||
			!read_treebanks(self))
		return;
	if (!get_vectors(self))
		return;
	vocabulary_build(&self->words, &self->memory, &self->dictionary.classes, &self->given, &self->bank);
	fprintf(stderr, "%zu tokens, %zu types with variants, %u vectors, %u words with classes\n",
		self->bank.tokens.count, self->words.words.count, (unsigned)self->words.key_count,
		(unsigned)self->dictionary.classes.count);
	lemma_learn(&self->lemmas, &self->memory, &self->dictionary, &self->bank);
	fprintf(stderr, "%zu exceptional lemmas\n", self->lemmas.entries.count);
	if (!learner_init(&self->network, &o->shape, self->words.key_count, self->words.unknown_row, (uint64_t)o->seed)) {
		error_set(&self->error, BEDE_ERROR_MEMORY, "out of memory");
		return;
	}
	self->network.options = o->learner;
	self->good = train(self) && model_write(o->out, &self->memory, &self->network, &self->words, &self->dictionary,
		&self->lemmas, &self->bank, &self->error);
	if (self->good) {
		char kept[4096];
		snprintf(kept, sizeof kept, "%s.pass", o->out);
		remove(kept);
	}
}

int main(int argc, char **argv)
{
	options o;
	if (!read_options(&o, argc, argv))
		return 2;
	if (o.check)
		return trainer_check_gradients() ? 0 : 1;
	if (o.score)
		return trainer_parse(o.model, o.score, NULL, true) ? 0 : 1;
	if (o.parse)
		return trainer_parse(o.model, o.parse, o.text_lexicon, false) ? 0 : 1;
	session self = {.options = &o};
	arena_init(&self.memory, 0);
	if (!arena_run(&self.memory, run_training, &self))
		error_set(&self.error, BEDE_ERROR_MEMORY, "out of memory");
	if (!self.good)
		fprintf(stderr, "syntax: %s%s%s\n", self.error.file, self.error.file[0] ? ": " : "", self.error.message);
	learner_clear(&self.network);
	arena_clear(&self.memory);
	return self.good ? 0 : 3;
}
