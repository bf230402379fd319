/*
 * confidence.h — what speaks for and against a record (private to event/ and its trainer): yes-or-no features of the
 * rule, of the way the parties were found and of the place in the report. Their weights are a logistic regression,
 * kept as text in model/<language>/event.tsv; train/event/ makes them.
 */
#ifndef BEDE_EVENT_CONFIDENCE_H
#define BEDE_EVENT_CONFIDENCE_H

#include "event/evaluate.h"

#define FEATURE_LIST(_) \
	_(BIAS, "bias") \
	_(VERB, "word:verb") _(NOUN, "word:noun") _(ADJECTIVE, "word:adjective") \
	_(UNCONSTRAINED, "rule:unconstrained") _(ONE_CONSTRAINT, "rule:one-constraint") \
	_(CONSTRAINTS, "rule:more-constraints") _(WEAK, "rule:weak") _(COMPOSED, "rule:composed") _(BOTH, "rule:both") \
	_(ACTOR_NONE, "actor:none") _(ACTOR_UNKNOWN, "actor:unknown") _(ACTOR_INFERRED, "actor:inferred") \
	_(ACTOR_NAME, "actor:name") _(ACTOR_DESCRIBED, "actor:described") _(ACTOR_AGENT, "actor:agent") \
	_(ACTOR_REFERENCE, "actor:reference") _(ACTOR_ALONE, "actor:agent-alone") _(ACTOR_DEFAULT, "actor:default") \
	_(ACTOR_SEVERAL, "actor:several") _(ACTOR_STATE, "actor:state") \
	_(RECIPIENT_NONE, "recipient:none") _(RECIPIENT_UNKNOWN, "recipient:unknown") \
	_(RECIPIENT_INFERRED, "recipient:inferred") _(RECIPIENT_NAME, "recipient:name") \
	_(RECIPIENT_DESCRIBED, "recipient:described") _(RECIPIENT_AGENT, "recipient:agent") \
	_(RECIPIENT_REFERENCE, "recipient:reference") _(RECIPIENT_ALONE, "recipient:agent-alone") \
	_(RECIPIENT_DEFAULT, "recipient:default") _(RECIPIENT_SEVERAL, "recipient:several") \
	_(NEITHER_STATED, "sides:neither-stated") _(BOTH_STATED, "sides:both-stated") _(SAME_COUNTRY, "sides:one-country") \
	_(UNPOLITICAL, "sides:unpolitical") _(ACTOR_CIVIL, "actor:civil") _(RECIPIENT_CIVIL, "recipient:civil") \
	_(NEGATED, "aux:negation") _(HYPOTHETICAL, "aux:hypothetical") _(FUTURE, "aux:future") \
	_(HISTORICAL, "aux:historical") _(INFINITIVE, "clause:infinitive") _(ROOT, "clause:root") _(CCOMP, "clause:ccomp") \
	_(XCOMP, "clause:xcomp") _(RELATIVE, "clause:relative") _(PARTICIPLE, "clause:participle") \
	_(ADVERBIAL, "clause:adverbial") _(CONJUNCT, "clause:conjunct") _(NOUN_SUBJECT, "noun:subject") \
	_(NOUN_OBJECT, "noun:object") _(NOUN_OBLIQUE, "noun:oblique") _(NOUN_MODIFIER, "noun:modifier") \
	_(NOUN_DEFINITE, "noun:definite") _(UNDER_EVENT, "noun:under-event") _(FIRST_SENTENCES, "place:first-sentences") \
	_(LATE, "place:late") \
	_(SPARSE, "report:sparse") _(INTERNATIONAL, "report:international") _(ARMED, "report:armed") \
	_(QUIET_VERBAL, "report:quiet-verbal") _(NOUN_BARE, "noun:bare-plural") _(PRESENT, "clause:simple-present") \
	_(QUIET, "report:quiet") _(QUIET_CIVIL, "report:quiet-unpolitical") _(QUESTION, "place:question") \
	_(QUOTED_SELF, "actor:first-or-second-person") _(ACTOR_THING, "actor:thing") _(PRESS, "sides:press") \
	_(TYPE_AGREE, "type:AGREE") _(TYPE_CONSULT, "type:CONSULT") _(TYPE_SUPPORT, "type:SUPPORT") \
	_(TYPE_CONCEDE, "type:CONCEDE") _(TYPE_COOPERATE, "type:COOPERATE") _(TYPE_AID, "type:AID") \
	_(TYPE_RETREAT, "type:RETREAT") _(TYPE_REQUEST, "type:REQUEST") _(TYPE_ACCUSE, "type:ACCUSE") \
	_(TYPE_REJECT, "type:REJECT") _(TYPE_THREATEN, "type:THREATEN") _(TYPE_PROTEST, "type:PROTEST") \
	_(TYPE_SANCTION, "type:SANCTION") _(TYPE_MOBILIZE, "type:MOBILIZE") _(TYPE_COERCE, "type:COERCE") \
	_(TYPE_ASSAULT, "type:ASSAULT")

typedef enum feature {
#define FEATURE_ENUM(name, printed) FEATURE_##name,
	FEATURE_LIST(FEATURE_ENUM)
#undef FEATURE_ENUM
	FEATURE_COUNT
} feature;

const char *feature_name(feature self);

/* Sets present[feature] for an event whose token is its outermost word. */
void features_of(const reader *self, uint32_t token, const event *of, bool present[FEATURE_COUNT]);

/* Does hardly anybody political do or suffer anything in the report? Needs all candidates with their parties. */
bool report_is_quiet(const reader *self, const event *events, uint32_t count);

/* Does somebody of one country do something to somebody of another, by the words of the report? */
bool report_is_international(const event *events, uint32_t count);

/* Do forces, rebels or other armed groups do or suffer anything in the report? */
bool report_is_armed(const event *events, uint32_t count);

/* Does hardly anything happen in the report, whoever does it? `count`: of all candidates. */
bool report_is_sparse(const reader *self, uint32_t count);

/* Logistic regression over them: 0 to 1. */
double features_confidence(const double weights[FEATURE_COUNT], const bool present[FEATURE_COUNT]);

#endif
