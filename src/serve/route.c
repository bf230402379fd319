/* route.c — the table of routes with their parameters. A test compares it with openapi.json. */
#include <string.h>

#include "serve/serve.h"

const char *const FILTER_PARAMETERS[] = {
	"actor", "recipient", "both_ways", "sector", "event", "quad", "mode", "context", "aux_mode", "certainty", "place",
	"box", "since", "until", "source", "publisher", "confidence", "text", "differs", "denied", NULL,
};

static const char *const NONE[] = {NULL};
static const char *const PAGE[] = {"sort", "limit", "offset", "format", NULL};
static const char *const TIMELINE[] = {"by", "split", "format", NULL};
static const char *const NETWORK[] = {"limit", "format", NULL};
static const char *const FACETS[] = {"limit", NULL};
static const char *const ACTORS[] = {"q", "limit", NULL};

const route ROUTES[] = {
	{"/api", METHOD_GET, ROUTE_DESCRIPTION, NULL, false, NONE},
	{"/api/v1/summary", METHOD_GET, ROUTE_QUESTION, "summary", false, NONE},
	{"/api/v1/events", METHOD_GET, ROUTE_QUESTION, "events", true, PAGE},
	{"/api/v1/events/{id}", METHOD_GET, ROUTE_QUESTION, "event", false, NONE},
	{"/api/v1/records", METHOD_GET, ROUTE_QUESTION, "records", true, PAGE},
	{"/api/v1/documents/{id}", METHOD_GET, ROUTE_QUESTION, "document", false, NONE},
	{"/api/v1/documents/{id}/layers", METHOD_GET, ROUTE_LAYERS, NULL, false, NONE},
	{"/api/v1/code", METHOD_POST, ROUTE_CODE, NULL, false, NONE},
	{"/api/v1/timeline", METHOD_GET, ROUTE_QUESTION, "timeline", true, TIMELINE},
	{"/api/v1/map", METHOD_GET, ROUTE_QUESTION, "map", true, NONE},
	{"/api/v1/network", METHOD_GET, ROUTE_QUESTION, "network", true, NETWORK},
	{"/api/v1/facets", METHOD_GET, ROUTE_QUESTION, "facets", true, FACETS},
	{"/api/v1/actors", METHOD_GET, ROUTE_QUESTION, "actors", false, ACTORS},
	{"/api/v1/stream", METHOD_GET, ROUTE_STREAM, NULL, false, NONE},
	{"/healthz", METHOD_GET, ROUTE_HEALTH, NULL, false, NONE},
	{"/metrics", METHOD_GET, ROUTE_METRICS, NULL, false, NONE},
	{"/login", METHOD_GET | METHOD_POST, ROUTE_LOGIN, NULL, false, NONE},
	/* The page and all that it is made of; it has parameters of its own. */
	{"/", METHOD_GET, ROUTE_ASSET, NULL, false, NULL},
	{NULL, 0, 0, NULL, false, NULL},
};

size_t route_count(void)
{
	return sizeof ROUTES / sizeof *ROUTES - 1;
}

/* Compares a path of the table with the segments of a request. */
static bool fits(const char *path, const target *target, const char **id)
{
	*id = NULL;
	for (size_t i = 0; i < target->segment_count; i++) {
		const char *segment = target->segments[i];
		if (*path++ != '/')
			return false;
		size_t length = strcspn(path, "/");
		if (length == 4 && memcmp(path, "{id}", 4) == 0 && *segment)
			*id = segment;
		else if (strlen(segment) != length || memcmp(path, segment, length) != 0)
			return false;
		path += length;
	}
	return *path == '\0';
}

const route *route_find(const target *target, const char **id)
{
	*id = NULL;
	const route *route = ROUTES;
	for (; route->kind != ROUTE_ASSET; route++)
		if (fits(route->path, target, id))
			return route;
	*id = NULL;
	/* What begins like a route and is none is a mistake, not a part of the page. */
	bool is_api = target->segment_count > 0 && strcmp(target->segments[0], "api") == 0;
	return is_api ? NULL : route;
}

bool route_takes(const route *self, const char *parameter)
{
	for (size_t i = 0; self->filtered && FILTER_PARAMETERS[i]; i++)
		if (strcmp(FILTER_PARAMETERS[i], parameter) == 0)
			return true;
	for (size_t i = 0; self->parameters && self->parameters[i]; i++)
		if (strcmp(self->parameters[i], parameter) == 0)
			return true;
	return !self->parameters;
}
