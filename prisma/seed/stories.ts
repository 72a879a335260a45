/**
 * The customers of the demo company, one story each. Amounts in minor units; days are relative to the day of
 * seeding: `dueDaysAgo: 12` fell due twelve days ago, negative is in the future.
 */
import type { places } from './places.ts';
import type { DisputeReason, DocumentType, NettingRule } from '../../domain/vocabulary.ts';

export interface StoryItem {
  number: string;
  type?: DocumentType;
  dueDaysAgo: number;
  /** Days between issue and due date; 30 where absent. */
  terms?: number;
  amountMinor: number;
  /** A part that was paid. */
  paid?: { amountMinor: number; daysAgo: number };
  currency?: string;
  instalment?: number;
  purchaseOrder?: string;
  disputed?: { reason: DisputeReason; amountMinor?: number; comment: string };
  held?: { reason: string; forDays: number };
}

export interface Story {
  number: string;
  name: string;
  country: keyof typeof places;
  /** What a newcomer sees in this customer; becomes its first note. */
  story: string;
  contact?: { name: string; email: string; phone?: string } | null;
  items: StoryItem[];
  netting?: NettingRule;
  /** Days since each step that was taken already, the first one first. */
  reminded?: number[];
  promise?: { items: string[]; inDays: number; madeDaysAgo: number; comment: string };
  /** A debit that was booked and came back: document and days since. */
  returnedDebit?: { item: string; bookedDaysAgo: number; returnedDaysAgo: number };
  pause?: { forDays: number | null; reason: string };
  excluded?: string;
  segment?: 'retail' | 'industry' | 'public';
}

/** Told by hand; the plainer ones are added by `moreStories`. */
const toldStories: Story[] = [
  {
    number: 'C-1001',
    name: 'Borel & Fils',
    country: 'FR',
    segment: 'industry',
    story: 'Six days late for the first time: the friendly reminder leaves by itself.',
    items: [
      { number: 'F-20310', dueDaysAgo: 6, amountMinor: 1245000, purchaseOrder: 'PO-7781' },
      { number: 'F-20388', dueDaysAgo: -9, amountMinor: 310050 },
    ],
  },
  {
    number: 'C-1002',
    name: 'Kraft Maschinenbau GmbH',
    country: 'DE',
    segment: 'industry',
    story: 'Had two reminders; the firm one waits for confirmation.',
    reminded: [29, 16],
    items: [
      { number: 'F-20144', dueDaysAgo: 33, amountMinor: 321000 },
      { number: 'F-20201', dueDaysAgo: 11, amountMinor: 98050 },
    ],
  },
  {
    number: 'C-1003',
    name: 'Talleres Ortega SL',
    country: 'ES',
    segment: 'industry',
    story: 'Third reminder is due; a part payment came in between.',
    reminded: [34, 15],
    items: [
      { number: 'F-19877', dueDaysAgo: 39, amountMinor: 560000, paid: { amountMinor: 200000, daysAgo: 8 } },
    ],
  },
  {
    number: 'C-1004',
    name: 'Northfield Stores Ltd',
    country: 'GB',
    segment: 'retail',
    story: 'All reminders but the last were sent; the formal notice waits for a person.',
    reminded: [56, 44, 20],
    items: [
      { number: 'F-19620', dueDaysAgo: 61, amountMinor: 874099 },
      { number: 'F-19944', dueDaysAgo: 33, amountMinor: 120000 },
    ],
  },
  {
    number: 'C-1005',
    name: 'Atelier Vidal',
    country: 'FR',
    segment: 'retail',
    story: 'Promised to pay next week: left alone until then.',
    reminded: [9],
    items: [{ number: 'F-20055', dueDaysAgo: 19, amountMinor: 458000 }],
    promise: {
      items: ['F-20055'],
      inDays: 8,
      madeDaysAgo: 2,
      comment: 'Transfer announced by phone by the accountant.',
    },
  },
  {
    number: 'C-1006',
    name: 'Menuiserie Lacaze',
    country: 'FR',
    segment: 'industry',
    story: 'A promise has run out unpaid: the chase goes on at the right step.',
    reminded: [21],
    items: [{ number: 'F-19980', dueDaysAgo: 34, amountMinor: 267000 }],
    promise: {
      items: ['F-19980'],
      inDays: -6,
      madeDaysAgo: 15,
      comment: 'Announced by phone: the transfer is in the next payment run.',
    },
  },
  {
    number: 'C-1007',
    name: 'Hansa Logistik AG',
    country: 'DE',
    segment: 'industry',
    story: 'One invoice is disputed for its price; only the other one is chased.',
    items: [
      {
        number: 'F-20099',
        dueDaysAgo: 18,
        amountMinor: 1180000,
        disputed: { reason: 'price', comment: 'Discount of the frame contract is missing.' },
      },
      { number: 'F-20222', dueDaysAgo: 7, amountMinor: 240000 },
    ],
  },
  {
    number: 'C-1008',
    name: 'Distribuciones Ibarra SA',
    country: 'ES',
    segment: 'retail',
    story: 'Part of an invoice is disputed (a broken pallet): the rest is asked for.',
    reminded: [14],
    items: [
      {
        number: 'F-20012',
        dueDaysAgo: 21,
        amountMinor: 900000,
        disputed: {
          reason: 'quality',
          amountMinor: 150000,
          comment: 'One pallet arrived broken, photo received.',
        },
      },
    ],
  },
  {
    number: 'C-1009',
    name: 'Verrerie du Rhône',
    country: 'FR',
    segment: 'industry',
    story: 'In credit: a credit note is larger than what is due, so nothing is sent.',
    items: [
      { number: 'F-20290', dueDaysAgo: 10, amountMinor: 80000 },
      { number: 'A-3301', type: 'credit_note', dueDaysAgo: 4, amountMinor: -125000 },
    ],
  },
  {
    number: 'C-1010',
    name: 'Lemaire Distribution',
    country: 'BE',
    segment: 'retail',
    story: 'Credits are listed, not deducted, as agreed with this customer.',
    netting: 'list',
    items: [
      { number: 'F-20281', dueDaysAgo: 8, amountMinor: 512000 },
      { number: 'A-3299', type: 'credit_note', dueDaysAgo: 12, amountMinor: -42000 },
    ],
  },
  {
    number: 'C-1011',
    name: 'Transalp Spedition',
    country: 'CH',
    segment: 'industry',
    story: 'Owes in francs and in euros; totals are never mixed.',
    items: [
      { number: 'F-20233', dueDaysAgo: 9, amountMinor: 310000, currency: 'CHF' },
      { number: 'F-20234', dueDaysAgo: 9, amountMinor: 145500, currency: 'EUR' },
    ],
  },
  {
    number: 'C-1012',
    name: 'Granite State Supply Inc',
    country: 'US',
    segment: 'retail',
    story: 'Owes in dollars and euros; the firm reminder waits for confirmation.',
    reminded: [31, 15],
    items: [
      { number: 'F-20101', dueDaysAgo: 36, amountMinor: 1999900, currency: 'USD' },
      { number: 'F-20102', dueDaysAgo: 36, amountMinor: 450000, currency: 'EUR' },
    ],
  },
  {
    number: 'C-1013',
    name: 'Boulangerie Martin',
    country: 'FR',
    segment: 'retail',
    story: 'Late, but nobody to write to: the reason says so until a contact is added.',
    contact: null,
    items: [{ number: 'F-20266', dueDaysAgo: 13, amountMinor: 64000 }],
  },
  {
    number: 'C-1014',
    name: 'Imprimerie Castel',
    country: 'FR',
    segment: 'industry',
    story: 'Paused for two weeks on the wish of sales; resumes by itself.',
    reminded: [12],
    pause: { forDays: 14, reason: 'Negotiation of the yearly contract, asked for by sales.' },
    items: [{ number: 'F-20077', dueDaysAgo: 26, amountMinor: 733000 }],
  },
  {
    number: 'C-1015',
    name: 'Stahlwerk Petersen GmbH',
    country: 'DE',
    segment: 'industry',
    story: 'Every step was done: stands for a decision (lawyer, write-off, agreement).',
    reminded: [113, 100, 85, 35],
    items: [{ number: 'F-19012', dueDaysAgo: 118, amountMinor: 1544000 }],
  },
  {
    number: 'C-1016',
    name: 'Clinique des Tilleuls',
    country: 'FR',
    segment: 'public',
    story: 'Pays in three instalments: only the first is overdue.',
    items: [
      { number: 'F-20180', instalment: 1, dueDaysAgo: 7, amountMinor: 400000 },
      { number: 'F-20180', instalment: 2, dueDaysAgo: -23, amountMinor: 400000 },
      { number: 'F-20180', instalment: 3, dueDaysAgo: -53, amountMinor: 400000 },
    ],
  },
  {
    number: 'C-1017',
    name: 'Papeterie Centrale',
    country: 'FR',
    segment: 'retail',
    story: 'Owes less than the minimum amount: not worth a reminder.',
    items: [{ number: 'F-20295', dueDaysAgo: 12, amountMinor: 990 }],
  },
  {
    number: 'C-1018',
    name: 'Van Dijk Interieur BV',
    country: 'NL',
    segment: 'retail',
    story: 'One invoice is on hold for a month, the rest is in time.',
    items: [
      {
        number: 'F-20130',
        dueDaysAgo: 17,
        amountMinor: 289000,
        held: { reason: 'Proof of delivery is being looked for.', forDays: 30 },
      },
      { number: 'F-20377', dueDaysAgo: -12, amountMinor: 157000 },
    ],
  },
  {
    number: 'C-1019',
    name: 'Acme Holding Services',
    country: 'FR',
    segment: 'industry',
    story: 'A company of our own group: never chased.',
    excluded: 'Company of the group, settled by netting.',
    items: [{ number: 'F-20020', dueDaysAgo: 44, amountMinor: 2310000 }],
  },
  {
    number: 'C-1020',
    name: 'Gemeente Waterdam',
    country: 'NL',
    segment: 'public',
    story: 'Everything overdue is disputed: nothing is sent until it is resolved.',
    items: [
      {
        number: 'F-20120',
        dueDaysAgo: 20,
        amountMinor: 618000,
        disputed: { reason: 'missing_order', comment: 'Order number is missing on the invoice.' },
      },
    ],
  },
  {
    number: 'C-1021',
    name: 'Orbital Components Ltd',
    country: 'GB',
    segment: 'industry',
    story: 'An unapplied payment stands against late invoices; the net is asked for.',
    items: [
      { number: 'F-20240', dueDaysAgo: 8, amountMinor: 500000 },
      { number: 'P-7719', type: 'unapplied_payment', dueDaysAgo: 3, amountMinor: -150000 },
    ],
  },
  {
    number: 'C-1022',
    name: 'Comercial Prado SL',
    country: 'ES',
    segment: 'retail',
    story: 'Paused until somebody lifts it: insolvency administrator appointed.',
    reminded: [50, 38],
    pause: { forDays: null, reason: 'Insolvency proceedings, claim registered.' },
    items: [{ number: 'F-19840', dueDaysAgo: 55, amountMinor: 432000 }],
  },
  {
    number: 'C-1023',
    name: 'Cave Bertin',
    country: 'FR',
    segment: 'retail',
    story: 'The direct debit was booked and came back: the invoice is open again, at the step it had.',
    reminded: [12],
    items: [{ number: 'F-20160', dueDaysAgo: 21, amountMinor: 186000 }],
    returnedDebit: { item: 'F-20160', bookedDaysAgo: 6, returnedDaysAgo: 2 },
  },
];

const plainNames: [Story['country'], string][] = [
  ['FR', 'Brasserie du Port'],
  ['FR', 'Garage Fontaine'],
  ['FR', 'Cabinet Morel'],
  ['FR', 'Serrurerie Baptiste'],
  ['FR', 'Pépinières Garnier'],
  ['FR', 'Électricité Roussel'],
  ['FR', 'Hôtel Bellevue'],
  ['FR', 'Chantiers Delorme'],
  ['FR', 'Pharmacie des Halles'],
  ['FR', 'Transports Picard'],
  ['DE', 'Bäckerei Lindner'],
  ['DE', 'Optik Sommer'],
  ['DE', 'Fensterbau Krüger'],
  ['DE', 'Druckhaus Ebert'],
  ['DE', 'Stadtwerke Auental'],
  ['ES', 'Muebles Serrano'],
  ['ES', 'Clínica Alameda'],
  ['ES', 'Bodegas del Río'],
  ['GB', 'Harper & Wells'],
  ['GB', 'Millbrook Dairy'],
  ['GB', 'Seaview Hotels'],
  ['US', 'Lakeside Tools'],
  ['US', 'Pioneer Printing'],
  ['BE', 'Ateliers Wauters'],
  ['BE', 'Brouwerij Claes'],
  ['NL', 'Fietsen De Boer'],
  ['NL', 'Kwekerij Vos'],
  ['CH', 'Horlogerie Favre'],
  ['CH', 'Chalets Rochat'],
  ['FR', 'Studio Meunier'],
  ['FR', 'Laiterie Aubert'],
  ['FR', 'Quincaillerie Noël'],
  ['DE', 'Malerbetrieb Vogt'],
  ['ES', 'Pinturas Campos'],
  ['GB', 'Ashdown Fabrics'],
  ['FR', 'Nautique Plus'],
  ['FR', 'Mairie de Saint-Aubin'],
  ['DE', 'Gartenbau Richter'],
];

/** Plain stories in turn: in time, just due, late once, late twice, late three times. */
function moreStories(): Story[] {
  return plainNames.map(([country, name], n) => {
    const number = `C-${2001 + n}`;
    const amountMinor = 42_000 + ((n * 137_311) % 900_000);
    const document = (k: number) => `F-${21_000 + n * 10 + k}`;
    const segment = (['retail', 'industry', 'public'] as const)[n % 3]!;
    const base = { number, name, country, segment };
    switch (n % 6) {
      case 0:
        return {
          ...base,
          story: 'In time: nothing is due yet.',
          items: [
            { number: document(1), dueDaysAgo: -5 - n, amountMinor },
            { number: document(2), dueDaysAgo: -25, amountMinor: amountMinor + 11_100 },
          ],
        };
      case 1:
        return {
          ...base,
          story: 'Fell due in the last days; too early for a reminder.',
          items: [{ number: document(1), dueDaysAgo: 2, amountMinor }],
        };
      case 2:
        return {
          ...base,
          story: 'A week late: the friendly reminder leaves by itself.',
          items: [
            { number: document(1), dueDaysAgo: 7, amountMinor },
            { number: document(2), dueDaysAgo: 1, amountMinor: amountMinor + 5_050 },
          ],
        };
      case 3:
        return {
          ...base,
          story: 'Two reminders went out; the firm one waits for confirmation.',
          reminded: [30, 15],
          items: [{ number: document(1), dueDaysAgo: 34, amountMinor }],
        };
      case 4:
        return {
          ...base,
          story: 'Three reminders went out; the formal notice waits for confirmation.',
          reminded: [44, 32, 18],
          items: [
            { number: document(1), dueDaysAgo: 48, amountMinor },
            { number: document(2), dueDaysAgo: 12, amountMinor: amountMinor + 20_000 },
          ],
        };
      default:
        return {
          ...base,
          story: 'Reminded last week; the next step is planned.',
          reminded: [6],
          items: [{ number: document(1), dueDaysAgo: 12, amountMinor }],
        };
    }
  });
}

export const stories: Story[] = [...toldStories, ...moreStories()];
