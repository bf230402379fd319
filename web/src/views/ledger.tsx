/** Every event in a row. */

import type { EventRow, Page } from '../api';
import { filterOf } from '../address';
import { routeOf, useAnswer } from '../client';
import { formatDay } from '../format';
import { Answer } from '../parts/states';
import { EventLink, Parties, TypeBadge } from '../parts/words';
import type { ViewProps } from './index';

export function LedgerView({ address }: ViewProps) {
	const asked = useAnswer<Page<EventRow>>(routeOf('events', { ...filterOf(address), limit: '50' }));
	return (
		<>
			<h1>Ledger</h1>
			<Answer asked={asked} what="events">{(page) => (
				<div class="scroll" tabIndex={0} role="region" aria-label="Events"><table>
					<caption class="visually-hidden">Events</caption>
					<thead><tr><th scope="col">Day</th><th scope="col">Event</th><th scope="col">Who</th><th scope="col">To whom</th>
						<th scope="col">Words</th></tr></thead>
					<tbody>{page.rows.map((row) => (
						<tr key={row.id}>
							<th scope="row">{formatDay(row.day)}</th>
							<td><TypeBadge type={row.event} quad={row.quad_code} /></td>
							<td><Parties parties={row.actor} /></td>
							<td><Parties parties={row.recipient} /></td>
							<td><EventLink id={row.id}>{row.sentence}</EventLink></td>
						</tr>
					))}</tbody>
				</table></div>
			)}</Answer>
		</>
	);
}
