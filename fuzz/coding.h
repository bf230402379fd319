/* coding.h — what the targets for input forms share: reading a file and coding every document in it. */
#ifndef BEDE_FUZZ_CODING_H
#define BEDE_FUZZ_CODING_H

#include "bede.h"
#include "scratch.h"

/* Codes the bytes as a file of this form, and writes each document as records, annotation and CoNLL-U. */
void code_bytes(const uint8_t *bytes, size_t length, bede_form form);

#endif
