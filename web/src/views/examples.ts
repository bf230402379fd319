/** Reports of our own to try the coder with: invented publishers, plain words, and what the coder is about. */

export interface Example {
	name: string;
	about: string;
	title: string;
	date: string;
	publisher: string;
	text: string;
}

export const examples: Example[] = [
	{
		name: 'border', about: 'numbers, a denial, an attribution', title: 'Shots on the border', date: '2024-05-14',
		publisher: 'Caucasus Courier',
		text: `YEREVAN — Azerbaijani troops fired on Armenian positions near the village of Tegh on Monday, killing two soldiers and wounding at least four, the Armenian Defense Ministry said.

Azerbaijan denied that its army had opened fire. President Ilham Aliyev accused Armenia of sending sappers across the border.

France condemned the attack and urged both sides to return to talks. The European Union will send 20 more observers to Armenia next month, its foreign policy chief announced.`,
	},
	{
		name: 'flood', about: 'aid, a meeting, a plan', title: 'Aid for flooded provinces', date: '2023-09-18',
		publisher: 'Tripoli Morning',
		text: `TRIPOLI — Turkey and Egypt sent rescue teams to Libya after floods had killed thousands of people in Derna. Italy promised 5 million euros for tents and medicine.

Hundreds of residents demonstrated in front of the mosque on Monday. They demanded that the mayor resign, and some set his house on fire, witnesses said.

Prime Minister Abdul Hamid Dbeibah is to meet the head of the UN mission, Abdoulaye Bathily, on Wednesday.`,
	},
	{
		name: 'strait', about: 'a threat, a condition, who says so', title: 'Tanker seized in the strait', date: '2024-01-12',
		publisher: 'Harbour Gazette',
		text: `DUBAI — Iran's navy seized an oil tanker in the Gulf of Oman on Thursday, the state news agency IRNA reported. The ship carried about 145,000 tonnes of crude oil.

The United States demanded that Iran release the ship and its crew of 19. If the tanker is not freed, Washington may impose new sanctions, according to a State Department official.

Iranian Foreign Minister Hossein Amir-Abdollahian rejected the demand. Oman offered to mediate between Iran and the United States.`,
	},
];
