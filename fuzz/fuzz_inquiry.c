/*
 * fuzz_inquiry.c — questions to a store in memory, with any parameters: a line "question", then lines "name=value".
 * Each ends in an answer that is UTF-8, or in an error that says so and no answer.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "bede.h"
#include "scratch.h"

enum { MOST_PARAMETERS = 40 };

/* An event with everything, a pair of parties without one, and an event of a year between two parties. */
static const char RECORDS[] =
	"{\"id\":\"00000000000000a1\",\"doc_id\":\"d1\",\"date\":\"2024-03-01\",\"actor\":[{\"code\":\"RUS\",\"sector\":"
	"\"MIL\",\"entity_text\":\"troops\",\"start\":0,\"end\":6}],\"recipient\":[{\"code\":\"UKR\",\"sector\":null}],"
	"\"event\":[\"ASSAULT\"],\"mode\":[\"heavy-weapons\"],\"aux_mode\":[\"negation\"],\"context\":[\"military\"],"
	"\"certainty\":\"certain\",\"confidence\":0.5,\"attribution\":[{\"source\":{\"code\":null,\"sector\":\"JRN\","
	"\"entity_text\":\"AFP\"},\"cue\":\"said\",\"kind\":\"denial\"}],\"quantity\":[{\"min\":3,\"max\":4,\"role\":"
	"\"dead\",\"text\":\"3\",\"start\":20,\"end\":21}],\"event_loc\":{\"extracted_place\":\"Kyiv\",\"resolved_place\":"
	"\"Kyiv\",\"lat\":50.4,\"lon\":30.5,\"country\":\"Ukraine\",\"country_code\":\"UKR\",\"resolution\":4},"
	"\"event_text\":\"shelled\",\"event_span\":{\"start\":8,\"end\":15},\"text_info\":{\"sequence\":1,\"start\":0,"
	"\"end\":30},\"cite_info\":{\"publication\":\"Wire\",\"date\":\"2024-03-02\"}}\n"
	"{\"id\":\"00000000000000a2\",\"doc_id\":\"d2\",\"event\":[],\"actor\":[],\"recipient\":[]}\n"
	"{\"id\":\"00000000000000a3\",\"doc_id\":\"d3\",\"event\":[\"CONSULT\"],\"actor\":[{\"code\":\"USA\"},{\"code\":"
	"\"CHN\",\"sector\":\"GOV\"}],\"recipient\":[],\"date\":\"2023-01-01\",\"enddate\":\"2023-12-31\",\"confidence\":"
	"0.9,\"event_loc\":{\"extracted_place\":\"China\",\"resolved_place\":\"China\",\"country\":\"China\","
	"\"country_code\":\"CHN\",\"resolution\":1}}\n";

static bede_snapshot *snapshot;
static char store_path[640];

static void close_store(void)
{
	static const char *const endings[] = {"", "-wal", "-shm"};
	bede_snapshot_free(snapshot);
	for (int i = 0; i < 3; i++) {
		char path[704];
		snprintf(path, sizeof path, "%s%s", store_path, endings[i]);
		unlink(path);
	}
}

static void open_store(void)
{
	bede_error error = {0};
	snprintf(store_path, sizeof store_path, "%s/asked.db", scratch_folder());
	const char *records = scratch_file("records.jsonl", (const uint8_t *)RECORDS, sizeof RECORDS - 1);
	bede_store *store = bede_store_open(store_path, &(bede_store_options){.mode = BEDE_STORE_CREATE}, &error);
	bool made = store && bede_store_import(store, records, NULL, NULL, NULL, &error)
		&& bede_store_link(store, &error);
	bede_store_close(store);
	snapshot = made ? bede_snapshot_open(store_path, &error) : NULL;
	if (!snapshot) {
		fprintf(stderr, "%s\n", error.message);
		exit(1);
	}
	atexit(close_store);
}

static bool check_piece(void *context, const char *bytes, size_t length)
{
	size_t *total = context;
	*total += length;
	if (utf8_count_invalid(bytes, length)) {
		fprintf(stderr, "an answer is no UTF-8\n");
		abort();
	}
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	bede_parameter parameters[MOST_PARAMETERS];
	bede_error error = {0};
	size_t count = 0, total = 0;
	char *text = malloc(length + 1), *rest = NULL;
	if (!snapshot)
		open_store();
	if (!text)
		return 0;
	memcpy(text, bytes, length);
	text[length] = '\0';
	char *question = strtok_r(text, "\n", &rest);
	for (char *line; count < MOST_PARAMETERS && (line = strtok_r(NULL, "\n", &rest));) {
		char *equals = strchr(line, '=');
		if (equals)
			*equals = '\0';
		parameters[count++] = (bede_parameter){line, equals ? equals + 1 : NULL};
	}
	bool done = bede_snapshot_ask(snapshot, question, parameters, count, check_piece, &total, &error);
	if (done != (error.code == BEDE_OK) || (!done && (total || !*error.message))
			|| utf8_count_invalid(error.message, strlen(error.message)) || (!done && error.code != BEDE_ERROR_USAGE
				&& error.code != BEDE_ERROR_INPUT)) {
		fprintf(stderr, "%s with code %d: %s\n", done ? "an answer" : "an error", (int)error.code, error.message);
		abort();
	}
	free(text);
	return 0;
}
