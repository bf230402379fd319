/**
 * How much of what happened is conflict, in five classes: the colours and shapes of map and network. Cooperation is
 * round and blue, conflict square and orange to red, what holds both a grey diamond.
 */

import { formatPercent } from '../format';

export type Quad = [number, number, number, number];

export const balances = [
	{ name: 'cooperation', color: '--balance-1', shape: 'round' },
	{ name: 'mostly cooperation', color: '--balance-2', shape: 'round' },
	{ name: 'both', color: '--balance-3', shape: 'diamond' },
	{ name: 'mostly conflict', color: '--balance-4', shape: 'square' },
	{ name: 'conflict', color: '--balance-5', shape: 'square' },
] as const;

export type Balance = 0 | 1 | 2 | 3 | 4;

const sum = (quad: Quad): number => quad[0] + quad[1] + quad[2] + quad[3];

/** The share of conflict, 0 to 1; null where nothing has a class. */
export const conflictShare = (quad: Quad): number | null => sum(quad) === 0 ? null : (quad[2] + quad[3]) / sum(quad);

export function balanceOf(quad: Quad): Balance {
	const share = conflictShare(quad);
	return share === null ? 2 : share < 0.2 ? 0 : share < 0.4 ? 1 : share <= 0.6 ? 2 : share <= 0.8 ? 3 : 4;
}

/** The class of a mean score from −10 to 10. */
export const balanceOfScale = (scale: number): Balance =>
	scale >= 4 ? 0 : scale >= 1 ? 1 : scale > -1 ? 2 : scale > -4 ? 3 : 4;

export function balanceText(quad: Quad): string {
	const share = conflictShare(quad);
	if (share === null)
		return 'no class known';
	return share === 0 ? 'all cooperation' : share === 1 ? 'all conflict' : `${formatPercent(share)} conflict`;
}

const scaleFormat = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1,
	signDisplay: 'exceptZero' });

/** "−3.4", with a true minus and a plus. */
export const formatScale = (scale: number): string => scaleFormat.format(scale).replace('-', '−');
