/** The columns of the ledger: of events what all reports say together, of records what one report says. */

import type { ComponentChildren } from 'preact';
import type { EventRow, RecordRow } from '../api';
import { auxModes } from '../conditions';
import { formatDay, formatNumber, formatPercent, formatType, partiesText, plural } from '../format';
import { MarkedText, Parties, TypeBadge } from '../parts/words';
import { voiceKinds } from './accounts';

export type Row = EventRow | RecordRow;

interface ColumnOf<Kind> {
	/** As the address names it. */
	name: string;
	title: string;
	show: (row: Kind) => ComponentChildren;
	/** As the server sorts by it. */
	sort?: string;
	/** Begins with the greatest. */
	down?: boolean;
	/** Shown unless the reader chose otherwise. */
	usual?: boolean;
	class?: string;
}

export type Column = ColumnOf<Row>;

/** Stands where a row has no value; a card leaves it out. */
export const nothing = '–';

const fieldNames: Record<string, string> = { dead: 'how many dead', injured: 'how many injured', size: 'how many took part',
	arrested: 'how many arrested', amount: 'how much', actor: 'who did it', recipient: 'to whom', day: 'the day',
	place: 'the place' };

/** "dead" as "how many dead". */
export const fieldName = (field: string): string => fieldNames[field] ?? field;

/** What accounts differ on; that several say the same in their own names is no difference. */
export const contested = (row: EventRow): string[] => row.differs.filter((field) => !voiceKinds.includes(field));

export const numberRange = ({ low, high }: { low: number; high: number }): string =>
	low === high ? formatNumber(low) : `${formatNumber(low)}–${formatNumber(high)}`;

function statusOf(row: Row): string[] {
	return auxModes.filter((one) => row.aux_mode.includes(one.value)).map((one) => one.name);
}

const common: Record<string, Column> = {
	day: { name: 'day', title: 'Day', sort: 'day', down: true, usual: true, class: 'day', show: (row) => formatDay(row.day) },
	event: { name: 'event', title: 'What', sort: 'event', usual: true,
		show: (row) => <><TypeBadge type={row.event} quad={row.quad_code} modes={row.mode} />
			{statusOf(row).map((status) => <span class="status" key={status}>{status}</span>)}</> },
	actor: { name: 'actor', title: 'Who', sort: 'actor', usual: true, class: 'parties', show: (row) => <Parties parties={row.actor} /> },
	recipient: { name: 'recipient', title: 'To whom', sort: 'recipient', usual: true, class: 'parties',
		show: (row) => row.recipient.length > 0 ? <Parties parties={row.recipient} /> : nothing },
	place: { name: 'place', title: 'Where', sort: 'place', usual: true, class: 'place',
		show: ({ place }) => place?.name || place?.country_code
			? <>{place.name ?? place.country_code}{place.country_code && place.name && <> <code>{place.country_code}</code></>}</> : nothing },
	confidence: { name: 'confidence', title: 'Sure', sort: 'confidence', down: true, usual: true, class: 'number',
		show: (row) => formatPercent(row.confidence) },
	certainty: { name: 'certainty', title: 'Certainty', show: (row) => row.certainty },
	scale: { name: 'scale', title: 'Scale', class: 'number', show: (row) => formatNumber(row.event_scale) },
	publisher: { name: 'publisher', title: 'Publisher', sort: 'publisher', show: (row) => row.publisher ?? nothing },
};

const events: ColumnOf<EventRow>[] = [
	common.day, common.event, common.actor, common.recipient, common.place,
	{ name: 'dead', title: 'Dead', sort: 'dead', down: true, usual: true, class: 'number',
		show: (row) => row.dead ? numberRange(row.dead) : nothing },
	{ name: 'accounts', title: 'Accounts', sort: 'sources', down: true, usual: true, class: 'accounts',
		show: (row) => (
			<>
				<span class="sources">{plural(row.sources, 'source', 'sources')}</span>
				{row.denials > 0 && <span class="note-denied">{plural(row.denials, 'denial', 'denials')}</span>}
				{contested(row).length > 0 && <span class="note-differs">differ: {contested(row).map(fieldName).join(', ')}</span>}
			</>
		) },
	{ name: 'denials', title: 'Denials', sort: 'denials', down: true, class: 'number', show: (row) => formatNumber(row.denials) },
	{ name: 'reports', title: 'Reports', sort: 'documents', down: true, class: 'number', show: (row) => formatNumber(row.documents) },
	{ name: 'records', title: 'Records', sort: 'records', down: true, class: 'number', show: (row) => formatNumber(row.records) },
	common.confidence, common.certainty, common.scale,
	{ ...common.publisher, sort: undefined },
	{ name: 'words', title: 'In words', usual: true, class: 'in-words', show: (row) => <span title={row.sentence}>{row.sentence}</span> },
];

const records: ColumnOf<RecordRow>[] = [
	common.day, common.event, common.actor, common.recipient, common.place,
	{ name: 'source', title: 'Who says so', usual: true, class: 'parties', show: (row) => row.attribution.length > 0
		? row.attribution.map((one) => one.source.name ?? one.source.code ?? one.source.sector ?? 'somebody').join(', ') +
			(row.attribution.at(-1)!.kind === 'denial' ? ' (denies it)' : '') : <span class="faint">the report</span> },
	{ name: 'numbers', title: 'How many', show: (row) => row.quantity.map((one) => one.text).join('; ') || nothing },
	common.certainty, common.confidence, common.scale,
	{ name: 'context', title: 'Context', show: (row) => row.context.join(', ') || nothing },
	{ ...common.publisher, usual: true },
	{ name: 'reported', title: 'Reported', sort: 'reported', down: true, class: 'day', show: (row) => formatDay(row.reported) },
	{ name: 'rule', title: 'Rule', show: (row) => <code>{row.rule}</code> },
	{ name: 'words', title: 'In words', usual: true, class: 'in-words',
		show: (row) => <span title={row.sentence}><MarkedText text={row.sentence} marks={row.marks} /></span> },
];

export const columnsOf = (ofRecords: boolean): Column[] => (ofRecords ? records : events) as Column[];

/** A row in one line, for whoever hears its link. */
export const labelOf = (row: Row): string =>
	`${formatType(row.event)}, ${partiesText(row.actor)}${row.recipient.length ? ' to ' + partiesText(row.recipient) : ''}`;
