/** The frame of the page: its head, its views, its theme, and what it says when something is missing. */

import assert from 'node:assert/strict';
import { accessibilityFaults, overflowOf, settled, suite, until } from './harness.mjs';

const { test, finish } = await suite();
const event = 'f6524e77dc90ca62';
const views = ['overview', 'timeline', 'map', 'network', 'ledger', 'ledger?of=records', 'try', `event/${event}`,
	`report/${event}-report-0`];

for (const view of views)
	test(`${view} can be read by everybody`, async ({ page, open }) => {
		await open('#/' + view);
		for (const colorScheme of ['light', 'dark']) {
			await page.emulateMedia({ colorScheme });
			for (const width of [1280, 360]) {
				await page.setViewportSize({ width, height: 800 });
				await settled(page);
				assert.deepEqual(await accessibilityFaults(page), [], `${colorScheme}, ${width} px`);
				assert.equal(await overflowOf(page), 0, `the page scrolls sideways at ${width} px`);
			}
		}
	});

const states = {
	'suggestions open': { view: 'ledger', make: (page) => page.getByRole('combobox', { name: 'Actor' }).fill('U') },
	'columns to choose': { view: 'ledger', make: (page) => page.locator('summary', { hasText: 'Columns' }).click() },
	'a wrong value': { view: 'ledger?since=yesterday&actor=RUS&event=AID' },
	'nothing found': { view: 'ledger?text=zeppelin' },
	'a view that is none': { view: 'nowhere' },
	'an event that is none': { view: 'event/0123456789abcdef' },
};
for (const [name, { view, make }] of Object.entries(states))
	test(`can be read by everybody: ${name}`, async ({ page, open }) => {
		await open('#/' + view);
		await make?.(page);
		for (const colorScheme of ['light', 'dark']) {
			await page.emulateMedia({ colorScheme });
			assert.deepEqual(await accessibilityFaults(page), [], colorScheme);
		}
	}, { allow: /status of 40[04]/ });

test('the filter on a narrow screen can be read by everybody', async ({ page, open }) => {
	await open('#/ledger?actor=RUS');
	await page.locator('details.filter > summary').click();
	await settled(page);
	assert.deepEqual(await accessibilityFaults(page), []);
	assert.equal(await overflowOf(page), 0);
}, { width: 360 });

for (const [name, ledger] of Object.entries({ 'an empty ledger': { events: 0, madeUp: 0 }, 'one that is not linked': { linked: false } }))
	test(`can be read by everybody: ${name}`, async ({ page, open }) => {
		await open();
		assert.deepEqual(await accessibilityFaults(page), []);
	}, { ledger });

test('a view that does not exist says so', async ({ page, open }) => {
	await open('#/nowhere');
	await page.getByRole('heading', { name: 'There is no such view' }).waitFor();
	await page.getByRole('link', { name: 'Go to the overview' }).click();
	await settled(page);
	assert.equal(new URL(page.url()).hash, '#/overview');
});

test('every view is had by its link, and by back and forward', async ({ page, open }) => {
	const heads = {};
	for (const view of views) {
		await page.goto('about:blank');
		await open('#/' + view);
		heads[view] = [await page.locator('main h1, main h2').first().textContent(), await page.title()];
	}
	await open('#/' + views[0]);
	for (const view of views.slice(1)) {
		await page.evaluate((hash) => void (location.hash = hash), '#/' + view);
		await settled(page);
	}
	for (const view of views.slice(0, -1).reverse()) {
		await page.goBack();
		await settled(page);
		assert.deepEqual([await page.locator('main h1, main h2').first().textContent(), await page.title()], heads[view], view);
	}
	await page.goForward();
	await settled(page);
	assert.match(page.url(), /timeline/);
});

test('light and dark are chosen, and the choice is kept', async ({ page, open }) => {
	await open();
	const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	const light = await ground();
	await page.getByRole('button', { name: 'Dark colours' }).click();
	const dark = await ground();
	assert.notEqual(light, dark);
	await page.reload();
	await settled(page);
	assert.equal(await ground(), dark);
	await page.getByRole('button', { name: 'Light colours' }).click();
	assert.equal(await ground(), light);
});

test('the keyboard goes through the head in its order', async ({ page, open }) => {
	await open();
	const names = [];
	await page.locator('body').press('Tab');
	for (let times = 0; times < 9; times++) {
		names.push(await page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent));
		const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
		assert.notEqual(outline, 'none', `${names.at(-1)} shows that it has the focus`);
		await page.keyboard.press('Tab');
	}
	assert.deepEqual(names, ['To the content', 'Bede', 'Overview', 'Timeline', 'Map', 'Network', 'Ledger', 'Try it', 'Dark colours']);
});

test('another view puts the focus at its head', async ({ page, open }) => {
	await open();
	await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Ledger' }).click();
	await settled(page);
	await until(page, () => document.activeElement.id === 'main');
	assert.equal(await page.title(), 'Ledger · example');
});

await finish();
