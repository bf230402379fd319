/** The frame of the page: its head, its views, its theme, and what it says when something is missing. */

import assert from 'node:assert/strict';
import { accessibilityFaults, overflowOf, settled, suite } from './harness.mjs';

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

test('a view that does not exist says so', async ({ page, open }) => {
	await open('#/nowhere');
	await page.getByRole('heading', { name: 'There is no such view' }).waitFor();
	await page.getByRole('link', { name: 'Go to the overview' }).click();
	await settled(page);
	assert.equal(new URL(page.url()).hash, '#/overview');
});

await finish();
