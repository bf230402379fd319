/** The title of the browser's tab: what is shown, by its own name where it has one, else by its view's. */

import { useEffect } from 'preact/hooks';

let ofView = 'Bede';
let ofShown: string | null = null;

const write = () => {
	document.title = ofShown ?? ofView;
};

export function setViewTitle(title: string): void {
	ofView = title;
	write();
}

/** An event, a report: tabs, bookmarks and the browser's history tell which. */
export function useTitle(title: string): void {
	useEffect(() => {
		ofShown = title;
		write();
		return () => {
			ofShown = null;
			write();
		};
	}, [title]);
}
