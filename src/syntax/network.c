/* network.c — where the network's matrices stand. */
#include "syntax/network.h"

bool shape_valid(const shape *self)
{
	return self->width >= 32 && self->width <= WIDTH_MOST && self->width % 32 == 0 &&
		self->layers >= 1 && self->layers <= MOST_LAYERS && self->narrow < self->layers &&
		self->arc >= 16 && self->arc <= 512 && self->arc % 16 == 0 &&
		self->label >= 16 && self->label <= WIDTH_MOST && self->label % 16 == 0;
}

size_t shape_layout(const shape *self, matrix matrices[MATRIX_COUNT])
{
	size_t width = self->width, columns = output_columns(self);
	for (size_t i = 0; i < MATRIX_COUNT; i++)
		matrices[i] = (matrix){0, 0, 0};
	matrices[MATRIX_TYPE_IN] = (matrix){0, width, width};
	matrices[MATRIX_TYPE_BIAS] = (matrix){0, 1, width};
	matrices[MATRIX_TYPE_OUT] = (matrix){0, width, width};
	matrices[MATRIX_OUTPUT] = (matrix){0, width, columns};
	matrices[MATRIX_OUTPUT_BIAS] = (matrix){0, 1, columns};
	matrices[MATRIX_DISTANCE] = (matrix){0, PLACE_BUCKETS, self->label};
	matrices[MATRIX_LABEL] = (matrix){0, self->label, LABEL_COLUMNS};
	matrices[MATRIX_LABEL_BIAS] = (matrix){0, 1, LABEL_COLUMNS};
	for (uint32_t i = 0; i < self->layers; i++) {
		matrices[MATRIX_LAYER + 2 * i] = (matrix){0, layer_window(self, i) * width, 2 * width};
		matrices[MATRIX_LAYER + 2 * i + 1] = (matrix){0, 1, 2 * width};
	}
	size_t at = 0;
	for (size_t i = 0; i < MATRIX_COUNT; i++) {
		matrices[i].at = at;
		at += matrices[i].rows * matrices[i].columns;
	}
	return at;
}

unsigned place_bucket(int distance)
{
	/* the largest distance of each bucket but the last */
	static const uint8_t ends[] = {1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 17, 23, 31, 47, 79};
	unsigned side = distance < 0 ? PLACE_BUCKETS / 2 : 0, i = 0;
	unsigned far = (unsigned)(distance < 0 ? -distance : distance);
	while (i < sizeof ends && far > ends[i])
		i++;
	return side + i;
}
