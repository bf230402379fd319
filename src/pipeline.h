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

#endif
