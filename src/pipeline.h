/* pipeline.h — one document through all stages (private to src/). */
#ifndef BEDE_PIPELINE_H
#define BEDE_PIPELINE_H

#include "data.h"

struct bede_coder {
	const bede_data *data;
	bede_coder_options options;
	syntax_work *work;
	arena memory;
	reading reading;          /* of the last document; its layers live on `memory` */
	bool filled;              /* a document was read to its end */
	bool underspecified_told; /* the warning about reports without a date is given once */
	event_options events;
};

/* A caller's buffer as the stages write it, and back; false and *error if memory ran out in between. */
strbuf writing_continue(const bede_buffer *out);
bool writing_finish(strbuf *written, bede_buffer *out, bede_error *error);

/* The confidence below which records are left out, for bede_coder_options' minimum_confidence; negative: none are. */
double pipeline_cut(double minimum_confidence);

#endif
