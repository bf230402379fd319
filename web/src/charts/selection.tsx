/** What timeline, map and network say of the selection: between whom it is, and its balance as a small bar. */

import type { Filter, Summary } from '../api';
import { addressOf, change } from '../address';
import { codeName } from '../countries';
import { formatCompact, formatNumber, quadName, sectorNames } from '../format';
import { balances } from './balance';
import type { Balance, Quad } from './balance';
import './selection.css';

/** "RUS:MIL" as "Russia, military"; several of them with "or". */
export function partyTitle(codes: string): string {
	return codes.split(',').map((one) => {
		const [code, sector] = one.split(':');
		const named = sector ? sectorNames[sector] ?? sector : '';
		const who = code ? codeName(code) ?? code : '';
		return who && named ? `${who}, ${named}` : who || named;
	}).join(' or ');
}

/** Between whom the selection is, as a headline; null if it names nobody. */
export function selectionTitle(filter: Filter): string | null {
	const actor = filter.actor && partyTitle(filter.actor), recipient = filter.recipient && partyTitle(filter.recipient);
	if (actor && recipient)
		return filter.both_ways ? `${actor} and ${recipient}` : `${actor} towards ${recipient}`;
	if (actor)
		return filter.both_ways ? actor : `What ${actor} does`;
	return recipient ? (filter.both_ways ? recipient : `What is done to ${recipient}`) : null;
}

/** Events by quad class as a bar: cooperation to the left, conflict to the right. */
export function BalanceBar({ quad, width = 64, most }: { quad: Quad; width?: number; most?: number }) {
	const sum = quad[0] + quad[1] + quad[2] + quad[3];
	const unit = sum === 0 ? 0 : (most ? width / most : width / sum);
	let at = 0;
	return (
		<svg class="balance-bar" width={width} height="8" aria-hidden="true">
			{([1, 0, 2, 3] as const).map((index) => {
				const size = quad[index] * unit, x = at;
				at += size;
				return size > 0 && <rect key={index} x={x} y="0" width={size} height="8" class={`fill-quad-${index + 1}`} />;
			})}
		</svg>
	);
}

/** The shape and colour of a balance. */
export function Sign({ balance, radius = 6 }: { balance: Balance; radius?: number }) {
	const { shape, color } = balances[balance], size = 2 * radius + 4, middle = size / 2;
	const fill = `var(${color})`;
	return (
		<svg width={size} height={size} aria-hidden="true">
			{shape === 'round' ? <circle cx={middle} cy={middle} r={radius} fill={fill} />
				: shape === 'square' ? <rect x={middle - radius * 0.886} y={middle - radius * 0.886} width={radius * 1.772}
					height={radius * 1.772} fill={fill} />
					: <path d={`M${middle} ${middle - radius * 1.2}l${radius * 1.2} ${radius * 1.2}l${-radius * 1.2} ${radius * 1.2}` +
						`l${-radius * 1.2} ${-radius * 1.2}z`} fill={fill} />}
		</svg>
	);
}

/** A quad class with its sign: cooperation round, conflict square, material ones filled. */
export function QuadKey({ quad, count }: { quad: number; count?: number }) {
	return (
		<span class={`quad-key quad-${quad}`}>
			<span class="badge-sign" aria-hidden="true" />{quadName(quad)}
			{count !== undefined && <b>{formatNumber(count)}</b>}
		</span>
	);
}

/** The dyads with most events, to begin with. */
export function DyadChoices({ summary }: { summary: Summary | null }) {
	if (!summary || summary.dyads.length === 0)
		return null;
	return (
		<nav class="dyads" aria-label="Busiest dyads">
			<span>Between whom?</span>
			{summary.dyads.slice(0, 8).map((dyad) => (
				<a key={dyad.actor + dyad.recipient}
					title={`${dyad.actor} – ${dyad.recipient}: ${formatNumber(dyad.events)} events`}
					href={addressOf('timeline', '', { actor: dyad.actor, recipient: dyad.recipient, both_ways: '1' })}>
					{partyTitle(dyad.actor)}–{partyTitle(dyad.recipient)} <small>{formatCompact(dyad.events)}</small>
				</a>
			))}
		</nav>
	);
}

/** Takes conditions out of the filter. */
export function Without({ fields, children }: { fields: (keyof Filter)[]; children: string }) {
	return (
		<button type="button" onClick={() => change(Object.fromEntries(fields.map((field) => [field, undefined])))}>
			{children}</button>
	);
}
