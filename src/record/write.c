/* write.c — the written forms of a reading: which one, and what they share. */
#include "record/write.h"

#include <stdio.h>

uint32_t write_offset(const reading *self, const bede_write_options *options, uint32_t byte)
{
	return options->byte_offsets ? byte : utf8_index_point(&self->document.points, byte);
}

const char *write_kind(bede_kind kind)
{
	static const char *const names[] = {
		[BEDE_REPORT] = "report", [BEDE_STATEMENT] = "statement", [BEDE_CLAIM] = "claim", [BEDE_DENIAL] = "denial",
		[BEDE_ESTIMATE] = "estimate", [BEDE_ANNOUNCEMENT] = "announcement",
		[BEDE_UNACKNOWLEDGED] = "unacknowledged",
	};
	return names[kind];
}

const char *write_certainty(bede_certainty certainty)
{
	static const char *const names[] = {
		[BEDE_CERTAIN] = "certain", [BEDE_PROBABLE] = "probable", [BEDE_POSSIBLE] = "possible",
	};
	return names[certainty];
}

slice write_words(const reading *self, bede_span at)
{
	if (at.start >= at.end || at.end > self->document.text.length)
		return (slice){0};
	return (slice){self->document.text.at + at.start, at.end - at.start};
}

const char *write_document_date(const reading *self, char *out)
{
	date date = self->document.date;
	out[0] = '\0';
	if (date_is_set(date))
		snprintf(out, 16, "%04d-%02u-%02u", date.year, date.month % 100u, date.day % 100u);
	return out;
}

const char *write_coder(const reading *self)
{
	return self->coder ? self->coder : "bede " BEDE_VERSION;
}

const char *write_codebook(const reading *self)
{
	return self->codebook ? self->codebook : BEDE_CODEBOOK;
}

const char *const *write_aux_modes(unsigned aux, const char **out)
{
	static const char *const names[] = {"historical", "future", "hypothetical", "negation"};
	size_t count = 0;
	for (unsigned bit = 0; bit < 4; bit++)
		if (aux >> bit & 1)
			out[count++] = names[bit];
	out[count] = NULL;
	return out;
}

void write_party_code(strbuf *out, const bede_party *party)
{
	if (party->code)
		strbuf_add_string(out, party->code);
	if (party->code && party->sector)
		strbuf_add_char(out, ' ');
	if (party->sector)
		strbuf_add_string(out, party->sector);
	if (!party->code && !party->sector)
		strbuf_add_char(out, '?');
}

/* 11000 → "11,000", 1.3e9 → "1.3 billion". */
static void write_amount(strbuf *out, double value)
{
	static const struct {
		double size;
		const char *name;
	} scales[] = {{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}};
	for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
		if (value >= scales[i].size) {
			strbuf_print(out, "%.6g %s", value / scales[i].size, scales[i].name);
			return;
		}
	if (value < 10000 || value != (double)(uint32_t)value) {
		strbuf_print(out, "%.10g", value);
		return;
	}
	uint32_t whole = (uint32_t)value;
	strbuf_print(out, "%u,%03u", whole / 1000, whole % 1000);
}

void write_quantity_words(strbuf *out, const bede_quantity *quantity)
{
	if (quantity->approx)
		strbuf_add_string(out, "about ");
	if (quantity->has_min && !quantity->has_max)
		strbuf_add_string(out, "at least ");
	if (quantity->has_max && !quantity->has_min)
		strbuf_add_string(out, "at most ");
	if (quantity->has_min)
		write_amount(out, quantity->min);
	if (quantity->has_min && quantity->has_max && quantity->min != quantity->max)
		strbuf_add_string(out, "\xE2\x80\x93");
	if (quantity->has_max && (!quantity->has_min || quantity->min != quantity->max))
		write_amount(out, quantity->max);
	if (quantity->unit)
		strbuf_print(out, " %s", quantity->unit);
	if (quantity->per)
		strbuf_print(out, " a %s", quantity->per);
	if (quantity->role)
		strbuf_print(out, " (%s)", quantity->role);
}

/* ---- */

bool write_start(const bede_write_options *options, strbuf *out)
{
	switch (options->format) {
	case BEDE_JSON:
		strbuf_add_char(out, '[');
		break;
	case BEDE_CSV:
	case BEDE_TSV:
		write_flat_header(options, out);
		break;
	default:
		break;
	}
	return !out->failed;
}

bool write_end(const bede_write_options *options, strbuf *out)
{
	if (options->format == BEDE_JSON)
		strbuf_add_string(out, "\n]\n");
	return !out->failed;
}

bool write_reading(const reading *self, const bede_write_options *options, bool first, strbuf *out)
{
	switch (options->format) {
	case BEDE_JSONL:
	case BEDE_JSON:
		write_records_json(self, options, first, out);
		break;
	case BEDE_CSV:
	case BEDE_TSV:
		write_records_flat(self, options, out);
		break;
	case BEDE_TABLE:
		write_table(self, options, first, out);
		break;
	case BEDE_ANNOTATION:
		write_annotation(self, options, out);
		break;
	case BEDE_CONLLU:
		write_conllu(self, out);
		break;
	case BEDE_EXPLANATION:
		write_explanation(self, options, first, out);
		break;
	}
	return !out->failed;
}
