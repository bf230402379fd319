/**
 * How fast the page is on a store, as its reader feels it: from the call to the rows that stand there.
 *
 *   KEEP=1 build/bench/bench_store 1000000        leaves such a store behind
 *   node test/web/speed.mjs STORE [TIMES]
 *
 * Prints the least and the middle of some times in milliseconds; fails when a step does not show what it should.
 */

import assert from 'node:assert/strict';
import { missing, openWindow, settled, startBrowser } from './harness.mjs';
import { realServer } from './real_server.mjs';

const [store, times = '5'] = process.argv.slice(2);
if (!store) {
	console.error('usage: node test/web/speed.mjs STORE [TIMES]');
	process.exit(2);
}
const reason = missing();
if (reason) {
	console.error(reason);
	process.exit(3);
}
const started = performance.now();
const server = await realServer({ store });
console.log(`bede serve answers after ${Math.round(performance.now() - started)} ms`);
const browser = await startBrowser();
const summary = await (await fetch(new URL('api/v1/summary', server.address))).json();
console.log(`${summary.events} events in ${summary.documents} reports\n`);

/** Milliseconds from an action in the page until what it asks for is shown. */
async function timed(page, act, shown) {
	return page.evaluate(async ([act, shown]) => {
		const wait = new Function('return ' + shown), begin = performance.now();
		new Function(act)();
		for (;;) {
			await new Promise(requestAnimationFrame);
			if (wait())
				return performance.now() - begin;
			if (performance.now() - begin > 20000)
				throw new Error('waited 20 seconds for ' + shown);
		}
	}, [act, shown]);
}

const remember = 'window.seen = document.querySelector("table.ledger tbody").textContent;';
const rowsChanged = 'document.querySelector("table.ledger tbody")?.textContent !== window.seen && ' +
	'document.querySelector("table.ledger tbody") && !document.querySelector("main [aria-busy=true]")';

const steps = {
	'first view': async (page) => {
		const begin = performance.now();
		await page.goto(server.address);
		await settled(page, 20);
		return performance.now() - begin - 40;
	},
	'ledger, from the head': (page) => timed(page, 'location.hash = "#/ledger"', 'document.querySelector("table.ledger tbody tr")'),
	'filter by type': (page) => timed(page, remember +
		'[...document.querySelectorAll(".types .toggle")].find((one) => /^Assault/.test(one.textContent)).click()', rowsChanged),
	'filter by actor as well': (page) => timed(page, remember + 'location.hash += "&actor=RUS"', rowsChanged),
	'sort by number of dead': (page) => timed(page, remember +
		'[...document.querySelectorAll("th .sort")].find((one) => one.textContent === "Dead").click()', rowsChanged),
	'all of it, last page': (page) => timed(page, remember + `location.hash = "#/ledger?page=${Math.ceil(summary.events / 50)}"`,
		rowsChanged + ' && document.querySelector("button[aria-label=\\"Last page\\"]").disabled'),
	'timeline': (page) => timed(page, 'location.hash = "#/timeline"', 'document.querySelector("main svg")'),
	'map': (page) => timed(page, 'location.hash = "#/map"', 'document.querySelector("main svg")'),
	'network': (page) => timed(page, 'location.hash = "#/network"', 'document.querySelector("main svg, main canvas")'),
};

const results = Object.fromEntries(Object.keys(steps).map((name) => [name, []]));
for (let time = 0; time < Number(times); time++) {
	const { context, page, faults } = await openWindow(browser);
	for (const [name, step] of Object.entries(steps))
		results[name].push(await step(page));
	assert.deepEqual(faults, []);
	await context.close();
}
for (const [name, all] of Object.entries(results)) {
	all.sort((a, b) => a - b);
	console.log(`${name.padEnd(26)} ${String(Math.round(all[0])).padStart(6)} ${String(Math.round(all[all.length >> 1])).padStart(6)}`);
}
await browser.close();
await server.close();
