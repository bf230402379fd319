/** The report page: exactly the words are marked, by mouse and by keys, with reasons and layers. */

import assert from 'node:assert/strict';
import { fixtureServer } from './fixture_server.mjs';
import { accessibilityFaults, overflowOf, settled, suite, until } from './harness.mjs';
import { longReport, markedWords, reading, records, report, roleNames, text } from './reading_fixture.mjs';

async function serve(options) {
	const server = await fixtureServer(options);
	server.instead.set('documents/station', [200, report]);
	server.instead.set('documents/station/layers', [200, reading]);
	return server;
}
const { test, finish } = await suite({ serve });

const allLayers = 'events,roles,sentences,entities,times,places,quantities,attributions,tokens';
const hash = (page) => new URL(page.url()).hash;
const item = (page, number) => page.locator('.record-head').nth(number);
const cut = ({ start, end }) => [...text].slice(start, end).join('');
const wordsOf = (record) => {
	const words = {};
	for (const mark of record.marks)
		(words[roleNames[mark.role]] ??= []).push(cut(mark));
	return words;
};

for (const record of records)
	test(`exactly the words of record ${record.id} are lit, however they overlap`, async ({ page, open }) => {
		await open('#/report/station?record=' + record.id);
		const { matched, ...lit } = await markedWords(page, '.report-text');
		assert.deepEqual(lit, wordsOf(record));
		const why = reading.why.find((one) => one.record_id === record.id);
		assert.deepEqual(matched, why?.matched.map(cut));
	});

test('marking changes no character of the text', async ({ page, open }) => {
	for (const layers of ['none', 'events', allLayers]) {
		await open(`#/report/station?record=c3&layers=${layers}`);
		assert.deepEqual(await page.locator('.report-text p').allTextContents(), text.split('\n\n'));
	}
});

test('nothing is lit before a record is chosen; the actions carry their numbers', async ({ page, open, server }) => {
	await open('#/report/station');
	assert.deepEqual(await markedWords(page, '.report-text'), {});
	const numbers = await page.evaluate(() => [...document.querySelectorAll('.anchor[data-number]')]
		.map((one) => [one.dataset.number, one.textContent]));
	assert.deepEqual(numbers, [['1', 'attacked'], ['2', 'killing'], ['3', 'had attacked']]);
	// The text is read anew only when that is needed.
	assert.equal(server.asked.includes('documents/station/layers'), false);
});

test('a click on the words chooses their record, and the address tells it', async ({ page, open }) => {
	await open('#/report/station');
	await page.locator('.anchor', { hasText: 'killing' }).click();
	await settled(page);
	assert.equal(hash(page), '#/report/station?record=b2');
	assert.equal(await item(page, 1).getAttribute('aria-expanded'), 'true');
	await page.reload();
	await settled(page);
	assert.deepEqual((await markedWords(page, '.report-text'))['did what'], ['killing']);
});

test('the keyboard alone goes through the records and back out', async ({ page, open }) => {
	await open('#/report/station');
	await item(page, 0).focus();
	await page.keyboard.press('Enter');
	assert.equal(hash(page), '#/report/station?record=a1');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	assert.equal(hash(page), '#/report/station?record=c3');
	await page.keyboard.press('ArrowDown');
	assert.equal(hash(page), '#/report/station?record=c3', 'there is none behind the last');
	await page.keyboard.press('ArrowUp');
	await until(page, () => document.activeElement.dataset.item === 'b2');
	await page.keyboard.press('Escape');
	assert.equal(hash(page), '#/report/station');
	assert.equal(await page.evaluate(() => document.activeElement.dataset.item), 'b2', 'the place in the list is kept');
	// Going through records leaves no trail behind: back leads out of the report.
	assert.equal(await page.evaluate(() => history.length), 2);
});

test('from a record a link leads to its event, and back leads to the record', async ({ page, open }) => {
	await open('#/report/station?record=a1');
	await page.getByRole('link', { name: 'This event, as all reports tell it' }).click();
	await settled(page);
	assert.equal(hash(page), '#/event/f6524e77dc90ca62?telling=a1');
	await until(page, () => document.title === 'Russian forces attacked Ukraine with explosives');
	await page.goBack();
	await until(page, () => document.querySelector('.report-text .lit'));
	assert.equal(hash(page), '#/report/station?record=a1');
	await until(page, () => document.title === 'Missile attack on station');
});

test('why: the rule, its example, and the words that it matched', async ({ page, open }) => {
	await open('#/report/station?record=a1');
	const why = page.getByRole('region', { name: 'Why' });
	await why.getByText('Russia attacked the town with rockets.').waitFor();
	const told = await why.textContent();
	assert.match(told, /lexicon\/en\/events\/assault\.tsv:9/);
	assert.match(told, /prep\.with=missile/);
	assert.match(told, /matched attacked station/);
});

test('a record that the coder of today would not make again says so', async ({ page, open }) => {
	await open('#/report/station?record=c3');
	await page.getByText('Today’s coder reads this report otherwise').waitFor();
});

test('every field of a record is told, what was inferred as such, and a denial as one', async ({ page, open }) => {
	await open('#/report/station?record=b2');
	const facts = await page.locator('.record.chosen .facts').innerText();
	for (const words of ['Russian forces', 'RUS MIL', 'Assault', '“killing”', '39 people', 'code inferred', 'Kramatorsk',
		'at least 39 dead', 'Dnipro Wire', 'Ukrainian officials', '“said”', 'certain', '83% solid'])
		assert.ok(facts.includes(words), `“${words}” is missing in: ${facts}`);
	await item(page, 2).click();
	const denied = await page.locator('.record.chosen .facts').innerText();
	assert.match(denied, /Moscow RUS “denied” denial/);
	assert.match(denied, /said not to have happened/);
});

test('layers are switched on and off, and stand in the address', async ({ page, open }) => {
	await open('#/report/station');
	await page.getByRole('button', { name: 'Entities' }).click();
	await until(page, () => document.querySelectorAll('.layer-entities').length === 2);
	assert.equal(hash(page), '#/report/station?layers=events%2Centities');
	const labels = await page.locator('[data-above]').evaluateAll((list) => list.map((one) => one.dataset.above));
	assert.deepEqual(labels, ['ORG RUS MIL', 'GPE UKR']);
	await page.getByRole('button', { name: 'Tokens' }).click();
	await until(page, () => document.querySelectorAll('.token').length > 20);
	assert.equal(await page.evaluate(() => document.querySelector('.token').dataset.gloss), 'kyiv\nNOUN\ndep');
	await page.reload();
	await until(page, () => document.querySelectorAll('.token').length > 20);
	for (const name of ['Entities', 'Tokens', 'Events'])
		await page.getByRole('button', { name }).click();
	assert.equal(await page.locator('.report-text .mark').count(), 0);
	assert.equal(hash(page), '#/report/station?layers=none');
});

test('marks that cross are both drawn', async ({ page, open }) => {
	await open('#/report/station?layers=roles,attributions');
	await until(page, () => document.querySelector('.layer-attributions'));
	const pieces = async (selector) => (await page.locator(selector).allTextContents()).join('|');
	assert.equal(await pieces('.report-text p:nth-child(2) .role-action'), 'had attacked');
	assert.equal(await pieces('.report-text p:nth-child(2) .role-where'), 'attacked| the station');
});

test('without the coder, the text stands with its records and layers say why not', async ({ page, open, server }) => {
	await open('#/report/station?record=a1&layers=tokens');
	assert.equal(await page.getByRole('button', { name: 'Tokens' }).isDisabled(), true);
	await page.getByText('which this server runs without').waitFor();
	assert.deepEqual((await markedWords(page, '.report-text'))['did what'], ['attacked']);
	assert.equal(server.asked.includes('documents/station/layers'), false);
}, { ledger: { coder: false } });

test('a failure to read the text anew leaves text and records standing', async ({ page, open, server }) => {
	const error = { code: 'failed', message: 'out of memory', parameter: null };
	server.instead.set('documents/station/layers', [500, { error }]);
	await open('#/report/station?record=a1');
	await page.getByText('Its layers cannot be shown: out of memory').waitFor();
	assert.deepEqual((await markedWords(page, '.report-text')).who, ['Russian forces']);
}, { allow: /500/ });

test('reprints are told, with how alike they are', async ({ page, open, server }) => {
	await open('#/report/station');
	await page.getByText('Printed again by Harbour Wire (97% alike)').waitFor();
	const again = { ...report, id: 'again', reprint_of: { id: 'station', similarity: 0.97 }, reprints: [] };
	server.instead.set('documents/again', [200, again]);
	await open('#/report/again');
	await page.getByRole('link', { name: 'station', exact: true }).click();
	await settled(page);
	assert.equal(hash(page), '#/report/station');
});

test('markup in a report is text', async ({ page, open, server }) => {
	const hostile = '<img src=x onerror="alert(1)"> & "quotes" </p><script>alert(2)</script>';
	server.instead.set('documents/hostile',
		[200, { ...report, id: 'hostile', title: hostile, text: hostile, sentences: [], records: [] }]);
	await open('#/report/hostile');
	assert.equal(await page.locator('.report-text').textContent(), hostile);
	assert.equal(await page.locator('.report img, .report script').count(), 0);
});

test('marks that point nowhere do no harm', async ({ page, open, server }) => {
	const marks = [{ start: -5, end: 3, role: 'actor' }, { start: 90000, end: 90010, role: 'recipient' },
		{ start: 9, end: 7, role: 'when' }, { start: 4, end: 4, role: 'where' }];
	server.instead.set('documents/odd/layers', [200, { ...reading, why: [] }]);
	server.instead.set('documents/odd', [200, { ...report, id: 'odd', records: [{ ...records[0], id: 'odd1', marks }] }]);
	await open('#/report/odd?record=odd1');
	assert.deepEqual((await markedWords(page, '.report-text')).who, ['KYI']);
});

test('in a report of 30,000 characters a choice draws two paragraphs anew', async ({ page, open, server }) => {
	const long = longReport(220);
	assert.ok(long.text.length > 28000);
	server.instead.set('documents/long', [200, long]);
	const layers = { ...reading.layers, text: long.text, sentences: long.sentences };
	server.instead.set('documents/long/layers', [200, { layers, records: long.records, why: [] }]);
	await open('#/report/long?record=long10&layers=events,roles');
	await page.evaluate(() => {
		globalThis.touched = new Set();
		new MutationObserver((changes) => {
			for (const { target } of changes)
				globalThis.touched.add((target.nodeType === 1 ? target : target.parentElement).closest('.report-text p'));
		}).observe(document.querySelector('.report-text'),
			{ subtree: true, childList: true, attributes: true, characterData: true });
	});
	await item(page, 10).focus();
	await page.keyboard.press('ArrowDown');
	await until(page, () => document.querySelector('.report-text .lit[data-record="long11"]'));
	assert.equal(await page.evaluate(() => globalThis.touched.size), 2);
	assert.equal(await page.evaluate(() => document.querySelectorAll('.report-text [data-role]').length > 1000), true);
});

for (const address of ['?record=b2', '?record=c3&layers=' + allLayers.replace(',tokens', ''),
	'?record=a1&layers=tokens,roles'])
	test(`report${address} can be read by everybody`, async ({ page, open }) => {
		await open('#/report/station' + address);
		for (const colorScheme of ['light', 'dark'])
			for (const width of [1280, 360]) {
				await page.emulateMedia({ colorScheme });
				await page.setViewportSize({ width, height: 800 });
				await settled(page);
				assert.deepEqual(await accessibilityFaults(page), [], `${colorScheme}, ${width} px`);
				assert.equal(await overflowOf(page), 0, `the page scrolls sideways at ${width} px`);
			}
	});

await finish();
