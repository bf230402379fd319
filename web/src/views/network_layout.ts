/**
 * Where the actors of the network stand, and how the links between them run. The same answer is always laid out in the
 * same way: the simulation begins from fixed places, draws no lots, and has come to rest before anything is shown.
 */

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';
import type { SimulationLinkDatum, SimulationNodeDatum } from 'd3-force';
import type { Network } from '../api';

export interface Node extends SimulationNodeDatum {
	code: string;
	name: string;
	events: number;
	radius: number;
	x: number;
	y: number;
	label: { x: number; y: number; anchor: 'start' | 'middle' | 'end'; shown: boolean };
}

export type LinkData = Network['links'][number];

export interface Link {
	data: LinkData;
	from: Node;
	to: Node;
	width: number;
	/** The line up to its arrowhead, and the arrowhead. */
	line: string;
	head: string;
	verbal: boolean;
}

export interface Layout {
	nodes: Node[];
	links: Link[];
}

const fontSize = 12;

const round = (value: number): number => Math.round(value * 10) / 10;

/** More than three fifths of what happened are words. */
export const isVerbal = ({ quad }: LinkData): boolean => {
	const sum = quad[0] + quad[1] + quad[2] + quad[3];
	return sum > 0 && (quad[0] + quad[2]) / sum > 0.6;
};

const meanRoot = (parts: number[]): number =>
	parts.reduce((sum, part) => sum + Math.sqrt(part), 0) / Math.max(1, parts.length);

export const mostOf = (network: Network): number => Math.max(20, ...network.links.map((link) => link.events));

/** How wide the strongest link is drawn: narrower where many are as strong. */
export function widestLine(network: Network): number {
	const most = mostOf(network);
	return Math.max(1.5, Math.min(7, 2 / meanRoot(network.links.map((link) => link.events / most))));
}

export const lineWidth = (events: number, most: number, widest: number): number =>
	round(0.8 + Math.sqrt(events / most) * widest);

export function layOut(network: Network, width: number, height: number): Layout {
	// Where all have few events, none is made to look as if it had many.
	const mostEvents = Math.max(25, ...network.nodes.map((node) => node.events));
	const mostInLink = mostOf(network);
	// Where most are as busy as the busiest, all are drawn smaller.
	const usual = meanRoot(network.nodes.map((node) => node.events / mostEvents));
	const greatest = Math.max(9, Math.min(24, width / 42, 9 / usual));
	const widest = widestLine(network);
	const nodes: Node[] = [...network.nodes].sort((a, b) => b.events - a.events || (a.code < b.code ? -1 : 1))
		.map((node) => ({ ...node, x: NaN, y: NaN, radius: Math.max(3.5, Math.sqrt(node.events / mostEvents) * greatest),
			label: { x: 0, y: 0, anchor: 'middle', shown: false } }));
	const byCode = new Map(nodes.map((node) => [node.code, node]));
	const drawn = network.links.filter((link) => byCode.has(link.actor) && byCode.has(link.recipient));

	// Both directions of a dyad pull once.
	const pulls = new Map<string, SimulationLinkDatum<Node> & { strength: number }>();
	for (const link of drawn) {
		if (link.actor === link.recipient)
			continue;
		const key = [link.actor, link.recipient].sort().join(' ');
		const strength = Math.sqrt(link.events / mostInLink);
		const pull = pulls.get(key) ?? { source: byCode.get(link.actor)!, target: byCode.get(link.recipient)!, strength: 0 };
		pull.strength = Math.min(1, pull.strength + strength);
		pulls.set(key, pull);
	}
	for (const node of nodes) {
		// NaN has the simulation place them: on a spiral, the greatest in the middle.
		delete (node as Partial<Node>).x;
		delete (node as Partial<Node>).y;
	}
	const room = Math.sqrt(width * height / Math.max(1, nodes.length));
	const ticks = 140;
	forceSimulation(nodes).alphaDecay(1 - 0.001 ** (1 / ticks))
		.force('pull', forceLink<Node, SimulationLinkDatum<Node> & { strength: number }>([...pulls.values()])
			.distance((pull) => room * (1.25 - 0.55 * pull.strength)).strength((pull) => 0.12 + 0.5 * pull.strength))
		.force('apart', forceManyBody<Node>().strength((node) => -room * (1.6 + node.radius / 9)).distanceMax(room * 7)
			.theta(1))
		.force('across', forceX<Node>(0).strength(0.045))
		.force('down', forceY<Node>(0).strength(0.045 * Math.min(3, Math.max(0.6, (width / height) ** 1.6))))
		.force('collide', forceCollide<Node>((node) => node.radius + Math.max(11, Math.min(16, room / 5))))
		.stop()
		.tick(ticks);
	fit(nodes, width, height);
	placeLabels(nodes, width, height);
	const links = drawn.map((data) => linkOf(data, byCode.get(data.actor)!, byCode.get(data.recipient)!,
		lineWidth(data.events, mostInLink, widest))).sort((a, b) => a.data.events - b.data.events);
	return { nodes, links };
}

/** Stretches the layout to the frame; distances say nothing, so that width and height may grow a little differently. */
function fit(nodes: Node[], width: number, height: number): void {
	const edge = { across: Math.min(64, width / 8), top: 24, bottom: 54 };
	const left = Math.min(...nodes.map((node) => node.x)), right = Math.max(...nodes.map((node) => node.x));
	const top = Math.min(...nodes.map((node) => node.y)), bottom = Math.max(...nodes.map((node) => node.y));
	const roomDown = height - edge.top - edge.bottom;
	let across = (width - 2 * edge.across) / Math.max(1, right - left), down = roomDown / Math.max(1, bottom - top);
	across = Math.min(across, down * 1.5, 3);
	down = Math.min(down, across * 1.5, 3);
	for (const node of nodes) {
		node.x = round(width / 2 + (node.x - (left + right) / 2) * across);
		node.y = round(edge.top + roomDown / 2 + (node.y - (top + bottom) / 2) * down);
	}
}

interface Rectangle {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const overlap = (a: Rectangle, b: Rectangle): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

let measuring: CanvasRenderingContext2D | null = null;

function textWidth(text: string): number {
	measuring ??= document.createElement('canvas').getContext('2d');
	if (!measuring)
		return text.length * fontSize * 0.6;
	measuring.font = `${fontSize}px ${getComputedStyle(document.body).fontFamily}`;
	return measuring.measureText(text).width;
}

/** Names below, beside or above their nodes, the busiest first; one without room is shown when its node is chosen. */
function placeLabels(nodes: Node[], width: number, height: number): void {
	const taken: Rectangle[] = nodes.map((node) => ({ left: node.x - node.radius, right: node.x + node.radius,
		top: node.y - node.radius, bottom: node.y + node.radius }));
	for (const node of nodes) {
		const size = textWidth(node.name), { x, y, radius } = node;
		const places = [
			{ x, y: y + radius + fontSize, anchor: 'middle' as const, left: x - size / 2 },
			{ x: x + radius + 3, y: y + 4, anchor: 'start' as const, left: x + radius + 3 },
			{ x: x - radius - 3, y: y + 4, anchor: 'end' as const, left: x - radius - 3 - size },
			{ x, y: y - radius - 4, anchor: 'middle' as const, left: x - size / 2 },
		];
		const box = (place: typeof places[number]): Rectangle => ({ left: place.left - 2, right: place.left + size + 2,
			top: place.y - fontSize + 2, bottom: place.y + 3 });
		const inside = (one: Rectangle) => one.left >= 0 && one.right <= width && one.top >= 0 && one.bottom <= height;
		const free = places.find((place) => inside(box(place)) && !taken.some((other) => overlap(box(place), other)));
		const chosen = free ?? places.find((place) => inside(box(place))) ?? places[0];
		node.label = { x: round(chosen.x), y: round(chosen.y), anchor: chosen.anchor, shown: free !== undefined };
		if (free)
			taken.push(box(free));
	}
}

/** A curve that bends to its right, so that the two directions of a dyad run beside each other; a loop for itself. */
function linkOf(data: LinkData, from: Node, to: Node, width: number): Link {
	const arrow = 4 + width * 1.35;
	const result = { data, from, to, width, verbal: isVerbal(data) };
	if (from === to) {
		const size = from.radius + 9;
		const [startX, endX] = [from.x - from.radius * 0.6, from.x + from.radius * 0.6], y = from.y - from.radius * 0.8;
		return { ...result, line: `M${round(startX)} ${round(y)}C${round(startX - size)} ${round(y - 2.2 * size)} ` +
			`${round(endX + size)} ${round(y - 2.2 * size)} ${round(endX + arrow * 0.4)} ${round(y - arrow * 0.8)}`,
			head: headOf(endX, y, -0.45, 0.9, arrow) };
	}
	const dx = to.x - from.x, dy = to.y - from.y, distance = Math.hypot(dx, dy) || 1;
	const bend = Math.min(46, distance * 0.16);
	const middleX = (from.x + to.x) / 2 - dy / distance * bend, middleY = (from.y + to.y) / 2 + dx / distance * bend;
	// From the rim of one node to the rim of the other, along the curve's first and last direction.
	const start = towards(from.x, from.y, middleX, middleY, from.radius);
	const tip = towards(to.x, to.y, middleX, middleY, to.radius + 1.5);
	const [inX, inY] = [middleX - tip.x, middleY - tip.y], length = Math.hypot(inX, inY) || 1;
	const base = { x: tip.x + inX / length * arrow * 0.8, y: tip.y + inY / length * arrow * 0.8 };
	return { ...result, line: `M${round(start.x)} ${round(start.y)}Q${round(middleX)} ${round(middleY)} ` +
		`${round(base.x)} ${round(base.y)}`, head: headOf(tip.x, tip.y, -inX / length, -inY / length, arrow) };
}

function towards(x: number, y: number, goalX: number, goalY: number, by: number): { x: number; y: number } {
	const distance = Math.hypot(goalX - x, goalY - y) || 1;
	return { x: x + (goalX - x) / distance * by, y: y + (goalY - y) / distance * by };
}

/** A triangle with its tip at a point, in a direction. */
function headOf(x: number, y: number, directionX: number, directionY: number, size: number): string {
	const backX = x - directionX * size, backY = y - directionY * size, half = size * 0.48;
	return `M${round(x)} ${round(y)}L${round(backX - directionY * half)} ${round(backY + directionX * half)}` +
		`L${round(backX + directionY * half)} ${round(backY - directionX * half)}z`;
}

/** The nearest node in a direction: what arrow keys go to. */
export function neighbourTowards(nodes: Node[], from: Node, directionX: number, directionY: number): Node | null {
	let best: Node | null = null, least = Infinity;
	for (const node of nodes) {
		const dx = node.x - from.x, dy = node.y - from.y;
		const along = dx * directionX + dy * directionY, aside = Math.abs(dx * directionY - dy * directionX);
		if (node === from || along <= 0 || aside > along * 1.6)
			continue;
		const cost = along + aside * 2;
		if (cost < least) {
			least = cost;
			best = node;
		}
	}
	return best;
}
