/** One event, as all reports tell it: what they agree on, where they differ, who denies it, and the words of each. */

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { EventPage, Mark, RecordRow } from '../api';
import { addressOf, change, readAddress } from '../address';
import { routeOf, useAnswer } from '../client';
import { codeName } from '../countries';
import { formatDay, formatNumber, plural } from '../format';
import { headlineText, kindNotes } from '../phrases';
import { Headline, isDenied, quantityWords, RecordFacts, Sureness, Voices, wordsOf } from '../parts/record';
import { NumberScale } from '../parts/scale';
import { Answer } from '../parts/states';
import { MarkedText, Parties, TypeBadge } from '../parts/words';
import { cutterOf } from '../parts/marks';
import { fieldsOf, speakersOf, tellingsOf, type Field, type Speaker, type Telling, type Version } from './accounts';
import { useTitle } from '../title';
import type { ViewProps } from './index';
import './event.css';

const reportOf = (record: RecordRow) => addressOf('report', record.document_id, { record: record.id });
const byline = (record: RecordRow) => [record.publisher ?? record.document_id, formatDay(record.reported)].join(', ');

/** To a telling: it comes into sight, and the keyboard goes on there. */
function lead(id: string): void {
	if (readAddress().parameters.get('telling') === id)
		show(id);
	else
		change({ telling: id }, true);
}

function show(id: string, focus = true): void {
	const mark = document.getElementById('telling-' + id);
	const article = mark?.closest('li')?.querySelector('article');
	article?.scrollIntoView({ block: 'center' });
	if (focus)
		article?.focus({ preventScroll: true });
}

/** Leads from a version to the words that give it. */
function TellingLink({ record }: { record: RecordRow }) {
	const voice = record.attribution[record.attribution.length - 1];
	return (
		<button type="button" class="telling-link" onClick={() => lead(record.id)}>
			{voice && <>{voice.source.name ?? 'somebody not named'}, in </>}
			{byline(record)}
		</button>
	);
}

/** Those who give a value: each report once. */
function Givers({ tellings }: { tellings: RecordRow[] }) {
	const reports = new Map<string, RecordRow>();
	// Of a report that says it twice, the first time counts.
	for (const telling of tellings)
		if (!telling.reprint && !reports.has(telling.document_id))
			reports.set(telling.document_id, telling);
	const shown = [...reports.values()].slice(0, 4), more = reports.size - shown.length;
	return (
		<ul class="givers">
			{shown.map((telling) => <li key={telling.id}><TellingLink record={telling} /></li>)}
			{more > 0 && <li class="faint">and {plural(more, 'more report', 'more reports')}, below</li>}
		</ul>
	);
}

function VersionCard({ version }: { version: Version }) {
	return (
		<li class={version.open ? 'version open' : 'version'}>
			<p class="version-value">{version.words} {version.code && !version.open && <code>{version.code}</code>}</p>
			<p class="version-sources">{plural(version.account.sources, 'independent source', 'independent sources')}</p>
			<Givers tellings={version.tellings} />
		</li>
	);
}

function Difference({ field, dead }: { field: Field; dead: EventPage['dead'] }) {
	return (
		<section class="difference" aria-label={field.name}>
			<h3>{field.name}</h3>
			{field.isNumber && <NumberScale versions={field.versions.map((version) => ({
				words: version.words, low: version.account.low, high: version.account.high, sources: version.account.sources,
			}))} told={field.field === 'dead' ? dead : null} />}
			<ul class="versions">{field.versions.map((version) => (
				<VersionCard key={version.account.value} version={version} />
			))}</ul>
		</section>
	);
}

function Denials({ speakers }: { speakers: Speaker[] }) {
	return (
		<section class="denials" aria-labelledby="denied">
			<h3 id="denied"><span aria-hidden="true">⊘ </span>Denied</h3>
			{speakers.map((speaker) => (
				<div key={speaker.code + speaker.name}>
					<p><strong>{speaker.name}</strong> {speaker.code && <code>{speaker.code}</code>} {kindNotes[speaker.kind]} it.</p>
					<blockquote>“{speaker.tellings[0].sentence}”</blockquote>
					<Givers tellings={speaker.tellings} />
				</div>
			))}
		</section>
	);
}

function Agreed({ event, fields, speakers }: { event: EventPage; fields: Field[]; speakers: Speaker[] }) {
	const agreed = fields.filter((field) => !field.differs);
	const said = speakers.filter((speaker) => speaker.kind !== 'denial');
	return (
		<section aria-labelledby="agreed">
			<h2 id="agreed">{agreed.length > 0 ? 'What all agree on' : 'Who says so'}</h2>
			<dl class="agreed">
				<div><dt>Kind</dt><dd><TypeBadge type={event.event} quad={event.quad_code} modes={event.mode} /></dd></div>
				{agreed.map((field) => (
					<div key={field.field}>
						<dt>{field.name}</dt>
						<dd>{field.versions.map((version) => version.words).join(', ')}{' '}
							<span class="faint">{plural(Math.max(...field.versions.map((version) => version.account.sources)),
								'source', 'sources')}</span></dd>
					</div>
				))}
				{said.length > 0 && <div>
					<dt>Who says so</dt>
					<dd>{said.map((speaker) => speaker.name).join(', ')}</dd>
				</div>}
			</dl>
		</section>
	);
}

/** The marks of all records of a sentence, each once. */
function marksTogether(records: RecordRow[]): Mark[] {
	const marks = records.flatMap((record) => record.marks);
	return [...new Map(marks.map((mark) => [`${mark.start} ${mark.end} ${mark.role}`, mark])).values()];
}

function TellingArticle({ telling, chosen, alone }: { telling: Telling; chosen: string | null; alone: boolean }) {
	const first = telling.records[0];
	const denied = telling.records.some(isDenied);
	const isChosen = telling.records.some((record) => record.id === chosen);
	return (
		<li>
			{telling.records.slice(1).map((record) => <span key={record.id} id={'telling-' + record.id} />)}
			<article id={'telling-' + first.id} tabIndex={-1} aria-label={byline(first)}
				class={'telling' + (denied ? ' denies' : '') + (isChosen ? ' chosen' : '')}>
				<header>
					<p class="telling-publisher">{first.publisher ?? first.document_id}</p>
					<p class="faint">{formatDay(first.reported)}</p>
					{first.reprint && <p class="faint">a reprint</p>}
					{denied && <p class="tag-denial"><span aria-hidden="true">⊘ </span>denies it</p>}
				</header>
				<div>
					<blockquote class="labelled"><MarkedText text={first.sentence} marks={marksTogether(telling.records)} labels />
					</blockquote>
					{!alone && <ul class="telling-records">{telling.records.map((record) => (
						<li key={record.id}>
							<TypeBadge type={record.event} quad={record.quad_code} modes={record.mode} />{' '}
							<Parties parties={record.actor} /> <span aria-hidden="true">→</span>
							<span class="visually-hidden">to</span> <Parties parties={record.recipient} />
							{record.quantity.length > 0 && <> · {record.quantity.map(quantityWords).join(', ')}</>}
							<Sureness confidence={record.confidence} certainty={record.certainty} />
						</li>
					))}</ul>}
					{!alone && <p class="telling-source"><span class="faint">Who says so: </span><Voices record={first} /></p>}
					<p><a href={reportOf(first)}>{first.title ? <>In the report “{first.title}”</> : 'In the report'}</a></p>
					{telling.reprints.length > 0 && <details class="reprints">
						<summary>{plural(telling.reprints.length, 'report prints', 'reports print')} it again</summary>
						<ul>{telling.reprints.map((record) => (
							<li key={record.id}><a href={reportOf(record)}>{byline(record)}</a></li>
						))}</ul>
					</details>}
				</div>
			</article>
		</li>
	);
}

function EventLinks({ event }: { event: EventPage }) {
	const code = (side: EventPage['actor']) => side.map((party) => party.code).find((one) => one && one !== 'UNK');
	const actor = code(event.actor), recipient = code(event.recipient);
	const place = event.place;
	return (
		<nav class="event-links" aria-label="From here">
			{(actor || recipient) && <a href={addressOf('timeline', '', { actor: actor ?? recipient!,
				recipient: (actor && recipient) ?? '', both_ways: actor && recipient ? '1' : '' })}>
				Timeline of {[actor, recipient].filter(Boolean).map((one) => codeName(one!) ?? one).join(' and ')}</a>}
			{place?.name && <a href={addressOf('map', '', { place: place.name })}>{place.name} on the map</a>}
			<a href={addressOf('ledger', '', { event: event.event, since: event.day, until: event.day })}>
				Others of this type on that day</a>
			<a href={routeOf('events/' + encodeURIComponent(event.id))}>JSON</a>
		</nav>
	);
}

/** What the world's papers all tell is not drawn all at once. */
const mostShown = 100;

function EventShown({ event, chosen }: { event: EventPage; chosen: string | null }) {
	const fields = useMemo(() => fieldsOf(event), [event]);
	const speakers = useMemo(() => speakersOf(event), [event]);
	const tellings = useMemo(() => tellingsOf(event), [event]);
	const differing = fields.filter((field) => field.differs);
	const denials = speakers.filter((speaker) => speaker.kind === 'denial' || speaker.kind === 'unacknowledged');
	const alone = tellings.length === 1 && event.tellings.length === 1;

	const [all, showAll] = useState(false);
	const chosenAt = tellings.findIndex((telling) => telling.records.some((record) => record.id === chosen));
	const shown = all || chosenAt >= mostShown ? tellings : tellings.slice(0, mostShown);
	// Whoever opens a link to a telling sees it; whoever follows one on the page goes on there with the keyboard.
	const opened = useRef(true);
	useEffect(() => {
		if (chosen)
			show(chosen, !opened.current);
		opened.current = false;
	}, [chosen]);
	useTitle(headlineText(event));
	const only = event.tellings[0];
	return (
		<div class="event">
			<header class="event-head">
				<p class="event-kind"><TypeBadge type={event.event} quad={event.quad_code} modes={event.mode} /></p>
				<h1><Headline event={event} /></h1>
				<p class="event-count">
					{plural(event.documents, 'report', 'reports')},{' '}
					{plural(event.sources, 'independent source', 'independent sources')}
					{event.dead && <> · <strong>{event.dead.low === event.dead.high ? formatNumber(event.dead.best)
						: `${formatNumber(event.dead.low)} to ${formatNumber(event.dead.high)}`} dead</strong></>}
					{differing.length > 0 && <> · <button type="button" class="telling-link" onClick={() => {
						document.getElementById('differ')?.scrollIntoView({ behavior: 'smooth' });
						document.getElementById('differ')?.focus({ preventScroll: true });
					}}>accounts differ on {plural(differing.length, 'point', 'points')}</button></>}
					{denials.length > 0 && <> · <span class="tag-denial"><span aria-hidden="true">⊘ </span>denied by{' '}
						{denials.map((speaker) => speaker.name).join(', ')}</span></>}
				</p>
				<EventLinks event={event} />
			</header>
			{!alone && <Agreed event={event} fields={fields} speakers={speakers} />}
			{(differing.length > 0 || denials.length > 0) && <section aria-labelledby="differ">
				<h2 id="differ" tabIndex={-1}>Where accounts differ</h2>
				<div class="differences">
					{denials.length > 0 && <Denials speakers={denials} />}
					{differing.map((field) => <Difference key={field.field} field={field} dead={event.dead} />)}
				</div>
			</section>}
			<section aria-labelledby="tellings">
				<h2 id="tellings">{alone ? 'The words that say it' : 'As each report tells it'}</h2>
				<ol class="tellings">{shown.map((telling) => (
					<TellingArticle key={telling.records[0].id} telling={telling} chosen={chosen} alone={alone} />
				))}</ol>
				{shown.length < tellings.length && <button type="button" onClick={() => showAll(true)}>
					Show the other {formatNumber(tellings.length - shown.length)}</button>}
			</section>
			{alone && <section aria-labelledby="fields">
				<h2 id="fields">Its fields</h2>
				<RecordFacts record={only} words={wordsOf(only, cutterOf(only.sentence).cut)} />
			</section>}
		</div>
	);
}

export function EventView({ address }: ViewProps) {
	const asked = useAnswer<EventPage>(routeOf('events/' + encodeURIComponent(address.name)));
	return (
		<Answer asked={asked} what="the event">{(event) => (
			<EventShown key={event.id} event={event} chosen={address.parameters.get('telling')} />
		)}</Answer>
	);
}
