/* ledger.c — from coders to the store: what bede.h says of runs, with lexicons, model and the coder's last reading. */
#include <stdio.h>

#include "base/error.h"
#include "checksum.h"
#include "pipeline.h"
#include "store/store.h"

bool bede_store_begin(bede_store *store, const bede_data *data, const bede_coder_options *options, bede_error *error)
{
	data_checksums sums;
	char settings[64];
	double cut = options ? options->minimum_confidence : 0;
	if (error)
		*error = (bede_error){.code = BEDE_OK};
	snprintf(settings, sizeof settings, "{\"minimum_confidence\":%.3f}", pipeline_cut(cut));
	return checksum_data(data, &sums, error) && store_begin_run(store, "bede " BEDE_VERSION, BEDE_CODEBOOK, sums.model,
		sums.lexicon, settings, error);
}

bool bede_store_pack(const bede_store *store, const bede_coder *coder, const bede_document *document,
	bede_buffer *parcel, bede_error *error)
{
	strbuf out = writing_continue(parcel);
	if (coder->filled)
		store_pack(&coder->reading, store_fingerprint(store, document), &out);
	return writing_finish(&out, parcel, error);
}
