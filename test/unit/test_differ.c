/* test_differ.c — which values of an event's accounts contradict each other, and which only say more or less. */
#include "unit.h"

#include "link/differ.h"

enum { IMG = 'I' << 16 | 'M' << 8 | 'G' };
enum { RUS = 'R' << 16 | 'U' << 8 | 'S', UKR = 'U' << 16 | 'K' << 8 | 'R' };
enum { GOV = 'G' << 16 | 'O' << 8 | 'V', MIL = 'M' << 16 | 'I' << 8 | 'L', CVL = 'C' << 16 | 'V' << 8 | 'L',
	REB = 'R' << 16 | 'E' << 8 | 'B', JRN = 'J' << 16 | 'R' << 8 | 'N', UNK = 'U' << 16 | 'N' << 8 | 'K' };

/* Each value has another text, as two rows of `accounts` have. */
static uint64_t texts;

static told_value of_party(uint64_t teller, uint32_t code, uint32_t sector)
{
	return (told_value){
		.kind = TOLD_PARTY, .field = 1, .teller = teller, .report = (int64_t)teller, .value = ++texts, .code = code,
		.sector = sector,
	};
}

static told_value of_number(uint64_t teller, double low, double high)
{
	return (told_value){.kind = TOLD_NUMBER, .field = 2, .teller = teller, .report = (int64_t)teller,
		.value = ++texts, .low = low, .high = high};
}

static told_value of_day(uint64_t teller, double first, double last)
{
	return (told_value){.kind = TOLD_DAY, .field = 3, .teller = teller, .report = (int64_t)teller,
		.value = ++texts, .low = first, .high = last};
}

static told_value of_place(uint32_t id, int resolution, uint32_t province, uint32_t country, double lat)
{
	texts++;
	return (told_value){
		.kind = TOLD_PLACE, .field = 4, .value = texts, .report = (int64_t)texts, .place = id, .resolution = resolution,
		.province = province, .country = country, .lat = lat, .lon = 30,
	};
}

static bool contradict(told_value a, told_value b)
{
	assert_true(values_contradict(&a, &b) == values_contradict(&b, &a));
	return values_contradict(&a, &b);
}

static void test_a_less_specific_party_is_no_other(void **state)
{
	(void)state;
	assert_false(contradict(of_party(1, RUS, 0), of_party(2, RUS, MIL)));
	assert_false(contradict(of_party(1, RUS, GOV), of_party(2, RUS, MIL)));
	assert_false(contradict(of_party(1, UKR, CVL), of_party(2, UKR, JRN)));
	assert_false(contradict(of_party(1, UKR, CVL), of_party(2, 0, CVL)));
	assert_false(contradict(of_party(1, RUS, MIL), of_party(2, 0, UNK)));
	assert_true(contradict(of_party(1, RUS, MIL), of_party(2, UKR, MIL)));
	assert_true(contradict(of_party(1, UKR, MIL), of_party(2, UKR, CVL)));
	assert_true(contradict(of_party(1, UKR, MIL), of_party(2, UKR, REB)));
	assert_false(contradict(of_party(1, IMG, REB), of_party(2, RUS, REB)));
}

static void test_two_voices_of_one_report_may_differ(void **state)
{
	(void)state;
	told_value own = of_party(1, RUS, MIL), first = of_party(2, RUS, MIL), second = of_party(3, UKR, MIL);
	own.report = first.report = second.report = 1;
	first.is_quoted = second.is_quoted = true;
	assert_true(contradict(first, second));
	assert_false(contradict(own, second));
	told_value of_report = of_number(1, 22, 22), of_agency = of_number(2, 4, 4);
	of_agency.report = 1;
	of_agency.is_quoted = true;
	assert_true(contradict(of_report, of_agency));
}

static void test_numbers_of_one_thing_contradict(void **state)
{
	(void)state;
	assert_true(contradict(of_number(1, 39, 39), of_number(2, 52, 52)));
	assert_false(contradict(of_number(1, 30, 50), of_number(2, 39, 39)));
	told_value about = of_number(1, 70, 70), exact = of_number(2, 72, 72), far = of_number(2, 90, 90);
	about.is_about = true;
	assert_false(contradict(about, exact));
	assert_true(contradict(about, far));
	/* Three children are not all the dead; those of the war so far are not those of the day. */
	told_value children = of_number(1, 3, 3), all = of_number(2, 12, 12), of_war = of_number(2, 4000, 4000);
	children.item = 7;
	of_war.of_long_time = true;
	assert_false(contradict(children, all));
	assert_false(contradict(all, of_war));
}

static void test_days_that_overlap_agree(void **state)
{
	(void)state;
	assert_false(contradict(of_day(1, 10, 10), of_day(2, 8, 14)));
	assert_true(contradict(of_day(1, 10, 10), of_day(2, 11, 11)));
}

static void test_a_place_within_another_is_no_other(void **state)
{
	(void)state;
	told_value country = of_place(1, 1, 0, UKR, 50), town = of_place(2, 4, 5, UKR, 50.45);
	told_value suburb = of_place(3, 4, 5, UKR, 50.5), other_town = of_place(4, 4, 6, UKR, 48);
	told_value province = of_place(5, 2, 6, UKR, 48), abroad = of_place(6, 1, 0, RUS, 55);
	told_value unknown = of_place(0, 0, 0, 0, 0);
	assert_false(contradict(country, town));
	assert_false(contradict(town, suburb));
	assert_false(contradict(town, unknown));
	assert_false(contradict(other_town, province));
	assert_true(contradict(town, other_town));
	assert_true(contradict(town, province));
	assert_true(contradict(town, abroad));
}

static void test_one_teller_does_not_differ_with_itself(void **state)
{
	(void)state;
	bool differs[3];
	const told_value one[] = {of_party(1, RUS, MIL), of_party(1, UKR, MIL)};
	values_mark(one, 2, differs);
	assert_false(differs[0] || differs[1]);
	/* Who names two parties agrees with who names one of them, and not with who names a third. */
	const told_value two[] = {of_party(1, RUS, MIL), of_party(1, UKR, MIL), of_party(2, UKR, MIL)};
	values_mark(two, 3, differs);
	assert_false(differs[0] || differs[1] || differs[2]);
	const told_value three[] = {of_party(1, RUS, MIL), of_party(1, RUS, GOV), of_party(2, UKR, MIL)};
	values_mark(three, 3, differs);
	assert_true(differs[0] && differs[1] && differs[2]);
	/* Of three tellers, two that agree differ from the third. */
	told_value fourth = of_number(2, 12, 12), fifth = of_number(3, 50, 50), sixth = of_number(1, 12, 12);
	const told_value four[] = {sixth, fourth, fifth};
	values_mark(four, 3, differs);
	assert_true(differs[0] && differs[1] && differs[2]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_less_specific_party_is_no_other),
		cmocka_unit_test(test_two_voices_of_one_report_may_differ),
		cmocka_unit_test(test_numbers_of_one_thing_contradict),
		cmocka_unit_test(test_days_that_overlap_agree),
		cmocka_unit_test(test_a_place_within_another_is_no_other),
		cmocka_unit_test(test_one_teller_does_not_differ_with_itself),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
