/*
 * links.c — how well records of one event are joined, and reprints found.
 *
 *     links ecbplus FOLDER tune|dev     ECB+: B³ over the records whose trigger is one of its action mentions
 *     links ecbplus FOLDER tune|dev imported      the same over the records alone, imported without the reports' text
 *     links reprints FILE PERCENT       2,000 reports: the first 1,000 of a JSON Lines file, and a reprint of each with
 *                                       PERCENT of its words changed, and cut, reordered or with a new lead
 *
 * Prints NAME,FIGURE lines. ECB+ (Cybulska and Vossen 2014): topics 1 to 35, of which 2, 5, 12, 18, 21, 23, 34 and 35
 * are kept for development; only the sentences of its list count.
 */
#include <ctype.h>
#include <dirent.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../store/reprint.h"
#include "bede.h"

enum { MOST_TOKENS = 20000, MOST_MENTIONS = 4000, MOST_RECORDS = 100000 };

static void fail(const char *what, const bede_error *error)
{
	fprintf(stderr, "links: %s%s%s\n", what, error ? ": " : "", error ? error->message : "");
	exit(1);
}

/* ---- a store that documents go into ---- */

typedef struct coding {
	bede_data *data;
	bede_coder *coder;
	bede_store *store;
	char path[64];
} coding;

static void start(coding *self)
{
	bede_error error = {0};
	snprintf(self->path, sizeof self->path, "/tmp/bede-links-XXXXXX");
	int file = mkstemp(self->path);
	if (file < 0)
		fail("no temporary file", NULL);
	close(file);
	self->data = bede_data_open(&(bede_data_options){.data_dir = "."}, &error);
	self->coder = self->data ? bede_coder_new(self->data, NULL, &error) : NULL;
	self->store = self->coder ? bede_store_open(self->path, &(bede_store_options){.mode = BEDE_STORE_CREATE}, &error)
		: NULL;
	if (!self->store || !bede_store_begin(self->store, self->data, NULL, &error))
		fail("cannot begin", &error);
}

static void add(coding *self, const char *id, const char *text, const char *date)
{
	bede_error error = {0};
	bede_buffer parcel = {0};
	bede_document document = {.id = id, .text = text, .text_length = strlen(text), .date = date};
	if (bede_coder_read(self->coder, &document, &error)
			&& !(bede_store_pack(self->store, self->coder, &document, &parcel, &error)
			&& bede_store_add(self->store, &parcel, &error)))
		fail("cannot store", &error);
	bede_buffer_free(&parcel);
}

static bool gather(void *context, const char *bytes, size_t length)
{
	bede_buffer *out = context;
	char *grown = realloc(out->bytes, out->length + length + 1);
	if (!grown)
		return false;
	memcpy(grown + out->length, bytes, length);
	out->bytes = grown;
	out->length += length;
	grown[out->length] = '\0';
	return true;
}

static bool write_piece(void *context, const char *bytes, size_t length)
{
	return fwrite(bytes, 1, length, context) == length;
}

/* Another store, into which only the records of this one are put. */
static void import_only(coding *self)
{
	bede_error error = {0};
	char records[80];
	snprintf(records, sizeof records, "%s.jsonl", self->path);
	FILE *file = fopen(records, "w");
	if (!file || !bede_store_records(self->store, NULL, &(bede_write_options){.format = BEDE_JSONL}, write_piece, file,
			&error) || fclose(file) != 0)
		fail("cannot write records", &error);
	bede_store_close(self->store);
	unlink(self->path);
	self->store = bede_store_open(self->path, &(bede_store_options){.mode = BEDE_STORE_CREATE}, &error);
	if (!self->store || !bede_store_import(self->store, records, NULL, NULL, NULL, &error))
		fail("cannot import", &error);
	unlink(records);
}

static bool without_text;

/* Links, and gives the rows of the query as TSV without its header. */
static char *finish(coding *self, const char *sql)
{
	bede_error error = {0};
	bede_buffer out = {0};
	if (!bede_store_finish(self->store, &error))
		fail("cannot finish", &error);
	if (without_text)
		import_only(self);
	if (!bede_store_link(self->store, &error)
			|| !bede_store_sql(self->store, sql, &(bede_write_options){.format = BEDE_TSV}, gather, &out, &error))
		fail("cannot link", &error);
	bede_store_close(self->store);
	bede_coder_free(self->coder);
	bede_data_close(self->data);
	unlink(self->path);
	char *rows = strchr(out.bytes, '\n');
	return rows ? rows + 1 : out.bytes;
}

/* ---- ECB+ ---- */

typedef struct mention {
	char document[40], chain[48];
	unsigned start;            /* character in the document */
} mention;

static mention *mentions;
static size_t mention_count, mention_room;

/* "<token t_id="1" sentence="0" …": the value of an attribute; "" if it has none. */
static void attribute(const char *line, const char *name, char *out, size_t room)
{
	char wanted[32];
	snprintf(wanted, sizeof wanted, " %s=\"", name);
	const char *at = strstr(line, wanted);
	out[0] = '\0';
	if (at) {
		at += strlen(wanted);
		snprintf(out, room, "%.*s", (int)strcspn(at, "\""), at);
	}
}

static void unescape(char *text)
{
	static const char *const entities[][2] = {
		{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"},
	};
	for (size_t i = 0; i < 5; i++)
		for (char *at; (at = strstr(text, entities[i][0]));) {
			at[0] = entities[i][1][0];
			memmove(at + 1, at + strlen(entities[i][0]), strlen(at + strlen(entities[i][0])) + 1);
			if (i == 0)
				break;
		}
}

typedef struct ecb_token {
	unsigned start, sentence;
} ecb_token;

typedef struct ecb_mention {
	char id[16], chain[48];
	unsigned tokens[12];
	size_t count;
} ecb_mention;

static bool clings(const char *word)
{
	return strchr(".,;:!?%)]", word[0]) || strcmp(word, "n't") == 0
		|| (word[0] == '\'' && islower((unsigned char)word[1]));
}

static unsigned characters(const char *text)
{
	unsigned count = 0;
	for (; *text; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}

static bool *sentences_that_count(const char *folder, const char *topic, const char *file)
{
	static bool counts[1000];
	char path[4200], line[256];
	snprintf(path, sizeof path, "%s/ECBplus_coreference_sentences.csv", folder);
	FILE *list = fopen(path, "r");
	if (!list)
		fail("no list of sentences", NULL);
	memset(counts, 0, sizeof counts);
	while (fgets(line, sizeof line, list)) {
		char a[32], b[64];
		unsigned number;
		if (sscanf(line, "%31[^,],%63[^,],%u", a, b, &number) == 3 && strcmp(a, topic) == 0 && strcmp(b, file) == 0
				&& number < 1000)
			counts[number] = true;
	}
	fclose(list);
	return counts;
}

static void read_document(coding *self, const char *folder, const char *topic, const char *name)
{
	static ecb_token tokens[MOST_TOKENS];
	static ecb_mention found[MOST_MENTIONS];
	static char text[1 << 20];
	char path[4400], line[4096], document[40], file[64], value[64], chain[48] = "";
	size_t count = 0, length = 0, point = 0;
	unsigned last = UINT_MAX;
	snprintf(path, sizeof path, "%s/%s/%s", folder, topic, name);
	snprintf(document, sizeof document, "%.*s", (int)(strlen(name) - 4), name);
	snprintf(file, sizeof file, "%s", strchr(document, '_') + 1);
	bool *wanted = sentences_that_count(folder, topic, file), open = false, of_chain = false;
	bool has_address = strstr(file, "plus") != NULL;
	FILE *in = fopen(path, "r");
	if (!in)
		fail(path, NULL);
	text[0] = '\0';
	memset(tokens, 0, sizeof tokens);
	while (fgets(line, sizeof line, in)) {
		if (strncmp(line, "<token ", 7) == 0) {
			attribute(line, "t_id", value, sizeof value);
			unsigned id = (unsigned)atoi(value);
			attribute(line, "sentence", value, sizeof value);
			unsigned sentence = (unsigned)atoi(value);
			char *word = strchr(line, '>') + 1;
			word[strcspn(word, "<\n")] = '\0';
			unescape(word);
			if ((has_address && sentence == 0) || id >= MOST_TOKENS || length + strlen(word) + 4 > sizeof text)
				continue;
			if (length && sentence != last && !strchr(".!?\"'", text[length - 1]))
				length += (size_t)snprintf(text + length, 4, "\n\n"), point += 2;
			else if (length && (sentence != last || (!clings(word) && !strchr("([$`", text[length - 1]))))
				length += (size_t)snprintf(text + length, 4, " "), point++;
			tokens[id] = (ecb_token){(unsigned)point + 1, sentence};
			length += (size_t)snprintf(text + length, sizeof text - length, "%s", word);
			point += characters(word);
			last = sentence;
		} else if ((strncmp(line, "<ACTION_", 8) == 0 || strncmp(line, "<NEG_ACTION_", 12) == 0)
				&& !strstr(line, "/>") && count < MOST_MENTIONS) {
			found[count] = (ecb_mention){.count = 0};
			attribute(line, "m_id", found[count].id, sizeof found[count].id);
			attribute(line, "m_id", value, sizeof value);
			snprintf(found[count].chain, sizeof found[count].chain, "%.20s/%.10s", document, value);
			count++;
			open = true;
		} else if (open && strstr(line, "<token_anchor ")) {
			attribute(strstr(line, "<token_anchor "), "t_id", value, sizeof value);
			if (found[count - 1].count < 12)
				found[count - 1].tokens[found[count - 1].count++] = (unsigned)atoi(value);
		} else if (line[0] == '<' && line[1] == '/') {
			open = of_chain = false;
		} else if (strncmp(line, "<CROSS_DOC_COREF ", 17) == 0 || strncmp(line, "<INTRA_DOC_COREF ", 17) == 0) {
			char id[32];
			attribute(line, line[1] == 'C' ? "note" : "r_id", id, sizeof id);
			snprintf(chain, sizeof chain, "%.10s%.32s", line[1] == 'C' ? "" : document, id);
			of_chain = true;
		} else if (of_chain && strstr(line, "<source ")) {
			attribute(strstr(line, "<source "), "m_id", value, sizeof value);
			for (size_t i = 0; i < count; i++)
				if (strcmp(found[i].id, value) == 0)
					snprintf(found[i].chain, sizeof found[i].chain, "%s", chain);
		}
	}
	fclose(in);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < found[i].count; k++) {
			ecb_token token = found[i].tokens[k] < MOST_TOKENS ? tokens[found[i].tokens[k]] : (ecb_token){0, 0};
			if (!token.start || token.sentence >= 1000 || !wanted[token.sentence])
				continue;
			if (mention_count == mention_room) {
				mention_room = mention_room ? 2 * mention_room : 1024;
				mentions = realloc(mentions, mention_room * sizeof *mentions);
				if (!mentions)
					fail("out of memory", NULL);
			}
			mention *one = &mentions[mention_count++];
			snprintf(one->document, sizeof one->document, "%s", document);
			snprintf(one->chain, sizeof one->chain, "%s", found[i].chain);
			one->start = token.start - 1;
		}
	if (length)
		add(self, document, text, NULL);
}

static bool is_dev(int topic)
{
	static const int dev[] = {2, 5, 12, 18, 21, 23, 34, 35};
	for (size_t i = 0; i < sizeof dev / sizeof *dev; i++)
		if (dev[i] == topic)
			return true;
	return false;
}

/* ---- scores ---- */

typedef struct scored {
	const char *chain;
	char link[24], by_lemma[96], alone[24];
} scored;

static double b_cubed(const scored *all, size_t count, size_t offset)
{
	double precision = 0, recall = 0;
	for (size_t i = 0; i < count; i++) {
		unsigned both = 0, of_chain = 0, of_group = 0;
		for (size_t j = 0; j < count; j++) {
			bool chain = strcmp(all[i].chain, all[j].chain) == 0;
			bool group = strcmp((const char *)&all[i] + offset, (const char *)&all[j] + offset) == 0;
			of_chain += chain;
			of_group += group;
			both += chain && group;
		}
		precision += (double)both / of_group;
		recall += (double)both / of_chain;
	}
	return count ? 2 * precision * recall / (precision + recall) / (double)count : 0;
}

static void score_ecbplus(const char *folder, const char *part)
{
	coding self;
	size_t count = 0;
	start(&self);
	for (int topic = 1; topic <= 35; topic++) {
		char path[4300], name[16];
		struct dirent **files;
		if (is_dev(topic) != (strcmp(part, "dev") == 0))
			continue;
		snprintf(name, sizeof name, "%d", topic);
		snprintf(path, sizeof path, "%s/%s", folder, name);
		int found = scandir(path, &files, NULL, alphasort);
		for (int i = 0; i < found; i++) {
			if (strstr(files[i]->d_name, ".xml"))
				read_document(&self, folder, name, files[i]->d_name);
			free(files[i]);
		}
		if (found >= 0)
			free(files);
	}
	char *row = finish(&self, "SELECT d.id, event_start, lemma, e.id, r.record_id FROM records r"
		" JOIN documents d USING (document_id) JOIN links USING (record_id) JOIN events e USING (event_id)"
		" ORDER BY d.id, event_start");
	scored *all = calloc(MOST_RECORDS, sizeof *all);
	for (; all && *row; row = strchr(row, '\n') + 1) {
		char document[40], lemma[64], link[24], id[24];
		unsigned at;
		if (sscanf(row, "%39[^\t]\t%u\t%63[^\t]\t%23[^\t]\t%23[^\n]", document, &at, lemma, link, id) != 5)
			continue;
		for (size_t i = 0; i < mention_count && count < MOST_RECORDS; i++)
			if (mentions[i].start == at && strcmp(mentions[i].document, document) == 0) {
				scored *one = &all[count++];
				one->chain = mentions[i].chain;
				snprintf(one->link, sizeof one->link, "%s", link);
				snprintf(one->alone, sizeof one->alone, "%s", id);
				snprintf(one->by_lemma, sizeof one->by_lemma, "%.*s %s", (int)strcspn(document, "_"), document, lemma);
				break;
			}
	}
	if (!all || count == 0)
		fail("no record on a mention", NULL);
	printf("ecbplus_%s.records,%zu\n", part, count);
	printf("ecbplus_%s.b_cubed,%.3f\n", part, b_cubed(all, count, offsetof(scored, link)));
	printf("ecbplus_%s.same_lemma,%.3f\n", part, b_cubed(all, count, offsetof(scored, by_lemma)));
	printf("ecbplus_%s.alone,%.3f\n", part, b_cubed(all, count, offsetof(scored, alone)));
}

/* ---- reprints ---- */

enum { ORIGINALS = 1000 };

static void score_reprints(const char *path, unsigned percent)
{
	static char *texts[ORIGINALS], *dates[ORIGINALS];
	coding self;
	bede_error error = {0};
	bede_reader *reader = bede_reader_open(path, NULL, &error);
	size_t count = 0;
	unsigned state = 1;
	if (!reader)
		fail("no reports", &error);
	start(&self);
	for (bede_document *document; count < ORIGINALS && (document = bede_reader_next(reader, &error));) {
		if (document->text_length > 500) {
			texts[count] = strndup(document->text, document->text_length);
			dates[count++] = strdup(document->date ? document->date : "2024-01-01");
		}
		bede_document_free(document);
	}
	bede_reader_close(reader);
	for (size_t i = 0; i < count; i++) {
		char id[32];
		snprintf(id, sizeof id, "%zu", i);
		add(&self, id, texts[i], dates[i]);
		snprintf(id, sizeof id, "%zu again", i);
		char *again = reprint_text(texts[i], texts[(i * 7 + 13) % count], (reprint_kind)(i % REPRINT_KINDS), percent, &state);
		add(&self, id, again, dates[i]);
		free(again);
	}
	/* Pairs of one group, and those of them that are a report and its reprint. */
	char *row = finish(&self, "WITH groups AS (SELECT document_id, ifnull(original_id, document_id) AS grp FROM documents"
		" LEFT JOIN reprints USING (document_id)) SELECT count(*), sum(replace(a.id, ' again', '') ="
		" replace(b.id, ' again', '')) FROM groups x JOIN groups y ON x.grp = y.grp AND x.document_id < y.document_id"
		" JOIN documents a ON a.document_id = x.document_id JOIN documents b ON b.document_id = y.document_id");
	double found = atof(row), right = atof(strchr(row, '\t') + 1);
	double precision = found ? right / found : 0, recall = right / (double)count;
	printf("reprints_%u.reports,%zu\n", percent, 2 * count);
	printf("reprints_%u.precision,%.3f\n", percent, precision);
	printf("reprints_%u.recall,%.3f\n", percent, recall);
	printf("reprints_%u.f1,%.3f\n", percent, right ? 2 * precision * recall / (precision + recall) : 0);
}

int main(int count, char **arguments)
{
	without_text = count == 5 && strcmp(arguments[4], "imported") == 0;
	if ((count == 4 || without_text) && strcmp(arguments[1], "ecbplus") == 0)
		score_ecbplus(arguments[2], arguments[3]);
	else if (count == 4 && strcmp(arguments[1], "reprints") == 0)
		score_reprints(arguments[2], (unsigned)atoi(arguments[3]));
	else
		fail("links ecbplus FOLDER tune|dev [imported], or links reprints FILE PERCENT", NULL);
	return 0;
}
