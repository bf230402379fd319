/* annotated.h — what the scorers of times and numbers share: a text's layers as `bede annotate` prints them. */
#ifndef BEDE_TEST_ACCURACY_ANNOTATED_H
#define BEDE_TEST_ACCURACY_ANNOTATED_H

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bede.h"

typedef struct annotator {
	bede_data *data;
	bede_coder *coder;
} annotator;

static inline annotator annotator_open(const char *program)
{
	bede_error error;
	annotator self = {.data = bede_data_open(&(bede_data_options){.data_dir = "."}, &error)};
	self.coder = self.data ? bede_coder_new(self.data, NULL, &error) : NULL;
	if (!self.coder) {
		fprintf(stderr, "%s: %s\n", program, error.message);
		exit(3);
	}
	return self;
}

static inline void annotator_close(annotator *self)
{
	bede_coder_free(self->coder);
	bede_data_close(self->data);
}

/* The layers of a text; the caller releases them. */
static inline json_t *annotate(annotator *self, const char *id, const char *text, const char *date)
{
	bede_error error;
	bede_buffer out = {0};
	json_error_t problem;
	bede_document document = {.id = id, .text = text, .text_length = strlen(text), .date = date};
	bede_write_options options = {.format = BEDE_ANNOTATION};
	if (!bede_coder_read(self->coder, &document, &error) || !bede_write(self->coder, &options, true, &out, &error)) {
		fprintf(stderr, "%s: %s\n", id, error.message);
		exit(1);
	}
	json_t *layers = json_loadb(out.bytes, out.length, 0, &problem);
	bede_buffer_free(&out);
	if (!layers) {
		fprintf(stderr, "%s: the annotation is no JSON: %s\n", id, problem.text);
		exit(1);
	}
	return layers;
}

static inline const char *string_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text ? text : "";
}

static inline long number_of(const json_t *object, const char *key)
{
	return (long)json_integer_value(json_object_get(object, key));
}

#endif
