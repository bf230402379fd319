/* fuzz_conllu.c — reports as CoNLL-U, all the way to records. */
#include "coding.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	code_bytes(bytes, length, BEDE_FORM_CONLLU);
	return 0;
}
