/** What the ledger holds, and first of all where its reports differ. */

import { addressOf } from '../address';
import { formatDay, plural } from '../format';
import { Waiting } from '../parts/states';
import { EventLink, Parties, TypeBadge } from '../parts/words';
import type { ViewProps } from './index';

export function OverviewView({ summary }: ViewProps) {
	if (!summary)
		return <Waiting what="the ledger" />;
	return (
		<>
			<h1>{summary.name}</h1>
			<p>{plural(summary.events, 'event', 'events')}, told in {plural(summary.documents, 'report', 'reports')}.</p>
			<h2>Where accounts differ</h2>
			<ul>{summary.disputed.map((event) => (
				<li key={event.id}>
					<TypeBadge type={event.event} quad={event.quad_code} /> {formatDay(event.day)}{' '}
					<Parties parties={event.actor} /> → <Parties parties={event.recipient} />{' '}
					<EventLink id={event.id}>{event.sentence}</EventLink>
				</li>
			))}</ul>
			<h2>Between whom</h2>
			<ul>{summary.dyads.map((dyad) => (
				<li key={dyad.actor + dyad.recipient}>
					<a href={addressOf('timeline', '', { actor: dyad.actor, recipient: dyad.recipient, both_ways: '1' })}>
						{dyad.actor} – {dyad.recipient}</a> {plural(dyad.events, 'event', 'events')}
				</li>
			))}</ul>
		</>
	);
}
