/** A record for people: who did what to whom, when, where, how many, according to whom, how sure. */

import { Fragment, type ComponentChildren } from 'preact';
import type { Mark, Party, RecordRow } from '../api';
import { formatDay, formatNumber, formatPercent, partyCode, roleNames, sectorNames } from '../format';
import { auxNotes, confidenceWord, headlineOf, kindNotes, partyWords, rangeWords, resolutionNotes } from '../phrases';
import { Parties, TypeBadge } from './words';
import './record.css';

/** Parties in a sentence, without codes; those whom no words name are told apart. */
function Named({ parties, first = false }: { parties: Party[]; first?: boolean }) {
	const seen = new Set<string>();
	const shown = parties.filter((party) => !seen.has(partyWords(party)) && seen.add(partyWords(party)));
	return <>{shown.map((party, index) => {
		const words = partyWords(party);
		return (
			<Fragment key={words}>
				{index > 0 && (index === shown.length - 1 ? ' and ' : ', ')}
				<span class={party.inferred ? 'inferred' : undefined}
					title={partyCode(party) + (party.inferred ? ': inferred from the report' : '')}>
					{first && index === 0 ? words.charAt(0).toUpperCase() + words.slice(1) : words}</span>
			</Fragment>
		);
	})}</>;
}

type Headed = Pick<RecordRow, 'event' | 'mode' | 'aux_mode' | 'actor' | 'recipient' | 'place' | 'day'>;

/** "Russian forces attacked Ukraine with heavy weapons in Kramatorsk · 8 Apr 2022". */
export function Headline({ event, day = true }: { event: Headed; day?: boolean }) {
	const { actors, before, recipients, after } = headlineOf(event);
	const place = event.place?.name;
	const told = recipients.some((party) => partyWords(party) === place);
	return (
		<>
			{actors.length > 0 && <><Named parties={actors} first />{' '}</>}
			{before}
			{recipients.length > 0 && <>{' '}<Named parties={recipients} /></>}
			{after && ' ' + after}
			{place && !told && <> in {place}</>}
			{day && <span class="headline-day"> · {formatDay(event.day)}</span>}
		</>
	);
}

export function Sureness({ confidence, certainty }: { confidence: number; certainty?: string }) {
	return (
		<span class="sureness">
			{certainty && <span class={`certainty certainty-${certainty}`}>{certainty}</span>}{' '}
			<span class="confidence" title="How likely type and both sides are right, as measured on reports coded by hand">
				<meter class={confidenceWord(confidence)} min={0} max={1} value={confidence}
					aria-label="confidence" />{' '}
				{formatPercent(confidence)} {confidenceWord(confidence)}
			</span>
		</span>
	);
}

type Voice = RecordRow['attribution'][number];

function voiceName(voice: Voice): string {
	return voice.source.name ?? (partyCode(voice.source) || 'somebody not named');
}

/** Who says so: the report's own voice first, then inwards. */
export function Voices({ record }: { record: Pick<RecordRow, 'attribution' | 'publisher'> }) {
	return (
		<span class="voice-chain">
			<span class="voice-link">
				{record.publisher ?? 'the report'}{record.attribution.length === 0 && ', in its own voice'}</span>
			{record.attribution.map((voice, index) => (
				<Fragment key={index}>
					<span aria-hidden="true"> › </span><span class="visually-hidden">, where </span>
					<span class={voice.kind === 'denial' ? 'voice-link denial' : 'voice-link'}>
						{voiceName(voice)}{partyCode(voice.source) && <> <code>{partyCode(voice.source)}</code></>}{' '}
						{voice.cue ? <>“{voice.cue}”</> : kindNotes[voice.kind] ?? voice.kind}
						{voice.kind !== 'statement' && <> <span class="kind">{voice.kind}</span></>}
					</span>
				</Fragment>
			))}
		</span>
	);
}

export const isDenied = (record: Pick<RecordRow, 'attribution' | 'aux_mode'>): boolean =>
	record.attribution.some((voice) => voice.kind === 'denial');

/** "52 dead", with words that say how exactly. */
export function quantityWords(quantity: RecordRow['quantity'][number]): string {
	const words = rangeWords(quantity.min, quantity.max, formatNumber);
	const role = quantity.role === 'size' || quantity.role === 'amount' ? quantity.item : quantity.role ?? quantity.item;
	return role ? `${words} ${role}` : words;
}

function Fact({ role, name, children }: { role?: string; name: string; children: ComponentChildren }) {
	return (
		<div class="fact">
			<dt>{role ? <span class={`mark role role-${role}`}>{name}</span> : name}</dt>
			<dd>{children}</dd>
		</div>
	);
}

/** The words that give a field, as the text has them, each once. */
function Words({ words, besides = [] }: { words: string[]; besides?: (string | null)[] }) {
	const shown = [...new Set(words)].filter((one) => !besides.includes(one));
	return shown.length > 0 ? <span class="words"> {shown.map((one) => `“${one}”`).join(' ')}</span> : null;
}

function Side({ parties, words }: { parties: Party[]; words: string[] }) {
	return (
		<>
			<Parties parties={parties} />
			{parties.some((party) => party.sector) && <span class="sector"> {[...new Set(parties
				.filter((party) => party.sector).map((party) => sectorNames[party.sector!] ?? party.sector))].join(', ')}</span>}
			<Words words={words} besides={parties.map((party) => party.name)} />
			{parties.some((party) => party.inferred) && <span class="note-inferred"> {words.length > 0
				? 'code inferred from the report' : 'inferred: not named here'}</span>}
		</>
	);
}

/** Every field of a record. `words` gives the words of a role out of the text that the marks point into. */
export function RecordFacts({ record, words }: { record: RecordRow; words: (role: Mark['role']) => string[] }) {
	const when = words('when'), place = record.place;
	return (
		<dl class="facts">
			<Fact role="actor" name={roleNames.actor}><Side parties={record.actor} words={words('actor')} /></Fact>
			<Fact role="action" name={roleNames.action}>
				<TypeBadge type={record.event} quad={record.quad_code} modes={record.mode} />
				<Words words={words('action')} />
				{record.aux_mode.map((mode) => <span key={mode} class="aux"> {auxNotes[mode] ?? mode}</span>)}
			</Fact>
			<Fact role="recipient" name={roleNames.recipient}>
				<Side parties={record.recipient} words={words('recipient')} />
			</Fact>
			<Fact role="when" name={roleNames.when}>
				{formatDay(record.day)}<Words words={when} />
				{when.length === 0 && <span class="note-inferred"> not told with it</span>}
			</Fact>
			<Fact role="where" name={roleNames.where}>
				{place ? <>{place.name ?? place.country_code}{place.country_code && <> <code>{place.country_code}</code></>}
					<span class="faint"> {resolutionNotes[place.resolution]}</span>
					<Words words={words('where')} besides={[place.name]} />
				</> : <span class="faint">not told</span>}
			</Fact>
			{record.quantity.length > 0 && <Fact role="how-many" name={roleNames['how-many']}>
				{record.quantity.map((quantity, index) => (
					<div key={index}>{quantityWords(quantity)} <span class="words">“{quantity.text}”</span></div>
				))}
			</Fact>}
			<Fact role="source" name={roleNames.source}><Voices record={record} /></Fact>
			<Fact name="how sure"><Sureness confidence={record.confidence} certainty={record.certainty} /></Fact>
			{record.context.length > 0 && <Fact name="context">{record.context.join(', ')}</Fact>}
		</dl>
	);
}

/** The words of a record's roles, cut out of what its marks point into. */
export function wordsOf(record: RecordRow, cut: (start: number, end: number) => string):
	(role: Mark['role']) => string[] {
	return (role) => record.marks.filter((mark) => mark.role === role).map((mark) => cut(mark.start, mark.end));
}
