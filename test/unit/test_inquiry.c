/* test_inquiry.c — parameters from outside: what they mean, and what is told about those that mean nothing. */
#include "unit.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "view/inquiry.h"
#include "view/view.h"

typedef struct asked {
	const char *question;
	bede_parameter parameters[4];
	size_t count;
	inquiry inquiry;
	bede_error error;
	bool done;
} asked;

static arena memory;

static void read_it(void *context)
{
	asked *self = context;
	self->done = inquiry_read(&self->inquiry, &memory, self->question, self->parameters, self->count, &self->error);
}

static asked ask_all(const char *question, const bede_parameter *parameters, size_t count)
{
	asked self = {.question = question, .count = count};
	for (size_t i = 0; i < count; i++)
		self.parameters[i] = parameters[i];
	assert_true(arena_run(&memory, read_it, &self));
	return self;
}

static asked ask(const char *question, const char *name, const char *value)
{
	bede_parameter one = {name, value};
	return ask_all(question, &one, 1);
}

static int32_t day(int year, int month, int number)
{
	return date_to_days((date){(int16_t)year, (uint8_t)month, (uint8_t)number});
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&memory, 0);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_clear(&memory);
	return 0;
}

/* ---- what makes sense ---- */

static void test_parties_have_codes_and_sectors(void **state)
{
	(void)state;
	asked it = ask("events", "actor", "RUS, UKR:MIL,:GOV,USAMIL,");
	assert_true(it.done);
	const party_wish *wishes = it.inquiry.actors.items;
	assert_int_equal(it.inquiry.actors.count, 4);
	assert_slice(wishes[0].code, "RUS");
	assert_null(wishes[0].sector.at);
	assert_slice(wishes[1].sector, "MIL");
	assert_null(wishes[2].code.at);
	assert_slice(wishes[3].code, "USA");
	assert_slice(wishes[3].sector, "MIL");
	it = ask("map", "sector", "MIL,:GOV");
	assert_int_equal(it.inquiry.sectors.count, 2);
	assert_slice(it.inquiry.sectors.items[1], "GOV");
}

static void test_days_months_and_years_include_their_ends(void **state)
{
	(void)state;
	assert_int_equal(ask("events", "since", "2024").inquiry.since, day(2024, 1, 1));
	assert_int_equal(ask("events", "until", "2024").inquiry.until, day(2024, 12, 31));
	assert_int_equal(ask("events", "until", "2024-02").inquiry.until, day(2024, 2, 29));
	assert_int_equal(ask("events", "until", "2024-03-05").inquiry.until, day(2024, 3, 5));
	assert_int_equal(ask("events", "since", "").inquiry.since, NO_DAY);
}

static void test_several_values_are_any_of_them(void **state)
{
	(void)state;
	assert_int_equal(ask("events", "event", "AID, ASSAULT").inquiry.types, 1u << BEDE_AID | 1u << BEDE_ASSAULT);
	assert_int_equal(ask("events", "quad", "1,4").inquiry.quads, 1u << 1 | 1u << 4);
	assert_int_equal(ask("events", "aux_mode", "future,negation").inquiry.aux_modes, BEDE_FUTURE | BEDE_NEGATION);
	assert_int_equal(ask("events", "certainty", "possible").inquiry.certainties, 1u << BEDE_POSSIBLE);
}

static void test_a_box_may_cross_the_date_line(void **state)
{
	(void)state;
	asked it = ask("events", "box", "170.5, -30, -70,40");
	assert_true(it.done && it.inquiry.has_box);
	assert_true(it.inquiry.west == 170.5 && it.inquiry.south == -30 && it.inquiry.east == -70 && it.inquiry.north == 40);
}

static void test_limits_depend_on_the_form(void **state)
{
	(void)state;
	assert_int_equal(ask("events", "limit", "1000").inquiry.limit, 1000);
	assert_int_equal(ask("events", NULL, NULL).inquiry.limit, 50);
	bede_parameter all[] = {{"limit", "5000"}, {"format", "csv"}};
	asked it = ask_all("events", all, 2);
	assert_true(it.done);
	assert_int_equal(it.inquiry.limit, 5000);
	assert_true(ask("records", "format", "jsonl").inquiry.limit == UINT64_MAX);
	assert_true(ask("events", "sort", "-sources").inquiry.descending);
	assert_false(ask("events", "sort", "sources").inquiry.descending);
}

/* ---- what does not ---- */

static const struct {
	const char *question, *name, *value;
} NONSENSE[] = {
	{"events", "actor", "Russia"}, {"events", "actor", "RUS:"}, {"events", "actor", "R"}, {"events", "actor", ":"},
	{"events", "actor", "RUS:MIL:GOV"}, {"events", "actor", "rus"}, {"events", "recipient", "RUS;DROP TABLE records"},
	{"events", "sector", "MI"}, {"events", "sector", "RUS:MIL"}, {"events", "event", "attack"},
	{"events", "event", "AID,X"},
	{"events", "quad", "0"}, {"events", "quad", "5"}, {"events", "quad", "44"}, {"events", "aux_mode", "past"},
	{"events", "certainty", "sure"}, {"events", "both_ways", "yes"}, {"events", "differs", "2"},
	{"events", "denied", "true"}, {"events", "box", "1,2,3"}, {"events", "box", "1,2,3,4,5"}, {"events", "box", "1,2,3,x"},
	{"events", "box", "1,50,3,40"}, {"events", "box", "200,0,3,4"}, {"events", "box", "0,-91,3,4"},
	{"events", "box", "nan,0,1,1"}, {"events", "box", "1e2,0,1,1"}, {"events", "box", ",,,"},
	{"events", "since", "yesterday"}, {"events", "since", "2024-13"}, {"events", "since", "2024-02-30"},
	{"events", "since", "2024-2-3"}, {"events", "since", "0000"}, {"events", "until", "2024-00"},
	{"events", "until", "24"},
	{"events", "until", "99999"}, {"events", "until", "2024-01-01T00:00"}, {"events", "until", "2024-"},
	{"events", "confidence", "1.5"}, {"events", "confidence", "-0.1"}, {"events", "confidence", "0,5"},
	{"events", "confidence", "."}, {"events", "confidence", "0x1"},
	{"events", "confidence", "0.00000000000000000000000000000000000001"},
	{"events", "sort", "id"}, {"events", "sort", "-"}, {"events", "sort", "--day"}, {"events", "sort", "reported"},
	{"events", "limit", "1001"}, {"events", "limit", "-1"}, {"events", "limit", "99999999999999999999999"},
	{"events", "limit", "5x"}, {"events", "limit", " 5"}, {"events", "limit", "+5"}, {"events", "offset", "-1"},
	{"events", "offset", "1e3"}, {"events", "offset", "18446744073709551616"}, {"events", "format", "xml"},
	{"timeline", "by", "decade"}, {"timeline", "split", "actor"}, {"map", "limit", "5"}, {"map", "format", "csv"},
	{"summary", "actor", "RUS"}, {"event", "id", ""}, {"document", "id", ""}, {"event", "actor", "RUS"},
	{"events", "Actor", "RUS"}, {"events", "", "x"}, {"events", "q", "x"}, {"actors", "sort", "day"},
	{"facets", "limit", "1001"}, {"network", "offset", "3"},
};

static void test_nonsense_is_refused_by_its_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof NONSENSE / sizeof *NONSENSE; i++) {
		asked it = ask(NONSENSE[i].question, NONSENSE[i].name, NONSENSE[i].value);
		if (it.done)
			fail_msg("%s?%s=%s is taken", NONSENSE[i].question, NONSENSE[i].name, NONSENSE[i].value);
		assert_int_equal(it.error.code, BEDE_ERROR_USAGE);
		assert_string_equal(it.error.file, NONSENSE[i].name);
		assert_true(strlen(it.error.message) > 10);
	}
}

static void test_a_question_must_be_one(void **state)
{
	(void)state;
	static const char *const questions[] = {"", "Events", "events ", "../events", NULL};
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		asked it = ask_all(questions[i], NULL, 0);
		assert_false(it.done);
		assert_int_equal(it.error.code, BEDE_ERROR_USAGE);
		assert_string_equal(it.error.file, "");
	}
}

static void test_a_parameter_is_given_once(void **state)
{
	(void)state;
	bede_parameter twice[] = {{"actor", "RUS"}, {"event", "AID"}, {"actor", "UKR"}};
	asked it = ask_all("events", twice, 3);
	assert_false(it.done);
	assert_string_equal(it.error.file, "actor");
	assert_non_null(strstr(it.error.message, "twice"));
}

static void test_messages_are_one_line_of_text(void **state)
{
	(void)state;
	static const char *const values[] = {
		"\xFF\xFE\n\r\t\x01", "\xE2\x82", "a\nb", ("\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F"
			"\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80"),
	};
	static const char *const names[] = {"actor", "event", "since", "limit", "sort", "certainty", "box", "\xFF"};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		for (size_t j = 0; j < sizeof names / sizeof *names; j++) {
			asked it = ask("events", names[j], values[i]);
			assert_false(it.done);
			assert_int_equal(utf8_count_invalid(it.error.message, strlen(it.error.message)), 0);
			for (const char *c = it.error.message; *c; c++)
				assert_true((unsigned char)*c >= ' ');
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parties_have_codes_and_sectors),
		cmocka_unit_test(test_days_months_and_years_include_their_ends),
		cmocka_unit_test(test_several_values_are_any_of_them),
		cmocka_unit_test(test_a_box_may_cross_the_date_line),
		cmocka_unit_test(test_limits_depend_on_the_form),
		cmocka_unit_test(test_nonsense_is_refused_by_its_name),
		cmocka_unit_test(test_a_question_must_be_one),
		cmocka_unit_test(test_a_parameter_is_given_once),
		cmocka_unit_test(test_messages_are_one_line_of_text),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
