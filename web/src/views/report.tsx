/** One report with the records that were read from it. */

import type { DocumentPage } from '../api';
import { routeOf, useAnswer } from '../client';
import { formatDay } from '../format';
import { Answer } from '../parts/states';
import { MarkedText } from '../parts/words';
import type { ViewProps } from './index';

export function ReportView({ address }: ViewProps) {
	const asked = useAnswer<DocumentPage>(routeOf('documents/' + encodeURIComponent(address.name)));
	return (
		<Answer asked={asked} what="the report">{(report) => (
			<>
				<h1>{report.title ?? report.id}</h1>
				<p>{report.publisher}, {formatDay(report.date)}</p>
				<p class="report-text"><MarkedText text={report.text} marks={report.records.flatMap((record) => record.marks)} /></p>
			</>
		)}</Answer>
	);
}
