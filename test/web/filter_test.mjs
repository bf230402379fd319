/** The filter: what is chosen stands in the address, above the view and in the question to the server. */

import assert from 'node:assert/strict';
import { settled, suite, until } from './harness.mjs';

const { test, finish } = await suite();
const hash = (page) => new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '');
const total = async (page) => Number((await page.locator('#ledger-title').textContent()).replace(/\D/g, ''));

test('a type is chosen and taken away, and the count beside it comes true', async ({ page, open }) => {
	await open('#/ledger');
	const all = await total(page);
	const assault = page.getByRole('button', { name: /^Assault/ });
	const promised = Number((await assault.locator('.count').textContent()).replace(/\D/g, ''));
	await assault.click();
	await settled(page);
	assert.equal(hash(page).get('event'), 'ASSAULT');
	assert.equal(await assault.getAttribute('aria-pressed'), 'true');
	assert.equal(await total(page), promised);
	await page.getByRole('button', { name: 'Take away: Type Assault' }).click();
	await settled(page);
	assert.equal(await total(page), all);
	assert.equal(await page.getByRole('list', { name: 'Conditions' }).count(), 0);
});

test('a whole class is chosen by its head', async ({ page, open }) => {
	await open('#/ledger');
	await page.getByRole('button', { name: /^Material conflict/ }).click();
	await settled(page);
	assert.equal(hash(page).get('quad'), '4');
	await page.getByRole('button', { name: 'Take away: Class Material conflict' }).waitFor();
});

test('an actor is found by name with the keyboard alone', async ({ page, open }) => {
	await open('#/ledger');
	const actor = page.getByRole('combobox', { name: 'Actor' });
	await actor.focus();
	await page.keyboard.type('Uk');
	await page.getByRole('option', { name: /Ukraine/ }).waitFor();
	await page.keyboard.press('ArrowDown');
	const active = await actor.getAttribute('aria-activedescendant');
	assert.match(await page.locator('[id="' + active + '"]').textContent(), /Ukraine/);
	await page.keyboard.press('Enter');
	await settled(page);
	assert.equal(hash(page).get('actor'), 'UKR');
	assert.equal(await actor.inputValue(), 'UKR');
	await page.getByRole('button', { name: 'Take away: Actor Ukraine' }).waitFor();
});

test('a name that is typed out stands for its code', async ({ page, open }) => {
	await open('#/ledger');
	await page.getByRole('combobox', { name: 'Recipient' }).fill('turkey');
	await page.getByRole('option', { name: /Turkey/ }).waitFor();
	await page.keyboard.press('Enter');
	await settled(page);
	assert.equal(hash(page).get('recipient'), 'TUR');
});

test('a second actor joins the first', async ({ page, open }) => {
	await open('#/ledger?actor=RUS');
	const actor = page.getByRole('combobox', { name: 'Actor' });
	await actor.focus();
	await actor.press('End');
	await page.keyboard.type(',Chi');
	await page.getByRole('option', { name: /China/ }).click();
	await settled(page);
	assert.equal(hash(page).get('actor'), 'RUS,CHN');
});

test('Escape shuts the suggestions and keeps the words', async ({ page, open }) => {
	await open('#/ledger');
	const actor = page.getByRole('combobox', { name: 'Actor' });
	await actor.fill('Uk');
	await page.getByRole('option').first().waitFor();
	await page.keyboard.press('Escape');
	await page.getByRole('option').first().waitFor({ state: 'hidden' });
	assert.equal(await actor.inputValue(), 'Uk');
});

test('a wrong value is named at its field, and can be taken out', async ({ page, open, server }) => {
	await open('#/ledger');
	const since = page.getByLabel('Since', { exact: true });
	await since.fill('last year');
	await since.press('Enter');
	await page.locator('.filter .field-error').waitFor();
	assert.match(await page.locator('.filter .field-error').textContent(), /"last year" is no day/);
	assert.equal(await since.getAttribute('aria-invalid'), 'true');
	const described = await since.getAttribute('aria-describedby');
	assert.match(await page.locator('[id="' + described + '"]').textContent(), /is no day/);
	await page.getByRole('alert').getByRole('button', { name: /Take “since” out/ }).click();
	await settled(page);
	assert.equal(hash(page).get('since'), null);
	assert.equal(await total(page), server.ledger.events.length);
}, { allow: /status of 400/ });

test('the question to the server has every condition', async ({ page, open, server }) => {
	const conditions = { actor: 'RUS', recipient: 'UKR', both_ways: '1', sector: 'MIL', event: 'ASSAULT,AID', quad: '2,4',
		mode: 'explosives', context: 'military', aux_mode: 'future', certainty: 'certain', place: 'UKR', box: '20,40,40,60',
		since: '2022', until: '2023-05', source: 'UKR:GOV', publisher: 'Dnipro Wire', confidence: '0.5', text: 'railway station',
		differs: '1', denied: '1' };
	await open('#/ledger?' + new URLSearchParams(conditions));
	for (const route of ['events', 'facets']) {
		const asked = server.asked.find((one) => one.startsWith(route + '?'));
		const query = Object.fromEntries(new URLSearchParams(asked.split('?')[1]));
		for (const [name, value] of Object.entries(conditions))
			assert.equal(query[name], value, `${route} asks for ${name}`);
	}
	assert.equal(await page.locator('.conditions .chip-name').count(), Object.keys(conditions).length);
});

test('confidence is a slider that the keyboard moves', async ({ page, open }) => {
	await open('#/ledger');
	const slider = page.getByRole('slider', { name: /Confidence/ });
	await slider.focus();
	for (let times = 0; times < 4; times++)
		await page.keyboard.press('ArrowRight');
	await until(page, () => location.hash.includes('confidence=0.2'));
	await page.getByRole('button', { name: 'Take away: Confidence at least 20%' }).waitFor();
});

test('the filter goes along from view to view, and back', async ({ page, open }) => {
	await open('#/ledger?actor=RUS&page=2');
	for (const view of ['Timeline', 'Map', 'Network', 'Ledger']) {
		await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
		await settled(page);
		assert.equal(hash(page).get('actor'), 'RUS', view);
		assert.equal(hash(page).get('page'), null, 'pages are the ledger’s own');
	}
	await page.goBack();
	await settled(page);
	assert.match(page.url(), /network/);
});

test('another selection begins at its first page', async ({ page, open }) => {
	await open('#/ledger?page=2');
	await page.getByLabel('either may act').check();
	await settled(page);
	assert.equal(hash(page).get('page'), null);
});

test('all conditions are cleared at once', async ({ page, open, server }) => {
	await open('#/ledger?actor=RUS&event=ASSAULT&since=2021');
	await page.getByRole('button', { name: 'Clear all' }).click();
	await settled(page);
	assert.equal(await total(page), server.ledger.events.length);
});

test('on a narrow screen the filter is folded away, and counts what is chosen', async ({ page, open }) => {
	await open('#/ledger?actor=RUS');
	const summary = page.locator('details.filter > summary');
	assert.equal(await summary.textContent(), 'Filter 1');
	assert.equal(await page.getByRole('combobox', { name: 'Actor' }).count(), 0);
	await summary.focus();
	await page.keyboard.press('Enter');
	await settled(page);
	await page.getByRole('button', { name: /^Aid/ }).click();
	await settled(page);
	assert.equal(hash(page).get('event'), 'AID');
	assert.equal(await summary.textContent(), 'Filter 2');
}, { width: 360 });

await finish();
