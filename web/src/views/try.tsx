/** A report pasted in, and its records. */

import { useState } from 'preact/hooks';
import type { Reading } from '../api';
import { code } from '../client';
import { Parties, TypeBadge } from '../parts/words';

export function TryView() {
	const [text, setText] = useState('');
	const [reading, setReading] = useState<Reading | null>(null);
	const [error, setError] = useState<string | null>(null);
	return (
		<>
			<h1>Try it</h1>
			<form onSubmit={(event) => {
				event.preventDefault();
				code({ text }).then((answer) => {
					setReading(answer);
					setError(null);
				}, (failure: Error) => setError(failure.message));
			}}>
				<label>Report <textarea rows={10} value={text} onInput={(event) => setText(event.currentTarget.value)} /></label>
				<button type="submit">Code it</button>
			</form>
			{error && <p role="alert">{error}</p>}
			<ul>{reading?.records.map((record) => (
				<li key={record.id}><TypeBadge type={record.event} quad={record.quad_code} modes={record.mode} />{' '}
					<Parties parties={record.actor} /> → <Parties parties={record.recipient} /></li>
			))}</ul>
		</>
	);
}
