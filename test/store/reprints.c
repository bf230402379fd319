/*
 * reprints.c — reprints of reports of our own are found: 200 reports of made-up words, and a reprint of each with 30 %
 * of its words changed, and cut, reordered or with a new lead. The pairs that are found must have an F1 of .95.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus.h"
#include "reprint.h"

enum { REPORTS = 200, PERCENT = 30 };

/* A word of two or three syllables; a few thousand of them, the first ones more often, as in any language. */
static size_t add_word(char *out, size_t room, unsigned *state, bool is_first)
{
	static const char *const syllables[] = {
		"ba", "den", "ko", "lim", "ra", "tos", "ve", "min", "sal", "por", "ge", "nu", "fik", "ha", "wor", "jel", "cu", "dri",
	};
	unsigned rank = corpus_random(state, 76) * corpus_random(state, 76);
	unsigned a = rank % 18, b = rank / 18 % 18, c = rank / 324 % 18;
	bool is_name = corpus_random(state, 4) == 0 || is_first;
	size_t length = (size_t)snprintf(out, room, "%s%s%s", syllables[a], syllables[b], rank > 324 ? syllables[c] : "");
	if (is_name)
		out[0] = (char)(out[0] - 'a' + 'A');
	return length;
}

static void write_report(char *out, size_t room, unsigned *state)
{
	size_t length = 0;
	for (unsigned sentence = 0; sentence < 24; sentence++) {
		unsigned words = 10 + corpus_random(state, 12);
		for (unsigned i = 0; i < words && length + 40 < room; i++) {
			length += add_word(out + length, room - length, state, i == 0);
			length += (size_t)snprintf(out + length, room - length, i + 1 < words ? " " : ". ");
		}
	}
}

static bool add(const corpus *corpus, bede_store *store, const char *id, const char *text, bede_error *error)
{
	bede_buffer parcel = {0};
	bede_document document = {.id = id, .text = text, .text_length = strlen(text), .date = "2024-11-21"};
	bool done = bede_coder_read(corpus->coder, &document, error)
		&& bede_store_pack(store, corpus->coder, &document, &parcel, error) && bede_store_add(store, &parcel, error);
	bede_buffer_free(&parcel);
	return done;
}

static bool take(void *context, const char *bytes, size_t length)
{
	char *out = context;
	snprintf(out, 256, "%.*s", (int)(length < 200 ? length : 200), bytes);
	return true;
}

int main(void)
{
	static char texts[REPORTS][8192];
	corpus corpus;
	bede_error error = {0};
	unsigned state = 3;
	char path[512], answer[256] = "";
	const char *build = getenv("BUILD");
	snprintf(path, sizeof path, "%s/check-reprints.db", build ? build : "build");
	corpus_remove(path);
	if (!corpus_open(&corpus, 0))
		return 1;
	bede_store *store = bede_store_open(path, &(bede_store_options){.mode = BEDE_STORE_CREATE}, &error);
	bool done = store && bede_store_begin(store, corpus.data, NULL, &error);
	for (unsigned i = 0; i < REPORTS; i++)
		write_report(texts[i], sizeof texts[i], &state);
	for (unsigned i = 0; done && i < REPORTS; i++) {
		char id[32];
		snprintf(id, sizeof id, "%u", i);
		char *again = reprint_text(texts[i], texts[(i * 7 + 13) % REPORTS], (reprint_kind)(i % REPRINT_KINDS), PERCENT,
			&state);
		done = again && add(&corpus, store, id, texts[i], &error);
		snprintf(id, sizeof id, "%u again", i);
		done = done && add(&corpus, store, id, again, &error);
		free(again);
	}
	done = done && bede_store_finish(store, &error) && bede_store_link(store, &error)
		&& bede_store_sql(store, "WITH groups AS (SELECT document_id, ifnull(original_id, document_id) AS grp"
		" FROM documents LEFT JOIN reprints USING (document_id)) SELECT count(*) AS found, sum(replace(a.id, ' again', '') ="
		" replace(b.id, ' again', '')) AS right FROM groups x JOIN groups y ON x.grp = y.grp AND x.document_id <"
		" y.document_id JOIN documents a ON a.document_id = x.document_id JOIN documents b ON b.document_id ="
		" y.document_id", &(bede_write_options){.format = BEDE_TSV}, take, answer, &error);
	bede_store_close(store);
	corpus_close(&corpus);
	corpus_remove(path);
	if (!done) {
		printf("FAILED: %s\n", error.message);
		return 1;
	}
	double found = 0, right = 0;
	sscanf(strchr(answer, '\n') + 1, "%lf\t%lf", &found, &right);
	double f1 = 2 * right / (found + REPORTS);
	printf("%d pairs, %.0f found, %.0f of them right: F1 %.3f\n", REPORTS, found, right, f1);
	printf("%d passed, %d failed\n", f1 >= 0.95, f1 < 0.95);
	return f1 < 0.95;
}
