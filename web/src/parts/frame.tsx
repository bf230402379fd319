/**
 * The frame around a chart: its title, its table twin, and its data as files. Every chart can be read as a table, by the
 * keyboard and without colours.
 */

import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Filter } from '../api';
import { change, useAddress } from '../address';
import { routeOf } from '../client';

export interface TableTwin {
	columns: string[];
	rows: (string | number | null)[][];
}

export function DataTable({ columns, rows, caption }: TableTwin & { caption: string }) {
	return (
		<div class="scroll" tabIndex={0} role="region" aria-label={caption}>
			<table>
				<caption class="visually-hidden">{caption}</caption>
				<thead><tr>{columns.map((column) => <th scope="col" key={column}>{column}</th>)}</tr></thead>
				<tbody>
					{rows.map((row, index) => (
						<tr key={index}>{row.map((cell, column) => column === 0
							? <th scope="row" key={column}>{cell}</th>
							: <td key={column} class={typeof cell === 'number' ? 'number' : undefined}>{cell ?? '–'}</td>)}</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

/** Links to the same data as files. */
export function Downloads({ route, parameters }: { route: string; parameters: Filter | Record<string, string> }) {
	return (
		<span class="downloads">
			<a href={routeOf(route, { ...parameters, format: 'csv' })} download>CSV</a>{' '}
			<a href={routeOf(route, { ...parameters, format: 'json' })} download>JSON</a>
		</span>
	);
}

export function Frame({ title, note, route, parameters, table, tools, children }: {
	title: string;
	note?: ComponentChildren;
	route: string;
	parameters: Filter | Record<string, string>;
	/** Made only when the reader asks for the table. */
	table: () => TableTwin;
	tools?: ComponentChildren;
	children: ComponentChildren;
}) {
	const heading = useId();
	const asTable = useAddress().parameters.get('as') === 'table';
	return (
		<section class="frame" aria-labelledby={heading}>
			<header class="frame-head">
				<h2 id={heading}>{title}</h2>
				<div class="frame-tools">
					{tools}
					<button type="button" aria-pressed={asTable} onClick={() => change({ as: asTable ? undefined : 'table' })}>
						Table</button>
					<Downloads route={route} parameters={parameters} />
				</div>
			</header>
			{note && <p class="note">{note}</p>}
			{asTable ? <DataTable {...table()} caption={title} /> : children}
		</section>
	);
}
