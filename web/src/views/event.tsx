/** One event, as all reports tell it. */

import type { EventPage } from '../api';
import { addressOf } from '../address';
import { routeOf, useAnswer } from '../client';
import { formatDay } from '../format';
import { Answer } from '../parts/states';
import { MarkedText, Parties, RoleLegend, TypeBadge } from '../parts/words';
import type { ViewProps } from './index';

export function EventView({ address }: ViewProps) {
	const asked = useAnswer<EventPage>(routeOf('events/' + encodeURIComponent(address.name)));
	return (
		<Answer asked={asked} what="the event">{(event) => (
			<>
				<h1><TypeBadge type={event.event} quad={event.quad_code} modes={event.mode} /> {formatDay(event.day)}</h1>
				<p><Parties parties={event.actor} /> → <Parties parties={event.recipient} /></p>
				<RoleLegend />
				{event.tellings.map((telling) => (
					<article key={telling.id}>
						<p><a href={addressOf('report', telling.document_id)}>{telling.publisher}, {formatDay(telling.reported)}</a></p>
						<blockquote><MarkedText text={telling.sentence} marks={telling.marks} /></blockquote>
					</article>
				))}
			</>
		)}</Answer>
	);
}
