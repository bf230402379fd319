/* time_word.h — private to `when`: the classes that words of time expressions have. */
#ifndef BEDE_WHEN_TIME_WORD_H
#define BEDE_WHEN_TIME_WORD_H

#include "base/arena.h"
#include "base/file.h"
#include "base/table.h"
#include "when/when.h"

/* One list gives the enum and the name in the lexicon. */
#define TIME_CLASSES(X) \
	X(MONTH, "month") X(WEEKDAY, "weekday") X(SEASON, "season") X(PART, "part") X(HOUR, "hour") X(HALF, "half") \
	X(ZONE, "zone") X(UNIT, "unit") X(UNITS, "units") X(DAY, "day") X(NUMBER, "number") X(ARTICLE, "article") \
	X(VAGUE, "vague") X(ORDINAL, "ordinal") X(DECADE, "decade") X(RELATIVE, "relative") X(ANCHORED, "anchored") \
	X(AGO, "ago") X(EARLIER, "earlier") X(HENCE, "hence") X(SHADE, "shade") X(EDGE, "edge") X(BOUND, "bound") \
	X(EVERY, "every") X(SET, "set") X(TIMES, "times") X(REFERENCE, "reference") X(RECENT, "recent") \
	X(YEAR_SIGN, "year_sign") X(FUTURE, "future") X(HOLIDAY, "holiday") X(OF, "of") X(TO, "to") X(FILL, "fill") \
	X(AGE, "age") X(HALF_MORE, "half_more") X(THE, "the") X(NAME, "name") X(LIMIT, "limit") X(PERIOD, "period") \
	X(LATEST, "latest") X(ENDED, "ended") X(FISCAL, "fiscal") X(AHEAD, "ahead") X(DEFER, "defer") X(FROM, "from") \
	X(WITHIN, "within") X(HALF_OF, "half_of") X(PORTION, "portion") \
	X(PRIOR, "prior") X(BEGIN, "begin") X(FINISH, "finish") X(ALSO, "also") X(COMMIT, "commit") X(HALF_YEAR, "half_year") \
	X(QUARTER_NAME, "quarter_name") X(WHOLE, "whole") X(ANOTHER, "another") X(EACH_OTHER, "each_other") \
	X(SET_ADVERB, "set_adverb") X(CLOCK, "clock") X(PAST_HOUR, "past_hour") X(ON, "on") \
	X(NAMED_DAY, "named_day")

typedef enum time_class {
#define TIME_ENUM(id, name) TIME_##id,
	TIME_CLASSES(TIME_ENUM)
#undef TIME_ENUM
	TIME_CLASS_COUNT
} time_class;

_Static_assert(TIME_CLASS_COUNT <= 64, "time_word.classes has a bit for each");

enum { PHRASE_WORDS = 4, NAMED_DAY_BYTES = sizeof "YYYY-MM-DD" - 1 };

/*
 * A holiday's number: month * 100 + day of a fixed one; with HOLIDAY_WEEKDAY * w added, the first weekday w from that
 * day on ("11-22/4", Thanksgiving); HOLIDAY_EASTER, HOLIDAY_EASTERN or HOLIDAY_HEBREW plus days from Easter Sunday,
 * that of the Eastern churches, or Rosh Hashanah; HOLIDAY_ISLAMIC plus month * 50 + day, day 0 for the whole month.
 */
enum {
	HOLIDAY_WEEKDAY = 2000, HOLIDAY_EASTER = 20000, HOLIDAY_ISLAMIC = 25000, HOLIDAY_HEBREW = 28000,
	HOLIDAY_EASTERN = 29000, HOLIDAY_REACH = 200,
};

typedef enum time_unit {
	UNIT_SECOND, UNIT_MINUTE, UNIT_HOUR, UNIT_DAY, UNIT_WEEK, UNIT_WEEKEND, UNIT_FORTNIGHT, UNIT_MONTH, UNIT_QUARTER,
	UNIT_YEAR, UNIT_DECADE, UNIT_CENTURY, UNIT_COUNT
} time_unit;

/* What a word or phrase means in each class that it has. Names (SP, MO, END, PAST_REF) are kept as slices. */
typedef struct time_word {
	uint64_t classes;                    /* bit of each time_class */
	int16_t value[TIME_CLASS_COUNT];
	slice name[TIME_CLASS_COUNT];
	uint64_t begins;                     /* classes of the longer phrases that begin with this word */
} time_word;

struct when_lexicon {
	arena memory;
	file_map file;
	table index;                         /* words → items */
	VECTOR(time_word) items;
};

static inline bool time_is(const time_word *self, time_class class)
{
	return self && self->classes >> class & 1;
}

/* The entry of `words`, or NULL. */
const time_word *time_word_find(const when_lexicon *self, slice words);

#endif
