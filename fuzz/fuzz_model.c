/* fuzz_model.c — model files. Size and checksum are put right, so that what they guard is reached. */
#include <stdlib.h>
#include <string.h>

#include "scratch.h"
#include "syntax/model.h"
#include "syntax/syntax.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	scratch_file(MODEL_FILE, bytes, length);
	syntax_model_close(syntax_model_open(scratch_folder(), NULL));
	if (length < sizeof(model_header))
		return 0;
	char *mended = malloc(length);
	if (!mended)
		return 0;
	memcpy(mended, bytes, length);
	model_header header;
	memcpy(&header, mended, sizeof header);
	header.size = length;
	memcpy(mended, &header, sizeof header);
	header.checksum = model_checksum(mended, length);
	memcpy(mended, &header, sizeof header);
	scratch_file(MODEL_FILE, (const uint8_t *)mended, length);
	free(mended);
	syntax_model_close(syntax_model_open(scratch_folder(), NULL));
	return 0;
}
