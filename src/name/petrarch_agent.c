/*
 * petrarch_agent.c — agents of PETRARCH2's dictionaries.
 *
 *     !SET! = MAN, MEN, WOMAN
 *     NOUN_PHRASE {PLURAL_PHRASE} [~CODE]     {}: no plural; CODE~: what stands in front of the actor's code
 *     CONGRESS!SET! [~LEG]                    one agent for each word of the set
 *
 * Texts are compared by lemma, so that a regular plural needs no entry.
 */
#include <string.h>

#include "base/utf8.h"
#include "name/petrarch.h"

enum { EXPANSIONS_MOST = 256, SETS_IN_A_PHRASE = 3 };

typedef struct agent_set {
	slice name, words;        /* "PERSON"; "MAN, MEN, WOMAN" */
} agent_set;

typedef struct agents {
	petrarch_reader *reader;
	VECTOR(agent_set) sets;
	agent entry;              /* of the line that is read */
	bool plain;               /* {}: a group, or a word without plural */
	unsigned expansions;
} agents;

static bool is_set_line(slice line)
{
	return memchr(line.at, '!', line.length) && memchr(line.at, '=', line.length)
		&& !memchr(line.at, '[', line.length);
}

static void define_set(agents *self, slice line)
{
	agent_set set;
	slice before, rest = line;

	if (!petrarch_until(&rest, '!', &before) || !petrarch_until(&rest, '!', &set.name)
			|| !petrarch_until(&rest, '=', &before) || slice_trim(rest).length == 0) {
		petrarch_wrong(self->reader, self->reader->row, "no set as in !NAME! = WORD, WORD; it is left out", line);
		return;
	}
	set.words = rest;
	*VECTOR_PUSH(&self->reader->lexicon->memory, &self->sets) = set;
}

/* ---- one agent ---- */

/* "~GOV", "NGO~": what it adds to whoever it belongs to. */
static bool take_code(agents *self, slice text)
{
	actor_code code;
	slice cameo = slice_trim(text);

	self->entry = (agent){0};
	bool marked = slice_starts(cameo, "~") || slice_ends(cameo, "~");
	if (slice_starts(cameo, "~"))
		cameo = (slice){cameo.at + 1, cameo.length - 1};
	if (slice_ends(cameo, "~"))
		cameo.length--;
	cameo_loss loss = marked ? cameo_to_plover(cameo, &code) : CAMEO_FAULTY;
	if (loss == CAMEO_FAULTY) {
		petrarch_wrong(self->reader, self->reader->row, "no code as in [~GOV] or [NGO~]; the agent is left out", text);
		return false;
	}
	if (!code.country[0] && !code.sector[0]) {
		petrarch_noted(self->reader, NOTE_AGENT, self->reader->row, text);
		return false;
	}
	memcpy(self->entry.sector, code.sector, sizeof code.sector);
	memcpy(self->entry.code, code.country, sizeof code.country);
	return true;
}

/* What the lexicon below says of the phrase, or of its last word. */
static agent_kind kind_of(const agents *self, slice lemmas)
{
	const agent *known = builder_agent(self->reader->lexicon, lemmas);
	if (!known)
		known = builder_agent(self->reader->lexicon, name_last_word(lemmas));
	return known ? known->kind : self->plain ? AGENT_GROUP : AGENT_PERSON;
}

static void add_lemmas(agents *self, slice lemmas)
{
	const agent *known = builder_agent(self->reader->lexicon, lemmas);
	/* What says the same keeps what else is known of it. */
	if (known && strcmp(known->sector, self->entry.sector) == 0 && strcmp(known->code, self->entry.code) == 0)
		return;
	self->entry.kind = kind_of(self, lemmas);
	builder_add_agent(self->reader->lexicon, lemmas, self->entry);
}

/* Words as the lemmatiser leaves them: without a plural's ending where enough of a word stays behind. */
static slice without_plurals(arena *memory, slice lemmas)
{
	enum { STEM_LEAST = 4 };
	char *out = arena_alloc(memory, lemmas.length + 1);
	size_t length = 0;
	slice rest = lemmas, word;

	while (slice_split(&rest, ' ', &word)) {
		if (word.length > STEM_LEAST && slice_ends(word, "s") && !slice_ends(word, "ss") && !slice_ends(word, "us")
				&& !slice_ends(word, "is"))
			word.length--;
		if (length)
			out[length++] = ' ';
		memcpy(out + length, word.at, word.length);
		length += word.length;
	}
	return (slice){out, length};
}

static void add_phrase(agents *self, slice phrase)
{
	name_builder *lexicon = self->reader->lexicon;
	slice words = petrarch_words(lexicon, phrase, NULL);
	bool invalid = utf8_count_invalid(words.at, words.length) > 0;

	if (words.length == 0 || words.length > PETRARCH_NAME_MOST || invalid) {
		petrarch_wrong(self->reader, self->reader->row, "an empty, too long or unreadable phrase; it is left out",
			invalid ? SLICE("") : words);
		return;
	}
	slice lemmas = name_fold(&lexicon->memory, utf8_lower(&lexicon->memory, words));
	add_lemmas(self, lemmas);
	/* "TAXPAYERS", "HUMAN_RIGHTS_BODY": every word of a text is looked up by its lemma. */
	slice singular = without_plurals(&lexicon->memory, lemmas);
	if (!slice_equal(singular, lemmas))
		add_lemmas(self, singular);
}

static const agent_set *find_set(const agents *self, slice name)
{
	for (size_t i = self->sets.count; i-- > 0;)
		if (slice_equal(self->sets.items[i].name, name))
			return &self->sets.items[i];
	return NULL;
}

/* Puts each word of the first set in its place; the words of sets hold no sets, so depth is what a phrase has. */
static void expand(agents *self, slice phrase, unsigned depth)
{
	slice before, name, rest = phrase, word;

	if (!petrarch_until(&rest, '!', &before)) {
		add_phrase(self, phrase);
		return;
	}
	const agent_set *set = depth < SETS_IN_A_PHRASE && petrarch_until(&rest, '!', &name) ? find_set(self, name) : NULL;
	if (!set) {
		petrarch_wrong(self->reader, self->reader->row, "a set that the file does not define; the agent is left out",
			phrase);
		return;
	}
	slice words = set->words;
	while (slice_split(&words, ',', &word)) {
		word = slice_trim(word);
		if (word.length == 0 || ++self->expansions > EXPANSIONS_MOST)
			continue;
		slice made = slice_of(arena_print(&self->reader->lexicon->memory, "%.*s%.*s%.*s", (int)before.length,
			before.at, (int)word.length, word.at, (int)rest.length, rest.at));
		expand(self, made, depth + 1);
	}
}

static void take_agent(agents *self, slice line)
{
	slice phrase, code, plural = {0}, rest = line;

	if (!petrarch_until(&rest, '[', &phrase) || !petrarch_until(&rest, ']', &code)) {
		petrarch_wrong(self->reader, self->reader->row, "no code in square brackets; the agent is left out", line);
		return;
	}
	slice inner = phrase, singular;
	if (petrarch_until(&inner, '{', &singular)) {
		if (!petrarch_until(&inner, '}', &plural)) {
			petrarch_wrong(self->reader, self->reader->row, "no '}' behind the plural; the agent is left out", line);
			return;
		}
		phrase = singular;
		self->plain = slice_trim(plural).length == 0;
	} else {
		self->plain = false;
	}
	if (!take_code(self, code))
		return;
	self->expansions = 0;
	expand(self, phrase, 0);
	slice form;
	while (slice_split(&plural, ',', &form))
		if (slice_trim(form).length)
			expand(self, form, 0);
}

void petrarch_read_agents(petrarch_reader *self)
{
	agents state = {.reader = self};
	slice line, whole = self->rest;

	/* Sets first: they may stand behind the phrases that use them. */
	while (petrarch_line(self, &line))
		if (is_set_line(line))
			define_set(&state, line);
	self->rest = whole;
	self->row = 0;
	self->in_comment = false;
	while (petrarch_line(self, &line))
		if (!is_set_line(line))
			take_agent(&state, line);
}
