/** What the tellings of an event agree on, and where they differ. */

import type { EventPage, Party, RecordRow } from '../api';
import { formatDay, formatNumber, partyCode } from '../format';
import { partyWords } from '../phrases';

export type Account = EventPage['accounts'][number];

export interface Version {
	account: Account;
	/** For people: "at least 52", "Russian forces". */
	words: string;
	/** "RUS MIL", of a party. */
	code: string | null;
	/** Those that give it, in the order in which they came. */
	tellings: RecordRow[];
	/** The value says that something is not known. */
	open: boolean;
}

export interface Field {
	field: string;
	name: string;
	versions: Version[];
	isNumber: boolean;
	differs: boolean;
}

/** Kinds of attribution: fields of accounts that tell who speaks, not what is told. */
export const voiceKinds = ['statement', 'report', 'claim', 'announcement', 'estimate', 'denial', 'unacknowledged'];

const fieldNames: Record<string, string> = {
	actor: 'Who did it', recipient: 'To whom', day: 'When', place: 'Where', dead: 'How many dead',
	injured: 'How many injured', arrested: 'How many arrested', missing: 'How many missing',
	size: 'How many', amount: 'How much',
};
const numberFields = ['dead', 'injured', 'arrested', 'missing', 'size', 'amount'];
const fieldOrder = ['dead', 'injured', 'missing', 'arrested', 'size', 'amount', 'actor', 'recipient', 'day', 'place'];

const sideOf = (telling: RecordRow, field: string): Party[] => field === 'actor' ? telling.actor : telling.recipient;

const withoutUnit = (quantity: RecordRow['quantity'][number], account: Account) =>
	(quantity.min ?? quantity.max) === (account.low ?? account.high)
	&& (quantity.max ?? quantity.min) === (account.high ?? account.low);

/** Does this telling give the field this value? */
function gives(telling: RecordRow, account: Account): boolean {
	switch (account.field) {
	case 'actor':
	case 'recipient':
		return sideOf(telling, account.field).some((party) => partyCode(party) === account.value);
	case 'day':
		return telling.day === account.value.slice(0, 10) && telling.marks.some((mark) => mark.role === 'when');
	case 'place':
		return telling.place?.name === account.value;
	default:
		return numberFields.includes(account.field)
			? telling.quantity.some((quantity) => quantity.role === account.field && withoutUnit(quantity, account))
			: telling.attribution.some((voice) => voice.kind === account.field
				&& (partyCode(voice.source) === account.value || voice.source.name === account.value));
	}
}

/** Figures as the reader's locale writes them, within "at least 39". */
const inLocale = (value: string) =>
	value.replace(/\d+(?:\.\d+)?(?:e\+?\d+)?/g, (digits) => formatNumber(Number(digits)));

function versionOf(event: EventPage, account: Account): Version {
	let tellings = event.tellings.filter((telling) => gives(telling, account));
	if (tellings.length === 0)
		tellings = event.tellings.filter((telling) => telling.id === account.first_record_id);
	const version = { account, words: account.value, code: null as string | null, tellings, open: false };
	if (account.field === 'actor' || account.field === 'recipient') {
		const parties = tellings.flatMap((telling) => sideOf(telling, account.field))
			.filter((party) => partyCode(party) === account.value);
		version.open = /(^| )UNK$|^nobody named$/.test(account.value);
		const named = parties.filter((party) => !party.inferred);
		const names = [...new Set((named.length > 0 ? named : parties).map(partyWords))];
		version.words = version.open ? 'does not say who' : names.join(', ') || account.value;
		version.code = account.value;
	} else if (account.field === 'day') {
		version.words = account.value.split('/').map(formatDay).join(' to ');
	} else if (numberFields.includes(account.field)) {
		version.words = inLocale(account.value);
	}
	return version;
}

export function fieldsOf(event: EventPage): Field[] {
	return fieldOrder.map((field) => {
		const versions = event.accounts.filter((account) => account.field === field)
			.map((account) => versionOf(event, account))
			.sort((a, b) => b.account.sources - a.account.sources || (a.account.low ?? 0) - (b.account.low ?? 0));
		return { field, name: fieldNames[field], versions, isNumber: numberFields.includes(field),
			differs: versions.some((version) => version.account.differs) };
	}).filter((field) => field.versions.length > 0);
}

export interface Speaker {
	kind: string;
	name: string;
	code: string;
	tellings: RecordRow[];
}

/** Who says it, and who denies it, each once. */
export function speakersOf(event: EventPage): Speaker[] {
	const found = new Map<string, Speaker>();
	for (const telling of event.tellings)
		for (const voice of telling.attribution) {
			const code = partyCode(voice.source);
			const key = voice.kind + ' ' + (code || voice.source.name);
			const name = voice.source.name ?? (code || 'somebody not named');
			const speaker = found.get(key) ?? { kind: voice.kind, name, code, tellings: [] };
			speaker.tellings.push(telling);
			found.set(key, speaker);
		}
	return [...found.values()].sort((a, b) => voiceKinds.indexOf(a.kind) - voiceKinds.indexOf(b.kind));
}

/** Sentences of reports in the order in which they came; records of one sentence, and reprints, stand together. */
export interface Telling {
	records: RecordRow[];
	reprints: RecordRow[];
}

export function tellingsOf(event: EventPage): Telling[] {
	const found = new Map<string, Telling>();
	const keyOf = (record: RecordRow) => record.document_id + '\n' + record.sentence;
	const put = (record: RecordRow) => {
		const telling = found.get(keyOf(record));
		if (telling)
			telling.records.push(record);
		else
			found.set(keyOf(record), { records: [record], reprints: [] });
	};
	event.tellings.filter((record) => !record.reprint).forEach(put);
	const originals = [...found.values()];
	for (const record of event.tellings.filter((one) => one.reprint)) {
		// The report that it prints again; where that is not told, or tells it in other words, the first with its sentence.
		const of = originals.filter((telling) => telling.records[0].document_id === record.reprint_of);
		const original = (of.length > 0 ? of : originals).find((telling) => telling.records[0].sentence === record.sentence)
			?? of[0];
		if (!original)
			put(record);
		else if (!original.reprints.some((other) => other.document_id === record.document_id))
			original.reprints.push(record);
	}
	const order = new Map(event.tellings.map((record, index) => [record.id, index]));
	return [...found.values()].sort((a, b) => order.get(a.records[0].id)! - order.get(b.records[0].id)!);
}
