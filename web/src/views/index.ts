/** The views, in the order of the head. A new one is a file beside this and a line here. */

import type { ComponentType } from 'preact';
import type { Summary } from '../api';
import type { Address } from '../address';
import { EventView } from './event';
import { LedgerView } from './ledger';
import { MapView } from './map';
import { NetworkView } from './network';
import { OverviewView } from './overview';
import { ReportView } from './report';
import { TimelineView } from './timeline';
import { TryView } from './try';

export interface ViewProps {
	address: Address;
	/** null until the server has answered. */
	summary: Summary | null;
}

export interface View {
	/** As the address names it. */
	name: string;
	title: string;
	inHead: boolean;
	/** Does the filter stand beside it and go along to it? */
	filtered: boolean;
	Show: ComponentType<ViewProps>;
}

export const views: View[] = [
	{ name: 'overview', title: 'Overview', inHead: true, filtered: false, Show: OverviewView },
	{ name: 'timeline', title: 'Timeline', inHead: true, filtered: true, Show: TimelineView },
	{ name: 'map', title: 'Map', inHead: true, filtered: true, Show: MapView },
	{ name: 'network', title: 'Network', inHead: true, filtered: true, Show: NetworkView },
	{ name: 'ledger', title: 'Ledger', inHead: true, filtered: true, Show: LedgerView },
	{ name: 'try', title: 'Try it', inHead: true, filtered: false, Show: TryView },
	{ name: 'event', title: 'Event', inHead: false, filtered: false, Show: EventView },
	{ name: 'report', title: 'Report', inHead: false, filtered: false, Show: ReportView },
];
