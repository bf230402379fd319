/** The network as a matrix: who acts in rows, on whom in columns. It stays readable where arrows become a tangle. */

import type { Network } from '../api';
import { balanceOfScale, formatScale } from '../charts/balance';
import { Sign } from '../charts/selection';
import { plural } from '../format';
import { mostOf } from './network_layout';
import type { LinkData } from './network_layout';

const mostActors = 30;
const greatestSign = 10;

export function NetworkMatrix({ network, addressOf }: { network: Network; addressOf: (link: LinkData) => string }) {
	const nodes = [...network.nodes].sort((a, b) => b.events - a.events || (a.code < b.code ? -1 : 1))
		.slice(0, mostActors);
	const name = new Map(nodes.map((node) => [node.code, node.name]));
	const links = new Map(network.links.map((link) => [`${link.actor} ${link.recipient}`, link]));
	const most = mostOf(network);
	const left = network.links.filter((link) => !name.has(link.actor) || !name.has(link.recipient)).length;
	const cell = (link: LinkData) => {
		const words = `${name.get(link.actor)} on ${name.get(link.recipient)}: ${plural(link.events, 'event', 'events')}, ` +
			`mean score ${formatScale(link.scale)}`;
		return (
			<a href={addressOf(link)} aria-label={words} title={words}>
				<Sign balance={balanceOfScale(link.scale)} radius={Math.max(2, Math.sqrt(link.events / most) * greatestSign)} />
			</a>
		);
	};
	return (
		<>
			<div class="scroll" tabIndex={0} role="region" aria-label="Matrix of who acts on whom">
				<table class="matrix">
					<caption class="visually-hidden">Who acts (rows) on whom (columns)</caption>
					<thead><tr>
						<td class="corner"><span>acts ↓ on →</span></td>
						{nodes.map((node) => <th scope="col" key={node.code}><span>{node.name}</span></th>)}
					</tr></thead>
					<tbody>{nodes.map((actor) => (
						<tr key={actor.code}>
							<th scope="row">{actor.name}</th>
							{nodes.map((recipient) => {
								const link = links.get(`${actor.code} ${recipient.code}`);
								return <td key={recipient.code} class={actor === recipient ? 'self' : undefined}>{link && cell(link)}</td>;
							})}
						</tr>
					))}</tbody>
				</table>
			</div>
			{left > 0 && <p class="note">The {nodes.length} busiest actors; {plural(left, 'link', 'links')} of others{' '}
				{left === 1 ? 'is' : 'are'} in the table.</p>}
		</>
	);
}
