/**
 * The drawings of the timeline. By class: cooperation above the line and conflict below it, the material classes at the
 * line, and under them the mean score. By type: a small plot for each, in a column for each class.
 */

import { Fragment } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { EventRow, Filter, Page, Timeline } from '../api';
import { balanceText, formatScale } from '../charts/balance';
import type { Quad } from '../charts/balance';
import { StepCursor } from '../charts/cursor';
import type { Cursor } from '../charts/cursor';
import { QuadKey } from '../charts/selection';
import { useWidth } from '../charts/size';
import { countTicks, daysOfStep, firstTime, formatStep, stepEnd, timeTicks } from '../charts/steps';
import type { StepSize } from '../charts/steps';
import { ask, routeOf } from '../client';
import { eventTypes, formatNumber, formatType, plural, quads } from '../format';

export const countAt = (timeline: Timeline, index: number): number =>
	timeline.series.reduce((sum, one) => sum + one.counts[index], 0);

/** Events by quad class of a step, or of all steps. */
export function quadOfStep(timeline: Timeline, index: number | null): Quad {
	const quad: Quad = [0, 0, 0, 0];
	for (const { key, counts } of timeline.series) {
		const which = /^\d$/.test(key) ? Number(key) : eventTypes.find((one) => one.type === key)?.quad ?? 0;
		if (which >= 1 && which <= 4)
			quad[which - 1] += index === null ? counts.reduce((a, b) => a + b, 0) : counts[index];
	}
	return quad;
}

/** Runs of at least two steps in which nothing happened. */
function gapsOf(timeline: Timeline): [number, number][] {
	const gaps: [number, number][] = [];
	let from = -1;
	for (let index = 0; index <= timeline.steps.length; index++) {
		const empty = index < timeline.steps.length && countAt(timeline, index) === 0;
		if (empty && from < 0)
			from = index;
		if (!empty && from >= 0) {
			if (index - from >= 2)
				gaps.push([from, index]);
			from = -1;
		}
	}
	return gaps;
}

/** Where steps and times are across a plot. */
interface Across {
	left: number;
	width: number;
	band: number;
	of: (index: number) => number;
	ofTime: (time: number) => number;
}

function acrossOf(timeline: Timeline, left: number, width: number): Across {
	const starts = timeline.steps.map(firstTime);
	const by = timeline.by as StepSize, count = starts.length;
	const band = width / count;
	const of = (index: number) => left + index * band;
	return { left, width, band, of, ofTime: (time) => {
		let low = 0, high = count - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (starts[middle] <= time)
				low = middle;
			else
				high = middle - 1;
		}
		const part = (time - starts[low]) / (stepEnd(starts[low], by) - starts[low]);
		return of(low + Math.max(0, Math.min(1, part)));
	} };
}

/** Few events are not blown up to fill the frame. */
const widestBar = 32, highestEvent = 28;

const round = (value: number): number => Math.round(value * 10) / 10;

/** Bars from a floor upwards (or, with a negative unit, downwards) as one path; narrow ones join to an area. */
function barsPath(across: Across, counts: number[], floor: (index: number) => number, unit: number, least = 0): string {
	const gap = across.band >= 7 ? 1.5 : across.band >= 4 ? 0.75 : 0;
	const width = Math.min(widestBar, across.band - gap), left = (across.band - width) / 2;
	let path = '';
	counts.forEach((count, index) => {
		if (count === 0)
			return;
		const height = Math.sign(unit) * Math.max(least, Math.abs(count * unit));
		path += `M${round(across.of(index) + left)} ${round(floor(index))}h${round(width)}v${round(-height)}` +
			`h${round(-width)}z`;
	});
	return path;
}

/** A line through the middles of steps that breaks where nothing happened; dots for single steps, or where few are. */
function linePaths(across: Across, values: (number | null)[], y: (value: number) => number) {
	let line = '';
	const dots: [number, number][] = [];
	const few = values.filter((value) => value !== null).length <= 40;
	values.forEach((value, index) => {
		if (value === null)
			return;
		const before = index > 0 && values[index - 1] !== null;
		const after = index + 1 < values.length && values[index + 1] !== null;
		const x = round(across.of(index + 0.5)), at = round(y(value));
		line += `${before ? 'L' : 'M'}${x} ${at}`;
		if (few || (!before && !after))
			dots.push([x, at]);
	});
	return { line, dots };
}

/** The area between a broken line and zero. */
function areaPath(across: Across, values: (number | null)[], y: (value: number) => number): string {
	let path = '', open = false;
	for (let index = 0; index <= values.length; index++) {
		const value = index < values.length ? values[index] : null;
		if (value !== null) {
			const x = round(across.of(index + 0.5));
			path += open ? `L${x} ${round(y(value))}` : `M${x} ${round(y(0))}V${round(y(value))}`;
			open = true;
		} else if (open) {
			path += `L${round(across.of(index - 0.5))} ${round(y(0))}z`;
			open = false;
		}
	}
	return path;
}

function TimeAxis({ timeline, across, y, top, labels = true }: {
	timeline: Timeline;
	across: Across;
	y: number;
	top: number;
	labels?: boolean;
}) {
	const by = timeline.by as StepSize, starts = timeline.steps.map(firstTime);
	const ticks = timeTicks(starts[0], stepEnd(starts[starts.length - 1], by), across.width, by);
	return (
		<g class="axis">
			{ticks.map((tick) => {
				const x = round(across.ofTime(tick.time));
				return (
					<Fragment key={tick.time}>
						<line x1={x} x2={x} y1={tick.above ? top : y} y2={y + (labels ? 5 : 0)} class={tick.above ? 'grid' : 'tick'} />
						{labels && x < across.left + across.width - 12 && <text x={x + 3} y={y + 15}>{tick.label}</text>}
						{labels && tick.above && x < across.left + across.width - 30 &&
							<text x={x + 3} y={y + 31} class="strong">{tick.above}</text>}
					</Fragment>
				);
			})}
		</g>
	);
}

/** What the cursor shows over a plot: the step pointed at, the one chosen, the range. */
function CursorMarks({ across, top, bottom, hovered, chosen, range }: { across: Across; top: number; bottom: number;
	hovered: number | null; chosen: number | null; range: Cursor['range'] }) {
	const band = (first: number, last: number, name: string) => {
		// A step of less than some pixels is marked a little wider than it is, so that it can be seen.
		const width = Math.max(3, (last - first + 1) * across.band);
		const x = across.of((first + last + 1) / 2) - width / 2;
		return <rect x={round(x)} y={top} width={round(width)} height={bottom - top} class={name} />;
	};
	return (
		<g class="marks">
			{hovered !== null && range === null && band(hovered, hovered, 'hovered')}
			{chosen !== null && <>
				{band(chosen, chosen, 'chosen')}
				<path d={`M${round(across.of(chosen + 0.5))} ${top}l-5 -7h10z`} class="pointer" />
			</>}
			{range && band(range[0], range[1], 'range')}
		</g>
	);
}

/** Cooperation above, conflict below, the score under both. Drawn anew only when the answer or the width changes. */
function mirrored(timeline: Timeline, width: number) {
	const narrow = width < 500;
	const across = acrossOf(timeline, narrow ? 26 : 34, width - (narrow ? 26 : 34) - 2);
	const counts = [1, 2, 3, 4].map((quad) => timeline.series.find((one) => one.key === String(quad))?.counts
		?? new Array<number>(timeline.steps.length).fill(0));
	const upMost = Math.max(1, ...timeline.steps.map((_, index) => counts[0][index] + counts[1][index]));
	const downMost = Math.max(1, ...timeline.steps.map((_, index) => counts[2][index] + counts[3][index]));
	const height = narrow ? 220 : 300, top = 24;
	// Either side keeps room for its name, even where it holds next to nothing.
	const unit = Math.min(highestEvent, (height - 26) / upMost, (height - 26) / downMost, height / (upMost + downMost));
	const up = Math.max(26, upMost * unit), down = Math.max(26, downMost * unit);
	const zero = top + up, bottom = zero + down;
	const scaleTop = bottom + 58, scaleHeight = narrow ? 64 : 84, scaleBottom = scaleTop + scaleHeight;
	const scaleY = (value: number) => scaleTop + (10 - value) / 20 * scaleHeight;
	const line = linePaths(across, timeline.scale, scaleY);
	const right = across.left + across.width;
	const step = countTicks(Math.max(upMost, downMost), narrow ? 3 : 4)[1] ?? 1;
	const ticks = (most: number) => Array.from({ length: Math.floor(most / step) }, (_, index) => (index + 1) * step);
	const sums = timeline.steps.map((_, index) => counts[2][index] + counts[3][index]);
	const upSums = timeline.steps.map((_, index) => counts[0][index] + counts[1][index]);
	const conflictPeak = downMost >= upMost;
	const peak = conflictPeak ? sums.indexOf(downMost) : upSums.indexOf(upMost);
	const peakX = across.of(peak + 0.5), toLeft = peakX > across.left + across.width * 0.72;
	// At the left edge stands the name of the side.
	const peakAt = toLeft ? peakX - 6 : Math.max(peakX + 6, across.left + 104);
	const drawing = (
		<>
			{gapsOf(timeline).map(([from, to]) => (
				<Fragment key={from}>
					<rect x={round(across.of(from))} y={top} width={round((to - from) * across.band)} height={scaleBottom - top}
						class="gap" />
					{(to - from) * across.band > 84 &&
						<text x={round(across.of((from + to) / 2))} y={zero - 6} class="gap-label">no events</text>}
				</Fragment>
			))}
			<g class="axis">
				{ticks(upMost).map((tick) => <Fragment key={tick}>
					<line x1={across.left} x2={right} y1={round(zero - tick * unit)} y2={round(zero - tick * unit)} class="grid" />
					<text x={across.left - 5} y={round(zero - tick * unit) + 4} class="end">{formatNumber(tick)}</text>
				</Fragment>)}
				{ticks(downMost).map((tick) => <Fragment key={-tick}>
					<line x1={across.left} x2={right} y1={round(zero + tick * unit)} y2={round(zero + tick * unit)} class="grid" />
					<text x={across.left - 5} y={round(zero + tick * unit) + 4} class="end">{formatNumber(tick)}</text>
				</Fragment>)}
				<text x={across.left - 5} y={round(zero) + 4} class="end">0</text>
			</g>
			<TimeAxis timeline={timeline} across={across} y={scaleBottom} top={top} />
			<path class="fill-quad-2" d={barsPath(across, counts[1], () => zero, unit)} />
			<path class="fill-quad-1" d={barsPath(across, counts[0], (index) => zero - counts[1][index] * unit, unit)} />
			<path class="fill-quad-4" d={barsPath(across, counts[3], () => zero, -unit)} />
			<path class="fill-quad-3" d={barsPath(across, counts[2], (index) => zero + counts[3][index] * unit, -unit)} />
			<line x1={across.left} x2={right} y1={zero} y2={zero} class="zero" />
			<text x={across.left} y={top - 9} class="side">▲ Cooperation</text>
			<text x={across.left} y={bottom + 16} class="side">▼ Conflict</text>
			{timeline.steps.length > 3 && (
				<text x={round(peakAt)} y={conflictPeak ? bottom + 16 : top - 9} class={toLeft ? 'peak end' : 'peak'}>
					<tspan class="peak-number">{formatNumber(conflictPeak ? downMost : upMost)}</tspan>
					{' '}{formatStep(timeline.steps[peak], timeline.by as StepSize)}
				</text>
			)}
			<g class="score">
				<text x={across.left} y={scaleTop - 7} class="side">Mean score</text>
				<clipPath id="score-up"><rect x="0" y={scaleTop} width={width} height={scaleHeight / 2} /></clipPath>
				<clipPath id="score-down">
					<rect x="0" y={scaleTop + scaleHeight / 2} width={width} height={scaleHeight / 2} />
				</clipPath>
				<path d={areaPath(across, timeline.scale, scaleY)} class="score-up" clip-path="url(#score-up)" />
				<path d={areaPath(across, timeline.scale, scaleY)} class="score-down" clip-path="url(#score-down)" />
				{[10, 0, -10].map((value) => <Fragment key={value}>
					<line x1={across.left} x2={right} y1={scaleY(value)} y2={scaleY(value)} class={value === 0 ? 'zero' : 'grid'} />
					<text x={across.left - 5} y={scaleY(value) + 4} class="end">{value > 0 ? "+10" : value < 0 ? "−10" : "0"}</text>
				</Fragment>)}
				<path d={line.line} class="line" />
				{line.dots.map(([x, y]) => <circle key={x} cx={x} cy={y} r="2.5" class="dot" />)}
			</g>
		</>
	);
	return { across, drawing, top, bottom: scaleBottom, height: scaleBottom + 38 };
}

function Mirrored({ timeline, width, cursor, chosen }: { timeline: Timeline; width: number; cursor: Cursor;
	chosen: number | null }) {
	const { across, drawing, top, bottom, height } = useMemo(() => mirrored(timeline, width), [timeline, width]);
	return (
		<svg class="timeline-plot" width={width} height={height} aria-hidden="true">
			{drawing}
			<CursorMarks across={across} top={top} bottom={bottom} hovered={cursor.hovered?.index ?? null} chosen={chosen}
				range={cursor.range} />
			<rect data-plot="" x={across.left} y={top} width={across.width} height={bottom - top} class="catch" />
		</svg>
	);
}

function TypePlot({ timeline, type, width, cursor, chosen, last }: { timeline: Timeline; type: string; width: number;
	cursor: Cursor; chosen: number | null; last: boolean }) {
	const height = 58;
	const { quad } = eventTypes.find((one) => one.type === type)!;
	const { across, drawing, bottom } = useMemo(() => {
		const counts = timeline.series.find((one) => one.key === type)?.counts ?? [];
		const across = acrossOf(timeline, 0, width);
		const most = Math.max(1, ...counts);
		const peak = counts.indexOf(most);
		const bottom = height, unit = (height - 16) / most;
		const x = across.of(peak + 0.5);
		const drawing = <>
			<TimeAxis timeline={timeline} across={across} y={bottom} top={4} labels={last} />
			<path class={`fill-quad-${quad}`} d={barsPath(across, counts, () => bottom, unit, 1.5)} />
			<line x1="0" x2={width} y1={bottom} y2={bottom} class="zero" />
			{peak >= 0 &&
				<text x={round(Math.max(8, Math.min(width - 8, x)))} y="11" class="peak middle">{formatNumber(most)}</text>}
		</>;
		return { across, drawing, bottom };
	}, [timeline, type, width, last]);
	return (
		<svg class="timeline-plot" width={width} height={height + (last ? 36 : 2)} aria-hidden="true">
			{drawing}
			<CursorMarks across={across} top={14} bottom={bottom} hovered={cursor.hovered?.index ?? null} chosen={chosen}
				range={cursor.range} />
			<rect data-plot={type} x="0" y="0" width={width} height={height} class="catch" />
		</svg>
	);
}

/** A column for each class, a plot for each of its types. */
function Types({ timeline, width, cursor, chosen }: { timeline: Timeline; width: number; cursor: Cursor;
	chosen: number | null }) {
	const columns = width >= 900 ? 4 : width >= 480 ? 2 : 1;
	const space = 28;
	const plotWidth = Math.floor((width - space * (columns - 1)) / columns);
	return (
		<div class={`type-columns columns-${columns}`}>
			{quads.map(({ quad }) => {
				const types = eventTypes.filter((one) => one.quad === quad);
				return (
					<div key={quad} class="type-column">
						<h3><QuadKey quad={quad} /></h3>
						{types.map(({ type }, index) => {
							const total = timeline.series.find((one) => one.key === type)?.counts.reduce((a, b) => a + b, 0) ?? 0;
							return (
								<div key={type} class="type-plot">
									<p><b>{formatType(type)}</b> <span class="faint">{total > 0 ? formatNumber(total) : 'none'}</span></p>
									{(total > 0 || index === types.length - 1) &&
										<TypePlot timeline={timeline} type={type} width={plotWidth} cursor={cursor} chosen={chosen}
											last={index === types.length - 1} />}
								</div>
							);
						})}
					</div>
				);
			})}
		</div>
	);
}

/** What is known of a step while it is pointed at, and, after a moment, the first of its sentences. */
function Tip({ timeline, index, plot, filter, left, top, width }: { timeline: Timeline; index: number; plot: string;
	filter: Filter; left: number; top: number; width: number }) {
	const by = timeline.by as StepSize;
	const [rows, setRows] = useState<EventRow[]>([]);
	const count = countAt(timeline, index);
	const ofPlot = plot ? timeline.series.find((one) => one.key === plot)?.counts[index] ?? 0 : count;
	useEffect(() => {
		setRows([]);
		if (ofPlot === 0)
			return;
		const stop = new AbortController();
		const narrowed: Filter = { ...filter, ...daysOfStep(timeline.steps[index], by, filter.since, filter.until) };
		if (plot)
			narrowed.event = plot;
		const timer = setTimeout(() => ask<Page<EventRow>>(routeOf('events', { ...narrowed, limit: '3' }), stop.signal)
			.then((page) => setRows(page.rows), () => {}), 150);
		return () => {
			clearTimeout(timer);
			stop.abort();
		};
	}, [timeline, index, plot]);
	const wide = Math.min(300, width - 16);
	const x = left + 14 + wide > width ? Math.max(0, left - 14 - wide) : left + 14;
	const scale = timeline.scale[index];
	return (
		<div class="tip" style={{ left: `${x}px`, top: `${top}px`, width: `${wide}px` }} aria-hidden="true">
			<b>{formatStep(timeline.steps[index], by)}</b>
			<span>{plot ? `${formatType(plot)}: ${formatNumber(ofPlot)} of ${plural(count, 'event', 'events')}`
				: `${plural(count, 'event', 'events')}${count > 0 ? ', ' + balanceText(quadOfStep(timeline, index)) : ''}`}
				{scale !== null && `; score ${formatScale(scale)}`}</span>
			{rows.map((row) => <q key={row.id}>{row.sentence}</q>)}
		</div>
	);
}

export function TimelineChart({ timeline, split, chosen, filter, onChoose, onZoom, onOut }: {
	timeline: Timeline;
	split: 'quad' | 'event';
	chosen: number | null;
	filter: Filter;
	onChoose: (index: number) => void;
	onZoom: (first: number, last: number) => void;
	onOut?: () => void;
}) {
	const [box, width] = useWidth<HTMLDivElement>();
	const by = timeline.by as StepSize;
	const text = (index: number) => {
		const count = countAt(timeline, index), scale = timeline.scale[index];
		return `${formatStep(timeline.steps[index], by)}: ${plural(count, 'event', 'events')}` +
			(count > 0 ? `, ${balanceText(quadOfStep(timeline, index))}` : '') +
			(scale !== null ? `, score ${formatScale(scale)}` : '');
	};
	return (
		<div ref={box} class="timeline-box">
			{width > 0 && (
				<StepCursor count={timeline.steps.length} label={`Step of the timeline, by ${by}`} chosen={chosen} text={text}
					onChoose={onChoose} onZoom={onZoom} onOut={onOut}>{(cursor) => (
						<>
							{split === 'event' ? <Types timeline={timeline} width={width} cursor={cursor} chosen={chosen} />
								: <Mirrored timeline={timeline} width={width} cursor={cursor} chosen={chosen} />}
							{cursor.range ? (
								<p class="range-words" aria-hidden="true">{formatStep(timeline.steps[cursor.range[0]], by)} to{' '}
									{formatStep(timeline.steps[cursor.range[1]], by)}</p>
							) : cursor.hovered && (
								<Tip timeline={timeline} index={cursor.hovered.index} plot={cursor.hovered.key} filter={filter}
									left={cursor.hovered.x} top={cursor.hovered.y + (split === 'event' ? 70 : 8)} width={width} />
							)}
						</>
					)}</StepCursor>
			)}
		</div>
	);
}
