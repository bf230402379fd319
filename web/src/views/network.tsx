/** Who acts on whom. */

import type { Network } from '../api';
import { filterOf } from '../address';
import { routeOf, useAnswer } from '../client';
import { DataTable } from '../parts/frame';
import { Answer } from '../parts/states';
import type { ViewProps } from './index';

export function NetworkView({ address }: ViewProps) {
	const asked = useAnswer<Network>(routeOf('network', filterOf(address)));
	return (
		<>
			<h1>Network</h1>
			<Answer asked={asked} what="the network">{(network) => (
				<DataTable caption="Who acts on whom" columns={['Actor', 'Recipient', 'Events']}
					rows={network.links.map((link) => [link.actor, link.recipient, link.events])} />
			)}</Answer>
		</>
	);
}
