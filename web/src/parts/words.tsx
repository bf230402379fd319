/** Words of reports, and the parties, types and days that they give. */

import type { ComponentChildren } from 'preact';
import type { Mark, Party } from '../api';
import { addressOf } from '../address';
import { cutterOf, labelsOf, nest, type Cutter, type Label, type Piece, type Span } from './marks';
import { eventTypes, formatType, partyCode, quadName, roleNames } from '../format';
import { partyWords } from '../phrases';
import './words.css';

/** Short names of roles, for the labels below words. */
const roleLabels: Record<Mark['role'], string> = {
	actor: 'who', action: 'did what', recipient: 'to whom', when: 'when', where: 'where', 'how-many': 'how many',
	source: 'who says', cue: 'says',
};

/** Spans of a record's marks; lit ones are filled and carry their role's name, others are lines below the words. */
export function roleSpans(marks: Mark[], { lit = true, labels = true, record, shift = 0 }:
	{ lit?: boolean; labels?: boolean; record?: string; shift?: number } = {}): Span[] {
	return marks.map((mark) => ({
		start: mark.start + shift, end: mark.end + shift, record, kind: `role role-${mark.role}${lit ? ' lit' : ''}`,
		label: labels ? roleLabels[mark.role] : undefined, role: roleNames[mark.role],
	}));
}

/** "role role-actor lit": the colour that style sheets have for it. */
const inkOf = (kind: string) => `var(--ink-${/(?:role|layer)-([\w-]+)/.exec(kind)?.[1]})`;

/** What drawing needs at every depth. */
interface Drawing {
	cutter: Cutter;
	labels: Map<number, Label>;
}

/** Text without marks inside; a label stands at its first word, which is never broken. */
function drawText({ cutter, labels }: Drawing, from: number, to: number): ComponentChildren {
	const text = cutter.cut(from, to);
	const label = labels.get(from);
	if (!label)
		return text;
	const first = /^\S*/.exec(text)![0];
	const style: Record<string, string> = {};
	if (label.below)
		style['--below-ink'] = inkOf(label.belowKind);
	if (label.above)
		style['--above-ink'] = inkOf(label.aboveKind);
	if (label.drop > 0)
		style['--drop'] = String(label.drop);
	if (label.rise > 0)
		style['--rise'] = String(label.rise);
	return (
		<>
			<span class="labelled-word" style={style} data-below={label.below || undefined}
				data-above={label.above || undefined}>{first}</span>
			{text.slice(first.length)}
		</>
	);
}

function drawPiece(drawing: Drawing, piece: Piece): ComponentChildren {
	const { span } = piece;
	const style: Record<string, string> = {};
	if (piece.below > 0)
		style['--below'] = String(piece.below);
	if (piece.over > 0)
		style['--over'] = String(piece.over);
	const room = drawing.labels.get(piece.start)?.room ?? 0;
	if (room > 0 && piece.around?.start !== piece.start)
		style['margin-left'] = room.toFixed(2) + 'em';
	const Kind = span.role ? 'mark' : 'span';
	return (
		<Kind class={'mark ' + span.kind} style={style} title={span.title ?? span.role} data-role={span.role}
			data-record={span.record} data-gloss={span.gloss} data-number={piece.last ? span.number : undefined}>
			{drawPieces(drawing, piece.children, piece.start, piece.end)}
		</Kind>
	);
}

function drawPieces(drawing: Drawing, pieces: Piece[], from: number, to: number): ComponentChildren[] {
	const parts: ComponentChildren[] = [];
	let at = from;
	for (const piece of pieces) {
		if (piece.start > at)
			parts.push(drawText(drawing, at, piece.start));
		parts.push(drawPiece(drawing, piece));
		at = piece.end;
	}
	if (at < to)
		parts.push(drawText(drawing, at, to));
	return parts;
}

/** The part of a text from `from` to `to` with spans marked in it. */
export function Marked({ cutter, from, to, spans }:
	{ cutter: Cutter; from: number; to: number; spans: readonly Span[] }) {
	const pieces = nest(spans, from, to);
	return <>{drawPieces({ cutter, labels: labelsOf(pieces) }, pieces, from, to)}</>;
}

/**
 * A text with the words of each role marked; marks that overlap are drawn in each other. `from` is where the text
 * begins in what the marks point into. With `labels` each role's name stands below its words.
 */
export function MarkedText({ text, marks, from = 0, labels = false }: { text: string; marks: Mark[]; from?: number;
	labels?: boolean }) {
	const cutter = cutterOf(text);
	return <Marked cutter={cutter} from={0} to={cutter.length} spans={roleSpans(marks, { labels, shift: -from })} />;
}

export function RoleLegend() {
	return (
		<ul class="legend" aria-label="What the marks mean">
			{Object.entries(roleNames).map(([role, name]) => (
				<li key={role}><span class={`mark role lit role-${role}`}>{name}</span></li>
			))}
		</ul>
	);
}

/** A type with its quad class as colour and shape: cooperation is round, conflict square; material ones are filled. */
export function TypeBadge({ type, quad, modes = [] }: { type: string; quad: number; modes?: string[] }) {
	const about = eventTypes.find((one) => one.type === type)?.about;
	return (
		<span class={`badge quad-${quad}`} title={`${quadName(quad)}${about ? ': ' + about : ''}`}>
			<span class="badge-sign" aria-hidden="true" />{formatType(type)}
			{modes.length > 0 && <span class="badge-mode"> · {modes.join(', ')}</span>}
		</span>
	);
}

export function PartyName({ party }: { party: Party }) {
	const code = partyCode(party);
	const words = party.name ?? partyWords(party);
	return (
		<span class={party.inferred ? 'party inferred' : 'party'}
			title={party.inferred ? 'Not named in the sentence: inferred from the report' : undefined}>
			{words}{code && <> <code>{code}</code></>}
		</span>
	);
}

export function Parties({ parties, none = 'nobody named' }: { parties: Party[]; none?: string }) {
	if (parties.length === 0)
		return <span class="faint">{none}</span>;
	return <>{parties.map((party, index) => <>{index > 0 && ', '}<PartyName party={party} /></>)}</>;
}

export function EventLink({ id, children }: { id: string; children: ComponentChildren }) {
	return <a href={addressOf('event', id)}>{children}</a>;
}
