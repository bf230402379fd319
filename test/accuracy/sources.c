/*
 * sources.c — scores attributions against texts in which every one is marked, as doc/accuracy.md describes:
 *
 *     build/test/accuracy/sources NAME marked.jsonl
 *
 * One text a line: {"id","text","attributions":[{"source","cue","content"}]}, each role a list of [start, end] in code
 * points. Prints a line "NAME.measure,value" for source, cue and content (overlap of characters over the whole corpus,
 * blanks aside, F1) and for linked: a marked attribution is found if one of ours meets its cue and its source, where
 * it has one, and covers half of its content.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "pipeline.h"

enum { ROLES = 3, SOURCE = 0, CUE = 1, CONTENT = 2 };

static const char *const role_names[ROLES] = {"source", "cue", "content"};

typedef struct tally {
	unsigned long same, ours, marked;
} tally;

typedef struct scoring {
	tally roles[ROLES], linked;
	uint8_t *seen;            /* a bit a role and side for each code point of the text at hand */
	bool *blank;
	size_t room;
} scoring;

typedef struct ranges {
	uint32_t (*items)[2];
	size_t count;
} ranges;

typedef struct attributed {
	ranges roles[ROLES];
	bool taken;
} attributed;

static void die(const char *what, const char *which)
{
	fprintf(stderr, "sources: %s '%s'\n", what, which);
	exit(3);
}

static void *need(size_t count, size_t size)
{
	void *memory = calloc(count + 1, size);
	if (!memory)
		die("out of memory for", "a text");
	return memory;
}

static uint32_t overlap(const ranges *a, const ranges *b)
{
	uint32_t sum = 0;
	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < b->count; k++) {
			uint32_t first = a->items[i][0] > b->items[k][0] ? a->items[i][0] : b->items[k][0];
			uint32_t end = a->items[i][1] < b->items[k][1] ? a->items[i][1] : b->items[k][1];
			sum += first < end ? end - first : 0;
		}
	return sum;
}

static uint32_t size_of(const ranges *self)
{
	uint32_t sum = 0;
	for (size_t i = 0; i < self->count; i++)
		sum += self->items[i][1] - self->items[i][0];
	return sum;
}

/* A role as it is marked: a list of pairs, one pair, or null. Ranges that meet are joined. */
static ranges read_ranges(const json_t *value, size_t points)
{
	size_t count = json_is_array(value) ? json_array_size(value) : 0;
	bool one = count && json_is_integer(json_array_get(value, 0));
	ranges out = {need(count, sizeof *out.items), 0};
	uint8_t *in = need(points, 1);
	for (size_t i = 0; i < (one ? 1 : count); i++) {
		const json_t *pair = one ? value : json_array_get(value, i);
		json_int_t start = json_integer_value(json_array_get(pair, 0)), end = json_integer_value(json_array_get(pair, 1));
		for (json_int_t k = start < 0 ? 0 : start; k < end && k < (json_int_t)points; k++)
			in[k] = 1;
	}
	for (size_t k = 0; k < points && out.count < count; k++) {
		if (!in[k])
			continue;
		size_t start = k;
		while (k < points && in[k])
			k++;
		out.items[out.count][0] = (uint32_t)start;
		out.items[out.count++][1] = (uint32_t)k;
	}
	free(in);
	return out;
}

static ranges our_ranges(const bede_coder *coder, const token_range *from, size_t count)
{
	const token *tokens = coder->reading.text.tokens;
	ranges out = {need(count, sizeof *out.items), 0};
	for (size_t i = 0; i < count; i++)
		if (from[i].first < from[i].end) {
			out.items[out.count][0] = bede_coder_point(coder, tokens[from[i].first].at.start);
			out.items[out.count++][1] = bede_coder_point(coder, tokens[from[i].end - 1].at.end);
		}
	return out;
}

static void note(scoring *self, const ranges *from, unsigned bit)
{
	for (size_t i = 0; i < from->count; i++)
		for (uint32_t k = from->items[i][0]; k < from->items[i][1]; k++)
			self->seen[k] |= (uint8_t)(1u << bit);
}

/* Code points of the text, with blank[] set. */
static size_t find_blanks(scoring *self, const char *text)
{
	size_t length = strlen(text), points = 0;
	if (length + 1 > self->room) {
		self->room = length + 1;
		self->seen = realloc(self->seen, self->room);
		self->blank = realloc(self->blank, self->room * sizeof *self->blank);
		if (!self->seen || !self->blank)
			die("out of memory for", "a text");
	}
	memset(self->seen, 0, self->room);
	for (size_t at = 0; at < length; points++) {
		utf8proc_int32_t c;
		utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)text + at, -1, &c);
		if (step <= 0)
			die("no valid UTF-8 in", "a text");
		utf8proc_category_t category = utf8proc_category(c);
		self->blank[points] = (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F) || c == 0x85
			|| category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
		at += (size_t)step;
	}
	return points;
}

static void count_characters(scoring *self, size_t points)
{
	for (unsigned role = 0; role < ROLES; role++)
		for (size_t k = 0; k < points; k++) {
			bool marked = self->seen[k] >> role & 1, ours = self->seen[k] >> (role + ROLES) & 1;
			if (self->blank[k])
				continue;
			self->roles[role].marked += marked;
			self->roles[role].ours += ours;
			self->roles[role].same += marked && ours;
		}
}

static void link_up(scoring *self, const attributed *marked, size_t marked_count, attributed *ours, size_t our_count)
{
	self->linked.marked += marked_count;
	self->linked.ours += our_count;
	for (size_t i = 0; i < marked_count; i++)
		for (size_t k = 0; k < our_count; k++) {
			const ranges *gold = marked[i].roles;
			if (ours[k].taken || !overlap(&gold[CUE], &ours[k].roles[CUE])
				|| (gold[SOURCE].count && !overlap(&gold[SOURCE], &ours[k].roles[SOURCE]))
				|| overlap(&gold[CONTENT], &ours[k].roles[CONTENT]) * 2 < size_of(&gold[CONTENT]))
				continue;
			ours[k].taken = true;
			self->linked.same++;
			break;
		}
}

static void release(attributed *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (unsigned role = 0; role < ROLES; role++)
			free(list[i].roles[role].items);
	free(list);
}

static void score_text(scoring *self, bede_coder *coder, const json_t *line)
{
	const char *text = json_string_value(json_object_get(line, "text"));
	const json_t *list = json_object_get(line, "attributions");
	bede_document document = {.id = json_string_value(json_object_get(line, "id")), .text = text,
		.text_length = text ? strlen(text) : 0, .date = json_string_value(json_object_get(line, "date"))};
	bede_error error;
	if (!text || !bede_coder_read(coder, &document, &error))
		die("cannot read", document.id ? document.id : "a line without id");
	size_t points = find_blanks(self, text), marked_count = json_array_size(list);
	const attributions *found = &coder->reading.attributions;
	attributed *marked = need(marked_count, sizeof *marked), *ours = need(found->count, sizeof *ours);
	for (size_t i = 0; i < marked_count; i++)
		for (unsigned role = 0; role < ROLES; role++) {
			marked[i].roles[role] = read_ranges(json_object_get(json_array_get(list, i), role_names[role]), points);
			note(self, &marked[i].roles[role], role);
		}
	for (uint32_t i = 0; i < found->count; i++) {
		const attribution *from = &found->items[i];
		ours[i].roles[SOURCE] = our_ranges(coder, &from->source, 1);
		ours[i].roles[CUE] = our_ranges(coder, &from->cue, 1);
		ours[i].roles[CONTENT] = our_ranges(coder, from->content, from->content_count);
		for (unsigned role = 0; role < ROLES; role++)
			note(self, &ours[i].roles[role], role + ROLES);
	}
	count_characters(self, points);
	link_up(self, marked, marked_count, ours, found->count);
	release(marked, marked_count);
	release(ours, found->count);
}

static void print_f1(const char *name, const char *measure, const tally *from)
{
	unsigned long all = from->ours + from->marked;
	printf("%s.%s,%.3f\n", name, measure, all ? 2.0 * (double)from->same / (double)all : 0);
}

int main(int argc, char **argv)
{
	bede_error error;
	if (argc != 3) {
		fprintf(stderr, "usage: sources NAME marked.jsonl\n");
		return 2;
	}
	FILE *file = fopen(argv[2], "r");
	if (!file)
		die("cannot open", argv[2]);
	bede_data *data = bede_data_open(&(bede_data_options){.data_dir = "."}, &error);
	bede_coder *coder = data ? bede_coder_new(data, NULL, &error) : NULL;
	if (!coder)
		die(error.message, error.file);
	scoring self = {0};
	json_error_t problem;
	for (json_t *line; (line = json_loadf(file, JSON_DISABLE_EOF_CHECK, &problem)) != NULL;) {
		score_text(&self, coder, line);
		json_decref(line);
	}
	for (unsigned role = 0; role < ROLES; role++)
		print_f1(argv[1], role_names[role], &self.roles[role]);
	print_f1(argv[1], "linked", &self.linked);
	free(self.seen);
	free(self.blank);
	fclose(file);
	bede_coder_free(coder);
	bede_data_close(data);
	return 0;
}
