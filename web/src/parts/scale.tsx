/** Numbers that accounts give, on one line: from low to high, open to a side for "at least" and "at most". */

import { formatNumber } from '../format';
import './scale.css';

interface Value {
	words: string;
	low: number | null;
	high: number | null;
	sources: number;
}

/** The low, best and high number; the best is what most sources give, of those with as many the highest. */
export function boundsOf(versions: Value[]): { low: number; best: number; high: number } | null {
	const known = versions.filter((version) => version.low !== null || version.high !== null);
	if (known.length === 0)
		return null;
	const lows = known.map((version) => version.low ?? version.high!);
	const highs = known.map((version) => version.high ?? version.low!);
	const best = known.reduce((a, b) =>
		b.sources > a.sources || (b.sources === a.sources && (b.low ?? 0) > (a.low ?? 0)) ? b : a);
	return { low: Math.min(...lows), best: best.low ?? best.high!, high: Math.max(...highs) };
}

export function NumberScale({ versions, told = null }: { versions: Value[];
	told?: { low: number; best: number; high: number } | null }) {
	const bounds = told ?? boundsOf(versions);
	if (!bounds)
		return null;
	const room = (bounds.high - bounds.low || bounds.high || 1) * .25;
	const first = Math.max(0, bounds.low - room), last = bounds.high + room;
	const at = (value: number) => 2 + 96 * (value - first) / (last - first || 1);
	return (
		<div class="scale">
			<p class="scale-figures">
				<span>low <strong>{formatNumber(bounds.low)}</strong></span>
				<span>best <strong>{formatNumber(bounds.best)}</strong>{' '}
					<span class="scale-note">most sources, else highest</span></span>
				<span>high <strong>{formatNumber(bounds.high)}</strong></span>
			</p>
			<svg aria-hidden="true" class="scale-chart" width="100%" height={versions.length * 22 + 22}>
				{versions.map((version, index) => {
					const low = version.low ?? version.high ?? 0, high = version.high ?? low;
					const y = 11 + index * 22;
					const openUp = /^at least/.test(version.words), openDown = /^at most/.test(version.words);
					return (
						<g key={version.words}>
							<line class="scale-track" x1="0%" x2="100%" y1={y} y2={y} />
							<line class={openUp || openDown ? 'scale-open' : 'scale-range'} y1={y} y2={y}
								x1={(openDown ? 0 : at(low)) + '%'} x2={(openUp ? 100 : at(high)) + '%'} />
							<circle class="scale-point" cx={at(low) + '%'} cy={y} r="5.5" />
							{high !== low && <circle class="scale-point" cx={at(high) + '%'} cy={y} r="5.5" />}
							<text class="scale-label" x={at(low) + '%'} y={y - 8} text-anchor={at(low) > 70 ? 'end' : 'start'}>
								{version.words}</text>
						</g>
					);
				})}
			</svg>
		</div>
	);
}
