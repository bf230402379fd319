/* test_compose.c — the algebra of event types, against PLOVER's own words. */
#include "unit.h"

#include "event/evaluate.h"

static void gives(operation operation, bede_event_type argument, bool negated, bede_event_type type, const char *mode)
{
	composed result = compose(operation, argument, negated);

	assert_int_equal(result.type, type);
	if (mode)
		assert_string_equal(result.mode, mode);
	else
		assert_null(result.mode);
}

static void stopping_turns_the_sign(void **state)
{
	(void)state;
	gives(OPERATION_STOP, BEDE_ASSAULT, false, BEDE_RETREAT, "ceasefire");
	gives(OPERATION_STOP, BEDE_PROTEST, false, BEDE_CONCEDE, NULL);
	gives(OPERATION_STOP, BEDE_SANCTION, false, BEDE_CONCEDE, NULL);
	gives(OPERATION_STOP, BEDE_AID, false, BEDE_SANCTION, "discontinue");
	gives(OPERATION_STOP, BEDE_AGREE, false, BEDE_REJECT, NULL);
	gives(OPERATION_STOP, BEDE_REJECT, false, BEDE_NONE, NULL);
}

static void refusing_and_demanding_share_modes(void **state)
{
	(void)state;
	gives(OPERATION_REFUSE, BEDE_CONSULT, false, BEDE_REJECT, "meet");
	gives(OPERATION_DEMAND, BEDE_CONSULT, false, BEDE_REQUEST, "meet");
	gives(OPERATION_REFUSE, BEDE_RETREAT, false, BEDE_REJECT, "yield");
	gives(OPERATION_DEMAND, BEDE_AID, false, BEDE_REQUEST, "assist");
	gives(OPERATION_DEMAND, BEDE_SANCTION, false, BEDE_REQUEST, "change");
}

static void promises_of_conflict_are_threats(void **state)
{
	(void)state;
	gives(OPERATION_PROMISE, BEDE_AID, false, BEDE_AGREE, NULL);
	gives(OPERATION_PROMISE, BEDE_RETREAT, false, BEDE_CONCEDE, NULL);
	gives(OPERATION_PROMISE, BEDE_ASSAULT, false, BEDE_THREATEN, "violence");
	/* "agreed not to attack" */
	gives(OPERATION_PROMISE, BEDE_ASSAULT, true, BEDE_AGREE, NULL);
	gives(OPERATION_PROMISE, BEDE_RETREAT, true, BEDE_REJECT, "yield");
	gives(OPERATION_PLAN, BEDE_CONSULT, true, BEDE_REJECT, "meet");
	gives(OPERATION_AGREE, BEDE_CONSULT, true, BEDE_AGREE, NULL);
	gives(OPERATION_THREATEN, BEDE_AID, true, BEDE_THREATEN, NULL);
	/* a planned march is a march to come, not a threat */
	gives(OPERATION_PLAN, BEDE_PROTEST, false, BEDE_PROTEST, NULL);
	gives(OPERATION_THREATEN, BEDE_SANCTION, false, BEDE_THREATEN, "relations");
	/* "planned no strikes" */
	gives(OPERATION_PLAN, BEDE_ASSAULT, true, BEDE_NONE, NULL);
}

static void agreeing_to_yield_is_agreement(void **state)
{
	(void)state;
	gives(OPERATION_AGREE, BEDE_RETREAT, false, BEDE_AGREE, NULL);
	gives(OPERATION_AGREE, BEDE_CONCEDE, false, BEDE_AGREE, NULL);
	gives(OPERATION_AGREE, BEDE_AID, false, BEDE_AGREE, NULL);
	gives(OPERATION_AGREE, BEDE_SANCTION, false, BEDE_THREATEN, "relations");
	gives(OPERATION_AGREE, BEDE_ASSAULT, true, BEDE_AGREE, NULL);
}

static void announced_conflict_is_a_threat(void **state)
{
	(void)state;
	assert_int_equal(compose_intent(BEDE_ASSAULT, NULL).type, BEDE_THREATEN);
	assert_string_equal(compose_intent(BEDE_ASSAULT, NULL).mode, "violence");
	assert_int_equal(compose_intent(BEDE_PROTEST, "boycott").type, BEDE_THREATEN);
	/* a march to come is a march */
	assert_int_equal(compose_intent(BEDE_PROTEST, "demo").type, BEDE_NONE);
	assert_int_equal(compose_intent(BEDE_AID, NULL).type, BEDE_NONE);
	assert_int_equal(compose_intent(BEDE_REQUEST, NULL).type, BEDE_NONE);
}

static void nothing_comes_from_nothing(void **state)
{
	(void)state;
	for (operation o = OPERATION_TYPE; o <= OPERATION_SAY; o++)
		assert_int_equal(compose(o, BEDE_NONE, false).type, BEDE_NONE);
	for (bede_event_type t = BEDE_AGREE; t <= BEDE_ASSAULT; t++) {
		assert_int_equal(compose(OPERATION_SAY, t, false).type, BEDE_NONE);
		assert_int_equal(compose(OPERATION_LIGHT, t, false).type, t);
	}
}

static void the_future_of_cooperation_is_agreement(void **state)
{
	(void)state;
	unsigned aux = BEDE_FUTURE | BEDE_NEGATION;
	assert_int_equal(compose_future(BEDE_CONSULT, &aux), BEDE_AGREE);
	assert_int_equal(aux, BEDE_NEGATION);
	aux = BEDE_FUTURE;
	assert_int_equal(compose_future(BEDE_RETREAT, &aux), BEDE_CONCEDE);
	assert_int_equal(aux, 0);
	aux = BEDE_FUTURE;
	assert_int_equal(compose_future(BEDE_ASSAULT, &aux), BEDE_ASSAULT);
	assert_int_equal(aux, BEDE_FUTURE);
	aux = 0;
	assert_int_equal(compose_future(BEDE_AID, &aux), BEDE_AID);
}

static void what_will_not_be_done_is_rejected(void **state)
{
	(void)state;
	unsigned aux = BEDE_FUTURE | BEDE_NEGATION;
	composed result = compose_modality(BEDE_CONSULT, &aux);
	assert_int_equal(result.type, BEDE_REJECT);
	assert_string_equal(result.mode, "meet");
	assert_int_equal(aux, 0);
	/* "did not sign" is a signing that did not happen */
	aux = BEDE_NEGATION;
	result = compose_modality(BEDE_SUPPORT, &aux);
	assert_int_equal(result.type, BEDE_SUPPORT);
	assert_int_equal(aux, BEDE_NEGATION);
	aux = BEDE_FUTURE | BEDE_NEGATION;
	assert_int_equal(compose_modality(BEDE_ASSAULT, &aux).type, BEDE_ASSAULT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stopping_turns_the_sign),
		cmocka_unit_test(refusing_and_demanding_share_modes),
		cmocka_unit_test(promises_of_conflict_are_threats),
		cmocka_unit_test(agreeing_to_yield_is_agreement),
		cmocka_unit_test(announced_conflict_is_a_threat),
		cmocka_unit_test(nothing_comes_from_nothing),
		cmocka_unit_test(the_future_of_cooperation_is_agreement),
		cmocka_unit_test(what_will_not_be_done_is_rejected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
