/*
 * check.c — the lexicon tests itself: loads it strictly and runs the example that stands with every rule of events.
 *
 * An example passes when its sentence gives a record through this very rule, with the type and the parties that the
 * rule expects. Parties that were inferred, not named, may stand beside the expected ones.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/slice.h"
#include "pipeline.h"

typedef struct checking {
	bede_warning_function report;
	void *context;
	bede_check_result *result;
} checking;

static void forward(void *context, const bede_error *problem)
{
	checking *self = context;

	self->result->problems++;
	if (self->report)
		self->report(self->context, problem);
}

/* Splits "lexicon/en/events/aid.tsv:12" and tells what failed there. */
static void fail(checking *self, const event_rule *rule, const char *what, slice detail)
{
	bede_error problem;
	char file[256] = "";
	unsigned long line = 0;

	for (size_t i = rule->place.length; i-- > 0;)
		if (rule->place.at[i] == ':' && i < sizeof file) {
			memcpy(file, rule->place.at, i);
			file[i] = '\0';
			line = strtoul(rule->place.at + i + 1, NULL, 10);
			break;
		}
	error_set_at(&problem, BEDE_ERROR_DATA, file, line, "%s '%.*s'", what, (int)(detail.length > 240 ? 240
		: detail.length), detail.at ? detail.at : "");
	self->result->failures++;
	if (self->report)
		self->report(self->context, &problem);
}

/* Is the party one of "RUS+CHN"? "-" has none. A country that was inferred may stand beside a sector. */
static bool lists_code(slice list, const bede_party *party)
{
	char code[16] = "";
	slice part;

	if (party->code)
		strncat(code, party->code, 7);
	if (party->sector)
		strncat(code, party->sector, 7);
	while (slice_split(&list, '+', &part))
		if (slice_is(part, code) || (party->inferred && party->sector && slice_is(part, party->sector)))
			return true;
	return false;
}

static bool side_is(slice expected, const bede_party *parties, size_t count)
{
	slice rest = expected, part;

	for (size_t i = 0; i < count; i++)
		if (!parties[i].inferred && !lists_code(expected, &parties[i]))
			return false;
	if (slice_is(expected, "-"))
		return true;
	while (slice_split(&rest, '+', &part)) {
		bool found = false;
		for (size_t i = 0; i < count && !found; i++)
			found = lists_code(part, &parties[i]);
		if (!found)
			return false;
	}
	return true;
}

static bool sides_are(slice expected, const bede_record *record)
{
	bede_party all[32];
	size_t count = 0;

	for (size_t i = 0; i < record->actor_count && count < 32; i++)
		all[count++] = record->actors[i];
	for (size_t i = 0; i < record->recipient_count && count < 32; i++)
		all[count++] = record->recipients[i];
	return side_is(expected, all, count);
}

static bool type_is(slice expected, const bede_record *record)
{
	slice name, mode = expected;
	const char *type = bede_event_name(record->type);

	slice_split(&mode, ':', &name);
	if (!type || !slice_is(name, type))
		return false;
	if (name.length == expected.length)
		return true;
	for (const char *const *m = record->modes; *m; m++)
		if (slice_is(mode, *m))
			return true;
	return false;
}

static unsigned aux_from(slice name)
{
	return slice_is(name, "historical") ? BEDE_HISTORICAL : slice_is(name, "future") ? BEDE_FUTURE
		: slice_is(name, "hypothetical") ? BEDE_HYPOTHETICAL : slice_is(name, "negation") ? BEDE_NEGATION : 0;
}

static bool meets(slice expect, const bede_record *record)
{
	slice actors, type, recipients, word;
	unsigned aux = 0;

	if (!slice_split(&expect, ' ', &actors) || !slice_split(&expect, ' ', &type)
		|| !slice_split(&expect, ' ', &recipients))
		return false;
	while (slice_split(&expect, ' ', &word))
		aux |= aux_from(word);
	/* Of what two do together, the second may stand on either side. */
	if (slice_is(recipients, "-") && record->recipient_count && memchr(actors.at, '+', actors.length))
		return type_is(type, record) && (record->aux_modes & aux) == aux && sides_are(actors, record);
	return type_is(type, record) && (record->aux_modes & aux) == aux
		&& side_is(actors, record->actors, record->actor_count)
		&& side_is(recipients, record->recipients, record->recipient_count);
}

static bool read_example(bede_coder *coder, slice sentence)
{
	bede_document document = {.id = "example", .text = sentence.at, .text_length = sentence.length,
		.date = "2024-11-21"};

	return bede_coder_read(coder, &document, NULL);
}

/* The rule gave the type, or is an operator that a word of the sentence met: its type comes from what it governs. */
static bool made_by(const reading *reading, const bede_record *record, const event_rule *rule)
{
	if (slice_is(rule->place, record->rule))
		return true;
	if (rule->operates)
		for (uint32_t t = 0; t < reading->text.token_count; t++)
			if (reading->events.met[t] && slice_equal(reading->events.met[t]->place, rule->place))
				return true;
	return false;
}

static void check_rule(checking *self, bede_coder *all, bede_coder *cutting, const event_rule *rule)
{
	const bede_record *records;
	bool none = slice_is(rule->expect, "none");
	bede_coder *coder = none ? cutting : all;

	self->result->examples++;
	if (!rule->example.length || !rule->expect.length) {
		fail(self, rule, "the rule has no example or does not say what it gives:", rule->words);
		return;
	}
	if (!read_example(coder, rule->example)) {
		fail(self, rule, "the example cannot be coded:", rule->example);
		return;
	}
	size_t count = bede_coder_records(coder, &records);
	bool found = none;
	for (size_t i = 0; i < count; i++)
		if (none)
			found = false;
		else if (made_by(&coder->reading, &records[i], rule) && meets(rule->expect, &records[i]))
			found = true;
	if (!found) {
		fail(self, rule, none ? "the example gives a record and must not:" : "the example does not give what it must:",
			rule->example);
		return;
	}
	if (!rule->must_not.length)
		return;
	self->result->examples++;
	if (!read_example(cutting, rule->must_not))
		return;
	count = bede_coder_records(cutting, &records);
	for (size_t i = 0; i < count; i++)
		if (slice_is(rule->place, records[i].rule)) {
			fail(self, rule, "the rule gives a record for the sentence that it must not match:", rule->must_not);
			return;
		}
}

bool bede_lexicon_check(const bede_data *data, const char *lexicon_dir, bede_warning_function report, void *context,
	bede_check_result *result, bede_error *error)
{
	checking self = {report, context, result};
	struct report problems = {forward, &self, 0};
	bede_coder_options options = {.minimum_confidence = -1};
	const event_rule *rules;

	*result = (bede_check_result){0};
	if (error)
		*error = (bede_error){.code = BEDE_OK};
	bede_data *strict = data_open(data->root, data->language, NULL, lexicon_dir, true, &problems, error);
	if (!strict || !data_check_compiled(strict, &problems, error)) {
		bede_data_close(strict);
		return false;
	}
	/* An example shows what a rule gives, whatever the confidence; what must give nothing is judged as users see it. */
	bede_coder *coder = bede_coder_new(strict, &options, error);
	bede_coder *cutting = coder ? bede_coder_new(strict, NULL, error) : NULL;
	if (!cutting) {
		bede_coder_free(coder);
		bede_data_close(strict);
		return false;
	}
	result->rules = event_lexicon_rules(strict->events, &rules);
	event_lexicon_size size = event_lexicon_measure(strict->events);
	result->entries = size.entries;
	result->classes = size.classes;
	slice last = {NULL, 0};
	for (uint32_t i = 0; i < result->rules; i++) {
		result->must_not += slice_is(rules[i].expect, "none") + (rules[i].must_not.length > 0);
		slice file = rules[i].place;
		while (file.length && file.at[file.length - 1] != ':')
			file.length--;
		if (!slice_equal(file, last))
			result->files++;
		last = file;
		check_rule(&self, coder, cutting, &rules[i]);
	}
	bede_coder_free(cutting);
	bede_coder_free(coder);
	bede_data_close(strict);
	return true;
}
