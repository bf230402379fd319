/** A report of two paragraphs with three records, read by hand: marks that stand in each other, and two that cross. */

const first = 'KYIV — 🚆 Russian forces attacked the railway station in Kramatorsk on Friday, killing at least ' +
	'39 people, Ukrainian officials said.';
const second = 'Moscow denied that its troops had attacked the station.';
export const text = `${first}\n\n${second}`;

const lengthOf = (words) => [...words].length;
/** Where words stand for the `turn`th time, in code points. */
export function spanOf(words, turn = 0, within = text) {
	let at = -1;
	for (let count = 0; count <= turn; count++)
		at = within.indexOf(words, at + 1);
	if (at < 0)
		throw new Error(`“${words}” does not stand in the text`);
	const start = lengthOf(within.slice(0, at));
	return { start, end: start + lengthOf(words) };
}

const party = (code, sector, name, inferred = false) => ({ code, sector, name, inferred });
const sentences = [spanOf(first), spanOf(second)];

function record(id, sentence, event, { words, ...rest }) {
	return { id, event_id: 'f6524e77dc90ca62', document_id: 'station', day: '2022-04-08', event, mode: [], aux_mode: [],
		context: ['military'], quad_code: 4, event_scale: -9, actor: [], recipient: [], certainty: 'certain',
		confidence: 0.83, attribution: [], quantity: [],
		place: { name: 'Kramatorsk', country_code: 'UKR', lat: 48.7, lon: 37.6, resolution: 4 },
		sentence: [...text].slice(sentences[sentence].start, sentences[sentence].end).join(''),
		marks: words.map(([role, one, turn]) => ({ role, ...spanOf(one, turn) })), publisher: 'Dnipro Wire',
		reported: '2022-04-08', title: 'Missile attack on station', url: null, reprint: false, reprint_of: null,
		rule: 'lexicon/en/events/assault.tsv:9', ...sentences[sentence], ...rest };
}

const officials = { source: party('UKR', 'GOV', 'Ukrainian officials'), cue: 'said', kind: 'statement' };
export const records = [
	record('a1', 0, 'ASSAULT', { actor: [party('RUS', 'MIL', 'Russian forces')], attribution: [officials],
		recipient: [party('UKR', null, 'Ukraine', true)],
		words: [['actor', 'Russian forces'], ['action', 'attacked'], ['where', 'Kramatorsk'],
			['when', 'on Friday'], ['source', 'Ukrainian officials'], ['cue', 'said']] }),
	record('b2', 0, 'ASSAULT', { actor: [party('RUS', 'MIL', 'Russian forces')], attribution: [officials],
		recipient: [party('UKR', 'CVL', '39 people', true)],
		quantity: [{ role: 'dead', item: 'person', text: 'at least 39 people', min: 39, max: null }],
		words: [['actor', 'Russian forces'], ['action', 'killing'], ['how-many', 'at least 39 people'],
			['recipient', '39 people'], ['source', 'Ukrainian officials'], ['cue', 'said']] }),
	record('c3', 1, 'ASSAULT', { actor: [party('RUS', 'MIL', 'its troops')], aux_mode: ['negation'],
		rule: 'lexicon/en/events/assault.tsv:4',
		attribution: [{ source: party('RUS', null, 'Moscow'), cue: 'denied', kind: 'denial' }],
		// "had attacked" and "attacked the station" cross each other.
		words: [['source', 'Moscow'], ['cue', 'denied'], ['actor', 'its troops'], ['action', 'had attacked'],
			['where', 'attacked the station']] }),
];

export const report = { id: 'station', title: 'Missile attack on station', date: '2022-04-08', publisher: 'Dnipro Wire',
	url: null, text, sentences, records, reprint_of: null,
	reprints: [{ id: 'station-again', publisher: 'Harbour Wire', similarity: 0.97 }] };

const tokens = sentences.flatMap(({ start, end }, sentence) => {
	const words = [...text].slice(start, end).join('');
	return [...words.matchAll(/\p{L}+|\p{N}+|[^\s\p{L}\p{N}]/gu)].map((match) => {
		const at = start + lengthOf(words.slice(0, match.index));
		return { start: at, end: at + lengthOf(match[0]), lemma: match[0].toLowerCase(), upos: 'NOUN', head: -1,
			deprel: 'dep', sentence };
	});
});

export const reading = {
	layers: {
		text, sentences, tokens,
		entities: [['Russian forces', 'ORG', 'RUS', 'MIL'], ['Kramatorsk', 'GPE', 'UKR', null]]
			.map(([words, type, code, sector]) =>
				({ ...spanOf(words), type, code, sector, identifier_text: null, coref: null })),
		times: [{ ...spanOf('Friday'), type: 'DATE', value: '2022-04-08', mod: null }],
		places: [{ ...spanOf('Kramatorsk'), geonameid: 704508, name: 'Kramatorsk', lat: 48.7, lon: 37.6, country_code: 'UKR',
			feature_code: 'PPLA2' }],
		quantities: [{ ...spanOf('at least 39 people'), text: 'at least 39 people', min: 39, max: null, item: 'person',
			role: 'dead', unit: null }],
		attributions: [{ source: Object.values(spanOf('Moscow')), cue: Object.values(spanOf('denied')),
			content: [Object.values(spanOf('its troops had attacked the station'))] }],
	},
	records,
	why: [
		{ record_id: 'a1', rule: 'lexicon/en/events/assault.tsv:9',
			rule_words: 'v attack\tprep.with=missile|rocket\tASSAULT:heavy-weapons',
			rule_example: 'Russia attacked the town with rockets.', matched: [spanOf('attacked'), spanOf('station')] },
		{ record_id: 'b2', rule: 'lexicon/en/events/assault.tsv:13', rule_words: 'v kill,slay - ASSAULT', rule_example:
			'Chadian soldiers killed a Malian journalist.', matched: [spanOf('killing')] },
	],
};

/** The same report with this many paragraphs more, all with a record. */
export function longReport(paragraphs) {
	const long = { ...report, text: '', sentences: [], records: [] };
	for (let number = 0; number < paragraphs; number++) {
		const shift = lengthOf(long.text);
		long.text += first + '\n\n';
		long.sentences.push({ start: shift, end: shift + lengthOf(first) });
		long.records.push({ ...records[0], id: `long${number}`, start: shift, end: shift + lengthOf(first),
			marks: records[0].marks.map((mark) => ({ ...mark, start: mark.start + shift, end: mark.end + shift })) });
	}
	return long;
}

/** Words by role as the page marks them: each run of characters within marks of the role, in the order of the text. */
export const markedWords = (page, where) => page.evaluate((selector) => {
	const found = {};
	const root = document.querySelector(selector);
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	let open = new Set(), block = null;
	while (walker.nextNode()) {
		const roles = new Set();
		for (let at = walker.currentNode.parentElement; at && at !== root.parentElement; at = at.parentElement)
			if (at.dataset.role && at.classList.contains('lit'))
				roles.add(at.dataset.role);
			else if (at.classList.contains('matched'))
				roles.add('matched');
		const within = walker.currentNode.parentElement.closest('p, blockquote');
		for (const role of roles) {
			const list = found[role] ??= [];
			if (open.has(role) && within === block)
				list[list.length - 1] += walker.currentNode.data;
			else
				list.push(walker.currentNode.data);
		}
		open = roles;
		block = within;
	}
	return found;
}, where);

export const roleNames = { actor: 'who', action: 'did what', recipient: 'to whom', when: 'when', where: 'where',
	'how-many': 'how many', source: 'who says so', cue: 'says' };
