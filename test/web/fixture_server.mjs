/**
 * A server with known answers: the built page, and the API from a ledger in memory. It can be told to fail, to wait, and to
 * learn of new events, as no real store can when a test wishes.
 *
 *   node test/web/fixture_server.mjs [PORT]      serves it for looking at, from $BUILD/web
 */

import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FixtureLedger } from './fixture.mjs';

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml',
	'.json': 'application/json' };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves a folder with the page; `options` are those of FixtureLedger. `port` 0: any that is free. */
export async function fixtureServer({ folder, port = 0, ...options }) {
	const ledger = new FixtureLedger(options);
	const streams = new Set();
	const told = () => `event: change\ndata: {"generation":${ledger.generation}}\n\n`;
	const control = {
		ledger,
		/** route → [status, body]: answers given instead of the true ones. */
		instead: new Map(),
		/** Milliseconds that every answer of the API takes. */
		delay: 0,
		/** The queries asked for, "events?sort=day" and so on. */
		asked: [],
	};
	const server = createServer((request, response) => {
		const url = new URL(request.url, 'http://localhost');
		const send = (status, type, body) => {
			response.writeHead(status, { 'content-type': type, 'content-security-policy': policy, 'cache-control': 'no-store' });
			response.end(body);
		};
		if (!url.pathname.startsWith('/api/v1/')) {
			const name = url.pathname === '/' ? 'index.html' : url.pathname.slice(1);
			try {
				return send(200, types[extname(name)] ?? 'text/plain', readFileSync(join(folder, name.replace(/\.\./g, ''))));
			} catch {
				return send(404, 'text/plain', 'not found');
			}
		}
		const route = decodeURIComponent(url.pathname.slice('/api/v1/'.length));
		if (route === 'stream') {
			response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
			response.write(told());
			streams.add(response);
			request.on('close', () => streams.delete(response));
			return;
		}
		control.asked.push(route + url.search);
		const body = [];
		request.on('data', (part) => body.push(part));
		request.on('end', () => setTimeout(() => {
			const [status, answer] = control.instead.get(route) ?? (route === 'code'
				? ledger.document(ledger.events[0].tellings[0].document_id, 'layers') : ledger.answer(route, url.searchParams));
			send(status, 'application/json', JSON.stringify(answer));
		}, control.delay));
	});
	await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
	return Object.assign(control, {
		address: `http://127.0.0.1:${server.address().port}/`,
		/** Adds an event and tells every open page of it. */
		add(event) {
			ledger.add(event);
			for (const stream of streams)
				stream.write(told());
		},
		async close() {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	});
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const folder = resolve(process.env.BUILD ?? 'build', 'web');
	const server = await fixtureServer({ folder, port: Number(process.argv[2] ?? 0), madeUp: 3000 });
	console.log(server.address);
}
