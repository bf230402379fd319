/*
 * compiled_file.h — lexicons compiled by `make`: binary files that are mapped and used as they lie, without parsing.
 *
 * The form, all numbers little-endian:
 *
 *     offset  size
 *          0     8  magic: what the file holds ("BEDEPLAC", …)
 *          8     4  0x01020304, which tells the byte order
 *         12     4  version of what the sections hold
 *         16     8  XXH3 (64 bits, no seed) of everything behind this number
 *         24     8  size of the whole file
 *         32     4  number of sections
 *         36     4  0
 *         40  24×n  the sections: tag (4), size of an item (4), offset in the file (8), size in bytes (8)
 *                   the sections themselves, each at a multiple of 64 bytes, zeroes between them
 *
 * What a section holds is documented by who writes it. compiled_open checks all of the above, so that a section's
 * bytes lie within the file; numbers within sections that point somewhere are for the reader of the section to check.
 */
#ifndef BEDE_BASE_COMPILED_FILE_H
#define BEDE_BASE_COMPILED_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bede.h"
#include "file.h"
#include "strbuf.h"

#define COMPILED_ALIGNMENT 64
#define COMPILED_SECTIONS 32      /* most sections of a file */
/* "NAME" as a tag: COMPILED_TAG('N', 'A', 'M', 'E'). */
#define COMPILED_TAG(a, b, c, d) \
	((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16 | (uint32_t)(d) << 24)

typedef struct compiled_header {
	char magic[8];
	uint32_t order, version;
	uint64_t checksum, size;
	uint32_t section_count, zero;
} compiled_header;

typedef struct compiled_section_entry {
	uint32_t tag, item_size;
	uint64_t offset, size;
} compiled_section_entry;

/* Of a file's bytes, at least a header's; for who writes files otherwise than by the writer below. */
uint64_t compiled_checksum(const char *bytes, size_t length);

/* ---- reading ---- */

typedef struct compiled_file {
	file_map map;                 /* empty when the bytes were lent */
	const char *bytes;
	size_t length;
} compiled_file;

/* Maps and checks the file. False and *error when it cannot be read (BEDE_ERROR_FILE), is no file of this kind, was
 * written for another version or byte order, or is damaged (BEDE_ERROR_DATA); nothing stays open then. */
bool compiled_open(compiled_file *self, const char *path, const char magic[8], uint32_t version, bede_error *error);
/* The same for bytes in memory, aligned to 8, which must outlive `self`; `path` is for messages. */
bool compiled_attach(compiled_file *self, const void *bytes, size_t length, const char *path, const char magic[8],
	uint32_t version, bede_error *error);
void compiled_close(compiled_file *self);

/* The section's items; NULL when there is none of this tag or its items have another size. An empty section is not
 * NULL. */
const void *compiled_section(const compiled_file *self, uint32_t tag, size_t item_size, size_t *count);

/* ---- writing ---- */

typedef struct compiled_writer {
	compiled_section_entry sections[COMPILED_SECTIONS];   /* offsets into `body` */
	uint32_t count;
	bool overfull;
	strbuf body;
} compiled_writer;

void compiled_writer_init(compiled_writer *self);
void compiled_writer_clear(compiled_writer *self);
/* Copies `count` items. A section that cannot be added (no memory, too many) makes compiled_writer_save fail. */
void compiled_writer_add(compiled_writer *self, uint32_t tag, const void *items, size_t item_size, size_t count);
/* The whole file into `out`; false and *error when memory ran out. */
bool compiled_writer_finish(const compiled_writer *self, const char magic[8], uint32_t version, strbuf *out,
	bede_error *error);
/* Writes the file: whole under its name, or not at all. */
bool compiled_writer_save(const compiled_writer *self, const char *path, const char magic[8], uint32_t version,
	bede_error *error);

#endif
