/** An event of which accounts differ, as a story: the question first, then who says what, then who denies it. */

import type { EventPage, EventRow, RecordRow } from '../api';
import { addressOf } from '../address';
import { codeName } from '../countries';
import { routeOf, useAnswer } from '../client';
import { bodyName, formatDay, formatNumber, partyCode } from '../format';
import { boundsOf } from '../parts/scale';
import { TypeBadge } from '../parts/words';
import { headlineText } from '../phrases';
import { fieldsOf, speakersOf, type Field, type Speaker } from './accounts';
import { contested } from './ledger_columns';

const counted: Record<string, string> = { dead: 'dead', injured: 'injured', arrested: 'arrested', missing: 'missing',
	size: 'took part', amount: '' };
const asked: Record<string, string> = { actor: 'Who did it?', recipient: 'To whom?', day: 'On which day?', place: 'Where?' };

interface Point {
	value: number;
	/** "at least 39". */
	words: string;
	tellings: RecordRow[];
}

/** The numbers that accounts give of one thing, least first. */
function pointsOf(field: Field): Point[] {
	return field.versions.filter(({ account }) => account.low !== null || account.high !== null)
		.map(({ account, words, tellings }) => ({ value: (account.low ?? account.high)!, words, tellings }))
		.sort((a, b) => a.value - b.value);
}

/** "39 or 52 dead?" */
function numberQuestion(field: string, values: number[]): string {
	const different = [...new Set(values)].map(formatNumber);
	const numbers = different.length === 2 ? different.join(' or ') : `${different[0]} to ${different[different.length - 1]}`;
	return `${numbers} ${counted[field] ?? field}`.trim() + '?';
}

function questionOf(row: EventRow, fields: Field[], denier: Denier | null): string {
	if (row.dead && row.dead.low !== row.dead.high)
		return numberQuestion('dead', [row.dead.low, row.dead.high]);
	const open = fields.filter((field) => row.differs.includes(field.field));
	const number = open.find((field) => field.isNumber && pointsOf(field).length > 1);
	if (number)
		return numberQuestion(number.field, pointsOf(number).map((point) => point.value));
	if (row.denials > 0)
		return denier?.outright ? denier.words : row.aux_mode.some((mode) => mode !== 'negation' && mode !== 'historical')
			? 'Will it happen?' : 'Did it happen?';
	const field = contested(row).find((one) => one in asked);
	return field ? asked[field] : 'Accounts differ';
}

/**
 * How much there is to see: a number on which several sources differ, a denial, then the rest; 0: nothing. One report that
 * differs with itself is hardly news.
 */
export function weightOf(row: EventRow): number {
	const fields = contested(row);
	const number = fields.some((field) => field in counted);
	return (number ? 4 : fields.length > 0 ? 1 : 0) + (row.denials > 0 ? 3 : 0) + (fields.includes('dead') ? 2 : 0) +
		(row.sources > 1 && (number || row.denials > 0) ? 10 : 0);
}

/** "Russia" of RUS MIL; of others the words. */
function nameOf({ code, name }: Speaker): string {
	const first = code.slice(0, 3);
	return (bodyName(first) === null && codeName(first)) || name;
}

interface Denier {
	words: string;
	/** Does somebody deny it, or only say that it did not or will not happen? */
	outright: boolean;
	tellings: RecordRow[];
}

/** Who denies it; where nobody does so in these words, who says that it is not so. */
function deniersOf(event: EventPage): Denier[] {
	const found = new Map<string, Denier>();
	for (const speaker of speakersOf(event).filter((one) => one.kind === 'denial')) {
		const words = `${nameOf(speaker)} denies it`;
		found.set(words, { words, outright: true, tellings: [...found.get(words)?.tellings ?? [], ...speaker.tellings] });
	}
	if (found.size > 0)
		return [...found.values()];
	return event.tellings.filter((telling) => telling.aux_mode.includes('negation')).slice(0, 1)
		.map((telling) => ({ words: 'No', outright: false, tellings: [telling] }));
}

/** Who says it in this report; null: the report itself. */
function voiceOf(telling: RecordRow): string | null {
	const voice = telling.attribution.at(-1)?.source;
	return voice ? voice.name ?? (partyCode(voice) || null) : null;
}

/** "Ukrainian officials, in Dnipro Wire", each once. */
function Voices({ tellings }: { tellings: RecordRow[] }) {
	const known = tellings.filter((telling, index) => tellings.findIndex((other) => voiceOf(other) === voiceOf(telling) &&
		other.publisher === telling.publisher) === index);
	return (
		<span>
			{known.slice(0, 2).map((telling) => {
				const name = voiceOf(telling);
				return (
					<span class="voice" key={telling.id}>
						{name && <>{name}{telling.publisher && ', '}</>}
						{telling.publisher && <span class="faint">{name ? 'in ' : ''}{telling.publisher}</span>}
					</span>
				);
			})}
		</span>
	);
}

function Quote({ telling }: { telling: RecordRow }) {
	return (
		<blockquote>
			<p>{telling.sentence}</p>
			<footer><a href={addressOf('report', telling.document_id)}>
				{[telling.publisher, formatDay(telling.reported)].filter(Boolean).join(', ')}</a></footer>
		</blockquote>
	);
}

function Range({ points, best, what }: { points: Point[]; best: number | null; what: string }) {
	const low = points[0].value, high = points[points.length - 1].value;
	const at = (value: number) => 12 + 76 * (high === low ? .5 : (value - low) / (high - low));
	const values = [...new Set(points.map((point) => point.value))];
	// Only numbers that have room for it are written.
	const written = values.filter((value) => value === low || value === high || value === best
		&& Math.min(at(value) - at(low), at(high) - at(value)) > 10);
	const role = (value: number) => [value === low && 'low', value === best && 'best', value === high && 'high']
		.filter(Boolean).join(' · ');
	return (
		<figure class="range">
			<svg width="100%" height="4rem" aria-hidden="true">
				<line class="range-track" x1="0%" x2="100%" y1="2.1rem" y2="2.1rem" />
				<line class="range-line" x1={at(low) + '%'} x2={at(high) + '%'} y1="2.1rem" y2="2.1rem" />
				{values.map((value) => (
					<circle key={value} class={value === best ? 'range-point best' : 'range-point'} cx={at(value) + '%'} cy="2.1rem"
						r={value === best ? '.5rem' : '.38rem'} />
				))}
				{written.map((value) => (
					<g key={value}>
						<text class="range-number" x={at(value) + '%'} y="1.1rem" text-anchor="middle">{formatNumber(value)}</text>
						<text class="range-role" x={at(value) + '%'} y="3.7rem" text-anchor="middle">{role(value)}</text>
					</g>
				))}
			</svg>
			<figcaption class="visually-hidden">From {formatNumber(low)} to {formatNumber(high)} {what}
				{best !== null && `; best supported: ${formatNumber(best)}`}</figcaption>
		</figure>
	);
}

function Says({ field, points, deniers, most }: { field: Field | null; points: Point[]; deniers: Denier[]; most: number }) {
	const versions = points.length > 0 ? points.map(({ words, tellings }) => ({ words, tellings }))
		: (field?.versions ?? []).map(({ words, tellings }) => ({ words, tellings }));
	return (
		<ul class="says">
			{versions.slice(0, most).map(({ words, tellings }) => (
				<li key={words}><strong class={points.length > 0 ? 'figure' : undefined}>{words}</strong>
					<Voices tellings={tellings} /></li>
			))}
			{deniers.slice(0, 2).map(({ words, tellings }) => (
				<li class="denies" key={words}><strong>{words}</strong><Voices tellings={tellings} /></li>
			))}
		</ul>
	);
}

export function Dispute({ row, lead = false }: { row: EventRow; lead?: boolean }) {
	const event = useAnswer<EventPage>(routeOf('events/' + encodeURIComponent(row.id))).answer;
	const fields = event ? fieldsOf(event) : [];
	const deniers = event && row.denials > 0 ? deniersOf(event) : [];
	const open = fields.filter((field) => row.differs.includes(field.field) && field.versions.length > 1);
	const number = open.find((field) => field.isNumber) ?? null;
	const points = number ? pointsOf(number) : [];
	const best = number?.field === 'dead' && row.dead ? row.dead.best
		: number ? boundsOf(number.versions.map(({ words, account }) => ({ ...account, words })))?.best ?? null : null;
	// The first report, and the one that denies it.
	const quotes = [...new Set([event?.tellings[0], deniers[0]?.tellings[0]])].filter((one) => one !== undefined);
	const title = questionOf(row, fields, deniers[0] ?? null);
	return (
		<article class={lead ? 'dispute lead' : 'dispute'} aria-busy={event === null ? true : undefined}>
			<p class="kicker">
				<TypeBadge type={row.event} quad={row.quad_code} />
				<span>{[formatDay(row.day), row.place?.name].filter(Boolean).join(', ')}</span>
			</p>
			<h3><a href={addressOf('event', row.id)}>{title}</a></h3>
			<p class="deck">{headlineText(row)}</p>
			{points.length > 1 && <Range points={points} best={best} what={counted[number!.field] ?? ''} />}
			{event && <Says field={number ?? open[0] ?? null} points={points} deniers={deniers} most={lead ? 5 : 3} />}
			{lead && event && quotes.map((telling) => <Quote key={telling.id} telling={telling} />)}
		</article>
	);
}
