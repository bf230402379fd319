/** When: events of a selection by step of time. */

import type { Timeline } from '../api';
import { filterOf } from '../address';
import { routeOf, useAnswer } from '../client';
import { quadName } from '../format';
import { DataTable } from '../parts/frame';
import { Answer } from '../parts/states';
import type { ViewProps } from './index';

export function TimelineView({ address }: ViewProps) {
	const asked = useAnswer<Timeline>(routeOf('timeline', { ...filterOf(address), by: 'month', split: 'quad' }));
	return (
		<>
			<h1>Timeline</h1>
			<Answer asked={asked} what="the timeline">{(timeline) => (
				<DataTable caption="Events by month" columns={['Month', ...timeline.series.map((one) => quadName(Number(one.key)))]}
					rows={timeline.steps.map((step, index) => [step, ...timeline.series.map((one) => one.counts[index])])} />
			)}</Answer>
		</>
	);
}
