/* sketch.h — inside `store`: what a report and a record are compared by, kept small. Taken while the trees are at hand;
 * `link` compares. */
#ifndef BEDE_STORE_SKETCH_H
#define BEDE_STORE_SKETCH_H

#include "base/strbuf.h"
#include "record/record.h"

/*
 * The report's MinHash sketch: of the hashes of all pairs of neighbouring content words within a sentence, those in the
 * lowest SKETCH_SHARE-th of the range; ascending, each once, 32 bits little-endian.
 * Two sketches share as many of their hashes as the reports share of their word pairs, whatever the order of the
 * sentences and however much of either was cut (Broder 1997; with a fixed share instead of a fixed number, so that
 * containment can be seen). Added to `out`.
 */
enum { SKETCH_SHARE = 4 };
void sketch_pairs(const reading *reading, strbuf *out);

/* What the report is about: a hash of each of its names, nouns and verbs as lemma, ascending, each once, 32 bits
 * little-endian, the lowest of them set for names. Of a report that was not read, only its records imported, what these
 * name. Added to `out`. */
void sketch_topic(const reading *reading, strbuf *out);
/* The hash of one word, in the same form. */
uint32_t sketch_word(slice lemma, bool is_name);


/* The content words of a record's sentence as lemmas (names with a capital), each once, in their order, joined by
 * blanks, added to `words`. Returns the lemma of its trigger, in the reading; without a tree, what the record names,
 * and the last word of the trigger. */
slice sketch_words(const reading *reading, const bede_record *record, strbuf *words);

#endif
