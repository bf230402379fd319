/* proper_name.c — proper names that the lexicon does not know: how far they reach, and what kind of thing they name. */
#include <string.h>

#include "base/utf8.h"
#include "name/naming.h"

static slice form_lower(const naming *self, uint32_t token)
{
	return utf8_lower(self->memory, text_form(self->text, token));
}

static bool capital(const naming *self, uint32_t token)
{
	slice form = text_form(self->text, token);
	size_t offset = 0;
	return form.length && utf8_is_upper(utf8_next(form.at, form.length, &offset));
}

static bool has_digit(slice form)
{
	for (size_t i = 0; i < form.length; i++)
		if (form.at[i] >= '0' && form.at[i] <= '9')
			return true;
	return false;
}

/* "PPRP": two capital letters or more and nothing else. */
static bool is_acronym(slice form)
{
	for (size_t i = 0; i < form.length; i++)
		if (form.at[i] < 'A' || form.at[i] > 'Z')
			return false;
	return form.length >= 2;
}

/* What may stand between the words of a name: "of", "al", "&", "-". */
static bool joins(const naming *self, uint32_t token)
{
	slice form = text_form(self->text, token);
	return lexicon_word(self->lexicon, form_lower(self, token), WORD_SMALL) || slice_is(form, "&")
		|| slice_is(form, "-") || slice_is(form, "\xE2\x80\x90") || slice_is(form, "'") || slice_is(form, "\xE2\x80\x99")
		|| has_digit(form);
}

/* ---- how far ---- */

/* "Ministry of Hajj and Umrah", "Association of Nigerian Universities": what hangs on a body or a site by "of", "for",
 * "and", as long as its words are capitalised and no other body begins. */
static uint32_t end_of_body(const naming *self, const nominal *of, uint32_t end)
{
	uint32_t sentence = self->text->tokens[of->head].sentence;
	bool joined = false;
	for (uint32_t t = end; t < self->high[of->head] && self->text->tokens[t].sentence == sentence;) {
		bool and = node_of(self, t)->upos == UPOS_CCONJ;
		if (node_of(self, t)->upos != UPOS_ADP && !(and && joined))
			break;
		if (!and && !is_word(self, t, WORD_OF) && !is_word(self, t, WORD_FOR))
			break;
		uint32_t run = t + 1;
		if (run < self->tokens && is_word(self, run, WORD_ARTICLE))
			run++;
		/* "Chamber of Deputies" is one body, "Ministry of Health and Commission of …" are two. */
		uint32_t stop = run;
		while (stop < self->high[of->head] && capital(self, stop) && (!and || !self->agent_at[stop])
				&& (self->match_of[stop] < 0 || is_word(self, t, WORD_OF)) && !is_word(self, stop, WORD_CALENDAR)
				&& (node_of(self, stop)->upos == UPOS_PROPN || node_of(self, stop)->upos == UPOS_ADJ
					|| node_of(self, stop)->upos == UPOS_NOUN))
			stop++;
		if (stop == run || (and && stop < self->tokens && self->agent_at[stop] && capital(self, stop)))
			break;
		joined = true;
		end = t = stop;
	}
	return end;
}

bool proper_name_body(const naming *self, uint32_t token)
{
	const agent *noun = self->agent_at[token];
	return (noun && (noun->kind == AGENT_BODY || noun->kind == AGENT_GROUP))
		|| is_word(self, token, WORD_INSTITUTION);
}

static bool is_body(const naming *self, const nominal *of)
{
	return of->type != ENTITY_PERSON && of->type != ENTITY_EVENT
		&& ((of->agent && proper_name_body(self, of->agent_head)) || is_word(self, of->end - 1, WORD_INSTITUTION)
			|| is_word(self, of->end - 1, WORD_BUILDING));
}

void nominal_name_tokens(const naming *self, const nominal *of, uint32_t *first, uint32_t *end)
{
	*first = of->first;
	*end = of->end;
	if (of->name_end) {
		*first = of->name;
		*end = of->name_end;
		return;
	}
	if (of->agent && of->agent_end > *first && of->agent_end < *end && of->type == ENTITY_PERSON)
		*first = of->agent_end;
	while (*first < of->head && (!capital(self, *first) || is_word(self, *first, WORD_HONORIFIC)
			|| (self->match_of[*first] >= 0 && is_relation(self, *first, DEPREL_NMOD_POSS))
			|| slice_starts(text_form(self->text, *first), "'")))
		++*first;
	/* "Chilean boxer Arturo Godoy", "Kurdistan-based Ansar": the name begins behind its description. */
	for (uint32_t t = *first; t < of->head; t++) {
		bool origin = of->type == ENTITY_PERSON && self->match_of[t] >= 0
			&& self->matches.items[self->match_of[t]].type != ENTITY_PERSON;
		if (origin || is_word(self, t, WORD_HONORIFIC) || (!capital(self, t) && !joins(self, t)))
			*first = t + 1;
	}
	while (*first < of->head && !capital(self, *first))
		++*first;
	/* "Gen Prawit", where the parser takes the title for the name's first part. */
	while (*first + 1 < *end && is_word(self, *first, WORD_HONORIFIC) && capital(self, *first + 1))
		++*first;
	if (of->match < 0 && is_body(self, of))
		*end = end_of_body(self, of, *end);
}

/* "Northern Nigeria", "Latin America": the quarter is part of a place's name. */
uint32_t proper_name_quarter(const naming *self, uint32_t first)
{
	return first > 0 && is_word(self, first - 1, WORD_COMPASS)
		&& self->text->tokens[first - 1].sentence == self->text->tokens[first].sentence ? first - 1 : first;
}

bool proper_name_starts(const naming *self, uint32_t token, entity_type type)
{
	if (node_of(self, token)->upos == UPOS_PUNCT)
		return false;
	return type != ENTITY_PERSON || !is_word(self, token, WORD_HONORIFIC);
}

bool proper_name_common(const naming *self, uint32_t token)
{
	static const word_class classes[] = {WORD_INSTITUTION, WORD_BUILDING, WORD_AREA, WORD_OCCASION};
	slice form = form_lower(self, token);
	bool common = self->agent_at[token] != NULL;
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		common |= is_word(self, token, classes[i]) || lexicon_word(self->lexicon, form, classes[i]);
	return common;
}

bool proper_name_peoples(const naming *self, uint32_t token)
{
	upos class = (upos)node_of(self, token)->upos;
	return (class == UPOS_ADJ || class == UPOS_NOUN || class == UPOS_PROPN) && capital(self, token)
		&& lexicon_word(self->lexicon, form_lower(self, token), WORD_PEOPLES);
}

slice nominal_name(const naming *self, const nominal *of)
{
	uint32_t first, end;
	nominal_name_tokens(self, of, &first, &end);
	span at = span_join(self->text->tokens[first].at, self->text->tokens[end - 1].at);
	return (slice){self->text->bytes + at.start, at.end - at.start};
}

/* ---- what kind ---- */

/* "the city of Aden", "Borno state", "the Suez canal": a common noun beside the name says what it is. */
static entity_type said_beside(const naming *self, const nominal *of)
{
	int32_t above = node_of(self, of->head)->head;
	deprel relation = (deprel)node_of(self, of->head)->deprel;
	bool beside = relation == DEPREL_COMPOUND || relation == DEPREL_APPOS || relation == DEPREL_FLAT
		|| relation == DEPREL_NMOD_DESC || relation == DEPREL_NMOD_UNMARKED;
	if (above >= 0 && relation == DEPREL_NMOD)
		for (int32_t c = node_of(self, of->head)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling)
			beside |= is_relation(self, (uint32_t)c, DEPREL_CASE) && is_word(self, (uint32_t)c, WORD_OF);
	if (beside && above >= 0 && node_of(self, (uint32_t)above)->upos == UPOS_NOUN) {
		if (is_word(self, (uint32_t)above, WORD_AREA))
			return ENTITY_LOC;
		if (relation != DEPREL_NMOD && is_word(self, (uint32_t)above, WORD_BUILDING))
			return ENTITY_FAC;
	}
	for (int32_t c = node_of(self, of->head)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling)
		if (is_relation(self, (uint32_t)c, DEPREL_APPOS) && node_of(self, (uint32_t)c)->upos == UPOS_NOUN
				&& is_word(self, (uint32_t)c, WORD_AREA))
			return ENTITY_LOC;
	return ENTITY_NONE;
}

/* The kind that the last word of the name says, or the first one ("Lake …"). */
static entity_type said_within(const naming *self, uint32_t first, uint32_t end)
{
	if (end - first < 2)
		return ENTITY_NONE;
	slice last = form_lower(self, end - 1);
	if (lexicon_word(self->lexicon, last, WORD_OCCASION))
		return ENTITY_EVENT;
	if (lexicon_word(self->lexicon, last, WORD_AREA) || is_word(self, first, WORD_LANDFORM))
		return ENTITY_LOC;
	if (lexicon_word(self->lexicon, last, WORD_BUILDING))
		return ENTITY_FAC;
	return lexicon_word(self->lexicon, last, WORD_INSTITUTION) ? ENTITY_ORG : ENTITY_NONE;
}

static bool has_relative_who(const naming *self, uint32_t child)
{
	for (uint32_t t = self->low[child]; t < self->high[child] && t < self->low[child] + 3; t++)
		if (slice_is(self->lower[t], "who") || slice_is(self->lower[t], "whose"))
			return true;
	return false;
}

entity_type proper_name_type(const naming *self, const nominal *of)
{
	if (of->agent)
		return proper_name_body(self, of->agent_head) ? ENTITY_ORG : ENTITY_PERSON;
	uint32_t first, end;
	nominal_name_tokens(self, of, &first, &end);
	entity_type said = said_within(self, first, end);
	bool flat = false, compound = false, title = false, article = of->definite;
	if (said != ENTITY_NONE)
		return said;
	for (int32_t c = node_of(self, of->head)->first_child; c >= 0; c = node_of(self, (uint32_t)c)->next_sibling) {
		uint32_t child = (uint32_t)c;
		bool proper = node_of(self, child)->upos == UPOS_PROPN;
		flat |= proper && is_relation(self, child, DEPREL_FLAT);
		compound |= proper && is_relation(self, child, DEPREL_COMPOUND);
		title |= proper && is_relation(self, child, DEPREL_NMOD_DESC) && self->match_of[child] < 0;
		bool aged = is_word(self, child, WORD_AGED) && has_digit(text_form(self->text, self->low[child]));
		if (aged || is_word(self, child, WORD_HONORIFIC)
				|| (is_relation(self, child, DEPREL_ACL_RELCL) && has_relative_who(self, child)))
			return ENTITY_PERSON;
	}
	said = said_beside(self, of);
	if (said != ENTITY_NONE)
		return said;
	if (is_word(self, end - 1, WORD_EARTH) && (end - first == 1 || is_word(self, first, WORD_COMPASS)))
		return ENTITY_LOC;
	bool several = end - first > 1;
	if (several && !article && word_gender(self, form_lower(self, first)) != GENDER_UNKNOWN)
		return ENTITY_PERSON;
	if (!several && is_acronym(text_form(self->text, of->head)))
		return ENTITY_ORG;
	if (of->place_like && !article)
		return ENTITY_LOC;
	bool digits = false;
	for (uint32_t t = first; t < of->end; t++)
		digits |= has_digit(text_form(self->text, t));
	if ((flat || title) && !article && !digits)
		return ENTITY_PERSON;
	return compound || article ? ENTITY_ORG : ENTITY_NONE;
}
