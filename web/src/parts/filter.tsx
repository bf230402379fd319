/**
 * The filter that timeline, map, network and ledger share. It stands in the address; beside each value stands how many
 * events it would leave. What is chosen also stands above the view, to be seen and taken away when the panel is shut.
 */

import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { Facets, Filter } from '../api';
import { change, filterFields, filterOf, useAddress } from '../address';
import { routeOf, useAnswer } from '../client';
import { codeName } from '../countries';
import { auxModes, certainties, conditionNames, conditionText, switches, toggled, valuesOf, type Field } from '../conditions';
import { eventTypes, formatCompact, formatPercent, formatType, quads, sectorNames } from '../format';
import { clearFilter } from './states';
import { Suggest, type Option } from './suggest';
import { useMedia } from './media';
import './filter.css';

/** Wide enough for the filter to stand beside the view; else it is folded above it. */
const wide = '(min-width: 60rem)';

/** What the reader has chosen: each condition can be taken away. */
export function Conditions() {
	const filter = filterOf(useAddress());
	const chosen = filterFields.filter((field) => filter[field]);
	if (chosen.length === 0)
		return null;
	return (
		<ul class="conditions" aria-label="Conditions">
			{chosen.map((field) => {
				const text = switches.includes(field) ? '' : conditionText(field, filter[field]!);
				const name = conditionNames[field];
				return (
					<li key={field}>
						<button type="button" class="chip" onClick={() => change({ [field]: undefined })}
							aria-label={`Take away: ${name} ${text}`}>
							<span class="chip-name">{name}</span>{text && <> {text}</>}<span class="chip-cross" aria-hidden="true">×</span>
						</button>
					</li>
				);
			})}
			{chosen.length > 1 && <li><button type="button" class="plain chip" onClick={clearFilter}>Clear all</button></li>}
		</ul>
	);
}

function Toggle({ pressed, count, title, class: sort, onClick, children }: {
	pressed: boolean;
	count: number | null;
	title?: string;
	class?: string;
	onClick: () => void;
	children: ComponentChildren;
}) {
	return (
		<button type="button" class={`toggle ${sort ?? ''} ${count === 0 && !pressed ? 'none' : ''}`} aria-pressed={pressed}
			title={title} onClick={onClick}>
			<span class="toggle-name">{children}</span>
			<span class="count">{count === null ? '' : formatCompact(count)}</span>
		</button>
	);
}

/** The types, grouped by quad class; the head of a group chooses the class as a whole. */
function Types({ filter, count }: { filter: Filter; count: (field: keyof Facets, value: string) => number | null }) {
	const types = valuesOf(filter.event), classes = valuesOf(filter.quad);
	return (
		<>
			{quads.map(({ quad, name }) => (
				<div class={`types quad-${quad}`} role="group" aria-label={name} key={quad}>
					<Toggle class="type-class" pressed={classes.includes(String(quad))} count={count('quad', String(quad))}
						title={`All types of ${name.toLowerCase()}`}
						onClick={() => change({ quad: toggled(filter.quad, String(quad)) })}>
						<span class="badge-sign" aria-hidden="true" /> {name}
					</Toggle>
					{eventTypes.filter((one) => one.quad === quad).map(({ type, about }) => (
						<Toggle key={type} pressed={types.includes(type)} count={count('event', type)} title={about}
							onClick={() => change({ event: toggled(filter.event, type) })}>{formatType(type)}</Toggle>
					))}
				</div>
			))}
		</>
	);
}

/** A line of text that asks when the reader is done with it. */
function Line({ label, field, hint, value, error, mode }: {
	label: string;
	field: Field;
	hint: string;
	value: string;
	error?: string;
	mode?: 'numeric';
}) {
	const id = useId();
	return (
		<div class="line">
			<label for={id}>{label}</label>
			<input id={id} type="text" value={value} placeholder={hint} autocomplete="off" inputMode={mode}
				aria-invalid={error ? true : undefined} aria-describedby={error ? id + '-error' : undefined}
				onChange={(event) => change({ [field]: event.currentTarget.value.trim() })} />
			{error && <p class="field-error" id={id + '-error'}>{error}</p>}
		</div>
	);
}

function Confidence({ value }: { value: string }) {
	const id = useId();
	const [moving, setMoving] = useState<string | null>(null);
	const shown = Number(moving ?? value) || 0;
	useEffect(() => setMoving(null), [value]);
	return (
		<div class="line">
			<label for={id}>Confidence <output for={id}>{shown > 0 ? `at least ${formatPercent(shown)}` : 'any'}</output></label>
			<input id={id} type="range" min="0" max="0.95" step="0.05" value={shown}
				aria-valuetext={shown > 0 ? `at least ${formatPercent(shown)}` : 'any'}
				onInput={(event) => setMoving(event.currentTarget.value)}
				onChange={(event) => change({ confidence: Number(event.currentTarget.value) > 0 ? event.currentTarget.value : undefined })} />
		</div>
	);
}

function Switch({ field, filter, children }: { field: Field; filter: Filter; children: ComponentChildren }) {
	return (
		<label class="switch">
			<input type="checkbox" checked={filter[field] === '1'}
				onChange={(event) => change({ [field]: event.currentTarget.checked ? '1' : undefined })} /> {children}
		</label>
	);
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
	return <fieldset><legend>{title}</legend>{children}</fieldset>;
}

function Fields({ filter }: { filter: Filter }) {
	const asked = useAnswer<Facets>(routeOf('facets', filter));
	const facets = asked.answer;
	const wrong = (field: Field): string | undefined => asked.error?.parameter === field ? asked.error.message : undefined;
	const count = (field: keyof Facets, value: string): number | null =>
		facets ? facets[field].find((one) => one.value === value)?.events ?? 0 : null;
	const options = (field: keyof Facets, nameOf = (one: Option): string | null => one.name): Option[] =>
		(facets?.[field] ?? []).map((one) => ({ ...one, name: nameOf(one) }));
	const suggest = (field: Field & keyof Facets, label: string, hint: string, rest: { ofServer?: boolean;
		nameOf?: (one: Option) => string | null } = {}) => (
		<Suggest label={label} hint={hint} value={filter[field] ?? ''} options={options(field, rest.nameOf)}
			ofServer={rest.ofServer} error={wrong(field)} onChange={(value) => change({ [field]: value })} />
	);
	return (
		<div class="fields" aria-busy={asked.waiting && !facets}>
			<Group title="Who">
				{suggest('actor', 'Actor', 'Russia, RUS, RUS:MIL', { ofServer: true })}
				{suggest('recipient', 'Recipient', 'Ukraine, UKR', { ofServer: true })}
				<Switch field="both_ways" filter={filter}>either may act</Switch>
				{suggest('sector', 'Sector, on either side', 'military', { nameOf: (one) => sectorNames[one.value] ?? one.name })}
			</Group>
			<Group title="Did what">
				<Types filter={filter} count={count} />
				{wrong('event') && <p class="field-error">{wrong('event')}</p>}
				{suggest('mode', 'Mode', 'any')}
				{suggest('context', 'Context', 'any')}
				<div class="toggles" role="group" aria-label="Status">
					{auxModes.map(({ value, name }) => (
						<Toggle key={value} pressed={valuesOf(filter.aux_mode).includes(value)} count={count('aux_mode', value)}
							onClick={() => change({ aux_mode: toggled(filter.aux_mode, value) })}>{name}</Toggle>
					))}
				</div>
			</Group>
			<Group title="When and where">
				<div class="pair">
					<Line label="Since" field="since" hint="2022-04" value={filter.since ?? ''} error={wrong('since')} />
					<Line label="Until" field="until" hint="2022-05-09" value={filter.until ?? ''} error={wrong('until')} />
				</div>
				<Suggest label="Place" hint="Kyiv, UKR" value={filter.place ?? ''} options={options('country', (one) => codeName(one.value))}
					error={wrong('place')} onChange={(place) => change({ place })} />
			</Group>
			<Group title="Who says so, and how sure">
				{suggest('source', 'Who says so', 'UKR:GOV', { ofServer: true })}
				{suggest('publisher', 'Publisher', 'any')}
				<div class="toggles" role="group" aria-label="Certainty">
					{certainties.map(({ value, name }) => (
						<Toggle key={value} pressed={valuesOf(filter.certainty).includes(value)} count={count('certainty', value)}
							onClick={() => change({ certainty: toggled(filter.certainty, value) })}>{name}</Toggle>
					))}
				</div>
				<Confidence value={filter.confidence ?? ''} />
				<Switch field="differs" filter={filter}>accounts differ</Switch>
				<Switch field="denied" filter={filter}>somebody denies it</Switch>
			</Group>
			<Group title="In words">
				<Line label="Words of the sentence" field="text" hint="railway station" value={filter.text ?? ''} error={wrong('text')} />
			</Group>
		</div>
	);
}

export function FilterPanel() {
	const filter = filterOf(useAddress());
	const chosen = Object.keys(filter).length;
	const [open, setOpen] = useState(false);
	const isWide = useMedia(wide);
	if (isWide)
		return <section class="filter" aria-label="Filter"><Fields filter={filter} /></section>;
	return (
		<details class="filter" onToggle={(event) => setOpen(event.currentTarget.open)}>
			<summary>Filter{chosen > 0 && <span class="count"> {chosen}</span>}</summary>
			{open && <Fields filter={filter} />}
		</details>
	);
}
