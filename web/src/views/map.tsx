/** Where: events by place, as exactly as their reports say it. */

import { useMemo, useState } from 'preact/hooks';
import type { Filter, MapData } from '../api';
import { addressOf, change, filterOf } from '../address';
import { balanceText } from '../charts/balance';
import type { Quad } from '../charts/balance';
import { BalanceBar, selectionTitle, Without } from '../charts/selection';
import { useWorld } from '../charts/world';
import { codeName } from '../countries';
import { routeOf, useAnswer } from '../client';
import { formatNumber, plural, quads } from '../format';
import { Frame } from '../parts/frame';
import type { Cell } from '../parts/frame';
import { Answer, Nothing, Waiting } from '../parts/states';
import type { ViewProps } from './index';
import { MapDrawing, MapLegend } from './map_drawing';
import type { Focus } from './map_drawing';
import type { Point } from './map_marks';
import './map.css';

const resolutions: Record<number, string> = { 5: 'below the city', 4: 'the city', 3: 'the district' };

const nameOf = (code: string | null): string => code === null ? '' : codeName(code) ?? code;

function tableOf(map: MapData, filter: Filter): { columns: string[]; rows: Cell[][] } {
	const link = (text: string, place: string): Cell =>
		({ text, href: addressOf('ledger', '', { ...filter, place } as Record<string, string>) });
	return {
		columns: ['Place', 'Country', 'Known to', 'Events', ...quads.map((one) => one.name)],
		rows: [
			...map.points.map((point) => [link(point.name, point.name), nameOf(point.country_code),
				resolutions[point.resolution] ?? '', point.events, ...point.quad]),
			...map.countries.map((country) => [link(nameOf(country.code), country.code), nameOf(country.code),
				'the country or province', country.events, ...country.quad]),
			...(map.unplaced > 0 ? [['Without a place', null, '', map.unplaced, null, null, null, null]] : []),
		],
	};
}

/** How many events are known how exactly, in words. */
function placedWords(map: MapData): string {
	const exact = map.points.reduce((sum, point) => sum + point.events, 0);
	const rough = map.countries.reduce((sum, country) => sum + country.events, 0);
	const parts: string[] = [];
	const events = (count: number) => parts.length > 0 ? formatNumber(count) : plural(count, 'event', 'events');
	if (exact > 0)
		parts.push(`${events(exact)} at ${plural(map.points.length, 'place', 'places')}`);
	if (rough > 0)
		parts.push(`${events(rough)} of which only the country or province is known (hatched)`);
	if (map.unplaced > 0)
		parts.push(`${events(map.unplaced)} without a place, not on the map`);
	return parts.join('; ') + '.';
}

function PlaceList({ title, places, first, onFocus, none }: {
	title: string;
	places: { key: string; focus: Focus; name: string; place: string; note: string; events: number; quad: Quad }[];
	onFocus: (focus: Focus) => void;
	none: string;
	/** How many are shown at first. */
	first: number;
}) {
	const [all, setAll] = useState(false);
	const shown = all ? places.slice(0, 500) : places.slice(0, first);
	const most = Math.max(1, ...places.map((place) => place.events));
	return (
		<section class="places">
			<h3>{title}</h3>
			{places.length === 0 && <p class="note">{none}</p>}
			<ol>{shown.map((place) => (
				<li key={place.key}>
					<button type="button" title={`${balanceText(place.quad)}; show only ${place.name}`}
						onClick={() => change({ place: place.place, box: undefined, look: undefined })}
						onFocus={() => onFocus(place.focus)} onBlur={() => onFocus(null)}
						onPointerEnter={() => onFocus(place.focus)} onPointerLeave={() => onFocus(null)}>
						<span class="place-name">{place.name} <small>{place.note}</small></span>
						<span class="place-count">{formatNumber(place.events)}</span>
						<BalanceBar quad={place.quad} most={most} width={200} />
					</button>
				</li>
			))}</ol>
			{shown.length < places.length && (
				<button type="button" onClick={() => setAll(true)}>{formatNumber(places.length - shown.length)} more</button>
			)}
		</section>
	);
}

export function MapView({ address }: ViewProps) {
	const filter = filterOf(address);
	const asked = useAnswer<MapData>(routeOf('map', filter));
	const outlines = useWorld();
	const [focus, setFocus] = useState<Focus>(null);
	const [view, setView] = useState<Set<Point> | null>(null);
	const drawn = useMemo(() => new Set(outlines === null || outlines === 'failed' ? [] : outlines.map((one) => one.code)),
		[outlines]);
	const title = selectionTitle(filter);
	return (
		<>
			<h1>{title ?? 'Map'}</h1>
			<Answer asked={asked} what="the map">{(shown) => {
				if (shown.total === 0)
					return <Nothing what="events" />;
				const inView = view === null ? shown.points : shown.points.filter((point) => view.has(point));
				return (
					<Frame title="Events by place" note={placedWords(shown)} route="map" parameters={filter} ownFile
						table={() => tableOf(shown, filter)}
						tools={<>
							{(filter.place || filter.box) && <Without fields={['place', 'box']}>← All places</Without>}
						</>}>
						<div class="map-and-list">
							<div>
								{outlines === null ? <Waiting what="the outlines" /> : <>
									{outlines === 'failed' && <p class="note" role="alert">The outlines of countries could not be loaded.</p>}
									<MapDrawing map={shown} outlines={outlines === 'failed' ? [] : outlines} filter={filter} focus={focus}
										look={address.parameters.get('look')} onFocus={setFocus} onView={setView} />
								</>}
								<MapLegend map={shown} />
								<p class="note">Click a place to see only its events. <kbd>Shift</kbd> + drag chooses a box. Move the map with
									the mouse, a finger or <kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd>, enlarge it with the wheel
									or <kbd>+</kbd> <kbd>−</kbd>; <kbd>0</kbd> shows the whole.</p>
								<p class="note">Outlines: Natural Earth, 1:110 million, in Equal Earth projection. It draws who holds an area
									in fact, as Russia does Crimea; that is no word on whose it should be. Events are counted to the country that
									the gazetteer names.
								</p>
							</div>
							<div class="place-lists">
								<PlaceList onFocus={setFocus} first={12}
									title={inView.length === shown.points.length ? 'Places' : 'Places in view'}
									none="No place that is known to the town lies in view."
									places={inView.map((point) => ({ key: `${point.name} ${point.lat} ${point.lon}`, focus: point,
										name: point.name, place: point.name, note: nameOf(point.country_code), events: point.events,
										quad: point.quad }))} />
								{shown.countries.length > 0 && (
									<PlaceList title="Known only to the country or province" onFocus={setFocus} first={6} none=""
										places={shown.countries.map((country) => ({ key: country.code, focus: country.code,
											name: nameOf(country.code), place: country.code, events: country.events, quad: country.quad,
											note: drawn.size > 0 && !drawn.has(country.code) ? 'too small to be drawn' : '' }))} />
								)}
							</div>
						</div>
					</Frame>
				);
			}}</Answer>
		</>
	);
}
