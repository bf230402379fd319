/** The event page: what accounts agree on, where they differ, who denies it, and the words of each telling. */

import assert from 'node:assert/strict';
import { accessibilityFaults, overflowOf, settled, suite, until } from './harness.mjs';
import { markedWords, records } from './reading_fixture.mjs';

const { test, finish } = await suite();
const id = 'f6524e77dc90ca62';
const party = (code, sector, name, inferred = false) => ({ code, sector, name, inferred });
const hash = (page) => new URL(page.url()).hash;
const region = (page, name) => page.getByRole('region', { name, exact: true });

/** Gives the page an event made of the known one. */
async function change(server, make) {
	const [, event] = server.ledger.event(id);
	server.instead.set('events/' + id, [200, make(structuredClone(event))]);
}

test('the headline is a sentence of its fields', async ({ page, open }) => {
	await open('#/event/' + id);
	assert.equal(await page.getByRole('heading', { level: 1 }).innerText(),
		'Russian forces attacked Ukraine with explosives in Kramatorsk · 8 Apr 2022');
});

test('headlines tell what is planned, possible, denied, or done by nobody known', async ({ page, open, server }) => {
	const cases = [
		[{ aux_mode: ['negation'] }, 'Russian forces did not attack Ukraine with explosives'],
		[{ aux_mode: ['future'], mode: [] }, 'Russian forces to attack Ukraine'],
		[{ aux_mode: ['hypothetical'], mode: ['drone'] }, 'Russian forces might attack Ukraine with drones'],
		[{ actor: [], mode: [] }, 'Attack on Ukraine'],
		[{ actor: [party(null, 'UNK', null, true)], mode: ['abduct'] }, 'Abduction of Ukraine'],
		[{ recipient: [], mode: [] }, 'Russian forces attacked'],
		[{ event: 'CONSULT', mode: [], recipient: [], actor: [party('GBR', 'GOV', 'Boris Johnson'),
			party('UKR', 'GOV', 'Volodymyr Zelensky')] }, 'Boris Johnson and Volodymyr Zelensky met'],
		[{ event: 'CONSULT', mode: ['third-party'], recipient: [], actor: [party('QAT', null, 'Qatar'),
			party('EGY', null, 'Egypt')] }, 'Qatar and Egypt mediated'],
		[{ event: 'ACCUSE', mode: ['disapprove'], recipient: [] }, 'Russian forces voiced criticism'],
		[{ event: 'NOVEL', mode: ['unheard-of'] }, 'Russian forces did something of the type Novel to Ukraine'],
		[{ mode: [], recipient: [party('MDA', null, null, true)] }, 'Russian forces attacked Moldova'],
	];
	for (const [fields, headline] of cases) {
		await change(server, (event) => ({ ...event, ...fields, place: null }));
		await open('#/event/' + id);
		await page.reload();
		await settled(page);
		assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), headline + ' · 8 Apr 2022');
	}
});

test('a disputed event shows both numbers, who gives which, and the denial', async ({ page, open }) => {
	await open('#/event/' + id);
	const dead = region(page, 'How many dead');
	assert.match(await dead.innerText(), /low\s+39\s+best\s+52\s[^]*high\s+52/);
	const versions = await dead.locator('.version').allInnerTexts();
	assert.deepEqual(versions.map((one) => one.split('\n')[0].trim()), ['at least 39', '52']);
	assert.match(versions[0], /Ukrainian officials, in Dnipro Wire, 8 Apr 2022/);
	assert.match(versions[1], /the regional governor, in Lake Geneva Press, 9 Apr 2022/);
	const denied = region(page, 'Denied');
	assert.match(await denied.innerText(), /The Defence Ministry RUS MIL denies it\./);
	assert.match(await denied.innerText(), /denied that Russian troops had attacked/);
	assert.match(await page.locator('.event-count').innerText(), /39 to 52 dead · .*⊘ denied by The Defence Ministry/);
});

test('a version that leaves open who did it says so', async ({ page, open }) => {
	await open('#/event/' + id);
	assert.match(await region(page, 'Who did it').innerText(),
		/Russian forces RUS MIL\s+2 independent sources[^]*does not say who/);
});

test('every telling shows exactly its words by role, in the order in which they came', async ({ page, open }) => {
	await open('#/event/' + id);
	assert.deepEqual(await page.locator('.telling-publisher').allInnerTexts(),
		['Dnipro Wire', 'Moscow Morning', 'Lake Geneva Press']);
	assert.deepEqual(await markedWords(page, '.tellings'), {
		'who': ['Russian forces', 'Russian troops'], 'did what': ['attacked', 'attacked', 'killed'], 'where': ['Kramatorsk'],
		'when': ['on Friday'], 'how many': ['at least 39 people', '52 people'],
		'who says so': ['Ukrainian officials', 'The Defence Ministry', 'the regional governor'], 'says': ['denied', 'said'],
	});
	const labels = await page.evaluate(() => [...document.querySelectorAll('.telling')].map((one) =>
		[...one.querySelectorAll('[data-below]')].map((word) => word.dataset.below).join(', ')));
	assert.equal(labels[2], 'how many, did what, who says, says');
});

test('from a version the keyboard leads to the words that give it, and a link keeps them', async ({ page, open }) => {
	await open('#/event/' + id);
	await region(page, 'How many dead').getByRole('button', { name: /Lake Geneva Press/ }).focus();
	await page.keyboard.press('Enter');
	await until(page, () => document.querySelector('.telling.chosen'));
	assert.equal(hash(page), `#/event/${id}?telling=${id}2`);
	await until(page, () => document.activeElement.getAttribute('aria-label') === 'Lake Geneva Press, 9 Apr 2022');
	await page.reload();
	await settled(page);
	assert.match(await page.locator('.telling.chosen').innerText(), /52 people were killed/);
	// From there on, the next stop is the report itself, at that sentence.
	await page.getByRole('article', { name: 'Lake Geneva Press' }).getByRole('link').click();
	await settled(page);
	assert.equal(hash(page), `#/report/${id}-report-2?record=${id}2`);
});

test('records of one sentence stand together under it', async ({ page, open, server }) => {
	await change(server, (event) => ({ ...event, tellings: records.slice(0, 2).map((record) => ({ ...record,
		marks: record.marks.map((mark) => ({ ...mark })) })), accounts: [] }));
	await open('#/event/' + id);
	assert.equal(await page.locator('.telling').count(), 1);
	assert.equal(await page.locator('.telling-records li').count(), 2);
	const { 'did what': actions, 'how many': number } = await markedWords(page, '.tellings');
	assert.deepEqual([actions, number], [['attacked', 'killing'], ['at least 39 people']]);
});

test('reprints are folded under what they print again', async ({ page, open, server }) => {
	await change(server, (event) => {
		const original = event.tellings[0];
		const again = (number) => ({ ...original, id: `again${number}`, document_id: `again-${number}`,
			publisher: `Copy ${number}`, reprint: true, reprint_of: original.document_id });
		return { ...event, tellings: [...event.tellings, again(1), again(2)] };
	});
	await open('#/event/' + id);
	assert.equal(await page.locator('.telling').count(), 3);
	const reprints = page.locator('.telling').first().locator('.reprints');
	assert.equal(await reprints.locator('summary').innerText(), '2 reports print it again');
	await reprints.locator('summary').focus();
	await page.keyboard.press('Enter');
	assert.deepEqual(await reprints.getByRole('link').allInnerTexts(), ['Copy 1, 8 Apr 2022', 'Copy 2, 8 Apr 2022']);
	assert.doesNotMatch(await region(page, 'How many dead').innerText(), /Copy/, 'a reprint is no voice of its own');
});

test('a reprint of something else stands alone, and says what it is', async ({ page, open, server }) => {
	await change(server, (event) => ({ ...event, tellings: [event.tellings[0], { ...event.tellings[2], reprint: true,
		reprint_of: null }] }));
	await open('#/event/' + id);
	const heads = await page.locator('.telling header').allInnerTexts();
	assert.deepEqual(heads.map((one) => one.includes('a reprint')), [false, true]);
});

test('what was inferred is told apart from what was named', async ({ page, open, server }) => {
	const ukraine = [party('UKR', null, 'Ukraine', true)];
	await change(server, (event) => ({ ...event, recipient: ukraine, tellings: event.tellings.slice(0, 1).map((telling) =>
		({ ...telling, recipient: ukraine })), accounts: [] }));
	await open('#/event/' + id);
	assert.equal(await page.locator('h1 .inferred').innerText(), 'Ukraine');
	assert.match(await page.locator('.facts').innerText(), /Ukraine UKR inferred: not named here/);
});

test('two parties in one telling are no disagreement', async ({ page, open, server }) => {
	await change(server, (event) => {
		const actor = [party('IRN', null, 'Iran'), party('SAU', null, 'Saudi Arabia')];
		const tellings = event.tellings.map((telling) => ({ ...telling, actor, attribution: [] }));
		return { ...event, actor, tellings, denials: 0, accounts: ['IRN', 'SAU'].map((value) =>
			({ field: 'actor', value, low: null, high: null, sources: 3, differs: false,
				first_record_id: tellings[0].id })) };
	});
	await open('#/event/' + id);
	assert.equal(await page.getByRole('heading', { name: 'Where accounts differ' }).count(), 0);
	assert.match(await region(page, 'What all agree on').innerText(), /Iran, Saudi Arabia/);
});

test('links lead to the dyad in time, the place on the map, and the data', async ({ page, open }) => {
	await open('#/event/' + id);
	const links = await page.getByRole('navigation', { name: 'From here' }).getByRole('link').evaluateAll((list) =>
		list.map((one) => one.getAttribute('href')));
	assert.deepEqual(links, ['#/timeline?actor=RUS&both_ways=1&recipient=UKR', '#/map?place=Kramatorsk',
		'#/ledger?event=ASSAULT&since=2022-04-08&until=2022-04-08', 'api/v1/events/' + id]);
});

test('an event that does not exist is no blank page', async ({ page, open }) => {
	await open('#/event/0000');
	await page.getByRole('alert').getByText('There is no event 0000.').waitFor();
}, { allow: /404/ });

test('of an event told 250 times a hundred tellings are shown at first, and any that a link names', async ({ page, open,
	server }) => {
	await change(server, (event) => ({ ...event, tellings: Array.from({ length: 250 }, (_, number) =>
		({ ...event.tellings[number % 3], id: `t${number}`, document_id: `d${number}`, publisher: `Paper ${number}` })) }));
	await open('#/event/' + id);
	assert.equal(await page.locator('.telling').count(), 100);
	assert.match(await region(page, 'How many dead').innerText(), /and \d+ more reports/);
	await page.getByRole('button', { name: 'Show the other 150' }).click();
	await until(page, () => document.querySelectorAll('.telling').length === 250, undefined, 20);
	await open();
	await open(`#/event/${id}?telling=t222`);
	await until(page, () => document.querySelector('.telling.chosen')?.textContent.includes('Paper 222'), undefined, 20);
});

for (const locale of ['de-DE', 'ar-EG'])
	test(`numbers and days are in the reader's locale: ${locale}`, async ({ page, open, server }) => {
		await change(server, (event) => ({ ...event, dead: { low: 1200, best: 1200, high: 3400 } }));
		await open('#/event/' + id);
		const expected = await page.evaluate(() => [new Intl.NumberFormat().format(1200), new Intl.DateTimeFormat(undefined,
			{ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(Date.UTC(2022, 3, 8))]);
		const head = await page.locator('.event-head').innerText();
		for (const words of expected)
			assert.ok(head.includes(words), `“${words}” is missing in ${head}`);
	}, { locale });

test('long words and names break instead of widening the page', async ({ page, open, server }) => {
	const actor = [party('AUT', 'BUS', 'Donaudampfschifffahrtsgesellschaft'.repeat(4))];
	const long = { publisher: 'x'.repeat(90), sentence: 'w'.repeat(300), marks: [] };
	await change(server, (event) =>
		({ ...event, actor, tellings: event.tellings.map((telling) => ({ ...telling, ...long })) }));
	await open('#/event/' + id);
	assert.equal(await overflowOf(page), 0);
	assert.deepEqual(await accessibilityFaults(page), []);
}, { width: 360 });

await finish();
