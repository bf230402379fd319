/* marks.c — reads files of marks and the texts that they are about. */
#include "marks.h"

#include <errno.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct marks_reader {
	json_t *texts;            /* id → report */
	FILE *file;
	const char *path;
	unsigned line, faults;
	json_t *lines;            /* kept, since ids point into them */
	char *bytes;              /* the line at hand */
	size_t room;
};

static void die(const char *what, const char *which)
{
	fprintf(stderr, "train/attribution: %s '%s'\n", what, which);
	exit(3);
}

static void complain(marks_reader *self, const char *id, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	fprintf(stderr, "%s:%u: %s: ", self->path, self->line, id);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
	va_end(arguments);
	self->faults++;
}

/* CRC-32 of IEEE 802.3, as zip files have it. */
static uint32_t checksum(const char *bytes)
{
	uint32_t sum = 0xFFFFFFFFu;
	for (; *bytes; bytes++) {
		sum ^= (unsigned char)*bytes;
		for (int bit = 0; bit < 8; bit++)
			sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320u : 0);
	}
	return ~sum;
}

static uint32_t points_in(const char *bytes)
{
	uint32_t count = 0;
	for (; *bytes; bytes++)
		count += ((unsigned char)*bytes & 0xC0) != 0x80;
	return count;
}

static FILE *open_file(const char *path)
{
	FILE *file = fopen(path, "r");
	if (!file)
		die(strerror(errno), path);
	return file;
}

marks_reader *marks_open(const char *texts)
{
	marks_reader *self = calloc(1, sizeof *self);
	if (!self || !(self->texts = json_object()) || !(self->lines = json_array()))
		die("out of memory for", texts);
	FILE *file = open_file(texts);
	json_error_t problem;
	for (json_t *report; (report = json_loadf(file, JSON_DISABLE_EOF_CHECK, &problem)) != NULL;) {
		const char *id = json_string_value(json_object_get(report, "id"));
		if (id)
			json_object_set(self->texts, id, report);
		json_decref(report);
	}
	fclose(file);
	return self;
}

void marks_file(marks_reader *self, const char *path)
{
	if (self->file)
		fclose(self->file);
	self->file = open_file(path);
	self->path = path;
	self->line = 0;
}

/* [[start, end], …], ascending and within the text. */
static bool read_ranges(const json_t *list, uint32_t limit, mark_range *out, size_t *count)
{
	size_t i;
	json_t *pair;
	if (!json_is_array(list) || json_array_size(list) > MARK_RANGES)
		return false;
	json_array_foreach((json_t *)list, i, pair) {
		json_int_t start = json_integer_value(json_array_get(pair, 0)), end = json_integer_value(json_array_get(pair, 1));
		if (json_array_size(pair) != 2 || start < 0 || end <= start || end > (json_int_t)limit
			|| (i && start < (json_int_t)out[i - 1].end))
			return false;
		out[i] = (mark_range){(uint32_t)start, (uint32_t)end};
	}
	*count = json_array_size(list);
	return true;
}

static bool read_marks(marks_reader *self, const json_t *line, const char *text, marks *out)
{
	const json_t *list = json_object_get(line, "attributions");
	uint32_t limit = points_in(text);
	size_t i;
	json_t *item;
	*out = (marks){.id = json_string_value(json_object_get(line, "id")),
		.items = calloc(json_array_size(list) + 1, sizeof *out->items)};
	if (!out->items)
		die("out of memory for", out->id);
	json_array_foreach((json_t *)list, i, item) {
		mark *into = &out->items[out->count++];
		bool good = read_ranges(json_object_get(item, "source"), limit, into->source, &into->source_count)
			&& read_ranges(json_object_get(item, "cue"), limit, into->cue, &into->cue_count)
			&& read_ranges(json_object_get(item, "content"), limit, into->content, &into->content_count)
			&& into->cue_count && into->content_count;
		if (good && i && into->cue[0].start < into[-1].cue[0].start)
			good = false;
		if (!good) {
			complain(self, out->id, "attribution %zu has no cue, no content, or ranges out of order or of the text", i);
			marks_clear(out);
			return false;
		}
	}
	return true;
}

bool marks_next(marks_reader *self, marks *out, bede_document *text)
{
	while (getline(&self->bytes, &self->room, self->file) > 0) {
		json_error_t problem;
		json_t *line = json_loads(self->bytes, 0, &problem);
		self->line++;
		if (!line) {
			complain(self, "no line of JSON", "%s", problem.text);
			continue;
		}
		json_array_append_new(self->lines, line);
		const char *id = json_string_value(json_object_get(line, "id"));
		const char *sum = json_string_value(json_object_get(line, "crc32"));
		const json_t *report = id ? json_object_get(self->texts, id) : NULL;
		const char *bytes = json_string_value(json_object_get(report, "text"));
		char is[9] = "";
		if (!bytes) {
			complain(self, id ? id : "no id", "the texts have no such report");
			continue;
		}
		snprintf(is, sizeof is, "%08x", (unsigned)checksum(bytes));
		if (!sum || strcmp(sum, is) != 0) {
			complain(self, id, "marked on another text: its checksum is %s, not %s", is, sum ? sum : "given");
			continue;
		}
		if (!read_marks(self, line, bytes, out))
			continue;
		*text = (bede_document){.id = id, .text = bytes, .text_length = strlen(bytes),
			.date = json_string_value(json_object_get(report, "date"))};
		return true;
	}
	return false;
}

void marks_clear(marks *self)
{
	free(self->items);
	*self = (marks){0};
}

unsigned marks_close(marks_reader *self)
{
	unsigned faults = self->faults;
	if (self->file)
		fclose(self->file);
	json_decref(self->texts);
	json_decref(self->lines);
	free(self->bytes);
	free(self);
	return faults;
}
