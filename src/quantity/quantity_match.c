/*
 * quantity_match.c — finds quantities: an amount or a range, with bounds before and behind it, money by its currency,
 * a measure by its unit, and what is counted by the tree. A number that is a date, an age, a time, a name's number or
 * part of a compound is none; one that counts nothing is kept as a bare number.
 */
#include "quantity/quantity_match.h"

/* A noun further behind its number than this is still what is counted, but no part of the phrase. */
enum { ITEM_DISTANCE = 8 };

/* ---- what is counted ---- */

static const node *node_at(const matcher *self, int32_t token) { return &self->syntax->nodes[token]; }

static bool is_noun(const node *self) { return self->upos == UPOS_NOUN || self->upos == UPOS_PROPN; }

static bool has_period_lemma(const matcher *self, int32_t token)
{
	const quantity_word *found = quantity_word_find(self->lexicon, node_at(self, token)->lemma);
	return quantity_is(found, QUANTITY_TIME) || quantity_is(word(self, (uint32_t)token), QUANTITY_TIME);
}

/* NONE: the number is a name's, a date's or a length of time and no quantity; NOTHING: it stands alone. */
typedef enum counted { COUNTED_NONE, COUNTED_NOTHING, COUNTED_ITEM, COUNTED_PEOPLE } counted;

/* What the number at `last` counts: *item the noun. */
static counted find_item(const matcher *self, const amount *amount, int32_t *item)
{
	int32_t number = (int32_t)amount->last;
	const node *self_node = node_at(self, number);
	/* Up through "2 million": the lower part hangs on the higher one. */
	while (self_node->head >= (int32_t)amount->number && self_node->head <= (int32_t)amount->last
		&& self_node->head != number) {
		number = self_node->head;
		self_node = node_at(self, number);
	}
	int32_t head = self_node->head;
	deprel relation = self_node->deprel;
	bool modifies = relation == DEPREL_NUMMOD || relation == DEPREL_DET || relation == DEPREL_AMOD
		|| relation == DEPREL_COMPOUND || relation == DEPREL_NMOD_UNMARKED;
	if (modifies && head >= 0 && (is_noun(node_at(self, head)) || node_at(self, head)->upos == UPOS_ADJ
		|| node_at(self, head)->upos == UPOS_SYM)) {
		/* A number behind its noun is a name's, a date's or an age: "October 3", "Resolution 1701". */
		if (head < number || head >= (int32_t)self->end)
			return COUNTED_NONE;
		const node *noun = node_at(self, head);
		if (noun->upos == UPOS_PROPN && noun->xpos != XPOS_NNPS && head == number + 1 && !amount->word)
			return COUNTED_NONE;
		if (has_period_lemma(self, head))
			return COUNTED_NONE;
		*item = head;
		return COUNTED_ITEM;
	}
	/* "dozens of people", "tens of thousands of people", "two of the soldiers" */
	for (uint32_t part = amount->number; part <= amount->last && is(self, amount->end, QUANTITY_OF); part++)
		for (int32_t child = node_at(self, (int32_t)part)->first_child; child >= 0;
			child = node_at(self, child)->next_sibling) {
			if (child <= (int32_t)amount->last || !deprel_is(node_at(self, child)->deprel, DEPREL_NMOD)
				|| !(is_noun(node_at(self, child)) || node_at(self, child)->upos == UPOS_ADJ))
				continue;
			if (has_period_lemma(self, child) || (amount->word && amount->value < 2 && !amount->open && !amount->fraction))
				return COUNTED_NONE;
			*item = child;
			return COUNTED_ITEM;
		}
	/* "protesters, sometimes numbering in the millions" */
	if (amount->open && relation == DEPREL_OBL && head >= 0 && (node_at(self, head)->deprel == DEPREL_ACL)
		&& node_at(self, head)->head >= 0 && is_noun(node_at(self, node_at(self, head)->head))) {
		*item = node_at(self, head)->head;
		return COUNTED_ITEM;
	}
	/* "killed 12", "12 were hurt" */
	bool argument = deprel_is(relation, DEPREL_NSUBJ) || relation == DEPREL_OBJ;
	bool verb = head >= 0 && node_at(self, head)->upos == UPOS_VERB;
	if (argument && verb && (amount->value >= 2 || !amount->word))
		return COUNTED_PEOPLE;
	return COUNTED_NOTHING;
}

/* A year: four figures without a comma, not before a plural noun. */
static bool looks_like_year(const matcher *self, const amount *amount, int32_t item)
{
	if (amount->word || amount->scale > 1 || form(self, amount->number).length != 4 || amount->value < 1500
		|| amount->value > 2100)
		return false;
	bool the = amount->number > self->start && node_at(self, (int32_t)amount->number - 1)->upos == UPOS_DET;
	return the || item < 0 || (node_at(self, item)->xpos != XPOS_NNS && node_at(self, item)->xpos != XPOS_NNPS);
}

/* Is the number one half of a compound ("12-member", "F-16") or of something else with marks against it? */
static bool is_compound(const matcher *self, const amount *amount)
{
	const token *tokens = self->text->tokens;
	uint32_t first = amount->number, end = amount->end;
	bool after = end + 1 < self->end && is_hyphen(form(self, end)) && tokens[end].at.start == tokens[end - 1].at.end
		&& tokens[end + 1].at.start == tokens[end].at.end;
	bool before = first > self->start + 1 && is_hyphen(form(self, first - 1))
		&& tokens[first].at.start == tokens[first - 1].at.end
		&& tokens[first - 2].at.end == tokens[first - 1].at.start;
	return after || before;
}

/* ---- a whole quantity ---- */

/* "a year", "per month", "annually". */
static uint32_t read_rate(const matcher *self, uint32_t at, slice *per)
{
	uint32_t end;
	const quantity_word *rate = phrase(self, at, QUANTITY_RATE, &end);
	if (rate) {
		*per = rate->period;
		return end;
	}
	bool every = is(self, at, QUANTITY_EVERY) || is(self, at, QUANTITY_ARTICLE);
	if (!every || !is(self, at + 1, QUANTITY_PERIOD))
		return at;
	/* "a year ago" and "a day earlier" date the sentence. */
	if (at + 2 < self->end && node_at(self, (int32_t)at + 2)->upos == UPOS_ADV && is(self, at, QUANTITY_ARTICLE))
		return at;
	*per = word(self, at + 1)->period;
	return at + 2;
}

/* The first amount, and the second one of a range. True if there is one. */
static bool read_range(const matcher *self, uint32_t at, bool between, amount *low, amount *high, bool *range)
{
	*range = false;
	if (!read_amount(self, at, low))
		return false;
	bool joined = between ? is(self, low->end, QUANTITY_AND) : is(self, low->end, QUANTITY_TO);
	if (!joined || low->open || !read_amount(self, low->end + 1, high) || high->open)
		return true;
	/* The scale and the currency of the second hold for the first: "20 to 30 million", "$5-10 million". */
	double first = low->value;
	if (low->scale == 1 && high->scale > 1 && low->value <= high->value / high->scale)
		first = low->value * high->scale;
	bool money = low->currency.length && high->currency.length && !slice_equal(low->currency, high->currency);
	if (first >= high->value || money || (low->currency.length && !high->currency.length && low->scale > 1))
		return true;
	low->value = first;
	if (!low->currency.length)
		low->currency = high->currency;
	*range = true;
	return true;
}

static uint32_t read_behind(const matcher *self, uint32_t at, quantity *out)
{
	uint32_t end;
	if (phrase(self, at, QUANTITY_BEHIND_LEAST, &end)) {
		out->has_max = false;
		return end;
	}
	if (phrase(self, at, QUANTITY_BEHIND_MOST, &end)) {
		out->has_min = false;
		return end;
	}
	if (phrase(self, at, QUANTITY_BEHIND_ABOUT, &end)) {
		out->approx = true;
		return end;
	}
	return at;
}

/* "5 feet 2 inches": what a smaller unit of the same kind adds. */
static uint32_t read_smaller(const matcher *self, uint32_t at, const amount *whole, const quantity_word *measure,
	quantity *out)
{
	amount more;
	uint32_t from = at + is(self, at, QUANTITY_AND), end;
	if (!measure->si_unit.length || whole->scale > 1 || out->max != whole->value || !read_amount(self, from, &more)
		|| more.currency.length)
		return at;
	const quantity_word *smaller = phrase(self, more.end, QUANTITY_MEASURE, &end);
	if (!smaller || !slice_equal(smaller->si_unit, measure->si_unit) || smaller->si_factor >= measure->si_factor
		|| more.value * smaller->si_factor >= measure->si_factor)
		return at;
	double added = more.value * smaller->si_factor / measure->si_factor;
	out->min += added;
	out->max += added;
	return end;
}

/* "10 km", "a three-ton satellite", "75ml", "20 (kg)": the unit behind a number; its end, 0 if none is there. */
static uint32_t read_measure(const matcher *self, const amount *amount, uint32_t at, quantity *out)
{
	uint32_t from = at + (is_hyphen(form(self, at)) && touches(self, at)), end;
	const quantity_word *measure = phrase(self, from, QUANTITY_MEASURE, &end);
	/* A verb or a preposition that is written like a unit is none ("12 in Kyiv"). */
	if (!measure || node_at(self, (int32_t)from)->upos == UPOS_VERB || node_at(self, (int32_t)from)->upos == UPOS_AUX
		|| node_at(self, (int32_t)from)->upos == UPOS_DET || (amount->word && amount->open && from > at))
		return 0;
	out->measure = measure->measure;
	out->si_unit = measure->si_unit;
	out->si_factor = measure->si_factor;
	out->si_offset = measure->si_offset;
	out->item_token = (int32_t)end - 1;
	end = read_smaller(self, end, amount, measure, out);
	/* "500 tonnes of rice" counts rice */
	if (is(self, end, QUANTITY_OF))
		for (int32_t child = node_at(self, out->item_token)->first_child; child >= 0;
			child = node_at(self, child)->next_sibling)
			if (child > (int32_t)end && deprel_is(node_at(self, child)->deprel, DEPREL_NMOD)
				&& is_noun(node_at(self, child))) {
				out->item_token = child;
				if (child < (int32_t)end + ITEM_DISTANCE)
					end = (uint32_t)child + 1;
				break;
			}
	out->item = node_at(self, out->item_token)->lemma;
	return end;
}

/* "No one was injured", "no soldiers were killed": zero of them. */
static uint32_t read_none(const matcher *self, uint32_t at, quantity *out)
{
	uint32_t end;
	int32_t item = -1, token = (int32_t)at;
	if (phrase(self, at, QUANTITY_NOBODY, &end)) {
		token = (int32_t)end - 1;
		deprel relation = node_at(self, token)->deprel;
		if (!deprel_is(relation, DEPREL_NSUBJ) && relation != DEPREL_OBJ)
			return 0;
	} else if (is(self, at, QUANTITY_NO) && node_at(self, token)->deprel == DEPREL_DET) {
		item = node_at(self, token)->head;
		if (item <= token || item >= (int32_t)self->end || node_at(self, item)->xpos != XPOS_NNS
			|| has_period_lemma(self, item))
			return 0;
		end = item < token + ITEM_DISTANCE ? (uint32_t)item + 1 : at + 1;
	} else {
		return 0;
	}
	*out = (quantity){
		.first = at, .number = (uint32_t)token, .item_token = item, .has_min = true, .has_max = true,
		.item = item >= 0 ? node_at(self, item)->lemma : self->lexicon->person,
	};
	return out->end = end;
}

/* "the third attack", "twenty-first", "11th". */
static uint32_t read_ordinal(const matcher *self, uint32_t at, quantity *out)
{
	double number = 0, tens = 0;
	uint32_t last = at;
	slice text = form(self, at);
	if (is(self, at, QUANTITY_NUMBER) && word(self, at)->value >= 20 && word(self, at)->value < 100) {
		tens = word(self, at)->value;
		last = at + 1 + is_hyphen(form(self, at + 1));
	}
	if (is(self, last, QUANTITY_ORDINAL) && word(self, last)->part > 0 && (tens == 0 || word(self, last)->part < 10)) {
		number = tens + word(self, last)->part;
	} else if (last == at) {
		size_t digits = 0;
		while (digits < text.length && digits < 9 && text.at[digits] >= '0' && text.at[digits] <= '9')
			number = number * 10 + (text.at[digits++] - '0');
		slice suffix = {text.at + digits, text.length - digits};
		const quantity_word *sign = digits && suffix.length ? quantity_word_find(self->lexicon, suffix) : NULL;
		if (!quantity_is(sign, QUANTITY_ORDINAL) || sign->part > 0)
			return 0;
	} else {
		return 0;
	}
	const node *node = node_at(self, (int32_t)last);
	bool month = is(self, last + 1, QUANTITY_MONTH) || (at > self->start && is(self, at - 1, QUANTITY_MONTH))
		|| (is(self, last + 1, QUANTITY_OF) && is(self, last + 2, QUANTITY_MONTH));
	if (month || node->deprel != DEPREL_AMOD || node->head <= (int32_t)last || has_period_lemma(self, node->head))
		return 0;
	*out = (quantity){
		.first = at, .number = last, .item_token = node->head, .has_min = true, .has_max = true, .min = number,
		.max = number, .ordinal = true, .item = node_at(self, node->head)->lemma,
	};
	return out->end = last + 1;
}

/* A day of the month, a year, a clock time or a number of a name, a list or an address is no bare number. */
static bool is_dated(const matcher *self, const amount *amount)
{
	uint32_t first = amount->number, end = amount->end;
	bool small = !amount->word && amount->value <= 31;
	bool month = small && ((first > self->start && is(self, first - 1, QUANTITY_MONTH)) || is(self, end, QUANTITY_MONTH)
		|| (is(self, end, QUANTITY_OF) && is(self, end + 1, QUANTITY_MONTH)));
	return month || (first > self->start && is(self, first - 1, QUANTITY_TIME));
}

/* Behind "6" in "6 of the 28 boats" another number counts the noun: the phrase ends before it. */
static uint32_t before_other(const matcher *self, const amount *last, uint32_t item_end)
{
	amount other;
	uint32_t of = 0, behind;
	for (uint32_t at = last->end; at + 1 < item_end; at++) {
		if (phrase(self, at, QUANTITY_OF, &behind)) {
			of = at;
			at = behind - 1;
		} else if (of && read_amount(self, at, &other)) {
			return of;
		}
	}
	return item_end;
}

/* Does "including" or "among them" stand right before the token? */
static bool is_among(const matcher *self, uint32_t first)
{
	for (uint32_t words = 1; words <= 2 && first >= self->start + words; words++) {
		uint32_t end;
		if (phrase(self, first - words, QUANTITY_AMONG, &end) && end == first)
			return true;
	}
	return false;
}

/* Reads the quantity that starts at `at`; its end, or 0. */
static uint32_t read_quantity(const matcher *self, uint32_t at, quantity *out)
{
	uint32_t from = at, end;
	bool least = false, most = false, about = false;
	if ((end = read_none(self, at, out)) || (end = read_ordinal(self, at, out)))
		return end;
	for (int bounds = 0; bounds < 3; bounds++) {
		if (phrase(self, from, QUANTITY_LEAST, &end))
			least = true;
		else if (phrase(self, from, QUANTITY_MOST, &end))
			most = true;
		else if (phrase(self, from, QUANTITY_ABOUT, &end))
			about = true;
		else
			break;
		from = end;
	}
	bool between = is(self, from, QUANTITY_BETWEEN), range;
	amount low, high;
	if (!read_range(self, from + between, between, &low, &high, &range) || (between && !range))
		return 0;
	const amount *last = range ? &high : &low;
	*out = (quantity){
		.first = at, .number = low.number, .item_token = -1, .has_min = !most, .has_max = !least && !last->open,
		.min = low.value, .max = last->value, .approx = about || last->open, .unit = low.currency,
	};
	end = read_behind(self, last->end, out);
	if (low.currency.length) {
		out->end = read_rate(self, end, &out->per);
		return out->end;
	}
	uint32_t percent = end + (is_hyphen(form(self, end)) && touches(self, end) && is(self, end + 1, QUANTITY_PERCENT));
	if (phrase(self, percent, QUANTITY_PERCENT, &percent)) {
		out->item_token = (int32_t)percent - 1;
		out->item = self->lexicon->percent;
		out->end = read_rate(self, percent, &out->per);
		return out->end;
	}
	uint32_t measured = read_measure(self, last, end, out);
	if (measured) {
		out->end = read_rate(self, measured, &out->per);
		return out->end;
	}
	bool label = low.number > self->start && is(self, low.number - 1, QUANTITY_LABEL);
	bool compound = range ? is_compound(self, &high) && !is_hyphen(form(self, low.end)) : is_compound(self, &low);
	if (is(self, end, QUANTITY_TIME) || label || compound || is_dated(self, &low) || is_dated(self, last))
		return 0;
	int32_t item = -1;
	counted counted = find_item(self, last, &item);
	if (counted == COUNTED_NOTHING && range)
		counted = find_item(self, &low, &item);
	if (looks_like_year(self, &low, item) || counted == COUNTED_NONE)
		return 0;
	if (counted == COUNTED_NOTHING) {
		/* "one" alone is a pronoun more often than a number */
		if (low.word && low.value == 1 && !low.open)
			return 0;
		out->bare = true;
		return out->end = end;
	}
	out->item_token = item;
	out->item = item >= 0 ? node_at(self, item)->lemma : self->lexicon->person;
	out->besides = item >= 0 && is(self, (uint32_t)item, QUANTITY_BESIDES);
	out->among = is_among(self, out->first);
	if (item >= (int32_t)end && item < (int32_t)end + ITEM_DISTANCE)
		end = before_other(self, last, (uint32_t)item + 1);
	out->end = read_rate(self, end, &out->per);
	return out->end;
}

/* A quantity begins with a word of the lexicon, with figures, or with the sign of a fraction. */
static bool may_begin(const matcher *self, uint32_t at)
{
	slice text = form(self, at);
	if (self->words[at] || (text.length && text.at[0] & 0x80))
		return true;
	for (size_t i = 0; i < text.length; i++)
		if (text.at[i] >= '0' && text.at[i] <= '9')
			return true;
	return false;
}

void quantity_read(const quantity_lexicon *lexicon, const document *document, const text *text, const syntax *syntax,
	arena *memory, quantities *out)
{
	(void)document;
	matcher self = {
		.lexicon = lexicon, .text = text, .syntax = syntax,
		.words = ARENA_ARRAY(memory, text->token_count + 1, const quantity_word *),
	};
	VECTOR(quantity) found = {0};
	for (uint32_t i = 0; i < text->token_count; i++) {
		char room[32];
		slice normal;
		if (normal_word(text_form(text, i), room, sizeof room, &normal))
			self.words[i] = quantity_word_find(lexicon, normal);
	}
	for (uint32_t s = 0; s < text->sentence_count; s++) {
		uint32_t at = text->sentences[s].first;
		self.start = at;
		self.end = at + text->sentences[s].count;
		while (at < self.end) {
			quantity item;
			uint32_t end = may_begin(&self, at) ? read_quantity(&self, at, &item) : 0;
			if (end)
				*VECTOR_PUSH(memory, &found) = item;
			at = end ? end : at + 1;
		}
	}
	*out = (quantities){.items = found.items, .count = (uint32_t)found.count};
}
