/* syntax.h — what `syntax` hands on: for each token its word class, lemma and place in a dependency tree (Universal
 * Dependencies 2). */
#ifndef BEDE_SYNTAX_SYNTAX_H
#define BEDE_SYNTAX_SYNTAX_H

#include "base/arena.h"
#include "base/slice.h"
#include "bede.h"
#include "text/text.h"

/* One list each gives the enum and the printed name. */
#define UPOS_LIST(_) \
	_(ADJ) _(ADP) _(ADV) _(AUX) _(CCONJ) _(DET) _(INTJ) _(NOUN) _(NUM) _(PART) _(PRON) _(PROPN) _(PUNCT) _(SCONJ) \
	_(SYM) _(VERB) _(X)

typedef enum upos {
#define UPOS_ENUM(name) UPOS_##name,
	UPOS_LIST(UPOS_ENUM)
#undef UPOS_ENUM
	UPOS_COUNT
} upos;

#define DEPREL_LIST(X) \
	X(ROOT, "root") X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl") X(ADVCL_RELCL, "advcl:relcl") \
	X(ADVMOD, "advmod") X(AMOD, "amod") X(APPOS, "appos") X(AUX, "aux") X(AUX_PASS, "aux:pass") X(CASE, "case") \
	X(CC, "cc") X(CC_PRECONJ, "cc:preconj") X(CCOMP, "ccomp") X(COMPOUND, "compound") X(COMPOUND_PRT, "compound:prt") \
	X(CONJ, "conj") X(COP, "cop") X(CSUBJ, "csubj") X(CSUBJ_PASS, "csubj:pass") X(CSUBJ_OUTER, "csubj:outer") \
	X(DEP, "dep") X(DET, "det") X(DET_PREDET, "det:predet") X(DISCOURSE, "discourse") X(DISLOCATED, "dislocated") \
	X(EXPL, "expl") X(FIXED, "fixed") X(FLAT, "flat") X(GOESWITH, "goeswith") X(IOBJ, "iobj") X(LIST, "list") \
	X(MARK, "mark") X(NMOD, "nmod") X(NMOD_POSS, "nmod:poss") X(NMOD_DESC, "nmod:desc") \
	X(NMOD_UNMARKED, "nmod:unmarked") X(NSUBJ, "nsubj") X(NSUBJ_PASS, "nsubj:pass") X(NSUBJ_OUTER, "nsubj:outer") \
	X(NUMMOD, "nummod") X(OBJ, "obj") X(OBL, "obl") X(OBL_AGENT, "obl:agent") X(OBL_UNMARKED, "obl:unmarked") \
	X(ORPHAN, "orphan") X(PARATAXIS, "parataxis") X(PUNCT, "punct") X(REPARANDUM, "reparandum") \
	X(VOCATIVE, "vocative") X(XCOMP, "xcomp")

typedef enum deprel {
#define DEPREL_ENUM(name, printed) DEPREL_##name,
	DEPREL_LIST(DEPREL_ENUM)
#undef DEPREL_ENUM
	DEPREL_COUNT
} deprel;

/* Penn Treebank tags, as far as the later stages look at them; every other tag is XPOS_OTHER. */
#define XPOS_LIST(X) \
	X(NN) X(NNS) X(NNP) X(NNPS) X(VB) X(VBD) X(VBG) X(VBN) X(VBP) X(VBZ) X(MD) X(TO) X(JJ) X(JJR) X(JJS) X(RB) X(RBR) \
	X(RBS) X(CD) X(IN) X(DT) X(PDT) X(PRP) X(WP) X(WDT) X(WRB) X(POS) X(RP) X(CC) X(EX) X(UH) X(FW) X(LS) X(SYM)

typedef enum xpos {
	XPOS_OTHER,
#define XPOS_ENUM(name) XPOS_##name,
	XPOS_LIST(XPOS_ENUM)
#undef XPOS_ENUM
	XPOS_COUNT
} xpos;

typedef struct node {
	int32_t head;                 /* index of a token of the document; -1: root of its sentence */
	int32_t first_child;          /* leftmost dependent, -1: none */
	int32_t next_sibling;         /* next dependent of the same head, from left to right, -1: none */
	uint8_t upos, deprel, xpos;
	slice lemma;                  /* lower case but for proper nouns */
} node;

typedef struct syntax {
	node *nodes;                  /* [text.token_count] */
	uint32_t count;
} syntax;

const char *upos_name(upos self);
const char *deprel_name(deprel self);
const char *xpos_name(xpos self);                /* "_" for XPOS_OTHER */
upos upos_from(slice name);                      /* UPOS_COUNT if it is none */
deprel deprel_from(slice name);                  /* an unknown subtype gives the relation before ':'; DEPREL_COUNT */
xpos xpos_from(slice name);

/* ---- the model: tagger, parser, lemmatizer; read-only, shared by threads ---- */

typedef struct syntax_model syntax_model;
typedef struct syntax_work syntax_work;           /* scratch memory of one thread */

/* Opens model/<language>/: NULL and *error if a file is missing, damaged, or of another version. */
syntax_model *syntax_model_open(const char *folder, bede_error *error);
void syntax_model_close(syntax_model *self);
syntax_work *syntax_work_new(const syntax_model *model);      /* NULL: out of memory */
void syntax_work_free(syntax_work *self);

/* Tags, parses and lemmatizes a document, sentences in batches. The result for a sentence does not depend on the
 * others in its batch. */
void syntax_parse(const syntax_model *model, syntax_work *work, const text *from, arena *memory, syntax *out);
/* Takes tags, lemmas, heads and relations over from CoNLL-U where it fills them in; parses where it has only words. */
void syntax_from_conllu(const syntax_model *model, syntax_work *work, const document *document, const text *from,
	arena *memory, syntax *out);

/* ---- walking the tree (tree.c) ---- */

/* Sets first_child and next_sibling from the heads. */
void syntax_link(syntax *self);
/* First dependent of `token` with this relation, or -1. */
int32_t syntax_child(const syntax *self, int32_t token, deprel relation);
/* The next dependent of the same head with the relation that `child` has, or -1. */
int32_t syntax_next_same(const syntax *self, int32_t child);
/* Is `token` in the subtree of `ancestor` (itself included)? */
bool syntax_below(const syntax *self, int32_t token, int32_t ancestor);
/* First and last token of the subtree (end exclusive). Subtrees may have gaps; this is their hull. */
void syntax_extent(const syntax *self, int32_t token, uint32_t *first, uint32_t *end);
/* Is `relation` the one or a subtype of it: nsubj covers nsubj:pass and nsubj:outer. */
bool deprel_is(deprel relation, deprel family);

#endif
