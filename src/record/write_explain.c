/*
 * write_explain.c — for people: each sentence of a report, the events that were read from it, and why. What should
 * make a reader doubt a record stands first below it.
 */
#include <stdio.h>
#include <string.h>

#include "record/screen.h"
#include "record/write.h"

enum { NUMBER_INDENT = 4, EVENT_INDENT = 8, LABEL = 10 };

/* Below these a reader should look twice, or not believe it. */
static const double SOLID = 0.7, FAIR = 0.45;

typedef struct explaining {
	screen page;
	const reading *reading;
	strbuf scratch;          /* text of the line at hand */
	uint32_t next;           /* first record that was not explained yet */
} explaining;

static void flow_scratch(explaining *self, style style)
{
	screen_flow(&self->page, (slice){self->scratch.bytes, self->scratch.length}, style);
}

/* Emptying forgets a failed allocation; the output has to remember it. */
static void empty_scratch(explaining *self)
{
	strbuf *out = self->page.out;
	out->failed = out->failed || self->scratch.failed;
	strbuf_reset(&self->scratch);
}

/* Begins a line "label     …" whose text wraps below itself. */
static void begin_line(explaining *self, const char *label)
{
	screen *page = &self->page;
	screen_spaces(page, EVENT_INDENT);
	screen_put_string(page, label, STYLE_DIM);
	screen_spaces(page, EVENT_INDENT + LABEL - page->column);
	page->indent = EVENT_INDENT + LABEL;
	empty_scratch(self);
}

static void end_line(explaining *self)
{
	flow_scratch(self, STYLE_PLAIN);
	screen_end_line(&self->page);
}

static void add(explaining *self, const char *text)
{
	strbuf_add_string(&self->scratch, text);
}

static void add_quoted(explaining *self, const char *text)
{
	add(self, "\xE2\x80\x9C");
	add(self, text);
	add(self, "\xE2\x80\x9D");
}

/* ---- who ---- */

static void add_codes(explaining *self, const bede_party *parties, size_t count)
{
	if (count == 0)
		add(self, "?");
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			add(self, " + ");
		write_party_code(&self->scratch, &parties[i]);
	}
}

static void explain_parties(explaining *self, const char *label, const bede_party *parties, size_t count)
{
	begin_line(self, label);
	if (count == 0)
		add(self, "nobody named");
	for (size_t i = 0; i < count; i++) {
		const bede_party *party = &parties[i];
		if (i > 0)
			add(self, "; ");
		write_party_code(&self->scratch, party);
		if (party->entity_text) {
			add(self, " ");
			add_quoted(self, party->entity_text);
		}
		const char *name = party->identifier_text;
		if (name && (!party->entity_text || strcmp(name, party->entity_text) != 0)) {
			add(self, " = ");
			add(self, name);
		}
		if (party->office && !(party->entity_text && strstr(party->entity_text, party->office))) {
			add(self, ", ");
			add(self, party->office);
		}
		if (party->inferred)
			add(self, party->entity_text ? " (country inferred from the report)" : " (inferred, not named here)");
	}
	end_line(self);
}

/* ---- doubts: what a reader must know before using the record ---- */

static bool any_inferred(const bede_party *parties, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (parties[i].inferred)
			return true;
	return false;
}

static void add_doubt(explaining *self, const char *doubt)
{
	if (self->scratch.length)
		add(self, "; ");
	add(self, doubt);
}

static bool any_named_official(const bede_party *parties, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (parties[i].identifier_text && parties[i].office)
			return true;
	return false;
}

static void explain_doubts(explaining *self, const bede_record *record)
{
	static const char *const of_aux[] = {
		"told as the past of long ago", "has not happened yet", "only supposed, not said to have happened",
		"said not to have happened",
	};
	empty_scratch(self);
	for (unsigned bit = 0; bit < 4; bit++)
		if (record->aux_modes >> bit & 1)
			add_doubt(self, of_aux[bit]);
	if (record->certainty != BEDE_CERTAIN) {
		add_doubt(self, record->attribution_count ? "its source calls it " : "the report calls it ");
		add(self, write_certainty(record->certainty));
	}
	for (size_t i = 0; i < record->attribution_count; i++) {
		bede_kind kind = record->attributions[i].kind;
		const bede_party *source = &record->attributions[i].source;
		if (kind != BEDE_DENIAL && kind != BEDE_UNACKNOWLEDGED && kind != BEDE_CLAIM)
			continue;
		add_doubt(self, kind == BEDE_DENIAL ? "denied by " : kind == BEDE_CLAIM ? "a claim by "
			: "not acknowledged by ");
		add(self, source->entity_text ? source->entity_text : "someone");
	}
	if (any_inferred(record->actors, record->actor_count))
		add_doubt(self, "the actor is inferred");
	if (any_inferred(record->recipients, record->recipient_count))
		add_doubt(self, "the recipient is inferred");
	if (record->actor_count == 0)
		add_doubt(self, "no actor found");
	/* Without a day, whoever held an office last is taken to hold it. */
	if (!date_is_set(self->reading->document.date) && !record->date
			&& (any_named_official(record->actors, record->actor_count)
			|| any_named_official(record->recipients, record->recipient_count)))
		add_doubt(self, "the report has no date: offices are the latest known");
	if (self->scratch.length == 0)
		return;
	screen *page = &self->page;
	screen_spaces(page, EVENT_INDENT);
	screen_put_string(page, "but", STYLE_WARNING);
	screen_spaces(page, EVENT_INDENT + LABEL - page->column);
	page->indent = EVENT_INDENT + LABEL;
	flow_scratch(self, STYLE_WARNING);
	screen_end_line(page);
}

/* ---- when, where, how many, who says so ---- */

static void explain_date(explaining *self, const bede_record *record)
{
	if (!record->date_text)
		return;
	begin_line(self, "when");
	add_quoted(self, record->date_text);
	add(self, " \xE2\x86\x92 ");
	add(self, record->date_value ? record->date_value : "?");
	if (!record->date) {
		add(self, " (no day known)");
	} else if (record->enddate) {
		strbuf_print(&self->scratch, " (%s to %s)", record->date, record->enddate);
	}
	end_line(self);
}

static void explain_place(explaining *self, const bede_place *place)
{
	static const char *const levels[] = {NULL, "country", "province", "district", "city", "part of a city"};
	if (!place->extracted_place)
		return;
	begin_line(self, "where");
	add_quoted(self, place->extracted_place);
	add(self, " \xE2\x86\x92 ");
	if (!place->resolved_place) {
		add(self, "a place that is not in the gazetteer");
	} else {
		add(self, place->resolved_place);
		if (place->province && strcmp(place->province, place->resolved_place) != 0)
			strbuf_print(&self->scratch, ", %s", place->province);
		if (place->country && strcmp(place->country, place->resolved_place) != 0)
			strbuf_print(&self->scratch, ", %s", place->country);
		bool named = place->resolution > 0 && place->resolution <= 5;
		strbuf_print(&self->scratch, " (%s", named ? levels[place->resolution] : "place");
		if (place->geonameid)
			strbuf_print(&self->scratch, ", GeoNames %u", place->geonameid);
		add(self, ")");
	}
	if (place->inferred)
		add(self, " (said in another sentence)");
	end_line(self);
}

static void explain_quantities(explaining *self, const bede_record *record)
{
	if (record->quantity_count == 0)
		return;
	begin_line(self, "how many");
	for (size_t i = 0; i < record->quantity_count; i++) {
		if (i > 0)
			add(self, "; ");
		add(self, "\xE2\x80\x9C");
		strbuf_add_slice(&self->scratch, write_words(self->reading, record->quantities[i].span));
		add(self, "\xE2\x80\x9D \xE2\x86\x92 ");
		write_quantity_words(&self->scratch, &record->quantities[i]);
	}
	end_line(self);
}

static void explain_sources(explaining *self, const bede_record *record)
{
	begin_line(self, "who says");
	if (record->attribution_count == 0)
		strbuf_print(&self->scratch, "the report, in its own voice (%s)", write_certainty(record->certainty));
	for (size_t i = 0; i < record->attribution_count; i++) {
		const bede_attribution *one = &record->attributions[i];
		const bede_party *source = &one->source;
		if (i > 0)
			add(self, "; ");
		if (source->code || source->sector) {
			write_party_code(&self->scratch, source);
			add(self, " ");
		}
		if (source->entity_text)
			add_quoted(self, source->entity_text);
		else
			add(self, "nobody named");
		strbuf_print(&self->scratch, " (%s, ", write_kind(one->kind));
		/* how sure is said of the innermost voice: it is the one that knows */
		if (i + 1 == record->attribution_count)
			strbuf_print(&self->scratch, "%s, ", write_certainty(record->certainty));
		add(self, "by the word ");
		add_quoted(self, one->cue);
		if (one->date)
			strbuf_print(&self->scratch, ", on %s", one->date);
		add(self, ")");
	}
	end_line(self);
}

static void explain_contexts(explaining *self, const bede_record *record)
{
	if (!record->contexts[0])
		return;
	begin_line(self, "context");
	for (const char *const *context = record->contexts; *context; context++) {
		if (context != record->contexts)
			add(self, ", ");
		add(self, *context);
	}
	end_line(self);
}

/* Is the alternative of a rule among the words that it matched here? */
static bool is_matched(const explaining *self, const bede_record *record, slice word)
{
	const reading *reading = self->reading;
	const text *text = &reading->text;
	const sentence *sentence = &text->sentences[record->sequence - 1];
	for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++)
		for (size_t j = 0; j < record->matched_count; j++)
			if (record->matched[j].start == text->tokens[i].at.start
					&& slice_equal(reading->syntax.nodes[i].lemma, word))
				return true;
	return false;
}

/* One column or constraint of a rule, "obj=%weapon|tank|…": of a long list, what matched here (`record` NULL: nothing)
 * and the first ones. */
static void add_field(explaining *self, const bede_record *record, slice field)
{
	enum { SHOWN = 3 };
	slice key = field, part;
	for (key.length = 0; key.length < field.length && field.at[key.length] != '='; key.length++)
		continue;
	bool has_key = key.length < field.length;
	slice rest = has_key ? (slice){field.at + key.length + 1, field.length - key.length - 1} : field;
	char separator = memchr(rest.at, '|', rest.length) ? '|' : ',';
	size_t count = 1, shown = 0;
	for (size_t i = 0; i < rest.length; i++)
		count += rest.at[i] == separator;
	if (count <= SHOWN + 1) {
		strbuf_add_slice(&self->scratch, field);
		return;
	}
	if (has_key) {
		strbuf_add_slice(&self->scratch, key);
		add(self, "=");
	}
	slice all = rest;
	while (slice_split(&rest, separator, &part))
		if (record && is_matched(self, record, part) && shown < SHOWN) {
			if (shown++)
				strbuf_add_char(&self->scratch, separator);
			strbuf_add_slice(&self->scratch, part);
		}
	while (slice_split(&all, separator, &part) && shown < SHOWN)
		if (!record || !is_matched(self, record, part)) {
			if (shown++)
				strbuf_add_char(&self->scratch, separator);
			strbuf_add_slice(&self->scratch, part);
		}
	strbuf_add_char(&self->scratch, separator);
	add(self, "\xE2\x80\xA6");
}

static void explain_rule(explaining *self, const bede_record *record)
{
	if (!record->rule)
		return;
	begin_line(self, "because");
	add(self, record->rule);
	if (record->rule_words && *record->rule_words) {
		/* Columns of the file: a tab is no more than a gap here. */
		for (const char *c = record->rule_words; *c;) {
			size_t length = strcspn(c, " \t");
			add(self, " ");
			if (length)
				add_field(self, record, (slice){c, length});
			c += length + (c[length] != '\0');
		}
	}
	end_line(self);
	if (record->rule_example && *record->rule_example) {
		begin_line(self, "");
		add(self, "as in ");
		add_quoted(self, record->rule_example);
		end_line(self);
	}
}

/* Length of the folder that two places of rules have in common. */
static size_t common_folder(slice place, const char *other)
{
	size_t length = 0;
	for (size_t i = 0; i < place.length && other && place.at[i] == other[i]; i++)
		if (place.at[i] == '/')
			length = i + 1;
	return length;
}

/* "accuse.tsv:25 ACCUSE: obj=%idea|… is not met": one line for a rule that lost. `beside`: the place of the rule that
 * won, whose folder need not be told again; NULL: none. */
static void add_refusal(explaining *self, const event_refusal *refusal, const char *beside)
{
	if (refusal->rule) {
		slice words = refusal->rule->words, gives = {NULL, 0}, place = refusal->rule->place;
		size_t folder = common_folder(place, beside);
		while (slice_split(&words, '\t', &gives) && words.length)
			continue;
		strbuf_add_slice(&self->scratch, (slice){place.at + folder, place.length - folder});
		const char *blank = gives.length ? memchr(gives.at, ' ', gives.length) : NULL;
		strbuf_add_char(&self->scratch, ' ');
		strbuf_add_slice(&self->scratch, (slice){gives.at, blank ? (size_t)(blank - gives.at) : gives.length});
		add(self, ": ");
	}
	if (refusal->constraint.at) {
		add_field(self, NULL, refusal->constraint);
		add(self, " ");
	}
	add(self, refusal->reason);
}

/* The rules of the record's word that lost: those that hold but are less specific first. */
static void explain_losers(explaining *self, const bede_record *record)
{
	enum { LOSERS_SHOWN = 4 };
	const reading *reading = self->reading;
	const events *events = &reading->events;
	unsigned shown = 0, left = 0;

	for (unsigned pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < events->refusal_count; i++) {
			const event_refusal *refusal = &events->refusals[i];
			if (!refusal->rule || (refusal->constraint.at != NULL) != (pass == 1)
				|| reading->text.tokens[refusal->token].at.start != record->event_span.start)
				continue;
			if (shown == LOSERS_SHOWN) {
				left++;
				continue;
			}
			begin_line(self, shown++ ? "" : "not");
			add_refusal(self, refusal, record->rule);
			end_line(self);
		}
	if (!left)
		return;
	begin_line(self, "");
	strbuf_print(&self->scratch, "and %u more; --why-not tells all", left);
	end_line(self);
}

/* ---- one event ---- */

static void explain_record(explaining *self, const bede_record *record, unsigned number)
{
	const char *aux[5];
	screen *page = &self->page;
	screen_spaces(page, NUMBER_INDENT);
	empty_scratch(self);
	strbuf_print(&self->scratch, "%u", number);
	screen_put_string(page, self->scratch.bytes, STYLE_BOLD);
	screen_spaces(page, page->column < EVENT_INDENT ? EVENT_INDENT - page->column : 1);
	page->indent = EVENT_INDENT;
	empty_scratch(self);
	if (record->type == BEDE_NONE) {
		add(self, "no event between the two");
	} else {
		add_codes(self, record->actors, record->actor_count);
		strbuf_print(&self->scratch, " \xE2\x86\x92 %s", bede_event_name(record->type));
		for (const char *const *mode = record->modes; *mode; mode++)
			strbuf_print(&self->scratch, " %s", *mode);
		for (const char *const *mode = write_aux_modes(record->aux_modes, aux); *mode; mode++)
			strbuf_print(&self->scratch, " %s", *mode);
		if (record->recipient_count) {
			add(self, " \xE2\x86\x92 ");
			add_codes(self, record->recipients, record->recipient_count);
		}
	}
	flow_scratch(self, STYLE_BOLD);
	double confidence = record->confidence;
	empty_scratch(self);
	strbuf_print(&self->scratch, "  %.0f%% %s", 100 * confidence,
		confidence >= SOLID ? "solid" : confidence >= FAIR ? "fair" : "doubtful");
	screen_put_string(page, self->scratch.bytes, confidence >= FAIR ? STYLE_BOLD : STYLE_WARNING);
	screen_end_line(page);
	explain_doubts(self, record);
	explain_parties(self, "who", record->actors, record->actor_count);
	explain_parties(self, "to whom", record->recipients, record->recipient_count);
	explain_date(self, record);
	explain_place(self, &record->place);
	explain_quantities(self, record);
	explain_sources(self, record);
	explain_contexts(self, record);
	explain_rule(self, record);
	explain_losers(self, record);
	screen_end_line(page);
}

/* ---- sentences ---- */

enum { MOST_MARKS = 64 };

/* Puts a mark where it belongs; one that meets another is left out. */
static void add_mark(mark *marks, size_t *count, mark new)
{
	size_t i = *count;
	for (size_t j = 0; j < *count; j++)
		if (span_meets(marks[j].at, new.at))
			return;
	if (*count == MOST_MARKS || new.at.start >= new.at.end)
		return;
	while (i > 0 && marks[i - 1].at.start > new.at.start) {
		marks[i] = marks[i - 1];
		i--;
	}
	marks[i] = new;
	(*count)++;
}

static void explain_sentence(explaining *self, uint32_t number)
{
	const reading *reading = self->reading;
	screen *page = &self->page;
	span at = reading->text.sentences[number].at;
	uint32_t first = self->next;
	mark marks[MOST_MARKS];
	size_t count = 0;
	while (self->next < reading->record_count && reading->records[self->next].sequence == number + 1)
		self->next++;
	for (uint32_t i = first; i < self->next; i++) {
		bede_span trigger = reading->records[i].event_span;
		add_mark(marks, &count, (mark){{trigger.start, trigger.end}, STYLE_TRIGGER, i - first + 1});
	}
	for (uint32_t i = first; i < self->next; i++)
		for (size_t j = 0; j < reading->records[i].matched_count; j++) {
			bede_span word = reading->records[i].matched[j];
			if (word.start >= at.start && word.end <= at.end)
				add_mark(marks, &count, (mark){{word.start, word.end}, STYLE_MATCHED, 0});
		}
	empty_scratch(self);
	strbuf_print(&self->scratch, "%u", number + 1);
	screen_put_string(page, self->scratch.bytes, STYLE_DIM);
	screen_spaces(page, page->column < NUMBER_INDENT ? NUMBER_INDENT - page->column : 1);
	page->indent = NUMBER_INDENT;
	screen_flow_marked(page, reading->text.bytes, at, marks, count);
	screen_end_line(page);
	if (first == self->next)
		return;
	screen_end_line(page);
	for (uint32_t i = first; i < self->next; i++)
		explain_record(self, &reading->records[i], i - first + 1);
}

/* ---- why not ---- */

static bool word_is(const reading *self, uint32_t token, slice word)
{
	return slice_equal_nocase(text_form(&self->text, token), word)
		|| slice_equal_nocase(self->syntax.nodes[token].lemma, word);
}

/* Number of tokens from `token` on that are the words asked for; 0 if they aren't. */
static uint32_t words_at(const reading *self, uint32_t token, slice words)
{
	uint32_t length = 0;
	slice word;
	while (slice_split(&words, ' ', &word)) {
		if (word.length == 0)
			continue;
		if (token + length >= self->text.token_count || !word_is(self, token + length, word))
			return 0;
		length++;
	}
	return length;
}

static const bede_record *record_at(const reading *self, uint32_t token)
{
	uint32_t start = self->text.tokens[token].at.start;
	for (uint32_t i = 0; i < self->record_count; i++)
		if (self->records[i].event_span.start <= start && start < self->records[i].event_span.end)
			return &self->records[i];
	return NULL;
}

/* `record`: what the word gave all the same; NULL: nothing. */
static void explain_refusals(explaining *self, uint32_t token, const bede_record *record)
{
	const events *events = &self->reading->events;
	uint32_t told = record != NULL;
	for (uint32_t i = 0; i < events->refusal_count; i++) {
		const event_refusal *refusal = &events->refusals[i];
		if (refusal->token != token)
			continue;
		if (told++) {
			flow_scratch(self, STYLE_PLAIN);
			screen_end_line(&self->page);
			screen_spaces(&self->page, EVENT_INDENT);
			empty_scratch(self);
		}
		add_refusal(self, refusal, record ? record->rule : NULL);
	}
	for (uint32_t i = 0; i < events->count && !told; i++)
		if (events->items[i].trigger == token) {
			strbuf_print(&self->scratch, "it is %s at %.0f%%, which is below the confidence asked for or repeats "
				"another event of its sentence", bede_event_name(events->items[i].type),
				100 * events->items[i].confidence);
			told++;
		}
	if (!told)
		add(self, "no rule of the lexicon has this word");
}

static void explain_word(explaining *self, uint32_t token)
{
	const reading *reading = self->reading;
	const node *node = &reading->syntax.nodes[token];
	screen *page = &self->page;
	screen_spaces(page, NUMBER_INDENT);
	page->indent = EVENT_INDENT;
	empty_scratch(self);
	strbuf_print(&self->scratch, "sentence %u, ", reading->text.tokens[token].sentence + 1);
	add(self, "\xE2\x80\x9C");
	strbuf_add_slice(&self->scratch, text_form(&reading->text, token));
	add(self, "\xE2\x80\x9D, ");
	strbuf_add_slice(&self->scratch, node->lemma);
	strbuf_print(&self->scratch, " %s %s: ", upos_name(node->upos), deprel_name(node->deprel));
	const bede_record *record = record_at(reading, token);
	if (record)
		strbuf_print(&self->scratch, "it gave %s, by %s", bede_event_name(record->type),
			record->rule ? record->rule : "no rule");
	explain_refusals(self, token, record);
	flow_scratch(self, STYLE_PLAIN);
	screen_end_line(page);
}

static void explain_why_not(explaining *self, const char *words)
{
	const reading *reading = self->reading;
	bool found = false;
	screen_put_string(&self->page, "why not: ", STYLE_BOLD);
	screen_put_string(&self->page, words, STYLE_BOLD);
	screen_end_line(&self->page);
	for (uint32_t i = 0; i < reading->text.token_count; i++) {
		uint32_t length = words_at(reading, i, slice_of(words));
		for (uint32_t j = 0; j < length; j++)
			explain_word(self, i + j);
		found = found || length > 0;
		i += length > 0 ? length - 1 : 0;
	}
	if (!found) {
		screen_spaces(&self->page, NUMBER_INDENT);
		screen_put_string(&self->page, "the report does not have these words", STYLE_PLAIN);
		screen_end_line(&self->page);
	}
	screen_end_line(&self->page);
}

/* ---- */

static void explain_title(explaining *self)
{
	char date[16];
	const document *document = &self->reading->document;
	empty_scratch(self);
	strbuf_add_slice(&self->scratch, document->title.at ? document->title : document->id);
	if (document->publisher.at) {
		add(self, ", ");
		strbuf_add_slice(&self->scratch, document->publisher);
	}
	add(self, *write_document_date(self->reading, date) ? ", published " : ", publication date unknown");
	add(self, date);
	self->page.indent = 0;
	flow_scratch(self, STYLE_BOLD);
	screen_end_line(&self->page);
	screen_end_line(&self->page);
}

void write_explanation(const reading *self, const bede_write_options *options, bool first, strbuf *out)
{
	unsigned width = screen_width(options->width);
	explaining explaining = {
		.page = {.out = out, .color = options->color, .width = width},
		.reading = self,
	};
	strbuf_init(&explaining.scratch);
	if (!first)
		screen_end_line(&explaining.page);
	explain_title(&explaining);
	if (options->why_not)
		explain_why_not(&explaining, options->why_not);
	else
		for (uint32_t i = 0; i < self->text.sentence_count; i++)
			explain_sentence(&explaining, i);
	out->failed = out->failed || explaining.scratch.failed;
	strbuf_clear(&explaining.scratch);
}
