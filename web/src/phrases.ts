/** An event as a headline, made of its fields: "Russian forces attacked Ukraine with heavy weapons". */

import type { Party } from './api';
import { codeName } from './countries';
import { formatType, sectorNames } from './format';

/**
 * What somebody did by type and mode: past/plain form, the rest with {} for the other side; [ … {}] falls away when
 * that is not known, and {people} gives a word for it then. Behind |: the noun, for an event of which nobody is known
 * to have done it; behind another |: what stands instead when the other side is not known.
 */
const phrases: Record<string, string> = {
	'AGREE': 'made/make a commitment[ to {}]|Commitment[ to {}]',
	'CONSULT': 'held/hold talks[ with {}]|Talks[ with {}]',
	'CONSULT:visit': 'visited/visit {}|Visit[ to {}]|paid/pay a visit',
	'CONSULT:phone': 'talked/talk by telephone[ with {}]|Telephone talks[ with {}]',
	'CONSULT:third-party': 'mediated/mediate[ with {}]|Mediation[ with {}]',
	'CONSULT:multilateral': 'met/meet in a larger round[ with {}]|Meeting of several[ with {}]',
	'SUPPORT': 'expressed/express support[ for {}]|Support[ for {}]',
	'CONCEDE': 'gave/give way[ to {}]|Concession[ to {}]',
	'COOPERATE': 'worked/work together[ with {}]|Cooperation[ with {}]',
	'AID': 'gave/give aid[ to {}]|Aid[ for {}]',
	'RETREAT': 'pulled/pull back[ from {}]|Retreat[ from {}]',
	'RETREAT:access': 'gave/give access[ to {}]|Access[ for {}]',
	'RETREAT:ceasefire': 'ceased/cease fire[ against {}]|Ceasefire[ with {}]',
	'RETREAT:disarm': 'gave/give up arms[ held against {}]|Disarmament',
	'RETREAT:release': 'released/release {people}|Release of {people}',
	'RETREAT:resign': 'resigned/resign|Resignation',
	'RETREAT:return': 'returned/return what was taken[ to {}]|Return of what was taken[ to {}]',
	'RETREAT:withdraw': 'withdrew/withdraw[ from {}]|Withdrawal[ from {}]',
	'REQUEST': 'made/make a request[ to {}]|Request[ to {}]',
	'REQUEST:assist': 'asked/ask[ {}] for help|Request for help[ to {}]',
	'REQUEST:change': 'urged/urge {} to act differently|Call for change[ on {}]|called/call for change',
	'REQUEST:meet': 'asked/ask[ {}] for talks|Request for talks[ to {}]',
	'REQUEST:yield': 'demanded/demand that {} give way|Demand[ on {}]|made/make demands',
	'ACCUSE': 'accused/accuse {}|Accusation[ against {}]|made/make an accusation',
	'ACCUSE:disapprove': 'criticized/criticize {}|Criticism[ of {}]|voiced/voice criticism',
	'ACCUSE:investigate': 'opened/open an investigation[ of {}]|Investigation[ of {}]',
	'REJECT': 'refused/refuse what was asked[ by {}]|Refusal[ to {}]',
	'REJECT:assist': 'refused/refuse help[ to {}]|Refusal of help[ to {}]',
	'REJECT:change': 'refused/refuse to change course[ for {}]|Refusal to change course',
	'REJECT:meet': 'refused/refuse to meet[ {}]|Refusal to meet[ {}]',
	'REJECT:yield': 'refused/refuse to give way[ to {}]|Refusal to give way[ to {}]',
	'THREATEN': 'threatened/threaten {}|Threat[ against {}]|made/make a threat',
	'THREATEN:violence': 'threatened/threaten {} with force|Threat of force[ against {}]|threatened/threaten force',
	'THREATEN:arrest': 'threatened/threaten {} with arrest|Threat of arrest[ against {}]|threatened/threaten arrest',
	'THREATEN:relations': 'threatened/threaten to break[ with {}]|Threat to break[ with {}]',
	'PROTEST': 'protested/protest[ against {}]|Protest[ against {}]',
	'PROTEST:demo': 'demonstrated/demonstrate[ against {}]|Demonstration[ against {}]',
	'PROTEST:riot': 'rioted/riot[ against {}]|Riot[ against {}]',
	'PROTEST:strike': 'went/go on strike[ against {}]|Strike[ against {}]',
	'PROTEST:hunger': 'went/go on hunger strike[ against {}]|Hunger strike[ against {}]',
	'PROTEST:boycott': 'boycotted/boycott {}|Boycott[ of {}]|held/hold a boycott',
	'PROTEST:obstruct': 'blocked/block the way[ of {}]|Blockade[ of {}]',
	'SANCTION': 'imposed/impose sanctions[ on {}]|Sanctions[ on {}]',
	'SANCTION:convict': 'convicted/convict {people}|Conviction of {people}',
	'SANCTION:discontinue': 'cut/cut ties[ with {}]|Ties cut[ with {}]',
	'SANCTION:expel': 'expelled/expel {people}|Expulsion of {people}',
	'SANCTION:withdraw': 'pulled/pull out of work[ with {}]|Withdrawal from work[ with {}]',
	'MOBILIZE': 'mobilized/mobilize forces[ against {}]|Mobilization[ against {}]',
	'MOBILIZE:police': 'mobilized/mobilize police[ against {}]|Police mobilized[ against {}]',
	'MOBILIZE:troops': 'deployed/deploy troops[ against {}]|Troops deployed[ against {}]',
	'MOBILIZE:weapons': 'fired or deployed/fire or deploy weapons[ toward {}]|Show of weapons[ toward {}]',
	'COERCE': 'used/use coercion[ against {}]|Coercion[ of {}]',
	'COERCE:arrest': 'arrested/arrest {people}|Arrest of {people}',
	'COERCE:ban': 'banned/ban {}|Ban[ on {}]|imposed/impose a ban',
	'COERCE:censor': 'censored/censor {}|Censorship[ of {}]|imposed/impose censorship',
	'COERCE:curfew': 'imposed/impose a curfew[ on {}]|Curfew[ on {}]',
	'COERCE:cyber': 'broke/break into computers[ of {}]|Cyberattack[ on {}]',
	'COERCE:deport': 'deported/deport {people}|Deportation of {people}',
	'COERCE:martial-law': 'declared/declare martial law[ over {}]|Martial law[ over {}]',
	'COERCE:misinformation': 'spread/spread false information[ against {}]|False information[ against {}]',
	'COERCE:restrict': 'restricted/restrict {}|Restrictions[ on {}]|imposed/impose restrictions',
	'COERCE:seize': 'seized/seize property[ of {}]|Seizure of property[ of {}]',
	'COERCE:withhold': 'withheld/withhold what is owed[ to {}]|Withholding[ from {}]',
	'ASSAULT': 'attacked/attack[ {}]|Attack[ on {}]',
	'ASSAULT:abduct': 'abducted/abduct {people}|Abduction of {people}',
	'ASSAULT:aerial': 'attacked/attack[ {}] from the air|Air attack[ on {}]',
	'ASSAULT:assassinate': 'assassinated/assassinate {people}|Assassination of {people}',
	'ASSAULT:beat': 'beat/beat {people}|Beating of {people}',
	'ASSAULT:cleansing': 'displaced or killed/displace or kill {people}|Ethnic cleansing[ of {}]',
	'ASSAULT:crowd-control': 'broke/break up a crowd[ of {}] by force|Force against a crowd[ of {}]',
	'ASSAULT:destroy': 'destroyed/destroy property[ of {}]|Destruction of property[ of {}]',
	'ASSAULT:drone': 'attacked/attack[ {}] with drones|Drone attack[ on {}]',
	'ASSAULT:execute': 'executed/execute {people}|Execution of {people}',
	'ASSAULT:explosives': 'attacked/attack[ {}] with explosives|Attack with explosives[ on {}]',
	'ASSAULT:firearms': 'shot/shoot at {people}|Shooting[ at {}]',
	'ASSAULT:heavy-weapons': 'attacked/attack[ {}] with heavy weapons|Attack with heavy weapons[ on {}]',
	'ASSAULT:massacre': 'massacred/massacre {people}|Massacre of {people}',
	'ASSAULT:primitive': 'attacked/attack[ {}] with simple weapons|Attack with simple weapons[ on {}]',
	'ASSAULT:sexual': 'committed/commit sexual violence[ against {}]|Sexual violence[ against {}]',
	'ASSAULT:suicide-attack': 'made/make a suicide attack[ on {}]|Suicide attack[ on {}]',
	'ASSAULT:torture': 'tortured/torture {people}|Torture of {people}',
	'ASSAULT:unconventional': 'attacked/attack[ {}] with unconventional weapons' +
		'|Attack with unconventional weapons[ on {}]',
};

/** What several do with each other, nobody being only the other side. */
const together: Record<string, string> = {
	'AGREE': 'agreed/agree', 'CONSULT': 'met/meet', 'CONSULT:visit': 'met/meet', 'COOPERATE': 'worked/work together',
	'RETREAT:ceasefire': 'ceased/cease fire',
};

export interface Headline {
	/** Empty: the sentence begins with `before`, a noun. */
	actors: Party[];
	/** Between the two sides, and behind the other one. */
	before: string;
	recipients: Party[];
	after: string;
}

/** A party that is worth the subject's place: named, or at least known by a code. */
const isKnown = (party: Party) =>
	(party.name !== null && !party.inferred) || (party.code !== null && party.code !== 'UNK');

export function headlineOf(event: { event: string; mode: string[]; aux_mode: string[]; actor: Party[];
	recipient: Party[] }): Headline {
	const key = event.mode.map((mode) => event.event + ':' + mode).find((one) => one in phrases) ?? event.event;
	const unheard = `did/do something of the type ${formatType(event.event)}[ to {}]`;
	const [verb, noun, alone] = (phrases[key] ?? unheard).split('|');
	const actors = event.actor.filter(isKnown);
	const recipients = event.recipient;
	const mutual = actors.length > 1 && recipients.length === 0 ? together[key] : undefined;
	let form = actors.length === 0 ? noun ?? formatType(event.event)
		: mutual ?? (recipients.length === 0 ? alone ?? verb : verb);
	if (actors.length > 0) {
		const [past, plain, rest] = /^([^/]*)\/([^\s[]+(?: or [^\s[]+)?)(.*)$/.exec(form)!.slice(1);
		const has = (mode: string) => event.aux_mode.includes(mode);
		form = (has('hypothetical') ? has('negation') ? 'might not ' + plain : 'might ' + plain
			: has('future') ? has('negation') ? 'not to ' + plain : 'to ' + plain
			: has('negation') ? 'did not ' + plain : past) + rest;
	} else if (event.aux_mode.includes('negation')) {
		form = 'No ' + form.charAt(0).toLowerCase() + form.slice(1);
	}
	form = form.replace(/\[([^\]]*)\]/g, recipients.length > 0 ? '$1' : '');
	if (recipients.length === 0)
		return { actors, before: form.replace(/\{(\w*)\}/g, '$1').trim(), recipients, after: '' };
	const [before, after] = form.split(/\{\w*\}/);
	const named = after === undefined ? [] : recipients;
	return { actors, before: before.trim(), recipients: named, after: (after ?? '').trim() };
}

/** A party in a sentence, without its code. */
export function partyWords(party: Party): string {
	const kind = party.sector ? sectorNames[party.sector] ?? party.sector : null;
	return party.name ?? (party.code && party.code !== 'UNK'
		? (codeName(party.code) ?? party.code) + (kind ? ` (${kind})` : '') : kind ?? 'somebody unknown');
}

export function listWords(parties: Party[]): string {
	const words = [...new Set(parties.map(partyWords))];
	return new Intl.ListFormat('en', { type: 'conjunction' }).format(words);
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The headline as plain text. */
export function headlineText(event: Parameters<typeof headlineOf>[0]): string {
	const { actors, before, recipients, after } = headlineOf(event);
	return upperFirst([listWords(actors), before, listWords(recipients), after].filter(Boolean).join(' '));
}

/** "solid", as `bede explain` calls it. */
export const confidenceWord = (confidence: number): string =>
	confidence >= 0.7 ? 'solid' : confidence >= 0.45 ? 'fair' : 'doubtful';

export const auxNotes: Record<string, string> = {
	negation: 'said not to have happened', future: 'planned or announced', historical: 'looks back',
	hypothetical: 'only possible, or on a condition',
};

export const kindNotes: Record<string, string> = {
	report: 'reports', statement: 'says', claim: 'claims', denial: 'denies', estimate: 'estimates',
	announcement: 'announces', unacknowledged: 'does not acknowledge',
};

export const resolutionNotes = ['unknown', 'country', 'province', 'district', 'city', 'place in a city'];

/** "at least 39", "39 to 52". */
export function rangeWords(min: number | null, max: number | null, format: (value: number) => string): string {
	if (min === null && max === null)
		return 'unknown';
	if (min === null)
		return 'at most ' + format(max!);
	if (max === null)
		return 'at least ' + format(min);
	return min === max ? format(min) : `${format(min)} to ${format(max)}`;
}
