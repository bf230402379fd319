/* write.h — inside `record`: what the written forms share. */
#ifndef BEDE_RECORD_WRITE_H
#define BEDE_RECORD_WRITE_H

#include "base/json_writer.h"
#include "record/record.h"

/* An offset as the options want it: code points, or bytes. */
uint32_t write_offset(const reading *self, const bede_write_options *options, uint32_t byte);
const char *write_kind(bede_kind kind);
const char *write_certainty(bede_certainty certainty);
/* The document's words in `at`. */
slice write_words(const reading *self, bede_span at);
/* The document's date as text; "" if unknown. `out` has room for 16 bytes. */
const char *write_document_date(const reading *self, char *out);
/* Who coded the reading, and by which codebook. */
const char *write_coder(const reading *self);
const char *write_codebook(const reading *self);
/* Names of the set bits, lowest first, NULL-terminated; `out` has room for 5. */
const char *const *write_aux_modes(unsigned aux, const char **out);

/* One record as a JSON object. */
void write_record(json_writer *json, const reading *self, const bede_write_options *options,
	const bede_record *record);
void write_quantity(json_writer *json, const reading *self, const bede_write_options *options,
	const bede_quantity *quantity);
/* A party as people read it: "RUS GOV", "RUS", "GOV", or "?" for a source of unknown code. */
void write_party_code(strbuf *out, const bede_party *party);
/* A number or range and its role as people read it: "at least 70 (dead)", "320 million–1.3 billion USD a year". */
void write_quantity_words(strbuf *out, const bede_quantity *quantity);

/* A document in each form. */
void write_records_json(const reading *self, const bede_write_options *options, bool first, strbuf *out);
void write_records_flat(const reading *self, const bede_write_options *options, strbuf *out);
void write_flat_header(const bede_write_options *options, strbuf *out);
void write_table(const reading *self, const bede_write_options *options, bool first, strbuf *out);
void write_annotation(const reading *self, const bede_write_options *options, strbuf *out);
void write_conllu(const reading *self, strbuf *out);
void write_explanation(const reading *self, const bede_write_options *options, bool first, strbuf *out);

#endif
