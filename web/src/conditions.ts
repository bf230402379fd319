/** The conditions of the filter in words: what each is called, and how its values are shown. */

import type { Filter } from './api';
import { codeName } from './countries';
import { formatDay, formatPercent, formatType, quadName, sectorNames } from './format';

export type Field = keyof Filter;

export const conditionNames: Record<Field, string> = {
	actor: 'Actor', recipient: 'Recipient', both_ways: 'Both ways', sector: 'Sector', event: 'Type', quad: 'Class',
	mode: 'Mode', context: 'Context', aux_mode: 'Status', certainty: 'Certainty', place: 'Place', box: 'Area',
	since: 'Since', until: 'Until', source: 'Who says so', publisher: 'Publisher', confidence: 'Confidence', text: 'Words',
	differs: 'Accounts differ', denied: 'Somebody denies it',
};

/** Those that are on or off; their name says all. */
export const switches: readonly Field[] = ['both_ways', 'differs', 'denied'];

export const auxModes: { value: string; name: string }[] = [
	{ value: 'future', name: 'planned' },
	{ value: 'hypothetical', name: 'conditional' },
	{ value: 'negation', name: 'denied or not done' },
	{ value: 'historical', name: 'past' },
];

export const certainties: { value: string; name: string }[] = [
	{ value: 'certain', name: 'certain' },
	{ value: 'probable', name: 'probable' },
	{ value: 'possible', name: 'possible' },
];

export const valuesOf = (value: string | undefined): string[] => (value ?? '').split(',').filter(Boolean);

/** The value with another one in it, or without the one that was in it; undefined when none is left. */
export function toggled(value: string | undefined, one: string): string | undefined {
	const values = valuesOf(value);
	return (values.includes(one) ? values.filter((other) => other !== one) : [...values, one]).join(',') || undefined;
}

/** "RUS:MIL" as "Russia, military". */
function actorText(value: string): string {
	const [code, sector] = value.split(':');
	return [codeName(code) ?? code, sector && (sectorNames[sector] ?? sector)].filter(Boolean).join(', ');
}

function oneText(field: Field, value: string): string {
	switch (field) {
	case 'event': return formatType(value);
	case 'quad': return quadName(Number(value));
	case 'sector': return sectorNames[value] ?? value;
	case 'aux_mode': return auxModes.find((one) => one.value === value)?.name ?? value;
	case 'since': case 'until': return formatDay(value);
	case 'confidence': return `at least ${formatPercent(Number(value))}`;
	case 'actor': case 'recipient': case 'source': return actorText(value);
	default: return value;
	}
}

/** "Assault or Coerce". */
export const conditionText = (field: Field, value: string): string => field === 'text' || field === 'box'
	? value : valuesOf(value).map((one) => oneText(field, one)).join(' or ');
