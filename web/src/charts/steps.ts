/** Steps of time: days, weeks from Monday, months, years; all in UTC, as the ledger's days are. */

export type StepSize = 'day' | 'week' | 'month' | 'year';

export const stepSizes: StepSize[] = ['day', 'week', 'month', 'year'];

export const dayMs = 86_400_000;

const ofDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The first day of a day, month or year as it stands in the filter; NaN for anything else. */
export function firstTime(text: string): number {
	const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
	return parts ? Date.UTC(Number(parts[1]), Number(parts[2] ?? 1) - 1, Number(parts[3] ?? 1)) : NaN;
}

/** The last day of a day, month or year as it stands in the filter. */
export function lastTime(text: string): number {
	const first = new Date(firstTime(text));
	if (text.length === 4)
		return Date.UTC(first.getUTCFullYear(), 12, 0);
	return text.length === 7 ? Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0) : first.getTime();
}

/** The first moment behind the step that begins at a time. */
export function stepEnd(start: number, by: StepSize): number {
	const date = new Date(start);
	if (by === 'year')
		return Date.UTC(date.getUTCFullYear() + 1, 0, 1);
	if (by === 'month')
		return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
	return start + (by === 'week' ? 7 : 1) * dayMs;
}

/** First and last day of a step, as the filter takes them; within the filter's own days. */
export function daysOfStep(step: string, by: StepSize, since?: string, until?: string):
	{ since: string; until: string } {
	const start = firstTime(step);
	const first = since ? Math.max(start, firstTime(since) || start) : start;
	const end = stepEnd(start, by) - dayMs;
	const last = until ? Math.min(end, lastTime(until) || end) : end;
	return { since: ofDay(first), until: ofDay(last) };
}

const format = (options: Intl.DateTimeFormatOptions) =>
	new Intl.DateTimeFormat(undefined, { timeZone: 'UTC', ...options });
const formats = {
	day: format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
	range: format({ day: 'numeric', month: 'short', year: 'numeric' }),
	month: format({ month: 'long', year: 'numeric' }),
	year: format({ year: 'numeric' }),
};

/** "4–10 Mar 2024". */
export const formatSpan = (first: number, last: number): string => formats.range.formatRange(first, last);

/** A step for people: "4–10 Mar 2024", "March 2024". */
export function formatStep(step: string, by: StepSize): string {
	const start = firstTime(step);
	return by === 'week' ? formatSpan(start, start + 6 * dayMs) : formats[by].format(start);
}

/** A mark on the axis of time: where, its words, and whether a greater unit begins there. */
export interface TimeTick {
	time: number;
	label: string;
	/** The words of the second row: the year, or the month of days. */
	above: string | null;
}

type Unit = 'day' | 'month' | 'year';

const units: { unit: Unit; every: number; days: number }[] = [
	{ unit: 'day', every: 1, days: 1 }, { unit: 'day', every: 7, days: 7 }, { unit: 'day', every: 14, days: 14 },
	{ unit: 'month', every: 1, days: 30 }, { unit: 'month', every: 3, days: 91 }, { unit: 'month', every: 6, days: 182 },
	{ unit: 'year', every: 1, days: 365 }, { unit: 'year', every: 2, days: 730 }, { unit: 'year', every: 5, days: 1826 },
	{ unit: 'year', every: 10, days: 3652 }, { unit: 'year', every: 25, days: 9131 },
	{ unit: 'year', every: 100, days: 36525 },
];

const tickFormats = {
	day: [format({ day: 'numeric' }), format({ month: 'short', year: 'numeric' })],
	month: [format({ month: 'short' }), format({ year: 'numeric' })],
	year: [format({ year: 'numeric' }), null],
} as const;

/** The first moment of the unit that a time is in. */
function beginOf(unit: Unit, time: number): number {
	const date = new Date(time);
	if (unit === 'day')
		return time;
	return Date.UTC(date.getUTCFullYear(), unit === 'month' ? date.getUTCMonth() : 0, 1);
}

/** Ticks between two times, at least `room` pixels apart, none finer than the steps. */
export function timeTicks(first: number, end: number, width: number, by: StepSize, room = 46): TimeTick[] {
	const perDay = width / ((end - first) / dayMs);
	const finest = by === 'year' ? 'year' : by === 'month' ? 'month' : 'day';
	const unit = units.find((one) => one.days * perDay >= room &&
		['day', 'month', 'year'].indexOf(one.unit) >= ['day', 'month', 'year'].indexOf(finest)) ?? units[units.length - 1];
	const [label, above] = tickFormats[unit.unit];
	const ticks: TimeTick[] = [];
	let group: string | null = null;
	let time = beginOf(unit.unit, first);
	while (time < end) {
		const at = new Date(time);
		// Days are counted anew in each month: 1, 8, 15, 22.
		const counted = unit.unit === 'day' ? at.getUTCDate() - 1
			: unit.unit === 'month' ? at.getUTCMonth() : at.getUTCFullYear();
		const crowded = unit.unit === 'day' && unit.every > 1 && counted >= 28;
		// A unit that began just before the first step is marked at its edge.
		const shown = time >= first || time > first - unit.days * dayMs / 6;
		if (shown && counted % unit.every === 0 && !crowded) {
			const named = above?.format(time) ?? null;
			ticks.push({ time: Math.max(first, time), label: label.format(time), above: named === group ? null : named });
			group = named;
		}
		time = stepEnd(time, unit.unit);
	}
	return ticks;
}

/** Round numbers from 0 to the greatest, about `count` of them. */
export function countTicks(greatest: number, count = 4): number[] {
	if (greatest <= 0)
		return [0];
	const rough = greatest / count;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough && Number.isInteger(one)) ?? 1;
	const ticks = [];
	for (let tick = 0; tick <= greatest; tick += step)
		ticks.push(tick);
	return ticks;
}
