/*
 * name_snippet.h — little documents for the tests of `name`: lines by hand become tokens and trees, without the
 * tokenizer and the parser. A line a token, an empty line between sentences:
 *
 *     number form lemma UPOS XPOS head relation [+]        "+": no blank behind
 */
#ifndef BEDE_TEST_NAME_SNIPPET_H
#define BEDE_TEST_NAME_SNIPPET_H

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "name/name.h"

/* A lexicon of a few lines, in files of a folder of its own. */
static const char snippet_actors[] =
	"Russia\tRUS\t-\tGPE\n"
	"Russian; Russians\tRUS\t-\tNORP\t\t\t\tdemonym\n"
	"Moscow\tRUS\t-\tGPE\t\t\t\tcapital\n"
	"Ukraine\tUKR\t-\tGPE\n"
	"Ukrainian; Ukrainians\tUKR\t-\tNORP\t\t\t\tdemonym\n"
	"North Korea\tPRK\t-\tGPE\n"
	"North Korean; North Koreans\tPRK\t-\tNORP\t\t\t\tdemonym\n"
	"the North; North\tPRK\t-\tGPE\t\t\t\tshort\n"
	"South Korea\tKOR\t-\tGPE\n"
	"South Korean; South Koreans\tKOR\t-\tNORP\t\t\t\tdemonym\n"
	"Seoul\tKOR\t-\tGPE\t\t\t\tcapital\n"
	"United States; US*; U.S.\tUSA\t-\tGPE\n"
	"American; Americans\tUSA\t-\tNORP\t\t\t\tdemonym\n"
	"Jordan\tJOR\t-\tGPE\n"
	"United Nations; UN*\tUNO\t-\tORG\n"
	"Kim Jong Un; Kim Jong-un\tPRK\tGOV\tPERSON\t2011-12-17\t\tsupreme leader\t\town\tKim\n"
	"Vladimir Putin; Putin\tRUS\tGOV\tPERSON\t2012-05-07\t\tpresident\n"
	"Ada Example; Example\tUSA\tGOV\tPERSON\t2001-01-01\t2008-12-31\tpresident\n"
	"Union of Old\tRUS\t-\tGPE\t\t1991-12-25\n"
	"Georgia\tGEO\t-\tGPE\n"
	"Tbilisi\tGEO\t-\tGPE\t\t\t\tcapital\n"
	"Georgia\tUSA\t-\tGPE\t\t\t\tregion\n"
	"Kherson\tUKR\t-\tGPE\t\t\t\tregion\n"
	"Hamas\tPSE\tREB\tORG\n";
static const char snippet_agents[] =
	"troop; troops; soldier\tMIL\tperson\n"
	"force; forces\tMIL\tgroup\n"
	"police\tCOP\tperson\n"
	"government\tGOV\tbody\n"
	"official\tGOV\tperson\n"
	"president; minister; premier; foreign minister\tGOV\ttitle\n"
	"spokesman; leader; chairman; chief\t=\tperson\n"
	"commander\t=MIL\tperson\n"
	"team\t=CVL\tbody\n"
	"army\tMIL\tbody\n"
	"police officer\tCOP\tperson\n"
	"intelligence service; intelligence agency\tSPY\tbody\n"
	"expert\tEDU\tperson\n"
	"rebel\tREB\tperson\n"
	"fighter\tREB\tperson\n"
	"man; woman\tCVL\tperson\n"
	"country; nation\t-\tgroup\n"
	"side\t=\tgroup\n";
static const char snippet_words[] =
	"he\the;him;his;himself\nshe\tshe;her\nit\tit;its\nthey\tthey;them;their\nwe\twe;us;i\n"
	"relative\twho;which\npart\tdozen;some\ncountry\tcountry;nation\nside\tside\npair\ttwo;both\n"
	"definite\tthe;these\narticle\tthe;a\nformer\tformer\nplace\tin;at\norigin\tfrom;in;at;for\nof\tof\n"
	"foreign\tforeign\naligned\tloyal\nbased\tbased;flagged\nserve\tserve\nas\tas\nmale\tman\nfemale\twoman\n"
	"small\tof;the;de;van;der;al;bin;and\ncalendar\tmay\n"
	"speaker\twe;us;i\nus\twe;us\nparticle\tal\nchair\tchairman\nfor\tfor;against\narea\tcity;river;sea\n"
	"landform\tlake\nbuilding\tbridge\ninstitution\tcharity;university;association\noccasion\tcup\n"
	"peoples\tkurdish;american\ncompass\tlatin;northern\ncontinent\tamerican\nspot\tcity\nhonorific\tgen\n";

static char snippet_folder[] = "bede-name-XXXXXX";

static inline void snippet_file(const char *name, const char *content, size_t length)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", snippet_folder, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(content, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static inline void snippet_remove(const char *name)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", snippet_folder, name);
	unlink(path);
}

/* The finished lexicon; the builder is freed. */
static inline name_lexicon *snippet_finish(name_builder *builder, bede_error *error)
{
	name_lexicon *lexicon = name_builder_finish(builder, error);
	name_builder_free(builder);
	return lexicon;
}

/* Group set-up and tear-down: *state is the lexicon. */
static inline int snippet_open(void **state)
{
	bede_error error = {0};
	report problems = {0};
	if (!mkdtemp(snippet_folder))
		return -1;
	snippet_file("actors.tsv", snippet_actors, sizeof snippet_actors - 1);
	snippet_file("agents.tsv", snippet_agents, sizeof snippet_agents - 1);
	snippet_file("reference.tsv", snippet_words, sizeof snippet_words - 1);
	name_builder *builder = name_builder_new();
	if (!builder || !name_builder_load(builder, snippet_folder, "actors", &problems, &error))
		return -1;
	*state = snippet_finish(builder, &error);
	return !*state || problems.count;
}

static inline int snippet_close(void **state)
{
	name_lexicon_free(*state);
	snippet_remove("actors.tsv");
	snippet_remove("agents.tsv");
	snippet_remove("reference.tsv");
	return rmdir(snippet_folder);
}

typedef struct snippet {
	arena memory;
	document document;
	text text;
	syntax syntax;
	names names;
	VECTOR(token) tokens;
	VECTOR(sentence) sentences;
	VECTOR(node) nodes;
	strbuf bytes;
	const name_lexicon *lexicon;
	const char *source;
} snippet;

static inline slice snippet_column(slice row, int wanted)
{
	slice column = {0};
	for (int i = 0; i <= wanted; i++)
		if (!slice_split(&row, ' ', &column))
			return (slice){0};
	return column;
}

static inline void snippet_end_sentence(snippet *self)
{
	if (self->sentences.count == 0)
		return;
	sentence *last = &self->sentences.items[self->sentences.count - 1];
	last->count = (uint32_t)self->tokens.count - last->first;
	last->at.end = (uint32_t)self->bytes.length;
}

static inline void snippet_row(snippet *self, slice row)
{
	slice id = snippet_column(row, 0);
	long number, head = 0;
	if (!slice_to_long(id, &number))
		return;
	if (number == 1) {
		if (self->bytes.length)
			strbuf_add_char(&self->bytes, '\n');
		uint32_t at = (uint32_t)self->bytes.length;
		*VECTOR_PUSH(&self->memory, &self->sentences) = (sentence){.at = {at, at},
			.first = (uint32_t)self->tokens.count};
	}
	slice form = snippet_column(row, 1), lemma = snippet_column(row, 2), glue = snippet_column(row, 7);
	uint32_t start = (uint32_t)self->bytes.length;
	strbuf_add_slice(&self->bytes, form);
	bool space = !slice_is(glue, "+");
	*VECTOR_PUSH(&self->memory, &self->tokens) = (token){.at = {start, (uint32_t)self->bytes.length},
		.sentence = (uint32_t)self->sentences.count - 1, .space_after = space};
	if (space)
		strbuf_add_char(&self->bytes, ' ');
	slice_to_long(snippet_column(row, 5), &head);
	uint32_t first = self->sentences.items[self->sentences.count - 1].first;
	*VECTOR_PUSH(&self->memory, &self->nodes) = (node){.head = head ? (int32_t)(first + head - 1) : -1,
		.first_child = -1, .next_sibling = -1, .upos = (uint8_t)upos_from(snippet_column(row, 3)),
		.xpos = (uint8_t)xpos_from(snippet_column(row, 4)), .deprel = (uint8_t)deprel_from(snippet_column(row, 6)),
		.lemma = {arena_copy(&self->memory, lemma.at, lemma.length), lemma.length}};
}

static inline void snippet_build(void *context)
{
	snippet *self = context;
	slice rest = slice_of(self->source), row;
	while (slice_split(&rest, '\n', &row)) {
		if (row.length == 0)
			snippet_end_sentence(self);
		else
			snippet_row(self, row);
	}
	snippet_end_sentence(self);
	for (size_t i = self->nodes.count; i-- > 0;) {
		int32_t head = self->nodes.items[i].head;
		if (head < 0)
			continue;
		self->nodes.items[i].next_sibling = self->nodes.items[head].first_child;
		self->nodes.items[head].first_child = (int32_t)i;
	}
	self->text = (text){.bytes = arena_copy(&self->memory, self->bytes.bytes ? self->bytes.bytes : "",
		self->bytes.length), .tokens = self->tokens.items, .sentences = self->sentences.items,
		.token_count = (uint32_t)self->tokens.count, .sentence_count = (uint32_t)self->sentences.count};
	self->document.text = (slice){self->text.bytes, self->bytes.length};
	self->syntax = (syntax){.nodes = self->nodes.items, .count = self->text.token_count};
	name_read(self->lexicon, &self->document, &self->text, &self->syntax, &self->memory, &self->names);
}

/* Reads `lines` with the lexicon; `date` YYYY-MM-DD or NULL. */
static inline void snippet_read(snippet *self, const name_lexicon *lexicon, const char *lines, const char *date)
{
	*self = (snippet){.lexicon = lexicon, .source = lines};
	arena_init(&self->memory, 0);
	strbuf_init(&self->bytes);
	if (date)
		date_parse(slice_of(date), &self->document.date);
	assert_true(arena_run(&self->memory, snippet_build, self));
	strbuf_clear(&self->bytes);
}

static inline void snippet_clear(snippet *self)
{
	arena_clear(&self->memory);
}

/* The mention headed by the `nth` token (from 0) that reads `word`; NULL: none. */
static inline const mention *snippet_mention(const snippet *self, const char *word, int nth)
{
	for (uint32_t i = 0; i < self->text.token_count; i++)
		if (slice_is(text_form(&self->text, i), word) && nth-- == 0) {
			int32_t m = self->names.mention_headed[i];
			return m == MENTION_NONE ? NULL : &self->names.mentions[m];
		}
	return NULL;
}

/* Codes of its parties, "USAGOV KORGOV"; "" if there are none, "-" if it is no mention. */
static inline const char *snippet_codes(const snippet *self, const char *word, int nth)
{
	static char codes[256];
	const mention *found = snippet_mention(self, word, nth);
	codes[0] = '\0';
	if (!found)
		return "-";
	size_t length = 0;
	for (uint32_t p = 0; p < found->party_count; p++)
		length += (size_t)snprintf(codes + length, sizeof codes - length, "%s%s%s", p ? " " : "",
			found->parties[p].code.country, found->parties[p].code.sector);
	return codes;
}

/* The words that a mention covers. */
static inline slice snippet_words_of(const snippet *self, const mention *of)
{
	span at = span_join(self->text.tokens[of->first].at, self->text.tokens[of->end - 1].at);
	return (slice){self->text.bytes + at.start, at.end - at.start};
}

#endif
