/** The front page: a new reader finds the number on which reports differ and who denies it, without reading on. */

import assert from 'node:assert/strict';
import { settled, suite } from './harness.mjs';

const { test, finish } = await suite();

const isInWindow = (locator) => locator.evaluate((element) => {
	const box = element.getBoundingClientRect();
	return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
});

for (const [width, height] of [[1280, 800], [360, 740]])
	test(`shows a disputed number and a denial before anything else, ${width} px`, async ({ page, open }) => {
		await open();
		const question = page.getByRole('link', { name: '39 or 52 dead?' });
		const denial = page.getByText('Russia denies it');
		assert.ok(await isInWindow(question), 'the question needs no scrolling');
		assert.ok(await isInWindow(denial), 'nor does the denial');
		const heading = await page.locator('main h3').first().textContent();
		assert.equal(heading, '39 or 52 dead?');
		const lead = page.locator('.dispute.lead');
		for (const words of ['at least 39', 'Ukrainian officials', 'Dnipro Wire', 'the regional governor', 'Lake Geneva Press',
			'The Defence Ministry', 'Moscow Morning'])
			assert.ok((await lead.textContent()).includes(words), words);
		await question.click();
		await settled(page);
		assert.match(page.url(), /#\/event\/f6524e77dc90ca62$/);
	}, { width, height });

test('numbers of other things than the dead are asked for too', async ({ page, open }) => {
	await open();
	await page.getByRole('link', { name: '900 or 2,000 took part?' }).waitFor();
});

test('numbers are written as the reader’s language does', async ({ page, open }) => {
	await open();
	await page.getByRole('link', { name: '900 or 2.000 took part?' }).waitFor();
	assert.match(await page.locator('.masthead').textContent(), /1\.208 events/);
}, { locale: 'de-DE', ledger: { madeUp: 1200 } });

test('leads on to timeline, dyads, latest events', async ({ page, open }) => {
	await open();
	const told = await page.locator('.strip svg').getAttribute('aria-label');
	assert.match(told, /Verbal cooperation \d+, Material cooperation \d+, Verbal conflict \d+, Material conflict \d+/);
	assert.equal(await page.locator('.latest li').count(), 8);
	await page.locator('.pairs a').first().click();
	await settled(page);
	const query = new URLSearchParams(page.url().split('?')[1]);
	assert.match(page.url(), /#\/timeline/);
	assert.ok(query.get('actor') && query.get('recipient') && query.get('both_ways') === '1');
});

test('without a dispute it begins with time', async ({ page, open, server }) => {
	for (const event of server.ledger.events)
		Object.assign(event, { differs: [], denials: 0 });
	await open();
	assert.equal(await page.getByText('Where accounts differ').count(), 0);
	assert.equal(await page.locator('main h2').first().textContent(), 'Through time');
});

test('an empty ledger says how it is filled', async ({ page, open }) => {
	await open();
	await page.getByRole('heading', { name: 'This ledger is empty' }).waitFor();
	assert.match(await page.locator('.empty pre').textContent(), /^bede code --store example\.db reports\.jsonl\n/);
	await page.getByRole('link', { name: 'paste a report' }).click();
	assert.match(page.url(), /#\/try$/);
}, { ledger: { events: 0, madeUp: 0 } });

test('a ledger that is not linked says what that means', async ({ page, open }) => {
	await open();
	assert.match(await page.getByRole('note').first().textContent(), /bede link example\.db/);
}, { ledger: { linked: false } });

test('old events do not press the present together', async ({ page, open, server }) => {
	server.ledger.events.at(-1).day = '1905-05-27';
	await open();
	assert.match(await page.locator('.strip svg').getAttribute('aria-label'), /^\S+ \S+ 20\d\d to/);
	await page.getByText(/^\d+ events? before or after these years/).waitFor();
});

await finish();
