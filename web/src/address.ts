/**
 * What the page shows stands in the address behind the #, "#/timeline?actor=RUS&since=2022": a link to it shows the same,
 * and the browser's back and forward work. It is the only state that views share.
 */

import { useEffect, useState } from 'preact/hooks';
import type { Filter } from './api';

export interface Address {
	/** "timeline", or "event" with a name behind it. */
	view: string;
	/** What is shown of the view: an event's or a report's id; ''. */
	name: string;
	parameters: URLSearchParams;
}

export const filterFields: (keyof Filter)[] = ['actor', 'recipient', 'both_ways', 'sector', 'event', 'quad', 'mode',
	'context', 'aux_mode', 'certainty', 'place', 'box', 'since', 'until', 'source', 'publisher', 'confidence', 'text',
	'differs', 'denied'];

export function readAddress(hash: string = location.hash): Address {
	const [path, query] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
	const [view, ...rest] = path.split('/');
	let name = rest.join('/');
	try {
		name = decodeURIComponent(name);
	} catch {
		// A stray % is taken as it stands.
	}
	return { view: view || 'overview', name, parameters: new URLSearchParams(query ?? '') };
}

export function addressOf(view: string, name = '', parameters: URLSearchParams | Record<string, string> = {}): string {
	const query = new URLSearchParams(parameters);
	for (const [key, value] of [...query])
		if (value === '')
			query.delete(key);
	query.sort();
	const words = query.toString();
	return '#/' + view + (name ? '/' + encodeURIComponent(name) : '') + (words ? '?' + words : '');
}

/** The part of the address that filters, and that goes along from view to view. */
export function filterOf(address: Address): Filter {
	const filter: Filter = {};
	for (const field of filterFields) {
		const value = address.parameters.get(field);
		if (value)
			filter[field] = value;
	}
	return filter;
}

/** Goes to an address; `replace` leaves no step to go back to, for changes that come in numbers, as of a brush. */
export function go(address: string, replace = false): void {
	if (replace) {
		history.replaceState(null, '', address);
		dispatchEvent(new HashChangeEvent('hashchange'));
	} else {
		location.hash = address;
	}
}

/**
 * Changes some parameters of the present address; undefined or '' takes one away. Another selection begins at its first
 * page.
 */
export function change(parameters: Record<string, string | undefined>, replace = false): void {
	const address = readAddress();
	if (filterFields.some((field) => field in parameters))
		address.parameters.delete('page');
	for (const [key, value] of Object.entries(parameters))
		if (value)
			address.parameters.set(key, value);
		else
			address.parameters.delete(key);
	go(addressOf(address.view, address.name, address.parameters), replace);
}

export function useAddress(): Address {
	const [address, setAddress] = useState(readAddress);
	useEffect(() => {
		const read = () => setAddress(readAddress());
		addEventListener('hashchange', read);
		return () => removeEventListener('hashchange', read);
	}, []);
	return address;
}
