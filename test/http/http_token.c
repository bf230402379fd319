/* http_token.c — a server that wants a token: from programs in a header, from browsers once, then in a cookie. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness.h"

#define TOKEN "correct-horse-battery-staple"

static bede_server *server;
static unsigned port;

static void test_nothing_is_told_without_the_token(void **state)
{
	static const char *const targets[] = {"/", "/app.js", "/api", "/api/v1/summary", "/api/v1/events?format=csv",
		"/metrics", "/api/v1/stream", "/nothing", "/api/v1/documents/x/layers"};
	(void)state;
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
		reply reply = get(port, targets[i]);
		assert_error(&reply, 401, "no_token", NULL);
		assert_true(strncmp(reply_header(&reply, "WWW-Authenticate"), "Bearer", 6) == 0);
		reply_free(&reply);
	}
	reply health = get(port, "/healthz");
	assert_int_equal(health.status, 200);
	reply_free(&health);
}

static void test_programs_send_it_in_a_header(void **state)
{
	static const struct {
		const char *header;
		int status;
	} cases[] = {
		{"Authorization: Bearer " TOKEN "\r\n", 200}, {"Authorization: bearer " TOKEN "\r\n", 200},
		{"Authorization: Bearer " TOKEN "x\r\n", 401}, {"Authorization: Bearer correct\r\n", 401},
		{"Authorization: Bearer \r\n", 401}, {"Authorization: " TOKEN "\r\n", 401},
		{"Authorization: Basic " TOKEN "\r\n", 401}, {"Cookie: bede=" TOKEN "\r\n", 401}, {"Cookie: bede=\r\n", 401},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		reply reply = ask(port, "GET", "/api/v1/summary", cases[i].header, NULL);
		if (reply.status != cases[i].status)
			fail_msg("%s: status %d", cases[i].header, reply.status);
		reply_free(&reply);
	}
}

/* The cookie that an answer sets, as a header to send back. */
static void cookie_of(const reply *reply, char *out, size_t room)
{
	const char *set = reply_header(reply, "Set-Cookie");
	assert_true(strncmp(set, "bede=", 5) == 0);
	assert_true(holds(set, "; HttpOnly") && holds(set, "; SameSite=Strict") && !holds(set, TOKEN));
	snprintf(out, room, "Cookie: other=1; %.*s\r\n", (int)strcspn(set, ";"), set);
}

static void assert_opens(const char *cookie)
{
	reply reply = ask(port, "GET", "/api/v1/summary", cookie, NULL);
	assert_int_equal(reply.status, 200);
	reply_free(&reply);
}

static void test_an_address_with_the_token_opens_a_session_and_is_left_at_once(void **state)
{
	char cookie[160];
	(void)state;
	reply reply = get(port, "/?token=" TOKEN);
	assert_int_equal(reply.status, 303);
	assert_string_equal(reply_header(&reply, "Location"), "./");
	assert_string_equal(reply_header(&reply, "Cache-Control"), "no-store");
	cookie_of(&reply, cookie, sizeof cookie);
	assert_false(holds(reply_header(&reply, "Set-Cookie"), "Secure"));
	assert_opens(cookie);
	reply_free(&reply);
	reply = get(port, "/?token=wrong-wrong-wrong-wrong");
	assert_int_equal(reply.status, 401);
	assert_string_equal(reply_header(&reply, "Set-Cookie"), "");
	reply_free(&reply);
	/* Only the page's own address does; elsewhere it would end in logs. */
	reply = get(port, "/api/v1/summary?token=" TOKEN);
	assert_int_equal(reply.status, 401);
	reply_free(&reply);
}

static void test_a_browser_gets_a_form(void **state)
{
	char cookie[160];
	(void)state;
	reply reply = ask(port, "GET", "/", "Accept: text/html,*/*\r\n", NULL);
	assert_int_equal(reply.status, 401);
	assert_true(holds(reply.body, "<form method=\"post\" action=\"login\">"));
	assert_false(holds(reply.body, "refresh"));
	reply_free(&reply);
	/* A link from elsewhere comes without the cookie: the page asks again, as itself. */
	reply = ask(port, "GET", "/", "Accept: text/html\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n", NULL);
	assert_true(holds(reply.body, "http-equiv=\"refresh\""));
	reply_free(&reply);
	reply = ask(port, "POST", "/login", "Content-Type: application/x-www-form-urlencoded\r\n"
		"X-Forwarded-Proto: https\r\n", "token=" TOKEN);
	assert_int_equal(reply.status, 303);
	assert_true(holds(reply_header(&reply, "Set-Cookie"), "; Secure"));
	cookie_of(&reply, cookie, sizeof cookie);
	assert_opens(cookie);
	reply_free(&reply);
	static const char *const wrong[] = {"token=nonsense", "token=", "", "token", "token=" TOKEN "&token=" TOKEN, "%%%",
		"token=%00"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		reply = ask(port, "POST", "/login", "", wrong[i]);
		assert_int_equal(reply.status, 401);
		reply_free(&reply);
	}
}

static void test_guessing_is_slow(void **state)
{
	bede_server_options options = {.token = TOKEN, .rate = 50};
	bede_server *strict = harness_start(*state, &options);
	int refused = 0;
	for (int i = 0; i < 60; i++) {
		reply reply = ask(harness_port(strict), "GET", "/api/v1/summary", "Authorization: Bearer guess-guess-guess-guess\r\n",
			NULL);
		refused += reply.status == 429;
		reply_free(&reply);
	}
	assert_true(refused > 30);
	bede_server_stop(strict);
}

static void test_a_server_for_others_starts_with_a_good_token_only(void **state)
{
	static const struct {
		const char *address, *token;
	} bad[] = {
		{"0.0.0.0", NULL}, {"::", NULL}, {"127.0.0.1", "short"}, {"127.0.0.1", "with spaces in the middle"},
		{"127.0.0.1", ""}, {"localhost", NULL}, {"256.0.0.1", NULL}, {"example.org", TOKEN},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		bede_error error = {0};
		bede_server_options options = {.address = bad[i].address, .token = bad[i].token};
		assert_null(bede_server_start(*state, &options, &error));
		assert_int_equal(error.code, BEDE_ERROR_USAGE);
		assert_true(error.message[0] != '\0');
	}
	bede_server_options options = {.address = "0.0.0.0", .token = TOKEN};
	bede_server *open = harness_start(*state, &options);
	reply reply = ask(harness_port(open), "GET", "/api/v1/summary",
		"Host: ledger.example.org\r\nAuthorization: Bearer " TOKEN "\r\n", NULL);
	assert_int_equal(reply.status, 200);
	reply_free(&reply);
	bede_server_stop(open);
}

static int begin(void **state)
{
	bede_server_options options = {.token = TOKEN};
	*state = (void *)(uintptr_t)harness_store();
	server = harness_start(*state, &options);
	port = harness_port(server);
	return 0;
}

static int end(void **state)
{
	(void)state;
	bede_server_stop(server);
	harness_leave();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_told_without_the_token),
		cmocka_unit_test(test_programs_send_it_in_a_header),
		cmocka_unit_test(test_an_address_with_the_token_opens_a_session_and_is_left_at_once),
		cmocka_unit_test(test_a_browser_gets_a_form),
		cmocka_unit_test(test_guessing_is_slow),
		cmocka_unit_test(test_a_server_for_others_starts_with_a_good_token_only),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
