/* http_hostile.c — what a server on a network gets: paths that try to get out, bytes that are no HTTP, requests that
 * are huge, slow, many, or from other sites. It answers clearly or cuts the connection, and goes on. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "harness.h"

#define RAW(text) {text, sizeof text - 1}

static bede_server *server;
static unsigned port;

static void assert_alive(void)
{
	reply reply = get(port, "/healthz");
	assert_int_equal(reply.status, 200);
	reply_free(&reply);
}

static void test_paths_lead_nowhere_but_to_routes(void **state)
{
	static const struct {
		const char *target;
		int status;
	} cases[] = {
		{"/../etc/passwd", 400}, {"/..", 400}, {"/./", 400}, {"/%2e%2e/etc/passwd", 400}, {"/%2E%2E%2Fetc", 404},
		{"/..%2fetc%2fpasswd", 404}, {"/api/v1/../v1/summary", 400}, {"/%00", 400}, {"/api/v1/summary%00.html", 400},
		{"/api/v1/events/%00", 400}, {"/%", 400}, {"/%g1", 400}, {"/%c0%ae%c0%ae/", 400}, {"/%ff", 400}, {"/%0d%0aX:y", 400},
		{"//", 404}, {"//etc/passwd", 404}, {"/api/", 404}, {"/api/v1", 404}, {"/api/v1/", 404}, {"/api/v1/summary/", 404},
		{"/api/v2/summary", 404}, {"/API/v1/summary", 404}, {"/api/v1/events/", 404}, {"/api/v1/events/a/b", 404},
		{"/a/b/c/d/e/f/g/h/i/j/k", 404}, {"/api%2fv1%2fsummary", 404}, {"/etc/passwd", 404}, {"/index.html/", 404},
		{"/api/v1/events/..%2f..%2fsummary", 404}, {"/api/v1/documents/%e2%82%ac", 404}, {"*", 400}, {"http://x/", 400},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		reply reply = get(port, cases[i].target);
		if (reply.status != cases[i].status)
			fail_msg("%s: status %d instead of %d", cases[i].target, reply.status, cases[i].status);
		assert_true(holds(reply.body, "{\"error\":{\"code\":\""));
		reply_free(&reply);
	}
}

static void test_long_addresses_and_headers_are_refused(void **state)
{
	static const size_t lengths[] = {8001, 30000, 40000, 1000000};
	(void)state;
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		char *target = malloc(lengths[i] + 32);
		memcpy(target, "/api/v1/events?text=", 20);
		memset(target + 20, 'a', lengths[i] - 20);
		target[lengths[i]] = '\0';
		reply reply = get(port, target);
		/* What does not fit into the memory of a connection is answered by libmicrohttpd, or cut. */
		assert_true(reply.status == 414 || reply.status == 431 || (reply.status == 0 && lengths[i] > 100000));
		reply_free(&reply);
		free(target);
	}
	char *headers = malloc(1 << 20);
	headers[0] = '\0';
	size_t length = 0;
	for (int i = 0; i < 20000; i++)
		length += (size_t)sprintf(headers + length, "X-Flood-%d: aaaaaaaaaaaaaaaa\r\n", i);
	reply flood = ask(port, "GET", "/api/v1/summary", headers, NULL);
	assert_true(flood.status == 431 || flood.status == 0);
	reply_free(&flood);
	free(headers);
	assert_alive();
}

static void test_what_is_no_http_is_cut_or_refused(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
	} cases[] = {
		RAW("\r\n\r\n\r\n\r\n"),
		RAW("GET\r\n\r\n"),
		RAW("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n"),
		RAW("GET /\r\n\r\n"),
		RAW("\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03\r\n\r\n"),
		RAW("GET /api\0/v1 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
		RAW("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n"),
		RAW("POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n"),
		RAW("POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n"),
		RAW("GET / HTTP/1.1\r\nHost: localhost\r\nbad header without colon\r\n\r\n"),
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int socket = client_open(port);
		client_send(socket, cases[i].bytes, cases[i].length);
		reply reply = client_receive(socket, false, 1);
		assert_true(reply.status == 0 || reply.status == 200 || reply.status == 404 || (reply.status >= 400
			&& reply.status < 500) || reply.status == 505);
		reply_free(&reply);
		close(socket);
	}
	/* Without a host, HTTP/1.1 is none; a server without a token wants to know how it is called in any case. */
	reply reply = ask_raw(port, "GET /api/v1/summary HTTP/1.1\r\n\r\n", 32);
	assert_int_equal(reply.status, 400);
	reply_free(&reply);
	reply = ask_raw(port, "GET /api/v1/summary HTTP/1.0\r\n\r\n", 32);
	assert_true(reply.status == 400 || reply.status == 421);
	reply_free(&reply);
	assert_alive();
}

static void test_huge_bodies_are_not_read(void **state)
{
	(void)state;
	/* Its length is told: refused before a byte of it came. */
	const char *told = "POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
		"Content-Length: 1048577\r\n\r\n";
	reply reply = ask_raw(port, told, strlen(told));
	assert_error(&reply, 413, "too_long", NULL);
	reply_free(&reply);
	/* It comes in pieces without an end in sight. */
	int socket = client_open(port);
	const char *head = "POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
		"Transfer-Encoding: chunked\r\n\r\n";
	char *piece = calloc(1, 70000);
	size_t length = (size_t)sprintf(piece, "10000\r\n");
	memset(piece + length, 'a', 65536);
	memcpy(piece + length + 65536, "\r\n", 2);
	client_send(socket, head, strlen(head));
	for (int i = 0; i < 20; i++)
		client_send(socket, piece, length + 65538);
	client_send(socket, "0\r\n\r\n", 5);
	reply = client_receive(socket, false, 10);
	assert_true(reply.status == 413 || reply.status == 0);
	reply_free(&reply);
	close(socket);
	free(piece);
	/* A body where none belongs is passed over. */
	reply = ask(port, "GET", "/api/v1/summary", "", "body");
	assert_int_equal(reply.status, 200);
	reply_free(&reply);
	assert_alive();
}

static void test_nested_and_odd_json_is_refused(void **state)
{
	(void)state;
	char *nested = malloc(200001);
	memset(nested, '[', 200000);
	nested[200000] = '\0';
	reply reply = ask(port, "POST", "/api/v1/code", "Content-Type: application/json\r\n", nested);
	assert_error(&reply, 400, "bad_json", NULL);
	reply_free(&reply);
	free(nested);
	static const char *const texts[] = {"\\u0000", "\\ud800", "\\u202e\\u0007", " ", "...", "\\n\\n\\n"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char body[64];
		snprintf(body, sizeof body, "{\"text\":\"%s\"}", texts[i]);
		reply = ask(port, "POST", "/api/v1/code", "Content-Type: application/json\r\n", body);
		assert_true(reply.status == 200 || reply.status == 400 || reply.status == 422);
		reply_free(&reply);
	}
	assert_alive();
}

static void test_a_name_of_elsewhere_is_not_answered(void **state)
{
	static const char *const bad[] = {"evil.example", "evil.example:8735", "localhost.evil.example",
		"127.0.0.1.evil.example", "localhost:80:80", "[::1]evil", "127.0.0.2", "localhost@evil.example", "user@localhost"};
	static const char *const good[] = {"localhost", "LOCALHOST:1", "127.0.0.1:8735", "[::1]:8735", "[::1]"};
	char header[128];
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		snprintf(header, sizeof header, "Host: %s\r\n", bad[i]);
		reply reply = ask(port, "GET", "/api/v1/summary", header, NULL);
		assert_error(&reply, 421, "host", NULL);
		reply_free(&reply);
	}
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		snprintf(header, sizeof header, "Host: %s\r\n", good[i]);
		reply reply = ask(port, "GET", "/api/v1/summary", header, NULL);
		assert_int_equal(reply.status, 200);
		reply_free(&reply);
	}
}

static void test_pages_of_other_sites_get_nothing(void **state)
{
	static const struct {
		const char *method, *target, *headers;
		int status;
	} cases[] = {
		{"POST", "/api/v1/code", "Origin: https://evil.example\r\n", 403},
		{"POST", "/api/v1/code", "Origin: null\r\n", 403},
		{"POST", "/api/v1/code", "Origin: http://localhost\r\n", 200},
		{"POST", "/api/v1/code", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n", 403},
		{"POST", "/api/v1/code", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n", 403},
		{"POST", "/api/v1/code", "Sec-Fetch-Site: same-origin\r\n", 200},
		{"GET", "/api/v1/summary", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n", 403},
		{"GET", "/api/v1/summary", "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors\r\n", 403},
		{"GET", "/", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n", 200},
		{"GET", "/", "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\n", 200},
	};
	char headers[256];
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		snprintf(headers, sizeof headers, "%sContent-Type: application/json\r\n", cases[i].headers);
		reply reply = ask(port, cases[i].method, cases[i].target, headers,
			*cases[i].method == 'P' ? "{\"text\":\"Russia attacked Ukraine.\"}" : NULL);
		if (reply.status != cases[i].status)
			fail_msg("%s %s %s: status %d", cases[i].method, cases[i].target, cases[i].headers, reply.status);
		reply_free(&reply);
	}
}

static void test_requests_one_after_another_share_a_connection(void **state)
{
	static const char pair[] = "GET /api/v1/summary HTTP/1.1\r\nHost: localhost\r\n\r\n"
		"GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
	(void)state;
	int socket = client_open(port);
	client_send(socket, pair, sizeof pair - 1);
	assert_true(client_await(socket, "\r\n\r\nok\n", 5));
	close(socket);
}

static void test_clients_that_leave_early_do_no_harm(void **state)
{
	static const char *const requests[] = {
		"GET /api/v1/records?format=csv HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{\"text\"",
		"GET /api/v1/ev",
	};
	(void)state;
	for (int round = 0; round < 50; round++)
		for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
			int socket = client_open(port);
			client_send(socket, requests[i], strlen(requests[i]));
			close(socket);
		}
	assert_alive();
}

static void test_slow_clients_are_cut(void **state)
{
	bede_server_options options = {.header_seconds = 2};
	bede_server *strict = harness_start(*state, &options);
	/* Nothing at all, half a request, and a byte from time to time. */
	int silent = client_open(harness_port(strict)), half = client_open(harness_port(strict));
	int drop = client_open(harness_port(strict));
	client_send(half, "GET /api/v1/summary HTTP/1.1\r\nHost:", 34);
	client_send(drop, "GET /", 5);
	for (int i = 0; i < 8 && client_send(drop, "a", 1); i++)
		nanosleep(&(struct timespec){.tv_nsec = 500000000}, NULL);
	assert_true(client_is_cut(silent, 1));
	assert_true(client_is_cut(half, 1));
	assert_true(client_is_cut(drop, 1));
	close(silent);
	close(half);
	close(drop);
	reply reply = get(harness_port(strict), "/healthz");
	assert_int_equal(reply.status, 200);
	reply_free(&reply);
	bede_server_stop(strict);
}

static void test_too_many_requests_a_second_are_told_so(void **state)
{
	bede_server_options options = {.rate = 5};
	bede_server *strict = harness_start(*state, &options);
	int refused = 0, answered = 0;
	for (int i = 0; i < 40; i++) {
		reply reply = get(harness_port(strict), "/api/v1/summary");
		answered += reply.status == 200;
		if (reply.status == 429 && ++refused == 1) {
			assert_error(&reply, 429, "too_many", NULL);
			assert_string_equal(reply_header(&reply, "Retry-After"), "1");
		}
		reply_free(&reply);
	}
	assert_true(answered >= 20 && refused >= 5);
	bede_server_stop(strict);
}

static void test_connections_above_the_limit_wait(void **state)
{
	bede_server_options options = {.connections = 4};
	bede_server *small = harness_start(*state, &options);
	int sockets[8];
	for (int i = 0; i < 8; i++)
		sockets[i] = client_open(harness_port(small));
	for (int i = 0; i < 4; i++)
		close(sockets[i]);
	static const char request[] = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
	for (int i = 4; i < 8; i++) {
		client_send(sockets[i], request, sizeof request - 1);
		assert_true(client_await(sockets[i], "ok\n", 5));
		close(sockets[i]);
	}
	bede_server_stop(small);
}

static void test_more_than_the_workers_can_take_is_told_to_come_back(void **state)
{
	enum { MANY = 60 };
	bede_server_options options = {.threads = 1, .waiting = 2};
	bede_server *small = harness_start(*state, &options);
	char *body = malloc(300000), *request = malloc(301000);
	size_t length = (size_t)sprintf(body, "{\"text\":\"");
	while (length < 200000)
		length += (size_t)sprintf(body + length, "Russian troops attacked Ukrainian soldiers in Kursk on Wednesday. ");
	length += (size_t)sprintf(body + length, "\"}");
	size_t whole = (size_t)sprintf(request, "POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\n"
		"Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", length, body);
	int sockets[MANY], busy = 0, done = 0;
	for (int i = 0; i < MANY; i++)
		sockets[i] = client_open(harness_port(small));
	for (int i = 0; i < MANY; i++)
		client_send(sockets[i], request, whole);
	for (int i = 0; i < MANY; i++) {
		reply reply = client_receive(sockets[i], false, 60);
		done += reply.status == 200;
		if (reply.status == 503 && ++busy == 1)
			assert_error(&reply, 503, "busy", NULL);
		reply_free(&reply);
		close(sockets[i]);
	}
	assert_true(done >= 1 && busy >= 1);
	assert_int_equal(done + busy, MANY);
	bede_server_stop(small);
	free(body);
	free(request);
}

static int begin(void **state)
{
	*state = (void *)(uintptr_t)harness_store();
	server = harness_start(*state, NULL);
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
		cmocka_unit_test(test_paths_lead_nowhere_but_to_routes),
		cmocka_unit_test(test_long_addresses_and_headers_are_refused),
		cmocka_unit_test(test_what_is_no_http_is_cut_or_refused),
		cmocka_unit_test(test_huge_bodies_are_not_read),
		cmocka_unit_test(test_nested_and_odd_json_is_refused),
		cmocka_unit_test(test_a_name_of_elsewhere_is_not_answered),
		cmocka_unit_test(test_pages_of_other_sites_get_nothing),
		cmocka_unit_test(test_requests_one_after_another_share_a_connection),
		cmocka_unit_test(test_clients_that_leave_early_do_no_harm),
		cmocka_unit_test(test_slow_clients_are_cut),
		cmocka_unit_test(test_too_many_requests_a_second_are_told_so),
		cmocka_unit_test(test_connections_above_the_limit_wait),
		cmocka_unit_test(test_more_than_the_workers_can_take_is_told_to_come_back),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
