/**
 * Every event, or every record, in a row: what a spreadsheet would show of them. Sorting and paging are the server's, so a
 * million rows are as quick as fifty.
 */

import { useEffect, useRef } from 'preact/hooks';
import type { EventRow, Page, RecordRow } from '../api';
import { addressOf, change, filterOf, go, type Address } from '../address';
import { routeOf, useAnswer } from '../client';
import { formatNumber, plural } from '../format';
import { Choice, Downloads } from '../parts/frame';
import { useMedia } from '../parts/media';
import { Pager } from '../parts/pager';
import { Answer, Nothing } from '../parts/states';
import { columnsOf, labelOf, nothing, type Column, type Row } from './ledger_columns';
import type { ViewProps } from './index';
import './ledger.css';

const pageSizes = [25, 50, 100, 200];
const narrow = '(max-width: 46rem)';

interface Table {
	records: boolean;
	columns: Column[];
	shown: Column[];
	sort: string;
	size: number;
	page: number;
}

/** What the address says of the table; what makes no sense in it is as if it were not there. */
function tableOf({ parameters }: Address): Table {
	const records = parameters.get('of') === 'records';
	const columns = columnsOf(records);
	const wanted = (parameters.get('columns') ?? '').split(',');
	const chosen = columns.filter((column) => wanted.includes(column.name));
	const sort = parameters.get('sort') ?? '-day';
	const size = Number(parameters.get('rows'));
	const page = Number(parameters.get('page'));
	return {
		records, columns,
		shown: chosen.length > 0 ? chosen : columns.filter((column) => column.usual),
		sort: columns.some((column) => column.sort === sort.replace(/^-/, '')) ? sort : '-day',
		size: pageSizes.includes(size) ? size : 50,
		page: Number.isInteger(page) && page > 0 ? page : 1,
	};
}

const pathOf = (row: Row): string => addressOf('event', ('event_id' in row && row.event_id) || row.id);

function SortHead({ column, sort }: { column: Column; sort: string }) {
	const by = column.sort;
	const down = sort === '-' + by, up = sort === by;
	return (
		<th scope="col" class={column.class} aria-sort={down ? 'descending' : up ? 'ascending' : undefined}>
			{by ? (
				<button type="button" class="sort" onClick={() => change({ page: undefined,
					sort: down ? by : up ? '-' + by : column.down ? '-' + by : by })}>
					{column.title}<span class="arrow" aria-hidden="true">{down ? '▼' : up ? '▲' : ''}</span>
				</button>
			) : <span class="still">{column.title}</span>}
		</th>
	);
}

function Columns({ table }: { table: Table }) {
	const shut = useRef<HTMLDetailsElement>(null);
	useEffect(() => {
		const outside = (event: Event) => {
			if (shut.current?.open && !shut.current.contains(event.target as Node))
				shut.current.open = false;
		};
		addEventListener('pointerdown', outside);
		addEventListener('focusin', outside);
		return () => {
			removeEventListener('pointerdown', outside);
			removeEventListener('focusin', outside);
		};
	}, []);
	const choose = (column: Column, on: boolean) => {
		const next = table.columns.filter((one) => one === column ? on : table.shown.includes(one));
		const usual = next.every((one) => one.usual) && next.length === table.columns.filter((one) => one.usual).length;
		change({ columns: usual ? undefined : next.map((one) => one.name).join(',') });
	};
	return (
		<details class="menu" ref={shut} onKeyDown={(event) => {
			if (event.key === 'Escape' && shut.current?.open) {
				shut.current.open = false;
				shut.current.querySelector('summary')!.focus();
			}
		}}>
			<summary class="button">Columns</summary>
			<div class="menu-body" role="group" aria-label="Columns">
				{table.columns.map((column) => {
					const on = table.shown.includes(column);
					return (
						<label key={column.name}>
							<input type="checkbox" checked={on} disabled={on && table.shown.length === 1}
								onChange={(event) => choose(column, event.currentTarget.checked)} /> {column.title}
						</label>
					);
				})}
			</div>
		</details>
	);
}

/** For cards, which have no heads to sort by. */
function SortChoice({ table }: { table: Table }) {
	return (
		<label class="sort-choice">Sort by{' '}
			<select value={table.sort} onChange={(event) => change({ sort: event.currentTarget.value, page: undefined })}>
				{table.columns.filter((column) => column.sort).flatMap((column) => {
					const ways = [column.sort!, '-' + column.sort];
					return (column.down ? ways.reverse() : ways).map((way) => (
						<option value={way} key={way}>{column.title}{(way.startsWith('-') !== (column.down ?? false)) ? ', reversed' : ''}</option>
					));
				})}
			</select>
		</label>
	);
}

/** Arrow keys go from row to row, over the end of a page to the next one; Page Up and Page Down turn pages. */
function useRowKeys(table: Table, total: number) {
	const body = useRef<HTMLElement>(null);
	const land = useRef<'first' | 'last' | null>(null);
	const links = () => [...body.current?.querySelectorAll<HTMLElement>('a.row-link') ?? []];
	const lastPage = Math.max(1, Math.ceil(total / table.size));
	const turn = (page: number, where: 'first' | 'last') => {
		if (page < 1 || page > lastPage || page === table.page)
			return;
		land.current = where;
		change({ page: page > 1 ? String(page) : undefined });
	};
	const keyDown = (event: KeyboardEvent) => {
		const all = links(), at = all.indexOf(event.target as HTMLElement);
		if (at < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
			return;
		const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
		if (next !== undefined && all[next])
			all[next].focus();
		else if (event.key === 'ArrowDown' || event.key === 'PageDown')
			turn(table.page + 1, 'first');
		else if (event.key === 'ArrowUp' || event.key === 'PageUp')
			turn(table.page - 1, event.key === 'ArrowUp' ? 'last' : 'first');
		else if (next === undefined)
			return;
		event.preventDefault();
	};
	/** After the rows of another page have come: the focus lands where the reader was heading. */
	const landed = () => {
		if (land.current) {
			const all = links();
			(land.current === 'first' ? all[0] : all.at(-1))?.focus();
			land.current = null;
		}
	};
	return { body, keyDown, landed };
}

function openRow(event: MouseEvent, row: Row): void {
	// Whoever follows a link, or marks words to copy them, means that.
	if (!(event.target as Element).closest('a, button') && String(getSelection() ?? '') === '')
		go(pathOf(row));
}

function Rows({ table, page, total }: { table: Table; page: Page<Row>; total: number }) {
	const cards = useMedia(narrow);
	const { body, keyDown, landed } = useRowKeys(table, total);
	useEffect(landed, [page]);
	if (cards)
		return (
			<ol class="cards" ref={(element) => void (body.current = element)} onKeyDown={keyDown}>
				{page.rows.map((row) => (
					<li key={row.id} class="card" onClick={(event) => openRow(event, row)}>
						{table.shown.map((column, index) => {
							const shown = column.show(row);
							return index === 0
								? <a key={column.name} class="row-link" href={pathOf(row)}>{shown}<span class="visually-hidden">: {labelOf(row)}</span></a>
								: shown !== nothing && (
									<span key={column.name} class={`card-${column.name} ${column.class ?? ''}`}>
										<span class="card-title">{column.title} </span>{shown}
									</span>
								);
						})}
					</li>
				))}
			</ol>
		);
	return (
		<div class="scroll ledger-scroll" role="region" aria-label="Rows" tabIndex={0}>
			<table class="ledger">
				<caption class="visually-hidden">
					{table.records ? 'Records' : 'Events'}, row {formatNumber((table.page - 1) * table.size + 1)} on
				</caption>
				<thead><tr>{table.shown.map((column) => <SortHead key={column.name} column={column} sort={table.sort} />)}</tr></thead>
				<tbody ref={(element) => void (body.current = element)} onKeyDown={keyDown}>
					{page.rows.map((row) => (
						<tr key={row.id} onClick={(event) => openRow(event, row)}>
							{table.shown.map((column, index) => index === 0
								? <th scope="row" key={column.name} class={column.class}>
									<a class="row-link" href={pathOf(row)}>{column.show(row)}<span class="visually-hidden">: {labelOf(row)}</span></a>
								</th>
								: <td key={column.name} class={column.class}>{column.show(row)}</td>)}
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

export function LedgerView({ address }: ViewProps) {
	const table = tableOf(address);
	const route = table.records ? 'records' : 'events';
	// A key of its own: rows of one kind never stand under the columns of the other.
	return <Ledger key={route} address={address} table={table} route={route} />;
}

function Ledger({ address, table, route }: { address: Address; table: Table; route: string }) {
	const filter = filterOf(address);
	const asked = useAnswer<Page<EventRow> | Page<RecordRow>>(routeOf(route, { ...filter, sort: table.sort,
		limit: String(table.size), offset: String((table.page - 1) * table.size) }));
	const total = asked.answer?.total ?? 0;
	const pager = (place: 'top' | 'bottom') => (
		<Pager place={place} page={table.page} size={table.size} total={total} sizes={pageSizes}
			onPage={(page) => change({ page: page > 1 ? String(page) : undefined })}
			onSize={(size) => change({ rows: size === 50 ? undefined : String(size), page: undefined })} />
	);
	return (
		<section class="ledger-view" aria-labelledby="ledger-title">
			<header class="ledger-head">
				<h1 id="ledger-title">{asked.answer
					? table.records ? plural(total, 'record', 'records') : plural(total, 'event', 'events') : 'Ledger'}</h1>
				<div class="ledger-tools">
					<Choice label="Show" value={table.records ? 'records' : 'events'}
						options={[{ value: 'events', name: 'Events' }, { value: 'records', name: 'Records' }]}
						onChange={(of) => change({ of: of === 'records' ? of : undefined, columns: undefined, sort: undefined,
							page: undefined })} />
					<SortChoice table={table} />
					<Columns table={table} />
					<Downloads route={route} parameters={{ ...filter, sort: table.sort }} />
				</div>
			</header>
			<Answer asked={asked} what={route}>{(page) => page.total === 0 ? <Nothing what={route} /> : (
				<>
					{pager('top')}
					{page.rows.length === 0
						? <div class="state"><p>There are no rows so far back: the last page is number{' '}
							{formatNumber(Math.ceil(page.total / table.size))}.</p>
							<button type="button" onClick={() => change({ page: undefined })}>To the first page</button></div>
						: <Rows table={table} page={page as Page<Row>} total={page.total} />}
					{page.rows.length > 10 && pager('bottom')}
				</>
			)}</Answer>
		</section>
	);
}
