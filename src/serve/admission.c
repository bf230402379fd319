/* admission.c — who may ask: the name that the server is called by, the token, other sites, and how often. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>
#include <sys/socket.h>

#include "serve/bytes.h"
#include "serve/serve.h"

enum {
	ADDRESSES = 4096,                  /* that are counted at once */
	BURST_SECONDS = 4,                 /* so much of the rate may come at once */
	COST_OF_A_GUESS = 20,              /* requests that a wrong token counts as */
	SESSIONS = 256,
	SECRET = 32,                       /* bytes of a session's name */
	SESSION_SECONDS = 30 * 24 * 3600,
};

typedef struct session {
	char name[2 * SECRET + 1];
	double ends;                       /* 0: free */
} session;

typedef struct bucket {
	uint64_t address;                  /* a hash of it */
	double requests, when;             /* that are left, and at what time */
} bucket;

struct admission {
	pthread_mutex_t lock;
	bucket buckets[ADDRESSES];
	session sessions[SESSIONS];
};

admission *admission_new(bede_server *server)
{
	admission *self = calloc(1, sizeof *self);
	(void)server;
	if (self)
		pthread_mutex_init(&self->lock, NULL);
	return self;
}

void admission_free(admission *self)
{
	if (!self)
		return;
	pthread_mutex_destroy(&self->lock);
	free(self);
}

/* ---- how often ---- */

/* Who asks: an IPv4 address, or the half of an IPv6 address that a site has. */
static uint64_t address_of(const request *self)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(self->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	if (!info || !info->client_addr)
		return 1;
	if (info->client_addr->sa_family == AF_INET6) {
		const struct sockaddr_in6 *address = (const struct sockaddr_in6 *)(const void *)info->client_addr;
		return bytes_hash(0, (const char *)&address->sin6_addr, 8);
	}
	const struct sockaddr_in *address = (const struct sockaddr_in *)(const void *)info->client_addr;
	return bytes_hash(0, (const char *)&address->sin_addr, sizeof address->sin_addr);
}

/* Takes `cost` requests from what the address has left; false: it has none. */
static bool take(request *self, double cost)
{
	admission *admission = self->server->admission;
	double rate = self->server->options.rate, now = bytes_clock();
	uint64_t address = address_of(self);
	bucket *bucket = &admission->buckets[address % ADDRESSES];
	pthread_mutex_lock(&admission->lock);
	if (bucket->address != address)
		*bucket = (struct bucket){address, rate * BURST_SECONDS, now};
	bucket->requests += (now - bucket->when) * rate;
	bucket->when = now;
	if (bucket->requests > rate * BURST_SECONDS)
		bucket->requests = rate * BURST_SECONDS;
	bool left = bucket->requests >= 1;
	if (left || cost > 1)
		bucket->requests -= cost;
	pthread_mutex_unlock(&admission->lock);
	return left;
}

/* ---- the token, and sessions for browsers ---- */

/* The value of the session's cookie; false: there is none. */
static bool session_cookie(const request *self, char *out, size_t room)
{
	const char *at = request_header(self, "Cookie");
	while (*at) {
		at += strspn(at, " ;");
		size_t length = strcspn(at, ";");
		if (strncmp(at, "bede=", 5) == 0 && length - 5 < room) {
			snprintf(out, room, "%.*s", (int)(length - 5), at + 5);
			return true;
		}
		at += length;
	}
	return false;
}

static bool has_session(const request *self)
{
	char name[2 * SECRET + 1];
	admission *admission = self->server->admission;
	if (!session_cookie(self, name, sizeof name) || strlen(name) != sizeof name - 1)
		return false;
	double now = bytes_clock();
	bool found = false;
	pthread_mutex_lock(&admission->lock);
	for (size_t i = 0; i < SESSIONS; i++)
		found = (admission->sessions[i].ends > now && bytes_same_secret(name, admission->sessions[i].name)) || found;
	pthread_mutex_unlock(&admission->lock);
	return found;
}

/* A new session in the place of the oldest; false: no randomness to be had. */
static bool begin_session(request *self)
{
	unsigned char secret[SECRET];
	admission *admission = self->server->admission;
	if (getrandom(secret, sizeof secret, 0) != sizeof secret)
		return false;
	session *oldest = admission->sessions, session = {.ends = bytes_clock() + SESSION_SECONDS};
	for (size_t i = 0; i < SECRET; i++)
		snprintf(session.name + 2 * i, 3, "%02x", secret[i]);
	pthread_mutex_lock(&admission->lock);
	for (size_t i = 1; i < SESSIONS; i++)
		if (admission->sessions[i].ends < oldest->ends)
			oldest = &admission->sessions[i];
	*oldest = session;
	pthread_mutex_unlock(&admission->lock);
	/* Behind a proxy with TLS the browser must not send it without. */
	bool secure = strcasecmp(request_header(self, "X-Forwarded-Proto"), "https") == 0;
	answer_header(&self->answer, "Set-Cookie", "bede=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s", session.name,
		SESSION_SECONDS, secure ? "; Secure" : "");
	return true;
}

static bool is_token(request *self, const char *given)
{
	if (bytes_same_secret(given, self->server->token))
		return true;
	take(self, COST_OF_A_GUESS);
	return false;
}

static bool is_known(request *self)
{
	const char *authorization = request_header(self, "Authorization");
	if (strncasecmp(authorization, "Bearer ", 7) == 0)
		return is_token(self, authorization + 7 + strspn(authorization + 7, " "));
	return has_session(self);
}

/* ---- the name that it is called by, and other sites ---- */

static bool same_name(const char *host, size_t length, const char *name)
{
	return strlen(name) == length && strncasecmp(host, name, length) == 0;
}

/*
 * Without a token, only loopback's own names will do: a page of elsewhere that has its name resolve to 127.0.0.1 (DNS
 * rebinding) sends its own.
 */
static bool is_own_name(const char *host)
{
	const char *end = *host == '[' ? strchr(host, ']') : NULL;
	size_t length = end ? (size_t)(end - host) + 1 : strcspn(host, ":");
	const char *port = host[length] == ':' ? host + length + 1 : host + length;
	if ((host[length] && host[length] != ':') || strspn(port, "0123456789") != strlen(port))
		return false;
	return same_name(host, length, "localhost") || same_name(host, length, "127.0.0.1")
		|| same_name(host, length, "[::1]");
}

/* Does the page that makes the request come from here? */
static bool is_own_origin(const request *self)
{
	const char *origin = request_header(self, "Origin"), *scheme = strstr(origin, "://");
	return !*origin || (scheme && strcasecmp(scheme + 3, request_header(self, "Host")) == 0);
}

/* Browsers say where a request comes from, and their pages cannot change what they say. Links to here are welcome. */
static bool is_from_elsewhere(const request *self)
{
	const char *site = request_header(self, "Sec-Fetch-Site");
	bool link = self->method == METHOD_GET && strcmp(request_header(self, "Sec-Fetch-Mode"), "navigate") == 0;
	if (*site)
		return !link && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0;
	return self->method == METHOD_POST && !is_own_origin(self);
}

/* ---- pages of plain HTML: no script and no style, so that the policy stays as it is ---- */

static void put_page(answer *self, unsigned status, const char *head, const char *body)
{
	bede_buffer page = {0};
	bool done = bytes_print(&page, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
		"<meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">%s"
		"<title>Bede</title></head>\n<body><main>%s</main></body></html>\n", head, body);
	answer_clear(self);
	self->status = done ? status : 503;
	self->type = "text/html; charset=utf-8";
	self->body = page;
}

static void ask_for_token(request *self, const char *problem)
{
	char body[640], up[3 * TARGET_MOST_SEGMENTS + 1] = "";
	/* Relative, so that it also works below a folder of another server. */
	for (size_t i = 1; i < self->target.segment_count; i++)
		strcat(up, "../");
	/* A link from another site comes without the session, whose cookie is for this site only: the page asks once more. */
	bool link = strcmp(request_header(self, "Sec-Fetch-Site"), "cross-site") == 0 && !problem;
	snprintf(body, sizeof body, "<h1>Bede</h1>%s<form method=\"post\" action=\"%slogin\"><p><label>Token "
		"<input name=\"token\" type=\"password\" autocomplete=\"current-password\" required autofocus></label> "
		"<button>Open</button></p></form><p>It is in the file that bede serve was started with.</p>",
		problem ? problem : "", up);
	put_page(&self->answer, 401, link ? "<meta http-equiv=\"refresh\" content=\"0\">" : "", body);
}

static bool wants_page(const request *self)
{
	return self->method == METHOD_GET && strstr(request_header(self, "Accept"), "text/html") != NULL;
}

static void refuse_unknown(request *self)
{
	if (wants_page(self)) {
		ask_for_token(self, NULL);
	} else {
		answer_error(&self->answer, 401, "no_token", NULL,
			"this server wants a token: send the header 'Authorization: Bearer TOKEN'");
		answer_header(&self->answer, "WWW-Authenticate", "Bearer realm=\"bede\"");
	}
}

/* Opens the page, with a session, at the address without the token. */
static void let_in(request *self)
{
	answer_clear(&self->answer);
	if (self->server->token && !begin_session(self)) {
		answer_error(&self->answer, 503, "random", NULL, "the system gives no random numbers");
		return;
	}
	self->answer.status = 303;
	answer_header(&self->answer, "Location", "./");
}

bool admission_exchange(request *self)
{
	const char *token = target_parameter(&self->target, "token");
	if (self->route->kind != ROUTE_ASSET || !token)
		return false;
	if (!self->server->token || is_token(self, token))
		let_in(self);
	else
		ask_for_token(self, "<p role=\"alert\">That is not the token.</p>");
	return true;
}

void admission_login(request *self)
{
	target form;
	bede_buffer text = {0};
	if (self->method == METHOD_GET || !self->server->token) {
		if (self->server->token && !has_session(self))
			ask_for_token(self, NULL);
		else
			let_in(self);
		return;
	}
	bool done = bytes_add(&text, "/?", 2) && bytes_add(&text, self->body.bytes ? self->body.bytes : "", self->body.length)
		&& target_read(&form, text.bytes);
	bede_buffer_free(&text);
	if (!done) {
		answer_error(&self->answer, 503, "memory", NULL, "out of memory");
		return;
	}
	const char *token = form.status ? NULL : target_parameter(&form, "token");
	if (token && is_token(self, token))
		let_in(self);
	else
		ask_for_token(self, "<p role=\"alert\">That is not the token.</p>");
	target_clear(&form);
}

bool admission_check(request *self)
{
	const bede_server *server = self->server;
	const route *route = self->route;
	if (!take(self, 1)) {
		answer_error(&self->answer, 429, "too_many", NULL, "more than %.0f requests a second from your address",
			server->options.rate);
		return false;
	}
	if (!server->token && !is_own_name(request_header(self, "Host"))) {
		answer_error(&self->answer, 421, "host", NULL,
			"a server without a token is called 127.0.0.1, [::1] or localhost, and by no other name");
		return false;
	}
	if (is_from_elsewhere(self)) {
		answer_error(&self->answer, 403, "other_site", NULL, "requests of other sites' pages are not answered");
		return false;
	}
	bool open = route && (route->kind == ROUTE_HEALTH || route->kind == ROUTE_LOGIN
		|| (route->kind == ROUTE_ASSET && self->target.segment_count == 0 && target_parameter(&self->target, "token")));
	if (server->token && !open && !is_known(self)) {
		refuse_unknown(self);
		return false;
	}
	return true;
}
