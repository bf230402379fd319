/* scratch.h — fuzzed bytes as a file, for what opens paths. */
#ifndef BEDE_FUZZ_SCRATCH_H
#define BEDE_FUZZ_SCRATCH_H

#include <stddef.h>
#include <stdint.h>

/* libFuzzer's entry, which each target defines. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* A folder of this process's own, made on the first call and removed at the end. */
const char *scratch_folder(void);
/* Makes `name` the only file in that folder, with these bytes; its path, until the next call. */
const char *scratch_file(const char *name, const uint8_t *bytes, size_t length);

/* A compiled lexicon (base/compiled_file.h): `read` is called for the bytes as a file `name` as they are, then with
 * size and checksum put right, so that what these guard is reached. */
void scratch_compiled(const char *name, const uint8_t *bytes, size_t length, void (*read)(const char *path));

#endif
