/** The page: a head with the views, the filter that they share, and the view that the address names. */

// First, so that the styles of parts and views may refine it.
import './style.css';
import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Summary } from './api';
import { addressOf, filterOf, useAddress } from './address';
import { routeOf, useAnswer, useStream, type Connection } from './client';
import { plural } from './format';
import { Conditions, FilterPanel } from './parts/filter';
import { setViewTitle } from './title';
import { views } from './views';
import { titleOf } from './views/overview';

type Theme = 'light' | 'dark';

function themeNow(): Theme {
	const chosen = document.documentElement.dataset.theme;
	if (chosen === 'light' || chosen === 'dark')
		return chosen;
	return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function setTheme(theme: Theme): void {
	document.documentElement.dataset.theme = theme;
	try {
		localStorage.setItem('theme', theme);
	} catch {
		// Without storage the choice holds until the page is left.
	}
	dispatchEvent(new Event('themechange'));
}

try {
	const kept = localStorage.getItem('theme');
	if (kept === 'light' || kept === 'dark')
		document.documentElement.dataset.theme = kept;
} catch {
	// The system's choice is used.
}

/** Whether the page follows the store; for some seconds, that something new has come in. */
function Live({ connection, generation }: { connection: Connection; generation: number | null }) {
	const [fresh, setFresh] = useState(false);
	const last = useRef(generation);
	useEffect(() => {
		const changed = last.current !== null && generation !== null && generation !== last.current;
		last.current = generation;
		if (!changed)
			return;
		setFresh(true);
		const timer = setTimeout(() => setFresh(false), 6000);
		return () => clearTimeout(timer);
	}, [generation]);
	return (
		<span class={`connection ${connection} ${fresh ? 'fresh' : ''}`} role="status"
			title={connection === 'live' ? 'The page follows the store: what comes in is shown at once.' : undefined}>
			{connection === 'lost' ? 'not connected' : fresh ? 'new events' : connection === 'live' ? 'live' : ''}
		</span>
	);
}

function Page() {
	const address = useAddress();
	const view = views.find((one) => one.name === address.view) ?? null;
	const connection = useStream();
	const summary = useAnswer<Summary>(routeOf('summary'));
	const [theme, show] = useState(themeNow);
	const main = useRef<HTMLElement>(null);
	const shown = useRef(address.view + '/' + address.name);

	const ledger = summary.answer ? titleOf(summary.answer) : 'Bede';
	useEffect(() => setViewTitle((view ? view.title + ' · ' : '') + ledger), [address.view, ledger]);
	useEffect(() => {
		// Another view is another page: whoever reads by keyboard or by ear goes on at its head.
		const next = address.view + '/' + address.name;
		if (shown.current !== next) {
			shown.current = next;
			main.current?.focus({ preventScroll: true });
			scrollTo(0, 0);
		}
	}, [address.view, address.name]);

	const filter = new URLSearchParams(filterOf(address) as Record<string, string>);
	return (
		<>
			<a class="skip" href="#main" onClick={(event) => {
				event.preventDefault();
				main.current?.focus();
			}}>To the content</a>
			<header class="head">
				<a class="wordmark" href={addressOf('overview')}>Bede</a>
				<nav aria-label="Views">
					{views.filter((one) => one.inHead).map((one) => (
						<a key={one.name} href={addressOf(one.name, '', one.filtered ? filter : {})}
							aria-current={one.name === address.view ? 'page' : undefined}>{one.title}</a>
					))}
				</nav>
				{summary.answer && (
					<span class="ledger-name" title={summary.answer.program}>
						<b>{titleOf(summary.answer)}</b> {plural(summary.answer.events, 'event', 'events')}
					</span>
				)}
				<Live connection={connection} generation={summary.answer?.generation ?? null} />
				<button type="button" class="plain theme" aria-label={theme === 'dark' ? 'Light colours' : 'Dark colours'}
					title={theme === 'dark' ? 'Light colours' : 'Dark colours'} onClick={() => {
						const next = themeNow() === 'dark' ? 'light' : 'dark';
						setTheme(next);
						show(next);
					}}><span class="half" aria-hidden="true" /></button>
			</header>
			<div class={view?.filtered ? 'body with-filter' : 'body'}>
				{view?.filtered && <FilterPanel />}
				<main id="main" tabIndex={-1} ref={main}>
					{view?.filtered && <Conditions />}
					{view ? <view.Show key={view.name} address={address} summary={summary.answer} />
						: <div class="state">
							<h1>There is no such view</h1>
							<p>The address names “{address.view}”. <a href={addressOf('overview')}>Go to the overview</a></p>
						</div>}
				</main>
			</div>
		</>
	);
}

render(<Page />, document.getElementById('app')!);
