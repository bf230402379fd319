/** The front page: where accounts differ and who denies what, before anything else; then when, between whom, and the latest. */

import type { EventRow, Page, Summary } from '../api';
import { addressOf } from '../address';
import { routeOf, useAnswer } from '../client';
import { codeName } from '../countries';
import { formatDay, formatNumber, plural } from '../format';
import { Answer, Waiting } from '../parts/states';
import { headlineText } from '../phrases';
import { Dispute, weightOf } from './dispute';
import { Strip } from './overview_strip';
import type { ViewProps } from './index';
import './overview.css';

function Empty({ summary }: { summary: Summary }) {
	return (
		<div class="empty">
			<h1>This ledger is empty</h1>
			<p>Fill it with reports; this page shows them as they come in:</p>
			<pre><code>bede code --store {summary.name} reports.jsonl{'\n'}bede link {summary.name}</code></pre>
			<p class="faint">Reports are text files, or lines of JSON with <code>text</code>, <code>date</code>, <code>title</code> and{' '}
				<code>publisher</code>.</p>
			{summary.coder && <p>Or <a href={addressOf('try')}>paste a report</a> and see what is read from it.</p>}
		</div>
	);
}

/** Records that nobody has linked: each stands alone, and no accounts can differ. */
export function Unlinked({ summary }: { summary: Summary }) {
	return (
		<p class="advice" role="note">
			Reports of one event are not brought together yet: <code>bede link {summary.name}</code> does it. Until then every record
			stands for itself, and no accounts are compared.
		</p>
	);
}

/** The store's name without its ending. */
export const titleOf = (summary: Summary): string => summary.name.replace(/\.(db|sqlite3?)$/, '') || summary.name;

const dyadAddress = (view: string, { actor, recipient }: Summary['dyads'][number]) =>
	addressOf(view, '', { actor, recipient, both_ways: '1' });

function Dyads({ dyads }: { dyads: Summary['dyads'] }) {
	const most = Math.max(...dyads.map((dyad) => dyad.events));
	const name = (code: string) => codeName(code) ?? code;
	return (
		<ol class="pairs">
			{dyads.slice(0, 10).map((dyad) => (
				<li key={dyad.actor + dyad.recipient}>
					<a href={dyadAddress('timeline', dyad)}>{dyad.actor === dyad.recipient ? `within ${name(dyad.actor)}`
						: `${name(dyad.actor)} – ${name(dyad.recipient)}`}</a>
					<span class="pair-count">{formatNumber(dyad.events)}</span>
					<span class="pair-bar" aria-hidden="true"><span style={{ width: 100 * dyad.events / most + '%' }} /></span>
				</li>
			))}
		</ol>
	);
}

function Latest() {
	const asked = useAnswer<Page<EventRow>>(routeOf('events', { sort: '-day', limit: '8' }));
	return (
		<Answer asked={asked} what="the latest events">{(page) => (
			<ol class="latest">
				{page.rows.map((row) => (
					<li key={row.id} class={`quad-${row.quad_code}`}>
						<span class="latest-day">{formatDay(row.day)}</span>
						<a href={addressOf('event', row.id)}><span class="badge-sign" aria-hidden="true" />{headlineText(row)}</a>
						<span class="latest-words">{row.sentence}</span>
					</li>
				))}
			</ol>
		)}</Answer>
	);
}

const sentence = (parts: (string | null | false)[]): string => parts.filter(Boolean).join(' · ');

/** Those of most sources and of most dead, by how much there is to see in them; null while they are on their way. */
function useDisputed(summary: Summary | null): EventRow[] | null {
	const isAny = summary !== null && summary.disputed.length > 0;
	const grave = useAnswer<Page<EventRow>>(isAny ? routeOf('events', { differs: '1', sort: '-dead', limit: '50' }) : null);
	if (!summary || (isAny && !grave.answer && !grave.error))
		return null;
	const known = new Map([...summary.disputed, ...grave.answer?.rows ?? []].map((row) => [row.id, row]));
	return [...known.values()].filter((row) => weightOf(row) > 0).sort((a, b) => weightOf(b) - weightOf(a));
}

export function OverviewView({ summary }: ViewProps) {
	const disputed = useDisputed(summary);
	if (!summary)
		return <Waiting what="the ledger" />;
	if (summary.documents === 0)
		return <Empty summary={summary} />;
	const [lead, ...others] = disputed ?? [];
	return (
		<div class="front">
			<header class="masthead">
				<h1>{titleOf(summary)}</h1>
				<p>{sentence([
					plural(summary.events, 'event', 'events'),
					'told in ' + plural(summary.documents, 'report', 'reports') +
						(summary.publishers > 0 ? ' of ' + plural(summary.publishers, 'publisher', 'publishers') : ''),
					summary.reprints > 0 && plural(summary.reprints, 'reprint', 'reprints'),
					summary.first_day && `${formatDay(summary.first_day)} to ${formatDay(summary.last_day)}`,
				])}</p>
			</header>
			{!summary.linked && <Unlinked summary={summary} />}
			{disputed === null && <Waiting what="what reports differ on" />}
			{lead && (
				<section class="disputed" aria-labelledby="disputed">
					<header class="section-head">
						<h2 id="disputed">Where accounts differ</h2>
						<a href={addressOf('ledger', '', { differs: '1' })}>All that differ</a>
						<a href={addressOf('ledger', '', { denied: '1' })}>All that somebody denies</a>
					</header>
					<div class={others.length > 0 ? 'disputes' : 'disputes alone'}>
						<Dispute row={lead} lead key={lead.id} />
						{others.length > 0 && <div class="others">{others.slice(0, 3).map((row) => <Dispute row={row} key={row.id} />)}</div>}
					</div>
				</section>
			)}
			<section aria-labelledby="through-time">
				<header class="section-head">
					<h2 id="through-time">Through time</h2>
					<a href={addressOf('timeline')}>Timeline</a>
					<a href={addressOf('timeline', '', { as: 'table' })}>As a table</a>
				</header>
				<Strip summary={summary} />
			</section>
			<div class="pages">
				<section aria-labelledby="latest">
					<header class="section-head">
						<h2 id="latest">Latest</h2>
						<a href={addressOf('ledger')}>All events</a>
					</header>
					<Latest />
				</section>
				{summary.dyads.length > 0 && (
					<section aria-labelledby="between">
						<header class="section-head">
							<h2 id="between">Between whom</h2>
							<a href={addressOf('network')}>Network</a>
						</header>
						<Dyads dyads={summary.dyads} />
					</section>
				)}
			</div>
		</div>
	);
}
