/** The ledger table: sorted, paged, with the reader's columns, read by the keyboard alone. */

import assert from 'node:assert/strict';
import { settled, suite, until } from './harness.mjs';
import { madeUpEvent } from './fixture.mjs';

const { test, finish } = await suite();
const hash = (page) => new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '');
const firstRow = (page) => page.locator('table.ledger tbody tr').first();
const rowTexts = (page) => page.locator('table.ledger tbody tr').allTextContents();

test('shows what reports say together: sources, denials, differences, numbers', async ({ page, open }) => {
	await open('#/ledger?text=Kramatorsk');
	const row = await firstRow(page).textContent();
	for (const words of ['8 Apr 2022', 'Assault', 'Russian forces', 'RUS MIL', 'Ukraine', 'Kramatorsk', '39–52', '3 sources',
		'1 denial', 'differ: who did it, how many dead', '85%'])
		assert.ok(row.includes(words), `“${words}” in “${row}”`);
});

test('is sorted by a column, and the other way round', async ({ page, open }) => {
	await open('#/ledger');
	assert.equal(hash(page).get('sort'), null);
	const head = page.getByRole('columnheader', { name: 'Sure' });
	await head.getByRole('button').click();
	await settled(page);
	assert.equal(hash(page).get('sort'), '-confidence');
	assert.equal(await head.getAttribute('aria-sort'), 'descending');
	const sure = () => page.locator('table.ledger tbody td.number:nth-child(8)').allTextContents()
		.then((all) => all.map((one) => Number(one.replace('%', ''))));
	const down = await sure();
	assert.deepEqual(down, [...down].sort((a, b) => b - a));
	await head.getByRole('button').click();
	await settled(page);
	const up = await sure();
	assert.equal(await head.getAttribute('aria-sort'), 'ascending');
	assert.deepEqual(up, [...up].sort((a, b) => a - b));
});

test('columns are chosen, and stay in the link', async ({ page, open }) => {
	await open('#/ledger');
	await page.locator('summary', { hasText: 'Columns' }).click();
	await page.getByRole('group', { name: 'Columns' }).getByLabel('Where').uncheck();
	await page.getByRole('group', { name: 'Columns' }).getByLabel('Reports').check();
	await page.keyboard.press('Escape');
	await settled(page);
	const heads = () => page.getByRole('columnheader').allTextContents();
	const chosen = await heads();
	assert.ok(chosen.includes('Reports') && !chosen.includes('Where'));
	await page.reload();
	await settled(page);
	assert.deepEqual(await heads(), chosen);
});

test('records stand in it one by one', async ({ page, open }) => {
	await open('#/ledger?text=Kramatorsk');
	await page.getByRole('button', { name: 'Records' }).click();
	await settled(page);
	assert.equal(hash(page).get('of'), 'records');
	assert.match(await firstRow(page).textContent(), /Ukrainian officials/);
	await page.getByRole('columnheader', { name: 'Who says so' }).waitFor();
	await firstRow(page).getByRole('link').click();
	await settled(page);
	assert.match(page.url(), /#\/event\/f6524e77dc90ca62$/);
});

test('an event is opened from the head of the page by keys alone, and back again', async ({ page, open }) => {
	await open('#/ledger?page=2&sort=day');
	const texts = await rowTexts(page);
	await page.locator('body').press('Tab');
	assert.equal(await page.evaluate(() => document.activeElement.textContent), 'To the content');
	await page.keyboard.press('Enter');
	await until(page, () => document.activeElement.id === 'main');
	for (let times = 0; times < 40 && !(await page.evaluate(() => document.activeElement.classList.contains('row-link'))); times++)
		await page.keyboard.press('Tab');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowUp');
	const wanted = await page.evaluate(() => document.activeElement.getAttribute('href'));
	assert.equal(wanted, await page.locator('a.row-link').nth(1).getAttribute('href'));
	await page.keyboard.press('Enter');
	await settled(page);
	assert.equal(new URL(page.url()).hash, wanted);
	await page.goBack();
	await settled(page);
	assert.deepEqual(await rowTexts(page), texts);
});

test('arrow keys go over the end of a page to the next one, and back', async ({ page, open }) => {
	await open('#/ledger?rows=25');
	await page.locator('a.row-link').first().focus();
	await page.keyboard.press('End');
	await page.keyboard.press('ArrowDown');
	await until(page, () => location.hash.includes('page=2'));
	await settled(page);
	const focusAt = (row) => until(page,
		(wanted) => [...document.querySelectorAll('a.row-link')].indexOf(document.activeElement) === wanted, row);
	await focusAt(0);
	await page.keyboard.press('ArrowUp');
	await until(page, () => !location.hash.includes('page=2'));
	await settled(page);
	await focusAt(24);
	await page.keyboard.press('PageDown');
	await until(page, () => location.hash.includes('page=2'));
});

test('pages are turned, and named by number', async ({ page, open, server }) => {
	await open('#/ledger?rows=25');
	const top = page.getByRole('navigation', { name: 'Pages', exact: true });
	const last = Math.ceil(server.ledger.events.length / 25);
	await top.getByRole('button', { name: 'Next page' }).click();
	await settled(page);
	assert.match(await top.textContent(), /26–50 of/);
	await top.getByLabel('Page', { exact: true }).fill(String(last + 40));
	await top.getByLabel('Page', { exact: true }).press('Enter');
	await settled(page);
	assert.equal(hash(page).get('page'), String(last), 'a number behind the end is the last page');
	assert.ok(await top.getByRole('button', { name: 'Next page' }).isDisabled());
	await top.getByLabel('Page', { exact: true }).fill('none');
	await top.getByLabel('Page', { exact: true }).press('Enter');
	assert.equal(await top.getByLabel('Page', { exact: true }).inputValue(), String(last));
	await page.getByLabel('Rows a page').selectOption('100').catch(() => {});
});

test('a million events are paged to their end', async ({ page, open, server }) => {
	const count = 1_000_000;
	server.ledger.page = (_, query, row) => {
		const offset = Number(query.get('offset')), limit = Math.min(Number(query.get('limit')), count - offset);
		return { total: count, rows: Array.from({ length: limit }, (_, index) => row(madeUpEvent(offset + index))) };
	};
	await open('#/ledger');
	assert.equal(await page.locator('#ledger-title').textContent(), '1,000,000 events');
	await page.getByRole('button', { name: 'Last page' }).first().focus();
	await page.keyboard.press('Enter');
	await settled(page);
	assert.equal(hash(page).get('page'), '20000');
	assert.match(await page.getByRole('navigation', { name: 'Pages', exact: true }).textContent(), /999,951–1,000,000 of 1,000,000/);
	assert.match((await rowTexts(page)).at(-1), /report 999999 says/);
	await page.locator('a.row-link').first().focus();
	await page.keyboard.press('PageUp');
	await until(page, () => location.hash.includes('page=19999'));
});

test('its link shows the same to somebody else', async ({ page, open }) => {
	await open('#/ledger?actor=RUS,UKR&quad=3,4&sort=actor&columns=day,actor,words&rows=25');
	const texts = await rowTexts(page), address = page.url();
	const other = await page.context().browser().newContext({ locale: 'en-GB' });
	const window = await other.newPage();
	await window.goto(address);
	await settled(window);
	assert.deepEqual(await rowTexts(window), texts);
	await other.close();
});

test('is had as CSV and JSON by one click, with its filter and order', async ({ page, open }) => {
	await open('#/ledger?actor=RUS&sort=-dead');
	for (const format of ['CSV', 'JSON']) {
		const address = new URL(await page.getByRole('link', { name: `Download as ${format}` }).getAttribute('href'), page.url());
		assert.equal(address.pathname, '/api/v1/events');
		assert.deepEqual(Object.fromEntries(address.searchParams), { actor: 'RUS', sort: '-dead', format: format.toLowerCase() });
	}
});

test('rows become cards on a narrow screen', async ({ page, open }) => {
	await open('#/ledger?text=Kramatorsk');
	assert.equal(await page.getByRole('table').count(), 0);
	const card = page.locator('.card').first();
	assert.match(await card.textContent(), /39–52/);
	await page.getByLabel('Sort by').selectOption('day');
	await settled(page);
	assert.equal(hash(page).get('sort'), 'day');
	await card.click();
	await settled(page);
	assert.match(page.url(), /#\/event\//);
}, { width: 360 });

test('says when nothing is found, and clears the filter', async ({ page, open, server }) => {
	await open('#/ledger?text=zeppelin');
	await page.getByText('No events under this filter.').waitFor();
	await page.getByRole('button', { name: 'Clear the filter' }).click();
	await settled(page);
	assert.equal((await rowTexts(page)).length, Math.min(50, server.ledger.events.length));
});

test('says when a page lies behind the end', async ({ page, open }) => {
	await open('#/ledger?page=900');
	await page.getByRole('button', { name: 'To the first page' }).click();
	await settled(page);
	assert.equal((await rowTexts(page)).length, 50);
});

test('an address that makes no sense shows the usual table', async ({ page, open }) => {
	await open('#/ledger');
	const texts = await rowTexts(page);
	for (const query of ['page=-5&rows=1000000000', 'sort=%3Cscript%3E&columns=__proto__,%00', 'page=1e99&rows=NaN', 'page=%E0%A4%A']) {
		await page.goto('about:blank');
		await open('#/ledger?' + query);
		if (!query.includes('1e99'))
			assert.deepEqual(await rowTexts(page), texts, query);
	}
});

await finish();
