/** An event of which accounts differ, as a story: the question first, then who says what, then who denies it. */

import type { EventPage, EventRow, RecordRow } from '../api';
import { addressOf } from '../address';
import { codeName } from '../countries';
import { routeOf, useAnswer } from '../client';
import { formatDay, formatNumber, partyCode } from '../format';
import { TypeBadge } from '../parts/words';
import { headlineText } from '../phrases';
import { fieldsOf, speakersOf, type Field, type Speaker } from './accounts';

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

function questionOf(row: EventRow, fields: Field[], denier: string | null): string {
	if (row.dead && row.dead.low !== row.dead.high)
		return numberQuestion('dead', [row.dead.low, row.dead.high]);
	const open = fields.filter((field) => row.differs.includes(field.field));
	const number = open.find((field) => field.isNumber && pointsOf(field).length > 1);
	if (number)
		return numberQuestion(number.field, pointsOf(number).map((point) => point.value));
	if (row.denials > 0)
		return denier ? `${denier} denies it` : 'Somebody denies it';
	const field = row.differs.find((one) => one in asked);
	return field ? asked[field] : 'Accounts differ';
}

/** How much there is to see: a number that differs, a denial. */
export const weightOf = (row: EventRow): number => (row.dead && row.dead.low !== row.dead.high ? 4 : 0) +
	(row.denials > 0 ? 3 : 0) + (row.differs.some((field) => field in counted) ? 2 : 0) + (row.differs.length > 0 ? 1 : 0);

/** "Russia" of RUS MIL; else the words. */
const nameOf = (speaker: Speaker): string => codeName(speaker.code.slice(0, 3)) ?? speaker.name;

/** "Ukrainian officials, in Dnipro Wire". */
function Voice({ telling }: { telling: RecordRow }) {
	const voice = telling.attribution.at(-1)?.source;
	const name = voice && (voice.name ?? (partyCode(voice) || null));
	return (
		<span class="voice">
			{name && <>{name}{telling.publisher && ', '}</>}
			{telling.publisher && <span class="faint">{name ? 'in ' : ''}{telling.publisher}</span>}
		</span>
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
			<svg width="100%" height="64" aria-hidden="true">
				<line class="range-track" x1="0%" x2="100%" y1="34" y2="34" />
				<line class="range-line" x1={at(low) + '%'} x2={at(high) + '%'} y1="34" y2="34" />
				{values.map((value) => (
					<circle key={value} class={value === best ? 'range-point best' : 'range-point'} cx={at(value) + '%'} cy="34"
						r={value === best ? 8 : 6} />
				))}
				{written.map((value) => (
					<g key={value}>
						<text class="range-number" x={at(value) + '%'} y="18" text-anchor="middle">{formatNumber(value)}</text>
						<text class="range-role" x={at(value) + '%'} y="59" text-anchor="middle">{role(value)}</text>
					</g>
				))}
			</svg>
			<figcaption class="visually-hidden">From {formatNumber(low)} to {formatNumber(high)} {what}
				{best !== null && `; best supported: ${formatNumber(best)}`}</figcaption>
		</figure>
	);
}

function Says({ field, points, deniers, most }: { field: Field | null; points: Point[]; deniers: Speaker[]; most: number }) {
	const versions = points.length > 0 ? points.map(({ words, tellings }) => ({ words, tellings }))
		: (field?.versions ?? []).map(({ words, tellings }) => ({ words, tellings }));
	return (
		<ul class="says">
			{versions.slice(0, most).map(({ words, tellings }) => (
				<li key={words}><strong class={points.length > 0 ? 'figure' : undefined}>{words}</strong>
					<span>{tellings.slice(0, 2).map((telling) => <Voice key={telling.id} telling={telling} />)}</span></li>
			))}
			{deniers.slice(0, 2).map((speaker) => (
				<li class="denies" key={speaker.code + speaker.name}>
					<strong>{nameOf(speaker)} denies it</strong>
					<span><Voice telling={speaker.tellings[0]} /></span>
				</li>
			))}
		</ul>
	);
}

export function Dispute({ row, lead = false }: { row: EventRow; lead?: boolean }) {
	const event = useAnswer<EventPage>(routeOf('events/' + encodeURIComponent(row.id))).answer;
	const fields = event ? fieldsOf(event) : [];
	const deniers = event ? speakersOf(event).filter((speaker) => speaker.kind === 'denial') : [];
	const open = fields.filter((field) => row.differs.includes(field.field) && field.versions.length > 1);
	const number = open.find((field) => field.isNumber) ?? null;
	const points = number ? pointsOf(number) : [];
	const best = number?.field === 'dead' && row.dead ? row.dead.best : null;
	const title = questionOf(row, fields, deniers.length > 0 ? nameOf(deniers[0]) : null);
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
			{lead && event && (
				<blockquote>
					<p>{event.tellings[0].sentence}</p>
					<footer>{[event.tellings[0].publisher, formatDay(event.tellings[0].reported)].filter(Boolean).join(', ')}</footer>
				</blockquote>
			)}
		</article>
	);
}
