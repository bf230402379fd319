/* http_live.c — a store that changes while it is served, and servers that end while they answer. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "harness.h"

static const char STREAM[] = "GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n";

static long documents(unsigned port)
{
	reply reply = get(port, "/api/v1/summary");
	assert_int_equal(reply.status, 200);
	const char *at = strstr(reply.body, "\"documents\":");
	long count = at ? strtol(at + 12, NULL, 10) : -1;
	reply_free(&reply);
	return count;
}

static void test_who_listens_is_told_of_each_change(void **state)
{
	bede_server *server = harness_start(*state, NULL);
	unsigned port = harness_port(server);
	int first = client_open(port), second = client_open(port);
	reply before = get(port, "/api/v1/summary");
	char tag[300];
	snprintf(tag, sizeof tag, "If-None-Match: %s\r\n", reply_header(&before, "ETag"));
	reply_free(&before);
	long count = documents(port);
	client_send(first, STREAM, sizeof STREAM - 1);
	client_send(second, STREAM, sizeof STREAM - 1);
	/* Where things stand comes at once. */
	assert_true(client_await(first, "event: change\n", 5));
	assert_true(client_await(second, "event: change\n", 5));
	harness_add(*state, "{\"id\":\"late\",\"date\":\"2024-11-21\",\"text\":\"Russia attacked Ukraine on Wednesday.\"}\n");
	assert_true(client_await(first, "\"generation\":", 20));
	assert_true(client_await(second, "\"generation\":", 20));
	assert_int_equal(documents(port), count + 1);
	reply after = ask(port, "GET", "/api/v1/summary", tag, NULL);
	assert_int_equal(after.status, 200);
	reply_free(&after);
	close(first);
	close(second);
	bede_server_stop(server);
}

static void test_so_many_listen_and_no_more(void **state)
{
	enum { MOST = 256 };
	int sockets[MOST + 1];
	bede_server *server = harness_start(*state, NULL);
	for (int i = 0; i <= MOST; i++) {
		sockets[i] = client_open(harness_port(server));
		client_send(sockets[i], STREAM, sizeof STREAM - 1);
		if (i < MOST)
			assert_true(client_await(sockets[i], "\"generation\":", 10));
	}
	reply refused = client_receive(sockets[MOST], false, 10);
	assert_error(&refused, 503, "busy", NULL);
	reply_free(&refused);
	/* Those who listen take no thread away from those who ask. */
	assert_true(documents(harness_port(server)) > 0);
	bede_server_stop(server);
	for (int i = 0; i <= MOST; i++)
		close(sockets[i]);
}

static void test_a_server_that_stops_ends_what_it_is_at(void **state)
{
	bede_server *server = harness_start(*state, NULL);
	int listener = client_open(harness_port(server)), idle = client_open(harness_port(server));
	int slow = client_open(harness_port(server));
	static const char file[] = "GET /api/v1/records?format=jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n";
	client_send(listener, STREAM, sizeof STREAM - 1);
	assert_true(client_await(listener, "\"generation\":", 5));
	client_send(slow, file, sizeof file - 1);
	bede_server_stop(server);
	assert_true(client_is_cut(listener, 1));
	assert_true(client_is_cut(idle, 1));
	assert_true(client_is_cut(slow, 1));
	close(listener);
	close(idle);
	close(slow);
}

static void test_servers_side_by_side_take_the_next_free_port(void **state)
{
	bede_server *one = harness_start(*state, NULL), *two = harness_start(*state, NULL);
	assert_true(harness_port(one) != harness_port(two));
	bede_error error = {0};
	bede_server_options taken = {.port = harness_port(one)};
	assert_null(bede_server_start(*state, &taken, &error));
	assert_int_equal(error.code, BEDE_ERROR_FILE);
	bede_server_stop(one);
	bede_server_stop(two);
}

static void test_what_is_no_store_is_not_served(void **state)
{
	bede_error error = {0};
	(void)state;
	assert_null(bede_server_start("/nonexistent/events.db", NULL, &error));
	assert_true(error.code != BEDE_OK && error.message[0]);
	assert_null(bede_server_start("Makefile", NULL, &error));
	assert_int_equal(error.code, BEDE_ERROR_STORE);
	bede_server_stop(NULL);
}

/* ---- the command ---- */

static pid_t start_command(const char *store, int *messages)
{
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		const char *program = getenv("BEDE");
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		execl(program ? program : "build/bede", "bede", "serve", store, (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	*messages = ends[0];
	return child;
}

static void test_the_command_says_where_it_is_and_ends_when_told_to(void **state)
{
	static const int signals[] = {SIGINT, SIGTERM};
	for (int i = 0; i < 2; i++) {
		int messages, status;
		char line[128] = "";
		pid_t child = start_command(*state, &messages);
		ssize_t length = read(messages, line, sizeof line - 1);
		assert_true(length > 0);
		assert_true(strncmp(line, "http://127.0.0.1:", 17) == 0 && line[length - 1] == '\n');
		unsigned port = (unsigned)strtoul(line + 17, NULL, 10);
		assert_true(documents(port) > 0);
		int listener = client_open(port);
		client_send(listener, STREAM, sizeof STREAM - 1);
		assert_true(client_await(listener, "\"generation\":", 5));
		kill(child, signals[i]);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		assert_int_equal(read(messages, line, sizeof line), 0);
		close(listener);
		close(messages);
	}
}

static int begin(void **state)
{
	*state = (void *)(uintptr_t)harness_store();
	return 0;
}

static int end(void **state)
{
	(void)state;
	harness_leave();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_who_listens_is_told_of_each_change),
		cmocka_unit_test(test_so_many_listen_and_no_more),
		cmocka_unit_test(test_a_server_that_stops_ends_what_it_is_at),
		cmocka_unit_test(test_servers_side_by_side_take_the_next_free_port),
		cmocka_unit_test(test_what_is_no_store_is_not_served),
		cmocka_unit_test(test_the_command_says_where_it_is_and_ends_when_told_to),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
