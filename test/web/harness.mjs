/**
 * What the tests of the page share: a Chromium, a server with known answers, and a test that fails as soon as the page
 * writes an error to the console, breaks its Content-Security-Policy or asks another host.
 *
 *   import { suite, settled } from './harness.mjs';
 *   const { test, finish } = await suite();
 *   test('the ledger shows its events', async ({ page, open }) => {
 *       await open('#/ledger');
 *       await page.getByRole('row').nth(1).waitFor();
 *   });
 *   await finish();
 *
 * Options of a test: width, height, theme ("light" or "dark"), locale, and `allow`, a pattern of console messages that it
 * causes on purpose. A suite ends with the line "N passed, N failed" that test/run.sh reads.
 *
 *   BUILD=build node test/web/NAME_test.mjs [WORDS]        runs the tests with these words in their name
 *   SHOW=FOLDER                                            leaves a picture of each page that failed there
 */

import { readFileSync, mkdirSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fixtureServer } from './fixture_server.mjs';

/** Seconds that anything may take: a busy machine is slow, and a test that passes never waits so long. */
const patience = 20;

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const build = resolve(process.env.BUILD ?? join(root, 'build'));
const fromPage = createRequire(join(root, 'web/package.json'));

/** What is missing on this machine for a test in a browser, as a sentence; null if nothing is. */
export function missing() {
	for (const name of ['playwright-core', 'axe-core'])
		try {
			fromPage.resolve(name);
		} catch {
			return `${name} is missing: run "make web"`;
		}
	if (!chromiumPath())
		return 'Chromium is missing: install the package chromium-headless-shell, or name the program in $CHROMIUM';
	if (!existsSync(join(build, 'web/index.html')))
		return `${join(build, 'web')} has no page: run "make web"`;
	return null;
}

function chromiumPath() {
	return [process.env.CHROMIUM, '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/google-chrome']
		.find((path) => path && existsSync(path));
}

export async function startBrowser() {
	const { chromium } = fromPage('playwright-core');
	return chromium.launch({
		executablePath: chromiumPath(),
		args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--font-render-hinting=none'],
	});
}

/** A page of a window of its own, with a list of what went wrong in it. */
export async function openWindow(browser, { width = 1280, height = 800, theme = 'light', locale = 'en-GB', scale = 1,
	reducedMotion = 'reduce' } = {}) {
	const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale, timezoneId: 'UTC',
		deviceScaleFactor: scale, reducedMotion });
	const page = await context.newPage();
	page.setDefaultTimeout(patience * 1000);
	const faults = [], asked = [];
	page.on('console', (message) => {
		if (message.type() === 'error' || message.type() === 'warning')
			faults.push(`console: ${message.text()} (${message.location().url})`);
	});
	page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
	page.on('request', (request) => asked.push(request.url()));
	await page.addInitScript(() => {
		addEventListener('securitypolicyviolation', (event) =>
			console.error(`Content-Security-Policy: ${event.violatedDirective} forbids ${event.blockedURI || event.sample}`));
	});
	return { context, page, faults, asked };
}

/** Waits until a function of the page gives something true. (Playwright's own way needs eval, which the page forbids.) */
export async function until(page, what, argument, seconds = patience) {
	for (const end = Date.now() + seconds * 1000; Date.now() < end; await page.waitForTimeout(20)) {
		const value = await page.evaluate(what, argument);
		if (value)
			return value;
	}
	throw new Error(`waited ${seconds} seconds in vain for ${what}`);
}

/** Waits until every answer that the page asked for is shown. */
export async function settled(page, seconds = patience) {
	const idle = () => document.querySelector('main') !== null && document.querySelector('[aria-busy="true"]') === null;
	await until(page, idle, undefined, seconds);
	// An address that has just changed asks its question a moment later.
	await page.waitForTimeout(40);
	await until(page, idle, undefined, seconds);
}

/** The serious and critical faults that axe-core finds, as text. */
export async function accessibilityFaults(page) {
	const source = readFileSync(fromPage.resolve('axe-core/axe.min.js'), 'utf8');
	await page.evaluate(source);
	const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
	return result.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
		.map((one) => `${one.id}: ${one.help}\n${one.nodes.slice(0, 4).map((node) =>
			`    ${node.html.slice(0, 160)}\n    ${node.failureSummary.replace(/\s+/g, ' ')}`).join('\n')}`);
}

/** How far the page is wider than its window, in pixels: a page that scrolls sideways is no use on a telephone. */
export const overflowOf = (page) => page.evaluate(() =>
	Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - document.documentElement.clientWidth);

/**
 * Collects tests and runs them in `finish`, one after the other. `serve` gives the server of each test; it has an
 * `address` and a `close`.
 */
export async function suite({ serve = fixtureServer } = {}) {
	const reason = missing();
	const tests = [];
	const wanted = process.argv.slice(2).join(' ');
	return {
		test: (name, run, options = {}) => tests.push({ name, run, options }),
		async finish() {
			if (reason) {
				console.log(`skipped: ${reason}`);
				console.log(`0 passed, 0 failed, ${tests.length} skipped`);
				return;
			}
			const browser = await startBrowser();
			let passed = 0, failed = 0;
			for (const one of tests.filter(({ name }) => name.includes(wanted))) {
				const problem = await runOne(browser, serve, one);
				if (problem) {
					failed++;
					console.log(`FAILED ${one.name}\n    ${problem.replace(/\n/g, '\n    ')}`);
				} else {
					passed++;
					console.log(`passed ${one.name}`);
				}
			}
			await browser.close();
			console.log(`${passed} passed, ${failed} failed`);
			process.exitCode = failed > 0 ? 1 : 0;
		},
	};
}

async function runOne(browser, serve, { name, run, options }) {
	const server = await serve({ folder: join(build, 'web'), ...options.ledger });
	const { context, page, faults, asked } = await openWindow(browser, options);
	const open = async (address = '') => {
		await page.goto(new URL(address, server.address).href);
		await settled(page);
	};
	let problem = null;
	try {
		await run({ page, open, server, faults, asked });
		const bad = options.allow ? faults.filter((fault) => !options.allow.test(fault)) : faults;
		const strangers = asked.filter((url) => !url.startsWith(server.address) && !/^(data|blob):/.test(url));
		if (bad.length > 0)
			problem = `The page complains:\n${bad.join('\n')}`;
		else if (strangers.length > 0)
			problem = `The page asks another host: ${strangers.join(', ')}`;
	} catch (error) {
		problem = [error.message, ...faults].join('\n');
		problem += '\n' + (error.stack ?? '').split('\n').filter((line) => line.includes('_test.mjs')).slice(0, 2).join('\n');
	}
	if (problem && process.env.SHOW) {
		mkdirSync(process.env.SHOW, { recursive: true });
		await page.screenshot({ path: join(process.env.SHOW, name.replace(/\W+/g, '-') + '.png') }).catch(() => {});
	}
	await context.close();
	await server.close();
	return problem;
}
