/**
 * How long the charts take from a change of the filter to the new drawing: CPU time of the page's main thread, which
 * other work of the machine does not change much, over five changes.
 *
 *   BUILD=build node test/web/charts_speed.mjs [EVENTS]       default: 100,000
 */

import { join } from 'node:path';
import { chartsServer } from './charts_server.mjs';
import { build, missing, openWindow, settled, startBrowser } from './harness.mjs';

const reason = missing();
if (reason) {
	console.log(`skipped: ${reason}`);
	process.exit(0);
}
const server = await chartsServer({ folder: join(build, 'web'), count: Number(process.argv[2] ?? 100000) });
const browser = await startBrowser();
const { page, context } = await openWindow(browser, { width: 1440, height: 900 });
const session = await context.newCDPSession(page);
await session.send('Performance.enable', { timeDomain: 'threadTicks' });

async function busyMs() {
	const { metrics } = await session.send('Performance.getMetrics');
	return 1000 * metrics.find((metric) => metric.name === 'TaskDuration').value;
}

console.log(`${server.events.length} events; ms of the main thread from a change of the filter to rest`);
for (const view of ['timeline', 'timeline?by=day', 'timeline?split=event', 'map', 'network', 'network?links=320']) {
	await page.goto('about:blank');
	await page.goto(`${server.address}#/${view}`);
	await settled(page);
	const times = [];
	for (const day of ['02', '03', '04', '05', '06']) {
		const before = await busyMs();
		await page.evaluate((address) => {
			location.hash = address;
		}, `#/${view}${view.includes('?') ? '&' : '?'}since=2023-02-${day}`);
		await new Promise((done) => setTimeout(done, 1200));
		times.push(await busyMs() - before);
	}
	times.sort((a, b) => a - b);
	const [fastest, , median] = times.map((time) => time.toFixed(0).padStart(4));
	console.log(`${view.padEnd(22)} fastest ${fastest}   median ${median}`);
}
await browser.close();
await server.close();
