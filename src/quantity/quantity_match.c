/*
 * quantity_match.c — finds quantities: an amount or a range, with bounds before and behind it, money by its currency,
 * and what is counted by the tree. A number that is a date, an age, a name's number or part of a compound is none.
 */
#include <string.h>

#include "quantity/quantity_word.h"

typedef struct matcher {
	const quantity_lexicon *lexicon;
	const text *text;
	const syntax *syntax;
	const quantity_word **words;   /* [token_count] entry of each token, NULL for most */
	uint32_t start, end;           /* of the sentence being read */
} matcher;

/* A noun further behind its number than this is still what is counted, but no part of the phrase. */
enum { ITEM_DISTANCE = 8 };

/* One amount as it is read. */
typedef struct amount {
	double value;
	double scale;                  /* of the scale words behind it, 1 if none */
	bool open;                     /* "dozens": at least the value */
	bool word;                     /* spelt out */
	uint32_t number;               /* token of its first number */
	uint32_t last;                 /* token of its last number word: what the tree counts with */
	slice currency;
	uint32_t end;
} amount;

static const quantity_word *word(const matcher *self, uint32_t at)
{
	return at < self->end ? self->words[at] : NULL;
}

static slice form(const matcher *self, uint32_t at)
{
	return at < self->end ? text_form(self->text, at) : (slice){"", 0};
}

static bool is(const matcher *self, uint32_t at, quantity_class class) { return quantity_is(word(self, at), class); }

/* The longest words from `at` that have the class: their entry and end, or NULL. */
static const quantity_word *phrase(const matcher *self, uint32_t at, quantity_class class, uint32_t *end)
{
	const quantity_word *first = word(self, at);
	*end = at + 1;
	if (!first)
		return NULL;
	if (first->begins) {
		char joined[128];
		size_t lengths[QUANTITY_PHRASE + 1];
		uint32_t last = at + QUANTITY_PHRASE < self->end ? at + QUANTITY_PHRASE : self->end;
		uint32_t count = normal_phrase(self->text, at, last, joined, sizeof joined, lengths);
		for (; count > 1; count--) {
			const quantity_word *found = quantity_word_find(self->lexicon, (slice){joined, lengths[count]});
			if (quantity_is(found, class)) {
				*end = at + count;
				return found;
			}
		}
	}
	return quantity_is(first, class) ? first : NULL;
}

static bool is_hyphen(slice word)
{
	return slice_is(word, "-") || slice_is(word, "–") || slice_is(word, "‐") || slice_is(word, "‑");
}

/* ---- amounts ---- */

/* "1,200.5"; with a comma only before three digits. */
static bool digits_of(slice word, double *number)
{
	double whole = 0, scale = 0;
	if (!word.length || word.length > 20)
		return false;
	for (size_t i = 0; i < word.length; i++) {
		char c = word.at[i];
		if (c >= '0' && c <= '9') {
			whole = whole * 10 + (c - '0');
			scale *= 10;
		} else if (c == '.' && scale == 0 && i + 1 < word.length) {
			scale = 1;
		} else if (c != ',' || i == 0 || i + 3 >= word.length) {
			return false;
		}
	}
	*number = scale > 0 ? whole / scale : whole;
	return true;
}

/* Spelt numbers: "twenty-one", "two hundred and fifty", "a dozen", "several hundred", "tens of thousands". */
static uint32_t read_words(const matcher *self, uint32_t at, amount *out)
{
	uint32_t end;
	const quantity_word *plural = phrase(self, at, QUANTITY_PLURAL, &end);
	out->word = true;
	out->number = at;
	if (plural) {
		out->value = plural->value;
		out->open = true;
		out->last = at;
		while (is(self, end, QUANTITY_OF) && is(self, end + 1, QUANTITY_PLURAL)) {
			/* "hundreds of thousands": a hundred of the thousand */
			out->value *= word(self, end + 1)->value;
			out->last = end + 1;
			end += 2;
		}
		return end;
	}
	const quantity_word *vague = phrase(self, at, QUANTITY_VAGUE, &end);
	if (vague && is(self, end, QUANTITY_SCALE)) {
		out->value = vague->value * word(self, end)->value;
		out->open = true;
		out->number = out->last = end;
		return end + 1;
	}
	if (is(self, at, QUANTITY_ARTICLE) && is(self, at + 1, QUANTITY_SCALE) && form(self, at + 1).length > 2) {
		out->value = 1;
		out->number = at + 1;
		return at + 1;
	}
	const quantity_word *first = phrase(self, at, QUANTITY_NUMBER, &end);
	if (!first)
		return 0;
	double sum = first->value;
	out->last = at;
	while (end < self->end && sum >= 20 && sum < 100) {
		uint32_t next = is_hyphen(form(self, end)) ? end + 1 : end;
		const quantity_word *part = word(self, next);
		if (!quantity_is(part, QUANTITY_NUMBER) || part->value >= 10 || part->value < 1)
			break;
		sum += part->value;
		out->last = next;
		end = next + 1;
		break;
	}
	out->value = sum;
	return end;
}

/* Scales behind a number multiply it; what follows a hundred is added ("two hundred and fifty thousand"). */
static uint32_t read_scales(const matcher *self, uint32_t at, amount *out)
{
	double low = 0;
	out->scale = 1;
	while (is(self, at, QUANTITY_SCALE)) {
		const quantity_word *scale = word(self, at);
		/* "m" and "b" are scales against a figure only, not letters of their own. */
		if (form(self, at).length < 3 && self->text->tokens[at].at.start != self->text->tokens[at - 1].at.end)
			break;
		out->value *= scale->value;
		out->scale *= scale->value;
		out->last = at++;
		uint32_t rest = at + is(self, at, QUANTITY_AND);
		amount more = {0};
		uint32_t end = out->word && scale->value < 1000000 && scale->value > 12 && is(self, rest, QUANTITY_NUMBER)
			? read_words(self, rest, &more) : 0;
		if (end && more.value < scale->value) {
			out->value += low + more.value;
			out->last = more.last;
			at = end;
		}
	}
	return at;
}

static bool read_amount(const matcher *self, uint32_t at, amount *out)
{
	*out = (amount){.scale = 1};
	uint32_t end;
	const quantity_word *money = phrase(self, at, QUANTITY_MONEY_BEFORE, &end);
	uint32_t from = money ? end : at;
	if (digits_of(form(self, from), &out->value)) {
		out->number = out->last = from;
		end = from + 1;
	} else {
		end = money ? 0 : read_words(self, from, out);
	}
	if (!end)
		return false;
	end = read_scales(self, end, out);
	if (money)
		out->currency = money->currency;
	uint32_t behind;
	const quantity_word *after = phrase(self, end, QUANTITY_MONEY_AFTER, &behind);
	if (after && (!money || slice_equal(money->currency, after->currency))
		&& self->syntax->nodes[end].upos != UPOS_VERB && self->syntax->nodes[end].upos != UPOS_AUX) {
		out->currency = after->currency;
		end = behind;
	}
	out->end = end;
	return true;
}

/* ---- what is counted ---- */

static const node *node_at(const matcher *self, int32_t token) { return &self->syntax->nodes[token]; }

static bool is_noun(const node *self) { return self->upos == UPOS_NOUN || self->upos == UPOS_PROPN; }

static bool has_period_lemma(const matcher *self, int32_t token)
{
	const quantity_word *found = quantity_word_find(self->lexicon, node_at(self, token)->lemma);
	return quantity_is(found, QUANTITY_TIME) || quantity_is(word(self, (uint32_t)token), QUANTITY_TIME);
}

typedef enum counted { COUNTED_NOTHING, COUNTED_ITEM, COUNTED_PEOPLE } counted;

/* What the number at `last` counts: *item the noun; COUNTED_NOTHING: the number is no quantity. */
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
			return COUNTED_NOTHING;
		const node *noun = node_at(self, head);
		if (noun->upos == UPOS_PROPN && noun->xpos != XPOS_NNPS && head == number + 1 && !amount->word)
			return COUNTED_NOTHING;
		if (has_period_lemma(self, head))
			return COUNTED_NOTHING;
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
			if (has_period_lemma(self, child) || (amount->word && amount->value < 2 && !amount->open))
				return COUNTED_NOTHING;
			*item = child;
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

/* Reads the quantity that starts at `at`; its end, or 0. */
static uint32_t read_quantity(const matcher *self, uint32_t at, quantity *out)
{
	uint32_t from = at, end;
	bool least = false, most = false, about = false;
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
	uint32_t percent;
	if (phrase(self, end, QUANTITY_PERCENT, &percent)) {
		out->item_token = (int32_t)percent - 1;
		out->item = node_at(self, out->item_token)->lemma;
		out->end = read_rate(self, percent, &out->per);
		return out->end;
	}
	bool label = low.number > self->start && is(self, low.number - 1, QUANTITY_LABEL);
	bool compound = range ? is_compound(self, &high) && !is_hyphen(form(self, low.end)) : is_compound(self, &low);
	if (is(self, end, QUANTITY_TIME) || label || compound)
		return 0;
	int32_t item = -1;
	counted counted = find_item(self, last, &item);
	if (counted == COUNTED_NOTHING && range)
		counted = find_item(self, &low, &item);
	if (counted == COUNTED_NOTHING || looks_like_year(self, &low, item))
		return 0;
	out->item_token = item;
	out->item = item >= 0 ? node_at(self, item)->lemma : self->lexicon->person;
	if (item >= (int32_t)end && item < (int32_t)end + ITEM_DISTANCE)
		end = (uint32_t)item + 1;
	out->end = read_rate(self, end, &out->per);
	return out->end;
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
			uint32_t end = read_quantity(&self, at, &item);
			if (end)
				*VECTOR_PUSH(memory, &found) = item;
			at = end ? end : at + 1;
		}
	}
	*out = (quantities){.items = found.items, .count = (uint32_t)found.count};
}
