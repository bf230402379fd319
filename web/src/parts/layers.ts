/** The layers of a reading as spans over its text. */

import type { DocumentPage, Layers, Why } from '../api';
import { formatNumber } from '../format';
import type { Span } from './marks';
import { roleSpans } from './words';

export type Layer = 'events' | 'roles' | 'sentences' | 'entities' | 'times' | 'places' | 'quantities' | 'attributions' |
	'tokens';

/** `read`: it takes the coder, who reads the text anew. */
export const layers: { layer: Layer; name: string; about: string; read: boolean }[] = [
	{ layer: 'events', name: 'Events', about: 'the words that tell each event, with its number', read: false },
	{ layer: 'roles', name: 'Roles', about: 'who, to whom, when, where … of all events at once', read: false },
	{ layer: 'sentences', name: 'Sentences', about: 'where each begins and ends', read: false },
	{ layer: 'entities', name: 'Entities', about: 'names and mentions, with type and code', read: true },
	{ layer: 'times', name: 'Times', about: 'expressions of time and their TIMEX3 values', read: true },
	{ layer: 'places', name: 'Places', about: 'toponyms and what they resolve to', read: true },
	{ layer: 'quantities', name: 'Quantities', about: 'numbers, with unit, item and role', read: true },
	{ layer: 'attributions', name: 'Attributions', about: 'who says what: source, cue and content', read: true },
	{ layer: 'tokens', name: 'Tokens', read: true,
		about: 'lemma, word class and relation to the head (Universal Dependencies)' },
];

/** The layers of an address: "events" where it says nothing, "none" for none. */
export const layersOf = (words: string | null): Set<Layer> =>
	new Set((words ?? 'events').split(',').filter((word) => layers.some((one) => one.layer === word)) as Layer[]);

type Placed = DocumentPage['records'][number];

/** The words of each event, with its number behind them; records with the same words share a mark. */
function eventSpans(records: Placed[]): Span[] {
	const found = new Map<string, Span>();
	records.forEach((record, index) => {
		for (const mark of record.marks.filter((one) => one.role === 'action')) {
			const key = mark.start + ' ' + mark.end;
			const span = found.get(key);
			if (span) {
				span.record += ' ' + record.id;
				span.number += ', ' + (index + 1);
			} else {
				found.set(key, { start: mark.start, end: mark.end, kind: 'anchor', record: record.id, number: String(index + 1),
					order: 1 });
			}
		}
	});
	return [...found.values()];
}

function tokenSpans(read: Layers, cut: (start: number, end: number) => string): Span[] {
	return read.tokens.map((token) => {
		const head = read.tokens[token.head];
		return { start: token.start, end: token.end, kind: 'token', order: 9,
			gloss: `${token.lemma}\n${token.upos}\n${token.deprel}${head ? ' ↦ ' + cut(head.start, head.end) : ''}` };
	});
}

/** "≥ 39", "3–5": short, for a label. */
const range = (min: number | null, max: number | null) => min === max ? min === null ? '' : formatNumber(min)
	: max === null ? '≥ ' + formatNumber(min!) : min === null ? '≤ ' + formatNumber(max)
	: formatNumber(min) + '–' + formatNumber(max);

function spansOf(layer: Layer, read: Layers, cut: (start: number, end: number) => string): Span[] {
	const span = (start: number, end: number, label: string, title?: string): Span =>
		({ start, end, kind: 'layer layer-' + layer, label, title, above: true });
	const list = (...words: (string | null | undefined)[]) => words.filter(Boolean).join(' ');
	switch (layer) {
	case 'entities':
		return read.entities.map((one) => span(one.start, one.end, list(one.type, one.code, one.sector),
			one.identifier_text ?? undefined));
	case 'times':
		return read.times.map((one) => span(one.start, one.end, list(one.value, one.mod), one.type));
	case 'places':
		return read.places.map((one) => span(one.start, one.end, list(one.name ?? 'not found', one.country_code),
			list(one.feature_code, one.geonameid !== null ? 'GeoNames ' + one.geonameid : null)));
	case 'quantities':
		return read.quantities.map((one) => span(one.start, one.end,
			list(range(one.min, one.max), one.unit, one.role ?? one.item), one.item ?? undefined));
	case 'attributions':
		return read.attributions.flatMap((one, index) => [
			...(one.source ? [span(one.source[0], one.source[1], 'source ' + (index + 1))] : []),
			span(one.cue[0], one.cue[1], 'cue ' + (index + 1)),
			...one.content.map(([start, end]) => span(start, end, 'content ' + (index + 1))),
		]);
	case 'tokens':
		return tokenSpans(read, cut);
	default:
		return [];
	}
}

/** Everything that is switched on. */
export function layerSpans(shown: Set<Layer>, records: Placed[], sentences: { start: number; end: number }[],
	read: Layers | null, cut: (start: number, end: number) => string): Span[] {
	const spans: Span[] = [];
	if (shown.has('sentences'))
		spans.push(...sentences.map((one, index) => ({ start: one.start, end: one.end, order: -1,
			kind: 'sentence', number: String(index + 1) })));
	if (shown.has('events'))
		spans.push(...eventSpans(records));
	if (shown.has('roles')) {
		// Two records that give the same words the same role need but one line.
		const each = new Map(records.flatMap((record) => record.marks.map((mark) =>
			[`${mark.role} ${mark.start} ${mark.end}`, { mark, record }] as const)));
		for (const { mark, record } of each.values())
			spans.push(...roleSpans([mark], { lit: false, labels: false, record: record.id }));
	}
	if (read)
		for (const { layer, read: needed } of layers)
			if (needed && shown.has(layer))
				spans.push(...spansOf(layer, read, cut));
	return spans;
}

/** A record's words by role, and those that its rule matched. */
export function recordSpans(record: Placed, why: Why | null): Span[] {
	return [
		...roleSpans(record.marks, { record: record.id }),
		...(why?.matched ?? []).map((span) => ({ ...span, kind: 'matched', order: 8 })),
	];
}
