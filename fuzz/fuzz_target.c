/* fuzz_target.c — addresses of requests: taken apart, and looked for among the routes. */
#include <stdlib.h>
#include <string.h>

#include "scratch.h"
#include "serve/bytes.h"
#include "serve/serve.h"

static void check(bool holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	char *text = malloc(length + 1);
	target target;
	const char *id;
	if (!text)
		return 0;
	memcpy(text, bytes, length);
	text[length] = '\0';
	if (target_read(&target, text)) {
		if (target.status == 0)
			route_find(&target, &id);
		check(target.status != 0 || target.segment_count <= TARGET_MOST_SEGMENTS);
		/* What is handed on is UTF-8 without control characters, whatever came. */
		for (size_t i = 0; i < target.parameter_count; i++) {
			const char *value = target.parameters[i].value;
			for (size_t left = strlen(value), size; left; value += size, left -= size) {
				size = bytes_utf8(value, left);
				check(size != 0 && (unsigned char)*value >= 0x20);
			}
		}
		target_clear(&target);
	}
	free(text);
	return 0;
}
