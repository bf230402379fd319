/** When: events of a dyad or selection by step of time, with their balance and the sentences behind each step. */

import { useEffect, useMemo, useState } from 'preact/hooks';
import type { EventRow, Filter, Page, Timeline } from '../api';
import { addressOf, change, filterOf } from '../address';
import { conflictShare, formatScale } from '../charts/balance';
import { DyadChoices, QuadKey, selectionTitle, Without } from '../charts/selection';
import { dayMs, daysOfStep, firstTime, formatSpan, formatStep, stepEnd, stepSizes } from '../charts/steps';
import type { StepSize } from '../charts/steps';
import { routeOf, useAnswer } from '../client';
import { eventTypes, formatDay, formatNumber, formatPercent, formatType, plural, quadName, quads } from '../format';
import { Choice, Frame } from '../parts/frame';
import type { Cell } from '../parts/frame';
import { Answer, Nothing } from '../parts/states';
import { EventLink, Parties, TypeBadge } from '../parts/words';
import type { ViewProps } from './index';
import { countAt, quadOfStep, TimelineChart } from './timeline_chart';
import './timeline.css';

const sizeNames: Record<StepSize, string> = { day: 'days', week: 'weeks', month: 'months', year: 'years' };

/** The first and last moment of a timeline's steps. */
function spanOf(timeline: Timeline): { first: number; end: number } {
	const by = timeline.by as StepSize;
	return { first: firstTime(timeline.steps[0]), end: stepEnd(firstTime(timeline.steps[timeline.steps.length - 1]), by) };
}

function summaryWords(timeline: Timeline): string {
	const by = timeline.by as StepSize;
	const { first, end } = spanOf(timeline);
	const quad = quadOfStep(timeline, null);
	const share = conflictShare(quad);
	const counts = timeline.steps.map((_, index) => countAt(timeline, index));
	const most = counts.indexOf(Math.max(...counts));
	return `${plural(timeline.total, 'event', 'events')}, ${formatSpan(first, end - dayMs)}` +
		(share === null ? '' : share === 1 ? '; all of them conflict' : share === 0 ? '; all of them cooperation'
			: `; ${formatPercent(share)} of them conflict`) +
		(timeline.steps.length < 2 ? '.'
			: `. The busiest ${by}: ${formatStep(timeline.steps[most], by)}, with ${formatNumber(counts[most])}.`);
}

/**
 * The steps that hold nearly all events, where they are less than half of all: reports look back, and one event of long ago
 * would press the present into a corner.
 */
function crowdedSteps(counts: number[]): { first: number; last: number; events: number } | null {
	const total = counts.reduce((sum, count) => sum + count, 0);
	let first = 0, last = counts.length - 1, left = 0;
	while (first < last && left + counts[first] <= total * 0.05)
		left += counts[first++];
	for (let after = 0; last > first && after + counts[last] <= total * 0.01; last--) {
		after += counts[last];
		left += counts[last];
	}
	return left > 0 && last - first + 1 < counts.length / 2 ? { first, last, events: total - left } : null;
}

const ledgerAddress = (filter: Filter): string => addressOf('ledger', '', filter as Record<string, string>);

function tableOf(timeline: Timeline, filter: Filter): { columns: string[]; rows: Cell[][] } {
	const by = timeline.by as StepSize;
	const named = (key: string) => /^\d$/.test(key) ? quadName(Number(key)) : formatType(key);
	return {
		columns: [by.charAt(0).toUpperCase() + by.slice(1), 'Events', ...timeline.series.map((one) => named(one.key)),
			'Mean score'],
		rows: timeline.steps.map((step, index) => [
			{ text: formatStep(step, by),
				href: ledgerAddress({ ...filter, ...daysOfStep(step, by, filter.since, filter.until) }) },
			countAt(timeline, index), ...timeline.series.map((one) => one.counts[index]),
			timeline.scale[index] === null ? null : formatScale(timeline.scale[index]!)]),
	};
}

/** The events of a step, with their sentences. */
function StepEvents({ timeline, index, filter, chosen }: {
	timeline: Timeline;
	index: number;
	filter: Filter;
	chosen: boolean;
}) {
	const by = timeline.by as StepSize;
	const step = timeline.steps[index];
	const narrowed = { ...filter, ...daysOfStep(step, by, filter.since, filter.until) };
	// Keys repeat faster than anybody reads: only the step where the cursor rests is asked for.
	const wanted = routeOf('events', { ...narrowed, limit: '12' });
	const [route, setRoute] = useState(wanted);
	useEffect(() => {
		const timer = setTimeout(() => setRoute(wanted), 120);
		return () => clearTimeout(timer);
	}, [wanted]);
	const asked = useAnswer<Page<EventRow>>(route);
	const count = countAt(timeline, index), scale = timeline.scale[index];
	return (
		<section class="step-events" aria-label="Events of the step">
			<h2>{formatStep(step, by)}</h2>
			<p class="note">
				{chosen ? '' : `The busiest ${by}. `}{plural(count, 'event', 'events')}
				{scale !== null && <>, mean score {formatScale(scale)}</>}
				{count > 0 && <>. <a href={ledgerAddress(narrowed)}>All of them in the ledger</a></>}
			</p>
			{count > 0 && <Answer asked={{ ...asked, waiting: asked.waiting || route !== wanted }} what="events">{(page) => (
				<ol class="sentences">{page.rows.map((row) => (
					<li key={row.id}>
						<p class="sentence-head"><TypeBadge type={row.event} quad={row.quad_code} modes={row.mode} />
							<span class="faint">{formatDay(row.day)}</span></p>
						<p class="sentence-parties"><Parties parties={row.actor} /> → <Parties parties={row.recipient} /></p>
						<EventLink id={row.id}>{row.sentence}</EventLink>
					</li>
				))}</ol>
			)}</Answer>}
		</section>
	);
}

export function TimelineView({ address, summary }: ViewProps) {
	const filter = filterOf(address);
	const split = address.parameters.get('split') === 'event' ? 'event' : 'quad';
	// Without a choice in the address the server takes the steps that suit the span of what it finds.
	const by = stepSizes.find((size) => size === address.parameters.get('by')) ?? '';
	const parameters = { ...filter, by, split };
	const asked = useAnswer<Timeline>(routeOf('timeline', parameters));
	const timeline = useMemo(() => asked.answer && sortedSeries(asked.answer), [asked.answer]);
	const title = selectionTitle(filter);
	return (
		<>
			<h1>{title ?? 'Timeline'}</h1>
			{!filter.actor && !filter.recipient && <DyadChoices summary={summary} />}
			<Answer asked={{ ...asked, answer: timeline }} what="the timeline">{(shown) => {
				if (shown.steps.length === 0)
					return <Nothing what="events" />;
				const size = shown.by as StepSize;
				const at = shown.steps.indexOf(address.parameters.get('at') ?? '');
				const counts = shown.steps.map((_, index) => countAt(shown, index));
				const busiest = counts.indexOf(Math.max(...counts));
				const crowded = crowdedSteps(counts);
				const zoomed = Boolean(filter.since || filter.until);
				const zoom = (first: number, last: number) => change({ at: undefined, by: undefined,
					since: daysOfStep(shown.steps[first], size, filter.since, filter.until).since,
					until: daysOfStep(shown.steps[last], size, filter.since, filter.until).until });
				return (
					<>
						<Frame title={split === 'event' ? `Types of events, by ${size}` : `Conflict and cooperation, by ${size}`}
							note={<>
								{summaryWords(shown)}
								{shown.left_out > 0 && ` ${plural(shown.left_out, 'event', 'events')} whose day is not known to the ${size} ` +
									(shown.left_out === 1 ? 'is' : 'are') + ' left out.'}
							</>}
							route="timeline" parameters={parameters} table={() => tableOf(shown, filter)}
							tools={<>
								{zoomed && <Without fields={['since', 'until']}>← Whole span</Without>}
								<Choice label="Split by" value={split}
									options={[{ value: 'quad', name: 'Class' }, { value: 'event', name: 'Type' }]}
									onChange={(value) => change({ split: value === 'event' ? 'event' : undefined })} />
								<label class="inline">by{' '}
									<select value={by}
										onChange={(event) => change({ by: event.currentTarget.value, at: undefined })}>
										<option value="">{by === '' ? `${sizeNames[size]}, as suits the span` : 'what suits the span'}</option>
										{stepSizes.map((one) => <option key={one} value={one}>{sizeNames[one]}</option>)}
									</select>
								</label>
							</>}>
							{crowded && (
								<p class="crowded">{formatNumber(crowded.events)} of the events lie between{' '}
									{formatStep(shown.steps[crowded.first], size)} and {formatStep(shown.steps[crowded.last], size)}.{' '}
									<button type="button" onClick={() => zoom(crowded.first, crowded.last)}>Show only these</button></p>
							)}
							{split === 'quad' && (
								<ul class="legend">{quads.map(({ quad }) => (
									<li key={quad}><QuadKey quad={quad} count={shown.series.find((one) => one.key === String(quad))
										?.counts.reduce((a, b) => a + b, 0) ?? 0} /></li>
								))}</ul>
							)}
							<TimelineChart timeline={shown} split={split} chosen={at < 0 ? null : at} filter={filter}
								onChoose={(index) => change({ at: shown.steps[index] }, true)}
								onZoom={zoom}
								onOut={zoomed ? () => change({ since: undefined, until: undefined, at: undefined }) : undefined} />
							{split === 'event' && <p class="note">Each type has a scale of its own; the figure is its busiest {size}.</p>}
							<p class="note keys">Drag, or <kbd>Shift</kbd> + <kbd>←</kbd> <kbd>→</kbd> and <kbd>Enter</kbd>, to zoom in
								{zoomed && <>; <kbd>−</kbd> shows the whole span</>}. Click, or <kbd>←</kbd> <kbd>→</kbd>, to read the events of
								a {size}.</p>
						</Frame>
						<StepEvents timeline={shown} index={at < 0 ? busiest : at} filter={filter} chosen={at >= 0} />
					</>
				);
			}}</Answer>
		</>
	);
}

/** The series in the order of the codebook, however the server sorts them. */
function sortedSeries(timeline: Timeline): Timeline {
	const order = [...quads.map((one) => String(one.quad)), ...eventTypes.map((one) => one.type)];
	return { ...timeline, series: [...timeline.series].sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key)) };
}
