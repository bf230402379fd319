/**
 * Marks over a text, as a tree. Marks overlap: the people killed stand inside how many were killed, a layer's span may
 * cross another's. The longer one is drawn around the shorter; of two that cross, the later is cut where the earlier
 * ends, so that the pieces of a span together are exactly its words.
 */

export interface Span {
	start: number;
	end: number;
	/** What it is: a class of style.css or marks.css. */
	kind: string;
	/** The role of a record's words: "who". */
	role?: string;
	/** Told when the pointer rests on it. */
	title?: string;
	/** Stands behind the words, raised: which records they are the action of. */
	number?: string;
	/** Lines that stand below a token. */
	gloss?: string;
	/** Short words that stand at it: "who", "3", "GPE UKR". */
	label?: string;
	/** Drawn above the words (a layer of the reading) or below them (a role in an event). */
	above?: boolean;
	/** The records that a click on it chooses, with spaces between. */
	record?: string;
	/** Of spans with the same extent, the lower one is drawn around the others. */
	order?: number;
}

export interface Piece {
	span: Span;
	start: number;
	end: number;
	/** A span that was cut has its label at its first piece only, and its number at its last. */
	first: boolean;
	last: boolean;
	around: Piece | null;
	children: Piece[];
	/** Lines below and above the words that the pieces inside draw: this one's line stands outside of them. */
	below: number;
	over: number;
}

const compare = (a: Piece, b: Piece) =>
	a.start - b.start || b.end - a.end || (a.span.order ?? 0) - (b.span.order ?? 0);

/** The tree of the spans between `from` and `to`; what reaches over these is cut there. */
export function nest(spans: readonly Span[], from: number, to: number): Piece[] {
	const waiting: Piece[] = [];
	for (const span of spans) {
		const start = Math.max(span.start, from), end = Math.min(span.end, to);
		if (start < end)
			waiting.push({ span, start, end, first: start === span.start, last: end === span.end, around: null, children: [],
				below: 0, over: 0 });
	}
	waiting.sort(compare);
	const roots: Piece[] = [];
	const open: Piece[] = [];
	for (let index = 0; index < waiting.length; index++) {
		const piece = waiting[index];
		while (open.length > 0 && open[open.length - 1].end <= piece.start)
			close(open);
		const around = open[open.length - 1];
		if (around && around.end < piece.end) {
			const rest = { ...piece, start: around.end, first: false, children: [] };
			piece.end = around.end;
			piece.last = false;
			let place = index + 1;
			while (place < waiting.length && compare(waiting[place], rest) <= 0)
				place++;
			waiting.splice(place, 0, rest);
		}
		piece.around = around ?? null;
		(around?.children ?? roots).push(piece);
		open.push(piece);
	}
	while (open.length > 0)
		close(open);
	return roots;
}

/** Takes the innermost open piece off, and tells the one around it how many lines stand inside. */
function close(open: Piece[]): void {
	const piece = open.pop()!;
	const around = open[open.length - 1];
	if (around) {
		around.below = Math.max(around.below, piece.below + (piece.span.role ? 1 : 0));
		around.over = Math.max(around.over, piece.over + (piece.span.above ? 1 : 0));
	}
}

/** What stands below and above the words that begin at one place. */
export interface Label {
	below: string;
	above: string;
	/** Kinds of the spans that give these: they share their colour. */
	belowKind: string;
	aboveKind: string;
	/** Lines between the words and the label. */
	drop: number;
	rise: number;
	/** Room before the words, in em, so that the label before does not run into this one. */
	room: number;
}

/** Widths in em of the text: of a letter of it, of a label (small, but often in capitals), and between two labels. */
const letter = .47, gap = .5;
const widthOf = (label: string) => label.length * .34 + (label.match(/[A-Z]/g)?.length ?? 0) * .09;

/** Labels by where they begin; those that begin at one place stand together. */
export function labelsOf(roots: Piece[]): Map<number, Label> {
	const labels = new Map<number, Label>();
	const walk = (piece: Piece, root: Piece) => {
		if (piece.first && piece.span.label) {
			const label = labels.get(piece.start)
				?? { below: '', above: '', belowKind: '', aboveKind: '', drop: 0, rise: 0, room: 0 };
			const side = piece.span.above ? 'above' : 'below';
			if (!label[side].split(' · ').includes(piece.span.label))
				label[side] += (label[side] && ' · ') + piece.span.label;
			label.belowKind ||= piece.span.above ? '' : piece.span.kind;
			label.aboveKind ||= piece.span.above ? piece.span.kind : '';
			label.drop = root.below;
			label.rise = root.over;
			labels.set(piece.start, label);
		}
		piece.children.forEach((child) => walk(child, root));
	};
	roots.forEach((root) => walk(root, root));
	const right = { below: 0, above: 0 };
	let moved = 0;
	for (const [start, label] of [...labels].sort((a, b) => a[0] - b[0])) {
		const left = start * letter + moved;
		for (const side of ['below', 'above'] as const)
			if (label[side] !== '')
				label.room = Math.max(label.room, right[side] - left);
		moved += label.room;
		for (const side of ['below', 'above'] as const)
			if (label[side] !== '')
				right[side] = left + label.room + widthOf(label[side]) + gap;
	}
	return labels;
}

/** Cuts a text by code points, in which the offsets of all answers count. */
export interface Cutter {
	length: number;
	cut: (start: number, end: number) => string;
}

export function cutterOf(text: string): Cutter {
	// Without characters beyond the basic plane, code points and the units of a string are one.
	if (!/[\ud800-\udfff]/.test(text))
		return { length: text.length, cut: (start, end) => text.slice(start, end) };
	const points = [...text];
	return { length: points.length, cut: (start, end) => points.slice(start, end).join('') };
}

/** Where the paragraphs of a text are; the line ends between them belong to none. */
export function paragraphsOf(text: string): { start: number; end: number }[] {
	const found: { start: number; end: number }[] = [];
	let at = 0;
	for (const part of text.split(/(\n+)/)) {
		const length = /[\ud800-\udfff]/.test(part) ? [...part].length : part.length;
		if (part.trim() !== '')
			found.push({ start: at, end: at + length });
		at += length;
	}
	return found;
}

export const noSpans: readonly Span[] = [];

/** Spans by the ranges that they touch; ranges stand in order and do not overlap. */
export function spansIn(spans: readonly Span[], ranges: { start: number; end: number }[]): (readonly Span[])[] {
	const found: Span[][] = ranges.map(() => []);
	for (const span of spans) {
		let low = 0, high = ranges.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (ranges[middle].end <= span.start)
				low = middle + 1;
			else
				high = middle;
		}
		for (; low < ranges.length && ranges[low].start < span.end; low++)
			found[low].push(span);
	}
	return found.map((list) => list.length > 0 ? list : noSpans);
}
