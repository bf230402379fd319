/**
 * Countries by ISO 3166-1: the ledger names them by alpha-3, the browser's list of names by alpha-2, the outlines of
 * the map by number.
 */

import codes from 'i18n-iso-countries/codes.json';
import { bodyName, regionName } from './format';

const alpha2 = new Map<string, string>();
const byNumber = new Map<string, string>();
for (const [two, three, number] of codes as string[][]) {
	alpha2.set(three, two);
	byNumber.set(number, three);
}
// ISO has assigned Kosovo no code; the ledger's is the one that the World Bank and others use.
alpha2.set('XKX', 'XK');

/** "RUS" as "Russia", in the reader's language; PLOVER's bodies by name; null for a code of neither. */
export function codeName(code: string): string | null {
	const two = alpha2.get(code);
	return two === undefined ? bodyName(code) : regionName(two);
}

/** Outlines without a number, by the name that Natural Earth gives them, and whose events the ledger counts there. */
const unnumbered: Record<string, string> = { Kosovo: 'XKX', 'N. Cyprus': 'CYP', Somaliland: 'SOM' };

/** The ledger's code of an outline of world-atlas. */
export const codeOfOutline = (number: string | undefined, name: string): string | null =>
	(number === undefined ? unnumbered[name] : byNumber.get(number)) ?? null;
