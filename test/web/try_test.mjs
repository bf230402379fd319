/** Try it: a pasted report is coded as typing pauses, and failures say what to do. */

import assert from 'node:assert/strict';
import { fixtureServer } from './fixture_server.mjs';
import { accessibilityFaults, overflowOf, settled, suite, until } from './harness.mjs';
import { markedWords, reading } from './reading_fixture.mjs';

async function serve(options) {
	const server = await fixtureServer(options);
	server.instead.set('code', [200, reading]);
	return server;
}
const { test, finish } = await suite({ serve });

const hash = (page) => new URL(page.url()).hash;
const box = (page) => page.getByRole('textbox', { name: 'Report' });
const coded = (server) => server.asked.filter((one) => one === 'code').length;
const shown = (page) => until(page, () => document.querySelectorAll('.record').length === 3);
const failure = (status, message) => [status, { error: { code: 'failed', message, parameter: null } }];

test('a text is coded once, when typing pauses', async ({ page, open, server }) => {
	await open('#/try');
	await box(page).pressSequentially('Russian forces attacked the station.', { delay: 10 });
	await shown(page);
	assert.equal(coded(server), 1);
	assert.match(await page.locator('.try-state').innerText(), /3 records in 2 sentences/);
});

test('its records have their words and their reasons, as on a report page', async ({ page, open }) => {
	await open('#/try');
	await box(page).fill('Anything.');
	await shown(page);
	await page.locator('.record-head').first().click();
	assert.equal(hash(page), '#/try?record=a1');
	const lit = await markedWords(page, '.report-text');
	assert.deepEqual([lit.who, lit['did what'], lit.matched], [['Russian forces'], ['attacked'], ['attacked', 'station']]);
	await page.getByText('Russia attacked the town with rockets.').waitFor();
});

test('ctrl and enter code at once; text, day and publisher go along', async ({ page, open, server }) => {
	await open('#/try');
	await page.getByLabel('Published on').fill('2022-04-08');
	await page.getByLabel('Publisher (optional)').fill('Dnipro Wire');
	const asked = page.waitForRequest((request) => request.url().endsWith('/code'));
	await box(page).fill('Russian forces attacked.');
	await page.keyboard.press('Control+Enter');
	assert.deepEqual((await asked).postDataJSON(),
		{ text: 'Russian forces attacked.', date: '2022-04-08', publisher: 'Dnipro Wire' });
	await shown(page);
	await page.waitForTimeout(700);
	assert.equal(coded(server), 1, 'the pause after it asks no second time');
});

test('the examples are coded by a click and have an address', async ({ page, open }) => {
	await open('#/try');
	const asked = page.waitForRequest((request) => request.url().endsWith('/code'));
	await page.getByRole('button', { name: 'Shots on the border' }).click();
	const body = (await asked).postDataJSON();
	assert.match(body.text, /^YEREVAN/);
	assert.equal(body.date, '2022-09-14');
	await shown(page);
	assert.equal(hash(page), '#/try?example=border');
	await page.reload();
	await shown(page);
	assert.match(await box(page).inputValue(), /^YEREVAN/);
	await page.evaluate(() => location.hash = '#/try?example=tanker');
	await until(page, () => document.querySelector('textarea').value.startsWith('DUBAI'));
	await box(page).press('End');
	await box(page).pressSequentially('!');
	assert.equal(hash(page), '#/try', 'a changed example is a text of the reader’s own');
});

for (const [status, message, advice] of [
	[503, 'no lexicon was found', /coder’s data were not found|coder's data were not found/],
	[413, 'the limit is 1 MB.', /9 characters are more than this server takes at once: the limit is 1 MB\. Paste one/],
	[429, 'too many requests', /busy or has been asked too often; wait a moment/],
	[400, 'date is no day', /date is no day/],
	[500, 'out of memory', /out of memory/],
])
	test(`an answer of ${status} says what to do`, async ({ page, open, server }) => {
		server.instead.set('code', failure(status, message));
		await open('#/try');
		await box(page).fill('A report.');
		await page.getByRole('alert').waitFor();
		assert.match(await page.getByRole('alert').innerText(), advice);
		assert.equal(await page.locator('.record').count(), 0);
		// The next try clears it.
		server.instead.set('code', [200, reading]);
		await page.getByRole('button', { name: /^Code it/ }).click();
		await shown(page);
		assert.equal(await page.getByRole('alert').count(), 0);
	}, { allow: new RegExp(String(status)) });

test('a server that is gone is named as such', async ({ page, open }) => {
	await open('#/try');
	await page.route('**/api/v1/code', (route) => route.abort());
	await box(page).fill('A report.');
	await page.getByRole('alert').getByText('The server cannot be reached').waitFor();
}, { allow: /ERR_FAILED/ });

test('where the coder is missing, the page says it before anything is typed', async ({ page, open }) => {
	await open('#/try');
	await page.getByRole('alert').getByText('runs without the coder’s data').waitFor();
}, { ledger: { coder: false } });

test('a late answer to an older text does not replace a newer one', async ({ page, open }) => {
	await open('#/try');
	let first = true;
	await page.route('**/api/v1/code', async (route) => {
		const late = first;
		first = false;
		if (late)
			await new Promise((done) => setTimeout(done, 600));
		await route.fulfill({ json: late ? { ...reading, records: [], why: [] } : reading }).catch(() => {});
	});
	await box(page).fill('One.');
	await page.keyboard.press('Control+Enter');
	await box(page).fill('Two.');
	await page.keyboard.press('Control+Enter');
	await shown(page);
	await page.waitForTimeout(800);
	assert.equal(await page.locator('.record').count(), 3);
});

test('a text without events says so', async ({ page, open, server }) => {
	server.instead.set('code', [200, { ...reading, records: [], why: [] }]);
	await open('#/try');
	await box(page).fill('The weather was fine.');
	await page.getByText('No sentence of this text tells who did what to whom').waitFor();
});

test('the records are copied as JSON Lines', async ({ page, open }) => {
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await open('#/try');
	await box(page).fill('A report.');
	await shown(page);
	await page.getByRole('button', { name: 'Copy as JSON Lines' }).click();
	await page.getByText('copied').waitFor();
	const lines = (await page.evaluate(() => navigator.clipboard.readText())).trimEnd().split('\n');
	assert.deepEqual(lines.map((line) => JSON.parse(line).id), ['a1', 'b2', 'c3']);
	const saved = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save as file' }).click();
	assert.equal((await saved).suggestedFilename(), 'records.jsonl');
});

test('a draft is kept while the reader looks at another view, and cleared on request', async ({ page, open }) => {
	await open('#/try');
	await box(page).fill('A draft of mine.');
	await shown(page);
	await page.getByRole('link', { name: 'Ledger' }).click();
	await settled(page);
	await page.getByRole('link', { name: 'Try it' }).click();
	await settled(page);
	assert.equal(await box(page).inputValue(), 'A draft of mine.');
	await page.getByRole('button', { name: 'Clear' }).click();
	assert.equal(await box(page).inputValue(), '');
	await until(page, () => document.querySelectorAll('.record').length === 0);
});

test('the keyboard alone leads from the text to the reasons', async ({ page, open }) => {
	await open('#/try');
	await box(page).focus();
	await page.keyboard.type('Russian forces attacked.');
	await shown(page);
	for (let presses = 0; presses < 40; presses++) {
		await page.keyboard.press('Tab');
		if (await page.evaluate(() => document.activeElement.dataset.item === 'a1'))
			break;
	}
	await page.keyboard.press('Enter');
	assert.equal(hash(page), '#/try?record=a1');
	await page.getByRole('region', { name: 'Why' }).waitFor();
});

test('with records and a failure alike it can be read by everybody', async ({ page, open, server }) => {
	await open('#/try?example=border&record=b2');
	await shown(page);
	for (const answer of [[200, reading], failure(413, 'too long')]) {
		server.instead.set('code', answer);
		await page.getByRole('button', { name: /^Code it/ }).click();
		await page.waitForTimeout(200);
		for (const colorScheme of ['light', 'dark'])
			for (const width of [1280, 360]) {
				await page.emulateMedia({ colorScheme });
				await page.setViewportSize({ width, height: 800 });
				await settled(page);
				assert.deepEqual(await accessibilityFaults(page), [], `${colorScheme}, ${width} px`);
				assert.equal(await overflowOf(page), 0, `the page scrolls sideways at ${width} px`);
			}
	}
}, { allow: /413/ });

await finish();
