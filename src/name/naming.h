/*
 * naming.h — the state of reading one document for its actors; private to `name`.
 *
 *     tokens ─▶ matches (lexicon names)  ─┐
 *            ─▶ agent nouns              ─┼▶ nominals ─▶ evidence (main country, conflict) ─▶ resolved mentions
 *            ─▶ subtree hulls            ─┘
 *
 * A nominal is any noun phrase or pronoun by its head; the resolved ones, and those that look like actors, become
 * mentions. The others stay in the list as things: they compete for "it" and "they".
 */
#ifndef BEDE_NAME_NAMING_H
#define BEDE_NAME_NAMING_H

#include "base/table.h"
#include "name/actor_lexicon.h"

/* A name of the lexicon in the text. */
typedef struct match {
	uint32_t first, end, head;    /* tokens; head is the one that the rest of the sentence governs */
	uint32_t link;                /* first of its alias links */
	uint32_t line;                /* the one that counts here; LINE_NONE: none (yet) */
	actor_code code;              /* on the report's date */
	slice office;
	name_kind kind;
	entity_type type;
	bool in_force;                /* a line's dates hold the report's day */
} match;

typedef enum nominal_form {
	FORM_THING,                   /* a common noun that is no actor */
	FORM_NAME,                    /* of the lexicon */
	FORM_UNKNOWN_NAME,
	FORM_AGENT,                   /* a noun of the agent lexicon, or a country noun */
	FORM_PRONOUN,
	FORM_QUANTIFIER               /* "dozens of", "some", "others", a bare number */
} nominal_form;

typedef enum gender { GENDER_UNKNOWN, GENDER_MALE, GENDER_FEMALE } gender;
typedef enum progress { TO_DO, DOING, DONE } progress;

typedef struct nominal {
	uint32_t head, first, end;    /* core: title, modifiers and name, without relative clauses and appositions */
	uint32_t sentence;
	nominal_form form;
	entity_type type;
	int32_t match;                /* of its name; -1 */
	const agent *agent;           /* of its head noun or its title; NULL */
	uint32_t agent_first, agent_end, agent_head;
	int32_t shared;               /* "American" of "American and Ukrainian officials": the noun's nominal; -1 */
	uint32_t name, name_end;      /* a name that hangs on its title, the nominal's head; 0: none */
	word_class pronoun;           /* FORM_PRONOUN */
	gender gender;
	bool plural, possessive, modifier, definite, demonstrative, former, subject, place_like, human;
	bool then;                    /* "then-president": the title is that of the time that is told of */
	bool others;                  /* belongs to somebody named of whom nothing is known ("Acme's chairman") */
	progress progress;
	party *parties;
	uint32_t party_count;
	int32_t antecedent;           /* nominal; -1 */
	uint32_t entity;              /* that it was remembered as, if it has no party; ENTITY_UNKNOWN */
} nominal;

/* What the report is about: somebody or something that several mentions may stand for. */
typedef struct entity {
	party first;                  /* as first resolved; without a code nothing is known but the name */
	entity_type type;
	gender gender;
	bool plural;
	uint32_t mentions;
	int32_t last;                 /* latest nominal */
	slice title;                  /* lemma of its agent noun or title; {NULL,0} */
} entity;

/* A word that may stand for an entity: a family name, initials. */
typedef struct short_name {
	uint32_t entity, next;
} short_name;

typedef struct country_vote {
	char code[4];
	double weight;
	uint32_t mentions, first_token;
} country_vote;

typedef struct naming {
	const name_lexicon *lexicon;
	const document *document;
	const text *text;
	const syntax *syntax;
	arena *memory;
	bool dated;
	int32_t day;                  /* of the report, if dated */
	uint32_t tokens;
	slice *lower;                 /* [tokens] lemma in lower case, hyphens folded away */
	word_classes *classes;        /* [tokens] of `lower` */
	uint32_t *low, *high;         /* [tokens] hull of the subtree, high exclusive */
	int32_t *match_of;            /* [tokens] index of the match that covers it, -1 */
	const agent **agent_at;       /* [tokens] agent noun headed here */
	uint32_t *agent_first, *agent_end;
	int32_t *nominal_of;          /* [tokens] nominal headed here, -1 */
	bool *in_capitals;            /* [sentences] no lower-case letter */
	bool *ex;                     /* [tokens] began with "ex-", which `lower` lacks */
	VECTOR(match) matches;
	VECTOR(nominal) nominals;
	VECTOR(entity) entities;
	VECTOR(country_vote) votes;   /* by first mention */
	VECTOR(short_name) shorts;
	table entity_of, vote_of, short_of;
	table full_names;             /* family name → the match that first gives its bearer's full name */
	actor_code main_country, conflict[2];
	bool domestic;                /* the main country has most of the votes */
	actor_code pair[2];           /* the two parties last named together, in reading order */
	uint32_t pair_sentence;
	int32_t duo[2];               /* nominals of the two people last joined by "and"; -1 */
	bool pair_joined;             /* by "and" */
	int32_t last_country;         /* latest nominal that names a country, -1 */
} naming;

static inline const node *node_of(const naming *self, uint32_t token)
{
	return &self->syntax->nodes[token];
}
static inline bool is_relation(const naming *self, uint32_t token, deprel relation)
{
	return node_of(self, token)->deprel == relation;
}
static inline bool is_word(const naming *self, uint32_t token, word_class class)
{
	return self->classes[token] >> class & 1;
}
static inline gender word_gender(const naming *self, slice lower)
{
	return lexicon_word(self->lexicon, lower, WORD_MALE) ? GENDER_MALE
		: lexicon_word(self->lexicon, lower, WORD_FEMALE) ? GENDER_FEMALE : GENDER_UNKNOWN;
}
static inline bool is_country(actor_code code) { return code.country[0] && !code.sector[0]; }

/* name_match.c: fills lower, hulls, matches, agents. */
void naming_prepare(naming *self);
void naming_match(naming *self);
void naming_agents(naming *self);
/* The person's line on the report's day and the code that goes with it (FORMAT.md, "Dates"). */
void match_person(const naming *self, uint32_t actor_index, match *out);
/* How much the report speaks of a country, as far as it was counted. */
double votes_for(const naming *self, const char *code);
/* Which of a match's lines counts; `decided`: the report's countries are known, so that short names can be read. */
void match_choose(naming *self, match *which, bool decided);
/* Days between the report's day and the line's time; 0 within it, and for a report without a date. */
int64_t line_distance(const naming *self, const actor_line *line);

/* nominal.c: matches that are parts of longer names are taken back; noun phrases and pronouns. */
void naming_drop_parts(naming *self);
void naming_nominals(naming *self);

/* evidence.c: the votes for countries, by names of places and bodies first, which help to choose among persons; the
 * main country; the pair of the conflict. */
void naming_vote(naming *self, bool persons);
void naming_main_country(naming *self);
/* An ISO code, none of the non-state ones. */
bool code_is_state(const char *code);
void naming_conflict(naming *self);

/* describe.c: parties of a nominal by the words of its phrase, its apposition or clause; false: they say nothing. */
bool nominal_describe(naming *self, uint32_t which, unsigned depth);
/* The title that a name in apposition belongs to, though the parser hangs it on a name within the title's phrase: "the
 * director of the Red Cross in Kenya, Mo Ali"; -1. */
int32_t apposed_title(const naming *self, const nominal *name);
/* Resolves a nominal that other nominals need, and its modifiers first; safe against loops. */
void nominal_resolve(naming *self, uint32_t which, unsigned depth);

/* proper_name.c: the name itself within the core of a name, without title and modifiers; its tokens, and its words. */
void nominal_name_tokens(const naming *self, const nominal *of, uint32_t *first, uint32_t *end);
slice nominal_name(const naming *self, const nominal *of);
/* `first` or the token before it, if that is a quarter of the place that is named there. */
uint32_t proper_name_quarter(const naming *self, uint32_t first);
/* Is the noun that of a body, as the lexicon's kind or the list of such nouns has it? */
bool proper_name_body(const naming *self, uint32_t token);
/* May a name of this type begin with the token? No title before a person's, no hyphen. */
bool proper_name_starts(const naming *self, uint32_t token, entity_type type);
/* Is the token a noun for bodies, places or events, which names nothing by itself? */
bool proper_name_common(const naming *self, uint32_t token);
/* Is the token the name of a people, a faith or a party's followers? */
bool proper_name_peoples(const naming *self, uint32_t token);
/* What an unknown name may be, by its own words and those beside it; ENTITY_NONE: they say nothing. */
entity_type proper_name_type(const naming *self, const nominal *of);

/* known_person.c: a title with a family name, or the family name of a head of state or government, of the lexicon. */
bool known_person(naming *self, uint32_t which);

/* A family name whose bearer, of the lexicon, is named in full later in the report: headlines do so. */
void naming_full_names(naming *self);
bool known_later(naming *self, uint32_t which);

/* refer.c: short names, definite descriptions, pronouns. */
bool refer_short(naming *self, uint32_t which);
bool refer_definite(naming *self, uint32_t which);
/* "the city": the place named last. */
bool refer_spot(naming *self, uint32_t which);
/* "some", "many" alone: of the people named before in the sentence. */
bool refer_part(naming *self, uint32_t which);
bool refer_pronoun(naming *self, uint32_t which, unsigned depth);
/* Of one party, or of none but a name or a person of the conversation; ENTITY_UNKNOWN. */
static inline uint32_t nominal_entity(const nominal *of)
{
	return of->party_count == 1 ? of->parties[0].entity : of->party_count ? ENTITY_UNKNOWN : of->entity;
}
static inline bool has_code(const party *of)
{
	return of->code.country[0] || of->code.sector[0];
}
/* Takes the resolved nominal into the report's memory: entity numbers, short names, the latest pair. */
void refer_remember(naming *self, uint32_t which);

#endif
