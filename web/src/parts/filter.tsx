/** The filter that timeline, map, network and ledger share; it stands in the address. */

import { change, filterOf, useAddress } from '../address';
import { clearFilter } from './states';

const fields = [
	{ name: 'actor', label: 'Actor', hint: 'RUS, RUS:MIL' },
	{ name: 'recipient', label: 'Recipient', hint: 'UKR' },
	{ name: 'event', label: 'Type', hint: 'ASSAULT,COERCE' },
	{ name: 'since', label: 'Since', hint: '2022-04' },
	{ name: 'until', label: 'Until', hint: '2022-05' },
	{ name: 'place', label: 'Place', hint: 'Kyiv' },
	{ name: 'source', label: 'Who says so', hint: 'UKR:GOV' },
	{ name: 'text', label: 'Words', hint: 'railway station' },
] as const;

export function FilterPanel({ open }: { open: boolean }) {
	const filter = filterOf(useAddress());
	return (
		<details class="filter" open={open || matchMedia('(min-width: 60rem)').matches}>
			<summary>Filter</summary>
			{fields.map((field) => (
				<label key={field.name}>{field.label}
					<input value={filter[field.name] ?? ''} placeholder={field.hint}
						onChange={(event) => change({ [field.name]: event.currentTarget.value.trim() })} />
				</label>
			))}
			<button type="button" onClick={clearFilter}>Clear</button>
		</details>
	);
}
