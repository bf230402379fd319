/** A text as it was read: its layers, its records beside it, and why each is there. Report and "try it" share it. */

import { Component } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { DocumentPage, Reading, Why } from '../api';
import { addressOf, change, useAddress } from '../address';
import { formatPercent, plural } from '../format';
import { confidenceWord } from '../phrases';
import { layers, layerSpans, layersOf, recordSpans, type Layer } from './layers';
import { cutterOf, noSpans, paragraphsOf, spansIn, type Cutter, type Span } from './marks';
import { Headline, RecordFacts, wordsOf } from './record';
import { Marked, RoleLegend, TypeBadge } from './words';
import './reading.css';

type Placed = DocumentPage['records'][number];

interface ParagraphProps {
	cutter: Cutter;
	from: number;
	to: number;
	spans: readonly Span[];
	chosen: readonly Span[];
}

/** Drawn anew only when its own spans change: a report has hundreds of paragraphs and a choice touches one. */
class Paragraph extends Component<ParagraphProps> {
	shouldComponentUpdate(next: ParagraphProps) {
		const { cutter, from, to, spans, chosen } = this.props;
		return next.cutter !== cutter || next.from !== from || next.to !== to || next.spans !== spans
			|| next.chosen !== chosen;
	}

	render({ cutter, from, to, spans, chosen }: ParagraphProps) {
		// What the chosen record lights up needs no line besides.
		const lit = new Set(chosen.map((span) => `${span.role} ${span.start} ${span.end}`));
		const others = spans.filter((span) => !span.role || !lit.has(`${span.role} ${span.start} ${span.end}`));
		return (
			<p class={chosen.length > 0 ? 'labelled' : undefined}>
				<Marked cutter={cutter} from={from} to={to} spans={[...others, ...chosen]} />
			</p>
		);
	}
}

function LayerSwitches({ shown, canRead, waiting }: { shown: Set<Layer>; canRead: boolean; waiting: boolean }) {
	return (
		<div class="layers" role="group" aria-label="Layers of the text">
			{layers.map(({ layer, name, about, read }) => (
				<button key={layer} type="button" class="layer-switch" aria-pressed={shown.has(layer)} title={about}
					disabled={read && !canRead} onClick={() => {
						const next = new Set(shown);
						if (!next.delete(layer))
							next.add(layer);
						const words = [...next].join(',');
						change({ layers: words === 'events' ? undefined : words || 'none' }, true);
					}}>{name}</button>
			))}
			<span role="status" class="faint">{waiting ? 'Reading …' : ''}</span>
			{!canRead && <p class="note">Layers and reasons need the coder’s data, which this server runs without.</p>}
		</div>
	);
}

/** A rule as it stands in its file, a column a line: words, conditions, result. It breaks between alternatives. */
function RuleWords({ words }: { words: string }) {
	return (
		<pre class="rule" tabIndex={0} aria-label="The rule">{words.split('\t').map((column, index) => (
			<>{index > 0 && '\n'}{column.split(/(?<=[|,])/).map((part) => <>{part}<wbr /></>)}</>
		))}</pre>
	);
}

function WhyShown({ why, record, cutter }: { why: Why | null | undefined; record: Placed; cutter: Cutter }) {
	return (
		<section class="why" aria-label="Why">
			<h4>Why</h4>
			<p>The rule <code>{why?.rule ?? record.rule}</code></p>
			{why === null && <p class="note">Today’s coder reads this report otherwise: it would not make this record again.</p>}
			{why?.rule_words && <RuleWords words={why.rule_words} />}
			{why?.rule_example && <p>as in <q>{why.rule_example}</q></p>}
			{why && why.matched.length > 0 && <p>matched {why.matched.map((span, index) => (
				<>{index > 0 && ' '}<span class="matched">{cutter.cut(span.start, span.end)}</span></>
			))}</p>}
		</section>
	);
}

function RecordItem({ record, number, chosen, why, cutter, choose, step, withEvents }: {
	record: Placed;
	number: number;
	chosen: boolean;
	/** null: the coder of today would not make it again; undefined: not known. */
	why: Why | null | undefined;
	cutter: Cutter;
	choose: (id: string | null, focus?: boolean) => void;
	step: (by: number) => void;
	withEvents: boolean;
}) {
	return (
		<li class={chosen ? 'record chosen' : 'record'}>
			<button type="button" class="record-head" aria-expanded={chosen} data-item={record.id}
				onClick={() => choose(chosen ? null : record.id)}>
				<span class="record-number">{number}</span>
				<span>
					<TypeBadge type={record.event} quad={record.quad_code} modes={record.mode} />
					<span class="record-sure">{formatPercent(record.confidence)} {confidenceWord(record.confidence)}</span>
					<span class="record-line"><Headline event={record} day={false} /></span>
				</span>
			</button>
			{chosen && <div class="record-details">
				<div class="sheet-head">
					<p><span class="record-number">{number}</span> <Headline event={record} day={false} /></p>
					<button type="button" aria-label="Record before" onClick={() => step(-1)}>‹</button>
					<button type="button" aria-label="Next record" onClick={() => step(1)}>›</button>
					<button type="button" aria-label="Close" onClick={() => choose(null, true)}>×</button>
				</div>
				<RecordFacts record={record} words={wordsOf(record, cutter.cut)} />
				{withEvents && <p class="record-event">
					<a href={addressOf('event', record.event_id, { telling: record.id })}>This event, as all reports tell it</a>
				</p>}
				<WhyShown why={why} record={record} cutter={cutter} />
			</div>}
		</li>
	);
}

export function ReadingPane({ text, sentences, records, reading, canRead, waiting = false,
	withEvents = false }: {
	text: string;
	sentences: { start: number; end: number }[];
	records: Placed[];
	/** The text read anew: layers and reasons; null before it is there. */
	reading: Reading | null;
	canRead: boolean;
	waiting?: boolean;
	/** Do its records belong to events of the ledger, which can be looked at? */
	withEvents?: boolean;
}) {
	const { parameters } = useAddress();
	const shownWords = parameters.get('layers');
	const shown = useMemo(() => layersOf(shownWords), [shownWords]);
	const chosen = records.find((record) => record.id === parameters.get('record')) ?? null;
	const why = reading && chosen ? reading.why.find((one) => one.record_id === chosen.id) ?? null : undefined;

	const cutter = useMemo(() => cutterOf(text), [text]);
	const paragraphs = useMemo(() => paragraphsOf(text), [text]);
	const read = reading?.layers ?? null;
	const spans = useMemo(() => spansIn(layerSpans(shown, records, sentences, read, cutter.cut), paragraphs),
		[shown, records, sentences, read, paragraphs]);
	const chosenSpans = useMemo(() => chosen ? spansIn(recordSpans(chosen, why ?? null), paragraphs)
		: paragraphs.map(() => noSpans), [chosen, why, paragraphs]);

	const box = useRef<HTMLDivElement>(null);
	const choose = (id: string | null, focus = false) => {
		const before = chosen?.id;
		change({ record: id ?? undefined }, true);
		if (focus && before)
			box.current?.querySelector<HTMLElement>(`[data-item="${before}"]`)?.focus();
	};

	// The words come into sight, and so does the record's place in the list beside them.
	const id = chosen?.id;
	useEffect(() => {
		if (!id || !box.current)
			return;
		const narrow = matchMedia('(max-width: 64rem)').matches;
		const words = box.current.querySelector(`.report-text .lit[data-record="${id}"][data-role="did what"]`);
		const place = words?.getBoundingClientRect();
		if (place && (place.top < 60 || place.bottom > innerHeight * (narrow ? .45 : .9)))
			words!.scrollIntoView({ block: narrow ? 'start' : 'center' });
		const list = box.current.querySelector('.records'), item = list?.querySelector(`[data-item="${id}"]`)?.parentElement;
		if (list && item && !narrow) {
			const within = item.getBoundingClientRect(), around = list.getBoundingClientRect();
			if (within.top < around.top || within.bottom > around.bottom)
				list.scrollTop += within.top - around.top - 8;
		}
	}, [id]);

	const step = (by: number) => {
		const at = chosen ? records.indexOf(chosen) : -1;
		const next = records[at < 0 ? (by > 0 ? 0 : records.length - 1) : at + by];
		if (!next)
			return;
		choose(next.id);
		box.current?.querySelector<HTMLElement>(`[data-item="${next.id}"]`)?.focus({ preventScroll: true });
	};
	const keys = (event: KeyboardEvent) => {
		const by = event.key === 'ArrowDown' || event.key === 'j' ? 1 : event.key === 'ArrowUp' || event.key === 'k' ? -1 : 0;
		if (event.key === 'Escape' && chosen) {
			choose(null, true);
		} else if (by !== 0 && !event.ctrlKey && !event.metaKey && !event.altKey) {
			event.preventDefault();
			step(by);
		}
	};

	/** A click on marked words chooses their record; of several, the next. */
	const click = (event: MouseEvent) => {
		const ids = (event.target as Element).closest<HTMLElement>('[data-record]')?.dataset.record?.split(' ');
		if (ids && getSelection()?.isCollapsed !== false)
			choose(ids[(ids.indexOf(chosen?.id ?? '') + 1) % ids.length]);
	};

	const labelled = [...shown].some((layer) => layers.find((one) => one.layer === layer)!.read && layer !== 'tokens');
	return (
		<div class="reading" ref={box} aria-busy={waiting}>
			<div class="reading-text">
				<LayerSwitches shown={shown} canRead={canRead} waiting={waiting} />
				{shown.has('roles') && <RoleLegend />}
				<div class={'report-text' + (labelled ? ' with-labels' : '') + (shown.has('tokens') ? ' with-tokens' : '')
					+ (cutter.length > 8000 ? ' long' : '')}
					onClick={click}>
					{paragraphs.map((one, index) => (
						<Paragraph key={one.start} cutter={cutter} from={one.start} to={one.end} spans={spans[index]}
							chosen={chosenSpans[index]} />
					))}
				</div>
			</div>
			<aside class="records" aria-label="Records" onKeyDown={keys}>
				<h2>{plural(records.length, 'record', 'records')}</h2>
				{records.length > 0 ? <p class="note">Choose one to see its words and its rule. Arrow keys go through them.</p>
					: <p class="note">No sentence of this text tells who did what to whom, as far as the rules see.</p>}
				<ol>{records.map((record, index) => (
					<RecordItem key={record.id} record={record} number={index + 1} chosen={record === chosen}
						why={record === chosen ? why : undefined} cutter={cutter} choose={choose}
						step={step} withEvents={withEvents} />
				))}</ol>
			</aside>
		</div>
	);
}
