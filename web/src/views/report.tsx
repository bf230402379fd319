/** One report with the records that were read from it, and why. */

import type { DocumentPage, Reading } from '../api';
import { addressOf } from '../address';
import { routeOf, useAnswer } from '../client';
import { formatDay, formatPercent } from '../format';
import { ReadingPane } from '../parts/reading';
import { layers, layersOf } from '../parts/layers';
import { Answer } from '../parts/states';
import { useTitle } from '../title';
import type { ViewProps } from './index';
import './report.css';

function Reprints({ report }: { report: DocumentPage }) {
	return (
		<>
			{report.reprint_of && <p class="reprint-note">
				This report prints another again:{' '}
				<a href={addressOf('report', report.reprint_of.id)}>{report.reprint_of.id}</a>{' '}
				({formatPercent(report.reprint_of.similarity)} alike). It counts as no source of its own.
			</p>}
			{report.reprints.length > 0 && <p class="reprint-note">
				Printed again by {report.reprints.map((one, index) => (
					<>{index > 0 && ', '}<a href={addressOf('report', one.id)}>{one.publisher ?? one.id}</a>{' '}
						({formatPercent(one.similarity)} alike)</>
				))}. They count as no sources of their own.
			</p>}
		</>
	);
}

function Titled({ title }: { title: string }) {
	useTitle(title);
	return <h1>{title}</h1>;
}

export function ReportView({ address, summary }: ViewProps) {
	const route = 'documents/' + encodeURIComponent(address.name);
	const asked = useAnswer<DocumentPage>(routeOf(route));
	// The text is read anew only for what needs it: a layer, or the reasons of a record.
	const shown = layersOf(address.parameters.get('layers'));
	const needed = summary?.coder === true &&
		(address.parameters.has('record') || layers.some((one) => one.read && shown.has(one.layer)));
	const read = useAnswer<Reading>(needed ? routeOf(route + '/layers') : null);
	return (
		<Answer asked={asked} what="the report">{(report) => (
			<article class="report">
				<header>
					<Titled title={report.title ?? report.id} />
					<p class="report-source">
						{report.publisher && <strong>{report.publisher}</strong>} <span>{formatDay(report.date)}</span>{' '}
						{report.url && <a href={report.url} rel="noreferrer">the original</a>}{' '}
						<a href={routeOf(route)}>JSON</a>
					</p>
					<Reprints report={report} />
					{read.error && <p class="note" role="alert">Its layers cannot be shown: {read.error.message}</p>}
				</header>
				<ReadingPane text={report.text} sentences={report.sentences} records={report.records} reading={read.answer}
					canRead={summary?.coder !== false} waiting={needed && read.waiting} withEvents />
			</article>
		)}</Answer>
	);
}
