/**
 * The HTTP API as the page sees it. Every type here is what `bede serve` sends under /api/v1/; doc/serve.md and
 * /api (OpenAPI) describe the same. Days are YYYY-MM-DD; offsets are half-open, in Unicode code points of the text they
 * point into; what is unknown is null.
 */

/** Which records or events a question is about: all conditions hold at once; commas mean any of several values. */
export interface Filter {
	/** A code, a code and a sector, or a sector: RUS, RUS:MIL, :MIL. */
	actor?: string;
	recipient?: string;
	/** "1": actor and recipient may have changed sides. */
	both_ways?: string;
	/** A sector of anybody on either side. */
	sector?: string;
	/** PLOVER types. */
	event?: string;
	/** 1 to 4: verbal cooperation, material cooperation, verbal conflict, material conflict. */
	quad?: string;
	mode?: string;
	context?: string;
	/** Of historical, future, hypothetical, negation. */
	aux_mode?: string;
	/** Of certain, probable, possible. */
	certainty?: string;
	/** A place, province or country by name, or a country's code. */
	place?: string;
	/** west,south,east,north in degrees; west > east: over the date line. */
	box?: string;
	/** Days, months or years, both included: 2024-03-01, 2024-03, 2024. */
	since?: string;
	until?: string;
	/** Who says so: a code as above, or a name. */
	source?: string;
	publisher?: string;
	/** 0 to 1. */
	confidence?: string;
	/** Words of the sentence, all of them. */
	text?: string;
	/** "1": only events of which reports differ on something; that somebody denies. */
	differs?: string;
	denied?: string;
}

export interface Party {
	code: string | null;
	sector: string | null;
	/** The full name where one is known, else the words; of a party without words its country's or body's name. */
	name: string | null;
	inferred: boolean;
}

export interface Place {
	name: string | null;
	country_code: string | null;
	lat: number | null;
	lon: number | null;
	/** PLOVER: 5 below city, 4 city, 3 district, 2 province, 1 country, 0 unknown. */
	resolution: number;
}

/** GET /summary: what the ledger holds. */
export interface Summary {
	name: string;
	program: string;
	/** Grows by each change of the store; the same number comes with each `change` of /stream. */
	generation: number;
	documents: number;
	records: number;
	events: number;
	reprints: number;
	linked: boolean;
	first_day: string | null;
	last_day: string | null;
	publishers: number;
	/** Dyads with most events, either direction together. */
	dyads: { actor: string; recipient: string; events: number }[];
	/** Events on which reports differ or which somebody denies, those with most sources first. */
	disputed: EventRow[];
	/** Whether POST /code answers, and whether layers and reasons can be had: the coder's data were found. */
	coder: boolean;
}

/** GET /events?FILTER&sort=&limit=&offset=: linked events (records that are not linked stand for themselves). */
export interface EventRow {
	id: string;
	day: string;
	event: string;
	mode: string[];
	quad_code: number;
	event_scale: number;
	actor: Party[];
	recipient: Party[];
	place: Place | null;
	records: number;
	documents: number;
	/** Independent ones: a reprint is none. */
	sources: number;
	denials: number;
	/** Fields on which reports differ: dead, day, actor … */
	differs: string[];
	confidence: number;
	certainty: string;
	aux_mode: string[];
	dead: { low: number; best: number; high: number } | null;
	sentence: string;
	publisher: string | null;
}

export interface Page<Row> {
	total: number;
	rows: Row[];
}

/** Words of a text, by what they say of a record. */
export interface Mark {
	start: number;
	end: number;
	role: 'actor' | 'action' | 'recipient' | 'when' | 'where' | 'how-many' | 'source' | 'cue';
}

/** GET /records?FILTER&sort=&limit=&offset= */
export interface RecordRow {
	id: string;
	event_id: string;
	document_id: string;
	day: string;
	event: string;
	mode: string[];
	aux_mode: string[];
	context: string[];
	quad_code: number;
	event_scale: number;
	actor: Party[];
	recipient: Party[];
	place: Place | null;
	certainty: string;
	confidence: number;
	attribution: { source: Party; cue: string | null; kind: string }[];
	quantity: { role: string | null; item: string | null; text: string; min: number | null; max: number | null }[];
	sentence: string;
	/** Into `sentence`. */
	marks: Mark[];
	publisher: string | null;
	/** The report's day. */
	reported: string | null;
	title: string | null;
	url: string | null;
	reprint: boolean;
	/** The report that was printed again (its document_id); null: this is no reprint. */
	reprint_of: string | null;
	rule: string;
}

/** GET /events/ID: one event, as all reports tell it. ID may be a record's. */
export interface EventPage extends EventRow {
	/** Each value that reports give for a field. */
	accounts: {
		field: string;
		value: string;
		low: number | null;
		high: number | null;
		/** How many independent sources give it. */
		sources: number;
		first_record_id: string;
		/** Another account contradicts it; where none does, one is only less specific than another. */
		differs: boolean;
	}[];
	/** In the order in which the reports came. */
	tellings: RecordRow[];
}

/** GET /documents/ID */
export interface DocumentPage {
	id: string;
	title: string | null;
	date: string | null;
	publisher: string | null;
	url: string | null;
	text: string;
	sentences: { start: number; end: number }[];
	/** `marks` point into the document's text here. */
	records: (RecordRow & { start: number; end: number })[];
	reprint_of: { id: string; similarity: number } | null;
	reprints: { id: string; publisher: string | null; similarity: number }[];
}

export interface Layers {
	text: string;
	sentences: { start: number; end: number }[];
	tokens: { start: number; end: number; lemma: string; upos: string; head: number; deprel: string; sentence: number }[];
	entities: { start: number; end: number; type: string; code: string | null; sector: string | null;
		identifier_text: string | null; coref: number | null }[];
	times: { start: number; end: number; type: string; value: string; mod: string | null }[];
	places: { start: number; end: number; geonameid: number | null; name: string | null; lat: number | null;
		lon: number | null; country_code: string | null; feature_code: string | null }[];
	quantities: { start: number; end: number; text: string; min: number | null; max: number | null; item: string | null;
		role: string | null; unit: string | null }[];
	attributions: { source: [number, number] | null; cue: [number, number]; content: [number, number][] }[];
}

/** Why a record is there: its rule as it stands in the file, the rule's own example, the words that it matched. */
export interface Why {
	record_id: string;
	rule: string;
	rule_words: string | null;
	rule_example: string | null;
	/** Into the document's text. */
	matched: { start: number; end: number }[];
}

/** GET /documents/ID/layers: the text read anew. POST /code with {text, date?, title?, publisher?}: the same of a text. */
export interface Reading {
	layers: Layers;
	records: DocumentPage['records'];
	why: Why[];
}

/** GET /timeline?FILTER&by=day|week|month|year&split=quad|event; without `by`, steps that suit the span of the events. */
export interface Timeline {
	by: string;
	/** First days of the steps, without gaps from the first to the last. */
	steps: string[];
	/** Events in each step; keys are quad codes or types. */
	series: { key: string; counts: number[] }[];
	/** Mean conflict–cooperation score of each step (−10 to 10); null where nothing happened. */
	scale: (number | null)[];
	total: number;
	/** Events whose day is not known to the step. */
	left_out: number;
}

/** GET /map?FILTER */
export interface MapData {
	/** Places known to the city or better (resolution 3 to 5): dots. `quad`: events by quad code 1 to 4. */
	points: { name: string; country_code: string | null; lat: number; lon: number; resolution: number; events: number;
		quad: [number, number, number, number] }[];
	/** Events known to the country or province only: areas, no dots. */
	countries: { code: string; events: number; quad: [number, number, number, number] }[];
	/** Events without a place. */
	unplaced: number;
	total: number;
}

/** GET /network?FILTER&limit=: who acts on whom, the strongest links first. */
export interface Network {
	nodes: { code: string; name: string; events: number }[];
	/** `scale`: mean conflict–cooperation score. */
	links: { actor: string; recipient: string; events: number; scale: number;
		quad: [number, number, number, number] }[];
	total: number;
	/** Events of weaker links, and events of which one side is not known. */
	left_out: number;
}

/** GET /facets?FILTER: how many events have each value; each field without its own condition. */
export type Facets = Record<'event' | 'quad' | 'sector' | 'country' | 'certainty' | 'aux_mode' | 'publisher' | 'actor' |
	'recipient' | 'source' | 'mode' | 'context', { value: string; name: string | null; events: number }[]>;

/** GET /actors?q=WORDS: codes whose name or code begins with the words, most frequent first. */
export interface ActorSuggestion {
	code: string;
	name: string;
	events: number;
}

/** Errors: status 400 and up. `parameter` names the one that is wrong. */
export interface ApiErrorBody {
	error: { code: string; message: string; parameter: string | null };
}
