/* lemma_learn.c — which forms need their lemma in the table. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model_write.h"
#include "syntax/lemma.h"

/* One use of a form with its lemma in the treebank. */
typedef struct lemma_use {
	uint64_t key;
	slice form, lemma;
	uint8_t upos, xpos;
} lemma_use;

static int compare_uses(const void *a, const void *b)
{
	const lemma_use *x = a, *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return slice_compare(x->lemma, y->lemma);
}

static int compare_entries(const void *a, const void *b)
{
	const lemma_entry *x = a, *y = b;
	return x->key < y->key ? -1 : x->key > y->key;
}

static void sort_entries(lemma_list *self)
{
	if (self->entries.count > 0)
		qsort(self->entries.items, self->entries.count, sizeof *self->entries.items, compare_entries);
}

/* The dictionary's irregular forms, good for every inflected form of their class; its first base counts. */
static void take_irregulars(lemma_list *self, arena *memory, const dictionary *from)
{
	table seen = {0};
	for (size_t i = 0; i < from->irregulars.count; i++) {
		const irregular *it = &from->irregulars.items[i];
		uint64_t key = lemma_key(it->form, (upos)it->upos, XPOS_OTHER);
		const char *name = arena_copy(memory, (const char *)&key, sizeof key);
		if (table_add(&seen, memory, (slice){name, sizeof key}, (uint32_t)i) == i)
			*VECTOR_PUSH(memory, &self->entries) = (lemma_entry){key, it->base};
	}
	sort_entries(self);
}

/* What the program would say with the entries so far. */
static slice lemma_now(const lemma_list *self, size_t sorted, arena *memory, const dictionary *from,
	const lemma_use *use)
{
	uint64_t *keys = ARENA_ARRAY(memory, 1, uint64_t);
	lemma_table none = {.keys = keys};
	slice lower = utf8_lower(memory, use->form);
	lemma_entry wanted = {.key = lemma_key(lower, (upos)use->upos, XPOS_OTHER)};
	const lemma_entry *found = NULL;
	if (sorted > 0)
		found = bsearch(&wanted, self->entries.items, sorted, sizeof wanted, compare_entries);
	if (found && use->xpos != XPOS_VB && use->xpos != XPOS_VBP && use->xpos != XPOS_NN && use->xpos != XPOS_JJ &&
			use->xpos != XPOS_RB && use->xpos != XPOS_OTHER)
		return found->lemma;
	return lemma_find(&none, &from->classes, memory, use->form, (upos)use->upos, (xpos)use->xpos);
}

static bool closed_class(uint8_t class)
{
	return class != UPOS_NOUN && class != UPOS_VERB && class != UPOS_ADJ && class != UPOS_ADV &&
		class != UPOS_PROPN && class != UPOS_X && class != UPOS_NUM && class != UPOS_SYM;
}

void lemma_learn(lemma_list *self, arena *memory, const dictionary *from, const treebank *bank)
{
	take_irregulars(self, memory, from);
	size_t count = bank->gold_tokens, sorted = self->entries.count;
	lemma_use *uses = ARENA_ARRAY(memory, count, lemma_use);
	for (size_t i = 0; i < count; i++) {
		const bank_token *t = &bank->tokens.items[i];
		slice lower = utf8_lower(memory, t->form);
		uses[i] = (lemma_use){lemma_key(lower, (upos)t->upos, (xpos)t->xpos), t->form, t->lemma, t->upos, t->xpos};
	}
	qsort(uses, count, sizeof *uses, compare_uses);
	for (size_t i = 0; i < count;) {
		size_t end = i, best = 0, total = 0;
		slice lemma = {NULL, 0};
		while (end < count && uses[end].key == uses[i].key) {
			size_t run = end;
			while (run < count && uses[run].key == uses[end].key && slice_equal(uses[run].lemma, uses[end].lemma))
				run++;
			if (run - end > best) {
				best = run - end;
				lemma = uses[end].lemma;
			}
			total += run - end;
			end = run;
		}
		bool often = best * 2 > total && (best >= 2 || closed_class(uses[i].upos));
		/* a proper noun's form and lemma differ in case from one use to the next; "Sept." is September though */
		bool by_case = uses[i].upos == UPOS_PROPN && uses[i].xpos != XPOS_NNPS &&
			slice_equal_nocase(uses[i].form, lemma);
		if (often && !by_case && !slice_is(lemma, "_") &&
				!slice_equal(lemma, lemma_now(self, sorted, memory, from, &uses[i])))
			*VECTOR_PUSH(memory, &self->entries) = (lemma_entry){uses[i].key, lemma};
		i = end;
	}
	sort_entries(self);
}
