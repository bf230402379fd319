/** All events through time, small: cooperation above the line, conflict below it. The timeline is the same at length. */

import type { Summary, Timeline } from '../api';
import { dayMs, firstTime, stepEnd, timeTicks, type StepSize } from '../charts/steps';
import { routeOf, useAnswer } from '../client';
import { formatCompact, formatDay, formatNumber, plural, quadName } from '../format';

/**
 * The years that hold nearly all events. Reports look back: one event of 1905 would press the present of a ledger into
 * its last pixel.
 */
function windowOf(years: Timeline): { since: string; until: string; before: number } | null {
	const counts = years.steps.map((_, index) => years.series.reduce((sum, one) => sum + one.counts[index], 0));
	const total = counts.reduce((sum, count) => sum + count, 0);
	let first = 0, before = 0;
	while (first < counts.length - 1 && before + counts[first] <= total * .05)
		before += counts[first++];
	let last = counts.length - 1, after = 0;
	while (last > first && after + counts[last] <= total * .01)
		after += counts[last--];
	return total > 0 ? { since: years.steps[first].slice(0, 4), until: years.steps[last].slice(0, 4), before: before + after } : null;
}

export function Strip({ summary }: { summary: Summary }) {
	const years = useAnswer<Timeline>(routeOf('timeline', { by: 'year', split: 'quad' })).answer;
	const window = years && windowOf(years);
	const since = window && summary.first_day && summary.first_day > window.since ? summary.first_day : window?.since;
	const until = window && summary.last_day && summary.last_day < window.until + '-12-31' ? summary.last_day : window?.until;
	// Without a step the server takes one that fits.
	const timeline = useAnswer<Timeline>(window ? routeOf('timeline', { split: 'quad', since, until }) : null).answer;
	if (!timeline || timeline.steps.length === 0)
		return <div class="strip-room" aria-busy={years === null || window !== null ? true : undefined} />;
	return (
		<>
			<Bars timeline={timeline} />
			{window!.before > 0 && <p class="note">{plural(window!.before, 'event', 'events')} before or after these years, which
				reports mention, {window!.before === 1 ? 'is' : 'are'} left out here.</p>}
		</>
	);
}

function Bars({ timeline }: { timeline: Timeline }) {
	const height = 120;
	const by = timeline.by as StepSize;
	const countsOf = (quad: number) => timeline.series.find((one) => one.key === String(quad))?.counts ?? timeline.steps.map(() => 0);
	const [c1, c2, c3, c4] = [1, 2, 3, 4].map(countsOf);
	const most = (a: number[], b: number[]) => Math.max(0, ...a.map((count, index) => count + b[index]));
	const up = most(c1, c2), down = most(c3, c4), unit = (height - 1) / Math.max(1, up + down);
	const line = up * unit;
	const first = firstTime(timeline.steps[0]), end = stepEnd(firstTime(timeline.steps[timeline.steps.length - 1]), by);
	const at = (time: number) => 100 * (time - first) / (end - first);
	const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);
	const told = `${formatDay(timeline.steps[0])} to ${formatDay(timeline.steps[timeline.steps.length - 1])}, by ${by}: ` +
		[c1, c2, c3, c4].map((counts, index) => `${quadName(index + 1)} ${formatNumber(sum(counts))}`).join(', ');
	return (
		<div class="strip">
			<svg role="img" aria-label={told} width="100%" height="7.5rem" viewBox={`0 0 ${(end - first) / dayMs} ${height}`} preserveAspectRatio="none">
				{timeline.steps.map((step, index) => {
					const start = firstTime(step);
					const x = (start - first) / dayMs, width = .86 * (stepEnd(start, by) - start) / dayMs;
					const bar = (quad: number, y: number, count: number) => count > 0 &&
						<rect class={`fill-${quad}`} x={x} width={width} y={y} height={count * unit} />;
					return (
						<g key={step}>
							<title>{`${formatDay(step)}: ${formatCompact(c1[index] + c2[index])} cooperation, ${formatCompact(c3[index] + c4[index])} conflict`}</title>
							{bar(2, line - c2[index] * unit, c2[index])}
							{bar(1, line - (c1[index] + c2[index]) * unit, c1[index])}
							{bar(4, line + 1, c4[index])}
							{bar(3, line + 1 + c4[index] * unit, c3[index])}
						</g>
					);
				})}
				<rect class="strip-line" x="0" width={(end - first) / dayMs} y={line} height="1" />
			</svg>
			<div class="strip-ticks" aria-hidden="true">
				{timeTicks(first, end, 900, by, 90).map((tick) => (
					<span key={tick.time} style={{ left: at(tick.time) + '%' }}>{tick.label}{tick.above && <> {tick.above}</>}</span>
				))}
			</div>
			<p class="strip-key" aria-hidden="true">
				{[1, 2, 3, 4].map((quad) => (
					<span class={`badge quad-${quad}`} key={quad}><span class="badge-sign" />{quadName(quad)}</span>
				))}
			</p>
		</div>
	);
}
