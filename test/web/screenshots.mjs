/**
 * Writes a picture of each view into a folder: 1280 × 800 in light and dark, and the whole page at 360 px.
 *
 *   node test/web/screenshots.mjs FOLDER [ADDRESS]      of the page at an address; without one, of the reports in example/
 */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { missing, openWindow, settled, startBrowser } from './harness.mjs';
import { realServer } from './real_server.mjs';

const [folder, address] = process.argv.slice(2);
if (!folder) {
	console.error('usage: node test/web/screenshots.mjs FOLDER [ADDRESS]');
	process.exit(2);
}
const reason = missing();
if (reason) {
	console.error(reason);
	process.exit(3);
}
const server = address ? { address, close: async () => {} } : await realServer();
const get = async (route) => (await fetch(new URL('api/v1/' + route, server.address))).json();
const disputed = (await get('summary')).disputed[0] ?? (await get('events?limit=1')).rows[0];
const report = (await get(`events/${disputed.id}`)).tellings[0].document_id;
const views = { overview: 'overview', timeline: 'timeline', map: 'map', network: 'network', ledger: 'ledger', try: 'try',
	event: `event/${disputed.id}`, report: `report/${encodeURIComponent(report)}` };
const windows = {
	light: { width: 1280, height: 800, theme: 'light', scale: 1 },
	dark: { width: 1280, height: 800, theme: 'dark', scale: 1 },
	narrow: { width: 360, height: 740, theme: 'light', scale: 1 },
};

mkdirSync(folder, { recursive: true });
const browser = await startBrowser();
for (const [kind, options] of Object.entries(windows)) {
	const { context, page } = await openWindow(browser, options);
	for (const [name, view] of Object.entries(views)) {
		await page.goto(new URL('#/' + view, server.address).href);
		await settled(page, 20);
		// Charts settle into their places without a question to wait for.
		await page.waitForTimeout(600);
		const path = join(folder, `${name}-${kind}.png`);
		await page.screenshot({ path, fullPage: kind === 'narrow' });
		console.log(path);
	}
	await context.close();
}
await browser.close();
await server.close();
