/* checksum.h — which lexicons and which model these are (private to src/). */
#ifndef BEDE_CHECKSUM_H
#define BEDE_CHECKSUM_H

#include "data.h"

enum { CHECKSUM_ROOM = 17 };

/* 16 hexadecimal digits each: XXH3 of the names and the bytes of all files. The lexicon's covers the user's own and
 * dictionaries in PETRARCH2's formats. */
typedef struct data_checksums {
	char model[CHECKSUM_ROOM], lexicon[CHECKSUM_ROOM];
} data_checksums;

bool checksum_data(const bede_data *data, data_checksums *out, bede_error *error);

#endif
