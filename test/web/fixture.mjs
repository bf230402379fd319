/**
 * A small ledger in memory that answers as web/src/api.ts says: for states of the page that a real store seldom has, and
 * for tests of single parts that need known numbers. It filters by actor, recipient, type, quad class, days, words,
 * certainty, disagreement and denial; that is enough to see that the page asks for what its reader chose.
 */

const party = (code, sector, name, inferred = false) => ({ code, sector, name, inferred });
const RUS = party('RUS', 'MIL', 'Russian forces'), UKR = party('UKR', null, 'Ukraine');
const place = (name, country_code, lat, lon, resolution = 4) => ({ name, country_code, lat, lon, resolution });
const quads = { AGREE: 1, CONSULT: 1, SUPPORT: 1, CONCEDE: 1, COOPERATE: 2, AID: 2, RETREAT: 2, REQUEST: 3, ACCUSE: 3,
	REJECT: 3, THREATEN: 3, PROTEST: 4, SANCTION: 3, MOBILIZE: 4, COERCE: 4, ASSAULT: 4 };
const scales = { 1: 4, 2: 7, 3: -4, 4: -8 };

/** Marks the first places of words in a sentence, in code points. */
function marksOf(sentence, words) {
	return Object.entries(words).flatMap(([role, word]) => {
		const at = sentence.indexOf(word);
		return at < 0 ? [] : [{ start: [...sentence.slice(0, at)].length, end: [...sentence.slice(0, at + word.length)].length, role }];
	});
}

function telling(event, number, { sentence, publisher, reported, words = {}, ...rest }) {
	return { id: `${event.id}${number}`, event_id: event.id, document_id: `${event.id}-report-${number}`, day: event.day,
		event: event.event, mode: event.mode, aux_mode: event.aux_mode, context: ['military'], quad_code: event.quad_code,
		event_scale: event.event_scale, actor: event.actor, recipient: event.recipient, place: event.place,
		certainty: 'certain', confidence: event.confidence, attribution: [], quantity: [], sentence,
		marks: marksOf(sentence, words), publisher, reported: reported ?? event.day, title: `Report ${number} of ${publisher}`,
		url: null, reprint: false, rule: 'lexicon/en/events/assault.tsv:4', ...rest };
}

function eventOf({ tellings = [], accounts = [], ...given }) {
	const quad_code = quads[given.event];
	const event = { mode: [], aux_mode: [], place: null, records: Math.max(tellings.length, 1), sources: Math.max(tellings.length, 1),
		documents: Math.max(tellings.length, 1), denials: 0, differs: [], confidence: 0.85, certainty: 'certain', dead: null,
		quad_code, event_scale: scales[quad_code], publisher: tellings[0]?.publisher ?? 'Harbour Wire', recipient: [], ...given };
	event.sentence ??= tellings[0]?.sentence;
	event.tellings = (tellings.length > 0 ? tellings : [{ sentence: event.sentence, publisher: event.publisher }])
		.map((one, index) => telling(event, index, one));
	event.accounts = accounts.map((one) => ({ low: null, high: null, sources: 1,
		differs: event.differs.includes(one.field), ...one, first_record_id: event.tellings[one.telling ?? 0].id }));
	return event;
}

const station = 'the railway station in Kramatorsk';
const known = [
	{
		id: 'f6524e77dc90ca62', day: '2022-04-08', event: 'ASSAULT', mode: ['explosives'], actor: [RUS], recipient: [UKR],
		place: place('Kramatorsk', 'UKR', 48.74, 37.58), denials: 1, differs: ['actor', 'dead'],
		dead: { low: 39, best: 52, high: 52 },
		tellings: [
			{ publisher: 'Dnipro Wire', reported: '2022-04-08', words: { actor: 'Russian forces', action: 'attacked',
				where: 'Kramatorsk', 'how-many': 'at least 39 people', when: 'on Friday', source: 'Ukrainian officials' },
			sentence: `Russian forces attacked ${station} on Friday, killing at least 39 people, Ukrainian officials said.`,
			attribution: [{ source: party('UKR', 'GOV', 'Ukrainian officials'), cue: 'said', kind: 'statement' }],
			quantity: [{ role: 'dead', item: 'person', text: 'at least 39 people', min: 39, max: 39 }] },
			{ publisher: 'Moscow Morning', reported: '2022-04-08', words: { source: 'The Defence Ministry', cue: 'denied',
				actor: 'Russian troops', action: 'attacked' }, aux_mode: ['negation'],
			sentence: `The Defence Ministry in Moscow denied that Russian troops had attacked ${station}.`,
			attribution: [{ source: party('RUS', 'MIL', 'The Defence Ministry'), cue: 'denied', kind: 'denial' }] },
			{ publisher: 'Lake Geneva Press', reported: '2022-04-09', actor: [party(null, 'UNK', null)], words: { 'how-many': '52 people', action: 'killed',
				source: 'the regional governor', cue: 'said' },
			sentence: `52 people were killed in the missile strike on ${station}, the regional governor said.`,
			attribution: [{ source: party('UKR', 'GOV', 'the regional governor'), cue: 'said', kind: 'statement' }],
			quantity: [{ role: 'dead', item: 'person', text: '52 people', min: 52, max: 52 }] },
		],
		accounts: [
			{ field: 'actor', value: 'RUS MIL', sources: 2, telling: 0 },
			{ field: 'actor', value: 'UNK', telling: 2 },
			{ field: 'day', value: '2022-04-08', sources: 3, telling: 0 },
			{ field: 'dead', value: 'at least 39', low: 39, high: 39, telling: 0 },
			{ field: 'dead', value: '52', low: 52, high: 52, telling: 2 },
			{ field: 'denial', value: 'RUS MIL', telling: 1 },
			{ field: 'place', value: 'Kramatorsk', sources: 3, telling: 0 },
			{ field: 'recipient', value: 'UKR', sources: 3, telling: 0 },
			{ field: 'statement', value: 'UKR GOV', sources: 2, telling: 0 },
		],
	},
	{
		id: '2d0c1c4dd2e6ce4c', day: '2022-04-08', event: 'ACCUSE', mode: ['disapprove'], actor: [party('EUR', null, 'European Union')],
		recipient: [party('RUS', null, 'Russia', true)], tellings: [
			{ publisher: 'Dnipro Wire', sentence: 'The European Union condemned the attack.' },
			{ publisher: 'Lake Geneva Press', sentence: 'The EU condemned the strike as a crime.' }],
	},
	{
		id: '40c9feb6a61f0d77', day: '2022-07-09', event: 'PROTEST', mode: ['riot'], actor: [party('LKA', 'CVL', 'protesters')],
		recipient: [party('LKA', 'GOV', 'Gotabaya Rajapaksa')], place: place('Colombo', 'LKA', 6.93, 79.85),
		differs: ['size'], tellings: [
			{ publisher: 'Galle Road Post', sentence: 'Thousands of protesters stormed the residence of the president in Colombo.',
				quantity: [{ role: 'size', item: 'protester', text: 'Thousands of protesters', min: 2000, max: 2000 }] },
			{ publisher: 'Harbour Wire', sentence: 'About 900 people entered the residence, police said.',
				quantity: [{ role: 'size', item: 'person', text: 'About 900 people', min: 900, max: 900 }] }],
		accounts: [{ field: 'size', value: 'at least 2000', low: 2000, high: 2000, telling: 0 },
			{ field: 'size', value: '900', low: 900, high: 900, telling: 1 }],
	},
	{
		id: '9b1d0cc3a1f0b6d2', day: '2022-07-22', event: 'AGREE', actor: [party('UKR', 'GOV', 'Ukraine'), party('RUS', 'GOV', 'Russia')],
		recipient: [party('TUR', 'GOV', 'Turkey')], place: place('Istanbul', 'TUR', 41.01, 28.95), sentence:
			'Ukraine and Russia signed agreements with Turkey in Istanbul to let grain leave the Black Sea ports.',
	},
	{
		id: 'c2d3e4f5a6b70819', day: '2023-03-10', event: 'AGREE', actor: [party('IRN', 'GOV', 'Iran')],
		recipient: [party('SAU', 'GOV', 'Saudi Arabia')], place: place('Beijing', 'CHN', 39.91, 116.4),
		sentence: 'Iran and Saudi Arabia agreed in Beijing to reopen their embassies within two months.',
	},
	{
		id: 'd0d1e2f3a4b5c6d7', day: '2023-04-13', event: 'MOBILIZE', mode: ['weapons'], actor: [party('PRK', 'MIL', 'North Korea')],
		recipient: [], place: place('Sea of Japan', null, null, null, 0), certainty: 'probable', confidence: 0.61,
		sentence: 'North Korea apparently fired a missile of a new kind into the sea, the chiefs of staff in Seoul reported.',
	},
	{
		id: 'e1e2f3a4b5c6d7e8', day: '2023-11-24', event: 'RETREAT', mode: ['ceasefire'], actor: [party('ISR', 'MIL', 'Israel')],
		recipient: [party('PSE', 'REB', 'Hamas')], place: place('Gaza Strip', 'PSE', 31.5, 34.47, 2),
		sentence: 'A truce of four days between Israel and Hamas began in the Gaza Strip on Friday morning.',
	},
	{
		id: 'a0b1c2d3e4f50617', day: '2024-01', event: 'AID', actor: [party('USA', 'GOV', 'The United States')],
		recipient: [UKR], aux_mode: ['future'], sentence: 'The United States will send air defence missiles to Ukraine in January.',
	},
];

const many = {
	actors: [['USA', 'United States'], ['RUS', 'Russia'], ['UKR', 'Ukraine'], ['CHN', 'China'], ['ISR', 'Israel'], ['IRN', 'Iran'],
		['TUR', 'Turkey'], ['GBR', 'United Kingdom'], ['FRA', 'France'], ['IND', 'India'], ['SDN', 'Sudan'], ['EUR', 'European Union']],
	places: [place('Kyiv', 'UKR', 50.45, 30.52), place('Moscow', 'RUS', 55.75, 37.62), place('Gaza', 'PSE', 31.5, 34.47),
		place('Washington', 'USA', 38.9, -77.04), place('Khartoum', 'SDN', 15.5, 32.56), place('Ukraine', 'UKR', null, null, 1),
		place('Delhi', 'IND', 28.65, 77.23), place('Suva', 'FJI', -18.14, 178.44), null],
	sectors: [null, 'GOV', 'MIL', 'CVL'],
	verbs: { AGREE: 'agreed with', CONSULT: 'met', SUPPORT: 'praised', CONCEDE: 'gave in to', COOPERATE: 'worked with',
		AID: 'sent help to', RETREAT: 'withdrew from', REQUEST: 'called on', ACCUSE: 'blamed', REJECT: 'turned down',
		THREATEN: 'warned', PROTEST: 'marched against', SANCTION: 'put sanctions on', MOBILIZE: 'moved troops towards',
		COERCE: 'seized a ship of', ASSAULT: 'shelled' },
	publishers: ['Harbour Wire', 'Dnipro Wire', 'Galle Road Post', 'East Asia Wire'],
};
const dayNumber = (number) => new Date(Date.UTC(2020, 0, 1 + number)).toISOString().slice(0, 10);

/** The made-up event with a number: the same for the same number. */
export function madeUpEvent(number) {
	let state = (number * 2654435761 + 12345) >>> 0;
	const pick = (list) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return list[(state >>> 8) % list.length];
	};
	const [code, name] = pick(many.actors);
	let [other, otherName] = pick(many.actors);
	if (other === code)
		[other, otherName] = ['PAK', 'Pakistan'];
	const event = pick(Object.keys(quads)), sector = pick(many.sectors);
	return eventOf({ id: number.toString(16).padStart(16, '0'), day: dayNumber(number % 1826), event, actor: [party(code, sector, name)],
		recipient: [party(other, pick(many.sectors), otherName)], place: pick(many.places), publisher: pick(many.publishers),
		confidence: 0.3 + (number * 37 % 70) / 100, certainty: pick(['certain', 'certain', 'probable', 'possible']),
		sentence: `${name} ${many.verbs[event]} ${otherName}, report ${number} says.` });
}

const dimensions = {
	event: (event) => [event.event],
	quad: (event) => [String(event.quad_code)],
	sector: (event) => [...event.actor, ...event.recipient].map((one) => one.sector).filter(Boolean),
	country: (event) => [event.place?.country_code].filter(Boolean),
	certainty: (event) => [event.certainty],
	aux_mode: (event) => event.aux_mode,
	publisher: (event) => event.tellings.map((one) => one.publisher),
	actor: (event) => event.actor.map((one) => one.code).filter(Boolean),
	recipient: (event) => event.recipient.map((one) => one.code).filter(Boolean),
	source: (event) => event.tellings.flatMap((one) => one.attribution.map(({ source }) => source.code)),
	mode: (event) => event.mode,
	context: (event) => event.tellings[0].context,
};
const names = Object.fromEntries(many.actors);

function hasParty(parties, wanted) {
	return wanted.split(',').some((one) => {
		const [code, sector] = one.split(':');
		return parties.some((party) => (!code || party.code === code) && (!sector || party.sector === sector));
	});
}

/** Why a parameter cannot be read, as [parameter, message]; null if all can. */
function wrongParameter(query) {
	for (const key of ['actor', 'recipient', 'source'])
		for (const one of (query.get(key) ?? '').split(',').filter(Boolean))
			if (!/^([A-Z]{3})?(:[A-Z]{3})?$/.test(one) && !/[a-z]/.test(one))
				return [key, `"${one}" is no code of an actor; write a code, a code and a sector, or a sector: RUS, RUS:MIL, :MIL`];
	for (const key of ['since', 'until'])
		if (query.get(key) && !/^\d{4}(-\d\d(-\d\d)?)?$/.test(query.get(key)))
			return [key, `"${query.get(key)}" is no day; write YYYY-MM-DD, YYYY-MM or YYYY`];
	for (const one of (query.get('event') ?? '').split(',').filter(Boolean))
		if (!(one in quads))
			return ['event', `"${one}" is no PLOVER type`];
	return null;
}

function matches(event, query, without) {
	const asks = (key) => key !== without && query.get(key);
	const has = (list, wanted) => wanted.split(',').some((one) => list.includes(one));
	const sides = (actor, recipient) => (!asks('actor') || hasParty(actor, query.get('actor'))) &&
		(!asks('recipient') || hasParty(recipient, query.get('recipient')));
	if (!sides(event.actor, event.recipient) && !(query.get('both_ways') && sides(event.recipient, event.actor)))
		return false;
	for (const key of ['event', 'quad', 'sector', 'certainty', 'aux_mode', 'mode', 'context', 'publisher', 'source'])
		if (asks(key) && !has(dimensions[key](event), query.get(key).replace(/:\w+/, '')))
			return false;
	if (asks('place') && ![event.place?.name, event.place?.country_code].includes(query.get('place')))
		return false;
	if (asks('since') && event.day < query.get('since'))
		return false;
	if (asks('until') && event.day.slice(0, query.get('until').length) > query.get('until'))
		return false;
	if (asks('confidence') && event.confidence < Number(query.get('confidence')))
		return false;
	if (asks('text') && !query.get('text').toLowerCase().split(/\s+/).every((word) => event.sentence.toLowerCase().includes(word)))
		return false;
	return !(asks('differs') && event.differs.length === 0) && !(asks('denied') && event.denials === 0);
}

const sortKeys = {
	day: (event) => event.day,
	event: (event) => event.event,
	actor: (event) => event.actor[0]?.code ?? '',
	recipient: (event) => event.recipient[0]?.code ?? '',
	place: (event) => event.place?.name ?? '',
	sources: (event) => event.sources,
	confidence: (event) => event.confidence,
	scale: (event) => event.event_scale,
	dead: (event) => event.dead?.best ?? -1,
};

function count(values) {
	const counts = new Map();
	for (const value of values)
		counts.set(value, (counts.get(value) ?? 0) + 1);
	return [...counts].sort((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0])));
}

export class FixtureLedger {
	/** `events`: how many of the known ones; `madeUp`: how many more. */
	constructor({ events = known.length, madeUp = 120, linked = true, coder = true } = {}) {
		this.events = [...known.slice(0, events).map(eventOf), ...Array.from({ length: madeUp }, (_, number) => madeUpEvent(number))];
		this.linked = linked;
		this.coder = coder;
		this.generation = 1;
	}

	/** A new event comes in. */
	add(event) {
		this.events.push(eventOf(event));
		this.generation++;
	}

	row({ tellings, accounts, ...row }) {
		return row;
	}

	/** [status, body] of GET api/v1/ROUTE. */
	answer(route, query) {
		const wrong = wrongParameter(query);
		if (wrong)
			return [400, { error: { code: 'bad-parameter', message: wrong[1], parameter: wrong[0] } }];
		const [name, id, part] = route.split('/');
		const selected = id ? [] : this.events.filter((event) => matches(event, query));
		switch (name) {
		case 'summary': return [200, this.summary()];
		case 'events': return id ? this.event(id) : [200, this.page(selected, query, (event) => this.row(event))];
		case 'records': return [200, this.page(selected, query, (event) => event.tellings[0])];
		case 'documents': return this.document(id, part);
		case 'facets': return [200, this.facets(query)];
		case 'actors': return [200, this.actors(query.get('q') ?? '')];
		case 'timeline': return [200, this.timeline(selected, query)];
		case 'map': return [200, this.map(selected)];
		case 'network': return [200, this.network(selected)];
		}
		return [404, { error: { code: 'not-found', message: `There is nothing at ${route}.`, parameter: null } }];
	}

	summary() {
		const days = this.events.map((event) => event.day).sort();
		const pairs = this.events.filter((event) => event.actor[0] && event.recipient[0])
			.map((event) => [event.actor[0].code, event.recipient[0].code].sort().join(' '));
		return { name: 'example.db', program: 'bede 0.1.0', generation: this.generation, documents: this.events.length,
			records: this.events.reduce((sum, event) => sum + event.records, 0), events: this.events.length, reprints: 0,
			linked: this.linked, first_day: days[0] ?? null, last_day: days.at(-1) ?? null, publishers: 4,
			dyads: count(pairs).slice(0, 10).map(([pair, events]) => ({ actor: pair.slice(0, 3), recipient: pair.slice(4), events })),
			disputed: this.events.filter((event) => event.differs.length > 0 || event.denials > 0).map(this.row), coder: this.coder };
	}

	page(selected, query, row) {
		const sort = query.get('sort') ?? '-day', key = sortKeys[sort.replace('-', '')], sign = sort.startsWith('-') ? -1 : 1;
		const sorted = [...selected].sort((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : a.id < b.id ? -1 : 1));
		const offset = Number(query.get('offset') ?? 0);
		return { total: sorted.length, rows: sorted.slice(offset, offset + Number(query.get('limit') ?? 50)).map(row) };
	}

	event(id) {
		const event = this.events.find((one) => one.id === id || one.tellings.some((telling) => telling.id === id));
		return event ? [200, event] : [404, { error: { code: 'not-found', message: `There is no event ${id}.`, parameter: null } }];
	}

	document(id, part) {
		const telling = this.events.flatMap((event) => event.tellings).find((one) => one.document_id === id);
		if (!telling)
			return [404, { error: { code: 'not-found', message: `There is no report ${id}.`, parameter: null } }];
		const end = [...telling.sentence].length;
		const records = [{ ...telling, start: 0, end }];
		if (part === 'layers')
			return [200, { layers: { text: telling.sentence, sentences: [{ start: 0, end }], tokens: [], entities: [], times: [],
				places: [], quantities: [], attributions: [] }, records, why: [{ record_id: telling.id, rule: telling.rule,
				rule_words: 'v attack,assault', rule_example: 'Russia attacked Ukraine.', matched: [] }] }];
		return [200, { id, title: telling.title, date: telling.reported, publisher: telling.publisher, url: telling.url,
			text: telling.sentence, sentences: [{ start: 0, end }], records, reprint_of: null, reprints: [] }];
	}

	facets(query) {
		return Object.fromEntries(Object.entries(dimensions).map(([field, valuesOf]) => [field,
			count(this.events.filter((event) => matches(event, query, field)).flatMap((event) => [...new Set(valuesOf(event))]))
				.slice(0, 50).map(([value, events]) => ({ value, name: names[value] ?? null, events }))]));
	}

	actors(words) {
		const begins = words.toLowerCase();
		return count(this.events.flatMap((event) => [...event.actor, ...event.recipient].map((one) => one.code)).filter(Boolean))
			.map(([code, events]) => ({ code, name: names[code] ?? code, events }))
			.filter(({ code, name }) => [code, name].some((one) => one.toLowerCase().startsWith(begins))).slice(0, 10);
	}

	timeline(selected, query) {
		const length = { day: 10, week: 7, month: 7, year: 4 }[query.get('by') ?? 'month'];
		const split = query.get('split') === 'event' ? (event) => event.event : (event) => String(event.quad_code);
		const known = selected.filter((event) => event.day.length >= length);
		const firstDay = (key) => (key + '-01-01').slice(0, 10);
		const used = [...new Set(known.map((event) => event.day.slice(0, length)))].sort();
		const steps = [];
		for (let at = used[0]; at && at <= used.at(-1);) {
			steps.push(at);
			const next = new Date(firstDay(at) + 'T00:00:00Z');
			if (length === 10)
				next.setUTCDate(next.getUTCDate() + 1);
			else
				next.setUTCMonth(next.getUTCMonth() + (length === 7 ? 1 : 12));
			at = next.toISOString().slice(0, length);
		}
		const keys = [...new Set(known.map(split))].sort();
		const of = (step) => known.filter((event) => event.day.slice(0, length) === step);
		const mean = (events) => events.length ? events.reduce((sum, event) => sum + event.event_scale, 0) / events.length : null;
		return { by: query.get('by') ?? 'month', steps: steps.map(firstDay), total: selected.length,
			series: keys.map((key) => ({ key, counts: steps.map((step) => of(step).filter((event) => split(event) === key).length) })),
			scale: steps.map((step) => mean(of(step))), left_out: selected.length - known.length };
	}

	map(selected) {
		const quad = (events) => [1, 2, 3, 4].map((code) => events.filter((event) => event.quad_code === code).length);
		const exact = selected.filter((event) => event.place?.resolution >= 3);
		const coarse = selected.filter((event) => event.place && event.place.resolution < 3 && event.place.country_code);
		return { total: selected.length, unplaced: selected.length - exact.length - coarse.length,
			points: count(exact.map((event) => event.place.name)).map(([name]) => {
				const events = exact.filter((event) => event.place.name === name);
				return { ...events[0].place, events: events.length, quad: quad(events) };
			}),
			countries: count(coarse.map((event) => event.place.country_code)).map(([code, events]) =>
				({ code, events, quad: quad(coarse.filter((event) => event.place.country_code === code)) })) };
	}

	network(selected) {
		const both = selected.filter((event) => event.actor[0]?.code && event.recipient[0]?.code);
		const ends = count(both.flatMap((event) => [event.actor[0].code, event.recipient[0].code]));
		return { total: selected.length, left_out: selected.length - both.length,
			nodes: ends.map(([code, events]) => ({ code, name: names[code] ?? code, events })),
			links: count(both.map((event) => `${event.actor[0].code} ${event.recipient[0].code}`)).map(([pair, events]) => {
				const of = both.filter((event) => `${event.actor[0].code} ${event.recipient[0].code}` === pair);
				return { actor: pair.slice(0, 3), recipient: pair.slice(4), events,
					scale: of.reduce((sum, event) => sum + event.event_scale, 0) / events,
					quad: [1, 2, 3, 4].map((code) => of.filter((event) => event.quad_code === code).length) };
			}) };
	}
}
