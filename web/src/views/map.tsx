/** Where: events by place, as exactly as their reports say it. */

import type { MapData } from '../api';
import { filterOf } from '../address';
import { routeOf, useAnswer } from '../client';
import { DataTable } from '../parts/frame';
import { Answer } from '../parts/states';
import type { ViewProps } from './index';

export function MapView({ address }: ViewProps) {
	const asked = useAnswer<MapData>(routeOf('map', filterOf(address)));
	return (
		<>
			<h1>Map</h1>
			<Answer asked={asked} what="the map">{(map) => (
				<DataTable caption="Events by place" columns={['Place', 'Country', 'Events']}
					rows={map.points.map((point) => [point.name, point.country_code, point.events])} />
			)}</Answer>
		</>
	);
}
