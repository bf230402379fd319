/** The drawing of the network: curved arrows in SVG, actors as links that filter. */

import type { TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Filter, Network } from '../api';
import { addressOf } from '../address';
import { balanceOfScale, balances } from '../charts/balance';
import type { Balance } from '../charts/balance';
import { Pan } from '../charts/pan';
import { Sign } from '../charts/selection';
import { useWidth } from '../charts/size';
import { formatNumber, plural } from '../format';
import { layOut, lineWidth, mostOf, neighbourTowards, widestLine } from './network_layout';
import type { Link, LinkData, Node } from './network_layout';

const directions: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1],
	ArrowDown: [0, 1] };

const keyOf = ({ data }: Link): string => `${data.actor} ${data.recipient}`;

/** A filter that keeps what an actor does and what is done to it. */
const actorAddress = (filter: Filter, code: string): string =>
	addressOf('network', '', { ...filter, actor: code, recipient: '', both_ways: '1' } as Record<string, string>);

function Arrow({ link, state }: { link: Link; state: 'plain' | 'lit' | 'dim' }) {
	const color = `var(${balances[balanceOfScale(link.data.scale)].color})`;
	return (
		<g class={`arrow ${state}`}>
			<path d={link.line} fill="none" stroke={color} stroke-width={link.width}
				stroke-dasharray={link.verbal ? `${link.width * 1.6 + 3} ${link.width * 0.9 + 2.5}` : undefined} />
			<path d={link.head} fill={color} />
		</g>
	);
}

export function NetworkDrawing({ network, filter, node, link, onNode }: {
	network: Network;
	filter: Filter;
	/** The actor pointed at, and the link. */
	node: string | null;
	link: LinkData | null;
	onNode: (code: string | null) => void;
}) {
	const [box, width] = useWidth<HTMLDivElement>();
	const height = Math.round(width < 500 ? Math.max(440, width * 1.3) : Math.min(640, width * 0.68));
	const layout = useMemo(() => width === 0 ? null : layOut(network, width, height), [network, width, height]);
	const stage = useRef<HTMLDivElement>(null);
	const moving = useRef<SVGGElement>(null);
	const pan = useRef<Pan | null>(null);
	/** The one actor that Tab reaches; arrow keys go on from it. */
	const [reached, setReached] = useState<string | null>(null);
	const anchors = useRef(new Map<string, HTMLElement>());

	useLayoutEffect(() => {
		if (!stage.current || width === 0)
			return;
		pan.current = new Pan(stage.current, { most: 8, onMove: ({ k, x, y }) =>
			moving.current?.setAttribute('transform', `translate(${x} ${y}) scale(${k})`) });
		pan.current.set({ k: 1, x: 0, y: 0 });
		return () => pan.current?.destroy();
	}, [width, height]);

	const near = useMemo(() => {
		if (node === null || !layout)
			return null;
		const codes = new Set([node]);
		for (const one of layout.links) {
			if (one.from.code === node)
				codes.add(one.to.code);
			if (one.to.code === node)
				codes.add(one.from.code);
		}
		return codes;
	}, [layout, node]);

	if (!layout)
		return <div ref={box} class="network-box" />;
	const lit = (one: Link): boolean => link ? one.data === link
		: node !== null && (one.from.code === node || one.to.code === node);
	const choosing = node !== null || link !== null;
	const stateOf = (one: Link): 'plain' | 'lit' | 'dim' => !choosing ? 'plain' : lit(one) ? 'lit' : 'dim';
	const isNear = (one: Node): boolean => link ? one.code === link.actor || one.code === link.recipient
		: near?.has(one.code) ?? true;
	const first = layout.nodes.some((one) => one.code === reached) ? reached : layout.nodes[0]?.code;

	const key = (event: TargetedKeyboardEvent<Element>, from: Node) => {
		const direction = directions[event.key];
		if (!direction || event.altKey || event.ctrlKey || event.metaKey)
			return;
		event.preventDefault();
		const next = neighbourTowards(layout.nodes, from, ...direction);
		if (next) {
			setReached(next.code);
			anchors.current.get(next.code)?.focus();
		}
	};
	const aboutNode = (one: Node): string => {
		const acts = layout.links.filter(({ from }) => from === one), suffers = layout.links.filter(({ to }) => to === one);
		const sum = (links: Link[]) => links.reduce((total, { data }) => total + data.events, 0);
		return `${one.name}: acts in ${plural(sum(acts), 'event', 'events')}, is acted on in ${formatNumber(sum(suffers))}`;
	};
	return (
		<div ref={box} class="network-box">
			<div class="network-stage" ref={stage} tabIndex={0} role="group" style={{ height: `${height}px` }}
				aria-label="Network of actors. Tab goes to an actor, arrow keys to the next; plus and minus enlarge the drawing.">
				<svg width={width} height={height}>
					<g ref={moving}>
						<g aria-hidden="true">
							{layout.links.filter((one) => !lit(one)).map((one) =>
								<Arrow key={keyOf(one)} link={one} state={stateOf(one)} />)}
							{layout.links.filter(lit).map((one) => <Arrow key={'lit ' + keyOf(one)} link={one} state="lit" />)}
						</g>
						{layout.nodes.map((one) => (
							<a key={one.code} href={actorAddress(filter, one.code)} class={isNear(one) ? 'node' : 'node dim'}
								ref={(element: HTMLElement | null) => {
									if (element)
										anchors.current.set(one.code, element);
									else
										anchors.current.delete(one.code);
								}}
								tabIndex={one.code === first ? 0 : -1} aria-label={aboutNode(one)} onKeyDown={(event) => key(event, one)}
								onPointerEnter={() => onNode(one.code)} onPointerLeave={() => onNode(null)}
								onFocus={() => [setReached(one.code), onNode(one.code)]} onBlur={() => onNode(null)}>
								<circle cx={one.x} cy={one.y} r={Math.max(11, one.radius)} class="reach" />
								<circle cx={one.x} cy={one.y} r={one.radius} class="disc" />
								{(one.label.shown || (choosing && isNear(one))) &&
									<text x={one.label.x} y={one.label.y} text-anchor={one.label.anchor}>{one.name}</text>}
							</a>
						))}
					</g>
				</svg>
				<div class="map-buttons">
					<button type="button" aria-label="Enlarge" onClick={() => pan.current!.zoomBy(1.6)}>+</button>
					<button type="button" aria-label="Make smaller" onClick={() => pan.current!.zoomBy(1 / 1.6)}>−</button>
				</div>
			</div>
		</div>
	);
}

export function NetworkLegend({ network, lines = true }: { network: Network; lines?: boolean }) {
	const most = Math.max(1, ...network.links.map((link) => link.events));
	const scaleMost = mostOf(network), widest = widestLine(network);
	const sizes = [...new Set([most, Math.ceil(most / 4), Math.max(1, Math.ceil(most / 25))])];
	const scales = ['+4 and more', '+1 to +4', '−1 to +1', '−1 to −4', '−4 and less'];
	return (
		<div class="map-legend">
			<div>
				<span class="legend-title">Mean conflict–cooperation score</span>
				<ul>{scales.map((scale, index) => <li key={scale}><Sign balance={index as Balance} />{scale}</li>)}</ul>
			</div>
			{lines && <div>
				<span class="legend-title">Events</span>
				<ul>{sizes.map((size) => (
					<li key={size}><svg width="30" height="12" aria-hidden="true"><line x1="0" x2="30" y1="6" y2="6" class="size-line"
						stroke-width={lineWidth(size, scaleMost, widest)} /></svg>{formatNumber(size)}</li>
				))}</ul>
			</div>}
			{lines && <div>
				<span class="legend-title">Mostly</span>
				<ul>
					<li><svg width="34" height="12" aria-hidden="true"><line x1="0" x2="34" y1="6" y2="6" class="size-line"
						stroke-width="3" /></svg>deeds</li>
					<li><svg width="34" height="12" aria-hidden="true"><line x1="0" x2="34" y1="6" y2="6" class="size-line"
						stroke-width="3" stroke-dasharray="7 5" /></svg>words</li>
				</ul>
			</div>}
		</div>
	);
}
