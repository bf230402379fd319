/** `bede serve` on a store of the reports in example/, for tests of the page against the true answers. */

import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { root } from './harness.mjs';

const program = resolve(process.env.BEDE ?? join(root, 'build/bede'));
let made = null;

/** Runs bede to its end; what it prints. */
export const bede = (...words) => execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], cwd: root });

/** The store of the example, made once a process. */
function exampleStore() {
	if (!made) {
		const folder = mkdtempSync(join(tmpdir(), 'bede-web-'));
		process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
		made = join(folder, 'example.db');
		bede('code', '--store', made, join(root, 'example/reports.jsonl'));
		bede('link', made);
	}
	return made;
}

/** Serves a copy of the example's store, or a store that is there; `arguments_` go to bede serve. */
export async function realServer({ store, arguments_ = [] } = {}) {
	const folder = mkdtempSync(join(tmpdir(), 'bede-web-'));
	const path = store ?? join(folder, 'example.db');
	if (!store)
		copyFileSync(exampleStore(), path);
	const child = spawn(program, ['serve', ...arguments_, path], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
	let told = '';
	const address = await new Promise((found, failed) => {
		child.stderr.on('data', (part) => {
			told += part;
			const match = /^http:\/\/\S+/m.exec(told);
			if (match)
				found(match[0].endsWith('/') ? match[0] : match[0] + '/');
		});
		child.on('exit', (code) => failed(new Error(`bede serve ended with ${code}: ${told}`)));
	});
	if (!(await fetch(address)).ok)
		throw new Error('bede serve has no page: "make web", then "make" again');
	return {
		address, store: path, pid: child.pid,
		async close() {
			if (child.exitCode === null) {
				const ended = new Promise((done) => child.once('exit', done));
				child.kill('SIGTERM');
				await ended;
			}
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
