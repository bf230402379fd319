/** Words of reports, and the parties, types and days that they give. */

import type { ComponentChildren } from 'preact';
import type { Mark, Party } from '../api';
import { addressOf } from '../address';
import { eventTypes, formatType, partyCode, quadName, roleNames, sectorNames } from '../format';

/** A text with the words of each role marked. Marks may overlap; the one that begins first, or is longer, is kept. */
export function MarkedText({ text, marks, from = 0 }: { text: string; marks: Mark[]; from?: number }) {
	const points = [...text];
	const parts: ComponentChildren[] = [];
	let at = 0;
	const ordered = marks.filter((mark) => mark.start >= from && mark.end <= from + points.length && mark.end > mark.start)
		.sort((a, b) => a.start - b.start || b.end - a.end);
	for (const mark of ordered) {
		const start = mark.start - from, end = mark.end - from;
		if (start < at)
			continue;
		parts.push(points.slice(at, start).join(''));
		parts.push(
			<mark class={`role role-${mark.role}`} title={roleNames[mark.role]}>
				{points.slice(start, end).join('')}<span class="visually-hidden"> ({roleNames[mark.role]})</span>
			</mark>);
		at = end;
	}
	parts.push(points.slice(at).join(''));
	return <>{parts}</>;
}

export function RoleLegend() {
	return (
		<ul class="legend" aria-label="What the marks mean">
			{Object.entries(roleNames).map(([role, name]) => (
				<li key={role}><span class={`role role-${role}`}>{name}</span></li>
			))}
		</ul>
	);
}

/** A type with its quad class as colour and shape: cooperation is round, conflict is square; material ones are filled. */
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
	const sector = party.sector ? sectorNames[party.sector] ?? party.sector : null;
	return (
		<span class={party.inferred ? 'party inferred' : 'party'}
			title={party.inferred ? 'Not named in the sentence: inferred from the report' : sector ?? undefined}>
			{party.name ?? sector ?? 'unknown'}{code && <> <code>{code}</code></>}
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
