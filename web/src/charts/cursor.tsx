/**
 * A cursor over steps of time, for one plot or several of the same steps: pointing previews a step, a click or an
 * arrow key chooses it, dragging or Shift with an arrow key draws a range, and letting go or Enter zooms into it.
 *
 * A plot's area is the element with data-plot; what it shows besides is its own affair.
 */

import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';

export interface Cursor {
	/** The step under the pointer, with the key of its plot and where it is in the frame. */
	hovered: { index: number; key: string; x: number; y: number } | null;
	range: [number, number] | null;
}

export interface CursorProps {
	count: number;
	label: string;
	chosen: number | null;
	text: (index: number) => string;
	onChoose: (index: number) => void;
	onZoom: (first: number, last: number) => void;
	onOut?: () => void;
	children: (cursor: Cursor) => ComponentChildren;
}

/** Shorter drags are clicks. */
const dragPixels = 5;

export function StepCursor({ count, label, chosen, text, onChoose, onZoom, onOut, children }: CursorProps) {
	const frame = useRef<HTMLDivElement>(null);
	const [hovered, setHovered] = useState<Cursor['hovered']>(null);
	const [range, setRange] = useState<Cursor['range']>(null);
	const drag = useRef<{ plot: Element; x: number; index: number; moved: boolean } | null>(null);

	const indexAt = (plot: Element, x: number): number => {
		const box = plot.getBoundingClientRect();
		return Math.max(0, Math.min(count - 1, Math.floor((x - box.left) / box.width * count)));
	};
	const plotOf = (event: PointerEvent): Element | null =>
		event.target instanceof Element ? event.target.closest('[data-plot]') : null;

	const move = (event: PointerEvent) => {
		const plot = drag.current?.plot ?? plotOf(event);
		if (!plot) {
			setHovered(null);
			return;
		}
		const index = indexAt(plot, event.clientX);
		if (drag.current) {
			drag.current.moved ||= Math.abs(event.clientX - drag.current.x) >= dragPixels;
			if (drag.current.moved)
				setRange([Math.min(drag.current.index, index), Math.max(drag.current.index, index)]);
		}
		const box = frame.current!.getBoundingClientRect(), plotBox = plot.getBoundingClientRect();
		setHovered({ index, key: plot.getAttribute('data-plot') ?? '', y: plotBox.top - box.top,
			x: plotBox.left - box.left + (index + 0.5) / count * plotBox.width });
	};
	const up = (event: PointerEvent) => {
		const was = drag.current;
		drag.current = null;
		if (!was)
			return;
		setRange(null);
		const index = indexAt(was.plot, event.clientX);
		if (was.moved)
			onZoom(Math.min(was.index, index), Math.max(was.index, index));
		else
			onChoose(index);
	};

	const key = (event: KeyboardEvent) => {
		const at = range ? (range[0] === (chosen ?? 0) ? range[1] : range[0]) : chosen ?? -1;
		const jump = Math.max(2, Math.round(count / 10));
		const goals: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowUp: at + 1, ArrowDown: at - 1,
			PageUp: at + jump, PageDown: at - jump, Home: 0, End: count - 1 };
		if (event.key in goals && !event.altKey && !event.ctrlKey && !event.metaKey) {
			const goal = Math.max(0, Math.min(count - 1, goals[event.key]));
			if (event.shiftKey) {
				const anchor = chosen ?? goal;
				setRange([Math.min(anchor, goal), Math.max(anchor, goal)]);
				if (chosen === null)
					onChoose(goal);
			} else {
				setRange(null);
				onChoose(goal);
			}
		} else if (event.key === 'Enter' && (range || chosen !== null)) {
			const [first, last] = range ?? [chosen!, chosen!];
			setRange(null);
			onZoom(first, last);
		} else if (event.key === 'Escape' && range) {
			setRange(null);
		} else if ((event.key === '-' || event.key === 'Backspace') && onOut) {
			onOut();
		} else {
			return;
		}
		event.preventDefault();
	};

	const spoken = range ? `${text(range[0])} to ${text(range[1])}. Enter zooms in.`
		: chosen === null ? 'no step chosen' : text(chosen);
	return (
		<div class="cursor" ref={frame} role="slider" tabIndex={0} aria-label={label} aria-valuemin={0}
			aria-valuemax={count - 1} aria-valuenow={range ? range[1] : chosen ?? 0} aria-valuetext={spoken} onKeyDown={key}
			onPointerDown={(event) => {
				const plot = plotOf(event);
				if (!plot || event.button !== 0)
					return;
				drag.current = { plot, x: event.clientX, index: indexAt(plot, event.clientX), moved: false };
				frame.current!.setPointerCapture(event.pointerId);
			}}
			onPointerMove={move} onPointerUp={up} onPointerCancel={() => {
				drag.current = null;
				setRange(null);
			}}
			onPointerLeave={() => setHovered(null)}>
			{children({ hovered, range })}
		</div>
	);
}
