/**
 * The map itself. Outlines and hatching are SVG, moved as a whole; the marks of places are drawn on a canvas above
 * them, so that thousands of them follow the pointer.
 */

import type { GeoProjection } from 'd3-geo';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Filter, MapData } from '../api';
import { change } from '../address';
import { balanceOf, balances, balanceText } from '../charts/balance';
import type { Balance, Quad } from '../charts/balance';
import { Pan } from '../charts/pan';
import type { Placement } from '../charts/pan';
import { BalanceBar, Sign } from '../charts/selection';
import { useThemeChange, useWidth } from '../charts/size';
import { boxBetween, boxPath, mapHeight, projectionFor, readBox, shapesOf, writeBox } from '../charts/world';
import type { DegreeBox, Outline, Shapes } from '../charts/world';
import { codeName } from '../countries';
import { formatNumber, plural, quadName } from '../format';
import { drawMarks, markAt, marksOf, paletteOf, radiusOf } from './map_marks';
import type { Mark, Palette, Point } from './map_marks';

/** A place, a country's code, or nothing. */
export type Focus = Point | string | null;

const levels = 4;
const levelOf = (events: number, most: number): number => Math.max(1, Math.ceil(levels * Math.sqrt(events / most)));

/** Conflict is hatched upwards, cooperation downwards, both straight down: the direction says it as the colour does. */
const angles = [-45, -45, 0, 45, 45];

function Hatches({ prefix, refs }: {
	prefix: string;
	refs?: (element: SVGPatternElement | null, angle: number) => void;
}) {
	return (
		<defs>
			{balances.map((balance, index) => Array.from({ length: levels }, (_, level) => (
				<pattern key={`${index}-${level}`} id={`${prefix}-${index}-${level + 1}`} width="7" height="7"
					patternUnits="userSpaceOnUse" patternTransform={`rotate(${angles[index]})`}
					ref={(element) => refs?.(element, angles[index])}>
					<line x1="3.5" y1="0" x2="3.5" y2="7" stroke={`var(${balance.color})`}
						stroke-width={[0.8, 1.3, 1.9, 2.6][level]} />
				</pattern>
			)))}
		</defs>
	);
}

interface Tip {
	x: number;
	y: number;
	title: string;
	about: string;
	quad: Quad;
	events: number;
}

/** "30.52,50.45,4": the degrees in the middle, and how much the map is enlarged. */
function lookOf(placement: Placement, projection: GeoProjection, width: number, height: number): string | undefined {
	if (placement.k <= 1.001)
		return 'world';
	const point = projection.invert!([(width / 2 - placement.x) / placement.k, (height / 2 - placement.y) / placement.k]);
	return point ? [...point.map((degrees) => degrees.toFixed(2)), placement.k.toFixed(2)].join(',') : undefined;
}

function placementOf(look: string, projection: GeoProjection, width: number, height: number): Placement | null {
	if (look === 'world')
		return { k: 1, x: 0, y: 0 };
	const [longitude, latitude, k] = look.split(',').map(Number);
	const point = Number.isFinite(k) && k >= 1 ? projection([longitude, latitude]) : null;
	return point && point.every(Number.isFinite) ? { k, x: width / 2 - k * point[0], y: height / 2 - k * point[1] } : null;
}

/**
 * What is shown first: the part of the drawing that holds the marks and something of each hatched area, of small areas
 * all; on a narrow screen, as much of it as fills the height.
 */
function firstPlacement(marks: Mark[], areas: Shapes['countries'], width: number, height: number): Placement {
	let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
	const reach = (x: number, y: number) => {
		[left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
	};
	for (const mark of marks)
		reach(mark.x, mark.y);
	for (const { bounds: [[west, north], [east, south]] } of areas)
		if (marks.length === 0 || east - west < width / 6) {
			reach(west, north);
			reach(east, south);
		} else {
			reach(Math.max(west, Math.min(east, (left + right) / 2)), Math.max(north, Math.min(south, (top + bottom) / 2)));
		}
	if (left > right)
		[left, top, right, bottom] = [0, 0, width, height];
	const least = Math.max(1, height / mapHeight(width));
	const room = 0.8;
	const fits = Math.min(width * room / (right - left + 1), height * room / (bottom - top + 1));
	const k = Math.max(least, Math.min(12, fits));
	let middleX = (left + right) / 2, middleY = (top + bottom) / 2;
	if (fits < k && marks.length > 0) {
		// Not all of them fit: the middle of the events, not of their places.
		const events = marks.reduce((sum, mark) => sum + mark.point.events, 0);
		middleX = marks.reduce((sum, mark) => sum + mark.x * mark.point.events, 0) / events;
		middleY = height / 2;
	}
	return { k, x: width / 2 - k * middleX, y: height / 2 - k * middleY };
}

const isIn = (mark: Mark, { k, x, y }: Placement, width: number, height: number): boolean =>
	mark.x * k + x >= 0 && mark.x * k + x <= width && mark.y * k + y >= 0 && mark.y * k + y <= height;

export function MapDrawing({ map, outlines, filter, focus, look, onFocus, onView }: {
	map: MapData;
	outlines: Outline[];
	filter: Filter;
	focus: Focus;
	look: string | null;
	onFocus: (focus: Focus) => void;
	/** The places that lie in the part shown. */
	onView: (points: Set<Point>) => void;
}) {
	const [box, width] = useWidth<HTMLDivElement>();
	const height = width === 0 ? 0 : Math.max(230, mapHeight(width));
	const stage = useRef<HTMLDivElement>(null);
	const canvas = useRef<HTMLCanvasElement>(null);
	const moving = useRef<SVGGElement>(null);
	const patterns = useRef(new Map<SVGPatternElement, number>());
	const pan = useRef<Pan | null>(null);
	const [tip, setTip] = useState<Tip | null>(null);
	const [drawnBox, setDrawnBox] = useState<DegreeBox | null>(null);
	const theme = useThemeChange();
	const projection = useMemo(() => projectionFor(Math.max(width, 1), Math.max(height, 1)), [width, height]);
	const shapes = useMemo(() => width === 0 ? null : shapesOf(outlines, projection), [outlines, projection]);
	const marks = useMemo(() => width === 0 ? [] : marksOf(map.points, projection, width), [map, projection]);
	const areas = useMemo(() => new Map(map.countries.map((country) => [country.code, country])), [map]);
	const hatched = useMemo(() => shapes?.countries.filter(({ code }) => code !== null && areas.has(code)) ?? [],
		[shapes, areas]);
	const mostInArea = Math.max(1, ...map.countries.map((country) => country.events));
	// What the gestures use is read from here: they are listened to once, the answers change.
	const now = useRef({ marks, areas, projection, width, height, focus, theme, onView });
	now.current = { marks, areas, projection, width, height, focus, theme, onView };

	const palette = useRef<{ theme: number; palette: Palette } | null>(null);
	const draw = () => {
		const { marks, width, height, focus, theme } = now.current;
		if (!canvas.current || !pan.current || width === 0)
			return;
		if (palette.current?.theme !== theme)
			palette.current = { theme, palette: paletteOf(canvas.current) };
		drawMarks(canvas.current, width, height, marks, pan.current.placement, typeof focus === 'object' ? focus : null,
			palette.current.palette);
	};

	useLayoutEffect(() => {
		if (!stage.current || width === 0)
			return;
		const toDegrees = (x0: number, y0: number, x1: number, y1: number): DegreeBox | null => {
			const { k, x, y } = pan.current!.placement;
			return boxBetween(now.current.projection, (x0 - x) / k, (y0 - y) / k, (x1 - x) / k, (y1 - y) / k);
		};
		pan.current = new Pan(stage.current, {
			most: 40,
			onMove: (placement, resting, byReader) => {
				moving.current?.setAttribute('transform', `translate(${placement.x} ${placement.y}) scale(${placement.k})`);
				for (const [pattern, angle] of patterns.current)
					pattern.setAttribute('patternTransform', `rotate(${angle}) scale(${1 / placement.k})`);
				draw();
				if (resting) {
					const { marks, width, height, onView } = now.current;
					onView(new Set(marks.filter((mark) => isIn(mark, placement, width, height)).map((mark) => mark.point)));
					if (byReader)
						keepLook();
				}
			},
			onClick: (x, y) => {
				const mark = markAt(now.current.marks, pan.current!.placement, x, y);
				const code = mark ? null : codeUnder(x, y);
				if (mark)
					change({ place: mark.point.name, box: undefined, look: undefined });
				else if (code)
					change({ place: code, box: undefined, look: undefined });
			},
			onBox: (rectangle, done) => {
				const degrees = rectangle && toDegrees(...rectangle);
				setDrawnBox(done ? null : degrees);
				if (done && degrees)
					change({ box: writeBox(degrees), place: undefined, look: undefined });
			},
		});
		return () => pan.current?.destroy();
	}, [width, height]);

	const codeUnder = (x: number, y: number): string | null => {
		const frame = stage.current!.getBoundingClientRect();
		const code = document.elementFromPoint(frame.left + x, frame.top + y)?.getAttribute('data-code');
		return code && now.current.areas.has(code) ? code : null;
	};

	// The address says what part is shown; without a word of it the marks are.
	const shownLook = useRef<string | null>(null);
	useLayoutEffect(() => {
		if (!pan.current || width === 0)
			return;
		const chosen = look && placementOf(look, projection, width, height);
		if (chosen) {
			if (shownLook.current !== look)
				pan.current.set(chosen);
		} else {
			pan.current.set(firstPlacement(marks, hatched, width, height));
		}
		shownLook.current = look;
	}, [marks, hatched, look, width, height]);

	useEffect(draw, [marks, focus, theme, width, height]);

	/** The address keeps what the reader has chosen to see. */
	const keepLook = () => {
		const { projection, width, height } = now.current;
		const next = lookOf(pan.current!.placement, projection, width, height);
		shownLook.current = next ?? null;
		change({ look: next }, true);
	};

	const point = (event: PointerEvent) => {
		const frame = stage.current!.getBoundingClientRect();
		const x = event.clientX - frame.left, y = event.clientY - frame.top;
		const mark = event.buttons === 0 ? markAt(marks, pan.current!.placement, x, y) : null;
		const code = mark || event.buttons !== 0 ? null : codeUnder(x, y);
		const area = code ? areas.get(code) : undefined;
		stage.current!.classList.toggle('pointing', Boolean(mark || area));
		onFocus(mark?.point ?? code);
		setTip(mark ? { x, y, title: mark.point.name, events: mark.point.events, quad: mark.point.quad,
			about: mark.point.country_code ? codeName(mark.point.country_code) ?? mark.point.country_code : '' }
			: area ? { x, y, title: codeName(area.code) ?? area.code, events: area.events, quad: area.quad,
				about: 'known only to the country or province' } : null);
	};

	const appliedBox = readBox(filter.box);
	const boxShown = drawnBox ?? appliedBox;
	const hasLook = Boolean(look);
	return (
		<div ref={box} class="map-box">
			{width > 0 && shapes && (
				<div class="map-stage" ref={stage} tabIndex={0} role="group" aria-roledescription="map"
					style={{ height: `${height}px` }}
					aria-label={'Map of events by place; the list has the same places. Arrow keys move it, plus and minus ' +
						'enlarge it, 0 shows the whole.'}
					onPointerMove={point} onPointerLeave={() => {
						setTip(null);
						onFocus(null);
					}}>
					<svg width={width} height={height} aria-hidden="true">
						<Hatches prefix="hatch" refs={(element, angle) => element && patterns.current.set(element, angle)} />
						<g ref={moving}>
							<path d={shapes.sphere} class="sphere" />
							<path d={shapes.graticule} class="graticule" />
							{shapes.countries.map(({ name, path }) => <path key={name} d={path} class="land" />)}
							{hatched.map(({ code, name, path }) => {
								const area = areas.get(code!)!;
								return <path key={name} d={path} data-code={code!} class={focus === code ? 'area focused' : 'area'}
									fill={`url(#hatch-${balanceOf(area.quad)}-${levelOf(area.events, mostInArea)})`} />;
							})}
							{boxShown && <path d={boxPath(boxShown, projection)} class="degree-box" />}
						</g>
					</svg>
					<canvas ref={canvas} style={{ width: `${width}px`, height: `${height}px` }} />
					<div class="map-buttons">
						<button type="button" aria-label="Enlarge" onClick={() => pan.current!.zoomBy(1.8)}>+</button>
						<button type="button" aria-label="Make smaller" onClick={() => pan.current!.zoomBy(1 / 1.8)}>−</button>
						<button type="button" onClick={() => pan.current!.reset()}>World</button>
						{hasLook && <button type="button" onClick={() => change({ look: undefined }, true)}>Events</button>}
						<button type="button" onClick={() => {
							const { k, x, y } = pan.current!.placement;
							const degrees = boxBetween(projection, -x / k, -y / k, (width - x) / k, (height - y) / k);
							if (degrees)
								change({ box: writeBox(degrees), place: undefined });
						}}>Only this part</button>
					</div>
					{tip && (
						<div class="tip" aria-hidden="true" style={{ width: '210px', top: `${Math.min(tip.y + 10, height - 130)}px`,
							left: `${tip.x + 224 > width ? Math.max(0, tip.x - 224) : tip.x + 14}px` }}>
							<b>{tip.title}</b>
							{tip.about && <span class="faint">{tip.about}</span>}
							<span>{plural(tip.events, 'event', 'events')}, {balanceText(tip.quad)}</span>
							<BalanceBar quad={tip.quad} width={184} />
							<span class="tip-quads">{tip.quad.map((count, index) => count > 0 &&
								<span key={index}>{quadName(index + 1)} {formatNumber(count)}</span>)}</span>
						</div>
					)}
				</div>
			)}
		</div>
	);
}

export function MapLegend({ map }: { map: MapData }) {
	const [box, width] = useWidth<HTMLDivElement>();
	const most = Math.max(1, ...map.points.map((point) => point.events));
	const nice = (value: number) => {
		const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
		return Math.max(1, Math.floor(value / power) * power);
	};
	const sizes = [...new Set([nice(most), nice(most / 5), nice(most / 25)])];
	const mostInArea = Math.max(0, ...map.countries.map((country) => country.events));
	const bounds = Array.from({ length: levels }, (_, level) => Math.floor(mostInArea * ((level + 1) / levels) ** 2));
	return (
		<div class="map-legend" ref={box}>
			<div>
				<span class="legend-title">A town or district, by its balance</span>
				<ul>{balances.map((balance, index) => (
					<li key={balance.name}><Sign balance={index as Balance} />{balance.name}</li>
				))}</ul>
			</div>
			{map.points.length > 0 && width > 0 && (
				<div>
					<span class="legend-title">Events</span>
					<ul>{sizes.map((size) => {
						const radius = radiusOf(size, most, width);
						return (
							<li key={size}><svg width={2 * radius + 2} height={2 * radius + 2} aria-hidden="true">
								<circle cx={radius + 1} cy={radius + 1} r={radius} class="size-key" /></svg>{formatNumber(size)}</li>
						);
					})}</ul>
				</div>
			)}
			{map.countries.length > 0 && (
				<div>
					<span class="legend-title">Known only to the country or province</span>
					<ul>
						{bounds.map((bound, level) => (bound > (bounds[level - 1] ?? 0)) && (
							<li key={level}><svg width="26" height="16" aria-hidden="true">
								<Hatches prefix={`key-${level}`} />
								<rect width="26" height="16" fill={`url(#key-${level}-4-${level + 1})`} class="hatch-key" /></svg>
								{level === levels - 1 ? `to ${formatNumber(bound)}` : `≤ ${formatNumber(bound)}`}</li>
						))}
						<li class="faint">/// conflict, \\\ cooperation, ||| both</li>
					</ul>
				</div>
			)}
		</div>
	);
}
