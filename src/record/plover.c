/* plover.c — the codebook's own tables: names, quad classes and scores of PLOVER 1.3's event types. */
#include "bede.h"

/* Quad classes: table 7.2. Conflict and cooperation scores: table 2.2. In the order of bede_event_type. */
static const struct {
	const char *name;
	int quad;
	double scale;
} TYPES[] = {
	[BEDE_NONE] = {NULL, 0, 0},
	[BEDE_AGREE] = {"AGREE", 1, 4.2},
	[BEDE_CONSULT] = {"CONSULT", 1, 2.1},
	[BEDE_SUPPORT] = {"SUPPORT", 1, 4.6},
	[BEDE_CONCEDE] = {"CONCEDE", 1, 5.0},
	[BEDE_COOPERATE] = {"COOPERATE", 2, 6.8},
	[BEDE_AID] = {"AID", 2, 7.4},
	[BEDE_RETREAT] = {"RETREAT", 2, 7.6},
	[BEDE_REQUEST] = {"REQUEST", 3, -5.0},
	[BEDE_ACCUSE] = {"ACCUSE", 3, -2.0},
	[BEDE_REJECT] = {"REJECT", 3, -4.2},
	[BEDE_THREATEN] = {"THREATEN", 3, -5.1},
	[BEDE_PROTEST] = {"PROTEST", 4, -6.6},
	[BEDE_SANCTION] = {"SANCTION", 3, -5.2},
	[BEDE_MOBILIZE] = {"MOBILIZE", 4, -5.3},
	[BEDE_COERCE] = {"COERCE", 4, -7.2},
	[BEDE_ASSAULT] = {"ASSAULT", 4, -9.3},
};

/* A bede_event_type may come from outside: anything else is no event. */
static size_t row_of(bede_event_type type)
{
	size_t row = (size_t)type;
	return row < sizeof TYPES / sizeof *TYPES ? row : (size_t)BEDE_NONE;
}

const char *bede_event_name(bede_event_type type)
{
	return TYPES[row_of(type)].name;
}

int bede_quad_code(bede_event_type type)
{
	return TYPES[row_of(type)].quad;
}

double bede_event_scale(bede_event_type type)
{
	return TYPES[row_of(type)].scale;
}
