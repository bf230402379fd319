/*
 * place.c — the places of a document.
 *
 *     tokens ─▶ candidates (place_find.c: longest names of the gazetteer that stand as names of places)
 *                   │            each country that the report names gets votes
 *                   ▼
 *            the best place of each (place_resolve.c: what stands beside it > the report's other places > size)
 *                   │
 *                   ▼
 *            toponyms, with what each hangs on in the tree
 */
#include "place/place.h"

#include "place/place_reading.h"

/* "travelled to", "a trip to", "made a visit to" */
static bool is_movement(const place_reading *self, int32_t host)
{
	if (self->words[host] & WORD_MOVE)
		return true;
	int32_t object = syntax_child(self->syntax, host, DEPREL_OBJ);
	return object >= 0 && (self->words[object] & WORD_MOVE) && node_at(self, object)->upos == UPOS_NOUN;
}

/* Does `governor` hand the place in its phrase on to what it hangs on itself? Words such as "outskirts" do, a list, and
 * any noun that is itself a place by its preposition ("across the peaks of Kurdistan"). */
static bool passes_on(const place_reading *self, int32_t token, unsigned by)
{
	const node *here = node_at(self, token), *governor = node_at(self, here->head);
	switch (here->deprel) {
	case DEPREL_CONJ: case DEPREL_APPOS:
		return true;
	case DEPREL_COMPOUND:
		if (here->head > token + 1 && slice_is(text_form(self->text, (uint32_t)token + 1), ","))
			return true;
		break;
	case DEPREL_NMOD: case DEPREL_NMOD_POSS: case DEPREL_NMOD_DESC: case DEPREL_FLAT:
		break;
	default:
		return false;
	}
	if ((self->words[here->head] & (WORD_HEAD | WORD_TOWN | WORD_AREA)) && governor->upos != UPOS_VERB)
		return true;
	return (by & WORD_OF) && governor->upos == UPOS_NOUN && governor->deprel == DEPREL_OBL
		&& (case_classes(self, here->head) & WORD_AT);
}

static place_link link_of(const place_reading *self, int32_t token, unsigned by, bool country)
{
	const node *here = node_at(self, token);
	switch (here->deprel) {
	case DEPREL_OBL: case DEPREL_NMOD: case DEPREL_OBL_UNMARKED: case DEPREL_ADVMOD:
		if (by & WORD_AT)
			return PLACE_AT;
		if (by & (WORD_OF | WORD_UPON))
			return country ? PLACE_UNLINKED : PLACE_OBJECT;
		if (by & WORD_TO)
			return !country || is_movement(self, here->head) ? PLACE_TO : PLACE_UNLINKED;
		return (by & WORD_FROM) && is_movement(self, here->head) ? PLACE_FROM : PLACE_UNLINKED;
	case DEPREL_COMPOUND: case DEPREL_NMOD_POSS:
		return country ? PLACE_UNLINKED : PLACE_NAME;
	case DEPREL_OBJ: case DEPREL_NSUBJ_PASS:
		return country ? PLACE_UNLINKED : PLACE_OBJECT;
	default:
		return PLACE_UNLINKED;
	}
}

/* What the toponym hangs on, and how. */
static void find_host(const place_reading *self, toponym *out)
{
	int32_t at = out->head;
	bool country = out->entry && out->entry->resolution <= 1 && !out->entry->is_city, inside = false;
	for (int step = 0; step < 5 && node_at(self, at)->head >= 0; step++) {
		unsigned by = case_classes(self, at);
		if (passes_on(self, at, by)) {
			/* "on a building in Gaza", "a swath of Iraq": in there, however the building or the part is hit. */
			inside |= (by & WORD_AT) || ((by & WORD_OF) && (self->words[node_at(self, at)->head] & WORD_PORTION));
			at = node_at(self, at)->head;
			continue;
		}
		out->host = node_at(self, at)->head;
		out->link = link_of(self, at, by, country && !inside);
		if (inside && out->link != PLACE_UNLINKED)
			out->link = PLACE_AT;
		return;
	}
}

static int resolution_of(const toponym *place)
{
	return place->entry ? place->entry->resolution : 0;
}

static void hand_on(place_reading *self, places *out)
{
	out->items = ARENA_ARRAY(self->memory, self->candidates.count + 1, toponym);
	for (size_t i = 0; i < self->candidates.count; i++) {
		const candidate *at = &self->candidates.items[i];
		if (!at->sure)
			continue;
		toponym *item = &out->items[out->count++];
		*item = (toponym){.first = at->first, .end = at->end, .entry = at->entry, .head = at->head, .host = -1,
			.link = PLACE_UNLINKED, .dateline = at->dateline};
		if (!at->dateline)
			find_host(self, item);
	}
	for (uint32_t i = 0; i < out->count; i++)
		if (out->items[i].dateline && (!out->dateline || (resolution_of(out->dateline) < 4
				&& resolution_of(&out->items[i]) >= 4)))
			out->dateline = &out->items[i];
}

void place_read(const gazetteer *gazetteer, const document *document, const text *text, const syntax *syntax,
	arena *memory, places *out)
{
	*out = (places){0};
	place_reading self = {.gazetteer = gazetteer, .document = document, .text = text, .syntax = syntax, .memory = memory};
	self.votes = ARENA_ARRAY(memory, gazetteer_country_count(gazetteer) + 1, uint32_t);
	self.country_at = ARENA_ARRAY(memory, text->token_count + 1, uint32_t);
	self.words = ARENA_ARRAY(memory, text->token_count + 1, unsigned);
	for (uint32_t i = 0; i < text->token_count; i++) {
		char buffer[GAZETTEER_BUFFER];
		slice lemma = syntax->nodes[i].lemma;
		/* Neither marks nor numbers are words of the lexicon. */
		if (syntax->nodes[i].upos == UPOS_PUNCT || syntax->nodes[i].upos == UPOS_NUM)
			continue;
		/* "Central" in a name may be tagged as an adjective, and keep its capital. */
		if (syntax->nodes[i].upos == UPOS_PROPN || syntax->nodes[i].xpos == XPOS_NNP)
			lemma = gazetteer_fold_in(memory, lemma, buffer);
		self.words[i] = gazetteer_word(gazetteer, lemma);
	}
	place_find(&self);
	place_resolve(&self);
	hand_on(&self, out);
}
