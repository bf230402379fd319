/* name_match.c — names of the lexicon and agent nouns in the tokens of a document. */
#include <string.h>

#include "base/utf8.h"
#include "name/naming.h"

/* The document as names are compared: folded tokens, one blank where white space or a hyphen stands, a line end
 * between sentences. */
typedef struct stream {
	char *bytes;
	uint32_t *start, *end;        /* [tokens] */
} stream;

enum { GRACE_DAYS = 14 };

/* Subtree hulls of the whole document, in linear time: children hand theirs to their heads in an order in which every
 * token comes behind its dependents. */
static void find_hulls(naming *self)
{
	uint32_t *open = ARENA_ARRAY(self->memory, self->tokens + 1, uint32_t);
	uint32_t *left = ARENA_ARRAY(self->memory, self->tokens + 1, uint32_t);
	for (uint32_t i = 0; i < self->tokens; i++) {
		self->low[i] = i;
		self->high[i] = i + 1;
		int32_t head = node_of(self, i)->head;
		if (head >= 0)
			left[head]++;
	}
	uint32_t count = 0;
	for (uint32_t i = 0; i < self->tokens; i++)
		if (!left[i])
			open[count++] = i;
	while (count) {
		uint32_t token = open[--count];
		int32_t head = node_of(self, token)->head;
		if (head < 0)
			continue;
		if (self->low[token] < self->low[head])
			self->low[head] = self->low[token];
		if (self->high[token] > self->high[head])
			self->high[head] = self->high[token];
		if (--left[head] == 0)
			open[count++] = (uint32_t)head;
	}
}

static void find_capitals(naming *self)
{
	for (uint32_t s = 0; s < self->text->sentence_count; s++) {
		span at = self->text->sentences[s].at;
		size_t upper = 0, lower = 0;
		for (uint32_t i = at.start; i < at.end; i++) {
			char c = self->text->bytes[i];
			upper += c >= 'A' && c <= 'Z';
			lower += c >= 'a' && c <= 'z';
		}
		self->in_capitals[s] = lower == 0 && upper > 8;
	}
}

void naming_prepare(naming *self)
{
	self->tokens = self->text->token_count;
	size_t n = self->tokens;
	self->lower = ARENA_ARRAY(self->memory, n + 1, slice);
	self->classes = ARENA_ARRAY(self->memory, n + 1, word_classes);
	self->low = ARENA_ARRAY(self->memory, n + 1, uint32_t);
	self->high = ARENA_ARRAY(self->memory, n + 1, uint32_t);
	self->match_of = ARENA_ARRAY(self->memory, n + 1, int32_t);
	self->nominal_of = ARENA_ARRAY(self->memory, n + 1, int32_t);
	self->agent_at = ARENA_ARRAY(self->memory, n + 1, const agent *);
	self->agent_first = ARENA_ARRAY(self->memory, n + 1, uint32_t);
	self->agent_end = ARENA_ARRAY(self->memory, n + 1, uint32_t);
	self->in_capitals = ARENA_ARRAY(self->memory, self->text->sentence_count + 1, bool);
	for (uint32_t i = 0; i < n; i++) {
		self->match_of[i] = self->nominal_of[i] = -1;
		slice lemma = node_of(self, i)->lemma;
		if (lemma.length == 0)
			lemma = text_form(self->text, i);
		self->lower[i] = name_fold(self->memory, utf8_lower(self->memory, lemma));
		self->classes[i] = lexicon_classes(self->lexicon, self->lower[i]);
	}
	self->dated = self->document->date.year != 0 && self->document->date.month && self->document->date.day;
	if (self->dated)
		self->day = date_to_days(self->document->date);
	find_hulls(self);
	find_capitals(self);
}

/* "KREMLIN" as "Kremlin". */
static slice titled(arena *memory, slice word)
{
	slice lower = utf8_lower(memory, word);
	if (lower.length == 0 || lower.at[0] < 'a' || lower.at[0] > 'z')
		return lower;
	char *copy = arena_copy(memory, lower.at, lower.length);
	copy[0] = (char)(copy[0] - 'a' + 'A');
	return (slice){copy, lower.length};
}

/* Written in capitals only because of where it stands: in a headline or a dateline. Short words may be acronyms. */
static bool shouted(const naming *self, uint32_t token)
{
	if (self->in_capitals[self->text->tokens[token].sentence])
		return true;
	slice form = text_form(self->text, token);
	if (form.length < 4)
		return false;
	for (size_t i = 0; i < form.length; i++)
		if (form.at[i] < 'A' || form.at[i] > 'Z')
			return false;
	return true;
}

static void build_stream(naming *self, bool title, stream *out)
{
	size_t room = 1;
	slice *folded = ARENA_ARRAY(self->memory, self->tokens + 1, slice);
	for (uint32_t i = 0; i < self->tokens; i++) {
		slice form = text_form(self->text, i);
		if (title && shouted(self, i))
			form = titled(self->memory, form);
		folded[i] = name_fold(self->memory, form);
		room += folded[i].length + 2;
	}
	out->bytes = arena_alloc(self->memory, room);
	out->start = ARENA_ARRAY(self->memory, self->tokens + 1, uint32_t);
	out->end = ARENA_ARRAY(self->memory, self->tokens + 1, uint32_t);
	uint32_t at = 0;
	for (uint32_t i = 0; i < self->tokens; i++) {
		const token *here = &self->text->tokens[i];
		if (i && here->sentence != here[-1].sentence)
			out->bytes[at++] = '\n';
		else if (at && here[-1].space_after && out->bytes[at - 1] != ' ')
			out->bytes[at++] = ' ';
		out->start[i] = at;
		for (size_t b = 0; b < folded[i].length; b++)
			if (folded[i].at[b] != ' ' || (at && out->bytes[at - 1] != ' '))
				out->bytes[at++] = folded[i].at[b];
		out->end[i] = at;
		if (out->start[i] > at)
			out->start[i] = at;
	}
}

/* First link of the longest name that starts at `token`; *end is set behind its last token. */
static uint32_t longest_name(const naming *self, const stream *from, uint32_t token, uint32_t *end)
{
	const trie *names = &self->lexicon->names;
	const sentence *within = &self->text->sentences[self->text->tokens[token].sentence];
	uint32_t node = 0, found = LINE_NONE, at = from->start[token];
	if (!names->count)
		return found;
	for (uint32_t i = token; i < within->first + within->count; i++) {
		for (; at < from->end[i]; at++) {
			node = trie_step(names, node, from->bytes[at]);
			if (node == TRIE_NONE)
				return found;
		}
		/* Nothing of a token may be left when it is folded: a name does not end there. */
		if (from->end[i] > from->start[i] && names->nodes[node].value != TRIE_NONE) {
			found = names->nodes[node].value;
			*end = i + 1;
		}
	}
	return found;
}

/* The token of [first, end) that something outside governs, or the root. If a parse has several: the first that is no
 * mere part of a name. */
static uint32_t head_of(const naming *self, uint32_t first, uint32_t end)
{
	uint32_t found = end;
	for (uint32_t i = first; i < end; i++) {
		int32_t head = node_of(self, i)->head;
		deprel relation = (deprel)node_of(self, i)->deprel;
		if ((head >= (int32_t)first && head < (int32_t)end) || relation == DEPREL_PUNCT)
			continue;
		if (relation != DEPREL_FLAT && relation != DEPREL_COMPOUND && relation != DEPREL_NMOD_DESC)
			return i;
		if (found == end)
			found = i;
	}
	return found < end ? found : first;
}

/* In a line of capitals, "US" or "WHO" may be the pronoun; the tagger says. */
static bool name_stands(const naming *self, uint32_t link, uint32_t first, uint32_t end)
{
	if (!self->in_capitals[self->text->tokens[first].sentence] || end - first > 1)
		return true;
	upos class = node_of(self, first)->upos;
	return !self->lexicon->links[link].acronym || class == UPOS_PROPN || class == UPOS_NOUN;
}

void naming_match(naming *self)
{
	stream plain, title = {0};
	build_stream(self, false, &plain);
	for (uint32_t i = 0; i < self->tokens && !title.bytes; i++)
		if (shouted(self, i))
			build_stream(self, true, &title);
	for (uint32_t i = 0; i < self->tokens;) {
		uint32_t end = i + 1, titled_end = i + 1;
		uint32_t link = longest_name(self, &plain, i, &end);
		if (title.bytes && shouted(self, i)) {
			uint32_t other = longest_name(self, &title, i, &titled_end);
			if (other != LINE_NONE && (link == LINE_NONE || titled_end > end)) {
				link = other;
				end = titled_end;
			}
		}
		if (link == LINE_NONE || !name_stands(self, link, i, end)) {
			i++;
			continue;
		}
		match found = {.first = i, .end = end, .link = link, .line = LINE_NONE, .head = head_of(self, i, end)};
		match_choose(self, &found, false);
		for (uint32_t t = i; t < end; t++)
			self->match_of[t] = (int32_t)self->matches.count;
		*VECTOR_PUSH(self->memory, &self->matches) = found;
		i = end;
	}
}

/* ---- which line of a name counts ---- */

static bool keeps_sector(const char *sector)
{
	static const char kept[] = "CVL CRM REB REL JRN SOC ELI ";
	return !sector[0] || strstr(kept, sector);
}

double votes_for(const naming *self, const char *code)
{
	uint32_t index = table_get(&self->vote_of, slice_of(code));
	return index == TABLE_NONE ? 0 : self->votes.items[index].weight;
}

/* The person's line on the report's day, and the code that goes with it; see FORMAT.md, "Dates". */
void match_person(const naming *self, uint32_t actor_index, match *out)
{
	const name_lexicon *lexicon = self->lexicon;
	uint32_t layer = lexicon_line(lexicon, lexicon->actors[actor_index].last)->layer;
	uint32_t latest = LINE_NONE, ended = LINE_NONE, chosen = LINE_NONE;
	for (uint32_t i = lexicon->actors[actor_index].first; i != LINE_NONE; i = lexicon->lines[i].next) {
		const actor_line *line = lexicon_line(lexicon, i);
		if (line->layer != layer)
			continue;
		if (latest == LINE_NONE || line->from > lexicon_line(lexicon, latest)->from)
			latest = i;
		if (!self->dated)
			continue;
		if (line->from <= self->day && self->day <= line->to && (chosen == LINE_NONE || votes_for(self,
				line->code.country) > votes_for(self, lexicon_line(lexicon, chosen)->code.country)))
			chosen = i;
		if (line->to < self->day && (ended == LINE_NONE || line->to > lexicon_line(lexicon, ended)->to))
			ended = i;
	}
	/* News of somebody who left the other day is mostly about what they did in office. */
	if (chosen == LINE_NONE && ended != LINE_NONE && lexicon_line(lexicon, ended)->to >= self->day - GRACE_DAYS)
		chosen = ended;
	out->in_force = chosen != LINE_NONE || !self->dated;
	out->line = !self->dated ? latest : chosen != LINE_NONE ? chosen : ended != LINE_NONE ? ended : latest;
	const actor_line *line = lexicon_line(lexicon, out->line);
	out->code = line->code;
	out->office = out->in_force ? lexicon_text(lexicon, line->office) : (slice){0};
	if (out->in_force)
		return;
	if (out->line != ended)
		memset(out->code.sector, 0, sizeof out->code.sector);
	else if (!keeps_sector(line->code.sector))
		memcpy(out->code.sector, "ELI", 4);
}

/* Days between the report's day and the line's time. */
int64_t line_distance(const naming *self, const actor_line *line)
{
	if (!self->dated || (line->from <= self->day && self->day <= line->to))
		return 0;
	return self->day < line->from ? (int64_t)line->from - self->day : (int64_t)self->day - line->to;
}

/* Is candidate `a` of one name better than `b`? The user's lines first, then those in force, then the one whose
 * country the report speaks of, then the file's order. */
static bool better(const naming *self, const match *a, const match *b)
{
	const actor_line *la = lexicon_line(self->lexicon, a->line), *lb = lexicon_line(self->lexicon, b->line);
	if (la->layer != lb->layer)
		return la->layer > lb->layer;
	if (a->in_force != b->in_force)
		return a->in_force;
	if (!a->in_force && a->type != ENTITY_PERSON && b->type != ENTITY_PERSON) {
		int64_t da = line_distance(self, la), db = line_distance(self, lb);
		if (da != db)
			return da < db;
	}
	return votes_for(self, a->code.country) > votes_for(self, b->code.country);
}

void match_choose(naming *self, match *which, bool decided)
{
	match best = *which;
	best.line = LINE_NONE;
	for (uint32_t l = which->link; l != LINE_NONE; l = self->lexicon->links[l].next) {
		uint32_t index = self->lexicon->links[l].line;
		const actor_line *line = lexicon_line(self->lexicon, index);
		match candidate = *which;
		candidate.line = index;
		candidate.kind = (name_kind)line->kind;
		candidate.type = (entity_type)line->type;
		candidate.code = line->code;
		candidate.office = lexicon_text(self->lexicon, line->office);
		candidate.in_force = line_distance(self, line) == 0;
		if (line->kind == KIND_SHORT && (!decided || votes_for(self, line->code.country) <= 0))
			continue;
		if (line->type == ENTITY_PERSON)
			match_person(self, line->actor, &candidate);
		if (best.line == LINE_NONE || better(self, &candidate, &best))
			best = candidate;
	}
	*which = best;
}

/* ---- agent nouns ---- */

/* The longest agent that starts at `token`; *end behind its last token. Hyphens between its words don't count. */
static const agent *longest_agent(const naming *self, uint32_t token, uint32_t *end)
{
	const trie *names = &self->lexicon->agent_names;
	uint32_t node = 0, sentence = self->text->tokens[token].sentence;
	const agent *found = NULL;
	if (!names->count)
		return found;
	for (uint32_t i = token; i < self->tokens && self->text->tokens[i].sentence == sentence; i++) {
		slice word = self->lower[i];
		if (word.length == 0 || slice_is(word, " "))
			continue;
		if (node)
			node = trie_step(names, node, ' ');
		for (size_t b = 0; b < word.length && node != TRIE_NONE; b++)
			node = trie_step(names, node, word.at[b]);
		if (node == TRIE_NONE)
			break;
		if (names->nodes[node].value != TRIE_NONE) {
			found = &self->lexicon->agents[names->nodes[node].value];
			*end = i + 1;
		}
	}
	return found;
}

void naming_agents(naming *self)
{
	for (uint32_t i = 0; i < self->tokens;) {
		uint32_t end = i + 1;
		upos class = node_of(self, i)->upos;
		bool open = class == UPOS_NOUN || class == UPOS_PROPN || class == UPOS_ADJ || class == UPOS_VERB
			|| class == UPOS_NUM;
		const agent *found = open ? longest_agent(self, i, &end) : NULL;
		if (!found) {
			i++;
			continue;
		}
		uint32_t head = head_of(self, i, end);
		/* A lone verb or number is no agent, whatever its lemma. */
		upos headed = node_of(self, head)->upos;
		if (headed != UPOS_VERB && headed != UPOS_NUM && headed != UPOS_AUX) {
			self->agent_at[head] = found;
			self->agent_first[head] = i;
			self->agent_end[head] = end;
		}
		i = end;
	}
}
