/** Where one is in many rows, and the way to other pages of them. */

import { useEffect, useId, useState } from 'preact/hooks';
import { formatNumber } from '../format';
import './pager.css';

export function Pager({ place, page, size, total, sizes, onPage, onSize }: {
	place: 'top' | 'bottom';
	page: number;
	size: number;
	total: number;
	sizes: number[];
	onPage: (page: number) => void;
	onSize: (size: number) => void;
}) {
	const id = useId();
	const last = Math.max(1, Math.ceil(total / size));
	const [typed, setTyped] = useState(String(page));
	useEffect(() => setTyped(String(page)), [page]);
	const first = (page - 1) * size + 1;
	const step = (to: number, label: string, sign: string, possible: boolean) => (
		<button type="button" class="plain" aria-label={label} title={label} disabled={!possible} onClick={() => onPage(to)}>
			<span aria-hidden="true">{sign}</span>
		</button>
	);
	return (
		<nav class={`pager pager-${place}`} aria-label={place === 'top' ? 'Pages' : 'Pages, again'}>
			<span class="pager-rows">{formatNumber(Math.min(first, total))}–{formatNumber(Math.min(first + size - 1, total))} of{' '}
				{formatNumber(total)}</span>
			{last > 1 && (
				<span class="pager-steps">
					{step(1, 'First page', '«', page > 1)}
					{step(page - 1, 'Previous page', '‹', page > 1)}
					<label for={id}>Page</label>
					<input id={id} type="text" inputMode="numeric" class={last > 999 ? 'wide' : undefined} value={typed}
						onInput={(event) => setTyped(event.currentTarget.value)}
						onChange={(event) => {
							const wanted = Math.round(Number(event.currentTarget.value.replace(/\D/g, '')));
							if (wanted >= 1)
								onPage(Math.min(wanted, last));
							else
								setTyped(String(page));
						}} />
					<span>of {formatNumber(last)}</span>
					{step(page + 1, 'Next page', '›', page < last)}
					{step(last, 'Last page', '»', page < last)}
				</span>
			)}
			{place === 'bottom' && (
				<label class="pager-size">Rows a page{' '}
					<select value={String(size)} onChange={(event) => onSize(Number(event.currentTarget.value))}>
						{sizes.map((one) => <option key={one} value={String(one)}>{one}</option>)}
					</select>
				</label>
			)}
		</nav>
	);
}
