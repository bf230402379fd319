/*
 * cue_verb.c — verbs of saying: which construction they stand in and what of it is said.
 *
 * The relations are Universal Dependencies'. A clausal complement, quotation or the main clause around ", he said,"
 * is content; so are, where the lexicon has the frame, infinitives, participles, objects and prepositional phrases.
 */
#include "source/finder.h"

typedef struct reading_of_verb {
	const cue_word *word;
	int32_t particle;         /* the word that belongs to the verb's: "point out", "claim responsibility"; -1: none */
	bool passive;
	unsigned frame;           /* through which content was found; 0: none was */
	bool by_preposition, preposition_weak;
	bool free;                /* in a construction that the lexicon does not give the word */
} reading_of_verb;

static bool is_clause_head(const finder *self, int32_t token)
{
	const node *at = finder_node(self, token);
	return at->upos == UPOS_VERB || at->upos == UPOS_AUX || finder_child(self, token, DEPREL_NSUBJ) >= 0
		|| finder_child(self, token, DEPREL_COP) >= 0 || finder_child(self, token, DEPREL_CSUBJ) >= 0;
}

static bool is_gerund(const finder *self, int32_t token)
{
	return finder_node(self, token)->xpos == XPOS_VBG && finder_child(self, token, DEPREL_AUX) < 0;
}

/* The sentence or clause that a parenthesis ("…, he said, …", "as X reported") stands in, without it. */
static void mark_around(finder *self, int32_t verb)
{
	int32_t clause = finder_around(self, verb);
	finder_mark(self, clause, 1);
	finder_mark(self, verb, 0);
}

/* "was said to have fled": no clause of its own, whatever the relation. */
static bool is_infinitive(const finder *self, int32_t token)
{
	for (int32_t child = finder_node(self, token)->first_child; child >= 0;
		child = finder_node(self, child)->next_sibling)
		if (finder_node(self, child)->deprel == DEPREL_MARK && finder_node(self, child)->upos == UPOS_PART)
			return finder_child(self, token, DEPREL_NSUBJ) < 0;
	return false;
}

/* "reported the storm had left": without a conjunction the subject is easily taken for the object of the saying. */
static void take_lost_subject(finder *self, uint32_t verb, int32_t clause)
{
	uint32_t first, end;
	int32_t own = finder_child(self, clause, DEPREL_CSUBJ);
	if (finder_child(self, clause, DEPREL_NSUBJ) >= 0 || (own >= 0 && own < clause)
		|| finder_child(self, clause, DEPREL_MARK) >= 0 || !finder_is_finite(self, clause))
		return;
	syntax_extent(self->syntax, clause, &first, &end);
	for (int32_t child = finder_node(self, (int32_t)verb)->first_child; child >= 0;
		child = finder_node(self, child)->next_sibling) {
		uint32_t from, to;
		deprel relation = (deprel)finder_node(self, child)->deprel;
		bool lost = relation == DEPREL_OBJ
			|| (deprel_is(relation, DEPREL_NSUBJ) && speaker_before_verb(self, (int32_t)verb) >= 0);
		if (!lost || (uint32_t)child < verb)
			continue;
		syntax_extent(self->syntax, child, &from, &to);
		while (to < first && finder_node(self, (int32_t)to)->upos == UPOS_PUNCT)
			to++;
		if (to == first)
			finder_mark(self, child, 1);
	}
}

/* "CNN reports Iran has fallen": a verb has no relative clause. */
static bool is_misread_relative(const finder *self, uint32_t verb, int32_t clause)
{
	return (uint32_t)clause > verb && finder_is_finite(self, (int32_t)verb)
		&& finder_child(self, clause, DEPREL_NSUBJ) >= 0;
}

/* "said he would stay, adding that …": the participle of saying between a verb and a clause that hangs on it, or -1. */
static int32_t aside_before(const finder *self, uint32_t verb, int32_t clause)
{
	uint32_t first, end;
	syntax_extent(self->syntax, clause, &first, &end);
	for (int32_t child = finder_node(self, (int32_t)verb)->first_child; child >= 0 && (uint32_t)child < first;
		child = finder_node(self, child)->next_sibling)
		if ((uint32_t)child > verb && finder_is_aside(self, child))
			return child;
	return -1;
}

/* Such a clause is what the participle says. */
static void take_from_above(finder *self, uint32_t verb, reading_of_verb *found)
{
	int32_t above = finder_node(self, (int32_t)verb)->head;
	if (above < 0 || above > (int32_t)verb || !finder_is_aside(self, (int32_t)verb))
		return;
	for (int32_t child = finder_node(self, above)->first_child; child >= 0;
		child = finder_node(self, child)->next_sibling)
		if (child > (int32_t)verb && finder_node(self, child)->deprel == DEPREL_CCOMP
			&& aside_before(self, (uint32_t)above, child) == (int32_t)verb) {
			finder_mark(self, child, 1);
			take_lost_subject(self, verb, child);
			found->frame = FRAME_THAT;
			return;
		}
}

static void take_complement(finder *self, uint32_t verb, reading_of_verb *found)
{
	const cue_word *word = found->word;
	for (int32_t child = finder_node(self, (int32_t)verb)->first_child; child >= 0;
		child = finder_node(self, child)->next_sibling) {
		deprel relation = (deprel)finder_node(self, child)->deprel;
		bool clause = relation == DEPREL_CCOMP
			|| (deprel_is(relation, DEPREL_CSUBJ) && found->passive)
			|| (relation == DEPREL_ACL_RELCL && is_misread_relative(self, verb, child))
			|| (relation == DEPREL_PARATAXIS && (uint32_t)child > verb + 1 && is_clause_head(self, child)
				&& (self->quote_of[child] >= 0 || slice_is(text_form(self->text, verb + 1), ":")));
		if (!clause || !(word->frames & (FRAME_THAT | FRAME_QUOTE)) || is_infinitive(self, child))
			continue;
		if (relation == DEPREL_CCOMP && is_gerund(self, child) && !(word->frames & FRAME_ING))
			continue;
		if ((uint32_t)child > verb && aside_before(self, verb, child) >= 0)
			continue;
		finder_mark(self, child, 1);
		/* of a clause behind the verb nothing stands before it but a subject that belongs to the verb */
		if ((uint32_t)child > verb)
			for (uint32_t i = finder_sentence(self, verb)->first; i < verb; i++)
				self->mark[i] = 0;
		for (int32_t part = finder_node(self, child)->first_child; part >= 0;
			part = finder_node(self, part)->next_sibling)
			if (part > child && finder_is_aside(self, part))
				finder_mark(self, part, 0);
		if (relation == DEPREL_CCOMP && (uint32_t)child > verb)
			take_lost_subject(self, verb, child);
		found->frame = word->frames & FRAME_THAT ? FRAME_THAT : FRAME_QUOTE;
	}
}

static void take_infinitive(finder *self, uint32_t verb, reading_of_verb *found)
{
	const cue_word *word = found->word;
	for (int32_t child = finder_node(self, (int32_t)verb)->first_child; child >= 0 && !found->frame;
		child = finder_node(self, child)->next_sibling) {
		if (finder_node(self, child)->deprel != DEPREL_XCOMP && finder_node(self, child)->deprel != DEPREL_CCOMP)
			continue;
		if (found->passive && (word->frames & FRAME_PASSIVE)) {
			int32_t subject = finder_child(self, (int32_t)verb, DEPREL_NSUBJ);
			finder_mark(self, child, 1);
			if (subject >= 0)
				finder_mark(self, subject, 1);
			else if (finder_node(self, (int32_t)verb)->deprel == DEPREL_ACL)
				self->mark[finder_node(self, (int32_t)verb)->head] = 1;
			found->frame = FRAME_PASSIVE;
		} else if (is_gerund(self, child)) {
			if (!(word->frames & FRAME_ING))
				continue;
			finder_mark(self, child, 1);
			found->frame = FRAME_ING;
		} else if (word->frames & FRAME_TO) {
			finder_mark(self, child, 1);
			/* "urged Paris to send troops": who is to do it */
			int32_t object = syntax_child(self->syntax, (int32_t)verb, DEPREL_OBJ);
			if (object > (int32_t)verb && object < child)
				finder_mark(self, object, 1);
			found->frame = FRAME_TO;
		}
	}
}

/* "accused Y of …", whether the phrase hangs on the verb or on Y. */
static bool take_preposition(finder *self, uint32_t verb, int32_t parent, int32_t object, reading_of_verb *found)
{
	const cue_word *word = found->word;
	for (int32_t child = finder_node(self, parent)->first_child; child >= 0;
		child = finder_node(self, child)->next_sibling) {
		for (int i = 0; i < CUE_PREPOSITIONS && word->prepositions[i].at; i++) {
			bool marked = false;
			for (int32_t part = finder_node(self, child)->first_child; part >= 0;
				part = finder_node(self, part)->next_sibling) {
				uint8_t relation = finder_node(self, part)->deprel;
				marked = marked || ((relation == DEPREL_CASE || relation == DEPREL_MARK)
					&& slice_equal(finder_node(self, part)->lemma, word->prepositions[i]));
			}
			if (!marked || (uint32_t)child < verb)
				continue;
			finder_mark(self, child, 1);
			if (object >= 0 && (is_clause_head(self, child) || !word->preposition_weak[i]))
				finder_mark(self, object, 1);
			found->frame = FRAME_OBJ;
			found->by_preposition = true;
			found->preposition_weak = word->preposition_weak[i];
			return true;
		}
	}
	return false;
}

static void take_object(finder *self, uint32_t verb, reading_of_verb *found)
{
	const cue_word *word = found->word;
	/* "claimed responsibility for …": the noun is the cue's */
	if (found->particle >= 0 && finder_node(self, found->particle)->deprel == DEPREL_OBJ) {
		if (!take_preposition(self, verb, (int32_t)verb, -1, found))
			take_preposition(self, verb, found->particle, -1, found);
		return;
	}
	int32_t object = found->passive ? finder_child(self, (int32_t)verb, DEPREL_NSUBJ)
		: syntax_child(self->syntax, (int32_t)verb, DEPREL_OBJ);
	if (word->frames & FRAME_AS) {
		for (int32_t child = finder_node(self, (int32_t)verb)->first_child; child >= 0;
			child = finder_node(self, child)->next_sibling) {
			if ((uint32_t)child < verb || !finder_marked(self, child, SOURCE_WORD_AS))
				continue;
			finder_mark(self, child, 1);
			if (object >= 0)
				finder_mark(self, object, 1);
			found->frame = FRAME_AS;
			return;
		}
	}
	if (take_preposition(self, verb, (int32_t)verb, object, found)
		|| (object >= 0 && (uint32_t)object > verb && take_preposition(self, verb, object, object, found)))
		return;
	/* "rejected claims", the verb tagged as if it were "rejected" in "the rejected claims" */
	if (object < 0 && finder_node(self, (int32_t)verb)->deprel == DEPREL_AMOD)
		object = finder_node(self, (int32_t)verb)->head;
	bool placed = object >= 0 && ((uint32_t)object > verb || (found->passive
		&& speaker_of_verb(self, verb, true) >= 0));
	if (!(word->frames & FRAME_OBJ) || !placed)
		return;
	found->frame = FRAME_OBJ;
	finder_mark(self, object, 1);
	if ((uint32_t)object < verb)
		return;
	for (uint32_t i = finder_sentence(self, verb)->first; i <= verb; i++)
		self->mark[i] = 0;
	while ((object = syntax_next_same(self->syntax, object)) >= 0)
		if (finder_node(self, object)->deprel == DEPREL_OBJ)
			finder_mark(self, object, 1);
}

/* "…, officials said", "…, said the minister, …", "as X reported": the clause around is content. */
static void take_around(finder *self, uint32_t verb, reading_of_verb *found)
{
	const node *at = finder_node(self, (int32_t)verb);
	if (at->head < 0 || !(found->word->frames & (FRAME_THAT | FRAME_QUOTE)))
		return;
	if (finder_marked(self, (int32_t)verb, SOURCE_WORD_AS)) {
		bool clause = at->deprel == DEPREL_ADVCL || at->deprel == DEPREL_ACL || at->deprel == DEPREL_PARATAXIS
			|| at->deprel == DEPREL_OBL;
		int32_t particle;
		const cue_word *above = finder_verb(self, (uint32_t)at->head, &particle);
		if (!clause || (above && (above->frames & FRAME_CITES)))
			return;
		mark_around(self, (int32_t)verb);
		found->frame = FRAME_THAT;
		return;
	}
	/* behind a comma and without "and" a second clause is none */
	bool second = at->deprel == DEPREL_CONJ && finder_child(self, (int32_t)verb, DEPREL_CC) < 0
		&& (found->word->frames & FRAME_THAT) && (found->word->frames & FRAME_QUOTE);
	if ((at->deprel == DEPREL_PARATAXIS || second) && !found->passive
		&& finder_child(self, (int32_t)verb, DEPREL_NSUBJ) >= 0
		&& finder_child(self, (int32_t)verb, DEPREL_OBJ) < 0) {
		mark_around(self, (int32_t)verb);
		found->frame = FRAME_THAT;
	}
}

/*
 * Complements that a parser hung elsewhere: as parataxis, on the addressee ("told reporters that …"), as a relative
 * clause. The first conjunction behind the verb shows them, if its clause has a subject besides.
 */
static void take_misplaced(finder *self, uint32_t verb, reading_of_verb *found)
{
	if (!(found->word->frames & FRAME_THAT))
		return;
	uint32_t end = sentence_end(finder_sentence(self, verb));
	for (uint32_t i = verb + 1; i < end; i++) {
		const node *at = finder_node(self, (int32_t)i);
		if (at->upos == UPOS_VERB || at->upos == UPOS_AUX)
			return;
		if (!source_lexicon_word(self->lexicon, at->lemma, SOURCE_WORD_COMPLEMENT))
			continue;
		const cue_word *noun = finder_noun(self, i - 1);
		if (at->head < (int32_t)i || (noun && (noun->frames & FRAME_THAT))
			|| !syntax_below(self->syntax, at->head, (int32_t)verb))
			return;
		if (finder_is_complement(self, at->head)) {
			finder_mark(self, at->head, 1);
			found->frame = FRAME_THAT;
		}
		return;
	}
}

/* What follows content without a comma and hangs on the cue belongs to the content more often than to the saying. */
static void extend_right(finder *self, uint32_t verb, const reading_of_verb *found)
{
	uint32_t last = 0, limit = sentence_end(finder_sentence(self, verb));
	for (uint32_t i = verb + 1; i < limit; i++)
		last = self->mark[i] ? i : last;
	if (!last)
		return;
	/* "said that A and that B", "said A had fled and were hiding": the second half, hung on the verb of saying */
	if (found->frame == FRAME_THAT)
		for (int32_t child = finder_node(self, (int32_t)verb)->first_child; child >= 0;
			child = finder_node(self, child)->next_sibling) {
			uint32_t first, end;
			if (finder_node(self, child)->deprel != DEPREL_CONJ || (uint32_t)child < last)
				continue;
			syntax_extent(self->syntax, child, &first, &end);
			bool open = first == last + 1 && finder_child(self, child, DEPREL_AUX) >= 0
				&& finder_child(self, child, DEPREL_NSUBJ) < 0 && finder_child(self, (int32_t)verb, DEPREL_AUX) < 0;
			if (open || (finder_is_complement(self, child) && first <= last + 2)) {
				finder_mark(self, child, 1);
				last = end - 1;
			}
		}
	bool loose = found->frame == FRAME_OBJ || found->frame == FRAME_AS;
	for (int32_t child = finder_node(self, (int32_t)verb)->first_child; child >= 0;
		child = finder_node(self, child)->next_sibling) {
		deprel relation = (deprel)finder_node(self, child)->deprel;
		bool part = relation == DEPREL_ADVCL || (loose && (relation == DEPREL_XCOMP || relation == DEPREL_OBL));
		if ((uint32_t)child < last || !part || is_gerund(self, child))
			continue;
		uint32_t first, end;
		syntax_extent(self->syntax, child, &first, &end);
		if (first != last + 1)
			continue;
		finder_mark(self, child, 1);
		last = end - 1;
	}
}

/* Who cites says it with the verb behind, "X, citing Y, said …", wherever the parser hung "citing"; else its head. */
static int32_t citing_verb(const finder *self, uint32_t verb, int32_t object)
{
	uint32_t first, end, limit = sentence_end(finder_sentence(self, verb));
	syntax_extent(self->syntax, object, &first, &end);
	if (end < limit && slice_is(text_form(self->text, end), ","))
		end++;
	while (end < limit && (finder_node(self, (int32_t)end)->upos == UPOS_AUX
		|| finder_node(self, (int32_t)end)->upos == UPOS_ADV))
		end++;
	int32_t particle;
	const cue_word *word = end < limit ? finder_verb(self, end, &particle) : NULL;
	int32_t subject = word && (word->frames & FRAME_THAT) ? finder_child(self, (int32_t)end, DEPREL_NSUBJ) : -1;
	return subject >= 0 && (uint32_t)subject < verb ? (int32_t)end : finder_node(self, (int32_t)verb)->head;
}

/* "citing X", "X, quoting Y, said": the object is who says the clause around. */
static void cue_citation(finder *self, uint32_t verb, const cue_word *word)
{
	int32_t object = finder_child(self, (int32_t)verb, DEPREL_OBJ);
	candidate found = finder_candidate(self, verb);
	found.word = word;
	found.frame = FRAME_CITES;
	found.kind = word->kind;
	found.certainty = word->certainty;
	for (int32_t child = finder_node(self, (int32_t)verb)->first_child; child >= 0;
		child = finder_node(self, child)->next_sibling) {
		if (finder_node(self, child)->upos != UPOS_VERB || !finder_marked(self, child, SOURCE_WORD_AS))
			continue;
		/* "X quoted Y as saying that …": X's content is all that Y says; "as saying" is a cue of its own */
		bool passive = verb_is_passive(self, verb);
		int32_t quoted = passive ? finder_child(self, (int32_t)verb, DEPREL_NSUBJ) : object;
		finder_mark(self, child, 1);
		if (quoted >= 0)
			finder_mark(self, quoted, 1);
		int32_t source = speaker_of_verb(self, verb, passive);
		finder_take(self, finder_sentence(self, verb), &found);
		speaker_set(self, &found, source, (int32_t)verb);
		int32_t index = finder_add(self, &found);
		if (index >= 0)
			quotes_grow(self, index);
		return;
	}
	/* "The paper cites a report that …" */
	int32_t subject = speaker_of_verb(self, verb, false);
	if (object >= 0 && finder_noun(self, (uint32_t)object) && finder_is_finite(self, (int32_t)verb) && subject >= 0
		&& (uint32_t)object > verb) {
		finder_mark(self, object, 1);
		finder_take(self, finder_sentence(self, verb), &found);
		speaker_set(self, &found, subject, -1);
		finder_add(self, &found);
		return;
	}
	int32_t above = object >= 0 ? citing_verb(self, verb, object) : -1;
	bool beside = finder_node(self, (int32_t)verb)->deprel == DEPREL_ADVCL || above > (int32_t)verb;
	if (object < 0 || !beside || !speaker_can_be(self, object)) {
		/* "cited the weather": what one brings up */
		if (object < 0 || subject < 0 || (uint32_t)object < verb)
			return;
		finder_mark(self, object, 1);
		finder_take(self, finder_sentence(self, verb), &found);
		speaker_set(self, &found, subject, (int32_t)verb);
		found.voice = false;
		int32_t index = finder_add(self, &found);
		if (index >= 0)
			quotes_grow(self, index);
		return;
	}
	int32_t particle;
	const cue_word *governor = finder_verb(self, (uint32_t)above, &particle);
	int32_t content = governor ? finder_child(self, above, DEPREL_CCOMP) : -1;
	if (content >= 0 && !syntax_below(self->syntax, (int32_t)verb, content))
		finder_mark(self, content, 1);
	else
		mark_around(self, (int32_t)verb);
	found.cited_by = above;
	finder_take(self, finder_sentence(self, verb), &found);
	speaker_set(self, &found, object, -1);
	finder_add(self, &found);
}

/* Does the sentence end with a colon, and is the quotation or the block behind it what is said? */
static bool waits_for_next(const finder *self, uint32_t verb)
{
	const sentence *sentence = finder_sentence(self, verb);
	uint32_t end = sentence_end(sentence);
	return slice_is(text_form(self->text, end - 1), ":") && end < self->text->token_count;
}

/* A verb that the lexicon does not have, but that stands beside speech as one of saying would. */
static const cue_word beside_speech = {.frames = FRAME_QUOTE, .kind = BEDE_STATEMENT};

/* Of a verb beside speech: is the speech its complement, or is there no other? */
static bool is_speech(const finder *self, uint32_t verb, int32_t beside, const reading_of_verb *found)
{
	int32_t child = finder_child(self, (int32_t)verb, DEPREL_CCOMP);
	if (!found->frame)
		return beside >= 0 && self->quotes.items[beside].owner < 0;
	return child >= 0 && self->quote_of[child] >= 0 && self->quotes.items[self->quote_of[child]].speech
		&& beside == self->quote_of[child];
}

/* The tree's answer, and the words' order where that cannot be. */
static int32_t find_speaker(const finder *self, uint32_t verb, int32_t beside, const reading_of_verb *found)
{
	int32_t speaker = speaker_of_verb(self, verb, found->passive);
	if (!found->passive && (found->frame & (FRAME_THAT | FRAME_QUOTE)))
		speaker = speaker_by_place(self, verb, beside, speaker);
	if (speaker < 0 && !found->passive && found->frame == FRAME_THAT && finder_is_finite(self, (int32_t)verb))
		speaker = speaker_before(self, verb, finder_sentence(self, verb)->first);
	return speaker;
}

/*
 * Is something said, or only to be said? "It tries to prove that", "if they confirm that" say nothing; "went on to
 * say", "declined to confirm" do.
 */
static bool is_said(const finder *self, uint32_t verb)
{
	const node *at = finder_node(self, (int32_t)verb);
	for (int32_t child = at->first_child; child >= 0; child = finder_node(self, child)->next_sibling) {
		const hedge *word = finder_node(self, child)->deprel == DEPREL_MARK
			? source_lexicon_hedge(self->lexicon, finder_node(self, child)->lemma) : NULL;
		if (word && (word->classes & HEDGE_CONDITION))
			return false;
	}
	bool bare = at->xpos == XPOS_VB && finder_child(self, (int32_t)verb, DEPREL_AUX) < 0;
	return !bare || (at->deprel == DEPREL_XCOMP && at->head >= 0
		&& finder_word(self, at->head, SOURCE_WORD_ASPECT | SOURCE_WORD_REFUSAL));
}

/* "Qaboos bin Said": a capital within a sentence that writes its words small. */
static bool is_part_of_name(const finder *self, uint32_t verb)
{
	const sentence *sentence = finder_sentence(self, verb);
	slice form = text_form(self->text, verb);
	if (sentence->kind == SENTENCE_HEADLINE || verb == sentence->first || form.at[0] < 'A' || form.at[0] > 'Z'
		|| self->quote_of[verb - 1] != self->quote_of[verb])
		return false;
	const node *before = finder_node(self, (int32_t)verb - 1);
	return (before->upos == UPOS_PROPN || before->deprel == DEPREL_FLAT)
		&& finder_node(self, (int32_t)verb)->deprel != DEPREL_ROOT;
}

/* "went on to say", "continued to insist": one cue. */
static void take_aspect(const finder *self, uint32_t verb, candidate *into)
{
	const node *at = finder_node(self, (int32_t)verb);
	if (at->deprel != DEPREL_XCOMP || at->head < 0 || (uint32_t)at->head >= verb
		|| !finder_word(self, at->head, SOURCE_WORD_ASPECT))
		return;
	for (uint32_t i = (uint32_t)at->head + 1; i < into->cue.first; i++)
		if (finder_node(self, (int32_t)i)->upos != UPOS_PART && finder_node(self, (int32_t)i)->upos != UPOS_ADP
			&& finder_node(self, (int32_t)i)->upos != UPOS_ADV)
			return;
	into->cue.first = finder_candidate(self, (uint32_t)at->head).cue.first;
}

/*
 * Constructions that the lexicon does not give the word: proposed all the same, as an attitude, for the scorer to
 * judge by their shape. "was asked", "comment on", "suggest a walk".
 */
static void take_free(finder *self, uint32_t verb, reading_of_verb *found)
{
	int32_t object = -1;
	found->free = true;
	for (int32_t child = finder_node(self, (int32_t)verb)->first_child; child >= 0 && !found->frame;
		child = finder_node(self, child)->next_sibling) {
		const node *at = finder_node(self, child);
		switch (at->deprel) {
		case DEPREL_XCOMP: case DEPREL_CCOMP:
			if ((uint32_t)child < verb)
				break;
			finder_mark(self, child, 1);
			if (object >= 0)
				finder_mark(self, object, 1);
			found->frame = at->deprel == DEPREL_CCOMP ? FRAME_THAT : is_gerund(self, child) ? FRAME_ING : FRAME_TO;
			break;
		case DEPREL_OBL:
			if (object < 0 && (uint32_t)child > verb + 1 && !finder_is_time(self, child)
				&& finder_node(self, (int32_t)verb + 1)->deprel == DEPREL_CASE
				&& finder_node(self, (int32_t)verb + 1)->head == child) {
				finder_mark(self, child, 1);
				found->frame = FRAME_OBJ;
				found->by_preposition = true;
			}
			break;
		case DEPREL_OBJ:
			if ((uint32_t)child > verb)
				object = child;
			break;
		case DEPREL_NSUBJ: case DEPREL_NSUBJ_PASS:
			if (found->passive)
				object = child;
			break;
		default:
			break;
		}
	}
	if (!found->frame && object >= 0) {
		finder_mark(self, object, 1);
		found->frame = FRAME_OBJ;
	}
}

/* Finds what is said; false if it is nothing that a verb like this says. `beside`: the quotation at its side, or -1. */
static bool take_content(finder *self, uint32_t verb, reading_of_verb *reading, int32_t *beside, int32_t *speaker)
{
	const cue_word *word = reading->word;
	bool known = word != &beside_speech;
	token_range aside = {0, 0};
	bool says = (word->frames & FRAME_THAT) && (word->frames & FRAME_QUOTE) && !reading->passive;
	bool apart = known && says && parenthesis_find(self, verb, &aside);
	if (apart && parenthesis_is_hidden(self, verb, aside, speaker) && parenthesis_content(self, verb, aside)) {
		reading->frame = FRAME_THAT;
		return true;
	}
	*speaker = -1;
	take_complement(self, verb, reading);
	*beside = word->frames & FRAME_QUOTE ? quote_beside(self, verb, known) : -1;
	if (!known && !is_speech(self, verb, *beside, reading))
		return false;
	if (*beside >= 0 && self->quotes.items[*beside].owner >= 0)
		*beside = -1;
	/* beside speech a participle without its auxiliary is a past tense that the tagger missed */
	if (*beside >= 0 && finder_child(self, (int32_t)verb, DEPREL_AUX_PASS) < 0)
		reading->passive = false;
	if (!reading->frame)
		take_infinitive(self, verb, reading);
	if (!reading->frame && known && *beside < 0)
		take_misplaced(self, verb, reading);
	if (!reading->frame && known && *beside < 0)
		take_from_above(self, verb, reading);
	if (!reading->frame && known)
		take_around(self, verb, reading);
	if (!reading->frame && apart && *beside < 0 && parenthesis_content(self, verb, aside))
		reading->frame = FRAME_THAT;
	if (!reading->frame && *beside < 0)
		take_object(self, verb, reading);
	bool open = known && !(word->frames & FRAME_CLOSED);
	if (!reading->frame && *beside < 0 && open && !waits_for_next(self, verb))
		take_free(self, verb, reading);
	if (reading->frame)
		extend_right(self, verb, reading);
	if (!reading->frame && *beside >= 0)
		reading->frame = FRAME_QUOTE;
	return true;
}

/* The words of the cue: with its particle, colon, the verb that it goes on from, and the one that refuses it. */
static candidate cue_words(const finder *self, uint32_t verb, int32_t particle, bool negated)
{
	const node *at = finder_node(self, (int32_t)verb);
	candidate found = finder_candidate(self, verb);
	if (particle == (int32_t)verb + 1)
		found.cue.end++;
	finder_take_colon(self, &found);
	take_aspect(self, verb, &found);
	if (negated && at->deprel == DEPREL_XCOMP && at->head >= 0 && (uint32_t)at->head < verb
		&& finder_word(self, at->head, SOURCE_WORD_REFUSAL))
		found.cue.first = (uint32_t)at->head;
	return found;
}

/* "…, CNN reports.": a verb of saying that the tagger took for a noun, by its place at the end behind a comma. */
static void cue_misread_verb(finder *self, uint32_t token)
{
	const cue_word *word = source_lexicon_verb(self->lexicon, finder_node(self, (int32_t)token)->lemma);
	token_range aside;
	if (!word || (word->frames & (FRAME_THAT | FRAME_QUOTE)) != (FRAME_THAT | FRAME_QUOTE)
		|| !parenthesis_of_noun(self, token, &aside) || !parenthesis_content(self, token, aside))
		return;
	candidate found = finder_candidate(self, token);
	found.cue.first = token;
	found.word = word;
	found.frame = FRAME_THAT;
	found.kind = word->kind;
	found.certainty = word->certainty;
	finder_take(self, finder_sentence(self, token), &found);
	/* the head of the phrase before it: the compound's last word hangs on the misread one */
	speaker_set(self, &found, (int32_t)token - 1, -1);
	found.source = (token_range){aside.first, token};
	int32_t index = finder_add(self, &found);
	if (index >= 0)
		quotes_grow(self, index);
}

void cue_verb(finder *self, uint32_t verb)
{
	const node *at = finder_node(self, (int32_t)verb);
	int32_t particle;
	reading_of_verb reading = {.word = finder_verb(self, verb, &particle)};
	reading.particle = particle;
	bool adjective = at->upos == UPOS_ADJ && reading.word, known = reading.word != NULL;
	if (at->upos == UPOS_NOUN) {
		cue_misread_verb(self, verb);
		return;
	}
	if ((at->upos != UPOS_VERB && !adjective) || is_part_of_name(self, verb) || at->deprel == DEPREL_CASE
		|| at->deprel == DEPREL_FIXED || (at->deprel == DEPREL_AMOD && !finder_is_finite(self, (int32_t)verb)))
		return;
	if (!known) {
		if (self->quote_of[verb] >= 0 || finder_child(self, (int32_t)verb, DEPREL_NSUBJ) < 0)
			return;
		reading.word = &beside_speech;
	}
	const cue_word *word = reading.word;
	reading.passive = verb_is_passive(self, verb);
	bool negated = finder_negated(self, verb);
	if (word->frames & FRAME_CITES) {
		cue_citation(self, verb, word);
		return;
	}
	int32_t speaker = -1, beside = -1;
	if (!take_content(self, verb, &reading, &beside, &speaker))
		return;
	if (speaker < 0)
		speaker = find_speaker(self, verb, beside, &reading);
	bool waits = !reading.frame && (word->frames & FRAME_QUOTE) && speaker >= 0 && waits_for_next(self, verb);
	bool anonymous = speaker < 0 && (reading.passive || reading.frame == FRAME_PASSIVE);
	if ((!reading.frame && !waits) || (negated && !word->negated) || (speaker < 0 && !anonymous))
		return;
	reading.free = reading.free || !is_said(self, verb)
		|| (anonymous && !(reading.frame & (FRAME_THAT | FRAME_PASSIVE)));
	if (reading.free && !self->lexicon->weights)
		return;
	candidate found = cue_words(self, verb, particle, negated);
	found.word = known ? word : NULL;
	found.sort = !known ? CUE_UNLISTED : adjective ? CUE_ADJECTIVE : CUE_VERB;
	found.frame = reading.frame;
	found.by_preposition = reading.by_preposition;
	found.passive = reading.passive;
	found.free = reading.free;
	found.kind = negated ? word->negated_kind : word->kind;
	found.certainty = word->certainty;
	if (reading.frame == FRAME_PASSIVE && speaker < 0 && found.certainty == BEDE_CERTAIN)
		found.certainty = BEDE_PROBABLE;
	bool weak = (word->weak & reading.frame) || reading.preposition_weak || reading.free;
	found.voice = !weak && (speaker >= 0 || reading.frame != FRAME_PASSIVE);
	found.waits = waits || beside >= 0;   /* content may be the quotation alone */
	if (speaker >= 0 && !syntax_below(self->syntax, (int32_t)verb, speaker))
		finder_mark(self, speaker, 0);
	finder_take(self, finder_sentence(self, verb), &found);
	if (reading.by_preposition)
		finder_take_preposition(self, &found, reading.free ? NULL : word);
	speaker_set(self, &found, speaker,
		speaker >= 0 && syntax_below(self->syntax, (int32_t)verb, speaker) ? (int32_t)verb : -1);
	int32_t index = finder_add(self, &found);
	if (index < 0)
		return;
	if (beside >= 0)
		quote_give(self, beside, index);
	quotes_grow(self, index);
}
