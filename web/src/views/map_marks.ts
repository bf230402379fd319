/** The marks of the map: places as circles, squares and diamonds on a canvas, the greatest of them with their names. */

import type { GeoProjection } from 'd3-geo';
import type { MapData } from '../api';
import { balanceOf, balances } from '../charts/balance';
import type { Balance } from '../charts/balance';
import type { Placement } from '../charts/pan';
import { themeColors } from '../charts/size';

export type Point = MapData['points'][number];

export interface Mark {
	point: Point;
	/** On the drawing, not enlarged. */
	x: number;
	y: number;
	/** Radius of a circle of its size; squares and diamonds have the same area. */
	radius: number;
	balance: Balance;
}

/**
 * The area says how many events; it stays the same when the map is enlarged, so that what lies together comes apart.
 * Where all places have few events, none is made to look as if it had many.
 */
export const radiusOf = (events: number, most: number, width: number): number =>
	Math.max(2, Math.sqrt(events / Math.max(25, most)) * Math.max(9, Math.min(22, width / 42)));

/** Marks in the order in which they are drawn: the greatest first, so that none hides a smaller one. */
export function marksOf(points: Point[], projection: GeoProjection, width: number): Mark[] {
	const most = Math.max(1, ...points.map((point) => point.events));
	return points.map((point) => {
		const [x, y] = projection([point.lon, point.lat]) ?? [-1e6, -1e6];
		return { point, x, y, radius: radiusOf(point.events, most, width), balance: balanceOf(point.quad) };
	}).sort((a, b) => b.point.events - a.point.events);
}

/** The mark under a point of the element; the smallest of several. */
export function markAt(marks: Mark[], { k, x, y }: Placement, atX: number, atY: number): Mark | null {
	for (let index = marks.length - 1; index >= 0; index--) {
		const mark = marks[index];
		const reach = Math.max(6, mark.radius + 1);
		if (Math.hypot(mark.x * k + x - atX, mark.y * k + y - atY) <= reach)
			return mark;
	}
	return null;
}

function tracePath(context: CanvasRenderingContext2D, balance: Balance, x: number, y: number, radius: number): void {
	const { shape } = balances[balance];
	context.beginPath();
	if (shape === 'round') {
		context.arc(x, y, radius, 0, 2 * Math.PI);
	} else if (shape === 'square') {
		const half = radius * 0.886;
		context.rect(x - half, y - half, 2 * half, 2 * half);
	} else {
		const half = radius * 1.253;
		context.moveTo(x, y - half);
		context.lineTo(x + half, y);
		context.lineTo(x, y + half);
		context.lineTo(x - half, y);
		context.closePath();
	}
}

export interface Palette {
	/** By balance. */
	colors: string[];
	halo: string;
	text: string;
	focus: string;
	font: string;
}

export function paletteOf(canvas: HTMLCanvasElement): Palette {
	const named = themeColors(canvas, [...balances.map((one) => one.color), '--map-land', '--text', '--focus']);
	return { colors: balances.map((one) => named[one.color]), halo: named['--map-land'], text: named['--text'],
		focus: named['--focus'], font: getComputedStyle(canvas).fontFamily };
}

interface Rectangle {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const overlaps = (a: Rectangle, b: Rectangle): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

export function drawMarks(canvas: HTMLCanvasElement, width: number, height: number, marks: Mark[], placement: Placement,
	focused: Point | null, palette: Palette): void {
	const { colors, halo, text, focus, font } = palette;
	const ratio = devicePixelRatio || 1;
	if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
		canvas.width = Math.round(width * ratio);
		canvas.height = Math.round(height * ratio);
	}
	const context = canvas.getContext('2d')!;
	context.setTransform(ratio, 0, 0, ratio, 0, 0);
	context.clearRect(0, 0, width, height);
	const { k, x, y } = placement;
	const shown: { mark: Mark; x: number; y: number; radius: number }[] = [];
	context.lineWidth = 1;
	context.strokeStyle = halo;
	for (const mark of marks) {
		const at = { mark, x: mark.x * k + x, y: mark.y * k + y, radius: mark.radius };
		if (at.x < -at.radius || at.y < -at.radius || at.x > width + at.radius || at.y > height + at.radius)
			continue;
		shown.push(at);
		tracePath(context, mark.balance, at.x, at.y, at.radius);
		context.globalAlpha = 0.85;
		context.fillStyle = colors[mark.balance];
		context.fill();
		context.globalAlpha = 1;
		context.stroke();
	}
	drawNames(context, width, shown, halo, text, font);
	const at = focused && shown.find((one) => one.mark.point === focused);
	if (at) {
		tracePath(context, at.mark.balance, at.x, at.y, at.radius + 3);
		context.lineWidth = 5;
		context.strokeStyle = halo;
		context.stroke();
		context.lineWidth = 2.5;
		context.strokeStyle = focus;
		context.stroke();
	}
}

/** Names of the greatest marks, as long as there is room: to the right of the mark, else to its left. */
function drawNames(context: CanvasRenderingContext2D, width: number,
	shown: { mark: Mark; x: number; y: number; radius: number }[], halo: string, color: string, font: string): void {
	const taken: Rectangle[] = shown.slice(0, 40).filter((one) => one.radius > 5).map((one) => ({ left: one.x - one.radius,
		top: one.y - one.radius, right: one.x + one.radius, bottom: one.y + one.radius }));
	let left = width > 600 ? 16 : 6;
	context.font = `${width > 600 ? 12 : 11}px ${font}`;
	context.textBaseline = 'middle';
	context.lineJoin = 'round';
	for (const { mark, x, y, radius } of shown.slice(0, 120)) {
		if (left === 0)
			break;
		const size = context.measureText(mark.point.name).width;
		for (const from of [x + radius + 4, x - radius - 4 - size]) {
			const box = { left: from - 2, top: y - 7, right: from + size + 2, bottom: y + 7 };
			if (box.left < 2 || box.right > width - 2 || taken.some((other) => overlaps(box, other)))
				continue;
			taken.push(box);
			context.lineWidth = 3;
			context.strokeStyle = halo;
			context.strokeText(mark.point.name, from, y);
			context.fillStyle = color;
			context.fillText(mark.point.name, from, y);
			left--;
			break;
		}
	}
}
