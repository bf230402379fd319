/* write_table.c — records as a table for a terminal: when, who did what to whom, where, how many, who says so, how
 * sure; below each the words that support it. */
#include <stdio.h>
#include <string.h>

#include "record/screen.h"
#include "record/write.h"

enum { CELLS = 6, GAP = 2 };

static const char *const HEADS[CELLS] = {"when", "who did what to whom", "where", "how many", "who says so", "sure"};

static void put_parties(strbuf *out, const bede_party *parties, size_t count)
{
	if (count == 0)
		strbuf_add_char(out, '?');
	for (size_t i = 0; i < count; i++) {
		/* Several people of one government need no second mention. */
		bool again = false;
		for (size_t j = 0; j < i; j++)
			again = again || (slice_equal(slice_of(parties[j].code), slice_of(parties[i].code))
				&& slice_equal(slice_of(parties[j].sector), slice_of(parties[i].sector)));
		if (again)
			continue;
		if (i > 0)
			strbuf_add_string(out, " + ");
		if (parties[i].inferred)
			strbuf_add_char(out, '(');
		write_party_code(out, &parties[i]);
		if (parties[i].inferred)
			strbuf_add_char(out, ')');
	}
}

static void put_what(strbuf *out, const bede_record *record)
{
	const char *aux[5];
	if (record->type == BEDE_NONE) {
		strbuf_add_string(out, "no event");
		return;
	}
	put_parties(out, record->actors, record->actor_count);
	strbuf_print(out, " \xE2\x86\x92 %s", bede_event_name(record->type));
	const char *between = " (";
	for (const char *const *mode = record->modes; *mode; mode++, between = ", ")
		strbuf_print(out, "%s%s", between, *mode);
	for (const char *const *mode = write_aux_modes(record->aux_modes, aux); *mode; mode++, between = ", ")
		strbuf_print(out, "%s%s", between, *mode);
	if (*between == ',')
		strbuf_add_char(out, ')');
	if (record->recipient_count) {
		strbuf_add_string(out, " \xE2\x86\x92 ");
		put_parties(out, record->recipients, record->recipient_count);
	}
}

static void put_when(strbuf *out, const bede_record *record)
{
	/* "2024-10" says more than its first and last day. */
	if (record->date && !record->enddate)
		strbuf_add_string(out, record->date);
	else if (record->date_value)
		strbuf_add_string(out, record->date_value);
}

/* Records that were imported may lack the words. */
static bool same_cue(const bede_attribution *a, const bede_attribution *b)
{
	return strcmp(a->cue ? a->cue : "", b->cue ? b->cue : "") == 0;
}

static void put_source(strbuf *out, const bede_record *record)
{
	/* The innermost voice is the one who knows, or claims to. */
	size_t count = record->attribution_count;
	if (count == 0) {
		strbuf_add_string(out, "the report");
	} else {
		const bede_attribution *inner = &record->attributions[count - 1];
		if (inner->source.code || inner->source.sector)
			write_party_code(out, &inner->source);
		else if (inner->source.entity_text)
			strbuf_add_string(out, inner->source.entity_text);
		else
			strbuf_add_string(out, inner->cue);
		if (inner->kind != BEDE_STATEMENT)
			strbuf_print(out, " %s", write_kind(inner->kind));
		if (count > 1 && !same_cue(&record->attributions[0], inner))
			strbuf_add_string(out, " via others");
		else if (count > 1)
			strbuf_print(out, " +%zu", count - 1);
	}
	if (record->certainty != BEDE_CERTAIN)
		strbuf_print(out, ", %s", write_certainty(record->certainty));
}

static void fill_cells(strbuf *cells, const reading *self, const bede_record *record)
{
	put_when(&cells[0], record);
	put_what(&cells[1], record);
	const bede_place *place = &record->place;
	if (place->extracted_place)
		strbuf_add_string(&cells[2], place->resolved_place ? place->resolved_place : place->extracted_place);
	if (place->country_code && place->resolution > 1)
		strbuf_print(&cells[2], ", %s", place->country_code);
	for (size_t i = 0; i < record->quantity_count; i++) {
		if (i > 0)
			strbuf_add_string(&cells[3], "; ");
		strbuf_add_slice(&cells[3], write_words(self, record->quantities[i].span));
		if (record->quantities[i].role)
			strbuf_print(&cells[3], " (%s)", record->quantities[i].role);
	}
	put_source(&cells[4], record);
	strbuf_print(&cells[5], "%.0f%%", 100 * record->confidence);
}

static void set_widths(unsigned width, unsigned *widths)
{
	widths[0] = 10;
	widths[5] = 4;
	unsigned rest = width - 14 - CELLS * GAP;
	widths[2] = rest * 20 / 100;
	widths[3] = rest * 18 / 100;
	widths[4] = rest * 21 / 100;
	widths[1] = rest - widths[2] - widths[3] - widths[4];
}

static void put_rows(screen *page, strbuf *cells, const unsigned *widths, style style_of_what)
{
	slice rest[CELLS];
	bool more = true;
	for (size_t i = 0; i < CELLS; i++)
		rest[i] = (slice){cells[i].bytes, cells[i].length};
	while (more) {
		more = false;
		for (size_t i = 0; i < CELLS; i++) {
			screen_spaces(page, GAP);
			slice line = screen_take_line(&rest[i], widths[i]);
			unsigned used = (unsigned)screen_columns(line);
			screen_put(page, line, i == 1 ? style_of_what : style_of_what == STYLE_DIM ? STYLE_DIM : STYLE_PLAIN);
			screen_spaces(page, used < widths[i] ? widths[i] - used : 0);
			more = more || rest[i].length > 0;
		}
		screen_end_line(page);
	}
}

/* The part of the sentence around the trigger that fits on one line, cut at blanks. */
static span excerpt(const reading *self, const bede_record *record, size_t columns)
{
	const char *bytes = self->document.text.at;
	span sentence = {record->sentence_span.start, record->sentence_span.end};
	span out = {record->event_span.start, record->event_span.end};
	bool left = true, right = true;
	while (left || right) {
		/* A word on the left, then one on the right, as long as there is room. */
		if (left) {
			uint32_t start = out.start;
			while (start > sentence.start && bytes[start - 1] == ' ')
				start--;
			while (start > sentence.start && bytes[start - 1] != ' ' && bytes[start - 1] != '\n')
				start--;
			left = start < out.start
				&& screen_columns((slice){bytes + start, out.end - start}) <= columns;
			out.start = left ? start : out.start;
		}
		if (right) {
			uint32_t end = out.end;
			while (end < sentence.end && (bytes[end] == ' ' || bytes[end] == '\n'))
				end++;
			while (end < sentence.end && bytes[end] != ' ' && bytes[end] != '\n')
				end++;
			right = end > out.end && screen_columns((slice){bytes + out.start, end - out.start}) <= columns;
			out.end = right ? end : out.end;
		}
	}
	return out;
}

static void put_support(screen *page, const reading *self, const bede_record *record, unsigned indent)
{
	if (record->event_span.start >= record->event_span.end)
		return;
	/* Ellipses, brackets and quotes need eight columns. */
	span at = excerpt(self, record, page->width - indent - 8);
	mark trigger = {{record->event_span.start, record->event_span.end}, STYLE_TRIGGER, 0};
	screen_spaces(page, indent);
	page->indent = indent;
	screen_put_string(page, at.start > record->sentence_span.start ? "\xE2\x80\x9C\xE2\x80\xA6 " : "\xE2\x80\x9C",
		STYLE_DIM);
	unsigned width = page->width;
	page->width = (unsigned)-1;      /* it was cut to fit: no wrapping */
	screen_flow_marked(page, self->document.text.at, at, &trigger, 1);
	page->width = width;
	screen_put_string(page, at.end < record->sentence_span.end ? " \xE2\x80\xA6\xE2\x80\x9D" : "\xE2\x80\x9D",
		STYLE_DIM);
	screen_end_line(page);
}

static void put_title(screen *page, const reading *self)
{
	char date[16];
	const document *document = &self->document;
	screen_put(page, document->title.at ? document->title : document->id, STYLE_BOLD);
	if (document->title.at && document->id.length) {
		screen_put_string(page, "  ", STYLE_PLAIN);
		screen_put(page, document->id, STYLE_DIM);
	}
	if (document->publisher.at) {
		screen_put_string(page, "  ", STYLE_PLAIN);
		screen_put(page, document->publisher, STYLE_DIM);
	}
	if (*write_document_date(self, date)) {
		screen_put_string(page, "  ", STYLE_PLAIN);
		screen_put_string(page, date, STYLE_DIM);
	}
	screen_end_line(page);
}

void write_table(const reading *self, const bede_write_options *options, bool first, strbuf *out)
{
	if (self->record_count == 0)
		return;
	unsigned width = screen_width(options->width);
	screen page = {.out = out, .color = options->color, .width = width};
	unsigned widths[CELLS];
	set_widths(width, widths);
	strbuf cells[CELLS];
	for (size_t i = 0; i < CELLS; i++)
		strbuf_init(&cells[i]);
	if (first) {
		for (size_t i = 0; i < CELLS; i++)
			strbuf_add_string(&cells[i], HEADS[i]);
		put_rows(&page, cells, widths, STYLE_DIM);
	}
	screen_end_line(&page);
	put_title(&page, self);
	for (uint32_t i = 0; i < self->record_count; i++) {
		for (size_t j = 0; j < CELLS; j++) {
			out->failed = out->failed || cells[j].failed;
			strbuf_reset(&cells[j]);
		}
		fill_cells(cells, self, &self->records[i]);
		put_rows(&page, cells, widths, STYLE_BOLD);
		put_support(&page, self, &self->records[i], GAP + widths[0] + GAP);
	}
	for (size_t i = 0; i < CELLS; i++) {
		out->failed = out->failed || cells[i].failed;
		strbuf_clear(&cells[i]);
	}
}
