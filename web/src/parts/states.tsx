/** What stands where an answer is missing: waiting, nothing found, a failure; each says what to do. */

import type { ComponentChildren } from 'preact';
import type { Asked } from '../client';
import { change, filterFields } from '../address';

export function Waiting({ what }: { what: string }) {
	return <p class="state" role="status" aria-busy="true">Loading {what} …</p>;
}

export function clearFilter(): void {
	change(Object.fromEntries(filterFields.map((field) => [field, undefined])));
}

export function Nothing({ what, children }: { what: string; children?: ComponentChildren }) {
	return (
		<div class="state" role="status">
			<p>No {what} under this filter.</p>
			{children ?? <button type="button" onClick={clearFilter}>Clear the filter</button>}
		</div>
	);
}

export function Failure({ asked }: { asked: Asked<unknown> }) {
	const error = asked.error!;
	return (
		<div class="state failure" role="alert">
			<p>{error.message}</p>
			{error.parameter
				? <button type="button" onClick={() => change({ [error.parameter!]: undefined })}>
					Take “{error.parameter}” out of the filter</button>
				: <button type="button" onClick={asked.again}>Try again</button>}
		</div>
	);
}

/** Shows the answer once it is there; an older one is dimmed while a new one is under way. */
export function Answer<Type>({ asked, what, children }: {
	asked: Asked<Type>;
	what: string;
	children: (answer: Type) => ComponentChildren;
}) {
	if (asked.error)
		return <Failure asked={asked} />;
	if (asked.answer === null)
		return <Waiting what={what} />;
	return <div class={asked.waiting ? 'dimmed' : undefined} aria-busy={asked.waiting}>{children(asked.answer)}</div>;
}
