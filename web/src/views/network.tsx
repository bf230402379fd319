/** Who acts on whom: directed, signed, and filtered as everything else. */

import { useMemo, useState } from 'preact/hooks';
import type { Filter, Network } from '../api';
import { addressOf, change, filterOf } from '../address';
import { balanceOfScale, formatScale } from '../charts/balance';
import { partyTitle, selectionTitle, Sign, Without } from '../charts/selection';
import { routeOf, useAnswer } from '../client';
import { formatNumber, plural, quads } from '../format';
import { Frame } from '../parts/frame';
import type { Cell } from '../parts/frame';
import { Answer, Nothing } from '../parts/states';
import type { ViewProps } from './index';
import { NetworkDrawing, NetworkLegend } from './network_drawing';
import { NetworkMatrix } from './network_matrix';
import type { LinkData } from './network_layout';
import './network.css';

const limits = ['40', '80', '160', '320'];
/** As many links as the screen shows without a tangle. */
const usualLimit = () => matchMedia('(min-width: 40rem)').matches ? '80' : '40';
const listLength = 14;

/** Names in the reader's language where the code is a country's. */
const named = (network: Network): Network => ({ ...network, nodes: network.nodes.map((node) => {
	const name = partyTitle(node.code);
	return { ...node, name: name === node.code ? node.name : name };
}) });

const dyadAddress = (view: string, filter: Filter, link: LinkData): string =>
	addressOf(view, '', { ...filter, actor: link.actor, recipient: link.recipient, both_ways: '' } as
		Record<string, string>);

function tableOf(network: Network, filter: Filter): { columns: string[]; rows: Cell[][] } {
	const name = new Map(network.nodes.map((node) => [node.code, node.name]));
	return {
		columns: ['Actor', 'Recipient', 'Events', 'Mean score', ...quads.map((one) => one.name)],
		rows: network.links.map((link) => [name.get(link.actor) ?? link.actor,
			{ text: name.get(link.recipient) ?? link.recipient, href: dyadAddress('timeline', filter, link) }, link.events,
			formatScale(link.scale), ...link.quad]),
	};
}

function leftOutWords(network: Network, limit: number): string {
	if (network.left_out === 0)
		return '.';
	return `. Left out: ${plural(network.left_out, 'event', 'events')} ` +
		(network.links.length < limit ? 'of which one side is not known.'
			: 'of weaker links, or of which one side is not known.');
}

function LinkList({ title, links, text, filter, onFocus }: { title: string; links: LinkData[]; filter: Filter;
	text: (link: LinkData) => string; onFocus: (link: LinkData | null) => void }) {
	const [all, setAll] = useState(false);
	const shown = all ? links : links.slice(0, listLength);
	if (links.length === 0)
		return null;
	return (
		<section class="links">
			<h3>{title}</h3>
			<ol>{shown.map((link) => (
				<li key={link.actor + ' ' + link.recipient}>
					<a href={dyadAddress('timeline', filter, link)} title="Their timeline" onPointerEnter={() => onFocus(link)}
						onPointerLeave={() => onFocus(null)} onFocus={() => onFocus(link)} onBlur={() => onFocus(null)}>
						<Sign balance={balanceOfScale(link.scale)} radius={4.5} /><span class="link-name">{text(link)}</span>
						<span class="link-count">{formatNumber(link.events)}</span>
						<span class="link-scale">{formatScale(link.scale)}</span>
					</a>
				</li>
			))}</ol>
			{shown.length < links.length && (
				<button type="button" onClick={() => setAll(true)}>{formatNumber(links.length - shown.length)} more</button>
			)}
		</section>
	);
}

/** Beside the drawing: the links of the actor pointed at last, else the strongest of all. */
function Links({ network, chosen, filter, onFocus, onAll }: { network: Network; chosen: string | null; filter: Filter;
	onFocus: (link: LinkData | null) => void; onAll: () => void }) {
	const name = useMemo(() => new Map(network.nodes.map((node) => [node.code, node.name])), [network]);
	const of = (code: string) => name.get(code) ?? code;
	if (chosen === null)
		return <div class="link-lists">
			<LinkList title="Strongest links" links={network.links} filter={filter} onFocus={onFocus}
				text={(link) => `${of(link.actor)} → ${of(link.recipient)}`} />
		</div>;
	return (
		<div class="link-lists" key={chosen}>
			<LinkList title={`${of(chosen)} acts on`} filter={filter} onFocus={onFocus}
				links={network.links.filter((link) => link.actor === chosen)} text={(link) => `→ ${of(link.recipient)}`} />
			<LinkList title={`Who acts on ${of(chosen)}`} filter={filter} onFocus={onFocus}
				links={network.links.filter((link) => link.recipient === chosen && link.actor !== chosen)}
				text={(link) => `${of(link.actor)} →`} />
			<p><button type="button" onClick={onAll}>← Strongest links</button></p>
		</div>
	);
}

export function NetworkView({ address }: ViewProps) {
	const filter = filterOf(address);
	const chosenLimit = address.parameters.get('links') ?? '';
	const limit = limits.includes(chosenLimit) ? chosenLimit : usualLimit();
	const parameters = { ...filter, limit };
	const asked = useAnswer<Network>(routeOf('network', parameters));
	const network = useMemo(() => asked.answer && named(asked.answer), [asked.answer]);
	const [node, setNode] = useState<string | null>(null);
	const [link, setLink] = useState<LinkData | null>(null);
	/** Whose links stand beside the drawing: they stay when the pointer goes over to them. */
	const [listed, setListed] = useState<string | null>(null);
	const point = (code: string | null) => {
		setNode(code);
		if (code !== null)
			setListed(code);
	};
	const title = selectionTitle(filter);
	return (
		<>
			<h1>{title ?? 'Network'}</h1>
			<Answer asked={{ ...asked, answer: network }} what="the network">{(shown) => {
				if (shown.links.length === 0)
					return <Nothing what="events between two actors" />;
				return (
					<Frame title="Who acts on whom" route="network" parameters={parameters} table={() => tableOf(shown, filter)}
						also={{ value: 'matrix', name: 'Matrix', draw: () => (
							<>
								<NetworkMatrix network={shown} addressOf={(link) => dyadAddress('timeline', filter, link)} />
								<NetworkLegend network={shown} lines={false} />
							</>
						) }}
						note={`${plural(shown.nodes.length, 'actor', 'actors')}, ${plural(shown.links.length, 'link', 'links')}` +
							leftOutWords(shown, Number(limit))}
						tools={<>
							{(filter.actor || filter.recipient) &&
								<Without fields={['actor', 'recipient', 'both_ways']}>← Everybody</Without>}
							<label class="inline">Links{' '}
								<select value={limit} onChange={(event) =>
									change({ links: event.currentTarget.value === usualLimit() ? undefined : event.currentTarget.value })}>
									{limits.map((one) => <option key={one} value={one}>{`strongest ${one}`}</option>)}
								</select>
							</label>
						</>}>
						<div class="network-and-links">
							<div>
								<NetworkDrawing network={shown} filter={filter} node={node} link={link} onNode={point} />
								<NetworkLegend network={shown} />
								<p class="note">Point at an actor, or go to it with <kbd>Tab</kbd> and <kbd>←</kbd> <kbd>→</kbd>{' '}
									<kbd>↑</kbd> <kbd>↓</kbd>, to see its links; click or <kbd>Enter</kbd> keeps only them. Places have no
									meaning: those that deal much with each other stand close.</p>
							</div>
							<Links network={shown} filter={filter} onFocus={setLink} onAll={() => setListed(null)}
								chosen={shown.nodes.some((one) => one.code === listed) ? listed : null} />
						</div>
					</Frame>
				);
			}}</Answer>
		</>
	);
}
