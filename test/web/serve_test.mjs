/** The page on `bede serve` itself, with the reports of example/. */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { accessibilityFaults, overflowOf, settled, suite } from './harness.mjs';
import { bede, realServer } from './real_server.mjs';

const { test, finish } = await suite({ serve: realServer });
const get = async (server, route) => (await fetch(new URL('api/v1/' + route, server.address))).json();

test('a new reader finds the number on which reports differ, and the denial', async ({ page, open }) => {
	await open();
	await page.getByRole('link', { name: '39 or 52 dead?' }).waitFor();
	await page.locator('.dispute.lead').getByText('Russia denies it').waitFor();
	const lead = await page.locator('.dispute.lead').textContent();
	for (const publisher of ['Dnipro Wire', 'Lake Geneva Press', 'Moscow Morning'])
		assert.ok(lead.includes(publisher), publisher);
});

test('every view shows the store, to everybody', async ({ page, open, server }) => {
	const { id } = (await get(server, 'summary')).disputed[0];
	const report = (await get(server, `events/${id}`)).tellings[0].document_id;
	for (const view of ['overview', 'timeline', 'map', 'network', 'ledger', 'ledger?of=records', 'try', `event/${id}`,
		`report/${encodeURIComponent(report)}`]) {
		await open('#/' + view);
		assert.equal(await page.getByRole('alert').count(), 0, view);
		assert.equal(await page.getByText(/^No \w+ under this filter/).count(), 0, view);
		assert.deepEqual(await accessibilityFaults(page), [], view);
		assert.equal(await overflowOf(page), 0, view);
	}
});

test('every filter field is one that the server knows', async ({ page, open }) => {
	await open('#/ledger');
	const total = await page.locator('#ledger-title').textContent();
	for (const [query, fewer] of Object.entries({ 'actor=RUS': true, 'recipient=UKR:CVL': true, 'actor=UKR&recipient=RUS&both_ways=1': true,
		'sector=MIL': true, 'event=ASSAULT,ACCUSE': true, 'quad=1': true, 'certainty=certain': false, 'aux_mode=negation': true,
		'place=Kramatorsk': true, 'since=2022-04&until=2022-04': true, 'source=UKR:GOV': true, 'publisher=Dnipro Wire': true,
		'confidence=0.5': false, 'text=railway station': true, 'differs=1': true, 'denied=1': true })) {
		await open('#/ledger?' + query);
		const found = await page.locator('#ledger-title').textContent();
		assert.match(found, /^[1-9]\d* events?$/, query);
		if (fewer)
			assert.notEqual(found, total, query);
	}
});

test('every column that can be sorted is', async ({ page, open }) => {
	for (const of of ['', 'of=records&'])
		for (const columns of ['day,event,actor,recipient,place,dead,accounts,denials,reports,records,confidence', 'publisher,reported']) {
			await open(`#/ledger?${of}columns=${columns}`);
			for (const head of await page.getByRole('columnheader').getByRole('button').all()) {
				await head.click();
				await settled(page);
				assert.equal(await page.getByRole('alert').count(), 0, await head.textContent());
				assert.equal(await page.locator('th[aria-sort]').count(), 1);
			}
		}
});

test('a wrong value is named at its field', async ({ page, open }) => {
	for (const [query, label] of [['since=yesterday', 'Since'], ['until=2022-13', 'Until']]) {
		await open('#/ledger?' + query);
		await page.locator('.field-error').waitFor();
		assert.equal(await page.getByLabel(label, { exact: true }).getAttribute('aria-invalid'), 'true');
	}
}, { allow: /status of 400/ });

test('suggests actors that the store knows', async ({ page, open }) => {
	await open('#/ledger');
	await page.getByRole('combobox', { name: 'Actor' }).fill('Sri');
	await page.getByRole('option', { name: /LKA/ }).click();
	await settled(page);
	assert.match(page.url(), /actor=LKA/);
});

test('reports that come into the store appear in the open page', async ({ page, open, server }) => {
	await open('#/ledger');
	await page.locator('.connection.live').waitFor();
	const before = Number((await page.locator('#ledger-title').textContent()).match(/\d+/)[0]);
	const report = join(dirname(server.store), 'more.jsonl');
	writeFileSync(report, JSON.stringify({ id: 'tunnel', date: '2024-05-03', publisher: 'Harbour Wire', title: 'Tunnel agreed',
		text: 'Switzerland signed an agreement with Austria in Vienna on Friday to build a railway tunnel.' }) + '\n');
	bede('code', '--store', server.store, report);
	await page.getByText('railway tunnel').first().waitFor({ timeout: 15000 });
	assert.ok(Number((await page.locator('#ledger-title').textContent()).match(/\d+/)[0]) > before);
});

test('CSV and JSON are the rows that are shown', async ({ page, open, server }) => {
	await open('#/ledger?actor=RUS');
	const count = Number((await page.locator('#ledger-title').textContent()).match(/\d+/)[0]);
	const address = async (format) => new URL(await page.getByRole('link', { name: `Download as ${format}` }).getAttribute('href'),
		server.address);
	const csv = await (await fetch(await address('CSV'))).text();
	assert.equal(csv.trim().split(/\r?\n(?=[^"]*(?:"[^"]*"[^"]*)*$)/).length, count + 1);
	const json = await (await fetch(await address('JSON'))).json();
	assert.equal((Array.isArray(json) ? json : json.rows).length, count);
});

await finish();
