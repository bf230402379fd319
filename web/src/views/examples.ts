/** Reports to try the coder with: events that the world knows, in our own words, by publishers that do not exist. */

export interface Example {
	name: string;
	about: string;
	title: string;
	date: string;
	publisher: string;
	text: string;
}

const paragraphs = (...sentences: string[][]) => sentences.map((one) => one.join(' ')).join('\n\n');

export const examples: Example[] = [
	{
		name: 'border', about: 'numbers, a denial, who says so', title: 'Shots on the border', date: '2022-09-14',
		publisher: 'Caucasus Courier',
		text: paragraphs([
			'YEREVAN — Azerbaijani troops shelled Armenian positions near Goris and Jermuk on Tuesday, killing at least 49',
			'soldiers, Armenian Prime Minister Nikol Pashinyan said.',
		], [
			'Azerbaijan denied that its army had attacked civilians. The Azerbaijani Defense Ministry accused Armenia of laying',
			'mines along the border.',
		], [
			'U.S. Secretary of State Antony Blinken urged both countries to end the fighting. Russia announced that it had',
			'brokered a ceasefire.',
		]),
	},
	{
		name: 'flood', about: 'aid, money, a protest', title: 'Aid for Derna', date: '2023-09-19',
		publisher: 'Tripoli Morning',
		text: paragraphs([
			'TRIPOLI — Turkey and Egypt sent rescue teams to Libya after floods had killed thousands of people in Derna.',
			'The European Union promised 5.2 million euros for tents and medicine.',
		], [
			'Hundreds of residents protested against the authorities in Derna on Monday. Some of them set fire to the house of',
			'the mayor, witnesses said.',
		], [
			'The United Nations asked donors for 71 million dollars.',
		]),
	},
	{
		name: 'tanker', about: 'a seizure, strikes, threats', title: 'Tanker seized', date: '2024-01-12',
		publisher: 'Harbour Gazette',
		text: paragraphs([
			"DUBAI — Iran's navy seized an oil tanker in the Gulf of Oman on Thursday, the state news agency IRNA reported.",
			'The United States called on Iran to release the ship and its crew of 19.',
		], [
			'Hours later, American and British warplanes bombed Houthi positions in Yemen. The Houthis threatened to attack',
			'American ships in the Red Sea if the strikes go on.',
		], [
			'Russia condemned the strikes and asked for a meeting of the U.N. Security Council.',
		]),
	},
];
