/**
 * The frame around a chart: its title, its table twin, and its data as files. Every chart can be read as a table, by
 * the keyboard and without colours.
 */

import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Filter } from '../api';
import { change, useAddress } from '../address';
import { routeOf } from '../client';
import { formatNumber } from '../format';
import './frame.css';

export type Cell = string | number | null | { text: string; href: string };

export interface TableTwin {
	columns: string[];
	rows: Cell[][];
}

/** Longer tables are read as files: a browser takes seconds to lay them out. */
const rowLimit = 2000;

const cellContent = (cell: Cell): ComponentChildren => cell === null ? '–'
	: typeof cell === 'number' ? formatNumber(cell) : typeof cell === 'string' ? cell
		: <a href={cell.href}>{cell.text}</a>;

export function DataTable({ columns, rows, caption }: TableTwin & { caption: string }) {
	const numeric = columns.map((_, column) => rows.some((row) => typeof row[column] === 'number')
		&& rows.every((row) => row[column] === null || typeof row[column] === 'number'));
	return (
		<>
			<div class="scroll" tabIndex={0} role="region" aria-label={caption}>
				<table class="data-table">
					<caption class="visually-hidden">{caption}</caption>
					<thead><tr>{columns.map((column, index) => (
						<th scope="col" key={column} class={numeric[index] ? 'number' : undefined}>{column}</th>
					))}</tr></thead>
					<tbody>
						{rows.slice(0, rowLimit).map((row, index) => (
							<tr key={index}>{row.map((cell, column) => column === 0
								? <th scope="row" key={column}>{cellContent(cell)}</th>
								: <td key={column} class={numeric[column] ? 'number' : undefined}>{cellContent(cell)}</td>)}</tr>
						))}
					</tbody>
				</table>
			</div>
			{rows.length > rowLimit && (
				<p class="note">The first {formatNumber(rowLimit)} of {formatNumber(rows.length)} rows; the files hold all.</p>
			)}
		</>
	);
}

const cellText = (cell: Cell): string => cell === null ? '' : typeof cell === 'object' ? cell.text : String(cell);

/** A table as a file, as RFC 4180 has it. */
export function csvOf({ columns, rows }: TableTwin): string {
	const quoted = (text: string) => /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	return [columns, ...rows].map((row) => row.map((cell) => quoted(cellText(cell))).join(',') + '\r\n').join('');
}

function saveAs(name: string, text: string): void {
	const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Links to the same data as files; of what the server gives as JSON only, the CSV is made of the table. */
export function Downloads({ route, parameters, table }: {
	route: string;
	parameters: Filter | Record<string, string>;
	table?: () => TableTwin;
}) {
	if (table)
		return (
			<span class="downloads">
				<span aria-hidden="true">Download </span>
				<button type="button" class="link" aria-label="Download as CSV"
					onClick={() => saveAs(`${route}.csv`, csvOf(table()))}>CSV</button>{' '}
				<a href={routeOf(route, parameters)} download={`${route}.json`} aria-label="Download as JSON">JSON</a>
			</span>
		);
	return (
		<span class="downloads">
			<span aria-hidden="true">Download </span>
			<a href={routeOf(route, { ...parameters, format: 'csv' })} download aria-label="Download as CSV">CSV</a>{' '}
			<a href={routeOf(route, { ...parameters, format: 'json' })} download aria-label="Download as JSON">JSON</a>
		</span>
	);
}

/** One of some choices, as buttons that stand together. */
export function Choice<Value extends string>({ label, value, options, onChange }: {
	label: string;
	value: Value;
	options: { value: Value; name: string }[];
	onChange: (value: Value) => void;
}) {
	return (
		<div class="choice" role="group" aria-label={label}>
			{options.map((option) => (
				<button type="button" key={option.value} aria-pressed={option.value === value}
					onClick={() => option.value !== value && onChange(option.value)}>{option.name}</button>
			))}
		</div>
	);
}

export function Frame({ title, note, route, parameters, table, ownFile, also, tools, children }: {
	title: string;
	note?: ComponentChildren;
	route: string;
	parameters: Filter | Record<string, string>;
	/** Made only when the reader asks for the table. */
	table: () => TableTwin;
	/** Does the server have no CSV of the route? */
	ownFile?: boolean;
	/** Another drawing of the same, by its name in the address. */
	also?: { value: string; name: string; draw: () => ComponentChildren };
	tools?: ComponentChildren;
	children: ComponentChildren;
}) {
	const heading = useId();
	const options = [{ value: 'chart', name: 'Chart' }, ...(also ? [also] : []), { value: 'table', name: 'Table' }];
	const asked = useAddress().parameters.get('as');
	const shown = options.find((option) => option.value === asked)?.value ?? 'chart';
	return (
		<section class="frame" aria-labelledby={heading}>
			<header class="frame-head">
				<h2 id={heading}>{title}</h2>
				<div class="frame-tools">
					{tools}
					<Choice label="Show as" value={shown} options={options}
						onChange={(value) => change({ as: value === 'chart' ? undefined : value })} />
				</div>
			</header>
			{note && <p class="note">{note}</p>}
			{shown === 'table' ? <DataTable {...table()} caption={title} /> : shown === also?.value ? also.draw() : children}
			<footer class="frame-foot">
				<Downloads route={route} parameters={parameters} table={ownFile ? table : undefined} />
			</footer>
		</section>
	);
}
