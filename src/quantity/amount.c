/* amount.c — numbers in figures and words, fractions, and money. */
#include <string.h>

#include "quantity/quantity_match.h"

const quantity_word *phrase(const matcher *self, uint32_t at, quantity_class class, uint32_t *end)
{
	const quantity_word *first = word(self, at);
	*end = at + 1;
	if (!first)
		return NULL;
	if (first->begins >> class & 1) {
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

/* ---- figures ---- */

/* "1/4", "7/16": figures on both sides, the upper ones the fewer, in parts that people reckon in; "9/11" is a day. */
static bool ratio_of(slice word, double *number)
{
	slice upper;
	double above, below;
	if (!slice_split(&word, '/', &upper) || !slice_to_figures(upper, &above) || !slice_to_figures(word, &below)
		|| below < 2 || above >= below || word.length > 3)
		return false;
	if (below > 10 && below != 12 && below != 16 && below != 20 && below != 32 && below != 64 && below != 100)
		return false;
	*number = above / below;
	return true;
}

/* The signs of fractions that Unicode has. */
static bool sign_of(slice word, double *number)
{
	static const struct {
		const char *sign;
		double value;
	} signs[] = {
		{"½", 1. / 2}, {"⅓", 1. / 3}, {"⅔", 2. / 3}, {"¼", 1. / 4}, {"¾", 3. / 4}, {"⅕", 1. / 5}, {"⅖", 2. / 5},
		{"⅗", 3. / 5}, {"⅘", 4. / 5}, {"⅙", 1. / 6}, {"⅚", 5. / 6}, {"⅛", 1. / 8}, {"⅜", 3. / 8}, {"⅝", 5. / 8},
		{"⅞", 7. / 8},
	};
	if (word.length < 2 || word.length > 3 || !(word.at[0] & 0x80))
		return false;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (slice_is(word, signs[i].sign)) {
			*number = signs[i].value;
			return true;
		}
	return false;
}

/* ---- numbers ---- */

/* Tens take one figure behind them, hundreds two; the rest is another number. */
static bool takes(double group, double part)
{
	return group == 0 || (group >= 100 && (long)group % 100 == 0 && part < 100)
		|| ((long)group % 100 >= 20 && (long)group % 10 == 0 && part >= 1 && part < 10);
}

static bool is_scale(const matcher *self, uint32_t at)
{
	if (!is(self, at, QUANTITY_SCALE))
		return false;
	/* "m" and "bn" are scales against a figure or right behind it; "m" alone only against it. */
	return form(self, at).length > 1 || touches(self, at);
}

/* A whole number as it grows: groups below a thousand, each with its scale. */
typedef struct growing {
	const matcher *matcher;
	amount *out;
	double total, group;     /* of the scales so far; below the next one */
	double least;            /* the least scale so far, 0: none */
	bool any, figures;       /* something was read; its last part in figures */
} growing;

static void take_part(growing *self, uint32_t at, double value, bool figures)
{
	self->group += value;
	self->out->word |= !self->any && !figures;
	if (!self->any)
		self->out->number = at;
	self->out->last = at;
	self->figures = figures;
	self->any = true;
}

/* A scale that does not descend multiplies all before it ("three lakh crore"). False: the number ends with it. */
static bool take_scale(growing *self, uint32_t at, double scale)
{
	if (scale < 100) {
		self->group = (self->total + self->group) * scale;
		self->total = 0;
	} else if (scale == 100) {
		self->group *= scale;
	} else {
		bool descends = self->least == 0 || scale < self->least;
		self->total = descends ? self->total + (self->group > 0 ? self->group : 1) * scale
			: (self->total + self->group) * scale;
		self->group = 0;
		self->least = scale;
	}
	self->out->scale *= scale;
	self->out->last = at;
	self->figures = false;
	return scale >= 100;
}

/* Figures go on behind a scale before a lesser one ("4 thousand 3 hundred") or behind "and" ("3 hundred and 21"). */
static bool figures_fit(const growing *self, uint32_t at, bool and, double number)
{
	const matcher *matcher = self->matcher;
	if (!self->any)
		return true;
	if (touches(matcher, at) || number >= (self->group > 0 ? 100 : self->least))
		return false;
	if (self->group > 0)
		return and && self->group >= 100;
	bool lesser = is_scale(matcher, at + 1) && word(matcher, at + 1)->value < self->least;
	return lesser || (and && self->least <= 1000 && form(matcher, self->out->last).length > 3);
}

/* "four thousand three hundred and 21", "two hundred and fifty million"; its end, 0 if none is there. */
static uint32_t read_whole(const matcher *self, uint32_t at, amount *out)
{
	growing so_far = {.matcher = self, .out = out};
	uint32_t end = at;
	double number;
	for (bool more = true; more && end < self->end;) {
		uint32_t next = end + (so_far.any && is_hyphen(form(self, end)) && is(self, end + 1, QUANTITY_NUMBER));
		bool and = so_far.any && !so_far.figures && is(self, next, QUANTITY_AND)
			&& (so_far.group >= 100 || (so_far.total > 0 && so_far.group == 0));
		next += and;
		const quantity_word *here = word(self, next);
		if (so_far.any && !and && is_scale(self, next))
			more = take_scale(&so_far, next, here->value);
		else if (quantity_is(here, QUANTITY_NUMBER) && !so_far.figures && takes(so_far.group, here->value)
			&& (here->value >= 1 || !so_far.any))
			take_part(&so_far, next, here->value, false);
		else if (slice_to_figures(form(self, next), &number) && figures_fit(&so_far, next, and, number))
			take_part(&so_far, next, number, true);
		else
			break;
		end = next + 1;
	}
	out->value = so_far.total + so_far.group;
	return so_far.any ? end : 0;
}

/* A part behind its number: "thirds" of "two thirds", "-fifths", "half"; its end and the divisor, 0 if none. */
static uint32_t read_divisor(const matcher *self, uint32_t at, double number, double *divisor)
{
	uint32_t word_at = at + (is_hyphen(form(self, at)) && is(self, at + 1, QUANTITY_PART));
	if (!is(self, word_at, QUANTITY_PART))
		return 0;
	*divisor = word(self, word_at)->part;
	bool plural = slice_ends(form(self, word_at), "s");
	/* "one second" and "one quarter" are of time, "two fourth graders" are counted. */
	bool whole = number == 1 ? !plural : plural || *divisor == 2;
	return whole && number == (double)(long)number && number < 100 ? word_at + 1 : 0;
}

/* "and a half", "and three quarters", "1/4", "½" behind a whole number. */
static uint32_t read_rest(const matcher *self, uint32_t at, double *rest)
{
	amount more = {0};
	uint32_t end;
	if (ratio_of(form(self, at), rest) || sign_of(form(self, at), rest))
		return at + 1;
	if (!is(self, at, QUANTITY_AND))
		return 0;
	if (is(self, at + 1, QUANTITY_ARTICLE) && is(self, at + 2, QUANTITY_PART)) {
		*rest = 1 / word(self, at + 2)->part;
		return at + 3;
	}
	double divisor;
	uint32_t whole = is(self, at + 1, QUANTITY_NUMBER) ? read_whole(self, at + 1, &more) : 0;
	if (!whole || !(end = read_divisor(self, whole, more.value, &divisor)))
		return 0;
	*rest = more.value / divisor;
	return end;
}

/* Large scales behind a number with a fraction: "5 1/2 million", "one and a half thousand". */
static uint32_t read_scales(const matcher *self, uint32_t at, amount *out)
{
	while (is_scale(self, at)) {
		out->value *= word(self, at)->value;
		out->scale *= word(self, at)->value;
		out->last = at++;
	}
	return at;
}

/* "dozens", "tens of thousands", "several hundred", "a dozen", "half a million": no figure of their own. */
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
		out->value = vague->value;
		out->open = true;
		out->number = end;
		return read_scales(self, end, out);
	}
	/* "half a million", "half million", "a quarter million" */
	uint32_t part = at + is(self, at, QUANTITY_ARTICLE);
	uint32_t of = part + 1 + is(self, part + 1, QUANTITY_ARTICLE);
	if (is(self, part, QUANTITY_PART) && !slice_ends(form(self, part), "s") && is_scale(self, of)
		&& word(self, of)->value > 2) {
		out->value = 1 / word(self, part)->part;
		return read_scales(self, of, out);
	}
	/* "a half", "a third of"; "the third" is an ordinal */
	if (part > at && is(self, part, QUANTITY_PART) && is(self, part + 1, QUANTITY_OF)) {
		out->value = 1 / word(self, part)->part;
		out->last = part;
		out->fraction = true;
		return part + 1;
	}
	if (is(self, at, QUANTITY_ARTICLE) && is_scale(self, at + 1) && form(self, at + 1).length > 2) {
		out->value = 1;
		out->number = at + 1;
		return read_scales(self, at + 1, out);
	}
	const quantity_word *whole = phrase(self, at, QUANTITY_NUMBER, &end);
	if (whole && end > at + 1) {
		/* "a couple of soldiers": the tree counts with "couple", "of" is not the number's */
		end -= is(self, end - 1, QUANTITY_OF);
		out->value = whole->value;
		out->last = end - 1;
		return read_scales(self, end, out);
	}
	return 0;
}

static uint32_t read_number(const matcher *self, uint32_t at, amount *out)
{
	double rest;
	if (ratio_of(form(self, at), &out->value) || sign_of(form(self, at), &out->value)) {
		out->number = out->last = at;
		out->fraction = true;
		return read_scales(self, at + 1, out);
	}
	uint32_t end = read_words(self, at, out);
	if (end) {
		/* "a million and a half" */
		uint32_t more = out->scale > 1 && !out->open ? read_rest(self, end, &rest) : 0;
		if (more) {
			out->value += rest * out->scale;
			out->last = more - 1;
		}
		return more ? more : end;
	}
	*out = (amount){.scale = 1, .unit = 1};
	end = read_whole(self, at, out);
	if (!end)
		return 0;
	double divisor;
	uint32_t behind = out->word ? read_divisor(self, end, out->value, &divisor) : 0;
	if (behind) {
		out->value /= divisor;
		out->last = behind - 1;
		out->fraction = true;
		/* "two thirds of a million" */
		uint32_t of = behind + is(self, behind, QUANTITY_OF);
		of += is(self, of, QUANTITY_ARTICLE);
		return of > behind && is_scale(self, of) ? read_scales(self, of, out) : behind;
	}
	/* "two point five" */
	if (is(self, end, QUANTITY_POINT) && is(self, end + 1, QUANTITY_NUMBER)) {
		double place = .1;
		uint32_t digit = end + 1;
		for (; is(self, digit, QUANTITY_NUMBER) && word(self, digit)->value < 10; digit++, place /= 10)
			out->value += word(self, digit)->value * place;
		if (digit > end + 1) {
			out->last = digit - 1;
			return read_scales(self, digit, out);
		}
	}
	behind = read_rest(self, end, &rest);
	if (!behind)
		return end;
	/* Of a scale ("a million and a half") it is a part of that; before one it is multiplied with the number. */
	bool scaled = out->scale > 1;
	out->value += rest * out->scale;
	out->last = behind - 1;
	return scaled ? behind : read_scales(self, behind, out);
}

/* ---- money ---- */

static bool is_verb(const matcher *self, uint32_t at)
{
	return self->syntax->nodes[at].upos == UPOS_VERB || self->syntax->nodes[at].upos == UPOS_AUX;
}

/* "USD115.5": a currency's code and its figures in one word; the code's entry, NULL if it is none. */
static const quantity_word *code_before(const matcher *self, uint32_t at, double *number)
{
	slice text = form(self, at), normal;
	char room[8];
	if (text.length < 4 || text.at[3] < '0' || text.at[3] > '9'
		|| !slice_to_figures((slice){text.at + 3, text.length - 3}, number)
		|| !normal_word((slice){text.at, 3}, room, sizeof room, &normal))
		return NULL;
	const quantity_word *found = quantity_word_find(self->lexicon, normal);
	return quantity_is(found, QUANTITY_MONEY_BEFORE) ? found : NULL;
}

/* Coins behind the money: "3 dollars 50 cents", "thirteen dollars and forty-five cents". */
static uint32_t read_coins(const matcher *self, uint32_t at, amount *out)
{
	amount coins;
	uint32_t from = at + is(self, at, QUANTITY_AND);
	if (out->unit < 1 || out->scale > 1 || !read_amount(self, from, &coins) || coins.unit >= 1
		|| !slice_equal(coins.currency, out->currency) || coins.value >= 1)
		return at;
	out->value += coins.value;
	out->last = coins.last;
	return coins.end;
}

bool read_amount(const matcher *self, uint32_t at, amount *out)
{
	*out = (amount){.scale = 1, .unit = 1};
	uint32_t end;
	const quantity_word *money = code_before(self, at, &out->value);
	if (money) {
		out->number = out->last = at;
		out->end = read_scales(self, at + 1, out);
		out->currency = money->currency;
		return true;
	}
	money = phrase(self, at, QUANTITY_MONEY_BEFORE, &end);
	/* "US $5", but "gave us $5" */
	if (money && money->capital && form(self, at).at[0] >= 'a' && form(self, at).at[0] <= 'z')
		return false;
	uint32_t from = money ? end : at;
	uint32_t minus = from + (is(self, from, QUANTITY_MINUS) && !money);
	end = read_number(self, minus, out);
	if (!end || (money && out->word && out->open))
		return false;
	if (minus > from) {
		if (is_hyphen(form(self, from)) && (touches(self, from) || !touches(self, minus)))
			return false;
		out->value = -out->value;
	}
	if (money) {
		out->currency = money->currency;
		out->unit = money->unit;
	}
	uint32_t hyphen = end + (!money && is_hyphen(form(self, end))), behind;
	const quantity_word *after = phrase(self, hyphen, QUANTITY_MONEY_AFTER, &behind);
	/* The sign of "5 $10 notes" belongs to what follows. */
	bool next = after && hyphen + 1 == behind && !touches(self, hyphen) && quantity_is(after, QUANTITY_MONEY_BEFORE)
		&& form(self, behind).length && form(self, behind).at[0] >= '0' && form(self, behind).at[0] <= '9';
	if (after && !next && (!money || slice_equal(money->currency, after->currency)) && !is_verb(self, hyphen)) {
		out->currency = after->currency;
		out->unit = after->unit;
		end = behind;
		/* "75 USD million" */
		if (out->scale == 1)
			end = read_scales(self, end, out);
	}
	out->value *= out->unit;
	out->end = out->currency.length ? read_coins(self, end, out) : end;
	return true;
}
