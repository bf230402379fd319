/* trainer_parse.c — parsing a treebank's words with the program's own parser, for scoring. */
#include <stdio.h>
#include <time.h>

#include "syntax/syntax.h"
#include "trainer.h"
#include "treebank.h"

typedef struct job {
	arena memory;
	slice bytes;
	const syntax_model *model;       /* NULL: the words only */
	syntax_work *work;
	text_lexicon *lexicon;           /* of plain documents, else NULL */
	const bede_document *document;
	text text;
	syntax result;
	size_t tokens;
	double seconds;
	bool score;
	char *genres;                    /* of the treebank's documents that are wanted; NULL: all */
	treebank gold;
} job;

/* The words of the file as a text, a sentence a block. */
static void make_text(job *self)
{
	treebank_read(&self->gold, &self->memory, self->bytes, self->genres);
	const treebank bank = self->gold;
	text *to = &self->text;
	to->bytes = self->bytes.at;
	to->token_count = (uint32_t)bank.tokens.count;
	to->sentence_count = (uint32_t)bank.sentences.count;
	to->tokens = ARENA_ARRAY(&self->memory, bank.tokens.count, token);
	to->sentences = ARENA_ARRAY(&self->memory, bank.sentences.count, sentence);
	for (uint32_t i = 0; i < to->sentence_count; i++) {
		const bank_sentence *s = &bank.sentences.items[i];
		to->sentences[i] = (sentence){.first = s->first, .count = s->count};
		for (uint32_t j = s->first; j < s->first + s->count; j++) {
			slice form = bank.tokens.items[j].form;
			uint32_t start = (uint32_t)(form.at - self->bytes.at);
			to->tokens[j] = (token){.at = {start, start + (uint32_t)form.length}, .sentence = i};
		}
	}
}

static void print(const job *self)
{
	for (uint32_t i = 0; i < self->text.sentence_count; i++) {
		const sentence *s = &self->text.sentences[i];
		if (self->document && (s->count < 4 || s->count > 60))
			continue;
		for (uint32_t j = 0; j < s->count; j++) {
			slice form = text_form(&self->text, s->first + j);
			if (!self->model) {
				printf("%u\t%.*s\t_\t_\t_\t_\t_\t_\t_\t_\n", (unsigned)j + 1, (int)form.length, form.at);
				continue;
			}
			const node *n = &self->result.nodes[s->first + j];
			printf("%u\t%.*s\t%.*s\t%s\t%s\t_\t%d\t%s\t_\t_\n", (unsigned)j + 1, (int)form.length, form.at,
				(int)n->lemma.length, n->lemma.at, upos_name((upos)n->upos), xpos_name((xpos)n->xpos),
				n->head < 0 ? 0 : (int)(n->head - (int32_t)s->first + 1), deprel_name((deprel)n->deprel));
		}
		putchar('\n');
	}
}

/* Relations that events hang on. */
static const deprel scored[] = {DEPREL_NSUBJ, DEPREL_OBJ, DEPREL_OBL, DEPREL_NMOD, DEPREL_CCOMP, DEPREL_ADVCL,
	DEPREL_ACL, DEPREL_CONJ, DEPREL_APPOS};
enum { SCORED = sizeof scored / sizeof *scored };

typedef struct tally {
	size_t upos, xpos, lemma, uas, las;
	size_t given[SCORED], found[SCORED], right[SCORED];      /* of each relation, subtypes included */
} tally;

static slice without_subtype(uint8_t relation)
{
	slice name, rest = slice_of(deprel_name((deprel)relation));
	slice_split(&rest, ':', &name);
	return name;
}

static void count_word(tally *self, const bank_token *gold, const node *n, bool head)
{
	bool same = head && slice_equal(without_subtype(n->deprel), without_subtype(gold->deprel));
	self->upos += n->upos == gold->upos;
	self->xpos += n->xpos == gold->xpos;
	self->lemma += slice_equal(n->lemma, gold->lemma);
	self->uas += head;
	self->las += same;
	for (size_t i = 0; i < SCORED; i++) {
		bool given = deprel_is((deprel)gold->deprel, scored[i]);
		self->given[i] += given;
		self->found[i] += deprel_is((deprel)n->deprel, scored[i]);
		self->right[i] += given && same;
	}
}

/* Shares of words that are as in the file, in per cent; heads and relations without their subtypes, as CoNLL 2018; F1
 * of some relations, heads included. */
static void print_scores(const job *self)
{
	tally sum = {0};
	size_t count = self->gold.tokens.count;
	for (uint32_t i = 0; i < self->text.sentence_count; i++) {
		const sentence *s = &self->text.sentences[i];
		for (uint32_t j = s->first; j < s->first + s->count; j++) {
			const bank_token *gold = &self->gold.tokens.items[j];
			const node *n = &self->result.nodes[j];
			count_word(&sum, gold, n, (n->head < 0 ? -1 : n->head - (int32_t)s->first) == gold->head);
		}
	}
	double share = count ? 100.0 / (double)count : 0;
	printf("UPOS %.2f\nXPOS %.2f\nlemma %.2f\nUAS %.2f\nLAS %.2f\n", (double)sum.upos * share, (double)sum.xpos * share,
		(double)sum.lemma * share, (double)sum.uas * share, (double)sum.las * share);
	for (size_t i = 0; i < SCORED; i++) {
		size_t both = sum.given[i] + sum.found[i];
		printf("%s %.1f\n", deprel_name(scored[i]), both ? 200.0 * (double)sum.right[i] / (double)both : 0.0);
	}
}

static void run_job(void *context)
{
	job *self = context;
	struct timespec before, after;
	if (self->document) {
		document prepared = {0};
		if (!document_prepare(&prepared, &self->memory, self->document, NULL))
			return;
		text_split(self->lexicon, &prepared, &self->memory, &self->text);
	} else {
		make_text(self);
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
	if (self->model)
		syntax_parse(self->model, self->work, &self->text, &self->memory, &self->result);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
	self->seconds += (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) * 1e-9;
	self->tokens += self->text.token_count;
	if (self->score)
		print_scores(self);
	else
		print(self);
}

static bool parse_treebank(job *self, const char *path, bede_error *error)
{
	char name[4096];
	snprintf(name, sizeof name, "%s", path);
	if (self->score && (self->genres = strrchr(name, ':')) != NULL)
		*self->genres++ = '\0';
	file_map map;
	if (!file_map_open(&map, name, error))
		return false;
	self->bytes = (slice){map.bytes, map.length};
	bool good = arena_run(&self->memory, run_job, self);
	file_map_close(&map);
	return good;
}

static bool parse_documents(job *self, const char *path, const char *lexicon, bede_error *error)
{
	report problems = {0};
	self->lexicon = text_lexicon_open(lexicon, &problems, error);
	bede_reader *reader = self->lexicon ? bede_reader_open(path, NULL, error) : NULL;
	bede_document *next = NULL;
	bool good = reader != NULL;
	while (good && ((next = bede_reader_next(reader, error)) || error->code != BEDE_OK)) {
		self->document = next;
		good = !next || arena_run(&self->memory, run_job, self);
		arena_reset(&self->memory);
		bede_document_free(next);
	}
	bede_reader_close(reader);
	text_lexicon_close(self->lexicon);
	return good;
}

bool trainer_parse(const char *model, const char *path, const char *lexicon, bool score)
{
	bede_error error = {0};
	job self = {.score = score};
	bool good = false;
	syntax_model *opened = model ? syntax_model_open(model, &error) : NULL;
	self.model = opened;
	self.work = opened ? syntax_work_new(opened) : NULL;
	if (self.work || !model) {
		arena_init(&self.memory, 0);
		good = lexicon ? parse_documents(&self, path, lexicon, &error) : parse_treebank(&self, path, &error);
		arena_clear(&self.memory);
		if (model)
			fprintf(stderr, "%zu tokens, %.0f tokens/s\n", self.tokens, (double)self.tokens / self.seconds);
	}
	if (!good)
		fprintf(stderr, "syntax: %s\n", error.message[0] ? error.message : "out of memory");
	syntax_work_free(self.work);
	syntax_model_close(opened);
	return good;
}
