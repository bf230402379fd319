/** A report pasted in, and its records at once. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Reading } from '../api';
import { change } from '../address';
import { ApiError, code } from '../client';
import { formatNumber, plural } from '../format';
import { ReadingPane } from '../parts/reading';
import { examples, type Example } from './examples';
import type { ViewProps } from './index';
import './try.css';

interface Draft {
	text: string;
	date: string;
	publisher: string;
}

/** How long typing has to rest before the text is coded. */
const pause = 500;
const today = () => new Date().toLocaleDateString('sv');

// A draft stays while the reader looks at other views, and is gone with the tab.
let kept: Draft | null = null;

function advice(error: unknown, length: number): string {
	if (!(error instanceof ApiError))
		return 'The server cannot be reached. Is bede serve still running?';
	switch (error.status) {
	case 503:
		return `The coder's data were not found, so this server shows a ledger but codes no text: ${error.message}`;
	case 413:
		return `${formatNumber(length)} characters are more than this server takes at once: ${error.message} ` +
			'Paste one report, or code longer texts with “bede code FILE”.';
	case 429:
		return `The server is busy or has been asked too often; wait a moment. ${error.message}`;
	default:
		return error.message;
	}
}

const jsonLines = (reading: Reading) => reading.records.map((record) => JSON.stringify(record)).join('\n') + '\n';

function CopyButton({ reading }: { reading: Reading }) {
	const [told, tell] = useState('');
	return (
		<>
			<button type="button" onClick={() => {
				const copied = navigator.clipboard?.writeText(jsonLines(reading)) ?? Promise.reject(new Error());
				copied.then(() => tell('copied'), () => tell('The browser does not let this page copy; use the file.'));
			}}>Copy as JSON Lines</button>
			<button type="button" onClick={() => {
				const link = document.createElement('a');
				link.href = URL.createObjectURL(new Blob([jsonLines(reading)], { type: 'application/x-ndjson' }));
				link.download = 'records.jsonl';
				link.click();
				setTimeout(() => URL.revokeObjectURL(link.href), 1000);
			}}>Save as file</button>
			<span role="status" class="faint">{told}</span>
		</>
	);
}

export function TryView({ address, summary }: ViewProps) {
	const named = examples.find((one) => one.name === address.parameters.get('example'));
	const [draft, setDraft] = useState<Draft>(() => named ?? kept ?? { text: '', date: today(), publisher: '' });
	const [reading, setReading] = useState<{ of: Draft; answer: Reading } | null>(null);
	const [failure, setFailure] = useState<string | null>(null);
	const [waiting, setWaiting] = useState(false);
	const asked = useRef(0);
	const typed = useRef(false);
	/** What was coded last, by a pause or on request. */
	const ran = useRef<Draft | null>(null);
	const box = useRef<HTMLTextAreaElement>(null);

	const run = (one: Draft) => {
		const turn = ++asked.current;
		ran.current = one;
		if (one.text.trim() === '') {
			setReading(null);
			setFailure(null);
			setWaiting(false);
			return;
		}
		setWaiting(true);
		// Answers may come in another order than they were asked for: only the last counts.
		code({ text: one.text, date: one.date || undefined, publisher: one.publisher || undefined }).then((answer) => {
			if (turn !== asked.current)
				return;
			setReading({ of: one, answer });
			setFailure(null);
			setWaiting(false);
		}, (error: unknown) => {
			if (turn !== asked.current)
				return;
			setReading(null);
			setFailure(advice(error, [...one.text].length));
			setWaiting(false);
		});
	};

	useEffect(() => {
		kept = draft;
		const timer = setTimeout(() => ran.current !== draft && run(draft), typed.current ? pause : 0);
		return () => clearTimeout(timer);
	}, [draft]);

	// A link to an example, followed on this page.
	useEffect(() => {
		if (named && draft.text !== named.text) {
			typed.current = false;
			setDraft(named);
		}
	}, [named]);

	const edit = (part: Partial<Draft>) => {
		if (address.parameters.has('example'))
			change({ example: undefined }, true);
		typed.current = true;
		setDraft({ ...draft, ...part });
	};
	const take = (example: Example) => {
		change({ example: example.name, record: undefined }, true);
		typed.current = false;
		setDraft({ text: example.text, date: example.date, publisher: example.publisher });
	};
	const answer = reading?.answer ?? null;
	return (
		<div class="try">
			<h1>Try it</h1>
			<p class="note">Paste a news report in English: its records stand below as soon as you pause. Nothing is kept.</p>
			{summary?.coder === false && <p class="state failure" role="alert">
				This server runs without the coder’s data, so it codes no text. Start it where lexicon and
				model are found: <code>bede serve --data DIR</code>.</p>}
			<form class="try-form" onSubmit={(event) => {
				event.preventDefault();
				run(draft);
			}} onKeyDown={(event) => {
				if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
					event.preventDefault();
					run(draft);
				}
			}}>
				<div class="try-examples" role="group" aria-label="Examples">
					<span class="faint">Examples:</span>
					{examples.map((example) => (
						<button key={example.name} type="button" aria-pressed={named === example && draft.text === example.text}
							title={example.about} onClick={() => take(example)}>{example.title}</button>
					))}
				</div>
				<label class="try-text">Report
					<textarea rows={8} value={draft.text} ref={box} spellcheck={false} lang="en"
						placeholder="KYIV — Russian forces attacked … on Friday, Ukrainian officials said."
						onInput={(event) => edit({ text: event.currentTarget.value })} />
				</label>
				<div class="try-fields">
					<label>Published on <input type="date" value={draft.date}
						onInput={(event) => edit({ date: event.currentTarget.value })} /></label>
					<label>Publisher (optional) <input value={draft.publisher} autocomplete="off"
						onInput={(event) => edit({ publisher: event.currentTarget.value })} /></label>
					<button type="submit" class="primary">Code it <kbd>Ctrl ↵</kbd></button>
					<button type="button" disabled={draft.text === ''} onClick={() => {
						edit({ text: '' });
						box.current?.focus();
					}}>Clear</button>
				</div>
				{draft.date === '' && draft.text !== '' && <p class="note">
					Without a date, “on Wednesday” stays open: nobody knows which.</p>}
			</form>
			<p class="try-state" role="status">
				{waiting ? 'Coding …' : answer ? `${plural(answer.records.length, 'record', 'records')} in ` +
					plural(answer.layers.sentences.length, 'sentence', 'sentences') : ''}
			</p>
			{failure && <p class="state failure" role="alert">{failure}</p>}
			{answer && <section aria-label="Its records" class={waiting || reading!.of !== draft ? 'dimmed' : undefined}>
				{answer.records.length > 0 && <div class="try-tools"><CopyButton reading={answer} /></div>}
				<ReadingPane text={answer.layers.text} sentences={answer.layers.sentences} records={answer.records}
					reading={answer} canRead />
			</section>}
		</div>
	);
}
