/*
 * unpolitical.c — how many records come from reports that have next to no political words:
 *
 *     build/test/accuracy/unpolitical words.txt reports.jsonl [--list]
 *
 * Takes the first 200 reports whose title and text hold at most seven of the words, in the order of the file, and codes
 * them with the default cut. Prints "unpolitical.measure,value"; --list prints each record's report, type and words.
 * The list of words is no part of the lexicon, so the selection does not depend on what is measured.
 */
#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bede.h"

enum { WORDS_MOST = 1024, REPORTS = 200, POLITICAL_MOST = 7, LENGTH = 32 };

typedef struct word {
	char text[LENGTH];        /* lower case; '_' for a blank: "white_house" */
	bool prefix;
} word;

static word list[WORDS_MOST];
static size_t list_count;

static void load_words(const char *path)
{
	FILE *file = fopen(path, "r");
	char line[512];

	if (!file) {
		fprintf(stderr, "unpolitical: cannot open '%s'\n", path);
		exit(3);
	}
	while (fgets(line, sizeof line, file)) {
		if (line[0] == '#')
			continue;
		for (char *rest = NULL, *at = strtok_r(line, " \n", &rest); at; at = strtok_r(NULL, " \n", &rest)) {
			size_t length = strlen(at);
			if (length >= LENGTH || list_count == WORDS_MOST) {
				fprintf(stderr, "unpolitical: '%s' is too long, or one word too many\n", at);
				exit(3);
			}
			word *w = &list[list_count++];
			memcpy(w->text, at, length + 1);
			w->prefix = at[length - 1] == '*';
			if (w->prefix)
				w->text[length - 1] = '\0';
		}
	}
	fclose(file);
}

static bool is_listed(const char *candidate)
{
	bool two = strchr(candidate, '_') != NULL;

	for (size_t i = 0; i < list_count; i++) {
		size_t length = strlen(list[i].text);
		if ((strchr(list[i].text, '_') != NULL) == two && strncmp(candidate, list[i].text, length) == 0
			&& (list[i].prefix || !candidate[length]))
			return true;
	}
	return false;
}

/* Runs of ASCII letters are words; each counts alone and together with the one before it. */
static unsigned count_political(const char *text)
{
	char pair[2 * LENGTH + 2] = "", *now;
	unsigned found = 0;

	for (const char *at = text; *at;) {
		size_t length = 0;
		while (isalpha((unsigned char)at[length]))
			length++;
		if (!length) {
			at++;
			continue;
		}
		if (length < LENGTH) {
			char *blank = strrchr(pair, '_');
			if (blank)
				memmove(pair, blank + 1, strlen(blank + 1) + 1);
			if (pair[0])
				strcat(pair, "_");
			now = pair + strlen(pair);
			for (size_t i = 0; i < length; i++)
				now[i] = (char)tolower((unsigned char)at[i]);
			now[length] = '\0';
			found += is_listed(now) || (now != pair && is_listed(pair));
		} else {
			pair[0] = '\0';
		}
		at += length;
	}
	return found;
}

static const char *text_of(const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value ? value : "";
}

int main(int argc, char **argv)
{
	json_error_t problem;
	bede_error error;
	unsigned taken = 0, coded = 0, silent = 0;
	bool listing = argc == 4 && strcmp(argv[3], "--list") == 0;

	if (argc < 3 || (argc == 4 && !listing) || argc > 4) {
		fputs("usage: unpolitical words.txt reports.jsonl [--list]\n", stderr);
		return 2;
	}
	load_words(argv[1]);
	bede_data *data = bede_data_open(&(bede_data_options){.data_dir = getenv("BEDE_DATA") ? getenv("BEDE_DATA") : "."},
		&error);
	bede_coder *coder = data ? bede_coder_new(data, NULL, &error) : NULL;
	FILE *file = fopen(argv[2], "r");
	if (!coder || !file) {
		fprintf(stderr, "unpolitical: %s\n", coder ? argv[2] : error.message);
		return 3;
	}
	for (json_t *item; taken < REPORTS && (item = json_loadf(file, JSON_DISABLE_EOF_CHECK, &problem)) != NULL;
		json_decref(item)) {
		const char *text = text_of(item, "text"), *date = text_of(item, "date");
		bede_document document = {.id = text_of(item, "id"), .text = text, .text_length = strlen(text),
			.date = *date ? date : NULL};
		const bede_record *records;
		if (count_political(text) + count_political(text_of(item, "title")) > POLITICAL_MOST)
			continue;
		if (!bede_coder_read(coder, &document, &error)) {
			fprintf(stderr, "unpolitical: %s: %s\n", document.id, error.message);
			return 1;
		}
		size_t count = bede_coder_records(coder, &records);
		taken++;
		coded += (unsigned)count;
		silent += count == 0;
		for (size_t i = 0; listing && i < count; i++)
			printf("%s %s %.2f %.*s %s\n", document.id, bede_event_name(records[i].type), records[i].confidence,
				(int)(records[i].event_span.end - records[i].event_span.start), text + records[i].event_span.start,
				records[i].rule ? records[i].rule : "-");
	}
	fclose(file);
	printf("unpolitical.reports,%u\nunpolitical.records,%u\nunpolitical.silent,%.3f\nunpolitical.records_a_report,%.3f\n",
		taken, coded, taken ? (double)silent / taken : 0, taken ? (double)coded / taken : 0);
	bede_coder_free(coder);
	bede_data_close(data);
	return 0;
}
