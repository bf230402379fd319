/** What a new user finds: the reports of example/ in a store, served by the program itself, from front page to rule. */

import assert from 'node:assert/strict';
import { accessibilityFaults, overflowOf, settled, suite, until } from './harness.mjs';
import { markedWords, roleNames } from './reading_fixture.mjs';
import { realServer } from './real_server.mjs';

const { test, finish } = await suite({ serve: realServer });

const ask = (page, route) => page.evaluate(async (one) => (await fetch('api/v1/' + one)).json(), route);

/** The disputed event of the railway station, from the front page on. */
async function station(page, open) {
	await open();
	const { disputed } = await ask(page, 'summary');
	const event = disputed.find((one) => one.place?.name === 'Kramatorsk' && one.dead);
	await page.goto(new URL('#/event/' + event.id, page.url()).href);
	await settled(page);
	return event;
}

test('two reports differ on a number, and one side denies it', async ({ page, open }) => {
	const event = await station(page, open);
	assert.match(await page.getByRole('heading', { level: 1 }).innerText(),
		/^Russian forces attacked .*Kramatorsk · 8 Apr 2022$/);
	const dead = await page.getByRole('region', { name: 'How many dead' }).innerText();
	assert.match(dead, new RegExp(`low\\s+${event.dead.low}\\s[^]*high\\s+${event.dead.high}\\s`));
	assert.ok(event.dead.low < event.dead.high);
	assert.match(dead, /in Dnipro Wire[^]*in Lake Geneva Press/);
	const denied = await page.getByRole('region', { name: 'Denied' }).innerText();
	assert.match(denied, /Russian Defense Ministry[^]*Moscow Morning/);
});

test('from the event a link leads to the sentence in its report, and on to its rule', async ({ page, open }) => {
	await station(page, open);
	await page.getByRole('article').first().getByRole('link').first().click();
	await settled(page);
	await page.getByRole('region', { name: 'Why' }).getByText('as in').waitFor();
	const why = await page.getByRole('region', { name: 'Why' }).innerText();
	assert.match(why, /The rule lexicon\/en\/events\/assault\.tsv:\d+/);
	const { matched, ...lit } = await markedWords(page, '.report-text');
	assert.ok(matched.length > 0 && lit['did what'].length > 0);
});

test('of every record in every report, exactly the words are lit', async ({ page, open }) => {
	await open();
	const { rows } = await ask(page, 'records?limit=1000');
	const reports = [...new Set(rows.map((row) => row.document_id))];
	assert.ok(reports.length >= 10);
	let seen = 0;
	for (const id of reports) {
		const report = await ask(page, 'documents/' + id);
		const points = [...report.text];
		await open('#/report/' + id);
		for (const record of report.records) {
			await page.evaluate((address) => location.hash = address, `#/report/${id}?record=${record.id}`);
			await until(page, (one) => document.querySelector(`[data-item="${one}"][aria-expanded="true"]`), record.id);
			const { matched: _, ...lit } = await markedWords(page, '.report-text');
			for (const role of new Set(record.marks.map((mark) => mark.role))) {
				// Which characters have the role, in runs: what stands in two marks of one role is told once.
				const has = new Set(record.marks.filter((mark) => mark.role === role)
					.flatMap((mark) => Array.from({ length: mark.end - mark.start }, (_, at) => mark.start + at)));
				const runs = [];
				for (const at of [...has].sort((a, b) => a - b))
					if (has.has(at - 1))
						runs[runs.length - 1] += points[at];
					else
						runs.push(points[at]);
				assert.deepEqual(lit[roleNames[role]], runs, `${id}, ${record.event}, ${role}`);
			}
			seen++;
		}
	}
	assert.ok(seen >= 50, `${seen} records`);
});

test('every layer of a real reading leaves the text as it is', async ({ page, open }) => {
	const layers = 'events,roles,sentences,entities,times,places,quantities,attributions,tokens';
	await open('#/report/kramatorsk-kyiv?layers=' + layers);
	await until(page, () => document.querySelectorAll('.token').length > 90);
	const { text } = await ask(page, 'documents/kramatorsk-kyiv');
	assert.deepEqual(await page.locator('.report-text p').allTextContents(), text.split('\n\n'));
	for (const layer of ['entities', 'times', 'places', 'quantities', 'attributions'])
		assert.ok(await page.locator('.layer-' + layer).count() > 0, layer);
	const attacked = page.locator('.token', { hasText: /^attacked$/ }).first();
	assert.equal(await attacked.getAttribute('data-gloss'), 'attack\nVERB\nccomp ↦ said');
});

for (const example of ['Shots on the border', 'Aid for Derna', 'Tanker seized'])
	test(`the example “${example}” is coded as it is shown`, async ({ page, open }) => {
		await open('#/try');
		await page.getByRole('button', { name: example }).click();
		await until(page, () => document.querySelectorAll('.record').length >= 4, undefined, 10);
		await page.locator('.record-head').first().click();
		await page.getByRole('region', { name: 'Why' }).getByText('as in').waitFor();
		for (const width of [1280, 360]) {
			await page.setViewportSize({ width, height: 800 });
			assert.deepEqual(await accessibilityFaults(page), []);
			assert.equal(await overflowOf(page), 0);
		}
	});

test('the first example has a toll, a denial and who says so', async ({ page, open }) => {
	await open('#/try?example=border');
	await until(page, () => document.querySelectorAll('.record').length >= 4, undefined, 10);
	const lines = await page.locator('.record-line').allInnerTexts();
	assert.match(lines[0], /^Azerbaijani troops attacked .* with heavy weapons in Goris$/);
	await page.locator('.record-head').nth(1).click();
	assert.match(await page.locator('.record.chosen .facts').innerText(), /at least 49 dead[^]*Nikol Pashinyan[^]*“said”/);
	const denied = lines.findIndex((line) => line.includes('did not attack'));
	await page.locator('.record-head').nth(denied).click();
	assert.match(await page.locator('.record.chosen .facts').innerText(), /said not to have happened[^]*denial/);
});

await finish();
