/* fixture_reading.h — the reading of one short report, made by hand, layer by layer. */
#ifndef BEDE_TEST_FIXTURE_READING_H
#define BEDE_TEST_FIXTURE_READING_H

#include <string.h>

#include "record/record.h"

/* "é" makes bytes and code points differ behind it. */
#define FIXTURE_TEXT "René said Russian troops shelled Kyiv on Monday, killing 12 people."

/* form | lemma | UPOS | head | relation */
typedef struct fixture_word {
	const char *form, *lemma;
	upos upos;
	int head;
	deprel relation;
} fixture_word;

static const fixture_word FIXTURE_WORDS[] = {
	{"René", "René", UPOS_PROPN, 1, DEPREL_NSUBJ}, {"said", "say", UPOS_VERB, -1, DEPREL_ROOT},
	{"Russian", "russian", UPOS_ADJ, 3, DEPREL_AMOD}, {"troops", "troop", UPOS_NOUN, 4, DEPREL_NSUBJ},
	{"shelled", "shell", UPOS_VERB, 1, DEPREL_CCOMP}, {"Kyiv", "Kyiv", UPOS_PROPN, 4, DEPREL_OBJ},
	{"on", "on", UPOS_ADP, 7, DEPREL_CASE}, {"Monday", "Monday", UPOS_PROPN, 4, DEPREL_OBL},
	{",", ",", UPOS_PUNCT, 4, DEPREL_PUNCT}, {"killing", "kill", UPOS_VERB, 4, DEPREL_ADVCL},
	{"12", "12", UPOS_NUM, 11, DEPREL_NUMMOD}, {"people", "person", UPOS_NOUN, 9, DEPREL_OBJ},
	{".", ".", UPOS_PUNCT, 1, DEPREL_PUNCT},
};
enum { FIXTURE_COUNT = sizeof FIXTURE_WORDS / sizeof *FIXTURE_WORDS };

static inline void fixture_link_children(syntax *syntax)
{
	for (uint32_t i = 0; i < syntax->count; i++)
		syntax->nodes[i].first_child = syntax->nodes[i].next_sibling = -1;
	for (uint32_t i = syntax->count; i-- > 0;) {
		int32_t head = syntax->nodes[i].head;
		if (head < 0)
			continue;
		syntax->nodes[i].next_sibling = syntax->nodes[head].first_child;
		syntax->nodes[head].first_child = (int32_t)i;
	}
}

static inline void fixture_text(arena *memory, reading *out)
{
	out->document.text = SLICE(FIXTURE_TEXT);
	out->document.id = SLICE("r1");
	out->document.title = SLICE("A \"quoted\"; title, with a comma");
	out->document.date = (date){2024, 11, 19};
	utf8_index_build(&out->document.points, memory, out->document.text);
	out->text.bytes = FIXTURE_TEXT;
	out->text.tokens = ARENA_ARRAY(memory, FIXTURE_COUNT, token);
	out->text.sentences = ARENA_ARRAY(memory, 1, sentence);
	out->text.token_count = out->syntax.count = FIXTURE_COUNT;
	out->text.sentence_count = 1;
	out->syntax.nodes = ARENA_ARRAY(memory, FIXTURE_COUNT, node);
	uint32_t at = 0;
	for (uint32_t i = 0; i < FIXTURE_COUNT; i++) {
		const fixture_word *word = &FIXTURE_WORDS[i];
		uint32_t end = at + (uint32_t)strlen(word->form);
		bool space = FIXTURE_TEXT[end] == ' ';
		out->text.tokens[i] = (token){{at, end}, 0, space};
		out->syntax.nodes[i] = (node){
			.head = word->head, .upos = (uint8_t)word->upos, .deprel = (uint8_t)word->relation,
			.lemma = slice_of(word->lemma),
		};
		at = end + space;
	}
	out->text.sentences[0] = (sentence){{0, at}, 0, FIXTURE_COUNT, 0, SENTENCE_BODY};
	fixture_link_children(&out->syntax);
}

/* One record as the join would make it. */
static inline void fixture_record(arena *memory, reading *out)
{
	static const char *const modes[] = {"heavy-weapons", NULL};
	static const char *const contexts[] = {"military", NULL};
	static const bede_party actor = {
		.code = "RUS", .sector = "MIL", .entity_text = "Russian troops", .span = {11, 25},
	};
	static const bede_party recipient = {
		.code = "UKR", .entity_text = "Kyiv", .identifier_text = "Ukraine", .span = {34, 38},
	};
	static const bede_attribution attribution = {
		.source = {.entity_text = "René", .span = {0, 5}}, .cue = "said", .kind = BEDE_STATEMENT, .span = {6, 10},
	};
	static const bede_quantity quantity = {
		.has_min = true, .has_max = true, .min = 12, .max = 12, .item = "person", .role = "dead", .span = {58, 67},
	};
	static const bede_span matched[] = {{26, 33}};
	bede_record *record = ARENA_NEW(memory, bede_record);
	*record = (bede_record){
		.id = "0123456789abcdef", .type = BEDE_ASSAULT, .modes = modes, .contexts = contexts,
		.actors = &actor, .actor_count = 1, .recipients = &recipient, .recipient_count = 1,
		.date = "2024-11-18", .date_text = "Monday", .date_value = "2024-11-18", .date_span = {42, 48},
		.certainty = BEDE_CERTAIN, .confidence = 0.875, .attributions = &attribution, .attribution_count = 1,
		.quantities = &quantity, .quantity_count = 1,
		.place = {
			.extracted_place = "Kyiv", .resolved_place = "Kyiv", .geonameid = 703448, .has_coordinates = true,
			.lat = 50.45466, .lon = 30.5238, .city = "Kyiv", .country = "Ukraine", .country_code = "UKR",
			.feature_class = "P", .feature_code = "PPLC", .resolution = 4, .span = {34, 38},
		},
		.event_span = {26, 33}, .sentence_span = {0, (uint32_t)strlen(FIXTURE_TEXT)}, .sequence = 1,
		.rule = "lexicon/en/events/assault.tsv:7", .rule_words = "v shell\tobj=@place\tASSAULT:heavy-weapons",
		.rule_example = "Syria shelled Lebanon.", .matched = matched, .matched_count = 1,
	};
	out->records = record;
	out->record_count = 1;
}

#endif
