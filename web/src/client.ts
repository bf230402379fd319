/**
 * Asks the server. Answers are kept for as long as the store does not change (the generation that /stream tells), so going
 * back to a view shows it at once.
 */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApiErrorBody, Filter, Reading, Summary } from './api';

export class ApiError extends Error {
	constructor(message: string, readonly status: number, readonly parameter: string | null) {
		super(message);
	}
}

/** Relative, so that the page also works below a folder of another server. */
export function routeOf(route: string, parameters: Filter | Record<string, string | undefined> = {}): string {
	const query = new URLSearchParams();
	for (const [key, value] of Object.entries(parameters))
		if (value)
			query.set(key, value);
	const words = query.toString();
	return 'api/v1/' + route + (words ? '?' + words : '');
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
	if (response.ok)
		return await response.json() as Answer;
	const body = await response.json().catch(() => null) as ApiErrorBody | null;
	throw new ApiError(body?.error?.message ?? `The server answers with status ${response.status}.`, response.status,
		body?.error?.parameter ?? null);
}

let kept = new Map<string, unknown>();
/** Of the store, as the stream has told it; 0: it has told nothing yet. */
let generation = 0;
/** How often the store has changed under the page. */
let changes = 0;
const listeners = new Set<() => void>();

export async function ask<Answer>(route: string, signal?: AbortSignal): Promise<Answer> {
	if (kept.has(route))
		return kept.get(route) as Answer;
	const asked = changes;
	const answer = await answerOf<Answer>(await fetch(route, { signal }));
	if (asked === changes) {
		if (kept.size >= 200)
			kept.delete(kept.keys().next().value!);
		kept.set(route, answer);
	}
	return answer;
}

/** POST /code. */
export async function code(report: { text: string; date?: string; title?: string; publisher?: string }): Promise<Reading> {
	return answerOf<Reading>(await fetch('api/v1/code', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(report),
	}));
}

export interface Asked<Answer> {
	/** The last answer; it stays while a new one is under way. */
	answer: Answer | null;
	error: ApiError | null;
	waiting: boolean;
	again: () => void;
}

/** The answer to a route (null: to none), asked again when the route or the store changes. */
export function useAnswer<Answer>(route: string | null): Asked<Answer> {
	const [state, setState] = useState<{ answer: Answer | null; error: ApiError | null; waiting: boolean }>(
		{ answer: null, error: null, waiting: route !== null });
	const [times, setTimes] = useState(0);
	const last = useRef<string | null>(null);
	useEffect(() => {
		const again = () => setTimes((count) => count + 1);
		listeners.add(again);
		return () => void listeners.delete(again);
	}, []);
	useEffect(() => {
		if (route === null) {
			setState({ answer: null, error: null, waiting: false });
			return;
		}
		const stop = new AbortController();
		last.current = route;
		setState((before) => ({ ...before, waiting: true }));
		ask<Answer>(route, stop.signal).then(
			(answer) => !stop.signal.aborted && setState({ answer, error: null, waiting: false }),
			(error) => {
				if (stop.signal.aborted)
					return;
				const told = error instanceof ApiError ? error
					: new ApiError('The server cannot be reached. Is bede serve still running?', 0, null);
				setState({ answer: null, error: told, waiting: false });
			});
		return () => stop.abort();
	}, [route, times]);
	return { ...state, again: () => setTimes((count) => count + 1) };
}

export type Connection = 'connecting' | 'live' | 'lost';

/** Milliseconds until a stream that the server has ended is opened again. */
const patience = 3000;

function askAllAgain(): void {
	for (const listener of [...listeners])
		listener();
}

/** Follows the store: when it changes, every answer on the page is asked for anew. */
export function useStream(): Connection {
	const [connection, setConnection] = useState<Connection>('connecting');
	useEffect(() => {
		let stream: EventSource, timer = 0, lost = false;
		const open = () => {
			stream = new EventSource('api/v1/stream');
			stream.onopen = () => {
				setConnection('live');
				// What could not be had meanwhile can be had now.
				if (lost)
					askAllAgain();
				lost = false;
			};
			stream.onerror = () => {
				setConnection('lost');
				lost = true;
				// A browser tries again by itself unless the server has answered with an error.
				if (stream.readyState === EventSource.CLOSED)
					timer = setTimeout(open, patience);
			};
			stream.addEventListener('change', (event) => {
				const told = JSON.parse((event as MessageEvent<string>).data) as { generation: number };
				// The first one tells what the answers that came before it were made from.
				const before = generation || (kept.get('api/v1/summary') as Summary | undefined)?.generation || told.generation;
				generation = told.generation;
				if (before === told.generation)
					return;
				changes++;
				kept = new Map();
				askAllAgain();
			});
		};
		open();
		return () => {
			clearTimeout(timer);
			stream.close();
		};
	}, []);
	return connection;
}
