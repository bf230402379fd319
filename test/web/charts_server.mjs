/**
 * A server with a made-up ledger for the tests of timeline, map and network: it really counts, so that what a chart
 * shows under a filter can be held against what the filter says. The same seed gives the same ledger.
 *
 *   node test/web/charts_server.mjs FOLDER [PORT] [EVENTS]      to look at the charts by hand
 */

import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css',
	'.json': 'application/json', '.svg': 'image/svg+xml' };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const quadOf = { AGREE: 1, CONSULT: 1, SUPPORT: 1, CONCEDE: 1, COOPERATE: 2, AID: 2, RETREAT: 2, REQUEST: 3, ACCUSE: 3,
	REJECT: 3, THREATEN: 3, SANCTION: 3, PROTEST: 4, MOBILIZE: 4, COERCE: 4, ASSAULT: 4 };
const scaleOf = { AGREE: 6, CONSULT: 2, SUPPORT: 4, CONCEDE: 5, COOPERATE: 7, AID: 8, RETREAT: 6, REQUEST: -1,
	ACCUSE: -3, REJECT: -4, THREATEN: -6, PROTEST: -6.5, SANCTION: -7, MOBILIZE: -7.5, COERCE: -8, ASSAULT: -10 };
const byQuad = [1, 2, 3, 4].map((quad) => Object.keys(quadOf).filter((type) => quadOf[type] === quad));

/** Code, name, and towns with latitude and longitude. */
const states = [
	['RUS', 'Russia', ['Moscow', 55.75, 37.62], ['Belgorod', 50.6, 36.6], ['Kursk', 51.73, 36.19],
		['Rostov', 47.23, 39.7]],
	['UKR', 'Ukraine', ['Kyiv', 50.45, 30.52], ['Kharkiv', 49.99, 36.23], ['Odesa', 46.48, 30.72], ['Bakhmut', 48.6, 38],
		['Kherson', 46.64, 32.62], ['Dnipro', 48.46, 35.04], ['Lviv', 49.84, 24.03]],
	['ISR', 'Israel', ['Tel Aviv', 32.08, 34.78], ['Jerusalem', 31.77, 35.22], ['Sderot', 31.52, 34.6]],
	['PSE', 'Palestine', ['Gaza City', 31.5, 34.47], ['Rafah', 31.29, 34.25], ['Jenin', 32.46, 35.3],
		['Nablus', 32.22, 35.26]],
	['USA', 'United States', ['Washington', 38.9, -77.04], ['New York', 40.71, -74.01], ['Houston', 29.76, -95.37]],
	['CHN', 'China', ['Beijing', 39.9, 116.4], ['Shanghai', 31.23, 121.47]],
	['IND', 'India', ['New Delhi', 28.61, 77.21], ['Srinagar', 34.08, 74.8], ['Mumbai', 19.08, 72.88]],
	['PAK', 'Pakistan', ['Islamabad', 33.68, 73.05], ['Karachi', 24.86, 67.01], ['Peshawar', 34.01, 71.58]],
	['AZE', 'Azerbaijan', ['Baku', 40.41, 49.87], ['Stepanakert', 39.82, 46.75]],
	['ARM', 'Armenia', ['Yerevan', 40.18, 44.51], ['Goris', 39.51, 46.34]],
	['SYR', 'Syria', ['Damascus', 33.51, 36.29], ['Aleppo', 36.2, 37.13], ['Idlib', 35.93, 36.63]],
	['TUR', 'Turkey', ['Ankara', 39.93, 32.86], ['Istanbul', 41.01, 28.98]],
	['IRN', 'Iran', ['Tehran', 35.69, 51.39], ['Isfahan', 32.65, 51.67]],
	['YEM', 'Yemen', ['Sanaa', 15.37, 44.19], ['Hodeida', 14.8, 42.95]],
	['SAU', 'Saudi Arabia', ['Riyadh', 24.71, 46.68]],
	['SDN', 'Sudan', ['Khartoum', 15.5, 32.56], ['El Fasher', 13.63, 25.35]],
	['ETH', 'Ethiopia', ['Addis Ababa', 9.01, 38.75]], ['SOM', 'Somalia', ['Mogadishu', 2.05, 45.32]],
	['COD', 'DR Congo', ['Goma', -1.68, 29.22], ['Kinshasa', -4.44, 15.27]],
	['RWA', 'Rwanda', ['Kigali', -1.95, 30.06]],
	['NGA', 'Nigeria', ['Maiduguri', 11.83, 13.15], ['Abuja', 9.08, 7.4]],
	['MLI', 'Mali', ['Bamako', 12.64, -8], ['Gao', 16.27, -0.05]],
	['BFA', 'Burkina Faso', ['Ouagadougou', 12.37, -1.52]], ['FRA', 'France', ['Paris', 48.86, 2.35]],
	['DEU', 'Germany', ['Berlin', 52.52, 13.4]], ['GBR', 'United Kingdom', ['London', 51.51, -0.13]],
	['POL', 'Poland', ['Warsaw', 52.23, 21.01]], ['BLR', 'Belarus', ['Minsk', 53.9, 27.57]],
	['SRB', 'Serbia', ['Belgrade', 44.79, 20.45]], ['XKX', 'Kosovo', ['Pristina', 42.66, 21.17]],
	['VEN', 'Venezuela', ['Caracas', 10.48, -66.9]], ['GUY', 'Guyana', ['Georgetown', 6.8, -58.16]],
	['COL', 'Colombia', ['Bogotá', 4.71, -74.07], ['Cali', 3.45, -76.53]],
	['MEX', 'Mexico', ['Mexico City', 19.43, -99.13], ['Culiacán', 24.81, -107.39]],
	['HTI', 'Haiti', ['Port-au-Prince', 18.59, -72.31]], ['CUB', 'Cuba', ['Havana', 23.11, -82.37]],
	['BRA', 'Brazil', ['Brasília', -15.79, -47.88]], ['ARG', 'Argentina', ['Buenos Aires', -34.6, -58.38]],
	['PRK', 'North Korea', ['Pyongyang', 39.04, 125.76]], ['KOR', 'South Korea', ['Seoul', 37.57, 126.98]],
	['JPN', 'Japan', ['Tokyo', 35.68, 139.69]], ['TWN', 'Taiwan', ['Taipei', 25.03, 121.57]],
	['PHL', 'Philippines', ['Manila', 14.6, 120.98]],
	['MMR', 'Myanmar', ['Yangon', 16.87, 96.2], ['Lashio', 22.93, 97.75]],
	['THA', 'Thailand', ['Bangkok', 13.76, 100.5]], ['AFG', 'Afghanistan', ['Kabul', 34.53, 69.17]],
	['IRQ', 'Iraq', ['Baghdad', 33.31, 44.36]], ['LBN', 'Lebanon', ['Beirut', 33.89, 35.5], ['Tyre', 33.27, 35.2]],
	['EGY', 'Egypt', ['Cairo', 30.04, 31.24]], ['LBY', 'Libya', ['Tripoli', 32.89, 13.19]],
	['JOR', 'Jordan', ['Amman', 31.95, 35.93]], ['QAT', 'Qatar', ['Doha', 25.29, 51.53]],
	['BHR', 'Bahrain', ['Manama', 26.23, 50.59]], ['SGP', 'Singapore', ['Singapore', 1.35, 103.82]],
	['AUS', 'Australia', ['Canberra', -35.28, 149.13]], ['FJI', 'Fiji', ['Suva', -18.14, 178.44]],
	['ZAF', 'South Africa', ['Pretoria', -25.75, 28.19]], ['KEN', 'Kenya', ['Nairobi', -1.29, 36.82]],
	['GEO', 'Georgia', ['Tbilisi', 41.72, 44.79]],
].map(([code, name, ...towns]) => ({ code, name, towns }));
const bodies = { UNO: 'United Nations', EUR: 'European Union' };
const nameOf = Object.fromEntries([...states.map(({ code, name }) => [code, name]), ...Object.entries(bodies)]);

/** Actor, recipient, weight, share of conflict, and from which share of the time to which nothing happens. */
const dyads = [
	['RUS', 'UKR', 26, 0.85], ['UKR', 'RUS', 16, 0.78], ['ISR', 'PSE', 18, 0.86], ['PSE', 'ISR', 9, 0.82],
	['USA', 'CHN', 6, 0.5], ['CHN', 'USA', 5, 0.55], ['IND', 'PAK', 4, 0.6, 0.3, 0.52], ['PAK', 'IND', 3, 0.62, 0.3, 0.52],
	['AZE', 'ARM', 3, 0.7, 0.45, 0.7], ['ARM', 'AZE', 2, 0.5, 0.45, 0.7], ['USA', 'UKR', 7, 0.06], ['USA', 'ISR', 5, 0.15],
	['EUR', 'RUS', 4, 0.8], ['EUR', 'UKR', 4, 0.05], ['IRN', 'ISR', 3, 0.85], ['ISR', 'IRN', 2, 0.8],
	['ISR', 'LBN', 3, 0.85], ['SRB', 'XKX', 1.5, 0.7], ['PRK', 'KOR', 2, 0.8], ['VEN', 'GUY', 1, 0.7],
	['UNO', 'SDN', 1.5, 0.2], ['RUS', 'BLR', 1.5, 0.05],
];

/** Numbers between 0 and 1 that look random and are the same each time (mulberry32). */
function dice(seed) {
	let state = seed;
	return () => {
		state = state + 0x6d2b79f5 | 0;
		let t = Math.imul(state ^ state >>> 15, 1 | state);
		t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
		return ((t ^ t >>> 14) >>> 0) / 4294967296;
	};
}

const dayMs = 86400000;
const dayOf = (time) => new Date(time).toISOString().slice(0, 10);

export function makeEvents({ count = 6000, seed = 9, first = '2023-01-02', days = 728, lookBack = null } = {}) {
	const roll = dice(seed);
	const pick = (list) => list[Math.floor(roll() * list.length)];
	const places = new Map(states.map(({ code, towns }) => [code, towns.flatMap(([name, lat, lon], index) => [
		{ name, country_code: code, lat, lon, resolution: index === 0 ? 4 : 5 },
		...['North', 'East', 'Old'].slice(0, towns.length > 1 ? 3 : 1).map((side) => ({
			name: `${side} ${name}`, country_code: code,
			lat: Math.round((lat + (roll() - 0.5) * 2.4) * 100) / 100, lon: Math.round((lon + (roll() - 0.5) * 3) * 100) / 100,
			resolution: 5 })),
	])]));
	const weights = dyads.map((dyad) => dyad[2]);
	const sum = weights.reduce((a, b) => a + b, 0);
	const events = [];
	for (let index = 0; index < count; index++) {
		let actor, recipient, conflict, from = 2, to = 2;
		if (roll() < 0.82) {
			let at = roll() * sum, which = 0;
			while (at > weights[which])
				at -= weights[which++];
			[actor, recipient, , conflict, from = 2, to = 2] = dyads[which];
		} else {
			actor = pick(states).code;
			recipient = pick(states.filter(({ code }) => code !== actor)).code;
			conflict = 0.35 + ((actor.charCodeAt(0) * 7 + recipient.charCodeAt(1) * 13) % 60) / 100;
		}
		// Two waves of violence and a truce between them: the time is drawn, and with it how hostile it is.
		let share = roll();
		if (roll() < 0.3)
			share = roll() < 0.6 ? 0.12 + roll() * 0.14 : 0.76 + roll() * 0.1;
		if (share > from && share < to)
			continue;
		const truce = share > 0.5 && share < 0.6 ? 0.45 : 0;
		const material = roll() < 0.55;
		const hostile = roll() < Math.max(0.02, conflict - truce);
		const quad = (hostile ? 3 : 1) + (material ? 1 : 0);
		const type = pick(byQuad[quad - 1]);
		const day = dayOf(Date.parse(first) + Math.floor(share * days) * dayMs);
		const home = roll() < 0.65 && places.has(recipient) ? recipient : places.has(actor) ? actor : recipient;
		const exact = roll();
		const place = exact < 0.08 ? null
			: exact < 0.3 ? { name: nameOf[home], country_code: home, lat: null, lon: null, resolution: 1 }
				: places.get(home)[Math.floor(roll() * roll() * places.get(home).length)];
		events.push({ id: 'e' + index, day, event: type, mode: [], quad_code: quad,
			event_scale: scaleOf[type], actor: [{ code: actor, sector: null, name: nameOf[actor], inferred: false }],
			recipient: [{ code: recipient, sector: null, name: nameOf[recipient], inferred: false }], place, records: 1,
			documents: 1, sources: 1, denials: 0, differs: [], confidence: 0.8, certainty: 'certain', aux_mode: [], dead: null,
			sentence: `${nameOf[actor]} ${type.toLowerCase()}: words of a report about ${nameOf[recipient]}` +
				(place ? ` in ${place.name}.` : '.'), publisher: 'The Example Post' });
	}
	// Reports that mention what was long ago.
	if (lookBack)
		events[0].day = lookBack;
	return events.sort((a, b) => a.day < b.day ? -1 : a.day > b.day ? 1 : 0);
}

function lastDay(text) {
	const [year, month, day] = text.split('-').map(Number);
	return day ? text : dayOf(Date.UTC(year, month ? month : 12, 0));
}

function firstDay(text) {
	return text.length === 4 ? text + '-01-01' : text.length === 7 ? text + '-01' : text;
}

function inBox(place, box) {
	const [west, south, east, north] = box.split(',').map(Number);
	const inside = west <= east ? place.lon >= west && place.lon <= east : place.lon >= west || place.lon <= east;
	return inside && place.lat >= south && place.lat <= north;
}

export function selectEvents(events, filter) {
	const wanted = (name) => filter.get(name)?.split(',') ?? null;
	const actor = wanted('actor'), recipient = wanted('recipient'), type = wanted('event'), quad = wanted('quad');
	const since = filter.get('since') && firstDay(filter.get('since'));
	const until = filter.get('until') && lastDay(filter.get('until'));
	const has = (parties, codes) => codes === null || codes.includes(parties[0].code);
	return events.filter((one) => {
		const straight = has(one.actor, actor) && has(one.recipient, recipient);
		if (!straight && !(filter.get('both_ways') && has(one.recipient, actor) && has(one.actor, recipient)))
			return false;
		if ((type && !type.includes(one.event)) || (quad && !quad.includes(String(one.quad_code))))
			return false;
		if ((since && one.day < since) || (until && one.day > until))
			return false;
		if (filter.get('box') && !(one.place?.lat != null && inBox(one.place, filter.get('box'))))
			return false;
		const place = filter.get('place');
		return !place || one.place?.name === place || one.place?.country_code === place;
	});
}

export function stepOf(day, by) {
	if (by === 'year')
		return day.slice(0, 4) + '-01-01';
	if (by === 'month')
		return day.slice(0, 7) + '-01';
	if (by === 'week') {
		const time = Date.parse(day);
		return dayOf(time - (new Date(time).getUTCDay() + 6) % 7 * dayMs);
	}
	return day;
}

function nextStep(step, by) {
	const date = new Date(step);
	if (by === 'year')
		date.setUTCFullYear(date.getUTCFullYear() + 1);
	else if (by === 'month')
		date.setUTCMonth(date.getUTCMonth() + 1);
	else
		date.setUTCDate(date.getUTCDate() + (by === 'week' ? 7 : 1));
	return dayOf(date.getTime());
}

/** As the server chooses them for a span. */
function stepsThatSuit(events) {
	const days = events.length === 0 ? 0 : (Date.parse(events.at(-1).day) - Date.parse(events[0].day)) / dayMs;
	return days <= 92 ? 'day' : days <= 2 * 366 ? 'week' : days <= 20 * 366 ? 'month' : 'year';
}

export function timelineOf(events, by, split) {
	by ??= stepsThatSuit(events);
	const steps = [];
	if (events.length > 0)
		for (let step = stepOf(events[0].day, by); step <= events.at(-1).day; step = nextStep(step, by))
			steps.push(step);
	const indexOf = new Map(steps.map((step, index) => [step, index]));
	const keys = split === 'event' ? Object.keys(quadOf) : ['1', '2', '3', '4'];
	const counts = new Map(keys.map((key) => [key, new Array(steps.length).fill(0)]));
	const sums = new Array(steps.length).fill(0), numbers = new Array(steps.length).fill(0);
	for (const event of events) {
		const index = indexOf.get(stepOf(event.day, by));
		counts.get(split === 'event' ? event.event : String(event.quad_code))[index]++;
		sums[index] += event.event_scale;
		numbers[index]++;
	}
	const series = keys.map((key) => ({ key, counts: counts.get(key) })).filter((one) => one.counts.some(Boolean));
	return { by, steps, series,
		scale: sums.map((sum, index) => numbers[index] ? sum / numbers[index] : null), total: events.length, left_out: 0 };
}

export function mapOf(events) {
	const points = new Map(), countries = new Map();
	let unplaced = 0;
	for (const { place, quad_code: quad } of events) {
		if (!place) {
			unplaced++;
			continue;
		}
		const known = place.resolution >= 3 ? points : countries;
		const key = place.resolution >= 3 ? place.name + place.lat : place.country_code;
		if (!known.has(key))
			known.set(key, place.resolution >= 3 ? { ...place, events: 0, quad: [0, 0, 0, 0] }
				: { code: place.country_code, events: 0, quad: [0, 0, 0, 0] });
		known.get(key).events++;
		known.get(key).quad[quad - 1]++;
	}
	const most = (a, b) => b.events - a.events;
	return { points: [...points.values()].sort(most), countries: [...countries.values()].sort(most), unplaced,
		total: events.length };
}

export function networkOf(events, limit = 150) {
	const links = new Map(), sizes = new Map();
	for (const event of events) {
		const actor = event.actor[0].code, recipient = event.recipient[0].code;
		const link = links.get(actor + recipient) ?? { actor, recipient, events: 0, scale: 0, quad: [0, 0, 0, 0] };
		link.events++;
		link.scale += event.event_scale;
		link.quad[event.quad_code - 1]++;
		links.set(actor + recipient, link);
	}
	const all = [...links.values()].map((link) => ({ ...link, scale: link.scale / link.events }))
		.sort((a, b) => b.events - a.events || (a.actor + a.recipient < b.actor + b.recipient ? -1 : 1));
	const shown = all.slice(0, limit);
	for (const link of shown)
		for (const code of [link.actor, link.recipient])
			sizes.set(code, (sizes.get(code) ?? 0) + link.events);
	const total = events.length;
	const nodes = [...sizes].map(([code, events]) => ({ code, name: nameOf[code], events }))
		.sort((a, b) => b.events - a.events);
	return { nodes, links: shown, total, left_out: total - shown.reduce((sum, link) => sum + link.events, 0) };
}

function summaryOf(events) {
	const pairs = new Map();
	for (const event of events) {
		const [actor, recipient] = [event.actor[0].code, event.recipient[0].code].sort();
		const pair = pairs.get(actor + recipient) ?? { actor, recipient, events: 0 };
		pair.events++;
		pairs.set(actor + recipient, pair);
	}
	return { name: 'made-up.db', program: 'bede test', generation: 1, documents: events.length, records: events.length,
		events: events.length, reprints: 0, linked: true, publishers: 1, disputed: [], coder: false,
		first_day: events[0]?.day ?? null, last_day: events.at(-1)?.day ?? null,
		dyads: [...pairs.values()].sort((a, b) => b.events - a.events).slice(0, 12) };
}

function answerOf(events, route, query) {
	const chosen = () => selectEvents(events, query);
	if (route === 'summary')
		return summaryOf(events);
	if (route === 'timeline')
		return timelineOf(chosen(), query.get('by'), query.get('split') ?? 'quad');
	if (route === 'map')
		return mapOf(chosen());
	if (route === 'network')
		return networkOf(chosen(), Number(query.get('limit') ?? 150));
	if (route === 'events') {
		const rows = chosen(), offset = Number(query.get('offset') ?? 0);
		return { total: rows.length, rows: rows.slice(offset, offset + Number(query.get('limit') ?? 50)) };
	}
	if (route === 'facets')
		return Object.fromEntries(['event', 'quad', 'sector', 'country', 'certainty', 'aux_mode', 'publisher', 'actor',
			'recipient', 'source', 'mode', 'context'].map((field) => [field, []]));
	return route === 'actors' ? [] : null;
}

const unavailable = { error: { code: 'unavailable', message: 'The ledger cannot be read now.', parameter: null } };

/** Serves the page in `folder` with the ledger; `fail` names routes that answer with status 503. */
export async function chartsServer({ folder, port = 0, fail = [], ...ledger }) {
	const events = makeEvents(ledger);
	const asked = [];
	const server = createServer((request, response) => {
		const url = new URL(request.url, 'http://localhost');
		if (url.pathname === '/api/v1/stream') {
			response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
			response.write('event: change\ndata: {"generation":1}\n\n');
			return;
		}
		if (url.pathname.startsWith('/api/v1/')) {
			const route = url.pathname.slice('/api/v1/'.length);
			asked.push(route + url.search);
			const answer = fail.includes(route) ? null : answerOf(events, route, url.searchParams);
			response.writeHead(answer ? 200 : fail.includes(route) ? 503 : 404, { 'content-type': 'application/json' });
			response.end(JSON.stringify(answer ?? unavailable));
			return;
		}
		const name = normalize(url.pathname === '/' ? 'index.html' : url.pathname.slice(1));
		try {
			if (name.startsWith('..'))
				throw new Error('outside');
			const bytes = readFileSync(join(folder, name));
			response.writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream',
				'content-security-policy': policy });
			response.end(bytes);
		} catch {
			response.writeHead(404).end();
		}
	});
	await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
	return { address: `http://127.0.0.1:${server.address().port}/`, events, asked, close: () => new Promise((done) => {
		server.close(done);
		server.closeAllConnections();
	}) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const [folder = 'build/web', port = '8123', count = '6000'] = process.argv.slice(2);
	const server = await chartsServer({ folder, port: Number(port), count: Number(count) });
	console.log(`${server.address}: ${server.events.length} events`);
}
