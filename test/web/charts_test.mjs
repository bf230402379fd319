/** Timeline, map and network: that they show what their answers say, and what pointer, finger and keys do with them. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { accessibilityFaults, settled, suite } from './harness.mjs';
import { chartsServer, mapOf, networkOf, selectEvents, timelineOf } from './charts_server.mjs';

const { test, finish } = await suite({ serve: chartsServer });

const hash = (page) => new URL(page.url()).hash;
const parameter = (page, name) => new URLSearchParams(hash(page).split('?')[1] ?? '').get(name);
const select = (server, query) => selectEvents(server.events, new URLSearchParams(query));
const dyad = 'actor=RUS&recipient=UKR&both_ways=1';
const cursor = (page) => page.getByRole('slider', { name: /Step of the timeline/ });

/** The cells of the table twin, its head left out. */
const cells = (page) => page.locator('.data-table tbody tr').evaluateAll((rows) =>
	rows.map((row) => [...row.children].map((cell) => cell.textContent)));

/** Waits for a condition from here: the page's policy forbids to evaluate text in it. */
async function until(condition, what) {
	for (let times = 0; times < 100; times++) {
		if (await condition())
			return;
		await new Promise((done) => setTimeout(done, 50));
	}
	assert.fail(`${what} did not come about`);
}

/** Where a share of the width of the timeline's plot is in the window. */
async function atShare(page, share) {
	const box = await page.locator('[data-plot]').first().boundingBox();
	return [box.x + box.width * share, box.y + box.height / 2];
}

async function drag(page, from, to, { shift = false } = {}) {
	if (shift)
		await page.keyboard.down('Shift');
	await page.mouse.move(...from);
	await page.mouse.down();
	await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
	await page.mouse.move(...to);
	await page.mouse.up();
	if (shift)
		await page.keyboard.up('Shift');
	await settled(page);
}

test('two years of a timeline go by weeks, and its table holds the same numbers', async ({ page, open, server }) => {
	await open(`#/timeline?${dyad}&as=table`);
	const wanted = timelineOf(select(server, dyad), 'week', 'quad');
	const shown = await cells(page);
	assert.equal(shown.length, wanted.steps.length);
	for (const [index, row] of shown.entries())
		assert.deepEqual(row.slice(2, 6).map(Number), wanted.series.map((one) => one.counts[index]), row[0]);
	assert.equal(shown.reduce((sum, row) => sum + Number(row[1]), 0), wanted.total);
});

test('the bars of the timeline are as high as its counts', async ({ page, open, server }) => {
	await open(`#/timeline?${dyad}`);
	const wanted = timelineOf(select(server, dyad), 'week', 'quad');
	const heights = await page.locator('.timeline-plot path.fill-quad-4').getAttribute('d').then((path) =>
		[...path.matchAll(/v(-?[\d.]+)/g)].map((match) => Number(match[1])));
	const counts = wanted.series.find((one) => one.key === '4').counts.filter(Boolean);
	assert.equal(heights.length, counts.length);
	const unit = Math.max(...heights) / Math.max(...counts);
	counts.forEach((count, index) => assert.ok(Math.abs(heights[index] - count * unit) < 0.2, `bar ${index}`));
	assert.ok(heights.every((height) => height > 0), 'conflict is drawn downwards');
});

test('a drag over the timeline zooms in, steps grow finer, and there is a way back', async ({ page, open, server }) => {
	await open(`#/timeline?${dyad}`);
	const { steps } = timelineOf(select(server, dyad), 'week', 'quad');
	await drag(page, await atShare(page, 20.5 / steps.length), await atShare(page, 27.5 / steps.length));
	assert.equal(parameter(page, 'since'), steps[20]);
	assert.equal(parameter(page, 'until'), new Date(Date.parse(steps[28]) - 86400000).toISOString().slice(0, 10));
	await page.getByRole('heading', { name: 'Conflict and cooperation, by day' }).waitFor();
	await page.getByRole('button', { name: 'Whole span' }).click();
	await page.getByRole('heading', { name: 'Conflict and cooperation, by week' }).waitFor();
	assert.equal(parameter(page, 'since'), null);
	await page.goBack();
	await page.getByRole('heading', { name: 'Conflict and cooperation, by day' }).waitFor();
	assert.equal(parameter(page, 'since'), steps[20]);
});

test('the timeline is read and zoomed by keys alone', async ({ page, open, server }) => {
	await open(`#/timeline?${dyad}`);
	const { steps, series } = timelineOf(select(server, dyad), 'week', 'quad');
	await cursor(page).focus();
	await page.keyboard.press('Home');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowRight');
	assert.equal(parameter(page, 'at'), steps[2]);
	const count = series.reduce((sum, one) => sum + one.counts[2], 0);
	assert.match(await cursor(page).getAttribute('aria-valuetext'), new RegExp(`: ${count} events?,`));
	await until(async () => await page.locator('.sentences li').count() === Math.min(12, count), 'the list of the step');
	for (let times = 0; times < 4; times++)
		await page.keyboard.press('Shift+ArrowRight');
	await page.keyboard.press('Enter');
	await settled(page);
	assert.equal(parameter(page, 'since'), steps[2]);
	assert.equal(parameter(page, 'until'), new Date(Date.parse(steps[7]) - 86400000).toISOString().slice(0, 10));
	await cursor(page).focus();
	await page.keyboard.press('-');
	await settled(page);
	assert.equal(parameter(page, 'since'), null);
});

test('a click on a step lists its events, and each leads to its page', async ({ page, open, server }) => {
	await open(`#/timeline?${dyad}&split=event`);
	const { steps } = timelineOf(select(server, dyad), 'week', 'quad');
	await page.mouse.click(...await atShare(page, 30.5 / steps.length));
	assert.equal(parameter(page, 'at'), steps[30]);
	const until = new Date(Date.parse(steps[31]) - 86400000).toISOString().slice(0, 10);
	const wanted = select(server, `${dyad}&since=${steps[30]}&until=${until}`);
	await page.getByText(`${wanted.length} events, mean score`).waitFor();
	await settled(page);
	assert.equal(await page.locator('.sentences a').first().getAttribute('href'), `#/event/${wanted[0].id}`);
});

test('pointing at a step tells its numbers and its first sentences', async ({ page, open, server }) => {
	await open(`#/timeline?${dyad}`);
	const { steps } = timelineOf(select(server, dyad), 'week', 'quad');
	await page.mouse.move(...await atShare(page, 30.5 / steps.length));
	const until = new Date(Date.parse(steps[31]) - 86400000).toISOString().slice(0, 10);
	const wanted = select(server, `${dyad}&since=${steps[30]}&until=${until}`);
	await page.locator('.tip q').first().waitFor();
	assert.ok((await page.locator('.tip').textContent()).includes(`${wanted.length} events`));
	assert.equal(await page.locator('.tip q').first().textContent(), wanted[0].sentence);
});

test('weeks without events are a gap, not a line through them', async ({ page, open }) => {
	await open('#/timeline?actor=AZE&recipient=ARM&both_ways=1&by=week');
	await page.locator('.gap-label', { hasText: 'no events' }).waitFor();
	const line = await page.locator('.timeline-plot path.line').getAttribute('d');
	assert.ok(line.match(/M/g).length > 1, 'the line breaks');
});

test('one event of long ago does not press the others into a corner', async ({ page, open, server }) => {
	await open('#/timeline');
	await page.getByRole('heading', { name: 'Conflict and cooperation, by year' }).waitFor();
	await page.getByRole('button', { name: 'Show only these' }).click();
	await page.getByRole('heading', { name: 'Conflict and cooperation, by week' }).waitFor();
	assert.equal(parameter(page, 'since'), '2023-01-01');
	await page.getByText(`${(server.events.length - 1).toLocaleString('en-GB')} events,`).waitFor();
}, { ledger: { lookBack: '1986-04-26' } });

test('without a dyad the timeline offers the busiest ones', async ({ page, open }) => {
	await open('#/timeline');
	await page.getByRole('navigation', { name: 'Busiest dyads' }).getByRole('link', { name: /^Russia–Ukraine/ }).click();
	await page.getByRole('heading', { name: 'Russia and Ukraine', level: 1 }).waitFor();
	assert.equal(hash(page), '#/timeline?actor=RUS&both_ways=1&recipient=UKR');
});

test('the reader\'s choice of steps and split stands in the address', async ({ page, open }) => {
	await open(`#/timeline?${dyad}`);
	await page.getByRole('combobox', { name: 'by' }).selectOption('month');
	await page.getByRole('heading', { name: 'Conflict and cooperation, by month' }).waitFor();
	await page.getByRole('button', { name: 'Type' }).click();
	await page.getByRole('heading', { name: 'Types of events, by month' }).waitFor();
	assert.equal(parameter(page, 'by'), 'month');
	assert.equal(parameter(page, 'split'), 'event');
	await page.reload();
	await page.getByRole('heading', { name: 'Types of events, by month' }).waitFor();
});

test('a selection without events says so and helps', async ({ page, open }) => {
	for (const view of ['timeline', 'map', 'network']) {
		await open(`#/${view}?actor=FJI&recipient=CUB&since=1999&until=1999`);
		await page.getByText(/^No events/).waitFor();
		await page.getByRole('button', { name: 'Clear the filter' }).waitFor();
	}
});

test('the map\'s table holds every place and country, and the words what has none', async ({ page, open, server }) => {
	await open(`#/map?${dyad}&as=table`);
	const wanted = mapOf(select(server, dyad));
	const shown = await cells(page);
	assert.equal(shown.length, wanted.points.length + wanted.countries.length + 1);
	assert.deepEqual(shown.map((row) => Number(row[3])).sort((a, b) => a - b),
		[...wanted.points, ...wanted.countries].map((one) => one.events).concat(wanted.unplaced).sort((a, b) => a - b));
	assert.equal(shown.reduce((sum, row) => sum + Number(row[3]), 0), wanted.total);
	await page.getByText(`${wanted.unplaced} without a place, not on the map`).waitFor();
});

test('the map\'s places are saved as CSV by one click', async ({ page, open, server }) => {
	await open(`#/map?${dyad}`);
	const saving = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Download as CSV' }).click();
	const download = await saving;
	assert.equal(download.suggestedFilename(), 'map.csv');
	const lines = readFileSync(await download.path(), 'utf8').trimEnd().split('\r\n');
	const wanted = mapOf(select(server, dyad));
	assert.equal(lines.length, 1 + wanted.points.length + wanted.countries.length + 1);
	assert.equal(lines[1], ['Moscow', 'Russia', 'the city', wanted.points[0].events, ...wanted.points[0].quad].join(','));
	assert.match(await page.getByRole('link', { name: 'Download as JSON' }).getAttribute('href'),
		/^api\/v1\/map\?actor=RUS/);
});

test('events known only to the country are hatched over all of it', async ({ page, open, server }) => {
	await open('#/map?look=world');
	const wanted = mapOf(server.events).countries.map((one) => one.code);
	const hatched = await page.locator('.map-stage .area').evaluateAll((areas) =>
		areas.map((area) => area.getAttribute('data-code')));
	const small = ['BHR', 'SGP'];
	assert.deepEqual([...new Set(hatched)].sort(), wanted.filter((code) => !small.includes(code)).sort());
	await page.getByRole('button', { name: /more$/ }).last().click();
	await page.getByText('too small to be drawn').first().waitFor();
});

test('a place is chosen from the list by keys, and left again', async ({ page, open, server }) => {
	await open('#/map');
	const item = page.getByRole('button', { name: /^Kyiv Ukraine/ });
	await item.focus();
	await page.keyboard.press('Enter');
	await settled(page);
	assert.equal(parameter(page, 'place'), 'Kyiv');
	await page.getByText(`${select(server, 'place=Kyiv').length} events at 1 place`).waitFor();
	await page.getByRole('button', { name: 'All places' }).click();
	await settled(page);
	assert.equal(parameter(page, 'place'), null);
});

test('a click on a mark keeps only its place, one on a hatched area only its country', async ({ page, open }) => {
	await open('#/map?actor=VEN');
	const stage = await page.locator('.map-stage').boundingBox();
	await open('#/map?look=-66.90,10.48,8.00&actor=VEN');
	await page.mouse.click(stage.x + stage.width / 2, stage.y + stage.height / 2);
	await until(() => parameter(page, 'place') === 'Caracas', 'the choice of Caracas');
	await open('#/map?look=-105.00,62.00,4.00');
	await page.locator('.map-stage .area').first().waitFor();
	await open('#/map?look=42.5,64.2,6.00&' + dyad);
	await page.mouse.click(stage.x + stage.width / 2, stage.y + stage.height / 2);
	await until(() => parameter(page, 'place') === 'RUS', 'the choice of Russia');
});

test('Shift and a drag choose a box of degrees that holds what was drawn around', async ({ page, open, server }) => {
	await open('#/map?look=30.52,50.45,8.00');
	const stage = await page.locator('.map-stage').boundingBox();
	const middle = [stage.x + stage.width / 2, stage.y + stage.height / 2];
	await drag(page, [middle[0] - 30, middle[1] - 30], [middle[0] + 30, middle[1] + 30], { shift: true });
	const box = parameter(page, 'box');
	const [west, south, east, north] = box.split(',').map(Number);
	assert.ok(west < 30.52 && east > 30.52 && south < 50.45 && north > 50.45 && east - west < 12, box);
	const wanted = mapOf(select(server, `box=${box}`));
	await page.getByText(new RegExp(`^${wanted.total} events at ${wanted.points.length} places`)).waitFor();
	await page.locator('.degree-box').waitFor({ state: 'attached' });
});

test('the map moves by keys and by the wheel, and the address keeps where it stands', async ({ page, open }) => {
	await open('#/map?look=world');
	const stage = page.getByRole('group', { name: /Map of events by place/ });
	await stage.focus();
	await page.keyboard.press('+');
	await page.keyboard.press('+');
	await until(() => /^[-\d.]+,[-\d.]+,2\.56$/.test(parameter(page, 'look')), 'the enlargement');
	const before = parameter(page, 'look');
	await page.keyboard.press('ArrowRight');
	await until(() => parameter(page, 'look') !== before, 'the movement');
	assert.ok(Number(parameter(page, 'look').split(',')[0]) > Number(before.split(',')[0]), 'to the east');
	await page.keyboard.press('0');
	await until(() => parameter(page, 'look') === 'world', 'the whole world');
	await stage.hover();
	await page.mouse.wheel(0, -200);
	await until(() => parameter(page, 'look') !== 'world', 'the enlargement by the wheel');
});

test('two fingers enlarge the map, one moves it, a tap chooses a place', async ({ page, open }) => {
	await open('#/map?look=30.52,50.45,4.00');
	await page.locator('.map-stage').scrollIntoViewIfNeeded();
	const stage = await page.locator('.map-stage').boundingBox();
	const x = stage.x + stage.width / 2, y = stage.y + stage.height / 2;
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 2 });
	const touch = (type, ...points) => session.send('Input.dispatchTouchEvent',
		{ type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
	await touch('touchStart', [x - 30, y], [x + 30, y]);
	for (const apart of [40, 50, 60])
		await touch('touchMove', [x - apart, y], [x + apart, y]);
	await touch('touchEnd');
	await until(() => Math.abs(Number(parameter(page, 'look').split(',')[2]) - 8) < 0.2, 'twice the size');
	const before = Number(parameter(page, 'look').split(',')[0]);
	await touch('touchStart', [x, y]);
	for (const step of [20, 50, 80])
		await touch('touchMove', [x + step, y]);
	await touch('touchEnd');
	await until(() => Number(parameter(page, 'look').split(',')[0]) < before - 1, 'the movement to the west');
	await open('#/map?look=30.52,50.45,12.00');
	await page.locator('.map-stage').scrollIntoViewIfNeeded();
	const again = await page.locator('.map-stage').boundingBox();
	await touch('touchStart', [again.x + again.width / 2, again.y + again.height / 2]);
	await touch('touchEnd');
	await until(() => /Kyiv$/.test(parameter(page, 'place')), 'the choice of a place at Kyiv');
	assert.equal(parameter(page, 'look'), null, 'the chosen place is shown anew');
}, { width: 360 });

test('the network\'s table holds every link with its counts', async ({ page, open, server }) => {
	await open('#/network?as=table');
	const wanted = networkOf(server.events, 80);
	const shown = await cells(page);
	assert.deepEqual(shown.map((row) => Number(row[2].replace(/\D/g, ''))), wanted.links.map((link) => link.events));
	assert.deepEqual(shown.map((row) => row.slice(4).map((cell) => Number(cell.replace(/\D/g, '')))),
		wanted.links.map((link) => link.quad));
	await page.getByText(`Left out: ${wanted.left_out.toLocaleString('en-GB')} events of weaker links`).waitFor();
});

test('the network shows both directions, and stands still from the first', async ({ page, open, server }) => {
	await open('#/network');
	const wanted = networkOf(server.events, 80);
	assert.equal(await page.locator('.arrow').count(), wanted.links.length);
	assert.equal(await page.locator('.node').count(), wanted.nodes.length);
	const places = () => page.locator('.node .disc').evaluateAll((discs) =>
		discs.map((disc) => disc.getAttribute('cx') + ' ' + disc.getAttribute('cy')));
	const before = await places();
	await page.reload();
	await settled(page);
	assert.deepEqual(await places(), before);
});

test('Tab goes to an actor, arrow keys to the next, and Enter keeps its links', async ({ page, open, server }) => {
	await open('#/network');
	await page.getByRole('group', { name: /Network of actors/ }).focus();
	await page.keyboard.press('Tab');
	const first = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
	assert.match(first, /^Ukraine: acts in [\d,]+ events, is acted on in [\d,]+$/);
	await page.getByRole('heading', { name: 'Who acts on Ukraine' }).waitFor();
	const lit = networkOf(server.events, 80).links.filter((link) => [link.actor, link.recipient].includes('UKR')).length;
	assert.equal(await page.locator('.arrow.lit').count(), lit);
	for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown'])
		await page.keyboard.press(key);
	await page.keyboard.press('ArrowLeft');
	const reached = await page.evaluate(() => document.activeElement.getAttribute('href'));
	assert.match(reached, /^#\/network\?actor=[A-Z]{3}&both_ways=1$/);
	await page.keyboard.press('Enter');
	await settled(page);
	assert.equal(hash(page), reached);
	await page.getByRole('button', { name: 'Everybody' }).waitFor();
});

test('the matrix has a sign for each link, which leads to the timeline of the two', async ({ page, open, server }) => {
	await open('#/network');
	await page.getByRole('button', { name: 'Matrix' }).click();
	assert.equal(parameter(page, 'as'), 'matrix');
	const wanted = networkOf(server.events, 80);
	const busiest = new Set(wanted.nodes.sort((a, b) => b.events - a.events || (a.code < b.code ? -1 : 1)).slice(0, 30)
		.map((node) => node.code));
	const within = wanted.links.filter((link) => busiest.has(link.actor) && busiest.has(link.recipient));
	await page.locator('.matrix').waitFor();
	assert.equal(await page.locator('.matrix td a').count(), within.length);
	const link = wanted.links[0];
	const sign = page.getByRole('link', { name: `Russia on Ukraine: ${link.events.toLocaleString('en-GB')} events` });
	assert.equal(await sign.getAttribute('href'), '#/timeline?actor=RUS&recipient=UKR');
	assert.deepEqual(await accessibilityFaults(page), []);
});

test('when the ledger cannot be read, every chart says so and can be asked again', async ({ page, open }) => {
	for (const view of ['timeline', 'map', 'network']) {
		await open(`#/${view}`);
		await page.getByRole('alert').getByText('The ledger cannot be read now.').waitFor();
		await page.getByRole('button', { name: 'Try again' }).waitFor();
	}
}, { ledger: { fail: ['timeline', 'map', 'network'] }, allow: /503/ });

for (const view of ['timeline', 'timeline?split=event', `timeline?${dyad}&as=table`, 'map', 'map?as=table', 'network',
	'network?as=matrix', 'network?as=table'])
	test(`${view}, filled, has no serious fault for anybody`, async ({ page, open }) => {
		await open('#/' + view);
		for (const colorScheme of ['light', 'dark'])
			for (const width of [1280, 360]) {
				await page.emulateMedia({ colorScheme });
				await page.setViewportSize({ width, height: 800 });
				await settled(page);
				assert.deepEqual(await accessibilityFaults(page), [], `${colorScheme}, ${width} px`);
				const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				assert.ok(overflow <= 0, `${width} px: the page is ${overflow} px wider than the window`);
			}
	});

await finish();
