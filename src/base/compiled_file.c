/* compiled_file.c — compiled lexicons: header, section table, checksum. */
#include "compiled_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "error.h"

#define BYTE_ORDER_MARK 0x01020304u
#define CHECKED_FROM offsetof(compiled_header, size)

_Static_assert(sizeof(compiled_header) == 40, "the header has the form that compiled_file.h documents");
_Static_assert(sizeof(compiled_section_entry) == 24, "so has the table of sections");

uint64_t compiled_checksum(const char *bytes, size_t length)
{
	return XXH3_64bits(bytes + CHECKED_FROM, length - CHECKED_FROM);
}

static uint64_t aligned(uint64_t offset)
{
	return (offset + COMPILED_ALIGNMENT - 1) / COMPILED_ALIGNMENT * COMPILED_ALIGNMENT;
}

static const compiled_section_entry *section_table(const char *bytes)
{
	return (const compiled_section_entry *)(const void *)(bytes + sizeof(compiled_header));
}

/* ---- reading ---- */

static bool damaged(bede_error *error, const char *path, const char *what)
{
	error_set_at(error, BEDE_ERROR_DATA, path, 0, "the compiled lexicon is damaged: %s; build or install it again",
		what);
	return false;
}

static bool check_header(const compiled_header *h, size_t length, const char *path, const char magic[8],
	uint32_t version, bede_error *error)
{
	if (length < sizeof *h || memcmp(h->magic, magic, sizeof h->magic) != 0) {
		error_set_at(error, BEDE_ERROR_DATA, path, 0, "this is no compiled lexicon of the kind wanted: its first bytes "
			"are not '%.8s'", magic);
		return false;
	}
	if (h->order != BYTE_ORDER_MARK) {
		error_set_at(error, BEDE_ERROR_DATA, path, 0, "the compiled lexicon was written for processors of another byte "
			"order; build it on this machine");
		return false;
	}
	if (h->version != version) {
		error_set_at(error, BEDE_ERROR_DATA, path, 0, "the compiled lexicon's format is version %u, this program reads "
			"%u: %s", (unsigned)h->version, (unsigned)version,
			h->version > version ? "it needs a newer program" : "build or install it again");
		return false;
	}
	if (h->size != length)
		return damaged(error, path, h->size > length ? "its end is missing" : "it goes on behind its end");
	if (h->checksum != compiled_checksum((const char *)h, length))
		return damaged(error, path, "its checksum is wrong");
	return true;
}

/* What a checksum does not tell: a file whose writer was wrong must not lead outside the map. */
static bool check_sections(const char *bytes, size_t length, const char *path, bede_error *error)
{
	uint32_t count = ((const compiled_header *)(const void *)bytes)->section_count;
	uint64_t end = sizeof(compiled_header) + (uint64_t)count * sizeof(compiled_section_entry);
	if (count > COMPILED_SECTIONS || end > length)
		return damaged(error, path, "its table of sections does not fit in");
	const compiled_section_entry *sections = section_table(bytes);
	for (uint32_t i = 0; i < count; i++) {
		const compiled_section_entry *at = &sections[i];
		if (at->offset != aligned(end) || at->offset > length || at->size > length - at->offset)
			return damaged(error, path, "a section does not lie where the one before it ends");
		if (at->item_size == 0 || at->size % at->item_size != 0)
			return damaged(error, path, "a section holds no whole number of items");
		for (uint32_t k = 0; k < i; k++)
			if (sections[k].tag == at->tag)
				return damaged(error, path, "two sections have one tag");
		end = at->offset + at->size;
	}
	return end == length || damaged(error, path, "its sections do not fill it");
}

bool compiled_attach(compiled_file *self, const void *bytes, size_t length, const char *path, const char magic[8],
	uint32_t version, bede_error *error)
{
	*self = (compiled_file){0};
	if (!check_header(bytes, length, path, magic, version, error) || !check_sections(bytes, length, path, error))
		return false;
	self->bytes = bytes;
	self->length = length;
	return true;
}

bool compiled_open(compiled_file *self, const char *path, const char magic[8], uint32_t version, bede_error *error)
{
	file_map map;

	*self = (compiled_file){0};
	if (!file_map_open(&map, path, error))
		return false;
	/* An empty file has no page to point into. */
	bool valid = map.length ? compiled_attach(self, map.bytes, map.length, path, magic, version, error)
		: damaged(error, path, "it is empty");
	if (valid)
		self->map = map;
	else
		file_map_close(&map);
	return valid;
}

void compiled_close(compiled_file *self)
{
	file_map_close(&self->map);
	*self = (compiled_file){0};
}

const void *compiled_section(const compiled_file *self, uint32_t tag, size_t item_size, size_t *count)
{
	*count = 0;
	if (!self->bytes)
		return NULL;
	const compiled_section_entry *sections = section_table(self->bytes);
	uint32_t number = ((const compiled_header *)(const void *)self->bytes)->section_count;
	for (uint32_t i = 0; i < number; i++) {
		if (sections[i].tag != tag)
			continue;
		if (sections[i].item_size != item_size)
			return NULL;
		*count = (size_t)(sections[i].size / item_size);
		return self->bytes + sections[i].offset;
	}
	return NULL;
}

/* ---- writing ---- */

void compiled_writer_init(compiled_writer *self)
{
	*self = (compiled_writer){0};
	strbuf_init(&self->body);
}

void compiled_writer_clear(compiled_writer *self)
{
	strbuf_clear(&self->body);
	*self = (compiled_writer){0};
}

static void add_zeroes(strbuf *out, size_t up_to)
{
	static const char zeroes[COMPILED_ALIGNMENT] = {0};
	if (up_to > out->length)
		strbuf_add(out, zeroes, up_to - out->length);
}

void compiled_writer_add(compiled_writer *self, uint32_t tag, const void *items, size_t item_size, size_t count)
{
	if (self->count == COMPILED_SECTIONS || item_size == 0 || count > SIZE_MAX / 2 / item_size) {
		self->overfull = true;
		return;
	}
	add_zeroes(&self->body, (size_t)aligned(self->body.length));
	self->sections[self->count++] = (compiled_section_entry){tag, (uint32_t)item_size, self->body.length,
		(uint64_t)item_size * count};
	if (count)
		strbuf_add(&self->body, items, item_size * count);
}

bool compiled_writer_finish(const compiled_writer *self, const char magic[8], uint32_t version, strbuf *out,
	bede_error *error)
{
	size_t table_end = sizeof(compiled_header) + self->count * sizeof(compiled_section_entry);
	/* Without sections the file ends with the header. */
	size_t body_from = self->count ? (size_t)aligned(table_end) : table_end;
	compiled_header header = {.order = BYTE_ORDER_MARK, .version = version, .size = body_from + self->body.length,
		.section_count = self->count};

	memcpy(header.magic, magic, sizeof header.magic);
	strbuf_reset(out);
	strbuf_add(out, (const char *)&header, sizeof header);
	for (uint32_t i = 0; i < self->count; i++) {
		compiled_section_entry entry = self->sections[i];
		entry.offset += body_from;
		strbuf_add(out, (const char *)&entry, sizeof entry);
	}
	add_zeroes(out, body_from);
	strbuf_add(out, self->body.bytes, self->body.length);
	if (self->overfull || self->body.failed || out->failed) {
		error_set(error, BEDE_ERROR_MEMORY, "a compiled lexicon became larger than there is memory or sections for");
		return false;
	}
	header.checksum = compiled_checksum(out->bytes, out->length);
	memcpy(out->bytes, &header, sizeof header);
	return true;
}

bool compiled_writer_save(const compiled_writer *self, const char *path, const char magic[8], uint32_t version,
	bede_error *error)
{
	strbuf bytes;

	strbuf_init(&bytes);
	bool done = compiled_writer_finish(self, magic, version, &bytes, error)
		&& file_replace(path, bytes.bytes, bytes.length, error);
	strbuf_clear(&bytes);
	return done;
}
