/*
 * recognizers.c — scores times and numbers against the English specifications of Microsoft's Recognizers-Text:
 *
 *     build/test/accuracy/recognizers FOLDER LIST [all]
 *
 * FOLDER has DateTime/, Number/ and NumberWithUnit/ of their Specs; LIST says which results are left out and why
 * (recognizers.tsv). Prints a line "KIND RIGHT of ALL, LEFT_OUT left out" for each kind of result; with "all" each
 * result that is not right, too. A result is right if an expression that meets its words has its value:
 *
 *   date, datetime      the day, and the time of day, of one of the values that the specification allows
 *   daterange           the days that the expressions cover together; the last day may be in or out, the last month or
 *                       year of a range too ("2014 to 2018" includes 2018 here)
 *   time, timerange     the times of day
 *   duration, set       the TIMEX3 value, or a length of as many seconds
 *   number              the value
 *   currency            the value and the ISO code, where it is given (cents are hundredths here)
 *   dimension           the value and the unit
 */
#include <ctype.h>
#include <math.h>
#include <regex.h>

#include "annotated.h"
#include "base/date.h"
#include "base/file.h"
#include "base/tsv.h"

enum { MOST_RULES = 128, MOST_FOUND = 16, MOST_UNITS = 512 };

typedef struct rule {
	char kinds[80];
	regex_t words;
} rule;

typedef struct unit {
	char words[48], symbol[16];
} unit;

typedef struct days {
	int32_t first, end;       /* since 1970, end exclusive; equal: none */
} days;

typedef struct tally {
	const char *kind;
	unsigned right, all, left_out;
} tally;

static tally tallies[] = {{"date", 0, 0, 0}, {"daterange", 0, 0, 0}, {"time", 0, 0, 0}, {"timerange", 0, 0, 0},
	{"datetime", 0, 0, 0}, {"datetimerange", 0, 0, 0}, {"duration", 0, 0, 0}, {"set", 0, 0, 0},
	{"number", 0, 0, 0}, {"currency", 0, 0, 0}, {"dimension", 0, 0, 0}};
static rule rules[MOST_RULES];
static size_t rule_count;
static unit units[MOST_UNITS];
static size_t unit_count;
static bool show_wrong;

static void copy(char *out, size_t room, slice text)
{
	snprintf(out, room, "%.*s", (int)text.length, text.at);
}

static file_map open_file(const char *path)
{
	bede_error error;
	file_map file;
	if (!file_map_open(&file, path, &error)) {
		fprintf(stderr, "recognizers: %s\n", error.message);
		exit(3);
	}
	return file;
}

static void load_rules(const char *path)
{
	file_map file = open_file(path);
	tsv rows;
	tsv_init(&rows, path, (slice){file.bytes, file.length});
	while (tsv_next(&rows)) {
		char words[2048];
		copy(words, sizeof words, rows.columns[1]);
		if (rows.count < 3 || rule_count == MOST_RULES
				|| regcomp(&rules[rule_count].words, words, REG_EXTENDED | REG_NOSUB) != 0) {
			fprintf(stderr, "%s:%u: this is no rule\n", path, rows.line);
			exit(1);
		}
		copy(rules[rule_count++].kinds, sizeof rules->kinds, rows.columns[0]);
	}
	file_map_close(&file);
}

/* The symbols of units by their words, of our own lexicon. */
static void load_units(const char *path)
{
	file_map file = open_file(path);
	tsv rows;
	tsv_init(&rows, path, (slice){file.bytes, file.length});
	while (tsv_next(&rows)) {
		slice words = rows.columns[0], one;
		while (words.length && unit_count < MOST_UNITS) {
			if (!slice_split(&words, ',', &one)) {
				one = words;
				words.length = 0;
			}
			while (one.length && one.at[0] == ' ')
				one = (slice){one.at + 1, one.length - 1};
			copy(units[unit_count].words, sizeof units->words, one);
			copy(units[unit_count++].symbol, sizeof units->symbol, rows.columns[1]);
		}
	}
	file_map_close(&file);
}

/* Does a rule of the kind fit? */
static bool fits(const char *kind, const char *words)
{
	for (size_t i = 0; i < rule_count; i++) {
		char kinds[80], *rest = kinds;
		copy(kinds, sizeof kinds, slice_of(rules[i].kinds));
		bool named = false;
		for (char *one = strtok(rest, ","); one; one = strtok(NULL, ","))
			named = named || strcmp(one, kind) == 0 || (strcmp(one, "*") == 0 && strncmp(kind, "capital", 7) != 0
				&& strcmp(kind, "number") != 0 && strcmp(kind, "currency") != 0 && strcmp(kind, "dimension") != 0);
		if (named && regexec(&rules[i].words, words, 0, NULL, 0) == 0)
			return true;
	}
	return false;
}

static void lower(const char *text, char *out, size_t room)
{
	size_t length = 0;
	for (; text[length] && length + 1 < room; length++)
		out[length] = text[length] >= 'A' && text[length] <= 'Z' ? (char)(text[length] + 32) : text[length];
	out[length] = '\0';
}

/* Gives names their capitals. */
static void capitalize(char *text)
{
	char before[32] = "";
	for (char *at = text; *at;) {
		size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'");
		if (length == 0) {
			at++;
			continue;
		}
		char word[32], pair[80];
		size_t name = strcspn(at, "'");
		copy(word, sizeof word, (slice){at, name < length ? name : length});
		lower(word, word, sizeof word);
		snprintf(pair, sizeof pair, "%s %s", before, word);
		if (islower((unsigned char)*at) && (fits("capital", word) || fits("capital_pair", pair)))
			*at = (char)(*at - 32);
		copy(before, sizeof before, slice_of(word));
		at += length;
	}
}

/* ---- values ---- */

static bool day_at(const char *text, int32_t *out)
{
	date day;
	if (strlen(text) < 10 || !date_parse((slice){text, 10}, &day))
		return false;
	*out = date_to_days(day);
	return true;
}

static days month_days(int year, int first, int months)
{
	date from = {(int16_t)year, (uint8_t)first, 1};
	int last = first + months;
	date to = {(int16_t)(year + (last > 12)), (uint8_t)(last > 12 ? last - 12 : last), 1};
	return (days){date_to_days(from), date_to_days(to)};
}

/* The days that a TIMEX3 value covers. */
static days days_of(const char *value, int32_t report)
{
	int year, number, used = 0;
	days out = {0, 0};
	if (strcmp(value, "PRESENT_REF") == 0)
		return (days){report, report + 1};
	if (day_at(value, &out.first)) {
		int32_t last;
		out.end = (value[10] == '/' && day_at(value + 11, &last) ? last : out.first) + 1;
	} else if (sscanf(value, "%4d-W%2d%n", &year, &number, &used) == 2 && used == 8) {
		int32_t fourth = date_to_days((date){(int16_t)year, 1, 4});
		out.first = fourth - (date_weekday(date_from_days(fourth)) - 1) + 7 * (number - 1);
		out.end = out.first + 7;
		if (strcmp(value + used, "-WE") == 0)
			out.first += 5;
	} else if (sscanf(value, "%4d-Q%1d%n", &year, &number, &used) == 2 && !value[used] && number >= 1 && number <= 4) {
		out = month_days(year, 3 * number - 2, 3);
	} else if (sscanf(value, "%4d-H%1d%n", &year, &number, &used) == 2 && !value[used] && number >= 1 && number <= 2) {
		out = month_days(year, 6 * number - 5, 6);
	} else if (strlen(value) == 7 && sscanf(value, "%4d-%2d%n", &year, &number, &used) == 2 && number >= 1
			&& number <= 12) {
		out = month_days(year, number, 1);
	} else if (strlen(value) <= 4 && strspn(value, "0123456789") == strlen(value) && strlen(value) >= 2) {
		int span = strlen(value) == 4 ? 1 : strlen(value) == 3 ? 10 : 100;
		year = atoi(value) * span;
		out = (days){month_days(year, 1, 1).first, month_days(year + span - 1, 12, 1).end};
	}
	return out;
}

/* Minutes of the time of day in "…T19:30", "T19"; −1: none. */
static int clock_of(const char *value)
{
	const char *at = strchr(value, 'T');
	int hour, minute = 0;
	if (!at || sscanf(at + 1, "%2d", &hour) != 1)
		return -1;
	sscanf(at + 1, "%2d:%2d", &hour, &minute);
	return hour % 24 * 60 + minute;
}

/* "P1Y2M", "PT2.5H": seconds; −1: not a length with numbers. */
static double seconds_of(const char *value)
{
	static const struct { char letter; double day, time; } factors[] = {{'Y', 365. * 86400, 0}, {'M', 30. * 86400, 60},
		{'W', 7. * 86400, 0}, {'D', 86400, 0}, {'H', 0, 3600}, {'S', 0, 1}};
	double sum = 0;
	bool timed = false;
	if (*value++ != 'P' || !*value)
		return -1;
	while (*value) {
		char *end;
		if (*value == 'T') {
			timed = true;
			value++;
			continue;
		}
		double count = strtod(value, &end);
		size_t i = 0;
		while (i < sizeof factors / sizeof *factors && factors[i].letter != *end)
			i++;
		if (end == value || i == sizeof factors / sizeof *factors)
			return -1;
		sum += count * (timed ? factors[i].time : factors[i].day);
		value = end + 1;
	}
	return sum;
}

/* ---- what a specification allows ---- */

/* One of the values of a result, in the two forms that the specifications have. */
typedef struct allowed {
	const char *timex, *value, *start, *end;
} allowed;

static const char *first_of(const json_t *object, const char *a, const char *b, const char *c)
{
	const char *found = string_of(object, a);
	found = *found ? found : string_of(object, b);
	return *found ? found : string_of(object, c);
}

static size_t allowed_of(const json_t *result, allowed out[MOST_FOUND])
{
	const json_t *own = json_object_get(result, "Value");
	const json_t *values = json_object_get(json_object_get(result, "Resolution"), "values");
	size_t count = 0, i;
	json_t *item;
	values = values ? values : json_object_get(own, "values");
	json_array_foreach(values, i, item)
		if (count < MOST_FOUND)
			out[count++] = (allowed){string_of(item, "timex"), string_of(item, "value"), string_of(item, "start"),
				string_of(item, "end")};
	static const char *const kinds[] = {"FutureResolution", "PastResolution"};
	for (i = 0; !values && i < 2; i++) {
		const json_t *one = json_object_get(own, kinds[i]);
		out[count++] = (allowed){string_of(own, "Timex"), first_of(one, "date", "time", "dateTime"),
			first_of(one, "startDate", "startTime", "startDateTime"), first_of(one, "endDate", "endTime", "endDateTime")};
	}
	return count;
}

static bool ends_as(const char *text, const char *ending)
{
	size_t a = strlen(text), b = strlen(ending);
	return a >= b && strcmp(text + a - b, ending) == 0;
}

/* "16:30" of "2016-11-07 16:30:00" or "16:30:00" as minutes; −1. */
static int minutes_of(const char *text)
{
	size_t length = strlen(text);
	int hour, minute;
	return length >= 8 && sscanf(text + length - 8, "%2d:%2d", &hour, &minute) == 2 ? hour * 60 + minute : -1;
}

static bool range_right(const allowed *wanted, const char *const *found, size_t count, int32_t report)
{
	int32_t from = 0, last = 0, end = 0, start_wanted = 0, end_wanted = 0;
	bool any = false, has_start = day_at(wanted->start, &start_wanted), has_end = day_at(wanted->end, &end_wanted);
	for (size_t i = 0; i < count; i++) {
		days covered = days_of(found[i], report);
		if (covered.first == covered.end)
			continue;
		from = any && from < covered.first ? from : covered.first;
		last = any && last > covered.first ? last : covered.first;
		end = any && end > covered.end ? end : covered.end;
		any = true;
	}
	if (!any || (!has_start && !has_end))
		return false;
	if (has_start && has_end)
		return from == start_wanted && (end == end_wanted || end == end_wanted + 1 || last == end_wanted);
	int32_t edge = has_start ? start_wanted : end_wanted;
	return from == edge || end == edge;
}

/* Do the times of day of the found expressions contain both ends, on the day that is wanted, if one is? */
static bool times_right(const allowed *wanted, const char *const *found, size_t count, bool dated)
{
	bool start = false, end = false;
	for (size_t i = 0; i < count; i++) {
		int at = clock_of(found[i]);
		if (at < 0 || (dated && strncmp(found[i], wanted->start, 10) != 0))
			continue;
		start = start || at == minutes_of(wanted->start);
		end = end || at == minutes_of(wanted->end);
	}
	return start && end && *wanted->start && *wanted->end;
}

static bool time_right(const char *kind, const allowed *wanted, const char *const *found, size_t count,
	const char *const *types, int32_t report)
{
	const char *part = strchr(wanted->timex, 'T');
	bool range = strcmp(kind, "timerange") == 0, dated = strcmp(kind, "datetimerange") == 0;
	for (size_t i = 0; i < count; i++) {
		const char *value = found[i];
		bool whole = *wanted->timex && strcmp(value, wanted->timex) == 0;
		if (strcmp(kind, "set") == 0) {
			if (strcmp(types[i], "SET") == 0 && (whole || strncmp(wanted->timex, value, strlen(value)) == 0))
				return true;
			continue;
		}
		if (whole)
			return true;
		if (strcmp(kind, "date") == 0 && *wanted->value && strncmp(value, wanted->value, 10) == 0)
			return true;
		if (strcmp(kind, "duration") == 0 && seconds_of(value) >= 0 && seconds_of(value) == seconds_of(wanted->timex))
			return true;
		if (strcmp(kind, "time") == 0 && part && ((clock_of(value) >= 0 && clock_of(value) == clock_of(part))
				|| ends_as(value, part)))
			return true;
		if (strcmp(kind, "datetime") == 0 && strlen(wanted->value) >= 16 && strncmp(value, wanted->value, 10) == 0
				&& clock_of(value) == minutes_of(wanted->value))
			return true;
		if ((range || dated) && part && isalpha((unsigned char)part[1]) && ends_as(value, part)
				&& (range || strncmp(value, wanted->start, 10) == 0))
			return true;
	}
	if (strcmp(kind, "daterange") == 0)
		return range_right(wanted, found, count, report);
	return (range || dated) && times_right(wanted, found, count, dated);
}

static bool near(double a, double b)
{
	return fabs(a - b) <= 1e-5 * (fabs(b) > 1 ? fabs(b) : 1);
}

static bool unit_right(const char *name, const char *symbol)
{
	char words[64];
	lower(name, words, sizeof words);
	for (size_t i = 0; i < unit_count; i++)
		if (strcmp(units[i].words, words) == 0)
			return strcmp(units[i].symbol, symbol) == 0;
	/* A rate ("Mile per hour") has its own unit there. */
	return *symbol && strstr(words, " per ");
}

static bool quantity_right(const char *kind, const json_t *result, const json_t *found)
{
	const json_t *wanted = json_object_get(result, "Resolution");
	const char *name = string_of(wanted, "unit"), *code = string_of(wanted, "isoCurrency");
	const char *ours = string_of(found, "unit");
	bool coin = strcmp(name, "Cent") == 0 || strcmp(name, "Penny") == 0 || strcmp(name, "Pence") == 0;
	double value = atof(string_of(wanted, "value"));
	static const char *const bounds[] = {"min", "max"};
	if (strcmp(kind, "currency") == 0 && (!*ours || (*code && strcmp(code, ours) != 0)))
		return false;
	if (strcmp(kind, "dimension") == 0 && !unit_right(name, string_of(found, "measure")))
		return false;
	for (size_t i = 0; i < 2; i++) {
		const json_t *bound = json_object_get(found, bounds[i]);
		double number = json_number_value(bound);
		if (json_is_number(bound) && (near(number, value) || (coin && near(number * 100, value))))
			return true;
	}
	return false;
}

/* ---- a case ---- */

static tally *tally_of(const char *kind)
{
	for (size_t i = 0; i < sizeof tallies / sizeof *tallies; i++)
		if (strcmp(tallies[i].kind, kind) == 0)
			return &tallies[i];
	return NULL;
}

static bool meets(const json_t *item, const json_t *result)
{
	long start = number_of(result, "Start"), end = json_object_get(result, "End") ? number_of(result, "End") + 1
		: start + number_of(result, "Length");
	return number_of(item, "start") < end && number_of(item, "end") > start;
}

static void score_result(const char *kind, const json_t *result, const json_t *layers, int32_t report,
	const char *input)
{
	tally *tally = tally_of(kind);
	char words[1024];
	const char *values[MOST_FOUND] = {0}, *types[MOST_FOUND] = {0};
	size_t count = 0, i;
	bool number = strcmp(kind, "number") == 0 || strcmp(kind, "currency") == 0 || strcmp(kind, "dimension") == 0;
	bool right = false;
	json_t *item;
	const json_t *value = json_object_get(json_object_get(result, "Resolution"), "value");
	if (!tally || (number && !json_is_string(value)))
		return;
	lower(string_of(result, "Text"), words, sizeof words);
	if (fits(kind, words)) {
		tally->left_out++;
		return;
	}
	json_array_foreach(json_object_get(layers, number ? "quantities" : "times"), i, item) {
		if (!meets(item, result) || count == MOST_FOUND)
			continue;
		types[count] = string_of(item, "type");
		values[count++] = string_of(item, "value");
		right = right || (number && quantity_right(kind, result, item));
	}
	allowed wanted[MOST_FOUND];
	size_t wanted_count = number ? 0 : allowed_of(result, wanted);
	for (i = 0; i < wanted_count && !right; i++)
		right = time_right(kind, &wanted[i], values, count, types, report);
	tally->all++;
	tally->right += right;
	if (!right && show_wrong)
		printf("wrong: %s: %s: %s\n", kind, words, input);
}

static json_t *load_specs(const char *path)
{
	file_map file = open_file(path);
	json_error_t problem;
	const char *bytes = file.bytes;
	size_t length = file.length;
	/* A byte order mark is no JSON. */
	if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
		bytes += 3;
		length -= 3;
	}
	json_t *specs = json_loadb(bytes, length, 0, &problem);
	file_map_close(&file);
	if (!specs) {
		fprintf(stderr, "%s:%d: %s\n", path, problem.line, problem.text);
		exit(1);
	}
	return specs;
}

static void score_file(annotator *annotator, const char *folder, const char *name, const char *only)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s.json", folder, name);
	json_t *specs = load_specs(path), *test;
	size_t i, k;
	json_array_foreach(specs, i, test) {
		const char *input = string_of(test, "Input"), *when = string_of(json_object_get(test, "Context"),
			"ReferenceDateTime");
		char day[11] = "2016-11-07";
		int32_t report = 0;
		if (strlen(when) >= 10)
			copy(day, sizeof day, (slice){when, 10});
		day_at(day, &report);
		char *text = strdup(input);
		if (!text)
			exit(3);
		if (!only)
			capitalize(text);
		json_t *layers = annotate(annotator, name, text, day), *result;
		json_array_foreach(json_object_get(test, "Results"), k, result) {
			const char *type = first_of(result, "TypeName", "Type", "Type");
			score_result(only ? only : strncmp(type, "datetimeV2.", 11) == 0 ? type + 11 : type, result, layers, report,
				input);
		}
		json_decref(layers);
		free(text);
	}
	json_decref(specs);
}

int main(int argc, char **argv)
{
	static const char *const times[] = {"DateParser", "DatePeriodParser", "DateTimeParser", "DateTimePeriodParser",
		"TimeParser", "TimePeriodParser", "DurationParser", "SetParser", "HolidayParser", "DateTimeModel"};
	static const struct { const char *file, *kind; } numbers[] = {{"Number/English/NumberModel", "number"},
		{"NumberWithUnit/English/CurrencyModel", "currency"}, {"NumberWithUnit/English/DimensionModel", "dimension"}};
	if (argc < 3 || argc > 4 || (argc == 4 && strcmp(argv[3], "all") != 0)) {
		fputs("usage: recognizers FOLDER LIST [all]\n", stderr);
		return 2;
	}
	show_wrong = argc == 4;
	load_rules(argv[2]);
	load_units("lexicon/en/quantity/units.tsv");
	annotator annotator = annotator_open("recognizers");
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		char name[128];
		snprintf(name, sizeof name, "DateTime/English/%s", times[i]);
		score_file(&annotator, argv[1], name, NULL);
	}
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		score_file(&annotator, argv[1], numbers[i].file, numbers[i].kind);
	for (size_t i = 0; i < sizeof tallies / sizeof *tallies; i++)
		printf("%s %u of %u, %u left out\n", tallies[i].kind, tallies[i].right, tallies[i].all, tallies[i].left_out);
	annotator_close(&annotator);
	for (size_t i = 0; i < rule_count; i++)
		regfree(&rules[i].words);
	return 0;
}
