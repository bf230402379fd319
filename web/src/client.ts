/**
 * Asks the server. Answers are kept for as long as the store does not change (the generation that /stream tells), so going
 * back to a view shows it at once.
 */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApiErrorBody, Filter, Reading } from './api';

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
let generation = 0;
const listeners = new Set<() => void>();

export async function ask<Answer>(route: string, signal?: AbortSignal): Promise<Answer> {
	if (kept.has(route))
		return kept.get(route) as Answer;
	const asked = generation;
	const answer = await answerOf<Answer>(await fetch(route, { signal }));
	if (asked === generation) {
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

/** Follows the store: when it changes, every answer on the page is asked for anew. */
export function useStream(): Connection {
	const [connection, setConnection] = useState<Connection>('connecting');
	useEffect(() => {
		const stream = new EventSource('api/v1/stream');
		stream.onopen = () => setConnection('live');
		stream.onerror = () => setConnection('lost');
		stream.addEventListener('change', (event) => {
			const told = JSON.parse((event as MessageEvent<string>).data) as { generation: number };
			if (generation === told.generation)
				return;
			const first = generation === 0;
			generation = told.generation;
			if (first)
				return;
			kept = new Map();
			for (const listener of [...listeners])
				listener();
		});
		return () => stream.close();
	}, []);
	return connection;
}
