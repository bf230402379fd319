/**
 * Moves and enlarges a drawing: by mouse, wheel, one finger or two, and by keys. The drawing is as large as its element
 * when it is not enlarged, and never leaves it. Shift with a drag draws a box instead.
 */

import { wantsMovement } from './size';

/** A point (x, y) of the drawing stands at (x * k + this.x, y * k + this.y). */
export interface Placement {
	k: number;
	x: number;
	y: number;
}

export interface PanOptions {
	most: number;
	/** Each movement; `resting` with the last one of a gesture, `byReader` unless the program moved it. */
	onMove: (placement: Placement, resting: boolean, byReader: boolean) => void;
	/** A click, or a touch without a movement, in pixels of the element. */
	onClick?: (x: number, y: number) => void;
	/** A box while it is drawn (null: given up), and when it is done. */
	onBox?: (box: [number, number, number, number] | null, done: boolean) => void;
}

const clickPixels = 4;

export class Pan {
	placement: Placement = { k: 1, x: 0, y: 0 };
	private readonly pointers = new Map<number, { x: number; y: number }>();
	private moved = false;
	private boxFrom: { x: number; y: number } | null = null;
	private resting = 0;
	private frame = 0;
	private readonly stop = new AbortController();

	constructor(private readonly element: HTMLElement, private readonly options: PanOptions) {
		const on = <Name extends keyof HTMLElementEventMap>(name: Name, run: (event: HTMLElementEventMap[Name]) => void) =>
			element.addEventListener(name, run as EventListener, { signal: this.stop.signal, passive: false });
		on('pointerdown', (event) => this.down(event));
		on('pointermove', (event) => this.move(event));
		on('pointerup', (event) => this.up(event, true));
		on('pointercancel', (event) => this.up(event, false));
		on('wheel', (event) => this.wheel(event));
		on('dblclick', (event) => this.zoomBy(2, ...this.at(event)));
		on('keydown', (event) => this.key(event));
		this.allowScrolling();
	}

	destroy(): void {
		this.stop.abort();
		cancelAnimationFrame(this.frame);
		clearTimeout(this.resting);
	}

	/** Goes to a placement, kept within bounds. */
	set(placement: Placement, resting = true, byReader = false): void {
		const { clientWidth: width, clientHeight: height } = this.element;
		const k = Math.max(1, Math.min(this.options.most, placement.k));
		this.placement = { k, x: Math.max(width * (1 - k), Math.min(0, placement.x)),
			y: Math.max(height * (1 - k), Math.min(0, placement.y)) };
		this.allowScrolling();
		this.options.onMove(this.placement, resting, byReader);
	}

	zoomBy(factor: number, x = this.element.clientWidth / 2, y = this.element.clientHeight / 2): void {
		this.glide(this.scaled(factor, x, y));
	}

	reset(): void {
		this.glide({ k: 1, x: 0, y: 0 });
	}

	/** The placement after enlarging around a point that stays where it is. */
	private scaled(factor: number, x: number, y: number): Placement {
		const k = Math.max(1, Math.min(this.options.most, this.placement.k * factor));
		const part = k / this.placement.k;
		return { k, x: x - (x - this.placement.x) * part, y: y - (y - this.placement.y) * part };
	}

	private glide(goal: Placement): void {
		cancelAnimationFrame(this.frame);
		if (!wantsMovement()) {
			this.set(goal, true, true);
			return;
		}
		const from = this.placement, start = performance.now();
		const step = (now: number) => {
			const part = Math.min(1, (now - start) / 180), eased = part * (2 - part);
			const k = from.k * (goal.k / from.k) ** eased;
			// The point that stands still during the movement does so at each moment of it.
			const way = goal.k === from.k ? eased : (k - from.k) / (goal.k - from.k);
			this.set({ k, x: from.x + (goal.x - from.x) * way, y: from.y + (goal.y - from.y) * way }, part === 1, true);
			if (part < 1)
				this.frame = requestAnimationFrame(step);
		};
		this.frame = requestAnimationFrame(step);
	}

	/** One finger scrolls the page as long as there is nothing to move. */
	private allowScrolling(): void {
		this.element.style.touchAction = this.placement.k > 1 ? 'none' : 'pan-y';
	}

	private at(event: MouseEvent): [number, number] {
		const box = this.element.getBoundingClientRect();
		return [event.clientX - box.left - this.element.clientLeft, event.clientY - box.top - this.element.clientTop];
	}

	private down(event: PointerEvent): void {
		if (event.button !== 0 || (event.target as Element).closest('button, a'))
			return;
		cancelAnimationFrame(this.frame);
		const [x, y] = this.at(event);
		this.element.setPointerCapture(event.pointerId);
		this.pointers.set(event.pointerId, { x, y });
		this.moved = this.pointers.size > 1;
		this.boxFrom = event.shiftKey && this.options.onBox && this.pointers.size === 1 ? { x, y } : null;
	}

	private move(event: PointerEvent): void {
		const before = this.pointers.get(event.pointerId);
		if (!before)
			return;
		const [x, y] = this.at(event);
		if (!this.moved && Math.hypot(x - before.x, y - before.y) < clickPixels)
			return;
		this.moved = true;
		if (this.boxFrom) {
			this.options.onBox!([this.boxFrom.x, this.boxFrom.y, x, y], false);
			return;
		}
		const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
		if (other) {
			const middleBefore = { x: (before.x + other.x) / 2, y: (before.y + other.y) / 2 };
			const apart = Math.hypot(before.x - other.x, before.y - other.y) || 1;
			const next = this.scaled(Math.hypot(x - other.x, y - other.y) / apart, middleBefore.x, middleBefore.y);
			this.set({ k: next.k, x: next.x + (x - before.x) / 2, y: next.y + (y - before.y) / 2 }, false, true);
		} else {
			this.set({ ...this.placement, x: this.placement.x + x - before.x, y: this.placement.y + y - before.y }, false,
				true);
		}
		this.pointers.set(event.pointerId, { x, y });
	}

	private up(event: PointerEvent, ended: boolean): void {
		if (!this.pointers.delete(event.pointerId) || this.pointers.size > 0)
			return;
		const [x, y] = this.at(event);
		if (this.boxFrom) {
			const from = this.boxFrom;
			this.boxFrom = null;
			this.options.onBox!(ended && this.moved ? [from.x, from.y, x, y] : null, true);
		} else if (this.moved) {
			this.options.onMove(this.placement, true, true);
		} else if (ended) {
			this.options.onClick?.(x, y);
		}
	}

	private wheel(event: WheelEvent): void {
		const pixels = event.deltaY * (event.deltaMode === 1 ? 24 : event.deltaMode === 2 ? 400 : 1);
		const factor = 2 ** (-Math.max(-250, Math.min(250, pixels)) / (event.ctrlKey ? 90 : 300));
		// Turned back at the smallest, the wheel scrolls the page on.
		if (factor < 1 && this.placement.k <= 1)
			return;
		event.preventDefault();
		cancelAnimationFrame(this.frame);
		this.set(this.scaled(factor, ...this.at(event)), false, true);
		clearTimeout(this.resting);
		this.resting = window.setTimeout(() => this.options.onMove(this.placement, true, true), 200);
	}

	private key(event: KeyboardEvent): void {
		if (event.target !== this.element || event.altKey || event.ctrlKey || event.metaKey)
			return;
		const step = Math.min(this.element.clientWidth, this.element.clientHeight) / 5;
		const ways: Record<string, [number, number]> = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step],
			ArrowDown: [0, -step] };
		const way = ways[event.key];
		if (way && this.placement.k > 1)
			this.glide({ ...this.placement, x: this.placement.x + way[0], y: this.placement.y + way[1] });
		else if (event.key === '+' || event.key === '=')
			this.zoomBy(1.6);
		else if (event.key === '-')
			this.zoomBy(1 / 1.6);
		else if (event.key === '0')
			this.reset();
		else
			return;
		event.preventDefault();
	}
}
