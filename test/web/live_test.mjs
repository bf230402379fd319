/** The page while its store and its server change: events come in, questions fail, the server goes and comes back. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { build, settled, suite, until } from './harness.mjs';
import { fixtureServer } from './fixture_server.mjs';

const { test, finish } = await suite();
const party = (code, name) => ({ code, sector: 'GOV', name, inferred: false });
const news = { id: 'ffffffffffffffff', day: '2030-01-02', event: 'AGREE', actor: [party('CHE', 'Switzerland')],
	recipient: [party('AUT', 'Austria')], sentence: 'Switzerland and Austria agreed on a railway tunnel.' };

for (const width of [1280, 360])
	test(`what comes in appears in the open ledger, ${width} px`, async ({ page, open, server }) => {
		await open('#/ledger');
		await page.locator('.connection.live').waitFor();
		assert.equal(await page.getByText('railway tunnel').count(), 0);
		server.add(news);
		await page.getByText('railway tunnel').first().waitFor();
		await page.locator('.connection', { hasText: 'new events' }).waitFor();
		assert.match(await page.locator('#ledger-title').textContent(), /129 events/);
	}, { width });

test('what comes in appears on the front page', async ({ page, open, server }) => {
	await open();
	await page.locator('.connection.live').waitFor();
	server.add(news);
	await page.locator('.latest', { hasText: 'railway tunnel' }).waitFor();
});

test('what the reader is doing is not disturbed', async ({ page, open, server }) => {
	await open('#/ledger');
	await page.locator('.connection.live').waitFor();
	await page.getByRole('combobox', { name: 'Actor' }).fill('Switz');
	server.add(news);
	await page.getByText('railway tunnel').first().waitFor();
	assert.equal(await page.getByRole('combobox', { name: 'Actor' }).inputValue(), 'Switz');
	assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'combobox');
});

test('going back asks nothing anew', async ({ page, open, server }) => {
	await open('#/ledger');
	await page.getByRole('columnheader', { name: 'Sure' }).getByRole('button').click();
	await settled(page);
	const asked = server.asked.length;
	await page.goBack();
	await settled(page);
	assert.equal(server.asked.length, asked);
});

test('an error of the server is told with its message, and asked again', async ({ page, open, server }) => {
	server.instead.set('events', [500, { error: { code: 'store', message: 'the store cannot be read: disk I/O error', parameter: null } }]);
	await open('#/ledger');
	assert.match(await page.getByRole('alert').textContent(), /the store cannot be read: disk I\/O error/);
	server.instead.delete('events');
	await page.getByRole('button', { name: 'Try again' }).click();
	await page.locator('table.ledger').waitFor();
}, { allow: /status of 500/ });

test('an answer that is no JSON is an error too', async ({ page, open, server }) => {
	server.instead.set('events', [200, undefined]);
	await open('#/ledger');
	await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor();
});

test('the older answer stays, dimmed, while a new one is on its way', async ({ page, open, server }) => {
	await open('#/ledger');
	server.delay = 400;
	await page.getByRole('columnheader', { name: 'Sure' }).getByRole('button').click();
	await page.locator('main .dimmed[aria-busy="true"] table').waitFor();
	await settled(page);
	assert.equal(await page.locator('main .dimmed').count(), 0);
});

test('a server that is gone is missed, and welcome when it is back', async ({ page, open, server }) => {
	await open('#/ledger');
	await page.locator('.connection.live').waitFor();
	await server.close();
	await page.locator('.connection.lost', { hasText: 'not connected' }).waitFor();
	await page.getByRole('columnheader', { name: 'Sure' }).getByRole('button').click();
	assert.match(await page.getByRole('alert').textContent(), /server cannot be reached/);
	const port = Number(new URL(server.address).port);
	const again = await fixtureServer({ folder: join(build, 'web'), port });
	try {
		await page.locator('.connection.live').waitFor({ timeout: 15000 });
		await page.locator('table.ledger').waitFor();
		await until(page, () => document.querySelector('[role="alert"]') === null);
	} finally {
		await again.close();
	}
}, { allow: /ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY|net::/ });

await finish();
