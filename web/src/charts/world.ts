/** The outlines of countries: asked for once, when the map is first opened. */

import { geoEqualEarth, geoGraticule10, geoPath } from 'd3-geo';
import type { GeoProjection } from 'd3-geo';
import type { Feature, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { useEffect, useState } from 'preact/hooks';
import { codeOfOutline } from '../countries';

export interface Outline {
	/** The ledger's code; null for an area that no country of the ledger holds. */
	code: string | null;
	name: string;
	shape: Feature<Geometry>;
}

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;

let world: Promise<Outline[]> | null = null;

async function loadWorld(): Promise<Outline[]> {
	const response = await fetch('world.json');
	if (!response.ok)
		throw new Error(`world.json: status ${response.status}`);
	const topology = await response.json() as World;
	return feature(topology, topology.objects.countries).features.map((shape) => ({
		code: codeOfOutline(shape.id === undefined ? undefined : String(shape.id), shape.properties.name),
		name: shape.properties.name,
		shape,
	}));
}

/** The outlines; null until they are there, 'failed' if they do not come. */
export function useWorld(): Outline[] | 'failed' | null {
	const [outlines, setOutlines] = useState<Outline[] | 'failed' | null>(null);
	useEffect(() => {
		let left = false;
		world ??= loadWorld();
		world.then((loaded) => !left && setOutlines(loaded), () => {
			world = null;
			if (!left)
				setOutlines('failed');
		});
		return () => {
			left = true;
		};
	}, []);
	return outlines;
}

/** Equal Earth: areas keep their share of the world. Turned by 11 degrees, so that Chukotka stays with Russia. */
export const projectionFor = (width: number, height: number): GeoProjection =>
	geoEqualEarth().rotate([-11, 0]).fitExtent([[2, 2], [width - 2, height - 2]], { type: 'Sphere' }).precision(0.3);

/** How high a map of a width is. */
export function mapHeight(width: number): number {
	const [[, top], [, bottom]] = geoPath(geoEqualEarth().fitWidth(width, { type: 'Sphere' })).bounds({ type: 'Sphere' });
	return Math.ceil(bottom - top);
}

export interface Shapes {
	sphere: string;
	graticule: string;
	countries: { code: string | null; name: string; path: string; bounds: [[number, number], [number, number]] }[];
}

/** All outlines as paths of SVG, to a tenth of a pixel. */
export function shapesOf(outlines: Outline[], projection: GeoProjection): Shapes {
	const path = geoPath(projection).digits(1);
	return {
		sphere: path({ type: 'Sphere' }) ?? '',
		graticule: path(geoGraticule10()) ?? '',
		countries: outlines.map(({ code, name, shape }) =>
			({ code, name, path: path(shape) ?? '', bounds: path.bounds(shape) })),
	};
}

/** West, south, east, north: a box of degrees as the filter takes it. */
export type DegreeBox = [number, number, number, number];

export function readBox(text: string | undefined): DegreeBox | null {
	const numbers = (text ?? '').split(',').map(Number);
	return numbers.length === 4 && text && numbers.every(Number.isFinite) ? numbers as DegreeBox : null;
}

export const writeBox = (box: DegreeBox): string =>
	box.map((degrees) => String(Math.round(degrees * 100) / 100)).join(',');

const wrap = (longitude: number): number => ((longitude + 540) % 360) - 180;

/** The degrees within a rectangle of the drawing. Meridians are curves, so points all over it are asked. */
export function boxBetween(projection: GeoProjection, x0: number, y0: number, x1: number, y1: number):
	DegreeBox | null {
	const parts = 32;
	const found: [number, number][] = [];
	for (let row = 0; row <= parts; row++)
		for (let column = 0; column <= parts; column++) {
			const x = x0 + (x1 - x0) * column / parts, y = y0 + (y1 - y0) * row / parts;
			const point = projection.invert!([x, y]);
			const again = point && projection(point);
			// Outside of the globe the formula still gives numbers, of another place.
			if (point && again && Math.hypot(again[0] - x, again[1] - y) < 1)
				found.push(point);
		}
	if (found.length === 0)
		return null;
	// Counted from the middle meridian of the drawing, a box over the date line stays in one piece.
	const middle = -projection.rotate()[0];
	const longitudes = found.map((point) => wrap(point[0] - middle)), latitudes = found.map((point) => point[1]);
	return [wrap(middle + Math.min(...longitudes)), Math.min(...latitudes), wrap(middle + Math.max(...longitudes)),
		Math.max(...latitudes)];
}

/** The box on the drawing, along its meridians and parallels. */
export function boxPath([west, south, east, north]: DegreeBox, projection: GeoProjection): string {
	const span = east >= west ? east - west : east - west + 360;
	const ring: [number, number][] = [];
	const parts = 24;
	for (let part = 0; part < parts; part++)
		ring.push([west + span * part / parts, north]);
	for (let part = 0; part < parts; part++)
		ring.push([west + span, north + (south - north) * part / parts]);
	for (let part = 0; part < parts; part++)
		ring.push([west + span * (1 - part / parts), south]);
	for (let part = 0; part <= parts; part++)
		ring.push([west, south + (north - south) * part / parts]);
	return geoPath(projection).digits(1)({ type: 'Polygon', coordinates: [ring] }) ?? '';
}
