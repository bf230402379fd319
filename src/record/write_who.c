/* write_who.c — what is known of a name, for people (a block an actor, its roles as a table) and as JSON. */
#include <string.h>

#include "record/screen.h"
#include "record/write.h"

enum { INDENT = 2, LABEL = 10, DAY = 10, GAP = 2, LINE_CELLS = 5, LINE_OFFICE_MOST = 44 };

/* ---- what both forms share ---- */

static void put_day(strbuf *out, int32_t days)
{
	if (days == INT32_MIN || days == INT32_MAX)
		return;
	date date = date_from_days(days);
	strbuf_print(out, "%04d-%02u-%02u", date.year, date.month % 100u, date.day % 100u);
}

static void put_code(strbuf *out, const actor_code *code)
{
	write_party_code(out, &(bede_party){.code = code->country[0] ? code->country : NULL,
		.sector = code->sector[0] ? code->sector : NULL});
}

/* ---- JSON ---- */

static void json_text(json_writer *json, const char *key, slice value)
{
	json_put_key(json, key);
	json_put_string(json, value.length ? value : (slice){0});
}

static void json_day(json_writer *json, const char *key, int32_t days)
{
	strbuf day = {0};
	put_day(&day, days);
	json->out->failed = json->out->failed || day.failed;
	json_text(json, key, (slice){day.bytes, day.length});
	strbuf_clear(&day);
}

static void json_bool(json_writer *json, const char *key, bool value)
{
	json_put_key(json, key);
	json_put_bool(json, value);
}

static void json_code(json_writer *json, const actor_code *code)
{
	json_text(json, "code", slice_of(code->country));
	json_text(json, "sector", slice_of(code->sector));
}

static void json_role(json_writer *json, const known_role *role)
{
	json_put_object(json);
	json_day(json, "from", role->from);
	json_day(json, "to", role->to);
	json_code(json, &role->code);
	json_text(json, "office", role->office);
	json_text(json, "type", slice_of(role->type));
	json_text(json, "kind", slice_of(role->kind));
	json_text(json, "source", role->source);
	json_text(json, "lexicon", role->place);
	json_bool(json, "counts", role->counts);
	json_put_object_end(json);
}

static void json_actor(const known_actor *actor, slice query, date on, strbuf *out)
{
	json_writer json;
	json_writer_init(&json, out, 0);
	json_put_object(&json);
	json_text(&json, "query", query);
	json_text(&json, "name", actor->name);
	json_text(&json, "type", slice_of(actor->type));
	json_put_key(&json, "names");
	json_put_array(&json);
	for (uint32_t i = 0; i < actor->name_count; i++)
		json_put_string(&json, actor->names[i]);
	json_put_array_end(&json);
	json_bool(&json, "preferred", actor->preferred);
	json_bool(&json, "short_form", actor->by_short_form);
	json_day(&json, "date", date_is_set(on) ? date_to_days(on) : INT32_MIN);
	json_code(&json, &actor->code);
	json_text(&json, "office", actor->office);
	json_bool(&json, "in_force", actor->in_force);
	json_put_key(&json, "roles");
	json_put_array(&json);
	for (uint32_t i = 0; i < actor->role_count; i++)
		json_role(&json, &actor->roles[i]);
	json_put_array_end(&json);
	json_put_object_end(&json);
	strbuf_add_char(out, '\n');
}

/* ---- table ---- */

typedef struct showing {
	screen page;
	strbuf cells[LINE_CELLS];
	unsigned widths[LINE_CELLS];
	date on;
} showing;

static void empty_cells(showing *self)
{
	for (size_t i = 0; i < LINE_CELLS; i++) {
		self->page.out->failed = self->page.out->failed || self->cells[i].failed;
		strbuf_reset(&self->cells[i]);
	}
}

static void fill_role(showing *self, const known_role *role)
{
	strbuf *cells = self->cells;
	empty_cells(self);
	if (role->from != INT32_MIN || role->to != INT32_MAX) {
		put_day(&cells[0], role->from);
		put_day(&cells[1], role->to);
	}
	put_code(&cells[2], &role->code);
	strbuf_add_slice(&cells[3], role->office);
	if (strcmp(role->kind, "name") != 0)
		strbuf_print(&cells[3], "%s(%s)", role->office.length ? " " : "", role->kind);
	strbuf_add_slice(&cells[4], role->place);
	if (role->source.length) {
		strbuf_add_string(&cells[4], " (");
		strbuf_add_slice(&cells[4], role->source);
		strbuf_add_char(&cells[4], ')');
	}
}

/* The same for an actor of many: its name, its type, and what it is on the day. */
static void fill_actor(showing *self, const known_actor *actor)
{
	strbuf *cells = self->cells;
	empty_cells(self);
	strbuf_add_slice(&cells[0], actor->name);
	strbuf_add_string(&cells[1], actor->type);
	put_code(&cells[2], &actor->code);
	strbuf_add_slice(&cells[3], actor->office);
	for (uint32_t i = 0; i < actor->role_count; i++)
		if (actor->roles[i].counts)
			strbuf_add_slice(&cells[4], actor->roles[i].place);
}

static void clear_widths(showing *self)
{
	memset(self->widths, 0, sizeof self->widths);
}

static void measure(showing *self)
{
	for (size_t i = 0; i < LINE_CELLS; i++) {
		unsigned columns = (unsigned)screen_columns((slice){self->cells[i].bytes, self->cells[i].length});
		if (columns > LINE_OFFICE_MOST && i + 1 < LINE_CELLS)
			columns = LINE_OFFICE_MOST;
		if (columns > self->widths[i])
			self->widths[i] = columns;
	}
}

static void put_cells(showing *self, bool marked)
{
	screen_put_string(&self->page, marked ? "* " : "  ", STYLE_BOLD);
	unsigned start = INDENT;
	for (size_t i = 0; i < LINE_CELLS; i++) {
		screen_put(&self->page, (slice){self->cells[i].bytes, self->cells[i].length},
			i + 1 == LINE_CELLS ? STYLE_DIM : marked ? STYLE_BOLD : STYLE_PLAIN);
		start += self->widths[i] + (self->widths[i] ? GAP : 0);
		if (self->page.column < start)
			screen_spaces(&self->page, start - self->page.column);
		else if (i + 1 < LINE_CELLS && self->widths[i])
			screen_spaces(&self->page, GAP);
	}
	screen_end_line(&self->page);
}

/* Heads of the columns that hold something. */
static void put_heads(showing *self)
{
	static const char *const heads[LINE_CELLS] = {"from", "to", "code", "office", "lexicon (source)"};
	screen_spaces(&self->page, INDENT);
	unsigned start = INDENT;
	for (size_t i = 0; i < LINE_CELLS; i++) {
		if (!self->widths[i])
			continue;
		unsigned columns = (unsigned)strlen(heads[i]);
		if (columns > self->widths[i])
			self->widths[i] = columns;
		screen_spaces(&self->page, start - self->page.column);
		screen_put_string(&self->page, heads[i], STYLE_DIM);
		start += self->widths[i] + GAP;
	}
	screen_end_line(&self->page);
}

static void put_label(showing *self, const char *label)
{
	screen_spaces(&self->page, INDENT);
	screen_put_string(&self->page, label, STYLE_DIM);
	screen_spaces(&self->page, INDENT + LABEL + GAP - self->page.column);
	self->page.indent = INDENT + LABEL + GAP;
}

static void put_day_asked(showing *self)
{
	strbuf day = {0};
	if (date_is_set(self->on))
		put_day(&day, date_to_days(self->on));
	else
		strbuf_add_string(&day, "undated");
	self->page.out->failed = self->page.out->failed || day.failed;
	put_label(self, day.bytes ? day.bytes : "");
	strbuf_clear(&day);
}

static void put_held(showing *self, const known_actor *actor)
{
	strbuf *text = &self->cells[0];
	empty_cells(self);
	put_code(text, &actor->code);
	if (actor->office.length) {
		strbuf_add_string(text, ", ");
		strbuf_add_slice(text, actor->office);
	}
	if (!actor->in_force)
		strbuf_add_string(text, " (no line holds on that day)");
	put_day_asked(self);
	screen_flow(&self->page, (slice){text->bytes, text->length}, STYLE_BOLD);
	screen_end_line(&self->page);
}

static void put_names(showing *self, const known_actor *actor)
{
	strbuf *text = &self->cells[0];
	empty_cells(self);
	for (uint32_t i = 0; i < actor->name_count; i++) {
		if (i > 0)
			strbuf_add_string(text, "; ");
		strbuf_add_slice(text, actor->names[i]);
	}
	put_label(self, "names");
	screen_flow(&self->page, (slice){text->bytes, text->length}, STYLE_PLAIN);
	screen_end_line(&self->page);
}

static void put_actor(showing *self, const known_actor *actor, slice query)
{
	screen_put(&self->page, actor->name, STYLE_BOLD);
	screen_spaces(&self->page, GAP);
	screen_put_string(&self->page, actor->type, STYLE_DIM);
	screen_end_line(&self->page);
	put_held(self, actor);
	put_names(self, actor);
	if (actor->by_short_form) {
		put_label(self, "short form");
		screen_flow(&self->page, query, STYLE_PLAIN);
		screen_end_line(&self->page);
	}
	clear_widths(self);
	for (uint32_t i = 0; i < actor->role_count; i++) {
		fill_role(self, &actor->roles[i]);
		measure(self);
	}
	/* An open end among dated ones is shown as an empty cell of their width. */
	if (self->widths[0] || self->widths[1])
		self->widths[0] = self->widths[1] = DAY;
	put_heads(self);
	for (uint32_t i = 0; i < actor->role_count; i++) {
		fill_role(self, &actor->roles[i]);
		put_cells(self, actor->roles[i].counts);
	}
}

static void put_short_forms(showing *self, const known_actors *actors, slice query)
{
	strbuf *text = &self->cells[0];
	empty_cells(self);
	strbuf_add_slice(text, query);
	strbuf_print(text, " alone is no name; behind the full one it may stand for one of %u people", actors->count);
	if (date_is_set(self->on)) {
		strbuf_add_string(text, ", on ");
		put_day(text, date_to_days(self->on));
	}
	strbuf_add_char(text, ':');
	self->page.indent = 0;
	screen_flow(&self->page, (slice){text->bytes, text->length}, STYLE_PLAIN);
	screen_end_line(&self->page);
	clear_widths(self);
	for (uint32_t i = 0; i < actors->count; i++) {
		fill_actor(self, &actors->items[i]);
		measure(self);
	}
	for (uint32_t i = 0; i < actors->count; i++) {
		fill_actor(self, &actors->items[i]);
		put_cells(self, false);
	}
}

static void write_who_table(const known_actors *self, slice query, date on, const bede_write_options *options,
	strbuf *out)
{
	showing showing = {.page = {.out = out, .color = options->color, .width = screen_width(options->width)}, .on = on};
	if (self->count > 1 && self->items[0].by_short_form) {
		put_short_forms(&showing, self, query);
	} else {
		for (uint32_t i = 0; i < self->count; i++) {
			if (i > 0)
				screen_end_line(&showing.page);
			put_actor(&showing, &self->items[i], query);
		}
	}
	empty_cells(&showing);
	for (size_t i = 0; i < LINE_CELLS; i++)
		strbuf_clear(&showing.cells[i]);
}

void write_who(const known_actors *self, slice query, date on, const bede_write_options *options, strbuf *out)
{
	if (options->format == BEDE_TABLE) {
		write_who_table(self, query, on, options, out);
		return;
	}
	for (uint32_t i = 0; i < self->count; i++)
		json_actor(&self->items[i], query, on, out);
}
