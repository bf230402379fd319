/*
 * coreference.c — scores which mentions stand for one actor against the Entity column of GUM (doc/accuracy.md):
 *
 *     build/test/accuracy/coreference NAME [-t] [-v] FILE.conllu [GENRE…]
 *
 * Tokens and sentences are the treebank's, trees are Bede's own (-t: the treebank's). MUC, B³, CEAF-e (φ4) and their
 * mean, summed over documents as the reference scorer of CoNLL-2012 does. -v lists what differs.
 *
 * Prints a line "NAME.variant.measure,value" for each way to choose mentions and to compare them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline.h"

enum { MENTIONS_MOST = 8192, OPEN_MOST = 256, NOBODY = -1 };

/* Tokens of the document, end exclusive; `cluster` numbers what is meant. */
typedef struct coref_mention {
	uint32_t first, end, head;
	int cluster;
	bool actor;               /* gold: a person, an organisation or a place */
	int partner;              /* index of the other side's mention that is the same, NOBODY */
} coref_mention;

typedef struct side {
	coref_mention items[MENTIONS_MOST];
	int count, clusters;
} side;

/* Sums over documents. */
typedef struct measure {
	double right[2], all[2];  /* of precision, of recall */
} measure;

typedef struct variant {
	const char *name;
	bool actors_only, exact, singletons;
	measure muc, b_cubed, ceaf, mentions;
} variant;

/* The first is the one that is quoted. */
static variant variants[] = {
	{.name = "actors", .actors_only = true},
	{.name = "actors-exact", .actors_only = true, .exact = true},
	{.name = "actors-singletons", .actors_only = true, .singletons = true},
	{.name = "everything"},
};
enum { VARIANTS = sizeof variants / sizeof *variants };

static side gold, found;

static void *allocate(size_t count, size_t size)
{
	void *memory = calloc(count + 1, size);
	if (!memory) {
		fputs("coreference: out of memory\n", stderr);
		exit(3);
	}
	return memory;
}

/* ---- what GUM says ---- */

typedef struct open_mention {
	long id;
	int item;
} open_mention;

static slice column(slice row, unsigned number)
{
	slice part = {0};
	for (unsigned i = 0; i <= number; i++)
		if (!slice_split(&row, '\t', &part))
			return (slice){0};
	return part;
}

static slice entity_of(slice misc)
{
	slice part;
	while (slice_split(&misc, '|', &part))
		if (slice_starts(part, "Entity="))
			return (slice){part.at + 7, part.length - 7};
	return (slice){0};
}

/* "(12-person-giv:act-…" opens a mention, "12)" closes the one of this number that was opened last. */
static void read_brackets(slice marks, uint32_t token, open_mention *open, int *depth)
{
	for (size_t i = 0; i < marks.length;) {
		bool opens = marks.at[i] == '(';
		size_t start = i + opens;
		long id = 0;
		for (i = start; i < marks.length && marks.at[i] >= '0' && marks.at[i] <= '9'; i++)
			id = 10 * id + (marks.at[i] - '0');
		slice kind = {marks.at + i, marks.length - i};
		if (opens && gold.count < MENTIONS_MOST && *depth < OPEN_MOST) {
			open[(*depth)++] = (open_mention){id, gold.count};
			gold.items[gold.count++] = (coref_mention){.first = token, .cluster = (int)id, .actor =
				slice_starts(kind, "-person") || slice_starts(kind, "-organization") || slice_starts(kind, "-place")};
		}
		while (i < marks.length && marks.at[i] != '(' && marks.at[i] != ')')
			i++;
		if (i < marks.length && marks.at[i] == ')') {
			for (int d = *depth; d-- > 0;)
				if (open[d].id == id) {
					gold.items[open[d].item].end = token + 1;
					memmove(open + d, open + d + 1, (size_t)(--*depth - d) * sizeof *open);
					break;
				}
			i++;
		}
	}
}

/* Heads by the treebank's trees: the first word that something outside the mention governs. */
static void find_heads(const int32_t *heads)
{
	for (int i = 0; i < gold.count; i++) {
		coref_mention *m = &gold.items[i];
		if (m->end <= m->first)
			m->end = m->first + 1;
		m->head = m->first;
		for (uint32_t t = m->first; t < m->end; t++)
			if (heads[t] < (int32_t)m->first || heads[t] >= (int32_t)m->end) {
				m->head = t;
				break;
			}
	}
}

/* Reads the gold mentions; `bare`, if not NULL, gets the source without lemmas, classes and trees. */
static void read_gold(slice source, uint32_t words, strbuf *bare)
{
	int32_t *heads = allocate(words + 1, sizeof *heads);
	open_mention open[OPEN_MOST];
	int depth = 0;
	uint32_t token = 0, first = 0;
	slice line;
	gold.count = 0;
	while (slice_split(&source, '\n', &line)) {
		slice id = column(line, 0);
		long number, head;
		if (line.length == 0)
			first = token;
		bool word = slice_to_long(id, &number) && token < words;
		if (word) {
			heads[token] = slice_to_long(column(line, 6), &head) && head > 0 ? (int32_t)(first + head) - 1 : -1;
			read_brackets(entity_of(column(line, 9)), token, open, &depth);
			token++;
			slice form = column(line, 1);
			strbuf_print(bare, "%.*s\t%.*s\t_\t_\t_\t_\t_\t_\t_\t_\n", (int)id.length, id.at, (int)form.length, form.at);
		} else {
			strbuf_print(bare, "%.*s\n", (int)line.length, line.at);
		}
	}
	find_heads(heads);
	free(heads);
}

/* ---- what Bede says ---- */

/* A mention of several parties ("both countries") is one of the group, whichever words name it. */
static int cluster_of(const mention *from, int (*groups)[4], int *count, int base)
{
	int key[4] = {-1, -1, -1, -1};
	if (from->party_count <= 1)
		return (int)(from->party_count ? from->parties[0].entity : from->entity);
	for (uint32_t i = 0; i < from->party_count && i < 4; i++) {
		int k = (int)i, entity = (int)from->parties[i].entity;
		for (; k > 0 && key[k - 1] > entity; k--)
			key[k] = key[k - 1];
		key[k] = entity;
	}
	for (int i = 0; i < *count; i++)
		if (memcmp(groups[i], key, sizeof key) == 0)
			return base + i;
	memcpy(groups[*count], key, sizeof key);
	return base + (*count)++;
}

/* What GUM marks nowhere counts neither for nor against: adjectives ("Russian troops") and relative pronouns. */
static bool outside_guidelines(const reading *from, const mention *of)
{
	static const char *const relative[] = {"who", "whom", "whose", "which", "that"};
	bool out = from->syntax.nodes[of->head].upos == UPOS_ADJ;
	for (size_t i = 0; of->pronoun && i < sizeof relative / sizeof *relative; i++)
		out |= slice_equal_nocase(text_form(&from->text, of->head), slice_of(relative[i]));
	return out;
}

static void read_found(const reading *from)
{
	static int groups[MENTIONS_MOST][4];
	int group_count = 0;
	const names *names = &from->names;
	found.count = 0;
	for (uint32_t i = 0; i < names->count && found.count < MENTIONS_MOST; i++) {
		const mention *m = &names->mentions[i];
		if ((m->party_count == 0 && m->entity == ENTITY_UNKNOWN) || outside_guidelines(from, m))
			continue;
		found.items[found.count++] = (coref_mention){.first = m->first, .end = m->end, .head = m->head,
			.cluster = cluster_of(m, groups, &group_count, (int)names->entity_count)};
	}
}

/* ---- comparing ---- */

static int compare_clusters(const void *a, const void *b)
{
	const coref_mention *left = a, *right = b;
	if (left->cluster != right->cluster)
		return left->cluster < right->cluster ? -1 : 1;
	return left->first < right->first ? -1 : left->first > right->first;
}

/* Keeps the mentions that the variant asks for, and numbers the clusters anew. */
static void choose(const side *from, const variant *by, bool is_gold, side *out)
{
	out->count = out->clusters = 0;
	for (int i = 0; i < from->count; i++)
		if (!is_gold || !by->actors_only || from->items[i].actor)
			out->items[out->count++] = from->items[i];
	qsort(out->items, (size_t)out->count, sizeof *out->items, compare_clusters);
	int kept = 0;
	for (int i = 0; i < out->count;) {
		int end = i + 1;
		while (end < out->count && out->items[end].cluster == out->items[i].cluster)
			end++;
		for (int k = i; k < end && (by->singletons || end - i > 1); k++) {
			out->items[kept] = out->items[k];
			out->items[kept].partner = NOBODY;
			out->items[kept++].cluster = out->clusters;
		}
		out->clusters += by->singletons || end - i > 1;
		i = end;
	}
	out->count = kept;
}

static uint32_t difference(const coref_mention *a, const coref_mention *b)
{
	uint32_t first = a->first < b->first ? b->first - a->first : a->first - b->first;
	return first + (a->end < b->end ? b->end - a->end : a->end - b->end);
}

/* The same mention: the same span, or the same head; of several with one head, those whose spans are nearest. */
static void pair_mentions(side *key, side *response, bool exact)
{
	for (int i = 0; i < response->count; i++) {
		coref_mention *r = &response->items[i];
		int best = NOBODY;
		for (int k = 0; k < key->count; k++) {
			const coref_mention *g = &key->items[k];
			bool same = exact ? g->first == r->first && g->end == r->end : g->head == r->head;
			if (same && g->partner == NOBODY && (best < 0 || difference(g, r) < difference(&key->items[best], r)))
				best = k;
		}
		r->partner = best;
		if (best >= 0)
			key->items[best].partner = i;
	}
}

/* ---- the measures ---- */

/* Links of `of` that `by` has too: mentions less parts, a mention that `by` lacks being a part of its own. */
static void muc(const side *of, const side *by, double *right, double *all)
{
	static int seen[MENTIONS_MOST];
	for (int i = 0; i < MENTIONS_MOST; i++)
		seen[i] = -1;
	for (int i = 0; i < of->count;) {
		int end = i, parts = 0;
		for (; end < of->count && of->items[end].cluster == of->items[i].cluster; end++) {
			int partner = of->items[end].partner;
			int other = partner < 0 ? -1 : by->items[partner].cluster;
			parts += other < 0 || seen[other] != of->items[i].cluster;
			if (other >= 0)
				seen[other] = of->items[i].cluster;
		}
		*right += end - i - parts;
		*all += end - i - 1;
		i = end;
	}
}

static int *overlaps(const side *a, const side *b)
{
	int *table = allocate((size_t)a->clusters * (size_t)b->clusters, sizeof *table);
	for (int i = 0; i < a->count; i++)
		if (a->items[i].partner >= 0)
			table[a->items[i].cluster * b->clusters + b->items[a->items[i].partner].cluster]++;
	return table;
}

static void sizes(const side *self, int *out)
{
	memset(out, 0, sizeof(int) * MENTIONS_MOST);
	for (int i = 0; i < self->count; i++)
		out[self->items[i].cluster]++;
}

static int key_sizes[MENTIONS_MOST], response_sizes[MENTIONS_MOST];

static void b_cubed(const side *key, const side *response, const int *shared, measure *into)
{
	for (int k = 0; k < key->clusters; k++)
		for (int r = 0; r < response->clusters; r++) {
			double both = shared[k * response->clusters + r];
			into->right[0] += both * both / response_sizes[r];
			into->right[1] += both * both / key_sizes[k];
		}
	into->all[0] += response->count;
	into->all[1] += key->count;
}

/* Kuhn and Munkres with potentials, O(rows² · columns), rows ≤ columns; the greatest sum of weights. */
static double assignment(const double *weight, int rows, int columns)
{
	double *u = allocate((size_t)rows, sizeof *u), *v = allocate((size_t)columns, sizeof *v);
	double *least = allocate((size_t)columns, sizeof *least), sum = 0;
	int *row_of = allocate((size_t)columns, sizeof *row_of), *way = allocate((size_t)columns, sizeof *way);
	char *used = allocate((size_t)columns, 1);
	for (int row = 1; row <= rows; row++) {
		int column = 0;
		row_of[0] = row;
		for (int c = 0; c <= columns; c++) {
			least[c] = 1e9;
			used[c] = 0;
		}
		do {
			int here = row_of[column], next = 0;
			double delta = 1e9;
			used[column] = 1;
			for (int c = 1; c <= columns; c++) {
				if (used[c])
					continue;
				double cost = -weight[(here - 1) * columns + c - 1] - u[here] - v[c];
				if (cost < least[c]) {
					least[c] = cost;
					way[c] = column;
				}
				if (least[c] < delta) {
					delta = least[c];
					next = c;
				}
			}
			for (int c = 0; c <= columns; c++) {
				if (used[c]) {
					u[row_of[c]] += delta;
					v[c] -= delta;
				} else {
					least[c] -= delta;
				}
			}
			column = next;
		} while (row_of[column]);
		for (; column; column = way[column])
			row_of[column] = row_of[way[column]];
	}
	for (int c = 1; c <= columns; c++)
		if (row_of[c])
			sum += weight[(row_of[c] - 1) * columns + c - 1];
	free(u), free(v), free(least), free(row_of), free(way), free(used);
	return sum;
}

static void ceaf(const side *key, const side *response, const int *shared, measure *into)
{
	bool turned = key->clusters > response->clusters;
	int rows = turned ? response->clusters : key->clusters, columns = turned ? key->clusters : response->clusters;
	double *weight = allocate((size_t)rows * (size_t)columns, sizeof *weight);
	for (int k = 0; k < key->clusters; k++)
		for (int r = 0; r < response->clusters; r++)
			weight[turned ? r * columns + k : k * columns + r] = 2.0 * shared[k * response->clusters + r]
				/ (key_sizes[k] + response_sizes[r]);
	double best = assignment(weight, rows, columns);
	free(weight);
	into->right[0] += best;
	into->right[1] += best;
	into->all[0] += response->clusters;
	into->all[1] += key->clusters;
}

static void score(variant *by, bool verbose, const reading *from)
{
	static side key, response;
	choose(&gold, by, true, &key);
	choose(&found, by, false, &response);
	pair_mentions(&key, &response, by->exact);
	muc(&response, &key, &by->muc.right[0], &by->muc.all[0]);
	muc(&key, &response, &by->muc.right[1], &by->muc.all[1]);
	int *shared = overlaps(&key, &response);
	sizes(&key, key_sizes);
	sizes(&response, response_sizes);
	b_cubed(&key, &response, shared, &by->b_cubed);
	ceaf(&key, &response, shared, &by->ceaf);
	free(shared);
	for (int i = 0; i < response.count; i++)
		by->mentions.right[0] += response.items[i].partner >= 0;
	by->mentions.right[1] = by->mentions.right[0];
	by->mentions.all[0] += response.count;
	by->mentions.all[1] += key.count;
	for (int s = 0; s < 2 && verbose; s++) {
		const side *list = s ? &response : &key, *other = s ? &key : &response;
		for (int i = 0; i < list->count; i++) {
			const coref_mention *m = &list->items[i];
			span at = span_join(from->text.tokens[m->first].at, from->text.tokens[m->end - 1].at);
			int length = (int)(at.end - at.start);
			printf("%s %s %d %d %u %.*s\n", s ? "FOUND" : "GOLD", by->name, m->cluster,
				m->partner < 0 ? -1 : other->items[m->partner].cluster, m->head, length > 60 ? 60 : length,
				from->text.bytes + at.start);
		}
	}
}

/* ---- */

static double f1(const measure *self, double *precision, double *recall)
{
	double p = self->all[0] > 0 ? self->right[0] / self->all[0] : 0;
	double r = self->all[1] > 0 ? self->right[1] / self->all[1] : 0;
	*precision = p;
	*recall = r;
	return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

static void print_variant(const char *name, const variant *self)
{
	const struct { const char *name; const measure *of; } rows[] = {{"muc", &self->muc}, {"b3", &self->b_cubed},
		{"ceafe", &self->ceaf}, {"mentions", &self->mentions}};
	double p, r, sum = 0;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		double value = f1(rows[i].of, &p, &r);
		sum += i < 3 ? value : 0;
		printf("%s.%s.%s.precision,%.3f\n%s.%s.%s.recall,%.3f\n%s.%s.%s.f1,%.3f\n", name, self->name, rows[i].name, p,
			name, self->name, rows[i].name, r, name, self->name, rows[i].name, value);
	}
	printf("%s.%s.conll,%.3f\n", name, self->name, sum / 3);
}

/* Does the document belong to one of the genres? */
static bool wanted(const char *id, char **genres)
{
	if (!*genres)
		return true;
	for (; *genres; genres++)
		if (strstr(id, *genres))
			return true;
	return false;
}

static bool score_document(bede_coder *coder, const bede_document *document, bool trees, bool verbose,
	bede_error *error)
{
	strbuf bare = {0};
	bede_document copy = *document;
	/* No document has more words than lines. */
	uint32_t lines = 0;
	for (const char *c = document->conllu; *c; c++)
		lines += *c == '\n';
	read_gold(slice_of(document->conllu), lines + 1, &bare);
	strbuf_add_char(&bare, '\0');
	if (!trees && !bare.failed)
		copy.conllu = bare.bytes;
	bool done = !bare.failed && bede_coder_read(coder, &copy, error);
	if (done) {
		read_found(&coder->reading);
		if (verbose)
			printf("# %s\n", document->id);
		for (int i = 0; i < VARIANTS; i++)
			score(&variants[i], verbose && i == 0, &coder->reading);
	}
	strbuf_clear(&bare);
	return done;
}

int main(int argc, char **argv)
{
	bede_error error = {0};
	bool trees = false, verbose = false;
	int at = 2;
	for (; at < argc && argv[at][0] == '-'; at++) {
		trees |= strcmp(argv[at], "-t") == 0;
		verbose |= strcmp(argv[at], "-v") == 0;
	}
	if (argc < at + 1) {
		fputs("usage: coreference NAME [-t] [-v] FILE.conllu [GENRE…]\n", stderr);
		return 2;
	}
	bede_data *data = bede_data_open(&(bede_data_options){.data_dir = "."}, &error);
	bede_coder *coder = data ? bede_coder_new(data, NULL, &error) : NULL;
	bede_reader *reader = coder ? bede_reader_open(argv[at], &(bede_reader_options){.form = BEDE_FORM_CONLLU}, &error)
		: NULL;
	if (!reader) {
		fprintf(stderr, "coreference: %s\n", error.message);
		return 3;
	}
	for (bede_document *document; (document = bede_reader_next(reader, &error)) != NULL;) {
		if (wanted(document->id, argv + at + 1) && !score_document(coder, document, trees, verbose, &error)) {
			fprintf(stderr, "coreference: %s: %s\n", document->id, error.message);
			return 1;
		}
		bede_document_free(document);
	}
	for (int i = 0; i < VARIANTS; i++)
		print_variant(argv[1], &variants[i]);
	bede_reader_close(reader);
	bede_coder_free(coder);
	bede_data_close(data);
	return 0;
}
