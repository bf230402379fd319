/*
 * tokenize.c — cuts a paragraph into tokens as the English UD treebanks (EWT, GUM) do.
 *
 * White space parts chunks. A chunk is a row of cores (letters and digits with the marks that may stand within a word
 * or a number) and of other marks, which are tokens by themselves or in runs ("...", "--", "?!"). A core is then cut
 * further at clitics ("do" "n't"), contractions ("can" "not") and units ("5" "pm").
 */
#include <string.h>

#include "base/utf8.h"
#include "text/text_lexicon.h"

/* How far is looked for an address or a telephone number: a bound, so that time stays linear. */
enum { ADDRESS_BYTES = 80 };

/* A chunk being cut: text[at … end). */
typedef struct cursor {
	splitter *self;
	const char *bytes;
	size_t at, end;
	size_t limit;         /* end of the paragraph, behind the chunk */
	size_t from;          /* start of the paragraph */
} cursor;

static bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/* The code point at `at`, 0 at the end; *next is where it ends. */
static uint32_t look(const cursor *self, size_t at, size_t *next)
{
	*next = at;
	if (at >= self->end)
		return 0;
	unsigned char c = (unsigned char)self->bytes[at];
	if (c < 0x80) {
		*next = at + 1;
		return c;
	}
	return utf8_next(self->bytes, self->end, next);
}

static uint32_t peek(const cursor *self, size_t at)
{
	size_t next;
	return look(self, at, &next);
}

static bool is_quote_mark(uint32_t c)
{
	return c == 0x2018 || c == 0x2019 || (c >= 0x201A && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x2039
		|| c == 0x203A;
}

static bool is_dash(uint32_t c)
{
	return c >= 0x2012 && c <= 0x2015;
}

static bool is_hyphen(uint32_t c)
{
	return c == '-' || c == 0x2010 || c == 0x2011;
}

static bool is_currency(uint32_t c)
{
	return c == '$' || (c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c <= 0x20CF);
}

/* Letters, digits and what belongs to words of other scripts (marks, joiners). */
static bool is_core(uint32_t c)
{
	if (c < 0x80)
		return is_ascii_letter((char)c) || is_digit((char)c) || c == '_';
	if (is_quote_mark(c) || is_dash(c) || is_currency(c) || c == 0x2026 || c == 0xFFFD)
		return c == 0xFFFD;      /* a broken letter stays within its word */
	if (utf8_is_letter(c) || utf8_is_digit(c))
		return true;
	return (c >= 0x300 && c <= 0x36F) || c == 0x200C || c == 0x200D || c == 0xAD || c == 0xAA || c == 0xBA
		|| (c >= 0x900 && !utf8_is_punctuation(c) && (c < 0x2000 || c > 0x2BFF) && c < 0x1F000 && !utf8_is_space(c));
}

static void emit(cursor *self, size_t end, token_kind kind)
{
	while (end - self->at > TOKEN_BYTES) {
		size_t cut = self->at + TOKEN_BYTES;
		while (((unsigned char)self->bytes[cut] & 0xC0) == 0x80)
			cut--;
		*VECTOR_PUSH(self->self->memory, &self->self->tokens) = (token){.at = {(uint32_t)self->at, (uint32_t)cut}};
		*VECTOR_PUSH(self->self->memory, &self->self->kinds) = KIND_WORD;
		self->at = cut;
	}
	*VECTOR_PUSH(self->self->memory, &self->self->tokens) = (token){.at = {(uint32_t)self->at, (uint32_t)end}};
	*VECTOR_PUSH(self->self->memory, &self->self->kinds) = (uint8_t)kind;
	self->at = end;
}

static bool listed(const table *list, slice word)
{
	char room[64];
	slice normal;
	return normal_word(word, room, sizeof room, &normal) && table_get(list, normal) != TABLE_NONE;
}

/* The first byte of the next chunk; 0 at the end of the paragraph. */
static char next_chunk(const cursor *self)
{
	size_t at = self->end;
	while (at < self->limit && (self->bytes[at] == ' ' || self->bytes[at] == '\n' || self->bytes[at] == '\t'
		|| self->bytes[at] == '\r'))
		at++;
	return at < self->limit ? self->bytes[at] : 0;
}

/* The letters that follow behind one blank, at the end of a chunk. */
static slice word_behind(const cursor *self, size_t end)
{
	size_t at = end + 1, stop = at;
	if (end != self->end || at >= self->limit || self->bytes[end] != ' ')
		return (slice){0};
	while (stop < self->limit && is_ascii_letter(self->bytes[stop]))
		stop++;
	return (slice){self->bytes + at, stop - at};
}

/* ---- abbreviations ---- */

/* "U.S", "a.m", "Ph.D": letters with stops between, at most two letters a part. */
static bool is_dotted(slice core)
{
	size_t run = 0, stops = 0;
	for (size_t i = 0; i < core.length; i++) {
		if (core.at[i] == '.') {
			if (run == 0)
				return false;
			stops++;
			run = 0;
		} else if (!is_ascii_letter(core.at[i]) || ++run > 1) {
			return false;
		}
	}
	return stops > 0 && run > 0;
}

/* The entry of an abbreviation, written as in the list, in capitals ("GEN."), or with a capital where it has none. */
static uint32_t find_abbreviation(const text_lexicon *lexicon, slice form)
{
	char room[32];
	uint32_t class = table_get(&lexicon->abbreviations, form);
	if (class != TABLE_NONE || form.length > sizeof room || !is_upper(form.at[0]))
		return class;
	bool capitals = form.length > 2;
	for (size_t i = 1; i + 1 < form.length; i++)
		capitals = capitals && !(form.at[i] >= 'a' && form.at[i] <= 'z');
	for (size_t i = 0; i < form.length; i++) {
		bool lower = is_upper(form.at[i]) && (i > 0 || !capitals);
		room[i] = lower ? (char)(form.at[i] + 32) : form.at[i];
	}
	return table_get(&lexicon->abbreviations, (slice){room, form.length});
}

/* Does the stop behind core [at, stop) belong to it? Nothing of a word or number follows the stop in the chunk. */
static bool keeps_stop(const cursor *self, size_t stop, token_kind *kind)
{
	slice core = {self->bytes + self->at, stop - self->at};
	bool last_in_chunk = stop + 1 == self->end;
	char next = last_in_chunk ? next_chunk(self) : self->bytes[stop + 1];
	if (is_dotted(core)) {
		*kind = KIND_ABBREVIATION;
		return true;
	}
	if (core.length == 1 && is_upper(core.at[0])) {
		/* "J. K. Rowling", but not "Plan B." at the end nor "than I." */
		*kind = KIND_INITIAL;
		return is_upper(next) || (core.at[0] != 'I' && (next == '"' || next == '('))
			|| (unsigned char)next >= 0xC3;
	}
	if (self->at == self->from && last_in_chunk && next && core.length <= 2 && is_digit(core.at[0])
		&& is_digit(core.at[core.length - 1])) {
		*kind = KIND_PUNCTUATION;      /* "1." before an item of a list */
		return true;
	}
	uint32_t class = find_abbreviation(self->self->lexicon, (slice){core.at, core.length + 1});
	if (class == TABLE_NONE || (class == ABBREVIATION_TITLE && !next))
		return false;
	*kind = class == ABBREVIATION_TITLE ? KIND_TITLE : KIND_ABBREVIATION;
	if (class == ABBREVIATION_NUMBER && is_digit(next))
		*kind = KIND_TITLE;
	return class != ABBREVIATION_NUMBER || is_digit(next);
}

/* ---- cores ---- */

/* Is the core up to the hyphen the first half of a Korean or Cantonese given name, "Jong-un"? Those stay whole. */
static bool behind_surname(const cursor *self, size_t hyphen)
{
	size_t count = self->self->tokens.count;
	if (!count || hyphen - self->at > 6 || !is_upper(self->bytes[self->at]) || self->at == self->from)
		return false;
	span last = self->self->tokens.items[count - 1].at;
	slice word = {self->bytes + last.start, last.end - last.start};
	return last.end + 1 == self->at && is_upper(word.at[0]) && listed(&self->self->lexicon->surnames, word);
}

/* Digits in groups with hyphens between that are one thing: a telephone number or a date, but no range or score. */
static size_t hyphened_number(const cursor *self, size_t at)
{
	size_t groups = 0, digits = 0, longest = 0, end = at;
	while (end < self->end && is_digit(self->bytes[end]) && end - at < ADDRESS_BYTES) {
		size_t start = end;
		while (end < self->end && is_digit(self->bytes[end]))
			end++;
		digits += end - start;
		longest = end - start > longest ? end - start : longest;
		groups++;
		if (end + 1 >= self->end || self->bytes[end] != '-' || !is_digit(self->bytes[end + 1]))
			break;
		end++;
	}
	bool whole = end == self->end || !is_ascii_letter(self->bytes[end]);
	return whole && ((groups > 2 && digits > 5) || (groups == 2 && digits == 7 && longest == 4)) ? end : at;
}

static bool is_address_char(char c)
{
	return is_ascii_letter(c) || is_digit(c) || (c && strchr(".-_+", c)) || (unsigned char)c >= 0x80;
}

/* End of an e-mail address or handle whose '@' stands at `sign`; `sign` if it is none. */
static size_t address_end(const cursor *self, size_t sign)
{
	size_t end = sign + 1;
	while (end < self->end && is_address_char(self->bytes[end]) && end - sign < TOKEN_BYTES)
		end++;
	while (end > sign + 1 && !is_ascii_letter(self->bytes[end - 1]) && !is_digit(self->bytes[end - 1])
		&& self->bytes[end - 1] != '_')
		end--;
	return end > sign + 1 ? end : sign;
}

/* End of a web address that starts here, or self->at. */
static size_t link_end(const cursor *self)
{
	static const char *const starts[] = {"http://", "https://", "www.", "ftp://"};
	slice rest = {self->bytes + self->at, self->end - self->at};
	bool found = false;
	for (size_t i = 0; i < sizeof starts / sizeof *starts && !found; i++) {
		size_t length = strlen(starts[i]);
		found = rest.length > length && slice_equal_nocase((slice){rest.at, length}, (slice){starts[i], length});
	}
	if (!found)
		return self->at;
	size_t end = self->at;
	while (end < self->end && !strchr("<>\"", self->bytes[end]) && (unsigned char)self->bytes[end] != 0xE2)
		end++;
	while (end > self->at && strchr(".,;:!?')]}", self->bytes[end - 1]))
		end--;
	return end;
}

/* "b/c", "w/o": the list of words has the core with what stands behind the slash. */
static bool slashed_word(const cursor *self, size_t slash)
{
	size_t end = slash + 1;
	while (end < self->end && is_ascii_letter(self->bytes[end]))
		end++;
	return listed(&self->self->lexicon->words, (slice){self->bytes + self->at, end - self->at});
}

/*
 * Where the core that starts at self->at ends. Marks stay within it where they join: stops and commas in numbers and
 * dotted letters, apostrophes between letters, '/' and ':' between digits, '&' between capitals, hyphens behind a
 * prefix.
 */
static size_t core_end(const cursor *self, token_kind *kind)
{
	const char *bytes = self->bytes;
	size_t at = self->at, next;
	*kind = KIND_WORD;
	if (is_digit(bytes[at]) && (next = hyphened_number(self, at)) > at)
		return next;
	while (at < self->end && at - self->at <= TOKEN_BYTES) {
		uint32_t c = look(self, at, &next);
		if (is_core(c)) {
			at = next;
			continue;
		}
		if (at == self->at)
			break;
		char before = bytes[at - 1];
		uint32_t after = peek(self, next);
		bool digits = is_digit(before) && after < 0x80 && is_digit((char)after);
		bool letters = !is_digit(before) && (after >= 0x80 || is_ascii_letter((char)after)) && is_core(after);
		size_t apostrophe;
		if (c == '.') {
			/* Newsgroups shorten addresses: "franz371...@example.com". */
			if (self->end - at > 4 && memcmp(bytes + at, "...@", 4) == 0 && is_address_char(bytes[at + 4])) {
				at += 3;
				continue;
			}
			bool glued = before >= 'a' && before <= 'z' && at - self->at > 1 && after < 0x80 && is_upper((char)after)
				&& !memchr(bytes + next, '@', self->end - next < ADDRESS_BYTES ? self->end - next : ADDRESS_BYTES);
			if (is_core(after) && !glued) {
				at = next;
				continue;
			}
			if (after != '.' && keeps_stop(self, at, kind))
				at = next;
			break;
		}
		if (c == '@' && after < 0x80 && is_address_char((char)after)) {
			size_t end = address_end(self, at);
			return end > at ? end : at;
		}
		if (c == '$' && at - self->at <= 3 && (!after || (after < 0x80 && is_digit((char)after)))) {
			bool capitals = true;
			for (size_t i = self->at; i < at; i++)
				capitals = capitals && is_upper(bytes[i]);
			return capitals ? next : at;
		}
		bool joins = false;
		if (c == ',')
			joins = digits && self->end - next >= 3 && is_digit(bytes[next + 1]) && is_digit(bytes[next + 2])
				&& !(self->end - next > 3 && is_digit(bytes[next + 3]));
		else if (c == ':')
			joins = digits;
		else if (c == '/')
			joins = (digits && is_digit(bytes[self->at])) || (letters && slashed_word(self, at));
		else if (c == '&')
			joins = (is_upper(before) || is_digit(before)) && after < 0x80 && is_upper((char)after);
		else if ((apostrophe = apostrophe_at(self->self->text, at, self->end)) > 0 && c != '`')
			joins = letters || (is_digit(before) && after == 's');
		else if (is_hyphen(c))
			joins = (letters && (listed(&self->self->lexicon->prefixes, (slice){bytes + self->at, at - self->at})
				|| behind_surname(self, at)))
				|| (next == self->end && at - self->at <= 4 && !is_digit(before) && self->end < self->limit);
		if (!joins)
			break;
		at = next;
	}
	return at;
}

/* Length of the first token of a contraction, 0 if the word is none: "cannot"; "its" before "not", but not before
 * "army". */
static size_t contracted(const cursor *self, slice core, slice normal, size_t end)
{
	const text_lexicon *lexicon = self->self->lexicon;
	uint32_t index = table_get(&lexicon->contractions, normal);
	if (index == TABLE_NONE || (core.length > 1 && is_upper(core.at[0]) && is_upper(core.at[1])))
		return 0;
	const contraction *found = &lexicon->contraction_list.items[index];
	slice rest = found->before, word, next = word_behind(self, end);
	if (!rest.length)
		return found->first;
	while (slice_split(&rest, ' ', &word))
		if (slice_equal_nocase(word, next))
			return found->first;
	return 0;
}

/* Cuts text[self->at, end) at clitics, contractions and units, and emits the parts. */
static void emit_core(cursor *self, size_t end, token_kind kind)
{
	const text_lexicon *lexicon = self->self->lexicon;
	slice core = {self->bytes + self->at, end - self->at};
	char room[64];
	slice normal;
	if (kind != KIND_WORD || !normal_word(core, room, sizeof room, &normal)) {
		emit(self, end, kind);
		return;
	}
	if (is_digit(core.at[0])) {
		size_t digits = 0;
		while (digits < core.length && (is_digit(core.at[digits]) || core.at[digits] == '.' || core.at[digits] == ','
			|| core.at[digits] == ':'))
			digits++;
		if (digits < core.length && listed(&lexicon->units, (slice){core.at + digits, core.length - digits}))
			emit(self, self->at + digits, KIND_WORD);
		emit(self, end, kind);
		return;
	}
	size_t first = contracted(self, core, normal, end);
	if (first && core.length == normal.length)
		emit(self, self->at + first, KIND_WORD);
	if (first || table_get(&lexicon->words, normal) != TABLE_NONE) {
		emit(self, end, kind);
		return;
	}
	/* Clitics from the back: "wouldn't've" has two. Cuts are counted in the normal form and found in the bytes. */
	size_t cuts[3], count = 0;
	for (bool found = true; found && count < 3;) {
		found = false;
		for (size_t i = 0; i < lexicon->clitic_count && !found; i++) {
			slice clitic = lexicon->clitics[i];
			found = normal.length > clitic.length
				&& memcmp(normal.at + normal.length - clitic.length, clitic.at, clitic.length) == 0;
			if (found)
				normal.length -= clitic.length;
		}
		if (found)
			cuts[count++] = normal.length;
	}
	size_t at = self->at, point = 0;
	while (count > 0) {
		while (point < cuts[count - 1]) {
			size_t apostrophe = apostrophe_at(self->self->text, at, end);
			at += apostrophe ? apostrophe : 1;
			point++;
		}
		count--;
		emit(self, at, KIND_WORD);
	}
	emit(self, end, kind);
}

/* ---- other marks ---- */

static size_t run_end(const cursor *self, const char *of)
{
	size_t end = self->at;
	while (end < self->end && strchr(of, self->bytes[end]) && self->bytes[end])
		end++;
	return end;
}

/* An apostrophe before or behind a core: a clitic on its own, a shortened word or year, or a quotation mark. */
static void emit_apostrophe(cursor *self, size_t length)
{
	size_t end = self->at + length;
	if (end < self->end && is_digit(self->bytes[end]) && (self->at == self->from
		|| !is_digit(self->bytes[self->at - 1]))) {
		size_t digits = end;
		while (digits < self->end && is_digit(self->bytes[digits]))
			digits++;
		if (digits - end == 2 && peek(self, digits) == 's')
			digits++;
		if (digits - end == 2 || digits - end == 3) {
			if (digits == self->end || !is_core(peek(self, digits))) {
				emit(self, digits, KIND_WORD);
				return;
			}
		}
	}
	size_t letters = end;
	while (letters < self->end && is_ascii_letter(self->bytes[letters]))
		letters++;
	char room[16];
	slice normal;
	slice word = {self->bytes + self->at, letters - self->at};
	if (letters > end && normal_word(word, room, sizeof room, &normal)) {
		bool found = table_get(&self->self->lexicon->words, normal) != TABLE_NONE;
		for (size_t i = 0; i < self->self->lexicon->clitic_count && !found; i++)
			found = slice_equal(self->self->lexicon->clitics[i], normal);
		if (found) {
			emit(self, letters, KIND_WORD);
			return;
		}
	}
	bool doubled = apostrophe_at(self->self->text, end, self->end) == length
		&& memcmp(self->bytes + self->at, self->bytes + end, length) == 0;
	emit(self, doubled ? end + length : end, KIND_QUOTE);
}

/* End of an emoticon that starts here, or self->at: ":-)" is one token where no letter goes on. */
static size_t emoticon_end(const cursor *self)
{
	enum { LONGEST = 3, SHORTEST = 2 };
	for (size_t length = LONGEST; length >= SHORTEST; length--) {
		size_t end = self->at + length;
		if (end <= self->end && !is_core(peek(self, end))
				&& listed(&self->self->lexicon->words, (slice){self->bytes + self->at, length}))
			return end;
	}
	return self->at;
}

static void emit_mark(cursor *self)
{
	size_t next;
	size_t emoticon = emoticon_end(self);
	if (emoticon > self->at) {
		emit(self, emoticon, KIND_CLOSE);
		return;
	}
	uint32_t c = look(self, self->at, &next), after = peek(self, next);
	size_t apostrophe = apostrophe_at(self->self->text, self->at, self->end);
	if (apostrophe && c != 0x2018) {
		emit_apostrophe(self, apostrophe);
		return;
	}
	switch (c) {
	case '.':
		if (after < 0x80 && is_digit((char)after)) {
			token_kind kind;
			size_t digits = next;
			while (digits < self->end && is_digit(self->bytes[digits]))
				digits++;
			kind = KIND_WORD;
			emit(self, digits, kind);
		} else {
			size_t end = run_end(self, ".");
			bool mixed = end == self->at + 1 && end < self->end && (self->bytes[end] == '?' || self->bytes[end] == '!');
			emit(self, mixed ? run_end(self, ".!?") : end, end - self->at > 1 ? KIND_ELLIPSIS : KIND_STOP);
		}
		return;
	case '!':
	case '?':
		emit(self, run_end(self, "!?"), KIND_STOP);
		return;
	case 0x2026:
		emit(self, next, KIND_ELLIPSIS);
		return;
	case '"':
		emit(self, next, KIND_QUOTE);
		return;
	case '(': case '[': case '{': case 0x2018: case 0x201C: case 0x201E: case 0x201A: case 0xAB: case 0x2039:
		emit(self, next, KIND_OPEN);
		return;
	case ')': case ']': case '}': case 0x201D: case 0xBB: case 0x203A:
		emit(self, next, KIND_CLOSE);
		return;
	case '-':
		emit(self, run_end(self, "-"), KIND_DASH);
		return;
	case '$': case '*': case '=': case '~': case '+': case '<': case '>': case '|': case '\\': case '^': {
		const char same[2] = {(char)c, '\0'};
		emit(self, run_end(self, same), KIND_PUNCTUATION);
		return;
	}
	case '#':
	case '@':
		if (is_ascii_letter((char)(after < 0x80 ? after : 0))) {
			size_t end = next;
			while (end < self->end && is_core(look(self, end, &next)) && end - self->at < TOKEN_BYTES)
				end = next;
			emit(self, end, KIND_WORD);
			return;
		}
		break;
	default:
		break;
	}
	emit(self, next, is_dash(c) || is_hyphen(c) ? KIND_DASH : KIND_PUNCTUATION);
}

static void cut_chunk(cursor *self)
{
	while (self->at < self->end) {
		size_t link = link_end(self);
		if (link > self->at) {
			emit(self, link, KIND_WORD);
			continue;
		}
		token_kind kind;
		size_t end = core_end(self, &kind);
		if (end > self->at)
			emit_core(self, end, kind);
		else
			emit_mark(self);
	}
}

void tokenize(splitter *self, size_t from, size_t end)
{
	const char *bytes = self->text.at;
	cursor cursor = {.self = self, .bytes = bytes, .limit = end, .from = from};
	size_t at = from;
	while (at < end) {
		size_t next = at;
		uint32_t c = utf8_next(bytes, end, &next);
		if (utf8_is_space(c) || (c < 0x20)) {
			if (at == cursor.from)
				cursor.from = next;
			at = next;
			continue;
		}
		size_t stop = next;
		while (stop < end) {
			size_t before = stop;
			c = utf8_next(bytes, end, &stop);
			if (utf8_is_space(c) || c < 0x20) {
				stop = before;
				break;
			}
		}
		cursor.at = at;
		cursor.end = stop;
		cut_chunk(&cursor);
		at = stop;
	}
}
