/** What the customers of the demo company said on their page, and the tasks of its collectors; one of each kind. */
import type { Channel } from '../../domain/vocabulary/channels.ts';
import type { CommentState, DisputeReason, ReplyStatus } from '../../domain/vocabulary/replies.ts';

export interface Said {
  /** Number of the customer. */
  customer: string;
  /** Document numbers; empty: about the customer as a whole. */
  items: string[];
  state?: CommentState;
  status?: ReplyStatus;
  /** Days from the day of seeding. */
  promisedInDays?: number;
  reason?: DisputeReason;
  /** Of each item; all of it where absent. */
  amountMinor?: number;
  /** As it was written; `day` names the promised day in the language of the writer. */
  text: string | ((day: string) => string);
  language: string;
  author: string;
  hoursAgo: number;
  /** Name of a file sent with it. */
  file?: string;
  answer?: string;
}

export const said: Said[] = [
  {
    customer: 'C-2010',
    items: ['F-21091'],
    status: 'promise',
    promisedInDays: 6,
    text: (day) => `Le virement partira le ${day}. Avis de virement ci-joint.`,
    language: 'fr',
    author: 'Julie Picard',
    hoursAgo: 2,
    file: 'avis-de-virement.pdf',
  },
  {
    customer: 'C-2005',
    items: ['F-21041', 'F-21042'],
    status: 'promise',
    promisedInDays: 12,
    amountMinor: 30_000,
    text: (day) => `Nous pouvons régler 300 € sur chaque facture le ${day}, le reste le mois suivant.`,
    language: 'fr',
    author: 'Comptabilité Garnier',
    hoursAgo: 5,
  },
  {
    customer: 'C-2011',
    items: ['F-21101'],
    status: 'promise',
    promisedInDays: 3,
    text: (day) => `Die Zahlung ist für den ${day} eingeplant.`,
    language: 'de',
    author: 'M. Lindner',
    hoursAgo: 26,
  },
  {
    customer: 'C-2006',
    items: ['F-21051'],
    status: 'ongoing',
    text: 'Facture transmise au service technique pour validation.',
    language: 'fr',
    author: 'Service comptable',
    hoursAgo: 9,
  },
  {
    customer: 'C-2012',
    items: ['F-21111'],
    status: 'ongoing',
    text: 'Die Rechnung liegt zur Freigabe beim Filialleiter.',
    language: 'de',
    author: 'Sabine Sommer',
    hoursAgo: 50,
  },
  {
    customer: 'C-2016',
    items: ['F-21151'],
    status: 'dispute',
    reason: 'quantity',
    amountMinor: 12_500,
    text: 'Faltan dos sillas de la entrega; pagaremos el resto.',
    language: 'es',
    author: 'Carmen Serrano',
    hoursAgo: 20,
    file: 'albaran-firmado.pdf',
  },
  {
    customer: 'C-2008',
    items: ['F-21071'],
    status: 'dispute',
    reason: 'price',
    text: 'Le prix facturé n’est pas celui du devis 2231.',
    language: 'fr',
    author: 'A. Delorme',
    hoursAgo: 75,
  },
  {
    customer: 'C-2022',
    items: [],
    text: 'Our accounts payable has moved: please write to ap@lakeside-tools.example from now on.',
    language: 'en',
    author: 'Dana Lake',
    hoursAgo: 30,
  },
  {
    customer: 'C-2014',
    items: ['F-21131'],
    state: 'validated',
    text: 'Könnten Sie uns die Rechnung noch einmal schicken?',
    language: 'de',
    author: 'Buchhaltung Ebert',
    hoursAgo: 120,
    answer: 'Sie steht auf Ihrer Seite zum Herunterladen bereit. Freundliche Grüße',
  },
  {
    customer: 'C-2002',
    items: ['F-21011'],
    state: 'deleted',
    status: 'ongoing',
    text: 'test',
    language: 'fr',
    author: 'test',
    hoursAgo: 200,
  },
  {
    customer: 'C-2021',
    items: ['F-21201'],
    state: 'qualified',
    status: 'promise',
    promisedInDays: 9,
    amountMinor: 40_000,
    text: (day) => `Approved: £400.00 goes out on ${day}, the rest a month later.`,
    language: 'en',
    author: 'Priya Shah',
    hoursAgo: 48,
    answer: 'Thank you, noted.',
  },
];

export interface Task {
  customer: string;
  items: string[];
  text: string;
  channel: Channel;
  /** Days from the day of seeding. */
  inDays: number;
  /** What came of it, where it is done. */
  outcome?: string;
}

export const tasks: Task[] = [
  {
    customer: 'C-1002',
    items: ['F-20144'],
    text: 'Call about the firm reminder before it leaves',
    channel: 'phone',
    inDays: 0,
  },
  {
    customer: 'C-1007',
    items: ['F-20099'],
    text: 'Ask sales whether the discount was agreed',
    channel: 'internal_email',
    inDays: 0,
  },
  {
    customer: 'C-1003',
    items: ['F-19877'],
    text: 'Find out when the rest of the part payment comes',
    channel: 'phone',
    inDays: -3,
  },
  {
    customer: 'C-1020',
    items: ['F-20120'],
    text: 'Send the order number to their purchasing',
    channel: 'email',
    inDays: 4,
  },
  {
    customer: 'C-1014',
    items: [],
    text: 'Ask sales how the negotiation goes',
    channel: 'phone',
    inDays: -8,
    outcome: 'They sign next week.',
  },
];
