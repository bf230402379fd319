/**
 * A field that takes any of several values, joined by commas, and suggests them with their counts while one types: the
 * combobox of the ARIA practices, so that it can be used by the keyboard and by ear.
 */

import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ActorSuggestion } from '../api';
import { routeOf, useAnswer } from '../client';
import { formatCompact } from '../format';
import './suggest.css';

export interface Option {
	value: string;
	name: string | null;
	events: number;
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Options of which the value or a word of the name begins with the words. */
function fitting(options: Option[], words: string): Option[] {
	const begin = folded(words);
	return options.filter(({ value, name }) => [value, name ?? '', ...(name ?? '').split(/\s+/)]
		.some((one) => folded(one).startsWith(begin)));
}

export function Suggest({ label, hint, value, options, ofServer = false, error, onChange }: {
	label: string;
	hint?: string;
	value: string;
	/** The most frequent ones, most frequent first. */
	options: Option[];
	/** Are there codes beyond the options, which the server knows? */
	ofServer?: boolean;
	error?: string;
	onChange: (value: string) => void;
}) {
	const id = useId();
	const [typed, setTyped] = useState<string | null>(null);
	const [active, setActive] = useState(-1);
	const [open, setOpen] = useState(false);
	const list = useRef<HTMLUListElement>(null);
	const text = typed ?? value;
	const before = text.includes(',') ? text.slice(0, text.lastIndexOf(',') + 1) : '';
	// What was there when the reader came is no search: all options are shown then.
	const words = typed === null ? '' : text.slice(before.length).trim();
	const asked = useAnswer<ActorSuggestion[]>(open && ofServer && words ? routeOf('actors', { q: words }) : null);
	const near = fitting(options, words);
	const further = (asked.answer ?? []).filter((one) => !near.some((other) => other.value === one.code))
		.map((one) => ({ value: one.code, name: one.name, events: one.events }));
	const chosen = value.split(',');
	const shown = [...near, ...further].filter((one) => !chosen.includes(one.value)).slice(0, 10);

	useEffect(() => setTyped(null), [value]);
	useEffect(() => list.current?.children[active]?.scrollIntoView({ block: 'nearest' }), [active]);

	const close = () => {
		setOpen(false);
		setActive(-1);
	};
	const commit = (next: string) => {
		close();
		setTyped(null);
		const clean = [...new Set(next.split(',').map((one) => one.trim()).filter(Boolean))].join(',');
		if (clean !== value)
			onChange(clean);
	};
	// A name that was typed out stands for the code that it is suggested with.
	const finish = () => {
		const exact = words && shown.find((one) => folded(one.name ?? '') === folded(words) || folded(one.value) === folded(words));
		commit(exact ? before + exact.value : text);
	};
	const keyDown = (event: KeyboardEvent) => {
		if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
			event.preventDefault();
			const step = event.key === 'ArrowDown' ? 1 : -1;
			setOpen(true);
			setActive(open && shown.length ? (active + step + shown.length + (active < 0 && step < 0 ? 1 : 0)) % shown.length : 0);
		} else if (event.key === 'Enter') {
			event.preventDefault();
			if (open && active >= 0 && shown[active])
				commit((typed === null && value ? value + ',' : before) + shown[active].value);
			else
				finish();
		} else if (event.key === 'Escape' && open) {
			event.preventDefault();
			close();
		}
	};
	return (
		<div class="suggest">
			<label for={id}>{label}</label>
			<input id={id} type="text" role="combobox" aria-autocomplete="list" aria-expanded={open && shown.length > 0}
				aria-controls={open && shown.length > 0 ? id + '-list' : undefined}
				aria-activedescendant={open && active >= 0 ? `${id}-${active}` : undefined}
				aria-invalid={error ? true : undefined} aria-describedby={error ? id + '-error' : undefined}
				autocomplete="off" autocapitalize="off" spellcheck={false} placeholder={hint} value={text}
				onFocus={() => setOpen(true)} onClick={() => setOpen(true)}
				onInput={(event) => {
					setTyped(event.currentTarget.value);
					setOpen(true);
					setActive(-1);
				}}
				onKeyDown={keyDown} onBlur={finish} />
			{open && shown.length > 0 && (
				<ul id={id + '-list'} role="listbox" aria-label={label} ref={list}>
					{shown.map((option, index) => (
						<li key={option.value} id={`${id}-${index}`} role="option" aria-selected={index === active}
							onMouseDown={(event) => {
								// Before the field loses the focus, which would take the typed words.
								event.preventDefault();
								commit((typed === null && value ? value + ',' : before) + option.value);
							}}>
							<span>{option.name ?? option.value}{option.name && option.name !== option.value &&
								<> <code>{option.value}</code></>}</span>
							<span class="count">{formatCompact(option.events)}</span>
						</li>
					))}
				</ul>
			)}
			{error && <p class="field-error" id={id + '-error'}>{error}</p>}
		</div>
	);
}
