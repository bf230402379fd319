/** Numbers, days and the codebook's words as people read them, in the reader's locale. */

import type { Party } from './api';

const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });
const dayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const monthFormat = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' });

export const formatNumber = (value: number): string => number.format(value);
export const formatCompact = (value: number): string => compact.format(value);
export const formatPercent = (value: number): string => percent.format(value);

/** A day, month or year as the store writes it; what cannot be read stays as it is. */
export function formatDay(day: string | null): string {
	if (!day)
		return 'day unknown';
	const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(day);
	if (!parts)
		return day;
	if (!parts[2])
		return parts[1];
	const time = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3] ?? 1));
	return (parts[3] ? dayFormat : monthFormat).format(time);
}

export const plural = (count: number, one: string, many: string): string =>
	formatNumber(count) + ' ' + (count === 1 ? one : many);

/** PLOVER's sixteen types with what each is about, in quad order. */
export const eventTypes: { type: string; quad: number; about: string }[] = [
	{ type: 'AGREE', quad: 1, about: 'agree to do something, settle' },
	{ type: 'CONSULT', quad: 1, about: 'meet, visit, talk, mediate' },
	{ type: 'SUPPORT', quad: 1, about: 'praise, back, express solidarity' },
	{ type: 'CONCEDE', quad: 1, about: 'give in, yield in words' },
	{ type: 'COOPERATE', quad: 2, about: 'work together in deed' },
	{ type: 'AID', quad: 2, about: 'give money, goods, shelter' },
	{ type: 'RETREAT', quad: 2, about: 'withdraw, release, cease fire' },
	{ type: 'REQUEST', quad: 3, about: 'demand, ask, urge' },
	{ type: 'ACCUSE', quad: 3, about: 'blame, condemn, sue' },
	{ type: 'REJECT', quad: 3, about: 'refuse, veto, deny' },
	{ type: 'THREATEN', quad: 3, about: 'warn of force or harm' },
	{ type: 'SANCTION', quad: 3, about: 'cut ties, embargo, expel' },
	{ type: 'PROTEST', quad: 4, about: 'demonstrate, strike, riot' },
		{ type: 'MOBILIZE', quad: 4, about: 'move troops, show force' },
	{ type: 'COERCE', quad: 4, about: 'arrest, seize, restrict' },
	{ type: 'ASSAULT', quad: 4, about: 'attack, kill, injure' },
];

export const quads: { quad: number; name: string }[] = [
	{ quad: 1, name: 'Verbal cooperation' },
	{ quad: 2, name: 'Material cooperation' },
	{ quad: 3, name: 'Verbal conflict' },
	{ quad: 4, name: 'Material conflict' },
];

export const quadName = (quad: number): string => quads.find((one) => one.quad === quad)?.name ?? 'No class';

/** "ASSAULT" as "Assault". */
export const formatType = (type: string): string => type.charAt(0) + type.slice(1).toLowerCase();

/** PLOVER table 5.2. */
export const sectorNames: Record<string, string> = {
	GOV: 'government', MIL: 'military', LEG: 'legislature', JUD: 'judiciary', COP: 'police', OPP: 'opposition', REB: 'rebels',
	SPY: 'intelligence services', PTY: 'political party', PRM: 'paramilitaries', UAF: 'unidentified armed forces',
	UNK: 'unidentified', CVL: 'civilians', JRN: 'journalists', REL: 'religious body', CRM: 'criminals', BUS: 'business',
	EDU: 'education', LAB: 'labour', MED: 'health', REF: 'refugees', ELI: 'former officials', AGR: 'farmers',
	SOC: 'civil society',
};

const regions = (() => {
	try {
		return new Intl.DisplayNames(undefined, { type: 'region' });
	} catch {
		return null;
	}
})();

/** Names of PLOVER's codes that are no country. */
const bodies: Record<string, string> = {
	IGO: 'international organization', UNO: 'United Nations', EUR: 'European Union', NGO: 'non-governmental organization',
	ISM: 'international social movement', IMG: 'transnational armed group', MNC: 'multinational company',
};

export const bodyName = (code: string): string | null => bodies[code] ?? null;
export const regionName = (alpha2: string): string | null => regions?.of(alpha2) ?? null;

/** "RUS MIL"; '' for nobody known. */
export const partyCode = (party: Party): string => [party.code, party.sector].filter(Boolean).join(' ');
export const partiesText = (parties: Party[]): string =>
	parties.map((party) => party.name ?? (partyCode(party) || 'unknown')).join(', ') || 'nobody named';

export const roleNames: Record<string, string> = {
	actor: 'who', action: 'did what', recipient: 'to whom', when: 'when', where: 'where', 'how-many': 'how many',
	source: 'who says so', cue: 'says',
};
