/* fuzz_import.c — records as JSON Lines into a store, and back out of it. */
#include "bede.h"
#include "scratch.h"

static bool swallow(void *context, const char *bytes, size_t length)
{
	(void)context;
	(void)bytes;
	(void)length;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const char *path = scratch_file("records.jsonl", bytes, length);
	bede_store *store = bede_store_open(":memory:", &(bede_store_options){.mode = BEDE_STORE_CREATE}, NULL);
	if (!store)
		return 0;
	if (bede_store_import(store, path, NULL, NULL, NULL, NULL) && bede_store_link(store, NULL)) {
		bede_store_records(store, NULL, &(bede_write_options){.format = BEDE_TABLE}, swallow, NULL, NULL);
		bede_store_events(store, NULL, &(bede_write_options){.format = BEDE_JSONL}, swallow, NULL, NULL);
		bede_store_dump(store, swallow, NULL, NULL);
	}
	bede_store_close(store);
	return 0;
}
